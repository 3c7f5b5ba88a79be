"""Tellers: who says so of an event."""

from functools import cache

import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


@cache
def told(words: str):
    """`{trigger: names of who says so}` of the events of a text."""
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], PARSER)
    found = read(text, Lexica())
    names = {c.chain_id: c.name for c in found.chains}
    return {e.trigger.text: [names[c] for c in e.attributed_to] for e in found.events}


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("Ghana and Togo asked for a meeting, two diplomats in Lome said.", "meeting", ["two diplomats in Lome"]),
        ("Foreign Minister Ada Mirren said Ghana planned to send 200 soldiers.", "send", ["Ada Mirren"]),
        ("Ghana planned to send 200 soldiers.", "send", []),
        ("Foreign Minister Ada Mirren condemned the attack.", "attack", []),
        ('Foreign Minister Ada Mirren called the attack "a crime".', "attack", []),
        ("Foreign Minister Ada Mirren accused Togo of the attack.", "attack", ["Ada Mirren"]),
        ("Foreign Minister Ada Mirren said Togo had shelled the besieged town.", "besieged", []),
        ("Shells killed ten people, Foreign Minister Ada Mirren said, as the army attacked the port.", "killed", ["Ada Mirren"]),
        ("Shells killed ten people, Foreign Minister Ada Mirren said, as the army attacked the port.", "attacked", []),
    ],
)
def test_who_says_so_is_the_outermost_who_asserts_it(text, trigger, who):
    assert told(text)[trigger] == who


def test_who_claims_an_attack_says_so():
    assert told("The Volta Liberation Army claimed responsibility for the attack.")["attack"] == ["Volta Liberation Army"]
