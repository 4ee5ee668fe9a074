"""Texts by key, with their names filled in."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from bot.authoring.problem import Problem
from bot.document import read

LANGUAGES: Final = ("zh", "en")
FOLDER = Path(__file__).parent


class Catalogue:
    """The texts of one language. A key that is missing is a mistake of ours and raises KeyError."""

    def __init__(
        self, language: str, texts: Mapping[str, str], diagnostics: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self.language, self._texts, self._diagnostics = language, texts, diagnostics

    def say(self, key: str, **names: object) -> str:
        """The text of a key."""
        return self._texts[key].format(**names)

    def has(self, key: str) -> bool:
        """Whether there is a text for a key."""
        return key in self._texts

    def problem(self, problem: Problem) -> str:
        """A mistake in a file: where, what is wrong, what to write instead."""
        place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
        note = self.say("warning") if problem.warning and self.has("warning") else ""
        text = self.advice(problem).format_map(Names(problem.details))
        return f"{place}: {note}{text} [{problem.code}]"

    def advice(self, problem: Problem) -> str:
        """The text of a mistake; another one where a known name is near to what was written."""
        texts = self._diagnostics[problem.code]
        if problem.details.get("nearest") and "nearest" in texts:
            texts = texts["nearest"]
        text: str = texts[self.language]
        return text


class Names(dict[str, str]):
    """Details of a problem; one that isn't known is left out of the text."""

    def __init__(self, details: Mapping[str, str]) -> None:
        super().__init__(details)

    def __missing__(self, key: str) -> str:
        return "…"


@cache
def catalogue(language: str) -> Catalogue:
    """The texts of a language; of Chinese for any language there are none for."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    texts = read(FOLDER / f"{language}.yaml").data
    diagnostics = read(FOLDER / "diagnostics.yaml").data
    return Catalogue(language, texts, diagnostics)
