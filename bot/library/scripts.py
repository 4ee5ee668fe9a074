"""Dialogue files → scripts ready to be played."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.authoring.followup import independent
from bot.authoring.lint import lint_dialogue, lint_manners
from bot.authoring.problem import Faulty, Place, Problem
from bot.authoring.spoken import spoken, spoken_by_all
from bot.document import Document, Draft, examine
from bot.language.recogniser import Recogniser
from bot.roleplay.dialogue import Dialogue, Ending, Manners
from bot.roleplay.script import Script
from bot.roleplay.shared import Shared, completed

M = TypeVar("M", bound=BaseModel)
MANNERS, SHARED = "manners.yaml", "shared.yaml"
#: With these, dialogues are checked where the manners themselves can't be read.
BARE = Manners(
    replies=(),
    endings={name: Ending(outcome="lost", title=name) for name in ("hung-up", "left", "quit")},
)


@dataclass(frozen=True)
class Shelf:
    """What a folder of dialogues holds: the playable scripts of a language by id, and every mistake.

    `warnings` are mistakes that don't keep a dialogue from being played; `documents` are the files by id.
    """

    scripts: Mapping[str, Script] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """A file read and checked: its object if it can be understood, and everything found."""

    document: Document | None
    value: BaseModel | None
    found: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing worse than warnings was found."""
        return self.value is not None and all(problem.warning for problem in self.found)


def load_shelf(folder: Path, recogniser: Recogniser, company: Mapping[str, str]) -> Shelf:
    """All dialogues of `folder/<language>`; a faulty file is reported and left out, the others play.

    Without sound manners nothing plays, but everything is checked.
    """
    language = recogniser.language
    here = folder / language
    common = read_manners(here / MANNERS, recogniser, company)
    manners = common.value if isinstance(common.value, Manners) else BARE
    shared = read_shared(here / SHARED)
    common_words = shared.value if isinstance(shared.value, Shared) else Shared()
    scripts: dict[str, Script] = {}
    documents: dict[str, Document] = {}
    found = [*common.found, *shared.found]
    for path in sorted(p for p in here.glob("*.yaml") if p.name not in (MANNERS, SHARED)):
        one = read_dialogue(path, manners, recogniser, company, common_words)
        found += one.found
        if common.sound and one.sound and isinstance(one.value, Dialogue) and one.document:
            scripts[path.stem] = Script(path.stem, language, one.value, manners, recogniser, company)
            documents[path.stem] = one.document
    errors = tuple(problem for problem in found if not problem.warning)
    return Shelf(scripts, errors, tuple(problem for problem in found if problem.warning), documents)


def load_manners(path: Path, recogniser: Recogniser) -> Manners:
    """The manners of a language; raises `Faulty` with every mistake."""
    found = read_manners(path, recogniser, {})
    if not found.sound or not isinstance(found.value, Manners):
        raise Faulty([problem for problem in found.found if not problem.warning])
    return found.value


def load_script(
    path: Path,
    manners: Manners,
    recogniser: Recogniser,
    company: Mapping[str, str],
    shared: Shared | None = None,
) -> Script:
    """One dialogue, checked; raises `Faulty` with every mistake."""
    found = read_dialogue(path, manners, recogniser, company, shared or Shared())
    if not found.sound or not isinstance(found.value, Dialogue):
        raise Faulty([problem for problem in found.found if not problem.warning])
    return Script(path.stem, recogniser.language, found.value, manners, recogniser, company)


def read_manners(path: Path, recogniser: Recogniser, company: Mapping[str, str]) -> Reading:
    """The manners of a language with every mistake in them."""
    try:
        document = examine(path)
    except Faulty as faulty:
        return Reading(None, None, tuple(faulty.problems))
    draft = document.draft(Manners)
    if draft.value is None:
        return Reading(document, None, draft.problems)
    linted = lint_manners(draft.value, recogniser, company)
    return checked(document, draft, linted, (place for place, _ in spoken_by_all(draft.value)))


def read_shared(path: Path) -> Reading:
    """The shared topics and moves of a language, with every mistake; none where there is no such file."""
    if not path.exists():
        return Reading(None, Shared(), ())
    try:
        document = examine(path)
    except Faulty as faulty:
        return Reading(None, None, tuple(faulty.problems))
    draft = document.draft(Shared)
    return Reading(document, draft.value, draft.problems)


def read_dialogue(
    path: Path, manners: Manners, recogniser: Recogniser, company: Mapping[str, str], shared: Shared
) -> Reading:
    """One dialogue with every mistake in it."""
    try:
        document = examine(path)
    except Faulty as faulty:
        return Reading(None, None, tuple(faulty.problems))
    draft = document.draft(Dialogue)
    if draft.value is None:
        return Reading(document, None, draft.problems)
    dialogue = completed(draft.value, shared)
    linted = lint_dialogue(dialogue, manners, recogniser, company)
    said = (place for place, _ in spoken(dialogue))
    return checked(document, replace(draft, value=dialogue), linted, said)


def checked(document: Document, draft: Draft[M], linted: list[Problem], said: Iterable[Place]) -> Reading:
    """A draft with all that was found: by the reader, by the linter, and speech without quotation marks."""
    bare = [Problem("speech-unquoted", place, warning=True) for place in said if document.plain(place)]
    own = [document.locate(problem) for problem in independent([*linted, *bare], draft.places)]
    found = sorted([*draft.problems, *own], key=lambda problem: (problem.line, problem.column))
    return Reading(document, draft.value, tuple(found))
