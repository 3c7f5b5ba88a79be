"""Which counts answer one question: numbers said not to be so, numbers added up."""

import pytest

from dateline.model.situation import Situation
from dateline.pipeline import BuildSettings, build_in_memory
from dateline.publish.summary import summary
from dateline.reconcile.questions import frame_of, instead_of, is_conveyed, is_further, is_negated, is_part, is_prior, replaced_by, thing_of


def record(folder, *texts: str) -> Situation:
    rows = ["path,published,outlet"]
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{n}.txt,2021-03-0{n + 2},Paper {n}")
    (folder / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return build_in_memory([], BuildSettings(manifest=folder / "manifest.csv"))


@pytest.mark.parametrize(
    ("text", "number", "negated"),
    [
        ("22 herders, not fifteen, were buried", "fifteen", True),
        ("four ships instead of the six first announced", "six", True),
        ("fifteen herders were not buried", "fifteen", False),
        ("", "", False),
    ],
)
def test_a_number_may_be_named_as_one_that_is_not_so(text, number, negated):
    assert is_negated(text, text.find(number)) is negated


def test_a_number_said_not_to_be_so_is_held_against_the_report_that_gave_it(tmp_path):
    situation = record(
        tmp_path,
        "RUMBEK - Fifteen herders were killed when gunmen stormed a camp at Malek on Monday, the minister of information said.",
        "RUMBEK - The chief of Malek said on Tuesday that 22 herders, not fifteen, were killed when gunmen stormed the camp on Monday.",
    )
    [row] = [c for c in situation.contradictions if c.kind == "figure"]
    assert {"Fifteen herders", "22 herders"} <= {side.evidence[0].text for side in row.sides}


def test_numbers_added_up_in_one_breath_are_two_questions(tmp_path):
    situation = record(
        tmp_path,
        "Shelling wounded three pupils and a nurse in the village of Orane on Saturday, the mayor said.",
        "Three pupils were wounded by shells in Orane on Saturday, monitors said.",
    )
    assert {tuple(e.text.lower() for e in f.evidence) for f in situation.figures} == {("three pupils", "three pupils"), ("a nurse",)}


@pytest.mark.parametrize(
    ("text", "expression", "further"),
    [
        ("Another 40 families fled to Beni.", "40 families", True),
        ("A further 40 families fled to Beni.", "A further 40 families", True),
        ("40 more families fled to Beni.", "40 more families", True),
        ("15 bodies were found in the hull and two more by fishermen.", "two", True),
        ("A third victim died in Beni.", "A third victim", True),
        ("40 families fled to Beni.", "40 families", False),
        ("", "", False),
    ],
)
def test_a_number_may_count_others_than_those_just_counted(text, expression, further):
    start = text.find(expression)
    assert is_further(text, start, start + len(expression)) is further


def test_the_dead_of_two_sides_are_two_questions(tmp_path):
    situation = record(tmp_path, "GOMA - The army said 30 rebels were killed on Monday near Beni. The rebels said nine soldiers were killed on Monday near Beni.\n")
    figures = {claim: f.figure_id for f in situation.figures for claim in f.claims}
    assert len({figures[c.claim_id] for c in situation.figure_claims}) == 2
    assert not situation.contradictions


def test_a_bare_number_answers_the_question_of_the_sentence_before(tmp_path):
    situation = record(tmp_path, "PEMBA - The floods in Pemba killed 41 people on Monday, the institute for disasters said. The union of fishermen says 58.\n")
    [row] = [c for c in situation.contradictions if c.kind == "figure"]
    assert [side.evidence[0].text for side in row.sides] == ["41 people", "58"]
    [figure] = [f for f in situation.figures if len(f.claims) == 2]
    assert figure.indicator == "killed" and figure.verdict == "dispute"


def test_people_who_are_stranded_are_no_troops(tmp_path):
    situation = record(
        tmp_path,
        "SIRAK - The army sent 1,200 soldiers to guard the depots of Sirak on Monday.",
        "SIRAK - The road to Sirak was closed on Tuesday. Some 1,900 people, many of them traders, are stranded in Sirak.",
    )
    assert all(len(f.claims) == 1 for f in situation.figures)


@pytest.mark.parametrize(
    ("text", "expression", "part"),
    [
        ("31 of 39 soldiers had been beaten", "31 of 39 soldiers", True),
        ("two of them were children", "two of them", True),
        ("39 soldiers had been beaten", "39 soldiers", False),
        ("", "", False),
    ],
)
def test_a_number_may_count_some_of_another(text, expression, part):
    start = text.find(expression)
    assert is_part(text, start, start + len(expression)) is part


def test_a_whole_is_not_a_part_of_those_counted_after_it():
    text = "The prefect counts 40 dead, of whom 12 were farmers; 7 of them were children."
    assert not is_part(text, text.index("40"), text.index(", of whom"))
    assert is_part(text, text.index("12"), text.index("12") + 2)
    assert is_part(text, text.index("7 of"), text.index("7 of") + 1)


def test_an_edited_sentence_keeps_its_frame():
    before, after = "At least 14 people died on the edge of the town, the ministry said.", "At least 17 people died on the edge of the town, the ministry said."
    assert frame_of(before, 0, 18) == frame_of(after, 0, 18) != ""
    assert frame_of("Fourteen dead", 0, 8) == ""


def test_no_figure_holds_two_kinds_of_harm(tmp_path):
    situation = record(
        tmp_path,
        "GULU - Flooding killed at least nine people in Gulu on Monday and injured more than 30, the mayor said. 14 people were in the bus.",
        "GULU - The toll of the flooding in Gulu rose to 14 on Tuesday, the mayor said. Some 41 people were injured and twelve were missing.",
    )
    indicator = {c.claim_id: c.indicator for c in situation.figure_claims}
    assert {"killed", "injured"} <= set(indicator.values())
    assert all(len({indicator[c] for c in row.claims} - {"other"}) <= 1 for row in situation.figures)


def test_the_losses_of_two_countries_are_two_questions(tmp_path):
    situation = record(
        tmp_path,
        "LIMA - Peru and Ecuador fought at Tiwinza on Monday. Peru said 11 of its soldiers were killed. Ecuador said it lost four soldiers.",
        "QUITO - Peru raised its toll of the fighting at Tiwinza to 13 dead soldiers on Tuesday. Ecuador put its losses at seven dead soldiers.",
    )
    value = {c.claim_id: c.value for c in situation.figure_claims}
    rows = [{value[c] for c in row.claims} for row in situation.figures if row.indicator == "killed"]
    assert set.union(*rows) >= {4, 7, 11, 13}
    assert not any(row & {11, 13} and row & {4, 7} for row in rows)


def test_what_two_givers_promise_is_no_change_of_one_sum(tmp_path):
    situation = record(
        tmp_path,
        "KABALE - Norway promised $12 million in relief for the flooded town of Kabale on Tuesday.",
        "KABALE - Japan promised $50 million in relief for the flooded town of Kabale on Wednesday.",
    )
    assert [row.verdict for row in situation.figures if row.indicator == "money"] == ["single", "single"]


def test_a_count_since_long_before_is_not_that_of_one_act(tmp_path):
    situation = record(
        tmp_path,
        "GAO - Gunmen stormed a market in Gao on Monday and killed 19 people, the mayor said on Tuesday. Since January at least 63 people "
        "have been killed in attacks in the region, a monitor said.",
    )
    assert sorted(len(row.claims) for row in situation.figures if row.indicator == "killed") == [1, 1]


@pytest.mark.parametrize(
    ("sentence", "prior"),
    [
        ("Before the flood, some 300 families were already homeless.", True),
        ("Some 300 families were already homeless before the flood.", True),
        ("The mayor had already counted 300 homeless families.", False),
        ("", False),
    ],
)
def test_what_was_so_before_is_told_by_its_words(sentence, prior):
    assert is_prior(sentence) is prior


def test_others_among_the_dead_are_two_questions(tmp_path):
    situation = record(
        tmp_path,
        "GULU - A flood killed nine people in Gulu on Monday, two of them children, the mayor said.",
        "GULU - The toll of the flood in Gulu rose to 14 on Tuesday, three of them women, the mayor said.",
    )
    value = {c.claim_id: c.value for c in situation.figure_claims}
    assert not any({value[c] for c in row.claims} >= {2, 3} for row in situation.figures)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (" herders, not fifteen as the minister says, were buried", 15),
        (" ships instead of the six first announced", 6),
        (" ships were not found", None),
        ("", None),
    ],
)
def test_a_number_may_be_given_in_another_s_stead(words, number):
    assert instead_of(words, 0, len(words)) == number


@pytest.mark.parametrize(("words", "number", "old"), [
    ("Peru raised its death toll to 17 from 14 on Friday.", "17", 14.0), ("The toll rose from 14 to 17 on Friday.", "17", 14.0),
    ("It put the dead at 17, up from 14 on Monday.", "17", 14.0), ("It put the dead at 17 people, down from an earlier 22.", "17", 22.0),
    ("The toll rose to 17 on Friday.", "17", None), ("It fell from 14 dead; 17 were hurt.", "17", None),
])  # fmt: skip
def test_the_number_that_a_count_replaces(words, number, old):
    start = words.index(number)
    assert replaced_by(words, start, start + len(number), 0, len(words)) == old


def test_one_side_s_dead_do_not_lower_the_toll_of_all(tmp_path):
    situation = record(
        tmp_path,
        "LIMA - Peru and Ecuador shelled each other on Monday, killing at least 16 people. Peru said two of its border guards had died.\n",
        "LIMA - Peru and Ecuador agreed on Tuesday to stop the shelling, in which 33 people have been killed.\n",
        "LIMA - Peru raised its death toll to 17 from 14 after three soldiers died of their wounds.\n",
    )
    expressions = {c.claim_id: c.expression for c in situation.figure_claims}
    assert {"17", "14"} in [{expressions[c] for c in f.claims} & {"17", "14", "33 people", "three soldiers"} for f in situation.figures]


def test_a_report_s_own_past_is_no_count_of_today(tmp_path):
    situation = record(
        tmp_path,
        "BEIRA - A bomb killed three people at the market of Beira on Monday, police said.",
        "BEIRA - The toll of the bomb in Beira has risen to five dead, the mayor said. In June 2009 a bomb in a cinema of Beira killed nine people.",
    )
    value = {c.claim_id: c.value for c in situation.figure_claims}
    rows = [{value[c] for c in row.claims} for row in situation.figures if row.indicator == "killed"]
    assert {9} in rows and {3, 5} in rows
    assert not any("2009" in "".join(p.text for p in line.pieces) for line in summary(situation) if line.label == "Killed")


def test_victims_of_acts_of_other_days_at_other_places_are_other_questions(tmp_path):
    situation = record(
        tmp_path,
        "GULU - Gunmen stormed a camp near Gulu on Monday and wounded eight people, the hospital said.",
        "GULU - Youths burned stalls at Arua on Tuesday; four people were wounded there. In the clashes of Monday near Gulu 23 people were "
        "wounded, the hospital said.",
    )
    value = {c.claim_id: c.value for c in situation.figure_claims}
    assert not any({value[c] for c in row.claims} >= {4, 23} for row in situation.figures)


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("Some 8,000 people have been displaced from Gulu, aid workers said.",
         "Since Monday 11,200 people have been displaced from Gulu, 8,700 in Gulu and 2,500 in Arua, the mayor said.", {11200, 8700}),
        ("The floods affected 62,300 people in Gulu.", "The floods affected 50 people in Gulu.", {62300, 50}),
        ("Doctors have recorded 230 cases of measles in Gulu.", "The floods in Gulu affected 500 people, the mayor said.", {230, 500}),
        ("Eleven mourners were killed in Gulu on Monday. Two daughters of the chief were killed in Gulu at the grave.", "", {11, 2}),
        ("Prosecutors charged two men of the militia on Monday over the killings in Gulu.", "Four men were killed in Gulu on Sunday, the mayor said.", {2, 4}),
        ("Police detained 128 people in Gulu on Monday.", "Of the 128 detained, the judges have freed 119.", {128, 119}),
        ("The flood has killed nine people in Gulu, aid workers said.", "Gunmen killed a driver near Arua as the number of people drowned in Gulu rose to 21.", {9, 1}),
        ("At least 31 people were killed by the quake in Gulu, the ministry said. In Arua, across the border, 22 deaths were confirmed.", "", {31, 22}),
        ("The ferry that sank on Sunday near Gulu killed 41 people. In Arua a boat broke up on Wednesday; nine people died.", "", {41, 9}),
        ("Divers said 15 people had died on the ferry near Gulu.", "The coast guard rescued 52 people near Gulu and found nine bodies.", {15, 52}),
        ("The tanker pulled 38 survivors from the lake near Gulu.", "Off Arua, a patrol stopped 63 migrants on their way north.", {38, 63}),
        ("The governor counts 58 dead in Gulu, but fourteen of his died of cholera.", "", {58, 14}),
    ],
)  # fmt: skip
def test_parts_and_counts_of_other_things_are_questions_of_their_own(tmp_path, first, second, numbers):
    situation = record(tmp_path, *(f"GULU - {text}" for text in (first, second) if text))
    value = {c.claim_id: c.value if c.value is not None else ((c.low or 0) + (c.high or 0)) / 2 for c in situation.figure_claims}
    assert numbers <= set(value.values())
    assert not any({value[c] for c in row.claims} >= numbers for row in situation.figures)


def test_two_who_count_one_more_or_less_beside_a_third_number_are_rivals(tmp_path):
    situation = record(tmp_path, "GULU - The ministry counts 14 dead of the raid on Gulu. But the union counts 16 dead, with two workers whom nobody knows.")
    value = {c.claim_id: c.value for c in situation.figure_claims}
    assert any({value[c] for c in row.claims} >= {14, 16} for row in situation.figures)


@pytest.mark.parametrize(("word", "thing"), [("vessels", "ship"), ("lorries", "vehicle"), ("tonnes", "ton"), ("hospitals", "hospital")])
def test_things_of_many_names_have_one(word, thing):
    assert thing_of(word) == thing


@pytest.mark.parametrize(("elsewhere", "apart"), [
    ("A mob set fire to the police station in Beni on Wednesday night. No deaths were reported there.", True),
    ("Gunmen stormed the market in Goma on Monday. No deaths were reported there, the army said.", False),
    ("A patrol stopped two boats on the lake and handed them to the harbour police. No casualties were reported.", True),
])  # fmt: skip
def test_nobody_killed_elsewhere_does_not_dispute_a_toll(tmp_path, elsewhere, apart):
    situation = record(tmp_path, "Fifteen herders were killed when gunmen stormed the market in Goma on Monday, the minister of health said.", elsewhere)
    killed = {c.value: f.figure_id for c in situation.figure_claims for f in situation.figures if c.claim_id in f.claims and c.indicator == "killed"}
    assert set(killed) == {0.0, 15.0}
    assert (killed[0.0] != killed[15.0]) is apart


@pytest.mark.parametrize(("texts", "outcome", "last"), [
    (("GOMA - The meeting of the ministers in Goma, set for Tuesday, has been postponed until Wednesday, the ministry said.",
      "GOMA - Chad and Niger agreed on Wednesday to patrol the lake, their ministers said after a meeting in Goma that had been put off by a day."),
     "kept", "Chad and Niger"),
    (("GOMA - The mayor said the markets of the camps in Goma would stay shut until the target was met.",
      "GOMA - The markets in Goma, which should have opened, are still closed."), "kept", "still closed"),
    (("GOMA - Lawmakers are due to vote on the extension of the mission on 3 March.",
      "GOMA - Parliament has put off a vote on the extension of the mission by one day, to 4 March.",
      "GOMA - When the lower house voted by 79 to 68 on Thursday, it kept the soldiers in Goma."), "broken", "voted by 79"),
])  # fmt: skip
def test_later_reports_close_what_was_put_off_and_what_was_to_stay(tmp_path, texts, outcome, last):
    told = [(k.outcome, k.outcome_evidence[-1].text) for k in record(tmp_path, *texts).commitments if k.outcome_evidence]
    assert any(o == outcome and last in words for o, words in told), told


def test_those_whom_a_plane_carries_are_not_all_the_hurt():
    text = "The ministry put the wounded at 90. A plane carrying about 60 wounded left for Amman; nine wounded soldiers were flown to Dakar."
    assert [is_conveyed(text, text.index(n), text.index(n) + len(n)) for n in ("90", "60", "nine wounded soldiers")] == [False, True, True]
