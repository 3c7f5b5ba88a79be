"""Time of the bare parse and of everything else, per stage, in one run on the same reports."""

import json
import statistics
import tempfile
import time
from pathlib import Path

from bench.paths import OWN, shared


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
    print(json.dumps({"own_over_parse": round(own / parse, 3)}))
    return 0
