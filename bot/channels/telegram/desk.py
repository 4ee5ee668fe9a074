"""What all handlers share: the coach, the post, the line of each chat, and who is speaking."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from telegram import Update

from bot.catalogue import LANGUAGES, Catalogue, catalogue
from bot.channels.abroad import abroad
from bot.channels.telegram import keyboards
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.messages import Message, plain
from bot.channels.telegram.post import Post, Unreachable
from bot.channels.telegram.speaking import Line
from bot.coach import Coach, Done, Exchange
from bot.coach.house import House
from bot.config import Settings
from bot.sound import Mouth
from bot.store import reading
from bot.store.records import Trainee

CHANNEL = "telegram"


@dataclass(frozen=True)
class Guest:
    """Whoever sent an update, in their private chat, with the words they read."""

    trainee: Trainee
    chat: int
    words: Catalogue
    update: str


@dataclass
class Desk:
    """One bot's desk."""

    coach: Coach
    settings: Settings
    post: Post
    mouth: Mouth | None = None
    username: str = ""
    lines: dict[int, Line] = field(default_factory=dict)

    @cached_property
    def house(self) -> House:
        """All use cases."""
        return House.of(self.coach)

    def line(self, chat: int) -> Line:
        """The customer's end of the line in a chat."""
        if chat not in self.lines:
            self.lines[chat] = Line(chat, self.post, self._sent, self.settings.telegram.pause)
        return self.lines[chat]

    async def guest(self, update: Update) -> Guest:
        """The trainee an update comes from."""
        chat = chat_of(update)
        name = update.effective_user.full_name if update.effective_user else ""
        trainee = await self.coach.trainee(CHANNEL, str(chat), self.language(update), name)
        return Guest(trainee, chat, catalogue(trainee.language), str(update.update_id))

    def language(self, update: Update) -> str:
        """The language of somebody new: what their Telegram speaks, else that of the settings."""
        code = (update.effective_user.language_code if update.effective_user else None) or ""
        spoken = code.lower().partition("-")[0]
        if not spoken:
            return self.settings.language
        return spoken if spoken in LANGUAGES else "en"

    async def tell(self, guest: Guest, key: str, **names: object) -> None:
        """Say something of the bot's own."""
        await self.show(guest, plain(guest.words.say(key, **names)))

    async def show(self, guest: Guest, message: Message) -> None:
        """Send a message of the bot's own."""
        await self.post.send(guest.chat, message)

    async def resume(self, guest: Guest) -> bool:
        """Tell where the running call stands; False where there is none."""
        exchange = await self.coach.resume(guest.trainee)
        if exchange is None:
            return False
        line = self.line(guest.chat)
        await line.finish()
        notice = Delivery(self.coach.library, guest.words).notice(exchange)
        await line.settle_buttons(await self.post.send(guest.chat, notice))
        await self.tell_abroad(guest, exchange)
        return True

    async def tell_abroad(self, guest: Guest, running: Exchange | None) -> None:
        """That the running call goes on in another language, if it does; an exercise can begin anew."""
        if running is None or not running.abroad:
            return
        text = abroad(running, self.coach.library, guest.words)
        if running.exercise:
            text = f"{text}\n{guest.words.say('telegram-abroad-anew')}"
        buttons = keyboards.anew(guest.words, running.dialogue) if running.exercise else None
        await self.show(guest, plain(text, buttons))

    async def carry_out(self, guest: Guest, done: Done) -> None:
        """Send what a use case brought about, unless it is being sent."""
        line = self.line(guest.chat)
        if done.again:
            line.go_on()
        else:
            await line.drop()
        delivery = Delivery(self.coach.library, guest.words, self.mouth)
        for message in done.messages:
            if not line.speaks(message.id):
                await line.say(await asyncio.to_thread(delivery.speech, message))

    async def put_in(self, guest: Guest, done: Done) -> None:
        """Send what a use case brought about at once, while the customer goes on speaking."""
        delivery = Delivery(self.coach.library, guest.words)
        for message in done.messages:
            for notice in delivery.speech(message).after:
                await self.show(guest, notice)
            await self._sent(message.id)

    async def send_unsent(self) -> None:
        """Send what an earlier run of the bot left in the outbox."""
        await self.send_waiting()
        for message in await self.coach.store.unsent(CHANNEL):
            trainee = await self.coach.trainee(CHANNEL, message.address, self.settings.language)
            delivery = Delivery(self.coach.library, catalogue(trainee.language))
            self.line(int(message.address)).follow(await asyncio.to_thread(delivery.speech, message))

    async def send_waiting(self) -> None:
        """Send words of the bot's own that wait for somebody (those of calls come with their updates)."""
        for message in await self.coach.store.run(reading.waiting, CHANNEL):
            trainee = await self.coach.trainee(CHANNEL, message.address, self.settings.language)
            words = catalogue(trainee.language)
            with suppress(Unreachable):
                await self.post.send(int(message.address), Delivery(self.coach.library, words).word(message))
            await self._sent(message.id)

    async def close(self) -> None:
        """Fall silent everywhere; what has not been said stays in the outbox."""
        self.post.close()
        for line in self.lines.values():
            await line.close()

    async def _sent(self, outgoing: int) -> None:
        await self.coach.store.sent((outgoing,))


def chat_of(update: Update) -> int:
    """The chat an update comes from; that of its sender where a button's message is too old to be told."""
    where = update.effective_chat or update.effective_user
    return where.id if where else 0
