"""Where and when an event took place: which of the places and days named in its sentence or around it.

A trained linear model shares one probability out between them and "none of them"; the best is taken where it reaches its limit. What stands in the
event's sentence has basis "stated", what stands elsewhere "inherited". Weights: data/attachment_models.npz (scripts/train_attachment.py).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.gazetteer import normal
from dateline.lexicon import rule_words, words
from dateline.model.event import EventMention
from dateline.model.place import Toponym
from dateline.model.reading import Reading
from dateline.model.statement import Statement
from dateline.model.time import TimeExpression
from dateline.reading.described_places import POINTING, described, is_capital
from dateline.reading.distances import by_distance
from dateline.reading.features import path
from dateline.reading.frames import SPEECH_ACTS, noun_classes
from dateline.reading.linear import LinearModel, models
from dateline.reading.place_links import TALKED, is_setting, is_topic
from dateline.text.segment import ReportText

DAY = len("2021-03-05")
LIMIT = {"place": {True: 0.25, False: 0.5}, "day": {True: 0.3, False: 0.3}}
"""Probability from which the best candidate is the event's, for what its sentence names and for others.

The models learn where and when an event took place even where the annotation of a telling leaves it open; how much of that a telling
implies was set on the development stories, whose annotators infer more than those of the training stories.
"""
BACK, AHEAD = 12, 4
"""How many sentences before the event's a candidate may be named last, how many after it first (the lead below a title)."""
HEAD = -1
"""Number of the sentence in which the place of the dateline stands: none, also behind a title."""
DAYS = ("DATE", "TIME")
RELATIVES = frozenset(("relcl", "acl"))
UNREAL = frozenset(("planned", "hypothetical"))
LOOKING_BACK = frozenset(("about", "after", "following", "from", "into", "of", "since"))
"""Prepositions before what came earlier than the verb that they hang on."""
LOOKING_BACK_FROM_NOUNS = frozenset(("behind", "for", "on", "over"))
"""Further ones that do so behind a noun: "the inquiry on the deaths", "the charges over the killing"."""
FORCE = frozenset(("ASSAULT", "MOBILIZE"))
"""Types of acts that a capital's dateline places least."""
SPOKESMEN = rule_words("spokesmen")
OWNING = rule_words("owning_up") | rule_words("disowning")
HARMED, COMES_ABOUT, CHANGING = rule_words("harmed"), rule_words("comes_about"), rule_words("changing")
JUDGING = frozenset(("accuse", "praise"))
"""Classes of cues by which somebody passes a verdict on an act, where he is and not where it took place."""
NEAR_CUE = 1.5  # cost of the way over the parse


class Spot(NamedTuple):
    """Words that name a candidate: offsets, sentence number, and what they are."""

    start: int
    end: int
    sentence: int
    what: Toponym | TimeExpression


class Candidate(NamedTuple):
    """A place or day of the report. `key`: what makes it one; `spots`: where it is named, in order; `traits`: what it is anywhere."""

    key: str
    spots: tuple[Spot, ...]
    traits: tuple[str, ...]


class Act(NamedTuple):
    """An event to be placed: `own`: the candidate that its own words give by rule, `sentence` the number of its sentence."""

    event: EventMention
    token: int
    sentence: int
    own: dict[str, str | None]


class Attachment:
    """The candidates of one report and what stands between them and its events.

    `distance`: cost of the way over the parse from a trigger's token to words `(start, end)`; above 3 they belong elsewhere. `links`: what
    place names do that are no place by themselves, by offset (see `place_links`).
    """

    def __init__(self, text: ReportText, found: Reading, distance: Callable[[int, int, int], float], links: Mapping[int, str]) -> None:
        self.text, self.found, self.distance, self._links = text, found, distance, links
        self._cues: dict[tuple[str, int], str | None] = {}
        self._reached: dict[tuple[str, int], tuple[Candidate, ...]] = {}

    # ------------------------------------------------ candidates
    def sentence(self, start: int) -> int:
        """Number of the sentence at an offset; -1 before the first one (the dateline)."""
        starts = self._starts
        low, high = 0, len(starts)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if starts[middle] <= start else (low, middle)
        return low - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.text.sentences]

    @cached_property
    def places(self) -> tuple[Candidate, ...]:
        grouped: dict[str, list[Spot]] = {}
        for t in self.found.toponyms:
            if t.role == "demonym" or self._links.get(t.start) == "name":
                continue
            key = t.place.gazetteer_id if t.place is not None else normal(t.text)
            number = HEAD if t.basis.rule == "toponyms.dateline" else self.sentence(t.start)
            grouped.setdefault(key, []).append(Spot(t.start, t.end, number, t))
        made = [self._place(key, spots, grouped) for key, spots in grouped.items()]
        further: dict[str, list[Spot]] = {}
        for d in described(self.text, self.found.toponyms):
            key = d.means.place.gazetteer_id if d.means.place is not None else normal(d.means.text)
            further.setdefault(key, []).append(Spot(d.start, d.end, self.sentence(d.start), d.means))
        return tuple(c._replace(spots=tuple(sorted((*c.spots, *further.get(c.key, ()))))) for c in made)

    def _place(self, key: str, spots: list[Spot], grouped: Mapping[str, list[Spot]]) -> Candidate:
        what = [s.what for s in spots if isinstance(s.what, Toponym)]
        kinds = Counter({k: len(v) for k, v in grouped.items()})
        feature = next((t.place.feature for t in what if t.place is not None), "unknown")
        narrow = feature not in ("country", "continent")
        most = max((n for k, n in kinds.items() if _narrow(grouped[k]) == narrow), default=0)
        dateline = any(t.basis.rule == "toponyms.dateline" for t in what)
        body = sorted((s.start, k) for k, found in grouped.items() for s in found if not _dateline(s))
        first = next((k for _, k in body if _narrow(grouped[k]) == narrow), None)
        only = sum(_narrow(found) for found in grouped.values()) == 1 and narrow
        return Candidate(key, tuple(spots), (
            f"f={feature}", f"narrow={narrow}", f"dateline={dateline}", f"many={narrow}.{min(len(spots), 4)}",
            f"most={narrow}.{len(spots) == most}", f"first={narrow}.{first == key}", f"only={only}",
            f"rival={narrow}.{min(len(grouped), 6)}", f"onlydateline={dateline and len(spots) == 1}",
            f"capital={any(map(is_capital, what))}", f"holds={not narrow and self._holds(what, grouped)}",
        ))  # fmt: skip

    def _holds(self, what: Sequence[Toponym], grouped: Mapping[str, list[Spot]]) -> bool:
        """Whether the report names a place within a country."""
        countries = {t.place.country for t in what if t.place is not None}
        return any(_narrow(spots) and _country(spots[0].what) in countries for spots in grouped.values())

    @cached_property
    def _lands(self) -> Mapping[int, frozenset[str]]:
        """The countries that the names of each sentence speak of, demonyms included."""
        found: dict[int, set[str]] = {}
        for t in self.found.toponyms:
            if (country := _country(t)) is not None and t.basis.rule != "toponyms.dateline":
                found.setdefault(self.sentence(t.start), set()).add(country)
        return {number: frozenset(countries) for number, countries in found.items()}

    @cached_property
    def days(self) -> tuple[Candidate, ...]:
        grouped: dict[str, list[Spot]] = {}
        published = (self.text.report.published or "")[:10]
        for t in self.found.times:
            if t.date_start and t.type in DAYS:
                grouped.setdefault(t.date_start, []).append(Spot(t.start, t.end, self.sentence(t.start), t))
        told = sorted((s.start, key) for key, spots in grouped.items() for s in spots if key <= published and len(key) == 10)
        lead = told[0][1] if told else ""
        most = max((len(spots) for key, spots in grouped.items() if key <= published), default=0)
        return tuple(self._day(key, spots, published, lead, most) for key, spots in grouped.items())

    def _day(self, key: str, spots: list[Spot], published: str, lead: str, most: int) -> Candidate:
        order = "same" if key == published else "past" if key < published else "future"
        ranges = any(isinstance(s.what, TimeExpression) and s.what.date_end != s.what.date_start for s in spots)
        near = order == "past" and len(key) == 10 and key[:7] == published[:7] and int(published[8:]) - int(key[8:]) <= 2
        return Candidate(key, tuple(spots), (
            f"order={order}", f"fine={len(key)}", f"near={near}", f"many={min(len(spots), 3)}", f"range={ranges}",
            f"lead={key == lead}", f"most={order}.{len(spots) == most}",
        ))  # fmt: skip

    def candidates(self, kind: str) -> tuple[Candidate, ...]:
        return self.places if kind == "place" else self.days

    def reached(self, kind: str, sentence: int) -> tuple[Candidate, ...]:
        """The candidates for an event in a sentence: those named in it or near it."""
        key = (kind, sentence)
        if key not in self._reached:
            self._reached[key] = tuple(c for c in self.candidates(kind) if any(-AHEAD <= sentence - s.sentence <= BACK for s in c.spots))
        return self._reached[key]

    # ------------------------------------------------ events
    def acts(self, events: Sequence[EventMention]) -> list[Act]:
        of_place = {s.what.toponym_id: c.key for c in self.places for s in c.spots if isinstance(s.what, Toponym)}
        found = []
        for event in events:
            tokens = self.text.tokens_in(event.trigger.start, event.trigger.end)
            token = min(tokens, key=lambda i: (self.text.depth[i], i), default=0)
            own = {"place": of_place.get(event.place or ""), "day": event.date_start if event.date_basis == "stated" else None}
            found.append(Act(event, token, self.sentence(event.trigger.start), own))
        return found

    def features(self, kind: str, act: Act, candidate: Candidate, acts: Sequence[Act]) -> list[str]:
        """Named features of whether a candidate is where (when) the act took place."""
        event = act.event
        t = event.event_type
        said = "said" if event.said_in else "told"
        spoken = t in SPEECH_ACTS
        here = [s for s in candidate.spots if s.sentence == act.sentence]
        own = act.own[kind]
        rule = "own" if own == candidate.key else "other" if own is not None else "none"
        f = [f"rule={rule}", f"rule={rule}.{t}", f"rule={rule}.{event.modality}", f"rule={rule}.{'here' if here else 'away'}"]
        f += [f"{x}.{rule}" for x in candidate.traits]
        if here:
            where = self._here(act, here, candidate, kind)
        else:
            where = [self._away(act, candidate)]
        f += where
        base = where[0]
        rivals = min(sum(any(s.sentence == act.sentence for s in c.spots) for c in self.reached(kind, act.sentence) if c is not candidate), 3)
        f += [f"{base}.{t}", f"{base}.{event.modality}", f"{base}.{said}", f"{base}.{spoken}", f"{base}.{rule}"]
        f += [f"{base}.{x}" for x in candidate.traits]
        f += [f"{t}.{x}.{bool(here)}" for x in candidate.traits]
        f += [f"{event.modality}.{x}.{bool(here)}" for x in candidate.traits]
        f += [f"tense={self._tense(act.token)}.{x}.{bool(here)}" for x in candidate.traits if x[:5] in ("order", "lead=", "f=", "narro")]
        f += [f"at={min(act.sentence, 4)}.{x}.{bool(here)}" for x in candidate.traits if x[:5] in ("order", "lead=", "datel", "first", "most=")]
        if self._cue_key(kind, act) == candidate.key:
            f += ["cue", f"cue.{t}", f"cue.{event.modality}", f"cue.{rule}.{bool(here)}", f"cue.{rivals}"]
        f.append(f"rivals={bool(here)}.{rivals}.{rule}")
        if kind == "place":
            f += self._around(act, candidate, here, base)
        f += self._others(kind, act, candidate, acts, bool(here), rule)
        return f

    def _around(self, act: Act, candidate: Candidate, here: Sequence[Spot], base: str) -> list[str]:
        """What else speaks for a place: its country beside the countries of the sentence, how the trigger is pointed at, the paragraph."""
        t = act.event.event_type
        lands = self._lands.get(act.sentence)
        country = _country(candidate.spots[0].what)
        land = "none" if not lands else "open" if country is None else "in" if country in lands else "out"
        f = [f"land={land}.{bool(here)}", f"land={land}.{t}.{bool(here)}", f"land={land}.{base}"]
        at = self.text.tokens[act.token]
        marks = [self.text.tokens[c].lower for c in self.text.children[at.i] if self.text.tokens[c].dep in ("det", "poss")]
        pointed = "verb" if at.pos != "NOUN" else marks[0] if marks and marks[0] in ("the", "a", "an", "this", "that") else "other" if marks else "bare"
        f += [f"pointed={pointed}.{base}", f"pointed={pointed}.{t}.{bool(here)}"]
        old = self._is_old(act.sentence)
        f += [f"old={old}.{base}", f"old={old}.{bool(here)}"]
        if not here and act.sentence >= 0:
            paragraph = self.text.sentences[act.sentence].paragraph
            same = any(s.sentence >= 0 and self.text.sentences[s.sentence].paragraph == paragraph for s in candidate.spots)
            f += [f"paragraph={same}", f"paragraph={same}.{t}"]
        if here and isinstance(here[0].what, Toponym):
            described = all(isinstance(s.what, Toponym) and s.what.start != s.start for s in here)
            f += [f"described={described}", f"described={described}.{t}"]
        return f

    def _is_old(self, sentence: int) -> bool:
        """Whether a sentence names a day or year long before publication."""
        return sentence in self._old

    @cached_property
    def _old(self) -> frozenset[int]:
        year = self._published[:4]
        return frozenset(self.sentence(t.start) for t in self.found.times if t.date_start and t.type in DAYS and t.date_start[:4] < year)

    def _tense(self, token: int) -> str:
        """Tag of the trigger and of its auxiliaries: "VBN.has.been"; of a noun, that of the verb above it."""
        tokens = self.text.tokens
        at, mark = tokens[token], ""
        seen = 0
        while at.pos not in ("VERB", "AUX") and at.head != at.i and seen < 6:
            at, mark, seen = tokens[at.head], "n", seen + 1
        helpers = ".".join(tokens[c].lower for c in self.text.children[at.i] if tokens[c].dep in ("aux", "auxpass"))
        return f"{mark}{at.tag}.{helpers}"

    def _cue_key(self, kind: str, act: Act) -> str | None:
        """The candidate that the words of saying have, where the event stands in what is said."""
        statement = self._statements.get(act.event.said_in or "")
        if statement is None or statement.cue is None:
            return None
        tokens = self.text.tokens_in(statement.cue.start, statement.cue.end)
        if not tokens:
            return None
        key = (kind, statement.cue.start)
        if key not in self._cues:
            number = self.sentence(statement.cue.start)
            costs = [
                (self.distance(tokens[0], s.start, s.end), c.key) for c in self.candidates(kind) for s in c.spots if s.sentence == number
            ]
            best = min(costs, default=(9.0, ""))
            self._cues[key] = best[1] if best[0] < NEAR_CUE else None
        return self._cues[key]

    def _is_of_saying(self, kind: str, act: Act, candidate: Candidate, acts: Sequence[Act]) -> bool:
        """Whether a day is only that on which a plan or possibility was spoken of ("said on Tuesday he hoped to meet")."""
        if kind == "day" and self._is_owned_up_to(act):
            told_again = {a.own["day"] for a in acts if a is not act and a.event.trigger_lemma == act.event.trigger_lemma}
            away = not any(s.sentence == act.sentence for s in candidate.spots) and candidate.key not in told_again
            return away or all(self._of_saying(act, s) for s in candidate.spots)
        unreal = kind == "day" and act.event.modality in UNREAL and act.own[kind] != candidate.key
        return unreal and (candidate.key < self._published[: len(candidate.key)] or self._cue_key(kind, act) == candidate.key)

    def _is_owned_up_to(self, act: Act) -> bool:
        """Whether an act of force is told only as what somebody owns up to or denies having done: "admitted bombing the market",
        "acknowledged that a drone had hit it"."""
        tokens, token = self.text.tokens, act.token
        if act.event.event_type != "ASSAULT":
            return False
        if tokens[token].lower.endswith("ing") and not any(tokens[c].dep == "det" for c in self.text.children[token]):
            beside = (*list(self.text.ancestors(token))[:2], token - 1)  # of a title the parse may make the verb an auxiliary
            return any(tokens[a].lemma in OWNING for a in beside if a >= 0)
        verb = token if tokens[token].pos in ("VERB", "AUX") else self._verb_above(token)
        if verb is None or tokens[verb].tag != "VBN" or tokens[tokens[verb].head].lemma not in OWNING:
            return False
        return any(tokens[c].dep == "aux" and tokens[c].lower == "had" for c in self.text.children[verb])

    def _of_saying(self, act: Act, spot: Spot) -> bool:
        """Whether words for a day hang on a verb of saying, before an act of their own sentence, or stand in the dateline."""
        inside = self.text.tokens_in(spot.start, spot.end)
        if not inside or spot.sentence == HEAD or self.text.sentences[spot.sentence].end <= spot.start:
            return True
        verb = self._verb_above(min(inside, key=lambda i: (self.text.depth[i], i)))
        return verb is not None and self.text.tokens[verb].lemma in words("reporting_verbs.tsv") and (spot.sentence != act.sentence or spot.start < act.event.trigger.start)

    @cached_property
    def _published(self) -> str:
        return (self.text.report.published or "")[:10]

    @cached_property
    def _statements(self) -> dict[str, Statement]:
        return {s.statement_id: s for s in self.found.statements}

    def _here(self, act: Act, here: Sequence[Spot], candidate: Candidate, kind: str) -> list[str]:
        costs = [(self.distance(act.token, s.start, s.end), s) for s in here]
        cost, spot = min(costs, key=lambda c: c[0])
        others = [
            self.distance(act.token, s.start, s.end)
            for c in self.reached(kind, act.sentence)
            if c is not candidate
            for s in c.spots
            if s.sentence == act.sentence
        ]
        rank = sum(o < cost for o in others)
        tokens = self.text.tokens_in(spot.start, spot.end)
        head = min(tokens, key=lambda i: (self.text.depth[i], i), default=None)
        before = spot.start < act.event.trigger.start
        f = [f"here={min(int(cost * 2), 9)}", f"rank={min(rank, 3)}.{min(int(cost), 4)}", f"side={before}.{min(int(cost), 4)}"]
        if head is not None:
            labels, _ = path(self.text, act.token, head)
            governor = self.text.tokens[self.text.tokens[head].head].lower
            f += [f"way={'>'.join(labels[:6])}", f"by={governor}", f"by={governor}.{act.event.event_type}", f"tway={act.event.event_type}.{'>'.join(labels[-3:])}"]
            f.append(f"words={min(abs(head - act.token) // 4, 6)}.{before}")
        if isinstance(spot.what, Toponym):
            f += [f"role={spot.what.role}", f"role={spot.what.role}.{act.event.event_type}", f"relation={spot.what.relation is not None}"]
        return f

    def _away(self, act: Act, candidate: Candidate) -> str:
        """How many sentences before the event's a candidate was named last, else how many after it first; of the dateline's place, how far down."""
        gaps = [act.sentence - s.sentence for s in candidate.spots if not _dateline(s)]
        if not gaps:
            return f"head={min(act.sentence - self.sentence(candidate.spots[0].start), 5)}"
        back = min((g for g in gaps if g > 0), default=0)
        title = act.sentence >= 0 and self.text.sentences[act.sentence].title
        return f"back={min(back, 6)}" if back else f"ahead={min(-max(gaps), AHEAD)}.{title}"

    def _others(self, kind: str, act: Act, candidate: Candidate, acts: Sequence[Act], here: bool, rule: str) -> list[str]:
        """What other events of the report have by their own words: the one before, those of the same type, those of the same word."""
        if rule == "own":
            return []
        placed = [a for a in acts if a is not act and a.own[kind] is not None]
        f = []
        before = [a for a in placed if a.event.trigger.start < act.event.trigger.start]
        if before:
            last = before[-1]
            gap = min(act.sentence - last.sentence, 4)
            same = last.own[kind] == candidate.key
            f += [f"last={same}.{gap}.{rule}", f"last={same}.{last.event.event_type == act.event.event_type}.{rule}", f"last={same}.{here}"]
        else:
            f.append(f"last=none.{here}.{rule}")
        lemma, t, pointed = act.event.trigger_lemma, act.event.event_type, self._pointed(act.token)
        for name, group in (("word", [a for a in placed if a.event.trigger_lemma == lemma]), ("type", [a for a in placed if a.event.event_type == t])):
            if group:
                f.append(f"{name}={any(a.own[kind] == candidate.key for a in group)}.{all(a.own[kind] == candidate.key for a in group)}.{rule}.{here}")
                if kind == "place":
                    f.append(f"{name}.{pointed}={any(a.own[kind] == candidate.key for a in group)}.{here}")
        if kind == "place":
            f += self._scene(act, candidate, placed, f"{here}.{rule}", f"{pointed}.{here}")
        parties = set(act.event.actors) | set(act.event.recipients)
        shared = [a for a in placed if parties & (set(a.event.actors) | set(a.event.recipients))]
        if shared:
            f.append(f"party={any(a.own[kind] == candidate.key for a in shared)}.{rule}.{here}")
        return f

    def _pointed(self, token: int) -> str:
        """How an event is told: by a verb, by a noun, by a noun for what was told before ("the attack")."""
        if self.text.tokens[token].pos != "NOUN":
            return "verb"
        return "known" if any(self.text.tokens[c].lower in POINTING for c in self.text.children[token]) else "noun"

    def _scene(self, act: Act, candidate: Candidate, placed: Sequence[Act], where: str, how: str) -> list[str]:
        """How much of what the report tells took place at a candidate by its own words: of acts of the same type, of all that are no speech."""
        f = []
        same = [a for a in placed if a.event.event_type == act.event.event_type]
        for name, group in (("type", same), ("deed", [a for a in placed if a.event.event_type not in SPEECH_ACTS])):
            counts = Counter(a.own["place"] for a in group)
            if not counts:
                continue
            here = counts[candidate.key]
            rank = min(sum(n > here for n in counts.values()), 2) if here else 3
            share = 4 * here // len(group)
            f += [f"share.{name}={share}.{where}", f"share.{name}={share}.{how}", f"top.{name}={rank}.{where}.{how}"]
        return f

    # ------------------------------------------------ choice
    def choose(self, kind: str, events: Sequence[EventMention]) -> Iterator[tuple[Candidate, float] | None]:
        """For each event the likeliest candidate and its probability, None where none is likely enough."""
        acts = self.acts(events)
        model = models("attachment_models.npz")[kind]
        for act in acts:
            found = self.options(kind, act, acts)
            if not found:
                yield None
                continue
            p = shares(model, [self.features(kind, act, c, acts) for c in found])
            likely = [n for n, c in enumerate(found) if p[n] >= LIMIT[kind][any(s.sentence == act.sentence for s in c.spots)]]
            best = max(likely, key=p.__getitem__, default=None)
            yield (found[best], float(p[best])) if best is not None else None

    def options(self, kind: str, act: Act, acts: Sequence[Act] = ()) -> list[Candidate]:
        """The candidates between which the model chooses: those in reach that no rule excludes. `acts`: all of the report."""
        found = [c for c in self.reached(kind, act.sentence) if not self._is_of_saying(kind, act, c, acts)]
        if act.own[kind] is not None:
            found = [c for c in found if any(s.sentence == act.sentence for s in c.spots)]
        if kind == "day":
            if act.own[kind] is None and (told := self._day_of_incident(act, acts)) is not None:
                return [c for c in found if c.key == told]
            found = [c for c in found if not self._is_of_what_came_after(act, c) and not self._is_of_a_noun(act, c, acts) and not self._is_aside(act, c)]
            found = [c for c in found if not self._is_of_clause_apart(act, c, acts)]
            return [c for c in found if not self._is_beyond_lost(act, c) and not (act.own[kind] != c.key and self._only_begins(c))]
        found = [c for c in found if not self._lies_beyond(act, c) and not self._is_topic(act, c) and not self._is_far(act, c, acts)]
        found = [c for c in found if not self._is_where_judged(act, c) and not self._is_of_tellers(act, c)]
        return self._not_abroad(act, found, acts) if act.event.event_type == "ASSAULT" else found

    def _day_of_incident(self, act: Act, acts: Sequence[Act]) -> str | None:
        """The day of what befell those of whom an act only says how they fared, where the sentence before tells it with its day: "On Friday a
        bus hit a mine. Six people died."; None for other acts, and beside a day of its own sentence."""
        if act.event.event_type != "ASSAULT" or act.sentence < 1 or self.text.tokens[act.token].pos != "VERB" or act.event.modality != "happened":
            return None
        lemma = act.event.trigger_lemma
        befell = lemma in COMES_ABOUT or any(self.text.tokens[c].dep in ("auxpass", "nsubjpass") for c in self.text.children[act.token])
        if lemma not in HARMED or not befell or any(s.sentence == act.sentence for c in self.days for s in c.spots):
            return None
        here, before = self.text.sentences[act.sentence], self.text.sentences[act.sentence - 1]
        if here.paragraph != before.paragraph or any(t.lemma in CHANGING for t in self.text.tokens[here.first : here.last]):
            return None
        told = {a.own["day"] for a in acts if a.sentence == act.sentence - 1 and a.event.event_type == "ASSAULT" and a.event.modality == "happened"}
        return next(iter(told)) if len(told) == 1 else None

    def _is_of_what_came_after(self, act: Act, candidate: Candidate) -> bool:
        """Whether a day is that of a verb which only looks back on the act: "was buried on Friday after the attack", "the toll of the
        clashes rose to five on Thursday"."""
        tokens = self.text.tokens
        noun = tokens[act.token]
        if noun.pos != "NOUN" or noun.dep != "pobj" or act.event.modality in UNREAL:
            return False
        above = tokens[tokens[noun.head].head]
        if tokens[noun.head].lower not in (LOOKING_BACK | LOOKING_BACK_FROM_NOUNS if above.pos == "NOUN" else LOOKING_BACK):
            return False
        verb = self._verb_above(act.token)
        if verb is None or above.ent in DAYS:  # "two days of clashes"
            return False
        heads = self._heads(act, candidate)
        return bool(heads) and all(
            (h < act.token or any(t.pos in ("VERB", "AUX") for t in tokens[act.token : h]))
            and self._verb_above(h) == verb and act.token not in self.text.ancestors(h)
            for h in heads
        )  # fmt: skip

    def _is_of_clause_apart(self, act: Act, candidate: Candidate, acts: Sequence[Act]) -> bool:
        """Whether the sentence of an act names a day only in a relative clause that tells of another: "freed guards held since Thursday"."""
        tokens = self.text.tokens
        above = {act.token, *self.text.ancestors(act.token)}
        clauses = []
        for h in self._heads(act, candidate):
            clause = next((a for a in (h, *self.text.ancestors(h)) if tokens[a].dep in RELATIVES), None)
            if clause is None or tokens[clause].tag == "VBG" or clause in above or tokens[clause].head in above:
                return False
            clauses.append(clause)
        return bool(clauses) and all(any(a.token == c for a in acts) for c in clauses)

    def _is_aside(self, act: Act, candidate: Candidate) -> bool:
        """Whether another sentence names a week or more only in a relative clause, which says of somebody what he did before: "blamed the Front, which
        last week seized the town"."""
        if any(s.sentence == act.sentence for s in candidate.spots):
            return False
        for spot in candidate.spots:
            inside = self.text.tokens_in(spot.start, spot.end)
            head = min(inside, key=lambda i: (self.text.depth[i], i), default=None)
            verb = self._verb_above(head) if head is not None else None
            long = isinstance(spot.what, TimeExpression) and (spot.what.date_start != spot.what.date_end or len(spot.what.date_start or "") < DAY)
            if verb is None or not long or self.text.tokens[verb].dep != "relcl":
                return False
        return True

    def _is_of_a_noun(self, act: Act, candidate: Candidate, acts: Sequence[Act]) -> bool:
        """Whether a day only says which one a noun means that is no act and has no part in this one: "should the accusations go on, it would
        reconsider the treaty of 2017"."""
        tokens = self.text.tokens
        triggers = {a.token for a in acts}
        heads = self._heads(act, candidate)
        nouns = [tokens[tokens[h].head].head for h in heads if tokens[h].dep == "pobj" and tokens[tokens[h].head].lower == "of"]
        return bool(heads) and len(nouns) == len(heads) and all(
            tokens[n].pos == "NOUN" and tokens[n].ent not in DAYS and n not in triggers
            and (tokens[n].head != act.token or act.event.event_type in SPEECH_ACTS)
            and n not in self.text.ancestors(act.token)
            for n in nouns
        )

    def _heads(self, act: Act, candidate: Candidate) -> list[int]:
        """The head tokens of a candidate's words in the sentence of an act."""
        here = [s for s in candidate.spots if s.sentence == act.sentence]
        return [min(inside, key=lambda i: (self.text.depth[i], i)) for s in here if (inside := self.text.tokens_in(s.start, s.end))]

    def _verb_above(self, token: int) -> int | None:
        """The nearest verb that a token hangs on."""
        return next((a for a in self.text.ancestors(token) if self.text.tokens[a].pos in ("VERB", "AUX")), None)

    def _only_begins(self, candidate: Candidate) -> bool:
        """Whether a day is named only as that since when something has lasted: no other act took place on it."""
        return all(isinstance(s.what, TimeExpression) and time_since(self.text, s.what) is not None for s in candidate.spots)

    def _lies_beyond(self, act: Act, candidate: Candidate) -> bool:
        """Whether the sentence of an act names a place only as that of the other side: "met across the river from Oran"."""
        here = [s for s in candidate.spots if s.sentence == act.sentence]
        return bool(here) and all(self._links.get(s.start) == "beyond" for s in here)

    def _is_topic(self, act: Act, candidate: Candidate) -> bool:
        """Whether the sentence of a meeting or an accord names a place only in what that is about."""
        here = [s for s in candidate.spots if s.sentence == act.sentence]
        return act.event.event_type in TALKED and bool(here) and all(is_topic(self.text, act.token, s.start) for s in here)

    def _is_where_judged(self, act: Act, candidate: Candidate) -> bool:
        """Whether the sentence of an act names a place only as that where somebody passed a verdict on it: "In Lima, he condemned the raid"."""
        here = [s for s in candidate.spots if s.sentence == act.sentence]
        at = act.event.trigger.start
        cues = (s.cue.start for s in self.found.statements if s.cue is not None and s.cue_class in JUDGING and any(c.start <= at < c.end for c in s.content))
        verbs = {t for start in cues for t in self.text.tokens_in(start, start + 1)}
        return bool(here) and bool(verbs) and all(self._opens(s, verbs) for s in here)

    def _is_of_tellers(self, act: Act, candidate: Candidate) -> bool:
        """Whether the sentence of an act names a place only as where those are who tell of it, or where words were said: "in a statement
        read in Lima", "a spokesman in Lima said"."""
        here = [s for s in candidate.spots if s.sentence == act.sentence and isinstance(s.what, Toponym)]
        return bool(here) and act.event.event_type not in SPEECH_ACTS and act.event.modality != "hypothetical" and all(self._is_of_speech(act, s) for s in here)

    def _is_of_speech(self, act: Act, spot: Spot) -> bool:
        """Whether a place stands in the words that name who tells of an act, or in those for what was read out where."""
        at = act.event.trigger.start
        told = (s for s in self.found.statements if any(c.start <= at < c.end for c in s.content))
        for statement in told:
            for part in (statement.source_evidence, statement.cue):
                heads = self.text.tokens_in(part.start, part.end) if part is not None else ()
                head = min(heads, key=lambda i: (self.text.depth[i], i), default=None)
                if head is None:
                    continue
                if part is statement.cue:
                    if isinstance(spot.what, Toponym) and is_setting(self.text, head, spot.what):
                        return True
                    continue
                first, last = self.text.edges[head]
                before = self.text.tokens_in(spot.start, spot.end)[0] - 1
                official = {"gov", "envoy", "force"} & noun_classes().get(self.text.tokens[head].lemma, frozenset()) or self.text.tokens[head].lemma in SPOKESMEN
                if not official or self.text.tokens[before].lower not in ("in", "at"):
                    continue
                if self.text.tokens[first].start <= spot.start < self.text.tokens[last - 1].end and act.token not in range(first, last):
                    return True
        return False

    def _opens(self, spot: Spot, verbs: Set[int]) -> bool:
        """Whether a place opens the clause of one of these verbs: "In Lima, the duke condemned", "and praised"."""
        tokens = self.text.tokens
        head = min(self.text.tokens_in(spot.start, spot.end), key=lambda i: (self.text.depth[i], i), default=None)
        if head is None or tokens[head].dep != "pobj" or tokens[tokens[head].head].dep != "prep":
            return False
        verb = tokens[tokens[head].head].head
        return verb > head and (verb in verbs or any(tokens[v].dep == "conj" and tokens[v].head == verb for v in verbs))

    def _is_far(self, act: Act, candidate: Candidate, acts: Sequence[Act]) -> bool:
        """Whether the capital of a dateline is not where an act of force took place that its sentence does not place there: the report
        tells of such acts at a border or between other countries."""
        what = candidate.spots[0].what
        if act.event.event_type not in FORCE or not any(map(_dateline, candidate.spots)) or any(s.sentence == act.sentence for s in candidate.spots):
            return False
        if not isinstance(what, Toponym) or not is_capital(what):
            return False
        sentences = {act.sentence, *(a.sentence for a in acts if a.event.event_type == "ASSAULT")}
        return any(self._names_border(n) or _country(what) not in self._lands.get(n, (_country(what),)) for n in sentences)

    def _names_border(self, sentence: int) -> bool:
        """Whether a sentence says of something that it lies or takes place at a border ("near their border", "along a stretch of the frontier")."""
        if sentence < 0:
            return False
        s = self.text.sentences[sentence]
        return any(t.lemma in rule_words("front") and t.dep == "pobj" for t in self.text.tokens[s.first : s.last])

    def _is_of_plans(self, candidate: Candidate, acts: Sequence[Act]) -> bool:
        """Whether a place is only that of what is planned or may be ("will meet in Accra"), not that of the dateline."""
        placed = [a for a in acts if a.own["place"] == candidate.key]
        return bool(placed) and all(a.event.modality in UNREAL for a in placed) and not any(map(_dateline, candidate.spots))

    def _not_abroad(self, act: Act, found: list[Candidate], acts: Sequence[Act]) -> list[Candidate]:
        """The places that may be an attack's: of those that its sentence does not name, none in another country than all attacks that the
        report places by their words."""
        found = [c for c in found if any(s.sentence == act.sentence for s in c.spots) or act.event.modality in UNREAL or not self._is_of_plans(c, acts)]
        attacks = {a.own["place"] for a in acts if a.event.event_type == "ASSAULT"}
        lands = {_country(c.spots[0].what) for c in self.places if c.key in attacks} - {None}
        if not lands:
            return found
        return [c for c in found if _country(c.spots[0].what) in (None, *lands) or any(s.sentence == act.sentence for s in c.spots)]

    def attach(self, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
        """The events with the places and days that they have or inherit."""
        done = []
        triggers: set[int] = set()
        for event, place, day in zip(events, self.choose("place", events), self.choose("day", events), strict=True):
            number = self.sentence(event.trigger.start)
            if event.trigger.start not in triggers:  # further legs of a journey keep what they have
                event = self._dated(self._placed(event, place[0] if place else None, number), day[0] if day else None, number)
            triggers.add(event.trigger.start)
            done.append(event)
        return by_distance(self.text, done, [a.token for a in self.acts(done)], self.found.times)

    def _placed(self, event: EventMention, candidate: Candidate | None, number: int) -> EventMention:
        if candidate is None:
            return msgspec.structs.replace(event, place=None)
        spot = nearest(candidate, event, number)
        assert spot is not None and isinstance(spot.what, Toponym)
        return msgspec.structs.replace(event, place=spot.what.toponym_id)

    def _dated(self, event: EventMention, candidate: Candidate | None, number: int) -> EventMention:
        if candidate is None:
            return msgspec.structs.replace(event, date_start=None, date_end=None, date_basis=None, time_id=None)
        spot = nearest(candidate, event, number)
        assert spot is not None and isinstance(spot.what, TimeExpression)
        time, basis = spot.what, "stated" if spot.sentence == number else "inherited"
        return msgspec.structs.replace(event, date_start=time.date_start, date_end=time.date_end, date_basis=basis, time_id=time.time_id)

    def _is_beyond_lost(self, act: Act, candidate: Candidate) -> bool:
        """Whether a date whose digits are lost stands nearer to the event, in its sentence, than any words of a candidate do."""
        at, sentence = act.event.trigger.start, act.event.sentence
        lost = [abs(t.start - at) for t in self.found.times if t.status == "lost" and sentence.start <= t.start <= sentence.end]
        here = [abs(s.start - at) for s in candidate.spots if s.sentence == act.sentence]
        return bool(lost) and min(lost) < min(here, default=len(self.text.text))


def time_since(text: ReportText, time: TimeExpression) -> int | None:
    """The "since" right before a time expression or before what it dates ("since independence in 1960"), None where there is none."""
    tokens = text.tokens
    first = next(iter(text.tokens_in(time.start, time.end)), 0)
    dated = tokens[tokens[first].head].head if tokens[first].dep == "pobj" and tokens[tokens[first].head].dep == "prep" else first
    above = tokens[dated].head if tokens[dated].pos == "NOUN" and tokens[dated].dep == "pobj" else first
    return next((i for i in (first, first - 1, above) if i >= 0 and tokens[i].lower == "since"), None)


def shares(model: LinearModel, features: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """Probability of each candidate to be the event's; what is missing to 1 is that none is (the model's second class, a constant)."""
    scores, none = model.scores(features)[:, 0], float(model.bias[1])
    top = max(float(scores.max()), none)
    raised = np.exp(scores - top)
    found: NDArray[np.float32] = raised / (raised.sum() + np.exp(none - top))
    return found


def nearest(candidate: Candidate, event: EventMention, number: int) -> Spot | None:
    """The words of a candidate that stand nearest to the event: in its sentence, else the last before it, else the first after."""
    return min(
        candidate.spots, key=lambda s: (s.sentence != number, s.sentence > number, abs(s.start - event.trigger.start)), default=None
    )


def _narrow(spots: Sequence[Spot]) -> bool:
    what = spots[0].what
    return not (isinstance(what, Toponym) and what.place is not None and what.place.feature in ("country", "continent"))


def _country(what: Toponym | TimeExpression) -> str | None:
    """The country of a place, ISO alpha-3; None where it is not known."""
    return what.place.country if isinstance(what, Toponym) and what.place is not None else None


def _dateline(spot: Spot) -> bool:
    return isinstance(spot.what, Toponym) and spot.what.basis.rule == "toponyms.dateline"
