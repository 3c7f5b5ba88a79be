"""Predictions for the quotes and factuality sets, in the formats of their scorers.

    python -m bench.quotes polnear|meantime|uds_ih2 GOLD.jsonl OUT.jsonl
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
from dateline.reading.modality import modality_of
from dateline.reading.readers import all_readers, read
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


def predict_polnear(gold: str | Path, out: str | Path, restoring: bool = True) -> None:
    """Statements of every document of `gold`, written to `out`."""
    reports = [with_damage(Report(report_id=d["id"], uri=d["id"], text=d["text"])) for d in rows(gold)]
    write(out, attribution(segment(reports, SpacyParser(), restoring=restoring), Lexica()))


LABELS = {
    "meantime": {
        "happened": "happened", "ongoing": "happened", "planned": "future", "hypothetical": "future", "denied": "denied",
        "uncertain": "happened",
    },
    "uds_ih2": {
        "happened": "happened", "ongoing": "happened", "planned": "not_happened", "hypothetical": "not_happened", "denied": "not_happened",
        "uncertain": "happened",
    },
}  # fmt: skip
"""Our modality as the sets of factuality name it. `uncertain` is a report's distance from what its source asserts, which these sets do not
mark: they ask for the event as its source has it, and there it took place."""


def factuality(documents: Iterable[dict[str, Any]], labels: dict[str, str], lexica: Lexica) -> Iterator[dict[str, Any]]:
    """A label for each event span of the gold, from the modality at its head."""
    found = list(documents)
    reports = [Report(report_id=d["id"], uri=d["id"], text=d["text"]) for d in found]
    wanted = [r for r in all_readers() if set(r.gives) & {"times", "toponyms", "mentions", "statements"}]
    for document, text in zip(found, segment(reports, SpacyParser()), strict=True):
        reading = read(text, lexica, wanted)
        held = [(c.start, c.end, s) for s in reading.statements for c in s.content]
        events = []
        for event in document["events"]:
            start, end = event["span"]
            tokens = text.tokens_in(start, end)
            if not len(tokens):
                continue
            head = min(tokens, key=lambda i: (text.depth[i], i))
            said = min(((e - s, n) for n, (s, e, _) in enumerate(held) if s <= start < e), default=None)
            statement = held[said[1]][2] if said is not None else None
            cue, kind = (statement.cue_class, statement.kind) if statement is not None else (None, None)
            state, _ = modality_of(text, head, cue=cue, kind=kind)
            events.append({"span": event["span"], "label": labels[state]})
        yield {"id": document["id"], "events": events}


def predict_meantime(gold: str | Path, out: str | Path) -> None:
    """Event labels for MEANTIME, the events given."""
    write(out, factuality(rows(gold), LABELS["meantime"], Lexica()))


def predict_uds_ih2(gold: str | Path, out: str | Path) -> None:
    """Event labels for UDS It-Happened, the events given."""
    write(out, factuality(rows(gold), LABELS["uds_ih2"], Lexica()))


TASKS = {"polnear": predict_polnear, "meantime": predict_meantime, "uds_ih2": predict_uds_ih2}

if __name__ == "__main__":
    task, gold, out = sys.argv[1:4]
    TASKS[task](gold, out)
