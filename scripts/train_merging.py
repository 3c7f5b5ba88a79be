"""Weights by which two tellings are held to be one event (data/merge_weights.tsv).

    PYTHONPATH=. python scripts/train_merging.py [SHARED] [--cache DIR] [--only COLUMN] [--write]

Run it from the root of the repository; needs the `train` extra. SHARED (default DATELINE_SHARED or ../shared) holds the data. A linear
model for each column of the table:

acts      two triggers, by words alone, by logistic regression: ECB+ (Cybulska and Vossen 2014, CC BY 3.0), gold/stories/event_coref.jsonl, checked mentions.
events    two coded events of one type: train/situations (CC0-1.0, written for this project); pairs marked as look-alikes, and a fact
          and another event's plan, weigh twice (1 to 10 were tried by cross-validation, each with its shift: at the same share of
          look-alikes kept apart, less weight and a lower bias join more of what is one event). Each telling chooses among those before it
          (`fit_choices`); pairs judged one by one, as logistic regression does, give the many pairs of a large event all the weight.

All scores printed are by cross-validation: over the topics of ECB+ (a topic is two look-alike stories), over whole stories elsewhere.
`--write` fits on everything and writes the table: what its column acts scores on ECB+ is not a held-out score, the one printed here is.
A bias is shifted after the fit (`Column.shift`), because a wrong join costs more or less than a missed one. The shifts were set once, by
hand, in view of scores like these, when scores on gold/situations were shown beside them; so both sets know them, though no weight does.

The stories are learned from as the readers read them, twice: as they are and as letters-only twins ("damaged").
"""

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
from bench.situations import write_reports
from bench.stories import acts_by_story, reports_of, rows
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from dateline.intake import IntakeSettings, load
from dateline.lexicon import Lexica, data_path
from dateline.reading.readers import read as read_report
from dateline.reconcile import group
from dateline.reconcile.assemble import Links, link
from dateline.reconcile.events import APART, LEAN, LEAST, MOST, copied_tellings
from dateline.reconcile.pairwise import by_pair, earlier_pairs
from dateline.reconcile.scenes import REAL
from dateline.reconcile.triggers import LEAST as LEAST_OF_ACTS
from dateline.reconcile.triggers import MOST as MOST_OF_ACTS
from dateline.reconcile.triggers import SAME_WORD, SENSE, weights
from dateline.reconcile.weigh import agglomerate
from dateline.text.segment import ReportText
from train_events import parse

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
COSTLY = 2.0
NEW_COST, ALIKE_COST = 1.5, 1.0
"""Log odds by which a telling that is the first of its event, or that has a look-alike before it, must be surer than others of what it chooses."""
HEAD = """# merge_weights.tsv: weights (log odds) of the features by which two tellings are held to be one event
# origin: learned for this project as linear models (scripts/train_merging.py); licence: CC0-1.0; version: 6
# acts: any triggers, by words alone, learned on ECB+ (CC BY 3.0, Cybulska and Vossen 2014); events: coded events, learned on the project's own annotated training stories;
"""


class Pair(NamedTuple):
    """A pair to judge. `right`: None where the annotation does not say; `fold`: what is never split; `key`: what its score is measured by.

    `later`: the one of the two that chooses; `apart`: a rule keeps them apart, whatever their score.
    """

    features: Mapping[str, float]
    right: bool | None
    fold: str
    key: Any
    weight: float = 1.0
    later: tuple[str, int] | None = None
    apart: bool = False


class Column(NamedTuple):
    """How one column is fitted. `strength`: inverse regularisation; `floor`: added to the spread that a feature is divided by.

    `left_out`: features that a column does without; `single`: weight of pairs judged one by one beside what each telling chooses (None: pairs
    alone).
    """

    strength: float
    shift: float
    folds: int
    floor: float
    left_out: tuple[str, ...] = ()
    single: float | None = None


class Task(NamedTuple):
    """Pairs of one column and the measure of scores for them."""

    pairs: list[Pair]
    measure: Callable[[np.ndarray], dict[str, float]]


COLUMNS = {
    "acts": Column(1.0, 0.15, 6, 1e-6),
    "events": Column(0.1, -0.15, 5, 1e-3, tuple(into for _, into in (*SAME_WORD, *SENSE)), single=0.1),
}  # fmt: skip


# ---------------------------------------------------------------------------------------------- data
def coreference(gold: Mapping[Any, str], found: Mapping[Any, Any]) -> dict[str, float]:
    """B-cubed and CoNLL F1 in percent, by the scorer of the set."""
    from score_coref import score

    result = score({m: gold[m] for m in gold}, {m: found[m] for m in gold})
    return {"b3_p": result["b3"]["precision"], "b3_r": result["b3"]["recall"], "b3_f": result["b3"]["f1"], "conll": result["conll_f1"]}


def act_task(shared: Path, cache: Path | None) -> Task:
    """Pairs of ECB+ triggers in stories as we group them."""
    folder = shared / "gold" / "stories"
    reports = reports_of(folder / "clustering.jsonl")
    mentions = [m for m in rows(folder / "event_coref.jsonl") if m["kind"] == "event"]
    texts = {t.report.report_id: t for t in parse(reports, cache)}
    story_of = group(reports).story_of
    pairs = []
    for numbers, acts in acts_by_story(mentions, texts, story_of):
        for i, j in earlier_pairs(len(numbers), len(numbers)):
            alike = acts.alike(i, j)
            i, j = i[alike], j[alike]
            for found, left, right in zip(by_pair(acts.features(i, j)), i, j, strict=True):
                one, two = mentions[numbers[left]], mentions[numbers[right]]
                same = one["cluster"] == two["cluster"] if one["checked"] and two["checked"] else None
                pairs.append(Pair(found, same, one["topic"], (numbers[left], numbers[right])))
    gold = {n: m["cluster"] for n, m in enumerate(mentions) if m["checked"]}

    def measure(scores: np.ndarray) -> dict[str, float]:
        table = {p.key: float(s) for p, s in zip(pairs, scores.clip(LEAST_OF_ACTS, MOST_OF_ACTS), strict=True)}
        return coreference(gold, agglomerate_all(range(len(mentions)), table, LEAST_OF_ACTS))

    return Task(pairs, measure)


def agglomerate_all(
    members: Iterable[int], scores: Mapping[tuple[int, int], float], missing: float, veto: float = float("-inf"), lean: float = 0.0
) -> dict[int, int]:
    """Representative of the group of each member."""
    groups = agglomerate(list(members), scores, missing=missing, veto=veto, lean=lean).groups()
    return {m: root for root, found in groups.items() for m in found}  # type: ignore[misc]


def at(text: str, string: str, after: int = 0) -> tuple[int, int] | None:
    start = text.find(string, after) if string else -1
    return (start, start + len(string)) if start >= 0 else None


def parsed(folder: Path, cache: Path | None, damaged: bool) -> list[ReportText]:
    """The reports of the training stories, or their letters-only twins."""
    with TemporaryDirectory() as scratch:
        manifest = write_reports(folder, Path(scratch), damaged=damaged)
        return parse([r for i in load([scratch], manifest=manifest, settings=IntakeSettings()) for r in i.reports], cache)


def letters(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Offsets as numbers of letters before them, which are the same in a text and its letters-only twin."""
    before = sum(map(str.isalpha, text[: span[0]]))
    return before, before + sum(map(str.isalpha, text[span[0] : span[1]]))


class Stories:
    """The annotated training stories with the readings of their reports, linked."""

    def __init__(self, folder: Path, texts: list[ReportText]) -> None:
        self.gold = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]
        self.stem = {t.report.report_id: Path(t.report.uri).stem for t in texts}
        self.text = {t.report.report_id: t.text for t in texts}
        lexica = Lexica()
        self.links: Links = link([t.report for t in texts], [read_report(t, lexica) for t in texts])

    def story(self, report_id: str) -> str:
        return self.stem[report_id].split("-")[0]


def event_task(stories: Stories, what: str) -> Task:
    """Pairs of event mentions of one type; known where both match an annotated mention (same type, overlapping trigger)."""
    told = stories.links.tellings
    marks: dict[str, list[tuple[str, str, tuple[int, int]]]] = defaultdict(list)
    alike = set()
    for story in stories.gold:
        alike |= {frozenset((f"{story['story']}/{a}", f"{story['story']}/{b}")) for a, b in story["not_same"]}
        texts = {r["id"]: r["text"] for r in story["reports"]}
        for event in story["events"]:
            for m in event["mentions"]:
                text = texts[m["report"]]
                start = at(text, m.get("sentence") or "") or (0, 0)
                if (place := at(text, m["trigger"], start[0])) is not None:
                    marks[m["report"]].append((event["event_type"], f"{story['story']}/{event['key']}", letters(text, place)))
    gold: dict[int, str] = {}
    for t in told:
        trigger = letters(stories.text[t.report_id], (t.mention.trigger.start, t.mention.trigger.end))
        for event_type, key, place in marks[stories.stem[t.report_id]]:
            if event_type == t.mention.event_type and place[0] < trigger[1] and trigger[0] < place[1]:
                gold[t.rank] = key
                break
    copied = copied_tellings(told, stories.links.views)
    pairs = []
    for acts in stories.links.acts.values():
        buckets: dict[str, list[int]] = defaultdict(list)
        for rank in acts.place:
            if rank not in copied:
                buckets[told[rank].mention.event_type].append(rank)
        for bucket in buckets.values():
            numbers, ranks = np.array([acts.place[rank] for rank in bucket]), np.array(bucket)
            i, j = (np.concatenate(some) for some in zip(*earlier_pairs(len(bucket), len(bucket)), strict=True))
            left_acts, right_acts = numbers[i], numbers[j]
            apart = acts.codings.apart(left_acts, right_acts, acts.acts.alike(left_acts, right_acts)).tolist()
            found = zip(by_pair(acts.features(left_acts, right_acts)), ranks[i].tolist(), ranks[j].tolist(), apart, strict=True)
            for features, left, rank, never in found:
                a, b = gold.get(left), gold.get(rank)
                right = None if a is None or b is None else a == b
                taken_for_fact = right is False and (told[left].mention.modality in REAL) != (told[rank].mention.modality in REAL)
                weight = COSTLY if taken_for_fact or frozenset((a, b)) in alike else 1.0
                pairs.append(Pair(features, right, stories.story(told[left].report_id), (left, rank), weight, (what, rank), never))

    def measure(scores: np.ndarray) -> dict[str, float]:
        table = {p.key: APART if p.apart else max(LEAST, min(MOST, float(s))) for p, s in zip(pairs, scores, strict=True)}
        group_of = agglomerate_all([t.rank for t in told if t.rank not in copied], table, LEAST, APART, LEAN)
        group_of |= {rank: group_of[first] for rank, first in copied.items()}
        met: dict[str, set[int]] = defaultdict(set)
        for rank, key in gold.items():
            met[key].add(group_of[rank])
        apart = [met[a].isdisjoint(met[b]) for a, b in map(tuple, alike) if a in met and b in met]
        return coreference(gold, group_of) | {"look-alikes apart": 100 * sum(apart) / max(1, len(apart))}

    return Task(pairs, measure)


# ---------------------------------------------------------------------------------------------- models
def matrix(pairs: list[Pair], left_out: tuple[str, ...] = ()) -> tuple[list[str], np.ndarray]:
    """Names of the features and a row of values for each pair."""
    names = sorted({f for p in pairs for f in p.features if f not in left_out})
    column = {f: n for n, f in enumerate(names)}
    values = np.zeros((len(pairs), len(names)), np.float32)
    for n, pair in enumerate(pairs):
        for f, v in pair.features.items():
            if f in column:
                values[n, column[f]] = v
    return names, values


def fit(values: np.ndarray, pairs: list[Pair], keep: np.ndarray, column: Column) -> tuple[np.ndarray, float]:
    """Weights and bias, learned on the pairs of `keep` whose answer is known."""
    keep = keep & np.array([p.right is not None for p in pairs])
    spread = values.std(0) + column.floor
    chosen = [p for p, k in zip(pairs, keep, strict=True) if k]
    if column.single is not None:
        found, bias = fit_choices(values[keep] / spread, chosen, column.strength, column.single)
        return found / spread, bias + column.shift
    model = LogisticRegression(C=column.strength, max_iter=3000)
    model.fit(values[keep] / spread, [bool(p.right) for p in chosen], sample_weight=[p.weight for p in chosen])
    return model.coef_[0] / spread, float(model.intercept_[0]) + column.shift


def fit_choices(values: np.ndarray, pairs: list[Pair], strength: float, single: float) -> tuple[np.ndarray, float]:
    """Weights and bias by which each telling chooses one of those before it that is right, or none.

    The log-likelihood of all right choices together (Durrett and Klein 2013, "Easy victories and uphill battles in coreference resolution"),
    with costs that make it surer where it must be (`NEW_COST`, `ALIKE_COST`), and `single` times that of each pair on its own.
    """
    values, right = values.astype(float), np.array([bool(p.right) for p in pairs])
    weight = single * np.array([p.weight for p in pairs])
    offered = np.array([n for n, p in sorted(enumerate(pairs), key=lambda x: x[1].later or ("", 0)) if not p.apart])
    chooser = np.unique([f"{pairs[n].later}" for n in offered], return_inverse=True)[1]
    offered = offered[np.argsort(chooser, kind="stable")]
    chooser = np.sort(chooser)
    first = np.flatnonzero(np.diff(chooser, prepend=-1))
    good = right[offered]
    any_good = np.maximum.reduceat(good, first)
    alike = np.array([pairs[n].weight > 1 for n in offered])
    cost = ~good * (ALIKE_COST * alike + NEW_COST * ~any_good[chooser])

    def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
        odds = values @ x[:-1] + x[-1]
        scores = odds[offered] + cost
        best = np.maximum(0.0, np.maximum.reduceat(scores, first))
        share, none = np.exp(scores - best[chooser]), np.exp(-best)
        every = np.add.reduceat(share, first) + none
        wanted = np.where(any_good, np.add.reduceat(share * good, first), none)
        slope = weight * (1 / (1 + np.exp(-odds)) - right)
        slope[offered] += share / every[chooser] - share * good / wanted[chooser]
        total = np.log(every / wanted).sum() + weight @ (np.logaddexp(0, odds) - right * odds) + (x[:-1] @ x[:-1]) / (2 * strength)
        return total, np.append(values.T @ slope + x[:-1] / strength, slope.sum())

    x = minimize(loss, np.zeros(values.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return x[:-1], float(x[-1])


def held_out(values: np.ndarray, pairs: list[Pair], column: Column) -> np.ndarray:
    """The score of each pair by a model that did not see its topic or story."""
    folds = sorted({p.fold for p in pairs})
    scores = np.zeros(len(pairs))
    for k in range(column.folds):
        test = np.isin([p.fold for p in pairs], folds[k :: column.folds])
        weights, bias = fit(values, pairs, ~test, column)
        scores[test] = values[test] @ weights + bias
    return scores


def write(columns: Mapping[str, Mapping[str, float]]) -> None:
    """The table; a column that was not learned anew stays as it stands."""
    columns = {name: columns.get(name) or weights(name) for name in COLUMNS}
    lines = [HEAD, "\t".join(("# feature", *columns)) + "\n"]
    for feature in sorted({f for column in columns.values() for f in column}):
        lines.append("\t".join((feature, *(f"{c[feature]:.3f}" if feature in c else "" for c in columns.values()))) + "\n")
    data_path("merge_weights.tsv").write_text("".join(lines), encoding="utf-8")


def tasks_of(name: str, shared: Path, cache: Path | None) -> dict[str, Task]:
    """What a column is learned from, by name."""
    if name == "acts":
        return {"ECB+": act_task(shared, cache)}
    folder = shared / "train" / "situations"
    return {what: event_task(Stories(folder, parsed(folder, cache, what == "damaged")), what) for what in ("clean", "damaged")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--cache", type=Path, help="folder for parsed texts")
    parser.add_argument("--only", choices=COLUMNS, help="one column; the other stays as it is")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "gold" / "stories"))
    learned: dict[str, dict[str, float]] = {}
    for name in (options.only,) if options.only else COLUMNS:
        column, tasks = COLUMNS[name], tasks_of(name, options.shared, options.cache)
        pairs = [p for task in tasks.values() for p in task.pairs]
        names, values = matrix(pairs, column.left_out)
        known = [p.right for p in pairs if p.right is not None]
        print(f"{name}: {len(known)} pairs, {sum(known)} right; {len(names)} features", flush=True)
        scores = held_out(values, pairs, column)
        first = 0
        for what, task in tasks.items():
            part = scores[first : first + len(task.pairs)]
            first += len(task.pairs)
            print(f"  held out, {what}: {'  '.join(f'{k} {v:.3g}' for k, v in task.measure(part).items())}", flush=True)
        if options.write:
            found, bias = fit(values, pairs, np.ones(len(pairs), bool), column)
            learned[name] = {"bias": bias} | dict(zip(names, map(float, found), strict=True))
    if options.write:
        write(learned)


if __name__ == "__main__":
    main()
