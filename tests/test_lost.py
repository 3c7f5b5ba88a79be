"""Gaps where a number stood: found where digits are lost, nowhere else, and never filled."""

import itertools

import pytest

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Damage, Report
from dateline.reading.coreference import read_actors
from dateline.reading.statements import read_statements
from dateline.text.lost import lost_numbers
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()
LEXICA = Lexica()


def gaps(sentence, damaged=True):
    damage = (Damage(kind="digits_lost", start=0, end=len(sentence)),) if damaged else ()
    [text] = segment([Report(report_id="r", uri="u", text=sentence, damage=damage)], PARSER)
    return [(sentence[g.start : g.end], g.kind) for g in lost_numbers(text)]


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("The shelling killed at least people, the mayor said.", "at least people", "count"),
        ("He called for the release of over refugees and migrants.", "over refugees", "count"),
        ("It sent a member military task force to the town.", "member military", "count"),
        ("It opened an embassy in Tripoli in and sent a mission.", "in", "year"),
        ("The talks will begin on April in Geneva, she said.", "April", "date"),
        ("They allocated six million euros million U.S. dollars to the camps.", "million U.S. dollars", "money"),
        ("The European Union pledged million euros for the town.", "million euros", "money"),
        ("Prices rose percent in the capital.", "percent", "count"),
        ("A year-old boy was hurt when the year old commander fired.", "year old", "count"),
        ("Between and people fled the village.", "Between and people", "count"),
        ("The curfew lasts until a.m. on Friday.", "a.m", "date"),
        ("They left on the th with the convoy.", "th", "date"),
        ("The ransom was $ million, he said.", "$ million", "money"),
        ("The ministry put the toll at dead and wounded.", "wounded", "count"),
        ("Six people have been killed and injured in the province.", "injured", "count"),
        ("The final count is dead, the hospital said.", "dead", "count"),
        ("The strike killed suspected fighters near the border.", "suspected fighters", "count"),
        ("Some people have been displaced since the fighting began.", "Some people", "count"),
        ("About of them are sheltering in schools.", "About of", "count"),
        ("The bombing in which people died was claimed by nobody.", "people", "count"),
        ("Divers brought up bodies from the hull on Monday.", "bodies", "count"),
        ("The ministry said civilians had died in the town.", "civilians", "count"),
        ("The nurses spoke of at least.", "at least", "count"),
    ],
)
def test_a_gap_shows(sentence, words, kind):
    found = gaps(sentence)
    assert any(words in text and k == kind for text, k in found), found


@pytest.mark.parametrize(
    "sentence",
    [
        "Six million people have fled since February.",
        "He has been in office since April.",
        "More than a dozen soldiers were killed in the attack.",
        "Hundreds of people were wounded and thousands fled.",
        "They met in Rome and agreed to meet again in May.",
        "The member states of the union approved the plan.",
        "He called for the release of all refugees.",
        "They carried away the dead and wounded.",
        "The number of bodies was not known.",
        "Two soldiers were shot dead.",
    ],
)
def test_whole_sentences_have_no_gap(sentence):
    assert gaps(sentence) == []


def subject_of(sentence, verb, damaged=True):
    damage = (Damage(kind="digits_lost", start=0, end=len(sentence)),) if damaged else ()
    [text] = segment([Report(report_id="r", uri="u", text=sentence, damage=damage)], PARSER)
    [at] = [t.i for t in text.tokens if t.text == verb]
    return [text.tokens[c].text for c in text.children[at] if text.tokens[c].dep == "nsubj"]


@pytest.mark.parametrize(("sentence", "verb", "subject"), [
    ("Also in Ghana struck a deal with the council.", "struck", ["Ghana"]),
    ("The country has known little but chaos since the fall of the old government in Ghana supports the new one.", "supports", ["Ghana"]),
    ("The guard in Accra fired at the boat.", "fired", ["guard"]),
])  # fmt: skip
def test_a_name_behind_a_lost_year_is_who_acts(sentence, verb, subject):
    assert subject_of(sentence, verb) == subject


def test_clean_text_is_never_searched():
    assert gaps("The shelling killed at least people, the mayor said.", damaged=False) == []


def test_an_empty_report_has_no_gap():
    assert gaps("") == []


def test_gaps_are_in_order_and_do_not_overlap():
    sentence = "Between and people fled on April and at least soldiers died. The toll rose to on May in the town of Karsova."
    damage = (Damage(kind="digits_lost", start=0, end=len(sentence)),)
    [text] = segment([Report(report_id="r", uri="u", text=sentence, damage=damage)], PARSER)
    found = lost_numbers(text)
    assert len(found) >= 3
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(0 <= g.start < g.end <= len(sentence) for g in found)


def test_who_is_said_to_be_harmed_is_counted():
    words = "The refugee agency said people have been driven from their homes since the shelling began"
    assert ("people", "count") in gaps(words)
    assert ("some people", "count") not in gaps(words.replace("people", "some people"))


@pytest.mark.parametrize(("written", "source", "content"), [
    ("The mayor of Karsova put the number of dead at more than", "mayor of Karsova", "the number of dead at more than"),
    ("The refugee agency said more than people had fled to camps near the border", "refugee agency", "more than people had fled to camps near the border"),
    ("The army of Togo put its losses at dead", "army of Togo", "its losses at dead"),
])  # fmt: skip
def test_a_count_that_is_lost_is_told_all_the_same(written, source, content):
    words = f"{written}. Troops of Togo left the town on Monday. They went home."
    damage = (Damage(kind="digits_lost", start=0, end=len(words)),)
    [text] = segment([Report(report_id="r", uri="u", text=words, damage=damage)], PARSER)
    found = Reading(report_id="r", **read_actors(text, Reading(report_id="r"), LEXICA))
    told = [words[c.start : c.end] for s in read_statements(text, found, LEXICA) for c in s.content]
    assert any(t.startswith(content) for t in told)
