"""The restored view of damaged passages: what the parser reads where marks, capitals or line breaks are gone.

Sentence ends, commas, apostrophes, points of initialisms and capitals are put into an overlay. Every offset still points into the
report as it came; what was restored is never evidence. A clean passage is read as it stands.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.lexicon import rule_words
from dateline.model.report import Damage, Report
from dateline.text.boundaries import WORD, boundary_model, first_names, one_case, sentence_starts
from dateline.text.commas import held_offices, held_towns, lost_commas
from dateline.text.view import View, passages, plain_view

_TERMINAL = (".", "!", "?", ":", ";", '"', "”", "’", ")", "…", "»", "-", "–", "—")
_CONTRACTED = frozenset(("don", "doesn", "didn", "won", "wouldn", "can", "couldn", "shouldn", "isn", "aren", "wasn", "weren", "hasn", "haven", "hadn", "mustn", "needn", "ain"))  # fmt: skip
_SHORT = {"ll": None, "ve": None, "re": frozenset(("we", "you", "they")), "m": frozenset(("i",)),
          "d": frozenset(("i", "we", "you", "he", "she", "they", "who", "it", "that"))}  # fmt: skip
_ENDS_LL = frozenset(
    ("i", "we", "you", "he", "she", "they", "it", "that", "who", "there", "what", "would", "could", "should", "might", "must")
)
_LOWER_INITIALISMS = frozenset((("u", "s"), ("u", "n"), ("u", "k"), ("e", "u"), ("u", "a", "e"), ("d", "c"), ("p", "m"), ("a", "m")))
_AFTER_ARTICLE = frozenset("".join(i) for i in _LOWER_INITIALISMS if i[1] != "m")
_JOINED = frozenset(("backed", "led", "brokered", "based", "held", "controlled", "recognised", "recognized", "sponsored", "aligned", "linked", "mediated", "funded", "supported", "occupied", "imposed", "friendly", "wide"))  # fmt: skip
_NO_PARTICIPLE = frozenset("by in on at to the a an and or of from with for his her their its who that which was were is are has have had as it he she they".split())  # fmt: skip
_WRAP_MIN, _WRAP_MAX = 30, 110  # length of lines that were broken by a machine, in characters


def restored_views(report: Report) -> tuple[View, ...]:
    """Views of the passages to read, in order of appearance.

    A passage whose marks are lost is cut into sentences (`View.starts`), one in a single case gets its likely capitals, lines broken
    in mid-sentence are joined. Paragraphs are numbered from 0; a joined passage is one paragraph.
    """
    found: list[View] = []
    for number, group in enumerate(_joined_lines(report)):
        start, end = group[0][0], group[-1][1]
        found.append(restore(report.text, start, end, report.damage, number, group))
    return tuple(found)


def restore(
    text: str, start: int, end: int, damage: Sequence[Damage] = (), paragraph: int = 0, lines: Sequence[tuple[int, int]] = ()
) -> View:
    """The view of `text[start:end]`.

    Args:
        text: the report's text.
        start, end: the passage.
        damage: damage of the report; what covers more than half of the passage counts.
        paragraph: number of the paragraph.
        lines: where the passage is several lines, their spans; they are read as one.
    """
    kinds = {d.kind for d in damage if 2 * (min(d.end, end) - max(d.start, start)) > end - start}
    marks = "punctuation_lost" in kinds
    case = "case_lost" in kinds
    headline = None if marks or case else _headline_case(text, start, end)
    if headline:
        overlay = _Overlay(text, start, end, lines)
        words = [(m.start(), m.end()) for m in WORD.finditer(text, start, end)]
        _headline_capitals(overlay, words, text, keep_upper=headline == "title")
        return overlay.view(paragraph)
    if not marks and not case:
        return plain_view(text, start, end, paragraph) if len(lines) < 2 else _Overlay(text, start, end, lines).view(paragraph)
    overlay = _Overlay(text, start, end, lines)
    words = [(m.start(), m.end()) for m in WORD.finditer(text, start, end)]
    tokens = [text[s:e] for s, e in words]
    if not tokens:
        return plain_view(text, start, end, paragraph)
    starts = [False] * len(tokens)
    if marks:
        starts = sentence_starts(tokens)
        _initials(overlay, words, tokens)
        _towns(overlay, words, tokens, starts)
        _apostrophes(overlay, words, tokens)
        if not one_case(tokens):
            _hyphens(overlay, words, tokens)
        _commas(overlay, words, tokens, starts)
        _ends(overlay, words, starts)
    if case or one_case(tokens):
        _capitals(overlay, words, tokens, starts if marks else _clean_starts(text, words, start))
    return overlay.view(paragraph, [words[n][0] for n, begins in enumerate(starts) if begins] if marks else [])


class _Overlay:
    """Changes to a passage: characters put in, left out, or replaced one by one. `put[i]` stands before character `i`."""

    def __init__(self, text: str, start: int, end: int, lines: Sequence[tuple[int, int]] = ()) -> None:
        self.text, self.start, self.end = text, start, end
        self.put: dict[int, str] = {}
        self.out: set[int] = set()
        self.swap: dict[int, str] = {}
        for (_, last), (first, _) in pairwise(lines):
            if text[last - 1] in "-\u00ad\u2010" and text[first : first + 1].islower() and last >= 2 and text[last - 2].isalpha():
                self.out.update(range(last - 1, first))
            else:
                self.out.update(range(last + 1, first))
                self.swap[last] = " "

    def view(self, paragraph: int, sentence_starts: Sequence[int] = ()) -> View:
        """The overlay as a view; `sentence_starts` are offsets into the report."""
        chars: list[str] = []
        offsets: list[int] = []
        starts: list[int] = []
        begin = set(sentence_starts)
        for i in range(self.start, self.end + 1):
            for char in self.put.get(i, ""):
                chars.append(char)
                offsets.append(i)
            if i == self.end or i in self.out:
                continue
            if i in begin:
                starts.append(len(chars))
            chars.append(self.swap.get(i, self.text[i]))
            offsets.append(i)
        offsets.append(self.end)
        return View(
            text="".join(chars),
            offsets=tuple(offsets),
            start=self.start,
            end=self.end,
            restored=True,
            starts=tuple(starts),
            paragraph=paragraph,
        )


def _ends(overlay: _Overlay, words: list[tuple[int, int]], starts: list[bool]) -> None:
    """A full stop after each sentence, where none stands."""
    for n in range(1, len(words) + 1):
        if n == len(words) or starts[n]:
            end = words[n - 1][1]
            between = overlay.text[end : words[n][0]] if n < len(words) else overlay.text[end : overlay.end]
            if not re.search(r"[.!?]", between) and not overlay.put.get(end, "").endswith("."):
                overlay.put[end] = overlay.put.get(end, "") + "."


def _blank(overlay: _Overlay, words: list[tuple[int, int]], n: int) -> bool:
    """Whether just one blank stands between word n and the next."""
    return n + 1 < len(words) and overlay.text[words[n][1] : words[n + 1][0]] == " "


def _apostrophes(overlay: _Overlay, words: list[tuple[int, int]], tokens: list[str]) -> None:
    """ "Libya s" is read as "Libya's", "don t" as "don't", "we ll" as "we'll"."""
    for n in range(len(tokens) - 1):
        first, second = tokens[n].lower(), tokens[n + 1].lower()
        if (
            not _blank(overlay, words, n)
            or words[n][1] in overlay.out
            or (second != "t" and tokens[n + 1].isupper() and not tokens[n].isupper())
        ):
            continue
        if second == "s":
            fits = len(first) > 1 and (n + 2 >= len(tokens) or (first, second) not in _LOWER_INITIALISMS)
        elif second == "t":
            fits = first in _CONTRACTED
        elif second in ("ll", "ve"):
            fits = first in _ENDS_LL
        else:
            fits = second in _SHORT and first in (_SHORT[second] or ())
        if fits:
            overlay.out.add(words[n][1])
            overlay.put[words[n][1]] = "'"


def _initials(overlay: _Overlay, words: list[tuple[int, int]], tokens: list[str]) -> None:
    """ "U S" is read as "U.S.", "George W Bush" as "George W. Bush"."""
    lower = all(t.islower() for t in tokens)
    n = 0
    while n < len(tokens):
        last = n
        if lower:
            for length in (3, 2):
                if tuple(tokens[n : n + length]) in _LOWER_INITIALISMS and all(_blank(overlay, words, k) for k in range(n, n + length - 1)):
                    last = n + length
                    break
        else:
            while (
                last < len(tokens) and len(tokens[last]) == 1 and tokens[last].isupper() and (last == n or _blank(overlay, words, last - 1))
            ):
                last += 1
            if tokens[n] == "I" and last - n > 1:
                last = n
            if tokens[n] in ("a", "p") and tokens[n + 1 : n + 2] == ["m"] and _blank(overlay, words, n):
                last = n + 2  # "at about a m"
            if tokens[n] == "A" and "".join(tokens[n + 1 : last]).lower() in _AFTER_ARTICLE:
                n += 1  # "A U N official"
        if last - n >= 2:
            for k in range(n, last):
                overlay.put[words[k][1]] = "."
                if k + 1 < last:
                    overlay.out.add(words[k][1])
            n = last
            continue
        alone = last - n == 1 and tokens[n] not in ("I", "A") and 0 < n < len(tokens) - 1 and not _party(tokens, n)
        if alone and tokens[n - 1][0].isupper() and tokens[n + 1][0].isupper() and len(tokens[n + 1]) > 1 and not tokens[n + 1].isupper():
            overlay.put[words[n][1]] = "."
        n += 1


def _towns(overlay: _Overlay, words: list[tuple[int, int]], tokens: list[str], starts: list[bool]) -> None:
    """ "in Fresno Calif" is read as "in Fresno, Calif.": an abbreviation begins no sentence, a full name may."""
    for n, end, short in held_towns(tokens):
        starts[n] = starts[n] and not short
        if not starts[n] and _blank(overlay, words, n - 1):
            overlay.put[words[n - 1][1]] = overlay.put.get(words[n - 1][1], "") + ","
        if short and tokens[end - 1][1:].islower():
            overlay.put[words[end - 1][1]] = "."


def _commas(overlay: _Overlay, words: list[tuple[int, int]], tokens: list[str], starts: list[bool]) -> None:
    """Commas that the words themselves make likely, where nothing else was put in or stands."""
    for n in sorted({*lost_commas(tokens, starts), *held_offices(tokens, starts)}):
        end = words[n - 1][1]
        if _blank(overlay, words, n - 1) and end not in overlay.out and overlay.put.get(end, ".") == ".":
            overlay.put[end] = overlay.put.get(end, "") + ","


def _party(tokens: list[str], n: int) -> bool:
    """Whether a single letter behind a full name is a party: "Therese Murray D Plymouth"."""
    return tokens[n] in ("D", "R") and n > 1 and all(t[:1].isupper() and t[1:].islower() for t in tokens[n - 2 : n])


def _hyphens(overlay: _Overlay, words: list[tuple[int, int]], tokens: list[str]) -> None:
    """ "the UN backed government" is read as "the UN-backed government", "his son in law" as "his son-in-law"."""
    for n in range(1, len(tokens) - 1):
        if tokens[n : n + 2] == ["in", "law"] and f"{tokens[n - 1].lower()}-in-law" in rule_words("kin"):
            overlay.swap |= {end: "-" for k in (n - 1, n) if _blank(overlay, words, k) for end in (words[k][1],)}
        if tokens[n] in _JOINED and _blank(overlay, words, n - 1) and tokens[n + 1] not in _NO_PARTICIPLE:
            before = tokens[n - 1]
            opened = n < 2 or tokens[n - 2].lower() in ("the", "a", "an", "of", "by", "its", "and") or len(tokens[n - 2]) == 1
            opened = opened or (tokens[n] == "based" and tokens[n - 2].islower() and tokens[n + 1][0].isupper())  # "said Derna based Adhar TV"
            if (
                opened
                and (before[0].isupper() or before in ("eastern", "western", "northern", "southern"))
                and before.lower() not in ("he", "she", "they", "it", "who")
            ):
                overlay.put.pop(words[n - 1][1], None)  # "U.S-led" is parted at its hyphen by the tokenizer, "U.S.-led" is not
                overlay.swap[words[n - 1][1]] = "-"


def _clean_starts(text: str, words: list[tuple[int, int]], start: int) -> list[bool]:
    """Sentence starts by the marks that are there."""
    found = []
    for n, (begin, _) in enumerate(words):
        between = text[words[n - 1][1] if n else start : begin]
        found.append(n == 0 or bool(re.search(r"[.!?][\"'”’)]*\s+[\"'“‘(]*$", between)))
    return found


def _capitals(overlay: _Overlay, words: list[tuple[int, int]], tokens: list[str], starts: list[bool]) -> None:
    """Likely capitals for text in one case: names, "I", first words of sentences; initialisms keep theirs."""
    model = boundary_model()
    for n, ((begin, _), token, recased) in enumerate(zip(words, tokens, model.recase(tokens), strict=True)):
        if n and recased.islower() and tokens[n - 1].lower() in first_names() and model.words.named(tokens[n - 1].lower()) and model.words.frequent(token) < 2:
            recased = recased.capitalize()  # "ELENA SOLIS SAID": a rare word goes on with a given name
        if starts[n] or (len(token) == 1 and begin + 1 in overlay.put and overlay.put[begin + 1].startswith(".")):
            recased = recased[:1].upper() + recased[1:]
        if model.words.initialism(token.lower()):
            recased = token.upper()
        if len(recased) != len(token):
            continue
        for k, char in enumerate(recased):
            if char != token[k]:
                overlay.swap[begin + k] = char


_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_a-z][^\W_]*")
_TITLED = frozenset("The Of In On At To And But For With From As Is Are Was By After Over Says Its His Her".split())
HEADLINE_WORDS = (4, 32)


def _headline_case(text: str, start: int, end: int) -> str | None:
    """ "upper" for a headline in capitals, "title" for one whose words all begin with a capital, None for other passages."""
    if text[start - 1 : start] not in ("", "\n") or end - start > 220:
        return None
    words = WORD.findall(text[start:end])
    if not HEADLINE_WORDS[0] <= len(words) <= HEADLINE_WORDS[1] or not any(c.islower() for c in text):
        return None
    if all(w.isupper() for w in words) and sum(map(len, words)) > 12:
        return "upper"
    if len(words) >= 6 and text[end - 1] != "." and all(w[0].isupper() for w in words) and any(w in _TITLED for w in words[1:]):
        return "title"
    return None


def _headline_capitals(overlay: _Overlay, words: list[tuple[int, int]], text: str, keep_upper: bool) -> None:
    """Capitals of a headline as inside a sentence: names by the word list and by how the report itself writes them."""
    inside = {m.group() for m in _INSIDE.finditer(text, words[-1][1])}
    folded = {w.casefold(): w for w in inside}
    model = boundary_model()
    for n, (begin, end) in enumerate(words):
        token = text[begin:end]
        lower = token.lower()
        if keep_upper and token[1:].lower() != token[1:]:
            continue
        if re.search(r"\d\s*$", text[max(0, begin - 3) : begin]) or text[end : end + 2].strip()[:1].isdigit():
            continue  # part of a date
        recased = folded.get(token.casefold()) or (model.recase([token])[0] if not model.words.initialism(lower) else token.upper())
        if n == 0:
            recased = recased[:1].upper() + recased[1:]
        if len(recased) == len(token):
            overlay.swap.update({begin + k: char for k, char in enumerate(recased) if char != token[k]})


def _joined_lines(report: Report) -> list[list[tuple[int, int]]]:
    """Passages, those that a machine broke in mid-sentence put together; each is a list of spans."""
    groups: list[list[tuple[int, int]]] = []
    text = report.text
    spans = [(s, e) for s, e, _ in passages(report)]
    wrapped = _wrapped(report, spans)
    for start, end in spans:
        if groups:
            before = groups[-1][-1]
            gap = text[before[1] : start]
            if gap.count("\n") == 1 and not gap.strip() and (before in wrapped) and _breaks_off(text, before, (start, end), report):
                groups[-1].append((start, end))
                continue
        groups.append([(start, end)])
    return groups


def _breaks_off(text: str, line: tuple[int, int], following: tuple[int, int], report: Report) -> bool:
    title = report.header.title
    if title and title[0] <= line[0] < title[1] and not title[0] <= following[0] < title[1]:
        return False
    return not text[slice(*line)].rstrip().endswith((".", "!", "?", '."', ".”", ":")) or line[1] - line[0] > 0.8 * _WRAP_MAX


def _wrapped(report: Report, spans: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Lines of blocks whose line ends are a machine's: most break off without a mark and go on in lower case."""
    text = report.text
    blocks: list[list[tuple[int, int]]] = []
    for span in spans:
        if blocks and text[blocks[-1][-1][1] : span[0]].count("\n") == 1:
            blocks[-1].append(span)
        else:
            blocks.append([span])
    found: set[tuple[int, int]] = set()
    for block in blocks:
        if len(block) < 2:
            continue
        pairs = list(pairwise(block))
        cut = [p for p in pairs if text[p[0][1] - 1] not in _TERMINAL or text[p[0][1] - 1] == "-"]
        lower = sum(text[second[0]].islower() for _, second in cut)
        shape = sum(_WRAP_MIN <= e - s <= _WRAP_MAX for s, e in block[:-1])
        if len(cut) >= 0.5 * len(pairs) and lower >= max(1, 0.5 * len(cut)) and shape >= 0.7 * (len(block) - 1):
            found.update(block[:-1])
    return found
