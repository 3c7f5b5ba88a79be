#!/usr/bin/env python3
"""Write src/dateline/data/outline.json: country outlines for the map of the brief.

    npm pack world-atlas@2 && tar xzf world-atlas-*.tgz
    python scripts/build_outline.py package/countries-50m.json src/dateline/data/outline.json

Input: Natural Earth 1:50m countries (public domain) as TopoJSON, from the npm package `world-atlas` (ISC).
Output: {"scale": 100, "arcs": [[x, y, dx, dy, ...], ...], "countries": [{"iso3", "name", "rings": [[arc, ...], ...]}, ...]};
coordinates are hundredths of a degree, the first point of an arc absolute, the others steps from the one before; a negative
arc number n stands for arc ~n backwards; arcs are shared by neighbours, so simplified borders still meet.
"""

import csv
import heapq
import json
import sys
from pathlib import Path

SCALE = 100
SMALLEST_CORNER = 5.0
"""A corner whose triangle is below this area (square hundredths of a degree) is dropped."""
SMALLEST_ISLAND = 60.0
"""A ring below this area (square hundredths of a degree) is dropped unless it is the largest of its country."""
NAMES = {
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Cook Is.": "Cook Islands",
    "Czechia": "Czech Republic",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Falkland Is.": "Falkland Islands",
    "Fr. Polynesia": "French Polynesia",
    "Faeroe Is.": "Faroe Islands",
    "Marshall Is.": "Marshall Islands",
    "N. Cyprus": "Northern Cyprus",
    "N. Mariana Is.": "Northern Mariana Islands",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "São Tomé and Principe": "Sao Tome and Principe",
    "W. Sahara": "Western Sahara",
    "eSwatini": "Eswatini",
    "Macedonia": "North Macedonia",
    "Côte d'Ivoire": "Ivory Coast",
    "United States of America": "United States",
    "Antigua and Barb.": "Antigua and Barbuda",
    "Cayman Is.": "Cayman Islands",
    "Turks and Caicos Is.": "Turks and Caicos Islands",
    "U.S. Virgin Is.": "US Virgin Islands",
    "British Virgin Is.": "British Virgin Islands",
    "Cabo Verde": "Cape Verde",
    "Congo": "Republic of the Congo",
}


def decode(topology: dict) -> list[list[tuple[int, int]]]:
    """Arcs as points in hundredths of a degree."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for raw in topology["arcs"]:
        x = y = 0
        points: list[tuple[int, int]] = []
        for dx, dy in raw:
            x, y = x + dx, y + dy
            point = (round((x * sx + tx) * SCALE), round((y * sy + ty) * SCALE))
            if not points or points[-1] != point:
                points.append(point)
        arcs.append(points if len(points) > 1 else [points[0], points[0]])
    return arcs


def simplify(points: list[tuple[int, int]], smallest: float) -> list[tuple[int, int]]:
    """Visvalingam and Whyatt: drop the corner with the smallest triangle until none is below `smallest`; the ends stay."""
    n = len(points)
    before, after, alive = list(range(-1, n - 1)), list(range(1, n + 1)), [True] * n

    def area(i: int) -> float:
        (x1, y1), (x2, y2), (x3, y3) = points[before[i]], points[i], points[after[i]]
        return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2

    current = {i: area(i) for i in range(1, n - 1)}
    heap = [(a, i) for i, a in current.items()]
    heapq.heapify(heap)
    left = n
    least = 4 if points[0] == points[-1] else 2
    while heap and left > least:
        a, i = heapq.heappop(heap)
        if not alive[i] or a != current[i]:
            continue
        if a >= smallest:
            break
        alive[i] = False
        left -= 1
        p, q = before[i], after[i]
        after[p], before[q] = q, p
        for j in (p, q):
            if 0 < j < n - 1:
                current[j] = max(a, area(j))
                heapq.heappush(heap, (current[j], j))
    return [point for point, keep in zip(points, alive, strict=True) if keep]


def ring_area(ring: list[int], arcs: list[list[tuple[int, int]]]) -> float:
    """Area of a ring in square hundredths of a degree."""
    points = [point for n in ring for point in (arcs[n] if n >= 0 else arcs[~n][::-1])]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True))) / 2


def iso_codes(path: Path) -> dict[str, str]:
    """ISO 3166-1 alpha-3 by name and alternative name, lower case."""
    codes = {}
    for row in csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row and not row[0].startswith("#"):
            for name in [row[2], *row[3].split("|")]:
                codes.setdefault(name.lower(), row[0])
    return codes


def main(source: str, target: str) -> None:
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    codes = iso_codes(Path(target).parent / "countries.tsv")
    arcs = [simplify(points, SMALLEST_CORNER) for points in decode(topology)]
    countries, used, unknown = [], {}, []
    for geometry in topology["objects"]["countries"]["geometries"]:
        short = geometry["properties"]["name"]
        if short == "Antarctica":  # no map of the brief goes there, and it is a twentieth of the points
            continue
        name = NAMES.get(short, short)
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = sorted((ring for polygon in polygons for ring in polygon), key=lambda r: -ring_area(r, arcs))
        rings = [ring for i, ring in enumerate(rings) if i == 0 or ring_area(ring, arcs) >= SMALLEST_ISLAND]
        kept = [[used.setdefault(n, len(used)) if n >= 0 else ~used.setdefault(~n, len(used)) for n in ring] for ring in rings]
        iso3 = codes.get(name.lower()) or codes.get(short.lower())
        if iso3 is None:
            unknown.append(name)
        countries.append({"iso3": iso3, "name": name, "rings": kept})
    flat = []
    for n in used:
        x = y = 0
        row = []
        for px, py in arcs[n]:
            row += [px - x, py - y]
            x, y = px, py
        flat.append(row)
    head = "Natural Earth 1:50m countries, public domain, via npm world-atlas 2 (ISC); simplified by scripts/build_outline.py"
    data = {"origin": head, "version": 1, "scale": SCALE, "arcs": flat, "countries": sorted(countries, key=lambda c: c["name"])}
    Path(target).write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{target}: {Path(target).stat().st_size / 1000:.0f} kB, {len(countries)} countries, {sum(map(len, flat)) // 2} points")
    print("without a code:", ", ".join(unknown))


if __name__ == "__main__":
    main(*sys.argv[1:3])
