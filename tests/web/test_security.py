"""Who may ask the room for what. The list of routes comes from the router, so that a new one is tested too."""

import re

import pytest

from dateline.web.app import routes

FOREIGN = ("http://evil.example", "http://127.0.0.1:9", "https://127.0.0.1:8123", "http://localhost.evil.example:8123", "null")


def addresses(asked) -> list[tuple[str, str]]:
    """(method, path) of every route, its parts filled in."""
    found = []
    for route in routes(asked.room, asked.keys):
        path = re.sub(r"\{(\w+)\}", lambda m: {"table": "events", "name": "room.css"}.get(m[1], "x_1"), route.path)
        found += [(method, path) for method in sorted(route.methods - {"HEAD"})]
    assert len(found) >= 20
    return found


def test_without_a_key_every_route_is_shut(asked):
    for method, path in addresses(asked):
        assert asked.client().request(method, path, headers={"origin": "http://127.0.0.1:8123"}).status_code == 401, path


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8123", "127.0.0.1", "127.0.0.1:9", "0.0.0.0:8123", "127.0.0.1:8123.evil.example", ""])
def test_a_foreign_host_is_refused_on_every_route(asked, host):
    for method, path in addresses(asked):
        for client in (asked.browser(), asked.program()):
            assert client.request(method, path, headers={"host": host}).status_code == 403, path


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_origin_is_refused_on_every_route(asked, origin):
    browser, program = asked.browser(), asked.program()
    for method, path in addresses(asked):
        for client in (browser, program):
            assert client.request(method, path, headers={"origin": origin}).status_code == 403, path


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_write_from_another_site_is_refused(asked, site):
    browser = asked.browser()
    for method, path in addresses(asked):
        if method == "POST":
            assert browser.post(path, headers={"sec-fetch-site": site}).status_code == 403, path


def test_a_write_by_a_cookie_alone_is_refused(asked):
    browser = asked.browser()
    for name in ("origin", "sec-fetch-site"):
        del browser.headers[name]
    assert browser.post("/refresh").status_code == 403


def test_a_wrong_token_opens_nothing(asked):
    answer = asked.client().get("/?token=" + "x" * 43)
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_the_cookie_is_strict_and_out_of_reach_of_scripts(asked):
    cookie = asked.client().get(f"/?token={asked.keys.token}").headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie
    assert asked.keys.token.lower() not in cookie


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(asked, method):
    assert asked.program().request(method, "/events").status_code == 405


def test_no_answer_allows_another_origin_and_each_has_a_policy_of_its_own(asked):
    browser, nonces = asked.browser(), set()
    for method, path in addresses(asked):
        answer = browser.request(method, path)
        assert not [name for name in answer.headers if name.startswith("access-control")]
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'nonce-")
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        nonces.add(re.search(r"'nonce-([^']+)'", policy)[1])
    assert len(nonces) == len(addresses(asked))


def test_reading_changes_nothing(asked):
    def state() -> tuple:
        return tuple(asked.store._db.iterdump())

    before, browser = state(), asked.browser()
    for method, path in addresses(asked):
        if method == "GET":
            browser.get(path, params={"action": "reject", "ids": "x", "reviewer": "x"})
    assert state() == before
    assert asked.keys.name(None) == "anna"


@pytest.mark.parametrize(
    "name",
    ["../serve.py", "..%2fserve.py", "%2e%2e/app.py", "..\\app.py", "/etc/passwd", "%2fetc%2fpasswd", "room.css%00.js", "....//app.py", "con", "room.css/", "ROOM.CSS", "x" * 300],
)
def test_no_name_leads_out_of_the_static_files(asked, name):
    for start in ("/static/", "/text/", "/reports/", "/stories/"):
        assert asked.program().get(start + name).status_code == 404, start


def test_a_body_that_is_too_large_is_refused(asked):
    assert asked.program().post("/judgements", content=b"x" * 300_000).status_code == 413


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"ids": 3}', b'{"action": "reject"}', b'{"ids": ["x"], "action": {"a": 1}}', b"\xff\xfe"])
def test_a_body_that_makes_no_sense_is_a_sentence(asked, body):
    answer = asked.program().post("/judgements", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("q", ["'", '"', "a' OR 1=1 --", '"; DROP TABLE events; --', "NEAR(", "a AND", "*", "-", "^a", "a:b", "\x00", "%", "(" * 50, "é" * 100])
def test_no_query_is_read_as_syntax(asked, q):
    program, before = asked.program(), asked.room.counts()
    for path in ("/search", "/events", "/timeline", "/map", "/network", "/tolls", "/stories", "/actors", "/contradictions"):
        assert program.get(path, params={"q": q}).status_code == 200, path
        for name in ("actor", "place", "source", "outlet", "story", "type", "modality", "report", "state"):
            assert program.get(path, params={name: q}).status_code == 200, (path, name)
    assert asked.room.counts() == before


@pytest.mark.parametrize("name", ["since", "until", "offset", "limit"])
def test_a_value_of_the_wrong_kind_is_a_sentence(asked, name):
    for value in ("'", "1 OR 1=1", "-1", "9" * 30, "²"):
        assert asked.program().get("/events", params={name: value}).status_code == 400, value


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/x\r\nset-cookie: a=b"])
def test_a_form_leads_back_to_our_own_pages_only(asked, back):
    answer = asked.browser().post("/reviewer", data={"reviewer": "ben", "back": back})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


def test_reviewers_of_two_sessions_do_not_mix(asked):
    first, second = asked.browser(), asked.browser()
    first.post("/reviewer", data={"reviewer": "ben"})
    assert 'value="ben"' in first.get("/").text
    assert 'value="anna"' in second.get("/").text
