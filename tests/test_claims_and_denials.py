"""Rival tolls, denials, corrections and admissions: each sentence is of a class that was once read wrong."""

from functools import cache

import pytest

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.reading.times import times_in
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


@cache
def reading(words: str) -> Reading:
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], PARSER)
    return read(text, Lexica())


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("He put the dead of the March 3 strike at nine.", ["2021-03-03"]),
        ("Two guards died in the Feb. 27 raid.", ["2021-02-27"]),
        ("It did not look into the October 2 bombing.", ["2020-10-02"]),
        ("A spokesman of the April 6 Movement spoke.", ["2020-04"]),
        ("On the march 12 fell ill.", []),
    ],
)
def test_a_date_behind_an_article_keeps_its_day(words: str, values: list[str]) -> None:
    assert [t.value for t in times_in(words, published="2021-03-05")] == values
