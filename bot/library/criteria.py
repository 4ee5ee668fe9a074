"""What is wrong with a criterion of a rubric although it is well-formed."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import get_args

from bot.authoring.problem import KEY, Place, Problem
from bot.language.acts import ACTS
from bot.roleplay.dialogue import Phase
from bot.scoring.measures import MEASURES
from bot.scoring.rubric import Criterion

#: Parameters that choose the replies a measure looks at.
WHERE = frozenset({"phases", "first", "last"})
#: What a measure must be given in `using`, and what it may be given.
NEEDS: dict[str, frozenset[str]] = {
    "acts": frozenset({"any"}),
    "faults": frozenset({"any"}),
    "order": frozenset({"first_of", "then"}),
    "asked_before": frozenset({"acts"}),
    "responsive": frozenset({"acts"}),
}
MAY: dict[str, frozenset[str]] = {
    "acts": WHERE,
    "faults": WHERE,
    "open_share": WHERE | {"least"},
    "questions": WHERE,
    "stacked": WHERE | {"most"},
    "fillers": frozenset({"least"}),
}
#: Parameters that hold names, and the names there are.
NAMES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("any", "acts", "first_of", "then"), ACTS),
    "phases": frozenset(get_args(Phase)),
}


def lint_criterion(criterion: Criterion, number: int) -> Iterator[Problem]:
    """Every mistake in a criterion."""
    place: Place = ("criteria", number)
    name = criterion.measure
    if name not in MEASURES:
        details = {"name": name, "nearest": closest(name, MEASURES)}
        yield Problem("measure-unknown", (*place, "measure"), details)
    else:
        yield from lint_parameters(criterion, (*place, "using"))
    corners = [x for x, _ in criterion.scale]
    if corners != sorted(set(corners)):
        yield Problem("scale-out-of-order", (*place, "scale"))


def lint_parameters(criterion: Criterion, place: Place) -> Iterator[Problem]:
    """Parameters a measure doesn't know, lacks, or can't use."""
    needs = NEEDS.get(criterion.measure, frozenset())
    known = needs | MAY.get(criterion.measure, frozenset())
    for key in sorted(needs - set(criterion.using)):
        yield Problem("using-missing", place, {"name": key, "measure": criterion.measure})
    for key, value in criterion.using.items():
        if key not in known:
            details = {"name": key, "measure": criterion.measure, "nearest": closest(key, known)}
            details["expected"] = " / ".join(sorted(known)) or "–"
            yield Problem("using-unknown", (*place, key, KEY), details)
        elif key in NAMES:
            yield from lint_names(value, (*place, key), NAMES[key])
        elif not isinstance(value, int) or isinstance(value, bool) or value < 1:
            yield Problem("number-too-small", (*place, key), {"key": key, "value": str(value), "limit": "1"})


def lint_names(value: object, place: Place, known: frozenset[str]) -> Iterator[Problem]:
    """A list of names that isn't one, or holds a name that nobody knows."""
    if not isinstance(value, list | tuple) or not value:
        yield Problem("list-wanted", place, {"key": str(place[-1])})
        return
    code = "phase-unknown" if place[-1] == "phases" else "act-unknown"
    for number, name in enumerate(value):
        if name not in known:
            details = {"name": str(name), "nearest": closest(str(name), known)}
            yield Problem(code, (*place, number), details)


def closest(name: str, known: Iterable[str]) -> str:
    """The known name that a person may have meant, or nothing."""
    return next(iter(get_close_matches(name, sorted(known), 1)), "")
