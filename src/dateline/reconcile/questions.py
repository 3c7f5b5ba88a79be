"""Do two counts answer one question? Whom they count, where, when, how their sentences speak of them, and how the reports use them.

The weights stand in data/question_weights.tsv (scripts/train_questions.py). Numbers that differ may answer one question (a toll that
rises, two parties that give other numbers) and numbers that are equal may answer two.
"""

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

import msgspec

from dateline.lexicon import table
from dateline.model.figure import FigureClaim, point_value
from dateline.reconcile.commitments import ABBREVIATED, LONGEST_ABBREVIATION
from dateline.reconcile.cues import cues
from dateline.reconcile.dates import gap_days, span
from dateline.reconcile.events import Views
from dateline.reconcile.names import name_words, word_class
from dateline.reconcile.places import Places, places_agree
from dateline.reconcile.rarity import rarity
from dateline.reconcile.weigh import Verdict

STATE, ARMED = frozenset(("MIL", "COP", "SPY")), frozenset(("REB", "UAF", "INS", "SEP"))
PARTS = frozenset(("child", "woman", "girl", "boy", "baby", "minor", "infant", "journalist", "foreigner", "student", "pupil", "teacher"))
"""Those whom reports often count again among all."""
REACH, NEAR_BY = 300, 350
"""Characters each way in which a sentence is looked for; between numbers that stand beside each other."""
OPEN = "other"
"""The indicator of numbers that do not say what befell those whom they count."""
NOT_ONE, SAID_NOT = -2.0, 4.0
"""Log odds at most of a part and a whole, of the dead of two sides and of numbers that are added up; at least of a number and one that is said not to be so."""
ONE_BREATH = 8
"""Characters at most between numbers that are added up ("three children and a teacher")."""
_STOP = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘(A-Z0-9])|\n")


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with what comparing needs.

    `who`: telling words of the population; `side`: state, armed, civil or "" (anybody); `sentence`: half-open offsets; `cues`: kinds of
    count words in it; `near`, `around`: telling words of the sentence, of it and its neighbours; `first`: the report's first claim of its
    indicator; `lead`: it stands in the first two sentences; `part`: it counts some of those just counted; `further`: others than those; `negated`: it is said not to be so.
    """

    rank: int
    claim: FigureClaim
    report_id: str
    story: str
    place: str | None
    event: str | None
    who: frozenset[str]
    side: str
    days: tuple[int, int] | None
    published: tuple[int, int] | None
    source: frozenset[str]
    sentence: tuple[int, int]
    cues: frozenset[str]
    near: frozenset[str]
    around: frozenset[str]
    first: bool
    lead: bool
    part: bool
    further: bool
    negated: bool


@cache
def _sectors() -> Mapping[str, tuple[str, str]]:
    return MappingProxyType({row["noun"]: (row["kind"], row["sector"]) for row in table("roles.tsv")})


@lru_cache(maxsize=10_000)
def singular(word: str) -> str:
    """A word without its plural ending, as far as rules go."""
    for ending, made in (("policemen", "policeman"), ("servicemen", "serviceman"), ("children", "child"), ("women", "woman"), ("men", "man"), ("ies", "y")):
        if word.endswith(ending):
            return word.removesuffix(ending) + made
    if word.endswith(("ches", "shes", "sses")):
        return word[:-2]
    return word.removesuffix("s") if not word.endswith("ss") else word


def side_of(words: frozenset[str]) -> str:
    """The side of a conflict that the words for a population name."""
    found = {_sectors().get(w, ("", "")) for w in words}
    if any(s in STATE or k == "military" for k, s in found):
        return "state"
    if any(s in ARMED or k == "armed_group" for k, s in found):
        return "armed"
    return "civil" if any(k for k, _ in found) else ""


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around `text[start:end]`, at most `REACH` characters each way."""
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    left, right = low, high
    for stop in _STOP.finditer(text, low, high):
        if stop.group() != "\n" and ABBREVIATED.search(text, max(low, stop.start() - LONGEST_ABBREVIATION), stop.start() + 1):
            continue
        if stop.end() <= start:
            left = stop.end()
        elif stop.start() >= end:
            right = stop.start() + (0 if stop.group() == "\n" else 1)
            break
    return left, right


@lru_cache(maxsize=2_000)
def telling(text: str) -> frozenset[str]:
    """Words of a text that tell what it is about."""
    return frozenset(w for word in name_words(text) if (w := _telling_word(word)) is not None)


@lru_cache(maxsize=20_000)
def _telling_word(word: str) -> str | None:
    """A folded word as it is compared, None where it tells nothing."""
    return singular(word) if word.isalpha() and rarity(word) > 1.5 else None


def counts_of(views: Views, event_of: Mapping[str, str]) -> list[Count]:
    """All claims, by report then place in it."""
    found: list[Count] = []
    for report in views.corpus.reports:
        seen: set[str] = set()
        leads = _lead_end(report.text)
        for claim in views.corpus.readings[report.report_id].figures:
            at = claim.expression
            start, end = sentence_at(report.text, at.start, at.end)
            words = report.text[start:end]
            who = frozenset(w for n in name_words(claim.who or "") if (w := singular(n)) and not _anybody(n) and not _anybody(w))
            found.append(
                Count(
                    rank=len(found), claim=claim, report_id=report.report_id, story=views.story_of[report.report_id],
                    place=views.places.place_of.get(claim.place or ""), event=event_of.get(claim.event_mention_id or ""), who=who,
                    side=side_of(who), days=span(claim.period_end or claim.as_of, None) or span(report.published, None),
                    published=span(report.published, None),
                    source=frozenset(views.actor_of[c] for c in claim.attributed_to if c in views.actor_of), sentence=(start, end),
                    cues=cues("count_cues.tsv", False).kinds_in(words), near=telling(words),
                    around=telling(report.text[max(0, start - 200) : end + 200]), first=claim.indicator not in seen, lead=at.start < leads,
                    part=is_part(report.text, at.start, at.end), further=is_further(report.text, at.start, at.end),
                    negated=is_negated(report.text, at.start),
                )
            )  # fmt: skip
            seen.add(claim.indicator)
    return found


_BEFORE = re.compile(r"\b(?:including|among\s+(?:them|whom|the\s+\w+)|of\s+(?:them|whom|these|which)|most\s+of\s+them)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_AFTER = re.compile(r"\W{0,12}(?:of\s+(?:them|whom|these|which|the\s+(?:dead|wounded|injured|victims))|(?:\w{1,30}\s+){0,2}(?:was|were)\s+among)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\bof\s+(?:them|whom|these|the|which|(?=\d)|(?:some|about)\s+(?=\d))|\bfamil(?:y|ies)\b", re.IGNORECASE)


def is_part(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` counts some of those whom another number counts ("including four children", "two of them")."""
    return bool(_BEFORE.search(text[max(0, start - 60) : start]) or _AFTER.match(text[end : end + 40]) or _WITHIN.search(text[start:end]))


_ANOTHER = re.compile(r"\b(?:another|(?:a\s+)?further|(?:an\s+)?additional)\s+$", re.IGNORECASE)
_MORE = re.compile(r"(?:another|(?:a\s{1,3})?further|(?:an\s{1,3})?additional|[\w,.]{1,24}\s{1,3}(?:more|others))\b", re.IGNORECASE)


def is_further(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` counts others than those just counted ("another 40,000 people")."""
    return bool(_ANOTHER.search(text, max(0, start - 20), start) or _MORE.match(text, start, end + len(" others")))


_NOT = re.compile(r"\b(?:not|instead\s+of|rather\s+than)\s+(?:the\s+)?$", re.IGNORECASE)


def is_negated(text: str, start: int) -> bool:
    """Whether the number at `start` is named as one that is not so ("22, not fifteen")."""
    return bool(_NOT.search(text, max(0, start - 20), start))


def _anybody(word: str) -> bool:
    return word in word_class("everybody") or word in word_class("article")


def _lead_end(text: str) -> int:
    """Where the head of a report ends: its second line, or 350 characters."""
    lines = [m.start() for m in re.finditer(r"\n+", text[:700])]
    return max(350, lines[1] if len(lines) > 1 else 0)


@lru_cache(maxsize=2_000)
def _weight(words: frozenset[str]) -> float:
    return math.fsum(map(rarity, words))


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    both = left & right
    return math.fsum(map(rarity, both)) / min(_weight(left), _weight(right)) if both else 0.0


def features(left: Count, right: Count, views: Views) -> dict[str, float]:
    """What two claims say about whether they answer one question; `left` stands earlier."""
    a, b = point_value(left.claim) or 0.0, point_value(right.claim) or 0.0
    places: Places = views.places
    place = places_agree(left.place, right.place, places)
    one = left.report_id == right.report_id
    copy = not one and views.source(left.report_id) == views.source(right.report_id)
    gap = gap_days(left.days, right.days)
    late = gap_days(left.published, right.published)
    distance = abs(left.claim.expression.start - right.claim.expression.start)
    same_sentence = one and left.sentence[0] == right.sentence[0]
    parts = bool(left.who & PARTS) != bool(right.who & PARTS)
    anybody = not left.who or not right.who
    later = right.cues | left.cues if one else right.cues
    harm = left.claim.indicator in ("killed", "injured", "missing")
    equal = a == b
    found = {
        "equal": equal, "one_report": one and not equal, "one_report_equal": one and equal, "one_sentence": same_sentence, "copy": copy and not equal,
        "beside": one and not same_sentence and distance < NEAR_BY, "distance": min(1.0, distance / 1500) if one else 0.0,
        "same_words": bool(left.who) and left.who == right.who, "some_words": bool(left.who & right.who) and left.who != right.who,
        "other_words": bool(left.who and right.who and not left.who & right.who), "anybody": anybody, "both_anybody": not left.who and not right.who,
        "same_side": bool(left.side) and left.side == right.side, "other_side": bool(left.side and right.side and left.side != right.side),
        "part_counted": parts, "said_part": left.claim.part_of == right.claim.claim_id or right.claim.part_of == left.claim.claim_id,
        "same_event": left.event is not None and left.event == right.event, "other_event": bool(left.event and right.event and left.event != right.event),
        "same_place": place == 1.0, "near_place": 0 < place < 1, "other_place": max(0.0, -place), "one_placed": bool(left.place) != bool(right.place),
        "other_day": 0.0 if not gap else min(1.0, gap / 5), "same_day": gap == 0 and not one, "told_later": 0.0 if not late or one else min(1.0, late / 3),
        "near_words": _share(left.near, right.near) if not same_sentence else 0.0, "around_words": _share(left.around, right.around) if not one else 0.0,
        "contrast": "contrast" in later and one, "contrast_across": "contrast" in later and not one, "revise": "revise" in later and not one,
        "revise_within": "revise" in later and one, "further": "further" in later, "part": "part" in later and one,
        "totals": "total" in left.cues and "total" in right.cues, "total": "total" in left.cues or "total" in right.cues,
        "both_first": left.first and right.first and not one, "one_first": left.first != right.first and not one,
        "both_lead": left.lead and right.lead and not one, "one_lead": left.lead != right.lead,
        "other_source": bool(left.source and right.source and not left.source & right.source), "same_source": bool(left.source & right.source),
        "one_sourced": bool(left.source) != bool(right.source), "one_report_other_source": one and left.source != right.source,
        "nearness": min(a, b) / max(a, b) if max(a, b) > 0 and not equal else 0.0, "far": max(a, b) > 8 * max(1.0, min(a, b)), "nobody": min(a, b) == 0 and not equal,
        "raised": b > a and not one and bool(late), "lowered": b < a and not one and bool(late), "harm": harm, "harm_anybody": harm and anybody,
        "money": left.claim.indicator == "money", "other": left.claim.indicator == "other", "affected": left.claim.indicator == "affected",
        "troops": left.claim.indicator == "troops", "held": left.claim.indicator in ("detained", "abducted"), "displaced": left.claim.indicator == "displaced",
    }  # fmt: skip
    other = left.claim.indicator != right.claim.indicator
    found |= {
        "other_indicator": other, "other_indicator_beside": other and one and distance < NEAR_BY,
        "harm_first": harm and found["both_first"], "beside_contrast": found["beside"] and found["contrast"] and not found["one_sentence"],
        "beside_source": found["beside"] and found["one_report_other_source"], "first_revise": found["both_first"] and found["revise"],
        "anybody_contrast": anybody and found["contrast"], "other_words_contrast": found["other_words"] and found["contrast"],
        "same_words_across": found["same_words"] and not one, "same_words_around": found["same_words"] * found["around_words"],
        "anybody_around": anybody * found["around_words"], "first_around": found["both_first"] * found["around_words"],
        "raised_near": found["raised"] * found["nearness"], "equal_words": equal and found["same_words"], "equal_other_words": equal and found["other_words"],
        "equal_place": equal and place == 1.0, "equal_other_place": equal and place < 0, "equal_rare": equal and a >= 20, "equal_copy": equal and copy,
        "equal_around": equal * found["around_words"],
    }  # fmt: skip
    return {k: float(v) for k, v in found.items() if v}


@cache
def weights() -> Mapping[str, float]:
    """Weight (log odds) by feature."""
    return MappingProxyType({row["feature"]: float(row["weight"]) for row in table("question_weights.tsv")})


def weigh_pair(left: Count, right: Count, views: Views) -> Verdict:
    """Log odds that two claims answer one question, and what speaks for it."""
    table_of = weights()
    parts = [(table_of[k] * v, k) for k, v in features(left, right, views).items() if k in table_of]
    score = limited(left, right, table_of["bias"] + sum(p for p, _ in parts))
    because = tuple(k for p, k in sorted(parts, key=lambda p: (-p[0], p[1]))[:6] if p > 0.05) if score > 0 else ()
    return Verdict(round(score, 6), because)


def limited(left: Count, right: Count, score: float) -> float:
    """Log odds within what is known for certain: see `NOT_ONE` and `SAID_NOT`."""
    if _said_not(left, right):
        score = max(score, SAID_NOT)
    parts = left.part != right.part and point_value(left.claim) != point_value(right.claim)
    opposed = bool(left.side and right.side and left.side != right.side)
    if parts or opposed or left.further != right.further or _added(left, right):
        score = min(score, NOT_ONE)
    return score


def _added(left: Count, right: Count) -> bool:
    """Whether two claims are named in one breath and count others."""
    between = right.claim.expression.start - left.claim.expression.end
    return left.report_id == right.report_id and 0 <= between <= ONE_BREATH and not left.who & right.who and not (left.negated or right.negated)


def _said_not(left: Count, right: Count) -> bool:
    """Whether one claim is the number that the other is said to stand for, or the same number said not to be so by another report."""
    if left.negated == right.negated:
        return False
    equal = point_value(left.claim) == point_value(right.claim)
    if left.report_id == right.report_id:
        return not equal and left.sentence == right.sentence
    return equal and right.negated


def may_be_one(left: Count, right: Count) -> bool:
    """False for claims that cannot answer one question: other units, no number, other indicators where both say what they count.

    A bare number ("the ministry says 58"), or one of the same population ("1,190 refugees"), may answer what a claim of another indicator does.
    """
    a, b = left.claim, right.claim
    if point_value(a) is None or point_value(b) is None or (a.unit and b.unit and a.unit != b.unit):
        return False
    if a.indicator != b.indicator:
        loose, told = (left, right) if a.indicator == OPEN else (right, left)
        if told.claim.indicator == "troops" and loose.claim.expression.text.lower().endswith(("people", "persons")):
            return False
        return loose.claim.indicator == OPEN and told.claim.indicator != "money" and (not loose.who or bool(loose.who & told.who))
    return a.indicator != OPEN or bool(left.who & right.who) or not left.who or not right.who

