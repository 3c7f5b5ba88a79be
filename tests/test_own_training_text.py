"""The own sentences that events are trained on: every line reads, its spans slice back, its codes are PLOVER's."""

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from dateline.lexicon import table

ROOT = Path(__file__).resolve().parent.parent


@cache
def trainer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("train_events", ROOT / "scripts" / "train_events.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FILES = sorted((ROOT / "bench" / "own" / "train").glob("*.wire"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_line_of_a_wire_file_reads_with_known_codes_and_true_spans(path):
    known = {(row["event_type"], row["mode"]) for row in table("plover.tsv")}
    for line in trainer().lines_of(path):
        row = trainer().wire_row(line)
        for event in row["events"]:
            assert (event["event_type"], event["mode"] or "") in known, line
            for span in (event["trigger"], *event["actors"], *event["recipients"]):
                assert row["text"][span["start"] : span["end"]] == span["text"]


def test_a_line_of_two_events_keeps_their_sides_and_modality_apart():
    row = trainer().wire_row("REQUEST/yield;RETREAT/release.y | [a1 Oslo] [t1 urged] [r1a2 Dili] to [t2 free] [r2 the editor].")
    first, second = row["events"]
    assert (first["modality"], second["modality"]) == ("happened", "hypothetical")
    assert [s["text"] for s in first["recipients"]] == [s["text"] for s in second["actors"]] == ["Dili"]
    assert row["text"] == "Oslo urged Dili to free the editor."


def test_a_line_without_events_has_none():
    assert trainer().wire_row("- | The river rose.")["events"] == []


@pytest.mark.parametrize("line", ["AID | [a Oslo] gave rice.", "AID | [t2 gave]", "AID | [t gave rice"])
def test_a_line_whose_tags_and_events_do_not_match_is_refused(line):
    with pytest.raises(ValueError):
        trainer().wire_row(line)
