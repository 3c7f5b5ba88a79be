"""The room as an API: the same routes with data, judgements by programs, and a description that holds."""

import re
from pathlib import Path

import msgspec
import pytest
from starlette.routing import Route

from dateline.model import record
from dateline.web.app import routes
from dateline.web.index import LISTED

DOCS = Path(__file__).parents[2] / "docs" / "review-room.md"


def rows(client, path, **asked):
    answer = client.get(path, params={"limit": 500} | asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


def test_every_table_is_read_as_typed_rows(asked):
    program = asked.program()
    for table, kind in record.TABLES.items():
        found = rows(program, f"/{table}")
        if table != "stories":
            assert msgspec.convert(found, list[kind]) is not None
        assert program.get(f"/{table}").json()["total"] == len(asked.store.load_situation().__getattribute__(table)) or len(found) == 500


def test_the_description_names_every_route_and_its_rows(asked):
    told = asked.program().get("/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    for route in routes(asked.room, asked.keys):
        assert isinstance(route, Route)
        paths = [route.path.replace("{table}", t) for t in ("events", "actors")] if "{table}" in route.path else [route.path]
        for path in paths:
            for method in route.methods - {"HEAD"}:
                operation = told["paths"][path][method.lower()]
                assert operation["summary"]
                assert operation["responses"]
    for name in re.findall(r"#/components/schemas/(\w+)", str(told)):
        assert name in told["components"]["schemas"], name
    ids = [o["operationId"] for p in told["paths"].values() for o in p.values()]
    assert len(ids) == len(set(ids))


def test_filters_narrow_and_pages_turn(asked):
    program = asked.program()
    everything = rows(program, "/events")
    denied = rows(program, "/events", modality="denied")
    assert denied
    assert denied == [e for e in everything if e["modality"] == "denied"]
    turned = [r for offset in range(0, len(everything), 7) for r in rows(program, "/events", offset=offset, limit=7)]
    assert turned == everything
    name = next(a["name"] for e in everything for a in e["actors"])
    assert rows(program, "/events", actor=name) == [
        e for e in everything if any(name.casefold() in a["name"].casefold() for a in (*e["actors"], *e["recipients"]))
    ]
    story = everything[0]["story_id"]
    assert len(rows(program, "/events", story=story)) == len(everything)
    day = sorted(e["date_start"] for e in everything if e["date_start"])[3]
    assert all((e["date_end"] or e["date_start"]) >= day for e in rows(program, "/events", since=day) if e["date_start"])
    outlet = rows(program, "/reports")[0]["outlet"]
    ids = {r["report_id"] for r in rows(program, "/reports") if r["outlet"] == outlet}
    assert all(ids & {m["report_id"] for m in e["mentions"]} for e in rows(program, "/events", outlet=outlet))
    assert all("boat" in str(e).casefold() for e in rows(program, "/events", q="boats"))


def test_every_list_can_be_filtered_by_every_facet(asked):
    program = asked.program()
    for table in LISTED:
        for name in ("story", "actor", "place", "since", "until", "type", "modality", "source", "outlet", "report", "state", "q"):
            assert program.get(f"/{table}", params={name: "2024" if name in ("since", "until") else "open"}).status_code == 200


def test_a_program_judges_and_takes_back(asked):
    program = asked.program()
    program.headers["dateline-reviewer"] = "ben"
    event = rows(program, "/events")[5]
    made = program.post("/judgements", json={"action": "reject", "ids": [event["event_id"]], "note": "not an event"})
    assert made.status_code == 201
    assert made.json()["by"] == "ben"
    assert made.json()["note"] == "not an event"
    assert program.get(f"/events/{event['event_id']}").status_code == 404
    gone = asked.browser().get(f"/reports/{event['mentions'][0]['report_id']}", follow_redirects=True).text
    assert "Rejected here" in gone
    assert program.post(f"/judgements/{made.json()['judgement_id']}/undo", json={}).status_code == 200
    assert program.get(f"/events/{event['event_id']}").json()["row"]["event_id"] == event["event_id"]
    [line] = rows(program, "/audit")
    assert (line["holds"], line["undone_by"]) == (False, "ben")
    assert program.post(f"/judgements/{made.json()['judgement_id']}/undo", json={}).status_code == 400


def test_an_edit_sets_only_what_was_changed(asked):
    browser, event = asked.browser(), next(e for e in rows(asked.program(), "/events") if e["modality"] == "happened")
    sent = {
        "id": event["event_id"], "action": "edit", "set.modality": "denied", "was.modality": event["modality"],
        "set.event_type": event["event_type"], "was.event_type": event["event_type"], "note": "he said so", "back": "/events",
    }  # fmt: skip
    assert browser.post("/judgements", data=sent).status_code == 303
    changed = asked.program().get(f"/events/{event['event_id']}").json()["row"]
    assert changed["modality"] == "denied"
    assert {k: v for k, v in changed.items() if k != "modality"} == {k: v for k, v in event.items() if k != "modality"}
    assert rows(asked.program(), "/events", state="edited") == [changed]
    page = asked.browser().get(f"/events/{event['event_id']}").text
    assert "✎ edited" in page


def test_an_event_splits_by_its_tellings(asked):
    program = asked.program()
    event = next(e for e in rows(program, "/events") if e["n_independent"] > 1)  # a copy goes with its source
    leaving = event["mentions"][-1]["event_mention_id"]
    made = program.post("/judgements", json={"action": "split", "ids": [event["event_id"]], "members": [leaving]})
    assert made.status_code == 201, made.text
    homes = [e["event_id"] for e in rows(program, "/events") for m in e["mentions"] if m["event_mention_id"] == leaving]
    others = [e["event_id"] for e in rows(program, "/events") for m in e["mentions"] if m["event_mention_id"] == event["mentions"][0]["event_mention_id"]]
    assert homes != others


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"action": "reject", "ids": ["e_gone"]}, "e_gone"),
        ({"action": "praise", "ids": ["e_gone"]}, "praise"),
        ({"action": "same", "ids": ["FIRST"]}, "two entries"),
        ({"action": "edit", "ids": ["FIRST"], "changes": {"modality": "perhaps"}}, "perhaps"),
        ({"action": "edit", "ids": ["FIRST"], "changes": {"evidence": "x"}}, "evidence"),
        ({"action": "edit", "ids": ["FIRST"], "changes": {"actors": "Nobody Known"}}, "Nobody Known"),
        ({"action": "edit", "ids": ["FIRST"], "changes": ["x"]}, "changes"),
        ({"action": "split", "ids": ["FIRST"]}, "members"),
    ],
)
def test_a_judgement_that_cannot_be_made_says_why_and_keeps_nothing(asked, sent, words):
    program = asked.program()
    first = rows(program, "/events")[0]["event_id"]
    answer = program.post("/judgements", json=sent | {"ids": [first if i == "FIRST" else i for i in sent["ids"]]})
    assert answer.status_code == 400
    assert words.casefold() in answer.json()["error"].casefold()
    assert rows(program, "/audit") == []


def test_another_run_that_changes_the_store_is_seen(asked, store_path):
    from dateline.judging import judge
    from dateline.store.sqlite import SqliteStore

    program = asked.program()
    event = rows(program, "/events")[0]["event_id"]
    with SqliteStore(store_path, create=False) as other:
        judge(other, [event], "reject", by="ben")
    assert event not in {e["event_id"] for e in rows(program, "/events")}


def test_a_store_in_use_is_a_sentence(asked, store_path, monkeypatch):
    import sqlite3

    event = rows(asked.program(), "/events")[0]["event_id"]
    asked.store._db.execute("PRAGMA busy_timeout=50")
    other = sqlite3.connect(store_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = asked.program().post("/judgements", json={"action": "accept", "ids": [event]})
    other.execute("ROLLBACK")
    other.close()
    assert answer.status_code == 503
    assert "in use" in answer.json()["error"]
    assert asked.program().post("/judgements", json={"action": "accept", "ids": [event]}).status_code == 201


def test_the_queue_passes_stories_by(asked):
    program = asked.program()
    first = program.get("/queue").json()
    assert first["left"] == first["n_events"]
    assert program.get("/queue", params={"after": first["story_id"]}).json() is None
    assert asked.browser().get("/queue").headers["location"].startswith(f"/stories/{first['story_id']}")


def test_an_export_holds_what_the_record_holds(asked):
    import io
    import json
    import zipfile

    program = asked.program()
    answer = program.get("/export/jsonl")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        exported = [json.loads(line) for line in archive.read("events.jsonl").decode().splitlines()]
    assert exported == rows(program, "/events") or sorted(e["event_id"] for e in exported) == sorted(e["event_id"] for e in rows(program, "/events"))
    assert program.get("/export/geojson").status_code == 200
    assert program.get("/export/nonsense").status_code == 404


def test_the_client_in_the_docs_runs(asked, monkeypatch):
    import httpx

    [code] = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.S)
    monkeypatch.setattr(httpx, "Client", lambda base_url, headers: asked.client(**headers, accept="application/json") if headers else None)
    monkeypatch.setenv("DATELINE_ROOM", f"http://127.0.0.1:8123/?token={asked.keys.token}")
    exec(compile(code, str(DOCS), "exec"), {"__name__": "docs"})
    assert len(rows(asked.program(), "/audit")) == 1
