"""A call as xAPI statements (Experience API 1.0.3): completed, scored, and a criterion answered.

Nothing anybody said is in them, only points. A statement's id follows from the call, so that one which is
sent twice is the same statement.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.roleplay.script import Script
from bot.scoring.scorecard import Scorecard
from bot.store.records import Trainee

VERBS = "http://adlnet.gov/expapi/verbs"
ACTIVITIES = "http://adlnet.gov/expapi/activities"


class Statements:
    """Writes statements in the name of a house; `home` is the address under which its ids stand."""

    def __init__(self, home: str) -> None:
        self._home = home.rstrip("/")

    def of(
        self, person: Trainee, call: int, script: Script, card: Scorecard, at: datetime
    ) -> tuple[str, ...]:
        """The statements of a call that ended, each as JSON."""
        return tuple(
            json.dumps(statement, ensure_ascii=False)
            for statement in self._all(person, call, script, card, at)
        )

    def _all(
        self, person: Trainee, call: int, script: Script, card: Scorecard, at: datetime
    ) -> Iterator[dict[str, Any]]:
        whole = self._activity(f"dialogue/{script.id}", script.dialogue.title, script.language, "simulation")
        success = {"success": card.outcome == "won", "completion": True}
        yield self._statement(person, call, "completed", whole, success, at, card)
        yield self._statement(person, call, "scored", whole, {"score": points(card.total)}, at, card)
        for dimension in card.dimensions:
            for mark in dimension.marks:
                if mark.points is None:
                    continue
                asked = self._activity(f"criterion/{mark.criterion}", mark.title, script.language, "question")
                result = {"score": points(mark.points)}
                yield self._statement(person, call, "answered", asked, result, at, card, whole)

    def _statement(
        self,
        person: Trainee,
        call: int,
        verb: str,
        what: dict[str, Any],
        result: dict[str, Any],
        at: datetime,
        card: Scorecard,
        parent: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        context: dict[str, Any] = {"registration": str(self._id(f"call/{call}"))}
        context["extensions"] = {f"{self._home}/digest": card.digest}
        if parent:
            context["contextActivities"] = {"parent": [parent]}
        return {
            "id": str(self._id(f"call/{call}/{verb}/{what['id']}")),
            "actor": {
                "objectType": "Agent",
                "name": person.name or f"#{person.id}",
                "account": {"homePage": self._home, "name": str(person.id)},
            },
            "verb": {"id": f"{VERBS}/{verb}", "display": {"en": verb}},
            "object": what,
            "result": result,
            "context": context,
            "timestamp": at.isoformat(),
        }

    def _activity(self, path: str, title: str, language: str, kind: str) -> dict[str, Any]:
        name = {"zh-CN" if language == "zh" else language: title}
        return {
            "objectType": "Activity",
            "id": f"{self._home}/{path}",
            "definition": {"name": name, "type": f"{ACTIVITIES}/{kind}"},
        }

    def _id(self, what: str) -> Any:
        return uuid5(NAMESPACE_URL, f"{self._home}/{what}")


def points(value: float) -> dict[str, float]:
    """Points (0–100) as xAPI writes a score."""
    return {"scaled": round(value / 100, 4), "raw": value, "min": 0, "max": 100}
