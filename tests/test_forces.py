"""Forces of a story under their common nouns."""

import msgspec
import pytest

from dateline.model.mention import ActorKind, Chain
from dateline.reconcile.actors import Party
from dateline.reconcile.forces import common_noun, counted, force_pairs
from dateline.reconcile.weigh import Groups


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the rebels", "insurgent"), ("armed militants", "insurgent"), ("the regular army", "soldiers"), ("Kenyan troops", "soldiers"),
        ("a rival faction", ""), ("gunmen", ""), ("the two armies", ""), ("the armed", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_common_noun_says_what_sort_of_force_it_is(text, said):
    assert common_noun(text) == said


def test_some_of_a_force_are_not_the_force():
    assert counted("34 militiamen")
    assert counted("dozens of fighters")
    assert not counted("the fighters")


def parties(*told: tuple[str, ActorKind, bool, int]) -> list[Party]:
    """Chains of one story: name, kind, whether it is a name, mentions."""
    found = []
    for rank, (name, kind, named, size) in enumerate(told):
        chain = Chain(chain_id=f"c{rank}", name=name, kind=kind, named=named, country="KEN", mention_ids=tuple(f"m{rank}{n}" for n in range(size)))
        found.append(Party(rank=rank, chain=chain, report_id=f"r{rank}", story="s", names=(name,), words=((name.lower(),),)))
    return found


def pairs(*told: tuple[str, ActorKind, bool, int]) -> list[tuple[int, int]]:
    found = parties(*told)
    return [(left, right) for left, right, _ in force_pairs(found, Groups(range(len(found))))]


def test_rebels_are_the_one_group_that_a_story_names():
    assert pairs(("Northern Column", "armed_group", True, 4), ("rebels", "armed_group", False, 2), ("gunmen", "armed_group", False, 2)) == [(1, 0)]


def test_rebels_may_be_either_of_two_groups():
    assert not pairs(("Northern Column", "armed_group", True, 3), ("Lake Front", "armed_group", True, 2), ("rebels", "armed_group", False, 2))


def test_soldiers_and_troops_of_a_state_are_its_army():
    assert pairs(("Kenyan army", "military", False, 2), ("troops", "military", False, 1), ("seven soldiers", "military", False, 1)) == [(0, 1)]


def test_soldiers_of_a_state_with_a_force_beside_the_army_stay_unknown():
    assert not pairs(("army", "military", False, 2), ("soldiers", "military", False, 1), ("Coastal Guard Brigade", "military", True, 3))


def test_rebels_are_the_group_that_their_reports_name_far_more():
    found = parties(
        ("Northern Column", "armed_group", True, 3), ("Lake Front", "armed_group", True, 2), ("rebels", "armed_group", False, 2)
    )  # fmt: skip
    beside = [found[0], found[1], msgspec.structs.replace(found[2], report_id="r0")]
    assert [pair[:2] for pair in force_pairs(beside, Groups(range(3)))] == [(2, 0)]


def test_policemen_are_of_the_one_police_of_their_story():
    police = ("Mombasa police", "organisation", False, 3)
    assert pairs(police, ("five policemen", "organisation", False, 1), ("a constable", "person", False, 1)) == [(0, 1), (0, 2)]
    assert not pairs(police, ("harbour police", "organisation", False, 3), ("a policeman", "person", False, 1))
    assert not pairs(police, ("a police spokesman", "person", False, 1))


@pytest.mark.parametrize(("text", "said"), [("a column of rebels near Aro", "insurgent"), ("a band of thieves", ""), ("a column", "")])
def test_some_of_a_force_are_of_its_sort(text, said):
    assert common_noun(text) == said


def test_what_reports_tell_of_an_armys_country_outweighs_what_one_guesses():
    found = parties(("Kenyan troops", "military", False, 4), ("the soldiers", "military", False, 2), ("the soldiers", "military", False, 2))
    groups = Groups(range(3))
    groups.join(1, 2)
    guess = msgspec.structs.replace(found[2].chain, country="UGA", country_guessed=True)
    found[2] = msgspec.structs.replace(found[2], chain=guess)
    assert [(left, right) for left, right, _ in force_pairs(found, groups)] == [(0, 1)]
