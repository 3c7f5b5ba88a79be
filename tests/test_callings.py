"""What persons without a listed title are said to be."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.reconcile import assemble
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


def titles(text):
    report = Report(report_id="r1", uri="file:r1", text=text, published="2021-03-02")
    actors = assemble([report], [read(t, Lexica()) for t in segment([report], PARSER)]).actors
    return {a.name: [t.title for t in a.titles] for a in actors}, [w for a in actors for t in a.titles for w in t.evidence], report


@pytest.mark.parametrize(("text", "name", "expected"), [
    ("Two Western diplomats said on Monday that the talks in Kasana had failed.", "Two Western diplomats", ["Western diplomats"]),
    ("Three police officers in Kasana said that nine people had been killed.", "Three police officers in Kasana", ["police officers"]),
    ("Two members of parliament said on Monday that the talks had failed.", "Two members of parliament", ["members of parliament"]),
    ("The skipper, Ken Mirren, said on Monday that the navy had fired at the boat.", "Ken Mirren", ["skipper"]),
    ("Her uncle, Ken Mirren, said on Monday that the army had shelled the town.", "Ken Mirren", []),
    ("Two survivors said on Monday that the army had shelled the town.", "Two survivors", []),
])  # fmt: skip
def test_office_and_trade_are_titles_and_kin_and_strangers_are_none(text, name, expected):
    found, words, report = titles(text)
    assert found[name] == expected
    assert all(report.text[w.start : w.end] == w.text for w in words)
