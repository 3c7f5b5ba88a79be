"""Own stories annotated for promises alone (bench/own/train/promises): read as stories in the form of the `situations` set."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.disputes import marked_stories

OUTCOMES = {"k": "kept", "b": "broken", "w": "withdrawn"}
"""Outcomes by the letter of a mark; a promise (`p`) without such a mark of its number is open."""


def stories_in(folder: Path) -> Iterator[dict[str, Any]]:
    """The stories of all files (`*.txt`) of a folder, in order.

    `told` of a commitment: the later passage that tells its outcome, with its offsets; None for an open one.

    Raises:
        ValueError: for an outcome of no promise, a promise marked twice or with two outcomes.
    """
    for name, title, reports, marks in marked_stories(folder):
        promises = {label[1:]: at for label, at in marks if label[0] == "p"}
        told = {label[1:]: (OUTCOMES[label[0]], at) for label, at in marks if label[0] != "p"}
        if len(promises) + len(told) != len(marks) or told.keys() - promises.keys():
            raise ValueError(f"{name}: an outcome of no promise, or a promise with two")
        rows = []
        for number, at in promises.items():
            outcome, later = told.get(number, ("open", None))
            report = later["report"] if later else None
            rows.append({"key": f"C{number}", "report": at["report"], "span": at["text"], "outcome": outcome, "outcome_report": report, "told": later})
        yield {"story": name, "title": title, "reports": reports, "commitments": rows}
