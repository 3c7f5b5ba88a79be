"""Whole stories: a folder of annotated stories in, an export folder out; clean or as damaged twins."""

import json
import re
import shutil
import tempfile
from pathlib import Path

import dateline
from dateline.intake import load
from dateline.lexicon import Lexica
from dateline.model.situation import Situation
from dateline.pipeline import read_or_lose, refresh
from dateline.publish.export import export
from dateline.store.memory import MemoryStore
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment


def letters_only(text: str) -> str:
    """The text as the second founding report came: runs of letters parted by one blank."""
    return " ".join(re.findall(r"[^\W\d_]+", text))


def write_reports(stories: Path, folder: Path, *, damaged: bool = False, lower: bool = False) -> Path:
    """Write the reports of stories as text files with a manifest; gives the manifest's path."""
    import csv

    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    files = sorted(p for p in stories.glob("*.json")) if stories.is_dir() else [stories]
    for path in files:
        for report in json.loads(path.read_text(encoding="utf-8"))["reports"]:
            text = letters_only(report["text"]) if damaged else report["text"]
            name = f"{report['id']}.txt"
            (folder / name).write_text((text.lower() if lower else text) + "\n", encoding="utf-8")
            rows.append((name, report.get("published") or "", report.get("outlet") or "", report["id"]))
    manifest = folder / "manifest.csv"
    with manifest.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("path", "published", "outlet", "id"))
        writer.writerows(sorted(rows))
    return manifest


def as_it_came(folder: Path, manifest: Path) -> Situation:
    """The record of reports whose damaged passages are read without restoring anything."""
    store = MemoryStore()
    reports = [r for i in load([str(folder)], manifest=manifest) for r in i.reports]
    for text in segment(reports, SpacyParser(), restoring=False):
        store.add(text.report, read_or_lose(text, Lexica()))
    return refresh(store)


def predict(stories: Path, out: Path, *, damaged: bool = False, lower: bool = False, restoring: bool = True) -> None:
    """Build all stories of a folder as one situation and export it to `out` (TABLE.jsonl)."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "reports"
        manifest = write_reports(Path(stories), folder, damaged=damaged, lower=lower)
        record = dateline.build([folder], manifest=manifest).record if restoring else as_it_came(folder, manifest)
        shutil.rmtree(out, ignore_errors=True)
        export(record, Path(out), format="jsonl")
