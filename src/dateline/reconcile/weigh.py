"""Features and verdicts: every weight of reconciling stands in a table of features, and a verdict says what decided it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import chain
from typing import Any, Generic, Protocol, TypeVar

import msgspec


class Feature(msgspec.Struct, frozen=True):
    """A question about a pair. `test(left, right)` answers 0..1 (or -1..1); its `weight` times the answer is added to the sum."""

    name: str
    weight: float
    test: Callable[[Any, Any], float]


class Verdict(msgspec.Struct, frozen=True):
    """The sum of a pair's features and the names of those that spoke for it (sum above 0) or against it, strongest first."""

    score: float
    because: tuple[str, ...]

    @property
    def same(self) -> bool:
        return self.score > 0


def weigh(left: Any, right: Any, features: Sequence[Feature], bias: float = 0.0) -> Verdict:
    """The verdict on a pair.

    Example:
        >>> weigh(1, 1, (Feature("equal", 2.0, lambda a, b: a == b),), bias=-1.0)
        Verdict(score=1.0, because=('equal',))
    """
    parts = [(f.weight * float(f.test(left, right)), f.name) for f in features]
    score = bias + sum(p for p, _ in parts)
    sign = 1.0 if score > 0 else -1.0
    because = tuple(name for part, name in sorted(parts, key=lambda p: (-sign * p[0], p[1])) if part * sign > 1e-9)
    return Verdict(round(score, 6), because)


class Sortable(Protocol):
    """What may be grouped: it can be a key, and two of one kind have an order."""

    def __hash__(self) -> int: ...
    def __lt__(self, other: Any, /) -> bool: ...


Member = TypeVar("Member", bound=Sortable)


class Groups(Generic[Member]):
    """Disjoint sets whose representative is the member that sorts first, with pairs that must stay apart."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.parent: dict[Member, Member] = {m: m for m in members}
        self.members: dict[Member, list[Member]] = {m: [m] for m in self.parent}
        self.apart: dict[Member, set[Member]] = {}

    def find(self, member: Member) -> Member:
        parent = self.parent
        while (above := parent[member]) != member:
            above = parent[above]
            parent[member] = above
            member = above
        return member

    def keep_apart(self, left: Member, right: Member) -> None:
        """Keeps two sets apart for good, unless they are one already."""
        a, b = self.find(left), self.find(right)
        if a != b:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)

    def join(self, left: Member, right: Member) -> bool:
        """Joins two sets; False when they are one already or must stay apart."""
        a, b = self.find(left), self.find(right)
        if a == b or b in self.apart.get(a, ()):
            return False
        if b < a:
            a, b = b, a
        self.parent[b] = a
        self.members[a] += self.members.pop(b)
        for other in self.apart.pop(b, ()):
            self.apart[other].discard(b)
            self.apart[other].add(a)
            self.apart.setdefault(a, set()).add(other)
        return True

    def add(self, member: Member, beside: Member) -> None:
        """Puts a new member into the set of `beside`, which stays its representative."""
        root = self.find(beside)
        self.parent[member] = root
        self.members[root].append(member)

    def put(self, member: Member) -> None:
        """Puts a new member into a set of its own."""
        self.parent[member], self.members[member] = member, [member]

    def groups(self) -> Mapping[Member, tuple[Member, ...]]:
        """Members of each set, sorted, by their first."""
        return {root: tuple(sorted(found)) for root, found in sorted(self.members.items())}


def agglomerate(
    members: Sequence[Member],
    scores: Mapping[tuple[Member, Member], float],
    *,
    same: Iterable[tuple[Member, Member]] = (),
    different: Iterable[tuple[Member, Member]] = (),
    missing: float = 0.0,
    veto: float = float("-inf"),
    most_missing: float | None = None,
    sure: float = float("inf"),
    lean: float = 0.0,
) -> Groups[Member]:
    """Average-link grouping over a sparse table of pair scores: the best pair of groups is joined while its score is above 0.

    Args:
        members: sortable; ties are broken by their order, so the result does not depend on the order of `scores`.
        scores: by pair (smaller member first); what is not there counts as `missing`.
        same, different: pairs that a person has judged; they outrank scores.
        veto: one pair at or below this score keeps two groups apart for good.
        sure: pairs from this score on are joined first, one by one, unless something keeps them apart.
        lean: share of the best pair of two groups in their score, the rest is the mean (0: the mean alone; 1: single link).
        most_missing: at most this many missing pairs count for each known one (None: all), where only near pairs were scored.
    """
    groups = Groups(members)
    place = {m: n for n, m in enumerate(members)}
    for left, right in different:
        if left in place and right in place:
            groups.keep_apart(left, right)
    for left, right in same:
        if left in place and right in place:
            groups.join(left, right)
    for left, right in [pair for pair, score in scores.items() if score <= veto]:
        groups.keep_apart(left, right)
    for left, right in sorted((pair for pair, score in scores.items() if score >= sure), key=lambda p: (place[p[0]], place[p[1]])):
        groups.join(left, right)
    links = _links(groups, scores, missing)
    falling = missing <= 0 and not lean  # what speaks for two groups is then less, if anything, when one of them grows by others

    def mean(a: Member, b: Member, link: Link) -> float:
        total, count, best = link
        absent: float = len(groups.members[a]) * len(groups.members[b]) - count
        if most_missing is not None:
            absent = min(absent, most_missing * count)
        middle = (total + missing * absent) / (count + absent)
        return middle + lean * (best - middle) if lean else middle

    heap: list[tuple[float, int, int, Member, Member]] = []

    def weigh_again(a: Member, b: Member, link: Link) -> None:
        if (link[0] > 0 or missing > 0 or (lean > 0 and link[2] > 0)) and (value := mean(a, b, link)) > 0:
            heappush(heap, (-round(value, 9), place[a], place[b], a, b))

    for a, others in links.items():
        for b, link in others.items():
            if a < b and (link[0] > 0 or not falling):
                weigh_again(a, b, link)
    while heap:
        negative, _, _, a, b = heappop(heap)
        if groups.parent.get(a) != a or groups.parent.get(b) != b or (between := links[a].get(b)) is None:
            continue
        if abs(round(mean(a, b, between), 9) + negative) > 1e-8:  # an older value of a pair that has changed
            if falling:
                weigh_again(a, b, between)
            continue
        if not groups.join(a, b):
            continue
        ours, gone = links[a], links.pop(b)
        del ours[b], gone[a]
        for other, link in gone.items():
            theirs = links[other]
            del theirs[b]
            if (known := ours.get(other)) is None:
                ours[other] = theirs[a] = link
            else:
                known[0] += link[0]
                known[1] += link[1]
                if link[2] > known[2]:
                    known[2] = link[2]
        for other in gone if falling else ours:
            link = ours[other]
            if link[0] > 0 or not falling:
                weigh_again(*((a, other) if a < other else (other, a)), link)
    return groups


Link = list[float]
"""Sum, number and highest of the scores between two groups."""


def _links(groups: Groups[Member], scores: Mapping[tuple[Member, Member], float], missing: float) -> dict[Member, dict[Member, Link]]:
    """What links groups, both ways.

    Where a missing pair speaks for nothing, only groups that some chain of pairs above 0 links can come together: the others are left out.
    """
    root = {m: groups.find(m) for m in groups.parent}
    speaking = [(a, b) for (left, right), score in scores.items() if (score > 0 or missing > 0) and (a := root[left]) != (b := root[right])]
    linked = Groups(chain.from_iterable(speaking))
    for a, b in speaking:
        linked.join(a, b)
    matter = {r: linked.find(r) for r in linked.parent}
    links: dict[Member, dict[Member, Link]] = {r: {} for r in matter}
    for (left, right), score in scores.items():
        a, b = root[left], root[right]
        if a == b or a not in matter or matter[a] != matter.get(b):
            continue
        if (link := links[a].get(b)) is None:
            links[a][b] = links[b][a] = [score, 1, score]
        else:
            link[0] += score
            link[1] += 1
            if score > link[2]:
                link[2] = score
    return links
