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


def sources(words: str) -> list[tuple[str | None, str]]:
    """Who says it and what, statement by statement."""
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    return [(names.get(s.source or ""), s.content[0].text) for s in found.statements if s.content]


@pytest.mark.parametrize(("words", "source"), [
    ("The ministry said it had protested. The licence, given to the firm Brent Energy, was void, it said.", "ministry"),
    ("The Red Cross said it had sent a truck. Supplies for the Aden Hospital were running out, it said.", "Red Cross"),
    ("The defence ministry said it had struck back. Two men of the Free Hill Front were killed, it said.", "defence ministry"),
])  # fmt: skip
def test_who_speaks_behind_the_words_is_nobody_that_they_name(words: str, source: str) -> None:
    assert sources(words)[-1][0] == source


@pytest.mark.parametrize("words", [
    "The envoy stopped short of saying how Peru would vote.", "The army said nothing. It had responded to fire from the hills.",
    "Brent Energy dismissed 34 workers on Monday.",
])  # fmt: skip
def test_what_is_left_unsaid_and_what_is_done_is_no_statement(words: str) -> None:
    assert [c for _, c in sources(words) if "nothing" not in c] == []


@pytest.mark.parametrize("words", [
    "Kenya, which also borders the lake, offered to mediate.", "Kenya, its border with Chad shut, offered to mediate.",
    "Kenya, whose own case is still open, offered to mediate.",
])  # fmt: skip
def test_who_acts_stands_before_an_aside(words: str) -> None:
    assert roles(words, "offered")[0] == {"Kenya"}


def test_a_title_in_the_plural_is_that_of_each_person() -> None:
    found = reading("Peru and Chile agreed. Presidents Juan Paz of Peru and Ann Reed of Chile will meet in Lima. Paz said he would come.")
    assert {(c.name, t.title) for c in found.chains for t in c.titles} == {("Juan Paz", "President"), ("Ann Reed", "President")}
    reports = [Report(report_id="r1", uri="file:r1", text="Peru and Chile agreed. Presidents Juan Paz of Peru and Ann Reed of Chile will meet in Lima.")]
    held = assemble(reports, [read(t, Lexica()) for t in segment(reports, PARSER)]).relations
    assert {(r.subject.name, r.predicate, r.object.name) for r in held} >= {("Juan Paz", "leads", "Peru"), ("Ann Reed", "leads", "Chile")}


@pytest.mark.parametrize(("words", "body"), [
    ("The United Nations was told. The U.S. envoy to the United Nations, Ann Reed, said Washington agreed.", "United States"),
    ("The African Union listened. Kenya's envoy to the African Union, Ann Reed, said Kenya agreed.", "Kenya"),
])  # fmt: skip
def test_an_envoy_holds_office_in_who_sent_him(words: str, body: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert [names[r.object] for r in found.relations if names[r.subject] == "Ann Reed"] == [body]


def test_a_coordination_of_groups_is_one_body() -> None:
    assert "Coordination of Azawad Fronts" in {c.name for c in reading("The Coordination of Azawad Fronts left the talks.").chains}


@pytest.mark.parametrize(("words", "name", "country"), [
    # who speaks behind the words is not what they end with
    ("Mali will expel the last French consular staff, Prime Minister Idriss Sow said on Sunday.", "Idriss Sow", "MLI"),
    # whose country: his who is spoken of, not the one named last
    ("Kenya and Chad met. Chadian President Idriss Sow told Kenya his country would wait.", "his country", "TCD"),
])  # fmt: skip
def test_of_which_country_somebody_is(words: str, name: str, country: str) -> None:
    found = reading(words)
    at = {c.chain_id: c.country for c in found.chains}
    assert [at[m.chain_id or ""] for m in found.mentions if m.text.removeprefix("the ").removeprefix("Prime Minister ") == name] == [country]


def test_a_bare_ministry_is_of_the_state_that_acts_in_the_lead_of_its_capital() -> None:
    words = "Mali on Thursday ordered an envoy to leave.\n\nAli Sow had been seen at a base of Niger's army, the foreign ministry said."
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, dateline_place="BAMAKO")], PARSER)
    assert [c.country for c in read(text, Lexica()).chains if c.name == "foreign ministry"] == ["MLI"]


def test_an_envoy_called_home_for_consultations_meets_nobody() -> None:
    assert [e.event_type for e in reading("Kenya recalled its ambassador to Chad for consultations.").events] == ["SANCTION"]


@pytest.mark.parametrize(("words", "name"), [
    ("Sampaio told the agency's board on Monday that he could not exclude a leak.", "Sampaio"),
    ("Salmela, reached by phone at her hotel in Mandalay, told reporters that her papers had been sent.", "Salmela"),
    ("The team, led by the Finn Aino Salo, waited at the gate.", "Aino Salo"),
    ("The lawyer, the Dane Mette Kjaer, left the court.", "Mette Kjaer"),
])  # fmt: skip
def test_who_goes_by_one_name_or_by_a_nation_is_a_person(words: str, name: str) -> None:
    assert (name, "person") in {(c.name, c.kind) for c in reading(words).chains}


def test_a_union_is_no_agency() -> None:
    found = reading("The European Union put off a decision. Mali said it would suspend its work with the agency.")
    names = {c.chain_id: c.name for c in found.chains}
    assert [names.get(m.chain_id or "") for m in found.mentions if m.text == "the agency"] == ["agency"]


@pytest.mark.parametrize(("words", "promises"), [
    ("Kenya offered to send monitors, an idea that Chad and Niger support.", ["Kenya offered to send monitors"]),
    ("Mali will regard a renewal of the sanctions as an unfriendly act.", []),
    ("Inspectors were refused entry to a reactor on Monday.", []),
])  # fmt: skip
def test_what_is_promised_ends_before_what_others_think_of_it(words: str, promises: list[str]) -> None:
    assert [p.action.text for p in reading(words).pledges] == promises
    assert not [c for _, c in sources(words) if "support" in c]


@pytest.mark.parametrize("words", ["The diplomats met. Russia wants them to expire in May.", "The diplomats said they were extended for a year."])
def test_what_befalls_measures_befalls_no_people(words: str) -> None:
    found = reading(words)
    assert [m.chain_id for m in found.mentions if m.text in ("they", "them")] == [None]


@pytest.mark.parametrize(("words", "trigger"), [("Ali Musa called the ban robbery.", "ban"), ("Ali Musa compared the blockade to a siege.", "blockade")])
def test_who_speaks_of_a_deed_did_not_do_it(words: str, trigger: str) -> None:
    assert {c for e in reading(words).events if e.trigger.text == trigger for c in e.actors} == set()


def test_a_protest_note_is_one_protest() -> None:
    [event] = reading("The ministry summoned the envoy and handed her a protest note.").events
    assert event.trigger.text == "summoned"
