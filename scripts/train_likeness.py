"""Models by which two mentions are held to stand for one actor (data/actor_models.npz).

    PYTHONPATH=. python scripts/train_likeness.py [SHARED] [--write]

Run it from the root of the repository; needs the `train` extra. SHARED (default DATELINE_SHARED or ../shared) holds the data: ECB+ (Cybulska
and Vossen 2014, CC BY 3.0), gold/stories/entity_coref.jsonl, all mentions of actors; those of sentences that its annotators did not check
weigh less. Gradient-boosted trees, one model for pairs within a report and one for pairs across the reports of a topic.

The scores printed are by cross-validation over topics (a topic is two look-alike stories). `--write` fits on everything: what the packed models
score on ECB+ itself is not a held-out score, the one printed here is.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
from bench.coreference import topics
from sklearn.ensemble import HistGradientBoostingClassifier

from dateline.lexicon import data_path
from dateline.reconcile.likeness import LEAN, group_mentions
from dateline.reconcile.trees import Trees, pack

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
FOLDS = 4
KEPT = 0.2
"""Share of the pairs across reports of two actors that are learned from, each for all."""
WEIGHT = (0.3, 0.5, 1.0)
"""Of a pair with no, one, two checked mentions."""
SHAPE: dict[str, Any] = {"max_iter": 120, "learning_rate": 0.1, "max_leaf_nodes": 15, "min_samples_leaf": 40, "l2_regularization": 5.0}


class Pairs:
    """All pairs of one kind (within a report, or across reports) of all topics."""

    def __init__(self, data: list[tuple[list[dict[str, Any]], Any]], inside: bool) -> None:
        found: list[dict[str, float]] = []
        self.keys: list[tuple[int, int, int]] = []
        same, weight = [], []
        for topic, (given, mentions) in enumerate(data):
            for i, j in mentions.pairs():
                left, right = given[i], given[j]
                if (left["doc"] == right["doc"]) == inside:
                    found.append(mentions.features(i, j))
                    self.keys.append((topic, i, j))
                    same.append(left["cluster"] == right["cluster"])
                    weight.append(WEIGHT[left["checked"] + right["checked"]])
        self.names = tuple(sorted({name for features in found for name in features}))
        self.rows = np.zeros((len(found), len(self.names)), np.float32)
        column = {name: n for n, name in enumerate(self.names)}
        for row, features in zip(self.rows, found, strict=True):
            for name, value in features.items():
                row[column[name]] = value
        self.same, self.weight = np.array(same), np.array(weight)
        self.topic = np.array([k[0] for k in self.keys])
        self.thin = not inside

    def fit(self, keep: np.ndarray, seed: int = 0) -> HistGradientBoostingClassifier:
        """A model of the pairs of `keep`."""
        weight = self.weight
        if self.thin:
            drawn = np.random.default_rng(seed).random(len(self.same)) < KEPT
            keep, weight = keep & (self.same | drawn), np.where(self.same, weight, weight / KEPT)
        model = HistGradientBoostingClassifier(random_state=seed, early_stopping=False, **SHAPE)
        return model.fit(self.rows[keep], self.same[keep], sample_weight=weight[keep])


def packed(names: tuple[str, ...], model: HistGradientBoostingClassifier) -> Trees:
    """A fitted model as plain arrays."""
    parts = [stage[0].nodes for stage in model._predictors]
    starts = np.cumsum([0, *(len(p) for p in parts)])[:-1]
    nodes, shift = np.concatenate(parts), np.repeat(starts, [len(p) for p in parts])
    leaf, own = nodes["is_leaf"].astype(bool), np.arange(len(nodes))
    return Trees(
        names=names, bias=float(np.ravel(model._baseline_prediction)[0]), depth=int(nodes["depth"].max()), roots=starts.astype(np.int32),
        feature=np.where(leaf, 0, nodes["feature_idx"]).astype(np.int32), threshold=nodes["num_threshold"].astype(np.float32),
        left=np.where(leaf, own, nodes["left"] + shift).astype(np.int32), right=np.where(leaf, own, nodes["right"] + shift).astype(np.int32),
        value=np.where(leaf, nodes["value"], 0.0).astype(np.float32),
    )  # fmt: skip


def score(data: list[tuple[list[dict[str, Any]], Any]], scores: dict[int, dict[tuple[int, int], float]], lean: float) -> str:
    """Figures of the scorer of the set for checked mentions."""
    from score_coref import score as scorer

    gold, found = {}, {}
    for topic, (given, _) in enumerate(data):
        groups = group_mentions(len(given), {pair: s + lean for pair, s in scores[topic].items()}).groups()
        for root, members in groups.items():
            for n in members:
                if given[n]["checked"]:  # type: ignore[call-overload]
                    gold[topic, n], found[topic, n] = given[n]["cluster"], (topic, root)  # type: ignore[call-overload]
    result = scorer(gold, found)
    b3 = result["b3"]
    return f"conll {result['conll_f1']} b3 {b3['precision']} {b3['recall']} ceafe {result['ceafe']['f1']} muc {result['muc']['f1']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "gold" / "stories"))
    data = topics(options.shared / "gold" / "stories" / "entity_coref.jsonl")
    kinds = {"inside": Pairs(data, True), "across": Pairs(data, False)}
    scores: dict[int, dict[tuple[int, int], float]] = {n: {} for n in range(len(data))}
    for name, pairs in kinds.items():
        print(f"{name}: {len(pairs.same)} pairs, {pairs.same.sum()} of one actor; {len(pairs.names)} features", flush=True)
        for fold in range(FOLDS):
            held = pairs.topic % FOLDS == fold
            odds = pairs.fit(~held).decision_function(pairs.rows[held])
            for n, value in zip(np.flatnonzero(held), odds, strict=True):
                topic, i, j = pairs.keys[n]
                scores[topic][i, j] = float(value)
    for lean in sorted({LEAN - 0.5, LEAN - 0.25, LEAN, LEAN + 0.25, LEAN + 0.5}):
        print(f"held out, lean {lean}: {score(data, scores, lean)}", flush=True)
    if options.write:
        pack(data_path("actor_models.npz"), {name: packed(p.names, p.fit(np.ones(len(p.same), bool))) for name, p in kinds.items()})


if __name__ == "__main__":
    main()
