"""The brief in a real browser: every item leads to its words, nothing is loaded, nothing hostile runs, nothing scrolls sideways."""

import json
from pathlib import Path

import msgspec
import pytest
from tests.browser.driving import start_browser
from tests.hostile_situation import hostile
from tests.river_situation import river

from dateline.publish.brief import brief

pytestmark = pytest.mark.browser

MARKS_AFTER_CLICK = """
return Array.from(document.querySelectorAll('[data-r]')).map(function (place) {
  place.dispatchEvent(new MouseEvent('click', {bubbles: true}));
  const marks = Array.from(document.querySelectorAll('#view mark')).map((m) => m.textContent).join('');
  const around = Array.from(document.querySelectorAll('#view mark, #view .s')).map((m) => m.textContent).join('');
  return [Number(place.dataset.r), place.dataset.w, place.dataset.s, marks, around];
});
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    driver = start_browser(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser, tmp_path):
    def open_page(page: str, width: int = 1280, height: int = 900):
        path = tmp_path / "brief.html"
        path.write_text(page, encoding="utf-8")
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        for kind in ("performance", "browser"):
            browser.get_log(kind)
        browser.get(path.as_uri())
        return browser

    return open_page


def requests(browser) -> list[str]:
    found = []
    for row in browser.get_log("performance"):
        message = json.loads(row["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.append(message["params"]["request"]["url"])
    return [url for url in found if not (url.startswith("file://") and url.endswith("/brief.html"))]


def expected(texts: list[str], number: int, spans: str) -> str:
    return "".join(texts[number][slice(*map(int, span.split("-")))] for span in spans.split())


def texts_of(browser) -> list[str]:
    return [row["text"] for row in json.loads(browser.execute_script("return document.getElementById('data').textContent"))]


def check_all_places(browser, least: int) -> None:
    texts = texts_of(browser)
    found = browser.execute_script(MARKS_AFTER_CLICK)
    assert len(found) >= least
    for number, words, sentence, marks, around in found:
        assert marks == expected(texts, number, words)
        if sentence:
            assert around == expected(texts, number, sentence)


def test_every_citation_marks_its_words_and_their_sentence(opened):
    browser = opened(brief(river()))
    check_all_places(browser, 150)
    assert browser.get_log("browser") == []


def test_every_item_leads_somewhere_by_click(opened):
    browser = opened(brief(river()))
    found = browser.execute_script("""
      return Array.from(document.querySelectorAll('.item')).filter((i) => i.querySelector('.cite')).map(function (item) {
        document.getElementById('view').replaceChildren();
        item.dispatchEvent(new MouseEvent('click', {bubbles: true}));
        return [item.className, document.querySelectorAll('#view .text').length];
      });""")
    assert len(found) > 100
    assert all(number == 1 for _, number in found)


def test_characters_beyond_the_first_plane_do_not_shift_the_marks(opened):
    situation = river()
    head = "\U0001f6a8\U00010400 e\u0301 \U0001f469\u200d\U0001f692 "
    shift = len(head)

    def moved(value):
        if isinstance(value, dict):
            moves = isinstance(value.get("start"), int) and isinstance(value.get("end"), int)
            return {k: v + shift if moves and k in ("start", "end") else moved(v) for k, v in value.items()}
        return [moved(v) for v in value] if isinstance(value, list) else value

    plain = msgspec.to_builtins(situation)
    whole = {name: moved(rows) for name, rows in plain.items() if name != "reports"}
    whole["reports"] = [row | {"text": head + row["text"], "damage": []} for row in plain["reports"]]
    browser = opened(brief(msgspec.convert(whole, type=type(situation))))
    assert texts_of(browser)[0].startswith("\U0001f6a8\U00010400")
    check_all_places(browser, 150)


def test_the_keyboard_opens_and_closes_a_report(opened):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    browser = opened(brief(river()), width=390, height=800)
    for selector in ("li.entry button.cite", ".map.narrow g.dot", ".network.narrow g.edge", ".plot g.cite"):
        place = browser.find_element(By.CSS_SELECTOR, selector)
        browser.execute_script("arguments[0].focus()", place)
        assert browser.execute_script("return document.activeElement === arguments[0]", place), selector
        browser.switch_to.active_element.send_keys(Keys.ENTER)
        assert browser.find_elements(By.CSS_SELECTOR, "#reader.open mark"), selector
        assert browser.switch_to.active_element.get_attribute("id") == "close"
        browser.switch_to.active_element.send_keys(Keys.ESCAPE)
        assert not browser.find_elements(By.CSS_SELECTOR, "#reader.open")
        assert browser.execute_script("return document.activeElement === arguments[0]", place), selector


def test_a_real_click_on_a_sentence_shows_it_beside(opened):
    from selenium.webdriver.common.by import By

    browser = opened(brief(river()))
    words = browser.find_element(By.CSS_SELECTOR, "#happened ~ .days li.entry .words")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", words)
    words.click()
    mark = browser.find_element(By.CSS_SELECTOR, "#view mark")
    assert mark.text in words.text
    box, view = mark.rect, browser.find_element(By.ID, "view").rect
    assert view["x"] <= box["x"] <= view["x"] + view["width"]
    inside = browser.execute_script(
        "const m = arguments[0].getBoundingClientRect(), v = document.getElementById('view').getBoundingClientRect();"
        "return m.top >= v.top && m.bottom <= v.bottom && m.bottom <= window.innerHeight", mark
    )  # fmt: skip
    assert inside


@pytest.mark.parametrize("make", [river, hostile])
def test_nothing_is_requested(opened, make):
    browser = opened(brief(make()))
    browser.execute_script(MARKS_AFTER_CLICK)
    assert requests(browser) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_hostile_strings_run_nothing(opened, width):
    browser = opened(brief(hostile()), width=width)
    browser.execute_script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    check_all_places(browser, 300)
    assert browser.execute_script("return typeof window.hit") == "undefined"
    assert browser.execute_script("return document.querySelectorAll('#view img, #view script, #view iframe, #view svg').length") == 0
    refused = [row for row in browser.get_log("browser") if "Content Security Policy" in row["message"] or row["level"] == "SEVERE"]
    assert refused == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
@pytest.mark.parametrize("make", [river, hostile])
def test_no_page_scrolls_sideways(opened, make, width):
    browser = opened(brief(make()), width=width)
    browser.execute_script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    wide = browser.execute_script("""
      document.querySelectorAll('.day, .report').forEach((n) => { n.style.contentVisibility = 'visible'; });
      return [document.documentElement.scrollWidth, document.documentElement.clientWidth];""")
    assert wide[0] <= wide[1]


def test_a_story_can_be_shown_alone(opened):
    browser = opened(brief(river()))
    shown = browser.execute_script("""
      const story = document.getElementById('story');
      story.value = '1';
      story.dispatchEvent(new Event('change'));
      return Array.from(document.querySelectorAll('main .item[data-story]')).filter((i) => i.offsetParent !== null)
        .map((i) => i.dataset.story);""")
    assert shown
    assert all("1" in story.split() for story in shown)


def test_a_kind_of_event_can_be_hidden(opened):
    from selenium.webdriver.common.by import By

    browser = opened(brief(river()))
    toggle = browser.find_element(By.CSS_SELECTOR, ".toggle[data-toggle=planned]")
    toggle.click()
    assert toggle.get_attribute("aria-pressed") == "false"
    assert not [e for e in browser.find_elements(By.CSS_SELECTOR, ".coding[data-m=planned]") if e.is_displayed()]
    toggle.click()
    assert [e for e in browser.find_elements(By.CSS_SELECTOR, ".coding[data-m=planned]") if e.is_displayed()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable_on_its_ground(opened, scheme):
    browser = opened(brief(river()))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    poor = browser.execute_script("""
      document.querySelector('.entry .cite').click();
      const light = (c) => { const v = c / 255; return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); };
      const parse = (s) => s.match(/[\\d.]+/g).map(Number);
      const sum = (c) => 0.2126 * light(c[0]) + 0.7152 * light(c[1]) + 0.0722 * light(c[2]);
      function ground(n) {
        for (; n; n = n.parentElement) { const c = parse(getComputedStyle(n).backgroundColor); if (c.length < 4 || c[3] === 1) return c; }
        return [255, 255, 255];
      }
      const bad = [];
      document.querySelectorAll('body *').forEach((n) => {
        const own = Array.from(n.childNodes).some((c) => c.nodeType === 3 && c.textContent.trim());
        if (!own || n.closest('svg, script, style, .vh, .skip') || n.disabled) return;
        const a = sum(parse(getComputedStyle(n).color)), b = sum(ground(n));
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) bad.push([n.className, n.textContent.slice(0, 30), ratio]);
      });
      return bad;""")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert poor == []


def test_printing_unfolds_the_full_texts(opened):
    browser = opened(brief(river()))
    texts = browser.execute_script("""
      window.dispatchEvent(new Event('beforeprint'));
      const texts = Array.from(document.querySelectorAll('.full .text')).map((n) => n.textContent);
      window.dispatchEvent(new Event('afterprint'));
      return texts;""")
    assert texts == texts_of(browser)
    assert browser.execute_script("return document.querySelectorAll('details[open]').length") == 0


def built(name: str, tmp_path_factory):
    """The situation that the pipeline makes of a bundled example, or of the founding reports where they are at hand."""
    import os
    from importlib import resources

    import dateline

    if name != "founding":
        folder = Path(str(resources.files("dateline") / "examples" / name))
        return dateline.build([], manifest=folder / "manifest.csv")
    shared = Path(os.environ.get("DATELINE_SHARED", Path(__file__).parents[3] / "shared"))
    seeds = sorted((shared / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip("the founding reports are not at hand")
    manifest = tmp_path_factory.mktemp("founding") / "manifest.csv"
    manifest.write_text("path,published\n" + "".join(f"{p},{d}\n" for p, d in zip(seeds, ("2019-05-08", "2019-04-14"), strict=True)))
    return dateline.build(seeds, manifest=manifest)


@pytest.mark.parametrize("name", ["river", "tripoli", "founding"])
def test_a_built_brief_marks_every_item_and_loads_nothing(opened, name, tmp_path_factory):
    situation = built(name, tmp_path_factory)
    browser = opened(brief(situation.record), width=390, height=800)
    check_all_places(browser, 40)
    assert requests(browser) == []
    assert browser.get_log("browser") == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
