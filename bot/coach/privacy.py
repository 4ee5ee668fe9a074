"""Everything about me, as a file; and nothing about me any more."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from bot.coach.coach import Coach
from bot.store import forgetting
from bot.store.records import Store, Trainee

#: Columns that hold JSON, and are given as what it says.
JSON_COLUMNS = frozenset({"body"})


class Privacy:
    """A person's right to their data."""

    def __init__(self, store: Store, coach: Coach, now: Callable[[], datetime]) -> None:
        self._store, self._coach, self._now = store, coach, now

    async def export(self, trainee: Trainee) -> bytes:
        """All that is kept about somebody, as JSON: calls word by word, scores, teams, what trainers said."""
        found = await self._store.run(forgetting.everything, trainee.id)
        tables = {name: [unpacked(row) for row in rows] for name, rows in found.items()}
        body = {"exported": self._now(), **tables}
        return json.dumps(body, ensure_ascii=False, indent=1, default=written).encode()

    async def forget(self, trainee: Trainee) -> None:
        """Delete somebody with all they said and did; a running call ends with it."""
        async with self._coach.alone(trainee):
            await self._store.run(forgetting.forget, trainee.id)


def unpacked(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose JSON can be read as such."""
    return {key: json.loads(value) if key in JSON_COLUMNS else value for key, value in row.items()}


def written(value: object) -> str:
    """Moments and days as ISO 8601 writes them."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
