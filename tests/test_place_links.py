"""What place names do beside others, and which of them an event takes place in."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.events import read_events
from dateline.reading.place_links import place_links
from dateline.reading.readers import read
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


def reading(text):
    [parsed] = segment([Report(report_id="r", uri="r", text=text, published="2022-06-10")], PARSER)
    return parsed, read(parsed, Lexica())


def links(text):
    parsed, found = reading(text)
    return {parsed.text[t.start : t.end]: link for t in found.toponyms for start, link in place_links(parsed, found.toponyms).items() if start == t.start}


def placed(text):
    parsed, found = reading(text)
    names = {t.toponym_id: t.text for t in found.toponyms}
    return {e.trigger.text: names.get(e.place) for e in read_events(parsed, found, Lexica())}


@pytest.mark.parametrize(("text", "expected"), [
    ("Gunmen attacked a mosque in Menaka, east of Gao, on Friday.", {"Gao": "outer"}),
    ("The rebels seized Kunduz, in northern Afghanistan, on Friday.", {"Afghanistan": "outer"}),
    ("Gabon's generals met the ambassador of Brazil.", {"Gabon": "owner", "Brazil": "owner"}),
    ("The army sent men from Gao on Friday.", {"Gao": "origin"}),
    ("In Mali, police fired on a crowd in Gao.", {"Mali": "wide"}),
    ("Shells fell on Aleppo, Homs and Idlib.", {}),
    ("Police fired on a crowd off Mali's coast.", {}),
    ("", {}),
])  # fmt: skip
def test_what_a_name_does(text, expected):
    assert links(text) == expected


def test_an_event_takes_place_in_the_narrower_of_two_places():
    assert placed("On Saturday gunmen attacked the village of Boulkessi, in the district of Hombori.")["attacked"] == "Boulkessi"


def test_a_deed_that_is_condemned_has_the_place_behind_it():
    assert placed("The minister condemned the raid of Friday night on the barracks of Menaka.")["raid"] == "Menaka"


def test_words_read_out_somewhere_were_said_there():
    found = placed("In a statement read in Accra, the council condemned the coup and demanded the release of the president.")
    assert (found["condemned"], found["demanded"]) == ("Accra", "Accra")


def test_names_without_marks_are_read():
    assert links("gunmen attacked a mosque in menaka east of gao on friday") in ({}, {"gao": "outer"})
