"""Plain sentences of war: towns that change hands, sieges, captives, claims of responsibility; each of a class that was once read wrong."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.model.situation import Situation
from dateline.reading.readers import read
from dateline.text.segment import segment
from plain_texts import PARSER, reading, roles, situation


@pytest.mark.parametrize(
    ("words", "trigger", "actors", "recipients"),
    [
        ("The town of Kalba fell to the Rama Front on Tuesday, residents said.", "fell", {"Rama Front"}, set()),
        ("The town of Rutshuru fell into the hands of the Rama Front on Tuesday.", "fell", {"Rama Front"}, set()),
        ("Two villages fell to the army and a militia on Monday.", "fell", {"army", "militia"}, set()),
        ("The Sand Brigade lost control of the town to the Rama Front on Tuesday.", "lost", {"Rama Front"}, {"Sand Brigade"}),
        ("The army retook the town from the Rama Front on Tuesday.", "retook", {"army"}, {"Rama Front"}),
        ("The town was retaken from the Rama Front, which had held it since May.", "retaken", set(), {"Rama Front"}),
    ],
)
def test_who_takes_a_town_and_who_loses_it(words: str, trigger: str, actors: set[str], recipients: set[str]) -> None:
    assert roles(words, trigger) == (actors, recipients)


@pytest.mark.parametrize("words", ["The Rama Party lost the election to the Greens.", "The price of bread fell to two dollars."])
def test_what_is_lost_to_a_rival_or_falls_to_a_number_is_no_attack(words: str) -> None:
    assert not [e for e in reading(words).events if e.event_type == "ASSAULT"]


@pytest.mark.parametrize(
    "before",
    [
        "Iranian and Pakistani envoys met in Muscat on Wednesday.",
        "Foreign Minister Nadia Qureshi of Pakistan telephoned Iran's foreign minister, Hossein Rahmani, on Wednesday.",
    ],
)
def test_an_attack_only_threatened_makes_no_two_sides_and_those_who_deal_for_states_do(before: str) -> None:
    words = f"{before} Pakistan had planned air strikes. Iran has promised to pay. The two sides agreed to free the crew. The Sand Front threatened new attacks on Iranian patrols."
    assert roles(words, "agreed")[0] == {"Iran", "Pakistan"}


@pytest.mark.parametrize(
    ("words", "trigger", "actors"),
    [
        ("Three soldiers died on Monday in an ambush claimed by the Rama Front.", "died", {"Rama Front"}),
        ("Three soldiers died at the hands of the Rama Front.", "died", {"Rama Front"}),
        ("Nine guards died in a raid blamed on the Rama Front.", "died", {"Rama Front"}),
        ("The attack was claimed by both the Rama Front and the Sand Brigade.", "attack", {"Rama Front", "Sand Brigade"}),
        ("Three soldiers died on Monday in an ambush condemned by the Rama Front.", "died", set()),
    ],
)
def test_who_claims_a_deed_or_has_it_laid_to_him_acts(words: str, trigger: str, actors: set[str]) -> None:
    assert roles(words, trigger)[0] == actors


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Gunmen tried to storm a post at Mirjaveh on Tuesday night.", "2021-03-02"),
        ("Troops failed to reach the town on Tuesday.", "2021-03-02"),
        ("Gunmen threatened to storm a post on Tuesday.", "2021-03-09"),
    ],
)
def test_the_day_of_an_attempt_is_that_of_the_deed(words: str, day: str) -> None:
    assert [t.date_start for t in reading(words).times if "Tuesday" in t.text] == [day]


@pytest.mark.parametrize(
    ("words", "trigger", "modality"),
    [
        ("Gunmen tried to storm the post but were beaten back.", "storm", "happened"),
        ("Rebels attempted to cross the river and attack the town.", "attack", "happened"),
        ("Rebels will try to attack the convoy.", "attack", "planned"),
        ("The army denied that its men had tried to kill the bishop.", "kill", "denied"),
        ("Gunmen tried to kidnap two teachers on Monday.", "kidnap", "denied"),
        ("Gunmen attempted to assassinate the minister.", "assassinate", "denied"),
    ],
)
def test_an_attack_tried_was_an_attack(words: str, trigger: str, modality: str) -> None:
    [event] = [e for e in reading(words).events if e.trigger.text == trigger]
    assert event.modality == modality


def counted_together(found: Situation, indicator: str) -> set[frozenset[str]]:
    """The words of the counts that each figure of an indicator holds."""
    claims = {c.claim_id: c for c in found.figure_claims}
    return {frozenset(claims[c].evidence[0].text for c in f.claims) for f in found.figures if f.indicator == indicator}


def test_the_losses_that_each_side_counts_are_two_questions_and_those_of_all_a_third() -> None:
    found = situation(
        "Rebels of the Rama Front took the town of Kalba in Chad on Monday. The front's spokesman, Musa Deng, said eleven of its own men were killed there.",
        "A nurse in Kalba said she had counted 17 bodies there. Colonel Paul Sarr, the army spokesman, put army losses at four dead in Kalba.",
        "Kalba's mayor said 42 people had been killed there. The army said that 15 of its soldiers died in Kalba; a hospital counted 22.",
    )
    groups = counted_together(found, "killed")
    assert {"Eleven of its own men", "eleven of its own men"} & {w for g in groups for w in g if len(g) == 1}
    assert not [g for g in groups if "42 people" in g and g & {"15 of its soldiers", "four dead"}]


@pytest.mark.parametrize(
    ("words", "trigger", "modality"),
    [
        ("He said that eleven people had been wounded.", "wounded", "happened"),
        ("The group said that nine soldiers had been killed.", "killed", "happened"),
        ("The group said that nine soldiers may have been killed.", "killed", "uncertain"),
        ("Villagers said that a boy had reportedly been killed.", "killed", "uncertain"),
    ],
)
def test_who_gives_the_number_of_the_hurt_keeps_no_distance(words: str, trigger: str, modality: str) -> None:
    [event] = [e for e in reading(words).events if e.trigger.text == trigger]
    assert event.modality == modality


@pytest.mark.parametrize("words", ["The group said that a large number of gunmen had been killed.", "A great number of soldiers died in the raid.", "A large number were killed."])
def test_a_large_number_is_not_one(words: str) -> None:
    assert [f.value for f in reading(words).figures if f.value is not None] == []


def test_a_week_told_in_an_aside_is_not_the_day_of_what_follows() -> None:
    found = reading(
        "Four peacekeepers were killed on Sunday when their convoy was ambushed. The mission blamed the Rama Front, which last month seized the town of Kalba. "
        "The Secretary-General condemned the ambush."
    )
    assert {e.date_start for e in found.events if e.trigger.text.startswith("ambush")} == {"2021-02-28"}


@pytest.mark.parametrize("words", ["The Rama Front said its fighters had seized a Russian-made drone.", "A Chinese-made mortar was found by the Rama Front."])
def test_where_a_weapon_was_made_is_no_actor(words: str) -> None:
    assert not [c.name for c in reading(words).chains if "made" in c.name]


def test_the_army_of_a_report_is_that_of_its_dateline_where_troops_of_others_are_named_more_often() -> None:
    words = (
        "The army denied that it had lost the town. The United Nations mission, which keeps a company of Rwandan troops nearby, sent a patrol. "
        "Nine people crossed into Cameroon."
    )
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, dateline_place="Bangui", published="2021-03-05")], PARSER)
    assert [c.country for c in read(text, Lexica()).chains if c.name == "army"] == ["CAF"]


@pytest.mark.parametrize(
    ("words", "trigger", "day"),
    [
        ("A man arrested in Machala on Tuesday has confessed to killing prosecutor Ruth Paz, police said.", "killing", None),
        ("A man arrested in Machala on Tuesday has confessed to killing prosecutor Ruth Paz, police said.", "arrested", "2021-03-02"),
        ("Commandos stormed the prison on Wednesday and freed ten guards who had been held by inmates since Monday.", "freed", "2021-03-03"),
    ],
)
def test_the_day_of_an_arrest_told_in_passing_is_not_that_of_the_deed(words: str, trigger: str, day: str | None) -> None:
    assert [e.date_start for e in reading(words).events if e.trigger.text == trigger] == [day]


@pytest.mark.parametrize(
    ("words", "trigger", "actors"),
    [
        ("The Corsairs, in a message passed to reporters, said they had killed prosecutor Ruth Paz.", "killed", {"Corsairs"}),
        ("The Corsairs overran a post on Sunday and burned it down after its six officers had withdrawn. By Monday they held nine men.", "held", {"Corsairs"}),
        ("The Vipers told reporters they had burned the bus.", "burned", {"Vipers"}),
    ],
)
def test_they_of_a_band_are_not_those_to_whom_it_speaks(words: str, trigger: str, actors: set[str]) -> None:
    assert roles(words, trigger)[0] == actors


@pytest.mark.parametrize("words", ["Mayor Abdul Sarr identified the man as Ali Musa, 52. He had been shot in the head.", "Police chief Paul Sarr identified the victim as Ali Musa. He was stabbed at home."])
def test_who_identifies_a_dead_man_was_not_shot(words: str) -> None:
    assert {name for e in reading(words).events if e.event_type == "ASSAULT" for name in roles(words, e.trigger.text)[1]} == {"Ali Musa"}


@pytest.mark.parametrize("words", ["The ferry, the Lady Carmela, was seized by gunmen.", "Gunmen seized the Sir Lancelot off Yemen. The Sir Lancelot was taken to Somalia."])
def test_a_ship_called_lady_is_nobody(words: str) -> None:
    assert not [c.name for c in reading(words).chains if c.kind == "person"]


def test_a_lady_is_somebody() -> None:
    assert [c.kind for c in reading("Lady Ashton said the talks would go on.").chains] == ["person"]


@pytest.mark.parametrize(
    "words",
    [
        "In a video sent to the Mirror, a masked man who called himself the group's spokesman said that it had sunk a boat. The gunmen demanded money.",
        "In a video sent to the Gazette, a masked man who spoke for the group said that it had sunk a boat. The gunmen demanded money.",
    ],
)
def test_a_paper_that_gunmen_write_to_is_no_band(words: str) -> None:
    assert {"armed_group"} == {c.kind for c in reading(words).chains if "gun" in c.name}
    assert "armed_group" not in {c.kind for c in reading(words).chains if c.name in ("Mirror", "Gazette")}


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("He declined to say how the release of the envoy had been obtained.", "happened"),
        ("Officials declined to say where the release took place.", "happened"),
        ("The minister denied the release of the envoy.", "denied"),
    ],
)
def test_who_does_not_say_how_denies_nothing(words: str, modality: str) -> None:
    assert [e.modality for e in reading(words).events if e.trigger.text == "release"] == [modality]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("Iran shot down a drone. The incident came a week after nine guards died in an ambush claimed by the Rama Front.", "incident"),
        ("The attack came two days after gunmen of the Rama Front killed nine soldiers.", "attack"),
    ],
)
def test_who_struck_before_did_not_strike_again(words: str, trigger: str) -> None:
    assert roles(words, trigger)[0] == set()


@pytest.mark.parametrize(
    "words",
    ["Soldiers shot dead three men accused of helping the rebels.", "Fighters beside the Rama Front shot dead three men accused of helping the army."],
)
def test_only_the_accused_are_accused(words: str) -> None:
    assert not {name for name in roles(words, "accused")[1] if "men" not in name}
