"""The commands there are, each with what it does."""

from typing import Final, Literal

from rich.table import Table
from rich.text import Text

from bot.catalogue import Catalogue
from bot.channels.terminal.prose import Prose

Place = Literal["list", "call"]

#: What can be typed at the list and during a call; the texts are `terminal-help-<place>-<name>`.
COMMANDS: Final[dict[Place, dict[str, str]]] = {
    "list": {
        "pick": "1 2 3 …",
        "today": "/today",
        "list": "/list ⏎",
        "hard": "/easy /hard",
        "exam": "/exam",
        "notes": "/notes",
        "lesson": "/lesson",
        "sheets": "/sheets",
        "progress": "/progress",
        "export": "/export",
        "forget": "/forget",
        "lang": "/lang zh|en",
        "quit": "/quit",
    },
    "call": {
        "hint": "/hint",
        "retry": "/retry",
        "say": "/say",
        "notes": "/notes",
        "quit": "/quit",
        "silence": "⏎",
        "lang": "/lang zh|en",
        "anew": "/anew",
        "leave": "Ctrl-D",
    },
}


def help_text(words: Catalogue, place: Place) -> Table:
    """The commands of a place."""
    table = Table.grid(padding=(0, 2))
    for name, typed in COMMANDS[place].items():
        table.add_row(Text(f"  {typed}", "bold"), Prose(Text(words.say(f"terminal-help-{place}-{name}"))))
    return table
