"""Verdicts of figures and what changed from day to day, scored on our own cases (`bench/own/verdicts.jsonl`, `bench/own/days`).

    python -m bench verdicts [--wrong]

A verdict is right when exactly the claims that belong together stand in one figure (claims that the case does not name may be in it) and
its verdict is the case's. A story is told day by day; after each day `dateline diff --since DAY` must list some things and must not list
others: an item is right when one of its kind stands on the words given (tolls: with the numbers before and after; promises: with their
outcome; contradictions: one side on each of the words). Accuracy: right answers / answers asked for.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.paths import OWN
from dateline.model.evidence import Evidence
from dateline.model.situation import Situation
from dateline.pipeline import BuildSettings, build_in_memory
from dateline.publish.changes import Change, changes

VERDICTS, DAYS = OWN / "verdicts.jsonl", OWN / "days"


def build(reports: list[dict[str, Any]]) -> Situation:
    """The record of some texts with dates and outlets; a report's id is its `id` or its number."""
    with tempfile.TemporaryDirectory() as scratch:
        rows = ["path,published,outlet,id"]
        for n, report in enumerate(reports):
            name = f"{n:02}.txt"
            (Path(scratch) / name).write_text(report["text"], encoding="utf-8")
            rows.append(f"{name},{report['published']},{report['outlet']},{report.get('id', n)}")
        manifest = Path(scratch) / "manifest.csv"
        manifest.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return build_in_memory([], BuildSettings(manifest=manifest))


def _place(text: str, start: int) -> int:
    """A place in a text as its number of letters and digits before, so that spaces and breaks do not count."""
    return sum(c.isalnum() for c in text[:start])


def _spans(situation: Situation) -> dict[str, str]:
    return {r.report_id: r.external_id or "" for r in situation.reports}


# ---------------------------------------------------------------- verdicts
def score_verdicts(path: Path = VERDICTS) -> tuple[Counter[str], list[str]]:
    """Counts by verdict (`dispute`, `dispute right`) and a line for each wrong one."""
    counts: Counter[str] = Counter()
    wrong = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        situation = build(case["reports"])
        names, texts = _spans(situation), {r.external_id: r.text for r in situation.reports}
        where = {
            (int(names[c.report_id]), _place(texts[names[c.report_id]], c.evidence[0].start), _place(texts[names[c.report_id]], c.evidence[0].end)): c
            for c in situation.figure_claims
        }
        figure_of = {c: f for f in situation.figures for c in f.claims}
        asked = [tuple(_claim(where, case, c, wanted["indicator"]) for c in wanted["claims"]) for wanted in case["figures"]]
        for wanted, claims in zip(case["figures"], asked, strict=True):
            held = {figure_of[c].figure_id for c in claims if c is not None}
            others = {figure_of[c].figure_id for found in asked if found is not claims for c in found if c is not None}
            verdict = figure_of[claims[0]].verdict if claims[0] else None
            right = None not in claims and len(held) == 1 and not held & others and verdict == wanted["verdict"]
            counts[wanted["verdict"]] += 1
            counts[wanted["verdict"] + " right"] += right
            if not right:
                words = [case["reports"][c["report"]]["text"][slice(*c["span"])] for c in wanted["claims"]]
                state = "not found" if None in claims else "apart" if len(held) > 1 else "mixed with another" if held & others else verdict
                wrong.append(f"{case['id']} {wanted['indicator']} {words}: {wanted['verdict']}, found {state}")
    return counts, wrong


def _claim(where: dict[tuple[int, int, int], Any], case: dict[str, Any], wanted: dict[str, Any], indicator: str) -> str | None:
    text = case["reports"][wanted["report"]]["text"]
    start, end = (_place(text, at) for at in wanted["span"])
    for (report, low, high), claim in where.items():
        if report == wanted["report"] and low < end and start < high and claim.indicator == indicator:
            return str(claim.claim_id)
    return None


# ---------------------------------------------------------------- day by day
def score_days(folder: Path = DAYS) -> tuple[Counter[str], list[str]]:
    """Counts by kind (`event`, `event right`, `not event`, ...) and a line for each wrong one."""
    counts: Counter[str] = Counter()
    wrong = []
    for path in sorted(folder.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        told: list[dict[str, Any]] = []
        for day in story["days"]:
            told += day["reports"]
            situation = build(told)
            found = changes(situation, day["date"])
            for name in ("must", "must_not"):
                for item in day[name]:
                    key = item["kind"] if name == "must" else f"not {item['kind']}"
                    listed = any(_is(change, item, situation, day) for change in found)
                    right = listed == (name == "must")
                    counts[key] += 1
                    counts[f"{key} right"] += right
                    if not right:
                        detail = " ".join(str(item[k]) for k in ("outcome", "contradiction", "indicator", "from", "to") if k in item)
                        wrong.append(f"{story['story']} {day['date']} {key} {detail} {item['words']}: {'missing' if name == 'must' else 'listed'}")
    return counts, wrong


def _is(change: Change, item: dict[str, Any], situation: Situation, day: dict[str, Any]) -> bool:
    if change.kind != item["kind"]:
        return False
    texts = {r.report_id: r.text for r in situation.reports}
    today = {r["id"] for r in day["reports"]}
    names = _spans(situation)

    def stands(words: str, evidence: Iterator[Evidence] | tuple[Evidence, ...], only: set[str] | None) -> bool:
        for e in evidence:
            if only is not None and names[e.report_id] not in only:
                continue
            at = texts[e.report_id].find(words)
            while at >= 0:
                common = min(at + len(words), e.end) - max(at, e.start)
                if common >= 0.5 * min(len(words), e.end - e.start):
                    return True
                at = texts[e.report_id].find(words, at + 1)
        return False

    if item["kind"] == "contradiction":
        if change.what != item["contradiction"]:
            return False
        first, second = item["words"]
        sides = [side.evidence for side in change.sides]
        return any(stands(first, a, None) and stands(second, b, None) for n, a in enumerate(sides) for m, b in enumerate(sides) if n != m)
    if item["kind"] == "toll":
        if change.indicator != item.get("indicator") or not stands(item["words"][0], change.evidence[:1], today):
            return False
        return "to" not in item or (change.before == item["from"] and change.after == item["to"])
    if item["kind"] == "promise":
        return change.what == item["outcome"] and stands(item["words"][0], change.evidence, today)
    evidence = change.evidence[:1] if item["kind"] == "event" else change.evidence
    return stands(item["words"][0], evidence, today)


def accuracy(counts: Counter[str]) -> float:
    """Right answers of all."""
    asked = sum(n for key, n in counts.items() if not key.endswith(" right"))
    return sum(n for key, n in counts.items() if key.endswith(" right")) / max(1, asked)


def figures() -> dict[str, float]:
    """The two accuracies, by the name of their floor."""
    return {"own/verdicts: accuracy": accuracy(score_verdicts()[0]), "own/days: accuracy": accuracy(score_days()[0])}


def verdicts(show_wrong: bool = False) -> int:
    """Print both scores."""
    for name, (counts, wrong) in (("verdicts", score_verdicts()), ("days", score_days())):
        parts = ", ".join(f"{key} {counts[key + ' right']}/{counts[key]}" for key in sorted(counts) if not key.endswith(" right"))
        print(f"{name}: accuracy {accuracy(counts):.3f} ({parts})")
        for line in wrong if show_wrong else ():
            print("  " + line)
    return 0
