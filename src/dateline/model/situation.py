"""A situation: all tables of the record, in memory."""

import msgspec

from dateline.model import record
from dateline.model.judgement import Judgement
from dateline.model.report import Loss


class Situation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The whole record. Each field is a table (see `record.TABLES`), its rows sorted by id or, where time counts, by date then id."""

    reports: tuple[record.ReportRow, ...] = ()
    actors: tuple[record.ActorRow, ...] = ()
    mentions: tuple[record.MentionRow, ...] = ()
    relations: tuple[record.RelationRow, ...] = ()
    statements: tuple[record.StatementRow, ...] = ()
    events: tuple[record.EventRow, ...] = ()
    figure_claims: tuple[record.FigureClaimRow, ...] = ()
    figures: tuple[record.FigureRow, ...] = ()
    commitments: tuple[record.CommitmentRow, ...] = ()
    positions: tuple[record.PositionRow, ...] = ()
    places: tuple[record.PlaceRow, ...] = ()
    times: tuple[record.TimeRow, ...] = ()
    stories: tuple[record.StoryRow, ...] = ()
    contradictions: tuple[record.ContradictionRow, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    losses: tuple[Loss, ...] = ()
