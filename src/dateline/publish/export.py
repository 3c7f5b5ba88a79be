"""The tables of the record as files: JSON Lines or CSV."""

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dateline.errors import InputError
from dateline.model.evidence import Evidence
from dateline.model.record import TABLES
from dateline.model.situation import Situation

FORMATS = ("jsonl", "csv")
EVIDENCE_COLUMNS = ("table", "id", "column", "report_id", "start", "end", "text")


def export(situation: Situation, folder: str | Path, format: str = "jsonl") -> tuple[Path, ...]:
    """Write all tables of the record; returns the files written.

    `jsonl`: `TABLE.jsonl`, one object a line with every column; texts are byte-true. `csv`: `TABLE.csv` with a header; lists and
    objects are JSON text, null is an empty cell, and evidence stands in `evidence.csv` (`table, id, column, report_id, start, end,
    text`; `column` names the place inside a nested column, as in `mentions[0].trigger`). CSV cells are byte-true too: a spreadsheet
    may take one that begins with `=` for a formula.

    All files are written beside their targets first and renamed when all are complete, so a failure leaves old files as they were.

    Raises:
        InputError: unknown format, or a folder that cannot be written.
    """
    if format not in FORMATS:
        raise InputError(f"format {format!r}: unknown; one of {', '.join(FORMATS)}")
    folder = Path(folder)
    contents = _jsonl(situation) if format == "jsonl" else _csv(situation)
    ready: list[tuple[str, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents:
            handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            ready.append((temporary, folder / name))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o644)
        for temporary, target in ready:
            os.replace(temporary, target)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror}); name another folder") from error
    finally:
        for temporary, _ in ready:
            Path(temporary).unlink(missing_ok=True)
    return tuple(target for _, target in ready)


def _jsonl(situation: Situation) -> Iterator[tuple[str, bytes]]:
    for name in TABLES:
        yield f"{name}.jsonl", b"".join(_json(row) + b"\n" for row in getattr(situation, name))


def _csv(situation: Situation) -> Iterator[tuple[str, bytes]]:
    found: list[tuple[object, ...]] = []
    for name, kind in TABLES.items():
        columns = kind.__struct_fields__
        kept = [column for column in columns if column != "evidence"]
        rows = []
        for row in getattr(situation, name):
            rows.append([_cell(getattr(row, column)) for column in kept])
            for column in columns:
                for path, e in _evidence(getattr(row, column), column):
                    found.append((name, getattr(row, columns[0]), path, e.report_id, e.start, e.end, e.text))
        yield f"{name}.csv", _sheet(kept, rows)
    yield "evidence.csv", _sheet(EVIDENCE_COLUMNS, found)


def _evidence(value: object, path: str) -> Iterator[tuple[str, Evidence]]:
    """Every piece of evidence inside a value, with its path."""
    if isinstance(value, Evidence):
        yield path, value
    elif isinstance(value, tuple | list):
        for i, item in enumerate(value):
            yield from _evidence(item, f"{path}[{i}]")
    elif isinstance(value, msgspec.Struct):
        for column in value.__struct_fields__:
            yield from _evidence(getattr(value, column), f"{path}.{column}")


def _cell(value: object) -> object:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return _json(value).decode()


def _json(value: object) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # half a surrogate pair has no UTF-8; its JSON escape keeps it
        return json.dumps(msgspec.to_builtins(value), ensure_ascii=True, separators=(",", ":")).encode()


def _sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8", "surrogatepass")
