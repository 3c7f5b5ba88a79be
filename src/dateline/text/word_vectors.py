"""Vectors of single English words, shared by all that compare meanings."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import packaged_file

Array = NDArray[np.float32]


class WordVectors:
    """Vectors of English words without context, `size` numbers each, about unit length; a word that is not listed has zeros.

    data/word_vectors.npz: MiniLM (all-MiniLM-L6-v2, Apache-2.0) on single words, reduced by principal components, 8 bits a number.
    `spread`: standard deviation of all numbers of all listed words.
    """

    def __init__(self, words: Sequence[str], matrix: NDArray[np.int8], scale: float) -> None:
        self.size = int(matrix.shape[1])
        self._row = {word: n for n, word in enumerate(words)}
        self._none = len(words)
        self._matrix = np.vstack([matrix.astype(np.float32) * scale, np.zeros((1, self.size), np.float32)])
        self._lengths = np.linalg.norm(self._matrix, axis=1)
        self.spread = float(self._matrix[: self._none].std())

    def row(self, word: str) -> int:
        """Row of a word; that of the zero vector where it is not listed."""
        return self._row.get(word, self._none)

    def rows(self, words: Sequence[str]) -> Array:
        """One vector a word, as an array of shape (words, size)."""
        found: Array = self._matrix[[self._row.get(w, self._none) for w in words]]
        return found

    def cosine(self, left: str, right: str) -> float:
        """Nearness of two words, -1 to 1; 0 where one is not listed."""
        a, b = self.row(left), self.row(right)
        length = float(self._lengths[a] * self._lengths[b])
        return float(self._matrix[a] @ self._matrix[b]) / length if length else 0.0


@cache
def word_vectors() -> WordVectors:
    """The packaged word vectors."""
    with np.load(packaged_file("word_vectors.npz")) as packed:
        return WordVectors(packed["words"].tobytes().decode().split("\n"), packed["matrix"], float(packed["scale"]))
