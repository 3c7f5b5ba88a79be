"""What is new, for people who do not open the brief: an Atom feed and a text ready to be mailed."""

import textwrap
from collections.abc import Iterable

from lxml import etree

from dateline.model.situation import Situation
from dateline.publish.changes import GROUPS, Change, changes, once_a_sentence, words_of_change
from dateline.publish.shelf import Shelf

ATOM = "http://www.w3.org/2005/Atom"
WIDTH = 76
LONGEST = 400
"""Characters of a sentence that a bulletin shows."""


def _plain(text: str) -> str:
    """One line that XML and mail can carry."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    line = "".join(c for c in line if not 0xD800 <= ord(c) < 0xE000 and ord(c) & 0xFFFE != 0xFFFE)
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"


class Told:
    """A change with the sentence that tells it, who published it and when."""

    def __init__(self, change: Change, shelf: Shelf) -> None:
        cite = next(iter(shelf.cites(change.evidence, limit=1)), None)
        label, lead = words_of_change(change)
        self.change = change
        self.title = f"{label} {lead}".strip()
        self.words = _plain(shelf.text(cite.report, cite.sentence)) if cite is not None else ""
        report = shelf.reports[cite.report] if cite is not None else None
        self.source = _plain(shelf.labels[cite.report]) if cite is not None else ""
        self.url = report.url if report is not None and report.url and report.url.startswith(("http://", "https://")) else None
        self.day = (change.day or (report.published if report is not None else None) or "1970-01-01")[:10]


def told(situation: Situation, since: str) -> tuple[Told, ...]:
    """The changes since a day, ready to be told."""
    shelf = Shelf(situation)
    return tuple(Told(c, shelf) for c in once_a_sentence(changes(situation, since), shelf))


def atom(situation: Situation, since: str, title: str = "What changed") -> bytes:
    """An Atom feed of the changes since a day; ids stay the same from run to run, so that readers show each once.

    Raises:
        InputError: `since` is no date.
    """
    found = sorted(told(situation, since), key=lambda t: (t.day, t.change.id), reverse=True)
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(feed, "id", "urn:dateline:changes")
    _add(feed, "title", _plain(title))
    _add(feed, "updated", f"{_moment(found)}T00:00:00Z")
    _add(etree.SubElement(feed, f"{{{ATOM}}}author"), "name", "dateline")
    for t in found:
        entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
        after = "" if t.change.after is None else f":{t.change.after:g}"
        _add(entry, "id", f"urn:dateline:{t.change.table}:{t.change.id}:{t.change.kind}:{t.change.what}{after}")
        _add(entry, "title", f"{t.title}: {t.words}"[:200])
        _add(entry, "updated", f"{t.day if len(t.day) == 10 else '1970-01-01'}T00:00:00Z")
        etree.SubElement(entry, f"{{{ATOM}}}category", term=t.change.kind)
        if t.url:
            etree.SubElement(entry, f"{{{ATOM}}}link", href=_plain(t.url), rel="related")
        _add(entry, "summary", f"{t.words} ({t.source})")
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _moment(found: Iterable[Told]) -> str:
    return max((t.day for t in found if len(t.day) == 10), default="1970-01-01")


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def mail(situation: Situation, since: str) -> str:
    """A text to be mailed: a subject line, then new events, counts, denials, contradictions and promises, each with its source.

    Raises:
        InputError: `since` is no date.
    """
    found = told(situation, since)
    lines = [f"Subject: {len(found)} changes since {since}" if found else f"Subject: nothing changed since {since}", ""]
    for kind, title in GROUPS.items():
        chosen = [t for t in found if t.change.kind == kind]
        if not chosen:
            continue
        lines += [f"{title} ({len(chosen)})", "-" * len(title), ""]
        for t in chosen:
            lines += textwrap.wrap(f"{t.title}: {t.words}", WIDTH, initial_indent="* ", subsequent_indent="  ", break_long_words=False)
            lines += [f"  {t.source}", *([f"  {t.url}"] if t.url else []), ""]
    return "\n".join(lines).rstrip() + "\n"
