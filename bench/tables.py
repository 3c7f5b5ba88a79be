"""Figures out of the one-line-a-row tables that the scorers of places, times, figures and spellings print."""

import re

NUMBER = r"(-?\d+\.\d+)"


def numbers(text: str) -> dict[str, float]:
    """The held figures of a printed table, by row label and figure name; empty where no known row is found."""
    found: dict[str, float] = {}
    for line in text.splitlines():
        label = line.split("  ")[0].strip()
        cells = line.split("|")
        if match := re.match(r"(ALL) gold \d+ right (\d+) wrong (\d+)", line):
            found |= {"right": float(match[2]), "wrong": float(match[3])}
        elif "head acc" in line:
            row = re.match(r"(\S+)\s+(\S+)\s+gold", line)
            if row and row[2] in ("killed", "injured", "displaced", "homeless", "affected"):
                for name in ("head acc", "precision"):
                    if match := re.search(f"{name} {NUMBER}", line):
                        found[f"{row[1]} {row[2]} {name}"] = float(match[1])
        elif "acc@161" in line or "value F1" in line:
            for cell in cells:
                for name in ("acc@161", "e2e@161", "country acc", "type F1", "value F1", "day F1"):
                    if match := re.search(f"{re.escape(name)} {NUMBER}", cell):
                        found[f"{label} {name}"] = float(match[1])
                if match := re.match(rf"\s*relaxed .*F1 {NUMBER}", cell):
                    found[f"{label} relaxed F1"] = float(match[1])
    return found
