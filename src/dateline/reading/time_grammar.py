"""The grammar of time expressions: tokens of a text, a one-letter class for each, and one regular expression over the string of classes.

Marks are optional in it and case does not matter, so letters-only text is read by the same rules. `data/time_words.tsv` has the words.
"""

import re
from functools import cache

import msgspec

from dateline import lexicon
from dateline.text.numbers import parse_number

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


# ---------------------------------------------------------------- expressions over classes
APX = r"(?:K|@b|uh)?"
NUM = r"(?:a(?=[C]))?(?:[DC4]|C)(?:_?C|n(?=C)C)*"
NUMS = rf"{NUM}(?:(?:_|n|g){NUM})?"
DM = r"[DO]"
MORE_DAYS = rf"(?:,{DM})+,?n{DM}"
"""Of a list of days after its first: "9 | , 10 and 12 March"."""
PRE = rf"(?:A?B_?(?:o|7)?|[12]7?(?![MN]\.?A?{DM}))?"  # "before September" is no part of "before September 29"
GRAMMAR: tuple[tuple[str, str], ...] = (
    ("iso", r"I"),
    ("numeric", r"J"),
    ("clock", rf"{APX}(?::k?|[DC]q?k|[DC]q)z?(?:7A P)?(?:,?5?(?:W\.?,?[MN]\.?D|y|W|(?:[MN]\.?D|D[MN]\.?)(?:,?4)?|[TL]P))?".replace(" ", "")),
    ("day_month", rf"{APX}(?:[Ww]\.?,?)?A?{DM}(?:(?:_|g|n){DM}|{MORE_DAYS})?o?[MN]\.?(?:,?(?:4|i?[LTXt]U))?P?"),
    ("month_day", rf"{APX}(?:[Ww]\.?,?|A)?[MN]\.?A?{DM}(?![DC4]*_?[U89H])(?:(?:(?:_|g|n){DM}|{MORE_DAYS})(?![MNC]))?(?:,?4)?P?"),
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
