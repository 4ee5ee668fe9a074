"""Lesson cards in the terminal."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from bot.authoring.lesson import Lesson, Lessons, fitting, numbers, offered
from bot.catalogue import Catalogue
from bot.channels.terminal.prose import Prose
from bot.scoring.scorecard import Scorecard


def lesson(lessons: Lessons, wanted: str, words: Catalogue) -> RenderableType:
    """The card of a unit; those that fit, where several do; all units where none does or none is named."""
    wanted, units = wanted.strip(), fitting(lessons, wanted)
    if len(units) == 1:
        return card(units[0], lessons[units[0]], words)
    if units:
        several = Prose(Text(words.say("lesson-several", name=wanted[:40])))
        return Group("", several, *rows(lessons, units), "")
    unknown = [Prose(Text(words.say("lesson-unknown", name=wanted[:40])))] if wanted else []
    return Group(*listed(lessons, words), *unknown, "")


def helpful(scored: Scorecard, lessons: Lessons, words: Catalogue) -> RenderableType | None:
    """The cards that help with what was weak in a call; None where there is none."""
    units = offered(scored, lessons)
    if not units:
        return None
    rows = [Text.assemble(f"  /lesson {unit}  ", (lessons[unit].title, "dim")) for unit in units]
    return Group(Text(words.say("card-lessons"), "bold"), *rows)


def card(unit: str, written: Lesson, words: Catalogue) -> RenderableType:
    """One card."""
    return Group(
        "",
        Rule(Text(f"{written.title} · {unit}", "bold"), align="left", style="dim"),
        Prose(Text(written.idea)),
        "",
        Prose(Text(words.say("lesson-usual", text=written.usual), "dim"), 4),
        Prose(Text(words.say("lesson-better", text=written.better), "green"), 4),
        "",
        Prose(Text(words.say("lesson-try", text=written.try_)), 4),
        "",
    )


def listed(lessons: Lessons, words: Catalogue) -> Iterator[RenderableType]:
    """All units, document by document."""
    yield Prose(Text(words.say("lesson-list")))
    for document, units in groupby(lessons, key=lambda unit: unit.partition("/")[0]):
        yield Text(f"\n{words.say(f'document-{document}')}", "bold")
        yield from rows(lessons, units)


def rows(lessons: Lessons, units: Iterable[str]) -> Iterator[RenderableType]:
    """Some units with their numbers among all."""
    places = numbers(lessons)
    for unit in units:
        yield Prose(Text.assemble(f"{places[unit]:>4}  {unit}  ", (lessons[unit].title, "dim")), 6)
