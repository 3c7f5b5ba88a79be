"""What a writer gives: files, and the list of what they do not hold."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from dateline.model.record import TABLES
from dateline.model.situation import Situation
from dateline.store.base import id_of


class NotHeld(msgspec.Struct, frozen=True, kw_only=True):
    """A value of the record that a format has no place for.

    `table`, `id`: the row; `column`: None for the whole row; `value`: what is left out, or what was rounded or joined;
    `why`: one sentence; `row`: the id of the row in the format, None where the row is not in it.
    """

    table: str
    id: str
    column: str | None
    value: Any
    why: str
    row: str | None = None


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """Files by name, and what they do not hold."""

    files: Mapping[str, bytes]
    not_held: tuple[NotHeld, ...] = ()


def side_file(written: Written) -> bytes:
    """`not_held` as JSON Lines, in the order of the writer."""
    return b"".join(msgspec.json.encode(n) + b"\n" for n in written.not_held)


def columns_not_held(table: str, row: msgspec.Struct, held: Iterable[str], why: Mapping[str, str], own: str | None) -> list[NotHeld]:
    """One entry for each column of a row that is not in `held` and has a value.

    Args:
        why: reasons by column; others get a general one.
        own: the id of the row in the format.
    """
    kept = set(held)
    found = []
    for column in row.__struct_fields__:
        value = getattr(row, column)
        if column in kept or value is None or value == () or value == {}:
            continue
        reason = why.get(column, "the format has no such column")
        found.append(NotHeld(table=table, id=id_of(row), column=column, value=msgspec.to_builtins(value), why=reason, row=own))
    return found


def rows_not_held(situation: Situation, tables: Iterable[str], why: str) -> list[NotHeld]:
    """One entry for each row of whole tables that a format has no place for."""
    return [NotHeld(table=t, id=id_of(row), column=None, value=None, why=why) for t in tables for row in getattr(situation, t)]


def other_tables(*held: str) -> tuple[str, ...]:
    """All tables but those."""
    return tuple(t for t in TABLES if t not in held)
