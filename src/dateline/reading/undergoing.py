"""Who is acted on by what other words tell than those of the event: whom an attack hit, whose request a refusal answers."""

from collections.abc import Container, Iterator, Sequence

from dateline.lexicon import rule_words
from dateline.model.event import EventMention
from dateline.reading.features import OUTCOMES
from dateline.reading.frames import (
    MUTUAL_ALONE,
    RELATIVE,
    SUBJECTS,
    Candidate,
    agents,
    antecedent,
    deaths,
    match_noun,
    objects_of,
    passive,
    prepositional,
    reciprocal,
    subject,
)
from dateline.text.segment import ReportText

CLAUSES = frozenset(("advcl", "conj", "relcl", "acl", "xcomp"))
"""Relations of a verb of outcome to the attack that it hangs on: "shelled the market, killing nine", "an attack in which nine died"."""
WHILE = frozenset(("when", "as", "after"))
"""Openings of a clause that tells the attack beside its outcome: "nine died when a shell hit the market"."""
WITHIN = frozenset(("in", "by", "during", "from"))
"""Prepositions between an outcome and its attack: "nine were killed in the strike"."""
CONDITIONS = frozenset(("if", "unless", "until"))
"""Openings of a clause that tells what a threat hangs on."""
ASKING = frozenset(("REQUEST", "THREATEN"))
"""Types of events that a refusal may answer."""
ANSWERED = ASKING | {"ACCUSE"}
"""Types of the nouns of what a refusal only points back to: "rejected the demand", "dismissed the charge"."""
OFFERING = rule_words("offering")
OFFERED_THINGS = rule_words("offered")
"""Nouns of what was offered before: "turned the money down"."""
LAYING = rule_words("laying")
ADDRESSING = rule_words("addressing")
"""Verbs of speaking to whom a request behind them is made."""
TERMS = rule_words("term")
"""Nouns of times: "refused the same evening"."""
OBEYING = rule_words("obeying")
"""Verbs that say no more of what is refused than that somebody asked for it."""
COUNTS = rule_words("some_of_them")
"""Quantities that stand for people told before."""
BEFALLING = frozenset(("ASSAULT", "COERCE"))
"""Types of events by which people are harmed or held."""
REACH = 2
"""How many sentences before a refusal the request stands that it answers, before what is done to a crowd the protest that it is done to."""
CROWD = "crowd-control"


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


def wished(text: ReportText, candidate: Candidate) -> Iterator[int]:
    """Heads of the phrases of whom a request asks something, whose wish a refusal refuses, who can avert a threat and to whom a deed is laid
    ("blamed the fire on Chad"); of verbs alone."""
    if candidate.noun:
        return
    if candidate.event_type == "REQUEST":
        yield from _asked(text, candidate.token)
    elif candidate.event_type == "REJECT":
        yield from _refused(text, candidate.token)
    elif candidate.event_type == "THREATEN":
        yield from _threatened(text, candidate.token)
    elif candidate.event_type == "ACCUSE":
        yield from laid_to(text, candidate.token)


def laid_to(text: ReportText, verb: int) -> Iterator[int]:
    """To whom a verb lays what it names: "blamed the fire on Chad", "the raid was attributed to Chad"."""
    if text.tokens[verb].lemma in LAYING:
        yield from (g for _, g in prepositional(text, verb, ("on", "to")))


def _asked(text: ReportText, token: int) -> Iterator[int]:
    """Who is to do it ("demanded that the minister resign"), or who was spoken to before ("wrote to the union and asked for names")."""
    tokens = text.tokens
    for c in text.children[token]:
        if tokens[c].dep == "ccomp" and tokens[c].pos == "VERB" and not passive(text, c):
            yield from (g for g in text.children[c] if tokens[g].dep == "nsubj")
    before = tokens[token].head
    if tokens[token].dep == "conj" and tokens[before].lemma in ADDRESSING:
        yield from (c for c in text.children[before] if tokens[c].dep in ("dobj", "dative") and tokens[c].pos != "ADP")
        yield from (g for _, g in prepositional(text, before, ("to", "with")))


def _threatened(text: ReportText, token: int) -> Iterator[int]:
    """Who is to do or not to do something lest the threat comes true: "threatened to march unless the council paid"."""
    verbs = (token, *(c for c in text.children[token] if text.tokens[c].dep in ("xcomp", "ccomp")))
    for clause in (c for v in verbs for c in text.children[v] if text.tokens[c].dep == "advcl"):
        if any(text.tokens[m].lower in CONDITIONS for m in text.children[clause]):
            yield from (s for s in text.children[clause] if text.tokens[s].dep == "nsubj")


def _refused(text: ReportText, token: int) -> Iterator[int]:
    """Whose what is refused is: "rejected the rebels' demand", "the truce that Chad proposed", "a meeting sought by Fiji"."""
    tokens = text.tokens
    for c in text.children[token]:
        if tokens[c].dep == "xcomp" and tokens[c].tag == "VB":
            yield from (g for g in text.children[c] if tokens[g].dep in ("dobj", "dative") and tokens[g].pos != "ADP")
    for c in objects_of(text, token):
        for g in text.children[c]:
            child = tokens[g]
            if child.dep in ("poss", "compound", "amod", "nmod"):
                yield g
            elif child.dep == "relcl" and (own := text.child(g, "nsubj")) is not None and tokens[own].tag not in RELATIVE:
                yield own
            elif child.dep == "acl":
                yield from agents(text, g)
            elif child.dep == "prep" and child.lower in ("by", "from"):
                yield from (h for h in text.children[g] if tokens[h].dep == "pobj")


def answers(text: ReportText, token: int) -> bool:
    """Whether a verb of refusal leaves what is refused to what was said before: "refused", "rejects that", "dismissed the demand", "refused to obey"."""
    tokens = text.tokens
    if tokens[token].pos != "VERB":
        return False
    for c in text.children[token]:
        child = tokens[c]
        if any(t.text == ";" for t in tokens[c:token]):
            continue
        if child.dep in ("ccomp", "pcomp") or (child.dep == "xcomp" and child.lemma not in OBEYING):
            return False
        if child.dep in ("dobj", "nsubjpass") and child.pos != "PRON" and child.lemma not in TERMS:
            asked = match_noun(text, c)
            if child.lemma not in OFFERED_THINGS and (asked is None or asked.event_type not in ANSWERED):
                return False
    return True


def refuses_gift(text: ReportText, token: int) -> bool:
    """Whether what a verb refuses is something held out, which nobody has asked for: "nine families refused | the money"."""
    return any(text.tokens[c].dep in ("dobj", "nsubjpass") and text.tokens[c].lemma in OFFERED_THINGS for c in text.children[token])


def asked_before(
    refusal: EventMention, events: Sequence[EventMention], sentence_of: Sequence[int], at: int, gift: bool = False
) -> EventMention | None:
    """The last request, threat or offer by somebody else, or reproach of who refuses, in the sentence of the refusal or in the `REACH` before it.

    `events` in order of appearance, `sentence_of` the number of the sentence of each, `at` the place of the refusal among them; `gift`: it
    is of something held out, so that only who offers or gives is meant.
    """
    for n in range(at - 1, -1, -1):
        if sentence_of[at] - sentence_of[n] > REACH:
            return None
        before = events[n]
        asks = before.trigger_lemma in OFFERING or before.event_type in (("AID",) if gift else ASKING)
        reproaches = before.event_type == "ACCUSE" and bool(set(before.recipients) & set(refusal.actors))
        if (asks or reproaches) and before.actors and not set(before.actors) & set(refusal.actors):
            return before
    return None


def is_of_those_before(text: ReportText, token: int) -> bool:
    """Whether those to whom a verb's act is done are only counted, of people told before: "Both were freed", "five have been released",
    "said all six had been shot"."""
    t = text.tokens[token]
    if t.pos != "VERB":  # "Three shot dead at the mine", read as a noun
        counted = text.child(token, "nsubj") if text.sentence_of(token).title else None
        return counted is not None and _is_bare_count(text, counted)
    heads = [o for o in objects_of(text, token) if text.tokens[o].dep not in ("oprd", "attr")]
    headline = text.sentence_of(token).title and t.lemma in OUTCOMES  # "Three shot dead at the mine"
    if not heads and (headline or t.lemma in deaths() or passive(text, token)):
        heads = [o for o in (subject(text, token),) if o is not None]
    return any(_is_bare_count(text, o) for o in heads[:1])


def _is_bare_count(text: ReportText, head: int) -> bool:
    """Whether a phrase is a number or quantity of unnamed people: "two", "all six", "most", not "two of the men" nor "two on Monday"."""
    t = text.tokens[head]
    if t.tag != "CD" and t.lower not in COUNTS:
        return False
    return not any(text.tokens[c].dep in ("prep", "relcl", "acl") for c in text.children[head] if text.tokens[c].lower != "in")


def group_before(groups: Container[str], events: Sequence[EventMention], sentence_of: Sequence[int], at: int) -> EventMention | None:
    """The last event before, in its sentence or in the `REACH` before it, in which people are harmed, held or freed whom a bare count may be
    some of: to whom it was done are all of `groups`, chains of several people without a name; the other arguments as in `asked_before`."""
    for n in range(at - 1, -1, -1):
        if sentence_of[at] - sentence_of[n] > REACH:
            return None
        before = events[n]
        befell = (before.event_type in BEFALLING or before.mode == "release") and before.modality not in ("denied", "hypothetical")
        if befell and before.recipients and all(r in groups for r in before.recipients):
            return before
    return None


def group_below(groups: Container[str], events: Sequence[EventMention], sentence_of: Sequence[int], at: int) -> EventMention | None:
    """The first event of the same type below a title, in the `REACH` sentences behind it, which names the people that the title only counts
    ("Three shot dead at the mine"); arguments as in `group_before`."""
    for n in range(at + 1, len(events)):
        if sentence_of[n] - sentence_of[at] > REACH:
            return None
        below = events[n]
        if below.event_type == events[at].event_type and below.recipients and all(r in groups for r in below.recipients):
            return below
    return None


def crowd_before(force: EventMention, events: Sequence[EventMention], sentence_of: Sequence[int], at: int) -> EventMention | None:
    """The last protest by others in the sentence of what police do to a crowd, or in the `REACH` before it; arguments as in `asked_before`.

    What else they do to nobody named in the sentence of that is done to the same crowd: "Police answered with tear gas and gunfire".
    """
    beside = [e for e, sentence in zip(events, sentence_of, strict=True) if sentence == sentence_of[at] and e.event_type == force.event_type]
    if force.trigger_lemma in OUTCOMES or not any(e.mode == CROWD and e.actors == force.actors for e in beside):
        return None
    for n in range(at - 1, -1, -1):
        if sentence_of[at] - sentence_of[n] > REACH:
            return None
        before = events[n]
        if before.event_type == "PROTEST" and before.actors and not set(before.actors) & set(force.actors):
            return before
    return None
