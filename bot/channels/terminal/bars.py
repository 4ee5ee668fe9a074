"""The dimensions of a scorecard as bars with figures."""

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from bot.catalogue import Catalogue
from bot.channels.terminal.prose import Prose
from bot.scoring.scorecard import Dimension

#: The longest and the shortest bar (cells).
LONGEST, SHORTEST = 30, 8


def bars(dimensions: tuple[Dimension, ...], words: Catalogue, width: int) -> RenderableType:
    """A line for each dimension: title, bar, figure; or that it wasn't assessed."""
    titles = max(cell_len(dimension.title) for dimension in dimensions)
    length = max(SHORTEST, min(LONGEST, width - titles - 12))
    return Group(*(bar(dimension, words, titles, length) for dimension in dimensions))


def bar(dimension: Dimension, words: Catalogue, titles: int, length: int) -> RenderableType:
    """One dimension."""
    title = "  " + dimension.title + " " * (titles - cell_len(dimension.title)) + "  "
    if dimension.score is None:
        return Prose(Text.assemble(title, (words.say("card-not-assessed"), "dim")), 2)
    full = round(length * dimension.score / 100)
    return Text.assemble(
        title, ("█" * full, "green"), ("░" * (length - full), "dim"), (f"  {dimension.score:>3.0f}", "bold")
    )
