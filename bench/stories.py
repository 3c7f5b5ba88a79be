"""Predictions for the sets of stories: grouping, near copies, names, events across reports."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.reading.readers import all_readers, read
from dateline.reconcile import group
from dateline.reconcile.copies import CopyIndex, sketch
from dateline.reconcile.corpus import fold
from dateline.reconcile.names import name_score
from dateline.reconcile.rarity import rarity
from dateline.reconcile.triggers import Act, Acts, link_acts, word_sets
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}
KINDS = {"Person": "person", "Company": "organisation", "Organization": "organisation", "PublicBody": "organisation"}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write(path: Path, found: Iterator[dict[str, Any]]) -> None:
    """Rows as JSON Lines."""
    with Path(path).open("w", encoding="utf-8") as handle:
        for row in found:
            handle.write(json.dumps(row) + "\n")


def reports_of(gold: Path) -> list[Report]:
    """Reports of a clustering file; dates only where the file has them."""
    return [
        Report(report_id=r["id"], uri=r.get("url") or r["id"], text=r["text"], title=r.get("title"), published=r.get("date"))
        for r in rows(gold)
    ]


def predict_clustering(gold: Path, out: Path, order: int = 0) -> None:
    """`{"id", "story"}` for each report. `order`: the reports come one by one in this random order.

    A store groups all its reports anew at each build, so what stands at the end is the grouping of the set, whatever the order.
    """
    reports = reports_of(gold)
    if order:
        random.Random(order).shuffle(reports)
    story_of = group(reports).story_of
    write(out, ({"id": r.report_id, "story": story_of[r.report_id]} for r in reports))


def predict_near_dup(gold: Path, out: Path) -> None:
    """`{"id", "copy_of"}` for each altered text and each text of the pool (the clustering file beside GOLD)."""
    pool = list(rows(Path(gold).parent / "clustering.jsonl"))
    index = CopyIndex([sketch(report["text"]) for report in pool])

    def found() -> Iterator[dict[str, Any]]:
        for row in rows(gold):
            best = index.find(sketch(row["text"]))
            yield {"id": row["id"], "copy_of": pool[best[0][1]]["id"] if best else None}
        for number, report in enumerate(pool):
            others = [n for _, n in index.find(sketch(report["text"])) if n != number]
            yield {"id": report["id"], "copy_of": pool[others[0]]["id"] if others else None}

    write(out, found())


def predict_name_pairs(gold: Path, out: Path) -> None:
    """`{"id", "score"}` for each pair of names."""
    write(out, ({"id": r["id"], "score": round(name_score(r["a"], r["b"], KINDS.get(r["schema"]))[0], 4)} for r in rows(gold)))


def _around(text: ReportText, head: int, subjects: bool) -> frozenset[str]:
    """Folded lemmas of the subject side, or of the object side, of a word."""
    direct = ("nsubj", "poss") if subjects else ("dobj", "nsubjpass", "compound", "attr", "oprd")
    by = {"by"} if subjects else {"of", "in", "at", "on", "against", "for", "to", "with", "from"}
    found: set[int] = set()
    for child in text.children[head]:
        token = text.tokens[child]
        if token.dep in direct:
            found.add(child)
        elif token.dep in ("prep", "agent") and token.lower in by:
            found |= {c for c in text.children[child] if text.tokens[c].dep == "pobj"}
    found |= {c for f in found for c in text.children[f] if text.tokens[c].dep in ("compound", "conj", "poss", "nmod")}
    return frozenset(w for f in found if rarity(w := fold(text.tokens[f].lemma)) > 1)


def days_of(text: ReportText, lexica: Lexica) -> dict[int, frozenset[str]]:
    """Dates that each sentence names, by the number of the sentence."""
    found: dict[int, set[str]] = defaultdict(set)
    for time in read(text, lexica, [r for r in all_readers() if set(r.gives) & {"times"}]).times:
        if time.date_start and (tokens := text.tokens_in(time.start, time.end)):
            found[text.tokens[tokens[0]].sentence].add(time.date_start[:10])
    return {sentence: frozenset(days) for sentence, days in found.items()}


def act_of(text: ReportText, start: int, end: int, days: Mapping[int, frozenset[str]]) -> Act:
    """The act that a mention at `[start, end)` tells of. `days`: see `days_of`."""
    tokens = text.tokens_in(start, end)
    if not tokens:
        own = frozenset(fold(text.text[start:end]).split())
        none: frozenset[str] = frozenset()
        return Act(
            report_id=text.report.report_id, sentence=-start, lemma=fold(text.text[start:end]), words=own, context=none, near=none,
            subjects=none, objects=none, early=False,
        )  # fmt: skip
    head = min(tokens, key=lambda i: (text.depth[i], i))
    sentence = text.sentence_of(head)
    own, context, near = word_sets(text.text[sentence.start : sentence.end], start - sentence.start, end - sentence.start)
    subjects = _around(text, head, True)
    token = text.tokens[head]
    if not subjects and token.pos == "VERB" and token.dep in ("xcomp", "conj", "advcl"):
        subjects = _around(text, token.head, True)
    return Act(
        report_id=text.report.report_id, sentence=token.sentence, lemma=fold(token.lemma), words=own, context=context, near=near,
        subjects=subjects, objects=_around(text, head, False), early=token.sentence <= 1, part=PARTS.get(token.pos, "other"),
        days=days.get(token.sentence, frozenset()), counts=frozenset(w for w in text.text[start:end].split() if w.isdigit()),
    )  # fmt: skip


def predict_event_coref(gold: Path, out: Path) -> None:
    """`{"mention", "cluster"}` for each gold mention, within our own stories of the reports beside GOLD."""
    reports = reports_of(Path(gold).parent / "clustering.jsonl")
    story_of = group(reports).story_of
    mentions = [m for m in rows(gold) if m["kind"] == "event"]
    wanted = {m["doc"] for m in mentions}
    texts = {t.report.report_id: t for t in segment((r for r in reports if r.report_id in wanted), SpacyParser())}
    write(out, ({"mention": mentions[n]["mention"], "cluster": c} for n, c in clusters_of_acts(mentions, texts, story_of)))


def acts_by_story(
    mentions: list[dict[str, Any]], texts: Mapping[str, ReportText], story_of: Mapping[str, str]
) -> Iterator[tuple[list[int], Acts]]:
    """Numbers of the mentions of each story, and their acts in the same order."""
    lexica = Lexica()
    days = {doc: days_of(texts[doc], lexica) for doc in {m["doc"] for m in mentions}}
    stories: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        stories[story_of[mention["doc"]]].append(number)
    for numbers in stories.values():
        given = [mentions[n] for n in numbers]
        yield numbers, Acts([act_of(texts[m["doc"]], m["start"], m["end"], days[m["doc"]]) for m in given])


def clusters_of_acts(
    mentions: list[dict[str, Any]], texts: Mapping[str, ReportText], story_of: Mapping[str, str], model: str = "acts"
) -> Iterator[tuple[int, str]]:
    """`(number of the mention, name of its cluster)`."""
    for numbers, acts in acts_by_story(mentions, texts, story_of):
        for root, members in link_acts(acts, model).groups().items():
            yield from ((numbers[m], f"c{numbers[root]}") for m in members)
