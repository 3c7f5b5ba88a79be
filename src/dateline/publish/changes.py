"""What changed since a day: new events, counts that rose or fell, denials, contradictions, promises made, due, kept and broken.

A report published on the day or later is new, the others are old; what an undated report tells is never new. An entry is new when no old
report tells it, whatever the store held on that day, so the answer follows from the record alone. Older history that a new report recalls
is not new.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from textwrap import shorten
from typing import Literal

import msgspec

from dateline.errors import InputError
from dateline.model.evidence import Evidence, Ref
from dateline.model.record import CommitmentRow, ContradictionRow, EventMentionRow, EventRow, FigureClaimRow, SideRow
from dateline.model.situation import Situation
from dateline.publish.labels import CONTRADICTIONS, INDICATORS, MODALITIES, OUTCOMES, date_words, number_words
from dateline.publish.promised import kept_late, recalls
from dateline.publish.shelf import Cite, Shelf
from dateline.publish.timeline import Piece, is_recalled, pieces_of, shown
from dateline.reconcile.accounts import is_denial

Kind = Literal["event", "toll", "denial", "contradiction", "promise"]
KINDS: tuple[Kind, ...] = ("event", "toll", "denial", "contradiction", "promise")
TOLLS = ("killed", "injured", "missing", "displaced", "detained", "abducted", "affected")
DAYS_BACK = 14
"""Days before the first new day from which an event told for the first time is history, not news."""
DAYS_AHEAD = 7
"""Days after the last report up to which an open promise counts as due."""
REAL = ("happened", "ongoing", "uncertain")
LONGEST_ACTION = 90
"""Characters shown of what was promised."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that changed.

    `what`: event: its modality; toll: `first, raised, lowered`; denial: `denied`; contradiction: its kind; promise:
    `new, due, kept, broken, withdrawn`. `before`, `after`: counts of a toll. `action`: what was promised. `evidence`: the words that tell it, the telling ones first;
    `earlier`: the words of the old reports that it changes. `sides`: of a contradiction. `day`: publication of the report that tells it.
    `late`: of a promise broken by its day and kept since.
    """

    kind: Kind
    what: str
    table: str
    id: str
    day: str | None
    evidence: tuple[Evidence, ...]
    earlier: tuple[Evidence, ...] = ()
    indicator: str | None = None
    before: float | None = None
    after: float | None = None
    due: str | None = None
    action: str | None = None
    who: tuple[Ref, ...] = ()
    sides: tuple[SideRow, ...] = ()
    story_id: str | None = None
    n_independent: int = 1
    late: bool = False


def changes(situation: Situation, since: str, shelf: Shelf | None = None) -> tuple[Change, ...]:
    """Everything that changed since a day, by kind, then day, then place.

    Args:
        situation: the record.
        since: ISO date (or month or year: its first day); reports published on it are new.
        shelf: its reports, where they are laid out already.

    Raises:
        InputError: `since` is no date.
    """
    seen = _Seen(situation, _first_day(since), shelf or Shelf(situation))
    if not seen.new:
        return ()
    found = [*_events(seen), *_tolls(seen), *_denials(seen), *_contradictions(seen), *_promises(seen)]
    return tuple(sorted(found, key=lambda c: (KINDS.index(c.kind), c.day or "9999", _place(c), c.id)))


class News(msgspec.Struct, frozen=True):
    """A change as a reader sees it: a label, a few words of our own, the report's words, where they stand, where the older words stand."""

    kind: Kind
    label: str
    lead: str
    pieces: tuple[Piece, ...]
    cite: Cite
    earlier: tuple[Cite, ...]
    stories: tuple[int, ...]


GROUPS: dict[Kind, str] = {
    "event": "New events", "toll": "Counts that changed", "denial": "Denials", "contradiction": "New disagreements", "promise": "Promises",
}  # fmt: skip
_PROMISES = {"new": "Promised", "due": "Falls due", **{k: v for k, v in OUTCOMES.items() if k in ("kept", "broken", "late", "withdrawn")}}
_DIRECTIONS = {"first": "first count", "raised": "higher", "lowered": "lower"}


def last_day(situation: Situation) -> str | None:
    """The day of the newest reports; None where all reports are of one day, so that nothing can be new."""
    days = sorted({r.published[:10] for r in situation.reports if r.published and len(r.published) >= 10})
    return days[-1] if len(days) > 1 else None


def news(situation: Situation, shelf: Shelf | None = None, since: str | None = None) -> tuple[News, ...]:
    """The changes since a day (by default the day of the newest reports) with the words that tell them."""
    since = since or last_day(situation)
    if since is None:
        return ()
    shelf = shelf or Shelf(situation)
    made = []
    for change in once_a_sentence(changes(situation, since, shelf), shelf):
        cite = shelf.cite(change.evidence[:1] if change.kind in ("event", "toll") else change.evidence, inside=change.evidence[1:])
        if cite is None:
            continue
        (start, end), before, after = shown(shelf, cite.report, cite.sentence, cite.words[0])
        marks = [(low, high, "words") for low, high in cite.words if high - low < 0.85 * (end - start)]
        pieces = pieces_of(shelf.reports[cite.report].text, start, end, marks)
        whole = (*((Piece(before),) if before else ()), *pieces, *((Piece(after),) if after else ()))
        older = shelf.cites(change.earlier, limit=2)
        label, lead = words_of_change(change)
        made.append(News(change.kind, label, lead, whole, cite, older, shelf.stories_of((cite,))))
    return tuple(made)


def once_a_sentence(found: Iterable[Change], shelf: Shelf) -> Iterator[Change]:
    """The changes without further events, and further promises of the same outcome and action, that a listed one's sentence tells too."""
    seen: set[tuple[object, ...]] = set()
    for change in found:
        if change.kind in ("event", "promise") and (cite := shelf.cite(change.evidence[:1], inside=change.evidence[1:])) is not None:
            same = (change.kind, change.kind == "promise" and (change.what, (change.action or "").casefold()), cite.report, cite.sentence)
            if same in seen:
                continue
            seen.add(same)
        yield change


def words_of_change(change: Change) -> tuple[str, str]:
    """A label and, for counts and days, a few words: `("Killed", "4 → 7")`."""
    if change.kind == "toll":
        numbers = number_words(change.after) if change.before is None else f"{number_words(change.before)} → {number_words(change.after)}"
        return f"{INDICATORS.get(change.indicator or '', 'Count')}, {_DIRECTIONS[change.what]}", numbers
    if change.kind == "promise":
        due = f"due {date_words(change.due)}" if change.due and change.what in ("new", "due") else ""
        action = shorten(change.action or "", LONGEST_ACTION, placeholder=" …")
        return _PROMISES.get("late" if change.late else change.what, change.what), ", ".join(x for x in (f"“{action}”" if action else "", due) if x)
    if change.kind == "contradiction":
        return CONTRADICTIONS.get(change.what, change.what), ""
    return MODALITIES.get(change.what, change.what), ""


def _place(change: Change) -> tuple[str, int]:
    return (change.evidence[0].report_id, change.evidence[0].start) if change.evidence else ("", 0)


def _first_day(since: str) -> str:
    try:
        return date.fromisoformat(since + "-01" * (2 - since.count("-"))).isoformat()
    except ValueError:
        raise InputError(f"--since {since}: no date; write 2019-05-08, 2019-05 or 2019") from None


class _Seen:
    """Which reports are new, with look-ups over the record."""

    def __init__(self, situation: Situation, since: str, shelf: Shelf) -> None:
        self.situation, self.since, self.shelf = situation, since, shelf
        self.published = {r.report_id: r.published for r in situation.reports}
        self.copies = {r.report_id for r in situation.reports if r.copy_of}
        self.story = {r.report_id: r.story_id for r in situation.reports}
        self.new = {r.report_id for r in situation.reports if r.published and r.published[:10] >= since[: len(r.published[:10])]}
        self.old = {r.report_id for r in situation.reports if r.report_id not in self.new}
        self.today = max((r.published[:10] for r in situation.reports if r.published), default=since)
        self.history = (date.fromisoformat(since) - timedelta(days=DAYS_BACK)).isoformat()
        self.claims = {c.claim_id: c for c in situation.figure_claims}

    def is_history(self, start: str | None) -> bool:
        """Whether a day lies so far back that a report that names it for the first time looks back."""
        return start is not None and start[:10] < self.history[: len(start[:10])]

    def day(self, evidence: Iterable[Evidence]) -> str | None:
        return min((p for e in evidence if e.report_id in self.new and (p := self.published[e.report_id])), default=None)


# ---------------------------------------------------------------- events
def _events(seen: _Seen) -> Iterator[Change]:
    for event in seen.situation.events:
        told = [m for m in event.mentions if m.report_id in seen.new]
        if event.modality not in REAL or any(m.report_id not in seen.new and m.modality in REAL for m in event.mentions):
            continue  # no news: told before as something that took place
        real = [m for m in told if m.modality in REAL]
        dated = [d for m in real if m.date_basis != "publication" and (d := m.date_start)]
        if not real or seen.is_history(min(dated, default=event.date_start)) or is_recalled(seen.shelf, event):
            continue
        first = real[0]
        yield Change(
            kind="event", what=event.modality, table="events", id=event.event_id, day=seen.published[first.report_id],
            evidence=(first.trigger, *first.evidence), who=event.actors, story_id=event.story_id, n_independent=event.n_independent,
        )  # fmt: skip


# ---------------------------------------------------------------- counts
def _tolls(seen: _Seen) -> Iterator[Change]:
    for figure in seen.situation.figures:
        claims = [seen.claims[c] for c in figure.claims if c in seen.claims]
        if figure.indicator not in TOLLS or any(seen.is_history(c.period_end or c.period_start) for c in claims):
            continue
        own = [c for c in claims if c.report_id not in seen.copies and _number(c) is not None]
        before = [c for c in own if c.report_id in seen.old]
        after = [c for c in own if c.report_id in seen.new]
        if after and (found := _toll(seen, figure.figure_id, figure.indicator, before, after, figure.story_id)) is not None:
            yield found


def _toll(
    seen: _Seen, id: str, indicator: str, before: Sequence[FigureClaimRow], after: Sequence[FigureClaimRow], story: str | None
) -> Change | None:
    told = {_number(c) for c in before}
    fresh = [c for c in after if _number(c) not in told]
    if not fresh:
        return None
    last = max(before, key=lambda c: (seen.published[c.report_id] or "", _number(c) or 0.0), default=None)
    best = max(fresh, key=lambda c: (seen.published[c.report_id] or "", _same_source(c, last), -_start(c)))
    was, now = (_number(last) if last else None), _number(best)
    if last is not None and now is not None and last.low is not None and last.high is not None and last.low <= now <= last.high:
        return None  # "between 120 and 130", then 128
    what = "first" if was is None or now is None else "raised" if now > was else "lowered"
    return Change(
        kind="toll", what=what, table="figures", id=id, day=seen.published[best.report_id], evidence=best.evidence,
        earlier=last.evidence if last else (), indicator=indicator, before=was, after=now, who=best.attributed_to, story_id=story,
        n_independent=len({c.report_id for c in fresh if _number(c) == now}),
    )  # fmt: skip


def _start(claim: FigureClaimRow) -> int:
    return claim.evidence[0].start if claim.evidence else 0


def _same_source(claim: FigureClaimRow, other: FigureClaimRow | None) -> bool:
    return other is not None and bool({r.id for r in claim.attributed_to} & {r.id for r in other.attributed_to})


def _number(claim: FigureClaimRow) -> float | None:
    """A number of the claim that stands in the text: its value or a bound, never the middle of a range."""
    return claim.value if claim.value is not None else claim.low if claim.low is not None else claim.high


# ---------------------------------------------------------------- denials
def _denials(seen: _Seen) -> Iterator[Change]:
    """A sentence that denies is listed once, whether it was read as an event that is denied, as a statement, or both."""
    taken: set[tuple[str, int]] = set()
    for event in seen.situation.events:
        for m in event.mentions:
            if m.modality == "denied" and m.report_id in seen.new and m.report_id not in seen.copies and _says_no(m):
                sentence = m.evidence[0] if m.evidence else m.trigger
                if (sentence.report_id, sentence.start) in taken:
                    continue
                taken.add((sentence.report_id, sentence.start))
                claims = tuple(
                    e for o in event.mentions if o.report_id in seen.old and o.modality in REAL for e in o.evidence[:1]
                )
                yield Change(
                    kind="denial", what="denied", table="events", id=event.event_id, day=seen.published[m.report_id],
                    evidence=(*m.modality_evidence, m.trigger, sentence), earlier=claims, who=m.attributed_to or m.actors,
                    story_id=event.story_id,
                )  # fmt: skip
    sentences = [(e.report_id, e.start, e.end) for ev in seen.situation.events for m in ev.mentions for e in m.evidence[:1]]
    for s in seen.situation.statements:
        if s.cue_class != "deny" or s.report_id not in seen.new or s.report_id in seen.copies or not s.evidence:
            continue
        if not is_denial(" ".join((s.cue or "", *(e.text for e in s.evidence)))):
            continue  # refused, ruled out, declined
        words = s.evidence[0]
        around = next((start for r, start, end in sentences if r == words.report_id and start <= words.start < end), words.start)
        if (words.report_id, around) in taken:
            continue
        taken.add((words.report_id, around))
        yield Change(
            kind="denial", what="denied", table="statements", id=s.statement_id, day=seen.published[s.report_id],
            evidence=tuple(dict.fromkeys((*s.evidence, *s.content))), who=(s.source,) if s.source else (), story_id=seen.story.get(s.report_id),
        )  # fmt: skip


def _says_no(telling: EventMentionRow) -> bool:
    """Whether a telling is somebody's denial; what merely did not take place ("no deal was signed") is none."""
    return is_denial((telling.evidence[0] if telling.evidence else telling.trigger).text)


# ---------------------------------------------------------------- contradictions
def _contradictions(seen: _Seen) -> Iterator[Change]:
    for row in seen.situation.contradictions:
        sides = [side for side in row.sides if side.evidence]
        old = [side for side in sides if any(e.report_id in seen.old for e in side.evidence)]
        new = [side for side in sides if side not in old]
        if not new or len(sides) < 2:
            continue
        words = tuple(e for side in new for e in side.evidence)
        yield Change(
            kind="contradiction", what=row.kind, table="contradictions", id=row.contradiction_id, day=seen.day(words), evidence=words,
            earlier=tuple(e for side in old for e in side.evidence), sides=row.sides, story_id=_story_of(seen, row),
        )  # fmt: skip


def _story_of(seen: _Seen, row: ContradictionRow) -> str | None:
    return next((s for side in row.sides for e in side.evidence if (s := seen.story.get(e.report_id))), None)


# ---------------------------------------------------------------- promises
def _promises(seen: _Seen) -> Iterator[Change]:
    events = {e.event_id: e for e in seen.situation.events}
    before = [row for row in seen.situation.commitments if any(e.report_id in seen.old for e in row.evidence)]
    for row in seen.situation.commitments:
        told = [e.report_id for e in row.evidence]
        fresh = bool(told) and all(r in seen.new for r in told)
        shown = tuple(e for e in row.outcome_evidence if e.report_id in seen.new)
        if row.outcome in ("kept", "broken", "withdrawn") and (shown or (fresh and row.outcome == "withdrawn")):
            yield _promise(seen, row, row.outcome, shown or row.evidence, () if fresh else row.evidence, late=kept_late(row, events))
        elif fresh and row.outcome in ("open", "repeated") and _is_news(row, events) and not any(recalls(row, other) for other in before):
            yield _promise(seen, row, "new", row.evidence, ())
        if row.outcome == "open" and row.due and not fresh and seen.since <= _last_day(row.due) <= _ahead(seen.today):
            yield _promise(seen, row, "due", row.evidence, ())


def _is_news(row: CommitmentRow, events: dict[str, EventRow]) -> bool:
    return row.event_id is None or row.event_id not in events or events[row.event_id].modality not in ("happened", "ongoing")


def _promise(seen: _Seen, row: CommitmentRow, what: str, evidence: tuple[Evidence, ...], earlier: tuple[Evidence, ...], *, late: bool = False) -> Change:
    return Change(
        kind="promise", late=late, what=what, table="commitments", id=row.commitment_id, day=seen.day(evidence) or row.due, evidence=evidence,
        earlier=earlier, due=row.due, action=row.action, who=row.by, story_id=next((seen.story.get(e.report_id) for e in row.evidence), None),
    )  # fmt: skip


def _last_day(due: str) -> str:
    return due[:10] if len(due) >= 10 else f"{due}-31" if len(due) == 7 else f"{due}-12-31"


def _ahead(today: str) -> str:
    try:
        return (date.fromisoformat(today[:10]) + timedelta(days=DAYS_AHEAD)).isoformat()
    except ValueError:
        return today + "-12-31"
