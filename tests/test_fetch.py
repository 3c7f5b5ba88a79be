"""The guard before pages from the network: what it refuses, when it looks, and its caps."""

import gzip
import http.server
import socket
import threading
import time
from typing import ClassVar

import pytest

from dateline.errors import InputError, RefusedError
from dateline.intake import IntakeSettings, load
from dateline.intake import fetch as guard

REFUSED = [
    "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:alert(1)//x", "data://text/html,x", "ws://example.org/",
    "http://127.0.0.1/", "http://127.1.2.3/", "http://localhost/", "http://LOCALHOST/", "http://a.localhost/", "http://localhost./",
    "http://0.0.0.0/", "http://0/", "http://10.0.0.1/", "http://172.16.5.4/", "http://172.31.255.255/", "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://198.18.0.1/", "http://192.0.0.8/", "http://224.0.0.1/",
    "http://240.0.0.1/", "http://255.255.255.255/", "http://[::1]/", "http://[::]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[fd12::1]/",
    "http://[ff02::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:10.0.0.1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://0x7f.1/",
    "http://127.0.0.01/", "http://017700000001/", "http://user@example.org/", "http://user:pass@example.org/", "http://example.org@127.0.0.1/",
    "http:///nohost", "http://example.org:22/", "http://example.org:6379/", "http://exa mple.org/", "http://example.org\\@127.0.0.1/",
    "http://printer.local/", "http://metadata.google.internal/", "http://127。0。0。1/",
]  # fmt: skip


@pytest.fixture
def no_connection(monkeypatch):
    """Names resolve to themselves where they are addresses; nothing is ever connected."""

    def resolve(host, port, **_):
        if not host.replace(".", "").isdigit() and ":" not in host:
            host = "93.184.216.34"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]

    def refuse(*_args, **_kwargs):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(guard.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(guard.socket.socket, "connect", refuse)


@pytest.mark.parametrize("url", REFUSED)
def test_the_address_is_refused(url, no_connection):
    with pytest.raises(RefusedError):
        guard.fetch(url, IntakeSettings())


def test_there_are_more_than_forty_cases():
    assert len(set(REFUSED)) >= 40


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.1.1", "169.254.169.254", "::1", "fd00::1", "::ffff:192.168.0.1"])
def test_a_name_that_resolves_to_a_private_address_is_refused_at_connection(monkeypatch, address):
    monkeypatch.setattr(guard.socket, "getaddrinfo", lambda host, port, **_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))])
    with pytest.raises(RefusedError, match="not a public address"):
        guard.fetch("http://harmless.example/", IntakeSettings())


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(guard.socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(RefusedError):
        guard.fetch("http://two-faced.example/", IntakeSettings())


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/", "file:///etc/passwd", "//169.254.169.254/x", "http://[::1]/", "ftp://example.org/"]
)
def test_each_redirect_is_checked(monkeypatch, no_connection, target):
    def answer(scheme, host, port, path, settings, deadline, asked):
        if host == "first.example":
            return 302, {"location": target}, b""
        guard._connect(host, port, settings, deadline)
        raise AssertionError("the target was fetched")

    monkeypatch.setattr(guard, "_get", answer)
    with pytest.raises(RefusedError):
        guard.fetch("http://first.example/", IntakeSettings())


class Handler(http.server.BaseHTTPRequestHandler):
    seen: ClassVar[list[dict[str, str]]] = []

    def do_GET(self):
        Handler.seen.append({k.lower(): v for k, v in self.headers.items()})
        if self.path.startswith("/hop/"):
            left = int(self.path.rsplit("/", 1)[1])
            self.send_response(302)
            self.send_header("Location", f"/hop/{left - 1}" if left else "/page")
            self.send_header("Set-Cookie", "a=b")
            self.end_headers()
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(50):
                try:
                    self.wfile.write(b"x")
                except OSError:
                    return
                time.sleep(0.1)
        elif self.path == "/bomb":
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(gzip.compress(bytes(30_000_000)))
        elif self.path == "/missing":
            self.send_error(404)
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(
                b"<html><body><article><h1>Port closed</h1><p>The mayor said on Tuesday that the port of Karsova was closed to all ships.</p></article></body></html>"
            )

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    http_server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http_server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http_server.server_address[1]}"
    http_server.shutdown()


ALLOWED = IntakeSettings(allow_private=True, max_bytes=1_000_000, max_fetch_seconds=1.0)


def test_a_page_is_read_where_private_addresses_are_allowed(server):
    [intake] = load([f"{server}/page"], settings=ALLOWED)
    assert intake.reports[0].title == "Port closed"
    assert intake.reports[0].url == f"{server}/page"


def test_five_redirects_are_followed_and_the_sixth_is_refused(server):
    assert guard.fetch(f"{server}/hop/4", ALLOWED).url == f"{server}/page"
    with pytest.raises(RefusedError, match="redirects"):
        guard.fetch(f"{server}/hop/6", ALLOWED)


def test_no_cookie_and_no_credentials_are_sent(server):
    Handler.seen.clear()
    guard.fetch(f"{server}/hop/2", ALLOWED)
    assert all("cookie" not in headers and "authorization" not in headers for headers in Handler.seen)


def test_a_slow_answer_is_given_up(server):
    begin = time.monotonic()
    with pytest.raises(InputError):
        guard.fetch(f"{server}/slow", ALLOWED)
    assert time.monotonic() - begin < 3


def test_a_compressed_bomb_is_refused(server):
    with pytest.raises(RefusedError, match="larger"):
        guard.fetch(f"{server}/bomb", ALLOWED)


def test_an_error_of_the_server_is_a_loss(server):
    [intake] = load([f"{server}/missing"], settings=ALLOWED)
    assert "404" in intake.losses[0].reason


def test_a_refused_address_is_a_loss(server):
    [intake] = load([f"{server}/page"])
    assert not intake.reports
    assert intake.losses[0].what == "address"
