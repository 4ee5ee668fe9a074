"""The syllabus: which unit is practised in which dialogues, drills and worksheets, judged by which criteria,
and told on which card."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.authoring.lesson import Lessons
from bot.roleplay.draw import Draw
from bot.roleplay.script import Script
from bot.scoring.rubric import Rubrics


@dataclass(frozen=True)
class Unit:
    """What there is for one unit: ids of dialogues, exercises and criteria, and the title of its card."""

    slug: str
    dialogues: tuple[str, ...]
    exercises: tuple[str, ...]
    criteria: tuple[str, ...]
    card: str

    @property
    def covered(self) -> bool:
        """Whether it is practised or looked up anywhere."""
        return bool(self.dialogues or self.exercises or self.criteria or self.card)


@dataclass(frozen=True)
class Material:
    """Everything in one language that names units."""

    scripts: Mapping[str, Script]
    draws: Mapping[str, Draw]
    rubrics: Rubrics
    lessons: Lessons

    def sources(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Kind, id and units of each piece."""
        for id, script in self.scripts.items():
            yield "exercise" if script.exercise else "dialogue", id, script.dialogue.source
        for id, draw in self.draws.items():
            yield "dialogue", id, draw.source
        for rubric in self.rubrics.rubrics.values():
            for criterion in rubric.criteria:
                yield "criterion", criterion.id, criterion.source or rubric.source


def syllabus(units: Iterable[str], material: Material) -> tuple[Unit, ...]:
    """What there is for each unit, in the order of the units."""
    pieces = list(material.sources())

    def naming(kind: str, slug: str) -> tuple[str, ...]:
        return tuple(sorted({id for what, id, source in pieces if what == kind and slug in source}))

    return tuple(
        Unit(
            slug,
            naming("dialogue", slug),
            naming("exercise", slug),
            naming("criterion", slug),
            material.lessons[slug].title if slug in material.lessons else "",
        )
        for slug in units
    )


def strangers(units: Iterable[str], material: Material) -> tuple[tuple[str, str], ...]:
    """Units that something names and the syllabus doesn't have: (id, unit)."""
    known = set(units)
    named = [(id, slug) for _, id, source in material.sources() for slug in source if slug not in known]
    return tuple(
        dict.fromkeys([*named, *(("lessons", slug) for slug in material.lessons if slug not in known)])
    )
