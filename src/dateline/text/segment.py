"""A report cut into paragraphs, sentences and tokens, with the parse that all readers share.

The parse is made once, here; readers walk plain tuples and never touch the parser. All offsets point into `Report.text`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from dateline.lexicon import rule_words
from dateline.model.evidence import Evidence
from dateline.model.report import Report
from dateline.text.lost import LostNumber, counted_clauses, lost_numbers, subjects_behind
from dateline.text.quotation import Quotation, quotation_spans
from dateline.text.restore import restored_views
from dateline.text.view import View, views

BEHELD, READ_OUT = rule_words("beheld"), rule_words("read_out")
HELD_AS = rule_words("held_as")
_INSIDE = frozenset(("advcl", "relcl", "acl"))
"""Labels of clauses that stand inside another."""


class Token(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One token of the parse. `i`, `head`, `sentence` are indices into the report's tuples; a root is its own head.

    `start`/`end`: offsets into the report, equal for a restored mark (it has no characters there). `text` is the token as the parser
    saw it (restored case), `lower` its lower case, `tag` Penn tag, `pos` UD tag, `dep` ClearNLP label as in spaCy's English models,
    `ent` OntoNotes type or "", `ent_start` True where an entity begins.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    ent_start: bool
    sentence: int


class Sentence(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A sentence: offsets into the report, tokens `first` to `last` (half open), its paragraph, whether its marks were restored."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    root: int
    restored: bool = False
    title: bool = False


class ReportText:
    """A report with its segmentation and parse. Read-only; made by `segment`.

    Attributes:
        report: the report.
        paragraphs: `(start, end)` offsets of the paragraphs that are read (header parts are not among them).
        sentences, tokens: in order of appearance. Sentences never cross paragraphs.
        unread: passages left out, with the reason.
    """

    def __init__(
        self,
        report: Report,
        paragraphs: tuple[tuple[int, int], ...],
        sentences: tuple[Sentence, ...],
        tokens: tuple[Token, ...],
        unread: tuple[tuple[int, int, str], ...] = (),
    ) -> None:
        self.report = report
        self.paragraphs = paragraphs
        self.sentences = sentences
        self.tokens = tokens
        self.unread = unread

    @property
    def text(self) -> str:
        return self.report.text

    def evidence(self, start: int, end: int) -> Evidence:
        """The words at `[start, end)`; blanks at both ends are dropped.

        Raises:
            ValueError: the range is empty or outside the text.
        """
        text = self.report.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words at {start}:{end} in a text of {len(text)} characters")
        return Evidence(report_id=self.report.report_id, start=start, end=end, text=text[start:end])

    def span(self, first: int, last: int) -> Evidence:
        """Evidence of tokens `first` to `last` (half open)."""
        return self.evidence(self.tokens[first].start, self.tokens[last - 1].end)

    def sentence_of(self, token: int) -> Sentence:
        return self.sentences[self.tokens[token].sentence]

    def sentence_evidence(self, token: int) -> Evidence:
        sentence = self.sentence_of(token)
        return self.evidence(sentence.start, sentence.end)

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """The head of each token; a root is its own."""
        return tuple([t.head for t in self.tokens])

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """Each token in lower case."""
        return tuple([t.lower for t in self.tokens])

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Direct dependents of each token, left to right."""
        found: dict[int, list[int]] = {}
        for i, head in enumerate(self.heads):
            if head != i:
                found.setdefault(head, []).append(i)
        return tuple([tuple(found[i]) if i in found else () for i in range(len(self.tokens))])

    @cached_property
    def edges(self) -> tuple[tuple[int, int], ...]:
        """For each token its subtree's first and one-past-last token (dependency edges, projective or not)."""
        heads = self.heads
        left = list(range(len(heads)))
        right = list(range(1, len(heads) + 1))
        for i in sorted(left, key=self.depth.__getitem__, reverse=True):
            head = heads[i]
            if left[i] < left[head]:
                left[head] = left[i]
            if right[i] > right[head]:
                right[head] = right[i]
        return tuple(zip(left, right, strict=True))

    @cached_property
    def depth(self) -> tuple[int, ...]:
        """Distance of each token from its root."""
        heads = self.heads
        depth = [-1 if head != i else 0 for i, head in enumerate(heads)]
        for i in range(len(heads)):
            at, steps = i, 0
            while depth[at] < 0 and steps < len(heads):
                at, steps = heads[at], steps + 1
            depth[i] = depth[at] + steps
        return tuple(depth)

    def child(self, token: int, *deps: str) -> int | None:
        """The first dependent with one of these labels, or None."""
        return next((c for c in self.children[token] if self.tokens[c].dep in deps), None)

    def subtree(self, token: int) -> Iterator[int]:
        """The token and all below it, in order of appearance."""
        found, todo = [], [token]
        while todo:
            i = todo.pop()
            found.append(i)
            todo.extend(self.children[i])
        return iter(sorted(found))

    def ancestors(self, token: int) -> Iterator[int]:
        """Heads of the token up to its root, nearest first."""
        seen = 0
        while (head := self.tokens[token].head) != token and seen < 200:
            yield head
            token, seen = head, seen + 1

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that overlap `[start, end)`."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        return range(first, max(first, last))

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [t.end for t in self.tokens]

    @cached_property
    def lost(self) -> tuple[LostNumber, ...]:
        """Where numbers stood that the text lost, in order of appearance; none where no digits are missing."""
        return lost_numbers(self)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Its quotations in order of appearance, never overlapping."""
        return tuple(quotation_spans(self.text, self.paragraphs))

    @cached_property
    def entities(self) -> tuple[tuple[int, int, str], ...]:
        """Named entities as `(first token, last token half open, OntoNotes type)`."""
        found, start = [], None
        for token in self.tokens:
            if start is not None and (token.ent_start or token.ent != self.tokens[start].ent or not token.ent):
                found.append((start, token.i, self.tokens[start].ent))
                start = None
            if token.ent and start is None:
                start = token.i
        if start is not None:
            found.append((start, len(self.tokens), self.tokens[start].ent))
        return tuple(found)


def assemble(report: Report, parsed: Sequence[tuple[View, "ParsedPassage"]], unread: tuple[tuple[int, int, str], ...] = ()) -> ReportText:
    """Tokens and sentences of a report from its parsed passages."""
    title = report.header.title
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraphs: list[tuple[int, int]] = []
    for view, passage in parsed:
        if not paragraphs or view.paragraph != len(paragraphs) - 1:
            paragraphs.append((view.start, view.end))
        else:
            paragraphs[-1] = (paragraphs[-1][0], view.end)
        base, offsets, paragraph = len(tokens), view.offsets, len(paragraphs) - 1
        is_title = title is not None and title[0] <= view.start and view.end <= title[1]
        for first, last in passage.sentences:
            number, root = len(sentences), base + first
            for i in range(first, last):
                word = passage.tokens[i]
                head = word.head if first <= word.head < last else i
                if head == i:
                    root = base + i
                start, end = offsets[word.start], offsets[word.end]
                tokens.append(
                    Token(
                        i=base + i, start=start, end=max(start, end), text=word.text, lower=word.text.lower(), lemma=word.lemma, pos=word.pos,
                        tag=word.tag, dep=word.dep, head=base + head, ent=word.ent, ent_start=word.ent_start, sentence=number,
                    )
                )  # fmt: skip
            start, end = tokens[base + first].start, max(t.end for t in tokens[base + first : base + last])
            sentences.append(
                Sentence(
                    start=start, end=end, first=base + first, last=base + last, paragraph=paragraph, root=root,
                    restored=view.restored, title=is_title,
                )
            )  # fmt: skip
    for second, first in _names_joined(tokens):
        tokens[second] = msgspec.structs.replace(tokens[second], head=first)
    for i, dep, head in [*_besiegers(tokens), *_beheld(tokens), *_going_on(tokens), *_held_as(tokens), *_behind_a_list(tokens), *_behind_infinitives(tokens), *_read_out(tokens)]:
        tokens[i] = msgspec.structs.replace(tokens[i], dep=dep, head=head)
    for number, sentence in enumerate(sentences):
        if not sentence.title and (verb := _after_aside(tokens, sentence)) is not None:
            tokens[sentence.root] = msgspec.structs.replace(tokens[sentence.root], dep="nsubj", head=verb)
            tokens[verb] = msgspec.structs.replace(tokens[verb], dep="ROOT", head=verb)
            sentences[number] = msgspec.structs.replace(sentence, root=verb)
    for i, dep, head in _befallen(tokens):
        tokens[i] = msgspec.structs.replace(tokens[i], dep=dep, head=head)
        if dep == "ROOT":
            sentences[tokens[i].sentence] = msgspec.structs.replace(sentences[tokens[i].sentence], root=i)
    return _with_subjects(ReportText(report, tuple(paragraphs), tuple(sentences), tuple(tokens), unread))


def _names_joined(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """`(second, first)` of "Ann Reed of Peru and Juan Paz of Chile met", where the parse joins the second name to the first one's country."""
    of = {t.head for t in tokens if t.dep == "prep" and t.lower == "of"}
    found = []
    for t in tokens:
        if t.dep == "conj" and t.pos == "PROPN" and t.i in of and tokens[t.head].dep == "pobj":
            between = tokens[tokens[t.head].head]
            first = tokens[between.head]
            if between.lower == "of" and first.pos == "PROPN" and tokens[t.head].pos == "PROPN":
                found.append((t.i, first.i))
    return found


def _besiegers(tokens: Sequence[Token]) -> Iterator[tuple[int, str, int]]:
    """`(token, dep, head)` of "rebels besieging the town warned that ...", where the parse takes the participle's clause for the subject."""
    for t in tokens:
        if t.dep == "csubj" and t.tag == "VBG" and tokens[t.head].tag == "VBD" and t.i < t.head and tokens[t.head].lemma != "be":
            who = next((c.i for c in tokens[max(0, t.i - 8) : t.i] if c.head == t.i and c.dep == "nsubj" and c.pos in ("NOUN", "PROPN")), None)
            if who is not None:
                yield who, "nsubj", t.head
                yield t.i, "acl", who


def _beheld(tokens: Sequence[Token]) -> Iterator[tuple[int, str, int]]:
    """`(token, dep, head)` of "had seen a guard shot in the leg", where the parse has the guard shoot."""
    heads = {(t.head, t.dep) for t in tokens}
    for t in tokens:
        if t.dep == "nsubj" and t.i < t.head:
            verb = tokens[t.head]
            seen = tokens[verb.head]
            whom = verb.dep == "ccomp" and verb.tag in ("VBD", "VBN") and seen.i < t.i and seen.lemma in BEHELD
            if whom and not any((verb.i, dep) in heads for dep in ("mark", "dobj", "aux", "auxpass", "ccomp", "xcomp")) and verb.lower.endswith(_PASSIVE):
                yield t.i, "nsubjpass", verb.i


def _going_on(tokens: Sequence[Token]) -> Iterator[tuple[int, str, int]]:
    """`(token, dep, head)` of "said it would stay away unless judges sat on it, and called a march", where the parse has the judges call it."""
    subjects = {t.head for t in tokens if t.dep in ("nsubj", "nsubjpass")}
    conditional = {t.head for t in tokens if t.dep == "mark" and t.lower in ("if", "unless")}
    for t in tokens:
        inner = tokens[t.head]
        if t.dep != "conj" or t.tag != "VBD" or t.i in subjects or inner.dep != "advcl" or inner.i not in conditional or t.i < 2:
            continue
        joined = next((k for k in range(t.i - 1, max(t.i - 3, inner.i), -1) if tokens[k].dep == "cc"), 0)
        main = tokens[inner.head]
        while main.head != main.i and main.tag != "VBD":
            main = tokens[main.head]
        if tokens[joined - 1].text == "," and main.tag == "VBD" and main.i in subjects:
            yield t.i, "conj", main.i
            yield joined, "cc", main.i
            yield joined - 1, "punct", main.i


def _behind_a_list(tokens: Sequence[Token]) -> Iterator[tuple[int, str, int]]:
    """`(token, dep, head)` of "nine were held, among them Ann Reed, the head of the guard, Mayor Juan Paz said", where the parse has Reed say it."""
    for t in tokens:
        verb, last = tokens[t.head], tokens[t.head - 1]
        if t.dep != "nsubj" or verb.tag != "VBD" or t.i >= last.i or last.dep not in ("appos", "conj", "nsubj") or last.pos != "PROPN":
            continue
        first = min([t.i, *(k.i for k in tokens[max(0, t.i - 6) : t.i] if k.head == t.i and k.dep in _OF_NAME)])
        among = tokens[first - 2 : first] if first > 1 else ()
        commas = [k.i for k in tokens[t.i : last.i] if k.text == ","]
        if [k.lower for k in among] == ["among", "them"] and len(commas) > 1:
            yield t.i, "appos", among[1].i
            yield last.i, "nsubj", verb.i


def _behind_infinitives(tokens: Sequence[Token]) -> Iterator[tuple[int, str, int]]:
    """`(token, dep, head)` of "urged the court to explain and asked both to wait", where the parse joins the past tense to the infinitive."""
    to = {t.head for t in tokens if t.dep == "aux" and t.lower == "to"}
    own = {t.head for t in tokens if t.dep in ("nsubj", "nsubjpass", "auxpass", "aux")}
    for t in tokens:
        inner = tokens[t.head]
        if t.dep != "conj" or t.tag not in ("VBD", "VBZ") or inner.tag != "VB" or inner.i not in to or t.i in own or inner.i > t.i:
            continue
        main = tokens[inner.head]
        while main.head != main.i and main.tag != t.tag and main.dep in ("xcomp", "ccomp", "conj", "advcl", "acl"):
            main = tokens[main.head]
        joined = [k.i for k in tokens[inner.i + 1 : t.i] if k.head == inner.i and k.dep == "cc"]
        if main.tag == t.tag and main.i < inner.i and joined:
            yield t.i, "conj", main.i
            yield joined[-1], "cc", main.i


def _read_out(tokens: Sequence[Token]) -> Iterator[tuple[int, str, int]]:
    """`(token, dep, head)` of "..., a decree read on state radio said", where the parse has the decree read, or names somebody to it."""
    for t in tokens:
        if t.lower != "read" or t.i == 0 or tokens[t.i - 1].lower not in READ_OUT or t.i + 1 == len(tokens) or tokens[t.i + 1].dep not in _READ_HOW:
            continue
        verb = next((k for k in tokens[t.i + 1 : t.i + 10] if k.tag == "VBD" or k.text in (",", ".", ";")), t)
        paper = tokens[t.i - 1]
        if verb.tag != "VBD" or verb.head == t.i or verb.i == t.i or any(k.dep == "nsubj" and k.head == verb.i for k in tokens[t.i + 1 : verb.i]):
            continue
        yield paper.i, "nsubj", verb.i
        yield t.i, "acl", paper.i
        for k in tokens[max(0, t.i - 40) : paper.i]:
            if k.head == t.i:
                yield k.i, k.dep, paper.i if k.dep == "det" else verb.i


_OF_NAME = ("compound", "amod", "det", "nmod", "punct")
_READ_HOW = ("prep", "prt", "advmod", "agent")
def _after_aside(tokens: Sequence[Token], sentence: Sentence) -> int | None:
    """The verb of "Peru, which borders the lake, offered to mediate", where the parse takes the name for the whole sentence and hangs the verb on it."""
    root = tokens[sentence.root]
    if root.pos not in ("NOUN", "PROPN"):
        return None
    for t in tokens[root.i + 3 : sentence.last]:
        if t.dep == "acl" and t.head == root.i and tokens[t.i - 1].text == ",":
            finite = t.tag == "VBD" or t.tag == "VBN" and any(k.head == t.i and k.dep in ("dobj", "ccomp", "xcomp") for k in tokens[t.i + 1 : sentence.last])
            return t.i if finite and any(k.text == "," for k in tokens[root.i + 1 : t.i - 1]) else None
    return None


def _held_as(tokens: Sequence[Token]) -> Iterator[tuple[int, str, int]]:
    """`(token, dep, head)` of "took two pilots hostage", where the parse takes the pilots for a sort of hostage."""
    for t in tokens:
        whom = tokens[t.i - 1] if t.i else t
        if t.tag == "NN" and t.dep == "dobj" and t.lemma in HELD_AS and whom.dep == "compound" and whom.head == t.i and whom.tag in ("NNS", "NNP", "NNPS"):
            yield from ((c.i, c.dep, whom.i) for c in tokens[max(0, t.i - 6) : whom.i] if c.head == t.i)
            yield whom.i, "dobj", t.head
            yield t.i, "oprd", t.head


def _befallen(tokens: Sequence[Token]) -> Iterator[tuple[int, str, int]]:
    """`(token, dep, head)` of "the guard attacked with acid had been warned", where the parse has the guard attack and then, joined to that by
    no word or comma, be warned: what befell the guard stands below him, and he is the subject of the verb behind."""
    subjects: dict[int, int] = {}
    busy: set[int] = set()
    marked: set[int] = set()
    for t in tokens:
        if t.dep in _SUBJECTS:
            subjects.setdefault(t.head, t.i)
        elif t.dep in ("aux", "auxpass") and t.i < t.head and t.tag in ("VBD", "VBZ", "VBP", "MD"):
            busy.add(t.head)
        elif t.dep == "mark":
            marked.add(t.head)
    for t in tokens:
        behind = t.dep in ("conj", "advcl") and t.head < t.i
        below, above = (t.head, t.i) if behind else (t.i, t.head)
        one = tokens[below]
        who = subjects.get(below)
        if who is None or not who < below < above or one.tag not in ("VBD", "VBN") or below in busy or not one.lower.endswith(_PASSIVE):
            continue
        if above not in busy or above in marked or not (behind or t.dep == "ccomp" or t.dep in _SUBJECTS) or (t.dep not in _SUBJECTS and above in subjects):
            continue
        if tokens[who].pos not in ("NOUN", "PROPN") or any(k.lower in _JOINING for k in tokens[below:above]):
            continue
        if any(k.head == below and k.dep == "dobj" and k.lemma not in HELD_AS for k in tokens[below:above]):
            continue
        last = tokens[below - 1]
        nearest = last.i if last.pos == "NOUN" and last.dep == "pobj" and tokens[tokens[last.head].head].i == who else who
        passive = any(k.head == above and k.dep == "auxpass" for k in tokens[below:above])
        if behind:
            yield above, one.dep, above if one.head == below else one.head
        yield who, "nsubjpass" if passive else "nsubj", above
        yield below, "acl", nearest
        yield from ((k.i, "oprd", below) for k in tokens[below:above] if k.head == below and k.dep == "dobj")


_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_JOINING = frozenset((",", ";", ":", "-", "–", "—", "and", "but", "or", "that", "which", "who"))
"""Words and marks that join a verb to the one before, or part them."""
_PASSIVE = ("shot", "ed", "hit", "hurt", "beaten", "taken", "burnt", "cut", "held", "caught")
"""How verbs end that may be participles without their looking otherwise."""


def _with_subjects(text: ReportText) -> ReportText:
    """The parse with names as subjects of their verbs that it took for places because the year before them is lost, and with clauses as
    what is said that it took for comparisons because the count before their subjects is."""
    found, clauses = list(subjects_behind(text)), list(counted_clauses(text))
    if not found and not clauses:
        return text
    tokens = list(text.tokens)
    for at, dep, head in clauses:
        tokens[at] = msgspec.structs.replace(tokens[at], dep=dep, head=head)
    for name, verb in found:
        tokens[name] = msgspec.structs.replace(tokens[name], dep="nsubj", head=verb)
        if tokens[verb].dep in _INSIDE:
            tokens[verb] = msgspec.structs.replace(tokens[verb], dep="parataxis")
    return ReportText(text.report, text.paragraphs, text.sentences, tuple(tokens), text.unread)


class Word(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A token inside one parsed passage: offsets into the view, `head` an index into the passage's tokens."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    ent_start: bool


class ParsedPassage(msgspec.Struct, frozen=True, kw_only=True):
    """The parse of one view: its tokens (no blanks) and sentences as half-open token ranges that cover all tokens."""

    tokens: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]


def segment(reports: Iterable[Report], parser: "Parser", *, restoring: bool = True) -> Iterator[ReportText]:
    """Segmentation and parse of each report, in order; passages of several reports are parsed in one batch.

    Args:
        reports: any number of reports.
        parser: what parses the passages.
        restoring: False leaves damaged passages as they came, to measure what the restored view is worth.
    """
    batch: list[tuple[Report, tuple[View, ...]]] = []
    size = 0
    for report in reports:
        cut = restored_views(report) if restoring else views(report)
        batch.append((report, cut))
        size += len(report.text)
        if size > parser.batch_characters:
            yield from _parse_batch(batch, parser)
            batch, size = [], 0
    yield from _parse_batch(batch, parser)


def _parse_batch(batch: list[tuple[Report, tuple[View, ...]]], parser: "Parser") -> Iterator[ReportText]:
    parsed = iter(parser.parse([view for _, cut in batch for view in cut]))
    for report, cut in batch:
        yield assemble(report, [(view, passage) for view in cut if (passage := next(parsed)).tokens])


class Parser:
    """Anything that turns views into parsed passages; see `dateline.text.parser.SpacyParser`."""

    batch_characters = 50_000

    def parse(self, passages: Sequence[View]) -> Iterator[ParsedPassage]:
        """One parsed passage a view, in order."""
        raise NotImplementedError
