"""What happened, and what was planned, denied or doubted, day by day."""

import re
from datetime import date

import msgspec

from dateline.model.record import EventMentionRow, EventRow
from dateline.model.situation import Situation
from dateline.publish.labels import EVENT_TYPES, RECIPIENT_LINKS, date_parts, date_words, range_words, words
from dateline.publish.promised import ends_of_plans
from dateline.publish.shelf import Cite, Shelf, day_number
from dateline.text.calendar import RECALLED, recalled

_HANGING = re.compile(
    r"\W*(?:\w+\W+){1,4}?(?:he|she|they)\b|"
    r"\W*(?:he|she|it|they|(?:this|that)(?! (?:morning|afternoon|evening|night|week|month|year)\b)|these|those|his|her|its|their|who|which|and|but|so|nor|"
    r"the (?:group|ministry|two|man|woman|minister|figure|statement|move|decision)\b(?! (?:of|for)\b))\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"\b(?:baseless|den(?:y|ies|ied|ial|ying)|dismiss\w*|reject\w*)\b", re.IGNORECASE)
"""Words of a denial: a sentence that has one is the last choice to show what happened."""
TOOK_PLACE = ("happened", "ongoing", "uncertain")
PLAIN_MODES = {"CONSULT": ("meet",)}
"""Modes that say no more than their type."""
FRESH_DAYS = 2
"""Days after an act until which a report of it is news, not a look back."""
LONGEST_QUOTE = 360
"""Characters of a sentence shown in the timeline; more is cut around the trigger."""


class Coding(msgspec.Struct, frozen=True):
    """One event as the timeline tells it. `link`: the word before `whom`.

    `said_by`: the parties that assert it; empty where the reports do so themselves."""

    event_id: str
    modality: str
    label: str
    link: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    place: str | None
    said_by: tuple[str, ...]
    when: str
    n_reports: int
    n_independent: int
    tellings: tuple[tuple[Cite, str], ...]
    """Where it is told, once a report and modality; the telling that is shown comes first."""
    became: tuple[str, Cite] | None = None
    """Of a plan that somebody promised: what became of it, and where that is told."""


class Piece(msgspec.Struct, frozen=True):
    """A run of a sentence; `modality` where it is the trigger of an event."""

    text: str
    modality: str | None = None


class Entry(msgspec.Struct, frozen=True):
    """A sentence of a report and the events that it tells."""

    pieces: tuple[Piece, ...]
    cite: Cite
    codings: tuple[Coding, ...]
    stories: tuple[int, ...]
    weight: float


class Day(msgspec.Struct, frozen=True):
    """Entries of one date (ISO prefix), the weightiest first.

    `part`: `dated`, `undated` (`date` is None; the entries were reported on one day), or `background` (long before the first
    report). `note`: the weekday, or when undated entries were reported.
    """

    date: str | None
    label: str
    note: str
    part: str
    entries: tuple[Entry, ...]


def stands_alone(text: str) -> bool:
    """Whether a sentence can be read without the one before it, as far as its first words tell."""
    return not _HANGING.match(text)


def best_telling(shelf: Shelf, event: EventRow) -> EventMentionRow | None:
    """The telling that shows an event best: of its modality, from an undamaged independent report, a sentence that stands alone.

    Of several that do, the one that names most of who, whom, where and when as the event has them.
    """

    def rank(pair: tuple[int, EventMentionRow]) -> tuple[bool, bool, bool, bool, bool, bool, int, int, int]:
        place, row = pair
        number = shelf.number[row.report_id]
        span = shelf.sentence(number, row.trigger.start, row.trigger.end)
        text = shelf.text(number, span)
        alone = stands_alone(text)
        doubted = event.modality in ("happened", "ongoing") and bool(_DENIAL.search(text)) and not _DENIAL.search(row.trigger.text)
        # The newest telling of an attack knows most, where it does not only recall it; the first one of a plan is the plan, and later ones of
        # a curfew or strike tell how it ended.
        order = -number if event.modality in ("happened", "ongoing") and event.event_type == "ASSAULT" else number
        looks_back = event.modality == "happened" and recalls(shelf, event, row)
        return (row.modality != event.modality, shelf.is_damaged(number), doubted, shelf.is_copy(number), not alone, looks_back, -_told(event, row), order, place)

    rows = [(i, m) for i, m in enumerate(event.mentions) if m.report_id in shelf.number]
    return min(rows, key=rank)[1] if rows else None


def recalls(shelf: Shelf, event: EventRow, row: EventMentionRow) -> bool:
    """Whether a telling is of a report that came out more than `FRESH_DAYS` after the act, whose day other tellings may know."""
    day, published = day_number(row.date_start or event.date_start), day_number(shelf.reports[shelf.number[row.report_id]].published)
    return 0 < day < published - FRESH_DAYS


def is_recalled(shelf: Shelf, event: EventRow) -> bool:
    """Whether every sentence that tells an event tells of times long before its report: background, whatever its day."""
    if any(row.date_basis == "stated" and row.date_start and not recalled(row.date_start, shelf.published(row.report_id)) for row in event.mentions):
        return False  # "arrested on Friday over a bombing in 2006"
    cites = [shelf.cite((row.trigger,), inside=row.evidence) for row in event.mentions]
    return any(cites) and all(c is None or shelf.looks_back(c.report, c.sentence) for c in cites)


def _told(event: EventRow, row: EventMentionRow) -> int:
    """How many of the event's who, whom, where and when a telling says too."""
    return (
        bool({a.id for a in row.actors} & {a.id for a in event.actors})
        + bool({a.id for a in row.recipients} & {a.id for a in event.recipients})
        + bool(row.place and event.place and row.place.id == event.place.id)
        + bool(row.date_start and row.date_start == event.date_start)
    )


def coding(shelf: Shelf, event: EventRow, first: EventMentionRow | None = None) -> Coding:
    """An event in words, with its tellings: `first` ahead, independent ones before copies, else in order of time."""
    label = EVENT_TYPES.get(event.event_type, words(event.event_type).capitalize())
    if event.mode and event.mode not in PLAIN_MODES.get(event.event_type, ()):
        label = f"{label} ({words(event.mode)})"
    tellings = []

    def rank(row: EventMentionRow) -> tuple[bool, bool, int, int]:
        number = shelf.number.get(row.report_id, -1)
        return (row is not first, number >= 0 and shelf.is_copy(number), number, row.trigger.start)

    seen: set[tuple[str, str]] = set()
    for row in sorted(event.mentions, key=rank):
        if (row.report_id, row.modality) in seen:
            continue
        seen.add((row.report_id, row.modality))
        if cite := shelf.cite((row.trigger,), inside=row.evidence):
            tellings.append((cite, row.modality))
    return Coding(
        event_id=event.event_id,
        modality=event.modality,
        label=label,
        link=RECIPIENT_LINKS.get(event.event_type, "to"),
        who=tuple(a.name for a in event.actors),
        whom=tuple(a.name for a in event.recipients if a not in event.actors),
        place=event.place.name if event.place else None,
        said_by=tuple(a.name for a in event.attributed_to),
        when=range_words(event.date_start, event.date_end),
        n_reports=event.n_reports,
        n_independent=event.n_independent,
        tellings=tuple(tellings),
    )


def weight_of(event: EventRow) -> float:
    """How much an event matters to a reader: told independently, done rather than said, at a known place by a known party."""
    material = event.event_type in ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID", "RETREAT", "COOPERATE", "SANCTION")
    return (
        2.0 * min(event.n_independent, 6)
        + (2.5 if material else 0.0)
        + (1.0 if event.event_type in ("AGREE", "CONSULT") else 0.0)
        + (0.5 if event.actors else 0.0)
        + (0.5 if event.recipients else 0.0)
        + (0.5 if event.place else 0.0)
    )


def shown(shelf: Shelf, number: int, span: tuple[int, int], keep: tuple[int, int]) -> tuple[tuple[int, int], str, str]:
    """The part of a sentence that is shown, and what stands before and after it (an ellipsis where it was cut)."""
    start, end = shelf.without_dateline(number, span)
    if start > keep[0]:
        start = span[0]
    before = after = ""
    text = shelf.reports[number].text
    keep = (keep[0], min(keep[1], keep[0] + LONGEST_QUOTE))
    if end - start > LONGEST_QUOTE:
        if keep[0] - start > LONGEST_QUOTE * 2 // 3:
            start = keep[0] - LONGEST_QUOTE // 3
            while start < keep[0] and not text[start - 1].isspace():
                start += 1
            before = "… "
        if end - start > LONGEST_QUOTE:
            end = max(keep[1], start + LONGEST_QUOTE)
            while end > keep[1] and not text[end - 1].isspace():
                end -= 1
            after = " …"
            while end > keep[1] and text[end - 1].isspace():
                end -= 1
    return (start, end), before, after


def pieces_of(text: str, start: int, end: int, marks: list[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """`text[start:end]` cut at the marks `(start, end, modality)`; overlapping marks lose to the first."""
    pieces, at = [], start
    for low, high, modality in sorted(marks):
        if low < at or high > end:
            continue
        if low > at:
            pieces.append(Piece(text[at:low]))
        pieces.append(Piece(text[low:high], modality))
        at = high
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)


def timeline(situation: Situation, shelf: Shelf | None = None) -> tuple[Day, ...]:
    """Days in order, then undated entries by the day of their report, then the background; one sentence's events stand together."""
    shelf = shelf or Shelf(situation)
    groups: dict[tuple[str | None, int, tuple[int, int]], list[tuple[EventRow, EventMentionRow]]] = {}
    for event in situation.events:
        if row := best_telling(shelf, event):
            number = shelf.number[row.report_id]
            cite = shelf.cite((row.trigger,), inside=row.evidence)
            if cite is None:
                continue
            day = _day(event.date_start) or (_day(shelf.looks_back(number, cite.sentence)) if event.modality in TOOK_PLACE else None)
            groups.setdefault((day, number, cite.sentence), []).append((event, row))
    days: dict[tuple[str | None, str | None], list[Entry]] = {}
    ends = {e: (label, cite) for e, (label, told) in ends_of_plans(situation).items() if (cite := next(iter(shelf.cites(told, limit=1)), None))}
    for (day, number, sentence), rows in groups.items():
        rows.sort(key=lambda pair: (pair[1].trigger.start, pair[0].event_id))
        marks = [(row.trigger.start, row.trigger.end, event.modality) for event, row in rows]
        keep = (marks[0][0], max(m[1] for m in marks[:1]))
        (start, end), before, after = shown(shelf, number, sentence, keep)
        pieces = pieces_of(shelf.reports[number].text, start, end, marks)
        codings = tuple(msgspec.structs.replace(coding(shelf, event, row), became=ends.get(event.event_id)) for event, row in rows)
        stories = {shelf.story_number.get(event.story_id or shelf.reports[number].story_id or "") for event, _ in rows}
        days.setdefault((day, None if day else _day(shelf.reports[number].published)), []).append(
            Entry(
                pieces=(*((Piece(before),) if before else ()), *pieces, *((Piece(after),) if after else ())),
                cite=Cite(number, tuple((m[0], m[1]) for m in marks), sentence),
                codings=codings,
                stories=tuple(sorted(n for n in stories if n is not None)),
                weight=max(weight_of(event) for event, _ in rows),
            )
        )
    first = day_number(min((r.published for r in shelf.reports if r.published), default=None))
    made = [
        Day(
            day,
            date_words(day or reported, short=True) or "No date",
            _weekday(day) if day else "reported" if reported else "",
            "undated" if not day else "background" if first and first - day_number(day) > RECALLED else "dated",
            tuple(sorted(entries, key=lambda e: (-e.weight, e.cite.report, e.cite.sentence))),
        )
        for (day, reported), entries in sorted(days.items(), key=lambda item: f"{item[0][0] or item[0][1]}-99")
    ]
    order = ("dated", "undated", "background")
    return tuple(sorted(made, key=lambda d: order.index(d.part)))


def _day(value: str | None) -> str | None:
    parts = date_parts(value)
    return "-".join([f"{parts[0]:04d}", *(f"{p:02d}" for p in parts[1:])]) if parts else None


def _weekday(value: str | None) -> str:
    return date.fromordinal(day_number(value)).strftime("%A") if len(date_parts(value)) == 3 else ""
