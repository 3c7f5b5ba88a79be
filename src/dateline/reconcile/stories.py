"""Stories: which reports tell of one developing matter.

Words are letters only and weighted by how rare they are in general English (a fixed table), so lost digits and marks change little and a
report's words weigh the same in any collection. Grouping goes two ways: average-link joining over the nearest neighbours of each report
gathers what is about one kind of matter, then a group that falls into two (look-alikes: two earthquakes, two raids) is parted by the
words that only some of its reports have, names above all. Copies go with their source. The result is a function of the set of reports:
adding them one by one and grouping again gives the same stories in any order.
"""

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np

from dateline.model.report import Report
from dateline.reconcile.corpus import fold
from dateline.reconcile.rarity import rarity
from dateline.reconcile.weigh import Groups, agglomerate
from dateline.text.calendar import day_range

SAME_MATTER = 0.12
"""Mean cosine above which two groups are about one kind of matter."""
NAME_WEIGHT, NAME_WEIGHT_WITHIN = 1.3, 2.0
"""Weight of words written with a capital inside a sentence: for joining, and for parting look-alikes."""
PART_ACROSS, PART_RATIO = 0.085, 0.5
"""A group is parted when its halves' mean cosine (over the words that tell its reports apart) is at most this, and this share of the mean
cosine within the halves."""
PART_SIZE = 3
"""Reports that each half must have."""
DAYS_FREE, LOSS_PER_DAY = 14, 0.004
"""Days between two reports that cost nothing, and what every further day takes off their cosine."""
MOST_LOST, DAYS_HELD = 0.08, 180
"""The most that days take off as long as no more than so many lie between two reports: what was promised or judged is taken up months later."""
INDEX_TERMS, MAX_POSTINGS, CANDIDATES = 30, 300, 40
MAX_PARTED = 240
"""Reports of a group that are compared all with all when it is parted; the others go to the nearer half."""
MANY, LEAST_JOINED = 120, 0.5
"""Reports from which a group is joined anew by the words that tell them apart (from 12 or 20, stories of the annotated topics break up), and
the share of them that must be like another by these words, or it stays one group."""
SEVERAL, MOSTLY_JOINED, CLEAR_WITHIN, CLEAR_RATIO = 6, 0.8, 0.45, 4.0
"""The same for smaller groups that fall apart clearly, and the mean cosine that the new groups must have within (and at most `PART_ACROSS` across):
matters that a place has again and again, each told by versions of one text. Parts of one annotated story have .37 at most. Where days part the new
groups too, it is enough that they are so many times as alike within as across (parts of one annotated story are so 4.1 times at most)."""
MOST_JOINED = 4_000
"""Linked texts that are joined at a time (0.1 GB); in an archive of years chains of likenesses link far more, over many matters."""
MOST_REPORTS = 200
"""Reports of a story: all of them are in memory at a time (0.4 MB each), and what is told in them is compared."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_OPENING = re.compile(r"(?:\A|[.!?:\n])(?:(?![.!?:\n])[\W\d_])*([^\W\d_]{2,})")
"""A word that opens a line or a sentence; it has a capital anyway. (One letter alone is no word, but what stands behind it opens nothing.)"""


def weighted(text: str) -> tuple[dict[str, float], frozenset[str]]:
    """Weights of a text's words ((1 + log count) x rarity), and those of them that are written as names."""
    counts: dict[str, int] = {}
    capital: dict[str, int] = {}
    opening = Counter(_OPENING.findall(text))
    for word, n in Counter(_WORD.findall(text)).items():
        folded = fold(word)
        counts[folded] = counts.get(folded, 0) + n
        inside = n - opening.get(word, 0)
        capital[folded] = capital.get(folded, 0) + (inside if word[0].isupper() else -inside)
    weights = {w: (1 + math.log(n)) * rarity(w) for w, n in counts.items()}
    return {w: v for w, v in weights.items() if v > 0}, frozenset(w for w, n in capital.items() if n > 0)


class Text(msgspec.Struct, frozen=True, gc=False):
    """A text as arrays: numbers of its words, their weights (a unit vector; names count `NAME_WEIGHT` times), which of them are names.

    `heavy`: its heaviest words, heaviest first.
    """

    report_id: str
    day: int | None
    words: np.ndarray
    weights: np.ndarray
    names: np.ndarray
    heavy: np.ndarray


def texts_of(reports: Iterable[Report]) -> tuple[list[Text], int]:
    """The texts of reports, in order, and how many words they have between them."""
    numbers: dict[str, int] = {}
    found: list[Text] = []
    for report in reports:
        text = report.text if not report.title or report.title in report.text[:400] else f"{report.title}\n{report.text}"
        weights, names = weighted(text)
        weights = {w: v * NAME_WEIGHT if w in names else v for w, v in weights.items()}
        norm = math.sqrt(sum(v * v for v in weights.values())) or 1.0
        values = np.fromiter(weights.values(), np.float64, len(weights))
        least = np.partition(values, -INDEX_TERMS)[-INDEX_TERMS] if len(values) > INDEX_TERMS else 0.0
        heavy = [w for _, w in sorted((-v, w) for w, v in weights.items() if v >= least)[:INDEX_TERMS]]
        days = day_range(report.published)
        found.append(
            Text(
                report.report_id, days[0] if days and days[0] == days[1] else None,
                np.fromiter((numbers.setdefault(w, len(numbers)) for w in weights), np.int32, len(weights)),
                values / norm,
                np.fromiter(map(names.__contains__, weights), np.bool_, len(weights)),
                np.fromiter(map(numbers.__getitem__, heavy), np.int32, len(heavy)),
            )
        )  # fmt: skip
    return found, len(numbers)


def _neighbours(texts: Sequence[Text], vocabulary: int) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """For each text the numbers of its nearest earlier ones and their scores, found by an inverted index over heavy words."""
    postings: dict[int, array[int]] = {}
    vector = np.zeros(vocabulary)
    near, seen_at = np.zeros(len(texts)), np.zeros(len(texts), np.int32)
    for number, text in enumerate(texts):
        vector[text.words] = text.weights
        heavy = text.heavy.tolist()
        lists = [(vector[w] ** 2, np.array(postings[w], np.int32)) for w in heavy if w in postings]
        for weight, others in lists:
            near[others] += weight
        if lists:
            others = np.concatenate([o for _, o in lists])
            seen_at[others] = np.arange(len(others), dtype=np.int32)
            others = _nearest(others[seen_at[others] == np.arange(len(others))], near)
            yield number, others, _cosines(vector, text, [texts[i] for i in others.tolist()]) - SAME_MATTER
            for _, touched in lists:
                near[touched] = 0.0
        vector[text.words] = 0.0
        for word in heavy:
            places = postings.setdefault(word, array("i"))
            places.append(number)
            if len(places) > MAX_POSTINGS:
                del places[0]


def _nearest(others: np.ndarray, near: np.ndarray) -> np.ndarray:
    """The `CANDIDATES` of some numbers that are nearest, nearest first, latest first of equals."""
    values = near[others]
    if len(others) > CANDIDATES:
        likely = values >= -np.partition(-values, CANDIDATES - 1)[CANDIDATES - 1]
        others, values = others[likely], values[likely]
    return np.asarray(others[np.lexsort((-others, -values))][:CANDIDATES])


def _cosines(vector: np.ndarray, text: Text, others: Sequence[Text]) -> np.ndarray:
    """Cosines of a text, given as a vector over all words, with others; days far apart take something off."""
    starts = np.cumsum([0, *(len(o.words) for o in others[:-1])])
    products = vector[np.concatenate([o.words for o in others])] * np.concatenate([o.weights for o in others])
    values = np.add.reduceat(products, starts)
    if text.day is not None:
        gaps = np.array([0 if o.day is None else abs(o.day - text.day) for o in others])
        values -= np.minimum(MOST_LOST, LOSS_PER_DAY * np.maximum(0, gaps - DAYS_FREE)) + LOSS_PER_DAY * np.maximum(0, gaps - DAYS_HELD)
    return np.asarray(values)


def part(texts: Sequence[Text]) -> list[list[int]]:
    """Groups (indices, ascending) that a group of look-alikes falls into; one group where it holds together.

    Words weigh the more the fewer of the reports have them (those of one report alone say nothing). Those that are alike by these words are
    joined anew, where there are many reports or the new groups are clear. Then two halves are sought that are alike within and not across; each is tried again.
    """
    todo, done = _anew(texts), []
    while todo:
        group = todo.pop()
        halves = _halves([texts[i] for i in group])
        if halves is None:
            done.append(group)
        else:
            todo += [[group[i] for i in half] for half in halves]
    return sorted(done)


def _anew(texts: Sequence[Text]) -> list[list[int]]:
    """A group as groups by the words that tell its reports apart; as one where too many of its reports are like no other by these.

    One of up to `MANY` reports must fall into them clearly (see `_is_clear`).
    """
    if len(texts) >= SEVERAL:
        words, telling = _telling(texts)
        found = list(_joined([_told_apart(t, words, telling) for t in texts], len(words))) if len(words) else []
        joined = sum(len(group) for group in found if len(group) > 1) / len(texts)
        if joined >= LEAST_JOINED if len(texts) > MANY else joined >= MOSTLY_JOINED and _is_clear(texts, found, words, telling):
            return found
    return [list(range(len(texts)))]


def _is_clear(texts: Sequence[Text], groups: Sequence[Sequence[int]], words: np.ndarray, telling: np.ndarray) -> bool:
    """Whether groups of texts share most of what tells them apart within, and next to nothing across; less will do where days part them too."""
    own = np.array([_row(t, words, telling) for t in texts])
    alike = own @ own.T
    number = np.zeros(len(texts), np.intp)
    for n, members in enumerate(groups):
        number[members] = n
    one = number[:, None] == number
    if one.all():
        return False
    across = float(alike[~one].mean())
    apart = _days_apart(texts, one)
    np.fill_diagonal(one, False)
    within = float(alike[one].mean())
    return (across <= PART_ACROSS and within >= CLEAR_WITHIN) or (apart > DAYS_FREE and within >= CLEAR_RATIO * across)


def _days_apart(texts: Sequence[Text], one: np.ndarray) -> float:
    """How many days more lie between texts of two groups than between those of `one` group, each with itself too, on average; 0 where a text has
    no day."""
    if any(t.day is None for t in texts):
        return 0.0
    days = np.array([t.day for t in texts])
    gaps = np.abs(days[:, None] - days)
    return float(gaps[~one].mean() - gaps[one].mean())


def _telling(texts: Sequence[Text]) -> tuple[np.ndarray, np.ndarray]:
    """Words that some of the texts share, ascending, and how much each tells which of them."""
    words, seen = np.unique(np.concatenate([t.words for t in texts]), return_counts=True)
    words, seen = words[seen >= 2], seen[seen >= 2]
    return words, np.maximum(0.0, np.log((len(texts) + 1) / seen))


def _told_apart(text: Text, words: np.ndarray, telling: np.ndarray) -> Text:
    """A text with the places of its words in `words` as their numbers, weighed by how much they tell."""
    at, weights, known = _weights_within(text, words, telling)
    weights = weights / max(1e-12, float(np.linalg.norm(weights)))
    heavy = at[np.lexsort((at, -weights))[:INDEX_TERMS]]
    return Text(text.report_id, text.day, at.astype(np.int32), weights, text.names[known], heavy.astype(np.int32))


def _halves(texts: Sequence[Text]) -> tuple[list[int], list[int]] | None:
    count = len(texts)
    if count < 2 * PART_SIZE:
        return None
    step = -(-count // MAX_PARTED)
    sample = texts[::step]
    words, telling = _telling(sample)
    if not len(words):
        return None
    own = np.array([_row(t, words, telling) for t in sample])
    alike = own @ own.T
    np.fill_diagonal(alike, 0.0)
    side = _two_sides(own, alike)
    size = int(side.sum()), int((~side).sum())
    if min(size) < PART_SIZE:
        return None
    inner = [alike[np.ix_(s, s)].sum() for s in (side, ~side)]
    pairs = sum(n * (n - 1) for n in size)
    within, across = float(sum(inner)) / pairs, float(alike[np.ix_(side, ~side)].mean())
    if across > PART_ACROSS or across > PART_RATIO * within:
        return None
    if step > 1:
        towards = own[side].mean(axis=0) - own[~side].mean(axis=0)
        side = np.array([_row(t, words, telling) @ towards > 0 for t in texts])
    return [int(i) for i in np.flatnonzero(side)], [int(i) for i in np.flatnonzero(~side)]


def _weights_within(text: Text, words: np.ndarray, telling: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of a text's words that stand in `words` (ascending): their places there, their weights by how much they tell, and which words they are."""
    at = np.minimum(np.searchsorted(words, text.words), len(words) - 1)
    known = words[at] == text.words
    at = at[known]
    return at, text.weights[known] * np.where(text.names[known], NAME_WEIGHT_WITHIN / NAME_WEIGHT, 1.0) * telling[at], known


def _row(text: Text, words: np.ndarray, telling: np.ndarray) -> np.ndarray:
    """A text as a unit vector over some words (ascending), each weighed by how much it tells."""
    row = np.zeros(len(words))
    at, weights, _ = _weights_within(text, words, telling)
    row[at] = weights
    return np.asarray(row / max(1e-12, float(np.linalg.norm(row))))


def _two_sides(own: np.ndarray, alike: np.ndarray) -> np.ndarray:
    """A split that starts at the sign of the leading direction and moves each report to the side it is more like, until none moves."""
    centred = own - own.mean(axis=0)
    _, vectors = np.linalg.eigh(centred @ centred.T)
    leading = vectors[:, -1]
    strongest = int(np.argmax(np.round(np.abs(leading), 9)))
    side = np.round(leading * np.sign(leading[strongest]), 9) > 0
    for _ in range(20):
        if side.all() or not side.any():
            break
        first = alike[:, side].sum(axis=1) / np.maximum(1, side.sum() - side)
        second = alike[:, ~side].sum(axis=1) / np.maximum(1, (~side).sum() - ~side)
        moved = np.round(first - second, 9) > 0
        if (moved == side).all():
            break
        side = moved
    return np.asarray(side)


def _joined(texts: Sequence[Text], vocabulary: int) -> Iterator[list[int]]:
    """Groups of texts about one kind of matter, as numbers, ascending.

    Texts that no chain of likenesses links cannot come together, so each such set is joined by itself, a large one in parts (see `_parts`).
    """
    scored = {number: (others, values) for number, others, values in _neighbours(texts, vocabulary)}
    linked = Groups(range(len(texts)))
    for number, (others, values) in scored.items():
        for other in others[values > 0].tolist():
            linked.join(other, number)
    for linked_texts in linked.groups().values():
        for members in _parts(linked_texts, scored):
            if len(members) <= 2:
                yield list(members)
                continue
            inside = frozenset(members)
            scores: dict[tuple[int, int], float] = {}
            for number in members:
                others, values = scored.pop(number, (_NONE, _NONE))
                scores.update(((o, number), v) for o, v in zip(others.tolist(), values.tolist(), strict=True) if o in inside)
            groups = agglomerate(members, scores, missing=0.03 - SAME_MATTER, most_missing=1.0)
            yield from (list(group) for group in groups.groups().values())


_NONE = np.zeros(0)


def _parts(members: Sequence[int], scored: Mapping[int, tuple[np.ndarray, np.ndarray]]) -> Iterator[Sequence[int]]:
    """Linked texts, more than `MOST_JOINED` of them cut in two, and so on: in the middle half of their order, where fewest likenesses cross."""
    if len(members) <= MOST_JOINED:
        yield members
        return
    place = np.array(members)
    begun = np.zeros(len(members) + 1, np.int64)
    for number, text in enumerate(members):
        others, values = scored.get(text, (_NONE, _NONE))
        others = others[values > 0]
        others = others[others >= place[0]]
        np.add.at(begun, np.searchsorted(place, others) + 1, 1)
        begun[number + 1] -= len(others)
    crossing = np.cumsum(begun)[: len(members)]
    first = len(members) // 4
    cut = first + int(np.argmin(crossing[first : len(members) - first]))
    yield from _parts(members[:cut], scored)
    yield from _parts(members[cut:], scored)


def _in_volumes(story_of: Mapping[str, str]) -> dict[str, str]:
    """Stories with those of more than `MOST_REPORTS` cut, in the order of their reports, into volumes of about one size."""
    members: dict[str, list[str]] = defaultdict(list)
    for report_id, root in story_of.items():
        members[root].append(report_id)
    found: dict[str, str] = {}
    for report_ids in members.values():
        size = -(-len(report_ids) // -(-len(report_ids) // MOST_REPORTS))
        found.update((report_id, report_ids[n - n % size]) for n, report_id in enumerate(report_ids))
    return {report_id: found[report_id] for report_id in story_of}


def group_stories(reports: Iterable[Report], copies: Mapping[str, tuple[str, float]]) -> Mapping[str, str]:
    """The first report (in the order given) of each report's story. `copies`: see `find_copies`; every one of them must be given too.

    A story of more than `MOST_REPORTS`, copies included, goes on in a next one.
    """
    ids: list[str] = []

    def heads() -> Iterator[Report]:
        for report in reports:
            ids.append(report.report_id)
            if report.report_id not in copies:
                yield report

    texts, vocabulary = texts_of(heads())
    story: dict[str, str] = {}
    for numbers in _joined(texts, vocabulary):
        for half in part([texts[i] for i in numbers]):
            first = texts[numbers[half[0]]].report_id
            story.update((texts[numbers[i]].report_id, first) for i in half)
    for report_id in ids:
        if report_id in copies:
            story[report_id] = story[copies[report_id][0]]
    return _in_volumes({report_id: story[report_id] for report_id in ids})
