"""Where annotated sets lie: `bench/own` in the repository, the shared gold sets beside it or where DATELINE_SHARED says."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "bench" / "own"


def shared() -> Path | None:
    """The folder of shared sets, or None where it is not present."""
    path = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
    return path if (path / "gold").is_dir() else None


def gold(*parts: str) -> Path:
    """A path below the shared gold sets.

    Raises:
        FileNotFoundError: the shared sets are not present.
    """
    base = shared()
    if base is None:
        raise FileNotFoundError("the shared gold sets are not here; set DATELINE_SHARED to the folder that holds gold/")
    return base.joinpath("gold", *parts)
