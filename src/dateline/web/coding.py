"""Blind double coding: coders mark the same reports without seeing each other's marks, nor what the rules found.

A mark is kept in the store as a judgement of table `codings` with the verdict `unsure`: it has who and when, stands in the audit log, can
be taken back, survives every build, and changes nothing in the record.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import msgspec

from dateline import judging
from dateline.errors import InputError
from dateline.model.evidence import Evidence, make_id
from dateline.model.judgement import Anchor, Judged, Judgement
from dateline.model.record import ReportRow
from dateline.store.base import Store
from dateline.web.agreement import Agreement, Span, alpha, kappa, matched, span_f1
from dateline.web.entries import EVENT_TYPES, MODALITIES

TABLE = "codings"


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Words that a coder held to tell of an event. Offsets in code points of the report, half open."""

    judgement_id: str
    report_id: str
    start: int
    end: int
    text: str
    event_type: str
    modality: str
    coder: str
    at: str

    @property
    def span(self) -> Span:
        return (self.report_id, self.start, self.end)


class Codings:
    """The marks of all coders in a store."""

    def __init__(self, store: Store, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.store = store
        self.now = now
        self.marks: list[Mark] = []
        self.finished: dict[str, dict[str, str]] = defaultdict(dict)
        """Judgement id by report id, by coder."""
        for judgement in store.judgements():
            if judgement.table == TABLE:
                self._take(judgement)

    def _take(self, judgement: Judgement) -> None:
        values = dict(part.split("=", 1) for part in judgement.because if "=" in part)
        if "finished" in judgement.because:
            self.finished[judgement.by][judgement.left] = judgement.judgement_id
            return
        words = judgement.judged.left[0].evidence if judgement.judged and judgement.judged.left else None
        if words is None:
            return
        self.marks.append(
            Mark(
                judgement_id=judgement.judgement_id, report_id=judgement.left, start=words.start, end=words.end, text=words.text,
                event_type=values.get("event_type", ""), modality=values.get("modality", ""), coder=judgement.by, at=judgement.at or "",
            )
        )  # fmt: skip

    def of(self, coder: str, report_id: str | None = None) -> list[Mark]:
        """A coder's own marks, in order of the text."""
        return sorted((m for m in self.marks if m.coder == coder and report_id in (None, m.report_id)), key=lambda m: m.span)

    def coders(self) -> list[str]:
        """Who has finished a report."""
        return sorted(c for c, reports in self.finished.items() if reports)

    def add(self, report: ReportRow, start: int, end: int, event_type: str, modality: str, coder: str) -> Mark:
        """Keeps a mark.

        Raises:
            InputError: the words are not in the report, are marked already, the type or modality is none, or the report is finished.
        """
        if not 0 <= start < end <= len(report.text) or not report.text[start:end].strip():
            raise InputError(f"characters {start} to {end} are no words of this report of {len(report.text)} characters")
        for value, known, name in ((event_type, EVENT_TYPES, "event_type"), (modality, MODALITIES, "modality")):
            if value not in known:
                raise InputError(f"{name} {value!r}: one of {', '.join(known)}")
        if report.report_id in self.finished.get(coder, {}):
            raise InputError("you have finished this report; take that back first")
        if any(m.span == (report.report_id, start, end) for m in self.of(coder, report.report_id)):
            raise InputError("you have marked these words already; take that mark back first")
        words = Evidence(report_id=report.report_id, start=start, end=end, text=report.text[start:end])
        kept = self._keep(report.report_id, coder, (f"event_type={event_type}", f"modality={modality}"), words)
        self._take(kept)
        return self.marks[-1]

    def finish(self, report_id: str, coder: str) -> Judgement:
        """Says that a coder has read a report to its end: from now on it counts.

        Raises:
            InputError: it was finished before.
        """
        if report_id in self.finished.get(coder, {}):
            raise InputError("you have finished this report already")
        kept = self._keep(report_id, coder, ("finished",), None)
        self._take(kept)
        return kept

    def take_back(self, judgement_id: str, coder: str) -> None:
        """Takes an own mark, or an own finishing, back.

        Raises:
            InputError: it is not this coder's, or was taken back before.
        """
        own = {m.judgement_id for m in self.of(coder)} | set(self.finished.get(coder, {}).values())
        if judgement_id not in own:
            raise InputError(f"you have no mark {judgement_id}")
        judging.undo(self.store, judgement_id, by=coder, at=self.now(), update=False)
        self.marks = [m for m in self.marks if m.judgement_id != judgement_id]
        self.finished[coder] = {r: j for r, j in self.finished[coder].items() if j != judgement_id}

    def _keep(self, report_id: str, coder: str, because: tuple[str, ...], words: Evidence | None) -> Judgement:
        at = self.now().astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        judged = Judged(left=(Anchor(id=report_id, evidence=words),)) if words else None
        kept = Judgement(
            judgement_id=make_id("j", TABLE, report_id, coder, *because, words.start if words else "", words.end if words else "", at),
            table=TABLE, left=report_id, right=None, verdict="unsure", because=because, by=coder, at=at, judged=judged,
        )  # fmt: skip
        self.store.judge(kept)
        return kept

    def agreement(self, left: str, right: str) -> Agreement:
        """How far two coders agree on the reports that both have finished."""
        both = set(self.finished.get(left, {})) & set(self.finished.get(right, {}))
        one, other = ([m for m in self.of(coder) if m.report_id in both] for coder in (left, right))
        spans = [m.span for m in one], [m.span for m in other]
        pairs = [(one[i], other[j]) for i, j in matched(*spans)]
        types = [(a.event_type, b.event_type) for a, b in pairs]
        modalities = [(a.modality, b.modality) for a, b in pairs]
        return Agreement(
            left=left, right=right, n_reports=len(both), n_left=len(one), n_right=len(other), n_matched=len(pairs),
            span_f1_exact=span_f1(*spans, exact=True), span_f1=span_f1(*spans, exact=False),
            kappa_type=_kappa(types), alpha_type=alpha(types), kappa_modality=_kappa(modalities), alpha_modality=alpha(modalities),
        )  # fmt: skip

    def differences(self, left: str, right: str) -> list[tuple[Mark | None, Mark | None]]:
        """Marks on which two coders differ, in reports that both have finished: another type or modality, or one coder's alone."""
        both = set(self.finished.get(left, {})) & set(self.finished.get(right, {}))
        one, other = ([m for m in self.of(coder) if m.report_id in both] for coder in (left, right))
        pairs = matched([m.span for m in one], [m.span for m in other])
        found: list[tuple[Mark | None, Mark | None]] = [
            (one[i], other[j]) for i, j in pairs if (one[i].event_type, one[i].modality) != (other[j].event_type, other[j].modality)
        ]
        found += [(m, None) for n, m in enumerate(one) if n not in {i for i, _ in pairs}]
        found += [(None, m) for n, m in enumerate(other) if n not in {j for _, j in pairs}]
        return sorted(found, key=lambda p: (p[0] or p[1]).span)  # type: ignore[union-attr]


def _kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    rows = list(pairs)
    return kappa([a for a, _ in rows], [b for _, b in rows])
