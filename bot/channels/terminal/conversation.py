"""One call, from where the customer picks up, or it was left, to the scorecard."""

import asyncio
from collections.abc import Awaitable

from bot.catalogue import catalogue
from bot.channels.terminal.command import Command
from bot.channels.terminal.ending import show_ending
from bot.channels.terminal.recording import named, recorded
from bot.channels.terminal.text import shorten
from bot.channels.terminal.visit import Visit
from bot.channels.terminal.voice import Voice
from bot.coach import CoachError, Done, Exchange, Sounded
from bot.reports.heard import NoteView, heard_text
from bot.reports.note import coach_note
from bot.reports.voice import voice_lines
from bot.sound import Unplayable
from bot.store.records import StoreError

#: So much of what was typed is shown again (cells); more would bury the call.
ECHOED = 2_000


class Conversation:
    """Passes what is typed to the coach and what comes back to the screen, until the call is over."""

    def __init__(self, visit: Visit, voice: Voice) -> None:
        self._visit, self._voice = visit, voice
        self._again = ""

    def begin_with(self, text: str) -> None:
        """Words typed too early, before anybody had picked up: they stand at the first prompt."""
        self._again = text

    async def hold(self, exchange: Exchange) -> None:
        """Go on from an exchange to the end of the call."""
        try:
            await self._tell(exchange)
            while self._visit.calling:
                await self._turn()
        finally:
            await self._voice.hush()

    async def hang_up(self) -> None:
        """End a call that was left, without going on with it."""
        await self._attempt(self._visit.coach.hang_up(self._visit.trainee))

    async def _turn(self) -> None:
        """One line of the trainee: a command, nothing while the customer speaks, or a reply."""
        again, self._again = self._again, ""
        try:
            said = await self._visit.listen("terminal-you", "call", again)
        except StoreError as error:
            return await self._failed(error, "")
        if isinstance(said, Command):
            await self._order(said)
        elif said or (said == "" and not self._voice.speaking):
            await self._reply(said)
        return None

    async def _order(self, order: Command) -> None:
        """A command that only holds during a call."""
        visit = self._visit
        match order.name:
            case "hint":
                await self._attempt(visit.coach.hint(visit.trainee))
            case "retry":
                await self._voice.hush()
                await self._attempt(visit.coach.retry(visit.trainee))
            case "quit":
                await self._voice.hush()
                await self._attempt(visit.coach.hang_up(visit.trainee))
            case "say":
                await self._play(order.argument)
            case "anew":
                await self._anew(order)
            case "list" | "today":
                await visit.screen.say("call-running")
            case _:
                await visit.unknown(order)

    async def _anew(self, order: Command) -> None:
        """Leave an exercise that goes on in another language, and choose it again in this one."""
        visit = self._visit
        running = await visit.coach.resume(visit.trainee)
        if running is None or not (running.abroad and running.exercise):
            return await visit.unknown(order)
        await self._voice.hush()
        visit.ahead = running.dialogue
        return await self._attempt(visit.coach.hang_up(visit.trainee))

    async def _reply(self, text: str) -> None:
        """Something said to the customer, perhaps into their unfinished line."""
        visit, heard = self._visit, await self._voice.hush()
        words = visit.screen.words
        echo = shorten(text, ECHOED) or words.say("terminal-silence")
        await visit.screen.line(words.say("terminal-you"), echo)
        await self._attempt(visit.coach.reply(visit.trainee, text, heard), text)

    async def _play(self, argument: str) -> None:
        """A recording said to the customer: the file, and its words where they are known."""
        visit = self._visit
        name, words = named(argument)
        if not name:
            return await visit.screen.say("terminal-voice-usage")
        try:
            recording = await asyncio.to_thread(recorded, name, visit.coach.ears)
        except OSError:
            return await visit.screen.say("voice-no-file", file=name)
        except Unplayable as error:
            return await visit.screen.say(f"voice-{error.reason}", **error.details)
        heard = await self._voice.hush()
        if words.strip():
            await visit.screen.line(visit.screen.words.say("terminal-you"), shorten(words.strip(), ECHOED))
        return await self._attempt(visit.coach.hear(visit.trainee, recording, words.strip(), heard))

    async def _heard(self, exchange: Exchange, sound: Sounded) -> None:
        """How a recording sounded, in words."""
        screen, words = self._visit.screen, catalogue(exchange.language)
        view = NoteView(sound.seconds, sound.dials, sound.advice, sound.abstained, sound.about, sound.words)
        for line in (*heard_text(view, words).splitlines(), *voice_lines(sound.dials, words)):
            await screen.note(line)
        if sound.wants_words:
            await screen.say("voice-type-words", customer=exchange.customer)

    async def _attempt(self, use: Awaitable[Done], text: str = "") -> None:
        """Carry out a use case; where it fails, the customer goes on and nothing is lost."""
        try:
            done = await use
        except (CoachError, StoreError) as error:
            await self._failed(error, text)
        else:
            await self._tell(done.exchange)

    async def _failed(self, error: CoachError | StoreError, text: str) -> None:
        """Tell what went wrong; what the store couldn't keep stands at the prompt again."""
        if isinstance(error, StoreError):
            if not self._visit.source.live:
                raise error
            self._again = text
        self._visit.calling = error.key != "no-call"
        await self._visit.screen.problem(error)
        self._voice.go_on()

    async def _tell(self, exchange: Exchange) -> None:
        """Show what came of it."""
        screen, self._visit.calling = self._visit.screen, not exchange.ended
        if exchange.notice and not exchange.ended:
            await screen.say(exchange.notice, customer=exchange.customer, **exchange.details)
        if exchange.sound:
            await self._heard(exchange, exchange.sound)
        note = coach_note(exchange.note, catalogue(exchange.language)) if exchange.note else ""
        if exchange.parts:
            who = screen.words.say("terminal-says", name=exchange.customer)
            await self._voice.speak(who, exchange.parts, note)
        elif note:
            await screen.note(note)
        if exchange.notice in {"taken-back", "resumed"}:
            await self._voice.finish()
        if exchange.ended:
            await self._voice.wait()
            await show_ending(self._visit, exchange)
