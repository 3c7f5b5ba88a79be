"""Watching: over three simulated days no item is lost or doubled, whatever the server does; one process at a time writes."""

import http.server
import subprocess
import sys
import threading
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import ClassVar

import feedparser
import pytest

from dateline.errors import InputError, StoreError
from dateline.intake.watching import feeds_of, read_opml
from dateline.pipeline import BuildSettings
from dateline.publish.bulletin import atom, mail
from dateline.store.sqlite import SqliteStore
from dateline.watch import WatchSettings, rounds, seconds, writing

DAY = 86400.0
START = datetime(2024, 3, 2, 6, tzinfo=UTC)
BODY = {
    "a": "Gunmen killed three guards at the Ombo crossing on Friday, the governor's office said. The crossing was closed after the attack.",
    "b": "The interior minister of Chad will meet fishermen's leaders in Bongor on Tuesday, his spokesman told reporters on Saturday evening.",
    "c": "Police in Yagoua arrested four men over the attack at the crossing, the prefecture said in a statement on Sunday.",
}


class Server(http.server.BaseHTTPRequestHandler):
    """A feed and its pages; `state` is what the day is like, `asked` every request with its conditions."""

    items: ClassVar[dict[str, str]] = {}
    full: ClassVar[bool] = True
    error: ClassVar[int | None] = None
    retry_after: ClassVar[str | None] = None
    page_error: ClassVar[int | None] = None
    asked: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self):
        Server.asked.append((self.path, self.headers.get("If-None-Match")))
        if self.path == "/feed" and Server.error:
            self.send_response(Server.error)
            if Server.retry_after:
                self.send_header("Retry-After", Server.retry_after)
            self.end_headers()
            return
        if self.path.startswith("/page/"):
            if Server.page_error:
                self.send_error(Server.page_error)
                return
            words = Server.items.get(self.path.removeprefix("/page/"), "")
            self._send(f"<html><head><title>Page</title></head><body><article><h1>Report</h1><p>{words}</p><p>More than that the officials did not say, and the river stayed closed to boats for the rest of the day.</p></article></body></html>".encode(), "text/html")
            return
        body = self.feed()
        tag = f'"{hash(body)}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return
        self._send(body, "application/rss+xml", tag)

    def feed(self) -> bytes:
        host = f"http://127.0.0.1:{self.server.server_port}"
        entries = []
        for key, words in Server.items.items():
            shown = f"<content:encoded><![CDATA[<p>{words}</p>]]></content:encoded>" if Server.full else f"<description>{words[:40]}…</description>"
            date = format_datetime(START)
            entries.append(f"<item><title>Item {key}</title><guid>{key}</guid><link>{host}/page/{key}</link><pubDate>{date}</pubDate>{shown}</item>")
        space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        return f'<rss version="2.0" {space}><channel><title>River Wire</title>{"".join(entries)}</channel></rss>'.encode()

    def _send(self, body: bytes, kind: str, tag: str | None = None):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if tag:
            self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.at = START.timestamp()
        self.slept: list[float] = []

    def now(self) -> float:
        return self.at

    def sleep(self, span: float) -> None:
        self.slept.append(span)
        self.at += span


@pytest.fixture
def url():
    Server.items, Server.full, Server.error, Server.retry_after, Server.page_error, Server.asked = {}, True, None, None, None, []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/feed"
    server.shutdown()
    server.server_close()


def settings(url, tmp_path, **more):
    return WatchSettings(sources=(url,), store=tmp_path / "w.dateline", every=DAY / 4, build=BuildSettings(allow_private=True), **more)


def texts(path):
    with SqliteStore(path, create=False) as store:
        return sorted(r.text for r in store.reports())


def versions(path):
    with SqliteStore(path, create=False) as store:
        rows = {r.report_id: r for r in store.rows("reports")}
        return [(rows[r.version_of].text, r.text) for r in rows.values() if r.version_of]


def test_three_days_lose_and_double_nothing(url, tmp_path):
    clock, wanted = Time(), settings(url, tmp_path)
    run = rounds(wanted, now=clock.now, sleep=clock.sleep)
    Server.items = {"a": BODY["a"]}
    assert next(run).read == 1
    assert next(run).read == 0
    assert Server.asked[-1] == ("/feed", Server.asked[-1][1]) and Server.asked[-1][1] is not None  # asked with the last answer's ETag
    Server.items["b"] = BODY["b"]
    assert next(run).read == 1
    Server.error = 500
    failed = next(run)
    assert failed.read == 0 and any("answered 500" in x.reason for x in failed.losses)
    Server.error = None
    Server.items = {"b": BODY["b"], "c": BODY["c"]}  # a left the feed
    clock.at += DAY
    assert next(run).read == 1
    Server.items = {"a": BODY["a"], "b": BODY["b"] + " He will not travel to Yagoua.", "c": BODY["c"]}  # a came back, b was edited
    clock.at += DAY
    assert next(run).read == 1
    found = texts(wanted.store)
    assert len(found) == 4
    assert sum(BODY["a"] in t for t in found) == 1 and sum(BODY["c"] in t for t in found) == 1 and sum(BODY["b"] in t for t in found) == 2
    [(before, after)] = versions(wanted.store)
    assert BODY["b"] in before and after.endswith("He will not travel to Yagoua.")
    assert clock.at - START.timestamp() > 3 * DAY


def test_a_new_process_goes_on_where_the_last_one_stopped(url, tmp_path):
    clock, wanted = Time(), settings(url, tmp_path)
    Server.items = {"a": BODY["a"]}
    assert next(rounds(wanted, now=clock.now, sleep=clock.sleep)).read == 1
    clock.at += DAY
    Server.items["b"] = BODY["b"]
    assert next(rounds(wanted, now=clock.now, sleep=clock.sleep)).read == 1
    assert len(texts(wanted.store)) == 2


def test_a_lost_memory_doubles_nothing(url, tmp_path):
    clock, wanted = Time(), settings(url, tmp_path)
    Server.items = {"a": BODY["a"], "b": BODY["b"]}
    next(rounds(wanted, now=clock.now, sleep=clock.sleep))
    (tmp_path / "w.dateline.watch.json").unlink()
    assert next(rounds(wanted, now=clock.now, sleep=clock.sleep)).read == 0
    assert len(texts(wanted.store)) == 2


def test_an_item_that_is_only_a_beginning_is_followed_to_its_page(url, tmp_path):
    clock, wanted = Time(), settings(url, tmp_path)
    Server.full = False
    Server.items = {"a": BODY["a"], "c": BODY["c"]}
    next(rounds(wanted, now=clock.now, sleep=clock.sleep))
    found = texts(wanted.store)
    assert len(found) == 2 and any(BODY["a"] in t for t in found) and any(BODY["c"] in t for t in found)
    assert any(0.5 < s <= 1.0 for s in clock.slept)  # a pause between two requests to one host


def test_a_page_that_fails_is_asked_again_and_then_replaces_the_beginning(url, tmp_path):
    clock, wanted = Time(), settings(url, tmp_path)
    Server.full, Server.page_error = False, 503
    Server.items = {"a": BODY["a"]}
    run = rounds(wanted, now=clock.now, sleep=clock.sleep)
    assert next(run).read == 1
    Server.page_error = None
    next(run)
    next(run)
    assert any(BODY["a"] in t for t in texts(wanted.store))
    assert len(versions(wanted.store)) == 1


def test_a_server_that_asks_to_wait_is_waited_for(url, tmp_path):
    clock, wanted = Time(), settings(url, tmp_path)
    Server.error, Server.retry_after = 429, str(int(DAY))
    run = rounds(wanted, now=clock.now, sleep=clock.sleep)
    next(run)
    asked = len(Server.asked)
    for _ in range(3):  # 18 hours
        next(run)
    assert len(Server.asked) == asked
    next(run)
    assert len(Server.asked) == asked + 1


def test_a_folder_is_watched_too(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.txt").write_text(BODY["a"], encoding="utf-8")
    clock, wanted = Time(), settings(str(folder), tmp_path)
    run = rounds(wanted, now=clock.now, sleep=clock.sleep)
    assert next(run).read == 1
    (folder / "2.txt").write_text(BODY["b"], encoding="utf-8")
    second = next(run)
    assert (second.read, second.known) == (1, 1)


def test_bulletins_are_written_and_valid(url, tmp_path):
    clock = Time()
    wanted = settings(url, tmp_path, atom=tmp_path / "new.atom", mail=tmp_path / "new.txt")
    Server.items = {"a": BODY["a"]}
    next(rounds(wanted, now=clock.now, sleep=clock.sleep))
    feed = feedparser.parse((tmp_path / "new.atom").read_bytes())
    assert not feed.bozo and feed.version == "atom10"
    assert (tmp_path / "new.txt").read_text(encoding="utf-8").startswith("Subject: ")


def test_a_bulletin_tells_each_change_with_its_words():
    from tests.hostile_situation import hostile
    from tests.river_situation import river

    feed = feedparser.parse(atom(river(), "2024-03-05"))
    assert len(feed.entries) == len({e.id for e in feed.entries}) > 0
    text = mail(river(), "2024-03-05")
    assert text.splitlines()[0] == f"Subject: {len(feed.entries)} changes since 2024-03-05"
    assert max(map(len, (x for x in text.splitlines() if "http" not in x))) < 120
    assert not feedparser.parse(atom(hostile(), "2024-01-01")).bozo


def test_a_second_process_is_told_that_the_store_is_being_written(tmp_path):
    store = tmp_path / "s.dateline"
    with writing(store):
        code = f"from pathlib import Path\nfrom dateline.watch import writing\nwith writing(Path({str(store)!r}), wait=0.2): pass"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode != 0 and "another dateline is writing to this store" in done.stderr
    with writing(store, wait=0.2):
        pass


def test_a_second_process_waits_for_the_first(tmp_path):
    store = tmp_path / "s.dateline"
    order = []
    held = threading.Event()

    def first():
        with writing(store):
            held.set()
            threading.Event().wait(0.3)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    held.wait()
    with writing(store, wait=5):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_opml_names_feeds_and_refuses_entities(tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_text('<opml version="2.0"><body><outline text="x"><outline xmlUrl="https://a.example/f"/></outline></body></opml>')
    assert feeds_of([str(path), "https://b.example/f", "https://a.example/f"]) == ("https://a.example/f", "https://b.example/f")
    with pytest.raises(InputError, match="document type is refused"):
        read_opml(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="&a;"/></body></opml>')
    with pytest.raises(InputError, match="no OPML"):
        read_opml(b"<opml><body>")


@pytest.mark.parametrize("bad", ["", "15", "m", "1s", "-5m", "infd", "nanm"])
def test_a_span_that_is_none_is_refused(bad):
    with pytest.raises(InputError):
        seconds(bad)


def test_a_damaged_memory_is_named(tmp_path):
    (tmp_path / "w.dateline.watch.json").write_text("{", encoding="utf-8")
    with pytest.raises((InputError, StoreError), match=r"w\.dateline\.watch\.json"):
        next(rounds(settings("http://127.0.0.1:9/feed", tmp_path)))


