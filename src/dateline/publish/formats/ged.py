"""UCDP-GED-shaped CSV: organised violence that killed, with low, best and high, the sides, and who said so kept apart from the outlet.

GED counts only events with at least one death and known sides. Direction, modality and offsets have no column and stand in the side file.
"""

import csv
import io
import math

from dateline.model.evidence import Ref
from dateline.model.record import EventRow, PlaceRow
from dateline.model.situation import Situation
from dateline.publish.formats.coded import (
    TOOK_PLACE,
    Coded,
    Span,
    Toll,
    country_codes,
    country_name,
    joined,
    number_of,
    place_class,
    span,
)
from dateline.publish.formats.held import NotHeld, Written, columns_not_held, other_tables, rows_not_held

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name",
    "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id",
    "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
HELD = ("event_id", "place", "trigger", "date_start", "date_end", "n_independent", "attributed_to")
WHY = {
    "modality": "GED holds only what took place",
    "actors": "GED's sides have no direction",
    "recipients": "GED's sides have no direction",
    "event_type": "GED tells violence by its sides alone",
    "mode": "GED tells violence by its sides alone",
    "mentions": "GED has one row for all tellings",
    "evidence": "GED has no text offsets",
}
WHERE = {"exact": 1, "near": 2, "district": 3, "province": 4, "wide": 5, "country": 6}


def ged(situation: Situation) -> Written:
    """`ged.csv` with GED's 49 columns, and what it does not hold."""
    coded = Coded(situation)
    rows: list[dict[str, object]] = []
    left = rows_not_held(situation, other_tables("events"), "GED has event rows only")
    for event in situation.events:
        row, why = _row(coded, event)
        if row is None:
            left.append(NotHeld(table="events", id=event.event_id, column=None, value=None, why=why))
        else:
            rows.append(row)
            left += columns_not_held("events", event, HELD, WHY, str(row["id"]))
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda r: (str(r["date_start"]), int(str(r["id"])))))
    return Written(files={"ged.csv": buffer.getvalue().encode("utf-8", "replace")}, not_held=tuple(left))


def _row(coded: Coded, event: EventRow) -> tuple[dict[str, object] | None, str]:
    """The row of an event, or None and why GED has no place for it."""
    if event.event_type != "ASSAULT":
        return None, "GED holds violence only"
    if event.modality not in TOOK_PLACE:
        return None, f"GED holds only what took place; this is {event.modality}"
    toll = coded.toll(event)
    if toll is None or toll.high < 1:
        return None, "GED holds events with at least one death; none is counted here"
    days = span(event.date_start, event.date_end)
    if days is None or days.days > 366:
        return None, "GED needs a date no coarser than a year"
    place = coded.place(event)
    if place is None or place_class(place) == "unknown":
        return None, "GED needs a place on the map; none is known"
    kind, first, second = _violence(coded, event)
    if kind is None:
        return None, "GED tells violence by its sides; they are not known here"
    return _cells(coded, event, place, days, toll, kind, first, second), ""


def _violence(coded: Coded, event: EventRow) -> tuple[int | None, tuple[Ref, ...], tuple[Ref, ...]]:
    """1 state-based, 2 between groups that are no state, 3 one-sided against civilians; with the armed sides."""
    first, second = event.actors, event.recipients
    if not second and len(first) > 1:
        first, second = first[:1], first[1:]
    armed = ("state", "rebel")
    one = [a for a in first if coded.side(a) in armed]
    two = [a for a in second if coded.side(a) in armed]
    if one and two:
        sides = {coded.side(a) for a in (*one, *two)}
        return (1 if "state" in sides else 2), tuple(one), tuple(two)
    if one and any(coded.side(a) == "civilian" for a in second):
        return 3, tuple(one), ()
    return None, (), ()


def _cells(
    coded: Coded, event: EventRow, place: PlaceRow, days: Span, toll: Toll, kind: int, first: tuple[Ref, ...], second: tuple[Ref, ...]
) -> dict[str, object]:
    codes = country_codes(place.country)
    reports = [r for m in event.mentions if (r := coded.reports.get(m.report_id)) is not None]
    distinct = list({r.report_id: r for r in reports}.values())
    side_b = joined(a.name for a in second) or "Civilians"
    dyad = f"{joined(a.name for a in first)} - {side_b}"
    civil = kind == 3
    low, best = min(toll.low, toll.best), toll.best
    latitude, longitude = place.latitude or 0.0, place.longitude or 0.0
    return {
        "id": number_of(event.event_id),
        "relid": f"{place.country or 'XXX'}-{days.first.year}-{kind}-{event.event_id.partition('_')[2][:8]}",
        "year": days.first.year,
        "active_year": "",
        "code_status": "Check, further work needed",
        "type_of_violence": kind,
        "dyad_name": dyad,
        "side_a": joined(a.name for a in first),
        "side_b": side_b,
        "number_of_sources": event.n_independent,
        "source_article": joined(f'"{r.outlet or r.uri.rsplit("/", 1)[-1]},{(r.published or "")[:10]},{r.title or ""}"' for r in distinct),
        "source_office": joined(coded.outlets(event)),
        "source_date": joined((r.published or "")[:10] for r in distinct),
        "source_headline": joined(r.title or "" for r in distinct),
        "source_original": joined(a.name for a in event.attributed_to),
        "where_prec": WHERE[place_class(place)],
        "where_coordinates": place.name,
        "where_description": event.mentions[0].evidence[0].text if event.mentions and event.mentions[0].evidence else "",
        "adm_1": place.admin1 or "",
        "adm_2": "",
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude:g} {latitude:g})",
        "priogrid_gid": prio_grid(latitude, longitude),
        "country": country_name(place.country) or "",
        "country_id": codes["gw"] if codes else "",
        "region": codes["ged_region"] if codes else "",
        "event_clarity": 1 if days.days == 1 else 2,
        "date_prec": 1 if days.days == 1 else 2 if days.days <= 6 else 3 if days.days == 7 else 4 if days.days <= 31 else 5,
        "date_start": days.first.isoformat(),
        "date_end": days.last.isoformat(),
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": best if civil else 0,
        "deaths_unknown": 0 if civil else best,
        "best": best,
        "high": toll.high,
        "low": low,
        "gwnoa": _gw(coded, first),
        "gwnob": _gw(coded, second),
    }


def _gw(coded: Coded, side: tuple[Ref, ...]) -> str:
    """Gleditsch-Ward number of a state side; empty for others."""
    if not side or coded.side(side[0]) != "state":
        return ""
    codes = country_codes(coded.country_of(side[0]))
    return codes["gw"] if codes else ""


def prio_grid(latitude: float, longitude: float) -> int:
    """Number of the half-degree cell of PRIO-GRID, 1 at the south-west corner, rows of 720.

    Example:
        >>> prio_grid(-89.9, -179.9)
        1
    """
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1
