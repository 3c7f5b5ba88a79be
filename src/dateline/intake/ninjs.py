"""ninjs 1 to 3, the IPTC's news in JSON."""

from collections.abc import Mapping
from typing import Any

from dateline.intake.part import IntakeSettings, Part, Unreadable

_MARKS = ("ninjs", "bodies", "headlines", "body_text", "body_html", "body_xhtml", "versioncreated", "versionCreated", "firstcreated")


def is_ninjs(value: Any) -> bool:
    """Whether a JSON object is a ninjs item: its standard says so, or two of its own property names stand there."""
    if not isinstance(value, Mapping):
        return False
    standard = value.get("standard")
    if isinstance(standard, Mapping) and str(standard.get("name", "")).lower() == "ninjs":
        return True
    return sum(mark in value for mark in _MARKS) >= 2 or any(m in value for m in ("body_text", "body_html", "body_xhtml"))


def read_ninjs(value: Mapping[str, Any], key: str, identity: str | None, settings: IntakeSettings) -> Part:
    """One item. Headline and body are joined by an empty line; `located` and `by` are the dateline place and the byline.

    Raises:
        Unreadable: the item has no body, or was withdrawn.
    """
    if str(value.get("pubStatus") or value.get("pubstatus") or "usable").lower().removeprefix("stat:") == "canceled":
        raise Unreadable("file", "the item was withdrawn by its sender (pubStatus canceled)")
    body = _body(value)
    if not body:
        raise Unreadable("format", "the ninjs item has no body")
    title = _headline(value)
    text, span = body, None
    if title and not body.lstrip().startswith(title):
        text, span = f"{title}\n\n{body}", (0, len(title))
    elif title:
        begin = body.index(title)
        span = (begin, begin + len(title))
    sources = value.get("infoSources") or value.get("infosource") or value.get("infoSource") or []
    outlet = next((s.get("name") for s in sources if isinstance(s, Mapping) and s.get("name")), None) or value.get("copyrightHolder")
    return Part(
        text=text,
        key=key,
        identity=identity,
        title=title,
        title_span=span,
        outlet=_string(outlet or value.get("copyrightholder")),
        byline=_string(value.get("by") or value.get("byline")),
        dateline_place=_string(value.get("located")),
        published=_string(
            value.get("contentCreated") or value.get("versionCreated") or value.get("versioncreated") or value.get("firstCreated") or value.get("firstcreated")
        ),
        url=_string(value.get("uri")) if str(value.get("uri", "")).startswith("http") else None,
        external_id=_string(value.get("uri") or value.get("guid") or value.get("id")),
        language=_string(value.get("language")),
    )  # fmt: skip


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _headline(value: Mapping[str, Any]) -> str | None:
    headlines = value.get("headlines")
    if isinstance(headlines, list):
        ranked = sorted((h for h in headlines if isinstance(h, Mapping) and _string(h.get("value"))), key=lambda h: h.get("role") != "main")
        if ranked:
            return plain_of(str(ranked[0]["value"]))
    return _string(value.get("headline")) or _string(value.get("title"))


def _body(value: Mapping[str, Any]) -> str | None:
    bodies = value.get("bodies")
    if isinstance(bodies, list):
        usable = [b for b in bodies if isinstance(b, Mapping) and _string(b.get("value"))]
        usable.sort(key=lambda b: (b.get("role") not in (None, "main", "body"), b.get("contentType") not in (None, "text/plain")))
        if usable:
            return plain_of(str(usable[0]["value"]))
    if text := _string(value.get("body_text")):
        return text.replace("\r\n", "\n")
    markup = _string(value.get("body_html")) or _string(value.get("body_xhtml"))
    return plain_of(markup) if markup else None


def plain_of(markup: str) -> str:
    """Text of a piece of markup, one paragraph a line; text without markup comes back as it is."""
    from dateline.intake.html import fragment_text

    return fragment_text(markup)
