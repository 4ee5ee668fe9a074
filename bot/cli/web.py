"""`web` and `demo`: the pages of the house, or of a firm made by playing."""

import errno
import os
import socket

import click

from bot.catalogue import Catalogue
from bot.cli import demo
from bot.cli.run import TOKEN, with_coach
from bot.coach import Coach
from bot.coach.house import House
from bot.config import Settings
from bot.store import people

#: How the user of this computer is known to the practice room and to the pages.
CHANNEL = "terminal"


def web(settings: Settings, words: Catalogue) -> int:
    """Serve the pages and print a sign-in link for the user of this computer, who is an owner here."""
    from bot.channels.terminal.practise import user

    return with_coach(settings, words, lambda coach: serve(coach, settings, words, CHANNEL, user()))


def show_demo(settings: Settings, words: Catalogue, firm: bool, days: int, anew: bool) -> int:
    """The pages on a firm made by playing."""
    if not firm:
        click.echo(words.say("demo-what"), err=True)
        return 2
    if anew or not demo.exists(settings):
        demo.make_firm(settings, words, days)
    there = settings.model_copy(update={"database": demo.FILE})
    return with_coach(there, words, lambda coach: serve(coach, there, words, "demo", "owner"))


async def serve(coach: Coach, settings: Settings, words: Catalogue, channel: str, address: str) -> int:
    """Let somebody in as the owner, and serve."""
    from bot.channels.web import serve as serve_pages

    house = House.of(coach)
    person = await coach.trainee(channel, address, settings.language)
    await coach.store.run(people.own, person.id)
    if taken(settings.web.host, settings.web.port):
        click.echo(words.say("web-port-taken", host=settings.web.host, port=settings.web.port), err=True)
        return 1
    base = settings.web.url or f"http://{settings.web.host}:{settings.web.port}"
    link = f"{base}/enter?code={await house.entrance.link(person)}"
    click.echo(words.say("web-serving", url=base))
    click.echo(words.say("web-link", url=link))
    return await serve_pages(coach, settings, os.environ.get(TOKEN, "").strip())


def taken(host: str, port: int) -> bool:
    """Whether something else serves there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False
