"""When people want to hear from the bot: what to practise today, the team's week, a deadline."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.coach.clock import next_moment, time_of, zone_of
from bot.coach.records import CoachError
from bot.store import people, reminding
from bot.store.records import Store, Trainee
from bot.store.reminding import Reminder

#: Kinds of reminders: what to practise today, the team's week; and one for each assignment (its number).
PRACTICE, DIGEST, TASK = "practice", "digest", "task-"
#: How people say that they want none, and when the digest comes unless they say otherwise.
OFF = frozenset({"off", "关", "关闭", "取消"})
MORNING = "9:00"


class Reminders:
    """Sets reminders and hands out those that are due; `home` is where the firm is."""

    def __init__(self, store: Store, now: Callable[[], datetime], home: tzinfo) -> None:
        self._store, self._now, self._home = store, now, home

    async def clocks(self, trainee: Trainee) -> dict[str, str]:
        """When somebody is reminded, by kind."""
        return await self._store.run(reminding.clocks, trainee.id)

    async def remind(self, trainee: Trainee, clock: str, kind: str = PRACTICE) -> str:
        """Remind somebody every day (of the digest: every Monday) at a time of day; returns it as HH:MM."""
        at = time_of(clock)
        due = next_moment(self._now(), at, zone_of(trainee, self._home), weekly=kind == DIGEST)
        await self._store.run(reminding.remind, trainee.id, kind, f"{at:%H:%M}", due)
        return f"{at:%H:%M}"

    async def stop_reminding(self, trainee: Trainee, kind: str = PRACTICE) -> None:
        """Remind somebody no longer."""
        await self._store.run(reminding.forget, trainee.id, kind)

    async def live_in(self, trainee: Trainee, zone: str) -> None:
        """Where somebody lives: reminders follow; raises CoachError for a zone nobody knows."""
        try:
            there = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise CoachError("zone-unknown", zone=zone[:40]) from None
        await self._store.run(people.describe, trainee.id, None, zone)
        for kind, clock in (await self.clocks(trainee)).items():
            if not kind.startswith(TASK):
                due = next_moment(self._now(), time_of(clock), there, weekly=kind == DIGEST)
                await self._store.run(reminding.remind, trainee.id, kind, clock, due)

    async def due(self, channel: str) -> tuple[Reminder, ...]:
        """The reminders of a channel that are to be sent now; each is given to one caller only."""
        found = await self._store.run(reminding.due, channel, self._now())
        return tuple([reminder for reminder in found if await self._claim(reminder)])

    async def _claim(self, reminder: Reminder) -> bool:
        """Set the next moment of a reminder; False where somebody else has sent it."""
        who, kind = reminder.trainee, reminder.kind
        if kind.startswith(TASK):
            await self._store.run(reminding.forget, who.id, kind)
            return True
        then = next_moment(
            self._now(), time_of(reminder.clock), zone_of(who, self._home), weekly=kind == DIGEST
        )
        return await self._store.run(reminding.postpone, who.id, kind, reminder.due, then)
