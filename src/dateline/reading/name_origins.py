"""Which region's people bear a name like that: one sign among others of which of the countries spoken of somebody is from.

A linear model over the letters of single names. Weights: data/name_origins.npz, learned from lists of names and leaders
(scripts/train_name_origins.py); regions and their countries: data/name_origins.tsv.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

import numpy as np

from dateline.lexicon import rule_words, table
from dateline.reading.actor_codes import plain
from dateline.reading.linear import models

SIZES = (2, 3, 4)
LETTERS = re.compile(r"[a-z]{2,}")
TITLES = rule_words("title")
"""Words of leaders' names that are titles."""


def single_names(name: str) -> Iterator[str]:
    """The single names in a whole one, in plain letters: "Jean-Luc d'Aubert" gives jean, luc, daubert."""
    return (w for w in LETTERS.findall(plain(name.replace("'", "").replace("’", ""))) if w not in TITLES)


def ngrams(name: str) -> list[str]:
    """Sequences of letters of a single name, with marks for its ends."""
    marked = f"^{name}$"
    return [marked[i : i + n] for n in SIZES for i in range(len(marked) - n + 1)]


@cache
def _regions() -> Mapping[str, frozenset[str]]:
    """Regions by country."""
    found: dict[str, set[str]] = {}
    for row in table("name_origins.tsv"):
        for country in row["countries"].split("|"):
            found.setdefault(country, set()).add(row["region"])
    return {country: frozenset(regions) for country, regions in found.items()}


def regions_of(country: str) -> frozenset[str]:
    """The regions that a country (ISO 3166-1 alpha-3) has people of."""
    return _regions().get(country, frozenset())


@lru_cache(maxsize=10_000)
def _region_scores(name: str) -> Mapping[str, float]:
    """Log probability of each region, summed over the single names of a whole one."""
    parts = list(single_names(name))
    if not parts:
        return {}
    model = models("name_origins.npz")["region"]
    return dict(zip(model.classes, np.log(model.probabilities([ngrams(p) for p in parts])).sum(axis=0).tolist(), strict=True))


def likeliness(name: str, countries: Iterable[str]) -> dict[str, float]:
    """How much less likely than the likeliest of some countries each is by a person's name: log ratios, 0 or less.

    Countries whose people have many kinds of names or none that are listed are left out; empty where fewer than two are left.
    """
    scores = _region_scores(name)
    found = {c: max(scores[r] for r in regions_of(c)) for c in countries if regions_of(c)} if scores else {}
    best = max(found.values(), default=0.0)
    return {c: value - best for c, value in found.items()} if len(found) > 1 else {}
