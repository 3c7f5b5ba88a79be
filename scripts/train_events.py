"""Train the linear models of the event readers and report what they win: rules alone, model alone, together.

    python scripts/train_events.py SHARED_TRAIN [--cache DIR] [--vectors FILE.npz] [--folds 5] [--write]

SHARED_TRAIN holds `sentences/*.txt` with `convert.py` and `situations/*.json` (both CC0-1.0, written for this project). Own further
sentences stand in bench/own/train/events.txt in the same form and in the *.wire beside it (see `wire_row`). All scores printed are by
cross-validation: a document is never scored by a model that saw it (stories are held together). `--write` fits on everything and writes
src/dateline/data/event_models.npz and, with the triggers, trigger_lemmas.tsv; `--vectors` (words and all-MiniLM-L6-v2 vectors of single
words, Apache-2.0) also writes word_vectors.npz. Needs the `train` extra.
"""

import argparse
import hashlib
import json
import pickle
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dateline.intake.header import read_header
from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading import events as reader
from dateline.reading.features import (
    causes,
    mode_features,
    proposals,
    role_features,
    role_phrases,
    rule_of,
    speakers,
    trigger_features,
    trigger_words,
)
from dateline.reading.frames import Candidate, light_verbs, match_noun, roles
from dateline.reading.linear import Array, LinearModel, pack
from dateline.reading.participants import Participants
from dateline.reading.readers import all_readers, read
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment
from dateline.text.word_vectors import WordVectors, word_vectors

DATA = Path(__file__).resolve().parent.parent / "src" / "dateline" / "data"
OWN = Path(__file__).resolve().parent.parent / "bench" / "own" / "train"
VECTOR_SIZE = 48


class Gold(NamedTuple):
    """One annotated mention, brought to tokens. `actors`, `recipients`: token indices of phrase heads, None where not known."""

    token: int
    event_type: str
    mode: str | None
    modality: str
    actors: frozenset[int] | None
    recipients: frozenset[int] | None


class Document(NamedTuple):
    """A parsed training text. `group`: texts of one group are never split over folds."""

    group: str
    text: ReportText
    found: Reading
    golds: tuple[Gold, ...]


# ---------------------------------------------------------------------------------------------- data
def sentence_rows(folder: Path) -> list[dict[str, Any]]:
    files = [*sorted((folder / "sentences").glob("*.txt")), OWN / "events.txt"]
    done = subprocess.run(
        [sys.executable, str(folder / "sentences" / "convert.py"), *map(str, files)], capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()] + [wire_row(line) for path in sorted(OWN.glob("*.wire")) for line in lines_of(path)]


TAG = re.compile(r"\[((?:[atrs]\d?)+) |\]")
SIDES = {"a": "actors", "r": "recipients", "s": "attributed_to"}
MODALITIES = {"": "happened", "o": "ongoing", "p": "planned", "y": "hypothetical", "d": "denied", "u": "uncertain"}


def lines_of(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]


def wire_row(line: str) -> dict[str, Any]:
    """A line of bench/own/train/*.wire in the form that convert.py gives; `ValueError` where tags and events do not match.

    `TYPE/mode.m;TYPE | text with [a1r2 phrases]`: t trigger, a actor, r recipient, s who says so, each with the number of its event
    (one event: none); m is o ongoing, p planned, y hypothetical, d denied, u uncertain, left out where it happened. `-` is no event.
    """
    codes, marked = line.split(" | ", 1)
    text, opened, at = "", [], 0
    spans: dict[str, list[dict[str, Any]]] = {}
    for m in TAG.finditer(marked):
        text += marked[at : m.start()]
        at = m.end()
        if m[0] != "]":
            opened.append((re.findall(r"[atrs]\d?", m[1]), len(text)))
            continue
        tags, start = opened.pop()
        for tag in tags:
            spans.setdefault(tag if tag[1:] else tag + "1", []).append({"text": text[start:], "start": start, "end": len(text)})
    text += marked[at:]
    events = []
    for n, code in enumerate(codes.split(";") if codes != "-" else (), 1):
        event_type, _, rest = code.replace(".", "/.", "/" not in code).partition("/")
        mode, _, modality = rest.partition(".")
        if f"t{n}" not in spans or opened:
            raise ValueError(f"no trigger of event {n}, or an open bracket: {line}")
        events.append({
            "event_type": event_type, "mode": mode or None, "modality": MODALITIES[modality], "trigger": spans[f"t{n}"][0],
            **{name: spans.get(f"{letter}{n}", []) for letter, name in SIDES.items()},
        })  # fmt: skip
    if any(int(tag[1:]) > len(events) for tag in spans):
        raise ValueError(f"a tag without an event: {line}")
    return {"id": "own-" + hashlib.sha256(text.encode()).hexdigest()[:12], "text": text, "events": events}


def documents(folder: Path, cache: Path | None) -> list[Document]:
    """All training texts, parsed and read by the readers that come before the events."""
    rows = sentence_rows(folder)
    stories = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((folder / "situations").glob("*.json"))]
    reports = [Report(report_id=r["id"], uri=f"file:{r['id']}", text=r["text"]) for r in rows]
    for story in stories:
        reports += [
            read_header(Report(report_id=r["id"], uri=f"file:{r['id']}", text=r["text"], published=r["published"])) for r in story["reports"]
        ]
    texts = parse(reports, cache)
    lexica = Lexica()
    before = [r for r in all_readers() if r.name in ("times", "toponyms", "actors", "statements")]
    found = []
    for row, text in zip(rows, texts, strict=False):
        found.append(Document(row["id"], text, read(text, lexica, before), sentence_golds(text, row)))
    position = len(rows)
    for story in stories:
        for _ in story["reports"]:
            text = texts[position]
            reading = read(text, lexica, before)
            found.append(Document(story["story"], text, reading, story_golds(text, reading, story)))
            position += 1
    return found


def parse(reports: list[Report], cache: Path | None) -> list[ReportText]:
    if cache is None:
        return list(segment(reports, SpacyParser()))
    key = hashlib.sha256("\x1f".join(r.text for r in reports).encode()).hexdigest()[:16]
    path = cache / f"train-{key}.pickle"
    if not path.is_file():
        path.write_bytes(pickle.dumps(list(segment(reports, SpacyParser()))))
    texts: list[ReportText] = pickle.loads(path.read_bytes())
    return texts


def head_of(text: ReportText, start: int, end: int) -> int | None:
    return min(text.tokens_in(start, end), key=lambda i: (text.depth[i], i), default=None)


def heads_of(text: ReportText, start: int, end: int) -> Iterator[int]:
    """The head of a span and its coordinates inside the span."""
    inside = text.tokens_in(start, end)
    todo = [head] if (head := head_of(text, start, end)) is not None else []
    for at in todo:
        yield at
        todo += [c for c in text.children[at] if text.tokens[c].dep == "conj" and c in inside]


def trigger_token(text: ReportText, start: int, end: int, event_type: str, proposed: dict[int, Candidate | None]) -> int | None:
    """The token a trigger is coded at: the noun of a light verb, else the head of the words, else the proposal nearest to it."""
    inside = list(text.tokens_in(start, end))
    if not inside:
        return None
    head = min(inside, key=lambda i: (text.depth[i], i))
    t = text.tokens[head]
    if t.lemma in light_verbs():
        for c in text.children[head]:
            noun = match_noun(text, c) if text.tokens[c].dep in ("dobj", "nsubjpass") and text.tokens[c].pos == "NOUN" else None
            if noun is not None and noun.event_type == event_type:
                return c
    if head in proposed:
        return head
    near = [i for i in inside if i in proposed]
    return min(near, key=lambda i: (text.depth[i], i)) if near else head


def sentence_golds(text: ReportText, row: dict[str, Any]) -> tuple[Gold, ...]:
    proposed = dict(proposals(text))
    found = []
    for event in row["events"]:
        token = trigger_token(text, event["trigger"]["start"], event["trigger"]["end"], event["event_type"], proposed)
        if token is None:
            continue
        sides = [frozenset(h for s in event[side] for h in heads_of(text, s["start"], s["end"])) for side in ("actors", "recipients")]
        found.append(Gold(token, event["event_type"], event["mode"], event["modality"], sides[0], sides[1]))
    return tuple(found)


def story_golds(text: ReportText, reading: Reading, story: dict[str, Any]) -> tuple[Gold, ...]:
    proposed = dict(proposals(text))
    report = text.report.report_id
    who = Participants(text, reading)
    names = {a["key"]: {m.casefold() for m in a["mentions"].get(report, [])} | {a["name"].casefold()} for a in story["actors"]}
    chain_keys: dict[str, set[str]] = {}
    for mention in reading.mentions:
        if mention.chain_id is not None:
            words = re.sub(r"^(the|an?) ", "", mention.text.casefold())
            for key, strings in names.items():
                if words in {re.sub(r"^(the|an?) ", "", s) for s in strings}:
                    chain_keys.setdefault(mention.chain_id, set()).add(key)
    found = []
    for event in story["events"]:
        for mention in event["mentions"]:
            if mention["report"] != report:
                continue
            place = story_trigger(text.text, mention["sentence"], mention["trigger"])
            if place is None:
                continue
            token = trigger_token(text, *place, event["event_type"], proposed)
            if token is None:
                continue
            sides = []
            for side in ("actors", "recipients"):
                keys = set(mention.get(side) or event.get(side) or [])
                heads = {
                    h for h in role_phrases(text, who, token)
                    if (m := who.at(h)) is not None and m.chain_id is not None and chain_keys.get(m.chain_id, set()) & keys
                }  # fmt: skip
                sides.append(None if keys and not heads else frozenset(heads))
            found.append(Gold(token, event["event_type"], event.get("mode"), mention["modality"], sides[0], sides[1]))
    return tuple(found)


def story_trigger(text: str, sentence: str, trigger: str) -> tuple[int, int] | None:
    words = [re.escape(w) for w in re.findall(r"\w+", sentence)]
    for m in re.finditer(r"\W+".join(words), text):
        hit = re.search(rf"(?<!\w){re.escape(trigger)}(?!\w)", text[m.start() :])
        if hit and hit.start() < 900:
            return m.start() + hit.start(), m.start() + hit.end()
    return None


# ---------------------------------------------------------------------------------------------- items
class Items(NamedTuple):
    """What one model is trained on: feature names, dense vectors, classes, groups, what the rules say."""

    features: list[list[str]]
    dense: Array
    classes: list[str]
    groups: list[str]
    rules: list[str]


def trigger_items(docs: list[Document], vectors: WordVectors) -> Items:
    features, words, classes, groups, rules = [], [], [], [], []
    for doc in docs:
        proposed = dict(proposals(doc.text))
        gold = {g.token: g.event_type for g in doc.golds}
        by_rule = {c.token: c.event_type for c in reader.chosen_by_rules(doc.text)}
        named = causes(doc.text, proposed)
        for i, c in proposed.items():
            features.append(trigger_features(doc.text, i, c, proposed, named[doc.text.tokens[i].sentence]))
            words.append(trigger_words(doc.text, i))
            classes.append(gold.get(i, "NONE"))
            rules.append(by_rule.get(i) or "NONE")
            groups.append(doc.group)
    return Items(features, reader.trigger_dense(words, vectors), classes, groups, rules)


def mode_items(docs: list[Document]) -> Items:
    features, classes, groups, rules = [], [], [], []
    for doc in docs:
        proposed = dict(proposals(doc.text))
        for g in doc.golds:
            c = proposed.get(g.token)
            features.append(mode_features(doc.text, g.token, c, g.event_type))
            classes.append(f"{g.event_type}/{g.mode or ''}")
            rules.append(f"{g.event_type}/{(c.mode if c and c.event_type == g.event_type else None) or ''}")
            groups.append(doc.group)
    return Items(features, np.zeros((len(features), 0), np.float32), classes, groups, rules)


def role_items(docs: list[Document]) -> Items:
    features, classes, groups, rules = [], [], [], []
    for doc in docs:
        who = Participants(doc.text, doc.found)
        proposed = dict(proposals(doc.text))
        for g in doc.golds:
            if g.actors is None and g.recipients is None:
                continue
            acting, undergoing = g.actors or frozenset(), g.recipients or frozenset()
            c = proposed.get(g.token) or Candidate(g.token, g.event_type, None, None, False, doc.text.tokens[g.token].pos != "VERB")
            played = roles(doc.text, c._replace(event_type=g.event_type))
            spoke = speakers(doc.text, who, g.token)
            for h in role_phrases(doc.text, who, g.token):
                both = ("A" if h in acting else "") + ("R" if h in undergoing else "")
                rule = rule_of(h, played)
                if not both and ((g.actors is None and rule == "A") or (g.recipients is None and rule == "R")):
                    continue  # the annotated actor stands elsewhere or its words were not recognised: this phrase may well be it
                features.append(role_features(doc.text, who, g.token, h, g.event_type, played, c, spoke))
                classes.append(both[:1] or "NONE")
                rules.append(rule)
                groups.append(doc.group)
    return Items(features, np.zeros((len(features), 0), np.float32), classes, groups, rules)


# ---------------------------------------------------------------------------------------------- models
def fit(items: Items, keep: list[int], strength: float, at_least: int = 2) -> LinearModel:
    """Multinomial logistic regression on the items of `keep`."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    counts = Counter(f for n in keep for f in set(items.features[n]))
    names = sorted(f for f, n in counts.items() if n >= at_least)
    row = {f: n for n, f in enumerate(names)}
    indices, pointers = [], [0]
    for n in keep:
        indices += sorted({row[f] for f in items.features[n] if f in row})
        pointers.append(len(indices))
    sparse = csr_matrix((np.ones(len(indices), np.float32), indices, pointers), shape=(len(keep), len(names)))
    matrix = hstack([sparse, csr_matrix(items.dense[keep])]).tocsr() if items.dense.shape[1] else sparse
    model = LogisticRegression(C=strength, max_iter=500, tol=1e-4)
    model.fit(matrix, [items.classes[n] for n in keep])
    weights = model.coef_.T.astype(np.float32)
    bias = model.intercept_.astype(np.float32)
    if weights.shape[1] == 1:
        weights, bias = np.hstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2], np.float32)
    return LinearModel(list(model.classes_), names, weights[: len(names)], weights[len(names) :], bias)


def by_fold(groups: list[str], folds: int) -> Iterator[tuple[list[int], list[int]]]:
    number = [int(hashlib.sha256(g.encode()).hexdigest(), 16) % folds for g in groups]
    for k in range(folds):
        yield [n for n, f in enumerate(number) if f != k], [n for n, f in enumerate(number) if f == k]


def cross_validate(items: Items, folds: int, strength: float) -> list[np.ndarray]:
    """Probabilities of each item by a model that did not see its group, with the classes."""
    out: list[Any] = [None] * len(items.classes)
    classes = sorted(set(items.classes))
    for keep, test in by_fold(items.groups, folds):
        model = fit(items, keep, strength)
        p = model.probabilities([list(dict.fromkeys(items.features[n])) for n in test], items.dense[test])
        place = [classes.index(c) for c in model.classes]
        for n, row in zip(test, p, strict=True):
            full = np.zeros(len(classes), np.float32)
            full[place] = row
            out[n] = full
    return out


def detection(classes: list[str], given: list[str]) -> dict[str, float]:
    """F1 of (token, class) pairs other than NONE, and of detection alone."""
    right = sum(a == b != "NONE" for a, b in zip(classes, given, strict=True))
    found = sum(a != "NONE" != b for a, b in zip(classes, given, strict=True))
    n_gold, n_given = sum(c != "NONE" for c in classes), sum(c != "NONE" for c in given)
    p, r = right / max(n_given, 1), right / max(n_gold, 1)
    return {"p": p, "r": r, "f": 2 * p * r / max(p + r, 1e-9), "any_f": 2 * found / max(n_gold + n_given, 1)}


def accuracy(classes: list[str], given: list[str]) -> dict[str, float]:
    return {"accuracy": sum(a == b for a, b in zip(classes, given, strict=True)) / max(len(classes), 1)}


def compare(name: str, items: Items, folds: int, strength: float, measure: Callable[[list[str], list[str]], dict[str, float]]) -> list[np.ndarray]:
    """Print rules alone, model without the features of the rules, model with them."""
    classes = sorted(set(items.classes))
    rule_marks = ("c=", "cm=", "cd=", "cs=", "chc=", "cot=", "cth=", "fold=", "rule=", "ops=", "op", "sure=", "T=")
    bare = items._replace(features=[[f for f in names if not f.startswith(rule_marks)] for names in items.features])

    def show(what: str, given: list[str]) -> None:
        print(f"{name:<10} {what:<16} " + "  ".join(f"{k} {v:.3f}" for k, v in measure(items.classes, given).items()), flush=True)

    show("rules alone", items.rules)
    alone = cross_validate(bare, folds, strength)
    show("model alone", [classes[int(p.argmax())] for p in alone])
    together = cross_validate(items, folds, strength)
    show("together", [classes[int(p.argmax())] for p in together])
    return together


MODELS: dict[str, tuple[Callable[..., Items], float, Callable[..., dict[str, float]], bool]] = {
    "trigger": (trigger_items, 0.15, detection, True),
    "mode": (mode_items, 0.6, accuracy, False),
    "role": (role_items, 0.12, detection, False),
}
"""Name of a model: its items, inverse strength of regularisation, measure, whether it takes word vectors."""


def make_vectors(source: Path, size: int) -> None:
    """Write data/word_vectors.npz from `words` and `E` (full vectors)."""
    with np.load(source) as raw:
        words, full = [str(w) for w in raw["words"]], raw["E"].astype(np.float32)
    centred = full - full.mean(axis=0)
    _, _, axes = np.linalg.svd(centred[:: max(1, len(words) // 8000)], full_matrices=False)
    small = centred @ axes[:size].T
    small /= np.linalg.norm(small, axis=1, keepdims=True) + 1e-6
    scale = float(np.abs(small).max() / 127)
    np.savez_compressed(
        DATA / "word_vectors.npz", words=np.frombuffer("\n".join(words).encode(), np.uint8), matrix=np.round(small / scale).astype(np.int8),
        scale=np.float32(scale),
    )  # fmt: skip


def write_lemmas(docs: list[Document]) -> None:
    """Lemmas that were triggers twice in other texts and stand in no frame."""
    seen: Counter[str] = Counter()
    for doc in docs:
        proposed = {i for i, c in proposals(doc.text) if c is not None}
        seen.update({doc.text.tokens[g.token].lemma for g in doc.golds if g.token not in proposed and doc.text.tokens[g.token].pos in ("NOUN", "ADJ")})
    lines = sorted(w for w, n in seen.items() if n >= 1 and w.isalpha() and len(w) > 2)
    head = (
        "# trigger_lemmas.tsv: nouns and adjectives outside the frames that were triggers in the training text; the model judges them\n"
        "# origin: made by scripts/train_events.py; licence: CC0-1.0; version: 1\n# lemma\tnote\n"
    )
    (DATA / "trigger_lemmas.tsv").write_text(head + "".join(f"{w}\n" for w in lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--no-compare", action="store_true")
    options = parser.parse_args()
    if options.vectors:
        make_vectors(options.vectors, VECTOR_SIZE)
    docs = documents(options.train, options.cache)
    if options.write and (not options.only or "trigger" in options.only):
        write_lemmas(docs)
    vectors = word_vectors()
    arrays: dict[str, Any] = {}
    for name, (make, strength, measure, dense) in MODELS.items():
        if options.only and name not in options.only:
            continue
        items = make(docs, vectors) if dense else make(docs)
        print(f"{name}: {len(items.classes)} items, {Counter(items.classes).most_common(4)}", flush=True)
        if not options.no_compare:
            compare(name, items, options.folds, strength, measure)
        if options.write:
            model = fit(items, list(range(len(items.classes))), strength)
            names = sorted(model.row, key=model.row.__getitem__)
            strong = np.abs(model.weights).max(axis=1) > 0.02
            packed = pack(model.classes, [f for f, s in zip(names, strong, strict=True) if s], model.weights[strong], model.dense, model.bias)
            arrays |= {f"{name}/{k}": v for k, v in packed.items()}
    if options.write:
        path = DATA / "event_models.npz"
        if options.only and path.is_file():
            with np.load(path) as old:
                arrays = {k: old[k] for k in old if k.split("/")[0] not in options.only} | arrays
        np.savez_compressed(path, **arrays)
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
