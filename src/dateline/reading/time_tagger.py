"""Values of the time expressions that the grammar finds, resolved against the publication and against what was told last.

A value follows TIMEX3 (ISO-TimeML) and is never finer than its words.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from dateline import lexicon
from dateline.lexicon import rule_words
from dateline.model.time import Anchor, TimeStatus, TimeType
from dateline.reading.time_grammar import PATTERN, lower_case, tokenise
from dateline.text.calendar import add_months, parse_day, shift, week_value
from dateline.text.numbers import parse_number

COUNTED = rule_words("counted")
DURATION_CODES = {"F": ("W", 2), "TH": ("H", 1), "TM": ("M", 1), "TS": ("S", 1), "E": ("Y", 10), "C": ("Y", 100), "Q": ("M", 3), "S": ("", 0)}
JUST_PAST_DAYS = 60
"""Days since a day of the year from which words of what is to come mean the next one surely ("put off until 14 November", told in March)."""
JUST_PAST = 2
"""How many months back a month may lie that somebody had until then, rather than in the year to come."""


@cache
def _name_heads() -> frozenset[str]:
    return frozenset(row["noun"] for row in lexicon.table("name_heads.tsv"))


class Found(NamedTuple):
    """An expression before it becomes a finding. `anchor` None = nothing was needed or nothing could be had."""

    start: int
    end: int
    type: TimeType
    value: str | None
    mod: str | None = None
    anchor: Anchor | None = None
    begin: str | None = None
    finish: str | None = None
    status: TimeStatus = "stated"


class Anchors:
    """What relative expressions are resolved against: the day of publication and the day told last."""

    def __init__(self, published: str | None, name: Anchor = "publication") -> None:
        self.name = name
        self.day = parse_day(published)
        match = re.match(r"(\d{4})(?:-(\d{2}))?", published or "")
        self.year = int(match[1]) if match else None
        self.month = int(match[2]) if match and match[2] else None


class Tagger:
    """One pass over one text. Keeps what was told last; made anew for each text."""

    def __init__(self, text: str, published: str | None, side: Callable[[int], int] | None = None, anchor: Anchor = "publication") -> None:
        self.text = text
        self.lower = lower_case(text)
        self.tokens, self.classes = tokenise(self.lower)
        self.now = Anchors(published, anchor)
        self.told: date | None = None
        self.told_value: str | None = None
        self.told_weekdays: dict[int, date] = {}
        self.told_at = -1
        self.quarter: str | None = None
        self._side = side

    # ------------------------------------------------ scanning
    def run(self) -> list[Found]:
        found: list[Found] = []
        for match in PATTERN.finditer(self.classes):
            i, j = match.span()
            name = match.lastgroup or ""
            while j > i and self.classes[j - 1] in ",_":
                j -= 1
            results = getattr(self, f"_{name}")(i, j)
            for result in results if isinstance(results, list) else [results]:
                if result is None:
                    continue
                found.append(result)
                self._remember(result)
        return found

    def _remember(self, found: Found) -> None:
        if found.type not in ("DATE", "TIME") or not found.value or not re.match(r"\d{4}", found.value):
            return
        self.told_value, self.told_at = found.value, found.start
        if re.match(r"\d{4}-Q", found.value) and found.anchor != "narrative":
            self.quarter = found.value
        if (day := parse_day(found.value)) is not None:
            self.told = day
            self.told_weekdays[day.isoweekday()] = day

    def span(self, i: int, j: int) -> tuple[int, int]:
        return self.tokens[i].start, self.tokens[j - 1].end

    def make(self, i: int, j: int, type_: TimeType, value: str | None, mod: str | None = None, anchor: Anchor | None = None, **more: Any) -> Found:
        start, end = self.span(i, j)
        return Found(start, end, type_, value, mod, anchor, **more)

    def at(self, i: int, j: int, letters: str) -> int | None:
        """Index of the first token in `[i, j)` whose class is one of `letters`."""
        return next((n for n in range(i, j) if self.classes[n] in letters), None)

    def before(self, i: int, count: int = 1) -> str:
        return self.tokens[i - count].lower if i >= count else ""

    def after(self, j: int, count: int = 0) -> str:
        return self.tokens[j + count].lower if j + count < len(self.tokens) else ""

    def capital(self, i: int) -> bool:
        return self.text[self.tokens[i].start].isupper()

    # ------------------------------------------------ tense
    def side(self, i: int) -> int:
        """-1 where the words around tell of the past, 1 of the future, 0 where they do not say."""
        if self._side is not None and (given := self._side(self.tokens[i].start)):
            return given
        cues = _cues()
        for n in range(i - 1, max(-1, i - 13), -1):
            word = self.tokens[n].lower
            if word in ".!?;" or (word and self.text[self.tokens[n].end - 1] == "\n"):
                break
            cue = cues.get(word)
            if cue == "past" or (cue is None and len(word) > 4 and word.endswith("ed") and self.classes[n] == "x"):
                near = [self.tokens[m].lower for m in range(max(0, n - 3), n)]
                if "be" in near and any(w in near for w in ("will", "to", "would", "ll", "can", "could", "may", "should")):
                    return 1
                return -1
            if cue == "future":
                return 1
            if word == "to" and n + 1 < i and self.classes[n + 1] == "x" and self.tokens[n + 1].lower.isalpha() and n >= i - 5:
                return 1
        for n in range(i + 1, min(len(self.tokens), i + 9)):
            word = self.tokens[n].lower
            if word in ".!?;":
                break
            cue = cues.get(word)
            if cue == "future":
                return 1
            if cue == "past" or (cue is None and len(word) > 4 and word.endswith("ed") and self.classes[n] == "x"):
                return -1
        return 0

    def was_to_come(self, i: int) -> bool:
        """Whether the words tell what was promised or due before ("has not paid what it promised to pay by the end of June")."""
        for n in range(i - 1, max(0, i - 6), -1):
            word, before = self.tokens[n].lower, self.tokens[n - 1].lower
            if word in ".!?;,":
                return False
            if word == "to":
                return _cues().get(before) == "past" or before.endswith("ed")
        return False

    # ------------------------------------------------ parts of values
    def mod_of(self, i: int, j: int) -> str | None:
        edge = self.at(i, j, "B")
        if edge is not None:
            return self.tokens[edge].value
        if self.at(i, min(i + 1, j), "1") is not None:
            return "START"
        if self.at(i, min(i + 1, j), "2") is not None:
            return "END"
        return self.bound_of(i)

    def bound_of(self, i: int) -> str | None:
        """TIMEX3 mod of "about", "nearly", "at least", "more than" at the head of an expression."""
        word = self.tokens[i]
        if self.classes[i] == "K":
            return word.value
        if self.classes[i : i + 2] in ("@b", "uh"):
            return self.tokens[i + (self.classes[i] == "@")].value
        return None

    def month_value(self, month: int, i: int) -> tuple[str, Anchor | None]:
        """The month nearest to the anchor on the side of which the words tell."""
        year = self.year_told(i)
        if year is not None:
            return f"{year}-{month:02d}", "narrative"
        if self.now.year is None:
            return f"XXXX-{month:02d}", None
        year, side = self.now.year, self.side(i)
        if self.now.month is not None:
            if side > 0 and month < self.now.month and not (month >= self.now.month - JUST_PAST and self.was_to_come(i)):
                year += 1
            elif side <= 0 and month > self.now.month:
                year -= 1
                if side == 0 and self.before(i) in ("until", "by", "till"):
                    year += 1
        return f"{year}-{month:02d}", self.now.name

    def year_told(self, i: int) -> int | None:
        """The year of a background date told just before in the same sentence, where it is not the year of publication."""
        if self.told_value is None or not re.match(r"\d{4}", self.told_value) or self.now.year is None:
            return None
        year = int(self.told_value[:4])
        if abs(year - self.now.year) < 2:
            return None
        between = self.text[self.told_at : self.tokens[i].start]
        return year if len(between) < 120 and not re.search(r"[.!?]\s|\n", between) else None

    def day_value(self, month: int, day: int, i: int) -> tuple[str | None, Anchor | None]:
        if not 1 <= day <= 31:
            return None, None
        if self.tokens[i].start - self.told_at < 60 and (year := self.year_told(i)) is not None:
            return f"{year}-{month:02d}-{day:02d}", "narrative"
        if self.now.year is None:
            return f"XXXX-{month:02d}-{day:02d}", None
        if self.now.day is None:
            return f"{self.month_value(month, i)[0]}-{day:02d}", self.now.name
        side = self.side(i)
        best: tuple[float, str] | None = None
        for year in (self.now.year - 1, self.now.year, self.now.year + 1):
            try:
                distance = (date(year, month, day) - self.now.day).days
            except ValueError:
                continue
            cost = abs(distance) * (1.0 if distance <= 0 else 1.3)
            if side and (distance > 0) != (side > 0) and abs(distance) > 0:
                cost += 200 if side < 0 else 120 if distance > -JUST_PAST_DAYS else 400
            if best is None or cost < best[0]:
                best = (cost, f"{year}-{month:02d}-{day:02d}")
        return (best[1], self.now.name) if best else (None, None)

    def year_of(self, i: int, j: int) -> tuple[int | None, Anchor | None, bool]:
        """Year stated in `[i, j)`, or by "last year", "this year"; third: whether there is one at all."""
        four = self.at(i, j, "4")
        if four is not None:
            return int(self.tokens[four].value), "stated", True
        unit = self.at(i, j, "U")
        if unit is not None and self.tokens[unit].value == "Y":
            step = self.at(i, unit, "LXTt")
            if step is not None and self.now.year is not None:
                if self.classes[step] == "t" and self.told_value:
                    return int(self.told_value[:4]), "narrative", True
                return self.now.year + int(self.tokens[step].value or 0), self.now.name, True
            return None, None, True
        return None, None, False

    # ------------------------------------------------ absolute dates
    def _iso(self, i: int, j: int) -> Found | None:
        value = self.tokens[i].lower.upper()
        if parse_day(value) is None:
            return None
        return self.make(i, j, "TIME" if "T" in value else "DATE", value, anchor="stated")

    def _numeric(self, i: int, j: int) -> Found | None:
        first, second, year = (int(p) for p in re.split(r"[/.]", self.tokens[i].lower))
        year += 0 if year > 99 else (2000 if year < 50 else 1900)
        dotted = "." in self.tokens[i].lower
        options = [(m, d) for m, d in ((second, first), (first, second)) if 1 <= m <= 12 and 1 <= d <= 31]
        if not options:
            return None
        if len(set(options)) > 1 and not dotted:
            return self.make(i, j, "DATE", f"{year}", anchor="stated")
        month, day = options[0]
        try:
            return self.make(i, j, "DATE", date(year, month, day).isoformat(), anchor="stated")
        except ValueError:
            return None

    def _dates(self, i: int, j: int, month: int, days: list[int]) -> list[Found]:
        number = int(self.tokens[month].value)
        year, anchor, _ = self.year_of(month, j)
        if self.now.year is None and year is None:
            anchor = None
        if self.classes[month] == "N" and not self.short_month(month, True):
            return []
        found = []
        for place, at in enumerate(days):
            day = int(float(self.tokens[at].value))
            value: str | None
            if year is not None:
                value = f"{year:04d}-{number:02d}-{day:02d}"
            else:
                value, anchor = self.day_value(number, day, i)
            if value is not None and value[:4].isdigit() and parse_day(value) is None:
                continue
            first, last = i if place == 0 else at, j if place == len(days) - 1 else at + 1
            part = self.at(first, last, "P")
            if part is not None and value is not None:
                found.append(self.make(first, last, "TIME", f"{value}T{self.tokens[part].value}", anchor=anchor))
            else:
                found.append(self.make(first, last, "DATE", value, self.bound_of(first), anchor))
        return found

    def _month_day(self, i: int, j: int) -> list[Found]:
        month = self.at(i, j, "MN")
        if month is None:
            return []
        days = [n for n in range(month + 1, j) if self.classes[n] in "DO"]
        if self.at(month, j, "4") is None and self.classes[j : j + 1] == "x" and self.after(j) in COUNTED:
            return self._month_only(month) if len(days) < 3 else self._dates(i, days[0] + 1, month, days[:1])
        if self.classes[i] == "A" and (self._of_a_name(j) or not self.capital(month) and self.tokens[month].lower in ("may", "march")):
            return self._month_only(month)  # "the March 23 Movement", "on the march 12 fell"
        i = month if self.classes[i] == "A" else i
        if self.classes[days[0]] == "O" and not self.tokens[days[0]].value.isdigit():
            return self._month_only(month)
        return self._dates(i, j, month, days)

    def _of_a_name(self, at: int) -> bool:
        """Whether a date before `at` is part of somebody's name: "the April 6 Movement"."""
        return at < len(self.tokens) and self.capital(at) and self.tokens[at].lower in _name_heads()

    def _month_only(self, month: int) -> list[Found]:
        one = self._month(month, month + 1)
        return [one] if one is not None else []

    def _day_month(self, i: int, j: int) -> list[Found]:
        month = self.at(i, j, "MN")
        if month is None:
            return []
        days = [n for n in range(i, month) if self.classes[n] in "DO"]
        if any(not self.tokens[n].value.isdigit() or int(self.tokens[n].value) > 31 for n in days):
            return self._month_only(month)
        if self.tokens[month].lower == "may" and not self.capital(month):
            return []
        if len(days) == 2 and self.tokens[days[0]].value and self.classes[days[0] + 1] == "n" and days[1] != days[0] + 2:
            days = days[1:]
        return self._dates(i, j, month, days)

    def _month_year(self, i: int, j: int) -> Found | None:
        month = self.at(i, j, "MN")
        if month is None or (self.classes[month] == "N" and not self.short_month(month, True)):
            return None
        year, anchor, _ = self.year_of(month, j)
        value = f"{year:04d}-{int(self.tokens[month].value):02d}" if year is not None else f"XXXX-{int(self.tokens[month].value):02d}"
        return self.make(i, j, "DATE", value, self.mod_of(i, month), anchor)

    def short_month(self, i: int, with_number: bool) -> bool:
        return self.tokens[i].lower not in ("mar", "jan", "jun", "dec", "sep", "oct") or with_number

    def _month(self, i: int, j: int) -> Found | None:
        month = self.at(i, j, "MN")
        if month is None:
            return None
        word = self.tokens[month].lower
        if word in ("may", "march", "august") and not self.month_here(i, month):
            return None
        number = int(self.tokens[month].value)
        step = self.at(i, month, "LXTt")
        mod = self.mod_of(i, month) if month > i else None
        value: str
        anchor: Anchor | None
        if step is None or self.now.year is None:
            value, anchor = self.month_value(number, i)
        else:
            anchor, year = self.now.name, self.now.year
            here = self.now.month or 0
            if self.classes[step] == "L":
                year -= number >= here
            elif self.classes[step] == "X":
                year += number <= here
            elif self.classes[step] == "t" and self.told_value:
                year, anchor = int(self.told_value[:4]), "narrative"
            value = f"{year}-{number:02d}"
        first = i if mod or step is not None else month
        return self.make(first, j, "DATE", value, mod, anchor)

    def month_here(self, i: int, month: int) -> bool:
        """Whether "may", "march", "august" is the month: after a preposition, or written large in the middle of mixed-case text."""
        if i < month and self.classes[i] != "A":
            return True
        if self.before(i) in ("in", "since", "of", "until", "by", "till", "during", "from", "to", "and", "between", "for", "last", "next", "before", "after"):
            name = self.capital(month) or self.tokens[month].lower != "march"
            verb = self.tokens[month].lower == "march" and self.before(i) in ("to", "and", "for", "of") and not self.capital(month)
            return name and not verb
        if self.tokens[month].lower == "may" and self.classes[month + 1 : month + 2] == "v" and self.capital(month):
            return True
        return self.tokens[month].lower == "august" and self.capital(month) and month > 0

    def _year(self, i: int, j: int) -> Found | None:
        at = j - 1
        year = int(self.tokens[at].value)
        mod = self.mod_of(i, at) if at > i else None
        if not self.is_year(i, at):
            return None
        return self.make(i if mod else at, j, "DATE", f"{year:04d}", mod, "stated")

    def is_year(self, i: int, at: int) -> bool:
        """Whether four digits are a year: 19xx-20xx not before a counted noun, unit, currency; older ones only after "in", "since"..."""
        year, before, after = int(self.tokens[at].value), self.before(at), self.after(at + 1)
        if before in ("$", "€", "£", "no", "number", "flight", "route", "un", "resolution", "#") or (before == "." and self.before(at, 2) == "no"):
            return False
        if after in COUNTED or after in ("%", "percent", "per", "gmt", "utc", "hours", "hrs") or self.classes[at + 1 : at + 2] in ("U", ":"):
            return False
        if after == "-" and self.classes[at + 2 : at + 3] == "U":
            return False
        if i < at:
            return True
        prepositions = ("in", "since", "of", "from", "until", "by", "before", "after", "during", "to", "and", "between", "through", "around", "late", "early")
        if before in prepositions:
            return year >= 1000
        return 1900 <= year <= 2049

    def _decade(self, i: int, j: int) -> Found | None:
        at = self.at(i, j, "Z")
        if at is None:
            return None
        if self.tokens[at].lower[0].isalpha() and self.classes[i] not in "AB":
            return None
        return self.make(i, j, "DATE", self.tokens[at].value, self.mod_of(i, at) if at > i else None, "stated")

    def _century(self, i: int, j: int) -> Found | None:
        at = self.at(i, j, "O")
        number = self.ordinal(at) if at is not None else None
        if number is None or not 1 <= number <= 30:
            return None
        return self.make(i, j, "DATE", f"{number - 1:02d}", self.mod_of(i, at or i), "stated")

    def ordinal(self, at: int) -> int | None:
        return int(self.tokens[at].value) if self.tokens[at].value.isdigit() else None

    def _quarter(self, i: int, j: int) -> Found | None:
        at = self.at(i, j, "O6")
        number = self.ordinal(at) if at is not None else None
        half = self.at(i, j, "j") is not None
        if number is None or at is None or not 1 <= number <= (2 if half else 4):
            return None
        if half and self.at(i, j, "4U") is None:
            return None
        year, anchor, given = self.year_of(i, j)
        if self.at(i, j, "1") is not None and self.now.year is not None:
            year, anchor = self.now.year - 1, self.now.name
        if year is None and not given and self.now.year is not None:
            quarter_now = ((self.now.month or 12) + 2) // 3
            side = self.side(i)
            year, anchor = self.now.year, self.now.name
            if side <= 0 and number > quarter_now:
                year -= 1
        letter = "H" if half else "Q"
        return self.make(i, j, "DATE", f"{year:04d}-{letter}{number}" if year is not None else f"XXXX-{letter}{number}", None, anchor)

    def _season(self, i: int, j: int) -> Found | None:
        at = self.at(i, j, "S")
        if at is None or (at == i and self.before(i) not in ("in", "during", "since", "by", "over", "of", "until", "before", "after", "late", "early")):
            return None
        word = self.tokens[at].lower
        step = self.at(i, at, "LXTt")
        year, anchor, given = self.year_of(at, j)
        if word in ("fall", "spring") and step is None and not given and not (word == "spring" and self.classes[i] in "AB"):
            return None
        if at > i and self.before(at) == "arab":
            return None
        mod = self.mod_of(i, at) if at > i else None
        if year is None and self.now.year is not None:
            year, anchor = self.now.year, self.now.name
            middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 13}[self.tokens[at].value]
            here = self.now.month or 6
            if step is not None and self.classes[step] == "L":
                year -= middle - 1 >= here
            elif step is not None and self.classes[step] == "X":
                year += middle <= here
            elif step is None and self.side(i) <= 0 and middle > here + 1:
                year -= 1
        value = f"{year:04d}-{self.tokens[at].value}" if year is not None else f"XXXX-{self.tokens[at].value}"
        return self.make(i, j, "DATE", value, mod, anchor)

    # ------------------------------------------------ weekdays and deictic days
    def weekday_date(self, number: int, i: int, step: str = "") -> tuple[date | None, Anchor | None]:
        if self.now.day is None:
            return None, None
        back = (self.now.day.isoweekday() - number) % 7
        side = self.side(i)
        if step == "L":
            return self.now.day - timedelta(days=back or 7), self.now.name
        if step == "X":
            return self.now.day + timedelta(days=(7 - back) or 7), self.now.name
        if step == "T":
            monday = self.now.day - timedelta(days=self.now.day.isoweekday() - 1)
            return monday + timedelta(days=number - 1), self.now.name
        if step == "t" and number in self.told_weekdays:
            return self.told_weekdays[number], "narrative"
        if side > 0 and back:
            return self.now.day + timedelta(days=7 - back), self.now.name
        return self.now.day - timedelta(days=back), self.now.name

    def _weekday(self, i: int, j: int) -> Found | None:
        at = self.at(i, j, "W")
        if at is None:
            return None
        number = int(self.tokens[at].value)
        head = self.classes[i:at]
        step = next((c for c in head if c in "LXTt"), "")
        tail = self.classes[at + 1 : j].lstrip("i")
        part = self.at(at, j, "P")
        end = j
        if tail == "i" or self.classes[at + 1 : j] == "i":
            end = at + 1
        if "L" in tail and "U" not in tail:
            step = "L"
        later = "2" in head or (self.before(i) == "on" and self.before(i, 2) == "later")
        if later and number in self.told_weekdays:
            day: date | None = self.told_weekdays[number]
            anchor: Anchor | None = self.now.name
        else:
            day, anchor = self.weekday_date(number, i, step)
        if "U" in tail and self.now.day is not None:
            unit = self.at(at, j, "U")
            way = self.at(at + 1, j, "LXT")
            if unit is not None and way is not None and self.tokens[unit].value == "W":
                monday = self.now.day - timedelta(days=self.now.day.isoweekday() - 1)
                day = monday + timedelta(days=7 * int(self.tokens[way].value or 0) + number - 1)
        mod = self.tokens[edge].value if (edge := self.at(i, at, "B")) is not None else None
        if edge is not None and mod in ("START", "END") and self.classes[edge + 1] == "5":
            i, mod = edge + 2, None  # "to start on Monday": a verb, no part of the day
        if mod is None and head[:1] in ("1", "2"):
            mod = "START" if head[0] == "1" else "END"
        value = day.isoformat() if day is not None else f"XXXX-WXX-{number}"
        if part is not None:
            return self.make(i, end, "TIME", f"{value}T{self.tokens[part].value}", mod, anchor)
        return self.make(i, end, "DATE", value, mod, anchor)

    def _part_weekday(self, i: int, j: int) -> Found | None:
        day, anchor = self.weekday_date(int(self.tokens[j - 1].value), j - 1)
        part = self.at(i, j, "P")
        if part is None:
            return None
        return self.make(i, j, "TIME", f"{day.isoformat() if day else f'XXXX-WXX-{self.tokens[j - 1].value}'}T{self.tokens[part].value}", None, anchor)

    def _weekday_short(self, i: int, j: int) -> Found | None:
        if not self.capital(i):
            return None
        day, anchor = self.weekday_date(int(self.tokens[i].value), i)
        return self.make(i, j, "DATE", day.isoformat() if day else f"XXXX-WXX-{self.tokens[i].value}", None, anchor)

    def _deictic(self, i: int, j: int) -> Found | None:
        at = self.at(i, j, "y")
        if at is None:
            return None
        if self.classes[at + 1 : j] == "i":
            j = at + 1
        tonight = self.tokens[at].lower.startswith("ton")
        part = self.at(at, j, "P")
        mod = self.mod_of(i, at) if at > i else None
        if self.now.day is None:
            value = None
        else:
            value = (self.now.day + timedelta(days=int(self.tokens[at].value))).isoformat()
        code = "NI" if tonight else self.tokens[part].value if part is not None else None
        if code and value:
            return self.make(i, j, "TIME", f"{value}T{code}", mod, self.now.name)
        if value is None and self.now.year is not None and self.now.month is not None and self.tokens[at].value == "0":
            value = f"{self.now.year}-{self.now.month:02d}"
        return self.make(i, j, "DATE", value, mod, self.now.name if value else None)

    def _this_part(self, i: int, j: int) -> Found | None:
        step, part = self.at(i, j, "LTXt"), j - 1
        if step is None:
            return None
        word, code = self.classes[step], self.tokens[part].value
        day, anchor = self.now.day, self.now.name
        if word == "t" and self.told is not None:
            day, anchor = self.told, "narrative"
        elif word == "L" and day is not None:
            day -= timedelta(days=1)
        elif word == "X" and day is not None:
            if self.tokens[step].lower in ("following", "next") and self.told is not None:
                day, anchor = self.told, "narrative"
            day += timedelta(days=1)
        value = f"{day.isoformat()}T{code}" if day is not None else None
        return self.make(i, j, "TIME", value, self.mod_of(i, part), anchor if day is not None else None)

    # ------------------------------------------------ times of day
    def _clock(self, i: int, j: int) -> Found | None:
        at = self.at(i, j, ":DC")
        if at is None:
            return None
        digits = re.match(r"(\d{1,2})[:.]?(\d{2})?", self.tokens[at].lower)
        if digits is not None:
            hour, minute = int(digits[1]), int(digits[2] or 0)
        else:
            number = parse_number(self.tokens[at].lower)
            if number is None:
                return None
            hour, minute = int(number), 0
        meridiem = self.at(at, j, "k")
        half = self.tokens[meridiem].value if meridiem is not None else self.tokens[at].value[-2:]
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        part = self.at(at, j, "P")
        if part is not None and self.tokens[part].value in ("AF", "EV", "NI") and hour < 12:
            hour += 12
        if hour > 24 or minute > 59 or (self.classes[at] == ":" and half not in ("am", "pm") and self.score_like(i, j)):
            return None
        day, anchor = self.told if self.told is not None else self.now.day, self.now.name
        if self.told is not None:
            anchor = "narrative"
        rest = self.at(at + 1, j, "MNyW")
        if rest is not None:
            first = next((n for n in range(at + 1, j) if self.classes[n] in "DMNyW"), rest)
            inner = {"y": self._deictic, "W": self._weekday}.get(self.classes[first])
            dates: list[Found | None]
            if inner is not None:
                dates = [inner(first, j)]
            else:
                dates = list(self._month_day(first, j) if self.classes[first] in "MN" else self._day_month(first, j))
            one = next((d for d in dates if d is not None), None)
            day, anchor = (parse_day(one.value), one.anchor or "publication") if one is not None else (day, anchor)
        value = f"{day.isoformat()}T{hour:02d}:{minute:02d}" if day is not None else f"T{hour:02d}:{minute:02d}"
        return self.make(i, j, "TIME", value, self.bound_of(i), anchor if day is not None else None)

    def score_like(self, i: int, j: int) -> bool:
        return self.before(i) not in ("at", "around", "about", "by", "until", "from", "since", "to", "before", "after", "and") and self.at(
            i, j, "kzq"
        ) is None

    def _part(self, i: int, j: int) -> Found | None:
        word = self.tokens[j - 1].lower
        if word in ("night", "nights", "mornings", "evenings", "afternoons", "sunset", "sunrise") and i == j - 1:
            return None
        if i == j - 1 and self.before(i) not in ("at", "by", "before", "after", "until", "around", "since", "in", "near", "from") and word not in (
            "overnight", "midnight", "noon", "midday",
        ):  # fmt: skip
            return None
        if self.classes[i] == "A" and self.before(i) not in ("in", "during", "through", "by", "throughout", "of", "late", "early"):
            return None
        day = self.told or self.now.day
        value = f"{day.isoformat()}T{self.tokens[j - 1].value}" if day is not None else f"T{self.tokens[j - 1].value}"
        return self.make(i, j, "TIME", value, None, ("narrative" if self.told else self.now.name) if day else None)

    # ------------------------------------------------ units relative to an anchor
    def unit(self, i: int, j: int) -> tuple[int, str]:
        at = self.at(i, j, "U89H")
        return (-1, "") if at is None else (at, self.tokens[at].value)

    def count(self, i: int, j: int) -> float | None:
        """The number told in `[i, j)`; 0 for words like "few", None where there is none."""
        first = self.at(i, j, "DC4j")
        few = self.at(i, j, "F")
        if few is not None and first is None:
            return 2.0 if self.tokens[few].lower == "couple" else 0.0
        if first is None:
            return 1.0 if self.at(i, j, "a") is not None else None
        last = max(n for n in range(i, j) if self.classes[n] in "DC4j") + 1
        if first > i and self.classes[first - 1] == "a" and parse_number(f"a {self.tokens[first].lower}") is not None:
            first -= 1
        words = self.text[self.tokens[first].start : self.tokens[last - 1].end]
        value = parse_number(words.replace("-", " "))
        if value is None and (parts := re.split(r"\s*(?:[-–—]|\bto\b|\bor\b|\band\b)\s*", words, maxsplit=1)):
            return None if len(parts) < 2 else -1.0
        return value

    def unit_value(self, day: date, unit: str) -> str | None:
        """The value of the whole unit (week, month, ...) in which a day lies."""
        if unit == "D":
            return day.isoformat()
        if unit in ("W", "F"):
            return week_value(day)
        if unit == "WE":
            return f"{week_value(day)}-WE"
        if unit == "M":
            return f"{day.year:04d}-{day.month:02d}"
        if unit == "Q":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        if unit == "Y":
            return f"{day.year:04d}"
        if unit == "E":
            return f"{day.year // 10:03d}"
        return f"{day.year // 100:02d}" if unit == "C" else None

    def told_year(self) -> date | None:
        """A day of the year told last."""
        return date(int(self.told_value[:4]), 7, 1) if self.told_value and self.told_value[:4].isdigit() and int(self.told_value[:4]) else None

    def base(self) -> date | None:
        """A day that stands for the anchor; where only its month or year is known, the middle of it."""
        if self.now.day is not None:
            return self.now.day
        return date(self.now.year, self.now.month or 7, 15) if self.now.year is not None else None

    def fits(self, unit: str) -> bool:
        """Whether the anchor is known finely enough for a unit."""
        if unit in ("Y", "E", "C"):
            return self.now.year is not None
        return self.now.month is not None if unit in ("M", "Q") else self.now.day is not None

    def _unit_relative(self, i: int, j: int) -> Found | None:
        step = self.at(i, j, "LXT")
        at, unit = self.unit(i, j)
        if step is None or at < 0 or unit in ("S", "TS"):
            return None
        number = self.count(step + 1, at)
        word = self.tokens[step].lower
        if number is not None or unit in ("TH", "TM"):
            return self._span_of_units(i, j, step, unit, number)
        plural = self.tokens[at].lower.endswith("s") and unit != "C"
        if plural:
            if self.classes[step] == "X":
                return self.make(i, j, "DURATION", self.duration_value(None, unit), None, self.now.name)
            return None if self.classes[step] == "T" and word != "current" else self.make(i, j, "DATE", "PAST_REF", None, self.now.name)
        mod = self.mod_of(i, step) if step > i and self.classes[i] != "A" else None
        if mod is None and self.classes[i] == "A" and self.classes[i + 1] == "B":
            mod = self.tokens[i + 1].value
        if (
            word in ("following", "next", "previous", "preceding", "ensuing") and self.classes[i] == "A"
            and (told := self.told_year() if unit == "Y" else self.told) is not None
        ):  # fmt: skip
            moved = shift(told, "W" if unit == "WE" else unit, 1 if self.classes[step] == "X" else -1)
            return self.make(i, j, "DATE", self.unit_value(moved, unit) if moved else None, mod, "narrative")
        base = self.base()
        if base is None or not self.fits(unit):
            return self.make(i, j, "DATE", None, mod)
        offset = 0 if word in ("this", "current") else -1 if self.classes[step] == "L" else 1
        if unit == "WE" and offset == 0 and base.isoweekday() < 3:
            offset = 0
        moved = shift(base, "W" if unit == "WE" else unit, offset)
        if unit == "D" and self.classes[step] == "L":
            return self.make(i, j, "DURATION", "P1D", mod, self.now.name)
        return self.make(i, j, "DATE", self.unit_value(moved, unit) if moved else None, mod, self.now.name)

    def _span_of_units(self, i: int, j: int, step: int, unit: str, number: float | None) -> Found:
        """A stretch of time that ends or begins at the anchor: "the past two months"."""
        begin = finish = None
        base = self.base()
        if number and number > 0 and base is not None and self.fits(unit):
            sign = -1 if self.classes[step] == "L" else 1
            other = shift(base, unit, sign * int(number)) if float(number).is_integer() else None
            if other is not None:
                first, last = sorted((base, other))
                size = 10 if unit in ("D", "W", "F") else 7 if unit in ("M", "Q") else 4
                begin, finish = first.isoformat()[:size], last.isoformat()[:size]
        value = self.duration_value(number, unit)
        mod = self.bound_of(i)
        return self.make(i, j, "DURATION", value, mod, self.now.name if begin else None, begin=begin, finish=finish)

    def duration_value(self, number: float | None, unit: str) -> str | None:
        code, factor = DURATION_CODES.get(unit, (unit, 1))
        if not code or unit == "WE":
            return None if unit != "WE" else "P2D"
        prefix = "PT" if unit in ("TH", "TM", "TS") else "P"
        if not number or number < 0:
            return f"{prefix}X{code}"
        amount = number * factor
        return f"{prefix}{amount:g}{code}" if amount < 1e6 else None

    def _ago(self, i: int, j: int) -> Found | None:
        at, unit = self.unit(i, j)
        way = max(n for n in range(i, j) if self.classes[n] in "012")
        number = self.count(i, at)
        word = self.tokens[way].lower
        head = self.tokens[at].lower
        if number is None and not head.endswith("s") and self.at(i, at, "a") is None:
            return None if unit in ("S", "WE") else self._year_earlier(i, j)
        if word in ("before", "after", "prior", "hence") and self.classes[j : j + 1] not in ("", ".", ",", "v"):
            return self.make(i, way, "DURATION", self.duration_value(number, unit), self.bound_of(i))
        sign = 1 if self.classes[way] == "2" else -1
        if unit == "Y" and number == 1 and sign < 0 and self.quarter is not None:
            return self.make(i, j, "DATE", self.quarter_before(), None, "narrative")
        mod = self.bound_of(i)
        from_told = word != "ago" and self.told is not None
        base = self.told if from_told else self.base()
        if not number or number < 0 or not float(number).is_integer() or base is None:
            value = "PAST_REF" if sign < 0 else "FUTURE_REF" if not from_told else None
            if number == 0.0 or number is None or number < 0:
                return self.make(i, j, "DATE", value if word == "ago" else None, mod, self.now.name)
            return self.make(i, j, "DATE", None, mod)
        if unit in ("TH", "TM", "TS"):
            return self.make(i, j, "DURATION", self.duration_value(number, unit), mod)
        if not from_told and not self.fits(unit):
            return self.make(i, j, "DATE", None, mod)
        moved = shift(base, unit, sign * int(number))
        anchor: Anchor = "narrative" if from_told else self.now.name
        value = self.unit_value(moved, {"W": "W", "F": "W"}.get(unit, unit)) if moved is not None else None
        return self.make(i, j, "DATE", value, mod, anchor)

    def _unit_before(self, i: int, j: int) -> Found | None:
        at, unit = self.unit(i, j)
        way = at + 1
        sign = -1 if self.classes[way] == "1" else 1
        if self.classes[j - 1] == "y":
            day = self.now.day
            value = (day + timedelta(days=2 * sign)).isoformat() if day is not None else None
            return self.make(i, j, "DATE", value, None, self.now.name if value else None)
        if self.classes[j : j + 1] not in ("", ".", ",", "v") and self.tokens[way].lower in ("after", "before"):
            following = self.after(j)
            if following not in ("when", "in", "at", "by", "and", "said", "on", "with", "near", "but"):
                return None
        base = self.told or self.base()
        moved = shift(base, unit, sign) if base is not None else None
        value = self.unit_value(moved, unit) if moved is not None else None
        return self.make(i, j, "DATE", value, None, ("narrative" if self.told else self.now.name) if value else None)

    def _year_earlier(self, i: int, j: int) -> Found | None:
        unit = self.unit(i, j)[1]
        base = self.base()
        if unit not in ("Y", "M", "W") or base is None or not self.fits(unit):
            return None
        if unit == "Y" and self.quarter is not None:
            return self.make(i, j, "DATE", self.quarter_before(), None, "narrative")
        moved = shift(base, unit, -1)
        return self.make(i, j, "DATE", self.unit_value(moved, unit) if moved else None, None, self.now.name)

    def quarter_before(self) -> str:
        """The quarter told last, one year earlier: what "a year earlier" is compared with in reports on business."""
        told = self.quarter or ""
        return f"{int(told[:4]) - 1:04d}{told[4:]}"

    def _first_units(self, i: int, j: int) -> Found | None:
        at, unit = self.unit(i, j)
        number = self.count(i + 2, at)
        if (unit not in DURATION_CODES and unit not in ("D", "W", "M", "Y")) or unit == "S":
            return None
        if number is None and not self.tokens[at].lower.endswith("s"):
            month = self.at(at, j, "M")
            if month is None or unit != "W":
                return None
            first = parse_day(f"{self.month_value(int(self.tokens[month].value), i)[0]}-01")
            ordinal = self.ordinal(i + 1)
            if first is None or ordinal is None or not 1 <= ordinal <= 5:
                return self.make(i, j, "DATE", None)
            return self.make(i, j, "DATE", week_value(first + timedelta(days=7 * (ordinal - 1) + 1)), None, self.now.name)
        return self.make(i, j, "DURATION", self.duration_value(number, unit))

    def _unit_that(self, i: int, j: int) -> Found | None:
        at, word = j - 1, self.tokens[j - 1]
        letter = self.classes[at]
        mod = self.mod_of(i, at) if self.classes[i] != "A" else None
        if letter == "P":
            return self._this_part(i, j)
        if self.before(at) == "that" and self.before(i) in ("said", "say", "says") and letter != "U":
            return None
        if letter == "W":
            return self._weekday(i, j)
        if letter == "M":
            return self._month(i, j)
        if letter == "S" or word.value in ("S", "TS", "TH", "TM"):
            return None
        if self.told_value is None:
            return self.make(i, j, "DATE", None, mod)
        day = self.told or parse_day(f"{self.told_value}-01-01"[:10]) or parse_day(f"{self.told_value}-01"[:10])
        if word.value == "Y":
            value: str | None = self.told_value[:4]
        elif word.value == "M":
            value = self.told_value[:7] if re.match(r"\d{4}-\d{2}", self.told_value) else None
        else:
            value = self.unit_value(self.told, word.value) if self.told is not None and day is not None else None
        return self.make(i, j, "DATE", value, mod, "narrative" if value else None)

    def _unit_end(self, i: int, j: int) -> Found | None:
        at, unit = self.unit(i, j)
        edge = self.at(i, j, "B")
        base = self.base()
        if edge is None or unit not in ("D", "W", "M", "Y", "Q", "E", "C") or base is None or not self.fits(unit):
            return None
        if self.tokens[at].lower.endswith("s"):
            return None
        if at < edge and self.tokens[edge].lower in ("late", "early", "start", "close", "dawn", "mid"):
            return None
        return self.make(i, j, "DATE", self.unit_value(base, unit), self.tokens[edge].value, self.now.name)

    def _weekend(self, i: int, j: int) -> Found | None:
        if self.now.day is None or self.tokens[j - 1].lower.endswith("s"):
            return None
        back = self.now.day.isoweekday()
        base = self.now.day - timedelta(days=7 if back < 6 and self.side(i) <= 0 else 0)
        return self.make(i, j, "DATE", f"{week_value(base)}-WE", None, self.now.name)

    def _the_unit(self, i: int, j: int) -> Found | None:
        unit = self.unit(i, j)[1]
        if unit not in ("Y", "Q", "M", "W") or self.tokens[j - 1].lower.endswith("s") or self.classes[j : j + 1] == "_":
            return None
        base = self.base()
        if unit in ("M", "W", "Y") and self.before(i) not in ("in", "of", "for", "during", "this", "throughout"):
            return None
        if base is None or not self.fits(unit):
            return None
        if unit == "Q":
            base = add_months(base, -3)
        return self.make(i, j, "DATE", self.unit_value(base, unit), None, self.now.name)

    def _duration(self, i: int, j: int) -> Found | None:
        at, unit = self.unit(i, j)
        if at < 0 or unit in ("S", "Q", "WE"):
            return None
        number = self.count(i, at)
        if self.classes[i:j] in ("U_G", "UG"):
            number = 1.0 if not self.tokens[at].lower.endswith("s") else None
        if self.classes[j - 1] == "G" and self.tokens[j - 1].lower == "old":
            return None
        if self.after(j) == "old" or (self.after(j) in ("-",) and self.after(j, 1) == "old"):
            return None
        if self.classes[i] == "a" and j == i + 2 and self.before(i) in ("times", "once", "twice"):
            return self.make(i, j, "SET", self.duration_value(1.0, unit))
        if self.classes[i] == "4" and self.at(i + 1, at, "DC") is None and not self.tokens[at].lower.endswith("s"):
            return self._year(i, i + 1)
        return self.make(i, j, "DURATION", self.duration_value(number, unit), self.bound_of(i))

    def _units(self, i: int, j: int) -> Found | None:
        unit = self.tokens[i].value
        if unit not in ("D", "W", "M", "Y", "E", "C", "TH", "TM") or not self.tokens[i].lower.endswith("s"):
            return None
        if self.before(i) in ("old", "days", "these", "those", "working", "all", "-") or self.classes[j : j + 1] == "_":
            return None
        return self.make(i, j, "DURATION", self.duration_value(None, unit))

    def _set(self, i: int, j: int) -> Found | None:
        letter = self.classes[i]
        if letter == "s":
            noun_next = self.classes[j : j + 1] == "x" and self.after(j) not in ("by", "with", "from", "as", "for", "through", "during", "because")
            if not self.tokens[i].lower.endswith("ally") and (noun_next or self.capital(i)):
                return None
            return self.make(i, j, "SET", self.tokens[i].value)
        if letter in "V5":
            at = self.at(i, j, "V")
            part = self.at(i, j, "P")
            value = f"XXXX-WXX-{self.tokens[at or i].value}" + (f"T{self.tokens[part].value}" if part is not None else "")
            return self.make(at if at is not None else i, j, "SET", value)
        last = j - 1
        number = self.count(i + 1, last) or 1.0
        what = self.at(i + 1, j, "U8WMP")
        if what is None or number < 0:
            return None
        if self.classes[what] == "W":
            return self.make(i, j, "SET", f"XXXX-WXX-{self.tokens[what].value}")
        if self.classes[what] == "M":
            return self.make(i, j, "SET", f"XXXX-{int(self.tokens[what].value):02d}")
        if self.classes[what] == "P":
            return self.make(i, j, "SET", f"XXXX-XX-XXT{self.tokens[what].value}")
        period = "P1Q" if self.tokens[what].value == "Q" else self.duration_value(number, self.tokens[what].value)
        return self.make(i, j, "SET", period)

    # ------------------------------------------------ vague references
    def _recent(self, i: int, j: int) -> Found:
        unit = self.unit(i, j)[1]
        if self.classes[j - 2 : j - 1] == "n" or unit in ("Y", "E", "C"):
            return self.make(i, j, "DATE", "PAST_REF", status="vague")
        return self.make(i, j, "DURATION", self.duration_value(None, unit), status="vague")

    def _ref(self, i: int, j: int) -> Found | None:
        word = self.tokens[i].lower
        if (word == "soon" and self.before(i) in ("as", "too")) or (word == "now" and self.after(j) == "that"):
            return None
        return self.make(i, j, "DATE", self.tokens[i].value, status="vague")

    def _future(self, i: int, j: int) -> Found | None:
        if j - i == 1 or (j == i + 2 and self.classes[i] == "A" and self.before(i) not in ("in", "for", "of", "at")):
            return None
        return self.make(i, j, "DATE", "FUTURE_REF", status="vague")


@cache
def _cues() -> Mapping[str, str]:
    return {row["word"]: row["side"] for row in lexicon.table("tense_cues.tsv")}
