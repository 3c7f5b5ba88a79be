"""ISO date prefixes compared: `2019`, `2019-05`, `2019-05-08` stand for their first to last day."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=5_000)
def day_range(value: str | None) -> tuple[int, int] | None:
    """First and last day (proleptic ordinals) of an ISO prefix; None for what is no date."""
    if not value:
        return None
    try:
        parts = [int(p) for p in value[:10].split("-")]
        year, month, day = parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None
        first = date(year, month or 1, day or 1)
        if day:
            return first.toordinal(), first.toordinal()
        last = date(year + 1, 1, 1) if not month else date(year + month // 12, month % 12 + 1, 1)
        return first.toordinal(), last.toordinal() - 1
    except (ValueError, IndexError, OverflowError):
        return None


def span(start: str | None, end: str | None) -> tuple[int, int] | None:
    """Days from the first of `start` to the last of `end` (either may be None)."""
    a, b = day_range(start), day_range(end)
    if a is None and b is None:
        return None
    first, last = (a or b)[0], (b or a)[1]  # type: ignore[index]
    return (first, last) if first <= last else (last, first)


def is_day(days: tuple[int, int] | None) -> bool:
    """Whether a span is a day, or a night of two."""
    return days is not None and days[1] - days[0] <= 1


def gap_days(left: tuple[int, int] | None, right: tuple[int, int] | None) -> int | None:
    """Days between two spans, 0 when they touch or overlap, None when one is unknown."""
    if left is None or right is None:
        return None
    return max(0, left[0] - right[1], right[0] - left[1])
