"""Whether an event took place: happened, ongoing, planned, hypothetical, denied, uncertain, with the words that decided it.

From a trigger the reader climbs the parse and collects operators, inner ones first: negation, modal verbs, conditions, questions, the
class of each verb, noun or adjective that governs the trigger (data/modality_cues.tsv). Folded from the inside out they give the
modality; a trained linear model (data/modality_model.npz, where present) may overrule the fold. Pure: the same words, the same answer.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, cast

from dateline.lexicon import rule_words, table, words, words_of_class
from dateline.model.event import Modality
from dateline.model.evidence import Evidence
from dateline.reading.linear import models
from dateline.text.segment import ReportText

NOMINAL = frozenset(("NOUN", "PROPN"))
VERBAL = frozenset(("VERB", "AUX"))
OCCUR = rule_words("occurring")
CITING = rule_words("citing")
RESOLVED = rule_words("agreed_at")
"""Verbs of what a meeting comes to: the meeting at which it is agreed takes place."""
TOLD = rule_words("told")
TERMS = rule_words("term")
AHEAD = frozenset(("will", "would", "to", "may", "might", "could", "should", "can"))
CUT = frozenset(("relcl", "parataxis", "appos"))


class Operator(NamedTuple):
    """One word that bears on the trigger: its `kind`, its token, how many steps above the trigger it stands, whether itself negated."""

    kind: str
    token: int
    step: int
    negated: bool = False


@cache
def light() -> frozenset[str]:
    """Verbs that carry an event noun (data/light_verbs.tsv)."""
    return words("light_verbs.tsv")


@cache
def cues() -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    """(part of speech, lemma) -> (needed companion or "", class) pairs; those with a companion first."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in table("modality_cues.tsv"):
        found.setdefault((row["pos"], row["lemma"]), []).append((row["with"], row["class"]))
    return MappingProxyType({k: tuple(sorted(v, reverse=True)) for k, v in found.items()})


def cue_class(text: ReportText, token: int, pos: str) -> str | None:
    """The class of a governing word, or None. A companion ("rule out") must be a direct dependent, or mark its clause ("charge that")."""
    for companion, kind in cues().get((pos, text.tokens[token].lemma), ()):
        if not companion or any(
            text.tokens[c].lower == companion
            or (text.tokens[c].dep == "ccomp" and any(text.tokens[g].lower == companion and text.tokens[g].dep == "mark" for g in text.children[c]))
            for c in text.children[token]
        ):
            return kind
    return None


WEIGHTS = MappingProxyType({"happened": 0.4})
"""Factors on probabilities of coded events: to take for happened what did not happen is the worst error."""
INTENDED = rule_words("intended")
NEVER_NOUNS = rule_words("never")
OUTLASTING, LIFTING = rule_words("outlasting"), rule_words("lifting_rule")
CAME_ABOUT = rule_words("came_about")
OPENING = rule_words("comes_to_pass")
OBJECTING = rule_words("objecting")
NOBODY = frozenset(("nobody", "none", "nothing", "neither", "no-one", "noone"))


def _empty(text: ReportText, token: int) -> int | None:
    """The word that makes a phrase stand for nobody: "no soldier", "not one byte", "nothing", "neither side"."""
    t = text.tokens[token]
    if t.lower in NOBODY:
        return token
    for c in text.children[token]:
        child = text.tokens[c]
        if child.lower in ("no", "neither") and child.dep in ("det", "neg", "preconj", "nummod", "advmod"):
            return c
        if child.lower == "not" and c > token:
            continue  # "soldiers, not rebels"
        if child.dep == "neg" or (child.lower == "not" and child.dep in ("preconj", "advmod")):
            return c
        if child.lower in ("one", "single", "nummod") and any(text.tokens[g].lower == "not" for g in text.children[c]):
            return c
    if token > 0 and text.tokens[token - 1].lower in ("no",) and text.tokens[token - 1].sentence == t.sentence:
        return token - 1
    return None


def negation(text: ReportText, token: int) -> int | None:
    """The word that negates a token: not, never, no longer, neither ... nor, an empty subject or object; None where there is none."""
    tokens = text.tokens
    for c in text.children[token]:
        child = tokens[c]
        dep, lower = child.dep, child.lower
        if dep == "neg" or lower in ("never", "n't", "neither", "nor") or (lower == "no" and dep in ("det", "neg", "advmod", "intj")):
            if lower == "nor" and dep == "cc" and tokens[token].pos in VERBAL and child.i > token:
                continue  # "nor" before the next conjunct
            if lower == "not" and _sets_apart(text, c, token):
                continue
            return c
        if lower in ("hardly", "barely", "scarcely") and dep == "advmod":
            return c
        if lower == "longer" and any(tokens[g].lower == "no" for g in text.children[c]):
            return c
        if dep == "prep":
            for g in text.children[c]:
                if tokens[g].lemma in NEVER_NOUNS and any(tokens[x].lower == "no" for x in text.children[g]):
                    return g
                if tokens[g].lower in NOBODY and tokens[token].pos in VERBAL:
                    return g
        if lower == "yet" and dep == "advmod" and tokens[token].lemma == "have":
            return c
        if dep in ("nsubj", "nsubjpass", "dobj") and tokens[token].pos in VERBAL:
            empty = _empty(text, c)
            if empty is not None:
                return empty
    t = tokens[token]
    if t.dep == "conj":
        for c in text.children[t.head]:
            child = tokens[c]
            if (child.lower == "nor" and child.i < token) or (child.lower == "neither" and child.i < token and tokens[token].pos in VERBAL):
                return c
    return None


def _sets_apart(text: ReportText, word: int, verb: int) -> bool:
    """Whether a "not" between commas only tells who it was not: "soldiers, not rebels, looted the convoy"."""
    tokens = text.tokens
    if tokens[verb].pos not in VERBAL or not 0 < word < verb or tokens[word - 1].text != ",":
        return False
    between = tokens[word + 1 : verb]
    comma = next((k for k in between if k.text == ","), None)
    named = tokens[word + 1 : comma.i] if comma is not None else ()
    return bool(named) and named[-1].pos in NOMINAL and not any(k.pos in VERBAL for k in named)


def _reduced(text: ReportText, verb: int) -> bool:
    """True for "the meeting planned for Monday did not ..." where the participle was taken for the verb of the sentence."""
    t = text.tokens[verb]
    children = [text.tokens[c] for c in text.children[verb]]
    return (
        t.tag in ("VBD", "VBN") and t.lemma in INTENDED and not any(c.dep in ("dobj", "xcomp", "ccomp", "aux", "auxpass") for c in children)
        and any(c.dep == "prep" and c.lower in ("for", "on", "in", "at") for c in children)
    )  # fmt: skip


def _inverted(text: ReportText, clause: int) -> bool:
    """True for a condition without "if": "should she not come", "had the shell hit", "were they to sign"."""
    inside = [c for c in text.children[clause] if text.tokens[c].dep not in ("punct", "cc")]
    subject = next((c for c in inside if text.tokens[c].dep in ("nsubj", "nsubjpass")), None)
    at = clause if text.tokens[clause].dep == "aux" or text.tokens[clause].lower in ("had", "were") else inside[0] if inside else clause
    return subject is not None and at < subject and text.tokens[at].lower in ("should", "had", "were") and text.tokens[at].pos in VERBAL


def _infinitive(text: ReportText, verb: int) -> bool:
    return text.tokens[verb].tag == "VB" and any(text.tokens[c].lower == "to" and text.tokens[c].dep == "aux" for c in text.children[verb])


def _ultimatum(text: ReportText, token: int) -> int | None:
    """The word that sets a term: "gave them ten days to", "had until noon to"; None where `token` is no such verb or term."""
    t = text.tokens[token]
    verb = text.tokens[t.head] if t.lemma in TERMS and t.dep in ("dobj", "npadvmod", "dative") else t
    if verb.lemma != "give":
        return None
    inside = [*text.children[verb.i], *(g for c in text.children[verb.i] if text.tokens[c].lower == "until" for g in text.children[c])]
    return next((c for c in inside if text.tokens[c].lemma in TERMS), None)


def _awaiting(text: ReportText, verb: int, head: int) -> int | None:
    """The conjunction of a clause that the clause above waits for, where that one is yet to come: "will leave once they disarm"."""
    if verb_group(text, head).split("+")[0].rstrip("gp") not in AHEAD:
        return None
    return next((c for c in text.children[verb] if text.tokens[c].dep in ("mark", "advmod") and text.tokens[c].lower in ("once", "when", "until", "till", "after")), None)


def _supposed(text: ReportText, verb: int) -> bool:
    """True for a gerund that opens a sentence in which something "would" be: "Pulling out now would please nobody"."""
    tokens, sentence = text.tokens, text.sentence_of(verb)
    opens = verb == sentence.first or (verb == sentence.first + 1 and tokens[sentence.first].pos == "PUNCT")
    if tokens[verb].tag != "VBG" or not opens:
        return False
    modal = (k for k in range(verb, sentence.last) if tokens[k].lower in ("would", "could") and tokens[k].head != k)
    return any(not any(tokens[c].dep in ("nsubj", "nsubjpass") for c in text.children[tokens[k].head]) for k in modal)


def _should_before(text: ReportText, verb: int) -> int | None:
    """The "should" of a condition that opens a clause before a verb, wherever the parse hangs it: "and that, should she not come, ..."."""
    tokens, first = text.tokens, text.sentence_of(verb).first
    for k in range(first, verb - 2):
        opens = k == first or tokens[k - 1].pos in ("PUNCT", "CCONJ", "SCONJ")
        if tokens[k].lower == "should" and opens and tokens[k].head not in (verb, k) and tokens[k + 1].pos in ("PRON", "DET", "PROPN", "NOUN"):
            return k
    return None


def _intended(text: ReportText, clause: int) -> str | None:
    """"plan" where a clause behind a noun says that it was intended: "planned for Monday", "which was to open", "due to begin"."""
    t = text.tokens[clause]
    if t.tag == "VBN" and t.lemma in INTENDED and not any(text.tokens[c].dep == "aux" for c in text.children[clause]):
        return "adj_plan"
    if t.pos == "ADJ" and t.lower in ("due", "set", "scheduled"):
        return "adj_plan"
    if t.lemma == "be" and any(text.tokens[c].dep == "xcomp" and text.tokens[c].tag == "VB" for c in text.children[clause]):
        return "adj_plan"
    return None


def _came_about(text: ReportText, verb: int) -> bool:
    """Whether what the subject of a verb of planning names came about after all: "had been due to open on Monday but started a day late"."""
    return any(
        text.tokens[c].dep == "conj" and text.tokens[c].tag == "VBD" and text.tokens[c].lemma in CAME_ABOUT and negation(text, c) is None
        and not any(text.tokens[k].dep in ("nsubj", "nsubjpass") for k in text.children[c])
        for c in text.children[verb]
    )  # fmt: skip


def _has_begun(text: ReportText, token: int) -> bool:
    """Whether a noun is the subject of a past verb by which things come about: "talks on the border opened on Wednesday"."""
    t = text.tokens[token]
    verb = text.tokens[t.head]
    if t.pos != "NOUN" or t.dep != "nsubj" or verb.tag != "VBD" or verb.lemma not in OPENING or verb.dep in ("advcl", "acl", "relcl"):
        return False
    return negation(text, verb.i) is None and not any(text.tokens[c].dep in ("aux", "dobj", "xcomp") for c in text.children[verb.i])


def _is_done(text: ReportText, token: int) -> bool:
    """Whether a perfect tells of it, which "now" does not keep going: "4,100 have now left"."""
    return text.tokens[token].tag == "VBN" and any(text.tokens[c].lemma == "have" and text.tokens[c].dep == "aux" for c in text.children[token])


def _local(text: ReportText, token: int, step: int, verbal: bool) -> list[Operator]:
    """Operators that stand at a node itself."""
    found: list[Operator] = []
    tokens = text.tokens
    node = tokens[token]
    has_modal = False
    for c in text.children[token]:
        child = tokens[c]
        dep, lower = child.dep, child.lower
        if dep in ("aux", "auxpass"):
            for _, kind in cues().get(("aux", lower), ()) or cues().get(("aux", child.lemma), ()):
                has_modal = True
                found.append(Operator(kind, c, step))
        elif dep == "mark" and lower == "before" and any(tokens[g].lower in ("could", "can") for g in text.children[token]):
            found.append(Operator("before_could", c, step))
        elif dep == "mark" or (dep == "advmod" and lower in ("when", "once")):
            for _, kind in cues().get(("conj", lower), ()):
                found.append(Operator(kind, c, step))
        elif dep in ("advmod", "npadvmod"):
            for _, kind in cues().get(("adv", lower), ()):
                if kind == "still" and _is_done(text, token):
                    continue
                if kind != "refuse" and not (kind == "not_yet" and negation(text, token) is None):
                    found.append(Operator(kind, c, step))
        elif dep in ("amod", "compound", "nmod") and not verbal:
            for _, kind in cues().get(("adj", child.lemma), ()) or cues().get(("adj", lower), ()):
                found.append(Operator("adj_" + kind, c, step))
        elif dep in ("acl", "relcl", "amod", "appos") and not verbal and (aim := _intended(text, c)) is not None:
            found.append(Operator(aim, c, step))
        elif dep == "advcl" and (
            lower in ("provided", "providing")
            or any(tokens[g].dep == "mark" and tokens[g].lower in ("if", "unless", "provided", "once") for g in text.children[c])
            or _inverted(text, c)
        ):
            found.append(Operator("conditioned", c, step))
        elif dep == "prep" and lower == "since" and any(tokens[g].lemma == "have" and tokens[g].dep == "aux" for g in text.children[token]):
            found.append(Operator("since", c, step))
    if has_modal and (should := _should_before(text, token)) is not None:
        found.append(Operator("conditioned", should, step))
    if verbal and node.tag == "VBG" and any(tokens[c].lemma == "be" and tokens[c].dep == "aux" for c in text.children[token]):
        past = any(tokens[c].lower in ("was", "were", "been") for c in text.children[token])
        found.append(Operator("prog_past" if past else "prog", token, step))
    if not has_modal and node.dep == "ROOT" and verbal and any(tokens[c].lower == "to" and tokens[c].dep == "aux" for c in text.children[token]):
        found.append(Operator("headline_to", next(c for c in text.children[token] if tokens[c].lower == "to"), step))
    n = negation(text, token)
    if n is not None:
        found.append(Operator("neg", n, step))
    if verbal and ((node.dep in ("advcl", "ccomp") and _inverted(text, token)) or _supposed(text, token)):
        found.append(Operator("cond", token, step))
    return found


REPORTED_PREPOSITIONS = frozenset("in on over from about since during after following amid despite at near".split())


def _told_by_outcome(text: ReportText, token: int) -> bool:
    """Whether a clause says what a known act did: "to look into the raid that left nine dead"."""
    known = any(text.tokens[c].lower == "the" for c in text.children[token])
    return known and any(
        text.tokens[c].dep == "relcl" and text.tokens[c].tag == "VBD" and not any(text.tokens[g].dep in ("aux", "neg") for g in text.children[c])
        for c in text.children[token]
    )


def _befell(text: ReportText, token: int) -> bool:
    """Whether a participle only says what once befell its noun: "would return the bodies of four men killed on May 7"."""
    t = text.tokens[token]
    return t.dep == "acl" and t.tag in ("VBN", "VBD") and text.child(token, "nsubj", "aux", "mark") is None and t.lemma not in INTENDED and _empty(text, t.head) is None and negation(text, token) is None


ANYONE = rule_words("anyone_at_all")


def _of_any(text: ReportText, noun: int) -> bool:
    """Whether a noun names nobody in particular: "anyone", "any ship", "no prisoners"."""
    words = (noun, *(c for c in text.children[noun] if text.tokens[c].dep in ("det", "neg")))
    return any(text.tokens[c].lower in ANYONE for c in words)


def _presupposed(text: ReportText, token: int, head: int, is_trigger_noun: bool) -> bool:
    """True where what stands above says nothing of whether it took place.

    "who carried out the attack", "figures from the shelling", "those behind the raid", "had nothing to do with the raid", "opposition to the duke's war".
    """
    t = text.tokens[token]
    if t.dep == "ccomp":
        return any(
            text.tokens[g].tag in ("WP", "WRB", "WDT") or text.tokens[c].tag in ("WP", "WRB", "WDT")
            for c in text.children[token]
            for g in (*text.children[c], c)
        )
    if is_trigger_noun and _told_by_outcome(text, token):
        return True
    above = text.tokens[head]
    if is_trigger_noun and t.dep == "pobj" and (above.lower == "behind" or (above.lower == "with" and text.tokens[above.head].lemma == "do")):
        return True
    if is_trigger_noun and t.dep == "pobj" and above.lower == "to" and text.tokens[max(0, head - 1)].lemma in OBJECTING:
        return text.child(token, "poss") is not None
    if is_trigger_noun and t.dep == "pobj" and above.lower in REPORTED_PREPOSITIONS:
        return any(text.tokens[c].lower in ("the", "this", "that", "these", "those") or text.tokens[c].dep == "poss" for c in text.children[token])
    return False


def parted(text: ReportText, token: int) -> bool:
    """Whether a semicolon parts a clause from the one that the parse hangs it on: "Norway has given two million; Chile has promised a clinic"."""
    t = text.tokens[token]
    if t.dep not in ("ccomp", "conj", "advcl", "dep", "parataxis"):
        return False
    low, high = min(token, t.head), max(token, t.head)
    return any(text.tokens[k].text == ";" for k in range(low + 1, high))


def operators(text: ReportText, token: int) -> tuple[Operator, ...]:
    """All operators over a trigger, inner ones first."""
    tokens = text.tokens
    at = tokens[token]
    found = _local(text, token, 0, at.pos in VERBAL)
    if at.pos in VERBAL and at.tag in ("VBZ", "VBP") and not any(tokens[c].dep in ("aux", "auxpass") for c in text.children[token]):
        found.append(Operator("present", token, 0))
    sentence = text.sentence_of(token)
    if any(tokens[k].text == "?" for k in range(max(sentence.first, sentence.last - 3), sentence.last)):
        found.append(Operator("qmark", sentence.last - 1, 9))
    noun_trigger = at.pos not in VERBAL
    step = 0
    first, reduced = True, False
    while at.head != at.i and step < 12:
        step += 1
        head, dep = tokens[at.head], at.dep
        if parted(text, at.i):
            break
        if noun_trigger and reduced and dep in ("csubj", "ccomp", "conj"):
            dep = "nsubj"
        reduced = noun_trigger and dep == "nsubj" and _reduced(text, head.i)
        if reduced:
            found.append(Operator("adj_plan", head.i, step))
            at = head
            continue
        if dep in ("relcl", "acl") and head.lower in NOBODY:
            found.append(Operator("neg", head.i, step))
            break
        if dep == "ccomp" and any(tokens[c].dep == "mark" and tokens[c].lower in ("whether", "if") for c in text.children[at.i]):
            break  # "declined to say whether": what is left open is not what was declined
        bare = at.i == token and not any(tokens[c].dep in ("auxpass", "mark") for c in text.children[token])
        if bare and head.dep in ("dobj", "nsubjpass") and _befell(text, token) and cue_class(text, head.head, "verb") == "refuse":
            break  # "intercepted two missiles fired from the coast"
        if bare and head.dep in ("nsubj", "nsubjpass") and negation(text, head.head) is not None and _befell(text, token) and not _of_any(text, head.i):
            break  # "the nurse taken on Sunday was not in the camp"
        told = dep in ("relcl", "acl") and head.lemma in TOLD and any(tokens[c].lower == "that" for c in text.children[at.i])
        if (dep in CUT and not told and not (dep == "relcl" and _infinitive(text, at.i))) or _presupposed(text, at.i, head.i, noun_trigger and at.i == token):
            break
        if dep in ("relcl", "acl", "advcl", "xcomp") and _infinitive(text, at.i) and (given := _ultimatum(text, head.i)) is not None:
            found.append(Operator("want", given, step))
            break
        if dep == "conj":
            bare = at.tag in ("VB", "NN", "NNS", "VBN", "VBG") and not any(tokens[c].dep in ("aux", "nsubj", "nsubjpass") for c in text.children[at.i])
            but = any(tokens[c].dep == "cc" and tokens[c].lower in ("but", "yet") for c in text.children[head.i])
            if bare:
                found += [o for o in _local(text, head.i, step, head.pos in VERBAL) if not (but and o.kind == "neg")]
            at = head
            continue
        if dep == "amod" and at.i == token and at.tag in ("VBN", "VBD") and head.ent == "PERSON":
            break  # "without having met detained premier Ann Reed"
        if dep in ("amod", "compound", "nmod", "poss"):
            if head.pos in NOMINAL:
                at = head
                found += _local(text, head.i, step, False) if first else []
                first = False
                continue
            break
        first = False
        if dep == "advcl" and not (
            (at.tag == "VBG" or _infinitive(text, at.i)) and head.pos in VERBAL and at.lemma not in CITING
            and not any(tokens[c].dep in ("mark", "nsubj", "advmod") for c in text.children[at.i])
            and cue_class(text, head.i, "verb") in ("refuse", "want", "attempt", "plan", "threat", "order")
        ):  # fmt: skip
            when = _awaiting(text, at.i, head.i)
            if when is not None:
                found.append(Operator("cond", when, step))
            break
        negated = negation(text, head.i) is not None
        if head.pos == "ADP" or head.dep == "prep":
            kinds = [prep for _, prep in cues().get(("prep", head.lower), ())]
            if "fact" in kinds:  # "wants to march despite the ban": what it is despite stands, whatever is wanted
                break
            if noun_trigger and at.i == token and head.lower in ("in", "at", "during") and tokens[head.head].lemma in RESOLVED and tokens[head.head].tag == "VBD":
                break  # "agreed in a call to reopen the road": where they agreed is told as a fact
            found += [Operator("prep_" + prep, head.i, step) for prep in kinds]
            before = tokens[head.head]
            if head.lower == "of" and before.lower == "ahead":
                found.append(Operator("prep_plan", before.i, step))
            elif (head.lower == "of" and before.lower in ("instead", "short")) or (head.lower == "from" and before.lower in ("far", "refrain", "away")):
                found.append(Operator("prep_refuse", before.i, step))
            at = head
            continue
        if head.lower in ("provided", "providing") and dep in ("ccomp", "advcl"):
            found.append(Operator("cond", head.i, step))
            at = head
            continue
        if head.pos in VERBAL and head.lemma != "be":
            over = (dep == "dobj" and head.lemma in OUTLASTING) or (dep in ("nsubj", "nsubjpass") and _came_about(text, head.i))
            kind: str | None = None if over else cue_class(text, head.i, "verb")
            subject_of = dep in ("nsubj", "nsubjpass") and noun_trigger
            if head.lemma == "have" and dep == "xcomp" and negation(text, head.i) is not None and any(tokens[c].lower == "yet" for c in text.children[head.i]):
                found.append(Operator("neg", negation(text, head.i) or head.i, step))
            if kind and not (subject_of and dep == "nsubj" and kind not in ("refuse", "aspect_go", "aspect_end", "delay", "aspect_start")):
                if not (kind in ("know", "doubt") and dep == "prep" and head.lemma not in ("accuse", "charge", "suspect")):
                    found.append(Operator(("subj_" if dep == "nsubj" else "") + kind, head.i, step, negated))
            local = _local(text, head.i, step, True)
            carried = noun_trigger and (dep == "nsubjpass" or (dep == "nsubj" and head.lemma in OCCUR) or (dep == "dobj" and head.lemma in light()))
            if not carried and kind not in ("plan", "want", "refuse", "attempt", "manage", "aspect_start", "aspect_go"):
                local = [o for o in local if o.kind != "neg" and not o.kind.startswith("prog")]
            elif kind and not carried:
                local = [o for o in local if o.kind != "neg"]
            if dep == "nsubj" and head.lemma in ("begin", "start", "open", "resume", "take", "meet") and head.tag in ("VBZ", "VBP"):
                found.append(Operator("present", head.i, step))
            if kind in ("know", "doubt", "factive") and dep == "ccomp":
                local = [o for o in local if o.kind in ("cond", "question")]
            found += local
            if kind == "factive":
                break
        elif head.pos in NOMINAL:
            kind = cue_class(text, head.i, "noun")
            if kind:
                found.append(Operator("noun_" + kind, head.i, step, negated))
        elif head.pos == "ADJ":
            kind = cue_class(text, head.i, "adj")
            if kind:
                found.append(Operator("adj_" + kind, head.i, step, negated))
        elif head.lemma == "be":
            for c in (at.i, *text.children[head.i]):
                if tokens[c].dep == "xcomp" and any(tokens[g].lower == "to" and tokens[g].dep == "aux" for g in text.children[c]):
                    found.append(Operator("plan", head.i, step))
                    break
            for c in text.children[head.i]:
                if tokens[c].dep == "prep" and tokens[c].lower in ("under", "in", "out") and tokens[c].i != at.i:
                    found.append(Operator(f"be_{tokens[c].lower}", c, step))
            said = noun_trigger and dep == "nsubj" and any(tokens[c].dep == "acomp" and cue_class(text, c, "adj") is None for c in text.children[head.i])
            found += [o for o in _local(text, head.i, step, True) if not (o.kind.startswith("prog") or (said and o.kind == "neg"))]  # "was not fair"
            for c in text.children[head.i]:
                if tokens[c].dep == "acomp" and c != at.i:
                    kind = None if dep == "nsubj" and _came_about(text, head.i) else cue_class(text, c, "adj")
                    if kind:
                        found.append(Operator("adj_" + kind, c, step, negated))
        at = head
    once: dict[tuple[str, int], Operator] = {}
    for o in found:
        once.setdefault((o.kind, o.token), o)
    return tuple(once.values())


def fold(found: Sequence[Operator]) -> tuple[Modality, tuple[int, ...]]:
    """The modality that operators make, inner ones first, and the tokens that decided it."""
    state: Modality = "happened"
    why: list[int] = []
    modal = {o.step for o in found if o.kind in ("will", "would", "may", "should")}
    conditioned = any(o.kind in ("conditioned", "cond") for o in found)

    def become(new: Modality, op: Operator) -> None:
        nonlocal state
        if new != state:
            state = new
            why.append(op.token)

    for op in found:
        kind = op.kind
        base = kind.removeprefix("adj_").removeprefix("noun_").removeprefix("prep_").removeprefix("subj_")
        if kind == "neg":
            become("happened" if state == "denied" else "hypothetical" if state == "hypothetical" else "denied", op)
        elif kind in ("prog",) and state == "happened" and op.step == 0:
            become("ongoing", op)
        elif kind in ("still", "since") and state == "happened" and op.step == 0 and not modal:
            become("ongoing", op)
        elif kind == "before_could":
            become("denied", op)
        elif base == "aspect_end" and state == "planned":
            become("denied", op)
        elif kind in ("will", "headline_to") or base in ("plan", "order"):
            if state in ("happened", "ongoing"):
                become("hypothetical" if conditioned else "denied" if op.negated else "planned", op)
        elif kind == "would":
            if state in ("happened", "ongoing"):
                become("hypothetical" if conditioned else "planned", op)
        elif kind in ("may", "should", "cond"):
            if state != "denied":
                become("hypothetical", op)
        elif kind == "conditioned" and op.step in modal:
            become("hypothetical", op)
        elif kind == "question" or (kind == "qmark" and state == "happened"):
            become("uncertain", op)
        elif base == "want":
            if state != "denied" or op.kind == "want":
                become("hypothetical", op)
        elif base == "threat":
            if state in ("happened", "planned", "ongoing"):
                become("hypothetical" if conditioned or kind != "threat" else "planned", op)
        elif base == "refuse":
            if op.negated:
                become("hypothetical" if state == "happened" and kind == "refuse" else state, op)
            elif state in ("happened", "ongoing", "planned", "uncertain"):
                become("denied", op)
        elif base == "doubt":
            if state in ("happened", "ongoing", "denied"):
                become("uncertain" if state != "denied" else "denied", op)
        elif base == "truth":
            if op.negated:
                become("denied", op)
        elif base == "know":
            if op.negated and state == "happened":
                become("uncertain", op)
        elif kind in ("aspect_go", "be_under") and state == "happened":
            become("ongoing", op)
        elif kind in ("delay", "subj_delay"):
            become("planned", op)
    return state, tuple(why)


DOUBTING = rule_words("doubting")


@cache
def signals() -> frozenset[str]:
    """Words anywhere in a sentence that bear on modality (data/modality_signals.tsv)."""
    return words("modality_signals.tsv")


NEAR = 8
"""Within how many tokens of a trigger a signal counts as near it."""


def _phrases(text: ReportText, first: int, last: int) -> list[tuple[str, int]]:
    """Words and pairs of words of a passage with their tokens."""
    lower = [text.tokens[k].lower for k in range(first, last)]
    return [(w, first + n) for n, w in enumerate(lower)] + [(f"{a} {b}", first + n) for n, (a, b) in enumerate(zip(lower, lower[1:], strict=False))]


def modality_features(
    text: ReportText, i: int, operators: Sequence[Operator], folded: str, event_type: str, cue_class: str | None, kind: str | None,
    when: str | None = None,
) -> list[str]:
    """Named features of the modality of the event at token `i`."""
    tokens = text.tokens
    t = tokens[i]
    f = [f"fold={folded}", f"fold={folded}.{event_type}", f"type={event_type}", f"cue={cue_class}", f"cue={cue_class}.{folded}", f"kind={kind}"]
    f += [f"l={t.lemma}", f"tag={t.tag}", f"dep={t.dep}", f"td={t.tag}.{t.dep}", f"type.tag={event_type}.{t.tag}"]
    f += [f"when={when}", f"when={when}.{folded}", f"when={when}.{t.tag}", f"when={when}.{event_type}"]
    previous = ""
    for n, op in enumerate(operators):
        name = f"{op.kind}{'!' if op.negated else ''}"
        f += [f"op={name}", f"op={name}@{min(op.step, 3)}", f"opw={op.kind}.{tokens[op.token].lemma}", f"op{n}={name}"]
        if previous:
            f.append(f"ops={previous}+{name}")
        previous = name
    if not operators:
        f += [f"op=none.{t.pos}.{cue_class}", f"op=none.{t.tag}.{t.dep}"]
    for k in text.children[i]:
        child = tokens[k]
        if child.dep in ("aux", "auxpass", "neg", "advmod", "det", "amod", "mark"):
            f.append(f"{child.dep}={child.lower}")
        if child.dep in ("advcl", "prep") and child.lower in ("if", "unless", "without", "until", "after", "before"):
            f.append(f"has={child.lower}")
    head = tokens[t.head]
    if head.i != i:
        f += [f"h={t.dep}.{head.lemma}", f"hp={t.dep}.{head.pos}.{head.tag}"]
        if head.pos == "ADP":
            f += [f"gp={head.lower}.{tokens[head.head].lemma}"]
            head = tokens[head.head]
        for k in text.children[head.i]:
            child = tokens[k]
            if child.dep in ("aux", "auxpass", "neg"):
                f.append(f"h{child.dep}={t.dep}.{child.lower}")
    sentence = text.sentence_of(i)
    root = tokens[sentence.root]
    f += [f"root={root.lemma}", f"rootag={root.tag}"]
    near = {w: k for w, k in reversed(_phrases(text, sentence.first, sentence.last)) if w in signals()}
    for w, k in sorted(near.items()):
        f += [f"s={w}", f"s={w}.{folded}"]
        if abs(k - i) <= NEAR:
            f.append(f"s{'a' if k > i else 'b'}={w}")
    after = text.sentences[t.sentence + 1] if t.sentence + 1 < len(text.sentences) else None
    if after is not None and after.paragraph == sentence.paragraph:
        f += [f"next={w}" for w in sorted({tokens[k].lower for k in range(after.first, after.last)} & signals() & DOUBTING)]
    if sentence.title:
        f += ["title", f"title.{t.tag}"]
    return f + _own_features(text, i, event_type) + _above_features(text, i)


DETERMINERS = MappingProxyType(
    dict.fromkeys(("the", "this", "that", "these", "those", "both"), "def") | dict.fromkeys(("a", "an", "some"), "a")
    | {w: w for w in ("no", "any", "every", "each", "another")}
)  # fmt: skip
MODALS = MappingProxyType(
    dict.fromkeys(("will", "'ll", "wo", "shall", "ll"), "will") | dict.fromkeys(("would", "'d"), "would")
    | dict.fromkeys(("should", "must", "ought"), "should") | {w: w for w in ("may", "might", "could", "can", "to")} | {"ca": "can"}
)  # fmt: skip
BARE_TENSE = MappingProxyType({"VBD": "past", "VBZ": "pres", "VBP": "pres", "VB": "bare", "VBG": "ing", "VBN": "ppart"})


def verb_group(text: ReportText, token: int) -> str:
    """The tense of a verb with its auxiliaries: "past", "has", "had", "will", "to", "ing", with "g" for the progressive, "p" for the passive."""
    aux = [text.tokens[c] for c in text.children[token] if text.tokens[c].dep in ("aux", "auxpass")]
    tag = text.tokens[token].tag
    ending = "g" if tag == "VBG" and any(a.lemma == "be" for a in aux) else ""
    ending += "p" if any(a.dep == "auxpass" for a in aux) else ""
    had = next((a for a in aux if a.lemma == "have"), None)
    modal = next((MODALS[a.lower] for a in aux if a.lower in MODALS and not (a is had and a.lower == "'d")), None)
    if modal is not None:
        return modal + ("+have" if had else "") + ending
    if had is not None:
        return ("had" if had.tag == "VBD" or had.lower in ("had", "'d") else "having" if had.tag == "VBG" else "has") + ending
    if aux:
        first = aux[0]
        return ("past" if first.tag == "VBD" else "being" if first.tag == "VBG" else "pres") + ending
    return BARE_TENSE.get(tag, tag)


def determiner(text: ReportText, token: int) -> str:
    """What a noun phrase begins with: "def", "a", "no", "poss", "num", or "bare." and the tag of the noun."""
    for c in text.children[token]:
        child = text.tokens[c]
        if child.dep == "poss":
            return "poss"
        if child.dep in ("det", "neg"):
            return DETERMINERS.get(child.lower, child.lower)
        if child.dep == "nummod":
            return "num"
    return f"bare.{text.tokens[token].tag}"


def _governor(text: ReportText, token: int) -> str:
    """The class of a word above a trigger, "!" where it is negated; its part of speech where it has none."""
    t = text.tokens[token]
    if t.pos == "ADP":
        found = cues().get(("prep", t.lower))
        return f"prep.{found[0][1] if found else t.lower}"
    kind = "verb" if t.pos in VERBAL else "noun" if t.pos in NOMINAL else "adj" if t.pos == "ADJ" else ""
    return ((cue_class(text, token, kind) or kind.upper()) if kind else t.pos) + _not(text, token)


def _not(text: ReportText, token: int) -> str:
    return "!" if negation(text, token) is not None else ""


def _own_features(text: ReportText, token: int, event_type: str) -> list[str]:
    """Tense and subject of a verb, determiner and modifiers of a noun."""
    tokens = text.tokens
    t = tokens[token]
    children = [tokens[c] for c in text.children[token]]
    if t.pos not in VERBAL:
        d = determiner(text, token)
        f = [f"dt={d}", f"dt={d}.{t.dep}", f"dt={d}.{event_type}"]
        for k in children:
            if k.dep in ("acl", "relcl"):
                f += [f"{k.dep}={k.lemma}.{k.tag}", f"{k.dep}k={_governor(text, k.i)}.{verb_group(text, k.i)}"]
            elif k.dep == "prep":
                f.append(f"np={k.lower}")
            elif k.dep in ("amod", "compound"):
                f.append(f"am={k.lower}")
        return f
    tense = verb_group(text, token) + _not(text, token)
    f = [f"vg={tense}", f"vg={tense}.{t.dep}", f"vg={tense}.{event_type}"]
    for k in children:
        if k.dep == "mark" or (k.dep == "advmod" and k.lower in ("when", "once", "how", "why", "where")):
            f.append(f"mark={k.lower}.{tense}")
        elif k.dep in ("nsubj", "nsubjpass"):
            f += [f"subj={k.pos}.{k.tag}", f"subjl={k.lower if k.pos == 'PRON' else determiner(text, k.i)}"]
        elif k.dep == "dobj":
            f.append(f"obj={determiner(text, k.i)}")
    if not any(k.dep in ("nsubj", "nsubjpass") for k in children):
        f.append(f"nosubj.{tense}")
    for k in children:
        inside = [k] if k.dep == "npadvmod" else [tokens[g] for g in text.children[k.i]] if k.dep == "prep" else []
        for day in inside:
            if day.ent in ("DATE", "TIME"):
                f += [f"day={tense}", f"day={tense}.{k.lower if k.dep == 'prep' else day.lower}"]
    return f


def _above_features(text: ReportText, token: int) -> list[str]:
    """What governs a trigger, up to five steps: relations with classes of words, tense and lemma of the nearest verb."""
    tokens = text.tokens
    t = at = tokens[token]
    own = verb_group(text, token) if t.pos in VERBAL else determiner(text, token)
    f: list[str] = []
    chain, step, verb_seen = "", 0, False
    while at.head != at.i and step < 5 and not parted(text, at.i):
        head = tokens[at.head]
        step += 1
        kind = _governor(text, head.i)
        chain += f"/{at.dep}<{kind}"
        f.append(f"a{step}={at.dep}<{kind}")
        if step <= 3:
            f.append(f"ch={chain}")
        if head.pos in VERBAL:
            tense = verb_group(text, head.i) + _not(text, head.i)
            f.append(f"av{min(step, 3)}={at.dep}.{tense}")
            if not verb_seen:
                verb_seen = True
                relation = at.dep if step == 1 else f"{t.dep}..{at.dep}"
                f += [f"gv={relation}.{tense}", f"gl={relation}.{head.lemma}", f"glt={relation}.{head.lemma}.{tense}"]
                f += [f"gd={relation}.{own}.{kind}", f"gld={head.lemma}.{own}", f"gvd={relation}.{own}.{tense}"]
        elif step <= 2:
            f.append(f"hl={at.dep}.{head.lemma}")
        for c in text.children[head.i]:
            if tokens[c].dep == "mark" and c != at.i:
                f += [f"amark={tokens[c].lower}", f"amark{min(step, 3)}={tokens[c].lower}"]
        at = head
    for n in (-2, -1, 1, 2):
        if 0 <= token + n < len(tokens) and tokens[token + n].sentence == t.sentence:
            f.append(f"w{n}={tokens[token + n].lower}")
    return f


def by_rules(cue: str | None, found: Sequence[Operator]) -> tuple[Modality, tuple[int, ...]]:
    """The fold, then the class of the statement around it."""
    state, why = fold(found)
    if state == "happened" and cue == "deny":
        state = "denied"
    elif state == "happened" and cue == "hope":
        state = "hypothetical"
    return state, why


def _chances(
    text: ReportText, token: int, found: Sequence[Operator], cue: str | None, event_type: str | None, kind: str | None, when: str | None
) -> dict[Modality, float]:
    """Probability of each modality by the trained model; all of it on what the rules say where there is none."""
    model = models("modality_model.npz").get("modality")
    if model is None:
        return {by_rules(cue, found)[0]: 1.0}
    features = modality_features(text, token, found, fold(found)[0], event_type or "", cue, kind, when)
    return {cast(Modality, c): float(p) for c, p in zip(model.classes, model.probabilities([features])[0], strict=True)}


def modality_chances(
    text: ReportText, token: int, cue: str | None = None, event_type: str | None = None, kind: str | None = None, when: str | None = None
) -> Mapping[Modality, float]:
    """Probability of each modality of the event at `token`, before happened is weighed against the others. Arguments as in `modality_of`."""
    return _chances(text, token, operators(text, token), cue, event_type, kind, when)


FINDING = rule_words("finding") | rule_words("owning_up")
DENYING = frozenset(("neg", "refuse", "before_could", "end", "truth", "not_yet"))
LASTING = frozenset(("prog", "prog_past", "still", "since", "go", "be_under", "present"))
"""Kinds of operators, without what stands before them, that deny an event or keep it going."""


UNREAL: tuple[Modality, ...] = ("planned", "hypothetical", "denied")
HINDSIGHT = rule_words("hindsight")
DONE_BY_SAYING = frozenset(("AGREE", "REJECT", "REQUEST", "THREATEN"))
"""Types of what is done by saying that one will do something: "the order would be obeyed", "every suitcase will be answered by two"."""


def is_to_come(text: ReportText, token: int) -> bool:
    """Whether a verb has "will" or "would" of its own, and no word of a teller who looks back ("would later be freed")."""
    if text.tokens[token].pos != "VERB" or verb_group(text, token).rstrip("pg") not in ("will", "would"):
        return False
    return all(text.tokens[c].lower not in HINDSIGHT for c in text.children[token])


CONDITIONS = frozenset(("if", "unless", "should"))


def _is_opened_ahead(text: ReportText, token: int) -> bool:
    """Whether a verb that begins or holds what a noun names "will" or "is to" do so, on no condition: "is to free the men and open an inquiry"."""
    tokens = text.tokens
    verb = tokens[tokens[token].head]
    if tokens[token].dep != "dobj" or verb.lemma not in light() or negation(text, verb.i) is not None:
        return False
    while verb.dep == "conj" and tokens[verb.head].pos == "VERB" and verb.tag == "VB":
        verb = tokens[verb.head]
    above = tokens[verb.head]
    meant = verb.dep == "xcomp" and above.lemma == "be" and above.tag in ("VBZ", "VBP") and verb_group(text, verb.i) == "to"
    if not (meant or verb_group(text, verb.i) == "will") or negation(text, above.i if meant else verb.i) is not None:
        return False
    return not any(tokens[g].lower in CONDITIONS for v in (verb.i, above.i) for c in text.children[v] if tokens[c].dep == "advcl" for g in text.children[c])


def _left_open(found: Sequence[Operator], closing: frozenset[str]) -> bool:
    """Whether a word leaves it open if an event took place ("reports of looting", "accused of the raid") and none of the `closing` kinds settles it."""
    kinds = {k for o in found for k in (o.kind, o.kind.split("_")[-1])}
    return "doubt" in kinds and not kinds & closing


def _denied_report(text: ReportText, token: int) -> int | None:
    """The verb that denies a report of what a verb tells: "denied a police report that it had killed two men"."""
    tokens = text.tokens
    t = tokens[token]
    report = tokens[t.head]
    above = tokens[report.head]
    told = t.pos == "VERB" and t.dep in ("acl", "ccomp", "relcl") and report.lemma in TOLD and report.dep == "dobj" and report.i < token
    return above.i if told and above.lemma == "deny" and negation(text, above.i) is None else None


def _is_found_so(text: ReportText, by: Operator) -> bool:
    """Whether a word says only that somebody found it to be so, or owned up to it: "the inquiry concluded that a missile hit the ship"."""
    return by.kind == "know" and text.tokens[by.token].lemma in FINDING and negation(text, by.token) is None


def _is_over(text: ReportText, token: int) -> bool:
    """Whether what held is told to have ended ("the curfew was lifted")."""
    head = text.tokens[text.tokens[token].head]
    return text.tokens[token].dep == "nsubjpass" and head.tag == "VBN" and head.lemma in LIFTING


SPEAKING = rule_words("declined_speech")
ASSERTING = rule_words("asserting")
"""Classes of cues by which somebody simply says that something is so."""
def _left_untold(text: ReportText, token: int) -> bool:
    """Whether only how, when or where something came about is left untold: "declined to say how the release had been obtained"."""
    clause = next((a for a in (token, *text.ancestors(token)) if text.tokens[a].dep == "ccomp"), None)
    if clause is None or text.tokens[text.tokens[clause].head].lemma not in SPEAKING:
        return False
    return any(text.tokens[c].tag == "WRB" for c in text.children[clause])


def _counts_harmed(text: ReportText, token: int) -> bool:
    """Whether a verb tells how many were hurt or killed: "said that eleven people had been wounded"."""
    suffering = text.child(token, "nsubjpass")
    return suffering is not None and text.child(suffering, "nummod") is not None and text.tokens[token].lemma in words_of_class("no_act_words.tsv", "harmed")


TRIES, ALLEGING, ACHIEVED = rule_words("tries"), rule_words("alleging"), rule_words("achieved")


def _tried(text: ReportText, token: int) -> int | None:
    """The verb of trying that a verb hangs on: "tried to storm the post and burn it"."""
    first = text.tokens[token]
    while first.dep == "conj" and first.tag == "VB":
        first = text.tokens[first.head]
    above = text.tokens[first.head]
    return above.i if first.dep == "xcomp" and first.tag == "VB" and above.pos == "VERB" and above.lemma in TRIES else None


def _attempted(text: ReportText, token: int) -> int | None:
    """The verb of trying that a blow hangs on, which is struck also where it fails: "tried to storm the post"; not where the deed is only done
    when it succeeds: "tried to kidnap the bishop"."""
    if text.tokens[token].lemma in ACHIEVED or (verb := _tried(text, token)) is None:
        return None
    above = text.tokens[verb]
    alleged = above.dep in ("ccomp", "pcomp", "xcomp") and not {text.tokens[above.head].lemma, text.tokens[text.tokens[above.head].head].lemma}.isdisjoint(ALLEGING)
    return verb if not alleged and negation(text, token) is None else None


def modality_of(
    text: ReportText, token: int, cue: str | None = None, event_type: str | None = None, kind: str | None = None, when: str | None = None
) -> tuple[Modality, tuple[Evidence, ...]]:
    """The modality of the event at `token` and the words that bear on it (none where the plain past did).

    Args:
        text: the report.
        token: index of the trigger in `text.tokens`; any verb or event noun, not only coded events.
        cue: cue class of the statement that contains it ("deny", "promise", "threaten", "hope", "accuse", ...), if any.
        event_type: PLOVER type where known.
        kind: kind of that statement (direct, indirect, mixed).
        when: "past", "same" or "future": the stated date of the event against the day of publication, where both are known.
    """
    if event_type == "ASSAULT" and (tried := _attempted(text, token)) is not None:
        return modality_of(text, tried, cue, event_type, kind, when)
    if cue == "deny" and _left_untold(text, token):
        cue = None
    found = operators(text, token)
    if cue == "deny" and (no := _denied_report(text, token)) is not None:
        return "denied", (text.evidence(text.tokens[no].start, text.tokens[no].end),)
    if when == "past" and _befell(text, token):
        return "happened", ()
    state, why = by_rules(cue, found)
    chances = _chances(text, token, found, cue, event_type, kind, when)
    best = max(chances, key=lambda m: chances[m] * (WEIGHTS.get(m, 1.0) if event_type else 1.0))
    if best == "happened" and when != "past" and event_type not in DONE_BY_SAYING and is_to_come(text, token):
        best = max(UNREAL, key=lambda m: chances.get(m, 0.0))
    if best in ("happened", "ongoing", "hypothetical") and when != "past" and cue not in ("hope", "ask", "threaten") and _is_opened_ahead(text, token):
        best = "planned"
    if best == "planned" and _has_begun(text, token):
        best = "happened"
    if best == "denied" and not found and cue is None and chances["happened"] > chances["denied"] and text.tokens[token].lower not in DOUBTING:
        best = "happened"  # no word denies it, and nobody speaks
    if best == "uncertain" and cue in ASSERTING and [o.kind for o in found] == ["know"] and _counts_harmed(text, token):
        best = "happened"  # who gives a number of those hurt keeps no distance
    if (best == "denied" and cue != "deny" and _left_open(found, DENYING)) or (best == "ongoing" and _left_open(found, LASTING)):
        best = "uncertain"
    if best == "uncertain" and found and all(_is_found_so(text, o) for o in found) and chances["happened"] > chances["uncertain"]:
        best = "happened"
    if best == "ongoing" and not found and _is_over(text, token):
        best = "happened"
    if best == "happened" and text.tokens[token].lemma in ACHIEVED and _tried(text, token) is not None:
        best = "denied"  # who tried to kidnap somebody on a day that is past has not done so either
    if best != state:
        state = best
        why = why or tuple(o.token for o in found)
    return state, tuple(text.evidence(text.tokens[i].start, text.tokens[i].end) for i in why if text.tokens[i].end > text.tokens[i].start)
