"""Web archives: pages and plain texts out of WARC records, one by one."""

import io
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from dateline.intake.part import IntakeSettings, Unreadable

_PAGES = (
    "text/html",
    "application/xhtml",
    "text/plain",
    "application/rss",
    "application/atom",
    "application/json",
    "text/xml",
    "application/xml",
)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A page of an archive. When it was archived is left out: that is not when it was published."""

    url: str
    raw: bytes
    content_type: str
    truncated: bool


def read_warc(stream: BinaryIO, size: int, settings: IntakeSettings) -> Iterator[Record | Unreadable]:
    """Pages in order; a record that cannot be read comes as `Unreadable`, and so does the reason where the archive breaks off."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    total = 0
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type not in ("response", "resource", "conversion"):
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            kind = _content_type(record)
            if not kind.startswith(_PAGES):
                continue
            status = record.http_headers.get_statuscode() if record.http_headers else "200"
            if not status.startswith("2"):
                continue
            raw = record.content_stream().read(settings.max_bytes + 1)
            total += len(raw)
            if len(raw) > settings.max_bytes:
                yield Unreadable("limit", f"{url}: the record is larger than {settings.max_bytes // 2**20} MB")
                continue
            if total > settings.max_archive_bytes or total > settings.max_ratio * max(size, 1_000_000):
                yield Unreadable("limit", "the archive holds more than the limit allows; the rest was not read")
                return
            yield Record(
                url=url,
                raw=raw,
                content_type=kind,
                truncated=record.rec_headers.get_header("WARC-Truncated") is not None,
            )
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        yield Unreadable(
            "file", f"the archive breaks off: {str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__}"
        )


def _content_type(record: object) -> str:
    headers = getattr(record, "http_headers", None)
    value = headers.get_header("Content-Type") if headers else None
    value = value or record.rec_headers.get_header("WARC-Identified-Payload-Type") or record.rec_headers.get_header("Content-Type")  # type: ignore[attr-defined]
    return (value or "text/html").strip().lower()


def open_archive(path: str) -> tuple[BinaryIO, int]:
    """The archive as a stream and its size in bytes."""
    handle = open(path, "rb")  # noqa: SIM115
    handle.seek(0, io.SEEK_END)
    size = handle.tell()
    handle.seek(0)
    return handle, size
