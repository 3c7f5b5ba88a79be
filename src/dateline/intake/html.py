"""Pages: the main text, the page's own metadata, and the way back from each character of the text to the page."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from typing import Any

from dateline.intake.decode import Decoded, decode
from dateline.intake.part import IntakeSettings, Part, Unreadable

_TAG = re.compile(r"<(?:!--.*?--|/?([a-zA-Z][a-zA-Z0-9:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*|[!?][^>]*)>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style|noscript|template|svg|head)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_SPACE = re.compile(r"\s+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "title",
        "tr",
        "ul",
    ]
)
_CLOSED_BY_THEMSELVES = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "colgroup",
        "rt",
        "rp",
        "html",
        "head",
        "body",
    ]
)
_SIDE = [  # advertisements, cookie notices, newsletters: what trafilatura lets through
    f"//*[contains(concat(' ', translate(normalize-space(@class), 'ADVERTISMNCOK', 'advertismncok'), ' '), ' {name} ')]"
    for name in ("ad", "ads", "advert", "advertisement", "cookie", "cookies", "newsletter", "promo", "sponsored", "related")
]
SLOW_PAGE = 1_000_000  # characters from which a page is read in a process of its own, which can be stopped
SHORT_TEXT = 200  # characters below which the paragraphs of the page are tried as well
MAX_TAGS = 400_000


def looks_like_html(text: str) -> bool:
    """Whether a text is markup of a page: a document's head, or several block tags."""
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body")):
        return True
    return len(re.findall(r"<(?:p|div|h[1-6]|article|section|span|br|a|ul|table)\b[^>]{0,300}>", text[:20000], re.IGNORECASE)) >= 3


def declared_charset(raw: bytes, content_type: str = "") -> str | None:
    """The encoding a page or its HTTP head names."""
    if found := re.search(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", content_type):
        return found.group(1)
    found_raw = _CHARSET.search(raw[:4096])
    return found_raw.group(1).decode("ascii", "ignore") if found_raw else None


def read_html(raw: bytes, settings: IntakeSettings, content_type: str = "") -> Part:
    """The main text of a page with its headline in front, and its metadata.

    `raw_offsets` point into the decoded page (newlines as `\\n`).

    Raises:
        Unreadable: no text, binary, nested without end, too slow.
    """
    return read_page(decode(raw, declared_charset(raw, content_type)), settings)


def read_page(decoded: Decoded, settings: IntakeSettings) -> Part:
    """As `read_html`, from text."""
    page = decoded.text
    check_nesting(page, settings)
    meta = metadata_of(page)
    body = _main_text(page, settings)
    notes: list[tuple[str, str]] = []
    projection = Projection(page)
    if len(body) < SHORT_TEXT:
        paragraphs = _paragraphs(page)
        if len(paragraphs) > 1.5 * len(body):
            body = paragraphs
            notes.append(("passage", "no main text was recognised; the page's paragraphs were taken instead, side texts may be among them"))
    if not body.strip():
        raise Unreadable("file", "the page has no main text")
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    notes.extend(_repeated(lines, projection))
    title = meta.get("title")
    span = None
    if title:
        first = next((n for n, line in enumerate(lines[:3]) if _same(line, title)), None)
        if first is not None:
            lines.insert(0, lines.pop(first))
        else:
            lines.insert(0, title)
        span = (0, len(lines[0]))
        title = lines[0]
    text = "\n".join(lines)
    return Part(
        text=text,
        title=title,
        title_span=span,
        raw_offsets=projection.runs_of(text),
        encoding=decoded.encoding,
        repaired=((0, len(text)),) if decoded.repaired and any(page[s:e].strip() for s, e in decoded.repaired) else (),
        notes=tuple(notes),
        outlet=meta.get("outlet"),
        byline=meta.get("byline"),
        published=meta.get("published"),
        url=meta.get("url"),
        language=meta.get("language"),
    )


def check_nesting(page: str, settings: IntakeSettings) -> None:
    """Refuse what the parsers under us would silently cut: more than `max_depth` open elements, or hundreds of thousands of tags."""
    depth = tags = 0
    for found in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]{0,2000}?(/?)>", page):
        tags += 1
        if tags > MAX_TAGS:
            raise Unreadable("limit", f"the page has more than {MAX_TAGS:,} tags")
        name = found.group(2).lower()
        if name in _CLOSED_BY_THEMSELVES or found.group(3):
            continue
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        if depth > settings.max_depth:
            raise Unreadable("limit", f"the page is nested deeper than {settings.max_depth} elements; its text would be cut without a word")


def _main_text(page: str, settings: IntakeSettings) -> str:
    if len(page) < SLOW_PAGE:
        return extract_main(page)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dateline.intake.html"],
            input=page.encode("utf-8", "surrogatepass"),
            capture_output=True,
            timeout=settings.max_page_seconds + 5,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable("limit", f"the page took longer than {settings.max_page_seconds:.0f} seconds") from None
    if done.returncode != 0:
        raise Unreadable("file", "the page could not be taken apart")
    return done.stdout.decode("utf-8", "replace")


def extract_main(page: str) -> str:
    """The main text as trafilatura finds it, one paragraph a line; empty where it finds none."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            page, output_format="txt", include_comments=False, include_tables=True, with_metadata=False, prune_xpath=_SIDE
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        return ""
    return re.sub(r"^- (?=\S)", "", found or "", flags=re.MULTILINE)


def _tree(page: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    try:
        return lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _paragraphs(page: str) -> str:
    tree = _tree(page)
    if tree is None:
        return ""
    roots = tree.xpath("//article") or tree.xpath("//main") or tree.xpath("//body") or [tree]
    skipped = "not(ancestor::nav or ancestor::footer or ancestor::aside or ancestor::form or ancestor::script or ancestor::style)"
    lines = []
    for root in roots[:50]:
        for node in root.xpath(f".//*[self::p or self::h2 or self::blockquote[not(p)] or self::pre or self::li][{skipped}]"):
            if line := _SPACE.sub(" ", node.text_content()).strip():
                lines.append(line)
    if not lines:
        lines = [line for line in fragment_text(page).split("\n") if len(line.split()) >= 5]
    return "\n".join(lines)


def _repeated(lines: list[str], projection: "Projection") -> Iterator[tuple[str, str]]:
    for line in dict.fromkeys(lines):
        if len(line) >= 60 and (times := projection.text.count(_SPACE.sub(" ", line))) > lines.count(line):
            yield "passage", f"a paragraph stands {times} times in the page and was kept {lines.count(line)} times: {line[:60]}"


def _same(a: str, b: str) -> bool:
    squeeze = [_SPACE.sub("", re.sub(r"[^\w]", "", s)).casefold() for s in (a, b)]
    return squeeze[0] == squeeze[1]


_META_DATES = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
               "pubdate", "publishdate", "publish-date", "publish_date", "parsely-pub-date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime")  # fmt: skip


def metadata_of(page: str) -> dict[str, str]:
    """What the page says about itself: title, outlet, byline, published (as written), url, language. Nothing is guessed from its text."""
    tree = _tree(page)
    if tree is None:
        return {}
    metas: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv") or "").lower()
        if name and (value := (node.get("content") or "").strip()):
            metas.setdefault(name, value)
    linked = _linked_data(tree)

    def first(path: str) -> str | None:
        return next((" ".join(n.text_content().split()) for n in tree.xpath(path) if n.text_content().strip()), None)

    heading = first("//article//h1") or first("//main//h1") or first("//h1")
    outlet = metas.get("og:site_name") or linked.get("outlet") or metas.get("application-name") or metas.get("publisher")
    title = linked.get("title") or metas.get("og:title") or heading or first("//title")
    if heading and title and heading.casefold() in title.casefold():
        title = heading
    elif title and not linked.get("title"):
        title = _without_outlet(title, outlet)
    if outlet is None and heading and (whole := first("//title")) and whole.casefold().startswith(heading.casefold()):
        outlet = re.sub(r"\s*\([^)]*\)\s*$", "", whole[len(heading) :].strip(" |-–—:·»")).strip() or None
    published = linked.get("published") or next((metas[n] for n in _META_DATES if n in metas), None)
    if published is None:
        stamped = tree.xpath(
            "//time[@pubdate]/@datetime | //*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content"
        )
        stamped = stamped or tree.xpath("//article//time[@datetime][not(ancestor::aside)]/@datetime") or tree.xpath("//time/@datetime")
        published = str(stamped[0]) if stamped else None
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    url = str(canonical[0]) if canonical else metas.get("og:url")
    author = (
        linked.get("byline") or metas.get("author") or metas.get("article:author") or metas.get("dc.creator") or metas.get("parsely-author")
    )
    found = {
        "title": title,
        "outlet": outlet,
        "byline": author if author and not author.startswith("http") else None,
        "published": published,
        "url": url if url and url.lower().startswith(("http://", "https://")) else None,
        "language": (tree.get("lang") or metas.get("og:locale") or metas.get("content-language") or "")[:2].lower() or None,
    }
    return {k: " ".join(v.split()) for k, v in found.items() if v and v.strip()}


def _without_outlet(title: str, outlet: str | None) -> str:
    head, mark, tail = next((title.rpartition(m) for m in (" | ", " – ", " — ", " - ", " :: ") if m in title), (title, "", ""))
    if (
        mark
        and head
        and ((outlet and tail.strip().casefold() in outlet.casefold()) or mark == " | " or len(tail.split()) <= 3 < len(head.split()))
    ):
        return head.strip()
    return title


def _linked_data(tree: Any) -> dict[str, str]:
    """schema.org NewsArticle properties out of JSON-LD."""
    for node in tree.xpath("//script[@type='application/ld+json']"):
        try:
            value = json.loads(node.text or "")
        except (ValueError, RecursionError):
            continue
        items = value if isinstance(value, list) else value.get("@graph", [value]) if isinstance(value, dict) else []
        for item in items:
            if isinstance(item, dict) and re.search(r"Article|Report|BlogPosting|LiveBlog", str(item.get("@type"))):
                named = {
                    "title": item.get("headline"),
                    "published": item.get("datePublished"),
                    "byline": _name(item.get("author")),
                    "outlet": _name(item.get("publisher")),
                }
                return {k: unescape(v) for k, v in named.items() if isinstance(v, str) and v.strip()}
    return {}


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value))) or None
    if isinstance(value, dict):
        return value.get("name") if isinstance(value.get("name"), str) else None
    return value if isinstance(value, str) else None


def fragment_text(markup: str) -> str:
    """Text of a piece of markup, one block a line; what holds no markup comes back as it is."""
    if "<" not in markup and "&" not in markup:
        return markup
    markup = _HIDDEN.sub(" ", markup)
    pieces: list[str] = []
    position = 0
    for found in _TAG.finditer(markup):
        pieces.append(_SPACE.sub(" ", markup[position : found.start()]))
        position = found.end()
        if (found.group(1) or "").lower() in _BLOCKS:
            pieces.append("\n")
    pieces.append(_SPACE.sub(" ", markup[position:]))
    lines = (unescape(line).replace("\xa0", " ").strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class Projection:
    """What a reader sees of a page, in order, with each character's place in the page. Blanks are single."""

    def __init__(self, page: str) -> None:
        chars: list[str] = []
        places: list[int] = []

        def add(text: str, start: int, step: bool) -> None:
            for n, char in enumerate(text):
                if char.isspace():
                    if not chars or chars[-1] == " ":
                        continue
                    char = " "
                chars.append(char)
                places.append(start + n if step else start)

        def plain(start: int, end: int) -> None:
            position = start
            for entity in _ENTITY.finditer(page, start, end):
                add(page[position : entity.start()], position, True)
                add(unescape(entity.group()), entity.start(), False)
                position = entity.end()
            add(page[position:end], position, True)

        position = 0
        hidden = iter([(m.start(), m.end()) for m in _HIDDEN.finditer(page)])
        gap = next(hidden, None)
        for found in _TAG.finditer(page):
            if gap and found.start() >= gap[1]:
                position = max(position, gap[1])
                gap = next(hidden, None)
            if gap and gap[0] <= found.start() < gap[1]:
                if position < gap[0]:
                    plain(position, gap[0])
                position = max(position, gap[1])
                continue
            if found.start() < position:
                continue
            plain(position, found.start())
            position = found.end()
            if (found.group(1) or "").lower() in _BLOCKS:
                add(" ", found.start(), True)
        if position < len(page):
            plain(position, len(page))
        self.page = page
        self.text = "".join(chars)
        self.places = places

    def runs_of(self, text: str) -> tuple[tuple[int, int, int], ...]:
        """Runs `(text_start, page_start, length)` for the lines of `text` that stand in the page, in order of the text."""
        runs: list[tuple[int, int, int]] = []
        after = position = 0
        exact = False  # whether the last run ends with a character that stands in the page as it is (no entity)
        for line in text.split("\n"):
            words = _SPACE.sub(" ", line)
            at = self.text.find(words, after) if words.strip() else -1
            if at < 0 and words.strip():
                at = self.text.find(words)
            if at >= 0 and len(words) == len(line):
                for n in range(len(line)):
                    place = self.places[at + n]
                    same = self.page[place] == line[n]
                    if same and exact and runs and runs[-1][0] + runs[-1][2] == position + n and runs[-1][1] + runs[-1][2] == place:
                        runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
                    else:
                        runs.append((position + n, place, 1))
                    exact = same
                after = max(after, at + len(line)) if at >= after else after
            position += len(line) + 1
        return tuple(runs)


if __name__ == "__main__":
    sys.stdout.buffer.write(extract_main(sys.stdin.buffer.read().decode("utf-8", "replace")).encode("utf-8", "replace"))
