"""What the trainee sees."""

from prompt_toolkit.application import run_in_terminal
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from bot.catalogue import Catalogue, catalogue
from bot.channels.terminal.prose import Prose
from bot.coach import CoachError
from bot.store.records import StoreError

#: Longer lines are hard to read, however wide the window is (cells).
WIDEST = 100


class Screen:
    """Shows things above the prompt, in the trainee's language."""

    def __init__(self, console: Console, language: str) -> None:
        self._console = console
        self.words: Catalogue = catalogue(language)
        self._speaking = ""

    def speak(self, language: str) -> None:
        """Change the language."""
        self.words = catalogue(language)

    @property
    def width(self) -> int:
        """How wide a text may be (cells)."""
        return min(self._console.width, WIDEST)

    async def show(self, *things: RenderableType) -> None:
        """Show things one below the other; the prompt, if there is one, moves down."""
        self._speaking = ""
        await run_in_terminal(lambda: self._print(things))

    async def say(self, key: str, **names: object) -> None:
        """A text of the room's own."""
        await self.show(Prose(Text(self.words.say(key, **names), "italic")))

    async def note(self, text: str) -> None:
        """What the coach says, behind a bar: nobody in the call says it, and nobody there hears it."""
        await self.show(Prose(Text(f"✎ {text}", "italic"), 2, Text("  ┃ ", "magenta")))

    async def problem(self, error: CoachError | StoreError) -> None:
        """What went wrong, in words that help."""
        await self.show(Prose(Text(self.words.say(error.key, **error.details), "yellow")))

    async def line(self, who: str, text: str, style: str = "bold") -> None:
        """What somebody said, with who they are."""
        await self.show(spoken(who, text, style))

    async def part(self, who: str, text: str, style: str) -> None:
        """A part of a longer line; who speaks is told again only where something came in between."""
        goes_on = who == self._speaking
        await self.line(" " * cell_len(who) if goes_on else who, text, style)
        self._speaking = who

    def _print(self, things: tuple[RenderableType, ...]) -> None:
        for thing in things:
            self._console.print(thing, width=self.width)


def spoken(who: str, text: str, style: str = "bold") -> Prose:
    """A spoken line below which its further lines are indented."""
    label = Text(who, style)
    return Prose(Text.assemble(label, text), min(label.cell_len, WIDEST // 4))


def console() -> Console:
    """Standard output: colours where a terminal wants them, plain text in a pipe."""
    return Console(highlight=False, markup=False, emoji=False)
