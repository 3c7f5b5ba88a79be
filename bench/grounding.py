"""Predictions for the grounding sets: time expressions and document-level figures."""

import json
import re
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


TOTAL = re.compile(r"\b(?:overall|in all|in total|altogether|total of|death toll|a total)\b", re.IGNORECASE)


def document_figures(text: ReportText) -> list[dict[str, Any]]:
    """One document-level figure of each kind: the first in a sentence that speaks of a total, else the first that is no part of another."""
    found = Reading(report_id=text.report.report_id)
    found = msgspec.structs.replace(found, times=read_times(text, found, Lexica()))
    rows: dict[str, list[tuple[bool, float, float]]] = {}
    sums: dict[str, tuple[float, float]] = {}
    for claim in read_figures(text, found, Lexica()):
        low = claim.value if claim.value is not None else claim.low
        high = claim.value if claim.value is not None else claim.high
        if claim.status != "stated" or claim.indicator not in KINDS or not high or low is None:
            continue
        kind = "homeless" if "homeless" in text.text[claim.expression.start : claim.expression.end + 30].lower() else KINDS[claim.indicator]
        line = text.sentence_of(text.tokens_in(claim.expression.start, claim.expression.end)[0])
        if claim.part_of is None and high > 1 and kind != "money_damage" and TOTAL.search(text.text, line.start, line.end):
            sums.setdefault(kind, (low, high))
        rows.setdefault(kind, []).append((claim.part_of is not None, low, high))
    made = []
    for kind, claims in rows.items():
        heads = [c for c in claims if not c[0]] or claims
        head = (False, *sums[kind]) if kind in sums else heads[0]
        made.append({"kind": kind, "min": head[1], "max": head[2]})
    return made


def predict_figures(gold: Path, out: Path) -> None:
    """`{"id", "figures": [{kind, min, max}]}` for each document."""
    with Path(gold).open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    reports = (Report(report_id=r["id"], uri=r["id"], text=r["text"], published=r.get("date")) for r in records)
    with Path(out).open("w", encoding="utf-8") as handle:
        for text in segment(reports, SpacyParser()):
            handle.write(json.dumps({"id": text.report.report_id, "figures": document_figures(text)}) + "\n")
