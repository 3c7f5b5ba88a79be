"""Mentions of actors: named persons, bodies, groups, outlets, countries where they act, role nouns, pronouns.

The small entity recogniser errs on names of conflict areas, so capital letters, titles, head nouns inside names and tables of countries
and bodies decide first; its label counts where they are silent.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from dateline.lexicon import rule_words, words_of_class
from dateline.model.mention import ActorKind, MentionForm
from dateline.model.reading import Reading
from dateline.reading.actor_codes import BACKING, LEANING, LONGEST_TITLE, OUTER, ActorCodes, Code, Noun, key_of, plain, word_class
from dateline.reading.body_names import body_names
from dateline.reading.frames import second_party
from dateline.text.clauses import known_bodies
from dateline.text.segment import ReportText, Token

PARTICLES = word_class("particle")
DOES_SO = rule_words("does_so")
COURTESIES = rule_words("courtesy")
PARTICIPLES = ("ed", "led", "run", "held", "built", "made", "born", "bound")
LINKS = frozenset(["of", "for", "and", "in", "on", "&", "des", "et", "the", "to"])
NOT_NAMES = word_class("no_name")
NAME_TAGS = frozenset(["NNP", "NNPS"])
ACTOR_ENTITIES = frozenset(["PERSON", "ORG", "NORP", "GPE"])
PLACE_ENTITIES = frozenset(["GPE", "LOC", "FAC"])
ACTING = frozenset(["nsubj", "nsubjpass", "dobj", "dative", "agent", "csubj", "iobj"])
ACTED_ON = frozenset(["to", "with", "by", "against", "between", "for"])


OWN_INITIALS = frozenset(("armed_group", "organisation"))
OF_STATE_EACH = frozenset(("army", "navy", "military"))
OF_TWO_NATIONS = "mentions.of_two_nations"
"""The rule by which the first of two states' forces is read that share a noun."""
BOUNDED = frozenset((("at", "least"), ("at", "most"), ("up", "to")))
"""Words of a limit before a number, whose first the parser leaves out of the noun's words."""


@dataclass(slots=True)
class Draft:
    """A mention while it is being read. `first`/`last`: tokens, half open; `words`: plain words of the name (or of the noun phrase);
    `behind_body`: whether the name stands right behind that of a body of state; `called`: what people without a name go by for what they do."""

    first: int
    last: int
    head: int
    form: MentionForm
    kind: ActorKind | None
    words: tuple[str, ...]
    name: tuple[int, int]
    titles: list[tuple[int, int]] = field(default_factory=list)
    lead: tuple[int, int] | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    gender: str | None = None
    plural: bool = False
    definite: bool = False
    lemma: str = ""
    owner: int | None = None
    code: Code | None = None
    rule: str = ""
    acting: bool = True
    behind_body: bool = False
    called: str = ""


LOCATIVE = word_class("locative")
PLACE_OF = word_class("place_noun")
TAKING_PLACES = word_class("taking_place")
GOING = rule_words("going")
"""Verbs behind which "to" stands before a place."""
ALONG_WATER, BRIDGING, OF_WATER = rule_words("along_water"), rule_words("bridging"), rule_words("of_water")
OVER_WATER, WATER_DOES, WATER_NOUNS = rule_words("over_water"), rule_words("water_does"), rule_words("water_noun")
"""Words beside which a name is that of a river: what leads along and over it, what is said of it, what stands behind it."""
OF_STATE = word_class("of_state")
IRREGULAR_MEMBERS = rule_words("irregular_members")
OF_A_HOLDER = rule_words("of_a_holder")
OFFICES = word_class("state_office")
OF_OFFICE = rule_words("rank_of_office")
PORTFOLIO = rule_words("portfolio")
PLATFORMS, PLATFORM_PARTS, UPON_PLATFORM = rule_words("platform"), rule_words("platform_part"), rule_words("upon_platform")
"""First words of offices that stand under or behind another: "Deputy Relief Coordinator"."""
POSTED = word_class("posted")
NO_DESCRIPTION = rule_words("no_description")
"""Verbs of clauses that do not tell who somebody is: "witnesses quoted by the daily"."""
INSURGENT = word_class("insurgent")
VESSELS = word_class("vessel")
SHARED = "mentions.shared_title"
LONGEST_LINK = 5
"""Tokens between two persons who share a title: "Ann Reed / of South Korea , and / Juan Paz"."""
GROUND = rule_words("named_ground")
LABELLED = frozenset(["mentions.entity_org", "mentions.entity_norp", "mentions.acting_name", "mentions.place"])
ONE_PERSON = frozenset(["he", "she", "his", "her", "him"])
WEAK = frozenset(["mentions.entity_person", "mentions.entity_org", "mentions.entity_norp", "mentions.acting_name"])
SPEAKING = word_class("speaking")
HELD_AS = rule_words("held_as")
TOLD_OF = rule_words("told_of")
FAITHS = word_class("faith")
BEFORE_NOUN = frozenset(["det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "predet", "neg"])
ONE_OF_MANY = word_class("one_of_many")
THINGS = word_class("thing")
WORLD_OUTLETS = word_class("world_outlet")
PLACED = 3
"""Places and demonyms from which on a report tells where it is about."""
CHANTED, QUOTES = rule_words("chanted"), frozenset("\"“”'‘’")
"""Verbs of slogans, and marks around them."""
UNCOUNTED = rule_words("uncounted")
"""Nouns that without an article are no actor: "in power", "into exile", "took office"."""
OBJECTING = rule_words("objecting")
NOT_ANY = rule_words("not_any")
"""Determiners by which a noun stands for nobody: "no embassy", "any government"."""
DEAD = rule_words("corpse")
"""Words of a body that is a corpse."""
WHOEVER = rule_words("whoever")
PEOPLE, DEMONSTRATING = rule_words("people"), rule_words("demonstrating")
LONG_AGO = 6
"""Months before publication from which what a sentence tells with its year is another incident than that of the day."""
ARRESTING = rule_words("arresting")
DEMONSTRATORS, DETAINEES = "demonstrators", "detainees"
"""What people go by who march or protest, and who are arrested."""
SIDES = rule_words("side")
"""Nouns for a party by its country: "the Kenyan side"."""
AMOUNT = re.compile(r"[^\W\d]{0,3}[$€£₹]?\d[\d.,]*")
"""A sum of money or another number: "Rs500,000"; no name of anybody."""
BLAMING = rule_words("blaming_for")
"""Verbs behind whose object "for" says what it is blamed, thanked or punished for."""
SORTS = rule_words("sort_of_body")
"""Nouns for the sort of body before its name."""
OPENING_MARKS = frozenset("\"“‘«")
HOUSEHOLD = frozenset(("family", "household"))
PAPERS = words_of_class("no_act_words.tsv", "paper")
"""What is written and signed: "Supreme Decree" is nobody."""
BORDER = rule_words("border")
"""Nouns of what lies between two countries."""
NUMBERED = rule_words("numbered_outlet")
"""Words of outlets that are told apart by a number: "Channel 15"."""
LED = rule_words("led")
"""Bodies that go by the name of who leads them: "the Mirren government"."""


def months_of(day: str | None) -> int:
    """Months from the year 0 to an ISO prefix, to the end of a year alone; 0 where none is known."""
    return int(day[:4]) * 12 + int(day[5:7] or 12) if day else 0


class MentionFinder:
    """Finds drafts of mentions in one report."""

    def __init__(self, text: ReportText, found: Reading, codes: ActorCodes) -> None:
        self.text = text
        self.tokens = text.tokens
        self.codes = codes
        self.plain = [low.strip(OUTER) if low.isascii() else plain(t.text) for t, low in zip(text.tokens, text.lowers, strict=True)]
        self.is_word = [word.isalnum() or any(map(str.isalnum, word)) for word in self.plain]
        self.taken = [False] * len(text.tokens)
        self.timed = [False] * len(text.tokens)
        self.times = found.times
        for time in found.times:
            for i in text.tokens_in(time.start, time.end):
                self.timed[i] = True
        self.full_names: set[int] = set()
        self.toponyms = {i: t for t in found.toponyms for i in text.tokens_in(t.start, t.end)}

    # ------------------------------------------------------------------ names
    @cached_property
    def headline(self) -> tuple[bool, ...]:
        """For each sentence whether nearly all its words have capitals, so that a capital says nothing."""
        found = []
        for s in self.text.sentences:
            capitals = [t.text[0].isupper() for t in self.tokens[s.first : s.last] if len(t.text) > 3 and t.text[0].isalpha()]
            found.append(len(capitals) > 3 and sum(capitals) > 0.75 * len(capitals))
        return tuple(found)

    def starts_name(self, i: int) -> bool:
        """Whether token `i`, which has a capital, may begin a name."""
        t = self.tokens[i]
        if self.timed[i] or t.ent in ("DATE", "TIME", "PERCENT", "MONEY"):
            return False
        if self.plain[i] in NOT_NAMES and not self.hyphenated(i) and not self.initialism(i):
            return False
        if i > 1 and self.plain[i - 2] in LEANING and self.tokens[i - 1].text == "-" and (self.plain[i],) in self.codes.adjectives:
            return False
        sentence = self.text.sentences[t.sentence]
        if self.plain[i] in CHANTED and i and self.tokens[i - 1].text in QUOTES and self.is_chanted(i + 1):
            return False
        if self.headline[t.sentence]:
            known = t.ent in ACTOR_ENTITIES or self.known_word(i) or self.plain[i] in self.inner_names
            return known or self.codes.title_at(self.plain[i : min(i + 3, sentence.last)], 0) is not None
        if i == sentence.first or (self.tokens[i - 1].pos == "PUNCT" and self.tokens[i - 1].text not in ("-", "(", ",")):
            people = self.codes.roles.get((plain(t.lemma),)) if t.tag == "NNS" else None
            if people is not None and people.kind == "population" and not self.known_word(i) and not self.tokens[min(i + 1, sentence.last - 1)].text[:1].isupper():
                return False  # "Neighbours said"
            if t.tag in NAME_TAGS or t.ent in ACTOR_ENTITIES:
                return t.pos != "VERB" or t.ent != ""
            following = i + 1 < sentence.last and self.tokens[i + 1].text[:1].isupper() and self.tokens[i + 1].tag in NAME_TAGS
            if following and self.codes.title_at(self.plain[i : min(i + 3, sentence.last)], 0) is not None:
                return True
            return self.known_word(i) or self.plain[i] in self.inner_names or (following and t.pos in ("NOUN", "ADJ", "PROPN"))
        plain_word = t.pos in ("DET", "PRON", "AUX", "PART", "SCONJ", "NUM")
        return not plain_word or t.tag in NAME_TAGS or t.ent in ACTOR_ENTITIES or self.initialism(i)

    def is_chanted(self, start: int) -> bool:
        """Whether words behind the mark and verb of a slogan name a person and no body: "Free Ann Reed", not "Free Syrian Army"."""
        end = start
        while end < len(self.tokens) and self.tokens[end].text[:1].isupper():
            end += 1
        return start < end < len(self.tokens) and self.tokens[end].text in (*QUOTES, "!") and self.codes.head_of(self.plain[start:end]) is None

    @cached_property
    def inner_names(self) -> frozenset[str]:
        """Words of persons' names inside sentences, and of other names that are no everyday words: at the start of a sentence the parser may take
        such a name for a common noun ("Keeling left", "Norvex, which owns the mine, said")."""
        starts = {s.first for s in self.text.sentences}
        inside = [t for t in self.tokens if t.i not in starts and len(t.text) > 2 and t.text[:1].isupper()]
        persons = frozenset(self.plain[t.i] for t in inside if t.ent == "PERSON" and t.tag in NAME_TAGS)
        rare = (t for t in inside if t.pos in ("NOUN", "PROPN") and t.ent in ("", "ORG") and t.text[1:].islower() and not self.headline[t.sentence])
        return persons | {self.plain[t.i] for t in rare if self.plain[t.i] not in self.common}

    def initialism(self, i: int) -> bool:
        """Whether a word in capitals is a known initialism that looks like a function word ("WHO", "IS")."""
        t = self.tokens[i]
        return len(t.text) > 2 and t.text.isupper() and (self.plain[i],) in self.codes.names

    def hyphenated(self, i: int) -> bool:
        """Whether a hyphen binds the token to the next ("So-yeon")."""
        if i + 1 >= len(self.tokens) or self.tokens[i + 1].text != "-":
            return False
        return self.tokens[i + 1].start == self.tokens[i].end

    def known_word(self, i: int) -> bool:
        word = (self.plain[i],)
        return word in self.codes.names or word in self.codes.adjectives or word in self.codes.titles or word in self.codes.seats

    def goes_on(self, i: int, start: int, end: int) -> int:
        """How far a name that begins at `start` goes on from token `i`: the end of the next piece, or `i` when it stops."""
        tokens = self.tokens
        if i >= end:
            return i
        t = tokens[i]
        if t.text in ("-", "‑", "–") and i + 1 < end and t.end == tokens[i + 1].start and tokens[i - 1].end == t.start:
            joined = tokens[i + 1]
            return i if not joined.text[:1].isalpha() or (joined.text.islower() and joined.lower.endswith(PARTICIPLES)) else i + 2
        if t.text == "." and tokens[i - 1].end == t.start and i + 1 < end and len(tokens[i - 1].text) <= 4 and self.capital(i + 1):
            return i + 1
        if self.capital(i) or (t.text.isdigit() and len(t.text) < 4 and self.plain[i - 1] in NUMBERED and self.capital(i - 1)):
            return i + 1
        if t.lower in PARTICLES and i + 1 < end:
            j = i + 1
            while j < end and (tokens[j].lower in PARTICLES or tokens[j].text in ("-", "’", "'")):
                j += 1
            if j < end and j - i <= 4 and self.capital(j) and (t.lower not in ("as", "an", "e", "y", "la") or tokens[j - 1].text == "-"):
                return j + 1
        if t.lower in ("do", "dos") and i + 1 < end and tokens[i - 1].tag in NAME_TAGS and tokens[i + 1].tag in NAME_TAGS and self.capital(i + 1):
            return i + 2  # "Jornal do Porto"
        if t.text in QUOTES and (closed := self.nickname_to(i, start, end)) is not None:
            return closed + 2  # 'Juan "Rayo" Paz'
        if t.text in ("'", "’", "`") and i + 1 < end and self.capital(i + 1) and t.end == tokens[i + 1].start:
            return i + 2
        if t.text in ("'s", "’s") and i + 1 < end and t.ent == "ORG" and tokens[i + 1].ent == "ORG" and not tokens[i + 1].ent_start:
            return i + 1
        if t.text in ("'s", "’s") and i + 1 < end and self.plain[i - 1] in IRREGULAR_MEMBERS and self.capital(i + 1) and self.codes.head_of([self.plain[i + 1]]) is not None:
            return i + 2  # "the Gumuz People's Front"
        if t.text in ("'", "’") and i + 1 < end and self.capital(i + 1) and self.is_of_members(i - 1, i + 1):
            return i + 2
        if t.lower in LINKS and i + 1 < end:
            return self.over_link(i, start, end)
        if t.text == "(" and i + 3 < end and tokens[i + 2].text == ")" and self.capital(i + 3) and self.plain[i - 1] in self.codes.title_ends:
            return i + 4
        return i

    def nickname_to(self, i: int, start: int, end: int) -> int | None:
        """The mark that closes a nickname which begins with the mark at token i, inside the name of a person."""
        first = self.plain[start:i][-1:]
        if not first or self.tokens[i - 1].end == self.tokens[i].start or not self.is_given(i - 1):
            return None
        closing = next((k for k in range(i + 2, min(i + 5, end - 1)) if self.tokens[k].text in QUOTES), None)
        if closing is None or not all(self.tokens[k].text[:1].isupper() or self.tokens[k].lower in PARTICLES | LINKS for k in range(i + 1, closing)):
            return None
        tight = self.tokens[i].end == self.tokens[i + 1].start and self.tokens[closing - 1].end == self.tokens[closing].start
        behind = self.tokens[closing + 1]
        return closing if tight and self.capital(behind.i) and behind.tag in NAME_TAGS and (self.plain[behind.i],) not in self.codes.heads else None

    def is_given(self, i: int) -> bool:
        """Whether a word can be the given name of a person."""
        return self.plain[i] in self.codes.first_names or (self.tokens[i].tag in NAME_TAGS and self.is_word[i] and not self.known_word(i))

    def is_of_members(self, i: int, head: int) -> bool:
        """Whether a body is named for its members: "Doctors' Network", "Teachers' Union"."""
        return self.tokens[i].tag in ("NNS", "NNPS") and (self.plain[head],) in self.codes.heads

    def capital(self, i: int) -> bool:
        t = self.tokens[i]
        return (
            t.text[:1].isupper() and not self.timed[i] and t.ent not in ("DATE", "TIME")
            and not (self.plain[i] in NOT_NAMES and t.ent != "ORG" and not self.hyphenated(i) and not (t.ent == "PERSON" and t.tag in NAME_TAGS))
            and (not self.headline[t.sentence] or t.ent in ACTOR_ENTITIES or t.tag in NAME_TAGS)
        )  # fmt: skip

    def is_medium(self, i: int) -> bool:
        """Whether a platform is only where something is published: "on Telegram", "its Facebook page"."""
        behind = self.tokens[i + 1].lower if i + 1 < len(self.tokens) else ""
        return behind in PLATFORM_PARTS or (i > 0 and self.tokens[i - 1].lower in UPON_PLATFORM)

    def over_link(self, i: int, start: int, end: int) -> int:
        """Past "of", "for", "and" inside a body's name, where a head noun or the recogniser says that it goes on."""
        if self.tokens[i].lower == "the":
            return i  # "In Nairobi the Interior Ministry said"
        j = i + 1
        while j < end and self.tokens[j].lower in LINKS:
            j += 1
        if j >= end or j - i > 2 or not self.capital(j):
            return i
        words = [w for w in self.plain[start:i] if w]
        if words and words[0] in self.codes.first_names and len(words) < 4 and self.codes.head_of(words) is None:
            return i
        link = self.tokens[i].lower
        if link == "for" and self.codes.title_before(words, len(words)) is not None:
            return j + 1
        if self.plain[j] in PORTFOLIO and self.is_office_of(words, link):
            return j + 1
        if link == "of" and len(words) == 2 and self.codes.head_of(words) is None and self.tokens[j].text.isupper() and len(self.tokens[j].text) > 2:
            return i
        if link == "of" and any(self.title_over(words[-n:], i, j) for n in (1, 2)):
            return j + 1
        if link == "of" and self.is_led_by(words, j):
            return i
        inside = self.tokens[i].ent == "ORG" and self.tokens[j].ent == "ORG" and not self.tokens[j].ent_start
        if inside:
            return j + 1
        if link == "in" and words[-1] in ("mission", "operation") and len(words) > 2 and self.many_nations(words) and j in self.toponyms:
            return j + 1
        if link in ("of", "for") and self.codes.head_of(words) is not None and not self.codes.title_before(words, len(words)):
            return j + 1
        t = self.tokens[i - 1]
        if link == "of" and words and (words[-1],) in self.codes.adjectives and t.tag == "NNPS":
            return i
        if link == "of" and words and (t.tag == "NNPS" or t.ent == "ORG") and self.codes.title_before(words, len(words)) is None:
            return j + 1
        if link in ("and", "&") and words and words[0] in ("ministry", "department", "office", "committee") and self.tokens[i].dep == "cc":
            return j + 1
        return i

    def is_led_by(self, words: Sequence[str], j: int) -> bool:
        """Whether a person's full name stands behind "of" after a force's or a party's: "the Lake Front | of Ann Reed"."""
        noun = self.codes.head_of(words)
        if noun is None or not (noun.kind in ("armed_group", "military") or "PTY" in noun.sectors) or j + 1 >= len(self.tokens):
            return False
        return self.plain[j] in self.codes.first_names and self.tokens[j].ent == self.tokens[j + 1].ent == "PERSON" and self.capital(j + 1)

    def title_over(self, words: Sequence[str], i: int, j: int) -> bool:
        """Whether words with what follows "of" at token i, at least up to token j, are one title: "Chief | of Army Staff"."""
        title = self.codes.title_at([*words, *self.plain[i : i + LONGEST_TITLE]], 0)
        return title is not None and len(title.words) > len(words) + j - i

    def is_office_of(self, words: Sequence[str], link: str) -> bool:
        """Whether a portfolio follows words with "of", or another one with "and": "Minister | of Foreign Affairs | and Trade"."""
        cut = len(words) if link == "of" else next((k for k, w in enumerate(words) if k and w in ("of", "for")), 0)
        title = self.codes.title_before(words, cut)
        return title is not None and title.group == "office" and (link == "of" or words[-1] in PORTFOLIO)

    def many_nations(self, words: Sequence[str]) -> bool:
        """Whether a name begins with that of a body of many nations: "United Nations Assistance Mission"."""
        codes = (self.codes.names.get(tuple(words[:n])) for n in (3, 2, 1) if n < len(words))
        return any(code is not None and code.kind == "intergovernmental" for code in codes)

    def body_from(self, i: int, end: int) -> int:
        """Where the name of a known body ends that begins at token i, though common words stand in it: "Doctors Without Borders"; i for none."""
        known = (name for name in known_bodies().get(self.tokens[i].text, ()) if tuple(t.text for t in self.tokens[i : min(i + len(name), end)]) == name)
        return i + max(map(len, known), default=0)

    @cached_property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """Sequences of tokens written as names."""
        found, upto = [], 0
        for t in self.tokens:
            if t.i < upto or not t.text[:1].isupper():
                continue
            end = self.text.sentence_of(t.i).last
            upto = self.body_from(t.i, end)
            if upto == t.i and not self.starts_name(t.i) or (t.lower in PLATFORMS and self.is_medium(t.i)):
                continue
            upto = max(upto, t.i + 1)
            while (further := self.goes_on(upto, t.i, end)) > upto:
                upto = further
            found.append((t.i, upto))
        return tuple(found)

    def words(self, first: int, last: int) -> tuple[list[str], list[int]]:
        """Plain words of the tokens and the token of each; marks have none."""
        at = [i for i in range(first, last) if self.is_word[i]]
        return [self.plain[i] for i in at], at

    def named(self) -> Iterator[Draft]:
        for first, last in self.runs:
            yield from self.split(first, last)

    def split(self, first: int, last: int) -> Iterator[Draft]:
        """The mentions in a run of capitals: "UN Secretary-General Antonio Guterres", "Libyan National Army", "Chancellor"."""
        words, at = self.words(first, last)
        if not words:
            return
        restored = self.text.sentences[self.tokens[first].sentence].restored
        cut = self.joint(words, at) if restored else self.behind_body_of_state(words)
        if cut is not None:
            yield from self.split(first, at[cut - 1] + 1)
            for draft in self.split(at[cut], last):
                draft.behind_body = not restored and draft.first == at[cut]
                yield draft
            return
        known = self.codes.names.get(tuple(words)) if tuple(words) not in self.other_bodies else None
        if known is not None and known.kind == "outlet" and first > 1 and self.tokens[first - 1].lower == "of" and self.named_after_office(first - 1):
            return
        if known is not None and (len(words) > 1 or len(words[0]) > 4 or self.is_spelled(at[0])):
            yield self.known(first, last, words, known)
            return
        if (shared := self.shared_title(first, last, words, at)) is not None:
            yield shared
            return
        found = self.title_in(words)
        if found is not None:
            begin, upto = found
            nation = self.nation(words[:begin])
            if begin > 0 and (nation is None or upto >= len(words)):
                yield from self.split(at[0], at[begin - 1] + 1)
            if upto < len(words) and self.is_place_called(begin, upto, words):
                return
            if upto < len(words):
                person = self.person(at[begin], at[upto - 1] + 1, at[upto], last)
                if nation is not None:
                    person.first, person.country = at[0], nation
                yield person
                return
            yield from self.nominal_title(at[begin], last)
            return
        for n in range(min(len(words) - 1, 3), 0, -1):
            if tuple(words[:n]) in self.codes.adjectives and len(words) > n:
                rest = words[n:]
                land = self.codes.adjectives[tuple(words[:n])]
                if land.form == "demonym" and first and self.tokens[first - 1].pos == "DET" and len(rest) in (2, 3) and self.codes.head_of(words) is None:
                    yield Draft(
                        first, last, self.head(first, last), "name", "person", tuple(rest), (at[n], last), country=land.country, definite=True,
                        rule="mentions.nation_name", gender=self.codes.first_names.get(rest[0]) or None,
                    )  # fmt: skip
                    return  # "the Finn Aino Salo"
                if self.codes.head_of(words) is None and self.person_like(at[n], last, rest) is not False:
                    country = self.codes.adjectives[tuple(words[:n])].country
                    for draft in self.split(at[n], last):
                        draft.country = draft.country or country
                        draft.first = min(draft.first, first)
                        yield draft
                    return
        yield from self.classified(first, last, words)

    def is_town(self, first: int, last: int, words: Sequence[str]) -> bool:
        """Whether a name of two words is that of a place of the gazetteer and not a given name with a surname: "left El Obeid"."""
        place = self.toponyms.get(first)
        if len(words) < 2 or place is None or place.role != "place" or place is not self.toponyms.get(last - 1):
            return False
        return words[0] not in self.codes.first_names and key_of(place.text) == tuple(words)

    def is_place_called(self, begin: int, upto: int, words: Sequence[str]) -> bool:
        """Whether a title and a name are a place, as only stands where places stand: "near Haji Kola", "in Sheikh Tala"."""
        title = self.codes.title_before(words, upto)
        alone = begin == 0 and len(words) == upto + 1 and title is not None and title.group == "noble"
        spots = [i for i, word in enumerate(self.plain) if word == words[-1] and i > upto]
        titled = [i for i in spots if self.plain[i - 1] == words[upto - 1]]
        bare = [i for i in spots if i not in titled and not self.capital(i - 1)]
        return alone and not bare and all(self.tokens[i - upto - 1].lower in LOCATIVE for i in titled)

    def nation(self, words: Sequence[str]) -> str | None:
        """The country that words before a title name, where they name nothing else: "Iraqi President", "US envoy"."""
        code = self.codes.adjectives.get(tuple(words)) or self.codes.names.get(tuple(words))
        return code.country if code is not None and code.kind in ("country", "population") else None

    def is_spelled(self, i: int) -> bool:
        """Whether a short name is written as it is listed, or all in capitals in a text that is."""
        text = self.tokens[i].text
        return text in self.codes.spelled or text.rstrip(".") in self.codes.spelled or self.headline[self.tokens[i].sentence]

    @cached_property
    def own_initialisms(self) -> frozenset[tuple[str, ...]]:
        """Listed initialisms that the report writes out as another name: "Sahara Press Agency (SPA)"."""
        found = set()
        for t in self.tokens[2:-1]:
            if not (t.text.isupper() and len(t.text) > 1 and self.tokens[t.i - 1].text == "(" and self.tokens[t.i + 1].text == ")"):
                continue
            code = self.codes.names.get((self.plain[t.i],))
            words = [self.plain[k] for k in range(max(0, t.i - 9), t.i - 1) if self.plain[k]]
            if code is None or code.form != "body" or not words or not self.tokens[t.i - 2].text[:1].isupper():
                continue
            if not any(self.codes.names.get(tuple(words[-n:])) == code for n in range(1, len(words) + 1)):
                found.add((self.plain[t.i],))
        return frozenset(found)

    @cached_property
    def other_bodies(self) -> frozenset[tuple[str, ...]]:
        """Listed initialisms that stand for another body in this report."""
        return self.own_initialisms | self.strange_initialisms

    @cached_property
    def strange_initialisms(self) -> frozenset[tuple[str, ...]]:
        """Listed initialisms of bodies of a country of which a report that names several places never speaks: they are some other body's.

        Those of outlets that are quoted everywhere ("AFP") count always.
        """
        spoken = Counter(t.place.country for t in {id(t): t for t in self.toponyms.values()}.values() if t.place is not None)
        spoken.update([code.country for word in self.plain if (code := self.codes.country_words.get(word)) is not None])
        if spoken.total() < PLACED:
            return frozenset()
        found = {(word,) for word in self.plain if (word,) in self.codes.initialisms and word not in WORLD_OUTLETS}
        return frozenset(key for key in found if (country := self.codes.names[key].country) is not None and country not in spoken)

    def joint(self, words: Sequence[str], at: Sequence[int]) -> int | None:
        """Where two names run together for want of marks: "Badbaado Movement Abdullahi Farah", "Chad Ngarlenan"."""
        for k in range(1, len(words)):
            place = tuple(words[:k])
            if words[k] in self.surnames and (place in self.codes.seats or (place in self.codes.names and self.codes.names[place].kind == "country")):
                return k
            if words[k] in self.codes.first_names and k + 1 < len(words):
                head = self.codes.head_of(words[:k])
                if (head is not None and tuple(words[k - 1 : k]) in self.codes.heads) or tuple(words[:k]) in self.codes.names:
                    return k
            if k > 1 and tuple(words[:k]) in self.codes.names and tuple(words[: k + 1]) not in self.codes.heads:
                rest = words[k:]
                if rest[0] not in LINKS and self.codes.head_of(rest) is None and not self.codes.title_at(rest, 0):
                    return k
            t = self.tokens[at[k]]
            before = self.tokens[at[k - 1]]
            if t.ent_start and t.ent == "PERSON" and before.ent in PLACE_ENTITIES and at[k - 1] in self.toponyms and k + 1 < len(words):
                return k
        return None

    def behind_body_of_state(self, words: Sequence[str]) -> int | None:
        """Where the name of who speaks for a body of state follows that of the body: "of the Interior Ministry | Viktor Hale"."""
        for k in range(1, len(words) - 1):
            if words[k] in self.codes.first_names and words[k + 1] not in LINKS:
                head = self.codes.heads.get((words[k - 1],))
                if head is not None and head.kind == "government":
                    return k
        return None

    def title_in(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Where titles stand in a run: first word of the titles and the word after them."""
        cut = next((i for i, w in enumerate(words) if w in ("of", "for") and i), 0)
        office = bool(cut) and self.codes.title_before(words, cut) is not None and self.codes.heads.get((words[cut - 1],)) is None
        if not office and self.codes.head_of(words) is not None and (len(words) == 1 or words[-1] not in self.codes.first_names):
            head = self.codes.heads.get((words[-1],))
            ranked = tuple(words[-1:]) in self.codes.titles
            if head is not None and (not ranked or (len(words) > 1 and self.nation(words[:-1]) is None and self.codes.title_before(words, len(words) - 1) is None)):
                return None
            if "of" in words and words[0] not in self.codes.title_ends:
                return None
        for begin in range(len(words)):
            title = self.codes.title_at(words, begin)
            if title is None:
                continue
            if begin and words[begin - 1] in ("consulate", "director", "inspector", "embassy", "attorney", "secretary", "surgeon"):
                continue
            if words[begin] == "general" and len(title.words) == 1 and words[begin + 1 : begin + 2] in (["staff"], ["assembly"], ["council"], ["command"]):
                continue
            upto = begin + len(title.words)
            while (more := self.codes.title_at(words, upto)) is not None and upto + len(more.words) < len(words):
                upto += len(more.words)
            if upto < len(words) - 1 and words[upto] not in self.codes.first_names and self.names_office(words, begin, upto):
                return begin, len(words)
            if words[upto : upto + 1] in (["of"], ["for"]):
                behind = next((k for k in range(upto + 1, len(words)) if words[k] not in PORTFOLIO and words[k] != "and"), 0)
                if behind > upto + 1 and words[behind] not in LINKS:
                    return begin, behind
                name = next((k for k in range(upto + 2, len(words) - 1) if words[k] in self.codes.first_names), None)
                return begin, name if name is not None else len(words)
            return begin, upto
        return None

    def names_office(self, words: Sequence[str], begin: int, upto: int) -> bool:
        """Whether the words behind a title are the rest of the office, and no name: "Deputy | Relief Coordinator"."""
        last = self.codes.title_before(words, len(words))
        return last is not None and last.group == "office" and words[begin] in OF_OFFICE and words[upto] not in LINKS

    def person_like(self, first: int, last: int, words: Sequence[str]) -> bool:
        labels = [self.tokens[i].ent for i in range(first, last)]
        return labels.count("PERSON") * 2 > len(labels) or words[0] in self.codes.first_names

    def named_after_office(self, of: int) -> bool:
        """Whether the word before "of" is a title or a body of state: "Minister of | Foreign Affairs" is no newspaper."""
        return self.codes.title_before(self.plain[:of], of) is not None or self.plain[of - 1] in OF_STATE

    def known(self, first: int, last: int, words: Sequence[str], code: Code) -> Draft:
        head = self.head(first, last)
        acting = code.kind != "country" or self.acts(head)
        return Draft(
            first, last, head, "name", code.kind, tuple(words), (first, last), country=code.country, sectors=code.sectors, code=code,
            definite=True, rule="mentions.known", acting=acting,
        )  # fmt: skip

    def person(self, title_first: int, title_last: int, first: int, last: int) -> Draft:
        if any(t.text == ")" for t in self.tokens[first:last]):
            first = next(t.i for t in self.tokens[first:last] if t.text == ")") + 1
        while last - first > 2 and self.tokens[first].text.isupper() and len(self.tokens[first].text) > 3 and not self.tokens[first + 1].text.isupper():
            first += 1  # "Director NDMA Ada Mirren"
        words, _ = self.words(first, last)
        draft = Draft(
            title_first, last, self.head(title_first, last), "name", "person", tuple(words), (first, last), definite=True,
            rule="mentions.title_name",
        )  # fmt: skip
        draft.titles.append((title_first, title_last))
        return draft

    def shared_title(self, first: int, last: int, words: Sequence[str], at: Sequence[int]) -> Draft | None:
        """The first of several persons whom one title in the plural stands before: "Presidents Ann Reed of Peru and Juan Paz of Chile"."""
        upto = next((n for n in range(1, min(len(words), LONGEST_TITLE)) if self.codes.title_of_one(words[:n]) is not None), None)
        if upto is None or self.codes.head_of(words) is not None or not self.person_like(at[upto], last, words[upto:]):
            return None
        draft = self.person(first, at[upto - 1] + 1, at[upto], last)
        draft.rule = SHARED
        return draft

    def share_titles(self, drafts: Sequence[Draft]) -> None:
        """Give a title in the plural to the other persons whom "and" or a comma ties to its first."""
        for n, draft in enumerate(drafts):
            end = draft.last
            for other in drafts[n + 1 :] if draft.rule == SHARED else ():
                between = self.tokens[end : other.first]
                if other.form != "name" or len(between) > LONGEST_LINK or any(t.pos in ("VERB", "AUX", "SCONJ") or t.text in ".;:" for t in between):
                    break
                if other.kind == "person" and not other.titles and any(t.text in (",", "and") for t in between):
                    other.titles.append(draft.titles[0])
                    end = other.last

    def nominal_title(self, first: int, last: int) -> Iterator[Draft]:
        """A title that stands alone: "the Prime Minister", "Secretary of State"; left to the role nouns, unless they do not know it."""
        words, _ = self.words(first, last)
        title = self.codes.title_at(words, 0)
        if title is None or title.group == "honorific":
            return
        _, at = self.words(first, last)
        head = at[len(title.words) - 1]
        if title.group == "rank" and len(words) == 1 and self.tokens[head].text.isupper() and not self.headline[self.tokens[head].sentence]:
            yield from self.classified(head, head + 1, words)  # an initialism: "the CDR", not the commander
            return
        left, right = self.noun_phrase(head, min(first, head))
        right = max(right, last)
        if self.is_served(right):
            return
        country = self.country_in(left, self.own_words(left, right))
        plural = self.tokens[head].tag in ("NNS", "NNPS") and (self.plain[head],) not in self.codes.titles
        phrase, _ = self.words(left, head + 1)
        draft = Draft(
            left, right, head, "nominal", "person", tuple(phrase), (left, head + 1), country=country, lemma=title.words[-1],
            rule="mentions.title", plural=plural, definite=self.tokens[left].lower not in ("a", "an"), gender=title.gender or None,
            sectors=(title.sector,) if title.sector else (),
        )  # fmt: skip
        if not plural:
            draft.titles.append((left, right))
        yield draft

    def is_served(self, behind: int) -> bool:
        """Whether a servant is told of right behind a title, which is then another's: "Secretary-General spokesperson Ada Fenn"."""
        return behind < len(self.tokens) and self.tokens[behind].lower in OF_A_HOLDER and self.tokens[behind].tag == "NN"

    def classified(self, first: int, last: int, words: list[str]) -> Iterator[Draft]:
        """A run without title: its kind from head noun, tables, given names, the recogniser's label, or nothing."""
        tokens, codes = self.tokens, self.codes
        head = self.head(first, last)
        labels = [tokens[i].ent for i in range(first, last) if tokens[i].ent]
        label = max(sorted(set(labels)), key=labels.count) if labels else ""
        country = codes.country_of(words) if tuple(words) not in self.other_bodies else None
        draft = Draft(first, last, head, "name", None, tuple(words), (first, last), definite=True, country=country)
        marks = sum(tokens[i].text in QUOTES for i in range(first + 1, last - 1))
        if marks == 2 and 1 < len(words) < 5 and codes.head_of(words) is None:
            draft.kind, draft.rule, draft.gender = "person", "mentions.nickname", codes.first_names.get(words[0]) or None
            yield draft
            return
        if tuple(words) in self.own_outlets or (self.tells_news(head) and any(set(words) <= set(own) for own in self.own_outlets)):
            draft.kind, draft.sectors, draft.rule = "outlet", ("JRN",), "mentions.own_outlet"
            yield draft
            return
        if self.is_language_service(words):
            draft.kind, draft.sectors, draft.rule = "outlet", ("JRN",), "mentions.language_service"
            yield draft
            return
        if tuple(words) in self.vessels:
            if not self.follows_vessel(first):
                draft.kind, draft.rule, draft.country = "organisation", "mentions.vessel", None
                yield draft
            return
        if len(words) <= 2 and words[-1] in self.surnames and " ".join(words) not in self.called_bodies and self.lead_noun(first) is None and not self.is_town(first, last, words):
            thing = words[0] not in codes.first_names and self.has_its(head)
            if not thing and not (first > 0 and tokens[first - 1].lower == "the") and self.placed[words[-1]] <= 0:
                draft.kind, draft.rule, draft.country = "person", "mentions.surname", None
                yield draft
                return
        if self.follows_vessel(first):
            return
        if any(AMOUNT.fullmatch(tokens[i].text) and len(words) == 1 for i in range(first, last)):
            return
        lead = self.lead_noun(first)
        sort = lead is not None and lead.lemma.split()[-1] in SORTS and words[0] not in codes.first_names
        if lead is not None and (label != "PERSON" or lead.kind == "outlet" or sort):
            draft.kind, draft.sectors, draft.rule = lead.kind, lead.sectors, "mentions.lead"
            yield draft
            return
        noun = codes.head_of(words)
        demonym = codes.adjectives.get(tuple(words))
        if demonym is not None:
            if tokens[head].dep in ("amod", "compound", "nmod") and tokens[head].head not in range(first, last):
                return
            if demonym.form == "adjective" and tokens[head].tag != "NNPS" and tokens[head].dep not in ACTING | {"pobj", "conj", "poss"}:
                return
            counted = (words[-1] + "s",) in codes.adjectives or words[-1].endswith("s") or tokens[head].tag == "NNPS"
            if demonym.form == "adjective" and not counted and not (first and tokens[first - 1].pos == "DET"):
                return  # "Greek and Turkish frigates": nobody is a Turkish
            draft.kind, draft.form, draft.rule, draft.lemma = "population", "nominal", "mentions.demonym", words[-1]
            draft.plural = tokens[head].tag == "NNPS" or self.plain[head].endswith("s")
            draft.kind = "population" if draft.plural else "person"
            draft.definite = first > 0 and tokens[first - 1].lower == "the"
            if draft.plural:
                draft.country = self.country_of_people(first, last, draft.country)
            yield draft
            return
        if noun is not None and not (len(words) > 1 and words[0] in codes.first_names and label == "PERSON"):
            if tuple(words) in codes.heads and len(words) == 1:
                if (codes.roles.get((tokens[head].lemma,)) or codes.roles.get(tuple(words))) is not None or words[0] in NUMBERED:
                    return
            if noun.kind == "outlet" and self.is_titled_thing(first, last) and not self.tells_news(head):
                return  # the "Morning Star" left the port
            if len(words) > 1 and (role := codes.roles.get(tuple(words))) is not None and role.kind == noun.kind and tuple(words[-1:]) in codes.titles:
                return  # "the Coast Guard": whose, the report tells
            draft.kind, draft.sectors, draft.rule = noun.kind, noun.sectors, "mentions.name_head"
            if noun.kind == "organisation" and not noun.sectors and (words[0] in OF_STATE or words[-1] == "office" and words[0] in OFFICES):
                draft.kind, draft.sectors = "government", ("GOV",)
            if draft.kind in ("organisation", "government") and self.many_nations(words):
                draft.kind, draft.sectors = "intergovernmental", ("IGO",)
            if noun.kind == "military" and country is None and INSURGENT & set(words):
                draft.kind, draft.sectors = "armed_group", ("REB",)
            if noun.kind == "organisation" and not noun.sectors and self.tells_news(head):
                draft.kind, draft.sectors = "outlet", ("JRN",)
            yield draft
            return
        if len(words) == 1 and words[0] in self.waters:
            return
        called = self.called_bodies.get(" ".join(words))
        person = len(words) == 2 and words[0] in codes.first_names and label == "PERSON"  # "a spokesman for the movement, Ann Reed, said"
        if called is not None and head not in self.toponyms and not person:
            draft.kind, draft.sectors, draft.rule = called.kind, called.sectors, "mentions.called_body"
            yield draft
            return
        place = self.toponyms.get(head)
        seat = codes.seats.get(tuple(words))
        if seat is not None and (place is None or place.role == "government" or self.speaks(head)):
            draft.kind, draft.country, draft.sectors, draft.code = seat.kind, seat.country, seat.sectors, seat
            draft.acting, draft.rule = self.speaks(head) or (place is not None and place.role == "government"), "mentions.seat"
            yield draft
            return
        if label in ("PERSON", "") and place is None and self.is_home(first, head):
            return
        given = len(words) > 1 and words[0] in codes.first_names and label not in ("ORG",) and not self.stands_in(first, words)
        if given and not self.stands_as_place(words, True):
            draft.kind, draft.rule, draft.gender = "person", "mentions.given_name", codes.first_names[words[0]] or None
        elif place is None and len(words) == 1 and self.is_of_ground(head):
            draft.kind, draft.rule, draft.acting = None, "mentions.place", False
        elif label == "PERSON" and len(words) == 1 and (words[0] in self.bracketed or self.is_short_form(first)):
            draft.kind, draft.rule = "organisation", "mentions.initials"
        elif label == "PERSON" and place is None and self.stands_as_place(words, words[0] in codes.first_names):
            draft.kind, draft.rule, draft.acting = None, "mentions.place", False
        elif label == "PERSON" and place is None:
            the = first > 0 and tokens[first - 1].lower == "the" and tokens[head].dep != "appos" and tokens[tokens[head].head].lemma not in LED
            draft.kind, draft.rule = ("armed_group" if the else "person"), "mentions.entity_person"
            if not the and len(words) > 1 and words[0] not in codes.first_names and self.tells_news(head) and (self.follows_told(head) or self.reports_that(head)):
                draft.kind, draft.sectors = "outlet", ("JRN",)
            draft.country = country
        elif place is None and label == "FAC" and self.speaks_up(head) and len(words) > 1:
            draft.kind, draft.rule = "organisation", "mentions.entity_org"  # "the Arwa Vanguard said"
        elif place is not None or label in PLACE_ENTITIES:
            draft.kind, draft.rule, draft.acting = None, "mentions.place", False
        elif label == "ORG":
            draft.kind, draft.rule = "organisation", "mentions.entity_org"
            belongs = last + 1 < len(tokens) and tokens[last].lower == "of" and tokens[last].head == head
            if len(words) in (2, 3) and (words[0] in codes.first_names or (belongs and tokens[head].dep == "nsubj")):
                draft.kind, draft.gender = "person", codes.first_names.get(words[0]) or None
        elif label == "NORP":
            if len(words) == 1 and words[0] in FAITHS and tokens[head].tag not in ("NNS", "NNPS"):
                return  # "a Catholic bishop": nobody is a Catholic
            draft.kind, draft.rule = "organisation", "mentions.entity_norp"
        elif tokens[head].dep in ACTING or (tokens[head].dep == "pobj" and tokens[tokens[head].head].lower in ACTED_ON):
            person = len(words) in (2, 3) and all(tokens[i].text[:1].isupper() for i in range(first, last) if self.plain[i]) and not any(
                tokens[i].text.isupper() and len(tokens[i].text) > 1 for i in range(first, last)
            )
            the = first > 0 and tokens[first - 1].lower == "the"
            person = person or (len(words) == 1 and not tokens[head].text.isupper() and tokens[head].dep == "nsubj" and tokens[tokens[head].head].lemma in SPEAKING)
            draft.kind, draft.rule = ("person" if person and not the else "organisation"), "mentions.acting_name"
            common = self.plain[head] not in self.inner_names or (tokens[head].lemma.lower(),) in codes.roles
            if tokens[head].tag not in NAME_TAGS and common:  # "Gunmen fired on boats"
                return
        elif self.abbreviates_name_before(first, last):
            draft.kind, draft.rule = "organisation", "mentions.initials"
        elif self.is_nickname(first):
            draft.kind, draft.rule = "person", "mentions.nickname"
        else:
            return
        if draft.rule in WEAK and (self.is_place(first, last, head) or (len(words) > 1 and words[-1] in PAPERS) or self.is_everyday(first, words)):
            return
        unplaced = draft.rule == "mentions.place" and place is None
        if (unplaced or (draft.rule in WEAK and draft.kind == "organisation")) and self.is_called_somebody(head, last):
            draft.kind, draft.rule, draft.acting = "person", "mentions.described_name", draft.acting or unplaced
        elif len(words) == 1 and draft.rule in LABELLED and self.speaks_of_self(head, unplaced):
            draft.kind, draft.rule, draft.acting, draft.country = "person", "mentions.speaking_name", True, None
        if draft.rule in ("mentions.entity_person", "mentions.acting_name") and draft.kind == "person" and words[0] not in codes.first_names and self.has_its(head):
            draft.kind, draft.gender = "organisation", None
        if draft.rule in WEAK and draft.kind == "person" and len(words) == 1 and (self.is_which(head, last) or self.is_named_body(head) or words[0] in self.led):
            draft.kind, draft.gender = "organisation", None
        if draft.kind == "organisation" and self.tells_news(head):
            draft.kind, draft.sectors, draft.rule = "outlet", ("JRN",), "mentions.told_outlet"
        yield draft

    def is_named_body(self, head: int) -> bool:
        """Whether a name stands beside the noun of the body that bears it: "the shipping company, Norvex, denied it"."""
        of = self.tokens[self.tokens[head].head]
        noun = self.codes.roles.get((plain(of.lemma),)) if self.tokens[head].dep == "appos" and of.tag == "NN" and of.i < head else None
        return noun is not None and noun.kind in ("organisation", "armed_group", "outlet") and not noun.plural

    @cached_property
    def led(self) -> frozenset[str]:
        """Names of one word that stand somewhere behind the noun of a body: "the mining company Norvex"."""
        led = (self.plain[first] for first, last in self.runs if last - first == 1 and (self.lead_noun(first) is not None or self.is_named_body(first)))
        return frozenset(led) - self.surnames

    def has_its(self, head: int) -> bool:
        """Whether the subject of a verb has "its" object, and is no person: "Puente Norte resumed its work"."""
        t = self.tokens[head]
        things = (c for c in self.text.children[t.head] if t.dep == "nsubj" and self.tokens[c].dep == "dobj")
        return any(self.tokens[g].lower == "its" and self.tokens[g].dep == "poss" for c in things for g in self.text.children[c])

    def is_which(self, head: int, last: int) -> bool:
        """Whether a clause with "which" stands behind a name, which is no person's then: "Norvex, which owns the mine, said"."""
        tokens = self.tokens
        if last + 1 >= len(tokens) or tokens[last].text != "," or tokens[last + 1].lower != "which":
            return False
        clause = tokens[last + 1].head
        return tokens[clause].dep == "relcl" and tokens[clause].head == head

    def is_called_somebody(self, head: int, last: int) -> bool:
        """Whether what stands between commas behind a name says that it is a person's: "Mbeki, the interior minister, said"."""
        tokens = self.tokens
        if last >= len(tokens) or tokens[last].text != ",":
            return False
        for c in self.text.children[head]:
            noun = self.codes.roles.get((tokens[c].lemma,)) if tokens[c].dep == "appos" and c > last and tokens[c].tag == "NN" else None
            if noun is not None and noun.kind == "person":
                return True
        return False

    def speaks_of_self(self, head: int, unplaced: bool) -> bool:
        """Whether a single name that is no known body or place speaks, and "he" or "she" goes on for it: "Okoro told the board that | he | knew"."""
        t = self.tokens[head]
        if t.dep != "nsubj" or self.tokens[t.head].lemma not in SPEAKING or t.text.isupper() or t.tag != "NNP" or self.tokens[head - 1].lower == "the":
            return False
        sentence = self.text.sentence_of(head)
        if unplaced:
            return True
        behind = self.tokens[head + 1 : min(sentence.last + 1, len(self.tokens))]
        for k in behind:
            if k.lower in ONE_PERSON:
                return True
            if k.tag in NAME_TAGS and k.ent == "PERSON" or self.plain[k.i] in self.codes.title_ends:
                return False
        return False

    def is_titled_thing(self, first: int, last: int) -> bool:
        """Whether a name stands between marks right behind an article or a noun, as ships and films do."""
        tokens = self.tokens
        if first < 2 or last >= len(tokens) or tokens[first - 1].tag not in ("``", "''") or tokens[last].tag not in ("``", "''"):
            return False
        return tokens[first - 2].pos in ("DET", "NOUN")

    def is_everyday(self, first: int, words: Sequence[str]) -> bool:
        """Whether a weak name is an everyday word whose capital only the start of a headline explains: "Calm returns to the suburbs"."""
        start = self.text.sentence_of(first).title and first == self.text.sentence_of(first).first
        known = words[0] in self.common and words[0] not in self.surnames and words[0] not in self.codes.first_names
        return start and len(words) == 1 and known and not any(self.plain[t.i] == words[0] and t.i != first and self.capital(t.i) for t in self.tokens)

    @cached_property
    def common(self) -> Set[str]:
        """Words of general English."""
        return self.codes.lexica.words("word_frequency.tsv")

    def is_short_form(self, i: int) -> bool:
        """Whether a word is written in capitals where others are not, as initials are and persons are not: "the rebel MLA"."""
        t = self.tokens[i]
        sentence = self.text.sentence_of(i)
        if not (t.text.isupper() and t.text.isalpha() and 3 <= len(t.text) <= 5) or sentence.restored or sentence.title:
            return False
        beside = (self.tokens[k].text for k in (i - 1, i + 1) if sentence.first <= k < sentence.last)
        return not any(w.isupper() and len(w) > 1 or w.istitle() for w in beside)

    @cached_property
    def bracketed(self) -> frozenset[str]:
        """Initials by which the report shortens a name, in brackets behind it."""
        return frozenset(self.plain[t.i] for t in self.tokens if self.abbreviates_name_before(t.i, t.i + 1))

    def abbreviates_name_before(self, first: int, last: int) -> bool:
        """Whether capitals in brackets are the initials of the name before them, in whatever order another language has them: "the Arwa
        Liberation Front (FLA)", or in that language's own words, where the name is a body's: "the Republican People's Party (CHP)"."""
        tokens = self.tokens
        t = tokens[first]
        if last - first != 1 or first < 3 or last >= len(tokens) or not (t.text.isupper() and t.text.isalpha() and 2 <= len(t.text) <= 6):
            return False
        if tokens[first - 1].text != "(" or tokens[last].text != ")":
            return False
        begin = first - 1
        while begin > 0 and (self.capital(begin - 1) or tokens[begin - 1].lower in LINKS or tokens[begin - 1].text == "-"):
            begin -= 1
        initials = [k.text[0] for k in tokens[begin : first - 1] if k.text[:1].isupper()]
        if len(initials) > 1 and sum(letter in initials for letter in t.text) >= max(2, len(t.text) - 1):
            return True
        body = self.codes.head_of([w for w in self.plain[begin : first - 1] if w]) if len(initials) > 1 else None
        return body is not None and body.kind in OWN_INITIALS and len(t.text) > 2 and first not in self.toponyms

    def is_nickname(self, first: int) -> bool:
        """Whether a name in quotes stands behind "known as" or "nicknamed": whose it is the phrase before tells."""
        before = [t.lower for t in self.tokens[max(0, first - 3) : first]]
        return len(before) == 3 and before[-1] in "\"'“‘" and (before[:2] == ["known", "as"] or before[1] in ("nicknamed", "called", "dubbed"))

    def follows_vessel(self, first: int) -> bool:
        """Whether a name stands behind the noun of a ship: "the rescue ship Aurora"."""
        return first > 0 and self.tokens[first - 1].lemma in VESSELS and not self.tokens[first - 1].text[:1].isupper()

    @cached_property
    def vessels(self) -> frozenset[tuple[str, ...]]:
        """Names that the report gives to ships."""
        return frozenset(tuple(self.words(first, last)[0]) for first, last in self.runs if self.follows_vessel(first))

    def country_of_people(self, first: int, last: int, country: str | None) -> str | None:
        """The country of people called by a demonym: "ethnic Albanians" are nobody's by that, "the Albanians of Serbia" are Serbia's."""
        tokens = self.tokens
        if last + 1 < len(tokens) and tokens[last].lower == "of" and tokens[last].dep == "prep":
            return self.country_in(last + 1, self.text.edges[last][1]) or country
        return None if first and tokens[first - 1].lower == "ethnic" else country

    def lead_noun(self, first: int) -> Noun | None:
        """The noun in front of a name that tells its kind: "the broadcaster Radio X", "the rebel group Y"."""
        if first > 1 and self.tokens[first - 1].text in OPENING_MARKS:
            first -= 1  # the union "Kasana Women"
        if first == 0 or self.tokens[first - 1].pos not in ("NOUN", "PROPN", "ADJ") or self.tokens[first - 1].text[:1].isupper():
            return None
        if self.tokens[first - 1].sentence != self.tokens[first].sentence:
            return None
        words = [self.plain[k] for k in range(max(0, first - 4), first) if self.plain[k]]
        noun = self.codes.role_before(words, len(words))
        return noun if noun is not None and noun.kind in ("outlet", "armed_group", "organisation") and not noun.plural else None

    @cached_property
    def own_outlets(self) -> frozenset[tuple[str, ...]]:
        """Names of the report's own outlet and agencies."""
        report = self.text.report
        return frozenset(key_of(n) for n in (report.outlet, *report.agencies) if n)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Last words of the full names of persons that titles, given names or the recogniser show in this report."""
        found: Counter[str] = Counter()
        for first, last in self.runs:
            words, at = self.words(first, last)
            if len(words) < 2 or tuple(words) in self.codes.names or tuple(words) in self.codes.seats or self.codes.head_of(words) is not None:
                continue
            spot = self.title_in(words)
            if spot is not None and spot[1] < len(words):
                name, strong = words[spot[1] :], True
            elif spot is not None:
                continue
            else:
                labels = [self.tokens[i].ent for i in range(first, last)]
                known = words[0] in self.codes.first_names
                name, strong = words, (known or labels.count("PERSON") == len(labels)) and not self.stands_as_place(words, known)
            if strong and name and (tuple(name) not in self.codes.names) and (name[-1],) not in self.codes.adjectives:
                found[name[-1]] += 1
                if len(name) == 3 and any(self.tokens[k].text == "-" for k in range(at[-2], at[-1])):
                    found[name[0]] += 1
        return frozenset(w for w in found if len(w) > 1)

    @cached_property
    def placed(self) -> Counter[str]:
        """How often each capitalised word stands where a place would ("in X", "near X"), less how often it acts."""
        found: Counter[str] = Counter()
        for t in self.tokens:
            if not t.text[:1].isupper():
                continue
            if t.dep == "pobj" and self.tokens[t.head].lower in LOCATIVE:
                found[self.plain[t.i]] += 1
            elif t.dep == "pobj" and self.tokens[t.head].lower == "of" and self.tokens[self.tokens[t.head].head].lemma in PLACE_OF:
                found[self.plain[t.i]] += 1
            elif (t.dep == "dobj" or t.dep == "nsubj" and t.i > t.head) and self.tokens[t.head].lemma in TAKING_PLACES:
                found[self.plain[t.i]] += 1
            elif t.dep == "pobj" and self.tokens[t.head].lower == "to" and self.tokens[self.tokens[t.head].head].lemma in GOING:
                found[self.plain[t.i]] += 1
            elif t.dep == "nsubj" and self.tokens[t.head].pos == "VERB":
                found[self.plain[t.i]] -= 1
        return found

    def stands_as_place(self, words: Sequence[str], given: bool) -> bool:
        """Whether a name stands only where places do ("retook Balad Hawo", "in Balad Hawo"); one that begins with a given name, twice at least."""
        return self.placed[words[-1]] > int(given)

    def is_of_ground(self, head: int) -> bool:
        """Whether a name of one word, alone or joined to others, tells which crossing or road is meant: "the Mora and Tanis crossings"."""
        t = self.tokens[head]
        while t.dep == "conj" and t.head < t.i:
            t = self.tokens[t.head]
        ground = self.tokens[t.head]
        return t.dep in ("compound", "nmod", "amod") and ground.i > head and ground.pos == "NOUN" and ground.lemma in GROUND

    def is_place(self, first: int, last: int, head: int) -> bool:
        """Whether a name with weak signs of an actor is a place: so read elsewhere in the report, or after "in", "near"."""
        if self.placed[self.plain[head]] > 0:
            return True
        words, _ = self.words(first, last)
        return tuple(words) in self.place_names

    @cached_property
    def called_bodies(self) -> Mapping[str, Noun]:
        """Names that the report tells to be those of parties and the like, with their nouns."""
        found = {" ".join(map(plain, name.split())): self.codes.roles.get((noun,)) for name, noun in body_names(self.text).items()}
        return {name: noun for name, noun in found.items() if noun is not None}

    @cached_property
    def waters(self) -> frozenset[str]:
        """Names of one word that the report tells to be a river's or the like: "the Kessa river", "crossed the Kessa", "along the Kessa"."""
        articles = (t.i + 1 for t in self.tokens[:-1] if t.lower == "the" and self.tokens[t.i + 1].text[:1].isupper())
        return frozenset(self.plain[i] for i in articles if self.is_water(self.tokens[i]))

    def is_water(self, t: Token) -> bool:
        """Whether a name behind "the" stands where only a river's or a lake's does."""
        up = self.tokens[t.head]
        if t.dep == "compound" and up.i == t.i + 1:
            return up.lower in WATER_NOUNS
        if t.dep in ("dobj", "nsubjpass"):
            return up.lemma in OVER_WATER
        if t.dep == "nsubj":
            return up.lemma in WATER_DOES
        if t.dep != "pobj":
            return False
        over = self.tokens[up.head]
        return up.lower in ALONG_WATER or (up.lower == "over" and over.lemma in BRIDGING) or (up.lower == "of" and over.lemma in OF_WATER)

    def stands_in(self, first: int, words: Sequence[str]) -> bool:
        """Whether a name that may be a person's is one of a place: read as such, and after "in" or "near" wherever it comes."""
        if tuple(words) not in self.place_names:
            return False
        spots = [t.i for t in self.tokens if self.plain[t.i] == words[0] and t.i + len(words) <= len(self.tokens)]
        spots = [i for i in spots if self.plain[i : i + len(words)] == list(words)]
        located = [bool(i and (self.tokens[i - 1].lower in LOCATIVE or self.is_place_of(i - 1))) for i in spots]
        return first in spots and (all(located) or any(located) and not any(self.tokens[i + len(words) - 1].dep == "nsubj" for i in spots))

    def is_place_of(self, i: int) -> bool:
        """Whether "of" behind a noun of a place stands before a name: "the village of Sidi Harath"."""
        return self.tokens[i].lower == "of" and i > 0 and self.tokens[i - 1].lemma in PLACE_OF

    def is_home(self, first: int, head: int) -> bool:
        """Whether "from" behind a person tells where that person lives: "a fisherman from Sidi Harath"."""
        t, by = self.tokens[head], self.tokens[self.tokens[head].head]
        if t.dep != "pobj" or by.lower != "from" or by.i != first - 1 or self.tokens[by.head].tag not in ("NN", "NNS"):
            return False
        noun = self.codes.roles.get((self.tokens[by.head].lemma,))
        return noun is not None and noun.kind in ("person", "population")

    @cached_property
    def place_names(self) -> frozenset[tuple[str, ...]]:
        return frozenset(key_of(t.text) for t in self.toponyms.values() if t.role == "place")

    def is_language_service(self, words: Sequence[str]) -> bool:
        """Whether a name is that of an outlet with that of a people behind it: "BBC Somali", "the VOA Hausa service"."""
        known = self.codes.names.get(tuple(words[:1])) if len(words) == 2 and tuple(words) not in self.codes.names else None
        return known is not None and known.kind == "outlet" and tuple(words[1:]) in self.codes.adjectives

    def tells_news(self, head: int) -> bool:
        """Whether a body is told something ("told X", "in an interview with X") or reports itself: an outlet as a rule."""
        t = self.tokens[head]
        up = self.tokens[t.head]
        if t.dep in ("dobj", "dative") and up.lemma == "tell":
            return True
        if t.dep == "nsubj" and up.lemma in ("report", "quote", "publish", "broadcast"):
            return True
        return t.dep == "pobj" and up.lower in ("with", "to", "by") and self.tokens[up.head].lemma in ("interview", "publish", "quote", "report")

    def reports_that(self, head: int) -> bool:
        """Whether a name reports a clause: "X reported that"."""
        t = self.tokens[head]
        return t.dep == "nsubj" and any(self.tokens[c].dep == "ccomp" for c in self.text.children[t.head])

    def follows_told(self, head: int) -> bool:
        """Whether a name is told a clause ("told La Puna that"), not told to do something."""
        t = self.tokens[head]
        return t.dep in ("dobj", "dative") and not any(self.tokens[c].dep == "xcomp" for c in self.text.children[t.head])

    def own_words(self, first: int, last: int) -> int:
        """Where the words end that can tell the country of somebody sent abroad: "the UN's envoy | to Libya", "its embassy | in Seoul"."""
        posted = next((k for k in range(first, last) if self.plain[k] in POSTED), last)
        return next((k for k in range(posted, last) if self.tokens[k].lower in ("in", "to", "for", "on", "at")), last)

    def country_in(self, first: int, last: int) -> str | None:
        """The country that words of a mention name: by table, else by the places that were read there."""
        words = [self.plain[k] for k in range(first, last)]
        country = self.codes.country_of(words)
        if country is not None:
            return country
        for k in range(first, last):
            toponym = self.toponyms.get(k)
            if toponym is not None and toponym.place is not None and toponym.place.country and not self.leans(k):
                return toponym.place.country
        return None

    def leans(self, i: int) -> bool:
        """Whether a token says whom somebody is for or helped by, or in which language: "pro-Iranian", "Syrian-backed", "French-language"."""
        before, after = self.plain[max(0, i - 2) : i], self.plain[i + 1 : i + 3]
        return before[1:] == ["-"] and before[0] in LEANING or after[:1] == ["-"] and not BACKING.isdisjoint(after[1:])

    # ------------------------------------------------------------------ roles in the sentence
    def head(self, first: int, last: int) -> int:
        depth = self.text.depth
        best = min(range(first, last), key=lambda i: (depth[i], -i))
        if not self.plain[best]:
            inside = [i for i in range(first, last) if self.plain[i]]
            best = min(inside, key=lambda i: (depth[i], -i)) if inside else best
        return best

    def acts(self, head: int) -> bool:
        """Whether a country named here acts or is acted on, rather than being a place."""
        t = self.tokens[head]
        toponym = self.toponyms.get(head)
        if toponym is not None and toponym.role == "government":
            return True
        if t.dep in ACTING:
            return True
        after = next((x for x in self.tokens[head + 1 : head + 3] if x.text != "-"), None)
        if after is not None and after.lower in DOES_SO:
            return True
        if head + 2 < len(self.tokens) and second_party(self.text, head + 2) == head:
            return True
        if t.dep == "conj":
            return t.head != head and self.acts(t.head)
        if t.dep == "poss":
            return False
        if t.dep == "pobj":
            return (self.tokens[t.head].lower in ("by", "with", "against", "between") and not self.is_border(t)) or self.is_followed(t)
        return False

    def is_border(self, t: Token) -> bool:
        """Whether a country stands where a border or way leads: "the border with Mali", "shuttled between Lome and Benin"."""
        up = self.tokens[self.tokens[t.head].head]
        return up.lemma in BORDER or (up.lemma in GOING and self.tokens[t.head].lower == "between")

    def speaks(self, head: int) -> bool:
        """Whether a seat of government acts as its government does: subject of an active verb, or side of a relation."""
        t = self.tokens[head]
        if t.dep == "conj" and t.head != head:
            return self.speaks(t.head)
        if t.dep == "nsubj":
            verb = self.tokens[t.head]
            return verb.pos == "VERB"
        return t.dep == "pobj" and (self.tokens[t.head].lower in ("by", "between", "against") or self.is_followed(t))

    def is_followed(self, t: Token) -> bool:
        """Whether a word names whom a sentence follows: "according to Mali"."""
        up = self.tokens[t.head]
        return t.dep == "pobj" and up.lower == "to" and self.tokens[up.head].lower == "according"

    # ------------------------------------------------------------------ nouns and pronouns
    def nominals(self) -> Iterator[Draft]:
        tokens = self.tokens
        for t in tokens:
            i = t.i
            if self.taken[i] or self.timed[i]:
                continue
            if t.pos == "NUM" or t.lower in ("one", "some", "many", "others", "another"):
                draft = self.partitive(i)
                if draft is not None:
                    yield draft
                continue
            if t.pos not in ("NOUN", "PROPN"):
                continue
            lemma = plain(t.lemma)
            ends_role = lemma in self.codes.role_ends or self.plain[i] in self.codes.role_ends
            speaks = t.dep == "nsubj" and tokens[t.head].lemma in SPEAKING and lemma not in THINGS and t.tag in ("NN", "NNS")
            speaks = speaks and not self.parted(i, t.head)
            if not (ends_role or speaks or lemma in SIDES) or self.is_none(i) or self.is_uncounted(i) or (not speaks and self.is_stance(i)) or self.in_title(i):
                continue
            if t.dep in ("compound", "amod", "nmod") and t.head > i and tokens[t.head].pos in ("NOUN", "PROPN") and not self.taken[t.head]:
                if self.after_verb(i, t.head) == i:
                    continue
            if self.hyphenated(i) or (t.dep == "nsubj" and ends_role and self.is_whole_quotation(i)) or (t.dep == "oprd" and lemma in HELD_AS):
                continue
            noun = None
            if ends_role:
                sentence = self.text.sentences[t.sentence]
                begin = max(sentence.first, i - 3)
                words = [self.plain[k] for k in range(begin, i) if self.plain[k]]
                noun = self.codes.role_before([*words, self.plain[i]], len(words) + 1) or self.codes.role_before([*words, lemma], len(words) + 1)
            if noun is None and lemma in SIDES and self.country_in(max(0, i - 2), i) is not None:
                noun = Noun(lemma, "country", ("GOV",), False)
            if noun is None and speaks:
                noun = self.codes.heads.get((lemma,), Noun(lemma, "person", (), False))
            if noun is not None:
                yield self.nominal(i, noun)

    def parted(self, i: int, verb: int) -> bool:
        """Whether a word stands in a quotation and its verb outside: words that are said, not who says them."""
        return any(q.start <= self.tokens[i].start < q.end and not q.start <= self.tokens[verb].start < q.end for q in self.text.quotations)

    def is_whole_quotation(self, i: int) -> bool:
        """Whether the words quoted are a noun and what stands before it, read as the subject of who says them: "Same vest, same tailor," he said."""
        left, right = self.tokens[self.text.edges[i][0]].start, self.tokens[i].end
        return self.parted(i, self.tokens[i].head) and any(left <= q.start + 1 and right <= q.end <= right + 3 for q in self.text.quotations)

    def is_none(self, i: int) -> bool:
        """Whether a noun stands for nobody: "no embassy", "any foreign government", "all parties", "her house", "houses in Batu" (no house of
        parliament)."""
        below = [self.tokens[c] for c in self.text.children[i]]
        if self.tokens[i].lemma in WHOEVER and [b.lower for b in below if b.dep != "punct"] == ["all"]:
            return True
        if any(b.lower in NOT_ANY and b.dep == "det" for b in below) or (self.tokens[i].lemma not in HOUSEHOLD and any(b.lower in ("each", "every") for b in below)):
            return True  # "every prisoner"; "each family of the dead" are these families
        if self.tokens[i].lemma == "body" and self.is_corpse(i) or self.is_condition(i):
            return True
        dwelling = any(b.dep == "poss" or b.lower in ("a", "an") for b in below) or self.tokens[i].tag == "NNS"
        return plain(self.tokens[i].lemma) == "house" and dwelling and not any(b.lower in ("both", "of") for b in below)

    def is_condition(self, i: int) -> bool:
        """Whether a state is none that governs: "the state of emergency", "a state of panic"."""
        if self.tokens[i].lemma != "state":
            return False
        below = (k for c in self.text.children[i] if self.tokens[c].lower == "of" for k in self.text.children[c] if self.tokens[k].dep == "pobj")
        return any(self.tokens[k].pos == "NOUN" and not any(self.tokens[c].dep == "det" for c in self.text.children[k]) for k in below)

    def is_corpse(self, i: int) -> bool:
        """Whether a body is that of somebody dead: "the lifeless body", "the body of a man", "his body"."""
        below = [self.tokens[c] for c in self.text.children[i]]
        if any(b.lower in DEAD or b.tag == "PRP$" for b in below):
            return True
        whose = [self.tokens[c] for b in below if b.lower == "of" for c in self.text.children[b.i]]
        if self.tokens[i].tag == "NNS" and any(w.tag == "NNS" and any(self.tokens[c].dep == "nummod" for c in self.text.children[w.i]) for w in whose):
            return True  # "the bodies of four rangers"
        nouns = (self.codes.roles.get((plain(w.lemma),)) for w in whose)
        return any(w.ent == "PERSON" for w in whose) or any(noun is not None and noun.kind == "person" for noun in nouns)

    def is_uncounted(self, i: int) -> bool:
        """Whether a noun is no actor for want of an article or another word before it: "seized power", "into exile"."""
        return self.plain[i] in UNCOUNTED and self.tokens[i].dep in ("dobj", "pobj") and not any(c < i for c in self.text.children[i])

    def is_stance(self, i: int) -> bool:
        """Whether a noun stands for what somebody thinks of something, not for a body: "opposition from Lima", "opposition to the dam"."""
        return self.plain[i] in OBJECTING and i + 1 < len(self.tokens) and self.tokens[i + 1].lower in ("from", "to")

    def after_verb(self, first: int, last: int) -> int:
        """Where the words of a headline begin again behind a verb that the parser took for a noun: "Premier forms | new council"."""
        tokens = self.tokens
        if not self.text.sentence_of(last).title:
            return first
        for k in range(last - 1, first, -1):
            if tokens[k].tag == "VBZ" and tokens[k].dep == "amod":
                return k + 1
            plural = tokens[k].tag in ("NNS", "NNP", "NNPS") and tokens[k].text.islower() and tokens[k].text.endswith("s")
            held = self.codes.title_before(self.plain[max(first, k - 4) : k], k - max(first, k - 4)) is not None
            if plural and (tokens[k + 1].pos == "ADJ" or self.plain[k - 1] in self.codes.role_ends or held):
                return k + 1
        return first

    def in_title(self, i: int) -> bool:
        """Whether a noun is the end of a title of several words, whose holder is meant: "chief of staff"."""
        first = next((k for k in (i - 2, i - 3) if k >= 0 and self.tokens[k + 1].lower == "of"), None)
        return first is not None and tuple(self.plain[first : i + 1]) in self.codes.titles

    def partitive(self, i: int) -> Draft | None:
        """ "two of its leaders", "one of them", "one resident": a number that speaks."""
        t = self.tokens[i]
        if t.dep not in ("nsubj", "pobj") or (t.dep == "nsubj" and self.tokens[t.head].lemma not in SPEAKING):
            return None
        if t.dep == "pobj" and not self.is_followed(t):
            return None
        left, last = self.noun_phrase(i, i)
        words, _ = self.words(left, last)
        return Draft(
            left, last, i, "nominal", "person", tuple(words), (left, last), country=self.country_in(left, last), plural=t.lower != "one",
            lemma=t.lower, rule="mentions.partitive",
        )  # fmt: skip

    def noun_phrase(self, i: int, left: int) -> tuple[int, int]:
        """A noun with what stands before it and a short phrase after it ("of Lakes State", "in Juba")."""
        tokens = self.tokens
        sentence = self.text.sentences[tokens[i].sentence]
        restored = sentence.restored
        for child in self.text.children[i]:
            if child < i and tokens[child].dep in BEFORE_NOUN:
                if restored and (child in self.full_names or any(k in self.full_names for k in range(max(self.text.edges[child][0], sentence.first), child))):
                    continue
                left = min(left, max(self.text.edges[child][0], sentence.first))
        while left - 2 >= sentence.first and tokens[left - 1].text == "-" and tokens[left - 1].end == tokens[left].start:
            left = min(left - 2, max(self.text.edges[left - 2][0], sentence.first))
        left = self.after_verb(self.trim_left(left, i), i)
        left = max([left, *(k + 1 for k in range(left + 1, i) if tokens[k].text == "," and tokens[k - 1].pos in ("NOUN", "PROPN"))])
        last = i + 1
        for child in self.text.children[i]:
            if child == last and tokens[child].dep == "prep" and tokens[child].lower in ("of", "for", "in", "at", "from", "to", "with"):
                upto = self.text.edges[child][1]
                if tokens[child].lower == "of" and self.is_told_of(i, child):
                    break
                if tokens[child].lower == "for" and tokens[tokens[i].head].lemma in BLAMING and tokens[i].dep in ("dobj", "nsubjpass"):
                    break
                if tokens[child].lower != "of":
                    cut = next((k for k in range(child + 1, upto) if tokens[k].dep in ("prep", "cc", "appos") and tokens[k].lower != "of"), upto)
                    upto = min(upto, cut)
                    if self.timed[upto - 1]:
                        break
                    if not any(tokens[k].pos == "PROPN" or (plain(tokens[k].lemma),) in self.codes.roles for k in range(child, upto)):
                        break
                stop = next((k for k in range(child, upto) if self.taken_clause(k)), upto)
                while stop > child + 1 and (tokens[stop - 1].pos in ("ADP", "AUX") or tokens[stop - 1].tag in ("WDT", "WP")):
                    stop -= 1
                if 1 < stop - child <= 8 and tokens[stop - 1].pos not in ("DET", "ADP"):
                    last = stop
                break
        return left, last

    def is_told_of(self, i: int, of: int) -> bool:
        """Whether "of" behind a noun says what it is warned or accused of: "warned the police of a bomb", not "warned the chief of police"."""
        tokens, verb = self.tokens, self.tokens[self.tokens[i].head]
        if verb.lemma not in TOLD_OF or tokens[i].dep not in ("dobj", "nsubjpass"):
            return False
        inner = self.text.child(of, "pobj", "pcomp")
        if inner is None or any(tokens[k].lower == "of" for k in range(of + 1, self.text.edges[verb.i][1])):
            return False
        return tokens[inner].pos == "VERB" or any(tokens[c].lower in ("a", "an", "another") for c in self.text.children[inner]) or not any(
            tokens[c].dep in ("det", "poss") for c in self.text.children[inner]
        ) and tokens[inner].pos == "NOUN" and (plain(tokens[inner].lemma),) not in self.codes.roles

    def nominal(self, i: int, noun: Noun) -> Draft:
        tokens = self.tokens
        t = tokens[i]
        left, last = self.noun_phrase(i, i)
        plural = t.tag in ("NNS", "NNPS") or noun.plural
        lemma = plain(t.lemma)
        kind = noun.kind
        if t.tag == "NN" and kind in ("armed_group", "population", "military") and lemma in ONE_OF_MANY:
            kind, plural = "person", False
        if kind == "population" and self.speaks_up(i) and any(tokens[c].dep == "nummod" for c in self.text.children[i]):
            kind = "person"
        words, _ = self.words(left, i + 1)
        definite = any(
            tokens[c].lower in ("the", "this", "that", "these", "those", "his", "her", "its", "their") or tokens[c].dep == "poss"
            for c in self.text.children[i] if c < i
        )  # fmt: skip
        definite = definite or tokens[left].lower in ("the", "his", "her", "its", "their", "this", "that")
        owner = next((c for c in self.text.children[i] if tokens[c].dep == "poss"), None)
        if lemma == "office" and kind == "organisation" and OFFICES & set(words):
            kind = "government"
        if not definite and kind == "person" and not self.text.sentence_of(i).title:
            last = max(last, self.described(i, last))
        draft = Draft(
            left, last, i, "nominal", kind, tuple(words), (left, i + 1), country=self.country_in(left, self.own_words(left, last)), sectors=noun.sectors,
            plural=plural, definite=definite, lemma=lemma, owner=owner, rule="mentions.role",
        )  # fmt: skip
        if called := self.called_by_deed(i) or self.called_by_year(i):  # nobody else's "people": those who march are neither those killed nor those who are held
            draft.called, draft.words, draft.lemma = called, (called,), called.removesuffix("s")
            draft.rule = "mentions.past" if called[-1].isdigit() else draft.rule
        if kind == "country" and lemma in SIDES:
            name = self.codes.country_names.get(draft.country or "", draft.country or "")
            draft.code = Code(name, "country", draft.country, ("GOV",), "capital")
        title = self.codes.title_before(words, len(words))
        if kind == "person" and not plural:
            draft.gender = noun.gender or None
        if kind == "person" and title is not None and not plural:
            draft.titles.append((left, last))
            draft.gender = draft.gender or title.gender or None
        return draft

    def called_by_deed(self, i: int) -> str:
        """What "people" go by who march or are arrested: "thousands of people marched", "48 people were detained"; "" for others."""
        tokens = self.tokens
        t = tokens[i]
        if t.lower not in PEOPLE:
            return ""
        clauses = [tokens[k] for k in self.text.children[i] if tokens[k].dep in ("relcl", "acl")]
        if t.dep == "pobj" and tokens[t.head].lower == "of":
            t = tokens[tokens[t.head].head]
        verb = tokens[t.head]
        if any(c.lemma in DEMONSTRATING for c in clauses) or (t.dep == "nsubj" and verb.pos == "VERB" and verb.lemma in DEMONSTRATING):
            return DEMONSTRATORS
        held = [c for c in clauses if c.tag == "VBN"] + ([verb] if t.dep in ("nsubjpass", "dobj") and verb.pos == "VERB" else [])
        return DETAINEES if any(c.lemma in ARRESTING for c in held) else ""

    def called_by_year(self, i: int) -> str:
        """What "people" of an incident of an earlier year go by: "some 60 people were killed there in 2019"; "" for others."""
        year = self.past_years.get(self.tokens[i].sentence) if self.tokens[i].lower in PEOPLE else None
        return f"people of {year}" if year else ""

    @cached_property
    def past_years(self) -> Mapping[int, str]:
        """The year of a day long before publication that a sentence names, by the number of the sentence; the first of several."""
        published = months_of(self.text.report.published)
        found: dict[int, str] = {}
        for time in self.times:
            if time.date_start and time.type in ("DATE", "TIME") and months_of(time.date_start) + LONG_AGO <= published and time.status == "stated":
                inside = self.text.tokens_in(time.start, time.end)
                if len(inside) and time.date_start[:4] in self.text.text[time.start : time.end]:
                    found.setdefault(self.tokens[inside[0]].sentence, time.date_start[:4])
        return found

    def speaks_up(self, i: int) -> bool:
        """Whether a noun is the subject of a verb of saying or stands after "according to"."""
        t = self.tokens[i]
        up = self.tokens[t.head]
        return (t.dep == "nsubj" and up.lemma in SPEAKING) or self.is_followed(t)

    def described(self, i: int, last: int) -> int:
        """Where the clause ends that tells who an unnamed person is: "a diplomat who attended the session", "people briefed on the talks"."""
        tokens = self.tokens
        for c in self.text.children[i]:
            left, right = self.text.edges[c]
            if tokens[c].dep in ("relcl", "acl", "amod") and left == last and c > i and right - left <= 9:
                if any(tokens[k].lemma in NO_DESCRIPTION for k in range(left, right)):
                    return last
                stop = next((k for k in range(left, right) if tokens[k].text in (",", ";", "(", "-", "–", "—", ":")), right)
                return stop if stop - left >= 2 else last
        return last

    def trim_left(self, left: int, i: int) -> int:
        tokens = self.tokens
        small = ("PUNCT", "CCONJ", "ADV", "SCONJ", "ADP")
        while left < i and (
            (self.timed[left] and tokens[left].dep == "compound" and tokens[left].text[:1].isupper())  # "On Thursday police in Karsova"
            or (tokens[left].pos in small and (tokens[left].lower not in ("about", "over") or tokens[left].tag == "RP"))
        ):
            left += 1
        bounded = 0 < left < i and (tokens[left - 1].lower, tokens[left].lower) in BOUNDED
        return left + 1 if bounded else left

    def taken_clause(self, k: int) -> bool:
        return self.tokens[k].dep in ("relcl", "ccomp", "advcl", "acl", "pcomp") or self.tokens[k].text in (",", ";", "(", '"')

    def pronouns(self) -> Iterator[Draft]:
        known = self.codes.pronouns
        for t in [self.tokens[i] for i, low in enumerate(self.text.lowers) if low in known]:
            row = known[t.lower]
            if t.pos not in ("PRON", "DET") or (len(t.text) > 1 and t.text.isupper() and not self.headline[t.sentence]):
                continue
            if t.lower == "it" and t.dep == "expl":
                continue
            gender = {"m": "m", "f": "f"}.get(row["gender"])
            yield Draft(
                t.i, t.i + 1, t.i, "pronoun", None, (t.lower,), (t.i, t.i + 1), gender=gender, plural=row["number"] == "p",
                lemma=t.lower, rule="mentions.pronoun",
            )  # fmt: skip

    def lead_of(self, draft: Draft) -> None:
        """Words before a name that belong to the mention: "his defence minister Kolingar", "the daily Nova Era", "rebel group FLK"."""
        tokens = self.tokens
        sentence = self.text.sentences[tokens[draft.head].sentence]
        i = draft.first
        if i <= sentence.first:
            return
        before = tokens[i - 1]
        if before.text == ")":
            self.title_in_brackets(draft, i - 1, sentence.first)
            return
        words = [self.plain[k] for k in range(max(sentence.first, i - 5), i) if self.plain[k]]
        if before.tag in NAME_TAGS and before.text[:1].isupper() or before.pos not in ("NOUN", "PROPN", "ADJ") or not self.plain[i - 1]:
            return
        title, noun = self.codes.title_before(words, len(words)), self.codes.role_before(words, len(words))
        if draft.kind == "person" or (title is not None and draft.rule in WEAK and draft.kind != "outlet"):
            if title is None or title.group == "honorific":
                return
            size = len(title.words)
        elif noun is not None and noun.kind not in ("person", "population", "country") and not noun.plural:
            size = len(noun.lemma.split())
        else:
            return
        while i - 1 >= sentence.first and size:
            i -= 1
            size -= self.is_word[i]
        start = i
        while i > sentence.first and (
            (tokens[i - 1].pos in ("ADJ", "NOUN", "PROPN", "DET", "PRON", "NUM") or tokens[i - 1].tag == "POS" or tokens[i - 1].text == "-")
            and tokens[i - 1].dep in (*BEFORE_NOUN, "case", "punct", "appos") and start <= tokens[i - 1].head + 6 and tokens[i - 1].head >= i - 1
        ):  # fmt: skip
            i -= 1
        if title is not None and (draft.kind == "person" or draft.rule in WEAK and draft.kind != "outlet") and (noun is None or noun.kind == "person"):
            draft.kind = "person"
            draft.titles.insert(0, (i, draft.first))
            draft.gender = draft.gender or title.gender or None
        elif noun is not None and draft.kind != "person":
            if draft.rule in WEAK or noun.kind == "outlet":
                draft.kind = noun.kind
            draft.sectors = draft.sectors or noun.sectors
        draft.lead = (i, draft.first)
        draft.country = draft.country or self.country_in(i, draft.first)
        draft.first = i

    def owning_country(self, draft: Draft) -> str | None:
        """The country that stands before a name as its possessor: "Kenya's Labour Front", "Hungary's Foreign Minister Balazs Kertesz"."""
        inside = (draft.head, *range(draft.first, draft.last))
        owner = next((c for i in inside for c in self.text.children[i] if c < draft.head and self.tokens[c].dep == "poss"), None)
        if owner is None:
            return None
        left, right = self.text.edges[owner]
        words, _ = self.words(left, right)
        code = self.codes.names.get(tuple(w for w in words if w not in ("s", "the")))
        return code.country if code is not None and code.kind == "country" else None

    def title_in_brackets(self, draft: Draft, close: int, first: int) -> None:
        """An editor's bracket before a name that ends with a title: "(the country's interim premier) Okoro". It stays out of the mention."""
        opening = next((k for k in range(close - 1, max(first, close - 12) - 1, -1) if self.tokens[k].text == "("), None)
        words = [self.plain[k] for k in range((opening or 0) + 1, close) if self.plain[k]]
        title = self.codes.title_before(words, len(words)) if opening is not None and draft.form == "name" else None
        if opening is None or title is None or title.group == "honorific":
            return
        if draft.kind == "person" or draft.rule in WEAK:
            draft.kind = "person"
            draft.titles.insert(0, (close - len(title.words), close))
            draft.gender = draft.gender or title.gender or None
            draft.country = draft.country or self.country_in(opening + 1, close)

    def follows_body(self, draft: Draft) -> bool:
        """Whether a person's full name stands right behind the noun of the body that its bearer is of: "the head of the police Ada Mirren"."""
        if draft.kind != "person" or draft.form != "name" or draft.titles or len(draft.words) < 2 or draft.words[0] not in self.codes.first_names:
            return False
        t = self.tokens[draft.first - 1]
        noun = self.codes.roles.get((plain(t.lemma),)) if draft.first and t.dep == "compound" and t.text.islower() and draft.first <= t.head < draft.last else None
        return noun is not None and noun.kind in ("government", "organisation", "military")

    def of_two_nations(self, draft: Draft) -> tuple[Draft, ...]:
        """The forces of two states that one noun names ("Thai and Cambodian soldiers"), each with its country; none of others."""
        if draft.kind != "military" or not draft.plural or draft.owner is not None or draft.lemma in VESSELS:
            return ()
        link = next((k for k in range(draft.first + 1, draft.head - 1) if self.tokens[k].lower == "and"), None)
        if link is None or link + 2 > draft.head:
            return ()
        one, two = self.codes.country_of([self.plain[link - 1]]), self.codes.country_of([self.plain[link + 1]])
        if one is None or two is None or one == two:
            return ()
        noun = self.text.text[self.tokens[link + 2].start : self.tokens[draft.head].end]
        noun = draft.lemma if draft.lemma in OF_STATE_EACH and link + 2 == draft.head else noun  # two armies are one of each
        shared = tuple(w for w in self.plain[link + 2 : draft.head + 1] if w)
        return (
            replace(
                draft, last=link, head=link - 1, words=(self.plain[link - 1], *shared), name=(draft.first, link), country=one,
                called=f"{self.tokens[link - 1].text} {noun}", titles=[], rule=OF_TWO_NATIONS,
            ),
            replace(
                draft, first=link + 1, words=(self.plain[link + 1], *shared), name=(link + 1, draft.head + 1), country=two,
                called=f"{self.tokens[link + 1].text} {noun}", titles=[],
            ),
        )  # fmt: skip

    def is_vessel(self, draft: Draft) -> bool:
        """Whether a name with a courtesy title stands behind "the", as a ship's does: "the Lady Carmela"."""
        first = draft.first
        return draft.rule == "mentions.title_name" and first > 0 and self.tokens[first - 1].lower == "the" and self.tokens[first].lower in COURTESIES

    def find(self) -> list[Draft]:
        """All drafts, in order of appearance; names first claim their tokens."""
        drafts = []
        for draft in self.named():
            if self.is_vessel(draft):
                draft.kind, draft.acting, draft.titles = None, False, []
            if draft.form == "name" and draft.kind is not None and draft.kind != "country":
                self.lead_of(draft)
            if draft.country is None and draft.kind not in (None, "country", "intergovernmental"):
                draft.country = self.owning_country(draft)
            draft.behind_body = draft.behind_body or self.follows_body(draft)
            drafts.append(draft)
            for i in range(draft.first, draft.last):
                self.taken[i] = True
            if draft.kind == "person" and draft.form == "name" and (len(draft.words) > 1 or draft.titles):
                self.full_names.update(range(draft.first, draft.last))
        self.share_titles(drafts)
        behind = {d.last: d.first for d in drafts if d.behind_body}
        for draft in self.nominals():
            draft.last = behind[draft.last] if draft.first < behind.get(draft.last, 0) else draft.last
            draft.titles = [(start, min(end, draft.last)) for start, end in draft.titles]
            two = self.of_two_nations(draft)
            if two:
                drafts = [d for d in drafts if not (draft.first <= d.first and d.last <= draft.head)]
            drafts += two or [draft]
        drafts += self.pronouns()
        drafts.sort(key=lambda d: (d.first, -d.last))
        return drafts
