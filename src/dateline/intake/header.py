"""The head of a report."""

from dateline.model.report import Report


def read_header(report: Report, title_span: tuple[int, int] | None = None) -> Report:
    return report
