"""Ids that stay: when reports are added, what was known keeps its id, and ids that went in a merge or split still resolve."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache
from typing import Any, Protocol, get_args

import msgspec

from dateline.model import record
from dateline.model.evidence import Ref
from dateline.model.situation import Situation


def members_of(situation: Situation, table: str) -> Mapping[str, frozenset[str]]:
    """Ids of the members of each entry of a table of `record.JOINED`: mentions, mentions of events, claims, reports."""
    if table == "actors":
        found: dict[str, set[str]] = {row.actor_id: set() for row in situation.actors}
        for mention in situation.mentions:
            if mention.actor_id in found:
                found[mention.actor_id].add(mention.mention_id)
        return {k: frozenset(v) for k, v in found.items()}
    if table == "events":
        return {row.event_id: frozenset(m.event_mention_id for m in row.mentions) for row in situation.events}
    if table == "figures":
        return {row.figure_id: frozenset(row.claims) for row in situation.figures}
    return {row.story_id: frozenset(row.report_ids) for row in situation.stories}


class Draft(Protocol):
    """A record that has just been written beside the one that it takes the place of (see `Store.write_rows`)."""

    def shared(self, table: str) -> Iterable[tuple[str, str, int]]:
        """`(old id, new id, members that both have)`; entries that kept all their members and their id may be left out."""

    def former(self, table: str) -> Iterable[tuple[str, str]]:
        """`(id, former id)` of the old entries."""

    def has(self, table: str, id: str) -> bool:
        """Whether the new record has an entry of this id."""

    def naming(self, table: str, ids: Set[str]) -> Iterable[tuple[int, Any]]:
        """New rows of a table that name one of the ids, each with a number by which it can be replaced."""

    def replace(self, table: str, number: int, row: Any) -> None:
        """Puts a row into the place of another."""


def keep_earlier_ids(draft: Draft) -> None:
    """Gives the new record the ids of the old one wherever most of an entry's members were there before.

    An id of the old record goes to the entry that holds the larger part of its members, as far as that entry has not got a better one; ids
    that no entry took over stand in `former_ids` of the entry where most of their members are. Former ids of before are handed on.
    """
    renamed: dict[str, str] = {}
    former: dict[str, set[str]] = {}
    for table in record.JOINED:
        names, lost = _matched(list(draft.shared(table)), lambda id: draft.has(table, id))  # noqa: B023
        changed = {k: v for k, v in names.items() if k != v}
        renamed |= changed
        given = set(names.values())

        def stays(id: str, table: str = table, given: Set[str] = given, changed: Mapping[str, str] = changed) -> bool:
            return id in given or (id not in changed and draft.has(table, id))

        for old_id, heir in lost.items():
            former.setdefault(heir, set()).add(old_id)
        for old_id, id in draft.former(table):
            keeper = old_id if stays(old_id) else lost.get(old_id)
            if keeper is not None and not stays(id):
                former.setdefault(keeper, set()).add(id)
    before = {v: k for k, v in renamed.items()}
    touched = renamed.keys() | {before.get(id, id) for id in former}
    for table in record.TABLES if touched else ():
        for number, row in list(draft.naming(table, touched)):
            made = _renamed(row, renamed)
            if table in record.JOINED and (ids := former.get(getattr(made, made.__struct_fields__[0]))):
                made = msgspec.structs.replace(made, former_ids=tuple(sorted(ids)))
            if made is not row:
                draft.replace(table, number, made)


def _matched(shared: Sequence[tuple[str, str, int]], has: Callable[[str], bool]) -> tuple[dict[str, str], dict[str, str]]:
    """`(new id -> kept id, old id that was lost -> kept id of its heir)`. `has`: whether an id is one of the new ones."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for old_id, new_id, count in shared:
        counts[old_id][new_id] = count
    heirs = {old_id: min(found, key=lambda k: (-found[k], k)) for old_id, found in counts.items()}
    names: dict[str, str] = {}
    used: set[str] = set()
    for _, old_id, new_id in sorted((-count, old_id, new_id) for old_id, new_id, count in shared):
        if old_id not in used and new_id not in names and heirs[old_id] == new_id:
            names[new_id] = old_id
            used.add(old_id)
    spare = iter(sorted(k for k in names if k not in used))
    for new_id in sorted(k for k in used if k not in names and has(k)):  # an id that an older entry has taken is not given twice
        names[new_id] = next(spare, f"{new_id}x")
        used.add(names[new_id])
    lost = {old_id: names.get(heir, heir) for old_id, heir in heirs.items() if old_id not in used}
    return names, lost


_REFERENCES = frozenset(("story_id", "actor_id", "event_id", "figure_id", "id", "about", "outcome_events", "left", "right"))


def _renamed(row: Any, renamed: Mapping[str, str]) -> Any:
    """A row in which every reference to a renamed id has the kept one."""
    if isinstance(row, Ref):
        return msgspec.structs.replace(row, id=renamed[row.id]) if row.id in renamed else row
    if isinstance(row, tuple):
        made = tuple(_renamed(item, renamed) for item in row)
        return made if any(a is not b for a, b in zip(made, row, strict=True)) else row
    if not isinstance(row, msgspec.Struct):
        return row
    changes: dict[str, Any] = {}
    for name in row.__struct_fields__:
        value = getattr(row, name)
        if isinstance(value, str):
            if name in _REFERENCES and value in renamed:
                changes[name] = renamed[value]
        elif isinstance(value, tuple) and value and isinstance(value[0], str):
            if name in _REFERENCES and any(v in renamed for v in value):
                changes[name] = tuple(renamed.get(v, v) for v in value)
        elif isinstance(value, (tuple, msgspec.Struct)):
            made = _renamed(value, renamed)
            if made is not value:
                changes[name] = made
    return msgspec.structs.replace(row, **changes) if changes else row


def ids_in(values: Iterable[Any]) -> set[str]:
    """Ids of all references anywhere inside values."""
    found: set[str] = set()
    todo = list(values)
    while todo:
        value = todo.pop()
        kind = type(value)
        if kind is Ref:
            found.add(value.id)
        elif kind is tuple or kind is list:
            todo += value
        elif value is not None:
            todo += [part for name in _fields_with_references(kind) if (part := getattr(value, name))]  # type: ignore[arg-type]
    return found


@cache
def _fields_with_references(kind: type) -> tuple[str, ...]:
    """Fields of a type of values that may hold references, at any depth."""
    if not issubclass(kind, msgspec.Struct):
        return ()
    return tuple(field.name for field in msgspec.structs.fields(kind) if _may_refer(field.type))


def _may_refer(kind: Any) -> bool:
    return kind is Ref or any(map(_may_refer, get_args(kind))) or (isinstance(kind, type) and bool(_fields_with_references(kind)))
