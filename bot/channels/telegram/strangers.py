"""What the bot can't do anything with: other kinds of messages, unknown commands, old buttons, groups."""

from telegram import Message as Received
from telegram import Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, MessageHandler, filters

from bot.catalogue import catalogue
from bot.channels.telegram.desk import Desk
from bot.channels.telegram.handlers import NEW, Context, Handlers
from bot.channels.telegram.messages import plain

GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE


class Strangers:
    """A clear word for everything nobody else reacts to; these handlers come last."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def handlers(self) -> Handlers:
        """What is reacted to, the most particular first."""
        return [
            MessageHandler(NEW & filters.COMMAND, self.unknown_command),
            MessageHandler(NEW & ~filters.StatusUpdate.ALL, self.no_text),
            MessageHandler(GROUP, self.group),
            ChatMemberHandler(self.joined, ChatMemberHandler.MY_CHAT_MEMBER),
            CallbackQueryHandler(self.old_button),
        ]

    async def unknown_command(self, update: Update, _: Context) -> None:
        """A command there isn't."""
        await self.desk.tell(await self.desk.guest(update), "telegram-unknown-command")

    async def no_text(self, update: Update, _: Context) -> None:
        """A sticker, a photo, a place … or nothing at all."""
        await self.desk.tell(await self.desk.guest(update), "telegram-text-only")

    async def group(self, update: Update, context: Context) -> None:
        """A word to the bot in a group."""
        message = update.effective_message
        if message and to_the_bot(message, context.bot.id, context.bot.username):
            await self._private_only(update)

    async def joined(self, update: Update, _: Context) -> None:
        """The bot was added to a group."""
        change = update.my_chat_member
        if change and change.chat.id < 0 and change.new_chat_member.status in ("member", "administrator"):
            await self._private_only(update)

    async def old_button(self, update: Update, _: Context) -> None:
        """A button nobody knows any more."""
        if update.callback_query:
            guest = await self.desk.guest(update)
            await self.desk.post.answer(update.callback_query.id, guest.words.say("telegram-old-button"))

    async def _private_only(self, update: Update) -> None:
        words = catalogue(self.desk.language(update))
        if update.effective_chat:
            await self.desk.post.send(update.effective_chat.id, plain(words.say("telegram-private-only")))


def to_the_bot(message: Received, bot: int, username: str) -> bool:
    """Whether a message in a group is meant for the bot: a command, its name, an answer to it."""
    text = message.text or ""
    if filters.COMMAND.check_update(Update(0, message=message)):
        name = text.split()[0].partition("@")[2]
        return not name or name.lower() == username.lower()
    answered = message.reply_to_message and message.reply_to_message.from_user
    return bool(answered and answered.id == bot) or f"@{username}".lower() in text.lower()
