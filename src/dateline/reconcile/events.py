"""Events across reports: mentions of one event are joined within and between the reports of a story, with the reasons.

Conflicting modality does not part two tellings ("the army denied the shelling" is about the shelling); type, place, day and
participants do.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

import msgspec

from dateline.model.event import EventMention
from dateline.model.evidence import Evidence, Ref
from dateline.model.judgement import Judgement
from dateline.model.record import EventMentionRow, EventRow
from dateline.reconcile.corpus import Corpus, derived_id, fold
from dateline.reconcile.dates import gap_days, span
from dateline.reconcile.places import Places, fineness, places_agree
from dateline.reconcile.scenes import REAL, Scene, Scenes, is_result, is_set_apart, reference, stems
from dateline.reconcile.triggers import LEAST, MOST, Act, Acts, judge, word_sets
from dateline.reconcile.weigh import Verdict, agglomerate

UNREAL = frozenset(("planned", "hypothetical"))
MAX_BUCKET, ALL_PAIRS = 160, 80
"""Tellings of one type in a story: how many before it each is compared with; up to how many all are compared, beyond it only likely pairs."""
APART = -2.5
"""Log odds of a pair that keeps two groups of tellings apart for good."""
LEAN = 0.4
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
                    actors=frozenset(actor_of[c] for c in mention.actors if c in actor_of),
                    recipients=frozenset(actor_of[c] for c in mention.recipients if c in actor_of),
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
        ids = dict.fromkeys(self.actor_of[c] for c in chains if c in self.actor_of)
        return tuple(Ref(id=i, name=self.names[i]) for i in ids)

    def actor(self, chain: str | None) -> Ref | None:
        """Reference to the actor of a chain."""
        return next(iter(self.actors((chain,) if chain else ())), None)

    def source(self, report_id: str) -> str:
        """The report that a copy repeats, or the report itself."""
        return self.copy_of.get(report_id, report_id)


def coded_features(left: Telling, right: Telling, views: Views) -> dict[str, float]:
    """What the coding of two tellings of one type says about them, by feature name; what is 0 or not known is left out."""
    a, b = left.mention, right.mention
    found = _of_parties(left, right)
    if a.mode is not None and b.mode is not None:
        found["same_mode" if a.mode == b.mode else "other_mode"] = 1.0
    if (gap := gap_days(left.days, right.days)) is not None:
        found |= _of_days(left, right, gap)
    if (place := places_agree(left.place, right.place, views.places)) == 1.0:
        found["same_place"] = 1.0
    elif place:
        found |= {"near_place": 1.0} if place > 0 else {"other_place": -place}
    if left.report_id != right.report_id and views.source(left.report_id) == views.source(right.report_id):
        if a.sentence.text != b.sentence.text:
            found["copy"] = 1.0
        elif a.trigger.text == b.trigger.text:
            found |= {"copy": 1.0, "copied_sentence": 1.0}
        else:
            found["same_sentence"] = 1.0
    if a.modality == b.modality:
        found["same_modality"] = 1.0
    elif a.modality in REAL or b.modality in REAL:
        other = b.modality if a.modality in REAL else a.modality
        if other in UNREAL:
            found["plan_and_fact"] = 1.0
        elif other == "denied":
            found["denial_and_fact"] = 1.0
    if left.published is not None and right.published is not None and left.published != right.published:
        found["published_apart"] = min(1.0, abs(left.published - right.published) / 10)
    if a.event_type in SPEECH:
        found["speech"] = 1.0
        if left.actors and right.actors and not left.actors & right.actors:
            found["speech_other_actors"] = 1.0
    elif a.event_type == "ASSAULT":
        found["violence"] = 1.0
    return found


def _of_parties(left: Telling, right: Telling) -> dict[str, float]:
    found: dict[str, float] = {}
    if left.actors and right.actors:
        if both := left.actors & right.actors:
            found["shared_actors"] = len(both) / min(len(left.actors), len(right.actors))
        elif not left.actors & right.recipients:
            found["other_actors"] = 1.0
    if left.recipients and right.recipients:
        if both := left.recipients & right.recipients:
            found["shared_recipients"] = len(both) / min(len(left.recipients), len(right.recipients))
        elif not left.recipients & right.actors:
            found["other_recipients"] = 1.0
    if left.actors & right.recipients or left.recipients & right.actors:
        found["actors_crossed"] = 1.0
    return found


def _of_days(left: Telling, right: Telling, gap: int) -> dict[str, float]:
    if gap:
        found = {"other_day": min(1.0, gap / 3)}
        return found | {"far_days": 1.0} if gap > 7 else found
    return {"same_day": 1.0} if _is_day(left.days) and _is_day(right.days) else {"days_may_agree": 1.0}


def _is_day(days: tuple[int, int] | None) -> bool:
    """Whether a span is a day, or a night of two."""
    return days is not None and days[1] - days[0] <= 1


SPEECH = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"))


class StoryActs(msgspec.Struct, frozen=True):
    """The tellings of a story as comparing needs them: their acts, their scenes, and the number of each in both by its rank."""

    acts: Acts
    scenes: Scenes
    place: Mapping[int, int]


def pair_features(found: Sequence[Telling], story: StoryActs, left: int, right: int, views: Views) -> dict[str, float]:
    """All features of a pair of tellings: its words (see `triggers`), where it stands (see `scenes`) and its coding."""
    one, two = story.place[left], story.place[right]
    features = story.acts.features(one, two)
    features |= story.scenes.features(one, two, "same_word" in features)
    features |= coded_features(found[left], found[right], views)
    return features


def story_acts(found: Sequence[Telling], ranks: Sequence[int], views: Views) -> StoryActs:
    """The acts and scenes of a story's tellings."""
    placed: dict[str, list[tuple[int, str]]] = {}
    acts, scenes = [], []
    for rank in ranks:
        telling = found[rank]
        mention, sentence = telling.mention, telling.mention.sentence
        start = max(0, mention.trigger.start - sentence.start)
        words, context, near = word_sets(sentence.text, start, start + len(mention.trigger.text))
        acts.append(
            Act(
                report_id=telling.report_id, sentence=sentence.start, lemma=fold(mention.trigger_lemma), words=words,
                context=context, near=near, subjects=telling.actors, objects=telling.recipients, early=sentence.start < 200,
            )
        )  # fmt: skip
        if telling.report_id not in placed:
            placed[telling.report_id] = _placed(telling.report_id, views)
        beside = frozenset(p for at, p in placed[telling.report_id] if sentence.start <= at < sentence.end)
        scenes.append(
            Scene(
                report_id=telling.report_id, event_type=mention.event_type, modality=mention.modality, start=mention.trigger.start,
                words=stems(sentence.text) - stems(mention.trigger.text), places=beside | {telling.place} if telling.place else beside,
                days=telling.days, published=telling.published, set_apart=is_set_apart(sentence.text, start), mode=mention.mode,
                dated=_dated(mention), inherited=mention.date_basis == "inherited", result=is_result(fold(mention.trigger_lemma)),
                reference=reference(sentence.text, start),
            )
        )  # fmt: skip
    return StoryActs(Acts(acts), Scenes(scenes, views.places), {rank: number for number, rank in enumerate(ranks)})


def _dated(mention: EventMention) -> int | None:
    """The day on which a telling's event begins, whatever it is known from; None where less than a day is known."""
    days = span(mention.date_start, None)
    return days[0] if days and days[0] == days[1] else None


def _placed(report_id: str, views: Views) -> list[tuple[int, str]]:
    """`(start, place id)` of the places that a report names."""
    return [
        (t.start, views.places.place_of[t.toponym_id]) for t in views.corpus.readings[report_id].toponyms if t.role == "place"
    ]


def copied_tellings(found: Sequence[Telling], views: Views, judged: Set[int] = frozenset()) -> dict[int, int]:
    """Tellings of copies whose sentence and trigger stand in an earlier report of the same text: they go where the first one goes."""
    first: dict[tuple[str, str, str, str, str], int] = {}
    repeated: dict[int, int] = {}
    for telling in found:
        m = telling.mention
        key = (views.source(telling.report_id), m.event_type, m.modality, m.trigger.text, m.sentence.text)
        rank = first.setdefault(key, telling.rank)
        if found[rank].report_id != telling.report_id and telling.rank not in judged:
            repeated[telling.rank] = rank
    return repeated


def plan_of_another(left: Telling, right: Telling, alike: bool) -> bool:
    """True for a plan and a fact with other parties (talks hoped for with one are not the talks held with another), or with nothing in common.

    Without a party, a mode, or word and place in common they are one event in 25 of 325 pairs of the training stories. `alike`: their words are.
    """
    one, other = left.mention, right.mention
    kinds = {one.modality, other.modality}
    if not (kinds & UNREAL and kinds & REAL):
        return False
    mine, theirs = left.actors | left.recipients, right.actors | right.recipients
    if mine - theirs and theirs - mine:
        return True
    if mine & theirs or (one.mode is not None and one.mode == other.mode):
        return False
    return not (alike and left.place is not None and left.place == right.place)


def facts_of_other_days(left: Telling, right: Telling) -> bool:
    """True for two facts whose reports state days at least two apart: nearly never one event (10 of 298 such pairs in the training stories)."""
    if not all(t.mention.modality == "happened" and t.mention.date_basis == "stated" and _is_day(t.days) for t in (left, right)):
        return False
    gap = gap_days(left.days, right.days)
    return gap is not None and gap > 1


def _comparable(left: Telling, right: Telling, story: StoryActs) -> bool:
    """False for pairs that cannot be one event: nothing shared in trigger or parties, or days far apart."""
    gap = gap_days(left.days, right.days)
    if gap is not None and gap > 20:
        return False
    parties = left.actors & right.actors or left.recipients & right.recipients
    return bool(parties) or story.acts.alike(story.place[left.rank], story.place[right.rank])


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
    scores: dict[tuple[int, int], float] = {}
    verdicts: dict[tuple[int, int], Verdict] = {}
    for story in acts_of.values():
        buckets: dict[str, list[int]] = defaultdict(list)
        for rank in story.place:
            if rank not in repeated:
                buckets[found[rank].mention.event_type].append(rank)
        for bucket in buckets.values():
            window = MAX_BUCKET if len(bucket) <= MAX_BUCKET else MAX_BUCKET // 2
            for n, right in enumerate(bucket):
                for left in bucket[max(0, n - window) : n]:
                    if len(bucket) > ALL_PAIRS and not _comparable(found[left], found[right], story):
                        continue
                    alike = story.acts.alike(story.place[left], story.place[right])
                    if plan_of_another(found[left], found[right], alike) or facts_of_other_days(found[left], found[right]):
                        scores[left, right] = APART
                        continue
                    verdict = judge(pair_features(found, story, left, right, views), "events")
                    scores[left, right] = APART if verdict.score <= APART else max(LEAST, min(MOST, verdict.score))
                    if verdict.same:
                        verdicts[left, right] = verdict
    alone = [t.rank for t in found if t.rank not in repeated]
    groups = agglomerate(alone, scores, same=same, different=different, missing=LEAST, veto=APART, lean=LEAN)
    for rank, source in repeated.items():
        groups.add(rank, source)
        verdicts[source, rank] = Verdict(MOST, ("copied_sentence",))
    event_of: dict[str, str] = {}
    judgements: list[Judgement] = []
    for root, ranks_of in groups.groups().items():
        event_id = derived_id("e", found[root].mention.event_mention_id)
        for n, rank in enumerate(ranks_of):
            event_of[found[rank].mention.event_mention_id] = event_id
            if n:
                judgements.append(_reason(found, ranks_of[:n], rank, verdicts))
    return event_of, judgements


def _reason(found: Sequence[Telling], before: Sequence[int], rank: int, verdicts: Mapping[tuple[int, int], Verdict]) -> Judgement:
    """The judgement by which a telling joined: its best pair among those before it."""
    best = max(before, key=lambda other: (verdicts[other, rank].score if (other, rank) in verdicts else -9.0, -other))
    verdict = verdicts.get((best, rank))
    left, right = found[best].mention.event_mention_id, found[rank].mention.event_mention_id
    return Judgement(
        judgement_id=derived_id("j", right) + "e", table="events", left=left, right=right, verdict="same",
        because=verdict.because if verdict else ("through_others",), by="reconcile.events",
        score=round(min(1.0, 0.5 + verdict.score / 4), 4) if verdict else None,
    )  # fmt: skip


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
        place=views.places.ref(m.place), evidence=(m.sentence,), event_mention_id=m.event_mention_id, modality_evidence=m.modality_evidence,
        date_basis=m.date_basis, event_type=m.event_type, mode=m.mode,
    )  # fmt: skip


def most(values: Iterator[str | None] | Sequence[str | None]) -> str | None:
    """The most frequent known value, the first of equals."""
    counts = Counter(v for v in values if v is not None)
    return max(counts, key=lambda v: counts[v]) if counts else None


def modality_of(group: Sequence[Telling], views: Views) -> tuple[str, tuple[Evidence, ...]]:
    """The modality of an event over its tellings, and the words that decided it.

    The latest independent report decides; a later report that it took place makes a plan happened; claim against denial is uncertain.
    """
    own = [t for t in group if t.report_id not in views.copy_of] or list(group)
    kinds = {t.mention.modality for t in own}

    def said(*wanted: str) -> tuple[Evidence, ...]:
        pieces = [e for t in own if t.mention.modality in wanted for e in t.mention.modality_evidence]
        return tuple({(e.report_id, e.start, e.end): e for e in pieces}.values())

    if "denied" in kinds and kinds & REAL:
        return "uncertain", said("denied", "happened", "ongoing")
    if kinds & REAL:
        last = [t for t in own if t.mention.modality in REAL][-1]
        return last.mention.modality, said(last.mention.modality)
    last_report = own[-1].report_id
    final = Counter(t.mention.modality for t in own if t.report_id == last_report)
    value = max(final, key=lambda v: (final[v], v))
    return value, said(value)


def _row(event_id: str, group: Sequence[Telling], views: Views) -> EventRow:
    mentions = tuple(mention_row(t, views) for t in group)
    modality, why = modality_of(group, views)
    event_type = most([t.mention.event_type for t in group]) or "ASSAULT"
    of_type = [t.mention for t in group if t.mention.event_type == event_type]
    stated = [t for t in group if t.mention.date_start and t.mention.date_basis == "stated"] or [t for t in group if t.mention.date_start]
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
    actors = Counter(r.id for m in mentions for r in m.actors)
    recipients = Counter(r.id for m in mentions for r in m.recipients)
    reports = {t.report_id for t in group}
    pieces = {(m.evidence[0].report_id, m.evidence[0].start): m.evidence[0] for m in mentions}
    return EventRow(
        event_id=event_id, event_type=event_type, mode=most([m.mode for m in of_type]),
        contexts=tuple(dict.fromkeys(c for t in group for c in t.mention.contexts)), cameo=most([m.cameo for m in of_type]),
        actors=tuple(Ref(id=i, name=views.names[i]) for i in sorted(actors, key=lambda a: (-actors[a], a))),
        recipients=tuple(Ref(id=i, name=views.names[i]) for i in sorted(recipients, key=lambda a: (-recipients[a], a))),
        trigger=group[0].mention.trigger.text, place=place, date_start=day, date_end=dated.mention.date_end if dated else None,
        date_basis=dated.mention.date_basis if dated else None, modality=modality, modality_evidence=why, attributed_to=attributed,
        n_reports=len(reports), n_independent=len({views.source(r) for r in reports}), mentions=mentions, evidence=tuple(pieces.values()),
        story_id=derived_id("s", group[0].story),
    )  # fmt: skip
