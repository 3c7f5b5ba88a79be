"""Who "both sides" and "the two countries" are in the events of a report."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.events import EventReader
from dateline.reading.pairs import kinds_of_pair, pair_nouns
from dateline.reading.readers import read
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


def parsed(text):
    [found] = segment([Report(report_id="r", uri="r", text=text, published="2022-06-10")], PARSER)
    return found


def parties(text):
    report = parsed(text)
    found = read(report, Lexica())
    names = {c.chain_id: c.name for c in found.chains}
    return {e.trigger.text: ({names[c] for c in e.actors}, {names[c] for c in e.recipients}) for e in found.events}


def test_both_governments_are_the_two_that_deal_with_each_other():
    found = parties("Tanzania and Burundi agreed on Monday to open the border. The United Nations urged both governments to keep the deal.")
    assert found["urged"] == ({"United Nations"}, {"Tanzania", "Burundi"})


def test_two_countries_that_the_report_does_not_name_stay_unknown():
    _, urged = parties("The United Nations urged both countries to keep the deal.")["urged"]
    assert "United Nations" not in urged and len(urged) <= 1


@pytest.mark.parametrize(("text", "pair"), [
    ("Envoys met both sides.", True), ("Envoys met each side.", True), ("Envoys met a side.", False), ("Envoys met the two countries.", True),
    ("Envoys met the warring factions.", True),
    ("Envoys met two sides.", False), ("Envoys met the countries.", False), ("Envoys met both sides of the family.", False),
])  # fmt: skip
def test_only_a_pair_is_a_pair(text, pair):
    report = parsed(text)
    assert any(kinds_of_pair(report, t.i) for t in report.tokens) is pair


def test_nouns_of_pairs_stand_for_kinds_of_actors():
    assert pair_nouns()["country"] == {"country", "government"}


def test_an_empty_report_has_no_events():
    report = parsed("")
    assert list(EventReader(report, read(report, Lexica())).read()) == []


def test_rival_factions_between_whom_there_is_fighting_are_the_two_that_fight():
    found = parties("The Ash Front attacked the Batu Brigades on Monday. At least 17 people were killed in fighting between rival factions.")
    assert found["fighting"][0] == {"Ash Front", "Batu Brigades"}


@pytest.mark.parametrize("text", [
    "Peru and Chile talked of a truce, and each side accused the other of breaking it. Peru fears Chile.",
    "Peru and Chile traded accusations over the truce.",
])
def test_each_accuses_the_other(text):
    both = {"Peru", "Chile"}
    found = parties(text)
    assert next(found[word] for word in ("accused", "traded", "blames") if word in found) == (both, both)


@pytest.mark.parametrize(("text", "trigger"), [
    ("Talks between Peru and Chile broke up on Thursday.", "Talks"),
    ("Peru swapped twelve prisoners with Chile on Monday.", "swapped"),
    ("Chile exchanged fire with Peru across the river.", "exchanged"),
])
def test_what_two_do_to_each_other_has_both_on_both_sides(text, trigger):
    both = {"Peru", "Chile"}
    assert parties(text)[trigger] == (both, both)


def test_a_headlines_comma_joins_its_subjects():
    assert parties("Kenya, Uganda agree prisoner exchange")["agree"][0] == {"Kenya", "Uganda"}
