"""What the room looks rows up by: an SQLite database in memory over the entries of a record, made when the room opens.

Nothing of it is written to disk, so that what `dateline forget` removes from a store is gone. The rows themselves stay in the store.
"""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from dateline.model import record
from dateline.model.evidence import Evidence, Ref
from dateline.store.base import Store, evidence_in, id_of, query_words
from dateline.web.doubts import doubts_of

LISTED = ("events", "statements", "figure_claims", "figures", "commitments", "positions", "relations", "contradictions")
"""Tables whose rows are entries that a reviewer judges."""
FACETS = ("story", "actor", "place", "type", "modality", "source", "outlet", "report")

_SCHEMA = """
CREATE TABLE items (
    n INTEGER PRIMARY KEY, tbl TEXT NOT NULL, id TEXT NOT NULL, kind TEXT, modality TEXT, day TEXT, until TEXT, doubt REAL NOT NULL,
    because TEXT NOT NULL, name TEXT NOT NULL
);
CREATE TABLE facets (key TEXT NOT NULL, value TEXT NOT NULL, tbl TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, value, tbl, n)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (text, content='', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE names (key TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, uses INTEGER NOT NULL, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE stories (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, first TEXT, last TEXT, n_reports INTEGER NOT NULL,
    n_independent INTEGER NOT NULL, n_events INTEGER NOT NULL, doubt REAL NOT NULL, done INTEGER NOT NULL
);
CREATE TABLE reports (id TEXT PRIMARY KEY, title TEXT, outlet TEXT, published TEXT, story TEXT, copy_of TEXT, damaged INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE judged (id TEXT NOT NULL, verdict TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY (id, verdict, by)) WITHOUT ROWID;
"""
_INDICES = """
CREATE INDEX items_id ON items (id);
CREATE INDEX items_day ON items (tbl, day, n);
CREATE INDEX items_kind ON items (tbl, kind, day, n);
CREATE INDEX items_modality ON items (tbl, modality, day, n);
CREATE INDEX items_doubt ON items (tbl, doubt DESC, n);
CREATE INDEX facets_n ON facets (n, key);
CREATE INDEX names_uses ON names (key, uses DESC);
CREATE INDEX stories_first ON stories (coalesce(first, '9999'), id);
CREATE INDEX reports_story ON reports (story, published);
"""


class Filter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a page is narrowed to; "" is everything. Names of actors, places, sources and outlets may be ids or parts of a name.

    `since`, `until`: ISO prefixes; `state`: `open`, `accepted`, `rejected`, `edited`, `judged`.
    """

    q: str = ""
    story: str = ""
    actor: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    type: str = ""
    modality: str = ""
    source: str = ""
    outlet: str = ""
    report: str = ""
    state: str = ""

    @property
    def is_set(self) -> bool:
        return any(getattr(self, name) for name in self.__struct_fields__)


class Item(NamedTuple):
    """An entry as the index knows it. `because`: names of its doubts."""

    table: str
    id: str
    doubt: float
    because: tuple[str, ...]


class Page(NamedTuple):
    """Items of one page and the number of all."""

    items: tuple[Item, ...]
    total: int


class Index:
    """Look-ups over the entries of a store. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")
        _Filler(self._db, store).fill()
        self._db.execute("COMMIT")
        self._db.executescript(_INDICES)
        self._db.execute("ANALYZE")

    def ask(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, tuple(values)).fetchall()

    def judge(self, verdicts: Iterable[tuple[str, str, str]]) -> None:
        """Sets what persons decided: `(id, verdict, reviewer)`; earlier verdicts are forgotten."""
        with self._lock:
            self._db.execute("DELETE FROM judged")
            self._db.executemany("INSERT OR IGNORE INTO judged VALUES (?, ?, ?)", verdicts)
            self._db.execute("UPDATE stories SET done=0 WHERE done > 0")
            self._db.execute(
                "UPDATE stories SET done=c.done FROM (SELECT f.value AS id, count(DISTINCT i.n) AS done FROM judged j JOIN items i ON i.id=j.id"
                " AND i.tbl='events' JOIN facets f ON f.n=i.n AND f.tbl='events' AND f.key='story' GROUP BY f.value) c WHERE stories.id=c.id"
            )

    def page(self, table: str, wanted: Filter, *, offset: int = 0, limit: int = 50, order: str = "day") -> Page:
        """Entries of one table that fit, by day (undated last) or by doubt (most doubtful first), and how many there are."""
        clauses, values = self._where(table, wanted)
        by = "doubt DESC, n" if order == "doubt" else "day, n"
        rows = self.ask(f"SELECT tbl, id, doubt, because FROM items WHERE {clauses} ORDER BY {by} LIMIT ? OFFSET ?", (*values, limit, offset))
        [(total,)] = self.ask(f"SELECT count(*) FROM items WHERE {clauses}", values)
        return Page(tuple(_item(*row) for row in rows), total)

    def count_by(self, table: str, key: str, wanted: Filter, limit: int = 2000) -> list[tuple[str, int]]:
        """How many fitting entries there are for each value of a facet, most first."""
        clauses, values = self._where(table, wanted)
        if not wanted.is_set:
            return self.ask("SELECT value, count(*) FROM facets WHERE key=? AND tbl=? GROUP BY value ORDER BY 2 DESC, 1 LIMIT ?", (key, table, limit))
        return self.ask(
            f"SELECT f.value, count(*) FROM items JOIN facets f ON f.n = items.n AND f.key=? AND f.tbl=items.tbl WHERE {clauses}"
            " GROUP BY f.value ORDER BY 2 DESC, 1 LIMIT ?",
            (key, *values, limit),
        )

    def modalities_by_place(self, places: Iterable[str], wanted: Filter) -> dict[str, set[str]]:
        """The modalities of the fitting events at each place."""
        clauses, values = self._where("events", wanted)
        ids = list(places)
        found: dict[str, set[str]] = {}
        rows = self.ask(
            f"SELECT DISTINCT f.value, items.modality FROM items JOIN facets f ON f.n=items.n AND f.key='place' WHERE {clauses}"
            f" AND f.value IN ({','.join('?' * len(ids))})",
            (*values, *ids),
        )
        for place, modality in rows:
            found.setdefault(place, set()).add(modality)
        return found

    def at_place(self, place: str, wanted: Filter, limit: int) -> tuple[Item, ...]:
        """Some of the fitting events at a place."""
        clauses, values = self._where("events", wanted)
        rows = self.ask(
            "SELECT items.tbl, id, doubt, because FROM facets p JOIN items ON items.n=p.n"
            f" WHERE p.key='place' AND p.value=? AND p.tbl='events' AND {clauses} ORDER BY items.n LIMIT ?",
            (place, *values, limit),
        )
        return tuple(_item(*row) for row in rows)

    def in_report(self, report_id: str) -> tuple[Item, ...]:
        """All entries that have words in a report."""
        rows = self.ask(
            "SELECT i.tbl, i.id, i.doubt, i.because FROM facets f JOIN items i ON i.n = f.n WHERE f.key='report' AND f.value=? ORDER BY i.n",
            (report_id,),
        )
        return tuple(_item(*row) for row in rows)

    def item(self, id: str) -> Item | None:
        rows = self.ask("SELECT tbl, id, doubt, because FROM items WHERE id=?", (id,))
        return _item(*rows[0]) if rows else None

    def named(self, key: str, words: str, limit: int = 50) -> list[tuple[str, str, int]]:
        """`(id, name, uses)` of actors, places, sources, outlets or types whose name holds the words (all without words), most used first."""
        if not words:
            return self.ask("SELECT id, name, uses FROM names WHERE key=? ORDER BY uses DESC, name LIMIT ?", (key, limit))
        return self.ask(
            "SELECT id, name, uses FROM names WHERE key=? AND (id=? OR instr(folded, ?) > 0) ORDER BY uses DESC, name LIMIT ?",
            (key, words, words.casefold(), limit),
        )

    def _where(self, table: str, wanted: Filter) -> tuple[str, list[Any]]:
        """A condition on `items` with bound values; names of columns come from here alone."""
        clauses, values = ["items.tbl=?"], [table]
        if wanted.type:
            clauses.append("items.kind=?")
            values.append(wanted.type)
        if wanted.modality:
            clauses.append("items.modality=?")
            values.append(wanted.modality)
        if wanted.since:
            clauses.append("coalesce(items.until, items.day) >= ?")
            values.append(wanted.since)
        if wanted.until:
            clauses.append("items.day <= ?")
            values.append(wanted.until + "~")
        for key in ("story", "actor", "place", "source", "outlet", "report"):
            if not (value := getattr(wanted, key)):
                continue
            if key in ("story", "report"):
                ids = [value]
            else:
                found = self.named(key, value)
                ids = [value] if any(i == value for i, _, _ in found) else [i for i, _, _ in found]
            clauses.append(f"EXISTS (SELECT 1 FROM facets f WHERE f.key='{key}' AND f.tbl=items.tbl AND f.n=items.n AND f.value IN ({','.join('?' * len(ids))}))")
            values += ids
        if wanted.state in ("accepted", "rejected", "edited"):
            clauses.append("EXISTS (SELECT 1 FROM judged j WHERE j.id=items.id AND j.verdict=?)")
            values.append(wanted.state)
        elif wanted.state in ("open", "judged"):
            clauses.append(f"{'NOT ' if wanted.state == 'open' else ''}EXISTS (SELECT 1 FROM judged j WHERE j.id=items.id)")
        if wanted.q:
            query = query_words(wanted.q)
            clauses.append("items.n IN (SELECT rowid FROM words WHERE words MATCH ?)" if query else "0")
            values += [query] if query else []
        return " AND ".join(clauses), values


def _item(table: str, id: str, doubt: float, because: str) -> Item:
    return Item(table, id, doubt, tuple(because.split("|")) if because else ())


class _Filler:
    """Fills the index from a store, table by table."""

    def __init__(self, db: sqlite3.Connection, store: Store) -> None:
        self.db = db
        self.store = store
        self.number = 0
        self.uses: Counter[tuple[str, str]] = Counter()
        self.name: dict[tuple[str, str], str] = {}
        self.report: dict[str, tuple[str, str, bool]] = {}
        self.disputed: dict[str, str] = {}

    def fill(self) -> None:
        self._reports()
        for row in self.store.rows("contradictions"):
            self.disputed |= {side.id: row.kind for side in row.sides}  # type: ignore[attr-defined]
        for table in LISTED:
            self._table(table)
        self._stories()
        self.db.executemany(
            "INSERT INTO names VALUES (?, ?, ?, ?, ?)",
            ((key, id, name, name.casefold(), self.uses[key, id]) for (key, id), name in self.name.items()),
        )

    def _reports(self) -> None:
        for row in self.store.rows("reports"):
            assert isinstance(row, record.ReportRow)
            damaged = any(d.kind in ("digits_lost", "punctuation_lost") for d in row.damage)
            self.report[row.report_id] = (row.outlet or "", row.story_id or "", damaged)
            self.db.execute(
                "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?)",
                (row.report_id, row.title or row.text[:90], row.outlet, row.published, row.story_id, row.copy_of, damaged),
            )

    def _table(self, table: str) -> None:
        items, facets, words = [], [], []
        for row in self.store.rows(table):
            self.number += 1
            n = self.number
            found = self._facets(table, row)
            damaged = any(self.report[r][2] for key, r in found if key == "report" and r in self.report)
            doubt, because = doubts_of(table, row, damaged=damaged, disputed=self.disputed.get(id_of(row)))
            day, until = _days(table, row)
            kind, modality = _kind(table, row), getattr(row, "modality", None)
            items.append((n, table, id_of(row), kind, modality, day, until, doubt, "|".join(because), _name(table, row)))
            facets += [(key, value, table, n) for key, value in found]
            words.append((n, _text(row)))
        self.db.executemany("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", items)
        self.db.executemany("INSERT OR IGNORE INTO facets VALUES (?, ?, ?, ?)", sorted(facets))
        self.db.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", words)

    def _facets(self, table: str, row: Any) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        reports = {e.report_id for e in evidence_in(row)} | {r for r in [getattr(row, "report_id", None)] if r}
        for report_id in reports:
            found.add(("report", report_id))
            outlet, story, _ = self.report.get(report_id, ("", "", False))
            found |= {(key, value) for key, value in (("outlet", outlet), ("story", story)) if value}
            if outlet:
                self.name["outlet", outlet] = outlet
        for key, ref in _refs(table, row):
            found.add((key, ref.id))
            self.name.setdefault((key, ref.id), ref.name)
        if (own := getattr(row, "story_id", None)) is not None:
            found.add(("story", own))
        for facet in found:
            if facet in self.name:
                self.uses[facet] += 1
        return found

    def _stories(self) -> None:
        events: Counter[str] = Counter()
        doubts: dict[str, list[float]] = {}
        for value, doubt in self.db.execute("SELECT f.value, i.doubt FROM facets f JOIN items i ON i.n=f.n WHERE f.key='story' AND f.tbl='events'"):
            events[value] += 1
            doubts.setdefault(value, []).append(doubt)
        for row in self.store.rows("stories"):
            assert isinstance(row, record.StoryRow)
            worst = sorted(doubts.get(row.story_id, ()), reverse=True)[:5]
            self.db.execute(
                "INSERT INTO stories (id, title, first, last, n_reports, n_independent, n_events, doubt, done) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
                (
                    row.story_id, row.title, row.first, row.last, row.n_reports, row.n_independent, events[row.story_id],
                    round(sum(worst) / len(worst), 4) if worst else 0.0,
                ),
            )  # fmt: skip


def _refs(table: str, row: Any) -> Iterator[tuple[str, Ref]]:
    """References of a row by the facet they are filtered by."""
    if table == "events":
        yield from (("actor", r) for r in (*row.actors, *row.recipients))
        yield from (("source", r) for m in row.mentions for r in m.attributed_to)
        yield from (("source", r) for r in row.attributed_to)
    elif table == "statements":
        if row.source:
            yield from (("source", row.source), ("actor", row.source))
        yield from (("source", r) for r in row.relayed_by)
    elif table == "figure_claims":
        yield from (("source", r) for r in row.attributed_to)
    elif table == "commitments":
        yield from (("actor", r) for r in (*row.by, *row.to))
        yield from (("source", r) for r in row.by)
    elif table == "positions":
        yield from (("actor", row.holder), ("source", row.holder))
    elif table == "relations":
        yield from (("actor", row.subject), ("actor", row.object))
    if (place := getattr(row, "place", None)) is not None:
        yield "place", place


def _kind(table: str, row: Any) -> str | None:
    column = {
        "events": "event_type", "statements": "cue_class", "figure_claims": "indicator", "figures": "indicator", "commitments": "outcome",
        "positions": "stance", "relations": "predicate", "contradictions": "kind",
    }[table]  # fmt: skip
    return getattr(row, column)  # type: ignore[no-any-return]


def _days(table: str, row: Any) -> tuple[str | None, str | None]:
    first, last = {
        "events": ("date_start", "date_end"), "statements": ("date", ""), "figure_claims": ("period_end", ""), "commitments": ("due", ""),
        "positions": ("date", ""), "relations": ("since", ""),
    }.get(table, ("", ""))  # fmt: skip
    day = getattr(row, first, None) or getattr(row, "as_of", None)
    return day or "9999", getattr(row, last, None)


_NAMES = ("trigger", "action", "topic", "expression", "note", "cue")


def _name(table: str, row: Any) -> str:
    return next((str(value)[:120] for c in _NAMES if (value := getattr(row, c, None))), "")


def _text(row: Any) -> str:
    """The words by which an entry is found: its names and its evidence, each once."""
    found = dict.fromkeys(_plain(row))
    return " \n".join(found)


def _plain(value: Any) -> Iterator[str]:
    if isinstance(value, Evidence):
        yield value.text
    elif isinstance(value, Ref):
        yield value.name
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if not name.endswith("_id"):
                yield from _plain(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            if not isinstance(item, str):
                yield from _plain(item)
    elif isinstance(value, str) and " " in value:
        yield value


def as_mapping(wanted: Filter) -> Mapping[str, str]:
    """The set fields of a filter, for an address."""
    return {name: value for name in wanted.__struct_fields__ if (value := getattr(wanted, name))}
