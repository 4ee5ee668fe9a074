"""Conditions as trainers write them: “offer_mailing and facts.trips and mood >= 0”.

Names stand for what was just said (acts, moves, `asks.trips`, `open_question`) and for the state of the
call (`facts.trips`, `said.apologise`, `earned.opening`, `mood`, `patience`, `turns`).
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

Value = bool | float
Scope = Callable[[str], Value]
Test = Callable[[Scope], Value]

COMPARE: dict[type[ast.cmpop], Callable[[Value, Value], bool]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
}


class ConditionError(ValueError):
    """A condition that can't be read."""


@dataclass(frozen=True)
class Condition:
    """A condition ready to be tested; `names` are all names it looks at."""

    text: str
    names: frozenset[str]
    test: Test

    def __call__(self, scope: Scope) -> bool:
        """Whether it holds."""
        return bool(self.test(scope))


@lru_cache(maxsize=1 << 14)
def condition(text: str) -> Condition:
    """The condition of a text; raises `ConditionError` for anything but names, numbers, and/or/not, < > =."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ConditionError(text) from None
    names: set[str] = set()
    test = build(tree, names)
    return Condition(text, frozenset(names), test)


def any_of(texts: tuple[str, ...]) -> Condition:
    """True where one of several conditions is."""
    parts = [condition(text) for text in texts]
    names = frozenset().union(*(part.names for part in parts))
    return Condition(" / ".join(texts), names, lambda scope: any(part(scope) for part in parts))


def build(node: ast.expr, names: set[str]) -> Test:
    """One node of a condition as a function; notes the names it uses."""
    match node:
        case ast.BoolOp(op, values):
            tests = [build(value, names) for value in values]
            join = all if isinstance(op, ast.And) else any
            return lambda scope: join(test(scope) for test in tests)
        case ast.UnaryOp(ast.Not(), operand):
            test = build(operand, names)
            return lambda scope: not test(scope)
        case ast.UnaryOp(ast.USub(), ast.Constant(int(number))):
            return constant(-number)
        case ast.Constant(int(number)):
            return constant(number)
        case ast.Compare(left, [op], [right]) if type(op) in COMPARE:
            compare, a, b = COMPARE[type(op)], build(left, names), build(right, names)
            return lambda scope: compare(a(scope), b(scope))
        case ast.Name() | ast.Attribute():
            name = dotted(node)
            names.add(name)
            return lambda scope: scope(name)
    raise ConditionError(ast.unparse(node))


def constant(number: int) -> Test:
    """A number, whatever the call."""
    return lambda _: number


def dotted(node: ast.expr) -> str:
    """The name of `facts.trips` as it is written."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Name):
        return node.id
    raise ConditionError(ast.unparse(node))
