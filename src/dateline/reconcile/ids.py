"""Ids that stay: when reports are added, what was known keeps its id, and ids that went in a merge or split still resolve."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from dateline.model.evidence import Ref
from dateline.model.situation import Situation

KEPT = ("actors", "events", "figures", "stories")
_OWN = {"actors": "actor_id", "events": "event_id", "figures": "figure_id", "stories": "story_id"}


def members_of(situation: Situation, table: str) -> Mapping[str, frozenset[str]]:
    """Ids of the members of each entry of a table of `KEPT`: mentions, mentions of events, claims, reports."""
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


def keep_ids(new: Situation, old: Situation) -> Situation:
    """`new` with the ids of `old` wherever most of an entry's members were there before.

    An id of `old` goes to the entry that holds the larger part of its members, as far as that entry has not got a better one; ids that no
    entry took over stand in `former_ids` of the entry where most of their members are. Former ids of before are handed on.
    """
    renamed: dict[str, str] = {}
    former: dict[str, set[str]] = {}
    for table in KEPT:
        names, lost = _matched(members_of(new, table), members_of(old, table))
        renamed |= {k: v for k, v in names.items() if k != v}
        earlier = {getattr(row, _OWN[table]): row.former_ids for row in getattr(old, table)}
        taken = {names.get(k, k): k for k in members_of(new, table)}
        for old_id, heirs in lost.items():
            former.setdefault(heirs, set()).add(old_id)
        for old_id, ids in earlier.items():
            heir = old_id if old_id in taken else lost.get(old_id)
            if heir is not None:
                former.setdefault(heir, set()).update(i for i in ids if i not in taken)
    if not renamed and not former:
        return new
    made: dict[str, tuple[Any, ...]] = {}
    for table in Situation.__struct_fields__:
        rows = tuple(_renamed(row, renamed) for row in getattr(new, table)) if renamed else getattr(new, table)
        if table in KEPT:
            rows = tuple(
                msgspec.structs.replace(row, former_ids=tuple(sorted(former.get(getattr(row, _OWN[table]), set())))) for row in rows
            )
            rows = tuple(sorted(rows, key=_order(table)))
        made[table] = rows
    return Situation(**made)


def _order(table: str) -> Any:
    if table == "events":
        return lambda r: (r.date_start or "9999", r.event_id)
    if table == "stories":
        return lambda r: (r.first or "9999", r.story_id)
    own = _OWN[table]
    return lambda r: getattr(r, own)


def _matched(new: Mapping[str, frozenset[str]], old: Mapping[str, frozenset[str]]) -> tuple[dict[str, str], dict[str, str]]:
    """`(new id -> kept id, old id that was lost -> kept id of its heir)`."""
    holder = {member: id for id, members in new.items() for member in members}
    shared: list[tuple[int, str, str]] = []
    heirs: dict[str, str] = {}
    for old_id, members in old.items():
        counts = Counter(holder[m] for m in members if m in holder)
        for new_id, count in counts.items():
            shared.append((-count, old_id, new_id))
        if counts:
            heirs[old_id] = min(counts, key=lambda k: (-counts[k], k))
    names: dict[str, str] = {}
    used: set[str] = set()
    for _, old_id, new_id in sorted(shared):
        if old_id not in used and new_id not in names and heirs[old_id] == new_id:
            names[new_id] = old_id
            used.add(old_id)
    for new_id in sorted(new):  # an id that an older entry has taken is not given twice
        if new_id not in names and new_id in used:
            spare = next((k for k in sorted(new) if k not in used and k not in names.values() and k in names), None)
            names[new_id] = spare or f"{new_id}x"
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
    for value in values:
        if isinstance(value, Ref):
            found.add(value.id)
        elif isinstance(value, (tuple, list)):
            found |= ids_in(value)
        elif isinstance(value, msgspec.Struct):
            found |= ids_in(getattr(value, name) for name in value.__struct_fields__)
    return found
