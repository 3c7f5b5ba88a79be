"""Where the speaker begins who stands behind what he says in text without marks: "the army had left | residents of the town said".

A sentence that ends with a verb of saying holds its speaker right before it, and what is said has a verb of its own before that. The comma
between the two is lost, and the parse joins the speaker to the last noun before him ("in the | capital doctors"). Which nouns speak is told by
`roles.tsv` and `titles.tsv`; where several beginnings are possible, the odds of a mark that the network gives and the kind of word decide.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from dateline.lexicon import rule_words
from dateline.text.boundaries import demonyms, office_words
from dateline.text.clauses import FINITE, TELLING_WHOM

LONGEST_SPEAKER, LONGEST_SETTING, LONGEST_OFFICE = 14, 9, 6  # words of a speaker; of when, where and to whom he spoke; of what he is
DETERMINED, OF_COUNTRY, BEHIND_PASSIVE = 3.0, 2.0, 8.0
"""What an article, a demonym and an article behind a participle that no object follows add to the odds of a mark."""
_NOUN = ("NN", "NNS", "NNP", "NNPS")
_OPENS = frozenset((*_NOUN, "DT", "PRP$", "JJ", "CD"))
_INNER = frozenset((*_OPENS, "IN", "TO", "POS", "VBN", "CC", "HYPH"))
_NO_END = frozenset(("DT", "PRP$", "JJ", "IN", "TO", "CC", "MD", "POS", "WDT", "WP", "WP$", "WRB", "PDT", "VBG"))
"""Tags of words that cannot end a clause."""
_DETERMINERS = frozenset(("a", "an", "the", "his", "her", "its", "their", "one", "two", "three", "several", "some", "many", "local"))
_LINKS = frozenset(("of", "at", "for", "in", "from", "with", "to", "close", "on", "near"))


def speakers_behind(tokens: Sequence[str], tags: Sequence[str], starts: Sequence[bool], odds: Sequence[float], commas: Set[int]) -> set[int]:
    """Commas to put in or to leave out so that one stands before each speaker behind what he says.

    Example:
        >>> words = "They fled on Monday despite a ban organisers said".split()
        >>> sorted(speakers_behind(words, "PRP VBD IN NNP IN DT NN NNS VBD".split(), [True] + [False] * 8, [-3.0] * 9, set()))
        [7]
    """
    changes: set[int] = set()
    for start, end in pairwise([*(n for n, begins in enumerate(starts) if begins), len(tokens)]):
        verb = _last_saying(tokens, tags, start, end)
        if verb is None:
            continue
        possible = dict(_beginnings(tokens, tags, odds, start, verb))
        if not possible:
            continue
        best = max(possible, key=lambda n: (possible[n], -n))
        held = [n for n in commas if min(possible) <= n < verb]
        if any(n in possible and possible[n] >= possible[best] for n in held):
            continue
        if not held:
            changes.add(best)
        elif all(n > best for n in held) and (_is_passive(tags, best - 1) and tokens[best] in _DETERMINERS or _parted(tokens, best, held)):
            changes.update((best, *held))
    return changes


def _parted(tokens: Sequence[str], first: int, held: Sequence[int]) -> bool:
    """Whether a comma stands between the name of a speaker and what he is: "near the port harbour master | Ines Tolland said"."""
    before, name = tokens[first : held[0]], tokens[held[0]]
    return len(held) == 1 and all(t.islower() for t in before) and _office(before[-1]) and name[0].isupper() and not _office(name)


def _last_saying(tokens: Sequence[str], tags: Sequence[str], start: int, end: int) -> int | None:
    """The verb of saying that ends a sentence, but for when, where and to whom; None where it has none."""
    for n in range(end - 1, max(start + 2, end - 2 - LONGEST_SETTING), -1):
        if tags[n] in FINITE:
            if tokens[n] not in rule_words("clause_saying"):
                return None
            bare = n + 1 == end or tags[n + 1] in ("IN", "TO") or tokens[n + 1].endswith("day") or tokens[n] in TELLING_WHOM
            return n if bare and "that" not in tokens[n + 1 : end] else None
    return None


def _beginnings(tokens: Sequence[str], tags: Sequence[str], odds: Sequence[float], start: int, verb: int) -> Iterator[tuple[int, float]]:
    """Words with which the speaker may begin, and how likely each is."""
    first = next((n for n in range(start, verb) if tags[n] in FINITE and tokens[n] not in rule_words("clause_saying")), verb)
    if tags[verb - 1] == "PRP":
        if verb - 1 > first + 1 and tags[verb - 2] not in _NO_END and odds[verb - 1] > -3:
            yield verb - 1, odds[verb - 1]
        return
    for n in range(verb - 1, max(first + 1, verb - LONGEST_SPEAKER), -1):
        if (tags[n] not in _INNER and tokens[n] not in _LINKS and tokens[n] != "s") or tokens[n : n + 2] in (["a", "m"], ["p", "m"]):
            return
        if tags[n] in _OPENS and tokens[n] != "s" and _ends_clause(tokens, tags, n - 1) and _speaks(tokens, tags, n, verb):
            yield n, odds[n] + _bonus(tokens, tags, n)


def _ends_clause(tokens: Sequence[str], tags: Sequence[str], n: int) -> bool:
    return tags[n] not in _NO_END and tags[n] not in FINITE and tokens[n] != "s" and tokens[n].lower() not in _DETERMINERS


def _bonus(tokens: Sequence[str], tags: Sequence[str], n: int) -> float:
    if tokens[n] in _DETERMINERS:
        return BEHIND_PASSIVE if _is_passive(tags, n - 1) else DETERMINED
    return OF_COUNTRY if tokens[n] in demonyms() else 0.0


def _is_passive(tags: Sequence[str], n: int) -> bool:
    """Whether a participle stands behind its "was" or "were", so that no object follows."""
    return tags[n] == "VBN" and tags[n - 1] in FINITE


def _speaks(tokens: Sequence[str], tags: Sequence[str], first: int, verb: int) -> bool:
    """Whether the words from `first` up to a verb are one who may speak: the noun before the first "of" or "at" is of a person or body."""
    head = next((n - 1 for n in range(first + 1, verb) if tokens[n] in _LINKS), verb - 1)
    if tags[head] not in _NOUN or tokens[first] in _LINKS:
        return False
    if tokens[head][0].isupper():
        return _titled(tokens, tags, first, head) or _listed(tokens, tags, first, head)
    owned = tokens[first] in _DETERMINERS or tags[first] == "PRP$" or tokens[first + 1] == "s"
    many = tags[head] == "NNS" or tokens[head] == "police"
    glued = tokens[first][0].isupper() and tokens[first - 1][0].isupper() and tokens[first] not in demonyms() and tokens[first + 1] != "s"
    return _office(tokens[head]) and (many or owned) and not glued


def _office(word: str) -> bool:
    low = word.lower()
    return any(w in office_words() for w in (low, low.removesuffix("s"), low.removesuffix("es")))


def _listed(tokens: Sequence[str], tags: Sequence[str], first: int, last: int) -> bool:
    """Whether names tell who several are: "the mediators Togo and Peru"."""
    names = next((n for n in range(first + 1, last) if tokens[n][0].isupper()), last)
    many = tags[names - 1] == "NNS" and _office(tokens[names - 1]) and tokens[first] in _DETERMINERS
    return many and all(tokens[n][0].isupper() or tokens[n] == "and" for n in range(names, last))


def _titled(tokens: Sequence[str], tags: Sequence[str], first: int, last: int) -> bool:
    """Whether a name begins with what somebody is: "army spokesman Brigadier Nabil Awad", "Afghan envoy Rima Haddad"."""
    name = next(n for n in range(last, first - 1, -1) if n == first or not tokens[n - 1][0].isupper() or _office(tokens[n - 1]))
    offices = range(first, name)  # words of what he is
    if not offices or not _office(tokens[name - 1]) or len(offices) > LONGEST_OFFICE:
        return False
    before = tokens[first - 1]
    if _office(before) or (before.isupper() and before not in demonyms() and tokens[first].islower()):
        return False
    if tokens[first] in demonyms() or (tokens[first].isupper() and tokens[first + 1].islower()):
        return True
    if tokens[first][0].isupper():
        return _office(tokens[first]) and not tokens[first - 1][0].isupper()
    inside = before.islower() and _ends_clause(tokens, tags, first - 2) and _office(tokens[first]) and not any(_office(tokens[n]) for n in range(first + 1, name) if tokens[n].islower())
    return not inside
