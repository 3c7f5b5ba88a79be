"""Fits the weights of `dateline.reading.coreference.SALIENCE` on the training situations and prints them.

    python scripts/fit_antecedents.py [FOLDER]

FOLDER holds annotated stories (JSON, default `../shared/train/situations`, or DATELINE_SHARED). For each statement whose source is a
pronoun the candidates of the reader are taken, those of the annotated actor are right; a conditional logit with a small pull towards the
prior weights is fitted by gradient descent. No other data are read.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.actor_codes import key_of
from dateline.reading.coreference import SALIENCE, Resolver
from dateline.reading.mentions import Draft
from dateline.reading.readers import all_readers, read
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

PULL, STEP, ROUNDS = 0.6, 0.01, 3000
PRONOUNS = ("he", "she", "it", "they")
NAMES = tuple(SALIENCE)
PRIOR = {
    "distance": -0.6, "subject": 1.0, "says": 0.7, "speaker": 0.7, "named": 0.3, "same_sentence": 0.3, "same_paragraph": 0.1, "quoted": -0.8,
    "gender": 0.5, "looks": 0.6, "indefinite": -0.1, "object": -0.3, "possessor": -0.2, "pronoun": 0.3, "mentions": 0.1,
}  # fmt: skip
"""Where the fit begins: weights set by hand."""

Case = tuple[np.ndarray, np.ndarray]


def share(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Dice of two names' words."""
    return 2 * sum((Counter(a) & Counter(b)).values()) / (len(a) + len(b)) if a and b else 0.0


def actor_of_chain(resolver: Resolver, actors: list[dict[str, Any]], report_id: str) -> dict[int, str]:
    """The annotated actor of each chain, by the words of its mentions."""
    found = {}
    for k, chain in enumerate(resolver.chains):
        votes: Counter[str] = Counter()
        for draft in (resolver.drafts[n] for n in chain.drafts):
            if draft.form == "pronoun":
                continue
            words = key_of(resolver.words_of(draft.first, draft.last))
            for actor in actors:
                for mention in actor["mentions"].get(report_id, ()):
                    if (value := share(words, key_of(mention))) > 0.6:
                        votes[actor["key"]] += value  # type: ignore[assignment]
        if votes:
            found[k] = votes.most_common(1)[0][0]
    return found


def cases(text: ReportText, story: dict[str, Any], lexica: Lexica) -> list[Case]:
    """Candidates (features) of each pronoun that is a source, and which of them are right."""
    report_id = text.report.report_id
    first = [r for r in all_readers() if set(r.gives) & {"times", "toponyms"}]
    resolver = Resolver(text, read(text, lexica, first), lexica)
    seen: dict[int, list[tuple[int, dict[str, float]]]] = {}
    antecedent = resolver.antecedent

    def watch(draft: Draft, gender: str) -> int | None:
        seen[draft.head] = resolver.candidates(draft, gender)
        return antecedent(draft, gender)

    resolver.antecedent = watch  # type: ignore[method-assign]
    resolver.resolve()
    actor = actor_of_chain(resolver, story["actors"], report_id)
    found = []
    for row in story["statements"]:
        word = (row["source_text"] or "").lower()
        if row["report"] != report_id or word not in PRONOUNS or not row["source"]:
            continue
        starts = [at for c in row["content"] if (at := text.text.find(c)) >= 0]
        near = [h for h in seen if starts and text.tokens[h].lower == word and abs(text.tokens[h].start - min(starts)) < 400]
        near = [h for h in near if row["cue"].split()[-1] in text.text[text.tokens[h].start - 25 : text.tokens[h].start + 40]]
        if not near:
            continue
        candidates = seen[min(near, key=lambda h: abs(text.tokens[h].start - min(starts)))]
        right = np.array([actor.get(k) == row["source"] for k, _ in candidates])
        if right.any():
            found.append((np.array([[float(f[n]) for n in NAMES] for _, f in candidates]), right))
    return found


def fit(data: list[Case], prior: np.ndarray) -> np.ndarray:
    """Weights of a conditional logit, pulled towards `prior`."""
    weights = prior.copy()
    for _ in range(ROUNDS):
        slope = PULL * (weights - prior)
        for features, right in data:
            score = features @ weights
            chance = np.exp(score - score.max())
            chance /= chance.sum()
            wanted = np.where(right, chance, 0.0)
            slope -= features.T @ (wanted / wanted.sum() - chance)
        weights -= STEP * slope
    return weights


def main() -> None:
    default = Path(os.environ.get("DATELINE_SHARED", "../shared")) / "train" / "situations"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    lexica, data = Lexica(), []
    for path in sorted(folder.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        reports = [Report(report_id=r["id"], uri=r["id"], text=r["text"], outlet=r.get("outlet")) for r in story["reports"]]
        for text in segment(reports, SpacyParser()):
            data += cases(text, story, lexica)
    weights = fit(data, np.array([PRIOR[n] for n in NAMES]))
    hits = np.mean([right[np.argmax(features @ weights)] for features, right in data])
    print(f"{len(data)} pronouns, right: {hits:.3f}")
    print({name: round(float(w), 2) for name, w in zip(NAMES, weights, strict=True)})


if __name__ == "__main__":
    main()
