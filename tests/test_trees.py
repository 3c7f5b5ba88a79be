"""Boosted trees as plain arrays."""

import numpy as np
import pytest

from dateline.reconcile.trees import Trees, models, pack


@pytest.fixture
def stump() -> Trees:
    """One tree that asks one thing: is `far` above 2?"""
    numbers = lambda *values: np.array(values, np.int32)  # noqa: E731
    return Trees(
        names=("far", "near"), bias=0.5, depth=1, roots=numbers(0), feature=numbers(0, 0, 0), threshold=np.array([2, 0, 0], np.float32),
        left=numbers(1, 1, 2), right=numbers(2, 1, 2), value=np.array([0, -1, 3], np.float32),
    )  # fmt: skip


def test_a_row_goes_left_up_to_the_threshold(stump):
    assert stump.scores(np.array([[2, 9], [2.1, 9]], np.float32)).tolist() == [-0.5, 3.5]


def test_what_a_mapping_does_not_name_is_nought_and_unknown_names_are_dropped(stump):
    assert stump.table([{"near": 1.0}, {"far": 3.0, "other": 1.0}]).tolist() == [[0, 1], [3, 0]]


def test_no_rows_have_no_scores(stump):
    assert stump.scores(stump.table([])).tolist() == []


def test_what_is_packed_reads_back(stump, tmp_path, monkeypatch):
    pack(tmp_path / "some.npz", {"one": stump})
    monkeypatch.setattr("dateline.reconcile.trees.packaged_file", lambda name: tmp_path / name)
    models.cache_clear()
    read = models("some.npz")["one"]
    models.cache_clear()
    assert read.names == stump.names
    assert read.scores(np.array([[9, 9]], np.float32)).tolist() == [3.5]


def test_the_packed_models_of_actors_know_their_features():
    assert {"same_head", "one_sense", "described"} <= set(models("actor_models.npz")["across"].names)
    assert "rivals" in models("actor_models.npz")["inside"].names
