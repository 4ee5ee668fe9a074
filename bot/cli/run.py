"""`run`, `practise` and `rehearse`: wiring of settings, library, store, coach and a channel."""

import asyncio
import logging
import os
import secrets
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import click

from bot.catalogue import Catalogue
from bot.cli.check import open_library
from bot.cli.voice import writer
from bot.coach import Coach
from bot.config import Settings
from bot.library.library import Library
from bot.roleplay.script import Script
from bot.sound import Ears
from bot.store.records import Store
from bot.systems.lrs import RecordStore
from bot.systems.xapi import Statements

TOKEN, LRS_SECRET = "TELEGRAM_BOT_TOKEN", "PEILIAN_LRS_SECRET"
#: What is played aloud where nobody can answer.
SHOWN = "cold-call-contract-hotel"


def run(settings: Settings, words: Catalogue) -> int:
    """Start the product: the Telegram bot with a token, else the practice room, else a rehearsal aloud."""
    token = os.environ.get(TOKEN, "").strip()
    if token:
        return telegram(settings, words, token)
    if sys.stdin.isatty():
        return practise(settings, words, None, None)
    return rehearse(settings, words, None, settings.language, "good")


def telegram(settings: Settings, words: Catalogue, token: str) -> int:
    """Serve the bot until it is stopped."""
    from bot.channels.telegram import serve

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return with_coach(settings, words, lambda coach: serve(token, coach, settings))


def practise(settings: Settings, words: Catalogue, dialogue: str | None, language: str | None) -> int:
    """The practice room in the terminal; without a language, in the one the trainee chose last."""
    from bot.channels.terminal import practise as room

    return with_coach(settings, words, lambda coach: room(coach, settings, dialogue, language))


def rehearse(settings: Settings, words: Catalogue, dialogue: str | None, language: str, level: str) -> int:
    """Play a rehearsal aloud: the call line by line, then the scorecard."""
    from bot.channels.terminal import show_rehearsal

    library = open_library(settings)
    report(words, library)
    script = found(library, dialogue, language)
    if script is None or level not in script.dialogue.rehearsals:
        click.echo(words.say("cli-no-rehearsal", id=dialogue or SHOWN), err=True)
        return 2
    show_rehearsal(script, library.rubrics, level)
    return 0


def found(library: Library, dialogue: str | None, language: str) -> Script | None:
    """The script asked for; without a name the one that is always shown, or the first there is."""
    scripts = library.scripts(language)
    if dialogue is not None:
        return scripts.get(dialogue)
    return scripts.get(SHOWN) or next(iter(scripts.values()), None)


def with_coach(settings: Settings, words: Catalogue, serve: Callable[[Coach], Awaitable[int | None]]) -> int:
    """Open library and store, let a channel work with the coach, close what was opened."""
    from bot.store.sql import SqlStore

    library = open_library(settings)
    report(words, library)

    ears = Ears(writer(settings), settings.voice.seconds, settings.voice.megabytes)

    async def session() -> int:
        store = SqlStore(settings.url)
        await store.open()
        try:
            telling = Statements(settings.lrs.home).of if settings.lrs.url else None
            coach = Coach(store, library, now, random_seed, ears, telling, settings.timezone)
            async with reporting(store, settings):
                return await serve(coach) or 0
        finally:
            ears.close()
            await store.close()

    return asyncio.run(session())


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def random_seed() -> int:
    """What decides on a call nobody has seen yet."""
    return secrets.randbelow(2**31)


@asynccontextmanager
async def reporting(store: Store, settings: Settings) -> AsyncIterator[None]:
    """While this lasts, the learning record store is told what waits for it, if there is one."""
    if not settings.lrs.url:
        yield
        return
    secret = os.environ.get(LRS_SECRET, "")
    told = asyncio.create_task(RecordStore(store, now, settings.lrs.url, settings.lrs.key, secret).run())
    try:
        yield
    finally:
        told.cancel()


def report(words: Catalogue, library: Library) -> None:
    """Tell which dialogues can't be played; the others can."""
    for problem in library.problems:
        click.echo(words.problem(problem), err=True)
