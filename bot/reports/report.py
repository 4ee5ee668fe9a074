"""A report, whatever it is rendered as: sections with words, charts and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

#: text; number: a count or a figure; points: 0–100; date: a day, or a moment in the reader's time; percent: a
#: share, 0–1.
Kind = Literal["text", "number", "points", "date", "percent"]
#: What a cell can hold; None is shown as a dash.
Cell = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its cells, its heading, what they are; `group` is what it has in common with the
    columns beside it."""

    key: str
    title: str
    kind: Kind = "text"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by the keys of the columns; a key that is missing is an empty cell."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Cell]]


@dataclass(frozen=True, slots=True)
class Series:
    """A line, or the bars of one colour: a value a label; None is a gap."""

    title: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: `labels` along it, `of` what the values are (number, points or percent); `ticks` are the
    values its axis is marked at, from the lowest to the highest (none: as it fits)."""

    kind: Literal["line", "bars", "radar"]
    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    of: Kind = "points"
    ticks: Sequence[float] = ()

    def table(self, heading: str = "") -> Table:
        """The table behind the chart; `heading` is that of its first column."""
        columns = [Column(str(n), series.title, self.of) for n, series in enumerate(self.series)]
        rows: list[dict[str, Cell]] = [
            {"label": label, **{str(n): series.values[at] for n, series in enumerate(self.series)}}
            for at, label in enumerate(self.labels)
        ]
        return Table(self.title, [Column("label", heading), *columns], rows)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report; whatever it hasn't got is empty. A chart brings its own table."""

    title: str
    text: str = ""
    chart: Chart | None = None
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report in one language; `made_at` is a moment in the reader's time zone."""

    title: str
    subtitle: str
    made_at: datetime
    sections: Sequence[Section]
    language: str = "zh"
