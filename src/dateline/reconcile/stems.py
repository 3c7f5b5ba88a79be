"""Beginnings of words, by which forms of one word are found in a story."""

from functools import lru_cache

from dateline.reconcile.corpus import fold, words_in

STOP = frozenset(
    "the a an of to in on at by for from and or but with as that this these those it its he she they we i you his her their our will would "
    "shall is are was were be been has have had not no does do did can could may might must should if unless than then there who which what "
    "said says say told after before until within during over into out up more most also other mr mrs".split()
)
"""Words that carry no meaning of their own."""
_NOTHING = frozenset(("",))


def stems(text: str) -> frozenset[str]:
    """Beginnings of the words that carry meaning; numbers whole."""
    return frozenset(map(stem, words_in(fold(text)))) - _NOTHING


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """How a folded word begins, "" where it carries no meaning."""
    return "" if word in STOP or len(word) == 1 else word if word.isdigit() else word[:5]
