"""Days that do not agree: what was to be on one day and was put off to another or took place on it, and plans that two name for other days."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dateline.lexicon import alternation, rule_words
from dateline.model.evidence import Evidence
from dateline.model.record import CommitmentRow, SideRow
from dateline.model.time import TimeExpression
from dateline.reconcile.commitments import kinds_in, sentences
from dateline.reconcile.dates import is_day
from dateline.reconcile.events import Telling, Views
from dateline.text.calendar import day_range

MOST_LATE = 60
"""Days after the promised one within which another is held against it."""
_MOVED = re.compile(r"\b(?:" + alternation(rule_words("to_another_day"), blank=" ") + r")\b", re.IGNORECASE)
"""Words for what is put off to another day, or comes on it at last."""


def moved(rows: Sequence[CommitmentRow], views: Views) -> Iterator[Sequence[SideRow]]:
    """What was promised for a day, and the words of a later report by which it was put off to another day or came on it at last."""
    seen: set[tuple[str | None, str, int]] = set()
    for row in sorted((r for r in rows if r.outcome in ("broken", "kept")), key=lambda r: (views.corpus.rank[r.evidence[0].report_id], r.evidence[0].start)):
        due, told = day_range(row.due), row.outcome_evidence
        if due is None or due[0] != due[1] or not told:
            continue
        if not any(_MOVED.search(e.text) for e in told):
            told = told[1:] if "promised" in kinds_in(told[0].text) else ()  # "It had been due on Monday. It began on Tuesday"
        found = [(e, day) for e in told if (day := _other_day(due[1], e, views)) is not None]
        if not found or (row.due, found[0][0].report_id, found[0][0].start) in seen:
            continue
        promised = _sentence_of(row.evidence[0], views)
        if _MOVED.search(promised.text):
            continue  # "set for Monday, it was put off to Tuesday" is the dispute's other side
        seen.add((row.due, found[0][0].report_id, found[0][0].start))
        who = ", ".join(r.name for r in row.by) or views.teller((), promised.report_id)
        yield [
            SideRow(table="commitments", id=row.commitment_id, name=f"{who}: {row.due_text}", evidence=(promised,)),
            *(SideRow(table="times", id=t.time_id, name=f"{views.teller((), e.report_id)}: {t.text}", evidence=(e,)) for e, t in found),
        ]


def _other_day(due: int, told: Evidence, views: Views) -> TimeExpression | None:
    """The time by which a sentence tells of a day after the promised one, None where it tells of none."""
    for t in views.corpus.readings[told.report_id].times:
        days = day_range(t.date_start) if told.start <= t.start < told.end else None
        if days is not None and due < days[0] <= due + MOST_LATE and days[0] == days[1]:
            return t
    return None


def _sentence_of(words: Evidence, views: Views) -> Evidence:
    """The sentence in which words begin."""
    found = sentences(views.corpus.by_id[words.report_id].text, views.corpus.readings[words.report_id].breaks)
    return next(views.corpus.evidence(words.report_id, start, end) for start, end in reversed(found) if start <= words.start)


def planned_apart(tellings: Sequence[Telling], event_of: Mapping[str, str], views: Views) -> Iterator[Sequence[SideRow]]:
    """The tellings of one plan, each for a stated day that lay ahead of all, that name other days: the first of each day."""
    plans: dict[str, list[Telling]] = defaultdict(list)
    for t in tellings:
        m = t.mention
        if m.modality == "planned" and m.date_basis == "stated" and is_day(t.days) and t.published is not None and t.report_id not in views.copy_of:
            plans[event_of[m.event_mention_id]].append(t)
    for found in plans.values():
        earliest = min(t.days for t in found if t.days)
        of_day: dict[tuple[int, int] | None, Telling] = {}
        for t in found:
            if t.published is not None and t.published < earliest[0]:
                of_day.setdefault(t.days, t)
        if len({t.report_id for t in of_day.values()}) > 1:
            yield [_plan(t, views) for t in of_day.values()]


def _plan(telling: Telling, views: Views) -> SideRow:
    """A plan as a side: who tells it and for which day, and the sentence."""
    m = telling.mention
    return SideRow(
        table="events", id=m.event_mention_id, name=f"{views.teller(m.attributed_to, telling.report_id)}: {m.date_start}", evidence=(m.sentence,)
    )
