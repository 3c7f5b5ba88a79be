"""What the restored view is worth: sets on their letters-only twins, read with it and without it.

    python -m bench restoring [--only SET ...]

Without it, a damaged passage goes to the parser as it came (`segment(..., restoring=False)`); all else is the same. The table is a
section of its own in `bench/BASELINE.md`. `times` is read here as in a report, on the parse, where lost ones are left out.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench.boundaries import compared
from bench.paths import gold
from bench.sets import SETS, figure, predictor, score
from bench.tables import numbers
from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.times import read_times
from dateline.text.condition import damage_of
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

SHOWN: dict[str, tuple[str, ...]] = {
    "polnear": ("all_o80_and_source_hit.F1", "content_o80.P", "content_o80.R", "source_given_content_o80.source_hit"),
    "plv": ("root_micro.f", "root_hit", "pair_root.r"),
    "status": ("event_found", "modality_accuracy", "attribution_hit"),
    "times": ("ALL relaxed F1", "ALL type F1", "ALL value F1", "ALL day F1"),
    "places": ("ALL relaxed F1", "ALL acc@161", "ALL e2e@161", "ALL country acc"),
    "situations": (
        "overall", "tables.actors.f1", "tables.events.f1", "tables.statements.f1", "tables.statements_full.f1", "tables.relays.f1",
        "tables.figures.f1", "tables.commitments.f1", "tables.relations.f1", "tables.merging.f1",
        r"fields.merging\.apart.accuracy",
    ),
}  # fmt: skip
"""The figures of the table: the main ones of each set."""

MERGING = "tables.merging.f1"
"""Shown two times more, as the scorer groups found tellings only, and fewer are easier to group: over all annotated ones, those not found
standing apart from all others (recall falls with them, as in `e2e@161` of places), and over the tellings that are found both ways."""
HEADING = "## With and without the restored view"
SAME = 0.001


def predict_times(gold_path: Path, out: Path, restoring: bool = True) -> None:
    """Time expressions of a report as the record has them, for the scorer of `times`."""
    records = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines() if line.strip()]
    made = (Report(report_id=r["id"], uri=r["id"], text=r["text"], published=(r.get("dct") or "")[:10] or None) for r in records)
    reports = [msgspec.structs.replace(r, damage=damage_of(r)) for r in made]
    with out.open("w", encoding="utf-8") as handle:
        for text in segment(reports, SpacyParser(), restoring=restoring):
            found = read_times(text, Reading(report_id=text.report.report_id), Lexica())
            spans = [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found if t.status != "lost"]
            handle.write(json.dumps({"id": text.report.report_id, "spans": spans}) + "\n")


def twin(name: str, folder: Path) -> Path:
    """The letters-only twin of a set; of the situations the stories themselves, damaged when they are read."""
    clean, damage = gold(SETS[name].gold), SETS[name].damage
    if not damage:
        return clean
    path = folder / f"{name}.twin.jsonl"
    subprocess.run([sys.executable, str(gold(damage[0])), *damage[1:], str(clean), str(path)], check=True, capture_output=True)
    return path


def predicted(name: str, restoring: bool, folder: Path) -> tuple[Path, Path]:
    """The twin of a set and what is found in it; both in `folder`."""
    extra: dict[str, Any] = {"damaged": True} if name == "situations" else {}
    path, out = twin(name, folder), folder / ("with" if restoring else "without")
    (predict_times if name == "times" else predictor(name))(path, out, restoring=restoring, **extra)
    return path, out


def shown(name: str, path: Path, out: Path) -> dict[str, float]:
    """The shown figures of a set's twin."""
    result = score(name, path, out, *(("--damaged",) if name == "situations" else ()))
    if set(result) == {"text"}:
        return {key: value for key, value in numbers(result["text"]).items() if key in SHOWN[name]}
    result = result.get("all", result)
    found = {key.replace("\\", ""): value for key in SHOWN[name] if (value := figure(result, key)) is not None}
    return found | {f"{MERGING}, of all annotated": end_to_end(result["tables"])} if MERGING in found else found


def end_to_end(tables: dict[str, dict[str, float]]) -> float:
    """F1 of merging whose recall counts every annotated telling, those not found as wrong."""
    precision, recall = tables["merging"]["p"], tables["merging"]["r"] * tables["merging"]["gold"] / tables["events"]["gold"]
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def keep_common(exports: Sequence[Path]) -> None:
    """Leave in the events of exports only tellings (report, trigger and type) that all of them have."""

    def told(mention: dict[str, Any]) -> tuple[str, int, int, str]:
        return mention["report_id"], mention["trigger"]["start"], mention["trigger"]["end"], mention["event_type"]

    tables = [[json.loads(line) for line in (e / "events.jsonl").read_text(encoding="utf-8").splitlines()] for e in exports]
    common = set.intersection(*({told(m) for event in table for m in event["mentions"]} for table in tables))
    for export, table in zip(exports, tables, strict=True):
        kept = [event | {"mentions": [m for m in event["mentions"] if told(m) in common]} for event in table]
        (export / "events.jsonl").write_text("".join(json.dumps(e) + "\n" for e in kept if e["mentions"]), encoding="utf-8")


def rows(only: list[str] | None = None) -> list[tuple[str, str, float, float]]:
    """(set, figure, without, with) of every shown figure."""
    found = []
    for name in SHOWN:
        if only and name not in only:
            continue
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as scratch:
            made = [predicted(name, restoring, Path(scratch)) for restoring in (False, True)]
            without, restored = (shown(name, *m) for m in made)
            found += [(name, key, without[key], restored[key]) for key in restored if key in without]
            if MERGING in restored:
                keep_common([out for _, out in made])
                one, two = (shown(name, *m)[MERGING] for m in made)
                found.append((name, f"{MERGING}, same tellings", one, two))
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    if not only or "boundaries" in only:
        with tempfile.TemporaryDirectory() as scratch:
            found += [("boundaries", f"f1, {texts}", parser, ours) for texts, parser, ours in compared(Path(scratch))]
    return found


def section(found: list[tuple[str, str, float, float]]) -> str:
    """The section of the table as Markdown."""
    lines = [
        HEADING, "",
        "Letters-only twins, read as they came and with the restored view (sentence ends, commas, apostrophes, initialisms). Written by",
        "`python -m bench restoring`. Boundaries: where sentences begin; without the view the parser's own splitter says it.", "",
        "| set | figure | without | with |", "|---|---|---|---|",
    ]  # fmt: skip
    lines += [f"| {name} | {key} | {without:.3f} | {restored:.3f} |" for name, key, without, restored in found]
    return "\n".join(lines) + "\n"


def split(text: str) -> tuple[str, str]:
    """A baseline file without this section, and the section ("" where there is none)."""
    at = text.find(HEADING)
    if at < 0:
        return text, ""
    end = text.find("\n## ", at + 1)
    end = len(text) if end < 0 else end + 1
    return text[:at] + text[end:], text[at:end]


def restoring(baseline: Path, only: list[str] | None = None) -> int:
    """Measure, print the table and, when all sets were measured, write it into the baseline file. 1 where a figure is worse with it."""
    found = rows(only)
    table = section(found)
    print(table)
    if not only:
        before = baseline.read_text(encoding="utf-8") if baseline.exists() else ""
        baseline.write_text(split(before)[0].rstrip("\n") + "\n\n" + table, encoding="utf-8")
    worse = [(name, key) for name, key, without, restored in found if restored < without - SAME]
    for name, key in worse:
        print(f"worse with the restored view: {name}: {key}")
    return 1 if worse else 0
