"""A report as it came in: text that never changes after intake, and what is known about it."""

from typing import Literal

import msgspec

DamageKind = Literal["digits_lost", "punctuation_lost", "case_lost", "breaks_lost", "encoding", "truncated"]
PublishedBasis = Literal["given", "metadata", "header", "inferred"]


class Damage(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One kind of damage over `text[start:end]`."""

    kind: DamageKind
    start: int
    end: int


class Header(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The head of a report: offsets of what is no running text. All spans are half open offsets into `Report.text`.

    `title` is read (it asserts things), `outside` (bylines, dateline, agency lines) is kept out of the reading proper.
    """

    title: tuple[int, int] | None = None
    dateline: tuple[int, int] | None = None
    outside: tuple[tuple[int, int], ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A report. `published` is an ISO 8601 prefix (`2019`, `2019-05`, `2019-05-08`), never finer than known.

    `published_candidates` holds every date that fits the text where the publication date is not known.
    `raw_offsets` maps the main text back to the page: `(text_start, raw_start, length)` runs, empty when the text is the file.
    """

    report_id: str
    uri: str
    text: str
    title: str | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    byline: str | None = None
    dateline_place: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    published_candidates: tuple[str, ...] = ()
    language: str | None = None
    damage: tuple[Damage, ...] = ()
    header: Header = Header()
    url: str | None = None
    external_id: str | None = None
    version_of: str | None = None
    content_hash: str = ""
    raw_sha256: str = ""
    raw_offsets: tuple[tuple[int, int, int], ...] = ()
    encoding: str | None = None


class Loss(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something that was not read, and why. `what`: file, passage, encoding, language, limit, ... Offsets where known."""

    loss_id: str
    uri: str
    what: str
    reason: str
    report_id: str | None = None
    start: int | None = None
    end: int | None = None
