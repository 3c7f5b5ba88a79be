"""Data files of the package: words and tables, checked line by line when they are loaded.

A data file is UTF-8, tab separated, sorted by its first column. Lines that begin with `#` are its head; the last of them names the
columns: `# lemma<TAB>class<TAB>note`. A row may leave out trailing columns (they read as "").
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from dateline.errors import LexiconError

Row = Mapping[str, str]
SUMS = "SHA256SUMS"
"""Recorded SHA-256 sums of all other data files, written by scripts/record_sums.py."""


def data_path(name: str) -> Path:
    """Where a packaged data file lies, be it there or not; what is read goes through `packaged_file`."""
    return Path(str(resources.files("dateline") / "data" / name))


def read_sums(path: Path) -> dict[str, str]:
    """Hexadecimal SHA-256 by file name out of lines `sum  name`; lines that begin with `#` are left out."""
    lines = (x for x in path.read_text(encoding="utf-8").splitlines() if x.strip() and not x.startswith("#"))
    return {name: digest for digest, name in (x.split(maxsplit=1) for x in lines)}


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def recorded() -> Mapping[str, str]:
    """SHA-256 by name of the packaged data files, as recorded."""
    return MappingProxyType(read_sums(data_path(SUMS)))


@cache
def packaged_file(name: str) -> Path:
    """Path of a packaged data file whose bytes are the recorded ones; each file is checked once a process.

    Raises:
        LexiconError: it is missing, or differs from its sum in `data/SHA256SUMS`.
    """
    path = data_path(name)
    if not path.is_file():
        raise LexiconError(f"{name}: no such data file in the package; reinstall dateline")
    if sha256_of(path) != recorded().get(name):
        raise LexiconError(f"{name}: not the recorded data file; reinstall dateline, or run scripts/record_sums.py if you changed it")
    return path


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
    return parse_table(packaged_file(name).read_text(encoding="utf-8"), name)


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


def alternation(phrases: Iterable[str], blank: str = r"\s+") -> str:
    """A pattern of any of these phrases, the longest first, grouped by first letter: what begins otherwise is passed over at once.

    `blank` is the pattern for a blank inside a phrase. The pattern is to be bracketed by whoever uses it.
    """
    by_letter: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        by_letter[phrase[0]].append(re.escape(phrase[1:]).replace(r"\ ", blank))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


@cache
def words_of_class(name: str, wanted: str) -> frozenset[str]:
    """The words of a data file with the columns `word` and `classes` (parted by |) that bear a class."""
    return frozenset(row["word"] for row in table(name) if wanted in row["classes"].split("|"))


def rule_words(wanted: str) -> frozenset[str]:
    """The words of rule_words.tsv that bear a class: what single rules look for."""
    return words_of_class("rule_words.tsv", wanted)


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
