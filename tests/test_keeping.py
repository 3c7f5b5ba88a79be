"""Which groups of mentions are actors of the record."""

import msgspec
import pytest

from dateline.lexicon import Lexica
from dateline.model.judgement import Judgement
from dateline.model.mention import Chain
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.reconcile import assemble
from dateline.reconcile.keeping import ACTED_ON, HELD, NOBODY, features, probability
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

TEXT = (
    "Raiders shelled the market of Kasana on Monday and killed two boys, Governor Ada Mirren said. Two diplomats told reporters that "
    "Mirren would ask the army for help. It rained in the square, where a film about Northgate Rovers was shown."
)
REPORT = Report(report_id="r1", uri="file:r1", text=TEXT, published="2021-03-02")
PARSER = SpacyParser()


def names(judgements=(), lexica=None):
    readings = [read(text, lexica or Lexica()) for text in segment([REPORT], PARSER)]
    situation = assemble([REPORT], readings, judgements)
    return {a.name: a for a in situation.actors}, situation, readings


def test_who_speaks_is_an_actor_and_who_is_named_in_passing_is_not():
    found, _, _ = names()
    assert {"Ada Mirren", "Two diplomats", "Raiders"} <= set(found)
    assert "Northgate Rovers" not in found


def test_people_who_are_only_spoken_to_stay_in_the_words_of_the_statement():
    found, situation, _ = names()
    assert "reporters" not in found
    assert "reporters" in {s.addressee for s in situation.statements}


def test_no_row_refers_to_what_is_no_actor():
    found, situation, _ = names()
    known = {a.actor_id for a in found.values()}
    assert all(m.actor_id in known for m in situation.mentions if m.actor_id is not None)
    assert all(r.id in known for e in situation.events for r in (*e.actors, *e.recipients))
    assert all(s.source.id in known for s in situation.statements if s.source is not None)


def test_whom_a_person_judged_stays_an_actor():
    _, _, [reading] = names()
    chain = next(c for c in reading.chains if c.named and c.name not in names()[0])
    judgement = Judgement(
        judgement_id="j1", table="actors", left=f"a_{chain.chain_id.partition('_')[2]}", right=None, verdict="accepted", because=(), by="Ada"
    )
    assert chain.name in names([judgement])[0]


def test_more_that_one_does_makes_one_more_of_an_actor():
    _, _, [reading] = names()
    chain = next(c for c in reading.chains if c.name == "Ada Mirren")
    mentions = [m for m in reading.mentions if m.chain_id == chain.chain_id]
    silent = probability(features([chain], mentions, (), 1))
    speaking = probability(features([chain], mentions, ("source", "doer"), 3))
    assert 0 < silent < speaking < 1


def test_people_without_a_name_stay_when_an_event_is_done_to_them():
    people = Chain(chain_id="c1", name="40 families", kind="population", named=False, plural=True)
    assert ACTED_ON in features([people], (), ("victim",), 1)
    assert ACTED_ON not in features([people], (), (), 1)
    assert ACTED_ON not in features([msgspec.structs.replace(people, named=True)], (), ("victim",), 1)


@pytest.mark.parametrize("text", ["", "...", "1 2 3"])
def test_reports_without_words_have_no_actors(text):
    report = Report(report_id="r1", uri="file:r1", text=text)
    readings = [read(t, Lexica()) for t in segment([report], PARSER)]
    assert assemble([report], readings).actors == ()


def test_who_is_held_or_freed_stays_without_a_name():
    two = Chain(chain_id="c1", name="two journalists", kind="person", named=False, plural=True)
    assert HELD in features([two], (), ("target", "captive"), 1)
    assert HELD not in features([two], (), ("target",), 1)


def test_people_whom_reports_only_recall_are_no_actors():
    report = Report(report_id="r1", uri="file:r1", text="Gunmen killed 140 people at a school in Arwa in June 2014.", published="2021-03-05")
    found = assemble([report], [read(t, Lexica()) for t in segment([report], PARSER)])
    assert not [a for a in found.actors if "people" in a.name]


def test_a_convoy_is_nobody_unless_it_is_somebodys_by_name():
    convoy = Chain(chain_id="c1", name="second convoy", kind="organisation", named=False)
    assert NOBODY in features([convoy], (), ("doer",), 1)
    assert NOBODY not in features([convoy, Chain(chain_id="c2", name="Lake Relief", kind="organisation", named=True)], (), ("doer",), 1)
