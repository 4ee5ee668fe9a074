"""The way into the practice room."""

import asyncio
import getpass
import sys
from collections.abc import Coroutine
from io import BytesIO
from typing import Any

from bot.channels.terminal.keyboard import Keyboard
from bot.channels.terminal.pipe import Pipe
from bot.channels.terminal.room import DONE, Room
from bot.channels.terminal.screen import Screen, console
from bot.channels.terminal.source import Source
from bot.channels.terminal.visit import Visit
from bot.channels.terminal.voice import Voice
from bot.coach import Coach
from bot.coach.house import House
from bot.config import Settings

CHANNEL = "terminal"


async def practise(
    coach: Coach, settings: Settings, dialogue: str | None = None, language: str | None = None
) -> int:
    """Let the user of this computer practise here; the exit code.

    `dialogue` names the first call, `language` changes the trainee's; input that isn't typed is read
    line by line, without pauses.
    """
    trainee = await coach.trainee(CHANNEL, user(), language or settings.language)
    if language and trainee.language != language:
        trainee = await coach.speak(trainee, language)
    source = listen()
    screen = Screen(console(), trainee.language)
    voice = Voice(screen, settings.terminal.pause if source.live else 0)
    return await undisturbed(Room(Visit(House.of(coach), source, screen, trainee), voice).stay(dialogue))


async def undisturbed(stay: Coroutine[Any, Any, int]) -> int:
    """The exit code of a stay. Ctrl-C between two prompts cancels us; that is a way of leaving, too."""
    try:
        return await stay
    except asyncio.CancelledError:
        if task := asyncio.current_task():
            task.uncancel()
        return DONE


def listen() -> Source:
    """The keyboard where somebody sits at a terminal, else whatever is fed in."""
    if sys.stdin is None or sys.stdin.closed:
        return Pipe(BytesIO())
    if sys.stdin.isatty() and sys.stdout.isatty():
        return Keyboard()
    return Pipe(open(sys.stdin.fileno(), "rb", closefd=False))


def user() -> str:
    """The name of the user; one is as good as another where the system doesn't tell."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return CHANNEL
