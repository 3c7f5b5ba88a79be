"""Days told by their distance from another event."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.distances import distances
from dateline.reading.readers import read
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


def days(text, published="2022-06-10"):
    [parsed] = segment([Report(report_id="r", uri="r", text=text, published=published)], PARSER)
    return {e.trigger.text: e.date_start for e in read(parsed, Lexica()).events}


@pytest.mark.parametrize(("text", "later", "earlier"), [
    ("Gunmen attacked a convoy near Ansongo on Tuesday, a day after soldiers arrested a preacher.",
     ("attacked", "2022-06-07"), ("arrested", "2022-06-06")),
    ("Two days after rebels shelled Ansongo, the army on Thursday arrested their chief.", ("arrested", "2022-06-09"), ("shelled", "2022-06-07")),
    ("Rebels shelled Ansongo on Tuesday, two weeks after gunmen killed a judge.", ("shelled", "2022-06-07"), ("killed", "2022-05-24")),
])  # fmt: skip
def test_what_stands_behind_after_took_place_that_many_days_before(text, later, earlier):
    found = days(text)
    assert found[later[0]] == later[1]
    assert found[earlier[0]] == earlier[1]


def test_it_comes_after_speaks_of_the_sentence_before():
    found = days("Rebels shelled Ansongo on Thursday. It comes two days after the governor ordered the miners to leave.")
    assert (found["shelled"], found["ordered"]) == ("2022-06-09", "2022-06-07")


def test_the_day_that_is_told_wins_over_a_distance():
    assert days("Rebels shelled Ansongo on Tuesday, a day after soldiers arrested a preacher on Sunday.")["arrested"] == "2022-06-05"


@pytest.mark.parametrize("text", ["", "after", "a day after", "three days before.", "Two weeks after after a", "a day a day after the raid"])
def test_broken_text_gives_no_distance_that_leaves_it(text):
    for parsed in segment([Report(report_id="r", uri="r", text=text)], PARSER):
        for distance in distances(parsed, read(parsed, Lexica()).times):
            assert distance.inner < len(parsed.tokens) and distance.outer < len(parsed.tokens)
