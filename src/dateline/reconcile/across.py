"""Actors across stories: what stands for one actor in several stories is joined by full names.

Actors of stories that have the same names, gender and country are one form; forms are compared like chains (see `actors.compare`), so
the cost goes with the number of different names, not with the number of reports. Of a form no more than its packed names is in memory.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

import msgspec
import numpy as np

from dateline.lexicon import rule_words
from dateline.model.judgement import Judgement
from dateline.model.mention import ActorKind, Chain
from dateline.reconcile.actors import NEVER, SURE, TELLING, Linked, Party, best_name, compare, fullest, same_actor, telling
from dateline.reconcile.corpus import Corpus, derived_id, tally
from dateline.reconcile.names import core_words, initials, sound
from dateline.reconcile.rarity import rarity
from dateline.reconcile.spool import Spool
from dateline.reconcile.weigh import Groups, agglomerate

MAX_NAMES = 3
"""Names of an actor, the most frequent first, by which it is known in other stories."""
MAX_BLOCK, WINDOW = 60, 12
"""Forms of one key up to which all are compared with all; of more, sorted by the sounds of their names, each with so many next to it."""
MOVEMENT = rule_words("movement_of_all")
"""Words of names that bodies of many countries bear: by "Red Crescent" alone no story tells whose."""
SOUND_BYTES = 8
"""Bytes of a name's sounds by which forms of a large key are sorted."""
FORM_BITS, PAIRS_AT_ONCE = 32, 10_000
"""Two numbers of forms stand in one of twice so many bits; pairs that are taken from the array at a time."""


Gender = Literal["m", "f"]


class Names(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What makes actors of stories one form."""

    person: bool
    names: tuple[str, ...]
    gender: Gender | None
    country: str | None


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An actor of a story: what orders it over all stories, the place of its first chain, the id of that chain, how often it is named what.

    `apart`: places of the actors of its story that are others.
    """

    order: tuple[int, int]
    place: int
    chain_id: str
    apart: tuple[int, ...]
    counts: dict[str, int]


class Name(msgspec.Struct, frozen=True):
    """A name of a form as a chain of a report and story of its own, the keys under which it is looked up, and how it sounds (see `_sounds`)."""

    party: Party
    keys: frozenset[int]
    sounds: int


class StoryActors(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The actors of some stories, of which nothing but themselves is known yet: reports and chains are counted from the first of these stories on.

    `roots`: for each chain the place of the first chain of its actor; `told`: form and kind of each actor that may be one of another story,
    and the actor; `judgements`: why chains are one.
    """

    roots: tuple[int, ...]
    told: tuple[tuple[bytes, ActorKind, Known], ...]
    judgements: tuple[Judgement, ...]


_pack, _unpack = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(Names).decode


class Across:
    """Actors of stories, added unit by unit, then joined by `link`; after that `joined_in` tells which actors of a unit others have too.

    A chain is known by its place: the number of chains before it, over all units.
    """

    def __init__(self) -> None:
        self._root_of = array("q")
        self._numbers: dict[bytes, int] = {}
        self._forms: list[tuple[bytes, ActorKind]] = []
        self._told_of = array("q")
        self._keys, self._form_of_key, self._sounds = array("Q"), array("q"), array("Q")
        self._known = Spool(Known)
        self._joined: dict[int, tuple[str, str]] = {}

    def add(self, found: StoryActors, rank: Sequence[int]) -> None:
        """Adds the actors of a unit. `rank`: place of each of its reports over all units."""
        base = len(self._root_of)
        known: list[tuple[str, Known]] = []
        for packed, kind, one in found.told:
            form = self._form(packed, kind)
            self._told_of[form] += 1
            order, apart = (rank[one.order[0]], one.order[1]), tuple(base + other for other in one.apart)
            known.append((str(form), Known(order, base + one.place, one.chain_id, apart, one.counts)))
        self._known.add(known)
        self._root_of.extend(base + root for root in found.roots)

    def _form(self, packed: bytes, kind: ActorKind) -> int:
        """The number of a form."""
        number = self._numbers.setdefault(packed, len(self._forms))
        if number == len(self._forms):
            self._forms.append((packed, kind))
            self._told_of.append(0)
            keys = {key: name.sounds for name in _names_of(number, packed, kind) for key in name.keys}
            self._keys.extend(keys)
            self._sounds.extend(keys.values())
            self._form_of_key.extend([number] * len(keys))
        return number

    def link(self) -> Iterator[Judgement]:
        """Joins the forms; a judgement for every actor of a story that joined one of another story."""
        pairs = self._candidates()
        scores, reasons = self._compared(pairs)
        linked = Groups(sorted({form for pair in scores for form in pair}))
        for left, right in scores:
            linked.join(left, right)
        against, _ = self._compared(pairs, linked)  # what speaks against a pair counts only where others link its forms
        scores |= against
        compared = sorted({form for pair in scores for form in pair})
        groups = agglomerate(compared, scores, veto=NEVER, sure=SURE)
        joined = groups.groups()
        others = {form for forms in joined.values() if len(forms) > 1 for form in forms}
        for first in range(len(self._forms)):
            forms = joined[first] if first in others and first in joined else () if first in others else (first,)
            if sum(self._told_of[form] for form in forms) > 1:
                yield from self._join(forms, scores, reasons)

    def _compared(
        self, pairs: np.ndarray, linked: Groups[int] | None = None
    ) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], tuple[str, ...]]]:
        """Scores above 0 of the pairs, with the reasons, or those up to 0 of pairs that `linked` holds in one group."""
        scores: dict[tuple[int, int], float] = {}
        reasons: dict[tuple[int, int], tuple[str, ...]] = {}
        if linked is not None:
            matter = np.full(len(self._forms), -1)
            matter[list(linked.parent)] = [linked.find(form) for form in linked.parent]
            pairs = pairs[(matter[pairs[:, 0]] == matter[pairs[:, 1]]) & (matter[pairs[:, 0]] >= 0)]
        for start in range(0, len(pairs), PAIRS_AT_ONCE):
            for left, right in pairs[start : start + PAIRS_AT_ONCE].tolist():
                score, because = _compare(_names_of(left, *self._forms[left]), _names_of(right, *self._forms[right]))
                if score is not None and (score > 0) == (linked is None):
                    scores[left, right] = score
                    if score > 0:
                        reasons[left, right] = because
        return scores, reasons

    def _join(
        self, forms: Sequence[int], scores: Mapping[tuple[int, int], float], reasons: Mapping[tuple[int, int], tuple[str, ...]]
    ) -> Iterator[Judgement]:
        """Makes the actors of some forms one, with a judgement for each but the first."""
        told = sorted(((one, form) for form in forms for one in self._known.of(str(form))), key=lambda k: k[0].order)
        known = _without_others(told)
        if len(known) == 1:
            return
        counts: Counter[str] = Counter()
        for one, _ in sorted(told, key=lambda k: (k[1], k[0].place)):
            counts.update(one.counts)
        joined = derived_id("a", known[0][0].chain_id), fullest(counts)
        self._joined.update((one.place, joined) for one, _ in known)
        first: dict[int, str] = {}
        for one, form in known:
            if first:
                yield self._reason(one, form, first, scores, reasons)
            first.setdefault(form, one.chain_id)

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

    def _candidates(self) -> np.ndarray:
        """Pairs of forms worth comparing (pairs, 2), each once: those that share a key. Pairs of one key follow each other.

        Of a key that more than `MAX_BLOCK` forms have, only neighbours are compared when these are sorted by the sounds of their names
        (sorted neighbourhood, Hernandez & Stolfo 1995).
        """
        keys, forms = np.frombuffer(self._keys, np.uint64), np.frombuffer(self._form_of_key, np.int64)
        _, block, size = np.unique(keys, return_inverse=True, return_counts=True)
        large = size[block] > MAX_BLOCK
        order = np.lexsort((forms, np.where(large, np.frombuffer(self._sounds, np.uint64), 0), block))
        block, forms, reach = block[order], forms[order], np.where(large, WINDOW, MAX_BLOCK)[order]
        found, places = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for gap in range(1, MAX_BLOCK):
            at = np.flatnonzero((block[gap:] == block[:-gap]) & (reach[gap:] >= gap))
            left, right = forms[at], forms[at + gap]
            found.append(np.maximum(left, right) << FORM_BITS | np.minimum(left, right))
            places.append(at)
        pairs, first = np.unique(np.concatenate(found), return_index=True)
        pairs = pairs[np.argsort(np.concatenate(places)[first], kind="stable")]
        return np.stack((pairs & ((1 << FORM_BITS) - 1), pairs >> FORM_BITS), axis=1)

    def joined_in(self, start: int, chains: int) -> tuple[list[int], dict[int, tuple[str, str]]]:
        """Of a unit that begins after `start` chains of other units and has so many: roots as in `StoryActors`, and id and name of actors
        that stand in other stories too, by root."""
        roots = [root - start for root in self._root_of[start : start + chains]]
        return roots, {root: self._joined[root + start] for root in dict.fromkeys(roots) if root + start in self._joined}


def actors_of(
    corpus: Corpus, roots: Sequence[int], joined: Mapping[int, tuple[str, str]]
) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Actor id by chain id, name by actor id, and the ids of actors that other units have too.

    `roots`: as in `StoryActors`; `joined`: see `Across.joined_in`.
    """
    chains = list(chains_of(corpus))
    actor_of: dict[str, str] = {}
    names: dict[str, str] = {}
    shared: set[str] = set()
    local: dict[str, list[Chain]] = defaultdict(list)
    for chain, root in zip(chains, roots, strict=True):
        if root in joined:
            actor, names[actor] = joined[root]
            shared.add(actor)
        else:
            actor = derived_id("a", chains[root].chain_id)
            local[actor].append(chain)
        actor_of[chain.chain_id] = actor
    names |= {actor: best_name(found) for actor, found in local.items()}
    return actor_of, names, shared


def story_actors(corpus: Corpus, linked: Linked) -> StoryActors:
    """The actors of the stories of a corpus, as `Across` takes them."""
    place = {c.chain_id: n for n, c in enumerate(chains_of(corpus))}
    at = {root: place[linked.found[root].chain.chain_id] for root in linked.groups}
    roots: dict[str, int] = {}
    told: list[tuple[bytes, ActorKind, Known]] = []
    for root, ranks in linked.groups.items():
        chains = [linked.found[r].chain for r in ranks]
        roots |= dict.fromkeys((c.chain_id for c in chains), at[root])
        if (form := _form_of(chains)) is None:
            continue
        first = linked.found[root]
        apart = tuple(at[other] for other in linked.apart.get(root, ()))
        counts = tally(c.name for c in chains if c.named)
        told.append((*form, Known((corpus.rank[first.report_id], root), at[root], first.chain.chain_id, apart, counts)))
    return StoryActors(tuple(roots[chain_id] for chain_id in place), tuple(told), tuple(linked.judgements))


def _form_of(chains: Sequence[Chain]) -> tuple[bytes, ActorKind] | None:
    """The form of an actor, packed, and its kind; None where nothing could tell that it is the actor of another story."""
    named = [c for c in chains if c.named]
    if not named:
        return None
    person = named[0].kind == "person"
    counts = tally(n for c in named for n in (c.name, *c.aliases) if (not person or len(core_words(n)) > 1) and not MOVEMENT.issuperset(core_words(n)))
    names = tuple(sorted(sorted(counts, key=lambda n: (-counts[n], n))[:MAX_NAMES]))
    countries = tally(c.country for c in chains if c.country and not person)
    country = min(countries, key=lambda c: (-countries[c], c)) if countries else None
    if not names or not (person or country or max(telling(core_words(n)) for n in names) >= TELLING):
        return None
    return _pack(Names(person, names, next((c.gender for c in chains if c.gender), None), country)), named[0].kind


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


@lru_cache(maxsize=5_000)
def _names_of(number: int, packed: bytes, kind: ActorKind) -> tuple[Name, ...]:
    """The names of a form."""
    form, at = _unpack(packed), f"form {number}"
    found = []
    for name in form.names:
        chain = Chain(chain_id="", name=name, kind=kind, gender=form.gender, country=form.country)
        party = Party(rank=number, chain=chain, report_id=at, story=at, names=(name,), words=(core_words(name),))
        found.append(Name(party, frozenset(_number_of(key) for key in _keys(party)), _sounds(party)))
    return tuple(found)


def _sounds(party: Party) -> int:
    """A number by which names sort as their words sound, the last one first (as much of them as it holds)."""
    [words] = party.words
    return int.from_bytes(" ".join(map(sound, reversed(words))).encode()[:SOUND_BYTES].ljust(SOUND_BYTES, b"\0"))


def _compare(left: Sequence[Name], right: Sequence[Name]) -> tuple[float | None, tuple[str, ...]]:
    """The mean score of the names of two forms (0 for names that have nothing in common) and the reasons of the best pair."""
    found = [compare(a.party, b.party) for a in left for b in right if not a.keys.isdisjoint(b.keys)]
    known = [(score, because) for score, because in found if score is not None]
    if not known:
        return None, ()
    return sum(score for score, _ in known) / (len(left) * len(right)), max(known)[1]


def _number_of(key: tuple[str, ...]) -> int:
    """A key as a number that is the same in every run."""
    return int.from_bytes(blake2b("\x1f".join(key).encode(), digest_size=8).digest())


def _keys(party: Party) -> Iterator[tuple[str, ...]]:
    """What a name is looked up by: the name itself, a word of one sound that tells, an initialism."""
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
