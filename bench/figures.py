"""Predictions of casualty counts by side for incident summaries."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from dateline.lexicon import Lexica, parse_table
from dateline.model.figure import FigureClaim
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.reading.figures import FigureReader
from dateline.reading.times import read_times
from dateline.text.parser import SpacyParser
from dateline.text.segment import ReportText, segment

SIDE_WORDS = Path(__file__).parent / "casualty_sides.tsv"
SIDES = ("civilian", "security", "maoist", "official", "other_armed")


def texts_of(records: Iterable[dict[str, Any]]) -> Iterator[ReportText]:
    """The records' texts, parsed."""
    parser = SpacyParser()
    return segment((Report(report_id=r["id"], uri=r["id"], text=r["text"]) for r in records), parser)


@cache
def side_words() -> dict[str, str]:
    """Side by word (casualty_sides.tsv)."""
    return {row["word"]: row["side"] for row in parse_table(SIDE_WORDS.read_text(encoding="utf-8"), SIDE_WORDS.name)}


def side_of(words: str) -> str:
    """On whose side the counted stood, by the words for them; the last telling word decides."""
    table = side_words()
    low = words.lower().replace("’", "'")
    if "former" in low.split() or "ex" in low.split() or "surrendered" in low or "informer" in low:
        return "civilian"
    found = [table[w] for w in low.replace("/", " ").replace(",", " ").split() if w in table]
    return found[-1] if found else "civilian"


def losses(text: ReportText) -> dict[str, Any]:
    """Killed and injured by side, arrested and abducted, of one incident summary."""
    found = Reading(report_id=text.report.report_id)
    found = msgspec.structs.replace(found, times=read_times(text, found, Lexica()))
    reader = FigureReader(text, found)
    claims = reader.read()
    counted = {i for c in claims for i in text.tokens_in(c.expression.start, c.expression.end)}
    rows: list[tuple[str, int, int, int, str, bool]] = []
    for claim in claims:
        value = claim.value if claim.value is not None else claim.low
        if value is None or claim.status != "stated":
            continue
        tokens = text.tokens_in(claim.expression.start, claim.expression.end)
        rows.append((claim.indicator, text.tokens[tokens[0]].sentence, claim.expression.start, int(value), words_for(text, claim), claim.part_of is not None))
    several = {(r[0], r[1]): r[2] for r in reversed(rows) if r[3] > 1 and not r[5]}
    for indicator, token in reader.persons(counted):
        before = several.get((indicator, text.tokens[token].sentence))
        if before is not None and before < text.tokens[token].start and text.tokens[token].dep != "conj":
            continue
        left, right = text.edges[token]
        words = text.text[text.tokens[left].start : text.tokens[right - 1].end]
        rows.append((indicator, text.tokens[token].sentence, text.tokens[token].start, 1, words, False))
    made: dict[str, Any] = {"id": text.report.report_id}
    for kind in ("killed", "injured"):
        made[kind] = by_side([r for r in rows if r[0] == kind])
    for kind, name in (("detained", "arrested"), ("abducted", "abducted")):
        made[name] = by_side([r for r in rows if r[0] == kind])["total"]
    return made


def words_for(text: ReportText, claim: FigureClaim) -> str:
    """The counted with what describes them: up to the next verb or comma."""
    tokens = text.tokens_in(claim.expression.start, claim.expression.end)
    end = tokens[-1] + 1
    while end < len(text.tokens) and text.tokens[end].sentence == text.tokens[tokens[0]].sentence and end - tokens[-1] < 8:
        if text.tokens[end].pos in ("VERB", "AUX") or text.tokens[end].lower in (",", ";", "and", "in", "at", "by"):
            break
        end += 1
    return text.text[claim.expression.start : text.tokens[end - 1].end]


def by_side(rows: list[tuple[str, int, int, int, str, bool]]) -> dict[str, int]:
    """The sentence with the largest sum stands for the incident; parts take their share from the whole before them."""
    sums: dict[int, int] = {}
    for _, sentence, _, value, _, part in rows:
        if not part:
            sums[sentence] = sums.get(sentence, 0) + value
    made = dict.fromkeys(("total", *SIDES), 0)
    if not sums:
        return made
    best = min(sums)
    last = None
    for _, sentence, _, value, words, part in sorted(rows, key=lambda r: r[2]):
        if sentence != best:
            continue
        side = side_of(words)
        if part and last is not None and made[last] >= value:
            made[last] -= value
        elif not part:
            last = side
        else:
            continue
        made[side] += value
    made["total"] = sums[best]
    return made


def predict_satp(gold: Path, out: Path) -> None:
    """`{"id", "killed", "injured", "arrested", "abducted"}` for each record."""
    with Path(gold).open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    with Path(out).open("w", encoding="utf-8") as handle:
        for text in texts_of(records):
            handle.write(json.dumps(losses(text)) + "\n")
