"""The real firms that no dialogue may name."""

from pathlib import Path

from bot.authoring.companies import Firms
from bot.document import read

FILE = "firms.yaml"


def load_firms(folder: Path) -> Firms:
    """The names of `firms.yaml` by language; none where there is no such file."""
    path = folder / FILE
    return {language: tuple(names) for language, names in read(path).data.items()} if path.exists() else {}
