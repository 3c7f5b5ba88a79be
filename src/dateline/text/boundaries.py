"""Where sentences begin in text without marks, and which words are written with a capital.

Readers of the words that vote: a linear model over words, word classes and capitals in a window, its features hashed into one table of
weights; beside it, where capitals are left, a network of convolutions that finds marks inside the sentences too (`scripts/train_marks.py`,
`data/marks.npz`), and the starts are taken together, by what a sentence can hold (`clauses.cut`). Text without capitals (or all in
capitals) is given its likely capitals first and read with weights of its own: the linear model, a perceptron over the parser's vectors of a window, recurrent networks in both directions over the parser's vectors, vectors of
meaning and vectors learned for words and endings (`scripts/train_boundaries.py`, `data/boundaries.npz`, with the word list and the licences
of its sources).
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import packaged_file, rule_words, table
from dateline.text.clauses import LEAST, cut
from dateline.text.word_vectors import word_vectors

WORD = re.compile(r"[^\W\d_]+")
BITS = 19
_MASK = np.uint64((1 << BITS) - 1)
_PAD = 6
_MIX, _ADD, _SPREAD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0x632BE59B), np.uint64(0xD6E8FEB86659FD93)
_WORD, _SHAPE, _TAG, _TAGS, _CAPITAL, _FREQUENCY, _SUFFIX = range(7)
COMMON_SUFFIXES = (
    "ing",
    "ed",
    "ly",
    "tion",
    "ness",
    "able",
    "ment",
    "ers",
    "ies",
    "est",
    "ous",
    "ive",
    "ity",
    "ism",
    "ists",
)  # of no name
SUFFIXES = 2000  # hashed endings of three letters
OFFSETS = range(-5, 5)  # words around a boundary that a perceptron reads
REACH = 6
STRETCH, OVERLAP = 104, 24  # words that a network reads at once, and the words on either side that it reads along
VECTORS_OF = "3.8."  # version of the small English model whose vectors the networks read
CHUNK = 2000  # words that are given to the vectors at once
SHORT, ODDS_IF_SHORT = 60, 1.0  # words of a passage that is likely one sentence; log odds that a start needs there
AFTER_TITLE, AFTER_LOWER_TITLE = 2.0, 1.0  # log odds that a start needs between a title and what may be a name; in one case
INSIDE_NAME = 2.0  # log odds that a start needs inside what a name seems to be
COUNTRY_BEHIND_NAME = 2.0  # log odds for a start at a country that owns or does something, behind another name
NEVER, ALWAYS = -99.0, 99.0  # log odds where a rule decides
NAME_RATIO = 0.6  # share of capitals from which a word is written with one

Matrix = NDArray[np.uint64]


@cache
def _crc(text: str) -> int:
    return zlib.crc32(text.encode())


class WordList:
    """What the training texts tell of a word: its usual Penn tags, how often it has a capital inside a sentence, how frequent it is."""

    def __init__(
        self, words: Sequence[str], tags: NDArray[Any], capital: NDArray[Any], frequency: NDArray[Any], tag_names: Sequence[str]
    ) -> None:
        self.rows = {w: n for n, w in enumerate(words)}
        self.tags, self.capital, self.frequency = tags, capital, frequency
        self.tag_names = list(tag_names)
        first = np.array([_crc(t.split("/")[0]) % (1 << 30) for t in self.tag_names], np.uint64)
        both = np.array([_crc(t) % (1 << 30) for t in self.tag_names], np.uint64)
        self._first, self._both = first[tags], both[tags]

    def row(self, word: str) -> tuple[int, int, int, int]:
        """Tag, tags, capital class (0-4, 5 rare, 6 unknown) and frequency class (0-6) of a lower-case word."""
        at = self.rows.get(word)
        if at is None:
            suffix = 1000 + _crc(word[-3:]) % 4096
            return suffix, suffix, 6, 0
        ratio, frequency = int(self.capital[at]), int(self.frequency[at])
        return int(self._first[at]), int(self._both[at]), 5 if ratio == 255 else min(4, ratio // 5), frequency

    def frequent(self, word: str) -> int:
        """Frequency class of a word: 0 unknown, 1-6 by powers of two."""
        at = self.rows.get(word.lower())
        return 0 if at is None else int(self.frequency[at])

    def named(self, word: str) -> bool:
        """Whether a lower-case word is usually written with a capital. Unknown words are, unless they end like common words."""
        if word == "i":
            return True
        at = self.rows.get(word)
        if at is not None and self.capital[at] != 255:
            return bool(self.capital[at] > NAME_RATIO * 20)
        return word in names() or (at is None and len(word) > 1 and not word.endswith(COMMON_SUFFIXES))

    def initialism(self, word: str) -> bool:
        """Whether a lower-case word is an initialism that is written in capitals (un, nato)."""
        return word in initialisms()


@cache
def initialisms() -> frozenset[str]:
    """Initialisms of the packaged tables that are no English words, lower case."""
    found: set[str] = {"eu", "uk", "uae", "nato", "unhcr", "un", "ngo", "ngos"}
    for row in table("international_bodies.tsv"):
        found.update(i.lower() for i in row["initialisms"].split("|") if i.isupper() and i.isalpha() and len(i) > 2)
    return frozenset(
        found - {"who", "au", "is", "it", "us", "aid", "care", "cap", "acted", "save", "era", "ban", "arc", "mag", "drc", "irc"}
    )


@cache
def names() -> frozenset[str]:
    """Words of the packaged tables that are names wherever they stand: countries, demonyms, months, weekdays, places."""
    found = set(
        "monday tuesday wednesday thursday friday saturday sunday january february april june july august september october november december".split()
    )
    for row in table("countries.tsv"):
        for column in ("name", "alternatives", "adjectives", "demonyms", "capital"):
            found.update(w.casefold() for w in WORD.findall(row[column]) if w[0].isupper() and len(w) > 2)
    return frozenset(found | first_names())


@cache
def country_names() -> frozenset[str]:
    """Countries named in one word, lower case."""
    return frozenset(row["name"].casefold() for row in table("countries.tsv") if row["name"].isalpha())


@cache
def demonyms() -> frozenset[str]:
    """Single words for what or who is of a country, as they are written."""
    return frozenset(w for row in table("countries.tsv") for c in ("adjectives", "demonyms") for w in row[c].split("|") if w[:1].isupper() and w.isalpha())


@cache
def title_words() -> frozenset[str]:
    """Last words of titles, which only a name follows where they have a capital, lower case."""
    return frozenset(row["title"].split()[-1].casefold() for row in table("titles.tsv"))


@cache
def first_names() -> frozenset[str]:
    """Given names, lower case."""
    return frozenset(row["name"].casefold() for row in table("first_names.tsv"))


@cache
def office_words() -> frozenset[str]:
    """Last words of titles and offices, which a name follows in the same sentence ("defence minister Kolingar")."""
    return frozenset(next(iter(row.values())).split()[-1].casefold() for name in ("titles.tsv", "roles.tsv") for row in table(name))


@cache
def body_words() -> frozenset[str]:
    """Nouns of bodies and forces, which no person's name follows ("the death of the mission | Ines Tolland said")."""
    held = {row["title"].split()[-1].casefold() for row in table("titles.tsv")}
    bodies = ("government", "intergovernmental", "military", "organisation")
    return frozenset(row["noun"] for row in table("roles.tsv") if row["kind"] in bodies and " " not in row["noun"]) - held


def attributes(words: Sequence[str], lexicon: WordList) -> Matrix:
    """One row a word: word, shape, tag, tags, capital class, frequency class, suffix."""
    found = np.zeros((len(words), 7), np.uint64)
    for n, word in enumerate(words):
        lower = word.lower()
        shape = 2 * (len(word) == 1) + (1 if word.islower() else 3 if word.isupper() and len(word) > 1 else 5 if word[0].isupper() else 7)
        found[n] = (_crc(lower), shape, *lexicon.row(lower), _crc(lower[-3:]))
    return found


def _join(*columns: Matrix) -> Matrix:
    value = np.zeros_like(columns[0])
    for column in columns:
        value = (value * _MIX + column + _ADD) ^ (value >> np.uint64(29))
    return value


def features(words: Sequence[str], lexicon: WordList) -> NDArray[np.int32]:
    """Numbers of the active features (columns of the weight table), one row a word: is there a boundary before it?"""
    count = len(words)
    edge = np.full((_PAD, 7), 999, np.uint64)
    padded = np.vstack([edge, attributes(words, lexicon), edge])

    def at(column: int, offset: int) -> Matrix:
        return padded[_PAD + offset : _PAD + offset + count, column]

    def mixed(offset: int) -> Matrix:
        return np.where(at(_FREQUENCY, offset) >= 5, at(_WORD, offset), at(_TAGS, offset))

    def shaped(offset: int) -> Matrix:
        return _join(at(_SHAPE, offset), at(_CAPITAL, offset))

    found: list[Matrix] = []

    def add(*columns: Matrix) -> None:
        found.append(_join(np.full(count, len(found) + 1, np.uint64), *columns))

    for o in range(-5, 5):
        add(at(_WORD, o))
    for o in range(-4, 5):
        add(at(_TAGS, o), at(_SHAPE, o)) if o in (-1, 0) else add(at(_TAGS, o))
    for o in range(-3, 4):
        add(shaped(o))
    for o in range(-3, 3):
        add(at(_WORD, o), at(_WORD, o + 1))
    for o in range(-4, 4):
        add(mixed(o), mixed(o + 1))
    for o in range(-4, 3):
        add(mixed(o), mixed(o + 1), mixed(o + 2))
    for width, column, last in ((3, _TAG, 3), (4, _TAG, 2), (5, _TAGS, 1)):
        for o in range(-4 if width < 5 else -3, last):
            add(*(at(column, o + k) for k in range(width)))
    add(at(_WORD, -1), at(_WORD, 1))
    add(mixed(-2), mixed(1))
    add(mixed(-2), mixed(0))
    for o in (-2, -1, 0, 1):
        add(shaped(o), shaped(o + 1), mixed(o), at(_SHAPE, o + 1))
    add(shaped(-2), shaped(-1), shaped(0), shaped(1))
    add(shaped(-1), shaped(0), shaped(1), shaped(2))
    add(*(at(_SHAPE, o) for o in (-3, -2, -1, 0, 1, 2)))
    add(shaped(-1), shaped(0), at(_TAG, -1), at(_TAG, 0))
    add(at(_SHAPE, 0), mixed(0), mixed(1))
    add(at(_SHAPE, 0), mixed(-1), at(_TAG, 0))
    add(at(_SHAPE, -1), at(_SHAPE, 0), mixed(-1), mixed(0), mixed(1))
    add(at(_SUFFIX, -1))
    add(at(_SUFFIX, 0), at(_SHAPE, 0))
    add(at(_SUFFIX, -1), mixed(0), at(_SHAPE, 0))
    add(at(_SUFFIX, 1))
    add(at(_SUFFIX, -1), at(_SUFFIX, 0))
    value = np.stack(found, 1)
    value ^= value >> np.uint64(31)
    value *= _SPREAD
    value ^= value >> np.uint64(32)
    return (value & _MASK).astype(np.int32)


Weights = NDArray[np.float32]


class Perceptron:
    """One hidden layer (ReLU) over the parser's vectors of the words at OFFSETS; arrays a, b (hidden layer), c, d (last)."""

    ARRAYS = "abcd"

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.weights: list[Weights] = [arrays[name].astype(np.float32) for name in self.ARRAYS]

    def scores(self, vectors: Weights) -> Weights:
        """Log odds that a boundary stands before each word; `vectors` has a row a word."""
        first, bias, second, last = self.weights
        count, width = vectors.shape
        padded = np.zeros((count + 2 * REACH, width), np.float32)
        padded[REACH : REACH + count] = vectors
        layer = np.tile(bias, (count, 1))
        for n, offset in enumerate(OFFSETS):
            layer += padded[REACH + offset : REACH + offset + count] @ first[n * width : (n + 1) * width]
        scores: Weights = (np.maximum(layer, 0) @ second + last)[:, 0]
        return scores


class Network:
    """A gated recurrent network (GRU) over words, one layer in each direction; weights by name, see `ARRAYS`."""

    ARRAYS = (
        "mean",
        "spread",
        "word",
        "suffix",
        "shape",
        "in_w",
        "in_b",
        "step_w",
        "step_h",
        "step_b",
        "out_w",
        "out_b",
        "last_w",
        "last_b",
    )

    def __init__(self, known: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> None:
        self.rows = {w: n for n, w in enumerate(known, 1)}
        self.weights: dict[str, Weights] = {name: arrays[name].astype(np.float32) for name in self.ARRAYS}

    def scores(self, words: Sequence[str], vectors: Weights, meanings: Weights) -> Weights:
        """Log odds that a boundary stands before each word; `vectors` and `meanings` have a row a word."""
        w = self.weights
        lower = [x.lower() for x in words]
        shape = [(0 if x.islower() else 1) + 2 * (len(x) == 1) for x in words]
        found = [
            (vectors - w["mean"]) / w["spread"], meanings, w["word"][[self.rows.get(x, 0) for x in lower]],
            w["suffix"][[_crc(x[-3:]) % SUFFIXES for x in lower]], w["shape"][shape],
        ]  # fmt: skip
        count, blocks = len(words), -(-len(words) // STRETCH)
        outside = np.concatenate([np.zeros(vectors.shape[1] + meanings.shape[1], np.float32), w["word"][0], w["suffix"][0], w["shape"][0]])
        inputs = np.tile(outside, (blocks * STRETCH + 2 * OVERLAP, 1))
        inputs[OVERLAP : OVERLAP + count] = np.concatenate(found, 1)
        windows = np.arange(STRETCH + 2 * OVERLAP)[:, None] + np.arange(blocks) * STRETCH
        layer = np.maximum(inputs @ w["in_w"] + w["in_b"], 0)[windows]
        read = self._read(layer)
        before = np.concatenate([np.zeros_like(read[:1]), read[:-1]])
        hidden = np.maximum(np.concatenate([before, read], 2)[OVERLAP:-OVERLAP] @ w["out_w"] + w["out_b"], 0)
        scores: Weights = ((hidden @ w["last_w"])[..., 0] + w["last_b"]).T.reshape(-1)[:count]
        return scores

    def _read(self, layer: Weights) -> Weights:
        """States of both directions, (words, blocks, 2 * size)."""
        w = self.weights
        forth = layer @ w["step_w"][0] + w["step_b"][0]
        back = layer[::-1] @ w["step_w"][1] + w["step_b"][1]
        given = np.stack([forth, back], 1)
        size = w["step_h"].shape[1]
        state = np.zeros((2, layer.shape[1], size), np.float32)
        states = np.empty((len(layer), *state.shape), np.float32)
        for n, step in enumerate(given):
            held = state @ w["step_h"]
            gates = 1 / (1 + np.exp(-(step[..., : 2 * size] + held[..., : 2 * size])))
            new = np.tanh(step[..., 2 * size :] + gates[..., :size] * held[..., 2 * size :])
            state = new + gates[..., size:] * (state - new)
            states[n] = state
        return np.concatenate([states[:, 0], states[::-1, 1]], 2)


MARKS = (
    "mean", "spread", "word", "suffix", "shape", "in_w", "in_b", *(f"layer{n}_{part}" for n in range(4) for part in "wb"),
    "out_w", "out_b", "last_w", "last_b",
)  # fmt: skip
"""Arrays of a `Convolution`."""


class Convolution:
    """Four layers, each of which adds to a word what stands `REACHES` words before and behind it; weights by name, see `MARKS`."""

    REACHES = (1, 2, 4, 8)

    def __init__(self, known: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> None:
        self.rows = {w: n for n, w in enumerate(known, 1)}
        self.weights: dict[str, Weights] = {name: arrays[name].astype(np.float32) for name in MARKS}

    def scores(self, words: Sequence[str], vectors: Weights, meanings: Weights) -> Weights:
        """Log odds that a sentence begins at each word and that a mark stood before it inside a sentence: a row a word, two columns."""
        w = self.weights
        lower = [x.lower() for x in words]
        found = [
            (vectors - w["mean"]) / w["spread"], meanings, w["word"][[self.rows.get(x, 0) for x in lower]],
            w["suffix"][[_crc(x[-3:]) % SUFFIXES for x in lower]], w["shape"][shapes_of(words)],
        ]  # fmt: skip
        layer = np.maximum(np.concatenate(found, 1) @ w["in_w"] + w["in_b"], 0)
        count = len(layer)
        for n, reach in enumerate(self.REACHES):
            padded = np.zeros((count + 2 * reach, layer.shape[1]), np.float32)
            padded[reach : reach + count] = layer
            around = np.concatenate([padded[:count], layer, padded[2 * reach :]], 1)
            layer = layer + np.maximum(around @ w[f"layer{n}_w"] + w[f"layer{n}_b"], 0)
        before = np.concatenate([np.zeros_like(layer[:1]), layer[:-1]])
        scores: Weights = np.maximum(np.concatenate([before, layer], 1) @ w["out_w"] + w["out_b"], 0) @ w["last_w"] + w["last_b"]
        return scores


def shapes_of(words: Sequence[str]) -> list[int]:
    """How each word is written: 0 small letters, 1 with a capital, 2 capitals; 3 more for a single letter."""
    return [(0 if w.islower() else 2 if w.isupper() and len(w) > 1 else 1) + 3 * (len(w) == 1) for w in words]


@cache
def _convolution() -> tuple[Convolution, float, float]:
    """The packaged network, the share of the linear model beside it, and the bias of their vote."""
    with np.load(packaged_file("marks.npz"), allow_pickle=False) as arrays:
        share, bias = arrays["votes"].tolist()
        return Convolution(str(arrays["known"]).split("\n"), arrays), share, bias


def lost_marks(words: Sequence[str]) -> Weights | None:
    """Log odds of sentence starts and of marks inside sentences, a row a word; None where the vectors they are read from are missing."""
    return _marks_of(tuple(words))


@lru_cache(maxsize=1)
def _marks_of(words: tuple[str, ...]) -> Weights | None:
    vectors = contextual_vectors(words)
    return _convolution()[0].scores(words, vectors, meanings_of(words)) if vectors is not None else None


class BoundaryModel:
    """Weights for cased text (`cased`) and for text whose capitals were restored (`recased`).

    Perceptrons and networks are used only beside the parser whose vectors they were trained on.
    """

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self.words = WordList(
            str(arrays["words"]).split("\n"), arrays["tags"], arrays["capital"], arrays["frequency"], str(arrays["tag_names"]).split("\n")
        )
        self._linear: dict[str, tuple[NDArray[Any], float, float]] = {}
        self._perceptrons: dict[str, list[Perceptron]] = {}
        self._networks: dict[str, list[Network]] = {}
        self._votes: dict[str, list[float]] = {}
        for kind in str(arrays["kinds"]).split():
            self._linear[kind] = arrays[kind], float(arrays[f"{kind}_scale"]), float(arrays[f"{kind}_bias"])
            self._perceptrons[kind] = [
                Perceptron({k: arrays[f"{n}_{k}"] for k in Perceptron.ARRAYS}) for n in str(arrays.get(f"{kind}_perceptrons", "")).split()
            ]
            self._networks[kind] = [
                Network(str(arrays[f"{kind}_known"]).split("\n"), {k: arrays[f"{n}_{k}"] for k in Network.ARRAYS})
                for n in str(arrays.get(f"{kind}_networks", "")).split()
            ]
            self._votes[kind] = [float(v) for v in arrays.get(f"{kind}_votes", (1, 0, 0, 0))]

    def linear(self, words: Sequence[str], kind: str = "cased") -> NDArray[np.float32]:
        """Log odds of the linear model, shifted so that 0 is the best threshold, that a boundary stands before each word."""
        weights, scale, bias = self._linear[kind]
        return np.asarray(weights[features(words, self.words)].sum(1, dtype=np.int32) * scale + bias, np.float32)

    def scores(self, words: Sequence[str], kind: str = "cased") -> NDArray[np.float32]:
        """Log odds, shifted so that 0 is the best threshold, by the votes of all readers."""
        linear = self.linear(words, kind)
        if kind == "cased":
            marks = lost_marks(words)
            _, share, bias = _convolution()
            return linear if marks is None else np.asarray(share * linear + (1 - share) * marks[:, 0] + bias, np.float32)
        perceptrons, networks = self._perceptrons[kind], self._networks[kind]
        vectors = contextual_vectors(words) if perceptrons or networks else None
        if vectors is None:
            return linear
        share, by_window, by_network, bias = self._votes[kind]
        total = share * linear + bias
        if perceptrons:
            total = total + by_window * np.mean([p.scores(vectors) for p in perceptrons], axis=0)
        if networks:
            meanings = meanings_of(words)
            total = total + by_network * np.mean([n.scores(words, vectors, meanings) for n in networks], axis=0)
        return np.asarray(total, np.float32)

    def recase(self, words: Sequence[str]) -> list[str]:
        """The words with the capitals they usually have inside a sentence."""
        lower = [w.lower() for w in words]
        return [w.capitalize() if self.words.named(w) else w for w in lower]


@cache
def boundary_model() -> BoundaryModel:
    """The packaged model, loaded once."""
    with np.load(packaged_file("boundaries.npz"), allow_pickle=False) as arrays:
        return BoundaryModel({name: arrays[name] for name in arrays.files})


def meanings_of(words: Sequence[str]) -> Weights:
    """Vectors of meaning of single words (48 numbers a word, spread 1); 0 for words without one."""
    vectors = word_vectors()
    found: Weights = vectors.rows([w.lower() for w in words]) / np.float32(vectors.spread)
    return found


def contextual_vectors(words: Sequence[str]) -> NDArray[Any] | None:
    """Vectors of the words in their context, from the parser's own first layer (96 numbers a word); see `_first_layer`."""
    found = _first_layer(tuple(words))
    return None if found is None else found[0]


def tags_of(words: Sequence[str]) -> list[str] | None:
    """Penn tags of the words, by the parser's own tagger; None where the vectors it reads are missing."""
    found = _first_layer(tuple(words))
    return None if found is None else found[1]


@lru_cache(maxsize=1)
def _first_layer(words: tuple[str, ...]) -> tuple[NDArray[Any], list[str] | None] | None:
    """Vectors and tags of the words of a text; those of the last text are kept.

    None where the small English model is missing or of another version than the one that perceptrons and networks were trained on.
    """
    from spacy.tokens import Doc

    from dateline.errors import ModelError
    from dateline.text.parser import load_language_model

    try:
        nlp = load_language_model()
    except ModelError:
        return None
    if "tok2vec" not in nlp.pipe_names or not str(nlp.meta.get("version", "")).startswith(VECTORS_OF):
        return None
    layer = nlp.get_pipe("tok2vec")
    docs = [Doc(nlp.vocab, words=list(words[at : at + CHUNK])) for at in range(0, len(words), CHUNK)]
    vectors = layer.predict(docs)
    return np.concatenate([np.asarray(v) for v in vectors]), _tagged(nlp, docs, vectors)


def _tagged(nlp: Any, docs: Sequence[Any], vectors: Any) -> list[str] | None:
    """Tags of the words of docs whose vectors are known; None where the model has no tagger."""
    if "tagger" not in nlp.pipe_names:
        return None
    tagger = nlp.get_pipe("tagger")
    nlp.get_pipe("tok2vec").set_annotations(docs, vectors)
    return [tagger.labels[int(n)] for found in tagger.predict(docs) for n in found]


def sentence_starts(words: Sequence[str]) -> list[bool]:
    """For each word of a text without marks whether a sentence begins there; the first one does.

    Words in mixed case are read as they are; words all in one case get their likely capitals first.
    """
    if not words:
        return []
    model = boundary_model()
    lower = one_case(words)
    if lower:
        scores = model.scores(model.recase(words), "recased")
    else:
        scores = model.scores(words, "cased")
    odds: list[float] = (scores - (ODDS_IF_SHORT if len(words) < SHORT else 0)).tolist()
    for n in range(1, len(words)):
        if (
            odds[n] < (AFTER_LOWER_TITLE if lower else AFTER_TITLE)
            and words[n - 1].islower()
            and words[n - 1] in office_words()
            and model.words.frequent(words[n]) < 5
            and words[n].casefold() not in country_names()
            and not (words[n - 1] in body_words() and begins_a_name(words, n) and not _has_office(words, n - 1))
        ):
            odds[n] = NEVER
    for n in surnames_that_speak(words) if not lower else ():
        odds[n] = ALWAYS
    tags = None if lower else tags_of(words)
    if tags is not None:
        _weigh_names(words, odds, tags)
    found = [o > 0 for o in odds] if tags is None else cut(words, odds, tags)
    found[0] = True
    return found


def _weigh_names(words: Sequence[str], odds: list[float], tags: Sequence[str]) -> None:
    """Changes the odds of starts among capitals by what names are made of."""
    pairs = Counter(pairwise(words))
    for n in range(1, len(words)):
        if odds[n] <= LEAST - COUNTRY_BEHIND_NAME or odds[n] == ALWAYS or not words[n][:1].isupper():
            continue
        twice = pairs[words[n - 1], words[n]] > 1 and words[n - 1][:1].isupper()
        if begins_a_name(words, n - 1) or (odds[n] < INSIDE_NAME and (twice or inside_a_name(words, n))):
            if words[n - 1].casefold() in title_words():
                first = _first_of_title(words, n - 1)
                if odds[first] != NEVER:
                    odds[first] = max(odds[first], odds[n])  # a start is near, and it is where the title stands
            odds[n] = NEVER
        elif tags[n - 1] in ("IN", "TO") and tags[n + 1 : n + 2] == ["PRP"]:
            odds[n] = NEVER  # "are sitting in Karsova he said"
        elif country_opens(words, n, tags):
            odds[n] += COUNTRY_BEHIND_NAME
        elif (name := _one_of_country(words, n, tags)) is not None and odds[name] not in (NEVER, ALWAYS):
            odds[name] += COUNTRY_BEHIND_NAME
            odds[n] -= COUNTRY_BEHIND_NAME


def _first_of_title(words: Sequence[str], last: int) -> int:
    """The first word of a title in capitals that ends with word `last`: "the army | Deputy Defence Minister"."""
    known = boundary_model().words
    while last > 1 and words[last - 1][:1].isupper() and words[last - 1][1:].islower() and not known.named(words[last - 1].casefold()):
        last -= 1
    return last


def _has_office(words: Sequence[str], body: int) -> bool:
    """Whether a body is what somebody's office is of, so that his name may follow: "the chairwoman of the union Ines Tolland"."""
    links = [k for k in range(max(1, body - OF_COUNTRY), body) if words[k] in ("of", "for", "at")]
    return any(words[k - 1].casefold() in office_words() for k in links)


def _may_name(word: str) -> bool:
    """Whether a lower-case word is usually written with a capital, or not known at all."""
    known = boundary_model().words
    return known.named(word) or not known.frequent(word)


def inside_a_name(words: Sequence[str], n: int) -> bool:
    """Whether word n goes on with a name that a title or a given name in capitals begins: "Mayor | Duarte said", "Bamako Igor | Demyanov said".

    Example:
        >>> words = "She told this newspaper Mayor Tolland said no shells had landed".split()
        >>> [n for n in range(1, len(words)) if inside_a_name(words, n)]
        [5]
    """
    before, low = words[n - 1], words[n].casefold()
    known = boundary_model().words
    if not (before[:1].isupper() and words[n][:1].isupper()) or known.frequent(words[n]) > 4 or low in country_names():
        return False
    if not _may_name(low):
        return False
    if n > 1 and words[n - 2].casefold() in title_words() and known.frequent(before) < 5 and _may_name(before.casefold()):
        return True
    return before.casefold() in title_words() or (before.casefold() in first_names() and low not in first_names())


def country_opens(words: Sequence[str], n: int, tags: Sequence[str]) -> bool:
    """Whether a country that owns or does something stands behind another name: "told Radio Karsova | Peru rejected the charge".

    Example:
        >>> words = "the envoy told Radio Karsova Peru rejected the charge".split()
        >>> country_opens(words, 5, "DT NN VBD NNP NNP NNP VBD DT NN".split())
        True
    """
    before = words[n - 1]
    if not before[:1].isupper() or words[n].casefold() not in country_names() or before in demonyms() or before.casefold() in DIRECTIONS:
        return False
    if words[n + 1 : n + 2] == ["s"]:
        office = next((k for k in range(n + 2, min(n + OF_COUNTRY, len(words) - 1)) if words[k] in office_words()), None)
        return office is None or words[office + 1][:1].isupper() or not words[n - 2][:1].isupper()  # "Ines Tolland Peru s envoy said"
    return n + 1 < len(words) and (words[n + 1] == "which" or tags[n + 1] in ("VBD", "VBZ"))


def _one_of_country(words: Sequence[str], n: int, tags: Sequence[str]) -> int | None:
    """Where a full name begins of whom is said what he is of the country at word n: "Ines Tolland | Peru s envoy | welcomed the talks"."""
    if words[n].casefold() not in country_names() or words[n + 1 : n + 2] != ["s"]:
        return None
    office = next((k for k in range(n + 2, min(n + OF_COUNTRY, len(words) - 1)) if words[k] in office_words()), None)
    first = n
    while first > 1 and words[first - 1][:1].isupper() and n - first < NAME_OF_ONE:
        first -= 1
    whole = n - first in (2, 3) and words[first - 1].islower() and words[first].casefold() not in title_words()
    return first if office is not None and whole and tags[office + 1] in ("VBD", "VBZ") else None


OF_COUNTRY, NAME_OF_ONE = 7, 4  # words from a country to the office that is its, and of a name
DIRECTIONS = rule_words("before_country")
SAYING = rule_words("saying")
PARTICLES = rule_words("family_particle")


def begins_a_name(words: Sequence[str], n: int) -> bool:
    """Whether a given name stands alone before a word that goes on with it: "of Ghana and Philippe | Okoro of Togo met"."""
    after = words[n + 1] if n + 1 < len(words) else ""
    return n > 0 and words[n - 1].islower() and words[n].casefold() in first_names() and after[:1].isupper() and boundary_model().words.frequent(after) < 5


def surnames_that_speak(words: Sequence[str]) -> Iterator[int]:
    """Where a sentence begins with the surname of somebody named in full elsewhere: "the government of Ben Sarn Corti said he had no reason".

    What stands before it is a name too, but neither one that the surname has elsewhere nor a first name, title or particle; what is said follows
    in small letters ("in Ohio Corti said The next day ..." ends a sentence).
    """
    before: dict[str, set[str]] = {}
    times = Counter(pairwise(words))
    for first, last in times:
        if last[:1].isupper() and (first[:1].isupper() or first in PARTICLES):
            before.setdefault(last, set()).add(first)
    for n in range(1, len(words) - 2):
        word, previous = words[n], words[n - 1]
        if words[n + 1] in SAYING and words[n + 2][:1].islower() and previous[:1].isupper() and len(before.get(word, ())) > 1 and word.isalpha() and len(word) > 2:
            others = before[word] - {previous}
            low = previous.casefold()
            own = low in first_names() or low in office_words() or not boundary_model().words.named(low) or len(low) < 3
            own = own or words[n - 2].casefold() in office_words() or words[n + 2] == "but"
            own = own or (words[n + 1] in rule_words("telling_whom") and words[n + 3 : n + 4] != [] and words[n + 3][:1].isupper())  # "told reporters He added"
            named = any(o.casefold() in first_names() or o.casefold() in PARTICLES for o in others)
            if not own and named and times[previous, word] == 1:
                yield n


def one_case(words: Sequence[str]) -> bool:
    """Whether capitals tell nothing: nearly all words are in lower case, or nearly all in capitals."""
    letters = [w for w in words if len(w) > 1]
    if not letters:
        return True
    upper = sum(w.isupper() for w in letters)
    lower = sum(w.islower() for w in letters)
    return upper > 0.8 * len(letters) or lower > 0.985 * len(letters)
