"""Quotation spans: pairs of marks of all kinds, and what is left when some are gone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.text.quotation import quotation_spans


def quoted(text):
    return [text[q.start : q.end] for q in quotation_spans(text)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('He said "no".', ['"no"']),
        ('"A," he said. "B."', ['"A,"', '"B."']),
        ("“Curly,” she said.", ["“Curly,”"]),
        ("«Guillemets», dit-il.", ["«Guillemets»"]),
        ("``Old,'' he said.", ["``Old,''"]),
        ("‘Single marks,’ she said.", ["‘Single marks,’"]),
        ("The rebels' leader isn't there.", []),
        ("“He told me ‘go’ and I went,” she said.", ["“He told me ‘go’ and I went,”"]),
    ],
)
def test_marks_of_all_kinds_make_spans(text, spans):
    assert quoted(text) == spans


def test_a_quotation_left_open_ends_with_its_paragraph_and_goes_on_in_the_next():
    first, second = quotation_spans('"We stay.\n"And we fight," he said.')
    assert (first.closed, first.goes_on) == (False, True)
    assert (second.closed, second.goes_on) == (True, False)


def test_a_lost_closing_mark_does_not_swallow_the_speaker():
    [first, second] = quoted('"We will stay, he said. "We will fight."')
    assert "he said" not in first
    assert second == '"We will fight."'


def test_a_lost_opening_mark_leaves_the_sentence():
    assert quoted('It rained. We will fight on," he said.') == ['We will fight on,"']


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab ,.\n\"“”‘’«»'`", max_size=60))
def test_spans_never_overlap_and_lie_in_the_text(text):
    end = 0
    for q in quotation_spans(text):
        assert end <= q.start < q.end <= len(text)
        end = q.end


def test_a_quotation_left_open_ends_before_who_says_it():
    text = '"We did not fire one shot, he said to the paper. The road is open.'
    [span] = quotation_spans(text)
    assert text[span.start : span.end] == '"We did not fire one shot,'
    assert not span.closed
