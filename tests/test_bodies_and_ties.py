"""Plain sentences about bodies and who belongs, leads or is tied to what, each of a class that was once read wrong."""

import pytest

from plain_texts import reading, situation


def bodies(words: str) -> dict[str, str | None]:
    """Name and kind of every actor with a name."""
    return {c.name: c.kind for c in reading(words).chains if c.named}


def ties(words: str) -> set[tuple[str, str, str]]:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    return {(names[r.subject], r.predicate, names[r.object]) for r in found.relations}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("In Nairobi the Interior Ministry said it would send police.", "Interior Ministry"),
        ("In Dakar the Supreme Court granted him a stay.", "Supreme Court"),
        ("On Monday in Lilongwe the High Court threw out the case.", "High Court"),
    ],
)
def test_a_town_before_the_article_is_no_part_of_a_name(words: str, name: str) -> None:
    assert set(bodies(words)) == {name}


@pytest.mark.parametrize(
    ("words", "name", "others"),
    [
        ("The Arwa Liberation Army attacked a camp. The Liberation Army said nothing.", "Arwa Liberation Army", set()),
        ("A camp of the Front of the Plain was attacked. The Front, a militia, fled.", "Front of the Plain", set()),
        ("The Democratic Union for Work met. The Democratic Union was ready, its leader said.", "Democratic Union for Work", set()),
        ("The Liberation Army of the Plain met. A Liberation Army came too.", "Liberation Army of the Plain", {"Liberation Army"}),
    ],
)
def test_the_and_general_words_of_a_name_stand_for_the_body_named_before(words: str, name: str, others: set[str]) -> None:
    assert set(bodies(words)) == {name} | others


def test_who_goes_by_abu_and_a_name_is_nobody_else_of_that_name() -> None:
    made = situation(
        "The council added Abou Walid to its list. The firm is owned by his cousin, Hamma Walid.",
        "Abou Walid was held. Walid said nothing.",
    )
    assert {a.name for a in made.actors if "Walid" in a.name} == {"Abou Walid", "Hamma Walid"}


def test_a_name_with_abu_may_still_be_a_family_name() -> None:
    made = situation("Police in Gaza held Omar Abu Zeid, a teacher. Abu Zeid denied it.", "Abu Zeid, the teacher held in Gaza, was freed.")
    assert {a.name for a in made.actors if "Zeid" in a.name} == {"Omar Abu Zeid"}


@pytest.mark.parametrize(
    "words",
    [
        "The Arakan Army seized the town of Minbya. The army denied it.",
        "Fighters of the Arwa Liberation Army killed nine people near Ansongo. The army sent a battalion.",
        "The Front, a militia allied with the army, attacked a camp of the Arwa Liberation Army.",
    ],
)
def test_the_army_is_no_rebel_army(words: str) -> None:
    found = reading(words)
    [army] = {m.chain_id for m in found.mentions if m.text.casefold() == "the army"}
    assert [c.kind for c in found.chains if c.chain_id == army] == ["military"]


@pytest.mark.parametrize(
    "words",
    [
        "The decision was opposed by Banda's own daughter Tiyamike. Moses Banda declined to comment.",
        "Banda leaves coalition\n\nThe Hill Party pulled out on Sunday. Its leader, Moses Banda, said it could not serve.",
    ],
)
def test_a_bare_surname_is_no_town_though_only_it_was_tagged_beside_the_given_name(words: str) -> None:
    assert not reading(words).toponyms


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("The companies, Sahel Transit of Gao and Niamey-based Tassili Fuel, are owned by his cousin.", {"Sahel Transit of Gao", "Tassili Fuel"}),
        ("The sanctions hit Dubai-based Orvane and its owner. Orvane denied it.", {"Orvane"}),
    ],
)
def test_a_firm_is_no_person(words: str, names: set[str]) -> None:
    assert bodies(words) == dict.fromkeys(names, "organisation")


def test_who_is_based_somewhere_may_be_a_person() -> None:
    assert bodies("London-based Ann Reed said so.") == {"Ann Reed": "person"}


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("The Plain Front, a splinter group of the Liberation Army, fled.", False),
        ("The Blue Party is a breakaway faction of the Red Party.", False),
        ("A splinter faction of the Arwa Front, the Lion wing, left.", False),
        ("The Lion Brigade, a unit of the Arwa Front, fled.", True),
        ("The Blue Party is a faction of the Red Party.", True),
    ],
)
def test_what_broke_off_is_no_part(words: str, part: bool) -> None:
    assert bool({p for _, p, _ in ties(words)} & {"part_of", "member_of"}) is part


def test_the_breakaway_party_is_not_the_ruling_one() -> None:
    made = situation(
        "General Paul Nkhoma, who joined the breakaway wing of Malawi's ruling party, quit. Ann Sarr, who leads the breakaway party, said he was bought.",
        "Ann Sarr walked out of Malawi's ruling party. The ruling party said it was united.",
    )
    assert not [r for r in made.relations if r.predicate == "leads" and "ruling" in r.object.name]


@pytest.mark.parametrize(
    ("words", "tie"),
    [
        ("The northern branch of the Teachers' Union, led by Ann Sarr, struck.", ("Ann Sarr", "leads", "northern branch of the Teachers' Union")),
        ("The Front's military wing, led by Frank Soko, broke ranks.", ("Frank Soko", "leads", "Front's military wing")),
        ("The armed wing of the Hill Party killed two men.", ("armed wing of the Hill Party", "part_of", "Hill Party")),
    ],
)
def test_a_wing_or_branch_of_a_body_is_one_itself(words: str, tie: tuple[str, str, str]) -> None:
    assert tie in ties(words)


def test_a_party_leader_does_not_lead_the_party_told_of_later() -> None:
    words = "Chisale accused party leader Joseph Mbewe of fraud. The People's Congress, the main opposition party, said it was ready."
    assert not ties(words) & {("Joseph Mbewe", "leads", "People's Congress")}
    assert ("Ann Sarr", "leads", "Hill Party") in ties("The Hill Party split on Monday. Party leader Ann Sarr said so.")


@pytest.mark.parametrize(
    "words",
    [
        "They were seized by gunmen of the Eastern Defence Forces, a militia commanded by Major General Paul Sarr.",
        "The Lake Defence Forces, a militia of herders, burnt two villages.",
    ],
)
def test_a_force_that_is_called_a_militia_is_no_army(words: str) -> None:
    assert {k for n, k in bodies(words).items() if n.endswith("Forces")} == {"armed_group"}


def test_a_front_of_somebody_is_led_by_its_bearer() -> None:
    words = "Peter founded a militia after breaking with the Equatoria Salvation Front of Thomas Lomoro."
    assert ("Thomas Lomoro", "leads", "Equatoria Salvation Front") in ties(words)


@pytest.mark.parametrize(
    ("words", "allied"),
    [
        ("Lokuju Peter, once an ally of Vice President Riek Deng, fell out with him.", False),
        ("Ann Sarr, a former ally of Paul Aro, left.", False),
        ("Musa Deng, an ally of Paul Aro, stayed.", True),
    ],
)
def test_who_once_was_an_ally_is_none(words: str, allied: bool) -> None:
    assert any(p == "allied_with" for _, p, _ in ties(words)) is allied


def test_a_guessed_body_of_a_leader_yields_to_the_one_told_to_lead_it() -> None:
    words = (
        "Militia commander Lokuju Peter was killed in a clash. Peter broke with the Equatoria Salvation Front of Thomas Lomoro in 2019. "
        "Kenya mediated between the government and the militia."
    )
    assert {t for t in ties(words) if t[1] == "leads"} == {("Thomas Lomoro", "leads", "Equatoria Salvation Front")}
