"""What handlers have in common."""

from typing import Any

from telegram import CallbackQuery, Update
from telegram.ext import BaseHandler, CallbackContext, filters

from bot.channels.telegram.desk import Desk, Guest

Context = CallbackContext[Any, dict[Any, Any], dict[Any, Any], dict[Any, Any]]
Handlers = list[BaseHandler[Any, Any, Any]]
#: Messages a person has just sent in their private chat (an edited one is none).
NEW = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


async def pressed(desk: Desk, update: Update) -> tuple[CallbackQuery, Guest]:
    """The button that was pressed and who pressed it."""
    query = update.callback_query
    assert query is not None
    return query, await desk.guest(update)


def argument(query: CallbackQuery) -> str:
    """What a button names: a dialogue, a language."""
    return str(query.data).split(":")[1]


def number(query: CallbackQuery) -> int:
    """The message below which the button stood."""
    return query.message.message_id if query.message else 0
