"""Acts compared by their words: do two triggers in one story tell of one act?

Features of a pair: the same word, one word family, one sense (`trigger_senses.tsv`), nearness of meaning (`word_vectors.npz`), shared words
and participants around them, and how the two words behave over the whole story: words for one act have the same company and do not stand
side by side in one sentence. Their weights stand in `merge_weights.tsv`, learned as linear models (its head says on what).
"""

import math
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations_with_replacement
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import index, table
from dateline.reconcile.corpus import folded_words
from dateline.reconcile.pairwise import Bools, Floats, Ints, Sets, earlier_pairs, numbers, weighed
from dateline.reconcile.rarity import rarity, tells
from dateline.reconcile.weigh import Groups, agglomerate
from dateline.text.word_vectors import word_vectors

NEAR_WORDS = 5
CLOSE = 0.5
"""Cosine of two words' vectors from which their acts are worth comparing."""
LEAST_FAMILY = 4
"""Letters that words of one family begin with at least."""
LIGHT = "light"
SAYING = "saying"


@cache
def senses() -> Mapping[str, frozenset[str]]:
    """Senses by lemma; the senses `light` and `saying` are kinds of words rather than acts."""
    return {row["lemma"]: frozenset(row["senses"].split("|")) for row in table("trigger_senses.tsv")}


@lru_cache(maxsize=5_000)
def _acts_of(lemma: str) -> frozenset[str]:
    return senses().get(lemma, frozenset()) - {LIGHT, SAYING}


@lru_cache(maxsize=10_000)
def meaning(left: str, right: str) -> float:
    """Cosine of two words' vectors; 0 where one is not listed."""
    return round(word_vectors().cosine(left, right), 4)


@lru_cache(maxsize=10_000)
def one_family(left: str, right: str) -> bool:
    """True for two forms of one stem ("resign", "resignation"): most of the shorter word begins both."""
    same = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        same += 1
    return same >= LEAST_FAMILY and same >= 0.6 * min(len(left), len(right)) and max(len(left), len(right)) - same <= 6


def base_form(lemma: str, *known: Container[str]) -> str:
    """The known word that a lemma is a form of (headlines leave "buys", "fired" as they are), else the lemma."""
    for ending, others in (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e"))):
        if lemma.endswith(ending) and len(lemma) - len(ending) >= 3:
            for other in others:
                if any(lemma[: -len(ending)] + other in words for words in known):
                    return lemma[: -len(ending)] + other
    return lemma


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A trigger in its sentence. `context`: telling words of the sentence; `near`: those next to the trigger; both folded.

    `subjects`, `objects`: who does it and to whom or what, as ids or words; `early`: in the title or first sentence; `part`: "verb", "noun"
    or "other", "" unknown; `days`: dates that its sentence names; `counts`: numbers among its own words.
    """

    report_id: str
    sentence: int
    lemma: str
    words: frozenset[str]
    context: frozenset[str]
    near: frozenset[str]
    subjects: frozenset[str]
    objects: frozenset[str]
    early: bool
    part: str = ""
    days: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()


def word_sets(sentence: str, start: int, end: int) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words of a trigger at `[start, end)` of its sentence, telling words of the sentence, telling words near it."""
    before, after = folded_words(sentence[:start]), folded_words(sentence[end:])
    context = frozenset(filter(tells, before + after))
    near = context.intersection(before[-NEAR_WORDS:] + after[:NEAR_WORDS])
    return frozenset(folded_words(sentence[start:end])), context, near


OF_LEMMAS = (
    "same_word", "word_family", "one_sense", "both_say", "seldom_word", "often_told", "meaning", "company", "side_by_side", "meaning_company",
)  # fmt: skip
"""Features that every pair of acts with two lemmas has."""
PARTS = ("noun", "other", "verb")


class Acts:
    """The acts of one story, with what their words have in common over the story."""

    def __init__(self, acts: Sequence[Act]) -> None:
        told = frozenset(a.lemma for a in acts)
        self.acts = acts
        self.lemmas = [a.lemma if a.lemma in senses() else base_form(a.lemma, senses(), told) for a in acts]
        company: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.sentences: dict[str, set[tuple[str, int]]] = defaultdict(set)
        reports: dict[str, set[str]] = defaultdict(set)
        for act, lemma in zip(acts, self.lemmas, strict=True):
            parties, beside = act.subjects | act.objects, company[lemma]
            for word in act.near | parties:
                beside[word] += rarity(word) * (2 if word in parties else 1)
            self.sentences[lemma].add((act.report_id, act.sentence))
            reports[lemma].add(act.report_id)
        total = len({a.report_id for a in acts})
        self.spread = {lemma: len(found) / total for lemma, found in reports.items()}
        self.company = {}
        for lemma, counts in company.items():
            norm = math.sqrt(sum(v * v for v in counts.values())) or 1.0
            self.company[lemma] = {w: v / norm for w, v in counts.items()}
        self._lemma = numbers(self.lemmas)
        self._kinds = list(dict.fromkeys(self.lemmas))
        self._known: Floats = np.zeros((0, len(OF_LEMMAS) + 3))
        self._place = np.full(len(self._kinds) ** 2, -1, np.int32)
        self._report, self._sentence = numbers(a.report_id for a in acts), np.array([a.sentence for a in acts])
        self._words, self._near = Sets([a.words for a in acts]), Sets([a.near for a in acts], rarity)
        self._context = Sets([a.context for a in acts], lambda w: rarity(w) ** 2)
        self._many, self._early = np.array([len(a.words) > 1 for a in acts], np.bool_), np.array([a.early for a in acts], np.bool_)
        named = {"days": [a.days for a in acts], "counts": [a.counts for a in acts]}
        self._named = {name: Sets(sets) for name, sets in named.items() if any(sets)}
        parts = {part: np.array([a.part == part for a in acts], np.bool_) for part in PARTS if any(a.part for a in acts)}
        self._part_pairs = {f"{one}_{two}": (parts[one], parts[two]) for one, two in combinations_with_replacement(parts, 2)}
        self._of_roles = Sets([*(a.subjects for a in acts), *(a.objects for a in acts), *(a.subjects | a.objects for a in acts)])
        self.subjects, self.objects, self.parties = (self._of_roles.part(n * len(acts), (n + 1) * len(acts)) for n in range(3))
        self._of_word = {lemma: (self.spread[lemma], float(LIGHT in senses().get(lemma, ()))) for lemma in self._kinds}

    def done_to(self, left: Ints, right: Ints) -> Bools:
        """Whether one of those who did the first act of each pair is one of those whom the second was done to."""
        return self._of_roles.meet(left, right + len(self.acts))

    def alike(self, left: Ints, right: Ints) -> Bools:
        """True for pairs of acts worth comparing: one word, word family, sense, or near meanings."""
        pair = self._pairs(left, right)
        near: Bools = (pair["same_word"] + pair["word_family"] + pair["one_sense"] > 0) | (pair["close"] > CLOSE)
        return near

    def _pairs(self, left: Ints, right: Ints) -> dict[str, Floats]:
        """What the lemmas of pairs have to do with each other: `OF_LEMMAS`, and closeness of meaning, spread and lightness."""
        keys = self._lemma[left] * len(self._kinds) + self._lemma[right]
        if len(new := np.unique(keys[self._place[keys] < 0])):
            self._place[new] = np.arange(len(self._known), len(self._known) + len(new))
            kinds, count = self._kinds, len(self._kinds)
            self._known = np.concatenate((self._known, [self._of_lemmas(kinds[key // count], kinds[key % count]) for key in new.tolist()]))
        return dict(zip((*OF_LEMMAS, "close", "spread", "light_word"), self._known.T[:, self._place[keys]], strict=True))

    def _of_lemmas(self, a: str, b: str) -> tuple[float, ...]:
        """What two lemmas have to do with each other, see `_pairs`."""
        same = a == b
        family = not same and one_family(a, b)
        sense = not same and bool(_acts_of(a) & _acts_of(b))
        close = 1.0 if same else meaning(a, b)
        told = min(len(self.sentences[a]), len(self.sentences[b]))
        says = SAYING in senses().get(a, ()) and SAYING in senses().get(b, ())
        company, beside = (0.0, 0.0) if same else self._behave(a, b)
        (spread, light), (other_spread, other_light) = self._of_word[a], self._of_word[b]
        return (
            same, family, sense, says, min(rarity(a), rarity(b)) / 7, told / 10, 0.0 if same else close, company, beside, close * company,
            close, min(spread, other_spread), max(light, other_light),
        )  # fmt: skip

    def _behave(self, a: str, b: str) -> tuple[float, float]:
        """How alike the company of two words is, and how often they stand in one sentence, 0..1 each."""
        one, two = self.company.get(a, {}), self.company.get(b, {})
        if len(one) > len(two):
            one, two = two, one
        shared = sum(v * two[w] for w, v in one.items() if w in two)
        return shared, len(self.sentences[a] & self.sentences[b]) / min(len(self.sentences[a]), len(self.sentences[b]))

    def features(self, left: Ints, right: Ints) -> dict[str, NDArray[Any]]:
        """The features of pairs by name; those of days, counts and parts of speech only where acts of the story have any."""
        pair = self._pairs(left, right)
        same, close, spread, light = pair["same_word"] > 0, pair["close"], pair["spread"], pair["light_word"]
        shared = self._context.shared(left, right)
        lengths = np.sqrt(self._context.whole[left] * self._context.whole[right])
        context = np.divide(shared, lengths, out=np.zeros_like(shared), where=shared > 0)
        near = self._near.shared(left, right) / np.minimum(np.maximum(1.0, self._near.whole[left]), np.maximum(1.0, self._near.whole[right]))
        report = self._report[left] == self._report[right]
        parties = self._of_parties(left, right)
        found = {name: pair[name] for name in OF_LEMMAS} | parties | {
            "shared_words": context, "shared_words_near": near, "any_words_near": self._near.meet(left, right), "near_meaning": near * close,
            "trigger_words": self._words.share(left, right), "same_trigger": self._words.equal(left, right),
            "more_words": self._many[left] | self._many[right], "same_report": report,
            "same_sentence": report & (self._sentence[left] == self._sentence[right]), "both_early": self._early[left] & self._early[right],
            "spread": spread, "light_word": light, "other_word_words": context * ~same,
        }  # fmt: skip
        for name, sets in self._named.items():
            known, meet = ~sets.empty[left] & ~sets.empty[right], sets.meet(left, right)
            found |= {f"same_{name}": meet, f"other_{name}": known & ~meet}
        for name, (a, b) in self._part_pairs.items():
            found[name] = a[left] & b[right] | b[left] & a[right]
        weighed_apart = parties | {"spread": spread, "words": context, "light": light}
        kin = pair["word_family"] + pair["one_sense"] > 0
        found |= {into: weighed_apart[name] * same for name, into in SAME_WORD}
        return found | {into: weighed_apart[name] * kin for name, into in SENSE}

    def _of_parties(self, left: Ints, right: Ints) -> dict[str, NDArray[Any]]:
        """The features of who does two acts, and to whom."""
        parties = self.parties
        known, both = ~parties.empty[left] & ~parties.empty[right], parties.meet(left, right)
        found: dict[str, NDArray[Any]] = {"other_parties": known & ~both, "same_parties": parties.share(left, right)}
        for name, sets in (("subject", self.subjects), ("object", self.objects)):
            said, meet = ~sets.empty[left] & ~sets.empty[right], sets.meet(left, right)
            found |= {f"same_{name}": meet, f"other_{name}": said & ~meet}
        return found | {"roles_crossed": self.done_to(left, right) | self.done_to(right, left)}


SAME_WORD = (
    ("spread", "same_word_spread"), ("words", "same_word_words"), ("light", "same_word_light"), ("same_parties", "same_word_parties"),
    ("same_subject", "same_word_subject"), ("same_object", "same_word_object"), ("other_subject", "same_word_other_subject"),
    ("other_object", "same_word_other_object"),
)  # fmt: skip
SENSE = (("words", "sense_words"), ("spread", "sense_spread"), ("same_subject", "sense_subject"), ("same_object", "sense_object"))
"""Features of acts of one word, and of words of one sense or family, that are weighed apart."""


@cache
def weights(model: str) -> Mapping[str, float]:
    """Weights by feature of one model of `merge_weights.tsv`: `acts` (words alone) or `events` (coded events)."""
    return {row["feature"]: float(row[model]) for row in index("merge_weights.tsv").values() if row[model]}


LEAST, MOST = -2.0, 3.0
"""Log odds beyond which a pair counts no more: one very sure pair does not carry a whole group."""


def link_acts(acts: Acts, model: str = "acts") -> Groups[int]:
    """Groups of the acts of one story that are one act."""
    scores: dict[tuple[int, int], float] = {}
    for left, right in earlier_pairs(len(acts.acts), len(acts.acts)):
        alike = acts.alike(left, right)
        left, right = left[alike], right[alike]
        odds = weighed(acts.features(left, right), weights(model)).round(6).clip(LEAST, MOST)
        scores |= zip(zip(left.tolist(), right.tolist(), strict=True), odds.tolist(), strict=True)
    return agglomerate(range(len(acts.acts)), scores, missing=LEAST)
