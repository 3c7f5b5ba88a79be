"""What became of promises, as a reader is told: kept after their day, told again, and what a plan in the timeline came to."""

import re
from collections.abc import Iterable, Mapping

from dateline.lexicon import rule_words
from dateline.model.evidence import Evidence
from dateline.model.record import CommitmentRow, EventRow
from dateline.model.situation import Situation
from dateline.publish.labels import OUTCOMES
from dateline.reconcile.commitments import AGAINST, UNDONE, kinds_in
from dateline.reconcile.stems import stems

_RECALLED = re.compile(rf"\bhad\s+(?:\w+ly\s+)?(?:{'|'.join(sorted(rule_words('bound_before')))})\b", re.IGNORECASE)


def recalls(row: CommitmentRow, earlier: CommitmentRow) -> bool:
    """Whether an open promise is only the memory of one that an earlier report tells: "the minister had promised to open it within a week"."""
    if row.outcome != "open" or not {a.id for a in row.by} & {a.id for a in earlier.by}:
        return False
    words, then = stems(row.action), stems(earlier.action)
    in_its_outcome = any(_stands_in(e, earlier.outcome_evidence) for e in row.evidence)
    if in_its_outcome and 3 * len(words & then) >= min(len(words), len(then)) > 0:
        return True
    said_then = earlier.due_text is not None and len(earlier.due_text) > 3 and earlier.due_text in (row.due_text, *re.findall(r"\ba \w+", row.action))
    return not row.due and (said_then or _RECALLED.search(row.action) is not None)


_LATE = re.compile(
    r"\b(?:(?:hour|day|week|month|year)s? (?:late|later than|behind)|behind schedule|finally|belatedly|at last|(?:that|which) had been (?:delayed|postponed|put off))\b",
    re.IGNORECASE,
)
"""Words of a sentence that tells what was done, and that it was due before."""


def kept_late(row: CommitmentRow, events: Mapping[str, EventRow]) -> bool:
    """Whether a promise that was broken by its day was kept since, as a sentence says that tells what became of it, or a later event shows."""
    told = row.outcome_evidence
    if row.outcome != "broken" or not told:
        return False
    if len(told) > 1 and "delay" in kinds_in(told[0].text) and told[1].report_id != told[0].report_id and not kinds_in(told[1].text) & AGAINST:
        return True
    of_type = (events[e] for e in row.outcome_events if e in events and row.event_type in (None, events[e].event_type))
    due = row.due or "9"
    for event in of_type:
        late = event.modality == "happened" and event.date_basis == "stated" and (event.date_start or "")[: len(due)] > due
        if late and any(m.modality == "happened" and _stands_in(m.trigger, told) for m in event.mentions):
            return True
    return any(_LATE.search(e.text) and not kinds_in(e.text) & UNDONE for e in told)


def _stands_in(words: Evidence, passages: Iterable[Evidence]) -> bool:
    """Whether some words stand in one of some passages."""
    return any(words.report_id == e.report_id and e.start <= words.start < e.end for e in passages)


def ends_of_plans(situation: Situation) -> dict[str, tuple[str, tuple[Evidence, ...]]]:
    """By event id, of planned events that somebody promised: a label for what became of the promise, and the words that tell it."""
    events = {e.event_id: e for e in situation.events}
    found: dict[str, tuple[str, tuple[Evidence, ...]]] = {}
    for row in situation.commitments:
        event = events.get(row.event_id or "")
        if event is None or event.modality != "planned" or row.outcome not in ("kept", "broken", "withdrawn") or not row.outcome_evidence:
            continue
        label = OUTCOMES["late" if kept_late(row, events) else row.outcome]
        found.setdefault(event.event_id, (label, row.outcome_evidence))
    return found
