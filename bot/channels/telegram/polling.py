"""Fetching updates by long polling."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.catalogue import Catalogue
from bot.channels.telegram.application import App
from bot.channels.telegram.post import seconds

T = TypeVar("T")
LOG = logging.getLogger(__name__)
#: How long one poll waits for updates, and the longest pause after a failed one (seconds).
POLL, PAUSE = 25, 30.0
WANTED = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)


class Polling:
    """Puts updates into the application's queue until it is told to stop."""

    def __init__(self, application: App, words: Catalogue, stop: asyncio.Event) -> None:
        self._application, self._words, self._stop = application, words, stop
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until `stop` is set; raises InvalidToken where the token is refused."""
        while not self._stop.is_set():
            for update in await self.persist(self._poll) or ():
                self._offset = update.update_id + 1
                await self._application.update_queue.put(update)
        await self._confirm()

    async def persist(self, call: Callable[[], Awaitable[T]]) -> T | None:
        """Make a request until it gets through; None where `stop` is set before."""
        failures = 0
        while not self._stop.is_set():
            try:
                return await self._unless_stopped(call())
            except InvalidToken:
                raise
            except RetryAfter as error:
                wait = seconds(error.retry_after)
            except Exception as error:
                wait = min(PAUSE, 2.0**failures / 2)
                self._tell(error, wait)
                failures += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), wait)
        return None

    async def _poll(self) -> tuple[Update, ...]:
        updates: tuple[Update, ...] = await self._application.bot.get_updates(
            offset=self._offset, timeout=timedelta(seconds=POLL), allowed_updates=WANTED
        )
        return updates

    async def _unless_stopped(self, work: Awaitable[T]) -> T | None:
        """The result of a piece of work; None where `stop` is set first."""
        task = asyncio.ensure_future(work)
        stop = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
            return await task if task.done() else None
        finally:
            for pending in (task, stop):
                pending.cancel()
                with suppress(asyncio.CancelledError, TelegramError):
                    await pending

    def _tell(self, error: Exception, wait: float) -> None:
        """Tell whoever runs the bot; never with the address, which has the token in it."""
        key = "telegram-conflict" if isinstance(error, Conflict) else "telegram-offline"
        LOG.warning("%s (%s)", self._words.say(key, seconds=round(wait)), type(error).__name__)

    async def _confirm(self) -> None:
        """Tell Telegram which updates were taken, so that they don't come again."""
        if self._offset is not None:
            with suppress(TelegramError):
                await self._application.bot.get_updates(offset=self._offset, limit=1, timeout=0)
