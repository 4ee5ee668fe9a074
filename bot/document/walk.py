"""A walk through the nodes of a YAML file: where everything stands, and what YAML would misread."""

import re
from dataclasses import dataclass

import yaml

from bot.authoring.problem import Place, Problem

#: Line and column, from 1.
Spot = tuple[int, int]
#: Plain words that YAML would turn into something else than text.
SWITCHES = re.compile(r"(?i)^(y|n|yes|no|on|off)$")
CLOCK = re.compile(r"^[-+]?\d+(:\d\d?)+(\.\d*)?$")
TEXT = "tag:yaml.org,2002:str"
#: A key that was meant to be one: “name：…” with the wide colon, or after wide spaces.
SLIP = re.compile(r"^(?:[\u3000\u00a0]|[A-Za-z_][\w-]*：)")


@dataclass(frozen=True)
class Mark:
    """Where a key and its value stand. `text` is a single value as it is written, without its quotes.

    `section`: the value is a group of keys, or begins on a later line; then the key is the place to look.
    `plain`: a text without quotation marks.
    """

    key: Spot
    value: Spot
    text: str | None = None
    section: bool = False
    plain: bool = False


class Walk:
    """Goes through the nodes; afterwards every key, and every word YAML would misread, is a text."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.marks: dict[Place, Mark] = {}
        self.problems: list[Problem] = []
        self.slipped = False

    def visit(self, node: yaml.Node, place: Place, key: yaml.Node | None = None) -> None:
        """Note a node and all below it."""
        if isinstance(node, yaml.ScalarNode):
            self._scalar(node, place)
            lone = key is None or spot(key)[0] != spot(node)[0]
            self.slipped |= lone and not node.style and bool(SLIP.match(node.value))
        self.marks[place] = mark(node, key)
        if isinstance(node, yaml.MappingNode):
            self._mapping(node, place)
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                self.visit(item, (*place, number))

    def _mapping(self, node: yaml.MappingNode, place: Place) -> None:
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._tell("key-not-text", key, place)
                continue
            key.tag = TEXT
            name = key.value
            self.slipped |= not key.style and bool(SLIP.match(name))
            if name in seen:
                self._tell("key-twice", key, (*place, name), key=name)
            seen.add(name)
            self.visit(value, (*place, name), key)
        node.value = [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]

    def _scalar(self, node: yaml.ScalarNode, place: Place) -> None:
        code = misread(node)
        if code:
            self._tell(code, node, place, value=node.value)
            node.tag = TEXT

    def _tell(self, code: str, node: yaml.Node, place: Place, **details: str) -> None:
        line, column = spot(node)
        self.problems.append(Problem(code, place, details, self.file, line, column))


def misread(node: yaml.ScalarNode) -> str:
    """The diagnostic for an unquoted word that YAML takes for something else, or nothing."""
    if node.style:
        return ""
    if node.tag.endswith(":bool") and SWITCHES.match(node.value):
        return "unquoted-switch"
    if node.tag.endswith((":int", ":float")) and CLOCK.match(node.value):
        return "unquoted-clock"
    return "unquoted-date" if node.tag.endswith(":timestamp") else ""


def mark(node: yaml.Node, key: yaml.Node | None) -> Mark:
    """Where a node stands under its key."""
    value = spot(node)
    own = spot(key) if key is not None else value
    if isinstance(node, yaml.ScalarNode):
        plain = not node.style and node.tag == TEXT
        return Mark(own, value, node.value, plain=plain)
    return Mark(own, value, section=isinstance(node, yaml.MappingNode) or own[0] != value[0])


def spot(node: yaml.Node) -> Spot:
    """Line and column of a node, from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1
