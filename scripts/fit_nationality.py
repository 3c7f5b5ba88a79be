"""Weights by which the country of an actor that no report states is chosen among those of its story (`reconcile.nationality.WEIGHTS`).

    PYTHONPATH=. python scripts/fit_nationality.py [SHARED]

Run it from the root of the repository; needs the `train` extra. SHARED (default DATELINE_SHARED or ../shared) holds train/situations (CC0-1.0,
written for this project): the right country is that of the annotated actor whom the scorer of the set pairs. Conditional logit; printed are
the weights and the share of right countries with them, with what reports guess alone, and by cross-validation over whole stories.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from dateline.reconcile.nationality import WEIGHTS, candidates
from scored_stories import reconciled

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
PENALTY, FOLDS = 5.0, 5


class Case(NamedTuple):
    """An actor with the features (rows of `matrix`) of each country of its story and of having none, and the row of what is right."""

    story: str
    matrix: Any
    right: int


def cases(folder: Path) -> list[Case]:
    """Actors of the stories of a folder whose country no report states and is one of their story's or none."""
    import score as score_module

    made = reconciled(folder, score_module)
    found = dict(candidates(made.corpus, made.links.actor_of, made.grouping.story_of))
    cases = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        story = score_module.Story(gold, made.tables, False)
        score_module.score_actors(story, score_module.Tally())
        country = {a["key"]: a.get("country") for a in gold["actors"]}
        for actor, key in story.actor_key.items():
            if actor in found and country[key] in found[actor].choices:
                named = list(found[actor].choices)
                matrix = np.array([[found[actor].choices[c].get(f, 0.0) for f in WEIGHTS] for c in named])
                cases.append(Case(path.stem, matrix, named.index(country[key])))
    return cases


def fit(data: Sequence[Case]) -> Any:
    """Weights in the order of `WEIGHTS`."""

    def loss(weights: Any) -> tuple[float, Any]:
        value, slope = PENALTY / 2 * weights @ weights, PENALTY * weights
        for case in data:
            scores = case.matrix @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            value -= np.log(chance[case.right])
            slope = slope + case.matrix.T @ chance - case.matrix[case.right]
        return value, slope

    return minimize(loss, np.zeros(len(WEIGHTS)), jac=True, method="L-BFGS-B").x


def right(data: Sequence[Case], weights: Any) -> float:
    return float(np.mean([int(np.argmax(c.matrix @ weights)) == c.right for c in data]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "gold" / "situations"))
    data = cases(options.shared / "train" / "situations")
    stories = sorted({c.story for c in data})
    folds = [[c for c in data if stories.index(c.story) % FOLDS == k] for k in range(FOLDS)]
    held = [right(folds[k], fit([c for n, f in enumerate(folds) if n != k for c in f])) * len(folds[k]) for k in range(FOLDS)]
    alone = np.array([float(f == "guessed") for f in WEIGHTS])
    weights = fit(data)
    print(dict(zip(WEIGHTS, weights.round(2).tolist(), strict=True)))
    print(f"{len(data)} actors: guesses alone {right(data, alone):.3f}, held out {sum(held) / len(data):.3f}, all {right(data, weights):.3f}")
    print(f"in use {right(data, np.array(list(WEIGHTS.values()))):.3f}")


if __name__ == "__main__":
    main()
