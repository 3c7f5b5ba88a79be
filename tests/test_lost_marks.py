"""What a text without marks loses and need not lose: who speaks, where a sentence ends, which words are one name."""

import re

import pytest

from dateline.intake.decode import decode
from dateline.intake.header import read_header
from dateline.model.report import Damage, Report
from dateline.text.boundaries import begins_a_name
from dateline.text.restore import restore
from dateline.text.speakers import speakers_behind
from test_reports_without_marks import cut, statements


@pytest.mark.parametrize(("words", "source", "content"), [
    # a plural behind the noun that ends what is said
    ("Two boats sank in the storm off the island, coastguard officers said.", "coastguard officers", "Two boats sank in the storm off the island"),
    ("Shells hit a school in the northern suburb, teachers said.", "teachers", "Shells hit a school in the northern suburb"),
    # a passive has no object
    ("At least four guards were killed, a nurse at Karsova Central Hospital said.", "a nurse at Karsova Central Hospital", "At least four guards were killed"),
    # nobody else speaks
    ("He did what the minister said.", "the minister", "He did what"),
])  # fmt: skip
def test_who_speaks_behind_what_is_said(words: str, source: str, content: str) -> None:
    assert (source, content) in statements(words)


@pytest.mark.parametrize(("words", "tags", "speaker"), [
    ("They fled on Monday despite a ban organisers said", "PRP VBD IN NNP IN DT NN NNS VBD", "organisers"),
    ("A man was seized in Karsova Togolese police said", "DT NN VBD VBN IN NNP JJ NN VBD", "Togolese police"),
    ("They lost nine trucks in the valley army spokesman Colonel Paul Sarr said", "PRP VBD CD NNS IN DT NN NN NN NNP NNP NNP VBD", "army spokesman Colonel Paul Sarr"),
    ("It struck a port in North Karsova Minister Rima Haddad said", "PRP VBD DT NN IN NNP NNP NNP NNP NNP VBD", None),
    ("The bridge will be watched by the mediators Togo and Peru said", "DT NN MD VB VBN IN DT NNS NNP CC NNP VBD", None),
    ("They fired at the bridge guards the mediators Togo and Peru said", "PRP VBD IN DT NN NNS DT NNS NNP CC NNP VBD", "the mediators Togo and Peru"),
    ("They asked the governor", "PRP VBD DT NN", None),
])  # fmt: skip
def test_where_a_speaker_begins(words: str, tags: str, speaker: str | None) -> None:
    tokens = re.findall(r"\w+", words)
    found = speakers_behind(tokens, tags.split(), [True] + [False] * (len(tokens) - 1), [-3.0] * len(tokens), set())
    assert [" ".join(tokens[n:-1]) for n in found] == ([speaker] if speaker else [])


@pytest.mark.parametrize("words", [
    # a number was behind the rise
    "The number of bodies taken from the river rose to 41. Health Minister Rima Haddad said the search would go on.",
    "The toll in the valley has climbed to 19. Governor Paul Sarr told reporters that two villages were cut off.",
    # who was quoted as saying what stands before it
    "We do not burn markets, its spokesman Harun Zabid was quoted as saying by Radio Lakes. The captain of the guard denied it.",
    # a title begins where its first word stands
    "A mine hit a patrol near Arlit, according to the defence ministry. Defence Minister Annelies Brand rebuked Oster within hours.",
    "The judge asked the army to free all children at once. Ms Delia Quispe did not answer the summons.",
    # "warned that" has a clause of its own; who somebody is ends no sentence
    "The envoy said the colonel was hiding evidence. Prime Minister Andrei Cebu, who cut short a visit to Romania, warned that the bridge would be closed.",
    "The mayor thanked the doctors and nurses of the town. Villagers who buried one of the drivers, Ion Munte, said nobody from the government had come.",
    # what somebody is of a country follows his name
    "It was the first death of the mission. Ines Tolland, Peru's foreign minister, welcomed the vote in a telephone call.",
])  # fmt: skip
def test_where_a_sentence_begins_with_a_name(words: str) -> None:
    assert cut(words) == [" ".join(re.findall(r"[^\W\d_]+", s)) for s in re.split(r"(?<=\.) ", words)]


def test_a_clock_that_lost_its_number_names_nobody() -> None:
    told = statements("\"We lost contact with the ship at about 5:40 a.m.,\" coastguard commander Paul Sarr told reporters in Tanga.")
    assert ("coastguard commander Paul Sarr", "We lost contact with the ship at about a m") in told


@pytest.mark.parametrize("line", [
    "Share on Facebook", "Copy link", "Read more: Five mine disasters that shook the Andes", "RELATED: Funeral arrangements made for the drivers",
    "We use cookies to improve your experience. Accept all", "Sign up for our newsletter", "Advertisement", "Download the Karsova News app.", "12 comments",
])  # fmt: skip
def test_buttons_and_links_are_no_news(line: str) -> None:
    assert [text[s:e] for text, spans in [outside(line)] for s, e in spans] == [line]


@pytest.mark.parametrize("line", ["Terms of the deal were not disclosed.", "Shares fell on Monday.", "They accept no money for it.", "The minister said: read it yourselves."])
def test_sentences_that_begin_like_a_button_are_news(line: str) -> None:
    assert outside(line)[1] == []


def test_a_photo_credit_is_no_news_and_its_caption_is() -> None:
    text, [(start, end)] = outside("Rescue workers at the gate on Monday. Photo: Karsova News/Ines Tolland")
    assert text[start:end] == "Photo: Karsova News/Ines Tolland"


def outside(line: str) -> tuple[str, list[tuple[int, int]]]:
    """A text with a line between its paragraphs, and what is kept out of its reading."""
    text = f"Mine falls in near Karsova\n\nA gallery of the mine fell in on Monday and nobody came out.\n\n{line}\n\nThe mayor said that the search went on."
    return text, list(read_header(Report(report_id="r1", uri="file:r1", text=text, published="2021-03-05")).header.outside)


@pytest.mark.parametrize("words", ["â€œWe are alive,â€\ufffd he said.", "â€œWe are alive,â€\x9d he said.", "â€œWe are alive,â€ he said."])
def test_a_closing_mark_in_double_encoding_is_mended(words: str) -> None:
    assert decode(words.encode()).text == "“We are alive,” he said."


@pytest.mark.parametrize(("words", "names"), [
    ("PROSECUTOR ELENA SOLIS SAID THAT THE TOWN WAS QUIET.", "Elena Solis"),
    ("ITS LAWYER, TOMAS IBARRA, CALLED THE ARRESTS A SHOW.", "Tomas Ibarra"),
])  # fmt: skip
def test_a_rare_word_goes_on_with_a_given_name_in_capitals(words: str, names: str) -> None:
    view = restore(words, 0, len(words), [Damage(kind="case_lost", start=0, end=len(words))])
    assert names in view.text


def test_a_text_may_end_with_a_given_name() -> None:
    assert not begins_a_name(["the", "council", "Philippe"], 2)
    assert begins_a_name(["and", "Philippe", "Okoro", "met"], 1)
