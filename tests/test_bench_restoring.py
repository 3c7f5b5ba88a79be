"""The switch that leaves restoring out, and the table that it makes."""

import json
import re

from bench.boundaries import clean_starts
from bench.restoring import HEADING, end_to_end, keep_common, section, split

from dateline.model.report import Report
from dateline.text.condition import damage_of
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

CLEAN = (
    "Fighters of the Amber Front shelled the port of Karsova on Tuesday, the mayor said. About 3,000 residents have fled to the hills since "
    "Sunday, and the government's own soldiers haven't returned. The Security Council will meet in April. It has been asked to send observers."
)
PARSER = SpacyParser()


def segmented(text, **switch):
    made = Report(report_id="r", uri="u", text=text)
    [found] = segment([Report(report_id="r", uri="u", text=text, damage=damage_of(made))], PARSER, **switch)
    return found


def test_without_restoring_damaged_text_is_parsed_as_it_came():
    stripped = " ".join(re.findall(r"[^\W\d_]+", CLEAN))
    restored, bare = segmented(stripped), segmented(stripped, restoring=False)
    assert all(s.restored for s in restored.sentences) and not any(s.restored for s in bare.sentences)
    assert "." in {t.text for t in restored.tokens} and "." not in {t.text for t in bare.tokens}


def test_clean_text_is_read_alike_with_and_without_restoring():
    assert segmented(CLEAN).tokens == segmented(CLEAN, restoring=False).tokens


def test_the_section_is_kept_when_the_rest_of_the_file_is_written_anew():
    table = section([("polnear", "content_o80.R", 0.1, 0.25)])
    assert "| polnear | content_o80.R | 0.100 | 0.250 |" in table
    file = "# Measured figures\n\n| a |\n\n" + table + "\n## Another\n\nwords\n"
    rest, kept = split(file)
    assert kept.startswith(HEADING) and HEADING not in rest and "## Another" in rest
    assert split("# Measured figures\n") == ("# Measured figures\n", "")


def test_groups_are_compared_over_the_tellings_that_both_readings_found(tmp_path):
    def export(name, *events):
        (tmp_path / name).mkdir()
        mentions = [[{"report_id": "r", "trigger": {"start": n, "end": n + 3}, "event_type": "AID"} for n in starts] for starts in events]
        lines = [json.dumps({"event_id": f"e_{n}", "mentions": m}) for n, m in enumerate(mentions)]
        (tmp_path / name / "events.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path / name

    left, right = export("left", (0, 10), (20,)), export("right", (0,), (10, 30))
    keep_common([left, right])
    starts = [[[m["trigger"]["start"] for m in json.loads(line)["mentions"]] for line in (e / "events.jsonl").open(encoding="utf-8")] for e in (left, right)]
    assert starts == [[[0, 10]], [[0], [10]]]


def test_tellings_that_are_not_found_cost_recall_of_merging():
    tables = {"merging": {"p": 1.0, "r": 0.75, "gold": 40}, "events": {"gold": 60}}
    assert end_to_end(tables) == 2 / 3
    assert end_to_end({"merging": {"p": 0.0, "r": 0.0, "gold": 0}, "events": {"gold": 60}}) == 0.0


def test_sentences_of_a_clean_report_begin_at_its_lines_and_inside_them():
    text = "Port shelled\n\nKARSOVA, May 3 (Amber Wire) - Fighters shelled the port. The mayor fled.\n"
    [starts] = clean_starts([Report(report_id="r", uri="u", text=text)])
    assert [text[s:].split()[0] for s in starts] == ["Port", "KARSOVA,", "The"]
