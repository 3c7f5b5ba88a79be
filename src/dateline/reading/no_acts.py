"""Triggers that name an act where their sentence tells of none: a state, what nature did, what somebody leaves unsaid.

Words stand in data/no_act_words.tsv and data/disaster_words.tsv. Pure: the same words, the same answer.
"""

from functools import cache

from dateline.lexicon import words, words_of_class
from dateline.reading.frames import SUBJECTS, agents
from dateline.text.segment import ReportText

GRANTS = frozenset(("CONCEDE", "AGREE"))
"""Types of what is given by a word and stands from then on."""


@cache
def of_class(name: str) -> frozenset[str]:
    """The words of no_act_words.tsv that bear a class."""
    return words_of_class("no_act_words.tsv", name)


def is_no_act(text: ReportText, token: int, event_type: str) -> bool:
    """True where a trigger of this PLOVER type is no event of its own: see the rules below."""
    return (
        calm_returns(text, token)
        or by_nature(text, token)
        or (event_type in GRANTS and still_stands(text, token))
        or (event_type == "REJECT" and leaves_unsaid(text, token))
        or (event_type == "REQUEST" and wishes(text, token))
        or (event_type in GRANTS and claims(text, token))
        or (event_type == "ASSAULT" and (carries_out(text, token) or dies_of_before(text, token)))
        or (event_type == "COERCE" and (halts_a_course(text, token) or bears_a_ban(text, token)))
        or (event_type == "REQUEST" and stays_unnamed(text, token))
        or off_a_list(text, token)
    )


def calm_returns(text: ReportText, token: int) -> bool:
    """Quiet that comes back by itself, nobody withdrawing: "calm returned to the port", "Calm returns as ..." (also where the verb was taken for a noun)."""
    t = text.tokens[token]
    if t.lemma in of_class("calm"):
        return t.dep in SUBJECTS and text.tokens[t.head].lemma in of_class("back")
    if t.lemma not in of_class("back"):
        return False
    return any(text.tokens[c].lemma in of_class("calm") and c < token for c in text.children[token])


def by_nature(text: ReportText, token: int) -> bool:
    """What a disaster did: "the quake blocked the road", "roads blocked by a landslide"."""
    doing = [c for c in text.children[token] if text.tokens[c].dep in SUBJECTS]
    return any(text.tokens[i].lemma in words("disaster_words.tsv") for i in (*doing, *agents(text, token)))


def still_stands(text: ReportText, token: int) -> bool:
    """The legal force of an earlier act: "the pardon still applies", "the offer stands", "the promise remains valid"."""
    t = text.tokens[token]
    verb = text.tokens[t.head]
    if t.pos != "NOUN" or t.dep not in SUBJECTS:
        return False
    if verb.lemma in ("be", "remain", "stay"):
        return any(text.tokens[c].lemma in of_class("valid") for c in text.children[verb.i])
    return verb.lemma in of_class("force") and not any(text.tokens[c].dep == "dobj" for c in text.children[verb.i])


def leaves_unsaid(text: ReportText, token: int) -> bool:
    """Who declines to comment says nothing: a statement at most, no refusal of anything asked for."""
    return any(text.tokens[c].dep == "xcomp" and text.tokens[c].lemma in of_class("unsaid") for c in text.children[token])


def wishes(text: ReportText, token: int) -> bool:
    """What somebody wants to do himself is asked of nobody: "the captain wanted to sail before noon"."""
    if text.tokens[token].lemma not in of_class("wanting"):
        return False
    aims = [c for c in text.children[token] if text.tokens[c].dep == "xcomp" and text.tokens[c].pos == "VERB"]
    return any(
        text.tokens[c].lemma not in of_class("getting") and not any(text.tokens[k].dep in ("nsubj", "nsubjpass", "auxpass") for k in text.children[c])
        for c in aims
    )


def stays_unnamed(text: ReportText, token: int) -> bool:
    """Who asks not to be named makes no demand of anybody in the story: "the two asked not to be identified"."""
    return any(
        text.tokens[c].dep in ("xcomp", "advcl", "ccomp") and text.tokens[c].lemma in of_class("naming")
        and any(text.tokens[k].dep in ("neg", "preconj") for k in (*text.children[c], *text.children[token]))
        for c in text.children[token]
    )  # fmt: skip


def off_a_list(text: ReportText, token: int) -> bool:
    """What is struck or crossed off a list is hit by nobody, and nobody travels."""
    t = text.tokens[token]
    return t.lemma in of_class("listing") and any(text.tokens[c].lower == "off" and text.tokens[c].dep in ("prt", "prep") for c in text.children[token])


def claims(text: ReportText, token: int) -> bool:
    """Who takes responsibility for a deed gives nothing away: "the group has accepted responsibility"."""
    return any(text.tokens[c].dep == "dobj" and text.tokens[c].lemma == "responsibility" for c in text.children[token])


def carries_out(text: ReportText, token: int) -> bool:
    """What is executed is a paper or a plan: "in execution of the agreement", "put its threat in execution", "executed the order"."""
    t = text.tokens[token]
    if t.lemma not in of_class("carrying"):
        return False
    if t.dep == "pobj" and text.tokens[t.head].lower in ("in", "into") and not any(text.tokens[c].dep in ("det", "poss") for c in text.children[token]):
        return True
    of = [g for c in text.children[token] if text.tokens[c].lower == "of" for g in text.children[c]]
    parts = [*of, *(c for c in text.children[token] if text.tokens[c].dep in ("dobj", "nsubjpass", "poss", "compound"))]
    return any(text.tokens[c].lemma in of_class("paper") for c in parts)


def dies_of_before(text: ReportText, token: int) -> bool:
    """Who was hurt before and dies is not attacked anew, where he lies: "three of the injured died in a hospital in Aden"."""
    if text.tokens[token].lemma not in of_class("dying"):
        return False
    dead = [c for c in text.children[token] if text.tokens[c].dep in SUBJECTS]
    return any(text.tokens[i].lower in of_class("hurt") for c in dead for i in text.subtree(c))


def halts_a_course(text: ReportText, token: int) -> bool:
    """What is arrested is a course of things: "to arrest the decline of the currency"."""
    parts = (c for c in text.children[token] if text.tokens[c].dep in ("dobj", "nsubjpass"))
    return text.tokens[token].lemma == "arrest" and any(text.tokens[c].lemma in of_class("course") for c in parts)


def bears_a_ban(text: ReportText, token: int) -> bool:
    """A ban of long ago by which a group is known: "the outlawed movement said", nobody banning it now."""
    t = text.tokens[token]
    return t.dep == "amod" and t.i < t.head and t.lower in of_class("banned") and not list(agents(text, token))


def calls_to_meeting(text: ReportText, token: int, event_type: str) -> bool:
    """A verb that calls somebody to a meeting ("summoned both to his house for Tuesday"): what it tells of is still to be held."""
    t = text.tokens[token]
    return event_type == "CONSULT" and t.pos == "VERB" and t.lemma in of_class("convoking")
