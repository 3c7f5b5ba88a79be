"""Plain sentences about what was done, by whom and to whom: coups, seized ships, raids, trials, swaps, each of a class once read wrong."""

import pytest

from plain_texts import roles


@pytest.mark.parametrize(("words", "trigger", "actors", "recipients"), [
    # a relative clause without a relative pronoun tells of the noun before it
    ("Chad will hand over the nine fishermen it arrested last week.", "arrested", {"Chad"}, {"nine fishermen"}),
    ("Kenya freed the sailors it seized in June.", "seized", {"Kenya"}, {"sailors"}),
    ("Peru will put on trial the officers it arrested on Monday.", "arrested", {"Peru"}, {"officers"}),
])  # fmt: skip
def test_who_acts_and_who_is_acted_on(words: str, trigger: str, actors: set[str], recipients: set[str]) -> None:
    assert roles(words, trigger) == (actors, recipients)
