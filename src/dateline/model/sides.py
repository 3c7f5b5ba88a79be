"""Two that may be the sides of a conflict or of talks, and the events that set two against each other or bring them together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from dateline.model.event import EventMention, EventType
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


OF_A_STATE = frozenset(("person", "military", "government", "country"))
"""Kinds of those who may deal with others for their state."""
FORCE: frozenset[EventType] = frozenset(("ASSAULT", "COERCE"))
COME_TO_PASS = frozenset(("happened", "ongoing"))


def sets_apart(event: EventMention) -> bool:
    """Whether an event tells who the two sides are: dealings, also those planned, and blows that have fallen."""
    return event.event_type in BETWEEN and (event.event_type not in FORCE or event.modality in COME_TO_PASS)


def states_of(chains: Iterable[Chain]) -> dict[str, Chain]:
    """The chain by which a state is most often named, by its country."""
    found: dict[str, Chain] = {}
    for chain in chains:
        if chain.kind in STATE and chain.country is not None:
            before = found.get(chain.country)
            if before is None or (chain.named, len(chain.mention_ids)) > (before.named, len(before.mention_ids)):
                found[chain.country] = chain
    return found


def for_states(pair: frozenset[str], chains: Mapping[str, Chain], states: Mapping[str, Chain]) -> frozenset[str] | None:
    """The two states for which a pair deals: a minister with the other's minister, an army with a government; None where they are not two."""
    if not all(c in chains and chains[c].kind in OF_A_STATE and not chains[c].country_guessed for c in pair):
        return None
    two = frozenset(states[country].chain_id for c in pair if (country := chains[c].country) is not None and country in states)
    return two if len(two) == 2 and two != pair else None


def pairs_of(actors: Sequence[str], recipients: Sequence[str]) -> Iterator[frozenset[str]]:
    """Each two that an event brings together: who acts and who is acted on, and who act together; who do it to each other come twice."""
    yield from dict.fromkeys(frozenset((a, r)) for a in actors for r in recipients if a != r)
    yield from map(frozenset, combinations(actors, 2))
