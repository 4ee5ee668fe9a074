"""The pages of a firm made by playing, in a browser."""

import asyncio
import csv
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from playwright.sync_api import Browser, sync_playwright

from bot.coach import Coach
from bot.config import FILE, HOME, load_settings
from bot.demo.make import Maker
from bot.library.library import Library
from bot.store.sql import SqlStore
from tests.channels.web.firm import TOKEN
from tests.channels.web.seen import CHROMIUM, required, window
from tests.channels.web.telegram import signed

DAYS, SHARE = 35, 0.12


class Site(NamedTuple):
    """The pages as they are served: their address, the link that lets the owner in, places to go."""

    base: str
    link: str
    call: int
    person: int
    dialogue: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[Site]:
    required()
    folder = tmp_path_factory.mktemp("site")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    written = yaml.safe_load((HOME / FILE).read_text("utf-8"))
    written |= {"dialogues": str(HOME / "dialogues"), "rubrics": str(HOME / "rubrics")}
    written |= {"language": "zh", "web": {"port": port}}
    (folder / "config.yaml").write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
    places = asyncio.run(make(folder, library))
    command = [sys.executable, "-u", "-m", "bot", "--config", str(folder / "config.yaml"), "demo", "--firm"]
    env = {**os.environ, "TELEGRAM_BOT_TOKEN": TOKEN, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env, encoding="utf-8") as served:
        try:
            assert served.stdout is not None
            link = next(found[0] for line in served.stdout if (found := re.search(r"http\S+code=\S+", line)))
            wait_for(port)
            yield Site(f"http://127.0.0.1:{port}", link, *places)
        finally:
            served.terminate()


async def make(folder: Path, library: Library) -> tuple[int, int, str]:
    """A smaller firm than the one that is shown; returns a call with a score, its person and its dialogue."""
    settings = load_settings(folder / "config.yaml")
    store = SqlStore(f"sqlite:///{folder / 'var/demo.db'}")
    await store.open()
    end = datetime.now(UTC)
    maker = Maker(Coach(store, library, lambda: end, lambda: 7), settings, end, DAYS, seed=5)
    made = await maker.make(SHARE)
    boss = await maker.house.office.actor(made.owner)
    calls = await maker.house.insight.calls(boss, made.teams[0])
    await store.close()
    chosen = next(call for call in calls if call.total)
    return chosen.call, chosen.trainee, chosen.dialogue


def wait_for(port: int) -> None:
    """Until somebody answers there."""
    for _ in range(300):
        with socket.socket() as tried:
            tried.settimeout(5)
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nobody serves the pages")


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield made
        made.close()


@pytest.fixture(scope="module")
def owner(browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The owner, signed in by the link that was printed."""
    state = str(tmp_path_factory.mktemp("state") / "owner.json")
    with window(browser, site.base) as seen:
        seen.page.goto(site.link)
        assert seen.page.locator(".cards a").count() == 3
        seen.page.context.storage_state(path=state)
    return state


@pytest.fixture
def seen(browser: Browser, site: Site, owner: str):
    with window(browser, site.base, owner) as shown:
        yield shown


def pages(site: Site) -> tuple[str, ...]:
    return (
        "/",
        "/team/1?weeks=0",
        "/team/1/criterion/restates?weeks=0",
        f"/team/1/dialogue/{site.dialogue}?weeks=0",
        "/team/1/agreement",
        "/team/1/assign",
        "/team/1/manage",
        f"/person/{site.person}?weeks=0",
        f"/call/{site.call}",
        "/house?who=a",
        "/me",
    )


@pytest.mark.parametrize(("language", "width"), [("zh", 1200), ("en", 390)])
def test_nobody_is_kept_out(browser: Browser, site: Site, owner: str, language: str, width: int):
    """Every page: nothing for axe-core to find, all details open too, no wider than the window."""
    with window(browser, site.base, owner, viewport={"width": width, "height": 800}) as seen:
        seen.go("/")
        seen.speak(language)
        for path in pages(site):
            page = seen.go(path)
            assert seen.overflow() <= 0, path
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            assert seen.barriers() == [], path
            assert seen.overflow() <= 0, path
            assert page.locator("h1").count() == 1
        seen.speak("zh")


def test_the_door_and_a_refusal_keep_nobody_out_either(browser: Browser, site: Site, owner: str):
    with window(browser, site.base) as seen:
        seen.go("/enter")
        assert seen.barriers() == []
    context = browser.new_context(storage_state=owner)
    page = context.new_page()
    assert page.goto(f"{site.base}/nowhere").status == 404
    assert page.get_by_role("main").get_by_role("link").count() == 1
    context.close()


def test_filters_stay_on_the_way(seen, site: Site):
    page = seen.go("/team/1")
    page.get_by_label("时间").select_option("13")
    page.wait_for_url("**/team/1?weeks=13*")
    assert page.get_by_label("时间").input_value() == "13"
    page.locator("#people ~ .scroll a").first.click()
    page.wait_for_url("**/person/*weeks=13*")
    assert page.get_by_label("时间").input_value() == "13"
    page.locator("nav a").first.click()
    page.wait_for_url("**/team/1?weeks=13*")


def test_a_call_is_overruled_and_commented(seen, site: Site):
    page = seen.go(f"/person/{site.person}?weeks=0")
    page.locator(f"a[href='/call/{site.call}']").click()
    assert page.locator("mark").count() > 2
    before = float(page.locator(".total b").inner_text())
    page.locator("#score details").first.locator("summary").first.click()
    judge = page.locator("#score details[open] .judge").first
    judge.locator("summary").click()
    was = judge.locator("input[name=points]").input_value()
    judge.locator("input[name=points]").fill("0" if int(was) > 50 else "100")
    judge.locator("input[name=reason]").fill("录音里听得出来 <b>")
    judge.get_by_role("button").click()
    assert page.locator(".word").filter(has_text="录音里听得出来 <b>").is_visible()
    assert float(page.locator(".total b").inner_text()) != before
    turn = page.locator("#turn-1")
    turn.locator("details.judge summary").click()
    turn.locator("textarea").fill("这句接得好")
    turn.locator("details.judge button").click()
    comment = page.locator("#turn-1 .comment").filter(has_text="这句接得好")
    assert comment.is_visible()
    comment.get_by_role("button").click()
    assert page.locator(".comment").filter(has_text="这句接得好").count() == 0


def test_tables_sort_by_keyboard(seen):
    page = seen.go("/team/1?weeks=0")
    head = page.locator("#people ~ .scroll th").nth(1)
    head.locator("button").focus()
    for direction in ("ascending", "descending"):
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == direction
        texts = page.locator("#people ~ .scroll tbody tr td:nth-child(2)").all_inner_texts()
        calls = [int(text) for text in texts]
        assert calls == sorted(calls, reverse=direction == "descending")


def test_the_keyboard_reaches_the_content_at_once(seen):
    page = seen.go("/team/1")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_tables_and_reports_are_kept_as_files(seen, tmp_path: Path):
    page = seen.go("/team/1?weeks=0")
    people = page.locator("section").filter(has=page.locator("#people"))
    with page.expect_download() as kept:
        people.get_by_role("link", name="CSV").click()
    kept.value.save_as(tmp_path / "people.csv")
    rows = list(csv.reader((tmp_path / "people.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0][0] == "姓名" and len(rows) == 1 + people.locator("tbody tr").count()
    with page.expect_download() as kept:
        page.get_by_role("link", name="报告 PDF").click()
    kept.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert kept.value.suggested_filename.endswith(".pdf") and "华东" in kept.value.suggested_filename


def test_a_task_is_given_to_one_and_taken_back(seen):
    page = seen.go("/team/1/assign")
    tasks = page.locator("#asked ~ .scroll tbody tr").count()
    page.locator("input[name=people]").first.check()
    assert page.locator("input[name=whom][value=some]").is_checked()
    page.get_by_label("附言").fill("周五前练一遍")
    page.get_by_role("button", name="布置下去").click()
    row = page.locator("#asked ~ .scroll tbody tr").filter(has_text="周五前练一遍")
    assert row.count() == 1 and page.get_by_role("status").is_visible()
    page.once("dialog", lambda dialog: dialog.dismiss())
    row.get_by_role("button").click()
    assert row.count() == 1
    page.once("dialog", lambda dialog: dialog.accept())
    row.get_by_role("button").click()
    page.wait_for_url("**/assign?saved=1")
    page.wait_for_function(f"document.querySelectorAll('#asked ~ .scroll tbody tr').length == {tasks}")


def test_paper_has_what_matters_and_nothing_else(seen, site: Site):
    page = seen.go("/team/1?weeks=0")
    page.emulate_media(media="print")
    assert not page.locator("header").is_visible()
    assert not page.locator(".filters").is_visible()
    assert page.locator("#people ~ .scroll tbody tr").last.is_visible()
    clipped = "e => e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY != 'visible'"
    for scroll in page.locator(".scroll:visible").all():
        assert not scroll.evaluate(clipped)
    assert len(page.pdf()) > 10_000


def test_telegram_hands_a_mini_app_over(browser: Browser, site: Site):
    with window(browser, site.base) as seen:
        data = signed(TOKEN, datetime.now(UTC), 4711)
        seen.page.goto(f"{site.base}/enter#tgWebAppData={data.replace('%', '%25').replace('&', '%26')}")
        seen.page.wait_for_url("**/person/*")
        assert seen.page.locator("header nav").count() == 1
