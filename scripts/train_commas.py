"""Trains `src/dateline/data/commas.npz`: where marks stood inside the sentences of text without marks.

    PYTHONPATH=. python scripts/train_commas.py [--out FILE]

Texts, held-out documents and perceptron are those of scripts/train_boundaries.py, without the speeches; commas, semicolons, colons, brackets
and dashes are one mark here. Recurrent networks beside it (of those of the boundaries, told where sentences begin) found more (statements of
the letters-only situations .662 against .646), but restoring then cost more than the parse. Needs `dateline[train]` and `pip install jax optax`.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from dateline.lexicon import data_path
from train_boundaries import Perceptron, best_threshold, documents, held_out, is_news, perceptron, vectors_of, window


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=data_path("commas.npz"))
    options = parser.parse_args()
    docs = [d for d in documents()[0] if d.words]
    rest, held = [d for d in docs if not held_out(d)], [d for d in docs if held_out(d) and is_news(d)]
    print(f"{len(docs)} documents, {sum(len(d.words) for d in docs):,} words, {sum(sum(d.commas) for d in docs):,} marks", flush=True)
    within = np.concatenate([~np.array(d.starts) for d in rest])
    inputs = np.concatenate([window(vectors_of(d.words)) for d in rest])[within]
    trained = perceptron(inputs, np.concatenate([np.array(d.commas, np.float32) for d in rest])[within], 0)
    arrays = {key: w.astype(np.float16 if key == "a" else np.float32) for key, w in zip(Perceptron.ARRAYS, trained, strict=True)}
    np.savez_compressed(options.out, origin=np.array((__doc__ or "").strip()), **arrays)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB", flush=True)
    by_window = Perceptron(dict(zip(Perceptron.ARRAYS, trained, strict=True)))
    scores = np.concatenate([np.where(d.starts, -9.0, by_window.scores(vectors_of(d.words).astype(np.float32))) for d in held])
    right = np.concatenate([np.array(d.commas) for d in held])
    value, threshold = best_threshold(scores, right)
    print(f"held-out news F1 {value:.3f} at {threshold:.3f}; odds, precision, recall:")
    for odds in np.arange(-1, 1.5, 0.25):
        sure = scores > odds
        print(f"  {odds:+.2f} {(right & sure).sum() / sure.sum():.3f} {(right & sure).sum() / right.sum():.3f}")


if __name__ == "__main__":
    sys.exit(main())
