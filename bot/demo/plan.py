"""Who is in the firm and when they practise: drawn from a seed, the same every time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from random import Random

import yaml
from pydantic import BaseModel, ConfigDict


class Habit(BaseModel):
    """How somebody talks: chances of good and poor replies (the rest is fair), calls a week, how much of what
    is missing half a year of practice brings; `weak` are phases in which they do worse."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    share: int
    calls: float
    good: float
    poor: float
    learns: float
    weak: tuple[str, ...] = ()

    def chances(self, phase: str, practice: float) -> tuple[float, float]:
        """The chances of a good and of a poor reply in a phase after so much practice (0–1)."""
        good = self.good + (1 - self.good) * self.learns * practice
        poor = self.poor * (1 - self.learns * practice)
        if phase in self.weak:
            good, poor = good * 0.4, min(1 - good * 0.4, poor + 0.25)
        return good, poor


class TeamPlan(BaseModel):
    """A team to be made up."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    language: str
    people: int


class Names(BaseModel):
    """Names to be put together."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    family: tuple[str, ...]
    given: tuple[str, ...]


class Firm(BaseModel):
    """A firm as it is written down."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    teams: tuple[TeamPlan, ...]
    courses: Mapping[str, Mapping[str, int]]
    names: Mapping[str, Names]
    habits: tuple[Habit, ...]
    comments: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the firm; `since` is when they joined (days before the end)."""

    number: int
    name: str
    team: TeamPlan
    habit: Habit
    since: int


@dataclass(frozen=True, slots=True)
class Appointment:
    """A call to be played: by whom, which dialogue, when, with which seed, after how much practice (0–1)."""

    person: Person
    dialogue: str
    at: datetime
    seed: int
    practice: float


@cache
def firm() -> Firm:
    """The firm that comes with the product."""
    text = (files("bot.demo") / "firm.yaml").read_text("utf-8")
    return Firm.model_validate(yaml.load(text, yaml.CSafeLoader))


def people(seed: int, days: int) -> tuple[Person, ...]:
    """The people of the firm."""
    rng, made = Random(seed), firm()
    found: list[Person] = []
    habits = [habit for habit in made.habits for _ in range(habit.share)]
    for team in made.teams:
        names = made.names[team.language]
        taken: set[str] = set()
        while len(taken) < team.people:
            family, given = rng.choice(names.family), rng.choice(names.given)
            name = f"{family}{given}" if team.language == "zh" else f"{given} {family}"
            if name in taken:
                continue
            taken.add(name)
            since = days if rng.random() < 0.7 else rng.randint(days // 6, days)
            found.append(Person(len(found) + 1, name, team, rng.choice(habits), since))
    return tuple(found)


def appointments(
    seed: int, days: int, end: datetime, dialogues: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> tuple[Appointment, ...]:
    """Every call there will be, in order; `dialogues` are ids by language and course."""
    rng, made = Random(seed + 1), firm()
    found = []
    for person in people(seed, days):
        courses = made.courses[person.team.name]
        there = {c: w for c, w in courses.items() if dialogues[person.team.language].get(c)}
        for day in range(person.since, 0, -1):
            morning = (end - timedelta(days=day)).replace(hour=9, minute=0, second=0, microsecond=0)
            if morning.weekday() > 4 or rng.random() > person.habit.calls / 5:
                continue
            course = rng.choices(list(there), list(there.values()))[0]
            dialogue = rng.choice(dialogues[person.team.language][course])
            at = morning + timedelta(minutes=rng.randint(0, 9 * 60), seconds=rng.randint(0, 59))
            practice = (person.since - day) / days
            found.append(Appointment(person, dialogue, at, rng.randrange(2**31), practice))
    return tuple(sorted(found, key=lambda a: (a.at, a.person.number)))
