"""Which place on earth each name of a report means: size, country votes, containing divisions and nearness decide together."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

import msgspec
import numpy as np

from dateline.gazetteer import EARTH_KM, Candidate, Gazetteer, distance_km, normal
from dateline.lexicon import table
from dateline.model.place import GazetteerPlace
from dateline.reading.place_names import PlaceName, home_countries, within_places

PREFIX = re.compile(r"^(?:the )?(?:state|town|city|village|county|province|township|district|region|port|island) of ", re.I)
MOST_CANDIDATES = 14
MOST_NAMES = 150  # decided together; a longer report is decided piece by piece, each with the votes of those before
ROUNDS = 4
KNOWN = 60_000  # inhabitants from which a town may stand alone in its country
SPOKEN_OF = 2.5  # votes from which a report speaks of a country
SEAT = 100_000  # inhabitants
METROPOLIS = 750_000  # inhabitants
VOTE_SHAPE = 0.9  # below 1 the first votes count most
LEAST_VOTES = 1.5  # of the other names, below which their shares are not full
RANK = {"admin2": 1, "region": 2, "island": 2, "admin1": 2, "country": 3, "continent": 4}
STRENGTH = 1.2

# What speaks for a candidate, in units of a tenfold population.
WEIGHTS = {
    "country": 11.0,  # a country by its name
    "continent": 10.0,
    "region": 8.0,
    "admin1": -0.5,
    "admin2": -2.0,
    "capital": 1.0,
    "metropolis": 0.5,  # a town the world knows
    "alternate": -1.5,  # the name is not its usual one
    "famous_alternate": -0.6,  # "Kiev", "Mecca"
    "derived": -0.8,
    "folded": -1.5,
    "within": 3.5,  # "Alexandria, La."
    "not_within": -3.0,
    "named_after": -2.0,  # a division that only bears its chief town's name
    "feature": 1.5,  # "X province" and a province
    "other_feature": -2.0,
    "container": 3.0,  # a division that holds the place named before it
    "votes": 5.0,  # share of the report's votes for its country
    "division": 1.5,  # share of the report's votes for its first-level division
    "near": 1.6,  # other places of the report lie close by
    "supplement": 4.6,  # a place known from conflicts
    "user": 12.0,
}
SAFE = 2.3  # least score of a placed name without any support


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A name's place, what else it could be (best first), what decided, and how sure (0-1)."""

    place: GazetteerPlace | None
    others: tuple[str, ...] = ()
    reason: str | None = None
    score: float | None = None


class Name(msgspec.Struct):
    """One distinct name of the report while it is being decided."""

    key: tuple[str, str, str]
    candidates: list[Candidate]
    base: list[float]
    reasons: list[str]
    weight: float
    share: "np.ndarray"


def choose(
    names: Sequence[PlaceName], gazetteer: Gazetteer, hints: Sequence[str] = (), votes: Mapping[str, float] = MappingProxyType({})
) -> tuple[Choice, ...]:
    """A choice for each name, in order.

    `hints`: names outside the text (the dateline's place from metadata) that only vote. `votes`: what else speaks for a country.
    """
    demonyms = {i: d.place for i, n in enumerate(names) if n.use == "demonym" and (d := gazetteer.demonym(n.written)) is not None}
    groups: dict[tuple[str, str, str], list[int]] = {}
    for i, n in enumerate(names):
        if i not in demonyms:
            groups.setdefault((normal(n.written), "", ""), []).append(i)
    pending = []
    home = home_countries(names, gazetteer)
    for key, members in groups.items():
        pending.append(_name(key, [names[i] for i in members], gazetteer, home))
    for hint in hints:
        pending.append(_name((normal(hint), "hint", ""), [], gazetteer, home, hint))
    _credit_containers(pending, {(normal(n.within), normal(n.written)) for n in names if n.within})
    fixed: dict[str, float] = {}
    for place in demonyms.values():
        if place.country:
            fixed[place.country] = fixed.get(place.country, 0.0) + 1.0
    scores: list[np.ndarray] = []
    votes = {c: math.sqrt(fixed.get(c, 0.0)) + votes.get(c, 0.0) for c in sorted({*fixed, *votes})}
    for first in range(0, len(pending), MOST_NAMES):
        settled, votes = _settle(pending[first : first + MOST_NAMES], votes)
        scores += settled
    done: dict[int, Choice] = {i: Choice(place=place, reason="demonym", score=1.0) for i, place in demonyms.items()}
    for name, final in zip(pending, scores, strict=True):
        choice = _pick(name, final, votes)
        done |= {i: choice for i in groups.get(name.key, []) if name.key[1] != "hint"}
    return tuple(done.get(i, Choice(place=None)) for i in range(len(names)))


def _name(key: tuple[str, str, str], members: Sequence[PlaceName], gazetteer: Gazetteer, home: Sequence[str], written: str = "") -> Name:
    written = members[0].written if members else written
    if written.isupper() and len(written) < 4 and normal(written) not in gazetteer.overlay:
        written = ""  # initials, not the town of that name
    candidates = list(gazetteer.candidates(written)) or list(gazetteer.candidates(PREFIX.sub("", written)))
    within = {w for m in members if m.within for w in [m.within]}
    containers = [p for w in within for p in within_places(w, gazetteer)]
    features = [m.feature for m in members if m.feature]
    if not candidates:
        candidates = _by_other_spelling(written, [*(p.country for p in containers if p.country), *home], gazetteer)
    base, reasons = [], []
    held = [any(_lies_in(c, w) for w in containers) for c in candidates]
    for c, inside in zip(candidates, held, strict=True):
        value, reason = _prior(c)
        if any(held) and c.place.feature not in ("country", "continent"):
            value += WEIGHTS["within" if inside else "not_within"]
            reason = "containing division named" if inside else reason
        if not features and c.named_after:
            value += WEIGHTS["named_after"]
        if features:
            same = any(_is_feature(c.place, f) for f in features)
            value += WEIGHTS["feature" if same else "other_feature"]
        base.append(value)
        reasons.append(reason)
    order = sorted(range(len(candidates)), key=lambda i: -base[i])
    kept = order[:MOST_CANDIDATES]
    return Name(
        key=key, candidates=[candidates[i] for i in kept], base=[base[i] for i in kept], reasons=[reasons[i] for i in kept],
        weight=math.sqrt(max(1, len(members))), share=np.zeros(0),
    )  # fmt: skip


def _credit_containers(pending: Sequence[Name], pairs: set[tuple[str, str]]) -> None:
    """A containing name means the division that holds the contained one: "Atlanta, Georgia"."""
    by_key = {n.key[0]: n for n in pending}
    for outer, inner in pairs:
        container, contained = by_key.get(outer), by_key.get(inner)
        if container is None or contained is None or container is contained:
            continue
        holds = [_largest(c.place, contained) for c in container.candidates]
        if best := max(holds, default=0.0):
            for i, held in enumerate(holds):
                container.base[i] += WEIGHTS["container"] * (held - best) if held else -WEIGHTS["container"]


def _largest(place: GazetteerPlace, contained: Name) -> float:
    """Size of the largest candidate inside a place, as a power of ten."""
    return max((math.log10(max(c.place.population, 100)) for c in contained.candidates if _lies_in(c, place)), default=0.0)


def _by_other_spelling(written: str, countries: Sequence[str], gazetteer: Gazetteer) -> list[Candidate]:
    """Places of the first of these countries that has any whose name differs by transliteration only."""
    return next((list(found) for country in dict.fromkeys(countries) if (found := gazetteer.similar(written, country))), [])


def _prior(c: Candidate) -> tuple[float, str]:
    place = c.place
    size = math.log10(max(place.population, 100))
    if place.feature in ("country", "continent"):
        value, reason = WEIGHTS[place.feature] + size / 10, place.feature
    elif place.gazetteer_id.startswith("dateline-region") or place.feature == "continent":
        value, reason = WEIGHTS["region"], "region"
    elif place.gazetteer_id.startswith("dateline"):
        value, reason = WEIGHTS["supplement"], "supplement"
    elif place.feature == "admin1":
        value, reason = min(size, 7.5) + WEIGHTS["admin1"], "division"
    elif place.feature == "admin2":
        value, reason = min(size, 6.5) + WEIGHTS["admin2"], "division"
    else:
        fame = WEIGHTS["capital"] * (c.capital or (place.name, place.population >= SEAT) in seats()) + WEIGHTS["metropolis"] * (
            place.population >= METROPOLIS
        )
        value, reason = size + fame, "most populous"
    if c.match == "user":
        value = WEIGHTS["user"]
        return value, reason
    famous = c.match == "alternate" and place.population >= METROPOLIS
    return value + WEIGHTS.get("famous_alternate" if famous else c.match, 0.0), reason


@cache
def seats() -> frozenset[tuple[str, bool]]:
    """Names of towns where bodies of the world meet ("Geneva"), to be looked up as `(name, is of some size)`."""
    return frozenset((row["seat"], True) for row in table("international_bodies.tsv") if row["seat"] and row["kind"] == "intergovernmental")


def _lies_in(c: Candidate, container: GazetteerPlace) -> bool:
    place = c.place
    if container.gazetteer_id == place.gazetteer_id or RANK.get(place.feature, 0) >= RANK.get(container.feature, 2):
        return False
    if container.feature == "country":
        return place.country == container.country
    if container.country is not None and container.country != place.country:
        return False
    if container.feature in ("admin1", "admin2"):
        return container.name in (place.admin1, c.admin2)
    return distance_km(place, container) <= container.precision_km * 1.5


def _is_feature(place: GazetteerPlace, feature: str) -> bool:
    kinds = {"admin1": ("admin1", "region"), "admin2": ("admin2", "district"), "city": ("city",), "region": ("region", "admin1", "island")}
    return place.feature in kinds.get(feature, (feature,))


def _settle(names: Sequence[Name], fixed: dict[str, float]) -> tuple[list["np.ndarray"], dict[str, float]]:
    """Scores of all candidates after some rounds of mutual support, and the votes that each country has in the end."""
    base = [np.array(n.base) for n in names]
    places = [c.place for n in names for c in n.candidates]
    if not places:
        return base, dict(fixed)
    owner = np.repeat(np.arange(len(names)), [len(n.candidates) for n in names])
    near = _nearness(places, owner)
    weight = np.array([n.weight for n in names])[owner]
    flat = np.concatenate([b for b in base if len(b)])
    codes = sorted({p.country for p in places if p.country} | set(fixed))
    index = {c: i for i, c in enumerate(codes)}
    country = np.array([index.get(p.country, -1) if p.country else -1 for p in places])
    divisions = {d: i for i, d in enumerate(sorted({(p.country, p.admin1) for p in places if p.admin1}))}
    division = np.array([divisions.get((p.country, (p.name if p.feature == "admin1" else p.admin1) or ""), -1) for p in places])
    start = np.zeros(len(codes) + 1)  # the last one stands for no country
    for code, value in fixed.items():
        start[index[code]] += value
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    same_country = (country[:, None] == country) & (country >= 0)
    same_division = (division[:, None] == division) & (division >= 0)
    others = owner[:, None] != owner
    pair = owner * (len(codes) + 1) + country + 1
    scores = flat
    for _ in range(ROUNDS):
        share = _shares(scores, owner, pair, len(names)) * weight
        votes = start.copy()
        np.add.at(votes, country[country >= 0], share[country >= 0])
        own = votes[country] - (same_country & ~others) @ share
        strength = _strength(scores, owner, len(names)) * np.minimum(weight, 2.0)
        by_division = np.maximum.reduceat(same_division * others * strength, starts, axis=1).sum(axis=1)
        support = np.maximum.reduceat(near * strength, starts, axis=1).sum(axis=1)
        scores = (
            flat
            + WEIGHTS["votes"] * np.clip(own / np.maximum(votes.sum() - weight, LEAST_VOTES), 0, 1) ** VOTE_SHAPE * (country >= 0)
            + WEIGHTS["division"] * np.minimum(1.0, by_division / 2)
            + WEIGHTS["near"] * np.minimum(1.5, support)
        )
    split, at = [], 0
    for b in base:
        split.append(scores[at : at + len(b)])
        at += len(b)
    return split, {code: float(votes[index[code]]) for code in codes}


def _shares(scores: "np.ndarray", owner: "np.ndarray", pair: "np.ndarray", n: int) -> "np.ndarray":
    """What part of its name's vote each candidate has; of the candidates in one country (one `pair`) only the best one votes."""
    best = np.full(int(pair.max()) + 1, -np.inf)
    np.maximum.at(best, pair, scores)
    top = np.full(n, -np.inf)
    np.maximum.at(top, owner, scores)
    e = np.exp(np.clip((scores - top[owner]) * 1.5, -30, 0)) * (scores >= best[pair])
    total = np.zeros(n)
    np.add.at(total, owner, e)
    shares: np.ndarray = e / total[owner]
    return shares


def _strength(scores: "np.ndarray", owner: "np.ndarray", n: int) -> "np.ndarray":
    """How much weaker than the best candidate of its name each one is: 1 for the best, e.g. 0.5 for one a unit below."""
    top = np.full(n, -np.inf)
    np.maximum.at(top, owner, scores)
    found: np.ndarray = np.exp(np.clip((scores - top[owner]) * STRENGTH, -30, 0))
    return found


def _nearness(places: Sequence[GazetteerPlace], owner: "np.ndarray") -> "np.ndarray":
    """How close each pair of candidates of different names lies: 1 at no distance, falling with 100 km; large areas count little."""
    latitude = np.radians([p.latitude for p in places])
    longitude = np.radians([p.longitude for p in places])
    h = (
        np.sin((latitude[:, None] - latitude) / 2) ** 2
        + np.cos(latitude)[:, None] * np.cos(latitude) * np.sin((longitude[:, None] - longitude) / 2) ** 2
    )
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(h, 0, 1)))
    local = np.array([1.0 if p.precision_km < 120 else 0.0 for p in places])
    near: np.ndarray = np.exp(-km / 100) * (owner[:, None] != owner) * local[:, None] * local
    return near


def _is_alone(candidate: Candidate, name: Name, votes: dict[str, float]) -> bool:
    """Whether a place little known lies in a country that nothing else in the report speaks of, while others are spoken of."""
    place = candidate.place
    if place.feature in ("country", "continent") or place.country is None or place.population >= KNOWN or candidate.capital:
        return False
    if candidate.match == "user" or place.gazetteer_id.startswith("dateline") or place.feature == "admin1":
        return False
    others = max((v for c, v in votes.items() if c != place.country), default=0.0)
    return others >= SPOKEN_OF and votes.get(place.country, 0.0) <= name.weight * 1.1


def _pick(name: Name, scores: "np.ndarray", votes: dict[str, float]) -> Choice:
    if not len(scores):
        return Choice(place=None)
    order = list(np.argsort(-scores, kind="stable"))
    best = order[0]
    ids = tuple(name.candidates[i].place.gazetteer_id for i in order[1:5])
    if scores[best] < SAFE:
        return Choice(place=None, others=(name.candidates[best].place.gazetteer_id, *ids), reason="no safe reading")
    if _is_alone(name.candidates[best], name, votes) and name.reasons[best] != "containing division named":
        return Choice(place=None, others=(name.candidates[best].place.gazetteer_id, *ids), reason="alone in its country")
    gained = scores[best] - name.base[best]
    reason = name.reasons[best]
    if reason != "containing division named" and len(order) > 1 and name.base[best] < max(name.base):
        reason = "other places of the report"
    elif len(order) == 1 and reason == "most populous":
        reason = "only place of that name"
    margin = scores[best] - scores[order[1]] if len(order) > 1 else 3.0
    return Choice(
        place=name.candidates[best].place, others=ids, reason=reason, score=round(float(1 / (1 + math.exp(-margin - gained / 4))), 3)
    )
