"""`check`: every mistake in dialogues, manners, vocabularies and rubrics, and every rehearsal played."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from bot.authoring.problem import Faulty, Problem
from bot.authoring.proof import prove
from bot.authoring.syllabus import Material, strangers, syllabus
from bot.catalogue import Catalogue
from bot.config import Settings
from bot.library.library import Library, load_library
from bot.library.units import load_units
from bot.library.vocabularies import LANGUAGES


def check(settings: Settings, words: Catalogue, files: Sequence[Path] = ()) -> int:
    """Tell all mistakes, or those of these dialogue files; 0 where there are none."""
    missing = [file for file in files if not file.is_file()]
    for file in missing:
        click.echo(words.say("voice-no-file", file=str(file)), err=True)
    folder = settings.path(settings.dialogues)
    outside = [file for file in files if file not in missing and not within(file, folder)]
    for file in outside:
        click.echo(words.say("cli-check-outside", file=str(file), folder=str(folder)), err=True)
    if missing or outside:
        return 1
    try:
        library = open_library(settings, thorough=True, only=frozenset(file.resolve() for file in files))
    except Faulty as faulty:
        return tell(words, faulty.problems, 0)
    problems = [*library.problems, *library.warnings, *rehearsed(library, words)]
    gaps: list[str] = []
    try:
        gaps = [] if files else uncovered(settings, words, library)
    except Faulty as faulty:
        problems += faulty.problems
    for gap in gaps:
        click.echo(gap, err=True)
    told = tell(words, problems, sum(len(library.scripts(lang)) for lang in library.shelves))
    return 1 if gaps else told


def within(file: Path, folder: Path) -> bool:
    """Whether a file stands where dialogues of some language are."""
    return any(file.resolve().is_relative_to((folder / language).resolve()) for language in LANGUAGES)


def uncovered(settings: Settings, words: Catalogue, library: Library) -> list[str]:
    """Units of the syllabus that nothing serves, and units that something names and nobody knows."""
    units = load_units(settings.path(settings.dialogues))
    gaps: list[str] = []
    for language in library.shelves if units else ():
        found = Material(
            library.scripts(language), library.draws(language), library.rubrics, library.lessons(language)
        )
        bare = [unit.slug for unit in syllabus(units, found) if not unit.covered]
        gaps += [words.say("cli-unit-bare", unit=slug, language=language) for slug in bare]
        gaps += [words.say("cli-unit-unknown", unit=slug, id=id) for id, slug in strangers(units, found)]
    return gaps


def open_library(settings: Settings, thorough: bool = False, only: frozenset[Path] = frozenset()) -> Library:
    """The library that the settings name; `thorough` tries out what is written, which takes longer."""
    company = {str(language): names for language, names in settings.company.items()}
    return load_library(
        settings.path(settings.dialogues),
        settings.path(settings.rubrics),
        company,
        thorough=thorough,
        only=only,
        kept=settings.kept,
    )


def rehearsed(library: Library, words: Catalogue) -> list[Problem]:
    """What the rehearsals of all dialogues show; a bar in the terminal tells how far they are."""
    scripts = [script for shelf in library.shelves.values() for script in shelf.scripts.values()]
    console = Console(stderr=True)
    played = track(
        scripts,
        words.say("cli-check-playing"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    return [
        library.locate(script, problem) for script in played for problem in prove(script, library.rubrics)
    ]


def tell(words: Catalogue, problems: list[Problem], dialogues: int) -> int:
    """Print what was found."""
    for problem in problems:
        click.echo(words.problem(problem), err=not problem.warning)
    errors = sum(not problem.warning for problem in problems)
    key = "cli-check-failed" if errors else "cli-check-passed"
    click.echo(words.say(key, dialogues=dialogues, problems=errors))
    return 1 if errors else 0
