"""Positions: what a holder is for or against."""

from dateline.lexicon import Lexica
from dateline.model.position import Position
from dateline.model.reading import Reading
from dateline.text.segment import ReportText


def read_positions(text: ReportText, found: Reading, lexica: Lexica) -> tuple[Position, ...]:
    """Positions of one report, in order of appearance."""
    return ()
