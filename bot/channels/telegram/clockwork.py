"""What the bot does by itself: reminders, the week's digest, and words that wait for somebody."""

import asyncio
import logging

from bot.catalogue import catalogue
from bot.channels.outline import outline
from bot.channels.telegram.desk import CHANNEL, Desk, Guest
from bot.channels.telegram.messages import plain
from bot.channels.telegram.post import Undelivered, Unreachable
from bot.channels.telegram.study import StudyRoom
from bot.channels.telegram.team_room import TeamRoom
from bot.coach.reminders import DIGEST, PRACTICE, TASK
from bot.store.reminding import Reminder

LOG = logging.getLogger(__name__)
#: Seconds between two looks at the clock.
TICK = 20.0


class Clockwork:
    """Looks at the clock again and again. What is due is claimed in the store, so that of several processes
    one sends it, and a restart sends nothing twice."""

    def __init__(self, desk: Desk, tick: float = TICK) -> None:
        self.desk, self._tick = desk, tick

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.strike()
            except Exception as error:
                LOG.error("unexpected, in the clockwork\n%s", outline(error))
            await asyncio.sleep(self._tick)

    async def strike(self) -> None:
        """Send what is due now."""
        await self.desk.send_waiting()
        for reminder in await self.desk.house.reminders.due(CHANNEL):
            try:
                await self.send(reminder)
            except (Unreachable, Undelivered):
                LOG.info("a reminder could not be delivered")

    async def send(self, reminder: Reminder) -> None:
        """Send one reminder."""
        person = reminder.trainee
        guest = Guest(person, int(person.address), catalogue(person.language), "")
        if reminder.kind == PRACTICE:
            if await self.desk.coach.resume(person) is None:
                await StudyRoom(self.desk).show_today(guest)
        elif reminder.kind == DIGEST:
            await TeamRoom(self.desk).digest(guest)
        elif reminder.kind.startswith(TASK):
            wanted = int(reminder.kind.removeprefix(TASK))
            tasks = await self.desk.house.office.open_tasks(person)
            if any(standing.assignment.id == wanted for standing in tasks):
                await self.desk.show(guest, plain(guest.words.say("task-near")))
                await StudyRoom(self.desk).show_today(guest)
