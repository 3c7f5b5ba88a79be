"""Countries of actors that no report states."""

import pytest

import dateline
from dateline.reading.name_origins import likeliness

LEAD = "THE HAGUE (Canal Agency) - The Dutch government will bring its soldiers home from Mali, Dutch Prime Minister Ada van Loon said. "
ABROAD = "Mali's army said Bamako was calm and Malian towns were quiet. In Mali, Gao was quiet too. Ada van Loon met Pier Stam, leader of the Canal League, in Mali."


def country_of(tmp_path, name, *texts):
    for n, text in enumerate(texts):
        (tmp_path / f"r{n}.txt").write_text(text, encoding="utf-8")
    actors = {n: a for a in dateline.build([tmp_path]).actors for n in (a.name, *a.aliases)}
    return actors[name].country if name in actors else "no such actor"


def test_who_is_named_beside_an_actor_tells_whose_it_is(tmp_path):
    home = LEAD + "The League's leader, Pier Stam, told the Dutch parliament that Dutch voters wanted the soldiers back. Dutch papers agreed."
    assert country_of(tmp_path, "Pier Stam", home, home + " Nothing else was said.") == "NLD"


def test_a_stated_country_is_kept(tmp_path):
    assert country_of(tmp_path, "Ada van Loon", LEAD, ABROAD) == "NLD"


def test_an_agency_of_many_countries_has_none(tmp_path):
    text = "BAMAKO - Soldiers in Mali shot two men, the Sahel News Service reported on Monday. Mali's army told the Sahel News Service it was investigating."
    assert country_of(tmp_path, "Sahel News Service", text) is None


@pytest.mark.parametrize(
    ("name", "country"),
    [("Giorgos Papandreidis", "GRC"), ("Mehmet Yildirimoglu", "TUR"), ("Oleksandr Ivanchenko", "UKR"), ("Sakari Lehtovaara", "FIN")],
)  # fmt: skip
def test_a_name_is_likeliest_where_people_bear_it(name, country):
    found = likeliness(name, ["GRC", "TUR", "UKR", "FIN"])
    assert found[country] == 0.0 == max(found.values())


def test_a_name_without_letters_or_one_country_says_nothing():
    assert likeliness("7", ["GRC", "TUR"]) == {}
    assert likeliness("Giorgos", ["GRC"]) == {}
