"""Columns that a person may set in a row, with what each takes, and values read from text."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, get_args

import msgspec

from dateline.errors import InputError
from dateline.lexicon import table as words_table
from dateline.model import record
from dateline.model.event import EventType, Modality
from dateline.model.figure import FigureStatus, Indicator, Qualifier
from dateline.model.mention import ActorKind, MentionForm
from dateline.model.position import Predicate, Stance
from dateline.model.statement import CueClass, StatementKind
from dateline.model.time import Anchor, TimeStatus, TimeType

Takes = Literal["text", "number", "date", "choice"]
OUTCOMES = ("open", "kept", "broken", "withdrawn", "repeated")
VERDICTS = ("single", "agree", "update", "dispute")
KINDS_OF_CONTRADICTION = ("figure", "modality", "date", "place", "actor")
_COUNTRY = re.compile(r"[A-Z]{3}")


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """What a column takes: text, a number, an ISO date or prefix, one of `choices`, or ids of rows of `refers_to`.

    `many`: several values, parted by `;`. `required`: never empty. `is_id`: kept as an id, not as id and name.
    """

    name: str
    takes: Takes = "text"
    choices: tuple[str, ...] = ()
    refers_to: str | None = None
    many: bool = False
    required: bool = False
    is_id: bool = False


def _text(*names: str, required: bool = False, many: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name=n, required=required, many=many) for n in names)


def _dates(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name=n, takes="date") for n in names)


def _numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name=n, takes="number") for n in names)


def _choice(name: str, choices: Any, required: bool = True) -> Column:
    return Column(name=name, takes="choice", choices=tuple(choices if isinstance(choices, tuple) else get_args(choices)), required=required)


def _refs(*names: str, to: str = "actors", many: bool = True, required: bool = False, is_id: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name=n, refers_to=to, many=many, required=required, is_id=is_id) for n in names)


def _by_name(*groups: Column | tuple[Column, ...]) -> Mapping[str, Column]:
    flat = [c for group in groups for c in (group if isinstance(group, tuple) else (group,))]
    return MappingProxyType({c.name: c for c in flat})


COLUMNS: Mapping[str, Mapping[str, Column]] = MappingProxyType(
    {
        "reports": _by_name(_text("title", "outlet", "byline", "dateline_place", "url"), _dates("published")),
        "actors": _by_name(_text("name", required=True), _choice("kind", ActorKind), _text("aliases", "sectors", many=True), _text("country")),
        "mentions": _by_name(_choice("form", MentionForm), _refs("actor_id", many=False, is_id=True)),
        "relations": _by_name(
            _refs("subject", "object", many=False, required=True), _choice("predicate", Predicate), _dates("since")
        ),
        "statements": _by_name(
            _refs("source", "addressee", many=False), _refs("also_by", "relayed_by"), _text("cue"), _choice("cue_class", CueClass),
            _choice("kind", StatementKind), _dates("date"), _refs("about", to="events", is_id=True),
            _refs("parent_id", to="statements", many=False, is_id=True),
        ),
        "events": _by_name(
            _choice("event_type", EventType), _text("mode", "cameo", "trigger"), _text("contexts", many=True),
            _refs("actors", "recipients", "attributed_to"), _refs("place", to="places", many=False), _dates("date_start", "date_end"),
            _choice("modality", Modality),
        ),
        "figure_claims": _by_name(
            _choice("indicator", Indicator), _numbers("value", "low", "high"), _text("unit", "who"),
            _choice("qualifier", Qualifier, required=False), _choice("status", FigureStatus),
            _dates("period_start", "period_end", "as_of"), _refs("place", to="places", many=False), _refs("attributed_to"),
            _refs("part_of", to="figure_claims", many=False, is_id=True),
        ),
        "figures": _by_name(
            _choice("indicator", Indicator), _text("unit", "who"), _refs("place", to="places", many=False), _choice("verdict", VERDICTS),
            _numbers("latest", "low", "high"),
        ),
        "commitments": _by_name(
            _refs("by", "to"), _text("action", required=True), _choice("event_type", EventType, required=False),
            _refs("place", to="places", many=False), _dates("due"), _text("due_text", "condition"), _choice("outcome", OUTCOMES),
            _refs("outcome_events", to="events", is_id=True),
        ),
        "positions": _by_name(
            _refs("holder", many=False, required=True), _text("topic", required=True), _choice("stance", Stance), _numbers("strength"),
            _dates("date"),
        ),
        "places": _by_name(
            _text("name", required=True), _numbers("latitude", "longitude", "precision_km"),
            _text("country", "admin1", "feature", "gazetteer_id"),
        ),
        "times": _by_name(
            _choice("type", TimeType), _text("value", "mod"), _dates("date_start", "date_end"), _choice("anchor", Anchor, required=False),
            _choice("status", TimeStatus),
        ),
        "stories": _by_name(_text("title", required=True)),
        "contradictions": _by_name(_choice("kind", KINDS_OF_CONTRADICTION), _text("note")),
    }
)  # fmt: skip
"""Columns that may be set, by table. What a text itself says (words, offsets, evidence) and what is counted is never set."""


def modes_of(event_type: str) -> tuple[str, ...]:
    """Modes of an event type."""
    return tuple(row["mode"] for row in words_table("plover.tsv") if row["event_type"] == event_type and row["mode"])


def column_of(table: str, name: str) -> Column:
    """The column of a table that may be set.

    Raises:
        InputError: there is none of that name, or it is never set.
    """
    if table not in COLUMNS:
        raise InputError(f"rows of {table} are not edited; the tables that are: {', '.join(COLUMNS)}")
    found = COLUMNS[table].get(name)
    if found is None:
        why = "is not set by hand" if name in record.TABLES[table].__struct_fields__ else "does not exist"
        raise InputError(f"column {name} of {table} {why}; columns that may be set: {', '.join(COLUMNS[table])}")
    return found


def read_value(column: Column, text: str) -> Any:
    """The value that a text gives to a column: None or () where it is empty, ids as text.

    Raises:
        InputError: the column takes no such value.
    """
    parts = tuple(p.strip() for p in text.split(";") if p.strip()) if column.many else (text.strip(),)
    if not any(parts):
        if column.required:
            raise InputError(f"column {column.name} is never empty; give it a value or reject the entry")
        return () if column.many else None
    values = tuple(_one(column, part) for part in parts)
    return values if column.many else values[0]


def _one(column: Column, text: str) -> Any:
    if column.takes == "choice":
        if text not in column.choices:
            raise InputError(f"{column.name}={text}: unknown; one of {', '.join(column.choices)}")
        return text
    if column.takes == "number":
        try:
            return float(text.replace(",", ""))
        except ValueError:
            raise InputError(f"{column.name}={text}: not a number; write digits, for instance 12 or 0.5") from None
    if column.takes == "date":
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text) or not _real(text):
            raise InputError(f"{column.name}={text}: no date; write 2019, 2019-05 or 2019-05-08")
        return text
    if column.name == "country" and not _COUNTRY.fullmatch(text):
        raise InputError(f"country={text}: write the three letters of ISO 3166-1, for instance TCD")
    return text


def _real(text: str) -> bool:
    try:
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return True
