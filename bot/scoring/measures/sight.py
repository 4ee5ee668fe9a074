"""What measures give: a figure with the words that show it. Measures are known to rubrics by name."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.scoring.record import Exchange, Record

Using = Mapping[str, Any]
#: A character (Chinese) or word (English) that is said.
SPEECH = re.compile(r"[a-z0-9']+|[^\W_a-z0-9]", re.IGNORECASE)
#: A clause of so many characters or words is quoted whole.
BRIEF = 14


@dataclass(frozen=True, slots=True)
class Sight:
    """Words that show something, good or bad."""

    turn: int
    quote: str
    good: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What a measure saw: a figure in its own unit, and the words behind it."""

    value: float
    sights: tuple[Sight, ...] = ()


#: None stands for “no occasion”: not assessed, and never zero.
Measure = Callable[[Record, Using], Finding | None]
MEASURES: dict[str, Measure] = {}


def measure(function: Measure) -> Measure:
    """Makes a function known to rubrics by its name."""
    MEASURES[function.__name__.rstrip("_")] = function
    return function


def scope(record: Record, using: Using) -> tuple[Exchange, ...]:
    """The exchanges a criterion looks at: `phases`, or the `first` / `last` so many replies."""
    exchanges = record.during(frozenset(using["phases"])) if "phases" in using else record.exchanges
    if "first" in using:
        return exchanges[: using["first"]]
    return exchanges[-using["last"] :] if "last" in using else exchanges


def seen(exchanges: Iterable[Exchange], acts: Iterable[str], good: bool) -> Iterator[Sight]:
    """Every clause that does one of these acts, once."""
    wanted = frozenset(acts)
    for exchange in exchanges:
        for clause in exchange.utterance.clauses:
            done = [act for act in clause.acts if act.name in wanted]
            if done:
                yield Sight(exchange.turn, quoted(done[0].evidence.quote, clause.text), good)


def quoted(words: str, clause: str) -> str:
    """The words that decided, or the whole clause where it is short: half a phrase reads badly."""
    return clause if len(SPEECH.findall(clause)) <= BRIEF else words or clause


def length(text: str) -> int:
    """How much is said: characters (Chinese) or words (English)."""
    return len(SPEECH.findall(text))


def whole(exchange: Exchange, good: bool) -> Sight:
    """A whole reply as what shows something."""
    return Sight(exchange.turn, exchange.text, good)


def share(good: Iterable[Sight], bad: Iterable[Sight], most: int = 4) -> Finding | None:
    """The share of what was done well (0–1), what went wrong quoted first; None where there is neither."""
    well, badly = tuple(good), tuple(bad)
    if not well and not badly:
        return None
    return Finding(len(well) / (len(well) + len(badly)), (*badly, *well)[:most])


def count(sights: Iterable[Sight], most: int = 4) -> Finding:
    """How often something was seen."""
    found = tuple(sights)
    return Finding(len(found), found[:most])
