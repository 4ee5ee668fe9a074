"""Running text, wrapped as it is in print: Chinese between characters, English between words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.text import Text

#: What may not begin a line, and what may not end one.
CLOSING = frozenset("，。、；：！？…—～·”’）》】」』〉％,.;:!?)]}%")
OPENING = frozenset("“‘（《【「『〈([{")


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; all lines after the first are indented by `hang` cells, all lines begin with `margin`."""

    text: Text
    hang: int = 0
    margin: Text = field(default_factory=Text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """The lines of the paragraph for the width there is."""
        offsets = breaks(self.text.plain, options.max_width - self.margin.cell_len, self.hang)
        for number, line in enumerate(self.text.divide(offsets)):
            line.rstrip()
            indent = " " * self.hang if number else ""
            yield Text("", no_wrap=True).append_text(self.margin).append(indent).append_text(line)


def breaks(text: str, width: int, hang: int = 0) -> list[int]:
    """Where to break a text into lines of `width` cells, all but the first shorter by `hang`."""
    found: list[int] = []
    room, used, chance = width, 0, 0
    for place, character in enumerate(text):
        if place and may_break(text[place - 1], character):
            chance = place
        used += cell_len(character)
        if used > room and not character.isspace():
            place_before = found[-1] if found else 0
            cut = chance if chance > place_before else place
            if cut > place_before:
                found.append(cut)
            room = max(width - hang, 2)
            used = cell_len(text[cut : place + 1])
    return found


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if after.isspace() or after in CLOSING or before in OPENING or not cell_len(after):
        return False
    return before.isspace() or cell_len(before) == 2 or cell_len(after) == 2
