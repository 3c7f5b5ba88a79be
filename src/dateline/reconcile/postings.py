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
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.events import Telling
from dateline.reconcile.offices import is_government

STATE = frozenset(("country", "government"))


def with_places_left(corpus: Corpus, told: Sequence[Telling], actor_of: Mapping[str, str]) -> dict[str, Reading]:
    """The readings by report id of the reports that tell of a withdrawal from an unnamed country, with that country.

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
    members: dict[str, set[str]] = defaultdict(set)
    for telling in told if stories else ():
        if telling.story in stories:
            members[telling.story].add(telling.report_id)
    filled: dict[str, dict[str, EventMention]] = defaultdict(dict)
    for story, withdrawals in stories.items():
        posted = _posted([corpus.readings[r] for r in sorted(members[story], key=corpus.rank.__getitem__)])
        for telling in withdrawals if posted.hosts else ():
            mention = telling.mention
            if not all(posted.is_force(c) for c in mention.recipients):
                continue
            host = posted.left_by(mention.recipients or mention.actors, telling.report_id)
            if host is not None and actor_of.get(host) not in telling.actors:
                acting = tuple(dict.fromkeys((*mention.actors, *mention.recipients)))  # "to reduce the contingent": it is what leaves
                known = (*mention.recipients_evidence, posted.words[posted.chains[host].country or ""])
                whole = msgspec.structs.replace(mention, actors=acting, recipients=(host,), recipients_evidence=known)
                filled[telling.report_id][mention.event_mention_id] = whole
    return {
        report_id: msgspec.structs.replace(reading, events=tuple(found.get(e.event_mention_id, e) for e in reading.events))
        for report_id, found in filled.items() if (reading := corpus.readings[report_id])
    }  # fmt: skip


class _Posted(msgspec.Struct, frozen=True):
    """Of a story: its chains; where the troops of each country are (both ISO 3166-1 alpha-3), and the words that say so by where they are;
    the chains of those countries by report."""

    chains: Mapping[str, Chain]
    hosts: Mapping[str, str]
    words: Mapping[str, Evidence]
    states: Mapping[str, Mapping[str, str]]

    def is_force(self, chain_id: str) -> bool:
        return chain_id in self.chains and self.chains[chain_id].kind == "military"

    def left_by(self, actors: Sequence[str], report_id: str) -> str | None:
        """A chain of the country that these chains leave, of this report if it has one; where nobody is named or told to be of any country,
        that of the story's only troops abroad."""
        only = next(iter(self.hosts.values())) if len(self.hosts) == 1 else None
        found = [self.chains[c] for c in actors if c in self.chains]
        leaving = [c for c in found if c.kind in STATE or c.kind == "military"]
        countries = {self.hosts.get(c.country or "") or (only if c.kind == "military" and c.country_guessed else None) for c in leaving}
        host = (only if not actors else None) if not countries else countries.pop() if len(countries) == 1 and len(leaving) == len(actors) else None
        named = self.states.get(host or "", {})
        return named.get(report_id, next(iter(named.values()), None))


def _posted(readings: Sequence[Reading]) -> _Posted:
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
    return _Posted(chains, {own: others.copy().pop() for own, others in hosts.items() if len(others) == 1}, words, states)


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
