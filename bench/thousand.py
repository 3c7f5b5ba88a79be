"""A thousand reports: memory while they are read and reconciled, and a run that is killed again and again ends with the same export.

The texts are those of the shared gold sets under new URIs; nothing of them is kept.
"""

import filecmp
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.paths import gold

GROWTH_MB = 0.04
"""Memory a report that the reading may gain between its second and last quarter (tables and look-ups fill in the first); for hundreds of
reports and more, as fewer do not fill them."""
SOURCES = ("quotes/polnear.jsonl", "stories/clustering.jsonl", "grounding/places.jsonl", "events/muc4.jsonl")


def write_texts(folder: Path, count: int) -> None:
    """`count` text files, taken in turn from the gold sets."""
    folder.mkdir(parents=True)
    rows = [[json.loads(line)["text"] for line in gold(name).open(encoding="utf-8")] for name in SOURCES]
    number = 0
    for turn in range(max(map(len, rows))):
        for source in rows:
            if number < count and turn < len(source):
                (folder / f"n{number:05}.txt").write_text(source[turn], encoding="utf-8")
                number += 1


def _build(folder: Path, store: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "dateline", "build", str(folder), "--out", str(store), "-q"])


def _export(store: Path, folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "dateline", "export", str(store), str(folder)], check=True, stdout=subprocess.DEVNULL)


class Mark(NamedTuple):
    """A moment of a build: seconds since its start, resident memory, reports in the store."""

    seconds: float
    mb: int
    reports: int


def _marks(process: subprocess.Popen[bytes], store: Path) -> list[Mark]:
    """Marks of a build until it ends, every half second."""
    found: list[Mark] = []
    start = time.perf_counter()
    while process.poll() is None:
        try:
            line = next(x for x in Path(f"/proc/{process.pid}/status").read_text().splitlines() if x.startswith("VmRSS"))
            found.append(Mark(time.perf_counter() - start, int(line.split()[1]) // 1024, _reports_in(store)))
        except (OSError, StopIteration):
            pass
        time.sleep(0.5)
    return found


def _reports_in(store: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM input_reports").fetchone()[0])
    except sqlite3.Error:
        return 0


def _flat(marks: list[Mark], total: int) -> bool:
    """Whether memory stays flat: no more than `GROWTH_MB` a report while reading, and no peak while reconciling. Prints what was seen."""
    reading, reconciling = ([m for m in marks if (m.reports == total) is done] for done in (False, True))
    quarters = [[m.mb for m in reading if k * total <= 4 * m.reports < (k + 1) * total] for k in range(4)]
    peaks, highest = [max(mb, default=0) for mb in quarters], max((m.mb for m in reconciling), default=0)
    growth = (median(quarters[3] or [0]) - median(quarters[1] or [0])) / (total / 2)
    print(f"memory by quarter of the reading {peaks} MB, {growth:.3f} MB a report; while reconciling {highest} MB")
    return growth <= GROWTH_MB and highest <= max(peaks)


def thousand(count: int = 1000, kills: int = 5, seed: int = 1) -> int:
    """Build once whole and once with kills; print time, memory, and whether the exports are equal. 0 when they are and memory is flat."""
    random.seed(seed)
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        write_texts(base / "texts", count)
        start = time.perf_counter()
        process = _build(base / "texts", base / "whole.dateline")
        marks = _marks(process, base / "whole.dateline")
        seconds = time.perf_counter() - start
        if process.returncode:
            print(f"the build ended with {process.returncode}")
            return 1
        _export(base / "whole.dateline", base / "whole")
        total = _reports_in(base / "whole.dateline")
        print(f"{total} reports in {seconds:.0f} s")
        flat = _flat(marks, total)
        killed = 0
        while True:
            process = _build(base / "texts", base / "killed.dateline")
            if killed < kills:
                try:
                    process.wait(random.uniform(4, seconds / 2))
                    break
                except subprocess.TimeoutExpired:
                    os.kill(process.pid, signal.SIGKILL)
                    process.wait()
                    killed += 1
                    continue
            process.wait()
            break
        _export(base / "killed.dateline", base / "killed")
        same = filecmp.dircmp(base / "whole", base / "killed")
        different = [n for n in same.common_files if (base / "whole" / n).read_bytes() != (base / "killed" / n).read_bytes()]
        different += same.left_only + same.right_only
        print(f"killed {killed} times; export {'equal' if not different else 'differs in ' + ', '.join(sorted(different))}")
        shutil.rmtree(base / "texts")
        return 0 if flat and not different else 1
