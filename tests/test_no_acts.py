"""Triggers whose sentence tells of a state, of nature, of silence, of papers carried out or of a meeting still to come."""

import pytest

from dateline.reading.no_acts import calls_to_meeting, dies_later, is_no_act, vows_no_harm
from test_events import events_in, parsed


@pytest.mark.parametrize(("words", "trigger", "event_type"), [
    ("Calm returned to the port on Monday.", "returned", "RETREAT"),
    ("The road was blocked by a landslide.", "blocked", "PROTEST"),
    ("The earthquake closed the bridge.", "closed", "COERCE"),
    ("The old pardon still applies.", "pardon", "CONCEDE"),
    ("The promise remains valid.", "promise", "AGREE"),
    ("The palace declined to comment.", "declined", "REJECT"),
    ("The captain wanted to sail before noon.", "wanted", "REQUEST"),
    ("Peru sent troops to prevent clashes.", "clashes", "ASSAULT"),
    ("Relatives of captured soldiers waited at the gate.", "captured", "ASSAULT"),
    ("The clerk crossed a name off the agreed list.", "agreed", "AGREE"),
    ("The office calls on all parties to refrain from attacks.", "attacks", "ASSAULT"),
    ("Fifteen lorries rolled into Arwa on Friday.", "rolled", "ASSAULT"),
    ("An earthquake shook the coast on Friday, blocking the road to Arwa.", "blocking", "PROTEST"),
    ("An earthquake shook Arwa on Friday. Dozens of people were injured on the other bank.", "injured", "ASSAULT"),
    ("Floods drowned the valley. About 900 families have been displaced.", "displaced", "COERCE"),
    ("In a video released on Friday he spoke of it.", "released", "RETREAT"),
    ("Soldiers resorted to shelling.", "resorted", "ASSAULT"),
    ("The hotline alerted the rescue centres.", "alerted", "MOBILIZE"),
    ("The first alert came at noon.", "alert", "MOBILIZE"),
    ("A patrol boat was still searching on Sunday.", "searching", "COERCE"),
    ("Boats searched for survivors.", "searched", "COERCE"),
    ("Divers went on searching the lake for those still missing.", "searching", "COERCE"),
    ("The agency said it had closed 12 of its missing-person files.", "closed", "COERCE"),
    ("The judge closed the session at noon.", "closed", "COERCE"),
    ("An aircraft had seen the boat.", "seen", "CONSULT"),
    ("We received an email from Peru.", "received", "AID"),
    ("A press release put the dead at nine.", "release", "RETREAT"),
    ("Forty goats will be paid for every herder killed.", "killed", "ASSAULT"),
    ("You do not rob the widow and then offer her a loan.", "rob", "ASSAULT"),
    ("You do not rob the widow and then offer her a loan.", "offer", "AGREE"),
    ("A spokesman for the Arwa prosecution spoke.", "prosecution", "ACCUSE"),
    ("The envoy declined to comment on a running investigation.", "investigation", "ACCUSE"),
    ("A family of five was admitted to the clinic.", "admitted", "RETREAT"),
    ("The clerk recognised that the list was wrong.", "recognised", "SUPPORT"),
    ("They opened the dam without warning the villages.", "warning", "THREATEN"),
    ("The two miners were found alive on Friday.", "found", "SANCTION"),
    ("Two surgeons took part in the search.", "took", "AID"),
    ("A sack of maize costs nine dollars.", "sack", "SANCTION"),
    ("The coast guard warned other vessels to keep clear.", "warned", "THREATEN"),
    ("Onion prices retreated on Monday.", "retreated", "RETREAT"),
    ("In Arwa the pound fell.", "pound", "ASSAULT"),
    ("Prices were under attack all week.", "attack", "ASSAULT"),
    ("Football: Arwa attacked from the first minute.", "attacked", "ASSAULT"),
    ("Arwa fell 3-0 in the cup, with a back line that did not resist the first attack.", "attack", "ASSAULT"),
    ("The Sailors destroyed Port Lena 91-60.", "destroyed", "ASSAULT"),
    ("The premier sought to calm the markets.", "sought", "REQUEST"),
    ("The doctor said she would sign certificates.", "sign", "SUPPORT"),
    ("The front released a recording on Friday.", "released", "RETREAT"),
    ("The premier took a softer tone on the border.", "took", "ASSAULT"),
    ("The Ash Front accepted responsibility.", "accepted", "CONCEDE"),
    ("The two asked not to be named because the lists were secret.", "asked", "REQUEST"),
    ("The clerk crossed two villages off the list.", "crossed", "CONSULT"),
    ("Nobody was struck off, the clerk said.", "struck", "ASSAULT"),
    ("The bridge was built in execution of the treaty.", "execution", "ASSAULT"),
    ("The council executed the order on Monday.", "executed", "ASSAULT"),
    ("Two of the injured died in a hospital in Aden on Friday.", "died", "ASSAULT"),
    ("The bank tried to arrest the decline of the currency.", "arrest", "COERCE"),
    ("The outlawed movement denied the report.", "outlawed", "COERCE"),
    ("Nine pilgrims were on board the ferry.", "board", "COERCE"),
    ("The governor was sworn in on Friday.", "sworn", "THREATEN"),
    ("The commission declared Ada Fenn the winner.", "declared", "COERCE"),
    ("The president named Ada Fenn to the post.", "named", "ACCUSE"),
    ("The court will rule within a week.", "rule", "REJECT"),
    ("The mayor postponed his inauguration.", "postponed", "CONSULT"),
    ("The general insisted that the crew had turned back.", "insisted", "REQUEST"),
    ("No shell left our guns.", "left", "RETREAT"),
    ("Peru warned its citizens against travel to the north.", "warned", "THREATEN"),
    ("The governor banned all marches for a week.", "marches", "PROTEST"),
    ("The fleet had no drones in the area.", "drones", "ASSAULT"),
    ("Divers looked for the hostages.", "hostages", "ASSAULT"),
    ("The governor dismissed the accusations.", "accusations", "ACCUSE"),
    ("The governor kept the ban on marches.", "marches", "PROTEST"),
    ("The navy denied a report that marines had tried to land.", "denied", "ASSAULT"),
    ("The marines went in at dawn.", "went", "RETREAT"),
    ("Peru respected the ruling.", "respected", "RETREAT"),
    ("The prosecutor said she would appeal.", "appeal", "REQUEST"),
    ("The inquiry found that a hostage was killed.", "hostage", "ASSAULT"),
    ("The council gave the coup plotters two days.", "coup", "ASSAULT"),
    ("They are training an intervention battalion in Gao.", "intervention", "MOBILIZE"),
])  # fmt: skip
def test_states_nature_and_silence_are_no_acts(words, trigger, event_type):
    text = parsed(words)
    token = next(t.i for t in text.tokens if t.text == trigger)
    assert is_no_act(text, token, event_type)
    assert trigger not in {e.trigger.text for e in events_in(words)}


@pytest.mark.parametrize(("words", "trigger", "event_type"), [
    ("The garrison returned to the port on Monday.", "returned", "RETREAT"),
    ("The road was blocked by farmers.", "blocked", "PROTEST"),
    ("The duke refused to free the bishop.", "refused", "REJECT"),
    ("The pardon freed nine men.", "pardon", "CONCEDE"),
    ("Nigeria wants the sanctions to be lifted.", "wants", "REQUEST"),
    ("The execution of two prisoners was condemned.", "execution", "ASSAULT"),
    ("Nine people died in the raid.", "died", "ASSAULT"),
    ("Police arrested the editor.", "arrested", "COERCE"),
    ("A party outlawed by the junta met on Monday.", "outlawed", "COERCE"),
    ("Marines boarded the ferry.", "boarded", "COERCE"),
    ("The duke swore to burn the town.", "swore", "THREATEN"),
    ("The governor declared a state of emergency.", "declared", "COERCE"),
    ("The court ruled out a new vote.", "ruled", "REJECT"),
    ("The troops could not prevent the clashes.", "clashes", "ASSAULT"),
    ("Rebels captured nine soldiers.", "captured", "ASSAULT"),
    ("The Arab League, meeting in Cairo, condemned the raid.", "condemned", "ACCUSE"),
    ("The Arab League voted 15-3 to suspend Syria.", "suspend", "SANCTION"),
    ("Gunmen killed 5-7 people when they attacked a football match.", "attacked", "ASSAULT"),
    ("Tanks shelled the stadium. Then 10-15 people died when rebels attacked the football crowd.", "attacked", "ASSAULT"),
    ("The price of peace talks was an attack.", "attack", "ASSAULT"),
    ("Soldiers searched on Friday.", "searched", "COERCE"),
    ("Police carried out house searches in Arwa.", "searches", "COERCE"),
    ("You attack us every day, the farmer told the soldiers.", "attack", "ASSAULT"),
    ("Any civilians killed were buried.", "killed", "ASSAULT"),
    ("The police sack of the village went on.", "sack", "ASSAULT"),
    ("Tanks rolled into Arwa on Friday.", "rolled", "ASSAULT"),
    ("The agency had dropped food.", "dropped", "AID"),
    ("Peru will recognise whichever government the people choose.", "recognise", "SUPPORT"),
    ("An earthquake shook Arwa on Friday. Two aid workers were wounded when a mortar shell exploded beside their truck.", "wounded", "ASSAULT"),
    ("Rebels killed nine herders. An earthquake shook Arwa.", "killed", "ASSAULT"),
    ("Peru put its army on alert.", "alert", "MOBILIZE"),
    ("Police searched the house on Monday.", "searched", "COERCE"),
    ("Police searched the lake for weapons.", "searched", "COERCE"),
    ("Police closed 12 of its shops.", "closed", "COERCE"),
    ("Peru received two million in aid.", "received", "AID"),
    ("The release of the miners was put off.", "release", "RETREAT"),
    ("Shells hit the stadium during a football match, killing 12.", "hit", "ASSAULT"),
    ("Lawmakers rejected the motion 91-60.", "rejected", "REJECT"),
    ("The fleet moved its exercise from 16-17 May.", "exercise", "MOBILIZE"),
    ("Gunmen robbed the bank; share prices fell.", "robbed", "ASSAULT"),
    ("The guards admitted the doctors.", "admitted", "RETREAT"),
    ("Gunmen took nine hostages.", "took", "ASSAULT"),
    ("WHO pledged two clinics.", "pledged", "AGREE"),
    ("The envoy insisted that the crew leave at once.", "insisted", "REQUEST"),
    ("The warships left the bay.", "left", "RETREAT"),
    ("Peru warned its neighbour of war.", "warned", "THREATEN"),
    ("The march was banned.", "march", "PROTEST"),
    ("Rebels took hostages in the mine.", "hostages", "ASSAULT"),
    ("The governor ruled out an investigation.", "investigation", "ACCUSE"),
    ("Planes dropped bombs on the port.", "dropped", "ASSAULT"),
    ("Peru stationed marines in the port.", "stationed", "MOBILIZE"),
    ("The marines went home.", "went", "RETREAT"),
    ("Peru respected the truce.", "respected", "RETREAT"),
    ("The prosecutor appealed to the witnesses.", "appealed", "REQUEST"),
    ("Rebels took nine miners hostage.", "hostage", "ASSAULT"),
    ("The governor rejected the envoy's demand for a truce.", "demand", "REQUEST"),
])  # fmt: skip
def test_acts_stay_acts(words, trigger, event_type):
    text = parsed(words)
    assert not any(is_no_act(text, t.i, event_type) for t in text.tokens if t.text == trigger)


def test_a_call_to_a_meeting_is_not_yet_the_meeting():
    text = parsed("the premier summoned both rivals to his house for Monday")
    token = next(t.i for t in text.tokens if t.text == "summoned")
    assert calls_to_meeting(text, token, "CONSULT") and not calls_to_meeting(text, token, "ACCUSE")


def test_a_charge_that_is_dropped_is_no_bomb():
    text = parsed("The treason charge was not dropped.")
    token = next(t.i for t in text.tokens if t.text == "dropped")
    assert is_no_act(text, token, "ASSAULT") and not is_no_act(text, token, "CONCEDE")


@pytest.mark.parametrize(
    ("words", "trigger", "modality"),
    [
        ("Who shelled the market?", "shelled", "uncertain"),
        ("Who shelled the market may never be known.", "shelled", "uncertain"),
        ("A bomb went off in Arwa. No group claimed responsibility.", "claimed", "happened"),
        ("The agency could not verify casualty figures for the shelling of Arwa.", "shelling", "happened"),
        ("Nobody but the militia attacked the town.", "attacked", "happened"),
        ("Had the bridge not been bombed, the column would have stormed the town.", "bombed", "happened"),
        ("Had the bridge not been bombed, the column would have stormed the town.", "stormed", "hypothetical"),
    ],
)
def test_what_is_asked_or_claimed_of_an_act_does_not_deny_it(words, trigger, modality):
    assert {e.modality for e in events_in(words) if e.trigger.text == trigger} <= {modality}
    assert any(e.event_type == "ASSAULT" for e in events_in(words))


def test_a_vow_without_harm_is_no_threat_of_violence():
    text = parsed("The premier vowed to be back every Sunday.")
    token = next(t.i for t in text.tokens if t.text == "vowed")
    assert vows_no_harm(text, token)
    text = parsed("The colonel vowed to attack the port.")
    assert not vows_no_harm(text, next(t.i for t in text.tokens if t.text == "vowed"))


@pytest.mark.parametrize(
    ("words", "trigger", "later"),
    [
        ("A girl died of her wounds on Friday.", "died", True),
        ("The sixth, a student, died overnight.", "died", True),
        ("The second boy succumbed on Friday.", "succumbed", True),
        ("Two men died in a raid on Friday.", "died", False),
    ],
)
def test_a_death_may_follow_an_attack_told_before(words, trigger, later):
    text = parsed(words)
    assert dies_later(text, next(t.i for t in text.tokens if t.text == trigger)) is later
