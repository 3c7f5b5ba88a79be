"""Words that mean a place named elsewhere: the capital, the town, there."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.described_places import described
from dateline.reading.readers import all_readers, read
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


def meant(text):
    [parsed] = segment([Report(report_id="r", uri="r", text=text, published="2022-06-10")], PARSER)
    found = read(parsed, Lexica(), [r for r in all_readers() if r.name in ("times", "toponyms")])
    return [(text[d.start : d.end], d.means.text) for d in described(parsed, found.toponyms)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Shells hit Ansongo. Two women died in the town.", [("town", "Ansongo")]),
    ("He flew from Bamako to Gao. Soldiers had met him there.", [("there", "Gao")]),
    ("Crowds filled Bamako. In the Malian capital, shops closed.", [("capital", "Bamako")]),
    ("Envoys met in Bamako and flew on to Niamey. Mali said its capital was calm. Shots rang out in Mali's capital.", [("capital", "Bamako")]),
])  # fmt: skip
def test_a_description_means_the_place_that_fits(text, expected):
    assert meant(text) == expected


@pytest.mark.parametrize("text", [
    "Two women died in the town.",
    "Shells hit Ansongo. The town council met.",
    "Shells hit Ansongo. Others fell on the town of Labbezanga.",
    "Guards left Gao. There was no fighting.",
    "Crowds filled Paris. In the Malian capital, shops closed.",
    "Trucks reached Mali. The town was empty.",
    "",
])  # fmt: skip
def test_nothing_is_meant_without_a_place_that_fits(text):
    assert meant(text) == []
