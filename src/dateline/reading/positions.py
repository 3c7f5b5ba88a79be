"""Positions: what a holder is for or against, from verbs ("backs", "ruled out"), nouns ("opposition to"), judgements ("is unacceptable")
sides ("is for", "against", "marched in support of"), and from what stirs or meets somebody ("angered", "drew criticism from").

A negation turns a stance round ("will never accept"); "no objection" leaves it open. The holder is the subject; of "I", "we" and of a
judgement it is the source of the statement that holds the words. Words: stance_verbs.tsv, stance_nouns.tsv, stance_judgements.tsv.
"""

from collections.abc import Iterator
from itertools import islice

import msgspec

from dateline.lexicon import Lexica, Row, rule_words
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.position import Position, Stance
from dateline.model.reading import Reading
from dateline.model.statement import Statement
from dateline.reading.frames import match_verb
from dateline.reading.stance_frames import StanceFrames
from dateline.reading.stances import INSISTED, NOTIONS, OPPOSITE, PAPERS, SAID, VOICING, Found, signs, word_class
from dateline.text.segment import ReportText

THIRD = frozenset(["it", "he", "she", "they"])
BOTH = frozenset(["both", "they", "neither", "each"])
PRONOUNS = frozenset(["it", "this", "them", "these", "those", "none", "one", "they"])
VAGUE = frozenset(
    ["anyone", "everyone", "nobody", "anything", "nothing", "everything", "something", "that", "which", "who", "whom", "what"]
)
SECRECY = rule_words("secrecy")
"""What somebody asks for who does not want to be named, which is no stand on anything."""
UNMEANT = word_class("undone")
"""Verbs of which a negation says only that it has not happened: "has not agreed to", "did not ask for"."""
SITES, GROUND = word_class("site"), word_class("ground")
STATES = word_class("state")
"""What somebody speaks for without being it: "her party would never" is her own stance too, "her country would never" is not."""
LINKING = word_class("linking")
SIDES: dict[str, Stance] = {"for": "for", "against": "against"}
TURNED_VERBS = word_class("dropping")
EXCEPT = frozenset(["except", "but", "save"])
FUTURE = frozenset(["will", "would", "wo", "shall", "'ll"])
NO_ACT = word_class("no_act")
ECHO = frozenset(["do", "does", "did", "will", "would"])
COMMANDS = word_class("command")
"""Verbs of events like BY_EVENT's that say nothing of what their subject wants."""
BY_EVENT = {
    "REJECT": ("against", "inf|obj|to|clause"),
    "REQUEST": ("for", "inf|for|obj"),
    "SUPPORT": ("for", "obj"),
    "PROTEST": ("against", "against|over|at"),
}  # fmt: skip
NEEDS = word_class("needless")
BARE = signs("bare")
VOTED_ON = word_class("voted_on")
CRIES = signs("cry")
STIRS = signs("stir")
MEETS = word_class("meeting")
WON = word_class("won")
MISHAPS = rule_words("mishap_blamed")
JUDGING = word_class("judging")
STANDPOINTS = word_class("standpoint")
OPTIONS = word_class("option")
VIEWS = word_class("view")
OWNED = word_class("owned")
"""Nouns of attitude whose "of" names the holder: "the request of the prosecutors"."""
AGENTS = word_class("agent")
SENT = word_class("sent")
HEARD = word_class("heard")
INVOLVED = word_class("involved")
CLAUSED = word_class("claused")
FROM = frozenset(["from", "of", "by", "among"])
OWN_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
ON_BEHALF = signs("behalf")
RELATIVES = frozenset(("which", "who", "whom", "whose"))
CONDITIONS = frozenset(("if", "unless", "whether", "should"))
HARMING = frozenset(("ASSAULT",))
LONGEST = 16
NEARBY = 300


class PositionFinder(StanceFrames):
    """Finds the positions of one report."""

    def find(self) -> Iterator[Found]:
        for t in self.tokens:
            yield from self.frames(t.i)
            if t.pos == "VERB":
                yield from self.stances(t.i)
                yield from self.idiom(t.i)
                yield from self.in_favour(t.i)
                yield from self.participle(t.i)
                yield from self.stirred(t.i)
                yield from self.called(t.i)
                yield from self.will_not(t.i)
                yield from self.ought(t.i)
                yield from self.by_whom(t.i)
            elif t.pos == "NOUN" and t.lemma in self.nouns:
                yield from self.noun(t.i, self.nouns[t.lemma])
            if t.lemma in ("be", "exist"):
                yield from self.no_such(t.i)
            if t.lemma in ("be", "come", "stay", "remain", "seem"):
                yield from self.side(t.i)
            if t.lemma in LINKING:
                yield from self.judged(t.i)
            if t.i == len(self.tokens) - 1:
                yield from self.from_events()
                yield from self.said_of()
            if (t.lower == "no" and t.dep in ("intj", "ROOT", "det")) or t.lower in ("yes", "never"):
                yield from self.outcry(t.i)

    def said_of(self) -> Iterator[Found]:
        """ "'A disgrace,' she said of the bill": what is said about a thing named beside the cue."""
        for said in self.found.statements:
            if said.kind == "indirect":
                continue
            span = self.text.tokens_in(said.cue.start, said.cue.end) if said.cue is not None else range(0)
            prep = next((c for i in span for c in self.text.children[i] if c > i and self.tokens[c].lower in ("of", "about")), None)
            about = self.child(prep, "pobj") if prep is not None else None
            words = [i for c in said.content for i in self.text.tokens_in(c.start, c.end)]
            if about is None or about in words or (stance := self.leaning(words)) is None:
                continue
            holder = self.holder_of(span[0])
            if holder is not None:
                yield Found(holder, *self.noun_phrase(about, prep if prep is not None else -1), stance, SAID, "positions.said_of", span[0])

    def leaning(self, words: list[int]) -> Stance | None:
        """The stance of the first word of an utterance that has one: a cry ("never", "yes"), a judgement, a verb of attitude."""
        for i in words[:1]:
            if (cry := CRIES.get(self.tokens[i].lower)) is not None:
                return cry
        for i in words:
            t = self.tokens[i]
            if (judged := self.judgement(range(i, i + 1))) is not None and judged != "ambivalent":
                return OPPOSITE[judged] if self.negated(t.head, None) else judged
            rows = self.verbs.get(t.lemma, ()) if t.pos == "VERB" else ()
            if len({r["stance"] for r in rows}) == 1 and rows[0]["stance"] in OPPOSITE:
                stance: Stance = rows[0]["stance"]  # type: ignore[assignment]
                return OPPOSITE[stance] if self.negated(i, None) else stance
        return None

    def from_events(self) -> Iterator[Found]:
        """Refusals, requests, shows of support that the words of attitude do not know."""
        for event in self.found.events:
            forms = BY_EVENT.get(event.event_type)
            span = self.text.tokens_in(event.trigger.start, event.trigger.end)
            if forms is None or event.modality not in ("happened", "ongoing") or not span:
                continue
            v = span[0]
            known = self.tokens[v].lemma in self.verbs or self.tokens[v].lemma in COMMANDS | VOICING
            known = known or (event.event_type == "REJECT" and self.negated(v, None))  # "did not exclude": open, not for it
            if self.tokens[v].pos == "VERB" and not known:
                row = {"stance": forms[0], "forms": forms[1], "strength": "0.8"}
                yield from (h._replace(rule=f"positions.event_{event.event_type.lower()}") for h in self.verb(v, row))

    def stances(self, v: int) -> Iterator[Found]:
        """What a verb's rows find; what somebody is praised or blamed for goes before the mere object."""
        for row in sorted(self.verbs.get(self.tokens[v].lemma, ()), key=lambda r: "deed" not in r["forms"].split("|")):
            for hit in self.verb(v, row):
                yield hit
                yield from self.fellows(hit)
                if "deed" in row["forms"].split("|"):
                    return

    def fellows(self, hit: Found) -> Iterator[Found]:
        """The others of "opposition from Russia / and the US has blocked it", which the parse joins to the noun."""
        subject = self.finder.subject(hit.at)
        if subject is not None and self.tokens[subject].lemma in self.nouns and self.came_from(subject):
            joined = (c for c in self.text.children[subject] if self.tokens[c].dep == "conj" and self.finder.chain_at(c) is not None)
            yield from (hit._replace(holder=c) for c in joined)

    def placed(self, row: Row, first: int, last: int) -> bool:
        """Whether a verb tells of places or things rather than attitude: "pulled out of Kassala", "stood with chairs"."""
        head = self.finder.people.head(self.tokens[first].start, self.tokens[last - 1].end)
        if head is None:
            return False
        if row["stance"] == "against":
            start, end = self.tokens[first].start, self.tokens[last - 1].end
            listed = any(t.role == "place" and start <= t.start <= self.tokens[head].start and t.end <= end for t in self.finder.found.toponyms)
            return listed or self.tokens[head].ent in ("GPE", "LOC", "FAC") or self.tokens[head].lemma in SITES | GROUND
        return row["lemma"] == "stand" and self.finder.chain_at(head) is None

    def verb(self, v: int, row: Row) -> Iterator[Found]:
        if (
            (row["stance"] == "ends" and not self.meant_to(v))
            or any(self.tokens[c].dep in ("auxpass", "nsubjpass") for c in self.text.children[v])
            or self.asked(v)
            or self.unsure(v)
            or self.cause(v) is not None
        ):
            return
        holder = self.holder_of(v)
        if holder is None or self.told(v):
            return
        for form in row["forms"].split("|"):
            hit = self.blamed(v) or (self.topic(v, form) if form != "over" or row["stance"] != "against" else None)
            if hit is None:
                continue
            first, last, turned = hit
            if self.tokens[v].lemma == "blame" and self.blames_things(first, last):
                return  # "blaming delays in printing": a cause, no side
            if form in ("with", "from", "out of", "back from", "away from", "out from") and self.placed(row, first, last):
                return
            if last - first == 1 and (self.tokens[first].lower in VAGUE or self.tokens[first].tag == "CD"):
                return
            if self.tokens[first].tag == "CD" and (self.tokens[first].ent == "MONEY" or self.tokens[first + 1].tag == "CD"):
                return  # "wants 40 million": a sum, no cause
            own_act = form == "inf" and turned == "no" and self.child(v, "dobj") is None
            if own_act and (deed := match_verb(self.text, first)) is not None and deed.event_type in HARMING:
                return  # "wanted to blow up the depot": a plan, no view
            stance: Stance = "against" if row["stance"] == "ends" else row["stance"]  # type: ignore[assignment]
            if self.held_back(v) and form != "obj":
                return
            if row["stance"] == "ends" and self.negated(v, holder):
                return  # what somebody will not end is an act refused: `will_not`
            if turned == "mixed" or self.held_back(v):
                stance = "ambivalent"
            elif self.negated(v, holder) != (turned == "yes"):
                if self.tokens[v].lemma in UNMEANT and turned != "yes" and not self.meant_to(v):
                    return
                if stance == "against" and turned != "yes" and row["forms"] in ("against", "at"):
                    return
                stance = OPPOSITE[stance]
            yield Found(holder, first, last, stance, float(row["strength"] or SAID), f"positions.verb_{self.tokens[v].lemma}", v)
            return

    def blames_things(self, first: int, last: int) -> bool:
        """Whether what is blamed is nobody: "delays", "bad weather"; what a person did or ordered may be ("their raid")."""
        head = self.finder.people.head(self.tokens[first].start, self.tokens[last - 1].end)
        return head is not None and self.tokens[head].lemma in MISHAPS

    def blamed(self, v: int) -> tuple[int, int, str] | None:
        """Whom or what "blamed the delay on missing lists" blames."""
        obj = self.child(v, "dobj") if self.tokens[v].lemma == "blame" else None
        if obj is None:
            return None
        on = next((c for k in (v, obj) for c in self.text.children[k] if c > obj and self.tokens[c].lower == "on" and self.tokens[c].dep == "prep"), None)
        about = self.child(on, "pobj") if on is not None else None
        if on is None or about is None or self.tokens[about].ent in ("DATE", "TIME"):
            return None
        return *self.noun_phrase(about, on), ""

    def will_not(self, v: int) -> Iterator[Found]:
        """ "will never return to the deal": what somebody refuses to do."""
        tokens = self.tokens
        children = self.text.children[v]
        will = any(tokens[c].dep == "aux" and tokens[c].lower in FUTURE for c in children)
        if not will or not any(tokens[c].dep == "neg" or tokens[c].lower == "never" for c in children) or tokens[v].lemma in NO_ACT:
            return
        own = self.verbs.get(tokens[v].lemma, ())
        if (
            any(r["stance"] != "ends" and r["forms"] != "over" for r in own)
            or any(tokens[c].dep in ("auxpass", "nsubjpass") for c in children)
            or self.asked(v)
        ):
            return
        holder = self.holder_of(v)
        inner = next((c for c in children if c > v and tokens[c].dep in ("dobj", "prep", "xcomp", "dative")), None)
        if holder is None or inner is None:
            return
        if (shared := self.taken_part_in(v)) is not None:
            yield Found(holder, *self.noun_phrase(shared, v), "against", 0.8, "positions.will_not", v)
            return
        left, right = self.text.edges[inner]
        yield Found(holder, v, max(self.cut(inner, left, right), v + 1), "against", 0.8, "positions.will_not", v)

    def idiom(self, v: int) -> Iterator[Found]:
        """ "takes no side", "takes note of", "has made up its mind about", "turned their backs on", "has nothing against"."""
        tokens = self.tokens
        obj = next((c for c in self.text.children[v] if tokens[c].dep == "dobj"), None)
        owner = self.child(obj, "poss") if obj is not None else None
        if owner is not None and tokens[owner].tag != "PRP$":
            return  # "reiterated his country's support": the country's
        if obj is None:
            return
        preps = [k for o in (v, obj) for k in self.text.children[o] if tokens[k].dep in ("prep", "dative") and k > v]
        negated = self.negated(v, None) or (tokens[v].dep == "xcomp" and tokens[tokens[v].head].lemma in ("decline", "refuse", "avoid"))
        rows = self.phrases.get((tokens[v].lemma, tokens[obj].lemma), ())
        if tokens[v].lemma in ("have", "see") and tokens[obj].lower == "nothing":
            rows, negated = ({"prepositions": "against", "stance": "for"},), False
        for row in rows:
            stance: Stance = row["stance"]  # type: ignore[assignment]
            if stance == "ambivalent" and tokens[obj].lemma in STANDPOINTS and not negated:
                continue
            wanted = row["prepositions"].split("|")
            pobj = next(
                (k for p in preps if tokens[p].lower in wanted for k in self.text.children[p] if tokens[k].dep in ("pobj", "pcomp")), None
            )
            if pobj is None and tokens[obj].lemma == "side" and negated:
                pobj = obj
            act = next((c for c in self.text.children[obj] if tokens[c].dep in ("acl", "relcl", "xcomp") and self.has_to(c)), None)
            hit = self.ended(pobj, v) if pobj is not None else None
            if hit is None and "inf" in wanted and act is not None:
                hit = self.inner_topic(act, v)
            holder = self.holder_of(v) if hit is not None else None
            if holder is None or hit is None or self.asked(v) or self.unsure(v):
                continue
            if negated and tokens[obj].lemma in INVOLVED:
                continue  # "has no hand in the raid"
            if row["stance"] == "unwilling":
                if not negated:
                    continue
                stance = "for"
            turned = negated != (hit[2] == "yes")
            yield Found(holder, hit[0], hit[1], OPPOSITE[stance] if turned else stance, SAID, "positions.phrase", v)
            return

    def called(self, v: int) -> Iterator[Found]:
        """ "called the timetable a joke", "described it as unacceptable": a judgement of the holder's own."""
        tokens = self.tokens
        if tokens[v].lemma not in JUDGING:
            return
        children = self.text.children[v]
        holder = self.holder_of(v)
        obj = next((c for c in children if tokens[c].dep == "dobj"), None)
        said = [
            c
            for c in children
            if c > v and (tokens[c].dep in ("oprd", "ccomp", "xcomp") or (tokens[c].dep == "prep" and tokens[c].lower == "as"))
        ]
        if obj is not None and not said:
            said = [c for c in self.text.children[obj] if tokens[c].dep == "prep" and tokens[c].lower == "as"]
        if obj is not None and not said:
            behind = (c for c in self.text.children[obj] if tokens[c].dep in ("appos", "acl") or (tokens[c].dep == "amod" and c > obj))
            quoted = (c for c in behind if any(tokens[self.text.edges[c][0] - n].text in ('"', "“", "'") for n in (0, 1)))
            said = list(islice(quoted, 1))
        if obj is None and len(said) > 1 and tokens[said[0]].dep == tokens[said[1]].dep == "oprd":
            obj, said = said[0], said[1:]  # "called / the strike / a violation"
        if holder is None or not said:
            return
        clause = tokens[said[0]]
        if clause.dep == "ccomp" and clause.pos == "VERB" and any(tokens[k].dep == "mark" for k in self.text.children[said[0]]):
            return  # "found that the pilot had been given a wrong map" judges no pilot
        if obj is None:
            obj = next((k for k in self.text.children[said[0]] if tokens[k].dep in ("nsubj", "nsubjpass")), None)
        if obj is not None and tokens[obj].tag == "WDT" and tokens[v].dep == "relcl":
            obj = tokens[v].head
            while tokens[obj].dep == "pobj" and tokens[tokens[obj].head].lower == "of":
                obj = tokens[tokens[obj].head].head
        if obj is None or tokens[obj].lower in VAGUE or (obj >= said[0] + 1 and tokens[said[0]].dep == "prep"):
            return
        start = max(said[0], obj + 1) if tokens[said[0]].dep != "ccomp" else obj + 1
        stance = self.judgement(range(start, self.text.edges[said[0]][1]))
        if stance is not None:
            first, last = self.noun_phrase(obj, v)
            if said[0] in self.text.children[obj]:
                last = min(last, self.text.edges[said[0]][0])
            yield Found(holder, first, last, stance, SAID, "positions.called", v)

    def noun(self, i: int, row: Row) -> Iterator[Found]:
        """ "his opposition to the plan", "voiced support for a truce", "a bid by senators to", "has no objection to", "is a friend of"."""
        tokens = self.tokens
        up = tokens[i].head
        hit = self.noun_topic(i, row)
        if hit is None or self.asked(up) or self.told_elsewhere(i):
            return
        holder = self.noun_holder(i)
        voiced = self.voiced(i)
        if holder is None and not voiced:
            return
        if voiced and holder is not None and not self.own_voice(holder) and self.finder.chain_at(holder) is None:
            holder = None
        first, last, turned = hit
        against = tokens[first - 1].lower == "against"
        stance: Stance = "against" if against else row["stance"]  # type: ignore[assignment]
        no = any(tokens[c].lower == "no" for c in self.text.children[i]) or (tokens[up].pos in ("VERB", "AUX") and self.negated(up, None))
        dropped = not no and tokens[up].lemma in TURNED_VERBS and tokens[i].dep != "nsubjpass"
        if (no or dropped) != (turned == "yes"):
            stance = OPPOSITE[stance]
        found = Found(holder, first, last, stance, float(row["strength"]), f"positions.noun_{tokens[i].lemma}", i)
        yield found
        if tokens[up].lemma == "share" and tokens[i].dep == "dobj" and (too := self.holder_of(up)) is not None and too != holder:
            yield found._replace(holder=too)  # "she shared his alarm at the caravans"

    def noun_topic(self, i: int, row: Row) -> tuple[int, int, str] | None:
        """What a noun of attitude is about: behind its preposition, its infinitive, "for X to ...", "that ..."."""
        tokens, children = self.tokens, self.text.children[i]
        also = ("to", "for", "against", *(row["also"].split("|") if row["also"] else ()))
        wanted = also if tokens[i].lemma in OWNED and self.child(i, "poss") is None else ("of", *also)
        if row["stance"] == "for" and (clause := self.for_clause(i)) is not None:
            return self.wanted(clause)
        prep = next((c for c in children if tokens[c].dep == "prep" and tokens[c].lower in wanted), None)
        if prep is None and tokens[i].dep in ("dobj", "pobj"):
            prep = self.right_behind(i, also)
        about = next((c for c in self.text.children[prep] if tokens[c].dep in ("pobj", "pcomp")), None) if prep is not None else None
        if about is not None and tokens[about].ent not in ("DATE", "TIME"):
            return self.ended(about, i)
        if tokens[i].lemma in AGENTS:
            return None
        act = next((c for c in children if tokens[c].dep in ("acl", "relcl") and c > i and self.has_to(c)), None)
        if act is not None:
            return self.inner_topic(act, i)
        act = self.that_clause(i) if tokens[i].lemma in CLAUSED else None
        mark = self.marked(act, "that") if act is not None else None
        return self.inner_topic(act, mark) if act is not None and mark is not None else None

    def told_elsewhere(self, i: int) -> bool:
        """Whether another rule reads the noun: "backs Chad's bid to join" (that verb's topic), "has the backing of the clergy" (`stirred`)."""
        tokens, up = self.tokens, self.tokens[i].head
        if tokens[i].lemma in ("bid", "proposal") and tokens[up].lemma in self.verbs and self.child(i, "poss") is not None:
            return True
        won = tokens[i].dep == "dobj" and tokens[up].lemma in MEETS and tokens[i].lemma in WON
        return won and any(tokens[c].lower == "of" for c in self.text.children[i])

    def noun_holder(self, i: int) -> int | None:
        """Whose attitude a noun tells: its possessor's, the subject's of its verb, or "from", "by" whom it comes."""
        tokens, children = self.tokens, self.text.children[i]
        up = tokens[i].head
        holder = self.child(i, "poss")
        if holder is None and tokens[i].lemma in SENT:
            sender = next((c for c in children if tokens[c].dep == "prep" and tokens[c].lower in ("from", "by")), None)
            holder = self.child(sender, "pobj") if sender is not None else None
        heard = tokens[i].lemma in PAPERS and tokens[up].lemma in HEARD  # "the court heard petitions against the levy"
        if holder is None and tokens[i].dep in ("dobj", "nsubjpass", "attr") and tokens[up].pos in ("VERB", "AUX") and not heard:
            holder = self.holder_of(up)
        if holder is not None:
            return holder
        near = (*children, *(self.text.children[up] if tokens[i].dep == "nsubj" and tokens[up].lemma in ("come", "be") else ()))
        source = next((c for c in near if tokens[c].dep == "prep" and tokens[c].lower in ("from", "by", "among") and c > i), None)
        return self.child(source, "pobj") if source is not None else None

    def voiced(self, i: int) -> bool:
        """Whether the noun is the object, alone or among others, of a verb of voicing: "reaffirmed its support and its trust"."""
        up, dep = self.tokens[i].head, self.tokens[i].dep
        while dep in ("conj", "pobj", "prep") and self.tokens[up].pos != "VERB" and self.tokens[up].head != up:
            up, dep = self.tokens[up].head, self.tokens[up].dep
        return self.tokens[up].lemma in VOICING and dep == "dobj"

    def in_favour(self, v: int) -> Iterator[Found]:
        """ "marched in support of the judge", "resigned in protest at the trial": whatever is done, it is done for or against."""
        for prep in self.text.children[v]:
            t = self.tokens[prep]
            act = self.child(prep, "pobj") if t.dep == "prep" and t.lower in ("in", "out") and prep > v else None
            stance = ON_BEHALF.get(self.tokens[act].lemma) if act is not None else None
            beside = next((c for c in self.text.children[act] if self.tokens[c].dep == "prep"), None) if act is not None else None
            if beside is None:
                beside = next((c for c in self.text.children[v] if act is not None and c > act and self.tokens[c].dep == "prep"), None)
            about = self.child(beside, "pobj") if beside is not None else None
            holder = self.holder_of(v) if about is not None and stance is not None else None
            if stance is None or about is None or holder is None or self.asked(v):
                continue
            yield Found(holder, *self.noun_phrase(about, v), stance, 0.8, "positions.in_favour", v)

    def side(self, v: int) -> Iterator[Found]:
        """ "is against the dam", "are for elections", "came out in favour of"."""
        tokens = self.tokens
        children = self.text.children[v]
        told = False
        for c in (*children, *(k for p in children if tokens[p].dep in ("prt", "advmod", "prep") for k in self.text.children[p])):
            t = tokens[c]
            pobj = next((k for k in self.text.children[c] if tokens[k].dep in ("pobj", "pcomp")), None)
            if t.dep != "prep" or c < v or pobj is None:
                continue
            stance = SIDES.get(t.lower)
            if t.lower == "in" and tokens[pobj].lemma in ("favor", "favour"):
                of = next((k for k in self.text.children[pobj] if tokens[k].lower == "of"), None)
                pobj = next((k for k in self.text.children[of] if tokens[k].dep in ("pobj", "pcomp")), None) if of is not None else None
                stance = "for"
            holder = self.holder_of(v)
            if told and tokens[c - 1].pos in ("NOUN", "PROPN"):
                continue  # "against any amnesty / for those who ..."
            if stance is None or pobj is None or holder is None or tokens[pobj].ent in ("DATE", "TIME") or self.asked(v):
                continue
            if t.lower == "for" and (
                any(tokens[k].lower in FUTURE for k in children) or tokens[v].lemma != "be" or tokens[c - 1].lower in EXCEPT
            ):
                continue
            if not self.own_voice(holder) and not self.finder.chain_at(holder):
                continue
            if t.lower == "for" and (tokens[pobj].tag == "CD" or tokens[v].lemma == "come"):
                continue
            if self.negated(v, holder):
                stance = OPPOSITE[stance]
            yield Found(holder, *self.noun_phrase(pobj, v), stance, SAID, "positions.side", v)
            told = True

    def judged(self, v: int) -> Iterator[Found]:
        """ "the plan is unacceptable": the stance of who says so; "is open to", "is undecided on": its subject's."""
        tokens = self.tokens
        children = self.text.children[v]
        subject = next((c for c in children if tokens[c].dep in ("nsubj", "expl")), None)
        said = next((c for c in children if tokens[c].dep in ("acomp", "attr", "oprd") and c > v), None)
        if subject is None or said is None or self.asked(v):
            return
        t = tokens[said]
        row = self.adjectives.get(t.lower)
        hit = self.adjective_topic(said, row, v) if row is not None else None
        if row is not None and hit is not None:
            stance: Stance = row["stance"]  # type: ignore[assignment]
            if self.negated(v, subject) != (hit[2] == "yes"):
                stance = OPPOSITE[stance]
            yield Found(subject, hit[0], hit[1], stance, SAID, "positions.adjective", v)
            return
        if tokens[subject].lower == "it" and (
            inner := next(
                (
                    c
                    for c in (*children, *self.text.children[said], *self.text.children[tokens[v].head])
                    if c > v and tokens[c].dep in ("xcomp", "ccomp", "advcl", "relcl", "acl") and self.has_to(c)
                ),
                None,
            )
        ):
            too = any(tokens[c].lower == "too" for c in self.text.children[said])
            stance_said = "against" if too else self.judgement(range(v + 1, said + 1))
            if stance_said in ("for", "against"):
                act = self.inner_topic(inner, v)
                if act is None:
                    return
                first, last, turned = act
                turn = self.negated(v, None) != (turned == "yes")
                yield Found(None, first, last, OPPOSITE[stance_said] if turn else stance_said, SAID, "positions.judged", v)
            return
        if tokens[said].lemma in ("substitute", "alternative", "replacement") and any(
            tokens[c].lower == "no" for c in self.text.children[said]
        ):
            about = next((k for c in self.text.children[said] if tokens[c].lower in ("for", "to") for k in self.text.children[c]), None)
            if about is not None:
                yield Found(None, *self.noun_phrase(about, v), "for", SAID, "positions.no_substitute", v)
            return
        if tokens[subject].lower in ("i", "we", "he", "she", "they", "you", "there", "who", "which") or self.is_person(subject):
            return
        stance_said = self.judgement(range(v + 1, min(self.text.edges[said][1], said + 6)))
        if stance_said is None or stance_said == "ambivalent":
            return
        without = next((c for k in (said, v) for c in self.text.children[k] if c > said and tokens[c].lower == "without"), None)
        needed = self.child(without, "pobj") if without is not None else None
        if needed is not None:  # "a deal is unthinkable without the tribes"
            yield Found(None, *self.noun_phrase(needed, v), "for", SAID, "positions.not_without", v)
            return
        if self.negated(v, None):
            stance_said = OPPOSITE[stance_said]
        to = next((c for c in (*self.text.children[said], *children) if c > said and tokens[c].lower in ("to", "for")), None)
        judge = self.child(to, "pobj") if to is not None else None
        holder = judge if judge is not None and self.finder.chain_at(judge) is not None else None
        yield Found(holder, *self.noun_phrase(subject, -1), stance_said, SAID, "positions.judged", v)

    def participle(self, v: int) -> Iterator[Found]:
        """ "are opposed to the fee", "were appalled by the verdict": a participle of attitude that the parse takes for a passive."""
        row = self.adjectives.get(self.tokens[v].lower)
        subject = self.child(v, "nsubjpass")
        hit = self.adjective_topic(v, row, v) if row is not None and subject is not None else None
        if row is None or subject is None or hit is None or self.asked(v):
            return
        stance: Stance = row["stance"]  # type: ignore[assignment]
        turned = self.negated(v, subject) != (hit[2] == "yes")
        yield Found(subject, hit[0], hit[1], OPPOSITE[stance] if turned else stance, SAID, "positions.adjective", v)

    def stirred(self, v: int) -> Iterator[Found]:
        """ "the plan angered the shipowners", "met with resistance from the provinces": the topic is the subject."""
        tokens, children = self.tokens, self.text.children[v]
        subject = self.child(v, "nsubj")
        if subject is None or self.asked(v):
            return
        won = self.child(v, "dobj") if tokens[v].lemma in MEETS else None
        if self.finder.chain_at(subject) is not None and (won is None or tokens[won].lemma not in WON):
            return
        holder, stance = self.child(v, "dobj"), STIRS.get(tokens[v].lemma)
        if stance is None and tokens[v].lemma in MEETS:
            met = next((c for p in (v, *children) for c in self.text.children[p] if c > v and tokens[c].lemma in self.nouns), None)
            row = self.nouns[tokens[met].lemma] if met is not None else None
            source = next((c for o in (met, v) if o is not None for c in self.text.children[o] if c > v and tokens[c].lower in FROM), None)
            holder, stance = self.child(source, "pobj") if source is not None else None, row["stance"] if row is not None else None  # type: ignore[assignment]
        if holder is None or stance is None or self.finder.chain_at(holder) is None:
            return
        yield Found(
            holder, *self.noun_phrase(subject, -1), OPPOSITE[stance] if self.negated(v, None) else stance, SAID, "positions.stirred", v
        )

    def ought(self, v: int) -> Iterator[Found]:
        """ "elections must be held", "the siege should end": what the source of a statement asks for."""
        tokens, children = self.tokens, self.text.children[v]
        if not any(tokens[c].dep == "aux" and tokens[c].lower in ("must", "should", "ought") for c in children) or self.asked(v):
            return
        if self.said_in(tokens[v].start) is None or (tokens[v].dep == "acl" and tokens[tokens[v].head].lemma in NOTIONS):
            return
        subject = next((c for k in (v, tokens[v].head) for c in self.text.children[k] if tokens[c].dep in ("nsubj", "nsubjpass")), None)
        if subject is not None and tokens[subject].head != v and tokens[v].dep != "conj":
            subject = None
        modal = next(c for c in children if tokens[c].dep == "aux" and tokens[c].lower in ("must", "should", "ought"))
        if subject is None or tokens[subject].lower in ("i", "you", "who", "which", "that") or modal < subject:
            return
        passive = tokens[subject].dep == "nsubjpass"
        obj = subject if passive else next((c for c in children if tokens[c].dep == "dobj"), None)
        ends = any(r["stance"] in ("ends", "against") and "obj" in r["forms"].split("|") for r in self.verbs.get(tokens[v].lemma, ()))
        stance: Stance = "against" if self.negated(v, None) else "for"
        bare = not any(c > v and tokens[c].dep in ("advmod", "prep", "xcomp", "npadvmod", "dobj") for c in children)
        ended = next((c for c in children if tokens[c].dep == "xcomp" and tokens[c].tag == "VBG"), None)
        if obj is None and ended is not None and tokens[v].lemma in ("end", "stop", "cease"):
            yield Found(None, ended, self.cut(ended, *self.text.edges[ended]), OPPOSITE[stance], 0.8, "positions.ought", v)
            return  # "both sides must stop | firing |"
        if obj is None and (tokens[v].lemma in ("end", "stop", "cease") or (tokens[v].lemma == "go" and bare)):
            obj, ends = subject, True
        if ends and obj is not None:
            yield Found(None, *self.noun_phrase(obj, -1), OPPOSITE[stance], 0.8, "positions.ought", v)
            return
        if tokens[subject].head != v:
            return
        left, right = self.text.edges[v]
        first = self.text.edges[subject][0]
        yield Found(None, max(left, first), self.cut(v, left, right), stance, 0.8, "positions.ought", v)

    def by_whom(self, v: int) -> Iterator[Found]:
        """ "was condemned by Chad", "a plan backed by the union": the agent holds it, the topic is what is spoken of."""
        tokens, children = self.tokens, self.text.children[v]
        near = (*children, *(k for c in children if tokens[c].lower == "including" for k in self.text.children[c]))
        agent = next((c for c in near if tokens[c].dep in ("agent", "prep") and tokens[c].lower == "by" and c > v), None)
        holder = next((c for c in self.text.children[agent] if tokens[c].dep == "pobj"), None) if agent is not None else None
        if holder is None or tokens[v].tag != "VBN" or self.asked(v):
            return
        about = next((c for c in children if tokens[c].dep == "nsubjpass"), None)
        if about is None and tokens[v].dep in ("acl", "amod", "relcl") and tokens[tokens[v].head].pos in ("NOUN", "PROPN"):
            about = tokens[v].head
        if about is None and tokens[v].dep == "conj":
            about = next((c for c in self.text.children[tokens[v].head] if tokens[c].dep == "nsubjpass"), None)
        if about is None:
            return
        if tokens[about].tag in ("WDT", "WP") and tokens[v].dep == "relcl":
            about = tokens[v].head
        for row in self.verbs.get(tokens[v].lemma, ()):
            forms = row["forms"].split("|")
            if row["stance"] in ("ends",) or not ({"obj", "out obj", "down obj"} & set(forms)):
                continue
            if "obj" not in forms and not any(tokens[c].dep == "prt" and f"{tokens[c].lower} obj" in forms for c in children):
                continue
            if tokens[v].lemma == "sign" and tokens[about].lemma in PAPERS:
                return  # "the letter is signed by one Colonel Wande"
            stance: Stance = row["stance"]  # type: ignore[assignment]
            if self.negated(v, None):
                stance = OPPOSITE[stance]
            yield Found(holder, *self.noun_phrase(about, -1), stance, float(row["strength"] or SAID), f"positions.by_{tokens[v].lemma}", v)
            return

    def no_such(self, v: int) -> Iterator[Found]:
        """ "there is no need for a showdown", "the option does not exist", "no alternative to talks"."""
        tokens = self.tokens
        children = self.text.children[v]
        if tokens[v].lemma == "exist":
            subject = next((c for c in children if tokens[c].dep == "nsubj"), None)
            if (
                subject is not None
                and self.negated(v, None)
                and tokens[subject].lemma in OPTIONS
            ):
                yield Found(None, *self.noun_phrase(subject, -1), "against", 0.8, "positions.no_option", v)
            return
        if not any(tokens[c].dep == "expl" for c in children):
            return
        said = next((c for c in children if tokens[c].dep in ("attr", "nsubj") and c > v), None)
        modal = next((tokens[c].lower for c in children if tokens[c].dep == "aux" and tokens[c].tag == "MD"), "")
        if (
            said is not None
            and tokens[said].lemma not in NEEDS
            and tokens[said].pos == "NOUN"
            and self.said_in(tokens[v].start) is not None
        ):
            nothing = any(tokens[c].lower == "no" for c in self.text.children[said]) or self.negated(v, None)
            if modal in ("must", "should") or (nothing and (modal in ("can", "will", "shall") or tokens[said].lemma == "solution")):
                first, last = self.noun_phrase(said, v)
                first += nothing and tokens[first].lower == "no"
                yield Found(None, first, last, "against" if nothing else "for", INSISTED, "positions.there_can_be", v)
            return
        if said is None or not (self.negated(v, None) or any(tokens[c].lower == "no" for c in self.text.children[said])):
            return
        stance: Stance = "for" if tokens[said].lemma in ("alternative", "substitute") else "against"
        if tokens[said].lemma not in NEEDS:
            return
        preps = [
            c for k in (said, v) for c in self.text.children[k] if tokens[c].dep == "prep" and tokens[c].lower in ("for", "to", "of", "in")
        ]
        prep = min(preps, key=lambda c: tokens[c].lower == "in", default=None)
        pobj = next((k for k in self.text.children[prep] if tokens[k].dep in ("pobj", "pcomp")), None) if prep is not None else None
        inner = next((c for c in self.text.children[said] if tokens[c].dep in ("acl", "relcl") and self.has_to(c)), None)
        if pobj is not None:
            yield Found(None, *self.noun_phrase(pobj, v), stance, 0.8, "positions.no_need", v)
        elif inner is not None:
            yield Found(None, *self.text.edges[inner], stance, 0.8, "positions.no_need", v)

    def outcry(self, i: int) -> Iterator[Found]:
        """ "No to the dam!", "Yes to peace" in somebody's mouth."""
        tokens = self.tokens
        after = i + 1
        if after + 1 < len(tokens) and tokens[after].lower == "to" and tokens[after].sentence == tokens[i].sentence:
            pobj = next((k for k in self.text.children[after] if tokens[k].dep == "pobj"), None)
            if pobj is not None:
                up = tokens[i].head
                holder = self.holder_of(up) if tokens[up].lemma == "say" and up < i and self.said_in(tokens[i].start) is None else None
                yield Found(
                    holder, *self.noun_phrase(pobj, after), "for" if tokens[i].lower == "yes" else "against", 0.8, "positions.outcry", i
                )

    def bare(self, told: list[Found]) -> Iterator[Found]:
        """Stances whose topic stands elsewhere: "Russia abstained", "four were against", "Malta voted no": that of the stance before them, or
        what is voted on in the same sentence or the one before."""
        tokens = self.tokens
        for t in tokens:
            stance = self.bare_stance(t.i)
            v = t.i if t.pos in ("VERB", "AUX") else t.head
            holder = self.holder_of(v) if stance is not None and not self.asked(v) and not self.unsure(v) else None
            if holder is None or stance is None:
                continue
            near = [h for h in told if 0 <= t.sentence - tokens[h.first].sentence <= 1 and h.holder != holder and h.first < t.i]
            start = self.text.sentences[max(t.sentence - 1, 0)].first
            voted = [
                k for k in range(start, self.text.sentences[t.sentence].last) if tokens[k].lemma in VOTED_ON and tokens[k].pos == "NOUN"
            ]
            turned = self.negated(v, holder) and t.lower != "no"
            stance = OPPOSITE[stance] if turned else stance
            if near and near[-1].last <= t.i:
                yield Found(holder, near[-1].first, near[-1].last, stance, 0.8, "positions.bare", t.i)
            elif voted and t.lemma in ("abstain", "against", "no", "favour", "favor", "yes"):
                yield Found(holder, *self.noun_phrase(min(voted, key=lambda k: abs(k - t.i)), -1), stance, 0.8, "positions.bare", t.i)

    def bare_stance(self, i: int) -> Stance | None:
        """The stance of a word that names no topic of its own."""
        t = self.tokens[i]
        if t.lemma not in BARE and t.lower not in ("against", "no", "yes", "favour", "favor"):
            return None
        if any(self.tokens[c].dep in ("prep", "dobj", "ccomp", "xcomp") and c > i for c in self.text.children[i]):
            return None
        up = self.tokens[t.head]
        if t.lemma in BARE and t.pos == "VERB" and t.dep not in ("xcomp", "pcomp"):
            return BARE[t.lemma]
        if t.lower == "against" and up.lemma in ("be", "vote") and self.child(i, "pobj") is None and self.child(i, "pcomp") is None:
            return "against"
        if t.lemma in ("favour", "favor") and t.dep == "pobj" and up.lower == "in" and self.tokens[up.head].lemma in ("be", "vote"):
            return "for"
        if t.lower in ("no", "yes") and up.lemma == "vote" and i > t.head:
            return "against" if t.lower == "no" else "for"
        return None

    def echoes(self, hit: Found) -> Iterator[Found]:
        """Who agrees or differs in a clause without a verb of its own: "France backs the plan; Italy does not. So does Malta."."""
        tokens = self.tokens
        here = tokens[hit.at].sentence
        last = self.text.sentences[min(here + 1, len(self.text.sentences) - 1)].last
        for i in range(max(hit.at, hit.last) + 1, last):
            t = tokens[i]
            if t.lower not in ECHO or t.dep in ("aux", "auxpass") and tokens[t.head].i > i and tokens[t.head].pos == "VERB":
                continue
            after = tokens[i + 1] if i + 1 < last else None
            if after is not None and after.lower in ("not", "n't", "n’t"):
                if any(tokens[k].lower in CONDITIONS for k in range(max(i - 4, hit.last), i)):
                    continue  # "backs the plan. If Italy does not, ..."
                end = tokens[i + 2] if i + 2 < last else None
                bare = end is None or end.pos in ("PUNCT", "CCONJ") or end.sentence != t.sentence or end.lower in ("said", "says")
                holder = self.finder.mention_before(i) if bare else None
                if holder is not None and holder != hit.holder:
                    yield hit._replace(holder=holder, stance=OPPOSITE[hit.stance], rule="positions.echo")
            elif tokens[i - 1].lower == "so" and after is not None and (mention := self.finder.people.by_token.get(i + 1)) is not None:
                holder = self.finder.people.head(mention.start, mention.end)
                if holder is not None:
                    yield hit._replace(holder=holder, rule="positions.echo")

    def holders(self, holder: int | None, said: Statement | None, at: int) -> Iterator[str]:
        if holder is None or self.own_voice(holder):
            source = self.speaker(at) or (self.nearby(at) if holder is not None and said is None and self.marks_lost else None)
            if source is not None:
                yield source
            if (sharer := self.sharer(at)) is not None:
                yield from (chain_id for chain_id, _ in self.finder.people.chains_of(sharer))
            return
        finite = self.tokens[at].dep == "conj" and self.tokens[at].tag == "VBD"
        alone = finite and not any(self.tokens[c].dep in OWN_SUBJECTS or self.tokens[c].lower == "by" for c in self.text.children[at])
        if alone and (cue := self.own_cue(at)) is not None and cue.source is not None:
            yield cue.source  # "said the army had left and | urged Chad to leave"
            return
        known = self.finder.people.chains_of(holder) or self.stood_for(holder, said)
        if not known and (named := self.child(holder, "appos")) is not None:
            known = self.finder.people.chains_of(named)
        speaks = said is not None and said.cue_class in ("say", "promise", "threaten", "warn")
        if said is not None and said.source is not None and speaks and self.tokens[holder].lemma not in STATES:
            owner = next((c for c in self.text.children[holder] if self.tokens[c].dep == "poss" and self.tokens[c].pos == "PRON"), None)
            if owner is not None and self.own_voice(owner) and (source := self.speaker(at)) is not None:
                yield source  # "my people do not want this dam"
                return
            if owner is not None and (chain := self.finder.chain_at(owner)) is not None and chain.chain_id == said.source:
                yield said.source  # "she said that her party would never vote for it"
        yield from (chain_id for chain_id, _ in known)
        if not known:
            if (cue := self.own_cue(at)) is not None and cue.source is not None:
                yield cue.source

    def charged(self, hit: Found, said: Statement) -> bool:
        """Whether words tell what others are accused of ("accused them of trying to wreck the talks"): no stance of the accuser."""
        if said.cue_class != "accuse" or said.cue is None or hit.holder is None or self.own_voice(hit.holder):
            return False
        return self.tokens[hit.at].start >= said.cue.end

    def own_cue(self, at: int) -> Statement | None:
        """The statement whose cue a token stands in."""
        start = self.tokens[at].start
        return next((s for s in self.found.statements if s.cue is not None and s.cue.start <= start < s.cue.end), None)

    def stood_for(self, holder: int, said: Statement | None) -> tuple[tuple[str, Evidence], ...]:
        """The actors that an unresolved pronoun stands for: who says so ("Chad said it would"), or "both" of two named before."""
        t = self.tokens[holder]
        if t.lower in BOTH:
            start = self.text.sentences[max(t.sentence - 1, 0)].first
            for k in range(holder - 1, start - 1, -1):
                if self.tokens[k].dep in ("nsubj", "nsubjpass") and len(known := self.finder.people.chains_of(k)) > 1:
                    return known
        if t.lower in THIRD and said is not None and said.cue is not None:
            [*cue] = self.text.tokens_in(said.cue.start, said.cue.end)
            source = self.finder.subject(cue[0]) if cue else None
            if source is not None and source < holder and self.tokens[source].sentence == t.sentence:
                return self.finder.people.chains_of(source)
        return ()

    def speaker(self, at: int) -> str | None:
        """The source of the smallest statement around a token that has one, else of the only statement in its sentence."""
        start = self.tokens[at].start
        held = [(c.end - c.start, s.source) for s in self.found.statements if s.source for c in s.content if c.start <= start < c.end]
        if held:
            return min(held)[1]
        sentence = self.text.sentences[self.tokens[at].sentence]
        near = {s.source for s in self.found.statements if s.source and s.cue is not None and sentence.start <= s.cue.start < sentence.end}
        return near.pop() if len(near) == 1 else None

    def sharer(self, at: int) -> int | None:
        """Who "shares our position" that the words stand in."""
        for up in self.text.ancestors(at):
            t = self.tokens[up]
            if t.dep == "dobj" and t.lemma in VIEWS and self.tokens[t.head].lemma == "share":
                return self.finder.subject(t.head)
        return None

    def nearby(self, at: int) -> str | None:
        """Where marks are lost, the person whose statement stands nearest to an "I" outside all statements."""
        start = self.tokens[at].start
        found = [
            (min(abs(c.start - start), abs(c.end - start)), s.source)
            for s in self.found.statements if s.source is not None for c in s.content
            if (chain := self.finder.people.chains.get(s.source)) is not None and chain.kind == "person"
        ]  # fmt: skip
        best = min(found, default=None)
        return best[1] if best is not None and best[0] < NEARBY else None

    def meant(self, first: int, last: int, told: list[Found]) -> tuple[int, int] | None:
        """What a bare "it" or "this" stands for: the nearest thing spoken of before it that is no actor; None where none is."""
        if last - first != 1 or self.tokens[first].lower not in PRONOUNS or self.finder.chain_at(first) is not None:
            return first, last
        here = self.tokens[first].sentence
        many = self.tokens[first].lower in ("them", "these", "those", "they")
        for hit in reversed(told):
            head = self.finder.people.head(self.tokens[hit.first].start, self.tokens[hit.last - 1].end)
            known = head is not None and self.tokens[head].pos == "NOUN" and (self.tokens[head].tag == "NNS") == many
            if hit.last <= first and known and here - self.tokens[hit.first].sentence <= 1 and self.tokens[first].lower != "one":
                return hit.first, hit.last
        start = self.text.sentences[max(here - 1, 0)].first
        for k in range(first - 1, start - 1, -1):
            t = self.tokens[k]
            roles = ("dobj", "nsubj", "nsubjpass") if t.sentence < here else ("dobj", "nsubj", "nsubjpass", "pobj")
            if t.ent or t.pos not in ("NOUN", "PROPN") or t.dep not in roles or self.finder.chain_at(k) is not None:
                continue
            if t.dep == "pobj" and self.tokens[t.head].lower not in ("over", "about", "for", "against"):
                continue
            if t.sentence < here and self.tokens[t.head].dep not in ("ROOT", "conj"):
                continue
            return self.noun_phrase(k, -1)
        return None


def is_tally(text: ReportText, first: int) -> bool:
    """Whether words begin with the second number of a vote: "by 79 to 68 on Tuesday"."""
    tokens = text.tokens
    return first > 1 and tokens[first].pos == tokens[first - 2].pos == "NUM" and tokens[first - 1].lower == "to"


def read_positions(text: ReportText, found: Reading, lexica: Lexica) -> tuple[Position, ...]:
    """Positions of one report, in order of appearance; one a holder. Strength: said 0.5, insisted 0.8, acted 1."""
    finder = PositionFinder(text, found, lexica)
    positions: dict[str, Position] = {}
    hits = [h for hit in finder.find() for h in (hit, *(finder.echoes(hit) if hit.holder is not None else ()))]
    hits += [*finder.bare(hits)]
    for n, hit in enumerate(hits):
        meant = finder.meant(hit.first, hit.last, hits[:n])
        if meant is None:
            continue
        first, last = meant
        while first < last - 1 and text.tokens[first].pos == "PUNCT":
            first += 1
        while last - 1 > first and text.tokens[last - 1].pos == "PUNCT":
            last -= 1
        if text.tokens[first].lower in RELATIVES:
            continue
        start, end = text.tokens[first].start, text.tokens[last - 1].end
        if start >= end or (last - first == 1 and text.tokens[first].lower in VAGUE | SECRECY):
            continue
        if all(t.pos in ("DET", "NUM") or t.lower in ("all", "both") for t in text.tokens[first:last]) or text.text[start:end].lower() == "no one":
            continue  # "praised no one", "wants all 14 removed": nothing named
        if any(t.start <= start and end <= t.end for t in found.times) or is_tally(text, first):
            continue
        if finder.marks_lost and last - first > LONGEST:
            last = first + LONGEST
            end = text.tokens[last - 1].end
        topic = text.evidence(start, end)
        said = finder.said_in(text.tokens[hit.at].start)
        if said is not None and said.cue_class in ("deny", "ask") and hit.holder is not None and not finder.own_voice(hit.holder):
            continue
        for chain_id in finder.holders(hit.holder, said, hit.at):
            if said is not None and finder.charged(hit, said) and chain_id == said.source:
                continue
            position_id = make_id("po", text.report.report_id, chain_id, topic.start, hit.stance)
            positions.setdefault(
                position_id,
                Position(
                    position_id=position_id, holder=chain_id, topic=topic, stance=hit.stance, strength=hit.strength,
                    date=said.date if said is not None else None, said_in=said.statement_id if said is not None else None,
                    basis=Basis(evidence=(text.sentence_evidence(hit.at),), rule=hit.rule),
                ),
            )  # fmt: skip
    return settled(tuple(positions.values()))


def settled(positions: tuple[Position, ...]) -> tuple[Position, ...]:
    """Who is for and against the same words of one sentence is ambivalent; one stance on a thing and on a part of its words is one position."""
    both: dict[tuple[str, int, tuple[int, ...]], list[Position]] = {}
    for p in positions:
        both.setdefault((p.holder, p.topic.start, tuple(e.start for e in p.basis.evidence)), []).append(p)
    found: list[Position] = []
    for group in both.values():
        mixed = {"for", "against"} <= {p.stance for p in group}
        found += [msgspec.structs.replace(group[0], stance="ambivalent")] if mixed else group
    return tuple(p for p in found if not any(within(p, outer) for outer in found))


def within(inner: Position, outer: Position) -> bool:
    """Whether a position is another's, told of fewer of the same words."""
    same = inner is not outer and inner.holder == outer.holder and inner.stance == outer.stance
    narrower = inner.topic.end - inner.topic.start < outer.topic.end - outer.topic.start
    return same and narrower and outer.topic.start <= inner.topic.start and inner.topic.end <= outer.topic.end
