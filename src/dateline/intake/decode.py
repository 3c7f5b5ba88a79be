"""Bytes to text: byte order marks, declared and guessed encodings, mojibake repaired and the repair noted."""

import codecs
import re

import msgspec

from dateline.intake.part import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_CLOSING_QUOTE = re.compile("\u00e2\u20ac(?:\ufffd|(?=$|[ .,;:!?)]))")
"""A closing quotation mark in double encoding whose last byte, which Windows-1252 has no letter for, is lost."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
MAX_NULS = 0.02  # share of NUL bytes from which a file is binary
MAX_CONTROLS = 0.05
FEW_HIGH_BYTES = 0.05  # up to here a text that is not UTF-8 is held to be Western European


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """Text with newlines as `\\n`. `repaired`: spans of lines that were mended; `unreadable`: characters lost for good."""

    text: str
    encoding: str
    repaired: tuple[tuple[int, int], ...] = ()
    unreadable: int = 0


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Text of the bytes.

    Args:
        raw: the content of a file or page.
        declared: an encoding that the container names; tried after byte order marks and UTF-8.

    Raises:
        Unreadable: empty or binary content.
    """
    if not raw.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise Unreadable("file", "the file is empty" if not raw else "the file holds no text")
    text, encoding = _to_text(raw, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    controls = len(_CONTROL.findall(text))
    if controls > MAX_CONTROLS * len(text):
        raise Unreadable("file", "the file is binary, not text")
    unreadable = text.count("\ufffd")
    if unreadable > 0.1 * len(text):
        raise Unreadable("encoding", f"{unreadable} of {len(text)} characters cannot be decoded")
    lines, repaired, position = [], [], 0
    for line in text.split("\n"):
        new = _mend(line)
        if new != line:
            repaired.append((position, position + len(new)))
        lines.append(new)
        position += len(new) + 1
    return Decoded(text="\n".join(lines), encoding=encoding, repaired=tuple(repaired), unreadable=unreadable)


def _to_text(raw: bytes, declared: str | None) -> tuple[str, str]:
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw.decode(name, "replace"), name
    if b"\x00" in raw:
        if (wide := _wide(raw)) is not None:
            return raw.decode(wide, "replace"), wide
        if raw.count(b"\x00") > MAX_NULS * len(raw):
            raise Unreadable("file", "the file is binary (NUL bytes), not text")
    for wanted in ("utf-8", declared):
        try:
            if wanted:
                return raw.decode(wanted), codecs.lookup(wanted).name
        except (UnicodeDecodeError, LookupError):
            continue
    high = sum(byte > 127 for byte in raw)
    body = raw.decode("utf-8", "replace")
    if body.count("\ufffd") <= 0.1 * high:
        return body, "utf-8"
    if high <= FEW_HIGH_BYTES * len(raw):
        return raw.decode("cp1252", "replace"), "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    name = best.encoding if best is not None else "cp1252"
    return raw.decode(name, "replace"), name


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark, told by where the NUL bytes stand."""
    head = raw[: 4096 & ~1]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _mend(line: str) -> str:
    """The line without control characters (a blank each) and with double encoding undone."""
    if _CONTROL.search(line):
        line = _CONTROL.sub(" ", line)
    if not _NOT_ASCII.search(line):
        return line
    line = _CLOSING_QUOTE.sub("\u00e2\u20ac\u009d", line)
    import ftfy
    from ftfy.badness import is_bad

    return ftfy.fix_encoding(line) if is_bad(line) else line
