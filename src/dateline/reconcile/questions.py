"""Do two counts answer one question? Whom they count, where, when, how their sentences speak of them, and how the reports use them.

The weights stand in data/question_weights.tsv (scripts/train_questions.py). Numbers that differ may answer one question (a toll that
rises, two parties that give other numbers) and numbers that are equal may answer two.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import chain, combinations, pairwise
from types import MappingProxyType
from typing import Any, get_args

import msgspec
import numpy as np

from dateline.lexicon import rule_words, table
from dateline.model.figure import FigureClaim, Indicator, point_value
from dateline.reconcile.commitments import ABBREVIATED, LONGEST_ABBREVIATION
from dateline.reconcile.cues import cues
from dateline.reconcile.dates import span
from dateline.reconcile.events import Views
from dateline.reconcile.names import name_words, word_class, words_as_names
from dateline.reconcile.own_losses import own_side, whose
from dateline.reconcile.pairwise import (
    Asked,
    Bools,
    Features,
    Floats,
    Ints,
    Sets,
    differ,
    earlier_pairs,
    gaps,
    gathered,
    known,
    numbers,
    reasons,
    same,
    spans,
    weighed,
)
from dateline.reconcile.places import places_agree
from dateline.reconcile.rarity import rarity, tells
from dateline.text.calendar import RECALLED, recalled
from dateline.text.numbers import numbers_in

STATE, ARMED = frozenset(("MIL", "COP", "SPY")), frozenset(("REB", "UAF", "INS", "SEP"))
CIVIL = rule_words("of_civilians")
"""Adjectives of people who are no fighters."""
ILL = rule_words("illness")
"""Words for those who are counted as ill."""
CAUSES = ("died_of_want", "died_of_disease", "died_of_force")
"""Classes of words for what people die of; the dead of one are not those of another."""
PLIGHTS = MappingProxyType({
    "money": ("money_asked", "money_given"), "other": ("people_aboard", "people_saved", "people_in_need", "people_reached"),
    "affected": ("people_in_need", "people_reached"),
})  # fmt: skip
"""Classes of words that tell how it is with those counted, by indicator: what is asked for is not what is given."""
PARTS = rule_words("part")
"""Those whom reports often count again among all."""
REACH, NEAR_BY = 300, 350
"""Characters each way in which a sentence is looked for; between numbers that stand beside each other."""
HARMED = frozenset(("killed", "injured", "missing"))
OPEN = "other"
"""The indicator of numbers that do not say what befell those whom they count."""
NEVER, NOT_ONE, SAID_NOT, ONE_ACT = -9.0, -2.0, 4.0, 2.0
"""Log odds: of the losses of two countries, of a time that is only recalled, and of the victims of acts of other days; the most of a part and a
whole, the dead of two sides, and numbers that are added up; the least of a number and one that it is said not to be, and of numbers in one
sentence that two reports share but for these; the least of numbers of people, no more said, who came to harm at one place on one day."""
ONE_NAMED, ONE_OF_ALL = -1.0, -3.0
"""What is added where only one of two counts says whose people it counts, and where the other counts the harmed by other words ("33 people",
"Peru raised its toll to 17"); neither cost a contradiction of the training stories."""
FAR = 50
"""By how much a number may be larger than another on the same question."""
NEAR_WORDS = 0.2
"""The share of words that sentences of two reports have in common to count some ("survivors") and anybody alike."""
MOST_SUMMED = 12
"""Counts behind another among which its parts or its whole are sought."""
SUMMED, LEAST_SUM = 300, 10
"""Characters within which numbers that add up to one beside them are its parts, and the least that they come to."""
OPENING = 60
"""Characters within which the place stands with which a sentence opens."""
LONG = 14
"""Days by which a count that begins before an act is not one of its victims."""
ONE_BREATH = 8
"""Characters at most between numbers that are added up ("three children and a teacher")."""
_STOP = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘(A-Z0-9])|\n")


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with what comparing needs.

    `who`: telling words of the population; `side`: state, armed, civil or "" (anybody); `sentence`: half-open offsets; `cues`: kinds of
    count words in it; `near`, `around`: telling words of the sentence, of it and its neighbours; `first`: the report's first claim of its
    indicator; `lead`: it stands in the first two sentences; `part`: it counts some of those just counted; `further`: others than those;
    `negated`: it is said not to be so; `act`: days that its report gives for the act whose victims it counts;
    `frame`: its sentence without any number; `whose`: the country of those counted; `own`: who counts them counts his own;
    `pledged`: it is money that its source promises; `prior`: it counts those before what befell the others;
    `conveyed`: it counts those of the hurt whom somebody carries;
    `instead`: the number in whose stead its sentence gives it, `replaces`: the one from which it went up or down; `unit`: as other reports may
    call it; `moved`: its sentence opens with another place ("In the north, six were hurt"); `cause`: the one sort of thing that its sentence
    names of which people die; `another`: its sentence opens with another act; `plight`: how it is with the sum or the people, by the word nearest to the number ("asked", "pledged").
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
    act: tuple[int, int] | None = None
    frame: str = ""
    whose: str | None = None
    own: bool = False
    pledged: bool = False
    prior: bool = False
    conveyed: bool = False
    instead: float | None = None
    replaces: float | None = None
    unit: str | None = None
    moved: bool = False
    cause: str = ""
    plight: str = ""
    another: bool = False


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


@cache
def _kin() -> Mapping[str, str]:
    return MappingProxyType({row["word"]: row["kin"] for row in table("counted_kin.tsv")})


def thing_of(word: str) -> str:
    """The word that stands for all that reports use for the same people or things (data/counted_kin.tsv), in the singular: "ship" for "vessels"."""
    one = singular(word)
    return _kin().get(one, one)


def side_of(words: frozenset[str]) -> str:
    """The side of a conflict that the words for a population name."""
    found = {_sectors().get(w, ("", "")) for w in words}
    if any(s in STATE or k == "military" for k, s in found):
        return "state"
    if any(s in ARMED or k == "armed_group" for k, s in found):
        return "armed"
    return "civil" if any(k for k, _ in found) or words & CIVIL else ""


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


def _within_breaks(breaks: Sequence[int], start: int, end: int, left: int, right: int) -> tuple[int, int]:
    """What of `[left, right)` is the sentence of `[start, end)` where a text lost its marks (see `Reading.breaks`)."""
    before, after = bisect_right(breaks, start), bisect_left(breaks, end)
    return max(left, breaks[before - 1] if before else left), min(right, breaks[after] if after < len(breaks) else right)


@lru_cache(maxsize=2_000)
def telling(text: str) -> frozenset[str]:
    """Words of a text that tell what it is about."""
    return frozenset(chain.from_iterable(map(_telling_in, text.split())))


@lru_cache(maxsize=20_000)
def _telling_in(piece: str) -> tuple[str, ...]:
    """The telling words in what stands between two blanks, as they are compared."""
    return tuple([made for word in words_as_names(piece) if word.isalpha() and tells(word) and (made := singular(word))])


def counts_of(views: Views, event_of: Mapping[str, str]) -> list[Count]:
    """All claims, by report then place in it."""
    found: list[Count] = []
    acts = _days_of_acts(views, event_of)
    for report in views.corpus.reports:
        seen: set[str] = set()
        leads = _lead_end(report.text)
        breaks = views.corpus.readings[report.report_id].breaks
        placed = {t.toponym_id: t.start for t in views.corpus.readings[report.report_id].toponyms}
        opening = [t.start for t in views.corpus.readings[report.report_id].toponyms if t.role == "place"]
        promises = {s.statement_id for s in views.corpus.readings[report.report_id].statements if s.cue_class == "promise"}
        chains = {c.chain_id: c for c in views.corpus.readings[report.report_id].chains}
        struck = {e.event_mention_id for e in views.corpus.readings[report.report_id].events if e.event_type == "ASSAULT" and e.actors}
        for claim in views.corpus.readings[report.report_id].figures:
            at = claim.expression
            start, end = _within_breaks(breaks, at.start, at.end, *sentence_at(report.text, at.start, at.end))
            words = report.text[start:end]
            frame = frame_of(words, at.start - start, at.end - start)
            kinds = cues("count_cues.tsv", False).kinds_in(words)
            said = frozenset(w for n in name_words(claim.who or "") if (w := singular(n)) and not _anybody(n) and not _anybody(w))
            who = frozenset(map(thing_of, said))
            counting = [chains[c] for c in claim.attributed_to if c in chains]
            own = own_side(report.text, at.start, at.end, counting)
            owner = next((c.country for c in counting if c.country), None) if own == "state" else None
            found.append(
                Count(
                    rank=len(found), claim=claim, report_id=report.report_id, story=views.story_of[report.report_id],
                    place=views.places.place_of.get(claim.place or ""), event=event_of.get(claim.event_mention_id or ""), who=who,
                    side=own or side_of(said), own=own != "", unit=claim.unit and thing_of(claim.unit), days=span(claim.period_end or claim.as_of, None) or span(report.published, None),
                    published=span(report.published, None),
                    source=frozenset(views.actor_of[c] for c in claim.attributed_to if c in views.actor_of), sentence=(start, end),
                    cues=kinds, near=telling(words),
                    around=telling(report.text[max(0, start - 200) : end + 200]), first=claim.indicator not in seen, lead=at.start < leads,
                    part=is_part(report.text, at.start, at.end), further=is_further(report.text, at.start, at.end) or goes_on(claim) or is_added(words, at.start - start),
                    negated=is_negated(report.text, at.start),
                    act=None if "revise" in kinds else acts.get(claim.event_mention_id or "") or acts.get(event_of.get(claim.event_mention_id or "", "")), frame=frame,
                    conveyed=claim.indicator == "injured" and is_conveyed(report.text, at.start, at.end),
                    another=opens_another(words), prior=is_prior(words), instead=instead_of(report.text, at.end, end), replaces=replaced_by(report.text, at.start, at.end, start, end),
                    cause=cause_of(telling(words)) or ("died_of_force" if claim.event_mention_id in struck else ""), plight=plight_of(claim.indicator, words, at.start - start, at.end - start),
                    moved=start <= placed.get(claim.place or "", -1) < end and any(start <= t < at.start and opens_with_place(report.text, start, t) for t in opening),
                    pledged=claim.indicator == "money" and claim.said_in in promises,
                    whose=whose(report.text, at.start, at.end, claim.who, (views.names[views.actor_of[c]] for c in claim.attributed_to if c in views.actor_of)) or owner,
                )
            )  # fmt: skip
            seen.add(claim.indicator)
    return found


def _days_of_acts(views: Views, event_of: Mapping[str, str]) -> Mapping[str, tuple[int, int]]:
    """Days by event mention as its own report states them, and by event as most of its tellings do."""
    found: dict[str, tuple[int, int]] = {}
    stated: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
    for report in views.corpus.reports:
        for event in views.corpus.readings[report.report_id].events:
            if event.date_basis != "stated" or event.date_start == report.published:  # what is dated by that day may only be told then
                continue
            if (days := span(event.date_start, event.date_end)) is not None:
                found[event.event_mention_id] = days
                stated[event_of[event.event_mention_id]][days] += 1
    return found | {event: min(days, key=lambda d: (-days[d], d)) for event, days in stated.items()}


_NUMBER = re.compile(r"\d[\d.,]*|[^\w@]+")
LEAST_FRAME = 5
"""Words that a sentence must have beside a number for another report to edit it."""


def frame_of(sentence: str, start: int, end: int) -> str:
    """A sentence with `@` for the number at `[start, end)` and without the others; "" where few words are left."""
    words = _NUMBER.sub(" ", f"{sentence[:start]}@{sentence[end:]}".casefold()).split()
    return " ".join(words) if len(words) > LEAST_FRAME else ""


_BEFORE = re.compile(
    r"\b(?:(?:including|among\s+(?:them|whom|the\s+\w+)|of\s+(?:them|whom|these|which)|most\s+of\s+them)\W+(?:\w+\W+){0,2}"
    r"|the\s+(?:first|last|remaining)\s+|of\s+(?:the|those|these|its|their)\s+\d[\d,]*\s[^.;:]*)$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s{0,3}(?:of\s+(?:them|whom|these|which|the\s+(?:dead|wounded|injured|victims))|(?:\w{1,30}\s+){0,2}(?:was|were)\s+among)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\bof\s+(?:them|whom|these|the|which|(?=\d)|(?:some|about)\s+(?=\d)|(?:his|hers|theirs)$)|\bfamil(?:y|ies)\b", re.IGNORECASE)


def is_part(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` counts some of those whom another number counts ("including four children", "two of them")."""
    return bool(_BEFORE.search(text[max(0, start - 60) : start]) or _AFTER.match(text[end : end + 40]) or _WITHIN.search(text[start:end]))


_ANOTHER = re.compile(r"\b(?:another|(?:a\s+)?further|(?:an\s+)?additional)\s+$", re.IGNORECASE)
_LATER = re.compile(r"(?:\s(?!after|as|when|with|and)\w{1,20}){0,3}\s(?:died|succumbed|dying)\s(?:(?:of|from|to)\s(?:their|his|her|the)?\s?(?:\w{1,12}\s)?(?:wounds?|injuries|injury|burns)|in\shospital)\b", re.IGNORECASE)
_MORE = re.compile(r"(?:an?\s{1,3}(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|another|(?:a\s{1,3})?further|(?:an\s{1,3})?additional|[\w,.]{1,24}\s{1,3}(?:more|others))\b", re.IGNORECASE)


def is_further(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` counts others than those just counted ("another 40,000 people", "three soldiers died of their wounds")."""
    return bool(_ANOTHER.search(text, max(0, start - 20), start) or _MORE.match(text, start, end + len(" others")) or _LATER.match(text, end))


_ANOTHER_ACT = re.compile(
    r"\W{0,3}(?:separately\b|elsewhere\b|in\san?\s(?:separate|unrelated|different)\b|in\sanother\b|(?:\w{1,10}\s){1,2}later,?\s(?:an?|another)\s)", re.IGNORECASE
)


def opens_another(sentence: str) -> bool:
    """Whether a sentence opens with what sets it apart from the act told before it: "Separately", "Hours later a tanker exploded"."""
    return _ANOTHER_ACT.match(sentence) is not None


_ADDED = re.compile(r",?\s(?:after|when|as|with)\s[^.;]*$", re.IGNORECASE)


def is_added(sentence: str, start: int) -> bool:
    """Whether the number at `start` of a sentence counts only those by whom a toll beside it grew.

    Example:
        >>> is_added("The toll rose to 12 after three burn victims died.", 26)
        True
    """
    if (joint := _ADDED.search(sentence, 0, start)) is None:
        return False
    revised = "revise" in cues("count_cues.tsv", False).kinds_in(sentence[: joint.start()])
    return revised and next(numbers_in(sentence, 0, joint.start()), None) is not None


_OPENS = re.compile(r"\W{0,3}(?:\w{1,12}\W{1,2})?(?:In|in|At|at|For|for|Near|near|Around|around|Outside|outside|Across|across)\s(?:[\w’'-]{1,20}\s){0,3}")


def cause_of(words: frozenset[str]) -> str:
    """Of what people died as a sentence of these telling words has it: want, disease or force; "" where it names none or several."""
    named = [name for name in CAUSES if words & rule_words(name)]
    return named[0] if len(named) == 1 else ""


_WORD = re.compile(r"[^\W\d_]+")


_FOR_EACH = re.compile(r"\W{1,2}(?:each|apiece|a head|(?:per|for each|to each|for every|to every) \w+)\b", re.IGNORECASE)
_EACH_GETS = re.compile(r"\b(?:each|every) (?:[\w'’-]+ ){1,5}$", re.IGNORECASE)
"""What stands around a sum that is for each of several, not for all of them."""


def plight_of(indicator: str, sentence: str, start: int, end: int) -> str:
    """The class of `PLIGHTS` whose word stands nearest to the number at `[start, end)` of a sentence, none behind a semicolon; "" for other numbers.

    Example:
        >>> plight_of("money", "the UN asked donors for $46 million", 24, 35)
        'money_asked'
    """
    if (names := PLIGHTS.get(indicator)) is None:
        return ""
    left, right = sentence.rfind(";", 0, start) + 1, sentence.find(";", end)
    if indicator == "money" and (_FOR_EACH.match(sentence, end) or _EACH_GETS.search(sentence, max(left, start - 60), start)):
        return "for_each"
    class_of = _plight_words(names)
    words = _WORD.finditer(sentence.lower(), left, right if right >= 0 else len(sentence))
    near = [(max(w.start() - end, start - w.end()), class_of[w[0]]) for w in words if w[0] in class_of]
    return min(near)[1] if near else ""


@cache
def _plight_words(names: tuple[str, ...]) -> Mapping[str, str]:
    """The first of some classes that each word bears."""
    return {word: name for name in reversed(names) for word in rule_words(name)}


def opens_with_place(text: str, start: int, at: int) -> bool:
    """Whether the sentence that begins at `start` opens with where it is: the place named at `at`, behind a preposition."""
    return at - start < OPENING and _OPENS.fullmatch(text, start, at) is not None


def goes_on(claim: FigureClaim) -> bool:
    """Whether a number without noun counts on with things just counted ("11 trucks crossed, eight others were looted")."""
    return claim.indicator == OPEN and claim.unit not in (None, "persons") and claim.unit not in claim.expression.text.lower()


_PRIOR = re.compile(r"^(?:even\s+)?(?:before|prior\s+to)\s+the\b.*\balready\b|\balready\b.*\b(?:before|prior\s+to)\s+the\b", re.IGNORECASE | re.DOTALL)


def is_prior(sentence: str) -> bool:
    """Whether a sentence counts what was so before something happened ("before the flood, some 300 families were already homeless")."""
    return "already" in sentence.lower() and _PRIOR.search(sentence) is not None


def is_conveyed(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` counts those whom somebody carries: "a plane carrying 60 wounded", "nine were flown to Dakar"."""
    before, after = text[max(0, start - 40) : start].lower().split()[-3:], text[end : end + 60].lower().split()[:5]
    verbs = rule_words("conveying")
    while before and before[-1] in rule_words("about_as_many"):
        before.pop()
    if before and before[-1] in verbs:
        return True
    return any(b in verbs and a in ("were", "was", "been", "being") for a, b in zip(after, after[1:], strict=False))


_NOT = re.compile(r"\b(?:not|instead\s+of|rather\s+than)\s+(?:the\s+)?$", re.IGNORECASE)


def is_negated(text: str, start: int) -> bool:
    """Whether the number at `start` is named as one that is not so ("22, not fifteen")."""
    return bool(_NOT.search(text, max(0, start - 20), start))


_INSTEAD = re.compile(r"[^.;:\d]{0,30}?\b(?:not|instead\s{1,3}of|rather\s{1,3}than)\s{1,3}(?:the\s{1,3})?(?=\w)", re.IGNORECASE)


def instead_of(text: str, start: int, end: int) -> float | None:
    """The number that `text[start:end]`, the words behind a count, says is not so.

    Example:
        >>> instead_of("22 persons, not fifteen as the minister says, were buried", 10, 57)
        15.0
    """
    if (said := _INSTEAD.match(text, start, end)) is None:
        return None
    number = next(numbers_in(text, said.end(), min(end, said.end() + 30)), None)
    return number.value if number is not None and number.start == said.end() else None


_UP_FROM = re.compile(r"(?:\s\w{1,20}){0,2},?(?:\s(?:up|down))?\sfrom\s(?:(?:the|an?|its|their)\s(?:\w{1,12}\s)?)?(?=\w)", re.IGNORECASE)
_FROM_TO = re.compile(r"\sto\s(?:at\sleast\s)?", re.IGNORECASE)


def replaced_by(text: str, start: int, end: int, first: int, last: int) -> float | None:
    """The number from which the sentence `text[first:last]` says that the count `text[start:end]` went up or down.

    Example:
        >>> replaced_by("Peru raised its death toll to 17 from 14 on Friday.", 30, 32, 0, 51)
        14.0
    """
    if (said := _UP_FROM.match(text, end, last)) is not None:
        number = next(numbers_in(text, said.end(), min(last, said.end() + 30)), None)
        return number.value if number is not None and number.start == said.end() else None
    begin = max(first, start - 40)
    if "from " not in text[max(first, begin - 5) : start]:
        return None
    before = [n for n in numbers_in(text, begin, start) if re.search(r"\bfrom\s$", text[first : n.start])]
    return before[-1].value if before and _FROM_TO.fullmatch(text, before[-1].end, start) else None


def _anybody(word: str) -> bool:
    return word in word_class("everybody") or word in word_class("article")


def _lead_end(text: str) -> int:
    """Where the head of a report ends: its second line, or 350 characters."""
    lines = [m.start() for m in re.finditer(r"\n+", text[:700])]
    return max(350, lines[1] if len(lines) > 1 else 0)


def sums(found: Sequence[Count]) -> Ints:
    """For each count the number of the whole that it is, or to which it and another of its source beside it add up; -1 for others."""
    whole = np.full(len(found), -1, np.intp)
    reports: dict[str, list[int]] = defaultdict(list)
    for n, count in enumerate(found):
        if (value := count.claim.value) is not None and value > 0:
            reports[count.report_id].append(n)
    for told in reports.values():
        for at, first in enumerate(told):
            end = found[first].claim.expression.end + SUMMED
            near = [n for n in told[at + 1 : at + 1 + MOST_SUMMED] if found[n].claim.expression.start < end]
            for others in combinations(near, 2):
                parts = sorted((first, *others), key=lambda n: found[n].claim.value or 0.0)
                less, more, total = (found[n].claim.value or 0.0 for n in parts)
                alike = {(found[n].claim.unit, found[n].source) for n in parts}
                fates = {found[n].claim.indicator for n in parts} - {OPEN}
                replaced = any(found[n].replaces is not None for n in parts)  # "rose to 17 from 14 as three more died"
                if LEAST_SUM <= total == less + more and len(alike) == 1 and len(fates) <= 1 and not replaced:
                    whole[parts] = parts[2]
    return whole


def listed(found: Sequence[Count]) -> Bools:
    """Which counts are each some of those harmed, told in one breath with others of them: "eight patients and two nurses"."""
    some = np.zeros(len(found), np.bool_)
    for n, (one, other) in enumerate(pairwise(found)):
        left, right = one.claim, other.claim
        if one.report_id != other.report_id or left.indicator != right.indicator or left.indicator not in HARMED:
            continue
        near = 0 <= right.expression.start - left.expression.end <= ONE_BREATH
        alone = right.value == 1 and not right.expression.text[:1].isdigit() and right.expression.text.split()[0].lower() != "one"
        if near and one.who and other.who and not one.who & other.who and one.source == other.source and not alone:
            some[n : n + 2] = True
    return some


FEW = 10
"""A number of people below which two counts of it may well be of others: "two guards", "two teenagers"."""


class Counts:
    """Counts as arrays, to compare pairs of them; a pair's `left` stands earlier than its `right`."""

    def __init__(self, found: Sequence[Count], views: Views) -> None:
        claims = [c.claim for c in found]
        ids = {c.claim_id: n for n, c in enumerate(claims)}

        def which(test: Callable[[Count], Any]) -> Bools:
            return np.array([bool(test(c)) for c in found], np.bool_)

        self._value = np.array([np.nan if (v := point_value(c)) is None else v for c in claims])
        self._unit, self._indicator = numbers(c.unit or None for c in found), numbers(c.indicator for c in claims)
        self._is = {i: np.array([c.indicator == i for c in claims], np.bool_) for i in get_args(Indicator)}
        self._harm = self._is["killed"] | self._is["injured"] | self._is["missing"]
        self._held = self._is["detained"] | self._is["abducted"]
        self._of_people = which(lambda c: c.claim.expression.text.lower().endswith(("people", "persons")))
        self._start, self._end = (np.array([getattr(c.expression, at) for c in claims]) for at in ("start", "end"))
        self._claim, self._part_of = np.arange(len(found)), np.array([ids.get(c.part_of or "", -1) for c in claims])
        self._report, self._source_report = numbers(c.report_id for c in found), numbers(views.source(c.report_id) for c in found)
        self._placed = which(lambda c: c.place)
        self._agree = Asked([c.place for c in found], partial(places_agree, places=views.places))
        self._event, self._side = numbers(c.event or None for c in found), numbers(c.side or None for c in found)
        self._days, self._published = spans(c.days for c in found), spans(c.published for c in found)
        self._frame, self._whose = numbers(c.frame or None for c in found), numbers(c.whose for c in found)
        self._named = (self._whose >= 0) | which(lambda c: c.own)
        self._acts = spans(c.act for c in found)
        self._prior = which(lambda c: c.prior)
        self._conveyed = which(lambda c: c.conveyed)
        self._persons = which(lambda c: c.claim.unit == "persons")
        self._plight = numbers(c.plight or None for c in found)
        self._cause = numbers(c.cause or None for c in found)
        self._pledged = which(lambda c: c.pledged and c.source)
        self._recalled = which(lambda c: recalled(c.claim.period_end, c.claim.as_of))
        self._since = spans(span(c.claim.period_start, None) for c in found)[0]
        self._sentence, self._sentence_start = numbers(c.sentence for c in found), np.array([c.sentence[0] for c in found])
        self._who, self._source = Sets([c.who for c in found]), Sets([c.source for c in found])
        self._near, self._around = Sets([c.near for c in found], rarity), Sets([c.around for c in found], rarity)
        self._parts, self._ill = which(lambda c: c.who & PARTS), which(lambda c: c.who & ILL)
        self._sum, self._listed = sums(found), listed(found)
        self._cue = {cue: np.array([cue in c.cues for c in found], np.bool_) for cue in ("contrast", "revise", "further", "part", "total")}
        self._first, self._lead = which(lambda c: c.first), which(lambda c: c.lead)
        self._replaces = np.array([np.nan if c.replaces is None else c.replaces for c in found])
        self._instead = np.array([np.nan if c.instead is None else c.instead for c in found])
        self._nobody = which(lambda c: c.claim.value == 0 and not c.source and not c.claim.attributed_to)
        self._another = which(lambda c: c.another)
        self._person, self._moved = which(lambda c: c.claim.value == 1 and c.who), which(lambda c: c.moved)
        self._phrase = which(lambda c: c.claim.indicator == OPEN and " " in c.claim.expression.text.strip())
        self._part, self._further, self._negated = which(lambda c: c.part), which(lambda c: c.further), which(lambda c: c.negated)

    def pairs(self, stories: Sequence[int], window: int) -> Iterator[tuple[Ints, Ints]]:
        """Each count of a story with those of the `window` before it that may answer the same question; some pairs at a time.

        `stories`: how many of the counts are of each, one after another.
        """
        begun = np.cumsum([0, *stories]).tolist()
        within = ((left + first, right + first) for first, told in zip(begun, stories, strict=False) for left, right in earlier_pairs(told, window))
        for left, right in gathered(within):
            may = self.may_be_one(left, right)
            yield left[may], right[may]

    def may_be_one(self, left: Ints, right: Ints) -> Bools:
        """False for claims that cannot answer one question: other units, no number, other indicators where both say what they count.

        A bare number ("the ministry says 58"), or one of the same population ("1,190 refugees"), may answer what a claim of another indicator does.
        """
        stated = ~np.isnan(self._value[left] + self._value[right]) & ~differ(self._unit, left, right)
        is_open, troops, money = self._is[OPEN], self._is["troops"], self._is["money"]
        populations = self._who.meet(left, right)
        one = ~is_open[left] | populations | self._who.empty[left] | self._who.empty[right]
        loose, told = np.where(is_open[left], left, right), np.where(is_open[left], right, left)
        across = is_open[loose] & ~money[told] & ~(troops[told] & self._of_people[loose]) & (self._who.empty[loose] | populations & ~self._harm[told])
        may: Bools = stated & np.where(self._indicator[left] == self._indicator[right], one, across)
        return may

    def features(self, left: Ints, right: Ints) -> Features:
        """What pairs of counts say about whether they answer one question, by feature name."""
        who, near, around, source, cue, is_ = self._who, self._near, self._around, self._source, self._cue, self._is
        a, b = np.nan_to_num(self._value[left]), np.nan_to_num(self._value[right])
        less, more = np.minimum(a, b), np.maximum(a, b)
        equal = a == b
        one = self._report[left] == self._report[right]
        copy = ~one & (self._source_report[left] == self._source_report[right])
        place = self._agree(left, right)
        gap, late = gaps(self._days, left, right), known(gaps(self._published, left, right))
        other_day = known(gap)
        acts = gaps(self._acts, left, right)
        other_act = acts > 0
        distance = np.abs(self._start[left] - self._start[right])
        close = distance < NEAR_BY
        same_sentence = one & (self._sentence_start[left] == self._sentence_start[right])
        anybody, both_anybody = who.empty[left] | who.empty[right], who.empty[left] & who.empty[right]
        populations, sources = who.meet(left, right), source.meet(left, right)
        sourced = ~source.empty
        later = {name: has[right] | has[left] & one for name, has in cue.items()}
        harm = self._harm[left]
        other_sources = one & ~source.equal(left, right)
        found = {
            "equal": equal, "one_report": one & ~equal, "one_report_equal": one & equal, "one_sentence": same_sentence, "copy": copy & ~equal,
            "beside": one & ~same_sentence & close, "distance": np.minimum(1.0, distance / 1500) * one,
            "same_words": who.equal(left, right) & ~who.empty[left], "some_words": populations & ~who.equal(left, right),
            "other_words": ~anybody & ~populations, "anybody": anybody, "both_anybody": both_anybody,
            "same_side": same(self._side, left, right), "other_side": differ(self._side, left, right),
            "part_counted": self._parts[left] != self._parts[right],
            "said_part": (self._part_of[left] == self._claim[right]) | (self._part_of[right] == self._claim[left]),
            "same_event": same(self._event, left, right), "other_event": differ(self._event, left, right),
            "same_act_day": acts == 0, "other_act_day": other_act, "other_act": other_act & ~(place > 0),
            "same_place": place == 1.0, "near_place": (place > 0) & (place < 1), "other_place": np.maximum(0.0, -place),
            "one_placed": self._placed[left] != self._placed[right],
            "other_day": np.minimum(1.0, other_day / 5), "same_day": (gap == 0) & ~one, "told_later": np.minimum(1.0, late / 3) * ~one,
            "near_words": near.share(left, right) * ~same_sentence, "around_words": around.share(left, right) * ~one,
            "contrast": later["contrast"] & one, "contrast_across": later["contrast"] & ~one, "revise": later["revise"] & ~one,
            "revise_within": later["revise"] & one, "further": later["further"], "part": later["part"] & one,
            "totals": cue["total"][left] & cue["total"][right], "total": cue["total"][left] | cue["total"][right],
            "both_first": self._first[left] & self._first[right] & ~one, "one_first": (self._first[left] != self._first[right]) & ~one,
            "both_lead": self._lead[left] & self._lead[right] & ~one, "one_lead": self._lead[left] != self._lead[right],
            "other_source": sourced[left] & sourced[right] & ~sources, "same_source": sources,
            "one_sourced": sourced[left] != sourced[right], "one_report_other_source": other_sources,
            "nearness": np.divide(less, more, out=np.zeros_like(more), where=(more > 0) & ~equal),
            "far": more > 8 * np.maximum(1.0, less), "nobody": (less == 0) & ~equal,
            "raised": (b > a) & ~one & (late > 0), "lowered": (b < a) & ~one & (late > 0), "harm": harm, "harm_anybody": harm & anybody,
            "money": is_["money"][left], "other": is_[OPEN][left], "affected": is_["affected"][left],
            "troops": is_["troops"][left], "held": self._held[left], "displaced": is_["displaced"][left],
        }  # fmt: skip
        other = self._indicator[left] != self._indicator[right]
        return found | {
            "other_indicator": other, "other_indicator_beside": other & one & close,
            "harm_first": harm & found["both_first"], "beside_contrast": found["beside"] & found["contrast"],
            "beside_source": found["beside"] & other_sources, "first_revise": found["both_first"] & found["revise"],
            "anybody_contrast": anybody & found["contrast"], "other_words_contrast": found["other_words"] & found["contrast"],
            "same_words_across": found["same_words"] & ~one, "same_words_around": found["same_words"] * found["around_words"],
            "anybody_around": anybody * found["around_words"], "first_around": found["both_first"] * found["around_words"],
            "raised_near": found["raised"] * found["nearness"], "equal_words": equal & found["same_words"], "equal_other_words": equal & found["other_words"],
            "equal_place": equal & (place == 1.0), "equal_other_place": equal & (place < 0), "equal_rare": equal & (a >= 20), "equal_copy": equal & copy,
            "equal_around": equal * found["around_words"],
        }  # fmt: skip

    def limited(self, left: Ints, right: Ints, scores: Floats) -> Floats:
        """Log odds within what is known for certain: see `NOT_ONE` and `SAID_NOT`."""
        one, equal = self._report[left] == self._report[right], self._value[left] == self._value[right]
        said_not = self._said_not(left, right, one, equal)
        parts = ((self._part[left] != self._part[right]) | (self._listed[left] != self._listed[right])) & ~equal
        others = (self._further[left] != self._further[right]) | (self._prior[left] != self._prior[right])
        strange = ~self._who.empty[left] & ~self._who.empty[right] & ~self._who.meet(left, right) & differ(self._event, left, right)
        others |= self._harm[left] & self._harm[right] & strange & ~one & equal & (np.nan_to_num(self._value[left]) < FEW)
        between = self._start[right] - self._end[left]
        things = self._is[OPEN] & ~self._persons
        others |= (self._harm[left] & self._harm[right] | things[left] & things[right]) & (gaps(self._acts, left, right) > 0)
        breath = one & (between >= 0) & (between <= ONE_BREATH)
        added = breath & ~self._who.meet(left, right) & ~(self._negated[left] | self._negated[right] | said_not)
        edited = ~one & same(self._frame, left, right)
        scores = np.where(said_not | edited, np.maximum(scores, SAID_NOT), scores)
        scores = np.where(parts | differ(self._side, left, right) | others | added, np.minimum(scores, NOT_ONE), scores)
        scores = np.where(self._beside_others(left, right, one) & ~(equal | said_not), np.minimum(scores, NOT_ONE), scores)
        given = self._pledged[left] & self._pledged[right] & ~equal & ~self._source.meet(left, right)
        scores = np.where(given, np.minimum(scores, NOT_ONE), scores)
        others_too = self._harm[left] & self._harm[right] & ~self._who.meet(left, right)
        scores = scores + np.where(others_too, ONE_OF_ALL, ONE_NAMED) * (self._named[left] != self._named[right])
        never = differ(self._whose, left, right) | self._long(left, right) | self._other_parts(left, right) | self._of_other_times(left, right)
        never |= (self._elsewhere(left, right) | self._of_other_acts(left, right, one)) & ~(equal | said_not)
        never |= self._sums(left, right) | self._too_far(left, right, one) | self._of_one_voice(left, right, one) & ~(equal | said_not)
        never |= self._ill[left] != self._ill[right]
        never |= (self._conveyed[left] | self._conveyed[right]) & ~equal & ~edited & ~self._source.meet(left, right)
        never |= differ(self._plight, left, right)
        told, loose = self._plight >= 0, self._is[OPEN] & self._persons
        never |= self._harm[left] & told[right] | self._harm[right] & told[left]  # those saved and those harmed
        one_told = loose[left] & loose[right] & (told[left] != told[right]) & ~equal
        scores = np.where(one_told, np.minimum(scores, NOT_ONE), scores)
        never |= self._is["killed"][left] & self._is["killed"][right] & differ(self._cause, left, right)
        scores = np.where(self._of_one_act(left, right) & ~one & ~parts & ~others, np.maximum(scores, ONE_ACT), scores)
        return np.where(never, NEVER, scores)

    def _elsewhere(self, left: Ints, right: Ints) -> Bools:
        """Whether two counts are of the victims of acts of other days, and not known to be of one place."""
        other: Bools = self._harm[left] & self._harm[right] & (self._agree(left, right) <= 0) & (gaps(self._acts, left, right) > 0)
        return other

    def _of_other_acts(self, left: Ints, right: Ints, one: Bools) -> Bools:
        """Whether two counts of those harmed are known to be of other acts.

        Nobody whom no source counts ("no deaths were reported") is told of the act just told; what one source of a report counts on another day
        is of another act, unless the count is revised; so is what a sentence counts that opens with another place, after another count, or with what sets it apart.
        """
        harm, act = self._harm[left] & self._harm[right], same(self._event, left, right)
        other: Bools = harm & (self._nobody[left] != self._nobody[right]) & ~act
        within = np.flatnonzero(harm & one)  # few, and places are dear to compare
        a, b = left[within], right[within]
        other_day = (gaps(self._days, a, b) > 0) & self._source.equal(a, b) & ~self._cue["revise"][b]
        moved = self._moved[b] & (self._sentence_start[a] != self._sentence_start[b]) & ~act[within]
        other[within] |= (other_day | moved) & (self._agree(a, b) < 1)
        other[within] |= self._another[b] & (self._sentence_start[a] != self._sentence_start[b])
        return other

    def _beside_others(self, left: Ints, right: Ints, one: Bools) -> Bools:
        """Whether two counts are of people told of beside one another: a named one and a toll of another act, two of one sentence and source
        that are not held against each other, two parts in one sentence, those aboard or saved and those harmed, and of others people of other places, or of some and of
        anybody in sentences with little in common."""
        harm = self._harm[left] & self._harm[right]
        named = harm & ~one & (self._person[left] != self._person[right]) & ~self._who.meet(left, right) & ~same(self._event, left, right)
        held = self._cue["contrast"][right] | self._cue["revise"][right]
        listed = harm & one & (self._sentence_start[left] == self._sentence_start[right]) & self._source.equal(left, right) & ~held
        aboard = self._phrase[left] & self._harm[right] | self._phrase[right] & self._harm[left]
        parts = harm & one & self._part[left] & self._part[right] & (self._sentence_start[left] == self._sentence_start[right])
        beside: Bools = named | listed & (self._indicator[left] == self._indicator[right]) | aboard | parts
        loose = np.flatnonzero(self._is[OPEN][left] & self._is[OPEN][right])
        a, b = left[loose], right[loose]
        strangers = ~one[loose] & (self._who.empty[a] != self._who.empty[b]) & ~same(self._event, a, b) & (self._near.share(a, b) < NEAR_WORDS)
        beside[loose] |= strangers | (self._agree(a, b) <= -1.0)
        return beside

    def _sums(self, left: Ints, right: Ints) -> Bools:
        """Whether both are parts of one number beside them, or one is of the other: "1,140 came: 468 arrived, the other 672 went back"."""
        parts: Bools = (self._sum[left] >= 0) & (self._sum[left] == self._sum[right])
        return parts

    def _too_far(self, left: Ints, right: Ints, one: Bools) -> Bools:
        """Whether one number is so much larger that they count different things; a later toll may be far above the first."""
        a, b = np.nan_to_num(self._value[left]), np.nan_to_num(self._value[right])
        later = known(gaps(self._published, left, right)) > 0
        rising = self._harm[left] & self._harm[right] & (b > a) & ~one & later
        far: Bools = (np.minimum(a, b) > 0) & (np.maximum(a, b) > FAR * np.minimum(a, b)) & ~rising
        return far

    def _of_one_voice(self, left: Ints, right: Ints, one: Bools) -> Bools:
        """Whether one source counts two populations in one report ("eleven mourners were killed, and two daughters of the chief"), or a report
        counts two that are held, without setting one number against the other: "five engineers", "eleven prisoners"."""
        named = ~self._who.empty[left] & ~self._who.empty[right] & ~self._who.meet(left, right)
        harmed = self._source.equal(left, right) & self._harm[left] & self._harm[right]
        held = self._held[left] & self._held[right] & ~(self._cue["contrast"][right] | self._cue["revise"][right])
        two: Bools = one & named & (harmed | held)
        return two

    def _of_one_act(self, left: Ints, right: Ints) -> Bools:
        """Whether two counts say no more of those harmed than at which place, and on which day, the act was."""
        told = self._harm[left] & (self._indicator[left] == self._indicator[right]) & self._who.empty[left] & self._who.empty[right]
        one: Bools = told & (self._agree(left, right) == 1.0) & (gaps(self._acts, left, right) == 0)
        return one

    def _of_other_times(self, left: Ints, right: Ints) -> Bools:
        """Whether one claim is of a time that its report only recalls, and the other is of another ("in 2009 a bomb killed nine")."""
        other: Bools = (self._recalled[left] | self._recalled[right]) & (gaps(self._days, left, right) > RECALLED)
        return other

    def _other_parts(self, left: Ints, right: Ints) -> Bools:
        """Whether both count others among those counted: "nine, two of them children", "five, three of them women"."""
        parts = (self._part_of[left] >= 0) & (self._part_of[right] >= 0)
        named = ~self._who.empty[left] & ~self._who.empty[right]
        other: Bools = parts & named & ~self._who.meet(left, right)
        return other

    def _long(self, left: Ints, right: Ints) -> Bools:
        """Whether one claim counts over a time that began long before the other's act ("63 since January"), or after the other's end."""
        since = np.minimum(np.nan_to_num(self._since[left], nan=np.inf), np.nan_to_num(self._since[right], nan=np.inf))
        one = np.isnan(self._since[left]) != np.isnan(self._since[right])
        act = np.where(np.isnan(self._since[left]), self._acts[0][left], self._acts[0][right])
        other_end = np.where(np.isnan(self._since[left]), self._days[1][left], self._days[1][right])
        long: Bools = one & ((act - since > LONG) | (other_end < since))
        return long

    def _said_not(self, left: Ints, right: Ints, one: Bools, equal: Bools) -> Bools:
        """Whether one claim is the number that the other is said to stand for, or the same number said not to be so by another report."""
        instead = ~equal & (self._sentence[left] == self._sentence[right])
        said: Bools = (self._negated[left] != self._negated[right]) & np.where(one, instead, equal & self._negated[right])
        said |= self._harm[left] & self._harm[right] & ((self._replaces[right] == self._value[left]) | one & (self._replaces[left] == self._value[right]))
        said |= (self._instead[right] == self._value[left]) | (self._instead[left] == self._value[right])
        return said

    def scores(self, left: Ints, right: Ints) -> Floats:
        """Log odds that the counts of each pair answer one question."""
        return self.limited(left, right, weighed(self.features(left, right), weights())).round(6)

    def because(self, left: Ints, right: Ints) -> list[tuple[str, ...]]:
        """What speaks for each pair."""
        return reasons(self.features(left, right), weights())


@cache
def weights() -> Mapping[str, float]:
    """Weight (log odds) by feature."""
    return MappingProxyType({row["feature"]: float(row["weight"]) for row in table("question_weights.tsv")})
