"""The brief: one safe, self-contained page in which every finding leads to its words."""

import base64
import hashlib
import json
import re
import time

import msgspec
import pytest
from lxml import html

from dateline.model.record import ReportRow
from dateline.model.situation import Situation
from dateline.publish.brief import brief, data_island, safe_url
from dateline.publish.labels import heading
from dateline.publish.shelf import Shelf
from hostile_situation import STRINGS, hostile
from river_situation import river

RIVER = river()
PAGE = brief(RIVER)
TREE = html.fromstring(PAGE)


def cites(tree):
    for node in tree.xpath("//*[@data-r]"):
        spans = [tuple(map(int, pair.split("-"))) for pair in node.get("data-w").split()]
        yield node, int(node.get("data-r")), spans


def report(**columns) -> ReportRow:
    empty = {name: None for name in ReportRow.__struct_fields__}
    empty |= {"report_id": "r1", "uri": "a.txt", "text": "", "agencies": (), "published_candidates": (), "damage": (), "content_hash": ""}
    return ReportRow(**(empty | columns))


def test_every_citation_slices_back_to_words_of_its_report():
    reports = json.loads(TREE.get_element_by_id("data").text)
    found = list(cites(TREE))
    assert len(found) > 150
    for _, number, spans in found:
        text = reports[number]["text"]
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_every_finding_of_the_situation_is_on_the_page():
    words = " ".join(TREE.text_content().split())
    for name in (
        "Kalla Djibrine",
        "Logone-Birni",
        "to reopen the crossing",
        "number lost",
        "in two minds about",
        "Dozens of families",
        "through Radio Kabalaye",
    ):
        assert name in words, name
    for section in ("happened", "where", "who", "said", "counts", "promised", "disputed", "unread", "reports"):
        assert TREE.get_element_by_id(section) is not None


def test_what_is_planned_or_denied_does_not_look_like_what_happened():
    shown = {}
    for entry in TREE.xpath("//li[contains(@class, 'entry')]"):
        for coding in entry.xpath(".//div[@class='coding']"):
            chip = coding.xpath("./span[contains(@class, 'chip')]")[0]
            shown.setdefault(coding.get("data-m"), set()).add((chip.get("class"), chip.text))
    assert {m: len(v) for m, v in shown.items()} == dict.fromkeys(shown, 1)
    assert len({*map(frozenset, shown.values())}) == len(shown) == 6


def test_the_policy_allows_only_this_style_and_this_script():
    policy = TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    [style] = re.findall(r"<style>(.*?)</style>", PAGE, re.DOTALL)
    [script] = re.findall(r"<script>(.*?)</script>", PAGE, re.DOTALL)
    for content in (style, script):
        assert base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() in policy


def test_nothing_on_the_page_is_loaded():
    assert not TREE.xpath("//link | //img | //iframe | //object | //embed | //script[@src] | //base | //form")
    assert not TREE.xpath("//@style | //@src | //@srcset | //@action | //@onclick | //@onload")
    assert "url(" not in PAGE.split("<style>")[1].split("</style>")[0]


def test_links_from_data_are_http_and_do_not_tell_whence():
    links = TREE.xpath("//a[not(starts-with(@href, '#'))]")
    assert links
    assert all(link.get("href").startswith("https://") and "noopener" in link.get("rel") for link in links)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("https://example.org/a?b=c#d", True), ("http://example.org", True), ("javascript:alert(1)", False), ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False), ("//example.org/a", False), ("https:///a", False), (" https://example.org", False),
        ("https://exa\nmple.org", False), ("https://user:word@example.org", False), ("http://[::1", False), ("file:///etc/passwd", False),
        (None, False), ("", False), ('https://example.org/"onmouseover="x', False), ("https://example.org/\u202e", True),
    ],
)  # fmt: skip
def test_only_plain_web_addresses_become_links(value, kept):
    assert bool(safe_url(value)) is kept


def test_report_text_in_the_data_cannot_end_its_script():
    text = "</script><!-- & \u2028 \u2029 \U0001f469 ]]>"
    island = data_island(Shelf(Situation(reports=(report(text=text),))))
    assert island.isascii()
    assert not set("<>&") & set(island)
    assert json.loads(island)[0]["text"] == text


def test_hostile_strings_stay_text():
    tree = html.fromstring(brief(hostile()))
    for tag in (
        "script",
        "style",
        "meta",
        "title",
        "form",
        "iframe",
        "img",
        "object",
        "embed",
        "link",
        "base",
        "video",
        "input",
        "template",
    ):
        assert len(tree.xpath(f"//{tag}[not(ancestor::svg)]")) == len(TREE.xpath(f"//{tag}[not(ancestor::svg)]")), tag
    assert not [a for a in tree.xpath("//@*") if a.attrname.startswith("on")]
    assert not [a for a in tree.xpath("//@href") if not a.startswith(("#", "https://", "http://"))]
    for bad in STRINGS:
        if bad.isascii() and "\t" not in bad and "  " not in bad and len(bad) < 90:
            assert " ".join(bad.split()) in " ".join(tree.text_content().split()), bad


def test_the_same_situation_gives_the_same_page():
    assert brief(river()) == PAGE


def test_an_empty_situation_gives_a_page_that_says_so():
    page = brief(Situation())
    assert "There is no report in this situation" in page
    assert not html.fromstring(page).xpath("//h2[@id='happened']")


@pytest.mark.parametrize("text", ["", "\n", "word", "a\x00b\ud800c", "one two three " * 2000])
def test_any_text_gives_a_page_that_can_be_written(text):
    page = brief(Situation(reports=(report(text=text, title=text[:80]),)))
    page.encode("utf-8")
    assert json.loads(html.fromstring(page).get_element_by_id("data").text)[0]["text"] == text


@pytest.mark.parametrize("piece", ["a", "A ", ". ", '!"', "(", " - ", "he ", "A-", "\u201c", "1,", "Gen. ", "\t\n"])
def test_no_text_makes_the_page_slow(piece):
    text = (piece * 60_000)[:60_000]
    start = time.perf_counter()
    situation = river()
    [first, *_] = situation.reports
    long = msgspec.structs.replace(first, text=first.text + "\n" + text)
    brief(msgspec.structs.replace(situation, reports=(long, *situation.reports[1:])))
    assert time.perf_counter() - start < 3


def test_a_report_without_title_is_listed_under_its_first_words_behind_the_dateline():
    start = "KARSOVA, June 9 (PPA) - "
    text = start + "At least four people were hurt on Monday when a ferry and a barge collided in the port of Karsova, the harbour master said.\n\nMore."
    row = report(text=text, dateline=(0, len(start)))
    assert heading(row) == "At least four people were hurt on Monday when a ferry and a barge collided in the port …"
    assert heading(report(text="", dateline=None)) == ""
    assert heading(report(text=text, title="Ferry hits barge")) == "Ferry hits barge"


def test_the_title_can_be_given():
    assert "<title>Logone &lt;river&gt;</title>" in brief(RIVER, title="Logone <river>")


def test_every_drawing_has_the_same_items_in_a_list():
    for dot in TREE.xpath("//div[contains(@class, 'map wide')]//g[contains(@class, 'dot')]"):
        assert dot.get("aria-label").split(",")[0] in TREE.xpath("string(//ul[@class='places'])")
    assert all(node.get("tabindex") == "0" and node.get("role") == "button" for node in TREE.xpath("//*[name()='g'][@data-r]"))
