"""Agreement figures against published examples and against counts by hand."""

import pytest

from dateline.web.agreement import alpha, interval, kappa, matched, nominal, ordinal, ratio, span_f1


def test_kappa_of_cohens_table_by_hand():
    # 50 units: 20 both yes, 15 both no, 5 and 10 apart: agreed .7, by chance .5
    left = ["y"] * 20 + ["y"] * 5 + ["n"] * 10 + ["n"] * 15
    right = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert kappa(left, right) == pytest.approx(0.4)


def test_kappa_has_no_figure_without_units_and_is_one_for_a_single_label():
    assert kappa([], []) is None
    assert kappa("aa", "aa") == 1.0
    with pytest.raises(ValueError, match="same units"):
        kappa("a", "ab")


# Krippendorff, K. (2011): Computing Krippendorff's Alpha-Reliability, examples A to D
BINARY = list(zip("0100000010", "1110010000", strict=True))
NAMES = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
FOUR = [
    tuple(None if v == "." else int(v) for v in unit)
    for unit in zip("1233214 12...".replace(" ", ""), "1233224125.3", ".3332342251.", "1233244125 1.".replace(" ", ""), strict=True)
]


@pytest.mark.parametrize(("units", "distance", "published"), [
    (BINARY, nominal, 0.095),
    (NAMES, nominal, 0.692),
    (FOUR, nominal, 0.743),
    (FOUR, ordinal, 0.815),
    (FOUR, interval, 0.849),
    (FOUR, ratio, 0.797),
])  # fmt: skip
def test_alpha_gives_the_published_figures(units, distance, published):
    assert round(alpha(units, distance), 3) == published


def test_alpha_without_pairs_has_no_figure():
    assert alpha([("a", None), (None, "b")]) is None
    assert alpha([]) is None
    assert alpha([("a", "a")]) == 1.0


def test_spans_match_one_to_one_by_the_largest_share():
    left = [("r", 0, 10), ("r", 20, 30), ("q", 0, 5)]
    right = [("r", 2, 10), ("r", 0, 3), ("r", 20, 30), ("p", 0, 5)]
    assert matched(left, right) == [(0, 0), (1, 2)]
    assert span_f1(left, right, exact=False) == pytest.approx(2 * 2 / 7)
    assert span_f1(left, right, exact=True) == pytest.approx(2 * 1 / 7)
    assert span_f1(right, left, exact=False) == span_f1(left, right, exact=False)
    assert span_f1([], []) is None
