"""An answer to a request: the page, or one of its tables as a file."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.gate import Visitor, Web
from bot.coach.insight import PERIODS
from bot.coach.tables import Tables
from bot.reports.report import Report, Section, Table
from bot.reports.workbook import csv_text, xlsx

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def tables_of(web: Web, visitor: Visitor) -> Tables:
    """What makes tables for a visitor."""
    insight, language = web.house.insight, visitor.words.language
    return Tables(visitor.words, lambda id: insight.title(id, language), web.house.coach.now())


def answer(
    web: Web,
    visitor: Visitor,
    request: Request,
    template: str,
    tables: Mapping[str, Table],
    **names: Any,
) -> Response:
    """The page of a template, or with `?table=NAME&as=csv` (or xlsx) that table as a file."""
    wanted, kind = request.query_params.get("table", ""), request.query_params.get("as", "csv")
    if wanted in tables and kind in KINDS:
        return download(web, visitor, tables[wanted], wanted, kind)
    query = "&".join(f"{key}={quote(value)}" for key, value in request.query_params.items())
    return web.pages.show(
        template,
        visitor.words,
        visitor=visitor,
        tables=tables,
        periods=PERIODS,
        courses=web.house.insight.courses(),
        query=query,
        **names,
    )


def download(web: Web, visitor: Visitor, table: Table, name: str, kind: str) -> Response:
    """A table as a file."""
    if kind == "csv":
        body = csv_text(table).encode("utf-8-sig")
    else:
        made = web.house.coach.now()
        report = Report(table.title, "", made, [Section(table.title, table=table)], visitor.words.language)
        body = xlsx(report)
    head = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return Response(body, media_type=KINDS[kind], headers=head)
