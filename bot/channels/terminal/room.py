"""The practice room: the list, the brief, the call, the scorecard, and the list again."""

import asyncio

from bot.channels.terminal.command import Command
from bot.channels.terminal.conversation import Conversation
from bot.channels.terminal.menu import brief, choose, menu
from bot.channels.terminal.source import Left
from bot.channels.terminal.text import clean
from bot.channels.terminal.visit import Visit
from bot.channels.terminal.voice import Voice
from bot.coach import EXAM_SEED, CoachError, Exchange, Offer
from bot.roleplay.part import Difficulty
from bot.store.records import StoreError

#: Exit codes: all went well, something failed, what was named can't be practised.
DONE, FAILED, UNUSABLE = 0, 1, 2
#: How hard the call should be, as it is asked for while dialling.
DIALLED: dict[str | Command | None, Difficulty] = {Command("easy"): "easy", Command("hard"): "hard"}


class Room:
    """Where one trainee practises call after call until they leave."""

    def __init__(self, visit: Visit, voice: Voice) -> None:
        self._visit, self._voice = visit, voice

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
        """What was left first, then what was asked for, then whatever is chosen from the list."""
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
        if visit.source.live:
            await visit.screen.say("terminal-left-open", customer=left.customer)
            answer = await visit.listen("terminal-go-on", "call")
            while answer is None or (isinstance(answer, Command) and answer != Command("quit")):
                answer = await visit.listen("terminal-go-on", "call")
            if isinstance(answer, Command):
                return await conversation.hang_up()
            conversation.begin_with(answer)
        return await conversation.hold(left)

    async def _named(self, offer: Offer | None, dialogue: str) -> bool:
        """The call somebody asked for by name; False where it can't be begun."""
        if offer is None:
            await self._visit.screen.problem(CoachError("dialogue-unknown", id=clean(dialogue)[:60]))
            return False
        return await self._begin(offer)

    async def _round(self) -> None:
        """Once from the list to the scorecard; what goes wrong is told, and the list shown again."""
        try:
            if offer := await self._choose():
                await self._begin(offer)
        except StoreError as error:
            if not self._visit.source.live:
                raise
            await self._visit.screen.problem(error)

    async def _choose(self) -> Offer | None:
        """Show the list and let something be chosen; None where the list should be shown anew."""
        visit, language = self._visit, self._visit.trainee.language
        offers = visit.coach.offers(language)
        await visit.screen.show(menu(offers, visit.screen.words))
        while visit.trainee.language == language:
            said = await visit.listen("terminal-choose", "list")
            if said in ("", Command("list")):
                return None
            if said == Command("quit"):
                raise Left
            if isinstance(said, Command):
                await visit.unknown(said)
            elif said is not None:
                if offer := choose(offers, said):
                    return offer
                await visit.screen.say("terminal-number-unknown", text=said[:20], most=len(offers))
        return None

    async def _begin(self, offer: Offer) -> bool:
        """Show the brief, dial, and hold the call; False where it wasn't begun."""
        visit = self._visit
        offer = visit.coach.prepare(visit.trainee.language, offer.id)
        await visit.screen.show(brief(offer, visit.screen.words))
        begun = await self._dials() if visit.source.live else ""
        if begun is None:
            return False
        exam = begun == Command("exam")
        if exam:
            offer = visit.coach.prepare(visit.trainee.language, offer.id, EXAM_SEED)
            await visit.screen.show(brief(offer, visit.screen.words))
        difficulty = DIALLED.get(begun, "normal")
        try:
            done = await visit.coach.start(
                visit.trainee, offer.id, exam=exam, seed=offer.seed, difficulty=difficulty
            )
        except CoachError as error:
            await visit.screen.problem(error)
            return False
        await visit.screen.say("terminal-begins" if done.exchange.exercise else "terminal-ringing")
        await visit.screen.show("")
        conversation = Conversation(visit, self._voice)
        conversation.begin_with(begun if isinstance(begun, str) else "")
        await conversation.hold(done.exchange)
        return True

    async def _dials(self) -> str | Command | None:
        """What the trainee says while dialling, mostly nothing, or how hard it should be; None where they go
        back to the list."""
        while True:
            said = await self._visit.listen("terminal-dial", "list")
            if said in (Command("list"), Command("quit")):
                return None
            if isinstance(said, str) or said == Command("exam") or said in DIALLED:
                return said
            if isinstance(said, Command):
                await self._visit.unknown(said)

    async def _part(self) -> None:
        """Say goodbye; a call that isn't over stays open."""
        await self._visit.screen.say("terminal-stays-open" if self._visit.calling else "terminal-bye")
