"""What a format hands over: the text of one report and what the container says about it."""

import hashlib

import msgspec

from dateline.model.evidence import make_id
from dateline.model.report import Loss, Report


class IntakeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Limits and choices of the intake. Sizes in bytes, times in seconds.

    `columns` maps a field (text, title, published, outlet, byline, url, id, language) to the column or key that holds it.
    `max_ratio`: how much larger than its file the content of a compressed file may be.
    """

    max_bytes: int = 20 * 1024 * 1024
    max_archive_bytes: int = 1024**3
    max_ratio: int = 100
    max_depth: int = 200
    max_page_seconds: float = 10.0
    max_redirects: int = 5
    max_fetch_seconds: float = 30.0
    allow_private: bool = False
    columns: tuple[tuple[str, str], ...] = ()


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one input (a file, a page, a record of an archive, a line of a table): its bytes, its reports, its losses.

    `known` is True where the caller said that it has read these bytes under this URI before; nothing was read then.
    """

    uri: str
    raw: bytes
    sha256: str
    reports: tuple[Report, ...] = ()
    losses: tuple[Loss, ...] = ()
    known: bool = False


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One report in its container. `key` tells it from its siblings (empty where the container is the report).

    `published` is as the container writes it; `identity` replaces the container's bytes in the id where there are siblings.
    `truncated`: the container says that the text is a part. `title_span`: where the title stands in the text.
    """

    text: str
    key: str = ""
    identity: str | None = None
    title: str | None = None
    title_span: tuple[int, int] | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    byline: str | None = None
    dateline_place: str | None = None
    published: str | None = None
    url: str | None = None
    external_id: str | None = None
    language: str | None = None
    raw_offsets: tuple[tuple[int, int, int], ...] = ()
    encoding: str | None = None
    repaired: tuple[tuple[int, int], ...] = ()
    truncated: bool = False
    notes: tuple[tuple[str, str], ...] = ()


class Unreadable(Exception):
    """Raised inside the intake for an input that cannot be read; becomes a row of `losses`, never reaches the user.

    Args:
        what: file, limit, encoding, format, address ...
        reason: one sentence for the closing table.
    """

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(reason)
        self.what = what
        self.reason = reason


def loss(uri: str, what: str, reason: str, report_id: str | None = None, start: int | None = None, end: int | None = None) -> Loss:
    """A row of `losses` with its id."""
    return Loss(
        loss_id=make_id("x", uri, report_id, what, reason, start),
        uri=uri,
        what=what,
        reason=reason,
        report_id=report_id,
        start=start,
        end=end,
    )


def sha256(raw: bytes) -> str:
    """Hex digest of the bytes."""
    return hashlib.sha256(raw).hexdigest()
