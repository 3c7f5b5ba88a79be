"""Where and when events took place: the places and days of their sentence, days of the sentences before."""

from msgspec.structs import replace

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.text.condition import damage_of
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


def events(text, published="2022-06-10"):
    report = Report(report_id="r", uri="r", text=text, published=published)
    [parsed] = segment([replace(report, damage=damage_of(report))], PARSER)
    found = read(parsed, Lexica())
    places = {t.toponym_id: t.text for t in found.toponyms}
    return {e.trigger.text: (places.get(e.place), e.date_start, e.date_basis) for e in found.events}


def test_place_and_day_of_the_sentence_are_stated():
    found = events("Gunmen attacked a convoy near Ansongo on Tuesday, killing two drivers.")
    assert found["attacked"] == ("Ansongo", "2022-06-07", "stated")


def test_a_deed_without_a_day_may_inherit_that_of_the_sentence_before():
    found = events("Gunmen attacked a convoy near Ansongo on Tuesday. Soldiers arrested three men.")
    assert found["arrested"][1:] in (("2022-06-07", "inherited"), (None, None))
    assert found["arrested"][0] is None


def test_nothing_is_inherited_over_a_date_whose_digits_are_lost():
    found = events("Gunmen attacked a convoy on Tuesday The governor was silent Soldiers arrested three men in and released them later")
    assert found["arrested"][2] is None


def test_further_legs_of_a_journey_keep_their_places():
    [parsed] = segment([Report(report_id="r", uri="r", text="The envoy will travel to Accra on Monday and from there to Lagos.")], PARSER)
    found = read(parsed, Lexica())
    places = {t.toponym_id: t.text for t in found.toponyms}
    assert {places[e.place] for e in found.events if e.place} >= {"Accra"}


def test_a_report_without_places_and_days_places_nothing():
    assert all(v == (None, None, None) for v in events("Gunmen attacked a convoy.").values())
    assert events("") == {}


def test_the_day_of_the_saying_is_not_that_of_the_hope():
    found = events("The premier said on Tuesday he hoped to meet the rebel commander Idris Salah for direct talks on a truce.")
    assert all(day is None for _, day, _ in found.values())
