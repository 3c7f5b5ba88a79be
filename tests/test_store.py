"""Stores: what is kept, what is refused and in which words, what survives a kill."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from dateline.errors import StoreError
from dateline.model.evidence import Basis, Evidence, Ref
from dateline.model.judgement import Judgement
from dateline.model.mention import Mention
from dateline.model.reading import Reading
from dateline.model.record import ActorRow, EventRow, MentionRow, ReportRow
from dateline.model.report import Loss, Report
from dateline.model.situation import Situation, batches_of
from dateline.store import MemoryStore, SqliteStore, Store
from dateline.store.sqlite import APPLICATION_ID, migrations, schema


def report(number: int, text: str = "Shells fell on the port.", **more) -> Report:
    return Report(report_id=f"r_{number:04}", uri=f"file:{number}.txt", text=text, raw_sha256=f"{number:064}", **more)


def reading(number: int) -> Reading:
    words = Evidence(report_id=f"r_{number:04}", start=0, end=6, text="Shells")
    mention = Mention(
        mention_id=f"m_{number}",
        start=0,
        end=6,
        text="Shells",
        form="nominal",
        chain_id=None,
        basis=Basis(evidence=(words,), rule="test.rule"),
    )
    return Reading(report_id=f"r_{number:04}", mentions=(mention,))


def situation() -> Situation:
    row = ReportRow(
        report_id="r_0001", uri="file:1.txt", title="Port shelled", text="Shells fell on the port.", outlet=None, agencies=(), byline=None,
        dateline_place=None, published="2021-03-04", published_basis="given", published_candidates=(), language="en", damage=(),
        story_id="s_1", copy_of=None, version_of=None, external_id=None, content_hash="x",
    )  # fmt: skip
    words = Evidence(report_id="r_0001", start=0, end=6, text="Shells")
    actor = ActorRow(
        actor_id="a_1", name="Port Guard", kind="armed_group", aliases=("Guards",), titles=(), country=None, sectors=("REB",),
        external_ids={}, n_mentions=1, n_reports=1, evidence=(words,), former_ids=("a_0",),
    )  # fmt: skip
    event = EventRow(
        event_id="e_1", event_type="ASSAULT", mode=None, contexts=(), cameo=None, actors=(Ref(id="a_1", name="Port Guard"),), recipients=(),
        trigger="fell", place=None, date_start="2021-03-04", date_end=None, date_basis=None, modality="happened", modality_evidence=(),
        attributed_to=(), n_reports=1, n_independent=1, mentions=(), evidence=(words,),
    )  # fmt: skip
    mention = MentionRow(mention_id="m_1", report_id="r_0001", start=0, end=6, text="Shells", form="nominal", actor_id="a_1")
    judgement = Judgement(judgement_id="j_1", table="actors", left="m_1", right="m_9", verdict="same", because=("same_name",))
    return Situation(reports=(row,), actors=(actor,), mentions=(mention,), events=(event,), judgements=(judgement,))


@pytest.fixture(params=["sqlite", "memory"])
def store(request, tmp_path):
    made = SqliteStore(tmp_path / "a.dateline") if request.param == "sqlite" else MemoryStore()
    yield made
    made.close()


def test_both_stores_have_the_interface(store):
    assert isinstance(store, Store)


def test_what_was_added_comes_back(store):
    loss = Loss(loss_id="x_1", uri="file:1.txt", what="passage", reason="a table")
    store.add(report(1, title="Port"), reading(1), reader_version="1", raw=b"\x00raw", losses=[loss])
    assert list(store.reports()) == [report(1, title="Port")]
    assert list(store.readings()) == [reading(1)]
    assert store.raw("1".zfill(64)) == b"\x00raw"
    assert store.losses() == (loss,)


def test_a_report_is_known_only_by_the_version_that_read_it(store):
    store.add(report(1), reading(1), reader_version="1")
    assert store.has("r_0001", "1") and not store.has("r_0001", "2") and not store.has("r_0002", "1")


def test_a_report_that_was_not_read_is_kept_without_a_reading(store):
    store.add(report(1, language="fr"), None, reader_version="1")
    assert [r.language for r in store.reports()] == ["fr"]
    assert list(store.readings()) == [] and store.reading("r_0001") is None


def test_the_digest_changes_with_every_input_and_not_with_order(tmp_path):
    def filled(order):
        made = MemoryStore()
        for number in order:
            made.add(report(number), reading(number), reader_version="1")
        return made

    assert filled([1, 2, 3]).input_digest() == filled([3, 1, 2]).input_digest()
    assert filled([1, 2]).input_digest() != filled([1, 2, 3]).input_digest()
    judged = filled([1, 2])
    before = judged.input_digest()
    judged.judge(Judgement(judgement_id="j", table="actors", left="a", right="b", verdict="same", by="Ann"))
    assert judged.input_digest() != before
    assert judged.input_digest("2") != judged.input_digest("3")


def test_adding_the_same_again_changes_nothing(store):
    store.add(report(1), reading(1), reader_version="1", raw=b"x")
    before = store.input_digest()
    store.add(report(1), reading(1), reader_version="1", raw=b"x")
    assert store.input_digest() == before and len(list(store.reports())) == 1 and len(store.search("shells")) == 1


def test_the_situation_comes_back_as_it_was_written(store):
    store.add(report(1), reading(1), reader_version="1")
    store.write_situation(situation(), "digest")
    assert store.load_situation() == situation() and store.built_digest() == "digest"


def test_a_record_that_breaks_off_leaves_the_one_before(store):
    store.add(report(1), reading(1), reader_version="1")
    store.write_situation(situation(), "digest")

    def broken():
        yield "events", situation().events, None
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        store.write_rows(broken(), "other")
    assert store.load_situation() == situation() and store.built_digest() == "digest"
    store.write_rows(batches_of(situation()), "other")
    assert store.load_situation() == situation() and store.counts()["tellings"] == sum(len(e.mentions) for e in situation().events)


def test_what_is_added_together_is_kept_all_or_not_at_all(tmp_path):
    with SqliteStore(tmp_path / "a.dateline") as made:
        with pytest.raises(RuntimeError), made.together():
            made.add(report(1), reading(1), reader_version="1")
            raise RuntimeError("killed")
        assert list(made.reports()) == []
        with made.together():
            made.add(report(1), reading(1), reader_version="1")
        assert list(made.reports()) == [report(1)]


def test_rows_are_found_by_columns_references_and_parts_of_names(store):
    store.add(report(1), reading(1), reader_version="1")
    store.write_situation(situation())
    assert [r.event_id for r in store.rows("events", {"event_type": "assault"})] == ["e_1"]
    assert [r.event_id for r in store.rows("events", {"actors": "guard"})] == ["e_1"]
    assert [r.event_id for r in store.rows("events", {"actors": "a_1", "place": None})] == ["e_1"]
    assert list(store.rows("events", {"event_type": "AID"})) == []
    assert [r.text for r in store.rows("reports", {"report_id": "r_0001"})] == ["Shells fell on the port."]


def test_an_unknown_table_or_column_is_named(store):
    with pytest.raises(StoreError, match="no table 'evnts'"):
        list(store.rows("evnts"))
    with pytest.raises(StoreError, match="no column 'colour'"):
        list(store.rows("events", {"colour": "red"}))


def test_a_former_id_gives_what_took_its_place(store):
    store.write_situation(situation())
    assert store.get("a_0") == ("actors", situation().actors[0])
    assert store.get("a_9") is None


@pytest.mark.parametrize("words", ['"', "'", '" OR "', "port AND", "NEAR(", "*", "col:port", "(", "\x00", "", "^", "{a b}:c"])
def test_what_is_syntax_elsewhere_is_searched_for_as_words(store, words):
    store.add(report(1), reading(1), reader_version="1")
    assert store.search(words) == ()


@pytest.mark.parametrize("words", ["-port", "port*", '"the port"', "PORT (fell)"])
def test_marks_around_words_do_not_hide_a_report(store, words):
    store.add(report(1), reading(1), reader_version="1")
    assert [hit.report_id for hit in store.search(words)] == ["r_0001"]


def test_a_search_finds_title_and_text_without_accents_and_case(store):
    store.add(report(1, text="Troops entered the café.", title="Raid in town"), reading(1), reader_version="1")
    store.add(report(2, text="Nothing."), reading(2), reader_version="1")
    assert [h.report_id for h in store.search("TROOPS raid")] == ["r_0001"]
    assert [h.report_id for h in store.search("nothing troops")] == []


def test_a_search_ignores_accents_and_keeps_to_whole_words(store):
    store.add(report(1, text="Troops entered the café at Bab-al-Hawa."), reading(1), reader_version="1")
    assert [h.report_id for h in store.search("cafe bab-al-hawa")] == ["r_0001"]
    assert store.search("troop") == store.search("al-bab") == ()


def test_why_gives_words_rules_and_judgements(store):
    store.add(report(1, title="Port shelled"), reading(1), reader_version="1")
    store.write_situation(situation())
    why = store.why("a_1")
    assert [e.text for e in why.evidence] == ["Shells"]
    assert [(f.kind, f.rule) for f in why.findings] == [("mentions", "test.rule")]
    assert [j.because for j in why.judgements] == [("same_name",)]
    assert why.reports == {"r_0001": "Port shelled"}
    with pytest.raises(StoreError, match="no entry has the id 'a_7'"):
        store.why("a_7")


def test_a_judgement_can_be_undone_and_stays_in_the_audit(store):
    judgement = Judgement(judgement_id="j", table="actors", left="a", right="b", verdict="different", by="Ann", at="2024-01-01")
    store.judge(judgement)
    store.judge(judgement)
    assert store.judgements() == (judgement,)
    assert store.undo("j") and not store.undo("j") and not store.undo("other")
    assert store.judgements() == () and store.audit() == ((judgement, True),)


# ---------------------------------------------------------------- the file
def test_a_store_outlives_the_process(tmp_path):
    path = tmp_path / "a.dateline"
    with SqliteStore(path) as made:
        made.add(report(1), reading(1), reader_version="1")
        made.write_situation(situation(), "d")
    assert not Path(f"{path}-wal").exists() or Path(f"{path}-wal").stat().st_size == 0
    with SqliteStore(path, readonly=True) as again:
        assert list(again.reports()) == [report(1)] and again.load_situation() == situation()


def test_a_store_opened_for_reading_is_not_written(tmp_path):
    path = tmp_path / "a.dateline"
    SqliteStore(path).close()
    with SqliteStore(path, readonly=True) as made, pytest.raises(StoreError, match="for reading only"):
        made.add(report(1), reading(1))


@pytest.mark.parametrize("readonly", [False, True])
def test_a_foreign_sqlite_file_is_refused(tmp_path, readonly):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE notes (x)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program; choose another path"):
        SqliteStore(path, readonly=readonly)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("these are my notes, not a database " * 40)
    with pytest.raises(StoreError, match="is no store"):
        SqliteStore(path)
    assert path.read_text().startswith("these are my notes")


def test_a_store_that_is_damaged_inside_is_named(tmp_path):
    path = tmp_path / "s.dateline"
    with SqliteStore(path) as made:
        for number in range(200):
            made.add(report(number), reading(number))
    pages = path.read_bytes()
    path.write_bytes(pages[:8192] + bytes(len(pages) - 8192))
    with pytest.raises(StoreError, match=r"s\.dateline"), SqliteStore(path, create=False) as damaged:
        list(damaged.reports())


def test_rows_of_another_version_are_named(tmp_path):
    path = tmp_path / "s.dateline"
    with SqliteStore(path) as made:
        made.write_situation(situation())
    with sqlite3.connect(path) as db:
        db.execute("""UPDATE events SET row = '{"event_id": "e_1"}'""")
    with SqliteStore(path, create=False) as other, pytest.raises(StoreError, match=r"row of events .* another version"):
        other.load_situation()


def test_a_newer_schema_is_refused(tmp_path):
    path = tmp_path / "a.dateline"
    SqliteStore(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=999")
    db.close()
    with pytest.raises(StoreError, match=r"newer dateline \(schema 999.*install the newer release"):
        SqliteStore(path)


def test_folders_missing_parents_and_missing_stores_are_named(tmp_path):
    with pytest.raises(StoreError, match="is a folder; name a file in it"):
        SqliteStore(tmp_path)
    with pytest.raises(StoreError, match="does not exist; make it first"):
        SqliteStore(tmp_path / "no" / "a.dateline")
    with pytest.raises(StoreError, match="there is no store at"):
        SqliteStore(tmp_path / "a.dateline", readonly=True)
    assert not (tmp_path / "a.dateline").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_path_is_named(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written"):
        SqliteStore(folder / "a.dateline")


def test_a_path_that_sqlite_cannot_open_is_one_sentence():
    with pytest.raises(StoreError) as error:
        SqliteStore("/dev/null/a.dateline")
    assert "\n" not in str(error.value)


def test_a_store_that_another_run_writes_is_named(tmp_path, monkeypatch):
    path = tmp_path / "a.dateline"
    made = SqliteStore(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    made._db.execute("PRAGMA busy_timeout=50")
    with pytest.raises(StoreError, match="in use by another run"):
        made.add(report(1), reading(1))
    other.execute("ROLLBACK")
    other.close()
    made.add(report(1), reading(1))
    made.close()


def test_the_migrations_lead_to_the_schema():
    one, two = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    for script in migrations().values():
        one.executescript(script)
    two.executescript(schema())
    question = "SELECT name, sql FROM sqlite_master ORDER BY name"
    assert one.execute(question).fetchall() == two.execute(question).fetchall()


def test_an_older_store_is_upgraded_and_keeps_its_judgements(tmp_path, monkeypatch):
    path = tmp_path / "a.dateline"
    with SqliteStore(path) as made:
        made.judge(Judgement(judgement_id="j", table="actors", left="a", right="b", verdict="same", by="Ann"))
    steps = {**migrations(), max(migrations()) + 1: "CREATE TABLE later (x);\nCREATE INDEX later_x ON later (x);\n"}
    monkeypatch.setattr("dateline.store.sqlite.migrations", lambda: steps)
    with pytest.raises(StoreError, match="older schema"):
        SqliteStore(path, readonly=True)
    with SqliteStore(path) as made:
        assert made._db.execute("SELECT count(*) FROM later").fetchone() == (0,)
        assert [j.judgement_id for j in made.judgements()] == ["j"]
        assert made._db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


FILL = """
import sys
from dateline.model.report import Report
from dateline.model.reading import Reading
from dateline.store import SqliteStore
with SqliteStore(sys.argv[1]) as store:
    for n in range(400):
        if not store.has(f"r_{n:04}", "1"):
            text = "word " * 300 + str(n)
            report = Report(report_id=f"r_{n:04}", uri=str(n), text=text)
            store.add(report, Reading(report_id=report.report_id), reader_version="1", raw=text.encode())
        print(n, flush=True)
"""


def test_a_killed_run_leaves_whole_reports_and_goes_on(tmp_path):
    path = tmp_path / "a.dateline"
    for wanted in (3, 60, 150):
        process = subprocess.Popen([sys.executable, "-c", FILL, str(path)], stdout=subprocess.PIPE, text=True)
        for line in process.stdout:
            if int(line) >= wanted:
                break
        time.sleep(0.003 * wanted % 0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with SqliteStore(path) as store:
            assert store._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            reports = list(store.reports())
            assert len(reports) > wanted and len(list(store.readings())) == len(reports)
            assert len(store.search("word", 1000)) == len(reports)
    subprocess.run([sys.executable, "-c", FILL, str(path)], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, "-c", FILL, str(tmp_path / "whole")], check=True, stdout=subprocess.DEVNULL)
    with SqliteStore(path) as killed, SqliteStore(tmp_path / "whole") as whole:
        assert killed.input_digest() == whole.input_digest()
        assert [msgspec.json.encode(r) for r in killed.reports()] == [msgspec.json.encode(r) for r in whole.reports()]
