"""Time expressions: values, anchors, what is left of damaged ones, and the properties every finding keeps."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.times import read_times, times_in
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PUBLISHED = "2019-05-08"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He spoke on Tuesday.", "Tuesday", "2019-05-07"),
        ("They will meet on Friday.", "Friday", "2019-05-10"),
        ("It began on April 5.", "April 5", "2019-04-05"),
        ("It began on 5 April 2018, he said.", "5 April 2018", "2018-04-05"),
        ("They met in Palermo in November.", "November", "2018-11"),
        ("It fell in 2011.", "2011", "2011"),
        ("He came last week.", "last week", "2019-W18"),
        ("He came two years ago.", "two years ago", "2017"),
        ("He came two days later than he had promised.", "two days", "P2D"),
        ("In the early 1990s he left.", "the early 1990s", "199"),
        ("They shelled it every day.", "every day", "P1D"),
        ("A month-long siege ended.", "month-long", "P1M"),
        ("In nineteen ninety-six he left.", "nineteen ninety-six", "1996"),
        ("The third quarter of 2018 was calm.", "The third quarter of 2018", "2018-Q3"),
        ("He arrived yesterday morning.", "yesterday morning", "2019-05-07TMO"),
        ("He arrived the day before yesterday.", "the day before yesterday", "2019-05-06"),
        ("It lasted for five hours.", "five hours", "PT5H"),
    ],
)
def test_a_date_gets_its_value(text, words, value):
    found = {t.text: t.value for t in times_in(text, PUBLISHED)}
    assert found.get(words) == value


def test_today_in_a_quote_is_the_day_of_the_saying():
    text = 'The premier said on Tuesday he hoped to meet them.\n"Today I spoke with him," the premier said.'
    [today] = [t for t in times_in(text, PUBLISHED) if t.text == "Today"]
    assert (today.value, today.anchor) == ("2019-05-07", "quote")


def test_without_a_publication_date_nothing_is_made_up():
    for time in times_in("On Tuesday, April 5, and last week and two days ago he left.", None):
        assert time.date_start is None
        assert time.value is None or "X" in time.value or time.value.endswith("_REF") or time.value.startswith("P")


def test_letters_only_text_is_read_by_the_same_rules():
    text = "he said on tuesday that the talks in november had failed two years ago"
    assert [t.value for t in times_in(text, PUBLISHED)] == ["2019-05-07", "2018-11", "2017"]


def test_an_empty_text_has_no_times():
    assert times_in("", PUBLISHED) == ()


WORDS = st.sampled_from(
    ["the", "on", "in", "last", "next", "this", "May", "March", "April", "5", "12", "2011", "1,200", "Tuesday", "Friday", "week", "month", "year", "years", "two", "several", "ago", "earlier", "later", "early", "late", "mid", "-", ",", ".", "quarter", "third", "3rd", "of", "and", "to", "day", "days", "before", "after", "today", "yesterday", "morning", "night", "10:30", "p.m.", "GMT", "every", "each", "1990s", "century", "weekend", "end", "fiscal", "past", "recent", "now", "soon", "at", "about", "nearly", '"', "said", "'", "s", "century", "first", "six", "hundred", "thousand", "a", "an"]
)
ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
DAY_WORDS = re.compile(
    r"\d|day|night|morning|noon|evening|dawn|tonight|easter|christmas|dusk|mon"
    r"|tue|wed|thu|fri|sat|sun|first|third|sixth",
    re.IGNORECASE,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join), st.sampled_from([None, "2019", "2019-05", PUBLISHED]))
def test_no_value_is_finer_than_its_words(text, published):
    for time in times_in(text, published):
        assert time.text == text[time.start : time.end]
        if time.value and time.type == "DATE" and ISO.match(time.value) and time.value.count("-") == 2 and "W" not in time.value:
            assert DAY_WORDS.search(time.text), time


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text):
    for time in times_in(text, PUBLISHED):
        assert time.text == text[time.start : time.end]


def test_later_on_a_weekday_is_the_one_told_before():
    text = "He met them in Rome on Tuesday. They are due to travel later on Tuesday."
    assert {t.value for t in times_in(text, PUBLISHED) if "Tuesday" in t.text} == {"2019-05-07"}


def test_every_interval_runs_forward():
    text = "In the past two months, last week, in the winter of 2018, in the 1990s and on 3 May 2019 they met."
    spans = [(t.date_start, t.date_end) for t in times_in(text, PUBLISHED) if t.date_start]
    assert len(spans) == 5
    assert all(first <= last for first, last in spans)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("They will sit down a week on Monday.", "2019-05-20"),
        ("They will sit down Monday week.", "2019-05-20"),
        ("Parliament votes tomorrow week.", "2019-05-16"),
        ("Three buses burned Sunday before last.", "2019-04-28"),
        ("They took him the night before last.", "2019-05-06TNI"),
        ("Both bridges fell in the night of 3 to 4 May.", "2019-05-03TNI"),
        ("It was shelled in the night of Saturday to Sunday.", "2019-05-04TNI"),
        ("The convoy left at half past five in the morning.", "2019-05-08T05:30"),
        ("It left at quarter to six in the evening.", "2019-05-08T17:45"),
        ("A second list, of 2019/04/13, has fifty-two names.", "2019-04-13"),
        ("They meet a fortnight from now.", "2019-05-22"),
        ("The feast is a week away.", "2019-05-15"),
        ("He was seen two Fridays ago.", "2019-04-26"),
        ("It has lapsed every year since '07.", "2007"),
        ("The buses come every other day.", "P2D"),
        ("He waited half a year.", "P6M"),
        ("The mandate lapses on the 31st.", "2019-05-31"),
    ],
)
def test_spoken_forms_have_values(words, value):
    assert value in [t.value for t in times_in(words, "2019-05-08")]


def test_yesterday_counts_from_a_dateline_shortly_before_the_publication():
    found = {t.text: (t.value, t.anchor) for t in times_in("KALEMIE, May 6 - Gunmen took nine pupils yesterday, the prefect said.", "2019-05-08")}
    assert found["yesterday"] == ("2019-05-05", "dateline")
    late = {t.text: t.value for t in times_in("KALEMIE, April 6 - Gunmen took nine pupils yesterday, the prefect said.", "2019-05-08")}
    assert late["yesterday"] == "2019-05-07"


def test_what_could_happen_lies_ahead():
    assert [t.value for t in times_in("Diplomats said the pause could begin on Friday.", "2019-05-08")] == ["2019-05-10"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("He promised pardon to every soldier who hands over his weapon before Thursday noon.", "2021-03-11T12:00"),
        ("They have until Thursday to leave.", "2021-03-11"),
        ("If the fine is not paid by Thursday, the shop will be shut.", "2021-03-11"),
        ("He said the shop would be shut if the fine was not paid by Thursday.", "2021-03-11"),
        ("The unions have called a strike from Thursday.", "2021-03-11"),
        ("He had threatened to storm the town on Thursday.", "2021-03-04"),
        ("He threatened to storm the town on Thursday.", "2021-03-11"),
    ],
)
def test_the_verb_tells_on_which_side_a_weekday_lies(words, value):
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], SpacyParser())
    assert [t.value for t in read_times(text, Reading(report_id="r1"), Lexica())] == [value]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The visit had been due to start on Monday.", "2021-03-01"),
        ("The handover had been set for Monday.", "2021-03-01"),
        ("The session has been postponed until Monday.", "2021-03-08"),
        ("The mayor summoned the brothers for Monday.", "2021-03-08"),
        ("In 2016 the quarry was sold. Its owner left the following year and never came back.", "2017"),
    ],
)
def test_what_was_set_lies_ahead_unless_it_had_been_set_before(words, value):
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], SpacyParser())
    assert read_times(text, Reading(report_id="r1"), Lexica())[-1].value == value


def test_a_verb_before_a_weekday_is_no_part_of_the_date():
    assert [t.text for t in times_in("The drill is due to start on Monday.", published="2021-03-05")] == ["Monday"]


def test_a_week_within_which_something_was_due_is_not_a_week_on_the_day_that_follows():
    found = {t.text: t.value for t in times_in("She vowed to mend it within a week on Tuesday the bridge still lay in the river.", published=PUBLISHED)}
    assert found == {"a week": "P1W", "Tuesday": "2019-05-07"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The nurses called for a march on Sunday.", "2019-05-12"),
        ("The nurses called a strike for Thursday.", "2019-05-09"),
        ("The nurses called for calm on Sunday.", "2019-05-05"),
    ],
)
def test_what_people_are_called_to_is_still_to_come(words, value):
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published=PUBLISHED)], SpacyParser())
    assert [t.value for t in read_times(text, Reading(report_id="r1"), Lexica())] == [value]


def test_shortly_after_something_is_no_time_to_come():
    assert [t.text for t in times_in("Trucks crossed shortly after noon.", published=PUBLISHED)] == ["noon"]
    assert [t.value for t in times_in("The road will open shortly.", published=PUBLISHED)] == ["FUTURE_REF"]
