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
from types import MappingProxyType
from typing import Any

import msgspec

from dateline.lexicon import table
from dateline.model.statement import Statement
from dateline.reconcile.commitments import sentences
from dateline.reconcile.cues import cues
from dateline.reconcile.events import Telling, Views
from dateline.reconcile.questions import telling
from dateline.reconcile.weigh import Groups

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
VIOLENT = frozenset(("ASSAULT", "COERCE"))


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with its tellings, statements, telling words, actors and kinds of denial words.

    `number`: its place in the report; `answers`: half-open offsets of what it denies in the words in which others reported it.
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


def kinds_in(words: str) -> frozenset[str]:
    """Kinds of denial words in a sentence (data/denial_cues.tsv); plain negation of knowing or saying is none."""
    found = cues("denial_cues.tsv", False).kinds_in(words)
    if _NO.search(words):
        found |= {"not"}
    return found - {"not"} if _NO_DENIAL.search(words) else found


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
        spans = list(sentences(report.text))
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
            if source_text and words in source_text:
                continue
            here, said = tuple(acts[number]), tuple(statements[number])
            sources = frozenset(views.actor_of[c] for s in said if (c := s.source or "") in views.actor_of)
            sources |= {views.actor_of[c] for t in here for c in t.mention.attributed_to if c in views.actor_of}
            parties = frozenset().union(*(t.actors | t.recipients for t in here)) if here else frozenset()
            found[views.story_of[report.report_id]].append(
                Said(
                    report_id=report.report_id, rank=views.corpus.rank[report.report_id], number=number, start=start, end=end,
                    words=frozenset(w[:5] for w in telling(words)),
                    cues=kinds_in(words), answers=_shifted(answered(words), start), quoted='"' in words or "“" in words,
                    back=bool(_BACK.search(words)),
                    tellings=here, statements=said, actors=parties, sources=sources,
                )
            )  # fmt: skip
    return found


def _shifted(span: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return span and (span[0] + by, span[1] + by)


def goes_on(said: Sequence[Said], n: int) -> Said | None:
    """The sentence after `said[n]` where it goes on with the same denial: the denier's own words, or one more sentence of his."""
    if n + 1 == len(said) or (after := said[n + 1]).report_id != said[n].report_id:
        return None
    own = after.quoted or bool(after.sources & said[n].sources)
    return after if own and (after.cues & {"deny", "disown", "not"} or after.denied) else None


class Tells:
    """How much each word's beginning tells in a story: 0 (in every sentence) to 1 (in one alone)."""

    def __init__(self, said: Sequence[Said]) -> None:
        counts = Counter(w for s in said for w in s.words)
        most = math.log(max(2, len(said)))
        self._of = {w: max(0.0, math.log(len(said) / n) / most) for w, n in counts.items()}
        self._whole: dict[frozenset[str], float] = {}

    def word(self, word: str) -> float:
        """How much one word tells."""
        return self._of[word]

    def words(self, words: frozenset[str]) -> float:
        """How much some words tell together."""
        return math.fsum([self._of[w] for w in words])

    def sentence(self, said: Said) -> float:
        """How much all words of a sentence tell."""
        if (found := self._whole.get(said.words)) is None:
            found = self._whole[said.words] = self.words(said.words)
        return found


def pairs(said: Sequence[Said], event_of: Mapping[str, str], tells: Tells) -> Iterator[tuple[Said, Said]]:
    """`(what is told, what speaks against it)`: likely pairs of a story's sentences."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for n, s in enumerate(said):
        for word in s.words:
            by_word[word].append(n)
    for n, against in enumerate(said):
        if not (against.cues & {"deny", "disown", "reject", "not"} or against.denied) or not (against.tellings or against.statements):
            continue
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(against.words):
            if len(by_word[word]) <= max(12, len(said) // 3):
                for other in by_word[word]:
                    shared[other] += tells.word(word)
        events = {event_of[t.mention.event_mention_id] for t in against.tellings}
        whole = tells.sentence(against) or 1.0
        likely = []
        for other, common in shared.items():
            claim = said[other]
            if other != n and claim.report_id != against.report_id and (claim.tellings or claim.statements):
                same = bool(events & {event_of[t.mention.event_mention_id] for t in claim.tellings})
                share = common / max(0.5, min(whole, tells.sentence(claim)))
                if same or share >= LEAST_SHARED:
                    likely.append((-(share + same), other))
        for _, other in sorted(likely)[:MOST]:
            yield said[other], against
        for other in range(max(0, n - NEAR), min(len(said), n + NEAR + 1)):
            claim = said[other]
            if other != n and claim.report_id == against.report_id and (claim.tellings or claim.statements):
                yield claim, against


def _features(claim: Said, against: Said, event_of: Mapping[str, str], tells: Tells) -> dict[str, float]:
    """What says that the second sentence speaks against the first, by feature name; what is 0 is left out."""
    one = claim.report_id == against.report_id
    gap = against.number - claim.number if one else 0
    kinds = against.cues
    events = {event_of[t.mention.event_mention_id] for t in claim.tellings if t.mention.modality in ASSERTED}
    denied = {event_of[t.mention.event_mention_id] for t in against.tellings if t.mention.modality == "denied"}
    types = {t.mention.event_type for t in claim.tellings}
    denied_types = {t.mention.event_type for t in against.tellings if t.mention.modality == "denied"}
    share = min(1.0, tells.words(claim.words & against.words) / max(0.8, min(tells.sentence(claim), tells.sentence(against))))
    deny = bool(kinds & {"deny", "disown"})
    plain = "not" in kinds and not deny
    other_source = bool(claim.sources and against.sources and not claim.sources & against.sources)
    accused = bool(claim.actors & against.sources) and not claim.sources & against.sources
    charge = "charge" in kinds or bool(claim.cues & {"charge", "blame"})
    grave = bool(claim.cues & {"charge", "blame"} or types & (VIOLENT | {"ACCUSE"}))
    found = {
        "deny": deny,
        "reject_charge": "reject" in kinds and charge,
        "reject_demand": "reject" in kinds and not charge,
        "plain": plain,
        "plain_other_source": plain and other_source and gap in (0, 1, 2),
        "plain_accused": plain and accused and grave,
        "plain_quoted": plain and against.quoted and gap in (1, 2) and grave,
        "denied_event": bool(events & denied),
        "denied_type": bool(types & denied_types),
        "back_next": against.back and gap == 1,
        "back_near": against.back and gap == 2,
        "short_next": deny and gap == 1 and against.end - against.start < SHORT,
        "next": gap == 1,
        "before": gap < 0,
        "far": abs(gap) > 2,
        "across": not one,
        "shared": share,
        "shared_deny": share * deny,
        "shared_across": 0.0 if one else share,
        "claim_said": bool(claim.sources or claim.cues & {"charge", "blame"}),
        "claim_uncertain": any(t.mention.modality == "uncertain" for t in claim.tellings),
        "claim_real": bool(events),
        "claim_denies": bool(claim.cues & {"deny", "disown"}),
        "claim_negated": not events and (claim.denied or "not" in claim.cues),
        "claim_unreal": bool(claim.tellings) and not events,
        "claim_untold": not claim.tellings,
        "other_source": other_source,
        "same_source": bool(claim.sources & against.sources),
        "accused_denies": accused and deny,
        "unrelated": deny and not against.back and share < UNRELATED and not events & denied and not accused and against.end - against.start >= SHORT,
        "unsourced": not against.sources and not against.quoted,
    }
    return {name: float(value) for name, value in found.items() if value}


def score(claim: Said, against: Said, event_of: Mapping[str, str], tells: Tells) -> float:
    """How much says that the second sentence speaks against the first: above 0 it is held to."""
    table_of = weights()
    return table_of["bias"] + sum(table_of[name] * value for name, value in _features(claim, against, event_of, tells).items())


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
    tells = Tells(said)
    best = _likeliest(said, event_of, tells)
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
        if not claims and not any(said[n].answers for n in denials):
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
        if "blame" not in s.cues or not s.sources or not (types := {t.mention.event_type for t in s.tellings}):
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


def _likeliest(said: Sequence[Said], event_of: Mapping[str, str], tells: Tells) -> dict[int, list[tuple[float, int]]]:
    """`(score, claim)` of what each denial is most likely about, likeliest first; nothing for one that only repeats what it denies."""
    scored: dict[int, list[tuple[float, int]]] = defaultdict(list)
    place = {id(s): n for n, s in enumerate(said)}
    for claim, against in pairs(said, event_of, tells):
        value = score(claim, against, event_of, tells)
        if value > 0:
            scored[place[id(against)]].append((value, place[id(claim)]))
    best: dict[int, list[tuple[float, int]]] = {n: [] for n, s in enumerate(said) if s.answers and s.statements}
    for b, found in scored.items():
        found.sort(key=lambda f: (-f[0], f[1]))
        best[b] = [
            f for f in found[:3]
            if f is found[0] or (f[0] > found[0][0] - CLOSE and tells.words(said[f[1]].words & said[b].words) > LEAST_COMMON)
        ]  # fmt: skip
    return best


def _kind(claim: Said, denials: Said) -> str:
    """`actor` where somebody says that he had no part in it, or blames another than the claim does, else `modality`."""
    return "actor" if "disown" in denials.cues or {"blame"} <= denials.cues & claim.cues else "modality"
