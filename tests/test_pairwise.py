"""Pairs compared as arrays say of each pair what one asked for it alone would."""

import numpy as np
import pytest

from dateline.reconcile import pairwise
from dateline.reconcile.pairwise import (
    Asked,
    Sets,
    batched,
    by_pair,
    crossing,
    days_of,
    differ,
    earlier_pairs,
    gaps,
    gathered,
    numbers,
    reasons,
    same,
    spans,
    weighed,
)

LEFT, RIGHT = np.array([0, 0, 1]), np.array([1, 2, 2])


@pytest.mark.parametrize(("count", "window"), [(0, 3), (1, 3), (5, 1), (5, 3), (7, 100)])
@pytest.mark.parametrize("rows", [1, 4, 20_000])
def test_each_item_meets_those_before_it(monkeypatch, count, window, rows):
    monkeypatch.setattr(pairwise, "ROWS", rows)
    found = [pair for left, right in earlier_pairs(count, window) for pair in zip(left.tolist(), right.tolist(), strict=True)]
    assert found == [(left, right) for right in range(count) for left in range(max(0, right - window), right)]


def test_short_arrays_of_pairs_become_few_long_ones(monkeypatch):
    monkeypatch.setattr(pairwise, "ROWS", 4)
    pairs = [(np.arange(count), np.arange(count) + 1) for count in (3, 0, 2, 1)]
    assert [left.tolist() for left, _ in gathered(pairs)] == [[0, 1, 2, 0, 1], [0]]
    assert [right.tolist() for _, right in gathered(pairs[:2])] == [[1, 2, 3]]
    assert list(gathered([])) == []


def test_groups_stand_together_as_long_as_they_are_small(monkeypatch):
    monkeypatch.setattr(pairwise, "TOGETHER", 4)
    assert list(batched([[1, 2], [3], [4, 5], [6, 7, 8, 9, 10], [11]])) == [[[1, 2], [3]], [[4, 5]], [[6, 7, 8, 9, 10]], [[11]]]
    assert list(batched([])) == []


def test_equal_values_have_one_number_and_nothing_has_none():
    assert numbers(["Goma", None, "Beni", "Goma"]).tolist() == [0, -1, 1, 0]


def test_what_is_unknown_is_neither_the_same_nor_another():
    places = numbers(["Goma", None, "Beni", "Goma", None])
    left, right = np.array([0, 0, 0, 1]), np.array([3, 2, 1, 4])
    assert same(places, left, right).tolist() == [True, False, False, False]
    assert differ(places, left, right).tolist() == [False, True, False, False]
    assert np.isnan(days_of([None, 7])).tolist() == [True, False]


def test_features_of_a_pair_leave_out_what_is_not_so():
    assert by_pair({"near": np.array([0.5, 0.0]), "same": np.array([True, False])}) == [{"near": 0.5, "same": 1.0}, {}]


def test_spans_that_touch_have_no_gap_and_unknown_ones_no_number():
    days = spans([(3, 5), (5, 9), None, (12, 12)])
    assert gaps(days, np.array([0, 3, 0]), np.array([1, 0, 2]))[:2].tolist() == [0.0, 7.0]
    assert np.isnan(gaps(days, np.array([0]), np.array([2]))).all()


def test_two_values_are_asked_about_once():
    calls = []

    def longer(one: str | None, two: str | None) -> float:
        calls.append((one, two))
        return len(one or "") - len(two or "")

    assert Asked(["aa", None, "aa"], longer)(LEFT, RIGHT).tolist() == [2.0, 0.0, -2.0]
    assert sorted(calls, key=str) == [("aa", "aa"), ("aa", None), (None, "aa")]


def test_shared_words_weigh_beside_the_lighter_set():
    weight = {"port": 1.0, "shelled": 2.0, "bridge": 4.0}
    sets = Sets([frozenset(("port", "shelled")), frozenset(("shelled", "bridge")), frozenset()], weight.__getitem__)
    assert sets.shared(LEFT, RIGHT).tolist() == [2.0, 0.0, 0.0]
    assert sets.share(LEFT, RIGHT).tolist() == pytest.approx([2 / 3, 0.0, 0.0])
    assert sets.whole.tolist() == [3.0, 6.0, 0.0] and sets.empty.tolist() == [False, False, True]
    assert sets.equal(np.array([0, 0]), np.array([0, 1])).tolist() == [True, False]


def test_sets_meet_in_a_word_that_is_not_left_out():
    sets = Sets([frozenset(("port", "shelled")), frozenset(("shelled", "bridge")), frozenset(("port", "bridge"))])
    assert sets.meet(LEFT, RIGHT).tolist() == [True, True, True]
    assert sets.without(["shelled", "unknown"]).meet(LEFT, RIGHT).tolist() == [False, True, True]
    assert sets.without(["port", "shelled"]).shared(LEFT, RIGHT).tolist() == [0.0, 0.0, 1.0]
    assert sets.meet(LEFT, RIGHT).all()


def test_some_of_the_sets_are_numbered_anew():
    sets = Sets([frozenset(("port",)), frozenset(("port", "shelled")), frozenset()]).part(1, 3)
    assert sets.meet(np.array([0, 0]), np.array([0, 1])).tolist() == [True, False]
    assert sets.whole.tolist() == [2.0, 0.0] and sets.empty.tolist() == [False, True]


def test_words_beyond_the_first_64_are_compared_too():
    words = [f"w{n:03}" for n in range(130)]
    sets = Sets([frozenset(words[:100]), frozenset(words[99:]), frozenset(words[100:])])
    assert sets.meet(np.array([0, 0]), np.array([1, 2])).tolist() == [True, False]
    assert sets.shared(np.array([0, 1]), np.array([1, 2])).tolist() == [1.0, 30.0]


def test_few_words_of_very_many_are_found():
    many = [frozenset((f"w{n:03}", f"w{n + 1:03}")) for n in range(300)]
    sets = Sets(many, lambda word: 2.0)
    left, right = np.array([0, 0, 7, 299]), np.array([1, 2, 7, 298])
    assert sets.meet(left, right).tolist() == [True, False, True, True]
    assert sets.shared(left, right).tolist() == [2.0, 0.0, 4.0, 2.0]
    assert sets.without(["w001"]).meet(left, right).tolist() == [False, False, True, True]


def test_one_set_is_asked_for_all_that_it_meets():
    sets = Sets([frozenset(("port", "shelled")), frozenset(("shelled", "bridge")), frozenset(("port", "shelled")), frozenset()])
    assert sets.meeting(np.array([0, 3])).tolist() == [[True, True, True, False], [False, False, False, False]]
    assert sets.without(["shelled"]).meeting(np.array([1])).tolist() == [[False, True, False, False]]
    assert sets.meeting(np.zeros(0, np.intp)).shape == (0, 4)


def test_no_items_have_no_pairs():
    nobody = np.zeros(0, np.intp)
    assert Sets([]).shared(nobody, nobody).tolist() == [] == crossing([], [])(nobody, nobody).tolist()


def test_sets_of_two_kinds_cross():
    accused = crossing([frozenset(("army",)), frozenset(("rebels",))], [frozenset(("rebels",)), frozenset(("army", "rebels"))])
    assert accused(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])).tolist() == [False, True, True, True]


def test_reasons_are_what_speaks_most_for_a_pair():
    features = {"near": np.array([1.0, 0.0]), "same": np.array([True, True]), "unknown": np.array([1.0, 1.0]), "other": np.array([True, False])}
    weights = {"bias": -1.0, "near": 3.0, "same": 2.0, "other": -1.0}
    assert weighed(features, weights).tolist() == [3.0, 1.0]
    assert reasons(features, weights) == [("near", "same"), ("same",)]
