"""Live pages, readouts, bulletins and corrections, each of a class that was once read wrong."""

import pytest

from dateline.text.view import behind_marker
from plain_texts import reading, situation


@pytest.mark.parametrize(("line", "words"), [
    ("07:45 GMT — Army: rebels fired first", "Army: rebels fired first"),
    ("[09.10] The army left", "The army left"),
    ("7:15 p.m. - Gunmen seize a bus", "Gunmen seize a bus"),
    ("20:00 EST | Talks resume", "Talks resume"),
    ("14:35 Gunmen seized a bus", "14:35 Gunmen seized a bus"),
    ("12.5 Million people live there", "12.5 Million people live there"),
])  # fmt: skip
def test_the_hour_before_an_entry_is_no_part_of_its_words(line: str, words: str) -> None:
    assert line[behind_marker(line, 0, len(line)) :] == words


def test_no_actor_is_called_by_the_hour() -> None:
    found = reading("07:45 GMT — Army: rebels fired first\nThe army of Kenya says rebels shelled a checkpoint in Garissa.")
    assert not [c.name for c in found.chains if "GMT" in c.name]


@pytest.mark.parametrize("words", [
    "An earlier version of this story said nine people were killed in Garissa.",
    "CORRECTION: A previous version of this article gave the number of dead in Garissa as nine.",
    "The original headline of this report wrongly put the toll of the shelling at nine dead.",
])  # fmt: skip
def test_what_an_earlier_version_counted_is_not_counted(words: str) -> None:
    found = reading(f"Rebels shelled Garissa, killing eight people. {words}")
    assert [f.value for f in found.figures] == [8]
    assert {e.trigger.text for e in found.events} <= {"shelled", "killing"}
    assert not [s for s in found.statements if "version" in s.source_text or "headline" in s.source_text]


@pytest.mark.parametrize(("words", "modality"), [
    ("An earlier version of this report stated that soldiers had arrested the mayor of Garissa.", "denied"),
    ("The chief of the report team stated that soldiers had arrested the mayor of Garissa.", "happened"),
])  # fmt: skip
def test_what_an_earlier_version_told_did_not_happen(words: str, modality: str) -> None:
    assert [e.modality for e in reading(words).events] == [modality]


@pytest.mark.parametrize(("line", "words"), [
    ("Displacement: An estimated 900 people left", "An estimated 900 people left"),
    ("FACT CHECK: Did a drone bomb the market?", "Did a drone bomb the market?"),
    ("LIBYA — The envoy met the speaker", "The envoy met the speaker"),
    ("Army: rebels fired first", "Army: rebels fired first"),
    ("GARISSA — The envoy met the speaker", "GARISSA — The envoy met the speaker"),
])  # fmt: skip
def test_the_label_of_a_part_is_none_of_its_words(line: str, words: str) -> None:
    assert line[behind_marker(line, 0, len(line)) :] == words


@pytest.mark.parametrize(("verdict", "modality", "counted"), [("VERDICT: False.", "denied", []), ("Rating: Fake", "denied", []), ("VERDICT: Unproven.", "uncertain", [34]), ("Unrelated: False.", "uncertain", [34])])
def test_a_claim_that_a_fact_check_finds_untrue_is_denied(verdict: str, modality: str, counted: list[float]) -> None:
    found = reading(f"CLAIM: Ethiopian troops killed 34 people in the town of Garissa.\n{verdict} The film was made in Chile.")
    assert [e.modality for e in found.events if e.trigger.text == "killed"] == [modality]
    assert [f.value for f in found.figures] == counted


def test_what_was_asked_whether_it_will_be_done_is_promised_by_nobody() -> None:
    assert not reading("Asked whether peacekeepers would be sent, Ms. Okafor said the council had made no such decision.").pledges
    assert not reading("The premier did not say whether he would send troops to Kenya by Friday.").pledges
    assert reading("The premier said that he would send troops to Kenya by Friday.").pledges


@pytest.mark.parametrize(("words", "acting"), [
    ("Does the envoy believe the army of Kenya is behind the shelling of Garissa?", set()),
    ("Was the army of Kenya behind the shelling of Garissa?", set()),
    ("The army of Kenya attacked Garissa.", {"army of Kenya"}),
])  # fmt: skip
def test_who_is_only_asked_about_did_nothing(words: str, acting: set[str]) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert {names[a] for e in found.events for a in e.actors if e.event_type == "ASSAULT"} == acting


@pytest.mark.parametrize(("promise", "later", "outcome"), [
    ("Colombia will send two battalions to Ipiales by Wednesday, the minister said.", "The ministry said one of the two battalions had reached Ipiales on Wednesday and the second would not come.", "broken"),
    ("Mali's army promised that both detained drivers would be freed by Wednesday.", "The union said one of its two detained drivers had been freed on Wednesday.", "open"),
    ("Colombia will send two battalions to Ipiales by Wednesday, the minister said.", "Colombia sent two battalions to Ipiales on Wednesday, the ministry said.", "kept"),
])  # fmt: skip
def test_a_promise_of_several_is_not_kept_by_one(promise: str, later: str, outcome: str) -> None:
    assert [c.outcome for c in situation(promise, later).commitments if "two" in c.action or "both" in c.action] == [outcome]


@pytest.mark.parametrize("words", [
    "Police arrested two men in Garissa. The ministry said they would be held until Monday.",
    "The army captured six rebels in Garissa. They were released on Tuesday.",
])  # fmt: skip
def test_who_seizes_somebody_is_not_the_one_held(words: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert not {"Police", "army"} & {names[r] for e in found.events for r in e.recipients}


def test_a_listing_is_a_sanction() -> None:
    [event] = reading("The US Treasury on Monday designated a network of ten companies.").events
    assert event.event_type == "SANCTION"


@pytest.mark.parametrize(("text", "types"), [
    ("The treasury designated the commander as a global terrorist.", ["SANCTION"]),
    ("The president designated a general as his envoy.", []),
])
def test_who_is_designated_as_a_terrorist_is_listed_and_as_an_envoy_is_not(text: str, types: list[str]) -> None:
    assert [e.event_type for e in reading(text).events] == types


@pytest.mark.parametrize(("words", "due"), [
    ("The navy has put off its live-fire exercise to 19 April.", "2021-04-19"),
    ("Parliament put off a vote on the troops by five days, to 12 March.", "2021-03-12"),
    ("The transfer of the prisoners had been put off until July.", "2021-07"),
    ("The trial of the mayor was postponed until 12 March.", "2021-03-12"),
    ("The talks were postponed on Friday.", None),
    ("The landing was delayed to 1 March.", None),
])  # fmt: skip
def test_what_is_put_off_to_a_day_is_promised_for_it(words: str, due: str | None) -> None:
    assert [p.due for p in reading(words).pledges] == ([due] if due else [])


def test_whose_contingent_is_put_off_is_bound() -> None:
    found = reading("The African Union met in Abuja. The arrival of its first contingent has been put off to 27 March.")
    names = {c.chain_id: c.name for c in found.chains}
    assert [names[b] for p in found.pledges for b in p.by] == ["African Union"]


@pytest.mark.parametrize(("words", "found"), [
    ("Peru had threatened sanctions.", 0),
    ("Peru threatened sanctions.", 1),
    ("The army had promised an inquiry.", 0),
    ("The army promised an inquiry.", 1),
])  # fmt: skip
def test_what_had_been_promised_before_is_not_promised_again(words: str, found: int) -> None:
    assert len(reading(words).pledges) == found
