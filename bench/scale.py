"""Cost of reconciling alone, from stored readings, over many reports: time, rate and memory; the table stands in bench/SCALE.md.

The reports are recombined from the project's own texts (bench/own/stories and the bundled examples): each situation is some of the reports
of one of them, with other names, other words (of the same length, so that offsets hold), other ids and other days. Every size and kind runs
in a process of its own, on one core.
"""

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from bench.paths import OWN, ROOT
from bench.situations import write_reports
from dateline.model.reading import Reading
from dateline.model.report import Report

KINDS = {"dense": 60, "spread": 7300}
"""Days over which situations begin."""
OTHER_WORDS = 1.0
"""Share of the words of a situation that are other ones than in the text it is made from."""
HEAD = """# Reconciling at scale

Made by `python -m bench scale` (sizes and kinds can be named). Reports are recombined from our own texts, about {characters} characters each,
with other names, words, ids and days; *dense*: all situations begin within {dense} days, *spread*: within {spread} days. Time is CPU seconds of
`pipeline.bring_up_to_date` on one core, from stored readings to a written record; memory is the highest resident size of that process.

| reports | dates | seconds | reports/s | time(10n)/time(n) | memory MB | stories | actors | events |
|---:|---|---:|---:|---:|---:|---:|---:|---:|
"""

_ID = re.compile(r"^([a-z]+_)([0-9a-f]{16})$")
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_PIECE = re.compile(r"[^\W\d_]{4,}|[a-z]+_[0-9a-f]{16}|\d{4}-\d\d-\d\d")


class Template:
    """A report and its reading as text in pieces, of which ids, days, names and some other words can be put anew."""

    def __init__(self, report: Report, reading: Reading, names: frozenset[str], words: frozenset[str]) -> None:
        text = msgspec.json.encode((report, reading)).decode()
        self.pieces: list[str] = []
        self.places: list[int] = []
        end = 0
        for match in _PIECE.finditer(text):
            word = match.group()
            if word in names or word in words or _ID.match(word) or (_DAY.match(word) and text[match.start() - 1] == '"'):
                self.places.append(len(self.pieces) + 1)
                self.pieces += [text[end : match.start()], word]
                end = match.end()
        self.pieces.append(text[end:])

    def varied(self, change: dict[str, str], salt: int, days: int) -> tuple[Report, Reading]:
        """The report and reading with other words (as `change` says), ids and days."""
        pieces = list(self.pieces)
        for n in self.places:
            word = pieces[n]
            if word not in change:
                change[word] = _moved(word, salt, days)
            pieces[n] = change[word]
        return msgspec.json.decode("".join(pieces), type=tuple[Report, Reading])


def _moved(word: str, salt: int, days: int) -> str:
    if found := _ID.match(word):
        return f"{found[1]}{int(found[2], 16) ^ salt:016x}"
    return (date.fromisoformat(word) + timedelta(days)).isoformat() if _DAY.match(word) else word


def stories(scratch: Path) -> Iterator[list[tuple[Report, Reading]]]:
    """Our own stories as they are read: those of bench/own and the examples."""
    from dateline.pipeline import BuildSettings, build
    from dateline.store import MemoryStore

    folders = [write_reports(path, scratch / path.stem) for path in sorted((OWN / "stories").glob("*.json"))]
    folders += [ROOT / "src" / "dateline" / "examples" / name / "manifest.csv" for name in ("river", "tripoli")]
    for manifest in folders:
        store = MemoryStore()
        build([manifest.parent], store, BuildSettings(manifest=manifest))
        yield [(r, reading) for r in store.reports() if (reading := store.reading(r.report_id)) is not None]


def templates(found: list[tuple[Report, Reading]]) -> tuple[list[Template], list[str], list[str]]:
    """Templates of the reports of a story, its names and those of its words that may be other ones (none that events turn on)."""
    from dateline.reconcile.rarity import is_listed

    kinds = ("person", "organisation", "armed_group", "outlet", "military")
    named = {w for _, r in found for c in r.chains if c.named and c.kind in kinds for n in (c.name, *c.aliases) for w in _PIECE.findall(n)}
    names = {w for w in named if w[0].isupper() and not is_listed(w.casefold())}
    text = "".join(msgspec.json.encode(pair).decode() for pair in found)
    whole = {w for value in re.findall(r'"([\w.]+)"', text) for w in re.split(r"[._]", value)} | {
        w for _, r in found for e in r.events for w in _PIECE.findall(e.trigger.text)
    }
    words = {w for report, _ in found for w in _PIECE.findall(report.text) if len(w) > 4 and w.islower() and w.isascii()} - whole
    return [Template(*pair, frozenset(names), frozenset(words)) for pair in found], sorted(names), sorted(words)


def _name(like: str, draw: random.Random) -> str:
    made = "".join(draw.choice("aeiou" if n % 2 else "bdfgklmnprstvz") for n in range(len(like)))
    return made.upper() if like.isupper() else made.capitalize()


def recombined(count: int, span_days: int, seed: int = 1) -> Iterator[tuple[Report, Reading]]:
    """`count` reports with their readings, situation by situation."""
    from dateline.lexicon import table

    draw = random.Random(seed)
    by_length: dict[int, list[str]] = {}
    for row in table("word_frequency.tsv"):
        if row["word"].isalpha() and row["word"].isascii():
            by_length.setdefault(len(row["word"]), []).append(row["word"])
    with tempfile.TemporaryDirectory() as scratch:
        own = [templates(found) for found in stories(Path(scratch))]
    made = 0
    while made < count:
        found, names, words = draw.choice(own)
        change = {name: _name(name, draw) for name in names}
        for word in words:
            change[word] = draw.choice(by_length.get(len(word), [word])) if draw.random() < OTHER_WORDS else word
        salt, days = draw.getrandbits(64), draw.randrange(span_days)
        for template in draw.sample(found, draw.randint(min(2, len(found)), len(found)))[: count - made]:
            report, reading = template.varied(change, salt, days)
            yield msgspec.structs.replace(report, uri=f"{made:06}.txt", url=None, external_id=None, version_of=None), reading
            made += 1


def fill(path: Path, count: int, kind: str) -> int:
    """A store at `path` with the readings of `count` reports; the characters of their texts."""
    from dateline.store import SqliteStore

    characters = 0
    with SqliteStore(path) as store, store.together():
        for report, reading in recombined(count, KINDS[kind]):
            store.add(report, reading)
            characters += len(report.text)
    return characters


def reconcile(path: Path) -> dict[str, float]:
    """CPU seconds, highest memory in MB and rows of reconciling the store at `path`, in this process."""
    from dateline.pipeline import bring_up_to_date
    from dateline.store import SqliteStore

    with SqliteStore(path) as store:
        start, clock = time.process_time(), time.perf_counter()
        bring_up_to_date(store)
        seconds, elapsed = time.process_time() - start, time.perf_counter() - clock
        counts = store.counts()
    return {"seconds": seconds, "elapsed": elapsed, "memory": _highest_mb(), **{t: counts[t] for t in ("stories", "actors", "events")}}


def _highest_mb() -> float:
    """The highest resident memory of this process; Linux says it for the program itself, without that of the process it was started by."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024


def _measured(count: int, kind: str, folder: Path) -> dict[str, float]:
    """One size and kind: the store is filled in this process and reconciled in another."""
    path = folder / f"{kind}{count}.dateline"
    characters = fill(path, count, kind)
    command = [sys.executable, "-c", f"import json; from bench.scale import *; print(json.dumps(reconcile(Path({str(path)!r}))))"]
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=os.environ | one_thread, capture_output=True, text=True, check=True)
    for file in folder.glob(f"{path.name}*"):
        file.unlink()
    result: dict[str, float] = json.loads(done.stdout)
    print(f"{kind} {count}: {count / result['seconds']:.0f} reports/s, {result['memory']:.0f} MB", file=sys.stderr)
    return result | {"characters": characters / count}


def scale(sizes: list[int], kinds: list[str], out: Path | None) -> int:
    """Measure all sizes and kinds; print the table and write it to `out`, where notes (from the first heading on) stay."""
    lines, characters = [], 0.0
    with tempfile.TemporaryDirectory() as scratch:
        for kind in kinds:
            before: dict[int, float] = {}
            for count in sorted(sizes):
                found = _measured(count, kind, Path(scratch))
                before[count], characters = found["seconds"], found["characters"]
                ratio = f"{found['seconds'] / before[count // 10]:.1f}" if count // 10 in before else ""
                lines.append(
                    f"| {count:,} | {kind} | {found['seconds']:.1f} | {count / found['seconds']:.0f} | {ratio} | {found['memory']:.0f} |"
                    f" {found['stories']:,} | {found['actors']:,} | {found['events']:,} |\n"
                )
    page = HEAD.format(characters=f"{round(characters, -1):,.0f}", **KINDS) + "".join(lines)
    print(page)
    if out is not None:
        _, heading, notes = out.read_text(encoding="utf-8").partition("\n## ") if out.exists() else ("", "", "")
        out.write_text(page + heading + notes, encoding="utf-8")
    return 0
