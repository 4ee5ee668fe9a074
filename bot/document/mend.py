"""Stand-ins for what is wrong in a file, so that the rest can be checked as well."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from bot.authoring.problem import KEY, Place
from bot.document.complaint import WORD, errors_of

#: pydantic's error types → something that would be right there, as often as not.
STAND_INS: dict[str, Any] = {
    "missing": "x",
    "string_type": "x",
    "string_pattern_mismatch": "x",
    "int_type": 1,
    "int_parsing": 1,
    "int_from_float": 1,
    "float_type": 1,
    "float_parsing": 1,
    "finite_number": 1,
    "bool_type": False,
    "bool_parsing": False,
    "list_type": [],
    "tuple_type": [],
    "dict_type": {},
    "model_type": {},
    "model_attributes_type": {},
}


def mend(data: Any, error: ValidationError) -> Any:
    """The data with a stand-in for everything that is wrong; changes and returns it."""
    for item in errors_of(error):
        place = tuple(item["loc"])
        if not place:
            return data
        around, steps = nearest(data, place)
        if place[-1] == KEY or item["type"] == "extra_forbidden":
            remove(around, steps)
        elif item["type"] == "missing":
            add(around, steps, place[-1])
        elif steps:
            around[steps[-1]] = stand_in(item, around[steps[-1]])
    return data


def nearest(data: Any, place: Place) -> tuple[Any, list[str | int]]:
    """What holds the thing at a place, and the steps that lead to it as far as they exist."""
    around, steps = data, []
    here = data
    for step in place:
        if holds(here, step):
            around, here = here, here[step]
            steps.append(step)
    return around, steps


def holds(value: Any, step: str | int) -> bool:
    """Whether there is a step to go on from a value."""
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def remove(around: Any, steps: list[str | int]) -> None:
    """Take a key out of what holds it."""
    if isinstance(around, dict) and steps:
        around.pop(steps[-1], None)


def add(around: Any, steps: list[str | int], step: str | int) -> None:
    """Put in a key, or the item of a list, that is missing."""
    target = around[steps[-1]] if steps else around
    if isinstance(target, dict):
        target[step] = STAND_INS["missing"]
    elif isinstance(target, list):
        target.append(0)


def stand_in(item: Mapping[str, Any], value: Any) -> Any:
    """Something that would be right where a value is wrong."""
    context = item.get("ctx", {})
    for limit, step in (("ge", 0), ("le", 0), ("gt", 1)):
        if limit in context:
            return context[limit] + step
    match item["type"]:
        case "literal_error":
            words = ["".join(word) for word in WORD.findall(str(context["expected"]))]
            return int(words[0]) if words[0].isdigit() else words[0]
        case "too_short":
            return {"x": {}} if isinstance(value, dict) else [{}]
        case "too_long":
            return list(value)[: context["max_length"]]
    return STAND_INS.get(item["type"], "x")
