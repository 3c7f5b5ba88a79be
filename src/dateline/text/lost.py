"""Places where a number stood that the text lost. Places only: what the number was is never guessed.

Looked for in passages that lost their digits, nowhere else. Each rule names a frame that English leaves open without a number:
"at least people", "between and", "on April", "million dollars" after a verb, "a member task force", "opened in and".
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from dateline.lexicon import rule_words, table

if TYPE_CHECKING:
    from dateline.text.segment import ReportText, Token

LostKind = Literal["count", "date", "money", "year"]

_DETERMINERS = frozenset("a an the this that these those his her its their our my your no each every any both such".split())
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_TELLING = frozenset(("said", "says", "that"))
_COUNTABLE = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "VBN", "CD"))
DATED = 3
"""Lost days from which "since April" is held to have lost its day too; alone it stands whole."""


class LostNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A gap. `start`/`end`: offsets of the neighbouring words that show it; `kind`: what stood there; `rule`: the frame."""

    start: int
    end: int
    kind: LostKind
    rule: str = ""


@cache
def _role(name: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("lost_number_cues.tsv") if row["role"] == name)


def lost_numbers(text: "ReportText") -> tuple[LostNumber, ...]:
    """The gaps of passages without digits, in order of appearance; none elsewhere. Spans never overlap."""
    spans = [(d.start, d.end) for d in text.report.damage if d.kind == "digits_lost"]
    if not spans:
        return ()
    head = _in_dateline(text, spans)
    tokens = [t for t in text.tokens if t.start < t.end and any(s <= t.start < e for s, e in spans) and any(c.isalnum() for c in t.text)]
    found: list[LostNumber] = []
    gaps = [*head, *_gaps(tokens), *(g for start, end in spans for g in _orphans(text.text, start, end))]
    if sum(g.kind == "date" and g.rule != "since" for g in gaps) < DATED:
        gaps = [g for g in gaps if g.rule != "since"]
    for gap in sorted(gaps, key=lambda g: (g.start, -g.end)):
        if found and not any(c.isalnum() for c in text.text[found[-1].end : gap.start]) and not _parted(text, found[-1], gap):
            found[-1] = _merged(found[-1], gap)
        else:
            found.append(gap)
    return tuple(found)


def _parted(text: "ReportText", first: LostNumber, second: LostNumber) -> bool:
    """Whether a sentence ends between two gaps: "spoke of | dead. About | people have left"."""
    left, right = text.tokens_in(first.start, first.end), text.tokens_in(second.start, second.end)
    return bool(left and right) and text.tokens[left[-1]].sentence != text.tokens[right[0]].sentence


def subjects_behind(text: "ReportText") -> Iterator[tuple[int, int]]:
    """Tokens `(name, verb)` of the names right behind an "in" that lost its year: not where, but who ("Also in | Ghana struck a deal")."""
    years = [text.tokens_in(gap.start, gap.end) for gap in text.lost if gap.rule == "year"]
    if not years:
        return
    frames = _Frames(list(text.tokens))
    for at in years:
        if len(at) == 1 and (last := frames.named_after(at[0])) is not None:
            yield last, last + 1


def counted_clauses(text: "ReportText") -> Iterator[tuple[int, str, int]]:
    """`(token, dep, head)` of clauses whose subject lost its count: "said more than | people had fled" compares nothing, it tells that they fled."""
    tokens = text.tokens
    for gap in text.lost:
        for i in text.tokens_in(gap.start, gap.end):
            more, than, verb = tokens[i], tokens[min(i + 1, len(tokens) - 1)], tokens[tokens[i].head]
            if more.lower not in ("more", "less", "fewer") or than.lower != "than" or than.dep != "mark" or verb.i > i:
                continue
            clause = tokens[than.head]
            subject = next((t.i for t in tokens[i + 2 : clause.i] if t.head == clause.i and t.dep in ("nsubj", "nsubjpass")), None)
            if clause.dep == "advcl" and subject is not None and verb.lower in rule_words("clause_saying"):
                yield clause.i, "ccomp", verb.i
                yield than.i, "quantmod", subject
                yield more.i, "amod", subject


_STRENGTH = ("money", "date", "year", "count")


def _merged(first: LostNumber, second: LostNumber) -> LostNumber:
    """Two frames that show one gap."""
    kind = min(first.kind, second.kind, key=_STRENGTH.index)
    rule = second.rule if first.rule == "orphan" else first.rule
    return LostNumber(start=first.start, end=max(first.end, second.end), kind=kind, rule=rule)


def _in_dateline(text: "ReportText", spans: list[tuple[int, int]]) -> Iterator[LostNumber]:
    """ "ROME April Xinhua": the month of the dateline, whose day is gone. The dateline is outside of the tokens that are read."""
    dateline = text.report.header.dateline
    if dateline is None or not any(s <= dateline[0] < e for s, e in spans):
        return
    for found in re.finditer(r"[^\W\d_]+", text.text[slice(*dateline)]):
        if found.group().casefold() in _role("month") | _role("abbreviation") and found.start():
            yield LostNumber(start=dateline[0] + found.start(), end=dateline[0] + found.end(), kind="date", rule="dateline")


def _gaps(tokens: "list[Token]") -> Iterator[LostNumber]:
    f = _Frames(tokens)
    rules = (
        f.approximate, f.some, f.between, f.scale, f.measure, f.harm, f.harm_described, f.befallen, f.bare, f.other_fate, f.kills, f.toll_is, f.loose,
        f.object, f.part, f.part_about, f.ended, f.compound, f.old, f.rise, f.day, f.year, f.clock, f.ordinal, f.preposition,
    )  # fmt: skip
    for i in range(len(tokens)):
        if (gap := next((gap for rule in rules if (gap := rule(i)) is not None), None)) is not None:
            yield gap


_ORPHANS: tuple[tuple[re.Pattern[str], LostKind | None], ...] = (
    (re.compile(r"\b([^\W\d_]+\.?)[ ]+(?=[,.;:?!](?:[ \n\"”’)]|$))"), None),  # a blank before a mark
    (re.compile(r"([$€£¥])(?=\s|[.,]|$)"), "money"),
    (re.compile(r"(?<=[ \n(])(-year-old)\b"), "count"),
    (
        re.compile(
            r"(?<=[ \n(])(-(?:member|bed|seat|point|strong|day|hour|month|week|km|kilometre|man|page|storey|metre|foot|mile|minute)\b)"
        ),
        "count",
    ),
    (re.compile(r"(?:^|(?<=\s))(%)"), "count"),
    (re.compile(r"\b([^\W\d_]+) -(?=[.,;\n ]|$)(?! [^\W\d_])"), "count"),  # what is left of a score
    (re.compile(r"\b([Tt]he (?:th|nd|rd|st))\b"), "date"),
)


def _orphans(text: str, start: int, end: int) -> Iterator[LostNumber]:
    """Marks that stand alone where the digits between them are gone: "in ,", "$ million", "-year-old"."""
    months = _role("month") | _role("abbreviation")
    for pattern, given in _ORPHANS:
        for found in pattern.finditer(text, start, end):
            word = found.group(1).casefold().rstrip(".")
            kind = given or ("date" if word in months or word == "on" else "year" if word in ("in", "since", "until") else "count")
            yield LostNumber(start=found.start(1), end=found.end(1), kind=kind, rule="orphan")


class _Frames:
    """The frames. Each method looks whether a number is missing right before token `i` and returns the gap or None."""

    def __init__(self, tokens: "list[Token]") -> None:
        self.tokens = tokens
        self.words = [t.lower for t in tokens]

    def word(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    def tag(self, i: int) -> str:
        return self.tokens[i].tag if 0 <= i < len(self.tokens) else ""

    def together(self, i: int, k: int) -> bool:
        """Whether tokens i and k stand in one sentence."""
        return 0 <= i < len(self.tokens) and k < len(self.tokens) and self.tokens[i].sentence == self.tokens[k].sentence

    def numeric(self, i: int) -> bool:
        word = self.word(i)
        return self.tag(i) == "CD" or word in _role("quantifier") or word in _role("scale") or any(c.isdigit() for c in word)

    def plural(self, i: int, reach: int = 3) -> int | None:
        """The counted noun of a bare noun phrase that begins at token i: a plural within reach, None where there is none."""
        for k in range(i, min(i + reach, len(self.tokens))):
            if not self.together(i, k) or self.word(k) in _DETERMINERS or self.numeric(k):
                return None
            if self.tag(k) == "NNS" or self.word(k) in _role("counted"):
                return k
            if self.tag(k) not in ("JJ", "NN", "NNP", "VBN", "NNPS", "HYPH", "VBG"):
                return None
        return None

    def gap(self, first: int, last: int, kind: LostKind, rule: str) -> LostNumber:
        return LostNumber(start=self.tokens[first].start, end=self.tokens[last].end, kind=kind, rule=rule)

    def approximate(self, i: int) -> LostNumber | None:
        """ "at least people", "more than refugees", "an estimated families", "up to dollars"."""
        before, earlier = self.word(i - 1), self.word(i - 2)
        if not self.together(i - 1, i) or self.numeric(i) or self.word(i) in _DETERMINERS:
            return None
        if (
            (before == "least" and earlier == "at")
            or (before == "than" and earlier in ("more", "fewer", "less"))
            or (before == "to" and earlier == "up")
        ):
            first, strong = i - 2, before == "least"
        elif before in _role("approx"):
            first, strong = i - 1, before in _role("sure_approx")
        else:
            return None
        if before in ("some", "only") or (before == "over" and (self.tag(i - 1) == "RP" or earlier in _role("over"))):
            return None
        noun = self.plural(i)
        if noun is None:
            return None
        opening = before == "about" and i >= 1 and not self.together(i - 2, i - 1)
        if (
            not strong
            and not opening
            and before in ("about", "around", "over")
            and self.word(noun) not in _role("counted") | _role("measure") | _role("money")
        ):
            return None
        if before == "another" and self.tag(noun) != "NNS":
            return None
        return self.gap(first, noun, "money" if self.word(noun) in _role("money") else "count", "approximate")

    def some(self, i: int) -> LostNumber | None:
        """ "Some people have been displaced", "where some people marched": "some" before counted people and their verb said "about"."""
        if self.word(i - 1) != "some" or not self.together(i - 1, i + 1) or self.tag(i) != "NNS" or self.word(i) not in _role("counted"):
            return None
        opening = not self.together(i - 2, i - 1) or self.word(i - 2) in _role("before_some")
        return self.gap(i - 1, i, "count", "some") if opening and self.tag(i + 1) in ("VBD", "VBP", "VBN") else None

    def between(self, i: int) -> LostNumber | None:
        """ "between and people", "from to seats"."""
        before, word = self.word(i - 1), self.word(i)
        if not self.together(i - 1, i):
            return None
        if (before == "between" and word == "and") or (before in ("from", "by", "of") and word == "to" and self.tag(i + 1) != "VB"):
            noun = self.plural(i + 1)
            if self.word(i + 1) in _role("month"):
                return self.gap(i - 1, i + 1, "date", "between")
            return self.gap(i - 1, noun if noun is not None else i, "count", "between")
        return None

    def scale(self, i: int) -> LostNumber | None:
        """ "pledged million euros", "demanded million in cash"; "six million" and "a million" stand whole."""
        if self.word(i) not in _role("scale") or self.numeric(i - 1) and self.together(i - 1, i):
            return None
        before = self.word(i - 1) if self.together(i - 1, i) else ""
        if before in _DETERMINERS or before in ("quarter", "half", "hundred", "and"):
            return None
        for k in range(i + 1, min(i + 4, len(self.tokens))):
            if self.word(k) in _role("money"):
                return self.gap(i, k, "money", "scale")
        if before.upper() in ("USD", "EUR", "GBP", "US", "UK", "$", "€", "£", "US$"):
            return self.gap(i - 1, i, "money", "scale")
        noun = self.plural(i + 1) if self.together(i, i + 1) else None
        return self.gap(i, noun if noun is not None else i, "money" if noun is None and self.is_sum(i) else "count", "scale")

    def is_sum(self, i: int) -> bool:
        """Whether a bare "million" is money, whose sign is lost: nothing counted follows, and no people's number is spoken of."""
        if self.word(i) not in _role("large") or (self.together(i, i + 1) and self.tag(i + 1) in _COUNTABLE):
            return False
        before = [self.word(k) for k in range(max(0, i - 4), i)]
        return not any(w in _role("rise") or w in _role("of_inhabitants") for w in before)

    def measure(self, i: int) -> LostNumber | None:
        """ "rose percent", "with tonnes of food", "per cent"."""
        word, before = self.word(i), self.word(i - 1)
        kind: LostKind = "money" if word in _role("money") else "count"
        percent = word == "per" and self.word(i + 1) == "cent"
        if not (percent or word in _role("measure") or (kind == "money" and word.endswith("s"))):
            return None
        if not self.together(i - 1, i):
            return None
        if (
            before in _DETERMINERS
            or self.numeric(i - 1)
            or before in ("per", "point", "of", "and", "or", "us", "in")
            or self.tag(i - 1) in ("JJ", "NN", "NNP", "CD", "NNS", "PRP$")
        ):
            if not (before in ("of", "by", "in") and (percent or word == "percent")):
                return None
        return self.gap(i, i + 1 if percent else i, kind, "measure")

    def harm(self, i: int) -> LostNumber | None:
        """ "killing people and wounding"."""
        if (
            not self.together(i - 1, i)
            or self.word(i - 1) not in _role("harm")
            or self.tag(i - 1) not in ("VBD", "VBG", "VBN", "VB", "VBZ")
        ):
            return None
        plain = self.word(i) in _role("counted") and self.tag(i) in ("NNS", "NNP", "NNPS", "NN")
        if not plain and not (self.word(i - 1) in _role("harming") and self.tag(i) == "NNS"):
            return None
        if self.word(i - 1) in _role("harmed") and (self.tag(i - 1) != "VBD" or self.tag(i - 2) in ("VBD", "CD", "DT")):
            return None
        return self.gap(i, i, "count", "harm")

    def harm_described(self, i: int) -> LostNumber | None:
        """ "killed suspected fighters", "intercepted illegal migrants": as `harm`, with adjectives before those counted."""
        if not self.together(i - 1, i + 1) or self.word(i - 1) not in _role("harm") - _role("harmed") or self.tag(i - 1) not in ("VBD", "VBG", "VBZ"):
            return None
        noun = self.plural(i) if self.tag(i) in ("JJ", "VBN") else None
        return self.gap(i, noun, "count", "harm") if noun is not None and self.word(noun) in _role("counted") and self.tag(noun) == "NNS" else None

    def other_fate(self, i: int) -> LostNumber | None:
        """ "put the toll at dead and | wounded", "people were killed and | injured": the second of two fates has a number of its own."""
        if self.word(i) not in _role("fate"):
            return None
        k = i - 1
        while self.word(k) in _role("approx") | {"than", "more", "least", "at"} and self.together(k, i):
            k -= 1
        before = self.word(k - 1)
        if self.word(k) != "and" or not self.together(k - 1, i) or before not in _role("first_fate"):
            return None
        if self.tag(k - 1) in ("VBN", "VBD") and before not in ("dead", "died") and self.word(k - 2) not in ("be", "been", "was", "were", "least", "people"):
            return None
        if self.word(k - 2) in _DETERMINERS or self.tag(i + 1) in ("DT", "NNS", "CD", "PRP$") and self.together(i, i + 1):
            return None
        return self.gap(i, i, "count", "fate")

    def kills(self, i: int) -> LostNumber | None:
        """ "fighting kills | as talks begin", "strike kills | in village": a headline that kills nobody lost its count."""
        if self.word(i) != "kills" or (self.together(i, i + 1) and self.word(i + 1) not in _role("behind_kills")):
            return None
        return self.gap(i, i, "count", "kills")

    def toll_is(self, i: int) -> LostNumber | None:
        """ "the final count is dead"."""
        if self.word(i) != "dead" or self.word(i - 1) not in ("is", "was") or not self.together(i - 2, i) or self.word(i - 2) not in ("count", "toll", "figure"):
            return None
        return self.gap(i, i, "count", "toll")

    def befallen(self, i: int) -> LostNumber | None:
        """ "which said people have been driven from their homes": who is said to be harmed is counted, where no article stands."""
        if self.word(i) not in _role("counted") or self.tag(i) != "NNS":
            return None
        if self.together(i - 1, i) and self.word(i - 1) not in _TELLING | {"which", "where", "when"}:
            return None
        if self.word(i + 1) in _role("perish") and self.together(i, i + 1):
            return self.gap(i, i, "count", "befallen")
        if self.word(i) in _role("told_of") and self.together(i - 1, i + 1) and (self.tag(i + 1) == "VBD" or self.word(i + 1) == "have"):
            return self.gap(i, i, "count", "befallen")  # "said | people had fled", "that | families left"
        verb = i + 2 if self.word(i + 1) in ("have", "had", "were", "are") else 0
        verb += verb > 0 and self.word(verb) == "been"
        if not verb or not self.together(i, verb):
            return None
        if self.word(verb) in _role("perish") and self.word(verb - 1) in ("have", "had"):
            return self.gap(i, i, "count", "befallen")
        if self.word(verb) not in _role("harm") or self.tag(verb) != "VBN":
            return None
        return self.gap(i, i, "count", "befallen")

    def bare(self, i: int) -> LostNumber | None:
        """ "that militiamen had come", "in which persons were hurt", "spoke of dead": nouns that news never leaves without a number."""
        if self.word(i) not in _role("strict") or self.tag(i) not in ("NNS", "NN", "NNP", "NNPS", "JJ", "VBN"):
            return None
        before = self.word(i - 1) if self.together(i - 1, i) else ""
        if (
            before in _DETERMINERS
            or (self.numeric(i - 1) and before)
            or before in _role("before_strict")
        ):
            return None
        if before and self.tag(i - 1) not in ("IN", "RP", "VBD", "VBZ", "VBP", "VBG", "WDT", "VB", "TO", "RB", "VBN"):
            return None
        if before == "of" and self.word(i - 2) == "number":
            return None
        return self.gap(i, i, "count", "bare")

    def compound(self, i: int) -> LostNumber | None:
        """ "a member task force", "the day truce"."""
        if (
            self.word(i - 1) not in ("a", "an", "the", "its", "their", "another")
            or self.word(i) not in _role("compound")
            or not self.together(i - 1, i + 1)
        ):
            return None
        after = self.word(i + 1)
        if self.tag(i + 1) not in ("NN", "JJ", "NNS", "VBN") or after in _role("after_span"):
            return None
        if self.word(i) in _role("span") and self.word(i - 1) in ("the", "another") and after not in _role("lasting"):
            return None
        return self.gap(i, i + 1, "count", "compound")

    def loose(self, i: int) -> LostNumber | None:
        """ "put Iranian companies", "Only refugees left", "Of the people who", "there are men": counted people right after these."""
        before, earlier = self.word(i - 1), self.word(i - 2)
        if not self.together(i - 1, i) or self.word(i) not in _role("counted") or self.tag(i) not in ("NNS", "NNPS"):
            return None
        if before == "only" and (i < 2 or not self.together(i - 2, i - 1)):
            return self.gap(i - 1, i, "count", "loose")
        if before == "the" and earlier == "of" and (i < 3 or not self.together(i - 3, i - 2)):
            return self.gap(i - 1, i, "count", "loose")
        if before in ("are", "were") and earlier == "there":
            return self.gap(i - 1, i, "count", "loose")
        if before in _role("tells_count"):
            return self.gap(i - 1, i, "count", "loose")
        return None

    def object(self, i: int) -> LostNumber | None:
        """ "and that youths had been arrested": counted people as the bare subject of what is said."""
        if not self.together(i - 1, i) or self.word(i - 1) != "that" or self.tag(i - 1) != "IN" or self.numeric(i):
            return None
        noun = self.plural(i, 2)
        if noun is None or self.word(noun) not in _role("counted") or self.tag(noun) not in ("NNS", "NNPS"):
            return None
        return self.gap(i, noun, "count", "object")

    def part(self, i: int) -> LostNumber | None:
        """ "have verified of them", "of whom are sheltering", "The remaining went back"."""
        if self.word(i) == "of" and self.word(i + 1) in ("them", "whom", "those", "these") and self.together(i - 1, i + 1):
            if self.tag(i - 1) in ("VBD", "VBP", "VB", "VBZ", "CC", "VBN") and self.word(i - 1) not in _role("thought_of"):
                return self.gap(i, i + 1, "count", "part")
            if self.word(i + 1) == "whom" and self.tag(i + 2) in ("VBP", "VBD"):
                return self.gap(i, i + 1, "count", "part")
        if self.word(i) == "remaining" and self.word(i - 1) == "the" and self.tag(i + 1) in ("VBD", "VBP"):
            return self.gap(i - 1, i, "count", "part")
        return None

    def part_about(self, i: int) -> LostNumber | None:
        """ "About of them are sheltering", "Only of the displaced have gone home"."""
        if self.word(i) != "of" or self.word(i + 1) not in ("them", "the", "those", "these", "its", "their") or not self.together(i - 1, i + 1):
            return None
        before, opening = self.word(i - 1), not self.together(i - 2, i - 1)
        if (opening and before in ("about", "only", "some")) or before in _role("sure_approx") or (before == "least" and self.word(i - 2) == "at"):
            return self.gap(i - 1, i + 1, "count", "part")
        return None

    def ended(self, i: int) -> LostNumber | None:
        """ "the injured at more than and", "the dead at and the missing at": a comparison or a toll with nothing behind it."""
        word, before = self.word(i), self.word(i - 1)
        ends = not self.together(i, i + 1) or self.tag(i + 1) in ("CC", "IN", "RB", "VBD", "WDT", "WRB")
        if not ends:
            return None
        if (
            not self.together(i, i + 1)
            and self.tag(i) in ("IN", "TO")
            and word in ("to", "at", "of", "than", "by", "about", "nearly", "between", "some")
        ):
            return self.gap(i - 1, i, "count", "final")
        if word == "least" and before == "at" and not self.together(i, i + 1):
            return self.gap(i - 1, i, "count", "ended")
        if word == "than" and before in ("more", "less", "fewer") and (not self.together(i, i + 1) or self.tag(i + 1) in ("CC", "RB")):
            return self.gap(i - 1, i, "count", "ended")
        if word == "at" and before in _role("stands_at"):
            return self.gap(i - 1, i, "count", "ended")
        return None

    def old(self, i: int) -> LostNumber | None:
        """ "a year old boy", "the year old commander"."""
        if self.word(i) in ("year", "years") and self.word(i + 1) == "old" and self.together(i, i + 1) and not self.numeric(i - 1):
            if self.word(i) == "year" and self.tag(i + 2) not in ("NN", "NNP", "NNS", "JJ"):
                return None
            return self.gap(i, i + 1, "count", "old")
        return None

    def rise(self, i: int) -> LostNumber | None:
        """ "the toll rose to" with nothing behind."""
        if self.word(i) != "to" or not any(self.word(k) in _role("rise") for k in (i - 1, i - 2)):
            return None
        ends = not self.together(i, i + 1)
        if ends or self.tag(i + 1) in ("IN", "CC", "WRB", "WDT") or (self.word(i + 1) in _role("counted")):
            return self.gap(i, i if ends or self.tag(i + 1) in ("IN", "CC", "WRB", "WDT") else i + 1, "count", "rise")
        return None

    def day(self, i: int) -> LostNumber | None:
        """ "on April", "since Nov": a month that lost its day. "In April", "since April" stand whole."""
        word, token = self.word(i).rstrip("."), self.tokens[i]
        month = word in _role("month") and (token.tag in ("NNP", "NNPS", "NN", "CD") or self.word(i - 1) == "on")
        short = word in _role("abbreviation") and token.tag.startswith("NNP") and token.text[:1].isupper()
        if not month and not short:
            return None
        before = self.word(i - 1) if self.together(i - 1, i) else ""
        if self.numeric(i - 1) and self.together(i - 1, i) or (self.together(i, i + 1) and self.tag(i + 1) == "CD"):
            return None
        if before == "and" and self.word(i - 2) in ("on", "between"):
            return self.gap(i - 2, i, "date", "day")
        if before == "of" and self.word(i - 2) in _role("part_of_time"):
            return None
        weekday = before.endswith("day") and before != "today"
        if before == "for" and self.word(i - 2) in _role("scheduled"):
            return self.gap(i, i, "date", "day")
        if before in ("on", "of", "by", "to", "than", "no", "first") or weekday or short:
            return self.gap(i, i, "date", "day")
        if before in ("from", "since", "after", "until", "till") and (short or self.word(i + 1) != "and"):
            return self.gap(i, i, "date", "since")
        return None

    def year(self, i: int) -> LostNumber | None:
        """ "opened an embassy in and sent", "fell in." "Also in Italy struck a deal": what follows cannot be what "in" governs."""
        word = self.word(i)
        if word not in ("in", "since") or self.word(i - 1) in _role("month") or self.tag(i) not in ("IN", "RP", "RB"):
            return None
        noun_before = self.tag(i - 1) in ("NN", "NNS", "NNP", "NNPS") and self.together(i - 1, i)
        if not self.together(i, i + 1):
            return self.gap(i, i, "year", "year") if word == "in" and noun_before and i + 1 < len(self.tokens) else None
        after, tag = self.word(i + 1), self.tag(i + 1)
        if word == "since":
            return self.gap(i, i, "year", "year") if tag in ("VBD", "MD", "CC") else None
        if tag in ("VBD", "VBZ", "MD", "CC", "WRB") and after not in _role("after_in") and (noun_before or tag != "CC"):
            return self.gap(i, i, "year", "year")
        opening = not self.together(i - 1, i) or self.word(i - 1) in ("also", "and", "but", "then", "later")
        last = self.named_after(i)
        if last is None or (self.tag(last + 1) != "VBD" if opening else not self.subjectless(last)):
            return None
        return self.gap(i, i, "year", "year") if self.word(last + 1) not in ("was", "were", "stood", "lay", "said") else None

    def named_after(self, i: int) -> int | None:
        """The last token of the name behind token i, of at most three words and right before a verb in the past or present; None for another."""
        last = i
        while self.together(i, last + 1) and self.tag(last + 1) in ("NNP", "NNPS"):
            last += 1
        return last if 0 < last - i <= 3 and self.together(i, last + 1) and self.tag(last + 1) in ("VBD", "VBZ") else None

    def subjectless(self, last: int) -> bool:
        """Whether the verb behind a country or town has no other subject: "the fall of the old government in | Italy supports the new one"."""
        name, verb = self.tokens[last], self.tokens[last + 1]
        if verb.dep in ("aux", "auxpass"):
            return False
        inside = [t for t in self.tokens[max(0, last - 60) : last + 60] if t.head == verb.i and t.dep in _SUBJECTS and t.i != name.i]
        return name.ent == "GPE" and name.ent_start and verb.dep != "conj" and not inside


    def clock(self, i: int) -> LostNumber | None:
        """ "at about a m", "until p.m."."""
        word = self.word(i).replace(".", "")
        if word in ("am", "pm") or (word in ("a", "p") and self.word(i + 1).rstrip(".") == "m"):
            if self.word(i - 1) in ("at", "by", "about", "around", "until", "from", "before", "after", "to", "shortly") and self.together(
                i - 1, i
            ):
                return self.gap(i, i if word in ("am", "pm") else i + 1, "date", "clock")
        return None

    def ordinal(self, i: int) -> LostNumber | None:
        """ "on the th": what is left of an ordinal."""
        if self.word(i) in ("th", "nd", "rd") and self.word(i - 1) in _role("month") | {"the", "on", "of"}:
            return self.gap(i, i, "date", "ordinal")
        return None

    def preposition(self, i: int) -> LostNumber | None:
        """ "a crew of and", "immediate release of refugees" has none: only a group noun, "of" and counted people or nothing."""
        if self.word(i - 1) != "of" or not self.together(i - 2, i - 1):
            return None
        if self.word(i - 2) in _role("group"):
            if not self.together(i - 1, i) or self.tag(i) in ("CC", "IN", "VBD"):
                return self.gap(i - 2, i - 1, "count", "preposition")
            if self.word(i - 2) in _role("group_of_people") and self.word(i) in _role("counted"):
                return self.gap(i - 2, i, "count", "preposition")
        return None
