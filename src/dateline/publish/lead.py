"""Which sentence of a story leads: one that tells what most of its independent reports tell about, the newer one first."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property

import msgspec

from dateline.model.record import EventMentionRow, EventRow
from dateline.publish.shelf import Cite, Shelf
from dateline.publish.timeline import recalls, stands_alone, weight_of
from dateline.reconcile.corpus import fold, words_in
from dateline.reconcile.rarity import tells
from dateline.reconcile.stems import stem

OF_EVENT, OF_NEXT, LEAD, SHARED, NEWER, RECALLED = 0.5, 0.25, 3.0, 10.0, 2.0, 2.0
"""What a sentence gains: of the weights of the two weightiest events that it tells, as the first of its report (newsrooms put there what matters),
where all its words stand in all other reports, in the newest report; and what it loses where it looks back, and is not the first."""
FEW = 6
"""Telling words beside its own against which those of a sentence are weighed: of two sentences the one that tells more is shared more."""
HEAD, OPENING = 4_000, 1_200
"""Characters of a report whose words are compared, and among whose sentences the one is sought that opens it."""
LATER = 0.004
"""What a sentence loses with each character that stands before it in the opening."""
LEAST_LEAD = 40
"""Characters; a shorter line, or one that does not end a sentence, is a headline, a byline or a date, and a shorter sentence sets a scene."""
_LINE = re.compile(r"[^\n]+")


class Told(msgspec.Struct, frozen=True):
    """A sentence that tells of an event. `strong`: it is the first of its report, or other reports tell of the event too."""

    worth: float
    cite: Cite
    strong: bool


class Leads:
    """The reports of a story and what they share. `numbers`: those that count, in order of time."""

    def __init__(self, shelf: Shelf, numbers: Sequence[int], events: Collection[EventRow]) -> None:
        self._shelf, self._numbers, self._events = shelf, numbers, events
        self._order = {n: place / max(1, len(numbers) - 1) for place, n in enumerate(numbers)}
        self._first: dict[int, Cite | None] = {}

    @cached_property
    def _reports_with(self) -> Counter[str]:
        """In how many of the reports a word stands."""
        return Counter(word for n in self._numbers for word in _telling(self._shelf.reports[n].text[:HEAD]))

    def _shared(self, text: str) -> float:
        """0..1: how much of what a sentence of one of the reports tells stands in the others."""
        words, others = _telling(text), len(self._numbers) - 1
        return sum(self._reports_with[w] - 1 for w in words) / others / (FEW + len(words)) if others > 0 else 0.0

    def first(self, number: int) -> Cite | None:
        """The first sentence of a report's running text."""
        if number not in self._first:
            self._first[number] = _first(self._shelf, number)
        return self._first[number]

    def weightiest(self, events: Collection[EventRow]) -> list[Told]:
        """Sentences that tell of events as these are, none twice, the one to lead with first."""
        found: dict[tuple[int, tuple[int, int]], list[tuple[EventRow, EventMentionRow, Cite]]] = {}
        for event in events:
            for row in event.mentions:
                number = self._shelf.number.get(row.report_id, -1)
                if number < 0 or row.modality != ("happened" if event.modality == "uncertain" else event.modality):
                    continue
                if (cite := self._shelf.cite((row.trigger,), inside=row.evidence)) is not None:
                    found.setdefault((number, cite.sentence), []).append((event, row, cite))
        told = [self._told(number, sorted(rows, key=lambda r: (-weight_of(r[0]), r[1].trigger.start))) for (number, _), rows in found.items()]
        return sorted(told, key=lambda t: (-t.worth, -t.cite.report, t.cite.words))

    def _told(self, number: int, rows: Sequence[tuple[EventRow, EventMentionRow, Cite]]) -> Told:
        """The worth of a sentence that tells of events, the weightiest first."""
        event, row, cite = rows[0]
        first = self.first(number)
        leads = first is not None and first.sentence[0] <= row.trigger.start < first.sentence[1]
        worth = OF_EVENT * weight_of(event) + OF_NEXT * max((weight_of(e) for e, *_ in rows if e is not event), default=0.0)
        worth += LEAD if leads else -RECALLED if recalls(self._shelf, event, row) else 0.0
        worth += SHARED * self._shared(self._shelf.text(number, cite.sentence)) + NEWER * self._order.get(number, 0.0)
        in_reports = {n for m in event.mentions if (n := self._shelf.number.get(m.report_id)) in self._order}
        return Told(worth, cite, leads or len(in_reports) > 1)

    def opening(self, number: int) -> Cite | None:
        """The sentence that opens a report: its first, or one soon after it that tells more where that only sets a scene ("nobody came")."""
        first = self.first(number)
        if first is None or _tells(self._shelf.text(number, first.sentence)):
            return first
        text, weights = self._shelf.reports[number].text, self._weights(number)
        best, at, worth = first, first.sentence[1], -1.0
        while at < min(len(text), first.sentence[0] + OPENING):
            while at < len(text) and text[at].isspace():
                at += 1
            if at == len(text):
                break
            start, end = self._shelf.sentence(number, at, at + 1)
            at = max(at + 1, end)
            words = text[start:end]
            if not _tells(words):
                continue
            value = OF_EVENT * max((w for place, w in weights if start <= place < end), default=0.0) + SHARED * self._shared(words)
            if (value := value - LATER * (start - first.sentence[0])) > worth:
                best, worth = Cite(number, ((start, end),), (start, end)), value
        return best

    def _weights(self, number: int) -> list[tuple[int, float]]:
        """Where a report tells of events that took place, and what they weigh."""
        report_id = self._shelf.reports[number].report_id
        told = ((row, e) for e in self._events for row in e.mentions if row.report_id == report_id)
        return [(row.trigger.start, weight_of(e)) for row, e in told if row.modality in ("happened", "ongoing")]


def _tells(text: str) -> bool:
    """Whether a sentence is long enough to tell something, and can be read without the one before it."""
    return len(text) >= LEAST_LEAD and stands_alone(text)


def _telling(text: str) -> set[str]:
    """Beginnings of the words of a text that tell what it is about."""
    return {stem(w) for w in words_in(fold(text)) if tells(w) and not w.isdigit()} - {""}


def _first(shelf: Shelf, number: int) -> Cite | None:
    lines = (m for m in _LINE.finditer(shelf.reports[number].text))
    match = next((m for m in lines if len(m.group()) > LEAST_LEAD and m.group().rstrip().rstrip("\"'”’)").endswith((".", "!", "?"))), None)
    if match is None:
        return None
    start = shelf.without_dateline(number, match.span())[0]
    end = shelf.sentence(number, start, start + 1)[1]
    return Cite(number, ((start, end),), (start, end))
