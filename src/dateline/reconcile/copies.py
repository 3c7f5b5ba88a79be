"""Near copies: reports whose words are for the most part another report's words.

Runs of four words, letters only, are compared by containment (the share of the shorter text's runs that the other has), so cuts,
frames, shuffled paragraphs and lost digits or marks do not hide a copy. An inverted index keeps the cost near-linear.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dateline.model.report import Report
from dateline.reconcile.corpus import fold

RUN_WORDS = 4
COPY_CONTAINMENT = 0.5
"""Share of the shorter text's runs that makes it a copy."""
MAX_RUNS = 256
"""Runs kept of one text; of longer texts every second, fourth ... is kept, chosen by hash, so that any two texts keep the same ones."""
MAX_POSTINGS = 40
"""Texts remembered for one run: what stands in more is boilerplate."""
MIN_RUNS = 4

_WORD = re.compile(r"[^\W\d_]+")


def runs(text: str) -> frozenset[int]:
    """Hashes of all runs of `RUN_WORDS` words of a text."""
    words = _WORD.findall(fold(text))
    return frozenset(zlib.crc32(" ".join(words[i : i + RUN_WORDS]).encode()) for i in range(max(0, len(words) - RUN_WORDS + 1)))


class Sketch(msgspec.Struct, frozen=True):
    """Kept runs of a text; `level`: only hashes divisible by 2**level are kept."""

    kept: frozenset[int]
    level: int


def sketch(text: str) -> Sketch:
    """The sketch of a text."""
    found, level = runs(text), 0
    kept = found
    while len(kept) > MAX_RUNS:
        level += 1
        kept = frozenset(h for h in found if not h & ((1 << level) - 1))
    return Sketch(kept, level)


def containment(left: Sketch, right: Sketch) -> float:
    """Share of the smaller one's runs that the other has, 0..1."""
    mask = (1 << max(left.level, right.level)) - 1
    a = left.kept if left.level >= right.level else frozenset(h for h in left.kept if not h & mask)
    b = right.kept if right.level >= left.level else frozenset(h for h in right.kept if not h & mask)
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller >= MIN_RUNS else 0.0


class CopyIndex:
    """Texts added one by one; asks which earlier one a text repeats."""

    def __init__(self) -> None:
        self.sketches: list[Sketch] = []
        self._postings: dict[int, list[int]] = {}

    def add(self, text: str | Sketch) -> int:
        """Adds a text; its number."""
        made = sketch(text) if isinstance(text, str) else text
        number = len(self.sketches)
        self.sketches.append(made)
        for run in made.kept:
            postings = self._postings.setdefault(run, [])
            if len(postings) < MAX_POSTINGS:
                postings.append(number)
        return number

    def find(self, text: str | Sketch) -> list[tuple[float, int]]:
        """`(containment, number)` of texts with a containment of at least `COPY_CONTAINMENT`, best first, earliest of equals first."""
        made = sketch(text) if isinstance(text, str) else text
        counts: Counter[int] = Counter()
        for run in made.kept:
            counts.update(self._postings.get(run, ()))
        likely = [n for n, c in counts.items() if c >= 2]
        found = [(value, n) for n in likely if (value := containment(made, self.sketches[n])) >= COPY_CONTAINMENT]
        return sorted(found, key=lambda f: (-f[0], f[1]))


def find_copies(reports: Sequence[Report]) -> Mapping[str, tuple[str, float]]:
    """For each report that repeats an earlier one of the sequence: the first report of its group, and the containment (0..1)."""
    index, numbers = CopyIndex(), list[str]()
    found: dict[str, tuple[str, float]] = {}
    for report in reports:
        made = sketch(report.text)
        best = index.find(made)
        if best:
            source = numbers[best[0][1]]
            found[report.report_id] = (found[source][0] if source in found else source, round(best[0][0], 4))
        index.add(made)
        numbers.append(report.report_id)
    return found


def find_versions(reports: Iterable[Report]) -> Mapping[str, str]:
    """For each later version of a page (same address or given id, other text): the version before it, in the order of `reports`."""
    last: dict[str, str] = {}
    found: dict[str, str] = {}
    for report in reports:
        if report.version_of is not None:
            found[report.report_id] = report.version_of
        names = {name for name in (report.url, report.external_id and f"id:{report.external_id}", report.uri) if name}
        for name in sorted(names):
            if name in last and last[name] != report.report_id:
                found.setdefault(report.report_id, last[name])
        last.update(dict.fromkeys(names, report.report_id))
    return found
