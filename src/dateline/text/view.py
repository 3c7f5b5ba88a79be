"""A passage as the parser sees it, and where each of its characters stands in the report.

Restoring marks or capitals makes an overlay: the parser reads the view, every offset that leaves this package points into the report.
"""

import re
from functools import cache

import msgspec

from dateline.lexicon import index, rule_words
from dateline.model.report import Report

_MARKER = re.compile(r"(?:[-–—•●○·▪■◦‣*>]+|\(?\d{1,2}[.)]|\([a-z]\)|[QA]:)\s+(?=[“\"‘'(\[]?[^\W\d_a-z])")
"""What stands before an item of a list ("- ", "3. ", "(b) ") or a turn of an interview ("Q: "), where a capital follows: no words."""
_ZONE = r"\(?(?:GMT|UTC|[A-Z]{1,3}[SD]T|[CE]ET|CEST|EEST|[A-Z]ET|CAT|WAT|EAT|local(?: time)?)\)?"
_STAMP = re.compile(
    rf"[\[(]?\d{{1,2}}[:.h]\d{{2}}\s?(?:(?:hrs|hours|[ap]\.?m\b\.?)\s*)?(?:(?P<zone>{_ZONE})\s*)?[\])]?(?P<mark>\s*[-–—:|•·]\s|[.,]\s)?\s*(?=[“\"‘']?[^\W\d_a-z])"
)
"""The hour that an entry of a running report bears ("14:35 GMT — ", "[09.10] ", "7:15 p.m. - "), where a capital follows."""

_LABEL = re.compile(r"(?P<words>[A-Z][\w-]{0,29}(?: [\w-]{1,30}){0,2}):\s{1,3}(?=\S)")
"""Words with a colon that may label a paragraph: "Displacement: ", "FACT CHECK: "."""
_TOPIC = re.compile(r"(?P<words>[A-Z][A-Z'’.-]{1,30}(?: [A-Z][A-Z'’.-]{1,30}){0,3})\s{1,3}[–—-]\s{1,3}(?=[“\"‘']?[^\W\d_a-z])")
"""A name in capitals with a dash, as the parts of a round-up begin: "LIBYA — "."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """`text[i]` stands at `offsets[i]` in the report; restored characters carry the offset of the next character that is really there.

    `real[i]` is False for a restored character. `offsets` has one more entry than `text`: the end of the passage.
    `starts`: positions in `text` where a sentence is known to begin (restored boundaries), empty where the parser decides.
    """

    text: str
    offsets: tuple[int, ...]
    start: int
    end: int
    restored: bool = False
    starts: tuple[int, ...] = ()
    paragraph: int = 0


def plain_view(text: str, start: int, end: int, paragraph: int = 0) -> View:
    """The passage `text[start:end]` just as it stands."""
    return View(text=text[start:end], offsets=tuple(range(start, end + 1)), start=start, end=end, paragraph=paragraph)


def passages(report: Report) -> tuple[tuple[int, int, bool], ...]:
    """Paragraphs to read as `(start, end, is_title)`: lines of the text without blank ends and without the header's parts.

    A paragraph is a line; the dateline at its head, the bullet or number of a list, the "Q:" of an interview, the hour of an entry and the
    label of a part ("Needs: ", "LIBYA — ") are cut off. Offsets into `Report.text`.
    """
    text, header = report.text, report.header
    outside = sorted([*header.outside, *([header.dateline] if header.dateline else [])])
    found: list[tuple[int, int, bool]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        pieces = [(position, position + len(line))]
        position += len(line)
        for out_start, out_end in outside:
            pieces = [p for s, e in pieces for p in ((s, min(e, out_start)), (max(s, out_end), e)) if p[0] < p[1]]
        for start, end in pieces:
            while start < end and text[start].isspace():
                start += 1
            start = behind_marker(text, start, end)
            while end > start and text[end - 1].isspace():
                end -= 1
            if start < end and any(c.isalnum() for c in text[start:end]):
                is_title = header.title is not None and header.title[0] <= start and end <= header.title[1]
                found.append((start, end, is_title))
    return tuple(found)


def behind_marker(text: str, start: int, end: int) -> int:
    """Where the words of a line begin that stands at `text[start:end]`: behind its bullet, number, "Q:", hour or label."""
    marker = _MARKER.match(text, start, end)
    at = marker.end() if marker else start
    stamp = _STAMP.match(text, at, end)
    if stamp and (stamp["zone"] or stamp["mark"] or text[at] in "[("):
        at = stamp.end()
    label = _LABEL.match(text, at, end)
    if label and all(word in rule_words("labels") for word in label["words"].lower().split()):
        return label.end()
    topic = _TOPIC.match(text, at, end)
    return topic.end() if topic and topic["words"].casefold() in names_of_countries() else at


@cache
def names_of_countries() -> frozenset[str]:
    """Names of countries with their alternatives, in lower case (countries.tsv)."""
    return frozenset(n.casefold() for row in index("countries.tsv").values() for n in (row["name"], *row["alternatives"].split("|")) if n)


def views(report: Report) -> tuple[View, ...]:
    """What the parser shall read, paragraph by paragraph."""
    return tuple(plain_view(report.text, start, end, n) for n, (start, end, _) in enumerate(passages(report)))
