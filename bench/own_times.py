"""Scores time expressions on the own set `bench/own/times.jsonl`, those that `dateline.times` finds or those of another reader.

    python -m bench.own_times [--answers FILE]

FILE holds `{"id", "times": [{"span", "type", "value", "status"}]}` a line; only its items are scored. Spans match by shared characters,
the largest share first come; type, value and status are right on matched spans, `value` when it is any defensible one (`value_also`),
`first` when it is the gold's own.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

GOLD = Path(__file__).with_name("own") / "times.jsonl"
Row = dict[str, Any]


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def pairs(gold: list[Row], found: list[Row]) -> list[tuple[Row, Row]]:
    """Each gold row with the unused found row that shares most characters with it."""
    left, matched = list(found), []
    for row in gold:
        start, end = row["span"]
        best = max(left, key=lambda one: min(end, one["span"][1]) - max(start, one["span"][0]), default=None)
        if best and min(end, best["span"][1]) > max(start, best["span"][0]):
            left.remove(best)
            matched.append((row, best))
    return matched


def score(items: list[Row], answers: dict[str, list[Row]]) -> dict[str, float]:
    """F1 of overlapping and of equal spans; shares of right types, values and states among matched ones."""
    matched = [pair for item in items for pair in pairs(item["gold"]["times"], answers[item["id"]])]
    both = sum(len(item["gold"]["times"]) + len(answers[item["id"]]) for item in items)

    def right(name: str, also: bool = True) -> float:
        hits = sum(one[name] in [row[name], *(row.get(f"{name}_also", ()) if also else ())] for row, one in matched)
        return hits / max(1, len(matched))

    return {
        "expressions": sum(len(item["gold"]["times"]) for item in items),
        "matched": len(matched),
        "f1": 2 * len(matched) / max(1, both),
        "equal_f1": 2 * sum(row["span"] == list(one["span"]) for row, one in matched) / max(1, both),
        "type": right("type"),
        "value": right("value"),
        "first": right("value", also=False),
        "status": right("status"),
    }


def answered_by_dateline(items: list[Row]) -> dict[str, list[Row]]:
    import dateline

    return {
        item["id"]: [
            {"span": [one.start, one.end], "type": one.type, "value": one.value, "status": one.status}
            for one in dateline.times(item["text"], published=item["published"])
        ]
        for item in items
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=Path)
    options = parser.parse_args()
    items = read(GOLD)
    if options.answers:
        answers = {row["id"]: row["times"] for row in read(options.answers)}
        items = [item for item in items if item["id"] in answers]
    else:
        answers = answered_by_dateline(items)
    print(json.dumps({name: round(value, 3) for name, value in score(items, answers).items()}))


if __name__ == "__main__":
    main()
