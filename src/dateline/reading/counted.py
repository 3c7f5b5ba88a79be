"""What numbers count: candidates, their nouns, and the words that say what became of the counted.

Used by the figures reader. All rules walk the shared parse; word lists are `figure_nouns.tsv`, `figure_verbs.tsv`, `figure_states.tsv`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from dateline import lexicon
from dateline.lexicon import rule_words
from dateline.model.reading import Reading
from dateline.text.numbers import numbers_in
from dateline.text.segment import ReportText, Token

CASUALTIES = ("killed", "injured", "missing", "abducted", "detained", "displaced")
MODIFIERS = ("nummod", "quantmod", "compound", "amod", "det", "nmod", "poss", "predet")
HUMAN_ENDINGS = ("er", "or", "ist", "man", "men", "ian", "ee", "woman", "women", "people", "ant")
KEEP_GOING = ("conj", "appos", "nmod", "compound", "dep", "nummod", "quantmod", "npadvmod", "pcomp", "amod")
HELD = frozenset(("detained", "abducted"))
"""Indicators of those who are held."""
LETTING_GO, LEAVING, CELLS = rule_words("letting_go"), rule_words("leaving"), rule_words("cell")
LINK_WORDS = rule_words("linking")
COUNTING = rule_words("counting")
QUANTITIES = rule_words("quantity")
"""Nouns that stand for a number of others and count nobody themselves: "a large number were killed"."""
PERIODS = rule_words("period_of_rate")
NUMBER_TOLD = rule_words("number_told")
TOLLS = frozenset(("killed", "injured", "missing", "displaced", "detained", "abducted", "affected", "troops"))
CHANGING = rule_words("changing")
BUT, DISTRIBUTING, SEEKING = rule_words("but"), rule_words("distributing"), rule_words("seeking")
QUOTES = frozenset("\"“”'‘’")
MOVING = CHANGING | rule_words("rising") | rule_words("moving_a_count")
"""Verbs before the two ends of a count that changes, or before "to" and what it came to."""
GROUPS = rule_words("group")
HYPHENED = rule_words("hyphened")
UNCOUNTED_THINGS = rule_words("hyphened_thing")
REACHING = rule_words("reaching")
BEYOND = rule_words("beyond")
VOTING = rule_words("voting")
OF_SO_FEW = rule_words("of_so_few")
"""The second number of a share: "one in five"."""
VOTES = rule_words("vote")
VERSUS = frozenset(("to", "-", "–"))
IN_CUSTODY = rule_words("in_custody")
PERSON_PRONOUNS = frozenset(("them", "us", "whom", "those", "these"))


@cache
def verbs() -> Mapping[str, tuple[tuple[str, str, frozenset[str]], ...]]:
    """Lemma -> (indicator, role, words of which one must stand under the verb)."""
    found: dict[str, tuple[tuple[str, str, frozenset[str]], ...]] = {}
    for row in lexicon.table("figure_verbs.tsv"):
        found[row["lemma"]] = (*found.get(row["lemma"], ()), (row["indicator"], row["role"], frozenset(row["with"].split())))
    return {lemma: tuple(sorted(entries, key=lambda e: not e[2])) for lemma, entries in found.items()}


@cache
def forms() -> Mapping[str, str]:
    """Finite and participle forms of verbs that by themselves speak of an object, for the words just left of a number."""
    found = {}
    for lemma, entries in verbs().items():
        for indicator, role, needs in entries:
            if role == "object" and not needs and indicator in CASUALTIES:
                stem = lemma[:-1] if lemma.endswith("e") else lemma
                double = stem + stem[-1]
                for form in (lemma, f"{lemma}s", f"{stem}ed", f"{stem}ing", f"{double}ed", f"{double}ing"):
                    found[form] = indicator
    found["slew"] = found["slain"] = "killed"
    found["shot"] = "injured"
    return found


@cache
def nouns() -> Mapping[str, tuple[str, str]]:
    return {row["lemma"]: (row["class"], row["indicator"]) for row in lexicon.table("figure_nouns.tsv")}


@cache
def states() -> Mapping[str, str]:
    return {row["word"]: row["indicator"] for row in lexicon.table("figure_states.tsv")}


@cache
def currencies() -> Mapping[str, tuple[str, str]]:
    return {row["word"]: (row["code"], row["class"]) for row in lexicon.table("currencies.tsv")}


class Counted(NamedTuple):
    """A number in its sentence. `first`/`last`: its tokens, half open; `top`: the one nearest to the root; `noun`: what it counts.

    `kind`: digits, words, range, vague (as in `text.numbers`), one ("a policeman"), zero ("nobody"), lost. `part`: picks out some of
    those counted before ("three of the dead", "including two women").
    """

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
    part: bool = False


class Climb(NamedTuple):
    """Where a counted noun hangs: the word above it and how ("object", "subject", "toll", "of", "agent", ...), and what that says."""

    indicator: str | None
    word: int | None
    role: str


class Counting:
    """Candidates of one report and what stands around them."""

    def __init__(self, text: ReportText, found: Reading) -> None:
        self.text = text
        self.found = found
        self.tokens = text.tokens
        self.times = sorted((t.start, t.end) for t in found.times)

    def word(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def lemma(self, token: Token) -> str:
        """The token's entry in the noun table, or its lemma."""
        lower, known = token.lower, nouns()
        if lower in known:
            return lower
        if token.lemma in known:
            return token.lemma
        for ending, other in (("ies", "y"), ("men", "man"), ("es", ""), ("s", ""), ("es", "e")):
            if lower.endswith(ending) and lower[: -len(ending)] + other in known:
                return lower[: -len(ending)] + other
        return token.lemma

    def noun_class(self, token: Token) -> tuple[str, str]:
        return nouns().get(self.lemma(token), ("", ""))

    def may_be_sum(self, c: Counted) -> bool:
        """Whether a number may be money without a known currency: what it counts is no person or thing ("3,000 votes")."""
        return c.noun is not None and self.noun_class(self.tokens[c.noun])[0] not in ("person", "thing")

    def count_noun(self, token: Token) -> str | None:
        kind, indicator = self.noun_class(token)
        return indicator if kind == "count" else None

    def human(self, noun: Token) -> bool:
        """Whether a noun means persons: by the table, its ending, or as the name of a people."""
        if noun.lower in PERSON_PRONOUNS:
            return True
        kind = self.noun_class(noun)[0]
        if kind:
            return kind in ("person", "count", "group")
        return noun.ent == "NORP" or (noun.lower.rstrip("s").endswith(HUMAN_ENDINGS) and noun.pos == "NOUN")

    def thing(self, noun: Token) -> bool:
        """Whether a noun is known to mean no persons."""
        return self.noun_class(noun)[0] in ("no", "thing", "money")

    def top(self, span: range) -> int:
        depth = self.text.depth
        return min(span, key=lambda i: (depth[i], -i))

    # ------------------------------------------------ candidates
    def candidates(self) -> list[Counted]:
        """All that may be figures, in order of appearance."""
        return sorted([*self.numbers(), *self.singles()])

    def numbers(self) -> Iterator[Counted]:
        for start, end in self.text.paragraphs:
            for number in numbers_in(self.text.text, start, end):
                span = self.text.tokens_in(number.start, number.end)
                if not span or self.in_time(number.start, number.end) or self.rejected(number.start, number.end, span):
                    continue
                if number.kind == "range" and self.word(span[0] - 1) == "from" and self.changes(span[0]):
                    middle = next((i for i in span if self.word(i) in ("to", "and")), None)
                    if middle is not None:
                        for left, right in ((number.start, self.tokens[middle].start), (self.tokens[middle].end, number.end)):
                            yield from self.one_of(left, right)
                        continue
                top = self.top(span)
                noun, part = self.noun_of(span, top)
                if noun is not None and self.in_time(self.tokens[noun].start, self.tokens[noun].end) and noun == span[-1] + 1:
                    continue
                part = part or self.is_part(span[0])
                yield Counted(
                    number.start, number.end, number.value, number.low, number.high, number.kind, span[0], span[-1] + 1, top, noun, part
                )

    def changes(self, first: int) -> bool:
        """Whether "from" before a number belongs to a change ("rose from 12 to 26"), not to a range."""
        return any(self.tokens[i].lemma in MOVING for i in range(max(0, first - 7), first))

    def one_of(self, start: int, end: int) -> Iterator[Counted]:
        for number in numbers_in(self.text.text, start, end):
            span = self.text.tokens_in(number.start, number.end)
            if span:
                top = self.top(span)
                noun, part = self.noun_of(span, top)
                yield Counted(number.start, number.end, number.value, number.low, number.high, number.kind, span[0], span[-1] + 1, top, noun, part)

    def is_part(self, first: int) -> bool:
        """Whether "including", "among them", "of whom" stands before a number (words that qualify it may stand between)."""
        for i in range(first - 1, max(-1, first - 5), -1):
            word = self.word(i)
            if word in ("including", "includes", "included", "include"):
                return True
            if word in ("them", "whom", "these", "those", "dead", "victims", "killed", "wounded", "injured") and self.word(i - 1) in ("among", "of"):
                return self.word(i - 2) not in ("number", "toll", "count", "figure", "total")  # "put the number of dead at three"
            if word == "the" and self.word(i - 1) in ("among",):
                return True
            if self.tokens[i].pos in ("VERB", "PUNCT") or self.tokens[i].sentence != self.tokens[first].sentence:
                return word == "," and self.word(i - 1) in ("them", "whom") and self.word(i - 2) in ("among", "of")
        return False

    def singles(self) -> Iterator[Counted]:
        """One person without a number ("a policeman was hurt"), and nobody ("no casualties", "nobody was killed")."""
        for token in self.tokens:
            if token.lower in ("nobody", "noone") or (token.lower == "one" and self.word(token.i - 1) == "no"):
                if self.word(token.i + 1) in BUT:
                    continue
                two = token.lower == "one"
                start = self.tokens[token.i - 1].start if two else token.start
                noun = None
                if self.word(token.i + 1) == "of":
                    of = self.text.child(token.i, "prep")
                    noun = self.text.child(of, "pobj") if of is not None else None
                yield Counted(start, token.end, 0.0, None, None, "zero", token.i - two, token.i + 1, token.i, noun)
                continue
            if token.lower == "not" and self.word(token.i + 1) in ("one", "a") and (noun := self.none_of(token)) is not None:
                yield Counted(token.start, self.tokens[token.i + 1].end, 0.0, None, None, "zero", token.i, token.i + 2, token.i + 1, noun)
                continue
            if token.lower == "both" and token.dep in ("dobj", "nsubjpass", "nsubj"):
                yield Counted(token.start, token.end, 2.0, None, None, "one", token.i, token.i + 1, token.i, None)
                continue
            if token.lower not in ("a", "an", "another", "no", "without", "any") or token.i + 1 >= len(self.tokens):
                continue
            if token.lower == "another" and (token.dep not in ("det", "amod", "nummod") or self.word(token.i + 1) == "one"):
                yield Counted(token.start, token.end, 1.0, None, None, "one", token.i, token.i + 1, token.i, None)
                continue
            noun = self.noun_right(token)
            if noun is None:
                continue
            zero = token.lower in ("no", "without") or (token.lower == "any" and self.negated(noun))
            if token.lower == "any" and not zero:
                continue
            value, kind = (0.0, "zero") if zero else (1.0, "one")
            part = kind == "one" and self.is_part(token.i)
            yield Counted(token.start, token.end, value, None, None, kind, token.i, token.i + 1, token.i, noun, part)

    def none_of(self, token: Token) -> int | None:
        """The noun of "not one soldier", "not a single soldier"."""
        single = self.word(token.i + 2) == "single"
        if self.word(token.i + 1) == "a" and not single:
            return None
        noun = self.tokens[token.i + 1].head
        return noun if token.i < noun < token.i + 6 and self.noun_class(self.tokens[noun])[0] in ("person", "count") else None

    def is_aged(self, at: int, span: range) -> bool:
        """Whether "of" and a number tell how old somebody is: "a boy of nine", not "a family of nine"."""
        noun = self.tokens[at] if at >= 0 else None
        if noun is None or noun.tag != "NN" or self.noun_class(noun)[0] != "person":
            return False
        return self.tokens[span[-1]].i + 1 == len(self.tokens) or self.tokens[span[-1] + 1].pos not in ("NOUN", "PROPN", "ADJ", "ADP")

    def is_age_behind(self, at: int, last: int) -> bool:
        """Whether "under" and a number behind persons tell how old they are: "130 children under five"."""
        noun = self.tokens[at] if at >= 0 else None
        if noun is None or noun.tag != "NNS" or self.noun_class(noun)[0] != "person" or noun.sentence != self.tokens[last].sentence:
            return False
        return last + 1 == len(self.tokens) or self.tokens[last + 1].pos not in ("NOUN", "PROPN", "ADJ", "NUM")

    def is_rate(self, last: int) -> bool:
        """Whether a number is how many a day: "deaths fell to two a day from eleven"."""
        return self.tokens[last].pos == "NUM" and self.word(last + 1) in ("a", "per", "each", "every") and self.word(last + 2) in PERIODS

    def noun_right(self, token: Token) -> int | None:
        """The person or count noun that an article or "no" belongs to, without a number of its own."""
        noun = token.head if token.dep in ("det", "neg", "predet", "amod", "nummod") and token.head > token.i else None
        if token.lower == "without":
            noun = self.text.child(token.i, "pobj")
        if noun is None or not 0 < noun - token.i < 9 or any(self.tokens[c].dep == "nummod" for c in self.text.children[noun]):
            return None
        head = self.tokens[noun]
        kind = self.noun_class(head)[0]
        if token.lower in ("a", "an", "another"):
            if (head.tag not in ("NN", "NNP") and head.lower != "personnel") or kind == "no" or head.lemma in QUANTITIES:
                return None
            return noun if kind == "person" or (self.human(head) and head.tag in ("NN", "NNS")) else None
        return noun if kind in ("person", "count") else None

    def negated(self, noun: int) -> bool:
        verb = self.tokens[noun].head
        if self.text.child(verb, "neg") is not None:
            return True
        return any(self.word(c) in ("without", "nor", "neither", "denied", "hardly") for c in (verb, *self.text.children[verb]))

    def in_time(self, start: int, end: int) -> bool:
        return any(s < end and start < e for s, e in self.times)

    def rejected(self, start: int, end: int, span: range) -> bool:
        """Ages, scores, percentages, distances, names of things: no figures."""
        text, first, last = self.text.text, span[0], span[-1]
        after, before = self.word(last + 1), self.word(first - 1)
        one = last == first and text[start:end].isdigit()
        if text[start - 1 : start] == "[" and text[end : end + 1] == "]":
            return True  # the mark of a footnote
        if text[end : end + 1] in ("%", "°") or after in ("%", "percent", "pc", "°c", "degrees") or (after == "per" and self.word(last + 2) == "cent"):
            return True
        if text[end : end + 1] in ("-", "–") and text[end + 1 : end + 2].isalpha():
            hyphened = self.word(last + 2) if after in ("-", "–") else after
            if nouns().get(hyphened, ("", ""))[0] in ("thing", "person") and hyphened not in UNCOUNTED_THINGS:
                return False
            return hyphened.strip("-") not in HYPHENED
        if before in ("aged", "age", "no", "nos", "number", "article", "resolution", "chapter", "route", "highway", "flight", "channel", "page", "under-", "magnitude"):
            return True
        if any(self.word(i) == "in" and self.word(i + 1) in OF_SO_FEW and self.tokens[i + 1].dep == "pobj" for i in (last + 1, last + 2)):
            return True  # "nine workers in ten"
        if before == "in" and self.tokens[first - 2].pos == "NUM" and self.word(first) in OF_SO_FEW:
            return True  # "one in five of them"
        if before == "of" and self.is_aged(first - 2, span):
            return True
        if before == "." and self.word(first - 2) in ("no", "nos"):
            return True
        if before == "not" and self.word(first) == "one":
            return True
        if before in ("not", "nor") and self.word(first - 2) in ("and", ",", "but"):
            return True  # "three and not six"
        if before == "but" and self.word(first - 2) == "all":
            return True  # "all but one of the deaths"
        sum_of_money = before in currencies()
        if not sum_of_money and (self.is_rate(last) or before == "from" and any(self.is_rate(i) for i in range(max(0, first - 5), first))):
            return True
        if before in ("under", "below", "over", "above") and self.is_age_behind(first - 2, last):
            return True
        if self.word(first) in ("many", "few", "several") and before in ("as", "how", "so", "too", "that", "the"):
            return True
        if one and before in ("is", "was") and self.word(first - 2) in ("he", "she", "who") and after in (",", ".", "and", "", ";"):
            return True
        if one and before in ("(", ",", "-", "–", "—", "[") and after in (")", ",", ".", ";", "]", "–", "—", "") and int(text[start:end]) < 120:
            # an age in apposition: "Musa Kone, 34," or "Kone (34)"
            head = self.tokens[first - 2] if first >= 2 else None
            if head is not None and (head.pos == "PROPN" or head.ent == "PERSON" or (head.pos == "NOUN" and before != "," and self.human(head))):
                return before != "," or after in (",", ".", "")
            if head is not None and before == after == "," and head.tag == "NN" and head.pos == "NOUN" and self.human(head):
                return True  # "a guard, 34, and a driver"
        if text[start - 1 : start] in ("-", "–") and text[start - 2 : start - 1].isalpha():
            return True
        token = self.tokens[self.top(span)]
        head = self.tokens[token.head]
        if token.dep in ("nummod", "appos") and head.i == first - 1 and head.pos in ("NOUN", "PROPN"):
            return head.lower not in currencies() and not self.count_noun(head) and head.lower not in states()
        return False

    def of_vote(self, first: int, last: int) -> bool:
        """Whether a number is the first of the two of a vote: "ruled six to three", "passed by 61-40", "by 8 votes to 3"."""
        last += self.word(last + 1) in VOTES
        if self.word(last + 1) not in VERSUS or last + 2 >= len(self.tokens) or self.tokens[last + 2].pos != "NUM" or self.word(first - 1) == "from":
            return False
        start = self.text.sentence_of(first).first
        game = self.word(last + 1) != "to" and self.word(first - 1) != "by"  # "the team defeated Peru 3-0"
        return any(t.lemma in VOTING and not (game and t.lemma == "defeat") for t in self.tokens[max(start, first - 8) : first])

    def of_other_side(self, first: int) -> bool:
        """Whether a number is the second of the two of a vote."""
        before = first - 2 - (self.word(first - 2) in VOTES)
        return self.word(first - 1) in VERSUS and before >= 0 and self.tokens[before].pos == "NUM" and self.of_vote(before, before)

    def is_of_vote(self, c: Counted) -> bool:
        """Whether a number is one of the two of a vote."""
        return self.of_other_side(c.first) or c.noun is None and self.of_vote(c.first, c.last - 1)

    def noun_of(self, span: range, top: int) -> tuple[int | None, bool]:
        """The counted noun of a number, and whether the number picks out some of them ("three of the dead")."""
        token, last, tokens = self.tokens[top], span[-1], self.tokens
        if self.word(last + 1) == "of" and self.word(last + 2) in ("them", "whom"):  # "two of them embassy staff"
            return last + 2, True
        if token.dep in MODIFIERS and last < token.head < last + 8 and tokens[token.head].pos in ("NOUN", "PROPN", "ADJ", "PRON"):
            head = tokens[token.head]
            if head.i == last + 1 and head.lower in states() and not self.count_noun(head) and (head.text.isupper() or self.word(head.i + 1) == "dead"):
                return None, False  # headlines: "TWO SHOT DEAD"
            return token.head, False
        if self.word(last) == "of" or self.word(last + 1) == "of":
            of = last if self.word(last) == "of" else last + 1
            noun = next((i for i in range(of + 1, min(of + 8, len(tokens))) if tokens[i].dep == "pobj"), None)
            if noun is not None and tokens[noun].sentence == token.sentence:
                known = ("the", "those", "them", "these", "whom", "whose")
                return noun, self.word(of + 1) in known
        for i in range(last + 1, min(last + 5, len(tokens))):
            near = tokens[i]
            if near.sentence != token.sentence:
                break
            if near.lower == "more" or (near.pos in ("ADJ", "NUM", "ADV") and i == last + 1 and near.lower not in states()):
                continue
            if near.pos in ("NOUN", "PROPN") and near.lower not in states():
                while i + 1 < len(tokens) and tokens[i].dep == "compound" and 0 < tokens[i].head - i < 4:
                    i = tokens[i].head
                return i, False
            break
        return None, False

    # ------------------------------------------------ what became of them
    def indicator(self, c: Counted) -> str | None:
        """What the number says, or None where nothing around it tells."""
        noun = self.tokens[c.noun] if c.noun is not None else None
        own = self.count_noun(noun) if noun is not None else None
        if own == "injured" and self.dies(self.climb(c)):
            return "killed"  # "two of the wounded, who died in hospital"
        if own in ("killed", "injured", "missing"):
            return own
        if (share := self.of_share(c)) is not None:
            return share
        climb = self.climb(c)
        if climb.indicator == "injured" and c.noun is not None and self.dies(self.climb_from(c.noun)):
            return "killed"  # "two men shot on Sunday died"
        if own in HELD and self.is_let_go(climb.word) or (climb.role in ("subject", "object") and climb.indicator in HELD and self.are_freed(c)):
            return "other"  # "the four engineers held hostage were freed", "six prisoners left the jail"
        found = self.state_at(c) or self.state_after(c) or climb.indicator or self.left_verb(c) or self.state_before_noun(c) or self.toll_left(c) or own
        if noun is not None and found in CASUALTIES and not self.human(noun) and (found in ("detained", "abducted", "displaced") or self.thing(noun)):
            return None
        if found is None and noun is not None and self.noun_class(noun) == ("person", "troops") and (c.value is None or c.value > 2):
            return "troops"
        return found

    def of_share(self, c: Counted) -> str | None:
        """What befell some of more, where another thing befell all: "three of the 12 miners trapped in the shaft died"."""
        if c.noun is None or not c.top < c.noun or self.word(c.last) != "of" or self.tokens[c.noun].dep != "pobj":
            return None
        if not (self.clause_below(c.noun) or self.clause_below(c.top) or self.state_after(c)):
            return None
        some = self.climb_from(c.top)
        if some.role not in ("subject", "object"):
            return None
        return some.indicator or ("other" if self.is_let_go(some.word) else None)

    def is_let_go(self, verb: int | None) -> bool:
        """Whether a verb tells that its subject or object is held no longer."""
        if verb is None or self.tokens[verb].lemma in LETTING_GO:
            return verb is not None
        return self.tokens[verb].lemma in LEAVING and bool(self.words_under(verb) & CELLS)

    def are_freed(self, c: Counted) -> bool:
        """Whether those counted are held and are, in the verb of their sentence, let go: "the four engineers held hostage were freed"."""
        at = self.tokens[c.noun if c.noun is not None else c.top]
        return at.dep == "nsubjpass" and self.tokens[at.head].lemma in LETTING_GO

    def dies(self, climb: Climb) -> bool:
        """Whether a counted noun is the subject of a verb of dying."""
        told = verbs().get(self.tokens[climb.word].lemma, ()) if climb.word is not None else ()
        return climb.role == "subject" and any(indicator == "killed" and role == "subject" and not needs for indicator, role, needs in told)

    def state_at(self, c: Counted) -> str | None:
        """What those put at a number are: "the dead at 21 and the missing at 35"."""
        noun = self.tokens[c.first - 2] if c.noun is None and self.word(c.first - 1) == "at" and c.first > 1 else None
        said = noun is not None and noun.sentence == self.tokens[c.first].sentence and self.word(c.first - 3) in ("the", "and")
        return (states().get(noun.lower) or self.count_noun(noun)) if noun is not None and said else None

    def state_before_noun(self, c: Counted) -> str | None:
        """A state word between number and noun: "16 wounded persons"."""
        if c.noun is None or not self.human(self.tokens[c.noun]):
            return None  # "12 of its missing-person files"
        words = [self.word(i) for i in range(c.last, c.noun)]
        return next((states()[w] for w in words if w in states() and w not in ("affected", "captured", "shot", "executed")), None)

    def toll_left(self, c: Counted) -> str | None:
        """A number that ends a count: "the missing at 35", "the number of people drowned rose to 21"."""
        if c.noun is not None and self.noun_class(self.tokens[c.noun])[0] != "person":
            return None
        at = c.first - 1
        while at > 0 and (self.tokens[at].pos in ("ADV",) or self.word(at) in ("at", "least", "than", "more", "about", "some")) and at > c.first - 4:
            if self.word(at) in ("at", "to") and self.word(at - 1) not in ("least",):
                break
            at -= 1
        if self.word(at) not in ("to", "at", "by", ":", "of", "from"):
            return None
        first = self.text.sentence_of(c.top).first
        if self.word(at) in ("at", "of", ":"):
            left = self.tokens[at - 1] if at > first else None
            return (states().get(left.lower) or self.count_noun(left)) if left is not None else None
        moved = any(self.tokens[i].lemma in MOVING for i in range(max(first, at - 6), at))
        if not moved:
            return None
        for i in range(at - 1, max(first - 1, at - 16), -1):
            word = self.word(i)
            if word == "toll":
                return "killed"
            if (found := states().get(word) or (self.count_noun(self.tokens[i]) if self.tokens[i].pos == "NOUN" else None)) is not None:
                return found
        return None

    def state_after(self, c: Counted) -> str | None:
        """The word right after the number or its noun that says what became of them."""
        at = (c.noun if c.noun is not None and c.noun >= c.last else c.last - 1) + 1
        for i in range(at, min(at + 4, len(self.tokens))):
            token = self.tokens[i]
            if token.sentence != self.tokens[c.top].sentence:
                break
            if token.lower == "in" and self.word(i + 1) in IN_CUSTODY:
                continue
            if token.lower in states():
                if token.lower in ("shot", "wounded") and self.fatal(i):
                    return "killed"
                active = token.lower not in ("dead", "missing", "homeless") and any(
                    self.tokens[x].dep in ("dobj", "dative") and x > i for x in self.text.children[i]
                )
                return None if active or token.dep == "amod" and token.head > i and token.lower != "dead" else states()[token.lower]
            if token.lower not in LINK_WORDS and token.text not in QUOTES:
                break
        return None

    def left_verb(self, c: Counted) -> str | None:
        """A verb form directly before the number, where the parse has lost it ("killed) a sergeant", headlines)."""
        for i in range(c.first - 1, max(-1, c.first - 4), -1):
            word = self.word(i)
            if self.tokens[i].sentence != self.tokens[c.first].sentence:
                break
            if word in forms():
                if self.tokens[i].tag == "NNS" and self.word(i + 1) == "," and not self.text.sentence_of(i).title:
                    return None  # "840 arrests, 96 cases of torture"
                passive = self.word(i - 1) in ("was", "were", "been", "being", "be", "are", "is")
                keeps_to = self.word(i + 1) == "to" and self.tokens[i].lemma in COUNTING  # "the ministry holds to 14" of a toll
                return None if passive or keeps_to else forms()[word]
            if word == "dead" and self.word(i - 1) in ("shot", "gunned", "left"):
                return "killed"
            if self.tokens[i].pos not in ("DET", "ADJ", "ADV", "NUM", "PUNCT") and word not in ("at", "least", "than", "up", "to", "about", "some"):
                break
        return None

    def climb(self, c: Counted) -> Climb:
        """From the counted noun to the verb or noun that says what happened to them."""
        at = c.noun if c.noun is not None else c.top
        if (below := self.clause_below(at)) is not None:
            return below
        if c.noun is not None and c.noun != c.top and c.top < c.noun and (below := self.clause_below(c.top)) is not None:
            return below
        if c.noun is not None and c.noun > c.top and self.tokens[c.noun].dep == "pobj" and self.tokens[c.top].pos != "ADP":
            at = c.top
        return self.climb_from(at)

    def clause_below(self, at: int) -> Climb | None:
        """A participle or relative clause under the noun: "people killed", "those who fled"."""
        for child in self.text.children[at]:
            token = self.tokens[child]
            if token.dep not in ("acl", "relcl") or token.lemma not in verbs():
                continue
            passive = token.tag == "VBN" and (token.dep == "acl" or self.text.child(child, "nsubjpass", "auxpass") is not None)
            if found := self.of_verb(token, "object" if passive else "subject"):
                return Climb(found, child, "object" if passive else "subject")
        return None

    def climb_from(self, at: int) -> Climb:
        for _ in range(6):
            token = self.tokens[at]
            head = self.tokens[token.head]
            if head.i == at:
                return Climb(states().get(token.lower), at, "root")
            if token.dep in ("dobj", "obj"):
                said = self.of_verb(head, "object") or (self.of_toll(self.text.child(head.i, "nsubj")) if head.lemma in REACHING else None)
                return Climb(said, head.i, "object")
            if token.dep in ("nsubj", "csubj", "nsubjpass"):
                bare = head.tag == "VBN" and self.text.child(head.i, "aux", "auxpass", "dobj") is None and head.lemma in verbs()
                role = "object" if bare or token.dep == "nsubjpass" else "subject"
                return Climb(self.of_verb(head, role) or self.of_next_verbs(head.i, role), head.i, role)
            if token.dep in ("attr", "oprd", "acomp"):
                return Climb(self.of_toll(self.text.child(head.i, "nsubj", "nsubjpass")), head.i, "attr")
            if token.dep == "agent" or (token.dep == "pobj" and head.dep == "agent"):
                return Climb(None, self.tokens[head.head].i, "agent")
            if token.dep == "pobj":
                return Climb(self.of_preposition(head), head.head, f"prep_{head.lower}")
            later = self.tokens[head.head]
            if token.dep == "conj" and token.pos == "NOUN" and head.pos == "VERB" and head.dep in ("ccomp", "advcl") and later.pos == "VERB" and later.i > at:
                role = "object" if self.text.child(later.i, "auxpass") is not None else "subject"
                return Climb(self.of_verb(later, role), later.i, role)  # "were killed and | 14 people | were injured"
            beside = self.text.child(head.i, "dobj") if token.dep == "conj" and token.pos == "NOUN" and head.pos == "VERB" else None
            if beside is not None and beside < at and self.text.child(at, "relcl", "acl") is None:
                return Climb(self.of_verb(head, "object"), head.i, "object")  # "killing its commander and | at least 18 fighters"
            if token.dep not in KEEP_GOING:
                return Climb(None, head.i, token.dep)
            at = head.i
        return Climb(None, None, "")

    def of_verb(self, verb: Token, role: str) -> str | None:
        """What a verb says of those in this role."""
        below: set[str] | None = None
        for indicator, wanted, needs in verbs().get(verb.lemma, ()):
            if wanted != role:
                continue
            if not needs:
                return "killed" if indicator == "injured" and self.fatal(verb.i) else indicator
            if below is None:
                below = self.words_under(verb.i)
            if needs & below:
                return indicator
        if role == "subject" and self.text.child(verb.i, "dobj") is not None:
            return None
        if role == "subject" and verb.tag == "VBG" and verb.lower in states():  # "were still missing"
            return states()[verb.lower]
        for child in self.text.children[verb.i]:
            token = self.tokens[child]
            if token.dep in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advcl") and token.lower in states():
                return states()[token.lower]
        return None

    def of_next_verbs(self, verb: int, role: str) -> str | None:
        """What verbs joined to this one say of the same subject: "was dragged out and killed"; "was among the dead"."""
        if self.tokens[verb].lemma == "be" and (among := next((c for c in self.text.children[verb] if self.word(c) == "among"), None)) is not None:
            inner = self.text.child(among, "pobj")
            return (states().get(self.word(inner)) or self.count_noun(self.tokens[inner])) if inner is not None else None
        for child in self.text.children[verb]:
            token = self.tokens[child]
            if token.dep == "xcomp" and token.tag == "VB" and (found := self.of_verb(token, "subject")):
                return found
            if token.dep == "xcomp" and token.tag == "VBN" and self.text.child(child, "aux") is not None:  # "known to have died"
                passive = self.text.child(child, "auxpass") is not None
                if found := self.of_verb(token, "object" if passive else "subject"):
                    return found
            if token.dep != "conj" or token.pos != "VERB" or self.text.child(child, "nsubj", "nsubjpass") is not None:
                continue
            passive = token.tag == "VBN" and (self.text.child(child, "auxpass") is not None or role == "object") and self.text.child(child, "dobj") is None
            if found := self.of_verb(token, "object" if passive else "subject"):
                return found
        return None

    def fatal(self, verb: int) -> bool:
        """Whether a verb of harm goes on to death: "shot and killed", "shot dead"."""
        if self.word(verb + 1) in ("dead", "fatally") or self.word(verb - 1) == "fatally":
            return True
        goes_on = self.word(verb + 1) in ("and", "to", ",")
        return goes_on and (self.word(verb + 2) in ("killed", "dead", "death") or self.word(verb + 3) == "killed")

    def words_under(self, verb: int) -> set[str]:
        """Words of the verb's own clause: its subtree without the subject's, to a small depth."""
        found: set[str] = set()
        todo = [(c, 0) for c in self.text.children[verb] if self.tokens[c].dep not in ("nsubj", "nsubjpass", "conj")]
        while todo:
            i, depth = todo.pop()
            found.add(self.word(i))
            if depth < 4 and self.tokens[i].dep not in ("conj", "relcl", "ccomp"):
                todo.extend((c, depth + 1) for c in self.text.children[i])
        return found

    def of_toll(self, subject: int | None) -> str | None:
        """What a number after "the toll rose to", "the number of dead is" says."""
        if subject is None:
            return None
        words = {self.word(i) for i in self.text.subtree(subject)}
        if "toll" in words or words & {"deaths", "fatalities"} or {"loss", "life"} <= words:
            return "injured" if words & {"injury", "injured", "wounded"} else "killed"
        if self.noun_class(self.tokens[subject])[0] == "person" and not words & {"number", "count", "figure", "total"}:
            return None
        said = next((ind for i in self.text.subtree(subject) if (ind := self.count_noun(self.tokens[i]) or states().get(self.word(i)))), None)
        return said or (self.of_clause(subject) if self.word(subject) in NUMBER_TOLD else None)

    def of_clause(self, count: int) -> str | None:
        """What befell those of whom a number is told: "the number known to have died", "the number who drowned"."""
        below = (self.tokens[i] for i in self.text.subtree(count) if i > count and self.tokens[i].pos == "VERB")
        return next((said for verb in below if (said := self.of_verb(verb, "subject")) in CASUALTIES), None)

    def of_preposition(self, preposition: Token) -> str | None:
        governor = self.tokens[preposition.head]
        if preposition.lower == "of" and governor.pos in ("NOUN", "PROPN"):
            if (found := self.count_noun(governor)) is not None:
                return found
            if governor.lower == "toll":  # "gave a lower toll of 16"
                return self.of_toll(governor.i)
            group = self.noun_class(governor)[0] == "group" or governor.lower in GROUPS
            return self.climb_from(governor.i).indicator if group else None
        if preposition.lower == "to" and governor.lemma in DISTRIBUTING:
            return "affected"
        if preposition.lower == "for" and governor.lemma in SEEKING:
            return "missing"
        if preposition.lower in ("to", "at", "by", "from", "as", "of") or preposition.lower in BEYOND:
            below = {self.tokens[child].dep: child for child in self.text.children[governor.i]}
            counted = ("nsubj", "nsubjpass", "dobj") if below.keys().isdisjoint(("dobj", "nsubjpass")) else ("nsubjpass", "dobj")  # not who counts
            if (found := next((said for dep in counted if (said := self.of_toll(below.get(dep)))), None)) is not None:
                return found
            if governor.pos == "NOUN":
                return self.of_toll(governor.i)
            if governor.pos in ("ADJ", "VERB"):
                return states().get(governor.lower)
        return None

    # ------------------------------------------------ all together
    def typed(self) -> list[tuple[Counted, str | None]]:
        """Candidates with what they say. A part says what its whole says; members of a list say what the list says."""
        found = [(c, self.indicator(c)) for c in self.candidates()]
        for n, (c, indicator) in enumerate(found):
            if indicator is not None:
                continue
            before = next((b for b in reversed(found[:n]) if not self.outnumbers(c, b[0])), None)
            people = c.noun is None or self.human(self.tokens[c.noun])
            if before is not None and before[1] in CASUALTIES and people and self.same_breath(before[0], c):
                found[n] = (c, before[1])
        dead = {c.value for c, indicator in found if indicator == "killed" and c.value and c.value > 1}
        for n, (c, indicator) in enumerate(found):
            if indicator == "injured" and c.noun is None and c.value in dead and self.word(c.first - 1) == "all":
                found[n] = (c, "killed")  # "the toll rose to five ... all five had been shot"
        toll: tuple[int, str] | None = None
        for n, (c, indicator) in enumerate(found):
            sentence = self.tokens[c.top].sentence
            if indicator is None and c.noun is None and self.counts(c):
                asked = self.asked_before(c.top)
                if toll is not None and sentence - toll[0] <= 2:
                    found[n] = (c, toll[1])
                elif asked is not None:
                    found[n] = (c, asked)
            if found[n][1] in TOLLS and c.kind not in ("one", "zero") and toll != (sentence, "killed"):
                toll = (sentence, found[n][1] or "")
        for n in range(len(found) - 2, -1, -1):
            (c, indicator), (later, said) = found[n], found[n + 1]
            if indicator is None and said in CASUALTIES and not later.part and self.listed(c, later):
                found[n] = (c, said)
        return found

    @staticmethod
    def outnumbers(part: Counted, whole: Counted) -> bool:
        """Whether a part is more than what it would be of: "seven of them" are none of four."""
        return part.part and part.value is not None and whole.value is not None and part.value > whole.value

    def asked_before(self, top: int) -> str | None:
        """What the sentence before counts or asks for without a number: "The last of the bodies were buried.", "How many died?"."""
        first = next((i for i in range(top, -1, -1) if self.tokens[i].sentence == self.tokens[top].sentence - 1), None)
        if first is None:
            return None
        words = list(takewhile(lambda t: t.sentence == self.tokens[first].sentence, reversed(self.tokens[: first + 1])))
        many = next((t.i + 1 for t in words if t.lower == "many" and self.word(t.i - 1) == "how" and t.i < first), None)
        asked = many is not None and (self.tokens[many].pos in ("VERB", "AUX") or self.human(self.tokens[many]))
        said = [self.count_noun(t) if t.tag == "NNS" else verbs()[t.lemma][0][0] if asked and t.lemma in verbs() else None for t in words]
        return next((indicator for indicator in said if indicator in TOLLS), None)

    def counts(self, c: Counted) -> bool:
        """Whether a number without noun is what somebody counts or a count comes to: "the ministry counts 31", "stands at 119"."""
        climb = self.climb(c)
        if climb.word is not None and climb.role == "attr" and self.is_given_back(climb.word):
            return True
        if climb.word is None or climb.role not in ("object", "prep_at", "prep_of", "prep_to", "prep_from", "attr", "npadvmod"):
            return False
        return self.tokens[climb.word].lemma in COUNTING and self.word(c.last) in (".", ",", ";", "and", "but", "", "as", "on", "in", "from", "to", "of", '"', "”")

    def is_given_back(self, verb: int) -> bool:
        """Whether a number is said to be the one asked for: "the figure was 40"; "seven were held, it said; the league said it was 27"."""
        subject = self.text.child(verb, "nsubj")
        if subject is None or self.tokens[verb].lemma != "be":
            return False
        if self.word(subject) in NUMBER_TOLD:
            return self.text.child(subject, "prep") is None
        return self.word(subject) == "it" and self.tokens[verb].dep == "ccomp" and any(t.text == ";" and t.sentence == self.tokens[verb].sentence for t in self.tokens[max(0, verb - 12) : verb])

    def same_breath(self, before: Counted, c: Counted) -> bool:
        """Whether `c` is a part of `before`, or stands in one list with it."""
        top = self.tokens[c.top]
        if c.noun is None and top.dep == "conj" and before.first <= top.head <= before.last:
            return True  # "770 dead reported by the union and 242 by the ministry"
        sentence = top.sentence
        gap = sentence - self.tokens[before.top].sentence
        if c.part:
            return gap <= 1 and (gap == 0 or self.word(c.last) == "of" or self.word(c.last - 1) == "of")
        return gap == 0 and self.listed(before, c)

    def listed(self, left: Counted, right: Counted) -> bool:
        """Whether only nouns, commas and "and" stand between two numbers of one sentence."""
        if self.tokens[left.top].sentence != self.tokens[right.top].sentence or right.first - left.last > 14:
            return False
        between = self.tokens[left.last : right.first]
        joined = any(t.lower in (",", "and", "or") for t in between)
        return joined and all(t.pos in ("NOUN", "PROPN", "ADJ", "CCONJ", "PUNCT", "DET", "NUM", "ADP", "ADV") and t.lower not in (";", "by", "in") for t in between)

    def persons(self, counted: set[int]) -> Iterator[tuple[str, int]]:
        """Single persons whom the text names or speaks of with "the", "his": indicator and token, each argument once.

        They are no figures by themselves; whoever needs a count of victims adds them. `counted`: tokens that figures already count.
        """
        for token in self.tokens:
            if token.i in counted or token.pos not in ("NOUN", "PROPN") or token.tag in ("NNS", "NNPS"):
                continue
            left = self.text.edges[token.i][0]
            if self.word(left - 1) == "dead" and self.word(left - 2) in ("shot", "gunned") and (token.ent == "PERSON" or self.human(token)):
                yield "killed", token.i
                continue
            if token.dep == "pobj" and self.word(left - 1) == "of" and self.word(left - 2) in ("throat", "body"):
                yield "killed", token.i
                continue
            if token.dep not in ("nsubjpass", "nsubj", "dobj", "conj"):
                continue
            first = token
            while first.dep == "conj" and first.head != first.i:
                first = self.tokens[first.head]
            if first.dep == "appos" and first is not token and self.text.child(token.i, "poss") is not None:
                first = self.tokens[first.head]
            if first.dep not in ("nsubjpass", "nsubj", "dobj"):
                continue
            if token.ent != "PERSON" and not (token.ent == "" and self.human(token)):
                continue
            yield from self.casualty(token)

    def casualty(self, token: Token) -> Iterator[tuple[str, int]]:
        indicator = self.climb_from(token.i).indicator
        if indicator in CASUALTIES:
            yield indicator, token.i
