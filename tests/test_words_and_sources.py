"""Plain sentences about whose words these are and how far they reach; each of a class that was once read wrong."""

import pytest

from dateline.model.record import StatementRow
from plain_texts import situation


def told(words: str, cue: str) -> StatementRow:
    """The last statement with a cue."""
    return next(s for s in reversed(situation(words).statements) if s.cue == cue)


@pytest.mark.parametrize(
    ("words", "cue", "speaker"),
    [
        # who has just begun to speak goes on, and not the one with a name before
        ("Mayor Pedro Dias told reporters that the road was open. An engineer who asked not to be named said it had been mined. He warned that wires were left.", "warned", "engineer"),
        ("The head of the council, Abdo Qasim, said there had been a blast. His deputy said it was a rocket. \"I saw it with my own eyes,\" he told reporters.", "told", "deputy"),
        ("Mayor Pedro Dias said two men had come. A neighbour, speaking on condition of anonymity, identified one as Ali Musa. She said he had been threatened.", "said", "neighbour"),
        # who is told of inside another's words does not
        ("Mayor Pedro Dias told reporters that a nurse had been hurt. He said the road was open.", "said", "Pedro Dias"),
    ],
)  # fmt: skip
def test_who_has_just_spoken_without_a_name_goes_on(words: str, cue: str, speaker: str) -> None:
    statement = told(words, cue)
    assert statement.source is not None and statement.source.name == speaker
