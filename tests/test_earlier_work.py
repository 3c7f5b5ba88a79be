"""What was made of a story is taken over while nothing in it changes, and never where something did."""

import sqlite3
import sys

import msgspec
import pytest

from dateline import pipeline
from dateline.model.judgement import Judgement
from dateline.model.record import TABLES
from dateline.reconcile import EarlierWork, Workshop
from dateline.store import MemoryStore, SqliteStore
from test_reconcile import Maker, copied, first, other, second

ASSEMBLE = sys.modules["dateline.reconcile.assemble"]


TEXTS = {
    11: "Engineers in yellow helmets dug through the night after {} warned that the dam above Sorvel was leaking into the vineyards.",
    12: "An orchestra of retired miners will tour nine coastal cities this autumn, its conductor {} told a crowded hall in Brask.",
    13: "Customs officers seized forty crates of forged medicine on a trawler that {} had chartered for a fishing contest.",
    14: "Astronomers gave a newly found comet the name of {}, whose telescope stood unused for a decade on a frozen plateau.",
    16: "Locusts stripped the wheat of two valleys within hours, and {} asked neighbours to lend aircraft that spray fields.",
}
"""Matters that have no words in common."""


def far(number: int, *names: str, published: str = "2021-03-02") -> Maker:
    """A report of a story of its own about some persons."""
    made = Maker(number, TEXTS[number].format(" and ".join(names)), published)
    for name in names:
        made.actor(name, name)
    return made


@pytest.fixture
def worked_out(monkeypatch) -> list[tuple[str, ...]]:
    """The stories, as report ids, whose rows were worked out since the list was emptied."""
    found: list[tuple[str, ...]] = []
    rows = ASSEMBLE._rows

    def noted(corpus, *more):
        found.append(tuple(r.report_id for r in corpus.reports))
        return rows(corpus, *more)

    monkeypatch.setattr(ASSEMBLE, "_rows", noted)
    return found


def store_of(path, *makers: Maker) -> SqliteStore:
    """A store that has been updated once, so that it keeps what it makes."""
    store = SqliteStore(path)
    add(store, far(16, "Nobody Else"))
    add(store, *makers)
    return store


def add(store, *makers: Maker) -> None:
    for maker in makers:
        store.add(maker.report, maker.reading)
    pipeline.bring_up_to_date(store)


def bytes_of(store) -> bytes:
    return msgspec.json.encode(store.load_situation())


def test_a_store_may_keep_its_work_and_memory_does_not(tmp_path):
    assert isinstance(SqliteStore(tmp_path / "a"), Workshop)
    assert not isinstance(MemoryStore(), Workshop)


def test_a_store_that_is_built_once_keeps_nothing(tmp_path):
    with SqliteStore(tmp_path / "a") as store:
        add(store, first(), other())
    assert sqlite3.connect(tmp_path / "a").execute("SELECT count(*) FROM earlier_work").fetchone() == (0,)


def test_only_stories_that_a_report_changes_are_worked_out(tmp_path, worked_out):
    with store_of(tmp_path / "a", first(), second(), other(), far(11, "Jonas Keel")) as store:
        worked_out.clear()
        add(store, copied())
        assert worked_out == [("r_001", "r_003", "r_002")]
        worked_out.clear()
        add(store, far(12, "Jonas Keel", published="2023-01-01"))  # who stands in two stories now
        assert sorted(worked_out) == [("r_011",), ("r_012",)]


def test_the_record_is_the_same_as_without_earlier_work(tmp_path, monkeypatch):
    steps = [
        (far(11, "Jonas Bram", "Adele Bram"), other()), (second(),), (far(12, "Jonas Bram"), far(14, "Adele Bram", published="2020-01-01")),
        (first(),), (copied(), far(13, "Ada Mirren", published="2022-01-01")),
    ]  # fmt: skip
    with SqliteStore(tmp_path / "kept") as kept, SqliteStore(tmp_path / "anew") as anew:
        for makers in steps:
            add(kept, *makers)
            with monkeypatch.context() as context:
                context.setattr(pipeline, "EarlierWork", lambda *_: EarlierWork())
                add(anew, *makers)
            assert bytes_of(kept) == bytes_of(anew)


def test_a_judgement_costs_the_story_that_it_is_about(tmp_path, worked_out):
    with store_of(tmp_path / "a", first(), second(), other(), far(11, "Jonas Keel")) as store:
        rows = store.load_situation()
        one, two, *_ = [e.event_id for e in rows.events if e.mentions[0].report_id == "r_001"] + [e.event_id for e in rows.events]
        keel = next(a.actor_id for a in rows.actors if a.name == "Jonas Keel")
        worked_out.clear()
        store.judge(Judgement(judgement_id="j_1", table="events", left=one, right=two, verdict="different", because=(), by="Ann"))
        pipeline.bring_up_to_date(store)
        assert [r[0] for r in worked_out] == ["r_001"]
        worked_out.clear()
        store.judge(Judgement(judgement_id="j_2", table="actors", left=keel, right=None, verdict="edited", because=("country=NOR",), by="Ann"))
        pipeline.bring_up_to_date(store)
        assert worked_out == [("r_011",)]
        assert next(a.country for a in store.rows("actors") if a.actor_id == keel) == "NOR"


def test_a_report_that_is_read_again_changes_its_story(tmp_path, worked_out):
    with store_of(tmp_path / "a", first(), other()) as store:
        worked_out.clear()
        again = first()
        again.figure("Ferries", 1.0, indicator="detained", who="ferries")
        add(store, again)
        assert worked_out == [("r_001",)]
        assert "Ferries" in {c.expression for c in store.rows("figure_claims")}


def test_other_rules_take_nothing_over(tmp_path, worked_out, monkeypatch):
    with store_of(tmp_path / "a", first(), other()) as store:
        worked_out.clear()
        monkeypatch.setattr(pipeline, "VERSION", "of tomorrow")
        pipeline.bring_up_to_date(store)
        assert sorted(worked_out) == [("r_001",), ("r_004",), ("r_016",)]


def test_a_new_outlet_changes_the_stories_that_name_it(tmp_path, worked_out):
    named = far(11, "Nova Era")
    late = far(13, "Adele Keel")
    late.report = msgspec.structs.replace(late.report, outlet="Nova Era")
    with store_of(tmp_path / "a", named, other()) as store:
        worked_out.clear()
        add(store, late)
        assert sorted(worked_out) == [("r_011",), ("r_013",)]
        assert next(a.kind for a in store.rows("actors") if a.name == "Nova Era") == "outlet"


def test_what_is_forgotten_is_in_no_earlier_work(tmp_path):
    with store_of(tmp_path / "a", first(), other()) as store:
        assert any(store.earlier(k) for (k,) in store._db.execute("SELECT key FROM earlier_work"))
        store.forget("r_004")
        assert store._db.execute("SELECT count(*) FROM earlier_work").fetchone() == (0,)
        pipeline.bring_up_to_date(store)
        assert "r_004" not in {r.report_id for r in store.rows("reports")}


def test_work_that_no_story_needs_is_dropped(tmp_path):
    with store_of(tmp_path / "a", first(), other()) as store:
        for maker in (second(), copied(), far(11, "Jonas Bram")):
            add(store, maker)
        stories = len(store.load_situation().stories)
        assert store._db.execute("SELECT count(*) FROM earlier_work").fetchone() == (2 * stories,)


def test_rows_that_are_taken_over_have_all_their_columns(tmp_path):
    with store_of(tmp_path / "a", first(), second(), copied()) as store:
        before = store.load_situation()
        add(store, other())
        after = store.load_situation()
        for table in TABLES:
            kept = {msgspec.json.encode(row) for row in getattr(after, table)}
            assert kept.issuperset(map(msgspec.json.encode, getattr(before, table))), table
