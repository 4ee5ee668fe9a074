"""Commands speak the language asked for by `--lang`, whatever the house speaks."""

import os
import re
import subprocess
import sys

import pytest

HAN = re.compile("[\u4e00-\u9fff]")
WRONG = '{"id": 1}\n{oops\n'


def told(*arguments: str, house: str, lines: str = "") -> str:
    """What a command that can't do what was asked of it says, in a house that speaks a language."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=lines,
        capture_output=True,
        text=True,
        env={**os.environ, "PEILIAN_LANG": house},
        timeout=120,
        check=False,
    )
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    assert done.stderr
    return done.stderr


@pytest.mark.parametrize("lang", [("--lang", "en"), ("--lang=en",)])
@pytest.mark.parametrize("command", ["analyse", "score"])
def test_lines_that_can_not_be_read_are_told_in_english(command, lang):
    assert not HAN.search(told(command, *lang, house="zh", lines=WRONG))


@pytest.mark.parametrize("command", ["analyse", "score"])
def test_lines_that_can_not_be_read_are_told_in_chinese(command):
    lines = told(command, "--lang", "zh", house="en", lines=WRONG).splitlines()
    assert len(lines) == 2
    assert all(HAN.search(line) for line in lines)


@pytest.mark.parametrize(("lang", "house"), [("en", "zh"), ("zh", "en")])
def test_a_rehearsal_that_is_not_there_is_told_in_the_language_asked_for(lang, house):
    assert bool(HAN.search(told("rehearse", "nobody", "--lang", lang, house=house))) == (lang == "zh")


@pytest.mark.parametrize(("lang", "house"), [("en", "zh"), ("zh", "en")])
def test_settings_that_are_not_there_are_told_in_the_language_asked_for(lang, house):
    said = told("--config", "nowhere.yaml", "analyse", "--lang", lang, house=house)
    assert bool(HAN.search(said)) == (lang == "zh")


@pytest.mark.parametrize("house", ["zh", "en"])
@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (["rehearse", "--level", "best"], "--level"),
        (["rehearse", "--lang"], "--lang"),
        (["rehearse", "--lang", "fr"], "--lang"),
        (["score", "--loud"], "--loud"),
        (["score", "loud"], "peilian score --help"),
        (["sing"], "peilian --help"),
        (["calibrate"], "FILE"),
        (["demo", "--days", "3"], "14"),
        (["eval", "--file", "x", "--misses", "many"], "--misses"),
    ],
)
def test_a_command_that_is_written_wrong_is_told_in_the_language_of_the_house(house, typed, named):
    said = told(*typed, house=house)
    assert named in said
    assert bool(HAN.search(said)) == (house == "zh")
    assert "Error" not in said
