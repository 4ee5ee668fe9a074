"""A recording said to the customer in the terminal."""

import pytest

from bot.catalogue import catalogue
from bot.channels.terminal.recording import named
from bot.sound import encode
from tests.channels.terminal.conftest import House
from tests.channels.terminal.test_in_the_call import dial
from tests.voice.lab import RATE, TEXTS, peaking, said

WORDS = catalogue("zh")


@pytest.mark.parametrize(
    ("argument", "name", "words"),
    [
        ("note.ogg", "note.ogg", ""),
        ("note.ogg 您好，方便吗", "note.ogg", "您好，方便吗"),
        ('"my note.ogg" 您好', "my note.ogg", " 您好"),
        ("'my note.ogg'", "my note.ogg", ""),
        ("", "", ""),
    ],
)
def test_a_name_with_spaces_stands_in_quotes(argument, name, words):
    assert named(argument) == (name, words)


async def test_a_recording_is_heard_and_its_words_are_asked_for(house: House, tmp_path) -> None:
    file = tmp_path / "my note.ogg"
    file.write_bytes(encode(peaking(said(TEXTS["zh"][0], "zh"), -6), RATE))
    async with house.room("zh") as caller:
        await dial(caller, "zh")
        await caller.type(f'/say "{file}"')
        await caller.sees("听了 9 秒")
        await caller.sees("语速")
        await caller.sees(WORDS.say("voice-nasality"))
        await caller.sees("请把刚才说的话打出来")


async def test_what_is_too_big_is_not_read(house: House, tmp_path) -> None:
    file = tmp_path / "big.wav"
    with file.open("wb") as big:
        big.truncate(30_000_000)
    async with house.room("zh") as caller:
        await dial(caller, "zh")
        await caller.type(f"/say {file}")
        await caller.sees(WORDS.say("voice-too-big", size="30.0", most="10"))
        await caller.type("/say nowhere.ogg")
        await caller.sees(WORDS.say("voice-no-file", file="nowhere.ogg"))
