"""The reports and readings of one build, in an order that does not depend on how they came in, with look-ups over them."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from dateline.model.evidence import Evidence
from dateline.model.judgement import Judgement
from dateline.model.mention import Chain, Mention
from dateline.model.reading import Reading
from dateline.model.report import Report


def fold(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def derived_id(prefix: str, member_id: str) -> str:
    """The id of something across reports, from that of its first member."""
    return f"{prefix}_{member_id.partition('_')[2] or member_id}"


def key_of(id: str) -> str:
    """What two ids of the same thing share: the part after the prefix."""
    return id.partition("_")[2] or id


class Corpus:
    """Reports with their readings. Sorted by date of publication (unknown first), then id; a report without a reading has an empty one."""

    def __init__(self, reports: Iterable[Report], readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> None:
        by_id = {r.report_id: r for r in reports}
        self.reports: tuple[Report, ...] = tuple(sorted(by_id.values(), key=lambda r: (r.published or "", r.report_id)))
        found = {r.report_id: r for r in readings if r.report_id in by_id}
        self.readings: Mapping[str, Reading] = {r.report_id: found.get(r.report_id) or Reading(report_id=r.report_id) for r in self.reports}
        self.rank: Mapping[str, int] = {r.report_id: n for n, r in enumerate(self.reports)}
        self.by_id: Mapping[str, Report] = {r.report_id: r for r in self.reports}
        self.judgements = tuple(sorted(judgements, key=lambda j: (j.at or "", j.judgement_id)))

    @cached_property
    def chains(self) -> Mapping[str, tuple[str, Chain]]:
        """`(report id, chain)` by chain id."""
        return {c.chain_id: (r.report_id, c) for r in self.readings.values() for c in r.chains}

    @cached_property
    def mentions(self) -> Mapping[str, tuple[str, Mention]]:
        """`(report id, mention)` by mention id."""
        return {m.mention_id: (r.report_id, m) for r in self.readings.values() for m in r.mentions}

    @cached_property
    def mentions_of(self) -> Mapping[str, tuple[Mention, ...]]:
        """Mentions by chain id, in order of appearance."""
        found: dict[str, list[Mention]] = {}
        for reading in self.readings.values():
            for mention in reading.mentions:
                if mention.chain_id is not None:
                    found.setdefault(mention.chain_id, []).append(mention)
        return {k: tuple(sorted(v, key=lambda m: (m.start, m.end))) for k, v in found.items()}

    def evidence(self, report_id: str, start: int, end: int) -> Evidence:
        """The words at `[start, end)` of a report."""
        return Evidence(report_id=report_id, start=start, end=end, text=self.by_id[report_id].text[start:end])

    def verdicts(self, members: Mapping[str, Any]) -> tuple[list[tuple[Any, Any]], list[tuple[Any, Any]]]:
        """Pairs of members that a person holds to be the same, and to be different. `members`: by the key of their ids (see `key_of`).

        Where two judgements about one pair disagree, the later one holds.
        """
        last: dict[frozenset[str], tuple[Judgement, Any, Any]] = {}
        for judgement in self.judgements:
            if judgement.right is None or judgement.verdict not in ("same", "different"):
                continue
            left, right = members.get(key_of(judgement.left)), members.get(key_of(judgement.right))
            if left is not None and right is not None and left != right:
                last[frozenset((judgement.left, judgement.right))] = (judgement, left, right)
        same = [(a, b) for j, a, b in last.values() if j.verdict == "same"]
        different = [(a, b) for j, a, b in last.values() if j.verdict == "different"]
        return same, different
