"""Which actor a phrase of the parse stands for: look-ups over mentions that all later readers share."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import pairwise

import msgspec

from dateline.lexicon import rule_words, table
from dateline.model.evidence import Evidence
from dateline.model.mention import Chain, Mention
from dateline.model.reading import Reading
from dateline.reading.frames import agents, noun_classes
from dateline.reading.mentions import OF_TWO_NATIONS
from dateline.text.segment import ReportText

ARMS = frozenset(("weapons", "aircraft"))
"""Classes of nouns of arms, which whoever has them uses."""
BODIES = rule_words("body")
"""Classes of nouns that stand for a body as a whole: "the army", "the government"."""
ASIDES = rule_words("aside")
"""Nouns that pass a verdict on what stands before them, behind a comma: ", an idea that"."""
OBJECTING = rule_words("objecting")
TITLES = frozenset(["relations.title", "relations.near"])
SPEAKING_FOR = ("holds_office_in", "member_of", "leads")
"""Relations by which somebody's "we" is a body, the first that holds."""
OF_NOBODY = frozenset(("person", "population", "outlet"))
OF_MANY = frozenset(("person", "population", "outlet", "country"))
"""Kinds of actors that such a noun does not stand for."""


@cache
def _pronouns() -> Mapping[str, Mapping[str, str]]:
    return {row["pronoun"]: row for row in table("pronouns.tsv")}


class Participants:
    """Mentions of a reading by token. Cheap to make; a reader makes one per report."""

    def __init__(self, text: ReportText, found: Reading) -> None:
        self.text = text
        self.found = found

    @cached_property
    def chains(self) -> Mapping[str, Chain]:
        return {c.chain_id: c for c in self.found.chains}

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions; "we" and an unresolved "it" that somebody says with that somebody's chain ("The navy said it had fired"), "we" of
        whoever speaks for a body with the body's."""
        return tuple(self._said(m) if m.form == "pronoun" and m.chain_id is None else m for m in self.found.mentions)

    def _said(self, mention: Mention) -> Mention:
        over = [s for s in self.found.statements if any(c.start <= mention.start and mention.end <= c.end for c in s.content)]
        source = min(over, key=lambda s: sum(c.end - c.start for c in s.content)).source if over else None
        chain = self.chains.get(source or "")
        pronoun = _pronouns().get(mention.text.lower(), {})
        own = pronoun.get("person") == "1" or (pronoun.get("gender") == "n" and chain is not None and chain.kind != "person")
        if chain is None or not own:
            return mention
        body = self.bodies_of.get(chain.chain_id) if pronoun.get("number") == "p" else None
        return msgspec.structs.replace(mention, chain_id=body or chain.chain_id)

    @cached_property
    def bodies_of(self) -> Mapping[str, str]:
        """The body that each person speaks for: that of his office, else the one he belongs to or leads."""
        found: dict[str, tuple[int, str]] = {}
        for relation in self.found.relations:
            subject, body = self.chains.get(relation.subject), self.chains.get(relation.object)
            if subject is None or body is None or subject.kind != "person" or subject.plural or body.kind in OF_NOBODY:
                continue
            if relation.predicate not in SPEAKING_FOR or relation.basis.rule not in TITLES:
                continue
            rank = SPEAKING_FOR.index(relation.predicate)
            if rank < found.get(subject.chain_id, (len(SPEAKING_FOR), ""))[0]:
                found[subject.chain_id] = rank, relation.object
        return {person: body for person, (_, body) in found.items()}

    @cached_property
    def by_head(self) -> Mapping[int, Mention]:
        """The longest mention headed by each token (the token of the span whose head lies outside it)."""
        found: dict[int, Mention] = {}
        for mention in self.mentions:
            head = self.head(mention.start, mention.end)
            if head is not None and (head not in found or mention.end - mention.start > found[head].end - found[head].start):
                found[head] = mention
        return found

    @cached_property
    def by_token(self) -> Mapping[int, Mention]:
        """The shortest mention that covers each token."""
        found: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.start - m.end):
            for i in self.text.tokens_in(mention.start, mention.end):
                found[i] = mention
        return found

    def head(self, start: int, end: int) -> int | None:
        """The syntactic head of the words at `[start, end)`: the token nearest to the root."""
        tokens = self.text.tokens_in(start, end)
        return min(tokens, key=self.text.depth.__getitem__, default=None)

    def at(self, token: int) -> Mention | None:
        """The mention a phrase headed by this token is: headed by it, or else covering it."""
        return self.by_head.get(token) or self.by_token.get(token)

    def phrase(self, token: int) -> Iterator[int]:
        """The token and its coordinates ("A, B and C"), left to right as the parse chains them."""
        yield token
        for child in self.text.children[token]:
            if self.text.tokens[child].dep == "conj":
                yield from self.phrase(child)

    def chains_of(self, token: int) -> tuple[tuple[str, Evidence], ...]:
        """`(chain id, words)` of a phrase and its coordinates; what stands for no known actor is left out."""
        found: dict[str, Evidence] = {}
        for i in self.phrase(token):
            mention = self.at(i)
            if mention is not None and mention.chain_id is not None:
                found.setdefault(mention.chain_id, self.words(mention))
        return tuple(found.items())

    @cached_property
    def sharing(self) -> Mapping[int, Mention]:
        """The first of two states' forces that one noun names, by that noun: "Thai" of "Thai and Cambodian soldiers" at "soldiers"."""
        shared = (m for m in self.mentions if m.basis.rule == OF_TWO_NATIONS)
        found: dict[int, Mention] = {}
        for mention in shared:
            tokens = self.text.tokens_in(mention.start, mention.end)
            found |= {h: mention for h, m in self.by_head.items() if m.start == self.text.tokens[tokens[-1] + 2].start}
        return found

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """The names among the mentions, in their order."""
        return tuple(sorted((m for m in self.mentions if m.form == "name"), key=lambda m: (m.start, m.end)))

    @cached_property
    def spelled_twice(self) -> Mapping[int, tuple[int, int]]:
        """Where a name and its short form stand side by side, by the start of each: "Sahara Relief Union SRU", whose brackets the text lost."""
        found: dict[int, tuple[int, int]] = {}
        for one, other in pairwise(self.names):
            if one.chain_id is not None and one.chain_id == other.chain_id and self.text.text[one.end : other.start].isspace():
                found[one.start] = found[other.start] = (one.start, other.end)
        return found

    def words(self, mention: Mention) -> Evidence:
        """The words of a mention, with the short or full form of a name right beside it."""
        first, last = self.spelled_twice.get(mention.start, (mention.start, mention.end))
        return self.text.evidence(first, max(last, mention.end))

    def named(self, head: int) -> tuple[str, Evidence] | None:
        """`(chain id, words)` of the actor that a phrase names, itself or inside it."""
        mention = self.at(head)
        if mention is not None and mention.chain_id is not None:
            return mention.chain_id, self.words(mention)
        return self.owner(head)

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        """The chain that a report calls by each noun of a body ("army", "government"): the one it so calls most often, none of two."""
        called: dict[str, Counter[str]] = defaultdict(Counter)
        for head, mention in self.by_head.items():
            chain = self.chains.get(mention.chain_id or "")
            noun = self.text.tokens[head].lemma
            if chain is not None and chain.kind not in OF_MANY and mention.form != "pronoun" and BODIES & noun_classes().get(noun, frozenset()):
                called[noun][chain.chain_id] += 1
        ranked = {noun: (*counts.most_common(2), ("", 0)) for noun, counts in called.items()}
        return {noun: first[0] for noun, (first, second, *_) in ranked.items() if first[1] > second[1]}

    def owner(self, head: int) -> tuple[str, Evidence] | None:
        """The actor named inside a thing that stands for it: "army bulldozers", "the ministry's offices", "opposition from Lima", "trucks
        hired by the union"."""
        for inner in self._inside(head):
            mention = self.by_head.get(inner)
            if mention is not None and mention.chain_id is not None:
                return mention.chain_id, self.text.evidence(mention.start, mention.end)
            token = self.text.tokens[inner]
            if token.dep == "compound" and token.pos == "NOUN" and (body := self.bodies.get(token.lemma)) is not None:
                return body, self.text.evidence(token.start, token.end)
        return self._country_of_arms(head) if ARMS & noun_classes().get(self.text.tokens[head].lemma, frozenset()) else None

    def _country_of_arms(self, head: int) -> tuple[str, Evidence] | None:
        """The army, else the government, else the country whose arms a noun names: "Malian drones" of Mali's army."""
        before = {self.text.tokens[c].start for c in self.text.children[head] if self.text.tokens[c].dep in ("amod", "compound", "nmod")}
        land = next((t for t in self.found.toponyms if t.start in before and t.role == "demonym" and t.place is not None), None)
        if land is None or land.place is None:
            return None
        theirs = [c for c in self.chains.values() if c.country is not None and c.country == land.place.country]
        armies = [c for c in theirs if c.kind == "military" and c.chain_id in self.bodies.values()]
        found = next((c for c in (*armies, *(c for kind in ("government", "country") for c in theirs if c.kind == kind))), None)
        return (found.chain_id, self.text.evidence(land.start, land.end)) if found is not None else None

    def _inside(self, head: int) -> Iterator[int]:
        """The phrases below a noun that may name whose it is."""
        tokens = self.text.tokens
        for c in self.text.children[head]:
            child = tokens[c]
            if child.dep in ("poss", "compound", "amod", "nmod"):
                yield c
            elif child.dep == "prep" and (child.lower == "of" or (child.lower == "from" and tokens[head].lemma in OBJECTING)):
                yield from (g for g in self.text.children[c] if tokens[g].dep == "pobj")
            elif child.dep == "acl" and child.tag == "VBN":
                yield from agents(self.text, c)


def begins_aside(text: ReportText, comma: int) -> bool:
    """Whether a comma begins a verdict on what stands before it: "to send monitors, | an idea that Peru supports"."""
    tokens = text.tokens
    if tokens[comma].text != "," or comma + 3 >= len(tokens) or tokens[comma + 1].lower not in ("a", "an"):
        return False
    noun = comma + 2 + (tokens[comma + 2].pos == "ADJ")
    return tokens[noun].lemma in ASIDES and tokens[noun + 1].lower in ("that", "which")
