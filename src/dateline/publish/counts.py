"""Counts over time: every claim of a figure, by source, as a chart and as a list."""

import math

import msgspec

from dateline.model.figure import point_value
from dateline.model.record import FigureClaimRow, FigureRow
from dateline.model.situation import Situation
from dateline.publish.labels import INDICATORS, QUALIFIERS, VERDICTS, date_parts, date_words, number_words, words
from dateline.publish.shelf import Cite, Shelf

EVERYBODY = frozenset({"bodies", "casualties", "dead", "injured", "killed", "missing", "people", "persons", "victims", "wounded"})
"""Words for those counted that say no more than the indicator."""
MARKERS = 6
"""Markers told apart in a chart; further sources share the last one."""


class Point(msgspec.Struct, frozen=True):
    """A claim in a chart. `x`: per cent; `y`, `y_low`, `y_high`: pixels from the top (the bar of a range, None without one);
    `bound`: `up` (at least, more than), `down` (up to), `about`, or "". `shown`: the value is written beside it."""

    x: float
    y: float
    y_low: float | None
    y_high: float | None
    bound: str
    marker: int
    value: str
    label: str
    shown: bool
    cite: Cite


class Tick(msgspec.Struct, frozen=True):
    """A mark of an axis: where (per cent or pixels) and its words."""

    at: float
    label: str


class Claim(msgspec.Struct, frozen=True):
    """A claim in the list below a chart. `words`: as the report has them; `status`: stated, vague, lost; `copy`: only a copy has it.

    `copies`: where copies repeat it.
    """

    words: str
    reading: str
    status: str
    when: str
    copy: bool
    cite: Cite
    copies: tuple[Cite, ...] = ()


class Source(msgspec.Struct, frozen=True):
    """What one source counted, in order of time."""

    name: str
    marker: int
    claims: tuple[Claim, ...]


class Drawing(msgspec.Struct, frozen=True):
    """The picture of a chart. `height` pixels; `lines`: `(marker, x1, y1, x2, y2)` between the counts of one source;
    `strip`: claims without a number, `(x, words, status, cite)`."""

    height: int
    points: tuple[Point, ...]
    lines: tuple[tuple[int, float, float, float, float], ...]
    strip: tuple[tuple[float, str, str, Cite], ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]


class Chart(msgspec.Struct, frozen=True):
    """A figure over time. `drawing` is None where a picture would say no more than the list."""

    figure_id: str
    indicator: str
    title: str
    verdict: str
    verdict_label: str
    latest: str
    drawing: Drawing | None
    sources: tuple[Source, ...]
    stories: tuple[int, ...]


def charts(situation: Situation, shelf: Shelf | None = None) -> tuple[Chart, ...]:
    """Figures as charts: those with several claims first, in the order in which an editor asks for them.

    A figure that only copies give, in words that another figure has from the original, is left out.
    """
    shelf = shelf or Shelf(situation)
    claims = {row.claim_id: row for row in situation.figure_claims}
    made = []
    for figure in situation.figures:
        rows = [claims[c] for c in figure.claims if c in claims]
        if chart := _chart(shelf, figure, rows):
            made.append((figure, chart))
    told = {_fold(figure, claim) for figure, chart in made for s in chart.sources for claim in s.claims if not claim.copy}
    made = [
        (figure, chart)
        for figure, chart in made
        if any(not claim.copy or _fold(figure, claim) not in told for s in chart.sources for claim in s.claims)
    ]
    order = list(INDICATORS)
    made.sort(
        key=lambda pair: (
            pair[1].drawing is None,
            order.index(pair[0].indicator) if pair[0].indicator in order else len(order),
            -sum(len(s.claims) for s in pair[1].sources),
            pair[0].figure_id,
        )
    )
    return tuple(chart for _, chart in made)


def _fold(figure: FigureRow, claim: Claim) -> tuple[str, str]:
    """What tells a count that a copy merely repeats."""
    return figure.indicator, claim.words.casefold()


def _chart(shelf: Shelf, figure: FigureRow, rows: list[FigureClaimRow]) -> Chart | None:
    """The chart of one figure; what a report repeats of one source (headline and text) counts once."""
    cited = [(row, cite) for row in rows if (cite := shelf.cite(row.evidence))]
    if not cited:
        return None
    once = {(_source(shelf, row, cite), cite.report, reading(row)): (row, cite) for row, cite in reversed(cited)}
    cited = list(once.values())
    cited.sort(key=lambda pair: (_when(shelf, pair[0], pair[1]), pair[1].report, pair[1].words))
    names: dict[str, list[Claim]] = {}
    for row, cite in cited:
        befell = "" if row.indicator in (figure.indicator, "other") else INDICATORS.get(row.indicator, words(row.indicator)).lower()
        claim = Claim(
            words=row.expression,
            reading=f"{reading(row)} {befell}".rstrip(),
            status=row.status,
            when=date_words(_when(shelf, row, cite), short=True, year=False),
            copy=shelf.is_copy(cite.report),
            cite=cite,
        )
        found = names.setdefault(_source(shelf, row, cite), [])
        same = [i for i, c in enumerate(found) if claim.copy and (c.reading, c.words.casefold()) == (claim.reading, claim.words.casefold())]
        if same:
            found[same[0]] = msgspec.structs.replace(found[same[0]], copies=(*found[same[0]].copies, cite))
        else:
            found.append(claim)
    sources = tuple(Source(name, min(i, MARKERS - 1), tuple(found)) for i, (name, found) in enumerate(names.items()))
    marker = {source.name: source.marker for source in sources}
    place = f", {figure.place.name}" if figure.place else ""
    plain = figure.indicator == "other" and (figure.who or figure.unit)
    who = f" ({figure.who})" if figure.who and not plain and figure.who.casefold() not in EVERYBODY else ""
    unit = f" ({figure.unit})" if figure.unit and figure.unit not in ("persons", "people") and figure.unit.upper() == figure.unit else ""
    name = plain or INDICATORS.get(figure.indicator, words(figure.indicator))
    title = f"{name[:1].upper()}{name[1:]}{unit}{place}{who}"
    return Chart(
        figure_id=figure.figure_id,
        indicator=figure.indicator,
        title=title,
        verdict=figure.verdict,
        verdict_label=VERDICTS.get(figure.verdict, figure.verdict),
        latest=number_words(figure.latest),
        drawing=_drawing(shelf, cited, marker),
        sources=sources,
        stories=shelf.stories_of(cite for _, cite in cited),
    )


def reading(claim: FigureClaimRow) -> str:
    """How a claim was read: `at least 12`, `10 to 15`, `number lost`, `in words only`."""
    if claim.status == "lost":
        return "number lost"
    if claim.value is None and claim.low is None and claim.high is None:
        return "in words only"
    if claim.low is not None and claim.high is not None and claim.low != claim.high:
        return f"{number_words(claim.low)} to {number_words(claim.high)}"
    value = next(v for v in (claim.value, claim.low, claim.high) if v is not None)
    qualifier = QUALIFIERS.get(claim.qualifier or "", "")
    return f"{qualifier} {number_words(value)}".strip()


def _source(shelf: Shelf, row: FigureClaimRow, cite: Cite) -> str:
    """Who counted: the party that the report names, or else the report's outlet or agency (that of the original for a copy)."""
    if row.attributed_to:
        return ", ".join(a.name for a in row.attributed_to)
    report = shelf.reports[cite.report]
    original = shelf.number.get(report.copy_of or "")
    report = shelf.reports[original] if original is not None else report
    return report.outlet or ", ".join(report.agencies) or "report without an outlet"


def _when(shelf: Shelf, row: FigureClaimRow, cite: Cite) -> str:
    """The day that a claim speaks for: its own, or that of its report."""
    published = shelf.reports[cite.report].published or ""
    stated = row.as_of or row.period_end or ""
    return stated if len(stated) >= len(published) else published or stated


def _drawing(shelf: Shelf, cited: list[tuple[FigureClaimRow, Cite]], marker: dict[str, int]) -> Drawing | None:
    """Points, lines and axes; copies are left to the list."""
    rows = [(row, cite) for row, cite in cited if not shelf.is_copy(cite.report) or row.status != "stated"]
    numbers = [v for row, _ in rows for v in (row.value, row.low, row.high) if v is not None and row.status == "stated"]
    days = {id(row): _ordinal(_when(shelf, row, cite)) for row, cite in rows}
    known = [d for d in days.values() if d]
    if not numbers or len(rows) < 2 or not known or max(numbers) <= 0:
        return None
    first, last = min(known), max(known)
    top = _nice(max(numbers))
    has_strip = any(row.status != "stated" or point_value(row) is None for row, _ in rows)
    base, head = 140.0, 16.0
    height = int(base + (34 if has_strip else 0) + 22)

    def x_of(row: FigureClaimRow) -> float:
        day = days[id(row)] or last
        return round(9 + 79 * ((day - first) / (last - first) if last > first else 0.5), 2)

    def y_of(value: float) -> float:
        return round(base - (base - head) * min(1.0, max(0.0, value / top)), 1)

    points: list[Point] = []
    strip: list[tuple[float, str, str, Cite]] = []
    lines: list[tuple[int, float, float, float, float]] = []
    previous: dict[str, Point] = {}
    taken: list[tuple[float, float, float, float]] = []
    spots: list[tuple[float, float]] = []
    for row, cite in rows:
        middle = point_value(row)
        if row.status != "stated" or middle is None:
            strip.append((x_of(row), row.expression if row.status != "lost" else "lost", row.status, cite))
            continue
        source = _source(shelf, row, cite)
        x, y = x_of(row), y_of(middle)
        # Two counts of one day and value stand beside each other.
        while any(abs(x - ox) < 1.8 and abs(y - oy) < 7 for ox, oy in spots):
            x = round(x + 1.9, 2)
        spots.append((x, y))
        ends = _range(row)
        text = f"{number_words(ends[0])}–{number_words(ends[1])}" if ends else number_words(middle)
        box = (x * 3.4 + 7, y - 14, x * 3.4 + 11 + 7 * len(text), y + 2)
        free = not any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken)
        if free:
            taken.append(box)
        bound = {"at_least": "up", "more_than": "up", "up_to": "down", "about": "about"}.get(row.qualifier or "", "")
        point = Point(
            x=x,
            y=y,
            y_low=y_of(ends[0]) if ends else None,
            y_high=y_of(ends[1]) if ends else None,
            bound="" if ends else bound,
            marker=marker[source],
            value=text,
            label=f"{source}: {reading(row)}, {date_words(_when(shelf, row, cite), year=False)}",
            shown=free,
            cite=cite,
        )
        points.append(point)
        if source in previous:
            lines.append((point.marker, previous[source].x, previous[source].y, x, y))
        previous[source] = point
    ticks = [Tick(y_of(top * share), short_number(top * share)) for share in (0, 0.5, 1)]
    when = {days[id(row)]: date_words(_when(shelf, row, cite), short=True, year=False) for row, cite in rows}
    dates = sorted(set(known))
    chosen = [first] if first == last else [first, last] if len(dates) < 4 else [first, dates[len(dates) // 2], last]
    x_ticks = [Tick(round(9 + 79 * ((d - first) / (last - first) if last > first else 0.5), 2), when[d]) for d in chosen]
    if len(x_ticks) == 3 and (x_ticks[1].at - x_ticks[0].at < 22 or x_ticks[2].at - x_ticks[1].at < 22):
        del x_ticks[1]
    if not points:
        return None
    return Drawing(height, tuple(points), tuple(lines), tuple(strip), tuple(x_ticks), tuple(ticks))


def short_number(value: float) -> str:
    """A number for an axis: `950`, `4k`, `1.2m`."""
    for unit, sign in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if value >= unit:
            return f"{value / unit:.1f}".rstrip("0").rstrip(".") + sign
    return number_words(value)


def _range(row: FigureClaimRow) -> tuple[float, float] | None:
    """The two ends of a claim that gives a range."""
    return (row.low, row.high) if row.low is not None and row.high is not None and row.low != row.high else None


def _nice(value: float) -> float:
    """The next 1, 2, 4, 5 or 10 times a power of ten that is not below a value, so that its half is round too."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * power >= value * 1.02 or step == 10)


def _ordinal(value: str) -> int:
    """Day number of an ISO prefix, its first day where it is no finer than a month; 0 where unknown."""
    parts = date_parts(value)
    if not parts or parts[0] < 1:
        return 0
    year, month, day = (*parts, 1, 1)[:3]
    return _days(year, month, day)


def _days(year: int, month: int, day: int) -> int:
    """Days since 1 March of the year 0 (Gregorian, no error for 31 February)."""
    if month < 3:
        year, month = year - 1, month + 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day
