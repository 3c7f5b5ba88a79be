"""Plain sentences about who says something, and through whom it came; each of a class that was once read wrong."""

import pytest

from dateline.model.record import StatementRow
from plain_texts import roles, situation


def told(words: str, cue: str) -> StatementRow:
    """The statement with a cue."""
    return next(s for s in situation(words).statements if s.cue == cue)


@pytest.mark.parametrize(
    ("words", "cue", "outlets"),
    [
        # the noun for what an outlet sends stands before its name
        ("Musa Ferhat, the rebels' spokesman, told the station Kilwa FM that army guns had fired the shells.", "told", ["Kilwa FM"]),
        ("The doctor told the morning programme of Radio Nile that nine people had died.", "told", ["Radio Nile"]),
        ("Ana Brito told the BBC Somali service that nobody had asked for a meeting.", "told", ["BBC Somali"]),
        # who asked is told behind the speaker or before the sentence
        ("Two survivors, interviewed by the radio station Voz Livre, said a boat had circled them.", "said", ["Voz Livre"]),
        ("Speaking to Radio Karoun later, the envoy said both sides had agreed to a truce.", "said", ["Radio Karoun"]),
        # who quoted stands behind what was quoted
        ('"We do not attack markets," their spokesman Bakri Tom was quoted as saying by Radio Sham.', "saying", ["Radio Sham"]),
        # listeners who are no outlet pass nothing on
        ("Speaking to reporters in Accra, the mayor said the bridge would stay shut.", "said", []),
        ("Reached by telephone, the mayor said the bridge would stay shut.", "said", []),
    ],
)
def test_through_which_outlet_it_came(words: str, cue: str, outlets: list[str]) -> None:
    assert [r.name for r in told(words, cue).relayed_by] == outlets


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The army, asked whether soldiers had been moved to the city, said none had.", "army"),
        ("The minister, asked by Radio Nile if the talks would go on, said that they would.", "minister"),
    ],
)
def test_who_is_asked_answers_and_asks_nothing(words: str, speaker: str) -> None:
    [statement] = situation(words).statements
    assert statement.source is not None and statement.source.name == speaker
    assert statement.cue == "said"


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ('The banks will release the money by May, a Qatari minister said; a Treasury official put the sum at "closer to four".', "a Qatari minister", "a Treasury official"),
        ("The talks will resume on Monday, Oslo said; Tehran has not confirmed the date.", "Oslo", "Tehran"),
        ("Ten houses burned, residents said; the governor denied it.", "residents", "the governor"),
    ],
)
def test_behind_a_semicolon_the_next_speaker_is_nobodys_content(words: str, first: str, second: str) -> None:
    statements = situation(words).statements
    assert {s.source_text for s in statements} == {first, second}
    assert all(not s.relayed_by and s.parent_id is None for s in statements)
    one = next(s for s in statements if s.source_text == first)
    assert not any(second in c.text for c in one.content)


@pytest.mark.parametrize(
    ("words", "source", "indicator", "value"),
    [
        ("By the count of a rights group, the shelling killed 21 people.", "a rights group", "killed", 21),
        ("The war has killed 4,200 people by the government's own estimate.", "the government", "killed", 4200),
        ("In a raid that, by the count of a rights group, killed nine people, a school burned.", "a rights group", "killed", 9),
        ("Lake Rights Watchers put the number of people still missing at 11.", "Lake Rights Watchers", "missing", 11),
    ],
)
def test_by_whose_count_it_is(words: str, source: str, indicator: str, value: float) -> None:
    found = situation(words)
    assert [s.source_text for s in found.statements] == [source]
    [claim] = [c for c in found.figure_claims if c.indicator == indicator]
    assert claim.value == value
    assert [a.name for a in claim.attributed_to] == [source.removeprefix("a ").removeprefix("the ")]


def test_a_count_that_is_nobodys_names_nobody() -> None:
    assert not situation("He won by a count of 40 to 30.").statements


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The envoy's office said in its own account of the call that Sesay had told Kurdi to withdraw his men.", "The envoy's office"),
        ("Kyiv said in its version of the talks that Russia had refused to free the sailors.", "Kyiv"),
    ],
)
def test_what_is_said_in_an_account_of_something_is_said(words: str, speaker: str) -> None:
    statement = told(words, "said")
    assert statement.source_text == speaker
    assert statement.content[0].text.startswith("that ")


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ('Captain Adil Nimeiri told the Meridian Post that the arrests were "an invention".', "arrests"),
        ("The minister told the envoy that the arrests were a mistake.", "arrests"),
    ],
)
def test_who_is_told_of_harm_has_not_suffered_it(words: str, trigger: str) -> None:
    assert roles(words, trigger) == (set(), set())


@pytest.mark.parametrize(
    "words",
    [
        "The last fighters of the Nahda Front left Tarrum on Sunday, residents and the African Union said, five days after shells killed at least 23 people in the market.",
        "The rebels left the town on Sunday, residents and the Red Cross said, a day after a rocket killed two people.",
    ],
)
def test_who_tells_of_shells_has_not_fired_them(words: str) -> None:
    assert roles(words, "killed")[0] == set()


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("Tom spoke to the militia's media office. The African Union's envoy, Mariam Sesay, will travel on Sunday, her office told reporters.", "office"),
        ("The president's office denied it. Governor Ana Reis was not hurt, her office said.", "office"),
        ("Ismail Kurdi offered a truce. Kurdi's office said talks could begin. Ismail Kurdi would travel on Monday, his office said.", "Kurdi's office"),
        ("The governor's office said the road was open. The governor, Ana Reis, will go there on Monday, her office said.", "governor's office"),
    ],
)
def test_her_office_is_not_that_of_somebody_else(words: str, office: str) -> None:
    statement = situation(words).statements[-1]
    assert statement.source is not None and statement.source.name == office


def test_a_paragraph_that_is_all_quotation_goes_on_with_who_spoke_last() -> None:
    found = situation(
        "Interior Minister Pablo Landeta told lawmakers that a letter had come. The letter, he said, named the gang.\n"
        '"I will not hide it. The letter was read and put in a drawer.\n'
        '"The director did not tell his superiors. He will have to explain himself."\n'
        "The director rejected this."
    )
    [quoted] = [s for s in found.statements if s.kind == "direct"]
    assert quoted.source is not None and quoted.source.name == "Pablo Landeta"
    assert len(quoted.content) == 2


def test_a_paragraph_of_quotation_with_a_speaker_of_its_own_is_his() -> None:
    found = situation('Mayor Ana Reis said the bridge was blown up.\n"Nobody here believes the army. Soldiers shot two boys," said a fisherman, Luis Paz.')
    [quoted] = [s for s in found.statements if s.kind == "direct"]
    assert quoted.source is not None and quoted.source.name == "Luis Paz"


def test_seven_of_them_are_none_of_four() -> None:
    found = situation(
        "Police have recaptured 11 of the inmates who fled the prison, the minister said, a week after gunmen killed four guards there. "
        "Seven of them were found in a warehouse in the port, according to the police."
    )
    assert {(c.indicator, c.value) for c in found.figure_claims} == {("detained", 11), ("detained", 7), ("killed", 4)}
    assert next(c for c in found.figure_claims if c.value == 7).who != "guards"


def test_who_is_heard_laughing_says_nothing() -> None:
    found = situation('"We lay on the floor. When it stopped we heard men laughing," said Elvia Mero.')
    assert "laughing" not in {s.cue for s in found.statements}


@pytest.mark.parametrize(
    "words",
    [
        "Interior Minister Pablo Landeta spoke. Opposition lawmakers demanded that Landeta step down too.",
        "Interior Minister Pablo Landeta spoke. The union insisted that Landeta step down.",
    ],
)
def test_who_is_to_step_down_is_whom_the_demand_names(words: str) -> None:
    assert roles(words, "step")[0] == {"Pablo Landeta"}


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("The prison service raised the number of escaped inmates to 52.", "The prison service"),
        ("The hospital lowered the toll to nine on Tuesday.", "The hospital"),
        ("The agency updated the number of dead in the floods to 34.", "The agency"),
    ],
)
def test_who_tells_a_new_number_says_it(words: str, source: str) -> None:
    found = situation(words)
    assert [s.source_text for s in found.statements] == [source]
    assert [a.name for c in found.figure_claims for a in c.attributed_to] == [source.removeprefix("The ")]


@pytest.mark.parametrize("words", ["The blast raised the toll to 40.", "The army raised the flag over the town."])
def test_what_raises_a_toll_or_a_flag_says_nothing(words: str) -> None:
    assert not situation(words).statements


@pytest.mark.parametrize(
    ("words", "outlets"),
    [
        ('"Nobody has seen them," the mayor told a Radio Nile reporter.', ["Radio Nile"]),
        ("The mayor told a reporter of Radio Nile that the road was shut.", ["Radio Nile"]),
        ("The mayor told reporters Radio Nile had lied.", []),
    ],
)
def test_a_reporter_passes_on_to_his_outlet(words: str, outlets: list[str]) -> None:
    assert [r.name for r in told(words, "told").relayed_by] == outlets
