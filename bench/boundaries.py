"""Predictions for the set `boundaries`: sentence starts of texts whose marks are gone.

    predict(gold, out)                  letters-only twins, case kept
    predict(gold, out, "lower")         the same in lower case
    predict(gold, out, "parser")        the parser alone on the letters-only twin, for comparison
    predict(gold, out, "parser_lower")  the same in lower case
    compared(folder)                    F1 of the parser and of Dateline on the set, in lower case and on the situations

GOLD is `boundaries.jsonl`; the texts stand beside it in `polnear.jsonl`. OUT gets `{"id", "starts"}` a line, offsets in the twin.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.paths import gold
from bench.sets import SETS, score
from dateline.model.report import Report
from dateline.text.boundaries import WORD, sentence_starts
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as handle:
        yield from (json.loads(line) for line in handle if line.strip())


def letters_only(text: str) -> str:
    """The twin as `gold/damage.py` makes it: runs of other characters are one blank."""
    out: list[str] = []
    for i, char in enumerate(text):
        if char.isalpha():
            out.append(char)
        elif out and text[i - 1].isalpha():
            out.append(" ")
    return "".join(out)


def starts_of(text: str) -> list[int]:
    """Offsets of the sentence starts that Dateline finds in a text without marks."""
    words = [(m.start(), m.group()) for m in WORD.finditer(text)]
    found = sentence_starts([w for _, w in words])
    return [at for (at, _), begins in zip(words, found, strict=True) if begins]


def parser_starts(text: str) -> list[int]:
    """Offsets of the sentence starts that the parser alone finds."""
    from dateline.text.parser import load_language_model

    nlp = load_language_model()
    with nlp.select_pipes(enable=["tok2vec", "parser"]):
        return [s.start_char for s in nlp(text).sents]


def predict(gold_path: Path | str, out: Path | str, way: str = "cased") -> None:
    """Write the predictions for GOLD to OUT.

    Args:
        gold_path: `boundaries.jsonl`.
        out: file to write.
        way: `cased`, `lower`, `parser` or `parser_lower`.
    """
    path, out = Path(gold_path), Path(out)
    texts = {row["id"]: row["text"] for row in rows(path.with_name("polnear.jsonl"))}
    with out.open("w", encoding="utf-8") as handle:
        for row in rows(path):
            twin = letters_only(texts[row["id"]])
            twin = twin.lower() if way.endswith("lower") and len(twin.lower()) == len(twin) else twin
            starts = parser_starts(twin) if way.startswith("parser") else starts_of(twin)
            handle.write(json.dumps({"id": row["id"], "starts": starts}) + "\n")


def clean_starts(reports: Sequence[Report]) -> Iterator[list[int]]:
    """Where the sentences of clean reports begin: their lines (with what heads them), and what the parser finds inside these."""
    for text in segment(reports, SpacyParser()):
        lines = {m.start() for m in re.finditer(r"[^\n]+", text.text) if m.group().strip()}
        opening = {start for start, _ in text.paragraphs}
        yield sorted(lines | {s.start for s in text.sentences} - opening)


def situations_gold(folder: Path) -> Path:
    """The reports of the situations in the form of the set, in `folder`; gives the path of their `boundaries.jsonl`."""
    stories = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold(SETS["situations"].gold).glob("*.json"))]
    reports = [Report(report_id=r["id"], uri=r["id"], text=r["text"]) for story in stories for r in story["reports"]]
    path = folder / "boundaries.jsonl"
    for name, key, values in (("boundaries.jsonl", "starts", clean_starts(reports)), ("polnear.jsonl", "text", [r.text for r in reports])):
        lines = (json.dumps({"id": r.report_id, key: value}) + "\n" for r, value in zip(reports, values, strict=True))
        (folder / name).write_text("".join(lines), encoding="utf-8")
    return path


def compared(folder: Path) -> Iterator[tuple[str, float, float]]:
    """`(texts, F1 of the parser alone, F1 of Dateline)` on the set, on it in lower case, and on the situations. `folder`: for what is written."""
    polnear = gold(SETS["boundaries"].gold)
    for name, path, case in (("PolNeAR", polnear, ""), ("PolNeAR in lower case", polnear, "lower"), ("situations", situations_gold(folder), "")):
        found = []
        for way in (f"parser_{case}".rstrip("_"), case or "cased"):
            predict(path, folder / way, way)
            found.append(float(score("boundaries", path, folder / way)["f1"]))
        yield name, found[0], found[1]
