"""What is a name of whom: towns, guards, firms, quoted words, namesakes; where a name ends."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.pipeline import build_in_memory
from dateline.reading.readers import read
from dateline.reconcile import assemble
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


def readings(*texts):
    reports = [Report(report_id=f"r{n}", uri=f"file:r{n}", text=text, published="2021-03-02") for n, text in enumerate(texts)]
    return reports, [read(t, Lexica()) for t in segment(reports, PARSER)]


def chains(text):
    """Names and aliases of the chains of a text, with their kinds."""
    _, [found] = readings(text)
    return {name: c.kind for c in found.chains for name in (c.name, *c.aliases)}


@pytest.mark.parametrize(("text", "name", "kind"), [
    ("The 18 trucks left Wad Madani on Tuesday with flour and cooking oil.", "Wad Madani", None),
    ("The so-called Reed Boys, who are calling themselves now Kasana Home Guard, issued a letter.", "Kasana Home Guard", "armed_group"),
    ("Police on Tuesday blamed a breakaway rebel faction for the bombing of a bus that killed three people.", "breakaway rebel faction", "armed_group"),
    ('"Same powder, same wire, same tailor," a counter-terrorism officer said.', "Same powder, same wire, same tailor", None),
    ("The Norwegian contractor Mirsund Subsea has pulled its technicians off the vessel.", "Mirsund Subsea", "organisation"),
    ("Asked by Channel 15 whether Israel was behind it, he said no.", "Channel 15", "outlet"),
    ("Director NDMA Tahir Mirzai informed the press on Sunday.", "Tahir Mirzai", "person"),
    ("Greek and Turkish frigates collided on Wednesday, the ministry said.", "Turkish", None),
    ("The Deputy Humanitarian Coordinator met the leadership of the Front on Monday.", "Humanitarian Coordinator", None),
    ("The lifeless body of a returned man, Barasa Salvator, has been discovered.", "Barasa Salvator", "person"),
])  # fmt: skip
def test_a_name_is_whole_and_of_its_kind(text, name, kind):
    assert chains(text).get(name) == kind


def test_two_names_joined_by_or_are_those_of_one_body():
    _, [found] = readings("The Marsh Ones, or Movement of the Marsh, claimed the attack on the barracks.")
    assert {"Marsh Ones", "Movement of the Marsh"} in [{c.name, *c.aliases} for c in found.chains]


def test_a_body_before_a_name_belongs_to_the_title():
    _, [found] = readings("Five people are wounded, said the head of the Karsova district police Oleh Mirenko.")
    [chief] = [c for c in found.chains if c.name == "Oleh Mirenko"]
    assert [t.title for t in chief.titles] == ["head of the Karsova district police"]


def test_a_namesake_whom_the_report_denies_to_be_kin_is_somebody_else():
    _, [found] = readings("Gen. Mirenko informed us on Monday. So said the chairwoman of the union Olha Mirenko. She is not a relative of the general.")
    assert {c.name for c in found.chains} >= {"Mirenko", "Olha Mirenko"}


def test_a_rank_is_compared_as_it_is_written_out():
    reports, found = readings(
        "The air force chief, Colonel Salou Harani, said on Monday that the strike hit a camp. Zeinabou Harani, the bride, was killed.",
        "A source said on Tuesday that Col. Harani would be moved to an embassy after the strike on the camp.",
    )
    actors = assemble(reports, found).actors
    assert "Harani" in {alias for a in actors if a.name == "Salou Harani" for alias in a.aliases}


def test_the_staff_of_one_country_is_not_that_of_another():
    reports, found = readings(
        "ATHENS - Three Greek sailors were hurt off Kastellorizo when the ships collided, the general staff in Athens said.",
        "ANKARA - Turkish ships were hit off Kastellorizo. The General Staff announced in Ankara that Turkish ships collided with nobody.",
    )
    assert len([a for a in assemble(reports, found).actors if "general staff" in a.name.lower()]) == 2


@pytest.mark.parametrize("name", ["Doctors Without Borders", "Reporters Without Borders", "Save the Children"])
def test_common_words_in_the_name_of_a_known_body_do_not_cut_it(name, tmp_path):
    (tmp_path / "a.txt").write_text(f"The army said it had left Karsova. {name} spoke of dozens of dead in the town.")
    assert name in {a.name for a in build_in_memory([tmp_path / "a.txt"]).actors}
