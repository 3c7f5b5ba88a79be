"""Who is acted on by words outside the event's own: the hurt of an attack, who asked for what is refused, whose post is attacked."""

from functools import cache

import pytest

from dateline.lexicon import Lexica
from dateline.model.evidence import Basis
from dateline.model.mention import Mention
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.participants import Participants
from dateline.reading.readers import read
from dateline.reading.undergoing import victims
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

PARSER = SpacyParser()


@cache
def parsed(words: str) -> ReportText:
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], PARSER)
    return text


@cache
def reading(words: str) -> Reading:
    return read(parsed(words), Lexica())


def recipients(words: str, trigger: str) -> set[str]:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    event = next(e for e in found.events if e.trigger.text == trigger)
    assert all(parsed(words).text[e.start : e.end] == e.text for e in event.recipients_evidence)
    return {names[c] for c in event.recipients}


def hurt(words: str, trigger: str) -> set[str]:
    text = parsed(words)
    token = next(t.i for t in text.tokens if t.text == trigger)
    return {text.tokens[i].text for i in victims(text, token)}


@pytest.mark.parametrize(
    ("text", "attack", "who"),
    [
        ("Shells struck the market on Monday, killing nine traders.", "struck", {"traders"}),
        ("A mortar attack near Oru killed two drivers.", "attack", {"drivers"}),
        ("Four nurses were wounded when a rocket hit the clinic.", "hit", {"nurses"}),
        ("They recalled the ambush in which seven soldiers died.", "ambush", {"soldiers"}),
        ("They recalled clashes in which seven soldiers died.", "clashes", set()),
        ("Shells struck the market on Monday, stopping all trade.", "struck", set()),
    ],
)
def test_an_attack_hits_those_whom_its_outcome_names(text, attack, who):
    assert hurt(text, attack) == who


def test_an_attack_with_a_named_target_keeps_it():
    assert recipients("The rebels attacked the Kenyan army near Oru, killing nine traders.", "attacked") == {"Kenyan army"}


def test_a_bare_refusal_is_of_whoever_asked():
    assert recipients("Ghana demanded that Togo open the border. Togo refused.", "refused") == {"Ghana"}
    assert recipients("Ghana demanded that Togo open the border. Togo rejected the demand.", "rejected") == {"Ghana"}


def test_a_refusal_that_says_what_is_refused_is_of_nobody_else():
    assert recipients("Ghana demanded that Togo open the border. Togo ruled out new taxes.", "ruled") == set()


def test_a_request_long_before_is_not_what_is_refused():
    between = "It rained. The harvest was poor. Prices rose in the towns."
    assert recipients(f"Ghana demanded that Togo open the border. {between} Togo refused.", "refused") == set()


def test_the_posts_of_an_army_stand_for_the_army():
    text = "The Malian army denied the reports. The Dozo Front has attacked army posts along the river since May."
    assert recipients(text, "attacked") == {"Malian army"}


def test_a_coordinate_plays_the_role_of_the_first():
    assert recipients("The UN envoy met with Moses Tolbert and General Amadou Sise.", "met") == {"Moses Tolbert", "Amadou Sise"}


def test_an_apposition_plays_the_role_of_its_phrase():
    assert recipients("The Islamic Front (IF), which some ministers had blamed, denied any part in it.", "blamed") == {"Islamic Front"}


@pytest.mark.parametrize("words", ["", "Togo refused", "shells struck the market killing nine traders"])
def test_damaged_or_empty_text_is_read(words):
    found = reading(words)
    assert all(parsed(words).text[e.start : e.end] == e.text for event in found.events for e in event.recipients_evidence)


def test_a_name_and_its_initials_side_by_side_are_named_together():
    words = "The Ash Valley Front AVF fled to Oru"
    made = ((4, 20, "c1"), (21, 24, "c1"), (33, 36, "c2"))
    mentions = tuple(
        Mention(mention_id=f"m{a}", start=a, end=b, text=words[a:b], form="name", chain_id=chain, basis=Basis(evidence=(), rule="test")) for a, b, chain in made
    )
    who = Participants(parsed(words), Reading(report_id="r1", mentions=mentions))
    assert [who.words(m).text for m in mentions] == ["Ash Valley Front AVF", "Ash Valley Front AVF", "Oru"]
