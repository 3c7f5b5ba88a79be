"""Weights by which groups of mentions are held to be actors of the record (data/actor_weights.tsv).

    PYTHONPATH=. python scripts/fit_actors.py [SHARED] [--write]

Run it from the root of the repository; needs the `train` extra. SHARED (default DATELINE_SHARED or ../shared) holds train/situations (CC0-1.0,
written for this project): a group is right where the scorer of the set pairs it with an annotated actor. Logistic regression over the features
of `reconcile.keeping`; scores printed are by cross-validation over whole stories.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from dateline.lexicon import data_path
from dateline.reconcile.keeping import LEAST, SAFE, groups
from scored_stories import reconciled

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
STRENGTH, FOLDS, RAREST = 0.1, 5, 3
HEAD = """# actor_weights.tsv: weights (log odds) of the features by which a group of mentions is held to be an actor of the record
# origin: learned for this project by logistic regression (scripts/fit_actors.py) on its own annotated stories; licence: CC0-1.0; version: 1
# "name" features are of groups with a name, "noun" features of groups without; roles are those of reconcile/keeping.py
# feature	weight
"""


class Group(NamedTuple):
    """A group of mentions. `actors`: how many actors its story has in the annotation."""

    story: str
    features: tuple[str, ...]
    right: bool
    actors: int


def cases(folder: Path) -> Iterator[Group]:
    """All groups of the stories of a folder, with whether an annotated actor is paired with each."""
    import score as score_module

    made = reconciled(folder, score_module)
    tables = made.tables
    found = groups(made.corpus, made.links.actor_of, made.grouping.story_of)
    inside: dict[str, set[str]] = {}
    for row in tables["mentions"]:
        if row["actor_id"]:
            inside.setdefault(row["actor_id"], set()).add(row["report_id"])
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        story = score_module.Story(gold, tables, False)
        score_module.score_actors(story, score_module.Tally())
        for row in tables["actors"]:
            if inside.get(row["actor_id"], set()) & set(story.report):
                yield Group(path.stem, found[row["actor_id"]], row["actor_id"] in story.actor_key, len(gold["actors"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "gold" / "situations"))
    import dateline.reconcile.keeping as keeping

    keeping.LEAST = 0.0
    data = list(cases(options.shared / "train" / "situations"))
    counts: dict[str, int] = {}
    for case in data:
        for f in case.features:
            counts[f] = counts.get(f, 0) + 1
    names = sorted(f for f, n in counts.items() if n >= RAREST)
    column = {f: n for n, f in enumerate(names)}
    matrix = np.zeros((len(data), len(names)))
    for n, case in enumerate(data):
        matrix[n, [column[f] for f in case.features if f in column]] = 1.0
    right = np.array([c.right for c in data])
    stories = sorted({c.story for c in data})
    fold = np.array([stories.index(c.story) % FOLDS for c in data])
    chance = np.zeros(len(data))
    for k in range(FOLDS):
        model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(matrix[fold != k], right[fold != k])
        chance[fold == k] = model.predict_proba(matrix[fold == k])[:, 1]
    safe = np.array([bool(SAFE & set(c.features)) for c in data])
    gold = sum({c.story: c.actors for c in data}.values())
    for least in (0.0, 0.3, 0.35, 0.4, 0.45):
        kept = (chance >= least) | safe
        hits = (kept & right).sum()
        print(f"kept from {least}: {kept.sum()} groups, P {hits / kept.sum():.3f} R {hits / gold:.3f} F1 {2 * hits / (kept.sum() + gold):.3f}")
    print(f"in use: {LEAST}")
    if options.write:
        model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(matrix, right)
        weights = {"bias": float(model.intercept_[0])} | {f: float(w) for f, w in zip(names, model.coef_[0], strict=True)}
        lines = [f"{f}\t{w:.3f}\n" for f, w in sorted(weights.items()) if f == "bias" or abs(w) >= 0.02]
        Path(str(data_path("actor_weights.tsv"))).write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
