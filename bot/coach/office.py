"""The office: teams, who is in them, invitations, and what people are asked to do."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from itertools import islice

from bot.coach.clock import zone_of
from bot.coach.notices import tell
from bot.coach.records import CoachError
from bot.coach.reminders import TASK
from bot.coach.rights import Action, Actor
from bot.library.library import Library
from bot.store import assigning, passes, people, reminding
from bot.store.assigning import Assignment, Standing
from bot.store.passes import Pass
from bot.store.people import Member, Role, Team
from bot.store.records import Store, Trainee

#: How long an invitation holds, and how often it may be used, unless somebody says otherwise.
HOLDS, USES = timedelta(days=14), 30
#: So long before a deadline people are reminded of it.
NEAR = timedelta(hours=24)
#: The longest name of a person or a team, and the longest note (characters).
NAME, NOTE = 200, 500
#: How many people a search finds.
FOUND = 20


def joining(bot: str, code: str) -> str:
    """The link that opens the bot of this name and hands it a code."""
    return f"https://t.me/{bot}?start={code}"


class Office:
    """Everything about teams and the people in them. Every use case checks role and team first."""

    def __init__(
        self,
        store: Store,
        library: Library,
        now: Callable[[], datetime],
        home: tzinfo,
        secret: Callable[[], str],
    ) -> None:
        self._store, self._library, self._now = store, library, now
        self._home, self._secret = home, secret

    async def actor(self, trainee: Trainee) -> Actor:
        """Somebody with their roles."""
        return Actor(trainee, await self._store.run(people.roles, trainee.id))

    # --- the house -----------------------------------------------------------------------------------

    async def first_owner_code(self) -> str | None:
        """A code that makes whoever uses it the first owner; None where there is an owner already.

        Each call makes a new one, and the earlier ones hold no longer.
        """
        if await self._store.run(people.owners):
            return None
        for old in await self._store.run(passes.issued, "owner"):
            await self._store.run(passes.revoke, old.digest)
        secret = self._secret()
        await self._store.run(passes.issue, secret, Pass("owner", self._now(), uses=1))
        return secret

    async def make_owner(self, actor: Actor, person: int, owner: bool = True) -> None:
        """Make somebody an owner, or not; one must be left."""
        actor.must("make-owner")
        if not owner and await self._store.run(people.owners) < 2:
            raise CoachError("last-owner")
        await self._store.run(people.own, person, owner)

    async def owners(self, actor: Actor) -> tuple[Trainee, ...]:
        """Everybody who owns the house."""
        actor.must("make-owner")
        return tuple(p for p in await self._store.run(people.people) if p.owner)

    async def search(self, actor: Actor, name: str) -> tuple[Trainee, ...]:
        """Up to twenty people of the house with this in their names."""
        actor.must("make-owner")
        wanted = name.strip().casefold()
        found = (p for p in await self._store.run(people.people) if wanted in p.name.casefold())
        return tuple(islice(found, FOUND)) if wanted else ()

    async def teams(self, actor: Actor, action: Action = "see") -> tuple[Team, ...]:
        """The teams in which somebody may do something."""
        return tuple(t for t in await self._store.run(people.teams) if actor.may(action, t.id))

    async def own_teams(self, actor: Actor) -> tuple[Team, ...]:
        """The teams somebody is in, whatever their role."""
        return tuple(t for t in await self._store.run(people.teams) if t.id in actor.roles)

    async def team(self, actor: Actor, team: int, action: Action = "see") -> Team:
        """A team in which somebody may do this; raises CoachError where there is none."""
        found = next((t for t in await self.teams(actor, action) if t.id == team), None)
        if found is None:
            raise CoachError("not-allowed")
        return found

    async def make_team(self, actor: Actor, name: str) -> Team:
        """A new team."""
        actor.must("make-team")
        return await self._store.run(people.make_team, named(name), self._now())

    async def change_team(
        self, actor: Actor, team: int, name: str | None = None, compares: bool | None = None
    ) -> None:
        """Rename a team, or let its people see where they stand among each other."""
        actor.must("change-team", team)
        await self._store.run(people.change_team, team, name and named(name), compares)

    # --- people --------------------------------------------------------------------------------------

    async def members(self, actor: Actor, team: int) -> tuple[Member, ...]:
        """The people of a team."""
        actor.must("see", team)
        return await self._store.run(people.members, team)

    async def person(self, actor: Actor, person: int, action: Action = "see") -> Trainee:
        """Somebody whom the actor may look at: themselves, or people of their teams; raises CoachError."""
        if person == actor.id and action == "see":
            return actor.trainee
        theirs = await self._store.run(people.roles, person)
        if not (actor.trainee.owner or any(actor.may(action, team) for team in theirs)):
            raise CoachError("not-allowed")
        found = await self._store.run(people.person, person)
        if found is None:
            raise CoachError("not-allowed")
        return found

    async def set_role(self, actor: Actor, team: int, person: int, role: Role) -> None:
        """Give somebody of a team another role there."""
        actor.must("change-members", team)
        if person not in {m.trainee for m in await self._store.run(people.members, team)}:
            raise CoachError("not-allowed")
        await self._store.run(people.join, team, person, role, self._now())

    async def remove(self, actor: Actor, team: int, person: int) -> None:
        """Take somebody out of a team; anybody may leave one themselves."""
        if person != actor.id:
            actor.must("change-members", team)
        await self._store.run(people.leave, team, person)

    async def enrol(
        self, actor: Actor, team: int, channel: str, address: str, name: str, role: Role, language: str
    ) -> int:
        """Put somebody into a team who may not have come yet; returns their number."""
        actor.must("import-people", team)
        person = await self._store.run(people.expect, channel, address, language, named(name))
        await self._store.run(people.join, team, person, role, self._now())
        return person

    # --- invitations ---------------------------------------------------------------------------------

    async def invite(
        self,
        actor: Actor,
        team: int,
        role: Role = "trainee",
        uses: int | None = USES,
        holds: timedelta = HOLDS,
    ) -> str:
        """The code of a new invitation into a team."""
        actor.must("invite", team)
        secret, at = self._secret(), self._now()
        made = Pass("invitation", at, None, team, role, "", uses, at + holds, actor.maker)
        await self._store.run(passes.issue, secret, made)
        return secret

    async def invitations(self, actor: Actor, team: int) -> tuple[Pass, ...]:
        """The invitations of a team that still hold, newest first."""
        actor.must("invite", team)
        at = self._now()
        found = await self._store.run(passes.issued, "invitation", team)
        return tuple(p for p in found if p.uses != 0 and (p.expires is None or p.expires > at))

    async def revoke(self, actor: Actor, team: int, digest: str) -> None:
        """Take an invitation of a team back; `digest` may be its beginning."""
        for found in await self.invitations(actor, team):
            if digest and found.digest.startswith(digest):
                await self._store.run(passes.revoke, found.digest)
                return
        raise CoachError("code-unknown")

    async def use_code(self, trainee: Trainee, code: str) -> Team | None:
        """Join by a code; returns the team, None for who has become the owner. Raises CoachError."""
        at = self._now()
        if await self._store.run(passes.use, "owner", code, at):
            await self._store.run(people.own, trainee.id)
            return None
        found = await self._store.run(passes.find, "invitation", code, at)
        if found is None or found.team is None:
            raise CoachError("code-unknown")
        held = (await self._store.run(people.roles, trainee.id)).get(found.team)
        team = next(t for t in await self._store.run(people.teams) if t.id == found.team)
        if held is not None and RANK[held] >= RANK[role_of(found.role)]:
            return team
        if await self._store.run(passes.use, "invitation", code, at) is None:
            raise CoachError("code-unknown")
        await self._store.run(people.join, found.team, trainee.id, role_of(found.role), at)
        return team

    # --- assignments ---------------------------------------------------------------------------------

    async def assign(self, actor: Actor, wanted: Assignment) -> Assignment:
        """Ask people of a team for something; raises CoachError where it makes no sense."""
        actor.must("assign", wanted.team)
        known = {m.trainee for m in await self._store.run(people.members, wanted.team)}
        if not set(wanted.people) <= known:
            raise CoachError("not-allowed")
        if not any(
            wanted.dialogue in shelf.scripts or wanted.dialogue in shelf.draws
            for shelf in self._library.shelves.values()
        ):
            raise CoachError("dialogue-unknown", id=wanted.dialogue[:60])
        at = self._now()
        if wanted.due is not None and wanted.due <= at:
            raise CoachError("assignment-past")
        made = replace(wanted, made=at, maker=actor.maker, note=wanted.note[:NOTE])
        kept = await self._store.run(assigning.assign, made)
        for person in await self.whom(kept):
            title = self._title(kept.dialogue, person.language)
            due = f"{kept.due.astimezone(zone_of(person, self._home)):%m-%d %H:%M}" if kept.due else "–"
            await tell(self._store, person, at, "told-task", title=title, due=due, note=kept.note)
            if kept.due and kept.due - NEAR > at:
                kind = f"{TASK}{kept.id}"
                await self._store.run(reminding.remind, person.id, kind, "", kept.due - NEAR)
        return kept

    async def cancel(self, actor: Actor, assignment: int) -> None:
        """Ask for something no longer."""
        found = await self._store.run(assigning.assignment, assignment)
        if found is None:
            raise CoachError("not-allowed")
        actor.must("assign", found.team)
        await self._store.run(assigning.cancel, assignment)

    async def standings(self, actor: Actor, team: int) -> tuple[Standing, ...]:
        """How far the people of a team are with what they are asked for."""
        actor.must("see", team)
        asked = await self._store.run(assigning.of_team, team)
        return await self._store.run(assigning.standings, asked)

    async def open_tasks(self, trainee: Trainee) -> tuple[Standing, ...]:
        """What somebody is asked for and hasn't passed, what is due first at the top."""
        return tuple(standing for standing in await self.tasks(trainee) if not standing.passed)

    async def tasks(self, trainee: Trainee) -> tuple[Standing, ...]:
        """What somebody is asked for, what is due first at the top."""
        asked = await self._store.run(assigning.of_trainee, trainee.id)
        return tuple([s for one in asked for s in await self._mine(one, trainee)])

    async def attempt(self, trainee: Trainee, assignment: int) -> Assignment:
        """An assignment that somebody may try now; raises CoachError where it isn't theirs or is spent."""
        mine = {s.assignment.id: s for s in await self.tasks(trainee)}
        if assignment not in mine:
            raise CoachError("assignment-gone")
        if mine[assignment].spent:
            raise CoachError("assignment-spent")
        return mine[assignment].assignment

    async def whom(self, assignment: Assignment) -> Sequence[Trainee]:
        """The people an assignment is for, to tell them."""
        members = await self._store.run(people.members, assignment.team)
        wanted = assignment.people or [m.trainee for m in members if m.role == "trainee"]
        found = [await self._store.run(people.person, person) for person in wanted]
        return [person for person in found if person is not None]

    def _title(self, dialogue: str, language: str) -> str:
        """What a dialogue is called."""
        shelf = self._library.shelves[language]
        if draw := shelf.draws.get(dialogue):
            return draw.title
        script = shelf.scripts.get(dialogue)
        return script.dialogue.title if script else dialogue

    async def _mine(self, one: Assignment, trainee: Trainee) -> tuple[Standing, ...]:
        return await self._store.run(assigning.standing_of, one, trainee.id)


#: Which role lets somebody do more.
RANK: dict[Role, int] = {"trainee": 0, "trainer": 1, "manager": 2}


def role_of(written: str) -> Role:
    """A role by its name; raises CoachError."""
    for role in RANK:
        if role == written:
            return role
    raise CoachError("role-unknown", role=written[:30])


def named(name: str) -> str:
    """A name as it is kept: one line, not too long; raises CoachError where there is nothing in it."""
    short = " ".join(name.split())[:NAME]
    if not short:
        raise CoachError("name-empty")
    return short
