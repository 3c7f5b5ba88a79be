"""Commitments followed through later reports: kept, broken, withdrawn, repeated, open; by which event in which report."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from dateline.model.commitment import Pledge
from dateline.model.evidence import Evidence
from dateline.model.record import CommitmentRow
from dateline.reconcile.corpus import derived_id
from dateline.reconcile.dates import day_range
from dateline.reconcile.events import Telling, Views


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a pledge, by which event mentions."""

    outcome: str
    events: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def commitment_rows(views: Views, tellings: Sequence[Telling], event_of: Mapping[str, str]) -> tuple[CommitmentRow, ...]:
    """A row for every pledge (a pledge said again in a copy keeps its row: its words are its evidence), by id."""
    by_mention = {t.mention.event_mention_id: t for t in tellings}
    by_event: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_event[event_of[telling.mention.event_mention_id]].append(telling)
    rows = []
    for report in views.corpus.reports:
        for pledge in views.corpus.readings[report.report_id].pledges:
            telling = by_mention.get(pledge.event_mention_id or "")
            group = by_event[event_of[telling.mention.event_mention_id]] if telling else []
            rows.append(_row(pledge, report.report_id, telling, group, views, event_of))
    return tuple(sorted(rows, key=lambda r: r.commitment_id))


def _row(
    pledge: Pledge, report_id: str, telling: Telling | None, group: Sequence[Telling], views: Views, event_of: Mapping[str, str]
) -> CommitmentRow:
    result = outcome_of(pledge, report_id, group, views)
    mention = telling.mention if telling else None
    evidence = {(e.report_id, e.start, e.end): e for e in (pledge.action, *pledge.basis.evidence)}
    return CommitmentRow(
        commitment_id=derived_id("k", pledge.pledge_id), by=views.actors(pledge.by), to=views.actors(pledge.to), action=pledge.action.text,
        event_type=mention.event_type if mention else None, place=views.places.ref(mention.place) if mention else None, due=pledge.due,
        due_text=pledge.due_text, condition=pledge.condition, outcome=result.outcome,
        outcome_events=tuple(dict.fromkeys(event_of[m] for m in result.events)), evidence=tuple(evidence.values()),
        outcome_evidence=result.evidence, event_id=event_of.get(mention.event_mention_id) if mention else None,
    )  # fmt: skip


def outcome_of(pledge: Pledge, report_id: str, group: Sequence[Telling], views: Views) -> Outcome:
    """The outcome by the event's other tellings in this and later reports; open where nothing later speaks of it."""
    if pledge.withdrawn:
        return Outcome(outcome="withdrawn")
    rank = views.corpus.rank[report_id]
    published = day_range(views.corpus.by_id[report_id].published)
    later = [t for t in group if views.corpus.rank[t.report_id] > rank]
    due = day_range(pledge.due)
    happened = [t for t in later if t.mention.modality in ("happened", "ongoing")]
    denied = [t for t in later if t.mention.modality == "denied"]
    repeated = [t for t in later if t.mention.modality in ("planned", "hypothetical")]
    if happened:
        first = happened[0]
        late = due is not None and first.days is not None and first.days[0] > due[1] + 1
        return Outcome(outcome="broken" if late else "kept", events=_ids(happened), evidence=_words(happened))
    if denied:
        return Outcome(outcome="withdrawn", events=_ids(denied), evidence=_words(denied))
    moved = [t for t in repeated if due is not None and t.days is not None and t.days[0] > due[1] + 1]
    if moved:
        return Outcome(outcome="broken", events=_ids(moved), evidence=_words(moved))
    again = [t for t in repeated if published and (p := day_range(views.corpus.by_id[t.report_id].published)) and p[0] > published[0]]
    if again:
        return Outcome(outcome="repeated", events=_ids(again), evidence=_words(again))
    return Outcome(outcome="open")


def _ids(found: Sequence[Telling]) -> tuple[str, ...]:
    return tuple(t.mention.event_mention_id for t in found)


def _words(found: Sequence[Telling]) -> tuple[Evidence, ...]:
    return tuple({(t.mention.sentence.report_id, t.mention.sentence.start): t.mention.sentence for t in found}.values())
