"""Actors across reports: chains that stand for one actor are joined, with the reasons.

Within a story a short name joins the one fuller name it fits; two persons who share a family name stay apart without a second clue;
descriptions without a name join when they say the same. Across stories only full names join (see `across`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any

import msgspec

from dateline.lexicon import rule_words, table, words_of_class
from dateline.model.evidence import Evidence, Ref
from dateline.model.judgement import Judgement
from dateline.model.mention import ActorKind, Chain, MentionForm
from dateline.model.record import ActorRow, TitleRow
from dateline.model.report import Report
from dateline.model.sides import STATE
from dateline.reconcile.callings import callings
from dateline.reconcile.corpus import Corpus, Head, derived_id, fold, folded_words, tally
from dateline.reconcile.descriptions import ANYBODY, MANY_BEARERS, OWNING, likely_pairs, sides
from dateline.reconcile.forces import LIKELY_FORCE, force_pairs
from dateline.reconcile.keeping import head
from dateline.reconcile.names import core_words, initials, is_name_of_father, name_score, name_words, sound, word_class
from dateline.reconcile.nationality import stated_countries
from dateline.reconcile.offices import (
    OTHER_HOLDER,
    PAST_HOLDERS,
    SAME_OFFICE,
    government_pairs,
    is_government,
    office_of,
    office_pairs,
    past_holder_pairs,
)
from dateline.reconcile.people import LIKELY_PEOPLE, people_pairs
from dateline.reconcile.rarity import rarity
from dateline.reconcile.weigh import Groups, agglomerate

NEVER = -3.0
"""Score that keeps two actors apart for good."""
SURE = 1.05
"""Score of equal full names: they are joined first."""
SHORT_NAME = 0.7
TELLING = 4.5
"""Rarity from which a word of a body's name tells which body it is ("ministry" does not)."""
MAX_BLOCK = 60
"""Chains of one sound in a story that each is compared with (up to 30 reports have no more)."""
MAX_ALIKE = 16
"""Chains of a story with the same names and traits that are compared; those of later reports go where these go."""
SIDED = frozenset(("government", "military", "armed_group", "organisation"))
"""Kinds of bodies of which a country may have two, told apart by a word: "the eastern forces"."""
WHOSE = frozenset(("military", "organisation"))
"""Kinds of bodies that each country has of its own: "the coast guard" of one report need not be that of another."""
DOUBTFUL = 0.1
"""Score of one description of bodies that are held to be of two countries."""
OFFICE_FIELDS = rule_words("office_field")
HELD_BY_MANY = rule_words("many_posts")
"""Posts that several hold in one body."""
COUNTED_KINDS = ("population", "military", "armed_group")


OFFICE = (("office",),)
"""The words of "his office"."""


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A chain with what comparing needs. `rank`: its place over all reports; ids of groups are those of the lowest rank."""

    rank: int
    chain: Chain
    report_id: str
    story: str
    names: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    owner: frozenset[str] = frozenset()
    """Of "his office": the words of his names and titles, as far as his report tells them."""

    @property
    def looks(self) -> tuple[Any, ...]:
        """What `compare` asks of a chain beside its report and story."""
        c = self.chain
        return self.names, self.words, c.kind, c.named, c.plural, c.gender, c.country, c.country_guessed, self.owner


def parties(corpus: Corpus, story_of: Mapping[str, str], outlets: Set[tuple[str, ...]]) -> list[Party]:
    """All chains, by report then place of first mention. `outlets`: see `outlet_names`."""
    found: list[Party] = []
    kinds = likely_kinds(corpus, story_of)
    for report in corpus.reports:
        story = story_of.get(report.report_id, report.report_id)
        chains = corpus.readings[report.report_id].chains
        first = {c.chain_id: (m[0].start, m[0].end) if (m := corpus.mentions_of.get(c.chain_id)) else (10**9, 0) for c in chains}
        for chain in sorted(chains, key=lambda c: (first[c.chain_id], c.chain_id)):
            kind = kinds.get((story, core_words(chain.name))) if chain.named else None
            if kind is not None and is_sure(corpus, chain) and (chain.kind, kind) != ("organisation", "armed_group"):
                kind = None
            chain = as_outlet(chain if kind is None else msgspec.structs.replace(chain, kind=kind), outlets)
            names = (chain.name, *chain.aliases) if chain.named else (chain.name,)
            words = tuple(dict.fromkeys(core_words(n) if chain.named else described(n, chain.kind) for n in names))
            owner = _owner(corpus, report.report_id, chain) if words == OFFICE else frozenset()
            found.append(Party(rank=len(found), chain=chain, report_id=report.report_id, story=story, names=names, words=words, owner=owner))
    return found


def _owner(corpus: Corpus, report_id: str, chain: Chain) -> frozenset[str]:
    """The words of the names and titles of whoever "his office" belongs to, empty where that is not known."""
    reading = corpus.readings[report_id]
    starts = {m.start for m in corpus.mentions_of.get(chain.chain_id, ())}
    of = {m.chain_id for m in reading.mentions if m.start in starts and m.form == "pronoun" and m.text.lower() != "its"}
    return frozenset(w for c in reading.chains if c.chain_id in of for text in (c.name, *c.aliases, *(t.title for t in c.titles)) for w in folded_words(text))


SURE_VOTES = 100
"""How many guesses at the kind of a name one sure reading outweighs."""
STRONG = frozenset(("title_name", "given_name", "known", "name_head", "lead", "own", "own_outlet", "told_outlet"))
"""Rules of mentions that tell the kind of a name; the others guess it."""


def likely_kinds(corpus: Corpus, story_of: Mapping[str, str]) -> dict[tuple[str, tuple[str, ...]], ActorKind]:
    """By story and words of a name, the kind that its surest readings give, where readings of two or more words differ; a single word by
    which a person of the story surely goes ("Correia" beside "Minister Ana Correia") is that person's, one that a report calls a body ("Gasco, the
    state company,") that body's."""
    votes: dict[tuple[str, tuple[str, ...]], Counter[ActorKind]] = defaultdict(Counter)
    surnames: set[tuple[str, tuple[str, ...]]] = set()
    bodies: dict[tuple[str, tuple[str, ...]], ActorKind] = {}
    for report in corpus.reports:
        for chain in corpus.readings[report.report_id].chains:
            if chain.named and chain.kind in ("organisation", "armed_group") and len(words := core_words(chain.name)) == 1 and is_sure(corpus, chain):
                bodies[story_of.get(report.report_id, report.report_id), words] = chain.kind
            if chain.named and len(name_words(chain.name)) > 1:
                story, sure = story_of.get(report.report_id, report.report_id), is_sure(corpus, chain)
                votes[story, core_words(chain.name)][chain.kind] += SURE_VOTES if sure else 1
                if sure and chain.kind == "person" and (surname := core_words(chain.name)[-1:]):
                    surnames.add((story, surname))
    people: dict[tuple[str, tuple[str, ...]], ActorKind] = dict.fromkeys(surnames, "person")
    return bodies | people | {key: _likeliest(found) for key, found in votes.items() if len(found) > 1}


def _likeliest(votes: Mapping[ActorKind, int]) -> ActorKind:
    """The kind with most votes; what one report surely calls an armed group is no mere organisation where others only name it."""
    best = min(votes, key=lambda k: (-votes[k], k))
    return "armed_group" if best == "organisation" and votes.get("armed_group", 0) >= SURE_VOTES else best


def is_sure(corpus: Corpus, chain: Chain) -> bool:
    """Whether a word of the text tells what kind of actor a chain is: a title, a head noun, a list, the noun for a body ("a group known as")."""
    mentions = corpus.mentions_of.get(chain.chain_id, ())
    noun = chain.kind != "person" and any(m.form == "nominal" for m in mentions)
    return bool(chain.titles) or noun or any(_is_strong(m.basis.rule) for m in mentions)


@cache
def _is_strong(rule: str) -> bool:
    return rule.rpartition(".")[2] in STRONG


def outlet_names(reports: Iterable[Report | Head]) -> frozenset[tuple[str, ...]]:
    """Words of the names of the outlets and agencies of all reports."""
    return frozenset(w for r in reports for n in (r.outlet, *r.agencies) if n and (w := core_words(n)))


NOT_OUTLETS = frozenset(("person", "armed_group", "population"))
"""Kinds of names that a reader may give to an outlet that it does not know."""


def as_outlet(chain: Chain, outlets: Set[tuple[str, ...]]) -> Chain:
    """The chain, as an outlet where it bears the name of one: what "Nova Era" is, another report says by coming from it."""
    if chain.kind not in NOT_OUTLETS or not chain.named or core_words(chain.name) not in outlets:
        return chain
    return msgspec.structs.replace(chain, kind="outlet", sectors=("JRN",), gender=None)


def perhaps_outlets(chains: Iterable[Chain]) -> frozenset[tuple[str, ...]]:
    """Words of names by which `as_outlet` would know an outlet among chains."""
    return frozenset(core_words(c.name) for c in chains if c.named and c.kind in NOT_OUTLETS)


def described(name: str, kind: str) -> tuple[str, ...]:
    """Words of a description without articles, and of people and forces without their count where one noun is left ("nine people").

    A count stays with persons: "two diplomats" who speak are two, not diplomats.
    """
    words = _without_articles(name)
    if kind not in COUNTED_KINDS:
        return words
    return bare if len(bare := uncounted(words)) == 1 else words


def _without_articles(name: str) -> tuple[str, ...]:
    articles = word_class("article")
    return tuple([w for w in name_words(name) if w not in articles])


def uncounted(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words after the numbers and quantities that a description begins with."""
    n = 0
    while n < len(words) - 1 and (words[n].isdigit() or words[n] in word_class("quantity")):
        n += 1
    return words[n:]


class Linked(msgspec.Struct, frozen=True):
    """Chains of some stories; those that stand for one actor of a story (ranks by first rank); which of these must stay apart; why."""

    found: Sequence[Party]
    groups: Mapping[int, Sequence[int]]
    apart: Mapping[int, set[int]]
    judgements: Sequence[Judgement]


def link_in_stories(corpus: Corpus, story_of: Mapping[str, str], outlets: Set[tuple[str, ...]] = frozenset()) -> Linked:
    """Groups of the chains of each story, with a judgement for every chain that joined another.

    First full names are joined; then a single name joins the one actor of its story that it fits, and none where it fits two; last come
    descriptions in other words (see `descriptions`).
    """
    found = parties(corpus, story_of, outlets)
    members = {c.partition("_")[2]: p.rank for p in found for c in (p.chain.chain_id, *p.chain.mention_ids)}
    same, different = corpus.verdicts(members)
    repeated = _repeated(found, {r for pair in (*same, *different) for r in pair})
    alone = [p for p in found if p.rank not in repeated]
    scores, reasons = _compared(found, alone)
    for pair in [*_ambiguous(found, scores, reasons), *_of_places(corpus, found, scores)]:
        scores.pop(pair, None)
        reasons.pop(pair, None)
    told = [(p.chain, p.story, p.report_id) for p in alone]
    for one, two, score, because in (*office_pairs(told), *past_holder_pairs(told), *government_pairs(told)):
        pair = alone[one].rank, alone[two].rank
        if scores.get(pair, -1.0) > NEVER:
            scores[pair], reasons[pair] = score, because
    ranks = [p.rank for p in alone]
    people = {p.rank for p in alone if p.chain.kind == "person"} | {r for pair in same for r in pair}
    of_people = {pair: score for pair, score in scores.items() if people.issuperset(pair)}
    persons = agglomerate([r for r in ranks if r in people], of_people, same=same, different=different, veto=NEVER, sure=SURE)
    for (left, right), because in _only_one(found, alone, persons).items():
        if scores.get((left, right), 0.0) > NEVER:
            scores[left, right] = SHORT_NAME
            reasons[left, right] = because
    groups = agglomerate(ranks, scores, same=same, different=different, veto=NEVER, sure=SURE)
    for left, right, score in list(likely_pairs(corpus, alone, groups)):
        if scores.get((left, right), 0.0) >= 0.0 and groups.join(left, right):
            scores[left, right], reasons[left, right] = score, ("likely_description",)
    for score, likely in ((LIKELY_FORCE, force_pairs(alone, groups)), (LIKELY_PEOPLE, people_pairs(corpus, alone, groups))):
        for left, right, because in list(likely):
            pair = min(left, right), max(left, right)
            if groups.join(*pair):
                scores[pair], reasons[pair] = score, because
    for left, right in list(_posts(alone, groups)):
        pair = min(left, right), max(left, right)
        if scores.get(pair, 0.0) > NEVER and groups.join(*pair):
            scores[pair], reasons[pair] = SAME_OFFICE, ("same_post",)
    _add_repeated(found, repeated, groups, scores, reasons)
    joined = groups.groups()
    return Linked(found, joined, groups.apart, list(_reasons(found, joined, scores, reasons)))


def _repeated(found: Sequence[Party], judged: Set[int]) -> dict[int, int]:
    """Chains that look like `MAX_ALIKE` earlier ones of their story, with the first of these; none that a person judged, none of two in a report."""
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for party in found:
        alike[party.story, party.looks].append(party.rank)
    repeated: dict[int, int] = {}
    for ranks in alike.values():
        if len(ranks) > MAX_ALIKE:
            told = Counter(found[r].report_id for r in ranks)
            repeated |= {r: ranks[0] for r in ranks[MAX_ALIKE:] if r not in judged and told[found[r].report_id] == 1}
    return repeated


def _compared(found: Sequence[Party], alone: Sequence[Party]) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], tuple[str, ...]]]:
    """Scores of the pairs of a story that something can be said of, and the reasons; pairs that look the same are compared once."""
    scores: dict[tuple[int, int], float] = {}
    reasons: dict[tuple[int, int], tuple[str, ...]] = {}
    numbers: dict[tuple[Any, ...], int] = {}
    looks = {p.rank: numbers.setdefault(p.looks, len(numbers)) for p in alone}
    known: dict[tuple[int, int, bool], tuple[float | None, tuple[str, ...]]] = {}
    for left, right in _candidates(alone):
        key = looks[left], looks[right], found[left].report_id == found[right].report_id
        if (verdict := known.get(key)) is None:
            verdict = known[key] = compare(found[left], found[right])
        score, because = verdict
        if score is not None:
            scores[left, right], reasons[left, right] = score, because
    return scores, reasons


def _of_places(corpus: Corpus, found: Sequence[Party], scores: Mapping[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """Pairs of a longer name and one word taken for a body's name, which other reports of the story read as a place: "the Logone" is no
    Logone Front."""
    places: dict[str, set[str]] = defaultdict(set)
    story_of = {p.report_id: p.story for p in found}
    for report_id, story in story_of.items():
        places[story].update(fold(t.text) for t in corpus.readings[report_id].toponyms if t.role == "place")
    placed = {p.rank for p in found if p.chain.kind == "organisation" and p.chain.named and len(p.words[0]) == 1 and fold(p.chain.name) in places[p.story]}
    for pair in scores if placed else ():
        if not placed.isdisjoint(pair) and len(found[pair[0]].words[0]) != len(found[pair[1]].words[0]):
            yield pair


def _ambiguous(
    found: Sequence[Party], scores: Mapping[tuple[int, int], float], reasons: Mapping[tuple[int, int], tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Pairs of a description and a name that holds it ("the council"), where it is held as well by the name of another body of the story."""
    named: dict[int, list[int]] = defaultdict(list)
    for (left, right), because in reasons.items():
        if because == ("similar_description",) and found[left].chain.named != found[right].chain.named:
            name, noun = (left, right) if found[left].chain.named else (right, left)
            named[noun].append(name)
    for noun, names in named.items():
        if any(scores.get((a, b), 0.0) < 0 for a in names for b in names if a < b):
            yield from ((min(noun, name), max(noun, name)) for name in names)


def _add_repeated(
    found: Sequence[Party], repeated: Mapping[int, int], groups: Groups[int], scores: dict[tuple[int, int], float],
    reasons: dict[tuple[int, int], tuple[str, ...]],
) -> None:  # fmt: skip
    """Puts chains that were not compared beside those they repeat, unless their report has another one there."""
    told = {(found[r].report_id, root) for root, ranks in groups.members.items() for r in ranks} if repeated else set()
    for rank, source in repeated.items():
        key = found[rank].report_id, groups.find(source)
        if key in told:
            groups.put(rank)
        else:
            told.add(key)
            groups.add(rank, source)
            scores[source, rank], reasons[source, rank] = SURE, ("same_name",) if found[rank].chain.named else ("same_description",)


def _only_one(found: Sequence[Party], alone: Sequence[Party], groups: Groups[int]) -> dict[tuple[int, int], tuple[str, ...]]:
    """Pairs of a short name and the actor of its story that it must mean, with the reasons.

    A short name that fits two actors joins the one whose title its own chain repeats, and otherwise nobody.
    """
    by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
    for party in alone:
        if party.chain.kind != "person" or not party.chain.named:
            continue
        for words in party.words:
            if len(words) > 1:
                for word in {words[0], words[-1]}:
                    by_word[party.story, sound(word)].append(party.rank)
    beside: dict[str, set[str]] = defaultdict(set)
    for party in alone:
        beside[party.report_id].update(n for n in party.names if party.chain.kind == "person" and is_name_of_father(n))
    joined: dict[tuple[int, int], tuple[str, ...]] = {}
    for party in alone:
        single = party.chain.named and party.words and max(map(len, party.words)) == 1
        if party.chain.kind != "person" or party.chain.plural or not single:
            continue
        pool = sorted({r for w in party.words for r in by_word.get((party.story, sound(w[0])), ()) if r != party.rank})
        because: tuple[str, ...] = ("family_name", "only_one_in_story")
        pool = [r for r in pool if (found[r].chain.gender or party.chain.gender) == (party.chain.gender or found[r].chain.gender)]
        if goes_by := {n for n in party.names if is_name_of_father(n)}:  # who stands beside Abu Walid is another Walid
            pool = [r for r in pool if not (goes_by & beside[found[r].report_id]).difference(found[r].names)]
        roots = {groups.find(r) for r in pool}
        if len(roots) > 1:
            own = _written_out(party)
            pool = [r for r in pool if own & _written_out(found[r])]
            roots, because = {groups.find(r) for r in pool}, ("family_name", "same_title")
        if len(roots) == 1:
            for rank in pool:
                joined[min(rank, party.rank), max(rank, party.rank)] = because
    return joined


def titles_of(party: Party) -> tuple[tuple[str, ...], ...]:
    """Words of a chain's titles, without articles and particles."""
    return tuple(w for t in party.chain.titles if (w := core_words(t.title)))


def _written_out(party: Party) -> set[str]:
    """Words of a chain's titles, ranks as they are written out: "Col." is a colonel."""
    return {plain for title in titles_of(party) for w in title for plain in _plain_titles().get(w, (w,))}


@cache
def _plain_titles() -> Mapping[str, tuple[str, ...]]:
    """Words that a title of one word stands for."""
    rows = ((name_words(row["title"]), name_words(row["plain"])) for row in table("titles.tsv") if row["plain"])
    return {short[0]: plain for short, plain in rows if len(short) == 1}


def _posts(alone: Sequence[Party], groups: Groups[int]) -> Iterator[tuple[int, int]]:
    """Pairs of an unnamed holder of a post of a body ("the league's treasurer") and the one person named in that post in another report."""
    rank_of = {p.chain.chain_id: p.rank for p in alone}
    holders: dict[tuple[str, tuple[str, ...], int], list[Party]] = defaultdict(list)
    for party in alone:
        if party.chain.kind == "person" and not party.chain.plural:
            for title in party.chain.titles:
                words = post_of(title.title)
                if words and (body := rank_of.get(title.of_chain or "")) is not None:
                    holders[party.story, words, groups.find(body)].append(party)
    for members in holders.values():
        named = {groups.find(p.rank) for p in members if p.chain.named}
        if len(named) == 1:
            holder = min((p for p in members if p.chain.named), key=lambda p: p.rank)
            yield from ((holder.rank, p.rank) for p in members if not p.chain.named and p.report_id != holder.report_id)


@cache
def post_of(title: str) -> tuple[str, ...]:
    """The words of a post of a body that one person at a time holds, without the body; none for a spokesman or a former holder.

    Example:
        >>> post_of("vice chairman of the MNF"), post_of("its spokesman")
        (('vice', 'chairman'), ())
    """
    words = tuple(w for w in name_words(title) if w not in word_class("article") and w not in OWNING)
    cut = next((n for n, w in enumerate(words) if w in ("of", "for", "in", "s")), len(words))
    kept = words[:cut]
    return () if not kept or PAST_HOLDERS.intersection(kept) or head(kept) in MANY_BEARERS | HELD_BY_MANY else kept


def _reasons(
    found: Sequence[Party], joined: Mapping[int, Sequence[int]], scores: Mapping[tuple[int, int], float],
    reasons: Mapping[tuple[int, int], tuple[str, ...]],
) -> Iterator[Judgement]:  # fmt: skip
    """The judgement by which each chain but the first of a group joined: its best pair with one before it, else with one after it."""
    group_of = {rank: root for root, ranks in joined.items() for rank in ranks}
    before: dict[int, tuple[float, int]] = {}
    after: dict[int, tuple[float, int]] = {}
    for (left, right), score in scores.items():
        if group_of[left] == group_of[right]:
            before[right] = max(before.get(right, (-9.0, 0)), (score, -left))
            after[left] = max(after.get(left, (-9.0, 0)), (score, -right))
    for root, ranks in joined.items():
        for rank in ranks[1:]:
            _, other = before.get(rank) or after.get(rank, (-9.0, -root))
            pair = min(-other, rank), max(-other, rank)
            because = reasons.get(pair, () if pair in scores else ("judged_by_a_person",))
            yield same_actor(found[-other].chain.chain_id, found[rank].chain.chain_id, scores.get(pair), because)


def same_actor(left: str, right: str, score: float | None, because: tuple[str, ...]) -> Judgement:
    """The judgement that two chains stand for one actor."""
    return Judgement(
        judgement_id=derived_id("j", right) + "a", table="actors", left=left, right=right, verdict="same", because=because,
        by="reconcile.actors", score=None if score is None else round(min(1.0, max(0.0, 0.5 + score / 2)), 4),
    )  # fmt: skip


def _candidates(found: Sequence[Party]) -> Iterator[tuple[int, int]]:
    """Pairs of a story worth comparing, each once: the same words, a shared sound or initialism."""
    stories: dict[str, tuple[dict[Any, list[int]], ...]] = defaultdict(lambda: (defaultdict(list), defaultdict(list), defaultdict(list)))
    for party in found:
        by_words, by_sound, by_initials = stories[party.story]
        blocks = [by_words[words] for words in dict.fromkeys(party.words)]
        blocks += [by_sound[key] for key in dict.fromkeys(sound(word) for words in party.words for word in words)]
        if party.chain.named:
            short = [initials(words) if len(words) > 1 else words[0] for words in party.words if len(words) > 1 or len(words[0]) <= 8]
            blocks += [by_initials[key] for key in dict.fromkeys(short)]
        near: set[int] = set()
        for block in blocks:
            near.update(block[-MAX_BLOCK:])
            block.append(party.rank)
        yield from ((left, party.rank) for left in sorted(near))


def _year(name: str) -> str:
    """The year by which people of an earlier incident go: "people of 2019"; "" for others."""
    return name[-4:] if name[-4:].isdecimal() and name[-8:-4] == " of " else ""


def compare(left: Party, right: Party) -> tuple[float | None, tuple[str, ...]]:
    """The score of two chains: above 0 the same, `NEVER` or less never; None when nothing can be said."""
    a, b = left.chain, right.chain
    if (a.kind == "person") != (b.kind == "person"):
        return NEVER, ("kind",)
    if not a.named and not b.named and _year(a.name) != _year(b.name):
        return NEVER, ("year",)
    same_story = left.story == right.story
    if a.gender and b.gender and a.gender != b.gender and not (same_story and _same_full_name(left, right)):
        return NEVER, ("gender",)
    if left.report_id == right.report_id and not a.named and not b.named and a.plural and b.plural and len(left.words[0]) == 1:
        return (0.3, ("same_population",)) if left.words == right.words else (None, ())
    if left.report_id == right.report_id:
        full = a.named and b.named and min(max(map(len, left.words), default=0), max(map(len, right.words), default=0)) > 1
        return (NEVER, ("same_report",)) if full else (-1.0, ("same_report",))
    if a.kind != "person" and a.country and b.country and a.country != b.country and not (same_story and (a.country_guessed or b.country_guessed)):
        return NEVER, ("country",)
    if not (a.named and b.named):
        if not same_story or (a.kind == "person" and a.named != b.named):
            return None, ()
        return _compare_descriptions(left, right)
    score, because = max([name_score(x, y, a.kind) for x in left.names for y in right.names], key=_SCORE)
    if a.kind == "person":
        return _compare_persons(left, right, score, because, same_story)
    if not same_story and not (a.country and a.country == b.country) and max(map(telling, left.words)) < TELLING:
        return (None, ()) if a.country or b.country or score < 0.5 else (-1.0, ("common_name",))
    if score >= 0.5:
        return 2 * (score - 0.5) + 0.1, because
    if same_story and score >= 0.2 and _contained(left, right):
        return 0.2, ("contained_name",)
    return -0.6, ("other_name",)


def _same_full_name(left: Party, right: Party) -> bool:
    """Whether two chains bear one full name: a pronoun that tells another gender was then read amiss."""
    return left.chain.named and right.chain.named and left.words[0] == right.words[0] and len(left.words[0]) > 1


_SCORE = itemgetter(0)


def telling(words: Sequence[str]) -> float:
    """The rarity of the rarest word of a name."""
    return max((rarity(w) for w in words), default=0.0)


def _contained(left: Party, right: Party) -> bool:
    """True when all words of one name are in the other and one of them tells. A country or government is no body that bears its name or
    that of its seat ("Lome", "Lome Harbour Clinic") but its government."""
    both = left.chain, right.chain
    if any(c.kind == "country" for c in both) and not all(c.kind == "country" or is_government(c) for c in both):
        return False
    if any(c.kind == "government" for c in both) and not all(c.kind in STATE for c in both):
        return False
    return any((set(a) <= set(b) or set(b) <= set(a)) and telling(min(a, b, key=len)) >= TELLING for a in left.words for b in right.words)


def _compare_persons(
    left: Party, right: Party, score: float, because: tuple[str, ...], same_story: bool
) -> tuple[float | None, tuple[str, ...]]:
    full = max(map(len, left.words)) > 1 and max(map(len, right.words)) > 1
    if full:
        return (2 * (score - 0.5) + 0.2, because) if score >= 0.5 else (NEVER, ("other_name",))
    if not same_story:
        return None, ()
    if _goes_by(left, right) or _goes_by(right, left):
        return 0.6, ("known_as",)
    if max(map(len, left.words)) == max(map(len, right.words)) == 1:
        return (0.3, because) if score >= 0.7 else (-1.0, ("other_name",))
    return None, ()  # see _only_one


def _goes_by(long: Party, short: Party) -> bool:
    """Whether a single name is one by which somebody with a full name is known, and none of the words of that: "Ann Sarr, known as Admiral"."""
    full = {w for words in long.words if len(words) > 1 for w in words}
    return bool(full) and any(len(words) == 1 and words[0] not in full and words in short.words for words in long.words)


def _compare_descriptions(left: Party, right: Party) -> tuple[float | None, tuple[str, ...]]:
    one, two = _description(_plain(left)), _description(_plain(right))
    a, b = one.words, two.words
    if (one.anybody or two.anybody) and not (a == b and len(a) > 1):
        return None, ()
    if (left.chain.plural != right.chain.plural and left.chain.kind == "person") or not a or not b:
        return None, ()
    if a != b and {"office"} in (a, b):
        if OFFICE_FIELDS & (a | b):
            return NEVER, ("other_office",)  # "his office" beside the Foreign Office
        if (owner := left.owner or right.owner) and owner.isdisjoint(a | b):
            return None, ()  # "his office" of a president beside the prosecutor's
    if left.owner and right.owner and left.owner.isdisjoint(right.owner):
        return -1.0, ("other_office",)
    if a == b:
        abroad = left.chain.kind in WHOSE and left.chain.country and right.chain.country and left.chain.country != right.chain.country
        return DOUBTFUL if abroad else 0.6, ("same_description",)
    if OTHER_HOLDER & (a ^ b) or _other_body(left.chain.name, right.chain.name):
        return -1.0, ("other_office",)
    if left.chain.kind in SIDED and sides(a) != sides(b):
        return -1.0, ("other_side",)
    if _of_other_states(left.chain, right.chain):
        return -1.0, ("other_state",)
    numbers = one.numbers ^ two.numbers
    if numbers & a and numbers & b and left.chain.kind == "person":
        return -1.0, ("other_number",)
    if left.chain.kind == "person" and one.head in MANY_BEARERS and not left.chain.named and not right.chain.named:
        return None, ()  # "a diplomat" of one report is not "a Western diplomat" of another
    if one.head == two.head and (a - numbers <= b - numbers or b - numbers <= a - numbers):
        abroad = left.chain.country and right.chain.country and left.chain.country != right.chain.country
        if abroad and left.chain.kind == "military" and one.head.removesuffix("s") not in words_of_class("actor_words.tsv", "part_of_force"):
            return -0.3, ("other_country",)
        if abroad and left.chain.kind == "person" and left.chain.country_guessed != right.chain.country_guessed:
            return None, ()  # "the Kyrgyz president" of one report is not "a president" of another country's
        return 0.2, ("similar_description",)
    return None, ()


def _of_other_states(left: Chain, right: Chain) -> bool:
    """Whether a body of state says whose it is ("Peru's government") and the other's report is about another country ("the government")."""
    if left.country_guessed == right.country_guessed or not left.country or not right.country or left.country == right.country:
        return False
    return not left.named and not right.named and all((o := office_of(c.name)[0]) is not None and not o.person for c in (left, right))


class _Description(msgspec.Struct, frozen=True, gc=False):
    """A description as it is compared: its words, the numbers among them, the noun it turns on.

    `anybody`: it has nothing beside a count and a noun that says too little of whom it means ("two men").
    """

    words: frozenset[str]
    numbers: frozenset[str]
    head: str
    anybody: bool


@lru_cache(maxsize=20_000)
def _description(words: tuple[str, ...]) -> _Description:
    """The words of a description as it is compared."""
    numbers = frozenset([w for w in words if w.isdigit() or w in word_class("number")])
    noun = head(words)
    return _Description(frozenset(words), numbers, noun, len(uncounted(words)) == 1 and noun in ANYBODY)


def _other_body(left: str, right: str) -> bool:
    """Whether two descriptions name different bodies or offices: a government and its "Ministry of Government"."""
    one, two = office_of(left)[0], office_of(right)[0]
    return one is not None and two is not None and one.plain != two.plain and not one.domain and not two.domain


def _plain(party: Party) -> tuple[str, ...]:
    """Words of a description, or of a name that is compared with one, without articles."""
    return described(party.names[0], party.chain.kind) if party.chain.named else party.words[0]


def best_name(chains: Sequence[Chain]) -> str:
    """The name most reports use among the fullest; a name before a description; of people described with one noun in common that noun.

    "Demonstrators" in one town who join "demonstrators in Villa Clara" of another are just demonstrators.
    """
    named = [c for c in chains if c.named] or list(chains)
    if not named[0].named and len({c.name for c in named}) > 1:
        plain = {described(c.name, c.kind) for c in named}
        shared = min(plain, key=lambda words: (len(words), words))
        if len(shared) == 1 and (len(plain) == 1 or (named[0].kind == "population" and all(shared[0] in words for words in plain))):
            return shared[0]
        if governments := _plain_governments(named):
            return fullest(governments)
    uncounted_names = [c for c in named if c.named or (words := _without_articles(c.name)) == uncounted(words)] or named
    return named[0].name if len(named) == 1 else fullest(tally(c.name for c in uncounted_names))


def _plain_governments(chains: Sequence[Chain]) -> Mapping[str, int]:
    """Descriptions of a government that say nothing more of it in common words, with how many chains bear them; none of other actors.

    Beside "the government" a "reshuffled government" or a "government of no more than 18 ministers" is no name of it.
    """
    offices = {c.name: office_of(c.name)[0] for c in chains if c.kind != "person"}
    if not any(o is not None and not o.person and o.plain == "government" for o in offices.values()):
        return {}
    proper = {n for n, o in offices.items() if o is not None and not o.person and not _common(n, o.domain)}
    return tally(c.name for c in chains if c.name in ({n for n in proper if "government" in n.casefold()} or proper))


def _common(name: str, domain: Set[str]) -> bool:
    """Whether words of a description that are left beside its office are all written small."""
    return bool(domain) and not any(w[0].isupper() and not domain.isdisjoint(core_words(w)) for w in name.split())


def fullest(counts: Mapping[str, int]) -> str:
    """The most frequent of the fullest names."""
    return max(counts, key=lambda n: (min(len(core_words(n)), 3), counts[n], len(n), n))


class ActorPart(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What some reports add to the row of an actor. `shown`: its best mention in each report, with the place of the report.

    `rules`: called a government, and the government of its country.
    """

    rules: bool
    kinds: dict[str, int]
    countries: dict[str, int]
    guessed: dict[str, int]
    unknown: int
    names: tuple[str, ...]
    titles: tuple[tuple[str, Ref | str | None, Evidence], ...]
    sectors: tuple[str, ...]
    n_mentions: int
    shown: tuple[tuple[int, Evidence], ...]


def actor_parts(
    corpus: Corpus, actor_of: Mapping[str, str], names: Mapping[str, str], used: set[str],
    outlets: Set[tuple[str, ...]], guessed: Mapping[str, str | None] = MappingProxyType({}),
) -> Iterator[tuple[str, ActorPart]]:  # fmt: skip
    """Parts of the rows of actors, by id; descriptions without a name that nothing refers to (not in `used`) are left out.

    `guessed`: the likeliest country of actors for which none is stated, None for none.
    """
    chains: dict[str, list[tuple[str, Chain]]] = defaultdict(list)
    for report in corpus.reports:
        for chain in corpus.readings[report.report_id].chains:
            if chain.chain_id in actor_of:
                actor = actor_of[chain.chain_id]
                chain = as_outlet(chain, outlets)
                chains[actor].append((report.report_id, _from(chain, guessed[actor]) if actor in guessed else chain))
    speaking = {actor_of.get(s.source or "") for r in corpus.readings.values() for s in r.statements}
    for actor, found in sorted(chains.items()):
        if actor in used or any(c.named for _, c in found):
            yield actor, _part(corpus, [(report_id, as_many(c, actor in speaking)) for report_id, c in found], names, actor_of)


_FORMS: Mapping[MentionForm, int] = MappingProxyType({"name": 0, "nominal": 1, "pronoun": 2})
"""Forms of mentions, those that tell most first."""
CIVIL = frozenset(("AGR", "BUS", "CVL", "EDU", "JRN", "LAB", "NGO", "REF"))
"""Sectors of people who stand for nobody but themselves."""


def as_many(chain: Chain, speaks: bool) -> Chain:
    """The chain with the kind of a group: several unnamed civilians who only do or suffer something are a population, ministers of a body
    of many nations are that body; those who speak ("two aid workers said") are persons."""
    if chain.kind != "person" or chain.named or not chain.plural:
        return chain
    if "IGO" in chain.sectors and "ministers" in chain.name.casefold().split():
        return msgspec.structs.replace(chain, kind="intergovernmental", country=None)
    return chain if speaks or not CIVIL.issuperset(chain.sectors) else msgspec.structs.replace(chain, kind="population")


def _from(chain: Chain, country: str | None) -> Chain:
    """The chain with another guessed country, or none."""
    return msgspec.structs.replace(chain, country=country, country_guessed=country is not None)


def _part(
    corpus: Corpus, told: Sequence[tuple[str, Chain]], names: Mapping[str, str], actor_of: Mapping[str, str]
) -> ActorPart:
    """What the chains of an actor, with the reports they are of, add to its row."""

    def holds(of_chain: str | None, of: str | None) -> Ref | str | None:
        actor = actor_of.get(of_chain or "")
        return Ref(id=actor, name=names[actor]) if actor else of

    chains = [c for _, c in told]
    shown: dict[str, tuple[int, int, int, str]] = {}
    n_mentions = 0
    for report_id, chain in told:  # the best mention of each report
        mentions = corpus.mentions_of.get(chain.chain_id, ())
        n_mentions += len(mentions)
        if mentions:
            best = min((_FORMS[m.form], m.start, m.end, m.text) for m in mentions)
            shown[report_id] = min(shown.get(report_id, best), best)
    return ActorPart(
        rules=any(c.kind == "government" and "government" in c.name.casefold() and is_government(c) for c in chains),
        kinds=_kinds(corpus, chains),
        countries=stated_countries(chains),
        guessed=tally(c.country for c in chains if c.country and c.country_guessed), unknown=sum(c.country is None for c in chains),
        names=tuple(dict.fromkeys(n for c in chains if c.named for n in (c.name, *c.aliases))),
        titles=tuple((t.title, holds(t.of_chain, t.of), t.evidence) for c in chains for t in c.titles)
        + tuple((title, None, words) for report_id, chain in told for title, words in callings(corpus, report_id, chain)),
        sectors=tuple(dict.fromkeys(s for c in chains for s in c.sectors)), n_mentions=n_mentions,
        shown=tuple((corpus.rank[r], corpus.evidence(r, s[1], s[2])) for r, s in shown.items()),
    )  # fmt: skip


def _kinds(corpus: Corpus, chains: Sequence[Chain]) -> dict[str, int]:
    """Votes for the kind of an actor: of names that a word of the text tells, else of all chains, names counting twice."""
    sure = [c for c in chains if c.named and is_sure(corpus, c)]
    return tally(c.kind for c in sure for _ in range(4)) if sure else tally(c.kind for c in chains for _ in range(2 if c.named else 1))


def _sum(counts: Sequence[Mapping[str, int]]) -> Mapping[str, int]:
    return counts[0] if len(counts) == 1 else sum(map(Counter, counts), Counter[str]())


def _most(counts: Mapping[str, int]) -> str | None:
    """The most frequent, of equals the one that sorts first."""
    return min(counts, key=lambda k: (-counts[k], k), default=None)


@cache
def _courtesies() -> frozenset[tuple[str, ...]]:
    return frozenset(core_words(row["title"]) for row in table("titles.tsv") if row["class"] == "honorific" and not row["plain"])


def actor_row(actor: str, name: str, parts: Sequence[ActorPart]) -> ActorRow:
    """The row of an actor from its parts."""
    written = [p for p in parts if not all(n.isupper() for n in p.names)] or parts  # a bare initialism tells no country where a name does
    kinds, countries, guessed = _sum([p.kinds for p in parts]), _sum([p.countries for p in written]), _sum([p.guessed for p in written])
    basis = "stated" if countries else None
    if not countries and sum(guessed.values()) > sum(p.unknown for p in written):
        countries, basis = guessed, "inferred"
    titles: dict[tuple[str, str], tuple[str, Ref | str | None, list[Evidence]]] = {}
    for part in parts:
        for title, of, words in part.titles:
            if core_words(title) in _courtesies():
                continue  # "Mr", "His Excellency": no office
            key = (title.casefold(), of.id if isinstance(of, Ref) else (of or "").casefold())
            titles.setdefault(key, (title, of, []))[2].append(words)
    shown = sorted((s for p in parts for s in p.shown), key=lambda s: s[0])
    kind = "government" if _most(kinds) == "country" and any(p.rules for p in parts) else _most(kinds) or "organisation"
    return ActorRow(
        actor_id=actor, name=name, kind=kind, aliases=tuple(sorted({n for p in parts for n in p.names} - {name})),
        titles=tuple(TitleRow(title=t, of=of, evidence=tuple(e)) for t, of, e in titles.values()), country=_most(countries),
        sectors=tuple(dict.fromkeys(s for p in parts for s in p.sectors)), external_ids={}, n_mentions=sum(p.n_mentions for p in parts),
        n_reports=len(shown), evidence=tuple(e for _, e in shown), country_basis=basis,
    )  # fmt: skip
