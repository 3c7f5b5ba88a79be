"""Place names of a report: found, placed, left alone where no reading is safe."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Header, Report
from dateline.reading.toponyms import read_toponyms
from dateline.text.condition import damage_of
from dateline.text.parser import SpacyParser
from dateline.text.segment import assemble, segment
from dateline.text.view import View

PARSER = SpacyParser()


def toponyms(text, places=(), **known):
    report = Report(report_id="r", uri="r", text=text, **known)
    [parsed] = segment([replace(report, damage=damage_of(report))], PARSER)
    return read_toponyms(parsed, Reading(report_id="r"), Lexica(places=places))


def on_map(found):
    return {t.text: (t.place.name, t.place.country) for t in found if t.place is not None and t.role == "place"}


def test_a_front_line_district_is_placed():
    found = toponyms("Haftar's forces were driven back from Ain Zara, south of Tripoli, and from Wadi al-Rabie, officials said on Friday.")
    assert on_map(found) == {"Ain Zara": ("Ain Zara", "LBY"), "Tripoli": ("Tripoli", "LBY"), "Wadi al-Rabie": ("Wadi al-Rabie", "LBY")}


def test_a_place_near_by_keeps_its_relation_and_a_wider_precision():
    [plain] = toponyms("Shells fell in Misrata on Monday.")
    [near] = toponyms("Shells fell near Misrata on Monday.")
    [south] = toponyms("Shells fell 20 kilometres south of Misrata on Monday.")
    assert (plain.relation, near.relation, south.relation) == (None, "near", "south of")
    assert plain.place.precision_km < near.place.precision_km < south.place.precision_km


def test_a_minister_is_no_village():
    found = toponyms("Defence Minister Elisabetta Trenta spoke in Rome. Trenta said on Friday that Italy would send nobody.")
    assert "Trenta" not in on_map(found)
    assert on_map(found)["Rome"] == ("Rome", "ITA")


def test_a_capital_that_speaks_is_its_government():
    found = {t.text: t.role for t in toponyms("Rome said on Monday that its embassy in Tripoli would stay open.")}
    assert found == {"Rome": "government", "Tripoli": "place"}


def test_a_demonym_is_no_place_but_votes():
    found = toponyms("Syrian officials said that troops had entered Tripoli and Sirte in support of the Libyan army.")
    assert {t.text: t.role for t in found}["Libyan"] == "demonym"
    assert on_map(found)["Tripoli"] == ("Tripoli", "LBY")


@pytest.mark.parametrize(
    ("text", "words", "country", "admin1"),
    [
        ("A man was shot in Alexandria, La., on Monday.", "Alexandria", "USA", "Louisiana"),
        ("A man was shot in Alexandria, Egypt, on Monday.", "Alexandria", "EGY", "Alexandria"),
        ("Gunmen came to Bama, Borno state, at dawn.", "Bama", "NGA", "Borno State"),
        ("It began in Atlanta, Georgia, last year.", "Georgia", "USA", None),
    ],
)
def test_the_containing_division_decides(text, words, country, admin1):
    [place] = [t.place for t in toponyms(text) if t.text == words]
    assert (place.country, place.admin1) == (country, admin1)


def test_capitals_of_the_world_stay_where_they_are():
    found = on_map(toponyms("Envoys from Ankara met in Geneva on Monday. They had come from Athens and go on to Cairo and Vienna."))
    assert {c for _, c in found.values()} == {"TUR", "CHE", "GRC", "EGY", "AUT"}


def test_another_transliteration_is_found_where_the_report_names_the_country():
    text = "In Libya, fighting went on near Tarhouna, residents said."
    assert on_map(toponyms(text))["Tarhouna"] == ("Tarhuna", "LBY")


def test_the_dateline_is_read_though_the_parse_does_not_see_it():
    text = "TRIPOLI, Libya (AP) - Shells fell on the harbour."
    found = toponyms(text, header=Header(dateline=(0, 22)))
    assert (found[0].text, found[0].place.country, found[0].basis.rule) == ("TRIPOLI", "LBY", "toponyms.dateline")


def test_a_dateline_known_from_elsewhere_votes():
    text = "Fighters entered Tripoli at dawn, residents said."
    assert on_map(toponyms(text, dateline_place="Beirut"))["Tripoli"][1] in ("LBN", "LBY")


def test_an_unknown_village_has_no_point():
    [village] = [t for t in toponyms("Gunmen burned houses in the village of Qorxabuulo on Monday.") if "Qorx" in t.text]
    assert village.place is None


def test_a_users_place_is_found_and_wins():
    mine = ({"name": "Camp Zubaq", "latitude": "33.1", "longitude": "44.2", "country": "IRQ"},)
    found = on_map(toponyms("Rockets hit Camp Zubaq in Iraq overnight.", places=mine))
    assert found["Camp Zubaq"] == ("Camp Zubaq", "IRQ")


def test_letters_alone_are_read():
    text = "The militia withdrew from the town of Taftanaz in Idlib province and moved north of Aleppo officials in Damascus said on Monday"
    found = on_map(toponyms(text))
    assert found["Idlib"][1] == found["Damascus"][1] == "SYR"
    assert {"Taftanaz", "Aleppo"} <= set(found)


@pytest.mark.parametrize(
    ("words", "written", "name"),
    [
        ("the delegation flew to Washington D C", "Washington D C", "Washington"),
        ("the envoy was received in the U K", "U K", "United Kingdom"),
        ("envoys of the People s Republic of China left", "People s Republic of China", "China"),
        ("Governor Resigns Murmansk governor Yury Orlanov left office and three ministers flew to Murmansk", "Murmansk", "Murmansk"),
    ],
)
def test_names_in_text_without_marks_are_placed(words, written, name):
    story = "on Monday the ministers of both countries met again and agreed to keep the border open for trade until the end of the year"
    assert name in on_map(toponyms(f"{story} {words} on Tuesday and {story}")).get(written, ())


def test_a_state_behind_a_town_tells_which_town_where_the_comma_is_lost():
    story = "the council met again on Monday and agreed to keep the bridge open until the end of the year"
    found = {t.text: t.place for t in toponyms(f"{story} A barn burned down in Springfield Ohio and a shop in Paris Tex on Tuesday and {story}")}
    assert (found["Springfield"].admin1, found["Paris"].admin1, found["Tex"].name) == ("Ohio", "Texas", "Texas")


def test_a_name_cut_by_a_restored_full_stop_is_whole():
    text, cut = "The police stopped a lorry near Ridge Farm will lose its mine", len("The police stopped a lorry near Ridge")
    offsets = (*range(cut), cut, *range(cut, len(text) + 1))
    view = View(text=f"{text[:cut]}.{text[cut:]}", offsets=offsets, start=0, end=len(text), restored=True, starts=(cut + 2,))
    parsed = assemble(Report(report_id="r", uri="r", text=text), [(view, next(PARSER.parse([view])))])
    [found] = read_toponyms(parsed, Reading(report_id="r"), Lexica())
    assert found.text == "Ridge Farm"


def test_a_paper_is_no_place():
    assert "Miami" not in on_map(toponyms("He told the Miami Herald on Monday that nothing was decided."))


def test_an_empty_report_has_no_places():
    assert toponyms("") == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(
    ["Tripoli", "in", "near", "the", "Libyan", "army", "al-Rabie", "Wadi", ",", "(", "Mr", "Paris", "’s", "north of", "and",
     "U.S.", "\n", "é", "said", "Côte d'Ivoire", "."]
), max_size=25))  # fmt: skip
def test_offsets_slice_back_and_never_overlap(words):
    text = " ".join(words)
    end = 0
    for toponym in toponyms(text):
        assert text[toponym.start : toponym.end] == toponym.text
        assert toponym.start >= end
        end = toponym.end


def test_a_gazetteer_of_names_is_decided_in_pieces():
    towns = "Lagos, Kano, Cairo, Giza, Luxor, Aswan, Tanta, Suez, Amman, Irbid, Zarqa, Aqaba, Homs, Hama, Raqqa, Idlib, Basra, Mosul, Kirkuk"
    found = toponyms(" ".join(f"Shells fell in {town}." for town in towns.split(", ") * 10))
    assert len(found) >= 190
    assert {t.place.country for t in found if t.text == "Homs" and t.place} == {"SYR"}


@pytest.mark.parametrize("text", ["Egypt said it was talking to Hamas.", "Marburg virus was found in two patients.", "Xinhua said so on Friday."])
def test_groups_agencies_and_diseases_are_not_on_the_map(text):
    assert not {"Hamas", "Marburg", "Xinhua"} & set(on_map(toponyms(text)))


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Police in Alexandria arrested three men on Monday. The city manager, a sheriff's deputy and state troopers were there.", "Alexandria", "USA"),
        ("Police in Alexandria said on Monday that three Egyptian soldiers had been killed.", "Alexandria", "EGY"),
        ("Georgia authorities charged the man in Atlanta, and Florida officials said they would follow.", "Georgia", "USA"),
        ("Georgia and Russia traded accusations after shelling near Tskhinvali, officials in Tbilisi said.", "Georgia", "GEO"),
    ],
)
def test_the_country_that_a_report_is_set_in_decides_between_namesakes(text, word, country):
    assert next(t for t in toponyms(text) if t.text == word).place.country == country


def test_the_people_of_a_province_are_a_demonym():
    found = {t.text: (t.role, t.place.name) for t in toponyms("Ontarians and Muscovites signed the appeal of the Sinhalese students.")}
    assert found["Ontarians"] == ("demonym", "Ontario") and found["Muscovites"] == ("demonym", "Moscow")
    assert found["Sinhalese"] == ("demonym", "Sri Lanka")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Its delegate in Rwanda, Catalina Urdanibia, told reporters that nobody had been hurt.", "Catalina"),
        ("The minister of defence Ramiro Quispe Mosquera said on Friday that Colombia would send nobody. Quispe Mosquera left.", "Mosquera"),
        ("The police chief of Kandahar General Wahid Safi is not convinced He told the paper so in Kabul", "Safi"),
        ("Foreign Minister Jordan Lincoln met Interior Minister Fatou Florence in Dakar.", "Florence"),
        ("Colonel Ahmed Sabratha said on Monday that his men held the airport. Sabratha would not say how many had died.", "Sabratha"),
        ("Judge Anne Lancaster heard the case in Nairobi on Tuesday. Lancaster will rule next week.", "Lancaster"),
    ],
)
def test_no_person_is_on_the_map(text, person):
    damaged = " ".join(w for w in "".join(c if c.isalpha() else " " for c in text).split())
    for words in (text, damaged):
        assert not [t for t in toponyms(words) if person in t.text]


def test_a_village_that_no_gazetteer_has_is_a_place_without_a_point():
    found = toponyms("Fighters stormed a cattle camp at Olwakoluk on Thursday. Aid workers later reached Olwakoluk on foot, the UN said in Geneva.")
    assert [(t.text, t.role, t.place) for t in found if t.text == "Olwakoluk"] == [("Olwakoluk", "place", None)] * 2


@pytest.mark.parametrize(("text", "village"), [
    ("Residents of Qorxabuulo fled after the shelling on Monday.", "Qorxabuulo"),
    ("A bomb went off in the bazaar of Mirzatal on Monday, killing nine people.", "Mirzatal"),
    ("The army stormed the Qurbatan barracks at dawn on Monday.", "Qurbatan"),
    ("A shell hit a truck near Haji Qorbal on Monday. Two drivers died at Haji Qorbal.", "Haji Qorbal"),
    ("Guards fired on strikers outside the Tumbrasa cement plant on Monday.", "Tumbrasa"),
    ("Four men were held in a dawn raid in Ali Qorband. The raid was the third.", "Ali Qorband"),
    ("A shell hit a truck near Haji Qorbal, the station Radio Qorbal Panju said.", "Haji Qorbal"),
])  # fmt: skip
def test_what_only_a_place_has_shows_a_village(text, village):
    assert {t.text: t.place for t in toponyms(text)}[village] is None


@pytest.mark.parametrize(("text", "name"), [
    ("A bus was shot at in the village of Tumbrasa on Monday. Nobody has claimed the Tumbrasa attack.", "Tumbrasa"),
    ("A crowd besieged the police post of Pailón, where a patrol had taken shelter, Bolivia's government said.", "Pailón"),
    ("The cabinet is of one mind on its mission in Chad, hours after a bomb went off.", "Chad"),
])  # fmt: skip
def test_a_place_is_found_by_what_stands_behind_it(text, name):
    assert [t.role for t in toponyms(text) if t.text == name] == ["place"] * text.count(name)


def test_the_last_word_of_a_groups_name_is_no_place():
    assert {t.text: t.role for t in toponyms("Fighters of the Lashkar-e-Peshawar fled.")} == {"e-Peshawar": "demonym"}


def test_a_person_that_somebody_stands_near_is_no_village():
    assert "Haji Qorbal" not in {t.text for t in toponyms("A bodyguard stood near Haji Qorbal on Monday. Haji Qorbal said he was well.")}


@pytest.mark.parametrize(
    "text",
    [
        "Confidence in General Rashid Wolubaki is low, and faith in Wolubaki's men is lower, a diplomat said.",
        "The minister said in Parliament on Monday that interest in Ramadan trade was high.",
        "They have no faith in Ali Qorband.",
        "She works at Moody's Analytics and wrote in The Daily Beacon on Friday.",
    ],
)
def test_what_only_stands_behind_in_is_no_village(text):
    assert not [t.text for t in toponyms(text)]


def test_a_capital_that_a_strike_paralyses_is_a_place():
    found = toponyms("The bakers' strike paralysed Nairobi, Mombasa and Kisumu on Monday. Its leaders angered Nairobi.")
    assert [(t.text, t.role) for t in found if t.text == "Nairobi"] == [("Nairobi", "place"), ("Nairobi", "government")]


def test_the_country_of_a_currency_is_no_place():
    found = {t.text: t.role for t in toponyms("Rome allocated six million euros, or 6.8 million U.S. dollars, for camps in Libya.")}
    found |= {t.text: t.role for t in toponyms("Rome allocated six million euros million U S dollars for camps in Libya")}
    assert found.get("U S") != "place"
    assert found.get("U.S.") != "place" and found["Libya"] == "place"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two drivers were killed at a gas field east of Palmyra on Monday.", "Palmyra"),
        ("A similar raid at Domoni in 2013 ended in a trial.", "Domoni"),
        ("In Turbat, far to the south, coffins were greeted by a silent crowd.", "Turbat"),
        ("The minister visited the reception centre of Yombwe on Sunday.", "Yombwe"),
        ("The army shelled Mbaroli twice on Sunday.", "Mbaroli"),
    ],
)  # fmt: skip
def test_a_place_that_the_parse_takes_for_something_else_is_found_by_what_stands_before_it(text, name):
    assert [t.text for t in toponyms(text)] == [name]


@pytest.mark.parametrize("text", ["The army shelled Captain Mbaroli.", "The teachers met Anna and Mbaroli.", "He came at noon in haste."])
def test_no_place_is_found_where_nothing_says_so(text):
    assert not toponyms(text)


def test_the_name_of_the_own_agency_holds_no_place():
    text = "JUBA (Nile Wire) - Witnesses told the Nile Wire that the Nile rose."
    found = toponyms(text, outlet="Nile Wire", agencies=("Nile Wire",))
    assert [t.start for t in found if t.text == "Nile"] == [text.index("Nile rose")]
