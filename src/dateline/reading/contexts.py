"""PLOVER contexts of an event: what kind of matter it belongs to (military, diplomatic, election, health, ...).

Words and phrases of `context_words.tsv` count for the event whose clause they stand in; nothing is guessed from the type or the actors.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from dateline.lexicon import table
from dateline.text.segment import ReportText

LONGEST = 4
"""Words of the longest phrase that is looked up."""
CONTENT = frozenset(("NOUN", "PROPN", "ADJ", "VERB"))


@cache
def context_words() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Contexts by the words of a phrase."""
    return MappingProxyType({tuple(r["words"].split()): tuple(r["contexts"].split("|")) for r in table("context_words.tsv")})


@cache
def first_words() -> frozenset[str]:
    """The words that the phrases begin with."""
    return frozenset(words[0] for words in context_words())


def named_in(text: ReportText, first: int, last: int) -> Sequence[tuple[int, tuple[str, ...]]]:
    """Head token and contexts of each phrase within the tokens `[first, last)`; the longest phrase wins."""
    words, begins, tokens, found, i = context_words(), first_words(), text.tokens, [], first
    while i < last:
        longest = LONGEST if text.lowers[i] in begins else 1 if tokens[i].lemma in begins else 0
        for size in range(min(longest, last - i), 0, -1):
            part = text.lowers[i : i + size]
            contexts = words.get(part) or words.get((*part[:-1], tokens[i + size - 1].lemma))
            if contexts is not None and (size > 1 or tokens[i].pos in CONTENT):
                found.append((i + size - 1, contexts))
                i += size - 1
                break
        i += 1
    return found


class Contexts:
    """The contexts of one report's events. Made once per report.

    Args:
        triggers: tokens of all its events; a phrase counts for the nearest trigger above it, or for all where none is above.
    """

    def __init__(self, text: ReportText, triggers: Iterable[int]) -> None:
        self.text = text
        self.triggers = frozenset(triggers)
        self._named: dict[int, tuple[tuple[int | None, tuple[str, ...]], ...]] = {}

    def of(self, token: int) -> tuple[str, ...]:
        """Contexts of the event at a trigger, sorted."""
        return tuple(sorted({c for owner, contexts in self.named(token) if owner in (None, token) for c in contexts}))

    def named(self, token: int) -> Sequence[tuple[int | None, tuple[str, ...]]]:
        """The trigger that owns each phrase of the sentence of `token`, and the phrase's contexts."""
        sentence = self.text.sentence_of(token)
        if sentence.first not in self._named:
            found = named_in(self.text, sentence.first, sentence.last)
            self._named[sentence.first] = tuple((self.owner(at), contexts) for at, contexts in found)
        return self._named[sentence.first]

    def owner(self, token: int) -> int | None:
        """The nearest trigger at or above a token in the tree."""
        at = self.text.tokens[token]
        for _ in range(60):
            if at.i in self.triggers:
                return at.i
            if at.head == at.i:
                return None
            at = self.text.tokens[at.head]
        return None
