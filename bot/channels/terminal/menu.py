"""The list of dialogues, and what is read before a call."""

from collections.abc import Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot.catalogue import Catalogue
from bot.channels.terminal.prose import Prose
from bot.coach import Offer

#: The widest column of names (cells); longer ones go on in the next line.
NAMES = 24


def menu(offers: tuple[Offer, ...], words: Catalogue) -> RenderableType:
    """All dialogues with their numbers, course by course."""
    if not offers:
        return Prose(Text(words.say("terminal-list-empty")))
    several = any(offer.others for offer in offers)
    legend: list[RenderableType] = (
        ["", Prose(Text(words.say("terminal-list-several"), "dim"))] if several else []
    )
    return Group(*courses(offers, words), *legend, "")


def courses(offers: tuple[Offer, ...], words: Catalogue) -> Iterator[RenderableType]:
    """A heading and a table for each course. Columns are equally wide in all of them."""
    names = max(Text(who(offer, words)).cell_len for offer in offers)
    levels = max(Text(words.say(f"level-{offer.level}")).cell_len for offer in offers)
    for course, group in groupby(enumerate(offers, 1), key=lambda item: item[1].course):
        yield Text(f"\n{named(course, words)}", "bold")
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(width=4, justify="right")
        table.add_column(ratio=1)
        table.add_column(width=min(names, NAMES))
        table.add_column(width=levels)
        for number, offer in group:
            table.add_row(
                str(number),
                Prose(Text(offer.title)),
                Prose(Text(who(offer, words))),
                Text(words.say(f"level-{offer.level}"), "dim"),
            )
        yield table


def who(offer: Offer, words: Catalogue) -> str:
    """Who may pick up: the first by name, the others counted."""
    if not offer.others:
        return offer.customer
    key = "terminal-list-or-one" if offer.others == 1 else "terminal-list-or-more"
    return words.say(key, name=offer.customer, others=offer.others)


def named(course: str, words: Catalogue) -> str:
    """What a course is called."""
    key = f"course-{course}"
    return words.say(key) if words.has(key) else course


def choose(offers: tuple[Offer, ...], text: str) -> Offer | None:
    """The dialogue that a number or an id names."""
    if text.isdecimal() and len(text) < 6:
        number = int(text)
        return offers[number - 1] if 1 <= number <= len(offers) else None
    return next((offer for offer in offers if offer.id == text.lower()), None)


def brief(offer: Offer, words: Catalogue) -> RenderableType:
    """What the trainee knows before the call."""
    about = f"{named(offer.course, words)} · {words.say(f'level-{offer.level}')} · {offer.customer}"
    return Group(
        "",
        Rule(Text(offer.title, "bold"), align="left", style="dim"),
        Prose(Text(about, "dim")),
        "",
        Prose(Text(offer.brief)),
        "",
    )
