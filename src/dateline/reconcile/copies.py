"""Near copies: reports whose words are for the most part another report's words.

Runs of four words, letters only, are compared by containment (the share of the shorter text's runs that the other has), so cuts,
frames, shuffled paragraphs and lost digits or marks do not hide a copy. An inverted index keeps the cost near-linear.
"""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np

from dateline.model.report import Report
from dateline.reconcile.corpus import Head, fold

RUN_WORDS = 4
COPY_CONTAINMENT = 0.5
"""Share of the shorter text's runs that makes it a copy."""
MAX_RUNS = 256
"""Runs kept of one text; of longer texts every second, fourth ... is kept, chosen by hash, so that any two texts keep the same ones."""
MAX_POSTINGS = 40
"""Texts remembered for one run: what stands in more is boilerplate."""
MIN_RUNS = 4

_WORD = re.compile(r"[^\W\d_]+")


class Sketch(msgspec.Struct, frozen=True):
    """Kept runs of a text as ascending 32-bit hashes; `level`: only hashes divisible by 2**level are kept."""

    kept: np.ndarray
    level: int


def sketch(text: str) -> Sketch:
    """The sketch of a text."""
    words = _WORD.findall(fold(text))
    runs = {zlib.crc32(" ".join(words[i : i + RUN_WORDS]).encode()) for i in range(len(words) - RUN_WORDS + 1)}
    kept, level = np.sort(np.fromiter(runs, np.uint32, len(runs))), 0
    while len(kept) > MAX_RUNS:
        level += 1
        kept = kept[kept & ((1 << level) - 1) == 0]
    return Sketch(kept, level)


def containment(left: Sketch, right: Sketch) -> float:
    """Share of the smaller one's runs that the other has, 0..1."""
    mask = (1 << max(left.level, right.level)) - 1
    a = left.kept if left.level >= right.level else left.kept[left.kept & mask == 0]
    b = right.kept if right.level >= left.level else right.kept[right.kept & mask == 0]
    smaller = min(len(a), len(b))
    if smaller < MIN_RUNS:
        return 0.0
    at = np.minimum(np.searchsorted(b, a), len(b) - 1)
    return int(np.count_nonzero(b[at] == a)) / smaller


class CopyIndex:
    """Texts by their runs; asks which of them another text repeats. Numbers are places in the sequence given."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self.sketches = sketches
        runs = np.concatenate([s.kept for s in sketches]) if sketches else np.zeros(0, np.uint32)
        numbers = np.repeat(np.arange(len(sketches), dtype=np.int32), [len(s.kept) for s in sketches])
        order = np.argsort(runs, kind="stable")
        self._numbers = numbers[order]
        self._runs, self._starts = np.unique(runs[order], return_index=True)
        self._sizes = np.minimum(np.diff(self._starts, append=len(runs)), MAX_POSTINGS)

    def find(self, made: Sketch, before: int | None = None) -> list[tuple[float, int]]:
        """`(containment, number)` of texts (only those `before` a number) with a containment of at least `COPY_CONTAINMENT`, best first,
        earliest of equals first."""
        if not len(self._runs):
            return []
        at = np.minimum(np.searchsorted(self._runs, made.kept), len(self._runs) - 1)
        at = at[self._runs[at] == made.kept]
        sizes = self._sizes[at]
        places = np.repeat(self._starts[at] - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
        numbers = self._numbers[places]
        if before is not None:
            numbers = numbers[numbers < before]
        others, counts = np.unique(numbers, return_counts=True)
        likely = others[counts >= 2].tolist()
        found = [(value, n) for n in likely if (value := containment(made, self.sketches[n])) >= COPY_CONTAINMENT]
        return sorted(found, key=lambda f: (-f[0], f[1]))


def find_copies(reports: Iterable[Report]) -> Mapping[str, tuple[str, float]]:
    """For each report that repeats an earlier one of the sequence: the first report of its group, and the containment (0..1)."""
    ids: list[str] = []
    sketches: list[Sketch] = []
    for report in reports:
        ids.append(report.report_id)
        sketches.append(sketch(report.text))
    index = CopyIndex(sketches)
    found: dict[str, tuple[str, float]] = {}
    for number, made in enumerate(sketches):
        if best := index.find(made, before=number):
            source = ids[best[0][1]]
            found[ids[number]] = (found[source][0] if source in found else source, round(best[0][0], 4))
    return found


def find_versions(reports: Iterable[Report | Head]) -> Mapping[str, str]:
    """For each later version of a page (same address or given id, other text): the version before it.

    What a report itself says of its version holds; else the order of `reports` decides.
    """
    reports = list(reports)
    last: dict[str, str] = {}
    found: dict[str, str] = {r.report_id: r.version_of for r in reports if r.version_of is not None}

    def descends(later: str, earlier: str) -> bool:
        for _ in range(len(found)):
            if later == earlier or later not in found:
                break
            later = found[later]
        return later == earlier

    for report in reports:
        names = {name for name in (report.url, report.external_id and f"id:{report.external_id}", report.uri) if name}
        for name in sorted(names):
            if name in last and last[name] != report.report_id and not descends(last[name], report.report_id):
                found.setdefault(report.report_id, last[name])
        last.update(dict.fromkeys(names, report.report_id))
    return found
