"""`demo --firm`: a firm made by playing, to see the reports before there are people."""

import asyncio
from datetime import datetime

import click
from rich.console import Console
from rich.progress import Progress

from bot.catalogue import Catalogue
from bot.cli.check import open_library
from bot.cli.run import random_seed
from bot.coach import Coach
from bot.config import Settings
from bot.demo.make import Made, Maker
from bot.store.sql import SqlStore

#: Where the firm is kept, beside the real one.
FILE = "var/demo.db"
#: The same firm every time.
SEED = 2026


def make_firm(settings: Settings, words: Catalogue, days: int, share: float = 1.0) -> Made:
    """Make the firm anew; a bar shows how far it is."""
    target = settings.folder / FILE
    for old in target.parent.glob(f"{target.name}*"):
        old.unlink()
    library = open_library(settings)

    async def work() -> Made:
        store = SqlStore(f"sqlite:///{target}")
        await store.open()
        try:
            end = datetime.now(settings.timezone)
            coach = Coach(store, library, lambda: end, random_seed, zone=settings.timezone)
            with Progress(console=Console(stderr=True), transient=True) as bar:
                task = bar.add_task(words.say("demo-playing"), total=None)
                maker = Maker(coach, settings, end, days, SEED)
                return await maker.make(share, lambda done, of: bar.update(task, completed=done, total=of))
        finally:
            await store.close()

    made = asyncio.run(work())
    click.echo(words.say("demo-made", teams=len(made.teams), people=made.people, calls=made.calls))
    return made


def exists(settings: Settings) -> bool:
    """Whether the firm has been made already."""
    return (settings.folder / FILE).exists()
