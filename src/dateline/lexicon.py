"""Data files of the package: words and tables, checked line by line when they are loaded.

A data file is UTF-8, tab separated, sorted by its first column. Lines that begin with `#` are its head; the last of them names the
columns: `# lemma<TAB>class<TAB>note`. A row may leave out trailing columns (they read as "").
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from dateline.errors import LexiconError

Row = Mapping[str, str]


def data_path(name: str) -> Path:
    """Path of a packaged data file."""
    return Path(str(resources.files("dateline") / "data" / name))


def parse_table(text: str, name: str) -> tuple[Row, ...]:
    """Rows of a data file as mappings from column to text.

    Raises:
        LexiconError: no column line, or a row with more cells than columns or an empty first cell.
    """
    columns: list[str] = []
    rows: list[Row] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            if "\t" in line or not columns:
                columns = [c.strip() for c in line[1:].strip().split("\t")]
            continue
        if not line.strip():
            continue
        cells = [c.strip() for c in line.split("\t")]
        if len(cells) > len(columns):
            raise LexiconError(
                f"{name}:{number}: {len(cells)} cells but {len(columns)} columns ({', '.join(columns)}); remove the extra tab"
            )
        if not cells[0]:
            raise LexiconError(f"{name}:{number}: the first cell is empty; give the entry a {columns[0]}")
        cells += [""] * (len(columns) - len(cells))
        rows.append(MappingProxyType(dict(zip(columns, cells, strict=True))))
    return tuple(rows)


@cache
def table(name: str) -> tuple[Row, ...]:
    """All rows of the packaged data file `name` (`reporting_verbs.tsv`), loaded once."""
    path = data_path(name)
    if not path.is_file():
        raise LexiconError(f"{name}: no such data file in the package; reinstall dateline")
    return parse_table(path.read_text(encoding="utf-8"), name)


@cache
def index(name: str, column: str | None = None) -> Mapping[str, Row]:
    """Rows by a column (the first where none is named), lower case; a later duplicate does not replace an earlier row."""
    found: dict[str, Row] = {}
    for row in table(name):
        key = row[column] if column else next(iter(row.values()))
        found.setdefault(key.casefold(), row)
    return MappingProxyType(found)


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a data file as a set, lower case."""
    return frozenset(index(name))


def files() -> Iterator[str]:
    """Names of all packaged tables (`*.tsv`), sorted."""
    yield from sorted(p.name for p in data_path("").iterdir() if p.suffix == ".tsv")


class Lexica:
    """The words a reader may use: all packaged tables and what the user adds. Never changes after it was made.

    `places`, `actors`: rows of the user's supplement files (columns as in `places_supplement.tsv` and `actors.tsv`), empty by default.
    """

    __slots__ = ("actors", "places")

    def __init__(self, places: tuple[Row, ...] = (), actors: tuple[Row, ...] = ()) -> None:
        self.places = places
        self.actors = actors

    def table(self, name: str) -> tuple[Row, ...]:
        """Rows of a packaged table; see `table`."""
        return table(name)

    def index(self, name: str, column: str | None = None) -> Mapping[str, Row]:
        """Rows by a column; see `index`."""
        return index(name, column)

    def words(self, name: str) -> frozenset[str]:
        """First column as a set; see `words`."""
        return words(name)
