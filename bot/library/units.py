"""The file of units → their slugs, in order."""

from pathlib import Path

from bot.library.listed import read_lists

FILE = "units.yaml"


def load_units(folder: Path) -> tuple[str, ...]:
    """The units of the syllabus (`handbook/opening`); none where a firm has no such file. Raises `Faulty`."""
    documents = read_lists(folder / FILE)
    return tuple(f"{document}/{unit}" for document, units in documents.items() for unit in units)
