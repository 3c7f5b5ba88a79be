"""The own set of time expressions: every span is words of its text, every value is TIMEX3, and there are enough of them."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

from bench.own_times import score

FILE = Path(__file__).resolve().parents[1] / "bench" / "own" / "times.jsonl"
ITEMS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
TIMES = [(item, row) for item in ITEMS for row in item["gold"]["times"]]
VALUE = re.compile(
    r"(PRESENT|PAST|FUTURE)_REF|P[0-9X.YMWDTHNIE]+"
    r"|(\d{3,4}|XXXX)(-(\d\d|XX|W\d\d|WXX|SP|SU|FA|WI|Q[1-4]|H[12]))?(-(\d{1,2}|XX|WE))?(T(\d\d(:\d\d)?Z?|NI|EV|AF|MO|DA))?"
    r"|T(\d\d:\d\d|EV|NI)|\d{4}-\d\d"
)


def test_every_span_slices_to_whole_words_of_its_text():
    for item, row in TIMES:
        start, end = row["span"]
        text = item["text"]
        words = text[start:end]
        assert 0 <= start < end <= len(text)
        assert words == words.strip(), (item["id"], words)
        assert not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum(), (item["id"], words)


def test_spans_of_an_item_do_not_overlap():
    for item in ITEMS:
        rows = sorted(row["span"] for row in item["gold"]["times"])
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(rows)), item["id"]


def test_values_are_those_of_the_record():
    for item, row in TIMES:
        assert row["type"] in {"DATE", "TIME", "DURATION", "SET"}
        assert row["status"] in {"stated", "vague", "lost"}
        assert row["anchor"] in {"stated", "publication", "dateline", "quote", "narrative"}
        for value in (row["value"], *row.get("value_also", ())):
            assert value is None or VALUE.fullmatch(value), (item["id"], value)
        assert row["status"] != "lost" or row["value"] is None


def test_there_are_enough_of_every_kind():
    assert len(TIMES) >= 200
    assert len({item["text"] for item in ITEMS}) == len(ITEMS) == len({item["id"] for item in ITEMS})
    kinds = [row["type"] for _, row in TIMES]
    assert min(kinds.count(kind) for kind in ("DATE", "TIME", "DURATION", "SET")) >= 10


def test_the_gold_scores_in_full_against_itself():
    answers = {item["id"]: item["gold"]["times"] for item in ITEMS}
    scored = score(ITEMS, answers)
    assert scored["matched"] == scored["expressions"] == len(TIMES)
    assert {scored[name] for name in ("f1", "equal_f1", "type", "value", "first", "status")} == {1.0}


def test_a_wrong_value_and_a_missed_span_cost():
    rows = [
        {"span": [0, 5], "type": "DATE", "value": "2021", "status": "stated"},
        {"span": [6, 9], "type": "DATE", "value": None, "status": "lost"},
    ]
    found = [{**rows[0], "span": [0, 4], "value": "2020"}]
    scored = score([{"id": "a", "gold": {"times": rows}}], {"a": found})
    assert (scored["matched"], scored["value"], scored["type"], scored["equal_f1"]) == (1, 0.0, 1.0, 0.0)
    assert round(scored["f1"], 3) == 0.667
