"""Holders of offices of a state, where no report names both the holder and the state as actors: the story does.

"Interior Minister Ada Mirren" in one report and "the Ghanaian government" in another: a relation is read from the words of one report, so
neither says whose minister she is. In the story she is a minister of the one state that acts in it, or of the one stated for her.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache

import msgspec

from dateline.lexicon import rule_words, table
from dateline.model.evidence import Ref, make_id
from dateline.model.mention import Chain, TitleHeld
from dateline.model.position import Predicate
from dateline.model.record import RelationRow
from dateline.reconcile.events import Views
from dateline.reconcile.names import name_words
from dateline.reconcile.offices import is_country, office_of

OF_STATE = frozenset(("state", "government", "office", "envoy"))
"""Kinds of titles (`relation_titles.tsv`) of those who hold an office of a state."""
PAST_HOLDERS = rule_words("past_holder")
JOINING = frozenset(("of", "for", "at", "in", "to"))
PLAIN_RULING = frozenset(("government", "cabinet"))
DEPUTIES = frozenset(("vice", "deputy", "assistant"))
OFFICE_RELATIONS = frozenset(("leads", "holds_office_in"))


class State(msgspec.Struct, frozen=True):
    """An actor that stands for a state in a story: its government, or the country itself."""

    ref: Ref
    is_government: bool
    mentions: int

    def order(self) -> tuple[bool, int, str]:
        """Governments first, then the most mentioned."""
        return not self.is_government, -self.mentions, self.ref.id


@cache
def _kinds() -> Mapping[str, str]:
    return {row["word"]: row["relation"] for row in table("relation_titles.tsv")}


def office_relations(
    views: Views, countries: Mapping[str, str], stated: Mapping[str, str], held: Set[str]
) -> Iterator[tuple[str, RelationRow]]:
    """`(report_id, row)` of who holds an office of a state by a title in one report and the state in another of the story.

    Args:
        views: actors and names of the unit.
        countries: country of each actor, the likeliest where none is stated. `stated`: of those for which one is.
        held: actors of which a report tells what they lead or where they hold office.
    """
    stories: dict[str, list[str]] = defaultdict(list)
    for report in views.corpus.reports:
        stories[views.story_of.get(report.report_id, report.report_id)].append(report.report_id)
    for reports in stories.values():
        states = _states(views, reports, countries)
        people: dict[str, list[tuple[str, Chain]]] = defaultdict(list)
        for report_id in reports:
            for chain in views.corpus.readings[report_id].chains:
                actor = views.actor_of.get(chain.chain_id)
                if actor is not None and actor not in held and chain.kind == "person" and chain.named and chain.titles:
                    people[actor].append((report_id, chain))
        for actor, told in people.items():
            if not any(_is_of_another(t) for _, chain in told for t in chain.titles):
                for report_id, chain in told:
                    yield from _of_chain(report_id, chain, views, states, stated.get(actor), countries.get(actor))


def _states(views: Views, reports: Sequence[str], countries: Mapping[str, str]) -> Mapping[str, State]:
    """The state actor of each country in a story."""
    mentions: Counter[str] = Counter()
    for report_id in reports:
        for chain in views.corpus.readings[report_id].chains:
            actor = views.actor_of.get(chain.chain_id)
            if actor is not None and actor in countries and chain.kind in ("government", "country"):
                mentions[actor] += len(chain.mention_ids)
    found: dict[str, list[State]] = defaultdict(list)
    for actor, n in mentions.items():
        office, named = office_of(views.names[actor])
        rules = office is not None and office.plain == "government" and not PLAIN_RULING.isdisjoint(name_words(views.names[actor]))
        if rules or named == countries[actor] and is_country(views.names[actor]):
            found[countries[actor]].append(State(ref=Ref(id=actor, name=views.names[actor]), is_government=rules, mentions=n))
    alone = {
        country: actors for country, actors in found.items() if sum(a.is_government for a in actors) < 2
    }  # none of two rival governments
    return {country: min(actors, key=State.order) for country, actors in alone.items()}


def _of_chain(
    report_id: str, chain: Chain, views: Views, states: Mapping[str, State], stated: str | None, likely: str | None
) -> Iterator[tuple[str, RelationRow]]:
    """What the titles of one person in one report make of it: one relation, of the first title of a state."""
    for title in chain.titles:
        kind = _kind(title)
        country = _country(title, kind, states, stated, likely) if kind is not None else None
        state = states.get(country or "")
        if kind is None or state is None:
            continue
        predicate: Predicate = "leads" if kind in ("state", "government") and not state.is_government else "holds_office_in"
        subject = views.actor(chain.chain_id)
        if subject is not None and subject.id != state.ref.id:
            row = RelationRow(
                relation_id=make_id("rl", report_id, chain.chain_id, predicate, state.ref.id), subject=subject, predicate=predicate,
                object=state.ref, since=None, evidence=(title.evidence,),
            )  # fmt: skip
            yield report_id, row
            return


def _kind(title: TitleHeld) -> str | None:
    """The kind of an office of a state that a title names; None for any other."""
    words = list(name_words(title.title))
    words = words[: next((i for i, w in enumerate(words) if w in JOINING), len(words))]
    head = next((w for w in reversed(words) if w in _kinds()), None)
    kind = _kinds().get(head or "")
    if kind not in OF_STATE or head != words[-1] or (head == "secretary" and "general" in words):
        return None
    if head == "minister" and "prime" in words:
        kind = "government"
    return "office" if DEPUTIES & set(words) and kind != "envoy" else kind


def _is_of_another(title: TitleHeld) -> bool:
    """Whether a title is no more held, or is not of a state but of a part of one: "former premier", "the Puntland president", "the ports
    minister of Puntland"."""
    if PAST_HOLDERS & set(name_words(title.title)):
        return True
    office, named = office_of(title.title)
    if named is not None:
        return False
    if office is not None and office.domain and _kind(title) in ("state", "government"):
        return True
    of = office_of(title.of)[1] if title.of is not None else None
    return (
        title.of is not None
        and of is None
        and (office is None or bool(office.domain))
        and _kind(title) == "office"
        and "minister" in title.title
    )


def _country(title: TitleHeld, kind: str, states: Mapping[str, State], stated: str | None, likely: str | None) -> str | None:
    """Whose office a title is: of the country in its words or stated for its holder, else of the only one that acts in the story."""
    _, named = office_of(title.title)
    if named is None and title.of is not None:
        _, named = office_of(title.of)
    if named is not None or kind == "envoy":
        return named
    if stated is not None:
        return stated
    return likely if len(states) == 1 else None


__all__ = ["office_relations"]
