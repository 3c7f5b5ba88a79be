"""The import ranks of the package: a module imports only lower ranks, never a sibling folder of its own rank."""

import ast
from pathlib import Path

import dateline

ROOT = Path(dateline.__file__).parent
RANKS = {
    "errors": 0, "model": 0, "lexicon": 1, "gazetteer": 1.5, "data": 1, "text": 2, "intake": 3, "reading": 3, "reconcile": 3, "store": 3,
    "publish": 4, "pipeline": 5, "judging": 5.5, "api": 6, "web": 6, "watch": 6, "spacy": 6, "cli": 7, "__main__": 8,
}  # fmt: skip


def part_of(path: Path) -> str:
    relative = path.relative_to(ROOT)
    return relative.parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dateline."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.ImportFrom) and node.module == "dateline":
            found |= {alias.name for alias in node.names if alias.name in RANKS}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("dateline.")}
    return found


def test_every_module_has_a_rank_and_imports_only_lower_ones():
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        own = part_of(path)
        if own == "__init__":
            continue
        assert own in RANKS, f"{path.name}: give {own} a rank"
        wrong += [
            f"{path.relative_to(ROOT)} ({own}) imports {other}" for other in imports(path) if other != own and RANKS[other] >= RANKS[own]
        ]
    assert not wrong


def test_only_the_pipeline_knows_all_stages():
    for path in sorted(ROOT.rglob("*.py")):
        if part_of(path) not in ("pipeline", "cli", "web", "watch", "spacy", "__init__", "api"):
            assert not {"intake", "reading", "reconcile", "store"} <= imports(path)
