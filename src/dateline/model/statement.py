"""Attribution: who says what, in which words (PARC tradition: source, cue, content)."""

from typing import Literal

import msgspec

from dateline.model.evidence import Basis, Evidence

CueClass = Literal["say", "deny", "confirm", "promise", "threaten", "hope", "accuse", "praise", "warn", "ask", "think", "show"]
StatementKind = Literal["direct", "indirect", "mixed"]


class Statement(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One attribution. `source` is a chain id or None; `source_evidence` the words that name the source ("he", "the ministry").

    `content`: one or more pieces, quotation marks included where they stand. `also_by`: chain ids of those who say it
    together with the source ("Mali and Niger said"). `relayed_by`: chain ids, outermost first.
    `parent_id`: the statement that contains this one. `date`: ISO prefix of the saying, `date_basis` from what.
    """

    statement_id: str
    source: str | None
    source_evidence: Evidence | None
    cue: Evidence | None
    cue_class: CueClass
    kind: StatementKind
    content: tuple[Evidence, ...]
    addressee: str | None = None
    also_by: tuple[str, ...] = ()
    relayed_by: tuple[str, ...] = ()
    parent_id: str | None = None
    date: str | None = None
    date_basis: str | None = None
    basis: Basis
