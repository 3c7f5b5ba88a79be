"""Time expressions of several words that the grammar over single words does not see: holidays, vague phrases, spoken forms."""

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from dateline import lexicon
from dateline.model.time import Anchor, TimeStatus, TimeType
from dateline.reading.time_tagger import Found, Tagger
from dateline.text.calendar import easter, nth_weekday, parse_day
from dateline.text.numbers import parse_number


# ---------------------------------------------------------------- holidays and phrases
@cache
def _holiday_pattern() -> re.Pattern[str]:
    body = lexicon.alternation((row["name"] for row in lexicon.table("holidays.tsv")), blank=r"[\s'’-]+")
    return re.compile(rf"\b(?:{body})\b(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?")


def holiday_value(rule: str, year: int) -> str | None:
    """The day of a holiday rule (`holidays.tsv`) in a year."""
    if rule == "lunar":
        return None
    if rule.startswith("easter"):
        return (easter(year) + timedelta(days=int(rule[6:]))).isoformat()
    if re.fullmatch(r"\d\d-\d\d", rule):
        return f"{year:04d}-{rule}"
    match = re.fullmatch(r"(\d\d)-(-?\d)-(\d)", rule)
    return nth_weekday(year, int(match[1]), int(match[2]), int(match[3])).isoformat() if match else None


def holidays(text: str, tagger: Tagger) -> Iterator[Found]:
    rules = lexicon.index("holidays.tsv")
    for match in _holiday_pattern().finditer(tagger.lower):
        bare = re.sub(r",?\s+(?:19|20)\d\d$", "", match.group())
        if not text[match.start()].isupper() and any(c.isupper() for c in text[:200]):
            continue
        rule = rules[re.sub(r"[\s'’-]+", " ", bare)]["rule"]
        if match["year"]:
            yield Found(match.start(), match.end(), "DATE", holiday_value(rule, int(match["year"])), None, "stated")
            continue
        value = None
        if tagger.now.day is not None and rule != "lunar":
            options = [holiday_value(rule, tagger.now.day.year + n) for n in (-1, 0, 1)]
            days = [d for o in options if (d := parse_day(o)) is not None]
            now = tagger.now.day
            best = min(days, key=lambda d: abs((d - now).days) * (1.0 if d <= now else 1.5), default=None)
            value = best.isoformat() if best else None
        yield Found(match.start(), match.end(), "DATE", value, None, tagger.now.name if value else None)


PHRASES = re.compile(
    r"\b(?:(?P<present>at\s+(?:present|the\s+moment|this\s+point)|these\s+days|right\s+now|to\s+date|so\s+far\s+this)"
    r"|(?P<past>in\s+the\s+past|long\s+ago)|(?P<future>(?:in\s+)?the\s+(?:near|foreseeable|immediate)\s+future|in\s+(?:the\s+)?future"
    r"|the\s+(?:near|short|long)\s+term))\b"
)


def vague_phrases(lower: str) -> Iterator[Found]:
    for match in PHRASES.finditer(lower):
        start, end = match.span()
        if match["present"] and match["present"].endswith("this"):
            continue
        value = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}[match.lastgroup or "past"]
        words = match.group()
        if words.startswith("in "):
            start += 3
        if match["past"] and "past" in words and re.match(r"\s+(?:\w+\s+)?(?:\d|few|several|year|month|week|day|two|three|four|five|six)", lower[end:]):
            continue
        yield Found(start, end, "DATE", value, None, None, status="vague")


# ---------------------------------------------------------------- spoken forms
MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(month_name) if name}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WD = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_FEW = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR = rf"(?:{'|'.join(HOURS)}|1[0-2]|[1-9])"
SPOKEN = re.compile(
    rf"\b(?=[aefhmnoqstw\d])(?:(?<!within\s)(?<!after\s)(?<!about\s)(?<!for\s)(?<!in\s)a\s+week\s+(?:on|from|next|come)\s+(?P<week_on>{_WD})|(?P<week_after>{_WD})\s+week(?=\s*[,.;:]|\s+[a-z])"
    rf"|(?P<tomorrow_week>(?:tomorrow|today)\s+week)\b"
    rf"|(?P<before_last>{_WD})\s+before\s+last|(?P<night_before>the\s+night\s+before\s+last)"
    rf"|(?:the\s+)?night\s+(?:of|from)\s+(?P<night_day>\d{{1,2}})\s*(?:to|and|[-–])\s*\d{{1,2}}\s+(?P<night_month>{_MONTH})(?:\s+(?P<night_year>(?:19|20)\d\d))?"
    rf"|(?:(?:the\s+)?night|overnight)\s+(?:of|from)\s+(?P<night_weekday>{_WD})\s+(?:to|into|and)\s+{_WD}"
    rf"|(?P<past>half\s+past|quarter\s+past|quarter\s+to)\s+(?P<past_hour>{_HOUR})(?:\s+in\s+the\s+(?P<past_part>morning|afternoon|evening))?"
    rf"|(?:at\s+)?(?P<clock_hour>{_HOUR})\s+o['’]clock\s+(?:on\s+)?(?P<clock_day>{_WD})\s+(?P<clock_part>morning|afternoon|evening)"
    rf"|(?P<ymd>(?:19|20)\d\d/\d{{2}}/\d{{2}})(?![\d/])|(?P<dmy>\d{{1,2}}-\d{{1,2}}-(?:(?:19|20)\d\d|\d{{2}}))(?![\d-])"
    r"|the\s+(?:small|early|wee)\s+hours\s+of\s+(?P<small>" + _WD + r")(?:\s+morning)?"
    r"|first\s+thing\s+(?:on\s+)?(?P<first_thing>" + _WD + r")"
    rf"|(?P<away>{_FEW}\s+(?:days?|weeks?|months?|years?|fortnights?)\s+(?:away|from\s+now))"
    rf"|(?P<weekdays_ago>(?:two|three|four|five)\s+{_WD}s\s+ago)"
    rf"|half\s+a\s+(?P<half>year|month|decade|day|century)|(?P<quarters>three[\s-]+quarters\s+of\s+an\s+hour)"
    r"|(?P<other>every\s+(?:other|second)\s+(?P<other_unit>day|week|month|year))"
    r"|(?P<vague_future>henceforth|further\s+notice|some\s+day)|(?P<vague_past>the\s+other\s+day)"
    r")\b"
)
"""Behind the first boundary the letters with which the forms begin."""
SHORT_YEAR = re.compile(r"\b(?:in|since|of|from|until|by|before|after|to|and|during)\s+['’](\d\d)\b(?!\s*[\"”’])")
MONTH_DAY = re.compile(
    r"\b(?:on|by|until|till|before|since|from)\s+(the\s+(\d{1,2})(?:st|nd|rd|th))\b(?=\s*(?:[.,;:)]|$)|\s+(?:and|but|when|at|to|or|after|before)\s)"
)
PARTS = {"morning": ("MO", 0), "afternoon": ("AF", 12), "evening": ("EV", 12), "": ("", 0)}
HALVES = {"year": "P6M", "month": "P15D", "decade": "P5Y", "day": "PT12H", "century": "P50Y"}


def _number(word: str) -> int:
    return int(word) if word.isdigit() else 1 if word.lower() in ("a", "an") else int(parse_number(word) or 1)


class Form(NamedTuple):
    """What a spoken form stands for. `anchor`: what its value, where there is one, was counted from."""

    type: TimeType
    value: str | None
    anchor: Anchor | None
    status: TimeStatus = "stated"


class SpokenForms:
    """Forms that the grammar over single words does not see: "a week on Monday", "the night of 3 to 4 May", "half past five".

    Each named group of `SPOKEN` has a method of its name that says what a match stands for (None: it is no such form).
    """

    def __init__(self, text: str, tagger: Tagger, found: Sequence[Found]) -> None:
        self.text, self.tagger, self.found = text, tagger, found
        self.now, self.name = tagger.now.day, tagger.now.name

    def read(self) -> Iterator[Found]:
        for match in SPOKEN.finditer(self.tagger.lower):
            group = next(k for k, v in match.groupdict().items() if v is not None)
            form: Form | None = getattr(self, f"_{group}")(match, match[group])
            if form is not None:
                yield Found(
                    match.start(), match.end(), form.type, form.value, None, form.anchor if form.value else None, status=form.status
                )
        yield from self._short_years()
        yield from self._days_of_month()

    def _day(self, days: int, kind: TimeType = "DATE", part: str = "") -> Form:
        """The day so many days from now."""
        return Form(kind, (self.now + timedelta(days=days)).isoformat() + part if self.now is not None else None, self.name)

    def _back(self, weekday: str) -> int:
        """Days to the last such weekday, today among them."""
        return -((self.now.isoweekday() - WEEKDAYS.index(weekday) - 1) % 7) if self.now is not None else 0

    def _ahead(self, weekday: str) -> int:
        """Days to the next such weekday."""
        return self._back(weekday) + 7

    def _week_on(self, match: re.Match[str], weekday: str) -> Form:
        return self._day(self._ahead(weekday) + 7)

    def _week_after(self, match: re.Match[str], weekday: str) -> Form | None:
        return self._week_on(match, weekday) if self.text[match.end() - 4] == "w" else None

    def _tomorrow_week(self, match: re.Match[str], words: str) -> Form:
        return self._day(8 if words.startswith("tom") else 7)

    def _before_last(self, match: re.Match[str], weekday: str) -> Form:
        return self._day((self._back(weekday) or -7) - 7)

    def _night_before(self, match: re.Match[str], words: str) -> Form:
        return self._day(-2, "TIME", "TNI")

    def _night_day(self, match: re.Match[str], day: str) -> Form:
        month, year = MONTH_NUMBERS[match["night_month"]], match["night_year"]
        if year:
            return Form("TIME", f"{year}-{month:02d}-{int(day):02d}TNI", "stated")
        start, _ = self.tagger.day_value(month, int(day), self._token_at(match.start()))
        return Form("TIME", start and f"{start}TNI", self.name)

    def _night_weekday(self, match: re.Match[str], weekday: str) -> Form:
        return self._day(self._back(weekday), "TIME", "TNI")

    _small = _night_weekday

    def _first_thing(self, match: re.Match[str], weekday: str) -> Form:
        return self._day(self._ahead(weekday), "TIME", "TMO")

    def _past(self, match: re.Match[str], words: str) -> Form:
        minutes = 30 if words.startswith("h") else {"quarter past": 15, "quarter to": 45}.get(words, 0)
        hour = _number(match["past_hour"]) - (words.split() == ["quarter", "to"])
        return self._clock(match, hour, minutes, match["past_part"] or "")

    def _clock_hour(self, match: re.Match[str], hour: str) -> Form:
        return self._clock(match, _number(hour), 0, match["clock_part"] or "")

    def _clock(self, match: re.Match[str], hour: int, minutes: int, part: str) -> Form:
        """A time of the named weekday, else of the day told before in the sentence, else of today."""
        told = [f for f in self.found if f.end <= match.start() and f.type in ("DATE", "TIME") and f.value and parse_day(f.value) is not None]
        day = parse_day(told[-1].value) if told and "." not in self.text[told[-1].end : match.start()] else self.now
        if match["clock_day"] and self.now is not None:
            day = self.now + timedelta(days=self._back(match["clock_day"]))
        time = f"T{hour % 12 + PARTS[part][1]:02d}:{minutes:02d}"
        return Form("TIME", day.isoformat() + time if day is not None else time, self.name)

    def _ymd(self, match: re.Match[str], words: str) -> Form | None:
        value = words.replace("/", "-")
        return Form("DATE", value, "stated") if parse_day(value) is not None else None

    def _dmy(self, match: re.Match[str], words: str) -> Form | None:
        day, month, year = (int(x) for x in words.split("-"))
        year += 0 if year > 99 else 2000 if year < 50 else 1900
        if month > 12 >= day:
            day, month = month, day
        value = f"{year}-{month:02d}-{day:02d}"
        either_way = day <= 12 and day != month and words[-3] == "-"
        if parse_day(value) is None or (either_way and self.tagger.now.year != year):
            return None
        return Form("DATE", value, "stated")

    def _away(self, match: re.Match[str], words: str) -> Form:
        number, unit = words.split()[:2]
        days = {"d": 1, "w": 7, "f": 14}.get(unit[0])
        if days is not None:
            return self._day(_number(number) * days)
        if self.now is None:
            return Form("DATE", None, None)
        months = self.now.year * 12 + self.now.month - 1 + _number(number) * (12 if unit[0] == "y" else 1)
        return Form("DATE", f"{months // 12}" if unit[0] == "y" else f"{months // 12}-{months % 12 + 1:02d}", self.name)

    def _weekdays_ago(self, match: re.Match[str], words: str) -> Form:
        number, weekday = words.split()[:2]
        return self._day((self._back(weekday[:-1]) or -7) - 7 * (_number(number) - 1))

    def _half(self, match: re.Match[str], unit: str) -> Form:
        return Form("DURATION", HALVES[unit], None)

    def _quarters(self, match: re.Match[str], words: str) -> Form:
        return Form("DURATION", "PT45M", None)

    def _other(self, match: re.Match[str], words: str) -> Form:
        return Form("SET", "P2" + match["other_unit"][0].upper(), None)

    def _vague_future(self, match: re.Match[str], words: str) -> Form:
        return Form("DATE", "FUTURE_REF", None, "vague")

    def _vague_past(self, match: re.Match[str], words: str) -> Form:
        return Form("DATE", "PAST_REF", None, "vague")

    def _token_at(self, start: int) -> int:
        """The first token from an offset on."""
        return min((k for k, token in enumerate(self.tagger.tokens) if token.start >= start), default=0)

    def _short_years(self) -> Iterator[Found]:
        """ "in '98"."""
        for match in SHORT_YEAR.finditer(self.tagger.lower):
            year = 2000 + int(match[1])
            if self.tagger.now.year is not None and year > self.tagger.now.year + 5:
                year -= 100
            yield Found(match.start(1) - 1, match.end(1), "DATE", str(year), None, "stated")

    def _days_of_month(self) -> Iterator[Found]:
        """ "on the 14th": the month is this one, or a neighbour where the tense says so."""
        now = self.now
        for match in MONTH_DAY.finditer(self.tagger.lower):
            number = int(match[2])
            if now is None or not 1 <= number <= 31:
                continue
            side = self.tagger.side(self._token_at(match.start(1)))
            step = 1 if side > 0 and number < now.day else -1 if side <= 0 and number > now.day + 25 * (side == 0) else 0
            months = now.year * 12 + now.month - 1 + step
            value = f"{months // 12}-{months % 12 + 1:02d}-{number:02d}"
            if parse_day(value) is None:
                value = f"{now.year}-{now.month:02d}-{number:02d}"
            if parse_day(value) is not None:
                yield Found(match.start(1), match.end(1), "DATE", value, None, self.name)
