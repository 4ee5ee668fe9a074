"""`peilian demo --firm` tells what it is doing all the time, and leaves nothing half made."""

import io
import re
from pathlib import Path

import pytest
import yaml
from rich.console import Console

from bot.catalogue import catalogue
from bot.cli import demo
from bot.cli.waiting import LINES, waiting
from bot.config import FILE, HOME, Settings, load_settings


def settings(folder: Path, dialogues: Path) -> Settings:
    written = yaml.safe_load((HOME / FILE).read_text("utf-8"))
    written |= {"dialogues": str(dialogues), "rubrics": str(HOME / "rubrics")}
    (folder / "config.yaml").write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
    return load_settings(folder / "config.yaml")


def work(screen: Console, of: int) -> None:
    """Do `of` things, the first of which isn't ready at once."""
    with waiting("Playing …", lambda done, of: f"{done} of {of} played.", screen) as told:
        told(0, of)
        for done in range(1, of + 1):
            told(done, of)


def test_in_a_terminal_there_is_a_bar_that_fills_and_goes():
    out = io.StringIO()
    work(Console(file=out, force_terminal=True, width=80), 7)
    seen = out.getvalue()
    assert re.search(r"Playing … .*━", seen)
    assert "7/7" in seen
    assert seen.endswith("\x1b[2K")


@pytest.mark.parametrize("of", [3, 1000])
def test_elsewhere_some_lines_tell_how_far_it_is(of):
    out = io.StringIO()
    work(Console(file=out, width=40), of)
    first, *lines = out.getvalue().splitlines()
    assert first == "Playing …"
    assert len(lines) == min(of, LINES)
    assert lines[-1] == f"{of} of {of} played."


def test_a_firm_is_told_of_while_it_is_made_and_then_there(tmp_path, capsys):
    words = catalogue("en")
    made = demo.make_firm(settings(tmp_path, HOME / "dialogues"), words, 14, share=0.1)
    told = capsys.readouterr()
    first, *lines = told.err.splitlines()
    assert first == words.say("demo-playing", days=14)
    assert lines[-1] == words.say("demo-played", done=made.calls, of=made.calls)
    assert told.out.strip() == words.say(
        "demo-made", teams=len(made.teams), people=made.people, calls=made.calls
    )
    assert [file.name for file in (tmp_path / "var").glob("*.db*")] == ["demo.db"]


def test_a_firm_that_is_not_finished_takes_the_place_of_none(tmp_path):
    (tmp_path / "var").mkdir()
    old = tmp_path / "var" / "demo.db"
    old.write_bytes(b"the firm of yesterday")
    empty = tmp_path / "dialogues"
    for language in ("zh", "en"):
        (empty / language).mkdir(parents=True)
    with pytest.raises(LookupError):
        demo.make_firm(settings(tmp_path, empty), catalogue("zh"), 14)
    assert old.read_bytes() == b"the firm of yesterday"
