"""Sports and markets in a report: their verbs attack, strike, retreat and surrender, and nobody does.

Words stand in data/other_matters.tsv. A stadium that is shelled stays: a passage is one of sport only where a score or a heading says so.
Pure: the same words, the same answer.
"""

import re
from functools import lru_cache

from dateline.lexicon import words_of_class
from dateline.reading.frames import SUBJECTS
from dateline.text.segment import ReportText, Sentence

SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
WON_BEFORE = 40
"""Characters before a score within which its verb stands: "beat the Greek side 84-79"."""
HEADING = re.compile(r"^\W*(?:in\W+(?:(?:the|other|local)\W+)?)?((?:[\w-]+\W+){0,2}?[\w-]+)\s*(?:[:.]|\s[–-]\s|,)", re.IGNORECASE)
"""The words that head a passage: "SPORTS.", "Football:", "In the inter-city league,"."""


def of_class(name: str) -> frozenset[str]:
    """The words of other_matters.tsv that bear a class."""
    return words_of_class("other_matters.tsv", name)


def is_of_other_matters(text: ReportText, token: int) -> bool:
    """Whether a word stands in a passage of sport or tells what prices did."""
    return is_of_prices(text, token) or is_of_sport(text, token)


def is_of_prices(text: ReportText, token: int) -> bool:
    """What prices, shares or a currency do: "onion prices retreated", "shares ended higher", "prices were under attack"."""
    tokens = text.tokens
    verb = next((a for a in (token, *text.ancestors(token)) if tokens[a].pos in ("VERB", "AUX")), None)
    if verb is None or verb != token and not (tokens[token].dep in SUBJECTS or _is_under(text, token, verb)):
        return False
    moved = tokens[verb].lemma in of_class("moving") or verb != token and tokens[verb].lemma == "be"
    doing = (c for c in text.children[verb] if tokens[c].dep in SUBJECTS)
    return moved and any(tokens[c].lemma in of_class("priced") for c in doing)


def _is_under(text: ReportText, token: int, verb: int) -> bool:
    """Whether a verb links its subject to a noun by "under": "were under attack"."""
    t = text.tokens[token]
    return t.dep == "pobj" and text.tokens[t.head].lower == "under" and text.tokens[t.head].head == verb


def is_of_sport(text: ReportText, token: int) -> bool:
    """Whether a word's passage is headed as one of sport, or its sentence gives a score and speaks of a game: "fell 3-0, with a defence
    that did not resist the first attack"; a vote is no game."""
    sentence = text.sentence_of(token)
    if _is_headed(text, sentence):
        return True
    if all(text.text.find(mark, sentence.start, sentence.end) < 0 for mark in "-–"):
        return False
    score = next((m for m in SCORE.finditer(text.text, sentence.start, sentence.end) if _is_score(text, m)), None)
    if score is None:
        return False
    tokens = text.tokens[sentence.first : sentence.last]
    lemmas = {t.lemma.lower() for t in tokens}
    if not lemmas.isdisjoint(of_class("voting")):
        return False
    return not lemmas.isdisjoint(of_class("sport")) or any(
        t.lemma in of_class("winning") and 0 <= score.start() - t.end < WON_BEFORE for t in tokens
    )


def speaks_of_sport(text: ReportText, token: int) -> bool:
    """Whether the paragraph of a word is one of sport, or uses two words of it: what is announced there binds nobody ("will face Arwa in the
    cup final on Saturday")."""
    if is_of_sport(text, token):
        return True
    start, end = text.paragraphs[text.sentence_of(token).paragraph]
    lemmas = {text.tokens[i].lemma.lower() for i in text.tokens_in(start, end)}
    return len(lemmas & (of_class("sport") | of_class("team"))) > 1


def _is_score(text: ReportText, match: re.Match[str]) -> bool:
    """Whether numbers with a hyphen count nothing that follows: "3-0", not "5-7 people", "16-17 April"."""
    behind = text.tokens_in(match.start(), match.end())[-1] + 1
    if behind == len(text.tokens):
        return True
    after = text.tokens[behind]
    return after.pos not in ("NOUN", "PROPN", "NUM", "ADJ") and after.text not in ("%", "per")


def _is_headed(text: ReportText, sentence: Sentence) -> bool:
    """Whether the paragraph of a sentence, or the sentence itself, begins with a heading of sport."""
    start = text.paragraphs[sentence.paragraph][0] if sentence.paragraph < len(text.paragraphs) else sentence.start
    return _begins_with_heading(text.text[start : start + 60]) or start != sentence.start and _begins_with_heading(text.text[sentence.start : sentence.start + 60])


@lru_cache(maxsize=1_000)
def _begins_with_heading(words: str) -> bool:
    """Whether words begin with a heading of sport; what a comma ends is one after "in" alone, and no name ("In the Arab League,")."""
    match = HEADING.match(words)
    if match is None:
        return False
    phrase = match[1].split()
    if phrase[-1].lower() not in of_class("heading"):
        return False
    if match[0].rstrip().endswith(","):
        return match[0].lstrip().lower().startswith("in ") and not phrase[-1][:1].isupper()
    return len(phrase) == 1
