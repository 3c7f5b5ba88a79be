"""Citations: the sentence around words, the reports in order, nothing cited that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.evidence import Evidence
from dateline.model.record import TimeRow
from dateline.model.situation import Situation
from dateline.publish.shelf import Shelf
from river_situation import river
from test_publish_brief import report


def shelf_of(text: str) -> Shelf:
    return Shelf(Situation(reports=(report(text=text),)))


def evidence(text: str, words: str) -> Evidence:
    start = text.index(words)
    return Evidence(report_id="r1", start=start, end=start + len(words), text=words)


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("It rained. Two died in Bongor. It stopped.", "died", "Two died in Bongor."),
        ("Headline without a stop\n\nTwo died.", "Headline", "Headline without a stop"),
        ('He left. "We go," she said. "Now."', "go", '"We go," she said.'),
        ("Gen. Idriss Kolingar spoke. He left.", "spoke", "Gen. Idriss Kolingar spoke."),
        ("The U.S. Army came. It left.", "came", "The U.S. Army came."),
        ('She said "no." Then he left.', '"no."', 'She said "no."'),
        ("Men and boats. Cars and dogs. End.", "boats. Cars", "Men and boats. Cars and dogs."),
        ("“Es ist aus.” Österreich schwieg.", "schwieg", "Österreich schwieg."),
    ],
)
def test_a_sentence_is_found_around_words(text, words, sentence):
    cite = shelf_of(text).cite((evidence(text, words),))
    assert text[slice(*cite.sentence)] == sentence


def test_a_text_without_marks_gives_a_window_and_not_the_whole():
    text = "word " * 200 + "killed " + "word " * 200
    cite = shelf_of(text).cite((evidence(text, "killed"),))
    assert 100 < cite.sentence[1] - cite.sentence[0] < 400


def test_what_the_readers_call_a_sentence_is_kept():
    text = "one two three killed four five six seven eight"
    cite = shelf_of(text).cite((evidence(text, "killed"),), inside=(evidence(text, "two three killed four five six"),))
    assert text[slice(*cite.sentence)] == "two three killed four five six"


def test_evidence_beyond_a_text_is_not_cited():
    shelf = shelf_of("short")
    assert shelf.cite((Evidence(report_id="r1", start=3, end=30, text="x"),)) is None
    assert shelf.cite((Evidence(report_id="elsewhere", start=0, end=2, text="sh"),)) is None
    assert shelf.cite(()) is None


def test_limited_citations_prefer_originals_to_copies():
    situation = river()
    shelf = Shelf(situation)
    [event] = [e for e in situation.events if e.event_id == "e_closure"]
    assert [shelf.reports[c.report].report_id for c in shelf.cites(event.evidence)] == ["river-02", "river-03"]
    assert [shelf.reports[c.report].report_id for c in shelf.cites(event.evidence, limit=1)] == ["river-02"]


def test_a_dateline_is_not_part_of_the_sentence_that_is_shown():
    text = "BONGOR, Chad, March 3 (Harmattan) - Chad closed the river crossing at Bongor on Sunday."
    shelf = shelf_of(text)
    assert text[slice(*shelf.without_dateline(0, (0, len(text))))].startswith("Chad closed")
    mixed = "Fort Lamy (Chad), May 8 (HNW/CND): The governor said on Tuesday that she hoped for talks."
    assert mixed[slice(*shelf_of(mixed).without_dateline(0, (0, len(mixed))))].startswith("The governor")
    plain = "Chad closed the crossing - and opened it again on the next day."
    assert shelf_of(plain).without_dateline(0, (0, len(plain))) == (0, len(plain))


def test_a_dateline_that_was_read_is_left_out_whatever_its_form():
    text = "KARSOVA, June 9. /Harbour Wire/. The ministry has never ordered the shelling of the harbour."
    known = Shelf(Situation(reports=(report(text=text, dateline=(0, 33)),)))
    assert text[slice(*known.without_dateline(0, (0, len(text))))].startswith("The ministry")


@given(st.text(max_size=300), st.integers(0, 300), st.integers(1, 40))
def test_a_sentence_always_holds_its_words(text, start, length):
    end = min(len(text), start + length)
    if start < end:
        cite = shelf_of(text).cite((Evidence(report_id="r1", start=start, end=end, text=text[start:end]),))
        assert 0 <= cite.sentence[0] <= start < end <= cite.sentence[1] <= len(text)
        assert cite.words == ((start, end),)


def test_a_citation_of_the_first_sentence_leaves_its_dateline_out():
    text = "BONGOR, Chad, March 3 (Nile Wire) - The parliament has put off a vote by five days. It sat late."
    cite = shelf_of(text).cite((evidence(text, "put off"),))
    assert text[slice(*cite.sentence)] == "The parliament has put off a vote by five days."


@pytest.mark.parametrize(
    ("text", "words", "day", "back"),
    [
        ("In 2006 weeks of strikes brought down a king.", "2006", "2006", "2006"),
        ("Police fired on strikers on Tuesday.", "Tuesday", "2021-03-02", None),
        ("The prison, in use since 2006, was stormed.", "2006", "2006", None),
        ("The minister tore up the treaty of 2006.", "2006", "2006", None),
        ("A king fell in early 2006.", "2006", "2006", "2006"),
    ],
)
def test_a_sentence_that_names_only_times_long_past_looks_back(text, words, day, back):
    at = text.index(words)
    time = TimeRow(
        time_id="t", report_id="r1", start=at, end=at + len(words), text=words, type="DATE", value=day, mod=None, date_start=day, date_end=day,
        anchor=None, status="resolved", evidence=(),
    )  # fmt: skip
    shelf = Shelf(Situation(reports=(report(text=text, published="2021-03-04"),), times=(time,)))
    assert shelf.looks_back(0, (0, len(text))) == back
