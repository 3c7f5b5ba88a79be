"""The brief as Word and PDF: its words are those of the reports, hostile text breaks nothing."""

import io

import pytest
from tests.hostile_situation import hostile
from tests.river_situation import river

from dateline.errors import InputError
from dateline.model.situation import Situation
from dateline.publish.paper import paper, pdf, sections, word

RIVER = river()


def test_every_line_names_its_report_and_stands_in_it():
    from dateline.publish.shelf import Shelf

    reports = Shelf(RIVER).reports
    found = {s.title: s.lines for s in sections(RIVER)}
    assert len(found["Reports"]) == len(reports)
    lines = [line for title, some in found.items() if title == "In short" for line in some]
    assert lines
    for line in lines:
        [number] = line.reports
        assert " ".join(line.words.strip("… ").split()) in " ".join(reports[number - 1].text.split())


def test_word_holds_all_sections():
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx.Document(io.BytesIO(word(RIVER)))
    heads = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert heads == [s.title for s in sections(RIVER) if s.lines]
    assert sum(p.style.name == "List Bullet" for p in document.paragraphs) == sum(len(s.lines) for s in sections(RIVER))


def test_pdf_is_a_document_and_the_same_each_time():
    pytest.importorskip("reportlab", reason="reportlab is not installed")
    first = pdf(RIVER)
    assert first.startswith(b"%PDF-") and first.rstrip().endswith(b"%%EOF")
    assert pdf(RIVER) == first


@pytest.mark.parametrize("make", [word, pdf])
@pytest.mark.parametrize("situation", [Situation(), hostile()], ids=["empty", "hostile"])
def test_any_record_is_written(make, situation):
    assert len(make(situation)) > 500


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"write \.html, \.docx or \.pdf"):
        paper(RIVER, tmp_path / "brief.odt")
