"""A store in memory: for notebooks, tests and one-off runs. Nothing outlives the process."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import StoreError
from dateline.model import record
from dateline.model.judgement import Judgement
from dateline.model.reading import Reading
from dateline.model.report import Loss, Report
from dateline.model.situation import Situation
from dateline.store.base import Hit, Why, check_filters, digest_of, explain, fits, id_of


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

    def add_losses(self, losses: Iterable[Loss]) -> None:
        self._losses.update((loss.loss_id, loss) for loss in losses)

    def reports(self) -> Iterator[Report]:
        return (self._reports[i] for i in sorted(self._reports))

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

    def load_situation(self) -> Situation:
        return self._situation

    def rows(self, table: str, filters: Mapping[str, Any] | None = None) -> Iterator[msgspec.Struct]:
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
        wanted = ["".join(c if c.isalnum() else " " for c in w).strip() for w in words.casefold().split()]
        wanted = [w for w in wanted if w]
        hits = []
        for report in self.reports():
            text = report.text.casefold()
            if wanted and all(w in text or w in (report.title or "").casefold() for w in wanted):
                at = max(0, min((p for w in wanted if (p := text.find(w)) >= 0), default=0))
                hits.append(
                    Hit(
                        report_id=report.report_id, uri=report.uri, title=report.title, published=report.published,
                        snippet=report.text[max(0, at - 60) : at + 120], rank=-float(sum(text.count(w) for w in wanted)),
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


def check_readonly(readonly: bool) -> None:
    """Raises StoreError when a store that was opened for reading is written."""
    if readonly:
        raise StoreError("this store was opened for reading only; open it without `readonly` to write")
