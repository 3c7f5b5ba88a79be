"""Places where a number stood that the text lost. Places only: what the number was is never guessed."""

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from dateline.text.segment import ReportText

LostKind = Literal["count", "date", "money", "year"]


class LostNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A gap. `start`/`end`: offsets of the neighbouring words that show it; `kind`: what stood there."""

    start: int
    end: int
    kind: LostKind


def lost_numbers(text: "ReportText") -> tuple[LostNumber, ...]:
    """The gaps of passages without digits, in order of appearance; none elsewhere."""
    return ()
