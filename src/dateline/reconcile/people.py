"""People without a name who are the same in other words: "the six men" after "six suspects", "the mothers" beside "relatives of the missing".

A count that comes again with "the" takes up those counted before, where both are held, charged, freed or struck, or undergo one type of act.
The relatives who are spoken of in a story are one group of people, whether reports call them families, mothers or wives.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.lexicon import rule_words
from dateline.model.mention import Mention
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.descriptions import OWNING, Linkable, parts_of
from dateline.reconcile.names import word_class
from dateline.reconcile.weigh import Groups
from dateline.text.numbers import words_value

LIKELY_PEOPLE = 0.3
"""Score of two groups of people that are one: of the joins by number five in six are right on the training stories."""
LEAST_COUNT = 2
"""Number from which a count tells a group."""
LONGEST_NUMBER, LONGEST_DIGITS = 4, 9
"""Words and digits of a number that is read."""
TAKING_UP = frozenset(("the", "these", "those"))
CUSTODY = frozenset(("ACCUSE", "ASSAULT", "COERCE", "RETREAT"))
"""Types of what is done to people who are seized, charged and let go: one of these follows another."""
KIN = rule_words("kinfolk")
FAMILY = frozenset(("families", "family"))
BEREAVED = rule_words("bereaved")
"""Words before "family" that make it one of those who wait or mourn; other families are households."""


def people_pairs(corpus: Corpus, found: Sequence[Linkable], groups: Groups[int]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Pairs of chains (ranks) whose groups are the same people of their story, with the reasons."""
    stories: dict[str, dict[int, list[Linkable]]] = defaultdict(lambda: defaultdict(list))
    for party in found:
        stories[party.story][groups.find(party.rank)].append(party)
    undergone = _undergone(corpus)
    for roots in stories.values():
        people = {r: tuple(_mentions(corpus, p)) for r, p in sorted(roots.items()) if all(_are_people(x) for x in p)}
        acts = {r: frozenset(act for p in roots[r] for act in undergone.get(p.chain.chain_id, ())) for r in people}
        yield from _taken_up(people, acts)
        kin = [r for r, mentions in people.items() if 2 * sum(are_kin(m.text) for m in mentions) > len(mentions)]
        yield from ((kin[0], r, ("relatives_in_story",)) for r in kin[1:])


def _are_people(party: Linkable) -> bool:
    return not party.chain.named and party.chain.plural and party.chain.kind in ("population", "person")


def _mentions(corpus: Corpus, parties: Iterable[Linkable]) -> Iterator[Mention]:
    return (m for p in parties for m in corpus.mentions_of.get(p.chain.chain_id, ()) if m.form != "pronoun")


def _undergone(corpus: Corpus) -> Mapping[str, set[str]]:
    """Types of the acts that are done to each chain; those of `CUSTODY` are one."""
    found: dict[str, set[str]] = defaultdict(set)
    for reading in corpus.readings.values():
        for event in reading.events:
            for chain in event.recipients:
                found[chain].add("custody" if event.event_type in CUSTODY else event.event_type)
    return found


def _taken_up(people: Mapping[int, Sequence[Mention]], acts: Mapping[int, frozenset[str]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Groups that take up the one earlier group of their number to which the like is done."""
    numbers = {root: count for root, mentions in people.items() if (count := _number(mentions)) is not None}
    for root, number in numbers.items():
        if not any(parts_of(m.text)[0] in TAKING_UP and count_in(m.text) for m in people[root]):
            continue
        earlier = [r for r, n in numbers.items() if r < root and n == number and not acts[r].isdisjoint(acts[root])]
        if len(earlier) == 1:
            yield earlier[0], root, ("same_count",)


def _number(mentions: Sequence[Mention]) -> int | None:
    """The one number that descriptions of a group begin with, None where they have none or several."""
    counts = {n for m in mentions if (n := count_in(m.text)) is not None}
    return counts.pop() if len(counts) == 1 and min(counts) >= LEAST_COUNT else None


def count_in(text: str) -> int | None:
    """The number that a phrase begins with.

    Example:
        >>> count_in("the six men"), count_in("two hundred nurses of Oran"), count_in("the nurses")
        (6, 200, None)
    """
    words = parts_of(text)[1]
    if len(words) > 1 and words[0].isdecimal() and len(words[0]) <= LONGEST_DIGITS:
        return int(words[0])
    counts = (words_value(words[:n]) for n in range(min(len(words) - 1, LONGEST_NUMBER), 0, -1))
    return next((int(count) for count in counts if count is not None), None)


def are_kin(text: str) -> bool:
    """Whether a phrase means the relatives of those whom a story is about; families that are counted or displaced are households.

    Example:
        >>> are_kin("About 40 relatives of the miners"), are_kin("the families"), are_kin("300 families"), are_kin("his parents")
        (True, True, False, False)
    """
    first, words, _ = parts_of(text)
    if not words or first in OWNING:
        return False
    *before, noun = words
    if noun in FAMILY:
        return BEREAVED.issuperset(before) and (noun == "families" or bool(before))
    return noun in KIN and not any(w in word_class("number") or (w.isdecimal() and len(w) == 1) for w in before)
