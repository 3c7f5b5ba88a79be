"""Time expressions of news English with TIMEX3 values (ISO-TimeML), resolved against the publication, the dateline, quotes and what was told.

The text is cut into tokens, each token gets a one-letter class, and the grammar is one regular expression over the string of classes:
marks are optional in it, case does not matter, so letters-only text is read by the same rules. A value is never finer than its words.
"""

import re
from calendar import month_name
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import msgspec

from dateline import lexicon
from dateline.lexicon import Lexica, rule_words
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.reading import Reading
from dateline.model.time import Anchor, TimeExpression, TimeStatus, TimeType
from dateline.text.calendar import add_months, easter, interval, nth_weekday, parse_day, shift, week_value
from dateline.text.lost import lost_numbers
from dateline.text.numbers import parse_number
from dateline.text.segment import ReportText

# ---------------------------------------------------------------- tokens and their classes
CLASSES = {
    "month": "M", "month_short": "N", "weekday": "W", "weekday_short": "w", "weekdays": "V", "unit": "U", "deictic": "y", "tonight": "y",
    "part": "P", "season": "S", "last": "L", "next": "X", "this": "T", "that": "t", "the": "A", "a": "a", "of": "o", "and": "n", "to": "g",
    "than": "h", "at": "@", "more": "u", "bound": "b", "approx": "K", "ago": "0", "earlier": "1", "later": "2", "edge": "B", "every": "E",
    "per": "p", "set": "s", "few": "F", "present": "R", "past_ref": "R", "future_ref": "R", "recent": "r", "future": "f", "fiscal": "c",
    "half": "j", "meridiem": "k", "zone": "z", "long": "G", "oclock": "q", "on": "5", "in": "7", "ordinal": "O", "decades": "Z",
}  # fmt: skip
UNIT_CLASSES = {"Q": "8", "C": "9", "WE": "H"}
MARKS = {"-": "_", "–": "_", "—": "_", ",": ",", ".": ".", "/": "/"} | dict.fromkeys("\"'“”‘’()[]", "v")
TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TOKEN = (
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?!\d)(?:t\d{2}:\d{2}(?::\d{2})?)?)"
    r"|(?P<numeric>\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.)(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<clock>\d{1,2}[:.]\d{2}(?=\s*(?:[ap]\.?\s?m\b|h\b|hrs|hours|local|gmt|utc|[a-z]{2,4}t\b))|\d{1,2}:\d{2}(?![\d:]))"
    r"|(?P<hours>[0-2]\d[0-5]\d(?=\s?(?:h\b|hrs|hours|gmt|utc|local)))"
    r"|(?P<number>\d+(?:[.,]\d+)*)(?P<suffix>st|nd|rd|th|s|am|pm)?(?![\w])"
    r"|['’](?P<decade>\d0)s\b"
    rf"|(?P<spoken>\b(?:nineteen|twenty)[\s-]+(?:{TENS}(?:[\s-]+{ONES})?|{TEENS}|oh?[\s-]+{ONES})\b"
    rf"|\btwo\s+thousand(?:\s+and)?\s+(?:{TENS}(?:[\s-]+{ONES})?|{TEENS}|{ONES})\b)(?!\s+(?:people|persons|civilians|troops|men|thousand|million))"
    r"|(?P<meridiem>\b[ap]\.?\s?m\b\.?)"
    r"|o['’]clock|['’]s\b|(?P<qn>\bq[1-4]\b)|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s])|\S"
)
TOKEN = re.compile(_TOKEN)
"""A token of a text in lower case."""
PIECE = re.compile(r"\s+|[b-mrsu-z][^\W\d_]*|" + re.sub(r"\?P<\w+>", "?:", _TOKEN))
"""The same without groups, blanks between tokens, and first the words by whose first letter nothing else begins: pieces that leave no gap."""


class Tok(msgspec.Struct, frozen=True, gc=False):
    """A token: offsets, lower case, what its word stands for in the lexicon ("" for other words), its number where it has one."""

    start: int
    end: int
    lower: str
    value: str
    number: float | None


@cache
def _known() -> dict[str, tuple[str, str]]:
    """Class and value of words and marks."""
    found = {mark: (letter, "") for mark, letter in MARKS.items()}
    for row in lexicon.table("time_words.tsv"):
        kind, value = row["class"], row["value"]
        letter = UNIT_CLASSES.get(value, "U") if kind == "unit" else CLASSES[kind]
        found[row["word"]] = (letter, value)
    found["second"] = ("O", "2")
    found["in"] = ("7", "")
    found["s"] = found["'s"] = found["’s"] = ("i", "")
    for row in lexicon.table("number_words.tsv"):
        if row["class"] in ("unit", "tens", "scale", "group") and row["word"] not in found:
            found[row["word"]] = ("C", "")
    return found


def lower_case(text: str) -> str:
    """The text in lower case, character by character, so that offsets stay."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)


def tokenise(lower: str) -> tuple[list[Tok], str]:
    """Tokens of a text in lower case and the string of their classes."""
    tokens: list[Tok] = []
    classes: list[str] = []
    known = _known()
    last = 0
    for piece in PIECE.findall(lower):
        first, last = last, last + len(piece)
        number = None
        if (entry := known.get(piece)) is not None:
            letter, value = entry
        elif piece.isalpha():
            letter, value = "x", ""
        elif piece.isspace():
            continue
        else:
            letter, value, number = _class_of(TOKEN.match(lower, first))
        tokens.append(Tok(first, last, piece, value, number))
        classes.append(letter)
    return tokens, "".join(classes)


def _class_of(match: re.Match[str] | None) -> tuple[str, str, float | None]:
    """Class, value and number of a token that is neither a plain word nor known."""
    if match is None:
        return "x", "", None
    kind, lower = match.lastgroup, match.group()
    if kind in ("number", "suffix"):
        return _numeral(match["number"], match["suffix"] or "")
    if kind == "iso":
        return "I", "", None
    if kind == "numeric":
        return "J", "", None
    if kind in ("clock", "hours"):
        return ":", "", None
    if kind == "decade":
        return "Z", f"19{match['decade'][0]}", None
    if kind == "spoken":
        year = _spoken_year(lower)
        return ("4", str(year), float(year)) if year else ("C", "", None)
    if kind == "meridiem":
        return "k", lower[0] + "m", None
    if kind == "qn":
        return "6", lower[1], None
    return "x", "", None


def _numeral(digits: str, suffix: str) -> tuple[str, str, float | None]:
    plain = digits.isdigit() and digits.isascii()
    number = parse_number(digits)
    if suffix in ("st", "nd", "rd", "th"):
        return ("O", digits, number) if plain else ("x", "", None)
    if suffix == "s":
        if plain and len(digits) == 4 and digits.endswith("0"):
            return "Z", digits[:3], number
        return ("Z", "19" + digits[0], number) if plain and len(digits) == 2 and digits.endswith("0") else ("x", "", None)
    if suffix in ("am", "pm"):
        return (":", digits + suffix, number) if plain and 1 <= int(digits) <= 12 else ("x", "", None)
    if plain and len(digits) == 4 and 1000 <= int(digits) <= 2100:
        return "4", digits, number
    if plain and len(digits) <= 2 and 1 <= int(digits) <= 31:
        return "D", digits, number
    return "C", digits, number


def _spoken_year(words: str) -> int | None:
    parts = re.split(r"[\s-]+", words)
    if parts[:2] == ["two", "thousand"]:
        rest = parse_number(" ".join(p for p in parts[2:] if p != "and"))
        return 2000 + int(rest) if rest else None
    base = {"nineteen": 1900, "twenty": 2000}[parts[0]]
    tail = parts[1:]
    if tail[0] in ("o", "oh"):
        tail = tail[1:]
    rest = parse_number(" ".join(tail))
    return base + int(rest) if rest is not None and rest < 100 else None


# ---------------------------------------------------------------- grammar over classes
APX = r"(?:K|@b|uh)?"
NUM = r"(?:a(?=[C]))?(?:[DC4]|C)(?:_?C|n(?=C)C)*"
NUMS = rf"{NUM}(?:(?:_|n|g){NUM})?"
PRE = r"(?:A?B_?(?:o|7)?|[12]7?)?"
DM = r"[DO]"
GRAMMAR: tuple[tuple[str, str], ...] = (
    ("iso", r"I"),
    ("numeric", r"J"),
    ("clock", rf"{APX}(?::k?|[DC]q?k|[DC]q)z?(?:7A P)?(?:,?5?(?:W\.?,?[MN]\.?D|y|W|(?:[MN]\.?D|D[MN]\.?)(?:,?4)?|[TL]P))?".replace(" ", "")),
    ("day_month", rf"{APX}(?:[Ww]\.?,?)?A?{DM}(?:(?:_|g|n){DM})?o?[MN]\.?(?:,?(?:4|i?[LTXt]U))?P?"),
    ("month_day", rf"{APX}(?:[Ww]\.?,?)?[MN]\.?A?{DM}(?![DC4]*_?[U89H])(?:(?:_|g|n){DM}(?![MNC]))?(?:,?4)?P?"),
    ("month_year", rf"{PRE}A?[MN]\.?,?(?:o?(?:4|[LTXt]U))"),
    ("month", rf"{PRE}A?[LXTt]?M|{PRE}[LXT]N"),
    ("quarter", r"A?(?:4i?|[LXT]Ui?)?(?:U_1)?(?:c_?)?O_?(?:8|j)(?:o?A?(?:c?4|[LTX]c?U))?|A?4c?_?O_?8|6(?:o?A?4)?"),
    ("century", rf"{PRE}A?O_?9"),
    ("decade", rf"{PRE}A?B?_?Z"),
    ("ago", rf"{APX}(?:{NUMS}|A?aFo?|F|a|j?a?)_?[U89](?:_?0|[12](?!h))(?:y)?"),
    ("unit_before", r"AU[12](?!h)y?"),
    ("first_units", rf"AOF?(?:{NUM})?U(?:o(?:4|A?[LTX]?U|[LXT]?M))?"),
    ("set", rf"E(?:{NUM})?(?:[U8WMP]P?)|s|VP?|5?VP?"),
    ("unit_relative", rf"(?:@b)?{PRE}A?[LXT](?:{NUMS}|a?Fo?|c)?_?[U8H](?:iB|nx(?=x))?|{PRE}A?[LXT]t[U8H]"),
    ("unit_that", rf"{PRE}A?t[UWMPS8H]"),
    ("recent", r"A?rU(?:nU)?"),
    ("weekday", r"(?:[12])?(?:B_?5?)?(?:[LXTt])?(?:A[LX])?Wi?(?:@?P)?(?:L(?!U)|o?A?[LXT]U)?"),
    ("part_weekday", r"A?P5W"),
    ("weekday_short", r"w\.?(?=,?[DMN])"),
    ("deictic", r"(?:[12B]_?)?yi?P?"),
    ("this_part", r"(?:[12B]_?7?)?(?:[LTXt])P"),
    ("duration", rf"{APX}(?:A|A?[LXT])?(?:{NUMS}|A?aFo?|F)_?U(?:_?G)?|{APX}aU(?!n?[12]|_?G)|U_?G"),
    ("season", rf"{PRE}A?[LXTt]?S(?:o?(?:4|[LTX]U))?"),
    ("year", rf"{PRE}4"),
    ("unit_end", r"A?U_?i?B(?!_)|A?BoA?[U8]"),
    ("weekend", r"A?H"),
    ("the_unit", r"A[U8](?!_)"),
    ("year_earlier", r"A?U_[10]8?"),
    ("future", r"A?f[U8]?"),
    ("ref", r"R"),
    ("part", r"A?P"),
    ("units", r"U(?:nU)?"),
)  # fmt: skip
PATTERN = re.compile("(?![xivn,./_])(?:" + "|".join(f"(?P<{name}>{body})" for name, body in GRAMMAR) + ")")
"""No expression begins with another word or a mark."""
COUNTED = rule_words("counted")
DURATION_CODES = {"F": ("W", 2), "TH": ("H", 1), "TM": ("M", 1), "TS": ("S", 1), "E": ("Y", 10), "C": ("Y", 100), "Q": ("M", 3), "S": ("", 0)}


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
            if side > 0 and month < self.now.month:
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
                cost += 120 if side > 0 else 200
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
            if len(days) == 1:
                first, last = i, j
            elif month < days[0]:
                first, last = (i, days[0] + 1) if place == 0 else (days[1], j)
            else:
                first, last = (i, days[0] + 1) if place == 0 else (days[1], j)
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
            return self._month_only(month)
        if self.classes[days[0]] == "O" and not self.tokens[days[0]].value.isdigit():
            return self._month_only(month)
        return self._dates(i, j, month, days)

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


def _holidays(text: str, tagger: Tagger) -> Iterator[Found]:
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


def _phrases(lower: str) -> Iterator[Found]:
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


def _spoken(text: str, tagger: Tagger, found: list[Found]) -> Iterator[Found]:
    """Forms that grammar over single words does not see: "a week on Monday", "the night of 3 to 4 May", "half past five"."""
    now, name = tagger.now.day, tagger.now.name

    def day(number: int, kind: TimeType = "DATE", part: str = "") -> tuple[TimeType, str | None]:
        return kind, (now + timedelta(days=number)).isoformat() + part if now is not None else None

    def back(word: str) -> int:
        return -((now.isoweekday() - WEEKDAYS.index(word) - 1) % 7) if now is not None else 0

    def ahead(word: str) -> int:
        return back(word) + 7

    kind: TimeType
    anchor: Anchor | None
    status: TimeStatus
    for match in SPOKEN.finditer(tagger.lower):
        kind, value, anchor, status = "DATE", None, name, "stated"
        name_of = next(k for k, v in match.groupdict().items() if v is not None)
        first = match[name_of]
        if name_of in ("week_on", "week_after"):
            if name_of == "week_after" and text[match.end() - 4] != "w":
                continue
            kind, value = day(ahead(first) + 7)
        elif name_of == "tomorrow_week":
            kind, value = day(8 if first.startswith("tom") else 7)
        elif name_of == "before_last":
            kind, value = day((back(first) or -7) - 7)
        elif name_of == "night_before":
            kind, value = day(-2, "TIME", "TNI")
        elif name_of == "night_day":
            month = MONTH_NUMBERS[match["night_month"]]
            start = match["night_year"] and f"{match['night_year']}-{month:02d}-{int(first):02d}"
            if start is None:
                near = min((k for k in range(len(tagger.tokens)) if tagger.tokens[k].start >= match.start()), default=0)
                start, _ = tagger.day_value(month, int(first), near)
            kind, value, anchor = "TIME", start and f"{start}TNI", "stated" if match["night_year"] else name
        elif name_of in ("night_weekday", "small", "first_thing"):
            step = ahead(first) if name_of == "first_thing" else back(first)
            kind, value = day(step, "TIME", "TMO" if name_of == "first_thing" else "TNI")
        elif name_of in ("past", "clock_hour"):
            hour = _number(match["past_hour"] or match["clock_hour"])
            part = match["past_part"] or match["clock_part"] or ""
            minutes = {"h": 30, "quarter past": 15, "quarter to": 45}.get(first if first[0] == "q" else "h", 0) if name_of == "past" else 0
            hour = (hour - (first.split() == ["quarter", "to"])) % 12 + PARTS[part][1]
            told = [f for f in found if f.end <= match.start() and f.type in ("DATE", "TIME") and f.value and parse_day(f.value) is not None]
            base = parse_day(told[-1].value) if told and "." not in text[told[-1].end : match.start()] else now
            if match["clock_day"] and now is not None:
                base = now + timedelta(days=back(match["clock_day"]))
            kind, value = "TIME", f"{base.isoformat()}T{hour:02d}:{minutes:02d}" if base is not None else f"T{hour:02d}:{minutes:02d}"
        elif name_of == "ymd":
            value, anchor = first.replace("/", "-"), "stated"
            if parse_day(value) is None:
                continue
        elif name_of == "dmy":
            days, months, years = (int(x) for x in first.split("-"))
            years += 0 if years > 99 else 2000 if years < 50 else 1900
            if months > 12 >= days:
                days, months = months, days
            value, anchor = f"{years}-{months:02d}-{days:02d}", "stated"
            if parse_day(value) is None or (days <= 12 and days != months and first[-3] == "-" and tagger.now.year != years):
                continue
        elif name_of == "away":
            number, unit = first.split()[:2]
            weeks = {"d": 1, "w": 7, "f": 14}.get(unit[0])
            if weeks is not None:
                kind, value = day(_number(number) * weeks)
            elif now is not None:
                months = now.year * 12 + now.month - 1 + _number(number) * (12 if unit[0] == "y" else 1)
                value = f"{months // 12}" if unit[0] == "y" else f"{months // 12}-{months % 12 + 1:02d}"
        elif name_of == "weekdays_ago":
            number, word = first.split()[:2]
            kind, value = day((back(word[:-1]) or -7) - 7 * (_number(number) - 1))
        elif name_of == "half":
            kind, value, anchor = "DURATION", HALVES[first], None
        elif name_of == "quarters":
            kind, value, anchor = "DURATION", "PT45M", None
        elif name_of == "other":
            kind, value, anchor = "SET", "P2" + match["other_unit"][0].upper(), None
        else:
            value, anchor, status = ("FUTURE_REF" if name_of == "vague_future" else "PAST_REF"), None, "vague"
        yield Found(match.start(), match.end(), kind, value, None, anchor if value else None, status=status)
    for match in SHORT_YEAR.finditer(tagger.lower):
        year = 2000 + int(match[1])
        if tagger.now.year is not None and year > tagger.now.year + 5:
            year -= 100
        yield Found(match.start(1) - 1, match.end(1), "DATE", str(year), None, "stated")
    for match in MONTH_DAY.finditer(tagger.lower):
        number = int(match[2])
        if now is None or not 1 <= number <= 31:
            continue
        near = min((k for k in range(len(tagger.tokens)) if tagger.tokens[k].start >= match.start(1)), default=0)
        side = tagger.side(near)
        months = now.year * 12 + now.month - 1 + (1 if side > 0 and number < now.day else -1 if side <= 0 and number > now.day + 25 * (side == 0) else 0)
        value = f"{months // 12}-{months % 12 + 1:02d}-{number:02d}"
        if parse_day(value) is None:
            value = f"{now.year}-{now.month:02d}-{number:02d}"
        if parse_day(value) is not None:
            yield Found(match.start(1), match.end(1), "DATE", value, None, name)


def find_times(text: str, published: str | None, side: Callable[[int], int] | None = None, anchor: Anchor = "publication") -> list[Found]:
    """Expressions in order of appearance, never overlapping, before quotes are looked at."""
    tagger = Tagger(text, published, side, anchor)
    found = tagger.run()
    taken: list[Found] = []
    for extra in (*_holidays(text, tagger), *_phrases(tagger.lower), *_spoken(text, tagger, found)):
        taken = [f for f in taken if f.end <= extra.start or f.start >= extra.end]
        taken.append(extra)
    kept = [f for f in found if all(f.end <= t.start or f.start >= t.end for t in taken)] if taken else found
    return from_dateline(text, sorted([*kept, *taken], key=lambda f: (f.start, f.end)), tagger.now.day)


DATELINE = re.compile(r"\s{0,20}[A-Z][A-Z'’ .-]{2,60}(?:,[^,\n]{2,30})?,\s*$")
DEICTIC = re.compile(r"(?:since\s+)?(?:yesterday|today|tomorrow|tonight|this\s+(?:morning|afternoon|evening)|last\s+night)", re.IGNORECASE)
LATEST = 3  # days from a dateline to the publication


def from_dateline(text: str, found: list[Found], published: date | None) -> list[Found]:
    """Count "yesterday" and the like from the day in the dateline where that is a little before the publication."""
    line = next((f for f in found[:2] if f.start < HEAD and f.type == "DATE" and DATELINE.match(text[: f.start])), None)
    day = parse_day(line.value) if line is not None else None
    if line is None or day is None or published is None or not 0 < (published - day).days <= LATEST:
        return found
    moved = []
    for one in found:
        told = parse_day(one.value) if one.anchor == "publication" and DEICTIC.match(text, one.start) else None
        if told is not None and one.start > line.end:
            one = one._replace(value=(told - (published - day)).isoformat() + (one.value or "")[10:], anchor="dateline")
        moved.append(one)
    return moved


HEAD = 60  # characters within which a dateline has its date


# ---------------------------------------------------------------- quotes
QUOTED = re.compile(r"[\"“”]([^\"“”\n]{3,}?)(?:[\"“”]|\n|$)")
SAID = re.compile(
    r"\b(?:said|says|told|added|stated|announced|declared|warned|confirmed|tweeted|statement|spoke|speaking|reporters|remarks|claimed|asked|replied|insisted|recalled|argued|vowed|shouted|cried|wrote)\b",
    re.IGNORECASE,
)


def reanchor(text: str, found: list[Found], published: str | None) -> list[Found]:
    """Move "today", "yesterday", "tomorrow" and the like inside quotation marks to the day of the saying.

    The day of the saying is a day told outside the marks in the same paragraph, else the day on which the report last let somebody say
    something ("said on Tuesday"). Without either nothing moves.
    """
    day = parse_day(published)
    if day is None:
        return found
    spans = [m.span() for m in QUOTED.finditer(text)]
    if not spans:
        return found
    said: list[tuple[int, date]] = []
    for one in found:
        inside = any(s <= one.start < e for s, e in spans)
        told = parse_day(one.value) if one.type in ("DATE", "TIME") else None
        if inside or told is None or one.anchor not in ("publication", "dateline", "narrative", "stated") or not 0 <= (day - told).days <= 14:
            continue
        left = max(text.rfind(".", 0, one.start), text.rfind("\n", 0, one.start)) + 1
        right = min(x if (x := text.find(c, one.end)) >= 0 else len(text) for c in (".", "\n"))
        if SAID.search(text, left, right):
            said.append((one.start, told))
    if not said:
        return found
    moved = []
    for one in found:
        span = next(((s, e) for s, e in spans if s <= one.start < e), None)
        if span is None or one.anchor not in ("publication", "dateline") or (told := parse_day(one.value)) is None:
            moved.append(one)
            continue
        if not re.match(r"(?:today|yesterday|tomorrow|tonight|this\s|last night|earlier today|later today)", text[one.start : one.end], re.IGNORECASE):
            moved.append(one)
            continue
        paragraph = (text.rfind("\n", 0, one.start) + 1, text.find("\n", one.end) if text.find("\n", one.end) >= 0 else len(text))
        here = [d for at, d in said if paragraph[0] <= at < paragraph[1]]
        earlier = [d for at, d in said if at < one.start]
        saying = here[0] if here else earlier[-1] if earlier else None
        if saying is None:
            moved.append(one)
            continue
        new = (told - (day - saying)).isoformat() + (one.value or "")[10:]
        moved.append(one._replace(value=new, anchor="quote"))
    return moved


# ---------------------------------------------------------------- what leaves this module
def _finish(report_id: str, text: str, found: list[Found]) -> tuple[TimeExpression, ...]:
    made = []
    for one in found:
        start, end = one.start, one.end
        first, last = (one.begin, one.finish) if one.begin else interval(one.value) if one.type in ("DATE", "TIME") else (None, None)
        words = Evidence(report_id=report_id, start=start, end=end, text=text[start:end])
        made.append(
            TimeExpression(
                time_id=make_id("tm", report_id, start, end), start=start, end=end, text=words.text, type=one.type, value=one.value,
                mod=one.mod, date_start=first, date_end=last, anchor=one.anchor, status=one.status,
                basis=Basis(evidence=(words,), rule="times.grammar"),
            )
        )  # fmt: skip
    return tuple(made)


def times_in(text: str, published: str | None = None) -> tuple[TimeExpression, ...]:
    """Time expressions of a text, without any parse. `published`: ISO prefix of the day it came out, as precise as known.

    Values follow TIMEX3; unknown parts are X (`XXXX-WXX-2`); `date_start`/`date_end` are inclusive ISO prefixes. Evidence carries an
    empty report id. Never raises on any text.

    Example:
        >>> [(t.text, t.value) for t in times_in("He met them on Tuesday and last month.", published="2019-05-08")]
        [('Tuesday', '2019-05-07'), ('last month', '2019-04')]
    """
    return _finish("", text, reanchor(text, find_times(text, published), published))


FUTURE_AUX = frozenset(("will", "'ll", "’ll", "wo", "shall", "ll"))
CALLING = rule_words("scheduling")
LIMITS = frozenset(("before", "by", "until", "till"))
PRESENT_AUX = frozenset(("is", "are", "'s", "’s", "'re", "’re"))
MODAL_AUX = frozenset(("would", "may", "might", "could", "should", "must", "can"))
DUE = rule_words("due")
SETTING = rule_words("setting")


def had_been_due(text: ReportText, verb: int) -> bool:
    """Whether a verb tells what was once to be done: "had been due to leave on Monday", "had been set for Monday"."""
    tokens = text.tokens
    head = tokens[tokens[verb].head]
    if tokens[verb].tag == "VB" and tokens[verb].dep == "xcomp" and head.lemma in DUE:
        verb = head.i if head.pos in ("VERB", "AUX") else head.head
    elif not (tokens[verb].lemma in DUE or any(tokens[c].dep == "acomp" and tokens[c].lemma in DUE for c in text.children[verb])):
        return False
    helpers = {tokens[c].lower for c in text.children[verb] if tokens[c].dep in ("aux", "auxpass")}
    return "had" in helpers


def side_by_parse(text: ReportText) -> Callable[[int], int]:
    """On which side of the telling the verb above a date lies: -1 past, 1 future, 0 unknown."""

    def side(start: int) -> int:
        tokens = text.tokens
        at = next(iter(text.tokens_in(start, start + 1)), None)
        if at is None:
            return 0
        verb = next((i for i in (at, *text.ancestors(at)) if tokens[i].pos in ("VERB", "AUX")), None)
        if verb is None:
            return 0
        helpers = {tokens[c].lower for c in text.children[verb] if tokens[c].dep in ("aux", "auxpass")}
        if helpers & FUTURE_AUX:
            return 1
        if had_been_due(text, verb):
            return -1
        if tokens[verb].lemma in SETTING and any(tokens[i].lower in ("for", "to", "till", "until") for i in (at, *text.ancestors(at)) if verb < i <= at):
            return 1  # "summoned them for Tuesday", "has been postponed until Tuesday"
        if tokens[verb].tag == "VB" and helpers & MODAL_AUX and "have" not in helpers:
            return 1
        if tokens[verb].lemma in CALLING and any(tokens[i].lower == "from" for i in (at, *text.ancestors(at)) if verb < i <= at):
            return 1  # "have called a strike from Thursday"
        if tokens[verb].tag == "VBD" or helpers & {"was", "were", "had", "did", "has", "have"}:
            return -1 if not helpers & MODAL_AUX else 0
        if tokens[verb].tag == "VB" and "to" in helpers and tokens[verb].dep in ("xcomp", "advcl", "acl", "ROOT", "relcl"):
            if any(tokens[c].lower == "had" and tokens[c].dep == "aux" for c in text.children[tokens[verb].head]):
                return -1  # "had threatened to storm the town on Thursday"
            return 1 if tokens[tokens[verb].head].lemma not in ("fail", "manage", "have", "use", "begin", "start", "continue") else 0
        present = tokens[verb].tag in ("VBZ", "VBP") or (tokens[verb].tag == "VBN" and helpers & PRESENT_AUX)
        if present and any(tokens[i].lower in LIMITS for i in (at, *text.ancestors(at)) if verb < i <= at):
            return 1  # "whoever hands over his weapon before Thursday", "if the fine is not paid by Thursday"
        return 0

    return side


def read_times(text: ReportText, found: Reading, lexica: Lexica) -> tuple[TimeExpression, ...]:
    """Time expressions of a report, anchored to its publication; those of the dateline say so; lost ones have no value.

    Where only the day of a date is lost, the month that is left keeps its value.
    """
    report = text.report
    expressions = reanchor(report.text, find_times(report.text, report.published, side_by_parse(text)), report.published)
    if (line := report.header.dateline) is not None:
        expressions = [e._replace(anchor="dateline") if line[0] <= e.start and e.end <= line[1] else e for e in expressions]
    for gap in lost_numbers(text):
        if gap.kind not in ("date", "year") or any(e.start < gap.end and gap.start < e.end for e in expressions):
            continue
        expressions.append(Found(gap.start, gap.end, "DATE", None, status="lost"))
    return _finish(report.report_id, report.text, sorted(expressions, key=lambda e: (e.start, e.end)))
