"""Live pages, readouts, bulletins and corrections, each of a class that was once read wrong."""

import pytest

from dateline.text.view import behind_marker
from plain_texts import reading


@pytest.mark.parametrize(("line", "words"), [
    ("07:45 GMT — Army: rebels fired first", "Army: rebels fired first"),
    ("[09.10] The army left", "The army left"),
    ("7:15 p.m. - Gunmen seize a bus", "Gunmen seize a bus"),
    ("20:00 EST | Talks resume", "Talks resume"),
    ("14:35 Gunmen seized a bus", "14:35 Gunmen seized a bus"),
    ("12.5 Million people live there", "12.5 Million people live there"),
])  # fmt: skip
def test_the_hour_before_an_entry_is_no_part_of_its_words(line: str, words: str) -> None:
    assert line[behind_marker(line, 0, len(line)) :] == words


def test_no_actor_is_called_by_the_hour() -> None:
    found = reading("07:45 GMT — Army: rebels fired first\nThe army of Kenya says rebels shelled a checkpoint in Garissa.")
    assert not [c.name for c in found.chains if "GMT" in c.name]


@pytest.mark.parametrize("words", [
    "An earlier version of this story said nine people were killed in Garissa.",
    "CORRECTION: A previous version of this article gave the number of dead in Garissa as nine.",
    "The original headline of this report wrongly put the toll of the shelling at nine dead.",
])  # fmt: skip
def test_what_an_earlier_version_counted_is_not_counted(words: str) -> None:
    found = reading(f"Rebels shelled Garissa, killing eight people. {words}")
    assert [f.value for f in found.figures] == [8]
    assert {e.trigger.text for e in found.events} <= {"shelled", "killing"}
    assert not [s for s in found.statements if "version" in s.source_text or "headline" in s.source_text]


@pytest.mark.parametrize(("words", "modality"), [
    ("An earlier version of this report stated that soldiers had arrested the mayor of Garissa.", "denied"),
    ("The chief of the report team stated that soldiers had arrested the mayor of Garissa.", "happened"),
])  # fmt: skip
def test_what_an_earlier_version_told_did_not_happen(words: str, modality: str) -> None:
    assert [e.modality for e in reading(words).events] == [modality]
