"""Where and when events took place: the places and days of their sentence and of those around it."""

import pytest
from msgspec.structs import replace

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.attachment import shares
from dateline.reading.events import read_events
from dateline.reading.linear import models
from dateline.reading.readers import read
from dateline.text.condition import damage_of
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


def events(text, published="2022-06-10"):
    report = Report(report_id="r", uri="r", text=text, published=published)
    [parsed] = segment([replace(report, damage=damage_of(report))], PARSER)
    found = read(parsed, Lexica())
    places = {t.toponym_id: t.text for t in found.toponyms}
    return {e.trigger.text: (places.get(e.place), e.date_start, e.date_basis) for e in found.events}


def test_place_and_day_of_the_sentence_are_stated():
    found = events("Gunmen attacked a convoy near Ansongo on Tuesday, killing two drivers.")
    assert found["attacked"] == ("Ansongo", "2022-06-07", "stated")


def test_a_description_stands_for_the_place_that_it_means():
    found = events("Gunmen stormed Ansongo on Tuesday. Two women were killed in the town, an envoy said in Niamey.")
    assert found["killed"][0] == "Ansongo"


def test_the_shares_of_the_candidates_and_of_none_make_one():
    model = models("attachment_models.npz")["place"]
    alone, both = shares(model, [["rule=own"]]), shares(model, [["rule=own"], ["rule=own"]])
    assert 0 < both[0] == both[1] < alone[0] < 1
    assert both.sum() < 1


def test_a_deed_without_a_day_may_inherit_that_of_the_sentence_before():
    found = events("Gunmen attacked a convoy near Ansongo on Tuesday. Soldiers arrested three men.")
    assert found["arrested"][0] in ("Ansongo", None)
    assert found["arrested"][1:] in (("2022-06-07", "inherited"), (None, None))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A teacher was buried on Thursday after the attack near Ansongo.", "attack"),
        ("The death toll from the clashes in Ansongo rose to nine on Thursday.", "clashes"),
        ("The report on the shelling of Ansongo was due on Tuesday.", "shelling"),
    ],
)
def test_the_day_of_a_later_verb_is_not_that_of_the_act_it_looks_back_on(text, trigger):
    assert events(text)[trigger][1] is None


def test_the_day_of_the_act_itself_stays_its_own():
    assert events("A teacher died after the attack near Ansongo on Tuesday.")["attack"][1] == "2022-06-07"


def test_a_title_may_inherit_the_day_of_the_lead_below_it():
    found = events("Mortar fire hits clinic in Ansongo\n\nANSONGO, June 10 (Sahel Wire) - Mortar rounds hit a clinic in Ansongo on Wednesday, killing a nurse.\n")
    assert found["hit"] == ("Ansongo", "2022-06-08", "stated")
    assert found["fire"] == ("Ansongo", "2022-06-08", "inherited")


def test_no_day_is_taken_over_one_whose_digits_are_lost():
    text = "Gunmen attacked a convoy on Tuesday. Soldiers arrested three men on the of June and freed them later."
    [parsed] = segment([Report(report_id="r", uri="r", text=text, published="2022-06-10")], PARSER)
    found = read(parsed, Lexica())
    start = text.index("the of")
    lost = replace(found.times[0], time_id="lost", start=start, end=start + 6, text="the of", date_start=None, date_end=None, status="lost")
    events = read_events(parsed, replace(found, times=(found.times[0], lost)), Lexica())
    assert {e.trigger.text: e.date_start for e in events}["arrested"] is None


def test_further_legs_of_a_journey_keep_their_places():
    [parsed] = segment([Report(report_id="r", uri="r", text="The envoy will travel to Accra on Monday and from there to Lagos.")], PARSER)
    found = read(parsed, Lexica())
    places = {t.toponym_id: t.text for t in found.toponyms}
    assert {places[e.place] for e in found.events if e.place} >= {"Accra"}


def test_a_report_without_places_and_days_places_nothing():
    assert all(v == (None, None, None) for v in events("Gunmen attacked a convoy.").values())
    assert events("") == {}


def test_the_day_of_the_saying_is_not_that_of_the_hope():
    found = events("The premier said on Tuesday he hoped to meet the rebel commander Idris Salah for direct talks on a truce.")
    assert all(day is None for _, day, _ in found.values())


def test_an_attack_is_not_where_the_report_was_written_when_its_attacks_are_in_another_country():
    found = events(
        "LISBON, June 9 (AP) - Premier Ana Luz met the king in Lisbon on Tuesday. Lisbon was calm. She spoke of the rebels who shelled the port of "
        "Timbuktu. Lisbon will send aid, she said in Lisbon. Dozens had been killed and hundreds wounded, the agency said."
    )
    assert {trigger: found[trigger][0] for trigger in ("met", "shelled", "killed")} == {"met": "Lisbon", "shelled": "Timbuktu", "killed": "Timbuktu"}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A girl died of her wounds on Thursday.", "died"),
        ("A girl succumbed to her injuries on Thursday in the hospital of Ansongo.", "succumbed"),
    ],
)
def test_who_dies_later_was_not_attacked_on_that_day_nor_in_the_hospital(text, trigger):
    found = events(text)[trigger]
    assert found[1] is None or found[2] == "inherited"
    assert "hospital" not in text or found[0] is None


def test_who_dies_at_once_was():
    assert events("Two men died in a raid on Ansongo on Thursday.")["died"][1] == "2022-06-09"


def test_the_day_of_a_noun_that_has_no_part_in_an_act_is_not_its_day():
    found = events("Should the accusations go on, Peru would reconsider the treaty of 2017 with Chile, it said.")
    assert "2017" not in {day for _, day, _ in found.values()}
