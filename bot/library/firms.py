"""The real firms that no dialogue may name."""

from pathlib import Path

from pydantic import RootModel

from bot.authoring.companies import Firms
from bot.authoring.problem import Faulty, Problem
from bot.document import read

FILE = "firms.yaml"


class Listed(RootModel[dict[str, tuple[str, ...]]]):
    """Names by language as they are written."""


def load_firms(folder: Path) -> tuple[Firms, tuple[Problem, ...]]:
    """The names of `firms.yaml` by language, and every mistake in it; none where there is no such file."""
    path = folder / FILE
    if not path.exists():
        return {}, ()
    try:
        return read(path).as_model(Listed).root, ()
    except Faulty as faulty:
        return {}, tuple(faulty.problems)
