"""The JSON Schema of a dialogue, for editors that check and complete while somebody writes."""

from typing import Any

from bot.roleplay.dialogue import Dialogue

#: Keys under which one text may stand for a list of one.
SINGLE = frozenset({"says", "when", "open", "closed", "more", "guarded"})


def dialogue_schema() -> dict[str, Any]:
    """The schema of a dialogue file."""
    schema = Dialogue.model_json_schema(by_alias=True)
    for group in (schema, *schema.get("$defs", {}).values()):
        for key, value in group.get("properties", {}).items():
            loosen(key, value)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def loosen(key: str, value: dict[str, Any]) -> None:
    """Let a single text stand where a list of texts may; changes `value`."""
    value.pop("title", None)
    if key in SINGLE:
        several(value)
    elif key == "says_one_of":
        several(value["items"])


def several(value: dict[str, Any]) -> None:
    """The schema of a list turned into that of a text or a list; changes `value`."""
    items = {name: value.pop(name) for name in ("type", "items") if name in value}
    value["anyOf"] = [{"type": "string"}, items]
