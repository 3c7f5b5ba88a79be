"""Weights by which a later sentence is held to tell what became of a promise, and that it was kept (data/told_weights.tsv).

    PYTHONPATH=src:. python scripts/train_told.py [SHARED] [--write]

Learns from the annotated training stories of SHARED, the project's own stories (bench/own/stories) and its own promises (bench/own/train/promises).
A sentence is right where it holds the annotated passage of the outcome, or an annotated mention of the promised event in a later report; promises
whose outcome is annotated without such a sentence are not learned from. Needs scikit-learn. Printed, for stories held out: of the promises that
their words leave open, how many have an outcome and are found to have one, how many of these with the right one, and how many open ones are found.
"""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
from bench.paths import ROOT
from bench.promises import stories_in
from bench.situations import write_reports
from sklearn.linear_model import LogisticRegression

from dateline.lexicon import data_path
from dateline.model.commitment import Pledge
from dateline.pipeline import BuildSettings, build
from dateline.reconcile import in_other_words
from dateline.reconcile.assemble import Grouping, group, link
from dateline.reconcile.commitments import Follow, Said, by_its_words, follows, outcome_of
from dateline.reconcile.in_other_words import WEIGHED, direction, features, is_of_the_past
from dateline.store.memory import MemoryStore

SHARED = Path(os.environ.get("DATELINE_SHARED", "../shared"))
STRENGTH, KEPT_STRENGTH, FOLDS = 0.3, 0.3, 8
HEAD = """# told_weights.tsv: weights (log odds) of what says that a later sentence tells what became of a promise, and that it was kept
# origin: learned for this project by scripts/train_told.py on its own annotated training stories; licence: CC0-1.0; version: 1
# feature	tells	kept
"""
MEANT = {"opposite": -1.5}
"""Weights of `kept` that are never above this: few sentences tell, and what they mean is known."""
Named = dict[str, float]


class Row(NamedTuple):
    """A later sentence beside a promise. `right`: whether it tells the outcome."""

    found: Named
    toward: Named
    right: bool


class Case(NamedTuple):
    """A promise of a story with its annotated outcome. `learned`: whether its sentences may be learned from."""

    story: str
    pledge: Pledge
    own: Any
    follow: Follow
    outcome: str
    learned: bool
    rows: list[Row]


def stories(shared: Path) -> Iterator[dict[str, Any]]:
    """All annotated stories to learn from."""
    for folder in (shared / "train" / "situations", ROOT / "bench" / "own" / "stories"):
        for path in sorted(folder.glob("*.json")):
            yield json.loads(path.read_text(encoding="utf-8"))
    yield from stories_in(ROOT / "bench" / "own" / "train" / "promises")


def cases(story: dict[str, Any]) -> Iterator[Case]:
    """The promises that the readers find in a story and an annotated one matches."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "story.json").write_text(json.dumps(story), encoding="utf-8")
        store = MemoryStore()
        build([folder / "reports"], store, BuildSettings(manifest=write_reports(folder / "story.json", folder / "reports")))
    reports = list(store.reports())
    grouping = group(reports)
    first = min(reports, key=lambda r: (r.published or "", r.report_id)).report_id
    grouping = Grouping(story_of={r.report_id: first for r in reports}, copy_of=grouping.copy_of, version_of=grouping.version_of)
    links = link(reports, store.readings(), grouping)
    views, names = links.views, {r.report_id: Path(r.uri).stem for r in reports}
    telling = {t.mention.event_mention_id: t for t in links.tellings}
    follow = follows(views, links.tellings, links.event_of)
    for report in views.corpus.reports:
        name = names[report.report_id]
        mates = {name}.union(*(group for group in story.get("copies") or [] if name in group))
        for pledge in views.corpus.readings[report.report_id].pledges:
            meant = matched(pledge, report.text, [c for c in story["commitments"] if c["report"] in mates])
            if meant is None:
                continue
            own, about = telling.get(pledge.event_mention_id or ""), follow[first]
            rows, passages = [], list(told_in(meant, story, mates))
            for said in about.candidates(pledge, own, WEIGHED):
                found = features(pledge, own, said, about)
                if found is not None and not is_of_the_past(pledge, said, about):
                    right = any(tells(said, about, names[said.report_id], p) for p in passages)
                    rows.append(Row(found, direction(pledge, own, said, about), right))
            yield Case(story["story"], pledge, own, about, meant["outcome"], meant["outcome"] == "open" or bool(passages), rows)


def matched(pledge: Pledge, text: str, annotated: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The annotated promise that shares half of the shorter one's characters with a pledge, the likest first."""
    best: tuple[float, dict[str, Any]] | None = None
    for row in annotated:
        at = text.find(row["span"])
        common = min(at + len(row["span"]), pledge.action.end) - max(at, pledge.action.start)
        share = common / min(len(row["span"]), pledge.action.end - pledge.action.start)
        if at >= 0 and share >= 0.5 and (best is None or share > best[0]):
            best = share, row
    return best[1] if best is not None else None


def told_in(row: dict[str, Any], story: dict[str, Any], mates: set[str]) -> Iterator[tuple[str, str]]:
    """`(report, words)` of the passages that tell an outcome."""
    if row["outcome"] == "open":
        return
    if "told" in row:
        yield row["told"]["report"], row["told"]["text"]
    modalities = ("happened", "ongoing") if row["outcome"] == "kept" else ("denied",)
    for event in story.get("events", ()):
        for mention in event["mentions"] if event["key"] == row.get("event") else ():
            late = row["outcome"] != "kept" and mention["report"] == row.get("outcome_report")
            if mention["report"] not in mates and (mention["modality"] in modalities or late):
                yield mention["report"], mention["sentence"]


def tells(said: Said, follow: Follow, report: str, passage: tuple[str, str]) -> bool:
    """Whether a sentence holds a passage, or begins it."""
    words, begins = follow.words_of(said), passage[1].strip()[:40]
    return report == passage[0] and (begins in words or words.strip()[:40] in passage[1])


def fit(rows: Sequence[Named], right: Sequence[bool], strength: float) -> Named:
    """Weights by feature, and `bias`."""
    names = sorted(rows[0])
    model = LogisticRegression(C=strength, max_iter=5000).fit(np.array([[r[n] for n in names] for r in rows]), right)
    return {"bias": float(model.intercept_[0]), **{n: float(w) for n, w in zip(names, model.coef_[0], strict=True)}}


def learn(some: Sequence[Case]) -> dict[str, Named]:
    """Weights of both columns."""
    rows = [row for case in some if case.learned for row in case.rows]
    toward = [(row.toward, case.outcome == "kept") for case in some for row in case.rows if row.right]
    kept = fit([f for f, _ in toward], [k for _, k in toward], KEPT_STRENGTH)
    kept |= {name: min(most, kept[name]) for name, most in MEANT.items()}
    return {"tells": fit([r.found for r in rows], [r.right for r in rows], STRENGTH), "kept": kept}


def measure(some: Sequence[Case]) -> None:
    """Print what is found in stories held out."""
    counts = dict.fromkeys(("settled", "open", "found", "right", "wrongly found"), 0)
    told = sorted({case.story for case in some})
    for fold in range(FOLDS):
        held = set(told[fold::FOLDS])
        use(learn([case for case in some if case.story not in held]))
        for case in some:
            if case.story not in held or by_its_words(case.pledge, case.pledge.action.report_id, case.own, case.follow).outcome != "open":
                continue
            given = outcome_of(case.pledge, case.pledge.action.report_id, case.own, case.follow).outcome
            counts["open" if case.outcome == "open" else "settled"] += 1
            counts["wrongly found"] += case.outcome == "open" != given
            counts["found"] += case.outcome != "open" and given != "open"
            counts["right"] += case.outcome != "open" and given == case.outcome
    print(counts)


def measure_kept(some: Sequence[Case]) -> None:
    """Print how often a sentence that tells the outcome of a promise of a story held out is held to tell the right one."""
    told, right, rows = sorted({case.story for case in some}), 0, 0
    for fold in range(FOLDS):
        held = set(told[fold::FOLDS])
        use(learn([case for case in some if case.story not in held]))
        some_held = [(row.toward, case.outcome == "kept") for case in some if case.story in held for row in case.rows if row.right]
        right += sum((in_other_words.weigh(toward, "kept") > 0) is kept for toward, kept in some_held)
        rows += len(some_held)
    print(f"kept or not: {right} of {rows} sentences")


def use(weights: dict[str, Named]) -> None:
    """Weigh by these instead of the packaged table."""
    in_other_words.weights = weights.__getitem__  # type: ignore[assignment]


def write(weights: dict[str, Named]) -> None:
    """The table."""
    names = sorted(weights["kept"].keys() | weights["tells"].keys(), key=str.casefold)
    lines = [f"{n}\t{weights['tells'].get(n, 0.0):.3f}\t{weights['kept'].get(n, 0.0):.3f}\n" for n in names]
    data_path("told_weights.tsv").write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = [case for story in stories(options.shared) for case in cases(story)]
    print(len(found), "promises;", sum(row.right for case in found for row in case.rows), "of", sum(len(case.rows) for case in found), "sentences tell")
    measure(found)
    measure_kept(found)
    if options.write:
        write(learn(found))
