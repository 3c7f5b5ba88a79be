"""The table of readers: name, what each needs, what it gives; sorted by need at start.

A reader is a plain function `(text: ReportText, found: Reading, lexica: Lexica) -> tuple of findings`. Third parties add readers by the
entry point group `dateline.readers`; a reader named like a built-in one takes its place.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

import msgspec

from dateline.errors import ReaderError
from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.text.segment import ReportText

ReadFunction = Callable[[ReportText, Reading, Lexica], Any]


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """A reader: `gives` and `needs` name fields of `Reading`. With several `gives` the function returns a mapping from field to tuple."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    where: str

    def function(self) -> ReadFunction:
        module, _, function = self.where.partition(":")
        found: ReadFunction = getattr(import_module(module), function)
        return found


BUILT_IN = (
    Reader(name="times", needs=(), gives=("times",), where="dateline.reading.times:read_times"),
    Reader(name="toponyms", needs=(), gives=("toponyms",), where="dateline.reading.toponyms:read_toponyms"),
    Reader(name="actors", needs=("times", "toponyms"), gives=("mentions", "chains"), where="dateline.reading.coreference:read_actors"),
    Reader(name="statements", needs=("times", "mentions", "chains"), gives=("statements",), where="dateline.reading.statements:read_statements"),
    Reader(
        name="relations", needs=("times", "mentions", "chains", "statements"), gives=("relations",),
        where="dateline.reading.relations:read_relations",
    ),
    Reader(
        name="events", needs=("times", "toponyms", "mentions", "chains", "statements", "relations"), gives=("events",),
        where="dateline.reading.events:read_events",
    ),
    Reader(
        name="figures", needs=("times", "toponyms", "mentions", "chains", "statements", "events"), gives=("figures",),
        where="dateline.reading.figures:read_figures",
    ),
    Reader(
        name="pledges", needs=("times", "mentions", "chains", "statements", "events", "relations"), gives=("pledges",),
        where="dateline.reading.pledges:read_pledges",
    ),
    Reader(
        name="positions", needs=("times", "mentions", "chains", "statements", "events"), gives=("positions",),
        where="dateline.reading.positions:read_positions",
    ),
    Reader(name="breaks", needs=(), gives=("breaks",), where="dateline.reading.breaks:read_breaks"),
)  # fmt: skip


def in_order(readers: Iterable[Reader]) -> tuple[Reader, ...]:
    """Readers sorted so that each comes after those that give what it needs; ties keep their order.

    Raises:
        ReaderError: nobody gives what a reader needs, or readers need each other.
    """
    todo = list(readers)
    given = {g for r in todo for g in r.gives}
    for reader in todo:
        if missing := [n for n in reader.needs if n not in given]:
            raise ReaderError(f"reader {reader.name} needs {', '.join(missing)}, which no reader gives")
    done: list[Reader] = []
    while todo:
        waiting = {g for r in todo for g in r.gives}
        ready = [r for r in todo if not (waiting - set(r.gives)) & set(r.needs)]
        if not ready:
            raise ReaderError(f"readers need each other: {', '.join(r.name for r in todo)}")
        done.append(ready[0])
        todo.remove(ready[0])
    return tuple(done)


@cache
def all_readers() -> tuple[Reader, ...]:
    """Built-in readers and those of installed packages, in order of need."""
    found = {r.name: r for r in BUILT_IN}
    for point in entry_points(group="dateline.readers"):
        reader = point.load()
        found[reader.name] = reader
    return in_order(found.values())


def read(text: ReportText, lexica: Lexica, readers: Iterable[Reader] | None = None) -> Reading:
    """Everything the readers find in one report. Pure: the same text gives the same reading."""
    found = Reading(report_id=text.report.report_id)
    for reader in readers if readers is not None else all_readers():
        result = reader.function()(text, found, lexica)
        fields: Mapping[str, Any] = result if len(reader.gives) > 1 else {reader.gives[0]: result}
        found = msgspec.structs.replace(found, **{name: tuple(fields[name]) for name in reader.gives})
    return found
