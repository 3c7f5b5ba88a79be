"""Events as coded in PLOVER: type, mode, contexts, actors, recipients, and whether they took place."""

from typing import Literal

import msgspec

from dateline.model.evidence import Basis, Evidence

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Modality = Literal["happened", "ongoing", "planned", "hypothetical", "denied", "uncertain"]


Role = Literal["actors", "recipients"]
ROLES: tuple[Role, Role] = ("actors", "recipients")
"""Who acts and who is acted on."""


class OpenPair(msgspec.Struct, frozen=True, gc=False):
    """Words in the role of `role` that mean two parties ("both sides") whom their report does not name. `kinds`: of the parties;
    `chain`: the chain of the words themselves, if they have one; `country`: the one that both are of ("Chad's warring sides")."""

    role: Role
    kinds: tuple[str, ...]
    chain: str | None = None
    country: str | None = None


class EventMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one place of one report asserts about an event.

    `actors`, `recipients`, `attributed_to`: chain ids; the `*_evidence` hold the words that name them here (same order not implied).
    `attributed_to` empty = the report itself. `said_in`: the statement that contains it. `place`: toponym id. Dates: inclusive ISO prefixes.
    `time_id`: the time expression the dates come from; `date_basis`: stated (in its sentence), inherited, ... `open_pairs`: parties that only
    other reports can tell.
    """

    event_mention_id: str
    event_type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    trigger: Evidence
    trigger_lemma: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actors_evidence: tuple[Evidence, ...] = ()
    recipients_evidence: tuple[Evidence, ...] = ()
    place: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    date_basis: str | None = None
    time_id: str | None = None
    modality: Modality = "happened"
    modality_evidence: tuple[Evidence, ...] = ()
    attributed_to: tuple[str, ...] = ()
    said_in: str | None = None
    sentence: Evidence
    basis: Basis
    open_pairs: tuple[OpenPair, ...] = ()
