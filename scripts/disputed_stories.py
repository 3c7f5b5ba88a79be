"""Training stories with their annotated contradictions as character offsets, read and linked, for scripts that learn from contradictions."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bench.disputes import stories_in
from bench.paths import ROOT
from bench.situations import write_reports

from dateline.pipeline import BuildSettings, build
from dateline.reconcile.assemble import Grouping, Links, group, link
from dateline.store.memory import MemoryStore

OWN = ROOT / "bench" / "own" / "train" / "disputes"


class Mark(NamedTuple):
    """A passage on one side of an annotated contradiction: number of the contradiction in its story, letter of the side, offsets."""

    row: int
    kind: str
    side: str
    start: int
    end: int


class Told(NamedTuple):
    """A story read and linked, its contradictions, and their marks by report id; `own`: annotated for contradictions alone."""

    name: str
    own: bool
    rows: list[dict[str, Any]]
    links: Links
    marks: Mapping[str, list[Mark]]


def told(shared: Path) -> Iterator[Told]:
    """The annotated training stories of `shared`, then the project's own."""
    for path in sorted((shared / "train" / "situations").glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        yield _told(_with_offsets(story), own=False)
    for story in stories_in(OWN):
        yield _told(story, own=True)


def _with_offsets(story: dict[str, Any]) -> dict[str, Any]:
    """A story of the `situations` form with a letter and offsets for each side of its contradictions."""
    texts = {r["id"]: r["text"] for r in story["reports"]}
    rows = []
    for row in story["contradictions"]:
        starts = [texts[s["report"]].index(s["text"]) for s in row["sides"]]
        sides = [{**s, "side": str(n), "start": at, "end": at + len(s["text"])} for n, (s, at) in enumerate(zip(row["sides"], starts, strict=True))]
        rows.append({**row, "sides": sides})
    return {**story, "contradictions": rows}


def _told(story: dict[str, Any], *, own: bool) -> Told:
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "story.json").write_text(json.dumps(story), encoding="utf-8")
        manifest = write_reports(folder / "story.json", folder / "reports")
        store = MemoryStore()
        build([folder / "reports"], store, BuildSettings(manifest=manifest))
    reports = list(store.reports())
    grouping = group(reports)
    first = min(reports, key=lambda r: (r.published or "", r.report_id)).report_id
    grouping = Grouping(story_of={r.report_id: first for r in reports}, copy_of=grouping.copy_of, version_of=grouping.version_of)
    links = link(reports, store.readings(), grouping)
    return Told(story["story"], own, story["contradictions"], links, _marks(story["contradictions"], links))


def _marks(rows: list[dict[str, Any]], links: Links) -> Mapping[str, list[Mark]]:
    """Marks by report id, also where copies repeat the marked words."""
    views = links.views
    report_of = {Path(r.uri).stem: r for r in views.corpus.reports}
    found: dict[str, list[Mark]] = defaultdict(list)
    for n, row in enumerate(rows):
        for side in row["sides"]:
            own = report_of[side["report"]]
            for report in views.corpus.reports:
                at = side["start"] if report is own else report.text.find(side["text"])
                if at >= 0 and views.source(report.report_id) == views.source(own.report_id):
                    found[report.report_id].append(Mark(n, row["kind"], side["side"], at, at + side["end"] - side["start"]))
    return found
