"""Lesson cards in the terminal."""

from collections.abc import Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from bot.authoring.lesson import Lesson, Lessons, offered
from bot.catalogue import Catalogue
from bot.channels.terminal.prose import Prose
from bot.scoring.scorecard import Scorecard


def lesson(lessons: Lessons, wanted: str, words: Catalogue) -> RenderableType:
    """The card of a unit, or the list of all units where none or an unknown one is named."""
    unit = wanted.strip().lower()
    if unit in lessons:
        return card(unit, lessons[unit], words)
    unknown = [Prose(Text(words.say("lesson-unknown", name=wanted.strip()[:40])))] if unit else []
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
        for unit in units:
            yield Prose(Text.assemble(f"  {unit}  ", (lessons[unit].title, "dim")), 4)
