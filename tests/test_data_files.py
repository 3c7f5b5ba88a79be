"""Every packaged table loads, is sorted, and says where it comes from."""

from pathlib import Path

import pytest

from dateline import lexicon
from dateline.errors import LexiconError
from dateline.lexicon import SUMS, data_path, files, packaged_file, parse_table, read_sums, sha256_of, table


@pytest.mark.parametrize("name", list(files()))
def test_a_table_loads_and_has_rows(name):
    assert table(name)


@pytest.mark.parametrize("name", list(files()))
def test_a_table_is_sorted_by_its_first_column(name):
    keys = [next(iter(row.values())) for row in table(name)]
    assert keys == sorted(keys, key=str.casefold) or keys == sorted(keys)


@pytest.mark.parametrize("name", list(files()))
def test_a_table_states_origin_licence_and_version(name):
    head = " ".join(line for line in data_path(name).read_text(encoding="utf-8").splitlines() if line.startswith("#")).casefold()
    assert "origin:" in head and "licence:" in head and "version:" in head


def test_every_data_file_is_read_by_the_package_or_a_script():
    folders = (Path(lexicon.__file__).parent, Path(__file__).parents[1] / "scripts")
    code = "".join(p.read_text(encoding="utf-8") for folder in folders for p in folder.rglob("*.py"))
    assert [name for name in read_sums(data_path(SUMS)) if name not in code] == []


@pytest.mark.parametrize("name", ["rule_words.tsv", "actor_words.tsv", "stance_words.tsv"])
def test_every_class_of_words_has_a_rule(name):
    root = Path(lexicon.__file__).parent
    code = "".join(p.read_text(encoding="utf-8") for p in root.rglob("*.py"))
    classes = {c for row in table(name) for c in row["classes"].split("|")}
    assert [c for c in sorted(classes) if f'"{c}"' not in code] == []


def test_a_bad_line_is_named():
    with pytest.raises(LexiconError, match=r"words\.tsv:3: 3 cells but 2 columns"):
        parse_table("# head\n# word\tclass\na\tb\tc\n", "words.tsv")
    with pytest.raises(LexiconError, match=r"words\.tsv:2: the first cell is empty"):
        parse_table("# word\tclass\n\tb\n", "words.tsv")


def test_the_recorded_sums_are_those_of_all_data_files():
    there = {p.name: sha256_of(p) for p in data_path("").iterdir() if p.is_file() and p.name not in (SUMS, "README.md")}
    assert read_sums(data_path(SUMS)) == there, "run scripts/record_sums.py"


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A folder in place of the package's data, which holds one small table and its sum."""
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "pronouns.tsv"
    path.write_bytes(data_path("pronouns.tsv").read_bytes())
    (tmp_path / "data" / SUMS).write_text(f"{sha256_of(path)}  pronouns.tsv\n", encoding="utf-8")
    monkeypatch.setattr(lexicon.resources, "files", lambda _: tmp_path)
    for kept in (lexicon.packaged_file, lexicon.recorded, lexicon.table):
        kept.cache_clear()
    yield path
    for kept in (lexicon.packaged_file, lexicon.recorded, lexicon.table):
        kept.cache_clear()


def test_an_unchanged_data_file_is_loaded(copied):
    assert packaged_file("pronouns.tsv") == copied
    assert table("pronouns.tsv")


@pytest.mark.parametrize("change", [lambda raw: raw + b"evil\n", lambda raw: raw[:-1], lambda raw: raw.replace(b"\n", b"\r\n")])
def test_a_changed_data_file_is_refused_at_load(copied, change):
    copied.write_bytes(change(copied.read_bytes()))
    with pytest.raises(LexiconError, match=r"pronouns\.tsv: not the recorded data file; reinstall"):
        table("pronouns.tsv")


def test_an_unrecorded_or_missing_data_file_is_refused(copied):
    (copied.parent / "more.tsv").write_text("# a\tb\nx\ty\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"more\.tsv: not the recorded"):
        table("more.tsv")
    copied.unlink()
    with pytest.raises(LexiconError, match=r"pronouns\.tsv: no such data file"):
        table("pronouns.tsv")
