"""Rival accounts of one matter: what stands against what, and what does not."""

from types import SimpleNamespace
from typing import Any

import pytest

from dateline.model.situation import Situation
from dateline.reconcile.accounts import _units
from dateline.reconcile.figures import Questions
from plain_texts import situation


def sides(*texts: str) -> list[set[str]]:
    """The words of the sides of each dispute over whether something happened."""
    told: Situation = situation(*texts)
    return [{e.text.strip() for side in row.sides for e in side.evidence} for row in told.contradictions if row.kind == "modality"]


DISMISSED = "A spokesman for the president, Lovemore Banda, denied reports in social media that the army chief had been dismissed."


@pytest.mark.parametrize(
    "other",
    [
        "Opposition leader Thoko Nyasulu ruled out talks with President Gideon Mkandawire before the court has ruled.",
        "Opposition leader Thoko Nyasulu urged President Gideon Mkandawire to resign.",
        "Police stopped a march of students in Zomba and took away their banners.",
    ],
)
def test_a_denial_that_repeats_a_report_stands_against_that_report_only(other: str) -> None:
    assert not any(other in words for words in sides(f"{other} {DISMISSED}"))


def test_what_is_told_in_other_words_still_stands_against_a_repeated_report() -> None:
    seen = "Witnesses said two students had been shot from behind as they ran."
    denial = "The interior ministry denied reports that police had opened fire on the march."
    [words] = sides(f"{seen} {denial}")
    assert seen in words


@pytest.mark.parametrize(
    ("vow", "denial"),
    [
        ("The commission's lawyer said it would comply with the order.", "Its chairwoman, Agnes Phoya, denied any manipulation."),
        ("The company promised to co-operate with the inquiry.", "Its director, Paul Banda, denied any wrongdoing."),
        ("The ministry said it would publish the list by Monday.", "The minister, Paul Banda, denied any fraud."),
    ],
)
def test_a_promise_is_not_what_a_denial_is_about(vow: str, denial: str) -> None:
    assert not sides(f"{vow} {denial}")


@pytest.mark.parametrize(
    ("own", "denial"),
    [
        ("The Valley Front condemned the bombing.", "It denied that any of its men had been in Kirata on Monday."),
        ("The army said its soldiers had shelled the ridge at dawn.", '"We did not shell the village," the army said.'),
    ],
)
def test_what_one_side_says_in_a_report_is_not_held_against_itself(own: str, denial: str) -> None:
    assert not any(own in words for words in sides(f"{own} {denial}"))


@pytest.mark.parametrize(
    ("claim", "denial"),
    [
        ("Rebels of the Kivu Alliance said on Tuesday they had captured the town of Bunyoro,", "but the army denied that it had lost the town."),
        ("The opposition said police had shot four marchers in Zomba,", "while the police denied that anybody had been shot."),
        ("Iran's navy said it had seized a tanker off Jask,", "although the owner denied that any ship had been taken."),
    ],
)
def test_one_sentence_may_tell_a_claim_and_another_partys_denial(claim: str, denial: str) -> None:
    assert {claim, denial} in sides(f"{claim} {denial} A truck drivers' strike went on in the south of the country.")


def test_who_goes_on_with_his_own_denial_speaks_against_nothing_that_he_grants() -> None:
    assert not sides("The army acknowledged that its plane had come under fire over Bara, but it denied that a missile had been used.")


def test_a_claim_that_is_dismissed_in_its_own_sentence_is_disputed() -> None:
    claim, denial = "Troops retook the mining town of Bunyoro on Monday, the government said,", "a claim that the rebels dismissed as a lie."
    assert {claim, denial} in sides(f"{claim} {denial}")


def test_who_answers_a_charge_of_another_matter_is_no_rival() -> None:
    blamed = "Lawmaker Anna Mwamini accused the army of shooting the villagers. The army blamed the Kivu Alliance for the killings."
    answer = "Rwanda again rejected accusations that its troops took part in the assault."
    rows = [{e.text for side in row.sides for e in side.evidence} for row in situation(f"{blamed} {answer}").contradictions if row.kind == "actor"]
    assert rows
    assert not any(answer in words and any("blamed" in w for w in words) for words in rows)


def count(side: str, who: str = "", *, own: bool = False) -> Any:
    """A number of dead as far as the groups of numbers look at it."""
    return SimpleNamespace(claim=SimpleNamespace(indicator="killed"), unit=None, who=frozenset({who} - {""}), side=side, own=own)


@pytest.mark.parametrize(
    ("found", "may"),
    [
        ((count("state", "soldier"), count(""), count("civil", "villager")), False),  # through a toll that names nobody
        ((count("armed", "rebel"), count(""), count("state", "policeman")), False),
        ((count("civil", "civilian"), count(""), count("armed", own=True)), False),
        ((count("armed", "terrorist"), count(""), count("civil", "guest")), True),  # who a strike killed may be what is disputed
        ((count("state", "soldier"), count(""), count("civil", "body")), True),  # bodies are anybody's
        ((count("state", "soldier"), count(""), count("")), True),
    ],
)
def test_the_dead_of_forces_are_nobody_elses(found: tuple[Any, ...], may: bool) -> None:
    groups = Questions(found)
    assert groups.join(0, 1)
    assert groups.may_join(1, 2) is may


def disputed(*texts: str) -> list[set[str]]:
    """The numbers of each row of counts that differ."""
    told = situation(*texts)
    words = {c.claim_id: c.expression for c in told.figure_claims}
    return [{words[side.id] for side in row.sides} for row in told.contradictions if row.kind == "figure"]


@pytest.mark.parametrize(
    "further",
    [
        "Two shepherds on the ground were also killed, a mayor said.",
        "Two shepherds also died, a mayor said.",
        "Two shepherds who camped near Bara were also killed in the crash, a mayor said.",
    ],
)
def test_who_died_as_well_is_no_rival_count(further: str) -> None:
    first = "A military plane crashed near Bara on Tuesday, killing at least 11 people, the army said."
    later = "The army said that 14 people were killed when its plane crashed near Bara on Tuesday."
    rows = disputed(f"{first} {further}", later)
    assert rows
    assert not any("Two shepherds" in words for words in rows)


@pytest.mark.parametrize("verb", ["inflated", "raised", "reduced"])
def test_by_how_much_a_count_changed_is_no_count(verb: str) -> None:
    first = "The commission said that the president received 2,104,331 votes in Bunyoro."
    later = f"Lawyers said that the president's votes in Bunyoro were {verb} by more than 300,000 votes."
    assert not disputed(first, later)


def test_a_verdict_inside_a_report_leans_on_the_words_before_it() -> None:
    text = (
        "The party said three of its men had been shot in the square, a claim the police rejected. The market opened again on Friday. "
        "Nobody was in the square on Saturday."
    )
    spans, leaning, apart = _units(text, (), ())
    assert [text[s : s + 8] for s, _ in spans if s in leaning] == ["a claim "]
    assert not apart
