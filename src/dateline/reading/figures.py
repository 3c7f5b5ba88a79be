"""Figures: how many were killed, hurt, displaced, held, sent; how much money; who was counted, who says so, since when.

Numbers come from `text.numbers`; what a number counts comes from its noun, the words that say what became of them, and the verb above
them in the parse. Totals are kept apart from their parts. A number that the text lost is a claim without value, at its place.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from dateline import lexicon
from dateline.lexicon import Lexica
from dateline.model.event import EventMention
from dateline.model.evidence import Basis, make_id
from dateline.model.figure import FigureClaim
from dateline.model.reading import Reading
from dateline.model.statement import Statement
from dateline.text.lost import lost_numbers
from dateline.text.numbers import numbers_in
from dateline.text.segment import ReportText, Token

CASUALTIES = ("killed", "injured", "missing", "abducted", "detained", "displaced")
MODIFIERS = ("nummod", "quantmod", "compound", "amod", "det", "nmod", "poss", "predet")
HUMAN_ENDINGS = ("er", "or", "ist", "man", "men", "ian", "ee", "woman", "women", "people", "ant")
KEEP_GOING = ("conj", "appos", "nmod", "compound", "dep")


@cache
def _verbs() -> Mapping[str, tuple[str, str]]:
    return {row["lemma"]: (row["indicator"], row["role"]) for row in lexicon.table("figure_verbs.tsv")}


@cache
def _nouns() -> Mapping[str, tuple[str, str]]:
    return {row["lemma"]: (row["class"], row["indicator"]) for row in lexicon.table("figure_nouns.tsv")}


@cache
def _states() -> Mapping[str, str]:
    return {row["word"]: row["indicator"] for row in lexicon.table("figure_states.tsv")}


@cache
def _qualifiers() -> Mapping[tuple[str, ...], str]:
    return {tuple(row["words"].split()): row["qualifier"] for row in lexicon.table("figure_qualifiers.tsv")}


@cache
def _currencies() -> Mapping[str, tuple[str, str]]:
    return {row["word"]: (row["code"], row["class"]) for row in lexicon.table("currencies.tsv")}


@cache
def _shared_money() -> Mapping[tuple[str, str], str]:
    return {(row["key"].casefold(), row["name"]): row["code"] for row in lexicon.table("country_currencies.tsv")}


class Counted(NamedTuple):
    """A number in its sentence. `first`/`last`: its tokens, half open; `top`: the one nearest to the root; `noun`: what it counts."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    kind: str
    first: int
    last: int
    top: int
    noun: int | None
    partitive: bool = False


class FigureReader:
    """Reads the figures of one report."""

    def __init__(self, text: ReportText, found: Reading) -> None:
        self.text = text
        self.found = found
        self.tokens = text.tokens
        self.times = sorted((t.start, t.end) for t in found.times)
        self.timed = {i for start, end in self.times for i in text.tokens_in(start, end)}

    # ------------------------------------------------ candidates
    def candidates(self) -> Iterator[Counted]:
        for start, end in self.text.paragraphs:
            for number in numbers_in(self.text.text, start, end):
                span = self.text.tokens_in(number.start, number.end)
                if not span or self.in_time(number.start, number.end) or self.rejected(number.start, number.end, span):
                    continue
                yield self.counted(number.start, number.end, number.value, number.low, number.high, number.kind, span)

    def singles(self) -> Iterator[Counted]:
        """One person without a number ("a policeman was hurt"), and nobody ("no casualties", "nobody was killed")."""
        for token in self.tokens:
            if token.lower in ("nobody", "noone") or (token.lower == "one" and self.word(token.i - 1) == "no"):
                start = self.tokens[token.i - 1].start if token.lower == "one" else token.start
                yield Counted(start, token.end, 0.0, None, None, "zero", token.i - (token.lower == "one"), token.i + 1, token.i, None)
                continue
            if token.lower not in ("a", "an", "another", "no", "without", "any") or token.i + 1 >= len(self.tokens):
                continue
            noun = self.noun_right(token)
            if noun is None:
                continue
            zero = token.lower in ("no", "without") or (token.lower == "any" and self.negated(noun))
            if token.lower == "any" and not zero:
                continue
            value = 0.0 if zero else 1.0
            yield Counted(token.start, token.end, value, None, None, "zero" if zero else "one", token.i, token.i + 1, token.i, noun)

    def persons(self, counted: set[int]) -> Iterator[tuple[str, int]]:
        """Single persons whom the text names or speaks of with "the", "his": indicator and token, each argument once.

        They are no figures by themselves; whoever needs a count of victims adds them. `counted`: nouns that figures already count.
        """
        for token in self.tokens:
            if token.i in counted or token.pos not in ("NOUN", "PROPN") or token.tag in ("NNS", "NNPS"):
                continue
            if token.dep not in ("nsubjpass", "nsubj", "dobj", "conj", "appos"):
                continue
            if token.dep == "appos" or any(self.tokens[c].dep in ("nummod",) for c in self.text.children[token.i]):
                continue
            if token.ent != "PERSON" and self.noun_class(token)[0] != "person" and not (token.ent == "" and token.pos == "NOUN" and self.human(token)):
                continue
            indicator = self.from_above(token.i)
            if indicator in CASUALTIES:
                yield indicator, token.i

    def noun_right(self, token: Token) -> int | None:
        """The person or count noun that an article or "no" belongs to, without a number of its own."""
        noun = token.head if token.dep in ("det", "neg", "predet") and token.head > token.i else None
        if token.lower == "without":
            noun = self.text.child(token.i, "pobj")
        if noun is None or not 0 < noun - token.i < 8 or any(self.tokens[c].dep == "nummod" for c in self.text.children[noun]):
            return None
        head = self.tokens[noun]
        kind = self.noun_class(head)[0]
        if token.lower in ("a", "an", "another"):
            return noun if head.tag == "NN" and (kind == "person" or (kind == "count" and head.ent == "" and self.human(head))) else None
        return noun if kind in ("person", "count") else None

    def negated(self, noun: int) -> bool:
        verb = self.tokens[noun].head
        return self.text.child(verb, "neg") is not None or any(self.word(c) in ("without", "nor", "neither", "denied") for c in (verb, *self.text.children[verb]))

    def in_time(self, start: int, end: int) -> bool:
        return any(s < end and start < e for s, e in self.times)

    def rejected(self, start: int, end: int, span: range) -> bool:
        """Ages, scores, percentages, distances, names of things: no figures."""
        text = self.text.text
        after = self.word(span[-1] + 1)
        before = self.word(span[0] - 1)
        if text[end : end + 1] in ("%", "°") or after in ("%", "percent", "per", "pc", "°c", "degrees"):
            return after != "per" or self.word(span[-1] + 2) == "cent"
        if text[end : end + 1] in ("-", "–") and text[end + 1 : end + 2].isalpha() and self.tokens[span[-1]].dep != "nummod":
            return True
        if before in ("aged", "age", "no", "nos", "number", "article", "resolution", "chapter", "route", "highway", "flight", "channel", "page"):
            return True
        if before == "no" and self.word(span[0]) == "one" and len(span) == 1:
            return True
        if before in (".",) and self.word(span[0] - 2) in ("no", "nos"):
            return True
        if text[start - 1 : start] in ("-", "–") and text[start - 2 : start - 1].isalpha():
            return True
        top = self.top(span)
        token = self.tokens[top]
        head = self.tokens[token.head]
        if token.dep in ("nummod", "appos") and head.i < span[0] and head.pos in ("NOUN", "PROPN") and head.i == span[0] - 1:
            return head.lower not in _currencies() and not self.count_noun(head)
        return False

    def word(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def lemma(self, token: Token) -> str:
        lower = token.lower
        if lower in _nouns():
            return lower
        if token.lemma in _nouns():
            return token.lemma
        for ending, other in (("ies", "y"), ("men", "man"), ("women", "woman"), ("es", ""), ("s", ""), ("es", "e")):
            if lower.endswith(ending) and lower[: -len(ending)] + other in _nouns():
                return lower[: -len(ending)] + other
        return token.lemma

    def noun_class(self, token: Token) -> tuple[str, str]:
        return _nouns().get(self.lemma(token), ("", ""))

    def count_noun(self, token: Token) -> str | None:
        kind, indicator = self.noun_class(token)
        return indicator if kind == "count" else None

    def top(self, span: range) -> int:
        depth = self.text.depth
        return min(span, key=lambda i: (depth[i], -i))

    def counted(
        self, start: int, end: int, value: float | None, low: float | None, high: float | None, kind: str, span: range
    ) -> Counted:
        top = self.top(span)
        noun, partitive = self.noun_of(span, top)
        return Counted(start, end, value, low, high, kind, span[0], span[-1] + 1, top, noun, partitive)

    def noun_of(self, span: range, top: int) -> tuple[int | None, bool]:
        """The counted noun of a number, and whether the number picks out some of them ("three of the dead")."""
        token = self.tokens[top]
        last = span[-1]
        if token.dep in MODIFIERS and token.head > last and token.head - last < 7 and self.tokens[token.head].pos in ("NOUN", "PROPN", "ADJ", "PRON"):
            return token.head, False
        if self.word(last) == "of" or self.word(last + 1) == "of":
            of = last if self.word(last) == "of" else last + 1
            noun = next((i for i in range(of + 1, min(of + 7, len(self.tokens))) if self.tokens[i].dep == "pobj"), None)
            if noun is not None and self.tokens[noun].sentence == token.sentence:
                determined = self.word(of + 1) in ("the", "its", "their", "those", "them", "these", "his", "her", "our", "whom", "whose")
                return noun, determined
        for i in range(last + 1, min(last + 5, len(self.tokens))):
            near = self.tokens[i]
            if near.sentence != token.sentence:
                break
            if near.lower == "more" or near.pos in ("ADJ", "NUM", "ADV") and i == last + 1 and near.lower not in _states():
                continue
            if near.pos in ("NOUN", "PROPN"):
                while i + 1 < len(self.tokens) and self.tokens[i].dep == "compound" and self.tokens[i].head > i and self.tokens[i].head - i < 4:
                    i = self.tokens[i].head
                return i, False
            break
        return None, False

    # ------------------------------------------------ qualifier and expression
    def qualifier(self, c: Counted) -> tuple[str, int, int]:
        """Qualifier and the tokens (half open) of the number with its qualifying words."""
        table = _qualifiers()
        for size in (4, 3, 2, 1):
            words = tuple(self.word(i) for i in range(c.first - size, c.first))
            if c.first - size >= 0 and words in table and self.tokens[c.first - size].sentence == self.tokens[c.first].sentence:
                if words == ("some",) and c.kind == "vague":
                    continue
                if words == ("over",) and self.tokens[c.first - 1].dep == "prep" and self.word(c.first - 2) in ("dispute", "clash", "row"):
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

    # ------------------------------------------------ what became of them
    def indicator(self, c: Counted) -> str | None:
        """What the number says, or None where nothing around it tells."""
        if c.noun is not None and (own := self.count_noun(self.tokens[c.noun])) in ("killed", "injured", "missing"):
            return own
        after = self.state_after(c)
        if after is not None:
            return after
        head = c.noun if c.noun is not None else c.top
        return self.from_above(head) or (self.count_noun(self.tokens[c.noun]) if c.noun is not None else None)

    def state_after(self, c: Counted) -> str | None:
        """The word right after the number or its noun that says what became of them."""
        at = (c.noun if c.noun is not None and c.noun >= c.last else c.last - 1) + 1
        for i in range(at, min(at + 3, len(self.tokens))):
            token = self.tokens[i]
            if token.sentence != self.tokens[c.top].sentence:
                break
            if token.lower in _states() and not (token.lower == "missing" and self.tokens[i].dep == "dobj"):
                return _states()[token.lower]
            if token.lower not in ("more", "others", "were", "was", "are", "is", "been", "have", "has", "had", "feared", "confirmed", "reported", "also",
                                   "left", "still", "seriously", "reportedly", "remain", "remained", "people"):  # fmt: skip
                break
        return None

    def from_above(self, at: int) -> str | None:
        """Climb from the counted noun to the verb or noun that says what happened to them."""
        verbs = _verbs()
        for child in self.text.children[at]:
            token = self.tokens[child]
            if token.dep in ("acl", "relcl") and token.lemma in verbs:
                indicator, role = verbs[token.lemma]
                passive = token.tag == "VBN" and (token.dep == "acl" or self.text.child(child, "nsubjpass", "auxpass") is not None)
                if passive == (role == "object"):
                    return indicator
        for _ in range(5):
            token = self.tokens[at]
            head = self.tokens[token.head]
            if head.i == at:
                return None
            if token.dep in ("nsubjpass", "dobj", "obj"):
                return self.of_verb(head, "object")
            if token.dep in ("nsubj", "csubj"):
                if head.tag == "VBN" and self.text.child(head.i, "aux", "auxpass") is None and head.lemma in verbs:
                    return self.of_verb(head, "object")
                return self.of_verb(head, "subject")
            if token.dep in ("attr", "oprd", "acomp"):
                subject = self.text.child(head.i, "nsubj", "nsubjpass")
                return self.of_toll(subject)
            if token.dep == "pobj":
                return self.of_preposition(head)
            if token.dep not in KEEP_GOING and token.dep not in ("nummod", "quantmod", "npadvmod", "pcomp"):
                return None
            at = head.i
        return None

    def of_verb(self, verb: Token, role: str) -> str | None:
        entry = _verbs().get(verb.lemma)
        if entry is not None and entry[1] == role:
            return entry[0]
        for child in self.text.children[verb.i]:
            token = self.tokens[child]
            if token.dep in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advcl") and token.lower in _states():
                return _states()[token.lower]
        return None

    def of_toll(self, subject: int | None) -> str | None:
        if subject is None:
            return None
        words = {self.word(i) for i in self.text.subtree(subject)} if subject is not None else set()
        if "toll" in words:
            return "injured" if words & {"injury", "injured", "wounded"} else "killed"
        return next((ind for i in self.text.subtree(subject) if (ind := self.count_noun(self.tokens[i]) or _states().get(self.word(i)))), None)

    def of_preposition(self, preposition: Token) -> str | None:
        governor = self.tokens[preposition.head]
        if preposition.lower == "of" and governor.pos in ("NOUN", "PROPN"):
            return self.count_noun(governor)
        if preposition.lower in ("to", "at", "by", "from", "as", "of"):
            for child in self.text.children[governor.i]:
                if self.tokens[child].dep in ("nsubj", "nsubjpass", "dobj") and (found := self.of_toll(child)):
                    return found
            if governor.pos in ("NOUN", "ADJ", "VERB"):
                return self.of_toll(governor.i) if governor.pos == "NOUN" else _states().get(governor.lower)
        return None

    # ------------------------------------------------ money
    def money(self, c: Counted) -> tuple[str | None, int, int] | None:
        """Currency code and the tokens it stands on, None where the number is no money."""
        table = _currencies()
        for i in (c.first - 1, c.first - 2):
            word = self.word(i)
            if word in table and table[word][1] in ("sign", "code") and (i == c.first - 1 or self.word(c.first - 1) in (".", "$")):
                if i == c.first - 1 and word == "$" and self.word(c.first - 2) in ("us", "u.s.", "a", "c"):
                    return {"a": "AUD", "c": "CAD"}.get(self.word(c.first - 2), "USD"), c.first - 2, c.first
                return table[word][0], i, c.first
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

    def currency(self, word: str, code: str, at: int) -> str | None:
        name = word if word in _currencies() and not word.endswith("s") else word.rstrip("s")
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
    def who(self, c: Counted) -> str | None:
        if c.noun is None:
            return None
        left = self.text.edges[c.noun][0]
        first = max(left, c.last) if c.noun >= c.last else c.noun
        words = [self.tokens[i] for i in range(first, c.noun + 1) if self.tokens[i].dep not in ("det", "predet", "poss", "case", "punct")]
        return self.text.text[words[0].start : words[-1].end] if words and words[-1].end > words[0].start else None

    def statement(self, start: int, end: int) -> Statement | None:
        """The innermost statement whose content covers the words."""
        best: tuple[int, Statement] | None = None
        for statement in self.found.statements:
            for piece in statement.content:
                if piece.start <= start and end <= piece.end and (best is None or piece.end - piece.start < best[0]):
                    best = (piece.end - piece.start, statement)
        return best[1] if best else None

    def place(self, start: int, sentence: tuple[int, int]) -> str | None:
        near = [t for t in self.found.toponyms if t.role == "place" and t.start >= sentence[0] and t.end <= sentence[1]]
        best = min(near, key=lambda t: (t.start < start, abs(t.start - start)), default=None)
        return best.toponym_id if best is not None else None

    def event(self, start: int, end: int, sentence: tuple[int, int], indicator: str) -> EventMention | None:
        near = [e for e in self.found.events if sentence[0] <= e.trigger.start < sentence[1]]
        wanted = {"killed": ("ASSAULT",), "injured": ("ASSAULT",), "abducted": ("ASSAULT",), "detained": ("COERCE",), "troops": ("MOBILIZE",)}
        types = wanted.get(indicator, ())
        return min(near, key=lambda e: (e.event_type not in types, abs(e.trigger.start - start)), default=None)

    def period(self, sentence: tuple[int, int], event: EventMention | None) -> tuple[str | None, str | None]:
        for time in self.found.times:
            if not (sentence[0] <= time.start < sentence[1]) or time.date_start is None:
                continue
            before = self.text.text[max(0, time.start - 12) : time.start].lower()
            if "since" in before:
                return time.date_start, self.text.report.published
        if event is not None and event.date_start:
            return event.date_start, event.date_end or event.date_start
        dated = [t for t in self.found.times if sentence[0] <= t.start < sentence[1] and t.date_start and t.type in ("DATE", "TIME")]
        return (dated[0].date_start, dated[0].date_end) if dated else (None, None)

    # ------------------------------------------------ claims
    def read(self) -> tuple[FigureClaim, ...]:
        claims: list[FigureClaim] = []
        taken: list[tuple[int, int]] = []
        for c in self.singles():
            indicator = self.indicator(c)
            if indicator in CASUALTIES and not (c.kind == "one" and (indicator == "displaced" or not self.asserted(c))):
                last = (c.noun if c.noun is not None else c.last - 1) + 1
                claims.append(self.make(c, indicator, "persons", "exact", c.first, last, self.who(c)))
        for c in self.candidates():
            claim = self.claim(c)
            if claim is not None:
                claims.append(claim)
                taken.append((claim.expression.start, claim.expression.end))
        claims.extend(self.lost(taken))
        return tuple(sorted(claims, key=lambda k: (k.expression.start, k.expression.end)))

    def claim(self, c: Counted) -> FigureClaim | None:
        qualifier, first, last = self.qualifier(c)
        money = self.money(c)
        if money is not None:
            code, left, right = money
            return self.make(c, "money", code, qualifier, min(first, left), max(last, right), None)
        noun = self.tokens[c.noun] if c.noun is not None else None
        kind = self.noun_class(noun)[0] if noun is not None else ""
        if kind == "no" or (kind == "money" and c.kind == "vague"):
            return None
        indicator = self.indicator(c)
        if indicator is None and noun is None:
            return None
        person = noun is None or kind in ("person", "count") or self.human(noun)
        if indicator is None:
            indicator = "other"
        unit = "persons" if person or indicator in CASUALTIES else noun.lower if noun is not None else None
        if kind == "group" and noun is not None:
            unit = "families" if noun.lemma in ("family", "household") else "persons"
        if noun is not None and c.noun is not None and c.noun >= last:
            last = c.noun + 1
        return self.make(c, indicator, unit, qualifier, first, last, self.who(c))

    def asserted(self, c: Counted) -> bool:
        """Whether a single person is an argument of a verb or state word, not part of another phrase."""
        return c.noun is not None and self.tokens[c.noun].dep in ("nsubjpass", "nsubj", "dobj", "conj", "attr", "appos")

    def human(self, noun: Token) -> bool:
        return noun.ent == "NORP" or (noun.lower.rstrip("s").endswith(HUMAN_ENDINGS) and noun.pos == "NOUN")

    def make(self, c: Counted, indicator: str, unit: str | None, qualifier: str, first: int, last: int, who: str | None) -> FigureClaim:
        expression = self.text.evidence(min(self.tokens[first].start, c.start), max(self.tokens[last - 1].end, c.end))
        report = self.text.report
        line = self.text.sentence_of(c.top)
        sentence = (line.start, line.end)
        statement = self.statement(c.start, c.end)
        event = self.event(c.start, c.end, sentence, indicator)
        start, end = self.period(sentence, event)
        vague = c.kind == "vague"
        value, low, high = c.value, c.low, c.high
        if vague:
            low = high = None
        elif value is not None:
            low = value if qualifier in ("at_least", "more_than") else None
            high = value if qualifier == "up_to" else None
        return FigureClaim(
            claim_id=make_id("fg", report.report_id, c.start, c.end, indicator), indicator=indicator, value=value, low=low, high=high,
            unit=unit, qualifier="vague" if vague else qualifier, expression=expression, status="vague" if vague else "stated", who=who,
            place=self.place(c.start, sentence), period_start=start, period_end=end, as_of=report.published,
            attributed_to=(statement.source,) if statement is not None and statement.source else (),
            said_in=statement.statement_id if statement is not None else None,
            event_mention_id=event.event_mention_id if event is not None else None,
            basis=Basis(evidence=(expression,), rule="figures.number"),
        )  # fmt: skip

    def lost(self, taken: list[tuple[int, int]]) -> Iterator[FigureClaim]:
        """Claims without value where the text lost a number."""
        for gap in lost_numbers(self.text):
            if gap.kind not in ("count", "money") or any(s < gap.end and gap.start < e for s, e in taken):
                continue
            span = self.text.tokens_in(gap.start, gap.end)
            if not span:
                continue
            noun = next((i for i in reversed(span) if self.tokens[i].pos in ("NOUN", "PROPN")), None)
            c = Counted(gap.start, gap.end, None, None, None, "lost", span[0], span[-1] + 1, self.top(span), noun)
            unit: str | None = "persons"
            if gap.kind == "money":
                words = [self.word(i) for i in range(span[0], min(span[-1] + 3, len(self.tokens)))]
                table = _currencies()
                unit = next((table[k][0] for w in words for k in (w, w.rstrip("s")) if k in table and table[k][0]), None)
            indicator = "money" if gap.kind == "money" else self.indicator(c) or "other"
            made = self.make(c, indicator, unit, "exact", span[0], span[-1] + 1, self.who(c))
            yield _lost(made)


def _lost(claim: FigureClaim) -> FigureClaim:
    import msgspec

    return msgspec.structs.replace(claim, value=None, low=None, high=None, qualifier=None, status="lost")


def read_figures(text: ReportText, found: Reading, lexica: Lexica) -> tuple[FigureClaim, ...]:
    """Figures of a report in order of appearance.

    `value` is None for ranges, vague words and lost numbers; `unit` is "persons", an ISO 4217 code or the counted things in the plural.
    """
    return FigureReader(text, found).read()


