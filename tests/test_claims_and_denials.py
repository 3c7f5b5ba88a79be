"""Rival tolls, denials, corrections and admissions: each sentence is of a class that was once read wrong."""

from types import SimpleNamespace

import pytest

from dateline.model.situation import Situation
from dateline.reading.times import times_in
from dateline.reconcile.commitments import acts_itself
from plain_texts import reading, situation


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("He put the dead of the March 3 strike at nine.", ["2021-03-03"]),
        ("Two guards died in the Feb. 27 raid.", ["2021-02-27"]),
        ("It did not look into the October 2 bombing.", ["2020-10-02"]),
        ("A spokesman of the April 6 Movement spoke.", ["2020-04"]),
        ("On the march 12 fell ill.", []),
    ],
)
def test_a_date_behind_an_article_keeps_its_day(words: str, values: list[str]) -> None:
    assert [t.value for t in times_in(words, published="2021-03-05")] == values


def counts(words: str, indicator: str = "killed") -> dict[str, tuple[str | None, str | None]]:
    """Expression of each count of an indicator with the days that it is of."""
    return {c.expression.text: (c.period_start, c.period_end) for c in reading(words).figures if c.indicator == indicator}


def test_the_time_of_a_clause_about_who_counts_is_not_that_of_the_count() -> None:
    assert counts("The league, which has fought the state since May, said 70 villagers had been killed.") == {"70 villagers": (None, "2021-03-05")}
    assert counts("Some 200 people have died in the war, which has raged since May, the ministry said.") == {"Some 200 people": ("2020-05", "2021-03-05")}


def test_what_an_act_came_after_is_not_the_act_whose_dead_are_counted() -> None:
    told = "Two days after an air strike on its market, the town of Anri came under artillery fire on Thursday. Three people were killed when shells hit a bus."
    assert counts(told) == {"Three people": (None, "2021-03-04")}


def test_how_people_fared_is_of_the_act_just_told() -> None:
    told = "A bomb exploded in Anri on Tuesday, killing two.\n\nGunmen attacked a post near Bor on Monday. Four guards were killed, the army said."
    [killed] = [e for e in reading(told).events if e.trigger.text == "killed"]
    assert killed.date_start == "2021-03-01"


def tellers(words: str, indicator: str = "killed") -> dict[str, set[str]]:
    """Expression of each count of an indicator with the names of who gives it."""
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    return {c.expression.text: {names[s] for s in c.attributed_to} for c in found.figures if c.indicator == indicator}


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (
            "A drone hit a fair in Bor on Tuesday, killing 31 people, a doctor at the local hospital and two witnesses said.",
            {"31 people": {"doctor at the local hospital", "two witnesses"}},
        ),
        (
            "A landslide buried a village, killing 12 people, a member of the council and a priest in Arwa said.",
            {"12 people": {"member of the council", "priest in Arwa"}},
        ),
        ("The attack killed a guard, a doctor at the clinic and two nurses.", {"a guard": set(), "two nurses": set()}),
    ],
)
def test_who_speaks_behind_a_toll_is_not_among_the_dead(words: str, given: dict[str, set[str]]) -> None:
    assert tellers(words) == given


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("The rebel Alto Front revised its own toll downwards, to 52.", {"52": {"Alto Front"}}),
        ("Officials raised the toll again, to 19.", {"19": {"Officials"}}),
        ("The toll rose on Friday, to 19.", {"19": set()}),
    ],
)
def test_who_moves_a_toll_gives_it(words: str, given: dict[str, set[str]]) -> None:
    assert tellers(words) == given


def test_some_of_the_missing_who_are_found_are_missing_no_more() -> None:
    assert counts("Two of the three missing babies were found alive under a wall.", "missing") == {"three missing babies": (None, "2021-03-05")}


@pytest.mark.parametrize(
    ("later", "modality"),
    [
        ("The army acknowledged on Thursday that one of its drones had bombed the market in Arwa by mistake.", "happened"),
        ("The army admitted bombing the market in Arwa.", "happened"),
        ("The army has not admitted that it bombed the market in Arwa.", "uncertain"),
    ],
)
def test_who_owns_up_to_an_attack_settles_it(later: str, modality: str) -> None:
    first = "A drone bombed the market in Arwa on Monday, residents said. The army denied that it had bombed the market."
    [bombing] = [e for e in situation(first, later).events if e.event_type == "ASSAULT" and len(e.mentions) > 2]
    assert bombing.modality == modality


def test_the_day_of_an_admission_is_not_that_of_the_act() -> None:
    for words in ("The army acknowledged on Thursday that it had bombed a market.", "On Thursday the army admitted bombing a market."):
        [act] = [e for e in reading(words).events if e.event_type == "ASSAULT"]
        assert act.date_start is None
    [act] = [e for e in reading("The army admitted bombing a market on Thursday.").events if e.event_type == "ASSAULT"]
    assert act.date_start == "2021-03-04"


def test_what_an_inquiry_finds_to_be_so_happened() -> None:
    for words, modality in (
        ("Investigators concluded that a missile hit the ship.", "happened"),
        ("Investigators have established that a missile hit the ship.", "happened"),
        ("Investigators did not conclude that a missile hit the ship.", "uncertain"),
    ):
        [hit] = [e for e in reading(words).events if e.trigger.text == "hit"]
        assert (hit.modality == "happened") == (modality == "happened")


def sides(found: Situation) -> list[list[str]]:
    """The words of each side of each dispute about an act."""
    return [[s.evidence[0].text for s in c.sides] for c in found.contradictions if c.kind != "figure"]


def test_who_contradicts_a_denial_is_not_on_its_side() -> None:
    shelled = "Shells struck a hospital in Arwa on Tuesday, killing nine patients, an aid worker said."
    denied = (
        "The junta on Wednesday denied shelling a hospital in Arwa and accused rebels of storing ammunition there.\n\n"
        "Its spokesman said an explosion at the building was caused by careless handling. He said four rebels were killed."
    )
    found = "The UN has concluded that shells fired by the army killed 15 people in a hospital in Arwa, contradicting the junta's claim that ammunition stored by rebels had blown up."
    told = sides(situation(shelled, denied, found))
    assert [shelled in some for some in told if some[-1] == found] == [False]
    assert [found in some for some in told if some[-1] != found] == [True]


def test_a_denial_is_of_what_was_told_of_its_day() -> None:
    first = "Air force jets bombed a convoy of trucks near Arwa on Monday, killing dozens of civilians, residents said."
    denied = "A second air strike, on Wednesday, hit a house in Arwa itself. Village head Bul Zarma said a woman and her four children were killed. The air force said it was not aware of any civilian casualties on that day."
    assert [some for some in sides(situation(first, "Nothing else is known.", denied)) if first in some] == []


def test_ruling_out_a_cause_denies_no_blast() -> None:
    assert sides(situation("A fuel tanker exploded at a checkpoint, killing nine people, police said. Police chief Ali Danju ruled out sabotage.")) == []


def test_who_reproaches_a_denier_does_not_go_on_with_the_denial() -> None:
    told = 'Shells hit a house in Arwa, residents said. The air force denied that it had shelled the house. Amnesty International accused the air force of a "pattern of denial" and said nobody had been tried.'
    assert [c for c in situation(told).contradictions if any(len(s.evidence) > 1 for s in c.sides)] == []


@pytest.mark.parametrize(
    ("words", "verb", "source"),
    [
        ("The Alto Front said 70 villagers had been killed and accused the state of targeting the market.", "accused", "Alto Front"),
        ("The army said that six soldiers had died and blamed rebels.", "blamed", "army"),
        ("Rebels said 12 fighters were killed and vowed revenge.", "vowed", "Rebels"),
    ],
)
def test_the_dead_accuse_nobody(words: str, verb: str, source: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert [names[s.source or ""] for s in found.statements if s.cue is not None and s.cue.text == verb] == [source]


def test_what_somebody_had_once_been_ordered_to_do_is_no_promise() -> None:
    assert reading("A soldier said that his unit had been ordered to fire on the town.").pledges == ()
    assert len(reading("The army has been ordered to leave the town by Friday.").pledges) == 1


@pytest.mark.parametrize(
    ("later", "acts"),
    [
        ("The inquiry did not examine the second raid, in which a family was killed.", True),
        ("The inquiry, led by a retired judge, did not say who had fired.", True),
        ("The inquiry did not begin that week.", False),
        ("The inquiry was never opened.", False),
    ],
)
def test_an_inquiry_that_leaves_something_out_was_held(later: str, acts: bool) -> None:
    own = SimpleNamespace(mention=SimpleNamespace(trigger=SimpleNamespace(text="inquiry")))
    assert acts_itself(SimpleNamespace(said=later), own, SimpleNamespace(words_of=str)) == acts  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "name", "other"),
    [
        ("The army called the UN a liar.", "UN", "The army"),
        ("The Mirror called the UN account false.", "UN", "Mirror"),
        ("The daily The Herald called the EU plan a joke.", "EU", "Herald"),
    ],
)
def test_who_calls_somebody_something_is_not_called_so(words: str, name: str, other: str) -> None:
    chains = {m.basis.evidence[0].text: m.chain_id for m in reading(words).mentions}
    assert chains[name] != chains[other]
    held = {m.basis.evidence[0].text: m.chain_id for m in reading("A group called the Home Guard took the town.").mentions}
    assert held["A group"] == held["Home Guard"]


def test_the_dead_of_an_act_told_apart_are_counted_apart() -> None:
    first = (
        "Jets bombed a convoy near Arwa on Tuesday, killing 28 traders, a union leader said.\n\n"
        "Hours later a fuel tanker exploded at a checkpoint in the same district, killing nine people, police said."
    )
    later = (
        "The relief agency says 33 people died when warplanes struck a convoy near Arwa on Tuesday.\n\n"
        "Separately, the death toll from a tanker explosion at a checkpoint the same day rose to 12."
    )
    found = situation(first, later)
    values = {c.claim_id: c.value for c in found.figure_claims}
    assert sorted(sorted(values[c] or 0 for c in f.claims) for f in found.figures if f.indicator == "killed") == [[9.0, 12.0], [28.0, 33.0]]
