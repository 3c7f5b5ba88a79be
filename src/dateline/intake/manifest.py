"""The manifest: a CSV table that says what is known of each file and overrides what its text says."""

import csv
import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.errors import InputError
from dateline.intake.decode import decode
from dateline.intake.fetch import is_url
from dateline.intake.part import Unreadable
from dateline.intake.published import iso_prefix
from dateline.intake.tabular import delimiter_of

COLUMNS = ("path", "published", "outlet", "url", "title", "id")
SHOWN = 80
"""Characters of a cell that an error shows."""
Key = TypeVar("Key", Path, str)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One row. Empty cells are None: they override nothing. `line`: its line in the manifest."""

    path: str
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    id: str | None = None
    line: int = 0


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Rows by the file's real path, or by URL for pages to be fetched. `folder`: what the paths are relative to."""

    path: Path | None = None
    folder: Path | None = None
    by_file: Mapping[Path, Entry] = {}
    by_url: Mapping[str, Entry] = {}
    files: tuple[Path, ...] = ()


def load_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Columns: path (relative to the manifest's folder, or a URL), published (ISO date or its beginning), outlet, url, title, id.

    Raises:
        InputError: it cannot be read, lacks the column path, a date is none, it names a file twice in different words, or files that are
            not there.
    """
    folder = path.resolve().parent
    by_file: dict[Path, Entry] = {}
    by_url: dict[str, Entry] = {}
    missing: list[str] = []
    for entry in _entries(path):
        if is_url(entry.path):
            _keep(by_url, entry.path, entry, path)
        elif (file := _file(entry.path, folder)) is not None:
            _keep(by_file, file.resolve(), entry, path)
        else:
            missing.append(_short(entry.path))
    if missing:
        some = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        raise InputError(f"the manifest {path} names files that are not there: {some}; correct the paths (they are relative to {folder})")
    return Manifest(path=path.resolve(), folder=folder, by_file=by_file, by_url=by_url, files=tuple(by_file))


def _entries(path: Path) -> Iterator[Entry]:
    """The rows that name a path."""
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise InputError(f"the manifest {path} cannot be read ({error.strerror or error}); check its path") from None
    except Unreadable as error:
        raise InputError(f"the manifest {path} cannot be read: {error.reason}; save the table as CSV") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
        if "path" not in reader.fieldnames:
            raise InputError(f"the manifest {path} has no column named path; its first line must name {', '.join(COLUMNS)} or some of them")
        for row in reader:
            cells = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
            if cells["path"] is not None:
                where = f"the manifest {path}, line {reader.line_num}"
                cells["published"] = _date(cells["published"], where)
                yield Entry(**cells, line=reader.line_num)  # type: ignore[arg-type]
    except csv.Error as error:
        raise InputError(f"the manifest {path}, line {reader.line_num}: {error}; a quotation mark that opens a cell must close it") from None


def _date(given: str | None, where: str) -> str | None:
    found = iso_prefix(given) if given is not None else None
    if given is not None and found is None:
        raise InputError(f"{where}: published {_short(given)!r} is no date; write 2019, 2019-05 or 2019-05-08")
    return found


def _file(name: str, folder: Path) -> Path | None:
    """The file of that name in the manifest's folder, else in the working folder."""
    return next((file for file in (folder / name, Path(name)) if os.path.isfile(file)), None)


def _keep(entries: dict[Key, Entry], key: Key, entry: Entry, manifest: Path) -> None:
    """Adds a row; a second row of the same file may only repeat the first."""
    first = entries.setdefault(key, entry)
    if msgspec.structs.replace(first, path="", line=0) != msgspec.structs.replace(entry, path="", line=0):
        raise InputError(f"the manifest {manifest}, line {entry.line}: {_short(entry.path)} stands in line {first.line} already, with other"
                         " values; keep one of the two rows")


def _short(cell: str) -> str:
    return cell if len(cell) <= SHOWN else cell[:SHOWN] + " …"
