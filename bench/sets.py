"""The table of sets: which file, which predictor, which scorer, which figures are held as floors."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from bench.paths import gold


class Set(NamedTuple):
    """`predictor`: `module:function` taking (gold path, out path). `scorer`: arguments of a script under the gold folder."""

    gold: str
    predictor: str
    scorer: tuple[str, ...]
    damage: tuple[str, ...] | None = ("damage.py",)


EVENT_TWIN = ("events/score.py", "strip")
"""The events topic has its own way to make a damaged twin."""

SETS: dict[str, Set] = {
    "polnear": Set("quotes/polnear.jsonl", "bench.quotes:predict_polnear", ("quotes/score.py", "attribution", "GOLD", "PRED", "--json")),
    "boundaries": Set("quotes/boundaries.jsonl", "bench.boundaries:predict", ("quotes/score_boundaries.py", "GOLD", "PRED"), None),
    "meantime": Set("quotes/meantime.jsonl", "bench.quotes:predict_meantime", ("quotes/score.py", "factuality", "GOLD", "PRED", "--json")),
    "uds_ih2": Set("quotes/uds_ih2.jsonl", "bench.quotes:predict_uds_ih2", ("quotes/score.py", "factuality", "GOLD", "PRED", "--json")),
    "plv": Set("events/plv.jsonl", "bench.events:predict_plv", ("events/score.py", "plv", "GOLD", "PRED", "--json"), EVENT_TWIN),
    "plv-spans": Set("events/plv.jsonl", "bench.events:predict_plv_spans", ("events/score.py", "plv-spans", "GOLD", "PRED", "--json"), EVENT_TWIN),
    "gsr": Set("events/gsr.jsonl", "bench.events:predict_gsr", ("events/score.py", "gsr", "GOLD", "PRED", "--json"), EVENT_TWIN),
    "muc4": Set("events/muc4.jsonl", "bench.events:predict_muc4", ("events/score.py", "muc4", "GOLD", "PRED", "--json"), EVENT_TWIN),
    "satp": Set("events/satp.jsonl", "bench.figures:predict_satp", ("events/score.py", "satp", "GOLD", "PRED", "--json"), EVENT_TWIN),
    "case2": Set("events/case2.jsonl", "bench.events:predict_case2", ("events/score.py", "case2", "GOLD", "PRED", "--json"), EVENT_TWIN),
    "ipe": Set("events/ipe.jsonl", "bench.events:predict_ipe", ("events/score.py", "ipe", "GOLD", "PRED", "--json"), EVENT_TWIN),
    "status": Set("events/status.jsonl", "bench.events:predict_status", ("events/score.py", "status", "GOLD", "PRED", "--json"), EVENT_TWIN),
    "places": Set("grounding/places.jsonl", "bench.places:predict_places", ("grounding/score_places.py", "GOLD", "PRED")),
    "places_given": Set(
        "grounding/places.jsonl", "bench.places:predict_places_given",
        ("grounding/score_places.py", "GOLD", "PRED", "--given")),
    "spellings": Set("grounding/spellings.jsonl", "bench.places:predict_spellings", ("grounding/score_spellings.py", "GOLD", "PRED"), None),
    "times": Set("grounding/times.jsonl", "bench.grounding:predict_times", ("grounding/score_times.py", "GOLD", "PRED")),
    "figures": Set("grounding/figures.jsonl", "bench.grounding:predict_figures", ("grounding/score_figures.py", "GOLD", "PRED")),
    "clustering": Set("stories/clustering.jsonl", "bench.stories:predict_clustering", ("stories/score_clusters.py", "GOLD", "PRED")),
    "event_coref": Set(
        "stories/event_coref.jsonl", "bench.stories:predict_event_coref", ("stories/score_coref.py", "GOLD", "PRED", "--checked"), None
    ),
    "entity_coref": Set(
        "stories/entity_coref.jsonl", "bench.coreference:predict_entity_coref",
        ("stories/score_coref.py", "GOLD", "PRED", "--checked", "--kind", "actor"), None,
    ),
    "near_dup": Set("stories/near_dup.jsonl", "bench.stories:predict_near_dup", ("stories/score_pairs.py", "copies", "GOLD", "PRED"), None),
    "name_pairs": Set("stories/name_pairs.jsonl", "bench.stories:predict_name_pairs", ("stories/score_pairs.py", "names", "GOLD", "PRED"), None),
    "situations": Set("situations", "bench.situations:predict", ("situations/score.py", "PRED", "STORIES", "--json"), None),
}  # fmt: skip


def predictor(name: str) -> Callable[..., Any]:
    module, _, function = SETS[name].predictor.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def score(name: str, gold_path: Path, prediction: Path, *extra: str) -> dict[str, Any]:
    """Run the set's scorer; its printed figures as a mapping (`{"text": ...}` where it prints no JSON)."""
    arguments: list[str] = []
    for word in SETS[name].scorer[1:]:
        if word == "STORIES":
            arguments += [str(p) for p in sorted(gold_path.glob("*.json"))] if gold_path.is_dir() else [str(gold_path)]
        else:
            arguments.append({"GOLD": str(gold_path), "PRED": str(prediction)}.get(word, word))
    command = [sys.executable, str(gold(SETS[name].scorer[0])), *arguments, *extra]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}: the scorer failed: {done.stderr.strip()[-600:]}")
    try:
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    except ValueError:
        return {"text": done.stdout}


def figure(result: dict[str, Any], path: str) -> float | None:
    """A figure of a scorer's JSON answer by a dotted path; a literal dot in a key is written `\\.`."""
    value: Any = result
    for key in re.split(r"(?<!\\)\.", path):
        value = value.get(key.replace("\\.", ".")) if isinstance(value, dict) else None
    return float(value) if isinstance(value, (int, float)) else None
