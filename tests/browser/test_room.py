"""The review room in a real browser, by keyboard alone: judgements are made, undone, and stand after a rebuild."""

import csv
import json
import subprocess
import sys
import zipfile
from importlib import resources
from pathlib import Path

import pytest
from tests.browser.driving import Served, follow, outside, press, resize, start_browser, tab_to, wait

pytestmark = pytest.mark.browser


def dateline(*words: object) -> str:
    made = subprocess.run([sys.executable, "-m", "dateline", *map(str, words)], capture_output=True, text=True, check=False, timeout=120)
    assert made.returncode == 0, made.stderr
    return made.stdout


def rows(store: Path, table: str) -> list[dict]:
    return [json.loads(line) for line in dateline("show", store, table, "--limit", "0", "--json").splitlines()]


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    driver = start_browser(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


def manifests(folder: Path) -> tuple[Path, Path]:
    """The river example in two parts: all but two of its reports, and those two."""
    example = Path(str(resources.files("dateline") / "examples" / "river"))
    with (example / "manifest.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    made = []
    for name, part in (("first.csv", listed[:-2]), ("more.csv", listed[-2:])):
        path = folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(listed[0]))
            writer.writeheader()
            writer.writerows(row | {"path": str(example / row["path"])} for row in part)
        made.append(path)
    return made[0], made[1]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    first, more = manifests(folder)
    store = folder / "river.dateline"
    dateline("build", "--manifest", first, "--out", store, "-q")
    served = Served(store)
    yield store, served, more
    served.stop()


def said(browser) -> str:
    return browser.execute_script("return document.getElementById('said').textContent")


def card(browser) -> dict:
    return browser.execute_script("const c = document.activeElement.closest('.entry-card'); return c ? {...c.dataset, label: c.getAttribute('aria-label')} : {};")


def find_actor(browser, name: str) -> dict:
    """Comes to the card of an actor from any page, by keyboard."""
    from selenium.webdriver.common.keys import Keys

    follow(browser, "Actors")
    tab_to(browser, "e.name === 'q' && e.closest('main')")
    press(browser, name, Keys.ENTER)
    wait(browser, lambda: "q=" in browser.current_url and browser.execute_script("return document.readyState === 'complete' && !document.querySelector('.paging')"))
    press(browser, "j")
    while not card(browser)["label"].startswith(f"Actor: {name}"):
        before = card(browser)
        press(browser, "j")
        assert card(browser) != before
    return card(browser)


def test_a_store_is_reviewed_by_keyboard_and_stands_after_a_rebuild(browser, fresh, tmp_path):
    from selenium.webdriver.common.keys import Keys

    store, served, more = fresh
    resize(browser, 1280, 800)
    browser.get(served.start)
    wait(browser, lambda: browser.current_url == served.base + "/" and browser.execute_script("return document.readyState === 'complete'"))

    # the queue leads to the most doubtful story; the first event of its first report is rejected
    press(browser, "q")
    wait(browser, lambda: "/stories/" in browser.current_url and browser.execute_script("return document.readyState === 'complete'"))
    press(browser, "j")
    for _ in range(40):
        if card(browser)["table"] == "events":
            break
        press(browser, "j")
    wrong = card(browser)
    assert wrong["table"] == "events"
    assert browser.execute_script("return document.querySelectorAll('#text-side .lit').length") >= 1
    press(browser, "x")
    wait(browser, lambda: said(browser).startswith("Rejected"))
    assert wrong["id"] not in {e["event_id"] for e in rows(store, "events")}

    # a count gets another source
    for _ in range(60):
        if card(browser)["table"] == "figure_claims":
            break
        press(browser, "j")
    claim = card(browser)
    assert claim["table"] == "figure_claims"
    press(browser, "e")
    assert browser.execute_script("return document.activeElement.name") == "set.attributed_to"
    press(browser, Keys.END)
    press(browser, *[Keys.BACKSPACE] * browser.execute_script("return document.activeElement.value.length"))
    press(browser, "Rimadji Ngarlenan", Keys.ENTER)
    wait(browser, lambda: said(browser).startswith("Edited"))
    assert [r["attributed_to"][0]["name"] for r in rows(store, "figure_claims") if r["claim_id"] == claim["id"]] == ["Rimadji Ngarlenan"]

    # two actors are merged, the merge is undone, and made again
    for turn in ("merge", "undo", "merge"):
        if turn == "merge":
            find_actor(browser, "regional governor")
            press(browser, "m")
            wait(browser, lambda: said(browser).startswith("Marked"))
            find_actor(browser, "Rimadji Ngarlenan")
            press(browser, "m")
            wait(browser, lambda: said(browser).startswith("Merged"))
            assert len([a for a in rows(store, "actors") if a["name"] in ("regional governor", "Rimadji Ngarlenan")]) == 1
        else:
            kept = next(a["name"] for a in rows(store, "actors") if a["name"] in ("regional governor", "Rimadji Ngarlenan"))
            find_actor(browser, kept)
            press(browser, "u")
            wait(browser, lambda: said(browser).startswith("Taken back"))
            assert len([a for a in rows(store, "actors") if a["name"] in ("regional governor", "Rimadji Ngarlenan")]) == 2

    # two reports leave the story
    follow(browser, "Queue")
    follow(browser, "merge or split")
    whole = len(rows(store, "stories"))
    for _ in range(2):
        tab_to(browser, "e.type === 'checkbox' && !e.checked")
        press(browser, Keys.SPACE)
    leaving = browser.execute_script("return Array.from(document.querySelectorAll('[name=member]:checked')).map((e) => e.value)")
    assert len(leaving) == 2
    tab_to(browser, "e.tagName === 'BUTTON' && e.textContent.startsWith('Split')")
    press(browser, Keys.ENTER)
    wait(browser, lambda: said(browser).startswith("Split"))
    assert len(rows(store, "stories")) == whole + 1

    # all of it is in the audit log
    follow(browser, "Audit")
    log = browser.execute_script("return document.querySelector('.log').innerText")
    assert log.count("by anna") >= 5
    assert "taken back by anna" in log

    # exported by its link, too
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    follow(browser, "Dateline")
    tab_to(browser, "e.tagName === 'A' && e.textContent === 'jsonl'")
    press(browser, Keys.ENTER)
    archive = wait(browser, lambda: next(tmp_path.glob("dateline-jsonl*.zip"), None))
    with zipfile.ZipFile(archive) as opened:
        assert wrong["id"] not in opened.read("events.jsonl").decode()

    # exported, and rebuilt with two more reports by another process while the room is open: everything stands
    dateline("export", store, tmp_path / "out")
    exported = [json.loads(line) for line in (tmp_path / "out" / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert wrong["id"] not in {e["event_id"] for e in exported}
    kept = next(a["actor_id"] for a in rows(store, "actors") if a["name"] in ("regional governor", "Rimadji Ngarlenan"))
    theirs = {m["mention_id"] for m in rows(store, "mentions") if m["actor_id"] == kept}
    dateline("build", "--manifest", more, "--out", store, "-q")
    assert len(rows(store, "reports")) == 10
    assert wrong["id"] not in {e["event_id"] for e in rows(store, "events")}
    assert [r["attributed_to"][0]["name"] for r in rows(store, "figure_claims") if r["claim_id"] == claim["id"]] == ["Rimadji Ngarlenan"]
    assert len({m["actor_id"] for m in rows(store, "mentions") if m["mention_id"] in theirs}) == 1
    stories = {r["report_id"]: r["story_id"] for r in rows(store, "reports")}
    assert len({stories[r] for r in leaving}) == 1
    assert sum(s == stories[leaving[0]] for s in stories.values()) < len(stories) / 2
    follow(browser, "Stories")
    assert "10 reports" not in browser.execute_script("return document.body.innerText")
    assert outside(browser, served.base) == []
    assert [row for row in browser.get_log("browser") if row["level"] == "SEVERE"] == []


PAGES = ("/", "/stories", "/queue", "/timeline", "/map", "/network", "/tolls", "/contradictions", "/events", "/actors", "/search?q=boats", "/audit", "/coding", "/agreement", "/reports", "/places", "/losses")


def open_room(browser, served, width, path="/"):
    resize(browser, width)
    browser.get(served.start)
    wait(browser, lambda: browser.current_url == served.base + "/" and browser.execute_script("return document.readyState === 'complete'"))
    browser.get(served.base + path)
    return browser


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(browser, fresh, width):
    _, served, _ = fresh
    open_room(browser, served, width)
    for path in PAGES:
        browser.get(served.base + path)
        browser.execute_script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        wide = browser.execute_script("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide[0] <= wide[1], path


UNNAMED = """
const text = (n) => (n.getAttribute('aria-label') || n.getAttribute('title') || n.textContent || '').trim();
const named = (n) => text(n) || (n.labels && n.labels.length && text(n.labels[0])) || (n.getAttribute('aria-labelledby') && document.getElementById(n.getAttribute('aria-labelledby')));
const bad = [];
document.querySelectorAll('a, button, summary, [role=button]').forEach((n) => { if (!text(n)) bad.push(n.outerHTML.slice(0, 120)); });
document.querySelectorAll('input:not([type=hidden]), select, textarea, dialog, [role=textbox], [role=region], nav').forEach((n) => { if (!named(n) && !n.getAttribute('aria-describedby')) bad.push(n.outerHTML.slice(0, 120)); });
const ids = Array.from(document.querySelectorAll('[id]')).map((n) => n.id);
ids.forEach((id, n) => { if (ids.indexOf(id) !== n) bad.push('two of #' + id); });
if (document.querySelectorAll('h1').length !== 1) bad.push('h1: ' + document.querySelectorAll('h1').length);
if (document.querySelectorAll('main').length !== 1) bad.push('main');
if (!document.documentElement.lang || !document.title) bad.push('lang or title');
return bad;
"""


def test_everything_has_a_name_that_a_screen_reader_can_say(browser, fresh):
    _, served, _ = fresh
    open_room(browser, served, 1280)
    for path in PAGES:
        browser.get(served.base + path)
        assert browser.execute_script(UNNAMED) == [], path


CONTRAST = """
const light = (c) => { const v = c / 255; return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); };
const parse = (s) => s.match(/[\\d.]+/g).map(Number);
const sum = (c) => 0.2126 * light(c[0]) + 0.7152 * light(c[1]) + 0.0722 * light(c[2]);
function ground(n) { for (; n; n = n.parentElement) { const c = parse(getComputedStyle(n).backgroundColor); if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; }
const bad = [];
document.querySelectorAll('body *').forEach((n) => {
  const own = Array.from(n.childNodes).some((c) => c.nodeType === 3 && c.textContent.trim());
  if (!own || n.closest('svg, script, style, .vh, .skip, dialog:not([open]), option') || n.disabled || !n.offsetParent) return;
  const a = sum(parse(getComputedStyle(n).color)), b = sum(ground(n)), ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) bad.push([n.className, n.textContent.slice(0, 30), ratio]);
});
return bad;
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable_on_its_ground(browser, fresh, scheme):
    _, served, _ = fresh
    open_room(browser, served, 1280)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    try:
        for path in PAGES:
            browser.get(served.base + path)
            press(browser, "j")
            assert browser.execute_script(CONTRAST) == [], path
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_text_and_cards_lead_to_each_other(browser, fresh):
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By

    _, served, _ = fresh
    open_room(browser, served, 1280, "/queue")
    run = browser.find_element(By.CSS_SELECTOR, "#text-side .t[data-i]")
    number = run.get_attribute("data-i").split()[0]
    ActionChains(browser).move_to_element(run).perform()
    assert browser.find_element(By.CSS_SELECTOR, f'.entry-card[data-n="{number}"]').get_attribute("class").split()[-1] == "lit"
    run.click()
    assert card(browser)["n"] == number
    one = browser.find_elements(By.CSS_SELECTOR, ".entry-card")[0]
    ActionChains(browser).move_to_element(one).perform()
    lit = browser.execute_script("return Array.from(document.querySelectorAll('#text-side .lit')).map((r) => r.dataset.i)")
    assert lit
    assert all(one.get_attribute("data-n") in numbers.split() for numbers in lit)


def test_the_text_on_the_left_is_the_report_to_the_character(browser, fresh):
    store, served, _ = fresh
    open_room(browser, served, 1280)
    for report in rows(store, "reports"):
        browser.get(f"{served.base}/reports/{report['report_id']}")
        assert browser.execute_script("return document.querySelector('#text-side .text').textContent") == report["text"]


def test_a_filter_narrows_the_list_in_place(browser, fresh):
    from selenium.webdriver.common.keys import Keys

    store, served, _ = fresh
    denied = sum(e["modality"] == "denied" for e in rows(store, "events"))
    open_room(browser, served, 1280, "/events")
    browser.execute_script("window.stays = true")
    tab_to(browser, "e.id === 'f-modality'")
    press(browser, "Den", Keys.TAB)
    wait(browser, lambda: browser.execute_script("return document.querySelectorAll('.entry-card').length") == denied)
    assert browser.execute_script("return window.stays") is True
    assert "modality=denied" in browser.current_url
    assert browser.execute_script("return document.activeElement.id") == "f-actor"
    browser.execute_script("document.activeElement.blur()")
    press(browser, "j")
    assert card(browser)["table"] == "events"
    assert [row for row in browser.get_log("browser") if row["level"] == "SEVERE"] == []


def test_keys_pressed_while_a_judgement_is_on_its_way_are_not_lost(browser, fresh):
    _, served, _ = fresh
    open_room(browser, served, 1280, "/events")
    press(browser, "j")
    second = browser.execute_script("return document.querySelectorAll('.entry-card')[1].dataset.id")
    press(browser, "a", "j", "e")
    wait(browser, lambda: browser.execute_script("return document.activeElement.name") == "set.event_type")
    assert card(browser)["id"] == second
    press(browser, "\ue00c")  # Escape leaves the form
    assert card(browser)["id"] == second
    assert browser.execute_script("return document.activeElement.classList.contains('entry-card')")


def test_single_keys_can_be_switched_off(browser, fresh):
    _, served, _ = fresh
    open_room(browser, served, 1280, "/queue")
    press(browser, "j")
    assert card(browser)
    browser.execute_script("document.getElementById('keys-on').click(); document.activeElement.blur();")
    press(browser, "q")
    assert "/stories/" in browser.current_url
    press(browser, "j")
    assert not card(browser)
    browser.execute_script("document.getElementById('keys-on').click()")


def test_words_are_coded_by_keyboard(browser, fresh):
    from selenium.webdriver.common.keys import Keys

    _, served, _ = fresh
    open_room(browser, served, 390, "/coding")
    tab_to(browser, "e.closest('main .rows') && e.tagName === 'A'")
    press(browser, Keys.ENTER)
    wait(browser, lambda: browser.find_elements("id", "code-text"))
    tab_to(browser, "e.id === 'code-text'")
    press(browser, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ENTER)
    chosen = browser.execute_script("return [document.activeElement.id, document.querySelector('#code-text .on').textContent]")
    assert chosen[0] == "mark-type"
    press(browser, "Pro", Keys.TAB, "Den", Keys.TAB, Keys.ENTER)
    wait(browser, lambda: browser.execute_script("return document.querySelectorAll('main .rows b').length"))
    assert browser.execute_script("return document.querySelector('main .rows li').innerText").startswith(f"{chosen[1]} Protest")
