"""The reports of a situation as the publishers cite them: numbered in order of time, with their words and sentences."""

import re
from collections.abc import Iterable
from functools import cached_property

import msgspec

from dateline.model.evidence import Evidence
from dateline.model.record import ReportRow
from dateline.model.situation import Situation
from dateline.publish.labels import date_words
from dateline.text.calendar import day_range, recalled
from dateline.text.view import behind_marker

_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9À-ÖØ-Þ])|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Maj|Sgt|Brig|Adm|Gov|Sen|Rep|Prof|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z]\.[A-Z])\.$"
)
_PLACE = r"[A-ZÀ-Ý][A-ZÀ-Ý'’./ -]{2,}"
_DATELINE = re.compile(
    # BONGOR, Chad, March 3 (Agency) - | BONGOR, March 3 (Agency): | Bongor (Chad), March 3 (Agency):
    rf"{_PLACE}[^\n.!?]{{0,60}}?(?:\([^)\n]{{1,40}}\) ?)?(?: - |\s?[–—]\s?)|"
    rf"{_PLACE},[^\n]{{0,60}}\([^)\n]{{1,40}}\):? |"
    r"[A-ZÀ-Ý][^\n.!?:]{2,70}\([A-Z][\w/ .-]{1,40}\) ?[:–—-] "
)
SENTENCE_LIMIT = 600
"""Longest stretch (characters) taken for one sentence."""
_TELLING = 25
"""Evidence shorter than this (characters) is words, not a sentence."""
_OPENING = re.compile(r"(?:^|[.!?]\s|\n)\W*$")
_WHEN = re.compile(r"\b(?:at|back in|between|during|in|on)\W+(?:(?:early|late|mid|about|around|the)\W+)?$", re.IGNORECASE)
"""Words by which a day or year is when something took place, not "the treaty of 2017" and not "since 2017"."""
WINDOW = 160
"""Characters shown on each side where a text has no marks to tell its sentences."""


class Cite(msgspec.Struct, frozen=True):
    """A place in a report. `report`: its number in `Shelf.reports`; offsets are code points of its text, half open.

    `words`: what the finding rests on, in order; `sentence`: the stretch around them.
    """

    report: int
    words: tuple[tuple[int, int], ...]
    sentence: tuple[int, int]


class Shelf:
    """Reports in order of publication (undated ones last), and citations into them."""

    def __init__(self, situation: Situation) -> None:
        self.reports: tuple[ReportRow, ...] = tuple(
            sorted(situation.reports, key=lambda r: (r.published is None, r.published or "", r.external_id or "", r.report_id))
        )
        self.number = {row.report_id: n for n, row in enumerate(self.reports)}
        self._times = situation.times
        self.story_number = {row.story_id: n for n, row in enumerate(situation.stories)}
        self._sentences: dict[tuple[int, int, int], tuple[int, int]] = {}
        self._read: dict[int, list[tuple[int, int]]] = {}
        for event in situation.events:
            for mention in event.mentions:
                for e in mention.evidence:
                    number = self.number.get(e.report_id)
                    if number is not None and _TELLING <= e.end - e.start <= SENTENCE_LIMIT and self.is_damaged(number):
                        self._read.setdefault(number, []).append((e.start, e.end))

    def __len__(self) -> int:
        return len(self.reports)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Short name of each report: outlet and day."""
        return tuple(self._label(row) for row in self.reports)

    def _label(self, row: ReportRow) -> str:
        name = row.outlet or (row.agencies[0] if row.agencies else "") or f"Report {self.number[row.report_id] + 1}"
        day = date_words(row.published, short=True, year=False)
        return f"{name}, {day}" if day else name

    def published(self, report_id: str) -> str | None:
        """The day on which a report came out."""
        return self.reports[self.number[report_id]].published if report_id in self.number else None

    def is_copy(self, number: int) -> bool:
        """Whether the report repeats another one that is here too."""
        return self.reports[number].copy_of in self.number

    def is_damaged(self, number: int) -> bool:
        """Whether the text lost its figures or its punctuation."""
        return any(d.kind in ("digits_lost", "punctuation_lost") for d in self.reports[number].damage)

    def stories_of(self, cites: Iterable[Cite]) -> tuple[int, ...]:
        """Numbers of the stories that the cited reports belong to, sorted."""
        found = {self.story_number.get(self.reports[c.report].story_id or "") for c in cites}
        return tuple(sorted(n for n in found if n is not None))

    def sentence(self, number: int, start: int, end: int) -> tuple[int, int]:
        """The sentence (or its nearest likeness) around `text[start:end]`, without the blanks at its ends.

        Line breaks and final marks end a sentence. Where a text lost its marks it is the sentence that a reader of events found
        there, or else a window of words.
        """
        key = (number, start, end)
        if key not in self._sentences:
            found = [span for span in self._read.get(number, ()) if span[0] <= start and end <= span[1]]
            if found:
                self._sentences[key] = min(found, key=lambda span: span[1] - span[0])
        if key not in self._sentences:
            self._sentences[key] = _sentence(self.reports[number].text, start, end)
        return self._sentences[key]

    @cached_property
    def _days(self) -> dict[int, list[tuple[int, int, str]]]:
        """Start and end of the days and years on which each report says that something took place, with the ISO prefix of their last day."""
        found: dict[int, list[tuple[int, int, str]]] = {}
        for row in self._times:
            number = self.number.get(row.report_id)
            if number is None or row.type not in ("DATE", "TIME") or not (last := row.date_end or row.date_start):
                continue
            before = self.reports[number].text[max(0, row.start - 24) : row.start]
            if _WHEN.search(before) or _OPENING.search(before):
                found.setdefault(number, []).append((row.start, row.end, last))
        return found

    def looks_back(self, number: int, sentence: tuple[int, int]) -> str | None:
        """The last day or year that a sentence names, where all that it names lie far behind its report: "In 2006, 34 days of war killed ..."."""
        days = [last for start, end, last in self._days.get(number, ()) if sentence[0] <= start and end <= sentence[1]]
        last = max(days, key=day_number, default=None)
        return last if recalled(last, self.reports[number].published) else None

    def cite(self, evidence: Iterable[Evidence], *, inside: Iterable[Evidence] = ()) -> Cite | None:
        """One citation of evidence that stands in one report (that of the first); None where the report is not here.

        Args:
            evidence: the words to mark.
            inside: evidence of the sentence, where the finding says how far it goes.
        """
        rows = list(evidence)
        if not rows or rows[0].report_id not in self.number:
            return None
        report_id = rows[0].report_id
        number = self.number[report_id]
        length = len(self.reports[number].text)
        spans = sorted({(e.start, e.end) for e in rows if e.report_id == report_id and 0 <= e.start < e.end <= length})
        if not spans:
            return None
        # Words far apart (a quotation cut in two is near) would mark half the report: stay with what is near the first.
        near = [span for span in spans if span[0] < spans[0][0] + 3 * SENTENCE_LIMIT]
        near = [span for span in near if span[0] >= self._body(number)] or near  # a headline says less than its report
        outer = [(e.start, e.end) for e in inside if e.report_id == report_id and 0 <= e.start < e.end <= length]
        whole = [s for s in outer if _TELLING <= s[1] - s[0] <= SENTENCE_LIMIT and s[0] <= near[0][0] and near[-1][1] <= s[1]]
        bounds = whole[:1] or [self.sentence(number, *span) for span in near]
        span = (min(b[0] for b in bounds), max(b[1] for b in bounds))
        told = self.without_dateline(number, span)
        if near[0][0] < told[0] < near[0][1]:
            near[0] = told[0], near[0][1]
        words = _merged(near)
        start, end = told if told[0] <= near[0][0] else span
        return Cite(number, words, (min(start, words[0][0]), max(end, words[-1][1])))

    def _body(self, number: int) -> int:
        """Where the text of a report begins behind its headline."""
        row = self.reports[number]
        return len(row.title) if row.title and row.text.startswith(row.title) else 0

    def cites(self, evidence: Iterable[Evidence], limit: int | None = None) -> tuple[Cite, ...]:
        """One citation a report and sentence, in order of the reports; with a limit, one a report and no copies."""
        groups: dict[tuple[int, tuple[int, int]], list[Evidence]] = {}
        for e in evidence:
            number = self.number.get(e.report_id)
            if number is None or not 0 <= e.start < e.end <= len(self.reports[number].text):
                continue
            groups.setdefault((number, self.sentence(number, e.start, e.end)), []).append(e)
        made = [cite for rows in groups.values() if (cite := self.cite(rows))]
        made.sort(key=lambda c: (c.report, c.sentence))
        if limit is None:
            return tuple(made)
        first: dict[int, Cite] = {}
        for cite in made:
            first.setdefault(cite.report, cite)
        own = {number: cite for number, cite in first.items() if not self.is_copy(number)}
        made = sorted((own or first).values(), key=lambda c: (self.is_damaged(c.report), c.report))[:limit]
        made.sort(key=lambda c: c.report)
        return tuple(made)

    def text(self, number: int, span: tuple[int, int]) -> str:
        """Characters of a report."""
        return self.reports[number].text[span[0] : span[1]]

    def without_dateline(self, number: int, span: tuple[int, int]) -> tuple[int, int]:
        """The span less a dateline at its head (`BONGOR, Chad, March 3 (Agency) - `), as the report was read or as its form tells."""
        known = self.reports[number].dateline
        if known and span[0] <= known[0] and known[1] < span[1] - 20:
            return known[1], span[1]
        match = _DATELINE.match(self.reports[number].text, span[0], min(span[1], span[0] + 120))
        return (match.end(), span[1]) if match and match.end() < span[1] - 20 else span


def day_number(value: str | None) -> int:
    """Number of the day of an ISO prefix (its last day where it is a month or year); 0 where unknown."""
    days = day_range(value)
    return 0 if days is None else days[1]


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans without overlaps."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - SENTENCE_LIMIT), min(len(text), end + SENTENCE_LIMIT)
    left, right, marks = low, high, False
    for match in _END.finditer(text, low, high):
        if match.group() != "\n" and _ABBREVIATION.search(text, max(low, match.start() - 6), match.start() + 1):
            continue
        marks = True
        if match.end() <= start:
            left = match.end()
        elif match.end() >= end:
            right = match.end()
            break
    if left == low and start - left > WINDOW and not (marks and low == 0):
        left = start - WINDOW
        while left < start and not text[left - 1].isspace():
            left += 1
    if right == high and right - end > WINDOW and not (marks and high == len(text)):
        right = end + WINDOW
        while right > end and not text[right].isspace():
            right -= 1
    left, right = min(left, start), max(right, end)
    while left < start and text[left].isspace():
        left += 1
    if left == 0 or not text[text.rfind("\n", 0, left) + 1 : left].strip():
        left = behind_marker(text, left, right)
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right
