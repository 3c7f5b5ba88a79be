"""Other event tables beside ours: what matches, what differs, what only one side has."""

import csv
import io

import pytest
from tests.river_situation import river

from dateline.errors import InputError
from dateline.model.situation import Situation
from dateline.publish.compare import GDELT, GDELT_COLUMNS, compare, kilometres, read_table
from dateline.publish.export import write

RIVER = river()


def table(tmp_path, name, change=lambda row: row):
    """Our own export of that format as somebody else's file, its rows changed."""
    content = write(RIVER, name).files[f"{name}.csv"].decode()
    reader = csv.DictReader(io.StringIO(content, newline=""))
    path = tmp_path / f"{name}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, reader.fieldnames)
        writer.writeheader()
        writer.writerows(change(row) for row in reader)
    return path


@pytest.mark.parametrize("name", ["acled", "ged"])
def test_a_table_that_says_the_same_matches_without_a_difference(name, tmp_path):
    format, rows = read_table(table(tmp_path, name))
    found = compare(RIVER, rows, format)
    assert format == name and rows
    assert len(found.matched) == len(rows) and not found.only_theirs
    assert all(pair.differences == () for pair in found.matched), found.matched


def test_another_toll_and_day_are_differences_not_other_events(tmp_path):
    path = table(tmp_path, "ged", lambda row: {**row, "low": 90, "best": 95, "high": 99, "date_start": "2024-03-03", "date_end": "2024-03-03"})
    found = compare(RIVER, read_table(path)[1])
    [pair] = found.matched[:1]
    assert {what for what, _, _ in pair.differences} >= {"killed", "date"}


def test_a_row_far_away_is_only_theirs(tmp_path):
    path = table(tmp_path, "ged", lambda row: {**row, "latitude": 50.4, "longitude": 30.5, "where_coordinates": "Elsewhere", "country": "Ukraine"})
    found = compare(RIVER, read_table(path)[1])
    assert found.matched == () and found.only_theirs and found.only_ours


def test_a_gdelt_file_without_header_is_read(tmp_path):
    event = next(e for e in RIVER.events if e.event_type == "ASSAULT" and e.place is not None and e.place.name == "Bongor")
    cells = [""] * GDELT_COLUMNS
    for name, value in {
        "GLOBALEVENTID": "7", "SQLDATE": event.date_start.replace("-", ""), "EventCode": "190", "Actor1Name": "GUNMEN", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Bongor, Chad", "ActionGeo_Lat": "10.28", "ActionGeo_Long": "15.37",
    }.items():  # fmt: skip
        cells[GDELT[name]] = value
    path = tmp_path / "20240302.export.CSV"
    path.write_text("\t".join(cells) + "\n", encoding="utf-8")
    format, rows = read_table(path)
    [pair] = compare(RIVER, rows).matched
    assert (format, pair.theirs.id) == ("gdelt", "7")
    assert pair.event_id in {e.event_id for e in RIVER.events if e.event_type == "ASSAULT"}


def test_an_event_that_our_reports_deny_is_shown_as_denied(tmp_path):
    denied = [e for e in RIVER.events if e.modality == "denied" and e.event_type == "ASSAULT"]
    path = tmp_path / "a.csv"
    one = denied[0]
    place = next(p for p in RIVER.places if p.place_id == one.place.id) if one.place else None
    path.write_text(
        "event_id_cnty,event_date,sub_event_type,location,latitude,longitude,actor1,fatalities\n"
        f'X1,{one.date_start},Armed clash,{place.name if place else ""},,,"{one.actors[0].name}",\n',
        encoding="utf-8",
    )
    only = Situation(events=(one,), places=RIVER.places, actors=RIVER.actors, reports=RIVER.reports)
    [pair] = compare(only, read_table(path)[1]).matched
    assert ("modality", "took place", "denied") in pair.differences


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "no table at all"])
def test_a_file_that_is_no_such_table_is_named(content, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="is no ACLED or GED table"):
        read_table(path)


@pytest.mark.parametrize(("content", "reason"), [(b"", "the file is empty"), (bytes(range(256)) * 9, "binary, not text")])
def test_a_file_that_is_no_text_is_named(content, reason, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason):
        read_table(path)


def test_rows_without_a_date_are_left_out(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("event_id_cnty,event_date,sub_event_type\nX1,soon,Attack\n", encoding="utf-8")
    assert read_table(path) == ("acled", ())


def test_a_distance_is_in_kilometres():
    assert kilometres(0, 0, 0, 1) == pytest.approx(111.2, abs=0.2)
