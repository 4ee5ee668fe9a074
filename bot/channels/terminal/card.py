"""The scorecard, to be looked at before it is read."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.rule import Rule
from rich.text import Text

from bot.catalogue import Catalogue, catalogue
from bot.channels.terminal import ledgers, lessons
from bot.channels.terminal.bars import bars
from bot.channels.terminal.prose import Prose
from bot.channels.terminal.screen import WIDEST
from bot.roleplay.script import Script
from bot.scoring.scorecard import Scorecard


def render_card(card: Scorecard, script: Script | None, language: str, width: int) -> RenderableType:
    """A scorecard in one language; `script` is the dialogue it comes from, if that still exists."""
    return Group(summary(card, script, language, width), "", details(card, script, language, width))


def summary(card: Scorecard, script: Script | None, language: str, width: int) -> RenderableType:
    """What is looked at first: total, dimensions, faults, what to keep and what to try."""
    words, width = catalogue(language), min(width, WIDEST)
    exam = f" · {words.say('card-exam')}" if card.exam else ""
    title = words.say("card-title") + exam + (f" · {script.dialogue.title}" if script else "")
    parts = (
        Rule(Text(title, "bold"), align="left", style="dim"),
        *verdict(card, script, words),
        *section(words.say("card-faults"), ledgers.faults(card.faults, words)),
        "",
        bars(card.dimensions, words, width),
        *section(words.say("card-keep"), lessons.kept(card, words)),
        *section(words.say("card-try"), lessons.tried(card, words)),
    )
    return Constrain(Group(*parts), width)


def details(card: Scorecard, script: Script | None, language: str, width: int) -> RenderableType:
    """What is read after that: the customer's side of the call, and the number of the score."""
    words = catalogue(language)
    _, *parts = (
        *section(found_out(card, words), ledgers.facts(card, script, words)),
        *section(words.say("card-moods"), ledgers.moods(card, words)),
        "",
        Prose(Text(words.say("card-digest", digest=card.digest), "dim")),
    )
    return Constrain(Group(*parts), min(width, WIDEST))


def verdict(card: Scorecard, script: Script | None, words: Catalogue) -> Iterator[RenderableType]:
    """Total, band and outcome; what capped the total; how much was said."""
    total = words.say("card-total", total=f"{card.total:g}", band=card.band)
    yield Prose(Text.assemble((total, "bold"), "   ", outcome(card, script, words)))
    if card.capped:
        yield Prose(Text.assemble(("! ", "bold red"), card.capped), 2)
    spent = [words.say("card-turns", turns=card.turns)]
    if card.hints:
        spent.append(words.say("card-hints", hints=card.hints))
    yield Text(" · ".join(spent), "dim")


def outcome(card: Scorecard, script: Script | None, words: Catalogue) -> str:
    """How the call ended."""
    if card.outcome is None:
        return ""
    said = words.say(f"card-outcome-{card.outcome}")
    ending = script.endings.get(card.ending or "") if script else None
    return f"{said} · {ending.title}" if ending and card.outcome != "hung-up" else said


def found_out(card: Scorecard, words: Catalogue) -> str:
    """The heading of the disclosure ledger, with how much was found out of how much."""
    won = sum(fact.depth is not None for fact in card.facts)
    return f"{words.say('card-facts')} {won}/{len(card.facts)}"


def section(heading: str, lines: Iterable[RenderableType]) -> tuple[RenderableType, ...]:
    """A heading above its lines; nothing at all where there are none."""
    found = tuple(lines)
    return ("", Text(heading, "bold"), *found) if found else ()
