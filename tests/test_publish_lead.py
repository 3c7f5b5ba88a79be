"""Which sentences stand at the head of the brief."""

import msgspec
import pytest

from dateline.model.evidence import Evidence
from dateline.model.record import ContradictionRow, SideRow
from dateline.model.situation import Situation
from dateline.publish.lead import Leads
from dateline.publish.shelf import Shelf
from dateline.publish.sides import pairs
from dateline.publish.timeline import stands_alone
from river_situation import river

RIVER = river()
VOTE = "Parliament in Lusaka voted on Tuesday to keep the soldiers in the lake district for another year."
TEXTS = (
    "Parliament in Lusaka will vote on Tuesday on keeping the soldiers in the lake district for another year.\n\nA guard was hurt near Mbala in May.",
    f"{VOTE}\n\nThe guard who was hurt near Mbala in May is back on duty.",
    "Nobody cheered on the square.\n\nA day after parliament in Lusaka voted to keep the soldiers in the lake district, markets opened as on other days.",
)


def story(texts=TEXTS):
    rows = [
        msgspec.structs.replace(
            RIVER.reports[0], report_id=f"r{n}", text=text, title=None, dateline=None, published=f"2024-05-1{n}", copy_of=None, damage=(), outlet=f"Outlet {n}"
        )
        for n, text in enumerate(texts)
    ]
    return Shelf(Situation(reports=tuple(rows)))


def words(shelf, number, text):
    start = shelf.reports[number].text.index(text)
    return Evidence(report_id=f"r{number}", start=start, end=start + len(text), text=text)


def event(shelf, kind, n_independent, *triggers):
    first = RIVER.events[0]
    mentions = [
        msgspec.structs.replace(first.mentions[0], report_id=f"r{n}", trigger=words(shelf, n, t), evidence=(words(shelf, n, t),), modality="happened", date_start=None)
        for n, t in triggers
    ]
    return msgspec.structs.replace(
        first, event_id=f"e_{kind}", event_type=kind, modality="happened", n_independent=n_independent, mentions=tuple(mentions), date_start=None
    )


def test_the_lead_is_what_most_reports_tell_about_and_not_an_attack_that_they_mention():
    shelf = story()
    attack = event(shelf, "ASSAULT", 2, (0, "hurt"), (1, "hurt"))
    vote = event(shelf, "SUPPORT", 1, (1, "voted"))
    [first, *_] = Leads(shelf, (0, 1, 2), (attack, vote)).weightiest((attack, vote))
    assert shelf.text(first.cite.report, first.cite.sentence) == VOTE


def test_an_event_of_one_report_is_no_strong_lead_unless_it_opens_it():
    shelf = story()
    told = Leads(shelf, (0, 1, 2), ()).weightiest((event(shelf, "ASSAULT", 1, (1, "hurt")), event(shelf, "SUPPORT", 1, (1, "voted"))))
    assert [t.strong for t in told] == [True, False]


def test_a_report_that_sets_a_scene_is_opened_by_what_it_tells():
    shelf = story()
    opening = Leads(shelf, (0, 1, 2), ()).opening(2)
    assert shelf.text(2, opening.sentence).startswith("A day after parliament in Lusaka voted")
    assert shelf.text(1, Leads(shelf, (0, 1, 2), ()).opening(1).sentence) == VOTE


@pytest.mark.parametrize(("text", "alone"), [
    ("The ministry said no.", False), ("The Ministry of Defence said no.", True), ("That was all.", False),
    ("That evening the talks were suspended.", True), ("Its leader denied it.", False),
])  # fmt: skip
def test_a_sentence_that_leans_on_another_does_not_stand_alone(text, alone):
    assert stands_alone(text) is alone


CLAIM, DENIAL = "Defence minister Banda accused the Lake Front of shelling the town of Mbala.", "The Front denied it."
REJECTED = "The army rejected as baseless a report that its soldiers had fired on the ferry at Mbala."


@pytest.mark.parametrize(("text", "sides", "shown"), [
    (f"{CLAIM} {DENIAL}", ((CLAIM, "Banda: happened"), (DENIAL, "Lake Front: denied")), (CLAIM, DENIAL)),
    (f"{CLAIM} Trade went on. {DENIAL}", ((CLAIM, "Banda: happened"), (DENIAL, "Lake Front: denied")), None),
    (REJECTED, (("its soldiers had fired on the ferry at Mbala", "what is denied"), (REJECTED, "the army: denied")), (REJECTED, None)),
    (f"{CLAIM} Traders waited for bread.", ((CLAIM, "Banda: happened"), ("Traders waited for bread.", "Outlet 0: denied")), None),
])  # fmt: skip
def test_a_disagreement_is_shown_by_sentences_that_make_sense_together(text, sides, shown):
    shelf = story((text,))
    rows = tuple(SideRow(table="events", id=str(n), name=name, evidence=(words(shelf, 0, said),)) for n, (said, name) in enumerate(sides))
    found = next(pairs(shelf, ContradictionRow(contradiction_id="x", kind="modality", sides=rows, note="")), None)
    assert (found and tuple(c and shelf.text(c.report, c.sentence) for c in found)) == shown
