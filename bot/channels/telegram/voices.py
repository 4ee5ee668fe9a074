"""Voice notes: a recording is what the trainee says to the customer, and is told how it sounded."""

import logging
from datetime import timedelta
from typing import Any

from telegram import Message as Received
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.channels.telegram.desk import Desk, Guest
from bot.channels.telegram.handlers import NEW, Context, Handlers, pressed
from bot.channels.telegram.post import Undelivered
from bot.coach import CoachError

LOG = logging.getLogger(__name__)
#: WAV and other files that Telegram doesn't play itself come as documents.
SOUND = filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE | filters.Document.AUDIO
MEGABYTE = 1_000_000


class Voices:
    """What the trainee says aloud."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.coach = desk, desk.coach

    def handlers(self) -> Handlers:
        """What is reacted to."""
        return [
            MessageHandler(NEW & SOUND, self.note),
            CallbackQueryHandler(self.same, r"^same:[^:]+$"),
        ]

    async def note(self, update: Update, _: Context) -> None:
        """A voice note, a sound file or a round video: looked at before it is fetched, then heard."""
        guest = await self.desk.guest(update)
        try:
            await self._hear(guest, update.message)
        except CoachError as error:
            await self.desk.tell(guest, error.key, **error.details)

    async def same(self, update: Update, _: Context) -> None:
        """The button that says: the note holds the words of the last line."""
        query, guest = await pressed(self.desk, update)
        try:
            done = await self.coach.same_words(guest.trainee, guest.update)
        except CoachError as error:
            await self.desk.post.answer(query.id, guest.words.say(error.key, **error.details))
            return
        await self.desk.post.answer(query.id)
        await self.desk.put_in(guest, done)

    # --- inside ------------------------------------------------------------------------------------

    async def _hear(self, guest: Guest, message: Received | None) -> None:
        sound: Any = message and (message.voice or message.audio or message.video_note or message.document)
        if message is None or not sound:
            return
        if await self.coach.resume(guest.trainee) is None:
            raise CoachError("no-call")
        self._check(sound)
        line = self.desk.line(guest.chat)
        heard = await line.hold()
        await self.desk.post.typing(guest.chat)
        try:
            recording = await self._fetch(sound)
            done = await self.coach.hear(guest.trainee, recording, message.caption or "", heard, guest.update)
        except CoachError as error:
            line.go_on()
            done = await self.coach.refuse(guest.trainee, error, guest.update)
        except BaseException:
            line.go_on()
            raise
        if (sounded := done.exchange.sound) and sounded.trouble:
            LOG.warning("a voice note could not be written down (%s)", sounded.trouble)
        await self.desk.carry_out(guest, done)

    def _check(self, sound: Any) -> None:
        """Refuse what is too long or too big by its own account."""
        limits = self.desk.settings.voice
        claimed = getattr(sound, "duration", 0) or 0  # a document claims none
        seconds = claimed.total_seconds() if isinstance(claimed, timedelta) else float(claimed)
        if seconds > limits.seconds:
            raise CoachError("voice-too-long", seconds=round(seconds), most=round(limits.seconds))
        if (sound.file_size or 0) > limits.megabytes * MEGABYTE:
            raise too_big(sound.file_size, limits.megabytes)

    async def _fetch(self, sound: Any) -> bytes:
        """The recording; raises CoachError where it is gone or bigger than it said."""
        try:
            body = await self.desk.post.fetch(sound.file_id)
        except (TelegramError, Undelivered):
            raise CoachError("voice-gone") from None
        if len(body) > self.desk.settings.voice.megabytes * MEGABYTE:
            raise too_big(len(body), self.desk.settings.voice.megabytes)
        return body


def too_big(size: int, most: float) -> CoachError:
    """A file that is too big."""
    return CoachError("voice-too-big", size=f"{size / MEGABYTE:.1f}", most=f"{most:g}")
