"""A report as PDF, set by Typst with the fonts that come with the product."""

from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from bot.catalogue import catalogue
from bot.reports.cells import breakable, shown, straight
from bot.reports.charts import svg
from bot.reports.picture import FONTS
from bot.reports.report import Report, Section, Table
from bot.reports.templates import environment

TEMPLATE = "report.typ.j2"
#: From so many columns on pages lie on their side.
MANY = 7
#: The most rows of a table: typesetting 5,000 takes a gigabyte, and nobody reads them.
MOST = 500


class NoPdf(Exception):
    """PDF can't be made here: the library for it isn't installed."""


def pdf(report: Report, templates: Path | None = None) -> bytes:
    """The report as PDF; a firm's own `report.typ.j2` goes first. Raises NoPdf.

    A table stops after 500 rows and says how many more there are.
    It is accessible (PDF/UA-1), unless a heading has nothing to read in it or a firm's template no title.
    """
    try:
        from typst import TypstError
    except ImportError:
        raise NoPdf from None
    text, at = source(report, templates), int(report.made_at.timestamp())
    try:
        return compiled(text, at, ["ua-1"])
    except TypstError:
        return compiled(text, at, [])


def compiled(text: str, at: int, standards: list[Any]) -> bytes:
    """Typst's words as PDF, made at that second."""
    import typst

    return typst.compile(
        text.encode(),
        root=FONTS,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=standards,
        timestamp=at,
    )


def source(report: Report, templates: Path | None = None) -> str:
    """The report in Typst's own words."""
    words = catalogue(report.language)
    made = environment(templates, finalize=literal, autoescape=False)
    made.globals.update(say=words.say, shown=shown, most=MOST)
    made.globals["drawn"] = lambda chart: svg(chart, report.language)
    made.globals["tables"] = lambda section: tables(section, words.say("report-label"))
    columns = max((len(s.table.columns) for s in report.sections if s.table), default=0)
    names = {"lang": "en" if report.language == "en" else "zh", "lying": columns > MANY}
    return made.get_template(TEMPLATE).render(report=report, **names)


@cache
def fonts() -> Any:
    """The fonts of the product, and no others."""
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def tables(section: Section, heading: str) -> list[Table]:
    """The tables of a section: that behind its chart, and its own."""
    return [table for table in (section.chart and section.chart.table(heading), section.table) if table]


def literal(value: object) -> str:
    """Whatever a template puts out as a value of Typst's: a text can never be code.

    A text is one line of readable characters whose long words may be broken; a drawing stays as it is.
    """
    if value is None or isinstance(value, bool):
        return "none" if value is None else str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = str(value) if isinstance(value, Markup) else breakable(straight(str(value)))
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
