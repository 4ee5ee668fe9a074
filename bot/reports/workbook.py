"""A report as a spreadsheet, and a table as CSV: whatever people write stays text."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bot.catalogue import Catalogue, catalogue
from bot.reports.cells import printable, wide
from bot.reports.plot import plot, plotted
from bot.reports.report import Cell, Kind, Report, Section, Table
from bot.reports.sheet import FORMULA, harmless

#: How figures and days are shown, by the kind of their column.
FORMATS: dict[Kind, str] = {
    "text": "@",
    "number": "#,##0.##",
    "points": "0.0",
    "date": "yyyy-mm-dd",
    "percent": "0%",
}
MOMENT = "yyyy-mm-dd hh:mm"
#: The longest text a cell can hold; the longest name of a sheet, and what it can't hold.
LONGEST, NAME, UNNAMABLE = 32_767, 31, re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
#: The narrowest and the widest a column gets, and how many rows its width is judged by.
NARROW, WIDE, JUDGED = 10, 48, 200
#: How tall a line of a cell is, and a row at most (points).
LINE, HIGH = 15, 400


def xlsx(report: Report) -> bytes:
    """The report as a workbook: a sheet that tells what is in it, then one for every table and chart.

    Rows are written as they come, so memory doesn't grow with them. A chart can be changed in the
    spreadsheet: it is drawn from the cells beside it.
    """
    out = io.BytesIO()
    settings = {"constant_memory": True, "remove_timezone": True, "strings_to_urls": False}
    with Workbook(out, {**settings, "strings_to_formulas": False}) as book:
        book.set_properties({"title": printable(report.title)[:255], "created": report.made_at})
        Writer(book, catalogue(report.language)).write(report)
    return out.getvalue()


class Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Workbook, words: Catalogue) -> None:
        self.book, self.words = book, words
        self.names: set[str] = set()
        self.formats: dict[tuple[str, bool], Any] = {}
        self.head = book.add_format({"bold": True, "bg_color": "#f0f4f8", "bottom": 1, "text_wrap": True})

    def write(self, report: Report) -> None:
        """All sheets."""
        self.contents(report)
        for section in report.sections:
            if section.chart:
                table = plotted(section.chart, self.words.say("report-label"))
                plot(self.book, self.fill(table, section), section.chart)
            if section.table:
                self.fill(section.table, section)

    def contents(self, report: Report) -> None:
        """The first sheet: what the report says in words."""
        sheet = self.sheet(self.words.say("report-contents"))
        sheet.set_column(0, 0, 100)
        made = self.words.say("report-made", at=f"{report.made_at:%Y-%m-%d %H:%M}")
        told = (line for s in report.sections for line in ("", s.title, *s.text.splitlines()))
        for at, line in enumerate([report.title, report.subtitle, made, *told]):
            self.cell(sheet, at, 0, line, "text")

    def sheet(self, title: str) -> Worksheet:
        """A sheet with a name no other has."""
        plain = " ".join(UNNAMABLE.sub(" ", printable(title)).split())[:NAME].strip() or "–"
        name, number = plain, 1
        while name.casefold() in self.names or name.casefold() == "history":
            number += 1
            name = f"{plain[: NAME - 1 - len(str(number))]} {number}"
        self.names.add(name.casefold())
        return self.book.add_worksheet(name)

    def fill(self, table: Table, section: Section) -> Worksheet:
        """A sheet with a table: its head stays in sight and filters."""
        sheet = self.sheet(table.title or section.title)
        for at, width in enumerate(widths(table)):
            sheet.set_column(at, at, width)
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, printable(column.title)[:LONGEST], self.head)
        for row, cells in enumerate(table.rows, 1):
            if (lines := max(map(lines_of, cells.values()), default=1)) > 1:
                sheet.set_row(row, min(lines * LINE, HIGH))
            for at, column in enumerate(table.columns):
                self.cell(sheet, row, at, cells.get(column.key), column.kind)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        return sheet

    def cell(self, sheet: Worksheet, row: int, at: int, cell: Cell, kind: Kind) -> None:
        """One cell: text as text, whatever it looks like."""
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            text = printable(cell)[:LONGEST]
            sheet.write_string(row, at, text, self.format("@", text.startswith(FORMULA)))
        elif isinstance(cell, date):
            sheet.write_datetime(
                row, at, cell, self.format(MOMENT if isinstance(cell, datetime) else FORMATS["date"])
            )
        else:
            sheet.write_number(row, at, cell, self.format(FORMATS[kind if kind != "text" else "number"]))

    def format(self, code: str, quoted: bool = False) -> Any:
        """How cells are shown; a quoted one stays text even when somebody edits it."""
        key = (code, quoted)
        if key not in self.formats:
            wrap = {"text_wrap": True, "valign": "top"} if code == "@" else {"valign": "top"}
            self.formats[key] = self.book.add_format({"num_format": code, "quote_prefix": quoted, **wrap})
        return self.formats[key]


def widths(table: Table) -> Iterator[float]:
    """How wide the columns are: for what most of their cells need, within bounds."""
    rows = table.rows[:JUDGED]
    for column in table.columns:
        needed = [wide(str(row.get(column.key) or "")) for row in rows if column.kind == "text"]
        dated = 10.0 if column.kind == "date" else 0.0
        yield min(max(NARROW, 2 * max([wide(column.title), dated, *needed]) + 2), WIDE)


def lines_of(cell: Cell) -> int:
    """How many lines a cell needs in the widest column there is."""
    if not isinstance(cell, str):
        return 1
    return sum(max(1, ceil(2 * wide(line) / (WIDE - 2))) for line in cell[:LONGEST].splitlines())


def csv_text(table: Table) -> str:
    """The table as CSV: figures without commas, days in ISO 8601, nothing a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(harmless(printable(column.title)) for column in table.columns)
    writer.writerows(plain(row.get(c.key) for c in table.columns) for row in table.rows)
    return out.getvalue()


def plain(cells: Iterable[Cell]) -> list[str]:
    """Cells as they stand in CSV."""
    return [
        ""
        if cell is None
        else harmless(printable(cell))
        if isinstance(cell, str)
        else f"{cell:%Y-%m-%d %H:%M}"
        if isinstance(cell, datetime)
        else str(cell)
        for cell in cells
    ]
