"""Descriptions across the reports of a story: "seven inspectors" of one report may be "the inspectors" of another.

The rules of `actors` join descriptions that say the same. Of what they leave alone the model of `likeness` judges the pairs with one head
noun. (Pairs of one sense, "gunmen" and "attackers", never scored high enough on the training stories to be worth their time.)
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from typing import Protocol

from dateline.lexicon import rule_words, table, words_of_class
from dateline.model.mention import Chain, Mention
from dateline.reconcile.corpus import Corpus, fold
from dateline.reconcile.likeness import LEAST, MOST, Body, Mentioned, Mentions, Told, odds, senses
from dateline.reconcile.names import core_words, word_class
from dateline.reconcile.offices import office_of
from dateline.reconcile.triggers import base_form, word_sets
from dateline.reconcile.weigh import Groups

LIKELY = 0.0
"""Mean log odds of the pairs of two groups from which they are one actor: on the training stories four in five such joins are right, of
those below hardly one in two."""
MOST_MENTIONS = 400
"""Mentions of a story that are compared; a story with more keeps what the rules found."""
SHOWN = 4
"""Mentions that stand for a group."""
REACH = 200
"""Characters around a mention in which its sentence is looked for."""
_END = re.compile(r"[.!?][\"'”’)]*\s|\n")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|,")
OPENING = frozenset("the a an this that these those its his her their our my".split())
OWNING = frozenset("its his her their our my".split())
CLOSING = frozenset(", of in at on for from to with who that which whose under against by near after and".split())


ANYBODY = frozenset(("man", "men", "woman", "women"))
"""Nouns that alone say too little of whom they mean: "the men" of one report are not "our men" or "the men of Ada Mirren" of another."""

MANY_BEARERS = rule_words("many_bearers")
"""Nouns of people of whom reports quote now one, now another."""


class Linkable(Protocol):
    """What is used of a chain that is linked (see `actors.Party`)."""

    @property
    def rank(self) -> int: ...
    @property
    def chain(self) -> Chain: ...
    @property
    def report_id(self) -> str: ...
    @property
    def story(self) -> str: ...


@cache
def _nouns() -> frozenset[str]:
    return frozenset(senses()) | frozenset(row["noun"] for row in table("roles.tsv"))


def sides(words: Iterable[str]) -> frozenset[str]:
    """The words of a description that part one of two governments or forces from the other: "eastern", "rival"."""
    return words_of_class("actor_words.tsv", "rival").intersection(words)


def countries_named(mentions: Iterable[Mentioned]) -> frozenset[str]:
    """The countries (ISO 3166-1 alpha-3) that the words of descriptions name: "four Tajik envoys"."""
    return frozenset(country for m in mentions if (country := office_of(" ".join(m.words))[1]) is not None)


def body_of(kind: str) -> Body:
    """The sort of actor that a kind is of."""
    return "person" if kind == "person" else "people" if kind == "population" else "body"


@lru_cache(maxsize=50_000)
def parts_of(text: str) -> tuple[str, tuple[str, ...], frozenset[str]]:
    """The opening word (article, possessive) of a phrase, its words up to the head, and the names behind that; folded.

    Example:
        >>> parts_of("the new envoys of Lome")
        ('the', ('new', 'envoys'), frozenset({'lome'}))
    """
    words = _WORD.findall(text.replace("’s", "").replace("'s", ""))
    first = fold(words[0]) if words and fold(words[0]) in OPENING else ""
    words = words[1:] if first else words
    cut = next((n for n, w in enumerate(words) if n and fold(w) in CLOSING), len(words))
    after = frozenset(fold(w) for w in words[cut + 1 :] if w[0].isupper())
    return first, tuple(fold(w) for w in words[:cut] if w != ","), after


def head_of(mention: Mention) -> str:
    """The head noun of a description as its lemma, the last word of a name."""
    words = parts_of(mention.text)[1] or (fold(mention.text),)
    return words[-1] if mention.form == "name" else _noun(words[-1])


@lru_cache(maxsize=20_000)
def _noun(word: str) -> str:
    """The lemma of a noun."""
    return base_form(word, _nouns())


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of the characters `[start, end)`, as far as `REACH` goes."""
    left = max((m.end() for m in _END.finditer(text, max(0, start - REACH), start)), default=max(0, start - REACH))
    found = _END.search(text, end, end + REACH)
    return left, found.start() if found else min(len(text), end + REACH)


def mentioned(text: str, party: Linkable, mention: Mention, group: str) -> Mentioned:
    """A stored mention as pairs are compared by. What the parse would say more (verb, clause) is unknown here."""
    chain = party.chain
    article, words, after = parts_of(mention.text)
    words = words or (fold(mention.text),)
    left, right = sentence_around(text, mention.start, mention.end)
    _, context, near = word_sets(text[left:right], mention.start - left, mention.end - left)
    return Mentioned(
        report_id=party.report_id, story=party.story, start=mention.start, end=mention.end, sentence=left,
        form="name" if mention.form == "name" else "nominal", words=core_words(mention.text) or words, head=head_of(mention),
        beside=frozenset(words[:-1]), after=after, owner=article if article in OWNING else "", article=article, number=chain.plural,
        gender=chain.gender, body=body_of(chain.kind), kind=chain.kind, country=chain.country, chain=chain.chain_id, group=group,
        named=chain.named, context=context, near=near, early=mention.start < REACH,
    )  # fmt: skip


def likely_pairs(corpus: Corpus, found: Sequence[Linkable], groups: Groups[int]) -> Iterator[tuple[int, int, float]]:
    """Pairs of chains (ranks, smaller first) whose groups are likely one actor, with the log odds, likeliest first in each story.

    At least one of the two groups has no name.
    """
    stories: dict[str, list[Linkable]] = defaultdict(list)
    for party in found:
        stories[party.story].append(party)
    for parties in stories.values():
        if len({p.report_id for p in parties}) > 1:
            of: dict[int, int] = {p.rank: groups.find(p.rank) for p in parties}
            yield from _likely(corpus, parties, of)


def _likely(corpus: Corpus, parties: Sequence[Linkable], group_of: Mapping[int, int]) -> Iterator[tuple[int, int, float]]:
    """The likely pairs of one story."""
    shown: dict[int, list[tuple[Linkable, Mention]]] = defaultdict(list)
    for party in parties:
        mentions = shown[group_of[party.rank]]
        mentions += [(party, m) for m in _forms(corpus, party)][: SHOWN - len(mentions)]
    named = {group_of[p.rank] for p in parties if p.chain.named}
    worth = _of_one_noun(shown, named)
    compared: list[Mentioned] = []
    place: dict[int, range] = {}
    for root in sorted({root for pair in worth for root in pair}):
        place[root] = range(len(compared), len(compared) + len(shown[root]))
        compared += [mentioned(corpus.by_id[p.report_id].text, p, m, str(root)) for p, m in shown[root]]
    if not compared or len(compared) > MOST_MENTIONS:
        return
    known = odds(Mentions(compared, Told()), [(i, j) for a, b in worth for i in place[a] for j in place[b]])
    countries = {root: countries_named(compared[i] for i in at) or _stated([p.chain for p, _ in shown[root]]) for root, at in place.items()}
    means = []
    for a, b in worth:
        scores = [min(MOST, max(LEAST, known[i, j])) for i in place[a] for j in place[b]]
        if len({sides(compared[i].words) for i in (*place[a], *place[b]) if compared[i].kind == "government"}) > 1:
            continue
        one, two = countries[a], countries[b]
        if one and two and one.isdisjoint(two):
            continue  # "four Tajik envoys" and "four Kyrgyz envoys"
        if bool(one) != bool(two) and _some_alone(shown[a] if two else shown[b]):
            continue  # "some 20 fighters" are not therefore "the Russian fighters"
        means.append((-round(sum(scores) / len(scores), 4), a, b))
    yield from ((a, b, -mean) for mean, a, b in sorted(means) if -mean >= LIKELY)


def _some_alone(shown: Sequence[tuple[Linkable, Mention]]) -> bool:
    """Whether a group is only spoken of as a number of people or fighters."""
    first = (next(iter(parts_of(m.text)[1]), "") for _, m in shown)
    return all(w.isdigit() or w in word_class("quantity") or w in word_class("number") for w in first)


def _stated(chains: Iterable[Chain]) -> frozenset[str]:
    """The countries that the reports say persons with a name are of: "the Kyrgyz president" is not "Uzbek President Ali Musa"."""
    return frozenset(c.country for c in chains if c.named and c.kind == "person" and c.country is not None and not c.country_guessed)


def _forms(corpus: Corpus, party: Linkable) -> Iterator[Mention]:
    """The first name and the first description of a chain."""
    forms = set()
    for mention in corpus.mentions_of.get(party.chain.chain_id, ()):
        if mention.form != "pronoun" and mention.form not in forms:
            forms.add(mention.form)
            yield mention


def _of_one_noun(shown: Mapping[int, Sequence[tuple[Linkable, Mention]]], named: Set[int]) -> list[tuple[int, int]]:
    """Pairs of groups, one of them without a name, that share a head noun that says whom it means."""
    blocks: dict[str, set[int]] = defaultdict(set)
    for root, mentions in shown.items():
        for _, mention in mentions:
            if (head := head_of(mention)) not in ANYBODY:
                blocks[head].add(root)
    return sorted({
        (a, b) for head, roots in blocks.items() for a in roots for b in roots
        if a < b and not (a in named and b in named) and (head not in MANY_BEARERS or a in named or b in named)
    })  # fmt: skip
