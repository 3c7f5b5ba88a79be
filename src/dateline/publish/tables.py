"""The other sections of the brief as data: counts over time, promises, statements, actors, disagreements, losses."""

import math
import re

import msgspec

from dateline.lexicon import index
from dateline.model.evidence import Ref
from dateline.model.record import FigureClaimRow, FigureRow
from dateline.model.situation import Situation
from dateline.publish.labels import (
    CONTRADICTIONS, CUES, DAMAGE, INDICATORS, KINDS, LOSSES, OUTCOMES, QUALIFIERS, VERDICTS, date_parts, date_words, number_words,
    range_words, words,
)
from dateline.publish.library import Cite, Library
from dateline.publish.timeline import Piece, pieces_of, shown

PLAIN_CUES = frozenset({"said", "told", "added", "stated"})
"""Cues that do not show what kind of statement they introduce."""
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
    """A claim in the list below a chart. `words`: as the report has them; `status`: stated, vague, lost; `copy`: of another report."""

    words: str
    reading: str
    status: str
    when: str
    copy: bool
    cite: Cite


class Source(msgspec.Struct, frozen=True):
    """What one source counted, in order of time."""

    name: str
    marker: int
    claims: tuple[Claim, ...]


class Chart(msgspec.Struct, frozen=True):
    """A figure over time. `height` pixels; `lines`: `(marker, x1, y1, x2, y2)` between the counts of one source;
    `strip`: claims without a number, `(x, words, status, cite)`. `drawn` is False where a picture would say no more than the list."""

    figure_id: str
    title: str
    verdict: str
    verdict_label: str
    latest: str
    height: int
    points: tuple[Point, ...]
    lines: tuple[tuple[int, float, float, float, float], ...]
    strip: tuple[tuple[float, str, str, Cite], ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    sources: tuple[Source, ...]
    stories: tuple[int, ...]
    drawn: bool


class Promise(msgspec.Struct, frozen=True):
    """A commitment and what became of it."""

    by: tuple[str, ...]
    to: tuple[str, ...]
    action: str
    due: str
    due_words: str | None
    condition: str | None
    outcome: str
    outcome_label: str
    cites: tuple[Cite, ...]
    outcome_cites: tuple[Cite, ...]
    stories: tuple[int, ...]


class Said(msgspec.Struct, frozen=True):
    """A statement. `sense`: what the cue means where it does not say so itself ("said" of a denial). `pieces`: its words, runs that stand apart parted by an ellipsis; `relays`: whom it came through, outermost first."""

    cue: str
    sense: str
    cue_class: str
    kind: str
    pieces: tuple[str, ...]
    addressee: str | None
    relays: tuple[str, ...]
    when: str
    cite: Cite
    stories: tuple[int, ...]
    copies: tuple[Cite, ...] = ()


class Speaker(msgspec.Struct, frozen=True):
    """What one source said, in order of time. `named` is False where the reports name nobody."""

    name: str
    title: str
    named: bool
    statements: tuple[Said, ...]
    stories: tuple[int, ...]


class Person(msgspec.Struct, frozen=True):
    """An actor in the list of actors (of any kind)."""

    name: str
    kind: str
    kind_label: str
    titles: tuple[str, ...]
    country: str | None
    aliases: tuple[str, ...]
    n_reports: int
    cites: tuple[Cite, ...]
    stories: tuple[int, ...]


class Side(msgspec.Struct, frozen=True):
    """One side of a disagreement: the words, marked in their sentence."""

    name: str
    pieces: tuple[Piece, ...]
    cite: Cite


class Dispute(msgspec.Struct, frozen=True):
    """Reports that cannot both be right, side by side."""

    kind: str
    kind_label: str
    note: str
    sides: tuple[Side, ...]
    stories: tuple[int, ...]


class Unread(msgspec.Struct, frozen=True):
    """Something that was not read, and why."""

    what: str
    where: str
    reason: str
    cite: Cite | None
    stories: tuple[int, ...]


def country_name(code: str | None) -> str | None:
    """English short name of an ISO 3166-1 alpha-3 code; the code itself where it is not listed."""
    if not code:
        return None
    row = index("countries.tsv").get(code.casefold())
    return row["name"] if row else code


def charts(situation: Situation, library: Library | None = None) -> tuple[Chart, ...]:
    """Figures as charts: those with several claims first, in the order in which an editor asks for them."""
    library = library or Library(situation)
    claims = {row.claim_id: row for row in situation.figure_claims}
    made = []
    for figure in situation.figures:
        rows = [claims[c] for c in figure.claims if c in claims]
        if chart := _chart(library, figure, rows):
            made.append((figure, chart))
    order = list(INDICATORS)
    made.sort(key=lambda pair: (
        not pair[1].drawn, order.index(pair[0].indicator) if pair[0].indicator in order else len(order),
        -sum(len(s.claims) for s in pair[1].sources), pair[0].figure_id,
    ))
    return tuple(chart for _, chart in made)


def _chart(library: Library, figure: FigureRow, rows: list[FigureClaimRow]) -> Chart | None:
    cited = [(row, cite) for row in rows if (cite := library.cite(row.evidence))]
    if not cited:
        return None
    cited.sort(key=lambda pair: (_when(library, pair[0], pair[1]), pair[1].report, pair[1].words))
    names: dict[str, list[Claim]] = {}
    for row, cite in cited:
        names.setdefault(_source(library, row, cite), []).append(Claim(
            words=row.expression, reading=reading(row), status=row.status, when=date_words(_when(library, row, cite), short=True, year=False),
            copy=library.is_copy(cite.report), cite=cite,
        ))
    sources = tuple(Source(name, min(i, MARKERS - 1), tuple(found)) for i, (name, found) in enumerate(names.items()))
    marker = {source.name: source.marker for source in sources}
    place = f", {figure.place.name}" if figure.place else ""
    who = f" ({figure.who})" if figure.who else ""
    unit = f" ({figure.unit})" if figure.unit and figure.unit not in ("persons", "people") and figure.unit.upper() == figure.unit else ""
    title = f"{INDICATORS.get(figure.indicator, words(figure.indicator).capitalize())}{unit}{place}{who}"
    drawing = _drawing(library, cited, marker)
    return Chart(
        figure_id=figure.figure_id, title=title, verdict=figure.verdict, verdict_label=VERDICTS.get(figure.verdict, figure.verdict),
        latest=number_words(figure.latest), sources=sources, stories=library.stories_of(cite for _, cite in cited), **drawing,
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


def _source(library: Library, row: FigureClaimRow, cite: Cite) -> str:
    """Who counted: the party that the report names, or else the report's outlet (that of the original for a copy)."""
    if row.attributed_to:
        return ", ".join(a.name for a in row.attributed_to)
    report = library.reports[cite.report]
    original = library.number.get(report.copy_of or "")
    report = library.reports[original] if original is not None else report
    return report.outlet or "report without an outlet"


def _when(library: Library, row: FigureClaimRow, cite: Cite) -> str:
    """The day that a claim speaks for: its own, or that of its report."""
    published = library.reports[cite.report].published or ""
    stated = row.as_of or row.period_end or ""
    return stated if len(stated) >= len(published) else published or stated


def _drawing(library: Library, cited: list[tuple[FigureClaimRow, Cite]], marker: dict[str, int]) -> dict:
    """Points, lines and axes; copies are left to the list."""
    rows = [(row, cite) for row, cite in cited if not library.is_copy(cite.report) or row.status != "stated"]
    numbers = [v for row, _ in rows for v in (row.value, row.low, row.high) if v is not None and row.status == "stated"]
    days = {id(row): _ordinal(_when(library, row, cite)) for row, cite in rows}
    known = [d for d in days.values() if d]
    empty = {"height": 0, "points": (), "lines": (), "strip": (), "x_ticks": (), "y_ticks": (), "drawn": False}
    if len(numbers) == 0 or len(rows) < 2 or not known or max(numbers) <= 0:
        return empty
    first, last = min(known), max(known)
    top = _nice(max(numbers))
    has_strip = any(row.status != "stated" or _middle(row) is None for row, _ in rows)
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
        middle = _middle(row)
        if row.status != "stated" or middle is None:
            strip.append((x_of(row), row.expression if row.status != "lost" else "lost", row.status, cite))
            continue
        source = _source(library, row, cite)
        x, y = x_of(row), y_of(middle)
        # Two counts of one day and value stand beside each other.
        while any(abs(x - ox) < 1.8 and abs(y - oy) < 7 for ox, oy in spots):
            x = round(x + 1.9, 2)
        spots.append((x, y))
        text = f"{number_words(row.low)}–{number_words(row.high)}" if _is_range(row) else number_words(middle)
        box = (x * 3.4 + 7, y - 14, x * 3.4 + 11 + 7 * len(text), y + 2)
        free = not any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken)
        if free:
            taken.append(box)
        bound = {"at_least": "up", "more_than": "up", "up_to": "down", "about": "about"}.get(row.qualifier or "", "")
        point = Point(
            x=x, y=y, y_low=y_of(row.low) if _is_range(row) else None, y_high=y_of(row.high) if _is_range(row) else None,
            bound="" if _is_range(row) else bound, marker=marker[source], value=text,
            label=f"{source}: {reading(row)}, {date_words(_when(library, row, cite), year=False)}", shown=free, cite=cite,
        )
        points.append(point)
        if source in previous:
            lines.append((point.marker, previous[source].x, previous[source].y, x, y))
        previous[source] = point
    ticks = [Tick(y_of(top * share), short_number(top * share)) for share in (0, 0.5, 1)]
    dates = sorted({d for d in known})
    chosen = [first] if first == last else [first, last] if len(dates) < 4 else [first, dates[len(dates) // 2], last]
    x_ticks = [Tick(round(9 + 79 * ((d - first) / (last - first) if last > first else 0.5), 2), _day_words(d, known=rows, library=library)) for d in chosen]
    if len(x_ticks) == 3 and (x_ticks[1].at - x_ticks[0].at < 22 or x_ticks[2].at - x_ticks[1].at < 22):
        del x_ticks[1]
    return {
        "height": height, "points": tuple(points), "lines": tuple(lines), "strip": tuple(strip), "x_ticks": tuple(x_ticks),
        "y_ticks": tuple(ticks), "drawn": len(points) + len(strip) >= 2 and len(points) >= 1,
    }


def short_number(value: float) -> str:
    """A number for an axis: `950`, `4k`, `1.2m`."""
    for unit, sign in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if value >= unit:
            return f"{value / unit:.1f}".rstrip("0").rstrip(".") + sign
    return number_words(value)


def _is_range(row: FigureClaimRow) -> bool:
    return row.low is not None and row.high is not None and row.low != row.high


def _middle(row: FigureClaimRow) -> float | None:
    """Where a claim stands on the axis: its value, else the middle of its range, else its one bound."""
    if row.value is not None:
        return row.value
    if row.low is not None and row.high is not None:
        return (row.low + row.high) / 2
    return row.low if row.low is not None else row.high


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


def _day_words(day: int, *, known: list, library: Library) -> str:
    for row, cite in known:
        when = _when(library, row, cite)
        if _ordinal(when) == day:
            return date_words(when, short=True, year=False)
    return ""


def promises(situation: Situation, library: Library | None = None) -> tuple[Promise, ...]:
    """Commitments: by due date, undated last."""
    library = library or Library(situation)
    rows = []
    for row in situation.commitments:
        cites = library.cites(row.evidence, limit=4)
        if not cites:
            continue
        events = {e.event_id: e for e in situation.events}
        evidence = row.outcome_evidence or tuple(
            m.trigger for e in row.outcome_events if e in events and row.outcome != "open" for m in events[e].mentions[-1:]
        )
        outcome_cites = tuple(c for c in library.cites(evidence, limit=4) if (c.report, c.words) not in {(d.report, d.words) for d in cites})
        rows.append((row, Promise(
            by=_names(row.by), to=_names(row.to), action=row.action, due=date_words(row.due), due_words=row.due_text,
            condition=row.condition, outcome=row.outcome, outcome_label=OUTCOMES.get(row.outcome, row.outcome), cites=cites,
            outcome_cites=outcome_cites, stories=library.stories_of(cites),
        )))
    rows.sort(key=lambda pair: (pair[0].due is None, pair[0].due or "", pair[1].cites[0].report, pair[0].commitment_id))
    return tuple(promise for _, promise in rows)


def speakers(situation: Situation, library: Library | None = None) -> tuple[Speaker, ...]:
    """Statements by source: those with most statements first, unnamed sources under their own words, sourceless ones last.

    A statement that a copy repeats word for word is listed once, with the copies.
    """
    library = library or Library(situation)
    titles = {a.actor_id: ", ".join(filter(None, (a.titles[0].title, _of(a.titles[0].of)))) for a in situation.actors if a.titles}
    groups: dict[tuple[int, str], list[tuple[str, Said]]] = {}
    heads: dict[tuple[int, str], tuple[str, str]] = {}
    originals: dict[tuple, tuple[tuple[int, str], int]] = {}
    rows = sorted(
        (row for row in situation.statements if row.report_id in library.number),
        key=lambda row: (library.is_copy(library.number[row.report_id]), library.number[row.report_id], row.content[0].start if row.content else 0),
    )
    for row in rows:
        cite = library.cite(row.content or row.evidence)
        if cite is None:
            continue
        if row.source:
            key, head = (0, row.source.id), (row.source.name, titles.get(row.source.id, ""))
        elif row.source_text:
            key, head = (1, row.source_text.casefold()), (row.source_text, "not named")
        else:
            key, head = (2, ""), ("No source named", "")
        pieces = tuple(e.text for e in row.content) or (library.text(cite.report, cite.sentence),)
        bare = "".join(c for piece in pieces for c in piece.casefold() if c.isalpha())
        known = originals.get((key, bare)) if library.is_copy(cite.report) else None
        if known:
            at, i = known
            when, said = groups[at][i]
            groups[at][i] = (when, msgspec.structs.replace(said, copies=(*said.copies, cite)))
            continue
        when = row.date or library.reports[cite.report].published or ""
        addressee = row.addressee.name if isinstance(row.addressee, Ref) else row.addressee
        plain = CUES.get(row.cue_class, row.cue_class)
        cue = row.cue.lower() if row.cue and re.fullmatch(r"[a-z]+(?:ed|id|ld)|[a-z]+ed [a-z]+", row.cue.lower()) else plain
        said = Said(
            cue=cue, sense=CUES.get(row.cue_class, "") if cue in PLAIN_CUES and row.cue_class != "say" else "", cue_class=row.cue_class, kind=row.kind, pieces=pieces,
            addressee=addressee, relays=tuple(r.name for r in row.relayed_by), when=date_words(when, short=True, year=False), cite=cite,
            stories=library.stories_of((cite,)),
        )
        heads.setdefault(key, head)
        groups.setdefault(key, []).append((when, said))
        originals[(key, bare)] = (key, len(groups[key]) - 1)
    result = []
    for key, found in groups.items():
        said = tuple(s for _, s in sorted(found, key=lambda pair: (pair[0], pair[1].cite.report, pair[1].cite.words)))
        result.append((key, Speaker(*heads[key], key[0] == 0, said, library.stories_of(s.cite for s in said))))
    result.sort(key=lambda pair: (pair[0][0], -len(pair[1].statements), pair[1].name, pair[0][1]))
    return tuple(speaker for _, speaker in result)


def people(situation: Situation, library: Library | None = None) -> tuple[Person, ...]:
    """Actors: those in most reports first."""
    library = library or Library(situation)
    rows = []
    for row in situation.actors:
        cites = library.cites(row.evidence, limit=4)
        if not cites:
            continue
        titles = dict.fromkeys(", ".join(filter(None, (t.title, _of(t.of)))) for t in row.titles)
        known = {row.name.casefold(), *(t.title.casefold() for t in row.titles)}
        aliases = [alias for alias in dict.fromkeys(row.aliases) if alias.casefold() not in known]
        rows.append((row, Person(
            name=row.name, kind=row.kind, kind_label=KINDS.get(row.kind, words(row.kind).capitalize()), titles=tuple(titles)[:3],
            country=country_name(row.country) if row.kind != "country" else None, aliases=tuple(aliases)[:6], n_reports=row.n_reports,
            cites=cites, stories=library.stories_of(library.cites(row.evidence)),
        )))
    rows.sort(key=lambda pair: (-pair[0].n_reports, -pair[0].n_mentions, pair[0].name, pair[0].actor_id))
    return tuple(person for _, person in rows)


def disputes(situation: Situation, library: Library | None = None) -> tuple[Dispute, ...]:
    """Contradictions with at least two sides that can be shown."""
    library = library or Library(situation)
    rows = []
    for row in situation.contradictions:
        sides = []
        for side in row.sides:
            if cite := library.cite(side.evidence):
                (start, end), before, after = shown(library, cite.report, cite.sentence, cite.words[0])
                marks = [(low, high, "words") for low, high in cite.words]
                pieces = pieces_of(library.reports[cite.report].text, start, end, marks)
                sides.append(Side(side.name, (*((Piece(before),) if before else ()), *pieces, *((Piece(after),) if after else ())), cite))
        if len(sides) > 1:
            stories = library.stories_of(s.cite for s in sides)
            rows.append(Dispute(row.kind, CONTRADICTIONS.get(row.kind, words(row.kind).capitalize()), row.note, tuple(sides), stories))
    order = list(CONTRADICTIONS)
    rows.sort(key=lambda d: (order.index(d.kind) if d.kind in order else len(order), d.sides[0].cite.report))
    return tuple(rows)


def losses(situation: Situation, library: Library | None = None) -> tuple[Unread, ...]:
    """What was not read, and which reports came damaged."""
    library = library or Library(situation)
    rows = []
    for number, report in enumerate(library.reports):
        kinds = list(dict.fromkeys(DAMAGE.get(d.kind, words(d.kind)) for d in report.damage))
        if kinds:
            what = kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} and {kinds[-1]}"
            cite = Cite(number, (), (0, 0))
            reason = "what stood there is unknown; it was not guessed"
            rows.append(Unread(f"The text came without {what}", library.labels[number], reason, cite, library.stories_of((cite,))))
    for row in situation.losses:
        number = library.number.get(row.report_id or "")
        cite = None
        if number is not None:
            length = len(library.reports[number].text)
            whole = row.start is None or row.end is None or not 0 <= row.start < row.end <= length
            span = (0, 0) if whole else (row.start, row.end)
            cite = Cite(number, () if whole else (span,), span if whole else library.sentence(number, *span))
        where = library.labels[number] if number is not None else row.uri
        rows.append(Unread(LOSSES.get(row.what, words(row.what).capitalize()), where, row.reason, cite, library.stories_of((cite,)) if cite else ()))
    return tuple(rows)


def covered(library: Library) -> str:
    """The span of the reports' publication dates in words."""
    days = sorted(r.published for r in library.reports if r.published)
    return range_words(days[0], days[-1]) if days else ""


def _of(of: Ref | str | None) -> str:
    return of.name if isinstance(of, Ref) else of or ""


def _names(refs: tuple[Ref, ...]) -> tuple[str, ...]:
    return tuple(r.name for r in refs)
