"""Watching feeds and folders: rounds that read what is new into a store and tell what changed.

What earlier rounds left stands in `STORE.watch.json`; it is written after the reports are stored, so that a round that was cut short is
made again and loses nothing. One process at a time writes to a store (`writing`).
"""

import datetime
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from dateline.errors import InputError, StoreError
from dateline.intake import Intake, load
from dateline.intake.watching import Clock, Watcher, feeds_of, load_memory, save_memory
from dateline.pipeline import BuildSettings, BuildSummary, build_from, intake_settings
from dateline.publish.bulletin import atom, mail
from dateline.store.base import Store
from dateline.store.sqlite import SqliteStore

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SHORTEST = 60.0
"""Seconds: no feed is asked more often."""


class WatchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`sources`: feeds, OPML files, folders. `every`: seconds between rounds. `atom`, `mail`: files that tell what is new since `days` ago."""

    sources: tuple[str, ...]
    store: Path
    every: float = 900.0
    follow: bool = True
    build: BuildSettings = BuildSettings()
    atom: Path | None = None
    mail: Path | None = None
    days: int = 7


def seconds(text: str) -> float:
    """A span such as 90s, 15m, 6h, 1d in seconds.

    Raises:
        InputError: it is none, or shorter than a minute.

    Example:
        >>> seconds("15m")
        900.0
    """
    number, unit = text[:-1], text[-1:]
    try:
        found = float(number) * UNITS[unit]
    except (ValueError, KeyError):
        raise InputError(f"--every {text}: write a number and s, m, h or d, for instance 15m") from None
    if not SHORTEST <= found < float("inf"):
        raise InputError(f"--every {text}: ask no feed more often than every minute")
    return found


@contextmanager
def writing(store: Path, wait: float = 10.0) -> Iterator[None]:
    """The right to write to a store; another process waits for it.

    Args:
        wait: seconds before it gives up.

    Raises:
        StoreError: another process still writes.
    """
    try:
        with FileLock(store.with_name(store.name + ".lock"), timeout=wait):
            yield
    except Timeout:
        raise StoreError(f"{store}: another dateline is writing to this store; wait until it is done, or stop it") from None
    except OSError as error:
        raise StoreError(f"{store}: cannot be written ({error.strerror}); name another file") from error


def rounds(
    settings: WatchSettings, *, now: Clock = time.time, sleep: Callable[[float], None] = time.sleep, most: int | None = None
) -> Iterator[BuildSummary]:
    """Read what is new, over and over; yields what each round did.

    Args:
        settings: what is watched and where it goes.
        now, sleep: the clock.
        most: rounds; None for no end.

    Raises:
        DatelineError: sources, settings or a store that cannot be used.
    """
    folders = [s for s in settings.sources if Path(s).is_dir()]
    feeds = feeds_of([s for s in settings.sources if s not in folders])
    beside = settings.store.with_name(settings.store.name + ".watch.json")
    done = 0
    while most is None or done < most:
        with writing(settings.store), SqliteStore(settings.store) as store:
            memory = load_memory(beside)
            watcher = Watcher(
                feeds, memory, intake_settings(settings.build), every=settings.every, now=now, sleep=sleep, follow=settings.follow
            )
            summary = build_from(_intakes(folders, watcher, settings), store, settings.build)
            save_memory(memory, beside)
            _tell(store, settings, now())
        yield summary
        done += 1
        if most is None or done < most:
            sleep(settings.every)


def _intakes(folders: Sequence[str], watcher: Watcher, settings: WatchSettings) -> Iterator[Intake]:
    if folders:
        yield from load(folders, settings=intake_settings(settings.build))
    yield from watcher.round()


def _tell(store: Store, settings: WatchSettings, moment: float) -> None:
    """Write the bulletins that are wanted."""
    if settings.atom is None and settings.mail is None:
        return
    today = datetime.datetime.fromtimestamp(moment, datetime.UTC).date()
    since = (today - datetime.timedelta(days=settings.days)).isoformat()
    situation = store.load_situation()
    if settings.atom is not None:
        _replace(settings.atom, atom(situation, since))
    if settings.mail is not None:
        _replace(settings.mail, mail(situation, since).encode("utf-8", "replace"))


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that a reader finds the old or the new one, never a part."""
    try:
        beside = path.with_name(path.name + ".new")
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name another file") from error
