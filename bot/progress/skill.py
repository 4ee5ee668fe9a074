"""A skill is a criterion in somebody's hands: how well they do it, and when it wants practising again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from fsrs import Card, Rating, Scheduler, State

#: Points from which a call counts as this answer to the question “did they still know how?”.
RATINGS = ((90.0, Rating.Easy), (70.0, Rating.Good), (50.0, Rating.Hard), (0.0, Rating.Again))
#: Days between two practices, at most: on the phone nobody keeps for a year what they don't do.
LONGEST = 60
#: Where a level begins before anything is known, and how much of it the latest call decides, at least.
UNKNOWN, LATEST = 50.0, 0.3

# Whole days only (no learning steps within a day), and nothing drawn by lot: the same calls, the same plan.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)


@dataclass(frozen=True, slots=True)
class Skill:
    """One criterion as somebody does it.

    `stability` is the days after which nine of ten would still know how, `difficulty` 1–10; `due` and
    `last` are moments in UTC; `points` (0–100) those of the last call, `level` (0–100) those of all calls,
    smoothed.
    """

    criterion: str
    stability: float
    difficulty: float
    due: datetime
    last: datetime
    reviews: int
    points: float
    level: float

    def as_dict(self) -> dict[str, Any]:
        """The skill as plain values; moments in ISO 8601."""
        return {**asdict(self), "due": self.due.isoformat(), "last": self.last.isoformat()}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> "Skill":
        """The skill that `as_dict` wrote down."""
        moments = {name: datetime.fromisoformat(kept[name]) for name in ("due", "last")}
        return cls(**{**kept, **moments})


def review(skill: Skill | None, criterion: str, points: float, at: datetime) -> Skill:
    """The skill after a call that scored `points` (0–100) in its criterion; `None` for the first one.

    `at` must have a time zone. A call that is told late counts as of the last one known. The level is a mean
    that begins at 50, so that one lucky call is no mastery; from the third call on the latest one is worth
    three tenths of it.
    """
    moment = at.astimezone(UTC) if skill is None else max(at.astimezone(UTC), skill.last)
    card, _ = SCHEDULER.review_card(card_of(skill, moment), rating(points), moment)
    if card.stability is None or card.difficulty is None:  # never after a review
        raise ValueError(criterion)
    level, reviews = (skill.level, skill.reviews) if skill else (UNKNOWN, 0)
    share = max(1 / (reviews + 2), LATEST)
    return Skill(
        criterion,
        card.stability,
        card.difficulty,
        card.due,
        moment,
        reviews + 1,
        points,
        level + share * (points - level),
    )


def rating(points: float) -> Rating:
    """What points mean to the scheduler: 90 and more easy, 70 good, 50 hard, less: forgotten."""
    return next((answer for least, answer in RATINGS if points >= least), Rating.Again)


def card_of(skill: Skill | None, at: datetime) -> Card:
    """The scheduler's card of a skill."""
    if skill is None:
        return Card(card_id=0, due=at)
    return Card(0, State.Review, None, skill.stability, skill.difficulty, skill.due, skill.last)


def retention(skill: Skill, at: datetime) -> float:
    """The chance (0–1) that they still know how; counted in whole days since the last call."""
    return SCHEDULER.get_card_retrievability(card_of(skill, skill.due), at.astimezone(UTC))


def mastery(skill: Skill, at: datetime) -> float:
    """How well they are likely to do it now (0–100): the smoothed points times the chance that they still
    know how."""
    return skill.level * retention(skill, at)
