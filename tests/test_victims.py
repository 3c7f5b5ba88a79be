"""Victims of one attack in the words of several reports."""

import msgspec
import pytest

from dateline.model.event import EventMention
from dateline.model.evidence import Basis, Evidence
from dateline.model.judgement import Judgement
from dateline.model.mention import Chain
from dateline.model.place import GazetteerPlace
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.events import Telling
from dateline.reconcile.places import Places
from dateline.reconcile.victims import joined_victims

NOWHERE = Places({}, {}, {}, {})


def telling(n: int, event_type: str = "ASSAULT", place: str | None = None, actors: tuple[str, ...] = (), again: str = "") -> Telling:
    """A telling of report `n`, of an event that is done to its chain `c_n`."""
    words = Evidence(report_id=f"r{n}", start=0, end=4, text="Nine")
    mention = EventMention(
        event_mention_id=f"e_{n}{again}", event_type=event_type, trigger=words, trigger_lemma="act", actors=actors, recipients=(f"c_{n}",),  # type: ignore[arg-type]
        sentence=words, basis=Basis(evidence=(words,), rule="test"),
    )  # fmt: skip
    return Telling(
        rank=n, mention=mention, report_id=f"r{n}", story="s", actors=frozenset(f"a_{c[2:]}" for c in actors), recipients=frozenset((f"a_{n}",)),
        place=place, days=None, published=None,
    )  # fmt: skip


def chain(n: int, **more) -> Chain:
    return msgspec.structs.replace(Chain(chain_id=f"c_{n}", name="nine people", kind="population", named=False, plural=True), **more)


def joined(chains: list[Chain], told: list[Telling], events: str, judgements: tuple[Judgement, ...] = (), places: Places = NOWHERE) -> tuple[list[str], int]:
    """Actor of each chain, and the number of reasons. `events`: a letter for the event of each telling."""
    reports = [Report(report_id=f"r{n}", uri=f"r{n}", text="Nine people") for n in range(len(chains))]
    readings = [Reading(report_id=f"r{n}", chains=(c,)) for n, c in enumerate(chains)]
    actor_of = {c.chain_id: f"a_{n}" for n, c in enumerate(chains)}
    event_of = {t.mention.event_mention_id: e for t, e in zip(told, events, strict=True)}
    found, why = joined_victims(Corpus(reports, readings, judgements), told, event_of, actor_of, places)
    return [found[c.chain_id] for c in chains], len(why)


def test_victims_of_one_event_are_one_and_others_are_not():
    told = [telling(0), telling(1), telling(2)]
    assert joined([chain(0), chain(1), chain(2)], told, "xxy") == (["a_0", "a_0", "a_2"], 1)


def test_each_join_has_one_reason():
    told = [telling(2), telling(3), telling(0), telling(2, again="b")]
    chains = [chain(0), chain(1), chain(2), chain(3)]
    assert joined(chains, told, "xxyy") == (["a_0", "a_1", "a_0", "a_0"], 2)


@pytest.mark.parametrize(
    "other",
    [
        {"named": True, "kind": "person", "name": "Ada Mirren"}, {"kind": "armed_group"}, {"kind": "person", "sectors": ("GOV",)},
        {"kind": "population", "country": "KEN"},
    ],
)  # fmt: skip
def test_named_and_serving_ones_and_those_of_another_country_stay_apart(other):
    assert joined([chain(0, country="PER"), chain(1, **other)], [telling(0), telling(1)], "xx")[0] == ["a_0", "a_1"]


@pytest.mark.parametrize("event_type", ["ASSAULT", "THREATEN", "SANCTION"])
def test_who_attacks_or_threatens_is_no_victim(event_type):
    told = [telling(0), telling(1), telling(2, event_type, actors=("c_1",))]
    assert joined([chain(0), chain(1), chain(2)], told, "xxy")[0] == ["a_0", "a_1", "a_2"]


def test_people_struck_and_helped_at_one_place_are_one_but_those_detained_there_are_not():
    chains = [chain(0), chain(1)]
    assert joined(chains, [telling(0, place="p"), telling(1, "AID", "p")], "xy")[0] == ["a_0", "a_0"]
    assert joined(chains, [telling(0, "COERCE", "p"), telling(1, "COERCE", "p")], "xy")[0] == ["a_0", "a_1"]
    alone = [chain(0), chain(1, kind="person", plural=False)]
    assert joined(alone, [telling(0, place="p"), telling(1, place="p")], "xy")[0] == ["a_0", "a_1"]


def test_the_people_struck_in_one_country_may_be_many():
    point = GazetteerPlace(gazetteer_id="g", name="Peru", latitude=-9.2, longitude=-75.0, country="PER", feature="country")
    told = [telling(0, place="p"), telling(1, place="p")]
    assert joined([chain(0), chain(1)], told, "xy", places=Places({}, {"p": point}, {}, {}))[0] == ["a_0", "a_1"]


def test_what_a_person_parted_stays_apart():
    parted = Judgement(judgement_id="j", table="actors", left="c_0", right="c_1", verdict="different", by="a reviewer")
    assert joined([chain(0), chain(1)], [telling(0), telling(1)], "xx", (parted,))[0] == ["a_0", "a_1"]


def test_nothing_told_leaves_the_actors_as_they_are():
    assert joined([chain(0)], [], "") == (["a_0"], 0)


@pytest.mark.parametrize(
    ("days", "actors"),
    [
        (("2022-03-01", "2022-03-20", None), ["a_0", "a_0", "a_0"]),
        (("2018-08", "2022-03-20", None), ["a_0", "a_1", "a_2"]),
    ],
)
def test_people_of_a_place_are_those_of_one_time(days, actors):
    told = [telling(n, place="p") for n in range(3)]
    dated = [msgspec.structs.replace(t, mention=msgspec.structs.replace(t.mention, date_start=day, date_end=day)) for t, day in zip(told, days, strict=True)]
    assert joined([chain(0), chain(1), chain(2)], dated, "xyz")[0] == actors
