"""The pages of the room: each function takes the room and a request and gives an `Answer`."""

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import InputError
from dateline.model import record
from dateline.publish import counts, labels
from dateline.publish import timeline as timelines
from dateline.publish.export import FORMATS
from dateline.publish.export import export as export_to
from dateline.publish.map import map_view, place_list
from dateline.publish.network import bonds
from dateline.publish.network import network as network_of
from dateline.publish.tables import disputes
from dateline.web.answer import Answer, NotFoundError, wants_json
from dateline.web.entries import EVENT_TYPES, MODALITIES, TABLE_WORDS, Entry, entry_of, segments
from dateline.web.index import LISTED, MOST_FOUND, Filter
from dateline.web.room import Room

PAGE = 40
"""Entries on a page."""
SUGGESTED = 60
"""Names suggested for a filter: the most used."""
LISTED_STORIES = 100
"""A filter lists the stories up to so many; among more one comes to a story by the list of stories or a search."""
MAPPED = 80
"""Places drawn on a map: the busiest."""
MOST = 500
"""Most rows a program gets at once."""
KINDS = {
    "events": EVENT_TYPES, "statements": tuple(labels.CUES), "figure_claims": tuple(labels.INDICATORS), "figures": tuple(labels.INDICATORS),
    "commitments": tuple(labels.OUTCOMES), "positions": tuple(labels.STANCES), "relations": tuple(labels.PREDICATES),
    "contradictions": tuple(labels.CONTRADICTIONS),
}  # fmt: skip
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Paging(msgspec.Struct, frozen=True):
    """Where a page stands in a list. `first` and `last` count from 1."""

    offset: int
    limit: int
    total: int

    @property
    def first(self) -> int:
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        return min(self.offset + self.limit, self.total)


def filter_of(request: Request) -> Filter:
    """The filter that an address asks for.

    Raises:
        InputError: a day that is no ISO date.
    """
    asked = {name: request.query_params.get(name, "").strip()[:200] for name in Filter.__struct_fields__}
    for name in ("since", "until"):
        if asked[name] and not _DAY.fullmatch(asked[name]):
            raise InputError(f"{name}={asked[name]}: write a day as 2024-03-02, a month as 2024-03 or a year as 2024")
    return Filter(**asked)


def place_in_list(request: Request, most: int = PAGE) -> tuple[int, int]:
    """`(offset, limit)` as asked for.

    Raises:
        InputError: they are no whole numbers, or out of bounds.
    """
    found = []
    for name, plain, top in (("offset", 0, 10_000_000), ("limit", most, MOST)):
        asked = request.query_params.get(name) or str(plain)
        if not (asked.isascii() and asked.isdigit() and int(asked[:9]) <= top):
            raise InputError(f"{name}={asked[:40]}: write a whole number from 0 to {top}")
        found.append(int(asked))
    return found[0], max(1, found[1])


def _filtered(room: Room, wanted: Filter, table: str, path: str) -> dict[str, Any]:
    """What the form of filters needs."""
    names = {key: [name for _, name, _ in room.index.named(key, "", SUGGESTED)] for key in ("actor", "place", "source", "outlet")}
    listed, total = room.stories(limit=LISTED_STORIES)
    chosen = room.row("stories", wanted.story) if wanted.story else None
    return {
        "wanted": wanted, "kinds": KINDS.get(table, ()), "modalities": MODALITIES if table == "events" else (), "path": path, "suggested": names,
        "in_story": chosen.title if chosen else "", "choice": [(s.story_id, s.title) for s in listed] if 1 < total <= LISTED_STORIES else [],
    }  # fmt: skip


def _data(rows: Iterable[tuple[Any, Any]]) -> list[dict[str, Any]]:
    return [{"doubt": item.doubt, "because": item.because, "row": row} for item, row in rows]


# ---------------------------------------------------------------------- reading
def start(room: Room, request: Request) -> Answer:
    """The room's first page: what there is, what is left to judge, the most doubtful stories."""
    found, total = room.stories(doubtful=True, limit=8)
    numbers = room.counts()
    judged = len(room.audit(request.state.reviewer))
    data = {"counts": numbers, "stories": found, "judgements": judged, "waiting": room.waiting}
    words = {"title": "Review room", "numbers": numbers, "found": found, "total": total, "judged": judged, "formats": FORMATS}
    return Answer(page="start.html.j2", data=data, words=words)


def stories(room: Room, request: Request) -> Answer:
    """The list of stories, paged; `order=doubt` has the most doubtful first."""
    offset, limit = place_in_list(request, 30)
    words, doubtful = request.query_params.get("q", "")[:200], request.query_params.get("order") == "doubt"
    found, total = room.stories(words, offset=offset, limit=limit, doubtful=doubtful)
    paging = Paging(offset, limit, total)
    return Answer(
        page="stories.html.j2", data={"total": total, "offset": offset, "rows": found},
        words={"title": "Stories", "found": found, "paging": paging, "q": words, "doubtful": doubtful},
    )  # fmt: skip


def queue(room: Room, request: Request) -> Answer | Response:
    """The next story to judge: the most doubtful with something left; `after` passes one by."""
    passed = set(request.query_params.getlist("after"))
    found, _ = room.stories(doubtful=True, limit=len(passed) + 1)
    line = next((s for s in found if s.story_id not in passed and s.left), None)
    if wants_json(request):
        return Answer(page="", data=line)
    if line is None:
        return Answer(page="plain.html.j2", data=None, words={"title": "Nothing is left to judge", "said": "Every event has a verdict."})
    return RedirectResponse(f"/stories/{line.story_id}?queue=1", status_code=303)


def story(room: Room, request: Request) -> Answer:
    """One story under review: the text of one of its reports on the left, all that is coded in it on the right."""
    row = room.row("stories", request.path_params["id"])
    if not isinstance(row, record.StoryRow):
        raise NotFoundError(f"there is no story {request.path_params['id']}; it may have gone in a merge")
    reports = room.story_reports(row.story_id)
    asked = request.query_params.get("report") or (reports[0][0] if reports else "")
    report = room.report(asked)
    if report is None:
        raise NotFoundError(f"there is no report {asked}")
    only = request.query_params.get("table", "")
    items = [i for i in room.index.in_report(report.report_id) if i.table in LISTED and (not only or i.table == only)]
    found = room.rows(items)
    entries = tuple(entry_of(i.table, r, i, report.report_id) for i, r in found)
    if request.query_params.get("order") != "doubt":
        order = sorted(range(len(entries)), key=lambda n: (entries[n].words[:1] or entries[n].around[:1], LISTED.index(entries[n].table)))
    else:
        order = sorted(range(len(entries)), key=lambda n: (-entries[n].doubt, entries[n].words[:1]))
    entries = tuple(entries[n] for n in order)
    number = [r[0] for r in reports].index(report.report_id) if report.report_id in {r[0] for r in reports} else 0
    data = {"story": row, "reports": [r[0] for r in reports], "report": report, "entries": _data(found)}
    words = {
        "title": row.title, "story": row, "report": report, "reports": reports, "number": number, "entries": entries,
        "runs": segments(report.text, entries), "queue": bool(request.query_params.get("queue")), "only": only,
        "order": request.query_params.get("order", ""), "tables": sorted({i.table for i in room.index.in_report(report.report_id)} & set(LISTED), key=LISTED.index),
        "gone": room.rejected_in(report.report_id), **_judging(room, entries),
    }  # fmt: skip
    return Answer(page="story.html.j2", data=data, words=words)


def story_parts(room: Room, request: Request) -> Answer:
    """The reports of a story, to split some of them off or to join another story."""
    row = room.row("stories", request.path_params["id"])
    if not isinstance(row, record.StoryRow):
        raise NotFoundError(f"there is no story {request.path_params['id']}; it may have gone in a merge")
    found = entry_of("stories", row)
    words = {
        "title": found.label, "entry": found, "row": row, "why": [], "table": "stories", "places": [], "parts": room.parts_of("stories", row),
        "judged": room.judgements_of(row.story_id), **_judging(room, [found]),
    }  # fmt: skip
    return Answer(page="entry.html.j2", data={"row": row}, words=words)


def _judging(room: Room, entries: Iterable[Entry]) -> dict[str, Any]:
    """What the cards of entries need of earlier judgements."""
    return {"states": {e.id: room.state_of(e.id) for e in entries}, "held": {e.id: room.judgements_of(e.id) for e in entries}, "table_words": TABLE_WORDS}


def table(room: Room, request: Request) -> Answer:
    """Any table of the record, paged; tables of entries can be filtered."""
    name = request.path_params["table"]
    if name not in record.TABLES:
        raise NotFoundError(f"there is no page {name}")
    offset, limit = place_in_list(request)
    wanted = filter_of(request)
    if name in LISTED:
        page = room.index.page(name, wanted, offset=offset, limit=limit, order=request.query_params.get("order", "day"))
        found = room.rows(page.items)
        total = page.total
        entries = tuple(entry_of(name, r, i) for i, r in found)
        rows: list[Any] = [r for _, r in found]
    else:
        rows, total = room.plain(name, wanted.q, offset, limit)
        entries = tuple(entry_of(name, r) for r in rows)
    words = {
        "title": TITLES.get(name, name), "entries": entries, "paging": Paging(offset, limit, total), "listed": name in LISTED, "table": name,
        "order": request.query_params.get("order", ""), "rows": rows, **_judging(room, entries), **_filtered(room, wanted, name, f"/{name}"),
    }  # fmt: skip
    return Answer(page="table.html.j2", data={"total": total, "offset": offset, "rows": rows}, words=words)


TITLES = {
    "events": "Events", "statements": "Statements", "figure_claims": "Counts", "figures": "Figures", "commitments": "Promises",
    "positions": "Positions", "relations": "Relations", "contradictions": "Disagreements", "actors": "Actors", "stories": "Stories",
    "reports": "Reports", "places": "Places", "times": "Times", "mentions": "Mentions", "judgements": "Judgements", "losses": "Not read",
}  # fmt: skip


def entry(room: Room, request: Request) -> Answer | Response:
    """One entry with all that stands behind it: words, rules, judgements."""
    name, id = request.path_params["table"], request.path_params["id"]
    if name not in record.TABLES:
        raise NotFoundError(f"there is no table {name}")
    row = room.row(name, id)
    if row is None:
        raise NotFoundError(f"there is no entry {id} in {name}; it may have been rejected, or gone in a merge: the audit log tells")
    if isinstance(row, record.ReportRow):
        if wants_json(request):
            return Answer(page="", data={"row": row})
        return RedirectResponse(f"/stories/{row.story_id}?report={row.report_id}", status_code=303)
    item = room.index.item(id)
    found = entry_of(name, row, item)
    why = room.why(name, row)
    words = {
        "title": found.label, "entry": found, "row": row, "why": why, "table": name, "places": room.words_behind(row), "parts": room.parts_of(name, row),
        "judged": room.rule_judgements([id]), **_judging(room, [found]),
    }  # fmt: skip
    return Answer(page="entry.html.j2", data={"row": row, "why": why}, words=words)


def text(room: Room, request: Request) -> Answer:
    """The text of a report, with the places asked for: `w` words, `s` the sentence around them, as `start-end`."""
    report = room.report(request.path_params["id"])
    if report is None:
        raise NotFoundError(f"there is no report {request.path_params['id']}")
    words, around = (_asked_spans(request.query_params.get(k, ""), len(report.text)) for k in ("w", "s"))
    made = Entry(
        table="", id="", kind="", label="", modality=None, line=(), words=words, around=around, doubt=0, doubts=(), reports=(), fields=()
    )  # fmt: skip
    return Answer(page="text.html.j2", data=report, words={"title": report.title or "", "report": report, "runs": segments(report.text, [made])})


def _asked_spans(asked: str, length: int) -> tuple[tuple[int, int], ...]:
    found = [(int(a), int(b)) for a, b in re.findall(r"(\d{1,9})-(\d{1,9})", asked[:2000])]
    return tuple((a, b) for a, b in found if a < b <= length)


def _view(room: Room, request: Request, name: str, most: int = PAGE) -> tuple[Filter, Paging, list[Any]]:
    offset, limit = place_in_list(request, most)
    wanted = filter_of(request)
    page = room.index.page(name, wanted, offset=offset, limit=limit)
    return wanted, Paging(offset, limit, page.total), [r for _, r in room.rows(page.items)]


def timeline(room: Room, request: Request) -> Answer:
    """What happened, day by day."""
    wanted, paging, rows = _view(room, request, "events")
    situation, shelf = room.situation({"events": rows})
    days = timelines.timeline(situation, shelf)
    words = {"title": "Timeline", "days": days, "shelf": shelf, "paging": paging, "judge_link": "/events/", **_filtered(room, wanted, "events", "/timeline")}
    return Answer(page="timeline.html.j2", data={"total": paging.total, "offset": paging.offset, "rows": rows}, words=words)


def places(room: Room, request: Request) -> Answer:
    """Where: the map of the busiest places and their list."""
    wanted = filter_of(request)
    offset, limit = place_in_list(request)
    busy = room.index.by_place(wanted)
    mapped = busy[:MAPPED] if offset < MAPPED else busy[offset : offset + limit]
    situation, shelf, weights = room.places_of(mapped)
    wide, narrow = (map_view(situation, shelf, width=w, height=h, weights=weights) for w, h in ((720, 440), (358, 400)))
    listed = place_list(situation, shelf, wide, weights=weights)
    listed = listed[offset : offset + limit] if offset < MAPPED else listed
    words = {
        "title": "Map", "shelf": shelf, "maps": [m for m in (wide, narrow) if m], "listed": listed,
        "paging": Paging(offset, limit, len(busy)), **_filtered(room, wanted, "events", "/map"),
    }  # fmt: skip
    data = {"total": len(busy), "rows": [{"place_id": i, "events": n, "modality": m} for i, n, m, _ in busy[offset : offset + limit]]}
    return Answer(page="map.html.j2", data=data, words=words)


def network(room: Room, request: Request) -> Answer:
    """Who is with whom."""
    wanted, paging, rows = _view(room, request, "relations", 120)
    situation, shelf = room.situation({"relations": rows, "actors": room.actors_of(rows)})
    drawings = [n for n in (network_of(situation, shelf), network_of(situation, shelf, width=358, most=14)) if n]
    words = {
        "title": "Network", "shelf": shelf, "networks": drawings, "bonds": bonds(situation, shelf), "paging": paging,
        **_filtered(room, wanted, "relations", "/network"),
    }  # fmt: skip
    return Answer(page="network.html.j2", data={"total": paging.total, "offset": paging.offset, "rows": rows}, words=words)


def tolls(room: Room, request: Request) -> Answer:
    """Counts over time, each with its source."""
    wanted, paging, rows = _view(room, request, "figures", 12)
    claims = room.many("figure_claims", [c for f in rows for c in f.claims])
    situation, shelf = room.situation({"figures": rows, "figure_claims": claims})
    words = {
        "title": "Tolls and other counts", "shelf": shelf, "charts": counts.charts(situation, shelf), "paging": paging,
        **_filtered(room, wanted, "figures", "/tolls"),
    }  # fmt: skip
    return Answer(page="tolls.html.j2", data={"total": paging.total, "offset": paging.offset, "rows": rows, "claims": claims}, words=words)


def contradictions(room: Room, request: Request) -> Answer:
    """Where reports disagree, side by side."""
    wanted, paging, rows = _view(room, request, "contradictions", 20)
    situation, shelf = room.situation({"contradictions": rows})
    words = {
        "title": "Disagreements", "shelf": shelf, "found": disputes(situation, shelf), "paging": paging,
        **_filtered(room, wanted, "contradictions", "/contradictions"),
    }  # fmt: skip
    return Answer(page="contradictions.html.j2", data={"total": paging.total, "offset": paging.offset, "rows": rows}, words=words)


def search(room: Room, request: Request) -> Answer:
    """Reports and entries that hold all the words."""
    q = request.query_params.get("q", "")[:200].strip()
    hits = room.search(q) if q else ()
    found = {}
    for name in ("events", "statements", "figure_claims", "commitments"):
        items, total = room.index.found(name, q, 8)
        if items:
            found[name] = (tuple(entry_of(i.table, r, i) for i, r in room.rows(items)), total)
    words = {"title": f"Search: {q}" if q else "Search", "q": q, "hits": hits, "found": found, "titles": TITLES, "most": MOST_FOUND}
    data = {"reports": hits, **{name: {"total": n, "ids": [e.id for e in entries]} for name, (entries, n) in found.items()}}
    return Answer(page="search.html.j2", data=data, words=words)


def audit(room: Room, request: Request) -> Answer:
    """Every judgement ever made by a person: who, when, what, why, and whether it was taken back. Newest first."""
    offset, limit = place_in_list(request)
    rows = room.audit(request.state.reviewer)[::-1]
    shown = rows[offset : offset + limit]
    data = {"total": len(rows), "offset": offset, "rows": shown}
    words = {
        "title": "Audit log", "rows": shown, "names": room.names_of(e.judgement for e in shown), "paging": Paging(offset, limit, len(rows)),
        "table_words": TABLE_WORDS,
    }  # fmt: skip
    return Answer(page="audit.html.j2", data=data, words=words)


def coding(room: Room, request: Request) -> Answer:
    """The reports to code, in one order for every coder, and how far this coder has come."""
    offset, limit = place_in_list(request)
    rows, total = room.to_code(offset, limit)
    codings, coder = room.codings(), request.state.reviewer
    marks: dict[str, int] = {}
    for mark in codings.of(coder):
        marks[mark.report_id] = marks.get(mark.report_id, 0) + 1
    finished = codings.finished.get(coder, {})
    data = {
        "total": total, "offset": offset, "coder": coder, "coders": codings.coders(),
        "rows": [{"report_id": r[0], "title": r[1], "n_marks": marks.get(r[0], 0), "finished": r[0] in finished} for r in rows],
    }  # fmt: skip
    words = {"title": "Coding", "rows": rows, "marks": marks, "finished": finished, "coders": codings.coders(), "paging": Paging(offset, limit, total)}
    return Answer(page="coding.html.j2", data=data, words=words)


def coded_report(room: Room, request: Request) -> Answer:
    """One report to code: its bare text and this coder's own marks, no other's."""
    report = room.report(request.path_params["id"])
    if report is None:
        raise NotFoundError(f"there is no report {request.path_params['id']}")
    codings, coder = room.codings(), request.state.reviewer
    marks = codings.of(coder, report.report_id)
    finished = codings.finished.get(coder, {}).get(report.report_id)
    order = [r[0] for r in room.to_code(0, MOST)[0]]
    follows = order[order.index(report.report_id) + 1 :][:1] if report.report_id in order else []
    runs = [(m.start(), m.end(), m.group()) for m in re.finditer(r"\s+|[^\W_]+(?:[’'-][^\W_]+)*|[^\w\s]|_", report.text)]
    words = {
        "title": "Coding", "report": report, "marks": marks, "finished": finished, "runs": runs, "types": EVENT_TYPES, "modalities": MODALITIES,
        "marked": {n for m in marks for n in range(m.start, m.end)}, "follows": follows[0] if follows else None,
    }  # fmt: skip
    data = {"report_id": report.report_id, "text": report.text, "marks": marks, "finished": finished is not None}
    return Answer(page="coded_report.html.j2", data=data, words=words)


def agreement(room: Room, request: Request) -> Answer:
    """How far two coders agree on the reports that both have finished: `left` and `right`, or all pairs."""
    codings = room.codings()
    names = codings.coders()
    asked = [request.query_params.get(k, "") for k in ("left", "right")]
    pairs = [(asked[0], asked[1])] if all(asked) else [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]][:50]
    found = [codings.agreement(a, b) for a, b in pairs]
    shown = codings.differences(*pairs[0])[:200] if len(pairs) == 1 else []
    return Answer(page="agreement.html.j2", data={"rows": found}, words={"title": "Agreement", "found": found, "differences": shown, "coders": names})


def export(room: Room, request: Request) -> Answer | Response:
    """The record in a format, as a ZIP of its files."""
    format = request.path_params["format"]
    if format not in FORMATS:
        raise NotFoundError(f"there is no format {format}; one of {', '.join(FORMATS)}")
    with tempfile.TemporaryDirectory() as folder:
        files = export_to(room.whole(), folder, format=format)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(file, file.name)
    name = f"dateline-{format}.zip"
    return Response(packed.getvalue(), media_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'})


# ---------------------------------------------------------------------- writing
Sent = dict[str, Any]


def judge(room: Room, request: Request, sent: Sent) -> Answer | Response:
    """A judgement on one entry or two: `action`, `ids`, and by action `changes` (column to text), `members`, `note`.

    A form has its ids in `id`, values in `set.COLUMN` beside what they were in `was.COLUMN`, and members in `member`.
    """
    ids = [str(i) for i in _listed(sent.get("ids") or sent.get("id"))]
    changes = sent.get("changes") or {
        name[4:]: str(value) for name, value in sent.items() if name.startswith("set.") and value != sent.get("was." + name[4:])
    }
    if not isinstance(changes, dict) or not all(isinstance(v, (str, int, float)) for v in changes.values()):
        raise InputError("changes must be an object of columns and their values as text")
    members = [part for m in _listed(sent.get("members") or sent.get("member")) for part in str(m).split()]
    made = room.judge(
        ids, str(sent.get("action", "")), request.state.reviewer, note=str(sent.get("note") or "")[:2000],
        changes={str(k): str(v) for k, v in changes.items()}, members=members,
    )  # fmt: skip
    return _after(request, sent, made, 201)


def undo(room: Room, request: Request, sent: Sent) -> Answer | Response:
    """Takes a judgement back."""
    return _after(request, sent, room.undo(request.path_params["id"], request.state.reviewer), 200)


def mark(room: Room, request: Request, sent: Sent) -> Answer | Response:
    """A coder's mark: `start` and `end` in code points (or `words`, and which time they occur), `event_type`, `modality`."""
    report = room.report(request.path_params["id"])
    if report is None:
        raise NotFoundError(f"there is no report {request.path_params['id']}")
    if words := str(sent.get("words") or "").strip():
        places = [m.start() for m in re.finditer(re.escape(words), report.text)]
        which = _number(sent.get("which") or 1, "which")
        if not 1 <= which <= len(places):
            raise InputError(f"“{words[:60]}” stands {len(places)} times in this report")
        start, end = places[which - 1], places[which - 1] + len(words)
    else:
        start, end = _number(sent.get("start"), "start"), _number(sent.get("end"), "end")
    made = room.codings().add(report, start, end, str(sent.get("event_type", "")), str(sent.get("modality", "")), request.state.reviewer)
    return _after(request, sent, made, 201)


def _number(value: Any, name: str) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,9}", str(value)):
        raise InputError(f"{name} must be a whole number")
    return int(value)


def finish(room: Room, request: Request, sent: Sent) -> Answer | Response:
    """Says that this coder has read a report to its end."""
    if room.report(request.path_params["id"]) is None:
        raise NotFoundError(f"there is no report {request.path_params['id']}")
    return _after(request, sent, room.codings().finish(request.path_params["id"], request.state.reviewer), 201)


def unmark(room: Room, request: Request, sent: Sent) -> Answer | Response:
    """Takes an own mark, or an own finishing, back."""
    room.codings().take_back(request.path_params["id"], request.state.reviewer)
    return _after(request, sent, {"taken_back": request.path_params["id"]}, 200)


def reviewer(room: Room, request: Request, sent: Sent) -> Answer | Response:
    """The name that this session judges under."""
    name = " ".join(str(sent.get("reviewer", "")).split())[:80]
    if not name:
        raise InputError("a reviewer needs a name")
    if request.state.session is not None:
        request.state.keys.rename(request.state.session, name)
    return _back(request, sent)


def bring_up_to_date(room: Room, request: Request, sent: Sent) -> Answer | Response:
    """Makes the record anew from reports and judgements."""
    room.refresh()
    return _back(request, sent)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value] if value else []


def _after(request: Request, sent: Sent, made: Any, status: int) -> Answer | Response:
    return Answer(page="", data=made, status=status) if wants_json(request) else _back(request, sent)


def _back(request: Request, sent: Sent) -> Response:
    """To the page the form stood on; only paths of our own are followed."""
    back = str(sent.get("back") or "/")
    safe = re.fullmatch(r"/(?![/\\])[\x21-\x7e]*", back) is not None
    return RedirectResponse(back if safe else "/", status_code=303)


Handler = Callable[[Room, Request], Answer | Response]
Writer = Callable[[Room, Request, Sent], Answer | Response]
