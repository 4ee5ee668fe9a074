"""The keys that may stand at a place of a file, as its model knows them."""

from functools import cache
from typing import Any

from pydantic import BaseModel

from bot.authoring.problem import Place


def keys_at(model: type[BaseModel], place: Place) -> list[str]:
    """The keys of the group that holds a place; none where any name may stand."""
    schema = schema_of(model)
    here = schema
    for step in place[:-1]:
        here = resolved(below(here, step), schema)
    return sorted(here.get("properties", {}))


@cache
def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a model."""
    return model.model_json_schema(by_alias=True)


def below(here: dict[str, Any], step: str | int) -> dict[str, Any]:
    """The schema one step further down; empty where there is none."""
    if isinstance(step, int):
        items = here.get("items")
        return items if isinstance(items, dict) else {}
    if step in here.get("properties", {}):
        found: dict[str, Any] = here["properties"][step]
        return found
    named = [*here.get("patternProperties", {}).values(), here.get("additionalProperties")]
    return next((one for one in named if isinstance(one, dict)), {})


def resolved(here: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with its reference, or the one alternative that is a group, followed."""
    options = [here, *here.get("anyOf", ()), *here.get("allOf", ())]
    name = next((one["$ref"] for one in options if "$ref" in one), "")
    found: dict[str, Any] = schema["$defs"][name.rsplit("/", 1)[-1]] if name else here
    return found
