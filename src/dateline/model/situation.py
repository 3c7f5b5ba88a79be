"""A situation: all tables of the record, in memory."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

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


Batch = tuple[str, Sequence[Any], Sequence[int] | None]
"""Table, rows and, in tables of `record.BY_REPORT`, what orders the rows (the rows of others are ordered by `record.order`)."""


def batches_of(situation: Situation) -> Iterator[Batch]:
    """A situation as batches, one a table."""
    for table in record.TABLES:
        rows = getattr(situation, table)
        yield table, rows, range(len(rows)) if table in record.BY_REPORT else None


def situation_of(batches: Iterable[Batch]) -> Situation:
    """A situation from batches."""
    rows: dict[str, list[Any]] = {table: [] for table in record.TABLES}
    places: dict[str, list[int]] = {table: [] for table in record.BY_REPORT}
    for table, found, at in batches:
        rows[table] += found
        if at is not None:
            places[table] += at
    for table, found in rows.items():
        if table in places:
            found[:] = [found[n] for n in sorted(range(len(found)), key=places[table].__getitem__)]
        else:
            found.sort(key=record.order(table))
    return Situation(**{table: tuple(found) for table, found in rows.items()})
