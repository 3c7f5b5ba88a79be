"""Dateline reads news reports about conflicts, crises and diplomacy and writes a sourced record of the situation.

>>> import dateline
>>> situation = dateline.build(["reports/"])              # doctest: +SKIP
>>> situation.events.to_pandas()                          # doctest: +SKIP
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.api import Situation, Table
    from dateline.model.time import TimeExpression

__version__ = "0.1.0"
__all__ = ["DatelineError", "Situation", "Table", "__version__", "build", "open_store", "times"]


def build(
    sources: Iterable[str | Path] | str | Path,
    *,
    out: str | Path | None = None,
    manifest: str | Path | None = None,
    language_model: str | None = None,
    places: str | Path | None = None,
    actors: str | Path | None = None,
    jobs: int = 1,
) -> "Situation":
    """Read reports and give back the situation they describe.

    Args:
        sources: files, folders, globs or http(s) addresses; one or several.
        out: a store to write (made if it is not there); in memory only where none is named.
        manifest: CSV with the columns path, published, outlet, url, title, id; overrides what the texts say.
        language_model: another spaCy pipeline than the packaged one.
        places, actors: supplement files (docs/how-to.md has their columns).
        jobs: processes that read at the same time; a script that asks for more than one guards its call by `if __name__ == "__main__":`.

    Raises:
        DatelineError: a manifest, supplement, model or store that cannot be used. A bad report is a row of `losses`.
    """
    from dateline.api import Situation
    from dateline.pipeline import BuildSettings, build_in_memory
    from dateline.pipeline import build as build_into

    settings = BuildSettings(
        manifest=Path(manifest) if manifest else None,
        language_model=language_model,
        places=Path(places) if places else None,
        actors=Path(actors) if actors else None,
        jobs=jobs,
    )
    inputs = [sources] if isinstance(sources, (str, Path)) else list(sources)
    if out is None:
        return Situation(build_in_memory(inputs, settings))
    from dateline.store.sqlite import SqliteStore

    with SqliteStore(Path(out)) as store:
        build_into(inputs, store, settings)
        return Situation(store.load_situation())


def open_store(path: str | Path) -> "Situation":
    """The situation in a store.

    Raises:
        StoreError: the file is not there, or is not a store of Dateline.
    """
    from dateline.api import Situation
    from dateline.store.sqlite import SqliteStore

    with SqliteStore(Path(path), create=False) as store:
        return Situation(store.load_situation())


def times(text: str, published: str | None = None) -> "tuple[TimeExpression, ...]":
    """Time expressions of a text (TIMEX3), without a parse; `published` is the ISO date that relative ones count from.

    Raises:
        InputError: `published` is no date.
    """
    from dateline.errors import InputError
    from dateline.intake.published import iso_prefix
    from dateline.reading.times import times_in

    if published is not None and iso_prefix(published) is None:
        raise InputError(f"published {published!r} is no date; write 2019, 2019-05 or 2019-05-08")
    return times_in(text, published)


def __getattr__(name: str) -> object:
    if name in ("Situation", "Table"):
        from dateline import api

        return getattr(api, name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
