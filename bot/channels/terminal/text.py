"""Text from outside: made fit to be shown and kept."""

import re
from itertools import accumulate
from unicodedata import category

from rich.cells import cell_len

#: Escape sequences as terminals use them: colours and cursor, titles and links, single commands.
ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])")
#: Joins emoji into one; the only invisible character that is needed.
JOINER = "\u200d"


class Garbled(Exception):
    """A line that is not UTF-8."""


def clean(text: str) -> str:
    """The text without escape sequences and control characters; line ends become spaces."""
    text = ESCAPES.sub("", text)
    shown = (" " if c.isspace() else c for c in text if c == JOINER or c.isspace() or category(c)[0] != "C")
    return "".join(shown).strip()


def shorten(text: str, cells: int) -> str:
    """The text in so many cells at most, with an ellipsis where something was left out."""
    if cell_len(text) <= cells:
        return text
    end = next(end for end, used in enumerate(accumulate(map(cell_len, text))) if used > cells - 1)
    cut = text[:end]
    if text[max(end - 1, 0) : end + 1].isascii() and " " in cut:
        cut = cut.rpartition(" ")[0]
    return cut.rstrip("，。、；：,.;: ") + "…"
