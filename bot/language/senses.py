"""Words of one kind (feelings, times, rules …), found wherever they stand in a text."""

import re
from collections.abc import Iterator, Mapping

#: The longest entry, in characters (Chinese) or words (English).
LONGEST = {"zh": 7, "en": 4}
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[?!]")

#: A kind of word and where it stands.
Sense = tuple[str, int, int]


class Senses:
    """Finds the words of every kind; of two that begin at the same place the longer one."""

    def __init__(self, senses: Mapping[str, str], language: str) -> None:
        self._language = language
        self._kinds: dict[str, tuple[str, ...]] = {}
        for kind, entries in senses.items():
            for entry in entries.split():
                key = entry.replace("_", " ")
                self._kinds[key] = (*self._kinds.get(key, ()), kind)

    def find(self, text: str) -> tuple[Sense, ...]:
        """Every kind of word in a normalised text."""
        runs = self._characters(text) if self._language == "zh" else self._words(text)
        return tuple((kind, start, end) for key, start, end in runs for kind in self._kinds[key])

    def _characters(self, text: str) -> Iterator[tuple[str, int, int]]:
        for start in range(len(text)):
            for length in range(LONGEST["zh"], 0, -1):
                if (key := text[start : start + length]) in self._kinds and start + length <= len(text):
                    yield key, start, start + length
                    break

    def _words(self, text: str) -> Iterator[tuple[str, int, int]]:
        spans = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]
        for at in range(len(spans)):
            for length in range(LONGEST["en"], 0, -1):
                run = spans[at : at + length]
                if len(run) == length and (key := " ".join(word for word, _, _ in run)) in self._kinds:
                    yield key, run[0][1], run[-1][2]
                    break
