"""Weights that tell which region's people bear a name (data/name_origins.npz), from data/name_origins.tsv and data/leaders.tsv.

    python scripts/train_name_origins.py [--write]

Needs the `train` extra. Multinomial logistic regression over the character n-grams of single names, first on the lists; then leaders, whose
country is known, are added under the likeliest region of their country. Printed: how often the first model, which has seen no leader, puts
a leader's country into its best one and best three regions.
"""

import argparse
from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dateline.lexicon import data_path, table
from dateline.reading.linear import pack
from dateline.reading.name_origins import ngrams, regions_of, single_names

RAREST, STRENGTH = 3, 1.0
Example = tuple[str, str]


def listed() -> list[Example]:
    return [(part, row["region"]) for row in table("name_origins.tsv") for name in row["names"].split("|") for part in single_names(name)]


def fit(examples: Sequence[Example]) -> tuple[DictVectorizer, LogisticRegression]:
    grams = [ngrams(name) for name, _ in examples]
    counts = Counter(g for found in grams for g in set(found))
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = vectorizer.fit_transform([{g: 1.0 for g in found if counts[g] >= RAREST} for found in grams])
    return vectorizer, LogisticRegression(C=STRENGTH, max_iter=400).fit(matrix, [region for _, region in examples])


def scores(fitted: tuple[DictVectorizer, LogisticRegression], name: str) -> dict[str, float]:
    """Log probability of each region for a whole name."""
    vectorizer, model = fitted
    rows = vectorizer.transform([dict.fromkeys(ngrams(part), 1.0) for part in single_names(name)])
    return dict(zip(model.classes_, model.predict_log_proba(rows).sum(axis=0), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = listed()
    first = fit(examples)
    leaders = [(row["name"], row["country"]) for row in table("leaders.tsv") if regions_of(row["country"]) and list(single_names(row["name"]))]
    right: Counter[int] = Counter()
    for name, country in leaders:
        found = scores(first, name)
        ranked = sorted(found, key=lambda r: -found[r])
        right.update(n for n in (1, 3) if regions_of(country) & set(ranked[:n]))
        region = max(sorted(regions_of(country)), key=found.__getitem__)
        examples += [(part, region) for part in single_names(name)]
    print(f"{len(leaders)} leaders: best region {right[1] / len(leaders):.3f}, best three {right[3] / len(leaders):.3f}")
    if options.write:
        vectorizer, model = fit(examples)
        packed = pack(model.classes_.tolist(), vectorizer.get_feature_names_out().tolist(), model.coef_.T, np.zeros((0, 0)), model.intercept_)
        np.savez_compressed(str(data_path("name_origins.npz")), **{f"region/{k}": v for k, v in packed.items()})


if __name__ == "__main__":
    main()
