"""Plain sentences about who did what to whom, each of a class that was once read wrong."""

from functools import cache

import pytest

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.reconcile import assemble
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


@cache
def reading(words: str) -> Reading:
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], PARSER)
    return read(text, Lexica())


def roles(words: str, trigger: str) -> tuple[set[str], set[str]]:
    """Names of who acts and who is acted on in the one event of a trigger."""
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    [event] = [e for e in found.events if e.trigger.text == trigger]
    return {names[c] for c in event.actors}, {names[c] for c in event.recipients}


@pytest.mark.parametrize(
    ("words", "trigger", "actors", "recipients"),
    [
        # a participle's clause is not the subject
        ("Hijackers holding a ferry off Kenya threatened on Thursday to kill a hostage.", "threatened", {"Hijackers"}, set()),
        # who is seen shot does not shoot
        ("Teacher Paul Sarr said he had seen a guard shot in the leg.", "shot", set(), {"guard"}),
        # by whose count is not by whom
        ("By the government's new count, six soldiers were killed.", "killed", set(), {"six soldiers"}),
        ("The ferry on which, by the army's own account, six soldiers were killed sank.", "killed", set(), {"six soldiers"}),
        # the main clause goes on behind a condition
        ("The Hill Party said it would boycott the inquiry unless foreign judges sat on it, and called a march for Saturday.", "march", {"Hill Party"}, set()),
        # whose request it is
        ("Troops of Kenya came to the town at the government's request.", "request", {"government"}, {"Troops of Kenya"}),
        ("Mali's troops entered Chad at the request of President Idriss Sow.", "request", {"Idriss Sow"}, {"Mali's troops"}),
        # who is killed in a raid made none
        ("Three civilians and one marine were killed in the raid, President Idriss Sow said.", "raid", set(), set()),
    ],
)
def test_who_acts_and_who_is_acted_on(words: str, trigger: str, actors: set[str], recipients: set[str]) -> None:
    acting, undergoing = roles(words, trigger)
    assert acting == actors
    assert undergoing >= recipients or not recipients


def test_a_name_between_marks_is_no_quotation_and_a_ship_no_outlet() -> None:
    found = reading('The "Morning Star" left the port before dawn and stopped answering its radio, navy spokesman Paul Sarr told reporters.')
    assert [s.content[0].text for s in found.statements] == ['The "Morning Star" left the port before dawn and stopped answering its radio']
    assert "Morning Star" not in {c.name for c in found.chains}


@pytest.mark.parametrize("words", ["A court charged Musa Deng with killing two guards.", "The court accused Musa Deng of killing two guards."])
def test_what_somebody_is_charged_with_is_not_held_to_have_happened(words: str) -> None:
    assert {e.modality for e in reading(words).events if e.event_type == "ASSAULT"} == {"uncertain"}


@pytest.mark.parametrize("name", ["Correia", "Mbeki", "Okoro", "Sarr"])
def test_a_name_with_an_office_between_commas_is_a_person(name: str) -> None:
    found = reading(f"{name}, the interior minister, dismissed the report as false. Officials in Lagos agreed.")
    assert [(c.name, c.kind) for c in found.chains if c.named] == [(name, "person")]


def test_what_limits_an_hour_limits_its_day() -> None:
    words = "Hijackers threatened on Thursday to kill a hostage unless the government frees their leader by noon on Friday."
    assert [t.date_start for t in reading(words).times if "noon" in t.text] == ["2021-03-05"]


@pytest.mark.parametrize("words", [
    "The gunmen vowed to kill 20 soldiers.", "He warned that 500 people could be killed.", "A plot to kill three judges was foiled.",
    "The UN said 300,000 people could be displaced by the fighting.",
])  # fmt: skip
def test_whom_somebody_may_harm_is_not_counted_as_harmed(words: str) -> None:
    assert {f.indicator for f in reading(words).figures} == {"other"}


@pytest.mark.parametrize("words", ["Up to 40 people may have been killed.", "They managed to kill 20 soldiers.", "The blast is believed to have killed nine people."])
def test_whom_somebody_is_held_to_have_killed_is_counted(words: str) -> None:
    assert {f.indicator for f in reading(words).figures} == {"killed"}


def test_a_surname_that_looks_like_a_body_is_the_person_of_the_story() -> None:
    texts = (
        "Interior Minister Ana Correia denied on Monday that the government was talking to the hijackers of a ferry off Guinea-Bissau.",
        "The opposition Hill Party called on Tuesday for an inquiry into the hijacked ferry off Guinea-Bissau and said Correia should resign.",
    )
    reports = [Report(report_id=f"r{n}", uri=f"file:r{n}", text=text, published=f"2021-03-0{n + 2}") for n, text in enumerate(texts)]
    found = assemble(reports, [read(t, Lexica()) for t in segment(reports, PARSER)])
    assert [(a.name, a.kind) for a in found.actors if "Correia" in a.name] == [("Ana Correia", "person")]


def test_a_spokeswoman_is_no_spokesman() -> None:
    found = reading("A police spokeswoman put the number of arrests at nine. President Idriss Sow's spokesman said Togo would go to court.")
    assert {"police spokeswoman", "President Idriss Sow's spokesman"} <= {c.name for c in found.chains}


@pytest.mark.parametrize("words", [
    "The rebels denied receiving weapons from Sudan, as Defence Minister Paul Sarr had alleged on Wednesday.",
    "The mayor denied that he had fled, as the army had claimed.",
    "Mali denied sending troops, as the rebels had said in May.",
])  # fmt: skip
def test_what_others_had_said_of_it_is_not_denied(words: str) -> None:
    found = reading(words)
    [denial] = [s for s in found.statements if s.cue_class == "deny"]
    assert all(", as" not in c.text for c in denial.content)
    assert not [e for e in found.events if e.trigger.text == "alleged" and e.modality == "denied"]


@pytest.mark.parametrize(("words", "person"), [
    ("The mayor of Cotonou, Lucrece Ahouansou, put the number of dead at 112.", "Lucrece Ahouansou"),
    ("The prefect of Tillabery, Halidou Sanda, said three men had been found.", "Halidou Sanda"),
])  # fmt: skip
def test_who_holds_an_office_of_a_place_is_no_place(words: str, person: str) -> None:
    assert person not in {t.text for t in reading(words).toponyms}
