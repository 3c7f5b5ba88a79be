"""Plain sentences on floods, hunger, shipwrecks and aid, each of a class that was once read wrong."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.reconcile import assemble
from dateline.text.segment import segment
from plain_texts import PARSER, reading


def named(words: str) -> dict[str, str]:
    """Named actors of a report with their kinds."""
    return {c.name: c.kind for c in reading(words).chains if c.named and c.kind is not None}


@pytest.mark.parametrize("words", [
    "Villages along the Kessa were cut off.", "The Kessa burst its banks on Monday.", "Lorries crossed the Kessa on a pontoon.",
    "A bridge over the Kessa was swept away.", "Bodies lay on the banks of the Kessa.", "The Kessa river rose. Women fled the Kessa on Monday.",
])  # fmt: skip
def test_a_river_is_no_armed_group(words: str) -> None:
    assert "Kessa" not in named(words)


@pytest.mark.parametrize("words", ["A fisherman from Sidi Harath sold the boat.", "The boat left a beach near the village of Sidi Harath."])
def test_where_somebody_lives_is_nobody(words: str) -> None:
    assert "Sidi Harath" not in named(words)


@pytest.mark.parametrize("words", [
    "The opposition Karama party called a march. Karama said it would be peaceful.", "A local rights league, Karama, said nine people were held.",
    "Karama, a rights group, said nine people were held.", "In Sfax, the Karama movement called a march.",
])  # fmt: skip
def test_a_party_that_bears_the_name_of_a_town_is_a_party(words: str) -> None:
    found = reading(words)
    assert named(words).get("Karama") == "organisation"
    assert "Karama" not in {t.text for t in found.toponyms}


def test_a_town_before_a_militia_stays_a_town() -> None:
    assert "Misrata" in {t.text for t in reading("A militia from Misrata attacked. The Misrata militia fled.").toponyms}


@pytest.mark.parametrize("words", [
    "UN Secretary-General spokesperson Ada Fenn called it regrettable.", "NATO Secretary-General spokeswoman Ada Fenn called it regrettable.",
])  # fmt: skip
def test_who_speaks_for_a_leader_leads_nothing(words: str) -> None:
    assert {r.predicate for r in reading(words).relations} == {"member_of"}


@pytest.mark.parametrize(("words", "counted"), [
    ("He said 214 people, 130 of them children under five, had died of hunger.", [("killed", 214), ("killed", 130)]),
    ("The refugee council put the number of dead at 51.", [("killed", 51)]),
    ("The refugee agency put the number of missing at 51, more than the coast guard.", [("missing", 51)]),
    ("The ministry said 19 people were killed. The opposition said the figure was 40.", [("killed", 19), ("killed", 40)]),
    ("Eleven people were arrested, the ministry said; a rights league said it was 27.", [("detained", 11), ("detained", 27)]),
    ("Police put the number who drowned at 9.", [("killed", 9)]),
])  # fmt: skip
def test_what_a_number_counts(words: str, counted: list[tuple[str, int]]) -> None:
    assert [(f.indicator, f.value) for f in reading(words).figures] == counted


@pytest.mark.parametrize(("words", "source"), [
    ("The boat sailed with 92 people on board, most of them from Guinea, coast guard spokesman Paul Sarr said.", "Paul Sarr"),
    ("Nine people are missing, most of them from Arwa, a town on the coast, the agency's director, Ada Fenn, told reporters.", "Ada Fenn"),
    ("The camp holds 900 people, many of them from Aden, the mayor said on Monday.", "mayor"),
])  # fmt: skip
def test_some_of_those_told_of_say_nothing(words: str, source: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert [names.get(s.source or "") for s in found.statements] == [source]


@pytest.mark.parametrize("words", [
    "The UN said the food would last 12 days.", "The mayor said stocks would run out on Friday.", "The doctor said there would be no water by Friday.",
    "The weather service said it had warned of heavy rain on March 1.", "The charity said it now agreed with the government's figure.",
    "The ministry confirmed the report but would not say whether anyone had been suspended.",
])  # fmt: skip
def test_what_is_foreseen_or_left_unsaid_is_no_promise(words: str) -> None:
    assert reading(words).pledges == ()


@pytest.mark.parametrize("words", ["The mayor said the army would bring water by Friday.", "The general said the truce would last until Friday."])
def test_what_somebody_is_to_do_is_a_promise(words: str) -> None:
    assert len(reading(words).pledges) == 1


def together(*texts: str) -> list[list[float]]:
    """The values of each figure that several reports, one a day, make together; those of one value left out."""
    reports = [Report(report_id=f"r{n}", uri=f"file:r{n}", text=t, published=f"2021-03-0{n + 2}") for n, t in enumerate(texts)]
    found = assemble(reports, [read(t, Lexica()) for t in segment(reports, PARSER)])
    values = {c.claim_id: c.value for c in found.figure_claims}
    several = [sorted(v for c in f.claims if (v := values[c]) is not None) for f in found.figures]
    return sorted(v for v in several if len(set(v)) > 1)


SETTING = "Sudan's army and the rebels fight over Darsala. Darsala has been besieged since February, and Darsala's people flee."


@pytest.mark.parametrize(("first", "second", "expected"), [
    ("The UN said 214 people had died of hunger in Darsala.", "The rebels said 17 people had died in a raid on Darsala.", []),
    ("Cholera has killed 214 people in Darsala, the UN said.", "The rebels said 17 people were killed when shells hit Darsala.", []),
    ("The UN said 214 people had died of hunger in Darsala.", "The UN said 260 people had died of hunger in Darsala.", [[214, 260]]),
    ("The governor appealed to donors for $12 million for Darsala.", "Donors have pledged $9 million for Darsala, the governor said.", []),
    ("The UN said food had reached 18,000 people in Darsala.", "The UN said 112,000 people in Darsala needed food.", []),
])  # fmt: skip
def test_what_is_counted_together(first: str, second: str, expected: list[list[float]]) -> None:
    assert together(f"{SETTING} {first}", f"{SETTING} {second}") == expected


def told(words: str, trigger: str) -> list[tuple[str, set[str], set[str]]]:
    """Types of the events of a trigger, with the names of who acts and who is acted on."""
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    return [(e.event_type, {names[c] for c in e.actors}, {names[c] for c in e.recipients}) for e in found.events if e.trigger.text == trigger]


def test_whoever_spoke_before_a_semicolon_does_nothing_behind_it() -> None:
    words = "The Hill Front said 17 civilians had died in the raid; the army denied having bombed any camp."
    assert told(words, "bombed") == [("ASSAULT", {"army"}, set())]


def test_whom_somebody_urges_is_not_blamed_for_the_raid_that_he_condemns() -> None:
    words = "Peru condemned the attack and urged Mali to honour the deal."
    assert told(words, "condemned") == [("ACCUSE", {"Peru"}, set())]
    assert told(words, "urged") == [("REQUEST", {"Peru"}, {"Mali"})]


def test_people_before_a_comma_are_not_the_body_that_speaks_of_them() -> None:
    found = reading("Lorries brought food to 18,000 people in Aden, the World Food Programme said.")
    assert {m.form for c in found.chains if c.name == "World Food Programme" for m in found.mentions if m.chain_id == c.chain_id} == {"name"}


def test_what_is_denied_of_anyone_is_what_was_told_of_somebody() -> None:
    words = "Conteh was expelled across the border into Libya on Sunday, his lawyer said. Tunisia's interior ministry denied having expelled anyone."
    assert {kind for kind, _, _ in told(words, "expelled")} == {"COERCE"}
    words = "Two Greek diplomats were expelled on Monday. The ministry denied having expelled anyone."
    assert {kind for kind, _, _ in told(words, "expelled")} == {"SANCTION"}


@pytest.mark.parametrize("words", ["The opposition Gumuz People's Front, which had accused Ada Fenn, said so.", "The army blamed the Gumuz People's Front."])
def test_a_front_of_a_people_is_one_body(words: str) -> None:
    assert "Gumuz People's Front" in named(words)
    assert reading(words).relations == () or all(r.predicate != "leads" for r in reading(words).relations)


@pytest.mark.parametrize(("words", "counted"), [
    ("The bank put off a vote on a $350 million loan.", [("money", 350e6, "USD")]),
    ("Canberra will pay A$350 million.", [("money", 350e6, "AUD")]),
    ("The war costs $1.7 billion a year.", [("money", 1.7e9, "USD")]),
    ("No family of a dead miner has received the money.", []),
    ("Deaths in Aden had fallen to two a day from eleven at the peak.", []),
    ("The mission said 40,000 doses were lost.", [("other", 40000, "doses")]),
    ("Shells fell in the village of Drazu, where eight people were killed.", [("killed", 8, "persons")]),
])  # fmt: skip
def test_sums_rates_and_tolls(words: str, counted: list[tuple[str, float, str]]) -> None:
    assert [(f.indicator, f.value, f.unit) for f in reading(words).figures] == counted


def test_an_army_that_attacks_positions_uses_weapons() -> None:
    assert [kind for kind, _, _ in told("The army attacked rebel positions in Aden on Monday.", "attacked")] == ["ASSAULT"]
    assert [kind for kind, _, _ in told("The opposition attacked the government's position on aid.", "attacked")] == ["ACCUSE"]


def test_a_charity_with_the_name_of_nobody_is_one_body() -> None:
    words = "Justine Mave, a nurse with the charity Santé Partout, said so. Santé Partout asked for help."
    assert named(words) == {"Justine Mave": "person", "Santé Partout": "organisation"}
    assert named("Santé Partout, the only charity still in Aden, has left.") == {"Santé Partout": "organisation"}


def test_fighters_of_a_militia_with_initials_are_the_militia() -> None:
    assert named("Fighters of the UDT militia stopped a convoy. A UDT spokesman denied it.") == {"UDT": "armed_group"}


def test_what_was_done_only_to_be_undone_happened() -> None:
    states = {e.trigger.text: e.modality for e in reading("The rebels freed nine hostages, only to seize them again on Friday.").events}
    assert states == {"freed": "happened", "seize": "happened"}
    states = {e.trigger.text: e.modality for e in reading("They will free nine hostages, only to seize them again.").events}
    assert "happened" not in states.values()


def test_whom_an_army_killed_is_no_count_of_the_dead_of_a_disease() -> None:
    first = f"{SETTING} Cholera has killed 58 people in Darsala, the WHO said."
    second = f"{SETTING} Cholera has killed 97 people in Darsala, the WHO said. The army said it had killed 72 militiamen."
    assert together(first, second) == [[58, 97]]


def test_dead_displaced_people_are_held_against_no_civilian_victims() -> None:
    words = "Shells killed eight displaced people in Darsala, the rebels said. An army spokesman said he knew of no civilian victims."
    assert together(f"{SETTING} {words}") == [[0, 8]]
