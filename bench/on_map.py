"""Persons on the map: places of an export whose words are a person's name or part of it.

    python -m bench.on_map EXPORT_DIR...

EXPORT_DIR holds `TABLE.jsonl` files. A line is printed for each piece of evidence of a place with coordinates that

- shares characters with a named mention of a person,
- is a part of the name of a person of the same report ("Trenta", of "Elisabetta Trenta"), or
- stands behind a title or a first name ("Minister Trenta").

Not every line is an error (a town may lend a person its name); exit status 1 where there is any.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dateline.gazetteer import normal, packaged
from dateline.lexicon import Lexica

BEFORE = re.compile(r"([^\W\d_]\S*)\s+$")
ENOUGH = 3  # letters of a part of a name


class Doubt(NamedTuple):
    """A place's words that look like a person's: where, what they are taken for, and the words around."""

    report: str
    text: str
    place: str
    why: str
    around: str


def _rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def doubts(folder: Path) -> Iterator[Doubt]:
    """The doubtful pieces of evidence of an export's places, in the order of its rows."""
    lexica = Lexica()
    first_names, titles = lexica.words("first_names.tsv"), lexica.words("titles.tsv")
    reports = {r["report_id"]: r for r in _rows(folder, "reports")}
    persons = {a["actor_id"]: a for a in _rows(folder, "actors") if a["kind"] == "person"}
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    parts: dict[str, set[str]] = defaultdict(set)
    for mention in _rows(folder, "mentions"):
        if mention["form"] != "name" or mention["actor_id"] not in persons:
            continue
        spans[mention["report_id"]].append((mention["start"], mention["end"]))
        words = normal(mention["text"]).split()
        parts[mention["report_id"]] |= {w for w in words if len(w) >= ENOUGH} | {" ".join(words)}
    for place in _rows(folder, "places"):
        if place["latitude"] is None:
            continue
        for piece in place["evidence"]:
            report, start, end = piece["report_id"], piece["start"], piece["end"]
            text = reports[report]["text"]
            before = BEFORE.search(text, max(0, start - 40), start)
            word = before.group(1).casefold().strip(".") if before else ""
            if packaged().demonym(piece["text"]) is not None:
                continue
            why = ""
            if any(s < end and start < e for s, e in spans[report]):
                why = "a person's name"
            elif normal(piece["text"]) in parts[report]:
                why = "part of a person's name"
            elif before and before.group(1)[0].isupper() and word in first_names:
                why = "behind a first name"
            elif before and before.group(1)[0].isupper() and word in titles:
                why = "behind a title"
            if why:
                around = " ".join(text[max(0, start - 50) : end + 30].split())
                yield Doubt(reports[report].get("external_id") or reports[report]["uri"], piece["text"], place["name"], why, around)


def main(arguments: list[str]) -> int:
    found = [d for folder in arguments for d in doubts(Path(folder))]
    for d in found:
        print(f"{d.report}\t{d.why}\t{d.text} -> {d.place}\t{d.around}")
    print(f"{len(found)} doubtful pieces of evidence")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
