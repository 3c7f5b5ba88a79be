"""Attitudes told by a construction rather than by one word of attitude.

What somebody "would rather" do, refuses "unless" something happens, does "over" an arrest, does "despite objections from" another; who is
"among the critics of", "at odds with" or "in two minds about" a thing, what is "unacceptable to" somebody. Words: stance_phrases.tsv
(verb `be` with a noun after a preposition), stance_verbs.tsv (form `over`), stance_judgements.tsv, stance_words.tsv.
"""

from collections.abc import Iterator

from dateline.lexicon import rule_words
from dateline.model.position import Stance
from dateline.reading.stances import ACTED, INSISTED, OPPOSITE, SAID, Found, StanceReader, word_class

BEING = rule_words("being")
AMONG = frozenset(["among", "amongst"])
NAMING = frozenset(["among", "including", "like", "notably"])
DISSENT = word_class("dissent")
REGARDLESS = frozenset(["over", "despite", "against", "amid", "ignoring", "of"])
VOWS = word_class("vowing")
OVERRIDING = word_class("overriding")
JUDGING = word_class("amounting")


class StanceFrames(StanceReader):
    """Constructions of attitude; each method yields what it finds at one token."""

    def frames(self, i: int) -> Iterator[Found]:
        """What the constructions find at one token."""
        t = self.tokens[i]
        if t.pos == "VERB":
            yield from self.rather(i)
            yield from self.unless(i)
            yield from self.vowed_not(i)
            yield from self.nothing_to_do(i)
            yield from self.amounts(i)
            yield from self.deed_over(i)
        if t.lower in self.adjectives and t.dep in ("acl", "amod", "appos") and t.lower != "loyal":
            yield from self.described(i)
        if t.lemma in BEING:
            yield from self.state(i)
            yield from self.among(i)
            yield from self.cleft(i)
        if t.pos == "NOUN" and t.lemma in self.nouns:
            yield from self.apposed(i)
            yield from self.named_after(i)
            yield from self.regardless(i)

    def rather(self, v: int) -> Iterator[Found]:
        """ "would rather fight than talk" (for fighting, against talking), "quit rather than sign"."""
        tokens = self.tokens
        left, right = self.text.edges[v]
        adverb = next((k for k in range(left, right) if tokens[k].lower in ("rather", "sooner")), None)
        if adverb is None or tokens[v].dep in ("aux", "xcomp") or self.asked(v):
            return
        than = next((k for k in range(max(v, adverb) + 1, right) if tokens[k].lower == "than"), None)
        holder = self.holder_of(v)
        wished = any(tokens[c].dep == "aux" and tokens[c].lower in ("would", "'d") for c in self.text.children[v])
        if holder is None or (adverb < v and not wished):
            return
        if than is None:
            if wished and adverb < v:
                yield Found(
                    holder, v + 1 if tokens[v].lemma in ("see", "have") else v, self.cut(v, v, right), "for", INSISTED, "frames.rather", v
                )
            return
        if not any(tokens[k].pos in ("VERB", "AUX") for k in range(than, right)):
            return
        if wished and adverb < v:
            first = v + 1 if tokens[v].lemma in ("see", "have") else v
            yield Found(holder, first, than, "for", INSISTED, "frames.rather", v)
        spurned = next((k for k in range(than + 1, right) if tokens[k].pos == "VERB"), None)
        rows = self.verbs.get(tokens[spurned].lemma, ()) if spurned is not None else ()
        for row in rows:
            for form in row["forms"].split("|"):
                hit = self.topic(spurned, form) if spurned is not None and row["stance"] == "for" else None
                if hit is not None:
                    yield Found(holder, hit[0], hit[1], "against", INSISTED, "frames.rather_than", v)
                    return
        yield Found(holder, than + 1, self.cut(v, than + 1, right), "against", INSISTED, "frames.rather_than", v)

    def unless(self, v: int) -> Iterator[Found]:
        """ "will boycott the summit unless the delegate is sent home": for what would change somebody's mind."""
        tokens = self.tokens
        if any(tokens[c].dep == "mark" for c in self.text.children[v]):
            return
        clause = next(
            (c for c in self.text.children[v] if c > v and tokens[c].dep == "advcl" and self.marked(c, "unless") is not None), None
        )
        holder = self.holder_of(v) if clause is not None else None
        if clause is None or holder is None:
            return
        mark = self.marked(clause, "unless")
        hit = self.inner_topic(clause, mark if mark is not None else v)
        if hit is not None:
            yield Found(holder, hit[0], hit[1], "against" if hit[2] == "yes" else "for", INSISTED, "frames.unless", v)

    def vowed_not(self, v: int) -> Iterator[Found]:
        """ "vowed never to step down", "promised not to return to the talks"."""
        tokens = self.tokens
        act = next((c for c in self.text.children[v] if c > v and tokens[c].dep == "xcomp" and self.has_to(c)), None)
        if tokens[v].lemma not in VOWS or act is None or self.asked(v):
            return
        holder = self.holder_of(v)
        hit = self.inner_topic(act, v) if any(tokens[c].dep == "neg" for c in self.text.children[act]) else None
        if holder is not None and hit is not None and hit[2] == "yes":
            yield Found(holder, hit[0], hit[1], "against", INSISTED, "frames.vowed_not", v)

    def nothing_to_do(self, v: int) -> Iterator[Found]:
        """ "want nothing to do with the mine"."""
        nothing = self.child(v, "dobj") if self.tokens[v].lemma == "want" else None
        if nothing is None or self.tokens[nothing].lower != "nothing":
            return
        mark = next((k for k in self.below(nothing, 2) if self.tokens[k].lower == "with"), None)
        about, holder = self.child(mark, "pobj") if mark is not None else None, self.holder_of(v)
        if about is not None and holder is not None:
            yield Found(holder, *self.noun_phrase(about, v), "against", INSISTED, "frames.nothing_to_do", v)

    def amounts(self, v: int) -> Iterator[Found]:
        """ "the curfew amounts to collective punishment": the judgement of who says so."""
        if self.tokens[v].lemma not in JUDGING or self.asked(v) or self.said_in(self.tokens[v].start) is None:
            return
        subject = self.child(v, "nsubj")
        stance = self.judgement(range(v + 1, self.text.edges[v][1]))
        if subject is not None and stance is not None and stance != "ambivalent" and self.finder.chain_at(subject) is None:
            turned = self.negated(v, None)
            yield Found(None, *self.noun_phrase(subject, -1), OPPOSITE[stance] if turned else stance, SAID, "frames.amounts", v)

    def described(self, i: int) -> Iterator[Found]:
        """ "Iceland, long opposed to whaling bans," "farmers angry about the levy": an adjective of attitude beside its holder."""
        holder, row = self.tokens[i].head, self.adjectives[self.tokens[i].lower]
        hit = self.adjective_topic(i, row, i) if self.finder.chain_at(holder) is not None else None
        if hit is not None and hit[0] > i:
            stance: Stance = row["stance"]  # type: ignore[assignment]
            yield Found(holder, hit[0], hit[1], OPPOSITE[stance] if hit[2] == "yes" else stance, SAID, "frames.described", i)

    def deed_over(self, v: int) -> Iterator[Found]:
        """ "recalled its ambassador over the raid", "cancelled a visit over the arrest": against what it was done over."""
        cause = self.cause(v)
        holder = self.holder_of(v) if cause is not None else None
        if cause is None or holder is None or self.asked(v) or self.unsure(v) or self.negated(v, None):
            return
        yield Found(holder, *self.noun_phrase(cause, v), "against", ACTED, "frames.over", v)

    def state(self, v: int) -> Iterator[Found]:
        """ "is at odds with the court", "are up in arms over the fee", "was in two minds about joining"."""
        tokens = self.tokens
        for prep in self.below(v, 2):
            state = self.child(prep, "pobj") if tokens[prep].dep in ("prep", "advmod", "prt") and prep > v else None
            agreed = state is not None and any(tokens[c].lower == "one" for c in self.text.children[state])  # "of one mind", not "in two minds"
            for row in self.phrases.get(("be", tokens[state].lemma), ()) if state is not None and not agreed else ():
                wanted = row["prepositions"].split("|")
                beside = next((k for k in self.below(v, 4) if state is not None and k > state and tokens[k].lower in wanted), None)
                about = (
                    next((k for k in self.text.children[beside] if tokens[k].dep in ("pobj", "pcomp")), None)
                    if beside is not None
                    else None
                )
                holder = self.holder_of(v)
                if about is None or holder is None or self.asked(v) or self.unsure(v):
                    continue
                stance: Stance = row["stance"]  # type: ignore[assignment]
                turned = self.negated(v, holder)
                first, last, inner = self.ended(about, v)
                if (inner == "yes") != turned:
                    stance = OPPOSITE[stance]
                yield Found(holder, first, last, stance, SAID, "frames.state", v)
                return

    def below(self, i: int, depth: int) -> Iterator[int]:
        """The tokens under a token in the parse, down to a depth, nearest first."""
        level: list[int] = [i]
        for _ in range(depth):
            level = [c for k in level for c in self.text.children[k]]
            yield from level

    def among(self, v: int) -> Iterator[Found]:
        """ "is among the fiercest critics of the plant"."""
        tokens = self.tokens
        for prep in self.text.children[v]:
            kind = self.child(prep, "pobj") if tokens[prep].lower in (*AMONG, "one") and prep > v else None
            if kind is None and tokens[prep].lower == "one" and prep > v:
                of = self.child(prep, "prep")
                kind = self.child(of, "pobj") if of is not None else None
            row = self.nouns.get(tokens[kind].lemma) if kind is not None else None
            holder = self.holder_of(v) if row is not None else None
            about = self.of_noun(kind) if kind is not None else None
            if row is not None and holder is not None and about is not None and not self.asked(v):
                stance: Stance = row["stance"]  # type: ignore[assignment]
                yield Found(holder, *about, OPPOSITE[stance] if self.negated(v, None) else stance, SAID, "frames.among", v)

    def cleft(self, v: int) -> Iterator[Found]:
        """ "what we need is a ceasefire": for it, in the mouth of who says so."""
        tokens = self.tokens
        clause = next((c for c in self.text.children[v] if tokens[c].lemma in ("need", "want") and c < v), None)
        thing = next((c for c in self.text.children[v] if c > v and tokens[c].dep in ("attr", "nsubj")), None)
        subject = self.child(clause, "nsubj") if clause is not None else None
        if thing is None or subject is None or not any(tokens[c].lower == "what" for c in self.text.children[clause or v]):
            return
        yield Found(subject, *self.noun_phrase(thing, v), "against" if self.negated(v, None) else "for", INSISTED, "frames.cleft", v)

    def of_noun(self, i: int) -> tuple[int, int] | None:
        """What a noun of attitude is about: "critics / of the plant", "opponents / of the war"."""
        prep = next(
            (c for c in self.text.children[i] if self.tokens[c].dep == "prep" and self.tokens[c].lower in ("of", "to", "for")), None
        )
        about = next((c for c in self.text.children[prep] if self.tokens[c].dep in ("pobj", "pcomp")), None) if prep is not None else None
        return self.noun_phrase(about, i) if about is not None else None

    def apposed(self, i: int) -> Iterator[Found]:
        """ "Okello, a longtime champion of the bill", "a vocal critic of the war, Okello was arrested"."""
        tokens = self.tokens
        t = tokens[i]
        about = self.of_noun(i)
        if about is None:
            return
        holder = t.head if t.dep == "appos" else self.child(i, "appos")
        if holder is None and t.dep in ("nsubj", "nsubjpass"):
            holder = next((c for c in self.text.children[t.head] if c > i and tokens[c].dep == t.dep), None)
        if holder is not None and self.is_person(holder):
            stance: Stance = self.nouns[t.lemma]["stance"]  # type: ignore[assignment]
            yield Found(holder, *about, stance, SAID, "frames.apposed", i)

    def named_after(self, i: int) -> Iterator[Found]:
        """ "critics of the amnesty, among them the widows' association, say ..."."""
        tokens = self.tokens
        if tokens[i].tag != "NNS" or (about := self.of_noun(i)) is None:
            return
        end = min(about[1] + 3, len(tokens) - 2)
        mark = next((k for k in range(about[1], end) if tokens[k].lower in NAMING and tokens[k].sentence == tokens[i].sentence), None)
        if mark is None:
            return
        first = mark + (2 if tokens[mark + 1].lower in ("them", "others") else 1)
        heads = (k for k in range(first, min(first + 8, len(tokens))) if tokens[k].dep not in ("poss", "compound", "amod"))
        named = next((k for k in heads if self.finder.people.by_head.get(k) is not None), None)
        if named is not None and tokens[named].sentence == tokens[i].sentence:
            stance: Stance = self.nouns[tokens[i].lemma]["stance"]  # type: ignore[assignment]
            yield Found(named, *about, stance, SAID, "frames.named_after", i)

    def regardless(self, i: int) -> Iterator[Found]:
        """ "passed the law over the objections of the bishops", "despite protests from Chad": they are against what is done."""
        tokens = self.tokens
        t = tokens[i]
        beside = t.dep == "pobj" and tokens[t.head].lower in REGARDLESS
        if t.lemma not in DISSENT or not (beside or (t.dep == "dobj" and tokens[t.head].lemma in OVERRIDING)):
            return
        source = next((c for c in self.text.children[i] if tokens[c].dep == "prep" and tokens[c].lower in ("from", "of", "by")), None)
        holder = self.child(source, "pobj") if source is not None else self.child(i, "poss")
        deed = next((k for k in self.text.ancestors(i) if tokens[k].pos == "VERB" and tokens[k].lemma not in OVERRIDING), None)
        if holder is None or deed is None or self.finder.chain_at(holder) is None:
            return
        for row in self.verbs.get(tokens[deed].lemma, ()):
            for form in row["forms"].split("|"):
                if row["stance"] == "for" and (hit := self.topic(deed, form)) is not None:
                    yield Found(holder, hit[0], min(hit[1], t.head) if hit[0] < t.head else hit[1], "against", SAID, "frames.regardless", i)
                    return
        obj = self.child(deed, "dobj")
        if obj is not None and obj < i:
            yield Found(holder, self.text.edges[obj][0], min(self.text.edges[obj][1], t.head), "against", SAID, "frames.regardless", i)
