"""The export: every table and column, byte-true, complete or not at all."""

import csv
import json

import msgspec
import pytest

from dateline.errors import InputError
from dateline.model.record import TABLES
from dateline.model.situation import Situation
from dateline.publish import export as module
from dateline.publish.export import export
from hostile_situation import STRINGS, hostile
from river_situation import river

RIVER = river()


def evidence_in(value):
    if isinstance(value, dict):
        if {"report_id", "start", "end", "text"} <= set(value) and "content_hash" not in value:
            yield value
        for item in value.values():
            yield from evidence_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from evidence_in(item)


def test_every_table_is_written_with_every_column(tmp_path):
    paths = export(RIVER, tmp_path / "out")
    assert {p.name for p in paths} == {f"{name}.jsonl" for name in TABLES} == {p.name for p in (tmp_path / "out").iterdir()}
    for name, kind in TABLES.items():
        rows = (tmp_path / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert len(rows) == len(getattr(RIVER, name))
        assert all(tuple(json.loads(row)) == kind.__struct_fields__ for row in rows)


def test_all_evidence_of_an_export_slices_back(tmp_path):
    export(RIVER, tmp_path)
    texts = {}
    for line in (tmp_path / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        texts[json.loads(line)["report_id"]] = json.loads(line)["text"]
    found = 0
    for path in tmp_path.iterdir():
        for line in path.read_text(encoding="utf-8").split("\n"):
            for e in evidence_in(json.loads(line)) if line else ():
                assert texts[e["report_id"]][e["start"] : e["end"]] == e["text"]
                found += 1
    assert found > 300


def test_a_table_read_back_is_the_table(tmp_path):
    export(RIVER, tmp_path)
    for name, kind in TABLES.items():
        lines = (tmp_path / f"{name}.jsonl").read_bytes().split(b"\n")[:-1]
        assert tuple(msgspec.json.decode(line, type=kind) for line in lines) == getattr(RIVER, name)


def test_csv_keeps_hostile_cells_byte_true(tmp_path):
    export(hostile(), tmp_path, format="csv")
    with open(tmp_path / "stories.csv", encoding="utf-8", newline="") as handle:
        assert [row["title"] for row in csv.DictReader(handle)] == list(STRINGS)


def test_csv_has_nested_columns_as_json_and_evidence_aside(tmp_path):
    export(RIVER, tmp_path, format="csv")
    with open(tmp_path / "events.csv", encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert "evidence" not in rows[0]
    assert json.loads(rows[0]["actors"])[0]["name"] == "gunmen"
    with open(tmp_path / "evidence.csv", encoding="utf-8", newline="") as handle:
        aside = list(csv.DictReader(handle))
    texts = {r.report_id: r.text for r in RIVER.reports}
    assert all(texts[e["report_id"]][int(e["start"]) : int(e["end"])] == e["text"] for e in aside)
    assert {"evidence[0]", "mentions[0].trigger", "content[0]", "sides[1].evidence[0]"} <= {e["column"] for e in aside}


def test_half_a_surrogate_pair_survives(tmp_path):
    [story] = river().stories[:1]
    export(Situation(stories=(msgspec.structs.replace(story, title="half \ud83d pair"),)), tmp_path)
    assert json.loads((tmp_path / "stories.jsonl").read_bytes())["title"] == "half \ud83d pair"


def test_a_failure_leaves_the_old_files(tmp_path, monkeypatch):
    export(RIVER, tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        export(Situation(), tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_an_unknown_format_is_named(tmp_path):
    with pytest.raises(InputError, match="one of jsonl, csv"):
        export(RIVER, tmp_path, format="docbook")


def test_an_empty_situation_gives_empty_tables(tmp_path):
    export(Situation(), tmp_path)
    assert all(p.read_bytes() == b"" for p in tmp_path.iterdir())
