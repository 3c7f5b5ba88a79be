"""Counts, promises, statements, actors, disagreements and losses as the brief shows them."""

import msgspec
import pytest

from dateline.model.evidence import Evidence, Ref
from dateline.model.record import PositionRow
from dateline.model.situation import Situation
from dateline.publish import counts, labels, promised, tables
from dateline.publish.shelf import Shelf
from dateline.publish.timeline import timeline
from river_situation import river

RIVER = river()
SHELF = Shelf(RIVER)
CHARTS = {chart.figure_id: chart for chart in counts.charts(RIVER, SHELF)}


def test_each_claim_keeps_its_source_and_its_bounds():
    read = {source.name: [(c.reading, c.status) for c in source.claims] for source in CHARTS["f_killed"].sources}
    assert read["Harmattan Newswire"] == [("at least 7", "stated")]
    assert read["Cameroonian defence ministry"] == [("14", "stated")]
    assert ("number lost", "lost") in read["Chad Red Cross"]
    assert CHARTS["f_killed"].verdict_label == "counts differ"


def test_a_range_is_drawn_as_a_range_and_words_without_a_number_get_no_point():
    [ranged] = [p for p in CHARTS["f_missing"].drawing.points if p.y_low is not None]
    assert ranged.y_high < ranged.y < ranged.y_low
    assert ranged.value == "10–15"
    drawing = CHARTS["f_displaced"].drawing
    assert [(words, status) for _, words, status, _ in drawing.strip] == [("Dozens of families", "vague")]
    assert len(drawing.points) == 2


def test_a_lost_number_is_on_the_strip_and_never_a_point():
    drawing = CHARTS["f_killed"].drawing
    assert [status for _, _, status, _ in drawing.strip] == ["lost"]
    assert all(0 <= p.x <= 100 and 0 <= p.y <= drawing.height for p in drawing.points)


def test_a_copy_adds_no_point():
    points = [p for p in CHARTS["f_killed"].drawing.points if SHELF.is_copy(p.cite.report)]
    assert points == []


def test_one_count_is_listed_and_not_drawn():
    assert CHARTS["f_detained"].drawing is None
    assert CHARTS["f_detained"].sources[0].claims[0].words == "23 fishermen"


def test_figures_of_one_day_stand_beside_each_other():
    rows = [msgspec.structs.replace(c, as_of="2024-03-04", period_end="2024-03-04", value=14.0) for c in RIVER.figure_claims[:4]]
    situation = msgspec.structs.replace(RIVER, figure_claims=tuple(rows), figures=RIVER.figures[:1])
    [chart] = counts.charts(situation)
    places = [(p.x, p.y) for p in chart.drawing.points]
    assert len(set(places)) == len(places) == 3


@pytest.mark.parametrize(("told", "late"), [
    (("Escorts began only on Monday, five days late.",), True),
    (("Two of the three crossings opened four days late, the third did not open.",), False),
    (("The vote has been put off by five days.",), False),
    (("The vote has been put off by five days.", "The house voted on Tuesday by 79 to 68."), True),
    (("The vote has been put off by five days.", "The house did not vote on Tuesday either."), False),
])  # fmt: skip
def test_what_was_done_after_its_day_was_kept_late(told, late):
    words = tuple(Evidence(report_id=f"r{n}", start=0, end=len(text), text=text) for n, text in enumerate(told))
    row = msgspec.structs.replace(RIVER.commitments[0], outcome="broken", outcome_evidence=words, outcome_events=())
    assert promised.kept_late(row, {}) is late
    assert not promised.kept_late(msgspec.structs.replace(row, outcome="open"), {})


def test_a_promise_told_again_with_what_became_of_it_is_no_new_one():
    first = next(k for k in RIVER.commitments if k.outcome == "broken" and k.by)
    told = "The crossing that he had said would reopen within a week is still shut."
    proof = Evidence(report_id="river-10", start=100, end=100 + len(told), text=told)
    again = msgspec.structs.replace(
        first, commitment_id="k_again", outcome="open", outcome_evidence=(), due="2024-03-23", action="would reopen the crossing within a week",
        evidence=(msgspec.structs.replace(proof, start=120, end=160, text=told[20:60]),),
    )  # fmt: skip
    earlier = msgspec.structs.replace(first, action="to reopen the crossing", outcome_evidence=(proof,))
    assert promised.recalls(again, earlier)
    assert not promised.recalls(msgspec.structs.replace(again, action="every family will receive ten sheets of zinc"), earlier)
    assert not promised.recalls(msgspec.structs.replace(again, by=()), earlier)


def test_promises_come_by_due_date_with_what_became_of_them():
    rows = tables.promises(RIVER, SHELF)
    assert [p.outcome for p in rows] == ["late", "broken", "broken", "kept", "kept", "open", "open", "open", "open"]
    reopen = next(p for p in rows if p.action == "to reopen the crossing")
    assert reopen.condition == "once patrols were in place"
    assert "barrier was still down" in SHELF.text(reopen.outcome_cites[0].report, reopen.outcome_cites[0].sentence)


def test_one_promise_read_twice_is_listed_once():
    [reopen] = [k for k in RIVER.commitments if k.commitment_id == "k_reopen"]
    twin = msgspec.structs.replace(reopen, commitment_id="k_twin", action="promised to reopen", outcome="open", due=None)
    rows = tables.promises(msgspec.structs.replace(RIVER, commitments=(*RIVER.commitments, twin)))
    assert [p.outcome for p in rows if "reopen" in p.action] == ["broken"]


def test_a_promise_whose_day_passed_without_word_is_marked():
    [move] = [k for k in RIVER.commitments if k.commitment_id == "k_move"]
    early = msgspec.structs.replace(move, due="2024-03-10")
    assert [p.overdue for p in tables.promises(msgspec.structs.replace(RIVER, commitments=(early,)))] == [True]
    assert not any(p.overdue for p in tables.promises(RIVER, SHELF))


def test_two_persons_of_one_surname_speak_for_themselves():
    speakers = {s.name: s for s in tables.speakers(RIVER, SHELF)}
    assert "press conferences" in " ".join(speakers["Jeanne Mbarga"].statements[-1].pieces)
    assert "press conferences" not in " ".join(p for s in speakers["Serge Mbarga"].statements for p in s.pieces)


def test_a_relayed_statement_shows_whom_it_came_through():
    speakers = {s.name: s for s in tables.speakers(RIVER, SHELF)}
    assert all(s.relays == ("Radio Kabalaye",) for s in speakers["A survivor"].statements)


def test_a_statement_that_a_copy_repeats_is_listed_once():
    speakers = {s.name: s for s in tables.speakers(RIVER, SHELF)}
    [said] = speakers["Halime Souleyman"].statements
    assert [SHELF.reports[c.report].report_id for c in said.copies] == ["river-09"]


def test_an_unnamed_source_keeps_its_words():
    speakers = {s.name: s for s in tables.speakers(RIVER, SHELF)}
    assert not speakers["a Cameroonian diplomat"].named


def test_a_denial_said_plainly_is_called_a_denial():
    speakers = {s.name: s for s in tables.speakers(RIVER, SHELF)}
    [said] = speakers["Abba Wassou"].statements
    assert (said.cue, said.sense) == ("said", "denied")


@pytest.mark.parametrize(
    ("cue", "shown"),
    [
        ("has not confirmed", "has not confirmed"), ("didn’t promise", "didn't promise"), ("is not aware", "is not aware"),
        ("has found no evidence", "has found no evidence"), ("would complain", "would complain"), ("wants", "wants"), ("has promised", "promised"),
        ("says", "denied"), ("have told", "denied"), ("to say", "denied"), ("adding", "denied"), (None, "denied"),
    ],
)  # fmt: skip
def test_a_cue_is_shown_in_its_own_words_where_its_class_would_say_something_else(cue, shown):
    [row] = [s for s in RIVER.statements if s.source and s.source.name == "Abba Wassou"]
    statements = [msgspec.structs.replace(s, cue=cue) if s is row else s for s in RIVER.statements]
    speakers = {s.name: s for s in tables.speakers(msgspec.structs.replace(RIVER, statements=statements), SHELF)}
    [said] = speakers["Abba Wassou"].statements
    assert (said.cue_class, said.cue) == ("deny", shown)


@pytest.mark.parametrize(
    ("words", "cue", "addressee", "shown", "directly"),
    [
        ("The bishop called for an inquiry into the shooting.", "called", None, "called for", False),
        ("The bishop demanded an inquiry into the shooting.", "demanded", None, "demanded", False),
        ("The bishop told an inquiry into the shooting.", "told", "reporters", "told", True),
        ("The bishop told an inquiry into the shooting.", "told", None, "said", False),
        ("The bishop proposed an inquiry into the shooting.", "proposed", "the envoy", "proposed", False),
    ],
)  # fmt: skip
def test_a_cue_is_shown_with_its_preposition_and_with_to_only_where_its_verb_wants_it(words, cue, addressee, shown, directly):
    content = "an inquiry into the shooting"
    at = words.index(content)
    report = msgspec.structs.replace(RIVER.reports[0], text=words)
    told = Evidence(report_id=report.report_id, start=at, end=at + len(content), text=content)
    row = next(s for s in RIVER.statements if s.source and s.source.name == "Abba Wassou")
    row = msgspec.structs.replace(
        row, report_id=report.report_id, cue=cue, cue_class="call", kind="indirect", content=(told,), addressee=addressee,
        evidence=(Evidence(report_id=report.report_id, start=0, end=len(words), text=words),),
    )  # fmt: skip
    story = Situation(reports=(report,), statements=(row,))
    [speaker] = tables.speakers(story, Shelf(story))
    [said] = speaker.statements
    assert (said.cue, said.addressee, said.tells_whom) == (shown, addressee, directly)


def test_what_one_of_several_said_is_shown_as_said_by_one():
    [row] = [s for s in RIVER.statements if s.source and s.source.name == "Abba Wassou"]
    statements = [msgspec.structs.replace(s, source_text="One of them") if s is row else s for s in RIVER.statements]
    speakers = {s.name: s for s in tables.speakers(msgspec.structs.replace(RIVER, statements=statements), SHELF)}
    [said] = speakers["Abba Wassou"].statements
    assert said.sense == "one of them"


def test_damaged_reports_are_among_the_losses():
    rows = tables.losses(RIVER, SHELF)
    assert rows[0].what == "The text came without figures, punctuation and line breaks"
    assert {row.what for row in rows} >= {"File not read", "Passage not read"}


def test_disagreeing_sides_each_show_their_words():
    for dispute in tables.disputes(RIVER, SHELF):
        assert len(dispute.sides) == 2
        for side in dispute.sides:
            assert "".join(p.text for p in side.pieces).strip("… ") in SHELF.reports[side.cite.report].text
    assert any(p.modality for side in dispute.sides for p in side.pieces)


def test_actors_come_with_title_country_and_other_names():
    rows = {p.name: p for p in tables.people(RIVER, SHELF)}
    assert rows["Kalla Djibrine"].titles == ("leader, Logone Self-Defence Front",)
    assert rows["Kalla Djibrine"].country == "Chad"
    assert "Kalla Jibrine" in rows["Kalla Djibrine"].aliases


def test_positions_say_who_stands_where():
    rows = {(s.holder, s.stance): s for s in tables.stands(RIVER, SHELF)}
    assert set(rows) == {("Philippe Essomba", "against"), ("Kalla Djibrine", "ambivalent"), ("Ingrid Vestby", "for")}
    assert all(s.cites for s in rows.values())


def test_a_topic_is_quoted_and_one_that_only_points_is_left_out():
    row = msgspec.structs.replace(RIVER.positions[0], topic='a "joint" patrol')
    pointing = msgspec.structs.replace(row, topic="it")
    assert [s.topic for s in tables.stands(msgspec.structs.replace(RIVER, positions=(row, pointing)))] == ["“a joint patrol”"]


def test_a_count_of_something_else_in_a_figure_says_so():
    claims = {c.claim_id: c for c in RIVER.figure_claims}
    figure = next(f for f in RIVER.figures if f.indicator == "killed")
    other = msgspec.structs.replace(claims[figure.claims[0]], claim_id="strange", indicator="missing")
    mixed = msgspec.structs.replace(figure, claims=("strange",))
    situation = msgspec.structs.replace(RIVER, figures=(mixed,), figure_claims=(other,))
    [chart] = counts.charts(situation)
    assert chart.sources[0].claims[0].reading.endswith(" missing")


def test_nothing_gives_nothing():
    empty = Situation()
    assert counts.charts(empty) == tables.promises(empty) == tables.speakers(empty) == tables.people(empty) == ()
    assert tables.disputes(empty) == tables.losses(empty) == ()


def test_dates_are_as_precise_as_known():
    assert labels.date_words("2024-03-02") == "2 March 2024"
    assert labels.date_words("2024-03") == "March 2024"
    assert labels.date_words("2024") == "2024"
    assert labels.date_words("2024-13-45") == "2024"
    assert labels.date_words("soon") == labels.date_words(None) == ""
    assert labels.range_words("2024-03-02", "2024-03-16") == "2–16 March 2024"
    assert labels.range_words("2024-02-28", "2024-03-02") == "28 February – 2 March 2024"
    assert labels.range_words("2023-12-31", "2024-01-01") == "31 December 2023 – 1 January 2024"


def test_numbers_are_written_in_full_and_for_an_axis_in_short():
    assert labels.number_words(1200000.0) == "1,200,000"
    assert labels.number_words(2.5) == "2.5"
    assert [counts.short_number(v) for v in (950, 4000, 1200000, 2e9)] == ["950", "4k", "1.2m", "2bn"]


@pytest.mark.parametrize(
    ("sentence", "topic", "shown"),
    [
        ("The council declined to attend because nobody had asked the bishop.", "attend", "“The council declined to attend because nobody had asked the bishop”"),
        ("The council and both of the bishops offered to mediate.", "mediate", "“… the bishops offered to mediate”"),
        ("The council opposed Chad.", "Chad", "“Chad”"),
        ("The council opposed the plan.", "the plan", "“the plan”"),
    ],
)  # fmt: skip
def test_a_position_on_a_bare_word_is_shown_with_those_around_it(sentence, topic, shown):
    report = msgspec.structs.replace(RIVER.reports[0], text=sentence)
    words = Evidence(report_id=report.report_id, start=0, end=len(sentence), text=sentence)
    row = PositionRow(position_id="po_1", holder=Ref(id="a_1", name="council"), topic=topic, stance="for", strength=1.0, date=None, evidence=(words,))
    story = Situation(reports=(report,), positions=(row,))
    [stand] = tables.stands(story, Shelf(story))
    assert stand.topic == shown


def test_a_plan_of_the_timeline_tells_what_it_came_to():
    row = next(k for k in RIVER.commitments if k.outcome == "kept" and k.outcome_evidence)
    plan = msgspec.structs.replace(RIVER.events[0], event_id="e_plan", modality="planned")
    story = msgspec.structs.replace(RIVER, events=(plan,), commitments=(msgspec.structs.replace(row, event_id="e_plan"),))
    assert promised.ends_of_plans(story) == {"e_plan": ("Kept", row.outcome_evidence)}
    [coding] = [c for day in timeline(story) for entry in day.entries for c in entry.codings]
    assert coding.became is not None and coding.became[0] == "Kept"
    done = msgspec.structs.replace(story, events=(msgspec.structs.replace(plan, modality="happened"),))
    assert promised.ends_of_plans(done) == {}
