"""Two that may be the sides of a conflict or of talks, and the events that set two against each other or bring them together."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from dateline.model.event import EventType
from dateline.model.mention import Chain

BETWEEN: frozenset[EventType] = frozenset(
    ("ASSAULT", "COERCE", "THREATEN", "ACCUSE", "REJECT", "CONSULT", "AGREE", "COOPERATE", "RETREAT")
)
"""Types of events that tell who the two are; what third parties do to them says nothing."""
STATE = frozenset(("country", "government"))
FOES = frozenset(
    map(frozenset, (("government", "armed_group"), ("country", "armed_group"), ("military", "armed_group"), ("armed_group",), ("military",)))
)
"""Kinds of two that fight each other, beside two states; the army of a state is not its government's foe."""
DEALINGS = 2
"""What an event between two weighs beside the mentions of the one named less."""


def may_face(one: Chain, two: Chain) -> bool:
    """Whether two actors may be the two sides of something: two states, or two of those who fight each other, one of them by name."""
    if {one.kind, two.kind} <= STATE:
        return one.country is not None and two.country is not None and one.country != two.country
    return frozenset((one.kind, two.kind)) in FOES and (one.named or two.named)


def pairs_of(actors: Sequence[str], recipients: Sequence[str]) -> Iterator[frozenset[str]]:
    """Each two that an event brings together: who acts and who is acted on, and who act together; who do it to each other come twice."""
    yield from dict.fromkeys(frozenset((a, r)) for a in actors for r in recipients if a != r)
    yield from map(frozenset, combinations(actors, 2))
