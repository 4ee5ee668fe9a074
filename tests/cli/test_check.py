"""`peilian check FILE`: one customer at a time, while it is being written."""

import shutil
from pathlib import Path

import pytest

from bot.catalogue import catalogue
from bot.cli.check import check
from bot.config import load_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(tmp_path):
    for name in ("manners", "shared", "coach", "walk-in", "own-mistake"):
        copy = tmp_path / "dialogues" / "zh" / f"{name}.yaml"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "dialogues" / "zh" / f"{name}.yaml", copy)
    (tmp_path / "dialogues" / "en").mkdir()
    shutil.copy(ROOT / "dialogues" / "en" / "manners.yaml", tmp_path / "dialogues" / "en")
    shutil.copytree(ROOT / "rubrics", tmp_path / "rubrics")
    shutil.copy(ROOT / "config.yaml", tmp_path)
    return load_settings(tmp_path / "config.yaml")


def test_only_the_named_file_is_read(settings, capsys):
    broken, sound = (settings.path("dialogues") / "zh" / f"{n}.yaml" for n in ("own-mistake", "walk-in"))
    broken.write_text(broken.read_text("utf-8").replace("mood: +1", "mood: +9", 1), "utf-8")
    words = catalogue("zh")
    assert check(settings, words, [sound]) == 0
    assert "1 个对话" in capsys.readouterr().out
    assert check(settings, words, [broken]) == 1
    assert "own-mistake.yaml:" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(settings, capsys):
    assert check(settings, catalogue("zh"), [Path("nobody.yaml")]) == 1
    assert "nobody.yaml" in capsys.readouterr().err


def test_a_file_elsewhere_is_told_and_not_called_sound(settings, tmp_path, capsys):
    elsewhere = tmp_path / "mine.yaml"
    elsewhere.write_text("level: 9", "utf-8")
    assert check(settings, catalogue("en"), [elsewhere]) == 1
    told = capsys.readouterr()
    assert "mine.yaml" in told.err
    assert "sound" not in told.out
