"""Stories: which reports tell of one developing matter.

Words are letters only, so lost digits and marks change nothing. Candidates come from an inverted index over each report's heaviest
words; average-link grouping of the cosines joins them. Copies go with their source.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.model.report import Report
from dateline.reconcile.corpus import fold
from dateline.reconcile.weigh import agglomerate

SAME_STORY = 0.16
"""Mean cosine above which two groups are one story."""
INDEX_TERMS = 24
MAX_POSTINGS = 400
CANDIDATES = 40

_WORD = re.compile(r"[^\W\d_]+")


def terms(text: str) -> Counter[str]:
    """Words of a text with their counts, letters only, lower case."""
    return Counter(w for w in _WORD.findall(fold(text)) if len(w) > 1)


def vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    """Unit TF-IDF vectors of the texts (1 + log tf, log((n + 1) / (df + 0.5)))."""
    counts = [terms(t) for t in texts]
    frequency = Counter(w for c in counts for w in c)
    total = len(texts) + 1
    found = []
    for count in counts:
        vector = {w: (1 + math.log(tf)) * max(0.0, math.log(total / (frequency[w] + 0.5))) for w, tf in count.items()}
        norm = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        found.append({w: v / norm for w, v in vector.items() if v > 0})
    return found


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Inner product of two unit vectors."""
    if len(left) > len(right):
        left, right = right, left
    return sum(v * right[w] for w, v in left.items() if w in right)


def group_stories(reports: Sequence[Report], copies: Mapping[str, tuple[str, float]]) -> Mapping[str, str]:
    """The first report (in the order given) of each report's story."""
    heads = [r for r in reports if r.report_id not in copies]
    found = vectors([f"{r.title or ''}\n{r.text}" for r in heads])
    postings: dict[str, list[int]] = {}
    scores: dict[tuple[int, int], float] = {}
    for number, vector in enumerate(found):
        heavy = sorted(vector, key=lambda w: (-vector[w], w))[:INDEX_TERMS]
        seen: Counter[int] = Counter()
        for word in heavy:
            for other in postings.get(word, ()):
                seen[other] += 1
        for other, _ in sorted(seen.items(), key=lambda s: (-s[1], -s[0]))[:CANDIDATES]:
            scores[other, number] = cosine(vector, found[other]) - SAME_STORY
        for word in heavy:
            places = postings.setdefault(word, [])
            places.append(number)
            if len(places) > MAX_POSTINGS:
                del places[0]
    groups = agglomerate(range(len(heads)), scores, missing=-SAME_STORY)
    story = {heads[m].report_id: heads[root].report_id for root, members in groups.groups().items() for m in members}
    for report in reports:
        if report.report_id in copies:
            story[report.report_id] = story[copies[report.report_id][0]]
    return story
