"""Names compared: spellings, transliterations, initials, initialisms, orders; with the reasons."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler

from dateline.lexicon import table
from dateline.reconcile.corpus import fold

_WORD = re.compile(r"[^\W_]+")


@cache
def word_class(name: str) -> frozenset[str]:
    """Words of one class of `name_words.tsv`: particle, article, everybody."""
    return frozenset(row["word"] for row in table("name_words.tsv") if row["class"] == name)


@lru_cache(maxsize=200_000)
def name_words(name: str) -> tuple[str, ...]:
    """Words of a name: folded, without possessive, articles joined by hyphens split off."""
    return tuple(w for w in _WORD.findall(re.sub(r"['’]s\b|['’‘`ʿʾ]", "", fold(name))))


def core_words(name: str) -> tuple[str, ...]:
    """Words that carry the name: particles and articles dropped, unless nothing is left."""
    found = name_words(name)
    return tuple(w for w in found if w not in word_class("particle")) or found


_SOUNDS: Sequence[tuple[str, str]] = tuple(
    (re.compile(a), b)  # type: ignore[misc]
    for a, b in (
        (r"tsch|tch|cz|ch", "c"), (r"sch|sh|sz", "s"), (r"dzh|dj|zh", "j"), (r"kh|gh", "h"), (r"ph", "f"), (r"th", "t"),
        (r"ck|q|c(?=[aou])", "k"), (r"x", "ks"), (r"w", "v"), (r"oe|ou|oo|uo", "u"), (r"ee|ie|ei|ij|iy|yi|ea", "i"),
        (r"y|j(?=[aou])", "i"), (r"ai|ay|ei|ey|ae", "e"), (r"o", "u"), (r"e", "i"), (r"off$|ow$|ov$|uv$|uff$", "uv"), (r"(.)\1+", r"\1"),
        (r"(?<=.)h(?![aeiou])", ""),
    )
)  # fmt: skip


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A key under which common transliterations of one name word fall together."""
    for pattern, into in _SOUNDS:
        word = pattern.sub(into, word)  # type: ignore[attr-defined]
    return word


@lru_cache(maxsize=400_000)
def word_score(left: str, right: str) -> float:
    """How well two name words agree, 0..1: 1 same, .95 same sound, .8 initial, else Jaro-Winkler above .85 scaled."""
    if left == right:
        return 1.0
    if len(left) == 1 or len(right) == 1:
        return 0.8 if left[0] == right[0] else 0.0
    if min(len(left), len(right)) > 2 and sound(left) == sound(right):
        return 0.95
    close = JaroWinkler.similarity(left, right)
    return max(0.0, (close - 0.7) / 0.3 * 0.85) if close > 0.82 else 0.0


def initials(words: Sequence[str]) -> str:
    """First letters of the words."""
    return "".join(w[0] for w in words)


def is_initialism(short: str, long: Sequence[str]) -> bool:
    """True when `short` is made of the first letters of the words of `long` (small words may be left out)."""
    plain = fold(re.sub(r"[.\s]", "", short))
    if not 2 <= len(plain) <= 8 or len(long) < 2:
        return False
    return plain in (initials(long), initials([w for w in long if w not in word_class("particle")]))


def name_score(left: str, right: str, kind: str | None = None) -> tuple[float, tuple[str, ...]]:
    """How likely two names name one actor, 0..1, and why.

    Args:
        left, right: names without titles.
        kind: actor kind; persons need agreeing family names, bodies every telling word.
    """
    a, b = core_words(left), core_words(right)
    if not a or not b:
        return 0.0, ()
    if a == b:
        return 1.0, ("same_name",)
    if sorted(a) == sorted(b):
        return 0.97, ("same_words",)
    if "".join(a) == "".join(b):
        return 0.97, ("same_letters",)
    if kind != "person" and (is_initialism(left, name_words(right)) or is_initialism(right, name_words(left))):
        return 0.9, ("initialism",)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    left_over = list(long)
    total, weight = 0.0, 0.0
    for word in short:
        best = max(left_over, key=lambda w: (word_score(word, w), w), default="")
        value = word_score(word, best) if best else 0.0
        if best:
            left_over.remove(best)
        size = 1.0 if len(word) > 1 else 0.5
        total += value * size
        weight += size
    share = total / weight
    extra = len(long) - len(short)
    if kind == "person":
        if len(short) == 1:
            family = word_score(short[0], long[-1])
            return (0.6 * family, ("family_name",)) if family > 0.8 else (0.3 * share, ())
        score = share - 0.04 * extra
        return max(0.0, score), ("similar_name",) if score > 0.5 else ()
    score = share - 0.12 * extra
    return max(0.0, score), ("similar_name",) if score > 0.5 else ()
