"""Every packaged table loads, is sorted, and says where it comes from."""

import pytest

from dateline.errors import LexiconError
from dateline.lexicon import data_path, files, parse_table, table


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


def test_a_bad_line_is_named():
    with pytest.raises(LexiconError, match=r"words\.tsv:3: 3 cells but 2 columns"):
        parse_table("# head\n# word\tclass\na\tb\tc\n", "words.tsv")
    with pytest.raises(LexiconError, match=r"words\.tsv:2: the first cell is empty"):
        parse_table("# word\tclass\n\tb\n", "words.tsv")
