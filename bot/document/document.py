"""One YAML file as data, with the place of everything in it."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bot.authoring.problem import KEY, Faulty, Place, Problem
from bot.document.complaint import complaints, errors_of
from bot.document.mend import mend
from bot.document.walk import Mark, Spot

M = TypeVar("M", bound=BaseModel)

#: So many times stand-ins are put in; what is still wrong then can't be understood at all.
ROUNDS = 10
#: Mistakes in a key itself, not in what it holds.
OF_KEYS = frozenset({"key-unknown", "key-twice", "key-shape"})


@dataclass(frozen=True)
class Draft(Generic[M]):
    """An object as far as it can be understood.

    `problems` are all mistakes found on the way; at each of `places` a stand-in was put for what was wrong.
    """

    value: M | None
    problems: tuple[Problem, ...]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Document:
    """A YAML file as data; `marks` tell where everything stands, `problems` what YAML would have hidden."""

    file: str
    data: Any
    marks: dict[Place, Mark]
    problems: tuple[Problem, ...] = field(default=())

    def resolve(self, place: Place) -> Place:
        """The place as it is in the file: steps that only pydantic or a model knows are left out."""
        found: Place = ()
        for step in place:
            if (*found, step) in self.marks:
                found = (*found, step)
        return found

    def mark(self, place: Place) -> Mark | None:
        """Where a place, or the nearest thing around it, stands; None in an empty file."""
        return self.marks.get(self.resolve(place))

    def at(self, place: Place, key: bool = False) -> Spot:
        """Line and column of a value or, for `key` and for whole sections, of the key it stands under."""
        mark = self.mark(place)
        if mark is None:
            return (1, 1)
        return mark.key if key or mark.section else mark.value

    def plain(self, place: Place) -> bool:
        """Whether a text stands there without quotation marks."""
        mark = self.mark(place)
        return mark is not None and mark.plain

    def locate(self, problem: Problem) -> Problem:
        """The problem with its file, line and column."""
        of_key = problem.code in OF_KEYS or problem.place[-1:] == (KEY,)
        line, column = self.at(problem.place, of_key)
        return replace(problem, file=self.file, line=line, column=column)

    def checked(self) -> "Document":
        """Itself; raises `Faulty` if YAML would have hidden mistakes."""
        if self.problems:
            raise Faulty(list(self.problems))
        return self

    def as_model(self, model: type[M]) -> M:
        """The data as a checked object; raises `Faulty` with every mistake."""
        draft = self.draft(model)
        if draft.problems or draft.value is None:
            raise Faulty(list(draft.problems))
        return draft.value

    def draft(self, model: type[M]) -> Draft[M]:
        """The data as an object as far as it can be understood, with every mistake."""
        problems = list(self.problems)
        places: list[Place] = []
        data = self.data
        for _ in range(ROUNDS):
            try:
                return Draft(model.model_validate(data), in_order(problems), tuple(places))
            except ValidationError as error:
                if not places:
                    problems += [self.locate(problem) for problem in complaints(error, model, self.marks)]
                places += [tuple(item["loc"]) for item in errors_of(error)]
                data = mend(deepcopy(data), error)
        return Draft(None, in_order(problems), tuple(places))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of the lines they stand in."""
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
