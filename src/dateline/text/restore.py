"""The restored view of damaged passages: what the parser reads where marks or capitals are gone.

Thin for now: an undamaged passage is read as it stands; so is a damaged one.
"""

from dateline.model.report import Report
from dateline.text.view import View, views


def restored_views(report: Report) -> tuple[View, ...]:
    """Views of the passages to read, in order of appearance."""
    return views(report)
