"""Recombined reports: other names, words, ids and days, and every offset holds."""

import pytest

from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.mention import Chain, Mention
from dateline.model.reading import Reading
from dateline.model.report import Report

scale = pytest.importorskip("bench.scale")

TEXT = "Vekima Torrun crossed the wide river at noon, and the river rose behind Torrun."


def pair():
    report_id, mention_id, chain_id = make_id("r", "one"), make_id("m", "one"), make_id("c", "one")
    words = Evidence(report_id=report_id, start=0, end=13, text="Vekima Torrun")
    mention = Mention(
        mention_id=mention_id, start=0, end=13, text=words.text, form="name", chain_id=chain_id, basis=Basis(evidence=(words,), rule="test")
    )
    chain = Chain(chain_id=chain_id, name="Vekima Torrun", kind="person", mention_ids=(mention_id,))
    return Report(report_id=report_id, uri="a", text=TEXT, published="2024-02-28"), Reading(
        report_id=report_id, mentions=(mention,), chains=(chain,)
    )


def test_a_varied_report_has_other_ids_days_and_words_and_its_offsets_hold():
    [template], names, words = scale.templates([pair()])
    assert names == ["Torrun", "Vekima"] and "river" in words
    report, reading = template.varied({"Torrun": "Bolade", "Vekima": "Kisuma", "river": "canal"}, 5, 2)
    assert report.text == TEXT.replace("Torrun", "Bolade").replace("Vekima", "Kisuma").replace("river", "canal")
    assert report.published == "2024-03-01" and report.report_id != pair()[0].report_id and reading.report_id == report.report_id
    [mention], [chain] = reading.mentions, reading.chains
    assert report.text[mention.start : mention.end] == mention.text == chain.name and mention.chain_id == chain.chain_id
