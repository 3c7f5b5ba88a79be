"""What persons are by office or trade where no listed title says it: "two Western diplomats", "Ada Mirren, a tea seller,"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dateline.lexicon import rule_words, table
from dateline.model.evidence import Evidence
from dateline.model.mention import Chain, Mention
from dateline.reconcile.corpus import Corpus, fold
from dateline.reconcile.keeping import SMALL
from dateline.reconcile.names import word_class

OFFICIAL = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "MED", "NGO", "JRN", "IGO", "REL", "SPY"))
"""Sectors of role nouns that stand for a post or a profession; of others ("a resident", "a looter") they tell what happens to somebody."""
NO_CALLING = rule_words("no_calling")
"""Nouns for anybody of an age, a sex or a family, and for whom somebody is to another: "a boy", "her uncle", "his friend"."""
BESIDE = frozenset((",", "", "(", ", the", ", a", ", an"))
"""What may stand between a name and the words for its bearer."""
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@cache
def _roles() -> Mapping[str, str]:
    """Sector by role noun of a person, singular and plural."""
    found: dict[str, str] = {}
    for row in table("roles.tsv"):
        if row["kind"] == "person":
            noun = row["noun"].casefold()
            found[noun] = row["sector"]
            found.setdefault(_plural(noun), row["sector"])
    return found


def _plural(noun: str) -> str:
    first, of, rest = noun.partition(" of ")
    many = first[:-3] + "men" if first.endswith("man") else first[:-1] + "ies" if first.endswith("ry") else first + "s"
    return many + of + rest


def callings(corpus: Corpus, report_id: str, chain: Chain) -> Iterator[tuple[str, Evidence]]:
    """The words for what a person without title is, with where they stand: of an unnamed one its description, of a named one what stands
    right beside the name."""
    if chain.kind != "person" or chain.titles:
        return
    mentions = corpus.mentions_of.get(chain.chain_id, ())
    text = corpus.by_id[report_id].text
    for m in mentions:
        spot = (
            _calling(m.text, anybody=chain.named) if m.form == "nominal" and (not chain.named or _beside_name(text, m, mentions)) else None
        )
        if spot is not None:
            words = corpus.evidence(report_id, m.start + spot[0], m.start + spot[1])
            yield " ".join(words.text.split()), words
            return


def _beside_name(text: str, m: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a description stands right before or behind a name of whom it describes."""
    gaps = (text[n.end : m.start] if n.end <= m.start else text[m.end : n.start] for n in mentions if n.form == "name")
    return any(" ".join(gap.split()) in BESIDE for gap in gaps if len(gap) < 8)


def _calling(phrase: str, anybody: bool) -> tuple[int, int] | None:
    """Where in a description the words for an office or trade stand, without articles and numbers; None where there are none.

    `anybody`: whether trades count that no office goes with ("a tea seller").
    """
    words = [(fold(w.group()), w.start(), w.end()) for w in _WORD.finditer(phrase)]
    first = 0
    while first < len(words) - 1 and _opens(words[first][0]):
        first += 1
    if first > 1 and words[first - 2][0] == "of":
        return None  # "one of its members"
    cut = next((n for n in range(first + 1, len(words)) if words[n][0] in SMALL), len(words))
    for last in (min(cut + 2, len(words)), cut) if words[cut:] and words[cut][0] == "of" else (cut,):
        for n in range(min(3, last - first), 0, -1):
            noun = " ".join(w for w, _, _ in words[last - n : last])
            sector = _roles().get(noun)
            if sector is not None and (last == cut or n > 2):
                fits = sector in OFFICIAL or anybody
                return (words[first][1], words[last - 1][2]) if fits and not NO_CALLING & {noun, noun.removesuffix("s")} else None
    return None


def _opens(word: str) -> bool:
    """Whether a word before a description says nothing of whom it describes: an article, a number."""
    return word in word_class("article") or word in word_class("quantity") or word in word_class("number") or word.isdigit()
