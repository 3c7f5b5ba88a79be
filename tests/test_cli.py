"""The command line: what it says, how it exits, what it leaves behind."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dateline
from dateline.cli import app
from dateline.model.record import TABLES
from dateline.store.base import id_of
from dateline.store.sqlite import SqliteStore

REPORT = """GENEVA, March 3 (Harbour News Agency) - Talks between the Orvan government and the Free Orvan Front will open on Thursday, mediator \
Ilse Brandt told reporters on Monday.

At least 12 people were killed in shelling near Geneva on Sunday, the Red Cross said.
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "dateline", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of one good report, one empty file and one binary file."""
    path = tmp_path_factory.mktemp("reports")
    (path / "good.txt").write_text(REPORT, encoding="utf-8")
    (path / "empty.txt").write_text("", encoding="utf-8")
    (path / "picture.txt").write_bytes(bytes(range(256)) * 20)
    return path


@pytest.fixture(scope="module")
def store(folder: Path) -> Path:
    path = folder.parent / "one.dateline"
    done = run("build", str(folder), "--out", str(path))
    assert done.returncode == 0, done.stderr
    assert "empty.txt" in done.stderr
    return path


def test_help_answers_in_half_a_second():
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert run("--help").returncode == 0
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5


def test_a_bad_file_costs_that_file_and_strict_says_so(folder: Path, store: Path):
    lost = [json.loads(line) for line in run("losses", str(store), "--json").stdout.splitlines()]
    assert {Path(row["uri"]).name for row in lost} >= {"empty.txt", "picture.txt"}
    assert all(row["reason"] for row in lost)
    assert run("build", str(folder), "--out", str(folder.parent / "two.dateline"), "--strict", "-q").returncode == 1


def test_an_export_slices_back_to_its_words(store: Path, tmp_path: Path):
    assert run("export", str(store), str(tmp_path / "tables")).returncode == 0
    texts = {}
    pieces = 0
    for line in (tmp_path / "tables" / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts[row["report_id"]] = row["text"]

    def check(value: object) -> None:
        nonlocal pieces
        if isinstance(value, dict):
            if {"report_id", "start", "end", "text"} <= set(value):
                assert texts[value["report_id"]][value["start"] : value["end"]] == value["text"]
                pieces += 1
            for inner in value.values():
                check(inner)
        elif isinstance(value, list):
            for inner in value:
                check(inner)

    for path in (tmp_path / "tables").glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            check(json.loads(line))
    assert pieces > 10


def test_a_second_run_changes_nothing(folder: Path, store: Path, tmp_path: Path):
    run("export", str(store), str(tmp_path / "before"))
    again = run("build", str(folder), "--out", str(store))
    assert "known and unchanged" in again.stderr
    run("export", str(store), str(tmp_path / "after"))
    for path in sorted((tmp_path / "before").iterdir()):
        assert path.read_bytes() == (tmp_path / "after" / path.name).read_bytes()


def test_show_why_search_and_brief_speak_of_the_report(store: Path, tmp_path: Path):
    shown = run("show", str(store), "figure_claims", "--json")
    claim = json.loads(shown.stdout.splitlines()[0])
    assert (claim["value"], claim["qualifier"]) == (12, "at_least")
    assert "12 people" in run("why", str(store), claim["claim_id"]).stdout
    assert "good.txt" in run("search", str(store), "shelling").stdout
    assert run("brief", str(store), "-o", str(tmp_path / "b.html")).returncode == 0
    assert "<html" in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_why_answers_for_an_entry_of_every_table(store: Path):
    with SqliteStore(store, create=False) as opened:
        for table in TABLES:
            for row in list(opened.rows(table))[:1]:
                found = opened.why(id_of(row))
                assert found.table == table
                assert found.evidence or table == "losses"
                assert found.findings or table in ("reports", "stories", "losses")


def test_a_judgement_shows_the_words_that_it_compares(tmp_path: Path):
    texts = {"a": "Free Orvan Front troops shelled Geneva.\n\nIlse Brandt said so.", "b": "Mediator Ilse Brandt left Geneva on Monday."}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    situation = dateline.build(tmp_path, out=tmp_path / "s.dateline")
    [judgement] = [j for j in situation.judgements if j.table == "actors" and "name" in " ".join(j.because)][:1]
    with SqliteStore(tmp_path / "s.dateline", create=False) as opened:
        found = opened.why(judgement.judgement_id)
    assert set(found.names) == {judgement.left, judgement.right}
    assert "Ilse Brandt" in found.names.values()


def test_a_manifest_alone_names_the_reports(folder: Path, tmp_path: Path):
    (folder.parent / "alone.csv").write_text(f"path,published\n{folder.name}/good.txt,2024-03-04\n", encoding="utf-8")
    done = run("build", "--manifest", str(folder.parent / "alone.csv"), "--out", str(tmp_path / "s.dateline"))
    assert done.returncode == 0, done.stderr
    assert '"published":"2024-03-04"' in run("show", str(tmp_path / "s.dateline"), "reports", "--json").stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("build", "nowhere.txt", "--out", "{tmp}/s.dateline"), "nowhere.txt"),
        (("build", "{report}", "--out", "{tmp}/s.dateline", "--manifest", "{manifest}"), "missing.txt"),
        (("build", "{report}", "--out", "/proc/none/s.dateline"), "/proc/none"),
        (("build", "{report}", "--out", "{foreign}"), "foreign.db"),
        (("show", "{tmp}/nothing.dateline", "events"), "nothing.dateline"),
        (("show", "{store}", "gossip"), "gossip"),
        (("show", "{store}", "events", "--where", "colour=red"), "colour"),
        (("why", "{store}", "e_nothing"), "e_nothing"),
        (("demo", "atlantis", "--no-browser"), "atlantis"),
        (("build", "{report}", "--out", "{tmp}/s.dateline", "--column", "text"), "OURS=THEIRS"),
        (("build", "{report}", "--out", "{tmp}/s.dateline", "--column", "colour=body"), "colour"),
        (("build", "--out", "{tmp}/s.dateline"), "nothing to read"),
        (("build", "{report}", "--out", "{tmp}/s.dateline", "--actors", "{manifest}"), "no column name"),
        (("build", "{report}", "--out", "{tmp}/s.dateline", "--actors", "{actors}"), "unknown kind"),
        (("build", "{report}", "--out", "{tmp}/s.dateline", "--places", "{places}"), "latitude"),
        (("build", "{report}", "--out", "{tmp}/s.dateline", "--places", "{empty}"), "is empty"),
        (("demo", "--no-browser", "--out", "{report}/below"), "cannot be made"),
        (("compare", "{store}", "{binary}"), "binary"),
        (("watch", "{report}", "--once", "--out", "{tmp}/w.dateline"), "good.txt"),
    ],
)
def test_bad_use_is_one_sentence_and_exit_2(arguments: tuple[str, ...], word: str, store: Path, folder: Path, tmp_path: Path):
    import sqlite3

    (tmp_path / "m.csv").write_text("path,published\nmissing.txt,2024\n", encoding="utf-8")
    (tmp_path / "actors.csv").write_text("name,kind\nFree Orvan Front,clan\n", encoding="utf-8")
    (tmp_path / "places.csv").write_text("name,latitude,longitude\nOrvan,north,3\n", encoding="utf-8")
    with sqlite3.connect(tmp_path / "foreign.db") as db:
        db.execute("create table other (x)")
    names = {"tmp": tmp_path, "report": folder / "good.txt", "manifest": tmp_path / "m.csv", "foreign": tmp_path / "foreign.db", "store": store,
             "empty": folder / "empty.txt", "binary": folder / "picture.txt", "actors": tmp_path / "actors.csv", "places": tmp_path / "places.csv"}  # fmt: skip
    done = run(*(a.format(**names) for a in arguments))
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_folder_without_reports_is_said(tmp_path: Path):
    (tmp_path / "none").mkdir()
    done = run("build", str(tmp_path / "none"), "--out", str(tmp_path / "s.dateline"))
    assert done.returncode == 0
    assert f"there is no report in {tmp_path / 'none'}" in done.stderr


def test_a_store_that_may_not_be_written_can_be_read(store: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.access", lambda path, mode: mode != os.W_OK)
    shown = CliRunner().invoke(app, ["show", str(store), "reports"])
    assert shown.exit_code == 0, shown.exception
    refused = CliRunner().invoke(app, ["forget", str(store), json.loads(run("show", str(store), "reports", "--json").stdout)["report_id"]])
    assert "reading only" in str(refused.exception)


def test_an_unknown_option_exits_2_without_a_traceback():
    result = CliRunner().invoke(app, ["build", "--unknown"])
    assert result.exit_code == 2
