"""A report with everything in it, written by people of all names."""

from datetime import UTC, date, datetime

from bot.reports.report import Cell, Chart, Column, Report, Section, Series, Table
from tests.reports.names import NAMES

MADE = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
COLUMNS = (
    Column("name", "姓名"),
    Column("calls", "通话", "number"),
    Column("mean", "均分", "points"),
    Column("passed", "通过率", "percent"),
    Column("last", "最近一次", "date"),
    Column("since", "加入", "date"),
)


def row(number: int) -> dict[str, Cell]:
    return {
        "name": NAMES[number % len(NAMES)],
        "calls": 1000 + number,
        "mean": 72.46,
        "passed": 0.456,
        "last": datetime(2026, 3, 24, 21, 5, tzinfo=UTC),
        "since": date(2025, 11, 3),
    }


def people(count: int = len(NAMES)) -> Table:
    return Table("每个人", COLUMNS, [row(number) for number in range(count)])


def report(language: str = "zh", count: int = len(NAMES)) -> Report:
    line = Chart("line", "总分走势", ["3/2", "3/9", "3/16"], [Series("团队", [61.5, None, 70])])
    radar = Chart("radar", "各维度", ["开场", "提问", "聆听"], [Series(n, [50, 60, 70]) for n in NAMES[:2]])
    bars = Chart("bars", "每个人", NAMES, [Series("本周", [50.0 + n for n in range(len(NAMES))])])
    sections = [
        Section("走势", "练了 214 通。\n最弱的是收尾。", line),
        *(Section(name, name) for name in NAMES),
        Section("维度", chart=radar),
        Section("人员", chart=bars, table=people(count)),
        Section("还没有", table=Table("", [Column("a", "A")], [])),
    ]
    return Report("云程一队 · 三月", "2026-03-01 至 2026-03-31", MADE, sections, language)
