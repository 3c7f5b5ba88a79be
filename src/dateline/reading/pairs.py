"""Who "both sides", "the two countries" are: two parties that a report sets against each other or names together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from types import MappingProxyType

from dateline.lexicon import rule_words, table
from dateline.model.event import EventMention
from dateline.model.sides import DEALINGS, STATE, for_states, may_face, pairs_of, sets_apart, states_of
from dateline.reading.participants import Participants
from dateline.text.segment import ReportText

OPPOSED = rule_words("opposed")
EACH = frozenset(("each", "either"))
JOINTS = frozenset(("and", "-", "–"))
TOGETHER, LEAST_NAMED = 1, 3
"""What two names side by side weigh (see `model.sides.DEALINGS`); without these and dealings two are taken that are each named as often
as the last number says."""


@cache
def pair_nouns() -> Mapping[str, frozenset[str]]:
    """Kinds of actors that a noun may stand for, by lemma (data/pair_nouns.tsv)."""
    return MappingProxyType({row["lemma"]: frozenset(row["kinds"].split("|")) for row in table("pair_nouns.tsv")})


def kinds_of_pair(text: ReportText, head: int) -> frozenset[str]:
    """The kinds of actors that a noun behind "both", "the two", "each" or "the warring" may stand for; empty for other phrases."""
    tokens = text.tokens
    kinds = pair_nouns().get(tokens[head].lemma)
    if kinds is None:
        return frozenset()
    children = text.children[head]
    words = {tokens[c].lower for c in children}
    if tokens[head].tag == "NN":
        return kinds if words & EACH else frozenset()
    if tokens[head].tag != "NNS":
        return frozenset()
    definite = any(tokens[c].lower in ("the", "these", "those") or tokens[c].dep == "poss" for c in children)
    between = tokens[tokens[head].head].lower == "between"  # "fighting between rival factions"
    pair = "both" in words or (("two" in words or bool(words & OPPOSED)) and (definite or between))
    named = any(tokens[c].lower in ("of", "in", "from") and tokens[c].dep == "prep" for c in children)
    return kinds if pair and not named else frozenset()


def weigh_pairs(who: Participants, events: Sequence[EventMention]) -> Counter[frozenset[str]]:
    """How much speaks for each two chains as the parties of a report."""
    weights: Counter[frozenset[str]] = Counter()
    states = states_of(who.chains.values())
    for event in filter(sets_apart, events):
        for pair in pairs_of(event.actors, event.recipients):
            weights[pair] += DEALINGS
            if (two := for_states(pair, who.chains, states)) is not None:
                weights[two] += DEALINGS
    for head, mention in who.by_head.items():
        token = who.text.tokens[head]
        other = who.by_head.get(token.head) if token.dep == "conj" else None
        if other is not None and mention.chain_id and other.chain_id and mention.chain_id != other.chain_id:
            weights[frozenset((mention.chain_id, other.chain_id))] += TOGETHER
    for pair in beside(who):
        if len(pair) == 2 and pair <= states.keys():
            weights[frozenset(states[c].chain_id for c in pair)] += TOGETHER
    often = [c for c, chain in who.chains.items() if len(chain.mention_ids) >= LEAST_NAMED]
    weights.update({frozenset(two): 0 for two in combinations(often, 2) if not all(who.chains[c].kind in STATE for c in two)})
    return weights


def beside(who: Participants) -> Iterator[frozenset[str]]:
    """Each two countries whose adjectives stand side by side: "Iranian and Pakistani officials"."""
    named = [t for t in who.found.toponyms if t.role == "demonym" and t.place is not None and t.place.country]
    for one, other in pairwise(named):
        if who.text.text[one.end : other.start].strip() in JOINTS and one.place is not None and other.place is not None:
            yield frozenset(c for c in (one.place.country, other.place.country) if c is not None)


def country_of_pair(who: Participants, head: int) -> str | None:
    """The country that a phrase says both its parties are of: "Chad's warring sides", "the two Chadian parties"."""
    tokens = who.text.tokens
    starts = {tokens[c].start for c in who.text.children[head] if tokens[c].dep in ("poss", "amod")}
    return next((t.place.country for t in who.found.toponyms if t.start in starts and t.place is not None and t.place.feature == "country"), None)


def two_parties(
    who: Participants, weights: Mapping[frozenset[str], int], kinds: frozenset[str], without: frozenset[str], country: str | None = None
) -> tuple[str, ...]:
    """The two parties of these kinds for which most speaks, two states or two of those who fight; empty where there are no two.

    Args:
        who: the actors of the report.
        weights: how much speaks for each two.
        kinds: what the two may be.
        without: chains that are neither.
        country: the one that both are of, if it is said.
    """

    def fit(pair: frozenset[str]) -> bool:
        if pair & without or not all(c in who.chains and who.chains[c].kind in kinds for c in pair):
            return False
        one, two = (who.chains[c] for c in pair)
        return may_face(one, two) and (country is None or one.country == two.country == country)

    def size(pair: frozenset[str]) -> int:
        return min(len(who.chains[c].mention_ids) for c in pair)

    best = max(filter(fit, weights), key=lambda p: (weights[p] + size(p), weights[p], sorted(p)), default=frozenset[str]())
    place = {c: n for n, c in enumerate(who.chains)}
    return tuple(sorted(best, key=place.__getitem__))
