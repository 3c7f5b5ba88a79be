"""Which two sentences show a disagreement: what is claimed, and what answers it."""

import re
from collections.abc import Iterator

from dateline.model.record import ContradictionRow
from dateline.publish.lead import LEAST_LEAD
from dateline.publish.shelf import Cite, Shelf, day_number
from dateline.publish.tables import DENIED
from dateline.reconcile.corpus import fold, words_in
from dateline.reconcile.questions import singular
from dateline.reconcile.rarity import tells

_DENIES = re.compile(r"\b(?:baseless|contradict\w*|den(?:y|ies|ied|ial|ying)|disavow\w*|dismiss\w*|fabricat\w*|refut\w*|reject\w*|none of)\b", re.IGNORECASE)
"""Words of a sentence that denies what another says."""
_PROPER = re.compile(r"(?!(?:An?|In|On|The)\b)\b[A-Z]\w+")
_POINTS_BACK = re.compile(r"\b(?:it|him|them|this|such|any role|the (?:accusation|accusations|allegation|allegations|charge|charges|claim|claims|report|reports))\b", re.IGNORECASE)
_NAME = re.compile(r"\w\W+[A-Z]\w")
"""A name behind the first word: with one a sentence says of whom it speaks."""
WITHIN, NEAR_DAYS = 1_000, 7
"""What a sentence that answers has in common with what it answers where it tells this too; days within which reports answer one another."""


def pairs(shelf: Shelf, row: ContradictionRow) -> Iterator[tuple[Cite, Cite | None]]:
    """Sentences of two sides of a disagreement that make sense together, the surest first; None where one sentence tells both."""
    sides = [(side.name, cite) for side in row.sides if (cite := shelf.cite(side.evidence))]
    denials = [c for _, c in sides if _DENIES.search(shelf.text(c.report, c.sentence))]
    claims = [c for name, c in sides if name == DENIED or (c not in denials and c.sentence[1] - c.sentence[0] >= LEAST_LEAD)]
    if row.kind == "actor":  # those who name a doer: who only tells what happened blames nobody
        outlets = {r.outlet for r in shelf.reports}
        blames = sorted((c for name, c in sides if name.partition(":")[0] not in outlets), key=lambda c: (c.report, c.sentence))
        told = [(a, b, _in_common(shelf, a, b)) for n, b in enumerate(blames) for a in blames[:n]]
    else:
        told = [(a, b, _in_common(shelf, a, b)) for a in claims for b in denials]
    for claim, answer, common in sorted(told, key=lambda t: -t[2]):
        if common == WITHIN:
            yield answer, None
        elif common > 1 and _NAME.search(shelf.text(claim.report, claim.sentence)):
            yield claim, answer


def _in_common(shelf: Shelf, claim: Cite, answer: Cite) -> int:
    """How well an answer fits a claim: the words in common, many where it stands right behind and points back; 0 where it points elsewhere."""
    if claim.report == answer.report and answer.sentence[0] <= claim.sentence[0] and claim.sentence[1] <= answer.sentence[1]:
        return WITHIN
    said, answered = (shelf.text(c.report, c.sentence) for c in (claim, answer))
    shared = _telling(said) & _telling(answered)
    if follows(shelf, claim, answer):
        return WITHIN // 2 if shared - _telling(" ".join(_PROPER.findall(said))) or _POINTS_BACK.search(answered) else 0
    days = [day_number(shelf.reports[c.report].published) for c in (claim, answer)]
    one_party = [m.group() for m in map(_PROPER.search, (said, answered)) if m]
    return 0 if _POINTS_BACK.search(answered) or len(one_party) > len(set(one_party)) or abs(days[1] - days[0]) > NEAR_DAYS else len(shared)


def follows(shelf: Shelf, first: Cite, second: Cite) -> bool:
    """Whether a sentence stands right behind another."""
    between = shelf.text(first.report, (first.sentence[1], second.sentence[0])) if first.report == second.report else "-"
    return first.sentence[1] <= second.sentence[0] and not between.strip()


def _telling(text: str) -> set[str]:
    """The words of a text that tell what it is about, in the singular."""
    return {singular(w) for w in words_in(fold(text)) if len(w) > 3 and tells(w)}
