"""All use cases together, as a channel is given them."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.coach.coach import Coach
from bot.coach.entrance import Entrance
from bot.coach.insight import Insight
from bot.coach.office import Office
from bot.coach.privacy import Privacy
from bot.coach.reminders import Reminders
from bot.coach.review import Review
from bot.coach.study import Study


def random_secret() -> str:
    """Sixteen characters that nobody can guess and every link can hold."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True)
class House:
    """The rooms of the house: calls, the trainee's own room, reminders, calls looked at, teams, reports,
    the way in, and a person's right to their data."""

    coach: Coach
    study: Study
    reminders: Reminders
    review: Review
    office: Office
    insight: Insight
    entrance: Entrance
    privacy: Privacy

    @classmethod
    def of(cls, coach: Coach, secret: Callable[[], str] = random_secret) -> "House":
        """The house around a coach, with its store, library, clock and place."""
        store, library, now, zone = coach.store, coach.library, coach.now, coach.zone
        return cls(
            coach,
            Study(store, library, now, zone),
            Reminders(store, now, zone),
            Review(store, coach, now),
            Office(store, library, now, zone, secret),
            Insight(store, library, now),
            Entrance(store, now, secret),
            Privacy(store, coach, now),
        )
