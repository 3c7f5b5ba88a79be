"""From where troops abroad withdraw, in reports that do not say it."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.events import tellings
from dateline.reconcile.places import link_places
from dateline.reconcile.postings import with_places_left
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()
ABROAD = "Norway said on Monday that the Norwegian troops in Mali would stay. Mali welcomed it."


def left(*texts: str) -> dict[str, tuple[set[str], set[str]]]:
    """Actors and recipients of the withdrawals of the last of some reports of one story, by trigger."""
    reports = [Report(report_id=f"r{n}", uri=f"r{n}", text=text, published=f"2022-06-1{n}") for n, text in enumerate(texts)]
    readings = [read(text, Lexica()) for text in segment(reports, PARSER)]
    names = {c.chain_id: c.name for r in readings for c in r.chains}
    corpus, story_of = Corpus(reports, readings), {r.report_id: "s" for r in reports}
    told = tellings(corpus, story_of, names, link_places(corpus, story_of))
    corpus.retell(with_places_left(corpus, told, names))
    last = corpus.readings[reports[-1].report_id]
    elsewhere = [x for e in last.events for x in e.recipients_evidence if x.report_id != reports[-1].report_id]
    assert all(corpus.by_id[x.report_id].text[x.start : x.end] == x.text == "the Norwegian troops in Mali" for x in elsewhere)
    assert bool(elsewhere) == (last is not readings[-1])
    return {e.trigger.text: ({names[c] for c in e.actors}, {names[c] for c in e.recipients}) for e in last.events if e.event_type == "RETREAT"}


def test_troops_leave_the_country_that_another_report_says_they_are_in():
    assert left(ABROAD, "The Norwegian troops will withdraw by May, the minister said.") == {"withdraw": ({"Norwegian troops"}, {"Mali"})}


@pytest.mark.parametrize("texts", [
    ("The rebels withdrew from the town on Monday.", "The rebels withdrew on Monday."),
    (ABROAD, "Norway said that the Norwegian troops in Chad would stay too.", "The Norwegian troops will withdraw by May, the minister said."),
    (ABROAD, "The Kenyan army withdrew on Monday."),
])  # fmt: skip
def test_who_is_posted_nowhere_or_in_two_countries_leaves_none(texts):
    assert all(not recipients for _, recipients in left(*texts).values())


def test_soldiers_who_come_home_withdraw():
    [text] = segment([Report(report_id="r", uri="r", text="The Norwegian troops should come home by May.", published="2022-06-10")], PARSER)
    assert [(e.event_type, e.mode) for e in read(text, Lexica()).events if e.trigger.text == "come"] == [("RETREAT", "withdraw")]
