"""Small linear models that run on numpy alone: named features and dense word vectors in, scores of classes out.

Weights are made by scripts/train_events.py with scikit-learn and kept as 8-bit integers in one `.npz` file.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import packaged_file

Array = NDArray[np.float32]


class LinearModel:
    """Scores of classes: the sum of the weights of the features that are known, of the dense part, and of a constant."""

    def __init__(self, classes: Sequence[str], features: Sequence[str], weights: Array, dense: Array, bias: Array) -> None:
        self.classes = tuple(classes)
        self.row = {f: n for n, f in enumerate(features)}
        self.weights, self.dense, self.bias = weights, dense, bias

    def scores(self, features: Sequence[Sequence[str]], dense: Array | None = None) -> Array:
        """Scores of shape (items, classes), higher is likelier; not yet probabilities."""
        found = np.empty((len(features), len(self.bias)), np.float32)
        found[:] = self.bias
        for n, names in enumerate(features):
            known = [row for row in map(self.row.get, names) if row is not None]
            if known:
                found[n] += np.add.reduce(self.weights.take(known, axis=0), axis=0)
        if dense is not None and self.dense.size:
            found += dense @ self.dense
        return found

    def probabilities(self, features: Sequence[Sequence[str]], dense: Array | None = None) -> Array:
        """Softmax of the scores, of shape (items, classes)."""
        scores = self.scores(features, dense)
        if not len(scores):
            return scores
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Array = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
        return shares


def _lines(packed: NDArray[np.uint8]) -> list[str]:
    text = packed.tobytes().decode()
    return text.split("\n") if text else []


@cache
def models(name: str = "event_models.npz") -> Mapping[str, LinearModel]:
    """The packaged linear models of a file by name."""
    found = {}
    with np.load(packaged_file(name)) as packed:
        for key in packed:
            if key.endswith("/classes"):
                model = key.removesuffix("/classes")
                found[model] = LinearModel(
                    _lines(packed[key]), _lines(packed[f"{model}/features"]),
                    packed[f"{model}/weights"].astype(np.float32) * packed[f"{model}/scale"].astype(np.float32),
                    packed[f"{model}/dense"].astype(np.float32), packed[f"{model}/bias"].astype(np.float32),
                )  # fmt: skip
    return found


def pack(classes: Sequence[str], features: Sequence[str], weights: Array, dense: Array, bias: Array) -> dict[str, NDArray[np.generic]]:
    """The arrays of one model for `np.savez_compressed`; weights as 8-bit integers with one scale a class."""
    scale = np.abs(weights).max(axis=0) / 127 if weights.size else np.ones(len(classes), np.float32)
    scale = np.where(scale > 0, scale, 1).astype(np.float32)
    return {
        "classes": np.frombuffer("\n".join(classes).encode(), np.uint8), "features": np.frombuffer("\n".join(features).encode(), np.uint8),
        "weights": np.round(weights / scale).astype(np.int8), "scale": scale, "dense": dense.astype(np.float32), "bias": bias.astype(np.float32),
    }  # fmt: skip
