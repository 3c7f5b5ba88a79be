"""Time expressions of news English with TIMEX3 values (ISO-TimeML), resolved against the publication, the dateline, quotes and what was told.

`time_grammar` finds them, `time_tagger` and `time_phrases` give them values; here the dateline, quotation marks and the parse correct what
relative ones are counted from.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import takewhile

from dateline.lexicon import Lexica, rule_words
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.reading import Reading
from dateline.model.time import Anchor, TimeExpression
from dateline.reading.time_phrases import SpokenForms, holidays, vague_phrases
from dateline.reading.time_tagger import Found, Tagger
from dateline.text.calendar import interval, parse_day
from dateline.text.segment import ReportText

DATELINE = re.compile(r"\s{0,20}[A-Z][A-Z'’ .-]{2,60}(?:,[^,\n]{2,30})?,\s*$")
DEICTIC = re.compile(r"(?:since\s+)?(?:yesterday|today|tomorrow|tonight|this\s+(?:morning|afternoon|evening)|last\s+night)", re.IGNORECASE)
LATEST = 3
"""Days from a dateline to the publication, at the most."""
HEAD = 60
"""Characters within which a dateline has its date."""
QUOTED = re.compile(r"[\"“”]([^\"“”\n]{3,}?)(?:[\"“”]|\n|$)")
SAID = re.compile(
    r"\b(?:said|says|told|added|stated|announced|declared|warned|confirmed|tweeted|statement|spoke|speaking|reporters|remarks|claimed|asked|replied"
    r"|insisted|recalled|argued|vowed|shouted|cried|wrote)\b",
    re.IGNORECASE,
)
BESIDE_ACT = re.compile(r"\s{1,3}(?:after|before|afterwards?|thereafter|beforehand)\b", re.IGNORECASE)
"""What makes of "shortly" a time beside an act, not one to come."""
FUTURE_AUX = frozenset(("will", "'ll", "’ll", "wo", "shall", "ll"))
CALLING = rule_words("scheduling")
APPEALING = rule_words("calling")
GATHERINGS = rule_words("gathering")
LIMITS = frozenset(("before", "by", "until", "till"))
PRESENT_AUX = frozenset(("is", "are", "'s", "’s", "'re", "’re"))
MODAL_AUX = frozenset(("would", "may", "might", "could", "should", "must", "can"))
ALLOWING, CALLED_OFF = rule_words("allowing"), rule_words("called_off")
DEADLINES = rule_words("deadline")
DUE = rule_words("due")
SETTING = rule_words("setting")
SAME_DAY = rule_words("same_day")
"""Verbs whose infinitive takes place when they do, if it does."""


def find_times(text: str, published: str | None, side: Callable[[int], int] | None = None, anchor: Anchor = "publication") -> list[Found]:
    """Expressions in order of appearance, never overlapping, before quotes are looked at."""
    tagger = Tagger(text, published, side, anchor)
    found = tagger.run()
    taken: list[Found] = []
    for extra in (*holidays(text, tagger), *vague_phrases(tagger.lower), *SpokenForms(text, tagger, found).read()):
        taken = [f for f in taken if f.end <= extra.start or f.start >= extra.end]
        taken.append(extra)
    found = [f for f in found if f.value != "FUTURE_REF" or not BESIDE_ACT.match(text, f.end)]
    kept = [f for f in found if all(f.end <= t.start or f.start >= t.end for t in taken)] if taken else found
    return from_dateline(text, sorted([*kept, *taken], key=lambda f: (f.start, f.end)), tagger.now.day)


def from_dateline(text: str, found: list[Found], published: date | None) -> list[Found]:
    """Count "yesterday" and the like from the day in the dateline where that is a little before the publication."""
    line = next((f for f in found[:2] if f.start < HEAD and f.type == "DATE" and DATELINE.match(text[: f.start])), None)
    day = parse_day(line.value) if line is not None else None
    if line is None or day is None or published is None or not 0 < (published - day).days <= LATEST:
        return found
    moved = []
    for one in found:
        told = parse_day(one.value) if one.anchor == "publication" and DEICTIC.match(text, one.start) else None
        if told is not None and one.start > line.end:
            one = one._replace(value=(told - (published - day)).isoformat() + (one.value or "")[10:], anchor="dateline")
        moved.append(one)
    return moved


def reanchor(text: str, found: list[Found], published: str | None) -> list[Found]:
    """Move "today", "yesterday", "tomorrow" and the like inside quotation marks to the day of the saying.

    The day of the saying is a day told outside the marks in the same paragraph, else the day on which the report last let somebody say
    something ("said on Tuesday"). Without either nothing moves.
    """
    day = parse_day(published)
    if day is None:
        return found
    spans = [m.span() for m in QUOTED.finditer(text)]
    if not spans:
        return found
    said: list[tuple[int, date]] = []
    for one in found:
        inside = any(s <= one.start < e for s, e in spans)
        told = parse_day(one.value) if one.type in ("DATE", "TIME") else None
        if inside or told is None or one.anchor not in ("publication", "dateline", "narrative", "stated") or not 0 <= (day - told).days <= 14:
            continue
        left = max(text.rfind(".", 0, one.start), text.rfind("\n", 0, one.start)) + 1
        right = min(x if (x := text.find(c, one.end)) >= 0 else len(text) for c in (".", "\n"))
        if SAID.search(text, left, right):
            said.append((one.start, told))
    if not said:
        return found
    moved = []
    for one in found:
        span = next(((s, e) for s, e in spans if s <= one.start < e), None)
        if span is None or one.anchor not in ("publication", "dateline") or (told := parse_day(one.value)) is None:
            moved.append(one)
            continue
        if not re.match(r"(?:today|yesterday|tomorrow|tonight|this\s|last night|earlier today|later today)", text[one.start : one.end], re.IGNORECASE):
            moved.append(one)
            continue
        paragraph = (text.rfind("\n", 0, one.start) + 1, text.find("\n", one.end) if text.find("\n", one.end) >= 0 else len(text))
        here = [d for at, d in said if paragraph[0] <= at < paragraph[1]]
        earlier = [d for at, d in said if at < one.start]
        saying = here[0] if here else earlier[-1] if earlier else None
        if saying is None:
            moved.append(one)
            continue
        new = (told - (day - saying)).isoformat() + (one.value or "")[10:]
        moved.append(one._replace(value=new, anchor="quote"))
    return moved


def _finish(report_id: str, text: str, found: list[Found]) -> tuple[TimeExpression, ...]:
    made = []
    for one in found:
        start, end = one.start, one.end
        first, last = (one.begin, one.finish) if one.begin else interval(one.value) if one.type in ("DATE", "TIME") else (None, None)
        words = Evidence(report_id=report_id, start=start, end=end, text=text[start:end])
        made.append(
            TimeExpression(
                time_id=make_id("tm", report_id, start, end), start=start, end=end, text=words.text, type=one.type, value=one.value,
                mod=one.mod, date_start=first, date_end=last, anchor=one.anchor, status=one.status,
                basis=Basis(evidence=(words,), rule="times.grammar"),
            )
        )  # fmt: skip
    return tuple(made)


def times_in(text: str, published: str | None = None) -> tuple[TimeExpression, ...]:
    """Time expressions of a text, without any parse. `published`: ISO prefix of the day it came out, as precise as known.

    Values follow TIMEX3; unknown parts are X (`XXXX-WXX-2`); `date_start`/`date_end` are inclusive ISO prefixes. Evidence carries an
    empty report id. Never raises on any text.

    Example:
        >>> [(t.text, t.value) for t in times_in("He met them on Tuesday and last month.", published="2019-05-08")]
        [('Tuesday', '2019-05-07'), ('last month', '2019-04')]
    """
    return _finish("", text, reanchor(text, find_times(text, published), published))


def had_been_due(text: ReportText, verb: int) -> bool:
    """Whether a verb tells what was once to be done: "had been due to leave on Monday", "had been set for Monday"."""
    tokens = text.tokens
    head = tokens[tokens[verb].head]
    if tokens[verb].tag == "VB" and tokens[verb].dep == "xcomp" and head.lemma in DUE:
        verb = head.i if head.pos in ("VERB", "AUX") else head.head
    elif not (tokens[verb].lemma in DUE or any(tokens[c].dep == "acomp" and tokens[c].lemma in DUE for c in text.children[verb])):
        return False
    helpers = {tokens[c].lower for c in text.children[verb] if tokens[c].dep in ("aux", "auxpass")}
    return "had" in helpers


def is_called_off(text: ReportText, thing: int) -> bool:
    """Whether what is told of a noun is that it is called off or put off: "called off a visit that had been planned for Saturday"."""
    tokens = text.tokens
    verb = tokens[thing].head
    off = tokens[verb].lemma in CALLED_OFF or any(tokens[c].dep == "prt" and tokens[c].lower == "off" for c in text.children[verb])
    had = any(tokens[c].lower == "had" for c in text.children[verb])
    return off and not had and tokens[thing].dep in ("dobj", "nsubjpass") and tokens[verb].tag in ("VBD", "VBN")


def sets_a_limit(text: ReportText, verb: int, above: Sequence[int]) -> bool:
    """Whether a verb asks or allows others something up to a day: "demanded that they leave by Friday", "gave them until Friday", "set a
    deadline of Friday"; `above`: the words between the verb and the day."""
    tokens = text.tokens
    t, head = tokens[verb], tokens[tokens[verb].head]
    helpers = {tokens[c].lower for c in text.children[verb] if tokens[c].dep in ("aux", "auxpass")}
    if any(tokens[k].lemma in DEADLINES and tokens[k].dep == "dobj" for i in above for k in (i, tokens[i].head)) and "had" not in helpers:
        return t.lemma in SETTING or t.lemma in ALLOWING
    limits = {tokens[i].lower for i in above} & LIMITS
    if limits - {"before"} and t.lemma in ALLOWING:
        return not helpers & {"had", "did"}
    if not limits:
        return False
    asked = t.dep == "ccomp" and head.lemma in ALLOWING and not helpers
    return asked and t.tag in ("VB", "VBP") and not any(tokens[c].lower == "had" for c in text.children[head.i])


def preposition_of_day(text: ReportText, at: int) -> int:
    """The token that governs a day with all the words of the day between: "to" of "to the night of Friday", not of "put to the vote on Friday"."""
    tokens = text.tokens
    above = tokens[at].head
    while above != tokens[above].head and (tokens[above].ent in ("DATE", "TIME") or tokens[above].lower == "of"):
        above = tokens[above].head
    return above


def side_by_parse(text: ReportText) -> Callable[[int], int]:
    """On which side of the telling the verb above a date lies: -1 past, 1 future, 0 unknown."""

    def side(start: int) -> int:
        tokens = text.tokens
        at = next(iter(text.tokens_in(start, start + 1)), None)
        if at is None:
            return 0
        verb = next((i for i in (at, *text.ancestors(at)) if tokens[i].pos in ("VERB", "AUX")), None)
        if verb is None:
            return 0
        helpers = {tokens[c].lower for c in text.children[verb] if tokens[c].dep in ("aux", "auxpass")}
        if helpers & FUTURE_AUX or any(tokens[i].lower == "ahead" for i in takewhile(verb.__ne__, text.ancestors(at))):
            return 1  # "arrested nine people ahead of elections in October"
        if had_been_due(text, verb):
            return 1 if is_called_off(text, tokens[verb].head) else -1
        if tokens[verb].lemma in SETTING and tokens[preposition_of_day(text, at)].lower in ("for", "to", "till", "until"):
            return 1  # "summoned them for Tuesday", "has been postponed until Tuesday"
        if tokens[verb].tag == "VB" and helpers & MODAL_AUX and "have" not in helpers:
            return 1
        above = [i for i in (at, *text.ancestors(at)) if verb < i <= at]
        hour = at - 1  # "by noon on Friday": what limits the hour limits the day
        while hour > verb and (tokens[hour].ent == "TIME" or tokens[hour].lower in ("on", "the")):
            hour -= 1
        if hour > verb and at - hour > 2:
            above.append(hour)
        if tokens[verb].lemma in CALLING and any(tokens[i].lower == "from" or (tokens[i].lower == "for" and i == tokens[at].head) for i in above):
            return 1  # "have called a strike from Thursday", "called a strike for Thursday"
        if tokens[verb].lemma in APPEALING and any(tokens[i].lemma in GATHERINGS and tokens[tokens[i].head].lower == "for" for i in above):
            return 1  # "called for a march on Sunday"
        if any(tokens[c].lower in ("if", "unless") and tokens[c].dep == "mark" for c in text.children[verb]) and any(tokens[i].lower in LIMITS for i in above):
            return 1  # "would attack if he did not leave by Sunday"
        if sets_a_limit(text, verb, above):
            return 1
        if tokens[verb].tag == "VBD" or helpers & {"was", "were", "had", "did", "has", "have"}:
            return -1 if not helpers & MODAL_AUX else 0
        if tokens[verb].tag == "VB" and "to" in helpers and tokens[verb].dep in ("xcomp", "advcl", "acl", "ROOT", "relcl"):
            if any(tokens[c].lower == "had" and tokens[c].dep == "aux" for c in text.children[tokens[verb].head]):
                return -1  # "had threatened to storm the town on Thursday"
            above_it = tokens[tokens[verb].head]
            if above_it.lemma in SAME_DAY and above_it.tag == "VBD":
                return -1  # "tried to storm the post on Friday night"
            return 1 if above_it.lemma not in SAME_DAY else 0
        present = tokens[verb].tag in ("VBZ", "VBP") or (tokens[verb].tag == "VBN" and helpers & PRESENT_AUX)
        if present and any(tokens[i].lower in LIMITS for i in above):
            return 1  # "whoever hands over his weapon before Thursday", "if the fine is not paid by Thursday"
        return 0

    return side


def read_times(text: ReportText, found: Reading, lexica: Lexica) -> tuple[TimeExpression, ...]:
    """Time expressions of a report, anchored to its publication; those of the dateline say so; lost ones have no value.

    Where only the day of a date is lost, the month that is left keeps its value.
    """
    report = text.report
    expressions = reanchor(report.text, find_times(report.text, report.published, side_by_parse(text)), report.published)
    if (line := report.header.dateline) is not None:
        expressions = [e._replace(anchor="dateline") if line[0] <= e.start and e.end <= line[1] else e for e in expressions]
    for gap in text.lost:
        if gap.kind not in ("date", "year") or any(e.start < gap.end and gap.start < e.end for e in expressions):
            continue
        expressions.append(Found(gap.start, gap.end, "DATE", None, status="lost"))
    return _finish(report.report_id, report.text, sorted(expressions, key=lambda e: (e.start, e.end)))
