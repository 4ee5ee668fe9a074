"""`check`: every mistake in dialogues, manners, vocabularies and rubrics, and every rehearsal played."""

import click

from bot.authoring.problem import Faulty, Problem
from bot.authoring.proof import prove
from bot.catalogue import Catalogue
from bot.config import Settings
from bot.library.library import Library, load_library


def check(settings: Settings, words: Catalogue) -> int:
    """Tell all mistakes; 0 where there are none."""
    try:
        library = open_library(settings)
    except Faulty as faulty:
        return tell(words, faulty.problems, 0)
    problems = [*library.problems, *library.warnings, *rehearsed(library)]
    return tell(words, problems, sum(len(library.scripts(lang)) for lang in library.shelves))


def open_library(settings: Settings) -> Library:
    """The library that the settings name."""
    company = {str(language): names for language, names in settings.company.items()}
    return load_library(settings.path(settings.dialogues), settings.path(settings.rubrics), company)


def rehearsed(library: Library) -> list[Problem]:
    """What the rehearsals of all dialogues show."""
    return [
        library.locate(script, problem)
        for shelf in library.shelves.values()
        for script in shelf.scripts.values()
        for problem in prove(script, library.rubrics)
    ]


def tell(words: Catalogue, problems: list[Problem], dialogues: int) -> int:
    """Print what was found."""
    for problem in problems:
        click.echo(words.problem(problem), err=not problem.warning)
    errors = sum(not problem.warning for problem in problems)
    key = "cli-check-failed" if errors else "cli-check-passed"
    click.echo(words.say(key, dialogues=dialogues, problems=errors))
    return 1 if errors else 0
