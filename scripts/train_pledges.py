"""Weights by which forms are held to be pledges (data/pledge_weights.tsv), by logistic regression on annotated training stories.

    python scripts/train_pledges.py STORIES_FOLDER

Needs scikit-learn. A candidate is right where it and an annotated span share half of the words of the shorter, best first, one to one.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from dateline.intake import IntakeSettings, load
from dateline.lexicon import Lexica, data_path
from dateline.model.reading import Reading
from dateline.reading.pledges import Candidate, PledgeReader
from dateline.reading.readers import read
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

STRENGTH = 0.35
LEAST = 3
HEAD = """# pledge_weights.tsv: log odds of the features by which a form is held to bind somebody (a promise, plan, schedule, deadline or threat)
# origin: learned for this project by logistic regression on its own annotated training stories (scripts/train_pledges.py); licence: CC0-1.0; version: 1
# feature\tweight
"""


def spans(text: str, wanted: list[str]) -> list[set[int]]:
    """Word numbers of each string in the text."""
    words = [m.span() for m in re.finditer(r"\w+", text)]
    found = []
    for string in wanted:
        at = text.find(string)
        if at >= 0:
            found.append({n for n, (s, e) in enumerate(words) if s < at + len(string) and e > at})
    return found


def labels(text: ReportText, candidates: list[Candidate], wanted: list[str]) -> list[bool]:
    """Which candidates are the best for an annotated span."""
    raw = text.text
    gold = spans(raw, wanted)
    words = [m.span() for m in re.finditer(r"\w+", raw)]
    mine = []
    for c in candidates:
        start, end = text.tokens[c.first].start, text.tokens[c.last - 1].end
        mine.append({n for n, (s, e) in enumerate(words) if s < end and e > start})
    pairs = sorted(
        ((len(g & m) / min(len(g), len(m)), 2 * len(g & m) / (len(g) + len(m)), -j, i) for i, g in enumerate(gold) for j, m in enumerate(mine) if g & m),
        reverse=True,
    )
    right, used = set(), set()
    for share, _, j, i in sorted(pairs, key=lambda p: -p[1]):
        if share >= 0.5 and i not in used and -j not in right:
            used.add(i)
            right.add(-j)
    return [j in right for j in range(len(candidates))]


def design(rows: Sequence[Sequence[str]], least: int) -> tuple[list[str], np.ndarray]:
    """Names of the features that at least `least` rows have, and who has them: an array of 0 and 1 of shape (rows, features)."""
    counts = Counter(f for features in rows for f in set(features))
    names = sorted(f for f, n in counts.items() if n >= least)
    column = {f: n for n, f in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for n, features in enumerate(rows):
        x[n, [column[f] for f in features if f in column]] = 1
    return names, x


def learn(rows: list[tuple[tuple[str, ...], bool]]) -> dict[str, float]:
    """Weights by feature, and `bias`."""
    names, x = design([features for features, _ in rows], LEAST)
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(x, [y for _, y in rows])
    return {"bias": float(model.intercept_[0]), **{f: float(w) for f, w in zip(names, model.coef_[0], strict=True)}}


def rows_of(texts: list[tuple[ReportText, Reading]], wanted: dict[str, list[tuple[str, str]]]) -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """`(features, right)` of all candidates, by story."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for text, reading in texts:
        stem = Path(text.report.uri).stem
        candidates = PledgeReader(text, reading).candidates()
        marks = labels(text, candidates, list(dict.fromkeys(span for span, _ in wanted.get(stem, []))))
        found.setdefault(stem.split("-")[0], []).extend((c.features, y) for c, y in zip(candidates, marks, strict=True))
    return found


def annotated(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Annotated `(span, outcome)` of commitments by report, those of a report's copies included."""
    wanted: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(folder.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        mates = {r["id"]: {r["id"]} for r in story["reports"]}
        for group in story.get("copies") or []:
            joined = set().union(*(mates[i] for i in group))
            mates.update({i: joined for i in joined})
        for c in story["commitments"]:
            for report in mates[c["report"]]:
                if (c["span"], c["outcome"]) not in wanted.setdefault(report, []):
                    wanted[report].append((c["span"], c["outcome"]))
    return wanted


def write(weights: dict[str, float]) -> None:
    """The table, small weights left out."""
    lines = [f"{f}\t{w:.3f}\n" for f, w in sorted(weights.items(), key=lambda p: p[0].casefold()) if abs(w) >= 0.02 or f == "bias"]
    data_path("pledge_weights.tsv").write_text(HEAD + "".join(lines), encoding="utf-8")


def main(folder: Path) -> None:
    """Read the stories, learn, write."""
    texts_dir = folder if any(folder.glob("*.txt")) else None
    if texts_dir is None:
        from tempfile import mkdtemp

        from bench.situations import write_reports

        texts_dir = Path(mkdtemp())
        manifest = write_reports(folder, texts_dir)
    reports = [r for i in load([str(texts_dir)], manifest=manifest, settings=IntakeSettings()) for r in i.reports]
    lexica = Lexica()
    read_all = [(t, read(t, lexica)) for t in segment(reports, SpacyParser(None))]
    write(learn([row for rows in rows_of(read_all, annotated(folder)).values() for row in rows]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
