"""Weights by which pledges are held to be kept, broken, withdrawn or open (data/outcome_weights.tsv), from annotated training stories.

    python scripts/train_outcomes.py STORIES_FOLDER

Needs scikit-learn. Learns on the pledges that the readers find and that an annotated commitment matches.
"""

import sys
from pathlib import Path
from tempfile import mkdtemp

from sklearn.linear_model import LogisticRegression

from dateline.intake import IntakeSettings, load
from dateline.lexicon import Lexica, data_path
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.readers import read
from dateline.reconcile.assemble import link
from dateline.reconcile.commitments import OUTCOMES, features, follows
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment
from train_pledges import annotated, design, spans

STRENGTH = 0.1
LEAST = 4
HEAD = """# outcome_weights.tsv: weights (log odds) of the features by which a pledge is held to be open, kept, broken or withdrawn
# origin: learned for this project by logistic regression on its own annotated training stories (scripts/train_outcomes.py); licence: CC0-1.0; version: 1
# feature\topen\tkept\tbroken\twithdrawn
"""
Rows = dict[str, list[tuple[list[str], str]]]


def rows_of(reports: list[Report], readings: list[Reading], folder: Path) -> Rows:
    """`(features, outcome)` of matched pledges with something later to weigh, by story."""
    links = link(reports, readings)
    views, told = links.views, links.tellings
    by_mention = {t.mention.event_mention_id: t for t in told}
    follow = follows(views, told, links.event_of)
    gold = annotated(folder)
    found: Rows = {}
    for report in views.corpus.reports:
        stem = Path(report.uri).stem
        for pledge in views.corpus.readings[report.report_id].pledges:
            mine = next(iter(spans(report.text, [pledge.action.text])), set())
            best = None
            for span, outcome in gold.get(stem, []):
                for words in spans(report.text, [span]):
                    share = len(words & mine) / max(1, min(len(words), len(mine)))
                    if share >= 0.5 and (best is None or share > best[0]):
                        best = (share, outcome)
            if best is None:
                continue
            own = by_mention.get(pledge.event_mention_id or "")
            about = follow[views.story_of[report.report_id]]
            hits = about.hits(pledge, report.report_id, own)
            if hits:
                found.setdefault(stem.split("-")[0], []).append((features(pledge, report.report_id, own, hits, about), best[1]))
    return found


def learn(rows: list[tuple[list[str], str]]) -> dict[str, list[float]]:
    """Weights of each outcome by feature, and `bias`."""
    known, x = design([names for names, _ in rows], LEAST)
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(x, [y for _, y in rows])
    order = [list(model.classes_).index(o) if o in model.classes_ else None for o in OUTCOMES]
    result = {"bias": [float(model.intercept_[k]) if k is not None else -9.0 for k in order]}
    for n, f in enumerate(known):
        result[f] = [float(model.coef_[k][n]) if k is not None else 0.0 for k in order]
    return result


def write(weights: dict[str, list[float]]) -> None:
    """The table."""
    lines = [f + "".join(f"\t{w:.3f}" for w in ws) + "\n" for f, ws in sorted(weights.items(), key=lambda p: p[0].casefold())]
    data_path("outcome_weights.tsv").write_text(HEAD + "".join(lines), encoding="utf-8")


def main(folder: Path) -> None:
    """Read the stories, learn, write."""
    from bench.situations import write_reports

    reports_folder = Path(mkdtemp())
    manifest = write_reports(folder, reports_folder)
    reports = [r for i in load([str(reports_folder)], manifest=manifest, settings=IntakeSettings()) for r in i.reports]
    lexica = Lexica()
    readings = [read(t, lexica) for t in segment(reports, SpacyParser(None))]
    write(learn([row for rows in rows_of(reports, readings, folder).values() for row in rows]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
