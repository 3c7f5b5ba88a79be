"""PLOVER JSON Lines: one event a line, actors and recipients as coded entities, modality as PLOVER's auxiliary modes.

PLOVER needs a date: where the text gives none, the first day of publication stands and the comment says so.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from dateline.lexicon import Row, table
from dateline.model.evidence import Ref
from dateline.model.record import EventRow, PlaceRow
from dateline.model.situation import Situation
from dateline.publish.formats.coded import Coded, country_name, place_class, span
from dateline.publish.formats.held import NotHeld, Written, columns_not_held, other_tables, rows_not_held

AUXILIARY = {"planned": "future", "hypothetical": "hypothetical", "denied": "negation"}
"""PLOVER's auxiliary modes for our modalities; what happened or goes on has none."""
RESOLUTION = {"exact": 4, "near": 4, "district": 3, "province": 2, "country": 1}
HELD = ("event_id", "event_type", "mode", "contexts", "actors", "recipients", "trigger", "place", "date_start", "date_end", "modality")
WHY = {
    "attributed_to": "PLOVER does not say who told it; the words stand in text",
    "mentions": "PLOVER has one line for all tellings; text holds the first",
    "evidence": "PLOVER's text_info has the offsets of the first telling only",
    "date_basis": "PLOVER does not say where a date comes from",
    "cameo": "PLOVER has no CAMEO code",
    "modality_evidence": "PLOVER does not hold the words that decide modality",
}


@cache
def facts() -> Mapping[tuple[str, str], Row]:
    """Rows of plover.tsv by type and mode."""
    return {(r["event_type"], r["mode"]): r for r in table("plover.tsv")}


def plover(situation: Situation) -> Written:
    """`plover.jsonl`, and what it does not hold."""
    coded = Coded(situation)
    lines: list[bytes] = []
    left = rows_not_held(situation, other_tables("events"), "PLOVER has events only")
    for event in situation.events:
        days = span(event.date_start, event.date_end)
        published = coded.published(event)
        if days is None and not published:
            left.append(NotHeld(table="events", id=event.event_id, column=None, value=None, why="PLOVER needs a date; none is known"))
            continue
        if (event.event_type, "") not in facts():
            left.append(NotHeld(table="events", id=event.event_id, column=None, value=None, why="PLOVER has no such event type"))
            continue
        if event.modality == "uncertain":
            why = "PLOVER has no mode for what is not verified; the comment says it"
            left.append(NotHeld(table="events", id=event.event_id, column="modality", value="uncertain", why=why, row=event.event_id))
        elif event.modality == "ongoing":
            why = "PLOVER does not tell what goes on from what happened; the comment says it"
            left.append(NotHeld(table="events", id=event.event_id, column="modality", value="ongoing", why=why, row=event.event_id))
        left += columns_not_held("events", event, HELD, WHY, event.event_id)
        lines.append(msgspec.json.encode(_line(coded, event, days.first.isoformat() if days else published[0], days.last.isoformat() if days else None)))
    return Written(files={"plover.jsonl": b"".join(x + b"\n" for x in lines)}, not_held=tuple(left))


def _line(coded: Coded, event: EventRow, first: str, last: str | None) -> dict[str, Any]:
    fact = facts().get((event.event_type, event.mode or "")) or facts()[event.event_type, ""]
    told = event.mentions[0] if event.mentions else None
    words = max(told.evidence, key=lambda e: e.end - e.start, default=told.trigger) if told else None
    report = coded.reports.get(told.report_id) if told else None
    auxiliary = AUXILIARY.get(event.modality)
    comments = [f"modality {event.modality}"]
    if last is None:
        comments.append("date of publication; the text gives none")
    line: dict[str, Any] = {
        "id": event.event_id,
        "date": first,
        "event": [event.event_type],
        "mode": [m for m in (event.mode, auxiliary) if m],
        "context": list(event.contexts),
        "actor": [_entity(coded, a) for a in event.actors],
        "recipient": [_entity(coded, a) for a in event.recipients],
        "quad_code": int(fact["quad"]),
        "event_text": event.trigger,
        "coder": "dateline",
        "comment": "; ".join(comments),
    }
    if fact["score"]:
        line["event_scale"] = float(fact["score"])
    if last is not None and last != first:
        line["enddate"] = last
    if (place := coded.place(event)) is not None:
        line["event_loc"] = _location(place)
    if words is not None:
        line["text"] = words.text
        line["text_info"] = {"sequence": 1, "start": words.start, "end": words.end}
    if report is not None:
        cite = {"title": report.title, "url": report.url, "language": report.language, "publication": report.outlet}
        line["cite_info"] = {k: v for k, v in cite.items() if v}
        if report.url:
            line["link"] = report.url
    return line


def _entity(coded: Coded, ref: Ref) -> dict[str, Any]:
    actor = coded.actors.get(ref.id)
    entity: dict[str, Any] = {"entity_text": ref.name, "identifier_id": ref.id}
    if actor is not None:
        body = next((s for s in actor.sectors if s in ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")), None)
        if actor.country or body:
            entity["code"] = actor.country or body
        if sectors := [s for s in actor.sectors if s != body]:
            entity["sector"] = sectors[0]
        if actor.titles:
            entity["office"] = actor.titles[0].title
    return entity


def _location(place: PlaceRow) -> dict[str, Any]:
    fine = place_class(place)
    number = (place.gazetteer_id or "").partition("geonames:")[2]
    found = {
        "extracted_place": place.evidence[0].text if place.evidence else place.name,
        "resolved_place": place.name,
        "geonameid": int(number) if number.isdigit() else None,
        "lat": place.latitude,
        "lon": place.longitude,
        "city": place.name if fine in ("exact", "near") else None,
        "province": place.admin1,
        "country": country_name(place.country),
        "country_code": place.country,
        "feature_code": place.feature,
        "resolution": RESOLUTION.get(fine),
    }
    return {k: v for k, v in found.items() if v is not None}
