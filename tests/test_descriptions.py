"""Descriptions of one actor in the reports of a story."""

import pytest

from dateline.model.evidence import Basis, Evidence
from dateline.model.mention import Chain, Mention
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.pipeline import BuildSettings, build_in_memory
from dateline.reconcile.actors import link_in_stories, parties
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.descriptions import head_of, likely_pairs, parts_of, sentence_around
from dateline.reconcile.weigh import Groups

ONE = "The port was closed on Friday. Fifteen inspectors of the harbour board searched the warehouses of Aro for the missing fuel."
TWO = "Fuel is missing in Aro. On Friday, the port said, its inspectors searched the warehouses for fuel, and the harbour board thanked them."


def mention(report_id: str, text: str, words: str) -> Mention:
    start = text.index(words)
    found = Evidence(report_id=report_id, start=start, end=start + len(words), text=words)
    return Mention(
        mention_id=f"m_{report_id}{start}", start=start, end=found.end, text=words, form="nominal", chain_id=f"c_{report_id}",
        basis=Basis(evidence=(found,), rule="mentions.noun"),
    )  # fmt: skip


def corpus(*told: tuple[str, str], plural: bool = True) -> Corpus:
    """Reports with one unnamed chain each. `told`: text and its mention."""
    reports, readings = [], []
    for n, (text, words) in enumerate(told):
        report_id = f"r{n}"
        found = mention(report_id, text, words)
        chain = Chain(chain_id=f"c_{report_id}", name=words, kind="person", named=False, plural=plural, mention_ids=(found.mention_id,))
        reports.append(Report(report_id=report_id, uri=report_id, text=text))
        readings.append(Reading(report_id=report_id, mentions=(found,), chains=(chain,)))
    return Corpus(reports, readings)


@pytest.mark.parametrize(("words", "because"), [("its inspectors", "similar_description"), ("its port inspectors", "likely_description")])
def test_one_body_of_people_in_other_words_is_one_actor(words, because):
    two_reports = corpus((ONE, "Fifteen inspectors of the harbour board"), (TWO.replace("its inspectors", words), words))
    linked = link_in_stories(two_reports, {"r0": "s", "r1": "s"})
    assert list(linked.groups.values()) == [(0, 1)]
    assert linked.judgements[0].because == (because,)


def test_descriptions_of_two_stories_stay_apart():
    two_reports = corpus((ONE, "Fifteen inspectors of the harbour board"), (TWO, "its inspectors"))
    assert len(link_in_stories(two_reports, {"r0": "s", "r1": "other"}).groups) == 2


def test_other_nouns_are_not_compared():
    found = corpus((ONE, "Fifteen inspectors"), (TWO, "the harbour board"))
    listed = parties(found, {"r0": "s", "r1": "s"}, frozenset())
    assert list(likely_pairs(found, listed, Groups(range(2)))) == []


def test_somebodys_own_office_is_no_office_of_a_field():
    one = ("Ada Mirren will open the dam on Friday, her office said.", "her office")
    for words, groups in (("The Foreign Office", 2), ("The governor's office", 1)):
        found = corpus(one, (f"{words} said on Friday that Ada Mirren will open the dam.", words), plural=False)
        assert len(link_in_stories(found, {"r0": "s", "r1": "s"}).groups) == groups


def test_no_chains_have_no_pairs():
    assert list(likely_pairs(corpus(), [], Groups([]))) == []


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("the new envoys of Lome", ("the", ("new", "envoys"), frozenset({"lome"}))),
        ("Its spokesman, a colonel", ("its", ("spokesman",), frozenset())),
        ("", ("", (), frozenset())),
        ("—", ("", (), frozenset())),
    ],
)
def test_a_description_has_an_opening_word_a_head_and_names_behind(words, parts):
    assert parts_of(words) == parts


def test_the_head_of_a_description_is_its_lemma():
    assert head_of(mention("r0", ONE, "Fifteen inspectors of the harbour board")) == "inspector"


@pytest.mark.parametrize("text", [ONE, ONE.replace(".", ""), ONE.replace(" ", "\n", 3)])
def test_the_sentence_holds_the_mention(text):
    start = text.index("inspectors")
    left, right = sentence_around(text, start, start + 10)
    assert left <= start < start + 10 <= right


def test_descriptions_of_two_countries_are_two_actors(tmp_path):
    texts = ("LIMA - Ecuador ordered four Peruvian envoys to leave on Monday.", "QUITO - Peru expelled four Ecuadorian envoys on Tuesday, a day after Ecuador did so.")
    rows = ["path,published,outlet"]
    for n, text in enumerate(texts):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{n}.txt,2021-03-0{n + 1},Paper {n}")
    (tmp_path / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    situation = build_in_memory([], BuildSettings(manifest=tmp_path / "manifest.csv"))
    assert {"four Peruvian envoys", "four Ecuadorian envoys"} <= {a.name for a in situation.actors}
