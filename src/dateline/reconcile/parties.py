"""Who "both sides" are where their report does not say: the two of the story that its reports set against each other most.

A report on talks or aid often speaks of "the two sides" alone. What the reader leaves open (`OpenPair`) is filled from the events of the
whole story; a story without dealings between two that may face each other leaves it open. Of an exchange of captives, which two always do
to each other, every telling means the two that another telling of it names.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dateline.lexicon import rule_words
from dateline.model.event import EventMention, OpenPair
from dateline.model.evidence import Evidence
from dateline.model.mention import Chain
from dateline.model.reading import Reading
from dateline.model.sides import DEALINGS, for_states, may_face, pairs_of, sets_apart, states_of
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.events import Telling

EXCHANGE = rule_words("exchange")


def with_parties(corpus: Corpus, story_of: Mapping[str, str], actor_of: Mapping[str, str]) -> dict[str, EventMention]:
    """The event mentions with open pairs, by their id, with the parties that these mean.

    A party that its report does not name stands there with a chain of the first report that does, and the words that tell of the two with the
    evidence for whom it is done to.
    """
    stories: dict[str, list[Reading]] = defaultdict(list)
    for report in corpus.reports:
        stories[story_of[report.report_id]].append(corpus.readings[report.report_id])
    found = {}
    for readings in stories.values():
        left_open = [(event, reading) for reading in readings for event in reading.events if event.open_pairs]
        if left_open:
            story = _Story(readings, actor_of)
            found.update({event.event_mention_id: story.filled(event, reading) for event, reading in left_open})
    return found


def with_partners(told: Sequence[Telling], event_of: Mapping[str, str]) -> dict[str, EventMention]:
    """The event mentions that tell of an exchange without its partners, by their id, with those that most tellings of it name.

    Args:
        told: all event mentions.
        event_of: event id by event mention id.
    """
    exchanges: dict[str, list[EventMention]] = defaultdict(list)
    for mention in (telling.mention for telling in told):
        if mention.event_type == "RETREAT" and mention.trigger_lemma in EXCHANGE:
            exchanges[event_of[mention.event_mention_id]].append(mention)
    found = {}
    for mentions in exchanges.values():
        named = Counter(chains for m in mentions for chains in (m.actors, m.recipients) if len(chains) == 2)
        for mention in mentions if named else ():
            pair = max(named, key=lambda chains: (named[chains], chains))
            if not (mention.actors and mention.recipients):
                told_in = next(m.sentence for m in mentions if pair in (m.actors, m.recipients))
                found[mention.event_mention_id] = msgspec.structs.replace(
                    mention, actors=mention.actors or pair, recipients=mention.recipients or pair,
                    recipients_evidence=(*mention.recipients_evidence, told_in),
                )  # fmt: skip
    return found


class _Story:
    """What the reports of one story tell of who deals with whom."""

    def __init__(self, readings: Sequence[Reading], actor_of: Mapping[str, str]) -> None:
        self.actor_of = actor_of
        self.chains: dict[str, list[Chain]] = defaultdict(list)
        for reading in readings:
            for chain in reading.chains:
                self.chains[actor_of[chain.chain_id]].append(chain)
        self.order = {actor: n for n, actor in enumerate(self.chains)}
        self.mentions = {actor: sum(len(c.mention_ids) for c in chains) for actor, chains in self.chains.items()}
        self.weights: Counter[frozenset[str]] = Counter()
        self.dealings: dict[frozenset[str], Evidence] = {}
        shown = {actor: self._shown(actor) for actor in self.chains}
        states = states_of(shown.values())
        for event in (e for reading in readings for e in reading.events if sets_apart(e)):
            for pair in pairs_of(self._actors(event.actors), self._actors(event.recipients)):
                two = for_states(frozenset(shown[a].chain_id for a in pair), {c.chain_id: c for c in shown.values()}, states)
                for sides in (pair, *(() if two is None else (self._of(two),))):
                    self.weights[sides] += DEALINGS
                    self.dealings.setdefault(sides, event.sentence)

    def _of(self, chains: Iterable[str]) -> frozenset[str]:
        """The actors of chains."""
        return frozenset(self.actor_of[c] for c in chains)

    def _actors(self, chains: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.actor_of[c] for c in chains if c in self.actor_of))

    def filled(self, event: EventMention, reading: Reading) -> EventMention:
        """The event with the parties that its open pairs mean."""
        for pair in event.open_pairs:
            others = event.actors if pair.role == "recipients" else event.recipients
            rest = tuple(c for c in (event.actors if pair.role == "actors" else event.recipients) if c != pair.chain)
            both = any(p.role != pair.role for p in event.open_pairs)
            two = self._two(pair, frozenset(self._actors((*rest, *(() if both else others)))))
            if two:
                chains = (*rest, *(self._chain(actor, reading) for actor in two))
                known = (*event.recipients_evidence, self.dealings[frozenset(two)])
                event = msgspec.structs.replace(event, **{pair.role: chains}, recipients_evidence=known)
        return event

    def _two(self, pair: OpenPair, without: frozenset[str]) -> tuple[str, ...]:
        """The two for whom most speaks, in the order of the story; empty where there are no two."""

        def fit(two: frozenset[str]) -> bool:
            one, other = (self._shown(actor) for actor in two)
            at_home = pair.country is None or one.country == other.country == pair.country
            return at_home and two.isdisjoint(without) and {one.kind, other.kind}.issubset(pair.kinds) and may_face(one, other)

        def worth(two: frozenset[str]) -> tuple[int, list[int]]:
            return self.weights[two] + min(self.mentions[a] for a in two), [-self.order[a] for a in sorted(two, key=self.order.__getitem__)]

        best = max(filter(fit, self.weights), key=worth, default=frozenset[str]())
        return tuple(sorted(best, key=self.order.__getitem__))

    def _shown(self, actor: str) -> Chain:
        """The chain that stands for an actor: the first with a name and a country that is told."""
        return max(self.chains[actor], key=lambda c: (c.named, c.country is not None))

    def _chain(self, actor: str, reading: Reading) -> str:
        """A chain of an actor, of this report if it has one."""
        own = {c.chain_id for c in reading.chains}
        chains = [c.chain_id for c in self.chains[actor]]
        return next((c for c in chains if c in own), chains[0])
