"""Telling a mistake from what merely follows from another one."""

from collections.abc import Iterable

from bot.authoring.problem import KEY, Place, Problem

#: Problems that may only follow from mistakes in these sections.
FOLLOWS = {
    "state-unknown": ("states",),
    "ending-unknown": ("endings",),
    "name-unknown": ("moves", "customer", "states"),
    "line-name-unknown": ("company",),
    "rehearsal-missing": ("rehearsals",),
}
#: Problems that mistakes anywhere in these sections may cause: what leads where can't be told.
LEADS = ("states", "anywhere", "endings")
LED = frozenset({"state-unreachable", "ending-unreachable", "state-dead-end", "reply-idle", "move-unused"})


def independent(found: Iterable[Problem], wrong: tuple[Place, ...]) -> list[Problem]:
    """The problems that don't merely follow from what was wrong at these places already."""
    return [problem for problem in found if not any(follows(problem, place) for place in wrong)]


def follows(problem: Problem, place: Place) -> bool:
    """Whether a problem may follow from the mistake at a place."""
    if place and problem.place[: len(place)] == place:
        return True
    section = place[0] if place else ""
    if problem.code in LED:
        return section in LEADS
    whole = len(place) == 1 or place[-1:] == (KEY,)
    return whole and section in FOLLOWS.get(problem.code, ())
