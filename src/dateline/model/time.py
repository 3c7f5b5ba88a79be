"""Time expressions as in TIMEX3 (ISO-TimeML), with the interval they cover."""

from typing import Literal

import msgspec

from dateline.model.evidence import Basis

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Anchor = Literal["stated", "publication", "dateline", "quote", "narrative"]
TimeStatus = Literal["stated", "vague", "lost"]


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`value` and `mod` as in TIMEX3; None where the words do not give it. `date_start`/`date_end`: inclusive ISO prefixes.

    `anchor` says from what a relative expression was resolved. `status = "lost"`: a date stood there and its digits are gone.
    """

    time_id: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str | None
    mod: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    anchor: Anchor | None = None
    status: TimeStatus = "stated"
    basis: Basis
