"""Judgements: why two things are held to be the same, or why an entry stands as it does."""

from typing import Literal

import msgspec

from dateline.model.evidence import Evidence

Verdict = Literal["same", "different", "unsure", "accepted", "rejected", "edited"]


class Anchor(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A finding that a person judged, and its words: by these it is found again when reports are read anew and its id is another."""

    id: str
    evidence: Evidence | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What stood behind `left` and `right` when a person judged them: their members (mentions of events, chains, claims, reports)."""

    left: tuple[Anchor, ...] = ()
    right: tuple[Anchor, ...] = ()


class Judgement(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`table` names the table of `left` and `right` (ids; `right` is None where one entry is judged).

    `because`: names of the features that decided (rules), `column=value` (edited), `split`; `by`: rule name or reviewer; `at`: ISO time,
    None for rules; `score` 0..1 or None. `note`: the reviewer's own words; `judged`: see there, None for rules.
    """

    judgement_id: str
    table: str
    left: str
    right: str | None
    verdict: Verdict
    because: tuple[str, ...] = ()
    by: str = "rule"
    at: str | None = None
    score: float | None = None
    note: str | None = None
    judged: Judged | None = None
