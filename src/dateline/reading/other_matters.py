"""Sports and markets in a report: their verbs attack, strike, retreat and surrender, and nobody does.

Words stand in data/other_matters.tsv. A stadium that is shelled stays: a passage is one of sport only where a score or a heading says so.
Pure: the same words, the same answer.
"""

import re

from dateline.lexicon import words_of_class
from dateline.reading.frames import SUBJECTS
from dateline.text.segment import ReportText, Sentence

SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-]|\s+\w{3,9}\s+\d|\s+(?:January|February|March|April|May|June|July|August|September|October|November|December|days?|years?|per|%))")
"""A score, not days of a month ("from 16-17 April") or a range."""
WON_BEFORE = 40
"""Characters before a score within which its verb stands: "beat the Greek side 84-79"."""
HEADING = re.compile(r"^\W*(?:in\W+(?:the\W+|other\W+|local\W+)?)?(?:[\w-]+\W+){0,2}?([\w-]+)\s*[:.,–-]", re.IGNORECASE)
"""The word that heads a passage: "SPORTS.", "Football:", "In the inter-city league,"."""


def of_class(name: str) -> frozenset[str]:
    """The words of other_matters.tsv that bear a class."""
    return words_of_class("other_matters.tsv", name)


def is_of_other_matters(text: ReportText, token: int) -> bool:
    """Whether a word stands in a passage of sport or tells what prices did."""
    return is_of_prices(text, token) or is_of_sport(text, token)


def is_of_prices(text: ReportText, token: int) -> bool:
    """What prices, shares or a currency do: "onion prices retreated", "shares ended higher", "prices were under attack"."""
    tokens = text.tokens
    if tokens[token].lemma in of_class("priced") and any(tokens[a].lemma in of_class("moving") for a in text.ancestors(token)):
        return True
    verb = next((a for a in (token, *text.ancestors(token)) if tokens[a].pos in ("VERB", "AUX")), None)
    if verb is None or tokens[token].pos == "NOUN" and tokens[token].dep not in ("pobj", "attr"):
        return False
    return any(tokens[c].dep in SUBJECTS and tokens[c].lemma in of_class("priced") and c != token for c in text.children[verb])


def is_of_sport(text: ReportText, token: int) -> bool:
    """Whether a word's passage is headed as one of sport, or its sentence gives a score and speaks of a game: "fell 3-0, with a defence
    that did not resist the first attack"."""
    sentence = text.sentence_of(token)
    if _is_headed(text, sentence):
        return True
    score = SCORE.search(text.text, sentence.start, sentence.end)
    if score is None:
        return False
    tokens = text.tokens[sentence.first : sentence.last]
    lemmas = {t.lemma.lower() for t in tokens}
    if not lemmas.isdisjoint(of_class("sport")):
        return True
    won = any(t.lemma in of_class("winning") and 0 <= score.start() - t.end < WON_BEFORE for t in tokens)
    return won and lemmas.isdisjoint(of_class("voting"))


def _is_headed(text: ReportText, sentence: Sentence) -> bool:
    """Whether the paragraph of a sentence, or the sentence itself, begins with a heading of sport."""
    start = text.paragraphs[sentence.paragraph][0] if sentence.paragraph < len(text.paragraphs) else sentence.start
    for at in {start, sentence.start}:
        match = HEADING.match(text.text[at : at + 60])
        if match is not None and match[1].lower() in of_class("heading"):
            return True
    return False
