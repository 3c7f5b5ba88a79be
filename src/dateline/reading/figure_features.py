"""What the trained model sees of a number: its noun, the words above, around and before it, and what the rules say.

Weights: data/figure_models.npz, made by scripts/train_figures.py (rules alone where the file is not present).
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from dateline.reading.counted import CASUALTIES, Climb, Counted, Counting
from dateline.reading.linear import Array, LinearModel, models
from dateline.text.word_vectors import word_vectors

NONE = "none"
VECTOR_WORDS = 2
BAG_WIDTH = 10
BAG_POS = ("NOUN", "VERB", "ADJ", "PROPN")


FILE = "figure_models.npz"
NONE_WEIGHT = 0.85
OVERRULE = 0.6
MISTYPED = 0.9
"""A rule's answer stands unless the model is at least this sure of another (the second where both tell of casualties)."""
ADD = 0.5
"""Where no rule speaks the model needs this chance to tell of casualties."""


@cache
def indicator_model() -> LinearModel:
    """The packaged model."""
    return models(FILE)["indicator"]


def decide(counting: Counting, items: Sequence[tuple[Counted, str | None]]) -> list[tuple[Counted, str | None]]:
    """Candidates with the indicator that rules and model agree on; what the model holds for no figure is left out."""
    if not items:
        return []
    model = indicator_model()
    chances = model.probabilities(*figure_features(counting, items))
    chances[:, model.classes.index(NONE)] *= NONE_WEIGHT
    found: list[tuple[Counted, str | None]] = []
    for (c, rule), row in zip(items, chances, strict=True):
        label = model.classes[int(row.argmax())]
        chance = float(row.max())
        if rule is not None and label != rule and chance < (OVERRULE if label == NONE or rule not in CASUALTIES else MISTYPED):
            label = rule
        elif rule is None and label in CASUALTIES and chance < ADD:
            label = "other" if c.noun is not None else NONE
        if label == "money" and rule != "money" and not (c.kind == "vague" or counting.may_be_sum(c)):
            label = rule or "other"  # money shows by its currency
        if label == NONE and counting.is_of_vote(c):
            label = "other"
        if label != NONE:
            found.append((c, label))
    return found


def bucket(c: Counted) -> str:
    """Size of a number in five steps; what it is where it has no value."""
    if c.value is None:
        return c.kind
    for limit, name in ((0, "0"), (1, "1"), (2, "2"), (9, "9"), (30, "30"), (100, "100"), (999, "999"), (9999, "9999")):
        if c.value <= limit:
            return name
    return "many"


def context_features(counting: Counting, c: Counted, rule: str | None, climb: Climb) -> list[str]:
    """Features of one candidate by itself."""
    tokens, text = counting.tokens, counting.text
    found = [f"rule={rule}", f"kind={c.kind}", f"size={bucket(c)}", f"part={c.part}", f"rule+kind={rule},{c.kind}"]
    top = tokens[c.top]
    noun = tokens[c.noun] if c.noun is not None else None
    if noun is not None:
        lemma = counting.lemma(noun)
        kind, says = counting.noun_class(noun)
        human = counting.human(noun)
        found += [f"noun={lemma}", f"class={kind}", f"says={says}", f"human={human}", f"tag={noun.tag}", f"ent={noun.ent}", f"human+size={human},{bucket(c)}"]
        for child in text.children[noun.i]:
            if tokens[child].dep in ("amod", "compound", "prep", "acl", "relcl", "poss", "det"):
                found.append(f"of_{tokens[child].dep}={tokens[child].lemma}")
    else:
        found.append("noun=")
    word = tokens[climb.word].lemma if climb.word is not None else ""
    found += [f"role={climb.role}", f"up={word}", f"role+up={climb.role},{word}", f"climb={climb.indicator}", f"top={top.dep}"]
    if climb.word is not None:
        for child in text.children[climb.word][:8]:
            token = tokens[child]
            if token.dep in ("dobj", "prt", "prep", "acomp", "oprd", "attr", "nsubj", "nsubjpass", "neg", "advmod", "aux", "xcomp", "agent"):
                found.append(f"up_{token.dep}={token.lemma}")
                if token.dep == "prep" and (inner := text.child(child, "pobj")) is not None:
                    found.append(f"up_{token.lower}={tokens[inner].lemma}")
        parent = tokens[tokens[climb.word].head]
        found.append(f"up2={tokens[climb.word].dep},{parent.lemma}")
    right = (c.noun if c.noun is not None and c.noun >= c.last else c.last - 1) + 1
    left = [counting.word(i) for i in range(c.first - 1, c.first - 4, -1)]
    after = [counting.word(i) for i in range(right, right + 3)]
    found += [f"l{n}={w}" for n, w in enumerate(left)] + [f"r{n}={w}" for n, w in enumerate(after)]
    found += [f"ll={left[1]} {left[0]}", f"rr={after[0]} {after[1]}"]
    line = text.sentence_of(c.top)
    for i in range(max(line.first, c.first - BAG_WIDTH), min(line.last, right + BAG_WIDTH)):
        if tokens[i].pos in BAG_POS and not c.first <= i < c.last:
            found.append(f"bag={tokens[i].lemma}")
    if line.title:
        found.append("title")
    return found


def figure_features(counting: Counting, items: Sequence[tuple[Counted, str | None]]) -> tuple[list[list[str]], Array]:
    """Features and dense vectors (noun, word above) of all candidates of a report, in order."""
    vectors = word_vectors()
    names: list[list[str]] = []
    words: list[str] = []
    tokens = counting.tokens
    seen: dict[float, str] = {}
    all_rules = {f"doc={rule}" for _, rule in items if rule is not None}
    for n, (c, rule) in enumerate(items):
        climb = counting.climb(c)
        found = context_features(counting, c, rule, climb)
        here = tokens[c.top].sentence
        for name, other in (("prev", items[n - 1] if n else None), ("next", items[n + 1] if n + 1 < len(items) else None)):
            if other is None:
                continue
            gap = abs(tokens[other[0].top].sentence - here)
            if gap <= 1:
                found += [f"{name}{gap}={other[1]}", f"{name}{gap}+rule={other[1]},{rule}"]
                if other[0].noun is not None and c.noun is None and gap == 0:
                    found.append(f"{name}_noun={counting.lemma(tokens[other[0].noun])}")
        if c.value is not None and c.value > 1:
            if c.value in seen:
                found += [f"again={seen[c.value]}", "again"]
            if rule is not None or c.value not in seen:
                seen[c.value] = rule or "?"
        found += sorted(all_rules)
        names.append(list(dict.fromkeys(found)))
        words.append(counting.lemma(tokens[c.noun]) if c.noun is not None else "")
        words.append(tokens[climb.word].lemma if climb.word is not None else "")
    dense = vectors.rows(words).reshape(len(items), VECTOR_WORDS * vectors.size) if words else np.zeros((0, VECTOR_WORDS * vectors.size), np.float32)
    return names, dense
