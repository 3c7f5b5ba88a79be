"""Parts of rows that many stories add to, kept on disk until all are there."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import msgspec

Part = TypeVar("Part", bound=msgspec.Struct)


class Spool(Generic[Part]):
    """Parts by key in a temporary file that goes with it; those of one key are given together, in the order they came in."""

    def __init__(self, kind: type[Part]) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("CREATE TABLE parts (key TEXT, part BLOB)")
        self._db.execute("BEGIN")
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(kind).decode

    def add(self, parts: Iterable[tuple[str, Part]]) -> None:
        """Keeps parts under their keys."""
        self._db.executemany("INSERT INTO parts VALUES (?, ?)", ((key, self._encode(part)) for key, part in parts))

    def groups(self) -> Iterator[tuple[str, list[Part]]]:
        """Keys, ascending, with their parts."""
        last: str | None = None
        found: list[Part] = []
        for key, part in self._db.execute("SELECT key, part FROM parts ORDER BY key, rowid"):
            if key != last:
                if last is not None:
                    yield last, found
                last, found = key, []
            found.append(self._decode(part))
        if last is not None:
            yield last, found

    def of(self, key: str) -> list[Part]:
        """The parts of one key."""
        self._db.execute("CREATE INDEX IF NOT EXISTS by_key ON parts (key)")
        return [self._decode(part) for (part,) in self._db.execute("SELECT part FROM parts WHERE key = ? ORDER BY rowid", (key,))]
