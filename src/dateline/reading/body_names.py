"""Names that a report itself tells to be those of parties, charities and other bodies, though towns bear them: "the Renova party"."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from dateline.lexicon import rule_words
from dateline.text.segment import ReportText, Token

BODIES, GROUPS = rule_words("body_named"), rule_words("body_apposed")
"""Nouns behind or before a body's name; those that only with commas tell that a name is one, for "the Misrata brigade" is of a town."""
PLACED = frozenset(("in", "near", "around", "into", "inside", "outside", "from", "at"))
HYPHENS = frozenset("-‐‑–")
LONGEST = 3
"""Words of such a name."""
BESIDE = 7
"""Tokens behind the comma within which the noun stands: "Karama, a small rights league"."""


@lru_cache(maxsize=1)
def body_names(text: ReportText) -> Mapping[str, str]:
    """The noun by which each such name (in lower case, words parted by a blank) is called; none that stands where a place does. Those of the
    last report are kept: names of places and of actors ask for them."""
    found: dict[str, str] = {}
    placed: set[str] = set()
    for first, last in _names(text.tokens):
        name = " ".join(text.lowers[first:last])
        if first and text.lowers[first - 1] in PLACED:
            placed.add(name)
        elif (noun := _called(text, first, last)) is not None:
            found.setdefault(name, noun)
    return {name: noun for name, noun in found.items() if name not in placed}


def _names(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Runs of words with a capital, half open, that stand beside a word or a comma which may tell what they are called."""
    i = 0
    while i < len(tokens):
        last = i
        while last < len(tokens) and last - i < LONGEST and tokens[last].pos == "PROPN" and tokens[last].text[:1].isupper():
            last += 1
        if last > i:
            yield i, last
        i = max(last, i + 1)


def _called(text: ReportText, first: int, last: int) -> str | None:
    """The noun right beside a name ("the Renova party", "the charity Aube"), or between commas beside it ("a rights league, Karama, said")."""
    tokens, lowers = text.tokens, text.lowers
    if last >= len(tokens):
        return None
    if first > 1 and lowers[first - 1] == "based" and tokens[first - 2].text in HYPHENS:
        return "organisation"  # "Dubai-based Orvane"
    behind = tokens[last]
    if lowers[last] in BODIES and behind.pos == "NOUN" and tokens[last - 1].dep == "compound" and tokens[last - 1].head == last:
        return behind.lemma
    if first > 0 and lowers[first - 1] in BODIES and (before := tokens[first - 1]).tag == "NN" and before.text.islower() and before.sentence == tokens[first].sentence:
        return before.lemma
    if behind.text != ",":
        return None
    if first > 1 and tokens[first - 1].text == "," and (before := tokens[first - 2]).pos == "NOUN" and before.lower in BODIES | GROUPS:
        a = any(lowers[k] in ("a", "an") for k in range(max(0, first - BESIDE), first - 2))
        return before.lemma if a and before.sentence == tokens[first].sentence else None
    if last + 1 < len(tokens) and (lowers[last + 1] in ("a", "an") or lowers[last + 1 : last + 3] == ("the", "only")):
        stop = next((k for k in range(last + 2, min(last + BESIDE, len(tokens))) if tokens[k].pos not in ("ADJ", "NOUN", "PROPN") and tokens[k].text != "-"), last)
        noun = tokens[stop - 1]
        return noun.lemma if stop > last + 2 and noun.pos == "NOUN" and noun.lower in BODIES | GROUPS and lowers[stop] != "to" else None
    return None
