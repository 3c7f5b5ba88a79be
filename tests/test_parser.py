"""The shared parse: offsets, sentences that stay in their paragraph, lemmas that the lexicons rely on, the model's recorded files."""

import pytest

from dateline.errors import ModelError
from dateline.model.report import Report
from dateline.text.parser import PACKAGED, SpacyParser, check_files, model_folder
from dateline.text.segment import segment

PARSER = SpacyParser()


def parsed(text):
    return next(iter(segment([Report(report_id="r", uri="r", text=text)], PARSER)))


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("She hoped to meet him.", "hope"),
        ("They staged a protest.", "stage"),
        ("Both waged war for years.", "wage"),
        ("He planned it.", "plan"),
    ],
)
def test_verbs_have_their_own_lemma(text, lemma):
    assert lemma in {t.lemma for t in parsed(text).tokens}


def test_a_sentence_never_crosses_a_line_break():
    page = parsed("Talks resume in Orvan\nThe two sides met on Monday")
    assert [page.text[s.start : s.end] for s in page.sentences] == ["Talks resume in Orvan", "The two sides met on Monday"]


def test_tokens_slice_back_to_their_words():
    page = parsed("“No,” said Ümit 😀 Çelik — twice.\n\nThen he left.")
    assert all(page.text[t.start : t.end] == t.text for t in page.tokens)


def test_a_changed_model_file_is_refused(tmp_path):
    sums = tmp_path / "sums"
    sums.write_text("0" * 64 + "  config.cfg\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"config\.cfg is not the recorded one"):
        check_files(model_folder(PACKAGED), sums)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("A bomb exploded in the market at about 11:20 a.m. Monday, killing three people. Police came.", "A bomb exploded in the market at about 11:20 a.m. Monday, killing three people."),
        ("The force's director, Brig. Jamac Odel, denied it. He left.", "The force's director, Brig. Jamac Odel, denied it."),
        ("Lt. Col. Ann Sarr denied it. She left.", "Lt. Col. Ann Sarr denied it."),
    ],
)
def test_an_abbreviation_ends_no_sentence(words, first):
    text = parsed(words)
    assert text.text[text.sentences[0].start : text.sentences[0].end] == first
