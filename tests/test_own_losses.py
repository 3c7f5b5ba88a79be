"""Whose people a count counts."""

import pytest

from dateline.reconcile.own_losses import whose


@pytest.mark.parametrize(
    ("text", "number", "who", "sources", "country"),
    [
        ("Peru said it lost 15 soldiers.", "15", "soldiers", ["Peru"], "PER"),
        ("Peru said 11 of its citizens died.", "11 of its citizens", "citizens", ["Peruvian army"], "PER"),
        ("Police said 24 Peruvian soldiers died.", "24", "Peruvian soldiers", [], "PER"),
        ("The minister said Peruvian losses exceeded 40.", "40", "people", ["minister"], "PER"),
        ("Peru put its losses at five dead.", "five", "people", ["Peru"], "PER"),
        ("Peru raised its death toll to 17 from 14.", "17", "people", ["Peru"], "PER"),
        ("Peru raised its death toll to 17 from 14.", "14", "people", ["Peru"], "PER"),
        ("Peru's army said five soldiers were killed.", "five", "soldiers", ["Peru's army"], "PER"),
        ("Peru's army said five soldiers were killed in the strike and 21 were wounded.", "21", "soldiers", ["Peru's army"], "PER"),
        ("Peru's army said it had killed five soldiers.", "five", "soldiers", ["Peru's army"], None),
        ("Peru's army said five villagers were killed.", "five", "villagers", ["Peru's army"], None),
        ("Peru said 40 people died.", "40", "people", ["Peru"], None),
        ("The rebels said they lost six men.", "six", "men", ["rebels"], None),
        ("", "", None, [], None),
    ],
)
def test_whose_people_are_counted(text, number, who, sources, country):
    start = text.find(number)
    assert whose(text, start, start + len(number), who, sources) == country
