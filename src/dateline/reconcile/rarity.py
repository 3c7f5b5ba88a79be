"""How much a word tells: its rarity in general English (`word_frequency.tsv`)."""

import math
from collections.abc import Mapping
from functools import cache, lru_cache

from dateline.lexicon import table

UNSEEN = 1.0
"""Passages that a word is held to occur in when the table does not have it."""
TELLING = 1.5
"""Rarity above which a word tells what a text is about: it stands in fewer than a quarter of all passages."""


@cache
def _rarity() -> tuple[Mapping[str, float], float]:
    rows = table("word_frequency.tsv")
    total = max(int(r["passages"]) for r in rows) * 1.02
    return {r["word"]: max(0.0, math.log((total + 1) / (int(r["passages"]) + 0.5))) for r in rows}, math.log((total + 1) / UNSEEN)


@lru_cache(maxsize=20_000)
def rarity(word: str) -> float:
    """Weight of a folded word: log of passages of general English for each one that has it; about 0 ("the") to 7 (unseen)."""
    known, unseen = _rarity()
    return known.get(word, unseen)


@lru_cache(maxsize=20_000)
def tells(word: str) -> bool:
    """True for a folded word that tells what a text is about."""
    return rarity(word) > TELLING


def is_listed(word: str) -> bool:
    """True for a word of general English (one that the table has)."""
    return word in _rarity()[0]
