"""Protests, courts, elections, camps and rights reports: each sentence of a class that was once read wrong."""

import pytest

from dateline.model.report import Report
from dateline.reconcile.stories import group_stories
from plain_texts import reading, roles, situation

VERDICT = "Kenya's Supreme Court upheld the conviction of newspaper editor Otieno Baraka, whom police arrested in a raid on the Lake Herald in Kisumu."
SEQUEL = "Editor Otieno Baraka is still in jail in Kisumu, although the Supreme Court told police to free him, the Lake Herald said on Monday."
FLOOD = "Rivers in northern Ghana burst their banks and washed away two bridges near Walewale, officials said."


@pytest.mark.parametrize(("published", "stories_found"), [("2021-05-20", 1), ("2021-08-25", 1), ("2023-03-05", 2)])
def test_what_comes_of_a_matter_months_later_belongs_to_its_story(published: str, stories_found: int):
    days = ["2021-03-05", published, "2021-03-05"]
    reports = [Report(report_id=f"r{n}", uri=f"{n}", text=t, published=d) for n, (t, d) in enumerate(zip([VERDICT, SEQUEL, FLOOD], days, strict=True))]
    assert len(set(group_stories(reports, {}).values())) == stories_found + 1


def happened(words: str) -> set[tuple[str, str]]:
    """Type and modality of the events of a sentence."""
    return {(e.event_type, e.modality) for e in reading(words).events}


@pytest.mark.parametrize(
    ("words", "trigger", "actors", "recipients"),
    [
        # what was promised does not promise
        ("The inquiry promised under the accord mediated by the African Union has not begun.", "promised", set(), set()),
        ("The reporters seized during the march in Accra have been freed by police.", "seized", set(), {"reporters"}),
        # a word with a prefix is one word
        ("Police re-arrested the lawyer.", "arrested", {"Police"}, {"lawyer"}),
        ("The lawyer said that the bishop was re-arrested in May.", "arrested", set(), {"bishop"}),
        ("The Constitutional Court upheld the re-election of President Idriss Sow.", "upheld", {"Constitutional Court"}, {"Idriss Sow"}),
    ],
)
def test_who_acts_and_who_is_acted_on(words: str, trigger: str, actors: set[str], recipients: set[str]) -> None:
    acting, undergoing = roles(words, trigger)
    assert acting == actors
    assert undergoing >= recipients


@pytest.mark.parametrize("words", ["The inquiry promised under the accord has not begun.", "The inquiry pledged in the deal had not opened."])
def test_an_inquiry_that_has_not_begun_is_denied(words: str) -> None:
    assert ("ACCUSE", "denied") in happened(words)


@pytest.mark.parametrize(
    ("words", "kind", "modality"),
    [
        ("The government is to free the men and open an inquiry into the deaths.", "ACCUSE", "planned"),
        ("Kenya will hold an inquiry.", "ACCUSE", "planned"),
        ("Kenya will open an inquiry if the army agrees.", "ACCUSE", "hypothetical"),
    ],
)
def test_what_will_be_opened_is_planned(words: str, kind: str, modality: str) -> None:
    assert (kind, modality) in happened(words)


def figures(words: str) -> set[tuple[str, float | None]]:
    """Indicator and value of the numbers of a sentence."""
    return {(f.indicator, f.value) for f in reading(words).figures}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # who is detained beside the dead
        (
            "The Lake Centre, a Kisumu group, said at least nine people had been killed by soldiers since Sunday and 340 detained, among them four clerks.",
            {("killed", 9), ("detained", 340), ("detained", 4)},
        ),
        # a noun is no verb of a headline
        ("The commission documented 840 arrests, 96 cases of torture.", {("other", 840), ("other", 96)}),
        # nobody is held because nobody was charged, nor displaced because nobody is to be
        ("Two clerks were hurt and no officer has been charged.", {("injured", 2)}),
        ("No one would be forced to leave, the minister said.", set()),
        # how some of the dead died
        ("The group counted 17 people killed in May. Eleven were shot in the back, it said.", {("killed", 17), ("killed", 11)}),
        ("Nine miners were killed. Twelve were shot and wounded.", {("killed", 9), ("injured", 12)}),
    ],
)
def test_what_numbers_count(words: str, found: set[tuple[str, float]]) -> None:
    assert figures(words) == found


@pytest.mark.parametrize(
    ("words", "value", "source"),
    [
        ("Police have admitted six deaths.", 6, "Police"),
        ("The rights group Umuco met on Thursday. The group named 38 returnees who had been found dead.", 38, "Umuco"),
    ],
)
def test_who_owns_up_to_a_number_or_names_the_dead_gives_it(words: str, value: float, source: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert [{names[c] for c in f.attributed_to} for f in found.figures if f.value == value] == [{source}]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The judges voted six to three for the recount.", {6, 3}),
        ("The court ruled by 8 votes to 3 that the poll was valid.", {8, 3}),
        ("Judges ruled 6-3 against the president.", {6, 3}),
        ("The council rejected the plan 9 to 4.", {9, 4}),
        ("The national team defeated Peru 3-0.", set()),
    ],
)
def test_a_vote_has_two_sides(words: str, found: set[float]) -> None:
    told = reading(words).figures
    assert {f.value for f in told} == found
    assert all((f.indicator, f.unit) == ("other", "votes") for f in told) and len({f.who for f in told}) == len(found)


@pytest.mark.parametrize(
    ("words", "trigger", "actors", "recipients"),
    [
        # who is arrested beside those shot is not those shot
        ("Police shot dead three protesters and arrested more than 120.", "arrested", {"Police"}, set()),
        ("Police shot dead three protesters and arrested 120 others.", "arrested", {"Police"}, set()),
        ("Rebels seized nine miners and killed two.", "killed", {"Rebels"}, {"nine miners"}),
        # who lists arrests has made none
        ("The Lake Commission also documented 840 arbitrary arrests.", "arrests", set(), set()),
        ("The Lake Commission registered 20 killings by soldiers.", "killings", {"soldiers"}, set()),
    ],
)
def test_who_is_arrested_and_by_whom(words: str, trigger: str, actors: set[str], recipients: set[str]) -> None:
    assert roles(words, trigger) == (actors, recipients)


@pytest.mark.parametrize("words", ["Soldiers took the cooking pots, she said.", "Gunmen took nine goats."])
def test_what_people_own_is_seized(words: str) -> None:
    assert [(e.event_type, e.mode) for e in reading(words).events] == [("COERCE", "seize")]


@pytest.mark.parametrize("words", ["The cholera outbreak is over, the health ministry said. It killed 38 people.", "The flood came at night. It killed nine people."])
def test_it_is_the_outbreak_that_kills(words: str) -> None:
    assert reading(words).events == ()


def test_a_denial_that_one_was_beaten_is_none_of_shots_at_others() -> None:
    shot = "KISUMU - Police shot dead three miners in Kisumu on Sunday during a march against the mine."
    beaten = "KISUMU - The Lake Herald said its editor Otieno Baraka, held in Kisumu since the march, had a bandaged hand. Police deny that he was beaten."
    reports = {e.report_id for row in situation(shot, beaten).contradictions for side in row.sides for e in side.evidence}
    assert "r0" not in reports


def test_a_crowd_that_acts_is_not_the_dead_of_its_report() -> None:
    words = "KISUMU - Police shot dead three miners in Kisumu on Sunday. Inspector Otieno Baraka said officers had fired after a crowd set fire to a police station."
    [riot] = [e for e in situation(words).events if e.event_type == "PROTEST"]
    assert [a.name for a in riot.actors] == ["crowd"]


def kinds(words: str) -> dict[str, str]:
    """Kinds of actors by the name they have in a report."""
    return {c.name: c.kind for c in reading(words).chains}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The Lake Front won 40 seats in parliament.", "organisation"),
        ("The Lake Front rejected the result of the election.", "organisation"),
        ("The Lake Front said it had left the town.", "armed_group"),
        ("Fighters of the Lake Front attacked a village before the election.", "armed_group"),
    ],
)
def test_a_front_that_stands_for_election_is_a_party(words: str, kind: str) -> None:
    assert kinds(words)["Lake Front"] == kind


def test_a_longer_name_is_not_the_listed_body_that_it_begins_with() -> None:
    [front] = [c for c in reading("The United Front for Renewal called for a march in Lusaka before the vote.").chains if "Front" in c.name]
    assert (front.kind, front.country) != ("armed_group", "AFG") and front.country != "AFG"


def test_two_governments_are_not_the_government() -> None:
    assert set(kinds("The camp will close, the government said. Talks between the two governments will resume in July.")) >= {"government", "two governments"}


@pytest.mark.parametrize("words", ["The army, not the militia, killed the mayor.", "The army, not rebels, killed the mayor.", "The envoy said the army, not bandits, killed the mayor."])
def test_who_it_was_not_denies_nothing(words: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    [killed] = [e for e in found.events if e.event_type == "ASSAULT"]
    assert (killed.modality, {names[c] for c in killed.actors}) == ("happened", {"army"})


@pytest.mark.parametrize("words", ["Two men shot on Sunday in Callao died in hospital.", "The toll rose, the ombudsman said, after two men shot on Sunday died in hospital."])
def test_men_shot_who_died_shot_nobody(words: str) -> None:
    assert {c for e in reading(words).events if e.event_type == "ASSAULT" for c in e.actors} == set()


@pytest.mark.parametrize(
    "words",
    ["Union leader Ann Reed said that nine workers in ten had stayed at home.", "No one has been held responsible.", "Fewer than one in five of them wished to return."],
)
def test_a_share_is_no_count_and_nobody_held_responsible_is_held(words: str) -> None:
    assert figures(words) == set()


@pytest.mark.parametrize(
    "words",
    ["Vice President Ann Reed was sworn in three hours later.", "The governor said that the dyke would hold.", "The river was expected to recede by mid-September."],
)
def test_what_was_sworn_or_is_foreseen_promises_nothing(words: str) -> None:
    assert reading(words).pledges == ()


def test_votes_that_are_needed_are_not_those_cast() -> None:
    found = situation("LIMA - Removing President Ann Reed would need 104 votes in Peru's Congress.", "LIMA - Peru's Congress removed President Ann Reed by 105 votes to 19.")
    assert [row.kind for row in found.contradictions] == []


def test_who_does_not_recognise_his_removal_denies_nothing_of_it() -> None:
    words = "LIMA - Peru's Congress removed President Juan Paz on Tuesday. Paz said he did not recognise his removal."
    assert situation(words).contradictions == ()


def test_a_spokesman_named_behind_his_movement_is_a_person() -> None:
    assert kinds("A spokesman for the movement, Simon Puok, said that the road was closed.")["Simon Puok"] == "person"


@pytest.mark.parametrize(("words", "kind"), [
    ("Fighters of the Upper Lake Movement had closed the road.", "armed_group"),
    ("Upper Lake Movement rebels left.", "armed_group"),
    ("The Upper Lake Movement won the election.", "organisation"),
])  # fmt: skip
def test_a_movement_with_fighters_is_armed(words: str, kind: str) -> None:
    assert kinds(words)["Upper Lake Movement"] == kind
