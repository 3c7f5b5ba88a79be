"""Which words may report an event, of which type, and who stands where: lexicon frames over the parse.

`candidates` proposes triggers from data/event_verbs.tsv and data/event_nouns.tsv; `roles` finds the phrases that act and are acted on.
Both return token indices; they know nothing of actors, dates or statements.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from dateline.lexicon import rule_words, table, words
from dateline.text.segment import ReportText

SUBJECTS = ("nsubj", "csubj")
UNDERGONE = ("ASSAULT", "COERCE")
"""Types of what is done to somebody, whose participles describe the one it was done to."""
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
RELATIVE = frozenset(("WDT", "WP", "WP$"))
THINGS = rule_words("thing")
CONSUMING = frozenset(("SUPPORT", "CONCEDE", "RETREAT", "SANCTION", "AGREE", "CONSULT", "MOBILIZE", "PROTEST", "COERCE", "AID", "COOPERATE"))
SPEECH_ACTS = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN"))
PATIENT_NOUNS = rule_words("patient")
COMMITTING = rule_words("committing")
BINDING = rule_words("binding")
APPEALING = rule_words("appealing")
REACTING = rule_words("reacting")
WISHING = rule_words("wishing")
SUFFERING = rule_words("suffering")
MUTUAL_ALWAYS = rule_words("mutual")
MUTUAL_ALONE = rule_words("mutual_alone")
"""Lemmas of what two sides do to each other, and of what they do so where no object is named."""
RECIPIENT_PREPOSITIONS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "ASSAULT": ("on", "against", "at", "upon", "into", "in", "with", "of", "near"),
    "CONSULT": ("with", "to", "between", "among", "by"),
    "SUPPORT": ("for", "of", "to", "with", "behind", "by"),
    "AGREE": ("with", "to", "for", "between"),
    "CONCEDE": ("to", "for", "on", "with", "in"),
    "COOPERATE": ("with", "to", "for", "between", "from"),
    "AID": ("to", "for", "in", "of", "against"),
    "RETREAT": ("from", "to", "of", "in", "with", "into"),
    "REQUEST": ("on", "to", "for", "from", "upon", "with", "of", "by"),
    "ACCUSE": ("against", "to", "of", "on", "at", "into", "with", "for", "by"),
    "REJECT": ("from", "by", "of", "to", "with", "for", "against"),
    "THREATEN": ("against", "to", "with", "on", "by"),
    "PROTEST": ("against", "at", "outside", "over", "in", "with"),
    "SANCTION": ("on", "against", "with", "from", "to", "of", "for"),
    "MOBILIZE": ("against", "along", "to", "into", "near", "toward", "towards", "around", "in", "on", "at"),
    "COERCE": ("on", "in", "against", "of", "over", "from", "across", "at", "for"),
})  # fmt: skip


AROUND_THE_DEED = rule_words("around_the_deed")
WEAK = "weak"
"""Name of a candidate's frame where none fits its verb."""


class Frame(NamedTuple):
    """One row of event_verbs.tsv or event_nouns.tsv: companions and object words are sets."""

    companions: tuple[frozenset[str], ...]
    words: frozenset[str]
    classes: frozenset[str]
    event_type: str
    mode: str | None
    cameo: str | None
    sure: bool


class Candidate(NamedTuple):
    """A trigger that the lexicon proposes. `thing`: the object that belongs to the trigger ("talks" in "held talks"), no recipient itself."""

    token: int
    event_type: str | None
    mode: str | None
    cameo: str | None
    sure: bool
    noun: bool
    thing: int | None = None
    frame: str = ""


def _frame(row: Mapping[str, str], companions: str, words: str) -> Frame:
    parts = [w for w in words.split("|") if w]
    return Frame(
        tuple(frozenset(w.split("|")) for w in companions.split()),
        frozenset(w for w in parts if not w.startswith("@")),
        frozenset(w[1:] for w in parts if w.startswith("@")),
        row["event_type"], row["mode"] or None, row["cameo"] or None, row["sure"] == "yes",
    )  # fmt: skip


def _specific_first(frames: dict[str, list[Frame]]) -> Mapping[str, tuple[Frame, ...]]:
    def weight(f: Frame) -> tuple[int, int, int]:
        return (-len(f.companions), -bool(f.words or f.classes), -f.sure)

    return MappingProxyType({k: tuple(sorted(v, key=weight)) for k, v in frames.items()})


@cache
def verb_frames() -> Mapping[str, tuple[Frame, ...]]:
    """Frames by verb lemma, the most specific first."""
    found: dict[str, list[Frame]] = {}
    for row in table("event_verbs.tsv"):
        found.setdefault(row["lemma"], []).append(_frame(row, row["with"], row["object"]))
    return _specific_first(found)


@cache
def noun_frames() -> Mapping[str, tuple[Frame, ...]]:
    """Frames by noun lemma, the most specific first; `words`/`classes` are its modifiers."""
    found: dict[str, list[Frame]] = {}
    for row in table("event_nouns.tsv"):
        found.setdefault(row["lemma"], []).append(_frame(row, "", row["modifier"]))
    return _specific_first(found)


@cache
def noun_classes() -> Mapping[str, frozenset[str]]:
    """Classes of a noun lemma (data/noun_classes.tsv)."""
    return MappingProxyType({row["lemma"]: frozenset(row["classes"].split("|")) for row in table("noun_classes.tsv")})


@cache
def light_verbs() -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """lemma -> (particle, effect, preposition) of verbs that lend their subject to an event noun."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in table("light_verbs.tsv"):
        found.setdefault(row["lemma"], []).append((row["particle"], row["effect"], row["preposition"]))
    return MappingProxyType({k: tuple(sorted(v, reverse=True)) for k, v in found.items()})


def classes_of(text: ReportText, token: int) -> frozenset[str]:
    """Noun classes of a phrase head; named entities and pronouns count as people or actors."""
    t = text.tokens[token]
    found = noun_classes().get(t.lemma) or noun_classes().get(t.lower) or frozenset()
    if not found and t.pos == "PROPN":  # "the Batu Brigades"
        found = noun_classes().get(t.lower.removesuffix("s")) or frozenset()
    if t.ent in ("PERSON", "NORP"):
        found |= {"people", "actor"}
    elif t.ent in ("GPE", "LOC", "FAC"):
        found |= {"land", "actor"}
    elif t.ent == "ORG":
        found |= {"actor", "body"}
    elif t.ent == "MONEY" or t.lower in ("$", "€", "£"):
        found |= {"money"}
    if t.pos == "PRON" and t.lower in ("him", "her", "them", "us", "me", "he", "she", "they", "who", "whom"):
        found |= {"people", "actor"}
    return found


def objects_of(text: ReportText, token: int) -> tuple[int, ...]:
    """Direct objects with their coordinates; the subject of a passive; the noun of a reduced relative ("troops sent home")."""
    tokens, children = text.tokens, text.children
    found = [c for c in children[token] if tokens[c].dep in ("dobj", "nsubjpass", "oprd", "attr")]
    if tokens[token].dep == "acl" and tokens[token].tag in ("VBN", "VBD"):
        found.append(tokens[token].head)
    if tokens[token].dep == "amod" and tokens[token].tag == "VBN":
        found.append(tokens[token].head)
    for o in tuple(found):
        if tokens[o].tag in RELATIVE and tokens[token].dep == "relcl":
            found.append(tokens[token].head)
        found += [c for c in children[o] if tokens[c].dep == "conj"]
        found += [g for c in children[o] if tokens[c].lower == "of" for g in children[c] if tokens[g].dep == "pobj"]
    if not found and (left_out := left_out_object(text, token)) is not None:
        found.append(left_out)
    return tuple(found)


def left_out_object(text: ReportText, token: int) -> int | None:
    """The noun that a relative clause without a relative pronoun leaves out: "the rebels | it captured"."""
    tokens, children = text.tokens, text.children
    t = tokens[token]
    if t.dep != "relcl" or not t.head < token or tokens[t.head].ent in ("DATE", "TIME") or tokens[t.head].pos not in ("NOUN", "PROPN"):
        return None
    own = text.child(token, "nsubj")
    if own is None or not t.head < own < token:
        return None
    first = text.edges[own][0]
    closed = any(tokens[c].dep in ("ccomp", "xcomp") or tokens[c].dep in ("prep", "dative") and not children[c] for c in children[token])
    return t.head if first == t.head + 1 and tokens[first].tag not in RELATIVE and not closed else None


def recalled(text: ReportText, token: int) -> int | None:
    """The envoy whom a verb calls home from the capital or country at a token: "recalled its ambassador from | Quito"."""
    tokens = text.tokens
    by = tokens[tokens[token].head]
    if tokens[token].dep != "pobj" or by.lower not in ("from", "in", "to"):
        return None
    above = tokens[by.head]
    envoy = above.i if above.pos == "NOUN" else text.child(above.i, "dobj", "nsubjpass")
    if envoy is None or not classes_of(text, envoy) & {"envoy"}:
        return None
    verb = tokens[tokens[envoy].head]
    return envoy if verb.lemma in RECALLING and tokens[envoy].dep in ("dobj", "nsubjpass") and (by.lower != "to" or by.head == envoy) else None


def _companions(text: ReportText, token: int) -> dict[str, int]:
    """Particles, prepositions and adverbs beside a verb, and markers below its object, by word."""
    found: dict[str, int] = {}
    for c in text.children[token]:
        child = text.tokens[c]
        if child.dep in ("prt", "prep", "advmod", "agent", "dative", "acomp", "oprd", "xcomp") or child.pos in ("ADP", "ADV", "ADJ"):
            found.setdefault(child.lower, c)
            if child.lower in ("up", "out", "off", "back", "down", "away", "in", "on"):
                for g in text.children[c]:
                    if text.tokens[g].dep in ("prep", "pcomp"):
                        found.setdefault(text.tokens[g].lower, g)
        elif child.dep == "aux" and child.lower == "to":
            continue
        if child.dep in ("xcomp", "ccomp") and any(text.tokens[g].lower == "to" and text.tokens[g].dep == "aux" for g in text.children[c]):
            found.setdefault("to", c)
    nxt = token + 1
    if nxt < len(text.tokens) and text.tokens[nxt].pos in ("ADP", "ADV", "PART") and text.tokens[nxt].sentence == text.tokens[token].sentence:
        found.setdefault(text.tokens[nxt].lower, nxt)
    return found


def _matches(text: ReportText, frame: Frame, token: int) -> bool:
    t = text.tokens[token]
    if t.lemma in frame.words or t.lower in frame.words:
        return True
    return bool(frame.classes) and bool(frame.classes & classes_of(text, token))


def match_verb(text: ReportText, token: int, lemma: str | None = None) -> Candidate | None:
    """The most specific frame of event_verbs.tsv that fits a verb; where none does, the verb's most general one, marked "weak"."""
    frames = verb_frames().get(lemma or text.tokens[token].lemma)
    if frames is None:
        return None
    companions = _companions(text, token)
    objects: tuple[int, ...] | None = None
    for frame in frames:
        if not all(any(w in companions for w in group) for group in frame.companions):
            continue
        thing = None
        if frame.words or frame.classes:
            if objects is None:
                objects = objects_of(text, token)
            pool = list(objects)
            for group in frame.companions:
                for w in group:
                    if w in companions:
                        pool += [g for g in text.children[companions[w]] if text.tokens[g].dep in ("pobj", "dobj")]
            if not frame.companions and not objects:
                behind = (g for c in text.children[token] if text.tokens[c].dep in ("prep", "prt") for g in text.children[c])
                pool += [g for g in behind if text.tokens[g].dep == "pobj"][:2]
            hit = next((o for o in pool if _matches(text, frame, o)), None)
            if hit is None:
                continue
            if text.tokens[hit].lemma in frame.words or frame.classes & THINGS & classes_of(text, hit):
                thing = hit
        name = f"{'_'.join('|'.join(sorted(g)) for g in frame.companions)}~{'|'.join(sorted(frame.classes)) or ('w' if frame.words else '')}"
        return Candidate(token, frame.event_type, frame.mode, frame.cameo, frame.sure, False, thing, name)
    weak = frames[-1]
    return Candidate(token, weak.event_type, weak.mode, weak.cameo, False, False, None, WEAK)


def match_noun(text: ReportText, token: int) -> Candidate | None:
    """The most specific frame of event_nouns.tsv that fits a noun."""
    t = text.tokens[token]
    frames = noun_frames().get(t.lemma) or noun_frames().get(t.lower)
    if frames is None:
        return None
    near: list[int] | None = None
    for frame in frames:
        if frame.words or frame.classes:
            if near is None:
                near = [c for c in text.children[token] if text.tokens[c].dep in ("amod", "compound", "nmod", "poss", "nummod", "npadvmod")]
                near += [g for c in text.children[token] if text.tokens[c].dep == "prep" for g in text.children[c] if text.tokens[g].dep == "pobj"]
                if t.dep in ("compound", "amod"):
                    near.append(t.head)
                if t.dep == "pobj" and text.tokens[t.head].lower == "of":
                    near.append(text.tokens[t.head].head)
            if not any(_matches(text, frame, n) for n in near):
                continue
        return Candidate(token, frame.event_type, frame.mode, frame.cameo, frame.sure, True, None, "m" if frame.words or frame.classes else "")
    return None


def candidates(text: ReportText) -> Iterator[Candidate]:
    """All proposals of the lexicon, in order of appearance; at most one a token."""
    for t in text.tokens:
        if t.pos == "VERB" or t.tag.startswith("VB") and t.pos != "AUX":
            found = match_verb(text, t.i)
            if found is None and t.tag in ("VBG", "VBN"):
                found = match_noun(text, t.i)
        elif t.pos in ("NOUN", "PROPN", "ADJ"):
            found = match_noun(text, t.i)
            if found is None and t.pos != "PROPN" and t.lower in verb_frames() and any(text.tokens[c].dep in SUBJECTS for c in text.children[t.i]):
                found = match_verb(text, t.i)
        else:
            continue
        if found is not None:
            yield found


def antecedent(text: ReportText, token: int) -> int:
    """The noun a relative pronoun stands for; any other token itself."""
    t = text.tokens[token]
    if t.tag in RELATIVE or t.lower == "that" and t.pos in ("PRON", "SCONJ", "DET"):
        at = t
        for _ in range(6):
            if at.dep == "relcl":
                return at.head
            if at.head == at.i:
                break
            at = text.tokens[at.head]
    return token


def preposition_before(text: ReportText, token: int) -> str:
    """The preposition of a noun, or of the stretch of time that it fills ("after three days of clashes"); "" where there is none."""
    t = text.tokens[token]
    above = text.tokens[t.head]
    if t.dep == "pobj" and above.lower == "of" and text.tokens[above.head].ent in ("DATE", "TIME"):
        t = text.tokens[above.head]
        above = text.tokens[t.head]
    return above.lower if t.dep == "pobj" else ""


RECALLING = rule_words("recalling")
STANDING, GIVING = rule_words("standing"), rule_words("giving")


def passive(text: ReportText, token: int) -> bool:
    """True for a passive verb, also reduced ("the men killed in the raid")."""
    t = text.tokens[token]
    if t.lower in STANDING:
        return False
    kids = text.children[token]
    if any(text.tokens[c].dep in ("nsubjpass", "auxpass", "csubjpass") for c in kids):
        return True
    if t.tag in ("VBN", "VBD") and t.dep in ("acl", "amod") and not any(text.tokens[c].dep in ("dobj",) for c in kids):
        return True
    if t.tag == "VBN" and t.dep == "conj" and not any(text.tokens[c].dep in ("nsubj", "aux", "dobj") for c in kids):
        return passive(text, t.head)
    return t.tag == "VBN" and t.dep in ("advcl", "ROOT") and not any(text.tokens[c].dep in ("nsubj", "aux", "dobj") for c in kids)


def reduced_relative(text: ReportText, token: int) -> bool:
    """Whether a verb tells of the noun before it: "the crew blamed for the fire"; not where the parse takes the subject of a sentence for
    its root: "Ana Lee, no relation, called on him"."""
    t = text.tokens[token]
    return t.dep == "acl" and not (t.tag == "VBD" and text.tokens[t.head].dep == "ROOT")


def bare_participle(text: ReportText, token: int) -> bool:
    """Whether a participle that says what befell its subject was taken for the verb: "The guard hurt near the gate on Monday is at home"."""
    kids = [text.tokens[c].dep for c in text.children[token]]
    return text.tokens[token].tag == "VBN" and "nsubj" in kids and not {"aux", "auxpass", "dobj", "ccomp", "xcomp"} & set(kids)


def beside_what_was_said(text: ReportText, token: int) -> int | None:
    """The verb of saying that a finite verb of saying is joined to, where the parse joins it to what was said: "denied that the army had
    fired and accused the rebels", "said a soldier was killed, and blamed the rebels"."""
    tokens, t = text.tokens, text.tokens[token]
    inner = tokens[t.head]
    outer = tokens[inner.head]
    if t.tag not in ("VBD", "VBZ") or inner.dep != "ccomp" or not {t.lemma, outer.lemma} <= words("reporting_verbs.tsv"):
        return None
    perfect = inner.tag == "VBN" and any(tokens[c].dep == "aux" and tokens[c].lemma == "have" for c in text.children[inner.i])
    apart = [k.text for k in tokens[max(0, token - 2) : token]] == [",", "and"] and passive(text, inner.i)  # "said a guard was killed, and blamed"
    told = text.child(inner.i, "nsubj") if inner.lemma == "be" else None
    apart = apart or told is not None and text.child(told, "nummod") is not None  # "said three children were among the dead and called"
    alone = not any(tokens[c].dep in ("aux", "auxpass", *SUBJECTS) for c in text.children[token])
    return outer.i if (perfect or apart) and alone else None


def second_party(text: ReportText, token: int) -> int | None:
    """Who is to do what an infinitive names behind another's: "Chad agreed to open the road and Niger to lift the ban"."""
    tokens, t = text.tokens, text.tokens[token]
    sentence = text.sentence_of(token)
    if t.tag != "VB" or token - 3 <= sentence.first or tokens[token - 1].lower != "to" or tokens[token - 2].pos != "PROPN":
        return None
    party = token - 2
    first = party
    while tokens[first - 1].pos == "PROPN" and first - 1 > sentence.first:
        first -= 1
    if tokens[first - 1].lower == "the":
        first -= 1
    while tokens[party].dep == "compound":
        party = tokens[party].head
    joined = tokens[tokens[party].head]
    if tokens[first - 1].lower not in ("and", "while", ",") or joined.pos == "PROPN" and tokens[party].dep == "conj":
        return None
    earlier = (k for k in range(sentence.first + 1, first - 1) if tokens[k].tag == "VB" and tokens[k - 1].lower == "to")
    bound = any(tokens[k].dep in ("xcomp", "ccomp") and tokens[tokens[k].head].lemma in BINDING for k in earlier)
    return party if bound else None


def subject(text: ReportText, token: int, depth: int = 0) -> int | None:
    """The phrase that acts in an active verb, through control, coordination and relative clauses; None where none is named."""
    tokens, t = text.tokens, text.tokens[token]
    if (party := second_party(text, token)) is not None:
        return party
    own = text.child(token, *SUBJECTS, *PASSIVE_SUBJECTS)
    if own is not None:
        return antecedent(text, own)
    if depth > 5:
        return None
    if t.dep == "conj" and tokens[t.head].pos in ("VERB", "AUX"):
        beside = beside_what_was_said(text, token)
        return subject(text, t.head if beside is None else beside, depth + 1)
    if t.dep == "acl":
        if t.tag == "VBG":
            return t.head
        head = tokens[t.head]
        poss = text.child(t.head, "poss")
        if poss is not None:
            return poss
        if head.dep in ("dobj", "pobj", "nsubjpass", "attr"):
            governor = tokens[head.head]
            if governor.pos in ("VERB", "AUX"):
                return subject(text, governor.i, depth + 1)
        return None
    if t.dep in ("xcomp", "ccomp", "advcl", "pcomp", "prep", "pobj"):
        head = tokens[t.head]
        hops = 0
        while head.pos not in ("VERB", "AUX") and head.head != head.i and hops < 4:
            if head.pos in ("NOUN", "PROPN") and t.dep == "pcomp":
                break
            if head.ent in ("DATE", "TIME"):  # "accepted it after months of shelling"
                return None
            head, hops = tokens[head.head], hops + 1
        if head.pos not in ("VERB", "AUX"):
            return None
        if t.dep in ("pcomp", "xcomp") and head.dep == "acl" and head.tag == "VBN":
            return head.head  # "men suspected of feeding the rebels"
        if t.dep in ("xcomp", "advcl") and (granted := _given_time(text, head.i)) is not None and any(tokens[c].tag == "TO" for c in text.children[token]):
            return granted
        if t.dep in ("xcomp", "ccomp"):
            for dep in ("dobj", "dative"):
                controlled = text.child(head.i, dep)
                if controlled is not None and head.lemma not in COMMITTING:
                    return controlled
            if passive(text, head.i):
                return subject(text, head.i, depth + 1)
            for c in text.children[head.i]:
                if head.lemma in APPEALING and tokens[c].lower in ("on", "to", "upon", "with"):
                    called = text.child(c, "pobj")
                    if called is not None:
                        return called
        return subject(text, head.i, depth + 1)
    return None


def _given_time(text: ReportText, verb: int) -> int | None:
    """To whom a verb of giving gives a time ("gave the plotters two days to leave"): who is to do what follows."""
    tokens = text.tokens
    if tokens[verb].lemma not in GIVING:
        return None
    parts = [c for c in text.children[verb] if c > verb and tokens[c].dep in ("dobj", "dative", "npadvmod")]
    times = [c for c in parts if tokens[c].ent in ("TIME", "DATE")]
    return next((c for c in parts if c not in times and tokens[c].pos != "ADP"), None) if times else None


def prepositional(text: ReportText, token: int, wanted: tuple[str, ...], depth: int = 0) -> Iterator[tuple[str, int]]:
    """`(preposition, object)` below a token; noun objects of its verbs are not entered."""
    for c in text.children[token]:
        child = text.tokens[c]
        if child.dep in ("prep", "agent", "dative", "prt") or child.pos == "ADP":
            for g in text.children[c]:
                if text.tokens[g].dep == "pobj" and child.lower in wanted:
                    yield child.lower, g
                elif text.tokens[g].dep in ("prep", "conj") and text.tokens[g].pos == "ADP" and depth < 2:
                    for h in text.children[g]:
                        if text.tokens[h].dep == "pobj" and text.tokens[g].lower in wanted:
                            yield text.tokens[g].lower, h


def agents(text: ReportText, token: int) -> Iterator[int]:
    """Objects of `by` below a token."""
    for c in text.children[token]:
        if text.tokens[c].lower == "by" and text.tokens[c].dep in ("agent", "prep"):
            for g in text.children[c]:
                if text.tokens[g].dep == "pobj":
                    yield g


def comes_under(text: ReportText, token: int) -> bool:
    """Whether a verb says that its subject suffers what follows: "came under fire"."""
    return text.tokens[token].lemma in UNDERGOING and any(text.tokens[c].lower == "under" for c in text.children[token])


def reciprocal(text: ReportText, token: int) -> bool:
    """True for what several do to each other: "blamed each other", "traded fire", "fought in the hills", "an exchange of prisoners"."""
    t = text.tokens[token]
    lemmas = {t.lemma, text.tokens[t.head].lemma} if t.dep in ("dobj", "pobj") else {t.lemma}
    if lemmas & MUTUAL_ALWAYS or (t.lemma in MUTUAL_ALONE and text.child(token, "dobj") is None and not passive(text, token)):
        return True
    for c in (*text.children[token], *(g for p in text.children[token] if text.tokens[p].pos == "ADP" for g in text.children[p])):
        if text.tokens[c].lower == "other" and any(text.tokens[d].lower == "each" for d in text.children[c]):
            return True
        if text.tokens[c].lower == "another" and any(text.tokens[d].lower == "one" for d in text.children[c]):
            return True
        if text.tokens[c].lower == "other" and any(text.tokens[d].lower == "the" for d in text.children[c]) and _by_each(text, token):
            return True
    return False


def _by_each(text: ReportText, token: int) -> bool:
    """Whether each of two does it: "each side accused the other", "each blames the other"."""
    acting = text.child(token, "nsubj")
    return acting is not None and "each" in {text.tokens[i].lower for i in (acting, *text.children[acting])}


def partner(text: ReportText, token: int) -> int | None:
    """The other party of what two always do to each other, behind "with": "exchanged fire with guards", "swapped captives with Chad"."""
    t = text.tokens[token]
    words = [token, *(c for c in text.children[token] if text.tokens[c].dep == "dobj")]
    if t.dep in ("dobj", "pobj"):
        words.append(t.head)
    if not any(text.tokens[w].lemma in MUTUAL_ALWAYS for w in words):
        return None
    return next((g for w in words for _, g in prepositional(text, w, ("with",))), None)


class Roles(NamedTuple):
    """Heads of the phrases that act and are acted on, best first. Coordinates are not unfolded."""

    actors: tuple[int, ...]
    recipients: tuple[int, ...]


def _unique(tokens: list[int], without: set[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(t for t in tokens if t not in without))


UNDERGOING = frozenset(("be", "come", "fall", "remain", "stay"))
"""Verbs whose subject suffers the event that "under" names."""


@cache
def deaths() -> frozenset[str]:
    """Verbs whose subject dies: those of figure_verbs.tsv that count their subject as killed whatever their object."""
    return frozenset(r["lemma"] for r in table("figure_verbs.tsv") if (r["indicator"], r["role"], r["with"]) == ("killed", "subject", ""))


def roles(text: ReportText, candidate: Candidate) -> Roles:
    """Who acts and who is acted on, by the frame and the parse."""
    return _noun_roles(text, candidate) if candidate.noun else _verb_roles(text, candidate)


def _verb_roles(text: ReportText, candidate: Candidate) -> Roles:
    token, kind = candidate.token, candidate.event_type or ""
    actors: list[int] = []
    recipients: list[int] = []
    wanted = RECIPIENT_PREPOSITIONS.get(kind, ())
    is_passive = passive(text, token) or (kind in UNDERGONE and bare_participle(text, token))
    if is_passive:
        actors += agents(text, token)
        undergoer = next((o for o in objects_of(text, token) if text.tokens[o].dep != "oprd"), None)
        if undergoer is None and (text.tokens[token].dep == "conj" or bare_participle(text, token)):
            undergoer = subject(text, token)
        if undergoer is not None and undergoer != candidate.thing:
            recipients.append(antecedent(text, undergoer))
    else:
        acting = subject(text, token)
        suffered = kind == "ASSAULT" and (text.tokens[token].lemma in deaths() or comes_under(text, token))
        if acting is not None:
            (recipients if suffered else actors).append(acting)
        if suffered:
            for place in (token,) if candidate.thing is None else (token, candidate.thing):
                actors += (g for _, g in prepositional(text, place, ("by", "from")) if g not in actors)
        for c in text.children[token]:
            if text.tokens[c].dep in ("dobj", "dative") and c != candidate.thing and text.tokens[c].pos != "ADP":
                recipients.append(antecedent(text, c))
        if not recipients and not suffered and (left_out := left_out_object(text, token)) is not None:
            recipients.append(left_out)
    thing_is_object = candidate.thing is not None
    if kind == "MOBILIZE" and recipients and not is_passive:
        recipients = []
    if not recipients or thing_is_object or kind in ("SANCTION", "AID"):
        places = [token] + ([candidate.thing] if candidate.thing is not None else [])
        for place in places:
            for _, g in prepositional(text, place, tuple(w for w in wanted if w not in ("by", "in"))):
                if text.tokens[g].ent not in ("DATE", "TIME", "CARDINAL"):
                    recipients.append(g)
    if candidate.thing is not None:
        for c in text.children[candidate.thing]:
            if text.tokens[c].dep == "poss" and text.tokens[c].tag not in ("PRP$",):
                recipients.append(c)
    if kind in ("ASSAULT", "CONSULT") and not recipients:
        for _, g in prepositional(text, token, ("with", "against", "between", "on", "at")):
            recipients.append(g)
    actor_set = set(actors)
    return Roles(tuple(dict.fromkeys(actors)), _unique(recipients, actor_set))


def _noun_roles(text: ReportText, candidate: Candidate) -> Roles:
    tokens, token, kind = text.tokens, candidate.token, candidate.event_type or ""
    t = tokens[token]
    actors: list[int] = list(agents(text, token))
    recipients: list[int] = []
    patient = t.lemma in PATIENT_NOUNS
    for c in text.children[token]:
        child = tokens[c]
        if child.dep == "poss":
            (recipients if patient and kind != "RETREAT" else actors).append(c)
        elif child.dep in ("compound", "amod", "nmod"):
            if child.ent in ("NORP", "GPE", "ORG", "PERSON") or {"people", "force", "actor", "gov"} & classes_of(text, c):
                (recipients if patient and child.dep == "compound" and child.ent not in ("NORP", "GPE", "ORG") else actors).append(c)
    for _, g in prepositional(text, token, ("of",)):
        if text.tokens[g].ent not in ("DATE", "TIME"):
            (recipients if patient or kind in ("ASSAULT", "COERCE", "ACCUSE", "SANCTION", "AID") else actors).append(g)
    for _, g in prepositional(text, token, ("between", "among")):
        actors.append(g)
    for word, g in prepositional(text, token, tuple(w for w in RECIPIENT_PREPOSITIONS.get(kind, ()) if w not in ("of", "by", "between", "among"))):
        if text.tokens[g].ent not in ("DATE", "TIME") and not (word == "in" and recipients):
            recipients.append(g)
    head = tokens[t.head]
    if t.dep in ("dobj", "nsubjpass", "pobj", "attr") and head.i != t.i and not (t.dep == "pobj" and head.lower in AROUND_THE_DEED):
        verb = head
        if t.dep == "pobj" and verb.pos == "ADP":
            verb = tokens[verb.head]
        if head.lower == "under" and verb.lemma in UNDERGOING and (acting := subject(text, verb.i)) is not None:
            recipients.insert(0, acting)
        if verb.pos in ("VERB", "AUX") and any(
            not particle or any(tokens[c].lower == particle for c in text.children[verb.i]) for particle, _, _ in light_verbs().get(verb.lemma, ())
        ):
            if t.dep == "nsubjpass":
                actors += agents(text, verb.i)
            elif (not actors or verb.lemma not in REACTING) and text.child(verb.i, "oprd") is None and text.child(token, "dobj") is None:  # but "called the raid a crime"
                acting = subject(text, verb.i)
                if acting is not None:
                    if verb.lemma in SUFFERING:
                        recipients.insert(0, acting)
                    elif verb.lemma not in WISHING:
                        actors.append(acting)
            for _, g in prepositional(text, verb.i, tuple(w for w in RECIPIENT_PREPOSITIONS.get(kind, ()) if w not in ("of", "by", "in"))):
                if g != token and text.tokens[g].ent not in ("DATE", "TIME"):
                    recipients.append(g)
    actor_set = set(actors)
    return Roles(tuple(dict.fromkeys(actors)), _unique(recipients, actor_set | {token}))
