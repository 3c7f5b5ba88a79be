"""Who did what a noun names, where other words tell it, and who is told not to have."""

from functools import cache

import pytest

from dateline.lexicon import Lexica
from dateline.model.event import EventMention
from dateline.model.report import Report
from dateline.reading.doers import Doer, doer
from dateline.reading.readers import read
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

PARSER = SpacyParser()


@cache
def parsed(words: str) -> ReportText:
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], PARSER)
    return text


def told(words: str, noun: str) -> tuple[str, bool] | None:
    text = parsed(words)
    token = next(t.i for t in text.tokens if t.lower == noun)
    found: Doer | None = doer(text, token)
    return None if found is None else (text.tokens[found.phrase].text, found.denied)


@pytest.mark.parametrize(
    ("words", "noun", "expected"),
    [
        ("The minister said the Ash Front was behind the bombing in Arwa.", "bombing", ("Front", False)),
        ("The mayor said the Ash Front was responsible for the raid on the market.", "raid", ("Front", False)),
        ("The Ash Front said it had no part in the raid on Monday.", "raid", ("it", True)),
        ("The Ash Front denied any involvement in the raid on Monday.", "raid", ("Front", True)),
        ("The Ash Front was not involved in the raid on Monday.", "raid", ("Front", True)),
        ("We had nothing to do with the raid, the Ash Front said.", "raid", ("We", True)),
        ("Reporters asked whether Peru was behind the raid.", "raid", None),
        ("The court wants those responsible for the raid.", "raid", None),
        ("The Ash Front condemned the raid.", "raid", None),
    ],
)
def test_who_is_told_to_have_done_it(words: str, noun: str, expected: tuple[str, bool] | None) -> None:
    assert told(words, noun) == expected


def event(words: str) -> tuple[EventMention, set[str]]:
    found = read(parsed(words), Lexica())
    names = {c.chain_id: c.name for c in found.chains}
    [raid] = [e for e in found.events if e.event_type == "ASSAULT"]
    return raid, {names[c] for c in raid.actors}


@pytest.mark.parametrize(
    "words",
    [
        "The Ash Front said it had no part in the attack on Arwa on Monday.",
        "The Ash Front said it was not responsible for the attack on Arwa.",
        "The Ash Front denied involvement in the attack on Arwa on Monday.",
    ],
)
def test_who_denies_his_part_did_not_do_it_and_the_deed_stays(words: str) -> None:
    raid, actors = event(words)
    assert raid.modality == "happened"
    assert actors == set()


def test_who_is_said_to_be_responsible_acts_and_who_says_so_does_not() -> None:
    raid, actors = event("The Arwan government said Ash Front fighters were responsible for the attack on the market in Arwa.")
    assert raid.modality == "happened"
    assert any("Ash Front" in name for name in actors)
    assert not any("government" in name for name in actors)


def accusations(words: str) -> list[tuple[str, list[str], list[str]]]:
    found = read(parsed(words), Lexica())
    names = {c.chain_id: c.name for c in found.chains}
    events = [e for e in found.events if e.event_type == "ACCUSE"]
    return [(e.trigger.text, [names[c] for c in e.actors], [names[c] for c in e.recipients]) for e in events]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The governor said the rebels were responsible.", [("responsible", ["governor"], ["rebels"])]),
        ("The governor said the rebels were to blame for the bombing of the market.", [("blame", ["governor"], ["rebels"])]),
        ("Kenya said Somalia was behind the raid on the village.", [("behind", ["Kenya"], ["Somalia"])]),
        ("The governor said the police were not to blame for the deaths.", []),
        ("The governor asked whether the rebels were responsible.", []),
        ("The army denied that it was responsible for the raid.", []),
        ("The governor said the police were responsible for traffic.", []),
    ],
)
def test_a_word_of_blame_accuses(words: str, expected: list[tuple[str, list[str], list[str]]]) -> None:
    assert accusations(words) == expected


def test_who_may_have_done_it_leaves_it_uncertain() -> None:
    raid, actors = event("The Ash Front might have been behind the attack on the market in Arwa.")
    assert raid.modality == "uncertain"
    assert any("Ash Front" in name for name in actors)
