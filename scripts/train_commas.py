"""Trains `src/dateline/data/commas.npz`: where marks stood inside the sentences of text without marks.

    PYTHONPATH=. python scripts/train_commas.py [--out FILE]

Texts, held-out documents, networks and perceptron are those of scripts/train_boundaries.py, without the speeches; commas,
semicolons, colons, brackets and dashes are one mark here. The networks are told where sentences begin, and in training are told so
wrongly as often as the readers of boundaries are wrong. Needs `dateline[train]` and `pip install jax optax`.
"""

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from dateline.lexicon import data_path
from dateline.text.boundaries import SHAPES, meanings_of
from dateline.text.commas import VOTE
from train_boundaries import (
    KNOWN_FROM,
    Document,
    Network,
    Perceptron,
    Stream,
    best_threshold,
    documents,
    held_out,
    is_news,
    perceptron,
    shuffled,
    stream,
    train_network,
    vectors_of,
    window,
)

MISSED, FALSE = 0.15, 0.01  # shares of the sentence starts that are hidden, and of other words with a capital that are called starts
NETWORKS = 2


def told_starts(doc: Document, draw: random.Random) -> list[bool]:
    """The sentence starts of a document with the errors of a reader."""
    return [
        draw.random() >= MISSED if begins else word[0].isupper() and draw.random() < FALSE
        for word, begins in zip(doc.words, doc.starts, strict=True)
    ]


def comma_stream(docs: list[Document], known: dict[str, int], mean: np.ndarray, spread: np.ndarray, seed: int) -> Stream:
    """What a network reads: the stream of train_boundaries with the marks to find, and shapes that tell where sentences begin."""
    found, draw = stream(docs, known, mean, spread), random.Random(seed)
    starts = np.concatenate([np.array(told_starts(d, draw), np.int32) for d in docs])
    commas = np.concatenate([np.array(d.commas, np.float32) for d in docs])
    return found._replace(shape=found.shape + SHAPES * starts, gold=commas)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=data_path("commas.npz"))
    options = parser.parse_args()
    docs = [d for d in documents()[0] if d.words]
    rest, held = [d for d in docs if not held_out(d)], [d for d in docs if held_out(d) and is_news(d)]
    print(f"{len(docs)} documents, {sum(len(d.words) for d in docs):,} words, {sum(sum(d.commas) for d in docs):,} marks", flush=True)
    counts = Counter(w.lower() for d in rest for w in d.words)
    known = {w: n for n, w in enumerate((w for w, c in counts.most_common() if c >= KNOWN_FROM), 1)}
    vectors = [vectors_of(d.words) for d in rest]
    plain = np.concatenate(vectors).astype(np.float32)
    mean, spread = plain.mean(0), plain.std(0) + 1e-3
    news = [comma_stream(chosen, known, mean, spread, n) for n, chosen in enumerate((rest, shuffled(rest, 1)))]
    none = Stream(*(column[:0] for column in news[0]))
    arrays: dict[str, np.ndarray] = {"known": np.array("\n".join(known)), "origin": np.array((__doc__ or "").strip())}
    arrays["networks"] = np.array(NETWORKS)
    networks = []
    for seed in range(NETWORKS):
        weights = train_network(news, none, known, seed, shapes=2 * SHAPES) | {"mean": mean, "spread": spread}
        networks.append(Network(list(known), weights))
        arrays |= {f"{seed}_{key}": weights[key].astype(np.float16) for key in Network.ARRAYS}
    within = np.concatenate([~np.array(d.starts) for d in rest])
    inputs = np.concatenate([window(v) for v in vectors])[within]
    trained = perceptron(inputs, np.concatenate([np.array(d.commas, np.float32) for d in rest])[within], 0)
    arrays |= {f"p_{key}": w.astype(np.float16 if key == "a" else np.float32) for key, w in zip(Perceptron.ARRAYS, trained, strict=True)}
    np.savez_compressed(options.out, **arrays)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB", flush=True)
    by_window = Perceptron(dict(zip(Perceptron.ARRAYS, trained, strict=True)))
    draw = random.Random(0)
    scores, gold = [], []
    for doc in held:
        starts, seen = told_starts(doc, draw), vectors_of(doc.words).astype(np.float32)
        read = [n.scores(doc.words, seen, meanings_of(doc.words), starts) for n in networks]
        scores.append(np.stack([*read, by_window.scores(seen)], 1))
        scores[-1][starts] = -9
        gold.append(np.array(doc.commas))
    each, right = np.concatenate(scores), np.concatenate(gold)
    for vote in (0.0, VOTE, 1.0):
        total = vote * each[:, :-1].mean(1) + (1 - vote) * each[:, -1]
        value, threshold = best_threshold(total, right)
        line = ", ".join(f"{odds:+.2f} {(right & (total > odds)).sum() / (total > odds).sum():.3f} {(right & (total > odds)).sum() / right.sum():.3f}" for odds in np.arange(-1, 1.5, 0.25))
        print(f"share {vote} of the networks: held-out news F1 {value:.3f} at {threshold:.3f}; odds, precision, recall: {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
