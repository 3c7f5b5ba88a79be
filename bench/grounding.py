"""Predictions for the grounding sets: time expressions and document-level figures."""

import json
from pathlib import Path
from typing import Any

import msgspec

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.figures import read_figures
from dateline.reading.times import read_times, times_in
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment


def predict_times(gold: Path, out: Path) -> None:
    """`{"id", "spans": [{start, end, type, value}]}` for each document; the creation date is what `published` is for a report."""
    with Path(gold).open(encoding="utf-8") as lines, Path(out).open("w", encoding="utf-8") as handle:
        for line in lines:
            record = json.loads(line)
            published = (record.get("dct") or "")[:10] or None
            spans = [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in times_in(record["text"], published)]
            handle.write(json.dumps({"id": record["id"], "spans": spans}) + "\n")


KINDS = {"killed": "killed", "injured": "injured", "displaced": "displaced", "affected": "affected", "money": "money_damage"}


def document_figures(text: ReportText) -> list[dict[str, Any]]:
    """Document-level figures, the one for the whole event first among its kind: parts and zeros last, else in order of appearance."""
    found = Reading(report_id=text.report.report_id)
    found = msgspec.structs.replace(found, times=read_times(text, found, Lexica()))
    rows = []
    for claim in read_figures(text, found, Lexica()):
        if claim.status != "stated" or claim.indicator not in KINDS:
            continue
        low = claim.value if claim.value is not None else claim.low
        high = claim.value if claim.value is not None else claim.high
        kind = KINDS[claim.indicator]
        words = claim.expression.text.lower()
        rows.append(((claim.part_of is not None, not low), {"kind": "homeless" if "homeless" in words else kind, "min": low, "max": high}))
    rows.sort(key=lambda r: r[0])
    return [row for _, row in rows if row["max"]]


def predict_figures(gold: Path, out: Path) -> None:
    """`{"id", "figures": [{kind, min, max}]}` for each document."""
    with Path(gold).open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    reports = (Report(report_id=r["id"], uri=r["id"], text=r["text"], published=r.get("date")) for r in records)
    with Path(out).open("w", encoding="utf-8") as handle:
        for text in segment(reports, SpacyParser()):
            handle.write(json.dumps({"id": text.report.report_id, "figures": document_figures(text)}) + "\n")
