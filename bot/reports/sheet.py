"""Worksheets as text to read, and as a table to take along."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime, tzinfo

from bot.catalogue import Catalogue
from bot.roleplay.sheet import Filled

#: What a spreadsheet would take for a formula, some of them in full width too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def sheet_lines(sheet: Filled, words: Catalogue) -> tuple[str, ...]:
    """A sheet as lines: what was written down, what follows from it, what to do next."""
    written = [words.say("sheet-row", label=label, text=text or "—") for label, text in sheet.rows]
    results = [words.say("sheet-row", label=label, text=text) for label, text in sheet.results]
    advice = [words.say("sheet-advice", text=text) for text in sheet.advice]
    return (*written, *([""] if results else []), *results, *([""] if advice else []), *advice)


def sheet_table(kept: Iterable[tuple[str, datetime, Filled]], zone: tzinfo) -> bytes:
    """Sheets as CSV for a spreadsheet: title, day, label, text; what looks like a formula is harmless.

    Days are those of `zone`.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    for title, at, sheet in kept:
        day = at.astimezone(zone).strftime("%Y-%m-%d")
        for label, text in (*sheet.rows, *sheet.results):
            writer.writerow([harmless(cell) for cell in (title, day, label, text)])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs; figures stay figures."""
    figure = cell.removeprefix("-").replace(".", "", 1).isdecimal()
    return f"'{cell}" if cell.startswith(FORMULA) and not figure else cell
