"""Stories: which reports tell of one developing matter.

Words are letters only and weighted by how rare they are in general English (a fixed table), so lost digits and marks change little and a
report's words weigh the same in any collection. Grouping goes two ways: average-link joining over the nearest neighbours of each report
gathers what is about one kind of matter, then a group that falls into two (look-alikes: two earthquakes, two raids) is parted by the
words that only some of its reports have, names above all. Copies go with their source. The result is a function of the set of reports:
adding them one by one and grouping again gives the same stories in any order.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from dateline.model.report import Report
from dateline.reconcile.corpus import fold
from dateline.reconcile.dates import day_range
from dateline.reconcile.rarity import rarity
from dateline.reconcile.weigh import agglomerate

SAME_MATTER = 0.12
"""Mean cosine above which two groups are about one kind of matter."""
NAME_WEIGHT, NAME_WEIGHT_WITHIN = 1.3, 2.0
"""Weight of words written with a capital inside a sentence: for joining, and for parting look-alikes."""
PART_ACROSS, PART_RATIO = 0.085, 0.5
"""A group is parted when its halves' mean cosine (over the words that tell its reports apart) is at most this, and this share of the mean
cosine within the halves."""
PART_SIZE = 3
"""Reports that each half must have."""
DAYS_FREE, LOSS_PER_DAY = 14, 0.004
"""Days between two reports that cost nothing, and what every further day takes off their cosine."""
INDEX_TERMS, MAX_POSTINGS, CANDIDATES = 30, 300, 40
MAX_PARTED = 240
"""Reports of a group that are compared all with all when it is parted; the others go to the nearer half."""

_WORD = re.compile(r"[^\W\d_]+")


def weighted(text: str) -> tuple[dict[str, float], frozenset[str]]:
    """Weights of a text's words ((1 + log count) x rarity), and those of them that are written as names."""
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for line in text.split("\n"):
        end = 0
        for match in _WORD.finditer(line):
            word = match.group()
            if len(word) > 1:
                folded = fold(word)
                counts[folded] += 1
                between = line[end : match.start()]
                if match.start() and end and not any(c in ".!?:" for c in between):
                    capital[folded] += 1 if word[0].isupper() else -1
            end = match.end()
    weights = {w: (1 + math.log(n)) * rarity(w) for w, n in counts.items()}
    return {w: v for w, v in weights.items() if v > 0}, frozenset(w for w, n in capital.items() if n > 0)


def _unit(weights: Mapping[str, float], names: frozenset[str], factor: float) -> dict[str, float]:
    vector = {w: v * factor if w in names else v for w, v in weights.items()}
    norm = math.sqrt(sum(v * v for v in vector.values())) or 1.0
    return {w: v / norm for w, v in vector.items()}


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Inner product of two unit vectors."""
    if len(left) > len(right):
        left, right = right, left
    return sum(v * right[w] for w, v in left.items() if w in right)


def _neighbours(vectors: Sequence[Mapping[str, float]], days: Sequence[int | None]) -> dict[tuple[int, int], float]:
    """Cosines of each report with its nearest earlier ones, found by an inverted index over heavy words."""
    postings: dict[str, list[int]] = {}
    scores: dict[tuple[int, int], float] = {}
    for number, vector in enumerate(vectors):
        heavy = sorted(vector, key=lambda w: (-vector[w], w))[:INDEX_TERMS]
        near: dict[int, float] = defaultdict(float)
        for word in heavy:
            weight = vector[word]
            for other in postings.get(word, ()):
                near[other] += weight * weight
        for other, _ in sorted(near.items(), key=lambda s: (-s[1], -s[0]))[:CANDIDATES]:
            value = cosine(vector, vectors[other])
            a, b = days[number], days[other]
            if a is not None and b is not None:
                value -= LOSS_PER_DAY * max(0, abs(a - b) - DAYS_FREE)
            scores[other, number] = value - SAME_MATTER
        for word in heavy:
            places = postings.setdefault(word, [])
            places.append(number)
            if len(places) > MAX_POSTINGS:
                del places[0]
    return scores


def part(texts: Sequence[tuple[Mapping[str, float], frozenset[str]]]) -> list[list[int]]:
    """Groups (indices, ascending) that a group of look-alikes falls into; one group where it holds together.

    Words weigh the more the fewer of the reports have them (those of one report alone say nothing). Two halves are sought that are alike
    within and not across; each half is tried again.
    """
    todo, done = [list(range(len(texts)))], []
    while todo:
        group = todo.pop()
        halves = _halves([texts[i] for i in group])
        if halves is None:
            done.append(group)
        else:
            todo += [[group[i] for i in half] for half in halves]
    return sorted(done)


def _halves(texts: Sequence[tuple[Mapping[str, float], frozenset[str]]]) -> tuple[list[int], list[int]] | None:
    count = len(texts)
    if count < 2 * PART_SIZE:
        return None
    step = -(-count // MAX_PARTED)
    sample = list(range(0, count, step))
    seen = Counter(w for i in sample for w in texts[i][0])
    words = {w: n for n, w in enumerate(sorted(w for w, c in seen.items() if c >= 2))}
    if not words:
        return None
    matrix = np.zeros((count, len(words)))
    for row, (weights, names) in enumerate(texts):
        for word, value in weights.items():
            if word in words:
                factor = NAME_WEIGHT_WITHIN if word in names else 1.0
                matrix[row, words[word]] = value * factor * max(0.0, math.log((len(sample) + 1) / seen[word]))
    matrix /= np.maximum(1e-12, np.linalg.norm(matrix, axis=1, keepdims=True))
    own = matrix[sample]
    alike = own @ own.T
    np.fill_diagonal(alike, 0.0)
    side = _two_sides(own, alike)
    size = int(side.sum()), int((~side).sum())
    if min(size) < PART_SIZE:
        return None
    inner = [alike[np.ix_(s, s)].sum() for s in (side, ~side)]
    pairs = sum(n * (n - 1) for n in size)
    within, across = float(sum(inner)) / pairs, float(alike[np.ix_(side, ~side)].mean())
    if across > PART_ACROSS or across > PART_RATIO * within:
        return None
    if step == 1:
        nearer = side
    else:
        nearer = (matrix @ own[side].mean(axis=0)) > (matrix @ own[~side].mean(axis=0))
    return [int(i) for i in np.flatnonzero(nearer)], [int(i) for i in np.flatnonzero(~nearer)]


def _two_sides(own: np.ndarray, alike: np.ndarray) -> np.ndarray:
    """A split that starts at the sign of the leading direction and moves each report to the side it is more like, until none moves."""
    centred = own - own.mean(axis=0)
    _, vectors = np.linalg.eigh(centred @ centred.T)
    leading = vectors[:, -1]
    strongest = int(np.argmax(np.round(np.abs(leading), 9)))
    side = np.round(leading * np.sign(leading[strongest]), 9) > 0
    for _ in range(20):
        if side.all() or not side.any():
            break
        first = alike[:, side].sum(axis=1) / np.maximum(1, side.sum() - side)
        second = alike[:, ~side].sum(axis=1) / np.maximum(1, (~side).sum() - ~side)
        moved = np.round(first - second, 9) > 0
        if (moved == side).all():
            break
        side = moved
    return np.asarray(side)


def group_stories(reports: Sequence[Report], copies: Mapping[str, tuple[str, float]]) -> Mapping[str, str]:
    """The first report (in the order given) of each report's story."""
    heads = [r for r in reports if r.report_id not in copies]
    texts = [weighted(r.text if not r.title or r.title in r.text[:400] else f"{r.title}\n{r.text}") for r in heads]
    vectors = [_unit(weights, names, NAME_WEIGHT) for weights, names in texts]
    days = [d[0] if (d := day_range(r.published)) and d[0] == d[1] else None for r in heads]
    groups = agglomerate(range(len(heads)), _neighbours(vectors, days), missing=0.03 - SAME_MATTER, most_missing=1.0)
    story: dict[str, str] = {}
    for members in groups.groups().values():
        numbers: list[int] = list(members)  # type: ignore[arg-type]
        for half in part([texts[i] for i in numbers]):
            first = heads[numbers[half[0]]].report_id
            story.update((heads[numbers[i]].report_id, first) for i in half)
    for report in reports:
        if report.report_id in copies:
            story[report.report_id] = story[copies[report.report_id][0]]
    return story
