"""The real firms that no dialogue may name."""

from pathlib import Path

from bot.authoring.companies import Firms
from bot.authoring.problem import Faulty, Problem
from bot.library.listed import read_lists

FILE = "firms.yaml"


def load_firms(folder: Path) -> tuple[Firms, tuple[Problem, ...]]:
    """The names of `firms.yaml` by language, and every mistake in it; none where there is no such file."""
    try:
        return read_lists(folder / FILE), ()
    except Faulty as faulty:
        return {}, tuple(faulty.problems)
