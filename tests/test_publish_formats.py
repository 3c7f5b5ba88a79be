"""Exports in the formats of the field: each has its format's columns and types, and what it lacks stands in its side file."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import msgspec
import pandas
import pytest
from bench.exports import HELD, problems, records, unaccounted
from tests.hostile_situation import hostile
from tests.river_situation import river

from dateline.model.record import TABLES
from dateline.model.situation import Situation
from dateline.publish.export import FIELD_FORMATS, export, write
from dateline.publish.formats import acled, ged, sheets
from dateline.publish.formats.coded import Coded, span
from dateline.publish.formats.held import Written

DATA = Path(__file__).parent / "data"
@pytest.fixture(scope="module")
def situation() -> Situation:
    return river()


@pytest.fixture(scope="module")
def written(situation: Situation) -> dict[str, Written]:
    return {name: write(situation, name) for name in FIELD_FORMATS}


def rows_of(written: Written, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.files[name].decode("utf-8"), newline="")))


@pytest.mark.parametrize("name", HELD)
def test_every_value_is_in_the_file_or_in_the_side_file(name, situation, written):
    assert list(unaccounted(situation, name, written[name])) == []


@pytest.mark.parametrize("name", ["river", "tripoli"])
def test_the_examples_fit_every_format(name):
    record = next(record for example, record in records() if example == name)
    assert problems(record) == []


def test_acled_has_its_columns_and_types_in_pandas(written):
    frame = pandas.read_csv(io.BytesIO(written["acled"].files["acled.csv"]))
    assert tuple(frame.columns) == acled.COLUMNS
    assert len(frame) > 0
    for column in ("year", "time_precision", "geo_precision", "fatalities", "iso"):
        assert pandas.api.types.is_integer_dtype(frame[column]), column
    for column in ("latitude", "longitude"):
        assert pandas.api.types.is_float_dtype(frame[column]), column
    assert pandas.to_datetime(frame["event_date"], format="%Y-%m-%d").notna().all()
    assert frame["event_id_cnty"].is_unique


def test_acled_holds_nothing_that_did_not_take_place(situation, written):
    real = {e.event_id for e in situation.events if e.modality in ("happened", "ongoing")}
    left = {n.id: n.why for n in written["acled"].not_held if n.table == "events" and n.column is None}
    assert all(e.event_id in left for e in situation.events if e.event_id not in real)
    assert any("planned" in why for why in left.values())


def test_acled_has_one_row_for_an_event_type_place_day_and_sides(written):
    rows = rows_of(written["acled"], "acled.csv")
    keys = [(r["sub_event_type"], r["location"], r["event_date"], r["actor1"], r["actor2"]) for r in rows]
    assert len(keys) == len(set(keys))


def test_ged_has_its_columns_and_types_in_pandas(written):
    frame = pandas.read_csv(io.BytesIO(written["ged"].files["ged.csv"]))
    assert tuple(frame.columns) == ged.COLUMNS
    for column in ("id", "year", "type_of_violence", "where_prec", "date_prec", "best", "high", "low", "priogrid_gid"):
        assert pandas.api.types.is_integer_dtype(frame[column]), column
    assert ((frame.low <= frame.best) & (frame.best <= frame.high)).all()
    assert (frame.best == frame.deaths_a + frame.deaths_b + frame.deaths_civilians + frame.deaths_unknown).all()
    assert frame["id"].is_unique


@pytest.mark.parametrize(("latitude", "longitude", "cell"), [(-89.9, -179.9, 1), (10.2806, 15.3722, 144391), (90, 180, 259200)])
def test_a_point_has_its_cell_of_prio_grid(latitude, longitude, cell):
    assert ged.prio_grid(latitude, longitude) == cell


def test_plover_lines_have_what_plover_requires(situation, written):
    lines = [json.loads(x) for x in written["plover"].files["plover.jsonl"].splitlines()]
    events = {e.event_id: e for e in situation.events}
    assert lines
    for line in lines:
        event = events[line["id"]]
        assert pandas.Timestamp(line["date"]).strftime("%Y-%m-%d") == line["date"]
        assert line["event"] == [event.event_type]
        assert [a["entity_text"] for a in line["actor"]] == [a.name for a in event.actors]
        assert [a["entity_text"] for a in line["recipient"]] == [a.name for a in event.recipients]
        assert ("future" in line["mode"]) == (event.modality == "planned")
        assert ("negation" in line["mode"]) == (event.modality == "denied")
        assert line["text_info"]["end"] - line["text_info"]["start"] == len(line["text"])


def test_geojson_is_valid_and_gives_the_events_back(situation, written):
    content = json.loads(written["geojson"].files["events.geojson"])
    jsonschema.validate(content, json.loads((DATA / "geojson.schema.json").read_text(encoding="utf-8")))
    back = {f["id"]: f["properties"] for f in content["features"]}
    assert set(back) == {e.event_id for e in situation.events}
    for event in situation.events:
        properties = back[event.event_id]
        assert (properties["plover"], properties["mode"], properties["modality"]) == (event.event_type, event.mode, event.modality)
        assert (properties["date_start"], properties["date_end"]) == (event.date_start, event.date_end)
        assert properties["n_sources"] == event.n_independent


def test_geojson_puts_longitude_first_and_keeps_what_is_not_placed(situation, written):
    content = json.loads(written["geojson"].files["events.geojson"])
    places = Coded(situation).places
    for event, feature in zip(situation.events, content["features"], strict=True):
        place = places.get(event.place.id) if event.place else None
        if place is None:
            assert feature["geometry"] is None
        elif feature["geometry"] is not None:
            assert feature["geometry"]["coordinates"] == [pytest.approx(place.longitude), pytest.approx(place.latitude)]


def test_hxl_has_hashtags_under_its_headers_and_numbers_in_its_cells(situation, written):
    lines = list(csv.reader(io.StringIO(written["hxl"].files["figures.hxl.csv"].decode("utf-8"), newline="")))
    header, tags, rows = lines[0], lines[1], lines[2:]
    assert all(t.startswith("#") for t in tags) and len(set(tags)) == len(tags)
    assert len(rows) == len(situation.figures)
    for figure, row in zip(situation.figures, rows, strict=True):
        cells = dict(zip(header, row, strict=True))
        for suffix, value in (("", figure.latest), ("_low", figure.low), ("_high", figure.high)):
            assert cells[figure.indicator + suffix] == ("" if value is None else f"{value:.12g}")
    assert tags[header.index("killed")] == "#affected+killed"


def test_followthemoney_entities_are_valid(written):
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed; the columns are tested without it").model
    lines = [json.loads(x) for x in written["ftm"].files["entities.ftm.json"].splitlines()]
    assert {"Article", "Person", "Organization", "Event", "Mention", "Address"} <= {x["schema"] for x in lines}
    for line in lines:
        schema = model.get(line["schema"])
        assert schema is not None
        unknown = set(line["properties"]) - set(schema.properties)
        assert not unknown, (line["schema"], unknown)
        assert all(isinstance(v, str) for values in line["properties"].values() for v in values)
        assert all(line["properties"].get(r) for r in schema.required), line


def test_web_annotations_are_valid_and_their_quotes_are_the_words(situation, written):
    page = json.loads(written["annotations"].files["annotations.jsonld"])
    jsonschema.validate(page, json.loads((DATA / "web_annotation.schema.json").read_text(encoding="utf-8")))
    texts = {(r.url or f"urn:dateline:report:{r.report_id}"): r.text for r in situation.reports}
    for item in page["items"]:
        for target in item["target"]:
            position, quote = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"]) and text[position["end"] :].startswith(quote["suffix"])


def test_web_annotation_bodies_give_the_rows_back(situation, written):
    page = json.loads(written["annotations"].files["annotations.jsonld"])
    bodies = {item["id"]: item["body"]["value"] for item in page["items"]}
    for event in situation.events:
        assert msgspec.json.decode(bodies[f"urn:dateline:events:{event.event_id}"], type=TABLES["events"]) == event


def test_parquet_gives_every_table_back(situation, written):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    for name in TABLES:
        table = parquet.read_table(io.BytesIO(written["parquet"].files[f"{name}.parquet"]))
        as_json = table.schema.metadata[sheets.AS_JSON.encode()].decode().split(",")
        back = table.to_pylist()
        rows = [msgspec.to_builtins(r) for r in getattr(situation, name)]
        assert len(back) == len(rows)
        for one, other in zip(back, rows, strict=True):
            for column, value in other.items():
                plain = json.loads(one[column]) if column in as_json and one[column] is not None else one[column]
                assert plain == json.loads(json.dumps(value)), (name, column)


def test_xlsx_writes_strings_as_strings():
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    situation = hostile()
    book = openpyxl.load_workbook(io.BytesIO(write(situation, "xlsx").files["situation.xlsx"]))
    sheet = book["actors"]
    names = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert [n.startswith("=") for n in names if n] == [a.name.startswith("=") for a in situation.actors if a.name]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None} <= {"s", "n", "inlineStr"}


def test_excel_csv_runs_no_formula_and_keeps_numbers():
    situation = hostile()
    for content in write(situation, "excel").files.values():
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
            for value in row:
                assert not value.lstrip(" \u00a0\u3000\ufeff\u200b").startswith(("=", "+", "@", "＝")), value
    assert [sheets.safe(x) for x in ("=1", " +1", "-x", "@x", "\tx", "\rx", "＝1")] == ["'=1", "' +1", "'-x", "'@x", "'\tx", "'\rx", "'＝1"]
    assert sheets.safe(-5) == -5 and sheets.safe("plain") == "plain"


@pytest.mark.parametrize("name", FIELD_FORMATS)
def test_an_empty_record_and_a_hostile_one_are_written(name, tmp_path):
    for n, record in enumerate((Situation(), hostile())):
        paths = export(record, tmp_path / str(n), format=name)
        assert (tmp_path / str(n) / f"{name}.not-held.jsonl") in paths
        for line in (tmp_path / str(n) / f"{name}.not-held.jsonl").read_bytes().splitlines():
            assert set(json.loads(line)) == {"table", "id", "column", "value", "why", "row"}


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2024-03-02", None, "2024-03-02", "2024-03-02"), ("2024-02", "2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2025", "2024-01-01", "2025-12-31"), ("2024-03-05", "2024-03-01", "2024-03-05", "2024-03-05"),
    ],
)  # fmt: skip
def test_a_prefix_of_a_date_spans_all_its_days(start, end, first, last):
    found = span(start, end)
    assert found is not None and (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("bad", [None, "", "soon", "2024-13", "XXXX-05"])
def test_what_is_no_date_spans_nothing(bad):
    assert span(bad, None) is None
