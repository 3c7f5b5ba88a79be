"""What a route answers, and how it becomes a page or JSON."""

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
import msgspec
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline.errors import DatelineError
from dateline.publish import labels
from dateline.publish.brief import TEMPLATES as BRIEF
from dateline.publish.brief import safe_url
from dateline.publish.shelf import Cite

HERE = Path(__file__).parent
_CONTROL = str.maketrans({c: "\ufffd" for c in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF) if c not in (9, 10, 13)})


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a route found: the template and words of its page, and the same as data for a program."""

    page: str
    data: Any
    words: dict[str, Any] = {}
    status: int = 200


class NotFoundError(DatelineError):
    """Nothing has the id or name that was asked for."""


def wants_json(request: Request) -> bool:
    """Whether a program asks: it accepts JSON and not HTML."""
    accept = request.headers.get("accept", "")
    return "application/json" in accept and "text/html" not in accept


def respond(request: Request, answer: Answer, common: dict[str, Any]) -> Response:
    """The answer as JSON or as a page; a request by htmx gets the same page, of which it takes its part."""
    if wants_json(request):
        return Response(msgspec.json.encode(answer.data), status_code=answer.status, media_type="application/json")
    words = common | {"request": request, "nonce": request.state.nonce, "reviewer": request.state.reviewer} | answer.words
    page = environment().get_template(answer.page).render(words)
    return HTMLResponse(page.translate(_CONTROL), status_code=answer.status)


@cache
def environment() -> jinja2.Environment:
    """The templates of the room and of the brief. Everything is escaped."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([HERE / "templates", BRIEF]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        source=_source, stories=lambda _: "", count=labels.count_words, date=labels.date_words, safe_url=safe_url, clean=_clean,
        range=labels.range_words, address=address,
    )  # fmt: skip
    made.globals.update(labels=labels)
    return made


def address(path: str, **parts: object) -> str:
    """A path with the set parts as its query."""
    query = urlencode([(k, str(v)) for k, v in parts.items() if v not in ("", None)])
    return f"{path}?{query}" if query else path


def _clean(value: str) -> str:
    return " ".join(str(value).translate(_CONTROL).split())


@jinja2.pass_context
def _source(context: jinja2.runtime.Context, cite: Cite) -> Markup:
    """The attributes that lead to a place in a report."""
    report = context["shelf"].reports[cite.report].report_id
    words = " ".join(f"{a}-{b}" for a, b in cite.words)
    around = "" if cite.sentence == (0, 0) else f"{cite.sentence[0]}-{cite.sentence[1]}"
    return Markup('data-r="{}" data-w="{}" data-s="{}"').format(report, words, around)
