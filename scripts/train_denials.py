"""Learns which sentence a denial speaks against (the column `choice` of data/denial_weights.tsv) from the annotated training stories and the project's own.

    PYTHONPATH=src:. python scripts/train_denials.py [SHARED] [--write]

Of all sentences that a denial may be about, those on the other side of its annotated contradiction are right. The weights stay near those
of the column `weight`. Printed for stories held out: for how many denials the likeliest sentence is right, by either column.
"""

import argparse
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import data_path
from dateline.reconcile.accounts import Sentences, said_in, weights
from disputed_stories import Told, told

SHARED = Path(os.environ.get("DATELINE_SHARED", "../shared"))
NEARNESS, STEP, ROUNDS, ENOUGH, FOLDS = 1.0, 0.5, 200, 1e-4, 5
"""How strongly the weights are held near those of the other column; share of each step, steps at most, the change at which to stop; folds."""
ACCOUNTS = frozenset(("modality", "actor"))
Array = NDArray[np.float64]


class Choice(NamedTuple):
    """What one denial of a story may be about: a row of features for each sentence, and which of them are right."""

    story: str
    rows: Array
    right: NDArray[np.bool_]


def choices(story: Told, names: Sequence[str]) -> Iterator[Choice]:
    """The denials of a story for which somebody says what they are about."""
    for said in said_in(story.links.views, story.links.tellings).values():
        sentences = Sentences(said, story.links.event_of)
        sides = [
            {(m.row, m.side) for m in story.marks.get(s.report_id, ()) if m.kind in ACCOUNTS and s.start < m.end and m.start < s.end}
            for s in (said[n] for n in sentences.places)
        ]
        found: dict[int, list[tuple[Array, bool]]] = defaultdict(list)
        for left, right in sentences.pairs():
            features = sentences.features(left, right)
            rows = np.column_stack([np.asarray(features[name], np.float64) for name in names])
            for a, b, row in zip(left.tolist(), right.tolist(), rows, strict=True):
                found[b].append((row, any(x[0] == y[0] and x[1] != y[1] for x in sides[a] for y in sides[b])))
        for told_of in found.values():
            if any(right for _, right in told_of):
                yield Choice(story.name, np.array([row for row, _ in told_of]), np.array([right for _, right in told_of]))


def fit(items: Sequence[Choice], start: Array) -> Array:
    """Weights under which the right sentences are likely among the others."""
    found = start.copy()
    for _ in range(ROUNDS):
        slope, curve = NEARNESS * (found - start), NEARNESS * np.eye(len(found))
        for item in items:
            odds = np.exp(item.rows @ found - (item.rows @ found).max())
            share = odds / odds.sum()
            wanted = share * item.right / (share * item.right).sum()
            mean = item.rows.T @ share
            slope += item.rows.T @ (share - wanted)
            curve += (item.rows * share[:, None]).T @ item.rows - np.outer(mean, mean)
        change = np.linalg.solve(curve, slope)
        found -= STEP * change
        if np.abs(change).max() < ENOUGH:
            break
    return found


def right(items: Sequence[Choice], chosen: Array) -> int:
    """For how many denials the likeliest sentence is right."""
    return sum(bool(item.right[np.argmax(item.rows @ chosen)]) for item in items)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    plain = weights("weight")
    names = sorted(plain.keys() - {"bias"})
    start = np.array([plain[name] for name in names])
    stories = [list(choices(story, names)) for story in told(options.shared)]
    held = 0
    for k in range(FOLDS):
        held += right(
            [i for s in stories[k::FOLDS] for i in s], fit([i for n, s in enumerate(stories) if n % FOLDS != k for i in s], start)
        )
    items = [i for s in stories for i in s]
    print(f"{len(items)} denials; right by `weight` {right(items, start)}, by `choice` held out {held}")
    if options.write:
        learned = dict(zip(names, fit(items, start).tolist(), strict=True)) | {"bias": plain["bias"]}
        path = data_path("denial_weights.tsv")
        head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        body = [f"{name}\t{plain[name]:g}\t{learned[name]:.2f}" for name in sorted(plain)]
        path.write_text("\n".join([*head, *body]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
