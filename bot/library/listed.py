"""Files that only list words under keys."""

from pathlib import Path

from pydantic import RootModel

from bot.document import read


class Listed(RootModel[dict[str, tuple[str, ...]]]):
    """Words by key as they are written."""


def read_lists(path: Path) -> dict[str, tuple[str, ...]]:
    """What a file lists; nothing where there is no such file. Raises `Faulty`."""
    return read(path).as_model(Listed).root if path.exists() else {}
