"""Kind, country and sectors that words give an actor."""

import pytest

from dateline.lexicon import Lexica
from dateline.reading.actor_codes import ActorCodes, actor_codes, key_of, plain

CODES: ActorCodes = actor_codes(Lexica())


@pytest.mark.parametrize(
    ("words", "country"),
    [("Iraqi", "IRQ"), ("the Philippine government", "PHL"), ("South Korean", "KOR"), ("Congolese army", "COD"), ("River Council", None)],
)
def test_a_country_is_read_from_names_and_adjectives(words, country):
    assert CODES.country_of(key_of(words)) == country


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Health", "government"),
        ("Central Electoral Commission", "government"),
        ("Prosecutor's Office", "government"),
        ("Coast Guard", "organisation"),
        ("Northern Army", "military"),
    ],
)
def test_the_head_of_a_name_tells_its_kind(name, kind):
    head = CODES.head_of(key_of(name))
    assert head is not None
    assert head.kind == kind


def test_a_title_has_its_sector():
    title = CODES.title_before(key_of("the defence minister"), len(key_of("the defence minister")))
    assert title is not None
    assert title.sector == "GOV"


def test_the_longest_title_before_a_name_counts():
    words = key_of("Secretary of State Warren Lake")
    title = CODES.title_at(words, 0)
    assert title is not None
    assert title.words == ("secretary", "of", "state")


def test_accents_marks_and_articles_do_not_count():
    assert plain("Türkiye’s") == plain("Turkiye's")
    assert key_of("The Côte-d'Ivoire") == key_of("Cote d'Ivoire")


def test_the_users_own_actors_come_first():
    row = {"name": "Harbour Guild", "kind": "armed_group", "country": "MLT", "sectors": "REB", "aliases": "HG"}
    codes = ActorCodes(Lexica(actors=(row,)))
    assert codes.names[key_of("HG")].country == "MLT"


def test_empty_words_name_nothing():
    assert CODES.country_of(()) is None
    assert CODES.head_of(()) is None
    assert key_of("") == ()
