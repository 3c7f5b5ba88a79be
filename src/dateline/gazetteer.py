"""The packaged gazetteer: names of places on earth and their points, read from disk only when first asked.

`data/gazetteer.sqlite` (made by `scripts/build_gazetteer.py` from GeoNames, CC BY 4.0) holds settlements and administrative
divisions; countries, large regions and places of conflict areas come from `countries.tsv`, `regions.tsv` and `places_supplement.tsv`;
a user's own rows come on top. Nothing is ever downloaded.
"""

import math
import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from dateline.errors import LexiconError
from dateline.lexicon import Row, packaged_file, table
from dateline.model.place import GazetteerPlace

EARTH_KM = 6371.0
SAME_PLACE_KM = 40.0
MOST_CACHED = 100_000  # names
LEAST_JOINED = 5  # letters of a name that may have lost an apostrophe
SEAT_SHARE = 0.05  # of a division's people

K = TypeVar("K")

_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ə": "a", "ħ": "h", "ŋ": "n",
    "'": None, "’": None, "‘": None, "ʼ": None, "ʻ": None, "`": None, "´": None, "ʿ": None, "ʾ": None, "′": None, ".": None, "·": None,
})  # fmt: skip
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLES = frozenset({"al", "el", "as", "az", "ar", "at", "ad", "an", "ash", "es", "ed", "ul", "il"})
_FOLDS = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"ou|oo|ow|u|w", "o"), (r"dj|dzh", "j"), (r"kh", "h"), (r"gh", "g"), (r"dh", "d"), (r"th", "t"), (r"ph", "f"),
        (r"q|ck|c(?!h)", "k"),
        (r"ai|ay|ei|ey|ee|ie|iy|y|i", "e"), (r"\b(?:ben|bin|ebn|ibn)\b", "ben"), (r"(?<=[aeo])h?\b", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=10_000)
def normal(name: str) -> str:
    """A name's key: lower case, without diacritics, apostrophes and dots; hyphens are blanks; "St." is "saint"; no leading "the".

    Example:
        >>> normal("St.-Étienne"), normal("The Hague"), normal("U.S.")
        ('saint etienne', 'hague', 'us')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)) if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+|_", " ", plain).split()
    if len(words) > 1:
        words[0] = _SHORT.get(words[0], words[0])
        if words[0] == "the":
            words = words[1:]
    return " ".join(words)


def spellings(key: str) -> Iterator[str]:
    """A normal key, and what it may have been with an apostrophe: a single letter goes with what follows it, or with what it ends.

    Example:
        >>> list(spellings("n djamena")), list(spellings("sana a")), list(spellings("karsova"))
        (['n djamena', 'ndjamena'], ['sana a', 'sanaa'], ['karsova'])
    """
    if not key:
        return
    yield key
    joined = re.sub(r"\b(\w) (?=\w{3})", r"\1", key)
    joined = re.sub(r"(\w{3}) ([^\Ws])$", r"\1\2", joined)
    if joined != key and len(joined) >= LEAST_JOINED:
        yield joined


@lru_cache(maxsize=10_000)
def fold(key: str) -> str:
    """A normal key with the choices of transliteration taken out (articles, ou/oo/u, gh/g, y/i/e ...). Only safe inside one country.

    Example:
        >>> fold("tarhouna") == fold("tarhuna"), fold("al zawiyah") == fold("zawia")
        (True, True)
    """
    words = [w for w in key.split() if w not in _ARTICLES] or key.split()
    folded = " ".join(words)
    for pattern, new in _FOLDS:
        folded = pattern.sub(new, folded)
    return folded.strip()


def distance_km(a: GazetteerPlace, b: GazetteerPlace) -> float:
    """Great-circle distance between the points of two places."""
    p, q = math.radians(a.latitude), math.radians(b.latitude)
    half = math.radians(b.longitude - a.longitude) / 2
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(half) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


class Candidate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place that bears a name. `match`: official, alternate, derived ("Rapides" for Rapides Parish), folded (other spelling), user.

    `admin2` is the name of the second-level division; `capital` whether it is a country's; `named_after` whether a division only bears
    the name of its chief town, which bears the name too: the bare name means the town.
    """

    place: GazetteerPlace
    match: str
    admin2: str | None = None
    capital: bool = False
    named_after: bool = False


_MATCHES = ("official", "alternate", "derived", "folded")


class Demonym(msgspec.Struct, frozen=True, kw_only=True):
    """An adjective or name of a people, and the place that it is of. `person`: only the name of persons ("Dane")."""

    place: GazetteerPlace
    person: bool


class Gazetteer:
    """Names and points. Opened lazily and read only; one may be shared by any number of readers.

    Args:
        extra: rows of a user's supplement: columns name, latitude, longitude; optional alternatives (parted by |), country,
            admin1, feature, precision_km, gazetteer_id.
    """

    def __init__(self, extra: Sequence[Row] = ()) -> None:
        self._extra = tuple(extra)
        self._connections: dict[int, sqlite3.Connection] = {}
        self._found: dict[str, tuple[Candidate, ...]] = {}

    @property
    def _db(self) -> sqlite3.Connection:
        process = os.getpid()
        if process not in self._connections:
            path = packaged_file("gazetteer.sqlite")
            self._connections[process] = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        return self._connections[process]

    @cached_property
    def overlay(self) -> Mapping[str, tuple[Candidate, ...]]:
        """Countries, regions, supplement and the user's rows by normal key."""
        return _grouped(_named(self._extra))

    @cached_property
    def _folded(self) -> Mapping[tuple[str, str], tuple[Candidate, ...]]:
        """The same by country and folded key."""
        pairs = ((c.place.country, c, key) for key, c in _named(self._extra))
        return _grouped(((country, fold(key)), c if c.match == "user" else replace(c, match="folded")) for country, c, key in pairs if country)

    def candidates(self, name: str, country: str | None = None) -> tuple[Candidate, ...]:
        """All places that bear this name in this spelling, the most populous first; `country` (ISO alpha-3) keeps those inside it."""
        key = normal(name)
        if (found := self._found.get(key)) is None:
            if len(self._found) > MOST_CACHED:
                self._found.clear()
            found = self._found[key] = next(filter(None, (_merged(self.overlay.get(k, ()), _stored(self._db, k)) for k in spellings(key))), ())
        return found if country is None else tuple(c for c in found if c.place.country == country)

    def similar(self, name: str, country: str) -> tuple[Candidate, ...]:
        """Places of one country whose name differs from this one only by transliteration."""
        key = fold(normal(name))
        if len(key) < 4:
            return ()
        return _merged(self._folded.get((country, key), ()), _stored_fold(self._db, key, country))

    def lookup(self, name: str, country: str | None = None) -> tuple[GazetteerPlace, ...]:
        """Places by name, best first; inside a country also other transliterations, where the spelling itself is not known there."""
        found = self.candidates(name, country)
        if not found and country is not None:
            found = self.similar(name, country)
        return tuple(c.place for c in found)

    def knows(self, name: str) -> bool:
        """Whether any place bears this name in this spelling."""
        return bool(self.candidates(name))

    def country(self, code: str) -> GazetteerPlace | None:
        """A country by ISO 3166-1 alpha-3 code."""
        return countries().get(code)

    def demonym(self, word: str) -> Demonym | None:
        """What "Libyan", "Libyans", "Kurdish", "Dane" are of; None where the word is no demonym."""
        return demonyms().get(normal(word))


def lookup(name: str, country: str | None = None) -> tuple[GazetteerPlace, ...]:
    """Places of the packaged gazetteer by name; see `Gazetteer.lookup`."""
    return packaged().lookup(name, country)


@cache
def packaged() -> Gazetteer:
    """The gazetteer without a user's supplement."""
    return Gazetteer()


@lru_cache(maxsize=8)
def _with_rows(rows: tuple[tuple[tuple[str, str], ...], ...]) -> Gazetteer:
    return Gazetteer(tuple(dict(row) for row in rows))


def with_supplement(rows: Sequence[Row]) -> Gazetteer:
    """The gazetteer with a user's rows on top; the same rows give the same object."""
    return _with_rows(tuple(tuple(sorted(row.items())) for row in rows)) if rows else packaged()


# --- the packaged database


_PLACES = (
    "select p.id, p.code, p.name, p.latitude, p.longitude, p.country, a.name, b.name, p.feature, p.population, p.precision_km, {kind} from {names} n "
    "join place p on p.id = n.place left join place a on a.id = p.admin1 left join place b on b.id = p.admin2 where n.key = ? {limits}"
)
_BY_NAME = _PLACES.format(names="name", kind="n.kind", limits="order by n.kind, p.population desc limit 80")
_BY_FOLD = _PLACES.format(names="folded", kind=_MATCHES.index("folded"), limits="and n.country = ?")


@lru_cache(maxsize=2_000)
def _stored(db: sqlite3.Connection, key: str) -> tuple[Candidate, ...]:
    return tuple(sorted((_candidate(*row) for row in db.execute(_BY_NAME, (key,))), key=_rank))


@lru_cache(maxsize=2_000)
def _stored_fold(db: sqlite3.Connection, key: str, country: str) -> tuple[Candidate, ...]:
    return tuple(sorted((_candidate(*row) for row in db.execute(_BY_FOLD, (key, country))), key=_rank))


def _candidate(
    number: int, code: str, name: str, latitude: int, longitude: int, country: str, admin1: str | None, admin2: str | None, feature: str | None,
    population: int, precision_km: float | None, kind: int,
) -> Candidate:  # fmt: skip
    """A row of the database: `latitude` and `longitude` are in hundred thousandths of a degree."""
    place = GazetteerPlace(
        gazetteer_id=f"geonames:{number}" if number > 0 else f"geonames-{feature}:{code}", name=name, latitude=latitude / 1e5,
        longitude=longitude / 1e5, country=country, admin1=admin1, feature=feature or "city", population=population,
        precision_km=settlement_km(population) if precision_km is None else precision_km,
    )  # fmt: skip
    return Candidate(place=place, match=_MATCHES[kind], admin2=admin2, capital=code == "PPLC")


def settlement_km(population: int) -> float:
    """Half the extent of a settlement by its population, roughly."""
    return round(min(20.0, max(1.5, math.sqrt(population) / 160)), 1)


def _rank(candidate: Candidate) -> tuple[float, str]:
    """Order of candidates: countries, then by people, a less usual name or a division counting for less."""
    place = candidate.place
    size = math.log10(max(place.population, 100)) + 2.0 * candidate.capital - 0.5 * place.feature.startswith("admin")
    if place.feature in ("country", "continent"):
        size = 20.0
    elif place.gazetteer_id.startswith("dateline-region"):
        size = 7.0
    size -= {"alternate": 0.8, "derived": 1.0, "folded": 1.5}.get(candidate.match, 0.0)
    return (-99.0 if candidate.match == "user" else -size, place.gazetteer_id)


def _merged(upper: Iterable[Candidate], lower: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Both lists without doubles: of one place in both, the user's row wins, then the country or region, then the GeoNames entry."""
    kept = list(upper)
    rest: list[Candidate] = []
    for candidate in lower:
        twin = next((u for u in kept if _same(u.place, candidate.place)), None)
        if twin is None:
            rest.append(candidate)
        elif twin.match != "user" and (candidate.place.feature, twin.place.feature) in _REPLACES:
            kept.remove(twin)
            place = replace(candidate.place, population=max(candidate.place.population, twin.place.population))
            rest.append(
                replace(
                    candidate,
                    place=place if place.feature == "city" else candidate.place,
                    match=min(candidate.match, twin.match, key=_MATCHES.index),
                )
            )
    both = sorted([*kept, *rest], key=_rank)
    return tuple(sorted((replace(c, named_after=True) if _is_named_after(c, both) else c for c in both), key=lambda c: c.named_after))


def _is_named_after(candidate: Candidate, others: Iterable[Candidate]) -> bool:
    """Whether a division's chief town is among the others."""
    place = candidate.place
    return place.feature in ("admin1", "admin2") and any(
        o.place.feature == "city" and o.place.country == place.country and o.place.population >= SEAT_SHARE * place.population
        and (o.place.admin1 == place.name or distance_km(o.place, place) <= place.precision_km)
        for o in others
    )  # fmt: skip


_REPLACES = {("city", "city"), ("city", "island"), ("admin1", "region"), ("admin1", "island")}


def _same(a: GazetteerPlace, b: GazetteerPlace) -> bool:
    if a.country != b.country or "country" in (a.feature, b.feature):
        return False
    if b.feature == "city" and a.feature in ("region", "water", "mountains"):
        return False
    return distance_km(a, b) <= max(SAME_PLACE_KM, a.precision_km, b.precision_km)


# --- tables


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@cache
def _country_points() -> Mapping[str, tuple[int, float, float, int, float]]:
    rows = packaged()._db.execute("select iso3, geonameid, latitude, longitude, population, precision_km from country").fetchall()
    return {iso3: (number, latitude, longitude, population, precision) for iso3, number, latitude, longitude, population, precision in rows}


@cache
def countries() -> Mapping[str, GazetteerPlace]:
    """Countries by ISO 3166-1 alpha-3 code."""
    found = {}
    for row in table("countries.tsv"):
        if row["iso3"] not in _country_points():
            continue
        number, latitude, longitude, population, precision = _country_points()[row["iso3"]]
        found[row["iso3"]] = GazetteerPlace(
            gazetteer_id=f"geonames:{number}", name=row["name"], latitude=latitude, longitude=longitude, country=row["iso3"],
            feature="country", precision_km=precision, population=population,
        )  # fmt: skip
    return found


@cache
def _regions() -> tuple[tuple[Row, GazetteerPlace], ...]:
    found = []
    for row in table("regions.tsv"):
        number = row["geonameid"]
        place = GazetteerPlace(
            gazetteer_id=f"geonames:{number}" if number else f"dateline-region:{row['name']}", name=row["name"],
            latitude=float(row["latitude"]), longitude=float(row["longitude"]), country=row["country"] or None, feature=row["feature"],
            precision_km=float(row["precision_km"]), population=1_000_000,
        )  # fmt: skip
        found.append((row, place))
    return tuple(found)


def _row_place(row: Row, prefix: str) -> GazetteerPlace:
    def number(column: str, default: str = "") -> float:
        try:
            return float(row.get(column) or default)
        except ValueError:
            raise LexiconError(f"place {row.get('name')!r}: {column} {row.get(column)!r} is no number; write degrees as 32.80") from None

    latitude, longitude = number("latitude"), number("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise LexiconError(f"place {row['name']!r}: {latitude}, {longitude} is no point on earth; latitude comes first, in degrees")
    country = row.get("country") or None
    return GazetteerPlace(
        gazetteer_id=row.get("gazetteer_id") or f"{prefix}:{country or ''}:{row['name']}", name=row["name"], latitude=latitude,
        longitude=longitude, country=_iso3(country), admin1=row.get("admin1") or None, feature=row.get("feature") or "city",
        precision_km=number("precision_km", "5"), population=int(number("population", "2000")),
    )  # fmt: skip


def _iso3(country: str | None) -> str | None:
    if country is None or len(country) != 2:
        return country
    return next((row["iso3"] for row in table("countries.tsv") if row["iso2"] == country.upper()), country)


def _named(extra: tuple[Row, ...]) -> list[tuple[str, Candidate]]:
    found: list[tuple[str, Candidate]] = []

    def add(place: GazetteerPlace, names: Iterable[str], match: str = "official") -> None:
        for n, name in enumerate(names):
            found.append((normal(name), Candidate(place=place, match="alternate" if n and match == "official" else match)))

    for row in extra:
        add(_row_place(row, "user"), [row["name"], *_split(row.get("alternatives", ""))], "user")
    known = countries()
    for row in table("countries.tsv"):
        if row["iso3"] in known:
            for name in [row["name"], *_split(row["alternatives"])]:
                add(known[row["iso3"]], [name])
    for row, place in _regions():
        add(place, [row["name"], *_split(row["alternatives"])])
    for row in table("places_supplement.tsv"):
        add(_row_place(row, "dateline"), [row["name"], *_split(row["alternatives"])])
    return found


def _grouped(pairs: Iterable[tuple[K, Candidate]]) -> dict[K, tuple[Candidate, ...]]:
    found: dict[K, dict[str, Candidate]] = {}
    for key, candidate in pairs:
        found.setdefault(key, {}).setdefault(candidate.place.gazetteer_id, candidate)
    return {key: tuple(group.values()) for key, group in found.items()}


@cache
def demonyms() -> Mapping[str, Demonym]:
    """Adjectives and names of peoples by normal key; countries win over regions."""
    found: dict[str, Demonym] = {}

    def add(words: Iterable[str], place: GazetteerPlace, person: bool) -> None:
        for word in words:
            found.setdefault(normal(word), Demonym(place=place, person=person))

    known = countries()
    for row in table("countries.tsv"):
        if (place := known.get(row["iso3"])) is None:
            continue
        adjectives, persons = _split(row["adjectives"]), _split(row["demonyms"])
        add([a for a in adjectives if a not in ("US", "U.S.")], place, False)
        plural = [d + "s" for d in persons if not d.endswith(("s", "z", "sh", "ese", "men", "man"))]
        add([*persons, *plural], place, True)
    for row, place in _regions():
        add(_split(row["adjectives"]), place, False)
    for row in table("place_demonyms.tsv"):
        named = packaged().candidates(row["place"], row["country"])
        if named:
            add(_split(row["words"]), named[0].place, False)
    return found
