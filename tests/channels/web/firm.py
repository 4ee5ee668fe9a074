"""A small firm: two teams with everybody a team has, and a call that was really held in each."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.coach import Coach
from bot.coach.house import House
from bot.library.library import Library
from bot.roleplay.lines import render
from bot.store import people
from bot.store.assigning import Assignment
from bot.store.people import Role
from bot.store.records import Trainee
from bot.store.schema import metadata
from bot.store.sql import SqlStore

NOW = datetime(2026, 3, 25, 10, 0, tzinfo=UTC)
CALL, TOKEN = "busy-buyer", "123456:TEST"
ROLES: tuple[Role, ...] = ("manager", "trainer", "trainee")


@dataclass
class Clock:
    """The time of the firm."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Side:
    """A team with its people by role, its call, task and invitation."""

    team: int
    people: dict[str, int]
    call: int
    task: int
    invitation: str
    comment: int


@dataclass
class Firm:
    """The firm in its house."""

    store: SqlStore
    house: House
    clock: Clock
    owner: int = 1
    token: str = ""
    sides: list[Side] = field(default_factory=list)

    @classmethod
    async def at(cls, database: Path, library: Library) -> "Firm":
        """The house around a store."""
        clock = Clock()
        store = SqlStore(f"sqlite:///{database}")
        await store.open()
        coach = Coach(store, library, clock, lambda: 7, zone=ZoneInfo("Asia/Shanghai"))
        return cls(store, House.of(coach), clock)

    async def person(self, number: int) -> Trainee:
        """Somebody by number."""
        found = await self.store.run(people.person, number)
        assert found
        return found

    async def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything that is kept."""

        def read(connection):
            return {t.name: [tuple(r) for r in connection.execute(select(t))] for t in metadata.sorted_tables}

        return await self.store.run(read)


async def found(firm: Firm, library: Library) -> None:
    """Fill an empty house."""
    office, coach = firm.house.office, firm.house.coach
    owner = await coach.trainee("telegram", "1", "zh", "欧文")
    await firm.store.run(people.own, owner.id)
    boss = await office.actor(await firm.person(owner.id))
    firm.owner = owner.id
    for side, name in enumerate(("甲队", "乙队")):
        team = await office.make_team(boss, name)
        held = {}
        for number, role in enumerate(ROLES):
            someone = await coach.trainee("telegram", f"{side}{number}", "zh", f"{name}{role}")
            await firm.store.run(people.join, team.id, someone.id, role, NOW)
            held[role] = someone.id
        call = await held_call(firm, library, held["trainee"])
        wanted = Assignment(0, team.id, CALL, NOW, due=NOW + timedelta(days=9), note=f"{name}的附言")
        task = await office.assign(boss, wanted)
        await office.invite(boss, team.id)
        (invitation,) = await office.invitations(boss, team.id)
        trainer = await office.actor(await firm.person(held["trainer"]))
        await firm.house.review.comment(trainer, call, 1, f"{name}的评语")
        (comment,) = (await firm.house.review.look(trainer, call)).turns[1].comments
        firm.sides.append(Side(team.id, held, call, task.id, invitation.digest, comment.id))
    await firm.house.entrance.token(boss, "人事系统")
    (token,) = await firm.house.entrance.tokens(boss)
    firm.token = token.digest


async def held_call(firm: Firm, library: Library, who: int, level: str = "fair") -> int:
    """A call from the first word to the last."""
    coach, trainee = firm.house.coach, await firm.person(who)
    script = library.scripts(trainee.language)[CALL]
    await coach.start(trainee, CALL)
    for text in script.dialogue.rehearsals[level].replies:
        done = await coach.reply(trainee, render(text, script.names("")))
    if not done.exchange.ended:
        await coach.hang_up(trainee)
    (kept,) = await firm.house.study.history(trainee)
    return kept.call
