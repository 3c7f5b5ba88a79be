"""Linear models on numpy: packing, scores, word vectors."""

import numpy as np

from dateline.reading.linear import LinearModel, models, pack
from dateline.text.word_vectors import word_vectors


def test_scores_add_the_weights_of_known_features():
    model = LinearModel(["A", "B"], ["x", "y"], np.array([[1, 0], [0, 2]], np.float32), np.zeros((0, 2), np.float32), np.array([0.5, 0], np.float32))
    assert model.scores([["x", "y", "unknown"], []]).tolist() == [[1.5, 2.0], [0.5, 0.0]]


def test_probabilities_sum_to_one_and_nothing_gives_nothing():
    model = models()["trigger"]
    vectors = np.zeros((2, model.dense.shape[0]), np.float32)
    assert np.allclose(model.probabilities([["l=attack"], []], vectors).sum(axis=1), 1)
    assert model.probabilities([], np.zeros((0, model.dense.shape[0]), np.float32)).shape == (0, len(model.classes))


def test_packed_weights_come_back_within_a_hundredth():
    weights = np.array([[0.5, -1.0], [2.0, 0.25]], np.float32)
    packed = pack(["A", "B"], ["x", "y"], weights, np.zeros((0, 2), np.float32), np.zeros(2, np.float32))
    assert np.allclose(packed["weights"].astype(np.float32) * packed["scale"], weights, atol=0.02)


def test_a_word_without_vector_has_zeros():
    vectors = word_vectors()
    assert not vectors.rows(["qqzzxx"]).any()
    assert vectors.rows(["attack"]).any()
