"""Scores a record against our own annotated sentences and stories (`bench/own`): precision, recall and F1 a table, no other file needed.

Rows and entries are compared as in `bench.founding`: overlapping words, the same actor through its mentions, equal codes.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import dateline
from bench.founding import READERS, Export, spans_in
from bench.paths import OWN
from dateline.publish.export import export

Row = dict[str, Any]

DEFAULTS: dict[str, Row] = {
    "statements": {"relayed_by": [], "date": None, "cue": [0, 0], "kind": "indirect", "cue_class": "say", "source": None},
    "events": {"actors": [], "recipients": [], "place": None, "date_start": None, "attributed_to": [], "modality": "happened"},
    "figure_claims": {"low": None, "high": None, "qualifier": None, "unit": None, "attributed_to": [], "period_start": None, "place": None, "value": None},
    "commitments": {"due": None, "outcome": "open", "by": []},
    "positions": {},
    "relations": {},
    "times": {"anchor": "publication", "type": "DATE", "value": None},
    "places": {"latitude": None, "longitude": None},
}  # fmt: skip
NAMES = {"figures": "figure_claims"}
SCORED = tuple(DEFAULTS)


def spans(value: Any) -> list[Any]:
    """One span, a list of spans or nothing, as a list of spans."""
    if not value:
        return []
    return [value] if isinstance(value[0], int) else list(value)


def entries_of(sentence: Row) -> list[Row]:
    """The entries of one annotated sentence, in the form of the founding reports' entries."""
    mentions: dict[str, list[Any]] = {}
    for mention in sentence["gold"].get("mentions", []):
        mentions.setdefault(mention["actor"], []).append(mention["span"])
    same = {tuple(s): group for group in mentions.values() for s in group}

    def actor(value: Any) -> Any:
        """All spans of the actor that a span names."""
        return same.get(tuple(value), [value]) if value else value

    found = []
    for name, rows in sentence["gold"].items():
        table = NAMES.get(name, name)
        if table not in DEFAULTS:
            continue
        for row in rows:
            fields = {**DEFAULTS[table], **row}
            for column in ("source", "holder", "subject", "object"):
                if fields.get(column):
                    fields[column] = actor(spans(fields[column])[0])
            for column in ("by",):
                fields[column] = [s for one in spans(fields.get(column)) for s in actor(one)]
            for column in ("actors", "recipients", "attributed_to", "relayed_by"):
                fields[column] = [actor(one) for one in spans(fields.get(column))]
            evidence = next((spans(row[c]) for c in ("trigger", "content", "expression", "topic", "span", "evidence") if row.get(c)), [])
            if evidence or table == "relations":
                found.append({"report": sentence["id"], "table": table, "fields": fields, "evidence": evidence or [[0, 0]]})
    return found


def build_texts(items: list[Row], folder: Path) -> Path:
    """Write items (`id`, `text`, `published`, `outlet`) as files, build them, export the record to `folder/export`."""
    import csv

    source = folder / "reports"
    source.mkdir(parents=True)
    with (source / "manifest.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("path", "published", "outlet", "id"))
        for item in items:
            (source / f"{item['id']}.txt").write_text(item["text"], encoding="utf-8")
            writer.writerow((f"{item['id']}.txt", item.get("published") or "", item.get("outlet") or "", item["id"]))
    situation = dateline.build([source], manifest=source / "manifest.csv")
    export(situation.record, folder / "export", format="jsonl")
    return folder / "export"


def score_entries(record: Export, entries: list[Row], also: Iterable[str] = ()) -> dict[str, Row]:
    """Precision, recall and F1 for each table over the reports that the entries name; fields: share right of the found.

    Args:
        also: Ids of further reports, of which whatever is found in a table with entries is wrong.
    """
    gold, hit, found = Counter[str](), Counter[str](), Counter[str]()
    fields: dict[str, Counter[str]] = {}
    taken: set[tuple[str, int]] = set()
    reports = {entry["report"] for entry in entries} | set(also)
    known = {record.names[r] for r in reports if r in record.names}
    for entry in entries:
        table, report = entry["table"], record.names.get(entry["report"])
        gold[table] += 1
        if report is None:
            continue
        free = [a for a in READERS[table](record, entry, report) if (table, id(a["row"])) not in taken]
        best = min(free, key=lambda a: sum(not good for good in a["checks"].values()), default=None)
        if best is None:
            continue
        taken.add((table, id(best["row"])))
        hit[table] += 1
        for name, good in best["checks"].items():
            fields.setdefault(f"{table}.{name}", Counter())[str(bool(good))] += 1
    for table in SCORED:
        found[table] = sum(_lies_in(row, known) for row in record.rows(table))
    result = {}
    for table in SCORED:
        if not gold[table]:
            continue
        p = hit[table] / found[table] if found[table] else 0.0
        r = hit[table] / gold[table]
        result[table] = {"gold": gold[table], "found": found[table], "p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}
    result["fields"] = {name: counts["True"] / counts.total() for name, counts in sorted(fields.items())}
    return result


def _lies_in(row: Row, reports: set[str]) -> bool:
    if row.get("report_id"):
        return row["report_id"] in reports
    return any(spans_in(row.get("evidence"), r) for r in reports)


def score_sentences(path: Path = OWN / "sentences.jsonl") -> dict[str, Row]:
    """The score of our annotated sentences, each read as a report of its own."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as scratch:
        record = Export(build_texts(items, Path(scratch)))
        return score_entries(record, [entry for item in items for entry in entries_of(item)], [item["id"] for item in items])


def story_entries(story: Row) -> list[Row]:
    """The entries of an annotated story (the form of the situations set) as spans of its reports."""
    texts = {r["id"]: r["text"] for r in story["reports"]}

    def place_of(report: str, words: str | None, after: int = 0) -> list[int] | None:
        at = texts[report].find(words, after) if words else -1
        if at < 0 and words:
            at = texts[report].find(words)
        return [at, at + len(words)] if words and at >= 0 else None

    def spans_of(key: str | None, report: str) -> list[Any]:
        actor = next((a for a in story["actors"] if a["key"] == key), None)
        return [s for m in (actor["mentions"].get(report, []) if actor else []) if (s := place_of(report, m))]

    def all_of(keys: list[str] | None, report: str) -> list[Any]:
        return [s for key in keys or [] if (s := spans_of(key, report))]

    found: list[Row] = []

    def add(table: str, report: str, evidence: list[Any], fields: Row) -> None:
        if evidence and all(evidence):
            found.append({"report": report, "table": table, "evidence": evidence, "fields": {**DEFAULTS[table], **fields}})

    for row in story["statements"]:
        report = row["report"]
        content = [s for piece in row["content"] if (s := place_of(report, piece))]
        cue = place_of(report, row["cue"]) or [0, 0]
        fields = {"source": spans_of(row["source"], report) or None, "cue": cue, "kind": row["kind"], "content": content}
        add("statements", report, content, {**fields, "relayed_by": all_of(row["relayed_by"], report), "date": row["date"]})
    for event in story["events"]:
        for row in event["mentions"]:
            report = row["report"]
            sentence = place_of(report, row.get("sentence"))
            trigger = place_of(report, row["trigger"], sentence[0] if sentence else 0)
            fields = {name: all_of(row.get(name), report) for name in ("actors", "recipients", "attributed_to")}
            fields |= {"event_type": event["event_type"], "modality": row["modality"], "trigger": trigger}
            place = place_of(report, row.get("place"))
            add("events", report, [trigger], {**fields, "place": place, "date_start": row.get("date_start")})
    for row in story["figures"]:
        report = row["report"]
        fields = {name: row.get(name) for name in ("indicator", "value", "low", "high", "qualifier", "unit", "period_start", "status")}
        fields["attributed_to"] = all_of(row.get("attributed_to"), report)
        add("figure_claims", report, [place_of(report, row["expression"])], fields)
    for row in story["commitments"]:
        by = [s for key in row["by"] for s in spans_of(key, row["report"])]
        add("commitments", row["report"], [place_of(row["report"], row["span"])], {"by": by, "due": row["due"], "outcome": row["outcome"]})
    for row in story["relations"]:
        subject, object_ = spans_of(row["subject"], row["report"]), spans_of(row["object"], row["report"])
        if subject and object_:
            add("relations", row["report"], [subject[0]], {"predicate": row["predicate"], "subject": subject, "object": object_})
    return found


def score_story(path: Path) -> dict[str, Row]:
    """The score of one annotated story of our own, its reports built together."""
    story = json.loads(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        record = Export(build_texts(story["reports"], Path(scratch)))
        return score_entries(record, story_entries(story))
