"""Persons' judgements: one way in for the command line, the review room and programs.

A judgement is kept in the store with the members and words that it was made about, outranks every rule, holds at every later build and
stays in the audit trail when it is undone. The record is brought up to date at once unless told otherwise.

>>> from dateline.judging import judge, undo                                                   # doctest: +SKIP
>>> made = judge(store, ["e_1f2e", "e_77aa"], "same", by="Ann", because="one raid")            # doctest: +SKIP
>>> undo(store, made.judgement_id, by="Ann")                                                   # doctest: +SKIP
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import msgspec

from dateline.errors import InputError
from dateline.model import record
from dateline.model.evidence import Evidence, make_id
from dateline.model.judgement import Anchor, Judged, Judgement, Verdict
from dateline.model.situation import Situation
from dateline.pipeline import digest_of_inputs, refresh
from dateline.reconcile.columns import COLUMNS, Column, column_of, modes_of, read_value
from dateline.reconcile.judgements import CLAIM_COLUMNS, REPORT_COLUMNS, changes_of, judged_rows, words_of
from dateline.store.base import Store, id_of

Action = Literal["accept", "reject", "same", "different", "edit", "split"]
ACTIONS: tuple[Action, ...] = get_args(Action)
MEMBERS_OF = {"mentions": "actors", "figure_claims": "figures", "tellings": "events", "chains": "actors"}
MOST_ANCHORS = 400

__all__ = ["ACTIONS", "COLUMNS", "Action", "Column", "Entry", "action_of", "audit", "entry", "judge", "undo"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the audit trail: a judgement, whether it holds, and for an undone one who took it back and when."""

    judgement: Judgement
    holds: bool
    undone_by: str | None = None
    undone_at: str | None = None


class _Found(msgspec.Struct, frozen=True):
    """An entry that a person names: its table, present id, row (None for a telling) and members with their words."""

    table: str
    id: str
    row: Any
    members: tuple[Anchor, ...]


def action_of(word: str) -> Action:
    """The action that a word names.

    Raises:
        InputError: it names none.
    """
    if word not in ACTIONS:
        raise InputError(f"there is no judgement {word!r}; one of {', '.join(ACTIONS)}")
    return ACTIONS[ACTIONS.index(word)]


def judge(
    store: Store,
    ids: Sequence[str],
    action: Action,
    *,
    by: str,
    because: str | None = None,
    changes: Mapping[str, str] | None = None,
    members: Sequence[str] = (),
    at: datetime | None = None,
    update: bool = True,
) -> Judgement:
    """Keeps a person's judgement and brings the record up to date.

    Args:
        store: open for writing.
        ids: one entry (accept, reject, edit, split) or two (same, different); former ids resolve. Beside rows of tables also
            mentions, claims and tellings (`events.mentions[].event_mention_id`) as members of what they belong to.
        action: `accept` confirms a row, or brings a rejected one back; `reject` takes it out with what rests on it; `same` and
            `different` join and part actors, events, figures, stories (two reports: copies of each other, or not); `edit` sets columns;
            `split` takes `members` out of an entry, together.
        by: the reviewer's name.
        because: the reviewer's own words.
        changes: for `edit`: values as text by column; several are parted by `;`, references are ids or exact names, "" is unknown.
        members: for `split`: ids of what leaves (tellings, mentions, claims, reports).
        at: time of the judgement; now by default.
        update: False leaves the record as it is until the next `pipeline.refresh` (for several judgements at once).

    Raises:
        InputError: an unknown id, column or value, two things that cannot be compared, or nothing to do.
        StoreError: the store cannot be written.
    """
    if not by.strip():
        raise InputError("a judgement needs the reviewer's name; give --by NAME")
    action_of(action)
    wanted = 2 if action in ("same", "different") else 1
    if len(ids) != wanted:
        raise InputError(f"{action} takes {'two entries' if wanted == 2 else 'one entry'}, {len(ids)} given")
    if changes and action != "edit":
        raise InputError(f"{action} sets no columns; use edit")
    made = _made(store, list(ids), action, changes or {}, members)
    now = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    judgement = msgspec.structs.replace(
        made, by=by.strip(), note=because or None, at=now,
        judgement_id=make_id("j", made.table, made.left, made.right, made.verdict, *made.because, by, now, len(store.audit())),
    )  # fmt: skip
    up_to_date = store.built_digest() == digest_of_inputs(store)
    store.judge(judgement)
    if update:
        _bring_up_to_date(store, judgement, up_to_date)
    return judgement


def undo(store: Store, judgement_id: str, *, by: str = "", at: datetime | None = None, update: bool = True) -> Judgement:
    """Takes a person's judgement back and gives it; it and its undoing stay in the audit trail.

    Raises:
        InputError: no person's judgement has the id, or it was undone before.
    """
    found = next((entry for entry in audit(store) if entry.judgement.judgement_id == judgement_id), None)
    if found is None:
        raise InputError(f"no person made a judgement {judgement_id}; `dateline audit STORE` lists those made (rules' own are rejected, not undone)")
    if not found.holds:
        raise InputError(f"judgement {judgement_id} was undone before ({found.undone_by or 'nobody is named'}, {found.undone_at or 'no time'})")
    store.undo(judgement_id)
    now = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    store.judge(
        Judgement(
            judgement_id=make_id("j", "undo", judgement_id, by, now), table="judgements", left=judgement_id, right=None,
            verdict="rejected", because=("undone",), by=by.strip() or "unknown", at=now,
        )
    )  # fmt: skip
    if update:
        refresh(store)
    return found.judgement


def audit(store: Store) -> tuple[Entry, ...]:
    """All judgements that persons ever made, in order, and what became of them."""
    made = store.audit()
    undoing = {j.left: j for j, _ in made if _is_undoing(j)}
    found = []
    for judgement, undone in made:
        if not _is_undoing(judgement):
            by = undoing.get(judgement.judgement_id) if undone else None
            found.append(
                Entry(judgement=judgement, holds=not undone, undone_by=by.by if by else None, undone_at=by.at if by else None)
            )
    return tuple(found)


def entry(store: Store, id: str) -> tuple[str, msgspec.Struct | None]:
    """The table and row of an id as judgements take it: also of tellings and chains (row None), and of rows that were rejected (None).

    Raises:
        InputError: nothing has the id.
    """
    found = _find(store, id)
    return found.table, found.row


def _is_undoing(judgement: Judgement) -> bool:
    return judgement.table == "judgements" and judgement.because == ("undone",)


# ---------------------------------------------------------------- what is judged
def _made(store: Store, ids: list[str], action: str, changes: Mapping[str, str], members: Sequence[str]) -> Judgement:
    found = [_find(store, id) for id in ids]
    first = found[0]
    if first.table == "judgements" and first.row is not None:
        return _of_a_rule(store, first.row, action)
    if any(f.table in ("losses", "judgements") for f in found):
        raise InputError(f"{first.id} stands in {first.table}, which tells what was done and is not judged")
    if action in ("same", "different"):
        return _of_two(found[0], found[1], action)
    if action == "split":
        return _split(store, first, members)
    verdict: Verdict = "accepted" if action == "accept" else "rejected" if action == "reject" else "edited"
    because: tuple[str, ...] = ()
    if action == "edit":
        if first.table == "tellings":
            raise InputError(f"{first.id} is one telling; edit its event, or reject the telling")
        if not changes:
            raise InputError("edit needs at least one COLUMN=VALUE")
        because = tuple(f"{name}={_checked(store, first, name, text, changes)}" for name, text in changes.items())
    table = MEMBERS_OF.get(first.table, first.table) if first.table in ("tellings", "chains") else first.table
    return Judgement(
        judgement_id="", table=table, left=first.id, right=None, verdict=verdict, because=because,
        judged=Judged(left=_anchors(first)),
    )  # fmt: skip


def _anchors(found: _Found) -> tuple[Anchor, ...]:
    if found.members:
        return found.members
    words = words_of(found.row) if found.row is not None else ()
    return tuple(Anchor(id=found.id, evidence=e) for e in words[:12])


def _of_a_rule(store: Store, rule: Judgement, action: str) -> Judgement:
    """A rule's verdict that two things are one, confirmed or turned round."""
    if rule.at is not None:
        raise InputError(f"{rule.judgement_id} is a person's judgement; take it back with undo")
    if action not in ("accept", "reject") or rule.right is None:
        raise InputError("a rule's judgement is accepted or rejected")
    left, right = (_find(store, id) for id in (rule.left, rule.right))
    return Judgement(
        judgement_id="", table=rule.table, left=rule.left, right=rule.right, verdict="same" if action == "accept" else "different",
        because=(rule.judgement_id,), judged=Judged(left=_only(left), right=_only(right)),
    )  # fmt: skip


def _only(found: _Found) -> tuple[Anchor, ...]:
    return found.members or (Anchor(id=found.id),)


def _of_two(left: _Found, right: _Found, action: str) -> Judgement:
    tables = [MEMBERS_OF.get(f.table, f.table) for f in (left, right)]
    if tables[0] != tables[1]:
        raise InputError(f"{left.id} stands in {tables[0]} and {right.id} in {tables[1]}; only entries of one table are {action}")
    if tables[0] not in (*record.JOINED, "reports"):
        raise InputError(f"rows of {tables[0]} are not joined or parted; {', '.join(record.JOINED)} and reports (copies) are")
    both = {a.id for a in left.members} & {a.id for a in right.members}
    if left.id == right.id or both:
        raise InputError(f"{left.id} and {right.id} are one entry already; use split, or name two of its members")
    if tables[0] == "reports":
        left, right = sorted((left, right), key=lambda f: (f.row.published or "", f.id))
    return Judgement(
        judgement_id="", table=tables[0], left=left.id, right=right.id, verdict="same" if action == "same" else "different",
        judged=Judged(left=_only(left), right=_only(right)),
    )  # fmt: skip


def _split(store: Store, whole: _Found, members: Sequence[str]) -> Judgement:
    if whole.table not in record.JOINED:
        raise InputError(f"rows of {whole.table} are not split; {', '.join(record.JOINED)} are")
    if not members:
        raise InputError("split needs the members that leave; `dateline why STORE ID` lists them")
    have = {a.id: a for a in whole.members}
    wanted: dict[str, Anchor] = {}
    for id in members:
        inside = [a for a in _only(_find(store, id)) if a.id in have] if id not in have else [have[id]]
        if not inside:
            raise InputError(f"{id} is no member of {whole.id}; members: {', '.join(list(have)[:8])}{' …' if len(have) > 8 else ''}")
        wanted |= {a.id: a for a in inside}
    alike = _same_words(whole, wanted)
    rest = tuple(a for a in whole.members if a.id not in wanted and a.id not in alike)
    if not rest:
        raise InputError(f"nothing would be left of {whole.id}; name fewer members")
    leaving = tuple(a for a in whole.members if a.id in wanted or a.id in alike)
    return Judgement(
        judgement_id="", table=whole.table, left=whole.id, right=leaving[0].id, verdict="different", because=("split",),
        judged=Judged(left=rest, right=leaving),
    )  # fmt: skip


def _same_words(whole: _Found, wanted: Mapping[str, Anchor]) -> set[str]:
    """Tellings of an event in copies, with trigger and sentence of one that leaves: they leave with it."""
    if whole.table != "events" or whole.row is None:
        return set()
    words = {m.event_mention_id: (m.trigger.text, m.evidence[0].text if m.evidence else "") for m in whole.row.mentions}
    leaving = {words[id] for id in wanted if id in words}
    return {id for id, said in words.items() if said in leaving}


def _checked(store: Store, found: _Found, name: str, text: str, changes: Mapping[str, str]) -> str:
    """The value as it is kept: checked, names of references replaced by ids."""
    column = column_of(found.table, name)
    value = read_value(column, text)
    if found.table == "events" and name == "mode" and value is not None:
        kind = changes.get("event_type") or found.row.event_type
        if value not in modes_of(kind):
            raise InputError(f"mode={value}: {kind} has no such mode; one of {', '.join(modes_of(kind)) or 'none'}")
    if found.row is not None and name in ("value", "low", "high", "latest") and value is not None and value < 0:
        raise InputError(f"{name}={text}: a count is not below 0")
    if column.refers_to is None or value is None:
        return text.strip()
    return ";".join(_reference(store, column, v) for v in (value if column.many else (value,)))


def _reference(store: Store, column: Column, text: str) -> str:
    table = column.refers_to or ""
    if (row := store.get(text)) is not None:
        if row[0] != table:
            raise InputError(f"{column.name}={text}: stands in {row[0]}, not in {table}")
        return id_of(row[1])
    named = [r for r in store.rows(table) if getattr(r, "name", "").casefold() == text.casefold()] if not column.is_id else []
    if len(named) == 1:
        return id_of(named[0])
    if named:
        raise InputError(f"{column.name}={text}: {len(named)} entries of {table} have this name; give the id: {', '.join(map(id_of, named[:6]))}")
    raise InputError(f"{column.name}={text}: {table} has no such entry; `dateline show STORE {table}` lists them")


# ---------------------------------------------------------------- ids
def _find(store: Store, id: str) -> _Found:
    if (found := store.get(id)) is not None:
        table, row = found
        return _Found(table, id_of(row), row, _members(store, table, row))
    if id.startswith("em_"):
        for event in store.rows("events"):
            for m in event.mentions:
                if m.event_mention_id == id:
                    return _Found("tellings", id, None, (Anchor(id=id, evidence=m.trigger),))
    report_of = _chain(store, id) if id.startswith("c_") else None
    if report_of is not None:
        return _Found("chains", id, None, (report_of,))
    for judgement, _ in reversed(store.audit()):
        if id == judgement.left and judgement.right is None and judgement.verdict == "rejected" and judgement.table != "judgements":
            return _Found(judgement.table, id, None, judgement.judged.left if judgement.judged else ())
    raise InputError(f"nothing in this store has the id {id}; `dateline show STORE TABLE` lists the ids of a table")


def _chain(store: Store, id: str) -> Anchor | None:
    for reading in store.readings():
        for chain in reading.chains:
            if chain.chain_id == id:
                first = next((m for m in reading.mentions if m.chain_id == id), None)
                words = Evidence(report_id=reading.report_id, start=first.start, end=first.end, text=first.text) if first else None
                return Anchor(id=id, evidence=words)
    return None


def _members(store: Store, table: str, row: Any) -> tuple[Anchor, ...]:
    """The members of an entry that stands for one thing, with their words."""
    if table == "events":
        return tuple(Anchor(id=m.event_mention_id, evidence=m.trigger) for m in row.mentions)[:MOST_ANCHORS]
    if table == "figures":
        return tuple(Anchor(id=c, evidence=e) for c, e in zip(row.claims, row.evidence, strict=False))[:MOST_ANCHORS]
    if table == "stories":
        return tuple(Anchor(id=r) for r in row.report_ids)
    if table == "reports":
        return (Anchor(id=row.report_id),)
    if table == "actors":
        return tuple(_mention_anchor(m) for m in store.rows("mentions", {"actor_id": row.actor_id}))[:MOST_ANCHORS]
    if table == "mentions":
        return (_mention_anchor(row),)
    if table == "figure_claims":
        return (Anchor(id=row.claim_id, evidence=row.evidence[0] if row.evidence else None),)
    return ()


def _mention_anchor(mention: Any) -> Anchor:
    words = Evidence(report_id=mention.report_id, start=mention.start, end=mention.end, text=mention.text)
    return Anchor(id=mention.mention_id, evidence=words)


# ---------------------------------------------------------------- the record after a judgement
def _bring_up_to_date(store: Store, judgement: Judgement, up_to_date: bool) -> Situation:
    """The record with a new judgement: by its rows alone where nothing has to be compared anew, else rebuilt."""
    if not up_to_date or not _of_rows_alone(store, judgement):
        return refresh(store)
    before = store.load_situation()
    after = judged_rows(before, (judgement,))
    known = tuple(sorted((*before.judgements, judgement), key=lambda j: j.judgement_id))
    after = msgspec.structs.replace(after, judgements=known)
    store.write_situation(after, digest_of_inputs(store))
    return after


def _of_rows_alone(store: Store, judgement: Judgement) -> bool:
    if judgement.right is not None or judgement.table == "reports":
        return False
    if judgement.verdict == "accepted":
        return store.get(judgement.left) is not None
    if judgement.verdict == "rejected":
        return judgement.table != "figure_claims" and not judgement.left.startswith("em_")
    return not (judgement.table == "figure_claims" and set(changes_of(judgement)) & set(CLAIM_COLUMNS)) and not (
        judgement.table == "reports" and set(changes_of(judgement)) & set(REPORT_COLUMNS)
    )


def parse_changes(pairs: Iterable[str]) -> dict[str, str]:
    """Columns and values of `COLUMN=VALUE` words.

    Raises:
        InputError: a word without `=`.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise InputError(f"{pair}: write COLUMN=VALUE, for instance modality=denied")
        found[name.strip()] = value
    return found
