"""Train the models that say where and when an event took place, and report what they win over the rules.

    python scripts/train_attachment.py SHARED_TRAIN [--cache FILE] [--folds 5] [--write]

SHARED_TRAIN holds `situations/*.json` (CC0-1.0, written for this project); bench/own/stories is read as well, and for places
bench/own/train/settings.txt. Learnt is where an event took place, also where the annotation of one telling leaves it open; printed scores, by
cross-validation over stories, are against what each telling has. `--write` fits on everything and writes
src/dateline/data/attachment_models.npz. Needs the `train` extra.
"""

import argparse
import json
import pickle
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.gazetteer import normal
from dateline.intake.header import read_header
from dateline.lexicon import Lexica
from dateline.model.event import EventMention
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.attachment import Attachment, Candidate, shares
from dateline.reading.events import EventReader
from dateline.reading.linear import LinearModel, pack
from dateline.reading.readers import all_readers, read
from dateline.text.condition import damage_of
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "dateline" / "data"
KINDS = ("place", "day")
COLUMN = {"place": "place", "day": "date_start"}
PENALTY = {"place": 40.0, "day": 20.0}
"""Of squared weights; best of 3, 10, 20, 40, 60, 90 by cross-validation over the training stories."""
MIN_COUNT = 3
SETTINGS = ROOT / "bench" / "own" / "train" / "settings.txt"
MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


class Case(NamedTuple):
    """One annotated event: the candidates' features, labels (is it where, when the event took place), whether its sentence names them.

    `told`: what the annotation of the telling has; `right`: which candidates are that; `rule`: what the rules say.
    """

    group: str
    names: list[list[str]]
    labels: list[bool]
    here: list[bool]
    told: str | None
    right: list[bool]
    rule: bool


def words(name: str | None) -> tuple[str, ...]:
    found = re.findall(r"\w+", normal(name or ""))
    return tuple(w for w in found if w != "the")


def same_place(left: str | None, right: str | None) -> bool:
    a, b = words(left), words(right)
    return a == b or bool(a and b and (set(a) <= set(b) or set(b) <= set(a)))


def fits(text: ReportText, candidate: Candidate, wanted: str | None, kind: str) -> bool:
    """Whether a candidate is the annotated place or day."""
    if kind == "day" or wanted is None:
        return candidate.key == wanted
    return any(same_place(wanted, text.text[s.start : s.end]) for s in candidate.spots)


def annotated(text: str, mentions: Sequence[dict[str, Any]]) -> list[tuple[int, int, dict[str, Any]]]:
    """Offsets of each annotated trigger."""
    found = []
    for mention in mentions:
        sentence = max(0, text.find(mention.get("sentence") or ""))
        at = text.find(mention["trigger"], sentence)
        if at >= 0:
            found.append((at, at + len(mention["trigger"]), mention))
    return found


def matched(events: Sequence[EventMention], golds: Sequence[tuple[int, int, dict[str, Any]]]) -> list[tuple[EventMention, dict[str, Any]]]:
    """Events with the annotation of the same words, same type first."""
    taken: set[int] = set()
    pairs = []
    for event in sorted(events, key=lambda e: e.trigger.start):
        near = [
            (g["event_type"] != event.event_type, n)
            for n, (s, e, g) in enumerate(golds)
            if n not in taken and s < event.trigger.end and event.trigger.start < e
        ]
        if near:
            taken.add(min(near)[1])
            pairs.append((event, golds[min(near)[1]][2]))
    return pairs


def settings(path: Path) -> Iterator[tuple[Report, list[tuple[int, int, dict[str, Any]]]]]:
    """The reports of a file of settings, each with its triggers: "# name | day" above the text, "{killed|Banki}" in it, "-" for nowhere."""
    for part in re.split(r"(?m)^# (?=\w+ \| )", path.read_text(encoding="utf-8"))[1:]:
        head, _, body = part.partition("\n")
        name, published = (x.strip() for x in head.split("|"))
        text, at = "", 0
        golds: list[tuple[int, int, dict[str, Any]]] = []
        for mark in MARK.finditer(body := body.strip()):
            text += body[at : mark.start()]
            place = None if mark[2] == "-" else mark[2]
            golds.append((len(text), len(text) + len(mark[1]), {"event_type": None, "place": place, "event": {}}))
            text, at = text + mark[1], mark.end()
        yield Report(report_id=name, uri=name, text=text + body[at:], published=published), golds


def cases(group: str, text: ReportText, found: Reading, golds: Sequence[tuple[int, int, dict[str, Any]]]) -> dict[str, list[Case]]:
    reader = EventReader(text, found)
    events = tuple(reader.read())
    attachment = Attachment(text, found, reader.distance, reader.links)
    acts = attachment.acts(events)
    by_id = {a.event.event_mention_id: a for a in acts}
    made: dict[str, list[Case]] = {k: [] for k in KINDS}
    for event, gold in matched(events, golds):
        act = by_id[event.event_mention_id]
        for kind in KINDS:
            options = attachment.options(kind, act)
            told = gold.get(COLUMN[kind]) or None
            took_place = told or gold["event"].get(COLUMN[kind])
            own = next((c for c in attachment.candidates(kind) if c.key == act.own[kind]), None)
            made[kind].append(Case(
                group, [attachment.features(kind, act, c, acts) for c in options], [fits(text, c, took_place, kind) for c in options],
                [any(s.sentence == act.sentence for s in c.spots) for c in options], told,
                [fits(text, c, told, kind) for c in options], fits(text, own, told, kind) if own is not None else told is None,
            ))  # fmt: skip
    return made


def load(shared: Path, cache: Path | None) -> dict[str, list[Case]]:
    if cache is not None and cache.is_file():
        with cache.open("rb") as handle:
            kept: dict[str, list[Case]] = pickle.load(handle)
            return kept
    made: dict[str, list[Case]] = {k: [] for k in KINDS}
    parser, readers = SpacyParser(), [r for r in all_readers() if r.name in ("times", "toponyms", "actors", "statements")]
    files = [*sorted((shared / "situations").glob("*.json")), *sorted((ROOT / "bench" / "own" / "stories").glob("*.json"))]
    for path in files:
        story = json.loads(path.read_text(encoding="utf-8"))
        reports = [
            Report(report_id=r["id"], uri=r["id"], text=r["text"], published=r.get("published"), outlet=r.get("outlet"))
            for r in story["reports"]
        ]
        mentions: dict[str, list[dict[str, Any]]] = {}
        for event in story["events"]:
            for mention in event["mentions"]:
                mentions.setdefault(mention["report"], []).append({**mention, "event_type": event["event_type"], "event": event})
        for text in segment([read_header(replace(r, damage=damage_of(r))) for r in reports], parser):
            found = read(text, Lexica(), readers)
            golds = annotated(text.text, mentions.get(text.report.report_id, []))
            for kind, rows in cases(path.stem, text, found, golds).items():
                made[kind] += rows
    for report, golds in settings(SETTINGS):
        [text] = segment([read_header(replace(report, damage=damage_of(report)))], parser)
        made["place"] += cases("own", text, read(text, Lexica(), readers), golds)["place"]
    if cache is not None:
        with cache.open("wb") as handle:
            pickle.dump(made, handle)
    return made


def matrix(rows: Sequence[Case], index: Mapping[str, int]) -> csr_matrix:
    """One row a candidate, one column a feature."""
    candidates = [names for r in rows for names in r.names]
    row = [n for n, names in enumerate(candidates) for f in set(names) if f in index]
    column = [index[f] for names in candidates for f in set(names) if f in index]
    return csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=(len(candidates), len(index)))


def fit(rows: Sequence[Case], penalty: float) -> LinearModel:
    """Weights under which the right candidate, or "none", has the greatest share (conditional logit with a constant for "none")."""
    counts = Counter(f for r in rows for names in r.names for f in set(names))
    known = sorted(f for f, n in counts.items() if n >= MIN_COUNT)
    x = matrix(rows, {f: n for n, f in enumerate(known)})
    case = np.repeat(np.arange(len(rows)), [len(r.names) for r in rows])
    first = np.concatenate([[0], np.cumsum([len(r.names) for r in rows])])
    chosen = np.array([first[n] + r.labels.index(True) for n, r in enumerate(rows) if any(r.labels)])
    empty = np.array([not any(r.labels) for r in rows])

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, none = values[:-1], values[-1]
        scores = x @ weights
        top = np.full(len(rows), none)
        np.maximum.at(top, case, scores)
        raised, total = np.exp(scores - top[case]), np.exp(none - top)
        np.add.at(total, case, raised)
        p, p_none = raised / total[case], np.exp(none - top) / total
        value = -np.log(p[chosen]).sum() - np.log(p_none[empty]).sum() + penalty / 2 * weights @ weights
        p[chosen] -= 1
        return value, np.append(x.T @ p + penalty * weights, p_none.sum() - empty.sum())

    best = minimize(loss, np.zeros(len(known) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    weights = np.stack([best[:-1], np.zeros(len(known))], axis=1).astype(np.float32)
    return LinearModel(("here", "none"), known, weights, np.zeros((0, 2), np.float32), np.array([0, best[-1]], np.float32))


def right(case: Case, p: "np.ndarray | None", here: float, away: float) -> bool:
    likely = [n for n, h in enumerate(case.here) if p is not None and p[n] >= (here if h else away)]
    return case.right[max(likely, key=lambda n: p[n])] if p is not None and likely else case.told is None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    made = load(options.shared, options.cache)
    packed: dict[str, Any] = {}
    for kind, rows in made.items():
        stories = sorted({r.group for r in rows} - {"own"})
        scores: list[tuple[Case, Any]] = []
        for fold in range(options.folds):
            held = set(stories[fold :: options.folds])
            model = fit([r for r in rows if r.group not in held], PENALTY[kind])
            scores += [(r, shares(model, r.names) if r.names else None) for r in rows if r.group in held]
        print(f"{kind}: {len(rows)} tellings, rules {np.mean([r.rule for r, _ in scores]):.3f}")
        for here in (0.2, 0.3, 0.4):
            line = "  ".join(f"{t:.2f}: {np.mean([right(r, p, here, t) for r, p in scores]):.3f}" for t in (0.2, 0.3, 0.4, 0.5, 0.6, 2.0))
            print(f"  here {here}, elsewhere {line}")
        if options.write:
            model = fit(rows, PENALTY[kind])
            for name, array in pack(model.classes, tuple(model.row), model.weights, model.dense, model.bias).items():
                packed[f"{kind}/{name}"] = array
    if options.write:
        np.savez_compressed(DATA / "attachment_models.npz", **packed)


if __name__ == "__main__":
    main()
