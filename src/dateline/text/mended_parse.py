"""What the parse joins wrong around verbs of speech, told from the order of words: who speaks behind a comma, and who is named between two.

Each function gives `(token, label, head)` of the tokens that hang elsewhere. Pure.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.lexicon import words_of_class

if TYPE_CHECKING:
    from dateline.text.segment import Token

SPEAKING = words_of_class("actor_words.tsv", "speaking")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
PLACES = ("GPE", "LOC", "FAC")
_BEFORE_NOUN = ("compound", "amod", "det", "nummod", "poss", "nmod", "advmod", "quantmod")
LONGEST_NAME = 4

Mended = Iterator[tuple[int, str, int]]


def speakers_behind_comma(tokens: Sequence["Token"]) -> Mended:
    """"An attack killed nine people, | residents and medics said", where the parse counts the residents among those killed."""
    subjects = {t.head: t.i for t in tokens if t.dep in SUBJECTS}
    for verb in tokens:
        last = verb.i - 1
        if verb.tag not in ("VBD", "VBZ") or verb.lemma not in SPEAKING or last < 4 or tokens[last].pos not in ("NOUN", "PROPN"):
            continue
        second = _begins(tokens, last)
        if tokens[second - 1].lower != "and" or tokens[second - 2].pos not in ("NOUN", "PROPN"):
            continue
        first = second - 2
        begin = _begins(tokens, first)
        own = subjects.get(verb.i)
        if begin < 3 or tokens[begin - 1].text != "," or own == first or tokens[first].head == verb.i:
            continue
        if own is not None and own < begin:
            acting = tokens[_begins(tokens, own) - 1]
            if acting.pos != "VERB" or acting.tag not in ("VBG", "VBD") or own != begin - 2:
                continue
            yield own, "dobj", acting.i
        if tokens[first].head < begin:
            yield first, "nsubj", verb.i
            yield last, "conj", first
            yield second - 1, "cc", first


def named_between_commas(tokens: Sequence["Token"]) -> Mended:
    """"The head of the hospital in the town of Abs, | Khaled Sharaf, said", where the parse takes the name for that of the town."""
    subjects = {t.head: t.i for t in tokens if t.dep == "nsubj"}
    for verb in tokens:
        last, spoken = verb.i - 2, subjects.get(verb.i)
        if verb.tag != "VBD" or verb.lemma not in SPEAKING or spoken is None or last - spoken < 4 or tokens[verb.i - 1].text != ",":
            continue
        first = last
        while tokens[first - 1].pos == "PROPN" and last - first < LONGEST_NAME:
            first -= 1
        place = tokens[first - 2]
        name = tokens[last]
        if tokens[first - 1].text != "," or first == last or tokens[spoken].tag != "NN" or not _is_name(name) or place.pos != "PROPN":
            continue
        if place.head == last and name.head < place.i and name.dep == "pobj":  # the town hangs on the name
            yield place.i, name.dep, name.head
            yield last, "appos", spoken
        elif name.head == place.i and name.dep in ("appos", "conj"):
            yield last, "appos", spoken


def _begins(tokens: Sequence["Token"], noun: int) -> int:
    """Where the phrase of a noun begins that stands before it without a mark."""
    first = noun
    while first and tokens[first - 1].dep in _BEFORE_NOUN and first - 1 < tokens[first - 1].head <= noun:
        first -= 1
    return first


def _is_name(token: "Token") -> bool:
    return token.pos == "PROPN" and token.text[:1].isupper() and token.ent not in PLACES
