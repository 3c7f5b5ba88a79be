"""Evidence: the words of a report that a finding rests on."""

import hashlib

import msgspec


class Evidence(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Characters of `Report.text`, half open, in code points; `text` is exactly `report.text[start:end]`."""

    report_id: str
    start: int
    end: int
    text: str


class Basis(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a finding rests on: its words, the rule that read them (`reader.rule`), a score in 0..1 or None."""

    evidence: tuple[Evidence, ...]
    rule: str
    score: float | None = None


class Ref(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A reference to a row of another table: its id and the name a person knows it by."""

    id: str
    name: str


def make_id(prefix: str, *parts: object) -> str:
    """A short stable id: prefix and the first 16 hex digits of SHA-256 over the parts.

    Example:
        >>> make_id("t", "r1", 3, 7) == make_id("t", "r1", 3, 7)
        True
    """
    digest = hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).hexdigest()
    return f"{prefix}_{digest[:16]}"
