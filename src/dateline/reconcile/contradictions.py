"""Contradictions: figures, modality, dates, places and actors on which tellings exclude each other; both sides with their words."""

from collections.abc import Iterator, Mapping, Sequence

from dateline.model.evidence import Evidence, make_id
from dateline.model.record import ContradictionRow, SideRow
from dateline.reconcile.events import SPEECH, StoryActs, Telling, Views, pair_features
from dateline.reconcile.figures import Claim, clashes, number
from dateline.reconcile.triggers import Acts, judge
from dateline.reconcile.weigh import Groups, Verdict


def contradictions(
    tellings: Sequence[Telling], event_of: Mapping[str, str], claims: Sequence[Claim], views: Views, acts_of: StoryActs
) -> tuple[ContradictionRow, ...]:
    """All contradictions, by id. Copies of one side are not counted as more sides."""
    found = list(_of_denials(tellings, event_of, views, acts_of))
    found += _of_figures(clashes(claims, views), views)
    return tuple(sorted({row.contradiction_id: row for row in found}.values(), key=lambda r: r.contradiction_id))


def _row(kind: str, sides: Sequence[SideRow], note: str) -> ContradictionRow:
    return ContradictionRow(contradiction_id=make_id("x", kind, *sorted(s.id for s in sides)), kind=kind, sides=tuple(sides), note=note)


def _side(table: str, id: str, name: str, *evidence: Evidence) -> SideRow:
    return SideRow(table=table, id=id, name=name, evidence=tuple({(e.report_id, e.start, e.end): e for e in evidence}.values()))


def _telling_side(telling: Telling, views: Views) -> SideRow:
    who = ", ".join(r.name for r in views.actors(telling.mention.attributed_to)) or views.corpus.by_id[telling.report_id].outlet or "report"
    return _side("events", telling.mention.event_mention_id, f"{who}: {telling.mention.modality}", telling.mention.sentence)


ASSERTED = ("happened", "ongoing", "uncertain")
MAX_CLAIMS = 60
PAIR_FEATURES = (
    "same_word", "word_family", "one_sense", "shared_words", "shared_words_near", "meaning", "copied_sentence", "same_place", "other_place",
    "shared_actors", "shared_recipients", "other_actors", "other_recipients", "same_day", "other_day", "light_word",
)  # fmt: skip


def denial_features(
    found: Sequence[Telling], acts: Acts, place: Mapping[int, int], claim: int, denial: int, event_of: Mapping[str, str], views: Views
) -> dict[str, float]:
    """What says that a denial is about what another telling asserts."""
    left, right = found[claim], found[denial]
    pair = pair_features(found, acts, place, claim, denial, views)
    one = left.report_id == right.report_id
    gap = abs(left.mention.sentence.start - right.mention.sentence.start)
    sources = set(left.mention.attributed_to), set(right.mention.attributed_to)
    features = {f"denial_{name}": pair[name] for name in PAIR_FEATURES if name in pair}
    return features | {
        "denial_same_event": float(event_of[left.mention.event_mention_id] == event_of[right.mention.event_mention_id]),
        "denial_same_type": float(left.mention.event_type == right.mention.event_type), "denial_one_report": float(one),
        "denial_near": max(0.0, 1 - gap / 500) if one else 0.0, "denial_one_sentence": float(one and gap == 0),
        "denial_before": float(one and left.mention.sentence.start < right.mention.sentence.start),
        "denial_other_source": float(bool(sources[1]) and not sources[0] & sources[1]),
        "denial_same_source": float(bool(sources[0] & sources[1])),
        "denial_no_source": float(not sources[1]), "denial_doubted": float(left.mention.modality == "uncertain"),
        "denial_violence": float(right.mention.event_type == "ASSAULT"), "denial_copy": float(left.report_id in views.copy_of),
        "denial_act": float(right.mention.event_type in SPEECH),
    }  # fmt: skip


def _may_deny(claim: Telling, denial: Telling, acts: Acts, place: Mapping[int, int], event_of: Mapping[str, str]) -> bool:
    """False for an assertion that a denial cannot be about: far away in the same report, or of another kind in another one."""
    if event_of[claim.mention.event_mention_id] == event_of[denial.mention.event_mention_id]:
        return True
    if claim.report_id == denial.report_id and abs(claim.mention.sentence.start - denial.mention.sentence.start) < 500:
        return True
    return claim.mention.event_type == denial.mention.event_type or acts.alike(place[claim.rank], place[denial.rank])


def denials(
    found: Sequence[Telling], event_of: Mapping[str, str], views: Views, acts_of: StoryActs
) -> Iterator[tuple[Telling, Telling, dict[str, float]]]:
    """Each denial of a story with each assertion that it may be about, and the features of the pair."""
    for acts, place in acts_of.values():
        ranks = list(place)
        denied = [r for r in ranks if found[r].mention.modality == "denied"]
        claimed = [r for r in ranks if found[r].mention.modality in ASSERTED]
        if denied and claimed:
            for denial in denied:
                likely = [r for r in claimed if _may_deny(found[r], found[denial], acts, place, event_of)]
                for claim in sorted(likely, key=lambda r, d=denial: (abs(r - d), r))[:MAX_CLAIMS]:  # type: ignore[misc]
                    yield found[claim], found[denial], denial_features(found, acts, place, claim, denial, event_of, views)


def _of_denials(found: Sequence[Telling], event_of: Mapping[str, str], views: Views, acts_of: StoryActs) -> Iterator[ContradictionRow]:
    """For each denied event the assertion that it is about, where one is likely enough."""
    best: dict[str, tuple[float, int, Telling, Telling]] = {}
    for claim, denial, features in denials(found, event_of, views, acts_of):
        verdict = judge(features, "denials")
        event = event_of[denial.mention.event_mention_id]
        entry = (verdict.score, -claim.rank, claim, denial)
        if verdict.same and (event not in best or entry[:2] > best[event][:2]):
            best[event] = entry
    for _, _, claim, denial in best.values():
        first, second = sorted((claim, denial), key=lambda t: t.rank)
        yield _row(
            "modality", (_telling_side(first, views), _telling_side(second, views)), "one side says it took place, the other denies it"
        )


def _of_figures(pairs: Sequence[tuple[Claim, Claim, Verdict]], views: Views) -> Iterator[ContradictionRow]:
    """One row for each set of claims that exclude one another, one side for each number, at most `MOST_SIDES`."""
    groups = Groups(sorted({c.rank for left, right, _ in pairs for c in (left, right)}))
    by_rank = {c.rank: c for left, right, _ in pairs for c in (left, right)}
    for left, right, _ in pairs:
        groups.join(left.rank, right.rank)
    for members in groups.groups().values():
        sides: dict[float | None, Claim] = {}
        for rank in members:
            claim = by_rank[rank]  # type: ignore[index]
            sides.setdefault(number(claim.claim), claim)
        shown = [_claim_side(c, views) for c in list(sides.values())[:MOST_SIDES]]
        yield _row("figure", shown, "the numbers exclude each other")


MOST_SIDES = 6


def _claim_side(claim: Claim, views: Views) -> SideRow:
    who = ", ".join(r.name for r in views.actors(claim.claim.attributed_to)) or views.corpus.by_id[claim.report_id].outlet or "report"
    words = claim.claim.basis.evidence or (claim.claim.expression,)
    sentence = _sentence(claim.claim.expression, views)
    return _side("figure_claims", claim.claim.claim_id, f"{who}: {claim.claim.expression.text}", claim.claim.expression, *words, sentence)


def _sentence(words: Evidence, views: Views) -> Evidence:
    """The sentence that holds an expression, as far as full stops and line breaks tell, at most 300 characters each way."""
    text = views.corpus.by_id[words.report_id].text
    start = max(text.rfind(". ", max(0, words.start - 300), words.start) + 2, text.rfind("\n", 0, words.start) + 1, words.start - 300)
    start = max(0, min(start, words.start))
    stops = [at for mark in (". ", ".\n", "\n") if (at := text.find(mark, words.end, words.end + 300)) >= 0]
    end = min([s + 1 if text[s] == "." else s for s in stops], default=min(len(text), words.end + 300))
    while start < words.start and text[start].isspace():
        start += 1
    while end > words.end and text[end - 1].isspace():
        end -= 1
    return views.corpus.evidence(words.report_id, start, end)
