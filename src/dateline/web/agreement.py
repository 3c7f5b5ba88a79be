"""How far coders agree: Cohen's kappa, Krippendorff's alpha, F1 of spans. Pure functions, written from the published definitions."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

Distance = Callable[[Any, Any, Mapping[Any, float]], float]
Span = tuple[str, int, int]
"""Report id, start, end (half open)."""


def kappa(left: Sequence[Hashable], right: Sequence[Hashable]) -> float | None:
    """Cohen's kappa (1960) of two coders' labels of the same units; None without units, 1.0 where both used one label throughout.

    Example:
        >>> kappa("aab", "abb")
        0.4
    """
    if len(left) != len(right):
        raise ValueError("both coders label the same units")
    n = len(left)
    if not n:
        return None
    agreed = sum(a == b for a, b in zip(left, right, strict=True)) / n
    one, other = Counter(left), Counter(right)
    chance = sum(one[label] * other[label] for label in one) / (n * n)
    return 1.0 if chance == 1 else round((agreed - chance) / (1 - chance), 12)


def nominal(a: Hashable, b: Hashable, counts: Mapping[Any, float]) -> float:
    """Any two different values are equally far apart."""
    return float(a != b)


def ordinal(a: float, b: float, counts: Mapping[float, float]) -> float:
    """Squared number of values ranked from the one to the other, each end by half."""
    low, high = min(a, b), max(a, b)
    between = sum(n for value, n in counts.items() if low <= value <= high)
    return (between - (counts[low] + counts[high]) / 2) ** 2 if low != high else 0.0


def interval(a: float, b: float, counts: Mapping[float, float]) -> float:
    """Squared difference."""
    return float((a - b) ** 2)


def ratio(a: float, b: float, counts: Mapping[float, float]) -> float:
    """Squared difference as a share of the sum."""
    return float(((a - b) / (a + b)) ** 2) if a + b else 0.0


def alpha(units: Iterable[Sequence[Hashable | None]], distance: Distance = nominal) -> float | None:
    """Krippendorff's alpha (2011) of any number of coders, with missing values.

    Args:
        units: for each unit the values that its coders gave; None (or a shorter row) where a coder gave none. Units with fewer than two
            values are left out.
        distance: `nominal`, `ordinal`, `interval` or `ratio`; the last three want numbers.

    Returns:
        1 for perfect agreement, 0 for that of chance; None where no unit has two values; 1.0 where one value was used throughout.
    """
    rows = [[v for v in unit if v is not None] for unit in units]
    coincidences: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for row in rows:
        if len(row) > 1:
            found = Counter(row)
            for a, n in found.items():
                for b, m in found.items():
                    coincidences[a, b] += n * (m - (a == b)) / (len(row) - 1)
    counts: dict[Hashable, float] = defaultdict(float)
    for (a, _), share in coincidences.items():
        counts[a] += share
    total = sum(counts.values())
    if not total:
        return None
    observed = sum(share * distance(a, b, counts) for (a, b), share in coincidences.items() if share)
    expected = sum(counts[a] * counts[b] * distance(a, b, counts) for a in counts for b in counts)
    return 1.0 if not expected else round(1 - (total - 1) * observed / expected, 12)


def matched(left: Sequence[Span], right: Sequence[Span], *, exact: bool = False) -> list[tuple[int, int]]:
    """Pairs of spans that are the same (or overlap): one partner for each, largest share of common characters first."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for j, (report_id, _, _) in enumerate(right):
        by_report[report_id].append(j)
    candidates = []
    for i, (report_id, start, end) in enumerate(left):
        for j in by_report[report_id]:
            _, low, high = right[j]
            common = min(end, high) - max(start, low)
            if common > 0 and (not exact or (start, end) == (low, high)):
                candidates.append((-common / (max(end, high) - min(start, low)), i, j))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for _, i, j in sorted(candidates):
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def span_f1(left: Sequence[Span], right: Sequence[Span], *, exact: bool = True) -> float | None:
    """F1 of one coder's spans against the other's (the same either way round); None where neither marked anything."""
    if not left and not right:
        return None
    return 2 * len(matched(left, right, exact=exact)) / (len(left) + len(right))


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """The agreement of two coders on the reports that both have finished.

    `span_f1_exact`: same words; `span_f1`: words in common. `n_matched`: marks with words in common; kappa and alpha are over those.
    """

    left: str
    right: str
    n_reports: int
    n_left: int
    n_right: int
    n_matched: int
    span_f1_exact: float | None
    span_f1: float | None
    kappa_type: float | None
    alpha_type: float | None
    kappa_modality: float | None
    alpha_modality: float | None
