"""Every criterion of a scorecard with what it rests on: the trainee's own words, the rule, the tip."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.rule import Rule
from rich.text import Text

from bot.catalogue import Catalogue, catalogue
from bot.channels.terminal import ledgers
from bot.channels.terminal.card import section, verdict
from bot.channels.terminal.prose import Prose
from bot.channels.terminal.screen import WIDEST
from bot.channels.terminal.text import shorten
from bot.scoring.advice import KEEP
from bot.scoring.measures import Sight
from bot.scoring.scorecard import Dimension, Mark, Scorecard

#: So much of a reply is quoted (cells), and so many of them for a criterion.
QUOTE, QUOTES = 56, 3
#: Nothing cost points.
FULL = 100.0
#: Figures stand in a column of their own (cells).
FIGURE = 5


def reasons(card: Scorecard, name: str, language: str, width: int) -> RenderableType:
    """The whole score of a call called `name`, criterion by criterion."""
    words = catalogue(language)
    title = f"{words.say('card-title')} · {shorten(name, QUOTE)}"
    parts = (
        Rule(Text(title, "bold"), align="left", style="dim"),
        *verdict(card, None, words),
        *section(words.say("card-faults"), ledgers.faults(card.faults, words)),
        *(part for dimension in card.dimensions for part in judged(dimension, words)),
        "",
    )
    return Constrain(Group(*parts), min(width, WIDEST))


def judged(dimension: Dimension, words: Catalogue) -> Iterator[RenderableType]:
    """A rubric with its criteria; nothing where none of them had an occasion."""
    if dimension.score is None:
        return
    yield ""
    yield Text.assemble(figure(dimension.score), dimension.title, style="bold")
    for mark in dimension.marks:
        if mark.points is not None:
            yield from because(mark, mark.points, words)


def because(mark: Mark, points: float, words: Catalogue) -> Iterator[RenderableType]:
    """A criterion: its points, what was said; where points are missing, why it matters and how it is done."""
    yield Prose(Text(figure(points) + mark.title), FIGURE)
    seen = counted(mark, points)
    yield from (quoted(sight, words) for sight in seen)
    if points >= KEEP:
        return
    if not seen:
        yield indented(words.say("card-unseen"), "dim")
    yield indented(words.say("card-rule", rule=mark.rule))
    yield indented(words.say("card-tip", tip=mark.tip))


def counted(mark: Mark, points: float) -> tuple[Sight, ...]:
    """The words that counted, each once: what was good where it went well, what cost points before that."""
    well = points >= KEEP
    seen = [sight for sight in dict.fromkeys(mark.evidence) if sight.quote and (sight.good or points < FULL)]
    return tuple(sorted(seen, key=lambda sight: sight.good != well)[:QUOTES])


def quoted(sight: Sight, words: Catalogue) -> Prose:
    """The trainee's words: for it or against it."""
    sign, style = ("+", "green") if sight.good else ("−", "red")
    said = words.say("score-said", turn=sight.turn, text=shorten(sight.quote, QUOTE))
    return Prose(Text.assemble(" " * FIGURE, (f"{sign} ", style), said), FIGURE + 2)


def indented(text: str, style: str = "") -> Prose:
    """A paragraph below a criterion."""
    return Prose(Text(" " * (FIGURE + 2) + text, style), FIGURE + 2)


def figure(points: float) -> str:
    """Points, right-aligned in their column."""
    shown = f"{points:.0f}"
    return " " * (FIGURE - 2 - cell_len(shown)) + shown + "  "
