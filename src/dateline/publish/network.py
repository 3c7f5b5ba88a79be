"""Who is with whom: relations between actors as a drawing and as a list."""

import math

import msgspec

from dateline.model.record import RelationRow
from dateline.model.situation import Situation
from dateline.publish.labels import PREDICATES, words
from dateline.publish.shelf import Cite, Shelf

AGAINST = frozenset({"opposes"})
WITH = frozenset({"allied_with", "backs", "recognises", "loyal_to"})
STEPS = 220
"""Steps of the layout; the same input always gives the same drawing."""


class Node(msgspec.Struct, frozen=True):
    """An actor in the drawing. `x`, `y`: units of the drawing; `lines`: its name, broken; `kind`: `actors.kind`."""

    actor_id: str
    name: str
    kind: str
    x: float
    y: float
    lines: tuple[str, ...]


class Edge(msgspec.Struct, frozen=True):
    """A relation in the drawing, from the rim of one node to the rim of the other. `tone`: with, against or within."""

    subject: str
    object: str
    label: str
    tone: str
    x1: float
    y1: float
    x2: float
    y2: float
    cites: tuple[Cite, ...]
    stories: tuple[int, ...]


class Bond(msgspec.Struct, frozen=True):
    """A relation in the list."""

    subject: str
    predicate: str
    object: str
    since: str | None
    tone: str
    cites: tuple[Cite, ...]
    stories: tuple[int, ...]


class Network(msgspec.Struct, frozen=True):
    """The drawing. `left_out`: actors with relations that it has no room for (the list has them)."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def tone_of(predicate: str) -> str:
    """`with`, `against`, or `within` (offices and membership)."""
    return "against" if predicate in AGAINST else "with" if predicate in WITH else "within"


def bonds(situation: Situation, shelf: Shelf | None = None) -> tuple[Bond, ...]:
    """All relations in words: alliances and enmities first, then offices and membership, by name."""
    shelf = shelf or Shelf(situation)
    order = {"against": 0, "with": 0, "within": 1}
    rows = []
    for row in situation.relations:
        cites = shelf.cites(row.evidence, limit=4)
        if cites:
            label = PREDICATES.get(row.predicate, words(row.predicate))
            rows.append(Bond(row.subject.name, label, row.object.name, row.since, tone_of(row.predicate), cites, shelf.stories_of(cites)))
    return tuple(sorted(rows, key=lambda b: (order[b.tone], b.object, b.predicate, b.subject)))


def network(situation: Situation, shelf: Shelf | None = None, *, width: int = 720, most: int = 26) -> Network | None:
    """A drawing `width` units wide of the `most` best connected actors; None without relations."""
    shelf = shelf or Shelf(situation)
    relations = [r for r in situation.relations if r.subject.id != r.object.id and any(e.report_id in shelf.number for e in r.evidence)]
    if not relations:
        return None
    names = {r.subject.id: r.subject.name for r in relations} | {r.object.id: r.object.name for r in relations}
    kinds = {a.actor_id: a.kind for a in situation.actors}
    degree: dict[str, float] = dict.fromkeys(names, 0.0)
    for row in relations:
        worth = 1.0 if tone_of(row.predicate) == "within" else 2.0
        degree[row.subject.id] += worth
        degree[row.object.id] += worth
    ranked = sorted(names, key=lambda a: (-degree[a], names[a], a))
    kept = set(ranked[:most])
    relations = [r for r in relations if r.subject.id in kept and r.object.id in kept]
    kept = {r.subject.id for r in relations} | {r.object.id for r in relations}
    if not kept:
        return None
    ids = [a for a in ranked if a in kept]
    lines = {a: wrap(names[a], 16) for a in ids}
    places, height = _layout(ids, relations, lines, width)
    nodes = tuple(Node(a, names[a], kinds.get(a, "organisation"), round(places[a][0], 1), round(places[a][1], 1), lines[a]) for a in ids)
    return Network(width, height, nodes, _edges(shelf, relations, places), len(names) - len(kept))


def wrap(name: str, long: int, most: int = 2) -> tuple[str, ...]:
    """A name on at most `most` lines of about `long` characters; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= long:
            lines[-1] += " " + word
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(line if len(line) <= long + 6 else line[: long + 5].rstrip() + "…" for line in lines)


def _edges(shelf: Shelf, relations: list[RelationRow], places: dict[str, tuple[float, float]]) -> tuple[Edge, ...]:
    """One edge for each pair and tone; several relations of one tone share it."""
    joined: dict[tuple[str, str, str], list[RelationRow]] = {}
    for row in relations:
        joined.setdefault((row.subject.id, row.object.id, tone_of(row.predicate)), []).append(row)
    edges = []
    for (a, b, tone), rows in joined.items():
        (x1, y1), (x2, y2) = places[a], places[b]
        span = math.hypot(x2 - x1, y2 - y1) or 1.0
        # Edges of both tones between one pair run side by side.
        others = sorted(k[2] for k in joined if {k[0], k[1]} == {a, b})
        side = (others.index(tone) - (len(others) - 1) / 2) * 6
        ox, oy = -(y2 - y1) / span * side, (x2 - x1) / span * side
        ux, uy = (x2 - x1) / span * 13, (y2 - y1) / span * 13
        cites = shelf.cites((e for row in rows for e in row.evidence), limit=4)
        label = ", ".join(dict.fromkeys(PREDICATES.get(row.predicate, words(row.predicate)) for row in rows))
        edges.append(
            Edge(
                rows[0].subject.name,
                rows[0].object.name,
                label,
                tone,
                round(x1 + ux + ox, 1),
                round(y1 + uy + oy, 1),
                round(x2 - ux + ox, 1),
                round(y2 - uy + oy, 1),
                cites,
                shelf.stories_of(cites),
            )
        )
    return tuple(edges)


def _components(ids: list[str], relations: list[RelationRow]) -> list[list[str]]:
    """Groups of actors that hang together, the largest first; in each the order of `ids`."""
    group = {a: a for a in ids}

    def root(a: str) -> str:
        while group[a] != a:
            a = group[a]
        return a

    for row in relations:
        group[root(row.subject.id)] = root(row.object.id)
    found: dict[str, list[str]] = {}
    for a in ids:
        found.setdefault(root(a), []).append(a)
    return sorted(found.values(), key=lambda members: -len(members))


def _layout(
    ids: list[str], relations: list[RelationRow], lines: dict[str, tuple[str, ...]], width: int
) -> tuple[dict[str, tuple[float, float]], int]:
    """Places of the nodes and the height used: the largest group on top, small ones in rows below it."""
    groups = _components(ids, relations)
    places: dict[str, tuple[float, float]] = {}
    y = 0.0
    per_row = max(2, width // 230)
    row: list[list[str]] = []

    def flush() -> None:
        nonlocal y
        if row:
            tall = {1: 92, 2: 92, 3: 170}.get(max(map(len, row)), 220)
            for i, members in enumerate(row):
                _spring(members, relations, lines, (width * i / len(row), y, width / len(row), tall), places)
            y += tall
            row.clear()

    for members in groups:
        if len(members) > 4:
            flush()
            area = 12500 * len(members) + 20000
            tall = min(max(area / width, 150.0), width * 1.9)
            _spring(members, relations, lines, (0.0, y, float(width), tall), places)
            y += tall
        else:
            row.append(members)
            if len(row) == per_row:
                flush()
    flush()
    return places, round(y)


def _spring(
    ids: list[str],
    relations: list[RelationRow],
    lines: dict[str, tuple[str, ...]],
    box: tuple[float, float, float, float],
    places: dict[str, tuple[float, float]],
) -> None:
    """Springs between the related, repulsion between all (Fruchterman and Reingold), boxes of names kept apart; no chance in it.

    Writes the places of `ids` inside `box` (left, top, width, height).
    """
    left, top, width, height = box
    count = len(ids)
    number = {a: i for i, a in enumerate(ids)}
    pairs = sorted({tuple(sorted((number[r.subject.id], number[r.object.id]))) for r in relations if r.subject.id in number})
    half_w = [max(14.0, max(len(line) for line in lines[a]) * 3.5 + 4) for a in ids]
    half_h = [13.0 + 12.0 * len(lines[a]) for a in ids]
    ideal = 0.8 * math.sqrt(width * height / max(count, 1))
    xs = [width / 2 + width * 0.36 * math.cos(2.399963 * i) * math.sqrt((i + 0.5) / count) for i in range(count)]
    ys = [height / 2 + height * 0.36 * math.sin(2.399963 * i) * math.sqrt((i + 0.5) / count) for i in range(count)]
    if count == 2:
        xs, ys = [width * 0.27, width * 0.73], [30.0, 30.0]
    for step in range(STEPS if count > 2 else 0):
        heat = 0.12 * width * (1 - step / STEPS) ** 1.5 + 0.5
        fx, fy = [0.0] * count, [0.0] * count
        for i in range(count):
            for j in range(i):
                dx, dy = xs[i] - xs[j], (ys[i] - ys[j]) * 1.15
                far = math.hypot(dx, dy) or 0.01
                push = ideal * ideal / far / far
                fx[i] += dx * push
                fy[i] += dy * push
                fx[j] -= dx * push
                fy[j] -= dy * push
        for i, j in pairs:
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            pull = math.hypot(dx, dy) / ideal
            fx[i] -= dx * pull
            fy[i] -= dy * pull
            fx[j] += dx * pull
            fy[j] += dy * pull
        for i in range(count):
            fx[i] += (width / 2 - xs[i]) * 0.12
            fy[i] += (height / 2 - ys[i]) * 0.12 * width / height
            size = math.hypot(fx[i], fy[i]) or 1.0
            move = min(size, heat) / size
            xs[i] = min(width - half_w[i], max(half_w[i], xs[i] + fx[i] * move))
            ys[i] = min(height - half_h[i], max(18.0, ys[i] + fy[i] * move))
    _part(xs, ys, half_w, half_h, width, height)
    for a, i in number.items():
        places[a] = (left + xs[i], top + ys[i])


def _part(xs: list[float], ys: list[float], half_w: list[float], half_h: list[float], width: float, height: float) -> None:
    """Move overlapping boxes (a node with its name below) apart, in place."""
    for _ in range(120):
        moved = False
        for i in range(len(xs)):
            for j in range(i):
                dx, dy = xs[i] - xs[j], ys[i] - ys[j]
                over_x = half_w[i] + half_w[j] + 6 - abs(dx)
                over_y = (half_h[i] + half_h[j]) * 0.72 + 4 - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                if over_x < over_y:
                    shift = over_x / 2 * (1 if dx >= 0 else -1)
                    xs[i] += shift
                    xs[j] -= shift
                else:
                    shift = over_y / 2 * (1 if dy >= 0 else -1)
                    ys[i] += shift
                    ys[j] -= shift
                for k in (i, j):
                    xs[k] = min(width - half_w[k], max(half_w[k], xs[k]))
                    ys[k] = min(height - half_h[k], max(18.0, ys[k]))
        if not moved:
            return
