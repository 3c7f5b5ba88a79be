"""Every `{report_id, start, end, text}` anywhere in an export slices back to its words: count the pieces, name those that do not."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def pieces(value: Any) -> Iterator[dict[str, Any]]:
    """All evidence objects in a value, at any depth."""
    if isinstance(value, dict):
        if {"report_id", "start", "end", "text"} <= set(value):
            yield value
        for inner in value.values():
            yield from pieces(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pieces(inner)


def check(folder: Path) -> tuple[int, list[str]]:
    """Number of pieces and a line for each that does not slice back."""
    texts: dict[str, str] = {}
    for line in (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts[row["report_id"]] = row["text"]
    count, wrong = 0, []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for piece in pieces(json.loads(line)):
                count += 1
                if texts.get(piece["report_id"], "")[piece["start"] : piece["end"]] != piece["text"] or not piece["text"]:
                    wrong.append(f"{path.name}:{number}: {piece}")
    return count, wrong
