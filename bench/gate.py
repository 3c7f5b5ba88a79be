"""Floors: every figure that is held, how it is measured, and whether it fell.

`bench/floors.json` maps `set[/twin]: figure` to the last measured value. A figure may lie `SLACK` below its floor (machines differ in
the last digit of a parse); more fails the gate. `python -m bench baseline` measures all anew and writes floors and `BASELINE.md`.
"""

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench import own_score, own_times, verdicts
from bench.paths import OWN, ROOT, gold, shared
from bench.restoring import split
from bench.sets import SETS, figure, predictor, score
from bench.tables import numbers

FLOORS = ROOT / "bench" / "floors.json"
BASELINE = ROOT / "bench" / "BASELINE.md"
SLACK = 0.005
LOWER_IS_BETTER = (
    "danger", "speaker_wrong", "not_happened_as_happened", "false_incident_rate", "pieces", "mixed", "violated", "false_alarms",
    "events_per_sentence", "source_none", "wrong",
)  # fmt: skip

HELD: dict[str, tuple[str, ...]] = {
    "polnear": (
        "all_o80_and_source_hit.F1", "content_o80.P", "content_o80.R", "recall_o80_direct", "recall_o80_speech",
        "source_given_content_o80.source_hit", "source_given_content_o80.source_none",
    ),
    "boundaries": ("p", "r", "f1"),
    "meantime": ("coarse.macro_F1",),
    "uds_ih2": ("coarse.macro_F1",),
    "plv": ("root_hit", "events_per_sentence", "root_micro.f", "pair_root.r"),
    "plv-spans": ("accuracy", "macro_f", "quad_accuracy"),
    "gsr": ("actor_country", "actor_country_sector", "root_both_countries"),
    "muc4": ("incidents.f", "false_incident_rate", "on_aligned.perpetrator", "on_aligned.stage_macro_f"),
    "satp": ("killed.exact_positives", "killed.false_alarms", "injured.exact_positives", "killed.sides_exact"),
    "case2": ("weighted_f", "image_weighted_f"),
    "ipe": ("by_label.ARREST.f", "by_label.FORCE.f", "by_label.KILL.f"),
    "status": ("modality_accuracy", "not_happened_as_happened", "event_found", "attribution_hit"),
    "clustering": ("bcubed.f1", "bcubed.precision", "bcubed.recall"),
    "event_coref": ("conll_f1", "b3.precision", "b3.recall"),
    "entity_coref": ("conll_f1", "b3.precision", "b3.recall"),
    "near_dup": ("f1", "precision", "recall", "false_alarms_in_pool"),
    "name_pairs": ("at_0\\.5.f1", "average_precision"),
    "situations": (
        "overall", "fields_mean", "tables.actors.f1", "tables.events.f1", "tables.events_any.f1", "tables.statements.f1",
        "tables.statements_full.f1", "tables.relays.f1", "tables.figures.f1", "tables.commitments.f1", "tables.relations.f1",
        "tables.merging.f1", "tables.contradictions.f1", "tables.copies.f1", "tables.attributions.f1", "unreal_found", "danger_found",
        "fields.statements\\.speaker_wrong.share", "fields.events\\.modality.accuracy", "fields.events\\.actors.accuracy",
        "fields.events\\.recipients.accuracy", "fields.events\\.place.accuracy", "fields.events\\.date_stated.accuracy",
        "fields.actors\\.kind.accuracy", "fields.actors\\.country.accuracy", "fields.figures\\.qualifier.accuracy",
        "fields.commitments\\.outcome.accuracy", "fields.merging\\.apart.accuracy", "stories.pieces", "stories.mixed",
    ),
}  # fmt: skip
"""Figures held for each set whose scorer prints JSON: dotted paths, a literal dot in a key as `\\.`."""


def _own() -> dict[str, float]:
    """Figures of bench/own: sentences, figures, times, stories, verdicts, what changed."""
    items = own_times.read(own_times.GOLD)
    times = own_times.score(items, own_times.answered_by_dateline(items))
    figures: dict[str, float] = {f"own/times: {name}": times[name] for name in ("f1", "type", "value", "status")}
    figures["own/figures: figure_claims.f1"] = own_score.score_sentences(OWN / "figures.jsonl")["figure_claims"]["f1"]
    for name in ("positions", "positions2", "positions3"):
        figures[f"own/{name}: positions.f1"] = own_score.score_sentences(OWN / f"{name}.jsonl")["positions"]["f1"]
    for table, row in own_score.score_sentences().items():
        if table != "fields":
            figures[f"own/sentences: {table}.f1"] = row["f1"]
    stories = OWN / "stories"
    for path in sorted(stories.glob("*.json")):
        for table, row in own_score.score_story(path).items():
            if table != "fields":
                figures[f"own/{path.stem}: {table}.f1"] = row["f1"]
    return figures | verdicts.figures()


def _founding() -> dict[str, float]:
    import dateline
    from bench.founding import score as founding_score
    from dateline.publish.export import export

    seeds = gold().parent / "seeds"
    with tempfile.TemporaryDirectory() as scratch:
        manifest = Path(scratch) / "manifest.csv"
        rows = [(str(p), "2019-05-08" if p.name.startswith("000") else "2019-04-14") for p in sorted(seeds.glob("*.txt"))]
        manifest.write_text("path,published\n" + "".join(f"{p},{d}\n" for p, d in rows), encoding="utf-8")
        situation = dateline.build([seeds], manifest=manifest)
        export(situation.record, Path(scratch) / "export", format="jsonl")
        found = founding_score(Path(scratch) / "export")
    return {
        "founding: found": found["found"] / found["total"],
        "founding: must_found": found["must_found"] / found["must_total"],
        "founding: violated": float(len(found["violated"])),
    }


def _figures_of(name: str, result: dict[str, Any]) -> dict[str, float]:
    if set(result) == {"text"}:
        return numbers(result["text"])
    result = result.get("all", result)
    wanted = HELD.get(name, ())
    return {path: value for path in wanted if (value := figure(result, path)) is not None}


def measure(names: Iterable[str], twins: bool) -> dict[str, float]:
    """Predict and score sets; with `twins` also their letters-only twins."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            entry = SETS[name]
            clean = gold(entry.gold)
            variants: list[tuple[str, Path, dict[str, Any]]] = [(name, clean, {})]
            if twins and entry.damage:
                twin = Path(scratch) / f"{name}.twin.jsonl"
                subprocess.run([sys.executable, str(gold(entry.damage[0])), *entry.damage[1:], str(clean), str(twin)], check=True, capture_output=True)
                variants.append((f"{name}/letters", twin, {}))
            if twins and name == "situations":
                variants.append((f"{name}/letters", clean, {"damaged": True}))
            for label, path, extra in variants:
                out = Path(scratch) / f"{label.replace('/', '.')}.out"
                start = time.perf_counter()
                predictor(name)(path, out, **extra)
                seconds = time.perf_counter() - start
                result = score(name, path, out, *(("--damaged",) if extra.get("damaged") else ()))
                for key, value in _figures_of(name, result).items():
                    figures[f"{label}: {key}"] = value
                print(f"{label}: {seconds:.0f} s", file=sys.stderr, flush=True)
    return figures


def all_figures(only: list[str] | None, own_only: bool) -> dict[str, float]:
    figures = {} if only and "own" not in only else _own()
    if own_only or shared() is None:
        return figures
    if not only or "founding" in only:
        figures |= _founding()
    return figures | measure([n for n in SETS if not only or n in only], twins=True)


def gate(*, own_only: bool = False, only: list[str] | None = None) -> int:
    """Compare with the floors; 1 where a figure fell or is missing."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    figures = all_figures(only, own_only)
    fallen = []
    for name, floor in sorted(floors.items()):
        if (own_only or shared() is None) and not name.startswith("own/"):
            continue
        if only and name.split(":")[0].split("/")[0] not in only:
            continue
        value = figures.get(name)
        down = is_better_low(name)
        slack = SLACK * (100 if abs(floor) > 1 else 1)
        if value is None or (value > floor + slack if down else value < floor - slack):
            fallen.append(f"{name}: {floor:.3f} -> {'nothing' if value is None else f'{value:.3f}'}")
    print(f"{len(figures)} figures measured, {len(fallen)} below their floor")
    for line in fallen:
        print(f"fell: {line}")
    return 1 if fallen else 0


def baseline(only: list[str] | None = None, part: Path | None = None, join: list[Path] | None = None) -> int:
    """Measure and write floors and the table.

    Args:
        only: measure these sets and keep the floors of the others.
        part: write what was measured to this file and leave floors and table alone, so that sets can be measured side by side.
        join: measure nothing; take the figures of such files.
    """
    figures: dict[str, float] = {}
    for path in join or ():
        figures |= json.loads(path.read_text(encoding="utf-8"))
    if not join:
        figures = all_figures(only, own_only=False)
    if part is not None:
        part.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        return 0
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() and (only or join) else {}
    floors.update({name: cut(name, value, 4) for name, value in figures.items()})
    FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=1) + "\n", encoding="utf-8")
    write_table(floors)
    return 0


def is_better_low(name: str) -> bool:
    """Whether a figure is the better the lower it is."""
    return any(word in name for word in LOWER_IS_BETTER)


def cut(name: str, value: float, digits: int) -> float:
    """A figure with so many digits behind the point, never rounded to its better side."""
    scale = 10**digits
    return (math.ceil(round(value * scale, 6)) if is_better_low(name) else math.floor(round(value * scale, 6))) / scale


def write_table(floors: dict[str, float]) -> None:
    """Write BASELINE.md from the floors: one row a figure, clean and letters-only side by side."""
    lines = [
        "# Measured figures", "",
        "Development halves; `letters` is the letters-only twin (no digits, no marks, one line). Written by `python -m bench baseline`;",
        "the same numbers are the floors of `python -m bench gate`.", "", "| set | figure | clean | letters |", "|---|---|---|---|",
    ]  # fmt: skip
    pairs: dict[tuple[str, str], dict[str, float]] = {}
    for name, value in floors.items():
        label, _, key = name.partition(": ")
        twin = label.endswith("/letters")
        pairs.setdefault((label.removesuffix("/letters"), key), {})["letters" if twin else "clean"] = value
    for (label, key), values in sorted(pairs.items()):
        cells = [f"{cut(key, values[c], 3):.3f}" if c in values else "" for c in ("clean", "letters")]
        lines.append(f"| {label} | {key} | {cells[0]} | {cells[1]} |")
    kept = split(BASELINE.read_text(encoding="utf-8"))[1] if BASELINE.exists() else ""
    BASELINE.write_text("\n".join(lines) + "\n" + ("\n" + kept if kept else ""), encoding="utf-8")
