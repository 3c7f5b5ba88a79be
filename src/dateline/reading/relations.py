"""Lasting relations between two actors: leads, member of, allied with, backs, opposes, recognises, loyal to, holds office in, part of."""

from collections.abc import Iterator

from dateline.lexicon import Lexica
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.position import Predicate, Relation
from dateline.model.reading import Reading
from dateline.reading.participants import Participants
from dateline.text.segment import ReportText

LEADING = frozenset("leader head chief commander president premier director chairman chairwoman founder boss secretary-general governor".split())


def from_titles(text: ReportText, found: Reading) -> Iterator[Relation]:
    """A title "of" a body makes its holder lead it or hold office in it."""
    for chain in found.chains:
        for title in chain.titles:
            if title.of_chain is None or title.of_chain == chain.chain_id:
                continue
            words = title.title.lower().split()
            leads = bool(words) and (words[-1] in LEADING or words[0] in LEADING)
            yield _relation(text, chain.chain_id, "leads" if leads else "holds_office_in", title.of_chain, title.evidence, "title")


def from_backing(text: ReportText, who: Participants) -> Iterator[Relation]:
    """"X-backed Y": X backs Y; "loyal to X": Y is loyal to X."""
    for t in text.tokens:
        if t.lower == "backed" and t.dep in ("amod", "acl"):
            backed = who.chains_of(t.head)
            backers = [c for g in text.children[t.i] for c in who.chains_of(g)]
            for subject, words in backers:
                for obj, _ in backed:
                    if subject != obj:
                        yield _relation(text, subject, "backs", obj, words, "backed")
        elif t.lower == "loyal":
            lords = [c for p in text.children[t.i] if text.tokens[p].lower == "to" for g in text.children[p] for c in who.chains_of(g)]
            for subject, words in who.chains_of(t.head):
                for obj, _ in lords:
                    if subject != obj:
                        yield _relation(text, subject, "loyal_to", obj, words, "loyal")


def _relation(text: ReportText, subject: str, predicate: Predicate, obj: str, words: Evidence, rule: str) -> Relation:
    return Relation(
        relation_id=make_id("rl", text.report.report_id, subject, predicate, obj), subject=subject, predicate=predicate, object=obj,
        basis=Basis(evidence=(words,), rule=f"relations.{rule}"),
    )  # fmt: skip


def read_relations(text: ReportText, found: Reading, lexica: Lexica) -> tuple[Relation, ...]:
    """Relations of one report, each once."""
    who = Participants(text, found)
    seen: dict[str, Relation] = {}
    for relation in (*from_titles(text, found), *from_backing(text, who)):
        seen.setdefault(relation.relation_id, relation)
    return tuple(seen.values())
