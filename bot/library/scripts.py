"""Dialogue files → scripts ready to be played."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from bot.authoring.coaching import lint_coaching, lint_words, said_in
from bot.authoring.companies import Firms, lint_companies
from bot.authoring.exercises import lint_draw, lint_drill, lint_worksheet
from bot.authoring.followup import independent
from bot.authoring.lesson import Lessons
from bot.authoring.lint import lint_dialogue, lint_manners
from bot.authoring.problem import Faulty, Place, Problem
from bot.authoring.spoken import spoken, spoken_by_all
from bot.authoring.titles import lint_titles
from bot.document import Document, Draft, examine
from bot.language.recogniser import Recogniser
from bot.library.firms import load_firms
from bot.library.lessons import FILE, load_lessons
from bot.library.memory import Memory
from bot.roleplay import drill, worksheet
from bot.roleplay.dialogue import Dialogue, Ending, Manners
from bot.roleplay.draw import Draw
from bot.roleplay.drill import Coaching, Drill
from bot.roleplay.script import Script
from bot.roleplay.shared import Shared, completed
from bot.roleplay.worksheet import Worksheet

M = TypeVar("M", bound=BaseModel)
MANNERS, SHARED, COACH = "manners.yaml", "shared.yaml", "coach.yaml"
COMMON = frozenset({MANNERS, SHARED, COACH, FILE})
#: With these, dialogues are checked where the manners themselves can't be read.
BARE = Manners(
    replies=(),
    endings={name: Ending(outcome="lost", title=name) for name in ("hung-up", "left", "quit")},
)
#: What a file holds, by a key that only it has.
KINDS: dict[str, type[BaseModel]] = {"draws": Draw, "tasks": Drill, "sheet": Worksheet}


@dataclass(frozen=True)
class Shelf:
    """What a folder of dialogues holds: the playable scripts of a language by id, and every mistake.

    `draws` are the big calls by id, `lessons` the cards by unit; `warnings` are mistakes that don't keep a
    dialogue from being played; `documents` are the files by id.
    """

    scripts: Mapping[str, Script] = field(default_factory=dict)
    draws: Mapping[str, Draw] = field(default_factory=dict)
    lessons: Lessons = field(default_factory=dict)
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


@dataclass(frozen=True)
class House:
    """What all dialogues of a language have in common."""

    recogniser: Recogniser
    company: Mapping[str, str]
    manners: Manners = BARE
    shared: Shared = field(default_factory=Shared)
    coaching: Coaching = field(default_factory=Coaching)
    thorough: bool = True
    firms: Firms = field(default_factory=dict)
    memory: Memory | None = None

    def script(self, id: str, value: BaseModel) -> Script:
        """What was read, ready to be played."""
        language = self.recogniser.language
        if isinstance(value, Dialogue):
            return Script(id, language, value, self.manners, self.recogniser, self.company)
        dialogue = (
            worksheet.as_dialogue(value, self.coaching)
            if isinstance(value, Worksheet)
            else drill.as_dialogue(Drill.model_validate(value), self.coaching)
        )
        manners = self.coaching.manners or self.manners
        return Script(id, language, completed(dialogue, self.shared), manners, self.recogniser, self.company)


def load_shelf(
    folder: Path,
    recogniser: Recogniser,
    company: Mapping[str, str],
    thorough: bool = True,
    only: frozenset[Path] = frozenset(),
    kept: Path | None = None,
) -> Shelf:
    """All files of `folder/<language>` and its subfolders; a faulty one is reported and left out.

    Without sound manners nothing plays, without a sound coach no exercise, but everything is checked. Unless
    `thorough`, what is written isn't tried out: enough for playing, and much faster; faultless files are then
    remembered in the folder `kept`. `only` names the files to be read (none: all).
    """
    here = folder / recogniser.language
    memory = None if thorough or kept is None else remembered(here, kept, recogniser, company)
    common = read_manners(here / MANNERS, recogniser, company)
    shared = read_whole(here / SHARED, Shared)
    coach = read_whole(here / COACH, Coaching, lambda c: lint_coaching(c, recogniser, company))
    firms, unread = load_firms(folder) if thorough else ({}, ())
    house = House(
        recogniser,
        company,
        common.value if isinstance(common.value, Manners) else BARE,
        shared.value if isinstance(shared.value, Shared) else Shared(),
        coach.value if isinstance(coach.value, Coaching) else Coaching(),
        thorough,
        firms,
        memory,
    )
    lessons, wrong = load_lessons(here, company)
    stock = Stock(house, common.sound, all(problem.warning for problem in coach.found))
    stock.found += [*unread, *common.found, *shared.found, *coach.found, *wrong]
    for path in written(here, only):
        stock.add(path, read_file(path, house))
    if memory:
        memory.save()
    if not only:
        stock.compare()
    return stock.shelf(lessons)


@dataclass
class Stock:
    """What a folder holds, put in file by file: `plays` says that anything can be played, `coached` that
    exercises can."""

    house: House
    plays: bool
    coached: bool
    scripts: dict[str, Script] = field(default_factory=dict)
    draws: dict[str, Draw] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    found: list[Problem] = field(default_factory=list)

    def add(self, path: Path, one: Reading) -> None:
        """Put in what was read of a file, if it can be played and its name isn't taken."""
        self.found += one.found
        owner = self.paths.setdefault(path.stem, path)
        if owner != path:
            details = {"name": path.stem, "other": str(owner.parent)}
            self.found.append(Problem("file-name-twice", (), details, str(path), 1, 1))
            return
        exercise = isinstance(one.value, Drill | Worksheet)
        if not (self.plays and one.sound and one.value) or (exercise and not self.coached):
            return
        if one.document:
            self.documents[path.stem] = one.document
        if isinstance(one.value, Draw):
            self.draws[path.stem] = one.value
        else:
            self.scripts[path.stem] = self.house.script(path.stem, one.value)

    def compare(self) -> None:
        """Tell what is wrong between the files: draws that lead nowhere, titles that can't be told apart."""
        if self.plays:
            for id, draw in self.draws.items():
                self.found += [self.locate(id, problem) for problem in lint_draw(draw, set(self.scripts))]
        if self.house.thorough:
            titles = {id: script.dialogue.title for id, script in self.scripts.items()}
            titles |= {id: draw.title for id, draw in self.draws.items()}
            twice = lint_titles((id, titles[id]) for id in self.paths if id in titles)
            self.found += [self.locate(id, problem) for id, problem in twice]

    def locate(self, id: str, problem: Problem) -> Problem:
        """A problem of a file with its place."""
        return self.documents[id].locate(problem) if id in self.documents else problem

    def shelf(self, lessons: Lessons) -> Shelf:
        """All of it, ready to be used."""
        return Shelf(
            self.scripts,
            {id: draw for id, draw in self.draws.items() if set(draw.draws) <= set(self.scripts)},
            lessons,
            tuple(problem for problem in self.found if not problem.warning),
            tuple(problem for problem in self.found if problem.warning),
            self.documents,
        )


def remembered(here: Path, kept: Path, recogniser: Recogniser, company: Mapping[str, str]) -> Memory:
    """What is known of the files of a language, as long as nothing changes that they lean on."""
    common = [content(path) for path in sorted(here.parent.glob("*.yaml"))]
    common += [content(here / name) for name in sorted(COMMON)]
    names = [f"{key}={company[key]}" for key in sorted(company)]
    return Memory(kept / f"read-{recogniser.language}.json", [recogniser.version, *common, *names])


def content(path: Path) -> str:
    """The bytes of a file, whatever they mean; nothing where it can't be read."""
    try:
        return path.read_bytes().decode("latin-1")
    except OSError:
        return ""


def written(here: Path, only: frozenset[Path]) -> list[Path]:
    """The files of dialogues in a folder, or those of `only` among them."""
    found = sorted(path for path in here.rglob("*.yaml") if path.name not in COMMON)
    return [path for path in found if not only or path.resolve() in only]


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
    house = House(recogniser, company, manners, shared or Shared())
    found = read_file(path, house)
    if not found.sound or not isinstance(found.value, Dialogue):
        raise Faulty([problem for problem in found.found if not problem.warning])
    return house.script(path.stem, found.value)


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


def read_whole(path: Path, model: type[M], lint: Callable[[M], Iterable[Problem]] | None = None) -> Reading:
    """What dialogues have in common, with every mistake; nothing where there is no such file."""
    if not path.exists():
        return Reading(None, None, ())
    try:
        document = examine(path)
    except Faulty as faulty:
        return Reading(None, None, tuple(faulty.problems))
    draft = document.draft(model)
    if draft.value is None or lint is None:
        return Reading(document, draft.value, draft.problems)
    return checked(document, draft, list(lint(draft.value)), ())


def read_file(path: Path, house: House) -> Reading:
    """One dialogue, drill, worksheet or big call with every mistake in it, or one known to have none."""
    if house.memory and (known := house.memory.recall(path)):
        return Reading(None, understood(kind(known).model_validate(known), house), ())
    try:
        document = examine(path)
    except Faulty as faulty:
        return Reading(None, None, tuple(faulty.problems))
    draft: Draft[BaseModel] = document.draft(kind(document.data))
    if draft.value is None:
        return Reading(document, None, draft.problems)
    value = understood(draft.value, house)
    said = (place for place, _ in spoken(value)) if isinstance(value, Dialogue) else ()
    found = checked(document, replace(draft, value=value), linted(value, house), said)
    if house.memory and not found.found and not isinstance(value, Draw):
        house.memory.keep(path, document.data)
    return found


def kind(data: Any) -> type[BaseModel]:
    """What a file holds."""
    keys = data if isinstance(data, dict) else {}
    return next((model for key, model in KINDS.items() if key in keys), Dialogue)


def understood(value: BaseModel, house: House) -> BaseModel:
    """What was read, with what dialogues share."""
    return completed(value, house.shared) if isinstance(value, Dialogue) else value


def linted(value: BaseModel, house: House) -> list[Problem]:
    """Every mistake in what could be read."""
    match value:
        case Dialogue():
            found = lint_dialogue(value, house.manners, house.recogniser, house.company, house.thorough)
            said = [(("title",), value.title), *spoken(value)]
            return [*found, *lint_companies(said, house.firms if house.thorough else {})]
        case Drill() | Worksheet() | Draw():
            words = lint_words(said_in(value), house.recogniser, house.company)
            return [*lint_exercise(value, house), *words]
    return []


def lint_exercise(value: Drill | Worksheet | Draw, house: House) -> Iterable[Problem]:
    """What is wrong with an exercise itself; a big call is looked at when all dialogues have been read."""
    if isinstance(value, Drill):
        return lint_drill(value, house.recogniser, house.thorough)
    return lint_worksheet(value) if isinstance(value, Worksheet) else ()


def checked(document: Document, draft: Draft[M], linted: list[Problem], said: Iterable[Place]) -> Reading:
    """A draft with all that was found: by the reader, by the linter, and speech without quotation marks."""
    bare = [Problem("speech-unquoted", place, warning=True) for place in said if document.plain(place)]
    own = [document.locate(problem) for problem in independent([*linted, *bare], draft.places)]
    found = sorted([*draft.problems, *own], key=lambda problem: (problem.line, problem.column))
    return Reading(document, draft.value, tuple(found))
