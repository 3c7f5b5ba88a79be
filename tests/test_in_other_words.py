"""What became of a promise, told in other words than it was made in."""

import pytest

from dateline.reconcile.in_other_words import Words, named_share
from test_commitments import OTHER_NEWS, first

GATE = "Kenya will open the crossing at Garissa to lorries on Monday 8 March, Interior Minister Peter Otieno said on Friday."


@pytest.mark.parametrize(("outcome", "promise", "later"), [
    ("kept", GATE, "The first lorries rolled through the gate at Garissa on Monday morning, loaded with onions."),
    ("kept", "The Court of Kenya is expected to rule on the bid of Musa Deng on Monday.", "The Court of Kenya threw out the bid of Musa Deng on Monday."),
    ("broken", GATE, "No lorries came through at Garissa on Monday: the crossing was still shut."),
    ("broken", GATE, "The gate at Garissa stayed shut on Monday and lorries turned back."),
    ("broken", "The two sides will exchange 40 prisoners on Monday 8 March at Garissa, Peter Otieno said.",
     "The prisoner swap at Garissa was put off to 20 March, Peter Otieno said."),
    ("open", GATE, "Peter Otieno opened a school in Mombasa on Sunday."),
    # of an earlier time
    ("open", "Kenya might expel a diplomat of Uganda, Peter Otieno said.", "In 2012 Kenya expelled a diplomat of Uganda after a quarrel over tea."),
    # would have been done
    ("open", "The World Food Programme plans to drop food over Garissa by 20 March.",
     "Had the lorries not arrived, the World Food Programme would have dropped food over Garissa this week."),
    # less than half of it
    ("open", "Uganda will release eleven jailed rebels of Musa Deng by 20 March.", "Uganda freed three rebels of Musa Deng on Thursday."),
    # hindered by others
    ("open", "The Red Cross will bring a convoy of medicine to Garissa on Monday.", "Rebels seized the convoy of the Red Cross at Garissa on Monday."),
])  # fmt: skip
def test_what_became_of_a_promise_is_found_in_other_words(outcome, promise, later):
    row = first(("2021-03-05", promise), ("2021-03-13", later + OTHER_NEWS))
    assert row.outcome == outcome or (outcome == "open" and row.outcome == "repeated")
    assert all(e.text in later for e in row.outcome_evidence)


@pytest.mark.parametrize(("left", "right", "near"), [
    ("complain", "complaint", True), ("line", "hotline", True), ("swap", "exchange", True), ("media", "mediate", False), ("police", "policy", False),
])  # fmt: skip
def test_words_stand_for_each_other_by_form_and_by_meaning(left, right, near):
    assert (named_share({left: 1.0}, Words([left]), Words([right])) > 0) is near
