"""The call itself: replies, hints, taking back, hanging up."""

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.channels.telegram import keyboards
from bot.channels.telegram.desk import Desk, Guest
from bot.channels.telegram.handlers import NEW, Context, Handlers, argument, number, pressed
from bot.coach import CoachError, Done

#: A step in the call, given how many parts of the customer's line had been heard (None: all).
Step = Callable[[int | None], Awaitable[Done]]


class Talk:
    """What the trainee says and does while the customer is on the line."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.coach = desk, desk.coach

    def handlers(self) -> Handlers:
        """What a call reacts to."""
        return [
            CommandHandler("hint", self.hint, NEW),
            CommandHandler("retry", self.retry, NEW),
            CommandHandler("stop", self.stop, NEW),
            CallbackQueryHandler(self.hint_button, r"^hint:[^:]+$"),
            CallbackQueryHandler(self.stop_button, r"^hang:[^:]+$"),
            MessageHandler(NEW & filters.TEXT & ~filters.COMMAND, self.reply),
        ]

    async def reply(self, update: Update, _: Context) -> None:
        """A text is what the trainee says to the customer."""
        guest = await self.desk.guest(update)
        text = (update.message.text if update.message else None) or ""
        await self._tell_refusal(
            guest,
            lambda: self._step(
                guest, lambda heard: self.coach.reply(guest.trainee, text, heard, guest.update)
            ),
        )

    async def retry(self, update: Update, _: Context) -> None:
        """/retry: the last reply doesn't count."""
        guest = await self.desk.guest(update)
        await self._tell_refusal(
            guest,
            lambda: self._step(guest, lambda _: self.coach.retry(guest.trainee, guest.update)),
        )

    async def stop(self, update: Update, _: Context) -> None:
        """/stop: the trainee hangs up."""
        guest = await self.desk.guest(update)
        await self._tell_refusal(guest, lambda: self._hang_up(guest))

    async def hint(self, update: Update, _: Context) -> None:
        """/hint: what could be done now."""
        guest = await self.desk.guest(update)
        await self._tell_refusal(guest, lambda: self._hint(guest))

    async def stop_button(self, update: Update, _: Context) -> None:
        """The button that hangs up."""
        await self._button(update, self._hang_up)

    async def hint_button(self, update: Update, _: Context) -> None:
        """The button that gives a hint."""
        await self._button(update, self._hint)

    # --- inside ------------------------------------------------------------------------------------

    async def _hang_up(self, guest: Guest) -> None:
        await self._step(guest, lambda _: self.coach.hang_up(guest.trainee, guest.update))

    async def _hint(self, guest: Guest) -> None:
        try:
            done = await self.coach.hint(guest.trainee, guest.update)
        except CoachError as error:
            done = await self.coach.refuse(guest.trainee, error, guest.update)
        await self.desk.put_in(guest, done)

    async def _step(self, guest: Guest, step: Step) -> None:
        """Cut in, let the step happen, send what comes of it; if it can't happen the customer goes on."""
        line = self.desk.line(guest.chat)
        heard = await line.hold()
        try:
            done = await step(heard)
        except CoachError as error:
            line.go_on()
            done = await self.coach.refuse(guest.trainee, error, guest.update)
        except BaseException:
            line.go_on()
            raise
        await self.desk.carry_out(guest, done)

    async def _tell_refusal(self, guest: Guest, act: Callable[[], Awaitable[None]]) -> None:
        """Do something; where it can't be done, say why."""
        try:
            await act()
        except CoachError as error:
            await self.desk.tell(guest, error.key, **error.details)

    async def _button(self, update: Update, act: Callable[[Guest], Awaitable[None]]) -> None:
        """Do what a button of the call says, if it belongs to the call on the line."""
        query, guest = await pressed(self.desk, update)
        exchange = await self.coach.resume(guest.trainee)
        buttons = self.desk.line(guest.chat).buttons
        if exchange is None:
            await self.desk.post.answer(query.id, guest.words.say("no-call"))
        elif keyboards.key(exchange.dialogue) != argument(query) or buttons not in (None, number(query)):
            await self.desk.post.answer(query.id, guest.words.say("telegram-old-button"))
        else:
            await self.desk.post.answer(query.id)
            await self._tell_refusal(guest, lambda: act(guest))
