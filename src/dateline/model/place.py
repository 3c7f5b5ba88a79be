"""Toponyms in a report and the points of a gazetteer."""

from typing import Literal

import msgspec

from dateline.model.evidence import Basis

ToponymRole = Literal["place", "government", "demonym"]


class GazetteerPlace(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A point of the packaged gazetteer or a user's supplement. WGS 84 degrees; `country` ISO 3166-1 alpha-3.

    `feature`: country, admin1, admin2, city, district, region, water, base, airport, crossing, site ... `precision_km`: how far off
    the point may be from what the name means (half the extent of the thing).
    """

    gazetteer_id: str
    name: str
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None = None
    feature: str = "city"
    precision_km: float = 5.0
    population: int = 0


class Toponym(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place name in a report. `place` is None where no reading is safe. `role`: place, government ("Rome said"), demonym ("Libyan").

    `relation`: "near", "south of", "outskirts of", "between" ... as the text has it, None for the place itself.
    `candidates`: other gazetteer ids that were considered, best first; `reason`: what decided.
    """

    toponym_id: str
    start: int
    end: int
    text: str
    role: ToponymRole
    place: GazetteerPlace | None
    relation: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str | None = None
    basis: Basis
