"""Predictions for the sets of stories: grouping, near copies, names, events across reports."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.model.report import Report
from dateline.reconcile import group
from dateline.reconcile.copies import CopyIndex
from dateline.reconcile.names import name_score

KINDS = {"Person": "person", "Company": "organisation", "Organization": "organisation", "PublicBody": "organisation"}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write(path: Path, found: Iterator[dict[str, Any]]) -> None:
    """Rows as JSON Lines."""
    with Path(path).open("w", encoding="utf-8") as handle:
        for row in found:
            handle.write(json.dumps(row) + "\n")


def reports_of(gold: Path) -> list[Report]:
    """Reports of a clustering file; dates only where the file has them."""
    return [
        Report(report_id=r["id"], uri=r.get("url") or r["id"], text=r["text"], title=r.get("title"), published=r.get("date"))
        for r in rows(gold)
    ]


def predict_clustering(gold: Path, out: Path, order: int = 0) -> None:
    """`{"id", "story"}` for each report. `order`: the reports come one by one in this random order.

    A store groups all its reports anew at each build, so what stands at the end is the grouping of the set, whatever the order.
    """
    reports = reports_of(gold)
    if order:
        random.Random(order).shuffle(reports)
    story_of = group(reports).story_of
    write(out, ({"id": r.report_id, "story": story_of[r.report_id]} for r in reports))


def predict_near_dup(gold: Path, out: Path) -> None:
    """`{"id", "copy_of"}` for each altered text and each text of the pool (the clustering file beside GOLD)."""
    pool = list(rows(Path(gold).parent / "clustering.jsonl"))
    index = CopyIndex()
    for report in pool:
        index.add(report["text"])

    def found() -> Iterator[dict[str, Any]]:
        for row in rows(gold):
            best = index.find(row["text"])
            yield {"id": row["id"], "copy_of": pool[best[0][1]]["id"] if best else None}
        for number, report in enumerate(pool):
            others = [n for _, n in index.find(report["text"]) if n != number]
            yield {"id": report["id"], "copy_of": pool[others[0]]["id"] if others else None}

    write(out, found())


def predict_name_pairs(gold: Path, out: Path) -> None:
    """`{"id", "score"}` for each pair of names."""
    write(out, ({"id": r["id"], "score": round(name_score(r["a"], r["b"], KINDS.get(r["schema"]))[0], 4)} for r in rows(gold)))
