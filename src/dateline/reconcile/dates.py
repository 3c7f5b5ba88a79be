"""Spans of days (proleptic ordinals) compared."""

from dateline.text.calendar import day_range


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
