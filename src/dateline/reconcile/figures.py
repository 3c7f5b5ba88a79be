"""Figures: claims joined to the question they answer (what, of whom, where, when), and what the claims make of it.

Copies do not corroborate. A figure is `single` (one independent claim), `agree`, `update` (later reports give a newer count) or
`dispute` (different sources, or one day, give numbers that exclude each other).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from dateline.model.evidence import Ref
from dateline.model.figure import FigureClaim, point_value
from dateline.model.judgement import Judgement
from dateline.model.record import FigureClaimRow, FigureRow
from dateline.reconcile.corpus import derived_id, fold
from dateline.reconcile.dates import gap_days, span
from dateline.reconcile.events import Views
from dateline.reconcile.pairwise import Ints, batched
from dateline.reconcile.questions import NEVER, OPEN, Count, Counts
from dateline.reconcile.weigh import Groups

MISSING, MOST = -2.0, 3.0
"""Log odds of a pair that was not compared, and beyond which a pair counts no more."""
MAX_BUCKET = 300
Scores = list[tuple[tuple[int, int], float]]
"""Pairs of claims, smaller rank first, with their log odds."""
BEST_PAIR = 0.6
"""Weight of the likeliest pair of a claim and a group; the mean of all pairs has the rest."""
ONE_QUESTION = 0.8
"""How much must speak for two groups of claims to be joined. Both were chosen by cross-validation over the training stories."""
BODIES = frozenset(("body",))
FORCES, HARMED = frozenset(("state", "own")), frozenset(("killed", "injured"))
"""Sides whose dead are nobody else's, as an army's and those whom an armed group counts as its own; indicators for which that holds."""


class Questions(Groups[int]):
    """Claims in groups that answer one question each.

    No group is filled with claims of two indicators or two units. Numbers that do not say what befell those whom they count (`OPEN`) stand
    with others only where those count the same population, or they name none. Whose forces' dead a group counts, nobody else's are in it.
    """

    def __init__(self, found: Sequence[Count]) -> None:
        super().__init__(range(len(found)))
        self._kinds = {n: _Kinds.of(c) for n, c in enumerate(found)}

    def may_join(self, left: int, right: int) -> bool:
        """Whether the claims of two groups may count one thing."""
        one, two = self._kinds[self.find(left)], self._kinds[self.find(right)]
        if len(one.indicators | two.indicators) > 1 or len(one.units | two.units) > 1:
            return False
        if len(sides := one.sides | two.sides) > 1 and sides & FORCES and HARMED & (one.indicators | two.indicators):
            return False
        named = one.who if two.indicators else two.who
        return bool(one.indicators) == bool(two.indicators) or not named or bool(one.who & two.who)

    def join(self, left: int, right: int) -> bool:
        """Joins two groups; False when they are one already or must stay apart."""
        one, two = self._kinds[self.find(left)], self._kinds[self.find(right)]
        if joined := super().join(left, right):
            self._kinds[self.find(left)] = _Kinds(one.indicators | two.indicators, one.units | two.units, one.who | two.who, one.sides | two.sides)
        return joined


class _Kinds(NamedTuple):
    """What the claims of a group count: indicators but `OPEN`, units, words for the population, and the sides that these belong to."""

    indicators: frozenset[str]
    units: frozenset[str]
    who: frozenset[str]
    sides: frozenset[str]

    @classmethod
    def of(cls, count: Count) -> "_Kinds":
        claim = count.claim
        side = "own" if count.own and count.side != "state" else "" if count.who == BODIES else count.side
        return cls(frozenset((claim.indicator,)) - {OPEN}, frozenset((count.unit,) if count.unit else ()), count.who, frozenset((side,) if side else ()))


def group_claims(
    found: Sequence[Count],
    scores: Mapping[tuple[int, int], float],
    same: Sequence[tuple[int, int]] = (),
    different: Sequence[tuple[int, int]] = (),
) -> Questions:
    """Claims in groups that answer one question each.

    Each claim, in the order in which the reports give them, joins the earlier group that speaks most for it (see `_worth`, above 0): a toll
    that rises is a chain whose ends have little in common. Groups for which more than `ONE_QUESTION` speaks, and no pair speaks against it as
    much as may be, are then joined, likeliest first.
    """
    groups = Questions(found)
    for left, right in different:
        groups.keep_apart(left, right)
    for left, right in same:
        groups.join(left, right)
    earlier: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), score in scores.items():
        earlier[right][left] = score
        if score <= NEVER:
            groups.keep_apart(left, right)
    for right in range(len(found)):
        near: dict[int, list[float]] = defaultdict(list)
        for left, score in sorted(earlier[right].items()):
            near[groups.find(left)].append(score)
        ranked = sorted((_worth(s), -root) for root, s in near.items() if root != groups.find(right))
        for value, root in reversed(ranked):
            if value <= 0 or (groups.may_join(-root, right) and groups.join(-root, right)):
                break
    open_pairs = sorted(scores.items())
    while open_pairs:
        open_pairs = _join_likeliest(groups, open_pairs)
    return groups


def _worth(scores: Sequence[float]) -> float:
    """How much the pairs of two groups of claims speak for one question: mostly the likeliest."""
    return BEST_PAIR * max(scores) + (1 - BEST_PAIR) * sum(scores) / len(scores)


def _join_likeliest(groups: Questions, pairs: Scores) -> Scores:
    """Joins groups that answer one question, each at most once; keeps those apart between which a pair speaks against it as much as may be.

    Returns, of the pairs in order, those between groups that may still be joined; none where no groups were.
    """
    between: dict[tuple[int, int], Scores] = defaultdict(list)
    for (left, right), score in pairs:
        one, two = groups.find(left), groups.find(right)
        if one != two:
            between[min(one, two), max(one, two)].append(((left, right), score))
    likely: list[tuple[float, tuple[int, int]]] = []
    still_open: Scores = []
    for roots, found in between.items():
        scores = [score for _, score in found]
        if min(scores) <= MISSING:
            groups.keep_apart(*roots)
            continue
        still_open += found
        if (worth := _worth(scores)) > ONE_QUESTION:
            likely.append((-worth, roots))
    joined: set[int] = set()
    for _, roots in sorted(likely):
        if joined.isdisjoint(roots) and groups.may_join(*roots) and groups.join(*roots):
            joined.update(roots)
    return sorted(still_open) if joined else []


class Compared:
    """The pairs of claims of each story that may answer one question, by their ranks: `scores`, log odds, and what speaks for them."""

    def __init__(self, found: Sequence[Count], views: Views) -> None:
        stories: dict[str, list[int]] = defaultdict(list)
        for claim in found:
            stories[claim.story].append(claim.rank)
        self.scores: dict[tuple[int, int], float] = {}
        self._batches: list[tuple[Ints, Counts]] = []
        for batch in batched(stories.values()):
            ranks = np.concatenate(batch)
            counts = Counts([found[rank] for rank in ranks.tolist()], views)
            self._batches.append((ranks, counts))
            for left, right in counts.pairs([len(told) for told in batch], MAX_BUCKET):
                pairs = zip(ranks[left].tolist(), ranks[right].tolist(), strict=True)
                self.scores |= zip(pairs, counts.scores(left, right).tolist(), strict=True)

    def likely(self, left: int, right: int) -> bool:
        """Whether more speaks for one question than against it."""
        return self.scores.get((left, right), MISSING) > 0

    def because(self, pairs: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], tuple[str, ...]]:
        """What speaks for some pairs."""
        asked = np.array(sorted(pairs), np.intp).reshape(-1, 2)
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        for ranks, counts in self._batches:
            here, order = asked[np.isin(asked[:, 1], ranks)], np.argsort(ranks)
            found |= zip(map(tuple, here.tolist()), counts.because(*order[np.searchsorted(ranks, here.T, sorter=order)]), strict=True)
        return found


def link_figures(found: Sequence[Count], compared: Compared, views: Views) -> tuple[Mapping[str, str], list[Judgement]]:
    """Figure id by claim id, and a judgement for every claim that joined another."""
    scores = {pair: score if score <= NEVER else max(MISSING, min(MOST, score)) for pair, score in compared.scores.items()}
    scores |= {pair: NEVER for pair in scores if _nobody_elsewhere(found[pair[0]], found[pair[1]]) or _other_votes(found[pair[0]], found[pair[1]])}
    members = {c.claim.claim_id.partition("_")[2]: c.rank for c in found}
    same, different = views.corpus.verdicts(members)
    figure_of: dict[str, str] = {}
    joined: list[tuple[int, int]] = []
    for root, group in group_claims(found, scores, same, different).groups().items():
        figure_id = derived_id("f", found[root].claim.claim_id)
        for n, rank in enumerate(group):
            figure_of[found[rank].claim.claim_id] = figure_id
            if n:
                likely = [(-compared.scores[other, rank], other) for other in group[:n] if compared.likely(other, rank)]
                joined.append((min(likely)[1] if likely else group[0], rank))
    because = compared.because(pair for pair in joined if compared.likely(*pair))
    return figure_of, [_joined(found[pair[0]], found[pair[1]], compared.scores.get(pair, 0.0), because.get(pair)) for pair in joined]


NEEDED = re.compile(r"\b(?:needs?|needed|requires?|required|threshold|short of)\b", re.IGNORECASE)


def _nobody_elsewhere(left: Count, right: Count) -> bool:
    """Whether one counts nobody where and when something else befell those whom the other counts: "no deaths were reported there"."""
    if (left.claim.value == 0) == (right.claim.value == 0) or left.event is None or right.event is None:
        return False
    return left.event != right.event and left.place is not None and right.place is not None and left.place != right.place


def _other_votes(left: Count, right: Count) -> bool:
    """Whether two counts of votes are of two sides, or of two ballots that one report tells."""
    if left.claim.unit != "votes" or right.claim.unit != "votes" or left.claim.value == right.claim.value:
        return False
    needed = any(NEEDED.search(c.frame) for c in (left, right))  # "removing him would need 104 votes"
    return needed or left.report_id == right.report_id or left.claim.who != right.claim.who


def _joined(left: Count, right: Count, score: float, because: tuple[str, ...] | None) -> Judgement:
    """The judgement by which a claim joined another; without reasons of their own others brought them together."""
    return Judgement(
        judgement_id=derived_id("j", right.claim.claim_id) + "f", table="figures", left=left.claim.claim_id, right=right.claim.claim_id,
        verdict="same", because=("through_others",) if because is None else because, by="reconcile.figures",
        score=None if because is None else round(min(1.0, 0.5 + score / 6), 4),
    )  # fmt: skip


def bounds(claim: FigureClaim) -> tuple[float, float] | None:
    """What a claim allows: `(low, high)`, infinite where it is open; None without a number. Round or hedged numbers leave room."""
    value = point_value(claim)
    if value is None:
        return None
    low = claim.low if claim.low is not None else -float("inf")
    high = claim.high if claim.high is not None else float("inf")
    if claim.qualifier == "exact":
        return value, value
    if claim.qualifier == "about":
        return min(low if low != -float("inf") else value, value * 0.85), max(high if high != float("inf") else value, value * 1.15)
    if claim.qualifier in ("at_least", "more_than"):
        return value, float("inf")
    if claim.qualifier == "up_to":
        return -float("inf"), value
    return low, high


def compatible(left: FigureClaim, right: FigureClaim) -> bool:
    """True when some number fits both claims; "at least 12" and 40 do, 12 and "at least 40" do not."""
    a, b = bounds(left), bounds(right)
    return a is None or b is None or max(a[0], b[0]) <= min(a[1], b[1])


def independent(group: Sequence[Count], views: Views) -> list[Count]:
    """Claims that count: those of reports that are no copies, and those in which a copy gives another number than its source."""
    stated = [c for c in group if point_value(c.claim) is not None]
    given: dict[str, set[float | None]] = defaultdict(set)
    for c in stated:
        given[c.report_id].add(point_value(c.claim))
    own = [c for c in stated if c.report_id not in views.copy_of or point_value(c.claim) not in given[views.copy_of[c.report_id]]]
    return own or stated or list(group)


def standing(group: Sequence[Count]) -> list[Count]:
    """The claims that their own report replaces by no other: not the 73 of "lowered the toll from 73 to 69"."""
    replaced = {(c.report_id, c.replaces) for c in group if c.replaces is not None}
    return [c for c in group if (c.report_id, c.claim.value) not in replaced] if replaced else list(group)


def verdict_of(group: Sequence[Count], views: Views) -> str:
    """single, agree, update or dispute."""
    own = independent(group, views)
    if len(own) == 1:
        return "single"
    if all(point_value(a.claim) == point_value(b.claim) for a in own for b in own):
        return "agree"
    clashes = clashing(group, views)
    if any(disputed(a, b, views) for a, b in clashes):
        return "dispute"
    others = [(a, b) for n, b in enumerate(own) for a in own[:n] if point_value(a.claim) != point_value(b.claim)]
    if clashes or any(_later(a, b, views) or _edited(a, b, views) for a, b in others):
        return "update"
    return "agree"


def clashing(group: Sequence[Count], views: Views) -> list[tuple[Count, Count]]:
    """Pairs of claims of a group, the earlier first, that cannot both be right."""
    own = independent(group, views)
    return [(a, b) for n, b in enumerate(own) for a in own[:n] if not compatible(a.claim, b.claim)]


def _edited(left: Count, right: Count, views: Views) -> bool:
    """Whether one number stands in an edited copy of the other's report."""
    return left.report_id != right.report_id and views.source(left.report_id) == views.source(right.report_id)


def _later(left: Count, right: Count, views: Views) -> bool:
    gap = gap_days(span(views.corpus.by_id[left.report_id].published, None), span(views.corpus.by_id[right.report_id].published, None))
    return left.report_id != right.report_id and gap is not None and gap > 0


def disputed(left: Count, right: Count, views: Views) -> bool:
    """True when two clashing claims are held against each other: other sources in one report or on one day, or a later lower count.

    A count that says that it corrects an earlier one is no dispute.
    """
    if left.report_id == right.report_id:
        return left.source != right.source
    a, b = point_value(left.claim), point_value(right.claim)
    if right.instead is not None and right.instead == a:
        return True
    if a is None or b is None:
        return False
    if left.source and right.source and not left.source & right.source and not _later(left, right, views):
        return True
    return b < a and left.source != right.source and "revise" not in right.cues


def claim_row(claim: Count, views: Views) -> FigureClaimRow:
    """The row of one claim."""
    c = claim.claim
    return FigureClaimRow(
        claim_id=c.claim_id, report_id=claim.report_id, indicator=c.indicator, value=c.value, low=c.low, high=c.high, unit=c.unit,
        qualifier=c.qualifier, expression=c.expression.text, status=c.status, who=c.who, place=views.places.ref(c.place),
        period_start=c.period_start, period_end=c.period_end, as_of=c.as_of, part_of=c.part_of, attributed_to=views.actors(c.attributed_to),
        evidence=(c.expression, *(e for e in c.basis.evidence if (e.start, e.end) != (c.expression.start, c.expression.end))),
        event_id=claim.event,
    )  # fmt: skip


def figure_rows(found: Sequence[Count], figure_of: Mapping[str, str], views: Views) -> tuple[FigureRow, ...]:
    """Rows of the figures, by id."""
    grouped: dict[str, list[Count]] = defaultdict(list)
    for claim in found:
        grouped[figure_of[claim.claim.claim_id]].append(claim)
    rows = []
    for figure_id, group in sorted(grouped.items()):
        stated = [n for c in group for n in (c.claim.value, c.claim.low, c.claim.high) if n is not None]  # never the middle of a range
        own = [c for c in independent(group, views) if point_value(c.claim) is not None]
        last = max(standing(own) or own, key=lambda c: (views.corpus.rank[c.report_id], -c.rank), default=None)
        placed: Ref | None = next((r for c in group if (r := views.places.ref(c.claim.place)) is not None), None)
        whos = sorted({c.claim.who for c in group if c.claim.who}, key=lambda w: (-len(w), fold(w), w))
        rows.append(
            FigureRow(
                figure_id=figure_id, indicator=next((i for c in group if (i := c.claim.indicator) != OPEN), OPEN),
                unit=next((c.claim.unit for c in group if c.claim.unit), None), place=placed, story_id=derived_id("s", group[0].story), claims=tuple(c.claim.claim_id for c in group),
                verdict=verdict_of(group, views), latest=last.claim.value if last else None, low=min(stated, default=None),
                high=max(stated, default=None), evidence=tuple(c.claim.expression for c in group), who=whos[-1] if whos else None,
                event_id=next((c.event for c in group if c.event), None),
            )
        )  # fmt: skip
    return tuple(rows)
