"""Long reports on a crisis and those who back its sides: each sentence here is of a class that was once read wrong."""

from pathlib import Path

import pytest

from dateline.pipeline import build_in_memory
from plain_texts import reading, roles
from test_commitments import OTHER_NEWS, first

BACKERS = " Turkey praised it. France praised it too. Turkey sent doctors. France sent nurses. Turkey and France pay for them."


@pytest.mark.parametrize(
    "words",
    [
        "Chad's warring sides agreed on Friday to a truce, the union said.",
        "The two Sudanese parties agreed on Friday to a truce, the union said.",
        "Kenya's rival factions agreed on Friday to a truce, the union said.",
    ],
)
def test_the_sides_within_a_country_are_no_two_other_states(words: str) -> None:
    assert not {"Turkey", "France"} & roles(words + BACKERS, "agreed")[0]


def place(words: str, trigger: str) -> str | None:
    """Name of the place of the one event of a trigger."""
    found = reading(words)
    [event] = [e for e in found.events if e.trigger.text == trigger]
    return next((t.text for t in found.toponyms if t.toponym_id == event.place), None)


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("In Lima, Foreign Minister Ana Roldan condemned the raid.", "raid"),
        ("In Nairobi, the union deplored the killings and urged a truce.", "killings"),
        ("In Oslo, Premier Nils Dahl praised the mediators and denounced the shelling.", "shelling"),
    ],
)
def test_where_an_act_is_judged_is_not_where_it_took_place(words: str, trigger: str) -> None:
    assert place(words, trigger) is None


def test_where_the_judged_act_took_place_is_kept() -> None:
    assert place("The duke condemned the shelling in Nairobi.", "shelling") == "Nairobi"


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("Foreign Minister Anne Roux denounced the raid after a meeting with Chad's ambassador.", "denounced"),
        ("Premier Nils Dahl condemned the shelling after an hour of talks with President Idriss Sow.", "condemned"),
        ("President Idriss Sow praised the truce after meeting Kenya's envoy.", "praised"),
    ],
)
def test_whom_somebody_met_before_he_spoke_is_not_judged(words: str, trigger: str) -> None:
    assert roles(words, trigger)[1] == set()


@pytest.mark.parametrize(
    "words",
    [
        "Premier Nils Dahl condemned the strike after an hour of talks with President Idriss Sow.",
        "Premier Nils Dahl promised 12 million dollars after talks with President Idriss Sow.",
        "Premier Nils Dahl said the port would reopen following a conversation with President Idriss Sow.",
    ],
)
def test_talks_after_which_somebody_spoke_were_held(words: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    [event] = [e for e in found.events if e.event_type == "CONSULT"]
    assert {names[c] for c in (*event.actors, *event.recipients)} == {"Nils Dahl", "Idriss Sow"}


@pytest.mark.parametrize(
    "words",
    [
        "At least 318 people have been killed and 1,740 wounded, and the union says 64,000 have fled to Cameroon.",
        "Nine people died in the storm, and the mayor said that hundreds had gone to Kenya.",
        "Sixty people were killed, the clinic said, and relief workers believe thousands have escaped to Peru.",
    ],
)
def test_the_dead_are_not_counted_where_others_are_said_to_have_fled(words: str) -> None:
    [killed] = [f for f in reading(words).figures if f.indicator == "killed"]
    assert killed.place is None


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("Premier Nils Dahl is the first European leader to receive Idriss Sow since the war began.", "happened"),
        ("Premier Nils Dahl, the last leader to meet Idriss Sow before the coup, called for calm.", "happened"),
        ("Premier Nils Dahl was the only leader to visit Kenya that year.", "happened"),
        ("Premier Nils Dahl will be the first leader to visit Kenya since the coup.", "planned"),
    ],
)
def test_who_is_the_first_to_meet_somebody_has_met_him(words: str, modality: str) -> None:
    assert [e.modality for e in reading(words).events if e.event_type == "CONSULT"] == [modality]


@pytest.mark.parametrize(
    "words",
    [
        "Nils Dahl, who received Idriss Sow on Tuesday, spoke of peace.",
        "Nils Dahl, who hosted Idriss Sow on Tuesday, spoke of peace.",
        "A spokesman for Nils Dahl, who had received Idriss Sow on Tuesday, spoke of peace.",
    ],
)
def test_to_receive_somebody_by_name_is_to_meet_him(words: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    [event] = [e for e in found.events if e.trigger.text in ("received", "hosted")]
    assert event.event_type == "CONSULT" and {names[c] for c in event.recipients} == {"Idriss Sow"}


def test_a_letter_is_no_guest() -> None:
    assert not [e for e in reading("Idriss Sow received Ana Roldan's letter.").events if e.event_type == "CONSULT"]


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        ("Ana Roldan held talks with Tarek Paz on Friday.", "open"),
        ("Peru evacuated 140 people from Lima on Friday, and denied backing Idriss Sow.", "open"),
        ("In Peru, the government survived a confidence vote on Friday evening after a small party decided to stay.", "open"),
        ("Chairman Joseph Otieno met Idriss Sow in Mombasa on Friday.", "kept"),
    ],
)
def test_a_meeting_of_others_is_not_the_one_announced(later: str, outcome: str) -> None:
    row = first(("2021-03-03", "Chairman Joseph Otieno is expected in Mombasa on Friday for talks with Idriss Sow."), ("2021-03-07", later + OTHER_NEWS))
    assert row.outcome == outcome


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("He gave up the hills that he had held before January 29.", "2021-01-29"),
        ("Nobody was seen after May 3, 2020, the mayor said.", "2020-05-03"),
        ("The union met before February.", "2021-02"),
    ],
)
def test_a_day_behind_before_keeps_its_number(words: str, value: str) -> None:
    assert [t.value for t in reading(words).times] == [value]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("A text put to the vote on Thursday was vetoed by Peru.", "2021-03-04"),
        ("The court put off the trial to Thursday.", "2021-03-11"),
        ("They postponed the vote to the night of Thursday.", "2021-03-11"),
    ],
)
def test_only_a_day_to_which_something_is_put_is_to_come(words: str, value: str) -> None:
    assert [t.date_start for t in reading(words).times] == [value]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("France, which has kept soldiers in Chad since independence in 1960, rejected the accusation.", "rejected"),
        ("Kenya, which has hosted the talks since the truce in May, accused Peru of delays.", "accused"),
        ("Ina Berg, who has led the party since its founding in 1990, condemned the raid.", "condemned"),
    ],
)
def test_since_when_something_has_lasted_dates_nothing_else(words: str, trigger: str) -> None:
    [event] = [e for e in reading(words).events if e.trigger.text == trigger]
    assert event.date_basis != "stated"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The rebels have shelled the town since January 9. The mayor left. The clinic shut. The bakers fled. It comes two days after Peru expelled Chile's envoy.",
         "2021-03-03"),
        ("A truce began on March 4. It comes a day after Peru expelled Chile's envoy.", "2021-03-03"),
    ],
)  # fmt: skip
def test_what_comes_days_after_something_is_the_news_of_the_day(words: str, day: str) -> None:
    [event] = [e for e in reading(words).events if e.trigger.text == "expelled"]
    assert event.date_start == day


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("The army has been trying to capture the port for a week.", "ongoing"),
        ("Troops are trying to retake the port.", "ongoing"),
        ("The army tried to capture the port.", "denied"),
    ],
)
def test_a_town_that_somebody_is_trying_to_take_is_under_attack(words: str, modality: str) -> None:
    [event] = [e for e in reading(words).events if e.event_type == "ASSAULT"]
    assert event.modality == modality


@pytest.mark.parametrize(
    "words",
    ["Kenya stood behind President Idriss Sow.", "Kenya and Peru stand behind President Idriss Sow.", "For years Kenya had stood behind President Idriss Sow."],
)
def test_to_stand_behind_somebody_is_to_back_him(words: str) -> None:
    [event] = reading(words).events
    assert event.event_type == "SUPPORT" and event.actors


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("The army captured Benghazi in May.", None),
        ("Idriss Sow, whom he helped to seize power in 1990, fled to Oslo.", None),
        ("The rebels captured Kisangani in 2001.", None),
        ("The rebels captured Idriss Sow in 2001.", "abduct"),
    ],
)
def test_a_town_that_is_captured_is_not_abducted(words: str, mode: str | None) -> None:
    [event] = [e for e in reading(words).events if e.event_type == "ASSAULT"]
    assert event.mode == mode


def leads(words: str) -> set[tuple[str, str]]:
    """Who leads what, by name."""
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    return {(names[r.subject], names[r.object]) for r in found.relations if r.predicate == "leads"}


@pytest.mark.parametrize(
    "words",
    [
        "Britain accused Peru of delays. In London, Prime Minister Helen Ashdown condemned the strike after an hour of talks with President Idriss Sow.",
        "Britain accused Peru of delays. In London, Prime Minister Helen Ashdown met President Idriss Sow.",
        "Britain accused Peru of delays. In London, Prime Minister Helen Ashdown spoke to reporters beside President Idriss Sow.",
    ],
)
def test_a_guest_does_not_lead_the_country_of_his_host(words: str) -> None:
    assert leads(words) == {("Helen Ashdown", "Britain")}


@pytest.mark.parametrize(
    "words",
    [
        "Hassan Kotoko said that the government of Chad would complain. In Belgium, the government of Prime Minister Luc Verhaeren fell.",
        "Chad's foreign minister said that the government would complain. In Belgium, the government of Premier Luc Verhaeren fell.",
        "Kenya's government agreed to talks. In Peru, the government of President Luc Verhaeren fell.",
    ],
)
def test_the_government_of_somebody_is_not_the_one_named_before(words: str) -> None:
    bodies = [c.name for c in reading(words).chains if c.kind == "government" and "government" in c.name]
    assert len(bodies) == 2 and any("Verhaeren" in name for name in bodies)


CHAD = "Chad's army shelled rebels in Chad on Monday, and Chad's president said that Chad would fight on. Soldiers of Chad fled. "


@pytest.mark.parametrize(
    "words",
    [
        "The government of Prime Minister Luc Verhaeren said that Chad had asked for money.",
        "Rebels accused the government of Prime Minister Luc Verhaeren of arming Chad.",
    ],
)
def test_a_government_is_of_its_leaders_country(tmp_path: Path, words: str) -> None:
    (tmp_path / "a.txt").write_text("Belgian Prime Minister Luc Verhaeren met the president of Chad in Brussels on Monday.", encoding="utf-8")
    (tmp_path / "b.txt").write_text(CHAD + words, encoding="utf-8")
    countries = {a.name: a.country for a in build_in_memory([tmp_path / "a.txt", tmp_path / "b.txt"]).actors}
    assert [country for name, country in countries.items() if "government" in name] == ["BEL"]


def test_nobody_says_a_day() -> None:
    assert not [s for s in reading("Nils Dahl spoke by telephone with Idriss Sow on Friday.").statements if s.content]
    assert [c.text for s in reading("Nils Dahl spoke on the war.").statements for c in s.content] == ["the war"]


@pytest.mark.parametrize(
    "words",
    [
        "Secretary of State Martin Hale spoke by telephone with Foreign Minister Tarek Fahmy and urged him to wait.",
        "Martin Hale met Tarek Fahmy in Oslo and told him that the ban would stay.",
        "Martin Hale met Tarek Fahmy in Oslo and warned him that the ban would stay.",
    ],
)
def test_nobody_speaks_to_himself(words: str) -> None:
    assert all(s.addressee is None or s.addressee != s.source for s in reading(words).statements)


@pytest.mark.parametrize(
    ("words", "sectors"),
    [
        ("The chairman of the African Union Commission, Joseph Mwangale, met the rebels.", ("IGO",)),
        ("The chairman of the European Union, Joseph Mwangale, met the rebels.", ("IGO",)),
        ("The head of the miners' union, Joseph Mwangale, met the rebels.", ("LAB",)),
    ],
)
def test_the_union_of_states_is_no_trade_union(words: str, sectors: tuple[str, ...]) -> None:
    [chain] = [c for c in reading(words).chains if c.name == "Joseph Mwangale"]
    assert chain.sectors == sectors


def related(words: str) -> set[tuple[str, str, str, str | None]]:
    """Who stands to whom in which relation, since when."""
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    return {(names[r.subject], r.predicate, names[r.object], r.since) for r in found.relations}


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("Turkey has backed the Hill Front since 2019.", ("Turkey", "backs", "Hill Front", "2019")),
        ("The Hill Front has been allied with Chile since May 2020.", ("Hill Front", "allied_with", "Chile", "2020-05")),
        ("Kenya has fought the Hill Front since January 3, 2021.", ("Kenya", "opposes", "Hill Front", "2021-01-03")),
        ("Egypt has been an ally of the Hill Front since the 1990s.", ("Egypt", "allied_with", "Hill Front", None)),
    ],
)
def test_a_relation_says_since_when_it_has_held(words: str, relation: tuple[str, str, str, str | None]) -> None:
    assert relation in related(words)


@pytest.mark.parametrize(
    "words",
    [
        "The Hill Front enjoys the support of Chile and Peru.",
        "The Hill Front has the support of Chile and Peru.",
        "The Hill Front, which enjoys the support of Chile and Peru, attacked.",
    ],
)
def test_who_enjoys_support_is_backed(words: str) -> None:
    assert related(words) >= {("Chile", "backs", "Hill Front", None), ("Peru", "backs", "Hill Front", None)}


@pytest.mark.parametrize("words", ["Turkey has backed President Idriss Sow since 2019.", "Peru recognises Premier Ana Lee.", "Kenya is an ally of President Idriss Sow."])
def test_whom_a_country_backs_does_not_lead_it(tmp_path: Path, words: str) -> None:
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    assert not [r for r in build_in_memory([tmp_path / "a.txt"]).relations if r.predicate == "leads"]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("In Brussels, Bart Claessens, the chairman of Flemish Renewal, said on Tuesday that his party would leave the government.", "Bart Claessens"),
        ("In Moscow, Sergei Ivanov, an adviser to the mayor, said that the bridge would stay shut.", "Sergei Ivanov"),
        ("In Lima, Ana Lee, the head of the Hill Party, said that she would resign.", "Ana Lee"),
    ],
)
def test_who_stands_behind_the_place_that_opens_a_sentence_speaks(words: str, source: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert {names.get(s.source or "") for s in found.statements} == {source}


def test_states_behind_the_place_that_opens_a_sentence_act() -> None:
    acting, _ = roles("In New York, China and Russia on Friday prevented the Security Council from adopting a statement.", "prevented")
    assert acting == {"China", "Russia"}


@pytest.mark.parametrize(
    "words",
    [
        'Premier Nils Dahl told Oslo radio that Idriss Sow had asked Peru to wait. "We never sent a rifle," he added.',
        'Premier Nils Dahl said that Idriss Sow had called him. "We will wait," he added.',
        "Nils Dahl said Idriss Sow had promised to leave. He added that the road was open.",
    ],
)
def test_who_added_something_is_who_spoke_before(words: str) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    added = [s for s in found.statements if s.cue is not None and s.cue.text == "added"]
    assert [names[s.source or ""] for s in added] == ["Nils Dahl"]
