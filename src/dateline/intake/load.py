"""Sources to reports: which files there are, what kind each is, and what came of it."""

import glob
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from dateline.errors import InputError
from dateline.intake.decode import Decoded, decode
from dateline.intake.feed import read_feed, read_json_feed
from dateline.intake.fetch import fetch, is_url
from dateline.intake.header import read_header
from dateline.intake.html import declared_charset, looks_like_html, read_page
from dateline.intake.language import language_of
from dateline.intake.manifest import Entry, Manifest, load_manifest
from dateline.intake.ninjs import is_ninjs, read_ninjs
from dateline.intake.part import Intake, IntakeSettings, Part, Unreadable, loss, sha256
from dateline.intake.plain import read_markdown, read_plain
from dateline.intake.published import iso_prefix
from dateline.intake.tabular import parse_json, part_of_row, rows_of_csv, rows_of_json
from dateline.intake.warc import open_archive, read_warc
from dateline.model.evidence import make_id
from dateline.model.report import Damage, Loss, Report
from dateline.text.condition import damage_of

NOT_REPORTS = re.compile(r"(?:readme|licen[cs]e|copying|notice|changelog|contributing)(?:\.(?:md|txt|rst))?", re.IGNORECASE)
TABLES = (".jsonl", ".ndjson", ".csv", ".tsv")


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One input to read. `uri`: the name its reports get; `path` None for standard input and addresses. `size` in bytes."""

    uri: str
    path: Path | None = None
    url: str | None = None
    entry: Entry | None = None
    size: int = 0
    problem: str | None = None


Known = Callable[[str, str], bool]


def sources(inputs: Sequence[str | os.PathLike[str]], manifest: Manifest | None = None) -> tuple[Source, ...]:
    """The inputs as single files and addresses, in order; folders and patterns sorted, each file once.

    A file in a folder or pattern is named by its path from there (with `/`), so its ids do not depend on where the folder lies.
    Without inputs the manifest's own files are taken.

    Raises:
        InputError: an input that is neither a file, a folder, a pattern that matches, `-` nor an address.
    """
    manifest = manifest or Manifest()
    found: list[Source] = []
    seen: set[Path] = set()

    def add(path: Path, uri: str, in_folder: bool = False) -> None:
        real = path.resolve()
        if real in seen or real == manifest.path:
            return
        seen.add(real)
        try:
            size, problem = path.stat().st_size, None
        except OSError as error:
            size, problem = 0, f"the file cannot be read ({error.strerror})"
        if not path.is_file() and problem is None:
            problem = "the folder cannot be opened" if path.is_dir() else "this is no regular file"
        entry = manifest.by_file.get(real)
        if in_folder and entry is None and problem is None and NOT_REPORTS.fullmatch(path.name):
            problem = "a file of this name in a folder is no report; name it as an input of its own to read it"
        found.append(Source(uri=uri, path=path, entry=entry, size=size, problem=problem))

    if not inputs and manifest.folder is not None:
        for file in manifest.files:
            add(file, _relative(file, manifest.folder))
        found.extend(Source(uri=url, url=url, entry=entry) for url, entry in manifest.by_url.items())
        return tuple(found)
    for given in inputs:
        name = os.fspath(given)
        if name == "-":
            found.append(Source(uri="stdin"))
        elif is_url(name):
            found.append(Source(uri=name, url=name, entry=manifest.by_url.get(name)))
        elif os.path.isdir(name):
            for path in _walk(Path(name)):
                add(path, _relative(path, Path(name)), in_folder=True)
        elif os.path.lexists(name):
            add(Path(name), Path(name).name)
        elif matches := sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []:
            root = Path(*_fixed_parts(name))
            for match in matches:
                if os.path.isdir(match):
                    continue
                add(Path(match), _relative(Path(match), root))
        else:
            raise InputError(f"{name}: there is no such file, folder or pattern; check the path")
    return tuple(found)


def _relative(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix() if path != root else path.resolve().name
    except ValueError:
        return path.name


def _fixed_parts(pattern: str) -> tuple[str, ...]:
    parts: list[str] = []
    for part in Path(pattern).parts:
        if glob.has_magic(part):
            break
        parts.append(part)
    return tuple(parts) or (".",)


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder, sorted, hidden ones left out; links to folders are not followed (a loop would have no end)."""
    closed: list[Path] = []
    for where, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename)), followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(where) / name
    yield from closed  # folders that may not be read; each becomes a loss


def load(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    manifest: str | os.PathLike[str] | None = None,
    settings: IntakeSettings | None = None,
    known: Known | None = None,
) -> Iterator[Intake]:
    """Everything that the inputs give, file by file (record by record of archives and tables), in flat memory.

    Args:
        inputs: files, folders (with all below), patterns, `-` for standard input, http(s) addresses.
        manifest: CSV table `path,published,outlet,url,title,id`; what it says holds against what the text says.
        settings: limits; None for the usual ones.
        known: asked with the URI and the SHA-256 of the bytes before anything is read; True skips them.

    Yields:
        Intake: bytes, reports, losses. A bad file gives its loss, never an exception.

    Raises:
        InputError: an input or a file named in the manifest is not there (before anything is yielded).
    """
    table = load_manifest(Path(manifest)) if manifest is not None else Manifest()
    return _load(sources(inputs, table), settings or IntakeSettings(), known, table)


def _load(found: Sequence[Source], settings: IntakeSettings, known: Known | None, manifest: Manifest) -> Iterator[Intake]:
    for source in found:
        try:
            yield from _read_source(source, settings, known, manifest)
        except Unreadable as error:
            yield _lost(source.uri, b"", error.what, error.reason)
        except InputError as error:
            yield _lost(source.uri, b"", "address" if source.url else "file", str(error))
        except OSError as error:
            yield _lost(source.uri, b"", "file", f"the file cannot be read ({error.strerror or error})")
        except (RecursionError, MemoryError) as error:
            yield _lost(source.uri, b"", "limit", f"the file is too large or too deeply nested to be read ({type(error).__name__})")


def _lost(uri: str, raw: bytes, what: str, reason: str) -> Intake:
    return Intake(uri=uri, raw=raw, sha256=sha256(raw), losses=(loss(uri, what, reason),))


def _read_source(source: Source, settings: IntakeSettings, known: Known | None, manifest: Manifest) -> Iterator[Intake]:
    if source.problem:
        raise Unreadable("file", source.problem)
    if source.url is not None:
        page = fetch(source.url, settings)
        yield from _read_bytes(page.raw, source, settings, known, content_type=page.content_type, url=page.url)
        return
    if source.path is None:
        raw = sys.stdin.buffer.read(settings.max_bytes + 1)
        _check_size(len(raw), settings)
        yield from _read_bytes(raw, source, settings, known)
        return
    with source.path.open("rb") as handle:
        head = handle.read(512)
    name = source.path.name.lower()
    if head.startswith(b"WARC/") or name.endswith((".warc", ".warc.gz")):
        yield from _read_archive(source, settings, known, manifest)
    elif name.endswith(TABLES) and not head.startswith(b"\x1f\x8b"):
        yield from _read_table(source, settings, known)
    else:
        _check_size(source.size, settings)
        yield from _read_bytes(source.path.read_bytes(), source, settings, known)


def _check_size(size: int, settings: IntakeSettings) -> None:
    if size > settings.max_bytes:
        raise Unreadable("limit", f"the file is larger than {settings.max_bytes // 2**20} MB; split it into its reports")


def _read_archive(source: Source, settings: IntakeSettings, known: Known | None, manifest: Manifest) -> Iterator[Intake]:
    handle, size = open_archive(str(source.path))
    if size > settings.max_archive_bytes:
        handle.close()
        raise Unreadable("limit", f"the archive is larger than {settings.max_archive_bytes // 2**20} MB")
    pages = 0
    with handle:
        for record in read_warc(handle, size, settings):
            if isinstance(record, Unreadable):
                yield _lost(source.uri, b"", record.what, record.reason)
                continue
            pages += 1
            uri = record.url or f"{source.uri}#{pages}"
            page = Source(uri=uri, url=record.url, entry=manifest.by_url.get(record.url))
            try:
                yield from _read_bytes(
                    record.raw, page, settings, known, content_type=record.content_type, url=record.url or None, cut=record.truncated
                )
            except Unreadable as error:
                yield _lost(uri, record.raw, error.what, error.reason)
    if not pages:
        yield _lost(source.uri, b"", "format", "the archive holds no page")


def _read_table(source: Source, settings: IntakeSettings, known: Known | None) -> Iterator[Intake]:
    """JSON Lines and CSV: line by line, so that a large table needs little memory."""
    assert source.path is not None
    if source.size > settings.max_archive_bytes:
        raise Unreadable("limit", f"the table is larger than {settings.max_archive_bytes // 2**20} MB")
    if source.path.suffix.lower() in (".csv", ".tsv"):
        _check_size(source.size, settings)
        raw = source.path.read_bytes()
        if not raw.strip():
            raise Unreadable("file", "the file is empty")
        for number, row in enumerate(rows_of_csv(decode(raw).text, source.path.name), 1):
            line = repr(sorted((str(k), str(v)) for k, v in row.items())).encode("utf-8", "surrogatepass")
            yield _row(source, number, line, lambda row=row, number=number: part_of_row(row, str(number), None, settings), known)  # type: ignore[misc]
        return
    number = 0
    with source.path.open("rb") as handle:
        while raw := handle.readline(settings.max_bytes + 1):
            if len(raw) > settings.max_bytes:
                yield _lost(
                    source.uri,
                    b"",
                    "limit",
                    f"line {number + 1} is larger than {settings.max_bytes // 2**20} MB; the rest of the file was not read",
                )
                return
            if not raw.strip():
                continue
            number += 1
            yield _row(source, number, raw, lambda raw=raw, number=number: _part_of_line(raw, number, settings), known)  # type: ignore[misc]
    if not number:
        raise Unreadable("file", "the file is empty")


def _part_of_line(raw: bytes, number: int, settings: IntakeSettings) -> Part:
    value = parse_json(decode(raw).text)
    if not isinstance(value, dict):
        raise Unreadable("format", f"line {number} is no JSON object")
    return read_ninjs(value, str(number), None, settings) if is_ninjs(value) else part_of_row(value, str(number), None, settings)


def _row(source: Source, number: int, raw: bytes, read: Callable[[], Part], known: Known | None) -> Intake:
    uri = f"{source.uri}#{number}"
    if known is not None and known(uri, sha256(raw)):
        return Intake(uri=uri, raw=raw, sha256=sha256(raw), known=True)
    try:
        part = read()
    except Unreadable as error:
        return _lost(uri, raw, error.what, error.reason)
    report, losses = finish(part, uri, sha256(raw), None)
    return Intake(uri=uri, raw=raw, sha256=sha256(raw), reports=(report,), losses=losses)


def _read_bytes(
    raw: bytes,
    source: Source,
    settings: IntakeSettings,
    known: Known | None,
    content_type: str = "",
    url: str | None = None,
    cut: bool = False,
) -> Iterator[Intake]:
    digest = sha256(raw)
    if known is not None and known(source.uri, digest):
        yield Intake(uri=source.uri, raw=raw, sha256=digest, known=True)
        return
    reports: list[Report] = []
    losses: list[Loss] = []
    several = 0
    for part in _parts(raw, source, settings, content_type, losses):
        several += bool(part.key)
        if url and not part.url:
            part = msgspec.structs.replace(part, url=url)
        if cut:
            part = msgspec.structs.replace(part, truncated=True)
        uri = f"{source.uri}#{part.key}" if part.key else source.uri
        report, lost = finish(part, uri, part.identity or digest, source.entry if several <= 1 else None, raw_sha256=digest)
        reports.append(report)
        losses.extend(lost)
    yield Intake(uri=source.uri, raw=raw, sha256=digest, reports=tuple(reports), losses=tuple(losses))


def read_bytes(raw: bytes, source: Source, settings: IntakeSettings, *, content_type: str = "", url: str | None = None) -> Iterator[Intake]:
    """What some bytes that were fetched give, as `load` reads a page.

    Raises:
        Unreadable: they hold no report.
    """
    return _read_bytes(raw, source, settings, None, content_type, url)


_XML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE\s+(?!html)[^>\[]*(?:\[.*?\]\s*)?>\s*|<\?[^>]*>\s*)*<(rss|feed|rdf:RDF|[a-zA-Z:]+)\b",
    re.DOTALL,
)
_MAGIC = ((b"%PDF", "a PDF file"), (b"PK\x03\x04", "a zip archive or office document"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"),
          (b"GIF8", "a picture"), (b"\xd0\xcf\x11\xe0", "an old office document"), (b"SQLite format 3", "a database"), (b"\x7fELF", "a program"),
          (b"{\\rtf", "an RTF document"), (b"\x1f\x8b", "a compressed file"), (b"BZh", "a compressed file"), (b"\xfd7zXZ", "a compressed file"))  # fmt: skip


def _parts(raw: bytes, source: Source, settings: IntakeSettings, content_type: str, losses: list[Loss]) -> Iterator[Part]:
    """The reports in some bytes, by what the content shows; the ending and content type only decide between likely readings."""
    if not raw:
        raise Unreadable("file", "the file is empty")
    for magic, kind in _MAGIC:
        if raw.startswith(magic):
            raise Unreadable("format", f"this is {kind}, which is not read; save its text as .txt or .html")
    name = (source.path.name if source.path else source.url or source.uri).lower().split("?")[0]
    head = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    root = _XML.match(raw[:4096])
    tag = root.group(1).decode().lower() if root else ""
    if tag in ("rss", "feed", "rdf:rdf"):
        yield from read_feed(raw)
        return
    if head.startswith(b"<?xml") and tag != "html" and b"<html" not in head.lower():
        raise Unreadable("format", f"this XML ({tag or 'unknown'}) is neither a feed nor a page")
    decoded = decode(raw, declared_charset(raw, content_type))
    text = decoded.text
    is_json = head[:1] in (b"{", b"[") and (name.endswith(".json") or "json" in content_type or _parses(text))
    if is_json or name.endswith(".json"):
        yield from _json_parts(text, source, settings, losses)
        return
    if looks_like_html(text) or (name.endswith((".html", ".htm", ".xhtml")) and re.search(r"<[a-zA-Z!/]", text)):
        yield read_page(decoded, settings)
        return
    if name.endswith((".md", ".markdown")):
        yield _noted(read_markdown(decoded), decoded)
    else:
        yield _noted(read_plain(decoded), decoded)


def _noted(part: Part, decoded: Decoded) -> Part:
    if not decoded.unreadable:
        return part
    return msgspec.structs.replace(part, notes=(*part.notes, ("encoding", f"{decoded.unreadable} characters could not be decoded")))


def _parses(text: str) -> bool:
    try:
        parse_json(text)
    except Unreadable as error:
        return error.what == "limit"
    return True


def _json_parts(text: str, source: Source, settings: IntakeSettings, losses: list[Loss]) -> Iterator[Part]:
    try:
        value = parse_json(text)
    except Unreadable as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if error.what == "limit" or len(lines) < 2 or not lines[0].lstrip().startswith("{") or not _parses(lines[0]):
            raise
        value = []
        for number, line in enumerate(lines, 1):
            try:
                value.append(parse_json(line))
            except Unreadable as bad:
                losses.append(loss(f"{source.uri}#{number}", "file", bad.reason))
    if isinstance(value, dict) and "jsonfeed.org" in str(value.get("version", "")):
        yield from read_json_feed(value)
        return
    rows = list(rows_of_json(value))
    single = len(rows) == 1 and not isinstance(value, list)
    for number, row in enumerate(rows, 1):
        key = "" if single else str(number)
        identity = None if single else sha256(repr(row).encode("utf-8", "surrogatepass"))
        try:
            if not isinstance(row, dict):
                raise Unreadable("format", "this JSON holds no object with a report")
            yield read_ninjs(row, key, identity, settings) if is_ninjs(row) else part_of_row(row, key, identity, settings)
        except Unreadable as error:
            if single:
                raise
            losses.append(loss(f"{source.uri}#{number}", error.what, error.reason))


def finish(part: Part, uri: str, identity: str, entry: Entry | None, raw_sha256: str | None = None) -> tuple[Report, tuple[Loss, ...]]:
    """The report of a part: identity, language, condition, header, publication date; and what of it was lost.

    Args:
        part: what the format handed over.
        uri: the report's name.
        identity: hash of the bytes that are the report's own.
        entry: the manifest's row, which holds against everything else.
    """
    external = (entry.id if entry else None) or part.external_id
    report_id = make_id("r", external or uri, identity)
    text = part.text
    losses = [loss(uri, what, reason, report_id) for what, reason in part.notes]
    damage = [Damage(kind="encoding", start=s, end=e) for s, e in part.repaired if s < e]
    if part.truncated:
        damage.append(Damage(kind="truncated", start=max(0, len(text.rstrip()) - 1), end=len(text.rstrip())))
    published = iso_prefix(part.published) if part.published else None
    report = Report(
        report_id=report_id,
        uri=uri,
        text=text,
        title=(entry.title if entry else None) or part.title,
        outlet=(entry.outlet if entry else None) or part.outlet,
        agencies=part.agencies,
        byline=part.byline,
        dateline_place=part.dateline_place,
        published=(entry.published if entry else None) or published,
        published_basis="given" if entry and entry.published else "metadata" if published else None,
        language=language_of(text) or part.language,
        url=(entry.url if entry else None) or part.url,
        external_id=external,
        content_hash=sha256(" ".join(text.split()).casefold().encode("utf-8", "surrogatepass")),
        raw_sha256=raw_sha256 or identity,
        raw_offsets=part.raw_offsets,
        encoding=part.encoding,
        damage=tuple(damage),
    )
    if not text.strip():
        losses.append(loss(uri, "file", "the report holds no text", report_id))
    elif report.language not in ("en", None):
        losses.append(loss(uri, "language", f"the text is in another language ({report.language}); only English is read", report_id))
    measured = [d for d in damage_of(report) if d.kind not in ("encoding", "truncated") or d.kind not in {known.kind for known in damage}]
    report = msgspec.structs.replace(report, damage=(*damage, *measured))
    if part.truncated:
        losses.append(loss(uri, "passage", "only a part of the report came in; it breaks off", report_id, len(text), len(text)))
    return read_header(report, title_span=part.title_span), tuple(losses)
