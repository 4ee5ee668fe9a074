"""The file of units → their slugs, in order."""

from pathlib import Path

from pydantic import RootModel

from bot.document import read

FILE = "units.yaml"


class Listed(RootModel[dict[str, tuple[str, ...]]]):
    """Units by document as they are written."""


def load_units(folder: Path) -> tuple[str, ...]:
    """The units of the syllabus (`handbook/opening`); none where a firm has no such file. Raises `Faulty`."""
    path = folder / FILE
    if not path.exists():
        return ()
    documents = read(path).as_model(Listed).root
    return tuple(f"{document}/{unit}" for document, units in documents.items() for unit in units)
