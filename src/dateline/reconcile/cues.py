"""Words that tell what a sentence does: deny, promise, put off, count again. Tables with the columns `words` and `kind`."""

import re
from collections import defaultdict
from functools import cache

from dateline.lexicon import alternation, table


class Cues:
    """The phrases of a table, by kind; blanks in a phrase stand for any blanks, case does not matter.

    Args:
        name: the data file.
        whole: False lets a phrase's last word go on ("den" for "denies", "denial").
    """

    def __init__(self, name: str, *, whole: bool) -> None:
        kinds: dict[str, set[str]] = defaultdict(set)
        for row in table(name):
            kinds[row["words"].casefold()].add(row["kind"])
        end = r"\b" if whole else ""
        self._longest = re.compile(rf"\b(?=((?:{alternation(kinds)}){end}))")
        begins = {phrase: re.compile(re.escape(phrase) + end) for phrase in kinds}
        self._kinds = {phrase: frozenset(k for other in kinds if begins[other].match(phrase) for k in kinds[other]) for phrase in kinds}

    def kinds_in(self, words: str) -> frozenset[str]:
        """Kinds that stand in a sentence: at each word those of the longest phrase there, and of the phrases that it begins with."""
        return frozenset(kind for found in self._longest.findall(words.casefold()) for kind in self._kinds[" ".join(found.split())])


@cache
def cues(name: str, whole: bool) -> Cues:
    """The cues of a table, made once."""
    return Cues(name, whole=whole)
