"""Lesson cards: one a unit of the syllabus, read in a minute and tried in the next call."""

import re
from collections.abc import Mapping, Sequence
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


def numbers(lessons: Lessons) -> dict[str, int]:
    """The number of each unit in the list of all, from 1."""
    return {unit: number for number, unit in enumerate(lessons, 1)}


def fitting(lessons: Lessons, wanted: str) -> tuple[str, ...]:
    """The units that somebody may mean who names one: in full, by its number in the list, by its own name
    without the document; else by the only beginning there is, or those that begin so or are titled so."""
    words = wanted.lower().split()
    name, units = "-".join(words), tuple(lessons)
    if not words or name in lessons:
        return (name,) if words else ()
    if name.isdecimal() and len(name) < 6:
        return tuple(unit for unit, number in numbers(lessons).items() if number == int(name))
    names = {unit: unit.partition("/")[2] for unit in units}
    if own := tuple(unit for unit in units if names[unit] == name):
        return own
    begun = tuple(unit for unit in units if unit.startswith(name) or names[unit].startswith(name))
    if len(begun) == 1:
        return begun
    return tuple(unit for unit in units if unit in begun or titled(lessons[unit].title, words))


def titled(title: str, words: Sequence[str]) -> bool:
    """Whether all words occur in a title: in Chinese anywhere, in other languages where a word begins."""
    there = re.findall(r"\w+", title.lower())
    return all(any(w.startswith(word) if word.isascii() else word in w for w in there) for word in words)


def offered(card: Scorecard, lessons: Lessons) -> tuple[str, ...]:
    """The units whose cards help with what would bring most in this call; at most two."""
    units = [unit for mark, _ in try_next(card) for unit in mark.source[:1] if unit in lessons]
    return tuple(dict.fromkeys(units))[:OFFERED]
