"""Who is acted on by what other words tell than those of the event: whom an attack hit, whose request a refusal answers."""

from collections.abc import Iterator, Sequence

from dateline.lexicon import rule_words
from dateline.model.event import EventMention
from dateline.reading.features import OUTCOMES
from dateline.reading.frames import MUTUAL_ALONE, SUBJECTS, antecedent, deaths, match_noun, objects_of, passive, reciprocal
from dateline.text.segment import ReportText

CLAUSES = frozenset(("advcl", "conj", "relcl", "acl", "xcomp"))
"""Relations of a verb of outcome to the attack that it hangs on: "shelled the market, killing nine", "an attack in which nine died"."""
WHILE = frozenset(("when", "as", "after"))
"""Openings of a clause that tells the attack beside its outcome: "nine died when a shell hit the market"."""
WITHIN = frozenset(("in", "by", "during", "from"))
"""Prepositions between an outcome and its attack: "nine were killed in the strike"."""
ASKING = frozenset(("REQUEST", "THREATEN"))
"""Types of events that a refusal may answer."""
OBEYING = rule_words("obeying")
"""Verbs that say no more of what is refused than that somebody asked for it."""
REACH = 2
"""How many sentences before a refusal the request stands that it answers."""


def victims(text: ReportText, token: int) -> tuple[int, ...]:
    """Heads of the phrases of whom the attack at a token hit, as the verbs of its outcome tell; none for the verb of outcome itself.

    What two sides do to each other ("clashes in which nine died") tells of none of them who was hit by whom.
    """
    t = text.tokens[token]
    if t.lemma in OUTCOMES | deaths() | MUTUAL_ALONE or reciprocal(text, token):
        return ()
    return tuple(dict.fromkeys(h for verb in _outcomes(text, token) for h in _harmed(text, verb) if h != token))


def _outcomes(text: ReportText, token: int) -> Iterator[int]:
    """The verbs that may tell the outcome of an attack, with their coordinates."""
    tokens, children = text.tokens, text.children
    t = tokens[token]
    head = tokens[t.head]
    found = [c for c in children[token] if tokens[c].dep in CLAUSES]
    if t.dep in SUBJECTS or (t.dep == "advcl" and any(tokens[c].lower in WHILE for c in children[token])):
        found.append(head.i)
    elif t.dep == "pobj" and head.lower in WITHIN:
        found.append(head.head)
    for verb in found:
        yield verb
        yield from (c for c in children[verb] if tokens[c].dep == "conj")


def _harmed(text: ReportText, verb: int) -> Iterator[int]:
    """Who dies or is hurt by a verb of outcome; nobody for other verbs."""
    tokens = text.tokens
    if tokens[verb].pos != "VERB":
        return
    if tokens[verb].lemma in OUTCOMES and passive(text, verb):
        yield from (o for o in objects_of(text, verb) if tokens[o].dep != "oprd")
    elif tokens[verb].lemma in OUTCOMES:
        yield from (antecedent(text, c) for c in text.children[verb] if tokens[c].dep == "dobj")
    elif tokens[verb].lemma in deaths() and (own := text.child(verb, *SUBJECTS)) is not None:
        yield antecedent(text, own)


def answers(text: ReportText, token: int) -> bool:
    """Whether a verb of refusal leaves what is refused to what was said before: "refused", "rejects that", "dismissed the demand", "refused to obey"."""
    tokens = text.tokens
    if tokens[token].pos != "VERB":
        return False
    for c in text.children[token]:
        child = tokens[c]
        if child.dep in ("ccomp", "pcomp") or (child.dep == "xcomp" and child.lemma not in OBEYING):
            return False
        if child.dep in ("dobj", "nsubjpass") and child.pos != "PRON":
            asked = match_noun(text, c)
            if asked is None or asked.event_type not in ASKING:
                return False
    return True


def asked_before(refusal: EventMention, events: Sequence[EventMention], sentence_of: Sequence[int], at: int) -> EventMention | None:
    """The last request or threat by somebody else in the sentence of the refusal or in the `REACH` before it.

    `events` in order of appearance, `sentence_of` the number of the sentence of each, `at` the place of the refusal among them.
    """
    for n in range(at - 1, -1, -1):
        if sentence_of[at] - sentence_of[n] > REACH:
            return None
        before = events[n]
        if before.event_type in ASKING and before.actors and not set(before.actors) & set(refusal.actors):
            return before
    return None
