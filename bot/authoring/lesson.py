"""Lesson cards: one a unit of the syllabus, read in a minute and tried in the next call."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from bot.language.vocabulary import Written
from bot.scoring.advice import try_next
from bot.scoring.scorecard import Scorecard

#: How many cards a scorecard offers.
OFFERED = 2


class Lesson(Written):
    """One card: an idea, how it is usually said and how it is said better, one thing to try."""

    title: str
    idea: str
    usual: str
    better: str
    try_: Annotated[str, Field(alias="try")]


#: Cards by the slug of their unit (handbook/opening), in the order of the syllabus.
Lessons = Mapping[str, Lesson]


def offered(card: Scorecard, lessons: Lessons) -> tuple[str, ...]:
    """The units whose cards help with what would bring most in this call; at most two."""
    units = [unit for mark, _ in try_next(card) for unit in mark.source[:1] if unit in lessons]
    return tuple(dict.fromkeys(units))[:OFFERED]
