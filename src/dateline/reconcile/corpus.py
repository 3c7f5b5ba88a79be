"""Where reports and readings come from, and some of them in an order that does not depend on how they came in, with look-ups."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from dateline.model.event import EventMention
from dateline.model.evidence import Evidence
from dateline.model.judgement import Judgement
from dateline.model.mention import Mention
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reconcile.judgements import by_persons, found_again_in, pairs


def fold(text: str) -> str:
    """Lower case without accents."""
    text = text.casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text)
    return text if text.isascii() else "".join(c for c in text if c < "\u0300" or not unicodedata.combining(c))


Value = TypeVar("Value")
_PLACE = attrgetter("start", "end")
_LETTERS, _PLAIN_LETTERS = re.compile(r"[^\W\d_]+"), re.compile(r"[a-z]+")
_SIGNS, _PLAIN_SIGNS = re.compile(r"[^\W_]+"), re.compile(r"[a-z0-9]+")
"""Words of letters alone, and of letters and digits; of plain ones in half the time."""


def letters_in(folded: str) -> list[str]:
    """The words of a folded text, letters alone."""
    return (_PLAIN_LETTERS if folded.isascii() else _LETTERS).findall(folded)


def words_in(folded: str) -> list[str]:
    """The words of a folded text, letters and digits."""
    return (_PLAIN_SIGNS if folded.isascii() else _SIGNS).findall(folded)


def folded_words(text: str) -> list[str]:
    """The words of a text (letters alone), folded; plain letters are folded together."""
    return letters_in(text.casefold()) if text.isascii() else [fold(w) for w in _LETTERS.findall(text)]


def tally(values: Iterable[Value]) -> dict[Value, int]:
    """How often each value comes, in order of appearance (of a few values sooner counted than by a `Counter`)."""
    found: dict[Value, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found


def derived_id(prefix: str, member_id: str) -> str:
    """The id of something across reports, from that of its first member."""
    return f"{prefix}_{member_id.partition('_')[2] or member_id}"


class Source(Protocol):
    """Where reports and their readings come from, one at a time (a store has these methods)."""

    def reports(self) -> Iterator[Report]:
        """All reports, each once."""

    def report(self, report_id: str) -> Report | None:
        """One report."""

    def reading(self, report_id: str) -> Reading | None:
        """The reading of one report, None where it was not read."""


class Given:
    """Reports and readings in memory as a `Source`."""

    def __init__(self, reports: Iterable[Report], readings: Iterable[Reading] = ()) -> None:
        self._reports = {r.report_id: r for r in reports}
        self._readings = {r.report_id: r for r in readings}

    def reports(self) -> Iterator[Report]:
        return iter(self._reports.values())

    def report(self, report_id: str) -> Report | None:
        return self._reports.get(report_id)

    def reading(self, report_id: str) -> Reading | None:
        return self._readings.get(report_id)


class Head(msgspec.Struct, frozen=True, gc=False):
    """What is kept of every report while a record is made: what orders it, tells its versions and says where it comes from."""

    report_id: str
    published: str | None
    uri: str
    url: str | None
    external_id: str | None
    version_of: str | None
    outlet: str | None
    agencies: tuple[str, ...]


def heads_of(source: Source) -> tuple[Head, ...]:
    """Heads of all reports by date of publication (unknown first), then id."""
    found = (Head(r.report_id, r.published, r.uri, r.url, r.external_id, r.version_of, r.outlet, r.agencies) for r in source.reports())
    return tuple(sorted(found, key=lambda h: (h.published or "", h.report_id)))


def reports_of(source: Source, report_ids: Iterable[str]) -> Iterator[Report]:
    """The reports of some ids, loaded one by one."""
    return (report for i in report_ids if (report := source.report(i)) is not None)


class Corpus:
    """Reports with their readings. Sorted by date of publication (unknown first), then id; a report without a reading has an empty one."""

    def __init__(self, reports: Iterable[Report], readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> None:
        by_id = {r.report_id: r for r in reports}
        self.reports: tuple[Report, ...] = tuple(sorted(by_id.values(), key=lambda r: (r.published or "", r.report_id)))
        found = {r.report_id: r for r in readings if r.report_id in by_id}
        self.readings: Mapping[str, Reading] = {r.report_id: found.get(r.report_id) or Reading(report_id=r.report_id) for r in self.reports}
        self.rank: Mapping[str, int] = {r.report_id: n for n, r in enumerate(self.reports)}
        self.by_id: Mapping[str, Report] = {r.report_id: r for r in self.reports}
        self.judgements = by_persons(judgements)

    @cached_property
    def mentions_of(self) -> Mapping[str, tuple[Mention, ...]]:
        """Mentions by chain id, in order of appearance."""
        found: dict[str, list[Mention]] = {}
        for reading in self.readings.values():
            for mention in reading.mentions:
                if mention.chain_id is not None:
                    found.setdefault(mention.chain_id, []).append(mention)
        return {k: tuple(sorted(v, key=_PLACE) if len(v) > 1 else v) for k, v in found.items()}

    def retell(self, mentions: Mapping[str, EventMention]) -> None:
        """Put event mentions in the place of those of their id."""
        reports = {m.sentence.report_id for m in mentions.values()}
        self.readings = {
            report_id: replace(reading, events=tuple(mentions.get(e.event_mention_id, e) for e in reading.events)) if report_id in reports else reading
            for report_id, reading in self.readings.items()
        }  # fmt: skip

    def evidence(self, report_id: str, start: int, end: int) -> Evidence:
        """The words at `[start, end)` of a report."""
        return Evidence(report_id=report_id, start=start, end=end, text=self.by_id[report_id].text[start:end])

    def verdicts(self, members: Mapping[str, Any]) -> tuple[list[tuple[Any, Any]], list[tuple[Any, Any]]]:
        """Pairs of members that a person holds to be the same, and to be different. `members`: by the key of their ids (see `key_of`).

        Where two judgements disagree, the later one holds (see `judgements.pairs`).
        """
        judged = tuple(j for j in self.judgements if j.table not in ("reports", "stories"))
        return pairs(judged, members, found_again_in(self.readings))
