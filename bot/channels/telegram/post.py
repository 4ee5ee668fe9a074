"""Sending through the Bot API: what is worth another try is tried again, a few times."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar

from telegram import BotCommand, InlineKeyboardMarkup, LinkPreviewOptions
from telegram import Message as Sent
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.channels.telegram.messages import CAPTION, Message

T = TypeVar("T")

#: Tries for one request, and the longest pause between two of them (seconds); Telegram's own wish is kept.
TRIES, PAUSE = 8, 30.0
#: What Telegram answers where a chat can't be written to any more.
GONE = ("chat not found", "user is deactivated", "bot can't initiate", "peer_id_invalid", "user not found")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Unreachable(Exception):
    """The person has blocked the bot or is gone: nothing more can be sent to them."""


class Undelivered(Exception):
    """A message could not be sent now; it may go later."""


class Post:
    """All requests to Telegram that are made for a chat."""

    def __init__(self, bot: "ExtBot[None]") -> None:
        self._bot = bot
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Stop waiting for another try; what isn't sent by now is undelivered."""
        self._closing.set()

    @property
    def closed(self) -> bool:
        """Whether no more waiting is done."""
        return self._closing.is_set()

    async def send_file(self, chat: int, name: str, body: bytes) -> None:
        """Send a file."""
        await self._through(lambda: self._bot.send_document(chat, body, filename=name))

    async def fetch(self, file: str) -> bytes:
        """A file somebody has sent."""
        found = await self._through(lambda: self._bot.get_file(file))
        return bytes(await self._through(found.download_as_bytearray))

    async def send(self, chat: int, message: Message) -> int:
        """Send a message; returns its number in the chat."""
        mode = ParseMode.HTML if message.html else None

        async def request() -> Sent:
            if message.voice is not None:
                return await self._bot.send_voice(chat, message.voice)
            if message.picture is not None:
                return await self._bot.send_photo(
                    chat,
                    message.picture,
                    caption=message.text[:CAPTION],
                    parse_mode=mode,
                    reply_markup=message.keyboard,
                )
            return await self._bot.send_message(
                chat,
                message.text,
                parse_mode=mode,
                reply_markup=message.keyboard,
                link_preview_options=NO_PREVIEW,
            )

        return (await self._through(request)).message_id

    async def edit(self, chat: int, number: int, message: Message) -> bool:
        """Put another message in the place of one; False where that can't be done any more."""
        return await self._change(
            lambda: self._bot.edit_message_text(
                message.text,
                chat,
                number,
                parse_mode=ParseMode.HTML if message.html else None,
                reply_markup=message.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        )

    async def rebutton(self, chat: int, number: int, keyboard: InlineKeyboardMarkup | None = None) -> bool:
        """Put other buttons below a message, or none."""
        return await self._change(
            lambda: self._bot.edit_message_reply_markup(chat, number, reply_markup=keyboard)
        )

    async def answer(self, query: str, text: str | None = None) -> None:
        """Tell the pressed button that it was noticed; a text is shown in a box."""
        with suppress(BadRequest):
            await self._through(
                lambda: self._bot.answer_callback_query(query, text and text[:200], show_alert=bool(text))
            )

    async def typing(self, chat: int) -> None:
        """Show that the customer is about to say something; not worth a second try."""
        with suppress(TelegramError):
            await self._bot.send_chat_action(chat, ChatAction.TYPING)

    async def commands(self, commands: dict[str, str], language: str | None) -> None:
        """Register the commands of a language."""
        menu = [BotCommand(name, text) for name, text in commands.items()]
        await self._through(lambda: self._bot.set_my_commands(menu, language_code=language))

    async def _change(self, call: Callable[[], Awaitable[object]]) -> bool:
        """Change a message; one that is as wanted already is no error."""
        try:
            await self._through(call)
        except BadRequest as error:
            return "not modified" in error.message.lower()
        return True

    async def _through(self, call: Callable[[], Awaitable[T]]) -> T:
        """Make a request until it gets through, a bounded number of times."""
        for number in range(TRIES):
            try:
                return await call()
            except RetryAfter as error:
                wait = seconds(error.retry_after)
            except Forbidden as error:
                raise Unreachable from error
            except InvalidToken as error:
                raise Undelivered from error
            except BadRequest as error:
                if any(sign in error.message.lower() for sign in GONE):
                    raise Unreachable from error
                raise
            except NetworkError:
                wait = min(PAUSE, 2.0**number / 2)
            await self._wait(wait)
        raise Undelivered

    async def _wait(self, time: float) -> None:
        """Wait before another try; raises Undelivered where the bot stops meanwhile."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), time)
            raise Undelivered


def seconds(time: float | timedelta) -> float:
    """A time as Telegram's library gives it, in seconds."""
    return time.total_seconds() if isinstance(time, timedelta) else float(time)
