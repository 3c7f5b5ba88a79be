"""Tables for spreadsheets and data frames: Excel-safe CSV, XLSX (extra `xlsx`) and Parquet (extra `parquet`).

Nothing of the record is left out; nested columns are JSON text in sheets and nested types in Parquet. In Excel-safe CSV a cell that a
spreadsheet would take for a formula begins with an apostrophe; XLSX and Parquet keep the text as it is.
"""

import csv
import io
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from dateline.errors import InputError
from dateline.model.record import TABLES
from dateline.model.situation import Situation
from dateline.publish.formats.held import NotHeld, Written
from dateline.store.base import id_of

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a formula may begin with, full-width forms too."""
SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
AS_JSON = "dateline.json"
"""Key of a Parquet file's metadata: names of the columns whose values (mappings, unions) are JSON text, parted by commas."""


def cell(value: object) -> object:
    """A value as one cell: text and numbers as they are, None empty, anything nested as JSON text."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return msgspec.json.encode(value).decode()


def safe(value: object) -> object:
    """A cell that no spreadsheet runs: text that begins like a formula, also after blanks, gets an apostrophe before it.

    Example:
        >>> safe("=1+1"), safe(-5)
        ("'=1+1", -5)
    """
    if isinstance(value, str) and value.lstrip(" \u00a0\u3000\ufeff\u200b").startswith(FORMULA):
        return "'" + value
    return value


def excel_csv(situation: Situation) -> Written:
    """`TABLE.csv` for each table, UTF-8 with a byte order mark, every text cell safe to open."""
    files, left = {}, []
    why = "the cell begins like a formula; an apostrophe stands before it"
    for name, kind in TABLES.items():
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerow(kind.__struct_fields__)
        for row in getattr(situation, name):
            plain = [cell(getattr(row, column)) for column in kind.__struct_fields__]
            kept = [safe(value) for value in plain]
            writer.writerow(kept)
            for column, value, written in zip(kind.__struct_fields__, plain, kept, strict=True):
                if value is not written:
                    left.append(NotHeld(table=name, id=id_of(row), column=column, value=value, why=why, row=id_of(row)))
        files[f"{name}.csv"] = b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8", "replace")
    return Written(files=files, not_held=tuple(left))


def xlsx(situation: Situation) -> Written:
    """`situation.xlsx`: a sheet a table, strings written as strings.

    Raises:
        InputError: the extra is not installed, or a table has more rows than a sheet holds.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise InputError("XLSX needs one more package; run `pip install 'dateline[xlsx]'`") from None
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    left = []
    with xlsxwriter.Workbook(buffer, options) as book:
        for name, kind in TABLES.items():
            rows = getattr(situation, name)
            if len(rows) >= SHEET_ROWS:
                raise InputError(f"table {name} has {len(rows)} rows and a sheet holds {SHEET_ROWS}; export jsonl, csv or parquet")
            sheet = book.add_worksheet(name[:31])
            for column, title in enumerate(kind.__struct_fields__):
                sheet.write_string(0, column, title)
            for number, row in enumerate(rows, 1):
                for column, title in enumerate(kind.__struct_fields__):
                    value = cell(getattr(row, title))
                    if isinstance(value, str):
                        if len(value) > CELL_CHARACTERS:
                            why = f"a cell holds {CELL_CHARACTERS} characters; the rest is cut off"
                            left.append(NotHeld(table=name, id=id_of(row), column=title, value=value, why=why, row=id_of(row)))
                        sheet.write_string(number, column, value[:CELL_CHARACTERS])
                    elif isinstance(value, bool):
                        sheet.write_boolean(number, column, value)
                    elif isinstance(value, int | float):
                        sheet.write_number(number, column, value)
            sheet.freeze_panes(1, 0)
    return Written(files={"situation.xlsx": buffer.getvalue()}, not_held=tuple(left))


def parquet(situation: Situation) -> Written:
    """`TABLE.parquet` for each table, columns typed as in the record, lists and objects as nested types (see `AS_JSON`).

    Raises:
        InputError: the extra is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError("Parquet needs one more package; run `pip install 'dateline[parquet]'`") from None
    files = {}
    for name, kind in TABLES.items():
        hints = get_type_hints(kind)
        fields = {column: _arrow(pyarrow, hints[column]) for column in kind.__struct_fields__}
        as_json = ",".join(column for column, type in fields.items() if type is None)
        schema = pyarrow.schema([(c, t if t is not None else pyarrow.string()) for c, t in fields.items()])
        rows = [
            {k: v if v is None or fields[k] is not None else msgspec.json.encode(v).decode() for k, v in msgspec.to_builtins(row).items()}
            for row in getattr(situation, name)
        ]
        buffer = io.BytesIO()
        table = pyarrow.Table.from_pylist(rows, schema=schema).replace_schema_metadata({AS_JSON: as_json})
        pyarrow.parquet.write_table(table, buffer)
        files[f"{name}.parquet"] = buffer.getvalue()
    return Written(files=files)


def _arrow(pyarrow: Any, hint: Any) -> Any:
    """The Arrow type of an annotation; None where it has none (mappings, unions), whose values are written as JSON text."""
    simple = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    if hint in simple:
        return simple[hint]
    origin, arguments = get_origin(hint), [a for a in get_args(hint) if a is not NoneType]
    if origin in (Union, UnionType):
        return _arrow(pyarrow, arguments[0]) if len(arguments) == 1 else None
    if origin is tuple:
        inner = _arrow(pyarrow, arguments[0])
        return pyarrow.list_(inner) if inner is not None else None
    if origin is not None and arguments and all(isinstance(a, str) for a in arguments):
        return pyarrow.string()  # Literal
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        hints = get_type_hints(hint)
        inner = [(f, _arrow(pyarrow, hints[f])) for f in hint.__struct_fields__]
        return pyarrow.struct(inner) if all(t is not None for _, t in inner) else None
    return None
