"""Who "both sides" are in a report that names neither: the two of its story."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.parties import with_parties
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()
WAR = "Fighters of the Ash Front attacked the Lomian army near the mill on Monday."
TALKS = "Norway has invited the two sides to Oslo for a meeting next week."


def urged(*texts: str, stories: str = "") -> set[str]:
    """Names of the actors that the last of some reports, as one story or as those of the letters, means by its pair; by chains of any report."""
    reports = [Report(report_id=f"r{n}", uri=f"r{n}", text=text, published=f"2022-06-1{n}") for n, text in enumerate(texts)]
    readings = [read(text, Lexica()) for text in segment(reports, PARSER)]
    names = {c.chain_id: c.name for r in readings for c in r.chains}
    story_of = {r.report_id: (stories or "s" * len(texts))[n] for n, r in enumerate(readings)}
    found = with_parties(Corpus(reports, readings), story_of, names)  # actors of one name are one here
    return {names[c] for e in found[f"r{len(texts) - 1}"].events for c in e.recipients if e.open_pairs}


def test_both_sides_are_those_who_fight_in_the_other_reports():
    assert urged(WAR, TALKS) == {"Ash Front", "Lomian army"}


@pytest.mark.parametrize(("texts", "stories"), [
    ((WAR, TALKS), "st"),
    (("Nine people died in a fire at the mill on Monday.", TALKS), ""),
    (("Red Cross nurses met the mayor of Batu on Monday.", TALKS), ""),
])  # fmt: skip
def test_without_two_who_face_each_other_they_stay_open(texts, stories):
    assert urged(*texts, stories=stories) == set()


def test_a_report_that_names_them_needs_no_other():
    reports = [Report(report_id="r0", uri="r0", text=f"{WAR} {TALKS}", published="2022-06-10")]
    [reading] = [read(text, Lexica()) for text in segment(reports, PARSER)]
    assert not any(e.open_pairs for e in reading.events)
    assert with_parties(Corpus(reports, [reading]), {"r0": "s"}, {c.chain_id: c.chain_id for c in reading.chains}) == {"r0": reading}
