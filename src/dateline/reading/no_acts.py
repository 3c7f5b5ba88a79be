"""Triggers that name an act where their sentence tells of none: a state, what nature did, what somebody leaves unsaid.

Words stand in data/no_act_words.tsv and data/disaster_words.tsv. Pure: the same words, the same answer.
"""

from functools import cache
from types import MappingProxyType
from typing import Literal

from dateline.lexicon import rule_words, table, words, words_of_class
from dateline.reading.frames import SUBJECTS, agents, deaths, match_verb, passive, subject
from dateline.reading.other_matters import is_of_other_matters
from dateline.text.segment import ReportText

GRANTS = frozenset(("CONCEDE", "AGREE"))
"""Types of what is given by a word and stands from then on."""

APPOINTING = rule_words("appointing")
ANSWERED = frozenset(("ACCUSE", "REQUEST", "THREATEN"))
"""Types of what a refusal answers."""
NEAR_LEAD = 14
"""Sentences into a report up to which the disaster that it begins with is what it tells of."""
HARM = frozenset(("ASSAULT", "COERCE", "PROTEST"))
MATERIAL = HARM | {"SANCTION", "MOBILIZE", "THREATEN"}
"""Types of what a vow must name to be a threat."""
POINTING = frozenset(("the", "this", "that", "these", "those"))
"""Words that point back to what was told before."""


@cache
def of_class(name: str) -> frozenset[str]:
    """The words of no_act_words.tsv that bear a class."""
    return words_of_class("no_act_words.tsv", name)


NO_ACT_WITH = MappingProxyType({"release": "published", "sign": "form", "take": "manner"})
"""Verbs, with the class of objects with which they are no act."""


def is_no_act(text: ReportText, token: int, event_type: str) -> bool:
    """True where a trigger of this PLOVER type is no event of its own: see the rules below."""
    return (
        calm_returns(text, token)
        or by_nature(text, token)
        or (event_type in ("ASSAULT", "COERCE") and harmed_by_nature(text, token))
        or (text.tokens[token].lemma == "resort" and event_type in HARM)
        or (event_type in GRANTS and still_stands(text, token))
        or (event_type == "REJECT" and leaves_unsaid(text, token))
        or (event_type == "REQUEST" and wishes(text, token))
        or (event_type in GRANTS and claims(text, token))
        or (event_type == "ASSAULT" and (carries_out(text, token) or dies_of_before(text, token)))
        or (event_type == "COERCE" and (halts_a_course(text, token) or bears_a_ban(text, token)))
        or (event_type == "REQUEST" and (stays_unnamed(text, token) or holds_true(text, token)))
        or says_of_what_sort(text, token)
        or off_a_list(text, token)
        or aboard(text, token)
        or takes_an_oath(text, token)
        or has_object_of_no_act(text, token)
        or names_a_winner(text, token)
        or (event_type == "ACCUSE" and appoints(text, token))
        or decides_a_case(text, token, event_type)
        or (event_type == "CONSULT" and text.tokens[token].lemma in of_class("delaying") and text.tokens[token].pos == "VERB")
        or (event_type in ("RETREAT", "SANCTION") and sets_off(text, token))
        or (event_type == "THREATEN" and advises(text, token))
        or (event_type == "PROTEST" and is_forbidden(text, token))
        or (event_type == "ASSAULT" and (is_a_thing(text, token) or text.tokens[token].lemma in of_class("harmless") or gives_up(text, token)))
        or (event_type == "MOBILIZE" and is_a_station(text, token))
        or (event_type == "RETREAT" and (goes_in(text, token) or respects_a_word(text, token)))
        or (event_type == "REQUEST" and appeals_a_ruling(text, token))
        or (event_type in ANSWERED and is_turned_down(text, token))
        or (event_type in HARM and (is_to_be_prevented(text, token) or is_for_each(text, token)))
        or is_anybodys(text, token)
        or (event_type == "ACCUSE" and (names_the_prosecution(text, token) or is_commented_on(text, token)))
        or (event_type == "RETREAT" and takes_a_patient(text, token))
        or (event_type == "SUPPORT" and owns_up(text, token))
        or (event_type == "THREATEN" and is_without(text, token))
        or (event_type in ("ASSAULT", "COERCE", "SANCTION") and is_found_safe(text, token))
        or (event_type in ("ASSAULT", "COERCE", "AID") and takes_part(text, token))
        or (event_type == "SANCTION" and is_a_sack(text, token))
        or (event_type == "COERCE" and text.tokens[token].lemma == "jam" and has_part(text, token, "mechanism"))
        or (event_type == "MOBILIZE" and warns_of_it(text, token))
        or (event_type == "COERCE" and looks_for_it(text, token))
        or (event_type in ("COERCE", "SANCTION") and concludes(text, token))
        or (event_type in ("CONSULT", "MOBILIZE") and catches_sight(text, token))
        or (event_type == "AID" and has_word(text, token))
        or (event_type == "RETREAT" and is_for_the_press(text, token))
        or (event_type in ("ASSAULT", "AGREE", "COERCE") and only_describes(text, token))
        or (event_type in HARM | {"CONCEDE"} and is_refrained_from(text, token))
        or (event_type == "ASSAULT" and carries(text, token))
        or is_of_other_matters(text, token)
    )


def calm_returns(text: ReportText, token: int) -> bool:
    """Quiet that comes back by itself, nobody withdrawing: "calm returned to the port", "Calm returns as ..." (also where the verb was taken for a noun)."""
    t = text.tokens[token]
    if t.lemma in of_class("calm"):
        return t.dep in SUBJECTS and text.tokens[t.head].lemma in of_class("back")
    if t.lemma not in of_class("back"):
        return False
    return any(text.tokens[c].lemma in of_class("calm") and c < token for c in text.children[token])


def says_of_what_sort(text: ReportText, token: int) -> bool:
    """A noun that only says of what sort people or a unit are: "coup plotters", "an intervention battalion"."""
    t = text.tokens[token]
    return t.dep == "compound" and t.head > token and text.tokens[t.head].lemma.lower() in of_class("sorted")


def by_nature(text: ReportText, token: int) -> bool:
    """What a disaster did: "the quake blocked the road", "roads blocked by a landslide"."""
    doing = [c for c in text.children[token] if text.tokens[c].dep in SUBJECTS]
    if not doing and text.tokens[token].tag == "VBG" and text.tokens[token].dep in ("advcl", "conj"):  # "struck the coast, blocking the road"
        doing = [s for s in (subject(text, token),) if s is not None]
    return any(text.tokens[i].lemma in words("disaster_words.tsv") for i in (*doing, *agents(text, token)))


def harmed_by_nature(text: ReportText, token: int) -> bool:
    """Whom a disaster harmed that the report begins with, or tells in the sentence before: "dozens were injured on the other side", "put
    the dead at 96", where nobody acts and no weapon is named."""
    t = text.tokens[token]
    if t.lemma not in of_class("harmed") or (subject(text, token) is not None and t.lemma not in deaths() and not passive(text, token)) or list(agents(text, token)):
        return False
    number = t.sentence
    near = {0, 1, 2, number - 1, number} if number < NEAR_LEAD else {number - 1, number}
    here = [text.sentences[n] for n in near if 0 <= n < len(text.sentences)]
    told = [k for sentence in here for k in text.tokens[sentence.first : sentence.last]]
    natural = any(k.lemma in words("disaster_words.tsv") and k.pos == "NOUN" and k.dep != "compound" for k in told)
    return natural and not any(k.lemma in of_class("violent") for k in told)


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


def dies_later(text: ReportText, token: int) -> bool:
    """Whether a death followed an attack told before, on another day: "died of her wounds on Friday", "the sixth, a student, died overnight"."""
    t = text.tokens[token]
    if t.lemma == "succumb":
        return True
    if t.lemma not in of_class("dying") and not (t.lemma == "pass" and any(text.tokens[c].lower == "away" for c in text.children[token])):
        return False
    causes = [text.tokens[g].lemma for c in text.children[token] if text.tokens[c].lower in ("of", "from") for g in text.children[c]]
    dead = [c for c in text.children[token] if text.tokens[c].dep in SUBJECTS]
    one_more = any(text.tokens[k].lower in ordinals() for c in dead for k in (c, *text.children[c]))
    return one_more or any(c in of_class("inflicted") for c in causes)


@cache
def ordinals() -> frozenset[str]:
    """Words for which one of several it is, from the third on."""
    return frozenset(row["word"] for row in table("time_words.tsv") if row["class"] == "ordinal") - {"first", "second"}


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


def aboard(text: ReportText, token: int) -> bool:
    """Who travels "on board" a ship or plane boards nothing."""
    return text.tokens[token].lower == "board" and token > 0 and text.tokens[token - 1].lower == "on"


def has_object_of_no_act(text: ReportText, token: int) -> bool:
    """A verb whose object makes it no act: "I sign certificates", "she released a recording", "he took a softer tone"."""
    t = text.tokens[token]
    things = of_class(NO_ACT_WITH.get(t.lemma, ""))
    if t.dep == "acl" and text.tokens[t.head].lemma in things:  # "in a video released on Friday"
        return True
    return any(text.tokens[c].dep in ("dobj", "nsubjpass") and text.tokens[c].lemma in things for c in text.children[token])


def takes_an_oath(text: ReportText, token: int) -> bool:
    """Who is sworn in threatens nobody: "was sworn in as mayor", "due to be sworn into office"."""
    after = text.tokens[token + 1].lower if token + 1 < len(text.tokens) else ""
    return text.tokens[token].lemma == "swear" and (
        after in ("in", "into") or any(text.tokens[c].lower in ("in", "into") for c in text.children[token])
    )


def names_a_winner(text: ReportText, token: int) -> bool:
    """A declaration of who won, which forbids nothing: "declared Adjei the winner", "declared elected"."""
    t = text.tokens[token]
    below = [text.tokens[i] for i in text.subtree(token) if i > token]
    return t.lemma in ("declare", "proclaim") and any(b.lemma in of_class("winning") and text.depth[b.i] - text.depth[token] <= 2 for b in below)


def appoints(text: ReportText, token: int) -> bool:
    """Who is named or appointed to a post is accused of nothing: "named Ada Fenn acting minister", "appointed a judge to replace him"."""
    t = text.tokens[token]
    below = {text.tokens[i].lemma for i in text.subtree(token) if i > token}
    return t.lemma in APPOINTING and t.pos == "VERB" and below.isdisjoint(of_class("charged"))


def decides_a_case(text: ReportText, token: int, event_type: str) -> bool:
    """A court that rules, with nothing said of what it turns down: "will rule within a week"."""
    t = text.tokens[token]
    return event_type == "REJECT" and t.lemma == "rule" and t.pos == "VERB" and not any(
        text.tokens[c].lower in ("out", "against") or text.tokens[c].dep in ("ccomp", "neg") for c in text.children[token]
    )


def holds_true(text: ReportText, token: int) -> bool:
    """Who insists that something is or was so asks for nothing: "insisted that the crew had turned back"."""
    claims = [c for c in text.children[token] if text.tokens[c].dep == "ccomp"]
    return text.tokens[token].lemma == "insist" and any(
        text.tokens[c].tag in ("VBD", "VBZ")  # a plural present may be the subjunctive of a demand
        or any(text.tokens[k].dep in ("aux", "auxpass") and text.tokens[k].tag in ("VBD", "VBZ", "VBP") for k in text.children[c])
        for c in claims
    )


def sets_off(text: ReportText, token: int) -> bool:
    """What leaves or crosses without anybody giving way: a bus, a migrants' boat, a bullet ("no shell left our guns")."""
    doing = (c for c in text.children[token] if text.tokens[c].dep in SUBJECTS)
    return text.tokens[token].lemma in of_class("leaving") and any(text.tokens[c].lemma in of_class("carrier") for c in doing)


def advises(text: ReportText, token: int) -> bool:
    """Who warns his own people of a danger threatens nobody: "warned its citizens against travel to the north"."""
    warned = (c for c in text.children[token] if text.tokens[c].dep in ("dobj", "nsubjpass"))
    return text.tokens[token].lemma == "warn" and any(text.tokens[c].lemma in of_class("advised") for c in warned)


def is_forbidden(text: ReportText, token: int) -> bool:
    """What a ban names took place nowhere: "banned all marches", "a ban on demonstrations"."""
    t = text.tokens[token]
    if t.pos != "NOUN" or any(text.tokens[c].lower in POINTING | {"a"} or text.tokens[c].dep == "poss" for c in text.children[token]):
        return False
    if token > 1 and text.tokens[token - 1].lower == "on" and text.tokens[token - 2].lemma in of_class("forbidding"):
        return True  # also where "on" hangs on the verb: "kept the ban on marches"
    above = text.tokens[t.head]
    if t.dep == "pobj" and above.lower in ("on", "of", "against"):
        above = text.tokens[above.head]
    return t.dep in ("dobj", "nsubjpass", "pobj") and above.lemma in of_class("forbidding")


def is_a_thing(text: ReportText, token: int) -> bool:
    """A weapon or a captive that is only spoken of: "had no drones", "to look for the hostages", not "took hostages", "the hostage crisis"."""
    t = text.tokens[token]
    if t.pos not in ("NOUN", "PROPN") or t.dep in ("compound", "amod"):
        return False
    if t.lemma in of_class("weapon"):
        return True
    described = t.tag == "NNS" or any(text.tokens[c].dep in ("det", "amod", "poss", "nummod") for c in text.children[token])
    return described and t.lemma in of_class("captive") and text.tokens[t.head].lemma not in of_class("capturing")


def gives_up(text: ReportText, token: int) -> bool:
    """What is dropped is a charge or a plan and no bomb: "the charge of treason was not dropped"."""
    what = (c for c in text.children[token] if text.tokens[c].dep in ("dobj", "nsubjpass", "nsubj"))
    return text.tokens[token].lemma == "drop" and any(text.tokens[c].lemma in of_class("given_up") for c in what)


def is_a_station(text: ReportText, token: int) -> bool:
    """A building taken for a verb: "a police station was burnt", where nobody is stationed anywhere."""
    t = text.tokens[token]
    return t.lemma == "station" and t.tag != "VBN" and not any(text.tokens[c].dep in ("dobj", "aux", "auxpass") for c in text.children[token])


def goes_in(text: ReportText, token: int) -> bool:
    """Who goes in withdraws from nowhere: "the marines went in at dawn"."""
    t = text.tokens[token]
    return t.lemma == "go" and any(text.tokens[c].lower in ("in", "into") and text.tokens[c].dep in ("prt", "prep", "advmod") for c in text.children[token]) and not any(
        text.tokens[c].lower in ("back", "home") for c in text.children[token]
    )


def respects_a_word(text: ReportText, token: int) -> bool:
    """Who respects a ruling or a vote lays down no arms, as who respects a truce does."""
    what = (c for c in text.children[token] if text.tokens[c].dep in ("dobj", "nsubjpass"))
    return text.tokens[token].lemma in ("respect", "observe") and any(text.tokens[c].lemma in of_class("respected") for c in what)


def appeals_a_ruling(text: ReportText, token: int) -> bool:
    """An appeal to a higher court asks nothing of the other side: "the prosecutor said she would appeal"."""
    t = text.tokens[token]
    kids = [text.tokens[c] for c in text.children[token]]
    return t.lemma == "appeal" and t.pos == "VERB" and not any(k.lower in ("for", "to") and k.dep != "aux" or k.dep in ("xcomp", "ccomp", "dative") for k in kids)


def is_turned_down(text: ReportText, token: int) -> bool:
    """What a refusal only points back to was said before: "rejected the accusation", not "rejected the envoy's demand for a truce"."""
    t = text.tokens[token]
    if t.pos != "NOUN" or t.dep not in ("dobj", "nsubjpass") or any(text.tokens[c].dep not in ("det", "conj", "cc") for c in text.children[token]):
        return False
    above = match_verb(text, t.head)
    return above is not None and above.event_type == "REJECT" and any(text.tokens[c].lower in POINTING for c in text.children[token])


def has_part(text: ReportText, token: int, name: str) -> bool:
    """Whether the object or the subject of a verb is of a class."""
    parts = (c for c in text.children[token] if text.tokens[c].dep in ("dobj", "nsubjpass", "nsubj"))
    return any(text.tokens[c].lemma in of_class(name) for c in parts)


def is_to_be_prevented(text: ReportText, token: int) -> bool:
    """What somebody acts in order to prevent did not take place by being named: "sent troops to prevent clashes"."""
    t = text.tokens[token]
    above = text.tokens[t.head]
    if t.pos != "NOUN" or t.dep != "dobj" or above.lemma not in of_class("preventing"):
        return False
    return any(text.tokens[c].lower == "to" and text.tokens[c].dep == "aux" for c in text.children[above.i])


def is_for_each(text: ReportText, token: int) -> bool:
    """What may befall anybody befell nobody: "forty goats will be paid for every person killed"."""
    t = text.tokens[token]
    return t.dep in ("acl", "relcl") and any(text.tokens[c].lower in ("each", "every") for c in text.children[t.head])


def is_asked(text: ReportText, token: int) -> bool:
    """Whether a clause asks who did it: "who hit whom may never be known", "Who shelled the market?"; the act was told before."""
    t = text.tokens[token]
    if t.pos != "VERB" or t.dep not in ("csubj", "csubjpass", "ROOT"):
        return False
    doing = [text.tokens[c] for c in text.children[token] if text.tokens[c].dep in (*SUBJECTS, "nsubjpass")]
    return any(d.tag == "WP" and not d.text.isupper() for d in doing)  # WHO is a body


def claims_it(text: ReportText, token: int) -> bool:
    """A claim of responsibility, which takes nothing from the deed where nobody makes one: "no group claimed responsibility"."""
    t = text.tokens[token]
    return t.lemma == "claim" and any(text.tokens[c].dep in ("dobj", "nsubjpass") and text.tokens[c].lemma == "responsibility" for c in text.children[token])


def is_anybodys(text: ReportText, token: int) -> bool:
    """What "you" do in general is done by nobody: "you do not shoot the driver and then offer to carry his bags"."""
    t = text.tokens[token]
    if t.pos != "VERB" or t.tag not in ("VB", "VBP"):
        return False
    first = t
    while first.dep == "conj" and text.tokens[first.head].pos == "VERB":
        first = text.tokens[first.head]
    kids = [text.tokens[c] for c in text.children[first.i]]
    general = any(k.dep == "neg" for k in kids) or any(text.tokens[c].dep == "conj" for c in text.children[first.i])
    return general and any(k.lower == "you" and k.dep in SUBJECTS for k in kids) and not any(k.tag == "MD" for k in kids) and "?" not in text.sentence_evidence(token).text


def names_the_prosecution(text: ReportText, token: int) -> bool:
    """A body and no act: "the spokesman for the Arwa prosecution", "the prosecution said"."""
    t = text.tokens[token]
    if t.lemma != "prosecution" or any(text.tokens[c].lower in ("of", "for") for c in text.children[token]):
        return False
    return t.dep in SUBJECTS or t.dep == "pobj" and text.tokens[text.tokens[t.head].head].pos in ("NOUN", "PROPN")


def is_commented_on(text: ReportText, token: int) -> bool:
    """What somebody says nothing about: "declined to comment on a running investigation"."""
    t = text.tokens[token]
    return t.dep == "pobj" and text.tokens[t.head].lower in ("on", "about") and text.tokens[text.tokens[t.head].head].lemma == "comment"


def takes_a_patient(text: ReportText, token: int) -> bool:
    """Who is admitted to a hospital gets past no barrier: "was admitted to the clinic", "admitted with suspected cholera"."""
    if text.tokens[token].lemma != "admit":
        return False
    below = [text.tokens[i].lemma for i in text.subtree(token) if i > token]
    return any(lemma in of_class("ward") for lemma in below)


def owns_up(text: ReportText, token: int) -> bool:
    """Who recognises that something is so backs nobody: "recognised that the list was wrong"."""
    clauses = [c for c in text.children[token] if text.tokens[c].dep == "ccomp"]
    that = any(text.tokens[k].dep == "mark" and text.tokens[k].lower == "that" for c in clauses for k in text.children[c])
    return that and text.tokens[token].lemma in ("recognise", "recognize", "acknowledge")


def vows_no_harm(text: ReportText, token: int) -> bool:
    """A vow that names no harm is no threat of violence: "vowed to be back every Sunday", not "vowed to avenge him"."""
    t = text.tokens[token]
    if t.lemma != "vow" or t.pos != "VERB":
        return False
    vowed = [c for c in text.children[token] if text.tokens[c].dep in ("xcomp", "ccomp")]
    frames = [match_verb(text, c) for c in vowed]
    return bool(vowed) and not any(f is not None and f.event_type in MATERIAL for f in frames)


def is_without(text: ReportText, token: int) -> bool:
    """What was left undone: "opened the gates without warning the villages"."""
    t = text.tokens[token]
    return t.dep == "pcomp" and text.tokens[t.head].lower == "without"


def is_found_safe(text: ReportText, token: int) -> bool:
    """Who is found alive is harmed by nobody then: "the two hostages were found alive on Friday"."""
    safe = (c for c in text.children[token] if text.tokens[c].dep in ("oprd", "acomp", "xcomp", "ccomp", "amod", "advmod", "advcl"))
    return text.tokens[token].lemma == "find" and any(text.tokens[c].lemma in of_class("safe") for c in safe)


def takes_part(text: ReportText, token: int) -> bool:
    """Who takes part, place, note or office takes nobody: "took part in the autopsy"."""
    t = text.tokens[token]
    return t.lemma == "take" and any(text.tokens[c].dep == "dobj" and text.tokens[c].lemma in of_class("taken_part") for c in text.children[token])


def is_a_sack(text: ReportText, token: int) -> bool:
    """A sack of something: "a sack of rice costs forty dollars"."""
    t = text.tokens[token]
    held = [g for c in text.children[token] if text.tokens[c].lower == "of" for g in text.children[c]]
    return t.lemma == "sack" and any(text.tokens[g].pos == "NOUN" and not any(text.tokens[k].dep == "det" for k in text.children[g]) for g in held)


def warns_of_it(text: ReportText, token: int) -> bool:
    """An alert that is sent moves no troops: "alerted the rescue centres", "the first alert came", not "put the army on alert"."""
    t = text.tokens[token]
    if t.lemma != "alert":
        return False
    return t.pos == "VERB" or t.pos == "NOUN" and not (t.dep == "pobj" and text.tokens[t.head].lower in ("on", "to", "at"))


def looks_for_it(text: ReportText, token: int) -> bool:
    """A search for those who are lost: "a patrol boat was still searching on Sunday", "searched for survivors"; not of a house or a town."""
    t = text.tokens[token]
    if t.lemma != "search":
        return False
    sought = [g for c in text.children[token] if text.tokens[c].lower == "for" for g in text.children[c]]
    if sought:  # "for survivors", "for those still missing"
        about = [text.tokens[s] for g in sought for s in (g, *text.children[g])]
        return any(t.lemma in of_class("lost") or t.lower in of_class("lost") for t in about)
    doing = (c for c in text.children[token] if text.tokens[c].dep in SUBJECTS)
    searched = any(text.tokens[c].dep in ("dobj", "nsubjpass") for c in text.children[token])
    return not searched and any(text.tokens[c].lemma in of_class("carrier") | of_class("sight") for c in doing)


def concludes(text: ReportText, token: int) -> bool:
    """What is closed is a file or a sitting, which shuts out nobody: "closed 12 of its files"."""
    what = [c for c in text.children[token] if text.tokens[c].dep in ("dobj", "nsubjpass")]
    what += [g for w in what for c in text.children[w] if text.tokens[c].lower == "of" and text.tokens[w].pos == "NUM" for g in text.children[c]]
    return text.tokens[token].lemma == "close" and any(text.tokens[w].lemma in of_class("concluded") for w in what)


def catches_sight(text: ReportText, token: int) -> bool:
    """Who sees a thing meets nobody: "its aircraft had seen the boat"."""
    return text.tokens[token].lemma == "see" and any(
        text.tokens[c].dep == "dobj" and text.tokens[c].lemma in of_class("sight") for c in text.children[token]
    )


def has_word(text: ReportText, token: int) -> bool:
    """Who receives a letter or a call is helped by nobody: "received an email from Malta"."""
    return text.tokens[token].lemma in ("receive", "get") and any(
        text.tokens[c].dep in ("dobj", "nsubjpass") and text.tokens[c].lemma in of_class("message") for c in text.children[token]
    )


def is_for_the_press(text: ReportText, token: int) -> bool:
    """A press release frees nobody."""
    t = text.tokens[token]
    return t.lemma == "release" and any(text.tokens[c].dep == "compound" and text.tokens[c].lemma in ("press", "news", "media") for c in text.children[token])


def only_describes(text: ReportText, token: int) -> bool:
    """A participle before its noun says what somebody or something is: "relatives of captured soldiers", "off the agreed list"."""
    t = text.tokens[token]
    described = t.dep == "amod" and t.tag in ("VBN", "VBD", "JJ") and t.i < t.head and text.tokens[t.head].pos in ("NOUN", "PROPN")
    return described and text.tokens[t.head].lemma in of_class("described") and not any(text.tokens[c].dep in ("npadvmod", "nmod") for c in text.children[token])


def is_refrained_from(text: ReportText, token: int) -> bool:
    """What others are asked to refrain from is no act of anybody's: "calls on all parties to refrain from attacks"."""
    t = text.tokens[token]
    if t.lemma == "refrain":
        return t.tag == "VB"
    above = text.tokens[t.head]
    return t.dep in ("pobj", "pcomp") and above.lower == "from" and text.tokens[above.head].lemma == "refrain"


def carries(text: ReportText, token: int) -> bool:
    """Carriers that roll or carry attack nobody: "fifteen lorries rolled into the town", "convoys carried the wounded"."""
    doing = (c for c in text.children[token] if text.tokens[c].dep in SUBJECTS)
    return text.tokens[token].lemma in ("roll", "carry") and any(text.tokens[c].lemma in of_class("carrier") for c in doing)


def against_fact(text: ReportText, token: int) -> Literal["happened", "denied", "hypothetical"] | None:
    """What became of acts told against the fact: "had the lorries not arrived (they did), the agency would have dropped food"; None of others."""
    first = text.sentence_of(token).first
    had = text.tokens[first]
    if had.lower != "had" or had.dep not in ("aux", "auxpass") or text.tokens[had.head].dep != "advcl":
        return None
    inverted = any(text.tokens[c].dep in (*SUBJECTS, "nsubjpass") and c > first for c in text.children[had.head])
    main = text.tokens[had.head].head
    would = any(text.tokens[c].lower == "would" for c in text.children[main]) and any(text.tokens[c].lower == "have" for c in text.children[main])
    if not (inverted and would and token in (had.head, main)):
        return None
    if token == main:
        return "hypothetical"
    return "happened" if any(text.tokens[c].dep == "neg" for c in text.children[token]) else "denied"


def excepts(text: ReportText, token: int) -> bool:
    """Whether a verb is denied of all but one: "nobody but the militia is starving them"."""
    doing = [c for c in text.children[token] if text.tokens[c].dep in (*SUBJECTS, "nsubjpass")]
    return any(
        text.tokens[c].lower in ("nobody", "none", "one", "nothing") and any(text.tokens[k].lower in ("but", "except", "save") for k in text.subtree(c)) for c in doing
    )


def is_counted(text: ReportText, token: int) -> bool:
    """Whether a noun stands behind a word for its count, so that a doubt is of the count: "could not verify the toll of the shelling"."""
    t = text.tokens[token]
    over = text.tokens[text.tokens[t.head].head] if t.dep == "pobj" else None
    return over is not None and text.tokens[t.head].lower in ("for", "of", "from", "in") and over.lemma in of_class("count")
