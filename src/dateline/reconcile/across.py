"""Actors across stories: what stands for one actor in several stories is joined by full names.

Actors of stories that have the same names, gender and country are one form; forms are compared like chains (see `actors.compare`), so
the cost goes with the number of different names, not with the number of reports.
"""

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from dateline.model.judgement import Judgement
from dateline.model.mention import ActorKind, Chain
from dateline.reconcile.actors import NEVER, SURE, TELLING, Linked, Party, best_name, compare, fullest, same_actor, telling
from dateline.reconcile.corpus import Corpus, derived_id
from dateline.reconcile.names import core_words, initials, sound
from dateline.reconcile.rarity import rarity
from dateline.reconcile.weigh import agglomerate

MAX_NAMES = 3
"""Names of an actor, the most frequent first, by which it is known in other stories."""
MAX_BLOCK = 60
"""Forms of one sound that each is compared with."""


Gender = Literal["m", "f"]


class Known(NamedTuple):
    """An actor of a story: what orders it over all stories, the place of its first chain, the id of that chain.

    `apart`: places of the actors of its story that are others.
    """

    order: tuple[int, int]
    place: int
    chain_id: str
    apart: tuple[int, ...]


class Across:
    """Actors of stories, added unit by unit, then joined by `link`; after that `actors_of` gives the actors of each unit, in that order.

    A chain is known by its place: the number of chains before it, over all units.
    """

    def __init__(self) -> None:
        self._root_of = array("q")
        self._forms: dict[tuple[object, ...], int] = {}
        self._parties: list[tuple[Party, ...]] = []
        self._counts: list[Counter[str]] = []
        self._known: list[list[Known]] = []
        self._joined: dict[int, tuple[str, str]] = {}
        self._told = 0

    def add(self, corpus: Corpus, linked: Linked, rank: Mapping[str, int]) -> None:
        """Adds the actors of a unit. `rank`: place of each report over all units."""
        base = len(self._root_of)
        place = {c.chain_id: base + n for n, c in enumerate(chains_of(corpus))}
        at = {root: place[linked.found[root].chain.chain_id] for root in linked.groups}
        roots: dict[str, int] = {}
        for root, ranks in linked.groups.items():
            chains = [linked.found[r].chain for r in ranks]
            roots |= dict.fromkeys((c.chain_id for c in chains), at[root])
            if (form := self._form(chains)) is None:
                continue
            first = linked.found[root]
            apart = tuple(at[other] for other in linked.apart.get(root, ()))
            self._counts[form].update(c.name for c in chains if c.named)
            self._known[form].append(Known((rank[first.report_id], root), at[root], first.chain.chain_id, apart))
        self._root_of.extend(roots[chain_id] for chain_id in place)

    def _form(self, chains: Sequence[Chain]) -> int | None:
        """The number of the form of an actor; None where nothing could tell that it is the actor of another story."""
        named = [c for c in chains if c.named]
        person = bool(named) and named[0].kind == "person"
        counts = Counter(n for c in named for n in (c.name, *c.aliases) if not person or len(core_words(n)) > 1)
        names = tuple(sorted(sorted(counts, key=lambda n: (-counts[n], n))[:MAX_NAMES]))
        countries = Counter(c.country for c in chains if c.country and not person)
        country = min(countries, key=lambda c: (-countries[c], c)) if countries else None
        if not names or not (person or country or max(telling(core_words(n)) for n in names) >= TELLING):
            return None
        gender = next((c.gender for c in chains if c.gender), None)
        number = self._forms.setdefault((person, names, gender, country), len(self._forms))
        if number == len(self._parties):
            self._parties.append(tuple(_party(number, n, named[0].kind, gender, country) for n in names))
            self._counts.append(Counter())
            self._known.append([])
        return number

    def link(self) -> Iterator[Judgement]:
        """Joins the forms; a judgement for every actor of a story that joined one of another story."""
        scores: dict[tuple[int, int], float] = {}
        reasons: dict[tuple[int, int], tuple[str, ...]] = {}
        for left, right in _candidates(self._parties):
            score, because = _compare(self._parties[left], self._parties[right])
            if score is not None:
                scores[left, right] = score
                if score > 0:
                    reasons[left, right] = because
        groups = agglomerate(range(len(self._parties)), scores, veto=NEVER, sure=SURE)
        for forms in groups.groups().values():
            known = _without_others(sorted((known, form) for form in forms for known in self._known[form]))  # type: ignore[index]
            if len(known) == 1:
                continue
            actor = derived_id("a", known[0][0].chain_id)
            name = fullest(sum((self._counts[form] for form in forms), Counter[str]()))  # type: ignore[index]
            self._joined.update((one.place, (actor, name)) for one, _ in known)
            first: dict[int, str] = {}
            for one, form in known:
                if first:
                    yield self._reason(one, form, first, scores, reasons)  # type: ignore[arg-type]
                first.setdefault(form, one.chain_id)  # type: ignore[arg-type]

    @staticmethod
    def _reason(
        one: Known, form: int, first: Mapping[int, str], scores: Mapping[tuple[int, int], float],
        reasons: Mapping[tuple[int, int], tuple[str, ...]],
    ) -> Judgement:  # fmt: skip
        if form in first:
            return same_actor(first[form], one.chain_id, SURE, ("same_name",))
        pairs = {other: (min(other, form), max(other, form)) for other in first}
        best = max(first, key=lambda other: (scores.get(pairs[other], NEVER), -other))
        score = scores.get(pairs[best])
        return same_actor(first[best], one.chain_id, score, reasons.get(pairs[best], ("through_others",)))

    def actors_of(self, corpus: Corpus) -> tuple[dict[str, str], dict[str, str], set[str]]:
        """Actor id by chain id, name by actor id, and the ids of actors that other units have too, for the next unit."""
        base, chains = self._told, list(chains_of(corpus))
        self._told += len(chains)
        actor_of: dict[str, str] = {}
        names: dict[str, str] = {}
        shared: set[str] = set()
        local: dict[str, list[Chain]] = defaultdict(list)
        for chain, root in zip(chains, self._root_of[base : base + len(chains)], strict=True):
            if root in self._joined:
                actor, names[actor] = self._joined[root]
                shared.add(actor)
            else:
                actor = derived_id("a", chains[root - base].chain_id)
                local[actor].append(chain)
            actor_of[chain.chain_id] = actor
        names |= {actor: best_name(found) for actor, found in local.items()}
        return actor_of, names, shared


def chains_of(corpus: Corpus) -> Iterator[Chain]:
    """All chains of a corpus, by report."""
    return (chain for report in corpus.reports for chain in corpus.readings[report.report_id].chains)


def _without_others(known: Sequence[tuple[Known, int]]) -> list[tuple[Known, int]]:
    """Actors of stories without those that are held to be other than an earlier one."""
    places: set[int] = set()
    found = []
    for one, form in known:
        if places.isdisjoint(one.apart):
            places.add(one.place)
            found.append((one, form))
    return found


def _party(number: int, name: str, kind: ActorKind, gender: Gender | None, country: str | None) -> Party:
    """A name of a form as a chain of a report and story of its own."""
    chain = Chain(chain_id="", name=name, kind=kind, gender=gender, country=country)
    at = f"form {number}"
    return Party(rank=number, chain=chain, report_id=at, story=at, names=(name,), words=(core_words(name),))


def _compare(left: Sequence[Party], right: Sequence[Party]) -> tuple[float | None, tuple[str, ...]]:
    """The mean score of the names of two forms (0 for names that have nothing in common) and the reasons of the best pair."""
    found = [compare(a, b) for a in left for b in right if not set(_keys(a)).isdisjoint(_keys(b))]
    known = [(score, because) for score, because in found if score is not None]
    if not known:
        return None, ()
    return sum(score for score, _ in known) / (len(left) * len(right)), max(known)[1]


def _candidates(forms: Sequence[Sequence[Party]]) -> Iterator[tuple[int, int]]:
    """Pairs of forms worth comparing, each once: one name, a word of one sound that tells, an initialism."""
    blocks: dict[tuple[str, ...], deque[int]] = defaultdict(lambda: deque(maxlen=MAX_BLOCK))
    for number, form in enumerate(forms):
        near: set[int] = set()
        for key in {key for party in form for key in _keys(party)}:
            near.update(blocks[key])
            blocks[key].append(number)
        yield from ((other, number) for other in sorted(near))


def _keys(party: Party) -> Iterator[tuple[str, ...]]:
    [words] = party.words
    person = party.chain.kind == "person"
    yield ("person" if person else "body", *words)
    if not person:
        yield ("initials", initials(words) if len(words) > 1 else words[0])
    for word in words if len(words) > 1 else ():
        if person:
            yield "person sound", sound(word)
        else:  # a word that many bodies bear ("ministry") is looked up within its country
            yield "body sound", sound(word), "" if rarity(word) >= TELLING else party.chain.country or ""
