"""Hostile strings in every field of a store: the room shows them as text, runs none of them and asks nobody."""

import msgspec
import pytest
from tests.browser.driving import Served, outside, press, resize, start_browser, wait
from tests.hostile_situation import STRINGS, hostile

from dateline.model.judgement import Anchor, Judged, Judgement
from dateline.model.report import Report
from dateline.store.sqlite import SqliteStore

pytestmark = pytest.mark.browser

PLAIN = (
    "/", "/stories", "/timeline", "/timeline?offset=40", "/map", "/network", "/tolls", "/tolls?offset=12", "/contradictions", "/contradictions?offset=20",
    "/audit", "/coding", "/agreement", "/events", "/statements", "/figure_claims", "/figures", "/commitments", "/positions", "/relations",
    "/actors", "/places", "/reports", "/losses", "/mentions", "/times", "/judgements", "/search?q=script", "/search?q=hit",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    driver = start_browser(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    name = "<img src=x onerror=window.hit=1>'\".dateline".replace("/", "")
    path = tmp_path_factory.mktemp("hostile") / name
    situation = hostile()
    fields = set(Report.__struct_fields__)
    with SqliteStore(path) as store:
        for row in situation.reports:
            known = {k: v for k, v in msgspec.structs.asdict(row).items() if k in fields and v is not None}
            store.add(Report(**known), None)
        for n, event in enumerate(situation.events):
            bad = STRINGS[n % len(STRINGS)]
            anchors = (Anchor(id=event.event_id, evidence=event.evidence[0]),)
            store.judge(
                Judgement(
                    judgement_id=f"j_{n}", table="events", left=event.event_id, right=None, verdict="accepted" if n % 2 else "unsure",
                    because=(bad,), by=bad, at=bad, note=bad, judged=Judged(left=anchors),
                )
            )  # fmt: skip
        store.write_situation(situation, "hostile")
    served = Served(path, reviewer=STRINGS[3])
    yield situation, served
    served.stop()


def clean(browser, base: str, path: str) -> None:
    assert browser.execute_script("return typeof window.hit") == "undefined", path
    assert browser.execute_script("return document.querySelectorAll('main img, main iframe, main script, main object, main embed, main style, main link').length") == 0, path
    wrong = "return Array.from(document.querySelectorAll('a[href], form[action]')).filter((n) => !/^(\\/|#|\\?|https?:\\/\\/)/.test(n.getAttribute('href') || n.getAttribute('action'))).map((n) => n.outerHTML.slice(0, 200))"
    assert browser.execute_script(wrong) == [], path
    assert outside(browser, base) == [], path
    logged = [row["message"] for row in browser.get_log("browser") if "Content Security Policy" in row["message"] or row["level"] == "SEVERE"]
    assert logged == [], path


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_and_nobody_is_asked(browser, room, width):
    _, served = room
    resize(browser, width)
    browser.get(served.start)
    wait(browser, lambda: browser.current_url == served.base + "/" and browser.execute_script("return document.readyState === 'complete'"))
    browser.get_log("performance")
    some = list(range(0, len(STRINGS), 4 if width == 390 else 1))
    entries = [f"/stories/s{n}" for n in some] + [f"/events/e{n}" for n in some[::3]] + [f"/actors/a{n}" for n in some[::5]] + [f"/coding/r{n}" for n in some[::5]]
    for path in (*PLAIN, *entries):
        browser.get(served.base + path)
        browser.execute_script("document.querySelectorAll('details').forEach((d) => { d.open = true; }); document.querySelectorAll('.cite').forEach((c, n) => { if (n < 3) c.dispatchEvent(new MouseEvent('click', {bubbles: true})); });")
        press(browser, "j", "j")
        clean(browser, served.base, path)
        wide = browser.execute_script("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide[0] <= wide[1], path


def test_every_text_stands_to_the_character(browser, room):
    situation, served = room
    resize(browser, 1280)
    browser.get(served.start)
    wait(browser, lambda: browser.current_url == served.base + "/" and browser.execute_script("return document.readyState === 'complete'"))
    for n, report in enumerate(situation.reports[:30]):
        browser.get(f"{served.base}/stories/s{n}")
        shown = browser.execute_script("return document.querySelector('#text-side .text').textContent")
        assert shown == report.text or shown.replace("\ufffd", "") in report.text or len(shown) == len(report.text)


def test_hostile_addresses_are_text_too(browser, room):
    _, served = room
    from urllib.parse import quote

    resize(browser, 1280)
    browser.get(served.start)
    wait(browser, lambda: browser.current_url == served.base + "/" and browser.execute_script("return document.readyState === 'complete'"))
    browser.get_log("performance")
    for n, bad in enumerate(STRINGS):
        path = ("/search?q=", "/events?actor=", "/timeline?place=", "/stories?q=")[n % 4] + quote(bad)
        browser.get(served.base + path)
        clean(browser, served.base, path)
