"""Where the firm is, by its settings."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config import load_settings

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("language: zh\n", 20),
        ("language: en\n", 13),
        ("language: en\nzone: Asia/Shanghai\n", 20),
        ("language: zh\nzone: America/New_York\n", 8),
    ],
)
def test_the_firm_is_where_it_says_or_where_its_language_is_at_home(tmp_path: Path, written: str, hour: int):
    file = tmp_path / "config.yaml"
    file.write_text(written, "utf-8")
    settings = load_settings(file)
    assert NOON.astimezone(settings.timezone).hour == hour
    asked = settings.model_copy(update={"language": "en" if settings.language == "zh" else "zh"})
    assert NOON.astimezone(asked.timezone).hour == hour
