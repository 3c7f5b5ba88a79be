"""HXL-tagged CSV of the figures: headers, a row of hashtags, then one row a figure with its range and who says so."""

import csv
import io

from dateline.model.record import FigureRow
from dateline.model.situation import Situation
from dateline.publish.formats.coded import Coded, country_name, joined
from dateline.publish.formats.held import Written, columns_not_held, other_tables, rows_not_held

TAGS = {
    "killed": "#affected+killed", "injured": "#affected+injured", "missing": "#affected+missing", "displaced": "#affected+displaced",
    "detained": "#affected+detained", "abducted": "#affected+abducted", "affected": "#affected", "troops": "#indicator+troops+num",
    "money": "#value", "other": "#indicator+num",
}  # fmt: skip
"""The hashtag of each indicator; `+min` and `+max` are added for the ends of its range."""
ABOUT = (
    ("figure_id", "#meta+id"), ("indicator", "#indicator+name"), ("unit", "#indicator+unit"), ("who", "#group+name"),
    ("verdict", "#status"), ("place", "#loc+name"), ("country", "#country+name"), ("country_code", "#country+code+v_iso3"),
    ("admin1", "#adm1+name"), ("latitude", "#geo+lat"), ("longitude", "#geo+lon"), ("since", "#date+start"), ("until", "#date+end"),
    ("as_of", "#date+updated"), ("said_by", "#org+name"), ("source", "#meta+source"), ("url", "#meta+url"), ("words", "#description"),
    ("event_id", "#event+id"), ("story_id", "#crisis+id"),
)  # fmt: skip
HELD = ("figure_id", "indicator", "unit", "who", "verdict", "place", "latest", "low", "high", "event_id", "story_id")
WHY = {
    "claims": "HXL has one row a figure; the last claim's source and words stand in it",
    "evidence": "HXL has no text offsets",
}


def hxl(situation: Situation) -> Written:
    """`figures.hxl.csv`, and what it does not hold."""
    coded = Coded(situation)
    used = [i for i in TAGS if any(f.indicator == i for f in situation.figures)]
    values = [(f"{i}{suffix}", TAGS[i] + tag) for i in used for suffix, tag in (("", ""), ("_low", "+min"), ("_high", "+max"))]
    columns = (*ABOUT, *values)
    left = rows_not_held(situation, other_tables("figures"), "the file holds figures only")
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([name for name, _ in columns])
    writer.writerow([tag for _, tag in columns])
    for figure in situation.figures:
        row = _row(coded, figure)
        writer.writerow([row.get(name, "") for name, _ in columns])
        left += columns_not_held("figures", figure, HELD, WHY, figure.figure_id)
    return Written(files={"figures.hxl.csv": buffer.getvalue().encode("utf-8", "replace")}, not_held=tuple(left))


def _row(coded: Coded, figure: FigureRow) -> dict[str, object]:
    claims = [c for i in figure.claims if (c := coded.claims.get(i)) is not None]
    claims.sort(key=lambda c: ((r.published or "") if (r := coded.reports.get(c.report_id)) else "", c.claim_id))
    last = claims[-1] if claims else None
    place = coded.places.get(figure.place.id) if figure.place else None
    report = coded.reports.get(last.report_id) if last else None
    row: dict[str, object] = {
        "figure_id": figure.figure_id, "indicator": figure.indicator, "unit": figure.unit or "", "who": figure.who or "",
        "verdict": figure.verdict, "place": figure.place.name if figure.place else "", "event_id": figure.event_id or "",
        "story_id": figure.story_id or "",
    }  # fmt: skip
    if place is not None:
        row |= {
            "country": country_name(place.country) or "", "country_code": place.country or "", "admin1": place.admin1 or "",
            "latitude": _blank(place.latitude), "longitude": _blank(place.longitude),
        }  # fmt: skip
    if last is not None:
        row |= {
            "since": last.period_start or "", "until": last.period_end or "", "as_of": last.as_of or "",
            "said_by": joined(a.name for a in last.attributed_to), "words": last.evidence[0].text if last.evidence else last.expression,
        }  # fmt: skip
    if report is not None:
        row |= {"source": report.outlet or joined(report.agencies), "url": report.url or ""}
    for suffix, value in (("", figure.latest), ("_low", figure.low), ("_high", figure.high)):
        row[figure.indicator + suffix] = _number(value)
    return row


def _blank(value: object) -> object:
    return "" if value is None else value


def _number(value: float | None) -> object:
    if value is None:
        return ""
    return int(value) if float(value).is_integer() else value
