"""Predictions for the quotes and factuality sets, in the formats of their scorers.

    python -m bench.quotes polnear GOLD.jsonl OUT.jsonl
    python -m bench.quotes factuality GOLD.jsonl OUT.jsonl
    python -m bench.quotes coref GOLD.jsonl OUT.jsonl
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.statement import Statement
from dateline.reading.readers import read
from dateline.text.condition import damage_of
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment


def rows(path: str | Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def write(path: str | Path, found: Iterable[dict[str, Any]]) -> None:
    with open(path, "w", encoding="utf-8") as file:
        for row in found:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def item(statement: Statement) -> dict[str, Any]:
    """A statement as the attribution scorer wants it."""
    return {
        "content": [[c.start, c.end] for c in statement.content],
        "source": [[statement.source_evidence.start, statement.source_evidence.end]] if statement.source_evidence else [],
        "cue": [[statement.cue.start, statement.cue.end]] if statement.cue else [],
        "nested": statement.parent_id is not None,
    }


def with_damage(report: Report) -> Report:
    """The report with what its text lost, as intake would note it."""
    return msgspec.structs.replace(report, damage=damage_of(report))


def attribution(texts: Iterable[ReportText], lexica: Lexica) -> Iterator[dict[str, Any]]:
    """Predictions for reports that are parsed."""
    for text in texts:
        found: Reading = read(text, lexica)
        yield {"id": text.report.report_id, "items": [item(s) for s in found.statements]}


def predict_polnear(gold: str | Path, out: str | Path) -> None:
    """Statements of every document of `gold`, written to `out`."""
    reports = [with_damage(Report(report_id=d["id"], uri=d["id"], text=d["text"])) for d in rows(gold)]
    write(out, attribution(segment(reports, SpacyParser()), Lexica()))


if __name__ == "__main__":
    task, gold, out = sys.argv[1:4]
    {"polnear": predict_polnear}[task](gold, out)
