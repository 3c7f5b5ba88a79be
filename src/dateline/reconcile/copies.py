"""Near copies: reports whose words are for the most part another report's words.

Runs of four words, letters only, are compared by containment (the share of the shorter text's runs that the other has), so cuts,
frames, shuffled paragraphs and lost digits or marks do not hide a copy. An inverted index keeps the cost near-linear.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np

from dateline.model.report import Report
from dateline.reconcile.corpus import Head, fold, letters_in
from dateline.reconcile.names import is_initialism, name_words
from dateline.text.calendar import day_range

RUN_WORDS = 4
COPY_CONTAINMENT = 0.5
"""Share of the shorter text's runs that makes it a copy."""
MAX_RUNS = 256
"""Runs kept of one text; of longer texts every second, fourth ... is kept, chosen by hash, so that any two texts keep the same ones."""
MAX_POSTINGS = 40
"""Texts before another that are remembered for one run, the last ones: what stands in more is boilerplate."""
MOST_DAYS = 120
"""Days between a text and its copies: what is printed again later (a form, a note of every year) is no copy of a wire story."""
LATE_DAYS, LATE_CONTAINMENT = 14, 0.8
"""What is printed later than this many days repeats nearly all, or is no copy: a weekly note keeps half of the last one's words, a look-alike of
another place most of its form. (All copies of the invented stories are of the same day or the next.)"""
MIN_RUNS = 4


class Sketch(msgspec.Struct, frozen=True):
    """Kept runs of a text as ascending 32-bit hashes; `level`: only hashes divisible by 2**level are kept."""

    kept: np.ndarray
    level: int


def sketch(text: str) -> Sketch:
    """The sketch of a text."""
    words = " ".join(letters_in(fold(text))).encode().split()
    runs = set(map(zlib.crc32, map(b" ".join, zip(*(words[n:] for n in range(RUN_WORDS)), strict=False))))
    kept, level = np.sort(np.fromiter(runs, np.uint32, len(runs))), 0
    while len(kept) > MAX_RUNS:
        level += 1
        kept = kept[kept & ((1 << level) - 1) == 0]
    return Sketch(kept, level)


class CopyIndex:
    """Texts by their runs; asks which of them another text repeats. Numbers are places in the sequence given."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self._kept = np.concatenate([s.kept for s in sketches]) if sketches else np.zeros(0, np.uint32)
        self._levels = np.array([s.level for s in sketches], np.uint32)
        self._sizes = np.array([len(s.kept) for s in sketches], np.int64)
        self._first = np.cumsum(self._sizes) - self._sizes
        self._told = _places(self._kept, np.repeat(np.arange(len(sketches), dtype=np.uint32), self._sizes))
        self._told.sort()

    def find(self, made: Sketch, before: int | None = None) -> list[tuple[float, int]]:
        """`(containment, number)` of texts (only those `before` a number) with a containment of at least `COPY_CONTAINMENT`, best first,
        earliest of equals first."""
        if not len(self._told):
            return []
        end = np.searchsorted(self._told, _places(made.kept, len(self._sizes) if before is None else before))
        last = self._told[np.maximum(end, 1) - 1] >> np.uint64(32)
        told_before = (end > 0) & (last == made.kept)  # what no other text says need not be looked up any further
        kept, end = made.kept[told_before], end[told_before]
        told = np.minimum(end - np.searchsorted(self._told, _places(kept, 0)), MAX_POSTINGS)
        numbers, shared = np.unique(self._told[_ranges(end - told, told)] & _NUMBER, return_counts=True)
        others, shared = numbers[shared > 1].astype(np.int64), shared[shared > 1]
        smaller = np.minimum(self._sizes[others], len(made.kept))
        others = others[(self._levels[others] != made.level) | (shared >= COPY_CONTAINMENT * smaller)]
        values = self._containments(made, others)
        found = [(value, n) for value, n in zip(values.tolist(), others.tolist(), strict=True) if value >= COPY_CONTAINMENT]
        return sorted(found, key=lambda f: (-f[0], f[1]))

    def _containments(self, made: Sketch, others: np.ndarray) -> np.ndarray:
        """For each other text the share of the smaller one's runs (of those that both would keep) that the other has, 0..1."""
        if not len(others):
            return np.zeros(0)
        levels = np.maximum(self._levels[others], made.level)
        sizes = self._sizes[others]
        runs = self._kept[_ranges(self._first[others], sizes)]
        both = runs & ((np.uint32(1) << np.repeat(levels, sizes)) - np.uint32(1)) == 0
        at = np.minimum(np.searchsorted(made.kept, runs), len(made.kept) - 1)
        starts = np.cumsum(sizes) - sizes
        shared = np.add.reduceat(both & (made.kept[at] == runs), starts, dtype=np.int64)
        own = {level: int(np.count_nonzero(made.kept & ((1 << level) - 1) == 0)) for level in set(levels.tolist())}
        smaller = np.minimum(np.add.reduceat(both, starts, dtype=np.int64), [own[level] for level in levels.tolist()])
        return np.asarray(np.where(smaller < MIN_RUNS, 0.0, shared / np.maximum(1, smaller)))


_NUMBER = np.uint64((1 << 32) - 1)


def _places(runs: np.ndarray, numbers: np.ndarray | int) -> np.ndarray:
    """Runs with the numbers of texts as what orders them: by run, then number."""
    return np.asarray(runs.astype(np.uint64) << np.uint64(32) | np.asarray(numbers, np.uint64))


def _ranges(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """The numbers of some ranges, one after another."""
    return np.asarray(np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum()))


def find_copies(reports: Iterable[Report]) -> Mapping[str, tuple[str, float]]:
    """For each report that repeats an earlier one of the sequence: the first report of its group, and the containment (0..1)."""
    ids: list[str] = []
    days: list[int | None] = []
    sketches: list[Sketch] = []
    for report in reports:
        ids.append(report.report_id)
        days.append(span[0] if (span := day_range(report.published)) else None)
        sketches.append(sketch(report.text))
    index = CopyIndex(sketches)
    source = list(range(len(ids)))
    found: dict[str, tuple[str, float]] = {}
    for number, made in enumerate(sketches):
        for share, other in index.find(made, before=number):
            if _within_days(days[source[other]], days[number], share):
                source[number] = source[other]
                found[ids[number]] = ids[source[other]], round(share, 4)
                break
    return found


def by_origin(heads: Sequence[Head]) -> list[str]:
    """Report ids in the order in which texts were first printed: by day, those of an outlet that another of that day credits as its agency
    first, then as they come. "LOME, 3 May (Reed Wire)" in the Harbour Post is no source of Reed Wire's own text."""
    credited: dict[str, set[str]] = defaultdict(set)
    for head in heads:
        credited[(head.published or "")[:10]].update(a for a in head.agencies if not _is_named(head, a))
    ranked = sorted(
        enumerate(heads),
        key=lambda at: (day := (at[1].published or "")[:10], not any(_is_named(at[1], agency) for agency in sorted(credited[day])), at[0]),
    )
    return [head.report_id for _, head in ranked]


def _is_named(head: Head, agency: str) -> bool:
    """Whether a report's outlet bears the name or the initials of an agency."""
    own, words = name_words(head.outlet or ""), name_words(agency)
    return bool(own and words) and (set(words) <= set(own) or is_initialism(agency, own))


def _within_days(earlier: int | None, later: int | None, share: float) -> bool:
    if earlier is None or later is None:
        return True
    return abs(later - earlier) <= (MOST_DAYS if share >= LATE_CONTAINMENT else LATE_DAYS)


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
