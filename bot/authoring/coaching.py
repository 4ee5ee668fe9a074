"""Mistakes in what the coach says: in `coach.yaml`, and in the words of drills, worksheets and big calls."""

from collections.abc import Iterable, Iterator, Mapping

from bot.authoring.lines import lint_lines
from bot.authoring.lint import lint_manners, names_of_lines
from bot.authoring.names import Known
from bot.authoring.phrases import lint_moves, lint_template
from bot.authoring.problem import Place, Problem
from bot.authoring.spoken import Said
from bot.language.recogniser import Recogniser
from bot.roleplay.draw import Draw
from bot.roleplay.drill import Coaching, Drill
from bot.roleplay.limits import WRONG
from bot.roleplay.worksheet import Worksheet

Company = Mapping[str, str]
#: What the coach says in several wordings, and in one.
WORDINGS = ("right", "wrong", "farewell")
LINES = ("again", "skipped", "number", "date", *sorted({v for wrong in WRONG.values() for v in wrong}))
#: Coaches are read, not heard: they may take a longer breath.
FINE = frozenset({"part-too-long"})


def lint_coaching(coaching: Coaching, recogniser: Recogniser, company: Company) -> Iterator[Problem]:
    """What the coach can't say or wouldn't understand."""
    yield from lint_words(said_by(coaching), recogniser, company, "limit")
    for problem in lint_moves({"skip": coaching.skip}, recogniser):
        yield Problem(problem.code, problem.place[1:], problem.details)
    yield from lint_template(coaching.choice.replace("{n}", "1"), ("choice",), Known(recogniser, {}, set()))
    if coaching.manners:
        for problem in lint_manners(coaching.manners, recogniser, company):
            yield Problem(problem.code, ("manners", *problem.place), problem.details, warning=problem.warning)


def lint_words(
    said: Iterable[Said], recogniser: Recogniser, company: Company, *more: str
) -> Iterator[Problem]:
    """Words that can't be said: nothing at all, broken braces, names that nobody knows (`more` are known)."""
    names = names_of_lines(company, "", "") | dict.fromkeys(more, "")
    found = lint_lines(said, names, recogniser.language)
    yield from (problem for problem in found if problem.code not in FINE)


def said_by(coaching: Coaching) -> Iterator[Said]:
    """What the coach says, whatever the exercise."""
    for key in WORDINGS:
        for n, line in enumerate(getattr(coaching, key)):
            yield from parts(line, (key, n))
    for key in LINES:
        yield from parts(getattr(coaching, key), (key,))


def said_in(exercise: Drill | Worksheet | Draw) -> Iterator[Said]:
    """The words of one exercise, or of a big call."""
    yield ("brief",), exercise.brief
    match exercise:
        case Drill():
            for n, task in enumerate(exercise.tasks):
                place: Place = ("tasks", n)
                yield from parts(task.heard, (*place, "heard"))
                yield from parts(task.ask, (*place, "ask"))
                yield (*place, "why"), task.why
                yield from parts(task.slips, (*place, "slips"))
                if task.wants is not None and task.model:
                    yield (*place, "model"), task.model
        case Worksheet():
            for n, item in enumerate(exercise.sheet.items):
                yield from parts(item.ask, ("sheet", "items", n, "ask"))
            yield from parts(exercise.sample, ("sample",))


def parts(line: tuple[str, ...], place: Place) -> Iterator[Said]:
    """The parts of a line."""
    yield from (((*place, n), text) for n, text in enumerate(line))
