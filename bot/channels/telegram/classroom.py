"""Lesson cards in Telegram."""

from collections.abc import Iterable
from html import escape

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.authoring.lesson import Lesson, Lessons, fitting, numbers
from bot.catalogue import Catalogue
from bot.channels.telegram import keyboards
from bot.channels.telegram.desk import Desk, Guest
from bot.channels.telegram.handlers import NEW, Context, Handlers, argument, pressed
from bot.channels.telegram.messages import Message, plain


class Classroom:
    """Where lesson cards are read."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def handlers(self) -> Handlers:
        """What the classroom reacts to."""
        return [
            CommandHandler("lesson", self.open, NEW),
            CallbackQueryHandler(self.document, r"^lessons:[a-z]+$"),
            CallbackQueryHandler(self.lesson, r"^lesson:[a-z0-9/-]+$"),
        ]

    async def open(self, update: Update, context: Context) -> None:
        """/lesson: the card of a unit, those that fit, or the documents to choose from."""
        guest = await self.desk.guest(update)
        lessons, wanted = self._lessons(guest), " ".join(context.args or ())
        units, say = fitting(lessons, wanted), guest.words.say
        if len(units) == 1:
            await self.desk.show(guest, card(lessons[units[0]], guest.words))
        elif units:
            several = say("lesson-several-buttons", name=wanted[:40])
            await self.desk.show(guest, plain(several, self._buttons(guest, units)))
        else:
            names = dict.fromkeys(unit.partition("/")[0] for unit in lessons)
            asked = say("lesson-none", name=wanted[:40]) if wanted else say("lesson-choose")
            await self.desk.show(guest, plain(asked, keyboards.documents(guest.words, names)))

    async def document(self, update: Update, _: Context) -> None:
        """The units of a document."""
        query, guest = await pressed(self.desk, update)
        await self.desk.post.answer(query.id)
        name, lessons = argument(query), self._lessons(guest)
        if units := [unit for unit in lessons if unit.startswith(f"{name}/")]:
            title = guest.words.say(f"document-{name}")
            await self.desk.show(guest, plain(title, self._buttons(guest, units)))

    async def lesson(self, update: Update, _: Context) -> None:
        """The card of a button."""
        query, guest = await pressed(self.desk, update)
        lesson = self._lessons(guest).get(argument(query))
        if lesson is None:
            await self.desk.post.answer(query.id, guest.words.say("telegram-old-button"))
            return
        await self.desk.post.answer(query.id)
        await self.desk.show(guest, card(lesson, guest.words))

    def _buttons(self, guest: Guest, units: Iterable[str]) -> InlineKeyboardMarkup:
        """The way to each of some cards, with its number among all: /lesson takes that, too."""
        lessons = self._lessons(guest)
        places = numbers(lessons)
        return InlineKeyboardMarkup(
            [[keyboards.lesson(guest.words, u, f"{places[u]} · {lessons[u].title}")] for u in units]
        )

    def _lessons(self, guest: Guest) -> Lessons:
        return self.desk.coach.library.lessons(guest.trainee.language)


def card(lesson: Lesson, words: Catalogue) -> Message:
    """A card as a message."""
    say = words.say
    parts = (
        f"📘 <b>{escape(lesson.title)}</b>",
        escape(lesson.idea),
        f"<blockquote>{escape(say('lesson-usual', text=lesson.usual))}</blockquote>",
        f"<blockquote>{escape(say('lesson-better', text=lesson.better))}</blockquote>",
        f"👉 {escape(say('lesson-try', text=lesson.try_))}",
    )
    return Message("\n\n".join(parts), html=True)
