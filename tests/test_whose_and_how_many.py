"""Whose office, lawyer and country it is, and which count stands: each sentence is of a class that was once read wrong."""

import pytest

from plain_texts import situation

PROSECUTOR = "Police raided the port. Colonel Rui Tarr was charged on Monday with theft of aid, the attorney general's office said."


@pytest.mark.parametrize(("told", "one"), [
    ("Police raided the port on Sunday. President Luis Mondo will visit the port on Friday, his office announced.", False),
    ("Police raided the port on Sunday. Attorney General Luis Mondo will visit the port on Friday, his office announced.", True),
])  # fmt: skip
def test_his_office_is_that_of_whom_his_titles_fit(told: str, one: bool) -> None:
    offices = [a for a in situation(told, PROSECUTOR).actors if a.name.casefold().endswith("office")]
    assert len(offices) == (1 if one else 2)


@pytest.mark.parametrize(("owner", "speaker"), [("The families'", "lawyer"), ("The minister's", "lawyer"), ("Tarr's", "Ada Mirren")])
def test_his_lawyer_is_not_another_ones(owner: str, speaker: str) -> None:
    text = f"{owner} lawyer, Ada Mirren, said on Monday the case was closed. Colonel Rui Tarr was charged. His lawyer said he was innocent."
    [row] = [s for s in situation(text).statements if s.content and "innocent" in s.content[0].text]
    assert row.source is not None and row.source.name == speaker


@pytest.mark.parametrize("words", [
    "The agency lowered the death toll from 73 to 69 on Friday.",
    "The agency raised the death toll from 63 to 69 on Friday.",
    "The agency revised the death toll down to 69 from 73 on Friday.",
    "The death toll fell from 73 to 69 on Friday, the agency said.",
])  # fmt: skip
def test_the_count_that_another_takes_the_place_of_is_not_the_latest(words: str) -> None:
    found = situation(words)
    assert [f.latest for f in found.figures] == [69.0] and not found.contradictions


@pytest.mark.parametrize(("fate", "indicators"), [("had been found alive", {"other"}), ("had been buried", {"killed"})])
def test_who_is_found_alive_is_not_counted_dead(fate: str, indicators: set[str]) -> None:
    assert {f.indicator for f in situation(f"The agency said four people listed as dead {fate} in a camp near Anri.").figure_claims} == indicators


@pytest.mark.parametrize(("told", "denied", "disputes"), [
    ("The attorney general said Colonel Rui Tarr had been suspended while the inquiry lasts.", "The colonel has denied any wrongdoing.", 0),
    ("Peru accused Chile of shelling a village.", "Chile denied any wrongdoing.", 1),
    ("Peru accused Chile of shelling a village.", "Chile denied it.", 1),
    ("Police accused the mayor of kidnapping two reporters.", "The mayor rejected the charge.", 1),
])  # fmt: skip
def test_a_denial_speaks_against_a_deed_that_somebody_is_accused_of(told: str, denied: str, disputes: int) -> None:
    assert len(situation(f"{told} {denied}").contradictions) == disputes


LEAD = "Three skippers said on Monday that the guards had stopped their boats. Mayor Rui Tarr called it a lie.\n\nThe death toll stood at 58, the agency said.\n\n"


@pytest.mark.parametrize(("words", "country"), [
    ("The flight was put off. The two Peruvian helicopters had not arrived either.", None),
    ("The Peruvian mayor, Tarr, said the flight was put off.", "PER"),
])  # fmt: skip
def test_a_country_named_once_in_passing_is_not_everybodys(words: str, country: str | None) -> None:
    assert [a.country for a in situation(LEAD + words).actors if a.name == "Rui Tarr"] == [country]


@pytest.mark.parametrize(("words", "mines"), [('"No soldier of mine took a spoon," the colonel said.', 0), ("The mine said on Monday it would close.", 1)])
def test_somebody_of_mine_is_no_mine(words: str, mines: int) -> None:
    assert [a.name for a in situation(words).actors if a.name == "mine"] == ["mine"] * mines


@pytest.mark.parametrize(("words", "said"), [
    ('"Every boat that asks to leave, leaves," the director said.', ["said"]),
    ("Any state that demands more will get less, the minister said.", ["said"]),
    ("The union, which demands higher pay, met the minister.", ["demands"]),
])  # fmt: skip
def test_whoever_it_may_be_says_nothing(words: str, said: list[str]) -> None:
    assert [s.cue for s in situation(words).statements] == said


@pytest.mark.parametrize(("words", "said"), [
    ("Peru said Chile had accepted passage for trains from July 1. Chile's negotiator, Ada Mirren, said nothing had been agreed.", 2),
    ("Peter Tarr waited at Gate 1. Peter said he was tired.", 1),
])  # fmt: skip
def test_a_number_ends_a_sentence_before_a_capital(words: str, said: int) -> None:
    found = situation(words).statements
    assert len(found) == said and not any(". " in e.text for s in found for e in s.content)
