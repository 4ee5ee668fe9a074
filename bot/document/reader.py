"""From a file or a text to a document; whatever can't be read is told as a mistake with its place."""

from pathlib import Path
from typing import Any

import yaml

from bot.authoring.problem import Faulty, Problem
from bot.document.document import Document, in_order
from bot.document.guard import guard
from bot.document.syntax import slips, syntax
from bot.document.walk import Walk

#: Nobody writes more by hand; larger files are a mistake (bytes).
LARGEST = 2_000_000


def read(path: Path, name: str | None = None) -> Document:
    """The document in a file; raises `Faulty` with every mistake YAML would hide."""
    return examine(path, name).checked()


def parse(text: str, file: str) -> Document:
    """A text as a document; raises `Faulty` with every mistake YAML would hide."""
    return examine_text(text, file).checked()


def examine(path: Path, name: str | None = None) -> Document:
    """The document in a file with its mistakes; raises `Faulty` only if it can't be read as YAML at all."""
    file = name or str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise Faulty([Problem("file-too-large", file=file, line=1, column=1)])
        return examine_text(decoded(path.read_bytes(), file), file)
    except FileNotFoundError:
        raise Faulty([Problem("file-missing", file=file)]) from None
    except OSError:
        raise Faulty([Problem("file-unreadable", file=file)]) from None


def decoded(content: bytes, file: str) -> str:
    """The text of a file, without the mark some editors put in front."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise Faulty([Problem("not-utf8", file=file, line=line, column=column)]) from None


def examine_text(text: str, file: str) -> Document:
    """A text as a document with its mistakes; raises `Faulty` only if it can't be read as YAML at all."""
    if found := guard(text, file):
        raise Faulty(found)
    walk = Walk(file)
    try:
        data = compose(text, walk)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Faulty(syntax(error, text, file)) from None
    if walk.slipped and (found := list(slips(text, file))):
        raise Faulty([*in_order([*found, *walk.problems])])
    return Document(file, data, walk.marks, in_order(walk.problems))


def compose(text: str, walk: Walk) -> Any:
    """The data of a text, walked through before it is built."""
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        walk.visit(node, ())
        return loader.construct_document(node)
    finally:
        loader.dispose()
