"""Rows of the record as a reviewer sees them: a line of words, the places in a report that they rest on, the columns that can be edited."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, get_args

import msgspec

from dateline.judging import COLUMNS
from dateline.model import record
from dateline.model.event import EventType, Modality
from dateline.model.evidence import Evidence, Ref
from dateline.publish import labels
from dateline.store.base import evidence_in, id_of
from dateline.web.doubts import LABELS
from dateline.web.index import Item

MOST_OF_SENTENCE, MOST_OF_PIECES, MOST_ALIASES = 400, 300, 200
"""Characters shown under an entry: of an event's sentence, of the pieces of others, of an actor's other names."""
TABLE_WORDS = {
    "events": "Event", "statements": "Statement", "figure_claims": "Count", "figures": "Figure", "commitments": "Promise",
    "positions": "Position", "relations": "Relation", "contradictions": "Disagreement", "actors": "Actor", "stories": "Story",
    "reports": "Report", "places": "Place", "times": "Time", "mentions": "Mention", "judgements": "Judgement", "losses": "Loss",
}  # fmt: skip


class Field(msgspec.Struct, frozen=True):
    """A column that can be edited: its present value as text and, where they are fixed, the values it may have.

    `may_be_unknown`: it can be emptied; `refers_to`: the table whose rows it names.
    """

    name: str
    label: str
    value: str
    options: tuple[str, ...] = ()
    may_be_unknown: bool = True
    refers_to: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A row in words. `words`: its own characters in the report that is shown; `around`: the sentences they stand in.

    `doubts`: reasons to look at it, in words; `reports`: ids of the reports that it rests on.
    """

    table: str
    id: str
    kind: str
    label: str
    modality: str | None
    line: tuple[tuple[str, str], ...]
    words: tuple[tuple[int, int], ...]
    around: tuple[tuple[int, int], ...]
    doubt: float
    doubts: tuple[str, ...]
    reports: tuple[str, ...]
    fields: tuple[Field, ...]
    quote: str = ""


EVENT_TYPES = tuple(sorted(get_args(EventType)))
MODALITIES = tuple(get_args(Modality))
_LABELS = {
    "event_type": "type", "date_start": "first day", "date_end": "last day", "attributed_to": "according to", "cue_class": "said how",
    "indicator": "what is counted", "low": "lowest", "high": "highest", "as_of": "as of", "action": "what was promised",
    "country": "country (ISO 3166-1 alpha-3)", "relayed_by": "through", "due_text": "due, in words", "event_id": "event",
}  # fmt: skip
_ORDER = {
    "events": ("event_type", "mode", "modality", "date_start", "date_end", "actors", "recipients", "place", "attributed_to"),
    "statements": ("source", "cue_class", "kind", "date", "addressee", "relayed_by"),
    "figure_claims": ("attributed_to", "indicator", "value", "low", "high", "qualifier", "who", "place", "as_of"),
    "figures": ("verdict", "who", "place"),
    "commitments": ("by", "to", "action", "outcome", "due", "condition"),
    "positions": ("holder", "stance", "topic", "date"),
    "relations": ("subject", "predicate", "object", "since"),
    "contradictions": ("note",),
    "actors": ("name", "kind", "country", "aliases"),
    "stories": ("title",),
    "places": ("name", "latitude", "longitude", "country"),
}
"""The columns offered for editing, of those that a judgement may set (`judging.COLUMNS`)."""


def entry_of(table: str, row: Any, item: Item | None = None, report_id: str | None = None) -> Entry:
    """A row as an entry; its places are those in one report, where one is named."""
    pieces = [e for e in evidence_in(row) if report_id is None or e.report_id == report_id]
    words = _spans(e for e in _own_words(table, row) if report_id is None or e.report_id == report_id)
    around = tuple(s for s in _spans(pieces) if s not in words)
    if table in ("mentions", "times"):
        words = ((row.start, row.end),)
    label, line = _line(table, row)
    return Entry(
        table=table,
        id=id_of(row),
        kind=TABLE_WORDS.get(table, table),
        label=label,
        modality=getattr(row, "modality", None),
        line=tuple((k, v) for k, v in line if v),
        words=words or around[:1],
        around=around,
        doubt=item.doubt if item else 0.0,
        doubts=tuple(LABELS[name] for name in (item.because if item else ()) if name in LABELS),
        reports=tuple(dict.fromkeys([e.report_id for e in evidence_in(row)] + [r for r in [getattr(row, "report_id", None)] if r])),
        fields=fields_of(table, row),
        quote=_quote(table, pieces),
    )


def _quote(table: str, pieces: Sequence[Evidence]) -> str:
    """The words to show under an entry: the sentence of an event, all pieces of other entries."""
    if table in ("actors", "stories", "reports") or not pieces:
        return ""
    if table == "events":
        return max((e.text for e in pieces), key=len)[:MOST_OF_SENTENCE]
    return " … ".join(dict.fromkeys(e.text for e in pieces))[:MOST_OF_PIECES]


def fields_of(table: str, row: Any) -> tuple[Field, ...]:
    """The columns of a row that the room lets a person edit."""
    columns = COLUMNS.get(table, {})
    return tuple(
        Field(
            name, "source" if (table, name) == ("figure_claims", "attributed_to") else _LABELS.get(name, labels.words(name)),
            _plain(getattr(row, name)), columns[name].choices, not columns[name].required, columns[name].refers_to or "",
        )
        for name in _ORDER.get(table, ())
        if name in columns
    )  # fmt: skip


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Ref):
        return value.name
    if isinstance(value, (tuple, list)):
        return "; ".join(_plain(v) for v in value)
    return labels.number_words(value).replace(",", "") if isinstance(value, float) else str(value)


def _spans(pieces: Iterable[Evidence]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({(e.start, e.end) for e in pieces}))


def _own_words(table: str, row: Any) -> Sequence[Evidence]:
    if table == "events":
        return [m.trigger for m in row.mentions]
    if table == "statements":
        return list(row.content or row.evidence)
    if table == "contradictions":
        return [e for side in row.sides for e in side.evidence]
    return list(getattr(row, "evidence", ()))


def _names(refs: Iterable[Ref]) -> str:
    return ", ".join(dict.fromkeys(r.name for r in refs))


Facts = list[tuple[str, str]]
"""What an entry says beside its head, as (word, value); empty values are left out."""


def _event(row: record.EventRow) -> tuple[str, Facts]:
    label = labels.EVENT_TYPES.get(row.event_type, labels.words(row.event_type).capitalize())
    return label + (f" ({labels.words(row.mode)})" if row.mode else ""), [
        ("by", _names(row.actors)),
        (labels.RECIPIENT_LINKS.get(row.event_type, "to"), _names(row.recipients)),
        ("in", row.place.name if row.place else ""),
        ("when", labels.range_words(row.date_start, row.date_end)),
        ("according to", _names(row.attributed_to)),
        ("told by", labels.count_words(row.n_reports, "report") if row.n_reports > 1 else ""),
    ]


def _statement(row: record.StatementRow) -> tuple[str, Facts]:
    source = row.source.name if row.source else row.source_text or "nobody named"
    return f"{source} {labels.CUES.get(row.cue_class, row.cue_class)}", [
        ("with", _names(row.also_by)),
        ("through", _names(row.relayed_by)),
        ("on", labels.date_words(row.date, short=True)),
    ]


def _figure_claim(row: record.FigureClaimRow) -> tuple[str, Facts]:
    number = labels.number_words(row.value) or "–".join(labels.number_words(v) for v in (row.low, row.high) if v is not None)
    sense = labels.QUALIFIERS.get(row.qualifier or "", "")
    return f"{labels.INDICATORS.get(row.indicator, row.indicator)}: {sense + ' ' if sense and number else ''}{number or row.expression}", [
        ("of", row.who or ""),
        ("in", row.place.name if row.place else ""),
        ("as of", labels.date_words(row.as_of or row.period_end, short=True)),
        ("according to", _names(row.attributed_to)),
    ]


def _figure(row: record.FigureRow) -> tuple[str, Facts]:
    label = labels.INDICATORS.get(row.indicator, row.indicator)
    return f"{label}: {labels.VERDICTS.get(row.verdict, row.verdict)}", [
        ("latest", labels.number_words(row.latest)),
        ("of", row.who or ""),
        ("in", row.place.name if row.place else ""),
        ("counts", str(len(row.claims))),
    ]


def _commitment(row: record.CommitmentRow) -> tuple[str, Facts]:
    return f"{_names(row.by) or 'nobody named'}: {row.action}", [
        ("outcome", labels.OUTCOMES.get(row.outcome, row.outcome)),
        ("due", labels.date_words(row.due) or row.due_text or ""),
        ("if", row.condition or ""),
    ]


def _position(row: record.PositionRow) -> tuple[str, Facts]:
    return f"{row.holder.name} {labels.STANCES.get(row.stance, row.stance)} {row.topic}", [("on", labels.date_words(row.date))]


def _relation(row: record.RelationRow) -> tuple[str, Facts]:
    label = labels.PREDICATES.get(row.predicate, labels.words(row.predicate))
    return f"{row.subject.name} {label} {row.object.name}", [("since", labels.date_words(row.since))]


def _contradiction(row: record.ContradictionRow) -> tuple[str, Facts]:
    return labels.CONTRADICTIONS.get(row.kind, row.kind), [("", row.note)]


def _actor(row: record.ActorRow) -> tuple[str, Facts]:
    return row.name, [
        ("", labels.KINDS.get(row.kind, row.kind)),
        ("country", row.country or ""),
        ("also", ", ".join(a for a in row.aliases if a != row.name)[:MOST_ALIASES]),
        ("in", labels.count_words(row.n_reports, "report")),
    ]


def _story(row: record.StoryRow) -> tuple[str, Facts]:
    return row.title, [("", labels.range_words(row.first, row.last)), ("", labels.count_words(row.n_reports, "report"))]


def _report(row: record.ReportRow) -> tuple[str, Facts]:
    return labels.heading(row), [("", row.outlet or "outlet not known"), ("", labels.date_words(row.published) or "undated")]


_HEADS: Mapping[str, Callable[[Any], tuple[str, Facts]]] = {
    "events": _event, "statements": _statement, "figure_claims": _figure_claim, "figures": _figure, "commitments": _commitment,
    "positions": _position, "relations": _relation, "contradictions": _contradiction, "actors": _actor, "stories": _story, "reports": _report,
}  # fmt: skip


def _line(table: str, row: Any) -> tuple[str, Facts]:
    """The head of an entry and its facts."""
    if (head := _HEADS.get(table)) is not None:
        return head(row)
    return _plain(getattr(row, "name", None) or getattr(row, "text", None) or getattr(row, "reason", None) or id_of(row)), []


class Segment(msgspec.Struct, frozen=True):
    """A run of a report's text. `start`: its first character; `words`, `around`: numbers of the entries that it belongs to."""

    text: str
    start: int
    words: tuple[int, ...]
    around: tuple[int, ...]
    mark: str = ""


def segments(text: str, entries: Sequence[Entry]) -> tuple[Segment, ...]:
    """The text cut at the borders of all entries' places; joined together the pieces are the text."""
    cuts = {0, len(text)}
    for entry in entries:
        for start, end in (*entry.words, *entry.around):
            cuts |= {max(0, min(start, len(text))), max(0, min(end, len(text)))}
    cuts |= {n + 1 for n, c in enumerate(text) if c == "\n"}
    order = sorted(cuts)
    starts: dict[int, list[tuple[int, bool]]] = {}
    ends: dict[int, list[tuple[int, bool]]] = {}
    for number, entry in enumerate(entries):
        for own, spans in ((True, entry.words), (False, entry.around)):
            for start, end in spans:
                starts.setdefault(start, []).append((number, own))
                ends.setdefault(end, []).append((number, own))
    active: dict[tuple[int, bool], int] = {}
    made = []
    for left, right in zip(order, order[1:], strict=False):
        for key in ends.get(left, ()):
            active[key] -= 1
            if not active[key]:
                del active[key]
        for key in starts.get(left, ()):
            active[key] = active.get(key, 0) + 1
        words = tuple(sorted(n for n, own in active if own))
        around = tuple(sorted({n for n, own in active if not own} - set(words)))
        made.append(Segment(text[left:right], left, words, around, _mark(entries, words)))
    return tuple(made)


def _mark(entries: Sequence[Entry], words: tuple[int, ...]) -> str:
    """How a run is drawn: as the modality of its event, else by its table; a statement alone is left plain."""
    tables = {entries[n].table: entries[n] for n in reversed(words)}
    if "events" in tables:
        return f"t t-{tables['events'].modality}"
    for table in ("figure_claims", "commitments", "positions", "relations", "contradictions"):
        if table in tables:
            return f"w w-{table}"
    return "w w-statements" if "statements" in tables else ""
