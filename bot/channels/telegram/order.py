"""In which order updates are worked on."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import ApplicationHandlerStop, BaseUpdateProcessor

from bot.channels.telegram.desk import chat_of

#: How many updates are worked on at once, and how many are remembered as done.
AT_ONCE, REMEMBERED = 256, 2_000


class InOrder(BaseUpdateProcessor):
    """Updates of one chat one after the other, those of different chats side by side."""

    def __init__(self) -> None:
        super().__init__(AT_ONCE)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn, then work."""
        chat = chat_of(update) if isinstance(update, Update) else 0
        async with self._locks.setdefault(chat, asyncio.Lock()):
            await coroutine

    async def initialize(self) -> None:
        """Nothing has to be made ready."""

    async def shutdown(self) -> None:
        """Nothing has to be put away."""


class Once:
    """Stops an update that is delivered again while this bot runs; the store knows those of earlier runs."""

    def __init__(self) -> None:
        self._seen: OrderedDict[int, None] = OrderedDict()

    async def check(self, update: Update, _: object) -> None:
        """Let an update pass once."""
        if update.update_id in self._seen:
            raise ApplicationHandlerStop
        self._seen[update.update_id] = None
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
