"""Cells as they are written: figures, days, and whatever people call themselves."""

from datetime import date, datetime

from bot.reports.report import Cell, Kind

#: Stands for what there is nothing of.
NOTHING = "–"
#: Marks that turn the direction of what follows, and those that join emoji or choose their look.
TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
JOINING = dict.fromkeys([0x200D, 0xFE0E, 0xFE0F])
#: Where a word longer than this may be broken.
WORD = 16


def shown(cell: Cell, kind: Kind = "text") -> str:
    """A cell as text: 72.5 points, 45 %, 2026-03-25 or 2026-03-25 14:05."""
    if cell is None or cell == "":
        return NOTHING
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, str):
        return printable(cell)
    if kind == "percent":
        return f"{100 * cell:.0f}%"
    return f"{cell:,}" if isinstance(cell, int) else f"{cell:,.1f}".removesuffix(".0")


def printable(text: str) -> str:
    """A text without what no file may hold: controls and halves of characters; line breaks stay."""
    if text.isprintable():
        return text
    return "".join(
        c
        for c in text
        if c in "\n\t"
        or not (c < " " or "\x7f" <= c < "\xa0" or "\ud800" <= c < "\ue000" or c in "\ufffe\uffff")
    )


def straight(text: str) -> str:
    """A text on one line that reads from left to right, for places that draw it glyph by glyph."""
    return " ".join(printable(text).translate(TURNING | JOINING).split())


def breakable(text: str) -> str:
    """A text whose long words may be broken at the end of a line."""
    return " ".join("\u200b".join(w[n : n + WORD] for n in range(0, len(w), WORD)) for w in text.split(" "))


def wide(text: str) -> float:
    """The width of a text in ems, near enough."""
    return sum(em(c) for c in text)


def em(c: str) -> float:
    """The width of a character: of a Chinese one 1."""
    if c >= "\u2e80" or c in "WM@%…—":
        return 0.0 if c == "\ufe0f" else 1.0
    return 0.0 if c in "\u200b\u200d" else 0.66 if c.isupper() else 0.57


def cut(text: str, ems: float) -> str:
    """A text no wider than this."""
    if wide(text) <= ems:
        return text
    width, kept = 1.0, ""
    for c in text:
        width += wide(c)
        if width > ems:
            break
        kept += c
    return kept.rstrip() + "…"
