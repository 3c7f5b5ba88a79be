"""Two accounts of one matter that cannot both be true, sentence against sentence: a claim and its denial, or two parties each blamed.

A sentence with words of denial or blame is held against the sentences of its story that may tell what it speaks against: those around it
in its report, those of other reports that share its telling words or its event. The weights stand in data/denial_weights.tsv
(scripts/train_denials.py).
"""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
import numpy as np

from dateline.lexicon import alternation, table
from dateline.model.statement import Statement
from dateline.reconcile.commitments import kinds_in as outcome_kinds
from dateline.reconcile.commitments import sentences
from dateline.reconcile.cues import cues
from dateline.reconcile.events import Telling, Views, is_refused
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
CLOSE = 2.0
"""How much less than the likeliest claim another one may score and still be shown with it."""
_BACK = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|dismiss(?:es|ed)?|refute[sd]?|contradict(?:s|ed)?|disputed?s?)\s+"
    r"(?:it\b|this\b|that[.,;\"”]|them\b|these\b|both\b|having\b|any\b|the\s+(?:charge|accusation|claim|allegation|report|stor|finding|version)|everything)"
    r"|\b(?:was|were|is|are)\s+(?:untrue|false|a\s+lie|lies|baseless|nonsense|pure\s+\w+|not\s+true)|\bcalled\s+(?:this|it|that|the\s+(?:report|claim))",
    re.IGNORECASE,
)
"""Denials that lean on what was said just before."""
_NO_DENIAL = re.compile(
    r"\bnot\s+(?:recogni[sz]e|accept|attend|intervene|rule\s+out|exclude|say|confirm|comment|mention|known|clear|immediately|only|yet)|\bno\s+(?:one|group|party|side)\s+(?:has\s+|had\s+)?(?:yet\s+)?claimed|neither\s+confirm|declined\s+to|could\s+not\s+be\s+(?:reached|confirmed|verified)"
    r"|not\s+been\s+(?:confirmed|verified)|no\s+(?:comment|immediate)|(?:was|were|is|are)\s+not\s+(?:available|named|identified)|not\s+to\s+be\s+(?:named|identified)",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r",?\s{1,3}(?:and|but|while)\s{1,3}(?:said|accused|told|promised|vowed|called)\b|,\s{1,3}(?:stress|say|add|insist|but\b|while\b)",
    re.IGNORECASE,
)
"""Where a denial goes on with something else."""
_HALVES = re.compile(r";\s+")
LEAST_HALF = 20
"""Characters of each half of a sentence that tells two accounts: "the mayor said they fled; the army denied it"."""
SHORTEST = 12
"""Characters that what a denial repeats has at least."""
_NO = re.compile(r"\bno\s+(?:\w+\s+){1,2}(?:was|were|has|have|had|is|are)\b|\bnot\s+one\b|\bnone\s+of\b", re.IGNORECASE)
ASSERTED = frozenset(("happened", "ongoing", "uncertain"))
LEAST_SCOPE = 2
"""Telling words that what a denial speaks against has at least; where fewer follow the word of denial, the whole sentence tells it."""
LEAST_FIRST = -0.5
"""The score up to which a claim comes behind all others where one of them has more than 0."""
LEAST_DENIED, SHORTEST_SCOPE = -1.5, 0.6
"""The score from which a claim stands against somebody's denial without a word of denying, and the least weight of what a denial speaks against."""
BELONGS = frozenset(("leads", "member_of", "holds_office_in", "part_of", "loyal_to"))
"""Relations by which what is said of a group is said of a person."""
PUT_OFF = frozenset(("delay", "cancel", "called_off"))
"""Kinds of outcome words that say that something did not happen as planned."""
AGAINST = frozenset(("deny", "disown", "reject", "not"))
"""Kinds of words by which a sentence may speak against another."""
VOWED = frozenset(("THREATEN", "AGREE", "REQUEST"))
"""Types of events by which somebody only says what is to be."""
UNREAL = frozenset(("planned", "hypothetical"))
VIOLENT = frozenset(("ASSAULT", "COERCE"))
GRAVE = VIOLENT | {"ACCUSE"}


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with its tellings, statements, telling words, actors and kinds of denial words.

    `number`: its place in the report; `back`: it speaks against something and leans on what was said just before; `answers`: half-open
    offsets of what it denies in the words in which others reported it; `scope`: beginnings of the telling words of what it denies; `groups`:
    its sources, and the groups that these lead or belong to; `repeats`: beginnings of the telling words of what it answers; `plain`: it has its marks, and what it says did not happen was not only put off;
    `vows`: it tells of no act, only of what somebody promises.
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
    scope: frozenset[str]
    groups: frozenset[str]
    plain: bool
    repeats: frozenset[str] = frozenset()
    vows: bool = False

    @property
    def denied(self) -> bool:
        return any(t.mention.modality == "denied" for t in self.tellings)


_CONDITION = re.compile(r"\b(?:if|unless)\b(?! not\b)[^,;.]{3,120}(?:[,;.]|$)", re.IGNORECASE)
"""What hangs on a condition is not denied in it: "will strike if they are not paid"."""
_QUARREL = re.compile(
    r"\bdisputes?\b(?=\s*(?:[,.;:)\"”]|$|(?:over|with|between|about|in|which|and|since|at|has|had|have|is|was|were|that)\b))", re.IGNORECASE
)
"""A quarrel, which denies nothing: "the long-running border dispute"."""
_NO_LETTERS = re.compile(r"[\W\d_]+")


def letters_of(words: str) -> str:
    """A sentence without its numbers, marks and case: an edited copy that only counts anew tells nothing else."""
    return _NO_LETTERS.sub(" ", words).casefold().strip()


def kinds_in(words: str) -> frozenset[str]:
    """Kinds of denial words in a sentence (data/denial_cues.tsv); plain negation of knowing or saying is none."""
    words = _QUARREL.sub(" ", words)
    found = cues("denial_cues.tsv", False).kinds_in(words)
    if "not" in found and _CONDITION.search(words):
        found = found - {"not"} | cues("denial_cues.tsv", False).kinds_in(_CONDITION.sub(" ", words)) & {"not"}
    if _NO.search(words):
        found |= {"not"}
    if "silent" in found:
        return found - AGAINST
    return found - {"not"} | {"unsaid"} if "not" in found and _NO_DENIAL.search(words) else found


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
    found = _reported().search(words)
    if found is None or _ADDS.search(words, found.start(), found.end()):
        return None  # "rejected the charge and promised that the road would open"
    rest = _ADDS.search(words, found.end())
    end = rest.start() if rest else len(words.rstrip(" .\"”'"))
    return (found.end(), end) if end - found.end() >= SHORTEST else None


def is_denial(words: str) -> bool:
    """Whether a sentence says that something is not so, or that somebody had no part in it; refusing a demand and plain negation do not."""
    return _denies(kinds_in(words))


def _denies(kinds: frozenset[str]) -> bool:
    return bool(kinds & {"deny", "disown"}) or {"reject", "charge"} <= kinds


def said_in(views: Views, tellings: Sequence[Telling]) -> Mapping[str, list[Said]]:
    """The sentences of each story, in order of report and place; of copies only what they add."""
    told: dict[str, list[Telling]] = defaultdict(list)
    for t in tellings:
        told[t.report_id].append(t)
    found: dict[str, list[Said]] = defaultdict(list)
    groups = _groups(views)
    for report in views.corpus.reports:
        source_text = source.text if (source := views.corpus.by_id.get(views.copy_of.get(report.report_id, ""))) is not None else ""
        source_breaks = views.corpus.readings[source.report_id].breaks if source is not None else ()
        repeated = {letters_of(source_text[s:e]) for s, e in sentences(source_text, source_breaks)}
        breaks = views.corpus.readings[report.report_id].breaks
        spans, leaning, apart = _units(report.text, breaks, told[report.report_id])
        starts = [s for s, _ in spans]
        vows = {bisect_right(starts, p.action.start) - 1 for p in views.corpus.readings[report.report_id].pledges}
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
            if not (sources and start in apart):  # "the party said they were shot, but the police denied it": the party does not
                sources |= {views.actor_of[c] for t in here for c in t.mention.attributed_to if c in views.actor_of}
            kinds = kinds_in(words)
            reported = answered(words) if kinds & {"deny", "reject"} else None
            against = bool(kinds & AGAINST) or any(t.mention.modality == "denied" for t in here)
            parties = frozenset().union(*(t.actors | t.recipients for t in here)) if here else frozenset()
            found[views.story_of[report.report_id]].append(
                Said(
                    report_id=report.report_id, rank=views.corpus.rank[report.report_id], number=number, start=start, end=end,
                    words=beginnings(words),
                    cues=kinds, answers=_shifted(reported, start), repeats=beginnings(words[slice(*reported)]) if reported else frozenset(),
                    quoted='"' in words or "“" in words, back=against and (start in leaning or bool(_BACK.search(words))),
                    tellings=here, statements=said, actors=parties, sources=sources, groups=sources.union(*(groups[a] for a in sources if a in groups)),
                    scope=scope_of(words, [t.mention.trigger.start - start for t in here if t.mention.modality == "denied"]) if against else frozenset(),
                    plain=against and not breaks and not outcome_kinds(words) & PUT_OFF, vows=number in vows and not here,
                )
            )  # fmt: skip
    return found


@cache
def _verdict() -> re.Pattern[str]:
    """The comma behind which a sentence tells who denies what it said before: "he said they had fled|, which the army denied"."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for row in table("denial_cues.tsv"):
        kinds[row["kind"]].append(row["words"])
    told, denials = alternation({*kinds["charge"], "version", "account", "story"}), alternation(kinds["deny"] + kinds["reject"])
    return re.compile(rf",\s+(?=(?:which|something|an?\s+(?:\w+\s+)?(?:{told})\w*)\s+[^,.;:\"”]{{0,60}}?\b(?:{denials})\w*[^,;:]{{0,40}}$)", re.IGNORECASE)


@cache
def _contrast() -> re.Pattern[str]:
    """The comma behind which a sentence goes on with what another party denies: "the rebels said they held the town|, but the army denied it"."""
    denials = alternation(row["words"] for row in table("denial_cues.tsv") if row["kind"] == "deny" and row["words"].startswith(("den", "reject", "dismiss", "disput")))
    return re.compile(rf",\s+(?=(?:but|while|though|although)\s+(?!(?:it|he|she|they)\b)[^,.;:\"”]{{2,60}}?\b(?:{denials})\w*)", re.IGNORECASE)


@cache
def _speaks_against() -> re.Pattern[str]:
    return re.compile(rf"\b(?:no\b|{alternation(row['words'] for row in table('denial_cues.tsv') if row['kind'] in AGAINST)})", re.IGNORECASE)


def scope_of(words: str, denied: Sequence[int] = ()) -> frozenset[str]:
    """Beginnings of the telling words of what a sentence speaks against: those from its first word of denial on, or from what it tells as
    not so (`denied`: where those words begin).

    Example:
        >>> sorted(scope_of("The brigade denied that it shelled the market."))
        ['brig', 'marke', 'shell']
    """
    first = min((m.start() for m in _speaks_against().finditer(words)), default=0)
    found = beginnings(words[min([first, *denied]) :])
    return found if len(found) >= LEAST_SCOPE else beginnings(words)


def beginnings(words: str) -> frozenset[str]:
    """How the telling words of a text begin."""
    return frozenset(w[:5] for w in telling(words))


def _groups(views: Views) -> Mapping[str, frozenset[str]]:
    """The groups that actors lead or belong to, by actor id."""
    found: dict[str, set[str]] = defaultdict(set)
    for reading in views.corpus.readings.values():
        for r in reading.relations:
            if r.predicate in BELONGS and (one := views.actor_of.get(r.subject)) and (group := views.actor_of.get(r.object)):
                found[one].add(group)
    return {one: frozenset(groups) for one, groups in found.items()}


def _units(text: str, breaks: tuple[int, ...], told: Sequence[Telling]) -> tuple[list[tuple[int, int]], set[int], set[int]]:
    """Offsets of the sentences of a text; where it lost its marks, those that the tellings were read in.

    Also where parts begin that pass a verdict on the words before them, and those in which another party denies them.
    """
    spans: list[tuple[int, int]] = []
    leaning: set[int] = set()
    apart: set[int] = set()
    for start, end in sentences(text, breaks):
        within = {t.mention.sentence.start for t in told if start < t.mention.sentence.start < end} if end - start > LONGEST_SENTENCE else set()
        within |= {m.end() for m in _HALVES.finditer(text, start + LEAST_HALF, end - LEAST_HALF)}
        verdicts, contrasts = ({m.end() for m in found.finditer(text, start + LEAST_HALF, end)} for found in (_verdict(), _contrast()))
        leaning |= verdicts
        apart |= contrasts
        spans += pairwise((start, *sorted(within | verdicts | contrasts), end))
    return spans, leaning, apart


def _shifted(span: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return span and (span[0] + by, span[1] + by)


def goes_on(said: Sequence[Said], n: int) -> Said | None:
    """The sentence after `said[n]` where it goes on with the same denial: the denier's own words, or one more sentence of his."""
    if n + 1 == len(said) or (after := said[n + 1]).report_id != said[n].report_id:
        return None
    reproached = bool(after.actors & said[n].sources) and after.sources.isdisjoint(said[n].groups)  # "a 'pattern of denial', Amnesty says of it"
    own = after.quoted and not reproached or bool(after.sources & said[n].sources)
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
        self._alleged = np.array([any(t.mention.event_type in VIOLENT and t.mention.modality == "uncertain" for t in s.tellings) for s in told], np.bool_)
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

        doers = [frozenset[str]().union(*(t.actors for t in s.tellings if t.mention.modality in ASSERTED)) for s in told]
        days = [[t.days[0] for t in s.tellings if t.days is not None and t.mention.modality in ASSERTED] for s in told]
        self._day = np.array([min(d, default=-np.inf) for d in days])
        self._published = np.array([next((t.published for t in s.tellings if t.published is not None), np.inf) for s in told])
        self._does = crossing(doers, [s.groups for s in told])
        self._scope = Sets([*(s.words for s in told), *(s.scope for s in told)], lambda w: worth[counts[w]])

    def pairs(self) -> Iterator[tuple[Ints, Ints]]:
        """Likely pairs, some at a time: sentences near each other in one report, and of other reports those that have most in common."""
        step, meet = max(1, ROWS // max(1, len(self.places))), self._rare.meeting(self._denials)
        for first in range(0, len(self._denials), step):
            denials = self._denials[first : first + step]
            left, right = np.tile(np.arange(len(self.places)), len(denials)), np.repeat(denials, len(self.places))
            one = self._report[left] == self._report[right]
            near = one & (left != right) & (np.abs(self._at[left] - self._at[right]) <= NEAR)
            across = ~one & meet[first : first + step].ravel() & (self._day[left] <= self._published[right])  # what is still to come is not denied
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
        named = right + len(self.places)
        scope = np.minimum(1.0, self._scope.shared(named, left) / np.maximum(SHORTEST_SCOPE, self._scope.whole[named]))
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
            "accusation": self._accuses[left] & ~self._alleged[left] & self._back[right] & short,
            "unsourced": ~sourced[right] & ~self._quoted[right],
            "scope": scope, "scope_across": scope * ~one, "does": self._does(left, right),
        }  # fmt: skip

    def scores(self, left: Ints, right: Ints) -> tuple[Floats, Floats]:
        """Of each pair how much says that the second sentence speaks against the first (above 0 it is held to), and how much says that the
        first is what the second speaks against, rather than other sentences."""
        features = self.features(left, right)
        return weighed(features, weights("weight")).round(6), weighed(features, weights("choice")).round(6)


@cache
def weights(column: str) -> Mapping[str, float]:
    """Weights by feature (data/denial_weights.tsv): `weight` tells whether two sentences are against each other, `choice` which are."""
    return MappingProxyType({row["feature"]: float(row[column]) for row in table("denial_weights.tsv")})


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
    matters = Groups(range(2 * len(said)))  # a sentence as a claim, and behind them each as a denial: who contradicts one side may be the other
    for b, close in best.items():
        if close:
            matters.join(close[0][1], len(said) + b)
        if not _counters(said[b]):
            matters.join(b, len(said) + b)
    rows: dict[Any, list[tuple[float, int, int]]] = defaultdict(list)
    for b, close in best.items():
        rows[matters.find(len(said) + b)] += [(value, a, b) for value, a in close] or [(0.0, b, b)]
    for matter in rows.values():
        matter.sort(key=lambda f: (-f[0], f[1], f[2]))
        denials = list(dict.fromkeys(b for _, _, b in matter))[:MOST_AGAINST]
        claims = [a for a in dict.fromkeys(a for _, a, _ in matter) if a not in denials]
        if not claims and not any(said[n].answers and "hearsay" not in said[n].cues for n in denials):
            continue
        denied = {event_of[t.mention.event_mention_id] for n in denials for t in said[n].tellings if t.mention.modality == "denied"}
        for event in sorted(denied):
            further = (n for n in told[event] if n not in claims and n not in denials)
            claims += [n for n in further if not any(_tells_other(said[n], said[d]) or _of_other_days(said[n], said[d]) or _of_one_side(said[n], said[d]) for d in denials)]
        against = tuple((said[n], after) if (after := goes_on(said, n)) is not None else (said[n],) for n in denials)
        yield Opposed(_kind(said[matter[0][1]], said[matter[0][2]]), tuple(said[n] for n in claims[:MOST_CLAIMS]), against)


def rivals(said: Sequence[Said]) -> Iterator[tuple[Said, ...]]:
    """Sentences near each other in one report whose sources lay one deed at different doors, in order."""
    found: list[Said] = []
    for s in said:
        if "blame" not in s.cues or not (s.sources or "avow" in s.cues) or not (types := {t.mention.event_type for t in s.tellings}):
            continue
        if s.answers is not None or ("charge" in s.cues and not types & VIOLENT):  # who answers a charge, or is accused of something else than the deed
            continue
        if not s.actors - s.sources and "avow" not in s.cues:  # "missiles fired from the hills, the coalition said": nobody is named
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
    scored: dict[int, list[tuple[float, int, float, float]]] = defaultdict(list)
    refusals: dict[int, Refusal] = {}
    for left, right in told.pairs():
        shared = told.words.shared(left, right)
        for value, choice, a, b, common in zip(*(x.tolist() for x in (*told.scores(left, right), left, right, shared)), strict=True):
            claim, denial = told.places[a], told.places[b]
            refusal = refusals.get(denial) or refusals.setdefault(denial, _refusal(said[denial]))
            if (_only_asks(said[claim], said[denial]) and "deny" in said[denial].cues) or _is_of_others(said[claim], said[denial], refusal):
                continue
            if _of_one_mind(said[claim], said[denial]) or _is_for_later(said[claim]) or _says_all(said[claim], said[denial], event_of):
                continue
            if _only_befalls(said[claim], said[denial]):
                continue
            # what a denial repeats is no later report's word, and what somebody vows nobody denies to have taken place
            if (refusal.counters and _tells_other(said[claim], said[denial])) or _rules_out_another(said[claim], refusal):
                continue
            if not (said[denial].answers and said[claim].rank > said[denial].rank) and (common or not _only_vows(said[claim], said[denial])):
                scored[denial].append((choice, claim, common, value))
    best: dict[int, list[tuple[float, int]]] = {n: [] for n, s in enumerate(said) if s.answers and s.statements}
    for b, found in scored.items():
        found.sort(key=lambda f: (-f[0], f[1]))
        if any(f[3] > 0 for f in found):  # what is unlikely to be meant does not come first because it is alike
            found.sort(key=lambda f: (f[3] <= LEAST_FIRST, -f[0], f[1]))
        denial = said[b]
        told_plainly = not _denies(denial.cues) and denial.plain and bool(denial.sources or denial.quoted)
        if max(f[3] for f in found) > 0 or found[0][3] > (LEAST_DENIED if told_plainly else 0.0):
            further = (
                f for f in found[1:3]
                if f[0] > found[0][0] - CLOSE and f[2] > LEAST_COMMON and _may_join(said[f[1]], denial) and not _of_other_days(said[f[1]], said[found[0][1]], denial)
            )  # fmt: skip
            best[b] = [f[:2] for f in (found[0], *further)]
    return best


class Refusal(NamedTuple):
    """What is the same of a denying sentence whatever it is set against.

    `denied`: its tellings that are denied; `counters`: see `_counters`; `rules_out`: how the words begin of what it only rules out, None
    where it denies more than that.
    """

    denied: tuple[Telling, ...]
    counters: bool
    rules_out: frozenset[str] | None


def _refusal(denial: Said) -> Refusal:
    denied = tuple(t for t in denial.tellings if t.mention.modality == "denied")
    mentions = [t.mention for t in denied]
    only = mentions and not denial.cues & (AGAINST - {"not"}) and all(m.event_type in VIOLENT and is_refused(m) for m in mentions)
    return Refusal(denied, _counters(denial), frozenset().union(*(beginnings(m.trigger.text) for m in mentions)) if only else None)


def _counters(said: Said) -> bool:
    """Whether a sentence tells of an attack itself, beside what it says others wrongly report: "shells killed 15, contradicting the claim that a
    store blew up"."""
    if said.answers is None:
        return False
    start, end = said.answers
    own = (t.mention for t in said.tellings if not start <= t.mention.trigger.start < end)
    return any(m.modality in ASSERTED and m.event_type in VIOLENT for m in own)


def _tells_other(claim: Said, denial: Said) -> bool:
    """Whether a sentence of another report has no word of what one repeats and denies that itself tells of an attack."""
    if not _counters(denial):
        return False
    return claim.report_id != denial.report_id and bool(denial.repeats) and claim.words.isdisjoint(denial.repeats)


def _rules_out_another(claim: Said, refusal: Refusal) -> bool:
    """Whether a sentence only rules out something that another does not tell of: after a blast, "police ruled out sabotage"."""
    return refusal.rules_out is not None and claim.words.isdisjoint(refusal.rules_out) and not claim.cues & {"charge", "blame", "accuse"}


def _of_one_side(claim: Said, denial: Said) -> bool:
    """Whether a report lets one side say both."""
    return claim.report_id == denial.report_id and not claim.groups.isdisjoint(denial.groups)


def _of_one_mind(claim: Said, denial: Said) -> bool:
    """Whether a report lets one side say both, and neither owns to something nor answers for others."""
    return _of_one_side(claim, denial) and not claim.cues & {"charge", "blame"} and all(t.mention.event_type != "CONCEDE" for t in claim.tellings)


def _is_for_later(claim: Said) -> bool:
    """Whether a sentence tells only what somebody will not do: "ruled out talks before the vote"."""
    return bool(claim.tellings) and not claim.cues & {"charge", "blame"} and all(is_refused(t.mention) for t in claim.tellings)


def _says_all(claim: Said, denial: Said, event_of: Mapping[str, str]) -> bool:
    """Whether a denial repeats what others reported, and another sentence has none of its words and tells no act of the sort that it denies."""
    if not denial.repeats or not claim.words.isdisjoint(denial.repeats):
        return False
    denied = [t.mention for t in denial.tellings if t.mention.modality == "denied"]
    same = {event_of[m.event_mention_id] for m in denied}.union(m.event_type for m in denied)
    real = (t.mention for t in claim.tellings if t.mention.modality in ASSERTED)
    return same.isdisjoint(x for m in real for x in (event_of[m.event_mention_id], m.event_type))


def _of_other_days(claim: Said, *others: Said) -> bool:
    """Whether a sentence tells of other days than each of some that say of which they are."""
    own = {t.days for t in claim.tellings if t.days is not None}
    days = [{t.days for t in s.tellings if t.days is not None} for s in others]
    return bool(own) and any(some and all(abs(a[0] - b[0]) > 1 and (a[1] < b[0] or b[1] < a[0]) for a in own for b in some) for some in days)


def _is_of_others(claim: Said, denial: Said, refusal: Refusal) -> bool:
    """Whether what a sentence denies befell others, or was of another sort, than all that is told by one of another report: "denied that the editor
    was beaten", "shot three protesters"."""
    if not refusal.denied or not claim.tellings or claim.report_id == denial.report_id:
        return False
    real = [t for t in claim.tellings if t.mention.modality in ASSERTED]
    alike = [(a, b) for a in real for b in refusal.denied if a.mention.event_type == b.mention.event_type]
    return bool(alike) and not any(_may_be_one(a, b) for a, b in alike)


def _may_be_one(left: Telling, right: Telling) -> bool:
    """Whether two tellings of one type may be of one act: of one sort, and with somebody to whom it is done in common, as far as they say so."""
    one, other = left.mention, right.mention
    if one.mode and other.mode and one.mode != other.mode and one.event_type in GRAVE:
        return False
    return not left.recipients or not right.recipients or bool(set(left.recipients) & set(right.recipients))


def _only_vows(claim: Said, denial: Said) -> bool:
    """Whether a sentence only tells what somebody vows, offers or asks, which a plain denial beside it does not speak against."""
    real = [t for t in claim.tellings if t.mention.modality in ASSERTED]
    plain = "deny" in denial.cues and "reject" not in denial.cues
    return plain and (claim.vows or bool(real)) and all(t.mention.event_type in VOWED and (t.actors & claim.sources or not claim.sources) for t in real)


def _only_asks(claim: Said, denial: Said) -> bool:
    """Whether a sentence tells of nothing but what somebody asks others to do, or offers himself, which no other can deny: "demanded that the
    minister resign", "offered a reward for his arrest"."""
    if claim.cues & {"charge", "blame"}:
        return False
    own = {id(t) for t in claim.tellings if t.mention.event_type == "REQUEST" or (t.mention.event_type == "AGREE" and t.actors and not t.actors & denial.sources)}
    thought = frozenset(("hypothetical",))  # of what is grave only what is no more than thought of
    return bool(own) and all(id(t) in own or t.mention.modality in (thought if t.mention.event_type in GRAVE else UNREAL) for t in claim.tellings)


def _only_befalls(claim: Said, denial: Said) -> bool:
    """Whether a sentence tells of nothing but how whoever denies something was punished or looked into: an officer who denies any wrongdoing
    does not deny to be suspended."""
    if "deny" not in denial.cues or claim.cues & {"charge", "blame", "accuse"}:
        return False
    if any(t.mention.event_type == "SANCTION" and t.mention.modality == "denied" for t in denial.tellings):
        return False
    real = [t for t in claim.tellings if t.mention.modality in ASSERTED]
    punished = [t for t in real if t.mention.event_type == "SANCTION"]
    looked_into = sum(t.mention.mode == "investigate" for t in real)
    return bool(punished) and len(punished) + looked_into == len(real) and all(t.recipients & denial.sources for t in punished)


def _may_join(claim: Said, denial: Said) -> bool:
    """Whether a claim may stand beside the likeliest one: no other denial nor what nobody says, and for words that lean back none of another report."""
    return not _denies(claim.cues) and not claim.cues & {"silent", "unsaid"} and (not denial.back or claim.report_id == denial.report_id)


def _kind(claim: Said, denials: Said) -> str:
    """`actor` where somebody says that he had no part in it, or blames another than the claim does, else `modality`."""
    return "actor" if "disown" in denials.cues or {"blame"} <= denials.cues & claim.cues else "modality"
