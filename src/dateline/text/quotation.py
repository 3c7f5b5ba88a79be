"""Quotation spans: where words stand between marks, whatever the marks are and whether or not they pair.

Straight and curly double marks, guillemets, doubled single marks, and curly single marks that open a word. A quotation ends with its
paragraph; wire copy that goes on opens the next paragraph with a mark again.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

OPENING, CLOSING, BOTH = "“„«‹", "”»›", '"＂‟'
MARK = re.compile(r"``|''|[\"＂“”„‟«»‹›]|‘(?=\w)|’(?!\w)")
SAYING = (
    "said|says|told|added|adding|asked|warned|insisted|wrote|stressed|explained|according|underlined|noted|declared|affirmed|announced|claimed|replied"
    "|recalled|complained|hammered|shouted"
)
PARTING = re.compile(rf"[,.!?…](?=\s+(?:[^\s.!?\"“”]+\s+){{0,5}}?(?:{SAYING})\b)")
SPEAKER = re.compile(rf"[,!?](?=\s+(?:said|says|say|(?:[^\s.!?,\"“”]+\s+){{1,4}}?(?:{SAYING}))\b)")
SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
BEFORE_OPEN = " \t\r\n([{—–-:;,/"
AFTER_CLOSE = " \t\r\n)]}—–-:;,.!?/…'’"


class Quotation(msgspec.Struct, frozen=True):
    """`start`/`end`: offsets, marks included. `closed`: both marks are there. `goes_on`: its speaker goes on in the next paragraph."""

    start: int
    end: int
    closed: bool = True
    goes_on: bool = False


def quotation_spans(text: str, paragraphs: Sequence[tuple[int, int]] | None = None) -> Iterator[Quotation]:
    """Quotations in order of appearance, never overlapping; nested ones stay inside their outer one.

    Args:
        text: report text.
        paragraphs: offsets of its paragraphs; None: lines.

    Example:
        >>> [text_of for q in quotation_spans('He said "no.\\n"Never."') for text_of in [(q.start, q.end, q.closed)]]
        [(8, 12, False), (13, 21, True)]
    """
    if paragraphs is None:
        paragraphs = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    found = [list(_paragraph(text, start, end)) for start, end in paragraphs]
    for n, spans in enumerate(found):
        for k, span in enumerate(spans):
            last = k == len(spans) - 1
            goes_on = (
                last and not span.closed and n + 1 < len(found) and bool(found[n + 1])
                and not text[paragraphs[n + 1][0] : found[n + 1][0].start].strip()
            )  # fmt: skip
            if last and not span.closed and not goes_on:
                span = _before_speaker(text, span)
            yield Quotation(span.start, span.end, span.closed, goes_on) if goes_on else span


def _before_speaker(text: str, span: Quotation) -> Quotation:
    """An open quotation as far as the comma before who says it: `"We did not fire, he said to the paper. The road is open.`"""
    part = SPEAKER.search(text, span.start, span.end)
    return Quotation(span.start, part.end(), closed=False) if part is not None else span


def _side(text: str, start: int, end: int, low: int, high: int) -> str:
    """Whether the mark at `[start, end)` opens ("o"), closes ("c") or could do both ("b"), by its neighbours."""
    mark = text[start:end]
    if mark in ("“", "„", "«", "‹", "``", "‘"):
        return "o"
    if mark in ("”", "»", "›", "’"):
        return "c"
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    if before in ",.!?…" and after in AFTER_CLOSE:
        return "c"
    free_left, free_right = before in BEFORE_OPEN, after in AFTER_CLOSE
    if free_left and not free_right:
        return "o"
    if free_right and not free_left:
        return "c"
    if before in ",.!?…" and after.isalnum():
        return "b"
    return "b"


def _paragraph(text: str, low: int, high: int) -> Iterator[Quotation]:
    opened: int | None = None
    single = False
    marks = [(m.start(), m.end(), _side(text, m.start(), m.end(), low, high)) for m in MARK.finditer(text, low, high)]
    last_end = low
    for start, end, side in marks:
        mark = text[start:end]
        if mark == "‘":
            if opened is None:
                opened, single = start, True
            continue
        if mark == "’":
            if opened is not None and single:
                if end - opened > 2:
                    yield Quotation(opened, end)
                    last_end = end
                opened = None
            continue
        if opened is not None and single:
            opened = None if side != "c" else opened
            single = False
        if opened is None:
            if side == "c":
                begin = _sentence_start(text, last_end, start)
                if end - begin > 12 and start > begin and text[start - 1] in ",.!?…":
                    yield Quotation(begin, end, closed=False)
                    last_end = end
                continue
            opened = start
        elif side == "o" and mark in '"“＂' and start > opened + 1:
            stop = _open_end(text, opened, start)
            yield Quotation(opened, stop, closed=False)
            opened, last_end = start, stop
        elif side != "o":
            if end - opened > 2:
                yield Quotation(opened, end)
            opened, last_end = None, end
    if opened is not None and not single:
        end = high
        while end > opened and text[end - 1].isspace():
            end -= 1
        if end - opened > 1:
            yield Quotation(opened, end, closed=False)


def _sentence_start(text: str, low: int, at: int) -> int:
    """Where the sentence that ends with a closing mark begins: its opening mark was lost."""
    begin = low
    for m in SENTENCE_END.finditer(text, low, max(low, at - 1)):
        begin = m.end()
    while begin < at and (text[begin].isspace() or text[begin] in ",;:"):
        begin += 1
    return begin


def _open_end(text: str, start: int, limit: int) -> int:
    """Where a quotation ends whose closing mark was lost before the next one opens."""
    part = PARTING.search(text, start, limit)
    if part is not None:
        return part.end()
    ends = [m.end() for m in SENTENCE_END.finditer(text, start, limit)]
    stop = ends[0] if ends else limit
    while stop > start + 1 and text[stop - 1].isspace():
        stop -= 1
    return stop
