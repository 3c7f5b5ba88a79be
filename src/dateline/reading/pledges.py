"""Promises, plans, schedules, deadlines and threats: who will do what, to whom, by when, on what condition.

Candidates are found by form: a modal verb, a word of promising or planning (data/pledge_cues.tsv), "is to", a headline's "to", a present
tense with a future date, a planned event. Which of them bind somebody is weighed by named features (data/pledge_weights.tsv, learned by
scripts/train_pledges.py). A pledge is never something that happened: its outcome is found across reports.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, cached_property
from types import MappingProxyType

import msgspec

from dateline.lexicon import Lexica, rule_words, table, words_of_class
from dateline.model.commitment import Pledge
from dateline.model.event import EventMention
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.mention import Mention
from dateline.model.reading import Reading
from dateline.model.statement import Statement
from dateline.model.time import TimeExpression
from dateline.reading.modality import negation, operators
from dateline.reading.no_acts import is_no_act, is_no_speech
from dateline.reading.other_matters import of_class, speaks_of_sport
from dateline.reading.participants import Participants, begins_aside
from dateline.text.calendar import add_months
from dateline.text.segment import ReportText, Token

MODALS: Mapping[str, str] = MappingProxyType(
    {"will": "will", "'ll": "will", "’ll": "will", "wo": "will", "shall": "will", "would": "would", "'d": "would", "’d": "would",
     "could": "may", "may": "may", "might": "may", "can": "may", "must": "must", "should": "must"}
)  # fmt: skip
FAMILIES: Mapping[str, str] = MappingProxyType(
    {"will": "firm", "is_to": "firm", "due": "firm", "schedule": "firm", "headline_to": "firm", "promise": "bound", "agree": "bound",
     "offer": "bound", "threat": "bound", "plan": "planned", "announce": "planned", "order": "planned", "is_doing": "planned"}
)  # fmt: skip
SPEAKING = "spokes"
DELAYING, PUTTING = rule_words("delaying_verbs"), rule_words("delaying_with_off")
TO_A_DAY = frozenset(("to", "till", "until"))
LOOKING_BACK = frozenset(("to_threat", "do_threat", "to_promise", "do_promise", "to_agree"))
"""Forms that only look back at an earlier promise where they stand in the past perfect."""
SURELY = 1.0
"""How much above the bound what is put off to a day stands: whoever puts it off binds himself to the new day."""
BODIES = frozenset(("organisation", "government", "military", "armed_group", "intergovernmental", "country"))
OTHERS = frozenset(("they", "he", "she", "it"))
BELONGING = frozenset(("leads", "member_of"))
BURNING = rule_words("burning")
FUTURE = frozenset(("will", "is_to", "due", "adj_schedule", "to_schedule", "headline_to"))
"""Forms that tell what is still to come."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
CONDITIONS = frozenset(("if", "unless", "provided", "providing", "once", "should"))
SUPPOSING = rule_words("supposing")
RECEIVING = rule_words("receiving")
COWING, ILL_FATES = rule_words("cowing"), rule_words("ill_fate")
UNSAID = words_of_class("no_act_words.tsv", "unsaid")
LOOKING_ON = rule_words("looking_on")
"""Verbs of waiting how things go."""
COMES_ABOUT, RUN_DOWN, NONE_LEFT = rule_words("comes_about"), rule_words("run_down"), rule_words("none_left")
DEEMING = rule_words("deeming")
UNBOUND, TELLING, TOLD = rule_words("unbound"), rule_words("telling"), rule_words("told")
IN_PHRASE = frozenset("pobj npadvmod prep nummod advmod compound det amod nmod pcomp appos conj".split())
"""Relations by which a day belongs to the phrase of what governs it."""
CLAUSE_OPENERS = frozenset("if unless whether when that because until before where how once".split())
NOT_SAID = frozenset(("never", "not", "n't", "nor"))
PERIOD_OUT = re.compile(r"\bbefore the (week|month|year) (?:is out|is over|ends|is up)|\bbefore the new (year)\b", re.IGNORECASE)
WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)
BY = re.compile(r"\b(?:by|before|until|within|than)\s+(?:the\s+)?$", re.IGNORECASE)
DAY_OF_MONTH = re.compile(r"\b(?:by|before|on|until) the (\d{1,2})(?:st|nd|rd|th)?(?=[\"'”’,.;]|\s+at\b|$)", re.IGNORECASE)
MONTH_AND_DAY = re.compile(r"[^\W\d]{1,12}\.? \d{1,2}|\d{1,2} [^\W\d]{1,12}")
"""A day of the year without its year: "April 1", "3 May"."""
BEFORE = re.compile(r"(?<=[,;:] )((?:should|had|were|if|unless|provided)\b[^,.;:]{3,100}), $", re.IGNORECASE)
STARTING = re.compile(r"\b(?:from|between|starting|beginning)(?: on)?\s+(?:the\s+)?$", re.IGNORECASE)
PAST_DAY = re.compile(r"\b(?:beyond|past|(?:well|far) into|into)\s+(?:the\s+)?$", re.IGNORECASE)
"""Before a day that what is promised goes on after: "no extension beyond 31 December"."""
WAS_DUE = re.compile(r"\bdue (?:on|in|at|by|for)\s+(?:the\s+)?$", re.IGNORECASE)
LONG_PAST = 14
"""Days since a named day from which "by" that day means next year's."""
BOUND = -0.8
"""Log odds from which a candidate is a pledge."""
MOST_WORDS = 45


@cache
def cues() -> Mapping[tuple[str, str], str]:
    """Class of a cue by part of speech and lemma."""
    return MappingProxyType({(row["pos"], row["lemma"]): row["class"] for row in table("pledge_cues.tsv")})


@cache
def denials() -> frozenset[str]:
    """Verbs of denying."""
    return frozenset(row["lemma"] for row in table("reporting_verbs.tsv") if row["class"] == "deny")


@cache
def weights() -> Mapping[str, float]:
    """Log odds by feature."""
    return MappingProxyType({row["feature"]: float(row["weight"]) for row in table("pledge_weights.tsv")})


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A form that may be a pledge. `act`: the token of what shall be done, `cue` that of the word that binds, `form` how they meet.

    `first` to `last`: tokens of its words, half open.
    """

    act: int
    cue: int
    form: str
    first: int
    last: int
    features: tuple[str, ...] = ()
    score: float = 0.0


class PledgeReader:
    """The pledges of one report."""

    def __init__(self, text: ReportText, found: Reading) -> None:
        self.text, self.found = text, found
        self.people = Participants(text, found)
        self.published = _day(text.report.published)
        self.event_at: dict[int, EventMention] = {}
        for event in found.events:
            for i in text.tokens_in(event.trigger.start, event.trigger.end):
                self.event_at.setdefault(i, event)
        self.persons = {c.chain_id for c in found.chains if c.kind == "person" and not c.plural}
        self.timed: dict[int, list[TimeExpression]] = {}
        for time in found.times:
            for i in text.tokens_in(time.start, time.end)[:1]:
                self.timed.setdefault(text.tokens[i].sentence, []).append(time)

    @cached_property
    def nameless(self) -> frozenset[str]:
        """People without names who are one of many, or many: "an official", "two diplomats"; not "the minister"."""
        people = {c.chain_id: c.plural for c in self.found.chains if c.kind == "person" and not c.named}
        some = {m.chain_id for m in self.found.mentions if m.chain_id in people and self.text.text[m.start : m.start + 3].lower().startswith(("a ", "an "))}
        return frozenset(c for c, plural in people.items() if plural or c in some)

    # ------------------------------------------------------------ forms
    def forms(self) -> Iterator[tuple[int, int, str]]:
        """`(act, cue, form)` of everything that may be a pledge; an act may come more than once."""
        for t in self.text.tokens:
            if t.pos in ("VERB", "AUX") and t.dep not in ("aux", "auxpass"):
                yield from self._verb(t.i)
            elif t.pos in ("NOUN", "ADJ"):
                kind = cues().get(("noun" if t.pos == "NOUN" else "adj", t.lemma))
                if kind and (kind != "schedule" or t.pos == "ADJ"):
                    act = next((c for c in self.text.children[t.i] if self.text.tokens[c].dep in ("acl", "xcomp") and self._infinitive(c)), None)
                    if act is not None:
                        yield act, t.i, f"{t.pos.lower()}_{kind}"
                    elif t.pos == "ADJ" and t.lemma == "due" and t.dep not in ("amod",):
                        yield t.i, t.i, "due"
        for i, event in self.event_at.items():
            if event.modality == "planned" and self.text.tokens[i].pos not in ("VERB", "AUX"):
                yield i, i, "event"

    def _verb(self, i: int) -> Iterator[tuple[int, int, str]]:
        text, tokens = self.text, self.text.tokens
        t = tokens[i]
        for c in text.children[i]:
            if tokens[c].dep == "aux" and (modal := MODALS.get(tokens[c].lower)):
                if modal == "will" or not any(tokens[k].lower in ("have", "'ve", "’ve") and tokens[k].dep == "aux" for k in text.children[i]):
                    yield i, c, modal  # "would have sent": it did not
                break
        infinitive = self._infinitive(i)
        if infinitive and t.dep in ("xcomp", "ccomp", "advcl", "acl") and tokens[t.head].pos in ("VERB", "AUX"):
            head = tokens[t.head]
            kind = cues().get(("verb", head.lemma))
            if head.lemma == "be" and t.dep in ("xcomp", "ccomp") and head.tag in ("VBZ", "VBP", "VBD") and text.child(head.i, "attr", "acomp") is None:
                yield i, head.i, "is_to"
            elif kind:
                yield i, head.i, f"to_{kind}"
            elif head.lemma == "have" and t.dep in ("xcomp", "ccomp"):
                yield i, head.i, "have_to"
        elif infinitive and t.dep == "ROOT" and not any(tokens[c].dep in ("aux",) and tokens[c].lower != "to" for c in text.children[i]):
            yield i, i, "headline_to"
        kind = cues().get(("verb", t.lemma))
        if kind is None and self.new_day(i):
            kind = "delay"
        if kind and not any(self._infinitive(c) and tokens[c].dep in ("xcomp", "ccomp") for c in text.children[i]):
            yield i, i, f"do_{kind}"
        if t.tag in ("VBZ", "VBP") and t.dep in ("ROOT", "ccomp", "conj", "parataxis") and not any(tokens[c].dep == "aux" for c in text.children[i]):
            yield i, i, "present"
        elif t.tag == "VBG" and any(tokens[c].dep == "aux" and tokens[c].lower in ("is", "are", "am", "'s", "'re") for c in text.children[i]):
            yield i, i, "is_doing"
        if t.dep == "conj" and t.tag == "VB" and not any(tokens[c].dep == "aux" for c in text.children[i]):
            yield i, t.head, "and"

    def new_day(self, i: int) -> bool:
        """Whether a verb puts something off to a day still to come: "has put off the vote until 12 March", "was postponed to Friday"."""
        text, tokens = self.text, self.text.tokens
        t = tokens[i]
        off = any(tokens[c].lower in ("off", "back") and tokens[c].dep in ("prt", "advmod", "prep") for c in text.children[i])
        if t.pos != "VERB" or self.published is None or not (t.lemma in DELAYING or t.lemma in PUTTING and off):
            return False
        first, last = text.edges[i]
        days = ((k, x) for x in self.found.times if x.date_start and tokens[first].start <= x.start < tokens[last - 1].end for k in text.tokens_in(x.start, x.end)[:1])
        return any(
            k > i and x.date_start is not None and x.date_start[:10] > self.published.isoformat()[: len(x.date_start)] and any(w in TO_A_DAY for w in text.lowers[max(i, k - 3) : k + 1])
            for k, x in days
        )  # fmt: skip

    def _infinitive(self, i: int) -> bool:
        tokens = self.text.tokens
        return tokens[i].pos in ("VERB", "AUX") and any(tokens[c].lower == "to" and tokens[c].dep == "aux" for c in self.text.children[i])

    # ------------------------------------------------------------ candidates
    def candidates(self) -> list[Candidate]:
        """Candidates with their features, in order of appearance; one for each act, the outermost form."""
        best: dict[int, Candidate] = {}
        order = ("to_", "noun_", "adj_", "is_to", "will", "would", "headline", "due", "may", "must", "have_to", "and", "do_", "is_doing", "event", "present")
        for act, cue, form in self.forms():
            rank = next((n for n, prefix in enumerate(order) if form.startswith(prefix)), 99)
            if act in best and next(n for n, p in enumerate(order) if best[act].form.startswith(p)) <= rank:
                continue
            first, last = self.words(act, cue, form)
            best[act] = Candidate(act=act, cue=cue, form=form, first=first, last=last)
        governing = {c.cue for c in best.values() if c.cue != c.act and c.form.split("_")[0] in ("to", "noun", "adj", "is", "have")}
        governing |= {self.text.tokens[c.cue].head for c in best.values() if c.form.startswith("adj") or c.form == "due"}
        best = {i: c for i, c in best.items() if not (c.form in ("present", "is_doing") and i in governing)}
        forms = {c.act: c.form for c in best.values()}
        found = []
        for c in sorted(best.values(), key=lambda c: (c.first, c.last, c.act)):
            features = tuple(self.features(c, forms))
            score = weights().get("bias", 0.0) + sum(weights().get(f, 0.0) for f in features)
            if c.form == "do_delay" and self.new_day(c.act):
                score = max(score, BOUND + SURELY)
            found.append(msgspec.structs.replace(c, features=features, score=score))
        return found

    def words(self, act: int, cue: int, form: str) -> tuple[int, int]:
        """The clause's tokens: from its subject (or the cue's) to its end; other clauses at its right end left out."""
        text, tokens = self.text, self.text.tokens
        top = min((act, cue), key=lambda i: text.depth[i]) if form.split("_")[0] in ("to", "noun", "adj", "is", "have") else act
        if tokens[top].pos == "ADJ" and tokens[tokens[top].head].lemma == "be":
            top = tokens[top].head
        first, last = min(top, act), max(top, act) + 1
        for c in text.children[top]:
            child = tokens[c]
            if child.dep in (*SUBJECTS, "aux", "auxpass", "neg") or (child.dep in ("advcl", "mark") and self._condition(c)):
                first = min(first, text.edges[c][0])
        for node in {top, act}:
            for c in text.children[node]:
                child = tokens[c]
                if c in (act, top, first) or child.dep in ("punct", "cc", "conj", "parataxis", "relcl") or (child.dep == "ccomp" and c < node):
                    continue
                if child.dep == "advcl" and not self._condition(c) and child.tag != "VB":
                    continue
                last = max(last, text.edges[c][1]) if c > node else last
        last = next((k for k in range(max(act, first) + 1, last - 2) if begins_aside(text, k)), last)
        while last > first + 1 and tokens[last - 1].pos in ("PUNCT", "CCONJ"):
            last -= 1
        return first, min(last, first + MOST_WORDS)

    def _shared_subject(self, act: int) -> int | None:
        """Where the subject begins that a passive shares with the one it is joined to: "the wages were held up and would be paid by Friday"."""
        tokens = self.text.tokens
        t = tokens[act]
        own = any(tokens[c].dep == "auxpass" for c in self.text.children[act])
        if t.dep != "conj" or not own or tokens[t.head].pos != "VERB":
            return None
        whom = self.text.child(t.head, "nsubjpass")
        return None if whom is None or tokens[whom].pos == "PRON" else self.text.edges[whom][0]

    def _condition(self, clause: int) -> bool:
        tokens = self.text.tokens
        return any(tokens[c].lower in CONDITIONS and tokens[c].dep in ("mark", "advmod", "aux") for c in self.text.children[clause])

    def subject(self, c: Candidate) -> int | None:
        """The token of who is bound: the subject of the cue's verb or of the act, through coordination."""
        text, tokens = self.text, self.text.tokens
        for start in (c.cue if c.form != "and" else c.act, c.act):
            node: int | None = start
            for _ in range(4):
                if node is None:
                    break
                found = text.child(node, "nsubj", "nsubjpass")
                if found is not None and tokens[found].lower in ("that", "which", "who") and tokens[node].dep == "relcl":
                    return tokens[node].head
                if found is not None:
                    return found
                t = tokens[node]
                if t.dep == "relcl" or (t.dep == "acl" and t.tag in ("VBG", "VBN")):
                    return t.head
                node = t.head if t.dep in ("conj", "xcomp", "aux", "acomp", "attr", "acl", "prep", "dobj", "advcl") and t.head != node else None
        return None

    def around(self, act: int) -> list[Statement]:
        """The statements that contain the act, innermost first."""
        start = self.text.tokens[act].start
        found = (s for s in self.found.statements if any(p.start <= start < p.end for p in s.content))
        return sorted(found, key=lambda s: sum(p.end - p.start for p in s.content))

    def statement(self, act: int) -> Statement | None:
        """The innermost statement that contains the act."""
        return next(iter(self.around(act)), None)

    def told_as(self, act: int) -> str:
        """The class of the statement that contains the act; `deny` where any around it denies ("denied telling him that X will leave")."""
        around = self.around(act)
        if any(s.cue_class == "deny" or (s.cue is not None and NOT_SAID & set(s.cue.text.lower().split())) for s in around):
            return "deny"
        for i in self.text.ancestors(act):  # "denied a story that the owner agreed to pay"
            if self.text.tokens[i].lemma in TOLD and self.text.tokens[self.text.tokens[i].head].lemma in denials():
                return "deny"
        return around[0].cue_class if around else "none"

    def times(self, c: Candidate) -> list[TimeExpression]:
        """Time expressions that belong to the clause: inside its words or hung on its verbs."""
        text, tokens = self.text, self.text.tokens
        start, end = tokens[c.first].start, tokens[c.last - 1].end
        own = {c.act} if c.form == "and" or (c.form.split("_")[0] == "to" and tokens[c.cue].tag in ("VBD", "VBN") and c.form != "to_schedule") else {c.act, c.cue}
        found, shared = [], []
        for time in self.timed.get(tokens[c.act].sentence, ()):
            inside = start <= time.start and time.end <= end + 1
            i = next(iter(text.tokens_in(time.start, time.end)), None)
            lead = text.text[max(0, time.start - 40) : time.start]
            if i is not None and tokens[i].dep == "poss":
                continue  # "Thursday's bombing"
            if inside and len(own) == 1 and c.form != "and" and i is not None and i < c.act and not (self._in_condition(i, c) and BY.search(lead)):
                continue  # "said on Friday", "on Friday promised": the day of promising
            if inside and i is not None and i < c.act and (c.form.startswith("noun_") or self._in_relative(i, c.act)):
                continue  # "an agreement on Monday to share", "sanctions that it imposed on Monday would stay"
            if not inside and i is not None and tokens[c.act].dep == "conj" and self._in_condition(i, c) and BY.search(lead):
                inside = True  # "if it is not so by noon, the borders will be closed and the assets will be frozen"
            if not inside:
                node, steps = i, 0
                while node is not None and steps < 5 and node not in own:
                    if tokens[node].pos in ("VERB", "AUX") and tokens[node].dep == "conj":
                        shared.append(time)  # "will open the road and let lorries through by Friday"
                    node = tokens[node].head if tokens[node].head != node and self._in_phrase(node) else None
                    steps += 1
                inside = node in own
            if inside:
                found.append(time)
        return [t for t in found if t not in shared] or found

    def _in_phrase(self, node: int) -> bool:
        """Whether a token belongs to the phrase of its head; a verb with its own subject does not, nor does "by Friday" that it governs."""
        t = self.text.tokens[node]
        if t.lower in ("starting", "beginning"):
            return t.dep in ("advcl", "acl", "prep")
        return t.dep in IN_PHRASE and not (t.dep == "conj" and t.pos in ("VERB", "AUX") and self.text.child(node, *SUBJECTS) is not None)

    def _in_condition(self, i: int, c: Candidate) -> bool:
        """Whether a token stands in the condition of a candidate: "if nothing comes by Sunday, we close the harbour"."""
        hung = (self.condition_at(c), self.shared_condition_at(c))
        return any(k is not None and self.text.edges[k][0] <= i < self.text.edges[k][1] for k in hung)

    def means_next_year(self, c: Candidate, due: TimeExpression) -> bool:
        """Whether a passed day without its year is the next one: no retold promise, and no earlier day on which it may have been made."""
        if not MONTH_AND_DAY.fullmatch(due.text.strip(" .,;")) or self.retold(c):
            return False
        times = (t for t in self.timed.get(self.text.tokens[c.act].sentence, ()) if t is not due)
        days = (_day(_last_day(t.date_end or t.date_start or "")) for t in times)
        return not any(d is not None and self.published is not None and (self.published - d).days > LONG_PAST for d in days)

    def _in_relative(self, i: int, act: int) -> bool:
        """Whether a token stands in a clause that says what had been done before with the subject of an act."""
        clauses = (k for k in (i, *self.text.ancestors(i)) if k < act and self.text.tokens[k].dep == "relcl")
        return any(self.text.tokens[c].lower == "had" for k in clauses for c in self.text.children[k])

    def due(self, c: Candidate) -> tuple[str | None, str | None]:
        """The last day and its words; None where no day is named."""
        raw = self.text.text
        tokens = self.text.tokens
        start, end = tokens[c.first].start, tokens[c.last - 1].end
        best: tuple[int, str, str] | None = None
        times = self.times(c)
        if any(t.type == "SET" for t in times):  # "every morning from Monday"
            times = [t for t in times if STARTING.search(raw, max(0, t.start - 40), t.start)]
            if not times:
                return None, None
        statement = self.statement(c.act)
        said = (_day(statement.date) if statement else None) or (None if self.retold(c) else self.published)
        for time in times:
            lead = raw[max(0, time.start - 40) : time.start]
            value = self._due_of(time, lead, said) if not PAST_DAY.search(lead) else None
            if value is None:
                continue
            if self.published is not None and (last := _day(_last_day(value))) is not None and last <= self.published:
                gap = (self.published - last).days
                if len(value) == 10 and gap < 7 and WEEKDAY.match(time.text) and not c.form.startswith("do_") and not self.retold(c) and tokens[c.act].tag in ("VB", "NN", "NNS"):
                    if gap or BY.search(lead):
                        value = (last + timedelta(days=7)).isoformat() if gap else value
                elif BY.search(lead) and (self.published - last).days > LONG_PAST and self.means_next_year(c, time):
                    value = add_months(last, 12).isoformat()
                elif last.year < self.published.year and c.form in FUTURE and MONTH_AND_DAY.fullmatch(time.text.strip(" .,;")) and not self.retold(c):
                    value = _next_date(self.published, last).isoformat()  # "talks, broken off in 2016, will resume on 20 May"
                elif (last < self.published and not (WAS_DUE.search(lead) and self.retold(c))) or c.form.startswith("do_"):
                    continue
            rank = 0 if BY.search(lead) or WAS_DUE.search(lead) else 1
            if re.search(r"\b(?:since|after|of)\s+$", lead, re.IGNORECASE):
                rank = 2
            if best is None or rank < best[0] or (rank == best[0] == 0 and BY.search(lead) and value > best[1] and len(value) == len(best[1])):
                best = (rank, value, time.text.rstrip(" .,;"))
        if best is not None:
            return best[1], best[2]
        numbered = DAY_OF_MONTH.search(raw, start, min(len(raw), end + 3))
        since = self.published - timedelta(days=LONG_PAST) if self.published is not None and self.retold(c) else said
        if numbered is not None and not (self.retold(c) and numbered[0].lower().startswith("on")) and since is not None and (day := _next_day(since, int(numbered[1]))) is not None:
            return day.isoformat(), numbered[0].strip()
        if (week := re.search(r"\bwithin the week\b", raw[start:end])) is not None and said is not None:
            return (said + timedelta(days=7)).isoformat(), week[0]
        out = PERIOD_OUT.search(raw, start, min(len(raw), end + 30))
        if out is not None and self.published is not None:
            return _end_of(out[1] or out[2], self.published).isoformat(), out[0]
        return None, None

    def retold(self, c: Candidate) -> bool:
        """Whether the promise was made before the day of the report: "had promised to open it within a week"."""
        tokens = self.text.tokens
        heads = (tokens[v].head for v in (c.act, c.cue) if not (tokens[v].dep == "conj" and tokens[v].tag == "VBD"))
        verbs = (c.act, c.cue, *heads)
        return any(tokens[k].lower == "had" and tokens[k].dep == "aux" for v in verbs for k in self.text.children[v])

    def _due_of(self, time: TimeExpression, lead: str, said: date | None) -> str | None:
        if time.status != "stated":
            return None
        if time.type == "DURATION":
            length = re.fullmatch(r"P(T?)(\d+)([HDWMY])", time.value or "")
            if length and said is not None and re.search(r"\b(?:within|in)(?: the)?(?: next)?\s*$", lead, re.IGNORECASE):
                n = int(length[2])
                if length[3] in "MY":
                    return None if length[1] or time.mod else add_months(said, n * (12 if length[3] == "Y" else 1)).isoformat()
                days = math.ceil(n / 24) if length[1] else n * (7 if length[3] == "W" else 1)
                return (said + timedelta(days=days)).isoformat() if days < 400 else None
            return None
        if time.type == "SET" or not time.date_start:
            return None
        if time.mod == "END" and (last := _last_day(time.date_end or time.date_start)):
            return last
        if STARTING.search(lead):
            return time.date_start
        return time.date_end or time.date_start

    # ------------------------------------------------------------ features
    def features(self, c: Candidate, forms: Mapping[int, str]) -> Iterator[str]:
        """Named features of a candidate."""
        text, tokens = self.text, self.text.tokens
        act = tokens[c.act]
        sentence = text.sentence_of(c.act)
        yield f"form={c.form}"
        family = FAMILIES.get(c.form) or FAMILIES.get(c.form.split("_")[-1], "other")
        yield f"family={family}"
        if sentence.title:
            yield "title"
            yield f"title.{family}"
        statement = self.statement(c.act)
        yield f"said={self.told_as(c.act)}"
        if statement:
            yield f"kind={statement.kind}.{family}"
        elif c.form == "would":
            yield "would_unsaid"
        subject = self.subject(c)
        yield f"by={self._party(subject)}"
        if act.lemma in ("be", "have"):
            yield f"act={act.lemma}"
        if any(tokens[k].dep in ("auxpass", "nsubjpass") for k in text.children[c.act]):
            yield "passive"
        if negation(text, c.act) is not None:
            yield f"negated.{'will' if c.form in ('will', 'would') else 'other'}"
        if c.cue != c.act and negation(text, c.cue) is not None:
            yield "cue_negated"
        condition = self.condition(c)
        if condition:
            yield "condition"
        due, _ = self.due(c)
        times = self.times(c)
        if due:
            yield "due"
            yield f"due.{family}"
        elif times:
            yield "time_only"
            days = [_day(t.date_start) for t in times if t.date_start and len(t.date_start) == 10]
            if self.published and any(d and d < self.published for d in days):
                yield "past_day"
        head = tokens[act.head]
        yield f"dep={act.dep}"
        if act.dep in ("advcl", "relcl", "ccomp", "acl"):
            openers = (tokens[k].lower for k in text.children[c.act] if tokens[k].dep in ("mark", "advmod"))
            mark = next((word for word in openers if word in CLAUSE_OPENERS), "")
            yield f"mark={mark}"
        if act.head in forms and act.head != c.act and c.cue != act.head:
            yield f"under={forms[act.head].split('_')[0]}"
        if c.cue != c.act and tokens[c.cue].tag in ("VBN", "VBD", "VBG", "VB", "VBZ", "VBP") and c.form.startswith("to_"):
            yield f"cue_tag={tokens[c.cue].tag}"
            if any(tokens[k].dep == "auxpass" for k in text.children[c.cue]):
                yield "cue_passive"
        if c.form.startswith("do_"):
            yield f"do_tag={act.tag}"
            yield f"do_lemma={act.lemma}"
            for k in text.children[c.act]:
                if tokens[k].dep in ("dobj", "prep", "ccomp"):
                    yield f"do_{tokens[k].dep}"
                    if tokens[k].dep == "ccomp" and k in forms:
                        yield "do_ccomp_form"
        if c.form == "and":
            yield f"and.{forms.get(c.cue, 'none')}"
        event = self.event_of(c)
        if event is None:
            yield "event=none"
        else:
            # who is ready for something binds himself to it, though whether it comes about hangs on others
            modality = "planned" if c.form.startswith("adj") and event.modality == "hypothetical" else event.modality
            yield f"event={modality}"
            yield f"type={event.event_type}"
            yield f"ev.{family}.{modality}"
        kinds = {o.kind.split("_")[-1] for o in operators(text, c.act)}
        for kind in kinds & {"want", "doubt", "refuse", "question", "qmark", "factive", "may", "should", "past", "attempt", "cond"}:
            yield f"op={kind}"
        if head.lemma in SUPPOSING and act.dep in ("ccomp", "xcomp"):
            yield f"head={head.lemma}"
        if any(tokens[k].text in ("?",) for k in range(max(sentence.first, sentence.last - 2), sentence.last)):
            yield "question"

    def _party(self, subject: int | None) -> str:
        if subject is None:
            return "none"
        t = self.text.tokens[subject]
        if t.lower in ("i", "we"):
            return "first"
        if t.lower in ("you",):
            return "second"
        if t.pos == "PRON":
            return t.lower if t.lower in ("it", "he", "she", "they", "this", "that", "there", "both", "all") else "pronoun"
        mention = self.people.at(subject)
        if mention is not None and mention.chain_id is not None:
            return "actor" if self.people.by_head.get(subject) is not None else "actor_inside"
        return "noun"

    def event_of(self, c: Candidate) -> EventMention | None:
        """The event a candidate speaks of: at its act, else at the act's object or the nearest below it."""
        if c.act in self.event_at:
            return self.event_at[c.act]
        hung = self.condition_at(c)
        first, last = self.text.edges[hung] if hung is not None else (0, 0)
        inside = [
            (self.text.depth[i], i) for i in range(c.first, c.last)
            if i in self.event_at and not first <= i < last and i != c.cue and c.act in (i, *self.text.ancestors(i)) and self.text.tokens[i].dep not in ("nsubj", "nsubjpass")
        ]  # fmt: skip
        if inside:
            return self.event_at[min(inside)[1]]
        return self.event_at.get(c.cue) if c.cue != c.act else None

    def condition(self, c: Candidate) -> str | None:
        """The words of the condition hung on the act or its cue."""
        return self._words_of(self.condition_at(c))

    def _words_of(self, hung: int | None) -> str | None:
        """The words of the condition that a token governs."""
        if hung is None:
            return None
        first, last = self.text.edges[hung]
        while first < hung and (self.text.tokens[first].pos == "PUNCT" or self.text.tokens[first].lower == "that"):
            first += 1
        return self.text.span(first, last).text

    def condition_at(self, c: Candidate) -> int | None:
        """The token that governs the condition hung on the act or its cue."""
        text, tokens = self.text, self.text.tokens
        for node in dict.fromkeys((c.act, c.cue)):
            for k in text.children[node]:
                if tokens[k].dep == "advcl" and self._condition(k):
                    return k
                if tokens[k].dep == "prep" and tokens[k].lower in ("provided", "unless", "if"):
                    return k
                if self._inverted(k, c.act) or (tokens[k].lower in ("provided", "providing") and k > c.act and text.child(k, "ccomp") is not None):
                    return k
                if tokens[k].dep == "parataxis" and k < c.act:  # "If it rains, he warned, they will leave"
                    for hung in text.children[k]:
                        if tokens[hung].dep == "advcl" and hung < k and self._condition(hung):
                            return hung
        return None

    def shared_condition_at(self, c: Candidate) -> int | None:
        """The token that governs a condition before the act that an act is joined to: "if it is not so, the borders will be closed and the assets frozen"."""
        tokens = self.text.tokens
        if tokens[c.act].dep != "conj":
            return None
        first = tokens[c.act].head
        return next((k for k in self.text.children[first] if k < first and tokens[k].dep == "advcl" and self._condition(k)), None)

    def condition_before(self, c: Candidate) -> str | None:
        """The words of a condition between two commas right before the clause, however it was parsed: "that, should she not come, a warrant ..."."""
        text = self.text
        start = text.tokens[c.first].start
        found = BEFORE.search(text.text, max(text.tokens[text.sentence_of(c.act).first].start, start - 120), start)
        return found[1] if found is not None else None

    def _inverted(self, clause: int, act: int) -> bool:
        """Whether a clause before the act is a condition by its order of words: "should she not come, ..."."""
        tokens = self.text.tokens
        if clause > act or tokens[clause].dep not in ("advcl", "ccomp", "parataxis"):
            return False
        own = (tokens[k] for k in sorted(self.text.children[clause]) if tokens[k].pos != "PUNCT" and tokens[k].lower != "that")
        first = next(own, tokens[clause])
        return first.lower in ("should", "had", "were") and first.dep in ("aux", "auxpass")

    # ------------------------------------------------------------ pledges
    def by(self, c: Candidate, statement: Statement | None, event: EventMention | None) -> tuple[str, ...]:
        """Chains of who is bound: the subject, the speaker for "we" and for what a thing will do, the planned event's actors."""
        tokens = self.text.tokens
        subject = self.subject(c)
        source = self.behind((statement.source,) if statement and statement.source else ())
        passive = subject is not None and tokens[subject].dep == "nsubjpass"
        whose = self.text.child(c.cue, "poss") if c.form.startswith("noun_") else None
        if whose is not None and (chains := self._chains(whose)):
            return chains  # "the minister's promise to open it"
        unknown = subject is not None and tokens[subject].lower in OTHERS and not self._chains(subject)
        if c.form == "do_promise" and (passive or unknown):
            source = ()  # "we were promised this", "they promised us tents" bind whoever promised
        elif subject is not None and tokens[subject].lower in ("i", "we") and source:
            return source if tokens[subject].lower == "i" else self._we(source)
        if passive:
            agent = next((k for k in self.text.children[c.act] if tokens[k].dep == "agent"), None)
            doer = self.text.child(agent, "pobj") if agent is not None else None
            if tokens[c.act].lemma in COWING and negation(self.text, c.act) is not None:
                return (self._chains(subject) if subject is not None else ()) or source  # "will not be dictated to by Peru"
            if doer is not None and (chains := self._chains(doer)):
                return chains
            if c.form == "to_schedule" and subject is not None and not any(tokens[k].dep == "auxpass" for k in self.text.children[c.act]):
                return self._chains(subject) or source
            if c.form == "do_delay" and subject is not None:  # "the arrival of its first contingent has been put off to May"
                owners = (k for k in self.text.subtree(subject) if tokens[k].dep == "poss")
                return next(filter(None, map(self._chains, owners)), ()) or source
            return self._promiser(c.act) or (event.actors if event else ()) or source
        if subject is not None and c.form in ("will", "would") and tokens[c.act].lemma in ILL_FATES and negation(self.text, c.act) is not None and source:
            return source  # "the killers will not sleep in peace"
        if subject is not None and tokens[c.act].lemma in RECEIVING and source:
            given = self.text.child(c.act, "dobj")
            if given is not None and self.people.by_head.get(given) is None:
                return source  # "pledged that every family will receive a tent"
        if subject is not None and (owner := self._owner(subject)) is not None:
            return (owner,) if owner else self._we(source)
        acts = subject is not None and subject in self.event_at and tokens[subject].pos == "NOUN"
        if subject is not None and not acts and (chains := self._chains(subject)):
            return chains
        if subject is not None and tokens[subject].pos == "NOUN" and (chains := self._body_before(subject)):
            return chains
        return (event.actors if event else ()) or source

    def _body_before(self, subject: int) -> tuple[str, ...]:
        """The named body before a noun that is no actor: "a | WFP | convoy will leave"."""
        before = (k for k in self.text.children[subject] if k < subject and self.text.tokens[k].dep in ("compound", "nmod", "poss"))
        chains = (c for k in before for c in self._chains(k))
        return next(((c,) for c in chains if self.people.chains[c].named and self.people.chains[c].kind in BODIES), ())

    def behind(self, source: tuple[str, ...]) -> tuple[str, ...]:
        """Whom a speaker binds with what he tells of others: himself; who speaks for a body binds that body, an outlet or an official without
        name and body nobody."""
        bound: list[str] = []
        for chain_id in source:
            chain = self.people.chains[chain_id]
            voice = any(SPEAKING in t.title.casefold() for t in chain.titles)
            if chain.kind != "person" or not voice and (chain.named or chain_id not in self.nameless):
                bound += [chain_id] if chain.kind != "outlet" else []
                continue
            bodies = [r.object for r in self.found.relations if r.subject == chain_id and r.predicate in BELONGING]
            bound += bodies[:1] or ([] if chain_id in self.nameless else [chain_id])
        return tuple(bound)

    def _we(self, source: tuple[str, ...]) -> tuple[str, ...]:
        """A speaker and the one group that he leads or belongs to in this report, whom his "we" binds too."""
        groups = dict.fromkeys(r.object for r in self.found.relations if r.subject in source and r.predicate in BELONGING)
        return (*source, *groups) if len(groups) == 1 and self.persons.issuperset(source) else source

    def _promiser(self, act: int) -> tuple[str, ...]:
        """Chains of who promises that something shall be done: "the agent promised that wages would be paid"."""
        tokens = self.text.tokens
        head = tokens[tokens[act].head]
        if tokens[act].dep != "ccomp" or head.pos != "VERB" or cues().get(("verb", head.lemma)) != "promise":
            return ()
        subject = self.text.child(head.i, "nsubj")
        return self._chains(subject) if subject is not None else ()

    def _owner(self, subject: int) -> str | None:
        """Whose men, ships or party a nameless subject is: a chain id, "" for the speaker's ("our men"), None where nobody is said to own it."""
        named = self.people.by_head.get(subject)
        if named is not None and (named.form == "name" or named.chain_id in self.persons):
            return None
        for k in self.text.children[subject]:
            t = self.text.tokens[k]
            if t.dep == "poss" and t.lower in ("our", "my"):
                return ""
            if t.dep == "poss" and t.lower in ("his", "her", "its", "their") and (mention := self.people.at(k)) is not None and mention.chain_id:
                return mention.chain_id if mention.start == t.start else None
        return None

    def _chains(self, token: int) -> tuple[str, ...]:
        found = []
        for i in self.people.phrase(token):
            mention: Mention | None = self.people.by_head.get(i)
            if mention is None and (near := self.people.by_token.get(i)) is not None and near.form == "name":
                mention = near
            if mention is not None and mention.chain_id is not None:
                found.append(mention.chain_id)
        return tuple(dict.fromkeys(found))

    def pledges(self) -> Iterator[Pledge]:
        """Candidates that bind, one for each place."""
        taken: list[tuple[int, int]] = []
        chosen = sorted((c for c in self.candidates() if c.score > BOUND), key=lambda c: (-c.score, c.first))
        kept = []
        for c in chosen:
            if any(min(c.last, b) - max(c.first, a) > 0.5 * min(c.last - c.first, b - a) for a, b in taken):
                continue
            taken.append((c.first, c.last))
            kept.append(c)
        for c in sorted(kept, key=lambda c: (c.first, c.last)):
            if self.is_demanded(c) or self.is_foreseen(c) or self.is_guess(c) or self.is_past(c) or self.is_others_to_do(c):
                continue
            if (pledge := self._pledge(c)) is not None:
                yield pledge

    def is_demanded(self, c: Candidate) -> bool:
        """Whether a form tells what others shall do: "he must be released", "the troops should come home"."""
        subject = self.subject(c)
        if c.form == "must" and self.text.tokens[c.cue].lower == "should" and subject is not None and subject < c.cue:
            return self.text.tokens[subject].lower not in ("i", "we")
        return subject is not None and self.text.tokens[subject].dep == "nsubjpass" and c.form in ("must", "have_to")

    def is_foreseen(self, c: Candidate) -> bool:
        """Whether a form tells what is expected of weather, of numbers or in sport, and binds nobody: "sand will arrive", "the number will go up"."""
        text, tokens = self.text, self.text.tokens
        if c.form == "do_schedule" and not any(tokens[k].dep == "auxpass" for k in text.children[c.act]) and tokens[c.act].tag != "VBN":
            return True  # "the office expects winds", "set fire to houses"
        if c.form == "adj_schedule" and tokens[c.cue].lemma == "likely":
            return True
        if tokens[c.act].lemma in LOOKING_ON and any(is_no_speech(text, k) for k in (c.act, *text.children[c.act]) if tokens[k].lemma in LOOKING_ON):
            return True  # "we will see how it goes", "wait and see what they do"
        if c.form == "do_refuse" and tokens[c.act].tag == "VBN" and any(tokens[k].dep == "nsubjpass" for k in text.children[c.act]):
            return True  # "the inspectors were refused entry"
        if tokens[c.act].lemma in DEEMING and c.form in ("will", "would") and any(tokens[k].lower == "as" for k in text.children[c.act]):
            return True  # "will regard it as an unfriendly act"
        if c.form == "do_offer" and any(tokens[k].dep == "auxpass" for k in text.children[c.cue]) and not any(tokens[k].dep == "agent" for k in text.children[c.cue]):
            return True  # "she had been invited for an interview": by nobody who binds himself
        if tokens[c.cue].lemma == "set" and any(tokens[k].lower in BURNING for k in text.subtree(c.cue)):
            return True  # "nine houses had been set on fire on Monday"
        subject = self.subject(c)
        if subject is not None and tokens[subject].lemma in UNBOUND and self.people.by_head.get(subject) is None:
            return True
        if self.comes_about(c, subject):
            return True
        if c.form == "may" and tokens[c.act].dep == "relcl" and subject == tokens[c.act].head and self.people.by_head.get(subject) is None:
            return True  # "a step that could sink the talks"
        if c.form in ("may", "would") and subject is not None and tokens[c.act].lemma == "be":
            if tokens[subject].lower in ("what", "which", "that"):
                return True  # "what would be the largest"
        if self.event_of(c) is not None and self.event_of(c) != self.event_at.get(c.cue):
            return False
        return speaks_of_sport(text, c.act) or (subject is not None and tokens[subject].lemma in of_class("team"))

    def comes_about(self, c: Candidate, subject: int | None) -> bool:
        """Whether a form tells what comes about without a doer: "the food would last a week", "stocks will run out", "there will be no food"."""
        text, act = self.text, self.text.tokens[c.act]
        if c.form not in ("will", "would", "may", "is_to", "to_schedule"):
            return False
        if act.lemma == "be":
            what = text.child(c.act, "attr")
            there = any(text.tokens[k].dep == "expl" for k in text.children[c.act])
            none = what is not None and (text.tokens[what].lower == "nothing" or any(text.tokens[k].lower == "no" for k in text.children[what]))
            return there and none and what is not None and text.tokens[what].lemma in NONE_LEFT
        alone = act.lemma in COMES_ABOUT or act.lemma == "hold" and text.child(c.act, "dobj", "auxpass", "prep") is None or (act.lemma in RUN_DOWN and any(text.tokens[k].lower in ("out", "up", "low") for k in text.children[c.act]))
        return alone and subject is not None and subject not in self.event_at and self._party(subject) in ("noun", "actor_inside", "it")

    def is_guess(self, c: Candidate) -> bool:
        """Whether a form tells what people without names or body think likely: "two diplomats said the pause could begin on Friday", "lawyers
        say the orders would fall"; with a day, only what they think possible."""
        statement = self.statement(c.act)
        if c.form not in ("may", "would", "will") or statement is None or statement.source is None:
            return False
        chain = self.people.chains[statement.source]
        if chain.chain_id not in self.nameless or self.by(c, statement, self.event_of(c)):
            return False
        return c.form == "may" or self.due(c)[0] is None

    def is_past(self, c: Candidate) -> bool:
        """Whether a form tells something that was done, or only names what was promised before: "could speak with him", "the aid promised"."""
        tokens = self.text.tokens
        event = self.event_of(c)
        if c.form == "may" and event is not None and event.modality == "happened":
            return True
        if c.form in LOOKING_BACK and self.told_as(c.act) == "none" and self.due(c)[0] is None and any(tokens[k].dep == "aux" and tokens[k].lower == "had" for k in self.text.children[c.cue]):
            return True  # "the army had promised an inquiry": told before
        if c.form == "to_order" and self.due(c)[0] is None and any(tokens[k].dep == "aux" and tokens[k].lower == "had" for k in self.text.children[c.cue]):
            return True  # "said his unit had been ordered to fire"
        if not c.form.startswith("do_"):
            return False
        act, own = tokens[c.act], [tokens[k] for k in self.text.children[c.act]]
        if c.form in ("do_promise", "do_threat") and act.tag == "VBD" and self._names_nothing(own):
            return True
        if act.lemma == "swear" and any(k.lower == "in" for k in own):
            return True  # "was sworn in three hours later"
        if act.tag == "VBN" and act.dep == "acl" and not any(k.dep in ("aux", "auxpass", *SUBJECTS) for k in own):
            return True
        subject = next((k for k in own if k.dep == "nsubj"), None)
        if c.form != "do_promise" or act.tag not in ("VBD", "VBN") or subject is None or any(k.dep == "aux" for k in own):
            return False
        after = [k for k in own if k.i > c.act and k.dep in ("dobj", "dative", "xcomp", "ccomp", "conj", "prep", "advcl")]
        if subject.pos == "NUM" and not after:
            return True  # "rather than the 200,000 promised"
        told = next((k for k in after if k.dep in ("ccomp", "xcomp")), None)  # "the troops promised in May arrived"
        return told is not None and told.tag == "VBD" and not any(tokens[k].dep in (*SUBJECTS, "mark") for k in self.text.children[told.i])

    @staticmethod
    def _names_nothing(own: Sequence[Token]) -> bool:
        """Whether what stands under a past "promised" or "warned" says nothing of what was: "we warned them", "they promised it on television"."""
        whom = [k for k in own if k.dep in ("dobj", "dative", "nsubjpass")]
        told = any(k.dep in ("xcomp", "ccomp", "advcl") or (k.dep == "prep" and k.lower in ("of", "against", "about", "to", "with", "for", "by", "within")) for k in own)
        return bool(whom) and all(k.pos == "PRON" for k in whom) and not told

    def is_others_to_do(self, c: Candidate) -> bool:
        """Whether a form tells what somebody told, warned or summoned another to do: "told the speaker to call the house", "she was summoned"."""
        text, tokens = self.text, self.text.tokens
        if c.form == "to_threat" and tokens[c.cue].lemma == "warn":
            return True
        if any(tokens[k].lower == "whether" and tokens[k].dep == "mark" for k in text.children[c.act]):
            return True  # "asked whether troops would be sent", "did not say whether he will go"
        if c.form == "do_threat" and is_no_act(text, c.act, "THREATEN") or c.form == "do_agree" and is_no_act(text, c.act, "AGREE"):
            return True  # "warned of heavy rain", "agreed with the figure"
        if c.form in ("will", "would") and tokens[c.act].lemma in UNSAID and negation(text, c.act) is not None:
            return text.child(c.act, "prep", "ccomp") is not None  # "would not say whether", "would not comment on it"
        if c.form == "do_threat" and (tokens[c.act].dep == "parataxis" or all(0 <= k < len(tokens) and tokens[k].text == "," for k in (c.first - 1, c.last))):
            return True  # "..., she warned, ..."
        if c.form != "do_order":
            return False
        if any(tokens[k].dep == "prt" and tokens[k].lower == "off" for k in text.children[c.act]):
            return True  # "called off the trip": nothing is to come of it
        head = tokens[tokens[c.act].head]
        if self._infinitive(c.act) and head.lemma in TELLING and (text.child(head.i, "dobj", "dative") is not None or text.child(c.act, "nsubj") is not None):
            return True
        summoned = text.child(c.act, "nsubjpass")
        mention = self.people.at(summoned) if summoned is not None else None
        return mention is not None and mention.chain_id in self.persons

    def _pledge(self, c: Candidate) -> Pledge | None:
        text = self.text
        if text.tokens[c.last - 1].end <= text.tokens[c.first].start or self.told_as(c.act) == "deny":
            return None
        shared = self._shared_subject(c.act) if c.first <= c.act else None
        first = shared if shared is not None and c.last - shared <= MOST_WORDS else c.first
        action: Evidence = text.span(min(first, c.first), c.last)
        statement, event = self.statement(c.act), self.event_of(c)
        due, due_text = self.due(c)
        probability = round(1 / (1 + math.exp(-c.score)), 3)
        return Pledge(
            pledge_id=make_id("pl", text.report.report_id, action.start, action.end), by=self.by(c, statement, event),
            to=event.recipients if event else (), action=action, due=due, due_text=due_text, condition=self.condition(c) or self.condition_before(c) or self._words_of(self.shared_condition_at(c)),
            event_mention_id=event.event_mention_id if event else None, said_in=statement.statement_id if statement else None,
            withdrawn=event is not None and event.modality == "denied" and c.form in ("event", "do_delay"),
            basis=Basis(evidence=(action,), rule=f"pledges.{c.form}", score=probability),
        )  # fmt: skip


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None


def _next_day(day: date, number: int) -> date | None:
    """The first day from `day` on that has this number in its month."""
    return next((d for n in range(62) if (d := day + timedelta(days=n)).day == number), None)


def _next_date(day: date, wanted: date) -> date:
    """The first day from `day` on that has the month and the number of another."""
    near = add_months(wanted, 12 * (day.year - wanted.year))
    return near if near >= day else add_months(near, 12)


def _last_day(value: str) -> str | None:
    """The last day of an ISO month or year."""
    try:
        parts = [int(p) for p in value.split("-")]
        if len(parts) == 3:
            return value
        year, month = parts[0], parts[1] if len(parts) == 2 else 12
        return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None


def _end_of(unit: str, day: date) -> date:
    if unit.lower() == "week":
        return day + timedelta(days=6 - day.weekday())
    return date.fromisoformat(_last_day(f"{day.year:04d}" if unit.lower() == "year" else f"{day.year:04d}-{day.month:02d}") or day.isoformat())


def bind(features: Sequence[str]) -> float:
    """Log odds that a form with these features is a pledge."""
    return weights().get("bias", 0.0) + sum(weights().get(f, 0.0) for f in features)


def read_pledges(text: ReportText, found: Reading, lexica: Lexica) -> tuple[Pledge, ...]:
    """Pledges in order of appearance; needs times, mentions, chains, statements and events."""
    seen: dict[str, Pledge] = {}
    for pledge in PledgeReader(text, found).pledges():
        seen.setdefault(pledge.pledge_id, pledge)
    return tuple(seen.values())
