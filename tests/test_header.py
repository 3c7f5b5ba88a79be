"""The head of a report: what it says, with marks and without, and what it leaves open."""

from datetime import date

import pytest

from dateline.intake.header import read_header
from dateline.intake.published import candidates, iso_prefix
from dateline.model.report import Damage, Report

BODY = "Fighters shelled the port on Tuesday, killing at least 12 people, the mayor said after a night of heavy fighting in the hills."
BARE = (
    "Italian traders on Saturday sought to defuse reports of disarray within the ranks of the union over the escalation of prices in the "
    "markets of the port The eastern ones have not come back since the war began and nobody expects them before the winter of next year"
)


def head(text, damaged=False, **known):
    damage = (
        (Damage(kind="punctuation_lost", start=0, end=len(text)), Damage(kind="digits_lost", start=0, end=len(text))) if damaged else ()
    )
    return read_header(Report(report_id="r", uri="u", text=text, damage=damage, **known))


@pytest.mark.parametrize(
    ("start", "place", "agencies", "published"),
    [
        ("KARSOVA, Feb 6 (Plain Press Agency) - ", "KARSOVA", ("Plain Press Agency",), None),
        ("Prata di Mare (Italy), May 8 (IANS/AKI): ", "Prata di Mare", ("IANS", "AKI"), None),
        ("KARSOVA, 12 June 2024 (PPA) - ", "KARSOVA", ("PPA",), "2024-06-12"),
        ("Karsova, 11-10-2022 (PPA) - ", "Karsova", ("PPA",), "2022-10-11"),
        ("Santa Rosa, 16 Sep (APX).- ", "Santa Rosa", ("APX",), None),
        ("KARSOVA, North Coast, 7 Nov (PPA) -- ", "KARSOVA", ("PPA",), None),
        ("KARSOVA (Plain Wire) - ", "KARSOVA", ("Plain Wire",), None),
        ("KARSOVA - ", "KARSOVA", (), None),
        ("PORT KARSOVA: ", "PORT KARSOVA", (), None),
        ("KARSOVA, February 21. /PPA/. ", "KARSOVA", ("PPA",), None),
        ("KARSOVA, 21 February 2024 /Plain Press/ ", "KARSOVA", ("Plain Press",), "2024-02-21"),
        ("KARSOVA /PPA/. ", "KARSOVA", ("PPA",), None),
        ("KARSOVA. Feb 21 (PPA) - ", "KARSOVA", ("PPA",), None),
        ("KARSOVA, 21 FEBRUARY, ARMENPRESS. ", "KARSOVA", ("ARMENPRESS",), None),
        ("KARSOVA, Feb (Plain Press Agency) - ", "KARSOVA", ("Plain Press Agency",), None),
    ],
)
def test_a_dateline_with_marks(start, place, agencies, published):
    report = head(start + BODY)
    assert (report.dateline_place, report.agencies, report.published) == (place, agencies, published)
    assert report.text[slice(*report.header.dateline)].strip() == start.strip()


@pytest.mark.parametrize(
    ("start", "place", "agencies"),
    [
        ("ROME April Xinhua ", "ROME", ("Xinhua",)),
        ("KARSOVA Feb Plain Press Agency ", "KARSOVA", ("Plain Press Agency",)),
        ("LA PALMA Sept Hill Wire ", "LA PALMA", ("Hill Wire",)),
        ("Karsova November PPA ", "Karsova", ("PPA",)),
        ("KARSOVA North Coast Nov PPA ", "KARSOVA", ("PPA",)),
    ],
)
def test_a_dateline_without_marks(start, place, agencies):
    report = head(start + BARE, damaged=True)
    assert (report.dateline_place, report.agencies) == (place, agencies)


def test_a_headline_before_a_dateline_without_marks():
    report = head("Traders leave the eastern port By Nora Vane KARSOVA March Plain Press Agency " + BARE, damaged=True)
    assert report.text[slice(*report.header.title)] == "Traders leave the eastern port"
    assert (report.byline, report.dateline_place, report.agencies) == ("Nora Vane", "KARSOVA", ("Plain Press Agency",))


@pytest.mark.parametrize(
    ("lines", "byline", "outlet"),
    [
        ("By Nora Vane", "Nora Vane", None),
        ("By Nora Vane, Blue Channel", "Nora Vane", "Blue Channel"),
        ("By our special envoy K. Vane", "K. Vane", None),
        ("Nora Vane", "Nora Vane", None),
        ("Nora Vane, Frontier Radio", "Nora Vane", "Frontier Radio"),
        ("Karsova - Our correspondent", "Our correspondent", None),
    ],
)
def test_a_byline_is_kept_out_of_the_reading(lines, byline, outlet):
    report = head(f"Port of Karsova shelled again\n\n{lines}\n\n{BODY}\n")
    assert (report.byline, report.outlet, report.title) == (byline, outlet, "Port of Karsova shelled again")
    assert any(report.text[s:e] == lines for s, e in report.header.outside)


def test_a_bulletin_is_dated_by_its_headline():
    report = head(f"Karsova: port closed - Flash Update No. 3 (12 February 2024)\n\n{BODY}")
    assert (report.published, report.published_basis) == ("2024-02-12", "header")


def test_credits_at_the_end_are_outside():
    report = head(f"Port of Karsova shelled again\n\n{BODY}\n\n(Reporting by Nora Vane; Editing by Ilan Doret)")
    assert report.byline == "Nora Vane"
    assert report.text[slice(*report.header.outside[-1])].startswith("(Reporting by")


def test_what_was_given_is_not_replaced():
    report = head(f"KARSOVA, 12 June 2024 (PPA) - {BODY}", published="2020-01-01", published_basis="given", outlet="Given")
    assert (report.published, report.published_basis, report.outlet) == ("2020-01-01", "given", "Given")


@pytest.mark.parametrize("text", ["", "\n\n", BODY, "The mayor of Karsova said so.", "He said: no - never - again, on May 8 of that year."])
def test_running_text_has_no_dateline(text):
    report = head(text)
    assert report.header.dateline is None and report.published is None and not report.agencies


def test_a_missing_year_leaves_every_year_that_fits():
    report = head(f"KARSOVA, May 8 (PPA) - He hoped to meet her, he said on Tuesday. The war began in 2011.\n{BODY}")
    assert report.published is None
    assert "2019-05-08" in report.published_candidates
    assert all(c > "2011" and c.endswith("-05-08") for c in report.published_candidates)


def test_a_dated_weekday_narrows_the_years():
    fits = candidates("XXXX-05-08", "They met on Monday, May 6, in Rome.", today=date(2026, 1, 1))
    assert fits and all(date.fromisoformat(f.replace("05-08", "05-06")).weekday() == 0 for f in fits)


def test_a_month_without_day_stays_a_month():
    assert set(map(len, candidates("XXXX-04", "Nothing else is known.", today=date(2026, 1, 1)))) == {7}


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2019", "2019"), ("2019-05", "2019-05"), ("2019-05-08T10:00:00Z", "2019-05-08"), ("Wed, 08 May 2019 10:00:00 GMT", "2019-05-08"),
        ("May 8, 2019", "2019-05-08"), ("20190508T101010Z", "2019-05-08"), ("1557309600", "2019-05-08"), ("soon", None), ("2019-02-31", None),
    ],
)  # fmt: skip
def test_dates_as_containers_write_them(written, iso):
    assert iso_prefix(written) == iso


def test_a_country_behind_the_place_is_no_agency_where_marks_are_lost():
    found = head(f"ABECHE Chad {BARE}", damaged=True)
    assert (found.dateline_place, found.agencies) == ("ABECHE", ())


def test_an_agency_in_brackets_before_the_first_sentence_is_a_credit() -> None:
    report = read_header(Report(report_id="r1", uri="file:r1", text="(Lakes Agency) Fighters crossed the river on Monday.\n\nNobody was hurt."))
    assert report.agencies == ("Lakes Agency",)
    assert report.header.outside == ((0, 15),)
    report = read_header(Report(report_id="r1", uri="file:r1", text="(Three) Fighters crossed the river on Monday.\n\nNobody was hurt."))
    assert report.header.outside == ()


def test_a_byline_may_share_its_line_with_a_section_and_a_day():
    text = "Five things to know\n\nBy Petra Lindqvist | Analysis | 4 November 2024\n\nMoldova closed two crossings on Saturday after a drone struck a police post.\n"
    found = head(text)
    assert (found.byline, found.published) == ("Petra Lindqvist", "2024-11-04")
