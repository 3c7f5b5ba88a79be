"""Lost numbers: twins made by deleting numerals at known places, and how many of the gaps are found again.

    python -m bench.lost STORY.json ... [--json]

Two twins a report: `letters` (letters and blanks alone, one line) and `digits` (digits deleted, all else kept). A gap is found when
a lost number's span touches its place; a lost number that touches no gap is false. Counted are gaps in text that is read or in the
dateline. Also printed: what is found in the clean reports (should be nothing).
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

NEAR = 2  # characters between a span and the place of a number
_NUMERAL = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")


def letters(text: str) -> tuple[str, list[int]]:
    """Letters in words parted by one blank, and where in there each numeral stood."""
    numerals = [m.start() for m in _NUMERAL.finditer(text)]
    out, gaps, n = "", [], 0
    for word in _WORD.finditer(text):
        while n < len(numerals) and numerals[n] < word.start():
            gaps.append(len(out))
            n += 1
        out += (" " if out else "") + word.group()
    return out, gaps + [len(out)] * (len(numerals) - n)


def digits(text: str) -> tuple[str, list[int]]:
    """The text without digits (a doubled blank is closed), and where in there each numeral stood."""
    starts = {m.start() for m in _NUMERAL.finditer(text)}
    out: list[str] = []
    gaps = []
    for i, char in enumerate(text):
        if i in starts:
            gaps.append(len(out))
        if char.isdigit() or (char == " " and out and out[-1] == " "):
            continue
        out.append(char)
    return "".join(out), gaps


def score(texts: list[str]) -> dict[str, dict[str, float]]:
    """Counts, precision and recall for each twin, and the false alarms on the texts as they are."""
    from dateline.intake.load import finish
    from dateline.intake.part import Part
    from dateline.text.lost import lost_numbers
    from dateline.text.parser import SpacyParser
    from dateline.text.segment import segment

    parser = SpacyParser()
    found: dict[str, dict[str, float]] = {}
    for name, twin in (("letters", letters), ("digits", digits), ("clean", lambda t: (t, []))):
        twins = [twin(t) for t in texts]
        reports = [finish(Part(text=t), f"{name}-{n}", f"{name}-{n}", None)[0] for n, (t, _) in enumerate(twins)]
        gold = hits = right = false = 0
        for (_, gaps), text in zip(twins, segment(reports, parser), strict=True):
            spans = [*text.paragraphs, *([text.report.header.dateline] if text.report.header.dateline else [])]
            gaps = [g for g in gaps if any(s - NEAR <= g <= e + NEAR for s, e in spans)]
            taken: set[int] = set()
            for lost in lost_numbers(text):
                near = [k for k, g in enumerate(gaps) if lost.start - NEAR <= g <= lost.end + NEAR and k not in taken]
                taken.update(near)
                right += bool(near)
                false += not near
            gold, hits = gold + len(gaps), hits + len(taken)
        found[name] = {
            "gaps": gold,
            "found": right,
            "false": false,
            "p": round(right / max(1, right + false), 4),
            "r": round(hits / max(1, gold), 4),
        }
    return found


def story_texts(paths: list[Path]) -> Iterator[str]:
    """Texts of story files (`reports[].text`) or of JSON Lines with `text`."""
    for path in paths:
        if path.suffix == ".jsonl":
            yield from (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
        else:
            yield from (r["text"] for r in json.loads(path.read_text(encoding="utf-8"))["reports"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    print(json.dumps(score(list(story_texts(options.files))), indent=1))


if __name__ == "__main__":
    main()
