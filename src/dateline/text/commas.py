"""Commas inside the sentences of text without marks.

Between a town and the state or country that holds it ("in Paris Illinois", "Surrey B C", "Nairobi Kenya") the gazetteer tells them: the
words before have a town of that name inside what the words after name. Between an office and who holds it ("the governor of the region
General Ada Mirren") the rank or the given name tells. All others ("the minister Ada Mirren said") the network finds that
finds sentence starts too (`boundaries.lost_marks`); colons, semicolons, brackets and dashes are commas to it. Only marks it is rather sure of are put in: a
comma too many costs the parse as much as one that is missing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from dateline.gazetteer import Candidate, packaged
from dateline.lexicon import rule_words, table, words
from dateline.text.boundaries import first_names, lost_marks, office_words, one_case

LONGEST_TOWN = 4  # words
LONGEST_BODY = 9  # words between an office's "of" and the name of who holds it
OFFICE_LINKS = frozenset(("of", "for", "at", "in"))
OFFICE_INNER = frozenset(("of", "for", "the", "and", "at", "in", "a", "an", "de", "del", "la", "by", "to", "with", "his", "her"))
VERBAL = ("ed", "ing")
LEAST_PEOPLE = 1_000  # of a town by its usual name; smaller ones are more often something else
LEAST_PEOPLE_OTHERWISE = 50_000  # by another name, or by a name that persons have
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
    found: list[int] = np.flatnonzero((marks[:, 1] > LEAST_ODDS) & ~np.array(starts)).tolist()
    return found
