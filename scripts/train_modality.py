"""Train the model of modality and report what it wins: rules alone, model alone, together.

    python scripts/train_modality.py SHARED_TRAIN [--cache DIR] [--folds 5] [--write]

SHARED_TRAIN as in train_events.py, whose events it takes with their modality. Own further sentences, marked for modality alone, stand in
bench/own/train/modality/*.txt: `*word/x` is an event, with x one of h happened, o ongoing, p planned, y hypothetical, d denied, u uncertain.
In `economy*.txt` and `web*.txt` events bear no PLOVER type, as when a word of any kind is asked about; in the others they have that of their
frame. All scores printed are by cross-validation over sentences and whole stories. `--write` fits on everything and writes
src/dateline/data/modality_model.npz. Needs the `train` extra.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading import events as reader
from dateline.reading.features import proposals
from dateline.reading.linear import pack
from dateline.reading.modality import by_rules, fold, modality_features, operators
from dateline.reading.readers import all_readers, read
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment
from train_events import DATA, OWN, Document, Items, accuracy, cross_validate, documents, fit

LETTERS = {"h": "happened", "o": "ongoing", "p": "planned", "y": "hypothetical", "d": "denied", "u": "uncertain"}
MARK = re.compile(r"\*([^\s/*]+)/([hopydu])\b")
UNTYPED = ("economy", "web")
STRENGTH = 0.12
RULE_MARKS = ("fold=", "op", "ops=", "opw=", "when=None.")

Marked = tuple[str, list[tuple[int, int, str]]]


def unmark(line: str) -> Marked:
    """The text of a marked line and its events: start, end, modality."""
    text, at, found = "", 0, []
    for m in MARK.finditer(line):
        text += line[at : m.start()]
        found.append((len(text), len(text) + len(m[1]), LETTERS[m[2]]))
        text += m[1]
        at = m.end()
    text += line[at:]
    if "*" in text or re.search(r"\w/[hopydu]\b", text):
        raise ValueError(f"a mark that cannot be read: {line}")
    return text, found


def add(items: Items, doc: Document, made: reader.EventReader, token: int, event_type: str, value: str) -> None:
    """Append the item of one event."""
    t = doc.text.tokens[token]
    if t.end <= t.start:
        return
    statement = made.statement_over(doc.text.evidence(t.start, t.end))
    cue, kind = (statement.cue_class, statement.kind) if statement else (None, None)
    when = made.when(made.time_of(token, event_type)) if event_type else None
    found = operators(doc.text, token)
    items.features.append(modality_features(doc.text, token, found, fold(found)[0], event_type, cue, kind, when))
    items.classes.append(value)
    items.groups.append(doc.group)
    items.rules.append(by_rules(cue, found)[0])


def own_sentences() -> Iterator[tuple[str, ReportText, Marked]]:
    """Name of the file, parsed text and marks of every own sentence."""
    for path in sorted((OWN / "modality").glob("*.txt")):
        lines = [unmark(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
        reports = [Report(report_id=f"{path.stem}-{n}", uri=f"file:{path.stem}-{n}", text=text) for n, (text, _) in enumerate(lines)]
        yield from zip([path.stem] * len(lines), segment(reports, SpacyParser()), lines, strict=True)


def modality_items(docs: list[Document]) -> Items:
    """Items of the annotated events of other models' texts and of the own sentences."""
    items = Items([], np.zeros((0, 0), np.float32), [], [], [])
    for doc in docs:
        made = reader.EventReader(doc.text, doc.found)
        for gold in doc.golds:
            add(items, doc, made, gold.token, gold.event_type, gold.modality)
    before = [r for r in all_readers() if r.name in ("times", "toponyms", "actors", "statements")]
    for name, text, (_, marks) in own_sentences():
        doc = Document(text.report.report_id, text, read(text, Lexica(), before), ())
        made = reader.EventReader(text, doc.found)
        frames = {} if name.startswith(UNTYPED) else dict(proposals(text))
        for start, end, value in marks:
            token = min(text.tokens_in(start, end), key=lambda i: (text.depth[i], i))
            frame = frames.get(token)
            add(items, doc, made, token, (frame.event_type or "") if frame is not None else "", value)
    return items._replace(dense=np.zeros((len(items.classes), 0), np.float32))


def scores(items: Items, given: list[str]) -> str:
    """Accuracy, and the share of what did not happen that is taken for real."""
    unreal = [g for c, g in zip(items.classes, given, strict=True) if c in ("planned", "hypothetical", "denied")]
    danger = sum(g in ("happened", "ongoing") for g in unreal) / max(len(unreal), 1)
    return f"accuracy {accuracy(items.classes, given)['accuracy']:.3f}  unreal as real {danger:.3f}"


def compare(items: Items, folds: int) -> None:
    """Print rules alone, model without the features of the rules, model with them."""
    classes = sorted(set(items.classes))
    bare = items._replace(features=[[f for f in names if not f.startswith(RULE_MARKS)] for names in items.features])
    print("rules alone ", scores(items, items.rules), flush=True)
    for name, some in (("model alone ", bare), ("together    ", items)):
        found = cross_validate(some, folds, STRENGTH)
        print(name, scores(items, [classes[int(p.argmax())] for p in found]), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--no-compare", action="store_true")
    options = parser.parse_args()
    items = modality_items(documents(options.train, options.cache))
    print(f"{len(items.classes)} items, {Counter(items.classes).most_common()}", flush=True)
    if not options.no_compare:
        compare(items, options.folds)
    if options.write:
        model = fit(items, list(range(len(items.classes))), STRENGTH)
        names = sorted(model.row, key=model.row.__getitem__)
        strong = np.abs(model.weights).max(axis=1) > 0.02
        packed = pack(model.classes, [f for f, s in zip(names, strong, strict=True) if s], model.weights[strong], model.dense, model.bias)
        path = DATA / "modality_model.npz"
        np.savez_compressed(path, **{f"modality/{k}": v for k, v in packed.items()})
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
