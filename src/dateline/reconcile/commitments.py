"""Commitments followed through later reports: kept, broken, withdrawn, repeated, open; by which event in which report."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dateline.model.commitment import Pledge
from dateline.model.evidence import Evidence
from dateline.model.record import CommitmentRow
from dateline.reconcile.corpus import derived_id
from dateline.reconcile.dates import day_range
from dateline.reconcile.events import StoryActs, Telling, Views, pair_features
from dateline.reconcile.names import name_words, word_class
from dateline.reconcile.triggers import Acts, judge


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a pledge, by which event mentions."""

    outcome: str
    events: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


FOLLOWS = -1.0
"""Log odds from which a later telling is held to speak of what was promised: lower than for one event, as a plan names less than a fact."""
ON_THE_DAY = 0.8
"""Added when the later telling's day is the day that was promised."""
DAYS_OF_GRACE = 1
CALLED_OFF = "called_off"


def commitment_rows(
    views: Views, tellings: Sequence[Telling], event_of: Mapping[str, str], acts_of: StoryActs
) -> tuple[CommitmentRow, ...]:
    """A row for every pledge, by id, with what later reports say became of it."""
    by_mention = {t.mention.event_mention_id: t for t in tellings}
    rows = []
    for report in views.corpus.reports:
        for pledge in views.corpus.readings[report.report_id].pledges:
            telling = by_mention.get(pledge.event_mention_id or "")
            later: list[Telling] = []
            if telling is not None:
                later = list(followers(pledge, telling, tellings, acts_of[telling.story], event_of, views))
            rows.append(_row(pledge, report.report_id, telling, later, views, event_of))
    return tuple(sorted(rows, key=lambda r: r.commitment_id))


def followers(
    pledge: Pledge,
    telling: Telling,
    tellings: Sequence[Telling],
    acts: tuple[Acts, Mapping[int, int]],
    event_of: Mapping[str, str],
    views: Views,
) -> Iterator[Telling]:
    """Tellings of later reports that speak of what was promised, in order."""
    rank = views.corpus.rank[telling.report_id]
    due = day_range(pledge.due)
    event = event_of[telling.mention.event_mention_id]
    for other in acts[1]:
        after = tellings[other]
        if views.corpus.rank[after.report_id] <= rank or views.source(after.report_id) == views.source(telling.report_id):
            continue
        if event_of[after.mention.event_mention_id] == event:
            yield after
            continue
        if after.mention.event_type != telling.mention.event_type:
            continue
        pair = pair_features(tellings, acts[0], acts[1], telling.rank, other, views)
        for name in ("plan_and_fact", "denial_and_fact", "other_day", "far_days", "published_apart"):
            pair.pop(name, None)
        score = judge(pair, "events").score
        if due is not None and after.days is not None and after.days[0] <= due[1] and due[0] <= after.days[1]:
            score += ON_THE_DAY
        if score > FOLLOWS:
            yield after


def _row(
    pledge: Pledge, report_id: str, telling: Telling | None, later: Sequence[Telling], views: Views, event_of: Mapping[str, str]
) -> CommitmentRow:
    result = outcome_of(pledge, report_id, later, views)
    mention = telling.mention if telling else None
    evidence = {(e.report_id, e.start, e.end): e for e in (pledge.action, *pledge.basis.evidence)}
    return CommitmentRow(
        commitment_id=derived_id("k", pledge.pledge_id), by=views.actors(pledge.by), to=views.actors(pledge.to), action=pledge.action.text,
        event_type=mention.event_type if mention else None, place=views.places.ref(mention.place) if mention else None, due=pledge.due,
        due_text=pledge.due_text, condition=pledge.condition, outcome=result.outcome,
        outcome_events=tuple(dict.fromkeys(event_of[m] for m in result.events)), evidence=tuple(evidence.values()),
        outcome_evidence=result.evidence, event_id=event_of.get(mention.event_mention_id) if mention else None,
    )  # fmt: skip


def outcome_of(pledge: Pledge, report_id: str, later: Sequence[Telling], views: Views) -> Outcome:
    """What later tellings make of a pledge; open where none speaks of it.

    Done by the day it was due (with `DAYS_OF_GRACE`): kept; done later, not done, or set for a later day: broken; called off: withdrawn;
    said again: repeated.
    """
    if pledge.withdrawn:
        return Outcome(outcome="withdrawn")
    published = day_range(views.corpus.by_id[report_id].published)
    due = day_range(pledge.due)
    limit = due[1] + DAYS_OF_GRACE if due is not None else None
    late = [t for t in later if limit is not None and t.days is not None and t.days[0] > limit]
    happened = [t for t in later if t.mention.modality in ("happened", "ongoing")]
    denied = [t for t in later if t.mention.modality == "denied"]
    if in_time := [t for t in happened if t not in late]:
        if denied and denied[-1].rank > in_time[-1].rank:
            return Outcome(outcome="broken", events=_ids(denied), evidence=_words(denied))
        return Outcome(outcome="kept", events=_ids(in_time), evidence=_words(in_time))
    if denied:
        called_off = [t for t in denied if _called_off(t)]
        return Outcome(outcome="withdrawn" if called_off else "broken", events=_ids(denied), evidence=_words(denied))
    if late:
        return Outcome(outcome="broken", events=_ids(late), evidence=_words(late))
    planned = [t for t in later if t.mention.modality in ("planned", "hypothetical")]
    again = [t for t in planned if published and (p := day_range(views.corpus.by_id[t.report_id].published)) and p[0] > published[0]]
    if again:
        return Outcome(outcome="repeated", events=_ids(again), evidence=_words(again))
    return Outcome(outcome="open")


def _called_off(telling: Telling) -> bool:
    """True when the words of a denial say that the act was called off rather than not done."""
    words = set(name_words(telling.mention.sentence.text))
    return bool(words & word_class(CALLED_OFF))


def _ids(found: Sequence[Telling]) -> tuple[str, ...]:
    return tuple(t.mention.event_mention_id for t in found)


def _words(found: Sequence[Telling]) -> tuple[Evidence, ...]:
    return tuple({(t.mention.sentence.report_id, t.mention.sentence.start): t.mention.sentence for t in found}.values())
