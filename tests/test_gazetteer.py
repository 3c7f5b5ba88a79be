"""The gazetteer: keys, spellings, countries, a user's own places."""

import time

import pytest

from dateline.errors import LexiconError
from dateline.gazetteer import Gazetteer, countries, demonyms, distance_km, fold, lookup, normal, packaged, with_supplement
from dateline.lexicon import table


@pytest.mark.parametrize(
    ("name", "key"),
    [("St. Étienne", "saint etienne"), ("The Hague", "hague"), ("Al-Qā‘im", "al qaim"), ("U.S.", "us"), ("Łódź", "lodz"), ("", "")],
)
def test_a_name_has_one_key(name, key):
    assert normal(name) == key


@pytest.mark.parametrize(
    ("left", "right"),
    [("tarhouna", "tarhuna"), ("al zawiyah", "zawia"), ("benghazi", "benghasi"), ("sebha", "sabha"), ("misrata", "misratah")],
)
def test_spellings_of_one_place_fold_together_or_stay_apart(left, right):
    alike = {("benghazi", "benghasi"): False, ("sebha", "sabha"): False}.get((left, right), True)
    assert (fold(left) == fold(right)) is alike


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Tripoli", "LBY", "city"), ("Aleppo", "SYR", "city"), ("Washington", "USA", "city"), ("Georgia", "GEO", "country"),
        ("Gaza", "PSE", "region"), ("Kidal", "MLI", "city"), ("Borno", "NGA", "admin1"), ("Mitiga", "LBY", "airport"),
    ],
)  # fmt: skip
def test_a_bare_name_means_the_best_known_place(name, country, feature):
    first = lookup(name)[0]
    assert (first.country, first.feature) == (country, feature)


def test_other_transliterations_are_found_inside_a_country_only():
    assert lookup("Tarhouna") == ()
    assert lookup("Tarhouna", "LBY")[0].name == "Tarhuna"


def test_every_country_of_the_table_has_a_point():
    missing = {row["iso3"] for row in table("countries.tsv")} - set(countries())
    assert missing <= {"ATA", "CCK", "IOT", "TKL", "BES", "BLM", "CXR", "PCN", "SJM", "WLF"}


def test_demonyms_are_of_a_place():
    assert demonyms()["libyan"].place.country == demonyms()["libyans"].place.country == "LBY"
    assert demonyms()["danes"].place.country == "DNK"
    assert "kurdish" in demonyms()


def test_a_users_place_comes_first():
    mine = with_supplement(({"name": "Tripoli", "latitude": "34.43", "longitude": "35.84", "country": "LBN"},))
    assert mine.lookup("Tripoli")[0].country == "LBN"
    assert lookup("Tripoli")[0].country == "LBY"
    assert with_supplement(()) is packaged()


@pytest.mark.parametrize(
    "row",
    [
        {"name": "X", "latitude": "north", "longitude": "1"},
        {"name": "X", "latitude": "95", "longitude": "1"},
        {"name": "X", "latitude": "", "longitude": "1"},
    ],
)
def test_a_users_bad_row_is_named(row):
    with pytest.raises(LexiconError, match="'X'"):
        Gazetteer((row,)).lookup("X")


def test_supplement_rows_are_on_earth_and_say_their_precision():
    for name in ("places_supplement.tsv", "regions.tsv"):
        for row in table(name):
            assert -90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180, row["name"]
            assert float(row["precision_km"]) > 0
            assert row["country"] == "" or row["country"] in countries() or row["country"] in ("ATA", "IOT"), row["name"]


def test_supplement_rows_lie_near_their_country():
    for row in table("places_supplement.tsv"):
        home = countries().get(row["country"])
        if home is None:
            continue
        here = Gazetteer((dict(row),)).lookup(row["name"])[0]
        assert distance_km(here, home) < 3.2 * home.precision_km + 250, row["name"]


def test_a_look_up_is_fast():
    packaged().candidates("Paris")
    start = time.perf_counter()
    for n in range(300):
        packaged().candidates(f"Nowhere {n}")
    assert time.perf_counter() - start < 0.6


def test_a_name_that_lost_its_apostrophe_is_found():
    gazetteer = packaged()
    assert gazetteer.candidates("N Djamena")[0].place.country == "TCD"
    assert gazetteer.candidates("L Aquila")[0].place.country == "ITA"
    assert not gazetteer.candidates("Togo s")
