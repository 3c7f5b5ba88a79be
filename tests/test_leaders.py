"""Leaders whom a report names without their country."""

import pytest

from dateline.lexicon import Lexica
from dateline.reading.leaders import leaders

LEADERS = leaders(Lexica())


def meant(name, titles=(), year=None):
    found = LEADERS.meant([tuple(name.split())], titles, year)
    return None if found is None else found.country or "none"


@pytest.mark.parametrize(
    ("name", "titles", "country"),
    [
        ("hosni mubarak", (), "EGY"),
        ("mubarak", ("president",), "EGY"),
        ("gorbachev", (), "RUS"),
        ("hussein", ("king",), "JOR"),
        ("zhu", ("premier",), "CHN"),
        ("kofi annan", ("secretary", "general"), "none"),
    ],
)  # fmt: skip
def test_a_leader_is_known_by_name_and_office(name, titles, country):
    assert meant(name, titles) == country


@pytest.mark.parametrize(
    ("name", "titles"),
    [("brown", ()), ("mubarak", ("inspector",)), ("gandhi", ("inspector",)), ("tobias mubarak", ("president",)), ("maria", ("president",))],
)
def test_a_family_name_alone_is_not_enough(name, titles):
    assert meant(name, titles) is None


def test_the_year_of_a_report_tells_who_may_be_meant():
    assert meant("carter", ("president",), 1979) == "USA"
    assert meant("carter", ("president",), 1900) is None


def test_one_name_in_two_offices_goes_by_the_title():
    assert meant("boutros boutros ghali", ("secretary", "general")) == "none"
    assert meant("boutros boutros ghali", ("foreign", "minister")) == "EGY"
