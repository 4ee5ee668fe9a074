"""From the brief to the end of the call."""

from bot.channels.terminal.command import Command
from bot.channels.terminal.conversation import Conversation
from bot.channels.terminal.menu import brief, choose
from bot.channels.terminal.visit import Visit
from bot.channels.terminal.voice import Voice
from bot.coach import EXAM_SEED, CoachError, Offer
from bot.roleplay.part import Difficulty

#: How hard the call should be, as it is asked for while dialling.
DIALLED: dict[str | Command | None, Difficulty] = {Command("easy"): "easy", Command("hard"): "hard"}
#: What is typed while dialling by those who want something else.
ELSEWHERE = (Command("list"), Command("today"))


class Dialling:
    """Shows the brief, dials, and holds the call."""

    def __init__(self, visit: Visit, voice: Voice) -> None:
        self._visit, self._voice = visit, voice

    async def begin(self, offer: Offer) -> bool:
        """A call with whoever picks up; False where it wasn't begun."""
        visit = self._visit
        offer = await self._brief(offer)
        begun = await self._dials(offer) if visit.source.live else ""
        if begun is None:
            return False
        exam = begun == Command("exam")
        if exam:
            offer = await self._brief(offer, EXAM_SEED)
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

    async def _brief(self, offer: Offer, seed: int | None = None) -> Offer:
        """What is known before the call, and who is going to pick up."""
        visit = self._visit
        drawn = visit.coach.prepare(visit.trainee.language, offer.id, seed)
        await visit.screen.show(brief(drawn, visit.screen.words))
        return drawn

    async def _dials(self, offer: Offer) -> str | Command | None:
        """What the trainee says while dialling: mostly nothing, or how hard it should be; None where they
        don't dial. What they want instead goes to the next prompt."""
        visit = self._visit
        while True:
            language = visit.trainee.language
            said = await visit.listen("terminal-dial", "list")
            if visit.trainee.language != language:
                await self._brief(offer, offer.seed)
            offers = visit.coach.offers(visit.trainee.language)
            if said == Command("quit"):
                return None
            if said is not None and elsewhere(said, offers):
                visit.ahead = said
                return None
            if said == Command("exam") or said in DIALLED:
                return said
            if isinstance(said, Command):
                await visit.unknown(said)
            elif said is not None and said.isdecimal():
                await visit.no_such(said, offers)
            elif said is not None:
                return said


def elsewhere(said: str | Command, offers: tuple[Offer, ...]) -> bool:
    """Whether somebody doesn't want to dial but something else: another exercise, the list of them."""
    if isinstance(said, Command):
        return said in ELSEWHERE
    return choose(offers, said) is not None
