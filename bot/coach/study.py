"""What trainees see of themselves: what to practise today, how far they have come, earlier calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from bot.coach.clock import zone_of
from bot.coach.coach import COURSES
from bot.coach.outcome import skill_of
from bot.library.library import Library
from bot.progress.plan import Training, due_today, trainings
from bot.progress.skill import Skill, mastery
from bot.progress.trend import Result, Trend, trend
from bot.store import assigning, people, results
from bot.store.assigning import Standing
from bot.store.records import Store, Trainee
from bot.store.results import Played, Scope

#: How many of the latest scored calls progress is seen from, and calls on a page of the history.
SEEN, PAGE = 500, 10
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Today:
    """What there is to do today: trainings that are due, and tasks that are open."""

    trainings: tuple[Training, ...]
    tasks: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """How well somebody does a criterion: mastery now (0–100), and the last points."""

    criterion: str
    title: str
    mastery: float
    points: float
    due: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in a team this week, where the team wants that."""

    team: str
    place: int
    of: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody has come. `dimensions` are rubrics by title with the mean of this week and of the
    week before (None: none)."""

    trend: Trend
    levels: tuple[Level, ...]
    dimensions: tuple[tuple[str, float | None, float | None], ...]
    places: tuple[Place, ...]


class Study:
    """The trainee's own room."""

    def __init__(self, store: Store, library: Library, now: Callable[[], datetime], home: tzinfo) -> None:
        self._store, self._library, self._now, self._home = store, library, now, home

    async def today(self, trainee: Trainee) -> Today:
        """Two or three skills to practise, and the tasks that are open."""
        found = await self.skills(trainee)
        plan = self._trainings(trainee, history(await self._results(trainee)))
        now = self._now().astimezone(zone_of(trainee, self._home))
        asked = await self._store.run(assigning.of_trainee, trainee.id)
        mine = [await self._store.run(assigning.standing_of, one, trainee.id) for one in asked]
        tasks = tuple(s for standings in mine for s in standings if not (s.passed or s.spent))
        return Today(due_today(found.values(), plan, now), tasks)

    async def progress(self, trainee: Trainee) -> Progress:
        """The trend, the levels of all skills (weakest first), dimensions, and places."""
        now = self._now()
        played = await self._results(trainee)
        found = await self.skills(trainee)
        titles = self.titles(trainee.language)
        levels = [
            Level(s.criterion, titles[s.criterion], mastery(s, now), s.points, s.due)
            for s in found.values()
            if s.criterion in titles
        ]
        return Progress(
            trend(
                [Result(p.closed or p.opened, p.dialogue, p.total or 0.0) for p in played],
                now,
                zone_of(trainee, self._home),
            ),
            tuple(sorted(levels, key=lambda level: (level.mastery, level.criterion))),
            await self._dimensions(trainee),
            await self._places(trainee),
        )

    async def history(self, trainee: Trainee, before: int | None = None) -> tuple[Played, ...]:
        """Earlier calls, newest first; `before` is the last one seen."""
        return await self._store.run(results.played, Scope(trainee=trainee.id), PAGE, before)

    async def skills(self, trainee: Trainee) -> Mapping[str, Skill]:
        """The skills of somebody by criterion."""
        found = (await self._store.run(results.skills, [trainee.id])).get(trainee.id, ())
        return {skill.criterion: skill for skill in map(skill_of, found)}

    def titles(self, language: str) -> dict[str, str]:
        """The criteria of all rubrics, as people read them."""
        rubrics = self._library.rubrics.rubrics.values()
        return {c.id: c.title.of(language) for rubric in rubrics for c in rubric.criteria}

    # --- inside ------------------------------------------------------------------------------------

    async def _results(self, trainee: Trainee) -> tuple[Played, ...]:
        return await self._store.run(results.results, trainee.id, SEEN)

    def _trainings(
        self, trainee: Trainee, played: Mapping[str, tuple[float, datetime]]
    ) -> dict[str, Training]:
        lessons = self._library.lessons(trainee.language)
        cards = {unit: lesson.title for unit, lesson in lessons.items()}
        scripts = self._library.scripts(trainee.language)
        return trainings(scripts, self._library.rubrics, cards, trainee.language, COURSES, played)

    async def _dimensions(self, trainee: Trainee) -> tuple[tuple[str, float | None, float | None], ...]:
        """Rubrics with the mean points of this week and of the last one before it that has any."""
        cells = await self._store.run(results.criteria_by_week, Scope(trainee=trainee.id))
        weeks = sorted({cell.key for cell in cells})[-2:]
        rows = []
        for rubric in self._library.rubrics.rubrics.values():
            ours = {c.id for c in rubric.criteria}
            means = [
                mean([(c.mean, c.times) for c in cells if c.key == week and c.criterion in ours])
                for week in weeks
            ]
            if any(value is not None for value in means):
                now, before = means[-1], means[0] if len(means) > 1 else None
                rows.append((rubric.title.of(trainee.language), now, before))
        return tuple(rows)

    async def _places(self, trainee: Trainee) -> tuple[Place, ...]:
        """Places among others, of the last four weeks, in the teams that want them."""
        held = await self._store.run(people.roles, trainee.id)
        places = []
        for team in await self._store.run(people.teams):
            if not team.compares or held.get(team.id) != "trainee":
                continue
            since = (self._now() - 3 * WEEK).date()
            scope = Scope(team=team.id, since=since - timedelta(days=since.weekday()))
            rows = await self._store.run(results.by_person, scope)
            totals = {row.key: row.mean for row in rows if row.mean is not None}
            if (mine := totals.get(trainee.id)) is not None:
                above = sum(total > mine for total in totals.values())
                places.append(Place(team.name, above + 1, len(totals)))
        return tuple(places)


def result(played: Played) -> Result:
    """A scored call as progress sees it."""
    return Result(played.closed or played.opened, played.dialogue, played.total or 0.0)


def history(played: tuple[Played, ...]) -> dict[str, tuple[float, datetime]]:
    """The best total of each dialogue, and when it was played last."""
    found: dict[str, tuple[float, datetime]] = {}
    for call in played:
        best, _ = found.get(call.dialogue, (0.0, call.opened))
        found[call.dialogue] = (max(best, call.total or 0.0), call.closed or call.opened)
    return found


def mean(values: list[tuple[float, int]]) -> float | None:
    """Mean weighted by how often; None of nothing."""
    times = sum(n for _, n in values)
    return sum(value * n for value, n in values) / times if times else None
