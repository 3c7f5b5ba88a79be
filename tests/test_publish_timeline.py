"""The timeline and the summary: day by day, each sentence a report's own."""

import re

import msgspec
import pytest

from dateline.model.evidence import Evidence
from dateline.model.situation import Situation
from dateline.publish.shelf import Shelf
from dateline.publish.summary import newest_counts, summary, tells_of_failure
from dateline.publish.timeline import LONGEST_QUOTE, best_telling, pieces_of, shown, timeline
from river_situation import river

RIVER = river()
SHELF = Shelf(RIVER)
DAYS = timeline(RIVER, SHELF)


def entries():
    return [(day, entry) for day in DAYS for entry in day.entries]


def test_days_are_in_order_then_the_undated_then_the_background():
    assert [day.date for day in DAYS if day.part == "background"] == ["2021"]
    parts = [day.part for day in DAYS]
    assert parts == sorted(parts, key=("dated", "undated", "background").index)
    known = [day.date for day in DAYS if day.part == "dated" and len(day.date) == 10]
    assert known[0] == "2024-03-02"
    assert known == sorted(known)


def test_an_undated_event_stands_under_the_day_of_its_report_without_taking_it():
    undated = [day for day in DAYS if day.part == "undated"]
    assert [(day.date, day.label, day.note) for day in undated] == [
        (None, "5 Mar 2024", "reported"),
        (None, "7 Mar 2024", "reported"),
        (None, "12 Mar 2024", "reported"),
    ]
    assert all(coding.when == "" for day in undated for entry in day.entries for coding in entry.codings)


def test_every_event_stands_once_under_a_sentence_of_a_report():
    codings = [coding.event_id for _, entry in entries() for coding in entry.codings]
    assert sorted(codings) == sorted(event.event_id for event in RIVER.events)
    for _, entry in entries():
        shown = "".join(piece.text for piece in entry.pieces).strip("… ")
        assert shown in SHELF.reports[entry.cite.report].text


def test_the_trigger_is_marked_with_the_modality_of_its_event():
    for _, entry in entries():
        marked = [piece for piece in entry.pieces if piece.modality]
        assert {piece.modality for piece in marked} <= {coding.modality for coding in entry.codings}
        assert marked


def test_a_plan_that_came_true_is_shown_by_the_report_that_it_happened():
    [(day, entry)] = [(d, e) for d, e in entries() for c in e.codings if c.event_id == "e_meeting"]
    assert day.date == "2024-03-12"
    assert SHELF.reports[entry.cite.report].report_id == "river-08"
    [coding] = [c for c in entry.codings if c.event_id == "e_meeting"]
    assert [modality for _, modality in coding.tellings] == ["happened", "planned", "planned", "happened"]


def test_what_happened_is_not_shown_by_a_denial_where_another_telling_is_there():
    by_id = {event.event_id: event for event in RIVER.events}
    denial = msgspec.structs.replace(by_id["e_army_attack"].mentions[1], modality="happened")
    event = msgspec.structs.replace(by_id["e_boats"], mentions=(denial, by_id["e_boats"].mentions[1]))
    assert best_telling(SHELF, event).report_id == "river-02"


def test_two_look_alike_attacks_stand_on_their_own_days():
    days = {c.event_id: d.date for d, e in entries() for c in e.codings}
    assert days["e_boats"] == "2024-03-02"
    assert days["e_birni"] == "2024-03-06"


def test_overlapping_marks_do_not_double_the_text():
    pieces = pieces_of("a killing field", 0, 15, [(2, 9, "happened"), (5, 15, "denied")])
    assert "".join(p.text for p in pieces) == "a killing field"


def test_every_name_and_number_of_the_summary_stands_in_what_it_cites():
    lines = summary(RIVER, SHELF)
    assert {"What happened", "Killed", "Latest report", "Due next", "Disputed"} <= {line.label for line in lines}
    for line in lines:
        cited = SHELF.text(line.cite.report, line.cite.sentence)
        said = "".join(piece.text for piece in line.pieces).strip("… ")
        assert said in cited
        for token in re.findall(r"[A-Z]\w+|\d[\d,.]*", said):
            assert token in cited


def test_the_summary_takes_no_sentence_from_a_damaged_report_and_none_twice():
    lines = summary(RIVER, SHELF)
    assert not [line for line in lines if SHELF.is_damaged(line.cite.report)]
    texts = ["".join(p.text for p in line.pieces) for line in lines]
    assert len(texts) == len(set(texts))


def test_nothing_gives_nothing():
    assert timeline(Situation()) == ()
    assert summary(Situation()) == ()


def test_of_several_tellings_the_one_that_names_who_and_where_is_shown():
    [event] = [e for e in RIVER.events if e.event_id == "e_closure"]
    rows = [m for m in event.mentions if not SHELF.is_copy(SHELF.number[m.report_id])]
    newest = msgspec.structs.replace(rows[0], report_id="river-10", actors=(), recipients=(), place=None, date_start=None)
    told = best_telling(SHELF, msgspec.structs.replace(event, mentions=(*event.mentions, newest)))
    assert told.report_id == rows[0].report_id


def test_the_words_of_a_text_without_marks_are_cut():
    start, end = 10, len(SHELF.reports[0].text)
    (low, high), _, after = shown(SHELF, 0, (start, end), (start, end))
    assert high - low <= LONGEST_QUOTE + 1 or end - start <= LONGEST_QUOTE
    long = Shelf(Situation(reports=(msgspec.structs.replace(SHELF.reports[0], text="a river runs " * 200),)))
    (low, high), _, after = shown(long, 0, (0, 2600), (0, 2600))
    assert high - low <= LONGEST_QUOTE and after == " …"


def test_a_toll_is_summed_up_by_a_sentence_that_says_what_befell_them():
    killed = [line for line in summary(RIVER) if line.label == "Killed"]
    assert killed and all(re.search(r"kill|dead|die|bod", "".join(p.text for p in line.pieces)) for line in killed)


def test_a_main_event_that_somebody_disputes_is_summed_up_as_disputed():
    closure = next(e for e in RIVER.events if e.event_id == "e_closure")
    rows = [m for m in closure.mentions if not SHELF.is_copy(SHELF.number[m.report_id])]
    told = (rows[0], msgspec.structs.replace(rows[0], report_id="river-99"))
    disputed = msgspec.structs.replace(closure, modality="uncertain", n_independent=6, mentions=told)
    alone = msgspec.structs.replace(disputed, mentions=told[:1])
    for event, labels in ((disputed, ["Reported, but disputed"]), (alone, [])):
        lines = summary(msgspec.structs.replace(RIVER, events=(event,)))
        assert [line.label for line in lines if line.label in ("What happened", "Reported, but disputed")] == labels


@pytest.mark.parametrize(("proofs", "shown_at"), [
    (("Free, at a price that nobody wants to name", "The ship that was to sail on Monday has not left the port."), 1),
    (("The talks in the old palace had been due to open on 3 May.",), None),
    (("They agreed to patrol the lake after talks that had been put off by a week.", "The meeting, set for Sunday, has been postponed."), 1),
    (("The curfew in the two towns was lifted on Monday, a day late.", "The mayor had promised an end to the curfew by Sunday."), 0),
])  # fmt: skip
def test_a_promise_not_kept_is_summed_up_by_a_sentence_that_says_so(proofs, shown_at):
    words = tuple(Evidence(report_id="r", start=0, end=len(text), text=text) for text in proofs)
    row = msgspec.structs.replace(RIVER.commitments[0], outcome="broken", outcome_evidence=words)
    assert tells_of_failure(row) == (None if shown_at is None else words[shown_at])


def test_a_newer_and_larger_toll_leads_and_nobody_hurt_does_not():
    claims = [c for c in RIVER.figure_claims if c.indicator == "killed" and c.status == "stated" and c.value]
    figure = next(f for f in RIVER.figures if claims[0].claim_id in f.claims)
    lonely = msgspec.structs.replace(claims[0], claim_id="fg_newer", value=max(c.value for c in claims) + 1, as_of="2099-01-01", period_end="2099-01-01")
    nobody = msgspec.structs.replace(claims[0], claim_id="fg_nobody", value=0.0, as_of="2099-01-02", period_end="2099-01-02")
    more = (msgspec.structs.replace(figure, figure_id="f_newer", claims=("fg_newer",)), msgspec.structs.replace(figure, figure_id="f_nobody", claims=("fg_nobody",)))
    story = msgspec.structs.replace(RIVER, figures=(*RIVER.figures, *more), figure_claims=(*RIVER.figure_claims, lonely, nobody))
    reports = {r.report_id for r in RIVER.reports}
    shelf = Shelf(story)
    first = {indicator: counts[0][0].claim_id for indicator, counts in newest_counts(story, shelf, reports)}
    assert first["killed"] == "fg_newer"
    plain = {indicator: len(counts) for indicator, counts in newest_counts(RIVER, SHELF, reports)}
    assert plain["killed"] == 1
