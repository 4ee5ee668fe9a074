"""pydantic's errors told as mistakes a trainer understands."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.authoring.names import nearest
from bot.authoring.problem import KEY, Place, Problem
from bot.document.keys import keys_at
from bot.document.walk import Mark

#: pydantic's error types → our diagnostics; anything else is told as a wrong value.
CODES = {
    "missing": "key-missing",
    "extra_forbidden": "key-unknown",
    "string_type": "text-wanted",
    "int_type": "number-wanted",
    "int_parsing": "number-wanted",
    "int_from_float": "number-whole",
    "float_type": "number-wanted",
    "float_parsing": "number-wanted",
    "finite_number": "number-wanted",
    "greater_than": "number-not-above",
    "greater_than_equal": "number-too-small",
    "less_than_equal": "number-too-big",
    "literal_error": "word-unknown",
    "enum": "word-unknown",
    "list_type": "list-wanted",
    "tuple_type": "list-wanted",
    "dict_type": "map-wanted",
    "model_type": "map-wanted",
    "model_attributes_type": "map-wanted",
    "too_short": "too-few",
    "too_long": "pair-wanted",
    "string_pattern_mismatch": "key-shape",
    "zone_unknown": "zone-unknown",
    "bool_type": "switch-wanted",
    "bool_parsing": "switch-wanted",
}
#: The single words in pydantic's list of what may stand somewhere.
WORD = re.compile(r"'([^']*)'|(?<![\w.])(\d+)(?![\w.])")
LIMITS = ("ge", "gt", "le", "max_length", "min_length")


def complaints(
    error: ValidationError, model: type[BaseModel], marks: Mapping[Place, Mark]
) -> Iterator[Problem]:
    """All mistakes in an error; several about one value are told once."""
    told: set[tuple[str, Place]] = set()
    for item in errors_of(error):
        place = tuple(item["loc"])
        code = code_of(item, place)
        if (code, place) in told:
            continue
        told.add((code, place))
        details = details_of(item, place, marks)
        if code == "key-unknown":
            known = keys_at(model, place)
            details |= {"expected": " / ".join(known), "nearest": nearest(details["key"], known)}
        yield Problem(code, place, details)


def errors_of(error: ValidationError) -> list[Any]:
    """pydantic's errors, without lists that are too short only because their items are wrong."""
    found = error.errors(include_url=False)
    places = [item["loc"] for item in found]
    return [
        item
        for item in found
        if item["type"] != "too_short"
        or not any(p[: len(item["loc"])] == item["loc"] and p != item["loc"] for p in places)
    ]


def code_of(item: Mapping[str, Any], place: Place) -> str:
    """The diagnostic of one of pydantic's errors."""
    value, code = item.get("input"), CODES.get(item["type"], "value-wrong")
    if not place:
        return "file-empty" if value is None else "file-not-keys"
    if place[-1] == KEY:
        return "key-shape" if code == "key-shape" else "word-unknown"
    if code == "key-missing" and isinstance(place[-1], int):
        return "pair-wanted"
    if value is None and code not in ("key-missing", "key-unknown"):
        return "value-empty"
    return code


def details_of(item: Mapping[str, Any], place: Place, marks: Mapping[Place, Mark]) -> dict[str, str]:
    """What fills in the text of a mistake."""
    context = item.get("ctx", {})
    expected = ["".join(word) for word in WORD.findall(str(context.get("expected", "")))]
    value = item.get("input")
    key = next((step for step in reversed(place) if isinstance(step, str) and step != KEY), "")
    return {
        "key": key,
        "value": written(value, place, marks),
        "expected": " / ".join(expected),
        "limit": next((f"{context[limit]:g}" for limit in LIMITS if limit in context), ""),
        "nearest": nearest(str(value), expected),
    }


def written(value: object, place: Place, marks: Mapping[Place, Mark]) -> str:
    """A value as it stands in the file, as short as it may be in a message."""
    mark = marks.get(place)
    if mark is not None and mark.text is not None:
        return shortened(mark.text)
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    return shortened(str(value)) if isinstance(value, str) else "…"


def shortened(text: str) -> str:
    """A text on one line, at most 40 characters of it."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
