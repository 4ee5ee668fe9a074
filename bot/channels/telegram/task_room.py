"""Asking a team for something in Telegram: a dialogue, until when, how well, how often it may be tried."""

from datetime import timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.channels.telegram import keyboards
from bot.channels.telegram.desk import Desk, Guest
from bot.channels.telegram.handlers import NEW, Context, Handlers, pressed
from bot.channels.telegram.keyboards import Rows
from bot.channels.telegram.messages import plain
from bot.channels.telegram.study_text import dialogue_title
from bot.coach import CoachError, Offer
from bot.store.assigning import Assignment

#: What can be chosen: days until it is due, marks, attempts (0: any).
DAYS, MARKS, TRIES = (3, 7, 14), (60, 70, 80), (1, 3, 0)


class TaskRoom:
    """Where tasks are given out. The use cases check role and team."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.house = desk, desk.house

    def handlers(self) -> Handlers:
        """What is reacted to."""
        return [
            CommandHandler("assign", self.assign, NEW),
            CallbackQueryHandler(self.assign_course, r"^as:\d{1,9}:[^:]+$"),
            CallbackQueryHandler(self.assign_options, r"^at:\d{1,9}:[^:]+(:\d+){3}:[01]$"),
            CallbackQueryHandler(self.assign_done, r"^ask:\d{1,9}:[^:]+(:\d+){3}:[01]$"),
        ]

    async def assign(self, update: Update, _: Context) -> None:
        """/assign: choose a team and a course."""
        guest = await self.desk.guest(update)
        actor = await self.house.office.actor(guest.trainee)
        teams = await self.house.office.teams(actor, "assign")
        if not teams:
            await self.desk.tell(guest, "team-none")
        for team in teams:
            names = dict.fromkeys(o.course for o in self.desk.coach.offers(guest.trainee.language))
            rows: Rows = [
                [
                    keyboards.button(
                        keyboards.course(guest.words, name), "as", str(team.id), keyboards.key(name)
                    )
                ]
                for name in names
            ]
            text = guest.words.say("assign-course", team=team.name)
            await self.desk.show(guest, plain(text, InlineKeyboardMarkup(rows)))

    async def assign_course(self, update: Update, _: Context) -> None:
        """The dialogues of a course to be asked for."""
        query, guest = await pressed(self.desk, update)
        await self.desk.post.answer(query.id)
        team, course = str(query.data).split(":")[1:]
        offers = [
            o for o in self.desk.coach.offers(guest.trainee.language) if keyboards.key(o.course) == course
        ]
        rows: Rows = [
            [keyboards.button(o.title, "at", team, keyboards.key(o.id), "7", "70", "3", "0")] for o in offers
        ]
        await self.desk.show(guest, plain(guest.words.say("assign-dialogue"), InlineKeyboardMarkup(rows)))

    async def assign_options(self, update: Update, _: Context) -> None:
        """Deadline, mark, attempts, exam: each button turns one of them."""
        query, guest = await pressed(self.desk, update)
        await self.desk.post.answer(query.id)
        team, dialogue, days, mark, tries, exam = str(query.data).split(":")[1:]
        say = guest.words.say

        def turned(label: str, *values: str) -> list[InlineKeyboardButton]:
            return [keyboards.button(label, "at", team, dialogue, *values)]

        unlimited = say("assign-any") if tries == "0" else tries
        rows: Rows = [
            turned(say("assign-days", days=days), following(days, DAYS), mark, tries, exam),
            turned(say("assign-mark", mark=mark), days, following(mark, MARKS), tries, exam),
            turned(say("assign-tries", tries=unlimited), days, mark, following(tries, TRIES), exam),
            turned(say(f"assign-exam-{exam}"), days, mark, tries, "1" if exam == "0" else "0"),
            [keyboards.button(say("assign-send"), "ask", team, dialogue, days, mark, tries, exam)],
        ]
        name = self._named(dialogue, guest)
        message = plain(say("assign-options", title=name), InlineKeyboardMarkup(rows))
        at = query.message.message_id if query.message else 0
        if not await self.desk.post.edit(guest.chat, at, message):
            await self.desk.show(guest, message)

    async def assign_done(self, update: Update, _: Context) -> None:
        """Ask the team for it."""
        query, guest = await pressed(self.desk, update)
        team, dialogue, days, mark, tries, exam = str(query.data).split(":")[1:]
        office = self.house.office
        actor = await office.actor(guest.trainee)
        wanted = Assignment(
            0,
            int(team),
            next((o.id for o in self._offers(guest) if keyboards.key(o.id) == dialogue), dialogue),
            self.desk.coach.now(),
            exam == "1",
            int(tries) or None,
            float(mark),
            self.desk.coach.now() + timedelta(days=min(int(days), 365)),
        )
        try:
            made = await office.assign(actor, wanted)
        except CoachError as error:
            await self.desk.post.answer(query.id, guest.words.say(error.key, **error.details))
            return
        await self.desk.post.answer(query.id)
        await self.desk.post.rebutton(guest.chat, query.message.message_id if query.message else 0)
        title = dialogue_title(made.dialogue, self.desk.coach.library, guest.words)
        people = len(await office.whom(made))
        await self.desk.tell(guest, "assign-sent", title=title, people=people)

    # --- inside ------------------------------------------------------------------------------------

    def _offers(self, guest: Guest) -> list[Offer]:
        return list(self.desk.coach.offers(guest.trainee.language))

    def _named(self, dialogue: str, guest: Guest) -> str:
        return next((o.title for o in self._offers(guest) if keyboards.key(o.id) == dialogue), dialogue)


def following(value: str, of: tuple[int, ...]) -> str:
    """The choice after this one, in turn."""
    number = int(value)
    return str(of[(of.index(number) + 1) % len(of)] if number in of else of[0])
