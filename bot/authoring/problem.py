"""A mistake in something people wrote, told so that they can mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Where in a document: keys and positions from the top, as pydantic gives them.
Place = tuple[str | int, ...]
#: The last step of a place that means a key and not what stands under it (as pydantic writes it).
KEY = "[key]"


@dataclass(frozen=True)
class Problem:
    """One mistake. `code` names the diagnostic, whose text lies in the catalogue; `details` fill it in.

    `line` and `column` count from 1; 0 means the whole file.
    """

    code: str
    place: Place = ()
    details: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    line: int = 0
    column: int = 0
    warning: bool = False


class Faulty(Exception):
    """Something people wrote can't be used; holds every mistake found, not the first only."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(
            "; ".join(f"{p.file}:{p.line}:{p.column} {p.code} {dict(p.details)}" for p in problems)
        )
