"""Judgements: why two things are held to be the same, or why an entry stands as it does."""

from typing import Literal

import msgspec

Verdict = Literal["same", "different", "unsure", "accepted", "rejected", "edited"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`table` names the table of `left` and `right` (ids; `right` is None where one entry is judged).

    `because`: names of the features that decided; `by`: rule name or reviewer; `at`: ISO time, None for rules; `score` 0..1 or None.
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
