"""FollowTheMoney entities as JSON Lines: reports, actors, places, mentions and relations whole; events with what FtM can say of them.

FtM events have no direction, modality or figures and FtM mentions no offsets: these stand in the side file under the same ids.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.lexicon import index
from dateline.model.record import ActorRow, EventRow
from dateline.model.situation import Situation
from dateline.publish.formats.coded import Coded, country_name
from dateline.publish.formats.held import NotHeld, Written, columns_not_held, other_tables, rows_not_held

SCHEMA = {
    "person": "Person", "government": "PublicBody", "military": "PublicBody", "country": "PublicBody", "armed_group": "Organization",
    "organisation": "Organization", "intergovernmental": "Organization", "outlet": "Company", "population": "LegalEntity",
}  # fmt: skip
HELD = {
    "reports": ("report_id", "title", "text", "outlet", "byline", "published", "language", "url", "content_hash", "uri"),
    "actors": ("actor_id", "name", "kind", "aliases", "country"),
    "places": ("place_id", "name", "latitude", "longitude", "country", "admin1"),
    "mentions": ("mention_id", "report_id", "text", "actor_id"),
    "relations": ("relation_id", "subject", "predicate", "object", "since"),
    "events": ("event_id", "date_start", "date_end", "place", "trigger", "n_reports"),
}
WHY = {
    "start": "FollowTheMoney mentions have no offsets",
    "end": "FollowTheMoney mentions have no offsets",
    "actors": "FollowTheMoney events have no direction: all parties are involved",
    "recipients": "FollowTheMoney events have no direction: all parties are involved",
    "modality": "FollowTheMoney has no modality; the summary says it",
    "evidence": "FollowTheMoney has no offsets",
    "titles": "FollowTheMoney's position is words alone; the body and the words' place are not held",
}


def followthemoney(situation: Situation) -> Written:
    """`entities.ftm.json` (JSON Lines), and what it does not hold."""
    coded = Coded(situation)
    left = rows_not_held(situation, other_tables(*HELD), "FollowTheMoney has no schema for it")
    for table, held in HELD.items():
        for row in getattr(situation, table):
            left += columns_not_held(table, row, held, WHY, str(getattr(row, held[0])))
    lines = []
    for entity in _entities(coded):
        entity["properties"] = {k: [str(x) for x in v if x not in (None, "")] for k, v in entity["properties"].items()}
        entity["properties"] = {k: v for k, v in entity["properties"].items() if v}
        lines.append(msgspec.json.encode(entity) + b"\n")
    kept = {a.actor_id for a in situation.actors}
    for mention in situation.mentions:
        if mention.actor_id not in kept:
            why = "a FollowTheMoney mention resolves to an entity; this one has no actor"
            left.append(NotHeld(table="mentions", id=mention.mention_id, column=None, value=None, why=why))
    return Written(files={"entities.ftm.json": b"".join(lines)}, not_held=tuple(left))


def _entities(coded: Coded) -> Iterator[dict[str, Any]]:
    situation = coded.situation
    for r in situation.reports:
        yield _entity(r.report_id, "Article", {
            "title": [r.title], "fileName": [r.uri.rsplit("/", 1)[-1] or r.report_id], "author": [r.byline], "publisher": [r.outlet],
            "publishedAt": [r.published], "language": [_language(r.language)], "sourceUrl": [r.url], "bodyText": [r.text],
            "contentHash": [hashlib.sha1(r.text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()], "mimeType": ["text/plain"],
        })  # fmt: skip
    for a in situation.actors:
        yield _actor(a)
    for p in situation.places:
        yield _entity(p.place_id, "Address", {
            "full": [", ".join(x for x in (p.name, p.admin1, country_name(p.country)) if x)], "city": [p.name if p.feature == "city" else None],
            "state": [p.admin1], "country": [_iso2(p.country)], "latitude": [p.latitude], "longitude": [p.longitude],
        })  # fmt: skip
    for m in situation.mentions:
        if (actor := coded.actors.get(m.actor_id or "")) is not None:
            yield _entity(m.mention_id, "Mention", {
                "document": [m.report_id], "name": [m.text], "resolved": [actor.actor_id], "detectedSchema": [SCHEMA.get(actor.kind, "LegalEntity")],
            })  # fmt: skip
    for x in situation.relations:
        yield _entity(x.relation_id, "UnknownLink", {
            "subject": [x.subject.id], "object": [x.object.id], "role": [x.predicate], "startDate": [x.since],
        })  # fmt: skip
    for e in situation.events:
        yield _event(coded, e)


def _entity(id: str, schema: str, properties: dict[str, list[Any]]) -> dict[str, Any]:
    return {"id": id, "schema": schema, "properties": properties}


def _actor(a: ActorRow) -> dict[str, Any]:
    schema = SCHEMA.get(a.kind, "LegalEntity")
    properties: dict[str, list[Any]] = {"name": [a.name], "alias": list(a.aliases)}
    properties["nationality" if schema == "Person" else "country"] = [_iso2(a.country)]
    if schema == "Person":
        properties["position"] = [t.title for t in a.titles]
    return _entity(a.actor_id, schema, properties)


def _event(coded: Coded, e: EventRow) -> dict[str, Any]:
    place = coded.place(e)
    return _entity(e.event_id, "Event", {
        "name": [f"{e.event_type}: {e.trigger}"], "summary": [f"{e.modality}: {s}" for s in coded.sentences(e)[:1]],
        "startDate": [e.date_start], "endDate": [e.date_end], "location": [place.name if place else None],
        "involved": list(dict.fromkeys(r.id for r in (*e.actors, *e.recipients) if r.id in coded.actors)),
        "proof": list(dict.fromkeys(m.report_id for m in e.mentions)), "recordId": [e.event_id],
    })  # fmt: skip


def _iso2(iso3: str | None) -> str | None:
    row = index("countries.tsv").get((iso3 or "").casefold())
    return row["iso2"].lower() if row is not None and row["iso2"] else None


def _language(code: str | None) -> str | None:
    return {"en": "eng"}.get(code or "", code)
