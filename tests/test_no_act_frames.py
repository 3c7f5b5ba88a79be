"""Each row of no_act_frames.tsv fits its own example and leaves its counter-example alone; what is no row is refused."""

import pytest

from dateline.errors import LexiconError
from dateline.lexicon import table
from dateline.reading.no_acts import NO_ACT, frame_of, is_no_act, named_class
from dateline.reading.tree_patterns import conditions, is_among
from test_events import parsed

ROWS = table("no_act_frames.tsv")
ALL_TYPES = frozenset(row["event_type"] for row in table("event_verbs.tsv"))


def name_of(row):
    return " ".join((row["lemma"], row["types"], row["where"]))


def marked(words):
    """A sentence without its brackets, parsed, and the token that they mark."""
    text = parsed(words.replace("[", "").replace("]", ""))
    return text, next(t for t in text.tokens if t.start == words.index("["))


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_a_frame_fits_its_example(row):
    frame, (text, trigger) = frame_of(row), marked(row["example"])
    assert frame.fits(text, trigger) and (not frame.lemmas or is_among(trigger, frame.lemmas))
    if frame.tells in NO_ACT:
        assert [t for t in sorted(frame.types or ALL_TYPES) if not is_no_act(text, trigger.i, t)] == []


@pytest.mark.parametrize("row", [row for row in ROWS if row["act"]], ids=name_of)
def test_a_frame_leaves_other_acts(row):
    frame, (text, trigger) = frame_of(row), marked(row["act"])
    assert not (frame.fits(text, trigger) and (not frame.lemmas or is_among(trigger, frame.lemmas)))
    if frame.tells in NO_ACT:
        assert [t for t in sorted(frame.types) if is_no_act(text, trigger.i, t)] == []


def test_a_frame_that_asks_for_something_has_a_counter_example():
    assert [name_of(row) for row in ROWS if (row["where"] or row["tag"] not in ("", "VB")) and not row["act"]] == []


def holds(pattern, words):
    text, token = marked(words)
    return all(c.is_met(text, token.i) for c in conditions(pattern, named_class))


@pytest.mark.parametrize(("pattern", "words", "met"), [
    ("dobj=town", "Rebels [took] the town.", True),
    ("dobj=town", "Rebels [took] the road.", False),
    ("!dobj=town", "Rebels [took] the road.", True),
    ("^dobj=take", "Rebels took the [town].", True),
    ("^*", "Rebels [took] the town.", False),
    ("dobj/det", "Rebels [took] the town.", True),
    ("nsubj.NNS", "Rebels [took] the town.", True),
    (">nsubj", "Rebels [took] the town.", False),
    ("**=the", "Rebels [took] the town.", True),
    ("prev=rebels next=the", "Rebels [took] the town.", True),
    ("prev", "Rebels slept. [Took] they the town?", False),
])  # fmt: skip
def test_a_pattern_walks_over_the_parse(pattern, words, met):
    assert holds(pattern, words) is met


@pytest.mark.parametrize("row", [
    {"lemma": "take", "types": "*", "tag": "", "tells": "no_act", "where": "dobj=@no_such_class"},
    {"lemma": "take", "types": "*", "tag": "", "tells": "no_act", "where": "dobj=="},
    {"lemma": "take", "types": "*", "tag": "", "tells": "no_acts", "where": ""},
])  # fmt: skip
def test_a_wrong_row_is_refused_by_name(row):
    with pytest.raises(LexiconError, match=r"no_act_frames\.tsv: take"):
        frame_of(row)
