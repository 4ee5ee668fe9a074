"""The practice room: what to practise, the brief, the call, the scorecard, and what to practise next."""

import asyncio

from bot.channels.terminal.chooser import Chooser
from bot.channels.terminal.command import Command
from bot.channels.terminal.conversation import Conversation
from bot.channels.terminal.dialling import Dialling, elsewhere
from bot.channels.terminal.menu import choose
from bot.channels.terminal.source import Left
from bot.channels.terminal.text import clean
from bot.channels.terminal.visit import Visit
from bot.channels.terminal.voice import Voice
from bot.coach import CoachError, Exchange, Offer
from bot.store.records import StoreError

#: Exit codes: all went well, something failed, what was named can't be practised.
DONE, FAILED, UNUSABLE = 0, 1, 2


class Room:
    """Where one trainee practises call after call until they leave."""

    def __init__(self, visit: Visit, voice: Voice) -> None:
        self._visit, self._voice = visit, voice
        self._chooser, self._dialling = Chooser(visit), Dialling(visit, voice)

    async def stay(self, dialogue: str | None = None) -> int:
        """Practise, beginning with `dialogue` where one is named; the exit code."""
        try:
            return await self._practise(dialogue)
        except Left:
            await self._part()
        except asyncio.CancelledError:
            await self._part()
            raise
        except StoreError as error:
            await self._visit.screen.problem(error)
            return FAILED
        return DONE

    async def _practise(self, dialogue: str | None) -> int:
        """What was left first, then what was asked for, then whatever is chosen."""
        visit = self._visit
        scripted = dialogue is not None and not visit.source.live
        wanted = choose(visit.coach.offers(visit.trainee.language), dialogue) if dialogue else None
        left = await visit.coach.resume(visit.trainee)
        same = left is not None and left.dialogue in {dialogue, wanted and wanted.id}
        if left and scripted and not same:
            await visit.screen.say("terminal-other-call", dialogue=left.dialogue)
            return UNUSABLE
        if left:
            await self._take_up(left)
        begun = same or dialogue is None or await self._named(wanted, dialogue)
        if scripted:
            return DONE if begun else UNUSABLE
        await visit.screen.say("terminal-welcome")
        while True:
            await self._round()

    async def _take_up(self, left: Exchange) -> None:
        """A call that was left open: go on with it or hang up."""
        visit, conversation = self._visit, Conversation(self._visit, self._voice)
        visit.calling = True
        await visit.tell_abroad(left)
        if visit.source.live:
            await visit.screen.say("terminal-left-open", customer=left.customer)
            answer = await self._goes_on()
            if answer == Command("quit"):
                return await conversation.hang_up()
            if isinstance(answer, Command):
                visit.ahead = answer
            else:
                conversation.begin_with(answer)
        return await conversation.hold(left)

    async def _goes_on(self) -> str | Command:
        """What is typed at a call that was left: mostly nothing, but no other call."""
        visit = self._visit
        while True:
            said = await visit.listen("terminal-go-on", "call")
            if said is not None and elsewhere(said, visit.coach.offers(visit.trainee.language)):
                await visit.screen.say("call-running")
            elif said is not None:
                return said

    async def _named(self, offer: Offer | None, dialogue: str) -> bool:
        """The call somebody asked for by name; False where it can't be begun."""
        if offer is None:
            await self._visit.screen.problem(CoachError("dialogue-unknown", id=clean(dialogue)[:60]))
            return False
        return await self._dialling.begin(offer)

    async def _round(self) -> None:
        """Once from the choice to the scorecard; what goes wrong is told."""
        try:
            if offer := await self._chooser.choose():
                await self._dialling.begin(offer)
        except StoreError as error:
            if not self._visit.source.live:
                raise
            await self._visit.screen.problem(error)

    async def _part(self) -> None:
        """Say goodbye; a call that isn't over stays open."""
        await self._visit.screen.say("terminal-stays-open" if self._visit.calling else "terminal-bye")
