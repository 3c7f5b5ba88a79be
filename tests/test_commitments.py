"""Commitments over reports: what later reports make of a promise."""

from types import SimpleNamespace

import msgspec
import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.reconcile import assemble
from dateline.reconcile.commitments import _is_another_promise, kinds_in, sentences
from dateline.text.condition import damage_of
from dateline.text.segment import segment
from test_events import PARSER

PROMISE = "The Kenyan foreign minister, Peter Otieno, will meet the rebel leader Musa Deng in Geneva on 8 March, his office said on Friday."


def commitments_of(*stories: tuple[str, str]):
    came = [Report(report_id=f"r{n}", uri=f"file:r{n}", text=words, published=day) for n, (day, words) in enumerate(stories)]
    reports = [msgspec.structs.replace(r, damage=damage_of(r)) for r in came]
    lexica = Lexica()
    return assemble(reports, [read(t, lexica) for t in segment(reports, PARSER)]).commitments


def first(*stories: tuple[str, str]):
    return next(c for c in commitments_of(*stories) if c.evidence[0].report_id == "r0")


def test_a_promise_that_nobody_mentions_again_is_open():
    assert first(("2021-03-05", PROMISE)).outcome == "open"


@pytest.mark.parametrize(("later", "outcomes"), [
    ("The foreign minister of Kenya, Peter Otieno, met the rebel leader Musa Deng in Geneva on 8 March.", {"kept"}),
    ("The meeting between Kenyan minister Peter Otieno and rebel leader Musa Deng in Geneva was called off on Sunday.", {"withdrawn", "broken"}),
    ("Peter Otieno will meet the rebel leader Musa Deng in Geneva on 8 March, the Kenyan foreign ministry repeated.", {"open", "repeated"}),
])  # fmt: skip
def test_a_later_report_tells_what_became_of_it(later, outcomes):
    row = first(("2021-03-05", PROMISE), ("2021-03-10", later + " Talks about the border had begun in January in Nairobi."))
    assert row.outcome in outcomes


@pytest.mark.parametrize(("published", "outcomes"), [("2021-03-05", {"kept"}), ("", {"open"})])
def test_without_a_day_no_report_is_known_to_be_later(published, outcomes):
    later = "The foreign minister of Kenya, Peter Otieno, met the rebel leader Musa Deng in Geneva on 8 March. Talks about the border had begun in January in Nairobi."
    assert first((published, PROMISE), ("2021-03-10", later)).outcome in outcomes


def test_a_copy_shows_nothing():
    row = first(("2021-03-05", PROMISE), ("2021-03-06", PROMISE))
    assert row.outcome in ("open", "repeated")


def test_every_outcome_but_open_has_its_words():
    rows = commitments_of(("2021-03-05", PROMISE), ("2021-03-10", "The foreign minister of Kenya, Peter Otieno, met Musa Deng in Geneva on 8 March."))
    assert all(r.outcome_evidence for r in rows if r.outcome != "open")


def test_an_act_akin_to_what_a_promise_is_about_does_not_keep_it():
    row = first(
        ("2021-03-05", "Foreign minister Peter Otieno of Kenya said on Friday that he would renounce the agreement with Musa Deng, the rebel leader."),
        ("2021-03-10", "The buses that Musa Deng had agreed to send with Peter Otieno stand in Geneva, a driver said."),
    )
    assert row.outcome == "open"


def test_an_abbreviation_ends_no_sentence():
    text = "Col. Musa met J. Otieno on Oct. 5. It rained.\nNo. 7 came."
    assert [text[slice(*s)] for s in sentences(text)] == ["Col. Musa met J. Otieno on Oct. 5.", "It rained.", "No. 7 came."]


def test_another_s_new_promise_says_nothing_of_an_old_one():
    row = first(
        ("2021-03-05", "Musa Deng, the rebel leader, said on Friday that he would leave the country by Monday."),
        ("2021-03-20", "Kenya's foreign minister, Peter Otieno, pledged to leave the ministry by June 1 and not to run for office."),
    )
    assert row.outcome == "open"


def test_what_is_done_on_the_promised_day_is_not_broken_for_another_delay():
    row = first(
        ("2021-03-05", "Kenya said on Friday it would free the eight captured fishermen by Monday."),
        ("2021-03-08", "Kenya freed the eight captured fishermen on Monday, three weeks late, ending a long dispute."),
    )
    assert row.outcome in ("kept", "open")


def test_a_headline_s_promise_is_the_one_told_in_full_below():
    lead = "Kenya and Uganda agreed on Friday to exchange 64 prisoners of war in two stages, mediators said."
    rows = commitments_of(("2021-03-05", "Kenya, Uganda agree to exchange prisoners\n\n" + lead))
    assert [r.action.startswith("Kenya and Uganda agreed") for r in rows] == [True]


OTHER_NEWS = (
    " The price of maize rose. A goat was sold for little money. Fishermen mended nets by the lake. The school has a red roof. Tea is cheap."
    " Children sang under a tree. An old bus waited near the market. The radio played songs. A priest rang the bell. Cooks peeled onions."
    " The moon was thin. Dogs slept. A tailor sewed buttons. The well is deep."
)


@pytest.mark.parametrize(("outcome", "promise", "later"), [
    # the condition came true, the promised act is not spoken of
    ("open", "If they do not repeal the law by Friday, the drivers will close the Garissa bridge, Musa Deng said.",
     ("The law was repealed on 12 March in a message of four minutes. Musa Deng spoke.",)),
    # the condition was not met
    ("open", "Musa Deng said on Friday he would attend the Geneva talks only if the soldiers left Garissa first.",
     ("Musa Deng did not attend the Geneva talks because the soldiers had not left Garissa.",)),
    # less than half of it
    ("open", "The rebels of Musa Deng will send 900 fighters to two camps by 20 March.",
     ("Musa Deng said the rebels sent 120 fighters to two camps on 12 March.",)),
    # a total is not so many a week
    ("open", "Kenya agreed on Friday to send home up to 2,000 Ugandan refugees a week.",
     ("Kenya sent home 1,436 Ugandan refugees by 12 March, officials said.",)),
    # said outright not to have been done, whatever else the same man did
    ("broken", "Vice President Peter Otieno will travel to Garissa on Monday.",
     ("Vice President Peter Otieno did not reach Garissa on Monday because the airstrip was wet. Vice President Otieno, who chaired the council, "
      "threatened to lock its doors.",)),
    # not yet, and then done
    ("kept", "Kenya will send an army battalion to Garissa, Peter Otieno said.",
     ("The promised army battalion has not been sent to Garissa.", "Kenya sent an army battalion to Garissa on Friday with 340 men.")),
    # halted, and not taken up again
    ("kept", "The army of Kenya will halt air strikes on the rebels, Peter Otieno said.",
     ("Kenya condemned the blast but did not resume the air strikes it had threatened.",)),
    # put off, and another thing lifted
    ("broken", "The curfew in Garissa will be lifted on Monday 8 March if calm holds, Peter Otieno said.",
     ("The curfew in Garissa, due to end on the same day, was extended until 25 March, Peter Otieno said. On Sunday Musa Deng lifted the blockade.",)),
    # five counted out of eleven
    ("open", "Eleven rebels who have been in jail will be released by Kenya by 20 March, Peter Otieno said.",
     ("Kenya has released five of the eleven rebels it had offered to free.",)),
    # few words in common, but surely the same act
    ("kept", "Minister Peter Otieno said he would step down if the cabinet kept the soldiers in Garissa.",
     ("Peter Otieno handed in his resignation as minister an hour after the vote, after a week in which his staff had insisted that he would not go.",)),
    # put off, but no day was promised
    ("open", "Kenya agreed on Friday to send 1,500 soldiers to Somalia.",
     ("The arrival of the first soldiers of Kenya in Somalia, due on 12 March, has been put off to 27 March for lack of aircraft.",)),
    # something else was put off
    ("open", "Kenyan troops will come home from Somalia by the end of the year, Peter Otieno said.",
     ("The parliament has put off a vote on the future of the country's troops in Somalia by five days, after Peter Otieno threatened to quit.",)),
    # never came
    ("broken", "Kenya promised two helicopters and 200 tonnes of maize to Garissa.", ("Kenya's helicopters never arrived in Garissa.",)),
    # as promised, by who promised it, on its day
    ("kept", "The traders of Garissa will observe a strike on Monday 8 March, Peter Otieno said.",
     ("The shops stayed shut on Monday, 8 March, as the traders had promised. Peter Otieno spoke in Garissa.",)),
    # put off, whoever says so
    ("broken", "The transfer of the Garissa prisoners is expected next week, Peter Otieno said.",
     ("A Kenyan official said the transfer of the Garissa prisoners had been put off until July.",)),
    # put off within the time that was named, and then done in time
    ("kept", "Kenya said on Friday it would hold live-fire drills near Garissa by 20 March.",
     ("The Kenyan army has put off its live-fire drills near Garissa from 12 March to 14 March because of rain.",
      "Kenya held its live-fire drills near Garissa on 14 March, with four ships instead of six.")),
    # before the day, and for good
    ("broken", "Minister Peter Otieno has invited the rebels to talks in Geneva by 20 March.",
     ("The talks to which the minister, Peter Otieno, had invited the rebels were never held.",)),
])  # fmt: skip
def test_a_proof_tells_of_the_promised_act_itself(outcome, promise, later):
    row = first(("2021-03-05", promise), *((f"2021-03-{n}", words) for n, words in enumerate([*later[:-1], later[-1] + OTHER_NEWS], 13)))
    assert row.outcome == outcome


def test_what_became_of_a_plan_may_stand_in_the_sentence_after_the_one_that_recalls_it():
    later = "The peace conference in Garissa had been due to open on 8 March. It began three days later." + OTHER_NEWS
    row = first(("2021-03-05", "Minister Peter Otieno will open a peace conference in Garissa on 8 March, his office said."), ("2021-03-14", later))
    assert row.outcome == "broken" and "It began three days later." in [e.text.strip() for e in row.outcome_evidence]


@pytest.mark.parametrize(
    ("types", "actors", "another"),
    [
        (("AGREE", "AGREE"), ({"minister"}, {"prosecutor"}), True), (("AGREE", "AGREE"), ({"minister"}, {"minister"}), False),
        (("AGREE", "RETREAT"), ({"minister"}, {"prosecutor"}), False),
    ],
)
def test_anothers_promise_is_no_word_on_this_one(types, actors, another):
    own, told = (SimpleNamespace(mention=SimpleNamespace(event_type=t), actors=frozenset(a)) for t, a in zip(types, actors, strict=True))
    assert _is_another_promise(SimpleNamespace(act=told), own) is another


def test_what_became_of_a_promise_is_told_by_its_own_sentence_where_marks_are_lost():
    later = (
        "Rain fell on the hills all night and the roads were closed The Kenyan foreign minister Peter Otieno met the rebel leader Musa Deng in Geneva"
        " on Monday for two hours diplomats said Farmers in the valley wait for seed and the harvest will be poor the agency warned"
    )
    row = first(("2021-03-05", PROMISE), ("2021-03-12", later))
    [words] = [e.text.strip() for e in row.outcome_evidence]
    assert row.outcome == "kept" and words.startswith("The Kenyan foreign minister") and "Farmers" not in words


def test_sentences_begin_at_breaks_and_at_marks():
    text = "He left. She stayed They wept"
    assert [text[s:e].strip() for s, e in sentences(text, (20,))] == ["He left.", "She stayed", "They wept"]


@pytest.mark.parametrize("later", [
    "Peter Otieno and the rebel leader Musa Deng agreed in Geneva on Monday to meet again in April.",
    "A second meeting between Peter Otieno and Musa Deng was planned for the autumn, a diplomat in Geneva said.",
    "Peter Otieno and Musa Deng would meet again in Geneva in May, the Kenyan ministry said.",
])  # fmt: skip
def test_the_next_meeting_shows_nothing_of_the_one_before_it(later):
    assert first(("2021-03-05", PROMISE), ("2021-03-10", later)).outcome != "broken"


def test_the_dateline_of_a_report_without_marks_shows_nothing():
    later = "GENEVA March Reed Wire Officials of the Kenyan health ministry opened a clinic for women on the shore of the lake and thanked the nurses for their help"
    row = first(("2021-03-05", PROMISE), ("2021-03-10", later))
    assert not any("Reed Wire" in e.text and "Officials" not in e.text for e in row.outcome_evidence)


def test_how_something_went_is_not_that_it_did_not_take_place():
    assert "not" not in kinds_in("Talks in Vienna ended without result.")
    assert "not" in kinds_in("The month passed without talks.")
