"""The tables of the record as files: JSON Lines, CSV and the formats of the field (see `FORMATS`)."""

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import msgspec

from dateline.errors import InputError
from dateline.model.evidence import Evidence
from dateline.model.record import TABLES
from dateline.model.situation import Situation
from dateline.publish.formats.held import Written, side_file

FIELD_FORMATS = MappingProxyType({
    "excel": "sheets:excel_csv", "xlsx": "sheets:xlsx", "parquet": "sheets:parquet", "acled": "acled:acled", "ged": "ged:ged",
    "plover": "plover:plover", "geojson": "geojson:geojson", "hxl": "hxl:hxl", "ftm": "followthemoney:followthemoney",
    "annotations": "web_annotation:web_annotation",
})  # fmt: skip
"""Where the writer of each format is, below `dateline.publish.formats`."""
FORMATS = ("jsonl", "csv", *FIELD_FORMATS)
EVIDENCE_COLUMNS = ("table", "id", "column", "report_id", "start", "end", "text")


def export(situation: Situation, folder: str | Path, format: str = "jsonl") -> tuple[Path, ...]:
    """Write all tables of the record; returns the files written.

    `jsonl`: `TABLE.jsonl`, one object a line with every column; texts are byte-true. `csv`: `TABLE.csv` with a header; lists and
    objects are JSON text, null is an empty cell, and evidence stands in `evidence.csv` (`table, id, column, report_id, start, end,
    text`; `column` names the place inside a nested column, as in `mentions[0].trigger`). CSV cells are byte-true too: a spreadsheet
    may take one that begins with `=` for a formula.

    Other formats write what `docs/exports.md` tells of each, and beside it `FORMAT.not-held.jsonl`: every value of the record that the
    format has no place for, with the reason.

    All files are written beside their targets first and renamed when all are complete, so a failure leaves old files as they were.

    Raises:
        InputError: unknown format, or a folder that cannot be written.
    """
    if format not in FORMATS:
        raise InputError(f"format {format!r}: unknown; one of {', '.join(FORMATS)}")
    folder = Path(folder)
    contents = _jsonl(situation) if format == "jsonl" else _csv(situation) if format == "csv" else _written(format, write(situation, format))
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


def write(situation: Situation, format: str) -> Written:
    """The files of one of `FIELD_FORMATS`, not yet on disk, and what they do not hold.

    Raises:
        InputError: unknown format, or its extra is not installed.
    """
    if format not in FIELD_FORMATS:
        raise InputError(f"format {format!r}: unknown; one of {', '.join(FIELD_FORMATS)}")
    module, _, function = FIELD_FORMATS[format].partition(":")
    written: Written = getattr(import_module(f"dateline.publish.formats.{module}"), function)(situation)
    return written


def _written(format: str, written: Written) -> Iterator[tuple[str, bytes]]:
    yield from written.files.items()
    yield f"{format}.not-held.jsonl", side_file(written)


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
