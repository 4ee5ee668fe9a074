"""Who may do what, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.coach.records import CoachError
from bot.store.people import Role
from bot.store.records import Trainee

Action = Literal[
    "see",
    "report",
    "assign",
    "comment",
    "override",
    "invite",
    "change-members",
    "change-team",
    "import-people",
    "make-team",
    "make-token",
    "make-owner",
]
STAFF: frozenset[Role] = frozenset({"trainer", "manager"})
MANAGERS: frozenset[Role] = frozenset({"manager"})
NOBODY: frozenset[Role] = frozenset()
#: The roles that may do something in their team. An owner may do everything everywhere.
ALLOWED: dict[Action, frozenset[Role]] = {
    "see": STAFF,
    "report": STAFF,
    "assign": STAFF,
    "comment": STAFF,
    "override": frozenset({"trainer"}),
    "invite": MANAGERS,
    "change-members": MANAGERS,
    "change-team": MANAGERS,
    "import-people": MANAGERS,
    "make-team": NOBODY,
    "make-token": NOBODY,
    "make-owner": NOBODY,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who wants something, with their role in each of their teams."""

    trainee: Trainee
    roles: Mapping[int, Role] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Their number."""
        return self.trainee.id

    @property
    def maker(self) -> int | None:
        """Their number where something is kept in their name; the console and tokens have none."""
        return self.trainee.id or None

    def may(self, action: Action, team: int | None = None) -> bool:
        """Whether they may do something in a team, or (without one) in the house."""
        if self.trainee.owner:
            return True
        return team is not None and self.roles.get(team) in ALLOWED[action]

    def must(self, action: Action, team: int | None = None) -> None:
        """Raises CoachError where they may not."""
        if not self.may(action, team):
            raise CoachError("not-allowed")

    @property
    def staff(self) -> bool:
        """Whether there is anything to manage for them."""
        return self.trainee.owner or any(role in STAFF for role in self.roles.values())
