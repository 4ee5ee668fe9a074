"""Whatever goes wrong in a handler: the user gets a word and a number, the log that number and the place."""

import logging
import secrets
from contextlib import suppress

from telegram import Update
from telegram.error import TelegramError

from bot.catalogue import Catalogue, catalogue
from bot.channels.outline import outline
from bot.channels.telegram.desk import Desk, chat_of
from bot.channels.telegram.handlers import Context
from bot.channels.telegram.messages import plain
from bot.channels.telegram.post import Undelivered, Unreachable
from bot.store.records import StoreError

LOG = logging.getLogger(__name__)


class Errors:
    """The last resort of all handlers."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def handle(self, update: object, context: Context) -> None:
        """Tell the user and the log, each what they may know."""
        error = context.error
        if isinstance(error, Unreachable):
            LOG.info("an answer was dropped: the person can't be written to")
        elif isinstance(error, Undelivered):
            LOG.warning("an answer could not be delivered")
        elif isinstance(update, Update) and error is not None:
            await self._tell(update, error)
        elif error is not None:
            LOG.error("unexpected, outside of an update\n%s", outline(error))

    async def _tell(self, update: Update, error: Exception) -> None:
        """Give the error a number and tell it."""
        code = secrets.token_hex(3).upper()
        words = await self._words(update)
        text = words.say("unexpected", code=code)
        if isinstance(error, StoreError) and error.key == "busy":
            text = words.say("busy")
        else:
            LOG.error("unexpected %s in update %d\n%s", code, update.update_id, outline(error))
        with suppress(TelegramError, Unreachable, Undelivered):
            if update.callback_query:
                await self.desk.post.answer(update.callback_query.id, text)
            else:
                await self.desk.post.send(chat_of(update), plain(text))

    async def _words(self, update: Update) -> Catalogue:
        """The user's language, even where the store is what went wrong."""
        try:
            return (await self.desk.guest(update)).words
        except Exception:
            return catalogue(self.desk.language(update))
