"""Exports of real records against their formats: columns, types, schemas, and nothing left out that the side file does not name.

`python -m bench exports` builds both examples and, where the shared sets are, the situations as one record, and writes every format.
"""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import dateline
from bench.paths import ROOT, gold, shared
from bench.situations import write_reports
from dateline.model.record import TABLES
from dateline.model.situation import Situation
from dateline.publish.export import FIELD_FORMATS, write
from dateline.publish.formats import acled, followthemoney, ged, geojson, hxl, plover, web_annotation
from dateline.publish.formats.held import Written

SCHEMAS = ROOT / "tests" / "data"
HELD: dict[str, dict[str, tuple[str, ...]]] = {
    "acled": {"events": (*acled.HELD, "date_start", "date_end", "modality")},
    "ged": {"events": ged.HELD},
    "plover": {"events": plover.HELD},
    "geojson": {"events": geojson.HELD},
    "hxl": {"figures": hxl.HELD},
    "ftm": followthemoney.HELD,
    "annotations": {t: TABLES[t].__struct_fields__ for t in (*web_annotation.ANNOTATED, "mentions")},
}
"""Columns of the record that a format has a place for, by table."""


def unaccounted(situation: Situation, name: str, written: Written) -> Iterator[str]:
    """Values of the record that are neither in a format's file nor in its side file."""
    whole = {(n.table, n.id) for n in written.not_held if n.column is None}
    cells = {(n.table, n.id, n.column) for n in written.not_held}
    for table in TABLES:
        for row in getattr(situation, table):
            own = str(getattr(row, row.__struct_fields__[0]))
            if (table, own) in whole:
                continue
            if table not in HELD[name]:
                yield f"{name}: {table} {own} is nowhere"
                continue
            for column in row.__struct_fields__:
                value = getattr(row, column)
                missing = value is not None and value not in ((), {}) and column not in HELD[name][table]
                if missing and (table, own, column) not in cells:
                    yield f"{name}: {table} {own} {column} is nowhere"


def _acled(situation: Situation, written: Written) -> Iterator[str]:
    import pandas

    frame = pandas.read_csv(io.BytesIO(written.files["acled.csv"]))
    if tuple(frame.columns) != acled.COLUMNS:
        yield "acled: columns differ"
    if not len(frame):
        return
    for column in ("year", "time_precision", "geo_precision", "fatalities"):
        if not pandas.api.types.is_integer_dtype(frame[column]):
            yield f"acled: {column} is {frame[column].dtype}"
    if pandas.to_datetime(frame["event_date"], format="%Y-%m-%d", errors="coerce").isna().any():
        yield "acled: a date is none"
    if not frame["event_id_cnty"].is_unique:
        yield "acled: ids repeat"
    known = {(r["acled_event"], r["acled_sub_event"]) for r in acled.types().values()}
    for pair in set(zip(frame["event_type"], frame["sub_event_type"], strict=True)) - known:
        yield f"acled: {pair} is no type"


def _ged(situation: Situation, written: Written) -> Iterator[str]:
    import pandas

    frame = pandas.read_csv(io.BytesIO(written.files["ged.csv"]))
    if tuple(frame.columns) != ged.COLUMNS:
        yield "ged: columns differ"
    if not len(frame):
        return
    for column in ("id", "year", "type_of_violence", "where_prec", "date_prec", "best", "high", "low", "priogrid_gid"):
        if not pandas.api.types.is_integer_dtype(frame[column]):
            yield f"ged: {column} is {frame[column].dtype}"
    if not ((frame.low <= frame.best) & (frame.best <= frame.high)).all():
        yield "ged: best is outside low and high"
    if not (frame.best == frame.deaths_a + frame.deaths_b + frame.deaths_civilians + frame.deaths_unknown).all():
        yield "ged: deaths do not add up"


def _plover(situation: Situation, written: Written) -> Iterator[str]:
    modalities = {e.event_id: e.modality for e in situation.events}
    for line in written.files["plover.jsonl"].splitlines():
        event = json.loads(line)
        if not {"id", "date", "actor", "event"} <= set(event) or len(event["date"]) != 10:
            yield f"plover: {event.get('id')} lacks what is required"
        if (modalities[event["id"]] == "denied") != ("negation" in event["mode"]):
            yield f"plover: {event['id']} has lost its denial"


def _by_schema(file: str, schema: str) -> Callable[[Situation, Written], Iterator[str]]:
    def check(situation: Situation, written: Written) -> Iterator[str]:
        import jsonschema

        rules = jsonschema.Draft202012Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))
        yield from (f"{file}: {e.json_path} {e.message[:100]}" for e in rules.iter_errors(json.loads(written.files[file])))

    return check


def _hxl(situation: Situation, written: Written) -> Iterator[str]:
    lines = list(csv.reader(io.StringIO(written.files["figures.hxl.csv"].decode("utf-8"), newline="")))
    if not all(t.startswith("#") for t in lines[1]) or len(lines) != len(situation.figures) + 2:
        yield "hxl: hashtags or rows are missing"


def _ftm(situation: Situation, written: Written) -> Iterator[str]:
    from followthemoney import model

    for line in written.files["entities.ftm.json"].splitlines():
        entity = json.loads(line)
        schema = model.get(entity["schema"])
        if schema is None or set(entity["properties"]) - set(schema.properties):
            yield f"ftm: {entity['id']} does not fit {entity['schema']}"
        elif not all(entity["properties"].get(r) for r in schema.required):
            yield f"ftm: {entity['id']} lacks a required property"


CHECKS: dict[str, Callable[[Situation, Written], Iterator[str]]] = {
    "acled": _acled, "ged": _ged, "plover": _plover, "hxl": _hxl, "ftm": _ftm,
    "geojson": _by_schema("events.geojson", "geojson.schema.json"),
    "annotations": _by_schema("annotations.jsonld", "web_annotation.schema.json"),
}  # fmt: skip


def problems(situation: Situation) -> list[str]:
    """What is wrong with any format of a record; empty when all is well."""
    found: list[str] = []
    for name in FIELD_FORMATS:
        written = write(situation, name)
        found += CHECKS[name](situation, written) if name in CHECKS else ()
        found += unaccounted(situation, name, written) if name in HELD else ()
    return found


def records() -> Iterator[tuple[str, Situation]]:
    """Both examples, and the situations as one record where they are."""
    for name in ("river", "tripoli"):
        manifest = Path(str(resources.files("dateline"))) / "examples" / name / "manifest.csv"
        yield name, dateline.build([], manifest=manifest).record
    if shared() is not None:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            yield "situations", dateline.build([folder], manifest=write_reports(gold("situations"), folder)).record


def run() -> int:
    """Print what is wrong; 1 where anything is."""
    wrong, counted = 0, 0
    for name, situation in records():
        found = problems(situation)
        counted += 1
        wrong += len(found)
        for line in found[:20]:
            print(f"{name}: {line}")
    print(f"{counted} records in {len(FIELD_FORMATS)} formats, {wrong} problems")
    return 1 if wrong else 0
