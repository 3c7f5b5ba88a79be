"""Codes of the record in words for a reader, and dates as a newsroom writes them."""

import re
import textwrap

from dateline.model.record import ReportRow

HEADING_CHARACTERS = 90

EVENT_TYPES = {
    "ACCUSE": "Accusation",
    "AGREE": "Agreement or offer",
    "AID": "Aid",
    "ASSAULT": "Attack",
    "COERCE": "Coercion",
    "CONCEDE": "Concession",
    "CONSULT": "Meeting or talks",
    "COOPERATE": "Cooperation",
    "MOBILIZE": "Mobilisation",
    "PROTEST": "Protest",
    "REJECT": "Refusal",
    "REQUEST": "Request",
    "RETREAT": "Release or withdrawal",
    "SANCTION": "Sanction",
    "SUPPORT": "Support",
    "THREATEN": "Threat",
}
"""PLOVER event types."""

RECIPIENT_LINKS = {
    "ACCUSE": "against",
    "AGREE": "with",
    "AID": "for",
    "ASSAULT": "on",
    "COERCE": "of",
    "CONCEDE": "to",
    "CONSULT": "with",
    "COOPERATE": "with",
    "MOBILIZE": "against",
    "PROTEST": "against",
    "REJECT": "to",
    "REQUEST": "to",
    "RETREAT": "for",
    "SANCTION": "on",
    "SUPPORT": "for",
    "THREATEN": "against",
}
"""The word between an event type and its recipients."""

MODALITIES = {
    "happened": "Happened",
    "ongoing": "Ongoing",
    "planned": "Planned",
    "hypothetical": "Only if",
    "denied": "Denied",
    "uncertain": "Unconfirmed",
}
MODALITY_NOTES = {
    "happened": "reported as having taken place",
    "ongoing": "reported as going on or in force",
    "planned": "announced or scheduled; had not taken place when last reported",
    "hypothetical": "hangs on a condition, or is feared, wanted or proposed",
    "denied": "did not or will not take place, or is denied",
    "uncertain": "alleged, disputed or not verified",
}

CUES = {
    "accuse": "accused",
    "ask": "asked",
    "confirm": "confirmed",
    "deny": "denied",
    "hope": "hoped",
    "praise": "praised",
    "promise": "promised",
    "say": "said",
    "show": "showed",
    "think": "thought",
    "threaten": "threatened",
    "warn": "warned",
}

OUTCOMES = {"open": "Open", "kept": "Kept", "broken": "Not kept", "late": "Kept late", "withdrawn": "Withdrawn", "repeated": "Repeated"}
"""`late`: broken by the day, and done since."""

INDICATORS = {
    "killed": "Killed",
    "injured": "Injured",
    "missing": "Missing",
    "displaced": "Displaced",
    "detained": "Detained",
    "abducted": "Abducted",
    "affected": "Affected",
    "troops": "Troops",
    "money": "Money",
    "other": "Other counts",
}
"""Indicators in the order in which an editor asks for them."""

QUALIFIERS = {"at_least": "at least", "more_than": "more than", "about": "about", "up_to": "up to", "vague": "in words only"}

VERDICTS = {"single": "one count", "agree": "counts agree", "update": "count revised", "dispute": "counts differ"}

CONTRADICTIONS = {
    "figure": "Different counts",
    "modality": "Whether it happened",
    "date": "Different dates",
    "place": "Different places",
    "actor": "Who did it",
}

PREDICATES = {
    "leads": "leads",
    "member_of": "member of",
    "allied_with": "allied with",
    "backs": "backs",
    "opposes": "opposes",
    "recognises": "recognises",
    "loyal_to": "loyal to",
    "holds_office_in": "holds office in",
    "part_of": "part of",
}

STANCES = {"for": "for", "against": "against", "ambivalent": "in two minds about"}

KINDS = {
    "person": "Person",
    "government": "Government",
    "country": "Country",
    "armed_group": "Armed group",
    "military": "Military",
    "organisation": "Organisation",
    "intergovernmental": "International body",
    "outlet": "News outlet",
    "population": "People",
}

LOSSES = {
    "encoding": "Characters not understood",
    "file": "File not read",
    "language": "Language not read",
    "limit": "Limit reached",
    "passage": "Passage not read",
}

DAMAGE = {
    "digits_lost": "figures",
    "punctuation_lost": "punctuation",
    "case_lost": "capital letters",
    "breaks_lost": "line breaks",
    "encoding": "some characters",
    "truncated": "its end",
}

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def heading(report: ReportRow) -> str:
    """What a report is listed under: its title, else how its running text begins, whole words up to 90 characters."""
    if report.title:
        return report.title
    line = report.text[report.dateline[1] if report.dateline else 0 :].strip().split("\n", 1)[0]
    return textwrap.shorten(line, HEADING_CHARACTERS, placeholder=" …")


def words(code: str) -> str:
    """A code that has no label of its own, readable: `heavy-weapons` gives `heavy weapons`."""
    return code.replace("_", " ").replace("-", " ")


def date_parts(value: str | None) -> tuple[int, ...]:
    """`(year, month, day)` of an ISO 8601 prefix, as far as it goes; empty where it is none."""
    match = _DATE.match(value or "")
    if not match:
        return ()
    parts = tuple(int(part) for part in match.groups() if part)
    fits = len(parts) < 2 or (1 <= parts[1] <= 12 and (len(parts) < 3 or 1 <= parts[2] <= 31))
    return parts if fits else parts[:1]


def date_words(value: str | None, *, short: bool = False, year: bool = True) -> str:
    """An ISO prefix as a reader writes it, as precise as known: `2 March 2024`, `March 2024`, `2024`; "" where unknown."""
    parts = date_parts(value)
    if not parts:
        return ""
    named = [str(parts[0])] if year or len(parts) == 1 else []
    if len(parts) > 1:
        month = MONTHS[parts[1] - 1]
        named.insert(0, month[:3] if short and len(month) > 4 else month)
    if len(parts) > 2:
        named.insert(0, str(parts[2]))
    return " ".join(named)


def range_words(start: str | None, end: str | None) -> str:
    """Two ISO prefixes as one span: `2–16 March 2024`, `28 February – 2 March 2024`; one date where they are equal."""
    if not start or not end or start == end:
        return date_words(start or end)
    a, b = date_parts(start), date_parts(end)
    if len(a) == len(b) == 3 and a[:2] == b[:2]:
        return f"{a[2]}–{date_words(end)}"
    if a and b and a[0] == b[0] and len(a) > 1 and len(b) > 1:
        return f"{date_words(start, year=False)} – {date_words(end)}"
    return f"{date_words(start)} – {date_words(end)}"


def number_words(value: float | None) -> str:
    """A number with thousands parted by commas; no decimals where there are none; "" for None."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def count_words(number: int, one: str, many: str | None = None) -> str:
    """`1 report`, `3 reports`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
