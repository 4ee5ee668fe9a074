"""A sheet to be filled in: its items, what is worked out from them, and what follows."""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from bot.language.vocabulary import Written
from bot.roleplay.condition import ConditionError, condition

Value = float | date
#: What may stand in a formula.
DOES: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
NUMBER = re.compile(r"(?<![\d.])-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.])-?\d+(?:\.\d+)?")
DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
#: In speech the last unit is left out: 二百六 is 二百六十, 三万二 is 三万二千.
BELOW = {"百": "十", "千": "百", "万": "千"}
SHORTENED = re.compile("([百千万])[一二三四五六七八九]$")
SPELLED = re.compile(f"[{''.join(DIGITS)}{''.join(UNITS)}]+")


class Item(Written):
    """One thing that is asked and written down; a `number` or `date` is asked again until it is one."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    label: str
    ask: tuple[str, ...]
    kind: Literal["text", "number", "date"] = "text"


class Result(Written):
    """What is worked out: a formula over the items (`mailed / leads`, `posted + 7`), and how it is shown."""

    label: str
    formula: str
    shown: Literal["number", "percent", "date"] = "number"


class Advice(Written):
    """What to do next where the condition on numbers holds."""

    when: str
    says: str


class Sheet(Written):
    """A whole sheet."""

    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    results: tuple[Result, ...] = ()
    advice: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet as it was filled in: lines of label and text, what was worked out, what to do next."""

    rows: tuple[tuple[str, str], ...]
    results: tuple[tuple[str, str], ...]
    advice: tuple[str, ...]


class FormulaError(ValueError):
    """A formula that can't be worked out."""


def fill(sheet: Sheet, answers: Mapping[str, str]) -> Filled:
    """The sheet with these answers by item; what was skipped is left empty, and so is what needs it."""
    values = {item.name: value for item in sheet.items if (value := read(item, answers.get(item.name, "")))}
    numbers = {name: value for name, value in values.items() if value is not None}
    return Filled(
        tuple((item.label, answers.get(item.name, "")) for item in sheet.items),
        tuple((r.label, text) for r in sheet.results if (text := shown(r, numbers))),
        tuple(advice.says for advice in sheet.advice if holds(advice.when, numbers)),
    )


def read(item: Item, text: str) -> Value | None:
    """The number or date of an answer; None for text and for what is neither."""
    return {"number": number, "date": day, "text": nothing}[item.kind](text)


def nothing(_: str) -> None:
    """Text has no value to work with."""


def number(text: str) -> float | None:
    """The first number of a text, in figures or spelled out in Chinese; None where there is none."""
    if found := NUMBER.search(text):
        unit = text[found.end() :].lstrip()[:1]
        return float(found[0].replace(",", "")) * UNITS.get(unit, 1)
    if spelled := SPELLED.search(text):
        return float(spelled_out(spelled[0]))
    return None


def spelled_out(word: str) -> int:
    """A Chinese number as a figure (二百三十五 → 235, 二百六 → 260)."""
    total = section = digit = 0
    spoken = SHORTENED.sub(lambda found: found[0] + BELOW[found[1]], word)
    for letter in spoken:
        if letter in DIGITS:
            digit = DIGITS[letter]
        elif UNITS[letter] == UNITS["万"]:
            total, section, digit = (total + section + digit) * UNITS["万"], 0, 0
        else:
            section, digit = section + (digit or 1) * UNITS[letter], 0
    return total + section + digit


def day(text: str) -> date | None:
    """The date of a text (2026-12-01, 2026年12月1日); None where there is none."""
    found = DATE.search(text)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def shown(result: Result, values: Mapping[str, Value]) -> str:
    """What a formula gives, as it is shown; empty where something is missing."""
    try:
        value = work_out(result.formula, values)
    except (KeyError, ZeroDivisionError):
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.0%}" if result.shown == "percent" else f"{value:.1f}".removesuffix(".0")


def work_out(formula: str, values: Mapping[str, Value]) -> Value:
    """The value of a formula; raises FormulaError where it can't be read, KeyError for a missing value."""
    try:
        tree = ast.parse(formula, mode="eval").body
    except SyntaxError:
        raise FormulaError(formula) from None
    return value_of(tree, values)


def value_of(node: ast.expr, values: Mapping[str, Value]) -> Value:
    """The value of a part of a formula."""
    match node:
        case ast.Constant(value=int() | float() as figure):
            return float(figure)
        case ast.Name(id=name):
            return values[name]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in DOES:
            first, second = value_of(left, values), value_of(right, values)
            if isinstance(first, date) and isinstance(second, float):
                return first + timedelta(days=DOES[type(op)](0, second))
            if isinstance(first, float) and isinstance(second, float):
                return DOES[type(op)](first, second)
    raise FormulaError(ast.unparse(node))


def holds(when: str, values: Mapping[str, Value]) -> bool:
    """Whether a condition on the numbers holds; not where one of them is missing."""
    test = condition(when)
    figures = {name: value for name, value in values.items() if isinstance(value, float)}
    return test.names <= set(figures) and bool(test.test(lambda name: int(figures[name])))


def unreadable(sheet: Sheet) -> tuple[str, ...]:
    """The formulas and conditions of a sheet that can't be read or name no item."""
    values: dict[str, Value] = {
        item.name: date(2026, 1, 1) if item.kind == "date" else 1.0
        for item in sheet.items
        if item.kind != "text"
    }
    found = []
    for result in sheet.results:
        try:
            work_out(result.formula, values)
        except (FormulaError, KeyError, ZeroDivisionError):
            found.append(result.formula)
    for advice in sheet.advice:
        try:
            if not condition(advice.when).names <= set(values):
                found.append(advice.when)
        except ConditionError:
            found.append(advice.when)
    return tuple(found)
