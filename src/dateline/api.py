"""The situation in Python: tables of typed rows that turn into data frames and show themselves in a notebook."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec

from dateline.errors import InputError
from dateline.model import record
from dateline.model.evidence import Ref
from dateline.model.judgement import Judgement
from dateline.model.report import Loss
from dateline.model.situation import Situation as Record

if TYPE_CHECKING:
    import pandas

Row = TypeVar("Row", bound=msgspec.Struct)
SHOWN_ROWS = 20
SHOWN_CHARACTERS = 80


class Table(Sequence[Row], Generic[Row]):
    """Rows of one table of the record, in order. Rows are frozen structs; columns as in the codebook."""

    def __init__(self, name: str, rows: Sequence[Row]) -> None:
        self.name = name
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Table[Row]": ...
    def __getitem__(self, index: int | slice) -> "Row | Table[Row]":
        return Table(self.name, self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<{self.name}: {len(self)} rows>"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(record.TABLES[self.name].__struct_fields__)

    def where(self, **wanted: Any) -> "Table[Row]":
        """Rows whose columns equal the given values; a reference column also matches its name or id, a list any of its items.

        Raises:
            InputError: a name that is no column of the table.

        Example:
            >>> Table("reports", ()).where(outlet="x")
            <reports: 0 rows>
        """
        for column in wanted:
            if column not in self.columns:
                raise InputError(f"{self.name} has no column {column}; one of {', '.join(self.columns)}")

        def fits(row: Row) -> bool:
            return all(_fits(getattr(row, column), value) for column, value in wanted.items())

        return Table(self.name, [r for r in self._rows if fits(r)])

    def to_dicts(self) -> list[dict[str, Any]]:
        """Rows as plain dictionaries, nested columns as lists and dictionaries."""
        return [msgspec.to_builtins(r) for r in self._rows]

    def to_pandas(self) -> "pandas.DataFrame":
        """Rows as a pandas DataFrame (extra `pandas`), one column a column of the table."""
        try:
            import pandas
        except ImportError as error:
            raise ImportError("to_pandas() needs pandas; run `pip install dateline[pandas]`") from error
        return pandas.DataFrame(self.to_dicts(), columns=list(self.columns))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(c)}</th>" for c in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_short(getattr(row, c)))}</td>" for c in self.columns) + "</tr>"
            for row in self._rows[:SHOWN_ROWS]
        )
        more = f"<p>{len(self) - SHOWN_ROWS} more rows</p>" if len(self) > SHOWN_ROWS else ""
        return (
            f"<p><b>{escape(self.name)}</b>: {len(self)} rows</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
        )


def _fits(value: Any, wanted: Any) -> bool:
    if isinstance(value, Ref):
        return wanted in (value.id, value.name)
    if isinstance(value, tuple) and not isinstance(wanted, tuple):
        return any(_fits(v, wanted) for v in value)
    return bool(value == wanted)


def _short(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Ref):
        text = value.name
    elif isinstance(value, tuple):
        text = "; ".join(_short(v) for v in value)
    elif hasattr(value, "text"):
        text = str(value.text)
    else:
        text = str(value)
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"


class Situation:
    """A sourced record: one attribute a table (`situation.events`), each a `Table`.

    `record` is the frozen whole that publishers take.
    """

    reports: Table[record.ReportRow]
    actors: Table[record.ActorRow]
    mentions: Table[record.MentionRow]
    relations: Table[record.RelationRow]
    statements: Table[record.StatementRow]
    events: Table[record.EventRow]
    figure_claims: Table[record.FigureClaimRow]
    figures: Table[record.FigureRow]
    commitments: Table[record.CommitmentRow]
    positions: Table[record.PositionRow]
    places: Table[record.PlaceRow]
    times: Table[record.TimeRow]
    stories: Table[record.StoryRow]
    contradictions: Table[record.ContradictionRow]
    judgements: Table[Judgement]
    losses: Table[Loss]

    def __init__(self, whole: Record) -> None:
        self.record = whole
        for name in record.TABLES:
            setattr(self, name, Table(name, getattr(whole, name)))

    def __repr__(self) -> str:
        return "<Situation: " + ", ".join(f"{len(getattr(self, n))} {n}" for n in ("reports", "stories", "events", "statements")) + ">"

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td>{n}</td><td>{len(getattr(self, n))}</td></tr>" for n in record.TABLES)
        titles = "".join(
            f"<li>{escape(s.title)} ({s.n_reports} reports, {escape(s.first or '?')} to {escape(s.last or '?')})</li>" for s in self.stories
        )
        return f"<ul>{titles}</ul><table><thead><tr><th>table</th><th>rows</th></tr></thead><tbody>{rows}</tbody></table>"

    def brief(self, path: str | Path | None = None) -> str:
        """The brief as one HTML page; written to `path` where one is given."""
        from dateline.publish.brief import brief

        page = brief(self.record)
        if path is not None:
            Path(path).write_text(page, encoding="utf-8")
        return page

    def export(self, folder: str | Path, format: str = "jsonl") -> None:
        """Write all tables to a folder as JSON Lines or CSV."""
        from dateline.publish.export import export

        export(self.record, Path(folder), format=format)
