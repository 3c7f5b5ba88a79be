"""What the rules of positions share: the words of attitude, whose stance a verb tells, what it is about, and whether it is turned round."""

from collections.abc import Mapping
from functools import cache, cached_property
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple, cast

from dateline.lexicon import Lexica, Row, rule_words, table, words_of_class
from dateline.model.position import Stance
from dateline.model.reading import Reading
from dateline.model.statement import Statement
from dateline.reading.no_acts import is_no_speech
from dateline.reading.participants import begins_aside
from dateline.reading.statements import StatementFinder
from dateline.text.segment import ReportText


def word_class(name: str) -> frozenset[str]:
    """The words of `stance_words.tsv` that bear a class."""
    return words_of_class("stance_words.tsv", name)


def signs(use: str) -> Mapping[str, Stance]:
    """Stance by word of those that show one in this use (`stance_signs.tsv`)."""
    return MappingProxyType({row["word"]: cast(Stance, row["stance"]) for row in table("stance_signs.tsv") if row["use"] == use})


Topic = tuple[int, int, str]
"""First and last (half open) token, and whether what is said of it turns the stance round: yes, no, mixed."""
GIVING = frozenset(("offer", "show", "give"))
OPPOSITE: dict[str, Stance] = {"for": "against", "against": "for", "ambivalent": "ambivalent"}
NEGATIONS = frozenset(["not", "n't", "nt", "never", "no", "neither", "nor", "hardly", "nothing"])
NOBODY = frozenset(["nobody", "none", "neither"])
FIRST = frozenset(["i", "we", "us", "me", "my", "our"])
UNHELD = frozenset(["if", "whether", "unless"])
OPEN = frozenset(["may", "might", "could", "must", "should"])
ONCE = rule_words("once")
FORESEEN = word_class("foreseeing")
HEARSAY = word_class("hearsay")
GONE = word_class("gone")
MIXED = word_class("lessened")
PLACED = frozenset(["in", "on", "at", "between", "with", "over", "near"])
SPEAKING = word_class("speaking")
ENDINGS = word_class("ending")
CHARGING = word_class("charging")
WAYS = word_class("way")
PAPERS = word_class("paper")
NOTIONS = word_class("notion")
LAWS = word_class("law")
BANNING = word_class("banning")
THOUGHTS = word_class("thinking")
LIGHT = word_class("light")
HEARD = word_class("rumour")
NO_TOPIC = {
    **dict.fromkeys(word_class("blocking"), WAYS),
    "sign": word_class("unsigned"),
    **dict.fromkeys(word_class("disputing"), HEARD),
    **dict.fromkeys(word_class("requesting"), word_class("handout")),
    **dict.fromkeys(word_class("moving_off"), word_class("ground")),
}
"""Objects of which a verb tells something else than an attitude: what blocks a road opposes no road, who rejects a rumour denies a fact, who withdraws his tanks is not against them."""
HALTING = word_class("halting")
OWN_DEEDS = word_class("own_work")
"""What somebody halts of their own without being against it: "suspended its activities"."""
TREATIES = word_class("treaty")
"""What is torn up by who turns against it."""
DATED = frozenset(["of", "for", "from", "and", "or", "to", "between", "since", "'s"])
ASKING = word_class("asking")
ASKED_BY = frozenset(["on", "upon", "with", "to", "for", "from", "of"])
BARS = ("relcl", "punct", "conj", "cc", "advcl", "advmod")
VOICING = word_class("voicing")
SAID, INSISTED, ACTED = 0.5, 0.8, 1.0
"""Strength of a position: said, insisted on, acted on."""


class Found(NamedTuple):
    """Holder token (None: the source of the statement around `at`), first and last (half open) token of the topic."""

    holder: int | None
    first: int
    last: int
    stance: Stance
    strength: float
    rule: str
    at: int


@cache
def stance_verbs() -> dict[str, tuple[Row, ...]]:
    """Rows of stance_verbs.tsv by lemma."""
    found: dict[str, list[Row]] = {}
    for row in table("stance_verbs.tsv"):
        found.setdefault(row["lemma"], []).append(row)
    return {k: tuple(v) for k, v in found.items()}


@cache
def stance_phrases() -> dict[tuple[str, str], tuple[Row, ...]]:
    """Rows of stance_phrases.tsv by verb and noun."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in table("stance_phrases.tsv"):
        found.setdefault((row["verb"], row["noun"]), []).append(row)
    return {k: tuple(v) for k, v in found.items()}


class StanceReader:
    """Holders, topics and polarity of the words of attitude in one report."""

    def __init__(self, text: ReportText, found: Reading, lexica: Lexica) -> None:
        self.text = text
        self.tokens = text.tokens
        self.found = found
        self.finder = StatementFinder(text, found, lexica)
        self.verbs = stance_verbs()
        self.nouns = lexica.index("stance_nouns.tsv")
        self.judgements = lexica.index("stance_judgements.tsv")
        self.adjectives = lexica.index("stance_adjectives.tsv")
        self.phrases = stance_phrases()
        self.known_holders: dict[int, int | None] = {}

    def held_back(self, v: int) -> bool:
        """Whether somebody comes near to a stance and takes none: "stopped short of endorsing", "failed to condemn"."""
        up = tuple(islice(self.text.ancestors(v), 3)) if self.tokens[v].dep in ("xcomp", "pcomp") else ()
        return any(self.tokens[i].lower == "short" or self.tokens[i].lemma == "fail" for i in up)

    def meant_to(self, v: int) -> bool:
        """Whether an ending verb tells what somebody would or will do: "would scrap the clause"."""
        return any(self.tokens[c].dep == "aux" and self.tokens[c].lower in ("would", "will", "must") for c in self.text.children[v])

    def told(self, v: int) -> bool:
        """Whether somebody else tells its subject to do so ("told the agency to pull out"), or the verb stands in a bare participle."""
        t = self.tokens[v]
        up = self.tokens[t.head] if t.dep != "pcomp" else self.tokens[self.tokens[t.head].head]
        if (
            t.dep in ("xcomp", "pcomp")
            and up.i != v
            and up.lemma not in LIGHT
            and up.lemma in self.verbs
            and self.verbs[up.lemma][0]["stance"] != "ends"
        ):
            return True
        if t.dep in ("acl", "relcl") and self.has_to(v) and self.finder.subject(v) == t.head:
            return True  # "a mission to support the guard"
        if t.dep == "acl" and self.has_to(v) and up.dep == "pobj" and self.tokens[up.head].lower == "under":
            return True  # "under pressure to call off the talks"
        if t.tag == "VBN" and t.dep in ("acl", "advcl") and not any(self.tokens[c].dep == "aux" for c in self.text.children[v]):
            return True
        if t.dep == "ccomp" and self.has_to(v) and up.lemma in self.verbs and up.i != v:
            return True  # "wants parliament to approve it"
        return t.dep in ("xcomp", "ccomp") and self.has_to(v) and any(self.tokens[c].dep == "dobj" for c in self.text.children[t.head])

    def holder_of(self, v: int) -> int | None:
        """Whose stance the verb tells: its subject's; "opposition from Chad has blocked" is Chad's."""
        if v not in self.known_holders:
            self.known_holders[v] = self.find_holder(v)
        return self.known_holders[v]

    def find_holder(self, v: int) -> int | None:
        subject = self.finder.subject(v)
        if subject is None:
            subject = self.cut_off(v) or self.lone(v)
            if subject is None and self.tokens[v].dep == "conj":
                subject = self.child(self.tokens[v].head, "nsubj")
        elif self.tokens[subject].dep == "csubj" and self.tokens[subject].tag == "VBG":
            subject = next((c for c in self.text.children[subject] if self.tokens[c].dep == "nsubj"), subject)
        if subject is None and self.held_back(v):
            subject = next((self.finder.subject(i) for i in self.text.ancestors(v) if self.tokens[i].pos == "VERB"), None)
        if subject is None:
            return None
        subject = self.one_of(subject, v)
        if self.tokens[subject].lemma in self.nouns and (self.finder.chain_at(subject) is None or self.came_from(subject)):
            source = next(
                (c for c in self.text.children[subject] if self.tokens[c].lower in ("from", "by") and self.tokens[c].dep == "prep"), None
            )
            inner = next((c for c in self.text.children[source] if self.tokens[c].dep == "pobj"), None) if source is not None else None
            subject = (
                inner if inner is not None else next((c for c in self.text.children[subject] if self.tokens[c].dep == "poss"), subject)
            )
        if self.finder.chain_at(subject) is None and not self.own_voice(subject):
            of = next((c for c in self.text.children[subject] if self.tokens[c].lower == "of" and self.tokens[c].dep == "prep"), None)
            counted = self.child(of, "pobj") if of is not None else None
            if counted is not None and self.finder.chain_at(counted) is not None:
                return counted  # "thousands of pensioners", "a majority of voters"
            others = [c for c in self.text.children[v] if self.tokens[c].dep == "nsubj" and self.finder.chain_at(c) is not None]
            return others[-1] if others else subject
        return subject

    def lone(self, v: int) -> int | None:
        """The subject of "is alone in blocking it", "has gone from backing it to ...": of the verb above the preposition."""
        t = self.tokens[v]
        if t.dep != "pcomp" or self.tokens[t.head].dep != "prep":
            return None
        up = self.tokens[t.head].head
        up = self.tokens[up].head if self.tokens[up].dep in ("acomp", "attr") else up
        return self.child(up, "nsubj") if self.tokens[up].pos in ("VERB", "AUX") else None

    def cut_off(self, v: int) -> int | None:
        """The subject that the parse gives to an inserted reporting verb: "Chad, said its envoy, would never sign"."""
        t = self.tokens[v]
        if t.dep != "ccomp" or self.tokens[t.head].pos != "VERB":
            return None
        subjects = [c for c in self.text.children[t.head] if self.tokens[c].dep == "nsubj"]
        return subjects[0] if len(subjects) == 2 and subjects[0] < t.head < v else None

    def one_of(self, subject: int, v: int) -> int:
        """Of "Chad is one of six countries that back it": Chad, where the verb stands in the relative clause."""
        tokens = self.tokens
        if tokens[v].dep != "relcl" or tokens[v].head != subject:
            return subject
        up = subject
        while tokens[up].dep in ("pobj", "prep") or tokens[up].lower in ("one", "some", "few"):
            if tokens[up].lemma == "be" or tokens[up].head == up:
                break
            up = tokens[up].head
        own = next((c for c in self.text.children[up] if tokens[c].dep == "nsubj" and c < up), None) if tokens[up].lemma == "be" else None
        return own if own is not None and up != subject else subject

    def cause(self, v: int) -> int | None:
        """What a deed of protest was done over, for a verb with the form `over`."""
        if not any("over" in r["forms"].split("|") and r["stance"] == "against" for r in self.verbs.get(self.tokens[v].lemma, ())):
            return None
        tokens = self.tokens
        near = (
            *self.text.children[v],
            *(k for c in self.text.children[v] if tokens[c].dep in ("dobj", "prt", "prep") for k in self.text.children[c]),
        )
        prep = next((c for c in near if c > v and tokens[c].lower == "over" and tokens[c].dep == "prep"), None)
        about = next((c for c in self.text.children[prep] if tokens[c].dep in ("pobj", "pcomp")), None) if prep is not None else None
        if about is None or tokens[about].ent in ("DATE", "TIME", "GPE", "LOC") or tokens[about].tag == "CD":
            return None
        return None if any(t.start <= tokens[about].start < t.end for t in self.found.toponyms) else about

    def own_voice(self, i: int) -> bool:
        """Whether a word means who speaks: "we", "my", not the country "US"."""
        return self.tokens[i].lower in FIRST and self.tokens[i].tag in ("PRP", "PRP$")

    def came_from(self, i: int) -> bool:
        """Whether a noun names where it comes from: "opposition from Chad"."""
        return any(self.tokens[c].lower in ("from", "by") and self.tokens[c].dep == "prep" for c in self.text.children[i])

    def unsure(self, v: int) -> bool:
        """Whether a verb tells what may come, is foreseen, is over or is hearsay: "might back", "is expected to approve"."""
        tokens, children = self.tokens, self.text.children[v]
        if any(tokens[c].dep == "aux" and tokens[c].lower in OPEN for c in children) and not self.negated(v, None):
            return True
        t = tokens[v]
        if any(tokens[c].dep == "advmod" and tokens[c].lower in ONCE and c < v for c in children) and t.tag in ("VBD", "VBN"):
            return True
        up = tokens[t.head]
        if t.dep == "xcomp" and up.lemma in FORESEEN:
            return True
        above = (i for i in (v, t.head) if tokens[i].dep in ("acl", "ccomp"))
        return any(tokens[tokens[i].head].lemma in HEARSAY and tokens[tokens[i].head].pos == "NOUN" for i in above)

    def for_clause(self, i: int) -> int | None:
        """The infinitive of "for the bodies to be returned" that hangs on a verb or noun."""
        near = (*self.text.children[i], *self.text.children[self.tokens[i].head])
        return next(
            (
                c
                for c in near
                if c > i
                and self.tokens[c].dep in ("advcl", "ccomp", "xcomp", "acl", "relcl")
                and self.has_to(c)
                and any(self.tokens[k].dep == "mark" and self.tokens[k].lower == "for" and k > i for k in self.text.children[c])
            ),
            None,
        )

    def topic(self, v: int, form: str) -> Topic | None:
        """Topic of a verb in one of its forms."""
        obj = next((c for c in self.text.children[v] if self.tokens[c].dep == "dobj" and c > v), None)
        if form == "obj":
            return self._object(v, obj) if obj is not None else self._object_elsewhere(v)
        particle, _, rest = form.partition(" ")
        if rest == "inf":
            behind = any(self.tokens[c].dep == "prep" and self.tokens[c].lower == particle for c in self.text.children[v])
            return self._clause(v, rest) if behind else None
        if rest == "obj":
            return self._behind_particle(v, particle, obj)
        if rest:
            return self.behind_words(v, tuple(form.split()))
        if form in ("inf", "clause"):
            return self._clause(v, form)
        if form == "small":
            return self._small_clause(v, obj)
        if form == "for" and (wanted_of := self.for_clause(v)) is not None:
            return self.wanted(wanted_of)
        if form == "act":
            act = next((c for c in self.text.children[v] if c > v and self._is_act(c, ("xcomp", "ccomp", "pcomp"))), None)
            return self.inner_topic(act, v) if act is not None else None
        if form == "deed":
            return self.deed(v, obj)
        return self._behind_preposition(v, form, obj)

    def _is_act(self, c: int, deps: tuple[str, ...]) -> bool:
        return self.tokens[c].tag == "VBG" and self.tokens[c].dep in deps

    def _object_elsewhere(self, v: int) -> Topic | None:
        """The object of a verb that has none of its own: a shared one, what "which" stands for, a clause ("opposes what was signed")."""
        tokens, children = self.tokens, self.text.children[v]
        shared = [k for c in children if tokens[c].dep == "conj" and c <= v + 3 for k in [self.child(c, "dobj")] if k]
        if shared:
            return (*self.noun_phrase(shared[0], v), "no")  # "neither backs nor opposes the plan"
        if (named := self.antecedent(v)) is not None:
            return (*self.noun_phrase(named, -1), "no")
        inner = next((c for c in children if tokens[c].dep in ("ccomp", "pcomp") and c > v), None)
        if inner is None or not any(tokens[k].tag in ("WP", "WRB") for k in range(v + 1, inner)):
            return None
        left, right = self.text.edges[inner]
        return max(left, v + 1), right, "no"

    def _object(self, v: int, obj: int) -> Topic | None:
        """The object of a verb as topic, or what that object is about."""
        tokens, children, verb = self.tokens, self.text.children[v], self.tokens[v].lemma
        if any(tokens[c].dep == "prt" and tokens[c].lower not in ("up", "out", "back") for c in children):
            return None
        after = self.text.edges[obj][1]
        if verb == "want" and after < len(tokens) and tokens[after].lower in GONE:
            return (*self.noun_phrase(obj, v), "yes")
        first, last = self.noun_phrase(obj, v)
        if self._is_no_topic(v, obj) or tokens[first].lower == "each":
            return None
        if verb in CHARGING:
            of = [k for k in range(obj + 1, self.text.edges[v][1]) if tokens[k].lower in ("of", "for") and tokens[k].dep == "prep"]
            deed = next((k for k in of if self.child(k, "pcomp") is not None), None)
            ends = deed if deed is not None else next((k for k in of if k < last), last)
            return first, self.undated(obj, ends), "no"  # "accused the chief of staff | of planning a coup"
        if tokens[obj].lemma in PAPERS and (said := self.said_on(obj)) is not None:
            return said
        if tokens[obj].lemma in NOTIONS and (clause := self.that_clause(obj)) is not None and self.demanded(clause):
            return self.inner_topic(clause, self.marked(clause, "that") or v)  # "rejected any suggestion that it should cede land"
        if self._tells_of_something_else(v, obj):
            return None
        return first, self.with_place(v, last), "no"

    def _is_no_topic(self, v: int, obj: int) -> bool:
        """Whether an object only names the attitude ("voiced support") or is the subject again ("sees itself")."""
        token = self.tokens[obj]
        return (token.lemma in self.nouns and self.tokens[v].lemma in VOICING | GIVING) or token.lower.endswith(("self", "selves"))

    def _tells_of_something_else(self, v: int, obj: int) -> bool:
        """Whether a verb with this object is no attitude to it."""
        tokens, verb, noun = self.tokens, self.tokens[v].lemma, self.tokens[obj].lemma
        if verb == "pass" and noun not in LAWS or is_no_speech(self.text, v):
            return True
        if noun.lower() in NO_TOPIC.get(verb, ()):
            return True
        if verb == "join":  # "joined France in calling for"
            prepositions = (k for k in self.text.children[v] if tokens[k].dep == "prep")
            return any(tokens[c].tag == "VBG" for k in prepositions for c in self.text.children[k])
        if verb in HALTING and noun in OWN_DEEDS:
            return True
        if verb == "tear" and noun not in TREATIES:
            return True  # "tore up paper flags"
        return verb == "blame" and self.finder.chain_at(obj) is None

    def _behind_particle(self, v: int, particle: str, obj: int | None) -> Topic | None:
        """The object of a verb with its particle ("called off the talks", "called for an end", "ruled out talking")."""
        tokens, children = self.tokens, self.text.children[v]
        beside = any(
            tokens[c].lower == particle and (tokens[c].dep == "prt" or c == v + 1 or (obj is not None and c == self.text.edges[obj][1]))
            for c in children
        )
        if not beside:
            return None
        act = next((c for c in children if self._is_act(c, ("xcomp", "pcomp")) and c > v), None)
        if obj is None and act is not None:
            return self.inner_topic(act, v)
        if obj is None:
            prep = next((c for c in children if tokens[c].dep == "prep" and tokens[c].lower == particle), None)
            obj = self.child(prep, "pobj") if prep is not None else None
        if obj is None or self._tells_of_something_else(v, obj) or (particle == "off" and tokens[obj].lemma in OWN_DEEDS):
            return None  # "called off his trip"
        return *self.noun_phrase(obj, v), "no"

    def _clause(self, v: int, form: str) -> Topic | None:
        """The act of a clause or of a verb with "to"."""
        wanted = ("ccomp",) if form == "clause" else ("xcomp", "ccomp", *(("advcl",) if self.tokens[v].lemma in ASKING else ()))
        inner = next((c for c in self.text.children[v] if self.tokens[c].dep in wanted and c > v), None)
        if inner is None or (form == "inf" and not self.has_to(inner)):
            return None
        if any(self.tokens[k].lower in UNHELD for k in range(v + 1, inner)):
            return None
        if self.tokens[v].lemma == "insist" and not self.demanded(inner):
            return None
        return self.with_subject(self.inner_topic(inner, v), v, inner)

    def _small_clause(self, v: int, obj: int | None) -> Topic | None:
        """What is to become of something ("wants the base closed"), turned where it is to go."""
        tokens = self.tokens
        inner = next((c for c in self.text.children[v] if tokens[c].dep in ("ccomp", "xcomp", "oprd") and c > v and not self.has_to(c)), None)
        if inner is None:
            return self._described(v, obj) if obj is not None else None
        subject = next((k for k in self.text.children[inner] if tokens[k].dep in ("nsubj", "nsubjpass")), None)
        target = subject if subject is not None else obj
        if target is None:
            return None
        left, right = self.text.edges[inner]
        words = {tokens[k].lower for k in range(inner, right)}
        turned = "yes" if words & GONE else "mixed" if words & MIXED else "no"
        if turned != "no":
            return (*self.noun_phrase(target, v), turned)
        return max(min(left, target), v + 1), right, "no"

    def _described(self, v: int, obj: int) -> Topic | None:
        """The same where the parse takes what is to become of the object for its description."""
        tokens = self.tokens
        inner = next((c for c in self.text.children[obj] if tokens[c].dep in ("acl", "amod") and c > obj and tokens[c].tag == "VBN"), None)
        if inner is None:
            return None
        words = {tokens[k].lower for k in range(inner, self.text.edges[inner][1])}
        return (*self.noun_phrase(obj, v), "yes") if words & GONE else (self.text.edges[obj][0], self.text.edges[inner][1], "no")

    def _behind_preposition(self, v: int, form: str, obj: int | None) -> Topic | None:
        """What stands behind a preposition of a verb, of its object or of an adverb beside it."""
        tokens, children, verb = self.tokens, self.text.children[v], self.tokens[v].lemma
        beside = (k for o in children if tokens[o].dep in ("dobj", "npadvmod", "advmod", "prep") for k in self.text.children[o])
        for c in (*children, *beside):
            t = tokens[c]
            if t.lower != form or t.dep not in ("prep", "agent", "prt") or c < v:
                continue
            if t.head == v and obj is not None and verb == "call":
                continue
            pobj = next((k for k in self.text.children[c] if tokens[k].dep in ("pobj", "pcomp")), None)
            if pobj is None or (form in ("for", "in") and verb == "want"):
                continue
            if verb in ("agree", "bow") and (obj is not None or self.finder.chain_at(pobj) is not None):
                continue  # "agreed terms with Chad", "bowed to the families"
            if tokens[pobj].lemma.lower() in NO_TOPIC.get(verb, ()):
                continue
            if tokens[pobj].ent not in ("DATE", "TIME") and not (form == "for" and tokens[pobj].tag == "CD"):
                return self.ended(pobj, v)
        return None

    def wanted(self, inner: int) -> Topic | None:
        """The topic of "for the bodies to be returned"; of "for the law to be scrapped" the law, turned."""
        mark = next(k for k in self.text.children[inner] if self.tokens[k].dep == "mark")
        return self.inner_topic(inner, mark)

    def ended(self, i: int, v: int) -> Topic:
        """A noun phrase as topic; of "an end to the war", "the lifting of the siege" the thing that is to end, turned; of "a petition against
        the law", "a letter deploring the raid" what it is about."""
        if self.tokens[i].lemma in PAPERS and (said := self.said_on(i)) is not None:
            return said
        if self.tokens[i].lemma in ENDINGS:
            prep = next(
                (c for c in self.text.children[i] if self.tokens[c].dep == "prep" and self.tokens[c].lower in ("to", "of", "in")), None
            )
            pobj = self.child(prep, "pobj") if prep is not None else None
            if pobj is not None:
                return (*self.noun_phrase(pobj, v), "yes")
        return (*self.noun_phrase(i, v), "no")

    def said_on(self, i: int) -> Topic | None:
        """What a petition, letter or march is about, turned where it is against that."""
        tokens = self.tokens
        for c in self.text.children[i]:
            about = next((k for k in self.text.children[c] if tokens[k].dep in ("pobj", "pcomp")), None)
            if tokens[c].dep == "prep" and tokens[c].lower in ("against", "for") and about is not None:
                return (*self.noun_phrase(about, c), "yes" if tokens[c].lower == "against" else "no")
            if tokens[c].dep in ("acl", "relcl") and self.has_to(c):
                return self.inner_topic(c, i)
            for row in self.verbs.get(tokens[c].lemma, ()) if tokens[c].dep == "acl" and tokens[c].tag == "VBG" else ():
                for form in row["forms"].split("|"):
                    hit = self.topic(c, form) if row["stance"] in ("for", "against") else None
                    if hit is not None:
                        return hit[0], hit[1], "yes" if (row["stance"] == "against") != (hit[2] == "yes") else "no"
        return None

    def deed(self, v: int, obj: int | None) -> Topic | None:
        """What somebody is praised or blamed for: "thanked Chad for opening its border"."""
        tokens = self.tokens
        if obj is None or self.finder.chain_at(obj) is None:
            return None
        for c in (*self.text.children[v], *self.text.children[obj]):
            if tokens[c].dep == "prep" and tokens[c].lower in ("for", "over") and c > obj:
                act = next((k for k in self.text.children[c] if tokens[k].dep in ("pcomp", "pobj")), None)
                if act is not None and not tokens[act].ent:
                    left, right = self.text.edges[act] if tokens[act].dep == "pcomp" else self.noun_phrase(act, c)
                    return max(left, c + 1), self.cut(act, left, right), "no"
        return None

    def with_subject(self, hit: Topic | None, v: int, inner: int) -> Topic | None:
        """An act with who is to do it: "urged / both sides to spare the town", "called on / Chad to pull back"."""
        if hit is None or hit[2] != "no" or not self.has_to(inner):
            return hit
        tokens = self.tokens
        between = [c for c in self.text.children[v] if v < c < inner]
        doer = next((c for c in between if tokens[c].dep == "dobj"), None)
        on = next((c for c in between if tokens[c].dep == "prep" and tokens[c].lower in ASKED_BY), None) if doer is None else None
        doer = self.child(on, "pobj") if on is not None else doer
        if doer is not None and tokens[doer].ent in ("DATE", "TIME"):
            doer = None
        if doer is None:
            doer = next((c for c in self.text.children[inner] if v < c < inner and tokens[c].dep == "nsubj"), None)
        return (self.text.edges[doer][0], hit[1], "no") if doer is not None and self.text.edges[doer][1] <= hit[0] else hit

    def that_clause(self, i: int) -> int | None:
        """The clause of a noun: "the demand / that the army leave"."""
        return next(
            (c for c in self.text.children[i] if self.tokens[c].dep in ("acl", "ccomp") and self.marked(c, "that") is not None), None
        )

    def marked(self, i: int, word: str) -> int | None:
        """The conjunction that opens a clause, where it is this word."""
        return next((k for k in self.text.children[i] if self.tokens[k].dep == "mark" and self.tokens[k].lower == word), None)

    def demanded(self, inner: int) -> bool:
        """Whether a clause says what shall be, not what is: "insisted that he be freed", "that they must leave"."""
        aux = {self.tokens[c].lower for c in self.text.children[inner] if self.tokens[c].dep in ("aux", "auxpass")}
        return bool(aux & {"must", "should", "be", "shall", "have"}) or (self.tokens[inner].tag == "VB" and not aux)

    def behind_words(self, v: int, words: tuple[str, ...]) -> Topic | None:
        """The topic behind a verb's own chain of particles: "walked out of the talks"."""
        last = v + len(words)
        if last >= len(self.tokens) or tuple(self.tokens[k].lower for k in range(v + 1, last + 1)) != words:
            return None
        pobj = next((c for c in self.text.children[last] if self.tokens[c].dep in ("pobj", "pcomp")), None)
        return (*self.noun_phrase(pobj, v), "no") if pobj is not None and self.tokens[pobj].ent not in ("DATE", "TIME") else None

    def antecedent(self, v: int) -> int | None:
        """What "which" or "that" stands for as the object of a relative clause: "the plan, which the bank opposes"."""
        t = self.tokens[v]
        if t.dep == "conj" and self.child(v, "nsubj") is not None and self.tokens[t.head].dep == "relcl":  # "a plan that Peru backed and Chile opposes"
            t, v = self.tokens[t.head], t.head
        relative = t.dep == "relcl" and any(self.tokens[c].dep == "dobj" and self.tokens[c].tag == "WDT" for c in self.text.children[v])
        return t.head if relative else None

    def with_place(self, v: int, last: int) -> int:
        """The end of an object with the "in ...", "on ...", "back into ..." right behind it that the parse gives to the verb; times stay out."""
        after = self.tokens[last] if last < len(self.tokens) else self.tokens[-1]
        if after.head == v and (after.lower == "back" or (after.lower == "from" and self.tokens[v].lemma in BANNING)):
            return self.text.edges[last][1]
        if (
            last >= len(self.tokens)
            or self.tokens[last].head != v
            or self.tokens[last].dep != "prep"
            or self.tokens[last].lower not in PLACED
        ):
            return last
        inner = next((c for c in self.text.children[last] if self.tokens[c].dep == "pobj"), None)
        return self.noun_phrase(inner, v)[1] if inner is not None and self.tokens[inner].ent not in ("DATE", "TIME") else last

    def inner_topic(self, inner: int, v: int) -> Topic | None:
        """An act as topic; of "to lift the ban" the ban, with the stance turned round."""
        tokens = self.tokens
        rows = self.verbs.get(tokens[inner].lemma, ())
        obj = next((c for c in self.text.children[inner] if tokens[c].dep in ("dobj", "nsubjpass")), None)
        left, right = self.text.edges[inner]
        ends = any(r["stance"] in ("ends", "against") and "obj" in r["forms"].split("|") for r in rows)
        if tokens[inner].lemma in THOUGHTS or (obj is not None and tokens[obj].lemma in HEARD):
            return None
        if (shared := self.taken_part_in(inner)) is not None:
            return *self.noun_phrase(shared, v), "yes" if self.negated(inner, None) else "no"
        if obj is not None and ends and not self.negated(inner, None):
            first, last = self.noun_phrase(obj, v)
            return first, self.with_place(inner, last), "yes"
        passive = any(tokens[c].dep == "nsubjpass" for c in self.text.children[inner])
        if (tokens[inner].lemma in SPEAKING and not passive) or (
            obj is not None and (tokens[inner].lemma, tokens[obj].lemma) in self.phrases
        ):
            return None
        no = next((c for c in self.text.children[inner] if tokens[c].dep == "neg"), None)
        to = next((c for c in self.text.children[inner] if tokens[c].lower == "to" and tokens[c].dep == "aux"), None)
        if left > v and to is not None and to <= left + 1:
            left = to + 1
        return max(left, v + 1, (no or 0) + 1 if no == left else 0), self.cut(inner, left, right), "no" if no is None else "yes"

    def taken_part_in(self, v: int) -> int | None:
        """What "take part in" names."""
        tokens, part = self.tokens, self.child(v, "dobj")
        if tokens[v].lemma != "take" or part is None or tokens[part].lemma != "part":
            return None
        inside = (g for c in (*self.text.children[v], *self.text.children[part]) if tokens[c].lower == "in" for g in self.text.children[c])
        return next((g for g in inside if tokens[g].dep == "pobj"), None)

    def cut(self, inner: int, left: int, right: int) -> int:
        """Where a clause ends: before a quotation's end, a semicolon, a further verb behind comma and "and" (it is the main clause's: "unless
        judges sat on it, and called a march")."""
        tokens = self.tokens
        further = {c for c in self.text.children[inner] if tokens[c].dep == "conj" and tokens[c].tag in ("VBD", "VBZ") and self.child(c, "nsubj") is None}
        for k in range(inner + 1, right):
            if further and tokens[k].text == "," and tokens[k + 1].dep == "cc" and any(c in further for c in range(k + 2, min(k + 5, right))):
                return k
            if begins_aside(self.text, k) or self.tokens[k].text in (";", "—", "–") or (self.tokens[k].text in ('"', "”") and k > left + 1):
                return k
        return right

    def has_to(self, i: int) -> bool:
        return any(self.tokens[k].lower == "to" for k in self.text.children[i])

    def noun_phrase(self, i: int, v: int) -> tuple[int, int]:
        left, right = self.text.edges[i]
        cut = next(
            (c for c in self.text.children[i] if c > i and self.tokens[c].dep in BARS and self.tokens[c].text not in ("-", "'")), None
        )
        if cut is not None:
            right = min(right, max(self.text.edges[cut][0], i + 1))
        aside = (k for k in range(i + 1, right - 1) if self.tokens[k].text == "," and self.tokens[k + 1].tag in ("WDT", "WP", "WP$", "WRB"))
        right = self.undated(i, next(aside, right))
        return (max(left, v + 1) if i > v else left), right

    def undated(self, i: int, right: int) -> int:
        """The end of a noun phrase without the bare date or time behind it: "a bid for a delay / two days earlier"."""
        tokens = self.tokens
        if tokens[right - 1].ent not in ("DATE", "TIME") or tokens[i].ent in ("DATE", "TIME"):
            return right
        first = right - 1
        while first > i + 1 and not tokens[first].ent_start:
            first -= 1
        if first <= i + 1 and tokens[i + 1].dep != "prep" or tokens[first].lower in ("a", "an", "each") or tokens[first - 1].lower in DATED:
            return right
        return first - (tokens[first - 1].dep == "prep")

    def negated(self, v: int, holder: int | None) -> bool:
        tokens = self.tokens
        children = self.text.children
        if any(tokens[c].dep in ("nsubj", "nsubjpass") and self.is_nobody(c) for c in children[v]):
            return True
        if any(tokens[c].lower in NEGATIONS for c in children[v]) or (holder is not None and self.is_nobody(holder)):
            return True
        if any(tokens[c].lower == "longer" and any(tokens[k].lower == "no" for k in children[c]) for c in children[v]):
            return True  # "no longer backs"
        joined = (*children[v], *(children[tokens[v].head] if tokens[v].dep == "conj" else ()))
        if any(tokens[c].lower in ("neither", "nor") and tokens[c].dep in ("cc", "preconj") for c in joined):
            return True
        if tokens[v].dep == "xcomp" and any(tokens[c].lower in NEGATIONS for c in self.text.children[tokens[v].head]):
            return True
        obj = next((c for c in self.text.children[v] if tokens[c].dep == "dobj"), None)
        return obj is not None and (
            tokens[obj].lower in ("none", "nothing")
            or any(tokens[c].lower == "no" and tokens[c].dep == "det" for c in self.text.children[obj])
        )

    def is_nobody(self, holder: int) -> bool:
        """Whether a holder is none of those named: "nobody", "neither Chad nor Niger"."""
        own = (holder, *self.text.children[holder])
        return self.tokens[holder].lower in NOBODY or any(self.tokens[c].lower == "neither" for c in own)

    def asked(self, v: int) -> bool:
        """Whether the verb stands in a question or a condition: no position."""
        if any(self.tokens[k].lower == "than" for k in range(max(v - 2, 0), v)) or self.tokens[self.tokens[v].head].lower == "without":
            return True
        for i in (v, self.tokens[v].head):
            if any(self.tokens[c].lower in UNHELD and self.tokens[c].dep == "mark" for c in self.text.children[i]) and (
                i == v or self.tokens[v].dep == "conj"
            ):
                return True
        return False

    def judgement(self, words: range) -> Stance | None:
        """The stance of the first judging word; a negation before it turns it round."""
        turned = False
        for k in words:
            t = self.tokens[k]
            if t.lower in NEGATIONS:
                turned = True
            row = self.judgements.get(t.lemma) or self.judgements.get(t.lower)
            if row is not None and t.pos in ("NOUN", "ADJ", "VERB", "PROPN"):
                stance: Stance = row["stance"]  # type: ignore[assignment]
                return OPPOSITE[stance] if turned else stance
        return None

    def child(self, i: int, dep: str) -> int | None:
        """The first child of a token in a relation."""
        return next((c for c in self.text.children[i] if self.tokens[c].dep == dep), None)

    def right_behind(self, i: int, wanted: tuple[str, ...]) -> int | None:
        """A preposition right behind a noun that the parse gives to a word above it: "dropped her objections / to the plan"."""
        after = self.text.edges[i][1]
        if after >= len(self.tokens) or self.tokens[after].dep != "prep" or self.tokens[after].lower not in wanted:
            return None
        return after if self.tokens[after].head in self.text.ancestors(i) else None

    def is_person(self, i: int) -> bool:
        chain = self.finder.chain_at(i)
        return chain is not None and chain.kind == "person"

    def said_in(self, start: int) -> Statement | None:
        """The smallest statement whose content holds a character."""
        held = [(c.end - c.start, s.statement_id, s) for s in self.found.statements for c in s.content if c.start <= start < c.end]
        return min(held, key=lambda h: h[:2])[2] if held else None

    def adjective_topic(self, i: int, row: Row, v: int) -> Topic | None:
        """What an adjective of attitude is about."""
        tokens = self.tokens
        for form in row["forms"].split("|"):
            for c in (*self.text.children[i], *(k for k in self.text.children[v] if k > i)):
                if form == "inf" and tokens[c].dep == "xcomp" and self.has_to(c):
                    return self.inner_topic(c, v)
                if tokens[c].dep in ("prep", "agent") and tokens[c].lower == form:
                    pobj = next((k for k in self.text.children[c] if tokens[k].dep in ("pobj", "pcomp")), None)
                    if pobj is not None and tokens[pobj].ent not in ("DATE", "TIME"):
                        return (*self.noun_phrase(pobj, v), "no")
        return None

    @cached_property
    def marks_lost(self) -> bool:
        return any(d.kind == "punctuation_lost" for d in self.text.report.damage)
