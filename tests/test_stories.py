"""Stories of many look-alikes: a large group is joined anew by the words that tell its reports apart."""

import random
from datetime import date, timedelta

import msgspec
import numpy as np
import pytest

from dateline.model.report import Report
from dateline.reconcile import stories
from dateline.reconcile.copies import find_copies
from dateline.reconcile.stories import MANY, group_stories

SHARED = "Floods after the dam burst left families without shelter while soldiers carried sandbags and the ferry brought blankets. "
SITUATIONS, REPORTS = 60, 3


def _name(draw: random.Random) -> str:
    return "".join(draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") for _ in range(4)).capitalize()


def _reports(situations: int = SITUATIONS, reports: int = REPORTS) -> list[Report]:
    """Floods of one day that differ in nothing but the names of villages and people, each told by some reports in other words."""
    draw = random.Random(7)
    found = []
    for situation in range(situations):
        names = [_name(draw) for _ in range(14)]
        for telling in range(reports):
            draw.shuffle(names)
            text = SHARED + " ".join(f"In the village {name} people waited." for name in names[:10])
            found.append(Report(report_id=f"r_{situation:03}_{telling}", uri=f"{situation}.{telling}", text=text, published="2024-05-08"))
    return found


def test_a_large_group_of_look_alikes_falls_into_its_stories():
    reports = _reports()
    assert len(reports) > MANY
    story_of = group_stories(reports, {})
    roots = [{story_of[r.report_id] for r in reports if r.report_id.startswith(f"r_{n:03}")} for n in range(SITUATIONS)]
    assert sum(len(found) == 1 for found in roots) > 0.9 * SITUATIONS
    assert len(set().union(*roots)) > 0.9 * SITUATIONS


def test_a_small_group_of_look_alikes_falls_into_its_stories_where_these_are_clear():
    story_of = group_stories(_reports(9, 2), {})
    assert sorted(story_of.values()) == sorted(f"r_{n:03}_0" for n in range(9) for _ in range(2))


def _repeated(count: int = MANY + 9) -> list[Report]:
    draw = random.Random(3)
    return [Report(report_id=f"r_{n:03}", uri=f"{n}", text=f"{SHARED}{_name(draw)} {_name(draw)} said so.", published="2024-05-08") for n in range(count)]


@pytest.mark.parametrize("count", [9, MANY + 9])
def test_a_group_that_nothing_tells_apart_stays_one_story(count):
    assert len(set(group_stories(_repeated(count), {}).values())) == 1


def test_a_story_of_very_many_reports_goes_on_in_volumes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stories, "MOST_REPORTS", 50)
    reports = _repeated()
    assert [r.report_id for r in reports[::43]] == sorted(set(group_stories(reports, {}).values()))


def test_many_linked_texts_are_cut_where_fewest_likenesses_cross(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stories, "MOST_JOINED", 6)
    near = {(a, b) for matter in ((0, 1, 2, 3, 4), (5, 6, 7, 8, 9)) for a in matter for b in matter if a < b} | {(4, 5)}
    scored = {b: (np.array([a for a, other in sorted(near) if other == b]), np.ones(sum(other == b for _, other in near))) for b in range(1, 10)}
    assert list(stories._parts(range(10), scored)) == [range(5), range(5, 10)]
    assert list(stories._parts(range(5), scored)) == [range(5)]


def _matters(days_between: int) -> list[Report]:
    """Nine matters of one kind, each told twice with some of its names and some of the district."""
    draw, found = random.Random(5), []
    district = [_name(draw) for _ in range(40)]
    for matter in range(9):
        names = [_name(draw) for _ in range(26)]
        for telling in range(2):
            text = SHARED + " ".join(f"In the village {name} people waited." for name in draw.sample(names, 12) + draw.sample(district, 10))
            day = date(2024, 5, 1) + timedelta(matter * days_between + telling)
            found.append(Report(report_id=f"r_{matter}_{telling}", uri=f"{matter}.{telling}", text=text, published=day.isoformat()))
    return found


@pytest.mark.parametrize(("days_between", "stories_found"), [(0, 1), (30, 9)])
def test_look_alikes_that_share_some_names_are_parted_where_days_part_them_too(days_between, stories_found):
    assert len(set(group_stories(_matters(days_between), {}).values())) == stories_found


NOTE = "The bulletin counts trucks that crossed the bridge with flour, oil and tents for the camps around the lake before the rains set in. "


@pytest.mark.parametrize(("second", "is_copy"), [("2024-05-02", True), ("2024-05-29", False)])
def test_what_repeats_half_of_a_text_is_a_copy_only_soon_after(second, is_copy):
    draw = random.Random(2)
    reports = [
        Report(report_id=f"r_{n}", uri=f"{n}", text=NOTE + " ".join(_name(draw) for _ in range(20)), published=day)
        for n, day in enumerate(("2024-05-01", second))
    ]
    assert bool(find_copies(reports)) is is_copy
    again = [msgspec.structs.replace(reports[0], report_id=f"r_{n}", published=day) for n, day in enumerate(("2024-05-01", second))]
    assert find_copies(again)
