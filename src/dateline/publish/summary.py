"""The situation in a few lines. Every line is a sentence of a report, word for word, so nothing in it can be unsupported."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

import msgspec

from dateline.model.evidence import Evidence
from dateline.model.record import CommitmentRow, ContradictionRow, EventRow, FigureClaimRow, StoryRow
from dateline.model.situation import Situation
from dateline.publish.labels import INDICATORS, date_parts
from dateline.publish.lead import LEAST_LEAD, Leads
from dateline.publish.promised import kept_late
from dateline.publish.shelf import Cite, Shelf
from dateline.publish.sides import follows, pairs
from dateline.publish.timeline import Piece, best_telling, is_recalled, pieces_of, shown, stands_alone, weight_of
from dateline.reconcile.commitments import AGAINST, kinds_in
from dateline.text.calendar import recalled

STORIES = 6
"""Stories summed up at once; the lines of further ones are shown when such a story is chosen."""
FURTHER = 60
"""Stories with lines at all."""
_NOT_PLAIN = re.compile(
    r"\b(?:alleg\w+|claim(?:s|ed)?|could|den(?:y|ies|ied)|dismiss\w*|hop(?:e|es|ed|ing)|if|may|might|never|no|not|nothing|plan(?:s|ned)?|reject\w*|"
    r"reportedly|said to|unless|will|would)\b",
    re.IGNORECASE,
)
"""Words that keep a sentence from standing under "What happened": what it tells may be denied, planned or doubted."""
_BEFELL = {
    "killed": re.compile(r"\b(?:bod(?:y|ies)|casualt|corpse|dead|death|die[ds]?\b|dying|fatal|kill|lives|massacr|murder|perish|slain|toll)", re.IGNORECASE),
    "injured": re.compile(r"\b(?:casualt|hospital|hurt|injur|maim|treated|wound)", re.IGNORECASE),
}
"""Words that say what befell those counted: without any, a sentence with the number alone ("the ministry holds to 14") says nothing."""
_ENDS = re.compile(r"[.!?][\"'”’)]*\s*$")
LEAST_TELLINGS = 2
"""Reports that must tell a disputed event as one that took place for it to be summed up."""


class Line(msgspec.Struct, frozen=True):
    """One line: a label, the words of a report, where they stand, and the story's number. `further`: not among the largest stories."""

    label: str
    pieces: tuple[Piece, ...]
    cite: Cite
    story: int | None
    further: bool = False


class _Picker:
    """Takes sentences for one story, none twice, and none that repeats another report's words."""

    def __init__(self, shelf: Shelf, story: int | None) -> None:
        self.shelf, self.story = shelf, story
        self.lines: list[Line] = []
        self.seen: set[str] = set()

    def add(self, label: str, cite: Cite | None, alone: bool = True) -> bool:
        """Whether the sentence was new, whole and, where asked, fit to stand alone."""
        if cite is None:
            return False
        key = self.key(cite)
        if key in self.seen or not self._fits(cite, alone):
            return False
        self.seen.add(key)
        (start, end), before, after = shown(self.shelf, cite.report, cite.sentence, cite.words[0])
        marks = [(low, high, "words") for low, high in cite.words if high - low < (end - start) * 0.6]
        pieces = pieces_of(self.shelf.reports[cite.report].text, start, end, marks)
        self.lines.append(
            Line(label, (*((Piece(before),) if before else ()), *pieces, *((Piece(after),) if after else ())), cite, self.story)
        )
        return True

    def _fits(self, cite: Cite, alone: bool) -> bool:
        """Whether a sentence is whole, of an undamaged report that is no copy, and, where asked, fit to stand alone."""
        text = self.shelf.text(cite.report, cite.sentence)
        if len(self.key(cite)) < 20 or (alone and not stands_alone(text)):
            return False
        if self.shelf.is_damaged(cite.report) or self.shelf.is_copy(cite.report):
            return False
        return text.count('"') % 2 == 0 and text.count("“") == text.count("”")

    def is_plain(self, cite: Cite) -> bool:
        """Whether a sentence can be shown, and says what it says without a doubt, a plan or a denial."""
        return self._fits(cite, alone=True) and not _NOT_PLAIN.search(self.shelf.text(cite.report, cite.sentence))

    def first(self, label: str, cites: Sequence[Cite | None]) -> bool:
        """Take the first sentence that fits; none when one that is shown already comes before it."""
        for cite in cites:
            if cite and self.key(cite) in self.seen:
                return False
            if self.add(label, cite):
                return True
        return False

    def key(self, cite: Cite) -> str:
        """The words of a citation's sentence, to tell that it was taken."""
        return " ".join(re.findall(r"\w+", self.shelf.text(cite.report, cite.sentence).casefold()))


def summary(situation: Situation, shelf: Shelf | None = None) -> tuple[Line, ...]:
    """Lines for the stories, the largest first: what happened, newest counts, the latest report's lead, what is due, what is disputed."""
    shelf = shelf or Shelf(situation)
    stories = sorted(situation.stories, key=lambda s: (-s.n_independent, -s.n_reports, s.first or "", s.story_id))[:FURTHER]
    lines: list[Line] = []
    for n, story in enumerate(stories):
        found = _story_lines(situation, shelf, story, full=n == 0 or len(stories) < 3)
        lines += [msgspec.structs.replace(line, further=True) for line in found] if n >= STORIES else found
    if not stories:
        lines = _lines(situation, shelf, _Picker(shelf, None), {r.report_id for r in shelf.reports}, list(situation.events), True)
    return tuple(lines)


def _story_lines(situation: Situation, shelf: Shelf, story: StoryRow, full: bool) -> list[Line]:
    reports = set(story.report_ids)
    events = [
        e for e in situation.events if (e.story_id == story.story_id if e.story_id else e.mentions and e.mentions[0].report_id in reports)
    ]
    return _lines(situation, shelf, _Picker(shelf, shelf.story_number.get(story.story_id)), reports, events, full)


def _lines(situation: Situation, shelf: Shelf, pick: _Picker, reports: set[str], events: list[EventRow], full: bool) -> list[Line]:
    first_day = min((r.published or "9" for r in shelf.reports if r.report_id in reports), default="9")

    def recent(event: EventRow) -> bool:
        parts = date_parts(event.date_start)
        if is_recalled(shelf, event):
            return False
        return len(parts) < 2 or parts[:2] >= date_parts(first_day)[:2] or _months(date_parts(first_day)) - _months(parts) < 2

    def cites(chosen: list[EventRow]) -> list[Cite | None]:
        rows = [best_telling(shelf, event) for event in chosen]
        return [shelf.cite((row.trigger,), inside=row.evidence) for row in rows if row]

    real = [e for e in events if e.modality in ("happened", "ongoing") and recent(e)]
    disputed = [e for e in events if e.modality == "uncertain" and recent(e) and _tellings(e) >= LEAST_TELLINGS]
    numbers = _numbers(shelf, reports)
    leads = Leads(shelf, numbers, events)
    told = [t for t in leads.weightiest(real) if pick.is_plain(t.cite)]
    of_both = {(t.cite.report, t.cite.sentence) for t in told}
    doubted = [t for t in leads.weightiest(disputed) if pick.is_plain(t.cite) and (t.cite.report, t.cite.sentence) not in of_both]
    if doubted and (not told or doubted[0].worth > told[0].worth):
        pick.first("Reported, but disputed", [t.cite for t in doubted])
    if not (told and told[0].strong and pick.first("What happened", [t.cite for t in told])):
        firsts, first_of = [leads.first(n) for n in numbers][:3], min((shelf.number[r] for r in reports if r in shelf.number), default=None)
        pick.first("First report" if numbers[:1] == [first_of] else "A report’s lead", firsts) or pick.first("What happened", [t.cite for t in told])
    if full:
        for indicator, counts in newest_counts(situation, shelf, reports)[:2]:
            label, befell = INDICATORS.get(indicator, indicator), _BEFELL.get(indicator)
            for told_as in (list(rows) for told_of in counts for _, rows in groupby(told_of, key=lambda c: c.value)):
                where = [c for claim in told_as if (c := shelf.cite(claim.evidence))]
                where = [c for c in where if befell is None or befell.search(shelf.text(c.report, c.sentence))]
                where.sort(key=lambda c: bool(_NOT_PLAIN.search(shelf.text(c.report, c.sentence))))  # "not one of the families of the three dead"
                # A toll that only sentences leaning on others tell is better told so than left out; one that is shown already is told.
                if any(pick.key(cite) in pick.seen for cite in where) or pick.first(label, where) or any(pick.add(label, cite, alone=False) for cite in where):
                    break
    last = max((shelf.reports[n].published or "" for n in numbers), default="")
    latest = [n for n in reversed(numbers) if (shelf.reports[n].published or "") == last]
    if not pick.first("Latest report" if last else "A report’s lead", [leads.opening(n) for n in latest][:5]):
        pick.first("Earlier", [t.cite for t in told if t.strong and t.cite.report not in latest])
    if full:
        _next_and_disputed(situation, shelf, pick, reports, events, cites)
    return pick.lines


def _next_and_disputed(
    situation: Situation,
    shelf: Shelf,
    pick: _Picker,
    reports: set[str],
    events: list[EventRow],
    cites: Callable[[list[EventRow]], list[Cite | None]],
) -> None:
    today = max((r.published for r in shelf.reports if r.published), default="")
    due = sorted(
        (
            k
            for k in situation.commitments
            if k.outcome == "open" and k.due and k.due >= today and k.evidence and k.evidence[0].report_id in reports
        ),
        key=lambda k: (k.due == today, k.due, k.commitment_id),  # what is due on the day of the newest report may be done
    )
    settled = {k.event_id for k in situation.commitments if k.outcome in ("kept", "broken", "withdrawn")} - {k.event_id for k in due}
    planned = [e for e in events if e.modality == "planned" and e.date_start and e.date_start >= today and e.event_id not in settled]
    coming = [shelf.cite(k.evidence) for k in due] + cites(sorted(planned, key=lambda e: (e.date_start, e.event_id)))
    tell_of_failure = [shelf.cite((e,)) for k in situation.commitments if k.outcome in ("broken", "withdrawn") for e in k.outcome_evidence]
    pick.first("Due next", [c for c in coming if c and not any(f and (f.report, f.sentence) == (c.report, c.sentence) for f in tell_of_failure)])
    broken = sorted(
        (
            k
            for k in situation.commitments
            if k.outcome == "broken" and k.evidence and k.outcome_evidence and k.evidence[0].report_id in reports
        ),
        key=lambda k: (len({e.report_id for e in (*k.evidence, *k.outcome_evidence)}), k.due or "", k.commitment_id),  # told most often, newest
        reverse=True,
    )
    by_id = {e.event_id: e for e in events}
    failed = [e for k in broken if not kept_late(k, by_id) and (e := tells_of_failure(k)) is not None]
    failed.sort(key=lambda e: not kinds_in(_ASIDE.sub(" ", e.text)) & AGAINST - {"delay"})  # what was put off may have been done since
    if not pick.first("Promise not kept", [shelf.cite((e,)) for e in failed]):
        pick.first("Promise kept late", [shelf.cite(k.outcome_evidence[-1:]) for k in broken if kept_late(k, by_id)])
    _disputed(situation, shelf, pick, reports, events)


_ASIDE = re.compile(r"\b(?:that|which|who)\s+ha[ds]\s+been\b[^,;.]*|\b(?:did|does|do|would|ha[ds]|have)\s+not\s+(?:answer|comment|explain|reply|respond|say)\b")
"""What a sentence on another matter adds on one that it names ("they said after talks that had been put off"), and that somebody is silent."""
_STILL = re.compile(r"\bstill\b", re.IGNORECASE)


def tells_of_failure(row: CommitmentRow) -> Evidence | None:
    """The likeliest sentence, no headline, that itself says that a promise was not kept ("has not come", "was put off"), and not only that it was made ("had been due")."""
    told = ((e, kinds_in(_ASIDE.sub(" ", e.text))) for e in row.outcome_evidence if len(e.text) >= LEAST_LEAD and _ENDS.search(e.text))
    return next((e for e, kinds in told if kinds & AGAINST or ("promised" in kinds and _STILL.search(e.text))), None)


def _disputed(situation: Situation, shelf: Shelf, pick: _Picker, reports: set[str], events: list[EventRow]) -> None:
    """The two sides of the disagreement on the weightiest event, in one sentence or in two that make sense together."""
    weights: dict[str, float] = {}
    for event in events:
        weights[event.event_id] = weight_of(event)
        weights |= dict.fromkeys((row.event_mention_id for row in event.mentions if row.event_mention_id), weight_of(event))

    def weight(row: ContradictionRow) -> tuple[float, int]:
        return max((weights.get(side.id, 0.0) for side in row.sides), default=0.0), len(row.sides)

    rows = [r for r in situation.contradictions if r.kind in ("modality", "actor") and all(s.evidence and s.evidence[0].report_id in reports for s in r.sides)]
    for row in sorted(rows, key=weight, reverse=True):
        for claim, answer in pairs(shelf, row):
            taken, seen = len(pick.lines), set(pick.seen)
            if pick.add("Disputed", claim) and (answer is None or pick.add("But", answer, alone=not follows(shelf, claim, answer))):
                return
            del pick.lines[taken:]
            pick.seen = seen


def newest_counts(situation: Situation, shelf: Shelf, reports: set[str]) -> list[tuple[str, list[list[FigureClaimRow]]]]:
    """For each indicator the stated claims of the figure with most claims (or the largest): of its newest number, then of its other ones.

    A figure whose newest claim is newer and counts no fewer goes before it, as a toll only grows; what stands behind is for the case
    that no sentence of the first can be shown. In the order of `INDICATORS`; "nobody", history
    and claims that a figure takes in from another indicator do not count.
    """
    claims = {row.claim_id: row for row in situation.figure_claims}
    found: dict[str, list[tuple[tuple[int, float], list[FigureClaimRow]]]] = {}

    def day(claim: FigureClaimRow) -> str:
        return claim.as_of or shelf.reports[shelf.number[claim.report_id]].published or ""

    for figure in situation.figures:
        rows = [claims[c] for c in figure.claims if c in claims and claims[c].report_id in reports and claims[c].status == "stated"]
        rows = [c for c in rows if c.report_id in shelf.number and not shelf.is_damaged(shelf.number[c.report_id])]
        rows = [c for c in rows if c.indicator == figure.indicator and c.value != 0 and not recalled(c.period_end, c.as_of)]
        told = Counter(c.value for c in rows)  # of rivals of one day the one that came up last, then the one that more have told, then the larger
        since = {value: min(day(c) for c in rows if c.value == value) for value in told}
        rows.sort(key=lambda c: (day(c), since[c.value], told[c.value], c.value or 0.0, c.claim_id), reverse=True)
        size = (len(rows), max((v for c in rows for v in (c.value, c.low, c.high) if v is not None), default=0.0))
        if rows:
            newest = [c for c in rows if c.value == rows[0].value]
            found.setdefault(figure.indicator, []).append((size, newest + [c for c in rows if c.value != rows[0].value]))
    leading: dict[str, list[list[FigureClaimRow]]] = {}
    for indicator, counts in found.items():
        first = max(counts, key=lambda c: c[0])[1]
        newer = [c for _, c in counts if day(c[0]) > day(first[0]) and (c[0].value or 0.0) >= (first[0].value or 0.0)]
        leading[indicator] = [*sorted(newer, key=lambda c: (day(c[0]), c[0].value or 0.0, c[0].claim_id), reverse=True), first]
    order = list(INDICATORS)
    ranked = sorted(leading, key=lambda i: order.index(i) if i in order else len(order))
    return [(i, leading[i]) for i in ranked if i not in ("money", "other", "troops")]


def _tellings(event: EventRow) -> int:
    """Reports that tell an event as one that took place, others' doubt or denial aside."""
    return len({row.report_id for row in event.mentions if row.modality == "happened"})


def _numbers(shelf: Shelf, reports: set[str]) -> list[int]:
    """Numbers of the story's own, undamaged reports, in order of time; undated ones only where none has a date."""
    own = [n for n, row in enumerate(shelf.reports) if row.report_id in reports and not shelf.is_copy(n) and not shelf.is_damaged(n)]
    return [n for n in own if shelf.reports[n].published] or own


def _months(parts: tuple[int, ...]) -> int:
    return parts[0] * 12 + (parts[1] if len(parts) > 1 else 1) if parts else 0
