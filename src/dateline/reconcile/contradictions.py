"""Contradictions: figures, modality, dates, places and actors on which tellings exclude each other; both sides with their words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dateline.model.evidence import Evidence, make_id
from dateline.model.record import ContradictionRow, SideRow
from dateline.reconcile.events import Telling, Views
from dateline.reconcile.figures import Claim, compatible, disputed


def contradictions(
    tellings: Sequence[Telling], event_of: Mapping[str, str], claims: Sequence[Claim], figure_of: Mapping[str, str], views: Views
) -> tuple[ContradictionRow, ...]:
    """All contradictions, by id. Copies of one side are not counted as more sides."""
    by_event: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_event[event_of[telling.mention.event_mention_id]].append(telling)
    by_figure: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_figure[figure_of[claim.claim.claim_id]].append(claim)
    found = [row for group in by_event.values() for row in _of_event(group, views)]
    found += [row for group in by_figure.values() for row in _of_figure(group, views)]
    return tuple(sorted({row.contradiction_id: row for row in found}.values(), key=lambda r: r.contradiction_id))


def _row(kind: str, sides: Sequence[SideRow], note: str) -> ContradictionRow:
    return ContradictionRow(contradiction_id=make_id("x", kind, *sorted(s.id for s in sides)), kind=kind, sides=tuple(sides), note=note)


def _side(table: str, id: str, name: str, *evidence: Evidence) -> SideRow:
    return SideRow(table=table, id=id, name=name, evidence=tuple({(e.report_id, e.start, e.end): e for e in evidence}.values()))


def _telling_side(telling: Telling, views: Views) -> SideRow:
    who = ", ".join(r.name for r in views.actors(telling.mention.attributed_to)) or views.corpus.by_id[telling.report_id].outlet or "report"
    return _side("events", telling.mention.event_mention_id, f"{who}: {telling.mention.modality}", telling.mention.sentence)


def _of_event(group: Sequence[Telling], views: Views) -> Iterator[ContradictionRow]:
    own = [t for t in group if t.report_id not in views.copy_of]
    claimed = [t for t in own if t.mention.modality in ("happened", "ongoing")]
    denied = [t for t in own if t.mention.modality == "denied"]
    if claimed and denied:
        sides = (_telling_side(claimed[0], views), _telling_side(denied[0], views))
        yield _row("modality", sides, "one side says it took place, the other denies it")


def _of_figure(group: Sequence[Claim], views: Views) -> Iterator[ContradictionRow]:
    own = [c for c in group if c.report_id not in views.copy_of]
    for n, right in enumerate(own):
        for left in own[:n]:
            if not compatible(left.claim, right.claim) and disputed(left, right, views):
                yield _row("figure", (_claim_side(left, views), _claim_side(right, views)), "the numbers exclude each other")
                return


def _claim_side(claim: Claim, views: Views) -> SideRow:
    who = ", ".join(r.name for r in views.actors(claim.claim.attributed_to)) or views.corpus.by_id[claim.report_id].outlet or "report"
    words = claim.claim.basis.evidence or (claim.claim.expression,)
    return _side("figure_claims", claim.claim.claim_id, f"{who}: {claim.claim.expression.text}", claim.claim.expression, *words)
