"""Reports as pages: whole in one file, safe whatever people call themselves, and replaceable by a firm."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from bot.reports.cells import printable
from bot.reports.page import html
from bot.reports.report import Report
from bot.reports.templates import environment
from tests.reports.names import NAMES
from tests.reports.samples import MADE, report


class Reader(HTMLParser):
    """The cells, elements and links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("td", "th"):
            self.inside = tag
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[-1] += data


@pytest.mark.parametrize(("language", "lang", "told"), [("zh", "zh-CN", "生成于"), ("en", "en", "Made on")])
def test_a_page_is_whole_in_itself(language: str, lang: str, told: str) -> None:
    page = html(report(language))
    tags = Reader(page).tags
    assert dict(tags)["html"] == {"lang": lang}
    assert told in page
    assert not {"script", "link", "img", "iframe", "a"} & {tag for tag, _ in tags}
    assert not [
        value
        for _, attrs in tags
        for key, value in attrs.items()
        if key in ("src", "href") or key[:2] == "on"
    ]
    assert "url(" not in page and "@import" not in page
    assert sum(tag == "svg" for tag, _ in tags) == 3


def test_every_name_stands_in_its_cell_as_it_was_written() -> None:
    cells = Reader(html(report())).cells
    for name in NAMES:
        assert cells.count(printable(name)) >= 2, name  # behind the chart, and among the people


def test_figures_and_days_are_shown_as_such() -> None:
    cells = Reader(html(report())).cells
    assert {"1,000", "72.5", "46%", "2026-03-24 21:05", "2025-11-03", "–"} <= set(cells)


def test_there_is_a_table_behind_every_chart() -> None:
    page = html(report())
    figures = re.findall(r"<figure>.*?</figure>", page, flags=re.DOTALL)
    assert len(figures) == 3
    assert all("<svg" in figure and "<table>" in figure for figure in figures)
    assert "61.5" in Reader(figures[0]).cells


def test_a_firm_replaces_what_it_likes_and_its_templates_escape_too(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text("OURS {{ report.title }}", "utf-8")
    titled = Report(NAMES[0], "", MADE, [])
    assert html(titled, tmp_path) == "OURS &lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&#34;&#39;"
    (tmp_path / "report.html.j2").unlink()
    assert html(titled, tmp_path) == html(titled)


def test_a_firm_builds_on_the_templates_of_the_product_but_not_on_files_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "mine" / "report.html.j2").write_text("{% include '../secret.txt' %}", "utf-8")
    with pytest.raises(Exception, match="secret"):
        html(report(), tmp_path / "mine")
    assert environment(tmp_path).get_template("progress.svg.j2").name == "progress.svg.j2"


def test_a_name_that_nobody_gave_is_a_mistake_and_not_nothing(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text("{{ rapport.title }}", "utf-8")
    with pytest.raises(UndefinedError, match="rapport"):
        html(report(), tmp_path)
