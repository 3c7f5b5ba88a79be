"""Predictions for the set `boundaries`: sentence starts of texts whose marks are gone.

    predict(gold, out)            letters-only twins, case kept
    predict(gold, out, "lower")   the same in lower case
    predict(gold, out, "parser")  the parser alone on the letters-only twin, for comparison

GOLD is `boundaries.jsonl`; the texts stand beside it in `polnear.jsonl`. OUT gets `{"id", "starts"}` a line, offsets in the twin.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.text.boundaries import WORD, sentence_starts


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


def predict(gold: Path | str, out: Path | str, way: str = "cased") -> None:
    """Write the predictions for GOLD to OUT.

    Args:
        gold: `boundaries.jsonl`.
        out: file to write.
        way: `cased`, `lower` or `parser`.
    """
    gold, out = Path(gold), Path(out)
    texts = {row["id"]: row["text"] for row in rows(gold.with_name("polnear.jsonl"))}
    with out.open("w", encoding="utf-8") as handle:
        for row in rows(gold):
            twin = letters_only(texts[row["id"]])
            twin = twin.lower() if way == "lower" and len(twin.lower()) == len(twin) else twin
            starts = parser_starts(twin) if way == "parser" else starts_of(twin)
            handle.write(json.dumps({"id": row["id"], "starts": starts}) + "\n")
