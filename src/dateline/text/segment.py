"""A report cut into paragraphs, sentences and tokens, with the parse that all readers share.

The parse is made once, here; readers walk plain tuples and never touch the parser. All offsets point into `Report.text`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from dateline.model.evidence import Evidence
from dateline.model.report import Report
from dateline.text.lost import LostNumber, counted_clauses, lost_numbers, subjects_behind
from dateline.text.mended_parse import mend
from dateline.text.quotation import Quotation, quotation_spans
from dateline.text.restore import restored_views
from dateline.text.view import View, views

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
    mend(tokens, sentences)
    return _with_subjects(ReportText(report, tuple(paragraphs), tuple(sentences), tuple(tokens), unread))


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
