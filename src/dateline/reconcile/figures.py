"""Figures: claims joined to the question they answer (what, of whom, where, when), and what the claims make of it.

Copies do not corroborate. A figure is `single` (one independent claim), `agree`, `update` (later reports give a newer count) or
`dispute` (different sources, or one day, give numbers that exclude each other).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from dateline.model.evidence import Ref
from dateline.model.figure import FigureClaim
from dateline.model.judgement import Judgement
from dateline.model.record import FigureClaimRow, FigureRow
from dateline.reconcile.corpus import derived_id, fold
from dateline.reconcile.dates import gap_days, span
from dateline.reconcile.events import Views
from dateline.reconcile.names import name_words, word_class
from dateline.reconcile.places import places_agree
from dateline.reconcile.rarity import rarity
from dateline.reconcile.triggers import judge
from dateline.reconcile.weigh import Feature, Verdict, agglomerate, weigh


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with what comparing needs. `who`: telling words of the population."""

    rank: int
    claim: FigureClaim
    report_id: str
    story: str
    place: str | None
    event: str | None
    who: frozenset[str]
    days: tuple[int, int] | None
    source: frozenset[str]
    near: frozenset[str]


def claims_of(views: Views, event_of: Mapping[str, str]) -> list[Claim]:
    """All claims, by report then place in it."""
    found: list[Claim] = []
    for report in views.corpus.reports:
        for claim in views.corpus.readings[report.report_id].figures:
            who = frozenset(w.removesuffix("s") for w in name_words(claim.who or "") if w not in word_class("everybody"))
            found.append(
                Claim(
                    rank=len(found), claim=claim, report_id=report.report_id, story=views.story_of[report.report_id],
                    place=views.places.place_of.get(claim.place or ""), event=event_of.get(claim.event_mention_id or ""), who=who,
                    days=span(claim.period_end or claim.as_of, None) or span(report.published, None),
                    source=frozenset(views.actor_of[c] for c in claim.attributed_to if c in views.actor_of),
                    near=_near(report.text, claim.expression.start, claim.expression.end),
                )
            )  # fmt: skip
    return found


def _near(text: str, start: int, end: int) -> frozenset[str]:
    """Telling words of the sentence around an expression, at most 160 characters each way."""
    left = max(text.rfind(". ", max(0, start - 160), start), text.rfind("\n", max(0, start - 160), start), start - 160, 0)
    stops = [at for at in (text.find(". ", end, end + 160), text.find("\n", end, end + 160)) if at >= 0]
    words = name_words(text[left:start] + " " + text[end : min(stops, default=end + 160)])
    return frozenset(w for w in words if w.isalpha() and rarity(w) > 1.5)


def same_event(left: Claim, right: Claim) -> float:
    """1 same event, -1 different events, 0 unknown."""
    if left.event is None or right.event is None:
        return 0.0
    return 1.0 if left.event == right.event else -1.0


def same_population(left: Claim, right: Claim) -> float:
    """1 same words, 0.4 where one side says only "people", -1 nothing in common."""
    if left.who == right.who:
        return 1.0
    if not left.who or not right.who:
        return 0.3
    return 0.5 if left.who & right.who else -1.0


def same_unit(left: Claim, right: Claim) -> float:
    """-1 for different units."""
    a, b = left.claim.unit, right.claim.unit
    return -1.0 if a and b and a != b else 0.0


def same_value(left: Claim, right: Claim) -> float:
    """1 when both give one number, else nearness 0..1 of their sizes."""
    a, b = number(left.claim), number(right.claim)
    if a is None or b is None:
        return 0.3
    if a == b:
        return 1.0
    return min(abs(a), abs(b)) / max(abs(a), abs(b)) - 0.3


def one_report(left: Claim, right: Claim) -> float:
    """1 when both stand in one report with different numbers: most often two questions."""
    return float(left.report_id == right.report_id and number(left.claim) != number(right.claim))


def number(claim: FigureClaim) -> float | None:
    """The number that stands for a claim: its value, else the middle of its range, else its one bound."""
    if claim.value is not None:
        return claim.value
    if claim.low is not None and claim.high is not None:
        return (claim.low + claim.high) / 2
    return claim.low if claim.low is not None else claim.high


def features(views: Views) -> tuple[Feature, ...]:
    """The table of weights for two claims about one indicator in one story."""
    return (
        Feature("same_event", 0.5, same_event),
        Feature("same_population", 0.6, same_population),
        Feature("same_place", 0.4, lambda a, b: places_agree(a.place, b.place, views.places)),
        Feature("same_unit", 3.0, same_unit),
        Feature("same_value", 0.6, same_value),
        Feature("one_report", -0.8, one_report),
    )


BIAS = -0.55
MAX_BUCKET = 300


def link_figures(found: Sequence[Claim], views: Views) -> tuple[Mapping[str, str], list[Judgement]]:
    """Figure id by claim id, and a judgement for every claim that joined another."""
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for claim in found:
        if claim.claim.indicator != "other":
            buckets[claim.story, claim.claim.indicator].append(claim.rank)
        else:
            buckets[claim.story, "other " + " ".join(sorted(claim.who))].append(claim.rank)
    scores: dict[tuple[int, int], float] = {}
    verdicts: dict[tuple[int, int], Verdict] = {}
    table = features(views)
    for ranks in buckets.values():
        for n, right in enumerate(ranks):
            for left in ranks[max(0, n - MAX_BUCKET) : n]:
                verdict = weigh(found[left], found[right], table, BIAS)
                scores[left, right] = verdict.score
                if verdict.same:
                    verdicts[left, right] = verdict
    members = {c.claim.claim_id.partition("_")[2]: c.rank for c in found}
    same, different = views.corpus.verdicts(members)
    groups = agglomerate(range(len(found)), scores, same=same, different=different, missing=-1.0)
    figure_of: dict[str, str] = {}
    judgements = []
    for root, ranks in groups.groups().items():
        figure_id = derived_id("f", found[root].claim.claim_id)  # type: ignore[index]
        for n, rank in enumerate(ranks):
            figure_of[found[rank].claim.claim_id] = figure_id  # type: ignore[index]
            if n:
                best = max(ranks[:n], key=lambda o, r=rank: (verdicts[o, r].score if (o, r) in verdicts else -9.0, -o))  # type: ignore[misc]
                verdict = verdicts.get((best, rank))  # type: ignore[arg-type]
                judgements.append(
                    Judgement(
                        judgement_id=derived_id("j", found[rank].claim.claim_id) + "f", table="figures",  # type: ignore[index]
                        left=found[best].claim.claim_id, right=found[rank].claim.claim_id, verdict="same",  # type: ignore[index]
                        because=verdict.because if verdict else ("through_others",), by="reconcile.figures",
                        score=round(min(1.0, 0.5 + verdict.score / 3), 4) if verdict else None,
                    )
                )  # fmt: skip
    return figure_of, judgements


def bounds(claim: FigureClaim) -> tuple[float, float] | None:
    """What a claim allows: `(low, high)`, infinite where it is open; None without a number. Round or hedged numbers leave room."""
    value = number(claim)
    if value is None:
        return None
    low = claim.low if claim.low is not None else -float("inf")
    high = claim.high if claim.high is not None else float("inf")
    if claim.qualifier == "exact":
        return value, value
    if claim.qualifier == "about":
        return min(low, value * 0.85), max(high if high != float("inf") else value, value * 1.15)
    if claim.qualifier in ("at_least", "more_than"):
        return value, float("inf")
    if claim.qualifier == "up_to":
        return -float("inf"), value
    return low, high


def compatible(left: FigureClaim, right: FigureClaim) -> bool:
    """True when some number fits both claims; "at least 12" and 40 do, 12 and "at least 40" do not."""
    a, b = bounds(left), bounds(right)
    return a is None or b is None or max(a[0], b[0]) <= min(a[1], b[1])


def verdict_of(group: Sequence[Claim], views: Views) -> str:
    """single, agree, update or dispute."""
    own = [c for c in group if c.report_id not in views.copy_of and number(c.claim) is not None]
    own = own or [c for c in group if number(c.claim) is not None] or list(group)
    if len(own) == 1:
        return "single"
    if all(number(a.claim) == number(b.claim) for a in own for b in own):
        return "agree"
    clashes = [(a, b) for n, b in enumerate(own) for a in own[:n] if not compatible(a.claim, b.claim)]
    if any(disputed(a, b, views) for a, b in clashes):
        return "dispute"
    if clashes or any(number(a.claim) != number(b.claim) and _later(a, b, views) for n, b in enumerate(own) for a in own[:n]):
        return "update"
    return "agree"


def _later(left: Claim, right: Claim, views: Views) -> bool:
    gap = gap_days(span(views.corpus.by_id[left.report_id].published, None), span(views.corpus.by_id[right.report_id].published, None))
    return left.report_id != right.report_id and gap is not None and gap > 0


def disputed(left: Claim, right: Claim, views: Views) -> bool:
    """True when two clashing claims are held against each other: other sources in one report or on one day, or a later lower count."""
    if left.report_id == right.report_id:
        return left.source != right.source
    a, b = number(left.claim), number(right.claim)
    if a is None or b is None:
        return False
    if left.source and right.source and not left.source & right.source and not _later(left, right, views):
        return True
    return b < a and left.source != right.source


def clash_features(left: Claim, right: Claim, views: Views) -> dict[str, float]:
    """What says that two claims of one indicator with different numbers answer one question, and so exclude each other."""
    a, b = number(left.claim) or 0.0, number(right.claim) or 0.0
    place = places_agree(left.place, right.place, views.places)
    near = frozenset(left.near & right.near)
    heavier = min(sum(map(rarity, left.near)), sum(map(rarity, right.near)))
    gap = gap_days(left.days, right.days)
    one = left.report_id == right.report_id
    copy = not one and views.source(left.report_id) == views.source(right.report_id)
    people = same_population(left, right)
    return {
        "figure_one_report": one, "figure_copy": copy, "figure_one_sentence": one and left.near == right.near,
        "figure_other_source": bool(left.source and right.source and not left.source & right.source),
        "figure_same_source": bool(left.source & right.source), "figure_no_source": not left.source and not right.source,
        "figure_same_event": left.event is not None and left.event == right.event,
        "figure_other_event": left.event is not None and right.event is not None and left.event != right.event,
        "figure_same_place": place == 1.0, "figure_other_place": max(0.0, -place),
        "figure_same_people": people == 1.0 and bool(left.who), "figure_some_people": people == 0.5, "figure_other_people": people < 0,
        "figure_nearness": min(a, b) / max(a, b) if max(a, b) > 0 else 0.0, "figure_nobody": min(a, b) == 0,
        "figure_compatible": compatible(left.claim, right.claim), "figure_near_words": sum(map(rarity, near)) / heavier if heavier else 0.0,
        "figure_other_day": 0.0 if not gap else min(1.0, gap / 5), "figure_no_telling_people": not left.who and not right.who,
        "figure_one_report_other_source": one and bool(left.source ^ right.source),
        "figure_apart": 0.0 if not one else min(1.0, abs(left.claim.expression.start - right.claim.expression.start) / 1000),
        "figure_money": left.claim.indicator == "money", "figure_other": left.claim.indicator in ("other", "affected"),
        "figure_harm": left.claim.indicator in ("killed", "injured", "missing"),
        "figure_part": left.claim.part_of == right.claim.claim_id or right.claim.part_of == left.claim.claim_id,
    }  # fmt: skip


def clashes(found: Sequence[Claim], views: Views) -> list[tuple[Claim, Claim, Verdict]]:
    """Pairs of claims held to exclude each other, with the reasons, likeliest first."""
    buckets: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in found:
        if number(claim.claim) is not None:
            buckets[claim.story, claim.claim.indicator].append(claim)
    pairs = []
    for bucket in buckets.values():
        for n, right in enumerate(bucket):
            for left in bucket[max(0, n - MAX_BUCKET) : n]:
                if not may_clash(left, right):
                    continue
                verdict = judge({k: float(v) for k, v in clash_features(left, right, views).items() if v}, "figures")
                if verdict.same:
                    pairs.append((left, right, verdict))
    return sorted(pairs, key=lambda p: (-p[2].score, p[0].rank, p[1].rank))


def may_clash(left: Claim, right: Claim) -> bool:
    """True for two different numbers of one unit."""
    a, b = left.claim, right.claim
    return number(a) != number(b) and not (a.unit and b.unit and a.unit != b.unit)


def claim_row(claim: Claim, views: Views) -> FigureClaimRow:
    """The row of one claim."""
    c = claim.claim
    return FigureClaimRow(
        claim_id=c.claim_id, report_id=claim.report_id, indicator=c.indicator, value=c.value, low=c.low, high=c.high, unit=c.unit,
        qualifier=c.qualifier, expression=c.expression.text, status=c.status, who=c.who, place=views.places.ref(c.place),
        period_start=c.period_start, period_end=c.period_end, as_of=c.as_of, part_of=c.part_of, attributed_to=views.actors(c.attributed_to),
        evidence=(c.expression, *(e for e in c.basis.evidence if (e.start, e.end) != (c.expression.start, c.expression.end))),
        event_id=claim.event,
    )  # fmt: skip


def figure_rows(found: Sequence[Claim], figure_of: Mapping[str, str], views: Views) -> tuple[FigureRow, ...]:
    """Rows of the figures, by id."""
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        grouped[figure_of[claim.claim.claim_id]].append(claim)
    rows = []
    for figure_id, group in sorted(grouped.items()):
        stated = [n for c in group for n in (c.claim.value, c.claim.low, c.claim.high) if n is not None]  # never the middle of a range
        own = [c for c in group if number(c.claim) is not None and c.report_id not in views.copy_of]
        own = own or [c for c in group if number(c.claim) is not None]
        last = max(own, key=lambda c: (views.corpus.rank[c.report_id], -c.rank), default=None)
        placed: Ref | None = next((r for c in group if (r := views.places.ref(c.claim.place)) is not None), None)
        whos = sorted({c.claim.who for c in group if c.claim.who}, key=lambda w: (-len(w), fold(w), w))
        rows.append(
            FigureRow(
                figure_id=figure_id, indicator=group[0].claim.indicator, unit=next((c.claim.unit for c in group if c.claim.unit), None),
                place=placed, story_id=derived_id("s", group[0].story), claims=tuple(c.claim.claim_id for c in group),
                verdict=verdict_of(group, views), latest=last.claim.value if last else None, low=min(stated, default=None),
                high=max(stated, default=None), evidence=tuple(c.claim.expression for c in group), who=whos[-1] if whos else None,
                event_id=next((c.event for c in group if c.event), None),
            )
        )  # fmt: skip
    return tuple(rows)
