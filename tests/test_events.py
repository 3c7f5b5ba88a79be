"""Events: triggers, types, roles and modality as the lexicon and the parse give them."""

from functools import cache

import pytest

from dateline.lexicon import Lexica
from dateline.model.event import EventMention
from dateline.model.evidence import Basis, Evidence
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.events import after, read_events, undated
from dateline.reading.frames import candidates, roles
from dateline.reading.readers import read
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

PARSER = SpacyParser()


@cache
def parsed(words: str) -> ReportText:
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], PARSER)
    return text


def events_in(words: str):
    return read_events(parsed(words), Reading(report_id="r1"), Lexica())


def words_of(evidence):
    return [e.text for e in evidence]


def test_a_killing_has_who_and_whom():
    [event] = events_in("Rebels killed 12 soldiers in the north.")
    assert event.event_type == "ASSAULT"
    assert words_of(event.actors_evidence) == ["Rebels"]
    assert words_of(event.recipients_evidence) == ["12 soldiers"]


def test_a_passive_turns_the_sides_round():
    [event] = events_in("The minister was arrested by police.")
    assert (event.event_type, event.mode) == ("COERCE", "arrest")
    assert words_of(event.actors_evidence) == ["police"]
    assert words_of(event.recipients_evidence) == ["The minister"]


@pytest.mark.parametrize(
    ("text", "trigger", "acting", "acted_on"),
    [
        ("Ghana is allied with the northern council.", "allied", {"Ghana"}, {"northern council"}),
        ("The council is backed by Ghana.", "backed", {"Ghana"}, {"council"}),
        ("The council, recognised by Peru, met.", "recognised", {"Peru"}, {"council"}),
        ("Opposition from Peru has blocked the truce.", "blocked", {"Peru"}, set()),
    ],
)
def test_what_says_where_somebody_stands_has_that_somebody_as_who_acts(text, trigger, acting, acted_on):
    found = read(parsed(text), Lexica())
    event = next(e for e in found.events if e.trigger.text == trigger)
    names = {c.chain_id: c.name for c in found.chains}
    assert ({names[c] for c in event.actors}, {names[c] for c in event.recipients}) == (acting, acted_on)


@pytest.mark.parametrize(
    ("text", "trigger", "mutual"),
    [
        ("Ghana and Togo blamed each other for the raid.", "blamed", True),
        ("The army and the rebels fought in the hills.", "fought", True),
        ("Ghana and Togo blamed the raiders.", "blamed", False),
        ("Halime Souleyman of Chad and Philippe Essomba of Cameroon blamed the raiders.", "blamed", False),
    ],
)
def test_what_two_do_to_each_other_has_both_on_both_sides(text, trigger, mutual):
    found = next(e for e in read(parsed(text), Lexica()).events if e.trigger.text == trigger)
    assert len(found.actors) == 2
    assert (set(found.recipients) == set(found.actors)) is mutual


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ('"We have arrested three smugglers," the Northern Brigades said on Monday.', "arrested", "Northern Brigades"),
    ],
)
def test_who_speaks_of_itself_acts(text, trigger, name):
    found = read(parsed(text), Lexica())
    names = {c.chain_id: c.name for c in found.chains}
    event = next(e for e in found.events if e.trigger.text == trigger)
    assert [names[c] for c in event.actors] == [name]


def test_a_light_verb_lends_its_subject():
    [event] = events_in("Militants launched an attack on the police station.")
    assert event.event_type == "ASSAULT"
    assert words_of(event.actors_evidence) == ["Militants"]


def test_who_comes_under_fire_suffers_it_by_the_frame():
    text = parsed("The relief convoy came under fire from rebels near Sirak.")
    [frame] = [c for c in candidates(text) if c.event_type == "ASSAULT"]
    played = roles(text, frame)
    assert [text.tokens[i].text for i in played.actors] == ["rebels"]
    assert [text.tokens[i].text for i in played.recipients] == ["convoy"]


def test_saying_is_no_event():
    assert events_in("The minister spoke to nobody and said that the weather was fine.") == () or all(
        e.trigger.text != "said" for e in events_in("The minister said that the weather was fine.")
    )


@pytest.mark.parametrize("words", ["", " ", "...", "the the the", "Reuters"])
def test_a_text_without_events_has_none(words):
    assert events_in(words) == ()


@pytest.mark.parametrize("words", [
    "REBELS KILLED 12 SOLDIERS AND THE ARMY DENIED IT",
    "rebels killed soldiers the army said on monday it would attack the town",
    "The army, which shelled Sake on Friday, will \"withdraw\u00e9\" its troops, said Gen. M\u00fcsa.",
])  # fmt: skip
def test_every_offset_gives_back_its_words(words):
    for event in events_in(words):
        for evidence in (event.trigger, event.sentence, *event.actors_evidence, *event.recipients_evidence, *event.modality_evidence):
            assert words[evidence.start : evidence.end] == evidence.text


def test_a_refusal_and_what_is_refused_are_two_events():
    found = {(e.event_type, e.modality) for e in events_in("The rebels refused to release the hostages on Sunday.")}
    assert ("REJECT", "happened") in found
    assert ("RETREAT", "denied") in found


@pytest.mark.parametrize("words", [
    "The army denied that it had shelled the town.",
    "The president will meet the king next week.",
    "The envoy urged rebels to release the hostages.",
    "The summit between the two presidents was cancelled.",
    "If the rebels attack the capital, the army will bomb their bases.",
])  # fmt: skip
def test_what_did_not_happen_does_not_stand_as_happened(words):
    acts = [e for e in events_in(words) if e.event_type not in ("REQUEST", "REJECT", "THREATEN", "ACCUSE", "AGREE")]
    assert acts
    assert all(e.modality not in ("happened", "ongoing") for e in acts)


def test_a_verb_before_an_infinitive_is_no_second_act():
    words = "Premier Joseph Okoro said on Tuesday he hoped to meet rebel commander Peter Marsh for talks."
    assert [(e.trigger.text, e.modality) for e in whole(words).events if e.event_type == "CONSULT" and e.trigger.text != "talks"] == [("meet", "planned")]


def test_one_trigger_gives_one_event():
    found = events_in("Militants launched an attack on the base and held talks with the elders after signing a truce with the army.")
    assert len({e.trigger.start for e in found}) == len(found)


def test_the_same_text_gives_the_same_events():
    words = "Police arrested 40 protesters in Tunis while unions called a general strike."
    assert events_in(words) == events_in(words)


def test_each_destination_of_a_journey_is_a_visit_of_its_own():
    text = "The ministers are due to travel to Accra on Tuesday and from there to Lagos and Lome."
    from dateline.lexicon import Lexica
    from dateline.model.report import Report
    from dateline.reading.readers import read
    from dateline.text.segment import segment
    from test_pipeline import PARSER

    reading = read(next(iter(segment([Report(report_id="r", uri="r", text=text, published="2024-03-04")], PARSER))), Lexica())
    names = {t.toponym_id: t.text for t in reading.toponyms}
    legs = [e for e in reading.events if e.mode == "visit"]
    assert sorted(names[e.place] for e in legs if e.place) == ["Accra", "Lagos", "Lome"]
    assert {e.modality for e in legs} == {"planned"}


@pytest.mark.parametrize(
    ("words", "contexts"),
    [
        ("The foreign minister met the ambassador in Accra.", ("diplomatic",)),
        ("Villagers blocked the road to the refugee camp.", ("migration",)),
        ("The two sides met on Monday.", ()),
    ],
)
def test_contexts_come_from_the_words_of_the_clause(words, contexts):
    [event] = events_in(words)
    assert event.contexts == contexts


def test_contexts_of_one_clause_are_not_those_of_another():
    events = events_in("Police arrested two smugglers after farmers met the health minister.")
    assert [(e.trigger.text, e.contexts) for e in events] == [("arrested", ("trafficking",)), ("met", ("health",))]


def whole(words: str):
    text = parsed(words)
    return read(text, Lexica())


def test_a_modal_in_what_somebody_says_is_a_request_to_its_subject():
    found = whole("Russia said on Tuesday that Sudan must return a helicopter that its army took last week.")
    [asked] = [e for e in found.events if e.event_type == "REQUEST"]
    assert asked.trigger.text == "must"
    assert words_of(asked.actors_evidence) == ["Russia"]
    assert words_of(asked.recipients_evidence) == ["Sudan"]
    starts = [e.trigger.start for e in found.events]
    assert starts == sorted(starts)


@pytest.mark.parametrize("words", ["Rains should come in May, farmers said.", "The premier said he must go home."])
def test_a_modal_that_asks_nobody_is_no_request(words):
    assert not [e for e in whole(words).events if e.event_type == "REQUEST"]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("Shelling killed 14 people in the market of Dilling on Monday.", "Shelling"),
        ("Police opened fire on students, killing two of them.", "opened"),
    ],
)
def test_what_an_attack_did_is_no_second_event(words, trigger):
    attacks = [e.trigger.text for e in events_in(words) if e.event_type == "ASSAULT"]
    assert len(attacks) == 1 and attacks[0] in (trigger, "fire")


def test_a_killing_told_alone_is_an_event():
    assert "killed" in [e.trigger.text for e in events_in("Gunmen killed two policemen in Peshawar on Tuesday.")]


def test_what_is_ruled_out_stands_as_denied():
    events = events_in("The government has continued to rule out military intervention.")
    assert [(e.trigger.text, e.event_type, e.modality) for e in events] == [("rule", "REJECT", "ongoing"), ("intervention", "MOBILIZE", "denied")]


def test_who_dies_names_no_killer():
    found = whole("Opposition from Russia and the US has blocked a resolution on Libya, where the UN says at least 432 people have died and 2,069 been injured.")
    assert all(not e.actors for e in found.events if e.event_type == "ASSAULT")


def test_who_accuses_does_not_do_what_others_are_accused_of():
    found = read(parsed("The National Security Agency accused Chad of paying the authors of the massacre."), Lexica())
    [accusation] = [e for e in found.events if e.event_type == "ACCUSE"]
    [bombing] = [e for e in found.events if e.event_type == "ASSAULT"]
    assert accusation.actors
    assert not set(accusation.actors) & set(bombing.actors)


def test_who_attacks_may_tell_how():
    found = read(parsed("A suicide bomber struck a market in the capital on Sunday, officials said."), Lexica())
    assert [e.mode for e in found.events if e.event_type == "ASSAULT"] == ["suicide-attack"]


def test_who_counts_the_harmed_did_not_harm_them():
    words = "The World Health Organization said scores had been killed dozens hurt and thousands displaced"
    found = read(parsed(words), Lexica())
    assert [e for e in found.events if e.event_type in ("ASSAULT", "COERCE")]
    assert not [e for e in found.events if e.event_type in ("ASSAULT", "COERCE") and e.actors]


def test_what_happened_has_no_day_after_its_report():
    event = EventMention(
        event_mention_id="em", event_type="CONSULT", trigger=Evidence(report_id="r1", start=0, end=3, text="met"), trigger_lemma="meet",
        sentence=Evidence(report_id="r1", start=0, end=3, text="met"), modality="happened", date_start="2022", date_end="2022",
        basis=Basis(evidence=(), rule="events.frame"),
    )  # fmt: skip
    assert [after(day, "2021-03-05") for day in ("2022", "2021", "2021-03-06", "2021-03-05", None)] == [True, False, True, False, False]
    assert undated(event).date_start is None and undated(event).time_id is None


@pytest.mark.parametrize(
    ("words", "trigger", "modality"),
    [
        ("The two towns traded insults over the delayed evacuation of the patients.", "evacuation", "planned"),
        ("The postponed meeting of the mayors drew criticism.", "meeting", "planned"),
        ("A panel will name those behind the bombing of March 2, the mayor said.", "bombing", "happened"),
        ("The killing had nothing to do with the bombing of the ferry, the mayor said.", "bombing", "happened"),
        ("The mayor was reportedly killed in a raid by gunmen.", "raid", "uncertain"),
        ("The mayor was killed in a raid by gunmen.", "raid", "happened"),
    ],
)
def test_what_words_around_a_noun_presuppose_or_leave_open(words, trigger, modality):
    [event] = [e for e in read(parsed(words), Lexica()).events if e.trigger.text == trigger]
    assert event.modality == modality


def test_a_participle_taken_for_the_verb_says_what_befell_its_subject():
    found = read(parsed("The sailor hurt near Karsova on 2 March was back on duty."), Lexica())
    [hurt] = [e for e in found.events if e.trigger.text == "hurt"]
    assert words_of(hurt.recipients_evidence) == ["The sailor"]
    assert hurt.actors == ()


def test_a_word_of_a_body_s_name_is_no_event_and_a_weekday_no_part_of_an_actor():
    found = read(parsed("On Thursday police in Karsova took him to the Directorate for Combating Illegal Migration."), Lexica())
    assert "Combating" not in {e.trigger.text for e in found.events}
    assert not any("Thursday" in c.name for c in found.chains)


def test_whose_raid_it_was_plays_no_part_in_the_visit_before_it():
    words = "The duke's visit to Oslo is part of a tour to muster support for a truce and opposition to General Omar Dajo's aggression."
    found = read(parsed(words), Lexica())
    [visit] = [e for e in found.events if e.trigger.text == "visit"]
    assert not any("Dajo" in e.text for e in (*visit.actors_evidence, *visit.recipients_evidence))


def test_who_tells_of_an_attack_is_not_attacked_by_the_same_words():
    words = "Rebels began an operation to take the coast and Karsova Duarte told the daily that plans were ready. Minister Ana Duarte left."
    for event in read(parsed(words), Lexica()).events:
        if event.event_type == "ASSAULT":
            assert not any("Duarte" in e.text for e in event.recipients_evidence)


def test_no_event_is_denied_where_no_word_denies_it_and_nobody_speaks():
    words = "She handed in her resignation an hour after the vote, after a week in which her aides had insisted that she would not go."
    gone = [e for e in read(parsed(words), Lexica()).events if e.trigger.text in ("handed", "resignation")]
    assert [e.modality for e in gone] == ["happened"]


@pytest.mark.parametrize(("words", "event_type"), [
    ("The seven ferrymen walked out of the jail in Dakar on Monday.", "RETREAT"), ("Nurses walked out of clinics in Dakar on Monday.", "PROTEST"),
])  # fmt: skip
def test_who_walks_out_of_a_jail_is_on_no_strike(words, event_type):
    assert [e.event_type for e in events_in(words)] == [event_type]


def test_who_denies_an_attack_by_one_word_did_not_attack():
    words = "A website said on Thursday that Dorje had been killed in a raid by commandos. The Canal Front denied it, and on Friday it sang."
    attacks = [e for e in read(parsed(words), Lexica()).events if e.event_type == "ASSAULT"]
    assert attacks
    assert not [e for e in attacks if e.modality == "happened" and "The Canal Front" in words_of(e.actors_evidence)]


def test_traders_bound_for_a_market_agree_on_nothing():
    assert not [e for e in events_in("The barges left Mopti with traders bound for the market in Gao.") if e.event_type == "AGREE"]


def roles_of(words: str, trigger: str) -> tuple[list[str], list[str]]:
    """The names of who acts and of who is acted on in the event at a trigger, all readers at work."""
    found = read(parsed(words), Lexica())
    names = {c.chain_id: c.name for c in found.chains}
    event = next(e for e in found.events if e.trigger.text == trigger)
    return [names[a] for a in event.actors], [names[a] for a in event.recipients]


def test_a_pronoun_that_is_the_subject_acts():
    assert roles_of("Idris Salim said he hoped to meet the envoy of Peru in Cairo this week.", "meet")[0] == ["Idris Salim"]


@pytest.mark.parametrize(("words", "trigger"), [
    ("Police spokesman Ivo Banda said Ana Tembe would be charged with treason.", "charged"),
    ("Ivo Banda confirmed the arrest of Ana Tembe.", "arrest"),
    ("The talks will be held in Accra, Ivo Banda said.", "talks"),
])  # fmt: skip
def test_who_only_tells_of_it_does_not_act(words, trigger):
    assert "Ivo Banda" not in roles_of(words, trigger)[0]


def test_whose_release_it_is_does_not_release():
    assert roles_of("Ana Lopez was jailed in May. Chile welcomed the ruling after Lopez's release.", "release") == ([], ["Ana Lopez"])


@pytest.mark.parametrize("words", ["The talks will be held in Accra in May.", "Peru said the talks would be held in Accra."])
def test_talks_to_be_held_are_a_meeting(words):
    assert ("CONSULT", "planned") in {(e.event_type, e.modality) for e in events_in(words)}


@pytest.mark.parametrize(("words", "trigger"), [
    ("The governor, in power since 2015, appealed for calm.", "appealed"),
    ("The navy denied the raid and blamed the league, which it has been fighting since April 2019.", "raid"),
    ("The talks will be the first since a warship was sunk on March 2.", "talks"),
])  # fmt: skip
def test_since_when_something_lasts_is_no_day_of_another_act(words, trigger):
    [event] = [e for e in read(parsed(words), Lexica()).events if e.trigger.text == trigger]
    assert event.date_start not in ("2015", "2019-04", "2021-03-02")


def test_since_when_a_fight_lasts_is_its_beginning():
    [event] = [e for e in read(parsed("The army has been fighting the league since April 2019."), Lexica()).events if e.trigger.text == "fighting"]
    assert event.date_start == "2019-04"


def test_what_took_place_did_not_take_place_where_something_is_planned():
    found = read(parsed("The meeting will be held in Accra on March 18. It follows a clash in which a warship fired at a trawler."), Lexica())
    accra = next(t.toponym_id for t in found.toponyms if t.text == "Accra")
    assert {e.trigger.text: e.place == accra for e in found.events if e.trigger.text in ("meeting", "fired")} == {"meeting": True, "fired": False}


@pytest.mark.parametrize(("words", "trigger", "actors", "recipients"), [
    ("The gunmen demanded the release of their leader.", "release", [], ["leader"]),
    ("Malaysian police detained the brother of Ana Lopez.", "detained", ["Malaysian police"], ["brother of Ana Lopez"]),
    ('"Peru has broken its word," said President Ana Lopez, who called on Chile to act.', "called", ["Ana Lopez"], ["Chile"]),
])  # fmt: skip
def test_who_asks_is_related_or_quoted_does_nothing_by_that(words, trigger, actors, recipients):
    assert roles_of(words, trigger) == (actors, recipients)


@pytest.mark.parametrize("words", ["Togo has not ruled out a blockade.", "The union did not reject the offer."])
def test_a_refusal_that_is_denied_did_not_take_place(words):
    assert [e.modality for e in events_in(words) if e.event_type == "REJECT"] == ["denied"]


def test_envoys_are_sent_to_a_meeting_and_no_help():
    assert {e.event_type for e in events_in("Peru sent two envoys to Lima.")} == {"CONSULT"}


def test_a_warship_acts():
    assert roles_of("A Peruvian frigate opened fire on a trawler.", "opened")[0] == ["Peruvian frigate"]


def test_a_surname_at_the_start_of_a_short_sentence_acts():
    words = "Envoy Kofi Asanti held talks with President Joseph Mwana on Monday. Asanti met Mwana on Tuesday and saw Fenn on Friday."
    assert roles_of(words, "met") == (["Kofi Asanti"], ["Joseph Mwana"])


def test_thousands_of_people_who_march_are_demonstrators():
    assert roles_of("Thousands of people marched on the parliament.", "marched")[0] == ["demonstrators"]


def test_a_body_that_begins_its_work_is_no_event():
    assert not events_in("The joint commission will begin its work on 15 September.")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The Ash Front attacked the Batu Brigades on Monday.", "ASSAULT"),
        ("The Red Valley Front attacked the army on Monday.", "ASSAULT"),
        ("The opposition attacked the army over the delay.", "ACCUSE"),
        ("Senator Lee attacked the plan.", "ACCUSE"),
    ],
)
def test_who_attacks_a_force_strikes_it_unless_in_words(words, kind):
    assert [e.event_type for e in events_in(words) if e.trigger.text == "attacked"] == [kind]


def test_who_denies_what_others_did_and_accuses_somebody_accuses_him():
    words = 'The minister denied that the army had fired on the crowd and accused "sectors of the left" of paying for violence.'
    found = read(parsed(words), Lexica())
    names = {c.chain_id: c.name for c in found.chains}
    assert [{names[a] for a in e.actors} for e in found.events if e.trigger.text == "accused"] == [{"minister"}]


def test_a_finite_verb_read_as_a_participle_keeps_who_acts():
    found = read(parsed("Opposition candidate Petr Barta, no relation, called on him to order paper-only counting."), Lexica())
    names = {c.chain_id: c.name for c in found.chains}
    [called] = [e for e in found.events if e.trigger.text == "called"]
    assert [names[a] for a in called.actors] == ["Petr Barta"]
    assert "Petr Barta" not in [names[r] for r in called.recipients]


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("The army rejected the truce which the rebels proposed last week.", "denied"),
        ("The army accepted the truce which the rebels proposed last week.", "happened"),
    ],
)
def test_what_is_turned_down_does_not_come_about_by_having_been_proposed(words, modality):
    assert [e.modality for e in events_in(words) if e.trigger.text == "truce"] == [modality]


@pytest.mark.parametrize(
    ("text", "trigger", "event_type"),
    [
        ("Rebels marched on the town of Arwa on Monday.", "marched", "MOBILIZE"),
        ("Teachers marched on the parliament in Arwa on Monday.", "marched", "PROTEST"),
        ("Soldiers who removed the president last month have named a cabinet.", "removed", "ASSAULT"),
    ],
)
def test_a_force_on_the_march_protests_nothing_and_topples_whom_it_removes(text, trigger, event_type):
    assert [e.event_type for e in events_in(text) if e.trigger.text == trigger] == [event_type]


def test_who_mocks_talks_holds_none():
    assert not [e for e in events_in("The minister mocked the talks with the rebels.") if e.event_type == "CONSULT"]


def test_people_of_other_deeds_are_other_people():
    found = read(parsed("Twelve people were killed in Arwa on Monday. Thousands of people marched in Arwa. Police arrested 48 people."), Lexica())
    assert {c.name for c in found.chains} >= {"demonstrators", "detainees"}


def test_people_of_an_earlier_year_are_not_those_of_the_day():
    text = "Ten people were killed in Arwa on Monday. In June 2014 gunmen killed 140 people there. In December 2020 nine people died."
    found = read(parsed(text), Lexica())
    assert "people of 2014" in {c.name for c in found.chains}
    assert "people of 2020" not in {c.name for c in found.chains}
