"""What changed since a day: news is told, what was known or lies far back is not."""

import json
from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import InputError
from dateline.model.situation import Situation
from dateline.pipeline import BuildSettings, build_in_memory
from dateline.publish.brief import brief
from dateline.publish.changes import changes, last_day, news
from dateline.store.base import evidence_in
from hostile_situation import hostile

DAYS = (
    (
        "2021-05-03", "Upper Nile Herald",
        "MALAKAL, May 3 - Gunmen attacked a grain convoy near Malakal on Sunday and killed four drivers, commissioner Deng Akol said.\n\n"
        "Akol said guards would ride with every convoy from Thursday.\n\nIn September 2015 raiders burned 11 lorries on the same road.\n",
    ),
    (
        "2021-05-04", "White Nile Radio",
        "MALAKAL, May 4 - Sunday's attack on a grain convoy near Malakal killed seven drivers, commissioner Deng Akol said on Tuesday.\n\n"
        "Police arrested two men in Kodok on Tuesday. The White Nile Group denied attacking the convoy.\n",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def situation(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    return build_in_memory([], BuildSettings(manifest=written(tmp_path_factory.mktemp("days"))))


def written(folder: Path) -> Path:
    rows = ["path,published,outlet"]
    for n, (published, outlet, text) in enumerate(DAYS):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{n}.txt,{published},{outlet}")
    (folder / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder / "manifest.csv"


def told(situation: Situation, since: str, kind: str) -> list[str]:
    return [c.evidence[0].text for c in changes(situation, since) if c.kind == kind]


def test_what_a_report_tells_first_is_new_and_what_it_repeats_is_not(situation):
    assert "arrested" in told(situation, "2021-05-04", "event")
    assert {"attack", "attacked"}.isdisjoint(told(situation, "2021-05-04", "event"))
    assert "attacked" in told(situation, "2021-05-03", "event")


def test_history_is_not_news(situation):
    assert "burned" not in told(situation, "2021-05-01", "event")


def test_a_risen_toll_has_the_number_before_and_after(situation):
    [toll] = [c for c in changes(situation, "2021-05-04") if c.kind == "toll" and c.indicator == "killed"]
    assert (toll.what, toll.before, toll.after) == ("raised", 4, 7) and "four" in toll.earlier[0].text


def test_a_denial_and_a_promise_are_told(situation):
    assert any("denied" in e.text for c in changes(situation, "2021-05-04") if c.kind == "denial" for e in c.evidence)
    assert [c.what for c in changes(situation, "2021-05-03") if c.kind == "promise"] == ["new"]


def test_nothing_is_new_after_the_last_report_and_a_bad_date_is_refused(situation):
    assert changes(situation, "2022") == ()
    assert changes(Situation(), "2022-01-01") == ()
    with pytest.raises(InputError, match="no date"):
        changes(situation, "yesterday")


def test_every_word_of_a_change_slices_back(situation):
    texts = {r.report_id: r.text for r in situation.reports}
    pieces = list(evidence_in(changes(situation, "2021-05")))
    assert pieces and all(texts[e.report_id][e.start : e.end] == e.text for e in pieces)


def test_the_brief_tells_what_the_newest_day_changed(situation):
    assert last_day(situation) == "2021-05-04"
    page = html.fromstring(brief(situation))
    [heading] = page.xpath("//h2[@id='changed']")
    assert "4 May 2021" in heading.text_content()
    assert len(page.xpath("//section[@aria-labelledby='changed']//li")) == len(news(situation))
    assert not html.fromstring(brief(situation, since="2022-01-01")).xpath("//h2[@id='changed']")


def test_hostile_words_stay_text():
    changes(hostile(), "2000-01-01")
    assert "<script>alert" not in brief(hostile(), since="2000-01-01")


def test_the_command_lists_and_gives_json(tmp_path):
    path = tmp_path / "s.dateline"
    run = CliRunner().invoke
    assert run(app, ["build", "--manifest", str(written(tmp_path)), "--out", str(path), "--quiet"]).exit_code == 0
    listed = run(app, ["diff", str(path), "--since", "2021-05-04"])
    assert listed.exit_code == 0 and "Killed, higher 4 → 7" in listed.output
    rows = [json.loads(line) for line in run(app, ["diff", str(path), "--since", "2021-05-04", "--json"]).output.splitlines()]
    assert {"event", "toll", "denial"} <= {row["kind"] for row in rows} and all(row["evidence"] for row in rows)
    assert "nothing changed" in run(app, ["diff", str(path), "--since", "2030"]).output


PLANNED_AND_HELD = (
    ("2019-10-07", "Coral Gazette", "MOMBASA, Oct 7 - The dockers' union said talks with the port authority would be held on Wednesday.\n"),
    ("2019-10-09", "Harbour Echo", "MOMBASA, Oct 9 - The dockers' union and the port authority held talks in Mombasa on Wednesday.\n"),
)


def test_what_was_planned_is_news_when_it_took_place(tmp_path, monkeypatch):
    monkeypatch.setattr("test_publish_changes.DAYS", PLANNED_AND_HELD)
    situation = build_in_memory([], BuildSettings(manifest=written(tmp_path)))
    assert len([e for e in situation.events if e.event_type == "CONSULT"]) == 1
    assert told(situation, "2019-10-09", "event") == ["talks"]


def test_a_number_within_the_range_given_before_is_no_rise(tmp_path):
    (tmp_path / "0.txt").write_text("GAO, May 3 - Police detained between 120 and 130 people in Gao on Monday.\n", encoding="utf-8")
    (tmp_path / "1.txt").write_text("GAO, May 5 - Police have detained 128 people in Gao, a judge said.\n", encoding="utf-8")
    (tmp_path / "m.csv").write_text("path,published,outlet\n0.txt,2021-05-03,A\n1.txt,2021-05-05,B\n", encoding="utf-8")
    found = build_in_memory([], BuildSettings(manifest=tmp_path / "m.csv"))
    assert any(len(f.claims) == 2 for f in found.figures)
    assert not [c for c in changes(found, "2021-05-04") if c.kind == "toll"]
