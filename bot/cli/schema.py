"""`schema`: the JSON Schema of a dialogue, for editors that check while you write."""

import json


def schema() -> int:
    """Print the schema."""
    from bot.authoring.schema import dialogue_schema

    print(json.dumps(dialogue_schema(), ensure_ascii=False, indent=2))
    return 0
