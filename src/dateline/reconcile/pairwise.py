"""Pairs of items compared all at once: every feature is an array with one entry a pair, and a linear model weighs them together.

A pair is two numbers, those of its items in their sequence; pairs come as two arrays of equal length, `left` and `right`.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from copy import copy
from itertools import chain, islice, repeat
from typing import Any, Generic, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Features = Mapping[str, NDArray[Any]]
ROWS = 20_000
"""Pairs that are weighed at a time."""
TOGETHER = 300
"""Items of several groups (claims of stories) that stand in one set of arrays, at most."""
REASONS, LEAST_REASON = 6, 0.05
"""Features at most that are named as reasons, and what each adds to the sum at least."""
Value = TypeVar("Value", bound=Hashable)


def earlier_pairs(count: int, window: int) -> Iterator[tuple[Ints, Ints]]:
    """Each of `count` items with the `window` items before it, in order of the later item; at most about `ROWS` pairs at a time (no items: none, once)."""
    step = max(1, ROWS // max(1, min(window, count)))
    for first in range(0, max(1, count), step):
        later = np.arange(first, min(first + step, count))
        before = np.minimum(later, window)
        right = np.repeat(later, before)
        left = right - np.repeat(np.cumsum(before), before) + np.arange(len(right))
        yield left, right


def batched(groups: Iterable[Sequence[Value]]) -> Iterator[list[Sequence[Value]]]:
    """Groups of items in batches of about `TOGETHER` items, large ones alone: each array costs more than an item does."""
    batch: list[Sequence[Value]] = []
    count = 0
    for group in groups:
        if batch and count + len(group) > TOGETHER:
            yield batch
            batch, count = [], 0
        batch.append(group)
        count += len(group)
    if batch:
        yield batch


def gathered(pairs: Iterable[tuple[Ints, Ints]]) -> Iterator[tuple[Ints, Ints]]:
    """Pairs that come in many short arrays as few long ones, in their order."""
    found: list[tuple[Ints, Ints]] = []
    count = 0
    for pair in pairs:
        found.append(pair)
        count += len(pair[0])
        if count >= ROWS:
            yield _end_to_end(found)
            found, count = [], 0
    if found:
        yield _end_to_end(found)


def _end_to_end(pairs: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    left, right = np.concatenate(pairs, axis=1)
    return left, right


def numbers(values: Iterable[Hashable]) -> Ints:
    """A number for each value, the same for equal values, from 0 on in order of appearance; -1 for None."""
    items = list(values)
    known = {value: n for n, value in enumerate(value for value in dict.fromkeys(items) if value is not None)}
    known[None] = -1
    return np.fromiter(map(known.__getitem__, items), np.intp, len(items))


def spans(values: Iterable[tuple[int, int] | None]) -> tuple[Floats, Floats]:
    """First and last of each span; not a number where it is unknown."""
    found = np.array([(np.nan, np.nan) if v is None else v for v in values], np.float64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def days_of(values: Iterable[int | None]) -> Floats:
    """The days themselves; not a number where one is unknown."""
    return np.array([np.nan if v is None else v for v in values], np.float64)


def same(number: Ints, left: Ints, right: Ints) -> Bools:
    """Whether both of a pair have a number (see `numbers`), and the same."""
    equal: Bools = (number[left] == number[right]) & (number[left] >= 0)
    return equal


def differ(number: Ints, left: Ints, right: Ints) -> Bools:
    """Whether both of a pair have a number, and another one."""
    other: Bools = (number[left] != number[right]) & (number[left] >= 0) & (number[right] >= 0)
    return other


def known(values: Floats) -> Floats:
    """Days or other numbers from 0 on, 0 where one is not a number."""
    found: Floats = np.fmax(values, 0.0)
    return found


def gaps(days: tuple[Floats, Floats], left: Ints, right: Ints) -> Floats:
    """Days between the spans of each pair, 0 where they touch or overlap, not a number where one is unknown."""
    first, last = days
    gap: Floats = np.maximum(0.0, np.maximum(first[left] - last[right], first[right] - last[left]))
    return gap


class Asked(Generic[Value]):
    """What `ask` says of the values of pairs; it is asked once for every two values that meet."""

    def __init__(self, values: Sequence[Value], ask: Callable[[Value, Value], float]) -> None:
        self._kinds, self._ask = list(dict.fromkeys(values)), ask
        known = {value: n for n, value in enumerate(self._kinds)}
        self._number = np.fromiter(map(known.__getitem__, values), np.intp, len(values))
        self._keys, self._answers = np.array([np.iinfo(np.intp).max]), np.zeros(1)

    def __call__(self, left: Ints, right: Ints) -> Floats:
        """The answer for each pair."""
        keys, count = self._number[left] * len(self._kinds) + self._number[right], len(self._kinds)
        if len(new := np.unique(keys[self._keys[np.searchsorted(self._keys, keys)] != keys])):
            at = np.searchsorted(self._keys, new)
            told = [self._ask(self._kinds[key // count], self._kinds[key % count]) for key in new.tolist()]
            self._keys, self._answers = np.insert(self._keys, at, new), np.insert(self._answers, at, told)
        answers: Floats = self._answers[np.searchsorted(self._keys, keys)]
        return answers


class Sets:
    """Sets of words or ids, one an item, and what the sets of a pair have in common. `weight`: of a word (1 where it is not given).

    `whole`: what all words of each set weigh.
    """

    def __init__(self, sets: Sequence[Set[str]], weight: Callable[[str], float] | None = None) -> None:
        distinct = {found: n for n, found in enumerate(dict.fromkeys(sets))}
        self.number = np.fromiter(map(distinct.__getitem__, sets), np.intp, len(sets))
        sizes = np.fromiter(map(len, distinct), np.intp, len(distinct))
        told = list(chain.from_iterable(distinct))
        known = sorted(set(told)) if weight else set(told)  # sums of weights do not depend on the order of a set
        self._column = {word: n for n, word in enumerate(known)}
        words = np.fromiter(map(self._column.__getitem__, told), np.int32, len(told))
        here = np.arange(sizes.max(initial=0)) < sizes[:, None]
        self._words: NDArray[np.int32] = np.full(here.shape, len(self._column), np.int32)
        self._words[here] = words
        self._words.sort(axis=1)
        self._has = np.zeros((len(distinct), len(self._column) + 1), np.bool_)
        self._has[np.repeat(np.arange(len(distinct)), sizes), words] = True
        self._bits = _packed(self._has)
        weights = map(weight, self._column) if weight else repeat(1.0)
        self._weights = np.fromiter(chain(islice(weights, len(self._column)), (0.0,)), np.float64, len(self._column) + 1)[self._words]
        self.whole: Floats = self._weights.sum(1)[self.number]
        self.empty: Bools = (sizes == 0)[self.number]

    def part(self, first: int, last: int) -> Self:
        """The sets of some items that follow each other, numbered from 0 on."""
        found = copy(self)
        found.number, found.whole, found.empty = self.number[first:last], self.whole[first:last], self.empty[first:last]
        return found

    def without(self, words: Iterable[str]) -> Self:
        """The sets without some words; `whole` and `empty` stay as they are."""
        found = copy(self)
        found._has = self._has.copy()
        found._has[:, [self._column[w] for w in words if w in self._column]] = False
        found._bits = _packed(found._has)
        return found

    def equal(self, left: Ints, right: Ints) -> Bools:
        """Whether the sets of each pair are equal."""
        same: Bools = self.number[left] == self.number[right]
        return same

    def shared(self, left: Ints, right: Ints) -> Floats:
        """What the words weigh that both sets of each pair have."""
        found, some = np.zeros(len(left)), np.flatnonzero(self.meet(left, right))
        a, b = self.number[left[some]], self.number[right[some]]
        found[some] = (self._weights[a] * self._held(a, b)).sum(1)
        return found

    def _held(self, ones: Ints, others: Ints) -> Bools:
        """Which words of each of some sets another one has."""
        held: Bools = self._has.ravel().take((others * self._has.shape[1])[:, None] + self._words[ones])
        return held

    def meet(self, left: Ints, right: Ints) -> Bools:
        """Whether both sets of each pair have a word."""
        found: Bools
        if self._bits.shape[-1] > self._words.shape[-1]:  # of many words in all, few in each set
            found = np.logical_or.reduce(self._held(self.number[left], self.number[right]), axis=1)
            return found
        both = self._bits[self.number[left]] & self._bits[self.number[right]]
        found = both[:, 0] != 0 if both.shape[1] == 1 else np.logical_or.reduce(both, axis=1)
        return found

    def meeting(self, items: Ints) -> Bools:
        """Whether the set of each of some items (rows) has a word in common with that of each item."""
        told_in = np.ascontiguousarray(self._has.T)
        found = [np.logical_or.reduce(told_in[words]) for words in self._words[self.number[items]]]
        return np.array(found, np.bool_).reshape(len(items), self._has.shape[0])[:, self.number]

    def share(self, left: Ints, right: Ints) -> Floats:
        """What the shared words of each pair weigh beside the lighter of its two sets, 0..1."""
        shared = self.shared(left, right)
        lighter = np.minimum(self.whole[left], self.whole[right])
        return np.divide(shared, lighter, out=np.zeros_like(shared), where=shared > 0)


def _packed(has: Bools) -> NDArray[np.uint64]:
    """Rows of truth values as bits, 64 in a number."""
    packed = np.packbits(has, axis=1)
    padded = np.zeros((len(has), -(-packed.shape[1] // 8) * 8), np.uint8)
    padded[:, : packed.shape[1]] = packed
    return padded.view(np.uint64)


def crossing(ones: Sequence[Set[str]], others: Sequence[Set[str]]) -> Callable[[Ints, Ints], Bools]:
    """What tells of pairs whether the set of the first in `ones` and that of the second in `others` have a word in common."""
    sets = Sets([*ones, *others])
    return lambda left, right: sets.meet(left, right + len(ones))


def by_pair(features: Features) -> list[dict[str, float]]:
    """The features of each pair by name; those that are 0 are left out."""
    rows = np.array([np.asarray(value, np.float64) for value in features.values()]).T.tolist()
    return [{name: value for name, value in zip(features, row, strict=True) if value} for row in rows]


def weighed(features: Features, weights: Mapping[str, float]) -> Floats:
    """The sum of the weighted features of each pair, with the `bias` of the weights."""
    total = np.full(len(next(iter(features.values()))), weights["bias"])
    for name, value in features.items():
        if name in weights:
            total += weights[name] * value
    return total


def reasons(features: Features, weights: Mapping[str, float]) -> list[tuple[str, ...]]:
    """The features that speak most for each pair, strongest first."""
    names = sorted(name for name in features if name in weights)
    parts = np.array([weights[name] * features[name] for name in names]).round(9)  # what is equal goes by name
    strongest = np.argsort(-parts, axis=0, kind="stable")[:REASONS]
    told = zip(strongest.T.tolist(), parts.T.tolist(), strict=True)
    return [tuple([names[n] for n in best if of[n] > LEAST_REASON]) for best, of in told]
