"""Commitments followed through later reports: kept, broken, withdrawn, repeated, open; by which event in which report.

For every pledge the sentences of later reports of its story (copies of its own report left out) that share its rare words and its parties
are looked up; what they and their events say is weighed (data/outcome_weights.tsv, learned by scripts/train_outcomes.py). Without such a
sentence a pledge is open: nothing is concluded from silence.
"""

import math
import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import groupby, islice, pairwise
from operator import attrgetter
from types import MappingProxyType

import msgspec
import numpy as np

from dateline.lexicon import alternation, rule_words, table
from dateline.model.commitment import Pledge
from dateline.model.evidence import Evidence
from dateline.model.record import CommitmentRow
from dateline.reconcile.corpus import derived_id, fold, words_in
from dateline.reconcile.cues import cues
from dateline.reconcile.dates import span
from dateline.reconcile.events import StoryActs, Telling, Views, story_acts
from dateline.reconcile.in_other_words import DAYS_OF_GRACE, HOSTILE, Words, days_of_grace, is_hindered, is_of_the_past, is_unreal, told_of
from dateline.reconcile.names import word_class
from dateline.reconcile.pairwise import ROWS
from dateline.reconcile.revenge import is_vow, revenge
from dateline.reconcile.scenes import REAL
from dateline.reconcile.stems import STOP, stem, stems
from dateline.reconcile.triggers import LEAST_FAMILY, meaning, one_family
from dateline.text.calendar import day_range
from dateline.text.numbers import numbers_in

OUTCOMES = ("open", "kept", "broken", "withdrawn")
LEAST_LIKE = 0.15
"""Share of a pledge's words (weighed by rarity) that a sentence needs to be looked at."""
SURE_LIKE = 0.3
"""The share from which a sentence may show that a pledge was kept, broken or withdrawn."""
LOOKS_BACK = frozenset(("promised", "delay", "cancel", "called_off"))
TIME_BOUND = ("plan_and_fact", "denial_and_fact", "other_day", "far_days", "published_apart")
"""Features of a pair of tellings that do not speak against a plan and its fulfilment."""
FOLLOWS = -1.0
"""Log odds from which a later telling is held to speak of what was promised: lower than for one event, as a plan names less than a fact."""
ON_THE_DAY = 0.8
"""Added when the later telling's day is the day that was promised."""
ON_DAY_NEAR = 0.5
"""How near an act of the promised day must be to the promised act to be it."""
COMING_ABOUT = frozenset[str]().union(*map(rule_words, ("comes_to_pass", "came_about", "occurring", "beginning")))
AGAINST = frozenset(("not", "delay", "cancel", "called_off"))
UNDONE = AGAINST - {"delay"}
UNREAL = frozenset(("planned", "hypothetical"))
BEST, LOOKED_AT = 3, 8
"""How many sentences are weighed, and how many are looked at for some that speak of the pledge."""
NEAR, BACK = 0.35, 0.12
"""What an act as near as can be adds to the likeness of a sentence, and a word that looks back to a promise."""
_WORD = re.compile(r"[^\W_]+")
OF_THE_LAW = frozenset(("ACCUSE", "COERCE", "SANCTION"))
"""Types of acts by which somebody is arrested, tried or punished."""


def _any(wanted: str) -> str:
    """A pattern of any word of rule_words.tsv that bears a class."""
    return f"(?:{alternation(rule_words(wanted), blank=' ')})"


_CONDITION = re.compile(r"(?:^\W{0,3}(?:had|should|were)|\b(?:if|unless))\b[^,;.]{3,120}(?:[,;.]|$)", re.IGNORECASE)
_DENIED = re.compile(
    r"\b" + _any("disowned") + r"\b(?:(?!\s(?:and|but|said)\b)[^,;.]){0,80}?\s(?:that|" + _any("told") + r"s? of)\b[^,;.]{3,120}", re.IGNORECASE
)
"""What somebody says is not so: "denied a report that the payment had been postponed"."""
_BEGINS_ANEW = "".join(sorted({w[0] for w in rule_words("promised_anew")}))
_NEW_PROMISE = re.compile(rf"\b(?=[{_BEGINS_ANEW}])(?<!had )(?<!has )(?<!have )(?<!was )(?<!were )(?<!as )" + _any("promised_anew") + r"\b(?! (?:us|me)\b)", re.IGNORECASE)
_END = re.compile(r"\s(?:(?<=[.!?][\"”’')]\s)\s*|(?<=[.!?]\s)\s*(?=[\"“‘A-Z])|(?<=\n)\n*)")
ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Maj|Sgt|Brig|Adm|Gov|Sen|Rep|Prof|No|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
LONGEST_ABBREVIATION = 6
"""Characters of an abbreviation before a name or a day, at most, with its full stop and one before it; none ends a sentence."""
_ALLOWED = re.compile(r"\b(?:\d+|[a-z]+) (?:hours?|days?|weeks?|months?)\b")
_HAD_BOUND = re.compile(r"\b(?:(?:had|as) " + _any("bound_before") + r"|(?:was|were|had been) " + _any("bound_to") + r"\b)")
_PROMISED_THING = re.compile(
    r"\b" + _any("promised_thing") + r" (\w+)|\b(\w{1,40}) (?:" + _any("promised_thing") + r"|due) (?:on|for|by|in|at|last)\b"
)
SAME_ACT, LEAST_SHARED = 0.4, 0.15
"""How near an act must be to the promised one, or how much of what is promised a sentence must name, to speak of a pledge."""
_CLAUSE = re.compile(r"[,;:()–—]|\b" + _any("next_clause") + r"\b")
SURELY = 0.8
"""How near an act must be to the promised one to be it whatever the rest of the sentence says."""
_RATE = re.compile(r"\b(?:a|per|each|every) (?:day|week|month|year)\b", re.IGNORECASE)
_DUE_TO = re.compile(r"\bdue (?:to|on|in)\b|\b" + _any("newly_dated") + r"\b", re.IGNORECASE)
_PUTS_OFF = re.compile(
    r"(?<!been )(?<!was )(?<!were )(?<!is )\b" + _any("put_off") + r"((?: [\w'’-]+){1,4})", re.IGNORECASE
)
_STAYS_SHUT = re.compile(r"\b" + _any("unmoved") + r" (?:\w+ ){0,2}" + _any("kept_shut") + r"\b", re.IGNORECASE)
_PUT_OFF_BEFORE = re.compile(r"\b(?:that|which) ha(?:d|s|ve) been " + _any("put_off") + r"\b", re.IGNORECASE)
_AS_PROMISED = re.compile(r"\bas (?:[\w'’]+ ){0,4}" + _any("as_promised") + r"\b", re.IGNORECASE)
_NEVER_CAME = re.compile(r"\bnever " + _any("never_came") + r"\b", re.IGNORECASE)
_HANDED_OVER = re.compile(
    r"\b" + _any("handed_over") + r" (?:(?!not\b)[\w'’-]+ ){1,4}" + _any("as_promised") + r"\b(?! (?:in|as|to) )|\bpromised (?:\w+ )?\w+ (?:had |has |have |was |were |been |not |finally ){0,3}" + _any("handed_over") + r"\b",
    re.IGNORECASE,
)
_IN_PART = re.compile(r"\b" + _any("in_part") + r"\b", re.IGNORECASE)
_YET = re.compile(r"\b" + _any("unmoved") + r"\b|\b(?:yet|despite|instead)\b", re.IGNORECASE)
_NUMBER = rf"(?:{alternation(word_class('number') - {'one', 'zero'})}|\d+)"
_TIME_WORDS = alternation(row["word"] for row in table("time_words.tsv") if row["class"] in ("month", "month_short", "unit"))
_ONE_OF_THEM = re.compile(r"\bone of (?:the|its|their|his|her|those) (?:\w+ ){0,3}?" + _NUMBER + r"\b", re.IGNORECASE)
"""Words that tell of one of several."""
_BOTH = re.compile(rf"\b(?:all|both|{_NUMBER}) (?!(?:\w+ )?(?:{_TIME_WORDS})\b)\w", re.IGNORECASE)
"""Words of a promise of several; not those of a time ("within two days", "on 10 March")."""
_NOT_ALL = re.compile(r"\b(?:not|never|no longer)\b", re.IGNORECASE)
_OUT_OF = re.compile(r"\bof (?:the|its|his|her|their)(?: \w+)? $")
_STOPS = re.compile(r"\b(?:will|would|shall|to|and) " + _any("stopping") + r"\b", re.IGNORECASE)
_NOT_AGAIN = re.compile(r"\b(?:not|never|n't|no) (?:\w+ )?" + _any("again") + r"\b", re.IGNORECASE)
_NEXT = re.compile(
    r"\b(?:to|will|would) (?:meet|talk|gather|convene) again\b|\b(?:second|third|next|another|further) (?:round of )?" + _any("meeting_held") + r"\b", re.IGNORECASE
)
_GOES_ON = re.compile(_any("going_on") + r"\b", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:was|were|had|has|have) never\b", re.IGNORECASE)
_REASON = re.compile(r"\b(?:because|since|as long as)\b(.+)", re.IGNORECASE | re.DOTALL)
NEARLY, MUCH = 0.55, 0.3
"""How near an act of a stated day must be to the promised one, and how much of what is promised a sentence must name, to tell of it."""
LIKE_MEANING, LINKED = 0.5, 0.3
"""Cosine of two verbs' vectors from which they mean much the same, and the share of what is promised that makes up for another verb."""
LEAST_RARE, MANY = 0.3, 2_000
"""The weight of a word that is not rare, and sentences with one stem from which it is not looked up."""
LONGEST_ENDING = 3
"""Letters that a form of a word has more than the word itself."""
RARE = 1.0
"""Weight of a word that few sentences of a story have."""
_FORSWEARS = re.compile(r"\b(?:will|would|shall|to|can) (?:not|never)\b|(?:wo|ca|would)n['’]t\b|\b(?:nobody|nothing|no (?:one|\w+) (?:will|would|shall))\b", re.IGNORECASE)
_OBJECT = re.compile(r"\b(?:will|would|shall|to)\s+(\w+)\s+(?:the|this|that)\s+([^\W\d_]+)", re.IGNORECASE)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a pledge, by which event mentions and in which words."""

    outcome: str
    events: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a report with the stems of its words and the tellings in it; `number`: its place in its story."""

    number: int
    report_id: str
    rank: int
    start: int
    end: int
    stems: frozenset[str]
    tellings: tuple[Telling, ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A later sentence that speaks of a pledge; `like`: 0..1, `act`: the telling in it nearest to the pledged act, `near`: how near (0..1)."""

    said: Said
    like: float
    act: Telling | None
    near: float


@cache
def weights() -> Mapping[str, tuple[float, ...]]:
    """Weights of `OUTCOMES` by feature."""
    return MappingProxyType({row["feature"]: tuple(float(row[o]) for o in OUTCOMES) for row in table("outcome_weights.tsv")})


@lru_cache(maxsize=2_000)
def kinds_in(words: str) -> frozenset[str]:
    """Kinds of outcome words in a sentence (data/outcome_cues.tsv), left out what it says on a condition ("had the lorries not arrived") and
    how something went ("ended without result")."""
    return cues("outcome_cues.tsv", True).kinds_in(_idle().sub(" ", _DENIED.sub(" ", _CONDITION.sub(" ", words))))


@cache
def _idle() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(r['words'] for r in table('outcome_cues.tsv') if r['kind'] == 'idle')})\b", re.IGNORECASE)


@lru_cache(maxsize=100)
def sentences(text: str, breaks: tuple[int, ...] = ()) -> tuple[tuple[int, int], ...]:
    """Offsets of the sentences of a text without a parse; `breaks`: where others begin that no mark parts (see `Reading.breaks`)."""
    if not breaks:
        return tuple(_sentences(text))
    cut = ((start, *breaks[bisect_right(breaks, start) : bisect_left(breaks, end)], end) for start, end in _sentences(text))
    return tuple(pair for points in cut for pair in pairwise(points))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for m in _END.finditer(text):
        if "\n" not in m.group() and ABBREVIATED.search(text, max(start, m.start() - LONGEST_ABBREVIATION), m.start()):
            continue
        if m.start() > start:
            yield start, m.start()
        start = m.end()
    if start < len(text):
        yield start, len(text)


def _by_beginning(text: str) -> Mapping[str, Sequence[str]]:
    """The words of a text of as many letters as words of one family share at least, by these, folded."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in _WORD.findall(fold(text)):
        if len(word) >= LEAST_FAMILY:
            found[word[:LEAST_FAMILY]].append(word)
    return found


@cache
def _binding() -> frozenset[str]:
    """Forms of the words by which somebody binds himself (data/pledge_cues.tsv): "pledged", "planning", "agreements"."""
    lemmas = [row["lemma"] for row in table("pledge_cues.tsv") if row["class"] in BINDING]
    return frozenset(f"{stem}{end}" for lemma in lemmas for stem in (lemma, lemma.removesuffix("e"), lemma + lemma[-1]) for end in _ENDINGS)


BINDING = frozenset(("promise", "agree", "offer", "threat", "plan", "announce", "schedule"))
_ENDINGS = ("", "s", "es", "d", "ed", "ing")


@cache
def _unpromised() -> frozenset[str]:
    """Words of a pledge that do not tell what is promised: those that bind, and days of the week."""
    return _binding() | {row["word"] for row in table("time_words.tsv") if row["class"] in ("weekday", "weekdays")}


class Promise:
    """What the words of one pledge say beside its story, each worked out once."""

    def __init__(self, pledge: Pledge, views: Views) -> None:
        self.pledge, self.report_id = pledge, pledge.action.report_id
        self._reading, self._actor_of = views.corpus.readings[self.report_id], views.actor_of
        self._text = views.corpus.by_id[self.report_id].text
        self.by = frozenset(views.actor_of[c] for c in pledge.by if c in views.actor_of)
        self.nearest: dict[int, tuple[Telling | None, float]] = {}
        """What `Follow.nearest` found, by the number of the sentence."""
        self.wanted: Words | None = None

    @cached_property
    def due(self) -> tuple[int, int] | None:
        """First and last day promised."""
        return day_range(self.pledge.due)

    @cached_property
    def concerned(self) -> frozenset[str]:
        """Actors that the pledge names beside those whom it binds."""
        action, actor_of = self.pledge.action, self._actor_of
        inside = (m.chain_id for m in self._reading.mentions if action.start <= m.start < action.end)
        return frozenset(actor_of[c] for c in inside if c is not None and c in actor_of) - self.by

    @cached_property
    def parties(self) -> frozenset[str]:
        """Actors of the pledge: whom it binds and whom it names beside them."""
        return self.concerned | self.by | {self._actor_of[c] for c in self.pledge.to if c in self._actor_of}

    @cached_property
    def called(self) -> frozenset[str]:
        """Stems of the words that the pledge calls those by whom it binds."""
        action, by = self.pledge.action, self.pledge.by
        return stems(" ".join(m.text for m in self._reading.mentions if m.chain_id in by and action.start <= m.start < action.end))

    @cached_property
    def verbs(self) -> Mapping[str, Sequence[str]]:
        """Words of what is promised, its condition left out, by their beginnings."""
        text = self.pledge.action.text
        return _by_beginning(text.replace(self.pledge.condition, " ") if self.pledge.condition else text)

    def names(self, lemma: str) -> bool:
        """Whether what is promised has a word that is a lemma or of its family."""
        return any(w == lemma or one_family(w, lemma) for w in self.verbs.get(lemma[:LEAST_FAMILY], ()))

    @cached_property
    def words(self) -> tuple[list[str], list[str]]:
        """Folded words that tell what is promised, and those of them that name places."""
        start, end = self.pledge.action.start, self.pledge.action.end
        others = [(t.start, t.end) for t in self._reading.times if t.start < end]
        others += [(m.start, m.end) for m in self._reading.mentions if m.start < end and m.end > start and m.chain_id in self.pledge.by]
        if self.pledge.condition and (at := self._text.find(self.pledge.condition, start)) >= 0:
            others.append((at, at + len(self.pledge.condition)))
        places = [(t.start, t.end) for t in self._reading.toponyms if t.start < end and t.end > start]
        told: tuple[list[str], list[str]] = ([], [])
        for m in _WORD.finditer(self._text, start, end):
            at, word = m.start(), fold(m.group())
            if word not in _unpromised() and not any(a <= at < b for a, b in others):
                told[any(a <= at < b for a, b in places)].append(word)
        return told


class Follow:
    """The sentences of one story, found by their words.

    `said`: all of them in order; `at`: their numbers by stem; `told`: tellings by event mention, `telling`: the numbers of their sentences.
    """

    def __init__(
        self, views: Views, story: str, report_ids: Sequence[str], tellings: Sequence[Telling], told_in: Mapping[str, Sequence[Telling]],
        event_of: Mapping[str, str], acts_of: Mapping[str, StoryActs] | None,
    ) -> None:  # fmt: skip
        self.views, self.tellings, self.event_of = views, tellings, event_of
        self.ranks = tuple(t.rank for r in report_ids for t in told_in.get(r, ()))
        self.acts = acts_of.get(story) if acts_of is not None else story_acts(tellings, self.ranks, views)
        self.reports = tuple(report_ids)
        self._following: dict[tuple[int, str | None], dict[str, float]] = {}
        self._core: dict[tuple[str, int, int], Mapping[str, float]] = {}
        self._core_words: dict[tuple[str, int, int], Mapping[str, float]] = {}
        self._promise: Promise | None = None
        self._kinds: dict[int, frozenset[str]] = {}
        self._odds: dict[int, list[tuple[int, float]]] | None = None
        self.told = {tellings[rank].mention.event_mention_id: tellings[rank] for rank in self.ranks}
        self._of_type: dict[str, list[int]] = defaultdict(list)
        self._of_event: dict[str, list[int]] = defaultdict(list)
        for rank in self.ranks:
            self._of_type[tellings[rank].mention.event_type].append(rank)
            self._of_event[event_of[tellings[rank].mention.event_mention_id]].append(rank)
        self.said: list[Said] = []
        self.at: dict[str, list[int]] = defaultdict(list)
        self.telling: dict[str, int] = {}
        for report_id in report_ids:
            text = views.corpus.by_id[report_id].text
            told = told_in.get(report_id, ())
            starts = [t.mention.trigger.start for t in told]
            for start, end in sentences(text, views.corpus.readings[report_id].breaks):
                named = stems(text[start:end])
                for found in named:
                    self.at[found].append(len(self.said))
                inside = tuple(told[bisect_left(starts, start) : bisect_left(starts, end)])
                self.telling.update((t.mention.event_mention_id, len(self.said)) for t in inside)
                said = Said(
                    number=len(self.said), report_id=report_id, rank=views.corpus.rank[report_id], start=start, end=end, stems=named, tellings=inside
                )  # fmt: skip
                self.said.append(said)

    def promise(self, pledge: Pledge) -> Promise:
        """What a pledge's words say: pledges are followed one after another, so that only the last is held."""
        if self._promise is None or self._promise.pledge is not pledge:
            self._promise = Promise(pledge, self.views)
        return self._promise

    def weight(self, stem: str) -> float:
        """Rarity of a stem in the story, 0 for a word of every other sentence."""
        n = len(self.at.get(stem, ()))
        return 0.0 if n == 0 else max(0.0, math.log(0.4 * len(self.said) / n)) if n > 2 else max(0.3, math.log(0.4 * len(self.said) / n))

    def words_of(self, said: Said) -> str:
        """The sentence itself."""
        return self.views.corpus.by_id[said.report_id].text[said.start : said.end]

    def is_dateline(self, said: Said) -> bool:
        """Whether a sentence is a dateline alone, as a passage without marks may have one; it tells nothing."""
        report = self.views.corpus.by_id[said.report_id]
        first, last = report.header.dateline or (0, 0)
        return first <= said.start < last and not report.text[last : said.end].strip()

    def kinds_of(self, said: Said) -> frozenset[str]:
        """Kinds of outcome words in a sentence; one that promises something itself ("pledged to leave") looks back to no promise by that."""
        if (kinds := self._kinds.get(said.number)) is None:
            words = self.words_of(said)
            kinds = kinds_in(words)
            if "promised" in kinds and self.new_promises(said) and (verb := _NEW_PROMISE.search(words)):
                kinds = kinds_in(words[: verb.start()])
            self._kinds[said.number] = kinds
        return kinds

    def core(self, pledge: Pledge, report_id: str) -> Mapping[str, float]:
        """Rare words of a pledge that tell what is promised: left out days, its condition, who is bound, and the word that binds.

        "The minister promised on Monday to open the port by May if it is safe": "open", "port".
        """
        key = report_id, pledge.action.start, pledge.action.end
        if key not in self._core:
            words, placed = self.promise(pledge).words
            self._core[key] = self._weights(words) or self._weights((*words, *placed))
        return self._core[key]

    def core_words(self, pledge: Pledge) -> Mapping[str, float]:
        """The words of `core` themselves, folded, each with its weight; one of no rarity counts a little."""
        key = pledge.action.report_id, pledge.action.start, pledge.action.end
        if key not in self._core_words:
            words = dict.fromkeys(self.promise(pledge).words[0])
            self._core_words[key] = {w: max(LEAST_RARE, self.weight(stem(w))) for w in words if len(w) > 2 and w not in STOP}
        return self._core_words[key]

    def wanted(self, pledge: Pledge) -> Words:
        """The words of `core_words`, as others are compared with them."""
        promise = self.promise(pledge)
        if promise.wanted is None:
            promise.wanted = Words(self.core_words(pledge))
        return promise.wanted

    def _weights(self, words: Iterable[str]) -> Mapping[str, float]:
        """Stems of words with their weights."""
        return {s: w for s in sorted(stems(" ".join(words))) if (w := self.weight(s)) > 0}

    def shares(self, pledge: Pledge, report_id: str, said: Said) -> float:
        """How much of what is promised a sentence names (0..1)."""
        core = self.core(pledge, report_id)
        return sum(w for s, w in core.items() if s in said.stems) / total if (total := sum(core.values())) else 0.0

    def speaks_of(self, pledge: Pledge, report_id: str, hit: Hit) -> bool:
        """Whether a later sentence has more in common with a pledge than its day, its place or who is bound: what is promised, the act,
        whom it concerns, or the time allowed ("Ten days, the minister had said")."""
        if hit.near >= SAME_ACT or self.shares(pledge, report_id, hit.said) >= LEAST_SHARED:
            return True
        kinds, words = self.kinds_of(hit.said), fold(self.words_of(hit.said))
        core = self.core(pledge, report_id)
        if any(core.keys() & stems(m[1] or m[2]) for m in _PROMISED_THING.finditer(words)):
            return True
        if not kinds & (AGAINST | LOOKS_BACK):
            return False
        if "promised" in kinds and (allowed := _ALLOWED.search(fold(pledge.due_text or ""))) and allowed.group() in words:
            return True
        named = self.named(hit.said)
        if self.concerned(pledge) & named:
            return True
        return self.names_bound(pledge, hit.said) and ("promised" in kinds and _HAD_BOUND.search(words) is not None or ("not" in kinds and self.names_day(pledge, hit.said)))

    def parties(self, pledge: Pledge) -> frozenset[str]:
        """Actors of a pledge: whom it binds and whom it names beside them."""
        return self.promise(pledge).parties

    def names_promise(self, pledge: Pledge, report_id: str, said: Said) -> bool:
        """Whether a sentence names who is bound and something of what is promised ("Kenya's lorries")."""
        return self.names_bound(pledge, said) and self.shares(pledge, report_id, said) >= LEAST_SHARED

    def names_bound(self, pledge: Pledge, said: Said) -> bool:
        """Whether a sentence names who is bound, or uses a rare word that they are called by ("the parliamentary committee", "the committee")."""
        promise = self.promise(pledge)
        return not promise.by.isdisjoint(self.named(said)) or any(self.weight(word) > RARE for word in promise.called & said.stems)

    def names_day(self, pledge: Pledge, said: Said) -> bool:
        """Whether a sentence names the very day that was promised."""
        return self.promise(pledge).due in self._days.get(said.number, ())

    def concerned(self, pledge: Pledge) -> frozenset[str]:
        """Actors that a pledge names beside those whom it binds."""
        return self.promise(pledge).concerned

    def named(self, said: Said) -> frozenset[str]:
        """Actors of whom a sentence speaks."""
        return self._named.get(said.number, _NOBODY)

    @cached_property
    def _named(self) -> Mapping[int, frozenset[str]]:
        """Actors by the number of the sentence that speaks of them."""
        found: dict[int, set[str]] = defaultdict(set)
        actor_of = self.views.actor_of
        for report_id, inside, starts in self._by_report:
            for m in self.views.corpus.readings[report_id].mentions:
                at = bisect_right(starts, m.start) - 1
                if at >= 0 and m.start < inside[at].end and (actor := actor_of.get(m.chain_id or "")) is not None:
                    found[inside[at].number].add(actor)
        return {number: frozenset(actors) for number, actors in found.items()}

    def goes_on(self, said: Said) -> Said | None:
        """The sentence after one that only recalls a plan and leaves what became of it to the next ("It had been due on Monday. It began later")."""
        if "promised" not in self.kinds_of(said) or AGAINST & self.kinds_of(said):
            return None
        at = bisect_left(self.said, (said.rank, said.start), key=lambda s: (s.rank, s.start)) + 1
        then = self.said[at] if at < len(self.said) else None
        return then if then is not None and then.report_id == said.report_id and _GOES_ON.match(self.words_of(then)) else None

    def candidates(self, pledge: Pledge, own: Telling | None, most: int) -> list[Said]:
        """The later sentences, no copies, that share most with a pledge: words of what is promised, parties, its day, an act that follows it."""
        views, report_id = self.views, pledge.action.report_id
        source, later = views.source(report_id), self._later(report_id)
        scores: dict[int, float] = defaultdict(float)
        core = self.core_words(pledge)
        total = sum(core.values()) or 1.0
        for word, weight in core.items():
            for n in _from(self.at.get(stem(word), ()), later):
                scores[n] += weight / total
        named, due = self.parties(pledge), day_range(pledge.due)
        keys: list[str | tuple[int, int]] = [*sorted(named), *([due] if due is not None and due[0] == due[1] else [])]
        for key in keys:
            for n in _from(self.naming.get(key, ()), later):
                scores[n] += SURE_LIKE
        for mention, sure in self.followers(pledge, own).items():
            if (n := self.telling.get(mention, -1)) >= later:
                scores[n] += sure
        found = sorted(scores, key=lambda n: (-scores[n], n))
        told = (self.said[n] for n in found)
        return list(islice((s for s in told if s.report_id != source and views.source(s.report_id) == s.report_id), most))

    def _later(self, report_id: str) -> int:
        """The number of the first sentence later than a report's; none is later than those of a report of no known day."""
        corpus = self.views.corpus
        return bisect_right(self.said, corpus.rank[report_id], key=attrgetter("rank")) if corpus.by_id[report_id].published else len(self.said)

    @cached_property
    def naming(self) -> Mapping[str | tuple[int, int], Sequence[int]]:
        """Numbers of the sentences that name an actor or a day."""
        found: dict[str | tuple[int, int], list[int]] = defaultdict(list)
        for n, said in enumerate(self.said):
            for actor in self.named(said):
                found[actor].append(n)
            for day in self._days.get(n, ()):
                found[day].append(n)
        return found

    @cached_property
    def _days(self) -> Mapping[int, frozenset[tuple[int, int]]]:
        """Single days by the number of the sentence that names them."""
        found: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for report_id, inside, starts in self._by_report:
            for t in self.views.corpus.readings[report_id].times:
                at = bisect_right(starts, t.start) - 1
                if at >= 0 and t.start < inside[at].end and (day := span(t.date_start, t.date_end)) is not None and day[0] == day[1]:
                    found[inside[at].number].add(day)
        return {number: frozenset(days) for number, days in found.items()}

    @property
    def _by_report(self) -> Iterator[tuple[str, Sequence[Said], Sequence[int]]]:
        """Each report with its sentences and where they begin."""
        for report_id, said in groupby(self.said, key=attrgetter("report_id")):
            inside = list(said)
            yield report_id, inside, [s.start for s in inside]

    def doers_of(self, telling: Telling) -> frozenset[str]:
        """Who did what a telling is of, by what all tellings of the event say."""
        event = self.event_of[telling.mention.event_mention_id]
        return frozenset(a for rank in self._of_event.get(event, ()) for a in self.tellings[rank].actors)

    def tellings_in(self, words: Evidence) -> list[Telling]:
        """What a report tells between two offsets."""
        return [t for t in self.told.values() if t.report_id == words.report_id and words.start <= t.mention.trigger.start < words.end]

    def places_of(self, report_id: str, start: int, end: int) -> frozenset[str]:
        """Places that a report names between two offsets."""
        place_of, toponyms = self.views.places.place_of, self.views.corpus.readings[report_id].toponyms
        return frozenset(place_of[t.toponym_id] for t in toponyms if start <= t.start < end and t.toponym_id in place_of)

    def new_promises(self, said: Said) -> list[Pledge]:
        """The pledges that a sentence makes."""
        return [p for p in self.views.corpus.readings[said.report_id].pledges if said.start <= p.action.start < said.end]

    def followers(self, pledge: Pledge, own: Telling | None) -> dict[str, float]:
        """Event mentions of later reports that tell of what was promised, with how surely (0..1)."""
        if own is None or self.acts is None:
            return {}
        key = own.rank, pledge.due
        if key not in self._following:
            self._following[key] = self._followers(own, self.acts, day_range(pledge.due))
        return self._following[key]

    def _followers(self, own: Telling, acts: StoryActs, due: tuple[int, int] | None) -> dict[str, float]:
        event, event_of = self.event_of[own.mention.event_mention_id], self.event_of
        found = {self.tellings[t].mention.event_mention_id: 1.0 for t in self._of_event[event] if self._is_later(own, self.tellings[t])}
        if self._odds is None:
            self._odds = self._odds_of_plans(acts)
        for other, score in self._odds.get(own.rank, ()):
            after = self.tellings[other]
            if event_of[after.mention.event_mention_id] == event:
                continue
            if due is not None and after.days is not None and after.days[0] <= due[1] and due[0] <= after.days[1]:
                score += ON_THE_DAY
            if score > FOLLOWS:
                found[after.mention.event_mention_id] = min(0.9, 0.5 + 0.1 * (score - FOLLOWS))
        return found

    def _is_later(self, own: Telling, other: Telling) -> bool:
        """Whether a telling is of a later report that repeats no text of the plan's."""
        views = self.views
        if not views.corpus.by_id[own.report_id].published:
            return False
        return views.corpus.rank[other.report_id] > views.corpus.rank[own.report_id] and views.source(other.report_id) != views.source(own.report_id)

    def _odds_of_plans(self, acts: StoryActs) -> dict[int, list[tuple[int, float]]]:
        """For each pledge's telling the later ones of its type, with the log odds that both are one event by all that is not bound to time."""
        promised = {p.event_mention_id for r in self.reports for p in self.views.corpus.readings[r].pledges}
        plans = [t for rank in self.ranks if (t := self.tellings[rank]).mention.event_mention_id in promised]
        pairs = [(own.rank, other) for own in plans for other in self._of_type[own.mention.event_type] if self._is_later(own, self.tellings[other])]
        found: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for n in range(0, len(pairs), ROWS):
            some = pairs[n : n + ROWS]
            left, right = np.array([[acts.place[rank] for rank in pair] for pair in some]).T
            for (own_rank, other), score in zip(some, acts.odds(left, right, TIME_BOUND).tolist(), strict=True):
                found[own_rank].append((other, score))
        return found

    def hits(self, pledge: Pledge, report_id: str, own: Telling | None, best: int = BEST) -> list[Hit]:
        """At most `best` later sentences that may speak of a pledge, likeliest first."""
        views = self.views
        following = self.followers(pledge, own)
        source, later = views.source(report_id), self._later(report_id)
        wanted = {s: w for s in sorted(stems(pledge.action.text)) if (w := self.weight(s)) > 0}  # sums do not depend on the order of a set
        total = sum(wanted.values())
        if not total:
            return []
        scores: dict[int, float] = defaultdict(float)
        for word, weight in wanted.items():
            places = self.at[word]
            if len(places) > 2000:
                continue
            for n in places[bisect_left(places, later) :]:
                scores[n] += weight
        for mention in following if len(self.said) < 3000 else ():
            if (n := self.telling.get(mention, -1)) >= later:
                scores.setdefault(n, 0.0)
        found: list[Hit] = []
        likes: list[float] = []
        least = LEAST_LIKE
        for n, score in sorted(scores.items(), key=lambda s: -s[1]):
            said = self.said[n]
            if score / total + NEAR + BACK < least:
                break  # however near its act is
            if said.report_id == source or said.report_id in views.copy_of:  # a copy tells nothing new
                continue
            if not said.tellings and score / total < LEAST_LIKE:
                continue
            act, near = self.nearest(said, pledge, own)
            like = score / total + NEAR * near
            if like > 0.2 and LOOKS_BACK & self.kinds_of(said):
                like += BACK
            if like >= LEAST_LIKE:
                found.append(Hit(said=said, like=like, act=act, near=near))
                insort(likes, like)
                least = likes[-best] if len(likes) >= best else least
        found = sorted(found, key=lambda h: (-h.like, h.said.rank, h.said.start))[:best]
        if best > BEST:
            known, core = {id(h.said) for h in found}, self.core(pledge, report_id)
            total = sum(core.values())
            shares: dict[int, float] = defaultdict(float)
            for word, weight in core.items():
                places = self.at[word]
                for n in places[bisect_left(places, later) :] if len(places) <= 2000 else ():
                    shares[n] += weight / total
            for n in sorted((n for n, share in shares.items() if share >= MUCH), key=lambda n: (-shares[n], n))[:LOOKED_AT]:
                said = self.said[n]
                if id(said) not in known and said.report_id != source and said.report_id not in views.copy_of:
                    act, near = self.nearest(said, pledge, own)
                    found.append(Hit(said=said, like=0.5 * shares[n], act=act, near=near))
        return found

    def nearest(self, said: Said, pledge: Pledge, own: Telling | None) -> tuple[Telling | None, float]:
        """The telling in a sentence that is nearest to what was promised, and how near (0..1)."""
        best: tuple[Telling | None, float] = (None, 0.0)
        if not said.tellings:
            return best
        promise = self.promise(pledge)
        if (known := promise.nearest.get(said.number)) is not None:
            return known
        following, by = self.followers(pledge, own), promise.by
        for telling in said.tellings:
            lemma = fold(telling.mention.trigger_lemma)
            near = 0.6 * following.get(telling.mention.event_mention_id, 0.0)
            if own is not None and own.mention.event_type == telling.mention.event_type:
                near += 0.1
            if promise.names(lemma):
                near += 0.3
            elif own is not None and meaning(fold(own.mention.trigger_lemma), lemma) > LIKE_MEANING:
                near += 0.2
            if not (by.isdisjoint(telling.actors) and by.isdisjoint(telling.recipients)):
                near += 0.15
            if own is not None and own.place is not None and own.place == telling.place:
                near += 0.1
            if near > best[1]:
                best = (telling, min(1.0, near))
        promise.nearest[said.number] = best
        return best


_NOBODY: frozenset[str] = frozenset()
HELD = "abduct"
"""Mode of acts by which people are held."""


def _says(text: str, word: str) -> bool:
    """Whether a text has a word or a form of it ("voted" for "vote")."""
    return any(w.startswith(word.removesuffix("e")) and len(w) <= len(word) + LONGEST_ENDING for w in words_in(fold(text)))


def _from(numbers: Sequence[int], later: int) -> Sequence[int]:
    """Numbers of sentences from one on; none where they are too many to tell anything."""
    return numbers[bisect_left(numbers, later) :] if len(numbers) <= MANY else ()


def features(pledge: Pledge, report_id: str, own: Telling | None, hits: Sequence[Hit], follow: Follow) -> list[str]:
    """Named features of a pledge and of what later reports say of it."""
    views = follow.views
    published = day_range(views.corpus.by_id[report_id].published)
    later = [r for r in follow.reports if views.corpus.rank[r] > views.corpus.rank[report_id] and views.source(r) == r]
    last = max((d[1] for r in later if (d := day_range(views.corpus.by_id[r].published))), default=None)
    due = day_range(pledge.due)
    found = [f"form={pledge.basis.rule.split('.')[-1].split('_')[-1]}", f"later={min(3, len(later))}"]
    if due is None:
        found.append("due=none")
    elif last is not None:
        found.append("due=passed" if last > due[1] else "due=ahead")
    if pledge.condition:
        found.append("condition")
    if own is not None:
        found += [f"own={own.mention.modality}", f"type={own.mention.event_type}"]
    if not hits:
        return [*found, "silence"]
    found.append(f"like={min(6, int(hits[0].like * 8))}")
    found.append(f"near={min(4, int(hits[0].near * 5))}")
    found.append(f"plain={plain_outcome(pledge, own, follow)}")
    seen: set[str] = set()
    for n, hit in enumerate(hits):
        strong = "strong" if hit.like > 0.45 else "weak"
        for kind in follow.kinds_of(hit.said):
            seen.add(f"cue={kind}.{strong}")
            if n == 0:
                seen.add(f"first={kind}.{strong}")
        if hit.act is not None:
            seen.add(f"act={hit.act.mention.modality}.{'near' if hit.near > 0.4 else 'far'}")
            if n == 0:
                seen.add(f"first_act={hit.act.mention.modality}")
            days, moved = hit.act.days, None
            if due is not None and days is not None and days[1] - days[0] <= 1 and hit.near > 0.25:
                moved = "on_day" if due[0] - 1 <= days[0] <= due[1] + days_of_grace(pledge) - DAYS_OF_GRACE else "late" if days[0] > due[1] else "early"
                seen.add(f"day={moved}.{'real' if hit.act.mention.modality in REAL else hit.act.mention.modality}")
        day = day_range(views.corpus.by_id[hit.said.report_id].published)
        if n == 0 and day and due:
            seen.add("told=after_due" if day[0] > due[1] else "told=before_due")
        if n == 0 and day and published and day[0] - published[1] <= 1:
            seen.add("told=at_once")
    return [*found, *sorted(seen)]


def plain_outcome(pledge: Pledge, own: Telling | None, follow: Follow) -> str:
    """The outcome by the modality and the days of the tellings that follow, without their words."""
    following = follow.followers(pledge, own)
    later = sorted((follow.told[mention] for mention in following), key=lambda t: t.rank)
    due = day_range(pledge.due)
    late = [t for t in later if due is not None and t.days is not None and t.days[0] > due[1] + days_of_grace(pledge)]
    denied = [t for t in later if t.mention.modality == "denied"]
    too_late = {t.rank for t in late}
    in_time = [t for t in later if t.mention.modality in REAL and t.rank not in too_late]
    if in_time:
        return "denied" if denied and denied[-1].rank > in_time[-1].rank else "done"
    return "denied" if denied else "late" if late else "said_again" if later else "nothing"


def scores(found: Sequence[str]) -> tuple[float, ...]:
    """The sum of weights of each of `OUTCOMES`."""
    known = [weights()["bias"], *(weights()[f] for f in found if f in weights())]
    return tuple(sum(w[n] for w in known) for n in range(len(OUTCOMES)))


def follows(
    views: Views, tellings: Sequence[Telling], event_of: Mapping[str, str], acts_of: Mapping[str, StoryActs] | None = None
) -> Mapping[str, Follow]:
    """What follows up pledges, by story; none for a story without any."""
    told: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        told[telling.report_id].append(telling)
    members: dict[str, list[str]] = defaultdict(list)
    for report in views.corpus.reports:
        members[views.story_of[report.report_id]].append(report.report_id)
    return {
        story: Follow(views, story, reports, tellings, told, event_of, acts_of)
        for story, reports in members.items() if any(views.corpus.readings[report_id].pledges for report_id in reports)
    }  # fmt: skip


def commitment_rows(
    views: Views, tellings: Sequence[Telling], event_of: Mapping[str, str], acts_of: Mapping[str, StoryActs] | None = None
) -> tuple[CommitmentRow, ...]:
    """A row for every pledge (a pledge said again in a copy keeps its row: its words are its evidence), by id."""
    by_mention = {t.mention.event_mention_id: t for t in tellings}
    follow = follows(views, tellings, event_of, acts_of)
    rows = []
    for report in views.corpus.reports:
        pledges = views.corpus.readings[report.report_id].pledges
        for pledge in pledges:
            if is_retold(pledge, pledges, report.text, views):
                continue
            telling = by_mention.get(pledge.event_mention_id or "")
            rows.append(_row(pledge, report.report_id, telling, follow[views.story_of[report.report_id]], event_of))
    return tuple(sorted(rows, key=lambda r: r.commitment_id))


def is_retold(pledge: Pledge, others: Sequence[Pledge], text: str, views: Views) -> bool:
    """Whether a headline's promise is told in full further down, by one of the same: there it says more."""
    line = text.find("\n")
    if not 0 <= pledge.action.start < pledge.action.end <= line:
        return False
    words, by = stems(pledge.action.text), {views.actor_of.get(c) for c in pledge.by}
    return any(
        other.action.start > line and (not by or by & {views.actor_of.get(c) for c in other.by})
        and 2 * len(words & stems(other.action.text)) >= len(words)
        for other in others
    )  # fmt: skip


def _row(pledge: Pledge, report_id: str, telling: Telling | None, follow: Follow, event_of: Mapping[str, str]) -> CommitmentRow:
    views = follow.views
    result = outcome_of(pledge, report_id, telling, follow)
    mention = telling.mention if telling else None
    evidence = {(e.report_id, e.start, e.end): e for e in (pledge.action, *pledge.basis.evidence)}
    return CommitmentRow(
        commitment_id=derived_id("k", pledge.pledge_id), by=views.actors(pledge.by), to=views.actors(pledge.to), action=pledge.action.text,
        event_type=mention.event_type if mention else None, place=views.places.ref(mention.place) if mention else None, due=pledge.due,
        due_text=pledge.due_text, condition=pledge.condition, outcome=result.outcome,
        outcome_events=tuple(dict.fromkeys(event_of[m] for m in result.events)), evidence=tuple(evidence.values()),
        outcome_evidence=result.evidence, event_id=event_of.get(mention.event_mention_id) if mention else None,
    )  # fmt: skip


def outcome_of(pledge: Pledge, report_id: str, own: Telling | None, follow: Follow) -> Outcome:
    """The outcome by what later reports of the story say, in the pledge's words or in others; open where nothing later speaks of it."""
    vow = is_vow(pledge) and not forswears(pledge) and not pledge.withdrawn
    if vow and (attack := revenge(pledge, follow)) is not None:
        said = follow.said[follow.telling[attack.mention.event_mention_id]]
        told = follow.views.corpus.evidence(said.report_id, said.start, said.end)
        return Outcome(outcome="kept", events=(attack.mention.event_mention_id,), evidence=(told,))
    found = _in_part(pledge, by_its_words(pledge, report_id, own, follow))
    if vow and found.outcome == "broken":
        return Outcome(outcome="open")  # revenge can still come
    if found.outcome == "open":
        found = _in_other_words(pledge, own, follow) or found
    return _done_at_last(pledge, report_id, own, found, follow) if found.outcome == "broken" and pledge.due is not None else found


def _in_part(pledge: Pledge, found: Outcome) -> Outcome:
    """A promise of several of which one is done is not kept by that: broken where the others are denied, else open."""
    if found.outcome != "kept" or not found.evidence or not _BOTH.search(pledge.action.text) or not all(_ONE_OF_THEM.search(e.text) for e in found.evidence):
        return found
    return msgspec.structs.replace(found, outcome="broken") if any(_NOT_ALL.search(e.text) for e in found.evidence) else Outcome(outcome="open")


def _done_at_last(pledge: Pledge, report_id: str, own: Telling | None, found: Outcome, follow: Follow) -> Outcome:
    """What was put off, with the later sentence that tells it as done on the day to which it was put off."""
    due, views = day_range(pledge.due), follow.views
    for put_off in (e for e in found.evidence if "delay" in kinds_in(e.text)):
        times = [t for t in views.corpus.readings[put_off.report_id].times if put_off.start <= t.start < put_off.end]
        days = {(day, day) for t in times if (known := span(t.date_start, t.date_end)) is not None for day in known if due is not None and day > due[1]}
        rank = views.corpus.rank[put_off.report_id]
        types = {own.mention.event_type} if own is not None else {t.mention.event_type for t in follow.tellings_in(put_off)}
        for n in sorted({n for day in days for n in follow.naming.get(day, ())}):
            said = follow.said[n]
            if said.rank <= rank or said.report_id in views.copy_of:
                continue
            acts = [t for t in said.tellings if t.mention.modality in REAL and t.mention.event_type in types]
            named = not UNDONE & follow.kinds_of(said) and any(_says(follow.words_of(said), word) for word in follow.core_words(pledge))
            if acts or named:
                done = views.corpus.evidence(said.report_id, said.start, said.end)
                events = tuple(t.mention.event_mention_id for t in acts)
                return Outcome(outcome=found.outcome, events=tuple(dict.fromkeys((*found.events, *events))), evidence=(put_off, done))
    return found


def forswears(pledge: Pledge) -> bool:
    """Whether somebody promises not to do something ("would not take part in any assault")."""
    text = pledge.action.text
    return _FORSWEARS.search(text.replace(pledge.condition, " ") if pledge.condition else text) is not None


def is_of_others(telling: Telling | None, pledge: Pledge, own: Telling | None, follow: Follow) -> bool:
    """Whether an act was done by others than who is bound, where all hangs on who does it: harm that is threatened, what somebody forswears; or
    whether it is another harm than the one threatened (who is held is not killed by it), or a meeting of two others than the one announced."""
    if telling is not None and own is not None and own.mention.event_type == telling.mention.event_type and HELD in (own.mention.mode, telling.mention.mode):
        return own.mention.mode != telling.mention.mode
    if own is not None and telling is not None and own.mention.event_type == telling.mention.event_type == "CONSULT" and telling.mention.modality in REAL:
        met, meant = telling.actors | telling.recipients, follow.promise(pledge).parties
        return bool(telling.actors and telling.recipients and meant) and meant.isdisjoint(met)
    by_whom = own is not None and own.mention.event_type in HOSTILE or forswears(pledge)
    if not by_whom or telling is None or telling.mention.modality not in REAL:
        return False
    actors = telling.actors or follow.doers_of(telling)
    return bool(actors) and follow.promise(pledge).by.isdisjoint(actors) and not _may_be_named_later(pledge, telling, follow)


def _may_be_named_later(pledge: Pledge, telling: Telling, follow: Follow) -> bool:
    """Whether an armed group that a threat does not name may be the one that is named as the doer later ("a rebel front", "the Azawad Front")."""
    readings = follow.views.corpus.readings
    bound, doers = ({c.chain_id: c for c in readings[r].chains} for r in (pledge.action.report_id, telling.report_id))
    who = [bound[c] for c in pledge.by if c in bound]
    return bool(who) and all(c.kind == "armed_group" and not c.named for c in who) and any(doers[a].kind == "armed_group" for a in telling.mention.actors if a in doers)


def _in_other_words(pledge: Pledge, own: Telling | None, follow: Follow) -> Outcome | None:
    """The outcome by the later sentence that likeliest tells it; None where none surely does.

    What is told of an earlier time, would have been done, is only planned again, or was done in part shows nothing; before the day only what was done, put off or given up does.
    """
    for told in sorted(told_of(pledge, own, follow), key=lambda t: (-t.tells, t.said.rank, t.said.start)):
        kinds, acts = follow.kinds_of(told.said), told.said.tellings
        if is_of_others(told.act, pledge, own, follow) or is_of_the_past(pledge, told.said, follow) or is_unreal(told.said, follow) or (acts and all(t.mention.modality in UNREAL for t in acts) and not AGAINST & kinds):
            continue
        hit = Hit(said=told.said, like=0.0, act=told.act, near=told.near)
        outcome = "kept" if told.kept > 0 else "withdrawn" if UNDONE & kinds - {"not"} else "broken"
        real = any(t.mention.modality in REAL for t in acts)
        if outcome != "kept" and not told.against or (outcome == "kept" and not told.against and forswears(pledge)):
            continue
        if _is_no_meeting(told.said, pledge, own, follow) or outcome == "kept" and _befalls_others(told.act, own):
            continue
        if outcome == "kept" and (is_hindered(pledge, own, told.said, follow) or _falls_short(hit, pledge, follow)):
            continue
        if _is_early(hit, pledge, follow) and not (real if outcome == "kept" else AGAINST & kinds - {"not"}):
            continue
        if outcome == "broken" and (pledge.due is None and "delay" in kinds and "not" not in kinds or _lacks_condition(hit, pledge, follow)):
            continue  # without a day, what is put off is not too late
        if outcome == "broken" and (_is_only_named(hit, pledge, own, follow) or acts_itself(hit, own, follow)):
            continue
        if outcome == "broken" and pledge.due is None and _only_looks_back(hit, follow):
            continue
        return Outcome(outcome=outcome, events=_ids([hit]), evidence=_words([hit], follow.views))
    return None


def by_its_words(pledge: Pledge, report_id: str, own: Telling | None, follow: Follow) -> Outcome:
    """The outcome by later sentences that share words with the pledge."""
    if pledge.withdrawn:
        return Outcome(outcome="withdrawn", evidence=(pledge.action,))
    found = follow.hits(pledge, report_id, own, LOOKED_AT)
    hits = [
        h for h in found
        if not (_ANOTHER.match(follow.words_of(h.said)) or _is_there_already(h, pledge) or acts_itself(h, own, follow) or is_of_others(h.act, pledge, own, follow) or _is_the_next(h, pledge, follow) or follow.is_dateline(h.said))
    ]  # fmt: skip
    about = [h for h in hits if follow.speaks_of(pledge, report_id, h) and not (_is_another_promise(h, own) and not follow.shares(pledge, report_id, h.said))][:BEST]
    hits = [h for h in hits if h in found[:BEST]]
    if not about:
        return Outcome(outcome="open")
    if called_off := [h for h in about if h.like > 0.45 and h.near >= 0.3 and "called_off" in follow.kinds_of(h.said)]:
        return Outcome(outcome="withdrawn", events=_ids(called_off), evidence=_words(called_off, follow.views))
    if stopped := [h for h in about if _STOPS.search(pledge.action.text) and _NOT_AGAIN.search(follow.words_of(h.said)) and h.like >= SURE_LIKE]:
        return Outcome(outcome="kept", events=_ids(stopped), evidence=_words(stopped, follow.views))
    if as_promised := [h for h in about if _is_as_promised(h, pledge, follow)]:
        return Outcome(outcome="kept", events=_ids(as_promised), evidence=_words(as_promised[:2], follow.views))
    if held := [h for h in about if _is_held_at_last(h, pledge, follow)]:
        return Outcome(outcome="kept", events=_ids(held), evidence=_words(held[:2], follow.views))
    if shut := [h for h in about if _STAYS_SHUT.search(pledge.action.text) and _STAYS_SHUT.search(follow.words_of(h.said)) and h.like >= SURE_LIKE]:
        return Outcome(outcome="kept", events=_ids(shut), evidence=_words(shut[:2], follow.views))
    if came := [h for h in about if _speaks_of_receipt(h, pledge, follow)]:
        whole = [h for h in came if not AGAINST & follow.kinds_of(h.said) and not _IN_PART.search(follow.words_of(h.said))]
        if whole or not any(_is_early(h, pledge, follow) for h in came) and not any(_makes_good(h, came, pledge, follow) for h in about):
            return Outcome(outcome="kept" if whole else "broken", events=_ids(whole or came), evidence=_words((whole or came)[:2], follow.views))
    if never := [h for h in about if _NEVER_CAME.search(follow.words_of(h.said)) and follow.names_promise(pledge, report_id, h.said)]:
        return Outcome(outcome="broken", events=_ids(never), evidence=_words(never[:2], follow.views))
    sums = scores(features(pledge, report_id, own, hits, follow))
    hits = about
    outcome = OUTCOMES[max(range(len(OUTCOMES)), key=lambda n: (sums[n], -n))]
    if outcome == "broken" and not any(AGAINST & follow.kinds_of(h.said) for h in hits):
        plain = plain_outcome(pledge, own, follow)  # no word speaks against it, and a telling says that it was done, or still planned
        if plain == "done" and (done := [h for h in hits if _carried_out(h, pledge, follow)]):
            return Outcome(outcome="kept", events=_ids(done), evidence=_words(done[:2], follow.views))
        if plain == "said_again" and all(_may_repeat(h, pledge, follow) for h in hits):
            return Outcome(outcome="repeated", events=_ids(hits), evidence=_words(hits[:2], follow.views))
    in_time = [
        h for h in hits
        if h.near >= 0.6 and _carried_out(h, pledge, follow) and _in_time(h, pledge) and _is_linked(h, pledge, own, follow) or _on_the_day(h, pledge)
    ]  # fmt: skip
    off = [h for h in hits if _is_put_off(h, pledge, follow)]
    if in_time := [h for h in in_time if not any(_denies(other, h) for other in hits) and not any(o.like > h.like and o.said.rank >= h.said.rank for o in off)]:
        return Outcome(outcome="kept", events=_ids(in_time), evidence=_words(in_time, follow.views))
    if undone := [h for h in hits if _is_undone(h, pledge, follow) or _is_put_off(h, pledge, follow)]:
        return Outcome(outcome="broken", events=_ids(undone), evidence=_words(undone[:2], follow.views))
    fits = {"kept": _carried_out, "broken": _fell_through}.get(outcome)
    shown = [h for h in hits if h.like >= SURE_LIKE and (fits is None or fits(h, pledge, follow))]
    if outcome == "broken":
        shown = [h for h in shown if not _is_done(h, pledge, follow) and not _lacks_condition(h, pledge, follow) and not _is_only_named(h, pledge, own, follow)]
    if outcome == "broken" and pledge.due is None:
        shown = [h for h in shown if not _only_looks_back(h, follow)]
    if outcome == "kept":
        shown = [h for h in shown if not any(_denies(other, h) for other in hits) and _is_linked(h, pledge, own, follow, LINKED)]
    if outcome == "kept" and (late := [h for h in shown if h.near >= ON_DAY_NEAR and _is_late(h, pledge)]):
        late = _theirs(late, pledge, own, follow)
        return Outcome(outcome="broken", events=_ids(late), evidence=_words(late[:2], follow.views))
    if outcome == "broken" and shown and (after := [h for h in hits if _makes_good(h, shown, pledge, follow)]):
        return Outcome(outcome="kept", events=_ids(after), evidence=_words(after[:2], follow.views))
    if outcome in ("kept", "broken"):  # before the day, only what was done or put off settles it
        shown = [h for h in shown if not _is_early(h, pledge, follow) or _settles(h, pledge, outcome, follow)]
    if outcome != "open" and shown:
        theirs = _theirs(shown, pledge, own, follow) if outcome == "broken" else shown
        told = _words(theirs[:2], follow.views)
        if outcome == "broken" and (then := follow.goes_on(shown[0].said)) is not None:
            told = tuple(dict.fromkeys((told[0], follow.views.corpus.evidence(then.report_id, then.start, then.end), *told[1:])))[:2]
        return Outcome(outcome=outcome, events=_ids(theirs), evidence=told)
    if outcome == "kept" and (done := [h for h in hits if _is_surely_done(h, pledge, hits, follow)]):
        return Outcome(outcome="kept", events=_ids(done), evidence=_words(done[:2], follow.views))
    late = [h for h in hits if h.near >= ON_DAY_NEAR and _is_late(h, pledge)]
    if late := _theirs(late, pledge, own, follow):  # who else leaves later is not late
        return Outcome(outcome="broken", events=_ids(late), evidence=_words(late[:2], follow.views))
    again = [h for h in hits if h.like > 0.5 and h.act is not None and h.act.mention.modality == "planned" and h.near > 0.4 and _may_repeat(h, pledge, follow)]
    if again:
        return Outcome(outcome="repeated", events=_ids(again), evidence=_words(again, follow.views))
    return Outcome(outcome="open")


def _is_another_promise(hit: Hit, own: Telling | None) -> bool:
    """Whether a sentence speaks of a promise too, and of another's."""
    if hit.act is None or own is None or {hit.act.mention.event_type, own.mention.event_type} != {"AGREE"}:
        return False
    return not hit.act.actors & own.actors


_ANOTHER = re.compile(r"[\W_]{0,12}(?:the\s+other|another|a\s+second|a\s+further)\s+(?:promise|pledge|plan|deal|agreement)", re.IGNORECASE)


def _is_the_next(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a later sentence is of another meeting, which follows the promised one: "agreed to meet again in April", "the second summit"."""
    return _NEXT.search(follow.words_of(hit.said)) is not None and _NEXT.search(pledge.action.text) is None


@cache
def _light_verbs() -> frozenset[str]:
    """Verbs that promise the act that their object names ("hold the talks"; not "consider", "end the talks")."""
    return frozenset(row["lemma"] for row in table("light_verbs.tsv") if row.get("effect", "") in ("", "planned", "ordered"))


def _is_there_already(hit: Hit, pledge: Pledge) -> bool:
    """Whether a later act is only what the promised one is about: who will "reconsider the agreement" does not promise to agree."""
    promised = _OBJECT.search(pledge.action.text)
    if promised is None or hit.act is None or fold(promised[1]) in _light_verbs():
        return False
    verb, thing, lemma = fold(promised[1]), fold(promised[2]), fold(hit.act.mention.trigger_lemma)
    return (thing == lemma or one_family(thing, lemma)) and verb != lemma and not one_family(verb, lemma)


def _is_late(hit: Hit, pledge: Pledge) -> bool:
    """Whether the act is told as done on a stated day after the promised one."""
    due, days = day_range(pledge.due), hit.act.days if hit.act is not None else None
    if hit.act is None or due is None or days is None or hit.act.mention.modality not in REAL:
        return False
    return days[0] > due[1] + days_of_grace(pledge) and hit.act.mention.date_basis in (None, "stated")


def _may_repeat(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a later plan can be the promise said again: by none but the same, and before its day has passed."""
    due, day = day_range(pledge.due), day_range(follow.views.corpus.by_id[hit.said.report_id].published)
    by = {follow.views.actor_of[c] for c in pledge.by if c in follow.views.actor_of}
    theirs = hit.act.actors if hit.act is not None else frozenset()
    return not (by and theirs and not by & theirs) and (due is None or day is None or day[0] <= due[1])


def _is_early(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a later sentence was published before the day that was promised."""
    due, day = day_range(pledge.due), day_range(follow.views.corpus.by_id[hit.said.report_id].published)
    return due is not None and day is not None and day[0] < due[0]


def _settles(hit: Hit, pledge: Pledge, outcome: str, follow: Follow) -> bool:
    """Whether a sentence from before the promised day shows that it was done already, or will not be."""
    kinds = follow.kinds_of(hit.said)
    if outcome == "broken":
        return bool(kinds & {"delay", "cancel", "called_off"}) or _NEVER.search(follow.words_of(hit.said)) is not None
    return _carried_out(hit, pledge, follow) and "ahead" not in kinds


def _carried_out(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a later sentence tells the pledged act as something that happened, and not only as promised ("as he had pledged")."""
    if hit.act is None or hit.act.mention.modality not in REAL or hit.near < 0.3 or _only_promises(hit):
        return False
    promised_on = day_range(follow.views.corpus.by_id[pledge.action.report_id].published)
    if hit.act.days is not None and promised_on is not None and hit.act.days[1] < promised_on[0] - DAYS_OF_GRACE:
        return False  # of an earlier time
    return not _against(hit, follow) and not _falls_short(hit, pledge, follow)


def _falls_short(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a later sentence counts less than half of what was promised ("300 of the 1,000 tents came"), or a total where so many a week
    were promised; and where it tells of one of several only ("one of the two battalions has come")."""
    promised = _counts(pledge.action.report_id, pledge.action.start, pledge.action.end, follow)
    if _ONE_OF_THEM.search(follow.words_of(hit.said)) and _BOTH.search(pledge.action.text):
        return True
    if not promised:
        return False
    rate = _RATE.search(pledge.action.text)
    if rate is not None and not _RATE.search(follow.words_of(hit.said)):
        return True
    told = _counts(hit.said.report_id, hit.said.start, hit.said.end, follow)
    return bool(told) and 2 * max(told) < max(promised)


def _counts(report_id: str, start: int, end: int, follow: Follow) -> list[float]:
    """Numbers of things, from two on, in a report's words; left out days, times and what others are counted out of ("five of the eleven")."""
    corpus = follow.views.corpus
    times = [(t.start, t.end) for t in corpus.readings[report_id].times]
    text = corpus.by_id[report_id].text
    found = (
        n for n in numbers_in(text, start, end)
        if not any(a <= n.start < b for a, b in times) and not _OUT_OF.search(text, max(start, n.start - 20), n.start)
    )  # fmt: skip
    return [v for n in found if (v := n.value or n.high or n.low) is not None and v >= 2]


def _makes_good(hit: Hit, against: Sequence[Hit], pledge: Pledge, follow: Follow) -> bool:
    """Whether a promise without a day is told as done after all that speaks against it ("has not been seen", then "arrived last week")."""
    undone = [other for other in against if _against(other, follow)]
    later = undone and all(hit.said.rank > other.said.rank for other in undone)
    return pledge.due is None and bool(later) and _carried_out(hit, pledge, follow) and not kinds_in(follow.words_of(hit.said)) & AGAINST


def _lacks_condition(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a later sentence says that the condition of a promise was not met ("stayed away because the troops had not left")."""
    if not pledge.condition or pledge.condition.lower().startswith("unless"):
        return False
    words, wanted = follow.words_of(hit.said), stems(pledge.condition)
    reason = _REASON.search(words)
    return reason is not None and "not" in kinds_in(reason[1]) and 2 * len(wanted & stems(reason[1])) >= len(wanted)


def _denies(other: Hit, hit: Hit) -> bool:
    """Whether a sentence that is more like the promise, and no older, says that the act was not done."""
    denied = other.act is not None and other.act.mention.modality == "denied"
    return denied and other.like > hit.like and other.near >= hit.near and other.said.rank >= hit.said.rank


def _is_undone(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a report from the promised day or later surely says that the very act was not done ("did not reach the town on Monday")."""
    due, day = day_range(pledge.due), day_range(follow.views.corpus.by_id[hit.said.report_id].published)
    if hit.act is None or due is None or day is None or day[0] < due[1]:
        return False
    denied = hit.act.mention.modality == "denied" and hit.near >= SURELY and hit.like >= SURE_LIKE
    same = hit.act.days == due or follow.shares(pledge, pledge.action.report_id, hit.said) >= LEAST_SHARED
    return denied and same and not _lacks_condition(hit, pledge, follow)


def _is_surely_done(hit: Hit, pledge: Pledge, hits: Sequence[Hit], follow: Follow) -> bool:
    """Whether a sentence that shares few words with a promise tells its act as done: surely the same act, or one of a stated day that is near
    to it, by who promised or with much of what was promised."""
    if hit.act is None or not _carried_out(hit, pledge, follow) or _is_late(hit, pledge) or any(_denies(other, hit) for other in hits):
        return False
    by = {follow.views.actor_of.get(c) for c in pledge.by}
    dated = hit.act.days is not None and hit.act.mention.date_basis == "stated" and hit.near >= NEARLY
    much = follow.shares(pledge, pledge.action.report_id, hit.said) >= MUCH
    return hit.near >= SURELY or (dated and (much or bool(by & hit.act.actors)))


def _is_held_at_last(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether what a promise puts off to a day is told as done on that day or later, with the delay that the promise told ("after talks that
    had been put off by three days")."""
    kinds, said = follow.kinds_of(hit.said), hit.said
    if pledge.due is None or "delay" not in kinds or AGAINST & kinds - {"delay"} or "delay" not in kinds_in(pledge.action.text):
        return False
    if _PUT_OFF_BEFORE.search(follow.words_of(said)) and follow.names_day(pledge, said) and any(t.mention.modality in REAL for t in said.tellings):
        return follow.shares(pledge, pledge.action.report_id, said) >= LEAST_SHARED
    return hit.act is not None and hit.act.mention.modality in REAL and hit.near >= SAME_ACT and not _is_early(hit, pledge, follow)


def _is_put_off(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a sentence that names much of what is promised for a day puts it off ("the ban, due to end that day, was extended")."""
    kinds, act = follow.kinds_of(hit.said), hit.act
    done = act is not None and act.mention.modality in REAL and hit.near >= SAME_ACT
    report_id, words = pledge.action.report_id, follow.words_of(hit.said)
    if pledge.due is None or done or "delay" not in kinds or follow.shares(pledge, report_id, hit.said) < MUCH:
        return False
    if (active := _PUTS_OFF.search(words)) is not None:  # "put off a vote" is not "put off the visit"
        return bool(follow.core(pledge, report_id).keys() & stems(active[1]))
    return "promised" in kinds and not _looks_back_at_another(hit, pledge, follow) or _DUE_TO.search(words) is not None


def _theirs(hits: Sequence[Hit], pledge: Pledge, own: Telling | None, follow: Follow) -> list[Hit]:
    """Of the tellings that speak against a promise, without those of a later day that are not linked with it and do not say that something
    was late; if none is left, the first: who else leaves later is not late."""
    found = (h for h in hits if not _is_late(h, pledge) or "delay" in follow.kinds_of(h.said) or _is_linked(h, pledge, own, follow, LINKED))
    return list(found) or list(hits[:1])


def _is_linked(hit: Hit, pledge: Pledge, own: Telling | None, follow: Follow, least: float = 0.01) -> bool:
    """Whether an act and a promise are held to be one event, share at least so much of what is promised beside the act's own word, or share
    the meaning of their verbs and a party ("lifted the blockade" is no "lift the curfew")."""
    if hit.act is None or own is None:
        return True
    if follow.event_of[own.mention.event_mention_id] == follow.event_of[hit.act.mention.event_mention_id]:
        return True
    if own.mention.event_type == hit.act.mention.event_type == "ASSAULT" and own.place is not None and own.place == hit.act.place:
        if follow.promise(pledge).by & hit.act.actors or _may_be_named_later(pledge, hit.act, follow):
            return True  # who threatens a town with an attack and then attacks it, in whatever words
    report_id, lemma = pledge.action.report_id, fold(hit.act.mention.trigger_lemma)
    core = follow.core(pledge, report_id)
    others = {s: w for s, w in core.items() if not (lemma.startswith(s) or one_family(s, lemma))}
    shared = sum(w for s, w in others.items() if s in hit.said.stems)
    if shared and follow.shares(pledge, report_id, hit.said) >= least:
        return True
    verb = fold(own.mention.trigger_lemma)
    alike = verb == lemma or meaning(verb, lemma) > LIKE_MEANING or one_family(verb, lemma)
    return alike and (not others or bool(follow.parties(pledge) & (hit.act.actors | hit.act.recipients)))


def _is_as_promised(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a sentence tells something as done on the promised day, and as promised by who is bound ("stayed shut, as the traders had promised")."""
    if AGAINST & follow.kinds_of(hit.said) or not _AS_PROMISED.search(follow.words_of(hit.said)):
        return False
    return follow.names_bound(pledge, hit.said) and follow.names_day(pledge, hit.said)


def _speaks_of_receipt(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a sentence tells that what was promised to somebody whom it names came to him, or did not ("received the money promised in May")."""
    if not _HANDED_OVER.search(follow.words_of(hit.said)) or (hit.said.tellings and all(t.mention.modality in UNREAL for t in hit.said.tellings)):
        return False
    to = {follow.views.actor_of.get(c) for c in pledge.to} | follow.concerned(pledge)
    return bool(to & follow.named(hit.said)) or follow.names_promise(pledge, pledge.action.report_id, hit.said)


def _only_promises(hit: Hit) -> bool:
    """Whether the act of a later sentence is but the promising ("did not say who leaves, as he promised")."""
    return hit.act is not None and fold(hit.act.mention.trigger.text) in _binding()


def _against(hit: Hit, follow: Follow) -> frozenset[str]:
    """Kinds of words in a later sentence that speak against its act; where the act itself is surely told as done, a "not" of another
    clause is none ("handed in her resignation, after her staff had said that she would not go")."""
    kinds = AGAINST & follow.kinds_of(hit.said)
    if "not" not in kinds or hit.act is None or hit.near < SURELY or hit.act.mention.modality not in REAL:
        return kinds
    words, at = follow.words_of(hit.said), hit.act.mention.trigger.start - hit.said.start
    ends = [m for m in _CLAUSE.finditer(words)]
    start = max((m.end() for m in ends if m.end() <= at), default=0)
    end = min((m.start() for m in ends if m.start() > at), default=len(words))
    return kinds if "not" in kinds_in(words[start:end]) else kinds - {"not"}


def _fell_through(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a later sentence is more than the promise said again: it denies, delays, looks back, or tells of something done."""
    kinds = follow.kinds_of(hit.said)
    if pledge.due is None and "delay" in kinds and not kinds & (AGAINST | LOOKS_BACK) - {"delay"}:
        return False  # without a day, what is put off is not too late
    unreal = hit.act is None or hit.act.mention.modality in UNREAL
    if unreal and hit.near < SURELY and "promised" not in kinds and not follow.names_day(pledge, hit.said):
        if not follow.shares(pledge, pledge.action.report_id, hit.said):
            return False  # what is put off or not done is something else
    if (AGAINST | LOOKS_BACK) & kinds:
        return True
    return not follow.new_promises(hit.said) and (hit.act is None or hit.act.mention.modality not in UNREAL)


def _looks_back_at_another(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a sentence that looks back at a promise names neither who is bound by this one nor its day."""
    return bool(follow.promise(pledge).by) and not follow.names_bound(pledge, hit.said) and not follow.names_day(pledge, hit.said)


def acts_itself(hit: Hit, own: Telling | None, follow: Follow) -> bool:
    """Whether what was promised is there and only leaves something undone: of an inquiry that was ordered, "the inquiry did not examine the raid"."""
    words = follow.words_of(hit.said)
    if own is None or " not " not in words or own.mention.trigger.text not in words:
        return False
    said = re.match(rf"(?:The|This|That|Its)\s(?:\w+\s){{0,2}}{re.escape(own.mention.trigger.text)}(?:,[^,]{{0,80}},)?\s(?:did|does|could)\snot\s(\w+)", words)
    return said is not None and said[1] not in COMING_ABOUT


def _is_only_named(hit: Hit, pledge: Pledge, own: Telling | None, follow: Follow) -> bool:
    """Whether a later sentence only names what was promised for no day, or tells an act of its type as done, and nothing against it."""
    if pledge.due is not None or forswears(pledge) or (AGAINST | LOOKS_BACK) & follow.kinds_of(hit.said):
        return False
    act = hit.act.mention if hit.act is not None else None
    return act is None or own is not None and act.event_type == own.mention.event_type and act.modality in REAL


def _only_looks_back(hit: Hit, follow: Follow) -> bool:
    """Whether a sentence only recalls that something had been promised, or a deadline, and nothing in it says that what was promised for no day
    was not done."""
    words = follow.words_of(hit.said)
    denied = hit.act is not None and hit.act.mention.modality == "denied"
    return not (AGAINST & follow.kinds_of(hit.said) or denied or _IN_PART.search(words) or _YET.search(words))


def _befalls_others(act: Telling | None, own: Telling | None) -> bool:
    """Whether a later act of the law is done to others than the promised one ("would charge Reed", then "charged Paz")."""
    if act is None or own is None or own.mention.event_type not in OF_THE_LAW or act.mention.event_type != own.mention.event_type:
        return False
    return bool(own.recipients) and bool(act.recipients) and own.recipients.isdisjoint(act.recipients)


def _is_no_meeting(said: Said, pledge: Pledge, own: Telling | None, follow: Follow) -> bool:
    """Whether a sentence neither tells of a meeting nor names who was to hold one: others do on that day what they do."""
    if own is None or own.mention.event_type != "CONSULT" or follow.names_bound(pledge, said):
        return False
    met = any(t.mention.event_type == "CONSULT" for t in said.tellings)
    return not met and follow.shares(pledge, pledge.action.report_id, said) < MUCH


def _in_time(hit: Hit, pledge: Pledge) -> bool:
    """Whether the act is told with a day that is no later than the one promised."""
    due, days = day_range(pledge.due), hit.act.days if hit.act is not None else None
    if due is None or days is None or hit.act is None or hit.act.mention.date_basis not in (None, "stated"):
        return False
    return days[1] <= due[1] + days_of_grace(pledge)


def _is_done(hit: Hit, pledge: Pledge, follow: Follow) -> bool:
    """Whether a later sentence speaks for a promise: "meeting a promise", an act of the promised day, an act done that nothing speaks against."""
    kinds, act, due = follow.kinds_of(hit.said), hit.act, day_range(pledge.due)
    real = act is not None and act.mention.modality in REAL
    if "as_said" in kinds and not kinds & UNDONE:
        return True
    if "ahead" in kinds and not kinds & AGAINST and not real:
        return True
    if due is not None and due[0] == due[1] and not kinds & UNDONE and _tells_of(due, hit, follow):
        return True
    if act is None or not real or hit.near < 0.3 or kinds & UNDONE:
        return False
    late = due is not None and act.days is not None and act.days[0] > due[1] + days_of_grace(pledge)
    return not late and (due is None and "delay" in kinds or not kinds & (AGAINST | LOOKS_BACK))


def _tells_of(day: tuple[int, int], hit: Hit, follow: Follow) -> bool:
    """Whether a sentence tells something else than a deal as done on a day, or on no other in a report of that day."""
    today = day_range(follow.views.corpus.by_id[hit.said.report_id].published) == day
    told = [t for t in hit.said.tellings if t.mention.modality in REAL and t.mention.event_type != "AGREE"]
    return any(t.days == day and t.mention.date_basis in (None, "stated") or (t.days is None and today) for t in told)


def _on_the_day(hit: Hit, pledge: Pledge) -> bool:
    """Whether the act is told as done on the very day promised, whatever the sentence says of an earlier one ("freed on Saturday, a week late")."""
    due, days = day_range(pledge.due), hit.act.days if hit.act is not None else None
    if hit.act is None or due is None or days is None or hit.near < ON_DAY_NEAR or hit.act.mention.modality not in REAL or _only_promises(hit):
        return False
    return due[0] == due[1] and days == due and hit.act.mention.date_basis in (None, "stated")


def _ids(found: Sequence[Hit]) -> tuple[str, ...]:
    return tuple(h.act.mention.event_mention_id for h in found if h.act is not None and h.near > 0.25)


def _words(found: Sequence[Hit], views: Views) -> tuple[Evidence, ...]:
    found = [h for h in found if h.like >= 0.6 * found[0].like or h.near >= ON_DAY_NEAR]
    return tuple(views.corpus.evidence(h.said.report_id, h.said.start, h.said.end) for h in found)
