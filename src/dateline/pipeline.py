"""From sources to a situation in a store: the only module that knows all stages.

intake.load -> text.segment -> reading.read -> store.add            one report at a time, one transaction each
store.reading -> reconcile.record_rows -> store.write_rows           once at the end, from all readings, story by story
"""

import contextlib
import csv
import ctypes
import functools
import gc
import hashlib
import io
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import get_args

import msgspec

from dateline import __version__
from dateline.errors import InputError, LexiconError, ReaderError
from dateline.gazetteer import with_supplement
from dateline.intake import Intake, IntakeSettings, load, load_manifest, sources
from dateline.intake.tabular import delimiter_of
from dateline.lexicon import Lexica, Row, parse_table
from dateline.model.evidence import make_id
from dateline.model.mention import ActorKind
from dateline.model.reading import Reading
from dateline.model.report import Loss, Report
from dateline.model.situation import Situation
from dateline.reading.readers import all_readers, read
from dateline.reconcile import VERSION, EarlierWork, Workshop, judged_rows, keep_earlier_ids, record_rows
from dateline.store.base import Store
from dateline.text.parser import SpacyParser, free_language_models
from dateline.text.segment import ReportText, segment

MANY_REPORTS = 300
"""Reports from which what reading held is freed before the record is made."""
VALUES_BETWEEN_COLLECTIONS = 1_000_000
"""Values made while reconciling after which Python looks for cycles of dead ones (it took a tenth of the time with Python's own 700)."""
BATCH_CHARACTERS = 20_000
"""Characters of reports from which a batch goes to a process."""
READING = ("model", "text", "intake", "reading", "data", "lexicon.py", "gazetteer.py")
RECONCILING = ("model", "reconcile", "data")
"""Parts of the package that reading and reconciling rest on; when a file of theirs changes, what rests on it is made anew."""


@functools.cache
def version_of_parts(parts: tuple[str, ...]) -> str:
    """A short digest of the package's version and of the code and words in some of its parts (names and sizes of databases)."""
    digest = hashlib.sha256(__version__.encode())
    root = Path(__file__).parent
    for part in parts:
        path = root / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in (".py", ".tsv", ".npz", ".sha256"):
                digest.update(file.name.encode() + file.read_bytes())
            elif file.suffix == ".sqlite":
                digest.update(f"{file.name} {file.stat().st_size}".encode())
    return digest.hexdigest()[:16]


Progress = Callable[[int, int, str], None]


class BuildSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a user may set for a build. Paths are files; `columns` maps our column names to those of a CSV; `jobs`: processes that read."""

    manifest: Path | None = None
    columns: tuple[tuple[str, str], ...] = ()
    language_model: str | None = None
    allow_private: bool = False
    places: Path | None = None
    actors: Path | None = None
    jobs: int = 1


class BuildSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did: reports read now, reports that were known, losses, rows a table, stage times in seconds."""

    read: int
    known: int
    losses: tuple[Loss, ...]
    rows: dict[str, int]
    merged: int
    seconds: dict[str, float]


def lexica_of(settings: BuildSettings) -> Lexica:
    """The packaged words and the user's supplements.

    Raises:
        InputError: a supplement that cannot be read, lacks a column, or holds a kind or point that there is not.
    """

    places = supplement(settings.places, ("name", "latitude", "longitude"))
    actors = supplement(settings.actors, ("name",))
    kinds = get_args(ActorKind)
    for row in actors:
        if row.get("kind") and row["kind"] not in kinds:
            raise InputError(f"{settings.actors}: actor {row['name']!r}: unknown kind {row['kind']!r}; one of {', '.join(kinds)}")
    if places:
        try:
            with_supplement(places).lookup(places[0]["name"])
        except LexiconError as error:
            raise InputError(f"{settings.places}: {error}") from None
    return Lexica(places=places, actors=actors)


def supplement(path: Path | None, needed: tuple[str, ...]) -> tuple[Row, ...]:
    """Rows of a user's file (CSV, or TSV with the head of a data file); lists in a cell are parted by `|`.

    Raises:
        InputError: it cannot be read, or a needed column or cell is missing.
    """
    if path is None:
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name a readable file") from error
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8; save it as UTF-8") from None
    if not text.strip():
        raise InputError(f"{path}: is empty; its first line names the columns, {', '.join(needed)} among them")
    if path.suffix.lower() == ".csv":
        table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
        rows: tuple[Row, ...] = tuple({str(k).strip().lower(): str(v or "").strip() for k, v in row.items() if k} for row in table)
    else:
        rows = parse_table(text, path.name)
    for number, row in enumerate(rows, 1):
        for column in needed:
            if column not in row:
                raise InputError(f"{path}: has no column {column}; its columns are {', '.join(row)}")
            if not row[column]:
                raise InputError(f"{path}: row {number} has no {column}; fill it in or remove the row")
    return rows


class Clock:
    """Seconds spent in each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def add(self, stage: str, start: float) -> None:
        self.include({stage: time.perf_counter() - start})

    def include(self, seconds: Mapping[str, float]) -> None:
        """Adds seconds of other clocks."""
        for stage, spent in seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + spent


def reader_version(settings: BuildSettings) -> str:
    """Changes whenever the same report would be read otherwise."""
    supplements = (hashlib.sha256(p.read_bytes()).hexdigest()[:16] if p else "" for p in (settings.places, settings.actors))
    return "/".join((version_of_parts(READING), settings.language_model or "default", *supplements, *(r.name for r in all_readers())))


def version_of(report: Report, version: str) -> str:
    """The reader version of one report: also changes when its metadata (a manifest's date, say) change."""
    return f"{version}#{hashlib.sha256(msgspec.json.encode(report)).hexdigest()[:16]}"


def build(
    inputs: Sequence[str | Path], store: Store, settings: BuildSettings | None = None, progress: Progress | None = None
) -> BuildSummary:
    """Read all sources into the store and bring its situation up to date.

    One report is one transaction: a killed run goes on where it stopped. Sources that are known and unchanged are not read again.

    Args:
        inputs: files, folders, globs, "-", http(s) addresses.
        store: an open store.
        settings: see `BuildSettings`.
        progress: called with (done, total known so far, name).

    Raises:
        DatelineError: a manifest, supplement, model or store that cannot be used. A bad source is a loss, not an error.
    """
    settings = settings or BuildSettings()
    names = [str(s) for s in inputs]
    total = len(sources(names, load_manifest(settings.manifest) if settings.manifest is not None else None))
    intakes = load(names, manifest=settings.manifest, settings=intake_settings(settings))
    return build_from(intakes, store, settings, progress, total)


def intake_settings(settings: BuildSettings) -> IntakeSettings:
    """What of a build's settings the intake must know."""
    return IntakeSettings(columns=settings.columns, allow_private=settings.allow_private)


def build_from(
    intakes: Iterable[Intake], store: Store, settings: BuildSettings | None = None, progress: Progress | None = None, total: int = 0
) -> BuildSummary:
    """`build` for what is already taken in, one intake at a time; the next is asked for when the last one's reports are being read.

    Raises:
        DatelineError: a supplement, model or store that cannot be used.
    """
    settings = settings or BuildSettings()
    lexica_of(settings)
    for reader in all_readers():
        reader.function()  # a reader or supplement that cannot be loaded stops the run before it begins
    version = reader_version(settings)
    clock = Clock()
    read_now = known = done = 0
    losses: list[Loss] = []
    waiting: list[tuple[Report, Intake]] = []

    def fresh() -> Iterator[Report]:
        nonlocal known, done
        start = time.perf_counter()
        for intake in intakes:
            clock.add("intake", start)
            losses.extend(intake.losses)
            store.add_losses(intake.losses)
            for report in intake.reports:
                foreign = report.language not in (None, "en")  # kept, not read; stands in the losses
                if store.has(report.report_id, version_of(report, version)):
                    known += not foreign
                    done += 1
                    continue
                if foreign:
                    store.add(report, None, reader_version=version_of(report, version), raw=intake.raw)
                    done += 1
                    continue
                waiting.append((report, intake))
                yield report
            start = time.perf_counter()
            if progress is not None:
                progress(done, total, intake.uri)

    readings = read_here(fresh(), settings, clock) if settings.jobs == 1 else read_in_processes(fresh(), settings, clock)
    for reading in readings:
        report, intake = waiting.pop(0)
        losses.extend(reading.losses)
        start = time.perf_counter()
        store.add(report, reading, reader_version=version_of(report, version), raw=intake.raw)
        clock.add("store", start)
        read_now += 1
        done += 1
        if progress is not None:
            progress(done, total, report.uri)
    if read_now > MANY_REPORTS:
        del readings
        give_back()
    start = time.perf_counter()
    bring_up_to_date(store)
    clock.add("reconcile", start)
    rows = store.counts()
    merged = rows.pop("tellings") - rows["events"]
    return BuildSummary(read=read_now, known=known, losses=tuple(losses), rows=rows, merged=merged, seconds=clock.seconds)


def read_here(reports: Iterable[Report], settings: BuildSettings, clock: Clock) -> Iterator[Reading]:
    """The readings of reports, in order, made in this process."""
    lexica = lexica_of(settings)
    texts = segment(reports, SpacyParser(settings.language_model))
    while True:
        start = time.perf_counter()
        text = next(texts, None)
        clock.add("parse", start)
        if text is None:
            return
        start = time.perf_counter()
        reading = read_or_lose(text, lexica)
        clock.add("read", start)
        yield reading


def read_in_processes(reports: Iterable[Report], settings: BuildSettings, clock: Clock) -> Iterator[Reading]:
    """The readings of reports, in order, made by `settings.jobs` processes; the same as `read_here` gives.

    Raises:
        ReaderError: a process ended before its time.
    """
    waiting: deque[Future[tuple[list[Reading], dict[str, float]]]] = deque()
    batches = _batches(reports)
    pool = ProcessPoolExecutor(settings.jobs, mp_context=get_context("spawn"))
    try:
        while True:
            while len(waiting) < 2 * settings.jobs and (batch := next(batches, None)) is not None:
                waiting.append(pool.submit(_read_batch, batch, settings))
            if not waiting:
                return
            readings, seconds = waiting.popleft().result()
            clock.include(seconds)
            yield from readings
    except BrokenProcessPool:
        raise ReaderError(
            "a reading process ended before its time (out of memory, or killed); what was read is kept,"
            " run the same command again with fewer --jobs"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    batch: list[Report] = []
    size = 0
    for report in reports:
        batch.append(report)
        size += len(report.text)
        if size > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read_batch(reports: list[Report], settings: BuildSettings) -> tuple[list[Reading], dict[str, float]]:
    """The readings of some reports and the seconds of each stage, in a process of its own."""
    clock = Clock()
    return list(read_here(reports, settings, clock)), clock.seconds


def give_back() -> None:
    """Free what reading held (language models, look-ups of the package) and, where the C library can, return it to the system."""
    free_language_models()
    for name, module in list(sys.modules.items()):
        for found in vars(module).values() if name.startswith("dateline.") else ():
            if isinstance(found, functools._lru_cache_wrapper):
                found.cache_clear()
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def read_or_lose(text: ReportText, lexica: Lexica) -> Reading:
    """The reading of a report; a reader that fails costs this report, with its reason in `losses`, and never the run."""
    try:
        return read(text, lexica)
    except Exception as error:
        report = text.report
        lost = Loss(
            loss_id=make_id("x", report.uri, report.report_id, "reading"),
            uri=report.uri,
            what="reading",
            reason=f"a reader failed on this report ({type(error).__name__}: {error}); please report it with the text",
            report_id=report.report_id,
        )
        return Reading(report_id=report.report_id, losses=(lost,))


def digest_of_inputs(store: Store) -> str:
    """The digest that the record of a store has when it is up to date with its inputs and with the rules."""
    return store.input_digest(_rules())


def _rules() -> str:
    """The version of the rules that make a record from readings."""
    return f"{version_of_parts(RECONCILING)}/{VERSION}"


def bring_up_to_date(store: Store) -> None:
    """Rebuild the canonical tables of a store from its readings and judgements, if anything changed since they were written.

    What was there before keeps its ids (see `reconcile.keep_earlier_ids`). Reports go through story by story, so memory does not grow with
    their number, and stories in which nothing changed are not worked out again where the store keeps such work (`reconcile.Workshop`),
    which it does from the first update on: a store that is built once pays neither its time nor its space. Only rows that a person rejected
    or edited are looked up in the record as a whole.
    """
    digest = digest_of_inputs(store)
    if store.built_digest() == digest:
        return
    judgements = store.judgements()
    of_rows = any(j.verdict in ("accepted", "rejected", "edited") for j in judgements)
    updated = store.built_digest() is not None
    earlier = EarlierWork(store, _rules()) if updated and isinstance(store, Workshop) else None
    with _rare_collections():
        store.write_rows(record_rows(store, judgements, store.losses(), earlier), None if of_rows else digest, keep_earlier_ids)
    if of_rows:
        store.write_situation(judged_rows(store.load_situation(), judgements), digest)


@contextlib.contextmanager
def _rare_collections() -> Iterator[None]:
    """Python looks for cycles of dead values seldom, and not among what is there already: reconciling makes many values and no cycles."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(VALUES_BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def refresh(store: Store) -> Situation:
    """The record of a store, brought up to date."""
    bring_up_to_date(store)
    return store.load_situation()


def forget(store: Store, report_ids: Iterable[str]) -> None:
    """Take reports out of a store for good: text, raw bytes, all that was read in them; the record is made anew from the rest.

    What persons judged about them stays in the audit trail, by id.

    Raises:
        InputError: a report that is not in the store; nothing is taken out then.
    """
    wanted = tuple(dict.fromkeys(report_ids))
    known = {r.report_id for r in store.reports()}
    if unknown := [i for i in wanted if i not in known]:
        raise InputError(f"there is no report {', '.join(unknown)}; `dateline show STORE reports` lists them")
    for report_id in wanted:
        store.forget(report_id)
    refresh(store)
    store.compact()


def build_in_memory(inputs: Iterable[str | Path], settings: BuildSettings | None = None) -> Situation:
    """The situation of some sources without a file."""
    from dateline.store.memory import MemoryStore

    store = MemoryStore()
    build(list(inputs), store, settings)
    return store.load_situation()
