"""Own stories annotated for contradictions: marks become sides with offsets that slice back."""

from pathlib import Path

import pytest
from bench.disputes import stories_in
from bench.paths import ROOT


def written(folder: Path, text: str) -> Path:
    (folder / "x.txt").write_text(text, encoding="utf-8")
    return folder


def test_marks_become_sides_and_leave_the_text(tmp_path):
    [story] = stories_in(written(tmp_path, "# head\n= x1 A bridge\n- 2021-03-02 | Post\n{m1a|The bridge fell}.\n- 2021-03-03 | Mail\nNo: {m1b|it stands}.\n"))
    assert [r["text"] for r in story["reports"]] == ["The bridge fell.", "No: it stands."]
    [row] = story["contradictions"]
    assert row["kind"] == "modality" and [(s["side"], s["text"]) for s in row["sides"]] == [("a", "The bridge fell"), ("b", "it stands")]


@pytest.mark.parametrize("text", ["= x1 A bridge\n- 2021-03-02 | Post\n{m1a|The bridge fell}.\n", "= x1 A bridge\n"])
def test_a_contradiction_with_one_side_and_a_story_without_reports_are_refused(tmp_path, text):
    with pytest.raises(ValueError, match="x1"):
        list(stories_in(written(tmp_path, text)))


def test_the_own_stories_slice_back():
    stories = list(stories_in(ROOT / "bench" / "own" / "train" / "disputes"))
    assert len({s["story"] for s in stories}) == len(stories) >= 30
    for story in stories:
        texts = {r["id"]: r["text"] for r in story["reports"]}
        assert all(texts[s["report"]][s["start"] : s["end"]] == s["text"] for row in story["contradictions"] for s in row["sides"])
        assert not any(set("{|}") & set(text) for text in texts.values())
