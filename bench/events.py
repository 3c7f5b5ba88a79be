"""Predictions for the event sets: plv, plv-spans, gsr, muc4, case2, ipe, status. Each in the format of gold/events/score.py."""

import json
import os
import pickle
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from math import exp
from pathlib import Path
from typing import Any

import msgspec

from dateline.lexicon import Lexica
from dateline.model.event import EventMention
from dateline.model.evidence import Evidence
from dateline.model.mention import Chain
from dateline.model.place import Toponym
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.events import CONTENT_TYPES, PAIR_WEIGHTS, EventReader, Judged, judge
from dateline.reading.features import path
from dateline.reading.readers import all_readers, read
from dateline.text.condition import damage_of
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

Row = dict[str, Any]
WANTED = ("times", "toponyms", "actors", "statements", "events")


def rows(path: Path) -> list[Row]:
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def parsed(name: str, reports: Iterable[Report], restoring: bool = True) -> list[ReportText]:
    """The reports, segmented. Where DATELINE_BENCH_CACHE names a folder, parses are kept there under a hash of the texts."""
    reports = [msgspec.structs.replace(r, damage=damage_of(r)) for r in reports]
    folder = os.environ.get("DATELINE_BENCH_CACHE")
    if not folder or not restoring:
        return list(segment(reports, SpacyParser(), restoring=restoring))
    key = sha256("\x1f".join(f"{r.report_id}\x1e{r.text}\x1e{r.published}\x1e{r.damage}" for r in reports).encode()).hexdigest()[:16]
    path = Path(folder) / f"{name}-{key}.pickle"
    if path.is_file():
        return pickle.loads(path.read_bytes())
    texts = list(segment(reports, SpacyParser()))
    path.write_bytes(pickle.dumps(texts))
    return texts


def readings(
    name: str, reports: Iterable[Report], wanted: tuple[str, ...] = WANTED, restoring: bool = True
) -> Iterator[tuple[ReportText, Reading]]:
    """Each report with what the wanted readers find in it."""
    lexica = Lexica()
    readers = [r for r in all_readers() if r.name in wanted]
    for text in parsed(name, reports, restoring):
        yield text, read(text, lexica, readers)


def pair_readings(name: str, reports: Iterable[Report], restoring: bool = True) -> Iterator[tuple[ReportText, Reading]]:
    """As `readings`, for sets in which every event has two sides: phrases are taken for roles more readily."""
    for text, found in readings(name, reports, WANTED[:-1], restoring):
        yield text, msgspec.structs.replace(found, events=tuple(EventReader(text, found, PAIR_WEIGHTS).read()))


def plain(records: list[Row]) -> Iterator[Report]:
    for record in records:
        yield Report(report_id=record["id"], uri=f"file:{record['id']}", text=record["text"], published=record.get("date"))


def write(out: Path, answers: Iterable[Row]) -> None:
    with Path(out).open("w", encoding="utf-8") as handle:
        for answer in answers:
            handle.write(json.dumps(answer, ensure_ascii=False) + "\n")


def span(evidence: Evidence) -> Row:
    return {"text": evidence.text, "start": evidence.start, "end": evidence.end}


def event_row(event: EventMention, found: Reading) -> Row:
    said = next((s for s in found.statements if s.statement_id == event.said_in), None)
    sources = [span(said.source_evidence)] if said is not None and said.source_evidence is not None else []
    return {
        "event_type": event.event_type, "mode": event.mode, "trigger": span(event.trigger), "modality": event.modality,
        "actors": [span(e) for e in event.actors_evidence], "recipients": [span(e) for e in event.recipients_evidence],
        "attributed_to": sources,
    }  # fmt: skip


FRIENDLY = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"))
HOSTILE = frozenset(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"))
COMING = frozenset(("planned", "hypothetical"))
"""What the older codebook takes for intended or threatened, under a condition or not."""
SETTLED = frozenset("reach conclude strike clinch seal ink finalise finalize deal accord pact agreement treaty".split())
"""Triggers of an agreement that stands, rather than of a promise."""
PENAL = frozenset("sentence convict jail fine imprison conviction impose sanction embargo".split())


def older_root_of(event_type: str, modality: str, cameo: str | None, lemma: str) -> str:
    """The root of the older codebook behind plv and gsr: what is intended, refused or only threatened has a root of its own there.

    plover.json: what is yet to come is AGREE when friendly (CAMEO 03), THREATEN when hostile (CAMEO 13); refusing is REJECT (CAMEO 12);
    an agreement that is reached is SUPPORT (CAMEO 057); CAMEO 163 and 173 (sanctions, legal punishment) are COERCE.
    """
    if modality in COMING and event_type in FRIENDLY:
        return "AGREE"
    if modality in COMING and event_type in HOSTILE:
        return "THREATEN"
    if modality == "denied" and event_type in FRIENDLY | {"AGREE"}:
        return "REJECT"
    if event_type == "AGREE" and modality == "happened" and lemma in SETTLED:
        return "SUPPORT"
    if event_type == "SANCTION" and (cameo in ("163", "173") or lemma in PENAL):
        return "COERCE"
    return event_type


def older_root(event: EventMention) -> str:
    return older_root_of(event.event_type, event.modality, event.cameo, event.trigger_lemma)


def salience(event: EventMention, text: ReportText, tokens: dict[int, int]) -> float:
    """How much an event is the point of its sentence: sure, high in the tree, with both sides named, its own and not asked of others."""
    depth = text.depth[tokens[event.trigger.start]]
    value = float(event.basis.score or 0) - 0.12 * depth
    value += 0.3 * bool(event.actors_evidence) + 0.3 * bool(event.recipients_evidence)
    value -= 0.5 * (event.modality == "hypothetical")
    return value


def main_events(text: ReportText, found: Reading, margin: float, most: int) -> list[EventMention]:
    """The events a sentence is about, most salient first."""
    tokens = {t.start: t.i for t in text.tokens if t.end > t.start}
    ranked = sorted(((salience(e, text, tokens), -n, e) for n, e in enumerate(found.events)), key=lambda r: r[:2], reverse=True)
    return [e for value, _, e in ranked[:most] if value >= ranked[0][0] - margin]


def predict_plv(gold: Path, out: Path, restoring: bool = True) -> None:
    """The main events of a sentence, coded by the older codebook of the set (`older_root`)."""
    records = rows(gold)
    answers = []
    for text, found in pair_readings("plv", plain(records), restoring):
        events = [event_row(e, found) | {"event_type": older_root(e)} for e in main_events(text, found, MARGIN, 2)]
        answers.append({"id": text.report.report_id, "events": events})
    write(out, answers)


MARGIN = 0.4
"""How much less salient than the first a second event may be."""


def predict_status(gold: Path, out: Path, restoring: bool = True) -> None:
    """All events; signing and ratifying a treaty is AGREE in this set (SUPPORT in the record)."""
    records = rows(gold)
    answers = []
    for text, found in readings("status", plain(records), restoring=restoring):
        events = [
            event_row(e, found) | ({"event_type": "AGREE"} if e.event_type == "SUPPORT" and e.trigger_lemma in SIGNING else {})
            for e in found.events
        ]
        answers.append({"id": text.report.report_id, "events": events})
    write(out, answers)


SIGNING = frozenset(("sign", "ratify", "initial", "signing", "ratification", "signature"))


def predict_plv_spans(gold: Path, out: Path) -> None:
    """Source and target are given: the types of all triggers vote, each by how well source and target fit its roles."""
    records = rows(gold)
    answers = []
    for record, (text, found) in zip(records, readings("plv", plain(records), WANTED[:-1]), strict=True):
        reader = EventReader(text, found)
        roots = [type_between(reader, e["source_spans"], e["target_spans"]) for e in record["events"]]
        answers.append({"id": record["id"], "roots": roots})
    write(out, answers)


def type_between(reader: EventReader, source: list[list[int]], target: list[list[int]]) -> str | None:
    """The root of what stands between a source and a target, in the older codebook: what is promised, asked or threatened counts as the act."""
    text = reader.text
    first, last = ([h for a, b in spans if (h := reader.who.head(a, b)) is not None] for spans in (source, target))
    votes: dict[str, float] = {}
    found = judge(text)
    acts = {j.token: j for j in found if j.best in CONTENT_TYPES and j.types[j.best] > 0.5 * j.none}

    def vote(judged: Judged, event_type: str, weight: float) -> None:
        for modality, p in reader.chances(judged.token, event_type).items():
            root = older_root_of(event_type, modality, judged.cameo, text.tokens[judged.token].lemma)
            root = "YIELD" if root in YIELDING else root
            votes[root] = votes.get(root, 0.0) + p * weight

    for judged in found:
        fit = max((reader.fit(judged, a, "A") for a in first), default=0.1) * max((reader.fit(judged, r, "R") for r in last), default=0.1)
        turned = max((reader.fit(judged, a, "R") for a in first), default=0.1) * max((reader.fit(judged, r, "A") for r in last), default=0.1)
        weight = (fit + 0.3 * turned + 0.03) * exp(-PER_STEP * text.depth[judged.token])
        act = act_over(text, judged.token, acts)
        if act is not None:
            vote(act, act.best, OF_THE_ACT * sum(judged.types.values()) * weight)
            weight *= 1 - OF_THE_ACT
        opposing = any(path(text, judged.token, r)[0][-2:] == ("against", "pobj") for r in last)
        for event_type, p in judged.types.items():
            # CAMEO 114: rallying others against the target
            vote(judged, "ACCUSE" if event_type == "REQUEST" and opposing else event_type, p * weight)
    if any(overlap(m.actors_evidence, source) and overlap(m.recipients_evidence, target) for m in reader.musts()):
        votes["REQUEST"] = votes.get("REQUEST", 0.0) + MUST
    return max(votes, key=votes.__getitem__, default=None)


def overlap(words: Iterable[Evidence], spans: list[list[int]]) -> bool:
    """Whether any of the words share characters with any of the spans."""
    return any(e.start < end and start < e.end for e in words for start, end in spans)


MUST = 0.8
"""Vote of a request that stands in a modal alone ("Oslo said Dili must free him"), asked by the source of the target."""
YIELDING = frozenset(("CONCEDE", "RETREAT"))
"""One root in the older codebook."""
PER_STEP = 0.2
"""How fast a trigger's vote falls with its depth in the parse (the logarithm of the share that is left, per step)."""
OF_THE_ACT = 0.8
"""Share of the vote of what is promised, asked, refused or threatened that goes to the act itself."""


def act_over(text: ReportText, token: int, acts: dict[int, Judged]) -> Judged | None:
    """The speech act whose content a trigger is: its complement, also over a preposition or in coordination."""
    t = text.tokens[token]
    if t.dep not in ("xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "conj"):
        return None
    head = text.tokens[t.head]
    if t.dep == "conj":
        return None if head.i in acts else act_over(text, head.i, acts)
    if t.dep in ("pobj", "pcomp") and head.pos == "ADP":
        head = text.tokens[head.head]
    return acts.get(head.i)


def actor_rows(ids: Iterable[str], words: Iterable[Evidence], found: Reading) -> list[Row]:
    """Country and sectors of a side; a place that nobody stands for counts by its country."""
    chains = {c.chain_id: c for c in found.chains}
    rows_found = [{"country": chains[c].country, "sectors": list(chains[c].sectors)} for c in ids if c in chains]
    if not any(r["country"] for r in rows_found):
        for e in words:
            rows_found += [
                {"country": p.place.country, "sectors": []}
                for p in found.toponyms
                if p.place is not None and p.start < e.end and e.start < p.end
            ]
    return rows_found


def predict_gsr(gold: Path, out: Path) -> None:
    records = rows(gold)
    answers = []
    for text, found in pair_readings("gsr", plain(records)):
        events = [
            {
                "event_type": older_root(e),
                "actors": actor_rows(e.actors, e.actors_evidence, found),
                "recipients": actor_rows(e.recipients, e.recipients_evidence, found),
            }
            for e in found.events
        ]
        answers.append({"id": text.report.report_id, "events": events})
    write(out, answers)


SPECIFIC = frozenset(
    "suicide-attack unconventional drone aerial heavy-weapons explosives abduct sexual destroy crowd-control arrest seize riot obstruct".split()
)
CASE2_ORDER = ("ASSAULT", "PROTEST", "COERCE", "SANCTION", "MOBILIZE", "RETREAT", "AID", "COOPERATE", "AGREE", "CONSULT")


def predict_case2(gold: Path, out: Path) -> None:
    records = rows(gold)
    answers = []
    for text, found in readings("case2", plain(records)):
        real = [e for e in found.events if e.modality in ("happened", "ongoing", "uncertain")] or list(found.events)
        events = sorted(real, key=lambda e: case2_rank(e, text))
        answers.append({"id": text.report.report_id, "events": [event_row(e, found) for e in events]})
    write(out, answers)


def case2_rank(event: EventMention, text: ReportText) -> float:
    """Order of the events of a passage, the main one lowest: early, sure, of a telling mode; saying and judging come last."""
    order = CASE2_ORDER.index(event.event_type) if event.event_type in CASE2_ORDER else 20
    sentence = sum(s.end <= event.trigger.start for s in text.sentences)
    return 0.03 * order + 0.35 * sentence - 0.6 * float(event.basis.score or 0) - 0.4 * (event.mode in SPECIFIC)


def predict_ipe(gold: Path, out: Path) -> None:
    """Labels of police action, sentence by sentence; each document is read as one text, a sentence a line."""
    records = rows(gold)
    reports, starts = [], []
    for record in records:
        text, at = "", []
        for words, _ in record["sentences"]:
            at.append(len(text))
            text += " ".join(words.split()) + "\n"
        reports.append(Report(report_id=record["id"], uri=f"file:{record['id']}", text=text, published=record.get("date")))
        starts.append(at)
    answers = []
    for record, at, (_, found) in zip(records, starts, readings("ipe", reports), strict=True):
        labels: list[set[str]] = [set() for _ in at]
        chains = {c.chain_id: c for c in found.chains}
        deaths: set[int] = set()
        for event in found.events:
            number = max(i for i, start in enumerate(at) if start <= event.trigger.start)
            labels[number] |= police_labels(event, chains)
            if event.trigger_lemma in DEADLY and event.modality in REAL:
                deaths.add(number)
        deaths |= {n for n, (words, _) in enumerate(record["sentences"]) if KILLED.search(words)}
        for number in deaths:
            if "FORCE" in labels[number]:
                labels[number].add("KILL")
        answers.append({"id": record["id"], "sentences": [sorted(found) for found in labels]})
    write(out, answers)


POLICE = frozenset("police cop cops constable inspector officer policeman policemen jawan rapid crpf bsf army military force forces security personnel sp dsp".split())


DEADLY = frozenset("kill die death killing murder dead perish succumb slay shoot-dead".split())
KILLED = re.compile(r"\b(?:killed|killing|dead|died|succumbed)\b", re.I)
REAL = frozenset(("happened", "ongoing", "uncertain"))


def police_labels(event: EventMention, chains: dict[str, Chain]) -> set[str]:
    """What the police did, by the event's type; any action they planned or denied is none."""
    acting = [chains[c] for c in event.actors if c in chains]
    police = any({"COP", "MIL"} & set(c.sectors) for c in acting) or any(POLICE & set(e.text.lower().split()) for e in event.actors_evidence)
    if event.modality not in REAL:
        return set()
    if event.event_type == "COERCE" and event.mode == "arrest" and (police or not event.actors_evidence):
        return {"ARREST", "ANY_ACTION"}
    if not police:
        return set()
    return {"FORCE", "ANY_ACTION"} if event.event_type == "ASSAULT" else {"ANY_ACTION"}


FBIS_DATE = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b")
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


def muc_reports(records: list[Row]) -> Iterator[Report]:
    """The documents with the day of their dateline ("SAN SALVADOR, 3 JAN 90"), which is their date of publication."""
    for record in records:
        m = FBIS_DATE.search(record["text"][:200])
        published = f"19{m[3]}-{MONTHS.index(m[2]) + 1:02d}-{int(m[1]):02d}" if m else None
        yield Report(report_id=record["id"], uri=f"file:{record['id']}", text=record["text"], published=published)


def predict_muc4(gold: Path, out: Path) -> None:
    """One row an incident of the document: tellings of one class that no day, place or victim keeps apart are one."""
    records = rows(gold)
    write(
        out,
        (
            {"id": text.report.report_id, **incidents(text, found)}
            for text, found in readings("muc4", muc_reports(records), (*WANTED, "figures"))
        ),
    )


BATTLE = frozenset("fight fighting battle clash combat war offensive violence conflict attack raid operation invasion confrontation struggle".split())
FIGHTERS = frozenset(("MIL", "REB", "UAF"))
GENERAL = frozenset("people population nation country humanity beings sectors society democracy citizens world drugs trafficking rights economy efforts institutions peace process".split())
NEWS_DAYS, LEAST_SURE = 90, 0.55


def is_news(event: EventMention, published: str | None) -> bool:
    """False for what is told with a date of long ago, in general ("murders", "the people"), or was hardly taken for an event."""
    if float(event.basis.score or 1) < LEAST_SURE:
        return False
    day = event.date_end or event.date_start
    if published and day and len(day) >= 4 and _days(published) - _days(day, last=True) > NEWS_DAYS:
        return False
    dated = event.date_basis == "stated"
    if event.trigger.text.lower() == f"{event.trigger_lemma}s" and not dated:
        return False
    words = [w.text.lower().split() for w in event.recipients_evidence]
    return not words or dated or not all(w[-1] in GENERAL for w in words)


def _days(value: str, *, last: bool = False) -> int:
    """Days since year 0, about; a year or a month counts by its first or its last day."""
    year, month, day = (*map(int, re.findall(r"\d+", value)[:3]), 0, 0)[:3]
    return year * 365 + (month or (12 if last else 1)) * 30 + (day or (30 if last else 1))


def is_incident(event: EventMention, chains: dict[str, Chain], published: str | None) -> bool:
    """A telling of violence against somebody or something named who does not fight; battles, generalities and wars on a whole country are none."""
    if not (event.event_type == "ASSAULT" or (event.event_type == "COERCE" and event.mode == "seize")) or not is_news(event, published):
        return False
    if event.event_type == "ASSAULT" and event.mode == "crowd-control":
        return False
    undergoing = [chains[c] for c in event.recipients if c in chains]
    acting = [chains[c] for c in event.actors if c in chains]
    if undergoing and all(FIGHTERS & set(c.sectors) for c in undergoing + acting):
        return False
    if any({"MIL", "COP"} & set(chains[c].sectors) for c in event.actors if c in chains) and not undergoing:
        return False
    if undergoing and all(c.kind == "country" for c in undergoing) and len(event.recipients_evidence) <= len(undergoing):
        return False
    named = bool(event.recipients_evidence)
    plural = event.trigger.text.lower().endswith("s") and event.trigger_lemma in BATTLE
    if plural or (event.trigger_lemma in BATTLE and not named):
        return False
    return named or event.mode in ("explosives", "abduct", "targeted") or bool(event.place and event.date_start)


def apart(group: list[EventMention], event: EventMention, places: dict[str, Toponym]) -> bool:
    """True where a stated day or a named town keeps a telling from a group."""
    days = {e.date_start for e in group if e.date_start}
    if event.date_start and days and not any(d.startswith(event.date_start) or event.date_start.startswith(d) for d in days):
        return True

    def towns(events: Iterable[EventMention]) -> set[str]:
        return {places[e.place].text.casefold() for e in events if e.place in places and not country_name(places[e.place])}

    here, there = towns([event]), towns(group)
    return bool(here and there and not here & there)


def country_name(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.feature in ("country", "admin1", "region")


def as_told(event: EventMention, text: ReportText, places: dict[str, Toponym]) -> EventMention:
    """The event with the day and place of its own sentence alone: an incident needs them there, any other telling may inherit them."""
    line = next((s for s in text.sentences if s.start <= event.trigger.start < s.end), None)
    place = places.get(event.place or "")
    if place is not None and line is not None and not line.start <= place.start < line.end:
        event = msgspec.structs.replace(event, place=None)
    if event.date_basis == "inherited":
        event = msgspec.structs.replace(event, date_start=None, date_end=None, date_basis=None)
    return event


def incidents(text: ReportText, found: Reading) -> Row:
    chains = {c.chain_id: c for c in found.chains}
    places = {p.toponym_id: p for p in found.toponyms}
    groups: list[list[EventMention]] = []
    accused = [e for e in found.events if e.event_type == "ACCUSE" and e.mode == "allege" and e.recipients]
    for event in (as_told(e, text, places) for e in found.events):
        if not is_incident(event, chains, text.report.published):
            continue
        for group in groups:
            if same_class(group[0], event) and not apart(group, event, places):
                group.append(event)
                break
        else:
            groups.append([event])

    def name(chain: Chain) -> Row:
        return {"name": chain.name, "aliases": list(chain.aliases), "kind": chain.kind, "sectors": list(chain.sectors)}

    events = []
    for group in groups:
        if not weighty(group):
            continue
        places_here = [places[e.place] for e in group if e.place in places]
        start = next((e.date_start for e in group if e.date_start), None)
        actors = list(dict.fromkeys(c for e in group for c in e.actors))
        sources = list(dict.fromkeys(c for e in group for c in e.attributed_to))
        if not actors:  # nobody is said to have done it, but somebody is blamed
            actors = list(dict.fromkeys(c for e in accused for c in e.recipients))
            sources = sources or list(dict.fromkeys(c for e in accused for c in e.actors))
        events.append({
            "event_id": group[0].event_mention_id, "event_type": group[0].event_type,
            "mode": next((e.mode for e in group if e.mode in ("explosives", "suicide-attack", "abduct", "destroy")), group[0].mode),
            "actors": [name(chains[c]) for c in actors if c in chains],
            "recipients": [name(chains[c]) for c in dict.fromkeys(c for e in group for c in e.recipients) if c in chains]
            + [{"name": w.text} for e in group for w in e.recipients_evidence],
            "place": [{"name": p.text, "country": p.place.country if p.place else None} for p in places_here]
            or [{"name": p.text, "country": p.place.country} for p in found.toponyms[:1] if p.place],
            "date_start": start or text.report.published,
            "date_end": next((e.date_end for e in group if e.date_end), None) or start or text.report.published,
            "modality": stage(group), **({"stage": "attempted"} if attempted(group) else {}),
            "attributed_to": [name(chains[c]) for c in sources if c in chains],
        })  # fmt: skip
    claims = [
        {"indicator": f.indicator, "value": f.value, "low": f.low, "high": f.high, "status": f.status, "who": f.who} for f in found.figures
    ]
    return {"events": events, "figure_claims": claims}


def stage(group: list[EventMention]) -> str:
    """happened where any telling has it so, else the first telling's modality."""
    return next((e.modality for e in group if e.modality in REAL), group[0].modality)


FAILED = re.compile(r"\b(attempt\w*|tried to|trying to|foil\w*|thwart\w*|deactivat\w*|defus\w*|failed|did not (?:explode|go off)|frustrat\w*|unsuccessful)\b", re.I)


def attempted(group: list[EventMention]) -> bool:
    """True where the first telling speaks of an attempt that came to nothing, and nobody died."""
    return bool(FAILED.search(group[0].sentence.text)) and not any(e.trigger_lemma in DEADLY for e in group)


def weighty(group: list[EventMention]) -> bool:
    """An incident that is told twice, or once with a day, a place or means of its own."""
    dated = any(e.date_start for e in group)
    placed = any(e.place for e in group)
    named = any(e.recipients_evidence for e in group)
    least = LEAST if stage(group) in REAL else LEAST_UNREAL
    return dated + placed + named + (len(group) > 1) + TELLING * any(e.mode in ("abduct", "explosives", "targeted", "destroy") for e in group) >= least


LEAST, LEAST_UNREAL, TELLING = 2.5, 2.0, 0.5


def same_class(first: EventMention, event: EventMention) -> bool:
    return first.event_type == event.event_type and (first.mode == "abduct") == (event.mode == "abduct")
