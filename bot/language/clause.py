"""Cutting a reply into clauses, with and without punctuation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SENTENCE_END = frozenset(".!?;\n")
#: Between clauses: punctuation, and in Chinese white space too; a point or comma inside a number is neither.
BREAKS = {
    "zh": re.compile(r"(?:[,!?;:\n]|(?<!\d)\.|\.(?!\d)|\s)+"),
    "en": re.compile(r"(?:[!?;:\n]|,(?!\d)|\.(?=\s|$|\.)|(?<=\s)-+(?=\s))+"),
}
QUOTED = re.compile(r'"[^"]{0,200}"|(?:(?<=[\s(])|^)\'[^"\n]{1,200}?\'(?=[\s,.!?)]|$)')
#: Stands for a quoted character: matches no word.
HIDDEN = "\u2592"


@dataclass(frozen=True, slots=True)
class Span:
    """A clause by its offsets; `sentence` numbers the sentence it belongs to."""

    start: int
    end: int
    sentence: int


def spans(text: str, language: str, ends: re.Pattern[str] | None = None) -> tuple[Span, ...]:
    """The clauses of a normalised text, without the white space around them.

    `ends` matches words after which an unpunctuated clause is over (吗, 好吗).
    """
    found: list[Span] = []
    sentence = 0
    for start, end, closing in pieces(text, language):
        for left, right in cut(text, start, end, ends):
            found.append(Span(left, right, sentence))
        if SENTENCE_END & set(closing):
            sentence += 1
    return tuple(found)


def pieces(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Stretches between breaks, each with the marks that close it."""
    position = 0
    for gap in BREAKS[language].finditer(text):
        yield position, gap.start(), gap.group()
        position = gap.end()
    yield position, len(text), ""


def cut(text: str, start: int, end: int, ends: re.Pattern[str] | None) -> Iterator[tuple[int, int]]:
    """A stretch cut after every word of `ends`, stripped; empty ones are left out."""
    edges = [start, *(m.end() for m in ends.finditer(text, start, end))] if ends else [start]
    for left, right in zip(edges, [*edges[1:], end], strict=True):
        piece = text[left:right]
        if piece.strip():
            yield left + len(piece) - len(piece.lstrip()), left + len(piece.rstrip())


def hide_quotes(text: str) -> str:
    """The text with everything inside quotation marks hidden: a quoted phrase is mentioned, not used."""
    return QUOTED.sub(lambda m: m.group()[0] + HIDDEN * (len(m.group()) - 2) + m.group()[-1], text)
