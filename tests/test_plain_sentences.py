"""Plain sentences about who did what to whom, each of a class that was once read wrong."""

from functools import cache

import pytest

from dateline.intake.header import read_header
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
    "Chad and Niger agreed to stop fighting after five days of clashes in which nine people were killed.",
    "The rebels promised to leave the town after three nights of air strikes.",
    "The army accepted a truce after months of shelling.",
])  # fmt: skip
def test_what_went_on_until_a_promise_was_no_plan_and_not_done_by_who_promises(words: str) -> None:
    attacks = [e for e in reading(words).events if e.event_type == "ASSAULT"]
    assert attacks
    assert {(e.modality, e.actors) for e in attacks} == {("happened", ())}


@pytest.mark.parametrize("words", ["Idriss Sow called the air strike a crime.", "Idriss Sow called the raid \"a reckless act of aggression\" and left."])
def test_who_gives_a_deed_a_name_did_not_do_it(words: str) -> None:
    assert [e.actors for e in reading(words).events if e.event_type == "ASSAULT"] == [()]


def at_home(words: str) -> Reading:
    """What is read in a report with its head."""
    report = read_header(Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05"))
    [text] = segment([report], PARSER)
    return read(text, Lexica())


@pytest.mark.parametrize("words", [
    "NAIROBI, March 5 (Reed Wire) - Kenyan and Somali soldiers traded fire on Friday near a disputed hill on their border.",
    "NAIROBI, March 5 (Reed Wire) - Kenya and Somalia agreed to talk after two days of shelling along the frontier.",
    "NAIROBI, March 5 (Reed Wire) - Niger's army shelled Chadian positions on Friday.",
])  # fmt: skip
def test_a_fight_at_a_border_or_between_others_is_not_in_the_capital_of_the_dateline(words: str) -> None:
    assert {e.place for e in at_home(words).events if e.event_type == "ASSAULT"} == {None}


def test_a_place_of_a_dateline_is_not_cut_to_a_name_it_begins_with() -> None:
    assert [t.text for t in at_home("BAN KHAO SUNG - The loudspeaker gave the order at four in the morning.").toponyms] == ["BAN KHAO SUNG"]


@pytest.mark.parametrize(("words", "trigger", "names"), [
    ("Thai and Cambodian soldiers exchanged artillery fire on Thursday near a hill.", "exchanged", {"Thai soldiers", "Cambodian soldiers"}),
    ("Clashes between Armenian and Azerbaijani forces killed nine people.", "Clashes", {"Armenian forces", "Azerbaijani forces"}),
    ("The Malian and Algerian armies clashed in May.", "clashed", {"Malian army", "Algerian army"}),
])  # fmt: skip
def test_forces_of_two_states_behind_one_noun_are_two(words: str, trigger: str, names: set[str]) -> None:
    assert roles(words, trigger) == (names, names)


@pytest.mark.parametrize(("words", "trigger", "party"), [
    ("Under the deal, Chad agreed to open the road and Niger to release 40 soldiers.", "release", "Niger"),
    ("Peru promised to pull back its guns and Ecuador to withdraw its warships.", "withdraw", "Ecuador"),
    ("Chad promised to hand over the bodies of four rangers and Niger to free 18 soldiers.", "free", "Niger"),
])  # fmt: skip
def test_what_the_second_party_of_a_promise_does_is_its_own(words: str, trigger: str, party: str) -> None:
    assert roles(words, trigger)[0] == {party}


def test_bodies_of_a_number_of_people_are_no_body() -> None:
    assert "organisation" not in {c.kind for c in reading("Peru returned the bodies of four rangers and nine guards on Friday.").chains}


@pytest.mark.parametrize(("words", "kind"), [
    ("Fighters of the Azawad Liberation Movement (MLA) took the town. MLA spokesman Musa Deng said the MLA would stay.", "armed_group"),
    ("The Hill People's Party (DKP) said it would march. DKP leader Musa Deng said on Monday the DKP was ready.", "organisation"),
])  # fmt: skip
def test_initials_in_brackets_are_the_body_s_in_whatever_language(words: str, kind: str) -> None:
    assert [c.kind for c in reading(words).chains if c.named and c.kind != "person"] == [kind]


@pytest.mark.parametrize(("words", "source"), [
    ("Drone strikes killed at least 15 civilians on Wednesday, eight of them children, a rebel alliance and a health worker said.", "a rebel alliance"),
    ("Shelling killed nine people, two of them nurses, the mayor and a doctor said.", "the mayor"),
])  # fmt: skip
def test_who_was_just_counted_does_not_say_so(words: str, source: str) -> None:
    [said] = reading(words).statements
    assert said.source_evidence is not None
    assert said.source_evidence.text.startswith(source)


@pytest.mark.parametrize("words", [
    "His unit had pulled back from Hill 12.", "The army abandoned its base there.", "The envoy said both armies would withdraw their heavy weapons.",
])  # fmt: skip
def test_who_leaves_a_hill_is_not_against_it(words: str) -> None:
    assert not reading(words).positions


def test_a_people_s_name_before_its_fighters_is_no_place() -> None:
    assert "Tuareg" not in {t.text for t in reading("The town fell to Tuareg rebels on Monday.").toponyms}


def test_the_allies_of_whom_they_are_joined_to() -> None:
    found = reading("Fighters of the Hill Front took the town, hours after the army and its Russian allies left their base.")
    names = {c.chain_id: c.name for c in found.chains}
    assert [(names[r.subject], names[r.object]) for r in found.relations if r.predicate == "allied_with"] == [("Russian allies", "army")]


def test_whose_head_a_new_sentence_names() -> None:
    found = reading("The Hill Front denied it. Only six of 40 monitors have arrived. Their head, retired general Kofi Asare, said his team had no vehicles.")
    assert not any(r.predicate == "leads" for r in found.relations if {c.chain_id: c.name for c in found.chains}[r.object] == "Hill Front")


def test_fighters_of_another_country_are_not_the_one_group_of_the_story() -> None:
    texts = (
        "Mali's army and Russian fighters left the town of Tarkint on Monday. The Azawad Front said its men had come in without a fight. The Azawad Front is Malian.",
        "The Azawad Front said the Russian fighters had burnt houses in Tarkint, Mali, on Tuesday. The Azawad Front denied killing soldiers.",
    )
    reports = [Report(report_id=f"r{n}", uri=f"file:r{n}", text=text, published=f"2021-03-0{n + 2}") for n, text in enumerate(texts)]
    found = assemble(reports, [read(t, Lexica()) for t in segment(reports, PARSER)])
    assert {"Azawad Front", "Russian fighters"} <= {a.name for a in found.actors}
