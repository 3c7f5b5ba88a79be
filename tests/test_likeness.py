"""Mentions of actors compared by their words."""

import pytest

from dateline.reconcile.likeness import Mentioned, Mentions, Told, aliases_in, compatible, link_mentions, one_sense, spelling


def mention(start: int, words: str, report: str = "a", **more: object) -> Mentioned:
    """A mention whose head is its last word."""
    told = tuple(words.casefold().split())
    fields: dict[str, object] = {
        "report_id": report, "story": "s", "start": start, "end": start + len(words), "sentence": start // 100, "form": "name", "words": told,
        "head": told[-1], "beside": frozenset(told[:-1]),
    }  # fmt: skip
    return Mentioned(**(fields | more))  # type: ignore[arg-type]


def groups(*mentions: Mentioned, told: Told | None = None) -> set[tuple[int, ...]]:
    return set(link_mentions(Mentions(mentions, told or Told())).groups().values())  # type: ignore[arg-type]


def test_one_full_name_in_two_reports_is_one_actor():
    one, two = (mention(10, "Ada Mirren", report, body="person", named=True) for report in "ab")
    assert groups(one, two) == {(0, 1)}


def test_two_unlike_names_are_two_actors():
    one, two = mention(10, "Ada Mirren", body="person", named=True), mention(210, "Tomas Veld", "b", body="person", named=True)
    assert groups(one, two) == {(0,), (1,)}


def test_pronouns_are_compared_only_within_their_report():
    she = mention(110, "she", form="pronoun")
    found = Mentions([mention(10, "Ada Mirren"), she, mention(10, "Ada Mirren", "b")], Told())
    assert set(found.pairs()) == {(0, 1), (0, 2)}


def test_what_one_report_says_of_a_name_tells_in_another():
    name, noun = mention(10, "Ada Mirren"), mention(10, "coach", "b", form="nominal")
    told = Told(described={("coach", "mirren"): 3})
    assert Mentions([name, noun], told).features(0, 1)["described"] > 1
    assert "described" not in Mentions([name, noun], Told()).features(0, 1)


def test_features_do_not_depend_on_the_order_within_a_report():
    name, noun = mention(10, "Ada Mirren", sentence=0), mention(250, "minister", form="nominal", sentence=2)
    assert Mentions([name, noun], Told()).features(0, 1) == Mentions([noun, name], Told()).features(0, 1)


def test_the_short_form_in_brackets_is_an_alias():
    assert list(aliases_in("Veld Harbour Works (VHW) and the Dockers (of Aro)")) == [("works", "vhw")]
    assert list(aliases_in("")) == []


@pytest.mark.parametrize(("left", "right", "alike"), [("gunman", "attacker", True), ("robber", "thief", True), ("gunman", "bank", False)])
def test_nouns_for_one_sort_of_actor_share_a_sense(left, right, alike):
    assert (one_sense(left, right) > 0) is alike


def test_an_initialism_is_seen_in_the_spelling():
    assert spelling(("vhw",), ("veld", "harbour", "works"))["initialism"] == 1
    assert "initialism" not in spelling(("vhw",), ("harbour", "works"))


def test_a_woman_and_a_man_are_not_compatible():
    assert not compatible(mention(0, "she", gender="f"), mention(9, "Veld", gender="m"))
    assert compatible(mention(0, "she", gender="f"), mention(9, "Veld"))


def test_no_mentions_make_no_groups():
    assert groups() == set()
