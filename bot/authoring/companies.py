"""No real firm's name in what is said: a customer's grievance with one would be a claim about it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.authoring.problem import Problem
from bot.authoring.spoken import Said

#: The names that may not be said, by language.
Firms = Mapping[str, Sequence[str]]


def lint_companies(said: Iterable[Said], firms: Firms) -> Iterator[Problem]:
    """Every place where a real firm is named; each name once a place."""
    pattern = naming(firms)
    if pattern is None:
        return
    for place, text in said:
        for name in dict.fromkeys(match[0] for match in pattern.finditer(text)):
            yield Problem("real-company", place, {"name": name})


def naming(firms: Firms) -> re.Pattern[str] | None:
    """What finds the names: English ones as whole words only."""
    words = [rf"\b{re.escape(name)}(?!\w)" for name in firms.get("en", ())]
    found = [*map(re.escape, firms.get("zh", ())), *words]
    return re.compile("|".join(found)) if found else None
