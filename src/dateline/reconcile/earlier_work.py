"""What was made of a story stays good until something in it changes: a report added to a large record costs the stories that it touches."""

import zlib
from collections.abc import Iterable, Mapping, Sequence, Set
from hashlib import blake2b
from typing import Any, Protocol, TypeVar, runtime_checkable

import msgspec

from dateline.model.judgement import Judgement

COMPRESSION = 1
"""Level of zlib: the fastest, by which rows take a quarter of their space."""
Part = TypeVar("Part", bound=msgspec.Struct)


@runtime_checkable
class Workshop(Protocol):
    """Where parts of an earlier record are kept (a store may have these methods)."""

    def input_digests(self) -> Mapping[str, str]:
        """A digest of each report with its reading, by report id."""

    def earlier(self, key: bytes) -> bytes | None:
        """The part kept under a key."""

    def keep(self, key: bytes, part: bytes) -> None:
        """Keeps a part under its key."""

    def keep_only(self, keys: Set[bytes]) -> None:
        """Drops the parts under all other keys."""


class EarlierWork:
    """Parts of a record by what they were made from: words of the rules, reports, readings, groups and judgements.

    Args:
        workshop: where they are kept; None keeps nothing.
        rules: changes whenever the same inputs would give other parts.
    """

    def __init__(self, workshop: Workshop | None = None, rules: str = "") -> None:
        self._workshop, self._rules = workshop, rules
        self._digests = workshop.input_digests() if workshop else {}
        self._used: set[bytes] = set()

    def key(self, reports: Iterable[tuple[str, Any]], judgements: Sequence[Judgement]) -> bytes:
        """The key of what is made of some reports. `reports`: ids with what is known of each beside its text and reading, encodable."""
        if self._workshop is None:
            return b""
        return self.further(b"", (self._rules, [(i, self._digests.get(i), known) for i, known in reports], judgements))

    def further(self, key: bytes, known: Any) -> bytes:
        """The key of what is made from what has another key and from something more, encodable."""
        return b"" if self._workshop is None else blake2b(key + msgspec.msgpack.encode(known, order="sorted"), digest_size=16).digest()

    def get(self, key: bytes, kind: type[Part]) -> Part | None:
        """The part of a key, if there was one."""
        part = self._workshop.earlier(key) if self._workshop else None
        self._used.add(key)
        return None if part is None else msgspec.msgpack.decode(zlib.decompress(part), type=kind)

    def keep(self, key: bytes, part: msgspec.Struct) -> None:
        """Keeps a part for the next record."""
        if self._workshop:
            self._workshop.keep(key, zlib.compress(msgspec.msgpack.encode(part), COMPRESSION))

    def close(self) -> None:
        """Drops what this record did not need."""
        if self._workshop:
            self._workshop.keep_only(self._used)


class Concerned:
    """Persons' judgements by the reports that hold what they name; those of which no report is known concern all."""

    def __init__(self, found: Iterable[tuple[Judgement, Set[str]]]) -> None:
        self._all = list(found)
        self._of: dict[str, list[int]] = {}
        for n, (_, reports) in enumerate(self._all):
            for report_id in reports:
                self._of.setdefault(report_id, []).append(n)
        self._everywhere = [n for n, (_, reports) in enumerate(self._all) if not reports]

    def by(self, report_ids: Iterable[str]) -> list[Judgement]:
        """Judgements that concern some reports, in their order."""
        return [self._all[n][0] for n in sorted({*self._everywhere, *(n for i in report_ids for n in self._of.get(i, ()))})]

    def together(self) -> list[Set[str]]:
        """Reports that a judgement on a pair of actors, events or figures names together."""
        return [reports for j, reports in self._all if reports and j.right is not None and j.verdict in ("same", "different")]
