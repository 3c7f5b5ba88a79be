"""Adapters to the place sets: mentions with coordinates, coordinates for given mentions, bare spellings."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from dateline.gazetteer import countries, lookup, normal, packaged
from dateline.intake.header import read_header
from dateline.lexicon import Lexica, table
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.place_choice import choose
from dateline.reading.place_names import Finder, PlaceName, abbreviations, national_votes
from dateline.reading.toponyms import read_toponyms
from dateline.text.condition import damage_of
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment


def _documents(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def _texts(documents: Iterable[dict[str, Any]], restoring: bool = True) -> Iterator[ReportText]:
    reports = [Report(report_id=d["id"], uri=d["id"], text=d["text"], published=d.get("date")) for d in documents]
    return segment([read_header(replace(r, damage=damage_of(r))) for r in reports], SpacyParser(), restoring=restoring)


def _span(start: int, end: int, place: Any) -> dict[str, Any]:
    if place is None:
        return {"start": start, "end": end, "lat": None, "lon": None}
    found = {"start": start, "end": end, "lat": place.latitude, "lon": place.longitude, "country": place.country}
    if place.gazetteer_id.startswith("geonames:"):
        found["geonameid"] = place.gazetteer_id.removeprefix("geonames:")
    return found


def predict_places(gold_path: Path, out_path: Path, restoring: bool = True) -> None:
    """Mentions and points of every document."""
    lexica = Lexica()
    with Path(out_path).open("w", encoding="utf-8") as out:
        for text in _texts(_documents(gold_path), restoring):
            toponyms = read_toponyms(text, Reading(report_id=text.report.report_id), lexica)
            spans = [_span(t.start, t.end, t.place) for t in toponyms]
            out.write(json.dumps({"id": text.report.report_id, "spans": spans}) + "\n")


def given_names(text: ReportText, spans: Iterable[tuple[int, int]]) -> list[PlaceName]:
    """The place names at given offsets, with the words beside them read as usual."""
    finder = Finder(text, Lexica(), packaged())
    found = []
    for start, end in spans:
        tokens = text.tokens_in(start, end)
        trimmed = finder._trim(tokens[0], tokens[-1] + 1) if tokens else None
        words = text.text[start:end]
        demonym = packaged().demonym(words) is not None and normal(words) not in packaged().overlay
        if trimmed is None:
            found.append(_bare(start, end, words, demonym))
            continue
        name = finder._name(*trimmed, "demonym" if demonym else "name", "")
        if name.start == start and name.end == end:
            found.append(name)
        else:
            found.append(_bare(start, end, words, demonym))
    return found


def _bare(start: int, end: int, words: str, demonym: bool) -> PlaceName:
    written = abbreviations().get(words, words)
    return PlaceName(start=start, end=end, first=0, last=0, written=written, use="demonym" if demonym else "name")


def predict_places_given(gold_path: Path, out_path: Path) -> None:
    """Points for the gold mentions."""
    documents = _documents(gold_path)
    with Path(out_path).open("w", encoding="utf-8") as out:
        for document, text in zip(documents, _texts(documents), strict=True):
            names = given_names(text, [(s["start"], s["end"]) for s in document["spans"]])
            choices = choose(names, packaged(), votes=national_votes(text.text))
            spans = [_span(n.start, n.end, c.place) for n, c in zip(names, choices, strict=True)]
            out.write(json.dumps({"id": document["id"], "spans": spans}) + "\n")


def predict_spellings(gold_path: Path, out_path: Path) -> None:
    """Points for bare names of a known country."""
    iso3 = {row["iso2"]: row["iso3"] for row in table("countries.tsv")}
    assert countries()
    with Path(out_path).open("w", encoding="utf-8") as out:
        for row in _documents(gold_path):
            places = lookup(row["name"], iso3.get(row["country"]))
            point = {"lat": places[0].latitude, "lon": places[0].longitude} if places else {"lat": None, "lon": None}
            out.write(json.dumps({"name": row["name"], **point}) + "\n")
