"""Positions: who is for or against what."""

from functools import cache

import pytest

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.coreference import read_actors
from dateline.reading.positions import read_positions
from dateline.reading.statements import read_statements
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()
LEXICA = Lexica()


@cache
def positions(words: str):
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words)], PARSER)
    actors = read_actors(text, Reading(report_id="r1"), LEXICA)
    found = Reading(report_id="r1", **actors)
    found = Reading(report_id="r1", **actors, statements=read_statements(text, found, LEXICA))
    names = {c.chain_id: c.name for c in found.chains}
    return [(names[p.holder], p.stance, p.topic.text) for p in read_positions(text, found, LEXICA)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France backs the plan.", ("France", "for", "the plan")),
        ("France opposes the plan.", ("France", "against", "the plan")),
        ("Turkey ruled out a ceasefire.", ("Turkey", "against", "a ceasefire")),
        ("Egypt will never accept the dam.", ("Egypt", "against", "the dam")),
        ("Egypt called for an inquiry.", ("Egypt", "for", "an inquiry")),
        ("Egypt voiced its support for the talks.", ("Egypt", "for", "the talks")),
        ("Russia has no objection to the truce.", ("Russia", "ambivalent", "the truce")),
    ],
)
def test_verbs_and_nouns_give_a_stance(text, expected):
    assert expected in positions(text)


def test_first_person_is_the_speaker():
    assert ("Amina Okoro", "against", "the dam") in positions('"I oppose the dam," Amina Okoro said.')


def test_a_question_is_no_position():
    assert positions("Asked whether he supports the plan, he left.") == []
