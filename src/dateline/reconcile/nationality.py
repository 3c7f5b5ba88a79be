"""Countries of actors that no report states: what each report guesses, the whole story and the actors around decide together.

A report on troops abroad speaks most of where they are; the story's other reports, and who is named beside an actor, say whose they are.
That an actor has no country ("donors", "a news agency") is one of the choices; who speaks for a body is of its country.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from math import log

import msgspec

from dateline.lexicon import rule_words
from dateline.model.mention import ActorKind, Chain, Mention
from dateline.reconcile.corpus import Corpus, tally

WEIGHTS: Mapping[str, float] = {
    "guessed": 1.43, "share": 1.3, "reports": 1.05, "beside": 0.85, "around": 0.21, "dateline": 0.98, "place": 0.7,
    "none": 1.45, "outlet": 0.75, "foreign": 0.4, "unnamed": 0.5,
}  # fmt: skip
"""Log odds of a country by its features, those from "none" on of having none; fitted by scripts/fit_nationality.py (conditional logit)."""
BESIDE, AROUND, AT_PLACE = 150, 500, 100
"""Characters within which another actor stands beside an actor, and around it; within which a place does: a sentence, a paragraph."""
BOTH_SIDES = log(5)
"""By which log odds an armed group's country must lead the next: a group that fights on both sides of a border is of neither country."""
FOREIGN = frozenset(("IGO", "NGO"))
"""Sectors of bodies that are at home in many countries."""
BODIES = frozenset(("government", "country", "military", "armed_group", "organisation", "intergovernmental", "outlet"))
"""Kinds of actors to which people belong."""
COUNTERPART = rule_words("counterpart")
"""Who holds the same office in another state."""
LISTED = frozenset(("mentions.known", "mentions.own"))
"""Rules of mentions by a list of names: a listed body for which no country stands there has none."""


Within = tuple[Mention, str, str]
"""A mention, its actor, and another actor that is mentioned inside of it."""


class Spots(msgspec.Struct, frozen=True, gc=False):
    """Mentions in a report of actors whose country is stated, in order: where they start, who it is, and their country."""

    starts: Sequence[int]
    actors: Sequence[str]
    countries: Sequence[str]


class Story(msgspec.Struct, frozen=True, gc=False):
    """What a story says of countries. `share`: of its countries' mentions, mean over reports; `reports`: share of reports that name them."""

    share: Mapping[str, float]
    reports: Mapping[str, float]


class Places(msgspec.Struct, frozen=True, gc=False):
    """`(start, country)` of the places of a report in order, and the country of its dateline."""

    named: Sequence[tuple[int, str]]
    dateline: str | None


class Candidate(msgspec.Struct, frozen=True):
    """An actor whose country is not stated. `choices`: features by country, those of having none under None; `kind`: its chains' most frequent."""

    kind: ActorKind
    choices: Mapping[str | None, Mapping[str, float]]

    def best(self) -> str | None:
        """The country with the best features, None where having none is likelier; for an armed group between two countries None."""
        scores = {c: sum(WEIGHTS[f] * value for f, value in found.items()) for c, found in self.choices.items()}
        best = min(scores, key=lambda c: (-scores[c], c or ""))
        if self.kind != "armed_group":
            return best
        lead = min((scores[best] - score for c, score in scores.items() if c not in (best, None)), default=BOTH_SIDES)
        return best if lead >= BOTH_SIDES else None


def nationalities(corpus: Corpus, actor_of: Mapping[str, str], story_of: Mapping[str, str]) -> dict[str, str | None]:
    """The likeliest country (ISO 3166-1 alpha-3) by actor id, None for none, of the actors whose country no report states.

    A person who belongs to an actor in the words of the reports ("its spokesman", "nurses of Relief Line") is of that actor's country, and
    so is a government of its leader's ("the government of Premier Roldan").
    """
    chains = _chains(corpus, actor_of)
    stated = _stated(chains)
    within = list(_within(corpus, actor_of))
    among = dict(_candidates(corpus, within, actor_of, story_of, chains, stated))
    chosen = {actor: among[actor].best() if actor in among else None for actor in chains if actor not in stated}
    kinds = {actor: _kind(found) for actor, found in chains.items()}
    owners = _owners(within, {a for a in chosen if kinds[a] == "person"}, {a for a, kind in kinds.items() if kind in BODIES})
    leaders = _owners(within, {a for a in chosen if kinds[a] == "government"}, {a for a, kind in kinds.items() if kind == "person"})
    for actor, others in (*owners.items(), *leaders.items()):
        told: Counter[str | None] = Counter()
        for owner, n in others.items():
            told[stated.get(owner) or chosen.get(owner)] += n
        chosen[actor] = min(told, key=lambda c: (-told[c], c or ""))
    return chosen


def candidates(corpus: Corpus, actor_of: Mapping[str, str], story_of: Mapping[str, str]) -> Iterator[tuple[str, Candidate]]:
    """Each actor whose country no report states, with the features of the countries of its story and of having none.

    Left out are those for whom most reports have no guess ("donors"), bodies of many nations and listed names for which no country
    stands: they have none.
    """
    chains = _chains(corpus, actor_of)
    return _candidates(corpus, list(_within(corpus, actor_of)), actor_of, story_of, chains, _stated(chains))


def _candidates(
    corpus: Corpus, within: Sequence[Within], actor_of: Mapping[str, str], story_of: Mapping[str, str],
    chains: Mapping[str, Sequence[tuple[str, Chain]]], stated: Mapping[str, str],
) -> Iterator[tuple[str, Candidate]]:  # fmt: skip
    """`candidates`, of actors with their chains and the countries that are stated."""
    spots = {r.report_id: _spots(corpus, r.report_id, actor_of, stated) for r in corpus.reports}
    places = {r.report_id: _places(corpus, r.report_id) for r in corpus.reports}
    stories = _stories(corpus, story_of)
    counterparts = _counterparts(within)
    for actor, found in chains.items():
        if actor in stated or _of_many_nations(corpus, [c for _, c in found]):
            continue
        said = telling([c for _, c in found])
        if 2 * sum(c.country is None for c in said) > len(said):
            continue
        story = stories[story_of[found[0][0]]]
        guessed = tally(c.country for c in said if c.country)
        beside, farther = _near(corpus, actor, found, spots)
        datelines = tally(c for report_id, _ in found if (c := places[report_id].dateline))
        at_place = tally(c for report_id, chain in found for c in _places_near(corpus, chain, places[report_id]))
        shares = {
            "guessed": _shares(guessed), "share": story.share, "reports": story.reports, "beside": _shares(beside),
            "around": _shares(farther), "dateline": _shares(datelines), "place": _shares(at_place),
        }  # fmt: skip
        abroad = {stated[other] for other in counterparts.get(actor, ()) if other in stated}
        choices: dict[str | None, Mapping[str, float]] = {
            country: {name: share.get(country, 0.0) for name, share in shares.items()}
            for country in (guessed.keys() | story.reports.keys()) - abroad
        }
        kind = _kind(found)
        choices[None] = {
            "none": 1.0, "outlet": float(kind == "outlet"), "foreign": float(any(s in FOREIGN for _, c in found for s in c.sectors)),
            "unnamed": float(kind == "person" and not any(c.named for _, c in found)),
        }  # fmt: skip
        yield actor, Candidate(kind, choices)


def _chains(corpus: Corpus, actor_of: Mapping[str, str]) -> Mapping[str, list[tuple[str, Chain]]]:
    """`(report id, chain)` by actor id."""
    chains: dict[str, list[tuple[str, Chain]]] = defaultdict(list)
    for report in corpus.reports:
        for chain in corpus.readings[report.report_id].chains:
            if chain.chain_id in actor_of:
                chains[actor_of[chain.chain_id]].append((report.report_id, chain))
    return chains


def _kind(chains: Sequence[tuple[str, Chain]]) -> ActorKind:
    """The most frequent kind."""
    if len(chains) == 1:
        return chains[0][1].kind
    kinds = tally(c.kind for _, c in chains)
    return min(kinds, key=lambda k: (-kinds[k], k))


def _of_many_nations(corpus: Corpus, chains: Sequence[Chain]) -> bool:
    """Whether most chains are of an intergovernmental body, or a name is listed without a country."""
    many = sum(c.kind == "intergovernmental" for c in chains)
    return 2 * many > len(chains) or any(m.basis.rule in LISTED for c in chains for m in corpus.mentions_of.get(c.chain_id, ()))


def _owners(within: Sequence[Within], actors: Set[str], bodies: Set[str]) -> Mapping[str, Counter[str]]:
    """For some actors the bodies named inside of their descriptions ("its spokesman", "the Ruvo Front's leader"), with how often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for outer, actor, owner in within:
        if owner in bodies and actor in actors and outer.basis.rule != "mentions.partitive":
            found[actor][owner] += 1
    return found


def _counterparts(within: Sequence[Within]) -> Mapping[str, set[str]]:
    """For some actors those whose counterparts they are ("her Turkish counterpart"): each serves another country."""
    found: dict[str, set[str]] = defaultdict(set)
    for outer, actor, owner in within:
        if outer.form == "nominal" and not COUNTERPART.isdisjoint(outer.text.casefold().split()):
            found[actor].add(owner)
            found[owner].add(actor)
    return found


def _within(corpus: Corpus, actor_of: Mapping[str, str]) -> Iterator[Within]:
    """Mentions, their actors, and another actor that is mentioned inside of each."""
    for report in corpus.reports:
        open_mentions: list[Mention] = []
        for mention in sorted(corpus.readings[report.report_id].mentions, key=lambda m: (m.start, -m.end)):
            while open_mentions and open_mentions[-1].end <= mention.start:
                open_mentions.pop()
            inner = actor_of.get(mention.chain_id or "")
            for outer in open_mentions:
                actor = actor_of.get(outer.chain_id or "")
                if inner is not None and actor is not None and actor != inner:
                    yield outer, actor, inner
            open_mentions.append(mention)


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {country: n / total for country, n in counts.items()}


def stated_countries(chains: Sequence[Chain]) -> dict[str, int]:
    """Countries that reports state for an actor, with how many chains they are stated for."""
    return tally(c.country for c in telling(chains) if c.country and not c.country_guessed)


def telling(chains: Sequence[Chain]) -> Sequence[Chain]:
    """The chains of an actor that can tell its country: where some write its name out, those of a bare initialism cannot."""
    if len(chains) == 1:
        return chains
    written = [c for c in chains if not (c.named and all(name.isupper() for name in (c.name, *c.aliases)))]
    return written if any(c.named for c in written) else chains


def _stated(chains: Mapping[str, Sequence[tuple[str, Chain]]]) -> dict[str, str]:
    """The country that reports state most often, by actor id, where some do."""
    found = {actor: stated_countries([c for _, c in said]) for actor, said in chains.items()}
    return {actor: min(countries, key=lambda c: (-countries[c], c)) for actor, countries in found.items() if countries}


def _spots(corpus: Corpus, report_id: str, actor_of: Mapping[str, str], stated: Mapping[str, str]) -> Spots:
    mentions = corpus.readings[report_id].mentions
    found = sorted((m.start, actor) for m in mentions if (actor := actor_of.get(m.chain_id or "", "")) in stated)
    return Spots([start for start, _ in found], [actor for _, actor in found], [stated[actor] for _, actor in found])


def _places(corpus: Corpus, report_id: str) -> Places:
    """The places of a report."""
    head = (corpus.by_id[report_id].dateline_place or "").casefold()
    found = sorted((t.start, t.place.country, t.text.casefold()) for t in corpus.readings[report_id].toponyms if t.place and t.place.country)
    return Places([(start, country) for start, country, _ in found], next((country for _, country, name in found if head and name == head), None))


def _places_near(corpus: Corpus, chain: Chain, places: Places) -> Iterator[str]:
    """Countries of the places close to the mentions of a chain."""
    for mention in corpus.mentions_of.get(chain.chain_id, ()):
        at = bisect_left(places.named, (mention.start - AT_PLACE, ""))
        while at < len(places.named) and places.named[at][0] <= mention.start + AT_PLACE:
            yield places.named[at][1]
            at += 1


def _near(
    corpus: Corpus, actor: str, chains: Sequence[tuple[str, Chain]], spots: Mapping[str, Spots]
) -> tuple[dict[str, int], dict[str, int]]:
    """Countries of the others that are mentioned within `BESIDE` characters of an actor, and of those farther off, within `AROUND`."""
    found: tuple[list[str], list[str]] = [], []
    for report_id, chain in chains:
        here = spots[report_id]
        starts = here.starts
        beside: set[int] = set()
        around: set[int] = set()
        for mention in corpus.mentions_of.get(chain.chain_id, ()) if starts else ():
            beside.update(range(bisect_left(starts, mention.start - BESIDE), bisect_right(starts, mention.end + BESIDE)))
            around.update(range(bisect_left(starts, mention.start - AROUND), bisect_right(starts, mention.end + AROUND)))
        for some, near in zip(found, (beside, around - beside), strict=True):
            some += [here.countries[at] for at in near if here.actors[at] != actor]
    return tally(found[0]), tally(found[1])


def _stories(corpus: Corpus, story_of: Mapping[str, str]) -> dict[str, Story]:
    """How much each story speaks of each country: its places and demonyms, and actors of a stated country."""
    told: dict[str, list[Counter[str]]] = defaultdict(list)
    for report in corpus.reports:
        reading = corpus.readings[report.report_id]
        counts = Counter(t.place.country for t in reading.toponyms if t.place is not None and t.place.country)
        for chain in reading.chains:
            if chain.country and not chain.country_guessed:
                counts[chain.country] += sum(m.form != "pronoun" for m in corpus.mentions_of.get(chain.chain_id, ()))
        told[story_of[report.report_id]].append(Counter({c: n for c, n in counts.items() if c}))
    found = {}
    for story, reports in told.items():
        share: dict[str, float] = defaultdict(float)
        naming: Counter[str] = Counter()
        for counts in reports:
            for country, n in counts.items():
                share[country] += n / counts.total() / len(reports)
                naming[country] += 1
        found[story] = Story(share, {c: n / len(reports) for c, n in naming.items()})
    return found
