"""Statements: source, cue, content, relays, nesting."""

from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Damage, Report
from dateline.pipeline import build_in_memory
from dateline.reading.coreference import read_actors
from dateline.reading.statements import read_statements, shared_prefix
from dateline.reading.times import read_times
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

PARSER = SpacyParser()
LEXICA = Lexica()


@cache
def parsed(words: str, bare: bool = False) -> ReportText:
    damage = (Damage(kind="punctuation_lost", start=0, end=len(words)),) if bare else ()
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, damage=damage)], PARSER)
    return text


@cache
def reading(words: str, bare: bool = False) -> Reading:
    text = parsed(words, bare)
    found = Reading(report_id="r1", **read_actors(text, Reading(report_id="r1"), LEXICA))
    statements = read_statements(text, found, LEXICA)
    return Reading(report_id="r1", mentions=found.mentions, chains=found.chains, statements=statements)


def name(found: Reading, chain_id):
    return next((c.name for c in found.chains if c.chain_id == chain_id), None)


def said(words: str, bare: bool = False):
    """`(source, cue, contents, kind)` of each statement."""
    found = reading(words, bare)
    return [(name(found, s.source), s.cue.text, [c.text for c in s.content], s.kind) for s in found.statements]


@pytest.mark.parametrize(
    ("text", "source", "content", "kind"),
    [
        ('"We will stay," General Amina Okoro said.', "Amina Okoro", ['"We will stay,"'], "direct"),
        ('"We will stay," said General Amina Okoro.', "Amina Okoro", ['"We will stay,"'], "direct"),
        ('General Amina Okoro said: "We will stay."', "Amina Okoro", ['"We will stay."'], "direct"),
        ('"We stay," Amina Okoro said. "We will not leave the north."', "Amina Okoro", ['"We stay,"', '"We will not leave the north."'], "direct"),
        ("Amina Okoro said the army would stay.", "Amina Okoro", ["the army would stay"], "indirect"),
        ('Amina Okoro said the army would "never leave" the north.', "Amina Okoro", ['the army would "never leave" the north'], "mixed"),
        ("The army would stay, Amina Okoro said.", "Amina Okoro", ["The army would stay"], "indirect"),
        ("The road, residents said, was closed at dawn.", "residents", ["The road", "was closed at dawn"], "indirect"),
        ("According to residents, the road was closed.", "residents", ["the road was closed"], "indirect"),
        ("The road was closed, according to residents.", "residents", ["The road was closed"], "indirect"),
        ("Amina Okoro said the road had been closed, but that none had been hurt.", "Amina Okoro", ["the road had been closed, but that none had been hurt"], "indirect"),
        ("The road was closed, residents said, as the rains went on.", "residents", ["The road was closed"], "indirect"),
        ("The road was closed, residents said, but a bus stayed in the town.", "residents", ["The road was closed"], "indirect"),
        ("The road was closed, residents said, but it would open on Monday.", "residents", ["The road was closed", "but it would open on Monday"], "indirect"),
        ("Residents informed the delegation that the commission named by the minister will travel to the north.", "Residents", ["that the commission named by the minister will travel to the north"], "indirect"),
    ],
)  # fmt: skip
def test_who_says_what(text, source, content, kind):
    [found] = said(text)
    assert (found[0], found[2], found[3]) == (source, content, kind)


@pytest.mark.parametrize(
    ("text", "cue_class", "content"),
    [
        ("Amina Okoro denied the report.", "deny", "the report"),
        ("Amina Okoro accused the rebels of looting.", "accuse", "the rebels of looting"),
        ("Amina Okoro promised to leave by Friday.", "promise", "to leave by Friday"),
        ("Amina Okoro hopes to meet the president.", "hope", "to meet the president"),
        ("Amina Okoro urged the rebels to leave.", "ask", "to leave"),
        ("Amina Okoro ruled out talks.", "deny", "talks"),
        ("Amina Okoro believes that the war is over.", "think", "that the war is over"),
        ("Amina Okoro put the toll at 14.", "say", "the toll at 14"),
        ("Amina Okoro is confident that the truce will hold.", "think", "that the truce will hold"),
    ],
)
def test_the_cue_gives_the_class(text, cue_class, content):
    [statement] = reading(text).statements
    assert statement.cue_class == cue_class
    assert " ".join(c.text for c in statement.content) == content


def test_told_a_newspaper_is_a_relay_that_goes_on():
    found = reading('Amina Okoro told the daily Morning Herald that the army would stay. "We are ready," she said.')
    assert [[name(found, r) for r in s.relayed_by] for s in found.statements] == [["Morning Herald"], ["Morning Herald"]]


def test_told_reporters_is_an_addressee():
    [statement] = reading("Amina Okoro told reporters that the army would stay.").statements
    assert statement.relayed_by == ()
    assert [c.text for c in statement.content] == ["that the army would stay"]


def test_what_is_said_inside_has_a_parent_and_its_relay():
    found = reading("The Morning Herald reported that Amina Okoro said the army would stay.")
    outer, inner = found.statements
    assert inner.parent_id == outer.statement_id
    assert [name(found, r) for r in inner.relayed_by] == [name(found, outer.source)]


def test_citing_turns_the_source_round():
    found = reading("The agency Delta Wire reported, citing residents, that the road was closed.")
    assert name(found, found.statements[0].source) == "residents"
    assert [name(found, r) for r in found.statements[0].relayed_by] == ["Delta Wire"]


def test_a_quotation_over_paragraphs_is_one_statement():
    words = '"We will stay, and we will fight.\n"We will win," General Amina Okoro said.'
    assert any(len(s.content) >= 1 and s.source is not None for s in reading(words).statements)


def test_an_unknown_speaker_stays_unknown():
    [statement] = reading("He said the road was closed.").statements
    assert statement.source is None
    assert statement.source_evidence.text == "He"


def test_first_person_before_the_speaker_is_direct_where_marks_are_lost():
    words = "The president spoke on Saturday I have no reason to think that the army will leave Conte told reporters"
    found = said(words, bare=True)
    assert any(kind == "direct" and "I have no reason" in " ".join(content) for _, _, content, kind in found)


TEXT = (
    'PORT CITY - "We will stay," General Amina Okoro told Radio Delta. "We will not leave."\n'
    "“They lied,” said a spokesman, who denied that the rebels — ‘bandits’ — had fled; the UN, citing residents, said 12 had died.\n"
    '"It was night.\n"Nobody saw them," he added.'
)
MARKS = [i for i, c in enumerate(TEXT) if not c.isalnum() and not c.isspace()]


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(MARKS)))
def test_no_deletion_of_marks_loses_the_report(gone):
    words = "".join(c for i, c in enumerate(TEXT) if i not in gone)
    for s in reading(words).statements:
        for piece in (*s.content, s.cue, *((s.source_evidence,) if s.source_evidence else ())):
            assert words[piece.start : piece.end] == piece.text


@pytest.mark.parametrize("text", ["", "said", '"', "“”", "according to", "said said said"])
def test_scraps_of_text_are_read(text):
    assert isinstance([read_statements(t, Reading(report_id="r1"), LEXICA) for t in segment([Report(report_id="r1", uri="u", text=text)], PARSER)], list)


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        ("Governor Ada Mirren said on 4 March 2021 that the road was open.", "2021-03-04", "stated"),
        ("Governor Ada Mirren said the bridge fell on 4 March 2021.", None, None),
        ("The road is open, Governor Ada Mirren said.", None, None),
    ],
)
def test_a_statement_has_the_date_of_its_saying(text, date, basis):
    report = parsed(text)
    found = Reading(report_id="r1", times=read_times(report, Reading(report_id="r1"), LEXICA))
    found = msgspec.structs.replace(found, **read_actors(report, found, LEXICA))
    [statement] = read_statements(report, found, LEXICA)
    assert (statement.date, statement.date_basis) == (date, basis)


def test_a_speaker_who_goes_on_speaks_on_the_same_day():
    report = parsed("Governor Ada Mirren said on 4 March 2021 that the road was open. Mirren warned that rain would come.")
    found = Reading(report_id="r1", times=read_times(report, Reading(report_id="r1"), LEXICA))
    found = msgspec.structs.replace(found, **read_actors(report, found, LEXICA))
    assert [(s.date, s.date_basis) for s in read_statements(report, found, LEXICA)] == [("2021-03-04", "stated"), ("2021-03-04", "inherited")]


def test_who_tries_to_say_is_the_source():
    found = reading("Prime Minister Ada Mirren was at pains to reiterate that the government was united.")
    [statement] = found.statements
    assert name(found, statement.source) == "Ada Mirren"


def test_who_is_spoken_of_in_a_quotation_is_not_its_speaker():
    found = reading('"Same fence, same wire, same paint," a border guard officer said, asking for anonymity.')
    [statement] = [s for s in found.statements if s.cue.text == "said"]
    assert statement.source_evidence.text == "a border guard officer"


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The union called on the governor to reopen the market.", "called", "to reopen the market"),
        ("Minister Ada Mirren put the dead at 14 and the missing at 9.", "put", "the dead at 14 and the missing at 9"),
        ("Police recorded 12 deaths, among them two children.", "recorded", "12 deaths, among them two children"),
        ("The minister denied a report, which no paper had seen.", "denied", "a report"),
        ("The minister said the road was safe, adding that trucks were moving.", "said", "the road was safe"),
        ("The opposition party asked for an urgent debate.", "asked", "an urgent debate"),
        ("The governor offered talks on Monday.", "offered", "talks"),
        ("The shop would close, the union said, if the owner did not pay.", "said", "The shop would close | if the owner did not pay"),
    ],
)
def test_borders_of_what_is_said(text, cue, content):
    assert content in [" | ".join(c) for _, c_cue, c, _ in said(text) if c_cue == cue]


def test_an_official_after_the_last_comma_is_the_speaker():
    [(source, cue, content, kind)] = said("The ship left Mersin on Sunday under escort of the frigate Aldina, a Greek defence official said.")
    assert (source, cue, content, kind) == (
        "Greek defence official", "said", ["The ship left Mersin on Sunday under escort of the frigate Aldina"], "indirect",
    )  # fmt: skip


def test_several_at_once_are_nobody():
    assert ("said", None) in [(cue, source) for source, cue, _, _ in said("Each side said the other had fired first.")]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The governor denied reports that the bridge was blown up.", "governor", "denied", "that the bridge was blown up"),
        ("The army says 12 people have died, 40 people are hurt, and over 900 have fled.", "army", "says",
         "12 people have died, 40 people are hurt, and over 900 have fled"),
        ("The mayor said the road was safe and the relief agency Halden, which said it had waited for days, called for a truce.", "Halden", "said",
         "it had waited for days"),
    ],
)  # fmt: skip
def test_reports_counts_and_the_next_speaker(text, source, cue, content):
    assert (source, cue, content) in [(s, c, " | ".join(k)) for s, c, k, _ in said(text)]


def test_sentences_in_the_first_person_that_go_on_belong_to_the_same_words():
    words = "We will rebuild the bridge by spring Ada Mirren told reporters They brought me a letter from the general last week"
    both = ["We will rebuild the bridge by spring", "They brought me a letter from the general last week"]
    assert (both, "direct") in [(k, kind) for s, _, k, kind in said(words, bare=True) if s == "Ada Mirren"]


def test_what_only_a_speaker_can_say_before_quoted_words_belongs_to_them():
    council = "The council met on Monday in the town hall"
    words = f"{council} We saw the smoke There was no order to fire the mayor Ada Mirren told reporters on Tuesday"
    assert ["We saw the smoke", "There was no order to fire"] in [k for s, _, k, _ in said(words, bare=True) if s == "Ada Mirren"]
    assert not any(council in " ".join(k) for _, _, k, _ in said(words, bare=True))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Relatives had waited since dawn, a United Nations monitor said.", "United Nations", ["Relatives had waited since dawn"]),
        ("The port will stay shut, declared on Thursday the Minister of Transport, Ada Mirren.", "Ada Mirren", ["The port will stay shut"]),
        ("The two agencies believe that 25 people are missing.", None, ["that 25 people are missing"]),
    ],
)
def test_bodies_by_their_monitors_speakers_behind_and_pairs(text, source, content):
    assert (source, content) in [(s, c) for s, _, c, _ in said(text)]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Amina Okoro stressed that should the strikes continue, the talks would end.", ["stressed"]),
        ("They cannot say we agreed, Amina Okoro told reporters.", ["told"]),
        ("Nobody has claimed the attack.", []),
        ("No group claimed responsibility for the bombing in Varna.", []),
        ("The rumour only hurts those who write it, Amina Okoro said.", ["said"]),
        ("The group denied it.", ["denied"]),
        ("Guard units answered with rockets, Amina Okoro said.", ["said"]),
        ("Italy approved a mission to support the coast guard.", []),
        ("Amina Okoro could not say how many were hurt.", []),
        ("Amina Okoro could only say that the road was shut.", ["could only say"]),
    ],
)
def test_what_is_not_or_not_yet_said_is_no_statement(text, cues):
    assert [cue for _, cue, _, _ in said(text)] == cues


def test_what_a_paper_tells_according_to_which_something_is_so():
    found = reading("The agency cited a statement by the Free Front according to which 12 soldiers were captured.")
    [told] = [s for s in found.statements if s.cue is not None and s.cue.text == "according to"]
    assert (name(found, told.source), [c.text for c in told.content]) == ("Free Front", ["12 soldiers were captured"])


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The ferries will stop at noon, a union official said, in what would be the first strike in years.", "union official", ["The ferries will stop at noon"]),
        ("The road was open, the army's press office said.", "army", ["The road was open"]),
        ("Ada Mirren was commenting on a report of the Rights Forum, which said that the camp was full.", "Ada Mirren", ["a report of the Rights Forum"]),
        ("Ada Mirren was commenting on a report of the Rights Forum, which said that the camp was full.", "Rights Forum", ["that the camp was full"]),
        ("The Delta Brigades denied it. Delta said the road was open.", "Delta Brigades", ["the road was open"]),
        ("The Harbour League, known by its Spanish initials LDP, met. LDP said that the port was shut.", "Harbour League", ["that the port was shut"]),
    ],
)  # fmt: skip
def test_offices_short_names_and_papers_commented_on(text, source, content):
    assert (source, content) in [(s, c) for s, _, c, _ in said(text)]


def test_of_two_statements_with_one_content_the_nearer_one_relays_what_is_claimed_inside():
    words = "Ada Mirren downplayed a report in the Delta Post newspaper that Tom Ferris met the rebels and claimed that Peru was behind it"
    found = reading(words, bare=True)
    [claimed] = [s for s in found.statements if s.cue is not None and s.cue.text == "claimed"]
    assert "Ada Mirren" not in [name(found, r) for r in claimed.relayed_by]


def test_who_retells_others_in_the_first_person_relays_them():
    words = (
        "We will rebuild the bridge by spring Ada Mirren told reporters They brought me a letter from the general last week "
        "They said they want to leave the town I will not accept the plan of the general"
    )
    found = reading(words, bare=True)
    [retold] = [s for s in found.statements if s.content[0].text.startswith("they want") and s.cue is not None and s.cue.text == "said"]
    assert [name(found, r) for r in retold.relayed_by] == ["Ada Mirren"]


@pytest.mark.parametrize(
    "words",
    ["The mayor urged both guilds to show restraint.", "We will not back a second mission.", "Harbour bulletin: situation note no. 2"],
)
def test_what_nobody_asserts_praises_or_tells_is_no_statement(words):
    assert not [s for s in reading(words).statements if s.cue_class in ("show", "praise") or s.cue.text == "note"]


def test_the_first_of_two_objects_is_told():
    words = "The commissioner told the agency that Karva was prepared to hand over 60 seriously wounded prisoners by 15 March."
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert {names.get(s.addressee, "agency") for s in found.statements} == {"agency"}


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("State radio said, citing the Lumber Board, that the mill would close.", "Lumber Board", ["that the mill would close"]),
        ("Ada Mirren, the treasurer, told a council hearing that 300 more nurses would be hired.", "Ada Mirren", ["that 300 more nurses would be hired"]),
        ("Peru threatened on Sunday to close the canal, saying the levy was unpaid.", "Peru", ["to close the canal"]),
        ("A union official said a blast on Friday killed three miners, and vowed to call a strike.", "union official", ["a blast on Friday killed three miners"]),
        ("A union official said a blast on Friday killed three miners, and vowed to call a strike.", "union official", ["to call a strike"]),
        ('Ada Mirren dismissed the plan as "a stunt".', "Ada Mirren", ["the plan", 'as "a stunt"']),
    ],
)  # fmt: skip
def test_who_is_cited_hears_goes_on_or_threatens(text, source, content):
    assert (source, content) in [(s, c) for s, _, c, _ in said(text)]


@pytest.mark.parametrize(
    "words",
    [
        "The nurses had been admitted to the clinic by noon.",
        "Peru was under pressure from its army to call off the talks.",
        "The truce agreed on Thursday collapsed within hours.",
        "Peru must honour its commitments.",
        "Nobody knows who was to blame for the fire.",
    ],
)
def test_what_is_done_by_noon_called_off_or_kept_is_no_statement(words):
    assert not any(cue in ("had been admitted", "to call off", "call off", "agreed", "honour", "must honour", "to blame") for _, cue, _, _ in said(words))


def test_who_says_it_all_is_no_content_of_what_is_quoted():
    found = said('"They were bakers. I knew four of them," the man, who gave his name only as Omar, said by telephone.')
    assert [content for _, _, content, _ in found] == [['"They were bakers. I knew four of them,"']]


def test_a_name_with_a_hyphen_is_named_whole():
    found = reading("The road was shut, governor Nabil al-Sharafi told state television.")
    assert [s.source_evidence.text for s in found.statements] == ["governor Nabil al-Sharafi"]


@pytest.mark.parametrize(("first", "last", "date"), [("2022-03-07", "2022-03-13", "2022-03"), ("2022-03-07", "2022-03-07", "2022-03-07"), (None, None, None), ("2021-12-27", "2022-01-02", None)])
def test_a_week_is_no_day(first, last, date):
    assert shared_prefix(first, last) == date


def test_without_marks_a_speaker_in_front_or_behind_is_no_content():
    pledged = [c for _, cue, cs, _ in said("The United Nations said it had pledged millions from its fund", bare=True) for c in cs if "pledged" in cue]
    assert all("said" not in c for c in pledged)
    contents = [c for _, cue, cs, _ in said("Oman sent a plane with supplies and has offered to mediate Omani state media said", bare=True) for c in cs if "offered" in cue]
    assert all("state media" not in c for c in contents)


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("The office found no link with Red Kite, the group blamed for the first blast.", "blamed"),
        ("A trader recalled that in 2011 smugglers attacked the depot of the guild.", "attacked"),
    ],
)
def test_whom_others_blame_and_who_storms_a_depot_say_nothing(words, cue):
    assert cue not in [c for _, c, _, _ in said(words)]


def test_of_whom_it_is_said_says_it_not():
    [found] = said("The court tried three men, all of them said to be officers of the guild.")
    assert found[:2] == (None, "said")
    assert ("Osun League", "claimed") in [s[:2] for s in said("The Osun League claimed to have shot down a drone.")]


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ('Some 2,500 people, according to police, and "more than eight thousand", according to the organisers, marched on Sunday.',
         ["Some 2,500 people"], ['"more than eight thousand"', "marched on Sunday"]),
        ("According to the army, three soldiers died, and five rebels, according to a witness.", ["three soldiers died"], ["five rebels"]),
        ("At least 9 people were hurt according to the ministry and 14 according to the miners.", ["At least 9 people were hurt"], ["14"]),
    ],
)  # fmt: skip
def test_what_is_told_according_to_two_is_told_by_each(words, first, second):
    assert [content for _, _, content, _ in said(words)] == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "Amina Okoro left the hall without saying what she had signed.",
        "Amina Okoro was unable to say how many had died.",
        "The agency has not been able to confirm the origin of the drone.",
        "The rebels have yet to confirm the death of Amina Okoro.",
        "Amina Okoro would neither confirm nor deny it.",
        "The ship has not sailed, contrary to what the minister announced for Saturday.",
        "A vote of no confidence that 40 lawmakers had tabled was put off.",
        "The envoy did not see any sign that the rebels would leave.",
    ],
)
def test_what_is_left_unsaid_is_no_statement(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "cue", "cue_class"),
    [
        ("Turkey has not confirmed the incident at the border.", "has not confirmed", "say"),
        ("The ministry did not exclude that the general had fled.", "did not exclude", "say"),
        ("The rebels had not agreed to let the airport reopen.", "had not agreed", "say"),
        ("The mission has found no evidence that soldiers took part.", "has found no evidence", "say"),
        ("The mission is not aware of any rebels in the camp.", "is not aware", "think"),
        ("The ministry confirmed the incident at the border.", "confirmed", "confirm"),
    ],
)
def test_a_negation_belongs_to_the_cue_and_turns_its_class(text, cue, cue_class):
    [found] = reading(text).statements
    assert (found.cue.text, found.cue_class) == (cue, cue_class)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The number of dead became fourteen, announced the Ministry of Health.", "Ministry of Health", ["The number of dead became fourteen"]),
        ("The return goes well, affirmed at a press conference the Minister of Interior, Ada Mirren.", "Ada Mirren", ["The return goes well"]),
        ("Two drivers were hurt, told us the health officer, Dr. Ada Mirren.", "Ada Mirren", ["Two drivers were hurt"]),
        ("The first trucks left; the rest, says the army, will follow by Friday.", "army", ["the rest", "will follow by Friday"]),
        ("According to two elders, boats of the coast police came beside the ship on Sunday and were pushed back.", "two elders",
         ["boats of the coast police came beside the ship on Sunday and were pushed back"]),
        ("Ghana has put off by two weeks the talks it wants to hold between Chad and Libya, Minister Ada Mirren announced.", "Ada Mirren",
         ["Ghana has put off by two weeks the talks it wants to hold between Chad and Libya"]),
    ],
)  # fmt: skip
def test_who_is_named_beside_the_cue_speaks(text, source, content):
    found = next(s for s in said(text) if s[0] == source)
    assert found[2] == content
    assert all(s.addressee is None for s in reading(text).statements)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The county counts 31 dead; the UN speaks of 50 dead.", [("UN", ["50 dead"])]),
        ("Their organisation said no ransom had been paid; an officer spoke of 15 million francs.",
         [("organisation", ["no ransom had been paid"]), ("officer", ["15 million francs"])]),
        ('A minister said Iran would be paid; a senior official put the sum at "closer to four".', [("minister", ["Iran would be paid"])]),
        ("The navy frees a dhow; the pirates want $6 million", [("pirates", ["$6 million"])]),
        ('Ada Mirren told lawmakers that the crew could go home "within days" if the owner paid a fine, but ruled out going to court.',
         [("Ada Mirren", ['that the crew could go home "within days" if the owner paid a fine']), ("Ada Mirren", ["going to court"])]),
    ],
)  # fmt: skip
def test_another_clause_is_another_speakers(text, wanted):
    found = [(s[0], s[2]) for s in said(text)]
    assert all(w in found for w in wanted)


def test_what_a_flood_claims_is_no_statement():
    assert [s[0] for s in said("According to the Red Cross, the floods have claimed 27 lives.")] == ["Red Cross"]


@pytest.mark.parametrize(
    "text",
    [
        "The battalion promised on 11 March arrived last Thursday with 340 men.",
        "Any official found to have sold a rifle is dismissed.",
        "Nine men are still in prison, accused of the fire of the town hall.",
        "Gale warning: fishermen advised to stay in port",
        "In 2008 a gunboat rammed a cutter, and in 2014 Ghana recalled its ambassador for five weeks.",
        "As regards the regional force, it has come.",
        "The islets, which Ghana holds and calls Dokta, are small.",
        "The president broke the oath he swore to keep.",
        "Whoever sleeps there cannot expect to wake up.",
    ],
)
def test_what_is_said_of_somebody_or_in_another_sense_is_no_statement(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ('Three diplomats saw the letter. One of them said it was short; another spoke of "two pages".', "Three diplomats", ['two pages']),
        ("Four passengers died. Sappers who saw the bus do not believe the army, one of them told the paper.", None,
         ["Sappers who saw the bus do not believe the army"]),
    ],
)  # fmt: skip
def test_one_of_several_is_one_of_those_told_of(text, source, content):
    assert (source, [c.strip('"') for c in content]) in [(s[0], [c.strip('"') for c in s[2]]) for s in said(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('The governor called off his trip since, he said, "there was nobody left to fetch", and flew home.', ['"there was nobody left to fetch"']),
        ("The governor called off his trip because, he said, there was nobody left to fetch, and flew home.", ["there was nobody left to fetch"]),
        ("The doctors will stop working on Friday, announced their union, if the minister does not resign.",
         ["The doctors will stop working on Friday", "if the minister does not resign"]),
    ],
)  # fmt: skip
def test_a_reason_is_said_alone_and_a_condition_with_what_it_is_for(text, content):
    assert [s[2] for s in said(text)] == [content]


def test_a_site_of_ones_own_relays_nothing():
    found = reading('"They fired," the minister told Radio Nord. In a statement on its website the rebel group said its men had been away.')
    assert [len(s.relayed_by) for s in found.statements] == [1, 0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ada Mirren, leader of the Free Party, said the strike would continue until Friday.", ["said"]),
        ("The minister condemned the raid and said Chad would complain to the council.", ["condemned", "said"]),
        ("The army is in a position to say who fired.", []),
        ("Cotton buyers say it is too early to speak of losses.", ["say"]),
        ("Ada Mirren welcomed the refugees at the crossing.", []),
    ],
)
def test_words_of_who_tells_it_are_no_content(text, wanted):
    assert sorted(s[1] for s in said(text)) == sorted(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "The pirates, led by a man they call Ilbodahar, left the port.",
        "The men called the Red Cross on Monday morning.",
    ],
)
def test_giving_a_name_and_telephoning_is_no_statement(text):
    assert [s for s in said(text) if "call" in s[1]] == []


def test_who_counts_behind_a_semicolon_ends_what_another_tells():
    found = said("According to the governor, 85 families fled; the Red Cross counts 112 families.")
    assert found[0][2] == ["85 families fled"]


def test_the_name_between_commas_belongs_to_the_source():
    [found] = reading("According to the website, Lumenika, the state paid 14 million euros for machines offered to Ghana.").statements
    assert (found.source_evidence.text, found.content[0].text) == ("the website, Lumenika", "the state paid 14 million euros for machines offered to Ghana")


@pytest.mark.parametrize("words", ["Ten people died, according to police", "According to police", "According to the website Lumen", "He left because, he said."])
def test_a_text_may_end_behind_its_source(words):
    assert isinstance(said(words), list)


def test_what_the_reporter_adds_of_a_charge_is_no_part_of_it():
    [found] = [c for _, cue, c, _ in said("The army of Ghana accused Togo of shelling the town of Kara, a charge that Togo has denied.") if cue == "accused"]
    assert found == ["Togo", "of shelling the town of Kara"]


def test_who_asks_for_anonymity_says_nothing_by_it():
    assert said("The officer asked for anonymity.") == []


def test_who_is_to_be_heard_is_nothing_that_is_said():
    assert said("A parliamentary committee is to question Minister Ada Mirren on Thursday.") == []


@pytest.mark.parametrize(("text", "kept"), [
    ("The army of Ghana agreed to leave the town.", 0),
    ("The army of Ghana wants an inquiry.", 0),
    ("Ada Mirren said Ghana would ask the court for an order.", 1),
    ("The army of Ghana agreed that the road was open.", 1),
    ("Ada Mirren promised to leave the town.", 1),
])  # fmt: skip
def test_the_record_holds_what_was_said(tmp_path, text, kept):
    (tmp_path / "a.txt").write_text(text)
    assert len(build_in_memory([tmp_path / "a.txt"]).statements) == kept
