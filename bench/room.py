"""How fast the review room answers over a large store, recombined from the project's own examples.

    python -m bench.room [--events 100000] [--keep FOLDER]

Every page is asked for several times with different filters and pages of its list; the figures are medians in milliseconds. The bounds:
any page 300, search 100.
"""

import argparse
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
from starlette.testclient import TestClient

from dateline.model import record
from dateline.model.report import Report
from dateline.model.situation import Situation
from dateline.pipeline import BuildSettings, build
from dateline.store.memory import MemoryStore
from dateline.store.sqlite import SqliteStore
from dateline.web.app import make_app
from dateline.web.room import Room
from dateline.web.security import Keys

PAGE_MS, SEARCH_MS = 300.0, 100.0
PORT = 8123
_ID = re.compile(r'"((?:r|a|c|s|p|e|em|st|fc|f|k|q|l|x|m|t|j|d|o)[a-z]{0,2}_[0-9a-z]{8,24})"')
_SHARED = {"a": 40, "p": 150}
"""Copies that share an actor or a place, by prefix of the id."""
_YEAR = re.compile(r'"(20\d\d)-(\d\d)')


def originals() -> list[tuple[Situation, tuple[Report, ...]]]:
    """The records and reports of the bundled examples."""
    found = []
    for name in ("river", "tripoli"):
        folder = Path(str(resources.files("dateline") / "examples" / name))
        store = MemoryStore()
        build([], store, BuildSettings(manifest=folder / "manifest.csv"))
        found.append((store.load_situation(), tuple(store.reports())))
    return found


class Copies:
    """The rows of one table over many copies, with ids and dates of their own; can be gone through more than once."""

    def __init__(self, table: str, plan: list[int], records: list[Situation]) -> None:
        self.type = record.TABLES[table]
        self.plan = plan
        self.rows = [[msgspec.json.encode(row).decode() for row in getattr(r, table)] for r in records]

    def __iter__(self) -> Iterator[Any]:
        decode = msgspec.json.Decoder(self.type).decode
        seen: set[str] = set()
        for number, which in enumerate(self.plan):
            for row in self.rows[which]:
                made = decode(renamed(row, number))
                own = str(getattr(made, made.__struct_fields__[0]))
                if own not in seen:
                    seen.add(own)
                    yield made

    def __len__(self) -> int:
        return sum(len(self.rows[which]) for which in self.plan)


def renamed(row: str, number: int) -> str:
    """A row of copy `number`: its ids and the years of its dates are those of the copy."""

    def own(match: re.Match[str]) -> str:
        id = match[1]
        return f'"{id}{number // _SHARED.get(id.partition("_")[0], 1):x}z"'

    shifted = _YEAR.sub(lambda m: f'"{1990 + (number * 7 + int(m[1])) % 35}-{1 + (int(m[2]) + number) % 12:02d}', row)
    return _ID.sub(own, shifted)


def write_store(path: Path, events: int) -> int:
    """Writes a store with at least so many events; gives their number."""
    made = originals()
    dice = random.Random(1)
    plan: list[int] = []
    total = 0
    while total < events:
        plan.append(dice.randrange(len(made)))
        total += len(made[plan[-1]][0].events)
    with SqliteStore(path) as store:
        for number, which in enumerate(plan):
            for report in made[which][1]:
                kept = renamed(msgspec.json.encode(msgspec.structs.replace(report, text="")).decode(), number)
                own = msgspec.json.decode(kept, type=Report)
                store.add(msgspec.structs.replace(own, text=report.text, uri=f"{own.uri}#{number}"), None, reader_version="bench")
        tables = {name: Copies(name, plan, [r for r, _ in made]) for name in record.TABLES}
        whole: Any = type("Whole", (), tables)()
        store.write_situation(whole, "bench")
    return total


def addresses(room: Room) -> dict[str, list[str]]:
    """What is asked of each page: plain, deep in its list, filtered."""
    stories, _ = room.stories(limit=400)
    some = [s.story_id for s in stories[:: max(1, len(stories) // 6)]][:6]
    actors = [name for _, name, _ in room.index.named("actor", "", 300)][::50]
    events = [row.event_id for row in room.store.page("events", 300, 4)[0]]  # type: ignore[attr-defined]
    filters = ["", "offset=20000", "type=ASSAULT", "modality=planned&offset=400", "since=2001-01&until=2003-12", f"story={some[0]}", "q=boats"]
    filters += [f"actor={a}" for a in actors[:3]] + ["outlet=a&type=CONSULT", "source=minister", "place=Tripoli", "q=ceasefire&modality=denied"]
    asked = {path: [f"{path}?{f}" for f in filters] for path in ("/timeline", "/map", "/events", "/statements", "/figure_claims")}
    asked |= {path: [f"{path}?{f}" for f in filters[:1] + filters[5:11]] for path in ("/network", "/tolls", "/contradictions", "/commitments")}
    asked |= {
        "/": ["/"] * 3,
        "/stories": ["/stories", "/stories?offset=600", "/stories?order=doubt", "/stories?q=river"],
        "/stories/ID": [f"/stories/{s}" for s in some],
        "/queue": ["/queue", f"/queue?after={some[0]}"],
        "/events/ID": [f"/events/{e}" for e in events],
        "/actors": ["/actors", "/actors?offset=1000", "/actors?q=mbarga"],
        "/actors/ID": [f"/actors/{i}" for i, _, _ in room.index.named("actor", "", 400)[::80]],
        "/reports": ["/reports", "/reports?offset=5000"],
        "/places": ["/places", "/places?offset=100"],
        "/audit": ["/audit"],
        "/coding": ["/coding"],
        "/agreement": ["/agreement"],
        "/search": [f"/search?q={q}" for q in ("boats", "ceasefire", "army spokesman", "Tripoli airport", "said", "the", "nothing-like-it", "killed people")],
    }
    return asked


def measure(path: Path, rounds: int = 3) -> dict[str, tuple[float, float, str]]:
    """`(median, worst, address of the worst)` in milliseconds for each page."""
    start = time.perf_counter()
    with SqliteStore(path, create=False) as store:
        room = Room(store)
        print(f"opened in {time.perf_counter() - start:.1f} s", file=sys.stderr)
        keys = Keys("bench")
        client = TestClient(make_app(room, keys, PORT), base_url=f"http://127.0.0.1:{PORT}", headers={"authorization": f"Bearer {keys.token}", "accept": "text/html"})
        found = {}
        for page, asked in addresses(room).items():
            if client.get(asked[0]).status_code == 404:
                continue
            times = []
            for address in asked * rounds:
                begin = time.perf_counter()
                answer = client.get(address)
                times.append(((time.perf_counter() - begin) * 1000, address))
                assert answer.status_code == 200, (address, answer.status_code)
            found[page] = (statistics.median(t for t, _ in times), *max(times))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="folder in which the store is kept and found again")
    settings = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = (settings.keep or Path(folder)) / f"room-{settings.events}.dateline"
        if not path.exists():
            start = time.perf_counter()
            print(f"{write_store(path, settings.events)} events written in {time.perf_counter() - start:.0f} s", file=sys.stderr)
        found = measure(path, settings.rounds)
    slow = 0
    for page, (median, worst, address) in sorted(found.items(), key=lambda item: -item[1][0]):
        bound = SEARCH_MS if page == "/search" else PAGE_MS
        slow += median > bound
        print(f"{page:18} median {median:7.1f} ms  bound {bound:3.0f}  worst {worst:7.1f} ms  {address}{'  TOO SLOW' if median > bound else ''}")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
