"""Calendar arithmetic on TIMEX3 values: what a value covers, and values at a distance from a day.

A value is an ISO prefix (`2019`, `2019-04`, `2019-04-05`), a week (`2019-W14`, `2019-W14-WE`), a quarter or season (`2019-Q3`,
`2019-SU`), a half (`2019-H1`), a decade (`199`), a century (`19`), with a time of day after `T` where one is told.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

MONTHS_OF_SEASON = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


def parse_day(prefix: str | None) -> date | None:
    """The day of an ISO prefix that names one, else None."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", prefix or "")
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


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


def year_month(year: int, month: int) -> tuple[int, int]:
    """Year and month with the month brought into 1..12."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def add_months(day: date, months: int) -> date:
    """The day `months` later (earlier where negative); the last day of a shorter month stands for its missing days."""
    year, month = year_month(day.year, day.month + months)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shift(day: date, unit: str, count: int) -> date | None:
    """The day `count` units (D, W, M, Y, E, C, Q, F) away; None outside the calendar."""
    try:
        if unit in ("D", "W", "F"):
            return day + timedelta(days=count * {"D": 1, "W": 7, "F": 14}[unit])
        months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(unit)
        return None if months is None else add_months(day, count * months)
    except (ValueError, OverflowError):
        return None


def week_value(day: date) -> str:
    """ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth (from the end where negative) weekday (1 = Monday) of a month."""
    last = calendar.monthrange(year, month)[1]
    days = [d for d in (date(year, month, n) for n in range(1, last + 1)) if d.isoweekday() == weekday]
    return days[nth - 1 if nth > 0 else nth]


@lru_cache(maxsize=4_096)
def interval(value: str | None) -> tuple[str | None, str | None]:
    """First and last ISO prefix (inclusive) that a TIMEX3 value covers, as coarse as the value; `(None, None)` where it names no time.

    Example:
        >>> interval("2019-W14"), interval("2019-Q3"), interval("199"), interval("2019-04-05TMO"), interval("PAST_REF")
        (('2019-04-01', '2019-04-07'), ('2019-07', '2019-09'), ('1990', '1999'), ('2019-04-05', '2019-04-05'), (None, None))
    """
    if not value:
        return None, None
    value = value.partition("T")[0] if re.match(r"\d{4}", value) else value
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        return value, value
    if match := re.fullmatch(r"(\d{4})-W(\d{2})(-WE)?", value):
        try:
            first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        except ValueError:
            return None, None
        return first.isoformat(), (first + timedelta(days=1 if match[3] else 6)).isoformat()
    if match := re.fullmatch(r"(\d{4})-(?:Q([1-4])|H([12])|(SP|SU|FA|WI))", value):
        year = int(match[1])
        if match[2]:
            months = (3 * int(match[2]) - 2, 3 * int(match[2]))
        elif match[3]:
            months = (1, 6) if match[3] == "1" else (7, 12)
        else:
            months = MONTHS_OF_SEASON[match[4]]
        last = year_month(year, months[1])
        return f"{year}-{months[0]:02d}", f"{last[0]}-{last[1]:02d}"
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0", f"{value}9"
    if re.fullmatch(r"\d{2}", value):
        return f"{value}00", f"{value}99"
    return None, None


RECALLED = 60
"""Days before a report's day from which what it dates is history that it recalls."""


def recalled(day: str | None, published: str | None) -> bool:
    """Whether a time (an ISO prefix) was over long before a day.

    Example:
        >>> recalled("2015", "2019-04-05"), recalled("2019-03", "2019-04-05"), recalled(None, "2019-04-05")
        (True, False, False)
    """
    now, then = parse_day(published), day_range(day)
    return now is not None and then is not None and now.toordinal() - then[1] > RECALLED
