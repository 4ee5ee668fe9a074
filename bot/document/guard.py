"""What is looked for before a file is built: things that YAML knows and a trainer never means.

The text is read as a stream of events, which takes neither depth nor memory, whatever is written in it.
"""

import re
import unicodedata
from collections.abc import Iterator

import yaml

from bot.authoring.problem import Problem

#: Deeper than any dialogue; a file that goes on further is a mistake or an attack.
DEEPEST = 40
#: More keys and values than anybody writes.
MOST = 200_000
#: Characters nobody sees: control characters, foreign line ends, marks of direction, width and byte order.
#: (The joiners U+200C and U+200D belong to some scripts and emoji and may stay.)
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufffd-\uffff]"
)


def guard(text: str, file: str) -> list[Problem]:
    """Everything in a text that keeps it from being built at all."""
    found = [
        Problem("character-unseen", (), named(match.group()), file, *position(text, match.start()))
        for match in UNSEEN.finditer(text)
    ]
    return found[:20] or list(marks(text, file))


def named(character: str) -> dict[str, str]:
    """A character by its number and, where it has one, its name."""
    return {"number": f"U+{ord(character):04X}", "name": unicodedata.name(character, "")}


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def marks(text: str, file: str) -> Iterator[Problem]:
    """Anchors, aliases, tags, a second document, too much depth; broken YAML is left for later."""
    loader = yaml.CSafeLoader(text)
    depth = documents = count = 0
    try:
        while loader.check_event():
            event: yaml.Event = loader.get_event()  # type: ignore[assignment]
            count += 1
            documents += isinstance(event, yaml.DocumentStartEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            code = code_of(event, documents)
            code = "too-deep" if depth > DEEPEST else "file-too-large" if count > MOST else code
            if code:
                yield Problem(code, (), sign(event, text), file, *place(event))
            if code in ("too-deep", "file-too-large", "two-documents"):
                return
    except yaml.YAMLError:
        return
    finally:
        loader.dispose()


def code_of(event: yaml.Event, documents: int) -> str:
    """The diagnostic of an event, or nothing."""
    if isinstance(event, yaml.AliasEvent):
        return "word-starred"
    if getattr(event, "anchor", None):
        return "word-anchored"
    if getattr(event, "tag", None):
        return "word-tagged"
    return "two-documents" if isinstance(event, yaml.DocumentStartEvent) and documents > 1 else ""


def sign(event: yaml.Event, text: str) -> dict[str, str]:
    """The word that gave an event away, as it is written."""
    line, column = place(event)
    rest = text.splitlines()[line - 1][column - 1 :].split() if text else []
    return {"value": rest[0][:40] if rest else "", "most": str(DEEPEST)}


def place(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
