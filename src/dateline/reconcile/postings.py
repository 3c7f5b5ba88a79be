"""From where troops abroad withdraw: "260 soldiers in Mali" that a story calls Norway's leave Mali, also where a report says only that they go.

The country that they leave is whom a withdrawal is done to (PLOVER RETREAT).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dateline.model.event import EventMention
from dateline.model.evidence import Evidence
from dateline.model.mention import Chain
from dateline.model.reading import Reading
from dateline.model.sides import STATE
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.events import Telling
from dateline.reconcile.offices import is_government


def with_places_left(corpus: Corpus, told: Sequence[Telling], actor_of: Mapping[str, str]) -> dict[str, EventMention]:
    """The event mentions that tell of a withdrawal from an unnamed country, by their id, with that country.

    A story that speaks of troops of one state in more than one other country tells nothing.

    Args:
        told: all event mentions.
        actor_of: actor id by chain id.
    """
    stories: dict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        mention = telling.mention
        if mention.event_type == "RETREAT" and mention.mode == "withdraw":
            stories[telling.story].append(telling)
    found = {}
    for story, withdrawals in stories.items():
        members = {t.report_id for t in told if t.story == story}
        posted = _posted([corpus.readings[r] for r in sorted(members, key=corpus.rank.__getitem__)])
        for telling in withdrawals if posted.hosts else ():
            mention = telling.mention
            if not all(posted.is_force(c) for c in mention.recipients):
                continue
            host = posted.left_by(mention.recipients or mention.actors, telling.report_id)
            if host is not None and actor_of.get(host) not in telling.actors:
                acting = tuple(dict.fromkeys((*mention.actors, *mention.recipients)))  # "to reduce the contingent": it is what leaves
                known = (*mention.recipients_evidence, posted.words[posted.chains[host].country or ""])
                whole = msgspec.structs.replace(mention, actors=acting, recipients=(host,), recipients_evidence=known)
                found[mention.event_mention_id] = whole
    return found


class _Posted(msgspec.Struct, frozen=True):
    """Of a story: its chains; where the troops of each country are (both ISO 3166-1 alpha-3), and the words that say so by where they are;
    the chains of those countries by report."""

    chains: Mapping[str, Chain]
    hosts: Mapping[str, str]
    words: Mapping[str, Evidence]
    states: Mapping[str, Mapping[str, str]]

    def is_force(self, chain_id: str) -> bool:
        """Whether a chain of the story is a force of a state."""
        return chain_id in self.chains and self.chains[chain_id].kind == "military"

    def left_by(self, actors: Sequence[str], report_id: str) -> str | None:
        """A chain of the country that these chains leave, of this report if it has one; where nobody is named or told to be of any country,
        that of the story's only troops abroad."""
        only = next(iter(self.hosts.values())) if len(self.hosts) == 1 else None
        countries = {self._host(self.chains.get(c), only) for c in actors} or {only}
        named = self.states.get(countries.pop() or "", {}) if len(countries) == 1 else {}
        return named.get(report_id, next(iter(named.values()), None))

    def _host(self, chain: Chain | None, only: str | None) -> str | None:
        """The country that a chain leaves, None where it can be told of none. `only`: that of the story's only troops abroad."""
        if chain is None or (chain.kind not in STATE and chain.kind != "military"):
            return None
        return self.hosts.get(chain.country or "") or (only if chain.kind == "military" and chain.country_guessed else None)


def _posted(readings: Sequence[Reading]) -> _Posted:
    """What the readings of a story, in its order, tell of troops abroad."""
    chains = {c.chain_id: c for r in readings for c in r.chains}
    hosts: dict[str, set[str]] = defaultdict(set)
    words: dict[str, Evidence] = {}
    states: dict[str, dict[str, str]] = defaultdict(dict)
    for reading in readings:
        for own, other, told in _abroad(reading):
            hosts[own].add(other)
            words.setdefault(other, told)
        for chain in reading.chains:
            if chain.country and (chain.kind == "country" or (chain.kind == "government" and is_government(chain))) and not chain.country_guessed:
                states[chain.country].setdefault(reading.report_id, chain.chain_id)
    return _Posted(chains, {own: next(iter(others)) for own, others in hosts.items() if len(others) == 1}, words, states)


def _abroad(reading: Reading) -> Iterator[tuple[str, str, Evidence]]:
    """Whose troops are where by the words of one report, with these: "the Norwegian troops in Mali"."""
    chains = {c.chain_id: c for c in reading.chains if c.kind == "military" and c.country}
    for mention in reading.mentions:
        if (chain := chains.get(mention.chain_id or "")) is None or chain.country is None:
            continue
        for toponym in reading.toponyms:
            place = toponym.place.country if toponym.place is not None else None
            if place and place != chain.country and mention.start < toponym.start and toponym.end <= mention.end:
                if mention.text[: toponym.start - mention.start].rstrip().endswith(" in"):
                    yield chain.country, place, Evidence(report_id=reading.report_id, start=mention.start, end=mention.end, text=mention.text)
