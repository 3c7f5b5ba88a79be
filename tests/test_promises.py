"""Own stories annotated for promises: marks become promises with the passage that tells their outcome."""

from pathlib import Path

import pytest
from bench.paths import ROOT
from bench.promises import stories_in


def written(folder: Path, text: str) -> Path:
    (folder / "x.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_promise_has_the_later_passage_that_tells_its_outcome(tmp_path):
    text = "= x1 A bridge\n- 2021-03-02 | Post\nHe {p1|will mend the bridge} and {p2|build a school}.\n- 2021-03-09 | Mail\n{k1|Carts crossed it}.\n"
    [story] = stories_in(written(tmp_path, text))
    assert [(c["span"], c["outcome"], c["told"] and c["told"]["text"]) for c in story["commitments"]] == [
        ("will mend the bridge", "kept", "Carts crossed it"), ("build a school", "open", None),
    ]  # fmt: skip


@pytest.mark.parametrize("marked", ["{k1|Carts crossed it}", "{p1|He will go} {p1|today}", "{p1|He will go}. {k1|He went}. {b1|He stayed}."])
def test_an_outcome_of_no_promise_and_a_promise_with_two_are_refused(tmp_path, marked):
    with pytest.raises(ValueError, match="x1"):
        list(stories_in(written(tmp_path, f"= x1 A bridge\n- 2021-03-02 | Post\n{marked}\n")))


def test_the_own_stories_slice_back():
    stories = list(stories_in(ROOT / "bench" / "own" / "train" / "promises"))
    assert len({s["story"] for s in stories}) == len(stories) >= 12
    for story in stories:
        texts = {r["id"]: r["text"] for r in story["reports"]}
        for row in story["commitments"]:
            assert row["span"] in texts[row["report"]]
            assert row["told"] is None or texts[row["told"]["report"]][row["told"]["start"] : row["told"]["end"]] == row["told"]["text"]
        assert not any(set("{|}") & set(text) for text in texts.values())
