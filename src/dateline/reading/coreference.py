"""Chains of mentions within one report: who is meant by surnames, titles, short forms, initialisms, nouns and pronouns.

Unknown stays unknown: a pronoun without a safe antecedent has no chain, two bearers of one surname are kept apart.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

from dateline.lexicon import Lexica, rule_words, table
from dateline.model.evidence import Basis, make_id
from dateline.model.mention import ActorKind, Chain, Mention, TitleHeld
from dateline.model.reading import Reading
from dateline.reading.actor_codes import LEANING, ActorCodes, Code, actor_codes, key_of, plain, word_class
from dateline.reading.frames import WEAK as WEAK_FRAME
from dateline.reading.frames import agents, left_out_object, match_verb, objects_of
from dateline.reading.leaders import leaders
from dateline.reading.mentions import LED, WEAK, Draft, MentionFinder
from dateline.reading.name_origins import likeliness
from dateline.reading.titles import body_of, plain_words, sectors_of, title_text
from dateline.text.segment import ReportText, Sentence, Token

_PAGE = re.compile(r"\([^()]*\)$")
"""What follows the name of an outlet in brackets: "(English page)"."""
COLLECTIVE = frozenset(["organisation", "government", "country", "military", "armed_group", "intergovernmental", "outlet"])
GENERIC = word_class("generic_name")
ANY_BODY: dict[str, tuple[str, ...]] = {
    "group": ("armed_group", "organisation"), "movement": ("armed_group", "organisation"), "organisation": ("organisation",),
    "organization": ("organisation",), "company": ("organisation",), "party": ("organisation",), "front": ("armed_group",),
    "militia": ("armed_group",), "agency": ("intergovernmental", "organisation"), "newspaper": ("outlet",), "daily": ("outlet",),
    "paper": ("outlet",), "bloc": ("intergovernmental",), "broadcaster": ("outlet",), "website": ("outlet",), "firm": ("organisation",), "faction": ("armed_group",),
}  # fmt: skip
SORTS = frozenset(ANY_BODY) | rule_words("sort_of_body")
"""Nouns for the sort of body behind its name: "the Seleka coalition"."""
EXPIRING, BEFALLING_PAPERS = rule_words("expiring"), rule_words("befalling_papers")
NO_AGENCY = rule_words("no_agency")
"""Last words of names of bodies that are not spoken of as agencies."""
CALLED = frozenset(("armed_group", "organisation", "outlet"))
"""Kinds of bodies that are called so."""
FAMILY_FIRST = word_class("family_first")
STATELESS = word_class("stateless")
STATELESS_UNNAMED = word_class("stateless_unnamed")
MANY_COUNTRIES = word_class("many_countries")
OF_A_STATE = frozenset(("military", "government"))
"""Kinds of bodies of which a report about one country means its own by a bare noun."""
BARE_IS_ONE = word_class("one_of_a_kind")
PERSON_OR_BODY = word_class("person_or_body")
SEVERAL = word_class("several")
CAPTIVITY = rule_words("captivity")
"""Nouns whose possessor is held."""
CUSTODY, TRYING, ADDING = rule_words("custody"), rule_words("trying"), rule_words("adding")
PROSECUTED = rule_words("prosecuted")
"""Verbs of the law, whose object is seldom the official who has just told of it."""
WIRES = rule_words("wire")
WIRE_ENDS = frozenset((("news", "service"), ("news", "agency"), ("news", "network"), ("press", "agency"), ("press", "service")))
"""Ends of names of agencies that write for many countries ("Danube News Service"): where no country is in the name, none is guessed."""
GRADES = word_class("grade")
APART = rule_words("other_office")
"""Words that make another office of an office."""
PART_OF_FORCE = word_class("part_of_force")
RIVAL = word_class("rival")
MEANS = word_class("means")
FIGHTERS, MOVEMENTS = rule_words("fighter_of"), rule_words("movement_noun")
OF_PARTIES, OF_ARMS = rule_words("of_parties"), rule_words("of_arms")
FORCE = frozenset(("armed_group", "military"))
"""Kinds of actors that act through their members and means."""
PHRASE = frozenset(["ADP", "DET", "NOUN", "PROPN", "ADJ", "PART", "NUM"])
OF_A_FIELD = rule_words("of_a_field")
LEADING = rule_words("leading")
HEADS_OF_GOVERNMENT = rule_words("heading_government")
"""Titles of those after whom a government is called: "the Mirren government"."""
OPENING = frozenset("the a an his her its their this that".split())
PAST_HOLDERS = rule_words("past_holder")
LEAVING = rule_words("leaving_office")
"""Verbs by which somebody ceases to hold an office: after them a report calls the holder a former one."""
BECOMING = rule_words("becoming")
TRADE_OF_FIRM = rule_words("trade_of_firm")
"""Nouns for what a firm does, seldom a person by the name."""
KINSHIP = rule_words("kinship")
NEGATION = frozenset(("no", "not", "n't", "n’t"))
REBEL = rule_words("rebel")
"""Words before the name of a body that say it is armed: "the rebel Lake Movement"."""
HOLDING = LEAVING | rule_words("serving")
"""Verbs behind which "as" names the office of their subject."""
APPOINTING = rule_words("appointing")
"""The same of their object."""
OF_ANY_BODY = rule_words("of_any_body")
"""Modifiers that many bodies of their kind bear: "the regional bloc", "the 12-member bloc"."""
BACKWARD = 3
NAMING = tuple(tuple(p.split()) for p in sorted(word_class("naming"), key=lambda p: (-len(p.split()), p)))
INITIALS = rule_words("initials")
NAMING_ENDS = frozenset(p[-1] for p in NAMING)
QUOTES = frozenset("\"“”‘’'`«»")
"""Marks that may stand around a name by which somebody is known."""
IDENTIFYING = rule_words("identifying")
GIVING = rule_words("gives_or_bears_a_name")
"""Words before a name by which somebody goes or which somebody is given."""
NAMED_AS = rule_words("giving_a_name")
"""Verbs by which others give somebody a name."""
GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
OWN_OUTLET = ("", "own outlet")
FEMALE_ENDINGS = ("a", "ie", "ine", "elle", "ette", "ise", "iko", "ille", "ia", "anne", "yn")
LOOKS = 0.6
NEARBY = {"report": 6.0, "sentence": 0.5, "paragraph": 0.25, "dateline": 2.0, "name": 0.8, "seat": 3.0}
FARTHEST = -6.0
"""Log ratio below which a name is no less likely a country's."""
LONGEST_COUNTRY = 4
"""Words of a country's name that are looked at behind a person's."""
OFFICE_FIELDS = rule_words("office_field")
CALLING = rule_words("calling")
ADDRESSING = frozenset(("ask", "accuse"))
"""Classes of verbs whose object is somebody."""
FOREIGN_OFFICE = word_class("foreign_office")
FOREIGN_SECTORS = frozenset(["IGO", "NGO", "JRN"])
SALIENCE = {
    "distance": -1.08, "subject": -0.1, "says": 0.04, "speaker": 1.67, "named": 1.51, "same_sentence": -0.31, "same_paragraph": 1.46,
    "quoted": -0.82, "gender": 1.34, "looks": 0.33, "indefinite": -0.07, "object": -1.29, "possessor": 0.15, "pronoun": -0.7, "mentions": 0.02,
}  # fmt: skip
"""Weights of a pronoun's antecedents, fitted on the training situations (conditional logit over the candidates)."""
MARGIN = 0.3
"""How much better the best antecedent must be than the second; else the pronoun stays unresolved."""
MARGIN_MANY = 0.8
"""The same for "they": many actors of a report can be meant, and a wrong speaker is worse than none."""
DONE = frozenset(("VBD", "VB", "VBN"))
"""Tags of verbs that tell what somebody did, has done or will do."""
UNGUIDED = frozenset(("ASSAULT", "PROTEST", "RETREAT"))
"""Types of acts that a shell, a march or a flood may do."""
PAPERS = rule_words("ruling_paper")
"""Nouns for what bids or forbids by itself."""
SAYING_BODIES = frozenset(("organisation", "intergovernmental", "government", "country", "outlet"))
"""Kinds of bodies that are no people counted before a comma."""


@dataclass(slots=True)
class ChainDraft:
    """A chain in the making."""

    kind: ActorKind | None
    drafts: list[int] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    lemmas: set[str] = field(default_factory=set)
    phrases: set[tuple[str, ...]] = field(default_factory=set)
    title_words: set[str] = field(default_factory=set)
    offices: list[set[str]] = field(default_factory=list)
    titles: list[tuple[int, tuple[int, int]]] = field(default_factory=list)
    country: str | None = None
    sectors: list[str] = field(default_factory=list)
    gender: str | None = None
    plural: bool = False
    guessed: bool = False
    abroad: bool = False
    key: tuple[str, ...] | None = None
    seen: int = -1
    known_as: str | None = None
    led_by: set[str] = field(default_factory=set)
    also: set[tuple[str, ...]] = field(default_factory=set)
    """Other names that the report says somebody is known by."""


class Resolver:
    """Joins the drafts of one report to chains, from the first to the last."""

    def __init__(self, text: ReportText, found: Reading, lexica: Lexica) -> None:
        self.text = text
        self.tokens = text.tokens
        self.found = found
        self.lexica = lexica
        self.codes: ActorCodes = actor_codes(lexica)
        self.leaders = leaders(lexica)
        self.verbs = lexica.index("reporting_verbs.tsv")
        self.drafts = MentionFinder(text, found, self.codes).find()
        self.chains: list[ChainDraft] = []
        self.of: dict[int, int] = {}
        self.at: dict[int, int] = {}
        self.predicative: set[int] = set()
        self.quoted = [False] * len(self.tokens)
        for q in text.quotations:
            for i in text.tokens_in(q.start, q.end):
                self.quoted[i] = True
        for n, d in enumerate(self.drafts):
            if d.form != "pronoun":
                for i in range(d.first, d.last):
                    if i not in self.at or d.last - d.first < self.drafts[self.at[i]].last - self.drafts[self.at[i]].first:
                        self.at[i] = n

    # ------------------------------------------------------------------ the whole report
    def resolve(self) -> None:
        for draft in self.drafts:
            at = self.naming(draft.first - 1, draft) if draft.first > 0 else None
            described = self.ending_at(at, resolved=False) if at is not None else None
            if described is not None and self.drafts[described].kind is not None:
                draft.kind = self.drafts[described].kind
            if self.is_described_person(draft):
                draft.kind, draft.sectors = "person", ()
            elif (body := self.body_beside(draft)) is not None:
                draft.kind, draft.sectors, draft.titles = *body, []
            elif draft.form == "name" and draft.kind == "organisation" and draft.first > 0 and self.tokens[draft.first - 1].lower in REBEL:
                draft.kind, draft.sectors = "armed_group", ("REB",)
        self.disarm()
        self.arm()
        family = {d.words[-1] for d in self.drafts if d.form == "name" and d.kind == "person" and len(d.words) > 1}
        for draft in self.drafts:
            if draft.form == "name" and draft.kind == "organisation" and draft.rule in WEAK and len(draft.words) == 1 and draft.words[0] in family:
                if not self.after_the(draft) and not self.tokens[draft.head].text.isupper():
                    draft.kind, draft.sectors = "person", ()
        bodies = {d.words[0] for d in self.drafts if d.form == "name" and len(d.words) > 1 and d.rule not in WEAK and d.kind in FORCE | {"organisation"}}
        for n, draft in enumerate(self.drafts):
            if draft.form == "pronoun":
                self.pronoun(n, draft)
            elif len(draft.words) == 1 and draft.words[0] in bodies and self.called_after(draft):
                continue
            elif draft.acting and draft.kind is not None:
                self.join(n, draft, self.same_as(n, draft))
        self.look_ahead()
        self.gather()
        self.called()
        self.shorten()
        for c in self.chains:
            if c.kind == "person" and c.gender is None and not c.plural:
                said = {GENDERS.get(self.tokens[self.drafts[n].head].lower) for n in c.drafts if self.drafts[n].form == "pronoun"} - {None}
                c.gender = said.pop() if len(said) == 1 else None
        kept = {k: at for at, k in enumerate(k for k, c in enumerate(self.chains) if c.drafts)}
        self.chains = [c for c in self.chains if c.drafts]
        self.of = {n: kept[k] for n, k in self.of.items()}

    def disarm(self) -> None:
        """Makes a party of a front that no list knows, where the sentences that name it tell of what parties do and nothing of fighting."""
        fronts: dict[tuple[str, ...], list[Draft]] = {}
        for draft in self.drafts:
            if draft.form == "name" and draft.kind == "armed_group" and draft.code is None and draft.rule == "mentions.name_head" and "front" in draft.words:
                fronts.setdefault(draft.words, []).append(draft)
        for drafts in fronts.values():
            sentences = {self.tokens[d.head].sentence for d in drafts}
            inside = {i for d in drafts for i in range(d.first, d.last)}
            told, beside = self.lemmas_of(sentences, inside), self.lemmas_of({n + k for n in sentences for k in (-1, 1)}, inside)
            if not told & OF_ARMS and (told & OF_PARTIES or len(beside & OF_PARTIES) > 1):
                for draft in drafts:
                    draft.kind, draft.sectors = "organisation", ("PTY",)

    def arm(self) -> None:
        """Makes an armed group of a movement that has fighters: "fighters of the Lake Movement", "Lake Movement rebels"."""
        movements = [d for d in self.drafts if d.form == "name" and d.kind == "organisation" and d.code is None and d.words[-1] in MOVEMENTS]
        armed = {d.words for d in movements if self.has_fighters(d)}
        for draft in movements:
            if draft.words in armed:
                draft.kind, draft.sectors = "armed_group", ("REB",)
        forces = [d for d in self.drafts if d.form == "name" and d.kind == "military" and d.code is None and d.country is None]
        irregular = {d.words for d in forces if self.is_called_armed(d)}
        for draft in forces:
            if draft.words in irregular:
                draft.kind, draft.sectors = "armed_group", ("REB",)

    def is_called_armed(self, draft: Draft) -> bool:
        """Whether a force is called a militia or the like right behind its name: "the Eastern Defence Forces, a militia of herders"."""
        behind = self.tokens[draft.last : draft.last + 6]
        if len(behind) < 3 or behind[0].text != "," or behind[1].lower not in ("a", "an"):
            return False
        noun = next((t for n, t in enumerate(behind[2:], 2) if t.pos == "NOUN" and (n + 1 >= len(behind) or behind[n + 1].pos not in ("NOUN", "PROPN"))), None)
        role = self.codes.roles.get((noun.lemma,)) if noun is not None else None
        return role is not None and role.kind == "armed_group"

    def has_fighters(self, draft: Draft) -> bool:
        """Whether fighters are told to be of a body."""
        head = self.tokens[draft.head]
        above = self.tokens[head.head]
        if head.dep == "pobj" and above.lower in ("of", "from"):
            return self.tokens[above.head].lemma in FIGHTERS
        return head.dep in ("compound", "poss", "nmod") and above.lemma in FIGHTERS

    def lemmas_of(self, sentences: Iterable[int], without: Container[int]) -> set[str]:
        """Lemmas of some sentences, but for some tokens."""
        lines = [self.text.sentences[n] for n in sentences if 0 <= n < len(self.text.sentences)]
        return {t.lemma for line in lines for t in self.tokens[line.first : line.last] if t.i not in without}

    def is_described_person(self, draft: Draft) -> bool:
        """Whether a name taken for a body's on weak signs is a person's by what it is set beside: "his deputy, X Y,", "X Y, who leads"."""
        if draft.form != "name" or draft.kind != "organisation" or draft.rule not in WEAK or not 1 < len(draft.words) < 5:
            return False
        if self.codes.head_of(draft.words) is not None or self.after_the(draft) or "of" in draft.words:
            return False
        after = [t.lower for t in self.tokens[draft.last : draft.last + 2]]
        if after == [",", "who"]:
            return True
        if self.renames_somebody(draft):
            return True
        if any(d.words == draft.words[-1:] and d.form == "name" and not self.after_the(d) for d in self.drafts):
            return True  # bodies are not called by the last word of their name
        marks = draft.first > 0 and self.tokens[draft.first - 1].text == ",", after[:1] == [","]
        before = self.ends.get(draft.first - 1, []) if marks[0] else []
        behind = [n for n in (self.starts.get(draft.last + 1) if marks[1] else None,) if n is not None]
        return any(
            (d := self.drafts[n]).form == "nominal" and d.kind == "person" and not d.plural and (d.definite or n in before or self.is_closed(d))
            for n in (*before, *behind)
        )

    def renames_somebody(self, draft: Draft) -> bool:
        """Whether a name is an apposition to the description of a person: "the judge named to lead the inquiry, Ann Reed,"."""
        t = self.tokens[draft.head]
        over = self.at.get(t.head) if t.dep == "appos" and self.tokens[draft.first - 1].text == "," else None
        return over is not None and (d := self.drafts[over]).form == "nominal" and d.kind == "person" and d.definite and not d.plural

    def is_closed(self, draft: Draft) -> bool:
        """Whether a description with an article ends with its clause, as an apposition does: ", a brother of the chief, at the march"."""
        after = [t.lower for t in self.tokens[draft.last : draft.last + 2]]
        return self.tokens[draft.first].lower in ("a", "an") and after[:1] in ([","], ["."]) and after[1:] not in (["and"], ["or"])

    def body_beside(self, draft: Draft) -> tuple[ActorKind, tuple[str, ...]] | None:
        """Kind and sectors of a name taken for a person's on weak signs, where the noun beside it is that of a body: "the contractor Mirren
        Subsea", "the water authority, KWA-South,"."""
        name = draft.name[0]
        weak = draft.rule in WEAK or (draft.rule == "mentions.surname" and len(draft.words) > 1)
        if draft.form != "name" or draft.kind != "person" or not weak or draft.words[0] in self.codes.first_names or name < 2:
            return None
        if len(draft.words) > 1 and any(d.words == draft.words[-1:] for d in self.drafts) or self.renames_somebody(draft):
            return None  # called by the last word, as persons are
        comma = self.tokens[name - 1].text == ","
        if self.tokens[name - 1 - comma].lemma in TRADE_OF_FIRM:
            return "organisation", ("BUS",)
        closed = comma and draft.last < len(self.tokens) and self.tokens[draft.last].text == ","
        beside = [self.drafts[n] for n in (self.ends.get(name - 1, ()) if closed else ())]
        body = next((d for d in beside if d.form == "nominal" and self.codes.roles.get((d.lemma,)) is not None), None)
        if body is None or body.kind not in COLLECTIVE or any(d.kind == "person" for d in beside):
            return None
        return body.kind, body.sectors

    def after_the(self, draft: Draft) -> bool:
        return draft.first > 0 and self.tokens[draft.first - 1].lower == "the"

    @cached_property
    def starts(self) -> Mapping[int, int]:
        """The widest draft by its first token."""
        return {d.first: n for n, d in reversed(list(enumerate(self.drafts))) if d.form != "pronoun"}

    def called_after(self, draft: Draft) -> bool:
        """Whether a weak name is what a body of the report is called after, not the body: "on the Mirren" beside the Mirren Defence Front."""
        t = self.tokens[draft.head]
        the = draft.first > 0 and self.tokens[draft.first - 1].lower == "the"
        return draft.form == "name" and draft.rule in WEAK and (the or (t.dep == "compound" and self.tokens[t.head].pos == "NOUN"))

    def look_ahead(self) -> None:
        """Offices named before their holder ("Governor denies it" over "Governor Ada Mirren said"): the one who holds it later in the report."""
        for k, c in enumerate(self.chains):
            if c.names or c.kind != "person" or c.plural or not c.titles:
                continue
            draft = self.drafts[c.drafts[0]]
            bare = self.tokens[draft.first].i == draft.head or draft.definite
            title = self.codes.title_before(draft.words, len(draft.words))
            if not bare or title is None or (draft.owner is not None and self.tokens[draft.owner].pos == "PRON"):
                continue
            modifiers = self.modifiers(draft) - set(title.words)
            holders = [
                m for m, o in enumerate(self.chains)
                if o.names and self.holds(o, set(title.plain), modifiers) and self.same_field(draft, o)
                and self.may_be(draft, o) and not (c.country and c.country != (o.country or self.home or c.country)) and not (c.gender and o.gender and c.gender != o.gender)
            ]  # fmt: skip
            if len(holders) == 1:
                self.merge(k, holders[0])

    def gather(self) -> None:
        """Members and means stand for whose they are: "fighters of the Front", "its men", the men of the one who leads it, "a Red Cross convoy"."""
        for k, c in enumerate(self.chains):
            drafts = [self.drafts[n] for n in c.drafts if self.drafts[n].form != "pronoun"]
            if c.names or not drafts or not all(d.lemma in PART_OF_FORCE | MEANS for d in drafts):
                continue
            wholes = {w for d in drafts if (w := self.force_of(d)) is not None and w != k}
            if len(wholes) == 1:
                self.merge(k, wholes.pop())

    def called(self) -> None:
        """Bodies called by their name and their sort are the bodies of that name: "the Seleka coalition" beside "Seleka"."""
        for k, c in enumerate(self.chains):
            drafts = [self.drafts[n] for n in c.drafts if self.drafts[n].form != "pronoun"]
            sorts = [d for d in drafts if d.lemma in SORTS]
            if c.names or not sorts or not all(d.lemma in SORTS | PART_OF_FORCE for d in drafts):
                continue
            bodies = {m for d in sorts if (m := self.name_before(d)) is not None and m != k}
            if len(bodies) == 1:
                body = bodies.pop()
                if c.kind == "armed_group" and self.chains[body].kind == "organisation":
                    self.chains[body].kind = "armed_group"  # "the UDT militia"
                self.merge(k, body)

    def name_before(self, draft: Draft) -> int | None:
        """The chain of the body whose name stands right before the noun of a phrase."""
        n = self.at.get(draft.head - 1) if draft.first < draft.head else None
        if n is None or self.drafts[n] is draft or self.drafts[n].form != "name" or self.tokens[draft.head - 1].dep != "compound":
            return None
        whole = self.of.get(n)
        return whole if whole is not None and self.chains[whole].kind in CALLED else None

    def force_of(self, draft: Draft) -> int | None:
        """The chain of the force that a phrase says it is a part of: by what stands before its noun, or behind "of"."""
        for i in range(draft.first, draft.last):
            token = self.tokens[i]
            up = self.tokens[token.head]
            before = i < draft.head == up.i and token.dep in ("poss", "compound", "nmod", "amod")
            of = up.lower == "of" and up.head == draft.head
            n = self.at.get(i) if before or of else None
            if n is not None and self.drafts[n] is draft:
                n = self.pronoun_at.get(i)
            whole = self.of.get(n) if n is not None else None
            if whole is not None and self.chains[whole].kind == "person":
                whole = self.led_by(whole)
            if whole is not None and self.chains[whole].kind in (COLLECTIVE if draft.lemma in MEANS else FORCE):
                return whole
        return None

    def force_before(self, draft: Draft) -> int | None:
        """The chain of the force whose name stands right before the noun for its members: "the SPLM-N rebels"."""
        n = self.at.get(draft.head - 1) if draft.first < draft.head else None
        if n is None or self.drafts[n].form != "name" or self.tokens[draft.head - 1].dep != "compound":
            return None
        k = self.of.get(n)
        return k if k is not None and self.chains[k].kind in FORCE else None

    def led_by(self, k: int) -> int | None:
        """The one force that a person's descriptions name: "the Front's leader"."""
        found = {m for m, c in enumerate(self.chains) if c.kind in FORCE and c.names and any(c is o for o in self.owners(self.chains[k]))}
        return found.pop() if len(found) == 1 else None

    def shorten(self) -> None:
        """Single names that nothing tells to be a person's, and with which the name of one body of the report begins, are that body:
        "Corriere" of "Corriere della Sera"."""
        places = {plain(t.text) for t in self.found.toponyms}
        people = {word for c in self.chains if c.kind == "person" for name in c.names if len(name) > 1 for word in name}
        for k, c in enumerate(self.chains):
            names = {self.drafts[n].words for n in c.drafts if self.drafts[n].form == "name"}
            weak = all(self.drafts[n].rule in WEAK for n in c.drafts if self.drafts[n].form == "name")
            if not weak or c.titles or len(names) != 1 or len(word := min(names)) > 1:
                continue
            if word[0] in GENERIC | places | people or word[0] in self.codes.first_names or word in self.codes.adjectives:
                continue
            bodies = {n[:2]: m for m, o in enumerate(self.chains) if o.kind in COLLECTIVE for n in o.names if len(n) > 1 and n[0] == word[0]}
            if len(bodies) == 1 and k not in bodies.values():
                self.merge(k, *bodies.values())

    def merge(self, k: int, into: int) -> None:
        """Move all drafts of one chain to another."""
        c, other = self.chains[k], self.chains[into]
        for n in c.drafts:
            self.of[n] = into
        other.drafts = sorted((*other.drafts, *c.drafts))
        other.lemmas |= c.lemmas
        other.phrases |= c.phrases
        other.titles += c.titles
        other.title_words |= c.title_words
        other.offices += c.offices
        other.country = other.country or c.country
        other.gender = other.gender or c.gender
        c.drafts, c.titles, c.kind = [], [], None

    def join(self, n: int, draft: Draft, chain: int | None) -> None:
        """Add a draft to a chain; None makes a new one."""
        if chain is None:
            self.chains.append(ChainDraft(draft.kind, plural=draft.plural))
            chain = len(self.chains) - 1
        c = self.chains[chain]
        self.of[n] = chain
        c.drafts.append(n)
        c.seen = self.tokens[draft.head].sentence
        if draft.form == "pronoun":
            return
        if draft.form == "name" and not (draft.code is not None and draft.code.form in ("capital", "seat")):
            c.names.append(draft.words)
            if c.kind in (None, "population") or (c.kind != draft.kind and len(c.names) == 1 and draft.kind is not None):
                c.kind = draft.kind
            c.plural = False
        else:
            c.phrases.add(draft.words)
        if draft.form == "nominal":
            c.lemmas.add(draft.lemma)
            c.led_by.update(self.leaders_of(draft))
        for first, last in draft.titles if c.kind not in COLLECTIVE else ():
            words = self.office_words(first, last)
            c.titles.append((n, (first, last)))
            c.offices.append(self.plain_title(draft, words))
            c.title_words.update(c.offices[-1])
            for sector in sectors_of(words, self.codes):
                if sector not in c.sectors:
                    c.sectors.append(sector)
        c.country = c.country or draft.country
        c.gender = c.gender or draft.gender
        if draft.kind == "person" and draft.form == "name" and c.gender is None:
            c.gender = self.codes.first_names.get(draft.words[0]) or None if len(draft.words) > 1 else None
        for sector in draft.sectors:
            if sector not in c.sectors:
                c.sectors.append(sector)
        if draft.kind == "outlet" and draft.form == "nominal" and self.tokens[draft.first].lower in ("this", "our"):
            c.key = OWN_OUTLET
        if draft.code is not None:
            c.key = (draft.code.country or "", draft.code.name) if draft.code.form == "body" else (draft.code.country or "", "")

    def office_words(self, first: int, last: int) -> tuple[str, ...]:
        """Plain words of a title, of one that several share in the singular."""
        words = plain_words(self.text, first, last)
        return self.codes.title_of_one(words) or words

    def plain_title(self, draft: Draft, words: tuple[str, ...]) -> set[str]:
        """Words of a title as they may come again: without the phrase after it, abbreviations written out."""
        words = words[max((i + 1 for i, w in enumerate(words[:-1]) if w == "s"), default=0) :]  # "the governor's spokesman" is no governor
        cut = next((i for i, w in enumerate(words) if w in ("of", "for", "in", "at", "to") and i), len(words))
        known = set(words[:cut]) - {"the", "a", "an", "his", "her", "its", "their"}
        if draft.form == "nominal":
            known &= set(draft.words) | {draft.lemma}
        for i in range(len(words)):
            title = self.codes.title_at(words, i)
            if title is not None and i < cut:
                known.update(title.plain)
        return known

    def same_as(self, n: int, draft: Draft) -> int | None:
        if draft.form == "name" and (own := self.codes.own.get(draft.words)) is not None:
            named = next((k for k, c in enumerate(self.chains) if self.own_code(c) == own), None)
            if named is not None:
                return named
        name = self.partners.get(n)
        if name is not None:
            other = self.drafts[name]
            if self.tokens[draft.first].lower == "the" and self.naming(other.first - 1 - (self.tokens[other.first - 1].pos == "DET"), other) is not None:
                if (told := self.same_nominal(n, draft)) is not None and self.chains[told].kind in COLLECTIVE and self.chains[told].names:
                    return told
            return self.same_person(other) if other.kind == "person" else self.same_body(other)
        beside = self.apposition(draft)
        if beside is None:
            beside = self.so_called(draft)
        if beside is not None:
            return beside
        if draft.form == "name":
            if draft.kind == "person":
                return self.same_person(draft)
            return self.same_body(draft)
        return self.same_nominal(n, draft)

    def apposition(self, draft: Draft) -> int | None:
        """The chain of the phrase this one is an apposition to: "A spokesman, Ali Musa", "Ali Musa, the spokesman"."""
        token = self.tokens[draft.head]
        other = self.described_before(draft) if draft.behind_body else self.beside(draft)
        if other is None and token.dep == "appos" and token.head != draft.head and not self.speaks_next(draft):
            other = self.at.get(token.head)
            if other is not None and self.text.sentences[token.sentence].restored and len(self.drafts[other].words) < 2 and draft.form == "nominal":
                return None
        if other is None or other not in self.of:
            return None
        chain = self.chains[self.of[other]]
        kinds = {chain.kind, draft.kind}
        if draft.kind in FORCE and chain.kind == "outlet" and token.dep == "appos" and not draft.definite:
            return None  # "In a video sent to the Mirror, a masked man said"
        if len(kinds) > 1 and draft.form == "name" and not chain.names and chain.lemmas & PERSON_OR_BODY:
            chain.kind = draft.kind if chain.kind == "person" else chain.kind
            return self.of[other]
        if "person" not in kinds and None not in kinds and "country" not in kinds and self.beside(draft) is not None:
            if draft.kind != chain.kind and "armed_group" in kinds:
                chain.kind = "armed_group"
            return self.of[other]
        fits = chain.kind == draft.kind or chain.kind in ANY_BODY.get(draft.lemma, ())
        if draft.form == "nominal" and fits and (chain.kind, draft.kind) == ("organisation", "armed_group"):
            chain.kind = "armed_group"  # "the Lake Movement, an armed group that"
        if kinds == {"person"} or (draft.form == "nominal" and fits) or (len(kinds - {"person", "country", None}) == 1 and "person" not in kinds):
            if draft.form == "name" and draft.kind == "person" and chain.names and not any(self.fits(draft.words, w) for w in chain.names):
                if self.naming(draft.first - 1, draft) is None:
                    return None
                chain.also.add(draft.words)
            if draft.plural != chain.plural and draft.form == "nominal" and chain.names and "person" in kinds:
                return None
            return self.of[other]
        return None

    def so_called(self, draft: Draft) -> int | None:
        """The chain of the name by which a body calls itself: "The ARC, as the junta calls itself,"."""
        itself = next((i for i in range(draft.last, min(draft.last + 6, len(self.tokens))) if self.tokens[i].lower in ("itself", "themselves")), None)
        comma = draft.first - (3 if self.tokens[draft.first - 1].pos == "DET" else 2)
        if draft.form != "nominal" or itself is None or self.tokens[itself - 1].lemma != "call" or comma < 1:
            return None
        if self.tokens[comma].text != "," or self.tokens[comma + 1].lower != "as":
            return None
        n = self.ending_at(comma)
        return self.of[n] if n is not None and self.drafts[n].form == "name" and self.drafts[n].kind in COLLECTIVE else None

    def speaks_next(self, draft: Draft) -> bool:
        """Whether a verb of saying follows a phrase without a comma: it begins ", an aide to the president said" and renames nobody."""
        if self.text.sentence_of(draft.head).restored:
            return False
        k = draft.last
        while k < len(self.tokens) and self.tokens[k].pos in PHRASE:
            k += 1
        return k < len(self.tokens) and self.tokens[k].tag in ("VBD", "VBZ", "VBP") and self.tokens[k].lemma in self.verbs

    @cached_property
    def partners(self) -> dict[int, int]:
        """For a description the name that follows it as apposition: the name decides who is meant."""
        found = {}
        for n, draft in enumerate(self.drafts):
            if draft.form == "name" and draft.acting and draft.kind is not None:
                token = self.tokens[draft.head]
                other = self.beside(draft, resolved=False)
                if other is None and token.dep == "appos" and not self.speaks_next(draft):
                    other = self.at.get(token.head)
                    if other is not None and (self.drafts[other].kind == "person") != (draft.kind == "person"):
                        other = None
                if other is not None and self.drafts[other].lemma in PERSON_OR_BODY and self.drafts[other].kind != draft.kind:
                    other = None
                if other is not None and other < n and self.drafts[other].form == "nominal" and self.drafts[other].plural == draft.plural:
                    if not self.renames_body(other):
                        found[other] = n
                elif draft.behind_body and (other := self.described_before(draft)) is not None:
                    found[other] = n
        return found

    def described_before(self, draft: Draft) -> int | None:
        """The description that the name behind a body of state belongs to: "the head of the press office of the Interior Ministry | Viktor Hale"."""
        for up in self.text.ancestors(draft.head):
            other = self.at.get(up)
            if other is not None and (before := self.drafts[other]).form == "nominal" and before.kind == "person":
                last = self.text.edges[up][1]
                said = draft.last < last and self.tokens[draft.last].pos == "VERB"  # "... Viktor Hale informed", read as a participle
                return other if not before.plural and (last == draft.last or said) else None
        return None

    def renames_body(self, n: int) -> bool:
        """Whether a description is an apposition to the name of a body before it: "the Ash Front, a group known as the Sons of Ash"."""
        token = self.tokens[self.drafts[n].head]
        up = self.at.get(token.head) if token.dep == "appos" and token.head < self.drafts[n].first else None
        if self.drafts[n].kind == "person":
            return False  # "In Burundi, the minister, Ann Sarr"
        return up is not None and self.drafts[up].form == "name" and self.drafts[up].kind in COLLECTIVE

    def renames_person(self, draft: Draft) -> bool:
        """Whether a description belongs to the name of a person before it: "among them | Ann Reed, a judge |, Mayor Juan Paz said"."""
        before = draft.first - 1 - (self.tokens[draft.first - 1].pos == "DET")
        n = self.ending_at(before, resolved=False) if before > 0 and self.tokens[before].text == "," and self.tokens[draft.head].dep == "appos" else None
        return n is not None and self.drafts[n].form == "name" and self.drafts[n].kind == "person"

    def beside(self, draft: Draft, resolved: bool = True) -> int | None:
        """The draft that this one renames by its place: description, comma, name ("Its representative in Tanzania, Ann Lee, said"),
        name, comma, description, or both without comma where marks are lost; brackets after a body's name."""
        tokens = self.tokens
        k = draft.first - 1
        while k > 0 and tokens[k].pos == "DET":
            k -= 1
        if k <= 0 or tokens[k].sentence != tokens[draft.head].sentence:
            return None
        naming = self.naming(k, draft)
        if naming is not None:
            return self.ending_at(naming, resolved)
        if (named := self.named_by_others(k, draft)) is not None:
            return named
        mark = tokens[k].text
        if mark == "(" and draft.form == "name" and draft.kind != "person" and len(draft.words) <= 6:
            other = self.ending_at(k - (tokens[k - 1].text in QUOTES), resolved)
            return other if other is not None and self.drafts[other].kind != "person" and self.drafts[other].form == "name" else None
        if tokens[k].lower == "or" and tokens[k - 1].text == "," and draft.form == "name" and draft.kind in COLLECTIVE:
            other = self.ending_at(k - 1, resolved)  # "the Ash Front, or Sons of Ash,"
            closed = draft.last < len(tokens) and tokens[draft.last].text == ","
            return other if closed and other is not None and self.drafts[other].form == "name" and self.drafts[other].kind in COLLECTIVE else None
        quoted = mark in QUOTES and draft.last < len(tokens) and tokens[draft.last].text in QUOTES
        if quoted and draft.form == "name" and draft.kind in COLLECTIVE:
            other = self.ending_at(k, resolved)  # the union "Kasana Women"
            return other if other is not None and self.drafts[other].form == "nominal" and self.drafts[other].kind in COLLECTIVE else None
        if mark != ",":
            return self.beside_bare(draft, resolved)
        if draft.form == "nominal" and self.speaks_next(draft):
            return None
        other = self.ending_at(k, resolved)
        if other is None:
            if tokens[k - 1].pos != "NUM":
                return None
            other = self.ending_at(k - 2, resolved) if tokens[k - 2].text == "," else None
            if other is None:
                return None
        before = self.drafts[other]
        if before.kind == "population" and draft.form == "name" and draft.kind in SAYING_BODIES:
            return None  # "food for 18,000 people, the World Food Programme said"
        either = before.lemma in PERSON_OR_BODY and draft.form == "name"
        if (before.kind == "person") != (draft.kind == "person") and not either or (before.plural != draft.plural and draft.kind == "person"):
            return None
        if {before.form, draft.form} != {"name", "nominal"} or draft.last >= len(tokens):
            return None
        if draft.form == "name" and draft.kind == "person" and (len(draft.words) < 2 or self.renames_person(before)):
            return None
        after = tokens[draft.last]
        if not (after.text in (",", ".", ";", ")", "-", "–", "—", ":") or after.pos in ("VERB", "AUX") or after.lower in ("who", "which", "in", "at", "of")):
            return None
        joined = tokens[draft.last + 1 : draft.last + 3] if after.text == "," else []
        if joined and joined[0].lower in ("and", "or") and joined[-1].pos not in ("VERB", "AUX"):
            return None  # a list; not ", Ana Lee, and discussed"
        if draft.form == "name" and tokens[before.head].dep in ("dobj", "pobj") and tokens[draft.head].dep == "nsubj" and self.speaks_next(draft):
            return None  # "will expel the staff, Prime Minister Ali Musa said"
        if tokens[before.first - 1].lower in ("and", "or") or (before.form == "name" and draft.lemma and not self.describes(draft)):
            return None
        return other

    def beside_bare(self, draft: Draft, resolved: bool) -> int | None:
        """As `beside`, where marks are lost: a person's full name and a description that touch."""
        if not self.text.sentences[self.tokens[draft.head].sentence].restored:
            return None
        other = self.ending_at(draft.first, resolved)
        if other is None or draft.kind != "person":
            return None
        before = self.drafts[other]
        if before.kind != "person" or {before.form, draft.form} != {"name", "nominal"} or before.plural or draft.plural:
            return None
        name = draft if draft.form == "name" else before
        return other if len(name.words) > 1 or name.titles else None

    def naming(self, k: int, draft: Draft) -> int | None:
        """Where a description ends that is followed by "calling itself", "who gave his name as", "known as" and this name."""
        while k > 0 and self.tokens[k].text in QUOTES:
            k -= 1
        if draft.form != "name" or self.tokens[k].lower not in NAMING_ENDS or self.tokens[k].sentence != self.tokens[draft.head].sentence:
            return None
        words = [t for t in self.tokens[max(0, k - 7) : k + 1] if t.text != "," and not self.is_language(t)]
        lowers = tuple(t.lower for t in words)
        for phrase in NAMING:
            if lowers[-len(phrase) :] == phrase:
                at = words[-len(phrase)].i
                if phrase[0] in GIVING and (self.text.child(at, "nsubj") is not None or self.is_whole_subject(at)):
                    return None  # "the army called the UN a liar", "the president named Ann Reed, a judge, as his deputy"
                for mark in (",", ")", "("):  # "the Free Front (FF), known as", "Juan Paz (alias Rayo)"
                    at -= at > 0 and self.tokens[at - 1].text == mark
                aged = at > 2 and self.tokens[at - 1].pos == "NUM" and self.tokens[at - 2].text == ","
                return at - 2 if aged else at  # "Juan Paz, 44, known as Rayo"
        return None

    def is_whole_subject(self, verb: int) -> bool:
        """Whether right before "named" or "called" stands a name or the holder of an office, who gives the name and does not bear it, or behind a comma
        the name of a person: "the president, Ann Reed, named Paul Hart ..."."""
        n = self.ending_at(verb, resolved=False)
        if n is None and verb > 0 and self.tokens[verb - 1].text == ",":
            n = self.ending_at(verb - 1, resolved=False)
            return n is not None and self.drafts[n].form == "name" and self.drafts[n].kind == "person"
        return n is not None and (self.drafts[n].form == "name" or bool(self.drafts[n].titles))

    def named_by_others(self, k: int, draft: Draft) -> int | None:
        """The name before a relative clause in which others call it by this one: "the Ash Front, which the army calls the Marsh Band",
        "the Reed Boys, who are calling themselves now Home Guard"."""
        if draft.form != "name":
            return None
        verb = next((i for i in range(k, max(k - 4, 0), -1) if self.tokens[i].lemma in NAMED_AS), None)
        if verb is None or any(t.pos in ("VERB", "NOUN", "PROPN", "PUNCT") and t.text not in QUOTES for t in self.tokens[verb + 1 : k + 1]):
            return None
        opening = next((i for i in range(verb - 1, max(verb - 7, 0), -1) if self.tokens[i].lower in ("which", "who", "whom", "that")), None)
        if opening is None or any(t.pos == "VERB" for t in self.tokens[opening + 1 : verb]):
            return None
        return self.ending_at(opening - (self.tokens[opening - 1].text == ","), resolved=False)

    def is_language(self, t: Token) -> bool:
        """Whether a word says in which language initials are: "its Spanish initials"."""
        return t.i + 1 < len(self.tokens) and self.tokens[t.i + 1].lower in INITIALS and t.text[:1].isupper()

    def describes(self, draft: Draft) -> bool:
        """Whether a description after a name can be an apposition: it has an article or possessor, or is a title."""
        first = self.tokens[draft.first]
        return first.lower != "whose" and (first.pos in ("DET", "PRON") or bool(draft.titles) or draft.owner is not None)

    def ending_at(self, k: int, resolved: bool = True) -> int | None:
        """The widest draft that ends right before token `k`."""
        found = [n for n in self.ends.get(k, ()) if n in self.of or not resolved]
        return min(found, key=lambda n: (self.drafts[n].first, n), default=None)

    @cached_property
    def ends(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for n, d in enumerate(self.drafts):
            if d.form != "pronoun":
                found.setdefault(d.last, []).append(n)
        return found

    # ------------------------------------------------------------------ names
    @staticmethod
    def fits(a: Sequence[str], b: Sequence[str]) -> bool:
        """Whether two person names can be one person's in one report: same last word and no first names that differ."""
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        if len(short) == 1:
            return short[0] == long[-1] or (len(short[0]) > 3 and short[0] in long[1:]) or (len(long) == 3 and short[0] == long[0] in FAMILY_FIRST)
        if short[-1] != long[-1]:
            return list(short) == list(long[: len(short)]) or set(short) <= set(long)
        return all(w in long or any(x.startswith(w[:1]) and (len(w) == 1 or len(x) == 1) for x in long) for w in short[:-1])

    def same_person(self, draft: Draft) -> int | None:
        if (known := next((k for k, c in enumerate(self.chains) if draft.words in c.also), None)) is not None:
            return known
        found = []
        words = set(draft.words)
        for k, c in enumerate(self.chains):
            if c.kind != "person" or not c.names or words.isdisjoint(c.names[0]) or (c.gender and draft.gender and c.gender != draft.gender):
                continue
            if all(self.fits(draft.words, w) for w in set(c.names) - c.also):
                found.append(k)
        found = [k for k in found if not self.other_title(draft, self.chains[k]) and not self.is_namesake(draft, self.chains[k])]
        if not found:
            return None
        titles = {w for first, last in draft.titles for w in self.office_words(first, last)}
        if len(found) == 1:
            return found[0]
        agreeing = [k for k in found if titles and titles & self.chains[k].title_words]
        if len(agreeing) == 1:
            return agreeing[0]
        bare = [k for k in found if (draft.words[-1],) in self.chains[k].names]
        if len(bare) == 1 and not agreeing:
            return bare[0]
        return max(agreeing or found, key=lambda k: self.chains[k].drafts[-1])

    def is_namesake(self, draft: Draft, c: ChainDraft) -> bool:
        """Whether a full name is somebody else's than a surname with a title before it, in a report that says of two that they are no kin:
        "Gen. Mirren denied it. ... Ada Mirren, who is not related to the general"."""
        if len(draft.words) < 2 or not c.titles or any(len(name) > 1 for name in c.names) or not self.denies_kinship:
            return False
        return not {self.group(*spot) for spot in draft.titles} & {self.group(*spot) for _, spot in c.titles}

    @cached_property
    def denies_kinship(self) -> bool:
        """Whether the report says that somebody is no relative of somebody."""
        return any(t.lemma in KINSHIP and NEGATION & {b.lower for b in self.tokens[max(0, t.i - 3) : t.i]} for t in self.tokens)

    def other_title(self, draft: Draft, c: ChainDraft) -> bool:
        """Whether a surname comes with an office where the chain's full name has a rank, or the other way round: another person; so is a
        full name inside a longer one when the two bear titles of different kinds ("Bishop Paul Aro", "General Sam Paul Aro"), and two who
        bear different military grades."""
        own_grades = set().union(*(self.plain_title(draft, self.office_words(*spot)) for spot in draft.titles)) & GRADES
        if own_grades and c.title_words & GRADES and own_grades.isdisjoint(c.title_words):
            return True
        if len(draft.words) > 1 and draft.titles and c.titles and all(name[0] != draft.words[0] for name in c.names if len(name) > 1):
            return not {self.group(*spot) for spot in draft.titles} & {self.group(*spot) for _, spot in c.titles}
        if len(draft.words) > 1 or not draft.titles or not c.titles:
            return False
        mine = {self.group(first, last) for first, last in draft.titles}
        theirs = {self.group(*spot) for _, spot in c.titles}
        attached = [self.plain_title(self.drafts[n], self.office_words(*spot)) for n, spot in c.titles if spot[1] == self.drafts[n].name[0]]
        own = set().union(*(self.plain_title(draft, self.office_words(*spot)) for spot in draft.titles))
        if mine == {"office"} and attached and not own & c.title_words and {self.group(*spot) for n, spot in c.titles if spot[1] == self.drafts[n].name[0]} == {"rank"}:
            return True
        if mine == theirs - {"honorific", ""} == {"office"} and not own & c.title_words:
            return True
        if mine == {"rank"}:
            return "rank" not in theirs and bool(theirs - {""})
        return mine == {"office"} and theirs == {"rank"}

    def group(self, first: int, last: int) -> str:
        words = plain_words(self.text, first, last)
        title = self.codes.title_before(words, len(words)) or self.codes.title_at(words, 0)
        return title.group if title is not None else ""

    @staticmethod
    def initials(words: Sequence[str]) -> str:
        return "".join(w[0] for w in words if w not in ("the", "of", "for", "and", "in", "on", "de", "du", "des"))

    def same_body(self, draft: Draft) -> int | None:
        if draft.code is not None:
            key = (draft.code.country or "", draft.code.name) if draft.code.form == "body" else (draft.code.country or "", "")
            for k, c in enumerate(self.chains):
                if c.key == key:
                    return k
            if draft.code.form in ("capital", "seat"):
                for k, c in enumerate(self.chains):
                    if c.kind == "government" and "government" in c.lemmas and c.country == draft.code.country:
                        return k
        words = draft.words
        in_brackets = draft.first > 0 and self.tokens[draft.first - 1].text == "(" and len(words) == 1
        best = None
        for k, c in enumerate(self.chains):
            if c.kind == "outlet" and words in (self.named_before(phrase) for phrase in c.phrases):
                draft.kind = "outlet"
                return k
            if not c.names or c.kind == "country" or draft.kind == "country" or (draft.country and c.country and draft.country != c.country):
                continue
            for name in c.names:
                if name == words:
                    return k
                if c.kind == "person" or (c.key and draft.code and c.key[1] != draft.code.name):
                    continue
                short, long = (words, name) if len(words) < len(name) else (name, words)
                if len(short) == 1 and len(short[0]) > 1 and short[0] == self.initials(long)[: len(short[0])] and len(short[0]) >= 2 and len(long) > 1:
                    best = k
                elif len(short) < len(long) and set(short) <= set(long) and set(short) - GENERIC and (c.kind == draft.kind != "intergovernmental" or short[-1] == long[-1]) and self.codes.country_of(short) is None:
                    best = k
        if best is None and draft.first and self.tokens[draft.first - 1].lower == "the":
            ending = [k for k, c in enumerate(self.chains) if c.kind in COLLECTIVE and any(self.is_short_of(words, name) for name in c.names)]
            best = max(ending, key=lambda k: self.chains[k].seen, default=None)
        if best is None and in_brackets and draft.first >= 2:
            other = next((n for n in self.ends.get(draft.first - 1, ()) if n in self.of and self.drafts[n].form == "name"), self.at.get(draft.first - 2))
            if other is not None and other in self.of and self.chains[self.of[other]].kind in COLLECTIVE:
                return self.of[other]
        return best

    @staticmethod
    def is_short_of(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
        """Whether "the" and general words are how a report goes on to call a body: "the Congress" of the People's Congress, "the Liberation
        Army" of the Arwa Liberation Army, "the Front" of the Front of the Plain."""
        if len(words) >= len(name):
            return False
        return name[-len(words) :] == words or (name[: len(words)] == words and name[len(words)] in ("of", "for"))

    # ------------------------------------------------------------------ nouns
    def same_nominal(self, n: int, draft: Draft) -> int | None:
        tokens = self.tokens
        if draft.rule == "mentions.partitive" and tokens[draft.last - 1].lower in ("them", "whom"):
            pronoun = Draft(draft.last - 1, draft.last, draft.last - 1, "pronoun", None, ("them",), (0, 0), plural=True, lemma="them")
            return self.antecedent(pronoun, "-")
        if draft.kind == "outlet" and tokens[draft.first].lower in ("this", "our"):
            return self.own_outlet()
        if draft.kind == "outlet" and (masthead := self.named_before(draft.words)):
            for k, c in enumerate(self.chains):
                if c.kind in ("outlet", "organisation") and masthead in c.names:
                    c.kind = "outlet"
                    return k
        if draft.lemma in PART_OF_FORCE and (force := self.force_before(draft)) is not None:
            return force
        counted = any(tokens[i].dep == "nummod" for i in self.text.children[draft.head])
        if counted and not draft.definite:
            return None
        if counted and tokens[draft.head].tag == "NNS" and draft.kind in OF_A_STATE:  # "the two governments" are not "the government"
            return next((k for k, c in enumerate(self.chains) if draft.words in c.phrases), None)
        if tokens[draft.head].tag == "CD" and tokens[draft.first].lower == "the":
            return self.same_number(tokens[draft.head].lower)
        token = tokens[draft.head]
        if token.dep == "attr":
            if draft.kind in COLLECTIVE:
                return self.same_noun(n, token.head)
            return self.holder(n, token.head) if tokens[token.head].lemma in BECOMING and self.is_office(draft) else None
        if token.dep == "pobj" and tokens[token.head].lower == "as" and self.is_office(draft):
            verb = tokens[tokens[token.head].head]
            holder = self.holder(n, verb.i) if verb.lemma in HOLDING or verb.lemma in APPOINTING else None
            if holder is not None:
                return holder
        if draft.kind == "country":
            if draft.code is not None:
                return self.same_body(draft)
            owned = self.tokens[draft.first].dep == "poss" and draft.first in self.pronoun_at and self.tokens[draft.first].lower in ("his", "her")
            before = self.country_of_owner(draft.first) if owned else self.country_before(draft)
            meant = (before or self.home) if draft.definite and not draft.plural else None
            draft.country = draft.country or meant
            return next((k for k, c in enumerate(self.chains) if c.key == (meant, "")), None) if meant is not None else None
        title = self.codes.title_before(draft.words, len(draft.words))
        modifiers = self.modifiers(draft)
        recent = sorted(range(len(self.chains)), key=lambda k: (self.chains[k].seen, k), reverse=True)
        bare = tokens[draft.first].i == draft.head or (title is not None and draft.first + len(title.words) - 1 == draft.head)
        if draft.definite and not modifiers and token.text[:1].isupper() and draft.kind == "person":
            ending = [k for k in recent if self.chains[k].kind in COLLECTIVE and any(len(n) > 1 and draft.lemma in n for n in self.chains[k].names)]
            if ending:
                return ending[0]
        if draft.kind == "person" and not draft.plural and (draft.definite or (bare and draft.titles)):
            recent = [k for k in recent if self.chains[k].names or not self.of_other_gender(draft, self.chains[k])]
            if title is not None:
                wanted = set(title.plain)
                modifiers -= set(title.words)
                known = [k for k in recent if self.holds(self.chains[k], wanted, modifiers) and self.may_be(draft, self.chains[k])]
                if draft.country and any(self.chains[k].country == draft.country for k in known):
                    known = [k for k in known if self.chains[k].country == draft.country]
                known = [k for k in known if not draft.country or self.chains[k].country in (None, draft.country)]
                named = [k for k in known if self.chains[k].names]
                if known:
                    return (named or known)[0]
            for k in recent:
                c = self.chains[k]
                if c.kind != "person" or c.plural or not self.agree(draft, c) or not self.may_be(draft, c) or self.other_body(draft, c):
                    continue
                if draft.lemma in c.lemmas | c.title_words and (not c.offices or any(not (set(draft.words) ^ o) & APART for o in c.offices)):
                    return k
            return None
        led = self.leaders_of(draft)
        if led:
            return next((k for k in recent if led & self.chains[k].led_by), None)
        bare_one = draft.lemma in BARE_IS_ONE
        plain_one = all(w in OF_ANY_BODY or w.isdigit() for w in modifiers)
        if draft.definite and plain_one and not draft.country and (not modifiers or draft.lemma == "bloc") and draft.kind in COLLECTIVE:
            body = self.named_body(draft, recent)
            if body is not None:
                return body
        if draft.definite or bare_one or (draft.plural and not draft.definite):
            recent = [k for k in recent if not self.is_other(draft, k)]
            if draft.definite and not modifiers and not draft.country and draft.kind in OF_A_STATE:
                same = next((k for k in recent if self.chains[k].kind == draft.kind and draft.words in self.chains[k].phrases), None)
                if same is not None:
                    return same
            for k in recent:
                c = self.chains[k]
                if c.kind != draft.kind and not (c.kind in COLLECTIVE and draft.kind in COLLECTIVE):
                    continue
                if draft.words in c.phrases:
                    return k
                if not (draft.definite or bare_one) or not self.agree(draft, c):
                    continue
                if draft.lemma in c.lemmas and (modifiers <= {w for p in c.phrases for w in p} or (bare_one and self.says_no_more(draft, c))):
                    return k
                if any(draft.lemma in name or draft.lemma + "s" in name for name in c.names) and modifiers <= {w for name in c.names for w in name}:
                    return k
            if draft.kind == "armed_group" and draft.definite:
                groups = [k for k, c in enumerate(self.chains) if c.kind == "armed_group" and (c.names or "rebel" in c.lemmas)]
                if len(groups) == 1 and (draft.country is None or draft.country == (self.chains[groups[0]].country or self.home)):
                    return groups[0]  # but "the Russian fighters" are no group of Mali
        return None

    def country_of_owner(self, pronoun: int) -> str | None:
        """The country of whom "his" or "her" before "country" stands for, as far as the words before tell it."""
        draft = self.drafts[self.pronoun_at[pronoun]]
        chain = self.antecedent(draft, self.codes.pronouns[draft.lemma]["gender"])
        return None if chain is None else self.chains[chain].country or self.said_to_be_of(self.chains[chain])

    def country_before(self, draft: Draft) -> str | None:
        """The country that was named last in the sentence before "the country", by a place, a demonym or a body of its own."""
        sentence = self.text.sentence_of(draft.head)
        named = [(d.head, d.country) for d in self.drafts if sentence.first <= d.head < draft.first and d.country and d is not draft]
        for toponym in self.found.toponyms:
            at = self.text.tokens_in(toponym.start, toponym.end)
            if len(at) and sentence.first <= at[0] < draft.first and toponym.place is not None and toponym.place.country:
                named.append((at[0], toponym.place.country))
        return max(named, default=(0, None))[1]

    def is_mooted(self, c: ChainDraft) -> bool:
        """Whether a chain is only some government ("joining a government of national unity", "in 1998 a government fell"), not one that governs."""
        own = [self.drafts[n] for n in c.drafts]
        return bool(own) and all(d.form == "nominal" and LED & {d.lemma} and self.tokens[d.first].lower in ("a", "an", "any") for d in own)

    def is_other(self, draft: Draft, k: int) -> bool:
        """Whether a description cannot mean a chain by the same noun: another whole, another office, a government only spoken of, "Chad's
        army" after "the army" in a report about Sudan, and "the army" after rebels who call themselves one."""
        c = self.chains[k]
        if self.is_rebel_army(draft, c):
            return True
        abroad = self.is_of_home(c) and draft.kind == c.kind and draft.country and self.home not in (None, draft.country)
        return self.other_whole(draft, c) or self.other_office(draft, c) or bool(abroad) or (draft.definite and draft.lemma in LED and self.is_mooted(c))

    @staticmethod
    def is_rebel_army(draft: Draft, c: ChainDraft) -> bool:
        """Whether a chain is of rebels and "the army" the state's, which has no other name."""
        return c.kind == "armed_group" and bool(c.names) and draft.kind == "military" and draft.lemma == "army"

    @staticmethod
    def is_of_home(c: ChainDraft) -> bool:
        """Whether a chain is a body of a state of which only a bare noun told so far: that of the country that the report is about."""
        return c.kind in OF_A_STATE and c.country is None and not c.names

    def same_noun(self, n: int, verb: int) -> int | None:
        """The body that draft `n` is said to be, where it is called by the same noun: "the Okoro government is the only government"."""
        subject = next((self.at[c] for c in self.text.children[verb] if self.tokens[c].dep == "nsubj" and c in self.at), None)
        if subject is None or self.drafts[subject].lemma != self.drafts[n].lemma or subject not in self.of:
            return None
        self.predicative.add(n)
        return self.of[subject]

    def leaders_of(self, draft: Draft) -> set[str]:
        """Last names of those whose government a phrase means: "the Okoro government", "Okoro's cabinet", "the government led by Ada Okoro",
        "the government of Premier Ada Okoro"."""
        if not LED & {draft.lemma}:
            return set()
        found: set[int] = set()
        for c in self.text.children[draft.head]:
            t = self.tokens[c]
            if t.dep in ("poss", "compound", "nmod"):
                found.add(c)
            elif t.dep == "acl" and t.lemma in LEADING:
                found.update(agents(self.text, c))
            elif t.lower == "of":
                found.update(g for g in self.text.children[c] if self.tokens[g].dep == "pobj" and self.tokens[g].pos == "PROPN")
        return {w for i in found if (w := plain(self.tokens[i].text)) in self.family_names or self.tokens[i].ent == "PERSON"}

    @cached_property
    def family_names(self) -> frozenset[str]:
        """Last words of the names of persons."""
        return frozenset(d.words[-1] for d in self.drafts if d.form == "name" and d.kind == "person")

    @staticmethod
    def is_office(draft: Draft) -> bool:
        return draft.kind == "person" and not draft.plural and bool(draft.titles)

    def holder(self, n: int, verb: int) -> int | None:
        """The person whom a verb says to hold the office of draft `n`: its subject, also over "who" and "and"; who is appointed, its object."""
        t = self.tokens[verb]
        roles = ("dobj", "nsubjpass") if t.lemma in APPOINTING else ("nsubj", "nsubjpass")
        subject = next((c for c in self.text.children[verb] if self.tokens[c].dep in roles), None)
        if subject is None:
            return self.holder(n, t.head) if t.dep in ("conj", "xcomp") and t.head != verb and t.lemma not in APPOINTING else None
        if self.tokens[subject].lower == "who" and t.dep == "relcl":
            subject = t.head
        m = self.at.get(subject, self.pronouns.get(subject))
        k = self.of.get(m) if m is not None else None
        if k is None or self.chains[k].kind != "person" or self.chains[k].plural:
            return None
        self.predicative.add(n)
        return k

    @cached_property
    def pronouns(self) -> Mapping[int, int]:
        """The draft of each pronoun."""
        return {d.first: n for n, d in enumerate(self.drafts) if d.form == "pronoun"}

    def modifiers(self, draft: Draft) -> set[str]:
        """Words before the noun of a description without articles and possessives; of a person's without the country it names."""
        found = {w for w in draft.words[:-1] if w not in OPENING}
        if draft.country is None or draft.kind != "person":
            return found
        country = set(key_of(self.codes.country_names.get(draft.country, ""))) | {"s"}
        return {w for w in found if w not in country and self.codes.country_of((w,)) != draft.country}

    def other_body(self, draft: Draft, c: ChainDraft) -> bool:
        """Whether a description names a body that none of the words of a chain does: "the BFV chief" beside the defence chief."""
        named = {plain(t.text) for t in self.tokens[draft.first : draft.head] if t.text.isupper() and len(t.text) > 1}
        return bool(named) and named.isdisjoint(w for words in (*c.names, *c.phrases, c.title_words) for w in words)

    def other_office(self, draft: Draft, c: ChainDraft) -> bool:
        """Whether a description is of somebody's own office ("his office") and a chain an office of a field ("the Foreign Office") or that
        of somebody else ("the militia's media office")."""
        if draft.lemma != "office" or self.tokens[draft.first].tag != "PRP$":
            return False
        return any(OFFICE_FIELDS & set(name) for name in c.names) or self.others_own(draft, c)

    def others_own(self, draft: Draft, c: ChainDraft) -> bool:
        """Whether "his" or "her" before a noun is not whom a chain is said to belong to."""
        if draft.first not in self.pronoun_at or self.tokens[draft.first].lower not in GENDERS:
            return False
        owners = {p[: p.index("s")][-1] for p in c.phrases if "s" in p[1:]}
        owners |= {plain(self.tokens[i].text) for n in c.drafts for i in self.text.children[self.drafts[n].head] if self.tokens[i].dep == "poss"}
        owners -= set(GENDERS)
        if not owners:
            return False
        pronoun = self.drafts[self.pronoun_at[draft.first]]
        owner = self.antecedent(pronoun, self.codes.pronouns[pronoun.lemma]["gender"])
        if owner is None:
            return False
        known = self.chains[owner]
        return owners.isdisjoint(w for words in (*known.names, *known.phrases, known.title_words) for w in words)

    @staticmethod
    def named_before(phrase: tuple[str, ...]) -> tuple[str, ...]:
        """The name in front of the noun of an outlet: "La Costa" in "the La Costa newspaper"; empty where there is none."""
        return phrase[1:-1] if phrase[:1] == ("the",) else phrase[:-1]

    def says_no_more(self, draft: Draft, c: ChainDraft) -> bool:
        """Whether a description of a body of which a state has one can mean a chain.

        No other state's, nobody else's ("Ada's government"), not the other of two: "the eastern government" beside the recognised one.
        """
        if RIVAL & set(draft.words) != RIVAL & {w for phrase in c.phrases for w in phrase}:
            return False
        if draft.country and c.country is None and any(len(phrase) > 2 for phrase in c.phrases):
            return False
        persons = {w for chain in self.chains if chain.kind == "person" for name in chain.names for w in name}
        owners = persons & {w for phrase in c.phrases for w in phrase}
        return persons.isdisjoint(set(draft.words) - owners) and not (owners and draft.country)

    def same_number(self, number: str) -> int | None:
        """The last group that came with a number, for "the two"."""
        for k in range(len(self.chains) - 1, -1, -1):
            first = self.drafts[self.chains[k].drafts[0]] if self.chains[k].drafts else None
            if first is not None and first.form == "nominal" and first.plural and self.tokens[first.first].lower == number:
                return k
        return None

    def may_be(self, draft: Draft, c: ChainDraft) -> bool:
        """Whether a description can mean a person: no minister of another field, and nobody who acts on whom it describes."""
        ministries = {f for o in c.offices for f in self.ministries(o)}
        if "minister" in draft.words and ministries and self.ministries(draft.words).isdisjoint(ministries) and self.ministries(draft.words):
            return False
        if draft.country and c.country is None and c.names and self.home not in (None, draft.country):
            return False  # "Peru's minister" in a report on Chad is nobody who is called minister alone
        if PAST_HOLDERS & set(draft.words) and c.title_words and not PAST_HOLDERS & c.title_words and not self.tells_of_leaving:
            return False
        return self.same_field(draft, c) and self.acting_on(draft) not in c.drafts and not self.others_own(draft, c)

    @cached_property
    def tells_of_leaving(self) -> bool:
        """Whether the report has a verb by which somebody leaves an office."""
        return any(t.lemma in LEAVING for t in self.tokens)

    def ministries(self, words: Iterable[str]) -> set[str]:
        """The plain names of the ministerial fields among some words."""
        fields = self.lexica.index("ministry_fields.tsv")
        return {fields[w]["field"] for w in words if w in fields}

    def acting_on(self, draft: Draft) -> int | None:
        """The draft that is the subject of the verb whose object a draft is: "Vel had informed the minister"; None where there is none."""
        t = self.tokens[draft.head]
        if t.dep == "pobj" and self.tokens[t.head].dep in ("prep", "dative"):
            t = self.tokens[t.head]
        elif t.dep not in ("dobj", "dative", "iobj"):
            return None
        subject = self.text.child(t.head, "nsubj") if self.tokens[t.head].pos == "VERB" else None
        return self.at.get(subject) if subject is not None and subject in self.at and self.drafts[self.at[subject]].head == subject else None

    def same_field(self, draft: Draft, c: ChainDraft) -> bool:
        """Whether what follows "of" in a description's office does not part it from the offices of a chain: "the minister of sports"."""
        own = self.field_words(draft)
        if not own:
            return True
        theirs = [f for n in c.drafts if (f := self.field_words(self.drafts[n]))]
        return not theirs and bool(c.names or own & c.title_words) or any(own & f for f in theirs)

    def other_whole(self, draft: Draft, c: ChainDraft) -> bool:
        """Whether what follows "of" in a description of a ministry or of a part of a force parts it from a chain: "the troops of Mirren"."""
        if draft.lemma not in PART_OF_FORCE | OF_A_FIELD or not (own := self.field_words(draft)):
            return False
        theirs = [f for n in c.drafts if self.drafts[n].form == "nominal" and (f := self.field_words(self.drafts[n]))]
        named = any(own & set(name) for name in c.names)
        return not named and not any(own & f for f in theirs) and (bool(theirs) or draft.lemma in PART_OF_FORCE)

    def field_words(self, draft: Draft) -> set[str]:
        """Words after "of" or "for" in a description or a title."""
        spots = [(draft.head + 1, draft.last)] if draft.form == "nominal" else draft.titles
        found: set[str] = set()
        for first, last in spots:
            words = plain_words(self.text, first, last)
            cut = next((i for i, w in enumerate(words) if w in ("of", "for")), None)
            if cut is not None:
                found.update(w for w in words[cut + 1 :] if w not in ("the", "of", "for", "and", "a"))
        return found

    @staticmethod
    def holds(c: ChainDraft, wanted: set[str], modifiers: set[str]) -> bool:
        """Whether a person has an office of these words: not that of a deputy or prime minister where plain ones are meant."""
        fits = any(wanted <= office and not (wanted ^ office) & APART for office in c.offices)
        return c.kind == "person" and not c.plural and fits and modifiers <= c.title_words | {"former", "new"}

    def named_body(self, draft: Draft, recent: Sequence[int]) -> int | None:
        """The named body that a bare noun means: one whose name holds the noun, else the last one of that kind close by."""
        for k in recent:
            c = self.chains[k]
            if self.is_rebel_army(draft, c):
                continue
            if c.kind in COLLECTIVE and not self.other_office(draft, c) and any(draft.lemma in name[-3:] or draft.lemma + "s" in name for name in c.names):
                return k
        here = self.tokens[draft.head].sentence
        for k in recent:
            c = self.chains[k]
            if c.names and here - c.seen <= 2 and draft.lemma in ANY_BODY and c.kind in ANY_BODY[draft.lemma]:
                if draft.lemma == "agency" and any(name[-1] in NO_AGENCY for name in c.names):
                    continue  # "the European Union" before "the agency" is another body
                return k
        return None

    def own_outlet(self) -> int | None:
        """The chain of the report's own outlet, if it has one."""
        for k, c in enumerate(self.chains):
            if c.kind == "outlet" and (c.key == OWN_OUTLET or any(name in self.own_outlets for name in c.names)):
                return k
        return None

    @cached_property
    def own_outlets(self) -> frozenset[tuple[str, ...]]:
        report = self.text.report
        return frozenset(key_of(_PAGE.sub("", n)) for n in (report.outlet, *report.agencies) if n)

    @staticmethod
    def of_other_gender(draft: Draft, c: ChainDraft) -> bool:
        """Whether a description is of a man and a chain of a woman, or the other way round: "a spokeswoman", "the spokesman"."""
        return bool(draft.gender and c.gender) and draft.gender != c.gender

    def agree(self, draft: Draft, c: ChainDraft) -> bool:
        if draft.country and c.country and draft.country != c.country:
            return False
        return draft.plural == c.plural or c.kind in COLLECTIVE

    # ------------------------------------------------------------------ pronouns
    def pronoun(self, n: int, draft: Draft) -> None:
        row = self.codes.pronouns[draft.lemma]
        if row["person"] == "1":
            self.told_us(n, draft)
            return
        chain = self.antecedent(draft, row["gender"])
        if chain is not None:
            self.join(n, draft, chain)
            c = self.chains[chain]
            if c.kind == "person" and not c.plural and c.gender is None and draft.gender:
                c.gender = draft.gender

    def told_us(self, n: int, draft: Draft) -> None:
        """ "Told us" outside of quotations speaks of the report's own outlet."""
        t = self.tokens[draft.head]
        up = self.tokens[t.head]
        told = up.lemma == "tell" and t.dep in ("dobj", "dative") or up.lower == "to" and self.tokens[up.head].lemma in ("say", "tell", "speak")
        if draft.lemma in ("us", "me") and told and not self.quoted[draft.head] and self.text.report.outlet and any(self.quoted):
            chain = self.own_outlet()
            if chain is None:
                self.chains.append(ChainDraft("outlet", key=OWN_OUTLET, sectors=["JRN"]))
                chain = len(self.chains) - 1
            self.join(n, draft, chain)

    def says(self, head: int) -> bool:
        """Whether the token is the subject of a verb of saying, thinking, wanting, or stands in "according to"."""
        t = self.tokens[head]
        if t.dep == "pobj":
            to = self.tokens[t.head]
            return to.lower == "to" and to.i > 0 and self.tokens[to.i - 1].lower == "according"
        return t.dep == "nsubj" and self.tokens[t.head].lemma in self.verbs

    def antecedent(self, draft: Draft, gender: str) -> int | None:
        token = self.tokens[draft.head]
        asking = self.addressing(draft.head) if gender == "n" else None
        if (doer := self.doer_of_object(draft, gender)) is not None:
            return doer
        if gender == "n" and not (self.says(draft.head) or token.dep == "poss" or asking is not None):
            return self.body_before(draft)
        if draft.lemma in ("they", "them") and self.is_of_things(draft.head):
            return None
        if draft.lemma == "they" and self.are_two_speakers(draft.head):
            return None  # both, and no chain stands for both
        found = self.candidates(draft, gender)
        if gender == "n":
            found = [one for one in found if not self.is_whereabouts(one[0])]
        joined = self.joined_owner(draft.head) if token.dep == "poss" else None
        if joined is not None and (self.chains[joined].kind in COLLECTIVE if gender == "n" else self.can_mean(draft, gender, self.chains[joined])):
            return joined
        if (before := self.subject_before(draft)) is not None and any(k == before for k, _ in found):
            return before
        if (speaking := self.speaker_before(draft)) is not None and any(k == speaking for k, _ in found):
            return speaking
        if asking is not None:
            speaker = self.subject_of(asking)
            found = [one for one in found if one[0] != speaker]
        if self.quoted[draft.head]:
            found = [one for one in found if self.is_spoken_of(one[0]) and not self.is_quoted(one[0], draft)]
        if token.dep == "nsubjpass" and self.tokens[token.head].lemma in CUSTODY:
            found = [one for one in found if not self.chains[one[0]].title_words & TRYING] or found  # "the judge said ... He was freed"
        if draft.lemma == "they" and token.dep == "nsubjpass" and self.tokens[token.head].lemma in PROSECUTED:
            found = [one for one in found if not self.acts_on(token.head, one[0])] or found  # "Police arrested the two. They were held"
        if gender == "n" and token.dep == "poss" and not self.quoted[draft.head]:
            found = [one for one in found if one[1]["same_sentence"] and one[1]["subject"] and one[1]["named"]] or found
        if token.dep == "poss" and self.tokens[token.head].lemma in CAPTIVITY:
            found = [one for one in found if self.is_held(one[0])] or [one for one in found if not self.acts_on(token.head, one[0])]
        if token.dep == "dobj" and draft.gender in ("m", "f") and self.tokens[token.head].lemma in PROSECUTED and len(found) > 1:
            gone_on = [one for one in found if one[1]["distance"] == 1 and one[1]["pronoun"] and not one[1]["says"]]
            found = gone_on or found  # "He is accused of treason. The minister said the prosecutor would charge him."
        if token.dep == "nsubjpass" and draft.gender in ("m", "f") and self.tokens[token.head].lemma in PROSECUTED:
            told = [one for one in found if not (one[1]["distance"] == 1 and one[1]["says"])]  # no minister who tells of somebody's arrest
            found = told if any(one[1]["distance"] == 1 and one[1]["named"] for one in told) else found
        if draft.lemma == "they" and self.tokens[token.head].dep == "ccomp" and (speaker := self.subject_of(self.tokens[token.head].head)) is not None:
            if any(k == speaker for k, _ in found):  # "The Corsairs, in a message passed to reporters, said they had killed him"
                found = [one for one in found if one[0] == speaker or one[1]["subject"] or not one[1]["same_sentence"]]
        if token.dep == "nsubjpass" and draft.gender in ("m", "f") and (naming := self.naming_before(token.sentence)):
            found = [one for one in found if one[0] not in naming] or found  # "The mayor identified the man as Ali Musa. He had been shot."
        if self.tells_behind(draft) and any(one[1]["speaker"] for one in found):
            found = [one for one in found if one[1]["subject"] or one[1]["possessor"] or not one[1]["same_sentence"]]
        scored = sorted(((sum(SALIENCE[f] * v for f, v in features.items()), k) for k, features in found), reverse=True)
        if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < (MARGIN_MANY if draft.lemma == "they" else MARGIN)):
            return None
        return scored[0][1]

    def doer_of_object(self, draft: Draft, gender: str) -> int | None:
        """Whoever acts on the noun that a relative clause without a relative pronoun tells of: "Peru will try the rebels | it | caught"."""
        token = self.tokens[draft.head]
        noun = left_out_object(self.text, token.head) if token.dep == "nsubj" else None
        if noun is None or self.tokens[noun].dep != "dobj":
            return None
        doer = self.subject_of(self.tokens[noun].head)
        return doer if doer is not None and self.can_mean(draft, gender, self.chains[doer]) else None

    def are_two_speakers(self, head: int) -> bool:
        """Whether a pronoun is the subject of what two say together: "Peru and Chile said they supported it"."""
        verb = self.tokens[self.tokens[head].head]
        said = self.tokens[verb.head]
        if self.tokens[head].dep not in ("nsubj", "nsubjpass") or verb.dep != "ccomp" or said.lemma not in self.verbs or said.i > head:
            return False
        speaker = self.text.child(said.i, "nsubj")
        if speaker is None or self.tokens[speaker].pos != "PROPN":
            return False
        return any(self.tokens[c].dep == "conj" and self.tokens[c].pos == "PROPN" for c in self.text.children[speaker])

    def naming_before(self, sentence: int) -> set[int]:
        """Chains of who tells, in the sentence before, who somebody is: "the mayor identified the dead man as"."""
        if sentence == 0:
            return set()
        before = self.text.sentences[sentence - 1]
        verbs = [t.i for t in self.tokens[before.first : before.last] if t.lemma in IDENTIFYING and t.pos == "VERB" and self.text.child(t.i, "dobj") is not None]
        return {k for v in verbs if (k := self.subject_of(v)) is not None}

    def speaker_before(self, draft: Draft) -> int | None:
        """Who spoke in the sentence before where this one says that he added something, or where one without a name has just begun to speak: not
        those of whom he told, nor who spoke earlier: "An engineer said it was mined. Wires were left, | he | said", "His deputy said no. | He | told"."""
        token = self.tokens[draft.head]
        if token.dep != "nsubj" or token.sentence == 0 or self.quoted[draft.head]:
            return None
        before = self.text.sentences[token.sentence - 1]
        if self.tokens[token.head].lemma not in ADDING:
            if draft.gender not in ("m", "f") or not self.says(draft.head):
                return None
            here = (self.drafts[n] for n in self.drafts_in(self.text.sentence_of(draft.head)))
            spoken = any(d.first < draft.first and self.says(d.head) and not self.quoted[d.head] for d in here)
            return None if spoken else self.new_speaker(before)
        spoke = self.tokens[before.root].pos == "VERB" and any(self.tokens[c].dep == "nsubj" and self.says(c) for c in self.text.children[before.root])
        return self.subject_of(before.root) if spoke else None

    def new_speaker(self, sentence: Sentence) -> int | None:
        """The one person without a name who speaks in a sentence, or tells who somebody is, and is first told of there or as somebody's: "a nurse", "his deputy"."""
        told = [
            n for n in self.drafts_in(sentence)
            if self.tokens[self.drafts[n].head].dep == "nsubj" and not self.quoted[self.drafts[n].head]
            and (self.says(self.drafts[n].head) or self.tokens[self.tokens[self.drafts[n].head].head].lemma in IDENTIFYING)
        ]  # fmt: skip
        if len(told) != 1 or told[0] not in self.of:
            return None
        spoke = self.drafts[told[0]]
        fresh = not spoke.definite or self.tokens[spoke.first].tag == "PRP$"
        return self.of[told[0]] if spoke.form == "nominal" and not spoke.plural and fresh else None

    def drafts_in(self, sentence: Sentence) -> Iterator[int]:
        """The mentions whose first words stand in a sentence, in order."""
        n = bisect_left(self.drafts, sentence.first, key=lambda d: d.first)
        while n < len(self.drafts) and self.drafts[n].first < sentence.last:
            yield n
            n += 1

    def subject_before(self, draft: Draft) -> int | None:
        """The people that the sentence before tells of as its subject, where this one begins with whose: "Six monitors came. Their head ..."."""
        token = self.tokens[draft.head]
        sentence = self.text.sentence_of(draft.head)
        if token.lower != "their" or draft.head != sentence.first or token.sentence == 0:
            return None
        earlier = self.text.sentences[token.sentence - 1]
        root = next((k for k in range(earlier.first, earlier.last) if self.tokens[k].dep == "ROOT"), None)
        chain = self.subject_of(root) if root is not None else None
        return chain if chain is not None and self.chains[chain].plural and self.chains[chain].kind in ("person", "population") else None

    def body_before(self, draft: Draft) -> int | None:
        """The body that the sentence before has as its subject, where "it" does what only a body does: "Peru shut the port. It expelled two envoys."; not
        where a paper told of before may do so: "Peru signed a pact. It barred ...", nor where sentences are guessed, as their subjects are."""
        token = self.tokens[draft.head]
        if self.text.sentences[token.sentence].restored or token.dep != "nsubj" or token.sentence == 0 or self.quoted[draft.head] or self.tokens[token.head].tag not in DONE:
            return None
        frame = match_verb(self.text, token.head)
        if frame is None or frame.frame == WEAK_FRAME or frame.event_type in UNGUIDED or not objects_of(self.text, token.head):
            return None
        earlier = self.text.sentences[token.sentence - 1]
        if any(t.pos == "NOUN" and t.lemma in PAPERS for t in self.tokens[earlier.first : earlier.last]):
            return None
        own = self.text.child(earlier.root, "nsubj", "nsubjpass")
        n = self.at.get(own, self.pronouns.get(own)) if own is not None else None
        chain = self.of.get(n) if n is not None else None
        return chain if chain is not None and self.can_mean(draft, "n", self.chains[chain]) else None

    def is_whereabouts(self, k: int) -> bool:
        """Whether a chain is only told of as where something was: "a letter read out at a church in Arwa. ..., it said"."""
        last = self.drafts[self.chains[k].drafts[-1]]
        t = self.tokens[last.head]
        return last.form == "nominal" and not last.definite and t.dep == "pobj" and self.tokens[t.head].lower in ("at", "in", "near", "outside")

    def is_of_things(self, i: int) -> bool:
        """Whether what "they" do befalls measures and papers only: "Russia wants | them | to expire", "they were extended"."""
        t = self.tokens[i]
        verb = self.tokens[t.head]
        if t.dep == "dobj":
            verb = next((self.tokens[c] for c in self.text.children[verb.i] if self.tokens[c].dep in ("xcomp", "ccomp")), verb)
        if t.dep == "nsubjpass":
            return verb.lemma in BEFALLING_PAPERS
        return t.dep in ("nsubj", "dobj") and verb.lemma in EXPIRING and verb.i > i

    def joined_owner(self, i: int) -> int | None:
        """Whose a phrase is that is joined to its owner: "the army and its allies", "the governor and his son"."""
        owned = self.tokens[self.tokens[i].head]
        beside = range(max(0, i - 1), i)
        if owned.dep != "conj" or not any(self.tokens[k].lower == "and" for k in beside) or self.tokens[owned.head].dep == "conj":
            return None
        n = self.at.get(owned.head)
        return self.of.get(n) if n is not None else None

    def is_held(self, k: int) -> bool:
        """Whether somebody holds, frees or charges the people of a chain: whose "release" is told of."""
        heads = (self.tokens[self.drafts[n].head] for n in self.chains[k].drafts)
        return any(t.dep in ("dobj", "nsubjpass") and self.tokens[t.head].lemma in PROSECUTED for t in heads)

    def acts_on(self, noun: int, k: int) -> bool:
        """Whether a chain is the subject of the verb whose object a noun is, or of a verb of holding: "police negotiated their release"."""
        heads = [self.tokens[self.drafts[n].head] for n in self.chains[k].drafts]
        verb = self.tokens[noun].head
        return any(t.dep == "nsubj" and (t.head == verb or self.tokens[t.head].lemma in PROSECUTED) for t in heads)

    def tells_behind(self, draft: Draft) -> bool:
        """Whether a pronoun speaks behind its words: "The licence given to the firm was void, | it | said" is not the firm."""
        return draft.first > 0 and (self.tokens[draft.first - 1].text == "," or self.tokens[draft.first - 1].text in QUOTES) and self.says(draft.head)

    def addressing(self, i: int) -> int | None:
        """The verb by which somebody asks or blames the body that "it" stands for: "urged it to", "called on it to", "accused it of"."""
        t = self.tokens[i]
        verb = self.tokens[t.head]
        if t.dep == "pobj" and verb.lower in ("on", "upon"):
            return verb.head if self.tokens[verb.head].lemma in CALLING else None
        if t.dep in ("dobj", "pobj", "dative", "nsubj") and self.addresses(verb.i):
            return verb.i
        clause = t.dep == "nsubj" and verb.dep in ("ccomp", "xcomp") and any(self.tokens[c].lower == "to" for c in self.text.children[verb.i])
        return verb.head if clause and self.addresses(verb.head) else None  # "urged it to leave", read as one clause

    def addresses(self, verb: int) -> bool:
        """Whether a verb asks or blames its object."""
        row = self.verbs.get(self.tokens[verb].lemma)
        return row is not None and row["class"] in ADDRESSING

    def subject_of(self, verb: int) -> int | None:
        """The chain of a verb's subject, or of that of the verb it is joined to."""
        while (own := self.text.child(verb, "nsubj", "nsubjpass")) is None and self.tokens[verb].dep == "conj":
            verb = self.tokens[verb].head
        n = self.at.get(own) if own is not None else None
        return self.of.get(n) if n is not None else None

    def candidates(self, draft: Draft, gender: str) -> list[tuple[int, dict[str, float]]]:
        """Chains that a pronoun can mean, each with the features of its last mention."""
        token = self.tokens[draft.head]
        here = token.sentence
        paragraph = self.text.sentences[here].paragraph
        reach = 1 if gender == "n" else BACKWARD
        speaker = self.last_speaker(draft.first)
        found = []
        for k, c in enumerate(self.chains):
            if c.kind is None or here - c.seen > reach or not self.can_mean(draft, gender, c):
                continue
            last = next((n for n in reversed(c.drafts) if not self.inside_another(n) and n not in self.predicative), c.drafts[-1])
            other = self.drafts[last]
            if here - self.tokens[other.head].sentence > reach:
                continue
            if other.first <= draft.first < other.last or other.first > draft.first:
                continue
            at = self.tokens[other.head]
            if (at.dep == "attr" or self.tokens[other.first].lower == "whose") and not c.names:
                continue
            gap = here - at.sentence
            if at.head == token.head and gap == 0 and token.dep != "poss" and not draft.lemma.endswith(("self", "selves")):
                continue
            if self.tokens[token.head].dep == "relcl" and self.tokens[token.head].head == at.i:  # "the rebels | they | killed"
                continue
            found.append(
                (
                    k,
                    {
                        "distance": gap,
                        "subject": at.dep in ("nsubj", "nsubjpass"),
                        "says": self.says(other.head),
                        "speaker": k == speaker,
                        "named": bool(c.names),
                        "same_sentence": gap == 0,
                        "same_paragraph": self.text.sentences[at.sentence].paragraph == paragraph,
                        "quoted": self.quoted[other.head] and not self.quoted[draft.head],
                        "gender": bool(draft.gender and c.gender == draft.gender),
                        "looks": self.looks(c, gender),
                        "indefinite": other.form == "nominal" and not other.definite,
                        "object": at.dep in ("dobj", "pobj"),
                        "possessor": at.dep == "poss",
                        "pronoun": other.form == "pronoun",
                        "mentions": min(len(c.drafts), 5),
                    },
                )
            )
        return found

    def is_spoken_of(self, k: int) -> bool:
        """Whether a chain can be meant by a pronoun in a quotation: it has a name, or somebody quoted speaks of it."""
        c = self.chains[k]
        return bool(c.names) or any(self.quoted[self.drafts[n].head] for n in c.drafts)

    def is_quoted(self, k: int, draft: Draft) -> bool:
        """Whether a pronoun stands in words of a person, who calls himself "I" there: "The guards stopped him," he said."""
        c = self.chains[k]
        if c.kind != "person" or not self.quoted[draft.head]:
            return False
        quote = next((q for q in self.text.quotations if q.start <= self.tokens[draft.head].start < q.end), None)
        if quote is None or not quote.closed:
            return False
        inside = self.text.tokens_in(quote.start, quote.end)
        sentences = {self.tokens[inside[0]].sentence, self.tokens[inside[-1]].sentence}
        beside = [n for n in self.telling if self.tokens[self.drafts[n].head].sentence in sentences]
        if all(self.drafts[n].form == "pronoun" for n in beside):
            return self.last_speaker(inside[0]) == k
        return any(
            n in c.drafts or (n not in self.of and any(self.fits(self.drafts[n].words, name) for name in c.names)) for n in beside
        )

    def inside_another(self, n: int) -> bool:
        """Whether a mention only modifies a noun: "the Mirren government"."""
        t = self.tokens[self.drafts[n].head]
        return t.dep in ("compound", "nmod") and self.tokens[t.head].pos == "NOUN"

    def last_speaker(self, before: int) -> int | None:
        """The chain of the last subject of a verb of saying before a token, outside of quotations."""
        for n in range(bisect_left(self.telling, before, key=lambda n: self.drafts[n].first) - 1, -1, -1):
            told = self.telling[n]
            if self.drafts[told].last <= before and told in self.of:
                return self.of[told]
        return None

    @cached_property
    def telling(self) -> list[int]:
        """The drafts that are subjects of verbs of saying outside of quotations, in order."""
        return [n for n, d in enumerate(self.drafts) if not self.quoted[d.head] and self.says(d.head)]

    def looks(self, c: ChainDraft, gender: str) -> float:
        """What the ending of an unlisted given name says for "she" or "he"; small, as it errs often."""
        if gender not in ("m", "f") or c.gender is not None:
            return 0.0
        first = next((name[0] for name in c.names if len(name) > 1), "")
        female = first.endswith(FEMALE_ENDINGS)
        if not first:
            return 0.0
        return LOOKS if female == (gender == "f") else -LOOKS

    def can_mean(self, draft: Draft, gender: str, c: ChainDraft) -> bool:
        if gender in ("m", "f"):
            return c.kind == "person" and not c.plural and c.gender in (None, gender)
        if gender == "n":
            return c.kind in COLLECTIVE and not c.plural
        if c.plural or c.kind in ("armed_group", "military", "population") or not SEVERAL.isdisjoint(c.lemmas):
            return True
        names = (self.drafts[n] for n in c.drafts if self.drafts[n].form == "name")
        return c.kind == "organisation" and any(self.tokens[d.last - 1].tag == "NNPS" or self.is_the_many(d) for d in names)

    def is_the_many(self, draft: Draft) -> bool:
        """Whether a name of one word behind "the" looks like a plural: "the Corsairs"."""
        word = self.tokens[draft.last - 1].text
        return len(draft.words) == 1 and word[-1:] == "s" and word[-2:] not in ("ss", "us", "is") and not word.isupper() and self.after_the(draft)

    # ------------------------------------------------------------------ countries
    @cached_property
    def home(self) -> str | None:
        """The country that the report is mostly about: of its toponyms, demonyms and actors; None when no one stands out."""
        votes: Counter[str] = Counter()
        for toponym in self.found.toponyms:
            if toponym.place is not None and toponym.place.country:
                votes[toponym.place.country] += 1
        for draft in self.drafts:
            if draft.country:
                votes[draft.country] += 1
        if not votes:
            return None
        (first, most), *rest = votes.most_common(2)
        return first if most >= 2 and (not rest or most > rest[0][1]) else None

    def settle(self) -> None:
        """What the user says of an actor; then countries that follow from a title, a possessor, the countries spoken of around the actor."""
        for c in self.chains:
            if (code := self.own_code(c)) is not None:
                c.kind, c.known_as = code.kind, code.name
                c.country = code.country or c.country
                c.sectors = list(code.sectors) or c.sectors
        for c in self.chains:
            self.unlist(c)
        self.recognise()
        for c in self.chains:
            if c.country is None and c.kind == "person":
                c.country = self.said_to_be_of(c)
            if c.country is None and c.kind != "intergovernmental":
                owner = next((o for o in self.owners(c) if o.country and o.kind != "intergovernmental"), None)
                c.country = owner.country if owner is not None else None
            if c.kind != "intergovernmental" and "IGO" not in c.sectors and any(o.kind == "intergovernmental" for o in self.owners(c)):
                c.sectors.append("IGO")
        for persons in (False, True):
            for c in self.chains:
                if c.country is None and (c.kind == "person") == persons and not (c.kind == "country" and c.plural):
                    self.guess(c)

    def said_to_be_of(self, c: ChainDraft) -> str | None:
        """The country behind "of" after a person's name: "Ada Fenn of Ghana"."""
        for draft in (self.drafts[n] for n in c.drafts):
            if draft.form != "name" or draft.last >= len(self.tokens) or self.tokens[draft.last].lower != "of":
                continue
            behind = [plain(t.text) for t in self.tokens[draft.last + 1 : draft.last + 1 + LONGEST_COUNTRY]]
            for n in range(len(behind), 0, -1):
                if (code := self.codes.names.get(tuple(behind[:n]))) is not None and code.kind == "country":
                    return code.country
        return None

    def unlist(self, c: ChainDraft) -> None:
        """Takes the country of a listed initialism back where a chain's full name is another body's."""
        drafts = [self.drafts[n] for n in c.drafts]
        listed = {d.code for d in drafts if d.code is not None and d.words in self.codes.initialisms}
        if listed and any(len(name) > 1 and self.codes.names.get(name) not in listed for name in c.names):
            c.country = next((d.country for d in drafts if d.country and d.code not in listed), None)

    def recognise(self) -> None:
        """The countries of known leaders; heads of bodies of many nations have none, and none is guessed."""
        published = self.text.report.published
        year = int(published[:4]) if published else None
        for c in self.chains:
            if c.country is not None or c.plural:
                continue
            if c.kind == "government":
                led = {(w,) for n in c.drafts for w in self.drafts[n].words if LED & set(self.drafts[n].words)}
                leader = self.leaders.meant(led, HEADS_OF_GOVERNMENT, year) if led else None
            else:
                leader = self.leaders.meant(c.names, c.title_words, year) if c.kind == "person" and c.names else None
            if leader is not None:
                c.country, c.abroad = leader.country, leader.country is None
                c.sectors += [s for s in leader.sectors if s not in c.sectors]

    def guess(self, c: ChainDraft) -> None:
        """A country that nothing states: the owner's guessed one, else one spoken of around the actor."""
        owners = self.owners(c)
        if any(o.kind == "intergovernmental" or self.of_many(o) for o in owners) and not any(o.country for o in owners):
            return
        if self.is_local(c):
            c.country = next((o.country for o in owners if o.country), None) or self.country_around(c)
            c.guessed = c.country is not None

    @staticmethod
    def of_many(c: ChainDraft) -> bool:
        """Whether a chain is a listed body of no one country: an aid organisation, an agency of many nations."""
        return c.country is None and c.kind in ("organisation", "intergovernmental") and c.key is not None and bool(c.key[1])

    def own_code(self, c: ChainDraft) -> Code | None:
        """The user's entry that bears one of the chain's names."""
        return next((code for words in c.names if (code := self.codes.own.get(words)) is not None), None)

    def owners(self, c: ChainDraft) -> list[ChainDraft]:
        """Chains that a chain's descriptions belong to: "the league's leader", "its spokesman", "leader of the Bloc"."""
        found = []
        for n in c.drafts:
            draft = self.drafts[n]
            if draft.form == "pronoun":
                continue
            for i in range(draft.first, draft.last):
                other = self.at.get(i, n)
                if other == n:
                    other = self.pronoun_at.get(i, n)
                if other != n and other in self.of and self.chains[self.of[other]] is not c:
                    found.append(self.chains[self.of[other]])
        return found

    @cached_property
    def pronoun_at(self) -> dict[int, int]:
        """The draft of each possessive pronoun."""
        return {d.first: n for n, d in enumerate(self.drafts) if d.form == "pronoun" and self.tokens[d.first].dep == "poss"}

    @cached_property
    def named_countries(self) -> tuple[tuple[int, int, str], ...]:
        """`(sentence, paragraph, country)` of each place and demonym of the report."""
        found = []
        for toponym in self.found.toponyms:
            if toponym.place is not None and toponym.place.country:
                tokens = self.text.tokens_in(toponym.start, toponym.end)
                if len(tokens):
                    sentence = self.tokens[tokens[0]].sentence
                    found.append((sentence, self.text.sentences[sentence].paragraph, toponym.place.country))
        for draft in self.drafts:
            if draft.country and draft.form != "pronoun" and not (draft.form == "nominal" and draft.kind == "country"):
                sentence = self.tokens[draft.head].sentence
                found.append((sentence, self.text.sentences[sentence].paragraph, draft.country))
        for t in self.tokens:
            if t.text[:1].isupper() and t.i not in self.at and (code := self.codes.country_words.get(plain(t.text))):
                if code.country and not (t.i > 1 and self.tokens[t.i - 1].text == "-" and self.tokens[t.i - 2].lower in LEANING):
                    found.append((t.sentence, self.text.sentences[t.sentence].paragraph, code.country))
        return tuple(sorted(found))

    @cached_property
    def dateline_country(self) -> str | None:
        """The country of the dateline's place, where it is a capital or is named in the report as well."""
        place = self.text.report.dateline_place
        if not place:
            return None
        seat = self.codes.seats.get(key_of(place))
        for toponym in self.found.toponyms:
            if toponym.place is not None and toponym.text.casefold() == place.casefold():
                return toponym.place.country
        return seat.country if seat is not None else None

    def country_around(self, c: ChainDraft) -> str | None:
        """The country most spoken of in the report, with more weight for the sentences that first name the actor."""
        if not self.named_countries or self.is_aside(c):
            return self.dateline_country
        votes = defaultdict(float, self.country_votes)
        for n in c.drafts[:3]:
            here = self.tokens[self.drafts[n].head].sentence
            paragraph = self.text.sentences[here].paragraph
            for sentence, other, country in self.named_countries:
                if sentence == here:
                    votes[country] += NEARBY["sentence"]
                elif other == paragraph:
                    votes[country] += NEARBY["paragraph"]
        if c.kind == "person" and c.names:
            longest = max(c.names, key=len)
            for country, ratio in likeliness(" ".join(longest), tuple(votes)).items():
                votes[country] += NEARBY["name"] * max(ratio, FARTHEST)
        if c.kind in OF_A_STATE and not c.names and self.dateline_country is not None:
            if c.kind == "government" and self.dateline_country in self.officials or c.kind == "military" and "army" in c.lemmas:
                votes[self.dateline_country] += NEARBY["seat"]
        if c.kind == "outlet" and not (spoken := language_countries(max(c.names, key=len, default=()))).isdisjoint(votes):
            votes = defaultdict(float, {country: vote for country, vote in votes.items() if country in spoken})
        return max(votes, key=lambda c: (round(votes[c], 6), c == self.dateline_country, *self.country_order.get(c, (0, 0))))

    def is_aside(self, c: ChainDraft) -> bool:
        """Whether countries are only named in passing (see `passing`), and in another paragraph than an actor."""
        here = (self.text.sentences[self.tokens[self.drafts[n].head].sentence].paragraph for n in c.drafts)
        return self.passing is not None and self.passing not in here

    @cached_property
    def passing(self) -> int | None:
        """The paragraph, far behind the lead, of the only sentence that names a country: "Two South African helicopters had not arrived
        either" does not say where the mayor is from."""
        if len(spots := {(sentence, paragraph) for sentence, paragraph, _ in self.named_countries}) != 1:
            return None
        paragraph = spots.pop()[1]
        lead = next((s.paragraph for s in self.text.sentences if not s.title), 0)
        return paragraph if paragraph > lead + 1 else None

    @cached_property
    def officials(self) -> frozenset[str]:
        """Countries whose officials or bodies of state the report speaks of, or that act in its lead, as far as its words tell whose they are."""
        told = [c for c in self.chains if c.country and not c.guessed]
        acting = (c for c in told if c.kind == "country" and self.acts_in_lead(self.drafts[c.drafts[0]]))
        held = (c for c in told if c.kind in OF_A_STATE or (c.kind == "person" and (c.offices or c.title_words)))
        return frozenset(c.country for c in (*acting, *held) if c.country)

    def acts_in_lead(self, draft: Draft) -> bool:
        """Whether a mention is the subject of the sentence that the report's text begins with."""
        t = self.tokens[draft.head]
        first = next((s for s in self.text.sentences if not s.title), None)
        return first is not None and first.first <= t.i < first.last and t.dep == "nsubj" and t.head == first.root

    @cached_property
    def country_order(self) -> Mapping[str, tuple[int, int]]:
        """How often each country is named, and its place among the named ones, counted downwards."""
        named = [country for _, _, country in self.named_countries]
        return {country: (named.count(country), -named.index(country)) for country in named}

    @cached_property
    def country_votes(self) -> Mapping[str, float]:
        """What the report as a whole says for each country: its dateline and how often it names it."""
        votes: dict[str, float] = defaultdict(float)
        named = [country for _, _, country in self.named_countries]
        if self.dateline_country is not None:
            votes[self.dateline_country] += NEARBY["dateline"]
            once = list(dict.fromkeys(named))
            if len({(sentence, country) for sentence, _, country in self.named_countries}) == len(once):
                named = [*once, self.dateline_country]  # a report that names another state once is not therefore of that state
        for country in named:
            votes[country] += NEARBY["report"] / len(named)
        return votes

    def many_nations(self, i: int) -> bool:
        """Whether a token belongs to the mention of a body of many nations: "ECCAS Commissioner", "the agency's board"."""
        n = self.at.get(i)
        return n is not None and n in self.of and self.chains[self.of[n]].kind == "intergovernmental"

    def is_local(self, c: ChainDraft) -> bool:
        """Whether an actor without a stated country may be taken for one of those spoken of: not bodies of many nations."""
        if c.kind == "intergovernmental" or c.abroad or self.is_mooted(c) or (c.key and c.key[1] and c.key != OWN_OUTLET):
            return False
        if c.key == OWN_OUTLET and not MANY_COUNTRIES.isdisjoint(key_of(self.text.report.outlet or "")):
            return False
        if c.kind == "outlet" and any(name[-1] in WIRES or name[-2:] in WIRE_ENDS for name in c.names):
            return False
        if c.kind in ("outlet", "organisation") and any(MANY_COUNTRIES & set(name) for name in c.names):
            return False
        if not c.names and c.kind == "person" and (c.lemmas & STATELESS or FOREIGN_SECTORS & set(c.sectors)):
            return False
        for n in c.drafts:
            draft = self.drafts[n]
            if draft.form == "pronoun":
                continue
            words = plain_words(self.text, draft.first, draft.last)
            if not c.names and STATELESS_UNNAMED & set(words):
                return False
            if any(" ".join(pair) in STATELESS for pair in pairwise(words)):
                return False
            if "police" not in words and any(w in STATELESS and not (w == "foreign" and FOREIGN_OFFICE & set(words[i + 1 : i + 3])) for i, w in enumerate(words)):
                return False
            before = [i for i in (draft.first - 1,) if i >= 0 and draft.first <= self.tokens[i].head < draft.last]
            if c.kind != "country" and any(self.many_nations(i) for i in (*before, *range(draft.first, draft.last))):
                return False
            for i in range(len(words)):
                for size in (1, 2, 3):
                    if size == 1 and words[i] == "who" and self.relative_in(draft):
                        continue
                    code = self.codes.names.get(tuple(words[i : i + size]))
                    if code is not None and code.form == "body" and code.kind == "intergovernmental" and c.kind != "country":
                        return False
        return True

    def relative_in(self, draft: Draft) -> bool:
        """Whether "who" in a description is the pronoun, not the initialism."""
        return any(t.lower == "who" and not t.text.isupper() for t in self.tokens[draft.first : draft.last])

    # ------------------------------------------------------------------ findings
    def findings(self) -> tuple[tuple[Mention, ...], tuple[Chain, ...]]:
        report_id = self.text.report.report_id
        ids = {}
        for k, c in enumerate(self.chains):
            first = self.drafts[c.drafts[0]]
            ids[k] = make_id("c", report_id, self.tokens[first.first].start, self.tokens[first.last - 1].end, "chain")
        mentions, seen = [], {}
        for n, draft in enumerate(self.drafts):
            if n not in self.of and draft.form != "pronoun":
                continue
            start, end = self.tokens[draft.first].start, self.tokens[draft.last - 1].end
            if start >= end or (start, end) in seen:
                continue
            evidence = self.text.evidence(start, end)
            chain = ids.get(self.of[n]) if n in self.of else None
            mention_id = make_id("m", report_id, evidence.start, evidence.end)
            seen[start, end] = mention_id
            mentions.append(
                Mention(
                    mention_id=mention_id, start=evidence.start, end=evidence.end, text=evidence.text, form=draft.form, chain_id=chain,
                    basis=Basis(evidence=(evidence,), rule="mentions.own" if chain is not None and self.chains[self.of[n]].known_as else draft.rule),
                )
            )  # fmt: skip
        mentions.sort(key=lambda m: (m.start, m.end))
        of_chain: dict[str, list[str]] = {}
        for m in mentions:
            if m.chain_id is not None:
                of_chain.setdefault(m.chain_id, []).append(m.mention_id)
        chains = tuple(self.chain(k, ids, of_chain[ids[k]]) for k in range(len(self.chains)) if ids[k] in of_chain)
        return tuple(mentions), chains

    def words_of(self, first: int, last: int) -> str:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return " ".join(self.text.text[start:end].split())

    def chain(self, k: int, ids: dict[int, str], mention_ids: Iterable[str]) -> Chain:
        c = self.chains[k]
        drafts = [self.drafts[n] for n in c.drafts if self.drafts[n].form != "pronoun"] or [self.drafts[n] for n in c.drafts]
        named = [d for d in drafts if d.form == "name"]
        proper = [d for d in named if not (d.code is not None and d.code.form in ("capital", "seat"))]
        pool = proper or (named if c.kind == "country" else []) or [d for d in drafts if d.rule != "mentions.partitive"] or drafts
        best = max(pool, key=lambda d: (len(d.words) if d.words and len(d.words) <= 6 else 1.5, -d.first))
        span = best.name if best.form == "name" else (best.first, best.last)
        name = self.words_of(*span) if best.form == "name" else without_article(self.words_of(*span))
        if c.key == OWN_OUTLET and self.text.report.outlet and not proper:
            name = _PAGE.sub("", self.text.report.outlet).strip() or self.text.report.outlet
        if best.code is not None and best.code.form in ("capital", "seat"):
            name = best.code.name
        name = c.known_as or best.called or name
        aliases = dict.fromkeys(self.words_of(*d.name) for d in named)
        aliases.pop(name, None)
        titles = tuple(dict.fromkeys(t for n, spot in c.titles if (t := self.title(n, spot, ids)) is not None))
        return Chain(
            chain_id=ids[k], name=name or "?", kind=c.kind or "organisation", named=bool(named), aliases=tuple(aliases), titles=titles,
            country=None if c.kind == "intergovernmental" else c.country, sectors=tuple(c.sectors), gender=c.gender if c.gender in ("m", "f") else None,  # type: ignore[arg-type]
            plural=c.plural, mention_ids=tuple(mention_ids), country_guessed=c.guessed,
        )  # fmt: skip

    def title(self, n: int, spot: tuple[int, int], ids: dict[int, str]) -> TitleHeld | None:
        start, end = title_text(self.text, *spot)
        if start >= end:
            return None
        evidence = self.text.evidence(start, end)
        body = body_of(self.text, self.drafts[n], *spot, self.codes.titles)
        of, of_chain = None, None
        if body is not None and body[0] < body[1]:
            of = self.words_of(*body)
            other = self.at.get(body[1] - 1)
            other = self.pronoun_at.get(body[1] - 1) if other in (None, n) else other
            if other is not None and other in self.of and (self.drafts[other].form != "pronoun" or self.chains[self.of[other]].kind in COLLECTIVE):
                of_chain = ids[self.of[other]]
        one = self.codes.title_of_one(plain_words(self.text, *spot))
        words = " ".join(evidence.text.split())
        return TitleHeld(title=words if one is None else words.removesuffix("s"), evidence=evidence, of=of or None, of_chain=of_chain)


@cache
def _outlet_words() -> Mapping[str, frozenset[str]]:
    """Countries by a word that names of outlets there bear."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("outlet_languages.tsv"):
        for word in row["words"].split("|"):
            found[word].update(row["countries"].split("|"))
    return {word: frozenset(countries) for word, countries in found.items()}


def language_countries(name: Sequence[str]) -> frozenset[str]:
    """The countries in whose languages an outlet's name is, by plain words; empty where no word tells or they tell apart.

    Example:
        >>> sorted(language_countries(("het", "dagblad")))
        ['BEL', 'NLD']
    """
    told = [countries for word in name if (countries := _outlet_words().get(word))]
    return frozenset.intersection(*told) if told else frozenset()


def without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    if rest.startswith("own ") and first.lower() in ("its", "his", "her", "their", "our", "my", "your"):
        return rest.removeprefix("own ")
    return rest if rest and first.lower() in ("the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "whose") else name


def read_actors(text: ReportText, found: Reading, lexica: Lexica) -> dict[str, tuple[Mention, ...] | tuple[Chain, ...]]:
    """Mentions of actors and the chains they make: `{"mentions": ..., "chains": ...}`.

    Mentions are names (with the titles before them), role nouns and third-person pronouns, in order of appearance; countries only where
    they act. A mention without chain is a pronoun that could not be resolved.

    Example:
        >>> from dateline.reading.readers import read  # doctest: +SKIP
    """
    resolver = Resolver(text, found, lexica)
    resolver.resolve()
    resolver.settle()
    mentions, chains = resolver.findings()
    return {"mentions": mentions, "chains": chains}

