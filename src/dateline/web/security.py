"""Who may ask the room for what: checks that stand before every route, and the headers of every answer.

The room listens on the loopback address only. Who opens the start address (it holds a random token) gets a `SameSite=Strict` cookie;
a program sends the token as `Authorization: Bearer TOKEN` and may name its
reviewer in `Dateline-Reviewer`. The `Host` must be one of ours (a foreign name that resolves to this machine is
refused), and every write must come from the room's own pages (`Origin`, `Sec-Fetch-Site`) or from a program that has the token.
"""

import hmac
import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = frozenset(("GET", "HEAD"))
LARGEST_BODY = 256 * 1024
"""Bytes of a request; a judgement is far smaller."""
MOST_SESSIONS = 200
_REFUSED = {
    401: "Open the room with the address that `dateline serve` printed: it holds the key.",
    403: "This request did not come from the room's own pages. Open the room with the address that `dateline serve` printed.",
    405: "The room is read with GET and written with POST.",
    413: "This request is larger than any judgement.",
}
_ENTER = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>Review room</title>'
    '<p><a href="/">Enter the review room</a></p></html>\n'
)


class Keys:
    """The token of one run of the room and the sessions opened with it. `reviewer` is the name that a session judges under."""

    def __init__(self, reviewer: str, token: str | None = None) -> None:
        self.token = token or secrets.token_urlsafe(32)
        self.reviewer = reviewer
        self._reviewers: dict[str, str] = {}

    def open(self) -> str:
        """The secret of a new session; the oldest goes when there are too many."""
        session = secrets.token_urlsafe(32)
        self._reviewers[session] = self.reviewer
        while len(self._reviewers) > MOST_SESSIONS:
            self._reviewers.pop(next(iter(self._reviewers)))
        return session

    def fits(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self.token.encode())

    def has(self, session: str) -> bool:
        return session in self._reviewers

    def name(self, session: str | None) -> str:
        """The reviewer of a session; without one, the name the room was started with."""
        return self._reviewers.get(session or "", self.reviewer)

    def rename(self, session: str, reviewer: str) -> None:
        if session in self._reviewers:
            self._reviewers[session] = reviewer


def content_policy(nonce: str) -> str:
    """The content security policy of a page: nothing but the room's own scripts and styles, named by a nonce."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


class Guard:
    """ASGI middleware: every request is checked here before a route sees it.

    Args:
        app: what answers the requests that pass.
        keys: token and sessions.
        port: the port the room listens on; it is part of the Host and Origin that are accepted, and of the cookie's name.
        hosts: host names accepted in `Host`.
    """

    def __init__(self, app: ASGIApp, keys: Keys, port: int, hosts: Iterable[str] = ("127.0.0.1", "localhost")) -> None:
        self.app = app
        self.keys = keys
        self.hosts = frozenset(f"{host}:{port}" for host in hosts)
        self.origins = frozenset(f"http://{host}" for host in self.hosts)
        self.cookie = f"dateline_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        nonce = secrets.token_urlsafe(18)
        scope.setdefault("state", {})["nonce"] = nonce

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _seal(MutableHeaders(raw=message["headers"]), nonce)
            await send(message)

        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is None and scope["method"] == "GET" and (token := dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("token")):
            await self._start(scope, token)(scope, receive, sealed)
            return
        if refused is None:
            refused = self._unknown(scope, headers)
        if refused is not None:
            await PlainTextResponse(_REFUSED[refused] + "\n", status_code=refused)(scope, receive, sealed)
            return
        await self.app(scope, _limited(receive), sealed)

    def _refused(self, scope: Scope, headers: Headers) -> int | None:
        """The status of a refusal that no key can lift."""
        if headers.getlist("host") != [headers.get("host", "")] or headers.get("host", "") not in self.hosts:
            return 403
        if headers.get("origin") is not None and headers["origin"] not in self.origins:
            return 403
        if scope["method"] in SAFE_METHODS:
            return None
        if scope["method"] != "POST":
            return 405
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST_BODY:
            return 413
        return None

    def _unknown(self, scope: Scope, headers: Headers) -> int | None:
        """Sets the session, or gives the status of a refusal."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        program = scheme.lower() == "bearer" and self.keys.fits(token.strip())
        session = _cookie(headers, self.cookie)
        if not program and not self.keys.has(session):
            return 401
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if scope["method"] not in SAFE_METHODS:
            if site is not None and site != "same-origin":
                return 403
            if not program and origin is None and site is None:
                return 403
        elif site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
            return 403
        scope["state"]["session"] = None if program else session
        name = " ".join(headers.get("dateline-reviewer", "").split())[:80] if program else ""
        scope["state"]["reviewer"] = name or self.keys.name(None if program else session)
        return None

    def _start(self, scope: Scope, token: str) -> ASGIApp:
        """The start address: a right token opens a session.

        The answer is a page that goes on by itself: a strict cookie would not come along on a redirect that another page began.
        """
        if not self.keys.fits(token):
            return PlainTextResponse(_REFUSED[401] + "\n", status_code=401)
        answer = HTMLResponse(_ENTER)
        answer.set_cookie(self.cookie, self.keys.open(), httponly=True, samesite="strict", path="/")
        return answer


def _cookie(headers: Headers, name: str) -> str:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""


def _seal(headers: MutableHeaders, nonce: str) -> None:
    headers["Content-Security-Policy"] = content_policy(nonce)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"  # without a referrer a browser sends `Origin: null` with a form
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers.setdefault("Cache-Control", "no-store")


def _limited(receive: Receive) -> Receive:
    """`receive` that ends a body which grows past the limit."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            return {"type": "http.disconnect"}
        return message

    return limited
