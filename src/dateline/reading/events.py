"""Who did what to whom: events as coded in PLOVER 0.8, each with its trigger, roles, place, date, source and modality.

Candidates and roles come from the lexicon and the parse (`frames`), modality from `modality`. What is said by somebody is attributed
to the statement whose content covers the trigger. Saying something is a statement and no event.
"""

from collections.abc import Iterator
from typing import NamedTuple

from dateline.lexicon import Lexica
from dateline.model.event import EventMention
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.reading import Reading
from dateline.model.statement import Statement
from dateline.model.time import TimeExpression
from dateline.reading.frames import CONSUMING, COUNTERPART, SPEECH_ACTS, Candidate, Roles, candidates, light_verbs, roles
from dateline.reading.modality import modality_of
from dateline.reading.participants import Participants
from dateline.text.segment import ReportText


def chosen(text: ReportText) -> Iterator[Candidate]:
    """Candidates that stand as events: one a happening, no doubles of verb and object."""
    found = {c.token: c for c in candidates(text)}
    dropped: set[int] = set()
    for c in found.values():
        if c.thing is not None and c.thing in found:
            inner = found[c.thing]
            if inner.event_type == c.event_type or (c.event_type in CONSUMING and c.event_type not in SPEECH_ACTS):
                dropped.add(c.thing if c.event_type not in ("CONSULT",) or not inner.sure else c.token)
    for c in found.values():
        if c.token not in dropped and (c.sure or _supported(text, c)):
            yield c


def _supported(text: ReportText, c: Candidate) -> bool:
    """An unsure noun counts when a light verb carries it."""
    if not c.noun:
        return False
    t = text.tokens[c.token]
    head = text.tokens[t.head]
    return t.dep in ("dobj", "nsubjpass") and head.lemma in light_verbs()


class Attached(NamedTuple):
    """Where a time or place belongs: the token that governs it."""

    governor: int
    start: int


class EventReader:
    """The reading of one report's events. Made once per report."""

    def __init__(self, text: ReportText, found: Reading, lexica: Lexica) -> None:
        self.text = text
        self.found = found
        self.who = Participants(text, found)

    def read(self) -> Iterator[EventMention]:
        for candidate in chosen(self.text):
            yield self.mention(candidate)

    def mention(self, candidate: Candidate) -> EventMention:
        text, token = self.text, candidate.token
        t = text.tokens[token]
        trigger = text.evidence(t.start, t.end)
        played = roles(text, candidate)
        actors, actor_words = self.participants(played.actors)
        recipients, recipient_words = self.participants(played.recipients)
        if candidate.event_type in COUNTERPART and candidate.mode != "visit":
            actors, recipients = tuple(dict.fromkeys(actors + recipients)), ()
            actor_words, recipient_words = actor_words + recipient_words, ()
        recipients = tuple(r for r in recipients if r not in actors)
        statement = self.statement_over(trigger)
        modality, why = modality_of(text, token, statement.cue_class if statement else None)
        time = self.time_of(token)
        place = self.place_of(token)
        assert candidate.event_type is not None
        published = text.report.published
        return EventMention(
            event_mention_id=make_id("em", text.report.report_id, trigger.start, trigger.end, candidate.event_type),
            event_type=candidate.event_type, mode=candidate.mode, cameo=candidate.cameo,
            trigger=trigger, trigger_lemma=t.lemma,
            actors=actors, recipients=recipients, actors_evidence=actor_words, recipients_evidence=recipient_words,
            place=place,
            date_start=time.date_start if time else published if modality in ("happened", "ongoing") else None,
            date_end=time.date_end if time else published if modality == "happened" else None,
            date_basis="stated" if time else "publication" if modality in ("happened", "ongoing") and published else None,
            time_id=time.time_id if time else None,
            modality=modality, modality_evidence=why,
            attributed_to=(statement.source,) if statement and statement.source else (),
            said_in=statement.statement_id if statement else None,
            sentence=text.sentence_evidence(token),
            basis=Basis(evidence=(trigger, *actor_words, *recipient_words), rule="events.lexicon"),
        )  # fmt: skip

    def participants(self, heads: tuple[int, ...]) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
        found: dict[str, Evidence] = {}
        bare: list[Evidence] = []
        for head in heads:
            known = self.who.chains_of(head)
            found.update({k: v for k, v in known if k not in found})
            if not known and self.text.tokens[head].pos in ("NOUN", "PROPN"):
                first, _ = self.text.edges[head]
                bare.append(self.text.span(max(first, self.text.sentence_of(head).first), head + 1))
        return tuple(found), (*found.values(), *bare)

    def statement_over(self, words: Evidence) -> Statement | None:
        """The innermost statement whose content covers the words."""
        best: tuple[int, Statement] | None = None
        for statement in self.found.statements:
            for piece in statement.content:
                if piece.start <= words.start and words.end <= piece.end and (best is None or piece.end - piece.start < best[0]):
                    best = (piece.end - piece.start, statement)
        return best[1] if best else None

    def _governor(self, start: int, end: int) -> int | None:
        """The verb or event noun that governs the words at `[start, end)`."""
        at = self.who.head(start, end)
        hops = 0
        while at is not None and hops < 8:
            head = self.text.tokens[at].head
            if head == at:
                return at
            at, hops = head, hops + 1
            if self.text.tokens[at].pos in ("VERB", "AUX", "NOUN"):
                return at
        return at

    def _near(self, token: int, start: int, end: int) -> bool:
        governor = self._governor(start, end)
        if governor is None:
            return False
        if governor == token:
            return True
        t = self.text.tokens[token]
        return (t.head == governor and t.dep in ("dobj", "nsubjpass", "nsubj", "xcomp", "conj", "advcl", "pobj")) or self.text.tokens[governor].head == token

    def time_of(self, token: int) -> TimeExpression | None:
        sentence = self.text.sentence_of(token)
        for time in self.found.times:
            if sentence.start <= time.start < sentence.end and time.date_start and self._near(token, time.start, time.end):
                return time
        return None

    def place_of(self, token: int) -> str | None:
        sentence = self.text.sentence_of(token)
        inside = [p for p in self.found.toponyms if sentence.start <= p.start < sentence.end and p.role == "place"]
        for place in inside:
            if self._near(token, place.start, place.end):
                return place.toponym_id
        return None


def read_events(text: ReportText, found: Reading, lexica: Lexica) -> tuple[EventMention, ...]:
    """Event mentions in order of appearance, one a real trigger; needs times, toponyms, mentions, chains and statements."""
    return tuple(EventReader(text, found, lexica).read())


__all__ = ["Roles", "read_events"]
