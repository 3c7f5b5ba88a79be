"""Where tellings stand: what their sentences, their order and the day of the report say about a pair."""

from datetime import date

import numpy as np
import pytest

from dateline.reconcile.pairwise import by_pair
from dateline.reconcile.places import Places
from dateline.reconcile.scenes import Scene, Scenes, carried_places, is_set_apart, named_beside, reference, stems

NOWHERE = Places({}, {}, {}, {})


def scene(sentence: str, report: str = "r1", published: str = "2023-05-02", day: str | None = None, places: tuple[str, ...] = (), **fields) -> Scene:
    ordinal = date.fromisoformat(day).toordinal() if day else None
    return Scene(
        report_id=report, event_type="ASSAULT", modality=fields.get("modality", "happened"), start=fields.get("start", 0), words=stems(sentence),
        places=frozenset(places), days=(ordinal, ordinal) if ordinal else None, published=date.fromisoformat(published).toordinal(),
        set_apart=fields.get("set_apart", False), dated=fields.get("dated"), inherited=fields.get("inherited", False),
        reference=fields.get("reference", ""), place=fields.get("place"), named_at=fields.get("named_at"),
    )  # fmt: skip


def features(left: Scene, right: Scene, *others: Scene, same_word: bool = False) -> dict[str, float]:
    [found] = by_pair(Scenes([left, right, *others], NOWHERE).features(np.array([0]), np.array([1]), np.array([same_word])))
    return found


def test_words_that_few_sentences_of_a_story_have_tell_more():
    others = [scene(f"Gunmen attacked the village of {name}", report=f"r{n}") for n, name in enumerate(("Oru", "Sindo", "Kallat", "Bemer"), 3)]
    rare = features(scene("Gunmen burned the granary"), scene("Nobody saw who set the granary alight", "r2"), *others)
    usual = features(scene("Gunmen burned a truck"), scene("Gunmen fled", "r2"), *others)
    assert rare["sentence_words"] > usual.get("sentence_words", 0.0)


def test_a_report_cannot_tell_as_done_what_took_place_later():
    early, late = scene("Shells fell", published="2023-05-02"), scene("Shells fell", "r2", published="2023-05-09", day="2023-05-08")
    assert features(early, late)["told_before"] == 1.0
    assert "told_before" not in features(scene("Shells will fall", modality="planned"), late)


def test_a_dated_telling_of_long_ago_is_background_to_an_undated_one():
    assert features(scene("A bomb went off"), scene("A bomb killed nine", "r2", day="2019-06-01"))["long_ago"] == 1.0


def test_places_of_the_sentence_count_where_the_event_has_none():
    assert features(scene("x", places=("p_1",)), scene("y", "r2", places=("p_1", "p_2")))["place_beside"] == 1.0
    assert features(scene("x", places=("p_1",)), scene("y", "r2", places=("p_2",)))["other_place_beside"] > 0


@pytest.mark.parametrize(
    ("sentence", "trigger", "apart"),
    [
        ("A second attack hit the market", "attack", True),
        ("Two years ago rebels raided the town", "raided", True),
        ("Rebels raided the town on Monday", "raided", False),
        ("A farmer was killed by shells on the road to the mill a few hours later", "killed", True),
        ("", "", False),
    ],
)
def test_words_set_a_telling_apart(sentence, trigger, apart):
    assert is_set_apart(sentence, sentence.find(trigger)) is apart


def test_scenes_without_words_or_days_are_compared():
    alone = {"one_day_of_type": 1.0, "one_place_of_type": 1.0, "undated_of_one_day": 1.0, "unplaced_of_one_place": 1.0}
    found = features(scene(""), scene("", "r2"))
    assert found == {"told_of_type": pytest.approx(0.173, abs=0.01), "both_first": 1.0, "both_lead": 1.0} | alone
    assert Scenes([], NOWHERE).scenes == []


def test_the_title_and_the_lead_of_a_report_tell_of_one_thing():
    title, lead = scene("Raid kills nine"), scene("Gunmen raided a farm on Monday", start=120)
    assert features(title, lead)["title_and_lead"] == 1.0
    assert "title_and_lead" not in features(title, scene("Gunmen raided a farm", start=900))
    assert "title_and_lead" not in features(title, scene("Gunmen raided a farm", "r2", start=120))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [("Mayors condemned the brutal raid", "known"), ("A second raid", "new"), ("Raid", ""), ("A mayor on Monday condemned raid", ""), ("", "")],
)
def test_a_determiner_says_whether_a_raid_was_told_of_before(sentence, said):
    assert reference(sentence, sentence.lower().find("raid")) == said


def test_one_more_raid_later_in_a_report_is_told_from_the_first():
    first, more = scene("The raid"), scene("A raid", start=600, reference="new")
    assert features(first, more)["new_later"] == 1.0
    assert "new_later" not in features(more, scene("The raid", start=900, reference="known"))


def test_days_of_other_sentences_count_apart_from_those_of_their_own():
    day = date(2023, 5, 1).toordinal()
    one, same, other = (scene("A raid", report, dated=d, inherited=i) for report, d, i in (("r1", day, False), ("r2", day, True), ("r3", day + 2, True)))
    assert features(one, same)["same_date"] == 1.0
    assert "other_inherited_date" in features(one, other)
    assert not {"same_date", "other_date"} & features(one, scene("A raid", "r2")).keys()


def test_modalities_of_two_tellings_are_told_together():
    planned, wished, done = (scene("Talks", "r1", modality=m) for m in ("planned", "hypothetical", "happened"))
    assert "both_unreal" in features(planned, wished)
    assert "both_unreal" not in features(planned, done)
    assert "both_denied" in features(scene("x", modality="denied"), scene("y", "r2", modality="denied"))


def test_an_unplaced_telling_is_likelier_of_the_only_place_of_its_type_than_of_one_of_many():
    bare, placed = scene("Shots fell"), scene("Gunmen shot a guard", "r2", place="p_1")
    others = [scene("Gunmen shot a guard", f"r{n}", place=f"p_{n}") for n in range(3, 6)]
    assert features(bare, placed)["unplaced_of_one_place"] == 1.0
    assert features(bare, placed, *others)["unplaced_of_one_place"] == 0.25


def test_a_telling_without_a_day_may_be_of_the_only_day_that_is_told():
    bare, dated = scene("Shots fell"), scene("Gunmen shot a guard", "r2", day="2023-05-01")
    assert features(bare, dated)["undated_of_one_day"] == 1.0
    assert features(bare, dated, scene("Gunmen shot a guard", "r3", day="2023-04-01"))["undated_of_one_day"] == 0.5
    assert "undated_of_one_day" not in features(dated, scene("Gunmen shot a guard", "r3", day="2023-05-01"))


def test_a_place_carries_over_to_the_next_telling_of_its_type_in_the_report():
    told = [scene("x", start=n, place=place) for n, place in ((0, None), (100, "p_1"), (200, None), (300, "p_2"))]
    assert carried_places([*told, scene("x", "r2", start=400)]) == ["p_1", "p_1", "p_1", "p_2", None]
    assert features(told[2], scene("y", "r2", place="p_2"), told[1])["other_carried_place"] > 0
    assert features(told[2], scene("y", "r2", place="p_1"), told[1])["same_carried_place"] == 1.0


@pytest.mark.parametrize(
    ("sentence", "trigger", "name", "beside"),
    [
        ("Nobody has claimed the Arbay raid", "raid", "Arbay", True),
        ("He condemned the raid on the market of Arbay", "raid", "Arbay", True),
        ("Gunmen raided a farm, police in Arbay said", "raided", "Arbay", False),
        ("The raid came as he flew to talks in Arbay", "raid", "Arbay", False),
        ("he condemned the raid in arbay", "raid", "arbay", True),
    ],
)
def test_a_place_is_named_beside_its_act(sentence, trigger, name, beside):
    start, at = sentence.find(trigger), sentence.find(name)
    assert named_beside(sentence, (start, start + len(trigger)), [(at, at + len(name), "p_1")]) == ("p_1" if beside else None)


def test_places_named_beside_two_acts_outweigh_those_that_are_only_attached():
    one, other = scene("x", place="p_1", named_at="p_2"), scene("y", "r2", place="p_2")
    assert features(one, other)["same_named_place"] == 1.0
    assert features(one, scene("y", "r2", place="p_1"))["other_named_place"] > 0
    assert not {"same_named_place", "other_named_place"} & features(scene("x", place="p_1"), other).keys()
