"""Many phrase templates matched against one text in linear time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import re2

from bot.language.template import TemplateError, pattern

#: Enough for the automaton of a whole language; RE2 keeps to it.
MEMORY = 64 << 20


@dataclass(frozen=True, slots=True)
class Phrase:
    """A template and the name of what it recognises."""

    name: str
    template: str


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase was found: offsets into the normalised text."""

    phrase: Phrase
    start: int
    end: int


class Matcher:
    """Finds all phrases in a text: one pass decides which occur, then each of those is located."""

    def __init__(self, phrases: Iterable[Phrase], lists: Mapping[str, str], language: str) -> None:
        self.phrases = tuple(phrases)
        self._sources = [pattern(phrase.template, lists, language) for phrase in self.phrases]
        self._options = re2.Options()
        self._options.max_mem = MEMORY
        self._options.log_errors = False
        self._compiled: dict[int, Any] = {}
        self._set = re2.Set.SearchSet(self._options)
        for phrase, source in zip(self.phrases, self._sources, strict=True):
            try:
                self._set.Add(source)
            except re2.error as error:
                raise TemplateError(phrase.template, "unreadable") from error
        if self.phrases:
            self._set.Compile()

    def find(self, text: str) -> Iterator[Match]:
        """All matches in `text`, in the order of the phrases."""
        if not self.phrases or not text:
            return
        for index in sorted(self._set.Match(text) or ()):
            for found in self._pattern(index).finditer(text):
                start, end = found.span(1)
                if start < end:
                    yield Match(self.phrases[index], start, end)

    def names(self, text: str) -> set[str]:
        """The names of all phrases that occur in `text`, wherever they stand."""
        found = self._set.Match(text) if self.phrases and text else None
        return {self.phrases[index].name for index in found or ()}

    def _pattern(self, index: int) -> Any:
        if index not in self._compiled:
            self._compiled[index] = re2.compile(self._sources[index], self._options)
        return self._compiled[index]
