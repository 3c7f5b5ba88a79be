"""Who did what to whom: events as coded in PLOVER 0.8, each with its trigger, roles, place, date, source and modality.

Candidates and roles come from the lexicon and the parse (`frames`), modality from `modality`. What is said by somebody is attributed
to the statement whose content covers the trigger. Saying something is a statement and no event.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from dateline.lexicon import Lexica
from dateline.model.event import EventMention
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.reading import Reading
from dateline.model.statement import Statement
from dateline.model.time import TimeExpression
from dateline.reading.features import proposals, role_features, role_phrases, trigger_features, trigger_words
from dateline.reading.frames import CONSUMING, SPEECH_ACTS, Candidate, Roles, candidates, light_verbs, roles
from dateline.reading.linear import Array, WordVectors, models, word_vectors
from dateline.reading.modality import modality_of
from dateline.reading.participants import Participants
from dateline.text.segment import ReportText


NONE_WEIGHT = 0.5
"""Factor on the model's probability that a candidate is no event: below 1 finds more events."""
ROLE_WEIGHTS = {"A": 1.0, "R": 1.0, "NONE": 0.6}
MERGED_DEPS = ("dobj", "nsubjpass", "pobj")


def chosen_by_rules(text: ReportText) -> Iterator[Candidate]:
    """What the lexicon alone takes for events: sure frames, and unsure nouns that a light verb carries."""
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


def trigger_dense(triples: Sequence[tuple[str, str, str]], vectors: WordVectors) -> Array:
    """Dense part of trigger features: vectors of the trigger, its object or modifier and its governor, side by side."""
    if not triples:
        return np.zeros((0, 3 * vectors.size), np.float32)
    own, other, head = zip(*triples, strict=True)
    found: Array = np.hstack([2 * vectors.rows(own), vectors.rows(other), vectors.rows(head)])
    return found


def _supported(text: ReportText, c: Candidate) -> bool:
    """An unsure noun counts when a light verb carries it."""
    if not c.noun:
        return False
    t = text.tokens[c.token]
    head = text.tokens[t.head]
    return t.dep in ("dobj", "nsubjpass") and head.lemma in light_verbs()


def chosen(text: ReportText) -> list[tuple[Candidate, float]]:
    """Events with the probability of their type: frames propose, the trained model decides; no doubles of verb and object."""
    proposed = dict(proposals(text))
    if not proposed:
        return []
    model, vectors = models()["trigger"], word_vectors()
    features = [trigger_features(text, i, c, proposed) for i, c in proposed.items()]
    probabilities = model.probabilities(features, trigger_dense([trigger_words(text, i) for i in proposed], vectors))
    none = model.classes.index("NONE")
    probabilities[:, none] *= NONE_WEIGHT
    found: dict[int, tuple[Candidate, float]] = {}
    modes = models()["mode"]
    for (i, c), p, names in zip(proposed.items(), probabilities, features, strict=True):
        best = int(p.argmax())
        if best == none:
            continue
        event_type = model.classes[best]
        noun = text.tokens[i].pos != "VERB"
        base = c if c is not None else Candidate(i, None, None, None, False, noun)
        mode, cameo = base.mode, base.cameo
        if base.event_type != event_type:
            mode, cameo = None, None
        found[i] = (base._replace(event_type=event_type, mode=mode, cameo=cameo, noun=noun), float(p[best]))
    del modes
    for i, (c, p) in tuple(found.items()):
        inner = _inner(text, c, found)
        if inner is not None and i in found and inner in found:
            other, q = found[inner]
            if other.event_type == c.event_type:
                del found[i if (q >= p or text.tokens[i].lemma in light_verbs()) and c.thing != inner else inner]
    return list(found.values())


def _inner(text: ReportText, c: Candidate, found: dict[int, tuple[Candidate, float]]) -> int | None:
    """An event noun that is the object of the verb `c`."""
    if c.noun:
        return None
    if c.thing is not None and c.thing in found:
        return c.thing
    return next((k for k in text.children[c.token] if k in found and text.tokens[k].dep in ("dobj", "nsubjpass", "oprd")), None)


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
        for candidate, probability in sorted(chosen(self.text), key=lambda c: c[0].token):
            if self.text.tokens[candidate.token].end > self.text.tokens[candidate.token].start:
                yield self.mention(candidate, probability)

    def roles(self, candidate: Candidate) -> Roles:
        """Who acts and who is acted on: the rules' phrases are features of the trained model, which decides."""
        played = roles(self.text, candidate)
        phrases = role_phrases(self.text, self.who, candidate.token)
        if not phrases:
            return Roles((), ())
        acting, undergoing = set(played.actors), set(played.recipients)
        features = [
            role_features(
                self.text, self.who, candidate.token, h, candidate.event_type or "", "A" if h in acting else "R" if h in undergoing else "NONE", candidate
            )
            for h in phrases
        ]  # fmt: skip
        model = models()["role"]
        p = model.probabilities(features) * np.array([ROLE_WEIGHTS[c] for c in model.classes], np.float32)
        decided = [model.classes[k] for k in p.argmax(axis=1)]
        return Roles(tuple(h for h, d in zip(phrases, decided, strict=True) if d == "A"), tuple(h for h, d in zip(phrases, decided, strict=True) if d == "R"))

    def mention(self, candidate: Candidate, probability: float) -> EventMention:
        text, token = self.text, candidate.token
        t = text.tokens[token]
        trigger = text.evidence(t.start, t.end)
        played = self.roles(candidate)
        actors, actor_words = self.participants(played.actors)
        recipients, recipient_words = self.participants(played.recipients)
        recipients = tuple(r for r in recipients if r not in actors)
        statement = self.statement_over(trigger)
        modality, why = modality_of(text, token, statement.cue_class if statement else None, candidate.event_type, statement.kind if statement else None)
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
            basis=Basis(evidence=(trigger, *actor_words, *recipient_words), rule="events.model" if candidate.frame in ("", "weak") and not candidate.sure else "events.frame", score=round(probability, 3)),
        )  # fmt: skip

    def participants(self, heads: tuple[int, ...]) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
        found: dict[str, Evidence] = {}
        bare: list[Evidence] = []
        for head in heads:
            mention = self.who.at(head)
            if mention is not None and mention.chain_id is not None:
                found.setdefault(mention.chain_id, self.text.evidence(mention.start, mention.end))
            elif self.text.tokens[head].pos in ("NOUN", "PROPN", "PRON"):
                bare.append(self.text.span(self.phrase_start(head), head + 1))
        return tuple(found), (*found.values(), *bare)

    def phrase_start(self, head: int) -> int:
        """First token of the noun phrase that ends at its head."""
        start = head
        while start - 1 >= self.text.sentence_of(head).first and self.text.tokens[start - 1].head in range(start, head + 1):
            start -= 1
        return start

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


__all__ = ["Roles", "read_events", "word_vectors"]
