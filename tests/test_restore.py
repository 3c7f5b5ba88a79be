"""What is damaged is seen; what is restored stays an overlay; clean text is left alone."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.report import Report
from dateline.text.boundaries import begins_a_name, sentence_starts, surnames_that_speak
from dateline.text.commas import held_offices, lost_commas
from dateline.text.condition import damage_of
from dateline.text.restore import restored_views

CLEAN = (
    'Fighters of the Amber Front shelled the port of Karsova on Tuesday, killing at least 12 people, the mayor said. "We have counted the '
    "houses twice,\" Ilan Doret told reporters. About 3,000 residents have fled to the hills since Sunday, and the government's own soldiers "
    "haven't returned. The U.N. Security Council will meet on April 5. It has been asked to send a mission of 40 observers to the town."
)


def letters_only(text):
    return " ".join(re.findall(r"[^\W\d_]+", text))


def report(text):
    made = Report(report_id="r", uri="u", text=text)
    return Report(report_id="r", uri="u", text=text, damage=damage_of(made))


def kinds(text):
    return {d.kind for d in damage_of(Report(report_id="r", uri="u", text=text))}


def test_a_clean_report_has_no_damage():
    assert kinds(f"Port of Karsova shelled\n\n{CLEAN}\n\n{CLEAN}\n") == set()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (letters_only, {"digits_lost", "punctuation_lost"}),
        (str.upper, {"case_lost"}),
        (str.lower, {"case_lost"}),
        (lambda t: letters_only(t).lower(), {"digits_lost", "punctuation_lost", "case_lost"}),
        (lambda t: re.sub(r"\d", "", t), {"digits_lost"}),
        (lambda t: " ".join([t] * 6), {"breaks_lost"}),
        (lambda t: t[:400] + "...", {"truncated"}),
    ],
)
def test_the_condition_is_measured(change, expected):
    assert kinds(change(CLEAN)) == expected


def test_one_damaged_paragraph_in_a_clean_report():
    text = f"{CLEAN}\n{letters_only(CLEAN)}\n{CLEAN}"
    for damage in report(text).damage:
        assert text[damage.start : damage.end] == letters_only(CLEAN)
    first, second, third = restored_views(report(text))
    assert (first.restored, second.restored, third.restored) == (False, True, False)


@pytest.mark.parametrize(
    "text", ["", "\n \n", "Flash", "TWO SHOT DEAD AS STRIKE GRIPS NATION", "- 500 tents have arrived in the town", "No comment"]
)
def test_short_text_is_not_called_damaged(text):
    assert kinds(text) == set()


def test_sentences_apostrophes_and_initialisms_are_restored():
    [view] = restored_views(report(letters_only(CLEAN)))
    assert "government's own" in view.text and "haven't" in view.text
    sentences = [view.text[a:b].strip() for a, b in zip(view.starts, [*view.starts[1:], None], strict=True)]
    assert any(s.startswith("About residents") for s in sentences)
    assert any(s.startswith("It has been asked") for s in sentences)
    assert all(s.endswith(".") for s in sentences)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the U N Security Council met", "the U.N. Security Council met"),
        ("six million U S dollars", "six million U.S. dollars"),
        ("Libya s eastern coast", "Libya's eastern coast"),
        ("we ll see and I m sure they don t know", "we'll see and I'm sure they don't know"),
        ("the UN backed government of Libya", "the UN-backed government of Libya"),
        ("the guards were paid off Derna based Adhar Radio reported", "the guards were paid off Derna-based Adhar Radio reported"),
        ("he sent his son in law to Kasana", "he sent his son-in-law to Kasana"),
        ("the U S led campaign", "the U.S-led campaign"),
        ("General George W Bush spoke", "General George W. Bush spoke"),
        ("said Senator Ines Tolland D Ashford", "Ines Tolland D Ashford"),
        ("a barn near Salina Kan was sold", "near Salina, Kan. was sold"),
        ("a hearing in Kelowna B C was put off", "in Kelowna, B.C. was put off"),
        ("flew to Mwanza Tanzania on Friday", "to Mwanza, Tanzania on Friday"),
        ("flew to New Mexico on Friday", "to New Mexico on Friday"),
        ("talks of Syria Iran and Iraq", "of Syria, Iran and Iraq"),
        ("said Charlotte Virginia Moss", "said Charlotte Virginia"),
    ],
)
def test_marks_inside_words(written, read):
    text = f"{letters_only(CLEAN)} {written} {letters_only(CLEAN)}"
    [view] = restored_views(report(text))
    assert read in view.text


@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_likely_capitals_are_read_where_there_is_one_case(case):
    text = case(
        "The war in Libya goes on. On Tuesday the president of Italy said that he would travel to Germany in April to speak of it again."
    )
    [view] = restored_views(report(text))
    assert view.text.startswith("The war in Libya goes on. On Tuesday the president of Italy said that he would")
    assert len(view.text) == len(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("SHELLING OF KARSOVA PORT KILLS TWELVE PEOPLE", "Shelling of Karsova port kills twelve people"),
        ("Shelling Of Karsova Port Kills Twelve People", "Shelling of Karsova port kills twelve people"),
        ("Shelling of Karsova port kills twelve people", "Shelling of Karsova port kills twelve people"),
    ],
)
def test_headlines_are_read_as_sentences(written, read):
    first, _ = restored_views(report(f"{written}\n\n{CLEAN}"))
    assert first.text == read


def test_lines_broken_in_mid_sentence_are_read_as_one():
    text = (
        "The mayor of Karsova said on Tuesday that the port was\nclosed to all ships and that the govern-\nment had promised to send "
        "soldiers before\nthe end of the week.\n\nNobody was hurt in the shelling of the port.\n"
    )
    first, second = restored_views(report(text))
    assert "the port was closed to all ships and that the government had promised" in first.text
    assert second.text == "Nobody was hurt in the shelling of the port."
    assert "government" not in text


def check(view, text):
    assert len(view.offsets) == len(view.text) + 1
    assert list(view.offsets) == sorted(view.offsets)
    assert view.offsets[-1] == view.end
    assert all(0 <= o <= len(text) for o in view.offsets)
    assert all(0 <= s < len(view.text) for s in view.starts)


@pytest.mark.parametrize(
    "change", [str, letters_only, str.upper, str.lower, lambda t: letters_only(t).upper(), lambda t: letters_only(t).lower()]
)
def test_every_letter_of_the_view_stands_in_the_report(change):
    text = change(CLEAN)
    for view in restored_views(report(text)):
        check(view, text)
        for char, offset, following in zip(view.text, view.offsets, view.offsets[1:], strict=False):
            if char.isalpha() and following > offset:
                assert text[offset].casefold() == char.casefold()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text):
    for view in restored_views(report(text)):
        check(view, text)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from("the The a U S N s t don UN backed I W Libya president said İstanbul ß ǆ".split()), min_size=35, max_size=80)
)
def test_any_words_without_marks_are_read(words):
    text = " ".join(words)
    for view in restored_views(report(text)):
        check(view, text)


def test_a_sentence_begins_with_the_surname_of_who_speaks():
    words = "Giuseppe Corti spoke of the cabinet of Omar al Sarn Corti said he had no doubts but in Ohio Corti said The rest agreed".split()
    assert list(surnames_that_speak(words)) == [words.index("Sarn") + 1]


def test_likely_commas_are_put_into_long_passages_and_are_no_evidence():
    text = f"{letters_only(CLEAN)} The port which had been closed since May reopened on Friday the mayor Ines Tolland told reporters"
    [view] = restored_views(report(text))
    assert "on Friday, the mayor Ines Tolland" in view.text
    assert all(view.offsets[n] == view.offsets[n + 1] for n, char in enumerate(view.text) if char == ",")


def test_commas_are_guessed_in_one_sentence_but_not_in_one_case():
    short = letters_only("However, she gave no date, the mayor said, and left.").split()
    assert [short[n] for n in lost_commas(short, [True] + [False] * (len(short) - 1))] == ["she", "the"]
    lower = letters_only(CLEAN).lower().split()
    assert lost_commas(lower, [False] * len(lower)) == []
    assert lost_commas([], []) == []


@pytest.mark.parametrize(("written", "name"), [
    ("the spokesman of the Amber Brigades Col Ines Tolland denied it", "Col"),
    ("said the head of the Karsova district police Oleh Brand on Sunday", "Oleh"),
    ("the head of the council spoke of General Brand on Sunday", None),
    ("the governor of San Marino Province spoke on Sunday", None),
])  # fmt: skip
def test_who_holds_an_office_stands_behind_a_comma(written, name):
    words = written.split()
    assert [words[n] for n in held_offices(words, [False] * len(words))] == ([name] if name else [])


def test_no_sentence_begins_inside_a_name():
    words = "Ada Fenn of Ghana and Philippe Essono of Togo met for four hours in the town hall A joint commission will begin its work within days".split()
    starts = sentence_starts(words)
    assert begins_a_name(words, words.index("Philippe"))
    assert [w for w, begins in zip(words, starts, strict=True) if begins] == ["Ada", "A"]


@pytest.mark.parametrize(("written", "read"), [
    ("Amara Finn the mayor of Karsova urged both sides to stop", "Amara Finn, the mayor of Karsova, urged both sides"),
    ("Ines Tolland a lawyer for the miners denied the charge on Monday", "Ines Tolland, a lawyer for the miners, denied the charge"),
    ("Defence Minister Ines Tolland who had fled to Ghana in May said she would return", "Tolland, who had fled to Ghana in May, said she"),
    ("A convoy was stopped near the town of Karsova Togo s envoy Kossi Finn said on Monday", "Karsova, Togo's envoy"),
    ("A convoy was stopped in South Sudan s capital on Monday", "in South Sudan's capital"),
    ("The mayor thanked the envoy and said Karsova would be open on Monday", "and said Karsova would"),
    ("A U N official said the road was open", "A U.N. official"),
    ("Police fired tear gas a rights group said one protester was killed", "tear gas, a rights group said one"),
    ("Ghana which has troops in the town said they would leave", "Ghana, which has troops in the town, said they"),
])  # fmt: skip
def test_commas_stand_on_both_sides_of_what_is_said_of_a_name(written, read):
    [view] = restored_views(report(f"{letters_only(CLEAN)} {written} {letters_only(CLEAN)}"))
    assert read in view.text
