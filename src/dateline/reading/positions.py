"""Positions: what a holder is for or against, from verbs ("backs", "ruled out"), nouns ("opposition to") and "is for / against".

A negation turns a stance round ("will never accept"); "no objection" leaves it open. The holder is the subject; who says "I" or "we" is
the source of the statement that holds the words.
"""

from collections.abc import Iterator

from dateline.lexicon import Lexica, Row
from dateline.model.evidence import Basis, make_id
from dateline.model.position import Position, Stance
from dateline.model.reading import Reading
from dateline.model.statement import Statement
from dateline.reading.statements import StatementFinder
from dateline.text.segment import ReportText

OPPOSITE: dict[str, Stance] = {"for": "against", "against": "for", "ambivalent": "ambivalent"}
NEGATIONS = frozenset(["not", "n't", "never", "no", "neither", "nor"])
NOBODY = frozenset(["nobody", "none", "neither"])
FIRST = frozenset(["i", "we"])
DETERMINERS = frozenset(["DET"])
SIDES: dict[str, Stance] = {"for": "for", "against": "against"}
DO_NOT_TURN = frozenset(["against"])
UNHELD = frozenset(["if", "whether", "unless"])

Found = tuple[int, int, int, Stance, float, str]
"""Holder token, first and last (half open) token of the topic, stance, strength, rule."""


class PositionFinder:
    """Finds the positions of one report."""

    def __init__(self, text: ReportText, found: Reading, lexica: Lexica) -> None:
        self.text = text
        self.tokens = text.tokens
        self.found = found
        self.finder = StatementFinder(text, found, lexica)
        self.verbs = lexica.index("stance_verbs.tsv")
        self.nouns = lexica.index("stance_nouns.tsv")

    def find(self) -> Iterator[Found]:
        for t in self.tokens:
            if t.pos == "VERB" and t.lemma in self.verbs:
                yield from self.verb(t.i, self.verbs[t.lemma])
            elif t.pos == "NOUN" and t.lemma in self.nouns:
                yield from self.noun(t.i, self.nouns[t.lemma])
            elif t.lemma == "be":
                yield from self.side(t.i)

    def verb(self, v: int, row: Row) -> Iterator[Found]:
        tokens = self.tokens
        if any(tokens[c].dep in ("auxpass", "nsubjpass") for c in self.text.children[v]) or self.asked(v):
            return
        holder = self.finder.subject(v)
        topic = self.topic(v, row["forms"])
        if holder is None or topic is None:
            return
        stance: Stance = row["stance"]  # type: ignore[assignment]
        if self.negated(v, holder):
            if stance in DO_NOT_TURN:
                return
            stance = OPPOSITE[stance]
        yield holder, *topic, stance, float(row["strength"]), f"positions.verb_{tokens[v].lemma}"

    def topic(self, v: int, forms: str) -> tuple[int, int] | None:
        tokens = self.tokens
        simple = forms if "|" not in forms and forms not in ("to", "by", "on", "for") else ""
        for c in self.text.children[v]:
            t = tokens[c]
            if c < v:
                continue
            if t.dep == "dobj" and ("o" in simple or self.particle(v, simple)):
                return self.noun_phrase(c, v)
            if t.dep in ("xcomp", "ccomp") and ("x" in simple or ("c" in simple and t.dep == "ccomp")):
                left, right = self.text.edges[c]
                return max(left, v + 1), right
            if not simple and t.dep == "prep" and t.lower in forms.split("|"):
                pobj = next((k for k in self.text.children[c] if tokens[k].dep in ("pobj", "pcomp")), None)
                if pobj is not None:
                    return self.noun_phrase(pobj, v)
        return None

    def particle(self, v: int, forms: str) -> bool:
        """ "rule out", "turn down": the verb counts with its particle only."""
        wanted = {"r": "out", "t": "down"}.get(forms)
        return wanted is not None and any(self.tokens[c].lower == wanted for c in self.text.children[v])

    def noun_phrase(self, i: int, v: int) -> tuple[int, int]:
        left, right = self.text.edges[i]
        cut = next((c for c in self.text.children[i] if c > i and self.tokens[c].dep in ("relcl", "punct", "conj", "cc") and self.tokens[c].text != "-"), None)
        if cut is not None:
            right = min(right, max(self.text.edges[cut][0], i + 1))
        return (max(left, v + 1) if i > v else left), right

    def negated(self, v: int, holder: int) -> bool:
        tokens = self.tokens
        if any(tokens[c].lower in NEGATIONS for c in self.text.children[v]) or tokens[holder].lower in NOBODY:
            return True
        obj = next((c for c in self.text.children[v] if tokens[c].dep == "dobj"), None)
        return obj is not None and any(tokens[c].lower == "no" and tokens[c].dep == "det" for c in self.text.children[obj])

    def asked(self, v: int) -> bool:
        """Whether the verb stands in a question or a condition: no position."""
        return any(self.tokens[c].lower in UNHELD and self.tokens[c].dep == "mark" for c in self.text.children[v])

    def noun(self, i: int, row: Row) -> Iterator[Found]:
        """ "his opposition to the plan", "voiced support for a truce", "has no objection to"."""
        tokens = self.tokens
        prep = next((c for c in self.text.children[i] if tokens[c].dep == "prep" and tokens[c].lower in ("to", "for", "of", "against")), None)
        pobj = next((c for c in self.text.children[prep] if tokens[c].dep == "pobj"), None) if prep is not None else None
        if pobj is None:
            return
        holder = next((c for c in self.text.children[i] if tokens[c].dep == "poss"), None)
        up = tokens[i].head
        if holder is None and tokens[i].dep in ("dobj", "nsubjpass") and tokens[up].pos == "VERB":
            holder = self.finder.subject(up)
        if holder is None:
            source = next((c for c in self.text.children[i] if tokens[c].dep == "prep" and tokens[c].lower in ("from", "by")), None)
            holder = next((c for c in self.text.children[source] if tokens[c].dep == "pobj"), None) if source is not None else None
        if holder is None:
            return
        stance: Stance = row["stance"]  # type: ignore[assignment]
        if any(tokens[c].lower == "no" for c in self.text.children[i]):
            stance = "ambivalent" if stance == "against" else OPPOSITE[stance]
        elif tokens[up].lemma in ("withdraw", "drop", "end", "refuse"):
            stance = OPPOSITE[stance]
        yield holder, *self.noun_phrase(pobj, i), stance, float(row["strength"]), f"positions.noun_{tokens[i].lemma}"

    def side(self, v: int) -> Iterator[Found]:
        """ "is against the dam", "are for elections", "came out in favour of"."""
        tokens = self.tokens
        for c in self.text.children[v]:
            t = tokens[c]
            pobj = next((k for k in self.text.children[c] if tokens[k].dep == "pobj"), None)
            if t.dep != "prep" or c < v or pobj is None:
                continue
            stance = SIDES.get(t.lower)
            if t.lower == "in" and tokens[pobj].lemma in ("favor", "favour"):
                of = next((k for k in self.text.children[pobj] if tokens[k].lower == "of"), None)
                pobj = next((k for k in self.text.children[of] if tokens[k].dep == "pobj"), None) if of is not None else None
                stance = "for"
            holder = self.finder.subject(v)
            if stance is None or pobj is None or holder is None or tokens[pobj].ent in ("DATE", "TIME") or not self.finder.chain_at(holder):
                continue
            if t.lower == "for" and tokens[pobj].tag == "CD":
                continue
            if self.negated(v, holder):
                stance = OPPOSITE[stance]
            yield holder, *self.noun_phrase(pobj, v), stance, 0.5, "positions.side"

    def said_in(self, start: int) -> Statement | None:
        """The smallest statement whose content holds a character."""
        held = [(c.end - c.start, s.statement_id, s) for s in self.found.statements for c in s.content if c.start <= start < c.end]
        return min(held, key=lambda h: h[:2])[2] if held else None

    def holders(self, holder: int, said: Statement | None) -> Iterator[str]:
        if self.tokens[holder].lower in FIRST:
            if said is not None and said.source is not None:
                yield said.source
            return
        for chain_id, _ in self.finder.people.chains_of(holder):
            yield chain_id


def read_positions(text: ReportText, found: Reading, lexica: Lexica) -> tuple[Position, ...]:
    """Positions of one report, in order of appearance; one a holder."""
    finder = PositionFinder(text, found, lexica)
    positions: dict[str, Position] = {}
    for holder, first, last, stance, strength, rule in finder.find():
        while first < last - 1 and text.tokens[first].pos == "PUNCT":
            first += 1
        start, end = text.tokens[first].start, text.tokens[last - 1].end
        if start >= end:
            continue
        topic = text.evidence(start, end)
        said = finder.said_in(text.tokens[holder].start)
        for chain_id in finder.holders(holder, said):
            position_id = make_id("po", text.report.report_id, chain_id, topic.start, stance)
            positions.setdefault(
                position_id,
                Position(
                    position_id=position_id, holder=chain_id, topic=topic, stance=stance, strength=strength,
                    date=said.date if said is not None else None, said_in=said.statement_id if said is not None else None,
                    basis=Basis(evidence=(text.sentence_evidence(holder),), rule=rule),
                ),
            )  # fmt: skip
    return tuple(positions.values())
