"""A report as one HTML file: its charts and its style are in it, and it prints well."""

from pathlib import Path

from bot.catalogue import catalogue
from bot.reports.cells import printable, shown
from bot.reports.charts import svg
from bot.reports.report import Chart, Report
from bot.reports.templates import environment

TEMPLATE = "report.html.j2"
#: How wide charts are drawn: their letters can still be read where a phone shrinks them.
WIDTH = 480


def html(report: Report, templates: Path | None = None) -> str:
    """The report as a page that needs nothing else; a firm's own `report.html.j2` goes first."""
    words = catalogue(report.language)
    made = environment(
        templates, finalize=lambda value: value if hasattr(value, "__html__") else clean(value)
    )
    made.globals.update(say=words.say, shown=shown, drawn=lambda chart: svg(chart, report.language, WIDTH))
    made.globals["behind"] = lambda chart: Chart.table(chart, words.say("report-label"))
    return made.get_template(TEMPLATE).render(
        report=report, lang="en" if report.language == "en" else "zh-CN"
    )


def clean(value: object) -> object:
    """A text without what no page may hold."""
    return printable(value) if isinstance(value, str) else value
