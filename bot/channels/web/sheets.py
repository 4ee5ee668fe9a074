"""An answer to a request: the page, or one of its tables or its report as a file."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.asked import keep, query, view_of
from bot.channels.web.gate import Visitor, Web
from bot.coach import CoachError
from bot.coach.insight import PERIODS
from bot.coach.tables import Tables
from bot.reports.cells import straight
from bot.reports.page import html
from bot.reports.pdf import NoPdf, pdf
from bot.reports.report import Report, Section, Table
from bot.reports.workbook import csv_text, xlsx

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}


def tables_of(web: Web, visitor: Visitor, request: Request) -> Tables:
    """What makes tables for a visitor; their links keep the weeks and the course."""
    insight, language = web.house.insight, visitor.words.language
    return Tables(
        visitor.words,
        lambda id: insight.title(id, language),
        web.house.coach.now(),
        visitor.zone,
        keep(view_of(request)),
    )


async def answer(
    web: Web,
    visitor: Visitor,
    request: Request,
    template: str,
    tables: Mapping[str, Table],
    **names: Any,
) -> Response:
    """The page of a template, or with `?table=NAME&as=csv` (or xlsx) that table as a file."""
    wanted, kind = request.query_params.get("table", ""), request.query_params.get("as", "csv")
    if wanted in tables and kind in ("csv", "xlsx") and request.method == "GET":
        return await download(web, visitor, tables[wanted], wanted, kind)
    return web.pages.show(
        template,
        visitor.words,
        visitor=visitor,
        tables=tables,
        periods=PERIODS,
        courses=web.house.insight.courses(),
        query=query(request, "saved"),
        keep=keep(view_of(request)),
        saved=request.query_params.get("saved") == "1",
        **names,
    )


async def download(web: Web, visitor: Visitor, table: Table, name: str, kind: str) -> Response:
    """A table as a file."""
    if kind == "csv":
        return attached(csv_text(table).encode("utf-8-sig"), name, kind)
    made = web.house.coach.now().astimezone(visitor.zone)
    report = Report(table.title, "", made, [Section(table.title, table=table)], visitor.words.language)
    return attached(await asyncio.to_thread(xlsx, report), name, kind)


async def rendered(web: Web, report: Report, kind: str) -> Response:
    """A report as a file: html, xlsx or pdf; raises CoachError where it can't be made here."""
    try:
        match kind:
            case "html":
                body = (await asyncio.to_thread(html, report, web.templates)).encode()
            case "xlsx":
                body = await asyncio.to_thread(xlsx, report)
            case "pdf":
                body = await asyncio.to_thread(pdf, report, web.templates)
            case _:
                raise CoachError("not-allowed")
    except NoPdf:
        raise CoachError("report-no-pdf") from None
    return attached(body, report.title, kind)


def attached(body: bytes, name: str, kind: str) -> Response:
    """A file to be kept, whatever characters its name has."""
    plain = straight(name).replace("/", " ").replace("\\", " ")[:80].strip() or "report"
    head = f"attachment; filename=\"peilian.{kind}\"; filename*=UTF-8''{quote(f'{plain}.{kind}', safe='')}"
    return Response(body, media_type=KINDS[kind], headers={"Content-Disposition": head})
