"""What is promised, threatened and demanded, by whom, for when, and what became of it, each of a class that was once read wrong."""

import pytest

from dateline.lexicon import Lexica
from dateline.model.record import CommitmentRow
from dateline.model.report import Report
from dateline.model.situation import Situation
from dateline.publish.summary import summary
from dateline.reading.readers import read
from dateline.reconcile import assemble
from dateline.reconcile.accounts import kinds_in
from dateline.reconcile.questions import plight_of
from dateline.text.segment import segment
from plain_texts import PARSER, reading


def situation(*texts: str) -> Situation:
    """What reports tell that lie two days apart, the first of 5 March 2021, as Monday is the 8th."""
    reports = [Report(report_id=f"r{n}", uri=f"file:r{n}", text=text, published=f"2021-03-{5 + 2 * n:02}") for n, text in enumerate(texts)]
    return assemble(reports, [read(t, Lexica()) for t in segment(reports, PARSER)])


def commitments(*texts: str) -> tuple[CommitmentRow, ...]:
    """The commitments of such reports."""
    return situation(*texts).commitments


def outcome(action: str, *texts: str) -> str:
    """What became of the one commitment with these words."""
    [row] = [c for c in commitments(*texts) if action in c.action]
    return row.outcome


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("Kenya said on Tuesday it would compensate the families of six drivers.", "it would compensate the families of six drivers"),
        ("The bloc said last week it would close its ports if the guards stayed.", "it would close its ports if the guards stayed"),
        ("The party said Monday it would pull out of the talks.", "it would pull out of the talks"),
    ],
)
def test_the_day_of_saying_is_not_the_day_promised(words: str, content: str) -> None:
    found = reading(words)
    assert [p.due for p in found.pledges] == [None]
    assert [s.content[0].text for s in found.statements] == [content]


@pytest.mark.parametrize(
    ("words", "trigger", "actor"),
    [
        ("A Fulani rebel front gave the army two days to quit the town.", "gave", "Fulani rebel front"),
        ("Mali's military ruler vowed on Monday to crush the rebels.", "vowed", "Mali's military ruler"),
        ("Police shot nine men, a day after the country's ruler promised to end the killing.", "promised", "country's ruler"),
    ],
)
def test_a_ruler_and_a_rebel_front_are_those_who_threaten(words: str, trigger: str, actor: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert [[names[a] for a in e.actors] for e in found.events if e.trigger.text == trigger] == [[actor]]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The mayor demanded that Kenya withdraw its guns from the ridge by Monday.", "2021-03-08"),
        ("The bloc demanded the release of the men by Monday.", "2021-03-08"),
        ("The rebels gave the army until Monday to leave.", "2021-03-08"),
        ("The rebels set a deadline of noon on Monday.", "2021-03-08"),
        ("The minister called off a visit to Chad that had been planned for Monday.", "2021-03-08"),
        ("The commission has postponed the vote until November 14.", "2021-11-14"),
        # what had been planned, and was not called off now
        ("The talks had been planned for Monday, but the rebels walked out.", "2021-03-01"),
        ("They had set a deadline of Monday.", "2021-03-01"),
        ("He gave a speech before Monday.", "2021-03-01"),
    ],
)
def test_a_limit_and_what_is_put_off_lie_ahead(words: str, day: str) -> None:
    assert [(t.date_start or "")[:10] for t in reading(words).times][-1:] == [day]


@pytest.mark.parametrize(
    ("words", "trigger", "actors"),
    [
        ("Malian drones struck a rebel camp, killing nine people, the army said.", "struck", ["army"]),
        ("A tanker was hit by Chadian helicopters on Monday. Chad said nothing.", "hit", ["Chad"]),
        # who tells of arms has not fired them, unless they are his
        ("The Azawad Front said that missiles had hit a well.", "hit", []),
        ("The Azawad Front said that its drones had hit the port.", "hit", ["Azawad Front"]),
    ],
)
def test_arms_are_used_by_those_whose_they_are(words: str, trigger: str, actors: list[str]) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert [[names[a] for a in e.actors] for e in found.events if e.trigger.text == trigger] == [actors]


VOW = "The army of Chad said on Friday that it would avenge the nine soldiers who fell at Kouri."


@pytest.mark.parametrize(
    ("vow", "later", "became"),
    [
        (VOW, "The army of Chad bombed a rebel camp near the town of Wour on Sunday. Chad gave no toll.", "kept"),
        ("President Idriss Sow of Chad promised revenge for the dead of Kouri.", "Chad's army shelled two villages near Wour on Sunday.", "kept"),
        ("The Desert Front vowed to retaliate for the killing of its leader at Kouri.", "Gunmen of the Desert Front stormed a post near Wour on Sunday, officials said.", "kept"),
        # what others do, what was done before, and what one will not do
        (VOW, "Rebels attacked an army post near Wour on Sunday. The army of Chad said it had lost two men.", "open"),
        (VOW, "The army of Chad had bombed the camp in January. Chad said nothing on Sunday.", "open"),
        (VOW, "The army of Chad said it would not attack as long as the rebels respect the truce at Kouri.", "open"),
    ],
)
def test_a_vow_of_revenge_is_kept_by_the_next_attack_of_the_same_side(vow: str, later: str, became: str) -> None:
    assert [c.outcome for c in commitments(vow, later) if c.evidence[0].report_id == "r0"] == [became]


PAY = "President Idriss Sow of Chad promised the families of the nine dead miners at Kouri two million francs each on Friday."


@pytest.mark.parametrize(
    ("pledge", "action", "later", "became"),
    [
        (PAY, "two million", "The families of the dead miners said that they had received the money promised at the funeral.", "kept"),
        (PAY, "two million", "The families of the dead miners at Kouri said the promised money had been paid.", "kept"),
        ("Kenya pledged 40 trucks to the aid agency in Kouri.", "40 trucks", "The aid agency in Kouri said Kenya had delivered the trucks it had promised.", "kept"),
        # nothing, or not all of it, came
        (PAY, "two million", "The families of the dead miners said that they had not received the money promised at the funeral.", "broken"),
        (PAY, "two million", "The families of the dead miners said that only half of them had received the money promised at the funeral.", "broken"),
    ],
)
def test_who_received_what_was_promised_had_it(pledge: str, action: str, later: str, became: str) -> None:
    assert outcome(action, pledge, later) == became


@pytest.mark.parametrize(
    ("pledge", "action", "later", "became"),
    [
        ("Kenya will impose sanctions on Chad if the nine nurses are not freed by Saturday.", "sanctions", "Kenya imposed sanctions on Chad on Tuesday over the nurses.", "kept"),
        ("The Desert Front said it would attack Wour unless the army left the town by Saturday.", "attack", "The Desert Front attacked Wour on Monday, two days after its deadline passed.", "kept"),
        # the day is that of the deed itself
        ("Kenya will open the bridge at Wour by Saturday.", "bridge", "Kenya opened the bridge at Wour on Tuesday.", "broken"),
    ],
)
def test_what_hangs_on_a_deadline_comes_after_it(pledge: str, action: str, later: str, became: str) -> None:
    assert outcome(action, pledge, "The price of maize rose in Nairobi.", "Rain fell on the lake.", later) == became


@pytest.mark.parametrize(
    ("words", "event_type"),
    [
        ("The dockers' union threatened to strike from Monday.", "PROTEST"),
        ("Teachers will strike until they are paid.", "PROTEST"),
        ("Nurses said they would strike on Friday.", "PROTEST"),
        ("Rebels threatened to strike at night.", "ASSAULT"),
        ("Miners threatened to strike the guards.", "ASSAULT"),
    ],
)
def test_who_is_at_work_strikes_nobody(words: str, event_type: str) -> None:
    assert [e.event_type for e in reading(words).events if e.trigger.text == "strike"] == [event_type]


@pytest.mark.parametrize(
    ("words", "denies"),
    [
        ("Kenya said it would pay for the damage in a long-running border dispute.", False),
        ("The two countries have held talks on the dispute over the lake since May.", False),
        ("The dockers threatened to strike on Monday if they were not paid.", False),
        ("The guards dispute that account.", True),
        ("The army disputed the toll.", True),
        ("The mayor said that they were not paid.", True),
    ],
)
def test_a_quarrel_and_a_condition_deny_nothing(words: str, denies: bool) -> None:
    assert bool(kinds_in(words)) == denies


@pytest.mark.parametrize(
    ("words", "number", "plight"),
    [
        ("He said that each family would get $30,000 and a house.", "$30,000", "for_each"),
        ("Kenya paid the widows $30,000 each.", "$30,000", "for_each"),
        ("Kenya will pay $30,000 per family.", "$30,000", "for_each"),
        ("Kenya has handed $180,000 to the families.", "$180,000", ""),
    ],
)
def test_a_sum_for_each_is_not_the_sum_for_all(words: str, number: str, plight: str) -> None:
    at = words.index(number)
    assert plight_of("money", words, at, at + len(number)) == plight


def test_what_two_say_of_themselves_is_of_neither_alone_nor_of_others_before() -> None:
    found = reading("Paul Sarr said that foreign observers were invited. Peru and Chile said they supported the timetable.")
    names = {c.chain_id: c.name for c in found.chains}
    assert {names[p.holder] for p in found.positions if p.topic.text == "the timetable"} == {"Peru", "Chile"}


@pytest.mark.parametrize(("later", "coming"), [
    ("Chad's electoral commission has postponed the presidential election of April 25 until November 14, it said on Sunday.", False),
    ("Police in Chad arrested nine men on Sunday over a fire at the port of Kouri.", True),
])  # fmt: skip
def test_what_was_put_off_is_not_due_next(later: str, coming: bool) -> None:
    lines = summary(situation("Chad will hold a presidential election on April 25, President Idriss Sow announced on Friday.", later))
    assert any(line.label == "Due next" and line.cite.report == 0 for line in lines) == coming


@pytest.mark.parametrize("words", [
    '"If there is no date, there will be sanctions," the bloc\'s commission president, Ann Reed, said.',
    '"There will be blood," the rebels\' spokesman, Ann Reed, warned.',
    '"There will be no talks before May!" the head of the movement, Ann Reed, said.',
])  # fmt: skip
def test_who_speaks_behind_a_quotation_is_no_part_of_it(words: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert [(names.get(s.source or ""), "Reed" in s.content[0].text) for s in found.statements] == [("Ann Reed", False)]
    assert not any("Reed" in p.action.text for p in found.pledges)


@pytest.mark.parametrize(("words", "bound"), [
    ('"The killers will not sleep in peace," Colonel Ann Reed told the widows.', [["Ann Reed"]]),
    ('Peru said that it would not be "dictated to by Chile".', [["Peru"]]),
    ("The talks will not be attended by Chile, Peru said.", [["Chile"]]),
    # past words that do not say what was promised
    ('"We warned them and we waited," Ann Reed said.', []),
    ('"They promised it on television," Ann Reed said.', []),
    ('"She promised it for this week," Paul Sarr said.', [[]]),
])  # fmt: skip
def test_whom_a_threat_binds_and_what_binds_nobody(words: str, bound: list[list[str]]) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert [[names[b] for b in p.by] for p in found.pledges] == bound


THREAT = "A rebel front gave the army of Chad two days to leave Kouri and said it would storm the town of Kouri if the soldiers stayed."


@pytest.mark.parametrize(("later", "became"), [
    ("Fighters of the Desert Front overran an army post in Kouri on Sunday, hours after a deadline had passed.", "kept"),
    ("Soldiers of Chad beat nine traders in Kouri on Sunday.", "open"),
])  # fmt: skip
def test_an_ultimatum_is_kept_by_the_attack_on_the_same_town(later: str, became: str) -> None:
    assert outcome("storm", THREAT, later) == became


def test_no_other_leaving_is_the_one_that_came_late() -> None:
    rows = situation(
        "The United Nations mission in Chad said it would pull its 120 peacekeepers out of Kouri by Saturday.",
        "The price of maize rose in Chad.",
        "The peacekeepers left Kouri on Monday, two days later than planned, the United Nations mission said.",
        "Kenya's ambassador to Chad, Ann Reed, flew home on Wednesday. Nobody said why.",
    )
    [row] = [c for c in rows.commitments if "120" in c.action]
    triggers = {e.event_id: e.trigger for e in rows.events}
    assert (row.outcome, [triggers[e] for e in row.outcome_events]) == ("broken", ["left"])


def test_what_one_side_threatens_and_the_other_vows_are_two_attacks() -> None:
    rows = situation(
        "The rebels of the Desert Front said on Friday they would take Kouri by force if the soldiers stayed.",
        "The army of Chad said on Sunday that it would avenge the soldiers who fell at Kouri.",
    )
    told = [e for e in rows.events if e.event_type == "ASSAULT" and e.modality in ("planned", "hypothetical")]
    assert sorted(tuple(a.name for a in e.actors) for e in told) == [("Desert Front",), ("army of Chad",)]


@pytest.mark.parametrize(("words", "held"), [
    ("He proposed a vote in July, a plan which the opposition supports and the army opposes.", {("opposition", "for"), ("army", "against")}),
    ("The mayor named a judge, a choice that Peru welcomed and Chile rejected.", {("Peru", "for"), ("Chile", "against")}),
    ("Peru opposes the plan that Chile backed.", {("Peru", "against"), ("Chile", "for")}),
    # what is blamed and is nobody
    ("Peru put off the vote, blaming delays in printing cards.", set()),
    ("Peru blamed bad weather for the crash.", set()),
    ("Peru blamed Chile for the delay.", {("Peru", "against")}),
])  # fmt: skip
def test_who_is_for_and_against_what_a_relative_clause_tells(words: str, held: set[tuple[str, str]]) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert {(names.get(p.holder or ""), p.stance) for p in found.positions} == held


@pytest.mark.parametrize(("pledge", "action", "later", "became"), [
    # only recalled, or another's promise
    ("Kenya said it would send an envoy, Ann Reed, to Chad.", "envoy", "The deal was announced on Sunday, a day before a deadline set by the rebels, by Kenyan envoy Ann Reed.", "open"),
    # said not to be done
    ("Kenya promised to send 40 trucks to Kouri.", "40 trucks", "Kenya has not sent the trucks that it promised to Kouri.", "broken"),
])  # fmt: skip
def test_a_promise_for_no_day_is_not_broken_by_being_recalled(pledge: str, action: str, later: str, became: str) -> None:
    assert outcome(action, pledge, later) == became


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        ('"We will see how the situation evolves," the minister of Chad, Ann Reed, said.', 0),
        ('"We shall wait and see what they do," the minister of Chad, Ann Reed, said.', 0),
        ('"We will see that they are punished," the minister of Chad, Ann Reed, said.', 1),
    ],
)
def test_who_waits_how_things_go_promises_nothing(text: str, pledges: int) -> None:
    assert len(situation(text).commitments) == pledges
