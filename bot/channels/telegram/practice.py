"""Choosing a dialogue: courses, their dialogues, what the trainee should know, start."""

from collections.abc import Awaitable
from html import escape

from telegram import CallbackQuery, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.channels.telegram import keyboards
from bot.channels.telegram.desk import Desk, Guest
from bot.channels.telegram.handlers import NEW, Context, Handlers, argument, number, pressed
from bot.channels.telegram.messages import Message, plain
from bot.coach import EXAM_SEED, CoachError, Done, Offer
from bot.roleplay.part import Difficulty

#: The longest brief that is shown (characters).
BRIEF = 2_000
#: What a button says of how hard the call should be.
DIFFICULTY: dict[str, Difficulty] = {"": "normal", "easy": "easy", "hard": "hard"}


class Practice:
    """The menu."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def handlers(self) -> Handlers:
        """What the menu reacts to."""
        return [
            CommandHandler("practice", self.open, NEW),
            CallbackQueryHandler(self.menu, r"^menu$"),
            CallbackQueryHandler(self.course, r"^course:[^:]+:\d{1,4}$"),
            CallbackQueryHandler(self.brief, r"^brief:[^:]+$"),
            CallbackQueryHandler(self.task, r"^task:\d{1,10}$"),
            CallbackQueryHandler(self.anew, r"^anew:[^:]+$"),
            CallbackQueryHandler(self.start, r"^(go|exam):[^:]+(:\d{1,10}(:(easy|hard))?)?$"),
        ]

    async def open(self, update: Update, _: Context) -> None:
        """/practice: where the call stands, or the courses."""
        guest = await self.desk.guest(update)
        if not await self.desk.resume(guest):
            await self.desk.show(guest, self._courses(guest))

    async def menu(self, update: Update, _: Context) -> None:
        """Back to the courses."""
        query, guest = await pressed(self.desk, update)
        await self._turn_to(query, guest, self._courses(guest))

    async def course(self, update: Update, _: Context) -> None:
        """The dialogues of a course."""
        query, guest = await pressed(self.desk, update)
        name, page = str(query.data).split(":")[1:]
        offers = [o for o in self._offers(guest) if keyboards.key(o.course) == name]
        if not offers:
            await self.desk.post.answer(query.id, guest.words.say("telegram-withdrawn"))
            return
        page_number = min(int(page), (len(offers) - 1) // keyboards.PAGE)
        title = guest.words.say(
            "telegram-choose-dialogue", course=keyboards.course(guest.words, offers[0].course)
        )
        await self._turn_to(query, guest, plain(title, keyboards.dialogues(guest.words, offers, page_number)))

    async def brief(self, update: Update, _: Context) -> None:
        """What the trainee should know before the call."""
        query, guest = await pressed(self.desk, update)
        if offer := await self._offer(query, guest):
            offer = self.desk.coach.prepare(guest.trainee.language, offer.id)
            buttons = keyboards.brief(guest.words, offer)
            await self._turn_to(query, guest, Message(brief(guest, offer), buttons, html=True))

    async def start(self, update: Update, _: Context) -> None:
        """Begin the call."""
        query, guest = await pressed(self.desk, update)
        offer = await self._offer(query, guest)
        if offer is None:
            return
        exam = str(query.data).startswith("exam:")
        seed, difficulty = (*str(query.data).split(":"), "", "")[2:4]
        offer = self.desk.coach.prepare(
            guest.trainee.language, offer.id, EXAM_SEED if exam else int(seed) if seed else None
        )
        await self.desk.line(guest.chat).finish()
        try:
            done = await self._begin(guest, offer, exam, DIFFICULTY[difficulty])
        except CoachError as error:
            await self.desk.post.answer(query.id, guest.words.say(error.key, **error.details))
            return
        await self.desk.post.answer(query.id)
        if not done.again:
            await self._connected(query, guest, offer)
        await self.desk.carry_out(guest, done)

    async def anew(self, update: Update, _: Context) -> None:
        """Begin an exercise again in the language that was chosen while it ran."""
        query, guest = await pressed(self.desk, update)
        offer = await self._offer(query, guest)
        if offer is None:
            return
        await self.desk.line(guest.chat).finish()
        try:
            beginning = self.desk.coach.anew(guest.trainee, offer.id, guest.update)
            done = await self._unless_refused(guest, beginning)
        except CoachError as error:
            await self.desk.post.answer(query.id, guest.words.say(error.key, **error.details))
            return
        await self.desk.post.answer(query.id)
        await self.desk.post.rebutton(guest.chat, number(query))
        await self.desk.carry_out(guest, done)

    async def task(self, update: Update, _: Context) -> None:
        """Begin an attempt at an assignment."""
        query, guest = await pressed(self.desk, update)
        coach, language = self.desk.coach, guest.trainee.language
        try:
            wanted = await self.desk.house.office.attempt(guest.trainee, int(argument(query)))
            offer = coach.prepare(language, wanted.dialogue, EXAM_SEED if wanted.exam else None)
            await self.desk.line(guest.chat).finish()
            done = await self._begin(guest, offer, wanted.exam, "normal", wanted.id)
        except CoachError as error:
            await self.desk.post.answer(query.id, guest.words.say(error.key, **error.details))
            return
        await self.desk.post.answer(query.id)
        if not done.again:
            notice = guest.words.say("telegram-connected", customer=offer.customer)
            await self.desk.show(
                guest, Message(f"{brief(guest, offer)}\n\n<i>{escape(notice)}</i>", html=True)
            )
        await self.desk.carry_out(guest, done)

    # --- inside ------------------------------------------------------------------------------------

    async def _begin(
        self, guest: Guest, offer: Offer, exam: bool, difficulty: Difficulty, task: int | None = None
    ) -> Done:
        beginning = self.desk.coach.start(
            guest.trainee, offer.id, guest.update, exam, offer.seed, difficulty, task
        )
        return await self._unless_refused(guest, beginning)

    async def _unless_refused(self, guest: Guest, beginning: Awaitable[Done]) -> Done:
        """What the beginning of a call brings about, or what was already under way where it can't begin."""
        try:
            return await beginning
        except CoachError as error:
            return await self.desk.coach.refuse(guest.trainee, error, guest.update)

    async def _connected(self, query: CallbackQuery, guest: Guest, offer: Offer) -> None:
        """Tell that the line is open: in place of the buttons of the brief, or in a message of its own."""
        notice = f"<i>{escape(guest.words.say('telegram-connected', customer=offer.customer))}</i>"
        message = Message(f"{brief(guest, offer)}\n\n{notice}", html=True)
        if not is_page(query) or not await self.desk.post.edit(guest.chat, number(query), message):
            await self.desk.show(guest, message)

    def _courses(self, guest: Guest) -> Message:
        offers = self._offers(guest)
        if not offers:
            return plain(guest.words.say("telegram-no-dialogues"))
        return plain(guest.words.say("telegram-choose-course"), keyboards.courses(guest.words, offers))

    def _offers(self, guest: Guest) -> tuple[Offer, ...]:
        return self.desk.coach.offers(guest.trainee.language)

    async def _offer(self, query: CallbackQuery, guest: Guest) -> Offer | None:
        """The dialogue a button names; where it is gone, that is told."""
        name = argument(query)
        offer = next((o for o in self._offers(guest) if keyboards.key(o.id) == name), None)
        if offer is None:
            await self.desk.post.answer(query.id, guest.words.say("telegram-withdrawn"))
        return offer

    async def _turn_to(self, query: CallbackQuery, guest: Guest, message: Message) -> None:
        """Show another page of the menu in place of this one; other messages stay as they are."""
        await self.desk.post.answer(query.id)
        if not is_page(query) or not await self.desk.post.edit(guest.chat, number(query), message):
            await self.desk.show(guest, message)


def brief(guest: Guest, offer: Offer) -> str:
    """The page of a dialogue, as HTML."""
    say = guest.words.say
    facts = say("telegram-facts", customer=offer.customer, level=keyboards.level(guest.words, offer))
    return f"<b>{escape(offer.title)}</b>\n{escape(facts)}\n\n{escape(offer.brief.strip()[:BRIEF])}"


def is_page(query: CallbackQuery) -> bool:
    """Whether the button stood on a page of the menu, which another page may replace."""
    markup = getattr(query.message, "reply_markup", None)
    data = [str(b.callback_data) for row in markup.inline_keyboard for b in row] if markup else []
    return any(d.startswith(("course:", "brief:")) for d in data)
