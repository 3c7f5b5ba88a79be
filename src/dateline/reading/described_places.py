"""Words that mean a place named elsewhere in the report: "the capital", "the besieged town", "Libya's capital", "there"."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from dateline.gazetteer import normal
from dateline.lexicon import table
from dateline.model.place import Toponym
from dateline.text.segment import ReportText

CAPITAL = "capital"
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType({row["noun"]: tuple(row["features"].split("|")) for row in table("described_kinds.tsv")})
"""What a noun may mean, by the features of the gazetteer; a name that no gazetteer has may be any of those that are no country."""
POINTING = frozenset(("the", "this", "that"))
FURTHEST = 8
"""How many sentences before the words the place may be named last."""


class Description(NamedTuple):
    """Words `[start, end)` that mean the place of a toponym."""

    start: int
    end: int
    means: Toponym


def described(text: ReportText, toponyms: Sequence[Toponym]) -> Iterator[Description]:
    """The descriptions of a report in order of appearance, each with the last toponym before it that fits."""
    places = [t for t in toponyms if t.role != "demonym"]
    if not places:
        return
    for token in text.tokens:
        kind = token.lower[:-1] if token.lower.endswith("'s") else token.lower
        if kind == CAPITAL and (found := _capital(text, token.i, toponyms, places)) is not None:
            yield Description(token.start, token.end, found)
        elif kind in KINDS and _points(text, token.i) and (found := _last(text, token.i, places, KINDS[kind])) is not None:
            yield Description(token.start, token.end, found)
        elif kind == "there" and token.dep == "advmod" and (found := _last(text, token.i, places, ())) is not None:
            yield Description(token.start, token.end, found)


def _points(text: ReportText, i: int) -> bool:
    """Whether a noun stands as "the town": no name beside it, no part of a longer name or compound."""
    token, children = text.tokens[i], text.children[i]
    if token.pos != "NOUN" or token.dep == "compound" or (i + 1 < len(text.tokens) and text.tokens[i + 1].pos in ("PROPN", "NOUN")):
        return False
    if not any(text.tokens[c].lower in POINTING for c in children):
        return False
    named = any(text.tokens[c].pos == "PROPN" for c in children)
    return not named and not (i + 1 < len(text.tokens) and text.tokens[i + 1].lower == "of")


def _last(text: ReportText, i: int, places: Sequence[Toponym], features: Sequence[str]) -> Toponym | None:
    """The last place before a token that is of one of the features (any narrower than a country where none is given)."""
    at, sentence = text.tokens[i].start, text.tokens[i].sentence
    furthest = text.sentences[max(0, sentence - FURTHEST)].start
    fits = [t for t in places if furthest <= t.start < at and _is_of(t, features)]
    return fits[-1] if fits else None


def _is_of(toponym: Toponym, features: Sequence[str]) -> bool:
    if toponym.place is None:
        return "admin1" not in features
    feature = toponym.place.feature
    return feature in features if features else feature not in ("country", "continent", "water")


def _capital(text: ReportText, i: int, toponyms: Sequence[Toponym], places: Sequence[Toponym]) -> Toponym | None:
    """The capital that the report names: of the country before the word ("the Sudanese capital"), else of that which it names most."""
    token = text.tokens[i]
    if token.pos not in ("NOUN", "PROPN") or token.dep == "compound":
        return None
    beside = [t for c in text.children[i] for t in toponyms if t.start <= text.tokens[c].start < t.end]
    countries = [t.place.country for t in beside if t.place is not None and t.place.country]
    if any(t.place is None or t.place.feature != "country" for t in beside if t.role != "demonym"):
        return None
    if not countries:
        if not any(text.tokens[c].lower in POINTING for c in text.children[i]):
            return None
        counts: dict[str, int] = {}
        for t in toponyms:
            if t.place is not None and t.place.country:
                counts[t.place.country] = counts.get(t.place.country, 0) + 1
        countries = sorted(counts, key=lambda c: (-counts[c], c))
    seats = [t for t in places if is_capital(t)]
    return next((t for country in countries[:1] for t in seats if t.place is not None and t.place.country == country), None)


def is_capital(toponym: Toponym) -> bool:
    """Whether a toponym is the capital of its country."""
    place = toponym.place
    return place is not None and place.country is not None and normal(place.name) == _capitals().get(place.country)


@cache
def _capitals() -> Mapping[str, str]:
    return {row["iso3"]: normal(row["capital"].split("|")[0]) for row in table("countries.tsv") if row["capital"]}
