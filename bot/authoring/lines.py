"""Mistakes in lines: what can't be spoken, is too long for a breath, or says nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.authoring.names import nearest
from bot.authoring.problem import Place, Problem
from bot.authoring.spoken import Said, rehearsed
from bot.roleplay.dialogue import Dialogue, Speaking
from bot.roleplay.lines import LineError, render
from bot.roleplay.play import LONGEST

#: A line longer than this is a speech, not a breath (characters of one part).
LONGEST_PART = {"zh": 60, "en": 160}
#: Names in a line: {{ company.name }}.
NAMED = re.compile(r"\{\{-?\s*([A-Za-z_][\w.]*)\s*-?\}\}")
#: What the trainee reads, or says: no breath of the customer's.
UNSPOKEN = frozenset({"brief", "hint", "rehearsals"})


def lint_lines(said: Iterable[Said], names: Mapping[str, Any], language: str) -> Iterator[Problem]:
    """Lines that can't be spoken: broken templates, unknown names, breaths nobody has, silence."""
    for place, text in said:
        if place[-1] != "hint" and not text.strip():
            yield Problem("line-empty", place)
            continue
        unknown = [name for name in NAMED.findall(text) if name not in spelled(names)]
        for name in unknown:
            details = {"name": name, "nearest": nearest(name, spelled(names))}
            yield Problem("line-name-unknown", place, details)
        if not unknown:
            yield from lint_line(text, place, names, language)


def lint_line(text: str, place: Place, names: Mapping[str, Any], language: str) -> Iterator[Problem]:
    """A line that is broken or too long."""
    try:
        length = len(render(text, names))
    except (LineError, RecursionError, ValueError):
        yield Problem("line-broken", place, {"text": text if len(text) <= 40 else text[:39] + "…"})
        return
    if length > LONGEST_PART[language] and not UNSPOKEN & set(place):
        details = {"length": str(length), "limit": str(LONGEST_PART[language])}
        yield Problem("part-too-long", place, details, warning=True)


def spelled(names: Mapping[str, Any]) -> set[str]:
    """The names a line may use, as they are written."""
    out: set[str] = set()
    for name, value in names.items():
        out |= {f"{name}.{key}" for key in value} if isinstance(value, Mapping) else {name}
    return out


def lint_speakers(speakers: Iterable[tuple[Place, Speaking]]) -> Iterator[Problem]:
    """Lines that were begun and not written, or written twice over."""
    for place, speaking in speakers:
        begun = speaking.model_fields_set
        if "says" in begun and not speaking.says:
            yield Problem("line-empty", (*place, "says"))
        if "says_one_of" in begun and not (speaking.says_one_of and all(speaking.says_one_of)):
            yield Problem("line-empty", (*place, "says_one_of"))
        if speaking.says and speaking.says_one_of:
            yield Problem("says-twice", (*place, "says"))


def lint_lengths(dialogue: Dialogue) -> Iterator[Problem]:
    """Replies of rehearsals that no call would take."""
    for place, text in rehearsed(dialogue):
        if len(text) > LONGEST:
            details = {"length": str(len(text)), "limit": str(LONGEST)}
            yield Problem("rehearsal-reply-too-long", place, details)
