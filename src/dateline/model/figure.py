"""Figures: one source's number about people, troops, money."""

from typing import Literal, Protocol

import msgspec

from dateline.model.evidence import Basis, Evidence

Indicator = Literal["killed", "injured", "missing", "displaced", "detained", "abducted", "affected", "troops", "money", "other"]
Qualifier = Literal["exact", "at_least", "more_than", "about", "up_to", "vague"]
FigureStatus = Literal["stated", "vague", "lost"]


class FigureClaim(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number as a source gives it. Unknown is None; a number that the text lost has `status = "lost"` and no value.

    `unit`: "persons" or an ISO 4217 code or None. `who`: the population counted in the text's words.
    `attributed_to`: chain ids. `part_of`: claim id of the total it belongs to. `place`: toponym id. Periods: inclusive ISO prefixes.
    """

    claim_id: str
    indicator: Indicator
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    qualifier: Qualifier | None
    expression: Evidence
    status: FigureStatus
    who: str | None = None
    place: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    as_of: str | None = None
    part_of: str | None = None
    attributed_to: tuple[str, ...] = ()
    said_in: str | None = None
    event_mention_id: str | None = None
    basis: Basis


class Bounded(Protocol):
    """What has a value or bounds: a claim as read, or its row in the record."""

    @property
    def value(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


def point_value(claim: Bounded) -> float | None:
    """The one number that stands for a claim where claims are compared or drawn: value, else middle of the range, else its one bound."""
    if claim.value is not None:
        return claim.value
    if claim.low is not None and claim.high is not None:
        return (claim.low + claim.high) / 2
    return claim.low if claim.low is not None else claim.high
