"""Pledges: promises, plans, schedules and deadlines as one report states them."""

import msgspec

from dateline.model.evidence import Basis, Evidence


class Pledge(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Somebody's promise or plan. `by`, `to`: chain ids. `due`: ISO prefix of the last day, `due_text` its words.

    `event_mention_id`: the planned event it speaks of. `withdrawn`: this telling says it was called off.
    """

    pledge_id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    action: Evidence
    due: str | None = None
    due_text: str | None = None
    condition: str | None = None
    event_mention_id: str | None = None
    said_in: str | None = None
    withdrawn: bool = False
    basis: Basis
