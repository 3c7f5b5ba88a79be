"""Mentions of actors compared by their words: do two of them, in one report or in two of one story, stand for one actor?

`triggers` asks this of acts. Features of a pair: spelling and sense of the head nouns (`actor_senses.tsv`), what stands beside them, number,
gender and kind, what the two do, how far they stand apart in one report, and what is told of names over all reports: "coach Ada Mirren" in one
makes "the coach" of another likely to be her. Boosted trees (`actor_models.npz`, made by scripts/train_likeness.py) weigh them: one model
for pairs within a report, one for pairs across reports.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

import msgspec
from rapidfuzz.distance import JaroWinkler

from dateline.lexicon import table
from dateline.reconcile.names import is_initialism, name_score, word_class
from dateline.reconcile.rarity import rarity
from dateline.reconcile.trees import models
from dateline.reconcile.triggers import meaning, one_family
from dateline.reconcile.weigh import Groups, agglomerate

Form = Literal["name", "nominal", "pronoun"]
Body = Literal["person", "people", "body"]
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
SPEAKING = frozenset("i we you me us my our your mine ours myself ourselves".split())
FEW = 5
"""Nouns of a sense from which sharing it tells less."""
LEAST, MOST = -2.0, 2.0
"""Log odds beyond which a pair counts no more."""
LEAN = 1.5
"""Added to the log odds of every pair: as learned they count a missed pair like a wrong one, but pairs of large groups carry each other.
Chosen by cross-validation over the topics of ECB+."""
CAPS = {"apart": 15, "between": 20, "rivals": 8, "told_in_report": 10}
"""Counts beyond these tell no more."""
_ALIAS = re.compile(r"(?<![\w&.-])([A-Z][\w&.-]{0,40})\s{0,3}\(\s{0,3}([A-Z][\w&.-]{1,12})\b")


class Mentioned(msgspec.Struct, frozen=True, kw_only=True):
    """Words that stand for an actor, in their sentence. All words are folded.

    `words`: telling words, of a name without its titles; `head`: lemma of the head noun, or the pronoun; `beside`: other words of the phrase;
    `after`: nouns of its "of" and "in" phrases; `owner`: whose it is; `verb`, `role`: what it does or undergoes and as what ("s" subject,
    "o" object, "p" possessor, else the label of the parse), "" where unknown; `ties`: offsets of the mentions that its own clause equates it
    with (apposition, copula); `clause`: the token that governs it, -1 unknown; `chain`, `group`: what in-report coreference and the rules
    across reports already hold it for; `named`: whether that chain has a name; `body`, `kind`: sort of actor; `number`: True plural, None unknown.
    """

    report_id: str
    story: str
    start: int
    end: int
    sentence: int
    form: Form
    words: tuple[str, ...]
    head: str
    beside: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    owner: str = ""
    article: str = ""
    number: bool | None = False
    gender: str | None = None
    body: Body | None = None
    kind: str | None = None
    country: str | None = None
    chain: str | None = None
    group: str | None = None
    named: bool = False
    verb: str = ""
    role: str = ""
    clause: int = -1
    ties: frozenset[int] = frozenset()
    context: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    quoted: bool = False
    early: bool = False

    @property
    def key(self) -> str:
        """What counts as the same words over all reports."""
        return " ".join(self.words) if self.form == "name" else self.head


class Told(msgspec.Struct, frozen=True):
    """What reports say of names outright. `described`: how often a noun is said of the last word of a name ("coach Ada Mirren");
    `side_by_side`: two words of names in a row; `aliases`: a name and what stands in brackets behind it.
    """

    described: Mapping[tuple[str, str], int] = msgspec.field(default_factory=dict)
    side_by_side: Mapping[tuple[str, str], int] = msgspec.field(default_factory=dict)
    aliases: Mapping[tuple[str, str], int] = msgspec.field(default_factory=dict)


def aliases_in(text: str) -> Iterator[tuple[str, str]]:
    """Last words of names with the short form in brackets behind them, in lower case."""
    return ((m[1].casefold(), m[2].casefold()) for m in _ALIAS.finditer(text))


@cache
def senses() -> Mapping[str, frozenset[str]]:
    """Senses of nouns for actors by lemma."""
    return {row["lemma"]: frozenset(row["senses"].split("|")) for row in table("actor_senses.tsv")}


@cache
def _nouns_of() -> Mapping[str, int]:
    return Counter(sense for found in senses().values() for sense in found)


@lru_cache(maxsize=50_000)
def one_sense(left: str, right: str) -> float:
    """How much the rarest sense that two nouns share tells, 0..1 and more; 1 for the same noun."""
    if left == right:
        return 1.0
    shared = senses().get(left, frozenset()) & senses().get(right, frozenset())
    return max((math.sqrt(FEW / _nouns_of()[s]) for s in shared), default=0.0)


@lru_cache(maxsize=100_000)
def spelling(left: tuple[str, ...], right: tuple[str, ...]) -> Mapping[str, float]:
    """Features of two mentions' words alone."""
    a, b = set(left), set(right)
    shared = a & b
    weight = sum(rarity(w) for w in a | b)
    found = {
        "same_words": left == right, "same_last": left[-1:] == right[-1:], "same_first": left[:1] == right[:1],
        "contained": bool(shared) and (a <= b or b <= a), "same_letters": "".join(left) == "".join(right),
        "initialism": is_initialism("".join(left), right) or is_initialism("".join(right), left),
        "overlap": len(shared) / max(1, min(len(a), len(b))), "rarest_shared": max((rarity(w) for w in shared), default=0.0),
        "shared_weight": sum(rarity(w) for w in shared) / weight if weight else 0.0,
        "alike": JaroWinkler.similarity(" ".join(left), " ".join(right)),
        "word_alike": max((JaroWinkler.similarity(x, y) for x in left for y in right), default=0.0),
    }  # fmt: skip
    return {name: float(value) for name, value in found.items() if value}


@lru_cache(maxsize=100_000)
def _name_score(left: str, right: str, kind: str) -> float:
    return name_score(left, right, kind)[0]


def compatible(left: Mentioned, right: Mentioned) -> bool:
    """Whether number, gender and sort of actor allow two mentions to stand for one actor."""
    return (
        not (left.gender and right.gender and left.gender != right.gender)
        and {left.number, right.number} != {True, False}
        and not (left.body and right.body and left.body != right.body)
    )


def _cosine(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    if len(one) > len(two):
        one, two = two, one
    return sum(v * two[w] for w, v in one.items() if w in two)


def _unit(counts: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(v * v for v in counts.values())) or 1.0
    return {w: v / length for w, v in counts.items()}


class Mentions:
    """The mentions of some reports that are read together, with what their words have in common over all of them."""

    def __init__(self, mentions: Sequence[Mentioned], told: Told) -> None:
        self.mentions = mentions
        self.told = told
        self.reports = len({m.report_id for m in mentions})
        self._where: dict[str, set[str]] = defaultdict(set)
        self._sentences: dict[str, set[tuple[str, int]]] = defaultdict(set)
        self._in_report: Counter[tuple[str, str]] = Counter()
        self._report: dict[str, list[Mentioned]] = defaultdict(list)
        company: dict[str, Counter[str]] = defaultdict(Counter)
        for m in mentions:
            key = m.key
            self._where[key].add(m.report_id)
            self._sentences[key].add((m.report_id, m.sentence))
            self._in_report[m.report_id, key] += 1
            self._report[m.report_id].append(m)
            for word in m.near:
                company[key][word] += rarity(word)  # type: ignore[assignment]
            if m.verb:
                company[key][f"{m.verb} {m.role}"] += 2 * rarity(m.verb)  # type: ignore[assignment]
        self._company = {key: _unit(counts) for key, counts in company.items()}
        for found in self._report.values():
            found.sort(key=lambda m: (m.start, m.end))
        self._place = {id(m): n for found in self._report.values() for n, m in enumerate(found)}
        self._near = [max(1.0, sum(rarity(w) for w in m.near)) for m in mentions]
        self._length = [math.sqrt(sum(rarity(w) ** 2 for w in m.context)) or 1.0 for m in mentions]
        self._of_noun: dict[str, dict[str, int]] = defaultdict(dict)
        self._of_name: dict[str, dict[str, int]] = defaultdict(dict)
        for (noun, name), count in told.described.items():
            self._of_noun[noun][name] = self._of_name[name][noun] = count
        self._names = {noun: _unit({n: math.log1p(c) for n, c in found.items()}) for noun, found in self._of_noun.items()}
        self._keys: dict[tuple[str, str], tuple[tuple[str, float], ...]] = {}

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs worth comparing: all, but pronouns only with what stands in their own report."""
        for j, right in enumerate(self.mentions):
            for i, left in enumerate(self.mentions[:j]):
                if left.report_id == right.report_id or (left.form != "pronoun" and right.form != "pronoun"):
                    yield i, j

    def features(self, i: int, j: int) -> dict[str, float]:
        """The features of a pair by name; those that are 0 are left out."""
        left, right = self.mentions[i], self.mentions[j]
        here = left.report_id == right.report_id
        if here and (left.start, left.end) > (right.start, right.end):
            left, right, i, j = right, left, j, i
        found = {"_".join(sorted((left.form, right.form))): 1.0}
        found |= self._of_any(left, right)
        if shared := left.context & right.context:
            found["shared_words"] = sum(rarity(w) ** 2 for w in shared) / (self._length[i] * self._length[j])
        if shared := left.near & right.near:
            found["shared_words_near"] = sum(rarity(w) for w in shared) / min(self._near[i], self._near[j])
        if "pronoun" not in (left.form, right.form):
            found |= self._of_words(left, right)
        if here:
            found |= self._of_report(left, right)
        return {name: float(value) for name, value in found.items() if value}

    def _of_any(self, left: Mentioned, right: Mentioned) -> dict[str, float]:
        """Number, gender, sort, articles, verbs, and what coreference and rules already say."""
        both = (left, right)
        found: dict[str, float] = {
            "same_story": left.story == right.story,
            "other_number": {left.number, right.number} == {True, False},
            "persons": sum(m.body == "person" for m in both), "definite": right.article == "the",
            "indefinite": right.article in ("a", "an"), "indefinite_first": left.article in ("a", "an"),
            "demonstrative": right.article in ("this", "that", "these", "those"),
            "another": any("other" in m.beside or "another" in (m.article, *m.beside) for m in both), "owned": sum(bool(m.owner) for m in both),
            "same_role": left.role == right.role, "early": sum(m.early for m in both),
            "same_chain": left.chain is not None and left.chain == right.chain,
            "no_chain": sum(m.chain is None for m in both), "named_chains": sum(m.named for m in both),
        }  # fmt: skip
        for name, a, b in (
            ("gender", left.gender, right.gender), ("body", left.body, right.body), ("group", left.group, right.group),
            ("kind", left.kind, right.kind), ("country", left.country, right.country), ("owner", left.owner, right.owner),
        ):  # fmt: skip
            if a and b:
                found[f"same_{name}" if a == b else f"other_{name}"] = 1.0
        if left.named and right.named and left.group != right.group:
            found["other_named_group"] = 1.0
        if left.verb and right.verb:
            found["same_verb"] = left.verb == right.verb
            near = 1.0 if left.verb == right.verb else meaning(left.verb, right.verb)
            found["verb_meaning"] = near
            if left.role == right.role:
                found["same_verb_role"], found["verb_meaning_role"] = float(left.verb == right.verb), near
        return found

    def _of_words(self, left: Mentioned, right: Mentioned) -> dict[str, float]:
        """Spelling, sense and company of two mentions that are no pronouns."""
        found: dict[str, float] = dict(spelling(left.words, right.words))
        same = left.head == right.head
        shared = left.beside & right.beside
        found |= {
            "same_head": same, "word_family": not same and one_family(left.head, right.head), "one_sense": one_sense(left.head, right.head),
            "meaning": 1.0 if same else meaning(left.head, right.head), "same_phrase": same and left.beside == right.beside,
            "shared_beside": len(shared), "rarest_beside": max((rarity(w) for w in shared), default=0.0),
            "other_beside": min(len(left.beside - right.beside), len(right.beside - left.beside)),
            "more_beside": abs(len(left.beside) - len(right.beside)), "head_beside": left.head in right.beside or right.head in left.beside,
            "word_beside": not (right.beside.isdisjoint(left.words) and left.beside.isdisjoint(right.words)),
            "shared_after": bool(left.after & right.after), "other_after": bool(left.after and right.after) and not left.after & right.after,
            "rarity": min(rarity(left.head), rarity(right.head)), "rarer": max(rarity(left.head), rarity(right.head)),
            "both_plural": left.number is True and right.number is True,
        }  # fmt: skip
        one, two = (frozenset(w for w in (*m.beside, *m.words) if w.isdigit() or w in word_class("number")) for m in (left, right))
        if one and two:
            found["same_count" if one & two else "other_count"] = 1.0
        elif one or two:
            found["one_count"] = 1.0
        found |= self._of_keys(left.key, right.key)
        if left.form == right.form == "name":
            found |= self._of_names(left, right)
        elif left.form == right.form:
            found["told_alike"] = _cosine(self._names.get(left.head, {}), self._names.get(right.head, {}))
        else:
            noun, name = (left, right) if left.form == "nominal" else (right, left)
            found |= self._of_description(noun, name)
        return found

    def _of_keys(self, left: str, right: str) -> tuple[tuple[str, float], ...]:
        """How alike the company of two mentions' words is over all reports, and how often both stand in one sentence and one report."""
        key = (left, right) if left <= right else (right, left)
        known = self._keys.get(key)
        if known is None:
            a, b = self._where[left], self._where[right]
            often, oftener = sorted((len(a) / self.reports, len(b) / self.reports))
            found = {"often": often, "oftener": oftener, "company": 1.0, "in_one_report": 1.0}
            if left != right:
                one, two = self._sentences[left], self._sentences[right]
                found |= {
                    "company": _cosine(self._company.get(left, {}), self._company.get(right, {})),
                    "side_by_side": len(one & two) / min(len(one), len(two)), "in_one_report": len(a & b) / min(len(a), len(b)),
                }  # fmt: skip
            known = self._keys[key] = tuple(found.items())
        return known

    def _of_names(self, left: Mentioned, right: Mentioned) -> dict[str, float]:
        kind = "person" if "person" in (left.body, right.body) else "organisation"
        found = {
            "name_score": _name_score(" ".join(left.words), " ".join(right.words), kind),
            "both_full": float(len(left.words) > 1 and len(right.words) > 1),
        }
        if left.words and right.words:
            pairs = ((left.words[-1], right.words[0]), (right.words[-1], left.words[0]))
            found["in_a_row"] = math.log1p(max(self.told.side_by_side.get(p, 0) for p in pairs))
            last = (left.words[-1], right.words[-1])
            found["in_brackets"] = math.log1p(max(self.told.aliases.get(p, 0) for p in (last, last[::-1])))
        return found

    def _of_description(self, noun: Mentioned, name: Mentioned) -> dict[str, float]:
        """What is told of a name anywhere, beside a description."""
        last = name.words[-1] if name.words else ""
        said = self._of_name.get(last, {})
        count = said.get(noun.head, 0)
        return {
            "described": math.log1p(count), "described_share": count / (sum(self._of_noun.get(noun.head, {}).values()) + 1),
            "described_sense": max((one_sense(noun.head, other) for other in said), default=0.0),
            "sense_in_name": max((one_sense(noun.head, word) for word in name.beside), default=0.0),
        }  # fmt: skip

    def _of_report(self, left: Mentioned, right: Mentioned) -> dict[str, float]:
        """Where two mentions of one report stand; `left` is the earlier."""
        here = self._report[left.report_id]
        first, last = self._place[id(left)], self._place[id(right)]
        rivals = sum(m.form != "pronoun" and compatible(m, right) for m in here[first + 1 : last])
        one = left.sentence == right.sentence
        return {
            "apart": min(CAPS["apart"], right.sentence - left.sentence), "same_sentence": one, "between": min(CAPS["between"], last - first),
            "rivals": min(CAPS["rivals"], rivals), "compatible": compatible(left, right),
            "told_in_report": min(CAPS["told_in_report"], self._in_report[left.report_id, left.key]),
            "told_in_report_too": min(CAPS["told_in_report"], self._in_report[left.report_id, right.key]), "first": first == 0,
            "same_clause": one and left.clause == right.clause >= 0, "nested": left.start < right.end and right.start < left.end,
            "tied": left.start in right.ties or right.start in left.ties, "next_to": 0 <= right.start - left.end <= 3,
            "subject_first": left.role == "s", "subject": right.role == "s", "possessor": right.role == "p",
            "relative": right.head in RELATIVE, "relative_next": right.head in RELATIVE and one and 0 <= right.start - left.end <= 4,
            "reflexive": right.head.endswith(("self", "selves")), "speaking": right.head in SPEAKING, "speaking_first": left.head in SPEAKING,
            "it": right.head in ("it", "its"), "same_pronoun": left.form == "pronoun" and left.head == right.head,
            "other_voice": left.quoted != right.quoted,
        }  # fmt: skip


def link_mentions(mentions: Mentions, lean: float = LEAN) -> Groups[int]:
    """Groups of mentions that stand for one actor; those of a pair that is not compared are joined by what joins their companions."""
    scores = odds(mentions, mentions.pairs())
    return group_mentions(len(mentions.mentions), {pair: score + lean for pair, score in scores.items()})


def odds(mentions: Mentions, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """Log odds that the mentions of each pair stand for one actor."""
    inside: list[tuple[int, int]] = []
    across: list[tuple[int, int]] = []
    for i, j in pairs:
        (inside if mentions.mentions[i].report_id == mentions.mentions[j].report_id else across).append((i, j))
    found: dict[tuple[int, int], float] = {}
    for name, some in (("inside", inside), ("across", across)):
        model = models("actor_models.npz")[name]
        scores = model.scores(model.table([mentions.features(i, j) for i, j in some]))
        found |= zip(some, map(float, scores), strict=True)
    return found


def group_mentions(count: int, scores: Mapping[tuple[int, int], float]) -> Groups[int]:
    """Average-link groups of `count` mentions; pairs without a score have no say."""
    return agglomerate(range(count), {pair: min(MOST, max(LEAST, score)) for pair, score in scores.items()}, most_missing=0.0)
