"""Own stories annotated for contradictions alone (bench/own/train/disputes): read as stories in the form of the `situations` set."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KINDS = {"m": "modality", "a": "actor", "f": "figure", "u": "figure", "d": "date", "p": "place"}
"""Kinds of contradictions by the letter of a mark; `u` are counts of one question that later reports raise."""
_MARK = re.compile(r"\{([a-z0-9,]+)\|([^{}]*)\}")


def stories_in(folder: Path) -> Iterator[dict[str, Any]]:
    """The stories of all files (`*.txt`) of a folder, in order.

    A contradiction has one entry in `sides` for each marked passage, with the letter of its `side` and its offsets.

    Raises:
        ValueError: for a contradiction with one side, or a story without reports.
    """
    for name, title, reports, marks in marked_stories(folder):
        sides: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for label, at in marks:
            sides[label[:-1]].append({"side": label[-1], **at})
        for label, found in sides.items():
            if len({s["side"] for s in found}) < 2:
                raise ValueError(f"{name}: contradiction {label} has one side")
        rows = [{"kind": KINDS[label[0]], "about": label, "sides": found} for label, found in sides.items()]
        yield {"story": name, "title": title, "reports": reports, "contradictions": rows}


def marked_stories(folder: Path) -> Iterator[tuple[str, str, list[dict[str, Any]], list[tuple[str, dict[str, Any]]]]]:
    """Id, title, reports, and `(label, passage)` of each mark, for the stories of all files of a folder.

    Raises:
        ValueError: for a story without reports.
    """
    for path in sorted(folder.glob("*.txt")):
        body = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# "))
        for block in re.split(r"(?m)^= ", body)[1:]:
            head, *reports = re.split(r"(?m)^- ", block)
            name, _, title = head.strip().partition(" ")
            if not reports:
                raise ValueError(f"{path.name}: story {name} has no reports")
            yield name, title, *_unmarked(name, reports)


def _unmarked(name: str, blocks: list[str]) -> tuple[list[dict[str, Any]], list[tuple[str, dict[str, Any]]]]:
    reports, marks = [], []
    for number, block in enumerate(blocks, 1):
        head, _, marked = block.partition("\n")
        published, outlet = (part.strip() for part in head.split("|", 1))
        report = {"id": f"{name}-r{number}", "published": published, "outlet": outlet, "text": ""}
        end = 0
        for mark in _MARK.finditer(marked := marked.strip()):
            report["text"] += marked[end : mark.start()]
            start, end = len(report["text"]), mark.end()
            report["text"] += mark[2]
            at = {"report": report["id"], "text": mark[2], "start": start, "end": len(report["text"])}
            marks += [(label, at) for label in mark[1].split(",")]
        report["text"] += marked[end:]
        reports.append(report)
    return reports, marks
