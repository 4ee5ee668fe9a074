"""Everything that was written for the product, loaded once and shared."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from bot.authoring.lesson import Lessons
from bot.authoring.problem import Faulty, Problem
from bot.language.recogniser import Recogniser
from bot.library.recognisers import load_encoder, load_recogniser
from bot.library.rubrics import load_rubrics
from bot.library.scripts import Shelf, load_shelf
from bot.library.vocabularies import LANGUAGES
from bot.roleplay.dialogue import Dialogue, Manners
from bot.roleplay.draw import Draw
from bot.roleplay.script import Script
from bot.scoring.rubric import Rubrics


class Library:
    """Scripts, rubrics and recognisers by language."""

    def __init__(
        self, recognisers: Mapping[str, Recogniser], shelves: Mapping[str, Shelf], rubrics: Rubrics
    ) -> None:
        self.recognisers, self.shelves, self.rubrics = recognisers, shelves, rubrics
        self._versions = {s.version: s for shelf in shelves.values() for s in shelf.scripts.values()}
        self._restored = lru_cache(maxsize=100)(self._restore)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Everything in dialogues that is worth a look and doesn't keep them from being played."""
        return tuple(warning for shelf in self.shelves.values() for warning in shelf.warnings)

    def locate(self, script: Script, problem: Problem) -> Problem:
        """A problem of a script with its file, line and column."""
        document = self.shelves[script.language].documents.get(script.id)
        return document.locate(problem) if document else problem

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every mistake in every dialogue; one in what all languages share is told once."""
        found: list[Problem] = []
        for shelf in self.shelves.values():
            found += [problem for problem in shelf.problems if problem not in found]
        return tuple(found)

    def scripts(self, language: str) -> Mapping[str, Script]:
        """The playable scripts of a language by id."""
        return self.shelves[language].scripts

    def draws(self, language: str) -> Mapping[str, Draw]:
        """The big calls of a language by id."""
        return self.shelves[language].draws

    def lessons(self, language: str) -> Lessons:
        """The lesson cards of a language by unit."""
        return self.shelves[language].lessons

    def version(self, version: str, archived: str | None) -> Script | None:
        """The script of a version: the present one, or an older one from its archive."""
        if version in self._versions:
            return self._versions[version]
        return self._restored(archived) if archived else None

    def _restore(self, archived: str) -> Script:
        body = json.loads(archived)
        return Script(
            body["id"],
            body["language"],
            Dialogue.model_validate(body["dialogue"]),
            Manners.model_validate(body["manners"]),
            self.recognisers[body["language"]],
            body["company"],
        )


def archive(script: Script) -> str:
    """A script as JSON from which it can be played again, exactly as it was."""
    body = {
        "id": script.id,
        "language": script.language,
        "dialogue": script.dialogue.model_dump(mode="json", by_alias=True),
        "manners": script.manners.model_dump(mode="json", by_alias=True),
        "company": dict(script.company),
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=False)


def load_library(
    dialogues: Path,
    rubrics: Path,
    company: Mapping[str, Mapping[str, str]],
    languages: Iterable[str] = LANGUAGES,
    thorough: bool = True,
    only: frozenset[Path] = frozenset(),
    kept: Path | None = None,
) -> Library:
    """The library of these folders, or of these files `only`. Faulty dialogues are listed in `problems`; what
    is faultless, and what written questions mean, is remembered in the folder `kept`, if there is one.

    Faulty rubrics or vocabularies raise `Faulty`, with whatever is wrong in any other file.
    """
    faults: list[Problem] = []
    recognisers: dict[str, Recogniser] = {}
    encoder = load_encoder()
    for language in languages:
        try:
            recognisers[language] = load_recogniser(language, encoder=encoder, kept=kept)
        except Faulty as faulty:
            faults += faulty.problems
    shelves = {
        language: load_shelf(dialogues, recogniser, company.get(language, {}), thorough, only, kept)
        for language, recogniser in recognisers.items()
    }
    try:
        found = load_rubrics(rubrics)
    except Faulty as faulty:
        faults += faulty.problems
    if faults:
        raise Faulty([*faults, *(problem for shelf in shelves.values() for problem in shelf.problems)])
    return Library(recognisers, shelves, found)
