"""Whatever people call themselves: pages stay whole and files harmless. Reports, and a firm's own pages."""

import csv
import io
import logging
from itertools import product

import pytest
from openpyxl import load_workbook

from bot.channels.web.app import PAGES
from bot.coach.insight import Insight
from bot.store import people
from tests.channels.web.browser import Browser
from tests.channels.web.firm import Firm
from tests.channels.web.test_walk import address

NAMES = {
    "html": '<script>alert("x")</script>&amp;',
    "formula": '=HYPERLINK("http://evil.example","x")',
    "plus": "+86 138",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "full width": "＝1+1",
    "emoji": "👩‍💻🇨🇳 小王",
    "right to left": "‮evil ‏شركة",
    "long": "长" * 200,
    "no break": "W" * 200,
    "control": "a\x07b\ud83d".encode("utf-8", "replace").decode(),
}


@pytest.fixture(params=NAMES, ids=list(NAMES))
async def named(request, firm: Firm) -> Firm:
    """The firm with a name of that kind wherever a name can be."""
    name, ours = NAMES[request.param], firm.sides[0]
    boss = await firm.house.office.actor(await firm.person(firm.owner))
    await firm.store.run(people.change_team, ours.team, name)
    for who in (*ours.people.values(), firm.owner):
        await firm.store.run(people.describe, who, name)
    await firm.house.review.comment(boss, ours.call, 1, name)
    await firm.house.review.override(boss, ours.call, "restates", 50, name)
    await firm.house.entrance.token(boss, name)
    return firm


async def test_every_page_and_file_survives_every_name(named):
    firm = named
    browser = await Browser(firm).sign_in(firm.owner)
    tables = 0
    for method, path, _ in PAGES:
        if method != "GET" or path.endswith("/report"):
            continue
        answer = await browser.get(address(path, firm) + "?weeks=0")
        assert answer.status_code in (200, 303), path
        if "html" in answer.headers.get("content-type", ""):
            assert "<script>alert" not in answer.text and "\x07" not in answer.text, path
        for link in {part.partition('"')[0] for part in answer.text.split('href="?')[1:]}:
            if "as=csv" in link:
                tables += 1
                await harmless(browser, f"{address(path, firm)}?{link.replace('&amp;', '&')}")
    assert tables > 15


async def harmless(browser: Browser, address: str) -> None:
    """A table as CSV, and where it has a formula as XLSX, holds nothing that a spreadsheet runs."""
    text = (await browser.get(address)).content.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            figure = cell.lstrip("-").replace(".", "", 1).isdigit()
            assert figure or not cell.startswith(("=", "+", "-", "@", "＝", "\t")), cell
    if "HYPERLINK" in text:
        book = load_workbook(io.BytesIO((await browser.get(address.replace("=csv", "=xlsx"))).content))
        assert not [c.value for s in book for line in s.iter_rows() for c in line if c.data_type in "fe"]


@pytest.mark.parametrize("kind", ["html", "xlsx", "pdf"])
@pytest.mark.parametrize("named", ["html", "right to left", "no break"], indirect=True)
async def test_reports_come_as_files_with_the_name_of_what_they_are_about(named, kind):
    firm = named
    ours = firm.sides[0]
    browser = await Browser(firm).sign_in(ours.people["manager"])
    begins = {"html": b"<!doctype html>", "xlsx": b"PK", "pdf": b"%PDF"}[kind]
    for page in (f"/team/{ours.team}", f"/person/{ours.people['trainee']}"):
        answer = await browser.get(f"{page}/report?as={kind}&weeks=0")
        assert answer.status_code == 200 and answer.content.startswith(begins)
        head = answer.headers["content-disposition"]
        assert head.startswith(f'attachment; filename="peilian.{kind}"') and "\n" not in head
        assert b"<script>alert" not in answer.content


async def test_a_report_of_another_kind_isnt_there(firm: Firm):
    browser = await Browser(firm).sign_in(firm.owner)
    assert (await browser.get(f"/team/{firm.sides[0].team}/report?as=exe")).status_code == 404


async def test_links_keep_the_weeks_and_the_course(firm: Firm):
    ours = firm.sides[0]
    browser = await Browser(firm).sign_in(firm.owner)
    page = (await browser.get(f"/team/{ours.team}?weeks=13&course=telesales")).text
    assert f'href="/person/{ours.people["trainee"]}?weeks=13&amp;course=telesales"' in page
    assert 'href="?weeks=13&amp;course=telesales&amp;table=people&amp;as=csv"' in page
    theirs = (await browser.get(f"/person/{ours.people['trainee']}?weeks=13")).text
    assert f'href="/team/{ours.team}?weeks=13"' in theirs and '<option value="13" selected>' in theirs


NONSENSE = ("weeks=7", "weeks=-1", "weeks=x", "course=%22%3E%3Cscript%3E", "before=x", "table=no&as=csv")


async def test_a_query_of_nonsense_is_left_aside(firm: Firm):
    browser = await Browser(firm).sign_in(firm.owner)
    pages = (f"/team/{firm.sides[0].team}", f"/person/{firm.sides[0].people['trainee']}")
    for query, page in product(NONSENSE, pages):
        answer = await browser.get(f"{page}?{query}")
        assert answer.status_code == 200 and "<script>" not in answer.text


async def test_a_mistake_of_ours_is_a_calm_page_and_the_log_has_no_texts(firm: Firm, monkeypatch, caplog):
    said = "what lin " + "said"

    async def broken(*_):
        raise RuntimeError(said)

    monkeypatch.setattr(Insight, "team", broken)
    browser = await Browser(firm).sign_in(firm.owner)
    with caplog.at_level(logging.ERROR):
        answer = await browser.get(f"/team/{firm.sides[0].team}")
    assert answer.status_code == 500 and "<main" in answer.text and said not in answer.text
    code = answer.text.partition("编号 ")[2][:6]
    assert code.isalnum() and code in caplog.text and "/team/{team:int}" in caplog.text
    assert "RuntimeError" in caplog.text and said not in caplog.text


async def test_pages_of_the_firm_come_first(firm: Firm, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "enter.html.j2").write_text(
        '{% extends "base.html.j2" %}{% block title %}x{% endblock %}'
        "{% block main %}欢迎来我们公司{% endblock %}",
        "utf-8",
    )
    assert "欢迎来我们公司" in (await Browser(firm, own).get("/enter")).text
    assert "欢迎来我们公司" not in (await Browser(firm).get("/enter")).text
