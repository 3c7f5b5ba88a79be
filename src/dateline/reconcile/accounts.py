"""Two accounts of one matter that cannot both be true, sentence against sentence: a claim and its denial, or two parties each blamed.

A sentence with words of denial or blame is held against the sentences of its story that may tell what it speaks against: those around it
in its report, those of other reports that share its telling words or its event. The weights stand in data/denial_weights.tsv
(scripts/train_questions.py).
"""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from types import MappingProxyType
from typing import Any

import msgspec
import numpy as np

from dateline.lexicon import table
from dateline.model.statement import Statement
from dateline.reconcile.commitments import sentences
from dateline.reconcile.cues import cues
from dateline.reconcile.events import Telling, Views
from dateline.reconcile.pairwise import ROWS, Features, Floats, Ints, Sets, crossing, numbers, weighed
from dateline.reconcile.questions import telling
from dateline.reconcile.weigh import Groups

LONGEST_SENTENCE = 600
"""Characters; what runs on for longer is a text that lost its marks."""
NEAR = 4
"""Sentences each way in one report that a denial may be about."""
LEAST_SHARED = 0.12
"""Share of telling words from which a sentence of another report may be what a denial is about."""
MOST = 60
MOST_CLAIMS, MOST_AGAINST = 5, 3
UNRELATED = 0.08
"""Share of telling words below which a denial that says what it denies is about something else."""
SHORT = 70
"""Characters; a shorter sentence that denies speaks against the one before it."""
LEAST_COMMON = 0.4
"""Weight of the words that a further claim must have in common with a denial to be shown with it."""
CLOSE = 1.0
"""How much less than the likeliest claim another one may score and still be shown with it."""
_BACK = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|dismiss(?:es|ed)?|refute[sd]?|contradict(?:s|ed)?|disputed?s?)\s+"
    r"(?:it\b|this\b|that[.,;\"”]|them\b|these\b|both\b|having\b|any\b|the\s+(?:charge|accusation|claim|allegation|report|stor|finding|version)|everything)"
    r"|\b(?:was|were|is|are)\s+(?:untrue|false|a\s+lie|lies|baseless|nonsense|pure\s+\w+|not\s+true)|\bcalled\s+(?:this|it|that|the\s+(?:report|claim))",
    re.IGNORECASE,
)
"""Denials that lean on what was said just before."""
_NO_DENIAL = re.compile(
    r"\bnot\s+(?:rule\s+out|exclude|say|confirm|comment|known|clear|immediately|only|yet)|neither\s+confirm|declined\s+to|could\s+not\s+be\s+(?:reached|confirmed|verified)"
    r"|not\s+been\s+(?:confirmed|verified)|no\s+(?:comment|immediate)|(?:was|were|is|are)\s+not\s+(?:available|named|identified)|not\s+to\s+be\s+(?:named|identified)",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r",?\s{1,3}(?:and|but|while)\s{1,3}(?:said|accused|told|promised|vowed|called)\b|,\s{1,3}(?:stress|say|add|insist|but\b|while\b)",
    re.IGNORECASE,
)
"""Where a denial goes on with something else."""
SHORTEST = 12
"""Characters that what a denial repeats has at least."""
_NO = re.compile(r"\bno\s+(?:\w+\s+){1,2}(?:was|were|has|have|had|is|are)\b|\bnot\s+one\b|\bnone\s+of\b", re.IGNORECASE)
ASSERTED = frozenset(("happened", "ongoing", "uncertain"))
AGAINST = frozenset(("deny", "disown", "reject", "not"))
"""Kinds of words by which a sentence may speak against another."""
VIOLENT = frozenset(("ASSAULT", "COERCE"))
GRAVE = VIOLENT | {"ACCUSE"}


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with its tellings, statements, telling words, actors and kinds of denial words.

    `number`: its place in the report; `back`: it speaks against something and leans on what was said just before; `answers`: half-open
    offsets of what it denies in the words in which others reported it.
    """

    report_id: str
    rank: int
    number: int
    start: int
    end: int
    words: frozenset[str]
    cues: frozenset[str]
    quoted: bool
    back: bool
    tellings: tuple[Telling, ...]
    statements: tuple[Statement, ...]
    actors: frozenset[str]
    sources: frozenset[str]
    answers: tuple[int, int] | None

    @property
    def denied(self) -> bool:
        return any(t.mention.modality == "denied" for t in self.tellings)


_NO_LETTERS = re.compile(r"[\W\d_]+")


def letters_of(words: str) -> str:
    """A sentence without its numbers, marks and case: an edited copy that only counts anew tells nothing else."""
    return _NO_LETTERS.sub(" ", words).casefold().strip()


def kinds_in(words: str) -> frozenset[str]:
    """Kinds of denial words in a sentence (data/denial_cues.tsv); plain negation of knowing or saying is none."""
    found = cues("denial_cues.tsv", False).kinds_in(words)
    if _NO.search(words):
        found |= {"not"}
    if "silent" in found:
        return found - AGAINST
    return found - {"not"} if "not" in found and _NO_DENIAL.search(words) else found


@cache
def _reported() -> re.Pattern[str]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for row in table("denial_cues.tsv"):
        kinds[row["kind"]].append(re.escape(row["words"]).replace(r"\ ", r"\s+"))
    denials = [words for words in kinds["deny"] + kinds["reject"] if "contrary" not in words]
    denies, told = ("|".join(sorted(words, key=len, reverse=True)) for words in (denials, kinds["charge"]))
    return re.compile(
        rf"\b(?:{denies})\w*\s.{{0,60}}?\b(?:(?:{told})\w*|what)\b.{{0,140}}?\b(?:that|of|about|concerning|according\s+to\s+which)\s+",
        re.IGNORECASE | re.DOTALL,
    )


def answered(words: str) -> tuple[int, int] | None:
    """Offsets of what a denial says that others reported ("denied a report that *jets bombed the marsh*"); None where it names no report."""
    if (found := _reported().search(words)) is None:
        return None
    rest = _ADDS.search(words, found.end())
    end = rest.start() if rest else len(words.rstrip(" .\"”'"))
    return (found.end(), end) if end - found.end() >= SHORTEST else None


def is_denial(words: str) -> bool:
    """Whether a sentence says that something is not so, or that somebody had no part in it; refusing a demand and plain negation do not."""
    kinds = kinds_in(words)
    return bool(kinds & {"deny", "disown"}) or {"reject", "charge"} <= kinds


def said_in(views: Views, tellings: Sequence[Telling]) -> Mapping[str, list[Said]]:
    """The sentences of each story, in order of report and place; of copies only what they add."""
    told: dict[str, list[Telling]] = defaultdict(list)
    for t in tellings:
        told[t.report_id].append(t)
    found: dict[str, list[Said]] = defaultdict(list)
    for report in views.corpus.reports:
        source_text = source.text if (source := views.corpus.by_id.get(views.copy_of.get(report.report_id, ""))) is not None else ""
        repeated = {letters_of(source_text[s:e]) for s, e in sentences(source_text)}
        spans = list(_units(report.text, told[report.report_id]))
        starts = [s for s, _ in spans]
        acts: dict[int, list[Telling]] = defaultdict(list)
        for t in told[report.report_id]:
            acts[bisect_right(starts, t.mention.trigger.start) - 1].append(t)
        statements: dict[int, list[Statement]] = defaultdict(list)
        for s in views.corpus.readings[report.report_id].statements:
            for at in {bisect_right(starts, e.start) - 1 for e in (*s.content, *((s.cue,) if s.cue else ()))}:
                statements[at].append(s)
        for number, (start, end) in enumerate(spans):
            words = report.text[start:end]
            if source_text and (words in source_text or letters_of(words) in repeated):
                continue
            here, said = tuple(acts[number]), tuple(statements[number])
            sources = frozenset(views.actor_of[c] for s in said if (c := s.source or "") in views.actor_of)
            sources |= {views.actor_of[c] for t in here for c in t.mention.attributed_to if c in views.actor_of}
            kinds = kinds_in(words)
            against = bool(kinds & AGAINST) or any(t.mention.modality == "denied" for t in here)
            parties = frozenset().union(*(t.actors | t.recipients for t in here)) if here else frozenset()
            found[views.story_of[report.report_id]].append(
                Said(
                    report_id=report.report_id, rank=views.corpus.rank[report.report_id], number=number, start=start, end=end,
                    words=frozenset(w[:5] for w in telling(words)),
                    cues=kinds, answers=_shifted(answered(words), start) if kinds & {"deny", "reject"} else None,
                    quoted='"' in words or "“" in words, back=against and bool(_BACK.search(words)),
                    tellings=here, statements=said, actors=parties, sources=sources,
                )
            )  # fmt: skip
    return found


def _units(text: str, told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of a text; where it lost its marks, those that the tellings were read in."""
    for start, end in sentences(text):
        within = {t.mention.sentence.start for t in told if start < t.mention.sentence.start < end} if end - start > LONGEST_SENTENCE else ()
        yield from pairwise((start, *sorted(within), end))


def _shifted(span: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return span and (span[0] + by, span[1] + by)


def goes_on(said: Sequence[Said], n: int) -> Said | None:
    """The sentence after `said[n]` where it goes on with the same denial: the denier's own words, or one more sentence of his."""
    if n + 1 == len(said) or (after := said[n + 1]).report_id != said[n].report_id:
        return None
    own = after.quoted or bool(after.sources & said[n].sources)
    return after if own and (after.cues & {"deny", "disown", "not"} or after.denied) else None


class Sentences:
    """The sentences of a story that tell something, as arrays, to compare a claim with what may speak against it.

    A pair's `left` is the claim, its `right` the denial; both are numbers in `places`, which has their places in the story.
    """

    def __init__(self, said: Sequence[Said], event_of: Mapping[str, str]) -> None:
        self.places = [n for n, s in enumerate(said) if s.tellings or s.statements]
        told = [said[n] for n in self.places]
        counts = Counter(chain.from_iterable(s.words for s in said))
        most, often = math.log(max(2, len(said))), max(12, len(said) // 3)
        worth = {n: max(0.0, math.log(len(said) / n) / most) for n in set(counts.values())}
        self.words = Sets([s.words for s in told], lambda w: worth[counts[w]])
        self._rare = self.words.without([w for w, n in counts.items() if n > often])
        self._at, self._report = np.array(self.places), numbers(s.report_id for s in told)
        self._number, self._length = np.array([s.number for s in told]), np.array([s.end - s.start for s in told])
        cue = {cue: np.array([cue in s.cues for s in told], np.bool_) for cue in ("deny", "disown", "reject", "not", "charge", "blame")}
        self._deny, self._reject, self._not, self._charge = cue["deny"] | cue["disown"], cue["reject"], cue["not"], cue["charge"]
        self._accuses = np.array(["accuse" in s.cues for s in told], np.bool_)
        self._charged = cue["charge"] | cue["blame"]
        self._quoted, self._back = (np.array([getattr(s, name) for s in told], np.bool_) for name in ("quoted", "back"))
        kinds = [frozenset(t.mention.event_type for t in s.tellings) for s in told]
        self._grave = self._charged | np.array([not GRAVE.isdisjoint(k) for k in kinds], np.bool_)
        self._uncertain = np.array([any(t.mention.modality == "uncertain" for t in s.tellings) for s in told], np.bool_)
        self._telling = np.array([bool(s.tellings) for s in told], np.bool_)
        real = [frozenset(event_of[t.mention.event_mention_id] for t in s.tellings if t.mention.modality in ASSERTED) for s in told]
        denied = [[t for t in s.tellings if t.mention.modality == "denied"] for s in told]
        self._real, self._denied = (np.array([bool(found) for found in some], np.bool_) for some in (real, denied))
        self._denials = np.flatnonzero(self._deny | self._reject | self._not | self._denied)
        self._events = Sets([frozenset(event_of[t.mention.event_mention_id] for t in s.tellings) for s in told])
        self._sources, self._accused = Sets([s.sources for s in told]), crossing([s.actors for s in told], [s.sources for s in told])
        self._denied_event = crossing(real, [frozenset(event_of[t.mention.event_mention_id] for t in found) for found in denied])
        self._denied_type = crossing(kinds, [frozenset(t.mention.event_type for t in found) for found in denied])

    def pairs(self) -> Iterator[tuple[Ints, Ints]]:
        """Likely pairs, some at a time: sentences near each other in one report, and of other reports those that have most in common."""
        step, meet = max(1, ROWS // max(1, len(self.places))), self._rare.meeting(self._denials)
        for first in range(0, len(self._denials), step):
            denials = self._denials[first : first + step]
            left, right = np.tile(np.arange(len(self.places)), len(denials)), np.repeat(denials, len(self.places))
            one = self._report[left] == self._report[right]
            near = one & (left != right) & (np.abs(self._at[left] - self._at[right]) <= NEAR)
            across = ~one & meet[first : first + step].ravel()
            alike = self._most_alike(left[across], right[across])
            yield np.concatenate((left[near], alike[0])), np.concatenate((right[near], alike[1]))

    def _most_alike(self, left: Ints, right: Ints) -> tuple[Ints, Ints]:
        """Of pairs over two reports those with an event in common or much of the words, at most `MOST` for each denial."""
        same = self._events.meet(left, right)
        whole = self.words.whole
        lighter = np.minimum(np.where(whole[right] > 0, whole[right], 1.0), whole[left])
        share = self._rare.shared(right, left) / np.maximum(0.5, lighter)
        likely = same | (share >= LEAST_SHARED)
        left, right, worth = left[likely], right[likely], (share + same)[likely]
        order = np.lexsort((left, -worth, right))
        left, right = left[order], right[order]
        best = np.arange(len(right)) - np.searchsorted(right, right) < MOST
        return left[best], right[best]

    def features(self, left: Ints, right: Ints) -> Features:
        """What says that the second sentence of each pair speaks against the first, by feature name."""
        one = self._report[left] == self._report[right]
        gap = (self._number[right] - self._number[left]) * one
        deny = self._deny[right]
        plain = self._not[right] & ~deny
        charge = self._charge[right] | self._charged[left]
        lighter = np.minimum(self.words.whole[left], self.words.whole[right])
        share = np.minimum(1.0, self.words.shared(left, right) / np.maximum(0.8, lighter))
        same_source = self._sources.meet(left, right)
        sourced = ~self._sources.empty
        other_source = sourced[left] & sourced[right] & ~same_source
        accused = self._accused(left, right) & ~same_source
        denied_event, grave, real = self._denied_event(left, right), self._grave[left], self._real[left]
        short = self._length[right] < SHORT
        return {
            "deny": deny, "reject_charge": self._reject[right] & charge, "reject_demand": self._reject[right] & ~charge,
            "plain": plain, "plain_other_source": plain & other_source & (gap >= 0) & (gap <= 2), "plain_accused": plain & accused & grave,
            "plain_quoted": plain & self._quoted[right] & grave & ((gap == 1) | (gap == 2)),
            "denied_event": denied_event, "denied_type": self._denied_type(left, right),
            "back_next": self._back[right] & (gap == 1), "back_near": self._back[right] & (gap == 2), "short_next": deny & (gap == 1) & short,
            "next": gap == 1, "before": gap < 0, "far": np.abs(gap) > 2, "across": ~one,
            "shared": share, "shared_deny": share * deny, "shared_across": share * ~one,
            "claim_said": sourced[left] | self._charged[left], "claim_uncertain": self._uncertain[left], "claim_real": real,
            "claim_denies": self._deny[left], "claim_negated": ~real & (self._denied[left] | self._not[left]),
            "claim_unreal": self._telling[left] & ~real, "claim_untold": ~self._telling[left],
            "other_source": other_source, "same_source": same_source, "accused_denies": accused & deny,
            "unrelated": deny & ~self._back[right] & (share < UNRELATED) & ~denied_event & ~accused & ~short,
            "claim_inside": self._accuses[right] & deny & self._back[right],
            "accusation": self._accuses[left] & self._back[right] & short,
            "unsourced": ~sourced[right] & ~self._quoted[right],
        }  # fmt: skip

    def scores(self, left: Ints, right: Ints) -> Floats:
        """How much says that the second sentence of each pair speaks against the first: above 0 it is held to."""
        return weighed(self.features(left, right), weights()).round(6)


@cache
def weights() -> Mapping[str, float]:
    """Weights by feature (data/denial_weights.tsv)."""
    return MappingProxyType({row["feature"]: float(row["weight"]) for row in table("denial_weights.tsv")})


class Opposed(msgspec.Struct, frozen=True):
    """Sentences that tell something and denials that speak against it, each with the sentence that goes on with it.

    `kind`: modality, or actor where only who did it is disputed.
    """

    kind: str
    claims: tuple[Said, ...]
    against: tuple[tuple[Said, ...], ...]


def opposed(said: Sequence[Said], event_of: Mapping[str, str]) -> Iterator[Opposed]:
    """The disputes of one story: each denial with what it is most likely about, joined where they are about one sentence or event.

    A denial that repeats what others reported needs no other sentence.
    """
    best = _likeliest(said, event_of)
    told: dict[str, list[int]] = defaultdict(list)
    for n, s in enumerate(said):
        for t in s.tellings:
            if t.mention.modality in ASSERTED:
                told[event_of[t.mention.event_mention_id]].append(n)
    matters = Groups(range(len(said)))
    for b, close in best.items():
        if close:
            matters.join(close[0][1], b)
    rows: dict[Any, list[tuple[float, int, int]]] = defaultdict(list)
    for b, close in best.items():
        rows[matters.find(b)] += [(value, a, b) for value, a in close] or [(0.0, b, b)]
    for matter in rows.values():
        matter.sort(key=lambda f: (-f[0], f[1], f[2]))
        denials = list(dict.fromkeys(b for _, _, b in matter))[:MOST_AGAINST]
        claims = [a for a in dict.fromkeys(a for _, a, _ in matter) if a not in denials]
        if not claims and not any(said[n].answers and "hearsay" not in said[n].cues for n in denials):
            continue
        denied = {event_of[t.mention.event_mention_id] for n in denials for t in said[n].tellings if t.mention.modality == "denied"}
        for event in sorted(denied):
            claims += [n for n in told[event] if n not in claims and n not in denials]
        against = tuple((said[n], after) if (after := goes_on(said, n)) is not None else (said[n],) for n in denials)
        yield Opposed(_kind(said[matter[0][1]], said[matter[0][2]]), tuple(said[n] for n in claims[:MOST_CLAIMS]), against)


def rivals(said: Sequence[Said]) -> Iterator[tuple[Said, ...]]:
    """Sentences near each other in one report whose sources lay one deed at different doors, in order."""
    found: list[Said] = []
    for s in said:
        if "blame" not in s.cues or not (s.sources or "avow" in s.cues) or not (types := {t.mention.event_type for t in s.tellings}):
            continue
        if "charge" in s.cues and not types & VIOLENT:  # who is accused of something else than the deed
            continue
        if found and (s.report_id != found[-1].report_id or s.number - found[-1].number > NEAR):
            if len(found) > 1:
                yield tuple(found)
            found = []
        if not found or not any(s.sources & other.sources for other in found):
            found.append(s)
    if len(found) > 1:
        yield tuple(found)


def _likeliest(said: Sequence[Said], event_of: Mapping[str, str]) -> dict[int, list[tuple[float, int]]]:
    """`(score, claim)` of what each denial is most likely about, likeliest first; nothing for one that only repeats what it denies."""
    told = Sentences(said, event_of)
    scored: dict[int, list[tuple[float, int, float]]] = defaultdict(list)
    for left, right in told.pairs():
        scores = told.scores(left, right)
        left, right, scores = left[scores > 0], right[scores > 0], scores[scores > 0]
        for value, a, b, common in zip(scores.tolist(), left.tolist(), right.tolist(), told.words.shared(left, right).tolist(), strict=True):
            claim, denial = told.places[a], told.places[b]
            if not (said[denial].answers and said[claim].rank > said[denial].rank):  # what a denial repeats is no later report's word
                scored[denial].append((value, claim, common))
    best: dict[int, list[tuple[float, int]]] = {n: [] for n, s in enumerate(said) if s.answers and s.statements}
    for b, found in scored.items():
        found.sort(key=lambda f: (-f[0], f[1]))
        best[b] = [f[:2] for n, f in enumerate(found[:3]) if n == 0 or (f[0] > found[0][0] - CLOSE and f[2] > LEAST_COMMON)]
    return best


def _kind(claim: Said, denials: Said) -> str:
    """`actor` where somebody says that he had no part in it, or blames another than the claim does, else `modality`."""
    return "actor" if "disown" in denials.cues or {"blame"} <= denials.cues & claim.cues else "modality"
