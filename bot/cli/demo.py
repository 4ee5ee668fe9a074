"""`demo --firm`: a firm made by playing, to see the reports before there are people."""

import asyncio
from datetime import datetime
from pathlib import Path

import click

from bot.catalogue import Catalogue
from bot.cli.check import open_library
from bot.cli.run import random_seed
from bot.cli.waiting import Told, waiting
from bot.coach import Coach
from bot.config import Settings
from bot.demo.make import Made, Maker
from bot.store.sql import SqlStore

#: Where the firm is kept, beside the real one, and where it is as long as it isn't whole.
FILE, PART = "var/demo.db", "var/demo-part.db"
#: The same firm every time.
SEED = 2026


def make_firm(settings: Settings, words: Catalogue, days: int, share: float = 1.0) -> Made:
    """Make the firm anew, and tell how far it is; one that is there stays until the new one is whole."""
    part = settings.folder / PART
    part.parent.mkdir(parents=True, exist_ok=True)
    clear(part)
    doing = words.say("demo-playing", days=days)
    with waiting(doing, lambda done, of: words.say("demo-played", done=done, of=of)) as told:
        made = asyncio.run(played(settings, part, days, share, told))
    target = settings.folder / FILE
    clear(target)
    for file in sorted(part.parent.glob(f"{part.name}*")):
        file.rename(target.with_name(file.name.replace(part.name, target.name, 1)))
    click.echo(words.say("demo-made", teams=len(made.teams), people=made.people, calls=made.calls))
    return made


async def played(settings: Settings, file: Path, days: int, share: float, told: Told) -> Made:
    """Play the firm into a file."""
    library = open_library(settings)
    end = datetime.now(settings.timezone)
    store = SqlStore(f"sqlite:///{file}")
    await store.open()
    try:
        coach = Coach(store, library, lambda: end, random_seed, zone=settings.timezone)
        return await Maker(coach, settings, end, days, SEED).make(share, told)
    finally:
        await store.close()


def clear(file: Path) -> None:
    """Take a database away, with what stands beside it."""
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()


def exists(settings: Settings) -> bool:
    """Whether the firm has been made already."""
    return (settings.folder / FILE).exists()
