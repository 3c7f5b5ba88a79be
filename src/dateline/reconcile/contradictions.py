"""Contradictions: figures, modality and actors on which tellings exclude each other; both sides with their words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from dateline.lexicon import rule_words
from dateline.model.evidence import Evidence, make_id
from dateline.model.figure import point_value
from dateline.model.record import CommitmentRow, ContradictionRow, SideRow
from dateline.reconcile.accounts import Said, opposed, rivals, said_in
from dateline.reconcile.events import Telling, Views
from dateline.reconcile.figures import BEST_PAIR, MISSING, MOST, Compared, clashing, disputed, standing, verdict_of
from dateline.reconcile.other_days import moved, planned_apart
from dateline.reconcile.questions import Count
from dateline.reconcile.weigh import agglomerate
from dateline.text.calendar import day_range

MOST_SIDES, MOST_COMPARED = 8, 40
SURE = 2.0
"""Log odds from which two different numbers are shown against each other (1 to 2 were tried by cross-validation over the training stories)."""
OTHERS = rule_words("beside_others")
CHANGED = rule_words("changed_by")
_ALSO = re.compile(r"(?=\s?[^\s.,;])[^.,;]{0,40}?\s(?:was|were|have|had|has) also\b|\s?also\b")
LASTING_DAYS = 14
"""Days for which a number of things other than people that came to harm is held to last."""
NOTES = {
    "dispute": "the numbers exclude each other", "update": "later reports give another number",
    "both": "sources give numbers that exclude each other, and later reports give others",
    "modality": "one side says it took place, the other denies it", "actor": "who did it is disputed",
    "date": "it was said for one day, and told or planned for another",
}  # fmt: skip


def contradictions(
    tellings: Sequence[Telling], event_of: Mapping[str, str], claims: Sequence[Count], figure_of: Mapping[str, str], compared: Compared,
    commitments: Sequence[CommitmentRow], views: Views,
) -> tuple[ContradictionRow, ...]:
    """All contradictions, by id. Copies of one side are not counted as more sides."""
    found = [*_of_figures(claims, figure_of, compared, views)]
    found += [_row("date", sides, NOTES["date"]) for sides in (*moved(commitments, views), *planned_apart(tellings, event_of, views))]
    for said in said_in(views, tellings).values():
        shared = list(rivals(said))
        for matter in opposed(said, event_of):
            if any(_at((*matter.claims, *(first for first, *_ in matter.against))) <= _at(blames) for blames in shared):
                continue
            sides = [s for x in matter.claims if (s := _side_of((x,), views, denies=False)) is not None]
            sides += [s for denial, *_ in matter.against if (s := _answered(denial, views)) is not None]
            against = [s for x in matter.against if (s := _side_of(x, views, denies=True)) is not None]
            if sides and against:
                found.append(_row(matter.kind, (*sides, *against), NOTES[matter.kind]))
        for blames in shared:
            found.append(_row("actor", [s for x in blames[:MOST_SIDES] if (s := _side_of((x,), views, denies=False)) is not None], NOTES["actor"]))
    return tuple(sorted({row.contradiction_id: row for row in found}.values(), key=lambda r: r.contradiction_id))


def _at(said: Iterable[Said]) -> Set[tuple[str, int]]:
    """Where sentences stand."""
    return {(s.report_id, s.start) for s in said}


def _row(kind: str, sides: Sequence[SideRow], note: str) -> ContradictionRow:
    return ContradictionRow(contradiction_id=make_id("x", kind, *sorted(s.id for s in sides)), kind=kind, sides=tuple(sides), note=note)


def _side_of(told: Sequence[Said], views: Views, *, denies: bool) -> SideRow | None:
    """A sentence as a side, with those that go on with it: the telling or the statement in it that it refers to, and its words."""
    said = told[0]
    words = tuple(views.corpus.evidence(s.report_id, s.start, s.end) for s in told)
    telling = next((t for t in said.tellings if (t.mention.modality == "denied") == denies), said.tellings[0] if said.tellings else None)
    if telling is not None and (not denies or telling.mention.modality == "denied" or not said.statements):
        who = views.teller(telling.mention.attributed_to, said.report_id)
        return SideRow(table="events", id=telling.mention.event_mention_id, name=f"{who}: {telling.mention.modality}", evidence=words)
    if said.statements:
        statement = next((s for s in said.statements if s.cue_class == "deny"), said.statements[0])
        who = views.teller([statement.source] if statement.source else (), said.report_id)
        return SideRow(table="statements", id=statement.statement_id, name=who, evidence=words)
    return None


def _answered(denial: Said, views: Views) -> SideRow | None:
    """What a denial repeats of what others reported, as a side."""
    if denial.answers is None or not denial.statements:
        return None
    words = views.corpus.evidence(denial.report_id, *denial.answers)
    return SideRow(table="statements", id=denial.statements[0].statement_id, name="what is denied", evidence=(words,))


def _of_figures(claims: Sequence[Count], figure_of: Mapping[str, str], compared: Compared, views: Views) -> Iterator[ContradictionRow]:
    """One row for each series of a figure whose claims differ, one side for each number, at most `MOST_SIDES`."""
    grouped: dict[str, list[Count]] = defaultdict(list)
    for claim in claims:
        grouped[figure_of[claim.claim.claim_id]].append(claim)
    for all_of in grouped.values():
        told = _of_one_time([c for c in standing(all_of) if not _counts_others(c) and not _adds(c, views)])
        for group in _series(told, compared):
            verdict = verdict_of(group, views)
            sides = _by_number(group)
            if verdict in ("update", "dispute") and len(sides) > 1 and _sure(group, compared):
                shown = _strongest(sides, compared)
                yield _row("figure", [_claim_side(found, views) for found in shown], NOTES[_said_of(shown, verdict, views)])


def _by_number(group: Iterable[Count]) -> dict[float, list[Count]]:
    """The claims of a group that have a number, by it."""
    sides: dict[float, list[Count]] = {}
    for claim in group:
        if (value := point_value(claim.claim)) is not None:
            sides.setdefault(value, []).append(claim)
    return sides


def _score(left: Count, right: Count, compared: Compared) -> float:
    return compared.scores.get((min(left.rank, right.rank), max(left.rank, right.rank)), MISSING)


def _series(group: Sequence[Count], compared: Compared) -> list[Sequence[Count]]:
    """The group itself, or the series that surely answer one question each where it has more numbers than a row shows."""
    sides = _by_number(group)
    if len(sides) <= MOST_SIDES:
        return [group]
    numbers = list(sides)
    best = {
        (n, m): max(_score(a, b, compared) for a in sides[numbers[n]] for b in sides[numbers[m]])
        for m in range(len(numbers))
        for n in range(m)
    }
    scores = {pair: min(MOST, score) - SURE for pair, score in best.items()}
    found = agglomerate(range(len(numbers)), scores, missing=MISSING - SURE, lean=BEST_PAIR).groups().values()
    series = [list(members) for members in found if len(members) > 1]
    for lone in (members[0] for members in found if len(members) == 1):
        near = [(max(best[min(lone, n), max(lone, n)] for n in members), -k) for k, members in enumerate(series)]
        if near and max(near)[0] > 0:
            series[-max(near)[1]].append(lone)
    return [[c for c in group if point_value(c.claim) in {numbers[n] for n in members}] for members in series]


def _said_of(sides: Sequence[Sequence[Count]], verdict: str, views: Views) -> str:
    """Which note the sides deserve: only rivals, only numbers that later ones replace, or both (a toll that rises while two parties count)."""
    clashes = clashing([count for found in sides for count in found], views)
    rivals = {disputed(a, b, views) for a, b in clashes}
    return {frozenset((True,)): "dispute", frozenset((False,)): "update", frozenset((True, False)): "both"}.get(frozenset(rivals), verdict)


def _counts_others(count: Count) -> bool:
    """Whether a number counts those beside some others: "14 other officers", "two more soldiers"."""
    return bool(OTHERS.intersection(count.claim.expression.text.casefold().replace("more than", "").replace("fewer than", "").split()))


def _adds(count: Count, views: Views) -> bool:
    """Whether a number stands beside others or tells only by how much they changed: "two herders were also killed", "inflated by 300,000"."""
    text, (start, end), at = views.corpus.by_id[count.report_id].text, count.sentence, count.claim.expression
    before = text[start : at.start].split()
    return bool(_ALSO.match(text[at.end : end])) or (len(before) > 1 and before[-1] == "by" and before[-2].casefold() in CHANGED)


def _of_one_time(group: Sequence[Count]) -> Sequence[Count]:
    """Of numbers of things that change from day to day those of the days with the most of them: two of days far apart may both be right."""
    days = [day_range(c.claim.as_of) for c in group]
    if any(d is None or c.claim.indicator != "other" for c, d in zip(group, days, strict=True)):
        return group
    first = [d[0] for d in days if d is not None]
    within = [[c for c, day in zip(group, first, strict=True) if 0 <= day - start <= LASTING_DAYS] for start in sorted(set(first))]
    return max(within, key=lambda found: len({point_value(c.claim) for c in found}), default=group)


def _strongest(sides: Mapping[float, Sequence[Count]], compared: Compared) -> list[Sequence[Count]]:
    """The claims of each number that likely answers the question of another, in order; at most `MOST_SIDES`, those for which most speaks."""
    worth = {
        v: max(_score(a, b, compared) for w, others in sides.items() if w != v for a in found for b in others) for v, found in sides.items()
    }
    best = sorted((v for v in worth if worth[v] > 0), key=lambda v: (-worth[v], sides[v][0].rank))[:MOST_SIDES]
    return [found for value, found in sides.items() if value in best]


def _sure(group: Sequence[Count], compared: Compared) -> bool:
    """Whether at least two of the numbers answer one question for sure."""
    known = [c for c in group if point_value(c.claim) is not None][:MOST_COMPARED]
    return any(
        point_value(a.claim) != point_value(b.claim) and compared.scores.get((a.rank, b.rank), MISSING) >= SURE
        for n, b in enumerate(known)
        for a in known[:n]
    )


def _claim_side(found: Sequence[Count], views: Views) -> SideRow:
    """One number: its first claim, and the words of all reports that give it."""
    first = found[0]
    who = views.teller(first.claim.attributed_to, first.report_id)
    pieces: dict[tuple[str, int, int], Evidence] = {}
    for claim in found[:4]:
        sentence = views.corpus.evidence(claim.report_id, *claim.sentence)
        for e in (claim.claim.expression, *claim.claim.basis.evidence, sentence):
            pieces.setdefault((e.report_id, e.start, e.end), e)
    return SideRow(table="figure_claims", id=first.claim.claim_id, name=f"{who}: {first.claim.expression.text}", evidence=tuple(pieces.values()))
