"""Contradictions and verdicts: counts on one question, denials beside what they deny, and what is neither."""

from pathlib import Path

import pytest

from dateline.model.situation import Situation
from dateline.pipeline import BuildSettings, build_in_memory
from dateline.reconcile.accounts import answered, kinds_in, scope_of
from dateline.reconcile.contradictions import MOST_SIDES
from dateline.reconcile.questions import sentence_at, side_of, singular
from dateline.store.base import evidence_in


def told(folder: Path, *reports: tuple[str, str]) -> Situation:
    """The record of `(published, text)`."""
    rows = ["path,published,outlet"]
    for n, (published, text) in enumerate(reports):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{n}.txt,{published},Outlet {n}")
    (folder / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return build_in_memory([], BuildSettings(manifest=folder / "manifest.csv"))


def words(situation: Situation, kind: str) -> list[list[str]]:
    return [[" ".join(e.text for e in side.evidence) for side in row.sides] for row in situation.contradictions if row.kind == kind]


def verdict(situation: Situation, *expressions: str) -> str | None:
    """The verdict of the figure that holds all the expressions; None where they stand in several."""
    held = {c.expression: f for f in situation.figures for c in situation.figure_claims if c.claim_id in f.claims}
    found = {held[e].figure_id for e in expressions}
    return held[expressions[0]].verdict if len(found) == 1 else None


def test_a_denial_stands_beside_what_it_denies(tmp_path):
    found = told(
        tmp_path,
        ("2021-03-02", "BEIRA, March 2 - Rebels said the army shelled a clinic in Beira on Monday.\n\nThe army denied it. The weather was calm.\n"),
    )
    [[claim, denial]] = words(found, "modality") + words(found, "actor")
    assert "shelled a clinic" in claim and "denied it" in denial
    texts = {r.report_id: r.text for r in found.reports}
    assert all(texts[e.report_id][e.start : e.end] == e.text for e in evidence_in(found.contradictions))


def test_a_refused_demand_and_a_plain_negation_contradict_nobody(tmp_path):
    found = told(
        tmp_path,
        (
            "2021-03-02",
            "BEIRA, March 2 - The union demanded higher wages on Monday. The port authority rejected the demand.\n\nA truck burned in the"
            " market of Beira on Sunday. Nobody was hurt. The cause is not known.\n",
        ),
    )
    assert not words(found, "modality") and not words(found, "actor")


@pytest.mark.parametrize(
    ("first", "second", "expressions", "wanted"),
    [
        ("A bomb killed 12 people in Beira on Monday, police said.", None, ("12 people",), "single"),
        (
            "A bomb killed 12 people in Beira on Monday, police said.", "The toll of Monday's bomb in Beira has risen to 19 dead, police said.",
            ("12 people", "19 dead"), "update",
        ),
        (
            "Police arrested 23 protesters in Beira on Monday, the commander said. Organisers put the number of those detained at 61.",
            None, ("23 protesters", "61"), "dispute",
        ),
        (
            "A bomb killed 12 people in Beira on Monday, police said. Another 30 people died in a ferry accident off Pemba last year.",
            None, ("12 people", "30 people"), None,
        ),
    ],
)  # fmt: skip
def test_counts_of_one_question_have_a_verdict(tmp_path, first, second, expressions, wanted):
    reports = [("2021-03-02", first + "\n")] + ([("2021-03-04", second + "\n")] if second else [])
    found = told(tmp_path, *reports)
    held = {c.expression: c.claim_id for c in found.figure_claims}
    matched = [next(k for k in held if e in k or k in e) for e in expressions]
    assert verdict(found, *matched) == wanted


def test_a_raised_toll_is_listed_with_every_number(tmp_path):
    found = told(
        tmp_path,
        ("2021-03-02", "A bomb killed 12 people in Beira on Monday, police said.\n"),
        ("2021-03-04", "The toll of Monday's bomb in Beira has risen to 19 dead, police said.\n"),
    )
    [sides] = words(found, "figure")
    assert "12 people" in sides[0] and "19" in sides[1]


def test_letters_only_text_and_empty_reports_pass(tmp_path):
    found = told(tmp_path, ("2021-03-02", "the army denied that it shelled the clinic in beira on monday"), ("2021-03-03", ""))
    assert isinstance(found.contradictions, tuple)


def test_populations_have_sides():
    assert side_of(frozenset(("soldier",))) == "state" and side_of(frozenset(("rebel",))) == "armed"
    assert side_of(frozenset(("villager",))) == "civil" and side_of(frozenset()) == ""
    assert [singular(w) for w in ("soldiers", "children", "policemen", "bodies")] == ["soldier", "child", "policeman", "body"]


def test_a_sentence_ends_at_its_mark_and_not_at_a_title():
    text = 'One. Gen. Musa said "ten died." Two.'
    start = text.index("ten")
    assert text[slice(*sentence_at(text, start, start + 3))].strip() == 'Gen. Musa said "ten died.'


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The ministry denied a report that jets bombed the marsh.", "jets bombed the marsh"),
        ("She dismissed as baseless what the paper wrote about a secret visit, adding that she was at home.", "a secret visit"),
        ("The ministry denied that jets bombed the marsh.", None),
        ("The union reported that the ministry denied it.", None),
        ("", None),
    ],
)
def test_a_denial_may_repeat_what_others_reported(words, told):
    span = answered(words)
    assert (span and words[slice(*span)]) == told


def test_a_denied_report_stands_against_its_denial_and_the_words_that_go_on_with_it(tmp_path):
    text = (
        "BEIRA, March 2 - The weather was calm.\n\nDefence minister Ana Machava denied a report that the air force bombed a clinic in Beira."
        ' "No aircraft took off," Machava said.\n'
    )
    [[claim, denial]] = words(told(tmp_path, ("2021-03-02", text)), "modality")
    assert claim == "the air force bombed a clinic in Beira" and "No aircraft took off" in denial


def test_two_parties_blamed_for_one_deed_are_held_against_each_other(tmp_path):
    text = (
        "BEIRA, March 2 - Shells hit the market of Beira on Monday.\n\nGovernor Ana Machava blamed the Forest Front for the shelling."
        ' "The shells were fired by the army," the rebel spokesman, Pedro Nhaca, told reporters.\n'
    )
    [[governor, rebel]] = words(told(tmp_path, ("2021-03-02", text)), "actor")
    assert "blamed the Forest Front" in governor and "fired by the army" in rebel


def test_a_text_without_marks_is_held_against_others_in_pieces(tmp_path):
    words = "The guards beat the drivers at the gate The union denied that the drivers had thrown stones at the guards " * 8
    situation = told(tmp_path, ("2021-03-02", words), ("2021-03-03", "The drivers threw stones at the guards at the gate, police said."))
    sides = [e for row in situation.contradictions for side in row.sides for e in side.evidence]
    assert all(e.end - e.start < 600 for e in sides)


def test_a_rumour_that_nobody_named_told_contradicts_nobody(tmp_path):
    text = "BEIRA, March 2 - The port was open on Monday.\n\nThe governor denied rumours on social media that the dock workers had been dismissed.\n"
    assert not words(told(tmp_path, ("2021-03-02", text)), "modality")


def test_an_accusation_that_is_only_rejected_and_silence_are_no_second_account(tmp_path):
    text = (
        "BEIRA, March 2 - The union accused the port authority of hiding the papers of the ship on Monday. The authority rejected the charge.\n\n"
        "A guard said a plane landed at Dondo on Sunday night. The air force would neither confirm nor deny it.\n"
    )
    assert not words(told(tmp_path, ("2021-03-02", text)), "modality")
    assert "deny" not in kinds_in("The army would neither confirm nor deny it.") and "deny" in kinds_in("The army denied it.")


def test_tolls_of_two_look_alike_attacks_are_two_figures(tmp_path):
    found = told(
        tmp_path,
        ("2021-03-05", "Bomb kills 12 in Beira market\n\nBEIRA, March 5 - A bomb in the market of Beira killed 12 people on Monday, police said.\n"),
        ("2021-03-06", "Bomb kills nine in Dondo market\n\nDONDO, March 6 - A bomb in the market of Dondo killed nine people on Thursday, police said.\n"),
        ("2021-03-08", "Toll of Dondo bomb 14\n\nDONDO, March 8 - The bomb in the market of Dondo killed 14 people, the hospital said.\n"),
    )
    assert verdict(found, "12 people") == "agree" and verdict(found, "nine people", "14 people") == "update"
    assert verdict(found, "12 people", "14 people") is None


def test_of_many_numbers_those_that_answer_each_other_best_are_shown(tmp_path):
    reports = [(f"2021-03-{n + 2:02}", f"The toll of Monday's bomb in Beira has risen to {10 + n} dead, police said.\n") for n in range(MOST_SIDES + 2)]
    [sides] = words(told(tmp_path, *reports), "figure")
    assert len(sides) == MOST_SIDES


def test_who_claims_the_deed_is_a_rival_of_who_is_blamed(tmp_path):
    text = (
        "BEIRA, March 2 - A bomb killed three people at the market of Beira on Monday.\n\nThe Sons of the Delta claimed responsibility for the bombing."
        " The Forest Front, which police had blamed for it, denied any part in the attack.\n"
    )
    [sides] = words(told(tmp_path, ("2021-03-02", text)), "actor")
    assert "claimed responsibility" in sides[0] and "denied any part" in sides[1]


def test_a_number_of_others_and_another_day_s_number_contradict_nothing(tmp_path):
    found = told(
        tmp_path,
        ("2021-03-02", "BEIRA, March 2 - General Abel Dunga read a statement in Beira on Tuesday, flanked by eleven officers.\n"),
        ("2021-03-12", "BEIRA, March 12 - The measures freeze the accounts of General Abel Dunga and 14 other officers in Beira.\n"),
    )
    assert words(found, "figure") == []


def test_a_denied_report_is_no_later_accusation(tmp_path):
    found = told(
        tmp_path,
        ("2021-03-02", "BEIRA, March 2 - The army denied a report by the daily Sul that one of the freed rebels had been beaten in Beira.\n"),
        ("2021-03-12", "BEIRA, March 12 - Rebel leader Abel Dunga accused the army of looking for a pretext to break the truce in Beira.\n"),
    )
    assert not any("pretext" in side for row in words(found, "modality") for side in row)


def notes(situation: Situation) -> list[str]:
    return [row.note for row in situation.contradictions if row.kind == "figure"]


def test_a_toll_that_only_rises_excludes_nothing_and_rivals_of_one_sentence_do(tmp_path):
    rising = [(f"2021-03-0{n + 2}", f"The toll of Monday's bomb in Beira has risen to {10 + n} dead, {who} said.\n") for n, who in enumerate(("police", "a nurse"))]
    assert notes(told(tmp_path, *rising)) == ["later reports give another number"]
    text = "BEIRA - Thousands marched in Beira on Sunday: 18,000 according to the police, 60,000 if one believes the organisers.\n"
    assert notes(told(tmp_path, ("2021-03-02", text))) == ["the numbers exclude each other"]


def test_a_toll_that_rises_while_two_parties_count_is_said_to_be_both(tmp_path):
    found = told(
        tmp_path,
        ("2021-03-02", "The flood in Beira killed nine people, the mayor said.\n"),
        ("2021-03-04", "The toll of the flood in Beira has risen to 21 dead, the mayor said. The bishop says 30.\n"),
    )
    assert notes(found) == ["sources give numbers that exclude each other, and later reports give others"]


def test_a_round_number_excludes_a_much_smaller_one(tmp_path):
    text = "About 2,000 people marched in Beira on Monday, organisers said. Police put the number of marchers at 400.\n"
    assert verdict(told(tmp_path, ("2021-03-02", text)), "About 2,000 people", "400") == "dispute"


def test_a_far_later_number_of_other_things_hides_no_dispute(tmp_path):
    found = told(
        tmp_path,
        ("2021-03-02", "BEIRA - Police stopped 14 trucks of the mission near Dondo on Monday, the mission said. Police said they had stopped nine trucks of the mission near Dondo on Monday.\n"),
        ("2021-04-20", "BEIRA - Police stopped three trucks of the mission near Dondo on Monday, the mission said.\n"),
    )  # fmt: skip
    [sides] = words(found, "figure")
    assert len(sides) == 2 and "14 trucks" in sides[0] and "nine trucks" in sides[1]


def test_things_under_two_names_are_counted_as_one(tmp_path):
    found = told(
        tmp_path,
        ("2021-03-02", "BEIRA - Six warships took part in a naval exercise off Beira on Monday, the navy said.\n"),
        ("2021-03-02", "BEIRA - Four ships took part in a naval exercise off Beira on Monday, the defence ministry said.\n"),
    )
    assert verdict(found, "Six warships", "Four ships") == "dispute"


def test_a_denial_in_the_second_half_of_a_sentence_stands_against_the_first(tmp_path):
    text = "BEIRA, March 2 - Soldiers had beaten two fishermen at the port of Beira, their lawyer said; the army denied that anybody was beaten.\n"
    [[claim, denial]] = words(told(tmp_path, ("2021-03-02", text)), "modality")
    assert "had beaten" in claim and "denied" not in claim and "denied that anybody" in denial


def test_a_denial_is_about_what_it_names_and_not_about_its_neighbour(tmp_path):
    found = told(
        tmp_path,
        (
            "2021-03-02",
            "BEIRA, March 2 - Soldiers shelled a clinic in Beira on Monday, rebels said. The rebels accused the governor of theft.\n",
        ),
        (
            "2021-03-03",
            "BEIRA, March 3 - The governor opened a bridge in Dondo. The army denied that its soldiers had shelled a clinic in Beira.\n",
        ),
    )
    [sides] = words(found, "modality") + words(found, "actor")
    assert "shelled a clinic in Beira on Monday" in sides[0] and "opened" not in " ".join(sides) and "theft" not in " ".join(sides)


def test_what_happens_after_a_denial_is_not_denied_by_it(tmp_path):
    found = told(
        tmp_path,
        ("2021-03-02", "BEIRA, March 2 - No shots were fired at the port, the army said.\n"),
        ("2021-03-09", "BEIRA, March 9 - Gunmen fired shots at the port of Beira on 8 March, the police said.\n"),
    )
    assert not words(found, "modality")


def test_a_denial_without_marks_stands_apart_from_what_it_denies(tmp_path):
    text = (
        "BEIRA March Soldiers shelled a clinic in Beira on Monday rebels said Eight people were killed and thirty wounded according to the hospital"
        " The ministry of defence denied that its soldiers had shelled the clinic The governor of the province will visit the town on Friday he said"
    )
    [sides] = words(told(tmp_path, ("2021-03-02", text + "\n")), "modality")
    assert sides[0].strip() == "Soldiers shelled a clinic in Beira on Monday rebels said"
    assert sides[-1].strip() == "The ministry of defence denied that its soldiers had shelled the clinic"


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("The brigade denied that it shelled the market.", {"brig", "marke", "shell"}),
        ("The minister of fisheries said no boat was seized.", {"boat", "seize"}),
    ],
)
def test_what_a_sentence_denies_begins_at_its_word_of_denial(sentence, scope):
    assert scope_of(sentence) >= scope - {"brig"} and "fishe" not in scope_of(sentence)
