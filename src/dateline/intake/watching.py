"""Feeds watched over time: what is new or edited since the last round, asked for politely, each item once.

A round asks each feed that is due, with the `ETag` and `Last-Modified` of its last answer. A feed that fails is asked less and less often, and
not before the time that it names itself. Items that carry only their beginning are followed to their page, with a pause between two
requests to one host. An item that was edited gives a further version of its report; one that left the feed is kept.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from dateline.errors import InputError
from dateline.intake.feed import read_feed, read_json_feed
from dateline.intake.fetch import HttpError, Page, fetch, is_url
from dateline.intake.load import Source, finish, read_bytes
from dateline.intake.part import Intake, IntakeSettings, Part, Unreadable, loss, sha256
from dateline.intake.tabular import parse_json
from dateline.model.report import Report

PAUSE = 1.0
"""Seconds between two requests to one host."""
LONGEST_WAIT = 24 * 3600.0
"""Seconds after which a failing feed is asked again at the latest."""
FOLLOWED_AGAIN = 3
"""Rounds in which a page that failed is asked for again; then the item stays as the feed has it."""

Clock = Callable[[], float]


class Item(msgspec.Struct, kw_only=True):
    """What is remembered of an item: hash of what the feed had, id and text hash of its last report, failed attempts at its page."""

    seen: str
    report_id: str
    text: str
    failures: int = 0


class Feed(msgspec.Struct, kw_only=True):
    """What is remembered of a feed. `due`: not asked before (seconds since 1970); `failures`: in a row."""

    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0
    items: dict[str, Item] = {}


class Memory(msgspec.Struct, kw_only=True):
    """Everything remembered between rounds, by address."""

    feeds: dict[str, Feed] = {}


def load_memory(path: Path) -> Memory:
    """What was remembered, or an empty memory where there is none.

    Raises:
        InputError: the file is damaged.
    """
    if not path.exists():
        return Memory()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Memory)
    except (msgspec.DecodeError, OSError) as error:
        raise InputError(f"{path}: cannot be read ({error}); remove it to ask every feed anew (no report is read twice)") from None


def save_memory(memory: Memory, path: Path) -> None:
    """Write it beside the old file, then in its place."""
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(msgspec.json.encode(memory))
    beside.replace(path)


def feeds_of(sources: Sequence[str]) -> tuple[str, ...]:
    """Addresses of feeds: those given and those in OPML files, each once, in order.

    Raises:
        InputError: a file that is no OPML, or names no feed.
    """
    found: list[str] = []
    for source in sources:
        if is_url(source):
            found.append(source)
            continue
        try:
            raw = Path(source).read_bytes()
        except OSError as error:
            raise InputError(f"{source}: cannot be read ({error.strerror}); name an OPML file, a folder or addresses of feeds") from error
        try:
            inside = read_opml(raw)
        except InputError as error:
            raise InputError(f"{source}: {error}") from error
        if not inside:
            raise InputError(f"{source}: names no feed; an OPML file has outlines with xmlUrl")
        found.extend(inside)
    return tuple(dict.fromkeys(found))


def read_opml(raw: bytes) -> tuple[str, ...]:
    """The `xmlUrl` of every outline of an OPML file; entities and doctypes are refused."""
    from lxml import etree

    if re.search(rb"<!(?:DOCTYPE|ENTITY)", raw[:65536], re.IGNORECASE):
        raise InputError("an OPML file with a document type is refused; remove the line that begins with <!DOCTYPE")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"this is no OPML file ({error}); export the list of feeds as OPML") from None
    urls = (str(o.get("xmlUrl") or o.get("xmlurl") or "") for o in root.iter() if isinstance(o.tag, str) and o.tag.lower() == "outline")
    return tuple(u for u in urls if is_url(u))


class Watcher:
    """Rounds over feeds.

    Args:
        feeds: their addresses.
        memory: what earlier rounds left; changed in place, an item only after its intake was taken over.
        settings: limits and the guard of the intake.
        every: seconds between two questions to one feed.
        now, sleep: the clock (tests have their own).
        follow: ask for the pages of items that carry only their beginning.
    """

    def __init__(
        self,
        feeds: Sequence[str],
        memory: Memory,
        settings: IntakeSettings,
        *,
        every: float,
        now: Clock,
        sleep: Callable[[float], None],
        follow: bool = True,
    ) -> None:
        self.feeds = feeds
        self.memory = memory
        self.settings = settings
        self.every = every
        self.now = now
        self.sleep = sleep
        self.follow = follow
        self._asked: dict[str, float] = {}

    def round(self) -> Iterator[Intake]:
        """New and edited items of all feeds that are due, one intake an item; what failed is an intake with a loss."""
        for url in self.feeds:
            feed = self.memory.feeds.setdefault(url, Feed())
            if self.now() < feed.due:
                continue
            try:
                page = self._ask(url, feed.etag, feed.modified)
            except InputError as error:
                yield self._failed(url, feed, error)
                continue
            feed.failures = 0
            feed.due = self.now() + self.every
            if page.unchanged:
                _ask_whole(feed)
                continue
            try:
                parts = tuple(_parts(page))
            except Unreadable as error:
                yield Intake(uri=url, raw=page.raw, sha256=sha256(page.raw), losses=(loss(url, error.what, error.reason),))
                continue
            for part in parts:
                yield from self._item(url, feed, part)
            feed.etag, feed.modified = page.etag, page.modified  # only now: a round that was cut short asks for all again

    def _ask(self, url: str, etag: str | None = None, modified: str | None = None) -> Page:
        host = urlsplit(url).netloc
        wait = self._asked.get(host, -PAUSE) + PAUSE - self.now()
        if wait > 0:
            self.sleep(wait)
        try:
            return fetch(url, self.settings, etag=etag, modified=modified)
        finally:
            self._asked[host] = self.now()

    def _failed(self, url: str, feed: Feed, error: InputError) -> Intake:
        feed.failures += 1
        wait = min(LONGEST_WAIT, self.every * 2 ** min(feed.failures - 1, 10))
        if isinstance(error, HttpError) and error.retry_after is not None:
            wait = max(self.every, min(LONGEST_WAIT, error.retry_after))
        feed.due = self.now() + wait
        return Intake(uri=url, raw=b"", sha256=sha256(b""), losses=(loss(url, "address", str(error)),))

    def _item(self, url: str, feed: Feed, part: Part) -> Iterator[Intake]:
        old = feed.items.get(part.key)
        seen = sha256(f"{part.text}\x1f{part.published}\x1f{part.title}".encode("utf-8", "surrogatepass"))
        again = old is not None and 0 < old.failures < FOLLOWED_AGAIN
        if old is not None and old.seen == seen and not again:
            return
        intake, failed = self._read(url, part, old)
        if intake is not None:
            yield intake
        report = intake.reports[0] if intake is not None and intake.reports else None
        if report is not None:
            item = Item(seen=seen, report_id=report.report_id, text=report.content_hash)
        elif old is not None:
            item = Item(seen=seen, report_id=old.report_id, text=old.text)
        else:
            return
        item.failures = (old.failures if old is not None and old.seen == seen else 0) + 1 if failed else 0
        feed.items[part.key] = item

    def _read(self, url: str, part: Part, old: Item | None) -> tuple[Intake | None, bool]:
        """The item's intake (None: the text is the one that is known) and whether its page failed."""
        failed = False
        found: Intake | None = None
        if self.follow and part.truncated and part.url:
            try:
                found = self._page(part)
            except (InputError, Unreadable):
                failed = True
        if found is None:
            report, losses = finish(part, f"{url}#{part.key}", part.identity or sha256(part.text.encode("utf-8", "surrogatepass")), None)
            raw = part.text.encode("utf-8", "surrogatepass")
            found = Intake(uri=report.uri, raw=raw, sha256=sha256(raw), reports=(report,), losses=losses)
        if old is None:
            return found, failed
        [report] = found.reports
        if report.content_hash == old.text or (failed and part.truncated):
            return None, failed  # the same words, or only their beginning again
        return msgspec.structs.replace(found, reports=(msgspec.structs.replace(report, version_of=old.report_id),)), failed

    def _page(self, part: Part) -> Intake | None:
        """The page of an item as its report, with what the feed knows of it; None where the page holds no more than the feed."""
        assert part.url is not None
        page = self._ask(part.url)
        source = Source(uri=part.url, url=part.url)
        for intake in read_bytes(page.raw, source, self.settings, content_type=page.content_type, url=page.url):
            if len(intake.reports) == 1 and len(intake.reports[0].text) >= len(part.text) // 2:
                return msgspec.structs.replace(intake, reports=(_with(intake.reports[0], part),))
        return None


def _ask_whole(feed: Feed) -> None:
    """Where pages failed in an earlier round the feed itself is needed again: next time it is asked for without conditions."""
    if any(0 < item.failures < FOLLOWED_AGAIN for item in feed.items.values()):
        feed.etag = feed.modified = None


def _with(report: Report, part: Part) -> Report:
    """The page's report; what it does not say of itself the feed says."""
    given: Mapping[str, str | None] = {"title": part.title, "outlet": part.outlet, "byline": part.byline, "external_id": part.external_id}
    report = msgspec.structs.replace(report, url=part.url, **{k: v for k, v in given.items() if v and not getattr(report, k)})
    if report.published is None and part.published:
        report = msgspec.structs.replace(report, published=part.published[:10], published_basis="metadata")
    return report


def _parts(page: Page) -> Iterator[Part]:
    if page.raw.lstrip()[:1] == b"{":
        value = parse_json(page.raw.decode("utf-8", "replace"))
        if isinstance(value, dict):
            return read_json_feed(value)
    return read_feed(page.raw)
