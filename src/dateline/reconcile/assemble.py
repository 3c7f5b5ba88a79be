"""From reports, readings and judgements to the record: grouping, linking and the rows of all tables. Pure; free of input order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from dateline.model import record
from dateline.model.evidence import Ref
from dateline.model.judgement import Judgement
from dateline.model.reading import Reading
from dateline.model.report import Loss, Report
from dateline.model.situation import Situation
from dateline.reconcile.actors import actor_rows, link_actors
from dateline.reconcile.commitments import commitment_rows
from dateline.reconcile.contradictions import contradictions
from dateline.reconcile.copies import find_copies, find_versions
from dateline.reconcile.corpus import Corpus, derived_id
from dateline.reconcile.events import StoryActs, Telling, Views, all_acts, event_rows, link_events, tellings
from dateline.reconcile.figures import Claim, claim_row, claims_of, figure_rows, link_figures
from dateline.reconcile.ids import ids_in, keep_ids
from dateline.reconcile.judgements import Corrections, by_persons, judged_copies, judged_rows, judged_stories
from dateline.reconcile.keeping import in_passing
from dateline.reconcile.places import Places, link_places, place_rows
from dateline.reconcile.stories import group_stories

VERSION = "2"
"""Goes into the digest of a build: raise it when the same readings give another record."""


class Grouping(msgspec.Struct, frozen=True, kw_only=True):
    """Reports in groups.

    `story_of`: first report of each report's story; `copy_of`: source and containment; `version_of`: the version before.
    """

    story_of: Mapping[str, str]
    copy_of: Mapping[str, tuple[str, float]]
    version_of: Mapping[str, str]


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same across reports, with the judgements that say why."""

    actor_of: Mapping[str, str]
    places: Places
    tellings: tuple[Telling, ...]
    event_of: Mapping[str, str]
    claims: tuple[Claim, ...]
    figure_of: Mapping[str, str]
    judgements: tuple[Judgement, ...]
    views: Views
    acts: StoryActs


def group(reports: Iterable[Report], readings: Iterable[Reading] = (), judgements: Iterable[Judgement] = ()) -> Grouping:
    """Copies, versions and stories of the reports."""
    return _group(Corpus(reports, readings, judgements))


def _group(corpus: Corpus) -> Grouping:
    copies = judged_copies(corpus.reports, find_copies(corpus.reports), corpus.judgements)
    story_of = judged_stories(corpus.reports, group_stories(corpus.reports, copies), copies, corpus.judgements)
    return Grouping(story_of=story_of, copy_of=copies, version_of=find_versions(corpus.reports))


def link(
    reports: Iterable[Report], readings: Iterable[Reading], grouping: Grouping | None = None, judgements: Iterable[Judgement] = ()
) -> Links:
    """Actors, places, events and figures that are the same across reports."""
    corpus = Corpus(reports, readings, judgements)
    return _link(corpus, grouping or _group(corpus))


def _link(corpus: Corpus, grouping: Grouping) -> Links:
    copy_of = {k: v for k, (v, _) in grouping.copy_of.items()}
    actor_of, why_actors, names = link_actors(corpus, grouping.story_of, copy_of)
    places = link_places(corpus, grouping.story_of)
    views = Views(corpus=corpus, actor_of=actor_of, names=names, places=places, story_of=grouping.story_of, copy_of=copy_of)
    told = tellings(corpus, grouping.story_of, actor_of, places)
    acts = all_acts(told, views)
    event_of, why_events = link_events(corpus, told, views, acts)
    claims = claims_of(views, event_of)
    figure_of, why_figures = link_figures(claims, views)
    copies = [
        Judgement(
            judgement_id=derived_id("j", report_id) + "r", table="reports", left=source, right=report_id, verdict="same",
            because=("contained_words",), by="reconcile.copies", score=min(1.0, score),
        )
        for report_id, (source, score) in grouping.copy_of.items()
    ]  # fmt: skip
    return Links(
        actor_of=actor_of, places=places, tellings=tuple(told), event_of=event_of, claims=tuple(claims), figure_of=figure_of,
        judgements=(*copies, *why_actors, *why_events, *why_figures), views=views, acts=acts,
    )  # fmt: skip


def assemble(
    reports: Iterable[Report],
    readings: Iterable[Reading],
    judgements: Iterable[Judgement] = (),
    losses: Iterable[Loss] = (),
    earlier: Situation | None = None,
) -> Situation:
    """The record of the reports. Equal inputs give equal rows in equal order, however they are ordered.

    Args:
        reports, readings: any order; a report without a reading (another language) has its row and nothing else.
        judgements: of persons; they outrank the rules (see `reconcile.judgements`).
        losses: of intake; those of readings are added.
        earlier: the record before reports were added; its ids are kept (see `keep_ids`).
    """
    judged = by_persons(judgements)
    corrections = Corrections(judged)
    corpus = Corpus(map(corrections.report, reports), map(corrections.reading, readings), judged)
    grouping = _group(corpus)
    links = _link(corpus, grouping)
    situation = _rows(corpus, grouping, links, tuple(losses))
    if earlier is not None:
        situation = keep_ids(situation, earlier)
    return judged_rows(situation, corpus.judgements)


def _rows(corpus: Corpus, grouping: Grouping, links: Links, losses: tuple[Loss, ...]) -> Situation:
    links = _without_passing(corpus, grouping, links)
    views = links.views
    events = event_rows(links.tellings, links.event_of, views)
    claims = tuple(sorted((claim_row(c, views) for c in links.claims), key=lambda c: c.claim_id))
    figures = figure_rows(links.claims, links.figure_of, views)
    commitments = commitment_rows(views, links.tellings, links.event_of, links.acts)
    statements = _statements(views, links)
    positions = _positions(views)
    relations = _relations(views)
    opposed = contradictions(links.tellings, links.event_of, links.claims, views, links.acts)
    used = ids_in((events, claims, figures, commitments, statements, positions, relations))
    actors = actor_rows(corpus, links.actor_of, views.names, used)
    kept = {a.actor_id for a in actors}
    read = [x for r in corpus.reports for x in corpus.readings[r.report_id].losses]
    return Situation(
        reports=_reports(corpus, grouping), actors=actors, mentions=_mentions(corpus, links, kept), relations=relations,
        statements=statements, events=events, figure_claims=claims, figures=figures, commitments=commitments, positions=positions,
        places=place_rows(corpus, links.places, used), times=_times(corpus), stories=_stories(corpus, grouping, views, actors),
        contradictions=opposed, judgements=tuple(sorted((*links.judgements, *corpus.judgements), key=lambda j: j.judgement_id)),
        losses=tuple(sorted({x.loss_id: x for x in (*losses, *read)}.values(), key=lambda x: x.loss_id)),
    )  # fmt: skip


def _without_passing(corpus: Corpus, grouping: Grouping, links: Links) -> Links:
    """The links without groups of mentions that are no actors (see `keeping`); events were joined with them."""
    passing = in_passing(corpus, links.actor_of, grouping.story_of)
    actor_of = {c: a for c, a in links.actor_of.items() if a not in passing}
    return msgspec.structs.replace(links, actor_of=actor_of, views=msgspec.structs.replace(links.views, actor_of=actor_of))


def _reports(corpus: Corpus, grouping: Grouping) -> tuple[record.ReportRow, ...]:
    rows = []
    for r in corpus.reports:
        rows.append(
            record.ReportRow(
                report_id=r.report_id, uri=r.uri, title=r.title, text=r.text, outlet=r.outlet, agencies=r.agencies, byline=r.byline,
                dateline_place=r.dateline_place, published=r.published, published_basis=r.published_basis,
                published_candidates=r.published_candidates, language=r.language, damage=r.damage,
                story_id=derived_id("s", grouping.story_of[r.report_id]), copy_of=grouping.copy_of.get(r.report_id, (None, 0.0))[0],
                version_of=grouping.version_of.get(r.report_id), external_id=r.external_id, content_hash=r.content_hash, url=r.url,
                raw_sha256=r.raw_sha256 or None,
            )
        )  # fmt: skip
    return tuple(rows)


def _mentions(corpus: Corpus, links: Links, kept: set[str]) -> tuple[record.MentionRow, ...]:
    rows = []
    for report in corpus.reports:
        for m in sorted(corpus.readings[report.report_id].mentions, key=lambda m: (m.start, m.end, m.mention_id)):
            actor = links.actor_of.get(m.chain_id or "")
            rows.append(
                record.MentionRow(
                    mention_id=m.mention_id, report_id=report.report_id, start=m.start, end=m.end, text=m.text, form=m.form,
                    actor_id=actor if actor in kept else None,
                )
            )  # fmt: skip
    return tuple(rows)


def _statements(views: Views, links: Links) -> tuple[record.StatementRow, ...]:
    in_report: dict[str, list[Telling]] = defaultdict(list)
    for telling in links.tellings:
        in_report[telling.report_id].append(telling)
    rows = []
    for report in views.corpus.reports:
        for s in sorted(views.corpus.readings[report.report_id].statements, key=lambda s: (_first(s), s.statement_id)):
            about = dict.fromkeys(
                links.event_of[t.mention.event_mention_id]
                for t in in_report[report.report_id]
                if any(c.start <= t.mention.trigger.start and t.mention.trigger.end <= c.end for c in s.content)
            )
            rows.append(
                record.StatementRow(
                    statement_id=s.statement_id, report_id=report.report_id, source=views.actor(s.source),
                    source_text=s.source_evidence.text if s.source_evidence else None, cue=s.cue.text if s.cue else None,
                    cue_class=s.cue_class, kind=s.kind, content=s.content, addressee=views.actor(s.addressee),
                    relayed_by=views.actors(s.relayed_by), parent_id=s.parent_id, date=s.date, date_basis=s.date_basis,
                    about=tuple(about), evidence=s.basis.evidence or s.content,
                )
            )  # fmt: skip
    return tuple(rows)


def _first(statement: Any) -> int:
    return min((e.start for e in statement.content), default=0)


def _positions(views: Views) -> tuple[record.PositionRow, ...]:
    rows = [
        record.PositionRow(
            position_id=p.position_id, holder=holder, topic=p.topic.text, stance=p.stance, strength=p.strength, date=p.date,
            evidence=p.basis.evidence or (p.topic,),
        )
        for report in views.corpus.reports
        for p in views.corpus.readings[report.report_id].positions
        if (holder := views.actor(p.holder)) is not None
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda p: p.position_id))


def _relations(views: Views) -> tuple[record.RelationRow, ...]:
    """One row for each subject, predicate and object, with the evidence of all reports."""
    found: dict[tuple[str, str, str], record.RelationRow] = {}
    for report in views.corpus.reports:
        for r in views.corpus.readings[report.report_id].relations:
            subject, target = views.actor(r.subject), views.actor(r.object)
            if subject is None or target is None or subject.id == target.id:
                continue
            key = (subject.id, r.predicate, target.id)
            if key in found:
                old = found[key]
                since = min((s for s in (old.since, r.since) if s), default=None)
                found[key] = msgspec.structs.replace(old, evidence=(*old.evidence, *r.basis.evidence), since=since)
            else:
                found[key] = record.RelationRow(
                    relation_id=r.relation_id, subject=subject, predicate=r.predicate, object=target, since=r.since,
                    evidence=r.basis.evidence,
                )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda r: r.relation_id))


def _times(corpus: Corpus) -> tuple[record.TimeRow, ...]:
    return tuple(
        record.TimeRow(
            time_id=t.time_id, report_id=report.report_id, start=t.start, end=t.end, text=t.text, type=t.type, value=t.value, mod=t.mod,
            date_start=t.date_start, date_end=t.date_end, anchor=t.anchor, status=t.status,
            evidence=(corpus.evidence(report.report_id, t.start, t.end),),
        )
        for report in corpus.reports
        for t in sorted(corpus.readings[report.report_id].times, key=lambda t: (t.start, t.end, t.time_id))
    )  # fmt: skip


def _stories(corpus: Corpus, grouping: Grouping, views: Views, actors: Sequence[record.ActorRow]) -> tuple[record.StoryRow, ...]:
    members: dict[str, list[Report]] = defaultdict(list)
    for report in corpus.reports:
        members[grouping.story_of[report.report_id]].append(report)
    named = {a.actor_id for a in actors}
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
                story_id=derived_id("s", root), title=_story_title(found), first=min(known, default=None), last=max(known, default=None),
                n_reports=len(found), n_independent=len({views.source(r.report_id) for r in found}),
                report_ids=tuple(r.report_id for r in found), actors=tuple(Ref(id=a, name=views.names[a]) for a in actors_of),
                places=tuple(ref for _, ref in places_of),
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda r: (r.first or "9999", r.story_id)))


def _story_title(found: Sequence[Report]) -> str:
    """The title of the first report that has one, else the beginning of its text."""
    for report in found:
        if report.title:
            return report.title
    text = " ".join(found[0].text.split())
    return text if len(text) <= 100 else text[:100].rsplit(" ", 1)[0] + " …"
