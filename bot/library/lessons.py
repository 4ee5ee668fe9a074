"""The file of lesson cards → cards by unit."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import RootModel

from bot.authoring.lesson import Lesson, Lessons
from bot.authoring.problem import Faulty, Problem
from bot.document import examine
from bot.roleplay.lines import LineError, render

FILE = "lessons.yaml"


class Cards(RootModel[dict[str, Lesson]]):
    """All cards of a language as they are written."""


def load_lessons(folder: Path, company: Mapping[str, str]) -> tuple[Lessons, tuple[Problem, ...]]:
    """The cards of a folder with the company's names filled in, and every mistake in them."""
    path = folder / FILE
    if not path.exists():
        return {}, ()
    try:
        document = examine(path)
    except Faulty as faulty:
        return {}, tuple(faulty.problems)
    draft = document.draft(Cards)
    cards = draft.value.root if draft.value else {}
    lessons: dict[str, Lesson] = {}
    problems = list(draft.problems)
    for unit, card in cards.items():
        try:
            texts = {key: render(text, {"company": company}) for key, text in card.model_dump().items()}
        except LineError:
            problems.append(document.locate(Problem("line-broken", (unit,), {"text": card.idea[:40]})))
            continue
        lessons[unit] = card.model_copy(update=texts)
    return lessons, tuple(problems)
