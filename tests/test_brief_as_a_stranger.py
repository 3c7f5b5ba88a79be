"""Sentences that a stranger who reads a brief beside its texts would find wrongly told: mainly of promises and of what became of them."""

import pytest

from dateline.reconcile.commitments import kinds_in
from plain_texts import situation

CROSSING = "Kenya will reopen the border crossing at Moyale by Friday, the interior minister said."


@pytest.mark.parametrize(("later", "became"), [
    ("Kenya's interior ministry denied a report that the reopening of the border crossing at Moyale had been postponed to August.", "open"),
    ("The reopening of the border crossing at Moyale has been postponed to August.", "broken"),
])  # fmt: skip
def test_a_promise_is_not_broken_by_a_delay_that_is_denied(later: str, became: str) -> None:
    [found] = [c for c in situation(CROSSING, later).commitments if "will reopen" in c.action]
    assert found.outcome == became


@pytest.mark.parametrize(("words", "kinds"), [
    ("The ministry denied a report in the daily Nation that the payment had been postponed.", set()),
    ("He denied that the talks were delayed.", set()),
    ("The army dismissed reports of a delay, which were cancelled.", {"called_off"}),
    ("He denied the charge and said that the plan was dropped.", {"cancel"}),
    ("The payment was postponed.", {"delay"}),
])  # fmt: skip
def test_what_somebody_denies_tells_nothing_of_a_promise(words: str, kinds: set[str]) -> None:
    assert kinds_in(words) == kinds
