"""Makes the firm: its people, what they are asked for, half a year of calls, a trainer's word on some."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bot.coach import Coach
from bot.coach.house import House
from bot.coach.outcome import marks, outcome, skill_of
from bot.config import Settings
from bot.demo import plan, player
from bot.demo.plan import Appointment
from bot.library.library import Library, archive, load_library
from bot.progress.skill import Skill
from bot.roleplay.events import Events
from bot.scoring.scorecard import CARD, Scorecard
from bot.store import assigning, people
from bot.store.assigning import Assignment
from bot.store.people import Role
from bot.store.records import Change, Opening, Trainee

#: Of so many days before the end, calls have better wordings (finding them takes time), and a trainer's word.
RECENT = 10
#: How many overrides and comments each team's trainer makes.
WORDS = 8
CHANNEL = "demo"


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the owner, the teams by number, how many people and calls."""

    owner: Trainee
    teams: tuple[int, ...]
    people: int
    calls: int


class Maker:
    """Builds the firm in an empty store."""

    def __init__(self, coach: Coach, settings: Settings, end: datetime, days: int, seed: int) -> None:
        self.coach, self.settings, self.end, self.days, self.seed = coach, settings, end, days, seed
        self.store, self.library = coach.store, coach.library
        self.house = House.of(coach)
        self._ids: dict[int, int] = {}
        self._skills: dict[int, dict[str, Skill]] = {}
        self._asked: dict[str, list[Assignment]] = {}

    async def make(self, share: float = 1.0, told: Callable[[int, int], None] | None = None) -> Made:
        """Make everything; `share` of the calls only. `told` hears how many calls of how many are done."""
        owner = await self._person("owner", "周明远" if self.settings.language == "zh" else "Alex Moore")
        await self.store.run(people.own, owner.id)
        owner = replace(owner, owner=True)
        teams = [await self._team(team) for team in plan.firm().teams]
        wanted = plan.appointments(self.seed, self.days, self.end, shelf(self.library))
        wanted = wanted[:: max(1, round(1 / share))]
        if told:
            told(0, len(wanted))
        for number, (one, events, card) in enumerate(self._played(wanted), 1):
            await self._keep(one, events, card)
            if told:
                told(number, len(wanted))
        for team in plan.firm().teams:
            await self._judge(team)
        return Made(owner, tuple(teams), len(self._ids), len(wanted))

    async def _team(self, team: plan.TeamPlan) -> int:
        """A team with its staff and trainees, and a task a month."""
        start = self.end - timedelta(days=self.days)
        made = await self.store.run(people.make_team, team.name, start)
        rng = Random(f"{self.seed}{team.name}")
        names = plan.firm().names[team.language]
        staff: tuple[Role, ...] = ("manager", "trainer")
        for role in staff:
            family, given = rng.choice(names.family), rng.choice(names.given)
            name = f"{family}{given}" if team.language == "zh" else f"{given} {family}"
            someone = await self._person(f"{role}-{team.name}", name, team.language)
            await self.store.run(people.join, made.id, someone.id, role, start)
        for person in plan.people(self.seed, self.days):
            if person.team == team:
                someone = await self._person(str(person.number), person.name, team.language)
                self._ids[person.number] = someone.id
                since = self.end - timedelta(days=person.since)
                await self.store.run(people.join, made.id, someone.id, "trainee", since)
        await self._ask(team, made.id, rng)
        return made.id

    async def _ask(self, team: plan.TeamPlan, number: int, rng: Random) -> None:
        """A task a month: a dialogue of what the team practises most."""
        course = max(plan.firm().courses[team.name].items(), key=lambda item: item[1])[0]
        dialogues = shelf(self.library)[team.language].get(course, ())
        for month in range(self.days // 30, -1, -1):
            made = self.end - timedelta(days=30 * month + 12)
            one = Assignment(
                0, number, rng.choice(dialogues), made, rng.random() < 0.3, 3, rng.choice((60.0, 70.0)),
                made + timedelta(days=21),
            )  # fmt: skip
            kept = await self.store.run(assigning.assign, one)
            self._asked.setdefault(team.name, []).append(kept)

    async def _person(self, address: str, name: str, language: str = "") -> Trainee:
        found = await self.store.trainee(CHANNEL, address, language or self.settings.language)
        await self.store.run(people.describe, found.id, name)
        return replace(found, name=name)

    def _played(
        self, wanted: tuple[Appointment, ...]
    ) -> Iterator[tuple[Appointment, Events, Scorecard | None]]:
        """All calls in order, played by all processors."""
        recent = self.end - timedelta(days=RECENT)
        jobs = [(self._now(one), one.at >= recent) for one in wanted]
        with ProcessPoolExecutor(initializer=prepare, initargs=(self.settings,)) as pool:
            done = pool.map(play, [one for one, _ in jobs], [new for _, new in jobs], chunksize=8)
            for (one, _), (events, card) in zip(jobs, done, strict=True):
                yield one, events, card

    def _now(self, one: Appointment) -> Appointment:
        """An appointment, or the task that is open then: people do what they are asked for, mostly."""
        tasks = [a for a in self._asked[one.person.team.name] if open_at(a, one.at)]
        rng = Random(one.seed)
        return replace(one, dialogue=tasks[0].dialogue) if tasks and rng.random() < 0.3 else one

    async def _keep(self, one: Appointment, events: Events, card: Scorecard | None) -> None:
        """Keep a call as if it had been held."""
        script = self.library.scripts(one.person.team.language)[one.dialogue]
        who = self._ids[one.person.number]
        skills = self._skills.setdefault(who, {})
        result = outcome(script, events, card, skills, one.at)
        for practised, mark in zip(result.skills, marks(card) if card else (), strict=True):
            skills[mark.criterion] = skill_of(practised.body)
        tasks = [a for a in self._asked[one.person.team.name] if a.dialogue == one.dialogue]
        task = next((a for a in tasks if open_at(a, one.at)), None)
        await self.store.commit(
            Change(
                who,
                one.at,
                opening=Opening(script.id, script.language, script.version, archive(script)),
                events=events,
                closes=True,
                total=card.total if card else None,
                digest=card.digest if card else "",
                scorecard=CARD.dump_json(card).decode() if card else None,
                outcome=result,
                assignment=task.id if task else None,
            )
        )

    async def _judge(self, team: plan.TeamPlan) -> None:
        """The trainer's word on some of the latest calls."""
        trainer = await self.store.trainee(CHANNEL, f"trainer-{team.name}", team.language)
        actor = await self.house.office.actor(trainer)
        rng = Random(f"{self.seed}{team.name}!")
        (number,) = actor.roles
        calls = await self.house.insight.calls(actor, number, 6 * WORDS)
        made = plan.firm()
        for call in rng.sample(calls, min(WORDS, len(calls))):
            seen = await self.house.review.look(actor, call.call)
            said = [turn.number for turn in seen.turns if turn.said]
            if said:
                words = rng.choice(made.comments[team.language])
                await self.house.review.comment(actor, call.call, rng.choice(said), words)
            low = [m for m in (marks(seen.card) if seen.card else ()) if (m.points or 0) < 60]
            if low:
                reason = rng.choice(made.reasons[team.language])
                mark = rng.choice(low)
                await self.house.review.override(actor, call.call, mark.criterion, 85.0, reason)


LIBRARY: list[Library] = []


def prepare(settings: Settings) -> None:
    """In a process of its own: load what calls are played with."""
    company = {str(language): names for language, names in settings.company.items()}
    folders = settings.path(settings.dialogues), settings.path(settings.rubrics)
    LIBRARY[:] = [load_library(*folders, company, thorough=False, kept=settings.kept)]


def play(one: Appointment, wordings: bool) -> tuple[Events, Scorecard | None]:
    """In a process of its own: play a call."""
    (library,) = LIBRARY
    script = library.scripts(one.person.team.language)[one.dialogue]
    return player.call(script, library, one.person.habit, one.practice, one.seed, wordings)


def shelf(library: Library) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What can be practised, by language and course: all that has rehearsals."""
    found: dict[str, dict[str, list[str]]] = {}
    for language in library.shelves:
        for id, script in library.scripts(language).items():
            if script.dialogue.rehearsals:
                found.setdefault(language, {}).setdefault(script.dialogue.course, []).append(id)
    return {lang: {c: tuple(sorted(ids)) for c, ids in by.items()} for lang, by in found.items()}


def open_at(task: Assignment, at: datetime) -> bool:
    """Whether a task can be done at a moment."""
    return task.made <= at and (task.due is None or at <= task.due)
