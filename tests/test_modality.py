"""Modality: what took place, what is planned, denied, only possible or in doubt."""

import pytest

from dateline.reading.modality import modality_chances, modality_of, verb_group
from test_events import parsed


def modality(words: str, trigger: str) -> str:
    text = parsed(words)
    token = next(t.i for t in text.tokens if t.text == trigger)
    return modality_of(text, token)[0]


@pytest.mark.parametrize(("words", "trigger", "expected"), [
    ("Rebels attacked the town.", "attacked", "happened"),
    ("Norway has given two million dollars; the Emirates have promised a clinic.", "given", "happened"),
    ("The border force frees a ferry; pirates want six million dollars.", "frees", "happened"),
    ("About 4,100 people have now left the islands, the agency says.", "left", "happened"),
    ("Rebels did not attack the town.", "attack", "denied"),
    ("The army denied shelling the village.", "shelling", "denied"),
    ("The army denied that it had shelled the village.", "shelled", "denied"),
    ("The president will meet the king next week.", "meet", "planned"),
    ("The troops agreed to withdraw from the town.", "withdraw", "planned"),
    ("The envoy urged rebels to release the hostages.", "release", "hypothetical"),
    ("If the talks fail, the army will attack the town.", "attack", "hypothetical"),
    ("The rebels refused to release the hostages.", "release", "denied"),
    ("The army is shelling the town.", "shelling", "ongoing"),
    ("Rebels allegedly attacked the town.", "attacked", "uncertain"),
])  # fmt: skip
def test_the_words_around_a_trigger_decide(words, trigger, expected):
    assert modality(words, trigger) == expected


@pytest.mark.parametrize(("words", "trigger", "expected"), [
    ("The meeting between the mayor and the miners planned for 9 May did not take place.", "meeting", "denied"),
    ("The tour drummed up opposition to the duke's aggression.", "aggression", "happened"),
    ("The ministers debated the dam for a day but agreed on nothing.", "agreed", "denied"),
    ("The ministry rejects reports in the press that the consul was beaten.", "beaten", "denied"),
    ("There is no truth in the rumour that soldiers landed on the island.", "landed", "denied"),
    ("Khartoum will let grain barges pass, once the rebels leave the jetty.", "leave", "hypothetical"),
    ("The general gave the garrison two days to surrender.", "surrender", "hypothetical"),
    ("Exiles beseeched the council to impose an embargo.", "embargo", "hypothetical"),
    ("Bombing the dam would be a crime.", "Bombing", "hypothetical"),
    ("Should the talks fail, the army will attack.", "attack", "hypothetical"),
    ("He was told that, should he not come, an arrest warrant will be issued.", "arrest", "hypothetical"),
    ("A second delivery was planned for 25 October.", "delivery", "planned"),
    ("The march was planned for Sunday but took place on Monday.", "march", "happened"),
    ("The march was planned for Sunday but the bishop met the mayor.", "march", "planned"),
    ("The union planned a strike but met the minister.", "strike", "planned"),
    ("The embargo outlives the war.", "embargo", "ongoing"),
    ("The sanctions outlived the coup.", "coup", "happened"),
    ("Speaking to reporters, he said the army would return.", "Speaking", "happened"),
    ("No group has claimed the bombing of the ferry.", "bombing", "happened"),
    ("Miners marched to demand the closure of the dam despite a ban.", "ban", "happened"),
    ("The mayor has forbidden the march, citing the curfew.", "curfew", "happened"),
    ("He waited until the police left.", "left", "happened"),
])  # fmt: skip
def test_what_did_not_happen_is_told_from_what_did(words, trigger, expected):
    assert modality(words, trigger) == expected


@pytest.mark.parametrize(("words", "trigger", "expected"), [
    ("She declined to say whether Oslo was considering sending warships to the strait.", "sending", "uncertain"),
    ("Inspectors arrived to look into the raid that left nine dead.", "raid", "happened"),
])  # fmt: skip
def test_what_is_left_open_is_neither_denied_nor_what_is_known(words, trigger, expected):
    assert modality(words, trigger) == expected


def test_what_others_are_accused_of_is_left_open():
    text = parsed("Togo accused Benin's fleet of carrying out the attack.")
    token = next(t.i for t in text.tokens if t.text == "attack")
    assert modality_of(text, token, "accuse", "ASSAULT", "indirect")[0] == "uncertain"


def test_what_befell_somebody_in_the_past_is_not_planned_with_the_rest():
    text = parsed("Togo said it would return the bodies of four sailors killed in a clash on May 7.")
    token = next(t.i for t in text.tokens if t.text == "killed")
    assert modality_of(text, token, "say", "ASSAULT", "indirect", "past")[0] == "happened"


def test_the_words_that_decided_slice_back():
    text = parsed("If the talks fail, the army may attack the town.")
    token = next(t.i for t in text.tokens if t.text == "attack")
    why = modality_of(text, token)[1]
    assert why and all(text.text[e.start : e.end] == e.text for e in why)


@pytest.mark.parametrize("words", ["rebels did not attack the town", "REBELS DID NOT ATTACK THE TOWN.", "rebels did not attack the"])
def test_a_negation_holds_without_marks_and_in_capitals(words):
    text = parsed(words)
    token = next(t.i for t in text.tokens if t.lower == "attack")
    assert modality_of(text, token)[0] == "denied"


@pytest.mark.parametrize(("words", "trigger", "tense"), [
    ("They had left.", "left", "had"), ("They will be freed.", "freed", "willp"), ("They are leaving.", "leaving", "presg"),
    ("They would have left.", "left", "would+have"), ("They left.", "left", "past"),
])  # fmt: skip
def test_a_verb_group_is_named_by_its_auxiliaries(words, trigger, tense):
    text = parsed(words)
    assert verb_group(text, next(t.i for t in text.tokens if t.text == trigger)) == tense


def test_the_chances_of_all_modalities_make_one():
    text = parsed("The president will meet the king next week.")
    chances = modality_chances(text, next(t.i for t in text.tokens if t.text == "meet"))
    assert sum(chances.values()) == pytest.approx(1.0, abs=1e-4) and max(chances, key=chances.__getitem__) == "planned"
