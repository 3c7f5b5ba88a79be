"""A store in memory: for notebooks, tests and one-off runs. Nothing outlives the process."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import StoreError
from dateline.model import record
from dateline.model.judgement import Judgement
from dateline.model.reading import Reading
from dateline.model.report import Loss, Report
from dateline.model.situation import Batch, Situation, situation_of
from dateline.store.base import Hit, Why, check_filters, digest_of, explain, fits, id_of, strings_in, without_words

SNIPPET = (60, 120)
"""Characters shown before and from the first word found."""
_WORD = re.compile(r"[^\W_]+")


class MemoryStore:
    """`Store` in dictionaries. `path` is taken and ignored, so that stores can be swapped."""

    def __init__(self, path: str | Path = ":memory:", *, create: bool = True, readonly: bool = False) -> None:
        self._reports: dict[str, Report] = {}
        self._readings: dict[str, tuple[str, Reading | None, str]] = {}
        self._raw: dict[str, bytes] = {}
        self._losses: dict[str, Loss] = {}
        self._judgements: dict[str, tuple[Judgement, bool]] = {}
        self._situation = Situation()
        self._digest: str | None = None

    def has(self, report_id: str, reader_version: str) -> bool:
        return report_id in self._readings and self._readings[report_id][0] == reader_version

    def add(
        self,
        report: Report,
        reading: Reading | None,
        *,
        reader_version: str = "",
        raw: bytes | None = None,
        losses: Iterable[Loss] = (),
    ) -> None:
        digest = hashlib.sha256(msgspec.msgpack.encode((report, reading))).hexdigest()
        if raw is not None:
            self._raw.setdefault(report.raw_sha256 or hashlib.sha256(raw).hexdigest(), raw)
        self._reports[report.report_id] = report
        self._readings[report.report_id] = (reader_version, reading, digest)
        self.add_losses(losses)

    def forget(self, report_id: str) -> bool:
        report = self._reports.pop(report_id, None)
        if report is None:
            return False
        self._readings.pop(report_id, None)
        self._raw.pop(report.raw_sha256 or "", None)
        self._losses = {i: x for i, x in self._losses.items() if x.report_id != report_id and x.uri != report.uri}
        self._judgements = {i: (without_words(j, report_id), undone) for i, (j, undone) in self._judgements.items()}
        return True

    def compact(self) -> None:
        """Nothing to give back."""

    def add_losses(self, losses: Iterable[Loss]) -> None:
        self._losses.update((loss.loss_id, loss) for loss in losses)

    def reports(self) -> Iterator[Report]:
        return (self._reports[i] for i in sorted(self._reports))

    def report(self, report_id: str) -> Report | None:
        return self._reports.get(report_id)

    def readings(self) -> Iterator[Reading]:
        return (reading for i in sorted(self._readings) if (reading := self._readings[i][1]) is not None)

    def reading(self, report_id: str) -> Reading | None:
        return self._readings[report_id][1] if report_id in self._readings else None

    def raw(self, sha256: str) -> bytes | None:
        return self._raw.get(sha256)

    def losses(self) -> tuple[Loss, ...]:
        return tuple(self._losses[i] for i in sorted(self._losses))

    def judge(self, judgement: Judgement) -> None:
        self._judgements.setdefault(judgement.judgement_id, (judgement, False))

    def undo(self, judgement_id: str) -> bool:
        if judgement_id not in self._judgements or self._judgements[judgement_id][1]:
            return False
        self._judgements[judgement_id] = (self._judgements[judgement_id][0], True)
        return True

    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(j for j, undone in self._judgements.values() if not undone)

    def audit(self) -> tuple[tuple[Judgement, bool], ...]:
        return tuple(self._judgements.values())

    def input_digest(self, extra: str = "") -> str:
        kept = ((i, f"{version}\x1f{digest}") for i, (version, _, digest) in self._readings.items())
        return digest_of(kept, self.judgements(), self.losses(), extra)

    def built_digest(self) -> str | None:
        return self._digest

    def write_situation(self, situation: Situation, digest: str | None = None) -> None:
        self._situation, self._digest = situation, digest

    def write_rows(self, batches: Iterable[Batch], digest: str | None = None, revise: Callable[[Any], None] = lambda draft: None) -> None:
        draft = _Draft(situation_of(batches), self._situation)
        revise(draft)
        self.write_situation(draft.situation(), digest)

    def counts(self) -> dict[str, int]:
        found = {table: len(getattr(self._situation, table)) for table in record.TABLES}
        return found | {"tellings": sum(len(e.mentions) for e in self._situation.events)}

    def load_situation(self) -> Situation:
        return self._situation

    def rows(self, table: str, filters: Mapping[str, Any] | None = None) -> Iterator[Any]:
        wanted = check_filters(table, filters)
        return (row for row in getattr(self._situation, table) if fits(row, wanted))

    def get(self, id: str) -> tuple[str, msgspec.Struct] | None:
        former: tuple[str, msgspec.Struct] | None = None
        for table in record.TABLES:
            for row in getattr(self._situation, table):
                if id_of(row) == id:
                    return table, row
                if id in getattr(row, "former_ids", ()):
                    former = table, row
        return former

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        phrases = [phrase for part in words.split() if (phrase := [word for word, _ in _words(part)])]
        hits = []
        for report in self.reports():
            text, title = _words(report.text), _words(report.title or "")
            found = {n: _places(phrase, text) for n, phrase in enumerate(phrases)}
            if phrases and all(found[n] or _places(phrase, title) for n, phrase in enumerate(phrases)):
                at = min((places[0] for places in found.values() if places), default=0)
                hits.append(
                    Hit(
                        report_id=report.report_id, uri=report.uri, title=report.title, published=report.published,
                        snippet=report.text[max(0, at - SNIPPET[0]) : at + SNIPPET[1]], rank=-float(sum(map(len, found.values()))),
                    )
                )  # fmt: skip
        return tuple(sorted(hits, key=lambda h: (h.rank, h.report_id))[:limit])

    def why(self, id: str) -> Why:
        return explain(self, id)

    def close(self) -> None:
        return None

    def __enter__(self) -> "MemoryStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Draft:
    """A new situation beside the old one, for `write_rows`."""

    def __init__(self, new: Situation, old: Situation) -> None:
        self._rows = {table: list(getattr(new, table)) for table in record.TABLES}
        self._ids = {table: {id_of(row) for row in rows} for table, rows in self._rows.items()}
        self._new, self._old = new, old

    def shared(self, table: str) -> Iterator[tuple[str, str, int]]:
        now = dict(_members(self._new, table))
        counts = Counter((id, now[member]) for member, id in _members(self._old, table) if member in now)
        return ((old_id, new_id, count) for (old_id, new_id), count in counts.items())

    def former(self, table: str) -> Iterator[tuple[str, str]]:
        return ((id_of(row), former) for row in getattr(self._old, table) for former in row.former_ids)

    def has(self, table: str, id: str) -> bool:
        return id in self._ids[table]

    def naming(self, table: str, ids: Set[str]) -> Iterator[tuple[int, msgspec.Struct]]:
        return ((n, row) for n, row in enumerate(self._rows[table]) if not ids.isdisjoint(strings_in(row)))

    def replace(self, table: str, number: int, row: msgspec.Struct) -> None:
        self._rows[table][number] = row

    def situation(self) -> Situation:
        """The new situation with the rows that were replaced."""
        return situation_of((t, rows, range(len(rows)) if t in record.BY_REPORT else None) for t, rows in self._rows.items())


def _members(situation: Situation, table: str) -> Iterator[tuple[str, str]]:
    """`(member, id)` of the entries of a table that stand for one thing: mentions, mentions of events, claims, reports."""
    if table == "actors":
        return ((m.mention_id, m.actor_id) for m in situation.mentions if m.actor_id is not None)
    if table == "events":
        return ((m.event_mention_id, e.event_id) for e in situation.events for m in e.mentions)
    if table == "figures":
        return ((claim, f.figure_id) for f in situation.figures for claim in f.claims)
    return ((report, s.story_id) for s in situation.stories for report in s.report_ids)


def _words(text: str) -> list[tuple[str, int]]:
    """Words without case and accents, with the offsets at which they begin."""
    return [("".join(c for c in unicodedata.normalize("NFKD", m[0].casefold()) if not unicodedata.combining(c)), m.start()) for m in _WORD.finditer(text)]


def _places(phrase: Sequence[str], text: Sequence[tuple[str, int]]) -> list[int]:
    """Offsets at which words follow each other in a text."""
    size = len(phrase)
    return [text[n][1] for n in range(len(text) - size + 1) if all(text[n + k][0] == word for k, word in enumerate(phrase))]


def check_readonly(readonly: bool) -> None:
    """Raises StoreError when a store that was opened for reading is written."""
    if readonly:
        raise StoreError("this store was opened for reading only: `readonly` was asked for, or its file or folder may not be written; nothing was changed")
