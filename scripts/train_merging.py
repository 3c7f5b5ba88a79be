"""Weights by which two tellings are held to be one event, and two claims to exclude each other (data/merge_weights.tsv).

    PYTHONPATH=. python scripts/train_merging.py [SHARED] [--cache DIR] [--write]

Run it from the root of the repository; needs the `train` extra. SHARED (default DATELINE_SHARED or ../shared) holds the data. Logistic
regression, one model for each column of the table:

acts      two triggers, by words alone: ECB+ (Cybulska and Vossen 2014, CC BY 3.0), gold/stories/event_coref.jsonl, checked mentions.
events    two coded events of one type: train/situations (CC0-1.0, written for this project); pairs marked as look-alikes weigh tenfold.
figures   two claims that exclude each other: the same stories.
denials   a denial and what it is about: the same stories.

All scores printed are by cross-validation: over the topics of ECB+ (a topic is two look-alike stories), over whole stories elsewhere.
`--write` fits on everything and writes the table. A bias is shifted after the fit (`Column.shift`), because a wrong join costs more or less
than a missed one; the shifts were set by hand in view of such scores, so these are a little too good. Weights in the table are fitted on
all of ECB+: what they score on that set is not a held-out score, the one printed here is.

Not reproduced: the columns events, figures and denials of the table in use were fitted on more than this script has, on the readings of
these stories and on readings written out from their annotation (at a lower weight), by readers of an earlier state. What is fitted here has
the same features and form and other numbers. Features of figures and denials ask which events were joined: by the table in use.
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
from bench.stories import act_of, reports_of, rows
from sklearn.linear_model import LogisticRegression

from dateline.intake import IntakeSettings, load
from dateline.lexicon import Lexica, data_path
from dateline.reading.readers import read
from dateline.reconcile import group
from dateline.reconcile.assemble import Links, link
from dateline.reconcile.contradictions import denials
from dateline.reconcile.events import APART, pair_features
from dateline.reconcile.figures import clash_features, may_clash, number
from dateline.reconcile.triggers import LEAST, MOST, Acts
from dateline.reconcile.weigh import agglomerate
from train_events import parse

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
LOOK_ALIKE = 10.0
HEAD = """# merge_weights.tsv: weights (log odds) of the features by which two tellings are held to be one event, and two claims to exclude each other
# origin: learned for this project by logistic regression (scripts/train_merging.py); licence: CC0-1.0; version: 3
# acts: any triggers, by words alone, learned on ECB+ (CC BY 3.0, Cybulska and Vossen 2014); events: coded events, learned on the project's own annotated training stories;
# figures: claims that exclude each other; denials: a denial and what it is about; both learned on the same stories
"""


class Pair(NamedTuple):
    """A pair to judge. `right`: None where the annotation does not say; `fold`: what is never split; `key`: what its score is measured by."""

    features: Mapping[str, float]
    right: bool | None
    fold: str
    key: Any
    weight: float = 1.0


class Column(NamedTuple):
    """How one column is fitted. `strength`: inverse regularisation; `floor`: added to the spread that a feature is divided by."""

    strength: float
    shift: float
    folds: int
    floor: float


class Task(NamedTuple):
    """Pairs of one column and the measure of scores for them."""

    pairs: list[Pair]
    measure: Callable[[np.ndarray], dict[str, float]]


COLUMNS = {
    "acts": Column(0.1, 0.15, 6, 1e-6), "events": Column(0.3, -1.3, 5, 1e-3),
    "figures": Column(0.2, 1.2, 5, 1e-3), "denials": Column(0.2, 1.8, 5, 1e-3),
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
    stories: dict[str, list[int]] = defaultdict(list)
    for n, mention in enumerate(mentions):
        stories[story_of[mention["doc"]]].append(n)
    pairs = []
    for numbers in stories.values():
        acts = Acts([act_of(texts[mentions[n]["doc"]], mentions[n]["start"], mentions[n]["end"]) for n in numbers])
        for j, right in enumerate(numbers):
            for i, left in enumerate(numbers[:j]):
                if acts.alike(i, j):
                    one, two = mentions[left], mentions[right]
                    same = one["cluster"] == two["cluster"] if one["checked"] and two["checked"] else None
                    pairs.append(Pair(acts.features(i, j), same, one["topic"], (left, right)))
    gold = {n: m["cluster"] for n, m in enumerate(mentions) if m["checked"]}

    def measure(scores: np.ndarray) -> dict[str, float]:
        table = {p.key: float(s) for p, s in zip(pairs, scores.clip(LEAST, MOST), strict=True)}
        return coreference(gold, agglomerate_all(range(len(mentions)), table))

    return Task(pairs, measure)


def agglomerate_all(members: Iterable[int], scores: Mapping[tuple[int, int], float], veto: float = float("-inf")) -> dict[int, int]:
    """Representative of the group of each member."""
    groups = agglomerate(list(members), scores, missing=LEAST, veto=veto).groups()
    return {m: root for root, found in groups.items() for m in found}  # type: ignore[misc]


def at(text: str, string: str, after: int = 0) -> tuple[int, int] | None:
    start = text.find(string, after) if string else -1
    return (start, start + len(string)) if start >= 0 else None


def share(one: tuple[int, int], two: tuple[int, int]) -> float:
    """Shared characters over those of the shorter range."""
    return max(0, min(one[1], two[1]) - max(one[0], two[0])) / max(1, min(one[1] - one[0], two[1] - two[0]))


class Stories:
    """The annotated training stories as the readers read them."""

    def __init__(self, folder: Path, cache: Path | None) -> None:
        with TemporaryDirectory() as scratch:
            manifest = write_reports(folder, Path(scratch))
            reports = [r for i in load([scratch], manifest=manifest, settings=IntakeSettings()) for r in i.reports]
            texts = parse(reports, cache)
        lexica = Lexica()
        self.links: Links = link([t.report for t in texts], [read(t, lexica) for t in texts])
        self.text = {Path(t.report.uri).stem: t.text for t in texts}
        self.stem = {t.report.report_id: Path(t.report.uri).stem for t in texts}
        self.gold = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]

    def story(self, report_id: str) -> str:
        return self.stem[report_id].split("-")[0]

    def sides(self, kind: str) -> dict[str, list[tuple[str, int, tuple[int, int]]]]:
        """`(contradiction, number of its side, range)` by report, also in the copies of a report."""
        found: dict[str, list[tuple[str, int, tuple[int, int]]]] = defaultdict(list)
        for story in self.gold:
            mates = {r["id"]: {r["id"]} for r in story["reports"]}
            for copies in story.get("copies") or []:
                joined = set().union(*(mates[i] for i in copies))
                mates.update({i: joined for i in joined})
            for n, row in enumerate(c for c in story["contradictions"] if c["kind"] == kind):
                for k, side in enumerate(row["sides"]):
                    for report in mates[side["report"]]:
                        if (place := at(self.text[report], side["text"])) is not None:
                            found[report].append((f"{story['story']}/{n}", k, place))
        return found


def opposed(left: set[tuple[str, int]], right: set[tuple[str, int]]) -> set[str]:
    """Contradictions on two sides of which two places stand."""
    return {a for a, side in left for b, other in right if a == b and side != other}


def hits(scores: np.ndarray, pairs: list[Pair], chosen: Iterable[int], total: int) -> dict[str, float]:
    """Precision over the chosen pairs, recall over the annotated contradictions."""
    kept = [pairs[n] for n in chosen if scores[n] > 0]
    p = sum(bool(x.right) for x in kept) / max(1, len(kept))
    r = len(set().union(*(x.key[1] for x in kept))) / max(1, total)
    return {"p": p, "r": r, "f": 2 * p * r / max(p + r, 1e-9), "found": len(kept)}


def event_task(stories: Stories) -> Task:
    """Pairs of event mentions of one type; known where both match an annotated mention (same type, overlapping trigger)."""
    told = stories.links.tellings
    marks: dict[str, list[tuple[str, str, tuple[int, int]]]] = defaultdict(list)
    alike = set()
    for story in stories.gold:
        alike |= {frozenset((f"{story['story']}/{a}", f"{story['story']}/{b}")) for a, b in story["not_same"]}
        for event in story["events"]:
            for m in event["mentions"]:
                text = stories.text[m["report"]]
                start = at(text, m.get("sentence") or "") or (0, 0)
                if (place := at(text, m["trigger"], start[0])) is not None:
                    marks[m["report"]].append((event["event_type"], f"{story['story']}/{event['key']}", place))
    gold: dict[int, str] = {}
    for t in told:
        m = t.mention
        for event_type, key, place in marks[stories.stem[t.report_id]]:
            if event_type == m.event_type and share(place, (m.trigger.start, m.trigger.end)) > 0:
                gold[t.rank] = key
                break
    pairs = []
    for acts, place_of in stories.links.acts.values():
        buckets: dict[str, list[int]] = defaultdict(list)
        for rank in place_of:
            for left in buckets[told[rank].mention.event_type]:
                features = pair_features(told, acts, place_of, left, rank, stories.links.views)
                a, b = gold.get(left), gold.get(rank)
                weight = LOOK_ALIKE if frozenset((a, b)) in alike else 1.0
                pairs.append(
                    Pair(features, None if a is None or b is None else a == b, stories.story(told[left].report_id), (left, rank), weight)
                )
            buckets[told[rank].mention.event_type].append(rank)

    def measure(scores: np.ndarray) -> dict[str, float]:
        table = {p.key: APART if s <= APART else max(LEAST, min(MOST, float(s))) for p, s in zip(pairs, scores, strict=True)}
        group_of = agglomerate_all(range(len(told)), table, APART)
        met: dict[str, set[int]] = defaultdict(set)
        for rank, key in gold.items():
            met[key].add(group_of[rank])
        apart = [met[a].isdisjoint(met[b]) for a, b in map(tuple, alike) if a in met and b in met]
        return coreference(gold, group_of) | {"look-alikes apart": 100 * sum(apart) / max(1, len(apart))}

    return Task(pairs, measure)


def figure_task(stories: Stories) -> Task:
    """Pairs of claims with different numbers of one kind."""
    sides = stories.sides("figure")
    buckets: dict[tuple[str, str], list[Any]] = defaultdict(list)
    pairs = []
    for right in stories.links.claims:
        if number(right.claim) is None:
            continue
        bucket = buckets[right.story, right.claim.indicator]
        for left in bucket:
            if may_clash(left, right):
                on = [
                    {
                        (c, k)
                        for c, k, place in sides[stories.stem[x.report_id]]
                        if share(place, (x.claim.expression.start, x.claim.expression.end)) > 0
                    }
                    for x in (left, right)
                ]
                told_of = opposed(*on)
                features = {k: float(v) for k, v in clash_features(left, right, stories.links.views).items() if v}
                pairs.append(Pair(features, bool(told_of), stories.story(left.report_id), (None, told_of)))
        bucket.append(right)
    total = len({c for found in sides.values() for c, _, _ in found})
    return Task(pairs, lambda scores: hits(scores, pairs, range(len(pairs)), total))


def denial_task(stories: Stories) -> Task:
    """Pairs of a denial and an assertion that it may be about; of the pairs of one denied event the best counts."""
    sides = stories.sides("modality")
    links = stories.links
    pairs = []
    for claim, denial, features in denials(links.tellings, links.event_of, links.views, links.acts):
        on = [
            {
                (c, k)
                for c, k, place in sides[stories.stem[t.report_id]]
                if share(place, (t.mention.sentence.start, t.mention.sentence.end)) >= 0.5
            }
            for t in (claim, denial)
        ]
        told_of = opposed(*on)
        event = links.event_of[denial.mention.event_mention_id]
        pairs.append(Pair(features, bool(told_of), stories.story(denial.report_id), (event, told_of)))
    total = len({c for found in sides.values() for c, _, _ in found})

    def measure(scores: np.ndarray) -> dict[str, float]:
        best: dict[str, int] = {}
        for n, pair in enumerate(pairs):
            if pair.key[0] not in best or scores[n] > scores[best[pair.key[0]]]:
                best[pair.key[0]] = n
        return hits(scores, pairs, best.values(), total)

    return Task(pairs, measure)


# ---------------------------------------------------------------------------------------------- models
def matrix(pairs: list[Pair]) -> tuple[list[str], np.ndarray]:
    """Names of the features and a row of values for each pair."""
    names = sorted({f for p in pairs for f in p.features})
    column = {f: n for n, f in enumerate(names)}
    values = np.zeros((len(pairs), len(names)), np.float32)
    for n, pair in enumerate(pairs):
        for f, v in pair.features.items():
            values[n, column[f]] = v
    return names, values


def fit(values: np.ndarray, pairs: list[Pair], keep: np.ndarray, column: Column) -> tuple[np.ndarray, float]:
    """Weights and bias, learned on the pairs of `keep` whose answer is known."""
    keep = keep & np.array([p.right is not None for p in pairs])
    spread = values.std(0) + column.floor
    chosen = [p for p, k in zip(pairs, keep, strict=True) if k]
    model = LogisticRegression(C=column.strength, max_iter=3000)
    model.fit(values[keep] / spread, [bool(p.right) for p in chosen], sample_weight=[p.weight for p in chosen])
    return model.coef_[0] / spread, float(model.intercept_[0]) + column.shift


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
    """The table."""
    lines = [HEAD, "\t".join(("# feature", *columns)) + "\n"]
    for feature in sorted({f for weights in columns.values() for f in weights}):
        lines.append("\t".join((feature, *(str(round(w[feature], 3)) if feature in w else "" for w in columns.values()))) + "\n")
    data_path("merge_weights.tsv").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--cache", type=Path, help="folder for parsed texts")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "gold" / "stories"))
    stories = Stories(options.shared / "train" / "situations", options.cache)
    tasks = {"events": event_task(stories), "figures": figure_task(stories), "denials": denial_task(stories)}
    tasks = {"acts": act_task(options.shared, options.cache)} | tasks
    learned: dict[str, dict[str, float]] = {}
    for name, task in tasks.items():
        names, values = matrix(task.pairs)
        known = [p.right for p in task.pairs if p.right is not None]
        print(f"{name}: {len(task.pairs)} pairs, {len(known)} known, {sum(known)} right, {len(names)} features", flush=True)
        scores = held_out(values, task.pairs, COLUMNS[name])
        print(f"  held out: {'  '.join(f'{k} {v:.3g}' for k, v in task.measure(scores).items())}", flush=True)
        if options.write:
            weights, bias = fit(values, task.pairs, np.ones(len(task.pairs), bool), COLUMNS[name])
            learned[name] = {"bias": bias} | dict(zip(names, map(float, weights), strict=True))
    if options.write:
        write(learned)


if __name__ == "__main__":
    main()
