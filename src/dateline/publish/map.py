"""Where: an outline map zoomed to the situation's places. No tiles; outlines from Natural Earth (`data/outline.json`)."""

import json
import math
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

import msgspec

from dateline.lexicon import packaged_file
from dateline.model.record import EventRow, PlaceRow
from dateline.model.situation import Situation
from dateline.publish.shelf import Cite, Shelf

Point = tuple[float, float]
Weights = Mapping[str, tuple[int, str]]
"""Number of events and their modality (`mixed` if several) by place id."""
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; east may pass 180."""

COUNTRY_KM = 150.0
"""A place known no closer than this is an area: named, not dotted."""
LEAST_SPAN = 1.6
"""Smallest height of the map in degrees (about 180 km), so that one town is not drawn on an empty sheet."""
_SCALES_KM = (10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)


class _Spot(msgspec.Struct, frozen=True):
    """A place that can be a dot: where, how many events, of which modality, where to read of them."""

    place: PlaceRow
    latitude: float
    longitude: float
    weight: int
    modality: str
    cites: tuple[Cite, ...]


class Dot(msgspec.Struct, frozen=True):
    """A place on the map. `x`, `y`: per cent of the drawing; `weight`: events there; `modality`: that of the events, `mixed` if several."""

    place_id: str
    name: str
    x: float
    y: float
    weight: int
    modality: str
    label_dx: int
    label_dy: int
    anchor: str
    shown: bool
    cites: tuple[Cite, ...]
    stories: tuple[int, ...]


class Area(msgspec.Struct, frozen=True):
    """A country in view: path in drawing units, name, where the name stands (per cent; None where there is no room)."""

    iso3: str | None
    name: str
    path: str
    label: Point | None
    involved: bool


class Listed(msgspec.Struct, frozen=True):
    """A place as the list beside the map has it. `off_map`: why it is not a dot, or None."""

    name: str
    country: str | None
    weight: int
    off_map: str | None
    cites: tuple[Cite, ...]
    stories: tuple[int, ...]


class MapView(msgspec.Struct, frozen=True):
    """The drawing: `width` x `height` units, areas, dots, and a scale bar (`km`, length in per cent of the width)."""

    width: int
    height: int
    areas: tuple[Area, ...]
    dots: tuple[Dot, ...]
    scale_km: int
    scale_length: float


@cache
def outline() -> tuple[tuple[str | None, str, tuple[tuple[Point, ...], ...]], ...]:
    """Countries as `(iso3, name, rings)`; rings of (longitude, latitude) in degrees, the largest first."""
    data = json.loads(packaged_file("outline.json").read_text(encoding="utf-8"))
    scale = data["scale"]
    arcs = []
    for flat in data["arcs"]:
        x = y = 0
        points = []
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / scale, y / scale))
        arcs.append(points)
    return tuple(
        (c["iso3"], c["name"], tuple(_unrolled([p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])]) for ring in c["rings"]))
        for c in data["countries"]
    )


@cache
def _bounds() -> tuple[tuple[Box, ...], ...]:
    """The box around each ring of each country."""
    return tuple(
        tuple((min(p[0] for p in ring), min(p[1] for p in ring), max(p[0] for p in ring), max(p[1] for p in ring)) for ring in rings)
        for _, _, rings in outline()
    )


def _unrolled(ring: list[Point]) -> tuple[Point, ...]:
    """A ring whose longitudes run on past 180 instead of jumping to the other edge of the world."""
    turned, shift = ring[:1], 0
    for (before, _), (x, y) in pairwise(ring):
        shift += 360 if x - before < -180 else -360 if x - before > 180 else 0
        turned.append((x + shift, y))
    return tuple(turned)


def listed_places(
    situation: Situation, shelf: Shelf, story: int | None = None, weights: Weights | None = None
) -> tuple[tuple[PlaceRow, int, str, tuple[Cite, ...]], ...]:
    """Places with the number of events there, the modality of those, and where to read of them; the busiest first.

    With a story's number, only its events and reports count. `weights`: numbers and modalities from elsewhere, where the situation holds
    only some of the events.
    """
    numbers = [shelf.story_number.get(r.story_id or "") for r in shelf.reports]
    reports = {r.report_id for r, n in zip(shelf.reports, numbers, strict=True) if story is None or n == story}
    events: dict[str, list[EventRow]] = {}
    for event in situation.events:
        if event.place and any(m.report_id in reports for m in event.mentions):
            events.setdefault(event.place.id, []).append(event)
    rows = []
    for place in situation.places:
        here = events.get(place.place_id, [])
        evidence = [m.trigger for event in here for m in event.mentions] or list(place.evidence)
        cites = shelf.cites((e for e in evidence if e.report_id in reports), limit=6)
        kinds = {"happened" if e.modality == "ongoing" else e.modality for e in here}
        modality = "none" if not kinds else kinds.pop() if len(kinds) == 1 else "happened" if "happened" in kinds else "mixed"
        if cites:
            number, kind = (weights or {}).get(place.place_id, (len(here), modality))
            rows.append((place, number, kind, cites))
    rows.sort(key=lambda r: (-r[1], -len(r[3]), r[0].name, r[0].place_id))
    return tuple(rows)


def is_area(place: PlaceRow) -> bool:
    """Whether a place is a country or another stretch of land too wide for a dot."""
    feature = (place.feature or "").upper()
    return feature.startswith(("PCL", "COUNTRY", "CONT", "REGION", "OCEAN", "SEA")) or (place.precision_km or 0) >= COUNTRY_KM


def is_point(place: PlaceRow) -> bool:
    """Whether a place can be a dot."""
    return (
        place.latitude is not None
        and place.longitude is not None
        and -90 <= place.latitude <= 90
        and -180 <= place.longitude <= 180
        and not is_area(place)
    )


def core(points: list[tuple[float, float, int]]) -> list[int]:
    """Indices of the points that the map is zoomed to: all, unless a few light ones lie far from the rest.

    Points are `(latitude, longitude, weight)`. A point is left out when it lies over four times as far from the heaviest point as
    the nearest three quarters of the weight, and over 600 km.
    """
    if len(points) < 3:
        return list(range(len(points)))
    heaviest = max(points, key=lambda p: p[2])
    distances = [_km(heaviest[:2], p[:2]) for p in points]
    order = sorted(range(len(points)), key=lambda i: distances[i])
    total, run, reach = sum(p[2] for p in points), 0, 0.0
    for i in order:
        run += points[i][2]
        reach = distances[i]
        if run >= 0.75 * total:
            break
    limit = max(4 * reach, 600.0)
    return [i for i in range(len(points)) if distances[i] <= limit]


def frame(points: list[Point], aspect: float) -> Box:
    """The box of (longitude, latitude) points with a margin, in the shape `aspect` (width / height) on the ground."""
    longitudes = sorted({round(p[0], 6) for p in points})
    gaps = [(b - a, b) for a, b in pairwise(longitudes)]
    widest = max(gaps, default=(0.0, 0.0))
    wrap = 360 - (longitudes[-1] - longitudes[0])
    if widest[0] > wrap:  # the points lie on both sides of the date line
        west, east = widest[1], max(x for x in longitudes if x < widest[1]) + 360
    else:
        west, east = longitudes[0], longitudes[-1]
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    shrink = max(0.2, math.cos(math.radians(middle_y)))
    height = max(LEAST_SPAN, (north - south) * 1.35, (east - west) * shrink * 1.35 / aspect)
    height = min(height, 170.0)
    width = height * aspect / shrink
    middle_y = max(-85 + height / 2, min(85 - height / 2, middle_y)) if height < 170 else 0.0
    return (middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2)


def map_view(
    situation: Situation,
    shelf: Shelf | None = None,
    *,
    width: int = 720,
    height: int = 440,
    story: int | None = None,
    weights: Weights | None = None,
) -> MapView | None:
    """The map of all stories (or of one, by its number) for a drawing `width` x `height` pixels; None without coordinates."""
    shelf = shelf or Shelf(situation)
    rows = listed_places(situation, shelf, story, weights)
    spots = [
        _Spot(p, p.latitude, p.longitude, n, modality, cites)
        for p, n, modality, cites in rows
        if is_point(p) and p.latitude is not None and p.longitude is not None
    ]
    if not spots:
        return None
    eventful = [spot for spot in spots if spot.weight]
    kept = [eventful[i] for i in core([(s.latitude, s.longitude, s.weight) for s in eventful])] or spots
    box = frame([(s.longitude, s.latitude) for s in kept], width / height)
    near = [spot for spot in spots if _inside(spot, box)]
    involved = Counter(place.country for place, n, _, _ in rows if n and place.country)
    dots = _labelled([_dot(shelf, row, box) for row in near], width, height)
    km_per_degree = 111.32 * max(0.05, math.cos(math.radians((box[1] + box[3]) / 2)))
    across = (box[2] - box[0]) * km_per_degree
    scale = max((s for s in _SCALES_KM if s <= across * 0.25), default=_SCALES_KM[0])
    return MapView(width, height, _areas(box, width, height, frozenset(involved), dots), dots, scale, round(100 * scale / across, 2))


def place_list(situation: Situation, shelf: Shelf, view: MapView | None, weights: Weights | None = None) -> tuple[Listed, ...]:
    """All places, the busiest first, with the reason where one is not on the map."""
    on_map = {dot.place_id for dot in view.dots} if view else set()
    listed = []
    for place, n, _, cites in listed_places(situation, shelf, weights=weights):
        why = None
        if place.place_id not in on_map:
            why = "area" if is_area(place) else "position not known" if not is_point(place) else "outside the map"
        listed.append(Listed(place.name, place.country, n, why, cites, shelf.stories_of(cites)))
    return tuple(listed)


def _dot(shelf: Shelf, spot: _Spot, box: Box) -> Dot:
    x, y = _project((spot.longitude, spot.latitude), box)
    return Dot(
        place_id=spot.place.place_id,
        name=spot.place.name,
        x=round(x * 100, 2),
        y=round(y * 100, 2),
        weight=spot.weight,
        modality=spot.modality,
        label_dx=0,
        label_dy=0,
        anchor="start",
        shown=False,
        cites=spot.cites,
        stories=shelf.stories_of(spot.cites),
    )


def _project(point: Point, box: Box) -> Point:
    """A point as fractions of the box, from its upper left; equirectangular with the true scale in the middle."""
    x = point[0]
    while x < box[0] - 1e-9 and x + 360 <= box[2] + 1e-9:
        x += 360
    return ((x - box[0]) / (box[2] - box[0]), (box[3] - point[1]) / (box[3] - box[1]))


def _inside(spot: _Spot, box: Box) -> bool:
    x, y = _project((spot.longitude, spot.latitude), box)
    return 0.01 <= x <= 0.99 and 0.01 <= y <= 0.99


def _labelled(dots: list[Dot], width: int, height: int) -> tuple[Dot, ...]:
    """Names set beside their dots where they cover neither a dot nor a name; busiest places first."""
    taken = [(d.x * width / 100 - 6, d.y * height / 100 - 6, d.x * width / 100 + 6, d.y * height / 100 + 6) for d in dots]
    taken.append((0.0, height - 30.0, 150.0, float(height)))
    result = []
    for i, dot in enumerate(dots):
        x, y = dot.x * width / 100, dot.y * height / 100
        long = 7.2 * len(dot.name) + 4
        places = (
            (10, 4, "start"),
            (-10, 4, "end"),
            (0, -11, "middle"),
            (0, 20, "middle"),
            (9, -8, "start"),
            (9, 16, "start"),
            (-9, -8, "end"),
            (-9, 16, "end"),
        )
        chosen = None
        for dx, dy, anchor in places:
            left = x + dx - (0 if anchor == "start" else long if anchor == "end" else long / 2)
            rect = (left, y + dy - 12, left + long, y + dy + 3)
            free = rect[0] >= 2 and rect[2] <= width - 2 and rect[1] >= 2 and rect[3] <= height - 2
            if free and not any(_overlap(rect, other) for j, other in enumerate(taken) if j != i):
                chosen = (dx, dy, anchor)
                taken.append(rect)
                break
        dx, dy, anchor = chosen or (0, 0, "start")
        result.append(msgspec.structs.replace(dot, label_dx=dx, label_dy=dy, anchor=anchor, shown=chosen is not None))
    return tuple(result)


def _areas(box: Box, width: int, height: int, involved: frozenset[str], dots: tuple[Dot, ...]) -> tuple[Area, ...]:
    """Countries that reach into the box, cut at its edge (with a rim, so that the cut is not seen)."""
    rim_x, rim_y = (box[2] - box[0]) * 0.03, (box[3] - box[1]) * 0.03
    outer = (box[0] - rim_x, box[1] - rim_y, box[2] + rim_x, box[3] + rim_y)
    taken = [(d.x * width / 100 - 8, d.y * height / 100 - 8, d.x * width / 100 + 8, d.y * height / 100 + 8) for d in dots]
    for d in dots:
        if d.shown:
            long = 7.2 * len(d.name) + 4
            left = d.x * width / 100 + d.label_dx - (0 if d.anchor == "start" else long if d.anchor == "end" else long / 2)
            taken.append((left, d.y * height / 100 + d.label_dy - 12, left + long, d.y * height / 100 + d.label_dy + 3))
    taken.append((0.0, height - 30.0, 150.0, float(height)))
    areas = []
    for (iso3, name, rings), boxes in zip(outline(), _bounds(), strict=True):
        parts = []
        for ring, (west, south, east, north) in zip(rings, boxes, strict=True):
            for shift in (-360, 0, 360):
                if east + shift < outer[0] or west + shift > outer[2] or north < outer[1] or south > outer[3]:
                    continue
                cut = _clip([(p[0] + shift, p[1]) for p in ring], outer)
                if len(cut) > 2:
                    drawn = _thinned(
                        [((p[0] - box[0]) / (box[2] - box[0]) * width, (box[3] - p[1]) / (box[3] - box[1]) * height) for p in cut]
                    )
                    parts.append(drawn)
        if parts:
            largest = max(parts, key=_area)
            areas.append(Area(iso3, name, "".join(map(_path, parts)), _label_spot(largest, name, width, height, taken), iso3 in involved))
    return tuple(areas)


def _clip(ring: list[Point], box: Box) -> list[Point]:
    """Sutherland and Hodgman: the part of a ring inside a box."""
    for axis, bound, keep_above in ((0, box[0], True), (0, box[2], False), (1, box[1], True), (1, box[3], False)):
        result: list[Point] = []
        for i, end in enumerate(ring):
            start = ring[i - 1]
            in_end = (end[axis] >= bound) == keep_above or end[axis] == bound
            in_start = (start[axis] >= bound) == keep_above or start[axis] == bound
            if in_end != in_start and end[axis] != start[axis]:
                share = (bound - start[axis]) / (end[axis] - start[axis])
                other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
                result.append((bound, other) if axis == 0 else (other, bound))
            if in_end:
                result.append(end)
        ring = result
        if not ring:
            break
    return ring


def _thinned(points: list[Point]) -> list[Point]:
    """Points in whole tenths, without neighbours that fall together at half a pixel."""
    result: list[Point] = []
    for x, y in points:
        if not result or abs(x - result[-1][0]) + abs(y - result[-1][1]) >= 0.7:
            result.append((round(x, 1), round(y, 1)))
    return result


def _path(points: list[Point]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z"


def _area(points: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2


def _label_spot(points: list[Point], name: str, width: int, height: int, taken: list[tuple[float, float, float, float]]) -> Point | None:
    """Where a country's name fits inside its part of the map (per cent), or None."""
    if _area(points) < 2500:
        return None
    long = 8.6 * len(name) + 8
    best: tuple[float, Point] | None = None
    for row in range(1, 20):
        y = height * row / 20
        crossings = sorted(
            a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            for a, b in zip(points, points[1:] + points[:1], strict=True)
            if (a[1] > y) != (b[1] > y)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            left, right = max(left, 4.0), min(right, width - 4.0)
            if right - left < long or not 16 <= y <= height - 10:
                continue
            for share in (0.5, 0.25, 0.75):
                x = left + long / 2 + (right - left - long) * share
                rect = (x - long / 2, y - 12, x + long / 2, y + 5)
                if any(_overlap(rect, other) for other in taken):
                    continue
                room = min(right - left, 3 * long) - abs(y - height / 2) * 0.3 - (0 if share == 0.5 else 20)
                if best is None or room > best[0]:
                    best = (room, (x, y))
    if best is None:
        return None
    x, y = best[1]
    taken.append((x - long / 2, y - 12, x + long / 2, y + 5))
    return (round(100 * x / width, 2), round(100 * y / height, 2))


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _km(a: Point, b: Point) -> float:
    """Great-circle distance of two (latitude, longitude) points."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))
