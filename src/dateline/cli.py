"""The command line. Heavy parts are imported when a command needs them, so that `--help` answers at once."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline import __version__
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.model.judgement import Judgement
    from dateline.model.record import EventRow
    from dateline.pipeline import BuildSummary
    from dateline.store.sqlite import SqliteStore

app = typer.Typer(
    name="dateline",
    help="Reads news reports about conflicts, crises and diplomacy and writes a sourced record of the situation.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

StorePath = Annotated[Path, typer.Argument(metavar="STORE", help="The store that `dateline build` wrote.")]
EXAMPLES = ("river", "tripoli")


def main() -> None:
    """Run the command line; an error raised on purpose is one sentence on standard error and exit status 2."""
    try:
        app()
    except DatelineError as error:
        typer.echo(f"dateline: {_line(str(error))}", err=True)
        raise SystemExit(2) from None


@contextmanager
def _open(path: Path) -> "Iterator[SqliteStore]":
    """A store that is there; one that may not be written, or whose folder may not, is opened for reading."""
    from dateline.store.sqlite import SqliteStore

    readonly = path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    with SqliteStore(path, create=False, readonly=readonly) as store:
        yield store


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit()


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Options before the command."""


@app.command()
def build(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="STORE", help="The store to write or to add to.")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT", help="Files, folders, globs, - for standard input, http(s) addresses; none: all that the manifest names."
        ),
    ] = None,
    manifest: Annotated[Path | None, typer.Option(help="CSV: path,published,outlet,url,title,id; overrides what the texts say.")] = None,
    column: Annotated[list[str] | None, typer.Option(help="CSV and JSON input: OURS=THEIRS, for instance text=body; may be repeated.")] = None,
    language_model: Annotated[str | None, typer.Option(help="Another spaCy pipeline than the packaged one.")] = None,
    places: Annotated[Path | None, typer.Option(help="Places of your own (CSV or TSV; columns: docs/how-to.md).")] = None,
    actors: Annotated[Path | None, typer.Option(help="Actors of your own (CSV or TSV; columns: docs/how-to.md).")] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read at the same time; the record is the same.")] = 1,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Also fetch from loopback and private addresses.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when anything was not read.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no closing table.")] = False,
) -> None:
    """Read reports into a store: what is known already is not read again."""
    from dateline.errors import InputError
    from dateline.intake.tabular import COLUMNS
    from dateline.pipeline import BuildSettings
    from dateline.pipeline import build as build_into
    from dateline.store.sqlite import SqliteStore
    from dateline.watch import writing

    if not inputs and manifest is None:
        raise InputError("nothing to read; name files, folders, globs, - or addresses, or a --manifest")
    columns = []
    for pair in column or ():
        ours, equals, theirs = pair.partition("=")
        if not equals or not ours or not theirs:
            raise InputError(f"--column {pair}: write OURS=THEIRS, for instance --column text=body")
        if ours not in COLUMNS:
            raise InputError(f"--column {pair}: there is no column {ours}; one of {', '.join(COLUMNS)}")
        columns.append((ours, theirs))
    settings = BuildSettings(
        manifest=manifest, columns=tuple(columns), language_model=language_model, allow_private=allow_private, places=places, actors=actors,
        jobs=jobs,
    )  # fmt: skip
    with writing(out), SqliteStore(out) as store, _progress(quiet) as advance:
        summary = build_into(inputs or [], store, settings, advance)
    if not quiet:
        _closing_table(summary)
    if not (summary.read or summary.known or summary.losses):
        typer.echo(f"there is no report in {', '.join(map(_line, inputs or [str(manifest)]))}", err=True)
    if strict and summary.losses:
        raise typer.Exit(1)


@contextmanager
def _progress(quiet: bool) -> "Iterator[Callable[[int, int, str], None] | None]":
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def advance(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=max(total, done) or None, description=_printable(Path(name).name[:40]))

        yield advance


def _line(text: str) -> str:
    """Text as one line of a terminal, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _printable(text: str) -> str:
    """Text for a terminal: control characters shown as spaces, square brackets kept from being read as markup."""
    return "".join(c if c.isprintable() else " " for c in text).replace("[", "\\[")


def _closing_table(summary: "BuildSummary") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_row("reports read", str(summary.read))
    if summary.known:
        table.add_row("known and unchanged", str(summary.known))
    table.add_row("not read", str(len(summary.losses)))
    for name in ("stories", "events", "statements", "figure_claims", "commitments", "contradictions"):
        table.add_row(name.replace("_", " "), str(summary.rows.get(name, 0)))
    table.add_row("event mentions merged", str(summary.merged))
    console = Console(stderr=True)
    console.print(table)
    for loss in summary.losses[:20]:
        reason = loss.reason.removeprefix(f"{loss.uri}: ")
        console.print(f"not read: {_printable(loss.uri)}: {_printable(reason)}", soft_wrap=True, highlight=False)
    if len(summary.losses) > 20:
        console.print(f"… and {len(summary.losses) - 20} more: dateline losses STORE")


@app.command("export")
def export_command(
    store: StorePath,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the tables.")],
    format: Annotated[
        str, typer.Option(help="jsonl, csv, excel, xlsx, parquet, acled, ged, plover, geojson, hxl, ftm or annotations.")
    ] = "jsonl",
) -> None:
    """Write the tables of the record to a folder, or the record in a format of the field."""
    from dateline.errors import InputError
    from dateline.publish.export import FORMATS, export

    if format not in FORMATS:
        raise InputError(f"--format {format}: unknown; one of {', '.join(FORMATS)}")
    with _open(store) as opened:
        export(opened.load_situation(), folder, format=format)
    typer.echo(str(folder))


@app.command()
def forget(
    store: StorePath,
    reports: Annotated[list[str], typer.Argument(metavar="REPORT", help="Ids of reports.")],
) -> None:
    """Take reports out for good: their text, raw bytes and everything read in them; the rest of the record stays."""
    from dateline.pipeline import forget as forget_reports
    from dateline.watch import writing

    with writing(store), _open(store) as opened:
        forget_reports(opened, reports)
    typer.echo(f"{len(set(reports))} forgotten")


@app.command()
def watch(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Addresses of feeds, OPML files, folders.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="STORE", help="The store to write or to add to.")],
    every: Annotated[str, typer.Option(help="Time between two rounds: 90s, 15m, 6h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="One round, then stop.")] = False,
    follow: Annotated[bool, typer.Option("--follow/--no-follow", help="Read the pages of items that carry only their beginning.")] = True,
    atom: Annotated[Path | None, typer.Option(help="Atom feed of what changed, written after each round.")] = None,
    mail: Annotated[Path | None, typer.Option(help="Text to be mailed of what changed, written after each round.")] = None,
    days: Annotated[int, typer.Option(min=1, help="Days that these two look back.")] = 7,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Also fetch from loopback and private addresses.")] = False,
) -> None:
    """Watch feeds and folders: new and edited reports go into the store, each once."""
    from dateline.pipeline import BuildSettings
    from dateline.watch import WatchSettings, rounds, seconds

    settings = WatchSettings(
        sources=tuple(sources), store=out, every=seconds(every), follow=follow, build=BuildSettings(allow_private=allow_private), atom=atom,
        mail=mail, days=days,
    )  # fmt: skip
    try:
        for summary in rounds(settings, most=1 if once else None):
            typer.echo(f"{summary.read} read, {summary.known} known, {len(summary.losses)} not read")
            for lost in summary.losses[:20]:
                typer.echo(f"not read: {_line(lost.uri)}: {_line(lost.reason)}", err=True)
    except KeyboardInterrupt:
        typer.echo("stopped; nothing that was read is lost", err=True)


@app.command("compare")
def compare_command(
    store: StorePath,
    other: Annotated[Path, typer.Argument(metavar="TABLE", help="An ACLED or GED CSV, or a GDELT 2.0 event file.")],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Compare the record with another event table: matched, only theirs, only ours, with what differs."""
    import msgspec

    from dateline.publish.compare import compare, read_table

    format, rows = read_table(other)
    with _open(store) as opened:
        record = opened.load_situation()
    found = compare(record, rows, format)
    if as_json:
        typer.echo(msgspec.json.encode(found).decode())
        return
    events = {e.event_id: e for e in record.events}
    for pair in found.matched:
        typer.echo(f"matched      {_line(pair.theirs.id)}  {pair.event_id}  {pair.score:.2f}  {_event_line(events[pair.event_id])}")
        for what, theirs, ours in pair.differences:
            typer.echo(f"  differs    {what}: theirs {_line(theirs)}, ours {_line(ours)}")
    for row in found.only_theirs:
        typer.echo(f"only theirs  {_line(row.id)}  {row.first}  {_line(row.place)}  {_line(row.kind)}  {_line('; '.join(row.sides))}")
    for event_id in found.only_ours:
        typer.echo(f"only ours    {event_id}  {_event_line(events[event_id])}")
    typer.echo(
        f"{len(rows)} rows of {format}: {len(found.matched)} matched, {len(found.only_theirs)} only theirs, {len(found.only_ours)} only ours", err=True
    )


def _event_line(event: "EventRow") -> str:
    who = "; ".join(a.name for a in (*event.actors, *event.recipients))
    return _line("  ".join((event.date_start or "no date", event.place.name if event.place else "no place", event.event_type, event.modality, who)))


@app.command()
def brief(
    store: StorePath,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write: .html, or .docx or .pdf (extras).")] = Path("brief.html"),
    since: Annotated[str | None, typer.Option(metavar="DATE", help="What changed since this day; default: the day of the newest reports.")] = None,
) -> None:
    """Write the brief: one self-contained HTML file, or a Word or PDF document."""
    from dateline.publish.brief import brief as page_of
    from dateline.publish.paper import SUFFIXES, paper

    with _open(store) as opened:
        situation = opened.load_situation()
    on_paper = out.suffix.lower() in SUFFIXES
    _write(out, paper(situation, out, since) if on_paper else page_of(situation, since=since).encode("utf-8"))
    typer.echo(str(out))


def _write(path: Path, content: bytes) -> None:
    from dateline.errors import InputError

    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name another file") from error


@app.command()
def show(
    store: StorePath,
    table: Annotated[str, typer.Argument(metavar="TABLE", help="A table of the record, for instance events.")],
    where: Annotated[
        list[str] | None, typer.Option("--where", "-w", help="COLUMN=VALUE; a reference matches by id or name; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option(help="At most so many rows; 0 for all.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show rows of a table."""
    import msgspec

    from dateline.api import Situation, Table, _short
    from dateline.errors import InputError
    from dateline.model.record import TABLES

    if table not in TABLES:
        raise InputError(f"there is no table {table}; one of {', '.join(TABLES)}")
    with _open(store) as opened:
        rows: Table[Any] = getattr(Situation(opened.load_situation()), table)
    for condition in where or ():
        column, equals, value = condition.partition("=")
        if not equals or column not in rows.columns:
            raise InputError(f"--where {condition}: write COLUMN=VALUE with a column of {table}: {', '.join(rows.columns)}")
        rows = Table(
            table, [r for r in rows if value.casefold() in _short(getattr(r, column)).casefold() or _is(getattr(r, column), value)]
        )
    shown = rows if limit <= 0 else rows[:limit]
    if as_json:
        for row in shown:
            typer.echo(msgspec.json.encode(row).decode())
        return
    columns = SHOWN_COLUMNS.get(table, rows.columns[:6])
    text_of = str if table == "losses" else _short  # a reason is told to its end
    _print_table(table, [(c, [text_of(getattr(r, c)) for r in shown]) for c in columns])
    if len(shown) < len(rows):
        typer.echo(f"{len(rows) - len(shown)} more rows: --limit 0", err=True)
    if not rows:
        typer.echo(f"no rows in {table}" + (" with these conditions" if where else ""), err=True)


SHOWN_COLUMNS = {
    "reports": ("report_id", "uri", "outlet", "published", "title"),
    "actors": ("actor_id", "name", "kind", "country", "n_mentions", "n_reports"),
    "events": ("event_id", "event_type", "modality", "date_start", "place", "actors", "recipients", "trigger", "n_independent"),
    "statements": ("statement_id", "source", "cue", "cue_class", "content", "relayed_by", "date"),
    "figure_claims": ("claim_id", "indicator", "expression", "value", "qualifier", "status", "attributed_to"),
    "figures": ("figure_id", "indicator", "verdict", "latest", "low", "high", "place"),
    "commitments": ("commitment_id", "by", "action", "due", "outcome"),
    "positions": ("position_id", "holder", "stance", "topic"),
    "relations": ("relation_id", "subject", "predicate", "object", "since"),
    "places": ("place_id", "name", "country", "latitude", "longitude", "feature"),
    "times": ("time_id", "text", "type", "value", "anchor", "status"),
    "stories": ("story_id", "title", "first", "last", "n_reports", "n_independent"),
    "contradictions": ("contradiction_id", "kind", "note"),
    "judgements": ("judgement_id", "table", "left", "right", "verdict", "because", "by"),
    "losses": ("loss_id", "uri", "what", "reason"),
}


def _is(value: Any, wanted: str) -> bool:
    from dateline.api import _fits

    return _fits(value, wanted) or str(value) == wanted


def _print_table(title: str, columns: list[tuple[str, list[str]]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=None, header_style="bold")
    for name, _ in columns:
        table.add_column(name, overflow="fold", no_wrap=name.endswith("_id"))
    for cells in zip(*(cells for _, cells in columns), strict=True):
        table.add_row(*(Text("".join(c if c.isprintable() else " " for c in cell)) for cell in cells))
    Console().print(table)


@app.command()
def why(
    store: StorePath,
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of any entry of the record.")],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Show the words behind an entry, the rules that read it and the judgements about it."""
    import msgspec

    from dateline.api import _short

    with _open(store) as opened:
        found = opened.why(id)
    if as_json:
        typer.echo(msgspec.json.encode(found).decode())
        return
    typer.echo(f"{found.table} {found.id}")
    cells = (_short(getattr(found.row, column)) for column in SHOWN_COLUMNS.get(found.table, found.row.__struct_fields__[:6])[1:])
    typer.echo(f"  entry      {_line('; '.join(cell for cell in cells if cell))}")
    if found.table in ("reports", "stories", "losses"):
        for report_id, title in found.reports.items():
            typer.echo(f"  report     {report_id} {_line(title)}")
    for evidence in found.evidence:
        typer.echo(
            f"  words      {found.reports.get(evidence.report_id, evidence.report_id)} {evidence.start}-{evidence.end}: {_line(evidence.text)}"
        )
    for finding in found.findings:
        score = "" if finding.score is None else f" ({finding.score:.2f})"
        typer.echo(f"  rule       {finding.rule}{score}: {finding.kind} {finding.id}")
    for judgement in found.judgements:
        sides = (side for side in (judgement.left, judgement.right) if side)
        pair = " | ".join(f"{side} ({_line(found.names[side])})" if side in found.names else side for side in sides)
        typer.echo(
            f"  judgement  {judgement.verdict} by {judgement.by}: {pair} because {', '.join(judgement.because) or 'no reason is given'}"
        )


@app.command()
def diff(
    store: StorePath,
    since: Annotated[str, typer.Option(metavar="DATE", help="Reports published on this day or later are new: 2019-05-08, 2019-05 or 2019.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show what changed since a day: new events, counts, denials, contradictions, promises made, due, kept and broken."""
    import msgspec

    from dateline.publish.changes import GROUPS, changes, once_a_sentence, words_of_change
    from dateline.publish.shelf import Shelf

    with _open(store) as opened:
        situation = opened.load_situation()
    found = changes(situation, since)
    if as_json:
        for change in found:
            typer.echo(msgspec.json.encode(change).decode())
        return
    shelf = Shelf(situation)
    shown = list(once_a_sentence(found, shelf))
    for kind, title in GROUPS.items():
        chosen = [c for c in shown if c.kind == kind]
        if chosen:
            typer.echo(f"{title} ({len(chosen)})")
        for change in chosen:
            label, lead = words_of_change(change)
            typer.echo(f"  {label}{f' {lead}' if lead else ''}  {change.id}")
            for evidence, mark in ((change.evidence, " "), (change.earlier, "<")):
                for cite in shelf.cites(evidence, limit=3):
                    typer.echo(f"  {mark} {shelf.labels[cite.report]}: {_line(shelf.text(cite.report, cite.sentence))}")
    if not found:
        typer.echo(f"nothing changed since {since}", err=True)


@app.command()
def judge(
    store: StorePath,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID [ID] JUDGEMENT",
            help="ID accept | ID reject | ID ID same | ID ID different | ID edit COLUMN=VALUE... | ID split MEMBER...",
        ),
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="The reviewer's name; needed.")] = "",
    because: Annotated[str | None, typer.Option(help="Why, in your own words.")] = None,
    undo: Annotated[str | None, typer.Option(metavar="JUDGEMENT_ID", help="Take a judgement back instead; it stays in the audit trail.")] = None,
) -> None:
    """Judge entries of the record: a person outranks every rule, now and at every later build."""
    from dateline import judging
    from dateline.errors import InputError

    given = list(words or ())
    if undo is not None:
        if given:
            raise InputError("--undo takes nothing but the judgement's id and --by")
        if not by.strip():
            raise InputError("a judgement needs the reviewer's name; give --by NAME")
        with _open(store) as opened:
            taken_back = judging.undo(opened, undo, by=by)
        typer.echo(f"undone: {_judgement_line(taken_back)}")
        return
    at = next((n for n, word in enumerate(given) if word in judging.ACTIONS), None)
    if at is None:
        raise InputError(f"say what is judged and how: ID accept, ID ID same, ID edit COLUMN=VALUE ...; one of {', '.join(judging.ACTIONS)}")
    ids, action, rest = given[:at], judging.action_of(given[at]), given[at + 1 :]
    if rest and action not in ("edit", "split"):
        raise InputError(f"nothing may stand after {action}; {' '.join(rest)!r} does")
    with _open(store) as opened:
        made = judging.judge(
            opened, ids, action, by=by, because=because, changes=judging.parse_changes(rest) if action == "edit" else None,
            members=rest if action == "split" else (),
        )  # fmt: skip
    typer.echo(_judgement_line(made))


@app.command()
def audit(store: StorePath, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """Show every judgement that persons made, also those undone, in the order in which they were made."""
    import msgspec

    from dateline import judging

    with _open(store) as opened:
        entries = judging.audit(opened)
    for entry in entries:
        if as_json:
            typer.echo(msgspec.json.encode(entry).decode())
            continue
        undone = "" if entry.holds else f" (undone by {_line(entry.undone_by or 'unknown')} at {entry.undone_at})"
        typer.echo(_judgement_line(entry.judgement) + undone)
    if not entries and not as_json:
        typer.echo("no judgements yet: dateline judge STORE ID accept --by NAME", err=True)


def _judgement_line(judgement: "Judgement") -> str:
    """One judgement as one line: id, time, reviewer, verdict, what it is about, why."""
    about = f"{judgement.table} {judgement.left}" + (f" | {judgement.right}" if judgement.right else "")
    parts = [judgement.judgement_id, judgement.at or "", judgement.by, judgement.verdict, about, "; ".join(judgement.because)]
    return _line("  ".join(part for part in parts if part) + (f"  because {judgement.note}" if judgement.note else ""))


@app.command()
def search(
    store: StorePath,
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Words that a report must hold.")],
    limit: Annotated[int, typer.Option(help="At most so many reports.")] = 20,
) -> None:
    """Search the reports' texts."""
    with _open(store) as opened:
        hits = opened.search(" ".join(words), limit)
    for hit in hits:
        typer.echo(f"{hit.report_id}  {hit.published or 'no date'}  {_line(hit.uri)}  {_line(hit.snippet)}")
    if not hits:
        typer.echo("no report holds all these words", err=True)


@app.command()
def losses(store: StorePath, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """Show what was not read, and why."""
    show(store, "losses", None, 0, as_json)


@app.command("serve")
def serve_command(
    store: StorePath,
    port: Annotated[int, typer.Option(help="Port of 127.0.0.1; 0 takes a free one.")] = 0,
    reviewer: Annotated[str, typer.Option("--as", metavar="NAME", help="The name that your judgements carry; default: your account.")] = "",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the room in the browser.")] = True,
) -> None:
    """Open the review room: read, check and correct the record in the browser, on this machine alone."""
    from dateline.web.serve import serve

    serve(store, port=port, reviewer=reviewer, browser=browser, say=typer.echo)


@app.command()
def demo(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"An example: {' or '.join(EXAMPLES)}.")] = "river",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for store and brief; default: a new temporary folder.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the brief in the browser.")] = True,
) -> None:
    """Build a bundled example and show its brief."""
    import tempfile
    from importlib import resources

    from dateline.errors import InputError
    from dateline.pipeline import BuildSettings
    from dateline.pipeline import build as build_into
    from dateline.publish.brief import brief as page_of
    from dateline.store.sqlite import SqliteStore

    if name not in EXAMPLES:
        raise InputError(f"there is no example {name}; one of {', '.join(EXAMPLES)}")
    folder = Path(str(resources.files("dateline") / "examples" / name))
    target = out or Path(tempfile.mkdtemp(prefix="dateline-"))
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{target}: cannot be made ({error.strerror}); name another folder") from error
    with SqliteStore(target / f"{name}.dateline") as store, _progress(False) as advance:
        summary = build_into([], store, BuildSettings(manifest=folder / "manifest.csv"), advance)
        page = page_of(store.load_situation())
    path = target / f"{name}.html"
    _write(path, page.encode("utf-8"))
    _closing_table(summary)
    typer.echo(str(path))
    if browser and sys.stdout.isatty():
        import webbrowser

        webbrowser.open(path.resolve().as_uri())


if __name__ == "__main__":
    main()
