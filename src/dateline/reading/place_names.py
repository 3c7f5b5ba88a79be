"""Where place names stand in a report: named entities, the gazetteer's own names and the words beside them."""

import re
from calendar import month_abbr, month_name
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache

import msgspec

from dateline.gazetteer import Candidate, Gazetteer, normal
from dateline.lexicon import Lexica, alternation, rule_words, table
from dateline.model.place import GazetteerPlace
from dateline.reading.body_names import body_names
from dateline.reading.frames import noun_classes
from dateline.text.boundaries import office_words
from dateline.text.segment import ReportText, Token

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE"})
NAMED_THINGS = frozenset({"ORG", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
HOME_TOWN = 20_000  # the same in a country that the report speaks of
RARE_TOWN = 1_000
RARE = 3  # candidates up to which a name is rarely anything else
HOME_COUNTRIES = 3
NATIONAL, MOST_NATIONAL = 0.6, 2.4  # votes of one word that one country uses, and of all such words of a report
LONGEST_UNKNOWN, LEAST_UNKNOWN = 4, 4  # tokens, letters of a name that no gazetteer has
NICKNAMING = rule_words("nicknaming")
"""Words behind which a person's other name stands."""
LOCATING = frozenset(("in", "near", "outside", "around", "at"))
"""Prepositions behind which a name is a place."""
LONGEST_PERSON = 4  # words of a person's name
LONGEST_NAME = 8  # tokens; "Bab al-Hawa" has four
KNOWN_TOWN = 100_000  # inhabitants from which a town's name is a place without further cues
INITIALS = re.compile(r"(?<=\b[A-Z]) (?=[A-Z]\b)")
LOST_APOSTROPHE = re.compile(r"(?<=[^\W\d_]{2}) (?=s\b)")
POSSESSIVE = re.compile(r"(?:'s|’s|'|’)$")
HEAD = re.compile(
    r"\s{0,20}((?:[^\W\d_a-z][^\W\d_]*|[A-Z]\.)(?:[ .'’/-]+(?:[^\W\d_a-z][^\W\d_]*|de|di|al|el|of|la|the))*)"
    r"(?:\s*[,(]\s*((?:[^\W\d_a-z][\w.]*)(?:[ .'-]+[^\W\d_a-z][\w.]*)*)\s*\)?)?"
)
OPENING = re.compile(r"\s{0,20}(?<![A-Z])([A-Z][A-Z'’.-]{1,60}(?:[ /-][A-Z][A-Z'’.-]*){0,3})(?=\s*(?:,|\(|-|–|—|:|\ufffd))")
CLOSED = re.compile(r"\s{0,9}(?:[,(/:–—]|-{1,9}\s)")
"""What ends a place in a dateline that has its marks."""
MONTHS = frozenset(m.lower() for m in [*month_name, *month_abbr, "sept"] if m)


class PlaceName(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name a place. `first`/`last`: tokens, half open; both 0 where the words stand outside the parse (the dateline).

    `use`: name, demonym, embedded (part of an organisation's name), dateline. `feature`: what the words beside it say that it is.
    `within`: a name after a comma or in brackets that says where it lies ("Alexandria, La."). `written`: the name to look up.
    """

    start: int
    end: int
    first: int
    last: int
    written: str
    use: str
    label: str = ""
    locative: bool = False
    relation: str | None = None
    feature: str = ""
    within: str | None = None


class Span(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Words that may be a name of the gazetteer, up to token `last` (half open).

    `known`: the gazetteer has them. `use`: how they are used, None where the rest of the report decides.
    """

    last: int
    words: str
    known: bool
    use: str | None


class Beginning(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What may begin at a token, as the words there and beside it say: spans of the gazetteer's names, the longest first.

    `behind_kind`: a name behind "the village of" or the like. `unlisted`: a name that no gazetteer has: its last token (half open), its
    normal key, and whether it stands where only a place stands.
    """

    spans: tuple[Span, ...]
    behind_kind: bool
    unlisted: tuple[int, str, bool] | None


class Cues:
    """The table of place cues, by what they say."""

    def __init__(self) -> None:
        rows = table("place_cues.tsv")
        self.locative = frozenset(r["word"] for r in rows if r["class"] == "locative")
        self.relation = frozenset(r["word"] for r in rows if r["class"] == "relation")
        self.direction = frozenset(r["word"] for r in rows if r["class"] == "direction")
        self.adjective = frozenset(r["word"] for r in rows if r["class"] == "adjective")
        self.inside = frozenset(r["word"] for r in rows if r["class"] == "inside")
        self.state = frozenset(r["word"] for r in rows if r["class"] == "state")
        self.resident = frozenset(r["word"] for r in rows if r["class"] == "resident")
        self.medium = frozenset(r["word"] for r in rows if r["class"] == "medium")
        self.strict = frozenset(r["word"] for r in rows if r["class"] == "strict")
        self.street = frozenset(r["word"] for r in rows if r["class"] == "street")
        self.speaking = frozenset(r["word"] for r in rows if r["class"] == "speaking")
        self.attack = frozenset(r["word"] for r in rows if r["class"] == "attack")
        self.attitude = frozenset(r["word"] for r in rows if r["class"] == "attitude")
        self.deed = frozenset(r["word"] for r in rows if r["class"] == "deed")
        self.asking = frozenset(r["word"] for r in rows if r["class"] == "asking")
        self.dealing = frozenset(r["word"] for r in rows if r["class"] == "dealing")
        self.illness = frozenset(r["word"] for r in rows if r["class"] == "illness")
        self.taking = frozenset(r["word"] for r in rows if r["class"] == "taking")
        self.party = frozenset(r["word"] for r in rows if r["class"] == "party")
        self.trust = frozenset(r["word"] for r in rows if r["class"] == "trust")
        self.ground = frozenset(r["word"] for r in rows if r["class"] == "ground")
        self.voicing = frozenset(r["word"] for r in rows if r["class"] == "voicing")
        self.across = frozenset(r["word"] for r in rows if r["class"] == "across")
        self.facility = frozenset(r["word"] for r in rows if r["class"] == "facility")
        self.before = {tuple(r["word"].split()): r["feature"] for r in rows if r["class"] == "before"}
        self.levels = frozenset(r["word"] for r in rows if r["class"] == "after" and r["feature"].startswith("admin"))
        self.after = {tuple(r["word"].split()): r["feature"] for r in rows if r["class"] == "after"}
        self.last_before = frozenset(words[-1] for words in self.before)
        self.first_after = frozenset(words[0] for words in self.after)


@cache
def cues() -> Cues:
    return Cues()


@cache
def abbreviations() -> dict[str, str]:
    return {row["abbreviation"]: row["name"] for row in table("place_abbreviations.tsv")}


@cache
def _without_points() -> dict[str, str]:
    """The same as text without marks has them ("Calif", "W Va"), safe only behind a town."""
    return {abbreviation.replace(".", ""): name for abbreviation, name in abbreviations().items()}


def place_names(text: ReportText, lexica: Lexica, gazetteer: Gazetteer) -> tuple[PlaceName, ...]:
    """All place names of a report in order of appearance, never overlapping."""
    finder = Finder(text, lexica, gazetteer)
    found = [*finder.dateline(), *finder.opening()]
    sure = [n for n in finder.names() if n.use == "name" and (n.label == "GPE" or n.locative) and gazetteer.knows(n.written)]
    finder.home = home_countries([*found, *sure], gazetteer)
    finder.local, finder.entities = frozenset(finder.found_local), frozenset(finder.found_entities)
    finder.established = frozenset(normal(n.written) for n in [*found, *sure]) - finder.surnames
    taken = [(n.start, n.end) for n in found] + list(_credits(text))
    for name in finder.names():
        if not any(s < name.end and name.start < e for s, e in taken):
            found.append(name)
    return tuple(sorted(found, key=lambda n: (n.start, n.end)))


def _credits(text: ReportText) -> Iterator[tuple[int, int]]:
    """Where the text names its own outlet or agency: "JUBA (Nile Wire) -", "told the Nile Wire" name no river."""
    for name in {*text.report.agencies, text.report.outlet or ""}:
        at = text.text.find(name) if " " in name else -1
        while at >= 0:
            yield at, at + len(name)
            at = text.text.find(name, at + 1)


def home_countries(names: Sequence[PlaceName], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The countries (ISO alpha-3) that a report's demonyms, countries and towns of one country speak of, the most frequent first."""
    counts: Counter[str] = Counter()
    for name in names:
        demonym = gazetteer.demonym(name.written)
        named = {demonym.place.country} if demonym else {c.place.country for c in gazetteer.candidates(name.written)}
        if len(named) == 1 and (country := named.pop()):
            counts[country] += 1
        else:
            counts.update(
                c.place.country for c in gazetteer.overlay.get(normal(name.written), ()) if c.place.feature == "country" and c.place.country
            )
    return tuple(country for country, _ in counts.most_common(HOME_COUNTRIES))


@cache
def _national() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {row["words"]: row["country"] for row in table("national_words.tsv")}
    return re.compile(rf"(?<![\w'])(?:{alternation(words, blank=' ')})(?!\w)"), words


@lru_cache(maxsize=10_000)
def standing(gazetteer: Gazetteer, words: str) -> tuple[bool, frozenset[str]]:
    """Whether a name is well known wherever it is told, and the countries (ISO alpha-3) in whose reports it is."""
    candidates = gazetteer.candidates(words)
    rare = len(candidates) <= RARE
    division = normal(words).rpartition(" ")[2] in cues().levels
    anywhere = any(_stands_out(c, words, rare, division) for c in candidates)
    inside = (
        c.place.country for c in candidates if c.place.gazetteer_id.startswith("dateline") or (rare and c.place.population >= HOME_TOWN)
    )
    return anywhere, frozenset(country for country in inside if country)


def _stands_out(c: Candidate, words: str, rare: bool, division: bool) -> bool:
    place = c.place
    if place.feature in ("country", "continent") or c.match == "user":
        return True
    if place.gazetteer_id.startswith("dateline") and (place.gazetteer_id.startswith("dateline-region") or " " in words or "-" in words):
        return True
    if c.match == "official":
        return place.feature == "admin1" or place.population >= KNOWN_TOWN or (division and place.feature == "admin2")
    known = place.population >= (KNOWN_TOWN if rare else 5 * KNOWN_TOWN)
    return c.match == "alternate" and place.feature == "city" and known and len(words) > 4


def national_votes(text: str) -> dict[str, float]:
    """How far the words of law, school, police and parliament speak for each country (ISO alpha-3): up to `MOST_NATIONAL`."""
    pattern, words = _national()
    counts = Counter(words[w] for w in {m.group() for m in pattern.finditer(text.lower())})
    return {country: min(MOST_NATIONAL, NATIONAL * n) for country, n in counts.items()}


@cache
def names_of(*tables: str) -> frozenset[str]:
    """Normal keys of all names that tables of actors, bodies or outlets give."""
    cells = (row.get(c, "") for name in tables for row in table(name) for c in ("name", "aliases", "alternatives", "initialisms"))
    return frozenset(normal(n) for cell in cells for n in cell.split("|") if n)


class Finder:
    """One report's search for place names."""

    def __init__(self, text: ReportText, lexica: Lexica, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer, self.cues = text, gazetteer, cues()
        self.tokens = text.tokens
        self.first_names = lexica.words("first_names.tsv")
        self.titles = lexica.words("titles.tsv")
        self.common = lexica.words("common_words.tsv")
        self.frequent = lexica.words("word_frequency.tsv")
        self.speaking = lexica.words("reporting_verbs.tsv") | self.cues.speaking
        self.accepted: set[int] = set()  # the tokens that place names found so far end with
        self._written: dict[tuple[int, int], str] = {}
        self._persons: dict[tuple[int, int], bool] = {}
        self.surnames = self._surnames()
        self._beginnings: dict[int, Beginning] = {}
        self._beside: dict[tuple[int, int], tuple[bool, str | None, str, int]] = {}
        self._was_locative: dict[int, bool] = {}  # by a name's last token
        self._relations: dict[int, str | None] = {}
        self.established: frozenset[str] = frozenset()
        self.local: frozenset[str] = frozenset()  # unknown names that stand where only a place stands, as normal keys
        self.found_local: set[str] = set()
        self.entities: frozenset[str] = frozenset()  # unknown names that the parse takes for places where a place stands
        self.found_entities: set[str] = set()
        self.home: tuple[str, ...] = ()
        self.cased = not any(d.kind == "case_lost" for d in text.report.damage)

    def knows(self, words: str) -> bool:
        """Whether the gazetteer has the name, or a country of the report a place of another spelling."""
        return self.gazetteer.knows(words) or any(self.gazetteer.similar(words, country) for country in self.home)

    # --- outside the parse

    def dateline(self) -> Iterator[PlaceName]:
        """The place in the report's dateline."""
        span = self.text.report.header.dateline
        if span is None or (match := HEAD.match(self.text.text, *span)) is None:
            return
        start, end = match.span(1)
        if not CLOSED.match(self.text.text, end):  # without marks it may run on: "ROME April Agency"
            ends = [m.end() for m in re.finditer(r"[^\W_]+\.?", self.text.text[start:end])]
            known = [e for e in ends if self.gazetteer.knows(self.text.text[start : start + e])]
            end = start + known[-1] if known else end
        if end > start:
            within = match.group(2) if match.group(2) and match.group(2).split()[0].casefold().strip(".") not in MONTHS else None
            yield PlaceName(
                start=start, end=end, first=0, last=0, written=self.text.text[start:end], use="dateline", locative=True, within=within
            )

    def opening(self) -> Iterator[PlaceName]:
        """A dateline in capitals at the head of the text that the header did not take."""
        if self.text.report.header.dateline is not None:
            return
        match = OPENING.match(self.text.text)
        if match and self.gazetteer.knows(match[1]):
            yield PlaceName(
                start=match.start(1), end=match.end(1), first=0, last=0, written=match[1], use="dateline", locative=True,
                within=self._bracketed(match.end(1)),
            )  # fmt: skip

    def _bracketed(self, end: int) -> str | None:
        match = re.compile(r"\s*[,(]\s*([^\W\d_][\w.]*(?: [^\W\d_a-z][\w.]*)*)").match(self.text.text, end)
        return match[1] if match else None

    # --- inside the parse

    def names(self) -> Iterator[PlaceName]:
        done = 0
        for i in self._openings:
            if i < done:
                continue
            name = self.at(i, self.text.sentence_of(i).last)
            if name is None:
                continue
            if name.use == "name":
                self.accepted.add(name.last - 1)
            yield name
            done = name.last

    @cached_property
    def _openings(self) -> tuple[int, ...]:
        """The tokens with which a name may begin."""
        entities = {e[0] for e in self.text.entities if e[2] in PLACE_LABELS}
        written = (t for t in self.tokens if t.end > t.start and t.text[0].isalnum())
        return tuple(t.i for t in written if t.i in entities or ((t.text[0].isupper() or not self.cased) and self._may_begin(t.i)))

    def _place_entity(self, i: int) -> tuple[int, int, str] | None:
        """The place entity that begins at token `i`."""
        entity = self._entity(i)
        return entity if entity is not None and entity[0] == i and entity[2] in PLACE_LABELS else None

    def at(self, i: int, stop: int) -> PlaceName | None:
        """The place name that begins at token `i`, or None."""
        if (entity := self._place_entity(i)) is not None and (span := self._trim(*entity[:2])) is not None:
            if (longer := self._longer(span, stop)) is not None:
                return self._name(*longer, "name", entity[2])
            return self._from_entity(span, entity[2])
        return self._from_gazetteer(i, stop) if self._may_begin(i) else None

    def _may_begin(self, i: int) -> bool:
        """Whether a word can begin a name of the gazetteer: with a capital, or where capitals are lost in its place."""
        token = self.tokens[i]
        return token.lower not in ("the", "a", "an") and (token.text[0].isupper() or (not self.cased and self._may_begin_low(i)))

    def _may_begin_low(self, i: int) -> bool:
        """Whether a word in lower case can begin a name in a report that lost its capitals: a demonym, or behind a preposition of place."""
        token = self.tokens[i]
        if token.pos not in ("PROPN", "NOUN", "ADJ") or token.lower in self.common:
            return False
        before = self.tokens[self._before(i)].lower if self._before(i) >= 0 else ""
        return (
            before in self.cues.locative or before in self.cues.relation or before == "of" or self.gazetteer.demonym(token.text) is not None
        )

    # entities

    def _entity(self, i: int) -> tuple[int, int, str] | None:
        """The named entity that covers token `i`."""
        return self._by_token.get(i)

    @cached_property
    def _by_token(self) -> dict[int, tuple[int, int, str]]:
        return {i: e for e in self.text.entities for i in range(e[0], e[1])}

    def _trim(self, first: int, last: int) -> tuple[int, int] | None:
        """A name without articles, direction words and possessives at its ends; None where nothing is left."""
        while first < last and (
            self.tokens[first].lower in ("the", "a", "an")
            or (self.tokens[first].lower in self.cues.adjective and self.tokens[first].text[0].islower())
        ):
            first += 1
        while last > first and (
            self.tokens[last - 1].lower in ("'s", "’s", "'", "’", "s", "the", "and", "of")
            or (not self.tokens[last - 1].text[-1:].isalnum() and not self.tokens[last - 1].text.endswith("."))
        ):
            last -= 1
        return (first, last) if first < last else None

    def _longer(self, span: tuple[int, int], stop: int) -> tuple[int, int] | None:
        """A well-known name that goes on beyond the entity: "Trinidad" of "Trinidad and Tobago", unknown "Mashonaland" of a province."""
        first, last = span
        if (parted := self._parted(first, last)) is not None:
            return parted
        whole = self.gazetteer.knows(self._words(first, last))
        for longer in range(min(stop, first + LONGEST_NAME), last, -1):
            if self.tokens[longer - 1].text[0].isupper() and all(self._joins(t) for t in self.tokens[last:longer]):
                words = self._words(first, longer)
                level = self.tokens[longer - 1].lower in self.cues.levels or not whole
                if self._in_overlay(words) or (level and self._is_strong(words)):
                    return (first, longer)
        return None

    def _parted(self, first: int, last: int) -> tuple[int, int] | None:
        """A known name that a restored full stop cut in two: "near Ridge. Farm"; not two names, of which the first is the better known."""
        if last + 1 >= len(self.tokens) or self.tokens[last].end > self.tokens[last].start or self._touches(last):
            return None
        words = self._words(first, last + 2)
        whole = self.tokens[last + 1].text.istitle() and self.gazetteer.knows(words) and not self._is_strong(self._words(first, last))
        return (first, last + 2) if whole and not self._is_generic(first, last + 2, words) else None

    def _from_entity(self, span: tuple[int, int], label: str) -> PlaceName | None:
        first, last = span
        words = self._words(first, last)
        known = self.knows(words)
        if self.gazetteer.demonym(words) is not None and not self._in_overlay(words):
            return self._name(first, last, "demonym", label)
        if not any(c.isalpha() for c in words) or self._is_lower(first, last) or self._is_medium(last) or self._is_body(words):
            return None
        if not known and (inner := self._known_inside(first, last)) is not None:
            return self._name(*inner, "name", label)
        if self._is_person(first, last) and not self._country(words):
            return None
        locative = self._around(first, last)[0]
        if self._is_generic(first, last, words) and not (known and locative and label == "GPE"):
            return None
        if not known and self._is_full_name(self.tokens[first:last]):
            return None
        if not known and not self._stands_as_place(first, last, words, locative):
            return None
        return self._name(first, last, "name", label)

    def _stands_as_place(self, first: int, last: int, words: str, locative: bool) -> bool:
        """Whether an entity that no gazetteer has stands where a place stands, or did elsewhere in the report ("the Sefa attack")."""
        known = self._is_street(first, last) or self.tokens[first].lower.rstrip(".") in self.titles
        if known or self._holds_office(first, last) or self._names_people(last, normal(words)) or self._names_body(last):
            return False
        if locative:
            self.found_entities.add(normal(words))
        return locative or normal(words) in self.local or self._names_deed(last, normal(words))

    def _holds_office(self, first: int, last: int) -> bool:
        """Whether a name between commas says who the holder of the office before it is: "the mayor of Karsova, Ines Tolland, put"."""
        tokens, of = self.tokens, first - 2
        if last - first < 2 or last >= len(tokens) or first < 4 or tokens[first - 1].text != "," or tokens[last].text != ",":
            return False
        while of > 0 and tokens[of].text[:1].isupper():
            of -= 1
        return tokens[of].lower in ("of", "for") and tokens[of].i < first - 2 and tokens[of - 1].text.islower() and tokens[of - 1].lower in office_words()

    def _names_body(self, last: int) -> bool:
        """Whether a name says which group or force the noun behind it is: "a camp of the Eastern Bloc rebel group"."""
        head = self.tokens[self.tokens[last - 1].head]
        behind = last <= head.i < last + 3 and head.text.islower() and self.tokens[last - 1].dep == "compound"
        return behind and not noun_classes().get(head.lemma, frozenset()).isdisjoint(("actor", "force", "party"))

    def _names_people(self, last: int, key: str) -> bool:
        """Whether a name that no gazetteer has, and no words elsewhere in the report place, only says of what people those behind it are:
        "fell to Tuareg rebels"."""
        token, follows = self.tokens[last - 1], self.tokens[last] if last < len(self.tokens) else None
        if follows is None or key in self.local or not follows.text.islower() or follows.tag != "NNS" or token.head != follows.i:
            return False
        return "force" in noun_classes().get(follows.lemma, frozenset())

    def _names_deed(self, last: int, key: str) -> bool:
        """Whether a place that no gazetteer has, named as one elsewhere in the report, says which attack or siege is meant."""
        token = self.tokens[last - 1]
        head = self.tokens[token.head]
        return key in self.entities and token.dep == "compound" and head.i == last and head.pos == "NOUN" and head.text.islower()

    def _in_overlay(self, words: str) -> bool:
        return normal(words) in self.gazetteer.overlay

    def _is_medium(self, last: int) -> bool:
        """Whether a paper, an agency or a disease bears the name: "Miami Herald", "West Nile virus"."""
        if last >= len(self.tokens):
            return False
        word = self.tokens[last]
        return (word.lower in self.cues.medium and word.text[0].isupper()) or word.lower in self.cues.illness

    def _is_body(self, words: str) -> bool:
        """Whether an armed group, party, service or international body bears the name."""
        key = normal(words)
        return (key in names_of("actors.tsv", "international_bodies.tsv") or key in self._called_bodies) and not self._in_overlay(words)

    @cached_property
    def _called_bodies(self) -> frozenset[str]:
        """Names that the report tells to be those of parties and the like."""
        return frozenset(normal(name) for name in body_names(self.text))

    def _is_street(self, first: int, last: int) -> bool:
        return any(self.tokens[i].lower in self.cues.street or self.tokens[i].text[0].isdigit() for i in (first, last - 1))

    def _is_generic(self, first: int, last: int, words: str) -> bool:
        """Common words only ("Central", "City Park"), no country."""
        tokens = self.tokens[first:last]
        key = normal(words)
        if key in names_of("outlets.tsv") and not self._in_overlay(words):
            return True
        plain = all(t.lower in self.common or t.lower.rstrip(".") in self.titles or not t.text[0].isalpha() for t in tokens)
        return plain and not self._strong_words(words)

    def _strong_words(self, words: str) -> bool:
        named = self.gazetteer.overlay.get(normal(words), ())
        return any(c.place.feature in ("country", "continent", "region", "water", "mountains") or c.match == "user" for c in named)

    def _known_inside(self, first: int, last: int) -> tuple[int, int] | None:
        """The first known name inside a longer unknown entity ("downtown Tripoli", "Tripoli Airport Road")."""
        for a in range(first, last):
            for b in range(last, a, -1):
                if (a, b) == (first, last) or not self.tokens[a].text[0].isupper() or self.tokens[a].lower in self.cues.adjective:
                    continue
                words = self._words(a, b)
                if self._is_strong(words) and not self._is_generic(a, b, words) and not self._is_person(a, b):
                    return (a, b)
        return None

    def _is_named_on(self, first: int, last: int) -> bool:
        """Whether an uncommon word goes on with the name of a small town: "Catalina Irigoyen"."""
        if last - first > 1 or last >= len(self.tokens) or not self._touches(last - 1):
            return False
        named = [c for c in self.gazetteer.candidates(self._words(first, last)) if c.match != "alternate"]
        if any(c.place.population >= KNOWN_TOWN or c.place.feature not in ("city", "district") for c in named):
            return False
        token, following = self.tokens[last - 1], self.tokens[last]
        if token.dep != "compound" or token.head < last or following.pos != "PROPN" or not following.text.istitle():
            return False
        word = following.lower.rstrip("’'")
        known = {word, word.rstrip("s")} & self.frequent or word in self.first_names or word in self.titles
        return not known and (word,) not in self.cues.after and not self.gazetteer.knows(following.text)

    def _is_lower(self, first: int, last: int) -> bool:
        return all(self.tokens[i].text[0].islower() for i in range(first, last)) and self.cased

    # gazetteer

    def _from_gazetteer(self, i: int, stop: int) -> PlaceName | None:
        if (beginning := self._beginnings.get(i)) is None:
            spans = tuple(self._spans(i, stop))
            behind_kind = self.tokens[i].pos == "PROPN" and any(self._lower(i - n, i) in self.cues.before for n in (2, 3))
            beginning = self._beginnings[i] = Beginning(spans=spans, behind_kind=behind_kind, unlisted=self._unlisted(i, stop))
        for span in beginning.spans:
            if (use := span.use or self._use(i, span)) is not None:
                return self._name(i, span.last, use, "")
        by_kind = self._named_by_kind(i, stop) if beginning.behind_kind else None
        return by_kind or self._unknown(i, beginning)

    def _spans(self, i: int, stop: int) -> Iterator[Span]:
        """Where a name of the gazetteer that begins at a token may end, the longest first; none behind one that is sure."""
        longest = LONGEST_NAME if self.tokens[i].text[0].isupper() else 3
        ends = []
        for last in range(i + 1, min(stop, i + longest) + 1):
            end = self.tokens[last - 1]
            if end.text[0].isupper() or not self.cased:
                ends.append(last)
            if last > i + 1 and not self._joins(end):
                break
        for last in reversed(ends):
            span = None if self._breaks(i, last) else self._span(i, last)
            if span is not None:
                yield span
                if span.use is not None:
                    return

    def _span(self, first: int, last: int) -> Span | None:
        words = self._words(first, last)
        known = self.gazetteer.knows(words)
        if len(words) > 2 and words[-1] == "." and words in abbreviations() and not self._is_person(first, last):
            return Span(last=last, words=words, known=known, use="name")
        if self.gazetteer.demonym(words) is not None and self._demonym_here(first, last, words):
            return Span(last=last, words=words, known=known, use="demonym")
        possible = self._may_be_known(first, last, words) if known else self._may_be_spelt_otherwise(first, last)
        return Span(last=last, words=words, known=known, use=None) if possible else None

    def _unlisted(self, i: int, stop: int) -> tuple[int, str, bool] | None:
        """A name no gazetteer has, and whether it stands where only a place stands ("near Haji Omeran", "Deh Yak district")."""
        last = i
        while last < stop and last - i < LONGEST_UNKNOWN and self._may_name(last, i):
            last += 1
        while last > i and (self.tokens[last - 1].pos != "PROPN" or self.tokens[last - 1].lower in self.cues.inside):
            last -= 1
        if last == i or self._known_otherwise(i, last):
            return None
        before = self.tokens[i - 1] if i and self._touches(i - 1) else None
        head = self.tokens[self._head(i, last)]
        follows = self.tokens[last].lower if last < len(self.tokens) and self._touches(last - 1) else ""
        kind = follows.islower() and (any(self._lower(last, last + n) in self.cues.after for n in (1, 2)) or self._is_facility(i, last))
        strict = before is not None and before.lower in self.cues.strict and head.dep == "pobj" and self.tokens[head.head].i == before.i
        return last, normal(self._words(i, last)), kind or (strict and follows not in ("'s", "’s", "'", "’"))

    def _is_facility(self, first: int, last: int) -> bool:
        """Whether a name is that of works or a landmark at which something happens ("outside the Kharza cement plant")."""
        head = self.tokens[self.tokens[last - 1].head]
        before = self._before(first)
        if not last <= head.i < last + 2 or head.lower not in self.cues.facility or before < 0:
            return False
        word = self.tokens[before].lower
        return word in self.cues.strict or word in self.cues.relation

    def _unknown(self, i: int, beginning: Beginning) -> PlaceName | None:
        """A name no gazetteer has where only a place stands, or that stood there before."""
        if beginning.unlisted is None:
            return None
        last, key, placed = beginning.unlisted
        if key not in self.local and not self._names_deed(last, key):
            if not placed and not self._goes_on_from_a_place(i, last):
                return None
            self.found_local.add(key)
        return self._name(i, last, "name", "")

    def _goes_on_from_a_place(self, first: int, last: int) -> bool:
        """Whether a name is joined to a place's ("teams at Marrow and Fenby") or is that of what is done to land alone ("shelled Fenby")."""
        head = self.tokens[self._head(first, last)]
        if head.dep == "dobj" and self.tokens[head.head].lemma in self.cues.ground:
            return True
        joined = head.dep == "conj" and first > 1 and self.tokens[first - 1].lower in ("and", "or", ",")
        return joined and first - 2 in self.accepted and self._was_locative.get(first - 2, False)

    def _may_name(self, i: int, first: int) -> bool:
        """Whether a token may be part of an unknown name that begins at `first`."""
        token = self.tokens[i]
        if token.lower in ("'s", "’s"):
            return False
        if i > first and token.lower in self.cues.inside and i + 1 < len(self.tokens) and self.tokens[i + 1].text.istitle():
            glued = token.start == self.tokens[i - 1].end or token.end == self.tokens[i + 1].start
            return glued or (token.lower not in self.frequent and token.text.isalpha())
        if token.ent in NUMBERS:
            return False
        return token.pos == "PROPN" and token.text.istitle() and (i == first or self._touches(i - 1))

    def _known_otherwise(self, first: int, last: int) -> bool:
        """Whether the words are those of a person, a body, a paper, a day or plain English."""
        tokens = [t for t in self.tokens[first:last] if t.text.isalpha() and t.lower not in self.cues.inside]
        words = self._words(first, last)
        if not tokens or len(words) < LEAST_UNKNOWN or self._is_medium(last) or self._is_body(words) or self._is_person(first, last):
            return True
        if any(t.ent in NUMBERS or t.ent in ("NORP", "EVENT", "LAW", "WORK_OF_ART") or t.lower in MONTHS for t in tokens):
            return True
        plain = [t for t in tokens if t.lower in self.frequent or t.lower in self.common]
        if any(t.lower not in self.first_names for t in plain):
            return True
        if normal(words) in names_of("outlets.tsv", "holidays.tsv") or self.gazetteer.demonym(words) is not None:
            return True
        entity = self._entity(first)
        if entity is not None and entity[2] in ("PERSON", "ORG") and self._holds_more(entity, first, last):
            return True
        named = tokens[0].lower in self.first_names or any(t.lower.rstrip(".") in self.titles for t in tokens) or self._is_full_name(tokens)
        return (named or bool(plain)) and not self._is_only_a_place(first, last)

    def _holds_more(self, entity: tuple[int, int, str], first: int, last: int) -> bool:
        """Whether an entity goes beyond a name by more than marks and a preposition of place ("Near Rumahi", "Tessit.")."""
        rest = (t for t in self.tokens[entity[0] : entity[1]] if not first <= t.i < last)
        return any(t.text[:1].isalnum() and t.lower not in self.cues.strict for t in rest)

    def _is_only_a_place(self, first: int, last: int) -> bool:
        """Whether a name that might be a person's stands only behind prepositions of place in its report ("near Haji Omeran")."""
        size, words = last - first, tuple(t.lower for t in self.tokens[first:last])
        starts = [i for i in self._where[words[0]] if self._lower(i, i + size) == words]
        alone = [i for i in self._where[words[-1]] if not self._is_modifier(i)]
        if size < 2 or len(alone) != len(starts):
            return False
        return all(i and self.tokens[i - 1].lower in self.cues.strict and not self._is_trusted(i) for i in starts)

    def _is_modifier(self, i: int) -> bool:
        """Whether a word of a name stands before the name's head ("Omar Khel")."""
        token = self.tokens[i]
        return token.dep == "compound" and token.head > i and self.tokens[token.head].pos == "PROPN"

    def _is_trusted(self, first: int) -> bool:
        """Whether "in" before a name says in whom somebody has faith."""
        before = self.tokens[first - 1]
        return before.lower == "in" and self.tokens[before.head].lemma in self.cues.trust

    @cached_property
    def _where(self) -> Mapping[str, Sequence[int]]:
        """Tokens by their words in lower case."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.text.lowers):
            found[word].append(i)
        return found

    def _named_by_kind(self, i: int, stop: int) -> PlaceName | None:
        """A name no gazetteer has, behind "the village of" or the like: a place without a point."""
        feature = self._around(i, i + 1)[2]
        last = i + 1
        while (
            last < stop and (self.tokens[last].pos == "PROPN" or self.tokens[last].lower in ("-", "al", "el")) and last - i < LONGEST_NAME
        ):
            last += 1
        span = self._trim(i, last)
        if feature not in ("city", "district", "camp", "base", "") or span is None or self._is_person(*span) or self._names_body(span[1]):
            return None
        if not feature and self._known_otherwise(*span):
            return None
        return self._name(*span, "name", "")

    def _joins(self, token: Token) -> bool:
        return token.text[0].isupper() or token.lower in self.cues.inside or not self.cased

    def _breaks(self, first: int, last: int) -> bool:
        """Whether the span cuts a known place entity in two or begins one it does not hold whole."""
        begin, end = self._known_places.get(first), self._known_places.get(last - 1)
        return (begin is not None and begin[0] < first) or (end is not None and end[1] > last)

    @cached_property
    def _known_places(self) -> dict[int, tuple[int, int, str]]:
        """The place entities that the gazetteer knows, by token."""
        known = [e for e in self.text.entities if e[2] in PLACE_LABELS and self.gazetteer.knows(self._words(*e[:2]))]
        return {i: e for e in known for i in range(*e[:2])}

    def _demonym_here(self, first: int, last: int, words: str) -> bool:
        if self._in_overlay(words):
            return False
        entity = self._entity(first)
        if entity is not None and entity[2] in ("PERSON", "WORK_OF_ART", "LANGUAGE") and entity[1] - entity[0] > last - first:
            return False
        return self.tokens[first].text[0].isupper()

    def _may_be_known(self, first: int, last: int, words: str) -> bool:
        """Whether words that the gazetteer has are no paper's or body's name, no short word in capitals, no number."""
        if self._is_medium(last) or self._is_body(words) or (words.isupper() and len(words) <= 4 and not self._in_overlay(words)):
            return False
        entity = self._entity(first)
        if entity is None or entity[2] not in NUMBERS:
            return True
        head = self.tokens[last - 1]  # the parse may draw a place into words of time: "the base in Chad, hours after"
        if head.pos != "PROPN" or head.lower in MONTHS or not self._placed(first, last):
            return False
        return self._is_strong(words) or (self._is_strict(first, last) and head.lower not in self.frequent)

    def _is_strict(self, first: int, last: int) -> bool:
        """Whether the words before a name hardly ever stand before anything but a place's: "in", "near", "west of"."""
        i = self._before(first)
        return i >= 0 and (self.tokens[i].lower in self.cues.strict or self._is_pointed(first, last))

    def _is_pointed(self, first: int, last: int) -> bool:
        """Whether a direction stands before a name: "west of X"."""
        relation = self._around(first, last)[1]
        return relation is not None and relation.rpartition(" of")[0] in self.cues.direction

    def _use(self, first: int, span: Span) -> str | None:
        """How a gazetteer name is used here: name, embedded, or None where it is not safely a place."""
        last, words = span.last, span.words
        if not span.known:
            return "name" if self._other_spelling(first, last, words) else None
        entity = self._entity(first)
        label = entity[2] if entity else ""
        strong = self._is_strong(words)
        locative, _, feature = self._around(first, last)
        if last - first == 1 and not locative and self.tokens[first].lower in self.first_names and not self._country(words):
            return None
        if self._is_generic(first, last, words) and (not feature or label in PLACE_LABELS):
            return None
        if self._is_person(first, last):
            return "name" if strong and locative and self._country(words) else None
        if self._is_named_on(first, last) and label not in PLACE_LABELS:
            return None
        whole = entity is None or self._rest_is_places(entity, first, last)
        if label == "PERSON":
            if not whole:
                return None
            return "name" if self._place_after_all(first, last, words, strong) else None
        if label in NAMED_THINGS and not whole:
            owns = last < len(self.tokens) and self.tokens[last].lower in ("'s", "’s")
            return ("name" if owns else "embedded") if strong else None
        usable = self.tokens[last - 1].pos in ("PROPN", "NOUN", "ADJ", "X")
        if strong and usable and (self.cased or locative or self._country(words)):
            return "name"
        if self.tokens[last - 1].pos != "PROPN":
            return "name" if usable and self._is_strict(first, last) and self._is_uncommon(first, last) else None
        return "name" if locative or self._names_residents(first, last) else None

    def _is_uncommon(self, first: int, last: int) -> bool:
        """Whether a span is one word with a capital within a sentence, and no word of plain English."""
        word = self.tokens[first]
        plain = word.lower in self.frequent or word.lower in self.common
        return self.cased and last - first == 1 and not plain and first > 0 and self._touches(first - 1)

    def _place_after_all(self, first: int, last: int, words: str, strong: bool) -> bool:
        """Whether a name that the parse takes for a person's is a place: by its words, or by what stands beside it."""
        if self._country(words) or normal(words) in self.established:
            return True
        if last - first == 1 and self.tokens[first].lower in self.first_names:
            return False
        token = self.tokens[last - 1]
        if token.dep == "nsubj" and self.tokens[token.head].lemma in self.speaking:
            return False
        if self._placed(first, last):
            return strong or self._is_rare(words) or self._is_pointed(first, last)
        if last - first > 1 or token.dep == "nsubj":
            return strong
        return strong and token.dep == "compound" and self.tokens[token.head].text[0].islower()

    def _is_rare(self, words: str) -> bool:
        """Whether the name is borne by few places, one of them of some size or known from conflicts."""
        candidates = self.gazetteer.candidates(words)
        return len(candidates) <= RARE and any(
            c.place.gazetteer_id.startswith("dateline")
            or (c.match in ("official", "user") and c.place.population >= RARE_TOWN)
            or (c.match == "alternate" and c.place.population >= 10 * RARE_TOWN)
            for c in candidates
        )

    def _rest_is_places(self, entity: tuple[int, int, str], first: int, last: int) -> bool:
        """Whether a mislabelled entity holds, beside this name, nothing but other place names ("Tarhouna and Gharyan")."""
        rest = [t for t in self.tokens[entity[0] : entity[1]] if not first <= t.i < last and t.lower not in self.cues.strict]
        if not any(t.text[0].isupper() and t.lower != "the" for t in rest):
            return True
        parted = any(t.lower in ("and", ",", "or", "(", "to") for t in rest)
        return parted and all(self.gazetteer.knows(t.text) for t in rest if t.text[0].isupper())

    def _placed(self, first: int, last: int) -> bool:
        """Whether the words before the name put something there; "spoke to X" does not."""
        locative, _, feature = self._around(first, last)
        i = self._before(first)
        if not locative or feature or i < 0 or self.tokens[i].lower not in ("to", "at", "with"):
            return locative
        return self.tokens[self.tokens[i].head].lemma not in self.speaking

    def _other_spelling(self, first: int, last: int, words: str) -> bool:
        """Whether an unknown name stands where a place stands and differs by transliteration from one in a country of the report."""
        return bool(self.home) and self._placed(first, last) and not self._is_generic(first, last, words) and self.knows(words)

    def _may_be_spelt_otherwise(self, first: int, last: int) -> bool:
        """Whether unknown words can be a place's name in another spelling: names, no paper's, number's or person's."""
        tokens = self.tokens[first:last]
        if self._is_medium(last) or any(t.pos != "PROPN" and t.text[0].isalpha() and t.lower not in self.cues.inside for t in tokens):
            return False
        entity = self._entity(first)
        if entity is not None and (entity[2] in NUMBERS or not self._rest_is_places(entity, first, last)):
            return False
        return not self._is_person(first, last)

    def _names_residents(self, first: int, last: int) -> bool:
        """Whether the name stands before a word for people or things of a town: "a Tajoura man"."""
        if last >= len(self.tokens) or self.tokens[last].lower not in self.cues.resident or not self.tokens[last].text[0].islower():
            return False
        return self.tokens[first].sentence == self.tokens[last].sentence and self.tokens[last - 1].dep in ("compound", "nmod", "amod")

    def _is_strong(self, words: str) -> bool:
        """A country, a large region, a place of the supplement by a name of several words, a first-level division, a town of some size."""
        if normal(words) in self.established:
            return True
        anywhere, inside = standing(self.gazetteer, words)
        return anywhere or any(country in inside for country in self.home)

    def _country(self, words: str) -> bool:
        return any(c.place.feature in ("country", "continent") for c in self.gazetteer.candidates(words))

    # persons

    def _surnames(self) -> frozenset[str]:
        """Last words of the names of persons in this report that have more than one word, or stand behind a title."""
        found = set()
        towns, located = self._towns(), self._located()
        for first, last, label in self.text.entities:
            words = [t for t in self.tokens[first:last] if t.text[0].isalpha() and t.lower not in ("s", "'s", "’s")]
            if not words or any(t.lower in ("and", ",", "or") for t in self.tokens[first:last]):
                continue
            if len(words) == 1 and (given := self._given_before(first)) is not None:
                words.insert(0, given)
                first = given.i
            if label != "PERSON" and not self._is_full_name(words):
                continue
            if len(words) > 1 and self.gazetteer.knows(self._words(first, last)):
                continue
            before = self.tokens[first - 1].lower if first else ""
            if (further := self._goes_on(last)) is not None:
                found.add(normal(further.text))
            unplaced = label == "PERSON" and normal(words[-1].text) not in located and not self.text.sentence_of(first).title
            named = unplaced or words[0].lower in self.first_names or normal(words[-1].text) not in towns
            if named if len(words) > 1 else before in self.titles:
                found.add(normal(words[-1].text))
        return frozenset(found)

    def _given_before(self, first: int) -> Token | None:
        """The given name that stands right before an entity which does not take it in: "Moses" of "Moses Banda"."""
        before = self.tokens[first - 1] if first and self._touches(first - 1) else None
        tied = before is not None and before.dep == "compound" and before.head == first and not before.ent and before.text.istitle()
        return before if tied and before is not None and before.lower in self.first_names else None

    def _towns(self) -> frozenset[str]:
        """Known names that stand in this report as places by themselves: "Resigns Murmansk" is no person where one "flew to Murmansk"."""
        alone = (self.tokens[first] for first, last, label in self.text.entities if last - first == 1 and label in (*PLACE_LABELS, "ORG"))
        return frozenset(normal(t.text) for t in alone if self.gazetteer.knows(t.text))

    def _located(self) -> frozenset[str]:
        """Words that stand somewhere in this report where only a place can: behind "in", "near", "flew to"."""
        tokens = self.tokens
        behind = (t for t in tokens[1:] if t.text[:1].isupper() and t.dep == "pobj" and tokens[t.i - 1].i == t.head)
        return frozenset(
            normal(t.text) for t in behind
            if tokens[t.head].lower in LOCATING or (tokens[t.head].lower in ("to", "from") and tokens[tokens[t.head].head].pos == "VERB")
        )  # fmt: skip

    def _is_full_name(self, words: Sequence[Token]) -> bool:
        """Whether an entity of another kind reads as a person's name: a first name, then only uncommon words."""
        if not 1 < len(words) <= LONGEST_PERSON or words[0].lower not in self.first_names:
            return False
        return all(t.text.istitle() and t.lower not in self.frequent and (t.lower,) not in self.cues.after for t in words[1:])

    def _goes_on(self, last: int) -> Token | None:
        """The word with which a person's name goes on behind its entity: "Mamani Flores" of "Rodrigo Mamani"."""
        if last >= len(self.tokens) or not self._touches(last - 1):
            return None
        token, following = self.tokens[last - 1], self.tokens[last]
        joined = token.dep == "compound" and token.head == last and not following.ent and following.pos == "PROPN"
        return following if joined and following.text[0].isupper() else None

    def _is_person(self, first: int, last: int) -> bool:
        """Whether these words are a person's name: behind a title or first name, or the surname of somebody in the report."""
        if (found := self._persons.get((first, last))) is None:
            found = self._persons[first, last] = self._names_person(first, last)
        return found

    def _is_nickname(self, first: int) -> bool:
        """Whether a name stands behind "alias" or "nicknamed": 'Wilmer Cedeno, alias "Mono"'."""
        before = [t.lower for t in self.tokens[max(0, first - 2) : first] if t.text.isalpha()]
        return bool(before) and before[-1] in NICKNAMING

    def _names_person(self, first: int, last: int) -> bool:
        if self._is_nickname(first):
            return True
        if last - first == 1 and normal(self.tokens[first].text) in self.surnames and not self._country(self.tokens[first].text):
            return True
        if (i := self._word_before(first)) is not None:
            before = self.tokens[i]
            if (
                before.text[0].isupper()
                and before.lower in self.first_names
                and not self.gazetteer.knows(before.text + " " + self._words(first, last))
            ):
                return before.ent not in PLACE_LABELS or self._entity(i) == self._entity(first)
            if before.lower.rstrip(".") in self.titles and before.lower not in self.cues.adjective:
                return self.tokens[first].ent in ("PERSON", "") and not self._country(self._words(first, last))
        return False

    def _word_before(self, first: int) -> int | None:
        """The word that only a blank parts from the one at `first`, also where a lost mark was put between them."""
        i = first - 1
        while i >= 0 and self.tokens[i].end <= self.tokens[i].start:
            i -= 1
        if i < 0 or "\n" in (gap := self.text.text[self.tokens[i].end : self.tokens[first].start]) or gap.strip():
            return None
        return i if i == first - 1 or self.tokens[i].text[0].isalpha() else None

    def _touches(self, i: int) -> bool:
        return self.tokens[i].sentence == self.tokens[i + 1].sentence

    # words beside

    def _words(self, first: int, last: int) -> str:
        """The words as a name to look up; initials and apostrophes as written in full ("Washington D C", "People s")."""
        if (words := self._written.get((first, last))) is None:
            words = self.text.text[self.tokens[first].start : self.tokens[last - 1].end]
            if " " in words:
                words = INITIALS.sub("", LOST_APOSTROPHE.sub("'", words))
            self._written[first, last] = words
        return words

    def _lower(self, first: int, last: int) -> tuple[str, ...]:
        return self.text.lowers[max(0, first) : last]

    def _head(self, first: int, last: int) -> int:
        """The token of a span that stands highest in the parse."""
        return min(range(first, last), key=self.text.depth.__getitem__)

    def _before(self, first: int) -> int:
        """The token before the name's articles and adjectives ("in the besieged northern" X)."""
        i = first - 1
        sentence = self.tokens[first].sentence
        while (
            i >= 0
            and self.tokens[i].sentence == sentence
            and (
                self.tokens[i].lower in ("the", "-", "its", "their", "nearby", "capital")
                or self.tokens[i].lower in self.cues.adjective
                or (self.tokens[i].pos == "ADJ" and self.tokens[i].text[0].islower())
            )
        ):
            i -= 1
        return i if i >= 0 and self.tokens[i].sentence == sentence else -1

    def _around(self, first: int, last: int) -> tuple[bool, str | None, str]:
        """`(locative, relation, feature)` as the words beside the name and the names before it say."""
        if (beside := self._beside.get((first, last))) is None:
            beside = self._beside[first, last] = self._words_beside(first, last)
        locative, relation, feature, i = beside
        if i > 0 and (word := self.tokens[i].lower) in ("and", "or", ","):
            locative = locative or (self._was_locative.get(i - 1, False) and i - 1 in self.accepted)
            if word == "and" and self._relations.get(i - 1) == "between":
                relation = "between"
        self._was_locative[last - 1] = locative
        self._relations[last - 1] = relation
        return locative, relation, feature

    def _words_beside(self, first: int, last: int) -> tuple[bool, str | None, str, int]:
        """`(locative, relation, feature)` by the words beside alone, and the token before the name's articles and adjectives (-1: none)."""
        locative, relation, feature = False, None, ""
        lowers, at = self.text.lowers, first - 1
        if at > 0 and lowers[at] == "the":
            at -= 1
        if at >= 0 and lowers[at] in self.cues.last_before:
            for n in (4, 3, 2, 1):
                words = self._lower(first - n, first)
                if words and words[-1] == "the":
                    words = words[:-1]
                if words in self.cues.before:
                    locative, feature = True, self.cues.before[words]
                    break
        if last < len(lowers) and lowers[last] in self.cues.first_after:
            for n in (2, 1):
                words = self._lower(last, last + n)
                if words in self.cues.after:
                    locative, feature = True, self.cues.after[words] or feature
                    break
        locative = locative or self._lower(last, last + 2) == (",", "where")
        i = self._before(first)
        if i >= 0:
            word = self.tokens[i].lower
            two = " ".join(self._lower(i - 1, i + 1))
            if word == "of" and i and self.tokens[i - 1].lower in self.cues.direction:
                locative, relation = True, f"{self.tokens[i - 1].lower} of"
            elif two in self.cues.relation:
                locative, relation = True, two
            elif word in self.cues.relation:
                locative, relation = True, word
            elif word in self.cues.locative or (word in ("on", "of", "for", "against") and i and self.tokens[i - 1].lemma in self.cues.attack):
                locative = True
        if not locative and i == first - 1 - (self.tokens[first - 1].lower == "the" if first else 0):
            locative = self._is_taken(first, last)
        return locative, relation, feature, i

    def _is_taken(self, first: int, last: int) -> bool:
        """Whether the name is the object of a verb that is done to land: "captured X"."""
        token = self.tokens[self._head(first, last)]
        return token.dep == "dobj" and self.tokens[token.head].lemma in self.cues.taking

    def _name(self, first: int, last: int, use: str, label: str) -> PlaceName:
        while (
            first > 1
            and self.tokens[first - 1].text == "-"
            and self.tokens[first - 2].lower in self.cues.inside
            and self.tokens[first - 2].text[0].isalpha()
            and self.tokens[first - 2].end == self.tokens[first - 1].start
        ):
            first -= 2
            if first > 1 and self.tokens[first - 1].text == "-" and self.tokens[first - 2].end == self.tokens[first - 1].start:
                use = "embedded"  # "Lashkar-e-Quetta"
        locative, relation, feature = self._around(first, last)
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        words = self._words(first, last)
        if not self.gazetteer.knows(words) and words not in abbreviations():
            end -= len(words) - len(words := POSSESSIVE.sub("", words))
        known = _without_points() if self._comma_restored(first) else abbreviations()
        return PlaceName(
            start=start, end=end, first=first, last=last, written=known.get(words, words), use=use, label=label,
            locative=locative, relation=relation, feature=feature, within=self._within(last) if use == "name" else None,
        )  # fmt: skip

    def _comma_restored(self, first: int) -> bool:
        """Whether a comma that the text lost was put before token `first`: a state or country behind its town."""
        return first > 0 and self.tokens[first - 1].text == "," and self.tokens[first - 1].end == self.tokens[first - 1].start

    def _within(self, last: int) -> str | None:
        """The division or country after a comma or in brackets: "Alexandria, La.", "Goma, North Kivu province"."""
        if last + 1 >= len(self.tokens) or self.tokens[last].text not in (",", "("):
            return None
        first = last + 1
        sentence = self.tokens[last].sentence
        while first < len(self.tokens) and self.tokens[first].lower in ("in", "the", "a", "town", "city", "village"):
            first += 1
        for n in (5, 4, 3, 2, 1):
            if first + n > len(self.tokens) or self.tokens[first + n - 1].sentence != sentence or not self.tokens[first].text[0].isupper():
                continue
            words = self._words(first, first + n)
            words = abbreviations().get(words) or _without_points().get(words) or words
            if any(
                c.place.feature in ("country", "admin1", "admin2", "region", "continent", "island")
                for c in self.gazetteer.candidates(words)
            ):
                return words
        return None


def within_places(name: str, gazetteer: Gazetteer) -> tuple[GazetteerPlace, ...]:
    """The divisions and countries that a containing name can mean."""
    return tuple(
        c.place for c in gazetteer.candidates(name) if c.place.feature in ("country", "admin1", "admin2", "region", "continent", "island")
    )
