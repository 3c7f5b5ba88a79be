"""Figures: one source's number about people, troops, money."""

from typing import Literal

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
