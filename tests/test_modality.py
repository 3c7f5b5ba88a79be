"""Modality: what took place, what is planned, denied, only possible or in doubt."""

import pytest

from dateline.reading.modality import modality_of
from test_events import parsed


def modality(words: str, trigger: str) -> str:
    text = parsed(words)
    token = next(t.i for t in text.tokens if t.text == trigger)
    return modality_of(text, token)[0]


@pytest.mark.parametrize(("words", "trigger", "expected"), [
    ("Rebels attacked the town.", "attacked", "happened"),
    ("Rebels did not attack the town.", "attack", "denied"),
    ("The army denied shelling the village.", "shelling", "denied"),
    ("The army denied that it had shelled the village.", "shelled", "denied"),
    ("The president will meet the king next week.", "meet", "planned"),
    ("The troops agreed to withdraw from the town.", "withdraw", "planned"),
    ("The envoy urged rebels to release the hostages.", "release", "hypothetical"),
    ("If the talks fail, the army will attack the town.", "attack", "hypothetical"),
    ("The rebels refused to release the hostages.", "release", "denied"),
    ("The army is shelling the town.", "shelling", "ongoing"),
    ("Rebels allegedly attacked the town.", "attacked", "uncertain"),
])  # fmt: skip
def test_the_words_around_a_trigger_decide(words, trigger, expected):
    assert modality(words, trigger) == expected
