"""Record the SHA-256 sums of the packaged data files, against which they are checked when they are loaded. Run it after changing one."""

from dateline.lexicon import SUMS, data_path, sha256_of

HEAD = "# SHA-256 of every data file, checked at load. Written by scripts/record_sums.py.\n"
UNLOADED = (SUMS, "README.md")


def sums() -> str:
    """The file of sums as it should be now: `sum  name` a line, sorted by name."""
    paths = sorted(p for p in data_path("").iterdir() if p.is_file() and p.name not in UNLOADED)
    return HEAD + "".join(f"{sha256_of(p)}  {p.name}\n" for p in paths)


if __name__ == "__main__":
    data_path(SUMS).write_text(sums(), encoding="utf-8")
