"""Pledges: who is bound, to what, by when, on what condition."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.reading.pledges import read_pledges
from dateline.reading.readers import read
from dateline.text.segment import ReportText
from test_events import parsed


def pledges_in(words: str):
    return read(parsed(words), Lexica()).pledges


@pytest.mark.parametrize(("words", "due"), [
    ("The minister promised to reopen the border by 15 March.", "2021-03-15"),
    ("The two presidents will meet in Geneva on 18 April.", "2021-04-18"),
    ("The delegation is to travel to Oslo on Monday.", "2021-03-08"),
    ("The president vowed to publish the report within 72 hours.", "2021-03-08"),
    ("The rebels agreed to hand over their weapons by the end of June.", "2021-06-30"),
])  # fmt: skip
def test_a_promise_has_the_last_day_on_which_it_can_be_kept(words, due):
    [pledge] = pledges_in(words)
    assert pledge.due == due


def test_the_day_of_promising_is_not_the_day_it_is_due():
    [pledge] = pledges_in("On Thursday the minister promised to send doctors to the camp.")
    assert pledge.due is None


def test_a_promise_binds_its_subject():
    words = "The European Union will send observers to Kenya on 20 March."
    found = read(parsed(words), Lexica())
    [pledge] = found.pledges
    [name] = [c.name for c in found.chains if c.chain_id in pledge.by]
    assert "European Union" in name


def test_a_condition_is_kept():
    [pledge] = pledges_in("The rebels threatened to attack the city unless the army withdrew.")
    assert pledge.condition is not None
    assert pledge.condition.startswith("unless")


@pytest.mark.parametrize("words", [
    "Rebels killed 12 soldiers in the north on Tuesday.",
    "Had the lorries not come, the agency would have started to drop food next week.",
    "The army did not attack the town.",
])
def test_what_happened_is_no_pledge(words):
    assert pledges_in(words) == ()


@pytest.mark.parametrize("words", [
    "The minister has denied telling his German colleague that Danish troops will leave Mali before the new year.",
    "\"We never promised that the army would withdraw by Friday,\" the minister said.",
])  # fmt: skip
def test_what_somebody_denies_having_promised_is_no_pledge(words):
    assert not pledges_in(words)


def test_an_empty_report_has_no_pledges():
    from dateline.model.report import Report

    text = ReportText(Report(report_id="r0", uri="file:r0", text=""), (), (), ())
    assert read_pledges(text, Reading(report_id="r0"), Lexica()) == ()


@pytest.mark.parametrize("words", [
    "the minister promised to reopen the border by march if the talks go on and he will meet the envoy",
    "THE PRESIDENT WILL VISIT THE TOWN ON FRIDAY",
    'He said: "We will come back by the 20th, unless" - and then, then: will, would; to',
])
def test_damaged_words_still_slice_back(words):
    text = parsed(words)
    for pledge in read(text, Lexica()).pledges:
        assert text.text[pledge.action.start : pledge.action.end] == pledge.action.text


def test_a_promise_told_again_is_not_counted_from_the_new_report():
    [pledge] = pledges_in("The minister had promised to open the bridge within a week.")
    assert pledge.due is None


@pytest.mark.parametrize("words", ["The fishermen must be released without delay, said Peter Otieno.", "The last of them must be returned, he said."])
def test_what_others_shall_do_binds_no_speaker(words):
    assert not pledges_in(words)


@pytest.mark.parametrize(("words", "due"), [
    ("The general pledged to leave the presidency by January 10.", "2022-01-10"),
    ("The council said it would hold elections within a year.", "2022-03-05"),
    ("Sanctions that the bloc had imposed on Monday would stay in place, it said.", None),
])  # fmt: skip
def test_a_day_without_its_year_is_the_next_one_and_a_year_is_counted_on(words, due):
    assert [p.due for p in pledges_in(words)] == [due]


def test_who_was_promised_something_is_not_bound():
    assert [p.by for p in pledges_in('"We were promised this in November," said Ada Musa.')] == [()]


@pytest.mark.parametrize("words", [
    "Dust will arrive from the south on Sunday afternoon.", "The number will go up.", "The rains would turn the road to mud.",
    "The weather office expects strong winds in the bay until Saturday.", "Gunmen attacked the village and set fire to 20 houses.",
    "The city marathon will be run on Sunday.", "SPORTS: The Lions beat the Stars 3-1 and will face Garissa on Saturday.",
    "Uganda was likely to block the sanctions.", "The court told the speaker to summon the house within 12 days.",
    "The battalion promised on 1 March arrived on Thursday with 340 men.", "The envelopes held 50 francs rather than the 200 promised.",
    "The harbour office warned other vessels to stay clear of the bay.", "The owner denied a story that Kenya agreed to pay half of the ransom.",
    "It is what would be the largest swap since last summer.", "The troops should come home by the end of the year, the union said.",
    "Should the border stay closed beyond Easter, the chamber of trade warns, losses could exceed 15 million francs.",
])  # fmt: skip
def test_what_is_foreseen_or_over_or_for_others_to_do_is_no_pledge(words):
    assert not pledges_in(words)


@pytest.mark.parametrize(("words", "condition"), [
    ("He said that, should she not appear, a warrant will be issued.", "should she not appear"),
    ("Kenya would send a delegation to Oslo on May 20 provided that Ugandan ships pull back, she added.", "provided that Ugandan ships pull back"),
    ("If the bloc imposes sanctions in May, she warned, Kenya would suspend its cooperation.", "If the bloc imposes sanctions in May"),
])  # fmt: skip
def test_a_condition_is_found_however_it_is_hung(words, condition):
    assert [(p.condition or "").strip(" ,") for p in pledges_in(words)] == [condition]


def test_who_will_receive_something_is_not_who_promised_it():
    found = read(parsed("The minister pledged on Friday that every family will receive two tents by 15 April."), Lexica())
    assert [c.name for p in found.pledges for c in found.chains if c.chain_id in p.by] == ["minister"]


@pytest.mark.parametrize(("words", "dues"), [
    ('"If no envoy comes by Sunday, we close the port," the union warned.', ["2021-03-07"]),
    ('"If the law is not repealed by Tuesday, the schools will be closed and the roads will be blocked," the union said.', ["2021-03-09", "2021-03-09"]),
    ("The army will halt its patrols and the rebels will clear the road by Wednesday evening.", [None, "2021-03-10"]),
    ("Officers are to test the line every morning from Monday.", ["2021-03-08"]),
    ('The mayor had told the council last week that the bridge would be opened "by the 28th".', ["2021-02-28"]),
    ("Talks on fishing, broken off in 2016, will resume in Oslo on 20 May.", ["2021-05-20"]),
    ("The handover had been due on 1 March.", ["2021-03-01"]),
    ("The ministry will open the gate at Garissa by 16 March and that at Mandera by 18 March.", ["2021-03-18"]),
])  # fmt: skip
def test_a_day_belongs_to_the_act_or_to_its_condition(words, dues):
    assert [p.due for p in pledges_in(words)] == dues


@pytest.mark.parametrize("words", [
    "The commander threatened to leave the camp unless Tuesday's raid is explained.",
    "Musa Deng said his party would not support an extension of the mission beyond 31 December.",
    "The embassy will stay shut well into next year, an official said.",
])  # fmt: skip
def test_a_day_before_or_past_what_is_promised_is_not_its_last(words):
    assert [p.due for p in pledges_in(words)] == [None]


@pytest.mark.parametrize(("words", "bound"), [
    ("Musa Deng's promise to reopen the camp by Sunday looks unlikely to be met.", {"Musa Deng"}),
    ("Peter Otieno promised that the workers would be paid by Friday.", {"Peter Otieno"}),
    ('Musa Deng leads the Nile Front. "If nothing comes by Sunday, we will close the road," Deng said.', {"Musa Deng", "Nile Front"}),
    ('Musa Deng leads the Nile Front. "I will not come back," Deng said.', {"Musa Deng"}),
])  # fmt: skip
def test_who_gives_his_word_is_bound(words, bound):
    found = read(parsed(words), Lexica())
    [pledge] = found.pledges
    assert {c.name for c in found.chains if c.chain_id in pledge.by} == bound


def bound(words: str):
    found = read(parsed(words), Lexica())
    names = {c.chain_id: c.name for c in found.chains}
    return [[names[b] for b in p.by] for p in found.pledges]


@pytest.mark.parametrize(("words", "wanted"), [
    ("The Relief Agency met. Its spokeswoman, Ada Mirren, said a second delivery was planned for 25 March.", [["Relief Agency"]]),
    ("Two Western diplomats said the pause could begin on Monday.", []),
    ("A WFP convoy for Kara will leave on 14 March.", [["WFP"]]),
    ("\"They promised us tents before 20 March,\" Ada Mirren, a widow, said.", [[]]),
])  # fmt: skip
def test_who_speaks_for_a_body_binds_it_and_guesses_bind_nobody(words, wanted):
    assert bound(words) == wanted
