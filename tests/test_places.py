"""Places across reports: one place under several spellings."""

import pytest

from dateline.model.evidence import Basis
from dateline.model.place import GazetteerPlace, Toponym
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.places import Places, link_places, spelling


def toponym(report: str, name: str, point: int | None = None) -> Toponym:
    place = GazetteerPlace(
        gazetteer_id=f"geonames:{point}", name=name, latitude=34.1, longitude=71.1, country="PAK", admin1=None, feature="city", precision_km=2.0
    )
    return Toponym(toponym_id=f"tp_{report}{name}", start=0, end=len(name), text=name, role="place", place=place if point else None, basis=Basis(evidence=(), rule="test"))


def place_ids(*found: Toponym) -> list[str]:
    reports = [Report(report_id=f"r{n}", uri=f"file:r{n}", text=t.text) for n, t in enumerate(found)]
    corpus = Corpus(reports, [Reading(report_id=f"r{n}", toponyms=(t,)) for n, t in enumerate(found)])
    places = link_places(corpus, {r.report_id: "r0" for r in reports})
    return [places.place_of[t.toponym_id] for t in found]


@pytest.mark.parametrize(("left", "right"), [("Tall Afar", "TALLAFAR"), ("Wadi Halfa", "Wady Helfa"), ("Badghis", "Badgheis")])
def test_spellings_of_one_name_fall_together(left, right):
    assert spelling(left) == spelling(right)


@pytest.mark.parametrize(("left", "right"), [("Bani Walid", "Bani Waset"), ("Tall Afar", "Tall Brak")])
def test_other_names_do_not(left, right):
    assert spelling(left) != spelling(right)


def test_short_names_are_told_apart_by_every_letter():
    assert spelling("Gao") == spelling("Goa") == ""


def test_an_unknown_spelling_is_the_place_of_its_story():
    known, other = toponym("a", "Tall Afar", 7), toponym("b", "Tallafar")
    left, right = place_ids(known, other)
    assert left == right


def test_a_spelling_that_two_places_share_stays_its_own():
    first, second, third = place_ids(toponym("a", "Marib", 1), toponym("b", "Mareeb", 2), toponym("c", "Maribb"))
    assert len({first, second, third}) == 3


def test_a_place_of_a_dateline_is_written_without_its_capitals():
    found = [toponym("r0", "EL PALMAR"), toponym("r1", "DRC")]
    places = Places({t.toponym_id: f"p{n}" for n, t in enumerate(found)}, {}, {t.toponym_id: t for t in found}, {})
    assert [places.ref(t.toponym_id).name for t in found] == ["El Palmar", "DRC"]
