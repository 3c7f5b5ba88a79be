"""Statements: source, cue, content."""

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.statement import Statement
from dateline.text.segment import ReportText


def read_statements(text: ReportText, found: Reading, lexica: Lexica) -> tuple[Statement, ...]:
    """Statements of one report, in order of appearance."""
    return ()
