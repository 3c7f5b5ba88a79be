"""Other people's event tables beside ours: ACLED, GED and GDELT rows that match an event of the record, that only they have, only we.

A pair must agree in kind and lie near in time and place; names of the sides and tolls add to the score. Pairs are taken best first, each row
and event once. A match is not an identity: its differences are listed, and an event that our reports deny is shown as such.
"""

import csv
import datetime
import io
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from rapidfuzz import fuzz

from dateline.errors import InputError
from dateline.intake.decode import decode
from dateline.intake.part import Unreadable
from dateline.intake.tabular import delimiter_of
from dateline.lexicon import table
from dateline.model.record import EventRow
from dateline.model.situation import Situation
from dateline.publish.formats.coded import Coded, Span, country_name, span

GDELT_COLUMNS = 61
GDELT = {
    "GLOBALEVENTID": 0, "SQLDATE": 1, "Actor1Name": 6, "Actor2Name": 16, "EventCode": 26, "NumSources": 32, "ActionGeo_Type": 51,
    "ActionGeo_FullName": 52, "ActionGeo_Lat": 56, "ActionGeo_Long": 57, "SOURCEURL": 60,
}  # fmt: skip
"""Columns of a GDELT 2.0 event file, which has no header."""
NEAR_KM, FAR_KM = 25.0, 150.0
NEAR_DAYS, FAR_DAYS = 1, 7
WEIGHTS = {"date": 0.35, "place": 0.3, "sides": 0.2, "toll": 0.15}
ENOUGH = 0.6
"""Least score of a pair."""


class Theirs(msgspec.Struct, frozen=True, kw_only=True):
    """A row of another table. `types`: PLOVER types that it may be; `low`, `high`: deaths; `line`: its line in the file."""

    id: str
    line: int
    kind: str
    types: tuple[str, ...]
    first: str
    last: str
    place: str
    country: str | None
    latitude: float | None
    longitude: float | None
    sides: tuple[str, ...]
    low: int | None
    high: int | None


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """One of theirs and one of ours. `differences`: what, what they have, what we have."""

    theirs: Theirs
    event_id: str
    score: float
    differences: tuple[tuple[str, str, str], ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """`only_theirs`: rows without an event; `only_ours`: ids of our events of a kind their table holds, without a row."""

    format: str
    matched: tuple[Pair, ...]
    only_theirs: tuple[Theirs, ...]
    only_ours: tuple[str, ...]


def read_table(path: Path) -> tuple[str, tuple[Theirs, ...]]:
    """The rows of an ACLED or GED CSV or a GDELT 2.0 event file, and which of them it is.

    Raises:
        InputError: the file cannot be read, or is none of these.
    """
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name a readable file") from error
    except Unreadable as error:
        raise InputError(f"{path}: cannot be read: {error.reason}; name an ACLED or GED CSV, or a GDELT 2.0 event file") from None
    first = text.split("\n", 1)[0]
    if first.count("\t") + 1 == GDELT_COLUMNS:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
        return "gdelt", _read(({name: row[at] for name, at in GDELT.items()} for row in rows if len(row) == GDELT_COLUMNS), _gdelt)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    names = set(reader.fieldnames or ())
    if {"event_date", "sub_event_type"} <= names:
        return "acled", _read(reader, _acled, first=2)
    if {"date_start", "type_of_violence", "best"} <= names:
        return "ged", _read(reader, _ged, first=2)
    raise InputError(f"{path}: is no ACLED or GED table and no GDELT 2.0 event file; its columns are {', '.join(sorted(names))[:200]}")


def _read(rows: Iterable[Mapping[str, Any]], convert: Callable[[Mapping[str, Any], int], Theirs | None], first: int = 1) -> tuple[Theirs, ...]:
    return tuple(found for line, row in enumerate(rows, first) if (found := convert(row, line)) is not None)


@cache
def _acled_types() -> Mapping[str, tuple[str, ...]]:
    """PLOVER types by ACLED's sub-event type."""
    found: dict[str, list[str]] = {}
    for row in table("acled_types.tsv"):
        found.setdefault(row["acled_sub_event"], []).append(row["event_type"])
    return {k: tuple(dict.fromkeys(v)) for k, v in found.items()}


@cache
def _cameo_types() -> Mapping[str, str]:
    return {row["cameo"]: row["event_type"] for row in table("cameo_to_plover.tsv")}


def _acled(row: Mapping[str, Any], line: int) -> Theirs | None:
    day = _day(row.get("event_date"))
    if day is None:
        return None
    spread = {"2": 6, "3": 30}.get(str(row.get("time_precision") or "1"), 0)
    dead = _whole(row.get("fatalities"))
    kind = str(row.get("sub_event_type") or "")
    return Theirs(
        id=str(row.get("event_id_cnty") or row.get("data_id") or line), line=line, kind=kind, types=_acled_types().get(kind, ()),
        first=day.isoformat(), last=(day + datetime.timedelta(days=spread)).isoformat(), place=str(row.get("location") or ""),
        country=_country(row.get("iso"), row.get("country")), latitude=_number(row.get("latitude")), longitude=_number(row.get("longitude")),
        sides=_names(row.get("actor1"), row.get("assoc_actor_1"), row.get("actor2"), row.get("assoc_actor_2")), low=dead, high=dead,
    )  # fmt: skip


def _ged(row: Mapping[str, Any], line: int) -> Theirs | None:
    first, last = _day(row.get("date_start")), _day(row.get("date_end"))
    if first is None:
        return None
    return Theirs(
        id=str(row.get("id") or line), line=line, kind=f"violence {row.get('type_of_violence')}", types=("ASSAULT",), first=first.isoformat(),
        last=(last or first).isoformat(), place=str(row.get("where_coordinates") or ""), country=_country(None, row.get("country")),
        latitude=_number(row.get("latitude")), longitude=_number(row.get("longitude")), sides=_names(row.get("side_a"), row.get("side_b")),
        low=_whole(row.get("low")), high=_whole(row.get("high")),
    )  # fmt: skip


def _gdelt(row: Mapping[str, Any], line: int) -> Theirs | None:
    day = _day(row["SQLDATE"])
    if day is None:
        return None
    code = row["EventCode"]
    kind = next((t for size in (4, 3, 2) if (t := _cameo_types().get(code[:size]))), None)
    root = next((t for c, t in _cameo_types().items() if c.startswith(code[:2])), None)
    pinned = row["ActionGeo_Type"] in ("3", "4")  # others are centres of countries and divisions
    return Theirs(
        id=row["GLOBALEVENTID"], line=line, kind=f"CAMEO {code}", types=tuple(t for t in (kind or root,) if t), first=day.isoformat(),
        last=day.isoformat(), place=row["ActionGeo_FullName"].split(",")[0], country=None, latitude=_number(row["ActionGeo_Lat"]) if pinned else None,
        longitude=_number(row["ActionGeo_Long"]) if pinned else None, sides=_names(row["Actor1Name"], row["Actor2Name"]), low=None, high=None,
    )  # fmt: skip


def _day(value: Any) -> datetime.date | None:
    text = str(value or "").strip()[:20]
    for form in ("%Y-%m-%d", "%d %B %Y", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _number(value: Any) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _whole(value: Any) -> int | None:
    number = _number(value)
    return int(number) if number is not None and math.isfinite(number) else None


def _names(*cells: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.strip() for cell in cells for n in str(cell or "").split(";") if n.strip()))


@cache
def _countries() -> Mapping[str, str]:
    return {key.casefold(): row["iso3"] for row in table("countries.tsv") for key in (row["name"], *row["alternatives"].split("|")) if key}


def _country(number: Any, name: Any) -> str | None:
    wanted = str(_whole(number) or "")
    if wanted:
        for row in table("country_codes.tsv"):
            if row["iso_numeric"] == wanted:
                return row["iso3"]
    return _countries().get(str(name or "").split("(")[0].strip().casefold())


def compare(situation: Situation, theirs: Sequence[Theirs], format: str = "") -> Comparison:
    """Pair another table's rows with our events, best pairs first.

    Only days that lie within a week and places within 150 km (or of one name, or both in one country where a point is missing) are tried.
    """
    coded = Coded(situation)
    kinds = {t for row in theirs for t in row.types}
    ours = [(e, days) for e in situation.events if e.event_type in kinds and (days := span(e.date_start, e.date_end)) is not None]
    by_day: dict[datetime.date, list[tuple[EventRow, Span]]] = {}
    for event, days in ours:
        if days.days <= 31:
            for n in range(days.days):
                by_day.setdefault(days.first + datetime.timedelta(days=n), []).append((event, days))
    scored: list[tuple[float, Theirs, EventRow]] = []
    for row in theirs:
        first, last = (datetime.date.fromisoformat(x) for x in (row.first, row.last))
        reach = range(-FAR_DAYS, (last - first).days + FAR_DAYS + 1)
        near = {e.event_id: (e, d) for n in reach for e, d in by_day.get(first + datetime.timedelta(days=n), ())}
        for event, days in near.values():
            if event.event_type in row.types and (value := _score(coded, row, event, days, first, last)) >= ENOUGH:
                scored.append((value, row, event))
    pairs, taken, used = [], set(), set()
    for value, row, event in sorted(scored, key=lambda s: (-s[0], s[1].line, s[2].event_id)):
        if row.line not in taken and event.event_id not in used:
            taken.add(row.line)
            used.add(event.event_id)
            pairs.append(Pair(theirs=row, event_id=event.event_id, score=round(value, 3), differences=tuple(_differences(coded, row, event))))
    return Comparison(
        format=format, matched=tuple(sorted(pairs, key=lambda p: p.theirs.line)), only_theirs=tuple(r for r in theirs if r.line not in taken),
        only_ours=tuple(e.event_id for e in situation.events if e.event_type in kinds and e.event_id not in used),
    )  # fmt: skip


def _score(coded: Coded, row: Theirs, event: EventRow, days: Span, first: datetime.date, last: datetime.date) -> float:
    """How well a row fits an event, 0..1; 0 where the place rules it out."""
    gap = max(0, (days.first - last).days, (first - days.last).days)
    date = 1.0 if gap == 0 else 0.8 if gap <= NEAR_DAYS else max(0.0, 0.6 * (1 - gap / FAR_DAYS))
    place = _nearness(coded, row, event)
    if place == 0.0:
        return 0.0
    names = [a.name for a in (*event.actors, *event.recipients)]
    sides = max((fuzz.token_set_ratio(a, b) / 100 for a in row.sides for b in names), default=0.5)
    toll = coded.toll(event)
    same = 0.5 if toll is None or row.high is None or row.low is None else 1.0 if toll.low <= row.high and row.low <= toll.high else 0.2
    return WEIGHTS["date"] * date + WEIGHTS["place"] * place + WEIGHTS["sides"] * sides + WEIGHTS["toll"] * same


def _nearness(coded: Coded, row: Theirs, event: EventRow) -> float:
    place = coded.place(event)
    if place is None:
        return 0.4
    if fuzz.ratio(place.name.casefold(), row.place.casefold()) >= 85:
        return 1.0
    if None in (place.latitude, place.longitude, row.latitude, row.longitude):
        return 0.5 if row.country is None or place.country in (None, row.country) else 0.0
    far = kilometres(place.latitude or 0, place.longitude or 0, row.latitude or 0, row.longitude or 0) - (place.precision_km or 0)
    return 1.0 if far <= NEAR_KM else 0.0 if far > FAR_KM else 1 - 0.7 * (far - NEAR_KM) / (FAR_KM - NEAR_KM)


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Distance over the ground between two points in degrees.

    Example:
        >>> round(kilometres(32.89, 13.19, 32.12, 20.07))
        651
    """
    a, b = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def _differences(coded: Coded, row: Theirs, event: EventRow) -> Iterable[tuple[str, str, str]]:
    """What differs: date, place, country, toll, modality, as (what, theirs, ours)."""
    days, place, toll = span(event.date_start, event.date_end), coded.place(event), coded.toll(event)
    if days is not None and (days.first.isoformat() > row.last or days.last.isoformat() < row.first):
        yield "date", row.first if row.first == row.last else f"{row.first} to {row.last}", event.date_start or ""
    if place is not None and row.place and fuzz.ratio(place.name.casefold(), row.place.casefold()) < 85:
        yield "place", row.place, place.name
    if place is not None and place.country and row.country and place.country != row.country:
        yield "country", country_name(row.country) or row.country, country_name(place.country) or place.country
    if row.low is not None and row.high is not None:
        ours = (toll.low, toll.high) if toll is not None else (0, 0)
        if ours[1] < row.low or ours[0] > row.high:
            yield "killed", _range(row.low, row.high), _range(*ours) if toll is not None else "none counted"
    if event.modality not in ("happened", "ongoing"):
        yield "modality", "took place", event.modality


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


__all__ = ["Comparison", "Pair", "Theirs", "compare", "kilometres", "read_table"]
