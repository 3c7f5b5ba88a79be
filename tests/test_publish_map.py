"""The map and the network: everything inside the drawing, nothing invented, nothing hidden."""

import json
from itertools import pairwise

import msgspec
import pytest

from dateline.lexicon import data_path
from dateline.model.situation import Situation
from dateline.publish.map import core, frame, map_view, outline, place_list
from dateline.publish.network import bonds, network, wrap
from dateline.publish.shelf import Shelf
from river_situation import river

RIVER = river()
SHELF = Shelf(RIVER)


@pytest.mark.parametrize(("width", "height"), [(720, 440), (358, 400)])
def test_the_map_is_zoomed_to_where_things_happened(width, height):
    view = map_view(RIVER, SHELF, width=width, height=height)
    assert {dot.name for dot in view.dots} >= {"Bongor", "Yagoua", "Logone-Birni", "Kousseri"}
    assert "Yaounde" not in {dot.name for dot in view.dots}
    assert all(0 <= dot.x <= 100 and 0 <= dot.y <= 100 for dot in view.dots)
    assert {area.name for area in view.areas} == {"Chad", "Cameroon", "Nigeria"}
    assert {area.name for area in view.areas if area.involved} == {"Chad", "Cameroon"}


def test_names_on_the_map_do_not_cover_each_other():
    view = map_view(RIVER, SHELF)
    rects = []
    for dot in view.dots:
        if dot.shown:
            long = 7.2 * len(dot.name) + 4
            x = dot.x * 7.2 + dot.label_dx - {"start": 0, "end": long, "middle": long / 2}[dot.anchor]
            y = dot.y * 4.4 + dot.label_dy
            rects.append((x, y - 12, x + long, y + 3))
    for i, a in enumerate(rects):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in rects[:i])


def test_every_place_is_listed_with_the_reason_why_it_is_no_dot():
    rows = {p.name: p.off_map for p in place_list(RIVER, SHELF, map_view(RIVER, SHELF))}
    assert rows["Bongor"] is None
    assert rows["Chad"] == "area"
    assert rows["Logone"] == "position not known"
    assert rows["Yaounde"] == "outside the map"


def test_a_light_point_far_away_does_not_stretch_the_map():
    assert core([(10.3, 15.4, 8), (10.3, 15.2, 3), (12.0, 15.0, 4), (40.7, -74.0, 1)]) == [0, 1, 2]
    assert core([(10.3, 15.4, 1), (40.7, -74.0, 1)]) == [0, 1]
    assert core([]) == []


def test_places_on_both_sides_of_the_date_line_stand_side_by_side():
    west, _, east, _ = frame([(179.0, -17.0), (-179.0, -18.0)], 1.6)
    assert east - west < 10
    assert west < 179 < 181 < east


def test_a_story_can_have_its_own_map():
    view = map_view(RIVER, SHELF, story=1)
    assert "Logone-Birni" in {dot.name for dot in view.dots}
    assert all(SHELF.reports[c.report].report_id == "river-06" for dot in view.dots for c in dot.cites)


def test_no_country_is_drawn_across_the_whole_world():
    for _, name, rings in outline():
        for ring in rings:
            assert all(abs(a[0] - b[0]) < 180 for a, b in pairwise(ring)), name


def test_without_coordinates_there_is_no_map():
    blank = tuple(msgspec.structs.replace(p, latitude=None, longitude=None) for p in RIVER.places)
    assert map_view(msgspec.structs.replace(RIVER, places=blank)) is None
    assert map_view(Situation()) is None


def test_the_outline_is_small_and_whole():
    path = data_path("outline.json")
    assert path.stat().st_size <= 400_000
    data = json.loads(path.read_text(encoding="utf-8"))
    numbers = [n if n >= 0 else ~n for c in data["countries"] for ring in c["rings"] for n in ring]
    assert set(numbers) == set(range(len(data["arcs"])))
    names = {name: rings for _, name, rings in outline()}
    assert len(names) > 230
    for ring in names["Chad"]:
        assert ring[0] == ring[-1]
        assert all(7 < lat < 24 and 13 < lon < 25 for lon, lat in ring)


@pytest.mark.parametrize("width", [720, 358])
def test_the_network_stays_inside_its_drawing(width):
    drawing = network(RIVER, SHELF, width=width)
    assert all(0 < n.x < drawing.width and 0 < n.y < drawing.height for n in drawing.nodes)
    assert len({(round(n.x), round(n.y)) for n in drawing.nodes}) == len(drawing.nodes)
    assert {e.tone for e in drawing.edges} == {"against", "within"}
    assert all(edge.cites for edge in drawing.edges)


def test_actors_without_room_are_counted_and_their_relations_listed():
    drawing = network(RIVER, SHELF, most=5)
    assert len(drawing.nodes) + drawing.left_out == len({a.id for r in RIVER.relations for a in (r.subject, r.object)})
    assert len(bonds(RIVER, SHELF)) == len(RIVER.relations)


def test_the_same_relations_give_the_same_drawing():
    assert network(RIVER) == network(river())
    assert network(Situation()) is None


def test_long_names_are_broken_and_cut():
    assert wrap("Lake Chad Basin Commission", 16) == ("Lake Chad Basin", "Commission")
    assert wrap("x" * 60, 16) == ("x" * 21 + "…",)
    assert wrap("", 16) == ()
