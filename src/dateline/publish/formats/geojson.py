"""GeoJSON (RFC 7946): one feature an event, flat properties for a GIS; what is not placed keeps a null geometry."""

from typing import Any

import msgspec

from dateline.model.record import EventRow
from dateline.model.situation import Situation
from dateline.publish.formats.coded import Coded, joined, place_class, span
from dateline.publish.formats.held import NotHeld, Written, columns_not_held, other_tables, rows_not_held

HELD = (
    "event_id", "event_type", "mode", "cameo", "modality", "place", "date_start", "date_end", "date_basis", "trigger", "n_reports",
    "n_independent", "story_id",
)  # fmt: skip
NAMES_ONLY = "GeoJSON properties are flat: names stand there, ids do not"
WHY = {
    "actors": NAMES_ONLY,
    "recipients": NAMES_ONLY,
    "attributed_to": NAMES_ONLY,
    "mentions": "GeoJSON properties are flat: one sentence stands for all tellings",
    "evidence": "GeoJSON properties are flat: no offsets",
}


def geojson(situation: Situation) -> Written:
    """`events.geojson`, and what it does not hold."""
    coded = Coded(situation)
    left = rows_not_held(situation, other_tables("events"), "the file holds events only")
    features = []
    contested = {side.id for c in situation.contradictions for side in c.sides}
    for event in situation.events:
        features.append(_feature(coded, event, event.event_id in contested))
        left += columns_not_held("events", event, HELD, WHY, event.event_id)
        place = coded.place(event)
        if place is not None and place_class(place) in ("unknown", "wide"):
            why = "a wide or unknown place is no pin on a map; its name is kept"
            left.append(NotHeld(table="events", id=event.event_id, column="place", value=msgspec.to_builtins(event.place), why=why, row=event.event_id))
    content = msgspec.json.encode({"type": "FeatureCollection", "features": features})
    return Written(files={"events.geojson": msgspec.json.format(content, indent=1) + b"\n"}, not_held=tuple(left))


def _feature(coded: Coded, event: EventRow, contested: bool) -> dict[str, Any]:
    place = coded.place(event)
    fine = place_class(place)
    days = span(event.date_start, event.date_end)
    toll = coded.toll(event)
    point = None
    if place is not None and place.latitude is not None and place.longitude is not None and fine not in ("unknown", "wide"):
        point = {"type": "Point", "coordinates": [round(place.longitude, 6), round(place.latitude, 6)]}
    precision = None if days is None else "day" if days.days == 1 else "week" if days.days <= 7 else "month" if days.days <= 31 else "year"
    return {
        "type": "Feature",
        "id": event.event_id,
        "geometry": point,
        "properties": {
            "event_id": event.event_id,
            "date_start": event.date_start,
            "date_end": event.date_end,
            "date_precision": precision,
            "date_basis": event.date_basis,
            "plover": event.event_type,
            "mode": event.mode,
            "cameo": event.cameo,
            "modality": event.modality,
            "trigger": event.trigger,
            "actors": joined(a.name for a in event.actors),
            "recipients": joined(a.name for a in event.recipients),
            "attributed_to": joined(a.name for a in event.attributed_to),
            "n_reports": event.n_reports,
            "n_sources": event.n_independent,
            "killed_low": toll.low if toll else None,
            "killed_best": toll.best if toll else None,
            "killed_high": toll.high if toll else None,
            "place_name": place.name if place else None,
            "place_precision": fine,
            "contested": contested,
            "story_id": event.story_id,
            "words": coded.sentences(event)[0] if event.mentions else None,
        },
    }
