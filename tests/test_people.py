"""People without a name who are the same in other words."""

import pytest

from dateline.model.event import EventMention, EventType
from dateline.model.evidence import Basis, Evidence
from dateline.model.mention import Chain, Mention
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reconcile.actors import parties
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.people import are_kin, count_in, people_pairs
from dateline.reconcile.weigh import Groups


def corpus(*told: tuple[str, EventType], plural: bool = True, kind: str = "population") -> Corpus:
    """Reports of one phrase each, with the type of the act that is done to whom it means."""
    reports, readings = [], []
    for n, (words, event_type) in enumerate(told):
        found = Evidence(report_id=f"r{n}", start=0, end=len(words), text=words)
        basis = Basis(evidence=(found,), rule="test")
        mention = Mention(mention_id=f"m_{n}", start=0, end=len(words), text=words, form="nominal", chain_id=f"c_{n}", basis=basis)
        chain = Chain(chain_id=f"c_{n}", name=words, kind=kind, named=False, plural=plural, mention_ids=(f"m_{n}",))  # type: ignore[arg-type]
        event = EventMention(
            event_mention_id=f"e_{n}", event_type=event_type, trigger=found, trigger_lemma="act", recipients=(f"c_{n}",), sentence=found, basis=basis
        )
        reports.append(Report(report_id=f"r{n}", uri=f"r{n}", text=words))
        readings.append(Reading(report_id=f"r{n}", mentions=(mention,), chains=(chain,), events=(event,)))
    return Corpus(reports, readings)


def joined(*told: tuple[str, EventType], one_story: bool = True, **more) -> list[tuple[int, int]]:
    found = corpus(*told, **more)
    story_of = {r.report_id: "s" if one_story else r.report_id for r in found.reports}
    listed = parties(found, story_of, frozenset())
    return [pair[:2] for pair in people_pairs(found, listed, Groups(range(len(listed))))]


def test_a_count_with_the_takes_up_those_counted_before():
    assert joined(("Six smugglers", "COERCE"), ("the six men", "ACCUSE")) == [(0, 1)]
    assert joined(("6 smugglers", "COERCE"), ("these six", "COERCE"), ("the six drivers of Aro", "RETREAT")) == [(0, 2)]


@pytest.mark.parametrize(
    "told",
    [
        (("Six smugglers", "COERCE"), ("six men", "COERCE")),  # nothing is taken up
        (("Six smugglers", "COERCE"), ("the seven men", "COERCE")),
        (("Six smugglers", "COERCE"), ("the six men", "AID")),  # nothing alike is done to both
        (("Six smugglers", "COERCE"), ("six clerks", "COERCE"), ("the six men", "COERCE")),  # either may be meant
        (("One smuggler", "COERCE"), ("the one man", "COERCE")),
    ],
)
def test_other_counts_stay_apart(told):
    assert joined(*told) == []


def test_only_people_of_one_story_are_taken_up():
    assert joined(("Six smugglers", "COERCE"), ("the six men", "COERCE"), one_story=False) == []
    assert joined(("Six trawlers", "COERCE"), ("the six boats", "COERCE"), kind="organisation") == []


def test_families_mothers_and_wives_are_the_relatives_of_a_story():
    assert joined(("About 90 relatives of the miners", "CONSULT"), ("the mothers", "AGREE"), ("The families", "AID")) == [(0, 1), (0, 2)]
    assert joined(("the mothers", "AGREE"), ("her parents", "AID"), ("400 families", "AID"), ("displaced families", "AID")) == []


@pytest.mark.parametrize(("text", "number"), [("The 14 nurses", 14), ("two hundred nurses", 200), ("nurses", None), ("six", None), ("", None), ("…", None), ("9" * 5000 + " men", None)])
def test_a_phrase_begins_with_a_number(text, number):
    assert count_in(text) == number


@pytest.mark.parametrize(
    ("text", "kin"),
    [
        ("each bereaved family", True), ("a family", False), ("wives of the crew", True), ("three relatives", False), ("their wives", False),
        ("the villagers", False), ("", False),
    ],
)  # fmt: skip
def test_relatives_are_told_from_households(text, kin):
    assert are_kin(text) is kin
