"""The rows of the record: one type a table, the columns of the contract (extra columns come last).

These are the public names everywhere: store, exports, Python, brief. Ids of what stands in one report are hashes of report, place and
kind; ids across reports are those of their first member. Evidence everywhere is `{report_id, start, end, text}`.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from dateline.model.evidence import Evidence, Ref
from dateline.model.judgement import Judgement
from dateline.model.report import Damage, Loss


class ReportRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `reports`. `copy_of`: report that it repeats; `version_of`: earlier version of the same page.

    `dateline`: start and end of place, date and agency in front of the running text ("ROME, April 15 (XYZ) -").
    """

    report_id: str
    uri: str
    title: str | None
    text: str
    outlet: str | None
    agencies: tuple[str, ...]
    byline: str | None
    dateline_place: str | None
    published: str | None
    published_basis: str | None
    published_candidates: tuple[str, ...]
    language: str | None
    damage: tuple[Damage, ...]
    story_id: str | None
    copy_of: str | None
    version_of: str | None
    external_id: str | None
    content_hash: str
    url: str | None = None
    raw_sha256: str | None = None
    dateline: tuple[int, int] | None = None


class TitleRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A title in `actors.titles`: `of` is the body or country whose office it is."""

    title: str
    of: Ref | str | None
    evidence: tuple[Evidence, ...]


class ActorRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `actors`. `country_basis`: `stated` where a report says whose it is, `inferred` from the story around, None without a country."""

    actor_id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    titles: tuple[TitleRow, ...]
    country: str | None
    sectors: tuple[str, ...]
    external_ids: dict[str, str]
    n_mentions: int
    n_reports: int
    evidence: tuple[Evidence, ...]
    former_ids: tuple[str, ...] = ()
    country_basis: str | None = None


class MentionRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `mentions`."""

    mention_id: str
    report_id: str
    start: int
    end: int
    text: str
    form: str
    actor_id: str | None


class RelationRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `relations`."""

    relation_id: str
    subject: Ref
    predicate: str
    object: Ref
    since: str | None
    evidence: tuple[Evidence, ...]


class StatementRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `statements`. `source` is None where the text names nobody; `source_text` are its words."""

    statement_id: str
    report_id: str
    source: Ref | None
    source_text: str | None
    also_by: tuple[Ref, ...] = ()
    cue: str | None
    cue_class: str
    kind: str
    content: tuple[Evidence, ...]
    addressee: Ref | str | None
    relayed_by: tuple[Ref, ...]
    parent_id: str | None
    date: str | None
    date_basis: str | None
    about: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class EventMentionRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One telling in `events.mentions`: what it asserts. `trigger` is evidence; `mode` that of the event where the telling names none."""

    report_id: str
    trigger: Evidence
    modality: str
    actors: tuple[Ref, ...]
    recipients: tuple[Ref, ...]
    attributed_to: tuple[Ref, ...]
    date_start: str | None
    date_end: str | None
    place: Ref | None
    evidence: tuple[Evidence, ...]
    event_mention_id: str = ""
    modality_evidence: tuple[Evidence, ...] = ()
    date_basis: str | None = None
    event_type: str | None = None
    mode: str | None = None


class EventRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `events`: one event over all tellings."""

    event_id: str
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    actors: tuple[Ref, ...]
    recipients: tuple[Ref, ...]
    trigger: str
    place: Ref | None
    date_start: str | None
    date_end: str | None
    date_basis: str | None
    modality: str
    modality_evidence: tuple[Evidence, ...]
    attributed_to: tuple[Ref, ...]
    n_reports: int
    n_independent: int
    mentions: tuple[EventMentionRow, ...]
    evidence: tuple[Evidence, ...]
    story_id: str | None = None
    former_ids: tuple[str, ...] = ()


class FigureClaimRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `figure_claims`."""

    claim_id: str
    report_id: str
    indicator: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    qualifier: str | None
    expression: str
    status: str
    who: str | None
    place: Ref | None
    period_start: str | None
    period_end: str | None
    as_of: str | None
    part_of: str | None
    attributed_to: tuple[Ref, ...]
    evidence: tuple[Evidence, ...]
    event_id: str | None = None


class FigureRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `figures`: all claims on one question. `latest`: value of the last independent claim; `evidence` that of the claims."""

    figure_id: str
    indicator: str
    unit: str | None
    place: Ref | None
    story_id: str | None
    claims: tuple[str, ...]
    verdict: str
    latest: float | None
    low: float | None
    high: float | None
    evidence: tuple[Evidence, ...]
    who: str | None = None
    event_id: str | None = None
    former_ids: tuple[str, ...] = ()


class CommitmentRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `commitments`. `action` is text; `outcome`: open, kept, broken, withdrawn, repeated."""

    commitment_id: str
    by: tuple[Ref, ...]
    to: tuple[Ref, ...]
    action: str
    event_type: str | None
    place: Ref | None
    due: str | None
    due_text: str | None
    condition: str | None
    outcome: str
    outcome_events: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    outcome_evidence: tuple[Evidence, ...] = ()
    event_id: str | None = None


class PositionRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `positions`."""

    position_id: str
    holder: Ref
    topic: str
    stance: str
    strength: float | None
    date: str | None
    evidence: tuple[Evidence, ...]


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `places`."""

    place_id: str
    name: str
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    feature: str | None
    gazetteer_id: str | None
    precision_km: float | None
    evidence: tuple[Evidence, ...]
    candidates: tuple[str, ...] = ()
    reason: str | None = None


class TimeRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `times`."""

    time_id: str
    report_id: str
    start: int
    end: int
    text: str
    type: str
    value: str | None
    mod: str | None
    date_start: str | None
    date_end: str | None
    anchor: str | None
    status: str
    evidence: tuple[Evidence, ...]


class StoryRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `stories`. `n_independent` counts copies of one text once."""

    story_id: str
    title: str
    first: str | None
    last: str | None
    n_reports: int
    n_independent: int
    report_ids: tuple[str, ...]
    actors: tuple[Ref, ...]
    places: tuple[Ref, ...]
    former_ids: tuple[str, ...] = ()


class SideRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One side of a contradiction: the row it refers to and its words."""

    table: str
    id: str
    name: str
    evidence: tuple[Evidence, ...]


class ContradictionRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Table `contradictions`. `kind`: figure, modality, date, place, actor."""

    contradiction_id: str
    kind: str
    sides: tuple[SideRow, ...]
    note: str


TABLES: dict[str, type[msgspec.Struct]] = {
    "reports": ReportRow,
    "actors": ActorRow,
    "mentions": MentionRow,
    "relations": RelationRow,
    "statements": StatementRow,
    "events": EventRow,
    "figure_claims": FigureClaimRow,
    "figures": FigureRow,
    "commitments": CommitmentRow,
    "positions": PositionRow,
    "places": PlaceRow,
    "times": TimeRow,
    "stories": StoryRow,
    "contradictions": ContradictionRow,
    "judgements": Judgement,
    "losses": Loss,
}
"""Name of each table and the type of its rows; the first field of a row type is its id."""

JOINED = ("actors", "events", "figures", "stories")
"""Tables whose rows stand for one thing over several reports, and so can be joined and parted; their ids are kept from build to build."""
BY_REPORT = ("reports", "mentions", "statements", "times")
"""Tables whose rows stand in the order of the reports (by date of publication, then id) and of the places in them."""


def order(table: str) -> Callable[[Any], Any]:
    """The sort key of the rows of a table that is not of `BY_REPORT`: by id or, where time counts, by date then id."""
    own = TABLES[table].__struct_fields__[0]
    if table == "events":
        return lambda row: (row.date_start or "9999", row.event_id)
    if table == "stories":
        return lambda row: (row.first or "9999", row.story_id)
    return lambda row: getattr(row, own)
