"""Predictions for the grounding sets: time expressions and document-level figures."""

import json
from pathlib import Path

from dateline.reading.times import times_in


def predict_times(gold: Path, out: Path) -> None:
    """`{"id", "spans": [{start, end, type, value}]}` for each document; the creation date is what `published` is for a report."""
    with Path(gold).open(encoding="utf-8") as lines, Path(out).open("w", encoding="utf-8") as handle:
        for line in lines:
            record = json.loads(line)
            published = (record.get("dct") or "")[:10] or None
            spans = [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in times_in(record["text"], published)]
            handle.write(json.dumps({"id": record["id"], "spans": spans}) + "\n")
