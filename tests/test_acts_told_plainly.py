"""Acts told in plain words: who did them, and that each is an event of its own."""

import pytest

from plain_texts import roles, situation


@pytest.mark.parametrize(
    ("words", "trigger", "actors"),
    [
        ("Moldova closed its airspace on Monday. It summoned the Russian ambassador.", "summoned", {"Moldova"}),
        ("The European Union condemned the vote. It froze the assets of two generals.", "froze", {"European Union"}),
        ("The Foreign Ministry rejected the charge. It has expelled two diplomats.", "expelled", {"Foreign Ministry"}),
        # a paper bids and forbids by itself
        ("Peru signed a pact with Chile on Friday. It barred trawlers from the bay.", "barred", set()),
        # a rocket destroys
        ("The army fired a rocket at the town. It destroyed a bridge.", "destroyed", set()),
    ],
)
def test_it_that_does_what_only_a_body_does_is_the_body_told_of_before(words: str, trigger: str, actors: set[str]) -> None:
    assert roles(words, trigger)[0] == actors


@pytest.mark.parametrize(
    ("words", "triggers"),
    [
        ("Police arrested four men in Lagos and seized 60,000 dollars in cash on Monday.", {"arrested", "seized"}),
        ("Kenya expelled two diplomats on Monday and suspended trade with Chad.", {"expelled", "suspended"}),
    ],
)
def test_acts_of_different_modes_in_one_sentence_are_two_events(words: str, triggers: set[str]) -> None:
    assert {e.trigger for e in situation(words).events} >= triggers


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        ("Ceasefire monitors on Monday accused the army of holding four barges.", "RETREAT"),
        ("Neither claim could be verified.", "COERCE"),
        ("The account could not be checked by reporters.", "COERCE"),
        ("Kenya handed over the alleged leader of the gang on Monday.", "ACCUSE"),
    ],
)
def test_what_is_watched_checked_or_alleged_is_no_act(words: str, absent: str) -> None:
    assert absent not in {e.event_type for e in situation(words).events}
