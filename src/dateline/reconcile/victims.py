"""People without a name to whom one thing is done, in whatever words reports tell of them: "two miners", "the victims", "four persons".

The rules and the model of descriptions join what says the same; only when events are joined it is known that these words mean the victims of
one attack, or the people of one place that is struck or helped within weeks. Who attacks, threatens or deals, holds an office or serves in a
force, stays apart.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from dateline.model.judgement import Judgement
from dateline.model.mention import Chain
from dateline.reconcile.actors import CIVIL, same_actor
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.dates import span
from dateline.reconcile.events import Telling
from dateline.reconcile.places import Places, fineness
from dateline.reconcile.weigh import Groups

HARM = frozenset(("ASSAULT", "COERCE"))
"""Types of events of which people are the victims."""
POWER = HARM | frozenset(("AGREE", "CONCEDE", "COOPERATE", "MOBILIZE", "SANCTION", "THREATEN"))
"""Types of events whose actors are no victims: "leaders" who threaten are not the people killed, though a reader took both for struck."""
AT_A_PLACE = frozenset(("AID", "ASSAULT"))
"""Types of events whose victims at one place are its people: who is struck there or helped (not who is seized or freed)."""
WHILE = 30
"""Days from one such event to the next within which these are the same people; those of no told day are so where there is one such time only."""
NARROW = 1
"""Fineness of a place (see `places.fineness`) from which it has people of its own: any but a country."""
LIKELY_VICTIMS = 0.3
"""Score of two groups of victims of one attack."""


class Victims:
    """The groups of people of some stories that are victims, by their order. `actor_of`: actor id by chain id."""

    def __init__(self, corpus: Corpus, told: Sequence[Telling], actor_of: Mapping[str, str], places: Places) -> None:
        self.chains: dict[str, list[Chain]] = defaultdict(list)
        for report in corpus.reports:
            for chain in corpus.readings[report.report_id].chains:
                self.chains[actor_of[chain.chain_id]].append(chain)
        self.order = {actor: n for n, actor in enumerate(self.chains)}
        self.acting = {self.order[a] for t in told for a in t.actors}
        self._powers = {a for t in told if t.mention.event_type in POWER for a in t.actors}
        self._told, self._places = told, places

    def hit(self, event_of: Mapping[str, str]) -> Iterator[tuple[Hashable, int]]:
        """What each group of victims undergoes, event by event and place by place, with its number."""
        at_place: dict[Hashable, list[tuple[tuple[int, int] | None, int]]] = defaultdict(list)
        for telling in self._told:
            kind, place = telling.mention.event_type, telling.place
            narrow = kind in AT_A_PLACE and place is not None and fineness(self._places.point.get(place)) >= NARROW
            for actor in telling.recipients if kind in HARM or narrow else ():
                if actor in self._powers or not all(map(_is_civil, self.chains[actor])):
                    continue
                if kind in HARM:
                    yield event_of[telling.mention.event_mention_id], self.order[actor]
                if narrow and all(c.plural or c.kind == "population" for c in self.chains[actor]):
                    days = span(telling.mention.date_start, telling.mention.date_end)
                    at_place[telling.story, place].append((days, self.order[actor]))
        for where, found in at_place.items():
            yield from (((where, time), number) for time, number in _by_time(found))


def joined_victims(
    corpus: Corpus, told: Sequence[Telling], event_of: Mapping[str, str], actor_of: Mapping[str, str], places: Places
) -> tuple[Mapping[str, str], list[Judgement]]:
    """Actor id by chain id with the victims of one attack as one actor, and why.

    Args:
        told: all event mentions, with their actors.
        event_of: event id by event mention id.
        actor_of: actor id by chain id, before.
    """
    victims = Victims(corpus, told, actor_of, places)
    together: dict[Hashable, set[int]] = defaultdict(set)
    for what, number in victims.hit(event_of):
        together[what].add(number)
    together = {what: numbers for what, numbers in together.items() if len(numbers) > 1}
    if not together:
        return actor_of, []
    chains = list(victims.chains.values())
    groups = Groups(sorted({n for numbers in together.values() for n in numbers}))
    of = {i.partition("_")[2]: n for n in groups.parent for c in chains[n] for i in (c.chain_id, *c.mention_ids)}
    for one, other in corpus.verdicts(of)[1]:
        groups.keep_apart(one, other)
    why = []
    for numbers in together.values():
        first, *others = sorted(numbers)
        for other in others:
            left, right = sorted((groups.find(first), groups.find(other)))
            if _of_one_country(chains[first], chains[other]) and not (other in victims.acting and _met_anew(corpus, chains[first], chains[other])) and groups.join(left, right):
                why.append(same_actor(chains[left][0].chain_id, chains[right][0].chain_id, LIKELY_VICTIMS, ("victims_together",)))
    actors = list(victims.chains)
    went = {actors[n]: actors[groups.find(n)] for n in groups.parent}
    return {chain: went.get(actor, actor) for chain, actor in actor_of.items()}, why


def _by_time(found: Sequence[tuple[tuple[int, int] | None, int]]) -> Iterator[tuple[int, int]]:
    """The number of the time, and the group, of what befell groups at one place."""
    dated = sorted((days, number) for days, number in found if days is not None)
    time, last = 0, None
    for days, number in dated:
        time += last is not None and days[0] - last > WHILE
        last = days[1] if last is None else max(last, days[1])
        yield time, number
    if time == 0:
        yield from ((0, number) for days, number in found if days is None)


def _is_civil(chain: Chain) -> bool:
    return not chain.named and chain.kind in ("population", "person") and CIVIL.issuperset(chain.sectors)


def _met_anew(corpus: Corpus, left: Sequence[Chain], right: Sequence[Chain]) -> bool:
    """Whether a report brings in the later of two groups with "a", as others than those it told of before: "three protesters ... a crowd set fire"."""
    first = {}
    for chain in (*left, *right):
        if told := corpus.mentions_of.get(chain.chain_id, ()):
            first[chain.chain_id] = told[0]
    pairs = ((first[a.chain_id], first[b.chain_id]) for a in left for b in right if a.chain_id in first and b.chain_id in first)
    return any(
        one.basis.evidence[0].report_id == two.basis.evidence[0].report_id and max(one, two, key=lambda m: m.start).text.lower().startswith(("a ", "an ", "another "))
        for one, two in pairs
    )  # fmt: skip


def _of_one_country(left: Sequence[Chain], right: Sequence[Chain]) -> bool:
    """Whether no two countries are stated of two groups."""
    one, two = ({c.country for c in chains if c.country and not c.country_guessed} for chains in (left, right))
    return not one or not two or not one.isdisjoint(two)
