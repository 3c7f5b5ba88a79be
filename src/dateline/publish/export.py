"""The tables of the record as files: JSON Lines (byte-true, every column) or CSV (nested columns as JSON text, evidence in a side table)."""

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import InputError
from dateline.model.record import TABLES
from dateline.model.situation import Situation

FORMATS = ("jsonl", "csv")
EVIDENCE_COLUMNS = ("table", "row_id", "column", "report_id", "start", "end", "text")


def export(situation: Situation, folder: Path | str, format: str = "jsonl") -> None:
    """Write all tables to a folder, which is made if it is not there; each file is whole or not there at all.

    `jsonl`: `TABLE.jsonl`, one object a line, the contract's columns and ours. `csv`: `TABLE.csv` with a header line, nested columns as
    JSON text, unknown as an empty cell, and `evidence.csv` with one line for each piece of evidence.

    Raises:
        InputError: an unknown format, or a folder that cannot be written.
    """
    if format not in FORMATS:
        raise InputError(f"{format}: no such format; use one of {', '.join(FORMATS)}")
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            rows = getattr(situation, name)
            _write(target / f"{name}.{format}", _jsonl(rows) if format == "jsonl" else _csv(name, rows))
        if format == "csv":
            _write(target / "evidence.csv", _evidence_csv(situation))
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror}); name another folder") from error


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(path)


def _jsonl(rows: tuple[msgspec.Struct, ...]) -> bytes:
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _csv(name: str, rows: tuple[msgspec.Struct, ...]) -> bytes:
    columns = TABLES[name].__struct_fields__
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(getattr(row, column)) for column in columns])
    return out.getvalue().encode()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, (str, int, float)):
        return value
    return msgspec.json.encode(value).decode()


def _evidence_csv(situation: Situation) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(EVIDENCE_COLUMNS)
    for name, kind in TABLES.items():
        for row in getattr(situation, name):
            fields = msgspec.to_builtins(row)
            row_id = fields[kind.__struct_fields__[0]]
            for column, value in fields.items():
                for piece in _pieces(value):
                    writer.writerow((name, row_id, column, piece["report_id"], piece["start"], piece["end"], piece["text"]))
    return out.getvalue().encode()


def _pieces(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"report_id", "start", "end", "text"} <= set(value):
            yield value
        else:
            for inner in value.values():
                yield from _pieces(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _pieces(inner)
