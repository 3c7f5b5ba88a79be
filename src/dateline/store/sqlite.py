"""The store on disk: one SQLite file (WAL, FTS5).

One transaction a report, so a run that is killed loses at most the report it was at. Raw bytes are kept once by their SHA-256. The
canonical tables are replaced in one transaction together with the digest of the inputs they were made from.
"""

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, nullcontext, suppress
from functools import cache
from importlib import resources
from itertools import repeat
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import StoreError
from dateline.model import record
from dateline.model.judgement import Judgement
from dateline.model.reading import Reading
from dateline.model.report import Loss, Report
from dateline.model.situation import Batch, Situation, batches_of
from dateline.store.base import Hit, Why, check_filters, digest_of, explain, fits, id_of, query_words, without_words
from dateline.store.memory import check_readonly

APPLICATION_ID = 0x44544C4E
"""`DTLN`: marks an SQLite file as a store of this program."""

_ENCODER = msgspec.json.Encoder(order="deterministic")
_ENCODE, _ENCODE_LINES = _ENCODER.encode, _ENCODER.encode_lines
_DECODE_REPORT = msgspec.msgpack.Decoder(Report).decode
_DECODE_READING = msgspec.msgpack.Decoder(Reading).decode
_DATE_COLUMNS = ("published", "date", "date_start", "first", "due", "period_end", "at")
_KIND_COLUMNS = (
    "event_type", "indicator", "predicate", "stance", "kind", "cue_class", "form", "feature", "type", "verdict", "what", "language",
)  # fmt: skip
_NAME_COLUMNS = ("name", "title", "trigger", "action", "topic", "source_text", "expression", "text", "note", "reason")

_INDEXED = {
    "mentions": {"actor_id": "json_extract(row, '$.actor_id')"},
    "judgements": {"left": "json_extract(row, '$.left')", "right": "json_extract(row, '$.right')"},
}
"""Columns inside a row's JSON that have an index of their own (schema 2)."""


def migrations() -> dict[int, str]:
    """SQL that leads to each schema version from the one before, from 1 on."""
    folder = Path(str(resources.files("dateline") / "store" / "migrations"))
    return {int(p.stem.split("_")[0]): p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.sql"))}


def schema() -> str:
    """The present schema as SQL, for people; equal to all migrations one after the other."""
    return (Path(str(resources.files("dateline") / "store" / "schema.sql"))).read_text(encoding="utf-8")


@contextmanager
def _spoken(path: Path, doing: str) -> Iterator[None]:
    """Errors of SQLite as one sentence that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(_sentence(error, path, doing)) from error


def _sentence(error: sqlite3.DatabaseError, path: Path, doing: str) -> str:
    said = str(error).casefold()
    if "not a database" in said or "malformed" in said:
        return f"{path} is no store (not an SQLite file, or a damaged one); choose another path or move that file away"
    if "locked" in said or "busy" in said:
        return f"{path} is in use by another run; wait for it to end, or choose another path"
    if "full" in said:
        return f"the disk is full while {doing} {path}; free some space and run the same command again, it goes on where it stopped"
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return f"{path} cannot be written; choose a path in a folder you may write to"
    return f"SQLite failed while {doing} {path} ({error}); check the disk, or build into a new path"


class SqliteStore:
    """`Store` in the SQLite file at `path`.

    Args:
        path: the file; it is made when it is not there and `create` is true.
        create: False refuses a path where no store is.
        readonly: nothing can be written, not even a migration.

    Raises:
        StoreError: the path holds something else, a store of a newer version, or cannot be opened or written.
    """

    def __init__(self, path: str | Path, *, create: bool = True, readonly: bool = False) -> None:
        self.path = Path(path)
        self.readonly = readonly
        if self.path.is_dir():
            raise StoreError(f"{self.path} is a folder; name a file in it, such as {self.path / 'situation.dateline'}")
        exists = self.path.exists() and self.path.stat().st_size > 0
        if not exists and (readonly or not create):
            raise StoreError(f"there is no store at {self.path}; build one with `dateline build INPUT --out {self.path}`")
        if not self.path.parent.is_dir():
            raise StoreError(f"the folder {self.path.parent} does not exist; make it first, or choose another path")
        with _spoken(self.path, "opening"):
            self._db = self._inputs = self._connect()
            try:
                if exists:
                    self._check()
                if not readonly:
                    self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _connect(self) -> sqlite3.Connection:
        if not self.readonly:
            return sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
        uri = self.path.resolve().as_uri()
        try:
            db = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=10, isolation_level=None, check_same_thread=False)
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:  # a folder that may not be written has no room for the WAL files
            db = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None, check_same_thread=False)
        return db

    def _check(self) -> None:
        application = self._db.execute("PRAGMA application_id").fetchone()[0]
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if application != APPLICATION_ID and (tables or self.readonly):
            raise StoreError(f"{self.path} is an SQLite file of another program; choose another path")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        newest = max(migrations())
        if version > newest:
            raise StoreError(
                f"{self.path} was written by a newer dateline (schema {version}, this one knows {newest});"
                " install the newer release to use it"
            )
        if self.readonly and version < newest:
            raise StoreError(f"{self.path} has an older schema ({version}); open it once for writing, which upgrades it")

    def _prepare(self) -> None:
        db = self._db
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("PRAGMA foreign_keys=ON")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        steps = migrations()
        if version == max(steps):
            db.execute("BEGIN IMMEDIATE")  # proves that the file can be written
            db.execute("ROLLBACK")
            return
        with self._transaction():
            version = db.execute("PRAGMA user_version").fetchone()[0]
            for number in sorted(n for n in steps if n > version):
                for statement in _statements(steps[number]):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version={number}")
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside is kept all or not at all, and much faster than one by one."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        check_readonly(self.readonly)
        if self._db.in_transaction:
            yield self._db
            return
        with _spoken(self.path, "writing"):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    # ------------------------------------------------------------------ inputs
    def has(self, report_id: str, reader_version: str) -> bool:
        row = self._db.execute("SELECT 1 FROM input_reports WHERE report_id=? AND reader_version=?", (report_id, reader_version)).fetchone()
        return row is not None

    def add(
        self,
        report: Report,
        reading: Reading | None,
        *,
        reader_version: str = "",
        raw: bytes | None = None,
        losses: Iterable[Loss] = (),
    ) -> None:
        kept = msgspec.msgpack.encode(msgspec.structs.replace(report, text=""))
        blob = None if reading is None else msgspec.msgpack.encode(reading)
        digest = hashlib.sha256(msgspec.msgpack.encode((report, reading))).hexdigest()
        with self._transaction() as db:
            if raw is not None:
                sha256 = report.raw_sha256 or hashlib.sha256(raw).hexdigest()
                db.execute("INSERT OR IGNORE INTO raw VALUES (?, ?)", (sha256, raw))
            old = db.execute("SELECT n, title, text FROM input_reports WHERE report_id=?", (report.report_id,)).fetchone()
            values = (report.uri, report.published, report.title, report.text, kept, reader_version, blob, digest)
            if old is None:
                cursor = db.execute(
                    "INSERT INTO input_reports (uri, published, title, text, report, reader_version, reading, digest, report_id)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*values, report.report_id),
                )
                number = cursor.lastrowid
            else:
                number = old[0]
                db.execute("INSERT INTO input_words (input_words, rowid, title, text) VALUES ('delete', ?, ?, ?)", old)
                db.execute(
                    "UPDATE input_reports SET uri=?, published=?, title=?, text=?, report=?, reader_version=?, reading=?, digest=?"
                    " WHERE n=?",
                    (*values, number),
                )
            db.execute("INSERT INTO input_words (rowid, title, text) VALUES (?, ?, ?)", (number, report.title, report.text))
            self._keep_losses(db, losses)

    @staticmethod
    def _keep_losses(db: sqlite3.Connection, losses: Iterable[Loss]) -> None:
        db.executemany("INSERT OR REPLACE INTO input_losses VALUES (?, ?)", [(x.loss_id, _ENCODE(x).decode()) for x in losses])

    def forget(self, report_id: str) -> bool:
        with self._transaction() as db:
            db.execute("PRAGMA secure_delete=ON")
            row = db.execute("SELECT n, title, text, report, uri FROM input_reports WHERE report_id=?", (report_id,)).fetchone()
            if row is None:
                return False
            number, title, text, kept, uri = row
            db.execute("INSERT INTO input_words (input_words, rowid, title, text) VALUES ('delete', ?, ?, ?)", (number, title, text))
            db.execute("DELETE FROM input_reports WHERE n=?", (number,))
            db.execute("DELETE FROM earlier_work")
            db.execute("DELETE FROM raw WHERE sha256=?", (msgspec.msgpack.decode(kept, type=Report).raw_sha256,))
            gone = [x.loss_id for x in self.losses() if x.report_id == report_id or x.uri == uri]
            db.executemany("DELETE FROM input_losses WHERE loss_id=?", [(i,) for i in gone])
            for judgement, _ in self.audit():
                if (kept_of := without_words(judgement, report_id)) != judgement:
                    db.execute(
                        "UPDATE person_judgements SET judgement=? WHERE judgement_id=?", (_ENCODE(kept_of).decode(), judgement.judgement_id)
                    )
        return True

    def compact(self) -> None:
        with _spoken(self.path, "compacting"):
            self._db.execute("INSERT INTO input_words (input_words) VALUES ('optimize')")
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def add_losses(self, losses: Iterable[Loss]) -> None:
        kept = list(losses)
        if kept:
            with self._transaction() as db:
                self._keep_losses(db, kept)

    def reports(self) -> Iterator[Report]:
        for blob, text in self._inputs.execute("SELECT report, text FROM input_reports ORDER BY report_id"):
            yield self._report(blob, text)

    def report(self, report_id: str) -> Report | None:
        row = self._inputs.execute("SELECT report, text FROM input_reports WHERE report_id=?", (report_id,)).fetchone()
        return self._report(*row) if row else None

    def _report(self, blob: bytes, text: str) -> Report:
        with self._understood("report"):
            return msgspec.structs.replace(_DECODE_REPORT(blob), text=text)

    def _reading(self, blob: bytes) -> Reading:
        with self._understood("reading"):
            return _DECODE_READING(blob)

    @contextmanager
    def _understood(self, what: str) -> Iterator[None]:
        """Raises StoreError for what is not as this version writes it."""
        try:
            yield
        except msgspec.DecodeError as error:
            raise StoreError(
                f"{self.path} holds a {what} that this dateline cannot read ({error}): it was written by another version, or is damaged;"
                " build it again from its sources, into a new path"
            ) from error

    def readings(self) -> Iterator[Reading]:
        for (blob,) in self._inputs.execute("SELECT reading FROM input_reports WHERE reading IS NOT NULL ORDER BY report_id"):
            yield self._reading(blob)

    def reading(self, report_id: str) -> Reading | None:
        row = self._inputs.execute("SELECT reading FROM input_reports WHERE report_id=?", (report_id,)).fetchone()
        return self._reading(row[0]) if row and row[0] is not None else None

    def raw(self, sha256: str) -> bytes | None:
        row = self._db.execute("SELECT bytes FROM raw WHERE sha256=?", (sha256,)).fetchone()
        return row[0] if row else None

    def losses(self) -> tuple[Loss, ...]:
        rows = self._db.execute("SELECT loss FROM input_losses ORDER BY loss_id")
        return tuple(msgspec.json.decode(row, type=Loss) for (row,) in rows)

    # ------------------------------------------------------------------ judgements of persons
    def judge(self, judgement: Judgement) -> None:
        with self._transaction() as db:
            db.execute(
                "INSERT OR IGNORE INTO person_judgements (judgement_id, judgement) VALUES (?, ?)",
                (judgement.judgement_id, _ENCODE(judgement).decode()),
            )

    def undo(self, judgement_id: str) -> bool:
        with self._transaction() as db:
            done = db.execute("UPDATE person_judgements SET undone=1 WHERE judgement_id=? AND undone=0", (judgement_id,))
            return done.rowcount > 0

    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(j for j, undone in self.audit() if not undone)

    def audit(self) -> tuple[tuple[Judgement, bool], ...]:
        rows = self._db.execute("SELECT judgement, undone FROM person_judgements ORDER BY n")
        return tuple((msgspec.json.decode(row, type=Judgement), bool(undone)) for row, undone in rows)

    # ------------------------------------------------------------------ parts of an earlier record
    def input_digests(self) -> Mapping[str, str]:
        return dict(self._db.execute("SELECT report_id, digest FROM input_reports"))

    def earlier(self, key: bytes) -> bytes | None:
        row = self._db.execute("SELECT part FROM earlier_work WHERE key=?", (key,)).fetchone()
        return row[0] if row else None

    def keep(self, key: bytes, part: bytes) -> None:
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO earlier_work VALUES (?, ?)", (key, part))

    def keep_only(self, keys: Set[bytes]) -> None:
        with self._transaction() as db:
            gone = [row for row in db.execute("SELECT key FROM earlier_work") if row[0] not in keys]
            db.executemany("DELETE FROM earlier_work WHERE key=?", gone)

    # ------------------------------------------------------------------ the record
    def input_digest(self, extra: str = "") -> str:
        rows = self._db.execute("SELECT report_id, reader_version, digest FROM input_reports")
        return digest_of(((i, f"{version}\x1f{digest}") for i, version, digest in rows), self.judgements(), self.losses(), extra)

    def built_digest(self) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key='built'").fetchone()
        return row[0] if row else None

    def write_situation(self, situation: Situation, digest: str | None = None) -> None:
        self.write_rows(batches_of(situation), digest)

    @contextmanager
    def _inputs_apart(self) -> Iterator[None]:
        """Inputs are read as they were before what is written meanwhile: SQLite seeks every page in the whole log of an open transaction, which
        grows with the record. What an open transaction wrote is not among them, and the log can be folded in only after this."""
        self._inputs = self._connect()
        try:
            self._inputs.execute("BEGIN")
            self._inputs.execute("SELECT 1 FROM input_reports LIMIT 1").fetchone()
            yield
        finally:
            self._inputs.close()
            self._inputs = self._db

    def write_rows(self, batches: Iterable[Batch], digest: str | None = None, revise: Callable[[Any], None] = lambda draft: None) -> None:
        apart = nullcontext() if self._db.in_transaction else self._inputs_apart()
        with self._transaction() as db, apart:
            draft = _Draft(db)
            for table in record.TABLES:
                db.execute(f"DELETE FROM {table}")
            db.execute("DELETE FROM former_ids")
            with _indexed_afterwards(db):
                for table, rows, places in batches:
                    db.executemany(
                        f"INSERT INTO {table} (id, report_id, story_id, kind, date, name, row, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        _columns(table, rows, repeat(None) if places is None else places),
                    )
                    _keep_former(db, table, rows)
            revise(draft)
            draft.close()
            if digest is None:
                db.execute("DELETE FROM meta WHERE key='built'")
            else:
                db.execute("INSERT OR REPLACE INTO meta VALUES ('built', ?)", (digest,))

    def counts(self) -> dict[str, int]:
        found = {table: self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in record.TABLES}
        [tellings] = self._db.execute("SELECT coalesce(sum(json_array_length(row, '$.mentions')), 0) FROM events").fetchone()
        return found | {"tellings": tellings}

    def load_situation(self) -> Situation:
        tables: dict[str, Any] = {table: tuple(self.rows(table)) for table in record.TABLES}
        return Situation(**tables)

    def rows(self, table: str, filters: Mapping[str, Any] | None = None) -> Iterator[Any]:
        wanted = check_filters(table, filters)
        where, values = self._where(table, wanted)
        for (row,) in self._db.execute(f"SELECT row FROM {table}{where} ORDER BY {_order(table)}", values):
            found = self._decode(table, row)
            if fits(found, wanted):
                yield found

    @staticmethod
    def _where(table: str, wanted: Mapping[str, Any]) -> tuple[str, list[str]]:
        known = {record.TABLES[table].__struct_fields__[0]: "id", "report_id": "report_id"} | _INDEXED.get(table, {})
        clauses = {known[name]: value for name, value in wanted.items() if name in known}
        exact = {name: value for name, value in clauses.items() if isinstance(value, str) and value}
        where = " WHERE " + " AND ".join(f"{name}=?" for name in exact) if exact else ""
        return where, list(exact.values())

    def _decode(self, table: str, row: str) -> msgspec.Struct:
        with self._understood(f"row of {table}"):
            found: msgspec.Struct = msgspec.json.decode(row, type=record.TABLES[table])
        if isinstance(found, record.ReportRow):
            text = self._db.execute("SELECT text FROM input_reports WHERE report_id=?", (found.report_id,)).fetchone()
            found = msgspec.structs.replace(found, text=text[0] if text else found.text)
        return found

    def page(self, table: str, offset: int = 0, limit: int = 50) -> tuple[tuple[msgspec.Struct, ...], int]:
        """Some rows of a table in its order, and the number of all."""
        check_filters(table, None)
        [total] = self._db.execute(f"SELECT count(*) FROM {table}").fetchone()
        found = self._db.execute(f"SELECT row FROM {table} ORDER BY {_order(table)} LIMIT ? OFFSET ?", (limit, offset)).fetchall()
        return tuple(self._decode(table, row) for (row,) in found), total

    def many(self, table: str, ids: Iterable[str]) -> dict[str, msgspec.Struct]:
        """Rows of a table by id; ids that are not there are left out."""
        check_filters(table, None)
        found = {}
        for id in ids:
            row = self._db.execute(f"SELECT row FROM {table} WHERE id=?", (id,)).fetchone()
            if row is not None:
                found[id] = self._decode(table, row[0])
        return found

    def get(self, id: str) -> tuple[str, msgspec.Struct] | None:
        for table in record.TABLES:
            if (row := self._db.execute(f"SELECT row FROM {table} WHERE id=?", (id,)).fetchone()) is not None:
                return table, self._decode(table, row[0])
        former = self._db.execute("SELECT id FROM former_ids WHERE former=?", (id,)).fetchone()
        return self.get(former[0]) if former and former[0] != id else None

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        query = query_words(words)
        if not query:
            return ()
        best = self._db.execute(
            "SELECT rowid, rank FROM input_words WHERE input_words MATCH ? AND rank MATCH 'bm25(3.0, 1.0)' ORDER BY rank LIMIT ?", (query, limit)
        ).fetchall()
        found = []
        for n, rank in best:  # the passage is sought in the best alone, not in every report that fits
            [snippet] = self._db.execute(
                "SELECT snippet(input_words, 1, '', '', ' … ', 24) FROM input_words WHERE input_words MATCH ? AND rowid=?", (query, n)
            ).fetchone()
            i, uri, title, published = self._db.execute("SELECT report_id, uri, title, published FROM input_reports WHERE n=?", (n,)).fetchone()
            found.append(Hit(report_id=i, uri=uri, title=title, published=published, snippet=snippet, rank=rank))
        return tuple(sorted(found, key=lambda hit: (hit.rank, hit.report_id)))

    def why(self, id: str) -> Why:
        return explain(self, id)

    def close(self) -> None:
        if not self.readonly:
            with suppress(sqlite3.Error):  # when another reader holds the log, the next writer folds it in
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def __enter__(self) -> "SqliteStore":
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise StoreError(_sentence(error, self.path, "reading")) from error


def _order(table: str) -> str:
    """How the rows of a table are ordered, as `record.order` says."""
    if table in record.BY_REPORT:
        return "n"
    return "coalesce(date, '9999'), id" if table in ("events", "stories") else "id"


@cache
def _columns_of(table: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The id column of a table, and the columns whose first known value is its report, story, kind, date and name."""
    fields = record.TABLES[table].__struct_fields__
    names = ("title",) if table == "reports" else _NAME_COLUMNS
    groups = (("report_id",), ("story_id",), _KIND_COLUMNS, _DATE_COLUMNS, names)
    return fields[0], tuple(tuple(name for name in group if name in fields) for group in groups)


def _columns(table: str, rows: Sequence[Any], numbers: Iterable[int | None]) -> Iterator[tuple[str | int | None, ...]]:
    """What is written of each of some rows of a table, with their numbers last. Column by column: a large store has millions of rows."""
    own, groups = _columns_of(table)
    kept = [msgspec.structs.replace(row, text="") for row in rows] if table == "reports" else rows
    lines = _ENCODE_LINES(kept).decode().split("\n")
    return zip(map(attrgetter(own), rows), *(_known(rows, group) for group in groups), lines, numbers, strict=False)


def _known(rows: Sequence[Any], names: tuple[str, ...]) -> Iterable[str | None]:
    """For each row the first of some columns that is known."""
    if not names:
        return repeat(None)
    found: list[str | None] = list(map(attrgetter(names[0]), rows))
    for name in names[1:]:
        if None not in found:
            break
        found = [other if value is None else value for value, other in zip(found, map(attrgetter(name), rows), strict=True)]
    return found


@contextmanager
def _indexed_afterwards(db: sqlite3.Connection) -> Iterator[None]:
    """The tables of the record lose their indexes and have them made anew from all rows: row by row, in a large store, every row would
    touch a page of each index, and the log would hold them all."""
    tables = ", ".join(f"'{table}'" for table in record.TABLES)
    indexes = db.execute(f"SELECT name, sql FROM sqlite_master WHERE type='index' AND sql IS NOT NULL AND tbl_name IN ({tables})").fetchall()
    for name, _ in indexes:
        db.execute(f"DROP INDEX {name}")
    yield
    for _, statement in indexes:
        db.execute(statement)


def _keep_former(db: sqlite3.Connection, table: str, rows: Iterable[Any]) -> None:
    if "former_ids" not in record.TABLES[table].__struct_fields__:
        return
    former = [(former, id_of(row)) for row in rows for former in row.former_ids]
    db.executemany("INSERT OR IGNORE INTO former_ids VALUES (?, ?)", former)


_MEMBERS = {
    "actors": "SELECT id AS member, json_extract(row, '$.actor_id') AS id FROM mentions WHERE json_extract(row, '$.actor_id') IS NOT NULL",
    "events": "SELECT json_extract(m.value, '$.event_mention_id') AS member, e.id FROM events e, json_each(e.row, '$.mentions') m",
    "figures": "SELECT c.value AS member, f.id FROM figures f, json_each(f.row, '$.claims') c",
    "stories": "SELECT r.value AS member, s.id FROM stories s, json_each(s.row, '$.report_ids') r",
}
"""Members of the entries that stand for one thing: mentions, mentions of events, claims, reports."""
_WORD = re.compile(r'"(\w{1,80})"')


class _Draft:
    """The tables as they are being written beside what was in them before, for `write_rows`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.execute("CREATE TEMP TABLE held (kind TEXT, member TEXT, id TEXT, PRIMARY KEY (kind, member)) WITHOUT ROWID")
        db.execute("CREATE TEMP TABLE held_former (kind TEXT, id TEXT, former TEXT)")
        for table, members in _MEMBERS.items():
            db.execute(f"INSERT OR IGNORE INTO held SELECT '{table}', member, id FROM ({members})")
            db.execute(f"INSERT INTO held_former SELECT '{table}', id, former FROM former_ids WHERE id IN (SELECT id FROM {table})")

    def close(self) -> None:
        """Forgets what was there before."""
        self._db.execute("DROP TABLE held")
        self._db.execute("DROP TABLE held_former")

    def shared(self, table: str) -> Iterator[tuple[str, str, int]]:
        if self._db.execute("SELECT 1 FROM held WHERE kind = ? LIMIT 1", (table,)).fetchone() is None:
            return iter(())
        pairs = (
            f"SELECT h.id AS old, m.id AS new, count(*) AS n FROM ({_MEMBERS[table]}) m"
            f" JOIN held h ON h.kind = '{table}' AND h.member = m.member GROUP BY 1, 2"
        )
        return self._db.execute(
            "SELECT old, new, n FROM (SELECT *, count(*) OVER (PARTITION BY old) AS heirs, count(*) OVER (PARTITION BY new) AS parts"
            f" FROM ({pairs})) WHERE old <> new OR heirs > 1 OR parts > 1"
        )

    def former(self, table: str) -> Iterator[tuple[str, str]]:
        return self._db.execute("SELECT id, former FROM held_former WHERE kind = ?", (table,))

    def has(self, table: str, id: str) -> bool:
        return self._db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (id,)).fetchone() is not None

    def naming(self, table: str, ids: Set[str]) -> Iterator[tuple[int, msgspec.Struct]]:
        for number, row in self._db.execute(f"SELECT n, row FROM {table}"):
            if not ids.isdisjoint(_WORD.findall(row)):
                yield number, msgspec.json.decode(row, type=record.TABLES[table])

    def replace(self, table: str, number: int, row: msgspec.Struct) -> None:
        self._db.execute(
            f"UPDATE {table} SET id=?, report_id=?, story_id=?, kind=?, date=?, name=?, row=? WHERE n=?", *_columns(table, (row,), (number,))
        )
        _keep_former(self._db, table, (row,))


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one (`executescript` would commit the transaction)."""
    part = ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            if part.strip():
                yield part
            part = ""
