"""What a passage lacks: digits, marks, capitals, line breaks, its end. Measured against what English news has, passage by passage.

A passage is a line. One sign is never enough: marks are lost where a long passage has none (news has one in about eight words), digits
where letters are all that is left or where orphans show ("on May,", "at least people", "percent" after "by"), capitals where a whole
passage has one case. Short passages are judged with the rest of the report.
"""

import re

import msgspec

from dateline.model.report import Damage, DamageKind, Report

_WORD = re.compile(r"[^\W\d_]+")
_MARK = re.compile(r"[.,;:!?\"“”„«»()\[\]…—–]|['’](?!s?\b)|\b['’]s\b")
_DIGIT = re.compile(r"\d")

# lengths in words
SURE_WORDS = 30  # from here a passage without marks has lost them
SHORT_WORDS = 10  # below, nothing is said of a passage but by its neighbours
CASE_WORDS = 20
LETTERS_WORDS = 40  # from here letters alone show that digits are lost too
LINE_WORDS = 250  # from here a line is more than one paragraph
SPARSE_MARKS = 1 / 60  # marks a word; clean news has 1/12 to 1/5
ENOUGH_WORDS = 80  # in a report of this length that has no digit one sign is enough
ORPHANS = 2  # signs of lost digits that make a case

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_COUNTED = (
    "people|persons|civilians|soldiers|troops|fighters|militants|rebels|policemen|officers|women|children|men|boys|girls|refugees|migrants|families|houses|homes|"
    "villagers|demonstrators|protesters|prisoners|hostages|passengers|sailors|workers|villages|vehicles|trucks|lorries|kilometres|kilometers|miles|metres|hours|minutes|"
    "days|weeks|months|years|dollars|euros|deaths|bodies|tents|tonnes|tons|seats|votes|students|patients|members|peacekeepers|observers|experts|households"
)
_ORPHANS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Oo]n (?:{_MONTHS})\b\.?(?!\s*\d)(?=[ ,.;)])(?! \w+day)",
        rf"\b(?:at least|more than|fewer than|less than|up to|nearly|almost|as many as|an estimated|a further|another) (?:{_COUNTED})\b",
        rf"\b(?:killed|killing|wounded|injured|injuring|wounding|detained|arrested|displaced|freed|were|some|about|of|the|over|around) (?:{_COUNTED}) (?:and (?:injured|wounded|injuring|wounding) ,?\b|, including\b)",
        r"(?<=[a-z]) (?:percent|per cent)\b(?<! a percent)",
        r"[$€£](?=\s|\.\s?[a-z]|,)",
        r"(?<=\s)-year-old\b|\b(?:a|an|the) year-old\b",
        r"\b(?:at|by|until|from|about|around|before|after) (?:a\.m\.|p\.m\.|am\b|pm\b)",
        r"(?<=\w) ,(?= |\n)(?! \.)",
        r"\(\s*\)|(?<=[a-z]) \.(?=\s|$)",
        r"\b[Nn]o\. (?=[,.)–-]|\(|$|\n)",
        rf"\b(?:{_MONTHS}) (?=\((?:[A-Z]|and)|,? - )",
        rf"\b(?:since|until|by|of|from) (?:{_MONTHS})(?=,|\.)(?= ?[,.] ?[a-z])",
        r"\b(?:aged|age) (?=[,.)]|and\b|to\b)",
        r"(?:^|(?<=\s))(?:th|st|nd|rd)(?= |,|\.)",
        r"\bbetween and\b|\bfrom to\b|\bby to\b(?= [,.])",
        r"(?<=\s)(?:million|billion) (?:people|dollars|euros)\b(?<!several million dollars)",
        r"\bin [,.](?=\s)|\bin and\b",
    )
)
_CUT_OFF = re.compile(
    r"(?:\.\.\.|…)\s*$|\[\+\d+ chars\]\s*$|\[(?:\.\.\.|…|more)\]\s*$|\((?:more|continued)\)\s*$|\b(?:[Rr]ead more|[Cc]ontinue reading|READ MORE|[Ss]ee more)\W*$"
)
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$|[\"”»)\]]\s*$")


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the text and its measures. Counts; `upper`/`lower`: letters."""

    start: int
    end: int
    words: int
    marks: int
    digits: int
    upper: int
    lower: int
    orphans: int

    @property
    def letters_only(self) -> bool:
        return self.marks == 0 and self.digits == 0


def measure(text: str) -> tuple[Passage, ...]:
    """The non-blank lines of a text with what they hold."""
    found = []
    position = 0
    for line in text.split("\n"):
        start = position
        position += len(line) + 1
        body = line.strip()
        if not body:
            continue
        start += len(line) - len(line.lstrip())
        found.append(
            Passage(
                start=start,
                end=start + len(body),
                words=len(_WORD.findall(body)),
                marks=len(_MARK.findall(body)),
                digits=len(_DIGIT.findall(body)),
                upper=sum(c.isupper() for c in body),
                lower=sum(c.islower() for c in body),
                orphans=sum(len(p.findall(body)) for p in _ORPHANS),
            )
        )
    return tuple(found)


def damage_of(report: Report) -> tuple[Damage, ...]:
    """The damage of each passage; neighbours with the same damage are one span. Empty for a clean report.

    `encoding` and what a container says of truncation is the intake's to add; `truncated` here means that the text itself shows it.
    """
    text = report.text
    passages = measure(text)
    if not passages:
        return ()
    words = sum(p.words for p in passages)
    kinds: list[set[DamageKind]] = [set() for _ in passages]
    bare = sum(p.words for p in passages if p.marks == 0)
    all_bare = bare > 0.8 * words and words >= SURE_WORDS
    upper, lower = sum(p.upper for p in passages), sum(p.lower for p in passages)
    all_one_case = words >= CASE_WORDS and (upper > 0.9 * (upper + lower) or upper == 0) and lower + upper > 0
    no_digits = not any(p.digits for p in passages)
    all_orphaned = no_digits and sum(p.orphans for p in passages) >= (ORPHANS if words < ENOUGH_WORDS else 1)
    for passage, found in zip(passages, kinds, strict=True):
        if _marks_lost(passage, all_bare):
            found.add("punctuation_lost")
        if _digits_lost(passage, all_bare, all_orphaned, "punctuation_lost" in found):
            found.add("digits_lost")
        if all_one_case or _case_lost(passage):
            found.add("case_lost")
        if passage.words > LINE_WORDS:
            found.add("breaks_lost")
    lost: tuple[DamageKind, ...] = ("digits_lost", "punctuation_lost", "case_lost", "breaks_lost")
    result = [d for kind in lost for d in _spans(passages, kinds, kind)]
    result.extend(Damage(kind="encoding", start=m.start(), end=m.end()) for m in re.finditer("\ufffd+", text))
    if _cut_off(text, passages):
        result.append(Damage(kind="truncated", start=passages[-1].end - 1, end=passages[-1].end))
    return tuple(sorted(result, key=lambda d: (d.start, d.kind)))


def _marks_lost(passage: Passage, all_bare: bool) -> bool:
    if passage.words >= SURE_WORDS:
        return passage.marks <= SPARSE_MARKS * passage.words
    return all_bare and passage.words >= SHORT_WORDS and passage.marks == 0


def _digits_lost(passage: Passage, all_bare: bool, all_orphaned: bool, marks_lost: bool) -> bool:
    if passage.digits:
        return False
    if marks_lost and passage.letters_only and (passage.words >= LETTERS_WORDS or all_bare):
        return True
    return all_orphaned or passage.orphans > ORPHANS


def _case_lost(passage: Passage) -> bool:
    letters = passage.upper + passage.lower
    if passage.words < CASE_WORDS or not letters:
        return False
    return passage.upper == 0 or passage.upper > 0.9 * letters


def _spans(passages: tuple[Passage, ...], kinds: list[set[DamageKind]], kind: DamageKind) -> list[Damage]:
    found: list[Damage] = []
    open_start: int | None = None
    last = 0
    for passage, has in zip(passages, kinds, strict=True):
        if kind in has:
            open_start = passage.start if open_start is None else open_start
            last = passage.end
        elif open_start is not None:
            found.append(Damage(kind=kind, start=open_start, end=last))
            open_start = None
    if open_start is not None:
        found.append(Damage(kind=kind, start=open_start, end=last))
    return found


def _cut_off(text: str, passages: tuple[Passage, ...]) -> bool:
    last = passages[-1]
    body = text[last.start : last.end]
    if _CUT_OFF.search(body):
        return True
    long = [p for p in passages if p.words >= SHORT_WORDS]
    if len(long) < 4 or last.words < SHORT_WORDS or not body[-1].isalpha() and body[-1] != ",":
        return False
    return all(_ENDED.search(text[p.start : p.end]) for p in long[1:-1])
