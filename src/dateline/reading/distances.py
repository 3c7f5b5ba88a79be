"""Days told by their distance: "on Tuesday, three days after an attack in Kabul" puts the attack on the Saturday before.

A length of time before "after" or "before" stands between two events. Where the day of one is known, that of the other follows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from dateline.lexicon import rule_words
from dateline.model.event import EventMention
from dateline.model.time import TimeExpression
from dateline.text.segment import ReportText

SIGNS = {"after": 1, "following": 1, "before": -1}
"""Words between the two events; 1 where what stands above them is the later one."""
LENGTH = re.compile(r"P(\d+)([DW])$")
"""TIMEX3 values of lengths that give a day; months, years and hours do not."""
DAYS_IN = {"D": 1, "W": 7}
ARRIVALS = rule_words("arriving")
"""Verbs that tell only when the thing before took place: "It comes three days after the order"."""
FARTHEST = 3
"""How many sentences above a verb of arriving the event may stand that it is said of."""
PARTS = ("nsubj", "nsubjpass", "dobj", "attr")


class Distance(NamedTuple):
    """`outer` took place `days` after `inner` (before it where negative); both are tokens, heads of clauses or nouns."""

    outer: int
    inner: int
    days: int
    time: TimeExpression


def distances(text: ReportText, times: Sequence[TimeExpression]) -> Iterator[Distance]:
    """All distances between two things that the text tells, in order."""
    for time in times:
        length = LENGTH.match(time.value or "")
        inside = text.tokens_in(time.start, time.end)
        if length is None or not inside or inside[-1] + 1 >= len(text.tokens):
            continue
        marker = text.tokens[inside[-1] + 1]
        if (sign := SIGNS.get(marker.lower)) is None or marker.sentence != text.tokens[inside[0]].sentence:
            continue
        inner = marker.head if marker.dep == "mark" else text.child(marker.i, "pobj", "pcomp")
        if inner is None:
            continue
        outer = text.tokens[inner].head if marker.dep == "mark" else marker.head
        if outer in inside:
            outer = text.tokens[outer].head
        if outer != inner and not _under(text, outer, inner):
            yield Distance(outer, inner, sign * int(length[1]) * DAYS_IN[length[2]], time)


def _under(text: ReportText, token: int, top: int) -> bool:
    """Whether a token is `top` or stands below it in the tree."""
    while token != top and text.tokens[token].head != token:
        token = text.tokens[token].head
    return token == top


def _told_at(text: ReportText, token: int, triggers: Mapping[int, int]) -> int | None:
    """Number of the event told at a token, by its subject or object, or else above it."""
    while True:
        for at in (token, *(c for c in text.children[token] if text.tokens[c].dep in PARTS)):
            if at in triggers:
                return triggers[at]
        if text.tokens[token].head == token:
            return None
        token = text.tokens[token].head


def _told_below(text: ReportText, top: int, triggers: Mapping[int, int]) -> int | None:
    """Number of the highest event told at a token or below it."""
    below = [t for t in triggers if text.tokens[t].sentence == text.tokens[top].sentence and _under(text, t, top)]
    return triggers[min(below, key=lambda t: (text.depth[t], t))] if below else None


def _told_before(text: ReportText, token: int, triggers: Mapping[int, int], events: Sequence[EventMention]) -> int | None:
    """Number of the last event of an earlier sentence whose day it states; None where that stands too far above."""
    here = text.tokens[token].sentence
    dated = [t for t, n in triggers.items() if text.tokens[t].sentence < here and events[n].date_basis == "stated" and _day(events[n]) is not None]
    last = max(dated, default=None)
    return triggers[last] if last is not None and here - text.tokens[last].sentence <= FARTHEST else None


def _today(text: ReportText, token: int) -> date | None:
    """The day of a report that says of today's news that it comes so many days after something; None for the past tense."""
    published = (text.report.published or "")[:10]
    return date.fromisoformat(published) if text.tokens[token].tag == "VBZ" and len(published) == 10 else None


def _day(event: EventMention) -> date | None:
    """The day of an event that is known to the day."""
    one = event.date_start is not None and len(event.date_start) == 10 and event.date_end in (None, event.date_start)
    return date.fromisoformat(event.date_start) if one and event.date_start is not None else None


def by_distance(
    text: ReportText, events: Sequence[EventMention], tokens: Sequence[int], times: Sequence[TimeExpression]
) -> tuple[EventMention, ...]:
    """The events with the days that follow from their distance to others; `tokens`: where each has its trigger."""
    done = list(events)
    triggers = {token: n for n, token in reversed(tuple(enumerate(tokens)))}
    by_id = {t.time_id: t for t in times}
    for distance in distances(text, times):

        def within(event: EventMention, top: int = distance.inner) -> bool:
            time = by_id.get(event.time_id or "")
            return time is not None and any(_under(text, w, top) for w in text.tokens_in(time.start, time.end))

        inner, outer = _told_below(text, distance.inner, triggers), _told_at(text, distance.outer, triggers)
        known = outer
        if outer is None and text.tokens[distance.outer].lemma in ARRIVALS:
            known = _told_before(text, distance.outer, triggers, done)
        early = _day(done[inner]) if inner is not None and within(done[inner]) else None
        late = _day(done[known]) if known is not None and not within(done[known]) else None
        if known is None and text.tokens[distance.outer].lemma in ARRIVALS:
            late = _today(text, distance.outer)
        if early is not None and outer is not None and (late is None or done[outer].date_basis == "inherited"):
            done[outer] = _on(done[outer], early + timedelta(days=distance.days), distance.time)
        elif late is not None and inner is not None and early is None and inner != known:
            done[inner] = _on(done[inner], late - timedelta(days=distance.days), distance.time)
    return tuple(done)


def _on(event: EventMention, day: date, time: TimeExpression) -> EventMention:
    return msgspec.structs.replace(event, date_start=day.isoformat(), date_end=day.isoformat(), date_basis="stated", time_id=time.time_id)
