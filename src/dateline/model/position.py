"""Positions and relations as one report states them."""

from typing import Literal

import msgspec

from dateline.model.evidence import Basis, Evidence

Stance = Literal["for", "against", "ambivalent"]
Predicate = Literal["leads", "member_of", "allied_with", "backs", "opposes", "recognises", "loyal_to", "holds_office_in", "part_of"]


class Position(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a holder (chain id) is for or against. `strength` 0..1: said 0.5, insisted 0.8, acted 1. `topic`: its words."""

    position_id: str
    holder: str
    topic: Evidence
    stance: Stance
    strength: float | None = None
    date: str | None = None
    said_in: str | None = None
    basis: Basis


class Relation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A lasting relation between two actors (chain ids). `since`: ISO prefix or None."""

    relation_id: str
    subject: str
    predicate: Predicate
    object: str
    since: str | None = None
    basis: Basis
