"""Spreadsheets: figures are figures, texts are texts whatever they look like, charts come from the cells."""

import csv
import io
import time
import zipfile
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.reports.cells import printable
from bot.reports.report import Chart, Column, Report, Section, Series, Table
from bot.reports.sheet import FORMULA
from bot.reports.workbook import csv_text, xlsx
from tests.reports.names import NAMES
from tests.reports.samples import MADE, people, report

DANGEROUS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\n=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1+1",
    "＠SUM(A1)",
    "\x00=1",
)


def opened(one: Report) -> Workbook:
    return load_workbook(io.BytesIO(xlsx(one)))


def texts(*cells: str) -> Report:
    return Report(
        "T", "", MADE, [Section("S", table=Table("S", [Column("a", "A")], [{"a": c} for c in cells]))]
    )


def test_figures_days_and_texts_come_back_as_what_they_are() -> None:
    sheet = opened(report())["每个人 2"]
    assert [cell.value for cell in sheet[1]] == [column.title for column in people().columns]
    _, calls, mean, passed, last, since = sheet[2]
    assert (calls.value, mean.value, passed.value) == (1000, 72.46, 0.456)
    assert (last.value, since.value) == (datetime(2026, 3, 24, 21, 5), datetime(2025, 11, 3))
    assert (mean.number_format, passed.number_format) == ("0.0", "0%")
    assert [sheet.cell(n + 2, 1).value for n in range(len(NAMES))] == [printable(name) for name in NAMES]


def test_the_head_stays_in_sight_and_the_columns_are_wide_enough() -> None:
    sheet = opened(report())["每个人 2"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:F{len(NAMES) + 1}"
    assert 10 <= sheet.column_dimensions["B"].width < sheet.column_dimensions["A"].width <= 50


@pytest.mark.parametrize("cell", DANGEROUS)
def test_what_looks_like_a_formula_is_text(cell: str) -> None:
    read = opened(texts(cell))["S"]["A2"]
    assert read.data_type == "s"
    assert read.value == printable(cell)
    assert read.quotePrefix or not printable(cell).startswith(FORMULA)


@pytest.mark.parametrize("cell", DANGEROUS)
def test_in_csv_it_begins_with_an_apostrophe(cell: str) -> None:
    table = texts(cell).sections[0].table
    assert table is not None
    (_, (read,)) = csv.reader(io.StringIO(csv_text(table), newline=""))
    assert read.startswith(("'", "1"))  # a carriage return or a zero byte is left out altogether
    assert not read.startswith(FORMULA)


def test_csv_has_bare_figures_and_every_name() -> None:
    rows = list(csv.reader(io.StringIO(csv_text(people()), newline="")))
    assert rows[1][1:] == ["1000", "72.46", "0.456", "2026-03-24 21:05", "2025-11-03"]
    assert [row[0].removeprefix("'") for row in rows[1:]] == [printable(name) for name in NAMES]


@given(st.lists(st.text(max_size=50), min_size=1, max_size=10))
def test_no_text_is_ever_a_formula(cells: list[str]) -> None:
    sheet = opened(texts(*cells))["S"]
    assert all(sheet.cell(n + 2, 1).data_type in ("s", "n") for n in range(len(cells)))
    table = texts(*cells).sections[0].table
    assert table is not None
    for row in csv.reader(io.StringIO(csv_text(table), newline="")):
        assert not [
            cell for cell in row if cell.startswith(FORMULA) and not cell[1:].replace(".", "").isdecimal()
        ]


def test_every_chart_is_there_and_drawn_from_the_cells_beside_it() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(report()))) as parts:
        charts = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/charts/chart")]
    assert sorted(
        kind for c in charts for kind in ("lineChart", "radarChart", "barChart") if f"c:{kind}>" in c
    ) == [
        "barChart",
        "lineChart",
        "radarChart",
    ]
    line = next(c for c in charts if "c:lineChart>" in c)
    assert "总分走势!$B$2:$B$4" in line.replace("'", "")
    assert opened(report())["总分走势"]["B3"].value is None


def test_names_at_a_chart_are_short_and_the_cells_hold_them_whole() -> None:
    made = xlsx(report())
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        bars = next(
            t
            for n in parts.namelist()
            if "charts/chart" in n and "c:barChart>" in (t := parts.read(n).decode())
        )
    sheet = load_workbook(io.BytesIO(made))["每个人"]
    assert "每个人!$C$2:$C$11" in bars.replace("'", "")
    assert sheet.column_dimensions["C"].hidden
    assert sheet["A9"].value == "字" * 200
    assert len(sheet["C9"].value) < 25


def test_a_row_is_as_tall_as_its_longest_text() -> None:
    sheet = opened(report())["每个人 2"]
    assert sheet.row_dimensions[2].height is None
    assert 100 < sheet.row_dimensions[9].height < 200
    assert opened(texts("字" * 20_000))["S"].row_dimensions[2].height < 410


def test_sheets_have_names_that_spreadsheets_take() -> None:
    titles = ["a/b:c*d?", "A/b:c*d?", "History", "'x'", "字" * 60, "字" * 60, "", "[1]"]
    table = Table("", [Column("a", "A")], [{"a": 1}])
    names = opened(Report("T", "", MADE, [Section(t, table=table) for t in titles])).sheetnames
    assert len({name.casefold() for name in names}) == len(titles) + 1
    assert all(0 < len(name) <= 31 for name in names)


def test_a_chart_without_anything_in_it_is_left_out() -> None:
    empty = Chart("line", "nothing", [], [Series("a", [])])
    assert opened(Report("T", "", MADE, [Section("S", chart=empty)])).sheetnames[1:] == ["nothing"]


def test_five_thousand_rows_are_quick() -> None:
    start = time.process_time()
    made = xlsx(report(count=5000))
    assert time.process_time() - start < 3
    assert load_workbook(io.BytesIO(made), read_only=True)["每个人 2"].max_row == 5001
