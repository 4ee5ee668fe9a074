"""Charts of a spreadsheet's own, drawn from cells: whoever gets them can change them."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bot.reports.cells import cut, printable, straight, wide
from bot.reports.paint import LOOKS
from bot.reports.report import Cell, Chart, Column, Table

#: Names wider than this (ems), or more than so many, stand beside lying bars; none gets wider than this.
UPRIGHT, MANY, NAME = 6, 8, 20
DASHES = ("solid", "dash", "round_dot", "long_dash_dot", "square_dot", "long_dash")


def plotted(chart: Chart, heading: str) -> Table:
    """The table a chart is drawn from: its own, and the names short enough to stand at it."""
    table = chart.table(heading)
    rows: list[Mapping[str, Cell]] = [
        {**row, "short": cut(straight(str(row["label"])), NAME)} for row in table.rows
    ]
    return Table(table.title, [*table.columns, Column("short", "")], rows)


def plot(book: Workbook, sheet: Worksheet, chart: Chart) -> None:
    """The chart beside the table it is drawn from; the column of short names is out of sight."""
    short = len(chart.series) + 1
    sheet.set_column(short, short, None, None, {"hidden": True})
    if not chart.labels:
        return
    drawn = book.add_chart({"type": kind(chart)})
    for number in range(len(chart.series)):
        drawn.add_series(series(sheet.name, chart, number))
    drawn.set_title({"name": printable(chart.title)[:255], "overlay": False})
    scale = {"points": {"min": 0, "max": 100}, "percent": {"min": 0, "max": 1}}.get(chart.of, {})
    if kind(chart) == "bar":
        drawn.set_x_axis(scale)
        drawn.set_y_axis({"reverse": True})
    else:
        drawn.set_y_axis(scale)
    drawn.show_hidden_data()
    drawn.show_blanks_as("gap")
    drawn.set_size({"width": 640, "height": max(360, 60 + 24 * len(chart.labels) * len(chart.series))})
    sheet.insert_chart(1, short + 1, drawn, {"description": printable(chart.title)})


def kind(chart: Chart) -> str:
    """What the chart is called in a spreadsheet."""
    if chart.kind != "bars":
        return chart.kind
    lying = len(chart.labels) > MANY or any(wide(label) > UPRIGHT for label in chart.labels)
    return "bar" if lying else "column"


def series(sheet: str, chart: Chart, number: int) -> dict[str, Any]:
    """One series: its cells, its colour and its dashes."""
    last, short, at = len(chart.labels), len(chart.series) + 1, number + 1
    colour = LOOKS[number % len(LOOKS)][0]
    line = {"color": colour, "dash_type": DASHES[number % len(DASHES)]}
    solid = {"fill": {"color": colour, "transparency": min(40 * number, 80)}, "border": line}
    return {
        "name": [sheet, 0, at],
        "categories": [sheet, 1, short, last, short],
        "values": [sheet, 1, at, last, at],
        **(solid if chart.kind == "bars" else {"line": line, "marker": {"type": "automatic"}}),
    }
