"""What became of a promise, told in other words: "will open the crossing", then "the first lorries passed the gate".

Every later sentence that shares a word, a party, a place or the day of a promise is weighed by named features (data/told_weights.tsv,
learned by scripts/train_told.py): whether it tells what became of the promise at all, and whether it was kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from dateline.lexicon import rule_words, table
from dateline.model.commitment import Pledge
from dateline.reconcile.corpus import fold
from dateline.reconcile.dates import span
from dateline.reconcile.events import Telling
from dateline.reconcile.scenes import REAL
from dateline.reconcile.stems import STOP, stem
from dateline.reconcile.triggers import meaning
from dateline.text.calendar import day_range
from dateline.text.word_vectors import Array, word_vectors

if TYPE_CHECKING:
    from dateline.reconcile.commitments import Follow, Said

TELLS = -0.8
"""Log odds from which a sentence is held to tell what became of a promise."""
LEAST_MEANING, PART = 0.4, 0.8
"""Cosine of two words' vectors from which they stand for each other, and how much a word stands for a compound that ends with it ("line", "hotline")."""
LEAST_PART = 4
"""Letters of such a word at least."""
HINT = 0.25
"""How much of what is promised a sentence must name, where it tells nothing of its parties' or its kind of act on the promised day."""
WEIGHED = 60
"""Sentences that are weighed for one promise, at most."""
HOSTILE = frozenset(("ASSAULT", "COERCE", "REJECT", "SANCTION", "THREATEN"))
"""Types of acts that hinder a promise of another type."""
DAYS_OF_GRACE, OF_A_CONDITION = 1, 60
"""Days after the promised one on which what was promised is not late; after the day by which others were to do what is asked of them."""
CUES = ("began", "cancel", "called_off", "delay", "not", "promised")
AGAINST = ("cue=called_off", "cue=cancel", "cue=delay", "cue=not", "denied", "late", "opposite", "unmoved")
"""Features of which one at least shows a promise broken."""
TIES = ("bound", "concerned", "place", "names_day", "on_day", "follows")
"""Features that tie a sentence to a promise by more than words of like meaning; without any it must name some of its very words."""
UNMOVED = rule_words("unmoved")
_SPAN = re.compile(r"\b(?:days?|end|hours?|months?|nights?|weeks?|weekend|years?)\b", re.IGNORECASE)
"""Words of a time that is longer than its last day."""
_WOULD_HAVE = re.compile(r"\bwould have\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_STAYS = re.compile(r"\b(?:keep|never|no|not|remain|stay)\b", re.IGNORECASE)


def days_of_grace(pledge: Pledge) -> int:
    """Days after a pledge's day on which it is still in time: many where the day stands in its condition, as what hangs on it comes after it
    ("will impose sanctions if they are not freed by Monday")."""
    return OF_A_CONDITION if pledge.condition and pledge.due_text and pledge.due_text in pledge.condition else DAYS_OF_GRACE


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A later sentence with its log odds to tell what became of a promise, and to tell that it was kept; `against`: something in it speaks against that."""

    said: Said
    act: Telling | None
    near: float
    tells: float
    kept: float
    against: bool


@cache
def weights(column: str) -> Mapping[str, float]:
    """Log odds by feature, in one column of the table: `tells` or `kept`."""
    return MappingProxyType({row["feature"]: float(row[column]) for row in table("told_weights.tsv")})


def weigh(found: Mapping[str, float], column: str) -> float:
    """The sum of a column's weights over features."""
    known = weights(column)
    return known["bias"] + sum(known.get(f, 0.0) * value for f, value in found.items())


class Words:
    """The folded words of a text that carry meaning, each once, as others are compared with them.

    `directions`: their vectors of unit length (words, size), zeros for those that are not listed; `numbers`: of the words, by stem.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(w for w in words if len(w) > 2 and w not in STOP))
        self._ends = tuple(w for w in self.words if len(w) >= LEAST_PART)
        self._joined = f" {' '.join(self._ends)} "
        self.numbers: dict[str, list[int]] = {}
        for n, word in enumerate(self.words):
            self.numbers.setdefault(stem(word), []).append(n)
        rows = word_vectors().rows(self.words)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        self.directions: Array = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)

    def ends(self, word: str) -> bool:
        """Whether a word is the end of one of them, or one of them its end ("line", "hotline")."""
        return len(word) >= LEAST_PART and (word.endswith(self._ends) or f"{word} " in self._joined)


@lru_cache(maxsize=500)
def content(text: str) -> Words:
    """The words of a text that carry meaning."""
    return Words(_WORD.findall(fold(text)))


def stand_for(wanted: Words, told: Words) -> list[float]:
    """How far the best of some words may stand for each that is wanted (0..1): the same, a form of it, the end of a compound, or one of near meaning."""
    near = (wanted.directions @ told.directions.T).round(4)
    best: list[float] = np.where(near >= LEAST_MEANING, near, 0.0).max(axis=1, initial=0.0).tolist()
    for n, word in enumerate(wanted.words):
        forms = told.numbers.get(stem(word), ())
        if any(told.words[m] == word or near[n, m] == 0 or near[n, m] >= LEAST_MEANING for m in forms):
            best[n] = 1.0  # "media" and "mediate" begin alike
        elif best[n] < PART and told.ends(word):
            best[n] = PART
    return best


def told_of(pledge: Pledge, own: Telling | None, follow: Follow) -> Iterator[Told]:
    """The later sentences that are likely to tell what became of a promise."""
    for said in follow.candidates(pledge, own, WEIGHED):
        found = features(pledge, own, said, follow)
        if found is None or (tells := weigh(found, "tells")) <= TELLS:
            continue
        if found["share"] < HINT and not any(found[f] for f in TIES):
            continue
        (act, near), toward = follow.nearest(said, pledge, own), direction(pledge, own, said, follow)
        yield Told(said=said, act=act, near=near, tells=tells, kept=weigh(toward, "kept"), against=any(toward[f] for f in AGAINST))


def features(pledge: Pledge, own: Telling | None, said: Said, follow: Follow) -> dict[str, float] | None:
    """What speaks for a later sentence telling what became of a promise, by name; None where it has next to nothing in common with it."""
    report_id, views = pledge.action.report_id, follow.views
    soft = named_share(follow.core_words(pledge), follow.wanted(pledge), content(follow.words_of(said)))
    share = min(soft, follow.shares(pledge, report_id, said))
    bound, concerned = follow.names_bound(pledge, said), bool(follow.concerned(pledge) & follow.named(said))
    place = bool(follow.places_of(report_id, pledge.action.start, pledge.action.end) & follow.places_of(said.report_id, said.start, said.end))
    real = [t for t in said.tellings if t.mention.modality in REAL]
    due, told = day_range(pledge.due), day_range(views.corpus.by_id[said.report_id].published)
    exact = due is not None and due[0] == due[1] and not _SPAN.search(pledge.due_text or "")
    day = exact and follow.names_day(pledge, said)
    on_day = exact and due is not None and any(t.days is not None and t.days[0] <= due[0] <= t.days[1] for t in real)
    topic = max(share, soft, 0.5 * concerned, 0.5 * place)
    same_type = own is not None and any(t.mention.event_type == own.mention.event_type for t in real)
    if topic < HINT and not ((day or on_day) and (bound or same_type)):
        return None
    following, parties = follow.followers(pledge, own), follow.parties(pledge)
    kinds = follow.kinds_of(said)
    verb = max((meaning(w, fold(t.mention.trigger_lemma)) for w in follow.core_words(pledge) for t in real), default=0.0)
    return {
        "share": share, "soft": soft, "bound": float(bound), "concerned": float(concerned), "place": float(place),
        "near": follow.nearest(said, pledge, own)[1], "follows": max((following.get(t.mention.event_mention_id, 0.0) for t in said.tellings), default=0.0),
        "denied": float(any(t.mention.modality == "denied" for t in said.tellings)),
        "same_type": float(same_type),
        "others": float(bool(parties) and bool(real) and not any(not t.actors or parties & (t.actors | t.recipients) for t in real)),
        "names_day": float(day), "on_day": float(on_day), "day_and_topic": (day or on_day) * topic,
        "late": float(any(due is not None and t.days is not None and t.days[0] > due[1] + days_of_grace(pledge) for t in real)),
        "early": float(due is not None and told is not None and told[0] < due[0]),
        "verb_and_topic": max(0.0, verb) * topic, "bound_and_topic": bound * topic,
        "condition": float(pledge.condition is not None), "promises": float(bool(follow.new_promises(said))),
        **{f"cue={kind}": topic * (kind in kinds) for kind in CUES},
    }  # fmt: skip


def direction(pledge: Pledge, own: Telling | None, said: Said, follow: Follow) -> dict[str, float]:
    """What tells a promise that was kept from one that was not, by name."""
    kinds, words = follow.kinds_of(said), frozenset(_WORD.findall(follow.words_of(said).lower()))
    real = [t for t in said.tellings if t.mention.modality in REAL]
    denied, unmoved = any(t.mention.modality == "denied" for t in said.tellings), bool(UNMOVED & words)
    opposite, due = any(opposites().get(w, _NONE) & words for w in follow.core_words(pledge)), day_range(pledge.due)
    stays = _STAYS.search(pledge.action.text) is not None
    return {
        "denied": float(denied), "unmoved": float(unmoved), "opposite": float(opposite), "stays": float(stays),
        "stays_against": float(stays and ("not" in kinds or unmoved or denied)), "real": float(bool(real)),
        "same_type": float(own is not None and any(t.mention.event_type == own.mention.event_type for t in real)),
        "on_day": float(due is not None and any(t.days is not None and t.days[0] <= due[1] and due[0] <= t.days[1] for t in real)),
        "late": float(any(due is not None and t.days is not None and t.days[0] > due[1] + days_of_grace(pledge) for t in real)),
        **{f"cue={kind}": float(kind in kinds) for kind in (*CUES, "ahead", "as_said")},
    }  # fmt: skip


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    """Words that tell that what a word promises was not done."""
    found: dict[str, set[str]] = {}
    for row in table("opposites.tsv"):
        found.setdefault(row["word"], set()).add(row["opposite"])
    return MappingProxyType({word: frozenset(others) for word, others in found.items()})


_NONE: frozenset[str] = frozenset()


def is_of_the_past(pledge: Pledge, said: Said, follow: Follow) -> bool:
    """Whether all days that a sentence names lie before the promise was told ("In 2012 Kenya had expelled him")."""
    promised = day_range(follow.views.corpus.by_id[pledge.action.report_id].published)
    times = follow.views.corpus.readings[said.report_id].times
    days = [d for t in times if said.start <= t.start < said.end and (d := span(t.date_start, t.date_end)) is not None]
    return promised is not None and bool(days) and max(d[1] for d in days) < promised[0] - 1


def is_hindered(pledge: Pledge, own: Telling | None, said: Said, follow: Follow) -> bool:
    """Whether a sentence tells of an act against who is bound, or what is theirs ("the rebels held the convoy of the Red Cross at the bridge")."""
    by = {follow.views.actor_of.get(c) for c in pledge.by}
    others = (t for t in said.tellings if t.mention.event_type in HOSTILE and t.mention.modality in REAL and not by & t.actors)
    return own is not None and own.mention.event_type not in HOSTILE and any(by & t.recipients or not t.recipients for t in others)


def is_unreal(said: Said, follow: Follow) -> bool:
    """Whether a sentence tells what would have been done ("Had the lorries not come, food would have been dropped")."""
    return _WOULD_HAVE.search(follow.words_of(said)) is not None


def named_share(weights: Mapping[str, float], wanted: Words, told: Words) -> float:
    """How much of what is wanted, by the weights of its words, others name, be it in other words (0..1)."""
    total = sum(weights.values())
    if not total or not told.words:
        return 0.0
    return sum(weight * best for weight, best in zip(weights.values(), stand_for(wanted, told), strict=True)) / total
