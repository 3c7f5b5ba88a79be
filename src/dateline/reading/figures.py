"""Figures: how many were killed, hurt, displaced, held, sent; how much money; who was counted, who says so, since when.

Numbers come from `text.numbers`; what a number counts comes from its noun, the words that say what became of them, and the verb above
them in the parse. Totals are kept apart from their parts. A number that the text lost is a claim without value, at its place.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import takewhile

import msgspec

from dateline import lexicon
from dateline.lexicon import Lexica, rule_words
from dateline.model.event import EventMention
from dateline.model.evidence import Basis, make_id
from dateline.model.figure import FigureClaim, Indicator, Qualifier
from dateline.model.place import Toponym
from dateline.model.reading import Reading
from dateline.model.statement import Statement
from dateline.model.time import TimeExpression
from dateline.reading.counted import CASUALTIES, CHANGING, NUMBER_TOLD, Counted, Counting, currencies, states
from dateline.reading.figure_features import decide
from dateline.reading.modality import AHEAD, cue_class
from dateline.reading.no_acts import is_found_safe
from dateline.reading.participants import Participants
from dateline.reading.put_right import verdict, version
from dateline.text.calendar import recalled
from dateline.text.segment import ReportText

PEOPLE_BY_FATE = rule_words("people_by_fate")
PEOPLE_BEFALLEN = rule_words("befallen")
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
COUNTERS = rule_words("counter")
OF_SO_MANY = rule_words("of_so_many")
TOLL_WORDS = rule_words("toll")
OF_TOLL = 9
"""Words within which a toll stands before the number that it rose to."""
FORMATIONS = rule_words("formation")
KIN_OF = rule_words("kin_of")
"""Nouns of those who speak or act for one of the dead: "the family of a dead miner"."""
PAYING, PAID, DWELLING = rule_words("paying"), rule_words("paid"), rule_words("dwelling")
LEAST_SUM, SUMS_APART = 100, 30
"""The least bare number that goes on with a sum of money told before, and by how much one may be larger than the other."""
LEAVING, NAMING, KEEPING = rule_words("leaving_a_count"), rule_words("naming_a_count"), rule_words("keeping_a_count")
"""Verbs that keep to a number or give it, each with its preposition: "from", "of", "to"."""
LISTS, LISTING = rule_words("count_list"), rule_words("listing")
NO_SOURCE = frozenset(("accuse", "hope"))
AGREEING = re.compile(r"\bagree(?:s|d)?\b", re.IGNORECASE)
CLAIMED = re.compile(r"^(?:\w+\s+)?claim\w*\s+(?:the\s+)?(?!that\b)(?:[\w,.-]+\s+){0,3}lives\b", re.IGNORECASE)
"""What takes people's lives says nothing: "the floods have claimed 27 lives"."""
LISTED = re.compile(r"(?:[,\s]|and|as well as|while|(?:have|has|had|were|was|been|be|to|died|dead|killed|injured|hurt|wounded|missing|displaced|homeless|people|others|more|another)\b)*")
COUNTED_IN = {"killed": ("ASSAULT",), "injured": ("ASSAULT",), "abducted": ("ASSAULT",), "detained": ("COERCE",), "troops": ("MOBILIZE",)}
"""Types of events that tell of those whom an indicator counts."""
NEAR_ACT = 2
"""Sentences back to which a number without a day of its own is of an act told before it."""
HARMED = frozenset(("killed", "injured"))
"""Indicators of what a verb tells of those counted; who is detained was so before "will be freed"."""
TO_COME = frozenset(("planned", "hypothetical"))
DEADLY = rule_words("deadly")
"""Verbs of what those killed may have died of."""
BLAMED = rule_words("held_responsible")
TRYING = rule_words("brought_to_court")
DRIVING = rule_words("driving_out")
"""Verbs of driving people from their homes: who "would be forced to leave" is not displaced yet."""
UNDONE = frozenset(("attempt", "plan", "refuse", "threat", "want"))
"""Classes of words (data/modality_cues.tsv) behind whose "to" stands what did not happen by being named."""
HAPPENED = frozenset(("happened", "ongoing", "uncertain"))
BEGINNINGS = rule_words("beginning")
PLAINLY = rule_words("plain_saying")
SORTS_OF_SUM = rule_words("sort_of_sum")
"""Nouns that tell what a sum is ("bail of 500,000 euros")."""
MANY_SPEAKERS = 20
"""Fewer than so many who say something only tell how many sources a report has."""


@cache
def _saying() -> frozenset[str]:
    return lexicon.words("reporting_verbs.tsv")


@cache
def _qualifiers() -> Mapping[tuple[str, ...], Qualifier]:
    return {tuple(row["words"].split()): msgspec.convert(row["qualifier"], Qualifier) for row in lexicon.table("figure_qualifiers.tsv")}


@cache
def _shared_money() -> Mapping[tuple[str, str], str]:
    return {(row["key"].casefold(), row["name"]): row["code"] for row in lexicon.table("country_currencies.tsv")}


SHARED_SIGNS = {"rs": "rupee"}
"""Signs of money that several countries have, by its name."""
OTHERS = frozenset(("other", "others", "more", "another"))
HANDING, GOING_BACK, DISPUTING = rule_words("handing"), rule_words("going_back"), rule_words("disputing")
"""Verbs with which "over" goes, not with the number behind it."""


class FigureReader(Counting):
    """Reads the figures of one report."""

    # ------------------------------------------------ qualifier and expression
    def qualifier(self, c: Counted) -> tuple[Qualifier, int, int]:
        """Qualifier and the tokens (half open) of the number with its qualifying words."""
        table = _qualifiers()
        for size in (4, 3, 2, 1):
            words = tuple(self.word(i) for i in range(c.first - size, c.first))
            if c.first - size >= 0 and words in table and self.tokens[c.first - size].sentence == self.tokens[c.first].sentence:
                if words == ("some",) and c.kind == "vague":
                    continue
                if words == ("over",) and (self.tokens[c.first - 1].tag == "RP" or self.word(c.first - 2) in HANDING):
                    continue  # "hand over 60 prisoners"
                if words == ("over",) and self.tokens[c.first - 1].dep == "prep" and self.word(c.first - 2) in DISPUTING:
                    continue
                return table[words], c.first - size, c.last
        for size in (4, 3, 2):
            words = tuple(self.word(i) for i in range(c.last, c.last + size))
            if words in table:
                return table[words], c.first, c.last + size
        if c.kind == "range":
            return "about", c.first, c.last
        if c.kind == "vague":
            return "vague", c.first, c.last
        return "exact", c.first, c.last

    # ------------------------------------------------ money
    def money(self, c: Counted) -> tuple[str | None, int, int] | None:
        """Currency code and the tokens it stands on, None where the number is no money."""
        table = currencies()
        if (other := self.other_end(c)) is not None:
            return other
        for i in (c.first - 1, c.first - 2):
            word = self.word(i)
            if word in table and table[word][1] in ("sign", "code") and (i == c.first - 1 or self.word(c.first - 1) in (".", "$")):
                glued = c.first > 1 and self.tokens[c.first - 2].end == self.tokens[c.first - 1].start  # "A$350m", not "a $350m loan"
                if i == c.first - 1 and word == "$" and (self.word(c.first - 2) in ("us", "u.s.") or glued and self.word(c.first - 2) in ("a", "c")):
                    return {"a": "AUD", "c": "CAD"}.get(self.word(c.first - 2), "USD"), c.first - 2, c.first
                return (self.currency(SHARED_SIGNS[word], table[word][0], i) if word in SHARED_SIGNS else table[word][0]), i, c.first
        for i in range(c.last, min(c.last + 4, len(self.tokens))):
            word = self.word(i)
            entry = table.get(word) or table.get(self.tokens[i].lemma) or table.get(word.rstrip("s"))
            if entry is not None and entry[1] in ("noun", "country", "code"):
                if word in ("won", "real", "som", "pound") and self.tokens[i].pos == "VERB":
                    return None
                return self.currency(word, entry[0], i), c.last, i + 1
            if self.tokens[i].pos not in ("ADJ", "PROPN", "NUM") and word not in ("us", "u.s.", "cfa", "of", "u", "s"):
                break
        return None

    def other_end(self, c: Counted) -> tuple[str | None, int, int] | None:
        """The currency of a sum behind the number that it is raised or lowered from: "from 500 to 1,000 rupees"."""
        if self.word(c.first - 1) != "from" or self.word(c.last) != "to" or c.last + 1 >= len(self.tokens) or self.tokens[c.last + 1].pos != "NUM":
            return None
        last = c.last + 2
        while last < len(self.tokens) and self.tokens[last].pos == "NUM":
            last += 1
        end = self.money(c._replace(first=c.last + 1, last=last))
        return (end[0], c.first, c.last) if end is not None else None

    def currency(self, word: str, code: str, at: int) -> str | None:
        name = word if word in currencies() and not word.endswith("s") else word.rstrip("s")
        shared = _shared_money()
        before = self.word(at - 1)
        if (before, name) in shared:
            return shared[before, name]
        if (two := f"{self.word(at - 2)} {before}", name) in shared:
            return shared[two, name]
        for country in self.countries:
            if (country, name) in shared:
                return shared[country, name]
        return code or None

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries of the report's places, most frequent first, lower case."""
        seen: dict[str, int] = {}
        for toponym in self.found.toponyms:
            if toponym.place is not None and toponym.place.country:
                code = toponym.place.country.casefold()
                seen[code] = seen.get(code, 0) + 1
        return tuple(sorted(seen, key=lambda k: (-seen[k], k)))

    # ------------------------------------------------ population, place, source, dates
    def who(self, c: Counted, indicator: str, before: str | None) -> str | None:
        """The population counted, in the text's words; "people" where the number stands alone or by a word for what befell them.

        `before`: the population of the number before it, which "two of them" and a number without noun count again.
        """
        if self.inhabitants(c):
            return "people"
        if c.noun is None:
            if (group := self.group_of(c)) is not None:
                return self.tokens[group].text
            if indicator == "money" or indicator not in CASUALTIES:
                return before if indicator != "money" else None
            return before if before and not self.climb(c).role.startswith("prep_") else "people"
        noun = self.tokens[c.noun]
        if noun.lower in ("them", "those", "these", "whom", "which", "his", "hers", "theirs", "its") or (c.part and noun.lower in PEOPLE_BEFALLEN):
            said = self.said_to_be(c)
            return said if said is not None else before or "people"
        if noun.lower in OTHERS:
            return before or "people"
        left = self.text.edges[c.noun][0]
        first = max(left, c.last) if c.noun >= c.last else c.noun
        words = [self.tokens[i] for i in range(first, c.noun + 1) if self.tokens[i].dep not in ("det", "predet", "poss", "case", "punct", "nummod")]
        words = [t for t in words if t.lower not in OTHERS] or words
        if not words or words[-1].end <= words[0].start:
            return None
        end = words[-1].end
        if not self.human(noun) and (of := self.text.child(c.noun, "prep")) is not None and self.word(of) == "of":
            inner = self.text.child(of, "pobj")
            end = self.tokens[inner].end if inner is not None and inner - c.noun < 6 else end
        elif self.count_noun(noun) in CASUALTIES and noun.lower not in PEOPLE_BY_FATE:
            kind = next((t for t in words[:-1] if t.dep in ("amod", "compound") and self.noun_class(t)[0] == "person"), None)
            return f"{kind.lower}s" if kind is not None and end > kind.end and kind.pos != "PROPN" else "people"
        return self.text.text[words[0].start : end]

    def group_of(self, c: Counted) -> int | None:
        """The token of "family" in "a family of five", of "crew" in "a crew of 22"."""
        at = c.first - 2
        if self.word(c.first - 1) != "of" or at < 0:
            return None
        return at if self.tokens[at].lemma in OF_SO_MANY or self.noun_class(self.tokens[at])[0] == "group" else None

    def said_to_be(self, c: Counted) -> str | None:
        """What part of a whole is said to be: "seven of them soldiers", "five of the dead were civilians"."""
        after = (c.noun if c.noun is not None else c.last - 1) + 1
        named = list(takewhile(lambda t: t.pos in ("NOUN", "PROPN", "ADJ"), self.tokens[after : after + 4]))
        if named and self.human(named[-1]):
            return self.text.text[named[0].start : named[-1].end]
        verb = self.climb(c).word
        attr = self.text.child(verb, "attr") if verb is not None and self.tokens[verb].lemma == "be" else None
        return self.tokens[attr].text if attr is not None and self.human(self.tokens[attr]) else None

    def purpose(self, last: int) -> str | None:
        """What money is for: the words after "in", "for", "of"."""
        if self.word(last) not in ("in", "for", "of", "as"):
            return None
        inner = self.text.child(last, "pobj")
        if inner is None or inner - last > 8 or self.tokens[inner].ent in ("DATE", "TIME"):
            return None
        words = [self.tokens[i] for i in range(last + 1, inner + 1) if self.tokens[i].dep not in ("det", "poss", "case")]
        return self.text.text[words[0].start : words[-1].end] if words and words[-1].end > words[0].start else None

    def sort_of_sum(self, first: int) -> str | None:
        """What a sum is: the noun before its "of" ("bail of 500,000 euros")."""
        noun = self.tokens[first - 2] if first > 1 and self.word(first - 1) == "of" else None
        return noun.lower if noun is not None and noun.lemma in SORTS_OF_SUM else None

    def said_by(self, c: Counted) -> tuple[tuple[str, ...], str | None]:
        """Who gives the number (chain ids) and in which statement; nobody where the report itself does."""
        statement = self.statement(c.start, c.end) or self.said_before(c)
        if (giver := self.given_by(c) or self.believed(c)) is not None:
            return (giver,), statement.statement_id if statement is not None else None
        if statement is not None and (own := self.counter(c)) is not None and own != statement.source and statement.kind != "direct":
            return (own,), None  # "according to her, 85 families came; the mayor counts 112"
        if statement is not None:
            return ((statement.source, *statement.also_by) if statement.source else ()), statement.statement_id
        counter = self.counter(c)
        return ((counter,) if counter else ()), None

    def said_before(self, c: Counted) -> Statement | None:
        """The statement that an inserted cue closes before a number: ", the agency said, leaving 60,000 without food"."""
        line = self.text.sentence_of(c.top)
        for statement in self.found.statements:
            cue = statement.cue
            if cue is None or statement.kind == "direct" or not line.start <= cue.start < cue.end <= c.start or not statement.content:
                continue
            told = [p for p in statement.content if p.start >= line.start]
            between = self.text.text[cue.end : c.start]
            if told and all(p.end <= cue.start for p in told) and between.startswith(", ") and not set(".;:\"“”") & set(between):
                return statement
        return None

    def counter(self, c: Counted) -> str | None:
        """The chain of who counts: the subject of "count", "report", "put the toll at" above the number, or whose list it is."""
        for above in list(self.text.ancestors(c.top))[:5]:
            token = self.tokens[above]
            if token.pos not in ("VERB", "AUX"):
                continue
            subject = self.text.child(above, "nsubj")
            if (whose := self.lister(above, subject)) is not None:
                return whose
            toll = (self.text.child(above, "dobj"), self.text.child(above, "pobj"))
            counts = token.lemma in COUNTERS or any(i is not None and self.tokens[i].lemma in TOLL_WORDS for i in toll)
            counts = counts or self.keeps_to(c, above) or self.changes_toll(c, above)
            counts = counts or (token.lemma == "admit" and c.noun is not None and self.count_noun(self.tokens[c.noun]) in CASUALTIES)
            if not counts or subject is None or subject > c.first or subject in self.text.ancestors(c.top):
                return None
            if c.part and any(self.tokens[k].dep == "nummod" for k in self.text.children[subject]):
                return None  # "94 members, among them 31 of her party, had registered"
            mention = self.who_is.at(subject)
            return mention.chain_id if mention is not None else None
        return None

    def changes_toll(self, c: Counted, verb: int) -> bool:
        """Whether somebody moves a toll to a number: "revised its own toll downwards, to 52"."""
        between = self.tokens[verb + 1 : c.first]
        return self.tokens[verb].lemma in CHANGING and bool(between) and between[-1].lower in ("to", "at") and any(t.lemma in TOLL_WORDS for t in between)

    def keeps_to(self, c: Counted, verb: int) -> bool:
        """Whether somebody speaks of a number or does not leave it: "spoke of 15", "has never moved from six", "sticks to 14"."""
        said = next((i for i in range(c.first - 1, max(verb, c.first - 4), -1) if self.tokens[i].dep == "prep" and self.tokens[i].head == verb), None)
        if said is None:
            return False
        lemma, word = self.tokens[verb].lemma, self.word(said)
        if word == "from":
            return lemma in LEAVING and self.text.child(verb, "neg") is not None
        return word == "of" and lemma in NAMING or word == "to" and lemma in KEEPING

    def lister(self, verb: int, subject: int | None) -> str | None:
        """Whose list, toll or register gives a number: "the ministry's list has fifteen", "in the register of the parish there are 73"."""
        if self.tokens[verb].lemma not in LISTING:
            return None
        inside = [self.text.child(k, "pobj") for k in self.text.children[verb] if self.tokens[k].dep == "prep" and self.word(k) in ("in", "on")]
        for noun in (subject, *inside):
            if noun is None or self.tokens[noun].lemma not in LISTS:
                continue
            of = next((k for k in self.text.children[noun] if self.tokens[k].dep == "prep" and self.word(k) == "of"), None)
            owner = self.text.child(noun, "poss") if self.text.child(noun, "poss") is not None or of is None else self.text.child(of, "pobj")
            mention = self.who_is.at(owner) if owner is not None else None
            return mention.chain_id if mention is not None else None
        return None

    def believed(self, c: Counted) -> str | None:
        """The chain of who gives a number "if one believes" them."""
        if self.word(at := (c.noun if c.noun is not None and c.noun >= c.last else c.last - 1) + 1) != "if":
            return None
        verb = next((i for i in range(at, min(at + 9, len(self.tokens))) if self.tokens[i].lemma == "believe"), None)
        told = self.text.child(verb, "nsubjpass") if verb is not None else None
        told = told if told is not None or verb is None else self.text.child(verb, "dobj")
        mention = self.who_is.at(told) if told is not None else None
        return mention.chain_id if mention is not None else None

    def given_by(self, c: Counted) -> str | None:
        """The chain of who is named right behind a number as giving it: "770 dead reported by the union", "242 by the ministry"."""
        near = {c.top, c.noun if c.noun is not None else c.top, self.tokens[c.top].head if self.tokens[self.tokens[c.top].head].lower in states() else c.top}
        told = [k for i in near for k in self.text.children[i] if self.tokens[k].dep == "acl" and self.tokens[k].lemma in COUNTERS]
        bare = [c.top] if c.noun is None and self.word(c.last) == "by" else []
        for i in (*bare, *told):
            by = next((k for k in self.text.children[i] if self.tokens[k].lower == "by" and self.tokens[k].dep in ("agent", "prep")), None)
            inner = self.text.child(by, "pobj") if by is not None else None
            if inner is not None and (mention := self.who_is.at(inner)) is not None:
                return mention.chain_id
        return None

    @cached_property
    def who_is(self) -> Participants:
        return Participants(self.text, self.found)

    def statement(self, start: int, end: int) -> Statement | None:
        """The innermost statement whose content covers the words; whoever accuses, hopes or agrees does not give its numbers."""
        best: tuple[int, Statement] | None = None
        for statement in self.found.statements:
            if statement.cue_class in NO_SOURCE or (statement.cue is not None and AGREEING.search(statement.cue.text)):
                continue
            if statement.cue is not None and CLAIMED.search(self.text.text[statement.cue.start : end + len(" lives")]):
                continue
            for piece in statement.content:
                if piece.start <= start and end <= piece.end and (best is None or piece.end - piece.start < best[0]):
                    best = (piece.end - piece.start, statement)
        return best[1] if best else None

    def place(self, start: int, end: int, sentence: tuple[int, int]) -> str | None:
        """The place nearest to the number in its sentence, those after it first and where people come from last.

        Names inside the expression ("U.S. dollars") are none.
        """
        near = [t for t in self.found.toponyms if t.role == "place" and t.start >= sentence[0] and t.end <= sentence[1]]
        near = [t for t in near if (t.end <= start or end <= t.start) and not self.is_of_teller(t, start)]
        near = [t for t in near if t.start < start or not self.in_next_clause(start, t)]
        best = min(near, key=lambda t: (self.is_origin(t), t.start < start, abs(t.start - start)), default=None)
        return best.toponym_id if best is not None else None

    def is_of_teller(self, toponym: Toponym, start: int) -> bool:
        """Whether a place opens a sentence only as where somebody speaks of what happened in another country: "in Geneva, she said that nine
        had died"."""
        span = self.text.tokens_in(toponym.start, toponym.end)
        if not span or toponym.start > start or toponym.place is None:
            return False
        setting = self.tokens[self.tokens[self.top(span)].head]
        verb = self.tokens[setting.head]
        if setting.lower not in ("in", "at", "from") or verb.i < setting.i or verb.lemma not in _saying():
            return False
        return not any(t.place is not None and t.place.country == toponym.place.country for t in self.found.toponyms if t.start != toponym.start)

    def in_next_clause(self, start: int, toponym: Toponym) -> bool:
        """Whether a place behind a number is where somebody else went, in a next clause, or is said to have gone: "sixty died,
        and the president escaped to Peru"."""
        if not self.text.text[max(0, toponym.start - 10) : toponym.start].removesuffix("the ").endswith(" to "):
            return False
        at, span = self.text.tokens_in(start, start + 1), self.text.tokens_in(toponym.start, toponym.end)
        if not at or not span:
            return False
        above = list(self.text.ancestors(at[0]))
        verb = next((a for a in self.text.ancestors(self.top(span)) if self.tokens[a].pos == "VERB"), None)
        while verb is not None and verb not in above and self.tokens[verb].dep == "ccomp":  # "and the agency says 60 fled to Peru"
            verb = self.tokens[verb].head
        return (
            verb is not None and verb not in above and self.tokens[verb].dep == "conj" and self.tokens[verb].head in above
            and (own := self.text.child(verb, "nsubj", "nsubjpass")) is not None and own > at[0]
        )  # fmt: skip

    def is_origin(self, toponym: Toponym) -> bool:
        """True for "from X": where somebody came from, seldom where it happened."""
        return self.text.text[: toponym.start].rstrip().endswith((" from", "From"))

    def event(self, start: int, sentence: tuple[int, int], indicator: str) -> EventMention | None:
        near = [e for e in self.found.events if sentence[0] <= e.trigger.start < sentence[1]]
        types = COUNTED_IN.get(indicator, ())
        return min(near, key=lambda e: (e.event_type not in types, abs(e.trigger.start - start)), default=None)

    def incident(self, indicator: str, sentence: tuple[int, int], event: EventMention | None) -> EventMention | None:
        """The act that a number of people harmed is of: the one told in its sentence, else the last one told before with its day.

        "A bomber struck a market on Sunday. The governor put the toll at twelve."
        """
        types = COUNTED_IN.get(indicator, ())
        if event is not None and event.event_type in types and event.date_basis == "stated":
            return event
        if any(self.tokens[i].lemma in CHANGING for i in self.text.tokens_in(*sentence)):
            return None  # "raised the toll to 40" is of an act whose victims were counted before
        told = [e for e in self.found.events if e.event_type in types and e.trigger.start < sentence[0] and e.modality in HAPPENED]
        told = [e for e in told if e.date_basis == "stated" and self.sentences_between(e.trigger.start, sentence[0]) <= NEAR_ACT]
        told = [e for e in told if e.sentence.start == told[-1].sentence.start]
        return next((e for e in told if not self.looked_back_on(e)), next(iter(told), None))

    def looked_back_on(self, event: EventMention) -> bool:
        """Whether an act is named only as that after which another one was: "two days after the raid, shells hit the camp"."""
        at = self.text.tokens_in(event.trigger.start, event.trigger.end)
        return bool(at) and any(self.tokens[a].lower == "after" and self.tokens[a].dep == "prep" for a in self.text.ancestors(at[0]))

    def sentences_between(self, left: int, right: int) -> int:
        """Sentences from that of one offset to that of a later one."""
        return bisect_right(self.starts, right) - bisect_right(self.starts, left)

    @cached_property
    def starts(self) -> list[int]:
        """Where the sentences begin."""
        return [s.start for s in self.text.sentences]

    def period(self, c: Counted, indicator: str, event: EventMention | None) -> tuple[str | None, str | None]:
        """First and last day that a number counts over: "since X" from X on, else the day told in its clause, else that of its event.

        A number without any date counts up to the day told last in its paragraph, else up to the publication.
        """
        line, published = self.text.sentence_of(c.top), self.text.report.published
        here = [t for t in self.dated if line.start <= t.start < line.end and not self.of_teller(t.start, t.end)]
        if (since := self.since(line.start, line.end, here)) is not None:
            return since, published
        for time in here:
            if time.type == "DURATION" and time.date_start and time.date_end and time.date_end[:10] == (published or "")[:10]:
                return time.date_start, time.date_end
        here = [t for t in here if t.type != "DURATION" and not (indicator in CASUALTIES and published and (t.date_start or "") > published)]
        if here:
            best = min(here, key=lambda t: (self.of_saying(t), self.of_act(t), abs(t.start - c.start)))
            if not self.of_saying(best):
                return None, best.date_end
        if event is not None and event.date_end and event.date_basis == "stated":
            return None, event.date_end
        if indicator in CASUALTIES and (incident := self.incident(indicator, (line.start, line.end), event)) is not None and incident.date_end:
            return None, incident.date_end
        paragraph = self.text.paragraphs[line.paragraph]
        before = [t for t in self.dated if paragraph[0] <= t.start < line.start and t.type != "DURATION"]
        before = [t for t in before if not self.of_saying(t) or recalled(t.date_end, published)]
        before = [t for t in before if not published or (t.date_start or "") <= published]
        return None, before[-1].date_end if before else published

    def of_saying(self, time: TimeExpression) -> bool:
        """Whether a date belongs to a verb of saying ("said on Tuesday")."""
        span = self.text.tokens_in(time.start, time.end)
        if not span:
            return False
        verb = next((a for a in self.text.ancestors(self.top(span)) if self.tokens[a].pos == "VERB"), None)
        return verb is not None and self.tokens[verb].lemma in _saying()

    def of_act(self, time: TimeExpression) -> bool:
        """Whether a date only says which act is meant ("Monday's attack")."""
        return self.text.text[time.end : time.end + 2] in ("'s", "’s")

    def of_teller(self, start: int, end: int) -> bool:
        """Whether words stand in a clause that only tells of who gives a number: "the group, which has fought since May, said six died"."""
        clauses = (a for i in self.text.tokens_in(start, end)[:1] for a in self.text.ancestors(i) if self.tokens[a].dep == "relcl")
        nouns = (self.tokens[self.tokens[a].head] for a in clauses)
        return any(n.dep == "nsubj" and self.tokens[n.head].lemma in _saying() for n in nouns)

    def since(self, start: int, end: int, here: list[TimeExpression]) -> str | None:
        """The day after "since": a date, or that on which what it names began."""
        match = SINCE.search(self.text.text, start, end)
        if match is None or self.of_teller(match.start(), match.end()):
            return None
        near = [t for t in here if 0 <= t.start - match.end() < 12]
        if near:
            return near[0].date_start
        clause = set(WORD.findall(self.text.text[match.end() : end].lower()))
        for time in self.dated:
            span = self.text.tokens_in(time.start, time.end)
            if not span or time.type == "DURATION":
                continue
            told = self.text.sentence_of(span[0])
            if told.start == start:
                continue
            words = set(WORD.findall(self.text.text[told.start : told.end].lower()))
            if words & BEGINNINGS and clause & (BEGINNINGS | {w for w in words if len(w) > 5}):
                return time.date_start
        return None

    @cached_property
    def dated(self) -> list[TimeExpression]:
        return [t for t in self.found.times if t.date_start is not None]

    # ------------------------------------------------ claims
    def read(self) -> tuple[FigureClaim, ...]:
        claims: list[FigureClaim] = []
        whole: FigureClaim | None = None
        before: str | None = None
        things: FigureClaim | None = None
        paid: FigureClaim | None = None
        harmed, sentence = False, -1
        for c, indicator in decide(self, self.typed()):
            if self.tokens[c.top].sentence > sentence + 1:
                before = None
            if c.part and before is not None and c.value and claims and (claims[-1].value or c.value) < c.value:  # "seven of them" are none of four
                before = next((o.who for o in reversed(claims[-3:]) if o.unit == "persons" and (o.value or 0) >= c.value), None)
            fresh = c.noun is None and not harmed and self.word(c.last) in states()  # "26 wounded" behind "five nurses said"
            claim = self.claim(c, indicator, None if fresh else before, paid)
            if claim is None:
                continue
            paid = claim if claim.indicator == "money" else paid
            if things is not None and claim.indicator == "other" and self.goes_on(c, things):
                claim = msgspec.structs.replace(claim, unit=things.unit, who=things.unit)
            if not claim.attributed_to and claims and self.continues(claims[-1], claim):
                claim = msgspec.structs.replace(claim, attributed_to=claims[-1].attributed_to)
            if c.part and whole is not None and claim.indicator != whole.indicator and self.same_fate(c, claim, whole):
                claim = msgspec.structs.replace(claim, indicator=whole.indicator)
            if whole is not None and self.is_manner_of_death(c, claim, whole):
                claim, c = msgspec.structs.replace(claim, indicator="killed"), c._replace(part=True)
            if claim.unit == "persons" and claim.who and not c.part:
                before, harmed, sentence = claim.who, claim.indicator in CASUALTIES, self.tokens[c.top].sentence
            things = claim if claim.unit != "persons" and claim.indicator == "other" else None
            if c.part and whole is not None and fits_into(claim, whole):
                claim = msgspec.structs.replace(claim, part_of=whole.claim_id)
            elif not c.part:
                whole = claim
            claims.append(claim)
        claims = [k for k in claims if not any(g.rule == "scale" and g.start <= k.expression.start < k.expression.end <= g.end for g in self.text.lost)]
        claims.extend(self.lost([(k.expression.start, k.expression.end) for k in claims]))
        return tuple(sorted(claims, key=lambda k: (k.expression.start, k.expression.end)))

    def same_fate(self, c: Counted, part: FigureClaim, whole: FigureClaim) -> bool:
        """Whether a part that says nothing of its own befell what its whole did: "131, among them 77 civilians, and 480 wounded"."""
        if not {part.indicator, whole.indicator}.issubset(CASUALTIES) or "." in self.text.text[whole.expression.end : part.expression.start]:
            return False
        end = (c.noun if c.noun is not None else c.last - 1) + 1
        alone = end == len(self.tokens) or self.tokens[end].text in (",", ".", ";", ")") or self.tokens[end].lower == "and"
        return alone and not any(self.tokens[i].lower in states() for i in range(c.first, end))

    def is_manner_of_death(self, c: Counted, claim: FigureClaim, whole: FigureClaim) -> bool:
        """Whether a bare count tells how some of the dead just counted died: "counted 17 people killed. Eleven were shot in the back."."""
        if claim.indicator != "injured" or whole.indicator != "killed" or c.noun is not None or not fits_into(msgspec.structs.replace(claim, indicator="killed"), whole):
            return False
        verb = self.climb(c).word
        told = verb is not None and self.tokens[verb].lemma in DEADLY and self.text.child(verb, "auxpass") is not None
        return told and self.word(c.last) in ("were", "was", "had") and self.sentences_between(whole.expression.start, c.start) == 1

    def goes_on(self, c: Counted, things: FigureClaim) -> bool:
        """Whether a number counts on with things just counted: "11 trucks crossed. Eight others were looted."."""
        if c.noun is not None and self.tokens[c.noun].lower not in OTHERS or self.is_of_vote(c):
            return False
        return self.sentences_between(things.expression.start, c.start) <= 1

    def continues(self, left: FigureClaim, right: FigureClaim) -> bool:
        """Whether a toll only goes on with a list: "432 people have died, 2,069 have been injured"."""
        between = self.text.text[left.expression.end : right.expression.start]
        return left.indicator in CASUALTIES and right.indicator in CASUALTIES and LISTED.fullmatch(between.lower()) is not None

    def claim(self, c: Counted, indicator: str | None, before: str | None, paid: FigureClaim | None = None) -> FigureClaim | None:
        """The claim of a candidate, None where it is no figure. `paid`: the sum of money told last."""
        qualifier, first, last = self.qualifier(c)
        money = self.money(c) if c.kind not in ("one", "zero") else None
        if money is not None:
            code, left, right = money
            return self.make(c, "money", code, qualifier, min(first, left), max(last, right), self.purpose(max(last, right)) or self.sort_of_sum(min(first, left)))
        if paid is not None and self.of_money(c, paid):
            return self.make(c, "money", paid.unit, qualifier, first, last, None)
        if version(self.text, c.first) is not None or verdict(self.text, c.first):
            return None
        if self.inhabitants(c) or (indicator in ("missing", "killed") and self.found_again(c)) or (indicator == "displaced" and self.back_home(c)):
            indicator = "other"
        if indicator in CASUALTIES and self.is_to_come(c, indicator):
            indicator = "other"
        if indicator not in CASUALTIES and self.gives_words(c):
            return None
        noun = self.tokens[c.noun] if c.noun is not None else None
        kind = self.noun_class(noun)[0] if noun is not None else ""
        if kind == "no" or (kind == "money" and c.kind == "vague"):
            return None
        if c.kind == "zero" and indicator in CASUALTIES and (verb := self.climb(c).word) is not None and (self.tokens[verb].lemma in TRYING or self.word(verb + 1) in BLAMED):
            return None  # "no officer has been charged" counts nobody held
        if c.kind == "one" and kind == "group" and self.counted_by_of(c):
            return None
        if c.kind in ("one", "zero") and (indicator not in CASUALTIES or (c.kind == "one" and (indicator == "displaced" or not self.asserted(c)))):
            return None
        if self.of_other_side(c.first):
            return self.make(c, "other", "votes", qualifier, first, last, "votes on the other side")
        if noun is None and self.of_vote(c.first, c.last - 1):
            return self.make(c, "other", "votes", qualifier, first, last, "votes")
        if indicator is None and noun is None:
            return None
        indicator = indicator or "other"
        unit = "persons" if noun is None or indicator in CASUALTIES or self.human(noun) or noun.lower in OTHERS else noun.lower
        if kind == "group" and noun is not None:
            unit = "families" if noun.lemma in ("family", "household") else "persons"
        elif noun is not None and noun.lemma in FORMATIONS:
            unit = noun.lower
        if c.noun is not None and c.noun >= last:
            last = c.noun + 1
        if (family := self.group_of(c)) is not None:
            first = min(first, self.text.edges[family][0] if family - self.text.edges[family][0] < 4 else family)
        return self.make(c, indicator, unit, qualifier, first, last, self.who(c, indicator, before))

    def of_money(self, c: Counted, paid: FigureClaim) -> bool:
        """Whether a bare number goes on with a sum just told: "offered for nine million" behind "14.6 million euros"."""
        if c.noun is not None or c.value is None or paid.value is None or c.value < LEAST_SUM or self.sentences_between(paid.expression.start, c.start) > 1:
            return False
        if not 1 / SUMS_APART <= c.value / paid.value <= SUMS_APART or self.word(c.last) in states() or self.indicator(c) in CASUALTIES:
            return False
        verb = next((a for a in self.text.ancestors(c.top) if self.tokens[a].pos in ("VERB", "AUX")), None)
        said = {self.tokens[verb].lemma} | ({self.tokens[self.tokens[verb].head].lemma} if self.tokens[verb].dep == "conj" else set()) if verb is not None else set()
        priced = self.tokens[verb].lemma == "be" and self.climb(c).role == "attr" if verb is not None else False
        return priced or bool(said & PAYING) or (self.word(c.last) in PAID and self.tokens[c.last].tag == "VBN")

    def inhabitants(self, c: Counted) -> bool:
        """Whether a number tells how many live at a place: "a town of some 45,000"."""
        of = next((i for i in range(c.first - 1, max(-1, c.first - 5), -1) if self.word(i) == "of"), None)
        if of is not None and any(t.pos in ("PROPN", "PUNCT") for t in self.tokens[of + 1 : c.first]):
            return False  # "in the village of Drazu, where eight people were killed"
        return of is not None and of > 0 and self.tokens[of - 1].lemma in DWELLING and (c.noun is None or self.human(self.tokens[c.noun]))

    def found_again(self, c: Counted) -> bool:
        """Whether those counted are found safe and well."""
        verbs = {self.tokens[i].head for i in (c.top, c.top if c.noun is None else c.noun)}
        return any(self.tokens[v].pos == "VERB" and is_found_safe(self.text, v) for v in verbs)

    def back_home(self, c: Counted) -> bool:
        """Whether those counted are displaced no more: "9,000 of the displaced have gone home"."""
        noun = self.tokens[c.noun if c.noun is not None else c.top]
        top = self.tokens[c.top]
        verb = next((self.tokens[t.head] for t in (noun, top) if t.dep == "nsubj"), None)
        if verb is None or verb.lemma not in GOING_BACK:
            return False
        return verb.lemma == "return" or any(self.word(g) in ("home", "back") for g in self.text.children[verb.i])

    def counted_by_of(self, c: Counted) -> bool:
        """Whether a group itself says how many it is: "a family of five"."""
        of = (g for i in self.text.children[c.noun or 0] if self.word(i) == "of" for g in self.text.children[i])
        return c.noun is not None and any(self.tokens[g].pos == "NUM" for g in of)

    def gives_words(self, c: Counted) -> bool:
        """Whether a number only tells how many say something: "according to two doctors who took part", "three officers said"."""
        if c.noun is None:
            return False
        noun = self.tokens[c.noun]
        while noun.dep == "conj" and self.tokens[noun.head].pos in ("NOUN", "PROPN"):
            noun = self.tokens[noun.head]
        head = self.tokens[noun.head]
        if noun.dep == "nsubj" and noun.ent != "ORG" and any(s.cue is not None and s.cue.start == head.start for s in self.found.statements):
            return head.lemma in PLAINLY and c.value is not None and c.value < MANY_SPEAKERS
        return head.lower == "to" and self.word(head.i - 1) == "according"

    def is_to_come(self, c: Counted, indicator: str) -> bool:
        """Whether the verb that says what befalls those counted tells of nothing that has happened ("threatened to kill a hostage an hour")."""
        verb = next((i for i in self.text.ancestors(c.top) if self.tokens[i].pos in ("VERB", "AUX")), None)
        if verb is None or (indicator not in HARMED and self.tokens[verb].lemma not in DRIVING):
            return False
        helpers = {self.tokens[k].lower for k in self.text.children[verb] if self.tokens[k].dep == "aux"}
        if "have" not in helpers and helpers & AHEAD - {"to"}:
            return True
        up = self.tokens[self.tokens[verb].head]
        if "to" in helpers and cue_class(self.text, up.i, "verb" if up.pos == "VERB" else "noun") in UNDONE:
            return True  # "tried to kill", "a plot to kill"
        if "to" in helpers and up.lemma == "be" and any(cue_class(self.text, k, "noun") in UNDONE for k in self.text.children[up.i]):
            return True  # "the plan was to kill"
        at, types = self.tokens[verb].start, COUNTED_IN.get(indicator, ())
        return any(e.trigger.start == at and e.modality in TO_COME and e.event_type in types for e in self.found.events)

    def asserted(self, c: Counted) -> bool:
        """Whether a single person is an argument of a verb or state word, not part of another phrase."""
        if self.word(c.first - 1) == "of" and c.first > 1 and self.tokens[c.first - 2].lemma in KIN_OF:
            return False  # "no family of a dead miner"
        if c.noun is None or self.left_verb(c) is not None:
            return True
        noun = self.tokens[c.noun]
        if noun.dep == "appos":
            return self.tokens[noun.head].ent != "PERSON"
        return noun.dep in ("nsubjpass", "nsubj", "dobj", "conj", "attr", "ROOT") or (noun.dep == "pobj" and self.word(c.first - 1) in ("of", "at"))

    def make(self, c: Counted, indicator: str, unit: str | None, qualifier: Qualifier, first: int, last: int, who: str | None) -> FigureClaim:
        expression = self.text.evidence(min(self.tokens[first].start, c.start), max(self.tokens[last - 1].end, c.end))
        report = self.text.report
        line = self.text.sentence_of(c.top)
        sentence = (line.start, line.end)
        sources, said_in = self.said_by(c)
        event = self.event(c.start, sentence, indicator)
        start, end = self.period(c, indicator, event)
        act = self.incident(indicator, sentence, event)
        event = event or act
        place = self.place(expression.start, expression.end, sentence) or (act.place if act is not None else None)
        vague = c.kind == "vague"
        value, low, high = c.value, c.low, c.high
        if vague:
            low = high = None
        elif value is not None:
            low = value if qualifier in ("at_least", "more_than") else None
            high = value if qualifier == "up_to" else None
        return FigureClaim(
            claim_id=make_id("fg", report.report_id, c.start, c.end, indicator), indicator=msgspec.convert(indicator, Indicator), value=value, low=low, high=high,
            unit=unit, qualifier="vague" if vague else qualifier, expression=expression, status="vague" if vague else "stated", who=who,
            place=place, period_start=start, period_end=end, as_of=report.published,
            attributed_to=sources, said_in=said_in,
            event_mention_id=event.event_mention_id if event is not None else None,
            basis=Basis(evidence=(expression,), rule="figures.number"),
        )  # fmt: skip

    def lost(self, taken: list[tuple[int, int]]) -> Iterator[FigureClaim]:
        """Claims without value where the text lost a number."""
        for gap in self.text.lost:
            if gap.kind not in ("count", "money") or any(s < gap.end and gap.start < e for s, e in taken):
                continue
            span = self.text.tokens_in(gap.start, gap.end)
            if not span:
                continue
            noun = next((i for i in reversed(span) if self.tokens[i].pos in ("NOUN", "PROPN")), None)
            toll = noun if noun is not None and self.tokens[noun].lemma in TOLL_WORDS else self.toll_before(span)  # "put the final death toll at": tolls count others
            noun = noun if toll is None else None
            c = Counted(gap.start, gap.end, None, None, None, "lost", span[0], span[-1] + 1, self.top(span), noun)
            first = self.gap_in(span)
            behind = c._replace(first=first, last=max(first, c.last))
            if gap.kind == "count" and noun is not None and self.noun_class(self.tokens[noun])[0] == "no":
                continue
            unit: str | None = "persons" if noun is None or self.human(self.tokens[noun]) else self.tokens[noun].lower
            if gap.kind == "money":
                words = [self.word(i) for i in range(span[0], min(span[-1] + 3, len(self.tokens)))]
                table = currencies()
                unit = next((table[k][0] for w in words for k in (w, w.rstrip("s")) if k in table and table[k][0]), None)
            fate = "killed" if gap.rule == "kills" else states().get(self.word(span[-1])) if gap.kind == "count" and toll is None else self.of_toll(toll)
            indicator = "money" if gap.kind == "money" else fate or self.indicator(behind) or self.indicator(c) or "other"
            who = (self.purpose(span[-1] + 1) or self.sort_of_sum(span[0])) if gap.kind == "money" else self.who(c, indicator, None)
            made = self.make(c, indicator, unit, "exact", span[0], span[-1] + 1, who)
            yield msgspec.structs.replace(made, value=None, low=None, high=None, qualifier=self.bound_left(span), status="lost")

    def toll_before(self, span: range) -> int | None:
        """The toll that rose to a number which is lost: "bringing the | toll | in the town to"."""
        first = self.text.sentences[self.tokens[span[0]].sentence].first
        if self.word(span[-1]) not in ("to", "at"):
            return None
        for i in range(span[-1] - 1, max(first, span[-1] - OF_TOLL) - 1, -1):
            if self.tokens[i].lemma in TOLL_WORDS or self.word(i) in NUMBER_TOLD:
                return i
            if self.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") and self.tokens[i].lemma not in CHANGING:
                return None
        return None

    def gap_in(self, span: range) -> int:
        """The token at which the number stood: behind "stood at", at the "between" of "at between and", else the first."""
        if self.word(span[-1]) in ("at", "to", "of", "by"):
            return span[-1] + 1
        return next((i for i in span if self.word(i) == "between"), span[0])

    def bound_left(self, span: range) -> Qualifier:
        """The qualifier whose words still stand where a number is lost: letters are not lost, so a number without such words had none."""
        words = tuple(self.word(i) for i in range(max(0, span[0] - 2), span[-1] + 1))
        for size in (4, 3, 2, 1):
            for n in range(len(words) - size + 1):
                if (found := _qualifiers().get(words[n : n + size])) is not None:
                    return found
        return "about" if "between" in words else "exact"


def fits_into(part: FigureClaim, whole: FigureClaim) -> bool:
    """Whether a number can be part of another: the same indicator and not more of them."""
    small = part.value if part.value is not None else part.low
    large = whole.value if whole.value is not None else whole.high
    return part.indicator == whole.indicator and (small is None or large is None or small <= large)


def read_figures(text: ReportText, found: Reading, lexica: Lexica) -> tuple[FigureClaim, ...]:
    """Figures of a report in order of appearance.

    `value` is None for ranges, vague words and lost numbers; `unit` is "persons", an ISO 4217 code or the counted things in the plural.
    """
    return FigureReader(text, found).read()


