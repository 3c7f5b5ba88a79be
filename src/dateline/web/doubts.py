"""How doubtful an entry is: what a reviewer should look at first, and why. All weights stand in one table."""

from collections.abc import Callable
from typing import Any, NamedTuple


class Doubt(NamedTuple):
    """A reason to look at an entry. `test(row)` is true where it holds; doubts add up as independent chances of a mistake."""

    name: str
    label: str
    weight: float
    test: Callable[[Any], bool]


def _tellings(row: Any) -> tuple[Any, ...]:
    return getattr(row, "mentions", ())


DOUBTS: dict[str, tuple[Doubt, ...]] = {
    "events": (
        Doubt("modality_differs", "tellings differ on whether it happened", 0.45, lambda r: len({m.modality for m in _tellings(r)}) > 1),
        Doubt("type_differs", "tellings differ on what it was", 0.35, lambda r: len({m.event_type for m in _tellings(r)} - {None}) > 1),
        Doubt("date_differs", "tellings differ on the day", 0.25, lambda r: len({m.date_start for m in _tellings(r)} - {None}) > 1),
        Doubt("unconfirmed", "unconfirmed", 0.2, lambda r: r.modality == "uncertain"),
        Doubt("no_party", "no party is known", 0.3, lambda r: not r.actors and not r.recipients),
        Doubt("no_actor", "who did it is not known", 0.15, lambda r: not r.actors and bool(r.recipients)),
        Doubt("no_date", "the day is not known", 0.15, lambda r: not r.date_start),
        Doubt("no_place", "the place is not known", 0.05, lambda r: r.place is None),
        Doubt("one_telling", "told once", 0.1, lambda r: len(_tellings(r)) == 1),
        Doubt("merged", "joined from many tellings", 0.15, lambda r: len(_tellings(r)) > 4),
    ),
    "statements": (
        Doubt("no_source", "nobody is named as its source", 0.35, lambda r: r.source is None),
        Doubt("no_cue", "no word says that it was said", 0.2, lambda r: not r.cue),
    ),
    "figure_claims": (
        Doubt("vague", "counted in words only", 0.25, lambda r: r.status == "vague"),
        Doubt("lost", "the number is lost", 0.3, lambda r: r.status == "lost"),
        Doubt("no_source", "nobody is named as its source", 0.15, lambda r: not r.attributed_to),
    ),
    "figures": (Doubt("dispute", "counts differ", 0.4, lambda r: r.verdict == "dispute"),),
    "commitments": (
        Doubt("no_one", "who promised is not known", 0.35, lambda r: not r.by),
        Doubt("broken", "held to be broken", 0.25, lambda r: r.outcome == "broken"),
    ),
    "positions": (),
    "relations": (Doubt("one_place", "told in one place", 0.1, lambda r: len(r.evidence) == 1),),
    "contradictions": (),
}
DISPUTED = ("disputed", "reports disagree on it", 0.4)
DAMAGED = ("damaged", "read in a damaged text", 0.25)
LABELS = {d.name: d.label for rows in DOUBTS.values() for d in rows} | {d[0]: d[1] for d in (DISPUTED, DAMAGED)}


def doubts_of(table: str, row: Any, *, damaged: bool = False, disputed: str | None = None) -> tuple[float, tuple[str, ...]]:
    """The doubt of an entry (0 none to 1) and the names of its reasons, the weightiest first."""
    found = [(d.weight, d.name) for d in DOUBTS.get(table, ()) if d.test(row)]
    found += [(DISPUTED[2], DISPUTED[0])] if disputed else []
    found += [(DAMAGED[2], DAMAGED[0])] if damaged else []
    sure = 1.0
    for weight, _ in found:
        sure *= 1 - weight
    return round(1 - sure, 4), tuple(name for _, name in sorted(found, reverse=True))
