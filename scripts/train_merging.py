"""Weights by which two tellings are held to be one event (data/merge_weights.tsv).

    PYTHONPATH=. python scripts/train_merging.py [SHARED] [--cache DIR] [--write]

Run it from the root of the repository; needs the `train` extra. SHARED (default DATELINE_SHARED or ../shared) holds the data. Logistic
regression, one model for each column of the table:

acts      two triggers, by words alone: ECB+ (Cybulska and Vossen 2014, CC BY 3.0), gold/stories/event_coref.jsonl, checked mentions.
events    two coded events of one type: train/situations (CC0-1.0, written for this project); pairs marked as look-alikes weigh tenfold.

All scores printed are by cross-validation: over the topics of ECB+ (a topic is two look-alike stories), over whole stories elsewhere.
`--write` fits on everything and writes the table: what its column acts scores on ECB+ is not a held-out score, the one printed here is.
A bias is shifted after the fit (`Column.shift`), because a wrong join costs more or less than a missed one. The shifts were set once, by
hand, in view of scores like these, when scores on gold/situations were shown beside them; so both sets know them, though no weight does.

The stories are learned from twice: as the readers read them ("read") and, at a lower weight, with readings written out from the annotation
("annotation"). The table in use was fitted with earlier readers and fuller readings from annotation: the columns come out alike but not equal.
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
from dateline.model.event import EventMention
from dateline.model.evidence import Basis, make_id
from dateline.model.figure import FigureClaim
from dateline.model.mention import Chain, Mention
from dateline.model.place import Toponym
from dateline.model.reading import Reading
from dateline.reading.readers import read as read_report
from dateline.reconcile import group
from dateline.reconcile.assemble import Links, link
from dateline.reconcile.events import APART, pair_features
from dateline.reconcile.triggers import LEAST, MOST, Acts
from dateline.reconcile.weigh import agglomerate
from dateline.text.segment import ReportText
from train_events import parse

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
LOOK_ALIKE = 10.0
HEAD = """# merge_weights.tsv: weights (log odds) of the features by which two tellings are held to be one event
# origin: learned for this project by logistic regression (scripts/train_merging.py); licence: CC0-1.0; version: 3
# acts: any triggers, by words alone, learned on ECB+ (CC BY 3.0, Cybulska and Vossen 2014); events: coded events, learned on the project's own annotated training stories;
"""


class Pair(NamedTuple):
    """A pair to judge. `right`: None where the annotation does not say; `fold`: what is never split; `key`: what its score is measured by."""

    features: Mapping[str, float]
    right: bool | None
    fold: str
    key: Any
    weight: float = 1.0


class Column(NamedTuple):
    """How one column is fitted. `strength`: inverse regularisation; `floor`: added to the spread that a feature is divided by.

    `read`: weight of a pair read by the readers, where one of the annotation has 1.
    """

    strength: float
    shift: float
    folds: int
    floor: float
    read: float = 1.0


class Task(NamedTuple):
    """Pairs of one column and the measure of scores for them."""

    pairs: list[Pair]
    measure: Callable[[np.ndarray], dict[str, float]]


COLUMNS = {
    "acts": Column(0.1, 0.15, 6, 1e-6), "events": Column(0.3, -1.3, 5, 1e-3, 1.5),
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


def annotated(story: dict[str, Any], report: str, text: ReportText) -> Reading:
    """The reading of a report that its annotation describes: chains, coded events, figures, places by name."""
    raw = text.text
    chains, mentions, chain_of = [], [], {}
    for actor in story["actors"]:
        found = [(place, m) for m in actor["mentions"].get(report, ()) if (place := at(raw, m)) is not None]
        if not found:
            continue
        chain = chain_of[actor["key"]] = make_id("c", report, actor["key"])
        own = []
        for (start, end), m in found:
            form = "name" if any(w[:1].isupper() for w in m.split() if w not in ("The", "A", "An")) else "nominal"
            key = make_id("m", report, start, end, actor["key"])
            basis = Basis(evidence=(text.evidence(start, end),), rule="annotation")
            own.append(Mention(mention_id=key, start=start, end=end, text=m, form=form, chain_id=chain, basis=basis))
        names = [m.text for m in own if m.form == "name"]
        name = max(names or [m.text for m in own], key=len)
        chains.append(
            Chain(
                chain_id=chain, name=name, kind=actor["kind"], named=bool(names), aliases=tuple(dict.fromkeys(n for n in names if n != name)),
                country=actor["country"], sectors=tuple(actor["sectors"] or ()), mention_ids=tuple(m.mention_id for m in own),
                plural=name.endswith("s") and not (names and actor["kind"] == "person"),
            )
        )  # fmt: skip
        mentions += own
    toponyms: dict[str, Toponym] = {}

    def place_id(name: str | None) -> str | None:
        place = at(raw, name or "")
        if place is None:
            return None
        key, words = make_id("t", report, name), text.evidence(*place)
        toponyms[key] = Toponym(
            toponym_id=key, start=words.start, end=words.end, text=words.text, role="place", place=None,
            basis=Basis(evidence=(words,), rule="annotation"),
        )  # fmt: skip
        return key

    def who(keys: list[str] | None) -> tuple[str, ...]:
        return tuple(chain_of[k] for k in keys or () if k in chain_of)

    events, figures = [], []
    for event in story["events"]:
        for m in event["mentions"]:
            sentence = at(raw, m["sentence"]) if m["report"] == report else None
            trigger = at(raw, m["trigger"], sentence[0]) if sentence else None
            tokens = text.tokens_in(*trigger) if trigger else ()
            if not tokens or trigger is None:
                continue
            head = min(tokens, key=lambda i: (text.depth[i], i))
            over, words = text.sentence_of(head), text.evidence(*trigger)
            events.append(
                EventMention(
                    event_mention_id=make_id("em", report, *trigger, event["event_type"], event["key"]), event_type=event["event_type"],
                    mode=event.get("mode"), trigger=words, trigger_lemma=text.tokens[head].lemma.lower(), actors=who(m.get("actors")),
                    recipients=who(m.get("recipients")), place=place_id(m.get("place")), date_start=m.get("date_start"),
                    date_end=m.get("date_end"), date_basis="stated" if m.get("date_start") else None, modality=m["modality"],
                    attributed_to=who(m.get("attributed_to")), sentence=text.evidence(over.start, over.end),
                    basis=Basis(evidence=(words,), rule="annotation"),
                )
            )  # fmt: skip
    for n, f in enumerate(story["figures"]):
        if f["report"] == report and (place := at(raw, f["expression"])) is not None:
            words = text.evidence(*place)
            figures.append(
                FigureClaim(
                    claim_id=make_id("fc", report, n), indicator=f["indicator"], value=f["value"], low=f["low"], high=f["high"],
                    unit=f["unit"], qualifier=f["qualifier"], expression=words, status=f["status"], who=f["who"],
                    place=place_id(f.get("place")), period_start=f.get("period_start"), period_end=f.get("period_end"),
                    attributed_to=who(f.get("attributed_to")), basis=Basis(evidence=(words,), rule="annotation"),
                )
            )  # fmt: skip
    return Reading(
        report_id=text.report.report_id, mentions=tuple(mentions), chains=tuple(chains), events=tuple(events), figures=tuple(figures),
        toponyms=tuple(toponyms.values()),
    )  # fmt: skip


def parsed(folder: Path, cache: Path | None) -> list[ReportText]:
    """The reports of the training stories."""
    with TemporaryDirectory() as scratch:
        manifest = write_reports(folder, Path(scratch))
        return parse([r for i in load([scratch], manifest=manifest, settings=IntakeSettings()) for r in i.reports], cache)


class Stories:
    """The annotated training stories with readings of their reports, linked. `read`: by the readers, else from the annotation."""

    def __init__(self, folder: Path, texts: list[ReportText], read: bool) -> None:
        self.gold = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]
        self.stem = {t.report.report_id: Path(t.report.uri).stem for t in texts}
        self.text = {self.stem[t.report.report_id]: t.text for t in texts}
        lexica, by_name = Lexica(), {s["story"]: s for s in self.gold}
        if read:
            readings = [read_report(t, lexica) for t in texts]
        else:
            readings = [annotated(by_name[self.story(t.report.report_id)], self.stem[t.report.report_id], t) for t in texts]
        self.links: Links = link([t.report for t in texts], readings)

    def story(self, report_id: str) -> str:
        return self.stem[report_id].split("-")[0]


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
    folder = options.shared / "train" / "situations"
    texts = parsed(folder, options.cache)
    both = [Stories(folder, texts, read) for read in (True, False)]
    learned: dict[str, dict[str, float]] = {}
    makers = {"events": event_task}
    for name, column in COLUMNS.items():
        task, *more = [makers[name](s) for s in both] if name in makers else [act_task(options.shared, options.cache)]
        pairs = [p._replace(weight=p.weight * column.read) for p in task.pairs] + [p for t in more for p in t.pairs]
        names, values = matrix(pairs)
        known = [p.right for p in task.pairs if p.right is not None]
        print(
            f"{name}: {len(known)} pairs, {sum(known)} right; {len(pairs) - len(task.pairs)} of annotation; {len(names)} features",
            flush=True,
        )
        scores = held_out(values, pairs, column)
        size = len(task.pairs)
        for what, measure, part in (("read", task.measure, scores[:size]), *(("annotation", t.measure, scores[size:]) for t in more)):
            print(f"  held out, {what}: {'  '.join(f'{k} {v:.3g}' for k, v in measure(part).items())}", flush=True)
        if options.write:
            weights, bias = fit(values, pairs, np.ones(len(pairs), bool), column)
            learned[name] = {"bias": bias} | dict(zip(names, map(float, weights), strict=True))
    if options.write:
        write(learned)


if __name__ == "__main__":
    main()
