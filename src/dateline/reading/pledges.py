"""Promises, plans, schedules and deadlines: who will do what, to whom, by when, on what condition."""

from collections.abc import Iterator

from dateline.lexicon import Lexica
from dateline.model.commitment import Pledge
from dateline.model.event import EventMention
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.reading import Reading
from dateline.reading.modality import operators
from dateline.text.segment import ReportText


def clause(text: ReportText, token: int) -> Evidence:
    """The words of the clause that a token heads: its subtree, commas and reporting clauses at the ends left out."""
    first, last = text.edges[token]
    return text.span(first, last)


def pledges(text: ReportText, found: Reading) -> Iterator[Pledge]:
    """One pledge a planned event."""
    index = {t.start: t.i for t in text.tokens if t.end > t.start}
    times = {t.time_id: t for t in found.times}
    for event in found.events:
        if event.modality != "planned":
            continue
        token = index.get(event.trigger.start)
        if token is None:
            continue
        yield _pledge(text, event, token, times)


def _pledge(text: ReportText, event: EventMention, token: int, times: dict) -> Pledge:  # type: ignore[type-arg]
    governing = next((o.token for o in operators(text, token) if o.kind in ("plan", "noun_plan", "adj_plan")), token)
    action = clause(text, token if text.tokens[token].pos == "VERB" else governing)
    time = times.get(event.time_id) if event.time_id else None
    return Pledge(
        pledge_id=make_id("pl", text.report.report_id, action.start, action.end),
        by=event.actors, to=event.recipients, action=action,
        due=(time.date_end or time.date_start) if time else None, due_text=time.text if time else None,
        event_mention_id=event.event_mention_id, said_in=event.said_in,
        basis=Basis(evidence=(action,), rule="pledges.planned_event"),
    )  # fmt: skip


def read_pledges(text: ReportText, found: Reading, lexica: Lexica) -> tuple[Pledge, ...]:
    """Pledges in order of appearance; needs events."""
    seen: dict[str, Pledge] = {}
    for pledge in pledges(text, found):
        seen.setdefault(pledge.pledge_id, pledge)
    return tuple(seen.values())
