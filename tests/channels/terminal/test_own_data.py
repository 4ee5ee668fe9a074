"""A person's right to their data, in the terminal: all of it as a file, and all of it gone."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from bot.catalogue import catalogue
from bot.channels.terminal.files import named_path, own_file
from tests.channels.terminal.caller import Caller
from tests.channels.terminal.conftest import FOREVER, House, good
from tests.channels.terminal.test_in_the_call import HELLO, LANGUAGES, dial

WORD = {"zh": "删除", "en": "delete"}


def rows(house: House) -> str:
    """All that the database holds, as one text."""
    engine = create_engine(f"sqlite:///{house.database}")
    with engine.connect() as connection:
        tables = inspect(engine).get_table_names()
        kept = {table: connection.execute(text(f'select * from "{table}"')).fetchall() for table in tables}
    engine.dispose()
    return str(kept)


async def play(house: House, caller: Caller, language: str) -> list[str]:
    """The good rehearsal, to its scorecard; what was said in it."""
    said = good(house.library.scripts(language)["fruit-shop"])
    await dial(caller, language)
    for reply in said:
        await caller.type(reply)
    await caller.sees(catalogue(language).say("card-try"))
    return said


@LANGUAGES
async def test_everything_about_me_as_a_file(house: House, tmp_path: Path, language: str) -> None:
    words, file = catalogue(language), tmp_path / "me.json"
    async with house.room(language) as caller:
        said = await play(house, caller, language)
        await caller.type(f"/export {file}")
        await caller.sees(words.say("terminal-export-written", file=str(file)))
    kept = json.loads(file.read_bytes())
    spoken = [row["body"] for row in kept["events"]]
    assert [body["utterance"]["text"] for body in spoken if body["kind"] == "spoke"] == said
    assert kept["trainees"] and kept["calls"] and kept["scorecards"] and kept["skills"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@LANGUAGES
async def test_no_file_is_written_over(house: House, tmp_path: Path, language: str) -> None:
    words, file = catalogue(language), tmp_path / "notes.txt"
    file.write_text("mine", "utf-8")
    async with house.room(language) as caller:
        await caller.type(f"/export {file}")
        await caller.sees(words.say("terminal-export-exists", file=str(file)))
        for nowhere in (tmp_path / "no-folder" / "me.json", tmp_path / ("x" * 300)):
            await caller.type(f"/export {nowhere}")
            await caller.sees(words.say("terminal-export-not-written", file=str(nowhere)))
    assert file.read_text("utf-8") == "mine"


def test_where_a_file_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    at = datetime(2026, 12, 1, 9, 30, 5, tzinfo=UTC)
    usual = f"peilian-my-data-{at.astimezone():%Y%m%d-%H%M%S}.json"
    assert own_file("", at) == tmp_path / usual
    assert own_file(str(tmp_path), at) == tmp_path / usual
    assert own_file('"my data.json"', at) == tmp_path / "my data.json"
    assert own_file("~/me.json", at) == tmp_path / "home" / "me.json"
    assert named_path("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")


@LANGUAGES
@pytest.mark.parametrize("command", ["/forget", "/delete"])
async def test_everything_about_me_is_deleted(house: House, language: str, command: str) -> None:
    words = catalogue(language)
    async with house.room(language) as caller:
        said = await play(house, caller, language)
        await caller.type("")
        assert said[0] in rows(house)
        await caller.type(command)
        await caller.sees(words.say("forget-sure"))
        await caller.type(WORD[language])
        await caller.sees(words.say("forget-done"))
        assert await caller.leaves() == 0
    left = rows(house)
    assert "'sam'" not in left and not [reply for reply in said if reply in left]
    async with house.room(language) as caller:
        await caller.type("/progress")
        await caller.sees(words.say("terminal-progress-none"))


@LANGUAGES
@pytest.mark.parametrize("answer", ["", "no", "1", "/today"])
async def test_nothing_is_deleted_unless_it_is_meant(house: House, language: str, answer: str) -> None:
    words = catalogue(language)
    async with house.room(language) as caller:
        await play(house, caller, language)
        await caller.type("")
        await caller.type("/forget")
        await caller.sees(words.say("forget-sure"))
        await caller.type(answer)
        await caller.sees(words.say("forget-kept"))
        if answer == "/today":
            await caller.sees(words.say("course-telesales"))
        await caller.type("/progress")
        await caller.sees(house.library.scripts(language)["fruit-shop"].dialogue.title)


async def test_a_running_call_goes_with_the_rest(house: House) -> None:
    words = catalogue("en")
    async with house.room("en", pause=FOREVER) as caller:
        await dial(caller, "en")
        await caller.type(HELLO["en"][0])
        await caller.sees(HELLO["en"][1][0])
        await caller.type("/forget")
        await caller.type("/hint")
        await caller.sees(words.say("forget-kept"))
        await caller.sees("Hint:")
        await caller.type("/delete")
        await caller.type("delete")
        await caller.sees(words.say("terminal-bye"))
        assert await caller.leaves() == 0
    assert "Orchard" not in rows(house) and await house.spoken() is None
