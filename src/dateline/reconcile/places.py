"""Places across reports: toponyms by their point of the gazetteer, unresolved ones by their name within a story, however it is spelled."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from dateline.model.evidence import Evidence, Ref, make_id
from dateline.model.place import GazetteerPlace, Toponym
from dateline.model.record import PlaceRow
from dateline.reconcile.corpus import Corpus, fold, tally


class Places(msgspec.Struct, frozen=True):
    """Look-ups over all toponyms: `place_of` place id by toponym id, `point` gazetteer place by place id, `toponyms` by toponym id."""

    place_of: Mapping[str, str]
    point: Mapping[str, GazetteerPlace]
    toponyms: Mapping[str, Toponym]
    report_of: Mapping[str, str]

    def ref(self, toponym_id: str | None) -> Ref | None:
        """The reference to a toponym's place under the name it has there."""
        if toponym_id is None or toponym_id not in self.place_of:
            return None
        return Ref(id=self.place_of[toponym_id], name=written(self.toponyms[toponym_id].text))


def written(name: str) -> str:
    """A place's name without the capitals of a dateline: "EL ALTO"."""
    return name.title() if name.isupper() and len(name) > LONGEST_ABBREVIATION else name


def link_places(corpus: Corpus, story_of: Mapping[str, str]) -> Places:
    """Place ids of all toponyms. A gazetteer point has one place; an unresolved name one per story, or that of the only place of the story whose
    name is another spelling of it ("Tallafar", "Tall Afar"; "Wady Helfa", "Wadi Halfa")."""
    place_of: dict[str, str] = {}
    point: dict[str, GazetteerPlace] = {}
    toponyms: dict[str, Toponym] = {}
    report_of: dict[str, str] = {}
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in corpus.reports:
        for toponym in corpus.readings[report.report_id].toponyms:
            if toponym.place is not None:
                known[story_of[report.report_id], spelling(toponym.text)].add(make_id("p", toponym.place.gazetteer_id))
    for report in corpus.reports:
        story = story_of[report.report_id]
        for toponym in corpus.readings[report.report_id].toponyms:
            spelled = spelling(toponym.text)
            if toponym.place is not None:
                place_id = make_id("p", toponym.place.gazetteer_id)
                point.setdefault(place_id, toponym.place)
            elif spelled and len(same := known.get((story, spelled), set())) == 1:
                [place_id] = same
            else:
                place_id = make_id("p", story, spelled or fold(toponym.text))
            place_of[toponym.toponym_id] = place_id
            toponyms[toponym.toponym_id] = toponym
            report_of[toponym.toponym_id] = report.report_id
    return Places(place_of, point, toponyms, report_of)


_LETTER = re.compile(r"[^\W\d_]")
_SILENT = frozenset("aeiouyhw")
LONGEST_ABBREVIATION = 3
"""Characters of a place's abbreviation ("DRC"), which keeps its capitals."""
LEAST_LETTERS = 4
"""Consonants that a name must have for its spelling to tell it from others."""


@lru_cache(maxsize=5_000)
def spelling(name: str) -> str:
    """What the spellings of a name have in common: its first letter and its consonants without doubled ones; "" where too few are left."""
    letters = "".join(_LETTER.findall(fold(name)))
    bare = [c for n, c in enumerate(letters) if not n or c not in _SILENT]
    kept = "".join(c for n, c in enumerate(bare) if not n or c != bare[n - 1])
    return kept if len(kept) >= LEAST_LETTERS else ""


class PlacePart(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What some reports add to the row of a place. `told`: named as a place, or something refers to it; evidence with places of reports."""

    point: GazetteerPlace | None
    names: dict[str, int]
    evidence: tuple[tuple[int, Evidence], ...]
    candidates: tuple[str, ...]
    reason: str | None
    told: bool


def place_parts(corpus: Corpus, places: Places, used: set[str]) -> Iterator[tuple[str, PlacePart]]:
    """Parts of the rows of all places, by id."""
    grouped: dict[str, list[Toponym]] = defaultdict(list)
    for toponym_id, place_id in places.place_of.items():
        grouped[place_id].append(places.toponyms[toponym_id])
    for place_id, found in sorted(grouped.items()):
        report_of = [places.report_of[t.toponym_id] for t in found]
        yield (
            place_id,
            PlacePart(
                point=places.point.get(place_id), names=tally(written(t.text) for t in found), reason=next((t.reason for t in found if t.reason), None),
                evidence=tuple((corpus.rank[r], corpus.evidence(r, t.start, t.end)) for r, t in zip(report_of, found, strict=True)),
                candidates=tuple(dict.fromkeys(c for t in found for c in t.candidates)),
                told=place_id in used or any(t.role == "place" for t in found),
            ),
        )  # fmt: skip


def place_row(place_id: str, parts: Sequence[PlacePart]) -> PlaceRow:
    """The row of a place from its parts."""
    point = parts[0].point
    names = sum((Counter(p.names) for p in parts), Counter[str]())
    return PlaceRow(
        place_id=place_id, name=point.name if point else min(names, key=lambda n: (-names[n], n)),
        latitude=point.latitude if point else None, longitude=point.longitude if point else None,
        country=point.country if point else None, admin1=point.admin1 if point else None, feature=point.feature if point else None,
        gazetteer_id=point.gazetteer_id if point else None, precision_km=point.precision_km if point else None,
        evidence=tuple(e for _, e in sorted((e for p in parts for e in p.evidence), key=lambda e: e[0])),
        candidates=tuple(dict.fromkeys(c for p in parts for c in p.candidates)), reason=next((p.reason for p in parts if p.reason), None),
    )  # fmt: skip


_AREA = {"country": 0, "region": 1, "admin1": 2, "water": 2, "admin2": 3, "district": 4}


def fineness(place: GazetteerPlace | None) -> int:
    """How narrow a place is: 0 a country ... 5 a town or a site; 5 for an unresolved name."""
    return 5 if place is None else _AREA.get(place.feature, 5)


def distance_km(left: GazetteerPlace, right: GazetteerPlace) -> float:
    """Great-circle distance of two points."""
    from math import asin, cos, radians, sin, sqrt

    a, b = radians(left.latitude), radians(right.latitude)
    d = radians(right.longitude - left.longitude)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(d / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


def places_agree(left: str | None, right: str | None, places: Places) -> float:
    """1 the same place, 0.5 one may lie in the other, 0 unknown, -1 different (by place ids)."""
    if left is None or right is None:
        return 0.0
    if left == right:
        return 1.0
    a, b = places.point.get(left), places.point.get(right)
    if a is None or b is None:
        return -0.3
    if a.country and b.country and a.country != b.country:
        return -1.0
    if min(fineness(a), fineness(b)) == 0:
        return 0.3
    if fineness(a) != fineness(b):
        return 0.3 if distance_km(a, b) <= 2 * max(a.precision_km, b.precision_km) + 20 else -1.0
    return 0.2 if distance_km(a, b) <= max(a.precision_km, b.precision_km) else -1.0
