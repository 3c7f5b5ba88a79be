"""Vows of revenge that were kept: the next attack that the same side is told to have made.

A vow of revenge names the harm it answers and seldom the deed that is to come, so that no word of it may stand in the report of that deed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.lexicon import rule_words
from dateline.model.commitment import Pledge
from dateline.model.mention import Chain
from dateline.model.sides import STATE
from dateline.reconcile.corpus import words_in
from dateline.reconcile.in_other_words import is_unreal
from dateline.reconcile.scenes import REAL
from dateline.text.calendar import day_range

if TYPE_CHECKING:
    from dateline.reconcile.commitments import Follow
    from dateline.reconcile.events import Telling

REVENGE = rule_words("revenge")
"""Words of a vow of revenge."""
OF_STATE = STATE | {"military"}
"""Kinds of actors that stand for their state."""
IN_OFFICE = frozenset(("GOV", "MIL"))


def is_vow(pledge: Pledge) -> bool:
    """Whether a pledge is a vow of revenge ("the army would avenge the dead")."""
    return not REVENGE.isdisjoint(words_in(pledge.action.text.lower()))


def revenge(pledge: Pledge, follow: Follow) -> Telling | None:
    """The first attack that is no older than a vow of revenge and was made by the side that vowed it: told in a later report, or in the vow's own
    sentence as what came after it ("planes bombed the camp a day after he vowed to avenge them")."""
    views, report_id = follow.views, pledge.action.report_id
    vowed = day_range(views.corpus.by_id[report_id].published)
    known = views.corpus.rank[report_id]
    told_before = {follow.event_of[t.mention.event_mention_id] for t in follow.told.values() if views.corpus.rank[t.report_id] <= known}
    if vowed is None:
        return None
    for telling in (follow.tellings[rank] for rank in follow.ranks):
        mention = telling.mention
        if telling.report_id == report_id:
            if mention.event_type == "ASSAULT" and mention.modality in REAL and _came_after(pledge, telling, follow) and _is_theirs(pledge, telling, follow):
                return telling
            continue
        if views.corpus.rank[telling.report_id] <= known or telling.report_id in views.copy_of or follow.event_of[mention.event_mention_id] in told_before:
            continue
        if mention.event_type != "ASSAULT" or mention.modality not in REAL or (telling.days is not None and telling.days[1] < vowed[0]):
            continue
        said = follow.said[follow.telling[mention.event_mention_id]] if mention.event_mention_id in follow.telling else None
        if said is not None and not is_unreal(said, follow) and _is_theirs(pledge, telling, follow):
            return telling
    return None


def _came_after(pledge: Pledge, attack: Telling, follow: Follow) -> bool:
    """Whether an attack is told in the sentence of a vow as what came after it."""
    text, trigger, vow = follow.views.corpus.by_id[attack.report_id].text, attack.mention.trigger, pledge.action
    return attack.mention.sentence.start <= trigger.end < vow.start < attack.mention.sentence.end and "after" in words_in(text[trigger.end : vow.start].lower())


def _is_theirs(pledge: Pledge, attack: Telling, follow: Follow) -> bool:
    """Whether those who are bound made an attack: they themselves, or their state."""
    by = follow.promise(pledge).by
    actors = attack.actors or follow.doers_of(attack)
    if not by or not by.isdisjoint(attack.recipients):
        return False
    if not by.isdisjoint(actors):
        return True
    readings = follow.views.corpus.readings
    one, other = ({c.chain_id: c for c in readings[r].chains} for r in (pledge.action.report_id, attack.report_id))
    bound = {_state(one[c]) for c in pledge.by if c in one} - {None}
    made = {_state(other[c]) for c in attack.mention.actors if c in other} - {None}
    return bool(bound & made)


def _state(chain: Chain) -> str | None:
    """The state that somebody stands for."""
    official = chain.kind in OF_STATE or (chain.kind == "person" and not IN_OFFICE.isdisjoint(chain.sectors))
    return chain.country if official else None
