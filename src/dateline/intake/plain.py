"""Plain text and Markdown."""

import re

import msgspec

from dateline.intake.decode import Decoded
from dateline.intake.part import Part

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_FRONT_KEYS = {"title": "title", "headline": "title", "date": "published", "published": "published", "author": "byline", "byline": "byline",
               "outlet": "outlet", "source": "outlet", "url": "url", "link": "url", "id": "external_id", "lang": "language", "language": "language"}  # fmt: skip
_MARKUP = re.compile(
    r"^ {0,3}\#{1,6}[ \t]+|(?<![ \t])[ \t]+\#+[ \t]*$"  # headings
    r"|^ {0,3}>[ \t]?"  # quotations
    r"|^ {0,3}(?:[-*_][ \t]*){3,}$"  # rules
    r"|!\[[^\]\n]{0,300}\]\([^)\n]*\)"  # pictures
    r"|(?<!\\)\[(?=[^\]\n]{1,300}\]\([^)\s]+(?:[ \t]+\"[^\"\n]*\")?\))|\]\([^)\s]+(?:[ \t]+\"[^\"\n]*\")?\)"  # links
    r"|(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)"  # emphasis
    r"|`+|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)


def read_plain(decoded: Decoded) -> Part:
    """The file is the report."""
    return Part(text=decoded.text, encoding=decoded.encoding, repaired=decoded.repaired)


def read_markdown(decoded: Decoded) -> Part:
    """Text without Markdown's marks; front matter gives the metadata. `raw_offsets` lead back to the decoded file."""
    source, begin = decoded.text, 0
    meta: dict[str, str] = {}
    if front := _FRONT_MATTER.match(source):
        begin = front.end()
        for line in front.group(1).splitlines():
            key, _, value = line.partition(":")
            if (field := _FRONT_KEYS.get(key.strip().lower())) and value.strip():
                meta.setdefault(field, value.strip().strip("\"'"))
    pieces: list[str] = []
    runs: list[tuple[int, int, int]] = []
    size = 0

    def keep(start: int, end: int) -> None:
        nonlocal size
        if start < end:
            runs.append((size, start, end - start))
            pieces.append(source[start:end])
            size += end - start

    position = begin
    for found in _MARKUP.finditer(source, begin):
        keep(position, found.start())
        position = found.end()
    keep(position, len(source))
    text = "".join(pieces)
    untouched = len(runs) == 1 and begin == 0 and len(text) == len(source)
    repaired = () if not decoded.repaired else ((0, len(text)),)
    part = Part(text=text, raw_offsets=() if untouched else tuple(runs), encoding=decoded.encoding, repaired=repaired)
    return msgspec.structs.replace(part, **meta)
