"""The own annotated sentences and stories: every span lies in its text, every value is one of the record's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

OWN = Path(__file__).resolve().parents[1] / "bench" / "own"
ITEMS = [json.loads(line) for line in (OWN / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
TABLES = {"statements", "events", "figures", "times", "places", "positions", "commitments", "relations", "mentions"}
CLOSED = {
    "modality": {"happened", "ongoing", "planned", "hypothetical", "denied", "uncertain"},
    "stance": {"for", "against", "ambivalent"},
    "status": {"stated", "vague", "lost"},
    "outcome": {"open", "kept", "broken", "withdrawn"},
    "indicator": {"killed", "injured", "missing", "displaced", "detained", "abducted", "affected", "troops", "money", "other"},
    "form": {"name", "nominal", "pronoun"},
}


def spans(value: object) -> list[list[int]]:
    if isinstance(value, dict):
        return [span for one in value.values() for span in spans(one)]
    if isinstance(value, list):
        return [value] if len(value) == 2 and all(isinstance(one, int) for one in value) else [span for one in value for span in spans(one)]
    return []


def test_every_span_slices_to_whole_words_of_its_text():
    for item in ITEMS:
        text = item["text"]
        for start, end in spans(item["gold"]):
            assert 0 <= start < end <= len(text), item["id"]
            assert text[start:end] == text[start:end].strip(), (item["id"], text[start:end])


def test_values_are_those_of_the_record():
    for item in ITEMS:
        assert set(item["gold"]) == TABLES
        for rows in item["gold"].values():
            for row in rows:
                assert all(row[name] in allowed for name, allowed in CLOSED.items() if name in row), (item["id"], row)


def test_what_is_lost_has_no_value():
    lost = [row for item in ITEMS for name in ("figures", "times") for row in item["gold"][name] if row["status"] == "lost"]
    assert len(lost) >= 30
    assert all(row["value"] is None for row in lost)


def test_there_is_enough_of_everything():
    counts = {table: sum(len(item["gold"][table]) for item in ITEMS) for table in TABLES}
    assert len(ITEMS) >= 220 and len({item["text"] for item in ITEMS}) == len(ITEMS)
    assert counts["positions"] >= 100 and min(counts.values()) >= 25


def test_stories_hold_only_strings_that_stand_in_their_reports():
    for path in sorted((OWN / "stories").glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        texts = {report["id"]: report["text"] for report in story["reports"]}
        actors = {actor["key"] for actor in story["actors"]}
        assert len(texts) >= 5
        for actor in story["actors"]:
            assert all(words in texts[report] for report, found in actor["mentions"].items() for words in found), actor["name"]
        for event in story["events"]:
            assert {*event["actors"], *event["recipients"]} <= actors
            assert all(telling["trigger"] in texts[telling["report"]] for telling in event["mentions"]), event["key"]
        for statement in story["statements"]:
            assert all(words in texts[statement["report"]] for words in statement["content"]), statement["content"]


FIGURES = [json.loads(line) for line in (OWN / "figures.jsonl").read_text(encoding="utf-8").splitlines()]


def test_figures_slice_and_hold_the_values_of_the_record():
    for item in FIGURES:
        text, figures = item["text"], item["gold"]["figures"]
        assert set(item["gold"]) == {"figures", "mentions"}
        found = [span for row in [*figures, *item["gold"]["mentions"]] for name, value in row.items() if name != "part_of" for span in spans(value)]
        for start, end in found:
            assert 0 <= start < end <= len(text), item["id"]
            assert text[start:end] == text[start:end].strip(), (item["id"], text[start:end])
        for number, row in enumerate(figures):
            assert all(row[name] in CLOSED[name] for name in ("indicator", "status")), (item["id"], row)
            assert row["part_of"] is None or (row["part_of"] != number and 0 <= row["part_of"] < len(figures)), item["id"]
            assert row["status"] == "stated" or (row["value"], row["low"], row["high"]) == (None, None, None), (item["id"], row)
            assert row["low"] is None or row["high"] is None or row["low"] <= row["high"], (item["id"], row)


def test_figures_are_many_and_some_items_hold_none():
    assert len({item["text"] for item in FIGURES}) == len(FIGURES)
    assert sum(len(item["gold"]["figures"]) for item in FIGURES) >= 200
    assert sum(not item["gold"]["figures"] for item in FIGURES) >= 30
    assert sum(row["status"] == "lost" for item in FIGURES for row in item["gold"]["figures"]) >= 25


@pytest.mark.parametrize(("name", "least"), [("positions.jsonl", 60), ("positions2.jsonl", 110)])
def test_positions_slice_to_whole_words_and_some_items_hold_none(name: str, least: int):
    items = [json.loads(line) for line in (OWN / name).read_text(encoding="utf-8").splitlines()]
    assert len({item["text"] for item in items}) == len({item["id"] for item in items}) == len(items)
    assert sum(len(item["gold"]["positions"]) for item in items) >= least
    assert sum(not item["gold"]["positions"] for item in items) >= 10
    for item in items:
        text = item["text"]
        assert set(item["gold"]) == {"positions"}
        for row in item["gold"]["positions"]:
            assert set(row) == {"holder", "topic", "stance"} and row["stance"] in CLOSED["stance"], item["id"]
            for start, end in (row["holder"], row["topic"]):
                assert 0 <= start < end <= len(text) and text[start:end] == text[start:end].strip(), item["id"]
                assert not (text[:start][-1:].isalnum() or text[end:][:1].isalnum()), (item["id"], text[start:end])
