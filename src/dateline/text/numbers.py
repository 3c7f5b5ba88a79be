"""Numerals and number words to values, with their places in the text.

Reads digits (1,234; 1 234; 2.5 million; 3bn), number words (six million; two dozen; half a million; a hundred and ten), ranges (10-15;
between 10 and 15; from 3 to 5; four or five) and words nobody counted (dozens, hundreds of thousands). Ordinals are left out.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from dateline import lexicon

Kind = Literal["digits", "words", "range", "vague"]


class Number(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number at `[start, end)` of the text. A range has `value` None and both bounds; a vague word has its bounds from the lexicon."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    kind: Kind


@cache
def _words() -> dict[str, tuple[str, float]]:
    return {row["word"]: (row["class"], float(row["value"])) for row in lexicon.table("number_words.tsv")}


@cache
def _vague() -> dict[str, tuple[float | None, float | None]]:
    def bound(cell: str) -> float | None:
        return float(cell) if cell else None

    return {row["word"]: (bound(row["low"]), bound(row["high"])) for row in lexicon.table("vague_numbers.tsv")}


def words_value(words: Sequence[str]) -> float | None:
    """The value of number words in lower case ("a", "hundred", "and", "ten"), or None where they make no number.

    Example:
        >>> words_value(["two", "hundred", "and", "fifty", "thousand"])
        250000.0
    """
    known = _words()
    total, part, last, seen = 0.0, 0.0, "", False
    for place, word in enumerate(words):
        if word == "and":
            if last not in ("scale", "group"):
                return None
            continue
        if word in ("a", "an"):
            if place:
                continue
            part, last = 1.0, "article"
            continue
        entry = known.get(word)
        if entry is None:
            return None
        kind, value = entry
        seen = True
        if kind == "zero":
            return 0.0 if len(words) == 1 else None
        if kind == "unit":
            if last == "unit" or (last == "tens" and value > 9) or (last == "article"):
                return None
            part += value
        elif kind == "tens":
            if last in ("unit", "tens", "article"):
                return None
            part += value
        elif kind in ("scale", "group"):
            if value == 100 or kind == "group":
                part = (part or 1.0) * value
            else:
                if part == 0 and total == 0:
                    part = 1.0
                if part == 0:
                    total *= value
                else:
                    total += part * value
                part = 0.0
        elif kind == "half":
            if place + 1 < len(words):
                part = value
            else:
                return None
        last = kind
    return total + part if seen else None


_WORD = r"[^\W\d_]+"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?![\d,.]\d)|\d+(?:\.\d+)?"


@cache
def _pattern() -> re.Pattern[str]:
    known = _words()
    plain = sorted((w for w, (kind, _) in known.items() if kind in ("unit", "tens")), key=len, reverse=True)
    scales = sorted((w for w, (kind, _) in known.items() if kind in ("scale", "group")), key=len, reverse=True)
    atom = "|".join(plain)
    scale = "|".join(scales)
    vague = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(_vague(), key=len, reverse=True))
    digits = rf"(?<![\w.,/:])(?:{_DIGITS})(?:[\s-]?(?:{scale})\b|[mk]\b)?(?![\w/]|[.,:]\d)"

    def one_joined(by: str) -> str:
        words = (
            rf"(?:half[\s-]+an?[\s-]+(?:{scale})|an?\s+(?:quarter|half)\s+(?:of\s+an?\s+)?(?:million|billion)"
            rf"|(?:an?\s+(?:{scale})\b|(?:{atom})\b|(?:{scale})\b(?=\s+(?:and|{atom})\b))"
            rf"(?:(?:{by})(?:{atom}|{scale})\b)*)|zero|nil"
        )
        return rf"(?>{digits}|\b(?:{words})\b)"

    one, low = one_joined(r"[\s-]+|\s+and\s+"), one_joined(r"[\s-]+")  # "between five and eight" has no "five and eight"
    return re.compile(
        rf"\b(?P<between>between|from)\s+(?P<low1>{low})(?:[\s\w]{{0,20}}?)\s+(?P<and>and|to)\s+(?P<high1>{one})"
        rf"|(?P<low2>{one})(?P<dash>\s?[-–—]\s?|\s+to\s+|\s+or\s+)(?P<high2>{one})"
        rf"|(?P<vague>\b(?:{vague})\b)"
        rf"|(?P<one>{one})",
        re.IGNORECASE,
    )


_DIGIT_FORM = re.compile(rf"(?<!\d)({_DIGITS})(?:[\s-]?({_WORD}))?$")


def parse_number(text: str) -> float | None:
    """The value of one numeral or number phrase, None where it is none.

    Example:
        >>> parse_number("2.5 million"), parse_number("two dozen"), parse_number("half a million"), parse_number("1,234")
        (2500000.0, 24.0, 500000.0, 1234.0)
    """
    text = text.strip().lower()
    if (match := _DIGIT_FORM.match(text)) is not None:
        value = float(re.sub(r"[,\s\u00a0\u202f]", "", match[1]))
        if match[2] is None:
            return value
        factor = {"m": 1e6, "k": 1e3}.get(match[2]) or (_words()[match[2]][1] if match[2] in _words() else None)
        return None if factor is None else round(value * factor, 6)
    words = re.findall(_WORD, text)
    if "half" in words or "quarter" in words:
        words = [w for w in words if w not in ("a", "an", "of")]
    return words_value(words)


def _scale(text: str) -> float | None:
    last = re.findall(_WORD, text.lower())
    entry = _words().get(last[-1]) if last else None
    return entry[1] if entry is not None and entry[0] in ("scale", "group") else None


def numbers_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Numbers in `text[start:end]`, in order of appearance, never overlapping. Offsets point into `text`.

    Example:
        >>> [(n.value, n.low, n.high) for n in numbers_in("between 10 and 15 dead, 2,069 hurt, dozens missing")]
        [(None, 10.0, 15.0), (2069.0, None, None), (None, 24.0, 99.0)]
    """
    end = len(text) if end is None else end
    at = start
    pattern = _pattern()
    while (match := pattern.search(text, at, end)) is not None:
        at = max(match.end(), at + 1)
        if match["vague"]:
            low, high = _vague()[re.sub(r"\s+", " ", match["vague"].lower())]
            yield Number(start=match.start(), end=match.end(), value=None, low=low, high=high, kind="vague")
            continue
        if match["one"]:
            yield from _single(text, match.start("one"), match.end("one"))
            continue
        side = "1" if match["low1"] else "2"
        yield from _pair(text, match, side)


def _single(text: str, start: int, end: int) -> Iterator[Number]:
    value = parse_number(text[start:end])
    if value is not None:
        kind: Kind = "digits" if text[start].isdigit() else "words"
        yield Number(start=start, end=end, value=value, low=None, high=None, kind=kind)
        return
    pieces = [(m.start(), m.end()) for m in re.finditer(_WORD, text[start:end])]
    at = 0
    while at < len(pieces):
        for last in range(len(pieces), at, -1):
            piece = (start + pieces[at][0], start + pieces[last - 1][1])
            if pieces[last - 1] and text[piece[0] : piece[1]].lower() not in ("a", "an", "and"):
                value = parse_number(text[piece[0] : piece[1]])
                if value is not None:
                    yield Number(start=piece[0], end=piece[1], value=value, low=None, high=None, kind="words")
                    at = last
                    break
        else:
            at += 1


def _pair(text: str, match: re.Match[str], side: str) -> Iterator[Number]:
    low_words, high_words = match[f"low{side}"], match[f"high{side}"]
    low, high = parse_number(low_words), parse_number(high_words)
    joint = (match["and"] or match["dash"] or "").strip().lower()
    if low is not None and high is not None:
        if _scale(low_words) is None and (scale := _scale(high_words)) is not None and low < high / scale * 10 and low * scale < high:
            low *= scale
        fits = low < high and (side == "1" or joint != "or" or high - low <= max(1.0, low))
        if fits and (match["between"] or "").lower() in ("", "between" if joint == "and" else "from"):
            whole = match.start() if side == "1" and joint == "and" else match.start(f"low{side}")
            yield Number(start=whole, end=match.end(f"high{side}"), value=None, low=low, high=high, kind="range")
            return
    yield from _single(text, match.start(f"low{side}"), match.end(f"low{side}"))
    yield from _single(text, match.start(f"high{side}"), match.end(f"high{side}"))
