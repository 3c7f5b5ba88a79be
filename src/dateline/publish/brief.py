"""The brief: one self-contained HTML file that an editor can send on.

Nothing is loaded from anywhere: style and script stand in the file and are named by their hashes in its content security policy.
Report text is shown as text, never as markup; only http and https addresses become links.
"""

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from dateline.model.situation import Situation
from dateline.publish import labels
from dateline.publish.changes import GROUPS, last_day, news
from dateline.publish.counts import charts
from dateline.publish.map import MapView, map_view, place_list
from dateline.publish.network import bonds, network
from dateline.publish.shelf import Cite, Shelf
from dateline.publish.summary import summary
from dateline.publish.tables import covered, disputes, losses, people, promises, speakers, stands
from dateline.publish.timeline import timeline

TEMPLATES = Path(__file__).parent / "templates"
NARROW = 358
"""Width in pixels of the drawings made for small screens."""
STORY_MAPS = 12
"""Stories with a map of their own, shown when the story is chosen."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def brief(situation: Situation, title: str | None = None, since: str | None = None) -> str:
    """One HTML page with the whole situation: summary, timeline, map, actors, statements, counts, promises, disputes, losses, reports.

    Every item leads to the characters of a report that it rests on. The page is the same for the same situation.

    Args:
        situation: the record; may be empty.
        title: heading; by default the title of the largest story.
        since: ISO date from which reports are news, for "What changed"; by default the day of the newest reports.
    """
    shelf = Shelf(situation)
    maps = _maps(situation, shelf)
    style, script = _asset("brief.css"), _asset("brief.js")
    page = (
        _environment()
        .get_template("brief.html.j2")
        .render(
            title=_clean(title or _title(situation, shelf)),
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
            shelf=shelf,
            situation=situation,
            labels=labels,
            covered=covered(shelf),
            outlets=len({r.outlet for r in shelf.reports if r.outlet}),
            independent=sum(1 for n in range(len(shelf)) if not shelf.is_copy(n)),
            lines=summary(situation, shelf),
            news=news(situation, shelf, since),
            since=since or last_day(situation),
            since_asked=since is not None,
            news_groups=GROUPS,
            days=timeline(situation, shelf),
            maps=maps,
            places=place_list(situation, shelf, maps[0][1] if maps else None),
            people=people(situation, shelf),
            bonds=bonds(situation, shelf),
            networks=[n for n in (network(situation, shelf), network(situation, shelf, width=NARROW, most=14)) if n],
            speakers=speakers(situation, shelf),
            charts=charts(situation, shelf),
            promises=promises(situation, shelf),
            stands=stands(situation, shelf),
            disputes=disputes(situation, shelf),
            losses=losses(situation, shelf),
            data=Markup(data_island(shelf)),
        )
    )
    return _CONTROL.sub("\ufffd", page)


def _maps(situation: Situation, shelf: Shelf) -> list[tuple[int | None, MapView, MapView | None]]:
    """The map of everything and, where there are several stories, one of each of the largest: (story, wide, narrow)."""
    largest = sorted(range(len(situation.stories)), key=lambda n: -situation.stories[n].n_independent)[:STORY_MAPS]
    made = []
    for story in [None, *(largest if len(situation.stories) > 1 else ())]:
        if wide := map_view(situation, shelf, story=story):
            made.append((story, wide, map_view(situation, shelf, width=NARROW, height=400, story=story)))
    return made


def data_island(shelf: Shelf) -> str:
    """The reports as JSON that is safe inside a script element: ASCII, no `<`, `>` or `&`."""
    rows = [
        {
            "text": r.text,
            "label": _clean(shelf.labels[n]),
            "title": _clean(r.title or ""),
            "outlet": _clean(r.outlet or ""),
            "date": labels.date_words(r.published),
            "byline": _clean(r.byline or ""),
            "url": safe_url(r.url or r.uri),
            "copy": shelf.number.get(r.copy_of or "", -1),
            "damage": [labels.DAMAGE.get(k, labels.words(k)) for k in dict.fromkeys(d.kind for d in r.damage)],
        }
        for n, r in enumerate(shelf.reports)
    ]
    raw = json.dumps(rows, ensure_ascii=True, separators=(",", ":"))
    return raw.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def safe_url(value: str | None) -> str:
    """The address where it is plain http or https with a host, else ""."""
    if not value or re.search(r"[\x00-\x20\x7f<>\"'`\\^{}|\s]", value):
        return ""
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return ""
    return value if parts.scheme in ("http", "https") and host and not parts.username and not parts.password else ""


def _title(situation: Situation, shelf: Shelf) -> str:
    stories = sorted(situation.stories, key=lambda s: (-s.n_independent, -s.n_reports, s.first or "", s.story_id))
    if stories and stories[0].title.strip():
        return stories[0].title.strip()
    return next((r.title for r in shelf.reports if r.title), "Situation")


def _clean(value: str) -> str:
    """Text of one line: no control characters, no line breaks."""
    return " ".join(_CONTROL.sub("\ufffd", value).split())


def _spans(spans: tuple[tuple[int, int], ...]) -> str:
    """Offsets for a data attribute: `3-10 20-24`."""
    return " ".join(f"{start}-{end}" for start, end in spans)


def _source(cite: Cite) -> Markup:
    """The attributes that lead to a place in a report."""
    sentence = "" if cite.sentence == (0, 0) else f"{cite.sentence[0]}-{cite.sentence[1]}"
    return Markup('data-r="{}" data-w="{}" data-s="{}"').format(cite.report, _spans(cite.words), sentence)


def _stories(numbers: tuple[int, ...]) -> Markup:
    """The attribute by which items are filtered."""
    return Markup('data-story="{}"').format(" ".join(map(str, numbers)))


@cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        source=_source, stories=_stories, count=labels.count_words, date=labels.date_words, safe_url=safe_url, clean=_clean
    )
    return environment
