"""What event tables of the field need beyond the record's own columns: tolls of an event, kinds of sides, precision of dates and places."""

import calendar
import datetime
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

import msgspec

from dateline.lexicon import Row, index
from dateline.model.evidence import Ref
from dateline.model.record import ActorRow, EventRow, FigureClaimRow, FigureRow, PlaceRow, ReportRow
from dateline.model.situation import Situation

TOOK_PLACE = ("happened", "ongoing")
"""Modalities that event tables of conflicts may hold: what is planned, denied or uncertain is no row of theirs."""
STATE_SECTORS = frozenset(("GOV", "MIL", "COP", "SPY"))
REBEL_SECTORS = frozenset(("REB", "UAF", "PRM"))


class Span(msgspec.Struct, frozen=True):
    """First and last day of a date that may be known only to the month or year; `days` between them, both included."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """A count of an event: `low <= best <= high`; `figures`: the figures it comes from."""

    low: int
    best: int
    high: int
    figures: tuple[FigureRow, ...]


def span(start: str | None, end: str | None) -> Span | None:
    """The days of an interval of ISO prefixes; None where the year is not known."""
    first, last = _edge(start, last=False), _edge(end or start, last=True)
    return Span(first, max(first, last)) if first is not None and last is not None else None


def _edge(text: str | None, *, last: bool) -> datetime.date | None:
    parts = (text or "")[:10].split("-")
    try:
        numbers = [int(p) for p in parts]
        year, month, day = (*numbers, *(0,) * (3 - len(numbers)))
        month = month or (12 if last else 1)
        return datetime.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None


def number_of(id: str, digits: int = 12) -> int:
    """A whole number that stands for an id: its hexadecimal digits."""
    return int("".join(c for c in id.partition("_")[2] if c in "0123456789abcdef")[:digits] or "0", 16)


@cache
def country_codes(iso3: str | None) -> Row | None:
    """Numbers and regions of a country (`country_codes.tsv`)."""
    return index("country_codes.tsv").get((iso3 or "").casefold())


@cache
def country_name(iso3: str | None) -> str | None:
    row = index("countries.tsv").get((iso3 or "").casefold())
    return row["name"] if row is not None else None


class Coded:
    """A situation with its rows by id, and what exports ask of its events."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.actors: Mapping[str, ActorRow] = {a.actor_id: a for a in situation.actors}
        self.places: Mapping[str, PlaceRow] = {p.place_id: p for p in situation.places}
        self.reports: Mapping[str, ReportRow] = {r.report_id: r for r in situation.reports}
        self.claims: Mapping[str, FigureClaimRow] = {c.claim_id: c for c in situation.figure_claims}

    @cached_property
    def figures_of(self) -> Mapping[str, tuple[FigureRow, ...]]:
        """Figures by the event that they count."""
        found: dict[str, list[FigureRow]] = {}
        for figure in self.situation.figures:
            if figure.event_id is not None:
                found.setdefault(figure.event_id, []).append(figure)
        return {k: tuple(v) for k, v in found.items()}

    def place(self, event: EventRow) -> PlaceRow | None:
        return self.places.get(event.place.id) if event.place is not None else None

    def toll(self, event: EventRow, indicator: str = "killed") -> Toll | None:
        """What the reports count at an event: the largest total where parts stand beside it; None where nothing is counted.

        `best` is the latest value; `low` and `high` span all claims ("at least 12" has 12 as its low, its best and its high).
        """
        figures = [f for f in self.figures_of.get(event.event_id, ()) if f.indicator == indicator]
        totals = [f for f in figures if not all((c := self.claims.get(i)) is not None and c.part_of for i in f.claims)]
        best: Toll | None = None
        for f in totals or figures:
            known = [int(x) for x in (f.low, f.latest, f.high) if x is not None]
            if not known:
                continue
            middle = int(f.latest) if f.latest is not None else known[0]
            toll = Toll(low=min(known), best=middle, high=max(known), figures=(f,))
            if best is None or toll.best > best.best:
                best = toll
        return best

    def outlets(self, event: EventRow) -> tuple[str, ...]:
        """Outlets that tell of it (the host or file name where a report names none), each once, in order of telling."""
        names = []
        for mention in event.mentions:
            report = self.reports.get(mention.report_id)
            if report is not None:
                names.append(report.outlet or (report.agencies[0] if report.agencies else report.uri.rsplit("/", 1)[-1]))
        return tuple(dict.fromkeys(names))

    def published(self, event: EventRow) -> tuple[str, ...]:
        """Days of publication of the reports that tell of it, sorted."""
        return tuple(sorted({p[:10] for m in event.mentions if (r := self.reports.get(m.report_id)) is not None and (p := r.published)}))

    def sentences(self, event: EventRow) -> tuple[str, ...]:
        """The words of the reports around each telling, each once."""
        found = []
        for mention in event.mentions:
            longest = max(mention.evidence, key=lambda e: e.end - e.start, default=mention.trigger)
            found.append(" ".join(longest.text.split()))
        return tuple(dict.fromkeys(found))

    def side(self, ref: Ref) -> str:
        """What a party is: state, rebel, civilian, organisation (international bodies), other."""
        actor = self.actors.get(ref.id)
        if actor is None:
            return "other"
        sectors = set(actor.sectors)
        if actor.kind in ("government", "military", "country") or sectors & STATE_SECTORS:
            return "state"
        if actor.kind == "armed_group" or sectors & REBEL_SECTORS:
            return "rebel"
        if actor.kind == "intergovernmental" or sectors & {"IGO", "UNO", "EUR"}:
            return "organisation"
        return "civilian" if actor.kind in ("population", "person", "outlet") or sectors & {"CVL", "REF", "JRN", "MED"} else "other"

    def country_of(self, ref: Ref) -> str | None:
        actor = self.actors.get(ref.id)
        return actor.country if actor is not None else None


def joined(names: Iterable[str]) -> str:
    """Names in one cell, parted by "; " as ACLED does."""
    return "; ".join(dict.fromkeys(n for n in names if n))


def place_class(place: PlaceRow | None) -> str:
    """How fine a place is: exact, near, district, province, country, wide (a sea, a region over borders) or unknown."""
    if place is None or place.latitude is None or place.longitude is None:
        return "unknown"
    by_feature = {"country": "country", "continent": "wide", "admin1": "province", "admin2": "district", "region": "wide", "water": "wide"}
    radius = place.precision_km or 0
    return by_feature.get(place.feature or "") or ("exact" if radius <= 10 else "near" if radius <= 60 else "province")
