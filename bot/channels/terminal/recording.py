"""A recording said to the customer: the file that is named, and what it holds."""

from bot.channels.terminal.files import named_path
from bot.sound import Ears

#: What a name with spaces stands in.
QUOTES = ("'", '"')


def named(argument: str) -> tuple[str, str]:
    """The name of a file, in quotes where it has spaces, and what follows it."""
    quote = argument[:1]
    if quote in QUOTES:
        name, _, words = argument[1:].partition(quote)
    else:
        name, _, words = argument.partition(" ")
    return name, words


def recorded(name: str, ears: Ears) -> bytes:
    """The bytes of a file; raises OSError, and Unplayable where there are too many."""
    path = named_path(name)
    ears.check(path.stat().st_size)
    return path.read_bytes()
