"""Rival tellings without a word of denial: other days, other holders, other counts; each sentence is of a class that was once read wrong."""

import pytest

from dateline.model.record import ContradictionRow
from plain_texts import situation


def told(kind: str, *texts: str) -> list[ContradictionRow]:
    """The contradictions of a kind in what reports of days in a row, from 2 March 2021 on, tell together."""
    return [row for row in situation(*texts).contradictions if row.kind == kind]


def sides(kind: str, *texts: str) -> list[list[str]]:
    """The last word of the first piece of evidence of each side."""
    return [[s.evidence[0].text.rstrip('."').split()[-1] for s in row.sides] for row in told(kind, *texts)]


PROMISE = "The minister of transport, Ana Ruiz, said in Lima on Tuesday that the bridge at Anri will be reopened on Thursday."


@pytest.mark.parametrize(
    ("later", "days"),
    [
        ("The reopening of the bridge at Anri has been put off from Thursday to 9 March.", [["Thursday", "March"]]),
        ("The bridge at Anri finally reopened on Friday.", [["Thursday", "Friday"]]),
        ("The bridge at Anri had been due to reopen on 4 March. It opened on the 5th.", [["Thursday", "5th"]]),
        ("The bridge at Anri was reopened on Thursday.", []),
        ("The bridge at Anri, which was to reopen on Thursday, is still closed.", []),
    ],
)
def test_what_is_put_off_to_another_day_was_said_for_two_days(later: str, days: list[list[str]]) -> None:
    assert sides("date", PROMISE, "", "", "", later) == days


@pytest.mark.parametrize(
    ("day", "days"),
    [("22 March", [["2021-03-20", "2021-03-22"]]), ("20 March", [])],
)
def test_two_plans_of_one_meeting_for_other_days_are_two_sides(day: str, days: list[list[str]]) -> None:
    one = "The foreign ministers of Kenya and Somalia will meet in Nairobi on 20 March, Kenya's government said. The border has been shut since January."
    two = f"Somalia's foreign minister will meet his Kenyan counterpart in Nairobi on {day} over the shut border, an official in Mogadishu told reporters."
    assert [[s.name.split()[-1] for s in row.sides] for row in told("date", one, two)] == days
