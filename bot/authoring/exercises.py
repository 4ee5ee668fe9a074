"""Mistakes in drills, worksheets and big calls. What a drill calls right is right, and its slips are not."""

from collections.abc import Iterator

from bot.authoring.names import Known, lint_condition, names_in, nearest
from bot.authoring.phrases import lint_moves, lint_template
from bot.authoring.problem import Place, Problem
from bot.language.recogniser import Recogniser
from bot.language.utterance import Context
from bot.roleplay.condition import condition
from bot.roleplay.draw import Draw
from bot.roleplay.drill import Drill, mentioned, wanted_of
from bot.roleplay.limits import unreadable_limits
from bot.roleplay.lines import joined
from bot.roleplay.scope import Scope
from bot.roleplay.session import Session
from bot.roleplay.sheet import TODAY, unreadable
from bot.roleplay.worksheet import Worksheet

#: Fewer options are no choice.
FEWEST = 2


def lint_draw(draw: Draw, scripts: set[str]) -> Iterator[Problem]:
    """Dialogues that a big call names and nobody wrote."""
    for n, id in enumerate(draw.draws):
        if id not in scripts:
            yield Problem("draw-unknown", ("draws", n), {"name": id, "nearest": nearest(id, scripts)})


def lint_drill(drill: Drill, recogniser: Recogniser, thorough: bool = True) -> Iterator[Problem]:
    """Tasks that can't be judged: no way or two ways to be right, no such option, an unreadable condition.

    Unless `thorough`, models and slips aren't tried out.
    """
    known = Known(recogniser, drill.moves, set())
    yield from lint_moves(drill.moves, recogniser)
    yield from lint_options(drill, known)
    for n, task in enumerate(drill.tasks):
        place: Place = ("tasks", n)
        if (task.answer is None) == (task.wants is None):
            yield Problem("task-one-way", place)
        if task.wants is not None and not (task.model and task.slips):
            yield Problem("task-unproven", place)
        if task.answer is not None and task.answer not in drill.options:
            details = {"name": task.answer, "nearest": nearest(task.answer, set(drill.options))}
            yield Problem("option-unknown", (*place, "answer"), details)
        if task.wants is not None:
            yield from lint_condition(task.wants, (*place, "wants"), known)
        broken = [
            p for m, t in enumerate(task.mentions) for p in lint_template(t, (*place, "mentions", m), known)
        ]
        yield from broken
        if thorough and task.wants is not None and names_in(task.wants) and not broken:
            yield from lint_judging(drill, n, recogniser)


def lint_options(drill: Drill, known: Known) -> Iterator[Problem]:
    """A choice of one, and words for an option that can't be understood."""
    if len(drill.options) < FEWEST and any(task.answer is not None for task in drill.tasks):
        yield Problem("too-few", ("options",), {"key": "options", "limit": str(FEWEST)})
    for name, option in drill.options.items():
        for n, word in enumerate(option.words):
            yield from lint_template(word, ("options", name, "words", n), known)


def lint_judging(drill: Drill, n: int, recogniser: Recogniser) -> Iterator[Problem]:
    """A model that isn't heard as right, and slips that are."""
    task, place = drill.tasks[n], ("tasks", n)
    moves = recogniser.repertoire({**drill.moves, **mentioned(drill)})
    wanted = condition(wanted_of(f"task_{n + 1}", task))

    def right(text: str) -> bool:
        heard = recogniser.understand(text, Context((joined((*task.heard, *task.ask)),)), moves)
        return wanted(Scope(Session(), heard, frozenset(), "plain", "drill"))

    if task.model and not right(task.model):
        yield Problem("model-wrong", (*place, "model"), {"text": task.model})
    for m, slip in enumerate(task.slips):
        if right(slip):
            yield Problem("slip-right", (*place, "slips", m), {"text": slip})


def lint_worksheet(worksheet: Worksheet) -> Iterator[Problem]:
    """Items of the same name; formulas, conditions and limits that name no item, or one asked later."""
    seen = {TODAY}
    for n, item in enumerate(worksheet.sheet.items):
        if item.name in seen:
            yield Problem("id-twice", ("sheet", "items", n, "name"), {"name": item.name})
        seen.add(item.name)
    for n, key, text in unreadable_limits(worksheet.sheet):
        yield Problem("limit-unreadable", ("sheet", "items", n, key), {"text": text})
    for text in unreadable(worksheet.sheet):
        yield Problem("formula-unreadable", ("sheet",), {"text": text})
