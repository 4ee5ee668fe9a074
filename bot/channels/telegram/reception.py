"""Everything around the calls: welcome, help, language, earlier scores and their details."""

from dataclasses import replace

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.catalogue import LANGUAGES, catalogue
from bot.channels.telegram import keyboards
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.desk import Desk, Guest
from bot.channels.telegram.handlers import NEW, Context, Handlers, argument, number, pressed
from bot.channels.telegram.messages import Message, plain
from bot.coach import CoachError
from bot.coach.reminders import DIGEST, MORNING
from bot.reports.sheet import sheet_table
from bot.reports.telegram import CallNames, detail_messages
from bot.scoring.scorecard import CARD, Scorecard
from bot.store.records import Scored

#: How many of the latest scorecards are looked through for the one whose details are wanted.
LATEST = 100
COMMANDS = (
    *("today", "practice", "hint", "retry", "stop", "notes", "lesson", "sheets"),
    *("progress", "history", "remind", "zone", "lang", "export", "forget", "help"),
)
#: What only staff need; told them by /help.
STAFF = ("team", "report", "digest", "assign", "invite", "newteam", "web")


class Reception:
    """The front desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def handlers(self) -> Handlers:
        """What the front desk reacts to."""
        return [
            CommandHandler("start", self.start, NEW),
            CommandHandler("help", self.help, NEW),
            CommandHandler(["lang", "language"], self.language, NEW),
            CommandHandler("notes", self.notes, NEW),
            CommandHandler("sheets", self.sheets, NEW),
            CallbackQueryHandler(self.language_button, r"^lang:[a-z]{2}$"),
            CallbackQueryHandler(self.details, r"^card:[^:]+$"),
        ]

    async def start(self, update: Update, context: Context) -> None:
        """/start: a welcome, or where the call stands; with a code, joining a team."""
        guest = await self.desk.guest(update)
        if context.args:
            await self._join(guest, context.args[0])
        if not await self.desk.resume(guest):
            await self.desk.show(
                guest, plain(guest.words.say("telegram-welcome"), keyboards.welcome(guest.words))
            )

    async def help(self, update: Update, _: Context) -> None:
        """/help: what the bot does and what can be asked of it."""
        guest = await self.desk.guest(update)
        actor = await self.desk.house.office.actor(guest.trainee)
        names = (*COMMANDS, *(STAFF if actor.staff else ()))
        listed = [f"/{name} {guest.words.say(f'telegram-command-{name}')}" for name in names]
        await self.desk.tell(guest, "telegram-help", commands="\n".join(listed))

    async def language(self, update: Update, context: Context) -> None:
        """/lang: change the language, or ask which."""
        guest = await self.desk.guest(update)
        wanted = (context.args or [""])[0].lower()
        if wanted in LANGUAGES:
            await self._speak(guest, wanted)
        else:
            await self.desk.show(
                guest, plain(guest.words.say("telegram-choose-language"), keyboards.languages())
            )

    async def language_button(self, update: Update, _: Context) -> None:
        """A language that was chosen by its button."""
        query, guest = await pressed(self.desk, update)
        await self.desk.post.answer(query.id)
        await self.desk.post.rebutton(guest.chat, number(query))
        if argument(query) in LANGUAGES:
            await self._speak(guest, argument(query))

    async def notes(self, update: Update, _: Context) -> None:
        """/notes: turn the coach's notes on, or off."""
        guest = await self.desk.guest(update)
        trainee = await self.desk.coach.take_notes(guest.trainee, not guest.trainee.notes)
        await self.desk.tell(guest, "notes-on" if trainee.notes else "notes-off")

    async def sheets(self, update: Update, _: Context) -> None:
        """/sheets: the worksheets as a file for a spreadsheet."""
        guest = await self.desk.guest(update)
        kept = await self.desk.coach.sheets(guest.trainee)
        if not kept:
            await self.desk.tell(guest, "sheets-none")
            return
        table = sheet_table(((k.title, k.at, k.sheet) for k in kept), self.desk.coach.zone_of(guest.trainee))
        await self.desk.post.send_file(guest.chat, "peilian-sheets.csv", table)

    async def details(self, update: Update, _: Context) -> None:
        """The button below a scorecard: what was told, how the customer felt."""
        query, guest = await pressed(self.desk, update)
        latest = await self.desk.coach.progress(guest.trainee, LATEST)
        scored = next((s for s in latest if keyboards.key(s.digest) == argument(query)), None)
        if scored is None:
            await self.desk.post.answer(query.id, guest.words.say("telegram-old-button"))
            return
        await self.desk.post.answer(query.id)
        card, names = self._card(guest, scored)
        for page in detail_messages(card, catalogue(scored.language), names):
            await self.desk.show(guest, Message(page, html=True))
        await self.desk.post.rebutton(
            guest.chat, number(query), keyboards.after(guest.words, scored.dialogue)
        )

    # --- inside ------------------------------------------------------------------------------------

    async def _join(self, guest: Guest, code: str) -> None:
        """Use a code, and tell what became of it."""
        try:
            team = await self.desk.house.office.use_code(guest.trainee, code)
        except CoachError as error:
            await self.desk.tell(guest, error.key, **error.details)
            return
        if team is None:
            await self.desk.tell(guest, "owner-now")
        else:
            await self.desk.tell(guest, "team-joined", team=team.name)
        trainee = replace(guest.trainee, owner=guest.trainee.owner or team is None)
        actor = await self.desk.house.office.actor(trainee)
        if actor.staff:
            await self.desk.house.reminders.remind(trainee, MORNING, DIGEST)

    async def _speak(self, guest: Guest, language: str) -> None:
        trainee = await self.desk.coach.speak(guest.trainee, language)
        words = catalogue(language)
        await self.desk.show(guest, plain(words.say("telegram-language-chosen"), keyboards.welcome(words)))
        running = await self.desk.coach.resume(trainee)
        await self.desk.tell_abroad(replace(guest, trainee=trainee, words=words), running)

    def _card(self, guest: Guest, scored: Scored) -> tuple[Scorecard, CallNames]:
        """A scorecard as it was kept, with the names of its dialogue."""
        card = CARD.validate_json(scored.body)
        delivery = Delivery(self.desk.coach.library, guest.words)
        return card, delivery.names(scored.dialogue, scored.language, card)
