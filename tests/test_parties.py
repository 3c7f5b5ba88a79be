"""Who "both sides" are in a report that names neither, and the partners of an exchange: the two of the story."""

import msgspec
import pytest

from dateline.lexicon import Lexica
from dateline.model.event import EventMention
from dateline.model.evidence import Basis, Evidence
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.events import Telling
from dateline.reconcile.parties import with_parties, with_partners
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()
WAR = "Fighters of the Ash Front attacked the Lomian army near the mill on Monday."
TALKS = "Norway has invited the two sides to Oslo for a meeting next week."


def urged(*texts: str, stories: str = "") -> set[str]:
    """Names of the actors that the last of some reports, as one story or as those of the letters, means by its pair; by chains of any report."""
    reports = [Report(report_id=f"r{n}", uri=f"r{n}", text=text, published=f"2022-06-1{n}") for n, text in enumerate(texts)]
    readings = [read(text, Lexica()) for text in segment(reports, PARSER)]
    names = {c.chain_id: c.name for r in readings for c in r.chains}
    story_of = {r.report_id: (stories or "s" * len(texts))[n] for n, r in enumerate(readings)}
    corpus = Corpus(reports, readings)
    corpus.retell(with_parties(corpus, story_of, names))  # actors of one name are one here
    filled = [e for e in corpus.readings[f"r{len(texts) - 1}"].events if e.open_pairs]
    assert filled
    if any(e.recipients for e in filled):
        assert {x.report_id for e in filled for x in e.recipients_evidence} == {"r0", f"r{len(texts) - 1}"}
    return {names[c] for e in filled for c in e.recipients}


def test_both_sides_are_those_who_fight_in_the_other_reports():
    assert urged(WAR, TALKS) == {"Ash Front", "Lomian army"}


@pytest.mark.parametrize(("texts", "stories"), [
    ((WAR, TALKS), "st"),
    (("Nine people died in a fire at the mill on Monday.", TALKS), ""),
    (("Red Cross nurses met the mayor of Batu on Monday.", TALKS), ""),
])  # fmt: skip
def test_without_two_who_face_each_other_they_stay_open(texts, stories):
    assert urged(*texts, stories=stories) == set()


def test_a_report_that_names_them_needs_no_other():
    reports = [Report(report_id="r0", uri="r0", text=f"{WAR} {TALKS}", published="2022-06-10")]
    [reading] = [read(text, Lexica()) for text in segment(reports, PARSER)]
    assert not any(e.open_pairs for e in reading.events)
    assert with_parties(Corpus(reports, [reading]), {"r0": "s"}, {c.chain_id: c.chain_id for c in reading.chains}) == {}


def exchanges(*parties: tuple[str, ...], lemma: str = "swap") -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Actors and recipients of the tellings of one exchange, each told in a report of its own by actors alone."""
    words = Evidence(report_id="r", start=0, end=4, text="swap")
    mentions = [
        EventMention(
            event_mention_id=f"e{n}", event_type="RETREAT", trigger=words, trigger_lemma=lemma, actors=chains, sentence=words,
            basis=Basis(evidence=(words,), rule="test"),
        )
        for n, chains in enumerate(parties)
    ]  # fmt: skip
    told = [
        Telling(rank=n, mention=m, report_id=f"r{n}", story="s", actors=frozenset(), recipients=frozenset(), place=None, days=None, published=None)
        for n, m in enumerate(mentions)
    ]  # fmt: skip
    found = with_partners(told, {m.event_mention_id: "x" for m in mentions})
    return [(e.actors, e.recipients) for m in mentions for e in [found.get(m.event_mention_id, m)]]


def test_an_exchange_has_the_partners_of_another_telling():
    assert exchanges(("c1", "c2"), ()) == [(("c1", "c2"), ("c1", "c2")), (("c1", "c2"), ("c1", "c2"))]
    assert exchanges(("c1", "c2"), ("c3",)) == [(("c1", "c2"), ("c1", "c2")), (("c3",), ("c1", "c2"))]


def test_one_party_or_another_act_tells_of_no_partners():
    assert exchanges(("c1",), ()) == [(("c1",), ()), ((), ())]
    assert exchanges(("c1", "c2"), (), lemma="withdrawal") == [(("c1", "c2"), ()), ((), ())]


def test_two_events_of_one_report_are_both_filled():
    reports = [Report(report_id="r0", uri="r0", text=f"{WAR} The Ash Front freed two miners.", published="2022-06-10")]
    [reading] = [read(text, Lexica()) for text in segment(reports, PARSER)]
    corpus = Corpus(reports, [reading])
    one, two = (msgspec.structs.replace(e, actors=(f"c{n}",)) for n, e in enumerate(reading.events))
    corpus.retell({one.event_mention_id: one} | {two.event_mention_id: two})
    assert corpus.readings == {"r0": msgspec.structs.replace(reading, events=(one, two))}
