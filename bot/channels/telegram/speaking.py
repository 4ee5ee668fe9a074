"""What the customer is saying in a chat: part by part, with pauses, and it can be cut into."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram.error import TelegramError

from bot.channels.telegram.messages import Message
from bot.channels.telegram.post import Post, Undelivered, Unreachable
from bot.channels.telegram.speech import Speech

LOG = logging.getLogger(__name__)
#: How long Telegram shows that somebody is typing (seconds), a little less than it really does.
TYPING = 4.0
#: How long what is on its way may take when the bot stops (seconds).
LAST = 5.0


class Line:
    """The customer's end of the line in one chat. One speech at a time; nobody waits for its pauses."""

    def __init__(self, chat: int, post: Post, sent: Callable[[int], Awaitable[None]], pause: float) -> None:
        self.chat = chat
        #: The message that has the buttons of the call.
        self.buttons: int | None = None
        self._post, self._sent, self._pause = post, sent, pause
        self._speech: Speech | None = None
        self._waiting: list[Speech] = []
        self._task: asyncio.Task[None] | None = None
        self._stir = asyncio.Event()
        self._cut = False

    def speaks(self, outgoing: int) -> bool:
        """Whether this message of the outbox is the one being spoken."""
        return self._speech is not None and self._speech.outgoing == outgoing and not self._speech.done

    async def say(self, speech: Speech) -> None:
        """Begin to speak, after what is being said."""
        await self.finish()
        self._speech = speech
        self._begin()

    def follow(self, speech: Speech) -> None:
        """Speak without pauses as soon as all before it is said."""
        speech.brisk = True
        self._waiting.append(speech)
        if self._task is None or self._task.done():
            self._speech = self._waiting.pop(0)
            self._begin()

    async def hold(self) -> int | None:
        """Stop speaking: how many parts had been said, or None where the line was heard to its end."""
        speech = self._speech
        if speech is None or self._task is None or self._task.done():
            return None
        if not speech.open or speech.brisk:
            await self.finish()
            return None
        self._cut = True
        self._stir.set()
        await asyncio.wait([self._task])
        return speech.said if speech.unfinished else None

    def go_on(self) -> None:
        """Go on after `hold`, where it was left."""
        if self._cut and self._speech and not self._speech.done:
            self._begin()

    async def drop(self) -> None:
        """Leave unsaid what `hold` stopped, or what could not be sent."""
        self._cut = False
        if self._speech and not self._speech.done and self._task and self._task.done():
            await self._tick_off(self._speech)

    async def finish(self) -> None:
        """Say the rest without pauses."""
        if self._speech and self._task:
            self._speech.brisk = True
            self._stir.set()
            await asyncio.wait([self._task])

    async def close(self) -> None:
        """Fall silent before the next part; what has not been said stays in the outbox."""
        if self._task:
            self._cut = True
            self._stir.set()
            await asyncio.wait([self._task], timeout=LAST)
            self._task.cancel()
            await asyncio.wait([self._task])

    async def settle_buttons(self, number: int | None = None) -> None:
        """Leave the buttons of the call below one message only, or below none."""
        old, self.buttons = self.buttons, number
        if old is not None and old != number:
            with suppress(TelegramError, Unreachable, Undelivered):
                await self._post.rebutton(self.chat, old)

    # --- inside ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._stir.clear()
        self._cut = False
        if self._speech and not self._post.closed:
            self._task = asyncio.create_task(self._run(self._speech))

    async def _run(self, speech: Speech) -> None:
        """Speak, and all that waits to be said after it."""
        while await self._deliver(speech) and self._waiting and not self._post.closed:
            self._speech = speech = self._waiting.pop(0)

    async def _deliver(self, speech: Speech) -> bool:
        """Send a speech and take it from the outbox; False where it was cut into or couldn't be sent."""
        try:
            if not await self._speak(speech):
                return False
        except Undelivered:
            LOG.warning("a message could not be delivered; it is kept for the next start")
            return False
        except Unreachable:
            LOG.info("a message was dropped: the person can't be written to")
        except TelegramError as error:
            LOG.error("a message was dropped: Telegram refused it (%s)", type(error).__name__)
        await self._tick_off(speech)
        return True

    async def _tick_off(self, speech: Speech) -> None:
        """Take a speech from the outbox."""
        speech.done = True
        try:
            await self._sent(speech.outgoing)
        except Exception as error:
            LOG.error("a message was sent but not noted as sent (%s)", type(error).__name__)

    async def _speak(self, speech: Speech) -> bool:
        """Say parts and what follows; False where somebody cut in."""
        while speech.begun < len(speech.before):
            await self._show(speech.before[speech.begun])
            speech.begun += 1
        while speech.unfinished:
            part = speech.parts[speech.said]
            if speech.said:
                await self._breathe(part, speech)
            if self._cut:
                return False
            await self._show(part)
            speech.said += 1
        if speech.aloud is not None:
            spoken, speech.aloud = speech.aloud, None
            await self._show(spoken)
        if not speech.open:
            await self.settle_buttons()
        while speech.shown < len(speech.after):
            await self._show(speech.after[speech.shown])
            speech.shown += 1
        return True

    async def _show(self, message: Message) -> None:
        if message.blank:
            return
        number = await self._post.send(self.chat, message)
        if message.keyboard and self._speech and self._speech.open:
            await self.settle_buttons(number)

    async def _breathe(self, part: Message, speech: Speech) -> None:
        """The pause before a part: as long as it takes to say, seen as typing."""
        left = self._pause * len(part.text) / 10
        while left > 0 and not speech.brisk and not self._stir.is_set():
            await self._post.typing(self.chat)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stir.wait(), min(left, TYPING))
            left -= TYPING
