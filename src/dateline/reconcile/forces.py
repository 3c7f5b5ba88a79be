"""Forces of a story under their common nouns: "the rebels" are its one insurgent group, "Dutch soldiers" and "the contingent" one army,
"a policeman" is of its one police.

What nobody is named for ("gunmen", "masked men") stays unknown; where a story has two groups that are spoken of about as much, in the story
and in the reports of a common noun, that may mean either and is joined to none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dateline.lexicon import rule_words, table
from dateline.reconcile.descriptions import Linkable, parts_of
from dateline.reconcile.names import word_class
from dateline.reconcile.offices import office_of
from dateline.reconcile.triggers import base_form
from dateline.reconcile.weigh import Groups

LIKELY_FORCE = 0.4
"""Score of a common noun and the one force that it can mean."""
FAR_MORE = 3
"""How many times oftener than any other a group is spoken of for common nouns to mean it."""

SEVERAL = rule_words("several_forces")
"""Plurals of what is one force: more than one army."""

POLICE = "police"


@cache
def _nouns() -> Mapping[str, str]:
    """What a noun or modifier says of a force, by lemma (data/force_words.tsv): insurgent, soldiers, police, band, plain."""
    return {row["word"]: row["class"] for row in table("force_words.tsv")}


def common_noun(text: str) -> str:
    """The class of a phrase that says of a force no more than what sort it is; "" for every other phrase.

    Example:
        >>> common_noun("the rebels"), common_noun("Dutch soldiers"), common_noun("a column of rebels"), common_noun("a rival faction")
        ('insurgent', 'soldiers', 'insurgent', '')
    """
    _, words, _ = parts_of(text)
    if words and _nouns().get(words[-1]) == "band":
        return common_noun(text.partition(" of ")[2])
    if not words or any(_nouns().get(w) is None and office_of(w)[1] is None for w in words[:-1]):
        return ""
    found = _nouns().get(base_form(words[-1], frozenset(_nouns())), "")
    return "" if found in ("plain", POLICE) or words[-1] in SEVERAL else found


def counted(text: str) -> bool:
    """Whether a phrase begins with a number or quantity: some of a force, not the force."""
    first = next(iter(parts_of(text)[1]), "")
    return first.isdigit() or first in word_class("quantity") or first in word_class("number")


def force_pairs(found: Sequence[Linkable], groups: Groups[int]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Pairs of chains (ranks) whose groups are one force of their story, with the reasons."""
    stories: dict[str, dict[int, list[Linkable]]] = defaultdict(lambda: defaultdict(list))
    others: dict[str, dict[int, list[Linkable]]] = defaultdict(lambda: defaultdict(list))
    for party in found:
        if party.chain.kind in ("armed_group", "military"):
            stories[party.story][groups.find(party.rank)].append(party)
        elif not party.chain.named:
            others[party.story][groups.find(party.rank)].append(party)
    for roots in stories.values():
        yield from _insurgents(roots)
        yield from _armies(roots)
    for roots in others.values():
        yield from _police(roots)


def _classes(parties: Sequence[Linkable]) -> set[str]:
    """What the chains of a group without a name are called; "" where one of them has a name or says more."""
    return {"" if p.chain.named else common_noun(p.chain.name) for p in parties if p.chain.named or not counted(p.chain.name)} or {""}


def _size(parties: Sequence[Linkable]) -> int:
    return sum(len(p.chain.mention_ids) for p in parties)


def _insurgents(roots: Mapping[int, Sequence[Linkable]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    named = {r: p for r, p in roots.items() if any(x.chain.named and x.chain.kind == "armed_group" for x in p)}
    first = _far_more({r: _size(p) for r, p in named.items()})
    for root, parties in roots.items():
        if _classes(parties) != {"insurgent"}:
            continue
        if (meant := first) is None:
            where = {p.report_id for p in parties}
            meant = _far_more({r: len(where.intersection(x.report_id for x in p if x.chain.named)) for r, p in named.items()})
        if meant is not None and _may_be_of(parties, roots[meant]):
            yield root, meant, ("only_group_in_story",)


def _may_be_of(parties: Sequence[Linkable], group: Sequence[Linkable]) -> bool:
    """Whether no words for the fighters name another country than that of the group: "Russian fighters" are no rebels of Mali."""
    told = {office_of(p.chain.name)[1] for p in parties} - {None}
    known = Counter(p.chain.country for p in group if p.chain.country and not p.chain.country_guessed) or Counter(p.chain.country for p in group if p.chain.country)
    return not told or not known or known.most_common(1)[0][0] in told


def _far_more(sizes: Mapping[int, int]) -> int | None:
    """The group that is spoken of far more than any other, None where there is none."""
    first = max(sizes, key=lambda r: (sizes[r], -r), default=None)
    if first is None or not sizes[first] or any(sizes[first] < FAR_MORE * size for r, size in sizes.items() if r != first):
        return None
    return first


def _armies(roots: Mapping[int, Sequence[Linkable]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    by_country: dict[str, dict[int, Sequence[Linkable]]] = defaultdict(dict)
    for root, parties in roots.items():
        told = {p.chain.country for p in parties if p.chain.country and not p.chain.country_guessed}
        countries = told or {p.chain.country for p in parties if p.chain.country}
        if len(countries) == 1 and all(p.chain.kind == "military" for p in parties):
            by_country[countries.pop()][root] = parties
    for some in by_country.values():
        own = [r for r, p in some.items() if _classes(p) <= {"soldiers"} or _is_army(p)]
        others = [r for r, p in some.items() if r not in own and any(x.chain.named for x in p)]
        if len(own) > 1 and not others:
            yield from ((own[0], r, ("only_army_in_story",)) for r in own[1:])


def _police(roots: Mapping[int, Sequence[Linkable]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Policemen and the one police of their story."""
    heads = {r: {_head(p) for p in parties} for r, parties in roots.items()}
    bodies = [r for r, found in heads.items() if POLICE in found and not any(p.chain.kind == "person" for p in roots[r])]
    if len(bodies) == 1:
        yield from ((bodies[0], r, ("only_police_in_story",)) for r, found in heads.items() if {_nouns().get(h) for h in found} == {POLICE})


def _head(party: Linkable) -> str:
    return next(iter(parts_of(party.chain.name)[1][-1:]), "")


def _is_army(parties: Sequence[Linkable]) -> bool:
    """Whether all names of a group are those of the army of a state."""
    offices = [office_of(p.chain.name)[0] for p in parties]
    return all(o is not None and o.plain == "army" and not o.domain for o in offices)
