"""Which groups of chains are actors of the record, and which are names and nouns in passing: a club, a ship, "the floods", "two men".

A linear model over what readers found: how an actor is named, how often, and what it does. Weights: data/actor_weights.tsv, learned on
the project's own annotated stories (scripts/fit_actors.py).
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from dateline.lexicon import rule_words, table
from dateline.model.mention import Chain, Mention
from dateline.reconcile.corpus import Corpus, fold
from dateline.reconcile.names import name_words, word_class

LEAST = 0.4
"""Probability below which a group is no actor."""
SMALL = frozenset("of in at from for to near on by with who which that whom whose".split())
PEOPLE = frozenset(("person", "population"))
UNDERGONE = frozenset(("victim", "target"))
"""Roles of those whom an event is done to."""
ACTED_ON = "noun population acted on"
"""Feature of people without a name whom an event is done to: the weights would leave out most of them, and the record then says of
a shelling that it hit nobody."""
HELD = "noun held or freed"
"""Feature of people without a name who are seized, held, expelled or set free: an arrest is of those arrested, however few."""
STATES = "name of a body of states"
"""Feature of bodies of many nations that are named for themselves, not only before another noun ("a UN convoy")."""
SAFE = frozenset((
    STATES, ACTED_ON, HELD, *(f"{form} {what}" for form in ("name", "noun") for what in ("source", "doer", "rule own")),
))  # fmt: skip
"""Features of groups that are kept whatever the weights say: who speaks or acts; whom the user listed; people acted on; bodies of
states by name."""
ONLY_TOLD = "noun addressee only"
"""Feature of people without a name who are only spoken to ("told reporters"): no actors; a statement keeps the words for them."""
CARRYING = rule_words("carrying")
NOBODY = "noun carrying"
"""Feature of what only carries those who act, and is nobody's by name: "a second convoy"."""
PASSING = frozenset(("relations.unnamed",))
"""Rules of relations that keep nobody in the record: who "two nurses of the union" belong to is told where they do something."""
CUSTODY = frozenset(("abduct", "arrest", "expel", "release"))
"""Modes of events that take or give back somebody's freedom."""
PAST = "mentions.past"
"""Rule of mentions of people in an incident of an earlier year, which a report only recalls."""
RECALLED = "noun recalled"
"""Feature of people that no report tells of but in such an incident: they have no part in the story, and are never kept."""
PASSED = frozenset((ONLY_TOLD, NOBODY, RECALLED))
"""Features of what is never kept."""
VIOLENT = frozenset(("ASSAULT", "COERCE"))


@cache
def _weights() -> Mapping[str, float]:
    return {row["feature"]: float(row["weight"]) for row in table("actor_weights.tsv")}


def roles(corpus: Corpus) -> dict[str, set[str]]:
    """What chains do, by chain id: source, doer, target, victim, captive, relay, addressee, figure_source, promises, promised, related, holder."""
    found: dict[str, set[str]] = defaultdict(set)

    def add(role: str | None, chains: Iterable[str | None]) -> None:
        for chain in chains:
            if chain is not None and role is not None:
                found[chain].add(role)

    for reading in corpus.readings.values():
        for event in reading.events:
            add("doer", event.actors)
            add("victim" if event.event_type in VIOLENT else "target", event.recipients)
            add("captive" if event.mode in CUSTODY else None, event.recipients)
            add("event_source", event.attributed_to)
        for statement in reading.statements:
            add("source", (statement.source, *statement.also_by))
            add("addressee", (statement.addressee,))
            add("relay", statement.relayed_by)
        for claim in reading.figures:
            add("figure_source", claim.attributed_to)
        for pledge in reading.pledges:
            add("promises", pledge.by)
            add("promised", pledge.to)
        for relation in reading.relations:
            if relation.basis.rule not in PASSING:
                add("related", (relation.subject, relation.object))
        for position in reading.positions:
            add("holder", (position.holder,))
    return found


def head(words: Sequence[str]) -> str:
    """The noun that a description turns on: its last word before "of", "in", "who"."""
    cut = next((i for i, w in enumerate(words) if i and w in SMALL), len(words))
    return words[cut - 1] if words else ""


def features(
    chains: Sequence[Chain], mentions: Sequence[Mention], does: Collection[str], n_reports: int, places: Set[str] = frozenset(),
    inside: Set[str] = frozenset(),
) -> Iterator[str]:  # fmt: skip
    """Names of the features of a group of chains that is held to be one actor.

    `places`: folded names that are read as places somewhere; `inside`: ids of mentions that are part of somebody else's.
    """
    named = [c for c in chains if c.named]
    form = "name" if named else "noun"
    kinds = {c.kind for c in named or chains}
    if not named and all(head(name_words(c.name)).removesuffix("s") in CARRYING for c in chains):
        yield NOBODY
    yield form
    for kind in kinds:
        yield f"{form} {kind}"
    done = set(does) - {"captive"}
    if not named and "captive" in does and kinds & {"person", "population"}:
        yield HELD
    for role in done:
        yield f"{form} {role}"
    if not named and done <= UNDERGONE and mentions and all(m.basis.rule == PAST for m in mentions if m.form == "nominal"):
        yield RECALLED
    if named and "intergovernmental" in kinds and not (mentions and all(m.mention_id in inside for m in mentions)):
        yield STATES
    if not named and done == {"addressee"} and kinds <= PEOPLE:
        yield ONLY_TOLD
    if not named and "population" in kinds and done & UNDERGONE:
        yield ACTED_ON
    yield f"{form} reports {min(n_reports, 3)}"
    spoken = [m for m in mentions if m.form != "pronoun"]
    yield f"{form} mentions {min(len(spoken), 3)}"
    if len(spoken) < len(mentions):
        yield f"{form} pronoun"
    if not done:
        yield f"{form} no role"
        for kind in kinds:
            yield f"{form} {kind} no role"
    elif done <= UNDERGONE:
        yield f"{form} suffers only"
        for kind in kinds:
            yield f"{form} {kind} suffers only"
    if any(c.titles for c in chains):
        yield f"{form} titled"
    if all(c.plural for c in chains):
        yield f"{form} plural"
    if any(c.country and not c.country_guessed for c in chains):
        yield f"{form} country"
    if any(c.sectors for c in chains):
        yield f"{form} sector"
    for rule in {m.basis.rule.rpartition(".")[2] for m in mentions if m.form == form or form == "noun" and m.form == "nominal"}:
        yield f"{form} rule {rule}"
    words = max((name_words(c.name) for c in named or chains), key=len, default=())
    yield f"{form} words {min(len(words), 4)}"
    if named and any(fold(n) in places for c in named for n in (c.name, *c.aliases)):
        yield "name place"
        if done <= UNDERGONE:
            yield "name place that does nothing"
    if not named and words:
        yield f"noun head {head(words)}"
        if words[0].isdigit() or words[0] in word_class("quantity") or words[0] in word_class("number"):
            yield "noun counted"
        if any(m.text[:4].lower() == "the " for m in spoken):
            yield "noun definite"
    if named and all(m.text.isupper() for m in spoken):
        yield "name in capitals"


def probability(found: Iterable[str]) -> float:
    """How likely a group with these features is an actor."""
    weights = _weights()
    return 1 / (1 + math.exp(-weights["bias"] - math.fsum(weights.get(f, 0.0) for f in found)))


def groups(corpus: Corpus, actor_of: Mapping[str, str], story_of: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Features by actor id."""
    return {actor: tuple(found) for actor, found in _groups(corpus, actor_of, story_of)}


def _groups(corpus: Corpus, actor_of: Mapping[str, str], story_of: Mapping[str, str]) -> Iterator[tuple[str, Iterator[str]]]:
    """Features by actor id, worked out as far as they are asked for."""
    does = roles(corpus)
    chains: dict[str, list[Chain]] = defaultdict(list)
    where: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    inside: set[str] = set()
    for report in corpus.reports:
        reading = corpus.readings[report.report_id]
        places[story_of[report.report_id]].update(fold(t.text) for t in reading.toponyms if t.role == "place")
        inside.update(_inside(reading.mentions))
        for chain in reading.chains:
            chains[actor_of[chain.chain_id]].append(chain)
            where[actor_of[chain.chain_id]].add(report.report_id)
    for actor, members in chains.items():
        mentions = [m for c in members for m in corpus.mentions_of.get(c.chain_id, ())]
        done = {r for c in members for r in does.get(c.chain_id, ())}
        stories = {story_of[r] for r in where[actor]}
        near = places[stories.pop()] if len(stories) == 1 else set[str]().union(*(places[s] for s in stories))
        yield actor, features(members, mentions, done, len(where[actor]), near, inside)


def _inside(mentions: Iterable[Mention]) -> Iterator[str]:
    """Ids of the mentions that are part of a mention of somebody else: "the UN" in "the UN peacekeepers"."""
    widest: Mention | None = None
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if widest is None or m.end > widest.end:
            widest = m
        elif m.chain_id != widest.chain_id:
            yield m.mention_id


def in_passing(corpus: Corpus, actor_of: Mapping[str, str], story_of: Mapping[str, str]) -> frozenset[str]:
    """Ids of the groups that are no actors of the record: improbable ones that are not `SAFE` and that no person has judged."""
    judged = {i.partition("_")[2] for j in corpus.judgements for i in (j.left, j.right or "")} - {""}
    known = set() if not judged else {
        actor_of[c.chain_id]
        for reading in corpus.readings.values()
        for c in reading.chains
        if judged & {i.partition("_")[2] for i in (c.chain_id, actor_of[c.chain_id], *c.mention_ids)}
    }  # fmt: skip
    return frozenset(actor for actor, found in _groups(corpus, actor_of, story_of) if actor not in known and _passes(found))


def _passes(found: Iterator[str]) -> bool:
    """Whether what has these features is no actor."""
    weighed = []
    for feature in found:
        if feature in SAFE or feature in PASSED:
            return feature in PASSED
        weighed.append(feature)
    return probability(weighed) < LEAST
