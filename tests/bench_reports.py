"""`make bench`: how long pictures, pages, PDF and spreadsheets take on this machine, and how big they get."""

import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter, process_time

from bot.catalogue import catalogue
from bot.progress.trend import Result, trend
from bot.reports.charts import svg
from bot.reports.page import html
from bot.reports.pdf import pdf
from bot.reports.progress import Compared, progress_picture
from bot.reports.report import Chart, Series
from bot.reports.workbook import csv_text, xlsx
from tests.reports.samples import people, report

ROWS = 5_000
TITLES = ("开场", "提问", "了解客户", "聆听", "产品介绍", "异议处理", "收尾", "表达", "言行", "合规")


def main() -> None:
    """Print the table."""
    print(f"{'':<34}{'first':>9}{'then':>9}{'CPU':>9}{'size':>10}{'peak':>10}")
    chart = Chart("bars", "", TITLES, [Series(w, [70.0] * len(TITLES)) for w in ("本周", "上周")])
    show("a chart as SVG", lambda: svg(chart, "zh"), 20)
    show("the progress picture", picture, 10)
    for count in (60, ROWS):
        whole = report(count=count)
        show(f"a page, {count:,} rows", lambda whole=whole: html(whole), 3)
        show(f"a spreadsheet, {count:,} rows", lambda whole=whole: xlsx(whole), 3)
        show(f"a PDF, {count:,} rows", lambda whole=whole: pdf(whole), 3 if count < ROWS else 1)
    table = people(ROWS)
    show(f"CSV, {ROWS:,} rows", lambda: csv_text(table), 3)


def picture() -> bytes:
    """The progress of somebody who practised for three months."""
    now = datetime(2026, 3, 25, 4, tzinfo=UTC)
    results = [Result(now - timedelta(days=n), "walk-in", 50 + n % 40) for n in range(90)]
    dimensions = [Compared(title, 60.0 + n, 50.0 + n) for n, title in enumerate(TITLES)]
    return progress_picture("王芳", trend(results, now, UTC), dimensions, catalogue("zh"), "散客上门")


def show(what: str, action: Callable[[], str | bytes], times: int) -> None:
    """The first time, the median of the others and of their CPU time (ms), the size (kB), and the most memory
    Python took (MB)."""
    first, _, made = timed(action)
    others = [timed(action) for _ in range(times)]
    tracemalloc.start()
    action()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    then, spent = (median(figures) for figures in list(zip(*others, strict=True))[:2])
    size = len(made if isinstance(made, bytes) else made.encode())
    took = f"{first:>6.0f} ms{then:>6.0f} ms{spent:>6.0f} ms"
    print(f"{what:<34}{took}{size / 1e3:>7,.0f} kB{peak / 1e6:>7.1f} MB", flush=True)


def timed(action: Callable[[], str | bytes]) -> tuple[float, float, str | bytes]:
    """How long something took, on the clock and of the processor (ms), and what came of it."""
    start, spent = perf_counter(), process_time()
    made = action()
    return 1000 * (perf_counter() - start), 1000 * (process_time() - spent), made


if __name__ == "__main__":
    main()
