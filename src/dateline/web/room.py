"""The room over one store: what its pages show, and what its reviewers decide."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from dateline import judging
from dateline.errors import DatelineError
from dateline.model import record
from dateline.model.judgement import Judgement
from dateline.model.situation import Situation
from dateline.pipeline import refresh
from dateline.publish import labels
from dateline.publish.shelf import Shelf
from dateline.store.base import Hit, evidence_in, id_of
from dateline.store.sqlite import SqliteStore
from dateline.web.coding import TABLE as CODINGS
from dateline.web.coding import Codings
from dateline.web.entries import Entry, entry_of
from dateline.web.index import Index, Item

QUICK_REPORTS = 60
"""Up to so many reports the record is brought up to date with every judgement; above, when the reviewer asks for it."""


class StoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """A story in the list of stories. `doubt`: mean of its five most doubtful events; `left`: events that nobody judged."""

    story_id: str
    title: str
    first: str | None
    last: str | None
    n_reports: int
    n_independent: int
    n_events: int
    doubt: float
    left: int


class Room:
    """Look-ups and judgements over a store. Safe to use from several threads.

    Args:
        store: an open store; it stays the caller's to close.
        now: the clock, for tests.
    """

    def __init__(self, store: SqliteStore, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.store = store
        self.now = now
        self._lock = threading.RLock()
        self._digest: str | None = None
        self._index: Index | None = None
        self._held: dict[str, list[Judgement]] = {}
        self.waiting = 0
        """Judgements (or their undoing) that the record does not show yet."""
        self.doing = ""
        """What is being done beside the work, in a sentence."""
        self.failed = ""
        """Why the last of that could not be done."""
        self._load()

    # ------------------------------------------------------------------ what is known
    @property
    def index(self) -> Index:
        """The index of the record as it stands in the store; made anew when another run has changed it.

        That of a large store is made beside the work: until it is there the pages show the record as it was.
        """
        with self._lock:
            assert self._index is not None
            if self.store.built_digest() != self._digest:
                if self._is_quick(self._index):
                    self._load()
                elif not self.doing:
                    self._beside("The record has changed; its index is being made.", build=False)
            return self._index

    def _load(self) -> None:
        with self._lock:
            self._digest = self.store.built_digest()
            self._index = Index(self.store)
            self._load_judgements()

    def _beside(self, doing: str, *, build: bool) -> None:
        """Makes the record (where `build` is set) and its index in a thread with a connection of its own."""
        self.doing, self.failed = doing, ""

        def work() -> None:
            try:
                with SqliteStore(self.store.path, create=False, readonly=not build) as own:
                    if build:
                        refresh(own)
                    digest, made = own.built_digest(), Index(own)
                with self._lock:
                    self._digest, self._index = digest, made
                    self._load_judgements()
            except DatelineError as error:
                self.failed = str(error)
            finally:
                self.doing = ""

        threading.Thread(target=work, name="dateline-room", daemon=True).start()

    def _load_judgements(self) -> None:
        held: dict[str, list[Judgement]] = {}
        made = [(j, undone) for j, undone in self.store.audit() if j.table in record.TABLES and j.table != "judgements"]
        shown = self.store.many("judgements", [j.judgement_id for j, _ in made])
        self.waiting = sum((j.judgement_id in shown) == undone for j, undone in made)
        for judgement in (j for j, undone in made if not undone):
            for id in {judgement.left, judgement.right} - {None}:
                held.setdefault(self._present(judgement.table, str(id)), []).append(judgement)
        self._held = held
        assert self._index is not None
        self._index.judge(
            (id, j.verdict, j.by) for id, rows in held.items() for j in rows if j.right is None and j.verdict in ("accepted", "rejected", "edited")
        )

    def _present(self, table: str, id: str) -> str:
        """The id that an entry has now."""
        if self.store.many(table, [id]):
            return id
        found = self.store.get(id)
        return id if found is None else id_of(found[1])

    def judgements_of(self, id: str) -> tuple[Judgement, ...]:
        """Persons' judgements about an entry that hold, oldest first."""
        return tuple(self._held.get(id, ()))

    def state_of(self, id: str) -> str:
        """`accepted`, `rejected`, `edited`, or "" where nobody has judged the entry (the last verdict counts)."""
        verdicts = [j.verdict for j in self._held.get(id, ()) if j.right is None and j.verdict in ("accepted", "rejected", "edited")]
        return verdicts[-1] if verdicts else ""

    def rows(self, items: Iterable[Item]) -> list[tuple[Item, Any]]:
        """The rows of index items, in their order."""
        with self._lock:
            found = []
            for item in items:
                row = self.store.many(item.table, [item.id]).get(item.id)
                if row is not None:
                    found.append((item, row))
            return found

    def row(self, table: str, id: str) -> Any | None:
        with self._lock:
            return self.store.many(table, [id]).get(id)

    def report(self, report_id: str) -> record.ReportRow | None:
        row = self.row("reports", report_id)
        return row if isinstance(row, record.ReportRow) else None

    def entries(self, items: Iterable[Item], report_id: str | None = None) -> tuple[Entry, ...]:
        return tuple(entry_of(item.table, row, item, report_id) for item, row in self.rows(items))

    def situation(self, rows: Mapping[str, Iterable[Any]]) -> tuple[Situation, Shelf]:
        """A part of the record that stands alone: the rows, the reports that they cite, and the originals of those that are copies."""
        tables = {name: tuple(found) for name, found in rows.items()}
        wanted = dict.fromkeys(e.report_id for found in tables.values() for row in found for e in evidence_in(row))
        with self._lock:
            reports = self.store.many("reports", [r for r in wanted if r not in {x.report_id for x in tables.get("reports", ())}])
            found = {**{r.report_id: r for r in tables.get("reports", ())}, **reports}
            originals = {r.copy_of for r in found.values() if isinstance(r, record.ReportRow) and r.copy_of} - set(found)
            found |= self.store.many("reports", sorted(o for o in originals if o))
        tables["reports"] = tuple(found.values())
        whole = Situation(**tables)
        return whole, Shelf(whole)

    # ------------------------------------------------------------------ stories
    def stories(self, words: str = "", *, offset: int = 0, limit: int = 30, doubtful: bool = False) -> tuple[tuple[StoryLine, ...], int]:
        """Stories by first day, or the most doubtful with something left to judge first."""
        where, values = ("instr(lower(title), ?) > 0", [words.lower()]) if words else ("1", [])
        order = "(n_events - done > 0) DESC, doubt DESC, id" if doubtful else "coalesce(first, '9999'), id"
        rows = self.index.ask(
            "SELECT id, title, first, last, n_reports, n_independent, n_events, doubt, n_events - done FROM stories"
            f" WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
        [(total,)] = self.index.ask(f"SELECT count(*) FROM stories WHERE {where}", values)
        names = StoryLine.__struct_fields__
        return tuple(StoryLine(**dict(zip(names, row, strict=True))) for row in rows), total

    def story_reports(self, story_id: str) -> list[tuple[str, str, str | None, str | None, str | None]]:
        """`(report id, title, outlet, published, copy of)` of a story's reports in order of time."""
        return self.index.ask(
            "SELECT id, title, outlet, published, copy_of FROM reports WHERE story=? ORDER BY published IS NULL, published, id", (story_id,)
        )

    # ------------------------------------------------------------------ judgements
    def judge(
        self, ids: Sequence[str], action: str, by: str, *, note: str = "", changes: Mapping[str, str] | None = None, members: Sequence[str] = ()
    ) -> Judgement:
        """Keeps a person's judgement (see `judging.judge`) and, in a store that is not large, brings the record up to date.

        Raises:
            InputError: it cannot be made; nothing was kept.
            StoreError: the store is in use or cannot be written; nothing was kept.
        """
        with self._lock:
            made = judging.judge(
                self.store, ids, judging.action_of(action), by=by, because=note.strip() or None, changes=changes, members=members, at=self.now(),
                update=self.quick,
            )  # fmt: skip
            self._after()
            return made

    def undo(self, judgement_id: str, by: str) -> Judgement:
        """Takes a judgement back.

        Raises:
            InputError: no person's judgement has the id, or it was taken back before.
        """
        with self._lock:
            taken = judging.undo(self.store, judgement_id, by=by, at=self.now(), update=self.quick)
            self._after()
            return taken

    def refresh(self) -> None:
        """Brings the record up to date with all judgements: at once, or in a large store beside the work."""
        with self._lock:
            if self.quick:
                refresh(self.store)
                self._load()
            elif not self.doing:
                self._beside("The record is being brought up to date.", build=True)

    @property
    def quick(self) -> bool:
        """Whether the record is small enough to be brought up to date with every judgement."""
        return self._is_quick(self.index)

    @staticmethod
    def _is_quick(index: Index) -> bool:
        return bool(index.ask("SELECT count(*) FROM reports")[0][0] <= QUICK_REPORTS)

    def _after(self) -> None:
        if self.quick:
            self._load()
        else:
            self._load_judgements()

    def rejected_in(self, report_id: str) -> list[tuple[Judgement, str]]:
        """Judgements that took something out of a report, and the words of what is gone."""
        found = []
        for judgement in {j.judgement_id: j for rows in self._held.values() for j in rows}.values():
            words = [a.evidence for a in judgement.judged.left if a.evidence] if judgement.judged else []
            here = [e.text for e in words if e.report_id == report_id]
            if judgement.verdict == "rejected" and here and (not self.quick or self.row(judgement.table, judgement.left) is None):
                found.append((judgement, " … ".join(dict.fromkeys(here))))
        return found

    def counts(self) -> dict[str, int]:
        """Rows of each table of the record."""
        with self._lock:
            return {table: self.store.page(table, 0, 0)[1] for table in record.TABLES}

    # ------------------------------------------------------------------ double coding
    def codings(self) -> Codings:
        """The marks of all coders as they stand in the store."""
        with self._lock:
            return Codings(self.store, self.now)

    def to_code(self, offset: int, limit: int) -> tuple[list[tuple[str, str, str | None, str | None]], int]:
        """Reports in an order that is the same for every coder and goes through the store at random: `(id, title, outlet, published)`."""
        rows = self.index.ask("SELECT id, title, outlet, published FROM reports WHERE copy_of IS NULL ORDER BY id LIMIT ? OFFSET ?", (limit, offset))
        [(total,)] = self.index.ask("SELECT count(*) FROM reports WHERE copy_of IS NULL")
        return rows, total

    # ------------------------------------------------------------------ look-ups for pages
    def many(self, table: str, ids: Iterable[str]) -> list[Any]:
        """Rows by id, in the order of the ids; what is not there is left out."""
        wanted = list(ids)
        with self._lock:
            found = self.store.many(table, wanted)
        return [found[i] for i in wanted if i in found]

    def plain(self, table: str, words: str, offset: int, limit: int) -> tuple[list[Any], int]:
        """Rows of a table that is not indexed, in its order; with words, those whose name holds them (actors, places)."""
        own = {"actors": "actor", "places": "place"}.get(table)
        if words and own:
            ids = [id for id, _, _ in self.index.named(own, words, 500)]
            return self.many(table, ids[offset : offset + limit]), len(ids)
        if table == "actors":
            ids = [id for id, _, _ in self.index.named("actor", "", offset + limit)]
            if len(ids) > offset:
                with self._lock:
                    return self.many(table, ids[offset:]), self.store.page(table, 0, 0)[1]
        with self._lock:
            rows, total = self.store.page(table, offset, limit)
        return list(rows), total

    def actors_of(self, rows: Iterable[record.RelationRow]) -> list[Any]:
        """The actors of relations."""
        return self.many("actors", dict.fromkeys(ref.id for r in rows for ref in (r.subject, r.object)))

    def places_of(self, busy: Iterable[tuple[str, int, str, tuple[int, ...]]]) -> tuple[Situation, Shelf, dict[str, tuple[int, str]]]:
        """The places of a map with some of their events, and for each place the number of events and their modality."""
        rows = list(busy)
        events = [row for _, row in self.rows(self.index.numbered(sorted({n for *_, some in rows for n in some})))]
        situation, shelf = self.situation({"places": self.many("places", [id for id, *_ in rows]), "events": events})
        return situation, shelf, {id: (number, modality) for id, number, modality, _ in rows}

    def whole(self) -> Situation:
        """The whole record."""
        with self._lock:
            return self.store.load_situation()

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Reports that hold all the words, best first."""
        with self._lock:
            return self.store.search(words, limit)

    def audit(self, reviewer: str) -> tuple[judging.Entry, ...]:
        """All judgements ever made by persons, oldest first, and what became of them.

        Marks of other coders are left out, except in reports that this reviewer has finished: coding is blind.
        """
        with self._lock:
            finished = set(self.codings().finished.get(reviewer, {}))
            return tuple(
                e for e in judging.audit(self.store)
                if e.judgement.table != CODINGS or e.judgement.by == reviewer or e.judgement.left in finished
            )  # fmt: skip

    def names_of(self, judgements: Iterable[Judgement]) -> dict[str, str]:
        """What the entries of judgements are called, as far as they are in the record."""
        found: dict[str, str] = {}
        for judgement in judgements:
            for id in (judgement.left, judgement.right):
                if id and id not in found and judgement.table in record.TABLES:
                    row = self.row(judgement.table, id)
                    if row is not None:
                        found[id] = entry_of(judgement.table, row).label
        return found

    def why(self, table: str, row: Any) -> list[dict[str, Any]]:
        """The findings that a row rests on: rule, score, words; found by the places of its evidence."""
        spans = {(e.report_id, e.start, e.end) for e in evidence_in(row)}
        found = []
        kinds = ("events", "statements", "figures", "pledges", "positions", "relations", "toponyms", "mentions")
        kind = {"figure_claims": "figures", "commitments": "pledges", "places": "toponyms", "actors": "mentions"}.get(table, table)
        if kind not in kinds:
            return []
        for report_id in sorted({r for r, _, _ in spans})[:20]:
            with self._lock:
                reading = self.store.reading(report_id)
            for finding in getattr(reading, kind) if reading else ():
                own = {(e.report_id, e.start, e.end) for e in finding.basis.evidence}
                if own & spans:
                    found.append(
                        {"rule": finding.basis.rule, "score": finding.basis.score, "report_id": report_id, "words": [e.text for e in finding.basis.evidence][:4]}
                    )
        return found[:60]

    def rule_judgements(self, ids: Iterable[str]) -> list[Judgement]:
        """Judgements in the record about any of the ids."""
        with self._lock:
            return [row for id in ids for name in ("left", "right") for row in self.store.rows("judgements", {name: id})]

    def words_behind(self, row: Any, most: int = 30) -> list[dict[str, Any]]:
        """The words that a row rests on, each in its sentence, in order of the reports."""
        own = [e for e in evidence_in(row)]
        if isinstance(row, record.EventRow):
            own = [m.trigger for m in row.mentions]
        unique = list({(e.report_id, e.start, e.end): e for e in own}.values())[:most]
        _, shelf = self.situation({"mentions": [row]} if not isinstance(row, record.StoryRow) else {"reports": self.many("reports", row.report_ids[:most])})
        found = []
        for e in unique:
            if e.report_id not in shelf.number:
                continue
            number = shelf.number[e.report_id]
            left, right = shelf.sentence(number, e.start, e.end)
            text = shelf.reports[number].text
            found.append(
                {
                    "report_id": e.report_id, "start": e.start, "end": e.end, "left": left, "right": right, "label": shelf.labels[number],
                    "before": text[left : e.start], "words": text[e.start : e.end], "after": text[e.end : right],
                }
            )  # fmt: skip
        return found

    def parts_of(self, table: str, row: Any, most: int = 200) -> list[dict[str, Any]]:
        """The members of an entry that holds over several reports: what can be split off. `ids` are those of one part."""
        if isinstance(row, record.EventRow):
            _, shelf = self.situation({"events": [row]})
            return [
                {
                    "ids": m.event_mention_id, "words": m.trigger.text, "modality": m.modality,
                    "label": shelf.labels[shelf.number[m.report_id]] if m.report_id in shelf.number else m.report_id,
                    "sentence": m.evidence[0].text[:240] if m.evidence else "",
                }
                for m in row.mentions[:most]
            ]  # fmt: skip
        if isinstance(row, record.StoryRow):
            return [
                {"ids": id, "words": title, "modality": None, "label": f"{outlet or 'outlet not known'}, {published or 'undated'}", "sentence": ""}
                for id, title, outlet, published, _ in self.story_reports(row.story_id)[:most]
            ]
        if isinstance(row, record.FigureRow):
            claims = self.many("figure_claims", row.claims[:most])
            return [{"ids": c.claim_id, "words": c.expression, "modality": None, "label": c.as_of or c.period_end or "", "sentence": ""} for c in claims]
        if isinstance(row, record.ActorRow):
            groups: dict[str, list[str]] = {}
            with self._lock:
                for m in self.store.rows("mentions", {"actor_id": row.actor_id}):
                    assert isinstance(m, record.MentionRow)
                    if m.form != "pronoun":
                        groups.setdefault(" ".join(m.text.split()), []).append(m.mention_id)
            return [
                {"ids": " ".join(ids), "words": text, "modality": None, "label": labels.count_words(len(ids), "mention"), "sentence": ""}
                for text, ids in sorted(groups.items(), key=lambda g: -len(g[1]))[:most]
            ]
        return []
