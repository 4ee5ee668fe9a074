"""What the trainee tells the room instead of the customer."""

import re
from dataclasses import dataclass

#: Other names for commands, such as those of the Telegram bot.
ALIASES = {
    "stop": "quit",
    "hangup": "quit",
    "exit": "quit",
    "bye": "quit",
    "practice": "list",
    "practise": "list",
    "language": "lang",
    "scores": "progress",
    "next": "today",
    "delete": "forget",
}
#: A Chinese keyboard gives ／ or 、 where the slash is.
TYPED = re.compile(r"/\s*(\S*)\s*(.*)|[／、]\s*([a-zA-Z]+)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """A command and what follows it."""

    name: str
    argument: str = ""


def command(text: str) -> Command | None:
    """The command that was typed; None where it was something else."""
    found = TYPED.fullmatch(text.strip())
    if found is None:
        return None
    name = (found[1] or found[3] or "").lower()
    return Command(ALIASES.get(name, name), (found[2] or found[4] or "").strip())
