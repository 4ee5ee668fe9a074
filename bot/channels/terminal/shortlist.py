"""The short menu: what to practise next, and where the rest stands in the whole list."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.catalogue import Catalogue
from bot.channels.terminal.menu import named
from bot.channels.terminal.prose import Prose
from bot.coach import Offer
from bot.progress.plan import Training

#: A list of no more lines than this is its own short menu.
SHORT = 12


def is_long(offers: Sequence[Offer]) -> bool:
    """Whether the whole list, with a heading and a space for each course, would bury what was read before."""
    return len(offers) + 2 * len({offer.course for offer in offers}) > SHORT


def shortlist(trainings: Sequence[Training], offers: tuple[Offer, ...], words: Catalogue) -> RenderableType:
    """What the plan suggests, with its numbers in the list; the courses; and how to see all of it."""
    found = suggested(trainings, offers)
    heading = Text(words.say("terminal-next" if found else "today-nothing"), "bold")
    how = words.say("terminal-whole-list", count=len(offers))
    ranges = Columns([Text(f"  {course}", "dim") for course in courses(offers, words)], padding=(0, 2))
    return Group("", heading, table(found, offers, words), "", Prose(Text(how)), ranges)


def suggested(trainings: Sequence[Training], offers: Sequence[Offer]) -> dict[int, list[str]]:
    """The numbers of what trains something, each with what it trains; a call comes before a drill."""
    numbers = {offer.id: number for number, offer in enumerate(offers, 1)}
    found: dict[int, list[str]] = {}
    for training in trainings:
        if number := numbers.get(training.dialogue or training.drill):
            found.setdefault(number, []).append(training.title)
    return found


def table(found: dict[int, list[str]], offers: Sequence[Offer], words: Catalogue) -> Table:
    """Number, title, level and reason of each."""
    rows = Table.grid(padding=(0, 2), expand=True)
    rows.add_column(width=4, justify="right")
    rows.add_column(ratio=4)
    rows.add_column()
    rows.add_column(ratio=3)
    for number, titles in found.items():
        offer, criteria = offers[number - 1], words.say("card-and").join(titles)
        level = Text(words.say(f"level-{offer.level}"), "dim")
        reason = Text(words.say("terminal-trains", criteria=criteria), "dim")
        rows.add_row(str(number), Prose(Text(offer.title)), level, Prose(reason))
    return rows


def courses(offers: Sequence[Offer], words: Catalogue) -> Iterator[str]:
    """Each course with its first and its last number."""
    for course, group in groupby(enumerate(offers, 1), key=lambda item: item[1].course):
        numbers = [number for number, _ in group]
        first, last = numbers[0], numbers[-1]
        yield f"{named(course, words)} {first}" + (f"–{last}" if last > first else "")
