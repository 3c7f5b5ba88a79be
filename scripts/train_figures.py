"""Train the linear model that says what a number counts, and report what it wins over the rules.

    python scripts/train_figures.py SHARED_TRAIN [--cache FILE] [--folds 5] [--write]

SHARED_TRAIN holds `situations/*.json` and `sentences/*.txt` with `convert.py` (both CC0-1.0, written for this project). Printed scores
are by cross-validation over stories. `--write` fits on everything and writes src/dateline/data/figure_models.npz. Needs the `train` extra.
"""

import argparse
import json
import pickle
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from dateline.intake.header import read_header
from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.counted import Counted
from dateline.reading.figure_features import NONE, figure_features
from dateline.reading.figures import FigureReader
from dateline.reading.linear import Array, LinearModel, pack
from dateline.reading.times import read_times
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

DATA = Path(__file__).resolve().parent.parent / "src" / "dateline" / "data"
LABELS = ("killed", "injured", "missing", "displaced", "detained", "abducted", "affected", "troops", "money", "other", NONE)
SAME = {"arrested": "detained", "wounded": "injured"}
MARCHING = frozenset(("demonstrators", "marchers", "protesters"))
"""Who is counted as other: the stories have some of them as affected, but a march does nothing to those who march."""
STRENGTH = 1.0
DENSE_SCALE = 0.5
MIN_COUNT = 2


class Document(NamedTuple):
    """Candidates of one text: features, dense vectors, labels; `golds`: annotated figures (found or not)."""

    group: str
    names: list[list[str]]
    dense: Array
    rules: list[str | None]
    labels: list[str]
    golds: int


def reading_of(text: ReportText) -> Reading:
    found = Reading(report_id=text.report.report_id)
    return msgspec.structs.replace(found, times=read_times(text, found, Lexica()))


def fits(c: Counted, gold: dict[str, Any]) -> bool:
    if gold["value"] is not None:
        return c.value == gold["value"]
    if gold["low"] is not None or gold["high"] is not None:
        return c.kind == "range" and c.low == gold["low"]
    return c.kind == "vague"


def labels_of(items: Sequence[tuple[Counted, str | None]], golds: Sequence[dict[str, Any]], text: str) -> list[str]:
    """The indicator of the annotated figure that each candidate stands for, `none` for the others."""
    labels = [NONE] * len(items)
    for gold in golds:
        spots = [m.span() for m in re.finditer(re.escape(gold["expression"]), text)]
        near = [
            (rule != gold["indicator"], n)
            for n, (c, rule) in enumerate(items)
            if labels[n] == NONE and fits(c, gold) and any(s < c.end and c.start < e for s, e in spots)
        ]
        if near:
            labels[min(near)[1]] = "other" if MARCHING & set((gold.get("who") or "").split()) else gold["indicator"]
    return labels


def documents(folder: Path, cache: Path | None) -> list[Document]:
    golds: dict[str, tuple[str, list[dict[str, Any]]]] = {}
    reports: list[Report] = []
    for path in sorted((folder / "situations").glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        for row in story["reports"]:
            reports.append(read_header(Report(report_id=row["id"], uri=row["id"], text=row["text"], published=row["published"])))
            golds[row["id"]] = (story["story"], [f for f in story["figures"] if f["report"] == row["id"]])
    command = [sys.executable, str(folder / "sentences" / "convert.py"), *map(str, sorted((folder / "sentences").glob("*.txt")))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    tagged = {r["id"]: r for r in map(json.loads, done.stdout.splitlines()) if any(e["figures"] for e in r["events"])}
    reports += [Report(report_id=key, uri=key, text=row["text"]) for key, row in tagged.items()]
    if cache is not None and cache.exists():
        texts = [ReportText(*parts) for parts in pickle.loads(cache.read_bytes())]
    else:
        texts = list(segment(reports, SpacyParser()))
        if cache is not None:
            cache.write_bytes(pickle.dumps([(t.report, t.paragraphs, t.sentences, t.tokens) for t in texts]))
    made = []
    for text in texts:
        reader = FigureReader(text, reading_of(text))
        items = reader.typed()
        if not items:
            continue
        names, dense = figure_features(reader, items)
        rules = [rule for _, rule in items]
        key = text.report.report_id
        if key in golds:
            labels = labels_of(items, golds[key][1], text.text)
            made.append(Document(golds[key][0], names, dense, rules, labels, len(golds[key][1])))
        elif kept := tagged_labels(items, tagged[key]):
            rows = [n for n, _ in kept]
            made.append(Document("sentences", [names[n] for n in rows], dense[rows], [rules[n] for n in rows], [k for _, k in kept], 0))
    return made


def tagged_labels(items: Sequence[tuple[Counted, str | None]], row: dict[str, Any]) -> list[tuple[int, str]]:
    """Candidates that carry a figure tag; tags are not exhaustive, so the others say nothing."""
    found = []
    for event in row["events"]:
        facts = " ".join(event["figures"][0].get("facts") or []) if event["figures"] else ""
        for span, fact in zip(event["figures"], facts.split(","), strict=False):
            words = fact.split()
            if not words:
                continue
            label = SAME.get(words[0], words[0] if words[0] in LABELS else "other")
            found += [(n, label) for n, (c, _) in enumerate(items) if span["start"] < c.end and c.start < span["end"]]
    return found


def fit(docs: Iterable[Document]) -> tuple[list[str], list[str], Array, Array, Array]:
    """Classes, features, their weights, dense weights and constants."""
    docs = list(docs)
    names = [n for d in docs for n in d.names]
    counts = Counter(f for n in names for f in set(n))
    features = sorted(f for f, n in counts.items() if n >= MIN_COUNT)
    row = {f: i for i, f in enumerate(features)}
    at = [(i, row[f]) for i, n in enumerate(names) for f in set(n) if f in row]
    sparse = csr_matrix((np.ones(len(at)), tuple(zip(*at, strict=True))), shape=(len(names), len(features)))
    dense = np.vstack([d.dense for d in docs]) * DENSE_SCALE
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(hstack([sparse, csr_matrix(dense)]).tocsr(), [k for d in docs for k in d.labels])
    weights = model.coef_.T.astype(np.float32)
    return list(model.classes_), features, weights[: len(features)], weights[len(features) :] * DENSE_SCALE, model.intercept_.astype(np.float32)


def cross_validate(docs: Sequence[Document], folds: int) -> None:
    groups = sorted({d.group for d in docs} - {"sentences"})
    found = right = rule_found = rule_right = 0
    golds = sum(d.golds for d in docs)
    for fold in range(folds):
        held = set(groups[fold::folds])
        model = LinearModel(*fit(d for d in docs if d.group not in held))
        for doc in (d for d in docs if d.group in held):
            best = model.probabilities([list(dict.fromkeys(n)) for n in doc.names], doc.dense).argmax(axis=1)
            for k, rule, label in zip(best, doc.rules, doc.labels, strict=True):
                found += model.classes[k] != NONE
                right += model.classes[k] == label != NONE
                rule_found += rule is not None
                rule_right += rule == label
    print(f"candidates typed, F1 over {golds} figures: model {2 * right / (found + golds):.3f}, rules alone (which never say 'other') {2 * rule_right / (rule_found + golds):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("--cache", type=Path, help="pickle of the parsed texts, made where it is missing")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    docs = documents(options.train, options.cache)
    cross_validate(docs, options.folds)
    if options.write:
        arrays = {f"indicator/{name}": array for name, array in pack(*fit(docs)).items()}
        np.savez_compressed(DATA / "figure_models.npz", **arrays)


if __name__ == "__main__":
    main()
