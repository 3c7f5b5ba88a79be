"""Everything found in one report."""

import msgspec

from dateline.model.commitment import Pledge
from dateline.model.event import EventMention
from dateline.model.figure import FigureClaim
from dateline.model.mention import Chain, Mention
from dateline.model.place import Toponym
from dateline.model.position import Position, Relation
from dateline.model.report import Loss
from dateline.model.statement import Statement
from dateline.model.time import TimeExpression


class Reading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All findings of one report; while readers run, those of the readers that came before.

    Every field but `report_id` is a tuple in order of appearance. Field names are what readers `give` and `need`. `breaks`: offsets
    at which the sentences of passages that lost their marks begin.
    """

    report_id: str
    times: tuple[TimeExpression, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[Chain, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[EventMention, ...] = ()
    figures: tuple[FigureClaim, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    positions: tuple[Position, ...] = ()
    relations: tuple[Relation, ...] = ()
    losses: tuple[Loss, ...] = ()
    breaks: tuple[int, ...] = ()
