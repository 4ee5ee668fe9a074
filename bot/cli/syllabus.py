"""`syllabus`: a table of what there is for each unit."""

import click

from bot.authoring.syllabus import Material, syllabus
from bot.catalogue import Catalogue
from bot.cli.check import open_library
from bot.config import Settings
from bot.library.library import Library
from bot.library.units import load_units


def show(settings: Settings, words: Catalogue) -> int:
    """Print the syllabus as a Markdown table."""
    library = open_library(settings)
    units = load_units(settings.path(settings.dialogues))
    click.echo(table(library, units, words), nl=False)
    return 0


def material(library: Library, language: str) -> Material:
    """Everything in a language that names units."""
    return Material(
        library.scripts(language), library.draws(language), library.rubrics, library.lessons(language)
    )


def table(library: Library, units: tuple[str, ...], words: Catalogue) -> str:
    """The whole page."""
    found = syllabus(units, material(library, words.language))
    heads = [words.say(f"syllabus-{name}") for name in ("unit", "dialogues", "exercises", "criteria", "card")]
    rows = [
        [
            f"`{u.slug}`",
            *(", ".join(ids) or "–" for ids in (u.dialogues, u.exercises, u.criteria)),
            u.card or "–",
        ]
        for u in found
    ]
    lines = [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]
    covered = sum(unit.covered for unit in found)
    head = words.say("syllabus-head", covered=covered, units=len(found))
    return "\n".join([f"# {words.say('syllabus-title')}", "", head, "", *lines, ""])
