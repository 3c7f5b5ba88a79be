"""Figures: indicator, value and bounds, unit, population; what is no figure; totals and parts; lost numbers."""

from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.figures import read_figures
from dateline.reading.times import read_times
from dateline.text.numbers import numbers_in, parse_number
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


@cache
def figures(words: str):
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2019-05-08")], PARSER)
    found = Reading(report_id="r1")
    found = msgspec.structs.replace(found, times=read_times(text, found, Lexica()))
    return read_figures(text, found, Lexica())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("At least 12 civilians were killed and 30 wounded.", [("killed", 12, 12, None, "at_least"), ("injured", 30, None, None, "exact")]),
        ("Over 50,000 people have been displaced.", [("displaced", 50000, 50000, None, "more_than")]),
        ("Between 10 and 15 soldiers were hurt.", [("injured", None, 10, 15, "about")]),
        ("The death toll rose to 43.", [("killed", 43, None, None, "exact")]),
        ("The blast left 12 people dead.", [("killed", 12, None, None, "exact")]),
        ("Police arrested about 200 protesters.", [("detained", 200, None, None, "about")]),
        ("Dozens of people are missing.", [("missing", None, None, None, "vague")]),
        ("They gave six million euros.", [("money", 6000000, None, None, "exact")]),
    ],
)
def test_a_figure_keeps_its_bounds(words, expected):
    assert [(c.indicator, c.value, c.low, c.high, c.qualifier) for c in figures(words)] == expected


@pytest.mark.parametrize("words", ["A boy aged 14 ran 5 km in 3 hours.", "Support fell to 12 percent.", "", "He left on May 5, 2017."])
def test_ages_distances_shares_and_dates_are_no_figures(words):
    assert figures(words) == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [("1,234", 1234), ("2.5 million", 2_500_000), ("two dozen", 24), ("half a million", 500_000), ("a hundred and ten", 110), ("twenty-two", 22)],
)
def test_number_words_have_values(words, value):
    assert parse_number(words) == value


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789,.- abdehilmnortuvwy\n%$", max_size=60))
def test_numbers_slice_back_and_never_overlap(text):
    at = 0
    for number in numbers_in(text):
        assert at <= number.start < number.end <= len(text)
        at = number.end
