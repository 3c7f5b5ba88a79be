"""Mentions of actors in one report, and the chains that coreference makes of them."""

from typing import Literal

import msgspec

from dateline.model.evidence import Basis, Evidence

ActorKind = Literal[
    "person", "government", "country", "armed_group", "military", "organisation", "intergovernmental", "outlet", "population"
]
MentionForm = Literal["name", "nominal", "pronoun"]


class Mention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Words that stand for an actor. `start`/`end`: offsets into `Report.text` (titles belong to the mention: "Gen. Ali Musa").

    `chain_id` is None while the mention is not resolved; an unresolved pronoun keeps None: unknown stays unknown.
    """

    mention_id: str
    start: int
    end: int
    text: str
    form: MentionForm
    chain_id: str | None
    basis: Basis


class TitleHeld(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A title or office as the text gives it. `of` is the body or country in the text's words, `of_chain` its chain."""

    title: str
    evidence: Evidence
    of: str | None = None
    of_chain: str | None = None


class Chain(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One actor within one report: all mentions that stand for it.

    `name` is the fullest name (or, where there is none, the fullest description) without titles; `named` says which of the two.
    `country` ISO 3166-1 alpha-3 or None, `country_guessed` where only the places spoken of around the actor say so;
    `sectors` PLOVER role codes (GOV, MIL, REB, IGO, MED, ...).
    """

    chain_id: str
    name: str
    kind: ActorKind
    named: bool = True
    aliases: tuple[str, ...] = ()
    titles: tuple[TitleHeld, ...] = ()
    country: str | None = None
    sectors: tuple[str, ...] = ()
    gender: Literal["m", "f"] | None = None
    plural: bool = False
    mention_ids: tuple[str, ...] = ()
    country_guessed: bool = False
