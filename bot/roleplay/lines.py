"""Lines as templates: rendered in a sandbox, chosen by a seed."""

import hashlib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

#: Lines are text for the ear: nothing is escaped, everything unknown is a mistake.
ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined, autoescape=False)
#: Loops have no place in a spoken line, and could run for ever.
FORBIDDEN = ("{% for", "{%- for", "{% macro", "{%- macro", "{% include", "{% import", "{% extends")


class LineError(ValueError):
    """A line that can't be spoken: a broken template, or a name nobody knows."""


@lru_cache(maxsize=20_000)
def compiled(text: str) -> jinja2.Template:
    """The template of a line; raises `LineError` where it is broken."""
    if any(mark in text for mark in FORBIDDEN):
        raise LineError(text)
    try:
        return ENVIRONMENT.from_string(text)
    except jinja2.TemplateError as error:
        raise LineError(f"{error}") from None


def render(text: str, names: Mapping[str, Any]) -> str:
    """A line with its names filled in; raises `LineError` where one is unknown."""
    if "{" not in text:
        return text
    try:
        return compiled(text).render(names)
    except (jinja2.TemplateError, TypeError, ArithmeticError) as error:
        raise LineError(str(error)) from None


def joined(parts: Sequence[str]) -> str:
    """Parts as one line: with a space between words, without one next to Chinese."""
    line = ""
    for part in parts:
        # “…”, “—” and “”” end lines of either language: what stands before and after them tells which it is.
        seam = f"{line.rstrip('…—”')[-1:]}{part[:1]}"
        wide = any(unicodedata.east_asian_width(sign) in "WF" for sign in seam)
        line += part if wide or not line else f" {part}"
    return line


def pick(
    lines: Sequence[tuple[str, ...]], seed: int, turn: int, slot: str, said: Collection[str] = ()
) -> tuple[str, ...]:
    """One of several lines, the same for the same seed; one not said before in this call if there is one."""
    fresh = [line for line in lines if not said or not set(line) <= set(said)] or list(lines)
    if len(fresh) == 1:
        return fresh[0]
    number = hashlib.blake2b(f"{seed}/{turn}/{slot}".encode(), digest_size=8).digest()
    return fresh[int.from_bytes(number) % len(fresh)]
