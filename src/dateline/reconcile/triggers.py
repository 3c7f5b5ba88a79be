"""Acts compared by their words: do two triggers in one story tell of one act?

Features of a pair: the same word, one word family, one sense (`trigger_senses.tsv`), nearness of meaning (`word_vectors.npz`), shared words
and participants around them, and how the two words behave over the whole story: words for one act have the same company and do not stand
side by side in one sentence. Their weights stand in `merge_weights.tsv`, learned by logistic regression (its head says on what).
"""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import msgspec

from dateline.lexicon import index, table
from dateline.reconcile.corpus import fold
from dateline.reconcile.rarity import rarity
from dateline.reconcile.weigh import Groups, Verdict, agglomerate
from dateline.text.word_vectors import word_vectors

_WORD = re.compile(r"[^\W\d_]+")
NEAR_WORDS = 5
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
    return same >= 4 and same >= 0.6 * min(len(left), len(right)) and max(len(left), len(right)) - same <= 6


def base_form(lemma: str, known: frozenset[str]) -> str:
    """The known word that a lemma is a form of (headlines leave "buys", "fired" as they are), else the lemma."""
    for ending, others in (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e"))):
        if lemma.endswith(ending) and len(lemma) - len(ending) >= 3:
            for other in others:
                if lemma[: -len(ending)] + other in known:
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
    before, after = _folded(sentence[:start]), _folded(sentence[end:])
    context = frozenset(w for w in (*before, *after) if rarity(w) > 1.5)
    near = context.intersection(before[-NEAR_WORDS:] + after[:NEAR_WORDS])
    return frozenset(_folded(sentence[start:end])), context, near


def _folded(text: str) -> list[str]:
    """The folded words of a text; plain letters are folded together."""
    return _WORD.findall(text.casefold()) if text.isascii() else [fold(w) for w in _WORD.findall(text)]


class _Lemmas(msgspec.Struct, frozen=True, gc=False):
    """What two lemmas of a story have to do with each other. `features`: those that hold of every pair of acts with these lemmas."""

    alike: bool
    same: bool
    kin: bool
    close: float
    spread: float
    light: bool
    features: tuple[tuple[str, float], ...]


class Acts:
    """The acts of one story, with what their words have in common over the story."""

    def __init__(self, acts: Sequence[Act]) -> None:
        known = frozenset(a.lemma for a in acts) | frozenset(senses())
        self.acts = acts
        self.lemmas = [a.lemma if a.lemma in senses() else base_form(a.lemma, known) for a in acts]
        company: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.sentences: dict[str, set[tuple[str, int]]] = defaultdict(set)
        reports: dict[str, set[str]] = defaultdict(set)
        for act, lemma in zip(acts, self.lemmas, strict=True):
            for word in act.near | act.subjects | act.objects:
                company[lemma][word] += rarity(word) * (2 if word in act.subjects or word in act.objects else 1)
            self.sentences[lemma].add((act.report_id, act.sentence))
            reports[lemma].add(act.report_id)
        total = len({a.report_id for a in acts})
        self.spread = {lemma: len(found) / total for lemma, found in reports.items()}
        self.company = {}
        for lemma, counts in company.items():
            norm = math.sqrt(sum(v * v for v in counts.values())) or 1.0
            self.company[lemma] = {w: v / norm for w, v in counts.items()}
        self._near = [max(1.0, sum(rarity(w) for w in a.near)) for a in acts]
        self._length = [math.sqrt(sum(rarity(w) ** 2 for w in a.context)) for a in acts]
        self._parties = [a.subjects | a.objects for a in acts]
        self._lemmas: dict[tuple[str, str], _Lemmas] = {}

    def alike(self, left: int, right: int) -> bool:
        """True for two acts worth comparing: one word, word family, sense, or near meanings."""
        return self._pair(left, right).alike

    def _pair(self, left: int, right: int) -> _Lemmas:
        a, b = self.lemmas[left], self.lemmas[right]
        found = self._lemmas.get((a, b))
        if found is None:
            found = self._lemmas[a, b] = self._of_lemmas(a, b)
        return found

    def _of_lemmas(self, a: str, b: str) -> _Lemmas:
        same = a == b
        family = not same and one_family(a, b)
        sense = not same and bool(_acts_of(a) & _acts_of(b))
        close = 1.0 if same else meaning(a, b)
        told = min(len(self.sentences[a]), len(self.sentences[b]))
        found = {
            "same_word": same, "word_family": family, "one_sense": sense,
            "both_say": SAYING in senses().get(a, ()) and SAYING in senses().get(b, ()),
            "seldom_word": min(rarity(a), rarity(b)) / 7, "often_told": told / 10,
        }  # fmt: skip
        if not same:
            company, beside = self._behave(a, b)
            found |= {"meaning": close, "company": company, "side_by_side": beside, "meaning_company": close * company}
        return _Lemmas(
            alike=same or sense or family or close > 0.5, same=same, kin=sense or family, close=close,
            spread=min(self.spread[a], self.spread[b]), light=LIGHT in senses().get(a, ()) or LIGHT in senses().get(b, ()),
            features=tuple((name, float(value)) for name, value in found.items() if value),
        )  # fmt: skip

    def _behave(self, a: str, b: str) -> tuple[float, float]:
        """How alike the company of two words is, and how often they stand in one sentence, 0..1 each."""
        one, two = self.company.get(a, {}), self.company.get(b, {})
        if len(one) > len(two):
            one, two = two, one
        shared = sum(v * two[w] for w, v in one.items() if w in two)
        return shared, len(self.sentences[a] & self.sentences[b]) / min(len(self.sentences[a]), len(self.sentences[b]))

    def features(self, left: int, right: int) -> dict[str, float]:
        """The features of a pair by name; those that are 0 are left out."""
        one, two, pair = self.acts[left], self.acts[right], self._pair(left, right)
        found = dict(pair.features)
        context = 0.0
        if both := one.context & two.context:
            context = sum(rarity(w) ** 2 for w in both) / (self._length[left] * self._length[right])
            found["shared_words"] = context
        if both := one.near & two.near:
            near = sum(rarity(w) for w in both) / min(self._near[left], self._near[right])
            found["shared_words_near"], found["any_words_near"] = near, 1.0
            if pair.close:
                found["near_meaning"] = near * pair.close
        if both := one.words & two.words:
            found["trigger_words"] = len(both) / max(1, min(len(one.words), len(two.words)))
        if one.words == two.words:
            found["same_trigger"] = 1.0
        if len(one.words) > 1 or len(two.words) > 1:
            found["more_words"] = 1.0
        if one.report_id == two.report_id:
            found["same_report"] = 1.0
            if one.sentence == two.sentence:
                found["same_sentence"] = 1.0
        if one.early and two.early:
            found["both_early"] = 1.0
        if one.part and two.part:
            found["_".join(sorted((one.part, two.part)))] = 1.0
        if one.days and two.days:
            found["other_days" if one.days.isdisjoint(two.days) else "same_days"] = 1.0
        if one.counts and two.counts:
            found["other_counts" if one.counts.isdisjoint(two.counts) else "same_counts"] = 1.0
        found["spread"] = pair.spread
        if pair.light:
            found["light_word"] = 1.0
        parties = self._shared_parties(left, right)
        found |= parties
        if pair.same:
            known = parties | {"spread": pair.spread, "words": context, "light": float(pair.light)}
            found |= {into: value for name, into in SAME_WORD if (value := known.get(name))}
        else:
            if context:
                found["other_word_words"] = context
            if pair.kin:
                known = parties | {"words": context, "spread": pair.spread}
                found |= {into: value for name, into in SENSE if (value := known.get(name))}
        return found

    def _shared_parties(self, left: int, right: int) -> dict[str, float]:
        """The features of who does two acts, and to whom."""
        mine, other = self._parties[left], self._parties[right]
        if not mine or not other:
            return {}
        one, two = self.acts[left], self.acts[right]
        if not (both := mine & other):
            found = {"other_parties": 1.0}
            if one.subjects and two.subjects:
                found["other_subject"] = 1.0
            if one.objects and two.objects:
                found["other_object"] = 1.0
            return found
        found = {"same_parties": len(both) / min(len(mine), len(other))}
        for name, first, second in (("subject", one.subjects, two.subjects), ("object", one.objects, two.objects)):
            if first and second:
                found[f"same_{name}" if first & second else f"other_{name}"] = 1.0
        if one.subjects & two.objects or one.objects & two.subjects:
            found["roles_crossed"] = 1.0
        return found


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


def judge(features: Mapping[str, float], model: str) -> Verdict:
    """The verdict on a pair: log odds, and where it is "same" the features that decided it, strongest first."""
    table_of = weights(model)
    score = table_of["bias"]
    for name, value in features.items():
        score += table_of.get(name, 0.0) * value
    if score <= 0:
        return Verdict(round(score, 6), ())
    parts = sorted((-table_of[name] * value, name) for name, value in features.items() if name in table_of)
    return Verdict(round(score, 6), tuple(name for part, name in parts[:6] if part < -0.05))


LEAST, MOST = -2.0, 3.0
"""Log odds beyond which a pair counts no more: one very sure pair does not carry a whole group."""


def link_acts(acts: Acts, model: str = "acts") -> Groups[int]:
    """Groups of the acts of one story that are one act."""
    scores = {}
    for right in range(len(acts.acts)):
        for left in range(right):
            if acts.alike(left, right):
                scores[left, right] = min(MOST, max(LEAST, judge(acts.features(left, right), model).score))
    return agglomerate(range(len(acts.acts)), scores, missing=LEAST)
