"""What is written otherwise than wire copy: lists, interviews, notices of agencies, posts, offices with their portfolios."""

import pytest

from dateline.model.situation import Situation
from dateline.pipeline import BuildSettings, build_in_memory
from dateline.text.view import behind_marker


def read(tmp_path, text: str, published: str = "2023-03-17") -> Situation:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "m.csv").write_text(f"path,published\na.txt,{published}\n", encoding="utf-8")
    return build_in_memory([tmp_path / "a.txt"], BuildSettings(manifest=tmp_path / "m.csv"))


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Minister of Health Paul Dakar said so.", "Paul Dakar", "Minister of Health"),
        ("Minister of Interior Musa Adamu said so.", "Musa Adamu", "Minister of Interior"),
        ("Kenyan Minister of Defense Paul Dakar said so.", "Paul Dakar", "Minister of Defense"),
        ("Minister of Foreign Affairs and International Cooperation Adaeze Okoro said so.", "Adaeze Okoro", "Minister of Foreign Affairs and International Cooperation"),
        ("Deputy Minister of Transport Ann Reed said so.", "Ann Reed", "Deputy Minister of Transport"),
        ("US Secretary of Health and Human Services Ann Reed said so.", "Ann Reed", "Secretary of Health and Human Services"),
        ("Chief of Army Staff Lieutenant General Musa Adamu said so.", "Musa Adamu", "Chief of Army Staff Lieutenant General"),
        ("Nigerian Chief of Defense Staff General Musa Adamu said so.", "Musa Adamu", "Chief of Defense Staff General"),
    ],
)  # fmt: skip
def test_an_office_with_its_portfolio_is_the_title_of_whose_name_follows(tmp_path, text, name, title):
    [actor] = [a for a in read(tmp_path, text).actors if a.kind == "person"]
    assert (actor.name, [t.title for t in actor.titles]) == (name, [title])


def test_a_ministry_and_an_office_without_a_name_stay_what_they_are(tmp_path):
    found = {a.name: a.kind for a in read(tmp_path, "The Ministry of Foreign Affairs warned of floods. The Minister of Foreign Affairs flew home.").actors}
    assert found == {"Ministry of Foreign Affairs": "government", "Minister of Foreign Affairs": "person"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Attacks on 9, 10 and 12 March 2023 killed 34 people.", ["2023-03-09", "2023-03-10", "2023-03-12"]),
        ("Polls open on April 2, 3, and 4, 2024.", ["2024-04-02", "2024-04-03", "2024-04-04"]),
        ("Shelling on March 3, 4 and 6 wounded 12 people.", ["2023-03-03", "2023-03-04", "2023-03-06"]),
        ("Talks on 3 and 4 May failed.", ["2023-05-03", "2023-05-04"]),
        ("On March 3, 4 and 6 people died in two raids.", ["2023-03-03"]),
        ("On March 3, 12 men came.", ["2023-03-03"]),
    ],
)
def test_a_list_of_days_is_days_and_no_counts(tmp_path, text, days):
    found = read(tmp_path, text)
    assert [t.value for t in found.times] == days
    assert not {"9", "10", "4"} & {c.expression for c in found.figure_claims}


def test_bullets_numbers_and_turns_are_no_words(tmp_path):
    text = (
        "- Gunmen killed 31 civilians in Darsou on Monday.\n3. Nigeria and Chad will resume joint patrols on Friday.\n"
        "Q: Did your troops shell the school?\nA: Colonel Cyrille Ateba told reporters that no shells were fired.\n"
    )
    found = read(tmp_path, text)
    assert {"Q", "A"}.isdisjoint(a.name for a in found.actors)
    assert [(s.source.name, s.content[0].text) for s in found.statements] == [("Cyrille Ateba", "that no shells were fired")]
    sentences = {e.text for event in found.events for m in event.mentions for e in m.evidence}
    assert not any(s.startswith(("-", "3.", "Q:", "A:")) for s in sentences)


@pytest.mark.parametrize("line", ["A. Reed said so.", "2019 was dry.", "- 3 men came.", "-based rebels", "1.5 million people fled.", "Q&A with Ann Reed"])
def test_what_only_looks_like_the_mark_of_a_list_stays(line):
    assert behind_marker(line, 0, len(line)) == 0


def test_whom_a_question_asks_about_has_said_nothing(tmp_path):
    found = read(tmp_path, "How has the army responded to the accusation that its airstrike killed farmers? The mayor said it killed six.")
    assert "army" not in {s.source.name for s in found.statements if s.source}
    assert "mayor" in {s.source.name for s in found.statements if s.source}


def test_a_platform_is_where_somebody_speaks_and_not_who(tmp_path):
    found = read(tmp_path, "The Malaka Brigade said in a post on X that its men had left. The group said on its Telegram channel that it would return.")
    assert {s.source.name for s in found.statements} == {"Malaka Brigade"}
    assert {"Telegram", "X"}.isdisjoint(a.name for a in found.actors)
    assert "Telegram" in {s.source.name for s in read(tmp_path, "Telegram said it would block the channels of the gang.").statements}


def test_who_loots_armed_is_no_protester(tmp_path):
    found = read(tmp_path, "Armed men on motorcycles looted shops in Darsou on Monday.")
    assert [e.event_type for e in found.events] != ["PROTEST"] and len(found.events) == 1


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Three of the 12 miners trapped in the shaft died on Monday.", {("killed", 3.0), ("affected", 12.0)}),
        ("One of two nurses abducted from the clinic escaped on Thursday.", {("abducted", 2.0)}),
        ("Four of the nine people killed in the blast were children.", {("killed", 4.0), ("killed", 9.0)}),
    ],
)
def test_what_befell_some_is_not_what_befell_all(tmp_path, text, counts):
    assert {(c.indicator, c.value) for c in read(tmp_path, text).figure_claims if c.indicator != "other"} == counts


@pytest.mark.parametrize("text", ["Hungary's Foreign Minister Balazs Kertesz abstained.", "Hungary's President Balazs Kertesz, who was in Rome, abstained."])
def test_the_country_that_owns_an_office_is_stated_for_its_holder(tmp_path, text):
    [actor] = [a for a in read(tmp_path, text).actors if a.kind == "person"]
    assert (actor.name, actor.country, actor.country_basis) == ("Balazs Kertesz", "HUN", "stated")


def test_what_a_threat_is_over_is_not_done_by_who_threatens(tmp_path):
    found = read(tmp_path, "Russia recalled its envoy, carrying out a threat it had made over the closure of two crossings.")
    [closure] = [e for e in found.events if e.event_type == "COERCE"]
    assert closure.actors == ()


def test_the_first_since_a_year_took_place_in_another(tmp_path):
    found = read(tmp_path, "Elena Rusu is due to meet the separatist leader, Vadim Kravets, in Bender, the first such meeting since 2019.")
    assert not {e.date_start for e in found.events if e.date_start} & {"2019", "2019-01-01"}


def test_a_good_name_is_no_accusation(tmp_path):
    assert not read(tmp_path, "Moscow calls them peacekeepers.").events
    assert [e.event_type for e in read(tmp_path, "Moscow calls them terrorists.").events] == ["ACCUSE"]
