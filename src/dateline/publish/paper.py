"""The brief on paper: Word (extra `word`) and PDF (extra `pdf`). Words of reports as they are, each with the number of its report."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import msgspec

from dateline.errors import InputError
from dateline.model.situation import Situation
from dateline.publish.changes import GROUPS, last_day, news
from dateline.publish.counts import charts
from dateline.publish.labels import MODALITIES, date_words
from dateline.publish.shelf import Cite, Shelf
from dateline.publish.summary import summary
from dateline.publish.tables import covered, disputes, losses, promises
from dateline.publish.timeline import timeline

SUFFIXES = (".docx", ".pdf")


class Line(msgspec.Struct, frozen=True):
    """One item: a label in bold, the words, and the numbers of the reports that they stand in."""

    label: str
    words: str
    reports: tuple[int, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """A heading and its lines; `level` 1 or 2."""

    title: str
    lines: tuple[Line, ...]
    level: int = 1


def sections(situation: Situation, since: str | None = None) -> Iterator[Section]:
    """The brief as plain sections; those without a line are left out."""
    shelf = Shelf(situation)
    yield Section(
        "In short", tuple(Line(s.label, _joined(s.pieces), (s.cite.report + 1,)) for s in summary(situation, shelf) if not s.further)
    )
    if (since := since or last_day(situation)) is not None:
        found = news(situation, shelf, since)
        for kind, title in GROUPS.items():
            lines = tuple(Line(f"{n.label} {n.lead}".strip(), _joined(n.pieces), (n.cite.report + 1,)) for n in found if n.kind == kind)
            if lines:
                yield Section(f"New since {date_words(since)}: {title.lower()}", lines, 2)
    for day in timeline(situation, shelf):
        lines = tuple(
            Line(
                "; ".join(dict.fromkeys(MODALITIES.get(c.modality, c.modality) for c in e.codings)), _joined(e.pieces), (e.cite.report + 1,)
            )
            for e in day.entries
        )
        yield Section(" ".join(x for x in (day.label, day.note) if x), lines, 2)
    for chart in charts(situation, shelf):
        lines = tuple(
            Line(f"{s.name}:", f"{c.reading} “{c.words}”, {c.when}".strip(), (c.cite.report + 1,)) for s in chart.sources for c in s.claims
        )
        yield Section(f"{chart.title}: {chart.verdict_label}", lines, 2)
    yield Section("Promises", tuple(_promise(p) for p in promises(situation, shelf)))
    for d in disputes(situation, shelf):
        yield Section(f"{d.kind_label}: {d.note}", tuple(Line(s.name, _joined(s.pieces), (s.cite.report + 1,)) for s in d.sides), 2)
    yield Section("Not read", tuple(Line(x.what, f"{x.where}: {x.reason}") for x in losses(situation, shelf)))
    reports = (
        Line(f"{n}.", " ".join(x for x in (label, row.title or "", row.url or "") if x))
        for n, (label, row) in enumerate(zip(shelf.labels, shelf.reports, strict=True), 1)
    )
    yield Section("Reports", tuple(reports))


def _promise(p: Any) -> Line:
    due = f", due {p.due}" if p.due else ""
    return Line(f"{', '.join(p.by) or 'Somebody'} ({p.outcome_label}{due})", p.action, _numbers(p.cites))


def _numbers(cites: tuple[Cite, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(c.report + 1 for c in cites))


def _joined(pieces: Any) -> str:
    return " ".join("".join(p.text for p in pieces).split())


def _safe(text: str) -> str:
    """Text that XML can carry: control characters and halves of pairs become a replacement mark. The font of the PDF has no arrow."""
    return "".join(
        c
        if c in "\t\n" or (c >= " " and not 0x7F <= ord(c) < 0xA0 and not 0xD800 <= ord(c) < 0xE000 and ord(c) & 0xFFFE != 0xFFFE)
        else "\ufffd"
        for c in text.replace("→", "to")
    )


def heading(situation: Situation) -> tuple[str, str]:
    """Title and what is covered."""
    largest = max(situation.stories, key=lambda s: (s.n_reports, s.story_id), default=None)
    return _safe(largest.title if largest else "No reports"), _safe(covered(Shelf(situation)))


def word(situation: Situation, since: str | None = None) -> bytes:
    """The brief as a Word document.

    Raises:
        InputError: the extra is not installed.
    """
    try:
        import docx
    except ImportError:
        raise InputError("Word needs one more package; run `pip install 'dateline[word]'`") from None
    document = docx.Document()
    title, about = heading(situation)
    document.add_heading(title, 0)
    document.add_paragraph(about)
    for section in sections(situation, since):
        if section.lines:
            document.add_heading(_safe(section.title), section.level)
        for line in section.lines:
            paragraph = document.add_paragraph(style="List Bullet")
            paragraph.add_run(_safe(line.label) + " ").bold = True
            paragraph.add_run(_safe(line.words))
            if line.reports:
                paragraph.add_run(" [" + ", ".join(map(str, line.reports)) + "]").italic = True
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(situation: Situation, since: str | None = None) -> bytes:
    """The brief as a PDF document; the same situation gives the same bytes.

    Raises:
        InputError: the extra is not installed.
    """
    try:
        from font_roboto import Roboto, RobotoBold
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
    except ImportError:
        raise InputError("PDF needs more packages; run `pip install 'dateline[pdf]'`") from None
    for name, path in (("Body", Roboto), ("Body-Bold", RobotoBold)):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, path))
    pdfmetrics.registerFontFamily("Body", normal="Body", bold="Body-Bold", italic="Body", boldItalic="Body-Bold")
    body = ParagraphStyle("body", fontName="Body", fontSize=10, leading=13, spaceAfter=3, splitLongWords=True)
    heads = {
        n: ParagraphStyle(f"h{n}", fontName="Body-Bold", fontSize=size, leading=size * 1.3, spaceBefore=8, spaceAfter=4, keepWithNext=1)
        for n, size in ((0, 18), (1, 14), (2, 11.5))
    }
    title, about = heading(situation)
    story: list[Any] = [Paragraph(escape(title), heads[0]), Paragraph(escape(about), body), Spacer(1, 6)]
    for section in sections(situation, since):
        if section.lines:
            story.append(Paragraph(escape(_safe(section.title)), heads[section.level]))
        for line in section.lines:
            where = f" [{', '.join(map(str, line.reports))}]" if line.reports else ""
            story.append(Paragraph(f"<b>{escape(_safe(line.label))}</b> {escape(_safe(line.words))}{where}", body))
    buffer = io.BytesIO()
    SimpleDocTemplate(
        buffer, pagesize=A4, title=title, author="", invariant=1, leftMargin=54, rightMargin=54, topMargin=54, bottomMargin=54
    ).build(story)
    return buffer.getvalue()


def paper(situation: Situation, path: Path, since: str | None = None) -> bytes:
    """The brief in the format that the ending of a path names.

    Raises:
        InputError: another ending, or the extra is not installed.
    """
    makers = {".docx": word, ".pdf": pdf}
    if path.suffix.lower() not in makers:
        raise InputError(f"{path}: write .html, .docx or .pdf")
    return makers[path.suffix.lower()](situation, since)
