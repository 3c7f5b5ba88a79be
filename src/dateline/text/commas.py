"""Commas inside the sentences of text without marks.

Between a town and the state or country that holds it ("in Paris Illinois", "Surrey B C", "Nairobi Kenya") the gazetteer tells them: the
words before have a town of that name inside what the words after name. Between an office and who holds it ("the governor of the region
General Ada Mirren") the rank or the given name tells. All others ("the minister Ada Mirren said") the network finds that
finds sentence starts too (`boundaries.lost_marks`); colons, semicolons, brackets and dashes are commas to it. Only marks it is rather sure of are put in: a
comma too many costs the parse as much as one that is missing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from dateline.gazetteer import Candidate, packaged
from dateline.lexicon import rule_words, table, words
from dateline.text.boundaries import first_names, lost_marks, office_words, one_case, tags_of
from dateline.text.clauses import FINITE
from dateline.text.speakers import speakers_behind

LONGEST_TOWN = 4  # words
LONGEST_BODY = 9  # words between an office's "of" and the name of who holds it
OFFICE_LINKS = frozenset(("of", "for", "at", "in"))
OFFICE_INNER = frozenset(("of", "for", "the", "and", "at", "in", "a", "an", "de", "del", "la", "by", "to", "with", "his", "her"))
VERBAL = ("ed", "ing")
LEAST_PEOPLE = 1_000  # of a town by its usual name; smaller ones are more often something else
LEAST_PEOPLE_OTHERWISE = 50_000  # by another name, or by a name that persons have
LONGEST_NAME, LONGEST_INSERTION = 5, 16  # words of a name that opens a sentence, and of what is said of it between commas
_FRONTED = frozenset(("IN", "WRB", "RB", "VBG", "VBN", "TO", "CC", "JJ", "CD", "EX", "PRP", "UH", "RBR", "RBS", "VB"))
"""Tags of words that open what stands before the subject of a sentence."""
_INSERTED = frozenset(("DT", "PRP$", "NNP", "NNPS", "NN", "JJ", "VBN", "VBG"))
LEAST_ODDS_OF_SECOND, LEAST_ODDS_OF_OWNER = -3.5, -2.0  # of one whose fellow stands, and of one before the country of somebody
LEAST_ODDS = 0.4  # log odds of a mark from which it is put in


class Holder(NamedTuple):
    """A country or state as letters-only text writes it. `division`: None for the country; `short`: an abbreviation ("Calif")."""

    words: tuple[str, ...]
    country: str
    division: str | None = None
    short: bool = False


@cache
def _ranks() -> frozenset[str]:
    """Single-word titles of courtesy and rank, which only a name follows, lower case."""
    return frozenset(row["title"] for row in table("titles.tsv") if row["class"] in ("honorific", "rank") and row["title"].isalpha())


@cache
def _offices() -> frozenset[str]:
    """Single-word titles of all kinds, lower case."""
    return frozenset(row["title"] for row in table("titles.tsv"))


def held_offices(tokens: Sequence[str], starts: Sequence[bool]) -> Iterator[int]:
    """Where the name of who holds an office begins, behind the office and what it is of: before its rank or its given name.

    Example:
        >>> words = "the spokesman of the Amber Front Col Ines Tolland denied it".split()
        >>> list(held_offices(words, [True] + [False] * 10))
        [6]
    """
    for n in range(1, len(tokens) - 3):
        if tokens[n] not in OFFICE_LINKS or tokens[n - 1].lower() not in office_words():
            continue
        for k in range(n + 2, min(n + LONGEST_BODY, len(tokens) - 1)):
            word, after = tokens[k], tokens[k + 1]
            if starts[k] or (word.islower() and word in rule_words("no_part_of_body")):
                break
            low = tokens[k - 1].lower()
            if not (word[0].isupper() and after[:1].isupper() and not after.isupper()) or low in OFFICE_INNER or low.endswith(VERBAL):
                continue
            if low in _ranks() or packaged().candidates(f"{tokens[k - 1]} {word}"):
                continue
            given = word.lower() in first_names() and low not in first_names() | _offices() and after.lower() not in office_words()
            if given or (word.lower() in _ranks()):
                yield k
                break


@cache
def _holders() -> Mapping[str, Sequence[Holder]]:
    """Countries and states by their first word, those of more words first."""
    found = [Holder(_parts(name), row["iso3"]) for row in table("countries.tsv") for name in (row["name"], *row["alternatives"].split("|"))]
    found = [h for h in found if any(len(w) > 1 for w in h.words)]  # "in Newark U S officials" is no country behind its town
    for row in table("place_abbreviations.tsv"):
        found.append(Holder(_parts(row["abbreviation"]), row["country"], row["name"], short=True))
        found.append(Holder(_parts(row["name"]), row["country"], row["name"]))
    by_first: dict[str, list[Holder]] = defaultdict(list)
    for holder in sorted(found, key=lambda h: -len(h.words)):
        by_first[holder.words[0]].append(holder)
    return by_first


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name as letters-only text has them."""
    return tuple("".join(c if c.isalpha() else " " for c in name).split())


def held_towns(tokens: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """States and countries right behind a town of theirs: their words, half open, and whether they are abbreviated ("Calif").

    Example:
        >>> list(held_towns("a house in Paris Illinois was sold".split()))
        [(4, 5, False)]
    """
    end = 0
    for n in range(1, len(tokens)):
        if n < end or not (tokens[n - 1][0].isupper() and tokens[n][0].isupper()):
            continue
        holder = next((h for h in _holders().get(tokens[n], ()) if tuple(tokens[n : n + len(h.words)]) == h.words), None)
        if holder is not None and _follows_town(tokens, n, holder):
            end = n + len(holder.words)
            yield n, end, holder.short


def _follows_town(tokens: Sequence[str], n: int, holder: Holder) -> bool:
    """Whether the words before word n name a town of the holder that stands at n, and both are not one name ("New Mexico")."""
    for first in range(max(0, n - LONGEST_TOWN), n):
        town = tokens[first:n]
        if not all(t[0].isupper() for t in town):
            continue
        named = packaged().candidates(" ".join(town))
        held = {c.place.gazetteer_id for c in named if _is_held(c, holder, town)}
        if any(c.place.gazetteer_id not in held for c in packaged().candidates(" ".join(tokens[first : n + len(holder.words)]))):
            return False
        if held and not any(c.place.feature == "country" for c in named):
            return True
    return False


def _is_held(candidate: Candidate, holder: Holder, town: Sequence[str]) -> bool:
    place = candidate.place
    if place.feature != "city" or place.country != holder.country or holder.division not in (None, place.admin1):
        return False
    usual = candidate.match == "official" and not (len(town) == 1 and town[0].lower() in words("first_names.tsv"))
    return place.population >= (LEAST_PEOPLE if usual else LEAST_PEOPLE_OTHERWISE)


def lost_commas(tokens: Sequence[str], starts: Sequence[bool]) -> list[int]:
    """The words before which a comma is likely to have stood; `starts`: whether a sentence begins at each.

    None where the text has a single case, or the parser's vectors, which the network reads, are missing.
    """
    marks = None if not tokens or one_case(tokens) else lost_marks(tokens)
    if marks is None:
        return []
    found = set(np.flatnonzero((marks[:, 1] > LEAST_ODDS) & ~np.array(starts)).tolist())
    tags = tags_of(tokens)
    if tags is None:
        return sorted(found)
    found = {n for n in found if not _before_what_is_said(tokens, tags, n) and not _inside_a_name(tokens, n)}
    found.update(n for n in _owners(tokens) if not starts[n] and marks[n, 1] > LEAST_ODDS_OF_OWNER)
    at = [n for n, begins in enumerate(starts) if begins] + [len(tokens)]
    for start, end in pairwise(at):
        sentence = _Sentence(tokens[start:end], tags[start:end], marks[start:end, 1].tolist())
        found.symmetric_difference_update(start + n for n in sentence.amended({n - start for n in found if start < n < end}))
    found ^= speakers_behind(tokens, tags, starts, marks[:, 1].tolist(), found)
    return sorted(found)


def _before_what_is_said(tokens: Sequence[str], tags: Sequence[str], n: int) -> bool:
    """Whether a clause follows a verb of saying that has its speaker before it: "and said | Karsova was quiet"."""
    return tokens[n - 1] in rule_words("clause_saying") and tags[n].startswith("NNP") and n > 1 and tokens[n - 2].islower()


def _owners(tokens: Sequence[str]) -> Iterator[int]:
    """Countries behind another name, to which somebody or something belongs: "the siege of Karsova | Togo s envoy said".

    Example:
        >>> list(_owners("the siege of Karsova Togo s envoy said".split()))
        [4]
    """
    for n in range(1, len(tokens) - 1):
        if not (tokens[n - 1][0].isupper() and tokens[n][0].isupper()):
            continue
        for holder in _holders().get(tokens[n], ()):
            end = n + len(holder.words)
            if holder.division is None and tokens[end : end + 1] == ["s"] and tuple(tokens[n:end]) == holder.words:
                if not packaged().candidates(" ".join(tokens[n - 1 : end])):
                    yield n
                break


def _inside_a_name(tokens: Sequence[str], n: int) -> bool:
    """Whether a given name stands before what goes on with it: "Rima | Haddad whose brother"."""
    return tokens[n - 1].lower() in first_names() and tokens[n][:1].isupper() and tokens[n].lower() not in first_names()


class _Sentence:
    """A sentence without marks whose commas go in pairs around what is said of its subject."""

    def __init__(self, tokens: Sequence[str], tags: Sequence[str], odds: Sequence[float]) -> None:
        self.tokens, self.tags, self.odds = tokens, tags, odds

    def amended(self, commas: Set[int]) -> set[int]:
        """Commas to put in or to leave out.

        "Ines Tolland | the mayor of Karsova | urged both sides" gets both; "A clinic in Karsova, a town in the hills | was closed" and
        "Ines Tolland, who had fled | said" the second; "A nurse | reached by telephone, said" the first.
        """
        first = self.verb_after(0)
        name = self.name_at_start()
        if name and self.tokens[name].lower() in ("the", "a", "an") and first is not None and first - name > 1:
            return {name, first} - commas
        if name and (verb := self.verb_behind_relative(name)) is not None:
            return {name, verb} - commas
        before = [] if first is None else [n for n in commas if n <= first]
        if first is not None and before == [first] and self.tags[0] not in _FRONTED:
            return self.opening(first)
        changes: set[int] = set()
        if first is not None and len(before) == 1 and self.is_insertion(before[0], first):
            changes.add(first)
        for n in commas:
            if self.is_before_holder(n) or self.is_between_speaker_and_said(n, commas):
                changes.add(n)
            verb = self.verb_behind_relative(n)
            if verb is not None and not any(n < c <= verb for c in commas):
                changes.add(verb)
        return changes

    def opening(self, verb: int) -> set[int]:
        """The comma to put in where one stands before the verb of the sentence and none before it: the likeliest, if one is likely at all."""
        found = max(range(2, verb), key=lambda n: self.odds[n], default=None)
        return set() if found is None or self.odds[found] < LEAST_ODDS_OF_SECOND else {found}

    def verb_after(self, n: int) -> int | None:
        """The first finite verb from word n on; None if another clause begins before it."""
        for k in range(n, len(self.tokens)):
            if self.tags[k] in FINITE:
                return k
            if self.tokens[k] in rule_words("clause_word"):
                return None
        return None

    def name_at_start(self) -> int:
        """Where the name ends that opens the sentence; 0 if none does, or one of a day or month."""
        end = 0
        while end < len(self.tokens) and self.tags[end].startswith("NNP"):
            end += 1
        known = 0 < end < min(LONGEST_NAME, len(self.tokens)) and self.tokens[end - 1].lower() not in words("time_words.tsv")
        return end if known else 0

    def is_insertion(self, n: int, verb: int) -> bool:
        """Whether what stands between a comma and the verb of the sentence says who or what its subject is."""
        inner = range(n, verb)
        if not 1 < len(inner) < LONGEST_INSERTION or any(self.tags[k] == "CC" for k in inner) or verb + 1 == len(self.tokens):
            return False
        fronted = self.tags[0] in _FRONTED or (self.tags[0].startswith("NN") and self.tokens[0].lower() in words("time_words.tsv"))
        return not fronted and self.tags[n] in _INSERTED

    def is_between_speaker_and_said(self, n: int, commas: Set[int]) -> bool:
        """Whether a speaker begins another clause of the sentence: "Police fired tear gas, a rights group | said one man was killed"."""
        if self.tokens[n] not in rule_words("clause_saying") or self.verb_after(n + 1) is None:
            return False
        first = max((c for c in commas if c < n), default=0)
        told = any(t in FINITE for t in self.tags[:first]) and not self.tags[first - 1].startswith("NNP")
        return told and self.tokens[first] in ("a", "an", "the") and all(t not in FINITE for t in self.tags[first:n])

    def is_before_holder(self, n: int) -> bool:
        """Whether a name follows an office that is somebody's: "Togo's envoy Ines Tolland said"."""
        owned = self.tokens[n - 1].islower() and self.tokens[n - 1] in office_words() and "s" in self.tokens[max(0, n - 3) : n - 1]
        end = n
        while end < len(self.tokens) and self.tags[end].startswith("NNP"):
            end += 1
        return owned and n < end < len(self.tokens) and self.tags[end] in FINITE

    def verb_behind_relative(self, n: int) -> int | None:
        """The verb of the sentence behind ", who had fled to Karsova"; None where it has none, or another subject may stand before it."""
        if self.tokens[n] not in ("who", "which") or not self.tags[n - 1].startswith("NNP"):
            return None
        inner = self.verb_after(n + 1)
        verb = None if inner is None or self.tokens[inner] in rule_words("clause_saying") else self.verb_after(inner + 1)
        if verb is None or verb - n > LONGEST_INSERTION or self.tags[verb - 1] in ("CC", "PRP", "EX", "MD"):
            return None
        return verb
