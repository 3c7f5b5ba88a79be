"""What the room looks rows up by: an SQLite database in memory over the entries of a record, made when the room opens.

Nothing of it is written to disk, so that what `dateline forget` removes from a store is gone. The rows themselves stay in the store.
"""

import gc
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from dateline.model import record
from dateline.model.evidence import Evidence, Ref
from dateline.publish import labels
from dateline.store.base import Store, id_of, query_words
from dateline.web.doubts import doubts_of

LISTED = ("events", "statements", "figure_claims", "figures", "commitments", "positions", "relations", "contradictions")
"""Tables whose rows are entries that a reviewer judges."""
BATCH = 5000
"""Entries written to the index at once."""
MOST_FOUND = 1000
"""A search counts so many entries and no more."""

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
        self._totals: dict[tuple[str, Filter], int] = {}
        self._places: dict[Filter, list[tuple[str, int, str, tuple[int, ...]]]] = {}
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")
        collects = gc.isenabled()
        gc.disable()  # nothing here goes round in circles, and looking for circles takes longer than the rest
        try:
            _Filler(self._db, store).fill()
        finally:
            if collects:
                gc.enable()
        self._db.execute("COMMIT")
        self._db.executescript(_INDICES)
        self._db.execute("ANALYZE")
        self._ranges = {table: (first, last) for table, first, last in self._db.execute("SELECT tbl, min(n), max(n) FROM items GROUP BY tbl")}
        """First and last number of each table's entries: they follow one another."""

    def ask(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, tuple(values)).fetchall()

    def judge(self, verdicts: Iterable[tuple[str, str, str]]) -> None:
        """Sets what persons decided: `(id, verdict, reviewer)`; earlier verdicts are forgotten."""
        with self._lock:
            self._totals.clear()
            self._places.clear()
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
        key = (table, wanted)
        if key not in self._totals:
            if len(self._totals) > 2000:
                self._totals.clear()
            self._totals[key] = self.ask(f"SELECT count(*) FROM items WHERE {clauses}", values)[0][0]
        total = self._totals[key]
        return Page(tuple(_item(*row) for row in rows), total)

    def by_place(self, wanted: Filter, limit: int = 2000) -> list[tuple[str, int, str, tuple[int, ...]]]:
        """`(place id, events, modality, numbers of some of them)` of the fitting events, the busiest place first.

        The modality is `happened` where one did (or goes on), else the only one there is, else `mixed`.
        """
        if wanted in self._places:
            return self._places[wanted][:limit]
        clauses, values = self._where("events", wanted)
        rows = self.ask(
            "SELECT f.value, items.modality, count(*), min(items.n), max(items.n)"
            f" FROM items JOIN facets f ON f.n=items.n AND f.key='place' WHERE {clauses} GROUP BY 1, 2",
            values,
        )
        found: dict[str, tuple[int, set[str], list[int]]] = {}
        for place, modality, number, first, last in rows:
            before, kinds, some = found.get(place, (0, set(), []))
            found[place] = (before + number, kinds | {"happened" if modality == "ongoing" else modality}, [*some, first, last])
        made = [
            (place, number, "happened" if "happened" in kinds else next(iter(kinds)) if len(kinds) == 1 else "mixed", tuple(sorted(set(some))[:2]))
            for place, (number, kinds, some) in found.items()
        ]
        if len(self._places) > 50:
            self._places.clear()
        self._places[wanted] = sorted(made, key=lambda p: (-p[1], p[0]))
        return self._places[wanted][:limit]

    def numbered(self, numbers: Iterable[int]) -> tuple[Item, ...]:
        """Entries by their numbers."""
        return tuple(_item(*self.ask("SELECT tbl, id, doubt, because FROM items WHERE n=?", (n,))[0]) for n in numbers)

    def found(self, table: str, words: str, limit: int) -> tuple[tuple[Item, ...], int]:
        """Entries of a table that hold all the words, as far as `limit` in the order of the table, and their number (at most `MOST_FOUND`)."""
        if not (query := query_words(words)):
            return (), 0
        bounds = (query, *self._ranges.get(table, (0, 0)))
        rows = self.ask("SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?", (*bounds, limit))
        [(total,)] = self.ask(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?)", (*bounds, MOST_FOUND)
        )
        return self.numbered(n for (n,) in rows), total

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
            ids = "?"
            values += [key, table, value]
            if key not in ("story", "report"):
                ids = "SELECT id FROM names WHERE key=? AND id=? UNION ALL SELECT id FROM names WHERE key=? AND id<>? AND instr(folded, ?) > 0"
                values[-1:] = [key, value, key, value, value.casefold()]
            clauses.append(f"items.n IN (SELECT n FROM facets WHERE key=? AND tbl=? AND value IN ({ids}))")
        if wanted.state in ("accepted", "rejected", "edited"):
            clauses.append("EXISTS (SELECT 1 FROM judged j WHERE j.id=items.id AND j.verdict=?)")
            values.append(wanted.state)
        elif wanted.state in ("open", "judged"):
            clauses.append(f"{'NOT ' if wanted.state == 'open' else ''}EXISTS (SELECT 1 FROM judged j WHERE j.id=items.id)")
        if wanted.q:
            query = query_words(wanted.q)
            first, last = self._ranges.get(table, (0, 0))
            clauses.append("items.n IN (SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?)" if query else "0")
            values += [query, first, last] if query else []
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
            self.disputed |= {side.id: row.kind for side in row.sides}
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
                (row.report_id, labels.heading(row), row.outlet, row.published, row.story_id, row.copy_of, damaged),
            )

    def _table(self, table: str) -> None:
        items: list[tuple[Any, ...]] = []
        facets: list[tuple[str, str, str, int]] = []
        words: list[tuple[int, str]] = []
        for row in self.store.rows(table):
            if len(items) >= BATCH:
                self._write(items, facets, words)
            self.number += 1
            n, id = self.number, id_of(row)
            pieces, texts = _parts(table, row)
            reports = {e.report_id for e in pieces}
            known = [self.report[r] for r in reports if r in self.report]
            damaged = any(flag for _, _, flag in known)
            doubt, because = doubts_of(table, row, damaged=damaged, disputed=self.disputed.get(id))
            day, until = _days(table, row)
            items.append((n, table, id, _kind(table, row), getattr(row, "modality", None), day, until, doubt, "|".join(because), _name(table, row)))
            refs = _refs(table, row)
            facets += [(key, value, table, n) for key, value in self._facets(row, reports, known, refs)]
            words.append((n, " \n".join({e.text: 0 for e in pieces} | dict.fromkeys(texts, 0) | {ref.name: 0 for _, ref in refs})))
        self._write(items, facets, words)

    def _write(self, items: list[tuple[Any, ...]], facets: list[tuple[str, str, str, int]], words: list[tuple[int, str]]) -> None:
        """Writes what was gathered and empties the lists."""
        self.db.executemany("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", items)
        facets.sort()
        self.db.executemany("INSERT OR IGNORE INTO facets VALUES (?, ?, ?, ?)", facets)
        self.db.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", words)
        for gathered in (items, facets, words):
            gathered.clear()

    def _facets(self, row: Any, reports: set[str], known: list[tuple[str, str, bool]], refs: list[tuple[str, Ref]]) -> set[tuple[str, str]]:
        found = {("report", r) for r in reports}
        for outlet, story, _ in known:
            if story:
                found.add(("story", story))
            if outlet:
                found.add(("outlet", outlet))
                self.name["outlet", outlet] = outlet
        for key, ref in refs:
            found.add((key, ref.id))
            self.name.setdefault((key, ref.id), ref.name)
        if (own := getattr(row, "story_id", None)) is not None:
            found.add(("story", own))
        self.uses.update(facet for facet in found if facet in self.name)
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


def _parts(table: str, row: Any) -> tuple[list[Evidence], list[str]]:
    """The evidence of a row, and its own words by which it is found besides."""
    if table == "events":
        return [e for m in row.mentions for e in (m.trigger, *m.evidence)] or list(row.evidence), [row.trigger]
    if table == "statements":
        return [*row.content, *row.evidence], [row.source_text or ""]
    if table == "commitments":
        return [*row.evidence, *row.outcome_evidence], [row.action, row.condition or ""]
    if table == "contradictions":
        return [e for side in row.sides for e in side.evidence], [row.note]
    return list(row.evidence), [value for c in ("expression", "who", "topic") if (value := getattr(row, c, None))]


def _refs(table: str, row: Any) -> list[tuple[str, Ref]]:
    """References of a row by the facet they are filtered by."""
    found: list[tuple[str, Ref]] = []
    if table == "events":
        found = [("actor", r) for r in (*row.actors, *row.recipients)] + [("source", r) for r in row.attributed_to]
        found += [("source", r) for m in row.mentions for r in m.attributed_to]
    elif table == "statements":
        found = [("source", row.source), ("actor", row.source)] if row.source else []
        found += [("source", r) for r in (*row.also_by, *row.relayed_by)]
    elif table == "figure_claims":
        found = [("source", r) for r in row.attributed_to]
    elif table == "commitments":
        found = [("actor", r) for r in (*row.by, *row.to)] + [("source", r) for r in row.by]
    elif table == "positions":
        found = [("actor", row.holder), ("source", row.holder)]
    elif table == "relations":
        found = [("actor", row.subject), ("actor", row.object)]
    if (place := getattr(row, "place", None)) is not None:
        found.append(("place", place))
    return found


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
