"""What the room shows of entries, texts and judgements."""

import time

import pytest

from dateline.errors import InputError, StoreError
from dateline.web.doubts import DOUBTS, doubts_of
from dateline.web.entries import Entry, segments
from dateline.web.index import LISTED, Filter


def entry(*words, around=()):
    return Entry(
        table="events", id="e", kind="", label="", modality="denied", line=(), words=words, around=around, doubt=0, doubts=(), reports=(), fields=()
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "One line.", "Two\nlines\n", "\U0001f6a8 He said e\u0301 no.\n\n\U00010400"])
def test_the_runs_of_a_text_are_the_text(text):
    spans = [(a, b) for a in range(0, len(text), 3) for b in (a + 1, a + 5) if b <= len(text)]
    runs = segments(text, [entry(*spans[::2], around=((0, len(text)),)), entry(*spans[1::2])])
    assert "".join(r.text for r in runs) == text
    for run in runs:
        assert text[run.start : run.start + len(run.text)] == run.text
        for number, own in enumerate((spans[::2], spans[1::2])):
            inside = any(a <= run.start and run.start + len(run.text) <= b for a, b in own)
            assert (number in run.words) == inside


def test_places_beyond_the_text_do_no_harm():
    assert "".join(r.text for r in segments("short", [entry((2, 99), (90, 99))])) == "short"


def test_doubts_add_up_and_are_named(asked):
    for table in LISTED:
        for row in asked.store.rows(table):
            doubt, names = doubts_of(table, row)
            assert 0 <= doubt < 1
            assert set(names) <= {d.name for d in DOUBTS[table]}
            assert doubts_of(table, row, damaged=True)[0] > doubt or doubt > 0.99


def test_the_most_doubtful_come_first(asked):
    page = asked.room.index.page("events", Filter(), order="doubt", limit=500)
    assert [i.doubt for i in page.items] == sorted((i.doubt for i in page.items), reverse=True)


def test_in_a_large_store_a_judgement_waits_until_the_record_is_brought_up_to_date(asked, monkeypatch):
    monkeypatch.setattr("dateline.web.room.QUICK_REPORTS", 0)
    browser, program = asked.browser(), asked.program()
    event = program.get("/events").json()["rows"][0]["event_id"]
    made = program.post("/judgements", json={"action": "reject", "ids": [event]})
    assert made.status_code == 201
    page = browser.get(f"/events/{event}").text
    assert "✕ rejected" in page
    assert "1 judgement is kept and not in the record yet" in page
    assert program.get("/events", params={"state": "rejected"}).json()["total"] == 1
    assert browser.post("/refresh", data={"back": "/events"}).headers["location"] == "/events"
    done(asked.room)
    assert "not in the record yet" not in browser.get("/events").text
    assert program.get(f"/events/{event}").status_code == 404


def done(room) -> None:
    """Waits for what is done beside the work."""
    for _ in range(300):
        if not room.doing:
            return
        time.sleep(0.05)
    raise AssertionError(room.doing)


def test_what_waits_is_known_to_the_next_room_too(asked, store_path, monkeypatch):
    from dateline.store.sqlite import SqliteStore
    from dateline.web.room import Room

    monkeypatch.setattr("dateline.web.room.QUICK_REPORTS", 0)
    event = asked.program().get("/events").json()["rows"][0]["event_id"]
    made = asked.program().post("/judgements", json={"action": "accept", "ids": [event]}).json()
    with SqliteStore(store_path, create=False) as other:
        assert Room(other).waiting == 1
    asked.program().post(f"/judgements/{made['judgement_id']}/undo", json={})
    assert asked.room.waiting == 0


def test_a_large_store_that_another_run_changed_is_indexed_beside_the_work(asked, store_path, monkeypatch):
    from dateline.judging import judge
    from dateline.store.sqlite import SqliteStore

    monkeypatch.setattr("dateline.web.room.QUICK_REPORTS", 0)
    total = asked.program().get("/events").json()["total"]
    event = asked.program().get("/events").json()["rows"][0]["event_id"]
    with SqliteStore(store_path, create=False) as other:
        judge(other, [event], "reject", by="ben")
    assert asked.program().get("/events").status_code == 200
    done(asked.room)
    assert asked.program().get("/events").json()["total"] == total - 1
    assert asked.room.waiting == 0


def test_a_record_that_cannot_be_made_now_says_why(asked, store_path, monkeypatch):
    monkeypatch.setattr("dateline.web.room.QUICK_REPORTS", 0)
    monkeypatch.setattr("dateline.web.room.SqliteStore", lambda *a, **k: (_ for _ in ()).throw(StoreError("the store is in use by another run")))
    asked.browser().post("/refresh", data={})
    done(asked.room)
    assert "in use by another run" in asked.browser().get("/").text


def test_a_merged_actor_carries_its_judgement_and_can_be_parted(asked):
    program = asked.program()
    first, second = (r["actor_id"] for r in program.get("/actors").json()["rows"][:2])
    made = program.post("/judgements", json={"action": "same", "ids": [first, second]}).json()
    [kept] = [r for r in program.get("/actors", params={"limit": 500}).json()["rows"] if r["actor_id"] in (first, second)]
    assert made["judgement_id"] in asked.browser().get(f"/actors/{kept['actor_id']}").text
    program.post(f"/judgements/{made['judgement_id']}/undo", json={})
    assert {first, second} <= {r["actor_id"] for r in program.get("/actors", params={"limit": 500}).json()["rows"]}


def test_a_damaged_report_is_shown_with_what_it_lacks(asked):
    report = next(r for r in asked.program().get("/reports").json()["rows"] if r["damage"])
    page = asked.browser().get(f"/reports/{report['report_id']}", follow_redirects=True).text
    assert "came without" in page


def test_a_store_without_reports_opens(tmp_path):
    from dateline.pipeline import refresh
    from dateline.store.sqlite import SqliteStore
    from dateline.web.room import Room

    with SqliteStore(tmp_path / "empty.dateline") as store:
        refresh(store)
        room = Room(store)
        assert room.stories() == ((), 0)
        assert room.index.page("events", Filter(q="x", actor="y")).total == 0


def test_a_store_that_was_never_built_opens_and_every_page_answers(tmp_path):
    from conftest import Asked

    from dateline.store.sqlite import SqliteStore

    SqliteStore(tmp_path / "new.dateline").close()
    asked = Asked(tmp_path / "new.dateline")
    browser = asked.browser()
    for path in ("/", "/stories", "/queue", "/timeline", "/map", "/network", "/tolls", "/contradictions", "/search?q=x", "/audit", "/coding", "/agreement", "/events"):
        assert browser.get(path).status_code == 200, path
    asked.store.close()


def test_a_port_in_use_is_a_sentence():
    from dateline.web.serve import _listen

    with _listen(0) as taken, pytest.raises(InputError, match="choose another --port"):
        _listen(taken.getsockname()[1])


def test_the_room_listens_on_the_loopback_address_only():
    from dateline.web.serve import _listen

    with _listen(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
