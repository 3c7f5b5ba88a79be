"""W3C Web Annotation: one annotation for each row of the record and report, its body the coded item, its targets the words.

Each target has a position selector (code points, half open) and a quote selector with 32 characters on each side. The item itself is the
annotation's body in full, so that nothing of a row is lost.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.model.evidence import Evidence
from dateline.model.record import TABLES, ReportRow
from dateline.model.situation import Situation
from dateline.publish.formats.held import Written, rows_not_held
from dateline.store.base import evidence_in, id_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
ANNOTATED = (
    "actors", "relations", "statements", "events", "figure_claims", "figures", "commitments", "positions", "places", "times", "contradictions",
)  # fmt: skip
MOTIVATION = {"actors": "identifying", "places": "identifying", "relations": "linking", "times": "tagging"}
"""Why a table's rows are annotations; others classify."""


def web_annotation(situation: Situation) -> Written:
    """`annotations.jsonld`, an annotation page, and what it does not hold (tables that annotate no words)."""
    reports = {r.report_id: r for r in situation.reports}
    items = list(_annotations(situation, reports))
    page = {"@context": CONTEXT, "id": "urn:dateline:annotations", "type": "AnnotationPage", "items": items}
    left = rows_not_held(situation, [t for t in TABLES if t not in (*ANNOTATED, "mentions")], "the row annotates no words")
    return Written(files={"annotations.jsonld": msgspec.json.format(msgspec.json.encode(page), indent=1) + b"\n"}, not_held=tuple(left))


def _annotations(situation: Situation, reports: dict[str, ReportRow]) -> Iterator[dict[str, Any]]:
    for mention in situation.mentions:
        piece = Evidence(report_id=mention.report_id, start=mention.start, end=mention.end, text=mention.text)
        yield _annotation("mentions", mention, [piece], reports)
    for table in ANNOTATED:
        for row in getattr(situation, table):
            pieces = list(dict.fromkeys(evidence_in(row)))
            if pieces:
                yield _annotation(table, row, pieces, reports)


def _annotation(table: str, row: msgspec.Struct, pieces: list[Evidence], reports: dict[str, ReportRow]) -> dict[str, Any]:
    return {
        "id": f"urn:dateline:{table}:{id_of(row)}",
        "type": "Annotation",
        "motivation": MOTIVATION.get(table, "classifying"),
        "body": {
            "type": "TextualBody",
            "purpose": MOTIVATION.get(table, "classifying"),
            "format": "application/json",
            "value": msgspec.json.encode(row).decode(),
        },
        "target": [_target(p, reports[p.report_id]) for p in pieces if p.report_id in reports],
        "generator": {"id": "urn:dateline", "type": "Software", "name": "dateline"},
    }


def _target(piece: Evidence, report: ReportRow) -> dict[str, Any]:
    return {
        "source": report.url or f"urn:dateline:report:{report.report_id}",
        "selector": [
            {"type": "TextPositionSelector", "start": piece.start, "end": piece.end},
            {
                "type": "TextQuoteSelector",
                "exact": piece.text,
                "prefix": report.text[max(0, piece.start - AROUND) : piece.start],
                "suffix": report.text[piece.end : piece.end + AROUND],
            },
        ],
    }
