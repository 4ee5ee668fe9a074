"""Rubric files → rubrics ready to score with."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from bot.authoring.followup import independent
from bot.authoring.names import nearest
from bot.authoring.problem import KEY, Faulty, Place, Problem
from bot.document import examine
from bot.language.acts import ACTS
from bot.library.criteria import lint_criterion, lint_names
from bot.roleplay.dialogue import Kind
from bot.scoring.rubric import Cap, Rubric, Rubrics, Scheme

SCHEME = "scheme.yaml"
#: Kinds of call that a scheme needn't name.
OPTIONAL = frozenset({"referral", "drill", "worksheet"})


def load_rubrics(folder: Path) -> Rubrics:
    """All rubrics of a folder with their scheme; raises `Faulty` with every mistake in any file."""
    problems: list[Problem] = []
    rubrics: dict[str, Rubric] = {}
    unread: set[str] = set()
    for path in sorted(p for p in folder.glob("*.yaml") if p.name != SCHEME):
        rubric, found = read_rubric(path)
        problems += found
        if rubric is None:
            unread.add(path.stem)
            continue
        if rubric.id in rubrics:
            problems.append(Problem("id-twice", ("id",), {"name": rubric.id}, str(path), 1, 1))
        rubrics[rubric.id] = rubric
    criteria = None if unread else {c.id for rubric in rubrics.values() for c in rubric.criteria}
    scheme, found = read_scheme(folder / SCHEME, set(rubrics) | unread, criteria)
    problems += found
    if problems or scheme is None:
        raise Faulty(problems)
    return Rubrics(scheme, rubrics)


def load_rubric(path: Path) -> Rubric:
    """One rubric, checked; raises `Faulty`."""
    rubric, found = read_rubric(path)
    if found or rubric is None:
        raise Faulty(found)
    return rubric


def read_rubric(path: Path) -> tuple[Rubric | None, list[Problem]]:
    """One rubric as far as it can be understood, with every mistake in it."""
    try:
        document = examine(path)
    except Faulty as faulty:
        return None, faulty.problems
    draft = document.draft(Rubric)
    found = independent(lint_rubric(draft.value), draft.places) if draft.value else []
    return draft.value, [*draft.problems, *map(document.locate, found)]


def read_scheme(
    path: Path, rubrics: set[str], criteria: set[str] | None
) -> tuple[Scheme | None, list[Problem]]:
    """The scheme as far as it can be understood, with every mistake in it.

    `criteria` are those of all rubrics, None where one couldn't be read.
    """
    try:
        document = examine(path)
    except Faulty as faulty:
        return None, faulty.problems
    draft = document.draft(Scheme)
    found = independent(lint_scheme(draft.value, rubrics, criteria), draft.places) if draft.value else []
    return draft.value, [*draft.problems, *map(document.locate, found)]


def lint_rubric(rubric: Rubric) -> Iterator[Problem]:
    """What is wrong with a rubric although it is well-formed."""
    seen: set[str] = set()
    for number, criterion in enumerate(rubric.criteria):
        if criterion.id in seen:
            yield Problem("id-twice", ("criteria", number, "id"), {"name": criterion.id})
        seen.add(criterion.id)
        yield from lint_criterion(criterion, number)


def lint_scheme(scheme: Scheme, rubrics: set[str], criteria: set[str] | None) -> Iterator[Problem]:
    """What is wrong with the scheme although it is well-formed."""
    for kind, weights in scheme.kinds.items():
        for name in weights:
            if name not in rubrics:
                details = {"name": name, "nearest": nearest(name, rubrics)}
                yield Problem("rubric-unknown", ("kinds", kind, name, KEY), details)
    for kind in sorted(set(get_args(Kind)) - OPTIONAL):
        if not scheme.kinds.get(kind):
            yield Problem("kind-missing", ("kinds",), {"name": kind})
    if all(band.least > 0 for band in scheme.bands):
        yield Problem("bands-without-zero", ("bands",))
    for number, cap in enumerate(scheme.caps):
        yield from lint_cap(cap, ("caps", number), criteria)


def lint_cap(cap: Cap, place: Place, criteria: set[str] | None) -> Iterator[Problem]:
    """A cap that nothing brings about, or that speaks of what isn't there."""
    if bool(cap.acts) == bool(cap.criterion):
        yield Problem("cap-of-what", place)
    elif cap.acts:
        yield from lint_names(cap.acts, (*place, "acts"), ACTS)
    elif criteria is not None and cap.criterion not in criteria:
        details = {"name": str(cap.criterion), "nearest": nearest(str(cap.criterion), criteria)}
        yield Problem("criterion-unknown", (*place, "criterion"), details)
