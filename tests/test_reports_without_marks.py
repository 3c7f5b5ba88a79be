"""Passages that lost their marks and digits, each of a class that was once cut or read wrong beside its clean twin."""

import re
from functools import cache

import pytest
from msgspec.structs import replace

from dateline.intake.header import read_header
from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.text.boundaries import country_opens, inside_a_name, sentence_starts
from dateline.text.condition import damage_of
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

BEFORE = "The talks were held in the old town hall and lasted for four hours"
AFTER = "The mayor thanked everybody who had come and closed the meeting before the evening prayer"


def cut(words: str) -> list[str]:
    """The sentences that are found in words without marks, whose marks are given here."""
    bare = " ".join(re.findall(r"[^\W\d_]+", f"{BEFORE} {words} {AFTER}")).split()
    found: list[list[str]] = []
    for word, begins in zip(bare, sentence_starts(bare), strict=True):
        if begins:
            found.append([])
        found[-1].append(word)
    return [" ".join(s) for s in found[1:-1]]


@pytest.mark.parametrize("words", [
    # no sentence begins between a preposition and a name that a pronoun follows
    "This is an act of terror and those who ordered it are sitting in Tskhinvali, he told a news conference. The governor denied any involvement.",
    # a country that owns or does something begins one behind another name
    "They will defend every metre, the minister told Radio Karsova. Peru rejected the charge and asked for proof.",
    "He spoke to the private station Radio Egeon. Turkey issued a notice closing the strait to other ships.",
    # "said in a speech that" holds two clauses
    "The mayor said in a televised speech that the town will not sleep. Prime Minister Fuad Karam condemned the strike in parliament.",
    # nobody is told without being named
    "The company had closed its office in Lilongwe and dismissed workers. Solheim told Reuters the company had asked Malawi to pay back the money.",
    # who told whom, and nothing else, is no sentence
    "The bridge will be open within days, Defence Minister Fabio Losano told us. In the camps nobody believes it.",
    "There will be no crisis, the minister told reporters outside the hall. The party will vote next week.",
])  # fmt: skip
def test_sentences_are_cut_where_the_marks_were(words: str) -> None:
    assert cut(words) == [" ".join(re.findall(r"[^\W\d_]+", s)) for s in re.split(r"(?<=\.) ", words)]


@pytest.mark.parametrize(("words", "inside"), [
    ("She told this newspaper Mayor Olarte said no shells had landed", ["Olarte"]),
    ("Russia s ambassador in Bamako Igor Demyanov promised wheat", ["Demyanov"]),
    ("She had it from the Commissioner Curfew is declared in the town", []),
    ("Two ships left for Georgia Peru said", []),
])  # fmt: skip
def test_a_title_or_a_given_name_in_capitals_is_no_end(words: str, inside: list[str]) -> None:
    found = words.split()
    assert [found[n] for n in range(1, len(found)) if inside_a_name(found, n)] == inside


def test_a_country_behind_a_name_may_be_said_of_it() -> None:
    words = "the man spoke of Ines Tolland Peru s envoy said".split()
    assert not country_opens(words, 6, "DT NN VBD IN NNP NNP NNP POS NN VBD".split())


PARSER = SpacyParser()
TOLD = "The governor said on Monday that the road was closed. Two drivers were hurt when a lorry hit the bridge near the school. The police said they had stopped the lorry."


@cache
def statements(words: str) -> list[tuple[str, str]]:
    """Who says what in a report whose marks are taken away: words of the source and of the content, " // " between its parts."""
    bare = " ".join(re.findall(r"[^\W\d_]+", f"{TOLD} {words} {AFTER}"))
    [text] = segment([with_damage(Report(report_id="r1", uri="file:r1", text=bare, published="2021-03-05"))], PARSER)
    return [(s.source_evidence.text if s.source_evidence else "", " // ".join(e.text for e in s.content)) for s in read(text, Lexica()).statements]


def with_damage(report: Report) -> Report:
    return replace(report, damage=damage_of(report))


@pytest.mark.parametrize(("words", "source", "content"), [
    # in a report of the past the present goes on with somebody's words
    ("\"My son called me on Tuesday,\" said Halima Denn. \"He is not on the list.\"", "Halima Denn", "My son called me on Tuesday // He is not on the list"),
    ("\"No one will be tied to a seat,\" Paul Sarr told reporters. \"But a guest who stays for ever is no guest.\"", "Paul Sarr",
     "No one will be tied to a seat // But a guest who stays for ever is no guest"),
    ("\"This is a temporary step. We are not leaving the town,\" Anna Reed said.", "Anna Reed", "This is a temporary step // We are not leaving the town"),
    # what the report says of kin, or what no person says, is not
    ("\"Her son wants to lead us,\" said Halima Denn. She is no relative of the mayor.", "Halima Denn", "Her son wants to lead us"),
    ("The first soldiers will come back on Friday, the ministry said. They are to guard the bridge.", "the ministry",
     "The first soldiers will come back on Friday"),
])  # fmt: skip
def test_words_in_the_present_go_on_with_a_quotation(words: str, source: str, content: str) -> None:
    assert (source, content) in statements(words)


@pytest.mark.parametrize(("text", "outlet", "title", "dateline"), [
    # the outlet that is known beforehand is no part of the news
    ("KANDY Lanka Mail Three unions called a strike on Monday", "Lanka Mail", None, "KANDY Lanka Mail"),
    ("GAO Mali Sept Sahel Observer Fighters of the front captured a town on Monday", "Sahel Observer", None, "GAO Mali Sept Sahel Observer"),
    ("Hill Lakes Mail A pump began to deliver clean water on Monday", "Hill Lakes Mail", None, "Hill Lakes Mail"),
    # a place that is not in capitals, behind a headline
    ("Army denies prisoners were taken Kadugli May The army withdrew from the town", "Nile Post", "Army denies prisoners were taken", "Kadugli May"),
    ("Nobody had expected the fall of Theresa May The prime minister lost the vote in the house", "Nile Post", None, None),
    ("Peru frees boat crew By Lucia Marin El Faro Lima February Peru freed the crew of a boat on Tuesday", "El Faro", "Peru frees boat crew", None),
    ("By Ines Follivi LOME A court charged two leaders on Monday", "Le Golfe", None, "LOME"),
])  # fmt: skip
def test_what_stands_before_the_news(text: str, outlet: str, title: str | None, dateline: str | None) -> None:
    whole = f"{text} {AFTER} {AFTER}"
    report = read_header(with_damage(Report(report_id="r1", uri="file:r1", text=whole, outlet=outlet, published="2021-03-05")))
    head = report.header
    assert (head.title and whole[slice(*head.title)], head.dateline and whole[slice(*head.dateline)]) == (title, dateline)


@pytest.mark.parametrize(("words", "asked"), [
    ("Should the monitors fail to appear, the brigades will come back by the same road, Colonel Paul Sarr warned.", False),
    ("Colonel Paul Sarr warned that the monitors should leave the town.", True),
])  # fmt: skip
def test_a_condition_asks_nothing(words: str, asked: bool) -> None:
    bare = " ".join(re.findall(r"[^\W\d_]+", f"{TOLD} {words} {AFTER}"))
    [text] = segment([with_damage(Report(report_id="r1", uri="file:r1", text=bare, published="2021-03-05"))], PARSER)
    assert any(e.event_type == "REQUEST" for e in read(text, Lexica()).events) is asked


@cache
def figures(words: str) -> list[tuple[str, str, str, str | None]]:
    """Indicator, expression, status and qualifier of the figures of a report whose marks and digits are taken away."""
    bare = " ".join(re.findall(r"[^\W\d_]+", f"{TOLD} {words} {AFTER}"))
    [text] = segment([with_damage(Report(report_id="r1", uri="file:r1", text=bare, published="2021-03-05"))], PARSER)
    return [(f.indicator, f.expression.text, f.status, f.qualifier) for f in read(text, Lexica()).figures]


@pytest.mark.parametrize(("words", "found"), [
    # a sum whose sign is lost
    ("The kidnappers demanded $6 million and threatened to kill the crew.", ("money", "million", "lost", "exact")),
    ("The fine of 40 million won was paid on Monday.", ("money", "million won", "lost", "exact")),
    # words that hedge a number are not lost
    ("The blast hurt between 10 and 15 guards in the town.", ("injured", "between and guards", "lost", "about")),
    ("The blast killed at least 15 guards in the town.", ("killed", "at least guards", "lost", "at_least")),
    # a toll that rose to a lost number counts the dead; two gaps of two sentences are two
    ("Two more died on Sunday, bringing the toll in Karsova to 19.", ("killed", "Karsova to", "lost", "exact")),
    ("The office has updated the number of dead in the floods to 34.", ("killed", "floods to", "lost", "exact")),
    ("The governor spoke of 26 dead. About 300 people have lost their homes.", ("killed", "dead", "lost", "exact")),
    ("An air strike kills 11 in a village near Karsova, the mayor said.", ("killed", "kills", "lost", "exact")),
    # people of whom it is said what they did are counted
    ("The office said 7,000 people had fled to the hills.", ("displaced", "people", "lost", "exact")),
])  # fmt: skip
def test_what_is_left_of_numbers(words: str, found: tuple[str, str, str, str]) -> None:
    assert found in figures(words)


@pytest.mark.parametrize("words", [
    "The country is home to 30 million people of many tongues.", "The population has grown to 30 million in ten years.",
    "The rebels handed over 38 captured soldiers near the town.",
])  # fmt: skip
def test_what_is_no_sum_and_no_bound(words: str) -> None:
    assert not [f for f in figures(words) if f[0] == "money" or "over" in f[1]]
