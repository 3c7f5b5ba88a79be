"""Publication dates: what is given, what a head says, and every date that fits where the year is missing."""

import re
from datetime import date, timedelta

MONTHS = {m: n for n, names in enumerate(
    ("jan january", "feb february febr", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september", "oct october",
     "nov november", "dec december"), 1) for m in names.split()}  # fmt: skip
WEEKDAYS = {d: n for n, d in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))}
MONTH = r"(?:jan(?:uary)?|febr?(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
DATE = (
    rf"(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<month1>{MONTH})\b\.?(?:,?[\s-]+(?P<year1>(?:19|20)\d\d))?"
    rf"|(?P<month2>{MONTH})\b\.?\s*(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d)(?:,?\s+(?P<year2>(?:19|20)\d\d))?"
    rf"|(?P<year3>(?:19|20)\d\d)[-/.](?P<month3>\d{{1,2}})[-/.](?P<day3>\d{{1,2}})"
    rf"|(?P<day4>\d{{1,2}})[-/.](?P<month4>\d{{1,2}})[-/.](?P<year4>(?:19|20)\d\d)"
    rf"|(?P<month5>{MONTH})\b\.?,?\s+(?P<year5>(?:19|20)\d\d))"
)
_DATE = re.compile(DATE, re.IGNORECASE)
_ISO = re.compile(r"((?:19|20)\d\d)(?:-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01])(?:[T ].*)?)?)?\Z")
FIRST_YEAR = 1990


def iso_prefix(value: str) -> str | None:
    """A date as containers write it, as an ISO prefix of at most a day; None where it is none.

    Example:
        >>> iso_prefix("Wed, 08 May 2019 10:00:00 GMT"), iso_prefix("2019-05-08T23:10:00+02:00"), iso_prefix("soon")
        ('2019-05-08', '2019-05-08', None)
    """
    value = value.strip()
    if found := _ISO.match(value):
        prefix = "-".join(filter(None, found.groups()))
        return prefix if len(prefix) < 10 or _real(prefix) else None
    if value.isdigit() and len(value) in (10, 13):
        return (date(1970, 1, 1) + timedelta(seconds=int(value[:10]))).isoformat()
    if found := _DATE.search(value):
        return iso_of(found)
    return None


def _real(prefix: str) -> bool:
    try:
        date.fromisoformat(prefix)
    except ValueError:
        return False
    return True


def iso_of(found: re.Match[str]) -> str | None:
    """The date of a match of `DATE` as ISO prefix; a date without year begins with `XXXX-` (TIMEX3)."""
    g = found.groupdict()
    year = next((g[f"year{n}"] for n in range(1, 6) if g[f"year{n}"]), None)
    month = next((g[f"month{n}"] for n in range(1, 6) if g[f"month{n}"]), None)
    day = next((g[f"day{n}"] for n in range(1, 5) if g[f"day{n}"]), None)
    if month is None:
        return None
    number = int(month) if month.isdigit() else MONTHS.get(month.lower().rstrip("."), 0)
    if g["month4"] and number > 12 and day and int(day) <= 12:
        number, day = int(day), month
    if not 1 <= number <= 12:
        return None
    prefix = f"{year or 'XXXX'}-{number:02}" + (f"-{int(day):02}" if day else "")
    if day and not _real(f"{year or '2000'}{prefix[4:]}"):
        return None
    return prefix


def candidates(head: str, text: str, today: date | None = None) -> tuple[str, ...]:
    """Every publication date that fits a head date without year, oldest first.

    Args:
        head: `XXXX-05-08` or `XXXX-05`.
        text: the report's text; its years, dated weekdays and weekdays of telling ("said on Tuesday") narrow the years.
        today: no later date fits; None for the clock's day.

    A weekday that stands beside a day and month ("Tuesday, May 7") must agree with the year. The weekdays of the telling must lie
    on the day of the head or the two days before in at least one reading; a full past date or a plain year mentioned cannot be later.
    Where the two leave no year, the dated weekdays alone decide, then nothing does: a year is never ruled out by a contradiction.
    """
    today = today or date.today()
    years = list(range(FIRST_YEAR, today.year + 1))
    month, day = int(head[5:7]), int(head[8:10]) if len(head) > 7 else None
    fits = [y for y in years if _exists(y, month, day) and date(y, month, day or 1) <= today]
    for rule in (_after_years, _dated_weekdays, _telling_weekdays):
        kept = [y for y in fits if rule(y, month, day, text)]
        fits = kept or fits
    return tuple(f"{y:04}{head[4:]}" for y in fits)


def _exists(year: int, month: int, day: int | None) -> bool:
    return day is None or _real(f"{year:04}-{month:02}-{day:02}")


_PLAIN_YEAR = re.compile(
    rf"\b(?:in|since|of|from|until|late|early|mid|and|{MONTH}\.?(?:\s+\d{{1,2}},?)?)\s+((?:19|20)\d\d)\b(?!\s*(?:people|men|troops|soldiers|dollars))",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:by|until|before|from|through|next|will|plan\w*|expire\w*|schedul\w*|elections?)\b[^.]{0,40}$", re.IGNORECASE)


def _after_years(year: int, month: int, day: int | None, text: str) -> bool:
    past = [int(m.group(1)) for m in _PLAIN_YEAR.finditer(text) if not _FUTURE.search(text[max(0, m.start() - 50) : m.start(1)])]
    return not past or year >= max(past)


_DATED = re.compile(rf"\b(?P<weekday>{WEEKDAY})\s*(?:,|the)?\s*\(?{DATE}", re.IGNORECASE)


def _dated_weekdays(year: int, month: int, day: int | None, text: str) -> bool:
    for found in _DATED.finditer(text):
        value = iso_of(found)
        if value is None or len(value) < 10:
            continue
        wanted = WEEKDAYS[found.group("weekday").lower()]
        if value.startswith("XXXX"):
            near = [y for y in (year - 1, year, year + 1) if _exists(y, int(value[5:7]), int(value[8:10]))]
            head = date(year, month, min(day or 15, 28))
            near.sort(key=lambda y: abs((date(y, int(value[5:7]), int(value[8:10])) - head).days))
            if near and date(near[0], int(value[5:7]), int(value[8:10])).weekday() != wanted:
                return False
    return True


_TOLD = re.compile(
    rf"\b(?:on|late on|earlier on|later on|early on|late|early|this)\s+({WEEKDAY})\b(?!\s*(?:,\s*)?(?:{MONTH}|\d|the\s+\d))(?!\s+(?:next|last))",
    re.IGNORECASE,
)
NEAR_DAYS = 2


def _telling_weekdays(year: int, month: int, day: int | None, text: str) -> bool:
    """One of the weekdays that the report tells its news by is the day of the head or at most `NEAR_DAYS` before."""
    if day is None:
        return True
    head = date(year, month, day)
    told = {WEEKDAYS[f.group(1).lower()] for f in _TOLD.finditer(text[:4000])}
    return not told or any((head.weekday() - weekday) % 7 <= NEAR_DAYS for weekday in told)
