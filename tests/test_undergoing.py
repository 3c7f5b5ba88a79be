"""Who is acted on by words outside the event's own: the hurt of an attack, who asked for what is refused, whose post is attacked."""

from functools import cache

import pytest

from dateline.lexicon import Lexica
from dateline.model.evidence import Basis
from dateline.model.mention import Mention
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.participants import Participants
from dateline.reading.readers import read
from dateline.reading.undergoing import victims
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

PARSER = SpacyParser()


@cache
def parsed(words: str) -> ReportText:
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], PARSER)
    return text


@cache
def reading(words: str) -> Reading:
    return read(parsed(words), Lexica())


def recipients(words: str, trigger: str) -> set[str]:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    event = next(e for e in found.events if e.trigger.text == trigger)
    assert all(parsed(words).text[e.start : e.end] == e.text for e in event.recipients_evidence)
    return {names[c] for c in event.recipients}


def hurt(words: str, trigger: str) -> set[str]:
    text = parsed(words)
    token = next(t.i for t in text.tokens if t.text == trigger)
    return {text.tokens[i].text for i in victims(text, token)}


@pytest.mark.parametrize(
    ("text", "attack", "who"),
    [
        ("Shells struck the market on Monday, killing nine traders.", "struck", {"traders"}),
        ("A mortar attack near Oru killed two drivers.", "attack", {"drivers"}),
        ("Four nurses were wounded when a rocket hit the clinic.", "hit", {"nurses"}),
        ("They recalled the ambush in which seven soldiers died.", "ambush", {"soldiers"}),
        ("They recalled clashes in which seven soldiers died.", "clashes", set()),
        ("Shells struck the market on Monday, stopping all trade.", "struck", set()),
    ],
)
def test_an_attack_hits_those_whom_its_outcome_names(text, attack, who):
    assert hurt(text, attack) == who


def test_an_attack_with_a_named_target_keeps_it():
    assert recipients("The rebels attacked the Kenyan army near Oru, killing nine traders.", "attacked") == {"Kenyan army"}


def test_a_bare_refusal_is_of_whoever_asked():
    assert recipients("Ghana demanded that Togo open the border. Togo refused.", "refused") == {"Ghana"}
    assert recipients("Ghana demanded that Togo open the border. Togo rejected the demand.", "rejected") == {"Ghana"}


def test_a_refusal_that_says_what_is_refused_is_of_nobody_else():
    assert recipients("Ghana demanded that Togo open the border. Togo ruled out new taxes.", "ruled") == set()


def test_a_request_long_before_is_not_what_is_refused():
    between = "It rained. The harvest was poor. Prices rose in the towns."
    assert recipients(f"Ghana demanded that Togo open the border. {between} Togo refused.", "refused") == set()


@pytest.mark.parametrize(("text", "refusal", "who"), [
    ("The premier rejected the truce that the rebels had proposed.", "rejected", {"rebels"}),
    ("A meeting of experts, proposed by Ghana, was declined by Togo.", "declined", {"Ghana"}),
    ("Miners defied the UNESCO deadline.", "defied", {"UNESCO"}),
    ("Togo took in the survivors in May after Ghana declined to shelter the survivors.", "declined", {"survivors"}),
    ("Ghana demanded that Togo open the border; Togo refused the same evening.", "refused", {"Ghana"}),
])
def test_a_refusal_is_of_whose_wish_it_refuses(text, refusal, who):
    assert recipients(text, refusal) == who


@pytest.mark.parametrize(("text", "request_", "who"), [
    ("The Salt Guild demanded that Togo hand over the file.", "demanded", {"Togo"}),
    ("The Salt Guild demanded that Togo be given the file.", "demanded", set()),
    ("The Salt Guild wrote to the Togolese navy and asked for the logbook.", "asked", {"Togolese navy"}),
    ("The Salt Guild telephoned UNESCO and asked for nine million.", "asked", {"UNESCO"}),
])
def test_a_request_is_made_to_who_is_to_act_or_was_spoken_to(text, request_, who):
    assert recipients(text, request_) == who


def test_a_threat_is_to_whoever_can_avert_it():
    assert recipients("The Dozo Front threatened to march on the capital unless Togo paid.", "threatened") == {"Togo"}


@pytest.mark.parametrize(("text", "trigger", "who"), [
    ("Malian troops fled. The army repelled them near Oru.", "repelled", {"Malian troops"}),
    ("Omar Sow fled. His cousin said that he had been beaten.", "beaten", {"Omar Sow"}),
    ("The skipper, Omar Sow, 61, was questioned in Oru.", "questioned", {"Omar Sow"}),
    ("The trucks, hired by the Salt Guild, were ambushed near Oru.", "ambushed", {"Salt Guild"}),
    ("Of nine hackers held in Oru, six have been freed.", "freed", {"nine hackers held in Oru"}),
    ("The junta has given the Red Cross access to the cells.", "given", {"Red Cross"}),
    ("Fatou Sow left Oru when her detention ended.", "detention", {"Fatou Sow"}),
])
def test_who_is_acted_on_is_found_behind_pronouns_descriptions_and_things(text, trigger, who):
    assert recipients(text, trigger) == who


@pytest.mark.parametrize(("text", "trigger", "who"), [
    ("Fiji urged Mali to free Omar Sow.", "urged", {"Mali"}),
    ("Fiji blamed Mali on Monday and met Omar Sow.", "blamed", {"Mali"}),
])
def test_what_another_verb_names_is_beyond_a_named_object(text, trigger, who):
    assert recipients(text, trigger) == who


def test_a_deed_is_laid_on_who_did_it():
    text = "Mali blamed the blast on Fiji."
    assert recipients(text, "blamed") == {"Fiji"}
    names = {c.chain_id: c.name for c in reading(text).chains}
    [blast] = [e for e in reading(text).events if e.trigger.text == "blast"]
    assert ([names[c] for c in blast.actors], blast.recipients) == (["Fiji"], ())


def test_all_parties_are_nobody():
    assert recipients("Fiji urged all parties to show restraint.", "urged") == set()
    assert recipients("Fiji urged all parties in Mali to show restraint.", "urged") != set()


def test_the_posts_of_an_army_stand_for_the_army():
    text = "The Malian army denied the reports. The Dozo Front has attacked army posts along the river since May."
    assert recipients(text, "attacked") == {"Malian army"}


def test_a_coordinate_plays_the_role_of_the_first():
    assert recipients("The UN envoy met with Moses Tolbert and General Amadou Sise.", "met") == {"Moses Tolbert", "Amadou Sise"}


def test_a_second_preposition_adds_a_coordinate():
    text = "The UN envoy spoke with Moses Tolbert and with General Amadou Sise."
    assert recipients(text, "spoke") == {"Moses Tolbert", "Amadou Sise"}


def test_an_apposition_plays_the_role_of_its_phrase():
    assert recipients("The Islamic Front (IF), which some ministers had blamed, denied any part in it.", "blamed") == {"Islamic Front"}


@pytest.mark.parametrize("words", ["", "Togo refused", "shells struck the market killing nine traders"])
def test_damaged_or_empty_text_is_read(words):
    found = reading(words)
    assert all(parsed(words).text[e.start : e.end] == e.text for event in found.events for e in event.recipients_evidence)


def test_a_name_and_its_initials_side_by_side_are_named_together():
    words = "The Ash Valley Front AVF fled to Oru"
    made = ((4, 20, "c1"), (21, 24, "c1"), (33, 36, "c2"))
    mentions = tuple(
        Mention(mention_id=f"m{a}", start=a, end=b, text=words[a:b], form="name", chain_id=chain, basis=Basis(evidence=(), rule="test")) for a, b, chain in made
    )
    who = Participants(parsed(words), Reading(report_id="r1", mentions=mentions))
    assert [who.words(m).text for m in mentions] == ["Ash Valley Front AVF", "Ash Valley Front AVF", "Oru"]


def test_by_what_an_act_is_measured_is_no_part_of_it():
    assert recipients("The convoy came two days later than the rebels had promised.", "came") == set()


def test_of_a_bare_count_the_detained_are_not_who_frees_them():
    assert "judges" not in recipients("The judges met. Of the 128 detained, the judges have freed 119.", "detained")


@pytest.mark.parametrize(
    ("words", "trigger", "acting", "undergoing"),
    [
        ("The Ash Front vowed to avenge Karim Odel.", "avenge", {"Ash Front"}, set()),
        ("Peru said it would complain to the Security Council about the raid.", "complain", {"Peru"}, set()),
        ("The convoys went on under escort of Peruvian soldiers.", "escort", {"Peruvian soldiers"}, None),
        ("Police detained nine smugglers, who were handed over to the Interior Ministry.", "handed", set(), {"nine smugglers"}),
        ("The minister telephoned the king to complain about the raid.", "complain", {"minister"}, {"king"}),
    ],
)
def test_roles_that_single_triggers_give(words, trigger, acting, undergoing):
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    event = next(e for e in found.events if e.trigger.text == trigger)
    assert {names[c] for c in event.actors} == acting
    assert undergoing is None or {names[c] for c in event.recipients} == undergoing


def test_who_lost_a_cousin_attacked_nobody():
    found = reading("Ibrahim Sarr, who had lost a cousin in the raid on Arwa, wept.")
    [sarr] = [c.chain_id for c in found.chains if c.name == "Ibrahim Sarr"]
    assert not any(sarr in e.actors for e in found.events)


def test_a_spokesman_did_not_do_what_he_denies():
    found = reading("The army spokesman, Colonel Vik Odel, denied any firing near Arwa.")
    assert all(not e.actors for e in found.events if e.trigger.text == "firing")


def acted_on(words: str, trigger: str) -> list[str]:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    return [names[c] for e in found.events if e.trigger.text == trigger for c in e.recipients]


@pytest.mark.parametrize(
    ("words", "trigger", "expected"),
    [
        ("Gunmen seized nine teachers near Arwa on Sunday. Both of the guards fled. Five were released on Monday.", "released", ["nine teachers"]),
        ("Police arrested two drivers near Arwa on Sunday. Both were freed on Tuesday.", "freed", ["two drivers"]),
        ("The army attacked the Ash Front on Sunday. Two were freed on Tuesday.", "freed", []),  # nobody was held
    ],
)
def test_a_bare_count_is_of_those_held_before(words: str, trigger: str, expected: list[str]) -> None:
    assert acted_on(words, trigger) == expected


def test_who_turns_down_an_offer_turns_down_who_made_it() -> None:
    assert acted_on("Minister Ada Mirren offered talks on Monday. The Ash Front turned the offer down.", "turned") == ["Ada Mirren"]


def test_a_charge_is_turned_down_by_who_rejects_it_alone() -> None:
    found = reading("France says Niger hides raiders, a charge Niger has rejected.")
    names = {c.chain_id: c.name for c in found.chains}
    [refusal] = [e for e in found.events if e.event_type == "REJECT"]
    assert ([names[c] for c in refusal.actors], [names[c] for c in refusal.recipients]) == (["Niger"], ["France"])
    assert refusal.attributed_to == ()


def test_whose_release_is_demanded_is_not_asked_for_it() -> None:
    assert acted_on("The union demanded the release of its leader Ada Mirren.", "demanded") == []
