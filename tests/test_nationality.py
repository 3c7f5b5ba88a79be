"""Countries of actors that no report states."""

import pytest

import dateline
from dateline.model.mention import Chain
from dateline.reading.name_origins import likeliness
from dateline.reconcile.actors import as_many
from dateline.reconcile.nationality import Candidate

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


def kinds(tmp_path, text):
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    return {a.name: a.kind for a in dateline.build([tmp_path]).actors}


@pytest.mark.parametrize(
    ("speaks", "sectors", "kind"), [(False, ("CVL",), "population"), (True, ("CVL",), "person"), (False, ("GOV",), "person")]
)
def test_several_civilians_who_only_suffer_are_a_population(speaks, sectors, kind):
    drivers = Chain(chain_id="c_1", name="three drivers", kind="person", named=False, plural=True, sectors=sectors)
    assert as_many(drivers, speaks).kind == kind


def test_ministers_of_a_body_of_many_nations_are_that_body(tmp_path):
    assert kinds(tmp_path, "European Union ministers approved the sanctions on Monday.")["European Union ministers"] == "intergovernmental"


@pytest.mark.parametrize(("kind", "country"), [("armed_group", None), ("government", "LAO")])
def test_an_armed_group_between_two_countries_is_of_neither(kind, country):
    near = {"guessed": 0.5, "share": 0.5, "reports": 1.0, "beside": 0.5}
    assert Candidate(kind, {"LAO": {**near, "share": 0.6}, "THA": near, None: {"none": 1.0}}).best() == country


def test_an_armed_group_of_one_country_is_of_that_country(tmp_path):
    text = "BANGKOK - The Teak Ridge Front attacked a post near Chiang Mai in Thailand on Monday, Thai police said. Thai soldiers chased it."
    assert country_of(tmp_path, "Teak Ridge Front", text) == "THA"


def test_who_speaks_for_a_body_without_a_country_has_none(tmp_path):
    text = "Rice reached Abeche in Chad on Monday, said Sara Nyholm, a spokeswoman for the World Food Programme. Chad's army was there, Nyholm said in Chad."
    assert country_of(tmp_path, "Sara Nyholm", text) is None


def test_a_listed_initialism_is_no_body_of_a_country_that_nobody_speaks_of(tmp_path):
    text = "Peru's port of Callao and the towns of Ica and Cusco in Peru were blocked by the CPC, a union of drivers. The CPC said Peruvian police had fired."
    assert country_of(tmp_path, "CPC", text) == "PER"


def test_the_language_of_an_outlet_is_not_its_country(tmp_path):
    text = "Togo's ports were closed, an aide told the French-language daily La Jetee. Lome and other towns in Togo were quiet. Togolese police were out."
    assert country_of(tmp_path, "La Jetee", text) == "TGO"


def test_the_reports_own_outlet_is_of_the_country_spoken_of(tmp_path):
    (tmp_path / "r.txt").write_text('Lima and Cusco in Peru were dark. "We wait," the Peruvian mayor Rosa Quispe told this newspaper in Peru.', encoding="utf-8")
    (tmp_path / "m.csv").write_text("path,outlet\nr.txt,The Ash Hill Review\n", encoding="utf-8")
    [outlet] = [a for a in dateline.build([tmp_path / "r.txt"], manifest=tmp_path / "m.csv").actors if a.kind == "outlet"]
    assert outlet.country == "PER"


def test_the_pronoun_who_is_no_health_organisation(tmp_path):
    text = "LIMA - Peruvian police shot at a crowd in Cusco, two doctors who treated the wounded in Peru said. Peru was quiet later."
    assert country_of(tmp_path, "two doctors who treated the wounded in Peru", text) == "PER"


@pytest.mark.parametrize("text", [
    "Foreign Minister Anna Berg met her Turkish counterpart Orhan Demir in Oslo on Monday. Demir said the talks were good.",
    "Foreign Minister Anna Berg was received by Turkey's Orhan Demir, her counterpart in Ankara. Norway was not amused, Berg said in Oslo.",
])  # fmt: skip
def test_who_has_a_counterpart_in_a_state_is_of_another(tmp_path, text):
    assert country_of(tmp_path, "Anna Berg", text) == "NOR"
