"""The manifest: a CSV table that says what is known of each file and overrides what its text says."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dateline.errors import InputError

COLUMNS = ("path", "published", "outlet", "url", "title", "id")


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
        InputError: it cannot be read, lacks the column path, a date is none, or it names files that are not there.
    """
    from dateline.intake.decode import decode
    from dateline.intake.part import Unreadable
    from dateline.intake.published import iso_prefix

    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise InputError(f"the manifest {path} cannot be read ({error.strerror or error}); check its path") from None
    except Unreadable as error:
        raise InputError(f"the manifest {path} cannot be read: {error.reason}") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    names = [n.strip().lower() for n in reader.fieldnames or ()]
    if "path" not in names:
        raise InputError(f"the manifest {path} has no column named path; its first line must name {', '.join(COLUMNS)} or some of them")
    reader.fieldnames = names
    folder = path.resolve().parent
    by_file: dict[Path, Entry] = {}
    by_url: dict[str, Entry] = {}
    missing: list[str] = []
    for row in reader:
        cells = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
        if cells["path"] is None:
            continue
        if cells["published"] is not None:
            given = cells["published"]
            cells["published"] = iso_prefix(given)
            if cells["published"] is None:
                raise InputError(
                    f"the manifest {path}, line {reader.line_num}: published {given!r} is no date; write 2019, 2019-05 or 2019-05-08"
                )
        entry = Entry(**cells, line=reader.line_num)  # type: ignore[arg-type]
        if entry.path.lower().startswith(("http://", "https://")):
            by_url[entry.path] = entry
            continue
        file = folder / entry.path
        if not file.is_file() and Path(entry.path).is_file():
            file = Path(entry.path)
        if file.is_file():
            by_file[file.resolve()] = entry
        else:
            missing.append(entry.path)
    if missing:
        some = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        raise InputError(f"the manifest {path} names files that are not there: {some}; correct the paths (they are relative to {folder})")
    return Manifest(path=path.resolve(), folder=folder, by_file=by_file, by_url=by_url, files=tuple(by_file))
