"""Where text without marks is cut, by the odds of each start and by how many verbs one sentence can hold.

The networks of `boundaries` judge each word for itself. A sentence holds one finite verb more than it has words that join clauses ("and",
"who", "because"); a verb of saying beside these is free, as it may stand before or behind what is said ("They left Amara Finn said"). A
verb too many, a sentence without a verb, a speaker without a saying ("The minister said in a statement") and two verbs of saying in a row cost
as much as unlikely starts do; the cheapest cut of a stretch is taken.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from dateline.lexicon import rule_words, table

WEIGHTS = {"verb too many": 3.0, "no verb": 0.7, "subject alone": 2.0, "nothing said": 3.5, "left open": 5.0, "said twice": 4.0}
"""What a sentence costs, in log odds of a start."""
TELLING_WHOM, TELLING_SOMEBODY = rule_words("telling_whom"), rule_words("telling_somebody")
SURE = 4.0  # log odds of a start that is not put in question
LEAST = -4.0  # log odds from which a start is thought of
AFTER_NUMBER, AFTER_RISE = 1.0, 6.0  # log odds for a start behind a preposition whose number is lost ("put the dead at"), right behind a rise
LONGEST = 90  # words of a sentence, where a start is possible
SPEAKER, LISTENER, SETTING = 8, 4, 9  # words of a speaker, of whom he told, and of where and when he spoke
REACH, OF_TELLING, OF_TOLL = 9, 7, 5  # words within which a clause has its verb, "told" its "that", a toll its number
ASKED = 4  # words between "will" or "to" and its "be"
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""Penn tags of finite verbs."""
_AUXILIARY = frozenset("have has had been being be was were is are".split())
_SAID_THAT = frozenset(("that", "whether", "how", "what"))
_RELATIVE = ("who", "which", "whose", "whom")
_QUOTED = ["quoted", "as", "saying"]
_SETTING = frozenset(("IN", "TO"))
_ARTICLES = frozenset(("The", "A", "An"))
_LISTENING = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "POS"))


def cut(words: Sequence[str], odds: Sequence[float], tags: Sequence[str]) -> list[bool]:
    """For each word whether a sentence begins there.

    Args:
        words: words of a text without marks, capitals left.
        odds: log odds that a sentence begins at each.
        tags: Penn tags of the words.

    Example:
        >>> words = "The clinic was closed Nurses from the town said".split()
        >>> cut(words, [9, -9, -9, -9, -1, -9, -9, -9, -9], "DT NN VBD VBN NNS IN DT NN VBD".split()).count(True)
        1
        >>> words = "The clinic was closed Nurses from the town went home".split()
        >>> cut(words, [9, -9, -9, -9, -1, -9, -9, -9, -9, -9], "DT NN VBD VBN NNS IN DT NN VBD RB".split()).count(True)
        2
    """
    lower = [w.lower() for w in words]
    reading = _Words(words, lower, tags)
    held = inside_names(words)
    stretched = [o + reading.lost_number(n) for n, o in enumerate(odds)]
    starts = [False] * len(words)
    possible = [n for n in range(1, len(words)) if stretched[n] > LEAST and n not in held]
    block = [0]
    for n in [*possible, len(words)]:
        block.append(n)
        if n == len(words) or stretched[n] > SURE:
            for start in _cheapest(reading, stretched, block):
                starts[start] = True
            block = [n]
    return starts


def _cheapest(reading: "_Words", odds: Sequence[float], at: Sequence[int]) -> list[int]:
    """Starts of the sentences between the first and the last of `at`, both of which stand; others are taken where that costs least."""
    best: dict[int, tuple[float, int]] = {at[0]: (0.0, -1)}
    for k, start in enumerate(at[:-1]):
        sentence = _Sentence(reading, start)
        before = best[start][0] + (odds[start] if k else 0.0)
        for end in at[k + 1 :]:
            value = before - sentence.cost(end)
            if end not in best or value > best[end][0]:
                best[end] = (value, start)
            if end - start > LONGEST:
                break
    found, start = [], best[at[-1]][1]
    while start >= 0:
        found.append(start)
        start = best[start][1]
    return found


class _Words:
    """What the words do in a sentence: `finite`, `free` (a verb of saying with no "that" behind it), `joins`, `says`."""

    def __init__(self, words: Sequence[str], lower: Sequence[str], tags: Sequence[str]) -> None:
        self.words, self.lower, self.tags = words, lower, tags
        self.says = [w in rule_words("clause_saying") for w in lower]
        for n in range(len(words) - 3):
            self.says[n] = self.says[n] or (tags[n] in FINITE and list(lower[n + 1 : n + 4]) == _QUOTED)
        verbs = [self._finite(n) for n in range(len(words))]
        self.free = [verb and self.says[n] and not self._says_that(n) for n, verb in enumerate(verbs)]
        self.finite = [verb and not free for verb, free in zip(verbs, self.free, strict=True)]
        self.joins = [self._joins(n) for n in range(len(words))]

    def lost_number(self, n: int) -> float:
        """What speaks for a start at word n behind a toll whose number is lost: "the number of bodies rose to | Health Minister ..."."""
        if n < 2 or self.lower[n - 1] not in rule_words("before_number") or not self.words[n][:1].isupper():
            return 0.0
        if self.lower[n - 1] in ("to", "at") and self.lower[n - 2] in rule_words("rises_to"):
            return AFTER_RISE
        return AFTER_NUMBER if any(w in rule_words("toll_at") for w in self.lower[max(0, n - OF_TOLL) : n - 1]) else 0.0

    def _finite(self, n: int) -> bool:
        """Whether word n is a finite verb; "be" is one where nothing asks for an infinitive ("that they be handed over")."""
        tag, before = self.tags[n], self.tags[n - 1] if n else ""
        if tag == "VB" and self.lower[n] == "be":
            return not any(t in ("MD", "TO") for t in self.tags[max(0, n - ASKED) : n])
        if tag == "VBP" and before in ("TO", "MD") or (tag == "VBD" and n and self.lower[n - 1] in _AUXILIARY):
            return False
        return tag in FINITE

    def _says_that(self, n: int) -> bool:
        if self.lower[n] in TELLING_WHOM:
            return "that" in self.lower[n + 1 : n + OF_TELLING]
        if n + 1 < len(self.lower) and self.tags[n + 1] in _SETTING and "that" in self.lower[n + 2 : n + 2 + SETTING]:
            return not any(t in FINITE for t in self.tags[n + 1 : self.lower.index("that", n + 2)])  # "said in a statement that ..."
        return n + 1 < len(self.lower) and self.lower[n + 1] in _SAID_THAT

    def _joins(self, n: int) -> bool:
        """Whether word n brings another clause into the sentence. "and" between two names does not."""
        word, tag = self.lower[n], self.tags[n]
        if word in rule_words("clause_word"):
            return not (word == "that" and tag == "DT") and self.words[n] != "WHO"
        if word in ("and", "or"):
            after = n + 1 + (n + 1 < len(self.lower) and self.lower[n + 1] in ("the", "its"))
            named = n > 0 and self.words[n - 1][0].isupper() and after < len(self.words) and self.words[after][0].isupper()
            return not named and any(t in FINITE or t == "VBN" for t in self.tags[n + 1 : n + 1 + REACH])
        if word not in rule_words("clause_or_phrase"):
            return word in rule_words("clause_joint")
        if word == "once" and n and self.lower[n - 1] == "at":
            return False
        if word == "as" and n + 1 < len(self.tags) and self.tags[n + 1] in ("JJ", "VBN", "RB", "VBG"):
            return False
        return any(t in FINITE for t in self.tags[n + 1 : n + REACH])


class _Sentence:
    """A sentence that begins at a word and grows: what it costs to end it before another."""

    def __init__(self, reading: _Words, start: int) -> None:
        self.reading, self.start, self.end = reading, start, start
        self.verbs = self.joints = self.too_many = self.twice = 0
        self.said: list[int] = []  # free verbs of saying
        self.of_subject = False  # whether a clause says who or what its subject is
        self.speaking = False  # a verb of saying, and no other verb or joint since
        self.extra = -1  # the last verb too many

    def cost(self, end: int) -> float:
        """Of the sentence up to word `end`, which does not belong to it; each call asks for a later one."""
        while self.end < end:
            self._add(self.end)
            self.end += 1
        too_many = self.too_many - (self.extra >= 0 and self._tells_behind(self.extra, end))
        total = WEIGHTS["verb too many"] * too_many + WEIGHTS["said twice"] * self.twice
        if not self.verbs and not self.said and end - self.start > 1:
            total += WEIGHTS["no verb"]
        if self.of_subject and self.verbs == 1 and not self.said and self.reading.tags[self.start : end].count("VBN") == 0:
            total += WEIGHTS["subject alone"]
        if len(self.said) == 1 and not self.verbs and self._nothing_said(self.said[0], end):
            total += WEIGHTS["nothing said"]
        lower = self.reading.lower
        if end - self.start > 1 and self.reading.says[end - 1] and lower[end - 2] in ("and", "but", "who"):
            total += WEIGHTS["left open"]
        return total

    def _add(self, n: int) -> None:
        reading = self.reading
        if reading.joins[n]:
            self.of_subject = self.of_subject or (n > self.start and reading.words[n] in _RELATIVE and not self.verbs and not self.said)
            self.joints += 1
            self.speaking = False
        if not reading.finite[n] and not reading.free[n]:
            return
        if reading.says[n]:
            self.twice += self.speaking
            self.speaking = True
        else:
            self.speaking = False
        if reading.free[n]:
            self.said.append(n)
        elif self.verbs > self.joints:
            self.too_many += 1
            self.extra = n
        else:
            self.verbs += 1

    def _nothing_said(self, said: int, end: int) -> bool:
        """ "Amara Finn said", "The minister told reporters in Karsova": what was said stands elsewhere."""
        reading = self.reading
        if said - self.start > SPEAKER or any(reading.joins[said + 1 : end]):
            return False
        if reading.lower[said] in TELLING_WHOM:
            while said + 1 < end and said - self.said[0] < LISTENER and reading.tags[said + 1] in _LISTENING:
                said += 1
        return self._ends_behind(said, end)

    def _tells_behind(self, verb: int, end: int) -> bool:
        """ "... Radio Karsova reported on Monday": a verb of telling that ends the sentence stands behind what it tells."""
        return self.reading.lower[verb] in rule_words("clause_telling") and self._ends_behind(verb, end)

    def _ends_behind(self, verb: int, end: int) -> bool:
        """Whether nothing but where and when it was follows a verb."""
        return verb + 1 == end or (self.reading.tags[verb + 1] in _SETTING and end - verb - 1 <= SETTING)


@cache
def known_bodies() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Names of bodies in several words with a capital at either end, by their first word."""
    return _names_of("international_bodies.tsv")


@cache
def _known_names() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Names of bodies and countries in several words, by their first word; what a hyphen joined is several words."""
    bodies, countries = known_bodies(), _names_of("countries.tsv")
    return {first: (*bodies.get(first, ()), *countries.get(first, ())) for first in {*bodies, *countries}}


def _names_of(file: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in table(file):
        for name in (row["name"], *row["alternatives"].split("|")):
            parts = tuple((name.replace("-", " ") if file == "countries.tsv" else name).split())
            if len(parts) > 1 and all(p.isalpha() for p in parts) and parts[-1][0].isupper():
                found.setdefault(parts[0], []).append(parts)
    return found


def inside_names(words: Sequence[str]) -> set[int]:
    """Words before which no sentence begins, as they go on with a name or a time of day, or stand
    where it is told to whom: "Doctors | Without | Borders", "a | m", "told | Reuters".

    Example:
        >>> sorted(inside_names("He asked Doctors Without Borders".split()))
        [3, 4]
    """
    found = {n for n in range(1, len(words)) if words[n] in ("m", "M") and words[n - 1] in ("a", "p", "A", "P")}
    found.update(n for n in range(1, len(words)) if words[n - 1] in TELLING_SOMEBODY and words[n] not in _ARTICLES)
    for n, word in enumerate(words):
        for name in _known_names().get(word, ()):
            if tuple(words[n : n + len(name)]) == name:
                found.update(range(n + 1, n + len(name)))
    return found
