"""ACLED-shaped CSV (columns since March 2023): one row for each event type, place and day of what took place.

ACLED has no column for direction, modality, who said so, ranges or offsets, and no place for what is planned, denied or unconfirmed:
all of that stands in the side file. Fatalities are one number, ACLED's rule: the lowest count reported.
"""

import csv
import datetime
import io
from collections.abc import Mapping
from functools import cache

from dateline.lexicon import Row, table
from dateline.model.evidence import Ref
from dateline.model.record import EventRow, PlaceRow
from dateline.model.situation import Situation
from dateline.publish.formats.coded import TOOK_PLACE, Coded, Span, country_codes, country_name, joined, number_of, place_class, span
from dateline.publish.formats.held import NotHeld, Written, columns_not_held, other_tables, rows_not_held

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
    "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2",
    "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
HELD = ("event_id", "event_type", "mode", "place", "trigger")
WHY = {
    "modality": "ACLED holds only what took place",
    "date_end": "ACLED gives an event one day; this is the first of several",
    "actors": "ACLED's sides have no direction",
    "recipients": "ACLED's sides have no direction",
    "mentions": "ACLED has one row for all tellings",
    "evidence": "ACLED has no text offsets; the words stand in notes",
}
GEO_PRECISION = {"exact": 1, "near": 2, "district": 2, "province": 3, "country": 3}


@cache
def types() -> Mapping[tuple[str, str, str], Row]:
    """Rows of acled_types.tsv by event type, mode and sides."""
    return {(r["event_type"], r["mode"], r["sides"]): r for r in table("acled_types.tsv")}


def acled(situation: Situation) -> Written:
    """`acled.csv` with ACLED's 31 columns, and what it does not hold."""
    coded = Coded(situation)
    rows: dict[tuple[object, ...], dict[str, object]] = {}
    left = rows_not_held(situation, other_tables("events"), "ACLED has event rows only")
    for event in situation.events:
        row, why = _row(coded, event)
        if row is None:
            left.append(NotHeld(table="events", id=event.event_id, column=None, value=None, why=why))
            continue
        key = (row["sub_event_type"], row["location"], row["event_date"], row["actor1"], row["actor2"])
        own = rows.setdefault(key, row)
        if own is not row:
            _join(own, row)
            why = "ACLED has one row for an event type, place and day; joined with another event"
            left.append(NotHeld(table="events", id=event.event_id, column="event_id", value=event.event_id, why=why, row=str(own["event_id_cnty"])))
        left += columns_not_held("events", event, _held(event), WHY, str(own["event_id_cnty"]))
        toll = coded.toll(event)
        if toll is not None and (toll.low, toll.high) != (toll.best, toll.best):
            why = "ACLED has no range; fatalities are the lowest count reported"
            value = {"low": toll.low, "best": toll.best, "high": toll.high}
            left.append(NotHeld(table="events", id=event.event_id, column="fatalities", value=value, why=why, row=str(own["event_id_cnty"])))
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(sorted(rows.values(), key=lambda r: (str(r["event_date"]), str(r["event_id_cnty"]))))
    return Written(files={"acled.csv": buffer.getvalue().encode("utf-8", "replace")}, not_held=tuple(left))


def _held(event: EventRow) -> tuple[str, ...]:
    same_day = event.date_end is None or event.date_end == event.date_start
    return (*HELD, "date_start", *(("date_end",) if same_day else ()))


def _join(own: dict[str, object], row: dict[str, object]) -> None:
    """Take another event of the same type, place, day and sides into a row."""
    if str(row["notes"]) not in str(own["notes"]):
        own["notes"] = f"{own['notes']} {row['notes']}"
    own["source"] = joined((*str(own["source"]).split("; "), *str(row["source"]).split("; ")))
    own["fatalities"] = max(int(str(own["fatalities"])), int(str(row["fatalities"])))


def _row(coded: Coded, event: EventRow) -> tuple[dict[str, object] | None, str]:
    """The row of an event, or None and why ACLED has no place for it."""
    if event.modality not in TOOK_PLACE:
        return None, f"ACLED holds only what took place; this is {event.modality}"
    days = span(event.date_start, event.date_end)
    if days is None:
        return None, "ACLED needs a day; no date is known"
    if days.days > 31:
        return None, "ACLED's coarsest date is a month; this one is coarser"
    place = coded.place(event)
    fineness = place_class(place)
    if place is None or fineness in ("unknown", "wide"):
        return None, "ACLED needs a place on the map; none is known"
    kind = _type(coded, event)
    if kind is None:
        return None, "ACLED has no event type for it, or the sides that decide the type are not known"
    return _cells(coded, event, place, days, kind), ""


def _type(coded: Coded, event: EventRow) -> Row | None:
    acting = {coded.side(a) for a in event.actors}
    suffering = {coded.side(a) for a in event.recipients}
    armed = {"state", "rebel"}
    both = acting & armed and (suffering & armed or len(event.actors) > 1 and not suffering)
    found = types()
    sides = ("civilian",) if suffering & {"civilian"} else ("armed",) if both else ()
    for mode in (event.mode or "", ""):
        for key in ("any", *(("acting",) if acting & armed else ()), *sides):
            if (row := found.get((event.event_type, mode, key))) is not None:
                return row
    return None


def _cells(coded: Coded, event: EventRow, place: PlaceRow, days: Span, kind: Row) -> dict[str, object]:
    codes = country_codes(place.country)
    first, second = _sides(event)
    inter = [_inter(coded, side[0], kind, place.country) if side else "" for side in (first, second)]
    toll = coded.toll(event)
    published = coded.published(event)
    changed = datetime.datetime.fromisoformat(published[-1]).replace(tzinfo=datetime.UTC) if published else None
    violent = kind["disorder"].startswith("Political violence")
    return {
        "event_id_cnty": f"{place.country or 'XXX'}{number_of(event.event_id)}",
        "event_date": days.first.isoformat(),
        "year": days.first.year,
        "time_precision": 1 if days.days == 1 else 2 if days.days <= 7 else 3,
        "disorder_type": kind["disorder"],
        "event_type": kind["acled_event"],
        "sub_event_type": kind["acled_sub_event"],
        "actor1": first[0].name if first else "",
        "assoc_actor_1": joined(a.name for a in first[1:]),
        "inter1": inter[0],
        "actor2": second[0].name if second else "",
        "assoc_actor_2": joined(a.name for a in second[1:]),
        "inter2": inter[1],
        "interaction": _interaction(inter),
        "civilian_targeting": "Civilian targeting" if violent and 7 in inter else "",
        "iso": codes["iso_numeric"] if codes else "",
        "region": codes["acled_region"] if codes else "",
        "country": country_name(place.country) or "",
        "admin1": place.admin1 or "",
        "admin2": "",
        "admin3": "",
        "location": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": GEO_PRECISION[place_class(place)],
        "source": joined(coded.outlets(event)),
        "source_scale": "",
        "notes": " ".join(coded.sentences(event)),
        "fatalities": toll.low if toll else 0,
        "tags": "",
        "timestamp": int(changed.timestamp()) if changed else "",
    }


def _sides(event: EventRow) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """The two sides: who acts and who is acted on; the first of several mutual actors against the rest."""
    if event.recipients or len(event.actors) < 2:
        return event.actors, event.recipients
    return event.actors[:1], event.actors[1:]


def _inter(coded: Coded, ref: Ref, kind: Row, country: str | None) -> int:
    """ACLED's code of a party: 1 state forces, 2 rebels, 5 rioters, 6 protesters, 7 civilians, 8 external and other forces."""
    side, own = coded.side(ref), coded.country_of(ref)
    if kind["event_type"] == "PROTEST" and side not in ("state", "rebel"):
        return 5 if kind["acled_event"] == "Riots" else 6
    if side == "state":
        return 8 if own and country and own != country else 1
    return {"rebel": 2, "civilian": 7}.get(side, 8)


def _interaction(inter: list[int | str]) -> str:
    known = sorted(int(i) for i in inter if i != "")
    return "".join(str(i) for i in known) if len(known) == 2 else f"{known[0]}0" if known else ""
