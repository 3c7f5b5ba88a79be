"""RSS, Atom and JSON Feed. What a feed carries of a report is often only its beginning: such items are marked as truncated."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.intake.html import fragment_text
from dateline.intake.part import Part, Unreadable, sha256

_CUT = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\[&hellip;\]|read more|continue reading|the post .{1,200} appeared first on .{1,80})\W*$", re.IGNORECASE
)


def read_feed(raw: bytes) -> Iterator[Part]:
    """The items of an RSS or Atom feed; titles are the first line of their text.

    Raises:
        Unreadable: it is no feed, or holds no item.
    """
    import feedparser

    feed = feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        why = f" ({feed.bozo_exception})" if feed.get("bozo") else ""
        raise Unreadable("format", f"no feed items found in this XML{why}")
    channel = feed.feed
    for number, entry in enumerate(feed.entries, 1):
        full = next((c.value for c in entry.get("content", ()) if c.get("value")), None)
        summary = entry.get("summary") or entry.get("description")
        source = entry.get("source") or {}
        yield _item(
            number,
            title=fragment_text(entry.get("title") or "").replace("\n", " ").strip() or None,
            body=fragment_text(full or summary or ""),
            partial=full is None,
            outlet=source.get("title") or channel.get("title"),
            byline=entry.get("author"),
            published=_iso(entry) or entry.get("published") or entry.get("updated"),
            url=entry.get("link"),
            external_id=entry.get("id") or entry.get("link"),
            language=channel.get("language"),
        )


def read_json_feed(value: Mapping[str, Any]) -> Iterator[Part]:
    """The items of a JSON Feed (1.0 and 1.1)."""
    for number, item in enumerate(value.get("items", ()), 1):
        if not isinstance(item, Mapping):
            continue
        full = item.get("content_text") or (fragment_text(item["content_html"]) if item.get("content_html") else None)
        authors = item.get("authors") or ([item["author"]] if item.get("author") else [])
        yield _item(
            number,
            title=item.get("title"),
            body=full or item.get("summary") or "",
            partial=full is None,
            outlet=value.get("title"),
            byline=", ".join(a["name"] for a in authors if isinstance(a, Mapping) and a.get("name")) or None,
            published=item.get("date_published") or item.get("date_modified"),
            url=item.get("url") or item.get("external_url"),
            external_id=str(item["id"]) if item.get("id") else None,
            language=item.get("language") or value.get("language"),
        )


def _iso(entry: Mapping[str, Any]) -> str | None:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}" if moment else None


def _item(number: int, *, title: str | None, body: str, partial: bool, **fields: Any) -> Part:
    body = body.replace("\r\n", "\n").strip()
    title = title.strip() if title else None
    text, span = body, None
    if title and not body.startswith(title):
        text = f"{title}\n\n{body}" if body else title
    if title:
        span = (0, len(title))
    url = fields.pop("url")
    return Part(
        text=text,
        key=str(fields.get("external_id") or url or number),
        identity=sha256(text.encode("utf-8", "surrogatepass")),
        title=title,
        title_span=span,
        truncated=partial or bool(_CUT.search(body)),
        url=url if url and url.lower().startswith(("http://", "https://")) else None,
        **fields,
    )
