"""Acts compared by their words."""

import numpy as np
import pytest

from dateline.reconcile.pairwise import by_pair
from dateline.reconcile.triggers import Act, Acts, link_acts

NONE: frozenset[str] = frozenset()


def act(lemma: str, report: str = "a", **more: object) -> Act:
    fields: dict[str, object] = {
        "report_id": report, "sentence": 0, "lemma": lemma, "words": frozenset((lemma,)), "context": NONE, "near": NONE, "subjects": NONE,
        "objects": NONE, "early": False,
    }  # fmt: skip
    return Act(**(fields | more))  # type: ignore[arg-type]


def features(left: dict[str, object], right: dict[str, object]) -> dict[str, float]:
    [found] = by_pair(Acts([act("search", **left), act("search", "b", **right)]).features(np.array([0]), np.array([1])))
    return found


def test_days_and_counts_tell_two_acts_apart_or_together():
    one = {"days": frozenset(("2019-04-05",)), "counts": frozenset("4")}
    assert {"same_days", "same_counts"} <= features(one, one).keys()
    assert {"other_days", "other_counts"} <= features(one, {"days": frozenset(("2019-05-09",)), "counts": frozenset("7")}).keys()


@pytest.mark.parametrize("known", [{}, {"days": frozenset(("2019-04-05",)), "counts": frozenset("4"), "part": "verb"}])
def test_what_one_act_does_not_say_says_nothing_of_the_pair(known):
    assert not {"same_days", "other_days", "same_counts", "other_counts", "noun_verb", "verb_verb"} & features(known, {}).keys()


def test_a_noun_and_a_verb_are_named_in_one_order():
    assert "noun_verb" in features({"part": "verb"}, {"part": "noun"})
    assert "noun_verb" in features({"part": "noun"}, {"part": "verb"})


def test_words_of_one_sense_are_compared_and_others_not():
    acts = Acts([act("robbery"), act("heist", "b"), act("sailing", "b")])
    assert acts.alike(np.array([0, 0]), np.array([1, 2])).tolist() == [True, False]


def test_no_acts_make_no_groups():
    assert link_acts(Acts([])).groups() == {}
