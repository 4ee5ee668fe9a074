"""The file of units → their slugs, in order."""

from pathlib import Path

from bot.document import read

FILE = "units.yaml"


def load_units(folder: Path) -> tuple[str, ...]:
    """The units of the syllabus (`handbook/opening`); none where a firm has no such file."""
    path = folder / FILE
    if not path.exists():
        return ()
    written = read(path).data or {}
    return tuple(f"{document}/{unit}" for document, units in written.items() for unit in units)
