"""What persons have judged, laid over what the rules found; a person outranks every rule, and of two persons the later one.

Three places, in the order of the work: reports and their findings before anything is compared (`Corrections`), pairs that must or must
not be one thing while things are linked (`pairs`, `judged_copies`, `judged_stories`), rows of the finished record (`judged_rows`).
Each judgement names the members that it was made about with their words, so it holds when ids change and when reports are added.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from dateline.errors import InputError
from dateline.model import record
from dateline.model.evidence import Evidence, Ref
from dateline.model.figure import FigureClaim
from dateline.model.judgement import Anchor, Judgement
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.situation import Situation
from dateline.reconcile.columns import COLUMNS, Column, read_value
from dateline.reconcile.ids import members_of
from dateline.reconcile.weigh import Groups

if TYPE_CHECKING:
    from dateline.reconcile.corpus import Head

CLAIM_COLUMNS = ("indicator", "value", "low", "high", "unit", "qualifier", "status", "who", "period_start", "period_end", "as_of", "part_of")
"""Columns of a figure's claim that are set before claims are compared, so that verdicts and contradictions follow."""
REPORT_COLUMNS = ("title", "outlet", "byline", "dateline_place", "published", "url")
REQUIRED = {"relations": ("subject", "object"), "positions": ("holder",)}
"""References without which a row says nothing."""

T = TypeVar("T", bound=msgspec.Struct)


def by_persons(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Judgements in the order in which they were made."""
    return tuple(sorted(judgements, key=lambda j: (j.at or "", j.judgement_id)))


def changes_of(judgement: Judgement) -> dict[str, str]:
    """The columns that a judgement sets, and their values as text."""
    return dict(part.split("=", 1) for part in judgement.because if "=" in part)


def key_of(id: str) -> str:
    """What two ids of the same thing share: the part after the prefix."""
    return id.partition("_")[2] or id


# ---------------------------------------------------------------- before: reports and findings
class Corrections:
    """What persons said about reports, claims and tellings, applied to each report and reading by itself.

    Nothing is taken from a rejected report; its text stays. A rejected claim or telling is left out, an edited claim has its new values.
    """

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.rejected: dict[str, set[str]] = {"reports": set(), "figure_claims": set(), "tellings": set()}
        self.edited: dict[str, dict[str, dict[str, str]]] = {"reports": {}, "figure_claims": {}}
        self.words: dict[tuple[str, int, int], str] = {}
        for j in by_persons(judgements):
            if j.table not in self.rejected and j.table != "events":
                continue
            table = "tellings" if j.table == "events" else j.table
            if table == "tellings" and not _of_a_telling(j):
                continue
            if j.verdict == "rejected":
                self.rejected[table].add(j.left)
            elif j.verdict == "accepted":
                self.rejected[table].discard(j.left)
            elif j.verdict == "edited" and table in self.edited:
                self.edited[table].setdefault(j.left, {}).update(changes_of(j))
            for anchor in j.judged.left if j.judged else ():
                if anchor.evidence is not None:
                    self.words[anchor.evidence.report_id, anchor.evidence.start, anchor.evidence.end] = j.left
        self.idle = not any(self.rejected.values()) and not any(self.edited.values())

    def report(self, report: Report) -> Report:
        """The report with a person's values (its text is never changed)."""
        values = self.edited["reports"].get(report.report_id)
        return _with(report, "reports", {k: v for k, v in values.items() if k in REPORT_COLUMNS}) if values else report

    def reading(self, reading: Reading) -> Reading:
        """The reading without what was rejected, with the values that were edited."""
        if self.idle:
            return reading
        if reading.report_id in self.rejected["reports"]:
            return Reading(report_id=reading.report_id)
        figures = tuple(
            self._claim(f) for f in reading.figures if self._name(f.claim_id, f.expression, "figure_claims") not in self.rejected["figure_claims"]
        )
        events = tuple(e for e in reading.events if self._name(e.event_mention_id, e.trigger, "tellings") not in self.rejected["tellings"])
        if len(events) != len(reading.events):
            kept = {e.event_mention_id for e in events}
            figures = tuple(f if f.event_mention_id in kept else msgspec.structs.replace(f, event_mention_id=None) for f in figures)
            pledges = tuple(
                p if p.event_mention_id in kept else msgspec.structs.replace(p, event_mention_id=None) for p in reading.pledges
            )
            return msgspec.structs.replace(reading, figures=figures, events=events, pledges=pledges)
        return msgspec.structs.replace(reading, figures=figures)

    def _name(self, id: str, words: Evidence, table: str) -> str:
        """The id under which a finding was judged: its own, or that of the finding which had its words."""
        if id in self.rejected[table] or id in self.edited.get(table, {}):
            return id
        return self.words.get((words.report_id, words.start, words.end), id)

    def _claim(self, claim: FigureClaim) -> FigureClaim:
        values = self.edited["figure_claims"].get(self._name(claim.claim_id, claim.expression, "figure_claims"))
        return _with(claim, "figure_claims", {k: v for k, v in values.items() if k in CLAIM_COLUMNS}) if values else claim


def _of_a_telling(judgement: Judgement) -> bool:
    """Whether a judgement about events is about one telling alone, not about the event that holds it."""
    return judgement.judged is not None and len(judgement.judged.left) == 1 and judgement.judged.left[0].id == judgement.left


def _with(row: T, table: str, values: Mapping[str, str]) -> T:
    """The row with values read from text; a value that does not fit its column is left out."""
    made = {name: value for name, text in values.items() if (value := _value(table, name, text)) is not _UNKNOWN}
    return msgspec.structs.replace(row, **made) if made else row


_UNKNOWN: Any = object()


def _value(table: str, name: str, text: str) -> Any:
    column = COLUMNS.get(table, {}).get(name)
    try:
        return _UNKNOWN if column is None else read_value(column, text)
    except InputError:
        return _UNKNOWN


# ---------------------------------------------------------------- between: what is one thing
def sides(
    judgement: Judgement, members: Mapping[str, Any], found_again: Callable[[Anchor], str | None] = lambda a: None
) -> tuple[list[Any], list[Any]]:
    """The present members of both sides of a judgement, as far as they are known."""

    def present(anchors: Sequence[Anchor], id: str | None) -> list[Any]:
        found = []
        for anchor in anchors or ((Anchor(id=id),) if id else ()):
            member = members.get(key_of(anchor.id))
            if member is None and (again := found_again(anchor)) is not None:
                member = members.get(key_of(again))
            if member is not None and member not in found:
                found.append(member)
        return found

    judged = judgement.judged
    return present(judged.left if judged else (), judgement.left), present(judged.right if judged else (), judgement.right)


def pairs(
    judgements: Sequence[Judgement], members: Mapping[str, Any], found_again: Callable[[Anchor], str | None] = lambda a: None
) -> tuple[list[tuple[Any, Any]], list[tuple[Any, Any]]]:
    """Pairs of members that are the same, and that are different, by persons; free of conflict: the later judgement holds.

    Args:
        judgements: in the order in which they were made.
        members: what is grouped (sortable), by the key of its id (see `key_of`).
        found_again: the present id of an anchor whose id is not known any more.
    """
    judged = [
        (j, *sides(j, members, found_again)) for j in judgements if j.right is not None and j.verdict in ("same", "different")
    ]
    judged = [entry for entry in judged if entry[1] and entry[2]]
    if not judged:
        return [], []
    groups = Groups(sorted({m for _, left, right in judged for m in (*left, *right)}))
    same: list[tuple[Any, Any]] = []
    different: list[tuple[Any, Any]] = []

    def join(found: Sequence[Hashable]) -> None:
        for other in found[1:]:
            if groups.join(found[0], other):
                same.append((found[0], other))

    for judgement, left, right in reversed(judged):
        if judgement.verdict == "same":
            join([*left, *right])
            continue
        if "split" in judgement.because:
            join(right)
        for a in left:
            for b in right:
                if groups.find(a) != groups.find(b):
                    groups.keep_apart(a, b)
                    different.append((a, b))
    return same, different


def found_again_in(readings: Mapping[str, Reading]) -> Callable[[Anchor], str | None]:
    """A search for the finding that now stands where the words of an anchor stand."""

    def search(anchor: Anchor) -> str | None:
        words = anchor.evidence
        reading = readings.get(words.report_id) if words is not None else None
        if words is None or reading is None:
            return None
        kind = anchor.id.partition("_")[0]
        if kind == "em":
            return _most_overlap(words, ((e.trigger.start, e.trigger.end, e.event_mention_id) for e in reading.events))
        if kind == "fg":
            return _most_overlap(words, ((f.expression.start, f.expression.end, f.claim_id) for f in reading.figures))
        return _most_overlap(words, ((m.start, m.end, m.chain_id) for m in reading.mentions if m.chain_id))

    return search


def _most_overlap(words: Evidence, spans: Iterable[tuple[int, int, str]]) -> str | None:
    """The id of the span that has most characters in common with the words; None where none has any."""
    best = max(((min(end, words.end) - max(start, words.start), id) for start, end, id in spans), default=(0, ""))
    return best[1] if best[0] > 0 else None


def judged_copies(
    reports: "Sequence[Head]", copies: Mapping[str, tuple[str, float]], judgements: Sequence[Judgement]
) -> Mapping[str, tuple[str, float]]:
    """Copies by the rules, less those that a person holds to be texts of their own, and those that a person adds."""
    own = [j for j in judgements if j.table == "reports" and j.right is not None and j.verdict in ("same", "different")]
    if not own:
        return copies
    rank = {r.report_id: n for n, r in enumerate(reports)}
    found = dict(copies)
    for j in own:
        if j.left not in rank or j.right not in rank or j.right is None:
            continue
        first, second = sorted((j.left, j.right), key=lambda r: rank[r])
        if j.verdict == "same":
            source = found[first][0] if first in found else first
            for report_id in [r for r, (s, _) in found.items() if s == second] + [second]:
                if report_id != source:
                    found[report_id] = (source, 1.0)
        elif found.get(second, ("", 0.0))[0] in (first, found.get(first, ("", 0.0))[0]):
            del found[second]
    return found


def judged_stories(
    reports: "Sequence[Head]", story_of: Mapping[str, str], copies: Mapping[str, tuple[str, float]], judgements: Sequence[Judgement]
) -> Mapping[str, str]:
    """The first report of each report's story, after stories were joined and parted as persons said. A copy goes with its source."""
    own = [j for j in judgements if j.table == "stories" and j.right is not None and j.verdict in ("same", "different")]
    if not own:
        return story_of
    rank = {r.report_id: n for n, r in enumerate(reports)}
    members = {key_of(r): r for r in rank}
    story: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for report_id in rank:
        story[report_id] = numbers.setdefault(story_of[report_id], len(numbers))
    for j in own:
        left, right = sides(j, members)
        if not left or not right:
            continue
        if j.verdict == "same":
            joined = {story[r] for r in (*left, *right)}
            story = {r: min(joined) if s in joined else s for r, s in story.items()}
        else:
            held = {story[r] for r in left}
            moved = [r for r in right if story[r] in held]
            new = max(story.values()) + 1
            story |= dict.fromkeys(moved, new)
        for report_id, (source, _) in copies.items():
            story[report_id] = story[source]
    first: dict[int, str] = {}
    for report_id in sorted(rank, key=lambda r: rank[r]):
        first.setdefault(story[report_id], report_id)
    return {report_id: first[number] for report_id, number in story.items()}


# ---------------------------------------------------------------- after: rows
def judged_rows(situation: Situation, judgements: Iterable[Judgement]) -> Situation:
    """The record after what persons said of its rows: rejected ones are gone with what rests on them, edited columns have their value."""
    made = by_persons(judgements)
    last: dict[tuple[str, str], Judgement] = {}
    edits: list[Judgement] = []
    for j in made:
        if j.verdict in ("rejected", "accepted") and j.right is None:
            last[j.table, j.left] = j
        elif j.verdict == "edited":
            edits.append(j)
    rejected = [j for j in last.values() if j.verdict == "rejected" and j.table not in ("reports", "judgements", "losses")]
    if not rejected and not edits:
        return situation
    finder = _Finder(situation)
    gone: dict[str, set[str]] = defaultdict(set)
    for j in rejected:
        if (id := finder.find(j)) is not None:
            gone[j.table].add(id)
    situation = without(situation, gone)
    for j in edits:
        if (id := finder.find(j)) is not None and id not in gone[j.table]:
            situation = _edited(situation, j.table, id, changes_of(j))
    return situation


class _Finder:
    """Finds the row that a judgement was made about: by id, by former id, by its members, by its words."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.ids: dict[str, dict[str, str]] = {}
        self.members: dict[str, Mapping[str, frozenset[str]]] = {}

    def find(self, judgement: Judgement) -> str | None:
        table = judgement.table
        if table not in record.TABLES:
            return None
        if table not in self.ids:
            rows = getattr(self.situation, table)
            own = record.TABLES[table].__struct_fields__[0]
            known = {former: str(getattr(r, own)) for r in rows for former in getattr(r, "former_ids", ())}
            self.ids[table] = known | {str(getattr(r, own)): str(getattr(r, own)) for r in rows}
        if (id := self.ids[table].get(judgement.left)) == judgement.left:
            return id
        anchors = judgement.judged.left if judgement.judged else ()
        found = self._by_members(table, {a.id for a in anchors}) or self._by_words(table, [a.evidence for a in anchors if a.evidence])
        if found is None and table != "events":
            return id
        return found

    def _by_members(self, table: str, judged: set[str]) -> str | None:
        """The entry at least half of whose members were judged; one that has grown far beyond them is another matter."""
        if table not in record.JOINED or not judged:
            return None
        if table not in self.members:
            self.members[table] = members_of(self.situation, table)
        shared = [(len(judged & have) / len(have), id) for id, have in self.members[table].items() if judged & have]
        share, id = max(shared, default=(0.0, ""))
        return id if share >= 0.5 else None

    def _by_words(self, table: str, words: Sequence[Evidence]) -> str | None:
        if not words or table in record.JOINED:
            return None
        spans = {(e.report_id, e.start, e.end) for e in words}
        own = record.TABLES[table].__struct_fields__[0]
        best = (0, "")
        for row in getattr(self.situation, table):
            have = words_of(row)
            shared = len(spans & {(e.report_id, e.start, e.end) for e in have})
            if 2 * shared >= min(len(spans), len(have)) and shared > best[0]:
                best = (shared, str(getattr(row, own)))
        return best[1] or None


def words_of(row: Any) -> tuple[Evidence, ...]:
    """The evidence of a row, or of its sides, or its own offsets."""
    if found := getattr(row, "evidence", ()):
        return tuple(found)
    if (parts := getattr(row, "sides", None)) is not None:
        return tuple(e for side in parts for e in side.evidence)
    if hasattr(row, "start") and hasattr(row, "text") and getattr(row, "report_id", None):
        return (Evidence(report_id=row.report_id, start=row.start, end=row.end, text=row.text),)
    return ()


def without(situation: Situation, gone: Mapping[str, set[str]]) -> Situation:
    """The record without some rows (ids by table); references to them go too, and rows that say nothing without them."""
    if not any(gone.values()):
        return situation
    ids = {id for found in gone.values() for id in found}
    tellings = {m.event_mention_id: m for e in situation.events if e.event_id in gone.get("events", ()) for m in e.mentions}
    shown = {(m.evidence[0].report_id, m.evidence[0].start, m.evidence[0].end) for m in tellings.values() if m.evidence}
    tables: dict[str, tuple[Any, ...]] = {}
    for table in record.TABLES:
        rows = getattr(situation, table)
        if table in ("judgements", "losses"):
            tables[table] = rows
            continue
        kept = []
        for row in rows:
            if getattr(row, row.__struct_fields__[0]) in gone.get(table, ()):
                continue
            if table == "contradictions" and any(side.id in ids or side.id in tellings for side in row.sides):
                continue
            if any((ref := getattr(row, name)) is not None and ref.id in ids for name in REQUIRED.get(table, ())):
                continue
            if table == "commitments" and gone.get("events") and ids & set(row.outcome_events):
                row = _less_sure(row, ids, shown)
            kept.append(_unlinked(row, ids))
        tables[table] = tuple(kept)
    return Situation(**tables)


def _less_sure(row: record.CommitmentRow, ids: set[str], shown: set[tuple[str, int, int]]) -> record.CommitmentRow:
    """A commitment without the events that showed its outcome; open again where nothing else shows it."""
    events = tuple(e for e in row.outcome_events if e not in ids)
    words = tuple(
        e for e in row.outcome_evidence if not any(r == e.report_id and s < e.end and e.start < t for r, s, t in shown)
    )
    return msgspec.structs.replace(
        row, outcome_events=events, outcome_evidence=words, outcome=row.outcome if events or words else "open"
    )


def _unlinked(row: Any, ids: set[str]) -> Any:
    """A row without references to ids, at any depth."""
    changes: dict[str, Any] = {}
    for name in row.__struct_fields__[1:] if not isinstance(row, record.EventMentionRow) else row.__struct_fields__:
        value = getattr(row, name)
        if isinstance(value, Ref):
            if value.id in ids:
                changes[name] = None
        elif isinstance(value, str):
            if value in ids:
                changes[name] = None
        elif isinstance(value, tuple) and value:
            made = tuple(
                _unlinked(v, ids) if isinstance(v, (record.EventMentionRow, record.TitleRow)) else v
                for v in value
                if not (isinstance(v, Ref) and v.id in ids) and not (isinstance(v, str) and v in ids)
            )
            if len(made) != len(value) or any(a is not b for a, b in zip(made, value, strict=True)):
                changes[name] = made
    return msgspec.structs.replace(row, **changes) if changes else row


def _edited(situation: Situation, table: str, id: str, values: Mapping[str, str]) -> Situation:
    """The record with a person's values in one row; a new name of an actor or place stands wherever it is referred to."""
    own = record.TABLES[table].__struct_fields__[0]
    rows = []
    renamed: dict[str, str] = {}
    for row in getattr(situation, table):
        if getattr(row, own) == id:
            changes: dict[str, Any] = {}
            for name, text in values.items():
                if table == "figure_claims" and name in CLAIM_COLUMNS:
                    continue
                value = _value(table, name, text)
                column = COLUMNS.get(table, {}).get(name)
                if value is not _UNKNOWN and column is not None and column.refers_to:
                    value = _referred(situation, column, value)
                if value is not _UNKNOWN:
                    changes[name] = value
            if changes.get("name") and table in ("actors", "places"):
                renamed[id] = changes["name"]
            row = msgspec.structs.replace(row, **changes) if changes else row
        rows.append(row)
    situation = msgspec.structs.replace(situation, **{table: tuple(rows)})
    return _with_names(situation, renamed) if renamed else situation


def _referred(situation: Situation, column: Column, value: Any) -> Any:
    """References to rows from their ids; `_UNKNOWN` where one of them is not there."""
    if value is None:
        return None
    table = column.refers_to or ""
    own = record.TABLES[table].__struct_fields__[0]
    found: list[Any] = []
    for id in value if column.many else (value,):
        row = next((r for r in getattr(situation, table) if getattr(r, own) == id or id in getattr(r, "former_ids", ())), None)
        if row is None:
            return _UNKNOWN
        found.append(getattr(row, own) if column.is_id else Ref(id=getattr(row, own), name=row.name))
    return tuple(found) if column.many else found[0]


def _with_names(situation: Situation, names: Mapping[str, str]) -> Situation:
    """The record with the names of some actors and places replaced in every reference."""

    def renamed(value: Any) -> Any:
        if isinstance(value, Ref):
            return msgspec.structs.replace(value, name=names[value.id]) if value.id in names else value
        if isinstance(value, tuple):
            made = tuple(renamed(v) for v in value)
            return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
        if isinstance(value, (record.EventMentionRow, record.TitleRow)):
            return _changed(value)
        return value

    def _changed(row: Any) -> Any:
        changes = {n: new for n in row.__struct_fields__ if (new := renamed(old := getattr(row, n))) is not old}
        return msgspec.structs.replace(row, **changes) if changes else row

    skipped = ("judgements", "losses", "mentions", "times")
    return Situation(**{t: getattr(situation, t) if t in skipped else tuple(map(_changed, getattr(situation, t))) for t in record.TABLES})
