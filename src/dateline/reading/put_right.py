"""What a report takes back: "An earlier version of this story said nine people were killed".

Such words tell what was printed, not what was so: what they count is not counted, and what they tell did not happen. Pure.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from dateline.lexicon import rule_words
from dateline.text.segment import ReportText

VERSIONS, EARLIER, OWN_TEXTS, MISGIVING = rule_words("versions"), rule_words("earlier_ones"), rule_words("own_texts"), rule_words("misgiving")
UNTRUE, CLAIM_LABELS, VERDICT_LABELS = rule_words("untrue"), rule_words("claim_label"), rule_words("verdict_label")
OPENING = frozenset(("the", "our"))
"""Words before a label: "The claim: ", "Our verdict: "."""


def version(text: ReportText, token: int) -> int | None:
    """The verb that says what an earlier version of a report told, where a token is that verb or stands in what it tells; else None."""
    if text.tokens[token].sentence not in _with_versions(text):
        return None
    below = token
    for at in (token, *text.ancestors(token)):
        subject = text.child(at, "nsubj", "nsubjpass")
        if subject is not None and subject not in (below, token) and is_replaced(text, subject):
            return at
        below = at
    return None


@lru_cache(maxsize=4)
def _with_versions(text: ReportText) -> frozenset[int]:
    """Numbers of the sentences in which a version of something is named."""
    return frozenset(t.sentence for t in text.tokens if t.lower in VERSIONS)


def is_replaced(text: ReportText, noun: int) -> bool:
    """Whether a noun is a version of a report that another has replaced: "an earlier version of this article", "the original headline"."""
    if text.tokens[noun].lemma not in VERSIONS or not any(text.tokens[c].lower in EARLIER for c in text.children[noun]):
        return False
    of = [k for c in text.children[noun] if text.tokens[c].lower in ("of", "in", "to", "on") for k in text.children[c]]
    return text.tokens[noun].lemma != "version" or any(text.tokens[k].lemma in OWN_TEXTS for k in of) or not of


def verdict(text: ReportText, token: int) -> bool | None:
    """Whether a fact check finds the claim untrue in which a token stands; None where it stands in no claim, or none is given."""
    if not (claims := _claims(text)):
        return None
    return claims.get(text.sentence_of(token).paragraph)


@lru_cache(maxsize=4)
def _claims(text: ReportText) -> Mapping[int, bool]:
    """Paragraphs that a fact check labels as the claim it looks into, with whether the verdict that follows calls it untrue."""
    found: dict[int, bool] = {}
    claim: int | None = None
    for n, (start, end) in enumerate(text.paragraphs):
        before = text.text[text.text.rfind("\n", 0, start) + 1 : start].strip()
        words_of_it = before.removesuffix(":").lower().split() if before.endswith(":") else []
        if not words_of_it or not OPENING.issuperset(words_of_it[:-1]):
            continue
        label = words_of_it[-1]
        if label in CLAIM_LABELS:
            claim, found[n] = n, False
        elif claim is not None and label in VERDICT_LABELS:
            words = re.findall(r"[a-z]+", text.text[start:end].lower().partition(".")[0])
            found[claim] = not UNTRUE.isdisjoint(words)
            if "true" in words and not found[claim]:
                del found[claim]
            claim = None
    return found


def counts(text: ReportText, verb: int) -> bool:
    """Whether what an earlier version told holds a number: then the number was wrong, not what it tells of."""
    left, right = text.edges[verb]
    return any(t.pos == "NUM" for t in text.tokens[left:right])
