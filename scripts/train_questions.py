"""Learns whether two counts answer one question (data/question_weights.tsv) from the annotated training stories.

    PYTHONPATH=. python scripts/train_questions.py [SHARED] [--write]

Two claims of one indicator with different numbers are right where an annotated contradiction of figures has them on two sides, two claims
with one number where it has them on one side (other pairs with one number are not learned from). Right pairs weigh more, as annotators
list few of the updates. Printed: rows of figures held out by story (precision, recall over annotated contradictions, F1).
"""

import argparse
import os
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from bench.situations import write_reports
from sklearn.linear_model import LogisticRegression

from dateline.lexicon import data_path
from dateline.model.figure import point_value
from dateline.pipeline import BuildSettings, build
from dateline.reconcile.assemble import Links, link
from dateline.reconcile.figures import MISSING, MOST, group_claims
from dateline.reconcile.questions import Count, features, may_be_one
from dateline.store.memory import MemoryStore

SHARED = Path(os.environ.get("DATELINE_SHARED", "../shared"))
STRENGTH, RIGHT_WEIGHT, SHIFT, FLOOR, FOLDS = 0.03, 10.0, 1.0, 0.2, 5
FOR = ("same_side", "same_words", "some_words", "same_event", "same_place", "same_source", "beside_contrast", "contrast", "totals", "first_revise", "revise")
AGAINST = ("other_side", "other_words", "other_event", "other_place", "further", "part", "part_counted", "said_part", "far", "other_day")
"""Features whose weights are never below, or never above, 0: few pairs tell, and what they mean is known."""
HEAD = """# question_weights.tsv: weights (log odds) of what says that two counts answer one question
# origin: learned for this project by scripts/train_questions.py on its own annotated training stories; licence: CC0-1.0; version: 1
# feature	weight
"""


def read(folder: Path) -> Links:
    """The training stories, read and linked."""
    store = MemoryStore()
    with TemporaryDirectory() as scratch:
        manifest = write_reports(folder, Path(scratch) / "reports")
        build([Path(scratch) / "reports"], store, BuildSettings(manifest=manifest))
    return link(store.reports(), store.readings())


def sides(stories: list[dict[str, Any]], texts: dict[str, str]) -> tuple[dict[str, list[tuple[int, int, int, int]]], int]:
    """`(contradiction, side, start, end)` by report, also in its copies; number of contradictions of figures."""
    found: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
    count = 0
    for story in stories:
        mates = {r["id"]: {r["id"]} for r in story["reports"]}
        for copies in story.get("copies") or []:
            joined = set().union(*(mates[i] for i in copies))
            mates.update((i, joined) for i in joined)
        for row in story["contradictions"]:
            if row["kind"] != "figure":
                continue
            count += 1
            for k, side in enumerate(row["sides"]):
                for report in mates[side["report"]]:
                    at = texts[report].find(side["text"])
                    if at >= 0:
                        found[report].append((count, k, at, at + len(side["text"])))
    return found, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    import json

    folder = options.shared / "train" / "situations"
    stories = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]
    links = read(folder)
    name = {r.report_id: Path(r.uri).stem for r in links.views.corpus.reports}
    on, total = sides(stories, {name[r.report_id]: r.text for r in links.views.corpus.reports})

    def marks(claim: Count) -> set[tuple[int, int]]:
        at = claim.claim.expression
        return {(n, k) for n, k, start, end in on[name[claim.report_id]] if start < at.end and at.start < end}

    pairs: list[tuple[int, int, dict[str, float], bool | None, str]] = []
    buckets: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for right in links.claims:
        bucket = buckets[right.story, right.claim.indicator]
        for left in bucket:
            if may_be_one(left, right):
                both = [(a, b) for a in marks(left) for b in marks(right) if a[0] == b[0]]
                equal = point_value(left.claim) == point_value(right.claim)
                known = (True if any(a == b for a, b in both) else None) if equal else any(a != b for a, b in both)
                pairs.append((left.rank, right.rank, features(left, right, links.views), known, name[left.report_id].split("-")[0]))
        bucket.append(right)
    names = sorted({f for pair in pairs for f in pair[2]})
    column = {f: n for n, f in enumerate(names)}
    values = np.zeros((len(pairs), len(names)), np.float32)
    for n, pair in enumerate(pairs):
        for f, v in pair[2].items():
            values[n, column[f]] = v
    answers, known = np.array([p[3] is True for p in pairs]), np.array([p[3] is not None for p in pairs])
    folds = sorted({p[4] for p in pairs})

    def fit(keep: np.ndarray) -> tuple[np.ndarray, float]:
        chosen = keep & known
        spread = values.std(0) + FLOOR
        model = LogisticRegression(C=STRENGTH, max_iter=3000)
        model.fit(values[chosen] / spread, answers[chosen], sample_weight=np.where(answers[chosen], RIGHT_WEIGHT, 1.0))
        weights = model.coef_[0] / spread
        for f, n in column.items():
            weights[n] = max(0.0, weights[n]) if f in FOR else min(0.0, weights[n]) if f in AGAINST else weights[n]
        return weights, float(model.intercept_[0]) + SHIFT

    held_out = np.zeros(len(pairs))
    for k in range(FOLDS):
        test = np.isin([p[4] for p in pairs], folds[k::FOLDS])
        weights, bias = fit(~test)
        held_out[test] = values[test] @ weights + bias
    groups = group_claims(links.claims, {(p[0], p[1]): float(np.clip(s, MISSING, MOST)) for p, s in zip(pairs, held_out, strict=True)})
    met: set[int] = set()
    found = right_rows = 0
    for members in groups.groups().values():
        rows = [links.claims[m] for m in members]  # type: ignore[index]
        if len({point_value(r.claim) for r in rows if point_value(r.claim) is not None}) > 1:
            found += 1
            on_sides: dict[int, set[int]] = defaultdict(set)
            for r in rows:
                for n, k in marks(r):
                    on_sides[n].add(k)
            hit = {n for n, k in on_sides.items() if len(k) > 1}
            met |= hit
            right_rows += bool(hit)
    p, r = right_rows / max(1, found), len(met) / max(1, total)
    print(f"{len(pairs)} pairs, {int(answers.sum())} right; held out: {found} rows, P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")
    if options.write:
        weights, bias = fit(np.ones(len(pairs), bool))
        lines = sorted([("bias", bias), *((f, float(w)) for f, w in zip(names, weights, strict=True))])
        data_path("question_weights.tsv").write_text(HEAD + "".join(f"{f}\t{w:.3f}\n" for f, w in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
