"""A sheet to be filled in: its items, what is worked out from them, and what follows."""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from bot.language.vocabulary import Written
from bot.roleplay.condition import ConditionError, condition
from bot.roleplay.written import day, number

Value = float | date
#: What may stand in a formula.
DOES: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
#: What stands for the present day in a limit.
TODAY = "today"
#: An answer to an item of a kind that can be worked with, to see whether formulas can be read.
EXAMPLES: Mapping[str, Value] = {"number": 1.0, "date": date(2026, 1, 1)}


class Item(Written):
    """One thing that is asked and written down; it is asked again until it can be.

    A `number` isn't below `least` (0) or above `most`, a `date` not before or after: a figure, `today`, or
    worked out from items asked before (`most: made`). `whole` numbers have no fraction. `when` are words
    that may name an hour or a day, which must be one there is.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    label: str
    ask: tuple[str, ...]
    kind: Literal["text", "number", "date", "when"] = "text"
    whole: bool = False
    least: float | str | None = None
    most: float | str | None = None

    @property
    def state(self) -> str:
        """The state of the call in which it is asked."""
        return self.name.replace("_", "-")


class Result(Written):
    """What is worked out: a formula over the items (`mailed / leads`, `posted + 7`), and how it is shown; a
    number below `least` counts as that (nobody lacks minus ten names)."""

    label: str
    formula: str
    shown: Literal["number", "percent", "date"] = "number"
    least: float | None = None


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
    found = {item.name: read(item, answers.get(item.name, "")) for item in sheet.items}
    values = {name: value for name, value in found.items() if value is not None}
    return Filled(
        tuple((item.label, answers.get(item.name, "")) for item in sheet.items),
        tuple((r.label, text) for r in sheet.results if (text := shown(r, values))),
        tuple(advice.says for advice in sheet.advice if holds(advice.when, values)),
    )


def read(item: Item, text: str) -> Value | None:
    """The number or date of an answer; None for words and for what is neither."""
    if item.kind == "number":
        return number(text)
    return day(text) if item.kind == "date" else None


def shown(result: Result, values: Mapping[str, Value]) -> str:
    """What a formula gives, as it is shown; empty where something is missing."""
    try:
        value = work_out(result.formula, values)
    except (KeyError, ArithmeticError):
        return ""
    if isinstance(value, date):
        return value.isoformat()
    value = value if result.least is None else max(value, result.least)
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
    return test.names <= set(figures) and test(lambda name: figures[name])


def unreadable(sheet: Sheet) -> tuple[str, ...]:
    """The formulas and conditions of a sheet that can't be read or name no item."""
    values = {item.name: EXAMPLES[item.kind] for item in sheet.items if item.kind in EXAMPLES}
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
