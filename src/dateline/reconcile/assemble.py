"""From reports, readings and judgements to the record: grouping, linking and the rows of all tables. Pure; free of input order.

Reports go through story by story, so that no more than one story is in memory: once to find which actors stand for one, and once to make
the rows. What many stories add to (places, relations, actors of several stories) is kept aside on disk until the end. A story of which
nothing has changed since the last record is taken from there (see `earlier_work`).
"""

import math
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice, permutations
from typing import Any

import msgspec

from dateline.lexicon import rule_words
from dateline.model import record
from dateline.model.evidence import Ref
from dateline.model.judgement import Judgement
from dateline.model.mention import Chain
from dateline.model.reading import Reading
from dateline.model.report import Loss, Report
from dateline.model.situation import Batch, Situation, situation_of
from dateline.model.statement import Statement
from dateline.reconcile.across import Across, StoryActors, actors_of, chains_of, story_actors
from dateline.reconcile.actors import ActorPart, actor_parts, actor_row, link_in_stories, outlet_names, perhaps_outlets
from dateline.reconcile.commitments import commitment_rows
from dateline.reconcile.contradictions import contradictions
from dateline.reconcile.copies import by_origin, find_copies, find_versions
from dateline.reconcile.corpus import Corpus, Given, Head, Source, derived_id, fold, heads_of, reports_of
from dateline.reconcile.earlier_work import Concerned, EarlierWork
from dateline.reconcile.events import StoryActs, Telling, Views, all_acts, event_rows, link_events, tellings
from dateline.reconcile.figures import Compared, claim_row, figure_rows, link_figures
from dateline.reconcile.holders import OFFICE_RELATIONS, office_relations
from dateline.reconcile.ids import ids_in
from dateline.reconcile.judgements import Corrections, by_persons, judged_copies, judged_rows, judged_stories, key_of
from dateline.reconcile.keeping import PASSING, in_passing
from dateline.reconcile.nationality import nationalities, stated_countries
from dateline.reconcile.parties import with_parties, with_partners
from dateline.reconcile.places import PlacePart, Places, link_places, place_parts, place_row
from dateline.reconcile.postings import with_places_left
from dateline.reconcile.questions import Count, counts_of
from dateline.reconcile.rarity import rarity
from dateline.reconcile.spool import Spool
from dateline.reconcile.stories import group_stories
from dateline.reconcile.victims import joined_victims

COMING = frozenset(("will", "would", "shall", "'ll", "’ll", "'d", "’d"))
UNSPOKEN = rule_words("resolving") | rule_words("unspoken")
VERSION = "9"
"""Goes into the digest of a build: raise it when the same readings give another record."""
KEPT_REPORTS = 300
"""Reports of a store up to which all are held between finding its actors and making its rows (0.13 MB each); of a larger one they are read twice."""
ROWS_AT_ONCE = 5_000
"""Rows that no unit makes alone (of actors, places and relations of several stories, why these are one) that are handed over together."""
TITLE_CHARACTERS = 100
LEAD_CHARACTERS = 300
LEAST_SHARED = 6.0
"""Rarity of a title's words that an average other report of the story begins with, from which it names the story."""
_WORD = re.compile(r"\w+")
_ALERT = re.compile(r"\W{0,9}(?:\[[^\]]{0,40}\]\W{0,9})?(?:ALERT|BREAKING|FLASH|NEWSFLASH|SNAP|UPDATE|URGENT)\b[^\n]{0,12}?[:–—-]", re.IGNORECASE)
PLACE_BITS = 20
LAST_PLACE = (1 << PLACE_BITS) - 1
"""A row's place in a table that is ordered by reports: rank of the report, then this many bits for its place in the report."""


class Grouping(msgspec.Struct, frozen=True, kw_only=True):
    """Reports in groups.

    `story_of`: first report of each report's story; `copy_of`: source and containment; `version_of`: the version before.
    """

    story_of: Mapping[str, str]
    copy_of: Mapping[str, tuple[str, float]]
    version_of: Mapping[str, str]


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same across the reports of a unit, with the judgements that say why (those on actors left out)."""

    actor_of: Mapping[str, str]
    places: Places
    tellings: tuple[Telling, ...]
    event_of: Mapping[str, str]
    claims: tuple[Count, ...]
    figure_of: Mapping[str, str]
    compared: Compared
    judgements: tuple[Judgement, ...]
    views: Views
    acts: Mapping[str, StoryActs]


class _Judged:
    """A source whose reports and readings have what persons said of them."""

    def __init__(self, source: Source, judgements: Iterable[Judgement]) -> None:
        self._source, self._corrections = source, Corrections(judgements)

    def reports(self) -> Iterator[Report]:
        return map(self._corrections.report, self._source.reports())

    def report(self, report_id: str) -> Report | None:
        found = self._source.report(report_id)
        return None if found is None else self._corrections.report(found)

    def reading(self, report_id: str) -> Reading | None:
        found = self._source.reading(report_id)
        return None if found is None else self._corrections.reading(found)


def group(reports: Iterable[Report], readings: Iterable[Reading] = (), judgements: Iterable[Judgement] = ()) -> Grouping:
    """Copies, versions and stories of the reports."""
    source = Given(reports, readings)
    return _group(source, heads_of(source), by_persons(judgements))


def _group(source: Source, heads: Sequence[Head], judgements: Sequence[Judgement]) -> Grouping:
    ids = [h.report_id for h in heads]
    copies = judged_copies(heads, find_copies(reports_of(source, by_origin(heads))), judgements)
    story_of = judged_stories(heads, group_stories(reports_of(source, ids), copies), copies, judgements)
    return Grouping(story_of=story_of, copy_of=copies, version_of=find_versions(heads))


def link(
    reports: Iterable[Report], readings: Iterable[Reading], grouping: Grouping | None = None, judgements: Iterable[Judgement] = ()
) -> Links:
    """Actors, places, events and figures that are the same across reports, all in memory."""
    source, judged = Given(reports, readings), by_persons(judgements)
    heads = heads_of(source)
    grouping = grouping or _group(source, heads, judged)
    corpus = _corpus(source, [h.report_id for h in heads], judged)
    across = Across()
    found = story_actors(corpus, link_in_stories(corpus, grouping.story_of, outlet_names(heads)))
    across.add(found, range(len(corpus.reports)))
    list(across.link())
    actor_of, names, _ = actors_of(corpus, *across.joined_in(0, len(found.roots)))
    return _link(corpus, grouping, {k: v for k, (v, _) in grouping.copy_of.items()}, actor_of, names)


def _corpus(source: Source, report_ids: Iterable[str], judgements: Sequence[Judgement]) -> Corpus:
    found = list(reports_of(source, report_ids))
    return Corpus(found, (reading for r in found if (reading := source.reading(r.report_id)) is not None), judgements)


def _link(corpus: Corpus, grouping: Grouping, copy_of: Mapping[str, str], actor_of: Mapping[str, str], names: Mapping[str, str]) -> Links:
    corpus.retell(with_parties(corpus, grouping.story_of, actor_of))
    places = link_places(corpus, grouping.story_of)
    views = Views(corpus=corpus, actor_of=actor_of, names=names, places=places, story_of=grouping.story_of, copy_of=copy_of)
    told = tellings(corpus, grouping.story_of, actor_of, places)
    acts = all_acts(told, views)
    event_of, why_events = link_events(corpus, told, views, acts)
    actor_of, why_victims = joined_victims(corpus, told, event_of, actor_of, places)
    filled = with_partners(told, event_of) | with_places_left(corpus, told, actor_of)
    corpus.retell(filled)
    if why_victims or filled:
        views = msgspec.structs.replace(views, actor_of=actor_of)
        told = tellings(corpus, grouping.story_of, actor_of, places)
    claims = counts_of(views, event_of)
    compared = Compared(claims, views)
    figure_of, why_figures = link_figures(claims, compared, views)
    return Links(
        actor_of=actor_of, places=places, tellings=tuple(told), event_of=event_of, claims=tuple(claims), figure_of=figure_of, compared=compared,
        judgements=(*why_events, *why_victims, *why_figures), views=views, acts=acts,
    )  # fmt: skip


def assemble(
    reports: Iterable[Report],
    readings: Iterable[Reading],
    judgements: Iterable[Judgement] = (),
    losses: Iterable[Loss] = (),
) -> Situation:
    """The record of the reports, in memory. Equal inputs give equal rows in equal order, however they are ordered.

    Args:
        reports, readings: any order; a report without a reading (another language) has its row and nothing else.
        judgements: of persons; they outrank the rules (see `reconcile.judgements`).
        losses: of intake; those of readings are added.
    """
    judged = by_persons(judgements)
    return judged_rows(situation_of(record_rows(Given(reports, readings), judged, losses)), judged)


def record_rows(
    source: Source, judgements: Iterable[Judgement] = (), losses: Iterable[Loss] = (), earlier: EarlierWork | None = None
) -> Iterator[Batch]:
    """The rows of the record in batches, without holding more than a story; see `assemble`.

    Rows come in no order: those of tables of `record.BY_REPORT` with their places, the others are ordered by what they hold (see
    `record.order`). Ids are those of first members, and persons' judgements of rows (rejected, edited) are not laid over them (see
    `judged_rows`). Rows of reports that come from `earlier` are without the text.
    """
    judged, work = by_persons(judgements), earlier or EarlierWork()
    heads = heads_of(source)
    concerned = Concerned(_named_by(source, heads, judged))
    source = _Judged(source, judged)
    heads = heads_of(source) if judged else heads
    rank = {h.report_id: n for n, h in enumerate(heads)}
    grouping = _group(source, heads, judged)
    yield "judgements", [*judged, *(_copied(r, s, share) for r, (s, share) in grouping.copy_of.items())], None
    across, shared, outlets = Across(), _Shared(), outlet_names(heads)
    copy_of = {k: v for k, (v, _) in grouping.copy_of.items()}
    lost: set[str] = set()
    units: list[_Unit] = []
    for report_ids in _units(heads, grouping.story_of, concerned.together()):
        groups = ((grouping.story_of[i], grouping.copy_of.get(i), grouping.version_of.get(i)) for i in report_ids)
        key = work.key(zip(report_ids, groups, strict=True), concerned.by(report_ids))
        corpus, known = None, work.get(key, _Linked)
        if known is None or known.outlets != known.perhaps_outlets & outlets:
            corpus = _corpus(source, report_ids, judged)
            known = _linked(corpus, grouping, outlets)
            work.keep(key, known)
        across.add(known.actors, [rank[i] for i in report_ids])
        units.append(_Unit(report_ids, key, len(known.actors.roots), known.outlets, corpus if len(heads) <= KEPT_REPORTS else None))
        yield "judgements", known.actors.judgements, None
        del corpus, known  # of more reports nothing of a unit is held when the next one is loaded
    yield from _in_batches("judgements", across.link())
    start = 0
    for unit in units:
        roots, joined = across.joined_in(start, unit.chains)
        start += unit.chains
        key = work.further(unit.key, (sorted(unit.outlets), sorted(joined.items())))
        made = work.get(key, _StoryRows)
        if made is None:
            corpus = unit.corpus or _corpus(source, unit.report_ids, judged)
            actor_of, names, others = actors_of(corpus, roots, joined)
            links = _link(corpus, grouping, copy_of, actor_of, names)
            made = _rows(corpus, grouping, _without_passing(corpus, grouping, links), others, unit.outlets)
            work.keep(key, made.without_texts() if earlier else made)
            del corpus, links
        unit.corpus = None
        ranks = [rank[i] for i in unit.report_ids]
        shared.add(made, ranks)
        yield from made.batches(ranks, lost)
    yield from shared.rows()
    yield "losses", [x for x in {x.loss_id: x for x in losses}.values() if x.loss_id not in lost], None
    work.close()


def _in_batches(table: str, rows: Iterator[msgspec.Struct]) -> Iterator[Batch]:
    while some := list(islice(rows, ROWS_AT_ONCE)):
        yield table, some, None


def _copied(report_id: str, source: str, share: float) -> Judgement:
    return Judgement(
        judgement_id=derived_id("j", report_id) + "r", table="reports", left=source, right=report_id, verdict="same",
        because=("contained_words",), by="reconcile.copies", score=min(1.0, share),
    )  # fmt: skip


def _units(heads: Sequence[Head], story_of: Mapping[str, str], together: Iterable[Iterable[str]]) -> list[list[str]]:
    """Report ids, in order, by story; stories of reports that a person's judgement names together are one unit."""
    stories: dict[str, list[str]] = defaultdict(list)
    for head in heads:
        stories[story_of[head.report_id]].append(head.report_id)
    went: dict[str, str] = {}
    for report_ids in together:
        roots = set()
        for story in {story_of[r] for r in report_ids}:
            while story in went:
                story = went[story]
            roots.add(story)
        first, *others = sorted(roots)
        for other in others:
            stories[first] += stories.pop(other)
            went[other] = first
    rank = {h.report_id: n for n, h in enumerate(heads)} if went else {}
    return [sorted(members, key=rank.__getitem__) if went else members for members in stories.values()]


def _named_by(source: Source, heads: Sequence[Head], judgements: Iterable[Judgement]) -> list[tuple[Judgement, set[str]]]:
    """Judgements with the reports that hold what they name; without those that group reports."""
    found: list[tuple[Judgement, set[str]]] = []
    wanted: dict[str, list[set[str]]] = defaultdict(list)
    for j in judgements:
        if j.table in ("reports", "stories") and j.verdict in ("same", "different"):
            continue
        reports: set[str] = set()
        found.append((j, reports))
        for anchor in (*j.judged.left, *j.judged.right) if j.judged else ():
            wanted[key_of(anchor.id)].append(reports)
            if anchor.evidence is not None:
                wanted[anchor.evidence.report_id].append(reports)
        for id in (j.left, j.right):
            wanted[key_of(id or "")].append(reports)
    for head in heads if wanted else ():
        for id in (head.report_id, key_of(head.report_id), *_ids_of(source.reading(head.report_id))):
            for reports in wanted.get(id, ()):
                reports.add(head.report_id)
    return found


def _ids_of(reading: Reading | None) -> Iterator[str]:
    """Keys of the ids of findings that a judgement may name."""
    if reading is not None:
        yield from (key_of(m.mention_id) for m in reading.mentions)
        yield from (key_of(c.chain_id) for c in reading.chains)
        yield from (key_of(e.event_mention_id) for e in reading.events)
        yield from (key_of(f.claim_id) for f in reading.figures)
        yield from (key_of(s.statement_id) for s in reading.statements)
        yield from (key_of(p.pledge_id) for p in reading.pledges)
        yield from (key_of(p.position_id) for p in reading.positions)
        yield from (key_of(r.relation_id) for r in reading.relations)
        yield from (key_of(t.toponym_id) for t in reading.toponyms)
        yield from (key_of(t.time_id) for t in reading.times)


class _Unit(msgspec.Struct):
    """A story, or some that persons' judgements name together, between finding its actors and making its rows. `chains`: how many."""

    report_ids: list[str]
    key: bytes
    chains: int
    outlets: frozenset[tuple[str, ...]]
    corpus: Corpus | None


class _Linked(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The actors of a unit. `perhaps_outlets`: words of names that would be outlets if reports came from them; `outlets`: those that are."""

    actors: StoryActors
    perhaps_outlets: frozenset[tuple[str, ...]]
    outlets: frozenset[tuple[str, ...]]


def _linked(corpus: Corpus, grouping: Grouping, outlets: Set[tuple[str, ...]]) -> _Linked:
    names = perhaps_outlets(chains_of(corpus))
    found = names & outlets
    return _Linked(story_actors(corpus, link_in_stories(corpus, grouping.story_of, found)), names, found)


class _StoryRows(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is made of a unit: its rows, with their places where tables are ordered by reports, and what it adds to rows of several units.

    Reports are counted from the first of the unit on. `names`: of actors of other units too.
    """

    rows: Situation
    places: dict[str, list[int]]
    names: dict[str, str]
    actors: tuple[tuple[str, ActorPart], ...]
    place_parts: tuple[tuple[str, PlacePart], ...]
    relations: tuple[tuple[str, "_Relation"], ...]

    def without_texts(self) -> "_StoryRows":
        """The same without the texts of the reports, which the store has."""
        reports = tuple(msgspec.structs.replace(r, text="") for r in self.rows.reports)
        return msgspec.structs.replace(self, rows=msgspec.structs.replace(self.rows, reports=reports))

    def batches(self, rank: Sequence[int], lost: set[str]) -> Iterator[Batch]:
        """The rows. `rank`: place of each report over all units; `lost`: ids of losses that are there already, which grow."""
        for table in record.TABLES:
            rows = getattr(self.rows, table)
            if table == "losses":
                rows = [x for x in rows if x.loss_id not in lost]
                lost.update(x.loss_id for x in rows)
            places = self.places.get(table)
            if rows:
                yield table, rows, places and [rank[at >> PLACE_BITS] << PLACE_BITS | at & LAST_PLACE for at in places]


class _Shared:
    """Parts of rows that several units add to."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.actors = Spool(ActorPart)
        self.places = Spool(PlacePart)
        self.relations = Spool(_Relation)

    def add(self, made: _StoryRows, rank: Sequence[int]) -> None:
        """Adds the parts of a unit. `rank`: place of each of its reports over all units."""
        replace = msgspec.structs.replace
        self.names.update(made.names)
        self.actors.add((i, replace(part, shown=tuple((rank[n], words) for n, words in part.shown))) for i, part in made.actors)
        self.places.add((i, replace(part, evidence=tuple((rank[n], words) for n, words in part.evidence))) for i, part in made.place_parts)
        self.relations.add((triple, replace(part, rank=rank[part.rank])) for triple, part in made.relations)

    def rows(self) -> Iterator[Batch]:
        """The rows of all parts."""
        yield from _in_batches("actors", (actor_row(actor, self.names[actor], parts) for actor, parts in self.actors.groups()))
        yield from _in_batches("places", (place_row(place, found) for place, found in self.places.groups() if any(p.told for p in found)))
        yield from _in_batches("relations", (_relation_row(relations) for _, relations in self.relations.groups()))


def _rows(corpus: Corpus, grouping: Grouping, links: Links, known: Set[str], outlets: Set[tuple[str, ...]]) -> _StoryRows:
    """The rows of a unit. `known`: actors of other units too."""
    views = links.views
    events = event_rows(links.tellings, links.event_of, views)
    claims = [claim_row(c, views) for c in links.claims]
    figures = figure_rows(links.claims, links.figure_of, views)
    commitments = commitment_rows(views, links.tellings, links.event_of, links.acts)
    statements = _statements(views, links)
    positions = _positions(views)
    guessed = nationalities(corpus, links.actor_of, grouping.story_of)
    relations, passing = _relations(views, guessed)
    used = ids_in((events, claims, figures, commitments, [s for _, s in statements], positions, [r.row for _, r in relations]))
    actors = dict(actor_parts(corpus, links.actor_of, views.names, used, outlets, guessed))
    relations += [(triple, r) for triple, r in passing if r.row.subject.id in actors and r.row.object.id in actors]
    placed: dict[str, list[tuple[str, Any]]] = {
        "reports": list(_reports(corpus, grouping)), "mentions": list(_mentions(corpus, links, actors.keys())), "statements": statements,
        "times": list(_times(corpus)),
    }  # fmt: skip
    rows = Situation(
        **{table: tuple(row for _, row in found) for table, found in placed.items()},
        actors=tuple(actor_row(a, views.names[a], [part]) for a, part in actors.items() if a not in known),
        events=tuple(events), figure_claims=tuple(claims), figures=tuple(figures), commitments=tuple(commitments), positions=tuple(positions),
        stories=tuple(_stories(corpus, grouping, views, actors.keys())),
        contradictions=tuple(contradictions(links.tellings, links.event_of, links.claims, links.figure_of, links.compared, commitments, views)),
        judgements=links.judgements,
        losses=tuple({x.loss_id: x for r in corpus.reports for x in corpus.readings[r.report_id].losses}.values()),
    )  # fmt: skip
    shared = [a for a in actors if a in known]
    return _StoryRows(
        rows=rows, places={table: _places_in_order(found, corpus.rank) for table, found in placed.items()},
        names={a: views.names[a] for a in shared}, actors=tuple((a, actors[a]) for a in shared),
        place_parts=tuple(place_parts(corpus, links.places, used)), relations=tuple(relations),
    )  # fmt: skip


def _without_passing(corpus: Corpus, grouping: Grouping, links: Links) -> Links:
    """The links without groups of mentions that are no actors (see `keeping`); events were joined with them."""
    passing = in_passing(corpus, links.actor_of, grouping.story_of)
    actor_of = {c: a for c, a in links.actor_of.items() if a not in passing}
    return msgspec.structs.replace(links, actor_of=actor_of, views=msgspec.structs.replace(links.views, actor_of=actor_of))


def _places_in_order(rows: Iterable[tuple[str, msgspec.Struct]], rank: Mapping[str, int]) -> list[int]:
    """Places of rows of a table that is ordered by reports. `rows`: with their report ids, those of a report in order."""
    counts: dict[str, int] = defaultdict(int)
    places = []
    for report_id, _ in rows:
        places.append(rank[report_id] << PLACE_BITS | counts[report_id])
        counts[report_id] += 1
    return places


def _reports(corpus: Corpus, grouping: Grouping) -> Iterator[tuple[str, record.ReportRow]]:
    for r in corpus.reports:
        yield (
            r.report_id,
            record.ReportRow(
                report_id=r.report_id, uri=r.uri, title=r.title, text=r.text, outlet=r.outlet, agencies=r.agencies, byline=r.byline,
                dateline_place=r.dateline_place, published=r.published, published_basis=r.published_basis,
                published_candidates=r.published_candidates, language=r.language, damage=r.damage,
                story_id=derived_id("s", grouping.story_of[r.report_id]), copy_of=grouping.copy_of.get(r.report_id, (None, 0.0))[0],
                version_of=grouping.version_of.get(r.report_id), external_id=r.external_id, content_hash=r.content_hash, url=r.url,
                raw_sha256=r.raw_sha256 or None, dateline=r.header.dateline,
            ),
        )  # fmt: skip


def _mentions(corpus: Corpus, links: Links, kept: Set[str]) -> Iterator[tuple[str, record.MentionRow]]:
    for report in corpus.reports:
        for m in sorted(corpus.readings[report.report_id].mentions, key=lambda m: (m.start, m.end, m.mention_id)):
            actor = links.actor_of.get(m.chain_id or "")
            yield (
                report.report_id,
                record.MentionRow(
                    mention_id=m.mention_id, report_id=report.report_id, start=m.start, end=m.end, text=m.text, form=m.form,
                    actor_id=actor if actor in kept else None,
                ),
            )  # fmt: skip


def _statements(views: Views, links: Links) -> list[tuple[str, record.StatementRow]]:
    in_report: dict[str, list[Telling]] = defaultdict(list)
    for telling in links.tellings:
        in_report[telling.report_id].append(telling)
    rows = []
    for report in views.corpus.reports:
        about_what = [(t.mention.trigger, links.event_of[t.mention.event_mention_id]) for t in in_report[report.report_id]]
        told = {c.chain_id: c.name for c in views.corpus.readings[report.report_id].chains}
        read = {s.statement_id: s for s in views.corpus.readings[report.report_id].statements}
        for s in sorted(filter(_is_said, read.values()), key=lambda s: (_first(s), s.statement_id)):
            about = dict.fromkeys(e for at, e in about_what for c in s.content if c.start <= at.start and at.end <= c.end)
            rows.append(
                (report.report_id, record.StatementRow(
                    statement_id=s.statement_id, report_id=report.report_id, source=views.actor(s.source),
                    source_text=s.source_evidence.text if s.source_evidence else None, cue=s.cue.text if s.cue else None,
                    cue_class=s.cue_class, kind=s.kind, content=s.content, addressee=views.actor(s.addressee) or told.get(s.addressee or ""),
                    also_by=views.actors(s.also_by), relayed_by=views.actors(s.relayed_by), parent_id=_outer(s, read), date=s.date, date_basis=s.date_basis,
                    about=tuple(about), evidence=s.basis.evidence or s.content,
                ))
            )  # fmt: skip
    return rows


def _is_said(statement: Statement) -> bool:
    """Whether something was said: not what somebody will say ("would ask the court"), and no mere resolve, wish or refusal ("agreed to leave",
    "want an inquiry", "refused to march"), which stand among commitments, positions and events."""
    cue = statement.cue.text.lower().split() if statement.cue is not None else []
    inside = statement.parent_id is not None or statement.kind == "indirect"
    if not inside:
        return True
    if statement.cue_class in ("say", "ask") and not COMING.isdisjoint(cue):
        return False
    lemma = statement.basis.rule.removeprefix("statements.verb_")
    return lemma not in UNSPOKEN or statement.content[0].text[:5].lower() == "that "


def _outer(statement: Statement, read: Mapping[str, Statement]) -> str | None:
    """The statement in the record that contains another."""
    outer = read.get(statement.parent_id or "")
    while outer is not None and not _is_said(outer):
        outer = read.get(outer.parent_id or "")
    return outer.statement_id if outer is not None else None


def _first(statement: Any) -> int:
    return min((e.start for e in statement.content), default=0)


def _positions(views: Views) -> list[record.PositionRow]:
    return [
        record.PositionRow(
            position_id=p.position_id, holder=holder, topic=p.topic.text, stance=p.stance, strength=p.strength, date=p.date,
            evidence=p.basis.evidence or (p.topic,),
        )
        for report in views.corpus.reports
        for p in views.corpus.readings[report.report_id].positions
        if (holder := views.actor(p.holder)) is not None
    ]  # fmt: skip


class _Relation(msgspec.Struct, frozen=True, gc=False):
    """A relation as one report tells it. `rank`: place of the report."""

    rank: int
    row: record.RelationRow


BETWEEN_TWO = frozenset(("backs", "recognises", "allied_with"))
"""Relations of two of whom neither leads the other."""
UNNAMED_BODY = frozenset(("relations.near", "relations.office"))
"""Rules of relations whose words do not name the body."""
_Told = tuple[str, _Relation]
"""A relation by its subject, predicate and object."""


def _relations(views: Views, guessed: Mapping[str, str | None]) -> tuple[list[_Told], list[_Told]]:
    """Relations by subject, predicate and object: those that keep their actors in the record, and the others.

    `guessed`: the likeliest country of actors for which none is stated.
    """
    rows: list[_Told] = []
    passing: list[_Told] = []
    rank = views.corpus.rank
    countries, stated = _countries(views, guessed)
    chains = [c for report in views.corpus.reports for c in views.corpus.readings[report.report_id].chains]
    people = {views.actor_of[c.chain_id] for c in chains if c.kind == "person" and c.named and c.chain_id in views.actor_of}
    told = [r for report in views.corpus.reports for r in views.corpus.readings[report.report_id].relations if r.predicate in BETWEEN_TWO]
    apart = {pair for r in told for pair in permutations((views.actor_of.get(r.subject), views.actor_of.get(r.object)))}
    for report in views.corpus.reports:
        for r in views.corpus.readings[report.report_id].relations:
            subject, target = views.actor(r.subject), views.actor(r.object)
            if subject is None or target is None or subject.id == target.id:
                continue
            if r.predicate == "part_of" and target.id in people:
                continue  # "Mirren's office": nobody is a part of somebody
            if r.basis.rule in UNNAMED_BODY and (subject.id, target.id) in apart:
                continue  # "Peru backs President Reed": he does not lead Peru
            if not _of_one_country(r.basis.rule, countries.get(subject.id), countries.get(target.id)):
                continue
            row = record.RelationRow(
                relation_id=r.relation_id, subject=subject, predicate=r.predicate, object=target, since=r.since, evidence=r.basis.evidence
            )
            kept = passing if r.basis.rule in PASSING else rows
            kept.append((f"{subject.id} {r.predicate} {target.id}", _Relation(rank[report.report_id], row)))
    held = {r.row.subject.id for _, r in rows if r.row.predicate in OFFICE_RELATIONS}
    for report_id, row in office_relations(views, countries, stated, held):
        if (row.subject.id, row.object.id) in apart:
            continue
        rows.append((f"{row.subject.id} {row.predicate} {row.object.id}", _Relation(rank[report_id], row)))
    return rows, passing


def _of_one_country(rule: str, subject: str | None, target: str | None) -> bool:
    """Whether the countries of holder and body bear out a relation whose words do not name the body: none may differ, and for an office
    of which only the report as a whole says whose it is both must be known."""
    if rule == "relations.office":
        return subject is not None and subject == target
    return rule != "relations.near" or subject is None or target is None or subject == target


def _countries(views: Views, guessed: Mapping[str, str | None]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The country of each actor: the one most stated for it, else the likeliest; and those that are stated alone."""
    chains: dict[str, list[Chain]] = defaultdict(list)
    for reading in views.corpus.readings.values():
        for chain in reading.chains:
            if (actor := views.actor_of.get(chain.chain_id)) is not None:
                chains[actor].append(chain)
    found, told = {}, {}
    for actor, here in chains.items():
        stated = stated_countries(here)
        country = max(stated, key=lambda c: (stated[c], c)) if stated else guessed.get(actor)
        if country is not None:
            found[actor] = country
        if stated and country is not None:
            told[actor] = country
    return found, told


def _relation_row(told: Sequence[_Relation]) -> record.RelationRow:
    """One row with the evidence of all reports."""
    rows = [r.row for r in sorted(told, key=lambda r: r.rank)]
    since = min((r.since for r in rows if r.since), default=None)
    return msgspec.structs.replace(rows[0], since=since, evidence=tuple(e for r in rows for e in r.evidence))


def _times(corpus: Corpus) -> Iterator[tuple[str, record.TimeRow]]:
    for report in corpus.reports:
        for t in sorted(corpus.readings[report.report_id].times, key=lambda t: (t.start, t.end, t.time_id)):
            words = (corpus.evidence(report.report_id, t.start, t.end),)
            yield (
                report.report_id,
                record.TimeRow(
                    time_id=t.time_id, report_id=report.report_id, start=t.start, end=t.end, text=t.text, type=t.type, value=t.value,
                    mod=t.mod, date_start=t.date_start, date_end=t.date_end, anchor=t.anchor, status=t.status, evidence=words,
                ),
            )  # fmt: skip


def _stories(corpus: Corpus, grouping: Grouping, views: Views, named: Set[str]) -> list[record.StoryRow]:
    members: dict[str, list[Report]] = defaultdict(list)
    for report in corpus.reports:
        members[grouping.story_of[report.report_id]].append(report)
    rows = []
    for root, found in members.items():
        known = [r.published for r in found if r.published]
        who: dict[str, int] = defaultdict(int)
        where: dict[str, tuple[int, Ref]] = {}
        for report in found:
            reading = corpus.readings[report.report_id]
            for chain in reading.chains:
                if chain.named and chain.chain_id in views.actor_of:
                    who[views.actor_of[chain.chain_id]] += len(chain.mention_ids)
            for toponym in reading.toponyms:
                if toponym.role == "place" and (ref := views.places.ref(toponym.toponym_id)) is not None:
                    where[ref.id] = (where.get(ref.id, (0, ref))[0] + 1, where.get(ref.id, (0, ref))[1])
        actors_of = [a for a in sorted(who, key=lambda a: (-who[a], a)) if a in named][:12]
        places_of = sorted(where.values(), key=lambda w: (-w[0], w[1].id))[:8]
        rows.append(
            record.StoryRow(
                story_id=derived_id("s", root), title=story_title(found), first=min(known, default=None), last=max(known, default=None),
                n_reports=len(found), n_independent=len({views.source(r.report_id) for r in found}),
                report_ids=tuple(r.report_id for r in found), actors=tuple(Ref(id=a, name=views.names[a]) for a in actors_of),
                places=tuple(ref for _, ref in places_of),
            )
        )  # fmt: skip
    return rows


def story_title(found: Sequence[Report]) -> str:
    """The first report's title, else the title that other reports begin with most, else how the running text of the first begins.

    A title marked as a first alert is passed over for the next one: what it counts is soon out of date.
    """
    if found[0].title and (later := next((r.title for r in found if r.title and not _ALERT.match(r.title)), found[0].title)):
        return later
    leads = [_WORD.findall(fold(_running(r)[:LEAD_CHARACTERS])) for r in found]

    def shared(n: int) -> float:
        words = set(_WORD.findall(fold(found[n].title or "")))
        return math.fsum(rarity(w) for m, lead in enumerate(leads) if m != n for w in words.intersection(lead)) / (len(found) - 1)

    worth = {n: shared(n) for n, report in enumerate(found) if report.title}
    best = max(worth, key=lambda n: (worth[n], -n), default=None)
    if best is not None and worth[best] >= LEAST_SHARED:
        return found[best].title or ""
    return textwrap.shorten(_running(found[0]), TITLE_CHARACTERS, placeholder=" …")


def _running(report: Report) -> str:
    return report.text[report.header.dateline[1] if report.header.dateline else 0 :]
