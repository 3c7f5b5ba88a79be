"""Figures: indicator, value and bounds, unit, population; what is no figure; totals and parts; lost numbers."""

from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.figures import read_figures
from dateline.reading.readers import read
from dateline.reading.times import read_times
from dateline.text.numbers import numbers_in, parse_number
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


@cache
def figures(words: str):
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2019-05-08")], PARSER)
    found = Reading(report_id="r1")
    found = msgspec.structs.replace(found, times=read_times(text, found, Lexica()))
    return read_figures(text, found, Lexica())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("At least 12 civilians were killed and 30 wounded.", [("killed", 12, 12, None, "at_least"), ("injured", 30, None, None, "exact")]),
        ("Over 50,000 people have been displaced.", [("displaced", 50000, 50000, None, "more_than")]),
        ("Between 10 and 15 soldiers were hurt.", [("injured", None, 10, 15, "about")]),
        ("The death toll rose to 43.", [("killed", 43, None, None, "exact")]),
        ("The blast left 12 people dead.", [("killed", 12, None, None, "exact")]),
        ("Police arrested about 200 protesters.", [("detained", 200, None, None, "about")]),
        ("Dozens of people are missing.", [("missing", None, None, None, "vague")]),
        ("They gave six million euros.", [("money", 6000000, None, None, "exact")]),
    ],
)
def test_a_figure_keeps_its_bounds(words, expected):
    assert [(c.indicator, c.value, c.low, c.high, c.qualifier) for c in figures(words)] == expected


@pytest.mark.parametrize("words", ["A boy aged 14 ran 5 km in 3 hours.", "Nobody but the owners starves the miners of Tete.", "Support fell to 12 percent.", "", "He left on May 5, 2017."])
def test_ages_distances_shares_and_dates_are_no_figures(words):
    assert figures(words) == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [("1,234", 1234), ("2.5 million", 2_500_000), ("two dozen", 24), ("half a million", 500_000), ("a hundred and ten", 110), ("twenty-two", 22)],
)
def test_number_words_have_values(words, value):
    assert parse_number(words) == value


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789,.- abdehilmnortuvwy\n%$", max_size=60))
def test_numbers_slice_back_and_never_overlap(text):
    at = 0
    for number in numbers_in(text):
        assert at <= number.start < number.end <= len(text)
        at = number.end


def test_a_part_befell_what_its_total_did_and_does_not_name_those_counted_next():
    words = "The toll is disputed. The government speaks of 58 dead. Doctors have counted 131, among them 77 civilians, and some 480 wounded."
    assert [(c.indicator, c.value, c.who) for c in figures(words)] == [
        ("killed", 58, "people"), ("killed", 131, "people"), ("killed", 77, "civilians"), ("injured", 480, "people"),
    ]  # fmt: skip


def test_a_number_said_not_to_be_so_and_what_is_left_of_all_are_no_figures():
    assert [c.value for c in figures("The minister said the dead are three and not six.")] == [3]
    assert figures("All but one of the deaths occurred at Sirak.") == ()


def test_a_part_belongs_to_its_total():
    total, part = figures("Twelve civilians, including two women, were killed.")
    assert (total.indicator, total.value, part.indicator, part.value) == ("killed", 12, "killed", 2)
    assert part.part_of == total.claim_id


def test_nobody_hurt_is_a_figure_of_zero():
    assert [(c.indicator, c.value) for c in figures("Nobody was hurt.")] == [("injured", 0)]


def test_an_age_between_commas_is_nobody_hurt():
    assert [c.value for c in figures("A Chilean nurse, 34, and a driver were injured.")] == [1, 1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The last of the bodies were buried on Sunday. The navy has counted 44.", [("killed", 44)]),
        ("How many died? The agency says 41.", [("killed", 41)]),
        ("How many houses burned? The agency says 41.", [("other", 41)]),
    ],
)
def test_a_bare_count_answers_what_the_sentence_before_speaks_of(words, expected):
    assert [(c.indicator, c.value) for c in figures(words)] == expected


def test_shot_is_hurt_and_shot_dead_is_killed():
    assert [c.indicator for c in figures("Gunmen shot dead two guards.")] == ["killed"]
    assert [c.indicator for c in figures("Two guards were shot.")] == ["injured"]


def test_a_change_is_two_numbers_and_no_range():
    assert [c.value for c in figures("The ministry raised the death toll from 12 to 26.")] == [12, 26]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("At least 12 aid workers were killed.", "aid workers"),
        ("Fourteen farmers were killed and nine wounded.", "farmers"),
        ("A family of five died in the raid.", "family"),
        ("The death toll rose to 43.", "people"),
    ],
)
def test_a_figure_says_whom_it_counts(words, who):
    assert figures(words)[-1].who == who


def test_since_gives_the_first_day_counted():
    text = "The offensive began on April 5. At least 432 people have died since the offensive began."
    [claim] = [c for c in figures(text) if c.value == 432]
    assert (claim.period_start, claim.period_end) == ("2019-04-05", "2019-05-08")


def test_money_has_its_currency():
    words = "They gave $19.5 million, 70,000 bolivianos, 15 million CFA francs and EUR 4 million."
    assert {c.unit for c in figures(words)} >= {"USD", "XAF", "EUR"}


DAMAGED = st.sampled_from(
    "twelve people were killed and 30 wounded the toll rose to 9 at least about dozens of soldiers dead including two of them no one a "
    "policeman million dollars $ euros between 10 15 from arrested fled missing , . family of five".split()
)


@settings(max_examples=25, deadline=None)
@given(st.lists(DAMAGED, min_size=1, max_size=18).map(" ".join))
def test_expressions_slice_back(text):
    for claim in figures(text):
        assert claim.expression.text == text[claim.expression.start : claim.expression.end]
        assert claim.status != "lost" or claim.value is None


def told_by(words):
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2019-05-08")], PARSER)
    found = read(text, Lexica())
    names = {c.chain_id: c.name for c in found.chains}
    return {c.expression.text: [names[s] for s in c.attributed_to] for c in found.figures}


def test_a_list_of_tolls_has_one_source():
    found = told_by("In Tamale, where the United Nations says at least 32 people have died, 269 people have been injured, and over 5,000 have had to flee.")
    assert [len(v) for v in found.values()] == [1, 1, 1] and len({v[0] for v in found.values()}) == 1


def test_who_counts_gives_the_number():
    assert [v for v in told_by("The Kano Doctors' Union has counted 131 dead.").values() if v] != []


def test_who_blames_or_agrees_gives_no_number():
    assert told_by("Police on Tuesday blamed the rebels for a bombing that killed three people.") == {"three people": []}
    assert set(map(tuple, told_by("Malta agreed to receive ten of the survivors.").values())) <= {()}


def test_a_bare_number_without_currency_is_no_money():
    found = figures("Aid agencies counted 250,000 displaced across the valley; the government saw a hundred thousand.")
    assert all(c.indicator != "money" for c in found)
    assert [(c.indicator, c.value) for c in found] == [("displaced", 250000), ("displaced", 100000)]


def test_a_toll_is_of_the_act_told_before_it():
    words = "Horsemen raided a farm in Mopti on Sunday, a week after a raid on Gao. The prefect counted 15 dead."
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2019-05-08")], PARSER)
    found = read(text, Lexica())
    [claim] = [c for c in found.figures if c.indicator == "killed"]
    assert claim.period_end == "2019-05-05"
    assert next(t.text for t in found.toponyms if t.toponym_id == claim.place) == "Mopti"


def test_over_behind_a_verb_says_nothing_of_the_number():
    [claim] = [c for c in figures("The governor is ready to hand over 60 wounded prisoners.") if c.value == 60]
    assert claim.qualifier == "exact"
    assert claim.expression.text.startswith("60")


def test_who_holds_to_a_number_detains_nobody():
    claims = figures("The surgeon counts 21 dead. The mayor holds to 16, and his clerk hung up.")
    assert [(c.value, c.indicator) for c in claims] == [(21, "killed"), (16, "killed")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The toll from the landslide climbed above 300.", [("killed", 300, "more_than", "persons")]),
        ("The death toll has reached 1,204, the mayor said.", [("killed", 1204, "exact", "persons")]),
        ("Nine sailors who swam ashore were still missing.", [("missing", 9, "exact", "persons")]),
        ("Over 700 farmers had been evacuated to Moroto.", [("displaced", 700, "more_than", "persons")]),
        ("Chad withdrew two brigades.", [("troops", 2, "exact", "brigades")]),
        ("Twelve buses crossed. Three others were looted.", [("other", 12, "exact", "buses"), ("other", 3, "exact", "buses")]),
    ],
)
def test_what_a_number_counts(words, expected):
    assert [(c.indicator, c.value, c.qualifier, c.unit) for c in figures(words)] == expected


@pytest.mark.parametrize(
    ("words", "number", "who", "part"),
    [
        ("Peru said 11 of its citizens had been killed, seven of them nurses.", 11, "citizens", False),
        ("Peru said 11 of its citizens had been killed, seven of them nurses.", 7, "nurses", True),
        ("The blast wounded five people, two of them embassy staff.", 2, "embassy staff", True),
        ("Six clinic workers said that 40 wounded had been treated by noon.", 40, "people", False),
        ("A baker was killed and three others were wounded.", 3, "baker", False),
    ],
)
def test_some_of_a_body_are_no_part_and_others_are_like_those_before(words, number, who, part):
    [claim] = [c for c in figures(words) if c.value == number]
    assert (claim.who, claim.part_of is not None) == (who, part)


def test_a_toll_that_is_raised_is_not_of_the_act_told_just_before():
    words = "Bandits killed three men near Gao on Friday. The ministry raised its toll from the flood to 731 dead."
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2019-05-08")], PARSER)
    [claim] = [c for c in read(text, Lexica()).figures if c.value == 731]
    assert (claim.place, claim.period_end) != ("Gao", "2019-05-03") and claim.event_mention_id is None


def test_who_gives_or_raises_a_toll_gives_the_number():
    for words in ("The army gave a toll of 40 dead.", "The army raised its toll to 40 dead.", "Peru has acknowledged nine deaths."):
        assert all(told_by(words).values())


def test_who_is_named_behind_a_number_gives_it():
    found = told_by("The toll has reached 1,012, the mayor said, counting 770 dead reported by the Red Cross and 242 by the Peruvian army.")
    assert found["770 dead"] and found["242"] and found["770 dead"] != found["242"]


def test_two_tolls_of_one_sentence_keep_their_harm():
    claims = figures("The service said two of its guards and one civilian were killed and 14 people, among them three children, were injured.")
    assert [(c.value, c.indicator) for c in claims] == [(2, "killed"), (1, "killed"), (14, "injured"), (3, "injured")]


@pytest.mark.parametrize(
    ("words", "number", "giver"),
    [
        ("Thousands marched in Gao: 8,000 according to the police, 20,000 if one believes the organisers.", 20000, "organisers"),
        ("According to her, 85 families have fled Orane; the Ombudsman's Office counts 112.", 112, "Ombudsman's Office"),
        ("In the register of the diocese of Orane there are 73 names of the dead.", 73, "diocese of Orane"),
        ("The ministry's list, closed on Friday, has fifteen dead.", 15, "ministry"),
        ("The union says 20 have died. Turkey has never moved from six dead.", 6, "Turkey"),
        ("Their group said no ransom had been paid; a police officer spoke of 15 million francs.", 15_000_000, "police officer"),
        ("According to the relief agency, the floods have claimed 27 lives.", 27, "relief agency"),
    ],
)
def test_the_nearest_of_two_who_give_numbers_gives_the_number(words, number, giver):
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2019-05-08")], PARSER)
    found = read(text, Lexica())
    names = {chain.chain_id: chain.name for chain in found.chains}
    [claim] = [c for c in found.figures if c.value == number]
    assert [names[chain] for chain in claim.attributed_to] == [giver]


def test_numbers_put_at_two_states_keep_theirs():
    claims = figures("The mayor put the dead at 21 and the missing at 35.")
    assert [(c.value, c.indicator) for c in claims] == [(21, "killed"), (35, "missing")]


def test_what_a_paragraph_recalls_dates_the_sentences_that_go_on():
    words = "In August 2011 the rebels announced a truce. It lasted forty days, until eleven soldiers were found shot near Gao."
    [claim] = [c for c in figures(words) if c.value == 11]
    assert claim.period_end == "2011-08"


@pytest.mark.parametrize(
    ("words", "number", "indicator", "unit"),
    [
        ("The state paid 14.6 million euros for pumps that had been offered to Peru for nine million.", 9_000_000, "money", "EUR"),
        ("A bag of rice is 41,000 euros in Orane, last week was 36,500.", 36_500, "money", "EUR"),
        ("Of the US$9.5 million requested, 1.1 million has been received.", 1_100_000, "money", "USD"),
        ("The envelopes held 50,000 euros rather than the 200,000 promised.", 200_000, "money", "EUR"),
        ("The army gave 40,000 euros. Some 30,000 fled the town.", 30_000, "displaced", "persons"),
        ("Orane, a city of an estimated 250,000 people held by rebels, is quiet.", 250_000, "other", "persons"),
        ("The two volunteers who disappeared at Orane were found safe on Friday.", 2, "other", "persons"),
    ],
)
def test_bare_sums_and_people_without_harm(words, number, indicator, unit):
    assert [(c.indicator, c.unit) for c in figures(words) if c.value == number] == [(indicator, unit)]


def test_rupees_are_those_of_the_country():
    text = "KATHMANDU, Nepal - Gold sold at Rs 58,200 a tola in Kathmandu on Monday."
    [report] = segment([Report(report_id="r1", uri="file:r1", text=text, published="2019-05-08")], PARSER)
    assert [c.unit for c in read(report, Lexica()).figures if c.indicator == "money"] == ["NPR"]


def test_who_is_heard_is_not_counted_as_affected():
    assert not [c for c in figures("According to two doctors who took part in the march, the victims were hit by bullets.") if c.value == 2]


def test_all_of_the_dead_who_had_been_shot_are_not_hurt():
    claims = figures("The number of dead rose to five on Monday. The ombudsman said all five had been shot. The minister put the number of dead at three.")
    assert [(c.value, c.indicator, c.part_of) for c in claims] == [(5, "killed", None), (5, "killed", None), (3, "killed", None)]


def test_where_others_went_in_a_next_clause_is_not_where_it_was():
    text = "In October 2003 around 60 persons died when the army fired, and the president escaped to Peru."
    [report] = segment([Report(report_id="r1", uri="file:r1", text=text, published="2019-05-08")], PARSER)
    assert [c.place for c in read(report, Lexica()).figures if c.value == 60] == [None]


def test_a_headline_counts_no_shot():
    assert [(c.value, c.indicator, c.who) for c in figures("TWO SHOT DEAD IN GAO AS STRIKE GRIPS TOWN\n\nGAO, May 8 - Two men were shot dead.")][:1] == [(2, "killed", "people")]


def test_a_range_in_words_is_one_figure():
    [claim] = [c for c in figures("Eleven bodies have been found and between five and eight people are missing.") if c.indicator == "missing"]
    assert (claim.value, claim.low, claim.high) == (None, 5.0, 8.0)


@pytest.mark.parametrize(
    "words",
    [
        "Three of the dead were Kyrgyz, among them a boy of nine.",
        "A tremor of magnitude 6.4 shook the valley on Monday and killed two people.",
        "The clinic put the number of wounded at 95, most of them civilians.",
    ],
)
def test_ages_magnitudes_and_most_of_them_are_no_figures(words):
    assert not [c for c in figures(words) if c.value in (9.0, 6.4) or c.status == "vague"]


def test_a_family_is_counted_once():
    assert [(c.indicator, c.value) for c in figures("Mortar rounds hit a house in Sirte, killing a family of five.")] == [("killed", 5.0)]


def test_who_marches_is_counted_and_not_affected():
    assert [(c.indicator, c.value) for c in figures("Some 2,000 people marched in Agadez on Saturday.")] == [("other", 2000.0)]


def test_who_has_gone_home_is_displaced_no_more():
    assert [c.indicator for c in figures("Only 9,000 of the displaced have gone home.")] == ["other"]


def test_what_a_ministry_counts_behind_the_dead_and_the_injured_are_the_dead():
    claims = figures("The agency reports 131 dead and 712 injured; the ministry's count stands at 119.")
    assert [(c.indicator, c.value) for c in claims] == [("killed", 131.0), ("injured", 712.0), ("killed", 119.0)]
