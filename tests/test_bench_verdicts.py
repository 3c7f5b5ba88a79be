"""Own cases of verdicts and of what changed from day to day: well formed, and scored as their head says."""

import json
from collections import Counter

from bench.verdicts import DAYS, VERDICTS, accuracy

from dateline.model.figure import Indicator
from dateline.publish.changes import KINDS

CASES = [json.loads(line) for line in VERDICTS.read_text(encoding="utf-8").splitlines()]
STORIES = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(DAYS.glob("*.json"))]


def test_there_are_sixty_verdicts_of_every_kind():
    counts = Counter(f["verdict"] for case in CASES for f in case["figures"])
    assert sum(counts.values()) >= 60 and set(counts) == {"single", "agree", "update", "dispute"} and min(counts.values()) >= 10


def test_every_claim_lies_in_its_report():
    for case in CASES:
        for figure in case["figures"]:
            assert figure["indicator"] in Indicator.__args__
            for claim in figure["claims"]:
                text, (start, end) = case["reports"][claim["report"]]["text"], claim["span"]
                assert 0 <= start < end <= len(text) and text[start:end].strip() == text[start:end]


def test_what_a_day_asks_for_stands_in_what_was_told():
    assert len(STORIES) >= 5
    for story in STORIES:
        told = ""
        for day in story["days"]:
            told += "".join(r["text"] for r in day["reports"])
            assert all(r["published"] == day["date"] for r in day["reports"])
            for item in (*day["must"], *day["must_not"]):
                assert item["kind"] in KINDS and all(words in told for words in item["words"])


def test_accuracy_counts_right_answers():
    assert accuracy(Counter({"event": 3, "event right": 2, "not toll": 1, "not toll right": 1})) == 0.75
