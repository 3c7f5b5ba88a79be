"""Positions: who is for or against what, with which words."""

from functools import cache

import msgspec
import pytest

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.coreference import read_actors
from dateline.reading.positions import read_positions
from dateline.reading.readers import read
from dateline.reading.statements import read_statements
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()
LEXICA = Lexica()


@cache
def positions(words: str):
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], PARSER)
    found = msgspec.structs.replace(Reading(report_id="r1"), **read_actors(text, Reading(report_id="r1"), LEXICA))
    found = msgspec.structs.replace(found, statements=read_statements(text, found, LEXICA))
    names = {c.chain_id: c.name for c in found.chains}
    return [(names[p.holder], p.stance, p.topic.text) for p in read_positions(text, found, LEXICA)], read_positions(text, found, LEXICA)


def stances(words: str):
    return positions(words)[0]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Turkey rejected the demand.", ("Turkey", "against", "the demand")),
        ("Turkey ruled out military intervention.", ("Turkey", "against", "military intervention")),
        ("The unions support the new royalty.", ("unions", "for", "the new royalty")),
        ("The unions voted against the lease.", ("unions", "against", "the lease")),
        ("The plan was condemned by Turkey.", ("Turkey", "against", "The plan")),
        ("Turkey is open to talks.", ("Turkey", "for", "talks")),
        ("Turkey is opposed to the pact.", ("Turkey", "against", "the pact")),
        ("Turkey no longer supports the pact.", ("Turkey", "against", "the pact")),
        ("The minister neither supports nor opposes the pact.", ("minister", "ambivalent", "the pact")),
        ("Turkey stopped short of endorsing the pact.", ("Turkey", "ambivalent", "the pact")),
        ("Turkey dropped its objections to the pact.", ("Turkey", "for", "the pact")),
        ("Turkey backed away from the pact.", ("Turkey", "against", "the pact")),
        ("The minister resigned in protest at the pact.", ("minister", "against", "the pact")),
        ("The pact, which Turkey opposes, comes into force in May.", ("Turkey", "against", "The pact")),
        ("The pact drew criticism from the rebels.", ("rebels", "against", "The pact")),
        ("The pact angered Turkey.", ("Turkey", "against", "The pact")),
        ("Thousands of farmers voted down the levy.", ("farmers", "against", "the levy")),
        ('"A disgrace," General Ali Musa said of the pact.', ("Ali Musa", "against", "the pact")),
        ("Turkey turned its back on the treaty.", ("Turkey", "against", "the treaty")),
        ("The rebels asked the government to lift the siege.", ("rebels", "against", "the siege")),
    ],
)
def test_words_of_attitude_give_a_stance(words, wanted):
    assert wanted in stances(words)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Turkey would rather negotiate than fight.", ("Turkey", "for", "negotiate")),
        ("Turkey would rather negotiate than fight.", ("Turkey", "against", "fight")),
        ("Turkey will boycott the summit unless the prisoners are freed.", ("Turkey", "for", "the prisoners are freed")),
        ("Turkey recalled its ambassador from Oslo over the raid.", ("Turkey", "against", "the raid")),
        ("Turkey vowed never to return to the talks.", ("Turkey", "against", "return to the talks")),
        ("The senate approved the law over the objections of the bishops.", ("bishops", "against", "the law")),
        ("Turkey is at odds with the draft.", ("Turkey", "against", "the draft")),
        ("Turkey is among the fiercest critics of the plant.", ("Turkey", "against", "the plant")),
        ("Turkey is one of three countries that oppose the pact.", ("Turkey", "against", "the pact")),
        ("General Ali Musa, a vocal supporter of the pact, was arrested.", ("Ali Musa", "for", "the pact")),
        ("The plan is unacceptable to the rebels.", ("rebels", "against", "The plan")),
        ("Turkey has no intention of signing the pact.", ("Turkey", "against", "signing the pact")),
        ("Turkey wants nothing to do with the pact.", ("Turkey", "against", "the pact")),
        ("Turkey, long opposed to the pact, recalled its envoy.", ("Turkey", "against", "the pact")),
        ("The pact has been widely condemned, including by the rebels.", ("rebels", "against", "The pact")),
        ("Turkey lifted its veto on the pact.", ("Turkey", "for", "the pact")),
    ],
)
def test_constructions_of_attitude_give_a_stance(words, wanted):
    assert wanted in stances(words)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Turkey called for an end to the siege.", ("Turkey", "against", "the siege")),
        ("Turkey asked for the law to be scrapped.", ("Turkey", "against", "the law")),
        ("Turkey urged Chad to open the road.", ("Turkey", "for", "Chad to open the road")),
        ("Turkey urged Chad not to close the road.", ("Turkey", "against", "close the road")),
        ("Turkey thanked Chad for opening the border.", ("Turkey", "for", "opening the border")),
        ("The unions signed a petition against the levy.", ("unions", "against", "the levy")),
        ("The rebels' demand that the army leave the town was refused.", ("rebels", "for", "the army leave the town")),
    ],
)
def test_a_topic_is_the_thing_or_the_deed_that_is_wanted_or_not(words, wanted):
    assert wanted in stances(words)


def test_who_abstains_or_is_against_holds_it_of_what_was_spoken_of():
    found = stances("Turkey backed the resolution. Chad abstained, and four countries were against.")
    assert ("Chad", "ambivalent", "the resolution") in found
    assert ("four countries", "against", "the resolution") in found


def test_the_us_is_a_country_and_not_who_speaks():
    assert ("US", "against", "the raid") in stances("The US opposes the raid, the U.N. said.")


def test_what_a_thing_cannot_be_without_is_wanted():
    assert ("Ali Musa", "for", "the tribes") in stances("General Ali Musa said a deal was unthinkable without the tribes.")


def test_both_are_the_two_named_before():
    found = stances("Chad and Niger rarely agree on anything, but both have denounced the raid.")
    assert {(holder, stance) for holder, stance, topic in found if topic == "the raid"} == {("Chad", "against"), ("Niger", "against")}


@pytest.mark.parametrize(
    "words",
    [
        "Turkey might back the pact.",
        "The cabinet is expected to approve the pact.",
        "The ministry rejected rumours of a coup.",
        "The rebels blocked the road.",
        "The army pulled out of Kassala.",
        "Turkey has not agreed to the plan.",
        "The agency suspended its activities.",
        "The farmers hope that it will rain.",
    ],
)
def test_what_may_come_is_foreseen_or_merely_done_is_no_position(words):
    assert stances(words) == []


def test_a_negation_turns_the_stance_round():
    [(_, stance, _)] = stances("Turkey will never accept a referendum.")
    assert stance == "against"


def test_a_first_person_means_the_source_of_the_statement():
    assert ("Ali Musa", "against", "the plan") in stances('"We reject the plan," said General Ali Musa.')


def test_a_judgement_is_the_position_of_who_says_it():
    assert ("Ali Musa", "against", "the plan") in stances("General Ali Musa said the plan was unacceptable.")


def test_for_and_against_at_once_is_ambivalent():
    found = stances("The minister voted for the resolution and spoke against the resolution.")
    assert {s for _, s, _ in found} <= {"for", "against", "ambivalent"}


@pytest.mark.parametrize(
    "words", ["Whether Turkey backs the plan is unknown.", "Turkey declined to comment.", "An aide asked not to be named."]
)
def test_questions_and_silence_are_no_position(words):
    assert stances(words) == []


def test_letters_only_text_gives_positions():
    assert "against" in {s for _, s, _ in stances("Turkey rejected the demand Greece said it would wait")}


def test_an_empty_report_has_no_positions():
    assert stances("") == []


def test_topics_and_evidence_slice_back():
    words = "Turkey rejected the demand. Greece, which is open to talks, welcomed the offer."
    found = positions(words)[1]
    assert found
    for position in found:
        for piece in (position.topic, *position.basis.evidence):
            assert words[piece.start : piece.end] == piece.text


def test_a_clause_without_a_verb_of_its_own_echoes_the_stance():
    found = {(holder, stance) for holder, stance, _ in stances("France supports the embargo; Italy does not.")}
    assert found == {("France", "for"), ("Italy", "against")}


def test_a_sum_that_is_wanted_is_no_position():
    assert stances("The mayor wants 40 million dollars by Christmas.") == []


def test_a_day_and_a_tally_are_no_topics():
    [text] = segment([Report(report_id="r1", uri="file:r1", text="The guard deserted the following year. The house voted by 79 to 68 to stay.")], PARSER)
    found = read(text, LEXICA)
    assert not [p.topic.text for p in found.positions if "year" in p.topic.text or p.topic.text.startswith("68")]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Peru said the army had left and urged Chad to leave.", ("Peru", "for", "Chad to leave")),
        ("Peru blamed the delay on missing lists.", ("Peru", "against", "missing lists")),
        ('Peru\'s foreign ministry called the expulsions "unjustified" and promised an answer.', ("Peru's foreign ministry", "against", "the expulsions")),
    ],
)  # fmt: skip
def test_who_urges_blames_or_judges(words, wanted):
    assert wanted in stances(words)


@pytest.mark.parametrize(
    ("words", "holder", "topic"),
    [
        ("Ada Mirren accused the miners of trying to wreck the talks.", "Ada Mirren", "the talks"),
        ("Tom Ferris was under pressure from the army to call off the talks.", "Tom Ferris", "the talks"),
        ("Peru said it would suspend air strikes over Kassala for three days.", "Peru", "Kassala"),
    ],
)
def test_what_others_are_charged_with_or_pressed_to_do_is_no_stance(words, holder, topic):
    assert not any(h == holder and topic in t and s == "against" for h, s, t in stances(words))


def test_whose_alone_says_of_nothing_what_is_wanted():
    assert not [t for _, _, t in stances("Togo hinted at a swap for the pilot, whose trial begins on Monday; Minister Ada Mirren ruled it out.") if t.startswith("whose")]


@pytest.mark.parametrize(
    "words",
    [
        "The rebels wanted to bomb the depot.",
        "The Supreme Court heard petitions against the levy.",
        "Some farmers tore up paper flags.",
        "The governor called off his trip to Chad.",
        "The Red Cross suspended deliveries.",
        "The army says that it has no hand in the raid.",
        "Turkey praised no one.",
        "A diplomat in Chad asked for anonymity.",
        "The letter is signed by the governor.",
    ],
)
def test_what_is_no_stance(words):
    assert stances(words) == []


def test_a_condition_echoes_no_stance():
    found = stances("Turkey backed the pact. If Chad did not, the minister said, it would ask the council.")
    assert not any(holder == "Chad" for holder, _, _ in found)


def test_a_charge_ends_the_words_for_whom_it_is_laid_against():
    assert stances("The governor accused the chief of staff of planning a coup.") == [("governor", "against", "the chief of staff")]


def test_who_must_stop_is_not_what_is_to_end():
    assert [(topic, stance) for _, stance, topic in stances('"Both sides must stop firing at the camp," the governor said.')] == [("firing at the camp", "against")]


def test_what_somebody_finds_to_have_been_done_is_no_judgement_of_whom_it_befell():
    assert stances("The inquiry found that the pilot had been given wrong coordinates by an informer.") == []
    assert stances("The court found that the law was unfair.") == [("court", "against", "the law")]
