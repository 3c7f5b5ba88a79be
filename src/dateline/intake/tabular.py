"""JSON, JSON Lines and CSV: one report an object or row, by a mapping of columns."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from dateline.intake.part import IntakeSettings, Part, Unreadable

COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_body", "articlebody", "full_text", "fulltext", "maintext", "main_text", "story"),
    "title": ("title", "headline", "head"),
    "published": ("published", "date", "published_at", "publishedat", "publication_date", "date_published", "datepublished", "date_publish", "pubdate", "timestamp"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "source_domain", "sitename", "domain"),
    "byline": ("byline", "author", "authors", "creator"),
    "url": ("url", "link", "source_url", "canonical_url", "uri"),
    "id": ("id", "external_id", "guid", "uuid", "doc_id", "article_id"),
    "language": ("language", "lang", "inlanguage"),
    "dateline_place": ("dateline_place", "dateline"),
    "agencies": ("agencies", "agency"),
}  # fmt: skip
MAX_CELL = 50_000_000
"""Characters of one cell of a CSV table (Python's own limit cuts off long reports)."""
LISTS = ("articles", "reports", "documents", "docs", "items", "data", "results", "news", "records")


def _text(value: Any) -> str | None:
    """A cell as text: names of lists joined, of objects their `name`."""
    if isinstance(value, str):
        return (value.strip() and value) or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return _text(value.get("name") or value.get("title"))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_text, value))) or None
    return None


def part_of_row(row: Mapping[str, Any], key: str, identity: str | None, settings: IntakeSettings) -> Part:
    """The report in one row.

    Raises:
        Unreadable: no column holds text.
    """
    lower = {str(k).strip().lower(): v for k, v in row.items() if k is not None}
    chosen = dict(settings.columns)

    def cell(field: str) -> str | None:
        if field in chosen:
            return _text(lower.get(chosen[field].lower()))
        return next((value for name in COLUMNS[field] if (value := _text(lower.get(name))) is not None), None)

    text = cell("text")
    if text is None:
        if "path" in lower and "text" not in chosen:
            raise Unreadable("format", "this looks like a manifest; name it with --manifest")
        wanted = chosen.get("text", "text, body or content")
        raise Unreadable(
            "format", f"no text in the column {wanted} (columns: {', '.join(sorted(lower)[:12]) or 'none'}); map it with --column"
        )
    return Part(
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        key=key,
        identity=identity,
        title=cell("title"),
        published=cell("published"),
        outlet=cell("outlet"),
        byline=cell("byline"),
        url=cell("url"),
        external_id=cell("id"),
        language=cell("language"),
        dateline_place=cell("dateline_place"),
        agencies=tuple(a.strip() for a in (cell("agencies") or "").split(",") if a.strip()),
    )


def parse_json(text: str) -> Any:
    """The value; anything that cannot be parsed, also for nesting without end, is Unreadable."""
    try:
        return msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except RecursionError:
        raise Unreadable("limit", "the JSON is nested too deeply") from None
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Unreadable("file", f"the JSON cannot be parsed: {error}") from None


def rows_of_json(value: Any) -> Iterator[Any]:
    """The objects that hold reports: the value, its items, or the items of the first list under a usual name."""
    if isinstance(value, list):
        yield from value
        return
    if isinstance(value, dict):
        for name in LISTS:
            if isinstance(value.get(name), list) and value[name] and isinstance(value[name][0], dict):
                yield from value[name]
                return
    yield value


def delimiter_of(text: str) -> str:
    """What parts the cells of a table: the tab, semicolon, comma or bar that its first line has most of; the tab where it has none."""
    return max("\t;,|", key=text[:8192].split("\n", 1)[0].count)


def rows_of_csv(text: str, name: str) -> Iterator[dict[str, str]]:
    """Rows of a CSV or TSV table as mappings; the first line names the columns."""
    delimiter = delimiter_of(text) if name.lower().endswith((".csv", ".tsv")) else ","
    csv.field_size_limit(MAX_CELL)
    try:
        yield from csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Unreadable("file", f"the table cannot be read: {error}") from None
