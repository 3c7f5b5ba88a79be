"""Predictions for the coreference of actors: given mentions, grouped over the reports of a topic."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bench.stories import reports_of, rows, write
from dateline.lexicon import Lexica, table
from dateline.model.mention import Chain, Mention
from dateline.model.reading import Reading
from dateline.reading.participants import Participants
from dateline.reading.readers import all_readers, read
from dateline.reconcile import assemble, group
from dateline.reconcile.corpus import fold
from dateline.reconcile.likeness import RELATIVE, SPEAKING, Body, Form, Mentioned, Mentions, Told, aliases_in, link_mentions, senses
from dateline.reconcile.names import core_words
from dateline.reconcile.triggers import word_sets
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, Token, segment

PRONOUN_TAGS = frozenset(("PRP", "PRP$", "WP", "WP$", "WDT", "DT", "EX"))
MODIFIERS = ("amod", "compound", "nummod", "nmod", "npadvmod", "quantmod")
MALE = frozenset("he him his himself man boy father husband son brother gentleman grandfather uncle".split())
FEMALE = frozenset("she her hers herself woman girl mother wife daughter sister lady grandmother aunt".split())
MANY = frozenset("they them their themselves we us our both some others".split())
ONE = MALE | FEMALE | {"it", "its", "itself", "i", "me", "my", "one"}
PERSONAL = MALE | FEMALE | SPEAKING | {"who", "whom"}
THINGS = frozenset(("it", "its", "itself", "which"))
EQUATED = {"nsubj": "attr", "attr": "nsubj"}
"""What a copula equates with what."""
ROLES = {"nsubj": "s", "prep_by": "s", "agent": "s", "dobj": "o", "nsubjpass": "o", "attr": "o", "oprd": "o", "poss": "p"}


class Ours:
    """What our own reading and reconciling of a topic know of each given mention."""

    def __init__(self, text: ReportText, reading: Reading, actor_of: Mapping[str, str | None]) -> None:
        people = Participants(text, reading)
        self.chains = people.chains
        self.actor_of = actor_of
        self.mentions = [(m, people.head(m.start, m.end)) for m in reading.mentions]
        self.tokens = text.tokens

    def at(self, start: int, end: int) -> tuple[Mention, Chain | None] | None:
        """Our mention with nearly the same span, or of which the given words hold the head (the set marks heads)."""

        def fits(m: Mention, head: int | None) -> tuple[float, bool, bool]:
            shared = 2 * (min(m.end, end) - max(m.start, start)) / (m.end - m.start + end - start)
            first, last = (self.tokens[head].start, self.tokens[head].end) if head is not None else (m.start, m.end)
            return shared, m.end == end, start <= first and last <= end and m.start <= start and end <= m.end

        found = [(fits(m, head), m) for m, head in self.mentions if m.start < end and start < m.end]
        best = max(found, key=lambda f: (f[0][0] >= 0.5 or f[0][2], f[0], f[1].start), default=None)
        if best is None or not (best[0][0] >= 0.5 or best[0][2]):
            return None
        return best[1], self.chains.get(best[1].chain_id or "")


def _governor(text: ReportText, head: int) -> tuple[Token | None, str]:
    """The word that governs a phrase and the label of the phrase under it; prepositions are passed through."""
    at = text.tokens[head]
    while at.dep in ("conj", "appos") and at.head != at.i:
        at = text.tokens[at.head]
    if at.head == at.i:
        return None, at.dep
    governor = text.tokens[at.head]
    if governor.pos == "ADP" and governor.head != governor.i:
        return text.tokens[governor.head], f"prep_{governor.lower}"
    return governor, at.dep


def _beside(text: ReportText, head: int, tokens: Iterable[int]) -> frozenset[str]:
    """Words of a phrase beside its head."""
    found = {i for c in text.children[head] if c < head and text.tokens[c].dep in MODIFIERS for i in range(*text.edges[c])}
    found |= {i for i in tokens if text.tokens[i].dep not in ("det", "poss", "case")}
    return frozenset(fold(text.tokens[i].lemma) for i in found - {head} if text.tokens[i].text.isalnum())


def _ties(text: ReportText, head: int) -> frozenset[int]:
    """Tokens that a phrase is equated with: apposition, copula."""
    token = text.tokens[head]
    found = {c for c in text.children[head] if text.tokens[c].dep == "appos"}
    if token.dep == "appos":
        found.add(token.head)
    if (other := EQUATED.get(token.dep)) is not None:
        found |= {c for c in text.children[token.head] if text.tokens[c].dep == other}
    return frozenset(found)


def mentioned(text: ReportText, mention: Mapping[str, Any], story: str, ours: Ours) -> Mentioned:
    """A given mention as pairs are compared by."""
    start, end = mention["start"], mention["end"]
    tokens = list(text.tokens_in(start, end))
    head = min(tokens, key=lambda i: (text.depth[i], i))
    token, sentence = text.tokens[head], text.sentence_of(head)
    known = ours.at(start, end)
    chain = known[1] if known is not None else None
    lower = text.text[start:end].lower().partition("'")[0]
    role = table_of_roles().get(fold(token.lemma))
    form: Form = "nominal"
    if token.tag in PRONOUN_TAGS or lower in RELATIVE:
        form = "pronoun"
    elif any(text.tokens[i].pos == "PROPN" for i in tokens) or (known is not None and known[0].form == "name"):
        form = "name"
    lemma = token.lower if form == "pronoun" else fold(token.lemma)
    gender = "m" if lemma in MALE else "f" if lemma in FEMALE else chain.gender if chain is not None and form != "pronoun" else None
    kind = chain.kind if chain is not None else None
    body: Body | None = None
    number: bool | None = token.tag in ("NNS", "NNPS") or (kind == "person" and chain is not None and chain.plural)
    if form == "pronoun":
        number = True if lower in MANY else False if lower in ONE else None
        body = "body" if lower in THINGS else "person" if lower in PERSONAL else None
    elif kind is not None:
        body = _body(kind)
    elif token.ent:
        body = "person" if token.ent == "PERSON" else "body" if token.ent in ("ORG", "GPE", "NORP") else None
    if form == "nominal" and role is not None:
        body, gender = body or _body(role["kind"]), gender or role["gender"] or None
    governor, label = _governor(text, head)
    own, context, near = word_sets(text.text[sentence.start : sentence.end], start - sentence.start, end - sentence.start)
    before = [text.tokens[c] for c in text.children[head] if c < head]
    return Mentioned(
        report_id=text.report.report_id, story=story, start=start, end=end, sentence=token.sentence, form=form,
        words=core_words(text.text[start:end]) or tuple(sorted(own)), head=lemma, beside=_beside(text, head, tokens),
        after=frozenset(
            fold(text.tokens[o].lemma) for c in text.children[head] if c > head and text.tokens[c].dep == "prep"
            for o in text.children[c] if text.tokens[o].dep == "pobj"
        ),
        owner=next((fold(t.lemma) for t in before if t.dep == "poss"), ""),
        article=next((t.lower for t in before if t.dep in ("det", "predet")), ""), number=number, gender=gender, body=body, kind=kind,
        country=chain.country if chain is not None else None, chain=chain.chain_id if chain is not None else None,
        group=ours.actor_of.get(known[0].mention_id) if known is not None else None, named=chain is not None and chain.named,
        verb=fold(governor.lemma) if governor is not None else "", role=ROLES.get(label, label), clause=governor.i if governor is not None else -1,
        ties=frozenset(text.tokens[i].start for i in _ties(text, head)), context=context, near=near,
        quoted=text.text.count('"', text.text.rfind("\n", 0, start) + 1, start) % 2 == 1, early=sentence.title or token.sentence == 0,
    )  # fmt: skip


def _body(kind: str) -> Body:
    return "person" if kind == "person" else "people" if kind == "population" else "body"


@cache
def table_of_roles() -> Mapping[str, Mapping[str, str]]:
    """Rows of roles.tsv by noun."""
    return {row["noun"]: row for row in table("roles.tsv")}


def told_in(texts: Iterable[ReportText], mentions: Iterable[Mentioned], chains: Mapping[str, Chain]) -> Told:
    """What some reports say of names outright."""
    described: Counter[tuple[str, str]] = Counter()
    in_a_row: Counter[tuple[str, str]] = Counter()
    aliases: Counter[tuple[str, str]] = Counter()
    for text in texts:
        aliases.update(aliases_in(text.text))
        for token in text.tokens:
            after = text.tokens[token.i + 1] if token.i + 1 < len(text.tokens) else None
            if token.pos == "PROPN" and after is not None and after.pos == "PROPN":
                in_a_row[fold(token.text), fold(after.text)] += 1
            if token.dep != "compound" and (token.pos == "PROPN" or token.ent == "PERSON"):
                described.update((noun, fold(token.text)) for noun in _said_of(text, token))
    for m in mentions:
        chain = chains.get(m.chain or "")
        if m.form == "nominal" and chain is not None and chain.named and (words := core_words(chain.name)):
            described[m.head, words[-1]] += 1
    return Told(described, in_a_row, aliases)


def _said_of(text: ReportText, name: Token) -> set[str]:
    """Nouns that a sentence says of a name: before it, in apposition, by copula."""
    found = set()
    for token in (text.tokens[c] for c in text.children[name.i]):
        noun = fold(token.lemma)
        if token.dep in ("compound", "amod", "nmod") and (token.pos == "NOUN" or noun in senses()):
            found.add(noun)
        elif token.dep == "appos" and token.pos in ("NOUN", "PROPN"):
            found.add(noun)
    head = text.tokens[name.head]
    if name.dep == "appos":
        found.add(fold(head.lemma))
    other = EQUATED.get(name.dep) if head.lemma in ("be", "become", "remain") else None
    return found | {fold(text.tokens[c].lemma) for c in text.children[head.i] if text.tokens[c].dep == other}


def topics(gold: Path) -> list[tuple[list[dict[str, Any]], Mentions]]:
    """The given mentions of actors of each topic, as the set has them and as they are compared (in one order)."""
    given: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mention in rows(gold):
        if mention["kind"] == "actor":
            given[mention["topic"]].append(mention)
    topic_of = {m["doc"]: topic for topic, found in given.items() for m in found}
    everything = reports_of(Path(gold).parent / "clustering.jsonl")
    story_of = group(everything).story_of
    reports = [r for r in everything if r.report_id in topic_of]
    lexica = Lexica()
    wanted = [r for r in all_readers() if set(r.gives) & {"times", "toponyms", "mentions"}]
    texts = {t.report.report_id: t for t in segment(reports, SpacyParser())}
    readings = {report_id: read(text, lexica, wanted) for report_id, text in texts.items()}
    found = []
    for topic, mentions in sorted(given.items()):
        inside = [r for r in reports if topic_of[r.report_id] == topic]
        situation = assemble(inside, [readings[r.report_id] for r in inside])
        actor_of = {row.mention_id: row.actor_id for row in situation.mentions}
        ours = {r.report_id: Ours(texts[r.report_id], readings[r.report_id], actor_of) for r in inside}
        compared = [mentioned(texts[m["doc"]], m, story_of[m["doc"]], ours[m["doc"]]) for m in mentions]
        chains = {chain_id: chain for known in ours.values() for chain_id, chain in known.chains.items()}
        found.append((mentions, Mentions(compared, told_in((texts[r.report_id] for r in inside), compared, chains))))
    return found


def predict_entity_coref(gold: Path, out: Path) -> None:
    """`{"mention", "cluster"}` for each given mention of an actor."""
    write(
        out,
        (
            {"mention": mentions[n]["mention"], "cluster": f"{mentions[0]['topic']} {root}"}
            for mentions, compared in topics(gold)
            for root, members in link_mentions(compared).groups().items()
            for n in members  # type: ignore[misc]
        ),
    )
