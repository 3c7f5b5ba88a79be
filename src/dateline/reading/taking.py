"""Places that change hands: who takes one and who loses it ("the town fell to rebels", "was retaken from the army", "lost control of it to").

Words stand in data/rule_words.tsv. Pure: the same words, the same answer.
"""

from collections.abc import Set
from typing import NamedTuple

from dateline.lexicon import rule_words
from dateline.reading.frames import agents, classes_of, objects_of, passive, prepositional, subject
from dateline.text.segment import ReportText

LOSING = rule_words("losing")
"""Verbs by which what is somebody's becomes that of whom "to" names."""
TAKING = rule_words("taking")
"""Verbs of taking a place, whose "from" names who held it."""
FALLING = rule_words("falling_to")
"""Verbs whose subject gets into the hands of somebody."""
CONTROL = rule_words("control")
HANDS = rule_words("hands")
TO_HANDS = frozenset(("to", "into", "in"))


class Taking(NamedTuple):
    """Heads of the phrases of who takes a place, and of who loses it; empty where none is named."""

    takers: Set[int]
    losers: Set[int]


def changes_hands(text: ReportText, verb: int) -> Taking | None:
    """Who takes a place from whom by a verb; None where it tells of nothing that changes hands."""
    lemma = text.tokens[verb].lemma
    if lemma in FALLING:
        takers = _takers(text, verb)
        return Taking(takers, frozenset()) if takers else None
    if lemma in LOSING:
        takers = _takers(text, verb)
        loser = None if passive(text, verb) else subject(text, verb)
        return Taking(takers, frozenset(() if loser is None else (loser,))) if takers else None
    if lemma not in TAKING:
        return None
    things = (verb, *objects_of(text, verb))
    losers = frozenset(g for t in things for _, g in prepositional(text, t, ("from",)) if not _is_land(text, g))
    if not losers:
        return None
    taker = None if passive(text, verb) else subject(text, verb)
    return Taking(frozenset(agents(text, verb)) if taker is None else frozenset((taker,)), losers)


def takes_place(text: ReportText, verb: int) -> bool:
    """Whether a verb tells that a place came under the rule of a force: "took control of the town", "lost the hill to rebels", "fell to the
    army", not "lost the election to the Greens" nor "took control of the bank"."""
    tokens = text.tokens
    t = tokens[verb]
    if t.pos != "VERB":
        return False
    if t.lemma in TAKING | LOSING and (held := text.child(verb, "dobj", "nsubjpass")) is not None and tokens[held].lemma in CONTROL:
        if any(_is_land(text, g) for _, g in prepositional(text, held, ("of", "over"))):
            return True
    if t.lemma not in FALLING | LOSING:
        return False
    takers = _takers(text, verb)
    lost = text.child(verb, "nsubj", "nsubjpass") if t.lemma in FALLING or passive(text, verb) else text.child(verb, "dobj")
    if lost is None or not takers:
        return False
    if any(tokens[c].lower in HANDS for k in text.children[verb] for c in text.children[k]):
        return True
    return any("force" in classes_of(text, g) for g in takers) or _is_land(text, lost) and any(tokens[g].pos == "PROPN" for g in takers)


def _takers(text: ReportText, verb: int) -> frozenset[int]:
    """Into whose hands a verb says that something passes: behind its "to", or behind "hands of"."""
    found: set[int] = set()
    for word in (verb, *(c for c in text.children[verb] if text.tokens[c].dep == "dobj")):
        for _, g in prepositional(text, word, tuple(TO_HANDS)):
            if text.tokens[g].lower in HANDS:
                found |= {h for _, h in prepositional(text, g, ("of",))}
            elif text.tokens[text.tokens[g].head].lower == "to":
                found.add(g)
    return frozenset(g for g in found if text.tokens[g].ent not in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT") and text.tokens[g].pos in ("NOUN", "PROPN"))


def _is_land(text: ReportText, token: int) -> bool:
    return "land" in classes_of(text, token)
