"""Routes of the room. Every route answers as a page or, where JSON is asked for, as data: `GET /events?type=ASSAULT` is both.

Reading is GET and changes nothing; writing is POST, as a form from the room's pages or as JSON from a program.
"""

from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dateline.errors import InputError, StoreError
from dateline.publish.brief import TEMPLATES as BRIEF
from dateline.web import pages
from dateline.web.answer import HERE, Answer, NotFoundError, respond
from dateline.web.openapi import describe
from dateline.web.room import Room
from dateline.web.security import Guard, Keys

_STATIC: dict[str, tuple[Path, str]] = {
    "brief.css": (BRIEF / "brief.css", "text/css"),
    "htmx.min.js": (HERE / "static" / "htmx.min.js", "text/javascript"),
    "room.css": (HERE / "static" / "room.css", "text/css"),
    "room.js": (HERE / "static" / "room.js", "text/javascript"),
}
"""The files that the room serves; a name that is not here leads nowhere."""


def make_app(room: Room, keys: Keys, port: int) -> Guard:
    """The room as an ASGI app, its guard before every route."""
    app = Starlette(routes=routes(room, keys), exception_handlers={HTTPException: _refused})
    app.router.redirect_slashes = False
    return Guard(app, keys, port)


def routes(room: Room, keys: Keys) -> list[Route]:
    """All routes; the first that fits answers."""

    def reads(path: str, handler: pages.Handler) -> Route:
        return _told(Route(path, _reading(room, handler), methods=["GET"], name=handler.__name__), handler.__doc__)

    def writes(path: str, handler: pages.Writer) -> Route:
        return _told(Route(path, _writing(room, keys, handler), methods=["POST"], name=handler.__name__), handler.__doc__)

    def openapi(room: Room, request: Request) -> Answer | Response:
        """This description (OpenAPI 3.1)."""
        return Response(msgspec.json.encode(describe(made)), media_type="application/json")

    made = [
        reads("/", pages.start),
        reads("/stories", pages.stories),
        reads("/stories/{id}", pages.story),
        reads("/stories/{id}/reports", pages.story_parts),
        reads("/queue", pages.queue),
        reads("/timeline", pages.timeline),
        reads("/map", pages.places),
        reads("/network", pages.network),
        reads("/tolls", pages.tolls),
        reads("/contradictions", pages.contradictions),
        reads("/search", pages.search),
        reads("/audit", pages.audit),
        reads("/text/{id}", pages.text),
        reads("/export/{format}", pages.export),
        reads("/coding", pages.coding),
        reads("/coding/{id}", pages.coded_report),
        reads("/agreement", pages.agreement),
        writes("/coding/{id}/marks", pages.mark),
        writes("/coding/{id}/finish", pages.finish),
        writes("/codings/{id}/undo", pages.unmark),
        writes("/judgements", pages.judge),
        writes("/judgements/{id}/undo", pages.undo),
        writes("/reviewer", pages.reviewer),
        writes("/refresh", pages.bring_up_to_date),
        Route("/static/{name}", _static, methods=["GET"], name="static"),
        reads("/openapi.json", openapi),
        reads("/{table}", pages.table),
        reads("/{table}/{id}", pages.entry),
    ]
    return made


def _told(route: Route, words: str | None) -> Route:
    """The route with the first line of its handler's docstring, for the description."""
    route.summary = (words or "").strip().split("\n")[0]  # type: ignore[attr-defined]
    return route


def _reading(room: Room, handler: pages.Handler) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_answered, room, request, lambda: handler(room, request))

    return endpoint


def _writing(room: Room, keys: Keys, handler: pages.Writer) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        request.state.keys = keys
        try:
            sent = await _sent(request)
        except (InputError, ClientDisconnect, HTTPException) as error:
            said = str(error) or "the request broke off; send it again"
            return await run_in_threadpool(respond, request, _said(said, 400), _common(room, request))
        return await run_in_threadpool(_answered, room, request, lambda: handler(room, request, sent))

    return endpoint


async def _sent(request: Request) -> dict[str, Any]:
    """The body of a write: JSON, or the fields of a form (a field that occurs more than once is a list)."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    body = await request.body()
    if not body:
        return {}
    if kind == "application/json":
        try:
            sent = msgspec.json.decode(body)
        except msgspec.DecodeError as error:
            raise InputError(f"the body is no JSON ({error})") from None
        if not isinstance(sent, dict):
            raise InputError("the body must be one JSON object")
        return sent
    if kind != "application/x-www-form-urlencoded":
        raise InputError("send a form or application/json")
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=1000)
    except ValueError as error:
        raise InputError(f"the form cannot be read ({error})") from None
    return {name: values if len(values) > 1 else values[0] for name, values in fields.items()}


def _answered(room: Room, request: Request, handle: Callable[[], Answer | Response]) -> Response:
    try:
        answer = handle()
    except NotFoundError as error:
        answer = _said(str(error), 404)
    except InputError as error:
        answer = _said(str(error), 400)
    except StoreError as error:
        answer = _said(str(error), 503)
    return answer if isinstance(answer, Response) else respond(request, answer, _common(room, request))


def _common(room: Room, request: Request) -> dict[str, Any]:
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return {"store_name": room.store.path.name, "waiting": room.waiting, "doing": room.doing, "failed": room.failed, "back": back}


def _said(sentence: str, status: int) -> Answer:
    sentence = sentence[:1].upper() + sentence[1:]
    words = {"title": {404: "Not here", 400: "Not understood", 503: "The store cannot be used now"}.get(status, "Refused"), "said": sentence}
    return Answer(page="plain.html.j2", data={"error": sentence}, words=words, status=status)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        return PlainTextResponse("There is no such file.\n", status_code=404)
    content, kind = _file(name)
    return Response(content, media_type=kind, headers={"Cache-Control": "no-cache"})


@cache
def _file(name: str) -> tuple[bytes, str]:
    path, kind = _STATIC[name]
    return path.read_bytes(), kind


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return PlainTextResponse({404: "There is no such page.\n", 405: "This page is not written to.\n"}.get(status, "Refused.\n"), status_code=status)
