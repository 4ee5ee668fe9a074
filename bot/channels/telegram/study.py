"""The trainee's own room in Telegram: today, progress, history, reminders, and their data."""

import asyncio
from html import escape

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.catalogue import catalogue
from bot.channels.telegram import keyboards
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.desk import Desk, Guest
from bot.channels.telegram.handlers import NEW, Context, Handlers, argument, number, pressed
from bot.channels.telegram.messages import Message, plain
from bot.channels.telegram.study_text import history_rows, progress_text, today_text
from bot.coach import CoachError
from bot.coach.reminders import OFF, PRACTICE
from bot.reports.picture import NoPictures
from bot.reports.progress import Compared, progress_picture
from bot.reports.telegram import card_messages
from bot.reports.transcript import transcript_messages


class StudyRoom:
    """What trainees see of themselves."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.house = desk, desk.house

    def handlers(self) -> Handlers:
        """What is reacted to."""
        return [
            CommandHandler("today", self.today, NEW),
            CommandHandler("progress", self.progress, NEW),
            CommandHandler("history", self.history, NEW),
            CommandHandler("remind", self.remind, NEW),
            CommandHandler("zone", self.zone, NEW),
            CommandHandler("export", self.export, NEW),
            CommandHandler("forget", self.forget, NEW),
            CallbackQueryHandler(self.older, r"^older:\d{1,10}$"),
            CallbackQueryHandler(self.earlier_call, r"^call:\d{1,10}$"),
            CallbackQueryHandler(self.forget_button, r"^forget:(yes|no)$"),
        ]

    async def today(self, update: Update, _: Context) -> None:
        """/today: two or three things to practise, and what one is asked for."""
        await self.show_today(await self.desk.guest(update))

    async def show_today(self, guest: Guest) -> None:
        """What there is to do today, with the buttons that begin it."""
        found = await self.house.study.today(guest.trainee)
        zone = self.desk.coach.zone_of(guest.trainee)
        text, buttons = today_text(found, guest.words, self.desk.coach.library, zone)
        await self.desk.show(guest, Message(text, buttons, html=True))

    async def progress(self, update: Update, _: Context) -> None:
        """/progress: a picture, and what it says in words."""
        guest = await self.desk.guest(update)
        found = await self.house.study.progress(guest.trainee)
        if found.trend.best is None:
            await self.desk.tell(guest, "telegram-progress-none")
            return
        best = self.house.insight.title(found.trend.best.dialogue, guest.words.language)
        text = progress_text(found, guest.words, best)
        dimensions = [Compared(title, this, last) for title, this, last in found.dimensions]
        try:
            picture = await asyncio.to_thread(
                progress_picture, guest.trainee.name, found.trend, dimensions, guest.words, best
            )
        except NoPictures:
            await self.desk.show(guest, plain(text))
            return
        await self.desk.show(guest, Message(escape(text), None, html=True, picture=picture))

    async def history(self, update: Update, _: Context) -> None:
        """/history: earlier calls, each a button."""
        await self._history(await self.desk.guest(update), None)

    async def older(self, update: Update, _: Context) -> None:
        """The button to still earlier calls."""
        query, guest = await pressed(self.desk, update)
        await self.desk.post.answer(query.id)
        await self._history(guest, int(argument(query)))

    async def earlier_call(self, update: Update, _: Context) -> None:
        """An earlier call: its transcript and its scorecard, with a trainer's word."""
        query, guest = await pressed(self.desk, update)
        actor = await self.house.office.actor(guest.trainee)
        try:
            seen = await self.house.review.look(actor, int(argument(query)))
        except CoachError as error:
            await self.desk.post.answer(query.id, guest.words.say(error.key, **error.details))
            return
        await self.desk.post.answer(query.id)
        for page in transcript_messages(seen.turns, seen.makers, guest.words):
            await self.desk.show(guest, Message(page, html=True))
        if seen.card:
            names = Delivery(self.desk.coach.library, guest.words).names(
                seen.call.dialogue, seen.call.language, seen.card
            )
            for page in card_messages(seen.card, catalogue(seen.call.language), names):
                await self.desk.show(guest, Message(page, html=True))

    async def remind(self, update: Update, context: Context) -> None:
        """/remind 19:30, /remind off: a daily word at a time of one's own."""
        guest = await self.desk.guest(update)
        wanted = "".join(context.args or ()).lower()
        reminders = self.house.reminders
        if not wanted:
            clock = (await reminders.clocks(guest.trainee)).get(PRACTICE)
            await self.desk.tell(guest, "remind-is" if clock else "remind-how", clock=clock or "")
            return
        if wanted in OFF:
            await reminders.stop_reminding(guest.trainee)
            await self.desk.tell(guest, "remind-off")
            return
        try:
            clock = await reminders.remind(guest.trainee, wanted)
        except CoachError as error:
            await self.desk.tell(guest, error.key, **error.details)
            return
        await self.desk.tell(guest, "remind-on", clock=clock)

    async def zone(self, update: Update, context: Context) -> None:
        """/zone Asia/Shanghai: where one lives, for reminders and days."""
        guest = await self.desk.guest(update)
        wanted = "".join(context.args or ())
        if not wanted:
            await self.desk.tell(guest, "zone-how")
            return
        try:
            await self.house.reminders.live_in(guest.trainee, wanted)
        except CoachError as error:
            await self.desk.tell(guest, error.key, **error.details)
            return
        await self.desk.tell(guest, "zone-set", zone=wanted)

    async def export(self, update: Update, _: Context) -> None:
        """/export: everything about me, as a file."""
        guest = await self.desk.guest(update)
        body = await self.house.privacy.export(guest.trainee)
        await self.desk.tell(guest, "export-here")
        await self.desk.post.send_file(guest.chat, "peilian-my-data.json", body)

    async def forget(self, update: Update, _: Context) -> None:
        """/forget: ask whether all of it is really to be deleted."""
        guest = await self.desk.guest(update)
        say = guest.words.say
        buttons = [
            [keyboards.button(say("forget-yes"), "forget", "yes")],
            [keyboards.button(say("forget-no"), "forget", "no")],
        ]
        await self.desk.show(guest, plain(say("forget-sure"), InlineKeyboardMarkup(buttons)))

    async def forget_button(self, update: Update, _: Context) -> None:
        """The answer to that."""
        query, guest = await pressed(self.desk, update)
        await self.desk.post.answer(query.id)
        await self.desk.post.rebutton(guest.chat, number(query))
        if argument(query) == "no":
            await self.desk.tell(guest, "forget-kept")
            return
        await self.desk.line(guest.chat).drop()
        await self.house.privacy.forget(guest.trainee)
        await self.desk.tell(guest, "forget-done")

    # --- inside ------------------------------------------------------------------------------------

    async def _history(self, guest: Guest, before: int | None) -> None:
        found = await self.house.study.history(guest.trainee, before)
        if not found:
            await self.desk.tell(guest, "telegram-progress-none" if before is None else "history-end")
            return
        zone = self.desk.coach.zone_of(guest.trainee)
        buttons = history_rows(found, guest.words, self.house.insight.title, zone)
        await self.desk.show(guest, plain(guest.words.say("history-choose"), buttons))
