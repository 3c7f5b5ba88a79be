"""Kind, country and sectors of actors from the words that name them: countries, demonyms, capitals, bodies, titles, role nouns.

Look-ups over the packaged tables; countries are ISO 3166-1 alpha-3, sectors are PLOVER's role codes.
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

import msgspec

from dateline.lexicon import Lexica, Row, words_of_class
from dateline.model.mention import ActorKind

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?")
LONGEST_TITLE = 5
"""Words of the longest title or role noun that is looked for."""
NGO_KINDS: Mapping[str, ActorKind] = {"ngo": "organisation", "intergovernmental": "intergovernmental"}
Known = TypeVar("Known")

OUTER = ".'\""
"""Marks that do not count at the ends of a word."""


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Lower case without accents and without marks at the ends."""
    if word.isascii():
        return word.lower().strip(OUTER)
    text = unicodedata.normalize("NFKD", word.casefold()).replace("’", "'")
    return "".join(c for c in text if not unicodedata.combining(c)).strip(OUTER)


def key_of(name: str) -> tuple[str, ...]:
    """The plain words of a name; hyphens part words, a leading article is dropped."""
    words = tuple(p for w in re.split(r"[\s\-‐‑–]+", name) if (p := plain(w)))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def word_class(name: str) -> frozenset[str]:
    """The words of `actor_words.tsv` that bear a class."""
    return words_of_class("actor_words.tsv", name)


LEANING = word_class("leaning")
BACKING = word_class("backing")
BEFORE_BODIES = frozenset("the a an of by from for and or with in to s former new".split())
"""Words before a body's name that are no part of a longer name."""


def listed(cell: str) -> Iterator[str]:
    yield from (p.strip() for p in cell.split("|") if p.strip())


class Code(msgspec.Struct, frozen=True):
    """What a known name says about its bearer. `form`: name, adjective, demonym, capital, body."""

    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]
    form: str


class Noun(msgspec.Struct, frozen=True):
    """A noun that stands for an actor: its kind, sector and whether it means many."""

    lemma: str
    kind: ActorKind
    sectors: tuple[str, ...]
    plural: bool
    gender: str = ""


class Title(msgspec.Struct, frozen=True):
    """A title by its words: class (honorific, religious, noble, rank, office), sector, gender."""

    words: tuple[str, ...]
    group: str
    sector: str
    gender: str
    plain: tuple[str, ...] = ()


def _own_code(row: Row) -> Code:
    """The code in a row of `actors.tsv` or of a user's supplement."""
    kind: ActorKind = row.get("kind") or "organisation"  # type: ignore[assignment]
    return Code(row["name"], kind, row.get("country") or None, tuple(listed(row.get("sectors", ""))), "body")


class ActorCodes:
    """All look-ups that name or describe actors. Made once per `Lexica`; see `actor_codes`."""

    def __init__(self, lexica: Lexica) -> None:
        self.lexica = lexica

    @cached_property
    def own(self) -> Mapping[tuple[str, ...], Code]:
        """The user's own actors by the plain words of their names and aliases; they hold against everything else."""
        found: dict[tuple[str, ...], Code] = {}
        for row in self.lexica.actors:
            code = _own_code(row)
            for name in (row["name"], *listed(row.get("aliases", ""))):
                found.setdefault(key_of(name), code)
        return found

    @cached_property
    def names(self) -> Mapping[tuple[str, ...], Code]:
        """Known names by their plain words: countries, bodies, the user's own actors (persons apart: they go by their surnames too)."""
        found = {key: code for key, code in self.own.items() if code.kind != "person"}
        for row in self.lexica.table("actors.tsv"):
            code = _own_code(row)
            for name in (row["name"], *listed(row["aliases"])):
                found.setdefault(key_of(name), code)
        for row in self.lexica.table("countries.tsv"):
            code = Code(row["name"], "country", row["iso3"], ("GOV",), "name")
            for name in (row["name"], *listed(row["alternatives"])):
                found.setdefault(key_of(name), code)
        for row in self.lexica.table("outlets.tsv"):
            code = Code(row["name"], "outlet", row["country"] or None, ("JRN",), "body")
            for name in (row["name"], *listed(row["aliases"])):
                if len(key := key_of(name)) > 1 or (name.isupper() and len(name) > 2) or row["kind"] == "agency":
                    found.setdefault(key, code)
        for row in self.lexica.table("international_bodies.tsv"):
            code = Code(row["name"], NGO_KINDS[row["kind"]], None, self._body_sectors(row), "body")
            for name in (row["name"], *listed(row["initialisms"]), *listed(row["alternatives"])):
                found.setdefault(key_of(name), code)
        return found

    @staticmethod
    def _body_sectors(row: Row) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for s in (row["sector"],) if s))

    @cached_property
    def spelled(self) -> frozenset[str]:
        """All listed names as they are written: a short initialism ("LeT", "IS") counts only in its own capitals."""
        found: set[str] = set()
        for name, columns in (
            ("actors.tsv", ("name", "aliases")), ("outlets.tsv", ("name", "aliases")),
            ("international_bodies.tsv", ("name", "initialisms", "alternatives")), ("countries.tsv", ("name", "alternatives")),
        ):  # fmt: skip
            for row in self.lexica.table(name):
                for column in columns:
                    found.update(listed(row[column]))
        for row in self.lexica.actors:
            found.update((row["name"], *listed(row.get("aliases", ""))))
        return frozenset(found)

    @cached_property
    def country_names(self) -> Mapping[str, str]:
        """English name by ISO code."""
        return {row["iso3"]: row["name"] for row in self.lexica.table("countries.tsv")}

    @cached_property
    def adjectives(self) -> Mapping[tuple[str, ...], Code]:
        """Adjectives and demonyms of countries."""
        found: dict[tuple[str, ...], Code] = {}
        for row in self.lexica.table("countries.tsv"):
            for cell, form in ((row["adjectives"], "adjective"), (row["demonyms"], "demonym")):
                for name in listed(cell):
                    code = Code(row["name"], "country" if form == "adjective" else "population", row["iso3"], (), form)
                    found.setdefault(key_of(name), code)
                    if form == "demonym" and not name.endswith(("s", "z", "h", "ese")):
                        found.setdefault(key_of(name + "s"), Code(row["name"], "population", row["iso3"], (), "demonyms"))
        return found

    @cached_property
    def seats(self) -> Mapping[tuple[str, ...], Code]:
        """Capitals and other seats whose name stands for a government when it acts."""
        found: dict[tuple[str, ...], Code] = {}
        for row in self.lexica.table("governments.tsv"):
            kind: ActorKind = "government" if row["stands_for"] != "body" else "intergovernmental"
            found.setdefault(key_of(row["name"]), Code(row["of"], kind, row["country"] or None, ("GOV",), "seat"))
        for row in self.lexica.table("countries.tsv"):
            for capital in listed(row["capital"]):
                found.setdefault(key_of(capital), Code(row["name"], "country", row["iso3"], ("GOV",), "capital"))
        return found

    @cached_property
    def titles(self) -> Mapping[tuple[str, ...], Title]:
        found: dict[tuple[str, ...], Title] = {}
        for row in self.lexica.table("titles.tsv"):
            words = key_of(row["title"])
            if words:
                found.setdefault(words, Title(words, row["class"], row["sector"], row["gender"], key_of(row["plain"]) or words))
        return found

    @cached_property
    def title_beginnings(self) -> frozenset[str]:
        return frozenset(words[0] for words in self.titles)

    @cached_property
    def title_ends(self) -> frozenset[str]:
        return frozenset(words[-1] for words in self.titles)

    @cached_property
    def roles(self) -> Mapping[tuple[str, ...], Noun]:
        """Role nouns by their words; the last word is singular as a rule."""
        return {
            key_of(row["noun"]): Noun(
                row["noun"], row["kind"], tuple(s for s in (row["sector"],) if s), row["number"] == "p", row["gender"],  # type: ignore[arg-type]
            )
            for row in self.lexica.table("roles.tsv")
        }

    @cached_property
    def role_ends(self) -> frozenset[str]:
        return frozenset(words[-1] for words in self.roles)

    @cached_property
    def country_words(self) -> Mapping[str, Code]:
        """Adjectives of countries and seats of governments that are one word."""
        return {words[0]: code for known in (self.seats, self.adjectives) for words, code in known.items() if len(words) == 1}

    @cached_property
    def country_beginnings(self) -> frozenset[str]:
        """First words of known names and adjectives that tell a country."""
        return frozenset(words[0] for known in (self.adjectives, self.names) for words, code in known.items() if words and code.country)

    @cached_property
    def heads(self) -> Mapping[tuple[str, ...], Noun]:
        """Head nouns inside names."""
        return {
            key_of(row["noun"]): Noun(row["noun"], row["kind"], tuple(s for s in (row["sector"],) if s), False)  # type: ignore[arg-type]
            for row in self.lexica.table("name_heads.tsv")
        }

    @cached_property
    def first_names(self) -> Mapping[str, str]:
        """Gender (m, f or "") by given name."""
        return {plain(row["name"]): row["gender"] for row in self.lexica.table("first_names.tsv")}

    @cached_property
    def pronouns(self) -> Mapping[str, Row]:
        return self.lexica.index("pronouns.tsv")

    def country_of(self, words: Sequence[str]) -> str | None:
        """ISO code of the first country, adjective or demonym among the plain words; of a listed body where that is no short form.

        A body of many nations, an outlet inside a longer phrase ("Minister of Foreign Affairs"), an initialism that may be an everyday
        word in capitals ("AIR") say nothing; nor does whom somebody is for, against or backed by ("pro-Iranian", "Syrian-backed").
        """
        words = [w for w in words if w != "-"]
        for i, word in enumerate(words):
            for n in (3, 2, 1) if word in self.country_beginnings else ():
                piece = tuple(words[i : i + n])
                if len(piece) < n:
                    continue
                code = self.adjectives.get(piece) or self.names.get(piece)
                if code is None or code.country is None or (len(words) > n and (piece in self.initialisms or code.kind == "outlet")):
                    continue
                if n > 1 and code.form == "body" and i and words[i - 1] not in BEFORE_BODIES and not self.title_before(words, i):
                    continue  # "Mirren National Front" is not the National Front
                if n > 1 and code.form == "body" and words[i + n : i + n + 1] in (["for"], ["against"]) and len(words) > i + n + 1:
                    continue  # nor is the "National Front for Renewal"
                if n == 1 and code.form == "body" and i and piece in self.heads and words[i - 1] not in BEFORE_BODIES:
                    continue  # "Social Democrats" are not the Democrats
                if LEANING.isdisjoint(words[max(0, i - 1) : i]) and BACKING.isdisjoint(words[i + n : i + n + 1]):
                    return code.country
        return None

    @cached_property
    def initialisms(self) -> frozenset[tuple[str, ...]]:
        """Keys of bodies and outlets that are listed in capitals only and have no more than four letters."""
        return frozenset(
            key_of(name) for name in self.spelled
            if name.isupper() and len(name) <= 4 and (code := self.names.get(key_of(name))) is not None and code.form == "body"
        )  # fmt: skip

    @cached_property
    def first_heads(self) -> Mapping[str, Noun]:
        """Head nouns that tell the kind of a name as its first word ("Radio Delta")."""
        return {
            plain(row["noun"]): Noun(row["noun"], row["kind"], tuple(s for s in (row["sector"],) if s), False)  # type: ignore[arg-type]
            for row in self.lexica.table("name_heads.tsv")
            if row["first"]
        }

    def head_of(self, words: Sequence[str]) -> Noun | None:
        """The head noun that tells the kind of a name: the last words before "of"/"for", else the last words of all."""
        cut = next((i for i, w in enumerate(words) if w in ("of", "for", "in", "on") and i), len(words))
        for upto in dict.fromkeys((cut, len(words))):
            for n in (3, 2, 1):
                piece = tuple(words[max(0, upto - n) : upto])
                if len(piece) == n and piece in self.heads:
                    return self.heads[piece]
        return self.first_heads.get(words[0]) if len(words) > 1 else None

    def title_at(self, words: Sequence[str], start: int) -> Title | None:
        """The longest title that begins at `words[start]`."""
        if start >= len(words) or words[start] not in self.title_beginnings:
            return None
        for n in range(min(LONGEST_TITLE, len(words) - start), 0, -1):
            title = self.titles.get(tuple(words[start : start + n]))
            if title is not None:
                return title
        return None

    def title_of_one(self, words: Sequence[str]) -> tuple[str, ...] | None:
        """The title in the singular that words give in the plural: "prime ministers"; None of any other words."""
        one = (*words[:-1], words[-1].removesuffix("s")) if words else ()
        return one if one in self.titles and one != tuple(words) and tuple(words) not in self.titles else None

    def title_before(self, words: Sequence[str], end: int) -> Title | None:
        """The longest title that ends before `words[end]`."""
        return _longest_before(words, end, self.titles, self.title_ends)

    def role_before(self, words: Sequence[str], end: int) -> Noun | None:
        """The longest role noun that ends before `words[end]` (words are lemmas)."""
        return _longest_before(words, end, self.roles, self.role_ends)


def _longest_before(words: Sequence[str], end: int, known: Mapping[tuple[str, ...], Known], ends: Container[str]) -> Known | None:
    """What the longest run of words before `words[end]` stands for; `ends`: the last words of all runs."""
    if not end or words[end - 1] not in ends:
        return None
    runs = (known.get(tuple(words[end - n : end])) for n in range(min(LONGEST_TITLE, end), 0, -1))
    return next((found for found in runs if found is not None), None)


@lru_cache(maxsize=4)
def actor_codes(lexica: Lexica) -> ActorCodes:
    """The look-ups for these lexica, made once."""
    return ActorCodes(lexica)
