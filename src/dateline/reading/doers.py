"""To whom words around an event's noun lay the deed, and who says that it was not he: "was behind the raid", "had no part in the raid".

Words stand in data/rule_words.tsv. Pure: the same words, the same answer.
"""

from typing import NamedTuple

from dateline.lexicon import rule_words
from dateline.reading.frames import subject
from dateline.reading.modality import negation
from dateline.text.segment import ReportText

SHARES = rule_words("share_in_deed")
"""Nouns of what one has in a deed ("a part in", "responsibility for", "the blame for")."""
HAVING = rule_words("having_share")
"""Verbs of having, admitting, denying or being told of such a share."""
DISOWNING = rule_words("disowning")
"""Verbs that deny what they govern: "denied any part in the raid", "denied being behind it"."""
GUILTY = rule_words("guilty")
"""Adjectives and participles of who did a deed: "responsible for", "involved in"."""
INTO_DEED = frozenset(("in", "for", "of", "to"))
"""Prepositions between such words and the deed."""
QUESTIONS = frozenset(("whether", "if"))
"""Openings of a clause that leaves open what it names."""
MODALS = frozenset(("may", "might", "could"))
"""Auxiliaries of a guess: "might have been behind the raid"."""
VERBS = ("VERB", "AUX")


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
    empty = False
    if by.lower == "behind" and above.lemma == "be":
        verb = above.i
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
    return Doer(phrase, empty or negation(text, verb) is not None or _disowned(text, verb), doubt)


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
