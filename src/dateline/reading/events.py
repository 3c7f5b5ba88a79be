"""Who did what to whom: events as coded in PLOVER 0.8, each with its trigger, roles, place, date, source and modality.

Candidates and roles come from the lexicon and the parse (`frames`), modality from `modality`. What is said by somebody is attributed
to the statement whose content covers the trigger. Saying something is a statement and no event.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import msgspec
import numpy as np

from dateline.lexicon import Lexica, rule_words
from dateline.model.event import ROLES, EventMention, EventType, Modality, OpenPair
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.place import Toponym
from dateline.model.reading import Reading
from dateline.model.statement import Statement
from dateline.model.time import TimeExpression
from dateline.reading.attachment import Attachment, time_since
from dateline.reading.contexts import Contexts
from dateline.reading.doers import blamed_by, blames, claimed_by, doer, is_not_his
from dateline.reading.features import (
    OUTCOMES,
    causes,
    first_conjunct,
    means,
    mode_features,
    path,
    proposals,
    role_features,
    role_phrases,
    speakers,
    trigger_features,
    trigger_words,
)
from dateline.reading.frames import (
    CONSUMING,
    SPEECH_ACTS,
    SUBJECTS,
    UNDERGONE,
    WEAK,
    Candidate,
    Roles,
    agents,
    candidates,
    classes_of,
    deaths,
    left_out_object,
    light_verbs,
    match_noun,
    match_verb,
    noun_classes,
    objects_of,
    partner,
    passive,
    preposition_before,
    prepositional,
    recalled,
    reciprocal,
    reduced_relative,
    roles,
    second_party,
    subject,
    verb_frames,
)
from dateline.reading.linear import Array, models
from dateline.reading.modality import OCCUR, TOLD, cue_class, modality_chances, modality_of, negation
from dateline.reading.no_acts import (
    against_fact,
    calls_to_meeting,
    claims_it,
    dies_later,
    excepts,
    is_asked,
    is_counted,
    is_no_act,
    vows_no_harm,
)
from dateline.reading.pairs import country_of_pair, kinds_of_pair, two_parties, weigh_pairs
from dateline.reading.participants import ARMS, Participants
from dateline.reading.place_links import TALKED, is_setting, is_topic, place_links
from dateline.reading.put_right import verdict, version
from dateline.reading.taking import changes_hands, takes_place
from dateline.reading.tellers import Tellers
from dateline.reading.undergoing import (
    answers,
    asked_before,
    crowd_before,
    group_before,
    group_below,
    is_of_those_before,
    laid_to,
    refuses_gift,
    victims,
    wished,
)
from dateline.text.numbers import parse_number
from dateline.text.segment import ReportText
from dateline.text.word_vectors import WordVectors, word_vectors

NONE_WEIGHT = {True: 0.21, False: 0.5}
"""Factor on the model's probability that a candidate is no event, for sure frames and for others: below 1 finds more events."""
ROLE_WEIGHTS = MappingProxyType({"A": 0.4, "R": 0.75, "NONE": 0.6})
PAIR_WEIGHTS = MappingProxyType({"A": 1.0, "R": 2.5, "NONE": 0.25})
"""Factors on the role model's probabilities: as the record wants them, and where every event is known to have two sides."""
COORDINATE_SHARE = 0.1
"""Share of the weighed probabilities from which a coordinate plays the role of the phrase that its coordination begins with."""


REPROACHED = rule_words("reproached")
HELPING = frozenset(("AID", "SUPPORT", "COOPERATE", "MOBILIZE"))
BEDS = rule_words("bed")
TAKING, BELONGINGS = rule_words("taking_things"), rule_words("belongings")
MARCHING, REMOVING, RULERS = rule_words("marching"), rule_words("removing"), rule_words("ruler")
CAPTORS, HOLDING = rule_words("captor"), rule_words("holding_people")
ADVANCING = ("on", "upon", "into", "against", "towards", "toward")
"""Prepositions before what a force moves on."""
OFFERED = frozenset(("RETREAT", "CONSULT", "COOPERATE", "AID", "SUPPORT", "CONCEDE"))
"""Types of what may be offered, and does not come about where it is turned down."""
DYING = deaths() | {"lose"}
"""Verbs of death, which abduct nobody."""
CHARGES = rule_words("charge")
"""Nouns for what somebody says that others reject."""
INVITING = rule_words("inviting")
"""Verbs whose object is to take part in the meeting behind their "to"."""
HANDING = rule_words("handing")
"""Verbs behind whose "to" stands who takes a captive."""
GETTING = rule_words("getting_help")
"""Verbs whose subject is helped."""
STANDING_TRIAL, JUDGED_AS = rule_words("standing_trial"), frozenset(("ACCUSE", "SANCTION"))
"""Verbs whose subject is judged, and the types of events that they then tell of."""
WITNESSING = rule_words("witnessing")
"""Verbs of those who see an act and have no part in it."""
AT_WORK = rule_words("at_work")
AVENGING = rule_words("avenging")
"""Verbs whose object somebody else has harmed before."""
SPOKEN = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"))
SPEECH_REACH = (1.3, 0.7)
"""How far a time and a place may stand from the trigger of a speech act (see `EventReader.distance`)."""
HELD_BY_FORCE = rule_words("held_by_force")
WHOEVER = rule_words("whoever_it_be")
"""Objects that do not tell to whom a verb does something."""


TAKEN_AS = frozenset(("dobj", "oprd", "attr", "nsubjpass", "xcomp", "ccomp", "acomp", "advcl", "npadvmod"))
"""Labels of the word for a captive beside the verb of taking one."""


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


OBLIGING = frozenset(("must", "should"))
HYPOTHETICAL_CLAUSES = frozenset(("advcl", "relcl"))
CONTENT_TYPES = frozenset(("REQUEST", "REJECT", "THREATEN", "AGREE", "ACCUSE"))
CONTENT_WEIGHT = MappingProxyType({True: 0.2, False: 0.4})
"""The same factor for what a speech act asks, promises, refuses or threatens: its content is an event of its own; in a sure frame, not."""

REFUSED_WEIGHT = 0.06
"""The same factor for the object of a refusal in a sure frame ("ruled out military intervention"): what was refused did not happen."""


NTH = rule_words("nth")
BLOWS, HARMS = rule_words("blow_or_protest"), rule_words("harm")
"""Nouns of an attack or of a protest, and words of what an attack does to people."""
GUESTS, WISHES = rule_words("guests"), rule_words("wishes")
RECEIVING_GUESTS, SINGLED_OUT = rule_words("receiving_guests"), rule_words("singled_out")
DOING = frozenset(("actor", "body", "envoy", "force", "gov", "head", "land", "party", "people", "police"))
"""Classes of nouns for those who may do something."""


class Judged(NamedTuple):
    """A possible trigger with the probabilities of its types (those of 0.02 and more) and that of being no event."""

    token: int
    frame: Candidate | None
    types: dict[str, float]
    none: float

    @property
    def best(self) -> str:
        return max(self.types, key=self.types.__getitem__, default="")

    @property
    def cameo(self) -> str | None:
        return self.frame.cameo if self.frame is not None else None

    def candidate(self, text: ReportText, event_type: str) -> Candidate:
        """The candidate with this type; mode and CAMEO code of the frame only where it has the same."""
        noun = text.tokens[self.token].pos != "VERB"
        base = self.frame if self.frame is not None else Candidate(self.token, None, None, None, False, noun)
        same = base.event_type == event_type
        return base._replace(event_type=event_type, cameo=base.cameo if same else None, noun=noun)


def judge(text: ReportText) -> list[Judged]:
    """All possible triggers of a text as the trained model judges them, in order."""
    proposed = dict(proposals(text))
    if not proposed:
        return []
    model = models()["trigger"]
    named = causes(text, proposed)
    features = [trigger_features(text, i, c, proposed, named[text.tokens[i].sentence]) for i, c in proposed.items()]
    found = model.probabilities(features, trigger_dense([trigger_words(text, i) for i in proposed], word_vectors()))
    none = model.classes.index("NONE")
    judged = []
    for (i, c), row in zip(proposed.items(), found, strict=True):
        types = {model.classes[k]: float(row[k]) for k in np.flatnonzero(row >= 0.02) if k != none}
        judged.append(Judged(i, c, types, float(row[none])))
    return judged


def chosen(text: ReportText) -> list[tuple[Candidate, float]]:
    """Events with the probability of their type: frames propose, the trained model decides; no doubles of verb and object."""
    found: dict[int, tuple[Candidate, float]] = {}
    judged = judge(text)
    acts = {j.token for j in judged if j.best in CONTENT_TYPES and j.types[j.best] > j.none * 0.5}
    rejections = {j.token for j in judged if j.best == "REJECT" and j.types["REJECT"] > j.none}
    refused = {c for r in rejections for c in text.children[r] if text.tokens[c].dep in ("dobj", "nsubjpass")}
    for j in judged:
        captive = taken_as(text, j.token)
        if captive is not None or topples(text, j) or takes_place(text, j.token):
            j = j._replace(types={"ASSAULT": 1.0}, none=0.0)
        if not j.types:
            continue
        if strikes_a_force(text, j):
            j = j._replace(types={"ASSAULT": j.types["ACCUSE"]})
        elif marches_on(text, j):
            j = j._replace(types={"MOBILIZE": j.types["PROTEST"]})
        elif is_blow(text, j):
            j = j._replace(types={"ASSAULT": j.types["PROTEST"]})
        elif holds_captive(text, j):
            j = j._replace(types={"ASSAULT": j.types["COERCE"]})
        elif downs_tools(text, j):
            j = j._replace(types={"PROTEST": j.types["ASSAULT"]})
        elif j.best == "CONSULT" and _comes_after(text, j.token):
            j = j._replace(none=0.0)
        elif receives_guest(text, j.token):
            j = j._replace(types={"CONSULT": 1.0}, none=0.0)
        elif takes_belongings(text, j):
            j = j._replace(types={"COERCE": j.types["ASSAULT"]})
        p = j.types[j.best]
        sure = j.frame is not None and j.frame.sure
        told = sure or _takes_place(text, j.token)
        none = j.none * (REFUSED_WEIGHT if sure and j.token in refused else CONTENT_WEIGHT[sure] if _content(text, j.token, acts) else NONE_WEIGHT[told])
        if none >= p:
            continue
        c = j.candidate(text, j.best)
        c = c if captive is None else c._replace(thing=captive)
        found[j.token] = (c._replace(mode=mode_of(text, j.token, j.frame or c, j.best)), p / (p + none))
    framed = {j.token for j in judged if j.frame is not None and j.frame.sure and j.frame.event_type == j.best}
    for i, (c, p) in tuple(found.items()):
        inner = _inner(text, c, found)
        if inner is not None and i in found and inner in found:
            other, q = found[inner]
            light = text.tokens[i].lemma in light_verbs()
            if other.event_type == c.event_type:
                del found[i if (q >= p or light) and c.thing != inner else inner]
            elif light and q > p and i not in framed and c.event_type not in CONTENT_TYPES:  # "resumed air raids": the noun says what it was
                del found[i]
    unframed = {j.token for j in judged if j.frame is None}
    found |= {i: (as_told(text, c, found), p) for i, (c, p) in found.items() if not c.noun and befalls_anyone(text, i)}
    return [
        pair for i, pair in found.items()
        if not _outcome(text, i, found) and not _in_object(text, i, found) and not is_no_act(text, i, pair[0].event_type or "") and not (i in unframed and _leads_in(text, i, found))
    ]  # fmt: skip


def _in_object(text: ReportText, token: int, found: Mapping[int, tuple[Candidate, float]]) -> bool:
    """Whether a trigger is only the first part of the object of another of its type: "handed him a | protest | note"."""
    t = text.tokens[token]
    thing = text.tokens[t.head]
    above = found.get(thing.head) if t.dep == "compound" and thing.dep in ("dobj", "nsubjpass") else None
    return above is not None and above[0].event_type == found[token][0].event_type


def befalls_anyone(text: ReportText, verb: int) -> bool:
    """Whether a verb's object does not tell to whom it does something: "denied having expelled anyone", "nobody had been held"."""
    own = text.child(verb, "dobj", "nsubjpass")
    return own is not None and text.tokens[own].lower in WHOEVER


def as_told(text: ReportText, c: Candidate, found: Mapping[int, tuple[Candidate, float]]) -> Candidate:
    """What is said of anyone as the event that the same verb tells of somebody: "was expelled into Libya ... denied having expelled anyone"."""
    lemma = text.tokens[c.token].lemma
    same = (o for i, (o, _) in sorted(found.items()) if i != c.token and text.tokens[i].lemma == lemma and not o.noun and not befalls_anyone(text, i))
    other = next(same, None)
    return c if other is None else c._replace(event_type=other.event_type, mode=other.mode, cameo=other.cameo)


def strikes_a_force(text: ReportText, judged: Judged) -> bool:
    """Whether what is done to a force by a verb of attack, which could be a reproach, is an attack: "the Front attacked the army", "the army
    attacked rebel positions"."""
    frame = judged.frame
    held = any(text.tokens[o].tag == "NNS" and text.tokens[o].lemma in HELD_BY_FORCE for o in objects_of(text, judged.token))
    if held and judged.best == "ACCUSE" and text.tokens[judged.token].lemma == "attack" and by_force(text, judged.token):
        return True
    if judged.best != "ACCUSE" or frame is None or frame.noun or not frame.sure or frame.event_type != "ASSAULT":
        return False
    spoken = any(text.tokens[c].lower in REPROACHED for c in text.children[judged.token])
    return not spoken and any("force" in classes_of(text, o) for o in objects_of(text, judged.token))


def by_force(text: ReportText, verb: int) -> bool:
    """Whether a verb's subject is a force or some of one, also behind its "who"."""
    acting = subject(text, verb)
    return acting is not None and "force" in classes_of(text, acting)


def marches_on(text: ReportText, judged: Judged) -> bool:
    """Whether those who march are a force that moves on a place, and no demonstration: "rebels marched on the town"."""
    verb = text.tokens[judged.token]
    if judged.best != "PROTEST" or verb.pos != "VERB" or verb.lemma not in MARCHING:
        return False
    return any(prepositional(text, verb.i, ADVANCING)) and by_force(text, verb.i)


def is_blow(text: ReportText, judged: Judged) -> bool:
    """Whether a word for both is an attack and no protest, as what it does to people tells: "the toll from Sunday's strike", "those hurt in the strike"."""
    noun = text.tokens[judged.token]
    if judged.best != "PROTEST" or noun.lemma not in BLOWS or noun.dep != "pobj" or (judged.frame is not None and judged.frame.frame):
        return False
    above = text.tokens[text.tokens[noun.head].head]
    return above.lemma in HARMS or any(text.tokens[c].lower in HARMS for c in text.children[above.i])


def downs_tools(text: ReportText, judged: Judged) -> bool:
    """Whether those who strike are at work and strike nobody: "the dockers threatened to strike from Monday"."""
    verb = text.tokens[judged.token]
    if judged.best != "ASSAULT" or verb.pos != "VERB" or verb.lemma not in BLOWS or objects_of(text, verb.i):
        return False
    acting = subject(text, verb.i)
    if acting is not None and text.tokens[acting].lower in ("they", "we") and verb.dep == "ccomp":  # "nurses said they would strike"
        acting = subject(text, verb.head)
    return acting is not None and text.tokens[acting].lemma in AT_WORK


def holds_captive(text: ReportText, judged: Judged) -> bool:
    """Whether who holds people is no state: "the gunmen holding two engineers"."""
    verb = text.tokens[judged.token]
    if judged.best != "COERCE" or verb.pos != "VERB" or verb.lemma not in HOLDING:
        return False
    acting = subject(text, verb.i)
    doers = list(agents(text, verb.i)) if passive(text, verb.i) else [acting] if acting is not None else []
    return any(text.tokens[i].lemma in CAPTORS for i in doers) and any("people" in classes_of(text, o) for o in objects_of(text, verb.i))


def takes_belongings(text: ReportText, judged: Judged) -> bool:
    """Whether what is taken is what people own, so that it is seized and nobody abducted: "soldiers took the cooking pots"."""
    verb = text.tokens[judged.token]
    if judged.best != "ASSAULT" or verb.pos != "VERB" or verb.lemma not in TAKING:
        return False
    return any(text.tokens[o].lemma in BELONGINGS for o in objects_of(text, verb.i))


def topples(text: ReportText, judged: Judged) -> bool:
    """Whether a force takes the head of a state or government from office: "soldiers removed the president"."""
    verb = text.tokens[judged.token]
    if verb.pos != "VERB" or verb.lemma not in REMOVING or passive(text, verb.i):
        return False
    heads = (i for o in objects_of(text, verb.i) for i in (o, *text.children[o]) if i == o or text.tokens[i].dep == "compound")
    return any(text.tokens[i].lower in RULERS for i in heads) and by_force(text, verb.i)


def taken_as(text: ReportText, verb: int) -> int | None:
    """The word by which a verb says that somebody is abducted: "took two pilots hostage", "are held captive"; None where it has none."""
    frames = [f for f in verb_frames().get(text.tokens[verb].lemma, ()) if f.sure and f.mode == "abduct" and not f.companions]
    beside = (c for c in text.children[verb] if text.tokens[c].dep in TAKEN_AS) if frames else ()
    return next((c for c in beside if any(text.tokens[c].lemma in f.words for f in frames)), None)


def _leads_in(text: ReportText, token: int, found: Mapping[int, tuple[Candidate, float]]) -> bool:
    """True for a verb before an infinitive that tells the same act: "hoped to meet"."""
    kind = found[token][0].event_type
    return any(text.tokens[k].dep == "xcomp" and k in found and found[k][0].event_type == kind for k in text.children[token])


def receives_guest(text: ReportText, token: int) -> bool:
    """Whether a verb says that somebody received a person by name, or was host to officials: "Roldan, who received Reed on Friday"."""
    t = text.tokens[token]
    if t.lemma == "host" and t.pos == "VERB" and (guests := text.child(token, "dobj", "nsubjpass")) is not None and text.tokens[guests].lemma in GUESTS:
        return True
    return t.pos == "VERB" and t.lemma in RECEIVING_GUESTS and any(text.tokens[o].ent == "PERSON" and text.tokens[o].head == token for o in objects_of(text, token))


def _comes_after(text: ReportText, token: int) -> bool:
    """Whether somebody did what is told after a meeting with others: "promised aid after two hours of talks with the envoy"."""
    tokens = text.tokens
    others = any(tokens[c].lower == "with" and tokens[c].dep == "prep" for c in text.children[token])
    return others and tokens[token].pos == "NOUN" and preposition_before(text, token) in ("after", "following")


def _takes_place(text: ReportText, token: int) -> bool:
    """True for a noun of which the verb says that it takes place or is held: "the talks will be held in May"."""
    t = text.tokens[token]
    head = text.tokens[t.head]
    if t.pos != "NOUN":
        return False
    alone = all(text.tokens[c].dep != "dobj" or text.tokens[c].lemma == "place" for c in text.children[head.i])  # not "the body begins its work"
    return (t.dep == "nsubjpass" and head.lemma in light_verbs()) or (t.dep == "nsubj" and head.lemma in OCCUR and alone)


WITHIN = frozenset(("in", "during"))
"""Prepositions between what befell people and the attack in which it did."""


def _outcome(text: ReportText, token: int, found: Mapping[int, tuple[Candidate, float]]) -> bool:
    """True for what an attack told beside it did ("the shelling killed 14", "hit a school and wounded a boy", "fired on
    them, killing two", "nine died when a shell hit a house", "were killed in a raid"): one event, told by the attack."""
    tokens = text.tokens
    t = tokens[token]
    harm = OUTCOMES | deaths()
    if t.lemma not in harm or t.pos != "VERB" or found[token][0].event_type != "ASSAULT":
        return False

    def attack(i: int) -> bool:
        return i in found and found[i][0].event_type == "ASSAULT" and found[i][0].mode != "abduct" and tokens[i].lemma not in OUTCOMES

    if any(tokens[c].dep in SUBJECTS and attack(c) for c in text.children[token]):
        return True
    joined = (token, *(c for c in text.children[token] if tokens[c].dep == "conj" and tokens[c].lemma in harm))
    for c in (c for verb in joined for c in text.children[verb]):
        if tokens[c].dep == "advcl" and any(tokens[g].lower == "when" for g in text.children[c]) and (attack(c) or any(map(attack, text.children[c]))):
            return True
    if t.dep == "conj" and attack(t.head):
        return True
    inside = (g for c in text.children[token] if tokens[c].lower in WITHIN for g in text.children[c])
    if (t.lemma in deaths() or passive(text, token)) and any(attack(i) for g in inside for i in text.subtree(g)):
        return True
    return t.dep == "advcl" and t.tag == "VBG" and attack(t.head)


def refuses(text: ReportText, token: int) -> bool:
    """Whether a verb refuses by itself ("reject", "turn down"), not by a negation ("not support")."""
    frame = match_verb(text, token)
    return frame is not None and frame.event_type == "REJECT" and frame.frame != WEAK


def _content(text: ReportText, token: int, acts: set[int]) -> bool:
    """True for what is asked, promised, refused or threatened: a complement of a speech act's trigger, also over a preposition."""
    t = text.tokens[token]
    if t.dep not in ("xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "conj"):
        return False
    head = text.tokens[t.head]
    if t.dep == "conj":
        return head.i not in acts and _content(text, head.i, acts)
    if t.dep in ("pobj", "pcomp") and head.pos == "ADP":
        head = text.tokens[head.head]
    if t.dep in ("acl", "ccomp") and head.lemma in TOLD:  # "rejects reports that he was beaten"
        head = text.tokens[head.head]
    return head.i in acts


def mode_of(text: ReportText, token: int, c: Candidate, event_type: str) -> str | None:
    """The mode the trained model finds likeliest among those of the type."""
    if event_type == "THREATEN" and vows_no_harm(text, token):
        return None
    model = models()["mode"]
    scores = model.scores([mode_features(text, token, c, event_type)])[0]
    prefix, held = f"{event_type}/", f"{event_type}/abduct" if text.tokens[token].lemma in DYING else ""
    best = max((k for k, name in enumerate(model.classes) if name.startswith(prefix) and name != held), key=lambda k: float(scores[k]), default=None)
    return (model.classes[best].removeprefix(prefix) or None) if best is not None else None


def _inner(text: ReportText, c: Candidate, found: dict[int, tuple[Candidate, float]]) -> int | None:
    """An event noun that is the object of the verb `c`."""
    if c.noun:
        return None
    if c.thing is not None and c.thing in found:
        return c.thing
    return next((k for k in text.children[c.token] if k in found and text.tokens[k].dep in ("dobj", "nsubjpass", "oprd")), None)


SUICIDE = "suicide-attack"
LASTED = frozenset(("after", "following", "amid", "despite"))
"""Prepositions before a stretch of time that has passed."""
TIME_PREPOSITIONS = frozenset(("since", "after", "before", "following", "until"))
CONFIRMING, JUDGING, MENTIONING = rule_words("confirming"), rule_words("judging"), rule_words("mentioning")
KIN = rule_words("kin")
OWNED = frozenset(("REQUEST", "ACCUSE", "THREATEN", "AGREE"))
"""Types of speech whose noun belongs to who speaks: "their demand", "the envoy's accusation"."""
WALKING = rule_words("walking")
GIVING = rule_words("giving")
"""Verbs of which the name before their object may be to whom: "gave the Red Cross access"."""
COMING = rule_words("coming_after")
"""Verbs of an act that take place some time after another."""
HARM = frozenset(("ASSAULT", "COERCE"))
UNSURE_CUES = frozenset(("deny", "ask", "hope", "promise", "threaten"))
"""Classes of cues under which a word of blame accuses nobody."""
OBSERVERS = frozenset(("intergovernmental", "outlet"))
SINCE_WHEN = frozenset(("after", "before", "since"))
"""Words that open a clause which only tells when something else was."""
STEP_COST = MappingProxyType({
    "^dobj": 0.3, "^nsubjpass": 0.3, "^nsubj": 0.5, "^xcomp": 0.4, "^conj": 0.9, "^advcl": 0.8, "^pobj": 0.5, "^prep": 0.5, "^agent": 0.5,
    "^relcl": 2.5, "^ccomp": 2.5, "^acl": 1.2, "^appos": 1.0, "^amod": 0.5, "^compound": 0.4, "^poss": 0.8, "^pcomp": 0.6,
    "npadvmod": 0.1, "prep": 0.1, "pobj": 0.1, "relcl": 2.0, "ccomp": 2.0, "advcl": 0.9, "conj": 0.9, "acl": 1.2, "xcomp": 0.6, "appos": 0.7,
    "dobj": 0.3, "nsubj": 0.8, "nsubjpass": 0.5, "far": 9.0,
})  # fmt: skip
"""Cost of a step over the parse from a trigger ("^" up) to a time or place."""


NAMED_FOR = frozenset(("armed_group", "outlet"))
"""Kinds of actors whose names may hold a place's where they do nothing."""
LINK_COST = MappingProxyType({"name": 9.0, "outer": 1.0, "owner": 1.0, "origin": 0.6, "wide": 0.3})
"""Cost of a place's name that says only where another place lies, whose people act or whence something comes."""


Side = tuple[tuple[str, ...], tuple[Evidence, ...]]
"""Chains of who acts or is acted on, and their words, those of phrases without a chain last."""

ONE_SIDED = frozenset(("ACCUSE", "SUPPORT", "REJECT", "THREATEN"))
"""Types of speech acts whose words need not be for those whom somebody has just met."""


class EventReader:
    """The reading of one report's events. Made once per report."""

    def __init__(self, text: ReportText, found: Reading, weights: Mapping[str, float] = ROLE_WEIGHTS) -> None:
        self.weights = weights
        self.text = text
        self.found = found
        self.who = Participants(text, found)
        self._pairs: dict[str, Roles] = {}

    def read(self) -> Iterator[EventMention]:
        """The events of the report; "both sides" in them are the two parties that the others speak of."""
        events = list(self.with_asked(list(self._read())))
        if not self._pairs:
            yield from events
            return
        weights = weigh_pairs(self.who, events)
        for event in events:
            yield self.with_pairs(event, self._pairs[event.event_mention_id], weights) if event.event_mention_id in self._pairs else event

    def with_asked(self, events: Sequence[EventMention]) -> Iterator[EventMention]:
        """The events; a refusal that names nobody is of whoever asked before for what it leaves unsaid, tear gas is fired at those who protested,
        "both were freed" is told of those who were held."""
        order = sorted(events, key=lambda e: e.trigger.start)
        tokens = [self.text.tokens_in(e.trigger.start, e.trigger.end)[0] for e in order]
        sentences = [self.text.tokens[t].sentence for t in tokens]
        groups = {c.chain_id for c in self.found.chains if c.plural and not c.named and c.kind in ("person", "population")}
        for n, (event, token) in enumerate(zip(order, tokens, strict=True)):
            asked = None
            if event.event_type == "REJECT" and event.actors and not event.recipients and answers(self.text, token):
                asked = asked_before(event, order, sentences, n, refuses_gift(self.text, token))
            elif event.event_type == "ASSAULT" and event.actors and not event.recipients_evidence:
                asked = crowd_before(event, order, sentences, n)
            if asked is None and not event.recipients and is_of_those_before(self.text, token):
                title = self.text.sentence_of(token).title
                same = (group_below if title else group_before)(groups, order, sentences, n)
                if same is not None and not self.are_more(token, same):
                    event = msgspec.structs.replace(event, recipients=same.recipients, recipients_evidence=same.recipients_evidence)
            yield event if asked is None else msgspec.structs.replace(
                event, recipients=asked.actors, recipients_evidence=(*event.recipients_evidence, *asked.actors_evidence),
                basis=msgspec.structs.replace(event.basis, evidence=(*event.basis.evidence, *asked.actors_evidence)),
            )  # fmt: skip

    def with_pairs(self, event: EventMention, pairs: Roles, weights: Mapping[frozenset[str], int]) -> EventMention:
        """The event with two parties for each phrase that means a pair; as it is where the report has no such two."""
        told = {"actors": event.actors, "recipients": event.recipients}
        left: list[OpenPair] = []
        for role, heads, others in zip(ROLES, pairs, (event.recipients, event.actors), strict=True):
            chains = told[role]
            for head in heads:
                own = named[0] if (named := self.who.named(head)) is not None else None
                rest = tuple(c for c in chains if c != own)
                kinds = kinds_of_pair(self.text, head)
                country = country_of_pair(self.who, head)
                two = two_parties(self.who, weights, kinds, frozenset((*rest, *others)), country)
                chains = (*rest, *two) if two else chains
                left += [] if two else [OpenPair(role, tuple(sorted(kinds)), own, country)]
            told[role] = chains
        return msgspec.structs.replace(event, **told, open_pairs=tuple(left))

    def _read(self) -> Iterator[EventMention]:
        for candidate, probability in sorted(self.events, key=lambda c: c[0].token):
            if self.text.tokens[candidate.token].end > self.text.tokens[candidate.token].start and not self.in_a_name(candidate.token):
                event = self.mention(candidate, probability)
                yield event
                yield from self.legs(candidate.token, event)
        yield from self.musts()
        yield from self.charges()

    def in_a_name(self, token: int) -> bool:
        """Whether a word that is no act is only part of a body's name: "the Directorate for Combating Smuggling"."""
        t = self.text.tokens[token]
        mention = self.who.at(token)
        inside = mention is not None and mention.form == "name" and mention.start < t.start and t.end <= mention.end
        inside = inside and mention is not None and (t.end < mention.end or self.who.head(mention.start, mention.end) != token)
        return inside and t.text[:1].isupper() and not self.text.sentence_of(token).title

    def musts(self) -> Iterator[EventMention]:
        """Requests that stand in a modal alone: "Oslo said Dili must free him". The source of the statement asks, the subject is asked."""
        tokens = self.text.tokens
        for t in self.text.tokens:
            if t.lower not in OBLIGING or t.end <= t.start or t.dep != "aux" or tokens[t.head].dep in HYPOTHETICAL_CLAUSES:
                continue
            trigger = self.text.evidence(t.start, t.end)
            statement = self.statement_over(trigger)
            asked = subject(self.text, t.head)
            mention = self.who.at(asked) if asked is not None else None
            if statement is None or statement.source is None or statement.source_evidence is None or mention is None or mention.chain_id is None:
                continue
            if mention.start > t.start:  # "should the monitors not come, the brigades will return"
                continue
            if mention.form == "pronoun" or mention.chain_id == statement.source or passive(self.text, t.head) or tokens[t.head].lemma in ("be", "have"):
                continue
            yield EventMention(
                event_mention_id=make_id("em", self.text.report.report_id, trigger.start, trigger.end, "REQUEST"),
                event_type="REQUEST", mode=mode_of(self.text, t.head, Candidate(t.head, "REQUEST", None, None, False, False), "REQUEST"),
                contexts=self.contexts.of(t.head), cameo=None, trigger=trigger, trigger_lemma=t.lemma,
                actors=(statement.source,), recipients=(mention.chain_id,), actors_evidence=(statement.source_evidence,),
                recipients_evidence=(self.text.evidence(mention.start, mention.end),),
                modality="happened", modality_evidence=(), said_in=None, sentence=self.text.sentence_evidence(t.i),
                basis=Basis(evidence=(trigger, statement.source_evidence), rule="events.must", score=0.6),
            )  # fmt: skip

    def charges(self) -> Iterator[EventMention]:
        """Accusations that stand in a word of blame alone: "Oslo said the rebels were responsible". The source of the statement accuses."""
        deeds = frozenset(c.token for c, _ in self.events if c.event_type in HARM)
        for token, blamed in blames(self.text, deeds) if self.found.statements else ():
            t = self.text.tokens[token]
            trigger = self.text.evidence(t.start, t.end)
            statement = self.statement_over(trigger)
            named = self.who.named(blamed)
            if statement is None or statement.source is None or statement.source_evidence is None or named is None or token in self.triggers:
                continue
            if statement.cue_class in UNSURE_CUES or named[0] == statement.source:
                continue
            yield EventMention(
                event_mention_id=make_id("em", self.text.report.report_id, trigger.start, trigger.end, "ACCUSE"),
                event_type="ACCUSE", mode="allege", contexts=self.contexts.of(token), cameo="112", trigger=trigger, trigger_lemma=t.lemma,
                actors=(statement.source,), recipients=(named[0],), actors_evidence=(statement.source_evidence,), recipients_evidence=(named[1],),
                modality="happened", modality_evidence=(), said_in=None, sentence=self.text.sentence_evidence(token),
                basis=Basis(evidence=(trigger, statement.source_evidence), rule="events.blame", score=0.6),
            )  # fmt: skip

    def roles(self, candidate: Candidate) -> Roles:
        """Who acts and who is acted on: the rules' phrases are features of the trained model, which decides."""
        played = roles(self.text, candidate)
        phrases = role_phrases(self.text, self.who, candidate.token)
        if not phrases:
            return Roles((), ())
        spoke = speakers(self.text, self.who, candidate.token)
        features = [role_features(self.text, self.who, candidate.token, h, candidate.event_type or "", played, candidate, spoke) for h in phrases]
        model = models()["role"]
        p = model.probabilities(features) * np.array([self.weights[c] for c in model.classes], np.float32)
        decided = self.decided(phrases, p / p.sum(axis=1, keepdims=True), model.classes)
        acting = {h for h, d in decided.items() if d == "A"}
        suffering = self.suffering(candidate.token, played) & acting
        decided |= dict.fromkeys(suffering, "R")
        acting -= suffering
        if candidate.event_type == "ASSAULT" and (self.text.tokens[candidate.token].lemma in deaths() or passive(self.text, candidate.token)):
            acting = {h for h in acting if h in played.actors or h > candidate.token or self.is_agent(h)}
        acting, undergoing = self.by_clause(candidate, played, acting, {h for h, d in decided.items() if d == "R"}, spoke)
        if candidate.event_type == "ASSAULT" and not any(self.who.named(h) for h in undergoing):
            undergoing |= {h for h in victims(self.text, candidate.token) if h in decided} - acting
        acting, undergoing = self.by_trigger(candidate, acting, undergoing)
        nested = {h for h in acting | undergoing if self.inside(h, acting | undergoing, candidate.token)}
        nested |= {h for h in acting | undergoing if self.is_set_apart(h)}
        nested |= {h for h in acting | undergoing if self.owns_another(h, candidate.token) or self.is_compared(h, candidate.token)}
        return Roles(tuple(h for h in phrases if h in acting - nested), tuple(h for h in phrases if h in undergoing - nested))

    def by_clause(self, candidate: Candidate, played: Roles, acting: set[int], undergoing: set[int], spoke: frozenset[int]) -> tuple[set[int], set[int]]:
        """Who acts and who is acted on where the clause alone decides: a pronoun that is a verb's subject acts; who only tells of a passive
        ("said the crew would be charged"), of what a noun as subject names ("said the talks would open") or of what he speaks of
        ("confirmed the arrest") does not; "her release" is not done by her."""
        tokens, token = self.text.tokens, candidate.token
        t = tokens[token]
        acting = acting | {h for h in played.actors if tokens[h].pos == "PRON" and tokens[h].dep == "nsubj" and self.who.named(h)} - undergoing
        acting |= {g for h in played.actors for g in self.counted_by(h) if self.who.named(g)} - undergoing
        undergoing = undergoing | (self.by_words(candidate, played, undergoing) - acting)
        undergoing = undergoing - self.beyond_object(candidate, played, undergoing) - {h for h in undergoing if self.does_something_else(h, token)}
        if not candidate.noun and (party := second_party(self.text, token)) is not None and self.who.named(party):
            return {party}, {h for h in undergoing if h > token} - {party}
        if candidate.event_type in SPOKEN and any(o in self.triggers for o in objects_of(self.text, token)):  # "condemned the raid and urged Mali to talk"
            undergoing = {h for h in undergoing if h in played.recipients or not self.is_object_behind(h, token)}
        if candidate.noun and t.dep in ("dobj", "nsubjpass") and (blamed := set(laid_to(self.text, t.head))):
            acting, undergoing = acting | blamed, undergoing - blamed
        if candidate.noun and (told := doer(self.text, token)) is not None:
            of_him = {h for h in (acting | undergoing) - {told.phrase} if self.same_actor(h, told.phrase)}
            of_him |= {h for h in acting if h in spoke and h not in self.text.subtree(token)}  # who only says so
            own = {told.phrase} if self.who.named(told.phrase) and not told.denied else set()
            acting, undergoing = (acting - of_him - {told.phrase}) | own, undergoing - of_him - {told.phrase}
        if candidate.event_type in HARM and preposition_before(self.text, token) in TIME_PREPOSITIONS:  # "families left since the attack"
            inside = set(self.text.subtree(token))
            acting &= inside | set(played.actors)
            undergoing &= inside | set(played.recipients)
        if candidate.noun and candidate.event_type in HARM and (clause := self.clause_apart(token)) is not None:
            acting = {h for h in acting if h in played.actors or h in clause}
        undergoing = undergoing - self.fewer_before(token) - {h for h in undergoing if not candidate.noun and self.only_asks(h)}
        if candidate.noun and candidate.event_type in HARM and t.dep == "nsubj" and tokens[t.head].lemma in OCCUR | COMING:
            acting = {h for h in acting if not self.is_of_time_clause(h, t.head)}
        over = tokens[t.head].lemma if candidate.noun and t.dep == "dobj" else ""
        if over in WITNESSING:
            seen_by = {h for h in acting | undergoing if self.sees(h, t.head)}
            acting, undergoing = acting - seen_by, undergoing - seen_by
        if over in JUDGING or over in MENTIONING:
            verdict = over in MENTIONING or any(tokens[c].dep in ("oprd", "xcomp", "acomp") for c in self.text.children[t.head])  # "called the ban | robbery"
            acting = {h for h in acting if h in self.text.subtree(token) or h in played.actors and not verdict}
        named = over in CONFIRMING or (candidate.noun and t.dep in ("nsubj", "nsubjpass"))
        if candidate.event_type not in SPOKEN - {"ACCUSE"} and (named or (not candidate.noun and self.befalls_another(token, played, spoke))):
            acting = {h for h in acting if h not in spoke or h in played.actors}
        befallen = self.text.child(token, "nsubjpass") if not candidate.noun else None
        if befallen is not None and tokens[befallen].pos == "PRON" and not any(True for _ in agents(self.text, token)):
            himself = {h for h in acting if self.same_actor(h, befallen)}  # "Reed said she had been questioned"
            acting, undergoing = acting - himself, undergoing | ({befallen} if himself else set())
        doing = self.text.child(token, "nsubj") if not candidate.noun else None
        if doing is not None and (tokens[doing].pos == "NUM" or candidate.event_type not in SPOKEN and self.who.named(doing)) and not self.same_speaker(doing, spoke):
            acting = {h for h in acting if h in played.actors or not self.same_speaker(h, spoke)}  # "it says jets bombed it"
        acting = {h for h in acting if h in played.actors or not self.is_quoted_apart(h, token)}
        if any(self.who.named(h) for h in played.actors):
            acting = {h for h in acting if h in played.actors or not self.is_of_clause_before(h, token)}
        if (left_out := left_out_object(self.text, token)) is not None:  # "the rebels it captured"
            acting, undergoing = acting - {left_out}, undergoing | ({left_out} if left_out in played.recipients else set())
        if t.dep == "acl" and tokens[t.head].tag == "CD" and passive(self.text, token):  # "of the nine held, the judges freed six": it is done to its head
            left, right = self.text.edges[token]
            undergoing = {h for h in undergoing if h in played.recipients or left <= h < right}
        elif candidate.event_type == "ACCUSE" and t.dep == "acl" and t.tag == "VBN" and passive(self.text, token):  # "shot nine men accused of theft"
            undergoing = {h for h in undergoing if h in played.recipients or self.first_of(h) == t.head} or undergoing
        owner = {h for h in acting | undergoing if tokens[h].dep == "poss" and tokens[h].head == token} if candidate.noun else set()
        if candidate.mode == "release":
            return acting - owner - self.askers(token), undergoing | owner
        return (acting | owner, undergoing - owner) if candidate.event_type in OWNED else (acting, undergoing)

    def by_trigger(self, candidate: Candidate, acting: set[int], undergoing: set[int]) -> tuple[set[int], set[int]]:
        """Who acts and who is acted on as single triggers have it: whoever is avenged is not attacked, whoever loses a cousin attacks nobody,
        a complaint to a court is not against it, whoever goes on trial is accused, whoever men are handed over to is not held, who takes a town is told by whom it falls to, and what goes "under escort of" or "with the help of" somebody is helped by him."""
        tokens, token = self.text.tokens, candidate.token
        t = tokens[token]
        if t.lemma in AVENGING:
            return acting, set()
        if candidate.event_type == "ASSAULT" and (behind := set(claimed_by(self.text, token))):
            behind = {h for h in role_phrases(self.text, self.who, token) if self.first_of(h) in behind and self.who.named(h)}
            acting, undergoing = acting | behind, undergoing - behind
        if not candidate.noun and candidate.event_type == "AID" and t.lemma in GETTING:
            first = subject(self.text, token)
            helped = {h for h in role_phrases(self.text, self.who, token) if self.first_of(h) == first}
            giving = {g for c in self.text.children[token] if tokens[c].lower == "from" for g in self.text.children[c] if tokens[g].dep == "pobj" and self.who.named(g)}
            return giving, undergoing - giving - self.in_clause_below(token) | helped
        if not candidate.noun and candidate.event_type in JUDGED_AS and t.lemma in STANDING_TRIAL:
            first = subject(self.text, token)
            judged = {h for h in role_phrases(self.text, self.who, token) if self.first_of(h) == first}
            return acting - judged, undergoing | judged
        if candidate.event_type == "REQUEST" and not candidate.noun:
            undergoing = undergoing - self.freed_by_request(token)
            if t.dep == "conj" and not undergoing and tokens[t.head].lemma == "summon":  # "summoned the envoy and demanded an apology"
                summoned = self.text.child(t.head, "dobj")
                undergoing = {summoned} if summoned is not None and self.who.named(summoned) else set()
        if candidate.event_type in ONE_SIDED and not candidate.noun:
            undergoing = {h for h in undergoing if not self.is_met(h, token)}
        if candidate.mode == "release" and t.lemma in WALKING and not undergoing:  # "the nine walked out of prison"
            return set(), acting
        if candidate.event_type == "ACCUSE" and (verb := blamed_by(self.text, token)) is not None and (blamed := subject(self.text, verb)) is not None and tokens[blamed].tag != "WP":
            return acting - {blamed}, {blamed}
        if candidate.event_type == "PROTEST":  # "a march by supporters of the government" is not against it
            undergoing = {h for h in undergoing if tokens[h].dep != "pobj" or tokens[tokens[h].head].lower != "of" or tokens[tokens[h].head].head not in acting}
            undergoing = {h for h in undergoing if not self.is_quoted_apart(h, token)}  # "chanting 'Free Ann Reed'"
        if candidate.event_type == "ASSAULT" and not candidate.noun and (change := changes_hands(self.text, token)) is not None:
            phrases = role_phrases(self.text, self.who, token)
            takers = {h for h in phrases if self.first_of(h) in change.takers}
            losers = {h for h in phrases if self.first_of(h) in change.losers} - takers
            return (acting | takers) - losers, (undergoing | losers) - takers
        if t.lemma == "lose" and candidate.event_type == "ASSAULT":
            return set(), undergoing
        if t.lemma == "complain" or candidate.thing is not None and tokens[candidate.thing].lemma == "complaint":
            with_whom = (c for k in (token, candidate.thing) if k is not None for c in self.text.children[k] if tokens[c].lower in ("to", "with"))
            heard = {g for c in with_whom for g in self.text.children[c] if tokens[g].dep == "pobj"}
            return acting, undergoing - heard
        if candidate.event_type == "SANCTION" and candidate.mode == "withdraw":
            phrases = role_phrases(self.text, self.who, token)
            called = {h: envoy for h in phrases if (envoy := recalled(self.text, h)) is not None and self.who.named(h)}
            return acting - called.keys(), undergoing - set(called.values()) | called.keys()
        if t.lemma in HANDING and candidate.event_type == "COERCE":
            taking = {g for c in self.text.children[token] if tokens[c].lower == "to" for g in self.text.children[c] if tokens[g].dep == "pobj"}
            return acting, undergoing - taking
        if candidate.noun and candidate.event_type in HELPING and t.dep == "pobj" and tokens[t.head].lower in ("under", "with", "by"):
            helpers = {g for c in self.text.children[token] if tokens[c].lower in ("of", "from") for g in self.text.children[c] if tokens[g].dep == "pobj"}
            helpers = {h for h in helpers if self.who.named(h)}
            return (helpers, (undergoing | acting) - helpers) if helpers else (acting, undergoing)
        if candidate.noun and t.dep == "pobj" and candidate.event_type == "REQUEST" and tokens[t.head].lower == "at":  # "came at the request of Mali"
            children = self.text.children
            asking = {g for c in children[token] if tokens[c].lower == "of" for g in children[c] if tokens[g].dep == "pobj"}
            asking = asking or {c for c in children[token] if tokens[c].dep == "poss"}
            doing = {h for h in acting if tokens[h].dep in ("nsubj", "nsubjpass") and h < token}
            return ({h for h in asking if self.who.named(h)}, (undergoing | doing) - asking) if asking else (acting, undergoing)
        if candidate.noun and t.dep == "pobj" and candidate.event_type == "ASSAULT":  # "two guards and a marine were killed in the raid"
            befell = tokens[t.head].head
            if tokens[befell].lemma in deaths() or passive(self.text, befell):
                acting = acting - {h for h in acting if h < befell and tokens[self.first_of(h)].dep in ("nsubj", "nsubjpass") and tokens[self.first_of(h)].head == befell}
        return acting, undergoing

    def is_of_time_clause(self, phrase: int, verb: int) -> bool:
        """Whether a phrase stands in a clause that only says when: "the incident came a week after nine had died in a raid by the Front"."""
        tokens = self.text.tokens
        clause = next((a for a in self.text.ancestors(phrase) if tokens[a].dep == "advcl" and tokens[a].head == verb), None)
        return clause is not None and any(tokens[c].lower in TIME_PREPOSITIONS for c in self.text.children[clause])

    def clause_apart(self, token: int) -> Set[int] | None:
        """Where a noun's own clause tells of it apart from who acts above: as the subject of a clause of its own ("would not come while the siege
        lasted"), or as what others died in or outlived ("took in survivors of the raid"); None where it stands with what governs it."""
        tokens = self.text.tokens
        t = tokens[token]
        above = tokens[tokens[t.head].head]
        if t.dep == "pobj" and above.lemma in HARMS and above.pos == "NOUN":
            return frozenset(self.text.subtree(token))
        verb = tokens[t.head]
        if t.dep in ("nsubj", "nsubjpass") and verb.dep in ("advcl", "relcl", "acl") and verb.pos in ("VERB", "AUX"):
            return frozenset(self.text.subtree(verb.i))
        return None

    def is_set_apart(self, phrase: int) -> bool:
        """Whether a phrase only tells who it was not: "the army, not the militia, killed them"."""
        first = self.text.edges[phrase][0]
        return first > 1 and self.text.tokens[first - 1].lower == "not" and self.text.tokens[first - 2].text == ","

    def only_asks(self, phrase: int) -> bool:
        """Whether a phrase names at whose wish something is done: "arrested the banker at | Moscow's | request"."""
        tokens = self.text.tokens
        t = tokens[phrase]
        wish = tokens[t.head] if t.dep == "poss" else tokens[tokens[t.head].head] if t.dep == "pobj" and tokens[t.head].lower == "of" else t
        return wish.i != phrase and wish.lemma in WISHES and wish.dep == "pobj" and tokens[wish.head].lower in ("at", "on")

    def are_more(self, token: int, before: EventMention) -> bool:
        """Whether others or more people undergo a verb than those whom an event before befell: "three students were shot ... 120 were arrested"."""
        if any(self.text.tokens[o].lower == "others" for o in objects_of(self.text, token)):
            return True
        objects = [o for o in objects_of(self.text, token) if self.text.tokens[o].tag == "CD"]
        count = parse_number(self.text.tokens[objects[0]].text) if objects else None
        few = [parse_number(e.text.split()[0]) for e in before.recipients_evidence if e.text]
        return count is not None and bool(few) and all(n is not None and n < count for n in few)

    def fewer_before(self, token: int) -> set[int]:
        """Whom the verb before is done to, where this one is done to others or to more: "shot three students and arrested more than 120"."""
        tokens, children = self.text.tokens, self.text.children
        own = next((c for c in children[token] if tokens[c].dep == "dobj"), None) if tokens[token].dep == "conj" else None
        if own is None or tokens[own].tag != "CD" and tokens[own].lower != "others":
            return set()
        count = parse_number(tokens[own].text) if tokens[own].tag == "CD" else None
        found = set()
        for before in (c for c in children[tokens[token].head] if tokens[c].dep == "dobj" and c < token):
            few = next((parse_number(tokens[c].text) for c in children[before] if tokens[c].dep == "nummod"), None)
            if tokens[own].lower == "others" or count is not None and few is not None and count > few:
                found.add(before)
        return found

    def in_clause_below(self, token: int) -> set[int]:
        """What stands in relative clauses of a verb's object: "received the aid that the council promised"."""
        objects = (c for c in self.text.children[token] if self.text.tokens[c].dep == "dobj")
        clauses = (k for o in objects for k in self.text.children[o] if self.text.tokens[k].dep in ("relcl", "acl"))
        return {h for k in clauses for h in self.text.subtree(k)}

    def is_met(self, phrase: int, token: int) -> bool:
        """Whether a phrase names whom somebody met before he spoke: "condemned the raid after talks with Mali"."""
        tokens = self.text.tokens
        _, between = path(self.text, token, phrase)
        when = next((b for b in between if tokens[b].head == token), None)
        if when is None or tokens[when].lower not in TIME_PREPOSITIONS or phrase < token:
            return False
        return any((c := match_noun(self.text, b) or match_verb(self.text, b)) is not None and c.event_type == "CONSULT" for b in between)

    def first_of(self, phrase: int) -> int:
        """The first of the phrases that a phrase is joined to by "and"."""
        tokens = self.text.tokens
        while tokens[phrase].dep == "conj" and tokens[phrase].head < phrase:
            phrase = tokens[phrase].head
        return phrase

    def freed_by_request(self, token: int) -> set[int]:
        """Of whom a verb asks the release, who are not asked for it: "demanded the release of the crew", "demanded her release"."""
        tokens = self.text.tokens
        objects = [o for o in objects_of(self.text, token) if (noun := match_noun(self.text, o)) is not None and noun.mode == "release"]
        return {h for o in objects for h in self.text.subtree(o) if h != o and not any(tokens[a].lower in ("from", "by") for a in (h, *self.text.ancestors(h)) if a > o)}

    def by_words(self, candidate: Candidate, played: Roles, undergoing: set[int]) -> set[int]:
        """Who is acted on whatever the model says: of the rules' phrases a person's pronoun, the people of a count, a name beside a noun
        that names nobody, "her" in "her arrest"; who is given what a verb of giving names; where nobody else is named, also those of
        `wished`."""
        tokens, token = self.text.tokens, candidate.token
        found = {g for h in played.recipients for g in self.counted_by(h)}
        for h in played.recipients:
            if tokens[h].tag == "PRP" or tokens[h].tag == "PRP$" and tokens[h].head == token and candidate.noun:
                found.add(h)
            elif not self.who.named(h):
                found |= {c for c in self.text.children[h] if tokens[c].dep == "appos" and c in self.who.by_head}
        if tokens[token].lemma in GIVING:
            gifts = (c for c in self.text.children[token] if tokens[c].dep == "dobj" and c not in self.who.by_head)
            found |= {g for c in gifts for g in self.text.children[c] if tokens[g].dep == "compound" and g in self.who.by_head}
        if candidate.noun and candidate.event_type == "CONSULT" and tokens[token].dep == "pobj" and tokens[tokens[token].head].lower == "to":
            inviting = tokens[tokens[token].head].head
            if tokens[inviting].lemma in INVITING:
                found |= {c for c in objects_of(self.text, inviting) if c != token}
        asked = set(wished(self.text, candidate))
        if not any(self.who.named(h) for h in (undergoing | found) - asked):
            found |= asked
        return {h for h in found if self.who.named(h) or kinds_of_pair(self.text, h)}

    def beyond_object(self, candidate: Candidate, played: Roles, undergoing: set[int]) -> set[int]:
        """Phrases of other verbs where a verb's own object is named, or somebody is dismissed: "urged Mali to free the crew", "blamed a clan whose
        head denied it"; the object of a noun's verb where the noun names its own: "the arrest of Reed plunged Peru into crisis"."""
        tokens, token = self.text.tokens, candidate.token
        own = (h for h in played.recipients if h in undergoing and tokens[h].head == token and tokens[h].dep in ("dobj", "nsubjpass"))
        if candidate.noun and tokens[token].dep == "nsubj" and tokens[tokens[token].head].lemma not in deaths():
            of = {g for c in self.text.children[token] if tokens[c].lower == "of" for g in self.text.children[c] if tokens[g].dep == "pobj"}
            return {h for h in undergoing if tokens[h].dep == "dobj" and tokens[h].head == tokens[token].head} if of & undergoing else set()
        dismissed = candidate.event_type == "SANCTION" and self.text.child(token, "dobj") is not None and not candidate.noun
        if candidate.noun or candidate.event_type in UNDERGONE or not (dismissed or any(self.who.named(h) for h in own)):
            return set()
        return {h for h in undergoing - set(played.recipients) if self.other_verb_between(token, first_conjunct(self.text, h))}

    def other_verb_between(self, token: int, phrase: int) -> bool:
        """Whether the way over the parse from a trigger to a phrase leads over another verb."""
        return any(self.text.tokens[b].pos in ("VERB", "AUX") and b != token for b in path(self.text, token, phrase)[1])

    def is_object_behind(self, phrase: int, token: int) -> bool:
        """Whether a phrase is the object of a verb that only follows: "condemned the raid and urged both sides to talk" tells of no raid on them."""
        t = self.text.tokens[phrase]
        verb = self.text.tokens[t.head]
        if t.dep != "dobj" or verb.dep != "conj" or verb.pos != "VERB" or token >= verb.i:
            return False
        return self.text.tokens[token].pos != "VERB" or self.text.child(token, "dobj") is not None  # "attacked and looted the convoy" shares it

    def is_quoted_apart(self, phrase: int, token: int) -> bool:
        """Whether a phrase stands in a direct quotation in which the trigger does not: "'Togo must pay,' said the envoy, who met ..."."""
        t = self.text.tokens[phrase]
        over = self.statement_over(self.text.evidence(t.start, t.end))
        at = self.text.tokens[token].start
        return over is not None and over.kind == "direct" and not any(c.start <= at < c.end for c in over.content)

    def is_of_clause_before(self, phrase: int, token: int) -> bool:
        """Whether a semicolon stands between a phrase and the trigger: "the rebels said nine had died; the army denied having bombed them"."""
        sentence = self.text.tokens[token].sentence
        return phrase < token and any(t.text == ";" and t.sentence == sentence for t in self.text.tokens[phrase:token])

    def askers(self, token: int) -> set[int]:
        """Whoever asks for what a noun names, by any of its words: "the miners demanded the release of their leader" releases nobody."""
        t = self.text.tokens[token]
        above = match_verb(self.text, t.head) if t.dep in ("dobj", "pobj") else None
        asker = subject(self.text, t.head) if above is not None and above.event_type == "REQUEST" else None
        if asker is None or (named := self.who.named(asker)) is None:
            return set()
        phrases = role_phrases(self.text, self.who, token)
        return {h for h in phrases if (other := self.who.named(h)) is not None and other[0] == named[0]}

    def counted_by(self, head: int) -> Iterator[int]:
        """Whom a bare count stands for: the people of "thousands of people", of "of the nine people held, six were freed"."""
        tokens, children = self.text.tokens, self.text.children
        if tokens[head].ent != "CARDINAL" or head in self.who.by_head:
            return
        behind = [c for c in children[head] if tokens[c].lower == "of"]
        parts = behind or [c for c in children[tokens[head].head] if c < head and tokens[c].lower == "of"]
        yield from (g for c in parts for g in children[c] if tokens[g].dep == "pobj")

    def sees(self, phrase: int, verb: int) -> bool:
        """Whether a phrase is the subject of a verb, or the noun whose relative clause it heads: "two priests who saw the shooting"."""
        t = self.text.tokens[phrase]
        return t.dep == "nsubj" and t.head == verb or self.text.tokens[verb].dep == "relcl" and self.text.tokens[verb].head == phrase

    def befalls_another(self, token: int, played: Roles, spoke: frozenset[int]) -> bool:
        """Whether a passive tells of somebody else than of who speaks ("said it was concerned")."""
        told = {named[0] for h in spoke if (named := self.who.named(h)) is not None}
        return passive(self.text, token) and not any((named := self.who.named(h)) is not None and named[0] in told for h in played.recipients)

    def suffering(self, token: int, played: Roles) -> set[int]:
        """Phrases that cannot act: whom a reduced relative tells of ("the crew blamed for the fire"), and, where a passive verb names who
        acts, its subject with all that is joined to it ("the council and the guard, backed by Peru")."""
        if not passive(self.text, token):
            return set()
        if not any(True for _ in agents(self.text, token)):
            return {self.text.tokens[token].head} & set(played.recipients) if reduced_relative(self.text, token) else set()
        sentence = self.text.sentence_of(token)
        return {h for h in range(sentence.first, sentence.last) if first_conjunct(self.text, h) in played.recipients}

    def is_compared(self, phrase: int, token: int) -> bool:
        """True for a phrase of what another act is measured by: "came two days later than the rebels had promised"."""
        above = [phrase, *self.text.ancestors(phrase)]
        return token in above and any(
            self.text.tokens[c].lower == "than" and c < phrase for k in above[: above.index(token)] for c in (k, *self.text.children[k])
        )

    def owns_another(self, phrase: int, token: int) -> bool:
        """True for the possessor of another event: "the duke's raid" tells of the duke what he did there, not in the visit before it."""
        t = self.text.tokens[phrase]
        return t.dep == "poss" and t.head != token and t.head in self.triggers and token not in self.text.ancestors(t.head)

    def decided(self, phrases: Sequence[int], shares: Array, classes: Sequence[str]) -> dict[int, str]:
        """The likeliest class of each phrase; another name in apposition plays the role of its phrase, and so does, unless hardly likely, a coordinate.

        `shares`: of shape (phrases, classes), the rows add up to 1.
        """
        found = {h: classes[k] for h, k in zip(phrases, shares.argmax(axis=1), strict=True)}
        for h, row in zip(phrases, shares, strict=True):
            t = self.text.tokens[h]
            first = found.get(first_conjunct(self.text, h), "NONE")
            if t.dep == "appos" and found.get(t.head, "NONE") != "NONE" and self.same_actor(h, t.head):
                found[h] = found[t.head]
            elif found[h] == "NONE" and row[classes.index(first)] >= COORDINATE_SHARE:
                found[h] = first
        return found

    def same_actor(self, one: int, other: int) -> bool:
        """Whether two phrases are mentions of one chain."""
        left, right = self.who.at(one), self.who.at(other)
        return left is not None and right is not None and left.chain_id is not None and left.chain_id == right.chain_id

    def same_speaker(self, phrase: int, spoke: frozenset[int]) -> bool:
        """Whether a phrase names one of those who speak."""
        return phrase in spoke or any(self.same_actor(phrase, h) for h in spoke)

    def does_something_else(self, phrase: int, token: int) -> bool:
        """Whether a phrase is the agent of a participle behind a noun that is no deed, and a trigger stands above: "send | a mission led by | Mr Sow".

        Who condemns "a raid carried out by rebels" condemns the rebels.
        """
        tokens = self.text.tokens
        by = tokens[phrase].head
        verb = tokens[by].head
        if tokens[by].dep != "agent" or verb == token or tokens[verb].dep != "acl":
            return False
        return tokens[verb].head not in self.triggers and token not in self.text.subtree(verb)

    def is_agent(self, phrase: int) -> bool:
        """Whether a phrase stands behind "by": who dies or is hurt names nobody else before the verb who did it."""
        t = self.text.tokens[phrase]
        return t.dep == "pobj" and self.text.tokens[t.head].lower == "by"

    def fit(self, judged: Judged, phrase: int, role: str) -> float:
        """Probability that a phrase plays a role ("A" acts, "R" is acted on) in the likeliest event at a trigger."""
        if phrase == judged.token:
            return 0.05
        c = judged.candidate(self.text, judged.best)
        played = roles(self.text, c)
        model = models()["role"]
        p = model.probabilities([role_features(self.text, self.who, judged.token, phrase, judged.best, played, c, speakers(self.text, self.who, judged.token))])[0]
        return float(p[model.classes.index(role)])

    def modality(self, token: int, event_type: str) -> tuple[Modality, tuple[Evidence, ...]]:
        """The modality of an event of this type at a token, with what its statement and its date say; a refusal told by a negated verb took place."""
        if (no := self.refused(token, event_type)) is not None:
            return "happened", (self.text.evidence(self.text.tokens[no].start, self.text.tokens[no].end),)
        if event_type == "REJECT" and (no := negation(self.text, token)) is not None:  # "has not ruled out": nothing is refused
            return "denied", (self.text.evidence(self.text.tokens[no].start, self.text.tokens[no].end),)
        if event_type == "ASSAULT" and claims_it(self.text, token):
            return "happened", ()
        if (verb := self.goes_before(token)) is not None:
            return modality_of(self.text, verb, *self.surroundings(verb, event_type))
        if (one := self.singled_out(token)) is not None:
            above = self.text.tokens[one].head
            named = self.text.tokens[one].dep == "appos" or above == one
            state, why = modality_of(self.text, above, *self.surroundings(above, event_type))
            return ("happened", ()) if named or state == "ongoing" else (state, why)
        state, why = modality_of(self.text, token, *self.surroundings(token, event_type))
        if (against := against_fact(self.text, token)) is not None:
            return against, (self.text.span(self.text.sentence_of(token).first, self.text.sentence_of(token).first + 1),)
        if (said := version(self.text, token)) is not None:
            return "denied", (self.text.span(said, said + 1),)
        if (untrue := verdict(self.text, token)) is not None and state == "happened":
            return ("denied" if untrue else "uncertain"), ()
        if state == "planned" and blamed_by(self.text, self.text.tokens[self.text.tokens[token].head].head) is not None:  # "were to blame for the raid"
            return "happened", ()
        if state == "planned" and event_type in HARM and self.has_lasted(token):
            return "happened", ()
        if state in ("denied", "hypothetical") and self.is_being_tried(token):  # "has been trying to take the city"
            return ("ongoing" if event_type == "ASSAULT" else "hypothetical"), why
        if state == "denied" and (excepts(self.text, token) or is_counted(self.text, token) or is_not_his(self.text, token)):
            return "happened", ()
        if state == "happened" and (told := doer(self.text, token)) is not None and told.doubt is not None and not told.denied:
            return "uncertain", (self.text.evidence(self.text.tokens[told.doubt].start, self.text.tokens[told.doubt].end),)
        if state == "happened" and self.is_awaited(token):
            return "hypothetical", ()
        if state == "happened" and is_asked(self.text, token):
            return "uncertain", (self.text.evidence(self.text.tokens[token].start, self.text.tokens[token].end),)
        if state == "happened" and event_type in OFFERED and (no := self.turned_down(token)) is not None:
            return "denied", (self.text.evidence(self.text.tokens[no].start, self.text.tokens[no].end),)
        if state == "happened" and (verb := self.told_with(token)) is not None:
            outer, words = modality_of(self.text, verb, *self.surroundings(verb, event_type))
            state, why = (outer, words) if outer == "uncertain" else (state, why)
        return ("planned" if state == "happened" and calls_to_meeting(self.text, token, event_type) else state), why

    def is_awaited(self, token: int) -> bool:
        """Whether a verb tells what others will wait for: "said they would not rest until the general was tried"."""
        t = self.text.tokens[token]
        if t.dep != "advcl" or not any(self.text.tokens[c].lower == "until" for c in self.text.children[token]):
            return False
        return any(self.text.tokens[c].tag == "MD" for c in self.text.children[t.head])

    def goes_before(self, token: int) -> int | None:
        """The verb after which, by "only to", something else was done: "waved the convoy through, only to stop it and loot three lorries"."""
        tokens = self.text.tokens
        at = tokens[token]
        while at.dep == "conj" and at.tag == "VB" and at.head < at.i:
            at = tokens[at.head]
        to = self.text.child(at.i, "aux")
        if at.tag != "VB" or at.dep not in ("advcl", "xcomp") or to is None or to < 2 or tokens[to].lower != "to" or tokens[to - 1].lower != "only":
            return None
        return at.head if tokens[to - 2].text == "," and at.head < to and tokens[at.head].tag in ("VBD", "VBN") else None

    def takes_a_place(self, token: int) -> bool:
        """Whether all that a verb of taking has for an object are places, or power: "captured Doba", "whom he helped to seize power"."""
        tokens = self.text.tokens
        own = [c for c in self.text.children[token] if tokens[c].dep in ("dobj", "nsubjpass")]
        places = {t for p in self.found.toponyms if p.role == "place" for t in self.text.tokens_in(p.start, p.end)}
        return any(tokens[o].lemma == "power" for o in own) or bool(own) and places.issuperset(own)

    def is_being_tried(self, token: int) -> bool:
        """Whether a verb tells what somebody is at, and has not given up: "is trying to", "have been trying to"."""
        tokens = self.text.tokens
        trying = tokens[tokens[token].head]
        helpers = {tokens[c].lower for c in self.text.children[trying.i] if tokens[c].dep in ("aux", "neg")}
        going_on = trying.tag == "VBG" and bool(helpers & {"is", "are", "has", "have", "'s"}) and not helpers & {"not", "n't", "never"}
        return going_on and tokens[token].dep == "xcomp" and cue_class(self.text, trying.i, "verb") == "attempt"

    def singled_out(self, token: int) -> int | None:
        """The noun of who is said to be the first, last or only one to have done something: "is the first minister to visit the town"."""
        tokens = self.text.tokens
        t = tokens[token]
        if t.tag != "VB" or t.dep not in ("relcl", "acl") or not DOING & classes_of(self.text, t.head):
            return None
        to, alone = self.text.child(token, "aux"), any(tokens[c].lower in SINGLED_OUT for c in self.text.children[t.head])
        return t.head if alone and to is not None and tokens[to].lower == "to" and tokens[t.head].dep in ("attr", "appos", "ROOT", "nsubj") else None

    def has_lasted(self, token: int) -> bool:
        """Whether a noun tells what went on until something else comes about: "agreed to stop fighting after five days of clashes"."""
        t = self.text.tokens[token]
        return t.dep == "pobj" and self.text.tokens[t.head].lower == "of" and preposition_before(self.text, token) in LASTED

    def turned_down(self, token: int) -> int | None:
        """The verb that turns down what a noun names: "rejected the truce which the rebels had proposed"."""
        t = self.text.tokens[token]
        above = match_verb(self.text, t.head) if t.pos == "NOUN" and t.dep in ("dobj", "nsubjpass") else None
        negated = above is not None and negation(self.text, t.head) is not None
        return t.head if above is not None and above.event_type == "REJECT" and not negated else None

    def chances(self, token: int, event_type: str) -> Mapping[Modality, float]:
        """Probability of each modality of an event of this type at a token."""
        if self.refused(token, event_type) is not None:
            return {"happened": 1.0}
        return modality_chances(self.text, token, *self.surroundings(token, event_type))

    def told_with(self, token: int) -> int | None:
        """The verb of which an act that no other words speak of is only a part: "killed" for the raid in "had been killed in a raid"."""
        tokens = self.text.tokens
        t, above = tokens[token], tokens[tokens[token].head]
        if t.pos != "NOUN" or t.dep != "pobj" or above.lower not in ("in", "during", "by") or tokens[above.head].pos != "VERB":
            return None
        definite = any(tokens[c].dep == "poss" or tokens[c].lower in ("the", "this", "that", "these", "those") for c in self.text.children[token])
        return None if definite else above.head

    def refused(self, token: int, event_type: str) -> int | None:
        """The negation that makes a verb a refusal ("did not support"), where it is no refusal by itself."""
        return negation(self.text, token) if event_type == "REJECT" and not refuses(self.text, token) else None

    def surroundings(self, token: int, event_type: str) -> tuple[str | None, str, str | None, str | None]:
        """What `modality_of` wants to know of an event beside its token: cue of its statement, type, kind of the statement, its date."""
        t = self.text.tokens[token]
        statement = self.statement_over(self.text.evidence(t.start, t.end)) if t.end > t.start else None
        cue, kind = (statement.cue_class, statement.kind) if statement else (None, None)
        return cue, event_type, kind, self.when(self.time_of(token, event_type))

    def inside(self, phrase: int, others: set[int], token: int) -> bool:
        """True for a modifier within another phrase that plays a role ("Libyan" in "the Libyan army")."""
        at = self.text.tokens[phrase]
        while at.head not in (at.i, token):
            if at.dep in ("poss", "compound", "amod", "nmod"):
                at = self.text.tokens[at.head]
            elif at.dep == "pobj" and self.text.tokens[at.head].lower == "of" and self.text.tokens[self.text.tokens[at.head].head].lemma in KIN:
                at = self.text.tokens[self.text.tokens[at.head].head]  # "the brother of the mayor"
            else:
                return False
            if at.i in others:
                return True
        return False

    def mention(self, candidate: Candidate, probability: float) -> EventMention:
        text, token = self.text, candidate.token
        t = text.tokens[token]
        trigger = text.evidence(t.start, t.end)
        played = self.roles(candidate)
        statement = self.statement_over(trigger)
        charging = self.charge_turned_down(token)
        statement = statement if charging is None else None
        heard = tuple(h for h in played.recipients if not self.tells_it(h, statement))
        acting, undergoing = self.sides(candidate, self.participants(played.actors), self.participants(heard))
        (actors, actor_words), (recipients, recipient_words) = acting, undergoing
        event_type: EventType = msgspec.convert(candidate.event_type, EventType)
        if charging is not None and charging.source and charging.source_evidence is not None and not recipients and charging.source not in actors:
            recipients, recipient_words = (charging.source,), (charging.source_evidence,)
        by_arms = event_type == "ASSAULT" and self.is_done_by_arms(token)
        telling = {c for c in (statement.source, *statement.also_by) if c is not None} if statement is not None else set()
        if statement is not None and telling & set(actors) and (by_arms or self.only_tells(statement, event_type)):
            actors, actor_words = self.accused(statement, telling, actors, actor_words)
        if by_arms and actors and self.is_told_as_time(token):
            actors, actor_words = self.in_clause(token, actors, actor_words)
        if statement is not None and event_type in HARM and recipients:
            recipients, recipient_words = self.without_listeners(statement, recipients, recipient_words)
        if event_type in HARM and asks_whether(text, token):
            actors, actor_words = (), ()
        time = self.time_of(token, event_type)
        modality, why = self.modality(token, event_type)
        place = self.place_of(token, event_type)
        if event_type == "ASSAULT" and self.kills_himself(actor_words):
            candidate = candidate._replace(mode=SUICIDE)
        elif candidate.mode == "release" and actors and not recipients and all(self.who.chains[a].kind == "military" for a in actors):
            candidate = candidate._replace(mode="withdraw")  # soldiers who come home are not freed
        elif candidate.mode == "abduct" and not candidate.noun and self.takes_a_place(token):
            candidate = candidate._replace(mode=None)
        event_mention_id = make_id("em", text.report.report_id, trigger.start, trigger.end, event_type)
        pairs = Roles(*(tuple(h for h in heads if kinds_of_pair(text, h) and not self.is_object_behind(h, token)) for heads in played))
        if pairs.actors and not pairs.recipients and reciprocal(text, token):
            pairs = Roles(pairs.actors, pairs.actors)
        if any(pairs):
            self._pairs[event_mention_id] = pairs
        return EventMention(
            event_mention_id=event_mention_id,
            event_type=event_type, mode=candidate.mode, contexts=self.contexts.of(token), cameo=candidate.cameo,
            trigger=trigger, trigger_lemma=t.lemma,
            actors=actors, recipients=recipients, actors_evidence=actor_words, recipients_evidence=recipient_words,
            place=place,
            date_start=time.date_start if time else None, date_end=time.date_end if time else None, date_basis="stated" if time else None,
            time_id=time.time_id if time else None,
            modality=modality, modality_evidence=why,
            attributed_to=actors if event_type == "ASSAULT" and claims_it(text, token) else self.tellers.of(token, statement),
            said_in=statement.statement_id if statement else None,
            sentence=text.sentence_evidence(token),
            basis=Basis(evidence=(trigger, *actor_words, *recipient_words), rule="events.model" if candidate.frame in ("", WEAK) and not candidate.sure else "events.frame", score=round(probability, 3)),
        )  # fmt: skip

    def charge_turned_down(self, token: int) -> Statement | None:
        """The statement before a mark behind which a verb only tells that somebody rejects it: "says Peru armed them, a charge Lima rejects"."""
        tokens = self.text.tokens
        noun = tokens[tokens[token].head]
        if tokens[token].dep != "relcl" or noun.lemma not in CHARGES:
            return None
        before = self.phrase_start(noun.i) - 1
        if before <= self.text.sentence_of(token).first or tokens[before].text not in (",", "-", "–", "—") or not refuses(self.text, token):
            return None
        said = tokens[before - 1]
        return self.statement_over(self.text.evidence(said.start, said.end))

    def sides(self, candidate: Candidate, actors: Side, recipients: Side) -> tuple[Side, Side]:
        """Who acts and who is acted on; all on both sides of what they do to each other: "traded blame", "talks between A and B"."""
        text, token = self.text, candidate.token
        chains, words = actors
        mutual = reciprocal(text, token)
        if mutual and not chains and len(recipients[0]) > 1:
            return recipients, recipients
        other = partner(text, token)
        named = self.who.named(other) if other is not None else None
        if chains and named is not None and named[0] not in chains:
            chains, words, mutual = (*chains, named[0]), (*words[: len(chains)], named[1], *words[len(chains) :]), True
        mutual = mutual or (candidate.event_type == "CONSULT" and any(prepositional(text, token, ("between",))))
        if mutual and len(chains) > 1:
            return (chains, words), (chains, words)
        return actors, (tuple(r for r in recipients[0] if r not in chains), recipients[1])

    def kills_himself(self, actors: Sequence[Evidence]) -> bool:
        """Whether the words for who attacks tell of a suicide attack: "a suicide bomber struck a market"."""
        heard = (self.text.tokens[i].lower for words in actors for i in self.text.tokens_in(words.start, words.end))
        return any(mode == SUICIDE for word in heard for _, mode in means().get(word, ()))

    def only_tells(self, statement: Statement, event_type: EventType) -> bool:
        """Whether a source does nothing of what it tells: it accuses others, is an outlet or an international body that counts the harmed, or
        speaks for those who do."""
        source = self.who.chains.get(statement.source or "")
        if statement.cue_class == "accuse" or source is None or event_type not in HARM:
            return statement.cue_class == "accuse"
        return source.kind in OBSERVERS or source.kind == "person" and any("spokes" in t.title.casefold() for t in source.titles)

    def is_done_by_arms(self, token: int) -> bool:
        """Whether the subject of a trigger is arms, so that nobody who tells of it fired them: "the rebels said that missiles had hit a well"."""
        arms = self.text.child(token, "nsubj")
        if arms is None and self.text.tokens[token].dep == "acl" and self.text.child(token, "dobj") is not None:
            arms = self.text.tokens[token].head
        return arms is not None and bool(ARMS & noun_classes().get(self.text.tokens[arms].lemma, frozenset()))

    def is_told_as_time(self, token: int) -> bool:
        """Whether a clause only tells when something else was: "rebels left the town days after | shells killed nine |"."""
        tokens = self.text.tokens
        head = tokens[token]
        if head.dep == "acl":  # "days after | shells | killed nine"
            return tokens[tokens[head.head].head].lower in SINCE_WHEN
        return head.dep in ("advcl", "pcomp") and any(tokens[c].lower in SINCE_WHEN for c in (*self.text.children[token], head.head))

    def in_clause(self, token: int, chains: tuple[str, ...], words: tuple[Evidence, ...]) -> Side:
        """Those of the chains whose words stand in the clause of a trigger."""
        left, right = self.text.edges[token]
        start, end = self.text.tokens[left].start, self.text.tokens[right - 1].end
        kept = [(c, w) for c, w in zip(chains, words, strict=False) if start <= w.start < end]
        return tuple(c for c, _ in kept), (*(w for _, w in kept), *words[len(chains) :])

    def without_listeners(self, statement: Statement, chains: tuple[str, ...], words: tuple[Evidence, ...]) -> Side:
        """The chains without whom something was only told to, of whom what was told says nothing: "told the paper that the arrests were few"."""
        listeners = {*statement.relayed_by, statement.addressee}.intersection(chains)
        if not listeners:
            return chains, words
        spans = [(c.start, c.end) for c in statement.content]
        meant = {m.chain_id for m in self.found.mentions if m.chain_id in listeners and any(a <= m.start < b for a, b in spans)}
        kept = [(c, w) for c, w in zip(chains, words, strict=False) if c not in listeners - meant]
        return tuple(c for c, _ in kept), (*(w for _, w in kept), *words[len(chains) :])

    def accused(
        self, statement: Statement, telling: Set[str], actors: tuple[str, ...], words: tuple[Evidence, ...]
    ) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
        """The actors of what somebody accuses others of, or of the harm he tells of: not himself, unless what is said names him ("accused Sarn
        of arming its rebels"; not "the agency said dozens had been killed and thousands displaced")."""
        kept = [
            (a, w) for a, w in zip(actors, words, strict=False)
            if a not in telling or any(c.start <= w.start and w.end <= c.end for c in statement.content)
        ]  # fmt: skip
        return tuple(a for a, _ in kept), (*(w for _, w in kept), *words[len(actors) :])

    def legs(self, token: int, event: EventMention) -> Iterator[EventMention]:
        """The further destinations of a journey ("to Accra and from there to Lagos"): a visit each, without the day of the first."""
        if event.mode != "visit":
            return
        sentence, tokens = self.text.sentence_of(token), self.text.tokens
        for place in self.found.toponyms:
            if place.role != "place" or place.toponym_id == event.place or not tokens[token].end <= place.start < sentence.end:
                continue
            head = self.who.head(place.start, place.end)
            if head is None:
                continue
            at = tokens[self.first_of(head)]
            to = tokens[at.head]
            reached = (at.dep == "dobj" and to.i == token) or (at.dep == "pobj" and to.lower == "to")
            if reached and not any(token < t <= head for t in self.triggers):
                yield msgspec.structs.replace(
                    event, event_mention_id=make_id("em", event.event_mention_id, place.start), place=place.toponym_id,
                    date_start=None, date_end=None, date_basis=None, time_id=None,
                )  # fmt: skip

    def participants(self, heads: tuple[int, ...]) -> Side:
        found: dict[str, Evidence] = {}
        bare: list[Evidence] = []
        for head in heads:
            if (first := self.who.sharing.get(head)) is not None and first.chain_id is not None:
                found.setdefault(first.chain_id, self.who.words(first))
            if (named := self.who.named(head)) is not None:
                found.setdefault(*named)
            elif self.text.tokens[head].pos in ("NOUN", "PROPN", "PRON"):
                bare.append(self.text.span(self.phrase_start(head), head + 1))
        return tuple(found), (*found.values(), *bare)

    def tells_it(self, head: int, statement: Statement | None) -> bool:
        """Whether a phrase stands in the words for the source of a statement: nobody is harmed by those words in what the statement tells."""
        words = statement.source_evidence if statement is not None else None
        return words is not None and words.start <= self.text.tokens[head].start < words.end

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

    def distance(self, token: int, start: int, end: int) -> float:
        """How far the words at `[start, end)` (a time, a place) stand from a trigger over the tree; above 3 they belong elsewhere."""
        tokens = self.text.tokens
        at = self.who.head(start, end)
        if at is None or tokens[at].sentence != tokens[token].sentence:
            return 9.0
        labels, between = path(self.text, token, at)
        cost = 0.0
        for label in labels:
            cost += STEP_COST.get(label, 0.15 if not label.startswith("^") else 0.6)
        for b in between:
            if tokens[b].pos == "VERB" and b != token:
                cost += 0.5 if tokens[b].lemma in light_verbs() else 1.0
                if tokens[b].lemma in self.reporting and tokens[b].i in self.cue_tokens:
                    cost += 4.0
            elif b in self.triggers and b != token:
                cost += 1.0
        return cost + LINK_COST.get(self.links.get(start, ""), 0.0)

    @cached_property
    def links(self) -> Mapping[int, str]:
        """The place names that say only where another place lies, whence something comes or whose people act, by their offsets."""
        return place_links(self.text, self.found.toponyms) | dict.fromkeys(self.in_names(), "name")

    def in_names(self) -> Iterator[int]:
        """Where place names begin that are only part of the name of a band or an outlet: "the Arwa Lions", "Sons of Arwa"."""
        named = [m for m in self.found.mentions if m.form == "name" and m.chain_id is not None and self.who.chains[m.chain_id].kind in NAMED_FOR]
        for t in self.found.toponyms:
            if any(m.start <= t.start and t.end <= m.end and (m.start, m.end) != (t.start, t.end) for m in named):
                yield t.start

    @cached_property
    def tellers(self) -> Tellers:
        return Tellers(self.text, self.found.statements)

    @cached_property
    def cue_tokens(self) -> frozenset[int]:
        """Tokens that are cues of statements."""
        starts = {s.cue.start for s in self.found.statements if s.cue is not None}
        return frozenset(t.i for t in self.text.tokens if t.start in starts)

    @cached_property
    def reporting(self) -> frozenset[str]:
        return frozenset(self.text.tokens[i].lemma for i in self.cue_tokens)

    @cached_property
    def events(self) -> list[tuple[Candidate, float]]:
        return chosen(self.text)

    @cached_property
    def triggers(self) -> frozenset[int]:
        return frozenset(c.token for c, _ in self.events)

    @cached_property
    def contexts(self) -> Contexts:
        return Contexts(self.text, self.triggers)

    def nearest(self, token: int, spans: Sequence[tuple[int, int]], most: float = 3.0) -> int | None:
        """Index of the span that is nearest to the trigger and nearer to it than to any other trigger by far; None where all are too far."""
        best, found = most, None
        for n, (start, end) in enumerate(spans):
            d = self.distance(token, start, end)
            if d < best:
                best, found = d, n
        return found

    def time_of(self, token: int, event_type: str = "") -> TimeExpression | None:
        """The time expression an event belongs to; that of a speech act must hang on its own words, lest it be its content's."""
        sentence = self.text.sentence_of(token)
        times = [
            t for t in self.found.times
            if sentence.start <= t.start < sentence.end and t.date_start and t.type in ("DATE", "TIME") and not self.begins_another(token, t)
        ]  # fmt: skip
        n = self.nearest(token, [(t.start, t.end) for t in times], SPEECH_REACH[0] if event_type in SPOKEN else 3.0)
        return times[n] if n is not None else None

    def begins_another(self, token: int, time: TimeExpression) -> bool:
        """Whether a time only says since when something else has lasted: "in power since 2015, he appealed", "the first talks since a
        ship was sunk in May"."""
        tokens = self.text.tokens
        within = next(iter(self.text.tokens_in(time.start, time.end)), token)
        clause = next((a for a in self.text.ancestors(within) if self.opens_since(a)), None)
        if clause is not None and tokens[clause].end < tokens[within].start - 1:
            return token != clause and clause not in self.text.ancestors(token)
        since = time_since(self.text, time)
        if since is None or tokens[since].head == since:
            return False
        lasting = tokens[since].head
        if lasting == token and tokens[token].pos == "NOUN":
            return any(tokens[c].dep == "amod" and (tokens[c].tag == "JJS" or tokens[c].lower in NTH) for c in self.text.children[token])
        if lasting == token:
            return tokens[token].tag == "VBD" and not any(tokens[c].dep in ("aux", "auxpass") for c in self.text.children[token])
        return not (tokens[token].head == lasting and tokens[token].dep in ("dobj", "nsubj", "nsubjpass", "attr", "xcomp", "acomp", "conj"))

    def opens_since(self, token: int) -> bool:
        """Whether a token is "since", or the verb of a clause that it opens."""
        tokens = self.text.tokens
        return tokens[token].lower == "since" or any(tokens[c].dep == "mark" and tokens[c].lower == "since" for c in self.text.children[token])

    def when(self, time: TimeExpression | None) -> str | None:
        """A date against the day of publication: past, same, future; None where either is not known."""
        published = self.text.report.published
        if time is None or not time.date_start or not published:
            return None
        start, end, day = time.date_start, time.date_end or time.date_start, published[:10]
        if end[: len(day)] < day[: len(end)]:
            return "past"
        return "future" if start[: len(day)] > day[: len(start)] else "same"

    def place_of(self, token: int, event_type: str = "") -> str | None:
        """The toponym an event belongs to; a speech act's must hang on its own words."""
        sentence = self.text.sentence_of(token)
        inside = [p for p in self.found.toponyms if sentence.start <= p.start < sentence.end and p.role == "place" and self.links.get(p.start) != "beyond"]
        if event_type in TALKED:
            inside = [p for p in inside if not is_topic(self.text, token, p.start)]
        if event_type in SPOKEN:
            setting = next((p for p in inside if is_setting(self.text, token, p)), None)
            if setting is not None:
                return setting.toponym_id
            inside = [p for p in inside if not self.is_of_content(token, p.start)]
        n = self.nearest(token, [(p.start, p.end) for p in inside], SPEECH_REACH[1] if event_type in SPOKEN else 3.0)
        found = inside[n] if n is not None else self.aim_of(token, inside)
        return found.toponym_id if found is not None else None

    def dies_at(self, token: int) -> frozenset[str]:
        """Places behind the words for the bed in which somebody dies: "in the hospital of Arwa"."""
        last = self.text.edges[token][1]
        bed = next((i for i in range(token, last) if self.text.tokens[i].lemma in BEDS), None)
        return frozenset(t.toponym_id for t in self.found.toponyms if bed is not None and self.text.tokens[bed].start <= t.start < self.text.tokens[last - 1].end)

    def aim_of(self, token: int, places: Sequence[Toponym]) -> Toponym | None:
        """The place behind the noun of a deed and "on" or "against", where the parse hangs it on the verb above ("condemned the raid on X")."""
        tokens = self.text.tokens
        place = next((p for p in places if p.start > tokens[token].start), None)
        at = self.who.head(place.start, place.end) if place is not None else None
        if at is None or tokens[token].pos != "NOUN":
            return None
        between = tokens[token + 1 : at]
        plain = not any(t.pos in ("VERB", "AUX") or t.text == "," or t.i in self.triggers for t in between)
        return place if plain and any(t.lower in ("on", "against") for t in between) else None

    def is_of_content(self, token: int, start: int) -> bool:
        """Whether a place stands behind the noun of a deed that a speech act is about ("condemned the assault on X")."""
        tokens = self.text.tokens
        return any(t > token and tokens[t].pos == "NOUN" and tokens[t].start < start and tokens[t].head == token for t in self.triggers)


def read_events(text: ReportText, found: Reading, lexica: Lexica) -> tuple[EventMention, ...]:
    """Event mentions in order of appearance, one a real trigger; needs times, toponyms, mentions, chains and statements."""
    reader = EventReader(text, found)
    events = Attachment(text, found, reader.distance, reader.links).attach(tuple(sorted(reader.read(), key=lambda e: e.trigger.start)))
    died = {text.tokens[c.token].start: c.token for c, _ in reader.events if c.event_type == "ASSAULT" and dies_later(text, c.token)}
    events = tuple(
        unplaced(undated(e) if e.date_basis == "stated" else e, reader.dies_at(died[e.trigger.start])) if e.trigger.start in died else e for e in events
    )
    return tuple(undated(e) if e.modality == "happened" and after(e.date_start, text.report.published) else e for e in events)


def asks_whether(text: ReportText, token: int) -> bool:
    """Whether a token stands in a question that "yes" or "no" answers, so that who acts is only asked: "Is the army behind the shelling?"."""
    sentence = text.sentence_of(token)
    ends = any(t.text == "?" for t in text.tokens[max(sentence.first, sentence.last - 2) : sentence.last])
    return ends and text.tokens[sentence.first].pos == "AUX"


def after(day: str | None, published: str | None) -> bool:
    """Whether an ISO prefix lies wholly after another one."""
    return bool(day and published and day[: len(published[:10])] > published[: len(day)])


def undated(event: EventMention) -> EventMention:
    """The event without its date: what happened cannot have happened after the report that tells of it."""
    return msgspec.structs.replace(event, date_start=None, date_end=None, date_basis=None, time_id=None)


def unplaced(event: EventMention, elsewhere: frozenset[str]) -> EventMention:
    """The event without its place where that is one of `elsewhere`: who dies in a hospital was not attacked there."""
    return msgspec.structs.replace(event, place=None) if event.place in elsewhere else event


__all__ = ["Roles", "read_events"]
