"""Checks an export of the record against what a careful reader found in the two founding reports.

    python -m bench.founding EXPORT_DIR [--gold FILE] [--json]

EXPORT_DIR holds `TABLE.jsonl` files. A report of the export belongs to the report of an entry whose name is the base name,
without ending, of its `uri` (or its `external_id`). Offsets are code points of the report's text as its file holds it.

Every entry of `bench/own/founding.jsonl` asks one question. An entry `present` is *found* when a row answers it (below), and
*right* when the row's other fields agree as well (`*_also` lists in an entry hold other defensible values). An entry `absent` is
violated when any row does what it forbids. An actor named in an entry is a list of spans; an actor of the export is that actor
when one of its mentions in the report covers nearly the same characters (`SAME_SPAN`) as one of the spans, or the same head.

actors         one row for each entry (a row that answers two answers one). Fields: kind, country, titles
statements     shared words of the content (F1 at least `SAME_WORDS`) and the right source. Fields: kind, cue, cue_class, relayed_by, date
events         trigger, event_type, modality (and what the entry requires). Fields: actors, recipients, place, date_start, attributed_to
figure_claims  overlap, indicator, status, value. Fields: low, high, qualifier, unit, attributed_to, period_start
commitments    half of the words of the shorter span, and who is bound. Fields: due, outcome
positions      topic, holder, stance;  relations  subject, predicate, object
times          overlap, status, value. Fields: type, anchor;  places  overlap, country. Fields: where (within `NEAR_KM`)
reports        present at all. Fields: damage, dateline_place, published, agencies
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

GOLD = Path(__file__).with_name("own") / "founding.jsonl"
SAME_SPAN = 0.5  # Dice of characters from which two mentions are the same words
SAME_WORDS = 0.6  # F1 of words from which two contents are the same
NEAR_KM = 60.0
REAL = frozenset({"happened", "ongoing"})
TABLES = ("actors", "statements", "events", "figure_claims", "commitments", "positions", "relations", "times", "places", "reports")
LINKS = re.compile(r"\b(?:of|from|in|with|by|to|for|and|or|against|on|at|led|s)\b|['’]")
SYMMETRIC = frozenset({"allied_with", "opposes"})
PERSONS = frozenset({"person", "persons", "people", "civilians"})

Span = tuple[int, int]
Row = dict[str, Any]


@dataclass
class Answer:
    """What the export says to one entry: was it found, which fields disagree, which row answered."""

    entry: Row
    found: bool = False
    wrong: list[str] = field(default_factory=list)
    row: Row | None = None

    @property
    def right(self) -> bool:
        return self.found and not self.wrong


class Export:
    """The tables of one export, with the spans that every actor and place has in a report."""

    def __init__(self, folder: Path) -> None:
        self.tables = {path.stem: list(_lines(path)) for path in sorted(folder.glob("*.jsonl"))}
        self.names: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        for row in self.rows("reports"):
            for name in _names(row):
                self.names.setdefault(name, row["report_id"])
            self.texts[row["report_id"]] = row.get("text") or ""
        self._actor_spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for mention in self.rows("mentions"):
            if (actor := _key(mention.get("actor_id"))) and mention.get("form") != "pronoun":
                self._actor_spans[actor, mention["report_id"]].append((mention["start"], mention["end"]))
        for row in self.rows("actors"):
            for item in row.get("evidence") or []:
                self._actor_spans[row["actor_id"], item["report_id"]].append((item["start"], item["end"]))
        self._places = {row["place_id"]: row for row in self.rows("places")}

    def rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    def actor_spans(self, actor: Any, report: str) -> list[Span]:
        return self._actor_spans.get((_key(actor) or "", report), [])

    def is_actor(self, actor: Any, spans: Iterable[Any], report: str) -> bool:
        """Whether an actor reference of the export is the actor that an entry gives by its spans."""
        wanted, text = [tuple(span) for span in spans], self.texts.get(report, "")
        return any(likeness(own, span, text) >= SAME_SPAN for own in self.actor_spans(actor, report) for span in wanted)

    def same_actors(self, found: Any, wanted: Any, report: str) -> bool:
        """Whether two sets of actors are the same; an entry without actors accepts any."""
        found, wanted = _many(found), _actors(wanted)
        if not wanted:
            return True
        return all(any(self.is_actor(actor, spans, report) for actor in found) for spans in wanted) and all(
            any(self.is_actor(actor, spans, report) for spans in wanted) for actor in found
        )

    def is_place(self, place: Any, span: Any, report: str) -> bool:
        if place is None:
            return False
        row = self._places.get(_key(place) or "", {})
        if any(overlap(own, tuple(span)) for own in spans_in(row.get("evidence"), report)):
            return True
        name = place.get("name") if isinstance(place, dict) else str(place)
        return fold(name or "") == fold(self.texts.get(report, "")[span[0] : span[1]])

    def words(self, spans: Iterable[Any], report: str) -> set[int]:
        """Offsets of the words that spans cover."""
        text = self.texts.get(report, "")
        return {start + match.start() for start, end in spans for match in re.finditer(r"\w+", text[start:end])}


def dice(left: Any, right: Any) -> float:
    """Shared characters of two spans, twice, by the sum of their lengths: 1 for equal spans, 0 for spans apart."""
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return 2 * max(shared, 0) / ((left[1] - left[0]) + (right[1] - right[0]) or 1)


def likeness(left: Any, right: Any, text: str) -> float:
    """How far two mentions are the same words: `dice`, or 1 when the longer only adds words before the same head.

    "broadcaster Al-Noor" is the mention "Al-Noor"; "opposition from Al-Noor" and "Al-Noor's chief" are not.
    """
    longer, shorter = (left, right) if right[1] - right[0] <= left[1] - left[0] else (right, left)
    if longer[1] == shorter[1] and longer[0] <= shorter[0] and not LINKS.search(text[longer[0] : shorter[0]]):
        return 1.0
    return dice(left, right)


def overlap(left: Any, right: Any, slack: int = 0) -> bool:
    """Whether two half-open spans share a character, or lie at most `slack` characters apart."""
    return left[0] < right[1] + slack and right[0] < left[1] + slack


def f1(left: set[int], right: set[int]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def spans_in(evidence: Any, report: str) -> list[Span]:
    """Spans of evidence (one piece or a list) that lie in a report."""
    pieces = evidence if isinstance(evidence, list) else [evidence] if evidence else []
    return [(piece["start"], piece["end"]) for piece in pieces if isinstance(piece, dict) and piece.get("report_id") == report]


def score(folder: Path, gold: Path = GOLD) -> Row:
    """The counts of an export: found, right and total for each table, the missing and wrong must-entries, violated absences."""
    export = Export(folder)
    entries = list(_lines(gold))
    present = [entry for entry in entries if entry["expect"] == "present"]
    answers = _answer_actors(export, [entry for entry in present if entry["table"] == "actors"])
    for entry in present:
        if entry["table"] != "actors":
            answers.append(answer(export, entry))
    violated = [(entry, row) for entry in entries if entry["expect"] == "absent" if (row := violation(export, entry)) is not None]
    tables = {}
    for table in TABLES:
        mine = [one for one in answers if one.entry["table"] == table]
        if mine:
            tables[table] = {"found": sum(one.found for one in mine), "right": sum(one.right for one in mine), "total": len(mine)}
    must = [one for one in answers if one.entry["must"]]
    return {
        "tables": tables,
        "found": sum(one.found for one in answers),
        "right": sum(one.right for one in answers),
        "total": len(answers),
        "must_found": sum(one.found for one in must),
        "must_total": len(must),
        "missing": [_label(one.entry, export) for one in must if not one.found],
        "wrong": [{**_label(one.entry, export), "fields": one.wrong} for one in answers if one.found and one.wrong],
        "absent_total": sum(entry["expect"] == "absent" for entry in entries),
        "violated": [{**_label(entry, export), "row": _id(row)} for entry, row in violated],
    }


def answer(export: Export, entry: Row) -> Answer:
    """The best row for an entry: one that is found before one that is not, and the fewest wrong fields first."""
    report = export.names.get(entry["report"])
    if report is None:
        return Answer(entry)
    best = Answer(entry)
    for row in READERS[entry["table"]](export, entry, report):
        wrong = sorted(name for name, good in row["checks"].items() if not good)
        if not best.found or len(wrong) < len(best.wrong):
            best = Answer(entry, True, wrong, row["row"])
    return best


def _answer_actors(export: Export, entries: list[Row]) -> list[Answer]:
    """Actors one to one, the pair with the most shared mentions first, so that two merged actors answer for one."""
    pairs = []
    for number, entry in enumerate(entries):
        report = export.names.get(entry["report"])
        for row in export.rows("actors") if report else []:
            own = export.actor_spans(row["actor_id"], report)
            text = export.texts[report]
            likes = [max((likeness(span, one, text) for one in own), default=0.0) for span in entry["fields"]["mentions"]]
            if max(likes) >= SAME_SPAN:
                pairs.append((sum(likes) / len(likes) + likes[0], number, row, report))
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]["actor_id"]))
    answers = [Answer(entry) for entry in entries]
    taken: set[tuple[str, str]] = set()
    for _, number, row, report in pairs:
        if answers[number].found or (row["actor_id"], report) in taken:
            continue
        taken.add((row["actor_id"], report))
        fields = entries[number]["fields"]
        checks = {
            "kind": _among(row.get("kind"), fields, "kind"),
            "country": row.get("country") == fields["country"],
            "titles": _has_titles(export, row, fields["titles"], report),
        }
        answers[number] = Answer(entries[number], True, [name for name, good in checks.items() if not good], row)
    return answers


def _has_titles(export: Export, row: Row, titles: list[Any], report: str) -> bool:
    held = [title if isinstance(title, dict) else {"title": title} for title in row.get("titles") or []]
    words = [set(fold(title.get("title") or "").split()) for title in held]
    text = export.texts[report]
    for start, end in titles:
        wanted = set(fold(text[start:end]).split())
        if not any(wanted <= have or (have and have <= wanted) for have in words):
            return False
    return True


def _statements(export: Export, entry: Row, report: str) -> Iterator[Row]:
    fields = entry["fields"]
    wanted = [export.words(content, report) for content in [fields["content"], *fields.get("content_alt", [])]]
    for row in export.rows("statements"):
        if row.get("report_id") != report:
            continue
        words = export.words(spans_in(row.get("content"), report), report)
        if max(f1(words, content) for content in wanted) < SAME_WORDS:
            continue
        if not (export.is_actor(row.get("source"), fields["source"], report) if fields["source"] else row.get("source") is None):
            continue
        cue = spans_in(row.get("cue"), report)
        relayed = row.get("relayed_by") or []
        yield {
            "row": row,
            "checks": {
                "kind": _among(row.get("kind"), fields, "kind"),
                "cue": any(overlap(own, fields["cue"]) for own in cue) if cue else _cue_text(export, row, fields["cue"], report),
                "cue_class": _among(row.get("cue_class"), fields, "cue_class"),
                "relayed_by": export.same_actors(relayed, fields["relayed_by"], report),
                "date": fields["date"] is None or row.get("date") == fields["date"],
            },
        }


def _cue_text(export: Export, row: Row, span: Any, report: str) -> bool:
    """The cue may come as plain text; then its words must be those of the entry."""
    cue = row.get("cue")
    return isinstance(cue, str) and fold(cue) == fold(export.texts[report][span[0] : span[1]])


def _tellings(export: Export, report: str) -> Iterator[tuple[Row, Row]]:
    """Events with what each telling in a report asserts; an event without tellings stands for itself."""
    for row in export.rows("events"):
        mentions = row.get("mentions")
        for mention in mentions or [{**row, "report_id": report}]:
            if mention.get("report_id") == report and (mentions or spans_in(row.get("evidence"), report)):
                yield row, mention


def _triggers(mention: Row, report: str) -> list[Span]:
    return spans_in(mention.get("trigger"), report) or spans_in(mention.get("evidence"), report)


def _events(export: Export, entry: Row, report: str) -> Iterator[Row]:
    fields = entry["fields"]
    wanted = [fields["trigger"], *fields.get("trigger_also", [])]
    for row, mention in _tellings(export, report):
        if not any(overlap(own, span) for own in _triggers(mention, report) for span in wanted):
            continue
        if not _among(row.get("event_type"), fields, "event_type") or not _among(mention.get("modality"), fields, "modality"):
            continue
        place = mention.get("place") or row.get("place")
        checks = {
            "actors": export.same_actors(mention.get("actors"), fields["actors"], report),
            "recipients": export.same_actors(mention.get("recipients"), fields["recipients"], report),
            "place": fields["place"] is None or export.is_place(place, fields["place"], report),
            "date_start": fields["date_start"] is None or _among(mention.get("date_start"), fields, "date_start"),
            "attributed_to": export.same_actors(mention.get("attributed_to"), fields["attributed_to"], report),
        }
        if all(checks[name] for name in fields.get("require", [])):
            yield {"row": row, "checks": checks}


def _figure_claims(export: Export, entry: Row, report: str) -> Iterator[Row]:
    fields = entry["fields"]
    for row in export.rows("figure_claims"):
        if not any(overlap(own, entry["evidence"][0]) for own in _expression(export, row, report)):
            continue
        if not _among(row.get("indicator"), fields, "indicator"):
            continue
        if row.get("status") != fields["status"] or row.get("value") != fields["value"]:
            continue
        unit = row.get("unit")
        yield {
            "row": row,
            "checks": {
                "low": row.get("low") == fields["low"] or fields["low"] is None,
                "high": row.get("high") == fields["high"],
                "qualifier": fields["qualifier"] is None or _among(row.get("qualifier"), fields, "qualifier"),
                "unit": unit == fields["unit"] or (fields["unit"] in PERSONS and (unit is None or unit in PERSONS)),
                "attributed_to": export.same_actors(row.get("attributed_to"), fields["attributed_to"], report),
                "period_start": fields["period_start"] is None or row.get("period_start") == fields["period_start"],
                "place": fields["place"] is None or export.is_place(row.get("place"), fields["place"], report),
            },
        }


def _expression(export: Export, row: Row, report: str) -> list[Span]:
    """Where a figure's words stand: its evidence, narrowed to the expression where it can be found in it."""
    spans, words = spans_in(row.get("evidence"), report), row.get("expression")
    text = export.texts.get(report, "")
    narrow = [(start + at, start + at + len(words)) for start, end in spans if words and (at := text[start:end].find(words)) >= 0]
    return narrow or spans


def _commitments(export: Export, entry: Row, report: str) -> Iterator[Row]:
    fields = entry["fields"]
    wanted = export.words(entry["evidence"], report)
    for row in export.rows("commitments"):
        words = export.words(spans_in(row.get("evidence"), report), report)
        if 2 * len(words & wanted) < min(len(words), len(wanted)) or not words:
            continue
        if not any(export.is_actor(actor, fields["by"], report) for actor in row.get("by") or []):
            continue
        outcome = "open" if row.get("outcome") == "repeated" else row.get("outcome")
        due = fields["due"] is None or row.get("due") == fields["due"]
        yield {"row": row, "checks": {"due": due, "outcome": outcome == fields["outcome"]}}


def _positions(export: Export, entry: Row, report: str) -> Iterator[Row]:
    fields = entry["fields"]
    text = export.texts[report]
    topic = set(fold(" ".join(text[start:end] for start, end in entry["evidence"])).split())
    for row in export.rows("positions"):
        spans = spans_in(row.get("evidence"), report)
        about = row.get("topic")
        about = about.get("name") if isinstance(about, dict) else about
        own = set(fold(about or "").split())
        named = bool(spans) and bool(own) and 2 * len(own & topic) >= 0.8 * min(len(own) + len(topic), 2 * len(topic))
        covered = any(dice(span, wanted) >= SAME_SPAN for span in spans for wanted in entry["evidence"])
        if (named or covered) and row.get("stance") == fields["stance"] and export.is_actor(row.get("holder"), fields["holder"], report):
            yield {"row": row, "checks": {}}


def _relations(export: Export, entry: Row, report: str) -> Iterator[Row]:
    fields = entry["fields"]
    for row in export.rows("relations"):
        if not _among(row.get("predicate"), fields, "predicate") or not spans_in(row.get("evidence"), report):
            continue
        pairs = [(row.get("subject"), row.get("object"))]
        if row.get("predicate") in SYMMETRIC:
            pairs.append((row.get("object"), row.get("subject")))
        subject, object_ = fields["subject"], fields["object"]
        if any(export.is_actor(left, subject, report) and export.is_actor(right, object_, report) for left, right in pairs):
            yield {"row": row, "checks": {}}


def _times(export: Export, entry: Row, report: str) -> Iterator[Row]:
    fields = entry["fields"]
    lost = fields["status"] == "lost"
    for row in export.rows("times"):
        if row.get("report_id") != report or not overlap((row["start"], row["end"]), entry["evidence"][0], 1 if lost else 0):
            continue
        if row.get("status") != fields["status"] or not _among(row.get("value"), fields, "value"):
            continue
        yield {
            "row": row,
            "checks": {
                "type": lost or row.get("type") == fields["type"],
                "anchor": lost or _among(row.get("anchor"), fields, "anchor"),
            },
        }


def _places(export: Export, entry: Row, report: str) -> Iterator[Row]:
    fields = entry["fields"]
    for row in export.rows("places"):
        there = any(overlap(own, entry["evidence"][0]) for own in spans_in(row.get("evidence"), report))
        if there and row.get("country") == fields["country"]:
            yield {"row": row, "checks": {"where": fields["latitude"] is None or _near(row, fields)}}


def _near(row: Row, fields: Row) -> bool:
    if row.get("latitude") is None or row.get("longitude") is None:
        return False
    left, right = math.radians(row["latitude"]), math.radians(fields["latitude"])
    turn = math.radians(row["longitude"] - fields["longitude"])
    cosine = math.sin(left) * math.sin(right) + math.cos(left) * math.cos(right) * math.cos(turn)
    return 6371.0 * math.acos(max(-1.0, min(1.0, cosine))) <= NEAR_KM


def _reports(export: Export, entry: Row, report: str) -> Iterator[Row]:
    fields = entry["fields"]
    for row in export.rows("reports"):
        if row["report_id"] != report:
            continue
        kinds = _damage(row)
        wanted = set(fields["damage"])
        dateline = row.get("dateline_place")
        dateline = dateline.get("name") if isinstance(dateline, dict) else dateline
        text = export.texts[report]
        agencies = {fold(str(name)) for name in row.get("agencies") or []}
        yield {
            "row": row,
            "checks": {
                "damage": wanted <= kinds <= wanted | set(fields.get("damage_also", [])),
                "dateline_place": fold(str(dateline or "")) == fold(text[fields["dateline_place"][0] : fields["dateline_place"][1]]),
                "published": (row.get("published") or "")[:10] == fields["published"],
                "agencies": {fold(text[start:end]) for start, end in fields["agencies"]} <= agencies,
            },
        }


READERS: dict[str, Callable[[Export, Row, str], Iterator[Row]]] = {
    "statements": _statements,
    "events": _events,
    "figure_claims": _figure_claims,
    "commitments": _commitments,
    "positions": _positions,
    "relations": _relations,
    "times": _times,
    "places": _places,
    "reports": _reports,
}


def violation(export: Export, entry: Row) -> Row | None:
    """The first row that does what an absent entry forbids, or None. A report that is not in the export violates nothing."""
    report = export.names.get(entry["report"])
    if report is None:
        return None
    fields, spans = entry["fields"], entry["evidence"]
    if entry["table"] == "events":
        return next((row for row, mention in _tellings(export, report) if _forbidden(export, row, mention, entry, report)), None)
    if entry["table"] == "reports":
        return next((row for row in export.rows("reports") if row["report_id"] == report and _damage(row) & set(fields["damage"])), None)
    for row in export.rows(entry["table"]):
        timed = entry["table"] == "times"
        if timed and row.get("report_id") != report:
            continue
        own = [(row["start"], row["end"])] if timed else _expression(export, row, report)
        if not any(overlap(one, span, int(timed)) for one in own for span in spans):
            continue
        if "unit" in fields and row.get("unit") != fields["unit"]:
            continue
        if fields.get("value") != "any" or any(row.get(name) is not None for name in ("value", "low", "high")):
            return row
    return None


def _forbidden(export: Export, row: Row, mention: Row, entry: Row, report: str) -> bool:
    fields = entry["fields"]
    if "event_type" in fields and row.get("event_type") not in fields["event_type"]:
        return False
    if "modality" in fields and not {row.get("modality"), mention.get("modality")} & set(fields["modality"]):
        return False
    if "participants" in fields:
        named = [*_many(mention.get("actors")), *_many(mention.get("recipients"))]
        together = all(any(export.is_actor(actor, spans, report) for actor in named) for spans in fields["participants"])
        return together and (mention.get("date_start") or row.get("date_start") or "") == fields["date"]
    if not any(overlap(own, span) for own in spans_in(mention.get("trigger"), report) for span in entry["evidence"]):
        return False
    return fields.get("date") != "any" or mention.get("date_start") is not None


def _among(value: Any, fields: Row, name: str) -> bool:
    return value == fields[name] or value in fields.get(f"{name}_also", [])


def _actors(value: Any) -> list[Any]:
    """Actors of an entry: a list of span lists; one actor alone may be given as its spans."""
    if not value:
        return []
    return [value] if isinstance(value[0][0], int) else value


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _key(reference: Any) -> str | None:
    return reference.get("id") if isinstance(reference, dict) else reference


def _id(row: Row) -> str | None:
    return next((row[key] for key in row if key.endswith("_id")), None)


def _damage(row: Row) -> set[str]:
    return {item["kind"] if isinstance(item, dict) else item for item in row.get("damage") or []}


def _names(row: Row) -> Iterator[str]:
    path = PurePosixPath(urlsplit(row.get("uri") or "").path)
    yield from (name for name in (path.stem, path.name, row.get("external_id"), row.get("report_id")) if name)


def _lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            if line.strip():
                yield json.loads(line)


def _label(entry: Row, export: Export) -> Row:
    """What to print of an entry: its id and the words that it points at, taken from the export's own text."""
    report = export.names.get(entry["report"], "")
    words = " | ".join(export.texts.get(report, "")[start:end] for start, end in entry["evidence"][:3])
    return {"id": entry["id"], "report": entry["report"][:3], "table": entry["table"], "words": words[:90], "note": entry["note"]}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.founding", description="Checks an export against the reading of the two founding reports.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if not options.export.is_dir():
        parser.error(f"{options.export}: no such folder; give the folder of TABLE.jsonl files that an export wrote")
    result = score(options.export, options.gold)
    if options.json:
        json.dump(result, sys.stdout, ensure_ascii=False, indent=1)
        return 0
    for table, counts in result["tables"].items():
        print(f"{table:14} found {counts['found']:3} of {counts['total']:3}   all fields right {counts['right']:3}")
    share = result["found"] / result["total"]
    print(f"{'all':14} found {result['found']:3} of {result['total']:3}   all fields right {result['right']:3}   share {share:.3f}")
    print(f"must           found {result['must_found']:3} of {result['must_total']:3}")
    print(f"absent         violated {len(result['violated'])} of {result['absent_total']}")
    for name in ("missing", "violated", "wrong"):
        for item in result[name]:
            extra = ", ".join(item.get("fields", [])) or item["note"]
            print(f"{name:9} {item['id']} {item['report']} {item['table']:13} {item['words']!r} {extra}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
