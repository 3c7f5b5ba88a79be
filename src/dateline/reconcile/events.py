"""Events across reports: mentions of one event are joined within and between the reports of a story, with the reasons.

Conflicting modality does not part two tellings ("the army denied the shelling" is about the shelling); type, place, day and
participants do.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, partial
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import alternation, rule_words, table
from dateline.model.event import EventMention
from dateline.model.evidence import Evidence, Ref
from dateline.model.judgement import Judgement
from dateline.model.record import EventMentionRow, EventRow
from dateline.reconcile.corpus import Corpus, derived_id, fold, tally
from dateline.reconcile.dates import is_day, span
from dateline.reconcile.pairwise import (
    ROWS,
    Asked,
    Bools,
    Features,
    Floats,
    Ints,
    days_of,
    differ,
    earlier_pairs,
    gaps,
    known,
    numbers,
    reasons,
    same,
    spans,
    weighed,
)  # fmt: skip
from dateline.reconcile.places import Places, fineness, places_agree
from dateline.reconcile.scenes import REAL, Scene, Scenes, is_result, is_set_apart, named_beside, reference, stems
from dateline.reconcile.triggers import Act, Acts, weights, word_sets
from dateline.reconcile.weigh import Groups, agglomerate

UNREAL = frozenset(("planned", "hypothetical"))
MAX_BUCKET, ALL_PAIRS = 160, 80
"""Tellings of one type in a story: how many before it each is compared with; up to how many all are compared, beyond it only likely pairs."""
FARTHEST = 20
"""Days between two tellings of a large bucket beyond which they are not compared."""
LEAST, MOST = -2.5, 2.0
"""Log odds beyond which a pair counts no more; the least is what pairs have that are not compared."""
OWNED_BEFORE = 80
"""Characters before an act in which somebody owns up to it."""
PART_BEFORE, PART_BEHIND = 40, 12
"""Characters around an act in which the words for having had a part in it stand."""
APART = -9.0
"""Log odds of pairs that keep two groups of tellings apart for good (`Codings.apart`)."""
LEAN = 0.5
"""Share of the best pair beside the mean of all in what is said for joining two groups: a telling that names little agrees with few."""


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """An event mention with what comparing needs: actor ids, place id, days, words.

    `rank`: its place over all reports; `days`: those that its own sentence gives, none that it inherits from another.
    """

    rank: int
    mention: EventMention
    report_id: str
    story: str
    actors: frozenset[str]
    recipients: frozenset[str]
    place: str | None
    days: tuple[int, int] | None
    published: int | None


def tellings(corpus: Corpus, story_of: Mapping[str, str], actor_of: Mapping[str, str], places: Places) -> list[Telling]:
    """All event mentions, by report then place in it."""
    found: list[Telling] = []
    for report in corpus.reports:
        published = span(report.published, None)
        for mention in sorted(corpus.readings[report.report_id].events, key=lambda m: (m.trigger.start, m.event_mention_id)):
            found.append(
                Telling(
                    rank=len(found), mention=mention, report_id=report.report_id, story=story_of[report.report_id],
                    actors=frozenset([actor_of[c] for c in mention.actors if c in actor_of]),
                    recipients=frozenset([actor_of[c] for c in mention.recipients if c in actor_of]),
                    place=places.place_of.get(mention.place or ""),
                    days=None if mention.date_basis == "inherited" else span(mention.date_start, mention.date_end),
                    published=published[0] if published else None,
                )
            )  # fmt: skip
    return found


class Views(msgspec.Struct, frozen=True, kw_only=True):
    """What rows need to refer to other tables: actor id and name by chain, places, copies, dates of reports."""

    corpus: Corpus
    actor_of: Mapping[str, str]
    names: Mapping[str, str]
    places: Places
    story_of: Mapping[str, str]
    copy_of: Mapping[str, str]

    def actors(self, chains: Sequence[str]) -> tuple[Ref, ...]:
        """References to the actors of chains, each once."""
        if not chains:
            return ()
        ids = dict.fromkeys(self.actor_of[c] for c in chains if c in self.actor_of)
        return tuple(Ref(id=i, name=self.names[i]) for i in ids)

    def actor(self, chain: str | None) -> Ref | None:
        """Reference to the actor of a chain."""
        actor = self.actor_of.get(chain or "")
        return None if actor is None else Ref(id=actor, name=self.names[actor])

    def teller(self, chains: Sequence[str], report_id: str) -> str:
        """Names of the actors of chains, who tell something in a report; where there are none its outlet."""
        return ", ".join(r.name for r in self.actors(chains)) or self.corpus.by_id[report_id].outlet or "report"

    def source(self, report_id: str) -> str:
        """The report that a copy repeats, or the report itself."""
        return self.copy_of.get(report_id, report_id)


class Codings:
    """The coding of a story's tellings as arrays, to compare pairs of them of one type. `acts`: their words, with who did them and to whom."""

    def __init__(self, found: Sequence[Telling], views: Views, acts: Acts) -> None:
        mentions = [t.mention for t in found]
        self._report, self._source = numbers(t.report_id for t in found), numbers(views.source(t.report_id) for t in found)
        self._sentence, self._trigger = numbers(m.sentence.text for m in mentions), numbers(m.trigger.text for m in mentions)
        self._mode = numbers(m.mode for m in mentions)
        self._days, self._published = spans(t.days for t in found), days_of(t.published for t in found)
        self._is_day = np.array([is_day(t.days) for t in found], np.bool_)
        self._dated_fact = self._is_day & np.array([m.modality == "happened" and m.date_basis == "stated" for m in mentions], np.bool_)
        places = [t.place for t in found]
        self._agree = Asked(places, partial(places_agree, places=views.places))
        self._place, self._modality = numbers(places), numbers(m.modality for m in mentions)
        self._real, self._unreal, self._denied = (
            np.array([m.modality in kinds for m in mentions], np.bool_) for kinds in (REAL, UNREAL, ("denied",))
        )
        self._speech, self._violence = (np.array([m.event_type in kinds for m in mentions], np.bool_) for kinds in (SPEECH, ("ASSAULT",)))
        self._refused = np.array([is_refused(m) for m in mentions], np.bool_)
        self._actors, self._recipients, self._parties, self._done_to = acts.subjects, acts.objects, acts.parties, acts.done_to

    def features(self, left: Ints, right: Ints, told: Features) -> dict[str, NDArray[Any]]:
        """What the coding of pairs of tellings says about them, by feature name. `told`: what their words do (see `Acts.features`)."""
        gap = gaps(self._days, left, right)
        both_days = self._is_day[left] & self._is_day[right]
        place = self._agree(left, right)
        real, denied, speech = self._real, self._denied, self._speech[left]
        copy = (self._report[left] != self._report[right]) & (self._source[left] == self._source[right])
        repeated, trigger = copy & (self._sentence[left] == self._sentence[right]), self._trigger[left] == self._trigger[right]
        return self._of_parties(left, right, told) | {
            "same_mode": same(self._mode, left, right), "other_mode": differ(self._mode, left, right),
            "other_day": np.minimum(1.0, known(gap) / 3), "far_days": gap > 7,
            "same_day": (gap == 0) & both_days, "days_may_agree": (gap == 0) & ~both_days,
            "same_place": place == 1.0, "near_place": (place > 0) & (place < 1), "other_place": np.maximum(0.0, -place),
            "copy": copy & (trigger | ~repeated), "copied_sentence": repeated & trigger, "same_sentence": repeated & ~trigger,
            "same_modality": self._modality[left] == self._modality[right], "plan_and_fact": self._plan_and_fact(left, right),
            "denial_and_fact": real[left] & denied[right] | denied[left] & real[right],
            "published_apart": np.minimum(1.0, known(np.abs(self._published[left] - self._published[right])) / 10),
            "speech": speech, "speech_other_actors": speech & told["other_subject"],
            "violence": self._violence[left],
        }  # fmt: skip

    def _of_parties(self, left: Ints, right: Ints, told: Features) -> dict[str, NDArray[Any]]:
        return {
            "shared_actors": self._actors.share(left, right), "shared_recipients": self._recipients.share(left, right),
            "other_actors": told["other_subject"] & ~self._done_to(left, right), "other_recipients": told["other_object"] & ~self._done_to(right, left),
            "actors_crossed": told["roles_crossed"],
        }  # fmt: skip

    def comparable(self, left: Ints, right: Ints, alike: Bools) -> Bools:
        """False for pairs that cannot be one event: nothing shared in trigger or parties, or days far apart. `alike`: their words are."""
        near = ~(gaps(self._days, left, right) > FARTHEST)
        may: Bools = near & (alike | self._actors.meet(left, right) | self._recipients.meet(left, right))
        return may

    def apart(self, left: Ints, right: Ints, alike: Bools) -> Bools:
        """True for pairs that are no event together, whatever else they share: what is ruled out is nothing that took place; see
        `_plan_of_another`, `_facts_of_other_days`, `_acts_side_by_side`, `_blow_and_answer`, `_other_parties`, `_attacks_of_others`."""
        refused = self._refused[left] & self._real[right] | self._real[left] & self._refused[right]
        apart: Bools = refused | self._plan_of_another(left, right, alike) | self._facts_of_other_days(left, right)
        apart |= self._one_sentence(left, right) & (self._acts_side_by_side(left, right) | self._blow_and_answer(left, right))
        return apart | self._other_parties(left, right) | self._attacks_of_others(left, right)

    def _other_parties(self, left: Ints, right: Ints) -> Bools:
        """True for two speech acts of one report with which others address others: who accuses the mayor and who accuses the police."""
        one = self._report[left] == self._report[right]
        none = self._speech[left] & (self._parties.shared(left, right) == 0) & (self._actors.whole[left] > 0) & (self._actors.whole[right] > 0)
        apart: Bools = one & none & (self._recipients.whole[left] > 0) & (self._recipients.whole[right] > 0)
        return apart

    def _attacks_of_others(self, left: Ints, right: Ints) -> Bools:
        """True for two attacks that are only threatened or planned, by two who have nobody in common: what rebels threaten and what the army vows."""
        unreal = self._violence[left] & self._unreal[left] & self._unreal[right]
        apart: Bools = unreal & (self._actors.whole[left] > 0) & (self._actors.whole[right] > 0) & ~self._actors.meet(left, right)
        return apart

    def _plan_and_fact(self, left: Ints, right: Ints) -> Bools:
        plan: Bools = self._real[left] & self._unreal[right] | self._unreal[left] & self._real[right]
        return plan

    def _plan_of_another(self, left: Ints, right: Ints, alike: Bools) -> Bools:
        """True for a plan and a fact with other parties (talks hoped for with one are not the talks held with another), or with nothing in common.

        Without a party, a mode, or word and place in common they are one event in 25 of 325 pairs of the training stories. An attack that is
        threatened is none that took place: one event in 2 of 21 pairs that share that much.
        """
        shared, whole = self._parties.shared(left, right), self._parties.whole
        others = (shared < whole[left]) & (shared < whole[right])
        strange = (shared == 0) & ~same(self._mode, left, right) & ~(alike & same(self._place, left, right))
        apart: Bools = self._plan_and_fact(left, right) & (others | strange | self._violence[left])
        return apart

    def _facts_of_other_days(self, left: Ints, right: Ints) -> Bools:
        """True for two facts whose reports state days at least two apart, or one report other days: nearly never one event.

        In the training stories 10 of 298 pairs of days at least two apart are one event, and 3 of 16 of a day and the next in one report.
        """
        gap = gaps(self._days, left, right)
        other = (gap > 1) | ((gap > 0) & (self._report[left] == self._report[right]))
        apart: Bools = self._dated_fact[left] & self._dated_fact[right] & other
        return apart

    def _one_sentence(self, left: Ints, right: Ints) -> Bools:
        """True for pairs that one sentence of one report tells."""
        one: Bools = (self._report[left] == self._report[right]) & (self._sentence[left] == self._sentence[right])
        return one

    def _acts_side_by_side(self, left: Ints, right: Ints) -> Bools:
        """True, of the pairs of one sentence, for two acts of different modes, no attacks: "arrested four men and seized cash"."""
        apart: Bools = differ(self._mode, left, right) & ~self._violence[left]
        return apart

    def _blow_and_answer(self, left: Ints, right: Ints) -> Bools:
        """True, of the pairs of one sentence, where one act is done to who does the other: none of 11 such training pairs is one event."""
        apart: Bools = self._done_to(left, right) | self._done_to(right, left)
        return apart


def is_refused(mention: EventMention) -> bool:
    """Whether an act is denied as one that is not to come ("ruled out talks", "will not withdraw"), and not as one that was reported."""
    return mention.modality == "denied" and any(not rule_words("ruling_out").isdisjoint(fold(e.text).split()) for e in mention.modality_evidence)


SPEECH = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"))


class StoryActs(msgspec.Struct, frozen=True):
    """The tellings of a story as comparing needs them: their acts, scenes and codings, and the number of each in these by its rank."""

    acts: Acts
    scenes: Scenes
    codings: Codings
    place: Mapping[int, int]

    def features(self, left: Ints, right: Ints) -> Features:
        """All features of pairs of tellings: their words (see `triggers`), where they stand (see `scenes`) and their coding."""
        found = self.acts.features(left, right)
        coded = self.codings.features(left, right, found)
        coded["same_sentence"] |= found["same_sentence"]
        return found | self.scenes.features(left, right, found["same_word"] > 0) | coded

    def odds(self, left: Ints, right: Ints, without: Container[str] = ()) -> Floats:
        """Log odds that the tellings of each pair are one event, by all features but some."""
        features = {name: value for name, value in self.features(left, right).items() if name not in without}
        return weighed(features, weights("events")).round(6)


def story_acts(found: Sequence[Telling], ranks: Sequence[int], views: Views) -> StoryActs:
    """The acts, scenes and codings of a story's tellings."""
    placed: dict[str, list[tuple[int, int, str]]] = {}
    named: dict[tuple[str, int, int], list[tuple[int, int, str]]] = {}
    acts, scenes = [], []
    for rank in ranks:
        telling = found[rank]
        mention, sentence = telling.mention, telling.mention.sentence
        start = max(0, mention.trigger.start - sentence.start)
        words, context, near = word_sets(sentence.text, start, start + len(mention.trigger.text))
        acts.append(
            Act(
                report_id=telling.report_id, sentence=sentence.start, lemma=fold(mention.trigger_lemma), words=words,
                context=context, near=near, subjects=telling.actors, objects=telling.recipients - telling.actors, early=sentence.start < 200,
            )
        )  # fmt: skip
        if telling.report_id not in placed:
            placed[telling.report_id] = _placed(telling.report_id, views)
        where = telling.report_id, sentence.start, sentence.end
        if (names := named.get(where)) is None:
            names = named[where] = [
                (at - sentence.start, end - sentence.start, p) for at, end, p in placed[telling.report_id] if sentence.start <= at < sentence.end
            ]
        places = frozenset(p for _, _, p in names)
        scenes.append(
            Scene(
                report_id=telling.report_id, event_type=mention.event_type, modality=mention.modality, start=mention.trigger.start,
                words=stems(sentence.text) - stems(mention.trigger.text), places=places | {telling.place} if telling.place else places,
                days=telling.days, published=telling.published, set_apart=is_set_apart(sentence.text, start), mode=mention.mode,
                dated=_dated(mention), inherited=mention.date_basis == "inherited", result=is_result(fold(mention.trigger_lemma)),
                reference=reference(sentence.text, start), place=telling.place,
                named_at=named_beside(sentence.text, (start, start + len(mention.trigger.text)), names),
            )
        )  # fmt: skip
    told = Acts(acts)
    codings = Codings([found[rank] for rank in ranks], views, told)
    return StoryActs(told, Scenes(scenes, views.places), codings, {rank: number for number, rank in enumerate(ranks)})


def _dated(mention: EventMention) -> int | None:
    """The day on which a telling's event begins, whatever it is known from; None where less than a day is known."""
    days = span(mention.date_start, None)
    return days[0] if days and days[0] == days[1] else None


def _placed(report_id: str, views: Views) -> list[tuple[int, int, str]]:
    """`(start, end, place id)` of the places that a report names."""
    return [
        (t.start, t.end, views.places.place_of[t.toponym_id]) for t in views.corpus.readings[report_id].toponyms if t.role == "place"
    ]


def copied_tellings(found: Sequence[Telling], views: Views, judged: Set[int] = frozenset()) -> dict[int, int]:
    """Tellings of copies whose sentence and trigger stand in an earlier report of the same text: they go where the first one goes."""
    first: dict[tuple[str, str, str, str, str], int] = {}
    repeated: dict[int, int] = {}
    copies = {t.report_id for t in found} & views.copy_of.keys()
    copied = copies | {views.copy_of[report_id] for report_id in copies}
    for telling in found if copied else ():
        if telling.report_id not in copied:
            continue
        m = telling.mention
        key = (views.source(telling.report_id), m.event_type, m.modality, m.trigger.text, m.sentence.text)
        rank = first.setdefault(key, telling.rank)
        if found[rank].report_id != telling.report_id and telling.rank not in judged:
            repeated[telling.rank] = rank
    return repeated


def compared(story: StoryActs, buckets: Iterable[Sequence[int]]) -> Iterator[tuple[Ints, Ints, Floats]]:
    """The pairs within each bucket of tellings (numbers in the story), some at a time, with the log odds that they are one event."""
    found = [np.array(pair) for bucket in buckets for pair in _pairs(story, np.array(bucket))]
    pairs = np.concatenate(found, axis=1) if found else np.zeros((2, 0), np.intp)
    for n in range(0, pairs.shape[1], ROWS):
        left, right = pairs[:, n : n + ROWS]
        odds = np.full(len(left), APART)
        may = ~story.codings.apart(left, right, story.acts.alike(left, right))
        odds[may] = story.odds(left[may], right[may])
        yield left, right, odds


def _pairs(story: StoryActs, bucket: Ints) -> Iterator[tuple[Ints, Ints]]:
    """The pairs of a bucket that are compared: see `MAX_BUCKET`."""
    for earlier, later in earlier_pairs(len(bucket), MAX_BUCKET if len(bucket) <= MAX_BUCKET else MAX_BUCKET // 2):
        left, right = bucket[earlier], bucket[later]
        if len(bucket) > ALL_PAIRS:
            may = story.codings.comparable(left, right, story.acts.alike(left, right))
            left, right = left[may], right[may]
        yield left, right


def all_acts(found: Sequence[Telling], views: Views) -> Mapping[str, StoryActs]:
    """The acts and scenes of each story."""
    stories: dict[str, list[int]] = defaultdict(list)
    for telling in found:
        stories[telling.story].append(telling.rank)
    return {story: story_acts(found, ranks, views) for story, ranks in stories.items()}


def link_events(corpus: Corpus, found: Sequence[Telling], views: Views, acts_of: Mapping[str, StoryActs]) -> tuple[Mapping[str, str], list[Judgement]]:
    """Event id by event mention id, and a judgement for every telling that joined another."""
    members = {t.mention.event_mention_id.partition("_")[2]: t.rank for t in found}
    same, different = corpus.verdicts(members)
    repeated = copied_tellings(found, views, {r for pair in (*same, *different) for r in pair})
    same = [*same, *_deaths_of_one(found, views, {r for pair in different for r in pair} | repeated.keys())]
    weighed_pairs = [pairs for story in acts_of.values() for pairs in _weighed(story, found, repeated)]
    likely = {pair: odds for pairs in weighed_pairs for pair, odds in _pairs_of(*pairs, pairs[2] > 0)}
    linked = Groups(range(len(found)))  # who is in no chain of likely pairs together cannot be one: the scores of other pairs are not asked
    for one, two in (*same, *likely):
        linked.join(one, two)
    matter = np.fromiter(map(linked.find, range(len(found))), np.intp, len(found))
    scores = {
        pair: APART if odds <= APART else min(MOST, max(LEAST, odds))
        for left, right, values in weighed_pairs for pair, odds in _pairs_of(left, right, values, matter[left] == matter[right])
    }  # fmt: skip
    alone = [t.rank for t in found if t.rank not in repeated]
    groups = agglomerate(alone, scores, same=same, different=different, missing=LEAST, veto=APART, lean=LEAN)
    for rank, source in repeated.items():
        groups.add(rank, source)
        likely[source, rank] = MOST
    event_of: dict[str, str] = {}
    joined: list[tuple[int, int]] = []
    for root, ranks_of in groups.groups().items():
        event_id = derived_id("e", found[root].mention.event_mention_id)
        for n, rank in enumerate(ranks_of):
            event_of[found[rank].mention.event_mention_id] = event_id
            if n:
                joined.append((max(ranks_of[:n], key=lambda other, rank=rank: (likely.get((other, rank), -9.0), -other)), rank))  # type: ignore[misc]
    because = _because([pair for pair in joined if pair in likely and pair[1] not in repeated], found, acts_of)
    because |= {(source, rank): ("copied_sentence",) for rank, source in repeated.items()}
    return event_of, [_joined(found[pair[0]], found[pair[1]], likely.get(pair, 0.0), because.get(pair)) for pair in joined]


def _deaths_of_one(found: Sequence[Telling], views: Views, without: Container[int]) -> Iterator[tuple[int, int]]:
    """Pairs of tellings of a story in which one person with a name is killed or dies, as nobody dies twice; with them "the murder" in a report
    that tells of no other death."""
    lethal = [
        t for t in found
        if t.mention.event_type == "ASSAULT" and fold(t.mention.trigger_lemma) in rule_words("lethal") and t.mention.modality in REAL and t.rank not in without
    ]  # fmt: skip
    if not lethal:
        return
    chains = [c for r in views.corpus.readings.values() for c in r.chains]
    persons = {views.actor_of[c.chain_id] for c in chains if c.kind == "person" and c.named and not c.plural and c.chain_id in views.actor_of}
    died: dict[str, set[str]] = defaultdict(set)
    for t in lethal:
        died[t.report_id] |= t.recipients
    first: dict[tuple[str, str], int] = {}
    for t in sorted(lethal, key=lambda t: (not t.recipients, t.rank)):
        of = t.recipients or (died[t.report_id] if _the_death(t.mention) else frozenset[str]())
        if len(of) != 1 or not of <= persons:
            continue
        [who] = of
        if (before := first.setdefault((t.story, who), t.rank)) != t.rank:
            yield min(before, t.rank), max(before, t.rank)


def _the_death(mention: EventMention) -> bool:
    """Whether a telling points to a death told already: "the murder", "his killing"."""
    before = mention.sentence.text[: max(0, mention.trigger.start - mention.sentence.start)].split()
    return bool(before) and before[-1].casefold() in ("the", "this", "that", "his", "her")


def _weighed(story: StoryActs, found: Sequence[Telling], repeated: Container[int]) -> Iterator[tuple[Ints, Ints, Floats]]:
    """The pairs of tellings of a story that are compared, as ranks, with their log odds; none of tellings that repeat another's words."""
    ranks, buckets = np.array(list(story.place)), defaultdict[str, list[int]](list)
    for rank, number in story.place.items():
        if rank not in repeated:
            buckets[found[rank].mention.event_type].append(number)
    return ((ranks[left], ranks[right], odds) for left, right, odds in compared(story, buckets.values()))


def _pairs_of(left: Ints, right: Ints, odds: Floats, which: Bools) -> Iterator[tuple[tuple[int, int], float]]:
    """Some of the pairs, with their log odds."""
    return zip(zip(left[which].tolist(), right[which].tolist(), strict=True), odds[which].tolist(), strict=True)


def _because(
    pairs: Iterable[tuple[int, int]], found: Sequence[Telling], acts_of: Mapping[str, StoryActs]
) -> dict[tuple[int, int], tuple[str, ...]]:
    """What speaks for pairs of tellings of one story."""
    stories: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for pair in pairs:
        stories[found[pair[1]].story].append(pair)
    because: dict[tuple[int, int], tuple[str, ...]] = {}
    for story, here in stories.items():
        left, right = np.array([[acts_of[story].place[rank] for rank in pair] for pair in here]).T
        because |= zip(here, reasons(acts_of[story].features(left, right), weights("events")), strict=True)
    return because


def _joined(left: Telling, right: Telling, score: float, because: tuple[str, ...] | None) -> Judgement:
    """The judgement by which a telling joined; without reasons of their own others brought them together."""
    one, two = left.mention.event_mention_id, right.mention.event_mention_id
    return Judgement(
        judgement_id=derived_id("j", two) + "e", table="events", left=one, right=two, verdict="same",
        because=("through_others",) if because is None else because, by="reconcile.events",
        score=None if because is None else round(min(1.0, 0.5 + score / 4), 4),
    )  # fmt: skip


def _evidence(mention: EventMention) -> tuple[Evidence, ...]:
    """The sentence of a mention, and the words of other reports that tell who takes part ("both sides")."""
    elsewhere = (e for e in (*mention.actors_evidence, *mention.recipients_evidence) if e.report_id != mention.sentence.report_id)
    return tuple(dict.fromkeys((mention.sentence, *elsewhere)))


def event_rows(found: Sequence[Telling], event_of: Mapping[str, str], views: Views) -> tuple[EventRow, ...]:
    """Rows of the events, by date then id."""
    grouped: dict[str, list[Telling]] = defaultdict(list)
    for telling in found:
        grouped[event_of[telling.mention.event_mention_id]].append(telling)
    rows = [_row(event_id, group, views) for event_id, group in grouped.items()]
    return tuple(sorted(rows, key=lambda r: (r.date_start or "9999", r.event_id)))


def mention_row(telling: Telling, views: Views) -> EventMentionRow:
    """What one telling asserts."""
    m = telling.mention
    return EventMentionRow(
        report_id=telling.report_id, trigger=m.trigger, modality=m.modality, actors=views.actors(m.actors),
        recipients=views.actors(m.recipients), attributed_to=views.actors(m.attributed_to), date_start=m.date_start, date_end=m.date_end,
        place=views.places.ref(m.place), evidence=_evidence(m), event_mention_id=m.event_mention_id, modality_evidence=m.modality_evidence,
        date_basis=m.date_basis, event_type=m.event_type, mode=m.mode,
    )  # fmt: skip


def most(values: Iterator[str | None] | Sequence[str | None]) -> str | None:
    """The most frequent known value, the first of equals."""
    known = [v for v in values if v is not None]
    return max(dict.fromkeys(known), key=known.count) if len(known) > 1 else next(iter(known), None)


def _oftenest(refs: Sequence[Ref]) -> tuple[Ref, ...]:
    """References to the actors of all tellings, each once, the most frequent first."""
    found = {r.id: r for r in refs}
    ids = [r.id for r in refs]
    return tuple(found[i] for i in sorted(found, key=lambda i: (-ids.count(i), i)))


ENOUGH = 2
"""Tellings in reports' own words that an event took place which outweigh its denials."""


def modality_of(group: Sequence[Telling], views: Views) -> tuple[str, tuple[Evidence, ...]]:
    """The modality of an event over its tellings, and the words that decided it.

    Reports that tell in their own words that it took place outweigh what others deny of it ("shells struck the hospital; the army denied
    firing"), and so do all that tell of it a denial of having had a part in it; where mostly parties say so, claim against denial is uncertain, and so is what a report doubts in its own words. A denial that
    came out before the day on which it took place was no denial of it, nor does any stand or any doubt once somebody owned up to it. Without
    any of these the latest independent report decides.
    """
    own = [t for t in group if t.report_id not in views.copy_of] or list(group)
    real = [t for t in own if t.mention.modality in REAL]
    plain = [t for t in real if _in_own_words(t)]
    doubted = [t for t in own if t.mention.modality == "uncertain" and _in_own_words(t)]
    denied = [
        t for t in own
        if t.mention.modality == "denied" and not _denies_harm(t) and not _denies_part(t) and not any(_came_after(fact, t, views) for fact in real)
    ]  # fmt: skip
    if denied or doubted:
        owned = max((views.corpus.rank[t.report_id] for t in real if _owned_up_to(t)), default=-1)
        denied, doubted = ([t for t in some if views.corpus.rank[t.report_id] > owned] for some in (denied, doubted))

    def said(*wanted: str) -> tuple[Evidence, ...]:
        pieces = [e for t in own if t.mention.modality in wanted for e in t.mention.modality_evidence]
        return tuple({(e.report_id, e.start, e.end): e for e in pieces}.values())

    if real and (len(plain) < ENOUGH if denied else not plain) and (denied or doubted):
        return "uncertain", said("denied", "uncertain", "happened", "ongoing")
    if real:
        last = real[-1]
        return last.mention.modality, said(last.mention.modality)
    last_report = own[-1].report_id
    final = tally(t.mention.modality for t in own if t.report_id == last_report)
    value = max(final, key=lambda v: (final[v], v))
    return value, said(value)


def _owned_up_to(telling: Telling) -> bool:
    """Whether somebody admits it: "the army acknowledged that its drone had bombed the market"."""
    m = telling.mention
    at = m.trigger.start - m.sentence.start
    return at > 0 and _owning_up().search(m.sentence.text, max(0, at - OWNED_BEFORE), at) is not None


@cache
def _owning_up() -> re.Pattern[str]:
    """An admission that is not denied, of an act and not of what others say of one."""
    verbs, others = alternation(rule_words("owning_up")), alternation((*(row["words"] for row in table("denial_cues.tsv") if row["kind"] == "charge"), "no"))
    return re.compile(rf"(?<!not )(?<!never )(?<!to )\b(?:{verbs})\b(?!(?:\s\w+){{0,2}}\s(?:{others}))[^.;:\"“”]*$", re.IGNORECASE)


def _in_own_words(telling: Telling) -> bool:
    """Whether a report tells it itself, not as what somebody says."""
    return not telling.mention.attributed_to and telling.mention.said_in is None


def _denies_harm(telling: Telling) -> bool:
    """Whether only whom it harmed is denied: of a raid in which "nobody was hurt" the raid is not."""
    return telling.mention.trigger_lemma in rule_words("harmed") and any(fold(e.text) in rule_words("nobody") for e in telling.mention.modality_evidence)


def _denies_part(telling: Telling) -> bool:
    """Whether only who did it is denied, by words just before it or by its own ("denied carrying out the bombing", "had no part in the raid")."""
    m = telling.mention
    at = m.trigger.start - m.sentence.start
    return _part().search(m.sentence.text, max(0, at - PART_BEFORE), at + len(m.trigger.text) + PART_BEHIND) is not None


@cache
def _part() -> re.Pattern[str]:
    words = alternation(rule_words("taking_part"))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _came_after(fact: Telling, denial: Telling, views: Views) -> bool:
    """Whether something took place on a stated day after its denial came out: "I shall never resign", and a fortnight later "he resigned on Wednesday"."""
    published = views.corpus.by_id[denial.report_id].published
    return bool(published and fact.mention.date_start and fact.mention.date_basis == "stated" and published[:10] < fact.mention.date_start)


def _placed_by_others(mention: EventMentionRow, mentions: Sequence[EventMentionRow]) -> EventMentionRow:
    """A telling that names no place, with the one place that its report tells the event at elsewhere."""
    places = {m.place.id: m.place for m in mentions if m.report_id == mention.report_id and m.place is not None}
    return msgspec.structs.replace(mention, place=next(iter(places.values()))) if len(places) == 1 else mention


def _row(event_id: str, group: Sequence[Telling], views: Views) -> EventRow:
    mentions = tuple(mention_row(t, views) for t in group)
    modality, why = modality_of(group, views)
    event_type = most([t.mention.event_type for t in group]) or "ASSAULT"
    mode = most([t.mention.mode for t in group if t.mention.event_type == event_type])
    mentions = tuple(msgspec.structs.replace(m, mode=mode) if m.mode is None and m.event_type == event_type else m for m in mentions)
    mentions = tuple(_placed_by_others(m, mentions) if m.place is None else m for m in mentions)
    of_type = [t.mention for t in group if t.mention.event_type == event_type]
    told = [t for t in group if t.mention.modality in REAL] if modality in REAL else []  # when it took place, not when it was to
    stated = next((s for some in (told, group) if (s := [t for t in some if t.mention.date_start and t.mention.date_basis == "stated"])), None)
    stated = stated or [t for t in group if t.mention.date_start]
    widths = [t.days[1] - t.days[0] if t.days else 10**6 for t in stated]
    stated = [t for t, width in zip(stated, widths, strict=True) if width == min(widths)]  # "on 5 April" tells more than "last week"
    day = most([t.mention.date_start for t in stated])
    dated = next((t for t in stated if t.mention.date_start == day), None)
    placed = [t for t in group if t.place is not None]
    fine = max((fineness(views.places.point.get(t.place or "")) for t in placed), default=0)
    place_id = most([t.place for t in placed if fineness(views.places.point.get(t.place or "")) == fine])
    place = next((views.places.ref(t.mention.place) for t in placed if t.place == place_id), None)
    attributed: tuple[Ref, ...] = ()
    if all(t.mention.attributed_to for t in group):
        attributed = views.actors([c for t in group for c in t.mention.attributed_to])
    believed = [m for m in mentions if m.modality != "denied"] if modality in REAL else mentions  # "no soldier of ours fired": no soldier did
    actors, recipients = (_oftenest([r for m in believed for r in getattr(m, role)]) for role in ("actors", "recipients"))
    reports = {t.report_id for t in group}
    pieces = {(m.evidence[0].report_id, m.evidence[0].start): m.evidence[0] for m in mentions}
    return EventRow(
        event_id=event_id, event_type=event_type, mode=mode,
        contexts=tuple(dict.fromkeys(c for t in group for c in t.mention.contexts)), cameo=most([m.cameo for m in of_type]),
        actors=actors, recipients=recipients,
        trigger=group[0].mention.trigger.text, place=place, date_start=day, date_end=dated.mention.date_end if dated else None,
        date_basis=dated.mention.date_basis if dated else None, modality=modality, modality_evidence=why, attributed_to=attributed,
        n_reports=len(reports), n_independent=len({views.source(r) for r in reports}), mentions=mentions, evidence=tuple(pieces.values()),
        story_id=derived_id("s", group[0].story),
    )  # fmt: skip
