"""Charts are drawings that everybody can read: with words, without scripts, not by colour alone."""

import re
import xml.etree.ElementTree as ET
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.cells import breakable, cut, printable, shown, straight, wide
from bot.reports.charts import svg
from bot.reports.paint import FAINT, FULL, INK, LOOKS
from bot.reports.picture import png
from bot.reports.report import Chart, Series
from tests.reports.names import NAMES

KINDS = ("line", "bars", "radar")
DIMENSIONS = ("开场", "提问", "聆听", "收尾")


def chart(kind: str, **changes: object) -> Chart:
    series = [Series("本周", [70, 66, 80, 55]), Series("上周", [60, 69, 71, 40])]
    return Chart(**{"kind": kind, "title": "各维度", "labels": DIMENSIONS, "series": series, **changes})


def drawn(one: Chart, language: str = "zh", width: int = 640) -> ET.Element:
    return ET.fromstring(svg(one, language, width))


def names(root: ET.Element) -> list[str]:
    return [node.tag.rpartition("}")[2] for node in root.iter()]


def texts(root: ET.Element) -> list[str]:
    return [node.text or "" for node in root.iter() if node.tag.endswith("}text")]


def paths(root: ET.Element) -> list[ET.Element]:
    """The lines of series: legends have theirs too."""
    return [node for node in root.iter() if node.tag.endswith("}path") and node.get("stroke-width")]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [INK, FAINT, *(look[0] for look in LOOKS)])
def test_every_colour_stands_out_from_white(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_series_differ_without_colour() -> None:
    assert len({dashes for _, dashes, _ in LOOKS}) == len({corners for *_, corners in LOOKS}) == len(LOOKS)
    assert len(set(FULL)) == len(LOOKS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_has_a_name_and_says_what_it_shows(kind: str) -> None:
    root = drawn(chart(kind))
    assert root.get("role") == "img"
    assert [root[0].text, names(root)[1:3]] == ["各维度", ["title", "desc"]]
    for told in ("本周", "上周", "80", "40"):
        assert told in (root[1].text or "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_has_no_script_no_style_sheet_and_nothing_from_elsewhere(kind: str) -> None:
    text = svg(chart(kind), "zh")
    root = ET.fromstring(text)
    assert not {"script", "style", "defs", "use", "image", "a"} & set(names(root))
    assert not re.search(r"href|http(?!://www\.w3\.org/2000/svg)|<!--|<\?|\bid=|\bon\w+=", text)
    assert text == svg(chart(kind), "zh")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_names_are_text_in_every_place(kind: str, name: str) -> None:
    one = chart(kind, title=name, labels=[name, "b", "c", "d"], series=[Series(name, [1, 2, 3, 4])] * 2)
    root = drawn(one)
    assert root[0].text == straight(name)
    assert not {"script", "style"} & set(names(root))
    assert png(svg(one, "zh"))[:4] == b"\x89PNG"


def test_a_gap_is_a_gap() -> None:
    whole = drawn(chart("line", series=[Series("本周", [1, 2, 3, 4])]))
    broken = drawn(chart("line", labels="abcde", series=[Series("本周", [1, 2, None, 3, 4])]))
    assert (len(paths(whole)), len(paths(broken))) == (1, 2)


def test_a_radar_with_a_gap_becomes_bars_without_a_bar_there() -> None:
    root = drawn(chart("radar", series=[Series("本周", [70, None, 80, 55])]))
    bars = [node for node in root.iter() if node.tag.endswith("}rect") and node.get("fill-opacity")]
    assert len(bars) == 3


def test_figures_stand_at_bars_and_show_for_whoever_points_at_a_dot() -> None:
    assert {"70", "66", "80", "55"} <= set(texts(drawn(chart("bars"))))
    titles = {node.text for node in drawn(chart("line")).iter() if node.tag.endswith("}title")}
    assert {"开场: 70", "收尾: 40"} <= titles


def test_shares_are_shown_in_percent_up_to_a_hundred() -> None:
    root = drawn(chart("line", of="percent", series=[Series("通过", [0.1, 0.2, 0.3, 0.4])]))
    assert {"0%", "50%", "100%"} <= set(texts(root))
    assert "40%" in (root[1].text or "")


@pytest.mark.parametrize("width", [320, 640, 900])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_sticks_out(kind: str, width: int) -> None:
    kinds = ["名字特别长的一位同事", "Christopher Montgomery", "喆", "收尾", "了解客户"]
    labels = [f"{label}{n}" for n in range(3) for label in kinds]
    root = drawn(chart(kind, labels=labels, series=[Series("本周", [100.0] * 15)] * 3), width=width)
    shift = 0.0
    for group in root.iter():
        if move := re.match(r"translate\((\d+)", group.get("transform", "")):
            shift = float(move[1])
            for node in group.iter():
                if node.tag.endswith("}text"):
                    size = wide(node.text or "") * float(node.get("font-size", 13)) * 0.95
                    start = shift + float(node.get("x", 0))
                    start -= {"end": size, "middle": size / 2}.get(node.get("text-anchor", ""), 0)
                    assert start >= -2 and start + size <= width + 2, node.text


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(KINDS),
    st.integers(0, 9).flatmap(
        lambda n: st.lists(
            st.lists(st.none() | st.floats(0, 100), min_size=n, max_size=n), min_size=1, max_size=4
        )
    ),
)
def test_whatever_the_figures_there_is_a_chart(kind: str, rows: list[list[float | None]]) -> None:
    labels = [f"3/{n}" for n in range(len(rows[0]))]
    assert drawn(chart(kind, labels=labels, series=[Series("a", row) for row in rows])).get("role") == "img"


def test_the_table_behind_a_chart_has_all_its_figures() -> None:
    table = chart("bars").table("维度")
    assert [c.title for c in table.columns] == ["维度", "本周", "上周"]
    assert [row["1"] for row in table.rows] == [60, 69, 71, 40]


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (None, "points", "–"),
        (72.0, "points", "72"),
        (72.46, "points", "72.5"),
        (0.456, "percent", "46%"),
        (12345, "number", "12,345"),
        (date(2026, 3, 5), "date", "2026-03-05"),
        (datetime(2026, 3, 5, 9, 7), "date", "2026-03-05 09:07"),
        ("a\x00b", "text", "ab"),
    ],
)
def test_cells_as_text(cell: object, kind: str, text: str) -> None:
    assert shown(cell, kind) == text  # type: ignore[arg-type]


@given(st.text(max_size=300))
def test_texts_are_cleaned_and_cut(text: str) -> None:
    printable(text).encode()
    assert "\u202e" not in straight(text)
    assert wide(cut(text, 10)) <= 10
    assert all(len(part) <= 16 for word in breakable(text).split(" ") for part in word.split("\u200b"))
