"""Learns whether two counts answer one question (data/question_weights.tsv) from the annotated training stories and the project's own.

    PYTHONPATH=. python scripts/train_questions.py [SHARED] [--write]

Two claims with different numbers are right where an annotated contradiction of figures has them on two sides, two claims with one number
where it has them on one side (other pairs with one number are not learned from). Right pairs weigh more, as annotators list few of the
updates. Printed for stories held out: rows of figures, and precision, recall over annotated contradictions (all sides in one row), F1.
"""

import argparse
import itertools
import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from dateline.lexicon import data_path
from dateline.model.figure import point_value
from dateline.reconcile.contradictions import SURE
from dateline.reconcile.figures import MISSING, MOST, group_claims, verdict_of
from dateline.reconcile.pairwise import Features, Ints, weighed
from dateline.reconcile.questions import NEVER, Count, Counts
from disputed_stories import Told, told

SHARED = Path(os.environ.get("DATELINE_SHARED", "../shared"))
STRENGTH, RIGHT_WEIGHT, OWN_WEIGHT, SHIFT, FLOOR, FOLDS = 0.01, 10.0, 1.0, 1.8, 0.2, 5
"""Regularisation, weight of right pairs and of the project's own stories, what is added to the bias, least spread of a feature, folds."""
FOR = ("same_side", "same_words", "some_words", "same_event", "same_act_day", "same_place", "same_source", "beside_contrast", "contrast", "totals", "first_revise", "revise")
AGAINST = ("other_side", "other_words", "other_event", "other_place", "other_act", "other_act_day", "further", "part", "part_counted", "said_part", "far", "other_day")
"""Features whose weights are never below, or never above, 0: few pairs tell, and what they mean is known."""
HEAD = """# question_weights.tsv: weights (log odds) of what says that two counts answer one question
# origin: learned for this project by scripts/train_questions.py on its own annotated training stories; licence: CC0-1.0; version: 2
# feature	weight
"""
Array = NDArray[np.float64]


class Pairs(NamedTuple):
    """Pairs of claims of one story: ranks of the earlier and the later. `right`: whether they answer one question, None where nobody says."""

    story: Told
    counts: Counts
    ranks: tuple[Ints, Ints]
    features: Features
    right: list[bool | None]


def marks(claim: Count, story: Told) -> set[tuple[int, str]]:
    """`(contradiction, side)` of figures that a claim's number stands in."""
    at = claim.claim.expression
    return {(m.row, m.side) for m in story.marks.get(claim.report_id, ()) if m.kind == "figure" and m.start < at.end and at.start < m.end}


def pairs_of(story: Told) -> Pairs:
    """All pairs of a story that may answer one question."""
    claims = story.links.claims
    counts = Counts(claims, story.links.views)
    left, right = (np.concatenate(some) for some in zip(*counts.pairs([len(claims)], len(claims)), strict=True))
    sides = [marks(c, story) for c in claims]
    answers: list[bool | None] = []
    for one, two in zip(left.tolist(), right.tolist(), strict=True):
        both = [(x[1], y[1]) for x in sides[one] for y in sides[two] if x[0] == y[0]]
        equal = point_value(claims[one].claim) == point_value(claims[two].claim)
        answers.append((any(x == y for x, y in both) or None) if equal else any(x != y for x, y in both))
    return Pairs(story, counts, (left, right), counts.features(left, right), answers)


def matrix(pairs: Pairs, names: Sequence[str]) -> Array:
    """One row a pair, one column a feature."""
    return np.column_stack([np.asarray(pairs.features[name], np.float64) for name in names])


def fit(pairs: Sequence[Pairs], names: Sequence[str]) -> dict[str, float]:
    """Weights by feature, with `bias`."""
    known = np.array([r is not None for p in pairs for r in p.right])
    values = np.vstack([matrix(p, names) for p in pairs])
    answers = np.array([r is True for p in pairs for r in p.right])
    weight = np.where(answers, RIGHT_WEIGHT, 1.0) * np.array([OWN_WEIGHT if p.story.own else 1.0 for p in pairs for _ in p.right])
    spread = values.std(0) + FLOOR
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(values[known] / spread, answers[known], sample_weight=weight[known])
    learned = dict(zip(names, (model.coef_[0] / spread).tolist(), strict=True))
    bounded = {f: max(0.0, w) if f in FOR else min(0.0, w) if f in AGAINST else w for f, w in learned.items()}
    return {"bias": float(model.intercept_[0]) + SHIFT, **bounded}


class Tally:
    """Rows of figures against annotated contradictions."""

    def __init__(self) -> None:
        self.annotated = self.met = self.found = self.right = 0

    def add(self, pairs: Pairs, weights: dict[str, float]) -> None:
        """Group the claims of a held-out story by the weights and compare its rows."""
        story = pairs.story
        claims = story.links.claims
        odds = pairs.counts.limited(*pairs.ranks, weighed(pairs.features, weights))
        scores = dict(zip(zip(*(ranks.tolist() for ranks in pairs.ranks), strict=True), odds.tolist(), strict=True))
        groups = group_claims(claims, {k: v if v <= NEVER else float(np.clip(v, MISSING, MOST)) for k, v in scores.items()})
        met: set[int] = set()
        for members in groups.groups().values():
            stated = [claims[m] for m in members if point_value(claims[m].claim) is not None]
            sure = any(
                scores.get((a.rank, b.rank), MISSING) >= SURE and point_value(a.claim) != point_value(b.claim)
                for n, b in enumerate(stated) for a in stated[:n]
            )  # fmt: skip
            if sure and verdict_of(stated, story.links.views) in ("update", "dispute"):
                hit = _met(stated, story)
                self.found += 1
                self.right += bool(hit)
                met |= hit
        self.met += len(met)
        self.annotated += sum(row["kind"] == "figure" for row in story.rows)

    def __str__(self) -> str:
        p, r = self.right / max(1, self.found), self.met / max(1, self.annotated)
        return f"{self.annotated} annotated, {self.found} rows, P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"


def _met(claims: Sequence[Count], story: Told) -> set[int]:
    """Contradictions all of whose sides stand among the claims, each with a number of its own."""
    numbers: dict[int, dict[str, set[float | None]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        for row, side in marks(claim, story):
            numbers[row][side].add(point_value(claim.claim))
    return {
        row for row, sides in numbers.items()
        if len(sides) == len({s["side"] for s in story.rows[row]["sides"]}) and any(len(set(c)) == len(c) for c in itertools.product(*sides.values()))
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    stories = [pairs_of(story) for story in told(options.shared)]
    names = sorted({name for p in stories for name, found in p.features.items() if np.any(found)})
    tallies = {False: Tally(), True: Tally()}
    for k in range(FOLDS):
        weights = fit([p for n, p in enumerate(stories) if n % FOLDS != k], names)
        for pairs in stories[k::FOLDS]:
            tallies[pairs.story.own].add(pairs, weights)
    print(f"{sum(len(p.right) for p in stories)} pairs, {sum(p.right.count(True) for p in stories)} right")
    print(f"held out, whole stories: {tallies[False]}\nheld out, stories of contradictions: {tallies[True]}")
    if options.write:
        lines = sorted(fit(stories, names).items())
        data_path("question_weights.tsv").write_text(HEAD + "".join(f"{f}\t{w:.3f}\n" for f, w in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
