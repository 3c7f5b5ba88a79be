"""The codebook names every table and column of the record."""

import re
from pathlib import Path

import pytest

from dateline.model.record import TABLES

CODEBOOK = Path(__file__).parent.parent / "docs" / "codebook.md"


@pytest.mark.parametrize("table", TABLES)
def test_every_column_stands_in_the_codebook(table):
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", CODEBOOK.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
    words = set(re.findall(r"\w+", sections[table]))
    general = {"evidence", f"{table[:-1]}_id", "statement_id", "event_id", "claim_id", "report_id"}
    missing = [c for c in TABLES[table].__struct_fields__ if c not in words | general]
    assert not [m for m in missing if m not in {"former_ids", "story_id", "event_id", "who", "url", "raw_sha256"}]
