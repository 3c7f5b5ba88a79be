"""Time of the bare parse and of everything else, per stage, in one run on the same reports; of restoring and of a cold start."""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

import dateline
from bench.paths import OWN, shared
from dateline.model.report import Report

COLD_START = Path(dateline.__file__).parent / "examples" / "tripoli" / "stripped.txt"
"""The report of the cold start: without marks, so that the models of restoring are loaded too."""


def cold_start(repeat: int) -> tuple[float, float]:
    """Seconds that a fresh process needs to build a record of one report, by the wall clock and of the processor (medians)."""
    wall, processor = [], []
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as scratch:
            command = [sys.executable, "-m", "dateline", "build", str(COLD_START), "--out", str(Path(scratch) / "one.dateline")]
            start, before = time.perf_counter(), os.times()
            subprocess.run(command, check=True, capture_output=True)
            wall.append(time.perf_counter() - start)
            after = os.times()
            processor.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return statistics.median(wall), statistics.median(processor)


def restoring_cost(reports: Iterable[Report], repeat: int) -> tuple[float, float]:
    """Processor seconds of restoring the letters-only twins of reports, and of the parse of what was restored (medians, warm)."""
    from dateline.text.condition import damage_of
    from dateline.text.parser import SpacyParser
    from dateline.text.restore import restored_views

    bare = [replace(r, text=" ".join(re.findall(r"[^\W\d_]+", r.text)), header=type(r.header)()) for r in reports]
    twins = [replace(r, damage=damage_of(r)) for r in bare]
    restoring, parsing = [], []
    for _ in range(repeat + 1):
        start = time.process_time()
        views = [v for r in twins for v in restored_views(r)]
        restoring.append(time.process_time() - start)
        start = time.process_time()
        list(SpacyParser().parse(views))
        parsing.append(time.process_time() - start)
    return statistics.median(restoring[1:]), statistics.median(parsing[1:])


def stories_folder(given: Path | None) -> Path:
    if given is not None:
        return given
    base = shared()
    return base / "gold" / "situations" if base else OWN / "stories"


def speed(stories: Path | None, repeat: int) -> int:
    """Print seconds a stage (median of `repeat` runs, warm), each reader, and the share of our own reading in the bare parse."""
    from bench.situations import write_reports
    from dateline.intake import load
    from dateline.lexicon import Lexica
    from dateline.reading.readers import all_readers
    from dateline.reconcile import assemble
    from dateline.text.parser import SpacyParser, load_language_model
    from dateline.text.restore import restored_views
    from dateline.text.segment import segment

    folder = stories_folder(stories)
    runs: dict[str, list[float]] = {}
    characters = n_reports = 0

    def note(stage: str, start: float) -> None:
        runs.setdefault(stage, []).append(time.perf_counter() - start)

    nlp = load_language_model()
    with tempfile.TemporaryDirectory() as scratch:
        manifest = write_reports(folder, Path(scratch) / "reports")
        for turn in range(repeat + 1):
            if turn == 1:
                runs.clear()
            start = time.perf_counter()
            intakes = list(load([str(manifest.parent)], manifest=manifest))
            note("intake", start)
            reports = [r for i in intakes for r in i.reports]
            n_reports, characters = len(reports), sum(len(r.text) for r in reports)
            views = [v for r in reports for v in restored_views(r)]
            start = time.perf_counter()
            for _ in nlp.pipe([v.text for v in views], batch_size=64):
                pass
            note("bare parse", start)
            start = time.perf_counter()
            texts = list(segment(reports, SpacyParser()))
            note("segment (parse included)", start)
            import msgspec

            from dateline.model.reading import Reading

            founds = [Reading(report_id=r.report_id) for r in reports]
            lexica = Lexica()
            total = 0.0
            for reader in all_readers():
                function = reader.function()
                start = time.perf_counter()
                for n, text in enumerate(texts):
                    result = function(text, founds[n], lexica)
                    fields = result if len(reader.gives) > 1 else {reader.gives[0]: result}
                    founds[n] = msgspec.structs.replace(founds[n], **{k: tuple(fields[k]) for k in reader.gives})
                note(f"read: {reader.name}", start)
                total += time.perf_counter() - start
            runs.setdefault("read: all", []).append(total)
            start = time.perf_counter()
            assemble(reports, founds, (), ())
            note("reconcile", start)
    medians = {stage: statistics.median(values) for stage, values in runs.items()}
    parse = medians["bare parse"]
    print(f"{n_reports} reports, {characters:,} characters; median of {repeat} runs, one process")
    for stage, seconds in medians.items():
        print(f"{stage:26} {seconds:7.2f} s   {1000 * seconds / n_reports:7.1f} ms a report   {seconds / parse:5.2f} x bare parse")
    own = medians["read: all"] + max(medians["segment (parse included)"] - parse, 0.0)
    print(f"{'all our own reading':26} {own:7.2f} s   {1000 * own / n_reports:7.1f} ms a report   {own / parse:5.2f} x bare parse")
    restoring, parsing = restoring_cost(reports, repeat)
    print(f"restoring text without marks {1000 * restoring / n_reports:.1f} ms a report, {restoring / parsing:.2f} x its parse")
    cold, processor = cold_start(repeat)
    print(f"cold start, a fresh process that builds one report: {cold:.2f} s, {processor:.2f} s of the processor")
    print(json.dumps({"own_over_parse": round(own / parse, 3), "restoring_over_parse": round(restoring / parsing, 3), "cold_s": round(cold, 2)}))
    return 0
