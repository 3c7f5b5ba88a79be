"""To whom words around an event's noun lay the deed, and who says that it was not he: "was behind the raid", "had no part in the raid".

Words stand in data/rule_words.tsv. Pure: the same words, the same answer.
"""

from collections.abc import Container, Iterator
from typing import NamedTuple

from dateline.lexicon import rule_words
from dateline.reading.frames import agents, antecedent, match_noun, prepositional, subject
from dateline.reading.modality import negation
from dateline.text.segment import ReportText

BLAMING = rule_words("blaming")
"""Those of `GUILTY` that need no deed beside them."""
SHARES = rule_words("share_in_deed")
"""Nouns of what one has in a deed ("a part in", "responsibility for", "the blame for")."""
HAVING = rule_words("having_share")
"""Verbs of having, admitting, denying or being told of such a share."""
DISOWNING = rule_words("disowning")
"""Verbs that deny what they govern: "denied any part in the raid", "denied being behind it"."""
GUILTY = rule_words("guilty")
"""Adjectives and participles of who did a deed: "responsible for", "involved in"."""
CONVICTED = rule_words("convicted")
"""Words of who did a deed by the verdict of a court: "found guilty of", "convicted of"."""
CHARGED = rule_words("charged")
"""Words of who is in court for a deed, or is cleared of it."""
INTO_COURT = frozenset(("of", "for", "with", "in", "over", "on"))
"""Prepositions between words of a verdict or a charge and the deed."""
INTO_DEED = frozenset(("in", "for", "of", "to", "with"))
"""Prepositions between words of guilt or of a share and the deed."""
QUESTIONS = frozenset(("whether", "if"))
"""Openings of a clause that leaves open what it names."""
MODALS = frozenset(("may", "might", "could"))
"""Auxiliaries of a guess: "might have been behind the raid"."""
VERBS = ("VERB", "AUX")
CLAIMING = rule_words("claiming")
LAYING = rule_words("laying")
"""Verbs that lay a deed to whom "on" or "to" names."""


class Doer(NamedTuple):
    """Who is told to have done a deed: head of his phrase, whether he is told not to have, the word by which he only may have."""

    phrase: int
    denied: bool
    doubt: int | None = None


def doer(text: ReportText, token: int) -> Doer | None:
    """Who did what the noun at a token names, by the verb above its preposition; None where none tells."""
    tokens = text.tokens
    if tokens[token].dep != "pobj":
        return None
    by = tokens[tokens[token].head]
    above = tokens[by.head]
    if above.i == by.i:
        return None
    if by.lower in INTO_COURT and (tried := _tried(text, above.i)) is not None:
        return Doer(tried, above.lower not in CONVICTED) if tried != token else None
    empty = False
    if by.lower == "behind" and above.lemma == "be":
        verb = above.i
    elif by.lower in INTO_DEED and (charged := blamed_by(text, above.i)) is not None:
        verb = charged
    elif by.lower in INTO_DEED and above.lower in GUILTY:
        if above.dep != "acomp" and (above.pos not in VERBS or above.dep in ("acl", "amod", "relcl")):
            return None  # "those responsible for the raid"
        verb = above.head if above.dep == "acomp" else above.i
    elif by.lower in INTO_DEED and above.lemma in SHARES and above.dep == "dobj" and tokens[above.head].lemma in HAVING | DISOWNING:
        verb = above.head
        empty = any(tokens[c].lower in ("no", "neither") for c in text.children[above.i])
    elif (
        by.lower == "with"
        and above.lemma == "do"
        and (nothing := tokens[above.head]).lower in ("nothing", "anything")
        and nothing.dep == "dobj"
    ):
        verb, empty = nothing.head, nothing.lower == "nothing"
    else:
        return None
    if any(tokens[c].dep == "mark" and tokens[c].lower in QUESTIONS for c in text.children[verb]):
        return None
    phrase = subject(text, verb)
    if phrase is None or phrase == token:
        return None
    doubt = next((c for c in text.children[verb] if tokens[c].dep == "aux" and tokens[c].lower in MODALS), None)
    no = negation(text, verb) if above.i == verb else negation(text, verb) or negation(text, above.i)
    return Doer(phrase, empty or no is not None or _disowned(text, verb), doubt)


def claimed_by(text: ReportText, token: int) -> Iterator[int]:
    """To whom the words around a deed lay it, or who lays claim to it: "a raid claimed by the Front", "died in an ambush blamed on the Front",
    "died at the hands of the Front"."""
    tokens = text.tokens
    deeds = [token, *(g for _, g in prepositional(text, token, ("in", "during")) if (n := match_noun(text, g)) is not None and n.event_type == "ASSAULT")]
    told = [c for d in deeds for c in text.children[d] if tokens[c].tag == "VBN" and tokens[c].dep == "acl"]
    if tokens[token].dep == "nsubjpass" and negation(text, tokens[token].head) is None:
        told.append(tokens[token].head)
    for c in told:
        if tokens[c].lemma in CLAIMING:
            yield from agents(text, c)
        elif tokens[c].lemma in LAYING:
            yield from (g for _, g in prepositional(text, c, ("on", "to")))
    for _, hands in prepositional(text, token, ("at",)):
        if tokens[hands].lower == "hands":
            yield from (g for _, g in prepositional(text, hands, ("of",)))


def _tried(text: ReportText, token: int) -> int | None:
    """Who is found guilty, charged or cleared of what stands behind these words: "[he] was found guilty of murder", "[a driver] charged with the
    murder"."""
    t = text.tokens[token]
    if t.lower not in CONVICTED | CHARGED:
        return None
    above = text.tokens[t.head]
    if t.dep in ("oprd", "acomp") and above.pos in VERBS:
        whom = text.child(above.i, "nsubjpass", "dobj") if t.dep == "oprd" else subject(text, above.i)
        return subject(text, above.i) if whom is None else antecedent(text, whom)
    if t.tag not in ("VBN", "VBD"):
        return None
    if t.dep in ("acl", "amod"):
        return t.head
    whom = text.child(token, "nsubjpass", "dobj")
    return None if whom is None else antecedent(text, whom)


def blamed_by(text: ReportText, token: int) -> int | None:
    """The verb whose subject is said to have done something by a word of blame: "were to [blame]", "was at [fault]"; None for others."""
    t = text.tokens[token]
    above = text.tokens[t.head]
    if t.lemma == "blame" and t.dep == "xcomp" and above.lemma == "be" and any(text.tokens[c].tag == "TO" for c in text.children[token]):
        return above.i
    if t.lower == "fault" and t.dep == "pobj" and above.lower == "at" and text.tokens[above.head].lemma == "be":
        return above.head
    return None


def blames(text: ReportText, deeds: Container[int]) -> Iterator[tuple[int, int]]:
    """Words of blame and the heads of the phrases whom they blame: "the rebels were responsible", "was to blame for the fire", "is behind the
    raid"; not where it is denied, only may be, or is left open. `deeds`: tokens of what may be a deed, for words that need one.
    """
    tokens = text.tokens
    for t in tokens:
        if t.end <= t.start:
            continue
        verb = blamed_by(text, t.i)
        needs_deed = False
        if verb is None and t.lower in GUILTY and t.dep == "acomp" and tokens[t.head].lemma == "be":
            verb, needs_deed = t.head, t.lower not in BLAMING or any(tokens[c].dep == "prep" for c in text.children[t.i])
        elif verb is None and t.lower == "behind" and t.dep == "prep" and tokens[t.head].lemma == "be":
            verb, needs_deed = t.head, True
        if verb is None or needs_deed and not any(d in deeds for c in (t.i, *text.children[t.i]) for d in text.children[c]):
            continue
        opened = any(tokens[c].dep == "mark" and tokens[c].lower not in ("that", "as", "because") for c in text.children[verb])
        modal = any(tokens[c].dep == "aux" and tokens[c].tag == "MD" for c in text.children[verb])
        phrase = subject(text, verb)
        if phrase is None or opened or modal or tokens[verb].dep == "relcl" or any(negation(text, i) is not None for i in (verb, t.i)) or _disowned(text, verb):
            continue
        yield t.i, phrase


def is_not_his(text: ReportText, token: int) -> bool:
    """Whether what is denied of a deed is only who did it."""
    told = doer(text, token)
    return told is not None and told.denied


def _disowned(text: ReportText, verb: int) -> bool:
    """Whether a verb denies, or stands right under one that does."""
    tokens = text.tokens
    if tokens[verb].lemma in DISOWNING:
        return True
    t = tokens[verb]
    return t.dep in ("ccomp", "xcomp", "pcomp") and tokens[t.head].lemma in DISOWNING
