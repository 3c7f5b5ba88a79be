"""Boosted decision trees as plain arrays: the models that judge pairs are trained elsewhere and only read here."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import packaged_file

Floats = NDArray[np.float32]
ROWS = 20_000
"""Rows that are scored at a time."""


class Trees(msgspec.Struct, frozen=True):
    """A sum of trees over named features. A row goes left where its feature is at most the threshold; a leaf is its own left and right.

    `roots`: the first node of each tree; `depth`: steps from a root to its farthest leaf.
    """

    names: tuple[str, ...]
    bias: float
    depth: int
    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats

    def table(self, features: Sequence[Mapping[str, float]]) -> Floats:
        """Features by name as rows, one a mapping; what a mapping does not have is 0."""
        column = {name: n for n, name in enumerate(self.names)}
        found = np.zeros((len(features), len(self.names)), np.float32)
        known = [(row, at, value) for row, named in enumerate(features) for name, value in named.items() if (at := column.get(name)) is not None]
        if known:
            rows, columns, values = zip(*known, strict=True)
            found[rows, columns] = values
        return found

    def scores(self, rows: Floats) -> Floats:
        """Log odds of each row (rows, features)."""
        found = [self._scores(rows[n : n + ROWS]) for n in range(0, len(rows), ROWS)]
        return np.concatenate(found) if found else np.zeros(0, np.float32)

    def _scores(self, rows: Floats) -> Floats:
        at = np.repeat(self.roots[None, :], len(rows), axis=0)
        values, first = rows.ravel(), np.arange(0, rows.size, rows.shape[1])[:, None]
        for _ in range(self.depth):
            goes_left = values.take(first + self.feature.take(at)) <= self.threshold.take(at)
            at = np.where(goes_left, self.left.take(at), self.right.take(at))
        total: Floats = self.value.take(at).sum(axis=1, dtype=np.float32) + np.float32(self.bias)
        return total


@cache
def models(file: str) -> Mapping[str, Trees]:
    """The models of a packed file of `data/` by name."""
    found = {}
    with np.load(packaged_file(file)) as packed:
        for name in sorted(key.partition(".")[0] for key in packed if key.endswith(".roots")):
            part = {field: packed[f"{name}.{field}"] for field in Trees.__struct_fields__}
            names = tuple(part.pop("names").tobytes().decode().split("\n"))
            found[name] = Trees(names=names, bias=float(part.pop("bias")), depth=int(part.pop("depth")), **part)
    return found


def pack(path: Path, trees: Mapping[str, Trees]) -> None:
    """Writes models so that `models` can read them."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, model in trees.items():
        for field in Trees.__struct_fields__:
            value = getattr(model, field)
            arrays[f"{name}.{field}"] = np.frombuffer("\n".join(value).encode(), np.uint8) if field == "names" else np.asarray(value)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
