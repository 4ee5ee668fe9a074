"""A window on the pages: Debian's Chromium, watched for errors and for what keeps people out."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), "")


def required() -> None:
    """Skip where what these tests need isn't there."""
    if not CHROMIUM:
        pytest.skip("there is no Chromium here (apt-get install chromium)")
    if not AXE.exists():
        pytest.skip("axe-core isn't here (npm install --no-save --prefix tests/channels/web axe-core)")


class Window:
    """A page with what it complained about."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.page: Page = context.new_page()
        self.base = base
        self.complaints: list[str] = []
        self.page.on(
            "console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> Page:
        """Open an address."""
        answer = self.page.goto(self.base + path)
        assert answer is not None and answer.status == 200, path
        return self.page

    def barriers(self) -> list[str]:
        """What axe-core finds."""
        found = self.page.evaluate(
            AXE.read_text("utf-8") + ";axe.run().then(r => JSON.stringify(r.violations))"
        )
        return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in json.loads(found)]

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    def speak(self, language: str) -> None:
        """Another language from now on."""
        if self.page.locator("html").get_attribute("lang") != {"zh": "zh-CN"}.get(language, language):
            self.page.locator("header button[name=language]").click()


@contextmanager
def window(browser: Browser, base: str, state: str | None = None, **how: object) -> Iterator[Window]:
    """A window of its own; `state` is who is signed in."""
    context = browser.new_context(storage_state=state, **how)  # type: ignore[arg-type]
    shown = Window(context, base)
    yield shown
    assert shown.complaints == []
    context.close()
