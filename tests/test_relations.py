"""Relations: who leads, belongs to, backs, opposes, recognises whom, from titles, stating words and possessors."""

from functools import cache

import msgspec
import pytest

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.coreference import read_actors
from dateline.reading.relations import read_relations
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

PARSER = SpacyParser()
LEXICA = Lexica()


@cache
def parsed(words: str) -> ReportText:
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], PARSER)
    return text


@cache
def found_in(words: str):
    text = parsed(words)
    found = msgspec.structs.replace(Reading(report_id="r1"), **read_actors(text, Reading(report_id="r1"), LEXICA))
    names = {c.chain_id: c.name for c in found.chains}
    return [(names[r.subject], r.predicate, names[r.object]) for r in read_relations(text, found, LEXICA)], read_relations(
        text, found, LEXICA
    )


def relations(words: str):
    return found_in(words)[0]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Bimala Chand, leader of the Lotus Movement, said the strike would go on.", ("Bimala Chand", "leads", "Lotus Movement")),
        ("The army attacked. The army spokesman, Colonel Ali Musa, said so.", ("Ali Musa", "member_of", "army")),
        ("The government resigned. Home Minister Lok Pyakurel said so on Monday.", ("Lok Pyakurel", "holds_office_in", "government")),
        ("UNICEF said so. Salome Grant, a spokeswoman for UNICEF, confirmed it.", ("Salome Grant", "member_of", "UNICEF")),
    ],
)
def test_a_title_ties_its_holder_to_its_body(words, wanted):
    assert wanted in relations(words)


def test_a_former_leader_leads_no_longer():
    assert not relations("Bimala Chand, former leader of the Lotus Movement, said the strike would go on.")


@pytest.mark.parametrize(
    ("words", "predicate"),
    [
        ("The rebels are allied with the National Front.", "allied_with"),
        ("Soldiers loyal to General Ali Musa left the city.", "loyal_to"),
        ("Turkey backs the National Front.", "backs"),
        ("The National Front is backed by Turkey.", "backs"),
        ("The Turkey-backed National Front left the city.", "backs"),
        ("The National Front, led by Ali Musa, left the city.", "leads"),
        ("Togo recognises the government in Hargeisa.", "recognises"),
    ],
)
def test_a_stating_word_gives_its_relation(words, predicate):
    assert predicate in {p for _, p, _ in relations(words)}


@pytest.mark.parametrize(
    "words",
    [
        "Turkey does not back the National Front.",
        "Turkey will never recognise the government in Hargeisa.",
        "Turkey denied that it backs the National Front.",
        "If Turkey backs the National Front, talks will fail.",
    ],
)
def test_what_is_denied_or_only_possible_is_no_relation(words):
    assert not {p for _, p, _ in relations(words)} & {"backs", "recognises"}


def test_a_possessor_leads_his_army():
    assert ("Ali Musa", "leads", "Southern Army") in relations("General Ali Musa said so. Ali Musa's Southern Army shelled the town.")


def test_letters_only_text_gives_relations_too():
    found = relations("Turkey backed National Front fighters left the town The National Front led by Ali Musa said so")
    assert ("Ali Musa", "leads") in {(s, p) for s, p, _ in found}


def test_an_empty_report_has_no_relations():
    assert relations("") == []


def test_evidence_slices_back():
    words = "Soldiers loyal to General Ali Musa left. Bimala Chand, leader of the Lotus Movement, said the strike would go on."
    found = found_in(words)[1]
    assert found
    for relation in found:
        for piece in relation.basis.evidence:
            assert words[piece.start : piece.end] == piece.text


@pytest.mark.parametrize(
    ("words", "nobody"),
    [
        ("The EU praised the talks. The EU-backed premier, Omar Fadil, met reporters.", ("Omar Fadil", "leads", "EU")),
        ("Former president Ada Mirren fled. Mirren's army gave up.", ("Ada Mirren", "leads", "army")),
        ("Ana Berg met reporters in Oslo. She said Sweden is our partner.", ("Sweden", "allied_with", "Ana Berg")),
        ("Kenya's foreign minister, Otis Baro, met the Swedish foreign ministry.", ("Otis Baro", "leads", "Swedish foreign ministry")),
    ],
)
def test_support_the_past_and_other_states_make_no_leader_and_no_ally(words, nobody):
    assert not any(r[:2] == nobody[:2] and nobody[2] in r[2] for r in relations(words))
