"""What every store can do, and what stores share: filters of rows, the reasons behind an entry, the digest of the inputs.

A store keeps reports, their readings, raw bytes, losses and persons' judgements (the inputs), and the tables of the record (canonical;
they can be rebuilt from the inputs at any time).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, runtime_checkable

import msgspec

from dateline.errors import StoreError
from dateline.model import record
from dateline.model.evidence import Evidence, Ref
from dateline.model.judgement import Judgement
from dateline.model.reading import Reading
from dateline.model.report import Loss, Report
from dateline.model.situation import Batch, Situation


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that holds the words looked for. `snippet` is its best passage, `rank` lower is better."""

    report_id: str
    uri: str
    title: str | None
    published: str | None
    snippet: str
    rank: float


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of a reading that an entry rests on: what it is, by which rule, on which words."""

    kind: str
    id: str
    report_id: str
    rule: str
    score: float | None
    evidence: tuple[Evidence, ...]


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """All that stands behind one entry of the record: its row, words, the rules that read them and the judgements about it.

    `reports`: title (or URI) by report id; `names`: the words of what the judgements compare, by id, as far as its report is concerned.
    """

    table: str
    id: str
    row: msgspec.Struct
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    judgements: tuple[Judgement, ...]
    reports: dict[str, str]
    names: dict[str, str] = {}


@runtime_checkable
class Store(Protocol):
    """The interface of a store: `SqliteStore` and `MemoryStore` have it, and `pipeline.build` takes anything that has."""

    def has(self, report_id: str, reader_version: str) -> bool:
        """True when the report stands here, read by this version of the readers."""

    def add(
        self,
        report: Report,
        reading: Reading | None,
        *,
        reader_version: str = "",
        raw: bytes | None = None,
        losses: Iterable[Loss] = (),
    ) -> None:
        """Keeps a report, its reading (None: it was not read), its raw bytes and its losses, all or nothing."""

    def forget(self, report_id: str) -> bool:
        """Takes out a report's text, reading, losses and the raw bytes it came in (those of a feed or table whole); False when it is not here.

        The tables of the record must be written anew then.
        """

    def compact(self) -> None:
        """Gives back the space of what was taken out, so that none of it stays in the file."""

    def add_losses(self, losses: Iterable[Loss]) -> None:
        """Keeps losses that belong to no report (a file that could not be opened)."""

    def reports(self) -> Iterator[Report]:
        """All reports, by id."""

    def report(self, report_id: str) -> Report | None:
        """One report."""

    def readings(self) -> Iterator[Reading]:
        """All readings, by report id."""

    def reading(self, report_id: str) -> Reading | None:
        """The reading of one report."""

    def raw(self, sha256: str) -> bytes | None:
        """Raw bytes by their SHA-256 in hex."""

    def losses(self) -> tuple[Loss, ...]:
        """Losses of intake, by id (those of readings stand in the readings)."""

    def judge(self, judgement: Judgement) -> None:
        """Keeps a person's judgement; the same id again changes nothing."""

    def undo(self, judgement_id: str) -> bool:
        """Takes a person's judgement back; False when there is none. It stays in `audit`."""

    def judgements(self) -> tuple[Judgement, ...]:
        """Persons' judgements that hold, in the order in which they were made."""

    def audit(self) -> tuple[tuple[Judgement, bool], ...]:
        """All judgements ever made by persons and whether each was undone, in order."""

    def input_digest(self, extra: str = "") -> str:
        """Digest of all inputs (and of `extra`, such as the version of the rules); equal digests mean an equal record."""

    def built_digest(self) -> str | None:
        """The digest that the canonical tables were written with, None before the first build."""

    def write_situation(self, situation: Situation, digest: str | None = None) -> None:
        """Replaces all canonical tables at once."""

    def write_rows(self, batches: Iterable[Batch], digest: str | None = None, revise: Callable[[Any], None] = lambda draft: None) -> None:
        """Replaces all canonical tables at once by rows that come in batches; when it fails or is killed, what was there stays.

        `revise` is given what was written beside what was there before (`reconcile.ids.Draft`), and may change rows.
        """

    def counts(self) -> dict[str, int]:
        """Rows of each table, and `tellings`: the mentions of all events."""

    def load_situation(self) -> Situation:
        """The canonical tables as last written."""

    def rows(self, table: str, filters: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """Rows of a table that fit all filters (see `fits`), in the order of the table."""

    def get(self, id: str) -> tuple[str, msgspec.Struct] | None:
        """Table and row of an id; a former id gives the row that took its place."""

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Reports that hold all the words, best first. Any text is allowed; it is never read as query syntax."""

    def why(self, id: str) -> Why:
        """What stands behind an entry. Raises StoreError for an unknown id."""

    def close(self) -> None:
        """Ends the use of the store."""


def without_words(judgement: Judgement, report_id: str) -> Judgement:
    """A person's judgement without the words of a report, where it holds some; who judged what, and when, stays."""
    judged = judgement.judged
    if judged is None:
        return judgement
    sides = {
        name: tuple(
            msgspec.structs.replace(a, evidence=None) if a.evidence is not None and a.evidence.report_id == report_id else a
            for a in getattr(judged, name)
        )
        for name in ("left", "right")
    }
    return msgspec.structs.replace(judgement, judged=msgspec.structs.replace(judged, **sides))


def id_of(row: msgspec.Struct) -> str:
    """The id of a row: its first field."""
    return str(getattr(row, row.__struct_fields__[0]))


def check_table(table: str) -> type[msgspec.Struct]:
    """The row type of a table.

    Raises:
        StoreError: no such table.
    """
    if table not in record.TABLES:
        raise StoreError(f"there is no table {table!r}; use one of {', '.join(record.TABLES)}")
    return record.TABLES[table]


def check_filters(table: str, filters: Mapping[str, Any] | None) -> dict[str, Any]:
    """Filters that name columns of the table.

    Raises:
        StoreError: a filter names no column.
    """
    fields = check_table(table).__struct_fields__
    for name in filters or {}:
        if name not in fields:
            raise StoreError(f"table {table} has no column {name!r}; use one of {', '.join(fields)}")
    return dict(filters or {})


def fits(row: msgspec.Struct, filters: Mapping[str, Any]) -> bool:
    """True when each filter's value is the column's value, one of its items, or the id or (any case) part of the name of its reference.

    None fits unknown values and empty lists.
    """
    return all(_fits(getattr(row, name), value) for name, value in filters.items())


def _fits(have: Any, want: Any) -> bool:
    if want is None:
        return have is None or have == () or have == {}
    if isinstance(have, (tuple, list)):
        return any(_fits(item, want) for item in have)
    if isinstance(have, Ref):
        return str(want) == have.id or str(want).casefold() in have.name.casefold()
    if isinstance(have, Evidence):
        return str(want).casefold() in have.text.casefold()
    if isinstance(have, record.TitleRow):
        return str(want).casefold() in have.title.casefold()
    if isinstance(have, (int, float)) and not isinstance(have, bool):
        try:
            return float(want) == float(have)
        except (TypeError, ValueError):
            return False
    if have is None:
        return False
    text, wanted = str(have).casefold(), str(want).casefold()
    return text == wanted or (len(wanted) > 3 and wanted in text)


def digest_of(reports: Iterable[tuple[str, str]], judgements: Iterable[Judgement], losses: Iterable[Loss], extra: str) -> str:
    """SHA-256 over `(report id, version and hash of its reading)`, judgements and losses, free of the order of reports and losses."""
    digest = hashlib.sha256(extra.encode())
    for parts in (
        sorted("\x1f".join(r) for r in reports),
        [msgspec.json.encode(j).decode() for j in judgements],
        sorted(msgspec.json.encode(x).decode() for x in losses),
    ):
        for part in parts:
            digest.update(b"\x1e" + part.encode())
        digest.update(b"\x1d")
    return digest.hexdigest()


def evidence_in(value: Any) -> Iterator[Evidence]:
    """All evidence anywhere inside a row, in order, repeats included."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from evidence_in(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from evidence_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from evidence_in(item)


def strings_in(value: Any) -> Iterator[str]:
    """All strings anywhere inside a row, repeats included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from strings_in(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from strings_in(item)


_KINDS = ("times", "toponyms", "mentions", "statements", "events", "figures", "pledges", "positions", "relations")


_BY_WORDS = {"places": "toponyms", "relations": "relations", "positions": "positions", "commitments": "pledges"}
"""Kinds of findings that made a table's rows without leaving their ids in them: they are known by their words."""


def explain(store: Store, id: str) -> Why:
    """The material behind an entry, for any store.

    Raises:
        StoreError: no entry has the id.
    """
    if (found := store.get(id)) is None:
        raise StoreError(f"no entry has the id {id!r}; `dateline show STORE TABLE` lists the ids of a table")
    material = _Material(store, found[0], found[1], id)
    material.follow()
    material.read()
    return material.why()


class _Material:
    """What is gathered behind one entry: its words, the reports they stand in, the ids of what it is made of, the findings."""

    def __init__(self, store: Store, table: str, row: Any, id: str) -> None:
        self.store, self.table, self.row, self.own = store, table, row, id_of(row)
        self.evidence: dict[tuple[str, int, int], Evidence] = {}
        self.add(evidence_in(row))
        self.members = {self.own, id} | {s for s in strings_in(row) if "_" in s and " " not in s}
        self.report_ids = {report_id for report_id, _, _ in self.evidence}
        self.findings: list[Finding] = []
        self.chains: set[str] = set()
        self.names: dict[str, str] = {}

    def add(self, pieces: Iterable[Evidence]) -> None:
        for piece in pieces:
            self.evidence.setdefault((piece.report_id, piece.start, piece.end), piece)

    def follow(self) -> None:
        """The rows that the entry is made of, and the reports that it stands in without naming its words."""
        if self.table == "actors":
            for mention in self.store.rows("mentions", {"actor_id": self.own}):
                self.members.add(mention.mention_id)
                self.report_ids.add(mention.report_id)
        if self.table in ("figures", "contradictions"):
            for other in _rows_named(self.store, self.row):
                pieces = tuple(evidence_in(other))
                self.members.add(id_of(other))
                self.add(pieces)
                self.report_ids.update(piece.report_id for piece in pieces)
        if self.table in ("mentions", "times"):
            row = self.row
            self.add([Evidence(report_id=row.report_id, start=row.start, end=row.end, text=row.text)])
        if self.table in ("reports", "mentions", "times", "losses") and getattr(self.row, "report_id", None):
            self.report_ids.add(self.row.report_id)
        if self.table == "stories":
            self.report_ids.update(self.row.report_ids)
        if self.table == "judgements":
            self.report_ids.update(r.report_id for r in self.store.rows("reports"))

    def read(self) -> None:
        """The findings of these reports that the entry rests on."""
        for report_id in sorted(self.report_ids):
            reading = self.store.reading(report_id)
            if reading is None:
                continue
            self.chains |= {c.chain_id for c in reading.chains if c.chain_id in self.members or self.members & set(c.mention_ids)}
            self.names |= {c.chain_id: c.name for c in reading.chains}
            if self.table == "judgements":
                self.members |= {m for c in reading.chains if c.chain_id in self.members for m in c.mention_ids[:1]}
            for kind in _KINDS:
                for finding in getattr(reading, kind):
                    self._take(kind, report_id, finding)

    def _take(self, kind: str, report_id: str, finding: Any) -> None:
        basis, finding_id = finding.basis, id_of(finding)
        if basis.evidence:
            self.names.setdefault(finding_id, basis.evidence[0].text)
        by_words = _BY_WORDS.get(self.table) == kind and any((e.report_id, e.start, e.end) in self.evidence for e in basis.evidence)
        if finding_id in self.members or by_words:
            self.findings.append(
                Finding(kind=kind, id=finding_id, report_id=report_id, rule=basis.rule, score=basis.score, evidence=basis.evidence)
            )

    def why(self) -> Why:
        titles = self._titles()
        if self.table == "judgements":
            of_sides = {f.report_id for f in self.findings} | (self.members & set(titles))
            titles = {report_id: title for report_id, title in titles.items() if report_id in of_sides}
            for finding in self.findings:
                self.add(finding.evidence)
            judgements: tuple[Any, ...] = (self.row,)
        else:
            known = self.members | self.chains | {f.id for f in self.findings}
            judgements = tuple(j for j in self.store.rows("judgements") if j.left in known or j.right in known)
        return Why(
            table=self.table, id=self.own, row=self.row, evidence=tuple(self.evidence.values()), findings=tuple(self.findings),
            judgements=judgements, reports=titles, names=_compared(judgements, self.names | titles),
        )  # fmt: skip

    def _titles(self) -> dict[str, str]:
        """Titles of the reports by id; entries that are whole reports get the line that each begins with."""
        titles: dict[str, str] = {}
        for report in self.store.rows("reports"):
            if report.report_id not in self.report_ids:
                continue
            titles[report.report_id] = report.title or report.uri
            if self.table in ("reports", "stories") and (line := _first_line(report)) is not None:
                self.evidence[line.report_id, line.start, line.end] = line
        return titles


def _first_line(report: Any) -> Evidence | None:
    """The line that a report begins with."""
    start = len(report.text) - len(report.text.lstrip())
    end = start + len(report.text[start:].split("\n", 1)[0].rstrip())
    return Evidence(report_id=report.report_id, start=start, end=end, text=report.text[start:end]) if start < end else None


def _compared(judgements: Iterable[Any], names: Mapping[str, str]) -> dict[str, str]:
    return {side: names[side] for j in judgements for side in (j.left, j.right) if side in names}


def _rows_named(store: Store, row: msgspec.Struct) -> Iterator[Any]:
    """Rows that a figure's claims or a contradiction's sides refer to."""
    names = getattr(row, "claims", None) or [side.id for side in getattr(row, "sides", ())]
    for name in names:
        if (found := store.get(name)) is not None:
            yield found[1]


def query_words(words: str) -> str:
    """An FTS5 query in which every word is quoted, so that no character of it is syntax; empty when there is no word."""
    found = ("".join(c if c.isalnum() else " " for c in part).split() for part in words.replace("\x00", " ").split())
    return " ".join(f'"{" ".join(part)}"' for part in found if part)
