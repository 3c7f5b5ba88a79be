"""Countries of actors that no report states: what each report guesses, the whole story and the actors around decide together.

A report on troops abroad speaks most of where they are; the story's other reports, and who is named beside an actor, say whose they are.
An actor for whom no report has a guess ("donors", "a news agency") has none here either.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dateline.model.mention import Chain
from dateline.reconcile.corpus import Corpus

WEIGHTS: Mapping[str, float] = {"guessed": 1.7, "share": 1.4, "reports": 1.4, "beside": 0.9, "around": 0.4}
"""Log odds of a country by its features, fitted by scripts/fit_nationality.py (conditional logit over the countries of a story)."""
BESIDE, AROUND = 150, 500
"""Characters within which another actor stands beside an actor, and around it: about a sentence, about a paragraph."""


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A mention of an actor whose country is stated."""

    start: int
    actor: str
    country: str


class Story(msgspec.Struct, frozen=True, gc=False):
    """What a story says of countries. `share`: of its countries' mentions, mean over reports; `reports`: share of reports that name them."""

    share: Mapping[str, float]
    reports: Mapping[str, float]


def nationalities(corpus: Corpus, actor_of: Mapping[str, str], story_of: Mapping[str, str]) -> dict[str, str]:
    """The likeliest country (ISO 3166-1 alpha-3) by actor id, of the actors whose country reports only guess."""
    return {actor: best(found) for actor, found in candidates(corpus, actor_of, story_of)}


def best(found: Mapping[str, Mapping[str, float]]) -> str:
    """The country with the best features."""
    return max(sorted(found), key=lambda c: sum(WEIGHTS[f] * value for f, value in found[c].items()))


def candidates(
    corpus: Corpus, actor_of: Mapping[str, str], story_of: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, dict[str, float]]]]:
    """Features of each country of the story, by actor id, for actors whose country is guessed by most of their reports and stated by none."""
    chains: dict[str, list[tuple[str, Chain]]] = defaultdict(list)
    for report in corpus.reports:
        for chain in corpus.readings[report.report_id].chains:
            if chain.chain_id in actor_of:
                chains[actor_of[chain.chain_id]].append((report.report_id, chain))
    stated = {actor: country for actor, found in chains.items() if (country := _stated([c for _, c in found])) is not None}
    spots = {r.report_id: _spots(corpus, r.report_id, actor_of, stated) for r in corpus.reports}
    stories = _stories(corpus, story_of)
    for actor, found in chains.items():
        guessed = Counter(c.country for _, c in found if c.country)
        if actor in stated or guessed.total() <= len(found) - guessed.total():
            continue
        story = stories[story_of[found[0][0]]]
        near = {limit: _near(corpus, actor, found, spots, limit) for limit in (BESIDE, AROUND)}
        countries = {c for c in guessed if c} | {c for c, share in story.reports.items() if share > 0}
        yield actor, {
            country: {
                "guessed": guessed[country] / guessed.total(), "share": story.share.get(country, 0.0),
                "reports": story.reports.get(country, 0.0), "beside": _part(near[BESIDE], country),
                "around": _part(near[AROUND] - near[BESIDE], country),
            }
            for country in countries
        }  # fmt: skip


def _part(counts: Counter[str], country: str) -> float:
    return counts[country] / (counts.total() or 1)


def stated_countries(chains: Sequence[Chain]) -> Counter[str]:
    """Countries that reports state for an actor; where some write its name out, those of a bare initialism do not count."""
    written = [c for c in chains if not (c.named and all(name.isupper() for name in (c.name, *c.aliases)))]
    return Counter(c.country for c in (written if any(c.named for c in written) else chains) if c.country and not c.country_guessed)


def _stated(chains: Sequence[Chain]) -> str | None:
    """The country that reports state most often."""
    found = stated_countries(chains)
    return min(found, key=lambda c: (-found[c], c), default=None)


def _spots(corpus: Corpus, report_id: str, actor_of: Mapping[str, str], stated: Mapping[str, str]) -> list[Spot]:
    """Mentions in a report of actors whose country is stated, in order."""
    mentions = corpus.readings[report_id].mentions
    found = ((m.start, actor) for m in mentions if (actor := actor_of.get(m.chain_id or "")) in stated)
    return [Spot(start, actor, stated[actor]) for start, actor in sorted(found) if actor is not None]


def _near(
    corpus: Corpus, actor: str, chains: Sequence[tuple[str, Chain]], spots: Mapping[str, Sequence[Spot]], limit: int
) -> Counter[str]:
    """Countries of the others that are mentioned within some characters of an actor."""
    found: Counter[str] = Counter()
    for report_id, chain in chains:
        here = spots[report_id]
        seen: set[int] = set()
        for mention in corpus.mentions_of.get(chain.chain_id, ()):
            at = bisect_left(here, mention.start - limit, key=lambda s: s.start)
            while at < len(here) and here[at].start <= mention.end + limit:
                if at not in seen and here[at].actor != actor:
                    seen.add(at)
                    found[here[at].country] += 1
                at += 1
    return found


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
