"""The picture of somebody's progress shows what the figures say, on a phone, in both languages."""

import struct
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.catalogue import LANGUAGES, catalogue
from bot.progress.trend import Result, Trend, trend
from bot.reports.cells import wide
from bot.reports.progress import Compared, progress_drawing, progress_lines, progress_picture
from tests.reports.names import NAMES

NOW = datetime(2026, 3, 25, 4, 0, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
DIMENSIONS = [Compared("开场", 70, 62.5), Compared("聆听", None, 55), Compared("合规", None, None)]


def practised(*totals: float) -> Trend:
    """A call a day up to today, the first of these totals today."""
    results = [Result(NOW - timedelta(days=n), "walk-in", total) for n, total in enumerate(totals)]
    return trend(results, NOW, SHANGHAI)


def texts(drawing: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(drawing).iter() if node.tag.endswith("}text")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_streak_best_and_this_week_are_told(language: str) -> None:
    words = catalogue(language)
    shown = texts(progress_drawing("王芳", practised(80, 70, 60, 91.5), DIMENSIONS, words, "散客"))
    assert {"4", "91.5", "70", "散客"} <= set(shown)
    assert any("王芳" in text for text in shown)
    assert words.say("progress-down", by="21.5", this=3, last=1) in shown


def test_a_better_week_is_called_better_and_an_equal_one_equal() -> None:
    words = catalogue("zh")
    better = practised(90, 90, 90, 60)
    assert words.say("progress-up", by="30", this=3, last=1) in progress_lines(better, words)
    assert words.say("progress-same", this=3, last=1) in progress_lines(practised(60, 60, 60, 60), words)
    assert words.say("progress-no-comparison") in progress_lines(practised(60), words)


def test_dimensions_never_assessed_are_left_out() -> None:
    shown = texts(progress_drawing("王芳", practised(80, 70), DIMENSIONS, catalogue("zh")))
    assert "聆听" in shown and "62.5" in shown and "合规" not in shown


def test_somebody_new_gets_a_picture_too() -> None:
    assert progress_picture("王芳", practised(), [], catalogue("zh")).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_text_and_fits(name: str) -> None:
    drawing = progress_drawing(name, practised(80, 70), DIMENSIONS, catalogue("en"), name)
    heading = next(t for t in ET.fromstring(drawing).iter() if t.tag.endswith("}text"))
    assert wide(heading.text or "") * 20 < 360 - 28
    assert ET.fromstring(drawing).find(".//{*}script") is None


def test_the_picture_is_as_wide_as_a_phone() -> None:
    width, height = struct.unpack(
        ">II", progress_picture("王芳", practised(80), DIMENSIONS, catalogue("zh"))[16:24]
    )
    assert width == 630
    assert height < 2600
