"""The OpenAPI 3.1 description of the room, made from its routes and the types of the record."""

from collections.abc import Iterable
from typing import Any, Literal

import msgspec
from starlette.routing import Route

from dateline import __version__
from dateline.judging import Entry
from dateline.model import record
from dateline.model.judgement import Judgement
from dateline.store.base import Hit
from dateline.web.agreement import Agreement
from dateline.web.coding import Mark
from dateline.web.index import LISTED, Filter
from dateline.web.room import StoryLine


class JudgementRequest(msgspec.Struct, kw_only=True):
    """A judgement on one entry (accept, reject, edit, split) or two (same, different).

    `changes`: for edit, text by column (references are ids or exact names, several parted by `;`, "" is unknown); `members`: for split,
    the ids that leave; `note`: the reviewer's own words.
    """

    action: Literal["accept", "reject", "same", "different", "edit", "split"]
    ids: list[str]
    changes: dict[str, str] = {}
    members: list[str] = []
    note: str = ""


class MarkRequest(msgspec.Struct, kw_only=True):
    """A coder's mark: `start` and `end` in code points of the report's text, or `words` and which time they occur there (from 1)."""

    event_type: str
    modality: str
    start: int | None = None
    end: int | None = None
    words: str = ""
    which: int = 1


class ReviewerRequest(msgspec.Struct, kw_only=True):
    """The name that a session judges under."""

    reviewer: str


class ErrorAnswer(msgspec.Struct, kw_only=True):
    """One sentence that says what was wrong and what to do."""

    error: str


_ROWS = {
    "stories": StoryLine, "timeline": record.EventRow, "network": record.RelationRow, "tolls": record.FigureRow,
    "contradictions": record.ContradictionRow, "audit": Entry, "agreement": Agreement,
}  # fmt: skip
_BODIES = {"judge": JudgementRequest, "mark": MarkRequest, "reviewer": ReviewerRequest}
_MADE = {"judge": Judgement, "undo": Judgement, "mark": Mark, "finish": Judgement}
_FILTERED = ("timeline", "places", "network", "tolls", "contradictions", "table")
_PAGED = (*_FILTERED, "stories", "audit", "coding")


def describe(routes: Iterable[Route]) -> dict[str, Any]:
    """The description of routes as an OpenAPI document (plain dictionaries)."""
    types = (
        *record.TABLES.values(), StoryLine, Entry, Agreement, Mark, Hit, JudgementRequest, MarkRequest, ReviewerRequest, ErrorAnswer, Filter,
    )  # fmt: skip
    _, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        for path, table in _expanded(route):
            for method in sorted((route.methods or set()) - {"HEAD"}):
                paths.setdefault(path, {})[method.lower()] = _operation(route, path, table, method)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline review room", "version": __version__,
            "description": "Every path answers as a page or, with `Accept: application/json`, as data. Columns are those of the codebook.",
        },
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "The token in the start address that `dateline serve` prints."}
            },
        },
    }  # fmt: skip


def _expanded(route: Route) -> list[tuple[str, str | None]]:
    """A path with `{table}` once for each table that no path of its own serves."""
    if "{table}" not in route.path:
        return [(route.path, None)]
    return [(route.path.replace("{table}", t), t) for t in record.TABLES if not (t in ("stories", "contradictions") and route.path == "/{table}")]


def _operation(route: Route, path: str, table: str | None, method: str) -> dict[str, Any]:
    name = route.name
    parameters: list[dict[str, Any]] = [
        {"name": part[1:-1], "in": "path", "required": True, "schema": {"type": "string"}} for part in path.split("/") if part.startswith("{")
    ]
    asked: list[tuple[str, dict[str, Any]]] = []
    if name in _FILTERED and (table is None or table in LISTED):
        asked += [(field, {"type": "string"}) for field in Filter.__struct_fields__]
    if name in _PAGED:
        asked += [("offset", {"type": "integer", "minimum": 0}), ("limit", {"type": "integer", "minimum": 1, "maximum": 500})]
    if name in ("stories", "table"):
        asked.append(("order", {"enum": ["day", "doubt"]}))
    if name in ("search", "stories") or (name == "table" and table not in LISTED):
        asked.append(("q", {"type": "string"}))
    more: dict[str, list[tuple[str, dict[str, Any]]]] = {
        "story": [("report", {"type": "string"})], "queue": [("after", {"type": "array", "items": {"type": "string"}})],
        "agreement": [("left", {"type": "string"}), ("right", {"type": "string"})], "text": [("w", {"type": "string"}), ("s", {"type": "string"})],
    }  # fmt: skip
    asked += more.get(name, [])
    parameters += [{"name": n, "in": "query", "required": False, "schema": schema} for n, schema in asked]
    found: dict[str, Any] = {"operationId": name + (f"_{table}" if table else ""), "summary": _summary(route), "parameters": parameters}
    if method == "POST":
        body = _BODIES.get(name)
        schema = {"$ref": f"#/components/schemas/{body.__name__}"} if body else {"type": "object"}
        found["requestBody"] = {"required": body is not None, "content": {"application/json": {"schema": schema}}}
    status = "201" if name in ("judge", "mark", "finish") else "303" if name in ("reviewer", "bring_up_to_date") else "200"
    found["responses"] = {status: {"description": "Done." if method == "POST" else "Found."}}
    if (schema_of := _answer(name, table)) is not None:
        found["responses"][status]["content"] = {"application/json": {"schema": schema_of}}
    refused = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorAnswer"}}}}
    found["responses"] |= {"400": {"description": "Not understood.", **refused}, "401": {"description": "No token."}}
    found["responses"] |= {"403": {"description": "A foreign Host or Origin."}, "404": {"description": "Not here.", **refused}}
    return found


def _summary(route: Route) -> str:
    return str(getattr(route, "summary", "") or route.name.replace("_", " "))


def _answer(name: str, table: str | None) -> dict[str, Any] | None:
    """The schema of a route's data, where it has one type."""
    if name in _MADE:
        return {"$ref": f"#/components/schemas/{_MADE[name].__name__}"}
    row = record.TABLES[table] if name == "table" and table else _ROWS.get(name)
    if row is not None:
        rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{row.__name__}"}}
        properties: dict[str, Any] = {"rows": rows}
        if name in _PAGED:
            properties |= {"total": {"type": "integer"}, "offset": {"type": "integer"}}
        return {"type": "object", "required": list(properties), "properties": properties}
    if name == "entry" and table:
        return {"type": "object", "required": ["row"], "properties": {"row": {"$ref": f"#/components/schemas/{record.TABLES[table].__name__}"}}}
    if name in ("text",):
        return {"$ref": "#/components/schemas/ReportRow"}
    return {"type": "object"} if name not in ("static", "reviewer", "bring_up_to_date", "export") else None
