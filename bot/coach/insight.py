"""What managers and trainers see: a team, a person, a criterion, a dialogue, in some weeks and courses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.coach.coach import COURSES
from bot.coach.outcome import ENDING, skill_of
from bot.coach.records import CoachError
from bot.coach.rights import Actor
from bot.coach.study import mean
from bot.library.library import Library
from bot.progress.skill import mastery
from bot.roleplay.script import Script
from bot.store import assigning, people, results
from bot.store.assigning import Standing
from bot.store.people import Member, Team
from bot.store.records import Store, Trainee
from bot.store.results import Cell, Moment, Played, Scope, Step, Sum
from bot.store.tallying import week_of

#: Weeks that can be looked back over; 0 is all there is.
PERIODS = (4, 13, 26, 52, 0)
#: How many of the weakest criteria are named, and how many calls and moments are listed.
WEAKEST, LISTED = 3, 20
#: Among so many of the latest moments those are looked for at which something was said.
SOUGHT = 100
#: A criterion has to be assessed so often in a team before it is called weak.
OFTEN = 5


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: the last so many weeks (0: all), and a course (empty: all)."""

    weeks: int = 4
    course: str = ""

    def scope(self, now: datetime, team: int | None = None, trainee: int | None = None) -> Scope:
        """The scope of this view; this week counts."""
        since = week_of(now) - timedelta(weeks=self.weeks - 1) if self.weeks else None
        return Scope(team, trainee, since, None, self.course)


@dataclass(frozen=True, slots=True)
class CriterionSum:
    """A criterion with the mean points (0–100) and how often it was assessed."""

    criterion: str
    title: str
    rubric: str
    times: int
    mean: float


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of a team with their calls; `passed` and `overdue` count assignments."""

    member: Member
    calls: int
    won: int
    mean: float | None
    passed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Glance:
    """A team in a line: its trainees, how many of them practised, their calls, the mean (None: no score)."""

    team: Team
    people: int
    active: int
    calls: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A team at a glance. `cells` are people × criteria."""

    team: Team
    view: View
    people: tuple[PersonRow, ...]
    weeks: tuple[Sum, ...]
    dialogues: tuple[Sum, ...]
    criteria: tuple[CriterionSum, ...]
    weakest: tuple[CriterionSum, ...]
    cells: Mapping[tuple[int, str], Cell]
    tasks: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Somebody at a glance; `mastery` is by criterion (0–100), `before` leads to earlier calls."""

    person: Trainee
    teams: tuple[Team, ...]
    view: View
    weeks: tuple[Sum, ...]
    criteria: tuple[CriterionSum, ...]
    mastery: Mapping[str, float]
    calls: tuple[Played, ...]
    tasks: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """A criterion in a team: who struggles with it (worst first), week by week, and at which moments."""

    team: Team
    view: View
    criterion: CriterionSum
    people: tuple[tuple[Member, Cell], ...]
    weeks: tuple[Cell, ...]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class DialoguePage:
    """A dialogue in a team: how it goes for whom, and the ways calls took through its states.

    `states` are all there are in the order written, with how often calls came there; `endings` likewise, by
    their ids. `ways` holds every way that was taken or is written.
    """

    team: Team
    view: View
    dialogue: str
    title: str
    total: Sum | None
    states: tuple[tuple[str, str, int], ...]
    endings: tuple[tuple[str, str, int], ...]
    ways: tuple[Step, ...]
    calls: tuple[Played, ...]


class Insight:
    """Reads what calls add up to; every view checks role and team first."""

    def __init__(self, store: Store, library: Library, now: Callable[[], datetime]) -> None:
        self._store, self._library, self._now = store, library, now

    async def glance(self, actor: Actor, team: Team, view: View) -> Glance:
        """A team in a line."""
        actor.must("see", team.id)
        members = await self._store.run(people.members, team.id)
        sums = await self._store.run(results.by_person, view.scope(self._now(), team.id))
        return Glance(
            team,
            sum(member.role == "trainee" for member in members),
            len(sums),
            sum(one.calls for one in sums),
            mean([(one.mean, one.scored) for one in sums if one.mean is not None]),
        )

    async def team(self, actor: Actor, team: int, view: View) -> TeamPage:
        """A team at a glance."""
        actor.must("see", team)
        scope = view.scope(self._now(), team)
        members = await self._store.run(people.members, team)
        sums = {s.key: s for s in await self._store.run(results.by_person, scope)}
        cells = await self._store.run(results.heat, scope)
        asked = await self._store.run(assigning.of_team, team)
        tasks = await self._store.run(assigning.standings, asked)
        criteria = self.criteria(cells, actor.trainee.language)
        return TeamPage(
            await self._team(team),
            view,
            tuple(self._row(m, sums.get(m.trainee), tasks) for m in members if m.role == "trainee"),
            await self._store.run(results.by_week, scope),
            await self._store.run(results.by_dialogue, scope),
            criteria,
            weakest(criteria),
            {(cell.key, cell.criterion): cell for cell in cells},
            tasks,
        )

    async def person(
        self, actor: Actor, person: Trainee, view: View, before: int | None = None
    ) -> PersonPage:
        """Somebody at a glance; that the actor may see them has been checked by the office."""
        scope = view.scope(self._now(), trainee=person.id)
        held = await self._store.run(people.roles, person.id)
        cells = await self._store.run(results.heat, scope)
        asked = await self._store.run(assigning.of_trainee, person.id)
        tasks = [await self._store.run(assigning.standing_of, one, person.id) for one in asked]
        bodies = (await self._store.run(results.skills, [person.id])).get(person.id, ())
        return PersonPage(
            person,
            tuple(t for t in await self._store.run(people.teams) if t.id in held),
            view,
            await self._store.run(results.by_week, scope),
            self.criteria(cells, actor.trainee.language),
            {skill.criterion: mastery(skill, self._now()) for skill in map(skill_of, bodies)},
            await self._store.run(results.played, Scope(trainee=person.id), LISTED, before),
            tuple(standing for found in tasks for standing in found),
        )

    async def criterion(self, actor: Actor, team: int, criterion: str, view: View) -> CriterionPage:
        """Who struggles with a criterion; raises CoachError where there is none of that name."""
        actor.must("see", team)
        scope = view.scope(self._now(), team)
        cells = tuple(c for c in await self._store.run(results.heat, scope) if c.criterion == criterion)
        members = {m.trainee: m for m in await self._store.run(people.members, team)}
        known = self.named(actor.trainee.language)
        if criterion not in known:
            raise CoachError("criterion-unknown")
        rubric, title = known[criterion]
        weeks = await self._store.run(results.criteria_by_week, scope)
        average = mean([(c.mean, c.times) for c in cells]) or 0.0
        times = sum(c.times for c in cells)
        ours = sorted((c for c in cells if c.key in members), key=lambda c: (c.mean, c.key))
        moments = await self._store.run(results.moments, scope, criterion, SOUGHT)
        return CriterionPage(
            await self._team(team),
            view,
            CriterionSum(criterion, title, rubric, times, average),
            tuple((members[c.key], c) for c in ours),
            tuple(c for c in weeks if c.criterion == criterion),
            tuple(sorted(moments, key=lambda moment: not moment.quote)[:LISTED]),
        )

    async def dialogue(self, actor: Actor, team: int, dialogue: str, view: View) -> DialoguePage:
        """How a dialogue goes in a team; raises CoachError where there is none of that name."""
        actor.must("see", team)
        script = self.script(dialogue, actor.trainee.language)
        if script is None:
            raise CoachError("dialogue-unknown", id=dialogue[:60])
        scope = view.scope(self._now(), team)
        ways = await self._store.run(results.steps, scope, dialogue)
        sums = await self._store.run(results.by_dialogue, replace(scope, course=""))
        came: dict[str, int] = {}
        for way in ways:
            came[way.target] = came.get(way.target, 0) + way.times
        total = next((s for s in sums if s.key == dialogue), None)
        states = [(n, s.hint, came.get(n, 0)) for n, s in script.dialogue.states.items()]
        endings = [(n, e.title, came.get(f"{ENDING}{n}", 0)) for n, e in script.endings.items()]
        return DialoguePage(
            await self._team(team),
            view,
            dialogue,
            script.dialogue.title,
            total,
            tuple((n, h, total.calls if total and n == script.dialogue.start else c) for n, h, c in states),
            tuple(endings),
            (*ways, *unused(script, ways)),
            await self._store.run(results.played, Scope(team=team), LISTED, None, dialogue),
        )

    async def calls(self, actor: Actor, team: int, limit: int = LISTED) -> tuple[Played, ...]:
        """The latest calls of a team."""
        actor.must("see", team)
        return await self._store.run(results.played, Scope(team=team), limit)

    # --- names ---------------------------------------------------------------------------------------

    def named(self, language: str) -> dict[str, tuple[str, str]]:
        """Every criterion with the titles of its rubric and its own."""
        rubrics = self._library.rubrics.rubrics.values()
        return {c.id: (r.title.of(language), c.title.of(language)) for r in rubrics for c in r.criteria}

    def script(self, dialogue: str, language: str) -> Script | None:
        """A dialogue in a language, or where it isn't there in any."""
        shelves = self._library.shelves
        first = [shelves[language]] if language in shelves else []
        found = (shelf.scripts.get(dialogue) for shelf in [*first, *shelves.values()])
        return next((script for script in found if script), None)

    def title(self, dialogue: str, language: str) -> str:
        """What a dialogue is called."""
        draw = self._library.draws(language).get(dialogue) if language in self._library.shelves else None
        script = self.script(dialogue, language)
        return draw.title if draw else script.dialogue.title if script else dialogue

    def courses(self) -> tuple[str, ...]:
        """The courses there are, in the order in which they are learned."""
        there = {
            s.dialogue.course for shelf in self._library.shelves.values() for s in shelf.scripts.values()
        }
        return (*(c for c in COURSES if c in there), *sorted(there - set(COURSES)))

    def criteria(self, cells: Sequence[Cell], language: str) -> tuple[CriterionSum, ...]:
        """Cells added up by criterion, in the order of the rubrics; those of rubrics that are gone last."""
        known = self.named(language)
        by: dict[str, list[Cell]] = {name: [] for name in known}
        for cell in cells:
            by.setdefault(cell.criterion, []).append(cell)
        return tuple(
            CriterionSum(
                name,
                known.get(name, ("", name))[1],
                known.get(name, ("", name))[0],
                sum(c.times for c in found),
                mean([(c.mean, c.times) for c in found]) or 0.0,
            )
            for name, found in by.items()
            if found
        )

    # --- inside --------------------------------------------------------------------------------------

    async def _team(self, team: int) -> Team:
        found = next((t for t in await self._store.run(people.teams) if t.id == team), None)
        if found is None:
            raise CoachError("not-allowed")
        return found

    def _row(self, member: Member, found: Sum | None, tasks: Sequence[Standing]) -> PersonRow:
        mine = [s for s in tasks if s.trainee == member.trainee]
        now = self._now()
        return PersonRow(
            member,
            found.calls if found else 0,
            found.won if found else 0,
            found.mean if found else None,
            sum(s.passed for s in mine),
            sum(s.overdue(now) for s in mine),
        )


def weakest(criteria: Sequence[CriterionSum]) -> tuple[CriterionSum, ...]:
    """The weakest criteria that were assessed often enough to say so."""
    known = [c for c in criteria if c.times >= OFTEN]
    return tuple(sorted(known, key=lambda c: (c.mean, c.criterion))[:WEAKEST])


def unused(script: Script, ways: Sequence[Step]) -> tuple[Step, ...]:
    """Ways that are written and nobody took."""
    taken = {(way.source, way.target) for way in ways}
    written: dict[tuple[str, str], None] = {}
    for name, state in script.dialogue.states.items():
        for reply in state.replies:
            target = reply.goto or (f"{ENDING}{reply.ends}" if reply.ends else "")
            if target:
                written[name, target] = None
    return tuple(Step(source, target, 0) for source, target in written if (source, target) not in taken)
